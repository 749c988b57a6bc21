//! What days and hours a time expression allows.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

/// How fine a time is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Granularity {
    Time,
    Day,
    Week,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    Decade,
    Century,
}

/// The earliest and the latest instant that a time expression allows.
///
/// Half-open: `start` is the first instant, `end` the first after the last
/// one. An end that is `None` is open ('since 1999', 'by June'). The thing
/// spoken of lies, or may lie, somewhere within; an interval is never narrower
/// than the text. Local time, no zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// First instant, inclusive; `None` where it is open.
    pub start: Option<DateTime>,
    /// First instant after the interval; `None` where it is open.
    pub end: Option<DateTime>,
    /// The unit the text speaks in.
    pub granularity: Granularity,
    /// 'about', 'early', 'mid-': the bounds are rough.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approx: bool,
}

impl Interval {
    /// The interval of one day.
    pub fn day(date: Date) -> Self {
        Self::days(date, date, Granularity::Day)
    }

    /// From `first` to `last`, both included.
    pub fn days(first: Date, last: Date, granularity: Granularity) -> Self {
        Self {
            start: Some(first.at(0, 0, 0, 0)),
            end: last.checked_add(1.day()).ok().map(|d| d.at(0, 0, 0, 0)),
            granularity,
            approx: false,
        }
    }

    /// The first day, where the interval has a beginning.
    pub fn first_day(&self) -> Option<Date> {
        self.start.map(DateTime::date)
    }

    /// The last day, where the interval has an end.
    pub fn last_day(&self) -> Option<Date> {
        self.end
            .and_then(|e| e.checked_sub(1.nanosecond()).ok())
            .map(DateTime::date)
    }

    /// True where both intervals allow some instant in common.
    pub fn overlaps(&self, other: &Interval) -> bool {
        let before = |a: Option<DateTime>, b: Option<DateTime>| match (a, b) {
            (Some(end), Some(start)) => end <= start,
            _ => false,
        };
        !before(self.end, other.start) && !before(other.end, self.start)
    }

    /// True where every instant of `other` lies within this interval.
    pub fn contains(&self, other: &Interval) -> bool {
        let start = match (self.start, other.start) {
            (None, _) => true,
            (Some(a), Some(b)) => a <= b,
            (Some(_), None) => false,
        };
        let end = match (self.end, other.end) {
            (None, _) => true,
            (Some(a), Some(b)) => a >= b,
            (Some(_), None) => false,
        };
        start && end
    }

    /// Reads what a person writes for a time: `2018-06-14`, `2018-06`, `2018`,
    /// `2018-W24`, or `A/B` of these with `..` for an open end. `None` for
    /// anything else, and where the end lies before the start.
    ///
    /// # Example
    /// ```
    /// use dateline_record::Interval;
    /// let by = Interval::parse("../2015-06-30").expect("an interval");
    /// assert_eq!(by.value(), "../2015-06-30");
    /// assert_eq!(Interval::parse("2015-06-31"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let Some((a, b)) = text.split_once('/') else {
            let (first, last, unit) = unit(text.trim())?;
            return Some(Self::days(first, last, unit));
        };
        let open = |part: &str| matches!(part.trim(), "" | "..");
        let start = match open(a) {
            true => None,
            false => Some(unit(a.trim())?),
        };
        let end = match open(b) {
            true => None,
            false => Some(unit(b.trim())?),
        };
        let first = start.or(end)?.0;
        let (_, last, granularity) = end.or(start)?;
        if first > last {
            return None;
        }
        let whole = Self::days(first, last, granularity);
        Some(Self {
            start: start.and(whole.start),
            end: end.and(whole.end),
            ..whole
        })
    }

    /// The value as the stories write it: ISO 8601 at its own resolution
    /// (`2018-06-14`, `2018-06`, `2018-W24`, `2018-05-16T10:00`), or `A/B`
    /// with `..` for an open end. A quarter, season, half or decade is written
    /// as its first and last month or year.
    pub fn value(&self) -> String {
        let (Some(start), Some(last)) = (self.start, self.last_day()) else {
            let day = |d: Option<Date>| d.map_or_else(|| "..".to_owned(), |d| d.to_string());
            return format!("{}/{}", day(self.first_day()), day(self.last_day()));
        };
        let first = start.date();
        let ym = |d: Date| format!("{:04}-{:02}", d.year(), d.month());
        match self.granularity {
            Granularity::Time => {
                if Some(start) == self.end || self.end.is_some_and(|e| e <= start + 1.minute()) {
                    format!("{first}T{:02}:{:02}", start.hour(), start.minute())
                } else if first == last {
                    first.to_string()
                } else {
                    format!("{first}/{last}")
                }
            }
            _ if first == last => first.to_string(),
            Granularity::Year if first.day_of_year() == 1 && last == first.last_of_year() => {
                format!("{:04}", first.year())
            }
            Granularity::Month if first.day() == 1 && last == first.last_of_month() => ym(first),
            Granularity::Week
                if first.weekday() == jiff::civil::Weekday::Monday
                    && first.checked_add(6.days()).ok() == Some(last) =>
            {
                let week = first.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Granularity::Quarter | Granularity::Season | Granularity::Half
                if first.day() == 1 && last == last.last_of_month() =>
            {
                format!("{}/{}", ym(first), ym(last))
            }
            _ => format!("{first}/{last}"),
        }
    }
}

