//! Days that are told by another event: 'a day after the Senate had passed it',
//! 'two days before the talks', and the day on which something is announced.

use crate::adjunct;
use crate::build::Draft;
use crate::climb::State;
use crate::lexicon::Lexicon;
use crate::propose::Proposal;
use crate::spans;
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
/// between them.
pub(crate) fn between(
    tree: &Tree,
    proposals: &[Proposal],
    timexes: &[&Timex],
    found: &mut [(usize, Draft)],
) {
    for t in timexes {
        let Some(length) = spans::length(t).filter(|_| t.interval.is_none()) else {
            continue;
        };
        let Some(head) = tree.s.head_of(t.span) else {
            continue;
        };
        let next = tree.s.tokens_in(t.span).end;
        let after = match tree.s.tokens.get(next as usize).map(|k| k.lemma.as_str()) {
            Some("after") => true,
            Some("before") => false,
            _ => continue,
        };
        // The event behind 'after' and the one the length stands at.
        let behind = found.iter().position(|(i, d)| {
            // 'Two months after they declared an end to their war'
            let war = d.mention.kind == Kind::Conflict && d.is_noun;
            let head = proposals[*i].head;
            let apart = (next + 1..head).any(|t| tree.is_verb(t));
            head > next && head <= next + 14 && !(war && apart)
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
        if let (Some(b), Some(from)) = (behind, told)
            && day(&found[b].1).is_none_or(|own| own == from)
            && main.is_none_or(|m| day(&found[m].1).is_none() || m == b)
            && let Ok(day) = from.checked_add(far.negate())
        {
            found[b].1.mention.time = Some(TimeArgument {
                interval: near(day, length),
                basis: TimeBasis::Stated,
                span: t.span,
                rule: "en.event.time.offset".into(),
            });
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
        d.mention.time = Some(TimeArgument {
            interval: near(day, length),
            basis: TimeBasis::Stated,
            span: t.span,
            rule: "en.event.time.offset".into(),
        });
        if d.bare {
            d.bare = false;
            d.state = State::Fact;
            d.mention.status.value = Status::Held;
            d.mention.status.rule = "en.event.status.time".into();
        }
    }
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
