//! Holidays that fix a day. The list `words/holiday.tsv` gives each a key:
//! `12-25` a fixed day; `11-4-4` the fourth Thursday (4) of November, a
//! negative number counting from the end; `E+1` days from Western Easter;
//! `G+1` days from Orthodox Easter; `P+1` from the first day of Passover;
//! `LC` `LK` `MC` `MK` see `lunar`; `EV` the Tuesday after the first Monday of November.

use super::lunar;
use crate::value::add_days;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// The day of a holiday in a year.
pub(crate) fn day_of(key: &str, year: i16) -> Option<Date> {
    if let Some(days) = key.strip_prefix('E').and_then(|d| d.parse::<i64>().ok()) {
        return add_days(easter(year)?, days);
    }
    if let Some(days) = key.strip_prefix('G').and_then(|d| d.parse::<i64>().ok()) {
        return add_days(orthodox_easter(year)?, days);
    }
    if let Some(days) = key.strip_prefix('P').and_then(|d| d.parse::<i64>().ok()) {
        return add_days(lunar::passover(year)?, days);
    }
    if let Some(day) = lunar::day_of(key, year) {
        return Some(day);
    }
    if key == "EV" {
        let monday = Date::new(year, 11, 1)
            .ok()?
            .nth_weekday_of_month(1, Weekday::Monday)
            .ok()?;
        return monday.checked_add(1.day()).ok();
    }
    let mut parts = key.splitn(3, '-');
    let month: i8 = parts.next()?.parse().ok()?;
    let second: i8 = parts.next()?.parse().ok()?;
    match parts.next() {
        None => Date::new(year, month, second).ok(),
        Some(nth) => Date::new(year, month, 1)
            .ok()?
            .nth_weekday_of_month(
                nth.parse().ok()?,
                Weekday::from_monday_one_offset(second).ok()?,
            )
            .ok(),
    }
}

/// Western Easter (the anonymous Gregorian computus, Meeus 1991, ch. 8).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, month as i8, day as i8).ok()
}

/// Orthodox Easter (Meeus 1991, ch. 8: Julian), told in our calendar.
fn orthodox_easter(year: i16) -> Option<Date> {
    let y = i64::from(year);
    let d = (19 * (y % 19) + 15) % 30;
    let e = (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7;
    let days = d + e + 114;
    let julian = Date::new(year, (days / 31) as i8, (days % 31 + 1) as i8).ok()?;
    add_days(julian, y / 100 - y / 400 - 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn ok_days_of_holidays() {
        assert_eq!(day_of("E+0", 2018), Some(date(2018, 4, 1)));
        assert_eq!(day_of("E-2", 2019), Some(date(2019, 4, 19)));
        assert_eq!(day_of("G+0", 2018), Some(date(2018, 4, 8)));
        assert_eq!(day_of("G-2", 2021), Some(date(2021, 4, 30)));
        assert_eq!(day_of("11-4-4", 2018), Some(date(2018, 11, 22)));
        assert_eq!(day_of("5-1--1", 2018), Some(date(2018, 5, 28)));
        assert_eq!(day_of("12-25", 1999), Some(date(1999, 12, 25)));
        assert_eq!(day_of("EV", 2000), Some(date(2000, 11, 7)));
        assert_eq!(day_of("nonsense", 2000), None);
    }
}
