//! Deadlines that are told as a length of time: 'within 30 days'. Such a length
//! counts from the accord that sets it, where the report tells its day.

use crate::draft::build::{Draft, drop_marked, is_meeting};
use crate::draft::spans;
use crate::near;
use crate::propose::Proposal;
use crate::tie::refer::ids;
use crate::tree::Tree;
use dateline_record::{Interval, Kind, Status, TimeArgument, TimeBasis, Timex};
use dateline_syntax::Deprel;
use jiff::civil::Date;

/// Days before the report that the accord may lie back.
const RECENT: i32 = 10;

/// Days back that the sentence itself may say when it was agreed.
const LONG_AGO: i32 = 400;

/// Drops what 'Talks are to open within three weeks' would tell as an undertaking
/// besides the talks: the day is theirs.
pub(crate) fn of_event(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    let marked: Vec<bool> = found
        .iter()
        .map(|(i, d)| {
            let verb = proposals[*i].verb;
            let verb = verb.filter(|_| d.mention.rule == "en.event.accord.deadline");
            let subject = verb.and_then(|v| tree.s.child(v, &[Deprel::Nsubj, Deprel::NsubjPass]));
            subject.is_some_and(|s| {
                let meets = |k: Kind| is_meeting(k) || k == Kind::Vote;
                let mut others = found
                    .iter()
                    .filter(|(j, o)| j != i && meets(o.mention.kind));
                others.any(|(j, _)| proposals[*j].noun == Some(s))
            })
        })
        .collect();
    drop_marked(found, &marked);
}

/// Moves deadlines that were counted from the day of the report to where they
/// fall if counted from the accord. One that counts from something of which no
/// day is told ('within ten days of the signing') falls on no day.
pub(crate) fn from_accord(drafts: &mut [Draft], trees: &[Tree], timexes: &[Timex], today: Date) {
    let is_accord = |d: &Draft| matches!(d.mention.kind, Kind::Agreement | Kind::Ceremony);
    let accords: Vec<usize> = (0..drafts.len())
        .filter(|&k| is_accord(&drafts[k]))
        .collect();
    for i in 0..drafts.len() {
        let d = &drafts[i];
        if !d.mention.status.value.is_open() {
            continue;
        }
        let within = |t: &TimeArgument| {
            near::times_in(timexes, t.span).iter().find_map(|x| {
                // 'Within the first 20 days of April' is counted from its own begin.
                let fits = x.span == t.span
                    && x.anchor.as_deref() == Some("within")
                    && x.begin_point.is_none();
                spans::length(x).filter(|_| fits)
            })
        };
        let own = d.mention.due.as_ref().or(d.mention.time.as_ref());
        let Some((span, length)) = own.and_then(|t| Some((t.span, within(t)?))) else {
            continue;
        };
        let tree = &trees[d.sentence as usize];
        let counted = tree
            .s
            .head_of(span)
            .and_then(|word| counted_from(tree, word));
        let base = match counted {
            Some(event) => day_beside(tree, timexes, event)
                .or_else(|| accord(drafts, &accords, i, today, true)),
            // 'Another round is expected within a month': from now on.
            None if is_meeting(d.mention.kind) => Some(today),
            None => agreed(tree, timexes, d.head, span.start, today)
                .or_else(|| accord(drafts, &accords, i, today, false))
                .or(Some(today)),
        };
        let last = base.and_then(|b| b.checked_add(length).ok());
        let m = &mut drafts[i].mention;
        for (time, open) in [(&mut m.due, false), (&mut m.time, true)] {
            if time.as_ref().is_none_or(|t| t.span != span) {
                continue;
            }
            match (time.as_mut(), last) {
                (Some(t), Some(last)) => {
                    t.interval = Interval::day(last);
                    if open {
                        t.interval.start = None;
                    }
                }
                _ => *time = None,
            }
        }
    }
}

