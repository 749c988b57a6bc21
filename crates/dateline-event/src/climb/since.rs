//! What became of a plan in the second half of its sentence.

use crate::climb::{Climber, State, UNFULFILLED};
use crate::frame::Effect;
use crate::mood::Modal;
use crate::tree::Tree;
use dateline_syntax::Deprel;

impl Climber<'_, '_> {
    /// 'The talks were to open on Thursday but have been postponed until 8 April':
    /// a second verb of what was planned.
    pub(crate) fn put_off_since(&mut self, verb: u32) {
        let tree = self.tree;
        if !matches!(self.path.state, State::Planned | State::Agreed) {
            return;
        }
        let own = [Deprel::Nsubj, Deprel::NsubjPass];
        let found = tree.s.children_by(verb, &[Deprel::Conj]).find_map(|c| {
            let mood = tree.mood(c);
            let alone = c > verb && tree.s.child(c, &own).is_none();
            let told = mood.past || mood.perfect;
            if !alone || !told || mood.negated || !tree.is_passive(c) {
                return None;
            }
            let op = self.lexicon.operator(tree, c, "obj")?;
            matches!(op.effect, Effect::Postpone | Effect::Cancel).then_some((op, c))
        });
        if let Some((op, c)) = found {
            self.operate(op, c, "obj");
        } else if did_not(tree, verb) {
            self.decide(State::Postponed, UNFULFILLED, verb);
        } else {
            self.now_later(verb);
        }
    }

    /// 'The talks were to open on Tuesday but will now begin on Friday': another
    /// day than was planned, told by a second verb.
    fn now_later(&mut self, verb: u32) {
        let tree = self.tree;
        let was = tree.mood(verb);
        let to_come = matches!(was.modal, Modal::BeTo | Modal::Would);
        let past = was.past && (to_come || self.path.state == State::Planned);
        let second = tree.s.children_by(verb, &[Deprel::Conj]).find(|&c| {
            let mood = tree.mood(c);
            let subject = tree.s.child(c, &[Deprel::Nsubj, Deprel::NsubjPass]);
            let own = subject.is_some_and(|s| !matches!(tree.lemma(s), "it" | "they"));
            let now = tree.children(c).any(|a| {
                let turns = matches!(tree.lemma(a), "now" | "instead");
                turns || tree.rel(a) == Deprel::Cc && tree.lemma(a) == "but"
            });
            let comes = matches!(
                tree.lemma(c),
                "begin"
                    | "start"
                    | "open"
                    | "take"
                    | "hold"
                    | "meet"
                    | "convene"
                    | "resume"
                    | "go"
                    | "happen"
                    | "follow"
            ) || tree.lemma(c) == tree.lemma(verb);
            let ahead = matches!(mood.modal, Modal::Will | Modal::Would | Modal::BeTo);
            c > verb && !own && now && comes && ahead && !mood.negated
        });
        let Some(second) = second.filter(|_| past) else {
            return;
        };
        let any = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect();
        self.decide(State::Postponed, "en.event.status.postpone", verb);
        self.decide(State::Planned, "en.event.status.anew", second);
        self.path.passed.push(second);
        self.path
            .old_day
            .push((verb, any(&["on", "in", "at", "for", ""])));
        self.path
            .new_day
            .push((second, any(&["on", "in", "at", "for", ""])));
    }
}

/// 'The talks were due on Tuesday but did not take place'.
pub(crate) fn did_not(tree: &Tree, verb: u32) -> bool {
    let own = [Deprel::Nsubj, Deprel::NsubjPass];
    tree.mood(verb).past
        && tree.s.children_by(verb, &[Deprel::Conj]).any(|c| {
            let mood = tree.mood(c);
            let comes = match tree.lemma(c) {
                "take" => tree.object(c).is_some_and(|o| tree.lemma(o) == "place"),
                "go" => tree.children(c).any(|a| tree.lemma(a) == "ahead"),
                lemma => matches!(
                    lemma,
                    "happen" | "materialise" | "materialize" | "begin" | "start" | "open"
                ),
            };
            let never = tree.children(c).any(|a| tree.lemma(a) == "never");
            let told = mood.past && (mood.negated || never) && mood.modal == Modal::None;
            c > verb && comes && told && tree.s.child(c, &own).is_none()
        })
}
