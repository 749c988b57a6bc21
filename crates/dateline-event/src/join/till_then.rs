//! Spans that end with another event: 'They had been talking since Monday. They
//! signed on Wednesday', 'two days after X had ended a three-day visit'.

use crate::draft::build::{Draft, is_meeting};
use crate::draft::spans;
use crate::near;
use crate::propose::Proposal;
use crate::tie::refer::ids;
use crate::tree::Tree;
use dateline_record::{Family, Granularity, Interval, Status, TimeBasis, Timex};
use jiff::civil::Date;

/// Sentences between what had been going on and what ended it.
const NEAR: u32 = 2;

/// The single day that a sentence tells of what took place.
fn day(d: &Draft) -> Option<Date> {
    let t = d.mention.time.as_ref()?;
    let first = t.interval.first_day()?;
    let one = t.interval.last_day() == Some(first) && t.basis == TimeBasis::Stated;
    (one && d.mention.status.value == Status::Held).then_some(first)
}

/// 'The officers had been bargaining since Monday. On Wednesday they signed a
/// ceasefire', read on Thursday: what had been going on till then.
pub(crate) fn had_been(drafts: &mut [Draft], trees: &[Tree], timexes: &[Timex], today: Date) {
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let Some(time) = d
            .mention
            .time
            .as_ref()
            .filter(|_| is_meeting(d.mention.kind))
        else {
            continue;
        };
        let (Some(first), Some(last)) = (time.interval.first_day(), time.interval.last_day())
        else {
            continue;
        };
        let at = timexes.partition_point(|t| t.span.start < time.span.start);
        let since = timexes
            .get(at)
            .is_some_and(|t| t.span == time.span && t.anchor.as_deref() == Some("since"));
        if !since || last != today || first >= last {
            continue;
        }
        let before = trees.get(d.sentence as usize).is_some_and(|tree| {
            let word = tree.s.head_of(time.span);
            let verb = word.and_then(|w| tree.s.ancestors(w).find(|&v| tree.is_predicate(v)));
            verb.is_some_and(|v| {
                let mood = tree.mood(v);
                mood.past && mood.perfect
            })
        });
        if !before {
            continue;
        }
        let theirs = ids(d);
        let end = near::around(drafts, d.sentence, NEAR).filter_map(|k| {
            let a = &drafts[k];
            let made = a.mention.kind.family() == Family::Accord;
            let day = day(a).filter(|_| k != i && made)?;
            let common = ids(a).iter().filter(|p| theirs.contains(p)).count();
            (common >= 2.min(theirs.len()) && first <= day && day < today).then_some(day)
        });
        let Some(end) = end.max() else { continue };
        if let Some(time) = &mut drafts[i].mention.time {
            time.interval = Interval::days(first, end, Granularity::Day);
        }
    }
}

/// 'They fought until a truce in 1994': the time behind what put an end to the fight is
/// that of the truce, too.
pub(crate) fn put_an_end(tree: &Tree, proposals: &[Proposal], found: &mut [(usize, Draft)]) {
    let end_of = |i: usize| {
        let noun = proposals[i].noun.filter(|_| proposals[i].verb.is_none())?;
        let until = matches!(tree.case(noun).as_deref(), Some("until" | "till"));
        Some((noun, tree.s.head(noun).filter(|_| until)?))
    };
    for k in 0..found.len() {
        let d = &found[k].1.mention;
        if d.time.is_some() || d.kind.family() != Family::Accord || d.status.value != Status::Held {
            continue;
        }
        let Some((noun, verb)) = end_of(found[k].0) else {
            continue;
        };
        let time = found.iter().find_map(|(i, other)| {
            let t = other.mention.time.as_ref()?;
            let at = tree.s.token_at(t.span.start)?;
            let right_behind = at > noun && at <= noun + 2;
            (proposals[*i].head == verb && right_behind).then(|| t.clone())
        });
        found[k].1.mention.time = time;
    }
}

/// 'Tore up the pact on 16 May, two days after the minister had ended a three-day
/// visit': the day that is counted to is the last of the visit.
pub(crate) fn ended(
    tree: &Tree,
    proposals: &[Proposal],
    found: &mut [(usize, Draft)],
    timexes: &[&Timex],
) {
    for (i, d) in found.iter_mut() {
        let Some(noun) = proposals[*i].noun.filter(|_| is_meeting(d.mention.kind)) else {
            continue;
        };
        let Some(time) = d.mention.time.as_mut() else {
            continue;
        };
        let last = time.interval.last_day();
        let counted = time.rule == "en.event.time.offset" && time.interval.first_day() == last;
        let verb = tree.s.head(noun).filter(|&v| counted && tree.is_verb(v));
        let ends = verb.is_some_and(|v| {
            matches!(
                tree.lemma(v),
                "end" | "conclude" | "finish" | "wind" | "wrap" | "complete" | "close"
            )
        });
        let length = timexes.iter().find_map(|t| {
            let length = spans::length(t).filter(|_| t.interval.is_none())?;
            let head = tree.s.head_of(t.span)?;
            let short = length.get_months() == 0 && length.get_years() == 0;
            (short && head < noun && tree.s.head(head) == Some(noun)).then_some(length)
        });
        let (Some(length), Some(last), true) = (length, last, ends) else {
            continue;
        };
        if let Ok(first) = last.checked_sub(length).and_then(Date::tomorrow) {
            time.interval = Interval::days(first, last, Granularity::Day);
        }
    }
}
