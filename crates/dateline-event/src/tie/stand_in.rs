//! Words that stand for an event told before and tell how it stands: pronouns
//! ('it was put off'), ordinals ('the second, on 9 February, ended early') and
//! nouns that say little of their own ('the exchange was called off').

use crate::climb;
use crate::join::signing::takes_effect;
use crate::lexicon::Lexicon;
use crate::mend::slips::{is_day, is_month};
use crate::mood::Modal;
use crate::propose::Proposal;
use crate::propose::roles::Names;
use crate::tree::Tree;
use dateline_syntax::{Deprel, Upos};

/// The rule of names that are put to an instrument.
const SIGNS: &str = "en.event.status.put_name";

/// Pronouns that may stand for an event told before, where a word such as
/// 'postpone' says how it stands.
pub(crate) fn pronouns(tree: &Tree, lexicon: &Lexicon, names: &Names) -> Vec<Proposal> {
    let mut out = Vec::new();
    for t in 0..tree.len() {
        let Some(frame) = lexicon.pronoun(tree.lemma(t)) else {
            continue;
        };
        let another = lexicon.frames[frame as usize].another;
        // 'It will do so in Oslo on 30 May instead'
        let so = tree.lemma(t) == "so" && tree.s.head(t).is_some_and(|v| tree.lemma(v) == "do");
        let stands = if another {
            tree.is_another(t)
        } else {
            tree.upos(t) == Upos::Pron
        };
        // 'Nothing came of it'
        let of = tree.rel(t) == Deprel::Obl
            && tree.case(t).as_deref() == Some("of")
            && tree.s.head(t).is_some_and(|h| tree.lemma(h) == "come");
        // 'The first is set for 14 May, the second for 28 May'
        let first = tree.s.head(t).filter(|_| another).and_then(|v| {
            let rel = matches!(
                tree.rel(t),
                Deprel::Parataxis | Deprel::Conj | Deprel::Dep | Deprel::Appos
            );
            let subjects = [Deprel::Nsubj, Deprel::NsubjPass];
            let subject = tree.s.child(v, &subjects).filter(|&s| s < t)?;
            let one =
                |w: u32| matches!(tree.lemma(w), "first" | "one") || is_ordinal(tree.lemma(w));
            let counted = one(subject) || tree.children(subject).any(one);
            (rel && counted && is_ordinal(tree.lemma(t)) && tree.has_day(t)).then_some(subject)
        });
        // 'Put their names to it', where 'to it' may hang on 'names'.
        let signs = tree.case(t).as_deref() == Some("to")
            && tree.s.ancestors(t).skip(1).take(2).any(|h| {
                lexicon
                    .operator(tree, h, "to")
                    .is_some_and(|op| op.id == SIGNS)
            });
        let argument = of
            || signs
            || first.is_some()
            || matches!(
                tree.rel(t),
                Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter | Deprel::Obj
            );
        if !(so || stands && argument)
            // A relative pronoun stands for its noun, which is read itself.
            || tree
                .s
                .head(t)
                .is_some_and(|h| matches!(tree.rel(h), Deprel::AclRelcl | Deprel::Acl))
            // 'After holding it for ten days': a town.
            || tree.rel(t) == Deprel::Obj
                && tree.s.head(t).is_some_and(|h| {
                    tree.lemma(h) == "hold" && tree.obliques(h).any(|(case, _)| case == "for")
                })
            // 'They began to talk': people, or something begun by somebody.
            || !names.at(t).is_empty() && !tree.puts_off(t) && !tree.befalls(t)
            // 'It was agreed on Sunday that talks would go on'
            || tree.lemma(t) == "it"
                && tree.s.head(t).is_some_and(|h| {
                    let clauses = [Deprel::Csubj, Deprel::CsubjPass, Deprel::Ccomp, Deprel::Advcl];
                    let mut clauses = tree.s.children_by(h, &clauses);
                    tree.lemma(h) == "agree"
                        && clauses.any(|c| {
                            let mark = tree.marker(c, Deprel::Mark);
                            c > h && mark.is_some_and(|m| matches!(m.as_str(), "that" | "to"))
                        })
                })
            || !another
                && tree.s.head(t).is_some_and(|h| {
                    let mut below = tree.s.children_by(h, &[Deprel::Xcomp, Deprel::Ccomp]);
                    // 'It was cut short', 'it is expected to last two days'
                    let passive = tree.rel(t) == Deprel::NsubjPass;
                    below.any(|c| match tree.lemma(c) {
                        "short" => false,
                        "last" | "begin" | "start" | "open" | "end" | "resume" | "run" | "go"
                        | "reconvene" | "conclude" => !passive,
                        _ => true,
                    })
                })
        {
            continue;
        }
        let does = tree.s.head(t).filter(|_| so);
        let mut path = climb::climb(tree, lexicon, does.or(first).unwrap_or(t), so);
        // 'The fourth, on 11 November, was short'
        let dated = another && tree.has_day(t);
        if dated
            && path.state == climb::State::Bare
            && tree.s.head(t).is_some_and(|h| tree.mood(h).past)
        {
            path.state = climb::State::Fact;
        }
        // 'The next one will be in Oslo'
        let is_in = another
            && tree.s.head(t).is_some_and(|h| {
                tree.s.child(h, &[Deprel::Cop]).is_some() && tree.case(h).is_some()
            });
        let decided = path.word.is_some_and(|w| {
            let with = &lexicon.frames[frame as usize].with;
            with.iter().any(|x| x == tree.lemma(w))
                || tree
                    .s
                    .head(t)
                    .is_some_and(|h| with.iter().any(|x| x == tree.lemma(h)))
        });
        if path.state == climb::State::Bare || !decided && !is_in && !so && !dated {
            continue;
        }
        out.push(Proposal::noun(tree, frame, t, t, path));
    }
    out
}

