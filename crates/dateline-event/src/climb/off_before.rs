//! What was put off once and comes about now: 'signed their long-delayed treaty', 'the
//! twice-postponed talks opened', 'arrives on a visit that was put off last month'.

use crate::climb::{Climber, State};
use crate::draft::build::{Draft, NONE};
use crate::frame::Effect;
use crate::mood::{Form, Modal, Mood};
use crate::near;
use crate::tree::Tree;
use dateline_record::{Kind, Status};
use dateline_syntax::Deprel;

/// The rule by which a word before the noun says that it was put off.
const PUT_OFF: &str = "en.event.status.postpone";

impl Climber<'_, '_> {
    /// Takes back what a word before the noun says where its verb tells, in the past,
    /// that the event came about.
    pub(crate) fn comes_about(&mut self, word: u32, mood: &Mood, effect: Option<Effect>) {
        let tree = self.tree;
        let lemma = tree.lemma(word);
        let brings = self.lexicon.listed("brings_about", lemma)
            || matches!(lemma, "take" | "get" | "go" | "kick")
                && tree.children(word).any(|c| {
                    matches!(
                        tree.lemma(c),
                        "place" | "effect" | "underway" | "way" | "ahead" | "off"
                    )
                });
        let came = self.path.off_before
            && self.path.state == State::Postponed
            && self.path.rule == PUT_OFF
            && effect == Some(Effect::Keep)
            && mood.form == Form::Finite
            && (mood.past || mood.perfect)
            && mood.modal == Modal::None
            && !mood.negated;
        if came && brings {
            self.path.off_before = false;
            self.decide(State::Fact, "en.event.status.mood", word);
        }
    }

    /// 'Wrapped up their postponed talks', 'ready to hold the delayed talks': who holds
    /// what had been put off; the clause says how that stands.
    pub(crate) fn held_late(&mut self, effect: Effect, verb: u32) {
        let tree = self.tree;
        if effect == Effect::Keep
            && self.path.off_before
            && self.path.state == State::Postponed
            && tree.is_verb(verb)
            && self.lexicon.listed("brings_about", tree.lemma(verb))
            && !tree.mood(verb).negated
        {
            self.path.state = State::Bare;
            self.path.off_before = false;
        }
    }
}

/// 'Arrives tomorrow on a visit that was put off last month': the clause tells what
/// was before, and the verb how it stands.
pub(crate) fn visits(drafts: &mut [Draft], trees: &[Tree]) {
    for i in 0..drafts.len() {
        let d = &drafts[i];
        if d.mention.kind != Kind::Visit
            || d.mention.status.value != Status::Postponed
            || !d.is_noun
        {
            continue;
        }
        let Some(tree) = trees.get(d.sentence as usize) else {
            continue;
        };
        let told = tree
            .s
            .children_by(d.head, &[Deprel::AclRelcl])
            .any(|v| tree.mood(v).past);
        let here = near::around(drafts, d.sentence, 0);
        let journey = drafts[here].iter().find(|a| {
            a.mention.kind == Kind::Visit
                && !a.is_noun
                && tree.s.head(d.head) == Some(a.head)
                && matches!(tree.case(d.head).as_deref(), Some("on" | "for"))
                && (a.mention.status.value == Status::Held
                    || a.mention.status.value == Status::Scheduled)
        });
        let status = journey.filter(|_| told).map(|a| a.mention.status.value);
        if let Some(status) = status {
            let m = &mut drafts[i].mention;
            m.status.value = status;
            NONE.clone_into(&mut m.status.rule);
        }
    }
}
