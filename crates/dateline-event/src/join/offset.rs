//! Days that are told by another event: 'a day after the Senate had passed it',
//! 'two days before the talks', 'the move came a week after Chad had shut its
//! border', and the day on which something is announced.

use crate::climb::State;
use crate::draft::adjunct;
use crate::draft::build::Draft;
use crate::draft::spans;
use crate::lexicon::Lexicon;
use crate::near;
use crate::propose::Proposal;
use crate::tree::Tree;
use dateline_record::{Granularity, Interval, Kind, Status, TimeArgument, TimeBasis, Timex};
use dateline_syntax::{Deprel, Xpos};
use jiff::civil::Date;

/// The single day of a draft; of what stays in force, its first.
pub(crate) fn day(d: &Draft) -> Option<Date> {
    let t = d.mention.time.as_ref()?;
    let first = t.interval.first_day()?;
    let last = t.interval.last_day().unwrap_or(first);
    (first == last).then_some(first)
}

/// Sets the day of one of two events from the other's and the length of time
/// between them; `before` are the events of the sentences before.
pub(crate) fn between(
    tree: &Tree,
    proposals: &[Proposal],
    timexes: &[&Timex],
    report: Date,
    before: &[Draft],
    found: &mut [(usize, Draft)],
) {
    for t in timexes {
        let Some(length) = span(t).filter(|_| t.interval.is_none()) else {
            continue;
        };
        let less = t.modifier.as_deref() == Some("LESS_THAN");
        let Some(head) = tree.s.head_of(t.span) else {
            continue;
        };
        let next = tree.s.tokens_in(t.span).end;
        let Some(after) = is_after(tree, next) else {
            continue;
        };
        // The event behind 'after' and the one the length stands at.
        let behind = found.iter().position(|(i, d)| {
            // 'Two months after they declared an end to their war'
            let war = d.mention.kind == Kind::Conflict && d.is_noun;
            let head = proposals[*i].head;
            let apart = (next + 1..head).any(|t| tree.is_verb(t));
            // 'Hours after welcoming three men freed by Chad': counted from another deed.
            let other = tree.rel(head) == Deprel::Acl && apart;
            head > next && head <= next + 14 && !(war && apart) && !other
        });
        let from = |w: u32| {
            matches!(
                tree.marker(w, Deprel::Mark).as_deref(),
                Some("after" | "before")
            )
        };
        let main = found.iter().enumerate().position(|(n, (i, _))| {
            let p = &proposals[*i];
            Some(n) != behind
                && !from(p.head)
                && tree
                    .s
                    .ancestors(head)
                    .take(6)
                    .any(|w| w == p.head || p.path.spine.contains(&w))
        });
        let main = main.or_else(|| {
            found
                .iter()
                .rposition(|(i, _)| proposals[*i].head < next && !from(proposals[*i].head))
        });
        // 'Hours after the envoys left on Sunday, others arrived for talks': what the
        // clause behind tells, where it is one thing.
        let main = main.or_else(|| {
            let over = tree
                .s
                .ancestors(head)
                .take(4)
                .find(|&v| tree.is_verb(v) && !from(v));
            let over = over.filter(|&v| v > next)?;
            let mut under = found.iter().enumerate().filter(|(n, (i, _))| {
                Some(*n) != behind
                    && proposals[*i].head >= over
                    && tree.s.dominates(over, proposals[*i].head)
            });
            let one = under.next().map(|(n, _)| n);
            one.filter(|_| under.next().is_none())
        });
        let far = if after { length } else { length.negate() };
        // What it is counted from may be no event: 'declared it on Monday, a day
        // after the president flew to Asmara'.
        // 'said on Monday, two days after missiles hit the port and three days
        // after a pact'
        let verbs = || tree.s.ancestors(head).take(6).filter(|&w| tree.is_verb(w));
        let counted = verbs()
            .find(|&w| w < head && !from(w))
            .or_else(|| verbs().next());
        let clause = counted.filter(|&v| main.is_none_or(|m| proposals[found[m].0].head != v));
        let told = clause.and_then(|v| {
            timexes.iter().find_map(|o| {
                let word = tree.s.head_of(o.span).filter(|&w| w < head)?;
                let (a, b) = (o.interval?.first_day()?, o.interval?.last_day()?);
                (tree.s.head(word) == Some(v) && a == b).then_some(a)
            })
        });
        // 'The move came a week after Chad had shut its border'
        if let (Some(b), Some(v), None) = (behind, counted, told)
            && after
            && tree.lemma(v) == "come"
            && main.is_none_or(|m| day(&found[m].1).is_none() || m == b)
            && found[b].1.mention.time.is_none()
            && let Some(interval) = came(length, less, came_on(tree, v, timexes, report, before))
        {
            found[b].1.mention.time = counted_from(t, interval);
            continue;
        }
        // 'Less than a month before an election'
        if less {
            continue;
        }
        // 'Will meet on 12 June, she said on Thursday, a day after Chad freed them'
        let said = clause.is_some_and(|v| tree.rel(v) == Deprel::Parataxis);
        if let (Some(b), Some(from)) = (behind, told)
            && day(&found[b].1).is_none_or(|own| own == from || said)
            && main.is_none_or(|m| day(&found[m].1).is_none() || m == b || said)
            && let Ok(day) = from.checked_add(far.negate())
        {
            found[b].1.mention.time = counted_from(t, near(day, length));
            continue;
        }
        // 'Hours after the delegation left Cairo on Sunday, envoys met there'
        if let Some(m) = main
            && behind.is_none_or(|b| day(&found[b].1).is_none())
            && day(&found[m].1).is_none()
            && found[m].1.mention.time.is_none()
            && let Some(clause) = tree.s.head(head).filter(|&v| from(v))
            && let Some(own) = day_on(tree, clause, timexes)
            && own <= report
            && let Ok(day) = own.checked_add(far)
        {
            found[m].1.mention.time = counted_from(t, near(day, length));
            continue;
        }
        let (Some(b), Some(m)) = (behind, main) else {
            continue;
        };
        if b == m {
            continue;
        }
        let (from, to, far) = match (day(&found[m].1), day(&found[b].1)) {
            (Some(d), None) => (d, b, far.negate()),
            (None, Some(d)) => (d, m, far),
            // The parser gave both the one day that belongs to the later told.
            (Some(x), Some(y)) if x == y => {
                let own = found[b]
                    .1
                    .mention
                    .time
                    .as_ref()
                    .is_some_and(|a| a.span.start >= t.span.end);
                if own {
                    (y, m, far)
                } else {
                    (x, b, far.negate())
                }
            }
            _ => continue,
        };
        let Ok(day) = from.checked_add(far) else {
            continue;
        };
        let d = &mut found[to].1;
        d.mention.time = counted_from(t, near(day, length));
        // 'Two days after the Egyptian president visits Tripoli'
        if day > report
            && !d.told
            && d.state == State::Fact
            && d.mention.status.value == Status::Held
        {
            (d.state, d.mention.status.value) = (State::Planned, Status::Scheduled);
        }
        if d.bare {
            let ahead = day > report;
            d.bare = false;
            (d.state, d.mention.status.value) = if ahead {
                (State::Planned, Status::Scheduled)
            } else {
                (State::Fact, Status::Held)
            };
            d.mention.status.rule = "en.event.status.time".into();
        }
    }
}

