//! A unit of the calendar that is fully known: a day, a week, a month ...

use dateline_record::{Granularity, Interval};
use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};

/// Years in each direction that are still counted; the calendar has 20,000.
const FARTHEST: u32 = 1_000_000;

/// The day so many days away; `None` off the calendar, whatever the number.
/// (The short forms of the calendar's own spans panic on a number that is too
/// large, and 'a million months' does stand in texts.)
pub(crate) fn add_days(date: Date, n: i64) -> Option<Date> {
    date.checked_add(Span::new().try_days(n).ok()?).ok()
}

/// The day so many months away; `None` off the calendar.
pub(crate) fn add_months(date: Date, n: i64) -> Option<Date> {
    date.checked_add(Span::new().try_months(n).ok()?).ok()
}

/// Units of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    /// From the code in the lists: `D`, `W`, `M`, `Q`, `H`, `Y`, `DE`, `CE` ...
    pub fn parse(code: &str) -> Option<Self> {
        Some(match code {
            "TS" => Self::Second,
            "TM" => Self::Minute,
            "TH" => Self::Hour,
            "D" => Self::Day,
            "WE" => Self::Weekend,
            "W" => Self::Week,
            "M" => Self::Month,
            "Q" => Self::Quarter,
            "SE" => Self::Season,
            "H" => Self::Half,
            "Y" => Self::Year,
            "DE" => Self::Decade,
            "CE" => Self::Century,
            "ML" => Self::Millennium,
            _ => return None,
        })
    }

    pub fn granularity(self) -> Granularity {
        match self {
            Self::Second | Self::Minute | Self::Hour => Granularity::Time,
            Self::Day | Self::Weekend => Granularity::Day,
            Self::Week => Granularity::Week,
            Self::Month => Granularity::Month,
            Self::Quarter => Granularity::Quarter,
            Self::Season => Granularity::Season,
            Self::Half => Granularity::Half,
            Self::Year => Granularity::Year,
            Self::Decade => Granularity::Decade,
            Self::Century | Self::Millennium => Granularity::Century,
        }
    }
}

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cal {
    Day(Date),
    /// ISO year and week.
    Week(i16, i8),
    Weekend(i16, i8),
    Month(i16, i8),
    Quarter(i16, i8),
    /// 0 spring, 1 summer, 2 autumn, 3 winter; a winter is named by the year it begins in.
    Season(i16, i8),
    Half(i16, i8),
    Year(i16),
    /// Year without its last digit.
    Decade(i16),
    /// Year without its last two digits.
    Century(i16),
}

const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];

impl Cal {
    /// The unit of the given size that holds a day.
    pub fn holding(date: Date, unit: Unit) -> Self {
        let (y, m) = (date.year(), date.month());
        match unit {
            Unit::Week | Unit::Weekend => {
                let week = date.iso_week_date();
                match unit {
                    Unit::Week => Self::Week(week.year(), week.week()),
                    _ => Self::Weekend(week.year(), week.week()),
                }
            }
            Unit::Month => Self::Month(y, m),
            Unit::Quarter => Self::Quarter(y, (m - 1) / 3 + 1),
            Unit::Half => Self::Half(y, (m - 1) / 6 + 1),
            Unit::Season => match m {
                1 | 2 => Self::Season(y - 1, 3),
                _ => Self::Season(y, (m / 3 - 1).min(3)),
            },
            Unit::Year => Self::Year(y),
            Unit::Decade => Self::Decade(y.div_euclid(10)),
            Unit::Century | Unit::Millennium => Self::Century(y.div_euclid(100)),
            Unit::Day | Unit::Second | Unit::Minute | Unit::Hour => Self::Day(date),
        }
    }

    pub fn unit(self) -> Unit {
        match self {
            Self::Day(_) => Unit::Day,
            Self::Week(..) => Unit::Week,
            Self::Weekend(..) => Unit::Weekend,
            Self::Month(..) => Unit::Month,
            Self::Quarter(..) => Unit::Quarter,
            Self::Season(..) => Unit::Season,
            Self::Half(..) => Unit::Half,
            Self::Year(_) => Unit::Year,
            Self::Decade(_) => Unit::Decade,
            Self::Century(_) => Unit::Century,
        }
    }

    /// First and last day; `None` where the calendar ends.
    pub fn days(self) -> Option<(Date, Date)> {
        let months = |year: i16, month: i8, n: i32| -> Option<(Date, Date)> {
            let first = Date::new(year, month, 1).ok()?;
            let next = add_months(first, i64::from(n))?;
            Some((first, next.checked_sub(1.day()).ok()?))
        };
        Some(match self {
            Self::Day(d) => (d, d),
            Self::Week(y, w) => {
                let monday = ISOWeekDate::new(y, w, Weekday::Monday).ok()?.date();
                (monday, monday.checked_add(6.days()).ok()?)
            }
            Self::Weekend(y, w) => {
                let saturday = ISOWeekDate::new(y, w, Weekday::Saturday).ok()?.date();
                (saturday, saturday.checked_add(1.day()).ok()?)
            }
            Self::Month(y, m) => months(y, m, 1)?,
            Self::Quarter(y, q) => months(y, 3 * (q - 1) + 1, 3)?,
            Self::Season(y, s) => months(y, 3 * (s + 1), 3)?,
            Self::Half(y, h) => months(y, 6 * (h - 1) + 1, 6)?,
            Self::Year(y) => months(y, 1, 12)?,
            Self::Decade(d) => months(d.checked_mul(10)?, 1, 120)?,
            Self::Century(c) => months(c.checked_mul(100)?, 1, 1200)?,
        })
    }

