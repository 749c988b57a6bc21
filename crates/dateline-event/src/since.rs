//! What became of a plan in the second half of its sentence.

use crate::climb::{Climber, State};
use crate::frame::Effect;
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
        }
    }
}