/// Whether a length is counted on from what stands behind it, or back, by the word
/// that follows it; none for another word.
fn is_after(tree: &Tree, next: u32) -> Option<bool> {
    match tree.s.tokens.get(next as usize)?.lemma.as_str() {
        "after" => Some(true),
        "before" => Some(false),
        _ => None,
    }
}

/// 'The talks opened on Monday. ... Three days before the talks began X expelled two
/// envoys': counted from an event whose day another sentence tells.
pub(crate) fn from_known(drafts: &mut [Draft], trees: &[Tree], timexes: &[Timex], report: Date) {
    for t in timexes {
        let Some(length) = span(t).filter(|_| t.interval.is_none()) else {
            continue;
        };
        let at = trees.partition_point(|tree| tree.s.span.end <= t.span.start);
        let Some(tree) = trees.get(at) else { break };
        let (Some(head), Ok(number)) = (tree.s.head_of(t.span), u32::try_from(at)) else {
            continue;
        };
        let next = tree.s.tokens_in(t.span).end;
        let Some(after) = is_after(tree, next) else {
            continue;
        };
        let root = |i: usize| drafts[i].mention.same_as.map_or(i, |k| k as usize);
        let sentence = near::around(drafts, number, 0);
        let Some(known) = sentence.clone().find(|&k| {
            let d = &drafts[k];
            d.head > next && d.head <= next + 6 && d.mention.same_as.is_some()
        }) else {
            continue;
        };
        let told = drafts[root(known)]
            .mention
            .time
            .as_ref()
            .filter(|x| x.basis == TimeBasis::Stated && drafts[root(known)].sentence != number);
        let base = told.and_then(|x| {
            let (first, last) = (x.interval.first_day()?, x.interval.last_day()?);
            ((last - first).get_days() <= 14).then_some(if after { last } else { first })
        });
        let own = |d: &Draft| {
            let stated = d.mention.time.as_ref().is_some_and(|x| {
                x.basis == TimeBasis::Stated
                    && x.span.start >= tree.s.span.start
                    && x.span.end <= tree.s.span.end
            });
            !stated && d.mention.status.value == Status::Held && (d.told || d.behind)
        };
        let over: Vec<u32> = tree.s.ancestors(head).take(6).collect();
        let main = sentence.clone().find(|&k| {
            let d = &drafts[k];
            own(d) && over.contains(&d.head) && d.head != head
        });
        let main = main.or_else(|| {
            let mut all =
                sentence.filter(|&k| own(&drafts[k]) && k != known && drafts[k].head < next);
            let one = all.next();
            one.filter(|_| all.next().is_none())
        });
        let (Some(base), Some(main)) = (base, main.filter(|&m| m != known)) else {
            continue;
        };
        let far = if after { length } else { length.negate() };
        if let Ok(day) = base.checked_add(far)
            && day <= report
        {
            drafts[main].mention.time = counted_from(t, near(day, length));
        }
    }
}

