//! What denies an event beside its verb's mood: 'without signing', 'no plans to
//! meet', 'instead of flying there for talks'; and what takes it for granted.

use crate::climb::state::apply;
use crate::climb::{Climber, State};
use crate::draft::build::{Scene, is_meeting};
use crate::frame::Effect;
use crate::mood::{Form, Modal, Mood};
use crate::propose::Proposal;
use crate::tree::Tree;
use dateline_record::{Family, Kind};
use dateline_syntax::{Deprel, Upos, Xpos};

impl Tree<'_> {
    /// True where a subject is nobody: 'no minister', 'neither side', 'neither
    /// Kenya nor Sudan', 'none of them'.
    pub(crate) fn is_nobody(&self, subject: u32) -> bool {
        matches!(
            self.lemma(subject),
            "nobody" | "nothing" | "none" | "neither"
        ) || self.children(subject).any(|c| match self.rel(c) {
            Deprel::Det => matches!(self.lemma(c), "no" | "neither"),
            Deprel::Cc | Deprel::CcPreconj | Deprel::Advmod => self.lemma(c) == "neither",
            Deprel::Conj => self.children(c).any(|d| self.lemma(d) == "nor"),
            _ => false,
        })
    }
}

impl Tree<'_> {
    /// 'Will not meet until March', 'will not meet before March': not yet.
    pub(crate) fn is_until(&self, v: u32, mood: &Mood) -> bool {
        let past = mood.past && mood.modal == Modal::None;
        self.children(v).any(|c| {
            self.marker(c, Deprel::Mark).as_deref() == Some("until")
                || match self.case(c).as_deref() {
                    Some("until") => true,
                    Some("before") => !past && self.rel(c) == Deprel::Obl,
                    _ => false,
                }
        })
    }

    /// 'Had they met on Friday, ...', 'should they meet': a condition without its
    /// word, the auxiliary first.
    pub(crate) fn is_inverted(&self, v: u32) -> bool {
        let aux = self.children(v).find(|&c| self.rel(c) == Deprel::Aux);
        let subject = self.s.child(v, &[Deprel::Nsubj, Deprel::NsubjPass]);
        let (Some(aux), Some(subject)) = (aux, subject) else {
            return false;
        };
        let first = aux == 0 || matches!(self.lemma(aux - 1), "," | "—" | "–");
        let word = self.token(aux);
        let had = word.lemma == "have" && word.xpos == Xpos::Vbd || word.lemma == "should";
        let last = self.s.tokens.last();
        let asks = last.is_some_and(|t| t.lemma == "?");
        first && had && aux < subject && subject < v && !asks
    }
}

/// What is said of a plan that is known.
const AHEAD: [&str; 10] = [
    "announce", "due", "expect", "foresee", "mention", "pencil", "plan", "promise", "schedule",
    "set",
];