/// What a length is counted from: 'within ten days of the signing'.
fn counted_from(tree: &Tree, word: u32) -> Option<u32> {
    let verb = tree.s.head(word);
    let own = tree.obliques(word).collect::<Vec<_>>();
    let beside = verb.map(|v| tree.obliques(v).collect::<Vec<_>>());
    own.into_iter()
        .chain(beside.into_iter().flatten())
        .filter(|(_, t)| *t > word && *t <= word + 5)
        .find(|(case, t)| {
            matches!(case.as_str(), "of" | "after" | "from" | "following")
                && matches!(
                    tree.lemma(*t),
                    "signing"
                        | "signature"
                        | "sign"
                        | "conclusion"
                        | "ratification"
                        | "approval"
                        | "entry"
                        | "adoption"
                        | "ceremony"
                        | "start"
                        | "date"
                        | "that"
                )
        })
        .map(|(_, t)| t)
}

/// A day that stands at a word: 'the signing on 28 March'.
fn day_beside(tree: &Tree, timexes: &[Timex], word: u32) -> Option<Date> {
    near::times_in(timexes, tree.s.span).iter().find_map(|t| {
        let at = tree.s.head_of(t.span)?;
        let (a, b) = (t.interval?.first_day()?, t.interval?.last_day()?);
        let on = at > word && at <= word + 4 && t.span.start < tree.s.span.end;
        (on && a == b).then_some(a)
    })
}

/// The day of the verb that sets the deadline: 'agreed on Friday to reopen the
/// embassies within two months'.
fn agreed(tree: &Tree, timexes: &[Timex], head: u32, before: u32, today: Date) -> Option<Date> {
    let above: Vec<u32> = tree
        .s
        .ancestors(head)
        .take(6)
        .filter(|&v| {
            tree.is_verb(v)
                && matches!(
                    tree.lemma(v),
                    "agree" | "sign" | "undertake" | "promise" | "pledge" | "commit" | "decide"
                )
        })
        .collect();
    near::times_in(timexes, tree.s.span).iter().find_map(|t| {
        let at = tree.s.head_of(t.span)?;
        let (a, b) = (t.interval?.first_day()?, t.interval?.last_day()?);
        let near = (0..=LONG_AGO).contains(&(today - b).get_days());
        // 'Agreed in November to reopen it within two months'
        let month = (b - a).get_days() < 31;
        let own = tree.s.head(at).is_some_and(|v| above.contains(&v))
            && !matches!(tree.rel(at), Deprel::Compound | Deprel::NmodPoss);
        (own && near && month && t.span.start < before).then_some(b)
    })
}

/// The day of the accord of the same sides that the report tells of as new; of
/// any day before the report, or to come, where the text says that it counts.
fn accord(drafts: &[Draft], accords: &[usize], i: usize, today: Date, named: bool) -> Option<Date> {
    let d = &drafts[i];
    let common = |a: &Draft| {
        ids(d).is_empty() || ids(a).is_empty() || ids(a).iter().any(|p| ids(d).contains(p))
    };
    let fit = |k: usize| {
        let a = &drafts[k];
        if k == i || a.mention.background || !common(a) {
            return None;
        }
        let time = a.mention.time.as_ref()?;
        let day = time.interval.first_day()?;
        let days = (today - day).get_days();
        // 'Under the accord of 2 May, they must leave within 45 days'
        let long = if a.sentence == d.sentence {
            LONG_AGO
        } else {
            RECENT
        };
        let held = a.mention.status.value == Status::Held && (0..=long).contains(&days);
        let set = named && a.mention.status.value == Status::Scheduled && days < 0;
        let stated = time.basis == TimeBasis::Stated && time.interval.last_day() == Some(day);
        (stated && (held || set)).then_some((a.sentence.abs_diff(d.sentence), day))
    };
    // The nearest on either side, then the earliest of those as near.
    let at = accords.partition_point(|&k| drafts[k].sentence < d.sentence);
    let before = accords[..at].iter().rev().find_map(|&k| fit(k));
    let behind = accords[at..].iter().find_map(|&k| fit(k));
    let (far, _) = before.into_iter().chain(behind).min()?;
    let within = accords[..at].partition_point(|&k| drafts[k].sentence + far < d.sentence);
    accords[within..]
        .iter()
        .take_while(|&&k| drafts[k].sentence <= d.sentence.saturating_add(far))
        .filter_map(|&k| fit(k))
        .min()
        .map(|(_, day)| day)
}
