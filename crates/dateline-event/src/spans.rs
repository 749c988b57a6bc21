//! Lengths of time that say when: 'within six months', 'from 20 July for four
//! months', 'a three-day summit'.

use dateline_record::{Interval, Report, Timex, TimexType};
use jiff::civil::Date;

/// A length in whole days, weeks, months or years; `None` for hours, for
/// lengths with no number and for very long ones.
pub(crate) fn length(timex: &Timex) -> Option<jiff::Span> {
    if timex.kind != TimexType::Duration {
        return None;
    }
    let value = timex.value.strip_prefix('P')?;
    let n: i64 = value.get(..value.len().checked_sub(1)?)?.parse().ok()?;
    if !(1..=400).contains(&n) {
        return None;
    }
    let span = jiff::Span::new();
    Some(match value.as_bytes().last()? {
        b'D' => span.days(n),
        b'W' => span.weeks(n),
        b'M' => span.months(n),
        b'Y' => span.years(n),
        _ => return None,
    })
}

/// The last day of so long a time that begins on `first`.
pub(crate) fn last_day(first: Date, length: jiff::Span) -> Option<Date> {
    let whole = length.get_days() == 0 && length.get_weeks() == 0;
    let end = first.checked_add(length).ok()?;
    // 'For four months from 20 July' is said to end on 20 November, three days
    // from the 18th on the 20th.
    if whole {
        Some(end)
    } else {
        end.yesterday().ok()
    }
}

/// The times of a report, with the days that a length with 'within' allows
/// from the day of the report on.
pub(crate) fn prepare(report: &Report, timexes: &[Timex]) -> Vec<Timex> {
    let day = report.dct.date;
    let mut out = timexes.to_vec();
    for t in &mut out {
        if t.interval.is_none()
            && t.anchor.as_deref() == Some("within")
            && let Some(length) = length(t)
            && let Ok(last) = day.checked_add(length)
        {
            t.interval = Some(Interval::days(day, last, dateline_record::Granularity::Day));
        }
    }
    out
}
