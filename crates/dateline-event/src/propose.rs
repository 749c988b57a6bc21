//! Which words of a sentence evoke which frames.

pub(crate) mod facet;
pub(crate) mod matching;
pub(crate) mod negotiated;
pub(crate) mod only_named;
pub(crate) mod roles;

use crate::climb::{self, Path};
use crate::draft::answer;
use crate::draft::truce;
use crate::frame::{Frame, Worth};
use crate::lexicon::{Entry, Lexicon};
use crate::mend::as_planned;
use crate::mood::Modal;
use crate::pattern::Pattern;
use crate::propose::roles::Names;
use crate::tie::alike;
use crate::tie::ellipsis;
use crate::tie::overdue;
use crate::tie::portion;
use crate::tie::stand_in::{pronouns, things};
use crate::tree::Tree;
use dateline_record::{Family, Kind, Span};
use dateline_syntax::{Deprel, Upos, Xpos};

/// A trigger with its frame and its way to the root.
#[derive(Clone, Debug)]
pub(crate) struct Proposal {
    pub frame: u32,
    /// The word whose surroundings decide the status.
    pub head: u32,
    pub verb: Option<u32>,
    pub noun: Option<u32>,
    /// The head of a phrase that is part of the trigger: 'go on a trip'.
    pub phrase: Option<u32>,
    /// Of 'military and Red Cross talks', the words that make it one of two.
    pub modifier: Option<u32>,
    pub trigger: Span,
    pub path: Path,
}

impl Proposal {
    /// A verb that is the whole trigger.
    pub fn verb(tree: &Tree, lexicon: &Lexicon, frame: u32, verb: u32) -> Self {
        Self {
            frame,
            head: verb,
            verb: Some(verb),
            noun: None,
            phrase: None,
            modifier: None,
            trigger: tree.span(verb),
            path: climb::climb(tree, lexicon, verb, false),
        }
    }

    /// A pronoun for an event told before, where `word` says how that stands.
    pub fn pronoun(
        tree: &Tree,
        frame: u32,
        pronoun: u32,
        word: u32,
        state: climb::State,
        rule: &str,
    ) -> Self {
        let path = Path {
            state,
            rule: rule.to_owned(),
            word: Some(word),
            clause: Some(word),
            spine: vec![pronoun],
            ..Path::default()
        };
        Self::noun(tree, frame, pronoun, pronoun, path)
    }

    /// A noun or pronoun that is the whole trigger; `head` decides the status.
    pub fn noun(tree: &Tree, frame: u32, head: u32, noun: u32, path: Path) -> Self {
        Self {
            frame,
            head,
            verb: None,
            noun: Some(noun),
            phrase: None,
            modifier: None,
            trigger: tree.span(noun),
            path,
        }
    }
}

struct Best {
    weight: (i32, usize),
    frame: u32,
    object: Option<u32>,
    phrase: Option<u32>,
    particles: Vec<u32>,
}

fn best(
    tree: &Tree,
    t: u32,
    entries: &[Entry],
    frames: &[Frame],
    patterns: impl Fn(&Frame) -> &[Pattern],
    admit: impl Fn(&Frame) -> bool,
) -> Option<Best> {
    let mut best: Option<Best> = None;
    for &(f, p) in entries {
        let frame = &frames[f as usize];
        if !admit(frame) || frame.never.iter().any(|w| w == tree.lemma(t)) {
            continue;
        }
        let pattern = &patterns(frame)[p as usize];
        let Some(object) = tree.matches(t, pattern) else {
            continue;
        };
        let weight = (frame.priority, pattern.weight());
        if best.as_ref().is_none_or(|b| weight > b.weight) {
            let particles = pattern
                .needs
                .iter()
                .filter_map(|n| match n {
                    crate::pattern::Need::Particle(word) => tree
                        .children(t)
                        .find(|&c| c > t && c <= t + 3 && tree.lemma(c) == word),
                    _ => None,
                })
                .collect();
            let phrase = pattern.needs.iter().find_map(|n| match n {
                crate::pattern::Need::Oblique(prep, words) if !words.is_empty() => {
                    tree.phrase(t, prep, words)
                }
                _ => None,
            });
            best = Some(Best {
                weight,
                frame: f,
                object,
                phrase,
                particles,
            });
        }
    }
    best
}

