//! Days as sources write them.
//!
//! The day is taken as written, with the zone it is written in: a report of
//! 23:30 in one zone is not moved to the next day of another.

use dateline_record::Dct;
use jiff::civil::{Date, Time};

/// The outcome of looking for a date in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// A day of the calendar.
    Day(Dct),
    /// The shape of a date, but no such day.
    Impossible,
    /// No date.
    No,
}

/// The day, and the time where given, of `2018-06-01`, `2018-06-01T14:30:05Z`,
/// `20180601`, `20180601T143005Z`, `Fri, 01 Jun 2018 14:30:05 +0900`, `1 June
/// 2018`, `June 1, 2018`, `2018/06/01`; `None` for anything else, such as
/// `01/06/2018`, which is two days.
pub fn parse_date(text: &str) -> Option<Dct> {
    match find(text) {
        Found::Day(dct) => Some(dct),
        _ => None,
    }
}

pub(crate) fn find(text: &str) -> Found {
    let text = text.trim();
    if text.is_empty() || text.len() > 80 {
        return Found::No;
    }
    match numeric(text) {
        Found::No => worded(text),
        found => found,
    }
}

fn day(year: i64, month: i64, day: i64, time: Option<Time>) -> Found {
    let date = || {
        let y = i16::try_from(year).ok().filter(|y| *y >= 1)?;
        Date::new(y, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    match date() {
        Some(date) => Found::Day(Dct { date, time }),
        None => Found::Impossible,
    }
}

fn number(text: &str) -> Option<i64> {
    (!text.is_empty() && text.len() <= 6 && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// `14:30`, `14:30:05.25`, `143005`; a zone after it is not looked at.
fn clock(text: &str) -> Option<Time> {
    let text = text.trim_start_matches(['T', 't', ' ']);
    let digits: String = text
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == ':')
        .filter(char::is_ascii_digit)
        .collect();
    let two = |at: usize| digits.get(at..at + 2).and_then(number);
    let (hour, minute) = (two(0)?, two(2)?);
    let second = two(4).unwrap_or(0).min(59);
    let small = |n: i64| i8::try_from(n).ok();
    Time::new(small(hour)?, small(minute)?, small(second)?, 0).ok()
}

fn numeric(text: &str) -> Found {
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || "-/.".contains(c)))
        .unwrap_or(text.len());
    let (head, rest) = text.split_at(end);
    if !(rest.is_empty() || rest.starts_with(['T', 't', ' ', 'Z', '+'])) {
        return Found::No;
    }
    if head.len() == 8 && head.bytes().all(|b| b.is_ascii_digit()) {
        let part = |a, b| number(&head[a..b]).unwrap_or(0);
        return day(part(0, 4), part(4, 6), part(6, 8), clock(rest));
    }
    // GDELT writes 20180601143005.
    if head.len() == 14 && head.bytes().all(|b| b.is_ascii_digit()) {
        let part = |a, b| number(&head[a..b]).unwrap_or(0);
        return day(part(0, 4), part(4, 6), part(6, 8), clock(&head[8..]));
    }
    let parts: Vec<&str> = head.split(['-', '/', '.']).collect();
    let [y, m, d] = parts.as_slice() else {
        return Found::No;
    };
    match (number(y), number(m), number(d)) {
        (Some(y_), Some(m), Some(d)) if y.len() >= 4 => day(y_, m, d, clock(rest)),
        _ => Found::No,
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn month(word: &str) -> Option<i64> {
    let word = word.to_ascii_lowercase();
    if word.len() < 3 {
        return None;
    }
    let at = MONTHS
        .iter()
        .position(|m| *m == word || (m.starts_with(&word) && word.len() <= 4))?;
    Some(at as i64 + 1)
}

fn worded(text: &str) -> Found {
    let words: Vec<&str> = text
        .split([' ', ',', '\t', '-'])
        .filter(|w| !w.is_empty())
        .collect();
    let Some(at) = words.iter().position(|w| month(w).is_some()) else {
        return Found::No;
    };
    let ordinal = |w: &&str| number(w.trim_end_matches(|c: char| c.is_ascii_alphabetic()));
    let before = at
        .checked_sub(1)
        .and_then(|n| words.get(n))
        .and_then(ordinal);
    let next = words.get(at + 1);
    let (d, year_at) = match before {
        Some(d) if d <= 99 => (d, at + 1),
        _ => match next.and_then(ordinal) {
            Some(d) if d <= 99 => (d, at + 2),
            _ => return Found::No,
        },
    };
    let Some(year) = words
        .get(year_at)
        .filter(|w| w.len() == 4)
        .and_then(|w| number(w))
    else {
        return Found::No;
    };
    let time = words
        .iter()
        .skip(year_at + 1)
        .find(|w| w.contains(':'))
        .and_then(|w| clock(w));
    day(year, month(words[at]).unwrap_or(0), d, time)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(text: &str) -> Option<String> {
        parse_date(text).map(|d| match d.time {
            Some(t) => format!("{}T{:02}:{:02}", d.date, t.hour(), t.minute()),
            None => d.date.to_string(),
        })
    }

    #[test]
    fn ok_days_are_read_in_the_forms_sources_use() {
        for (text, want) in [
            ("2018-06-01", "2018-06-01"),
            ("2018-06-01T14:30:05Z", "2018-06-01T14:30"),
            ("2018-06-01 23:59 +0900", "2018-06-01T23:59"),
            ("20180601", "2018-06-01"),
            ("20180601T143005Z", "2018-06-01T14:30"),
            ("20180601143005", "2018-06-01T14:30"),
            ("Fri, 01 Jun 2018 14:30:05 +0900", "2018-06-01T14:30"),
            ("June 1, 2018", "2018-06-01"),
            ("1 June 2018", "2018-06-01"),
            ("Sept. 3rd 2018", "-"),
            ("3rd September 2018", "2018-09-03"),
            ("2018/6/1", "2018-06-01"),
        ] {
            assert_eq!(iso(text).as_deref().unwrap_or("-"), want, "{text}");
        }
    }

    #[test]
    fn err_a_day_that_is_two_days_or_none_is_not_guessed() {
        assert_eq!(find("01/06/2018"), Found::No);
        assert_eq!(find("yesterday"), Found::No);
        assert_eq!(find("2018-06"), Found::No);
        assert_eq!(find("2018-02-30"), Found::Impossible);
        assert_eq!(find("0000-01-01"), Found::Impossible);
        assert_eq!(find("30 February 2018"), Found::Impossible);
    }
}