/// True where the clause of a word begins with how long after something else it was:
/// 'the day after the massacre X shut its border', 'the next day', and behind the
/// first sentence 'two weeks later' and 'two weeks after the raid'.
pub(crate) fn hangs_on_another(tree: &Tree, head: u32, lead: bool) -> bool {
    let above = tree.s.ancestors(head).take(3);
    let mut clause = std::iter::once(head)
        .chain(above)
        .filter(|&v| tree.is_verb(v));
    // 'The meeting came three days after the coup': that is the day of the coup.
    let Some(verb) = clause.find(|&v| tree.lemma(v) != "come") else {
        return false;
    };
    let first = tree.first_conjunct(verb);
    (0..first).any(|t| {
        let unit = matches!(
            tree.lemma(t),
            "day" | "week" | "fortnight" | "month" | "year"
        );
        if !unit || !tree.s.ancestors(t).take(3).any(|v| v == first) {
            return false;
        }
        let the = tree
            .s
            .child(t, &[Deprel::Det])
            .is_some_and(|d| tree.lemma(d) == "the");
        let next = tree
            .s
            .children_by(t, &[Deprel::Amod])
            .any(|a| matches!(tree.lemma(a), "next" | "following"));
        let behind = t + 1;
        let after = tree
            .s
            .tokens
            .get(behind as usize)
            .is_some_and(|k| matches!(k.lemma.as_str(), "after" | "later"));
        // Not what stands behind the 'after' itself.
        let within = after
            && tree
                .s
                .head(behind)
                .is_some_and(|g| g != first && tree.s.dominates(g, head));
        !within && (the && (next || after) || after && !lead)
    })
}

/// A length in whole days; of 'hours after' none, of '48 hours' two.
fn span(t: &Timex) -> Option<jiff::Span> {
    spans::length(t).or_else(|| {
        let hours = t.value.strip_prefix("PT")?;
        let n: Option<i64> = hours.strip_suffix('H').and_then(|n| n.parse().ok());
        let days = n.unwrap_or(0) / 24;
        (days < 10).then(|| jiff::Span::new().days(days))
    })
}

/// The day on which something is told to have come: its own, that of the event
/// told last where it speaks of it ('the move', 'it'), else the day of the report.
fn came_on(
    tree: &Tree,
    verb: u32,
    timexes: &[&Timex],
    report: Date,
    before: &[Draft],
) -> (Date, bool) {
    let own = day_on(tree, verb, timexes);
    let again = tree.subject(verb).is_some_and(|s| {
        let the = |d: u32| matches!(tree.lemma(d), "the" | "this" | "that" | "these" | "those");
        matches!(tree.lemma(s), "it" | "this" | "that" | "they")
            || tree.s.children_by(s, &[Deprel::Det]).any(the)
    });
    let told = before.last().filter(|d| {
        let near = (0..=RECENT).contains(&(report - day(d).unwrap_or(Date::MIN)).get_days());
        again && near
    });
    match own.or(told.and_then(day)) {
        Some(day) => (day, true),
        None => (report, false),
    }
}