/// The modifiers of a plural noun that name several events at once: 'military
/// and Red Cross talks'. Empty where there is one event.
fn split(tree: &Tree, noun: u32, names: &Names) -> Vec<u32> {
    for c in tree.children(noun) {
        if c > noun || !matches!(tree.rel(c), Deprel::Amod | Deprel::Compound) {
            continue;
        }
        let all: Vec<u32> = tree
            .conjuncts(c)
            .into_iter()
            .filter(|&m| m < noun)
            .collect();
        let near = all.iter().all(|&m| noun - m <= 6);
        let named = all.iter().any(|&m| names.covers_state_or_person(tree, m));
        if all.len() > 1 && near && !named {
            // 'Red Cross' is one modifier, however the parser joins it.
            let mut out: Vec<u32> = Vec::new();
            for &m in &all {
                let name = matches!(tree.token(m).xpos, Xpos::Nnp | Xpos::Nnps);
                let joined = name && all.contains(&(m + 1)) && m + 1 < noun;
                if !joined {
                    out.push(m);
                }
            }
            if out.len() > 1 {
                return out;
            }
        }
    }
    Vec::new()
}

/// The frame of 'X was in Oslo', seen from the place; a person has to be the
/// subject.
fn presence(tree: &Tree, lexicon: &Lexicon, names: &Names, t: u32) -> Option<u32> {
    if tree.upos(t) != Upos::Propn || !tree.children(t).any(|c| tree.rel(c) == Deprel::Cop) {
        return None;
    }
    let frame = lexicon.presence(&tree.case(t)?)?;
    let place = names.at(t).iter().any(|e| e.place.is_some());
    let subject = tree.subject(t)?;
    let person = tree.conjuncts(subject).into_iter().any(|s| {
        names
            .at(s)
            .iter()
            .any(|e| e.person.as_ref().is_some_and(|p| !p.is_office) && !e.parties.is_empty())
    });
    let delegates = (lexicon.listed("officials", tree.lemma(subject))
        || matches!(tree.lemma(subject), "he" | "she"))
        && names
            .actors(tree, subject)
            .iter()
            .any(|e| !e.parties.is_empty());
    // 'Were both in Lima but did not meet'
    let missed = tree
        .children(t)
        .any(|c| tree.rel(c) == Deprel::Conj && tree.lemma(c) == "meet" && tree.mood(c).negated);
    (place && (person || delegates) && !missed).then_some(frame)
}

