//! What is in force from a day on, and what is only to come.

use crate::adjunct::{self, Candidate};
use crate::build::Scene;
use crate::climb::State;
use crate::propose::Proposal;
use crate::tree::Form;
use dateline_record::{EventMention, Interval, Kind, Status, TimeBasis, Timex, TimexType};
use jiff::civil::Date;

impl Scene<'_> {
    /// 'Shut the crossings on Monday': they are shut from then on.
    pub(crate) fn stays_shut(&self, mention: &mut EventMention, proposal: &Proposal) {
        let tree = self.tree;
        let shuts = |t: u32| self.lexicon.listed("shutting", tree.lemma(t));
        let by = proposal.verb.or(proposal.noun).is_some_and(shuts);
        if mention.kind != Kind::Sanction || mention.status.value != Status::Held || !by {
            return;
        }
        let Some(time) = mention.time.as_mut() else {
            return;
        };
        let day = adjunct::is_exact(&time.interval)
            && time.interval.first_day() == time.interval.last_day();
        if day && time.basis == TimeBasis::Stated {
            time.interval = Interval {
                end: None,
                ..time.interval
            };
        }
    }

    /// 'Work on the dam began in 2011', 'the war broke out in May', 'the pullout
    /// began on Monday': from then on.
    pub(crate) fn has_begun(&self, kind: Kind, c: &Candidate<&Timex>, state: State) -> bool {
        let tree = self.tree;
        let verb = tree.s.head(c.word).filter(|&v| tree.is_verb(v));
        matches!(kind, Kind::Project | Kind::Conflict | Kind::Withdrawal)
            && state == State::Fact
            && verb.is_some_and(|v| self.told_by("begins", v))
    }

    /// 'He meets her in the coming days': present tense within a span that
    /// begins on the day of the report.
    pub(crate) fn coming(
        &self,
        proposal: &Proposal,
        times: &[Candidate<&Timex>],
        day: Date,
    ) -> bool {
        let present = proposal.verb.is_some_and(|v| {
            let mood = self.tree.mood(v);
            mood.form == Form::Finite && !mood.past && !mood.perfect && !mood.progressive
        });
        // 'May speak later this month': within it, and not on a day that is over.
        let later = times.iter().filter(|c| !c.loose).any(|c| {
            let last = c.value.interval.and_then(|i| i.last_day());
            c.value.rule.contains("deictic.rest_later") && last.is_some_and(|last| last > day)
        });
        later
            || present
                && times.iter().filter(|c| !c.loose).any(|c| {
                    let ahead = c.value.kind == TimexType::Duration
                        && c.value.begin_point.is_some()
                        && matches!(c.value.anchor.as_deref(), Some("in" | "within"));
                    let interval = c.value.interval.filter(|_| ahead);
                    interval.is_some_and(|i| {
                        i.first_day() == Some(day) && i.last_day().is_none_or(|last| last > day)
                    })
                })
    }
}
