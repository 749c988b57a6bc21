//! Holidays of lunar calendars that are fixed beforehand: new year and the
//! harvest moon of China and Korea, and the feasts that count from Passover.
//! Those that wait for the moon to be seen (Ramadan, Eid) have no day here.
//!
//! The tables were made with the packages lunardate 0.3.0 (China) and
//! korean_lunar_calendar 0.4.0 (Korea), which differ in nine days of the
//! hundred years, as the two countries' calendars do.

use crate::value::add_days;
use jiff::civil::Date;

/// The first year of the tables.
const FIRST: i16 = 1950;

/// Days after 1 January, in China.
const NEW_YEAR: [u8; 100] = [
    47, 36, 26, 44, 33, 23, 42, 30, 48, 38, 27, 45, 35, 24, 43, 32, 20, 39, 29, 47, 36, 26, 45, 33,
    22, 41, 30, 48, 37, 27, 46, 35, 24, 43, 32, 50, 39, 28, 47, 36, 26, 45, 34, 22, 40, 30, 49, 37,
    27, 46, 35, 23, 42, 31, 21, 39, 28, 48, 37, 25, 44, 33, 22, 40, 30, 49, 38, 27, 46, 35, 24, 42,
    31, 21, 40, 28, 47, 36, 25, 43, 33, 22, 41, 30, 49, 38, 27, 45, 34, 23, 42, 31, 21, 40, 29, 47,
    36, 25, 44, 32,
];

/// Days after 1 September, in China.
const HARVEST: [u8; 100] = [
    25, 14, 32, 21, 10, 29, 18, 7, 26, 16, 34, 23, 12, 31, 19, 9, 28, 17, 35, 25, 14, 32, 21, 10,
    29, 19, 7, 26, 15, 34, 22, 11, 30, 20, 9, 28, 17, 36, 24, 13, 32, 21, 10, 29, 19, 8, 26, 15,
    34, 23, 11, 30, 20, 10, 27, 17, 35, 24, 13, 32, 21, 11, 29, 18, 7, 26, 14, 33, 23, 12, 30, 20,
    9, 28, 16, 35, 24, 14, 32, 21, 11, 30, 18, 7, 26, 15, 33, 23, 12, 31, 19, 9, 27, 16, 34, 24,
    14, 33, 21, 10,
];

/// Years in which the day comes one later in Korea.
const LATER_IN_KOREA: [(&str, i16); 9] = [
    ("LK", 1954),
    ("LK", 1958),
    ("LK", 1966),
    ("LK", 1988),
    ("LK", 1997),
    ("LK", 2027),
    ("LK", 2028),
    ("MK", 1978),
    ("MK", 2040),
];

/// The day of a key `LC` `LK` (new year of China, Korea), `MC` `MK` (harvest
/// moon); `None` for another key, and for a year outside the tables.
pub(super) fn day_of(key: &str, year: i16) -> Option<Date> {
    let (table, month) = match key {
        "LC" | "LK" => (&NEW_YEAR, 1),
        "MC" | "MK" => (&HARVEST, 9),
        _ => return None,
    };
    let row = usize::try_from(year.checked_sub(FIRST)?).ok()?;
    let later = i64::from(LATER_IN_KOREA.contains(&(key, year)));
    add_days(
        Date::new(year, month, 1).ok()?,
        i64::from(*table.get(row)?) + later,
    )
}

/// The first day of Passover in a year of our era (its evening is the one
/// before): 163 days before the new year that follows.
pub(super) fn passover(year: i16) -> Option<Date> {
    if !(1..9000).contains(&year) {
        return None;
    }
    // Counted from the new year of 5778, 21 September 2017.
    let hebrew = i64::from(year) + 3761;
    let days = new_year(hebrew) - new_year(5778) - 163;
    add_days(Date::new(2017, 9, 21).ok()?, days)
}

/// The day number of a Hebrew new year, by the mean new moon and the four
/// postponements (Reingold and Dershowitz, Calendrical Calculations, ch. 8).
fn new_year(year: i64) -> i64 {
    let elapsed = |y: i64| {
        let months = (235 * y - 234).div_euclid(19);
        let parts = 12_084 + 13_753 * months;
        let day = 29 * months + parts.div_euclid(25_920);
        match (3 * (day + 1)).rem_euclid(7) < 3 {
            true => day + 1,
            false => day,
        }
    };
    let (before, now, after) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let late = match (after - now, now - before) {
        (356, _) => 2,
        (_, 382) => 1,
        _ => 0,
    };
    now + late
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn ok_lunar_holidays() {
        assert_eq!(day_of("LC", 2018), Some(date(2018, 2, 16)));
        assert_eq!(day_of("LC", 1997), Some(date(1997, 2, 7)));
        assert_eq!(day_of("LK", 1997), Some(date(1997, 2, 8)));
        assert_eq!(day_of("MK", 2018), Some(date(2018, 9, 24)));
        assert_eq!(day_of("MC", 1949), None);
        assert_eq!(day_of("MC", 2050), None);
        for (year, month, day) in [(2013, 3, 26), (2016, 4, 23), (2018, 3, 31), (2021, 3, 28)] {
            assert_eq!(passover(year), Some(date(year, month, day)));
        }
    }
}