/// The proposals of one sentence in order of their triggers. `ledger` leaves
/// frames out that are for coded records only.
pub(crate) fn propose(
    tree: &Tree,
    lexicon: &Lexicon,
    names: &Names,
    ledger: bool,
) -> Vec<Proposal> {
    let mut out: Vec<Proposal> = Vec::new();
    let mut consumed: Vec<u32> = Vec::new();
    let admit = |f: &Frame| {
        if ledger {
            f.worth != Worth::Never
        } else {
            // What hangs on the rest of the report is no single record.
            (f.plover.is_some() || f.content) && !f.under_accord
        }
    };
    for t in 0..tree.len() {
        let upos = tree.upos(t);
        let lemma = tree.lemma(t);
        let predicate_adjective =
            upos == Upos::Adj && tree.children(t).any(|c| tree.rel(c) == Deprel::Cop);
        // 'They were at the table.'
        let predicate_noun = tree.is_noun(t)
            && lexicon.verb(lemma).iter().any(|&(f, p)| {
                let pattern = &lexicon.frames[f as usize].verbs[p as usize];
                pattern.is_behind() && tree.matches(t, pattern).is_some()
            });
        if upos == Upos::Verb || predicate_adjective || predicate_noun {
            if tree.rel(t) == Deprel::Amod || tree.is_of_room(t) {
                continue;
            }
            let find =
                |entries: &[Entry]| best(tree, t, entries, &lexicon.frames, |f| &f.verbs, admit);
            // 'Hold talks by 15 May', 'complete the withdrawal': what is to be
            // done by then is told by the noun.
            let carries = ledger
                && tree
                    .object(t)
                    .is_some_and(|o| tree.is_noun(o) && tree.lexicon_noun(o, lexicon))
                && lexicon.operator(tree, t, "obj").is_some();
            // 'The withdrawal is due by Monday'
            let due = || {
                let noun = tree
                    .subject(t)
                    .filter(|&n| n < t && tree.lexicon_noun(n, lexicon));
                let set = matches!(
                    lemma,
                    "due" | "set" | "schedule" | "expect" | "plan" | "slate"
                );
                ledger && set && noun.is_some() && lexicon.operator(tree, t, "subj").is_some()
            };
            let any = || find(lexicon.verb("*")).filter(|_| !carries && !due());
            let Some(b) = find(lexicon.verb(lemma)).or_else(any) else {
                continue;
            };
            // 'The visit was cut short': the noun tells whose.
            let visit = lexicon.frames[b.frame as usize].kind == Some(Kind::Visit);
            // 'The treaty between Kenya and Chad was scrapped': nobody is told who did it.
            let decided = lexicon.frames[b.frame as usize].kind == Some(Kind::Decision);
            let undone = |o: u32| decided && tree.agent(t).is_none() && truce::has_sides(tree, o);
            let passive = b.object.filter(|&o| {
                ledger
                    && o < t
                    && tree.is_passive(t)
                    && tree.lexicon_noun(o, lexicon)
                    && (visit || undone(o))
            });
            if passive.is_some() && lexicon.operator(tree, t, "obj").is_some() {
                continue;
            }
            if lexicon.frames[b.frame as usize].under_accord {
                // A term is something to be done.
                let ahead = !matches!(tree.mood(t).modal, Modal::None | Modal::May | Modal::Can);
                let below = matches!(tree.rel(t), Deprel::Xcomp | Deprel::Conj | Deprel::Advcl);
                if !ahead && !below || as_planned::is_as_planned(tree.s, t) {
                    continue;
                }
                // 'Any agreement must be robust' tells of the agreement.
                let event = |n: u32| tree.lexicon_noun(n, lexicon);
                if predicate_adjective && tree.subject(t).is_some_and(event) {
                    continue;
                }
            }
            // 'The withdrawal promised by Kenya began': the noun tells it.
            let named = b.object.is_some_and(|o| {
                tree.s.head(t) == Some(o)
                    && matches!(tree.rel(t), Deprel::Acl | Deprel::AclRelcl)
                    && tree.lexicon_noun(o, lexicon)
            });
            // 'A truce agreed by Kenya and Chad will take effect on Friday'
            let starts = named
                && lexicon.frames[b.frame as usize].kind == Some(Kind::Agreement)
                && b.object
                    .is_some_and(|o| truce::starts_above(tree, lexicon, o));
            if ledger
                && named
                && (lexicon.frames[b.frame as usize].content || starts)
                && lexicon.operator(tree, t, "obj").is_some()
            {
                continue;
            }
            consumed.extend(b.object);
            let mut trigger = tree.span(t);
            for p in b.particles {
                trigger = trigger.cover(tree.span(p));
            }
            if let Some(o) = b.object
                && o > t
                && o - t <= 6
            {
                trigger = trigger.cover(tree.span(o));
            }
            let mut path = climb::climb(tree, lexicon, t, predicate_noun);
            path.spine.extend(b.object);
            out.push(Proposal {
                frame: b.frame,
                head: t,
                verb: Some(t),
                noun: b.object,
                phrase: b.phrase,
                modifier: None,
                trigger,
                path,
            });
        } else if let Some(frame) = presence(tree, lexicon, names, t).filter(|_| ledger) {
            out.push(Proposal::verb(tree, lexicon, frame, t));
        } else if matches!(upos, Upos::Noun | Upos::Propn) {
            // A word inside a longer name or compound evokes nothing of its own
            // ('the Peace Talks Committee').
            if matches!(tree.rel(t), Deprel::Compound | Deprel::Flat)
                && tree
                    .s
                    .head(t)
                    .is_some_and(|h| !tree.lexicon_noun(h, lexicon))
                && upos == Upos::Propn
            {
                continue;
            }
            // 'by 161 votes to 59' counts, and is no vote of its own.
            if matches!(lemma, "vote" | "ballot")
                && tree.children(t).any(|c| tree.rel(c) == Deprel::Nummod)
            {
                continue;
            }
            if ledger && only_named::is_only_named(tree, lexicon, t) {
                continue;
            }
            // 'the ministry said in a communiqué' tells of no accord.
            if matches!(
                lemma,
                "communiqué" | "communique" | "statement" | "declaration"
            ) && (tree.case(t).as_deref() == Some("according to")
                || tree.case(t).as_deref() == Some("in")
                    && tree
                        .s
                        .head(t)
                        .is_some_and(|v| lexicon.listed("speaking", tree.lemma(v))))
            {
                continue;
            }
            // 'the truce village', 'the test site': a place or thing named by it.
            if ledger
                && tree.rel(t) == Deprel::Compound
                && tree.s.head(t).is_some_and(|h| {
                    h == t + 1
                        && !tree.lexicon_noun(h, lexicon)
                        && lexicon.operator_noun(tree.lemma(h)).is_empty()
                })
            {
                continue;
            }
            let Some(b) = best(
                tree,
                t,
                lexicon.noun(lemma),
                &lexicon.frames,
                |f| &f.nouns,
                admit,
            ) else {
                continue;
            };
            let frame = &lexicon.frames[b.frame as usize];
            let path = climb::climb(tree, lexicon, t, false);
            let parts = if frame.kind.is_some_and(|k| k.family() == Family::Meeting) {
                split(tree, t, names)
            } else {
                Vec::new()
            };
            let make = |modifier: Option<u32>| Proposal {
                modifier,
                ..Proposal::noun(tree, b.frame, t, t, path.clone())
            };
            if parts.is_empty() {
                out.push(make(None));
            } else {
                out.extend(parts.into_iter().map(|m| make(Some(m))));
            }
        }
    }
    if ledger {
        out.extend(pronouns(tree, lexicon, names));
        let things = things(tree, lexicon, &out);
        out.extend(things);
        out.extend(answer::answers(tree, lexicon, names));
        out.extend(alike::as_did(tree, lexicon));
        out.extend(ellipsis::did_not(tree, lexicon));
        out.extend(overdue::still(tree, lexicon));
        out.extend(portion::portions(tree, lexicon));
        let facets = facet::facets(tree, lexicon, &out);
        // 'The date has been moved to 12 May' is no accord of its own.
        out.retain(|p| {
            let date = |f: &Proposal| f.noun == p.noun && tree.lemma(f.head) == "date";
            p.verb.is_none() || p.noun.is_none() || !facets.iter().any(date)
        });
        out.extend(facets);
        out.sort_by_key(|p| p.head);
    }
    // So is a noun of the same kind in a phrase that the pattern asked for:
    // 'reject it in a referendum' is one vote.
    let kind = |p: &Proposal| lexicon.frames[p.frame as usize].kind;
    let phrases: Vec<_> = out
        .iter()
        .filter_map(|p| Some((p.phrase?, kind(p))))
        .collect();
    // 'Talks on the war in Chad' tell of no war.
    let spoken_of = |p: &Proposal| {
        ledger
            && p.verb.is_none()
            && kind(p) == Some(Kind::Conflict)
            && p.noun.is_some_and(|n| {
                let case = tree.case(n);
                matches!(case.as_deref(), Some("on" | "about" | "over" | "regarding"))
            })
    };
    // 'The joint commission met', 'a meeting of the joint commission': the body
    // is there, and it is the meeting that is told.
    let meets: Vec<u32> = out
        .iter()
        .filter(|p| kind(p).is_some_and(|k| k.family() == Family::Meeting))
        .flat_map(|p| {
            let subject = p.verb.and_then(|v| tree.subject(v));
            let of = p.noun.into_iter().flat_map(|n| tree.obliques(n));
            let of = of.filter(|(case, _)| case == "of").map(|(_, t)| t);
            subject.into_iter().chain(of).collect::<Vec<_>>()
        })
        // 'The hotline went live': the verb tells of the office.
        .chain(out.iter().filter_map(|p| {
            let office = kind(p) == Some(Kind::Institution);
            p.verb.filter(|_| office).and_then(|v| tree.subject(v))
        }))
        .collect();
    let gathers = |p: &Proposal| {
        ledger
            && p.verb.is_none()
            && kind(p) == Some(Kind::Institution)
            && p.noun.is_some_and(|n| meets.contains(&n))
    };
    out.retain(|p| !gathers(p));
    // 'Talks on protocol and security': a matter, no instrument.
    let matter = |p: &Proposal| {
        ledger
            && kind(p) == Some(Kind::Agreement)
            && p.verb.is_none()
            && p.noun.is_some_and(|n| {
                let bare = tree.token(n).xpos == Xpos::Nn
                    && !tree.children(n).any(|c| {
                        matches!(
                            tree.rel(c),
                            Deprel::Det | Deprel::NmodPoss | Deprel::Amod | Deprel::Compound
                        )
                    });
                bare && tree.lemma(n) == "protocol" && tree.case(n).as_deref() == Some("on")
            })
    };
    out.retain(|p| !matter(p));
    // 'Agreed how to share the water': what they had to agree on is no event.
    let questions: Vec<(u32, u32)> = out
        .iter()
        .filter(|p| ledger && kind(p) == Some(Kind::Agreement))
        .filter_map(|p| Some((p.head, tree.question_of(p.verb?)?)))
        .collect();
    out.retain(|p| {
        !questions
            .iter()
            .any(|&(head, c)| p.head != head && tree.s.dominates(c, p.head))
    });
    // A noun that a verb's pattern took is part of that trigger.
    out.retain(|p| !spoken_of(p));
    out.retain(|p| {
        p.verb.is_some()
            || !lexicon.frames[p.frame as usize].facets.is_empty()
            || p.noun
                .is_none_or(|n| !consumed.contains(&n) && !phrases.contains(&(n, kind(p))))
    });
    out
}

