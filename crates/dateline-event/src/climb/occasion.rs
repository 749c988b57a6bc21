//! 'The ceremony at which they were to sign the accord was put off': what is done
//! at an occasion stands as the occasion does.

use crate::climb::state::apply;
use crate::climb::{Climber, State};
use crate::frame::{Effect, Operator};
use crate::mood::Modal;
use dateline_syntax::Deprel;

/// The rule of nouns for a part of an event.
const PART: &str = "en.event.status.part";

impl Climber<'_, '_> {
    /// 'Left at the end of a visit': what something is done at the end of took place.
    pub(crate) fn at_part(&mut self, op: &Operator, part: u32) {
        let at = self.tree.case(part).as_deref() == Some("at");
        if op.id != PART || self.path.state != State::Bare || !at {
            return;
        }
        let Some(at) = self.lexicon.preposition("at") else {
            return;
        };
        let (id, state) = (at.id.clone(), apply(at.effect, self.path.state));
        self.path.weak = !at.shares;
        self.decide(state, &id, part);
        self.path.by_preposition = true;
    }

    /// 'Asked them to put off the talks': they have not been put off by that.
    pub(crate) fn asked_off(&mut self, effect: Effect) {
        let off = matches!(self.path.state, State::Postponed | State::Cancelled);
        if effect == Effect::Propose && off {
            self.path.state = State::Planned;
            let moving = std::mem::take(&mut self.path.moving);
            self.path.new_day.retain(|(w, _)| !moving.contains(w));
            // Nor is the day that is asked for the event's.
            let tree = self.tree;
            let until = |o: u32| {
                matches!(
                    tree.case(o).as_deref(),
                    Some("until" | "till" | "to" | "by" | "for")
                )
            };
            for v in moving {
                let asked = tree
                    .s
                    .children_by(v, &[Deprel::Obl, Deprel::OblUnmarked])
                    .filter(|&o| until(o));
                self.path.aside.extend(asked);
            }
        }
    }

    /// 'Insisted that the meeting would go ahead', 'suggests that it has armed them': said,
    /// and not asked for.
    pub(crate) fn is_claim(&self, content: u32, verb: u32) -> bool {
        let tree = self.tree;
        if !matches!(tree.lemma(verb), "insist" | "suggest") || tree.rel(content) != Deprel::Ccomp {
            return false;
        }
        let mood = tree.mood(content);
        // 'The report suggests that they have armed rebels'
        let told = mood.modal == Modal::None
            && (mood.perfect || mood.past && tree.marker(content, Deprel::Mark).is_some());
        told || matches!(mood.modal, Modal::Will | Modal::Would)
    }

    /// True for the verb of what is done at such an occasion.
    pub(crate) fn is_done_at(&self, verb: u32, noun: u32) -> bool {
        let tree = self.tree;
        matches!(tree.lemma(noun), "ceremony" | "event" | "occasion")
            && tree.children(verb).any(|c| match tree.lemma(c) {
                "which" => matches!(tree.case(c).as_deref(), Some("at" | "during" | "in")),
                "where" => c < verb && tree.rel(c) == Deprel::Advmod,
                _ => false,
            })
    }
}