impl Scene<'_> {
    /// How a known event stands that did not come about, where that is no denial:
    /// a meeting is off; what is to be done has yet to be, or is late.
    pub(crate) fn not_yet(
        &self,
        kind: Kind,
        proposal: &Proposal,
        state: State,
        past: bool,
    ) -> State {
        // 'Agreed to a pause in the fighting': there is some.
        if kind == Kind::Conflict && matches!(state, State::Agreed | State::Postponed) {
            return State::Bare;
        }
        // 'The accord of 2000 was never carried out': there was one.
        let listed = |w: u32| self.lexicon.listed("carried_out", self.tree.lemma(w));
        if state == State::Denied
            && kind == Kind::Agreement
            && proposal.path.word.is_some_and(listed)
        {
            return State::Bare;
        }
        // 'The withdrawal was never carried out'
        let carried = proposal
            .path
            .clause
            .is_some_and(|v| matches!(self.tree.lemma(v), "carry" | "implement"))
            && (kind.family() == Family::Relief
                || matches!(kind, Kind::Project | Kind::Institution));
        // 'Will no longer meet on Friday' calls off what was set.
        if state == State::Denied
            && proposal
                .path
                .clause
                .is_some_and(|v| self.tree.is_dropped(v))
        {
            return State::Cancelled;
        }
        let plans = is_meeting(kind) || carried;
        if matches!(state, State::Denied | State::Postponed) && plans && self.fell_through(proposal)
        {
            return State::Cancelled;
        }
        // 'Has not withdrawn its troops as promised', 'has not yet freed them'
        if state == State::Denied
            && proposal.path.never
            && kind.family() == Family::Relief
            && proposal.verb.is_some_and(|v| self.is_owed(v))
        {
            return State::Postponed;
        }
        let tree = self.tree;
        let (State::Denied, Some(noun), Some(verb)) = (state, proposal.noun, proposal.path.clause)
        else {
            return state;
        };
        let begun = matches!(tree.lemma(verb), "begin" | "start" | "resume" | "open");
        let carried = matches!(kind.family(), Family::Relief) || kind == Kind::Project;
        match begun && carried && tree.mood(verb).perfect && self.is_known(noun) {
            true if past => State::Postponed,
            true => State::Agreed,
            false => state,
        }
    }

    /// True where what has not been done is still to be: 'not yet', 'as agreed'.
    fn is_owed(&self, verb: u32) -> bool {
        const OWED: [&str; 8] = [
            "promise",
            "agree",
            "plan",
            "schedule",
            "require",
            "undertake",
            "demand",
            "pledge",
        ];
        let tree = self.tree;
        tree.children(verb).any(|c| match tree.rel(c) {
            Deprel::Advmod => matches!(tree.lemma(c), "yet" | "still"),
            Deprel::Advcl | Deprel::Obl => OWED.contains(&tree.lemma(c)),
            _ => false,
        })
    }

    /// 'The meeting', 'their meeting', 'a meeting set for Monday'.
    fn is_known(&self, noun: u32) -> bool {
        let tree = self.tree;
        tree.children(noun).any(|c| match tree.rel(c) {
            Deprel::Det => matches!(tree.lemma(c), "the" | "this" | "that"),
            rel => matches!(rel, Deprel::NmodPoss | Deprel::Acl | Deprel::AclRelcl),
        })
    }

    /// 'Takes place', 'comes about', 'is held'.
    pub(crate) fn occurs(&self, verb: u32) -> bool {
        let tree = self.tree;
        match tree.lemma(verb) {
            "take" => tree.object(verb).is_some_and(|o| tree.lemma(o) == "place"),
            "come" => verb + 1 < tree.len() && matches!(tree.lemma(verb + 1), "about" | "off"),
            "hold" | "convene" | "stage" | "implement" => tree.is_passive(verb),
            "carry" => tree.is_passive(verb) && tree.children(verb).any(|c| tree.lemma(c) == "out"),
            "happen" | "occur" | "materialise" | "materialize" => true,
            _ => false,
        }
    }

    /// 'The meeting planned for May did not take place', 'a meeting that never
    /// came about': the report's own word, and nobody's denial, tells that it is
    /// off.
    fn fell_through(&self, proposal: &Proposal) -> bool {
        let tree = self.tree;
        let Some(noun) = proposal.noun else {
            return false;
        };
        let behind = tree.s.children_by(noun, &[Deprel::AclRelcl]);
        if behind
            .into_iter()
            .any(|v| tree.mood(v).negated && self.occurs(v))
        {
            return true;
        }
        let Some(verb) = proposal.path.clause else {
            return false;
        };
        let mood = tree.mood(verb);
        // 'The round of talks', 'a visit due in May'
        let whole = tree.subject(verb).is_some_and(|s| self.is_known(s));
        let due = (noun..verb).any(|t| AHEAD.contains(&tree.lemma(t)));
        let known = self.is_known(noun) || whole || due;
        // 'They said that it did not take place', 'It did not, he said'.
        let told = matches!(tree.rel(verb), Deprel::Ccomp | Deprel::Xcomp)
            || tree
                .children(verb)
                .any(|c| tree.rel(c) == Deprel::Parataxis);
        self.occurs(verb) && known && !told && mood.past && mood.modal == Modal::None
    }
}