/// Definite nouns that say little of their own and may stand for an event told
/// before: 'the exchange was put off'. `found` are those that tell themselves.
pub(crate) fn things(tree: &Tree, lexicon: &Lexicon, found: &[Proposal]) -> Vec<Proposal> {
    let mut out = Vec::new();
    for t in 0..tree.len() {
        let Some(frame) = lexicon.thing(tree.lemma(t)).filter(|_| tree.is_noun(t)) else {
            continue;
        };
        let argument = matches!(
            tree.rel(t),
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter | Deprel::Obj
        );
        // 'Preparations for the swap are under way'
        let readied = tree.rel(t) == Deprel::Nmod
            && tree.case(t).as_deref() == Some("for")
            && tree
                .s
                .head(t)
                .is_some_and(|h| tree.lemma(h) == "preparation");
        let argument = argument || readied;
        let definite = tree.children(t).any(|c| match tree.rel(c) {
            Deprel::Det => matches!(tree.lemma(c), "the" | "this" | "that" | "these" | "those"),
            Deprel::NmodPoss => matches!(tree.lemma(c), "its" | "their"),
            _ => false,
        });
        // 'The handover of the maps', 'the second swap': more than it refers.
        let more = tree.children(t).any(|c| {
            matches!(
                tree.rel(c),
                Deprel::Nmod | Deprel::Compound | Deprel::Amod | Deprel::Acl | Deprel::AclRelcl
            )
        });
        let told = found.iter().any(|p| p.head == t || p.noun == Some(t));
        // 'Work began on Tuesday', 'traffic resumed': what has no article in any case.
        let mass = matches!(
            tree.lemma(t),
            "work" | "construction" | "building" | "traffic"
        ) && tree.rel(t) != Deprel::Obj
            && tree.s.child(t, &[Deprel::Det, Deprel::NmodPoss]).is_none();
        let definite = definite || mass;
        if !argument || !definite || more || told || is_drafted(tree, t) {
            continue;
        }
        let path = climb::climb(tree, lexicon, t, false);
        let with = &lexicon.frames[frame as usize].with;
        let listed = |w: u32| with.iter().any(|x| x == tree.lemma(w));
        // 'Is due on 12 May', with the day as the predicate.
        let due = |h: u32| tree.children(h).any(|c| tree.lemma(c) == "due");
        let decided = readied
            || path.word.is_some_and(listed)
            || tree.s.head(t).is_some_and(|h| listed(h) || due(h));
        // 'The crossing came under fire': that opens nothing.
        let built = |w: u32| BUILT.contains(&tree.lemma(w));
        let site = SITES.contains(&tree.lemma(t));
        let other = site && !tree.s.head(t).is_some_and(built) && !path.word.is_some_and(built);
        if path.state == climb::State::Bare || !decided || other {
            continue;
        }
        out.push(Proposal::noun(tree, frame, t, t, path));
    }
    out
}

