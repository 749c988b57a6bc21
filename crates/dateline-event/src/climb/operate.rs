//! What a word that plans, puts off, calls off or holds an event makes of it.

use crate::climb::state::{State, apply};
use crate::climb::{Climber, UNFULFILLED};
use crate::frame::{Effect, Operator};
use crate::mood::{Form, Modal};
use dateline_syntax::Deprel;

/// Operators that only say what a meeting stirs up.
const REACTION: &str = "en.event.status.reaction";

impl Climber<'_, '_> {
    /// Applies an operator and takes its arguments over.
    pub fn operate(&mut self, op: &Operator, word: u32, stands: &str) {
        let mood = self.tree.mood(word);
        if let Some((state, rule)) = self.stance(op.effect, word) {
            self.decide(state, rule, word);
            return;
        }
        // 'The talks prepared the text', 'the resolution told them to leave': what
        // does that is there already.
        let acts = self.tree.lemma(word) == "prepare" || op.effect == Effect::Propose;
        if stands == "subj" && acts && self.tree.is_verb(word) && !self.tree.is_passive(word) {
            self.decide(State::Fact, "en.event.status.mood", word);
            self.path.spine.push(word);
            return;
        }
        // 'The pact foresees patrols', 'the truce requires each side to pull back'
        let binds = match self.tree.lemma(word) {
            "foresee" | "envisage" | "envision" | "stipulate" => true,
            "require" => {
                let clauses = [Deprel::Xcomp, Deprel::Advcl, Deprel::Ccomp];
                self.tree.s.children_by(word, &clauses).next().is_some()
            }
            _ => false,
        };
        if stands == "subj" && binds && !self.tree.is_passive(word) && self.is_instrument() {
            self.decide(State::Bare, "en.event.status.none", word);
            return;
        }
        // 'A launch would break the deal': there is one, whatever comes of it.
        let breach = self.lexicon.listed("breaching", self.tree.lemma(word));
        if op.effect == Effect::Cancel && mood.modal != Modal::None && breach {
            self.decide(State::Bare, "en.event.status.none", word);
            return;
        }
        // 'The promise to leave by Monday was not kept'
        if op.effect == Effect::Fulfil && mood.negated && (mood.past || mood.perfect) {
            self.decide(State::Postponed, UNFULFILLED, word);
            self.path.spine.push(word);
            return;
        }
        // 'The talks have been moved to Nairobi': not put off.
        if op.effect == Effect::Postpone && self.tree.moved_to(word).is_some() {
            self.decide(State::Planned, "en.event.status.plan", word);
            self.path.spine.push(word);
            return;
        }
        // 'The accord lapses on 19 July': till then it is in force.
        let runs_on = op.effect == Effect::Cancel
            && stands == "subj"
            && self.lexicon.listed("lapse", self.tree.lemma(word))
            && !mood.negated
            // 'Hours before it was to lapse'
            && (mood.modal == Modal::BeTo || !(mood.past || mood.perfect));
        // 'Will be void if they return', 'would have died at midnight': it is in force.
        let doomed = op.effect == Effect::Cancel
            && stands == "subj"
            && !self.tree.is_passive(word)
            && !mood.negated
            && matches!(
                mood.modal,
                Modal::Will | Modal::Would | Modal::May | Modal::Can
            )
            && self.is_instrument();
        let runs_on = runs_on || doomed;
        let ends = runs_on || op.id == "en.event.status.expire" && stands == "subj";
        if ends {
            self.path.ends.push(word);
        }
        // 'She expects the talks to resume' is a hope; 'talks are expected' a plan.
        let hopes = op.effect == Effect::Plan
            && matches!(self.tree.lemma(word), "expect" | "anticipate")
            && !self.tree.is_passive(word)
            && stands != "mod";
        let moots = op.effect == Effect::Mention && self.moots(word);
        let fizzles = self.fizzles(word, stands);
        let told = mood.form == Form::Finite && (mood.past || mood.perfect);
        let effect = match op.effect {
            _ if runs_on || fizzles => Effect::Occur,
            _ if moots => Effect::Open,
            _ if hopes => Effect::Open,
            // 'Have until 9 June to sign the treaty': they may.
            Effect::Plan if self.tree.lemma(word) == "have" && self.is_instrument() => Effect::Open,
            // 'Reinstated the treaty': it is in force again.
            Effect::Revive if told && self.is_instrument() => Effect::Keep,
            effect => effect,
        };
        // 'Failed to agree on a deal': there is none. 'On a day for talks' leaves them open.
        let no_deal =
            effect == Effect::Fail && self.path.state == State::Agreed && self.is_instrument();
        // 'Handed them the draft of a treaty', 'floated the idea of a pact'
        let drafted = effect == Effect::Propose
            && self.path.state == State::Possible
            && self
                .path
                .word
                .is_some_and(|w| matches!(self.tree.lemma(w), "draft" | "idea" | "outline"));
        if no_deal || drafted {
            self.path.state = State::Fact;
        }
        self.held_late(effect, word);
        let state = apply(effect, self.path.state);
        let id = op.id.clone();
        self.asked_off(effect);
        self.decide(state, &id, word);
        self.path.presupposed |= effect == Effect::Occur;
        if op.shares || fizzles {
            self.path.spine.push(word);
        } else {
            self.path.passed.push(word);
        }
        if !op.new_day.is_empty() {
            self.path.new_day.push((word, op.new_day.clone()));
            if op.effect == Effect::Postpone {
                self.path.moving.push(word);
            }
        }
        if !op.old_day.is_empty() {
            self.path.old_day.push((word, op.old_day.clone()));
        }
        for (role, slot) in &op.roles {
            // The event itself stands in one of the slots; it is no party.
            let same = matches!(
                (slot, stands),
                (crate::frame::Slot::Object, "obj") | (crate::frame::Slot::Subject, "subj")
            );
            if same || *slot == crate::frame::Slot::Subject && self.is_remarked_on(word) {
                continue;
            }
            for t in crate::propose::roles::slot_tokens(self.tree, word, slot) {
                self.path.roles.push((*role, t, id.clone()));
            }
        }
    }

    /// 'The planned visit sparked protests', 'a possible summit drew criticism on
    /// Monday': it has still to come.
    pub(crate) fn only_stirs(&self, op: &Operator) -> bool {
        let told = !matches!(self.path.state, State::Bare | State::Fact);
        op.id == REACTION && (told || self.modifier.is_some() || self.path.off_before)
    }

    /// The event is an accord by its noun: 'the treaty', 'a ceasefire'.
    pub(crate) fn concludes(&self) -> bool {
        self.is_instrument()
    }

    pub(crate) fn is_instrument(&self) -> bool {
        self.path.spine.first().is_some_and(|&noun| {
            self.tree.is_noun(noun) && self.lexicon.listed("deal", self.tree.lemma(noun))
        })
    }
}