/// First day, last day and granularity of one written unit.
fn unit(text: &str) -> Option<(Date, Date, Granularity)> {
    if let Ok(day) = text.parse::<Date>() {
        return Some((day, day, Granularity::Day));
    }
    if let Some((year, week)) = text.split_once("-W") {
        let monday = jiff::civil::ISOWeekDate::new(
            year.parse().ok()?,
            week.parse().ok()?,
            jiff::civil::Weekday::Monday,
        )
        .ok()?
        .date();
        return Some((
            monday,
            monday.checked_add(6.days()).ok()?,
            Granularity::Week,
        ));
    }
    if let Ok(first) = format!("{text}-01").parse::<Date>() {
        return Some((first, first.last_of_month(), Granularity::Month));
    }
    let first: Date = format!("{text}-01-01").parse().ok()?;
    Some((first, first.last_of_year(), Granularity::Year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn ok_values_are_written_at_their_own_resolution() {
        assert_eq!(Interval::day(date(2018, 6, 14)).value(), "2018-06-14");
        let june = Interval::days(date(2018, 6, 1), date(2018, 6, 30), Granularity::Month);
        assert_eq!(june.value(), "2018-06");
        let later = Interval::days(date(2018, 6, 2), date(2018, 6, 30), Granularity::Day);
        assert_eq!(later.value(), "2018-06-02/2018-06-30");
        let by = Interval {
            start: None,
            ..Interval::day(date(2015, 6, 30))
        };
        assert_eq!(by.value(), "../2015-06-30");
        let spring = Interval::days(date(2019, 3, 1), date(2019, 5, 31), Granularity::Season);
        assert_eq!(spring.value(), "2019-03/2019-05");
    }

    #[test]
    fn ok_what_is_written_is_read_back() {
        for text in [
            "2018-06-14",
            "2018-06",
            "2018",
            "2018-W24",
            "../2015-06-30",
            "2016-02-11/..",
            "2018-06-02/2018-06-30",
        ] {
            assert_eq!(Interval::parse(text).expect(text).value(), text);
        }
        for text in [
            "",
            "..",
            "../..",
            "soon",
            "2018-13",
            "2018-06-30/2018-06-02",
        ] {
            assert_eq!(Interval::parse(text), None, "{text}");
        }
    }

    #[test]
    fn ok_neighbouring_days_do_not_overlap() {
        let a = Interval::day(date(2018, 6, 14));
        let b = Interval::day(date(2018, 6, 15));
        assert!(!a.overlaps(&b));
        assert!(a.overlaps(&a));
    }
}
