//! Meetings that are told to last until a day: 'talks that opened on Monday',
//! 'the session is to end on Friday'.

use crate::build::{Draft, Scene, is_meeting};
use crate::climb::State;
use crate::refer::ids;
use dateline_record::{EventMention, Granularity, Interval, Status, TimeBasis};
use jiff::civil::Date;

/// Days within which a meeting that goes on has begun.
const LONGEST: i32 = 21;

impl Scene<'_> {
    /// True for a meeting of which only the day is told until which it lasts.
    /// One that goes on ('are holding talks until Friday') has the day of the
    /// report as its first known day.
    pub(crate) fn until(
        &self,
        mention: &mut EventMention,
        noun: Option<u32>,
        state: &mut State,
        today: Date,
    ) -> bool {
        let tree = self.tree;
        let Some(time) = mention.time.as_mut().filter(|_| is_meeting(mention.kind)) else {
            return false;
        };
        let until = self.timexes.iter().any(|t| {
            t.span == time.span && matches!(t.anchor.as_deref(), Some("until" | "till" | "through"))
        });
        let last = time.interval.last_day().filter(|&last| last >= today);
        let Some(last) = last.filter(|_| until && time.interval.start.is_none()) else {
            return false;
        };
        // 'Talks that opened on Monday are to last until Friday'
        let opened = self.timexes.iter().find_map(|t| {
            let first = t.interval?.first_day()?;
            let verb = tree.s.head(tree.s.head_of(t.span)?)?;
            let own = noun.is_some_and(|n| tree.s.dominates(n, verb));
            let days = (today - first).get_days();
            (own && (0..=LONGEST).contains(&days) && self.told_by("begins", verb)).then_some(first)
        });
        if let Some(first) = opened.or((*state == State::Fact).then_some(today)) {
            time.interval = Interval::days(first, last, Granularity::Day);
            *state = State::Fact;
        }
        true
    }
}

/// Gives a meeting of which only its last day is told the first one, where the
/// report tells that it has begun: it is under way.
pub(crate) fn begun(drafts: &mut [Draft], today: Date) {
    for i in 0..drafts.len() {
        let d = &drafts[i];
        if !d.until {
            continue;
        }
        let Some(last) = d.mention.time.as_ref().and_then(|t| t.interval.last_day()) else {
            continue;
        };
        let own = d.mention.same_as.map(|k| k as usize);
        let theirs = ids(d);
        let first = drafts.iter().enumerate().filter_map(|(k, a)| {
            let same = own == Some(k)
                || a.mention.same_as == u32::try_from(i).ok()
                || own.is_some() && a.mention.same_as.map(|k| k as usize) == own;
            let near = a.sentence.abs_diff(d.sentence) <= 2
                && a.mention.kind == d.mention.kind
                && ids(a).iter().all(|p| theirs.contains(p));
            let time =
                a.mention.time.as_ref().filter(|_| {
                    k != i && is_meeting(a.mention.kind) && !a.further && (same || near)
                })?;
            let first = time.interval.first_day()?;
            (a.mention.status.value == Status::Held
                && time.basis == TimeBasis::Stated
                && (0..=LONGEST).contains(&(today - first).get_days())
                && first <= last)
                .then_some(first)
        });
        let first = first.max();
        let d = &mut drafts[i];
        let current = d.modifiers.iter().any(|w| w == "current" || w == "ongoing");
        let Some(time) = &mut d.mention.time else {
            continue;
        };
        if let Some(first) = first.or((current && time.interval.start.is_none()).then_some(today)) {
            time.interval = Interval::days(first, last, Granularity::Day);
            if d.mention.status.value.is_open() {
                d.mention.status.value = Status::Held;
            }
        }
    }
}