impl Climber<'_, '_> {
    /// 'Welcomed Kenya's decision', 'praised Kenya for its decision', 'thanked it
    /// for agreeing': what is decided is not the act of who speaks of it.
    pub(crate) fn is_remarked_on(&self, word: u32) -> bool {
        let tree = self.tree;
        let by_the_way =
            tree.is_noun(word) || matches!(tree.case(word).as_deref(), Some("for" | "over"));
        let marked = tree
            .s
            .child(word, &[Deprel::Mark])
            .is_some_and(|m| matches!(tree.lemma(m), "for" | "over"));
        (by_the_way || marked)
            && tree
                .s
                .head(word)
                .is_some_and(|v| tree.is_verb(v) && self.lexicon.listed("remarks", tree.lemma(v)))
    }

    /// 'They will carry out the accord': it is there, whatever becomes of it.
    pub(crate) fn takes_for_granted(&self, verb: u32) -> bool {
        let tree = self.tree;
        let known = |o: u32| {
            tree.upos(o) == Upos::Propn
                || tree.children(o).any(|c| {
                    tree.rel(c) == Deprel::NmodPoss
                        || tree.rel(c) == Deprel::Det && matches!(tree.lemma(c), "the" | "this")
                })
        };
        self.lexicon.listed("carried_out", tree.lemma(verb))
            && (tree.object(verb).is_some_and(known)
                || tree
                    .obliques(verb)
                    .any(|(case, o)| matches!(case.as_str(), "by" | "with") && known(o)))
    }

    /// 'Without signing': what is told with a verb that did not come about.
    /// What one did not set out for is off ('instead of flying to Oslo for
    /// talks').
    pub(crate) fn left_out(&mut self, verb: u32, goal: bool) -> bool {
        let lexicon = self.lexicon;
        let op = [Deprel::Mark, Deprel::Advmod].iter().find_map(|&rel| {
            let op = lexicon.preposition(&self.tree.marker(verb, rel)?)?;
            (op.effect == Effect::Deny).then_some(op)
        });
        let Some(op) = op else {
            return false;
        };
        let effect = if goal { Effect::Cancel } else { Effect::Deny };
        self.decide(apply(effect, self.path.state), &op.id, verb);
        if goal {
            // The day of 'stayed at home on Tuesday' is the one it was for.
            self.path.spine.push(verb);
            self.path.spine.extend(self.tree.s.head(verb));
        }
        true
    }

    /// 'He has no plans to meet X', 'no intention of meeting X', 'sees no point in talks':
    /// `head` is the trigger.
    pub(crate) fn no_plan(&mut self, head: u32) {
        let tree = self.tree;
        let noun = tree.is_noun(head);
        // 'No need for a further round'
        let over = tree.s.head(head).filter(|&h| {
            let in_it = matches!(tree.case(head).as_deref(), Some("in" | "for" | "to"));
            noun && in_it && tree.is_noun(h)
        });
        let passed = self.path.passed.iter().chain(&self.path.spine);
        // 'No date was set for another round' does not say that there will be none.
        let subjects = passed
            .clone()
            .filter_map(|&v| tree.s.child(v, &[Deprel::NsubjPass]));
        let no_date = subjects
            .filter(|&t| matches!(tree.lemma(t), "date" | "day" | "venue"))
            .any(|t| {
                let mut dets = tree.s.children_by(t, &[Deprel::Det]);
                dets.any(|d| tree.lemma(d) == "no")
            });
        if no_date && self.path.state == State::Denied {
            self.path.state = State::Possible;
        }
        let none = passed.copied().chain(over).find_map(|t| {
            let plan = match tree.lemma(t) {
                "plan" | "intention" | "desire" | "wish" | "need" | "decision" => {
                    !noun || over == Some(t)
                }
                "point" | "sense" | "use" | "reason" | "room" => over == Some(t),
                _ => false,
            };
            tree.s
                .children_by(t, &[Deprel::Det])
                .find(|&d| plan && tree.lemma(d) == "no")
        });
        let open = matches!(
            self.path.state,
            State::Planned | State::Agreed | State::Possible | State::Proposed
        );
        if let Some(word) = none
            && (open || over.is_some() && matches!(self.path.state, State::Bare | State::Fact))
        {
            self.decide(State::Denied, "en.event.status.mood", word);
        }
    }