    /// The first day.
    pub fn first(self) -> Option<Date> {
        self.days().map(|(first, _)| first)
    }

    /// `n` units of its own kind later, or earlier where `n` is negative.
    pub fn plus(self, n: i32) -> Option<Self> {
        if n.unsigned_abs() > FARTHEST {
            return None;
        }
        let wrap = |y: i16, k: i8, per: i32| -> Option<(i16, i8)> {
            let all = i32::from(y) * per + i32::from(k) + n;
            Some((
                i16::try_from(all.div_euclid(per)).ok()?,
                all.rem_euclid(per) as i8,
            ))
        };
        let year = |y: i16| i16::try_from(i32::from(y) + n).ok();
        let out = match self {
            Self::Day(d) => Self::Day(add_days(d, i64::from(n))?),
            Self::Week(..) | Self::Weekend(..) => {
                let day = add_days(self.first()?, i64::from(n) * 7)?;
                Self::holding(day, self.unit())
            }
            Self::Month(y, m) => {
                let (y, m) = wrap(y, m - 1, 12)?;
                Self::Month(y, m + 1)
            }
            Self::Quarter(y, q) => {
                let (y, q) = wrap(y, q - 1, 4)?;
                Self::Quarter(y, q + 1)
            }
            Self::Half(y, h) => {
                let (y, h) = wrap(y, h - 1, 2)?;
                Self::Half(y, h + 1)
            }
            Self::Season(y, s) => {
                let (y, s) = wrap(y, s, 4)?;
                Self::Season(y, s)
            }
            Self::Year(y) => Self::Year(year(y)?),
            Self::Decade(d) => Self::Decade(year(d)?),
            Self::Century(c) => Self::Century(year(c)?),
        };
        out.days().map(|_| out)
    }

    /// The same unit in another year: the quarter a year before.
    pub fn plus_years(self, n: i32) -> Option<Self> {
        if n.unsigned_abs() > FARTHEST {
            return None;
        }
        let year = |y: i16| i16::try_from(i32::from(y) + n).ok();
        let out = match self {
            Self::Day(d) => Self::Day(add_months(d, i64::from(n) * 12)?),
            Self::Week(..) | Self::Weekend(..) => {
                Self::holding(add_days(self.first()?, i64::from(n) * 364)?, self.unit())
            }
            Self::Month(y, m) => Self::Month(year(y)?, m),
            Self::Quarter(y, q) => Self::Quarter(year(y)?, q),
            Self::Season(y, s) => Self::Season(year(y)?, s),
            Self::Half(y, h) => Self::Half(year(y)?, h),
            Self::Year(y) => Self::Year(year(y)?),
            other => other,
        };
        out.days().map(|_| out)
    }

    /// The TIMEX3 value.
    pub fn value(self) -> String {
        match self {
            Self::Day(d) => iso(d),
            Self::Week(y, w) => format!("{y:04}-W{w:02}"),
            Self::Weekend(y, w) => format!("{y:04}-W{w:02}-WE"),
            Self::Month(y, m) => format!("{}-{m:02}", year_value(y)),
            Self::Quarter(y, q) => format!("{}-Q{q}", year_value(y)),
            Self::Season(y, s) => {
                format!("{}-{}", year_value(y), SEASONS[(s.clamp(0, 3)) as usize])
            }
            Self::Half(y, h) => format!("{}-H{h}", year_value(y)),
            Self::Year(y) => year_value(y),
            Self::Decade(d) => format!("{d:03}"),
            Self::Century(c) => format!("{c:02}"),
        }
    }

    /// The days it allows.
    pub fn interval(self) -> Option<Interval> {
        let (first, last) = self.days()?;
        Some(Interval::days(first, last, self.unit().granularity()))
    }
}

fn year_value(y: i16) -> String {
    if y < 0 {
        format!("BC{:04}", -i32::from(y))
    } else {
        format!("{y:04}")
    }
}

fn iso(d: Date) -> String {
    format!("{}-{:02}-{:02}", year_value(d.year()), d.month(), d.day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn ok_units_that_hold_a_day() {
        let d = date(2018, 6, 1);
        assert_eq!(Cal::holding(d, Unit::Week).value(), "2018-W22");
        assert_eq!(Cal::holding(d, Unit::Quarter).value(), "2018-Q2");
        assert_eq!(Cal::holding(d, Unit::Season).value(), "2018-SU");
        assert_eq!(
            Cal::holding(date(2018, 2, 1), Unit::Season).value(),
            "2017-WI"
        );
        assert_eq!(Cal::holding(d, Unit::Decade).value(), "201");
        assert_eq!(
            Cal::holding(date(2018, 12, 31), Unit::Week).value(),
            "2019-W01"
        );
    }

    #[test]
    fn ok_units_move_by_their_own_kind() {
        assert_eq!(Cal::Month(2018, 1).plus(-1), Some(Cal::Month(2017, 12)));
        assert_eq!(Cal::Season(2018, 0).plus(-1), Some(Cal::Season(2017, 3)));
        assert_eq!(Cal::Week(2020, 53).plus(1), Some(Cal::Week(2021, 1)));
        assert_eq!(Cal::Year(9999).plus(1), None);
    }

    #[test]
    fn ok_days_of_a_unit() {
        assert_eq!(
            Cal::Season(2018, 3).days(),
            Some((date(2018, 12, 1), date(2019, 2, 28)))
        );
        assert_eq!(
            Cal::Half(2018, 2).days(),
            Some((date(2018, 7, 1), date(2018, 12, 31)))
        );
    }
}