/// 'The text was completed in Lima', 'finished the document': work on it, and not yet
/// what it says.
fn is_drafted(tree: &Tree, t: u32) -> bool {
    matches!(tree.lemma(t), "document" | "text" | "paper")
        && tree.s.head(t).is_some_and(|v| {
            matches!(
                tree.lemma(v),
                "complete" | "finish" | "begin" | "start" | "open" | "hold" | "cut" | "carry"
            )
        })
}

/// What is built or opened, by its own name.
const SITES: [&str; 15] = [
    "border", "bridge", "cable", "canal", "crossing", "dam", "line", "link", "pipeline", "plant",
    "railway", "road", "route", "tunnel", "airspace",
];

/// What is done with it.
const BUILT: [&str; 20] = [
    "open",
    "reopen",
    "finish",
    "complete",
    "build",
    "launch",
    "inaugurate",
    "put",
    "delay",
    "postpone",
    "shelve",
    "scrap",
    "drop",
    "abandon",
    "cancel",
    "suspend",
    "stall",
    "schedule",
    "due",
    "plan",
];

impl Tree<'_> {
    /// True for what no people can be: 'will take them up again', 'suspended
    /// them'.
    fn puts_off(&self, t: u32) -> bool {
        let Some(v) = self.s.head(t).filter(|_| self.rel(t) == Deprel::Obj) else {
            return false;
        };
        let particle = self
            .children(v)
            .find(|&c| self.rel(c) == Deprel::CompoundPrt)
            .map(|c| self.lemma(c));
        // 'Officials expect it in June'
        let when = matches!(self.lemma(v), "expect" | "foresee" | "schedule")
            && self.lemma(t) == "it"
            && self
                .obliques(v)
                .any(|(case, _)| matches!(case.as_str(), "in" | "by" | "on" | "before" | "for"));
        when || matches!(
            (self.lemma(v), particle),
            (
                "postpone"
                    | "cancel"
                    | "scrap"
                    | "suspend"
                    | "resume"
                    | "restart"
                    | "revive"
                    | "reschedule"
                    | "conclude",
                _
            ) | ("call" | "put" | "break", Some("off"))
                | ("take" | "pick", Some("up"))
        )
    }

    /// True for the subject of what befalls events, and neither people nor
    /// states: 'it has begun', 'it took place', 'it was put back', 'it is over'.
    fn befalls(&self, t: u32) -> bool {
        let Some(v) = self.s.head(t).filter(|_| self.rel(t) != Deprel::Obj) else {
            return false;
        };
        let one = !matches!(self.lemma(t), "they" | "these");
        let particle = self
            .children(v)
            .find(|&c| c > v && matches!(self.rel(c), Deprel::CompoundPrt | Deprel::Advmod))
            .map(|c| self.lemma(c));
        if self.is_passive(v) {
            return matches!(
                (self.lemma(v), particle),
                (
                    "postpone"
                        | "delay"
                        | "defer"
                        | "cancel"
                        | "scrap"
                        | "schedule"
                        | "reschedule"
                        | "complete"
                        | "adjourn"
                        | "interrupt"
                        | "extend"
                        | "break"
                        | "breach"
                        | "violate"
                        | "plan"
                        | "foresee"
                        | "slate"
                        | "pencil"
                        | "convene",
                    _
                ) | ("put", Some("off" | "back"))
                    | ("call", Some("off"))
                    | ("bring", Some("forward"))
                    | ("push" | "move", Some("back" | "forward"))
            ) || one && matches!(self.lemma(v), "hold" | "cut" | "move")
                // 'They will be held in Cairo'
                || self.lemma(v) == "hold"
                    && matches!(self.mood(v).modal, Modal::Will | Modal::Would | Modal::BeTo);
        }
        let over = self.s.child(v, &[Deprel::Cop]).is_some()
            && matches!(
                self.lemma(v),
                "over" | "way" | "underway" | "off" | "due" | "doubt"
            );
        let place =
            self.lemma(v) == "take" && self.object(v).is_some_and(|o| self.lemma(o) == "place");
        let alone = one && self.object(v).is_none();
        // 'It will enter into force on 1 July'
        over || place
            || one && takes_effect(self, t)
            || alone
                && matches!(
                    (self.lemma(v), particle),
                    (
                        "begin"
                            | "start"
                            | "end"
                            | "happen"
                            | "occur"
                            | "expire"
                            | "last"
                            | "depend"
                            | "hinge"
                            | "drag",
                        _
                    ) | ("fall", Some("through"))
                        | ("go", Some("ahead"))
                        | ("come", Some("off" | "about"))
                )
    }

    /// True where the day stands beside a word itself: 'the second, on 9 May, ...'
    fn has_day(&self, t: u32) -> bool {
        self.children(t).any(|c| {
            let phrase = matches!(self.rel(c), Deprel::Nmod | Deprel::Obl | Deprel::Appos);
            let day = |w: u32| is_day(self.token(w)) || is_month(self.token(w));
            c > t && phrase && (day(c) || self.children(c).any(day))
        })
    }

    /// 'The first, in Lima, lasted a day', but not 'the first to come'.
    fn runs(&self, t: u32) -> bool {
        let verb = self.s.head(t).filter(|&v| self.is_verb(v));
        let runs = verb.is_some_and(|v| {
            let planned = matches!(self.lemma(v), "set" | "schedule" | "plan" | "hold");
            let runs = matches!(self.lemma(v), "last" | "end" | "open" | "begin" | "take");
            runs || planned && self.is_passive(v)
        });
        let of = |c: u32| {
            matches!(self.rel(c), Deprel::Acl | Deprel::AclRelcl)
                || self.case(c).as_deref() == Some("of")
        };
        runs && !self.children(t).any(of)
    }

    /// True for 'the next one', 'another', 'a second': a further event of the
    /// kind that was told before.
    fn is_another(&self, t: u32) -> bool {
        let next = |w: &str| {
            matches!(
                w,
                "next" | "new" | "further" | "previous" | "last" | "earlier"
            ) || is_ordinal(w)
        };
        let article = self
            .children(t)
            .any(|c| self.rel(c) == Deprel::Det && matches!(self.lemma(c), "the" | "a"));
        match self.lemma(t) {
            "another" => true,
            // 'A second prisoner swap' tells itself of what.
            "swap" | "exchange"
                if self.children(t).any(|c| {
                    matches!(self.rel(c), Deprel::Compound | Deprel::Nmod) && self.is_noun(c)
                }) =>
            {
                false
            }
            "one" | "swap" | "exchange" => self
                .children(t)
                .any(|c| c < t && (next(self.lemma(c)) || self.lemma(c) == "another")),
            // 'The first, in Lima in May, ...', but not 'the first to come'
            "first" => article && (self.has_day(t) || self.runs(t)),
            // 'A third of the seats' is a share.
            word => next(word) && article && !self.obliques(t).any(|(case, _)| case == "of"),
        }
    }
}

/// 'Second' and the like, of which the rule of another of its kind knows.
pub(crate) fn is_ordinal(word: &str) -> bool {
    word == "second"
        || word == "third"
        || word.len() > 4 && word.ends_with("th") && {
            let stem = &word[..word.len() - 2];
            const STEMS: [&str; 10] = [
                "four", "fif", "six", "seven", "eigh", "nin", "ten", "eleven", "twelf", "twentie",
            ];
            STEMS.contains(&stem) || stem.ends_with("teen")
        }
}