impl Tree<'_> {
    /// What a verb settles: 'who may patrol where', 'how to share it', by the
    /// head of the question.
    pub(crate) fn question_of(&self, verb: u32) -> Option<u32> {
        let asks =
            |c: u32| matches!(self.token(c).xpos, Xpos::Wp | Xpos::Wrb) && self.lemma(c) != "when";
        let clauses = [
            Deprel::Ccomp,
            Deprel::Xcomp,
            Deprel::Advcl,
            Deprel::Acl,
            Deprel::Obj,
        ];
        let clause = |c: u32| {
            let first = self.s.subtree(c).into_iter().min();
            let mut words = first.into_iter().chain(self.children(c));
            // 'It was agreed in Oslo, where they met': that asks nothing.
            let aside = |w: u32| {
                let comma = self.children(c).any(|p| p < w && self.lemma(p) == ",");
                self.rel(c) == Deprel::Advcl && comma
            };
            clauses.contains(&self.rel(c))
                && self.is_verb(c)
                && words.any(|w| w < c && asks(w) && !aside(w))
        };
        // 'Agreed how to share it', with 'how' over the verb.
        let over = |c: u32| asks(c) && self.s.child(c, &[Deprel::Acl, Deprel::AclRelcl]).is_some();
        self.children(verb)
            .find(|&c| c > verb && (clause(c) || over(c)))
    }

    /// True where a word may evoke a noun frame.
    pub fn lexicon_noun(&self, t: u32, lexicon: &Lexicon) -> bool {
        !lexicon.noun(self.lemma(t)).is_empty()
    }
}

