//! What a word before the noun says is off, and the verb that it is on again: 'the
//! delayed talks will now be held on 8 January', 'held their postponed summit'.

use crate::climb::state::State;
use crate::climb::{Climber, UNFULFILLED};
use crate::draft::build::NONE;
use crate::frame::Effect;
use crate::mood::{Form, Modal};
use dateline_syntax::{Deprel, Xpos};

/// What takes place, or is made to.
const OCCURS: [&str; 16] = [
    "hold", "take", "open", "begin", "start", "convene", "conduct", "pay", "kick", "get", "happen",
    "occur", "proceed", "conclude", "end", "host",
];

/// What a day is set by.
const SETS: [&str; 8] = [
    "set",
    "schedule",
    "reschedule",
    "due",
    "expect",
    "slate",
    "plan",
    "fix",
];

impl Climber<'_, '_> {
    /// How it stands by a word that tells of no step: 'has long refused to talk to
    /// them', 'the summit is not in danger'.
    pub(crate) fn stance(&mut self, effect: Effect, word: u32) -> Option<(State, &'static str)> {
        let tree = self.tree;
        // 'Has offered to hold the cancelled talks', 'agreed to the postponed visit'
        let off = matches!(self.path.state, State::Postponed | State::Cancelled);
        let sought = matches!(
            effect,
            Effect::Propose | Effect::Agree | Effect::Plan | Effect::Open
        );
        if off && self.path.off_before && sought {
            let word = self.path.word.unwrap_or(word);
            let old = (self.path.state, self.path.rule.clone(), word);
            self.path.earlier.push(old);
            self.path.state = State::Fact;
            self.path.off_before = false;
        }
        let mood = tree.mood(word);
        let long = |c: u32| c < word && matches!(tree.lemma(c), "long" | "always");
        let refuses = matches!(effect, Effect::Deny | Effect::Fail)
            && mood.perfect
            && !mood.past
            && tree.children(word).any(long);
        let safe = mood.negated
            && matches!(
                tree.lemma(word),
                "doubt" | "danger" | "jeopardy" | "question" | "peril"
            )
            && tree.case(word).as_deref() == Some("in");
        // 'Collapsed before it had begun'
        let never = matches!(
            tree.lemma(word),
            "collapse" | "founder" | "fail" | "break" | "fall"
        ) && tree.s.children_by(word, &[Deprel::Advcl]).any(|c| {
            tree.marker(c, Deprel::Mark).as_deref() == Some("before")
                && matches!(tree.lemma(c), "begin" | "start" | "open" | "get")
        });
        if refuses {
            Some((State::Denied, NONE))
        } else if never && !mood.negated && (mood.past || mood.perfect) {
            self.path.spine.push(word);
            Some((State::Cancelled, "en.event.status.cancel"))
        } else {
            safe.then_some((State::Bare, NONE))
        }
    }

    /// 'Lebanon returns to the talks': it will.
    fn comes_back(&mut self, head: u32) {
        let tree = self.tree;
        if self.path.state != State::Fact || tree.case(head).as_deref() != Some("to") {
            return;
        }
        let Some(v) = tree.s.head(head).filter(|&v| {
            matches!(tree.lemma(v), "return" | "come" | "go") && self.path.spine.contains(&v)
        }) else {
            return;
        };
        let mood = tree.mood(v);
        let now = !mood.past && !mood.perfect && mood.modal == Modal::None;
        if now && mood.form == Form::Finite && !mood.negated {
            self.decide(State::Agreed, "en.event.status.rejoin", v);
        }
    }

    /// The verb of the clause decides where the word before the noun has.
    pub(crate) fn back_on(&mut self, head: u32) {
        let tree = self.tree;
        self.comes_back(head);
        let off = matches!(self.path.state, State::Postponed | State::Cancelled);
        let before = |w: u32| w < head && tree.rel(w) == Deprel::Amod;
        if !off || !self.path.off_before || !self.path.word.is_some_and(before) {
            return;
        }
        // 'The delayed round had been due to start on 14 January'
        let all = || self.path.spine.iter().chain(&self.path.passed).copied();
        // Read as a preposition: 'due to'
        let due_to = |w: &u32| {
            let had = |c: u32| tree.lemma(c) == "have" && tree.token(c).xpos == Xpos::Vbd;
            let due = |c: u32| c < *w && tree.lemma(c) == "due";
            tree.children(*w).any(due) && tree.children(*w).any(had)
        };
        let due = all().find(due_to).or_else(|| {
            all()
                .filter(|&w| w != head && SETS.contains(&tree.lemma(w)))
                .find(|&w| {
                    let mood = tree.mood(w);
                    mood.perfect && mood.past && !mood.negated && mood.form == Form::Finite
                })
        });
        if let Some(v) = due {
            self.path.rule = UNFULFILLED.into();
            self.path.word = Some(v);
            return;
        }
        let words = self.path.spine.iter().copied();
        let Some(v) = words.filter(|&w| w != head).find(|&w| {
            tree.is_predicate(w)
                && (OCCURS.contains(&tree.lemma(w)) || SETS.contains(&tree.lemma(w)))
        }) else {
            return;
        };
        let mood = tree.mood(v);
        let open = mood.negated || mood.conditional || mood.form != Form::Finite;
        let ahead = mood.modal == Modal::Will || mood.modal == Modal::BeTo && !mood.past;
        let plain = mood.modal == Modal::None;
        let set = plain && SETS.contains(&tree.lemma(v)) && !mood.past;
        let held = plain
            && OCCURS.contains(&tree.lemma(v))
            && (mood.past != mood.perfect)
            && !mood.progressive;
        if open {
        } else if ahead || set {
            self.decide(State::Planned, "en.event.status.anew", v);
        } else if held {
            self.path.state = State::Fact;
            self.path.rule = "en.event.status.anew".into();
            self.path.word = Some(v);
        }
    }
}