    /// 'Talks on a fishing deal were put off': of the deal that tells nothing; nor is
    /// there one where it is said 'before a ceasefire'.
    fn matter_of(&mut self, noun: u32) {
        let tree = self.tree;
        let case = tree.case(noun);
        let off = matches!(self.path.state, State::Postponed | State::Cancelled);
        let talks = tree.s.head(noun).is_some_and(|h| {
            let round = matches!(
                tree.lemma(h),
                "talk" | "talks" | "negotiation" | "discussion"
            );
            tree.is_noun(h) && round
        });
        let about = matches!(
            case.as_deref(),
            Some("on" | "about" | "over" | "for" | "towards")
        );
        let one = tree
            .s
            .children_by(noun, &[Deprel::Det])
            .any(|d| matches!(tree.lemma(d), "a" | "an" | "any"));
        let before = matches!(case.as_deref(), Some("before" | "until" | "till"))
            && self.path.state == State::Bare
            && self.lexicon.is_meeting_noun(tree.lemma(noun));
        // 'Two days before a meeting'
        let counted = tree.s.child(noun, &[Deprel::Case]).is_some_and(|c| {
            c > 0
                && matches!(
                    tree.lemma(c - 1),
                    "day" | "week" | "hour" | "month" | "year" | "minute" | "evening" | "night"
                )
        });
        if off && talks && about || before && one && !counted {
            self.decide(State::Possible, "en.event.status.before", noun);
        }
    }

    /// 'They fought until a truce in 1991', 'were at war until a peace treaty was
    /// signed': the truce put an end to what was done and is over.
    pub(crate) fn is_ended_by(&self, noun: u32, case: &str) -> bool {
        let tree = self.tree;
        let over = tree
            .s
            .head(noun)
            .filter(|_| matches!(case, "until" | "till"));
        over.is_some_and(|v| {
            let mood = tree.mood(v);
            let was = tree
                .children(v)
                .any(|c| tree.rel(c) == Deprel::Cop && tree.token(c).xpos == Xpos::Vbd);
            let told = tree.token(v).xpos == Xpos::Vbd && mood.form == Form::Finite || was;
            told && !mood.negated && mood.modal == Modal::None && self.is_instrument()
        })
    }

    /// 'They reached no accord': the word 'no' before what the verb carries.
    pub(crate) fn no(&mut self, noun: u32) {
        let tree = self.tree;
        self.matter_of(noun);
        let none = |t: u32| {
            tree.s
                .children_by(t, &[Deprel::Det])
                .find(|&d| tree.lemma(d) == "no")
        };
        let word = std::iter::once(noun)
            .chain(self.path.spine.iter().copied())
            .filter(|&t| tree.is_noun(t) && matches!(tree.rel(t), Deprel::Obj | Deprel::Nmod))
            .find_map(none);
        if let Some(word) = word
            && matches!(
                self.path.state,
                State::Fact | State::Planned | State::Agreed | State::Proposed
            )
        {
            // 'Gave no date for the summit' does not say that there will be none.
            let day = tree
                .s
                .head(word)
                .is_some_and(|n| n != noun && self.lexicon.listed("deadline", tree.lemma(n)));
            let state = if day { State::Bare } else { State::Denied };
            self.decide(state, "en.event.status.mood", word);
        }
    }
}
