//! Days told by another meeting: 'on the eve of the summit the ministers met in
//! Sousse', 'on its opening day the presidents will sign a pact', 'on the last day of
//! the visit'.

use crate::draft::build::{Draft, NONE, is_meeting};
use crate::near;
use crate::tree::Tree;
use dateline_record::{Interval, Status, TimeArgument, TimeBasis};
use dateline_syntax::Deprel;
use jiff::{ToSpan, civil::Date};

/// Gives what is told to be on such a day the day, where that of the meeting is
/// known.
pub(crate) fn days(drafts: &mut [Draft], trees: &[Tree]) {
    for n in 0..drafts.len() {
        let Some(tree) = trees.get(drafts[n].sentence as usize) else {
            continue;
        };
        let Some((word, of)) = phrase(tree, &drafts[n]) else {
            continue;
        };
        let here = |d: &Draft| d.sentence == drafts[n].sentence;
        let whole = match of {
            Some(noun) => {
                near::around(drafts, drafts[n].sentence, 0).find(|&k| drafts[k].head == noun)
            }
            // 'On its opening day'
            None => near::around(drafts, drafts[n].sentence, 1)
                .rev()
                .find(|&k| {
                    let d = &drafts[k];
                    k < n && !here(d) && is_meeting(d.mention.kind) && bounds(d).is_some()
                }),
        };
        let lent = drafts[n].mention.time.clone().filter(|t| {
            let behind = tree.s.span.contains(t.span) && t.span.start > tree.span(word).end;
            let last = |noun: u32| t.span.start > tree.span(noun).end;
            let one = t.interval.first_day() == t.interval.last_day();
            tree.lemma(word) == "eve" && behind && one && of.is_some_and(last)
        });
        let Some(whole) = whole.filter(|&k| k != n) else {
            // A summit that makes no event here
            let eve = lent.and_then(|t| t.interval.first_day()?.yesterday().ok());
            if let (Some(day), Some(t)) = (eve, &mut drafts[n].mention.time) {
                t.interval = Interval::day(day);
                t.rule = "en.event.time.day_of_it".into();
            }
            continue;
        };
        let root = drafts[whole].mention.same_as.map_or(whole, |k| k as usize);
        // 'On the last day of the visit they will sign': it has yet to be made.
        let plan = drafts[root].mention.status.value;
        let d = &mut drafts[whole];
        if root != whole && plan.is_open() && d.mention.status.value == Status::Held {
            d.mention.status.value = plan;
            NONE.clone_into(&mut d.mention.status.rule);
        }
        let known = bounds(&drafts[whole]).or_else(|| bounds(&drafts[root]));
        // 'On the eve of a summit of the two on 10 March', the day hung on the verb
        let lent = lent.filter(|_| known.is_none());
        if let Some(time) = &lent
            && drafts[whole].mention.time.is_none()
        {
            drafts[whole].mention.time = Some(time.clone());
        }
        let known = known.or_else(|| bounds(&drafts[whole]));
        let Some(day) = known.and_then(|(first, last)| which(tree, word, first, last)) else {
            continue;
        };
        let theirs = drafts[whole].mention.time.as_ref().map(|t| t.span);
        let m = &mut drafts[n].mention;
        let free = m.time.as_ref().is_none_or(|t| Some(t.span) == theirs);
        if !free {
            continue;
        }
        m.time = Some(TimeArgument {
            interval: Interval::day(day),
            basis: TimeBasis::Stated,
            span: tree.span(word),
            rule: "en.event.time.day_of_it".into(),
        });
        if m.status.value == Status::Agreed {
            m.status.value = Status::Scheduled;
        }
    }
}

/// The first and the last day of a meeting.
fn bounds(d: &Draft) -> Option<(Date, Date)> {
    let t = d
        .mention
        .time
        .as_ref()
        .filter(|t| t.basis == TimeBasis::Stated)?;
    let (first, last) = (t.interval.first_day()?, t.interval.last_day()?);
    ((last - first).get_days() < 21).then_some((first, last))
}

/// The word 'eve' or 'day' that the event hangs beside, and the meeting it is of,
/// where that stands there.
fn phrase(tree: &Tree, d: &Draft) -> Option<(u32, Option<u32>)> {
    let over = tree.s.head(d.head).filter(|&v| tree.is_verb(v));
    let verbs = [Some(d.head), over];
    (0..tree.len()).find_map(|t| {
        let up = tree.s.head(t).filter(|&v| verbs.contains(&Some(v)))?;
        let on = matches!(tree.case(t).as_deref(), Some("on" | "at"));
        if !on || !matches!(tree.lemma(t), "eve" | "day") || up == t {
            return None;
        }
        let of = tree
            .s
            .children_by(t, &[Deprel::Nmod])
            .find(|&n| tree.case(n).as_deref() == Some("of"));
        let its = tree
            .s
            .child(t, &[Deprel::NmodPoss])
            .is_some_and(|p| tree.lemma(p) == "its");
        // 'On the second day they signed a protocol'
        let of_those = tree
            .s
            .child(t, &[Deprel::Det])
            .is_some_and(|d| tree.lemma(d) == "the")
            && tree.s.child(t, &[Deprel::Amod]).is_some()
            && t < d.head;
        (of.is_some() || its || of_those).then_some((t, of))
    })
}

/// Which day of those it is.
fn which(tree: &Tree, word: u32, first: Date, last: Date) -> Option<Date> {
    if tree.lemma(word) == "eve" {
        return first.yesterday().ok();
    }
    tree.s.children_by(word, &[Deprel::Amod]).find_map(|a| {
        let day = match tree.lemma(a) {
            "first" | "opening" => first,
            "second" => first.tomorrow().ok()?,
            "third" => first.checked_add(2.days()).ok()?,
            "last" | "final" | "closing" => last,
            _ => return None,
        };
        (day <= last).then_some(day)
    })
}
