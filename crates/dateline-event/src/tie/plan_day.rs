//! Days to come of plans that are told in the past. The weekday of a meeting that was
//! put off or called off before it: on a Saturday 'has put off Monday's talks' is of the
//! Monday to come (`ahead`). The day of what was agreed to, which is set for it
//! (`agreed_to`, `set`), and what cannot have been held on such a day (`not_yet`).

use crate::climb::UNFULFILLED;
use crate::draft::adjunct::is_exact;
use crate::draft::build::{Draft, is_meeting};
use crate::tree::Tree;
use dateline_record::{EventMention, Interval, Report, Status, TimeBasis, Timex};
use dateline_syntax::{Deprel, is_weekday};
use jiff::civil::Date;

/// Days back from which on the same day of the next week is the nearer one.
const FAR: std::ops::RangeInclusive<i32> = 3..=6;

/// Moves such days on by a week.
pub(crate) fn ahead(
    drafts: &mut [Draft],
    trees: &[Tree],
    timexes: &[Timex],
    report: &Report,
    today: Date,
) {
    for d in drafts {
        let status = d.mention.status.value;
        let off = matches!(status, Status::Postponed | Status::Cancelled);
        if !is_meeting(d.mention.kind) || !(off || status == Status::Denied) || d.pronoun {
            continue;
        }
        let tree = &trees[d.sentence as usize];
        let verb = tree.s.token_at(d.mention.status.span.start);
        // 'Ruled out meeting them on Monday'
        let rules_out = verb.is_some_and(|v| tree.lemma(v) == "rule");
        // What was abandoned, adjourned or suspended may have begun.
        const OFF: [&str; 11] = [
            "postpone", "put", "call", "cancel", "delay", "defer", "scrap", "drop", "shelve",
            "scuttle", "axe",
        ];
        let off = off && verb.is_some_and(|v| OFF.contains(&tree.lemma(v)));
        let head = d.head;
        // 'Should have flown home on Friday', 'did not turn up on Friday'
        let planned_off = d.is_noun && d.mention.status.rule != UNFULFILLED;
        let Some(time) = (d.mention.time.as_mut()).filter(|_| off && planned_off || rules_out)
        else {
            continue;
        };
        let days = (time.interval.first_day(), time.interval.last_day());
        let (Some(day), true) = (days.0, days.0 == days.1) else {
            continue;
        };
        let word = time.span.of(&report.text).to_lowercase();
        let bare = is_weekday(&word) && time.basis == TimeBasis::Stated;
        if !bare || !FAR.contains(&(today - day).get_days()) {
            continue;
        }
        // It is the meeting's own day: not the one on which it was put off.
        let Some(t) = tree.s.token_at(time.span.start) else {
            continue;
        };
        let planned = |v: u32| {
            tree.rel(v) == Deprel::Acl
                && matches!(
                    tree.lemma(v),
                    "schedule" | "plan" | "set" | "slate" | "due" | "expect" | "arrange"
                )
        };
        let own = tree.s.head(t).is_some_and(|h| {
            h == head || planned(h) || tree.is_noun(h) && tree.s.dominates(h, head)
        });
        // 'Put off Wednesday's meeting last month'
        let from = timexes.partition_point(|x| x.span.start < tree.s.span.start);
        let here = timexes[from..].iter();
        let mut here = here.take_while(|x| x.span.start < tree.s.span.end);
        let own = own
            && !here.any(|x| {
                x.span != time.span
                    && tree.s.head_of(x.span).and_then(|w| tree.s.head(w)) == verb
                    && (x.interval.and_then(|i| i.last_day())).is_some_and(|last| last < day)
            });
        let next = day.checked_add(jiff::Span::new().days(7));
        if let (true, Ok(next)) = (own, next) {
            time.interval = Interval::day(next);
        }
    }
}

/// 'Agreed to a new round of talks in Oslo on 12 March': the day, hung on the verb, is
/// that of the talks.
pub(crate) fn agreed_to(tree: &Tree, verb: u32, d: &Draft) -> bool {
    let mut up = tree.s.ancestors(d.head).take(4);
    d.is_noun
        && is_meeting(d.mention.kind)
        && d.mention.time.is_none()
        && up.find(|&t| !tree.is_noun(t)) == Some(verb)
}

/// What is agreed for a day is set for it.
pub(crate) fn set(m: &mut EventMention) {
    let exact = m.time.as_ref().is_some_and(|t| is_exact(&t.interval));
    if exact && m.status.value == Status::Agreed {
        m.status.value = Status::Scheduled;
    }
}

/// 'Will review it at a conference in Montevideo on 2 June': what no verb in the past
/// tells cannot have been held on a day to come.
pub(crate) fn not_yet(drafts: &mut [Draft], today: Date) {
    for d in drafts {
        let m = &mut d.mention;
        // 'That were cancelled last month could take place in Lomé': not then.
        let off = |s: &Status| matches!(s, Status::Postponed | Status::Cancelled);
        let again = m.earlier_status.iter().any(|s| off(&s.value)) && m.status.value.is_open();
        let last = m.time.as_ref().and_then(|t| t.interval.last_day());
        if is_meeting(m.kind) && again && last.is_some_and(|day| day < today) {
            m.time = None;
        }
        if !is_meeting(m.kind) || m.status.value != Status::Held || d.told || !d.is_noun {
            continue;
        }
        let Some(time) = m.time.as_ref().filter(|t| t.basis == TimeBasis::Stated) else {
            continue;
        };
        let ahead = time.interval.first_day().is_some_and(|day| day > today);
        if ahead && is_exact(&time.interval) {
            m.status.value = Status::Scheduled;
        }
    }
}

/// True for verbs of setting a day: 'first planned for April'.
pub(crate) fn is_plan(lemma: &str) -> bool {
    matches!(
        lemma,
        "plan"
            | "schedule"
            | "set"
            | "fix"
            | "expect"
            | "foresee"
            | "intend"
            | "slate"
            | "arrange"
            | "call"
            | "promise"
            | "announce"
            | "propose"
            | "due"
    )
}
