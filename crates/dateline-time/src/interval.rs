//! From a time expression to the days an event may have.

use crate::context::{Cue, Way};
use crate::value::{Cal, Unit};
use dateline_record::{Granularity, Interval, Timex};
use jiff::ToSpan;
use jiff::civil::Date;

/// The interval of a duration that counts as a deadline: 'within 30 days',
/// 'in 90 days' of a coming thing, counted from a day; `None` for any other.
pub(crate) fn of_deadline(
    anchor: Option<&str>,
    n: f64,
    unit: Unit,
    from: Date,
    cue: Cue,
) -> Option<Interval> {
    let end = crate::resolve::shift_days(from, n, unit, 1)?;
    match anchor? {
        "within" if cue.way != Some(Way::Back) && unit >= Unit::Day => {
            Some(Interval::days(from, end, Granularity::Day))
        }
        "in" if cue.way == Some(Way::Ahead)
            && (cue.strong || cue.sure)
            && (Unit::Day..=Unit::Month).contains(&unit) =>
        {
            let mut out = Cal::holding(end, unit.max(Unit::Day)).interval()?;
            if unit > Unit::Day {
                out.approx = true;
            }
            Some(out)
        }
        _ => None,
    }
}

/// The days that an event may have which stands to a time as the preposition
/// says: 'by June 30' is open before, 'since 1999' open after.
///
/// `None` where the expression names no time of the calendar. A range ('from
/// 12 to 14 June') is the whole range.
///
/// # Example
/// ```
/// use dateline_record::Dct;
/// use dateline_time::{Tagger, event_interval};
/// let tagger = Tagger::embedded()?;
/// let dct = Dct::parse("2015-05-31").expect("a day");
/// let found = tagger.tag("A deal is due by 30 June.", dct);
/// let interval = event_interval(&found[0]).expect("a day");
/// assert_eq!(interval.value(), "../2015-06-30");
/// # Ok::<(), dateline_time::Error>(())
/// ```
pub fn event_interval(timex: &Timex) -> Option<Interval> {
    if let (Some(begin), Some(end)) = (&timex.begin_point, &timex.end_point)
        && let (Some(a), Some(b)) = (interval_of_value(begin), interval_of_value(end))
    {
        return Some(Interval {
            start: a.start,
            end: b.end,
            granularity: a.granularity.min(b.granularity),
            approx: a.approx || b.approx,
        });
    }
    let interval = timex.interval?;
    Some(match timex.anchor.as_deref() {
        Some("by" | "until" | "before" | "within" | "through" | "to") => Interval {
            start: None,
            ..interval
        },
        Some("since" | "from" | "after") => Interval {
            end: None,
            ..interval
        },
        _ => interval,
    })
}

/// The days of a TIMEX3 value of type DATE or TIME: `2018-06-14`, `2018-W24`,
/// `2018-Q2`, `2018-06-14T10:00`, `201`, `19`; `None` for a duration, a
/// vague or an underspecified value.
pub fn interval_of_value(value: &str) -> Option<Interval> {
    let (day, time) = match value.split_once('T') {
        Some((day, time)) => (day, Some(time)),
        None => (value, None),
    };
    if !day.is_ascii() {
        return None;
    }
    let mut parts = day.split('-');
    let year = parts.next()?;
    let rest: Vec<&str> = parts.collect();
    if !year.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let y: i16 = year.parse().ok()?;
    let number = |t: &str| t.parse::<i8>().ok();
    let cal = match (year.len(), &rest[..]) {
        (2, []) => Cal::Century(y),
        (3, []) => Cal::Decade(y),
        (4, []) => Cal::Year(y),
        (4, ["SP"]) => Cal::Season(y, 0),
        (4, ["SU"]) => Cal::Season(y, 1),
        (4, ["FA" | "AU"]) => Cal::Season(y, 2),
        (4, ["WI"]) => Cal::Season(y, 3),
        (4, [part]) if part.starts_with('Q') => {
            Cal::Quarter(y, number(&part[1..]).filter(|q| (1..=4).contains(q))?)
        }
        (4, [part]) if part.starts_with('H') => {
            Cal::Half(y, number(&part[1..]).filter(|h| (1..=2).contains(h))?)
        }
        (4, [part]) if part.starts_with('W') => Cal::Week(y, number(&part[1..])?),
        (4, [part, "WE"]) if part.starts_with('W') => Cal::Weekend(y, number(&part[1..])?),
        (4, [month]) => Cal::Month(y, number(month)?),
        (4, [month, day]) => Cal::Day(Date::new(y, number(month)?, number(day)?).ok()?),
        _ => return None,
    };
    let interval = cal.interval()?;
    if let (Some(time), Cal::Day(date)) = (time, cal)
        && let Some(interval) = of_clock(date, time)
    {
        return Some(interval);
    }
    Some(interval)
}

/// The minute, or the second, of `14:30` or `14:30:05`, whatever zone follows;
/// `None` for a part of the day.
fn of_clock(date: Date, time: &str) -> Option<Interval> {
    let two = |at: usize, below: i8| {
        let n: i8 = time.get(at..at + 2)?.parse().ok()?;
        (0..below).contains(&n).then_some(n)
    };
    let (hour, minute) = (two(0, 24)?, two(3, 60)?);
    if time.get(2..3) != Some(":") {
        return None;
    }
    let second = time
        .get(5..6)
        .filter(|&c| c == ":")
        .and_then(|_| two(6, 60));
    Some(of_time(date, hour, minute, second))
}

/// The minute, or the second, that a clock shows.
pub(crate) fn of_time(date: Date, hour: i8, minute: i8, second: Option<i8>) -> Interval {
    let start = date.at(hour, minute, second.unwrap_or(0), 0);
    let step = match second {
        Some(_) => 1.second(),
        None => 1.minute(),
    };
    Interval {
        start: Some(start),
        end: start.checked_add(step).ok(),
        granularity: Granularity::Time,
        approx: false,
    }
}
