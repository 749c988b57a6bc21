//! The words that stand in a slot of a trigger, and what they name.

use crate::draft::build::is_state;
use crate::frame::Slot;
use crate::tree::Tree;
use dateline_record::{Kind, MentionKind, PartyId, Resolved};
use dateline_syntax::{Deprel, Upos};
use std::collections::BTreeSet;
use std::rc::Rc;

/// The head words of the phrases in one slot, coordinated ones each for
/// itself, in order of the text.
pub(crate) fn slot_tokens(tree: &Tree, word: u32, slot: &Slot) -> Vec<u32> {
    let mut heads: Vec<u32> = Vec::new();
    match slot {
        Slot::Subject => {
            let subject = tree.subject(word);
            heads.extend(subject);
            // A coordination that the parser took for two subjects.
            if let Some(first) = subject
                && matches!(tree.rel(first), Deprel::Nsubj | Deprel::NsubjPass)
                && tree.s.head(first) == Some(word)
            {
                heads.extend(tree.s.children_by(word, &[tree.rel(first)]));
            }
            if let Some(first) = subject {
                heads.extend(along(tree, word, first));
            }
        }
        Slot::Object => heads.extend(tree.object(word)),
        // The word is the object itself.
        Slot::InObject => heads.push(word),
        Slot::Author => {
            let clauses = tree.s.children_by(word, &[Deprel::Acl]);
            heads.extend(clauses.filter_map(|v| tree.agent(v)));
        }
        Slot::Indirect => {
            heads.extend(tree.s.child(word, &[Deprel::Iobj]));
            // 'Handed X a letter': the parser may take both for objects.
            let objects: Vec<u32> = tree.s.children_by(word, &[Deprel::Obj]).collect();
            if let [first, _, ..] = objects[..] {
                heads.push(first);
            }
        }
        Slot::Possessor => heads.extend(tree.s.children_by(word, &[Deprel::NmodPoss])),
        Slot::Modifier => heads.extend(tree.children(word).filter(|&c| {
            c < word
                && matches!(
                    tree.rel(c),
                    Deprel::Amod
                        | Deprel::Compound
                        | Deprel::NmodDesc
                        | Deprel::Nmod
                        | Deprel::Flat
                )
        })),
        Slot::Preposition(prep) => {
            // 'spent three hours with X'
            heads.extend(
                tree.s
                    .children_by(word, &[Deprel::OblUnmarked, Deprel::Obl])
                    .filter(|&c| tree.rel(c) == Deprel::OblUnmarked || lasts(tree, c))
                    .flat_map(|c| tree.obliques(c).collect::<Vec<_>>())
                    .filter(|(case, _)| case == prep)
                    .map(|(_, t)| t),
            );
            heads.extend(
                tree.obliques(word)
                    // 'fighting broke out between A and B'
                    .filter(|(case, _)| {
                        case == prep || prep == "between" && case.ends_with(" between")
                    })
                    .map(|(_, t)| t),
            );
        }
    }
    let mut out: Vec<u32> = heads.into_iter().flat_map(|h| tree.conjuncts(h)).collect();
    if *slot == Slot::Modifier {
        for k in 0..out.len() {
            hyphened(tree, out[k], word, &mut out);
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Who does it with the subject: 'X, along with Y, met Z', 'X, flanked by Y'.
fn along(tree: &Tree, verb: u32, subject: u32) -> Vec<u32> {
    let beside = |(case, t): (String, u32)| {
        let with = matches!(case.as_str(), "along with" | "together with" | "alongside");
        (with && t > subject && t < verb).then_some(t)
    };
    let mut out: Vec<u32> = tree.obliques(subject).filter_map(beside).collect();
    out.extend(tree.obliques(verb).filter_map(beside));
    // 'Together with Y', where 'with' hangs on the adverb.
    let advmod = |h: u32| tree.s.children_by(h, &[Deprel::Advmod]);
    let together = advmod(verb).chain(advmod(subject));
    for t in together.filter(|&t| tree.lemma(t) == "together" && t < verb) {
        let with = tree.obliques(t).filter(|(case, _)| case == "with");
        out.extend(with.map(|(_, t)| t));
    }
    for v in tree.s.children_by(subject, &[Deprel::Acl]) {
        if v > subject && matches!(tree.lemma(v), "flank" | "accompany" | "join") {
            out.extend(tree.agent(v));
        }
    }
    out
}

/// 'A US-Russia summit', 'an India-Pakistan-Nepal meeting': all whom hyphens join
/// before the noun, wherever the tree hangs them.
fn hyphened(tree: &Tree, first: u32, noun: u32, out: &mut Vec<u32>) {
    let name = |t: u32| tree.upos(t) == Upos::Propn;
    let dash = |t: u32| matches!(tree.lemma(t), "-" | "–" | "\u{2010}" | "\u{2011}");
    let mut t = first;
    while t >= 2 && dash(t - 1) && name(t) && name(t - 2) {
        t -= 2;
        out.push(t);
    }
    t = first;
    while t + 2 < noun && dash(t + 1) && name(t) && name(t + 2) {
        t += 2;
        out.push(t);
    }
}

/// 'For two hours': what follows is of the verb.
fn lasts(tree: &Tree, t: u32) -> bool {
    tree.case(t).as_deref() == Some("for")
        && matches!(tree.lemma(t), "minute" | "hour" | "day" | "week")
}

/// True for a noun that two sides have in common.
fn shared(lemma: &str) -> bool {
    matches!(
        lemma,
        "border"
            | "frontier"
            | "boundary"
            | "line"
            | "crossing"
            | "clash"
            | "skirmish"
            | "firefight"
            | "war"
            | "battle"
            | "collision"
            | "contact"
    )
}

/// True for a noun of what is talked about, wherever that is.
pub(crate) fn is_matter(lemma: &str) -> bool {
    matches!(
        lemma,
        "conflict"
            | "coup"
            | "crisis"
            | "democracy"
            | "dispute"
            | "election"
            | "fighting"
            | "future"
            | "peace"
            | "revolt"
            | "security"
            | "situation"
            | "stability"
            | "standoff"
            | "unrest"
            | "uprising"
            | "violence"
            | "war"
    )
}

/// True for a thing that kills, which is not of the side on whose land it lies:
/// 'killed by a mine in Somalia'.
fn is_weapon(lemma: &str) -> bool {
    matches!(
        lemma,
        "blast"
            | "bomb"
            | "bombing"
            | "device"
            | "explosion"
            | "explosive"
            | "landmine"
            | "mine"
            | "missile"
            | "rocket"
            | "shell"
    )
}

/// True for a party mention of an armed group.
fn is_armed(e: &Resolved) -> bool {
    e.parties
        .iter()
        .any(|p| p.sector.as_ref().is_some_and(|s| s.0 == "REB"))
}

/// The resolved mentions of a sentence by the position of their head token.
pub(crate) struct Names<'e> {
    by_head: Vec<Vec<&'e Resolved>>,
    /// All parties that the sentence names, those of persons too.
    pub parties: Rc<[PartyId]>,
}

impl<'e> Names<'e> {
    /// `entities` are those of the sentence (any order).
    pub fn new(tree: &Tree, entities: &[&'e Resolved]) -> Self {
        let mut by_head: Vec<Vec<&Resolved>> = vec![Vec::new(); tree.s.tokens.len()];
        for &e in entities {
            if let Some(t) = tree.s.token_at(e.head.start)
                && let Some(list) = by_head.get_mut(t as usize)
            {
                list.push(e);
            }
        }
        let parties: BTreeSet<&PartyId> = by_head
            .iter()
            .flatten()
            .filter(|e| e.place.is_none())
            .flat_map(|e| {
                let own = e.person.as_ref().and_then(|p| p.party.as_ref());
                e.parties.iter().chain(own).map(|p| &p.id)
            })
            .collect();
        let parties = parties.into_iter().cloned().collect();
        Self { by_head, parties }
    }

    /// Mentions whose head is this token.
    pub fn at(&self, t: u32) -> &[&'e Resolved] {
        self.by_head.get(t as usize).map_or(&[], Vec::as_slice)
    }

    /// The party or person mentions that a phrase head stands for: its own,
    /// else those of its modifiers ('officials of the two Koreas', 'the
    /// Iranian delegation', 'a team led by ...').
    pub fn actors(&self, tree: &Tree, head: u32) -> Vec<&'e Resolved> {
        let mut own: Vec<&Resolved> = self.acting(head).collect();
        if !own.is_empty() {
            // 'North and South Korea': the first half hangs on the second.
            if let Some(start) = own.iter().map(|e| e.span.start).min()
                && let Some(first) = tree.s.token_at(start)
            {
                let beside = (first.saturating_sub(6)..first)
                    .filter(|&t| t != head && tree.s.dominates(head, t))
                    .flat_map(|t| self.at(t))
                    .filter(|e| {
                        let gap = start.checked_sub(e.span.end);
                        gap == Some(" and ".len() as u32)
                            && e.kind == MentionKind::Party
                            && !e.parties.is_empty()
                    });
                own.extend(beside);
            }
            return own;
        }
        let mut out = Vec::new();
        let mut queue = vec![head];
        let mut i = 0;
        while i < queue.len() && i < 16 {
            let t = queue[i];
            i += 1;
            for c in tree.children(t) {
                let follow = match tree.rel(c) {
                    Deprel::NmodPoss
                    | Deprel::Compound
                    | Deprel::Amod
                    | Deprel::Appos
                    | Deprel::Flat
                    | Deprel::NmodDesc
                    | Deprel::NmodUnmarked => true,
                    Deprel::Nmod => tree.case(c).is_none_or(|p| match p.as_str() {
                        "of" | "from" | "for" | "by" => true,
                        // 'the crisis in Yemen' is a matter, not Yemen's own.
                        "in" | "at" | "between" => {
                            !is_matter(tree.lemma(t)) && !is_weapon(tree.lemma(t))
                        }
                        // 'the border with Kosovo', 'a clash with their troops'
                        "with" => shared(tree.lemma(t)),
                        _ => false,
                    }),
                    Deprel::Conj => t != head,
                    _ => false,
                };
                // 'Their Algerian counterpart' is Algeria's alone.
                let of_theirs = tree.rel(c) == Deprel::NmodPoss
                    && matches!(tree.lemma(t), "counterpart" | "colleague")
                    && tree.lemma(c) == "their"
                    && tree
                        .s
                        .children_by(t, &[Deprel::Amod])
                        .any(|a| self.acting(a).next().is_some());
                if !follow || of_theirs {
                    continue;
                }
                let found: Vec<&Resolved> = self.acting(c).collect();
                if found.is_empty() {
                    queue.push(c);
                } else {
                    out.extend(found);
                    // 'the ministers, X and Y', 'the border between X and Y'
                    let between = tree.case(c).as_deref() == Some("between");
                    // 'Azerbaijani and Armenian forces'
                    let whose = matches!(
                        tree.rel(c),
                        Deprel::Amod | Deprel::Compound | Deprel::NmodPoss
                    );
                    // 'imports from A, B and C'
                    let from = tree.case(c).as_deref() == Some("from");
                    if tree.rel(c) == Deprel::Appos || between || whose || from {
                        let more = tree.conjuncts(c).into_iter().filter(|&k| k != c);
                        out.extend(more.flat_map(|k| self.acting(k)));
                    }
                    // 'the Kenyan-Ugandan border'
                    let pair = c.checked_sub(2).filter(|&k| {
                        tree.lemma(k + 1) == "-"
                            && tree.s.head(k) == Some(c)
                            && tree.upos(k) == Upos::Adj
                    });
                    if let Some(k) = pair.filter(|_| whose) {
                        out.extend(self.acting(k));
                    }
                }
            }
        }
        // 'the Peruvian Shining Path movement': where a group is from.
        if out.iter().any(|e| is_armed(e)) {
            let group = |t: u32| self.acting(t).any(is_armed);
            out.retain(|e| {
                let word = tree.s.token_at(e.head.start);
                !word.is_some_and(|t| {
                    let beside = |h: u32| tree.children(h).any(|c| c > t && group(c));
                    tree.rel(t) == Deprel::Amod && tree.s.head(t).is_some_and(beside)
                })
            });
        }
        out
    }

    /// The parties and persons that 'between' names behind a noun, read off the
    /// order of words: 'talks in Oslo between A of X and B of Y on fish'. Long
    /// phrases of this kind are seldom right in the tree.
    pub fn between(&self, tree: &Tree, noun: u32) -> Vec<&'e Resolved> {
        let stop = |t: u32| {
            tree.is_verb(t)
                || tree.rel(t) == Deprel::Punct
                    && !matches!(tree.lemma(t), "-" | "," | "–" | "\"" | "“" | "”")
        };
        let Some(start) = (noun + 1..tree.len())
            .take(8)
            .take_while(|&t| !stop(t))
            .find(|&t| tree.lemma(t) == "between")
        else {
            return Vec::new();
        };
        let mut out: Vec<&Resolved> = Vec::new();
        let mut seen_and = false;
        for t in (start + 1..tree.len()).take(40) {
            let open = matches!(
                tree.lemma(t),
                "on" | "in"
                    | "at"
                    | "over"
                    | "about"
                    | "to"
                    | "for"
                    | "after"
                    | "before"
                    | "that"
                    | "which"
                    | "who"
                    | "between"
                    | "during"
                    | "since"
                    | "until"
            );
            if stop(t) || seen_and && (open || tree.lemma(t) == ",") {
                break;
            }
            let found: Vec<&Resolved> = self.acting(t).collect();
            if !found.is_empty() {
                out.extend(found);
            }
            // The second side is whole only once it is named.
            let sides = out.iter().any(|e| e.span.end <= tree.span(t).start);
            seen_and |= tree.lemma(t) == "and" && sides;
        }
        // An adjective inside a longer mention names the same side.
        let all = out.clone();
        out.retain(|e| {
            !all.iter()
                .any(|o| o.span != e.span && o.span.contains(e.span))
        });
        out
    }

    fn acting(&self, t: u32) -> impl Iterator<Item = &'e Resolved> + '_ {
        self.at(t).iter().copied().filter(|e| {
            e.kind != MentionKind::Place && (!e.parties.is_empty() || e.person.is_some())
        })
    }

    /// True where a token lies within the name of a state or a person.
    pub fn covers_state_or_person(&self, tree: &Tree, t: u32) -> bool {
        let span = tree.span(t);
        self.by_head.iter().flatten().any(|e| {
            e.span.contains(span)
                && (e.person.is_some() || e.parties.iter().any(|p| is_state(&p.id)))
        })
    }
}

/// True for kinds of event in which also those take part to whom it is done: who is let
/// go, taken, elected, banned, killed or written to.
pub(crate) const fn touches(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Release
            | Kind::Incident
            | Kind::Vote
            | Kind::Exchange
            | Kind::Statement
            | Kind::Sanction
            | Kind::Attack
    )
}