/// True where one trigger stands in the content of another: what is demanded,
/// promised or refused is no second event.
pub(crate) fn is_content(tree: &Tree, outer: &Proposal, inner: &Proposal) -> bool {
    if outer.head == inner.head {
        return false;
    }
    // What it is set in or comes after is no part of it.
    let beside = |t: u32| {
        tree.case(t).is_some_and(|c| {
            matches!(
                c.as_str(),
                "at" | "during" | "after" | "before" | "following" | "since"
            )
        })
    };
    if tree.is_noun(inner.head)
        && (beside(inner.head)
            || inner
                .path
                .spine
                .iter()
                .any(|&w| tree.is_noun(w) && beside(w)))
    {
        return false;
    }
    let mut t = inner.head;
    for _ in 0..tree.s.tokens.len() {
        let Some(h) = tree.s.head(t) else {
            return false;
        };
        if h == outer.head || Some(h) == outer.noun {
            // A time clause beside the act is no part of what is said, and
            // neither is its subject.
            let beside = matches!(
                tree.rel(t),
                Deprel::Nsubj | Deprel::NsubjPass | Deprel::Parataxis
            );
            return !(beside || tree.rel(t) == Deprel::Conj && tree.is_verb(t));
        }
        if matches!(tree.rel(t), Deprel::Parataxis) {
            return false;
        }
        t = h;
    }
    false
}
