//! What is told of an event by when it would have begun or ended: 'the truce broke
//! down on Sunday, two days before it was due to expire', 'the talks were called
//! off a day before they were to open in Gulu'.

use crate::climb::State;
use crate::draft::build::{Draft, Scene, drop_marked};
use crate::draft::spans;
use crate::propose::Proposal;
use dateline_record::Timex;
use dateline_syntax::Deprel;

impl Scene<'_> {
    /// Drops such mentions, which tell nothing of how the event stands. The day and
    /// the place at which it would have begun are those of what was called off.
    pub(crate) fn foregone(
        &self,
        proposals: &[Proposal],
        timexes: &[&Timex],
        found: &mut Vec<(usize, Draft)>,
    ) {
        let tree = self.tree;
        let mut drop = vec![false; found.len()];
        for n in 0..found.len() {
            let (i, d) = &found[n];
            let clause = tree.s.ancestors(proposals[*i].head).take(3).find(|&v| {
                tree.rel(v) == Deprel::Advcl
                    && tree.marker(v, Deprel::Mark).as_deref() == Some("before")
            });
            let Some(clause) = clause.filter(|_| d.pronoun) else {
                continue;
            };
            let mark = tree.children(clause).find(|&c| tree.lemma(c) == "before");
            let measured = timexes
                .iter()
                .any(|t| spans::length(t).is_some() && Some(tree.s.tokens_in(t.span).end) == mark);
            if !measured {
                continue;
            }
            let ends = |v: u32| {
                self.told_by("ends", v) || matches!(tree.lemma(v), "expire" | "lapse" | "end")
            };
            if tree.s.subtree(clause).into_iter().any(ends) {
                drop[n] = true;
                continue;
            }
            let (time, place) = (d.mention.time.clone(), d.mention.place.clone());
            let off = found.iter().position(|(_, o)| {
                let off = matches!(o.state, State::Cancelled | State::Postponed | State::Denied);
                off && !o.pronoun
            });
            if let Some(off) = off {
                let m = &mut found[off].1.mention;
                m.time = m.time.take().or(time);
                m.place = m.place.take().or(place);
                drop[n] = true;
            }
        }
        drop_marked(found, &drop);
    }
}