/// The day that hangs on a verb.
fn day_on(tree: &Tree, verb: u32, timexes: &[&Timex]) -> Option<Date> {
    timexes.iter().find_map(|t| {
        let word = tree.s.head_of(t.span)?;
        let day = t.interval.filter(adjunct::is_exact)?;
        let first = day.first_day().filter(|&d| day.last_day() == Some(d))?;
        (tree.s.head(word) == Some(verb)).then_some(first)
    })
}

/// The days so long before another; of 'less than a week' all of them.
fn came(length: jiff::Span, less: bool, (from, sure): (Date, bool)) -> Option<Interval> {
    let day = from.checked_sub(length).ok()?;
    if less {
        let (first, last) = (day.tomorrow().ok()?, from.yesterday().ok()?);
        let mut days = Interval::days(first, last.max(first), Granularity::Day);
        days.approx = true;
        return (length.get_years() == 0).then_some(days);
    }
    let mut found = near(day, length);
    found.approx |= !sure;
    Some(found)
}

/// A time that a length tells, counted from another event.
fn counted_from(length: &Timex, interval: Interval) -> Option<TimeArgument> {
    Some(TimeArgument {
        interval,
        basis: TimeBasis::Stated,
        span: length.span,
        rule: "en.event.time.offset".into(),
    })
}

/// The day so long before or after another, as coarse as the length: 'three
/// months after' tells the month.
fn near(day: Date, length: jiff::Span) -> Interval {
    let (first, last, granularity) = if length.get_years() != 0 {
        (day.first_of_year(), day.last_of_year(), Granularity::Year)
    } else if length.get_months() != 0 {
        (
            day.first_of_month(),
            day.last_of_month(),
            Granularity::Month,
        )
    } else {
        return Interval::day(day);
    };
    Interval::days(first, last, granularity)
}

/// Days before the report that an announcement may lie back.
const RECENT: i32 = 8;

/// Gives what is announced as done, with no day of its own, the day on which
/// it is announced: 'announced on Saturday that they had reached an accord'.
pub(crate) fn announced(
    tree: &Tree,
    proposals: &[Proposal],
    timexes: &[&Timex],
    report: Date,
    lexicon: &Lexicon,
    found: &mut [(usize, Draft)],
) {
    for (i, d) in found.iter_mut() {
        let fits = d.mention.time.is_none()
            && d.mention.status.value == Status::Held
            && !d.bare
            && matches!(
                d.mention.kind,
                Kind::Agreement | Kind::Release | Kind::Decision | Kind::Easing | Kind::Sanction
            );
        let Some(clause) = proposals[*i].path.clause.filter(|_| fits) else {
            continue;
        };
        let mood = tree.mood(clause);
        if !mood.perfect {
            continue;
        }
        let cue = tree.s.ancestors(clause).take(4).find(|&v| {
            v != clause && tree.is_verb(v) && lexicon.listed("announcing", tree.lemma(v))
        });
        let cue = cue.or_else(|| {
            tree.s
                .children_by(clause, &[Deprel::Parataxis, Deprel::Ccomp])
                .find(|&v| lexicon.listed("announcing", tree.lemma(v)))
        });
        // '..., X announced on Monday', hung on the wrong word.
        let cue = cue.or_else(|| {
            (clause + 1..tree.len()).find(|&v| {
                matches!(tree.token(v).xpos, Xpos::Vbd | Xpos::Vbn)
                    && lexicon.listed("announcing", tree.lemma(v))
                    && !tree.s.dominates(v, clause)
            })
        });
        let Some(cue) = cue else { continue };
        let time = timexes.iter().find_map(|t| {
            let interval = t.interval?;
            let word = tree.s.head_of(t.span)?;
            let near = tree.s.head(word) == Some(cue);
            let (a, b) = (interval.first_day()?, interval.last_day()?);
            (near
                && a == b
                && (0..=RECENT).contains(&(report - a).get_days())
                && adjunct::is_exact(&interval))
            .then_some((a, t))
        });
        if let Some((day, t)) = time {
            d.mention.time = Some(TimeArgument {
                interval: Interval::day(day),
                basis: TimeBasis::Stated,
                span: t.span,
                rule: "en.event.time.announced".into(),
            });
        }
    }
}
