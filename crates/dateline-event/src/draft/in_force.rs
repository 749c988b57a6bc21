//! What is in force from a day on, and what is only to come.

use crate::climb::{Path, State};
use crate::draft::adjunct::{self, Candidate};
use crate::draft::build::{Scene, is_meeting};
use crate::draft::spans;
use crate::mood::Form;
use crate::propose::Proposal;
use dateline_record::{
    EventMention, Granularity, Interval, Kind, LAST_DAY, Status, TimeArgument, TimeBasis, Timex,
    TimexType,
};
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

    /// 'After five days in Oslo the talks were adjourned on Friday': they sat till then,
    /// and are put off only where it is told until when.
    pub(crate) fn adjourned(&self, kind: Kind, path: &Path, day: Date) -> Option<TimeArgument> {
        let tree = self.tree;
        let word = path
            .word
            .filter(|&w| tree.lemma(w) == "adjourn" && is_meeting(kind) && tree.mood(w).past)?;
        let on = |t: &&&Timex| tree.s.head_of(t.span).and_then(|w| tree.s.head(w)) == Some(word);
        let anchor =
            |t: &Timex, list: &[&str]| t.anchor.as_deref().is_some_and(|a| list.contains(&a));
        let here = || self.timexes.iter().filter(on);
        if here().any(|t| anchor(t, &["until", "till", "to", "for"])) {
            return None;
        }
        let (timex, last) = here().find_map(|t| {
            let on = t.anchor.is_none() || anchor(t, &["on"]);
            let last = t.interval.filter(|_| on)?.last_day()?;
            let one = t.interval.and_then(|i| i.first_day()) == Some(last);
            (one && last <= day).then_some((t, last))
        })?;
        let length = here().find_map(|t| {
            let after = tree.s.head_of(t.span).and_then(|w| tree.case(w));
            let length = spans::length(t).filter(|_| after.as_deref() == Some("after"))?;
            (length.get_months() == 0 && length.get_years() == 0).then_some(length)
        });
        let first = length.and_then(|n| last.checked_sub(n).and_then(Date::tomorrow).ok());
        Some(TimeArgument {
            interval: match first.filter(|&f| f < last) {
                Some(first) => Interval::days(first, last, Granularity::Day),
                None => Interval::day(last),
            },
            basis: TimeBasis::Stated,
            span: timex.span,
            rule: if first.is_some() {
                "en.event.time.length".into()
            } else {
                LAST_DAY.into()
            },
        })
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
