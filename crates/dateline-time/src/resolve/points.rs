//! Moving over the calendar.

use crate::value::{Cal, Unit, add_days, add_months};
use jiff::ToSpan;
use jiff::civil::Date;

/// The day `n` units from a day; `None` off the calendar.
pub(crate) fn shift_days(date: Date, n: f64, unit: Unit, sign: i64) -> Option<Date> {
    if !(0.0..1e7).contains(&n) {
        return None;
    }
    let whole = n as i64 * sign;
    let half = n.fract();
    let out = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => date,
        Unit::Day => add_days(date, whole)?,
        Unit::Week | Unit::Weekend => add_days(date, whole * 7)?,
        _ => add_months(date, (n * months(unit)).round() as i64 * sign)?,
    };
    if half > 0.0 && matches!(unit, Unit::Week) {
        return add_days(out, (half * 7.0) as i64 * sign);
    }
    Some(out)
}

fn months(unit: Unit) -> f64 {
    match unit {
        Unit::Month => 1.0,
        Unit::Quarter | Unit::Season => 3.0,
        Unit::Half => 6.0,
        Unit::Year => 12.0,
        Unit::Decade => 120.0,
        Unit::Century => 1200.0,
        Unit::Millennium => 12_000.0,
        _ => 0.0,
    }
}

/// `n` units from a place in the calendar, told in `grain`.
pub(crate) fn shift(base: Cal, n: f64, unit: Unit, grain: Unit) -> Option<Cal> {
    if n.abs() > 1e6 {
        return None;
    }
    // A quarter a year before is a quarter; 'that year' is the year.
    if unit == Unit::Year
        && n != 0.0
        && n.fract() == 0.0
        && base.unit() > Unit::Day
        && base.unit() <= grain
    {
        return base.plus_years(n as i32);
    }
    let whole = n.fract() == 0.0;
    let first = base.first()?;
    if whole && grain == unit {
        return match unit {
            Unit::Decade | Unit::Century | Unit::Millennium if n != 0.0 && n.abs() > 1.0 => {
                let years = n * months(unit) / 12.0;
                Cal::holding(first, Unit::Year).plus(years as i32)
            }
            Unit::Millennium => Cal::holding(first, Unit::Century).plus(n as i32 * 10),
            _ => Cal::holding(first, unit).plus(n as i32),
        };
    }
    let sign = if n < 0.0 { -1 } else { 1 };
    let day = shift_days(first, n.abs(), unit, sign)?;
    Some(Cal::holding(day, grain.max(Unit::Day)))
}

/// The half of a unit, 0 or 1: a month is cut after its 15th day, longer ones
/// between months. `None` for a day or a week.
pub(crate) fn half_of(cal: Cal, half: usize) -> Option<(Date, Date)> {
    let (first, last) = cal.days()?;
    let second = match cal.unit() {
        Unit::Month => first.checked_add(15.days()).ok()?,
        // A quarter has no month in its middle.
        Unit::Quarter | Unit::Season => first
            .checked_add(1.month())
            .ok()?
            .checked_add(15.days())
            .ok()?,
        unit if unit > Unit::Month => add_months(first, months(unit) as i64 / 2)?,
        _ => return None,
    };
    Some(match half {
        0 => (first, second.checked_sub(1.day()).ok()?),
        _ => (second, last),
    })
}

/// The third of a unit that 'early', 'mid' or 'late' means: 0, 1 or 2.
/// A month has days 1 to 10, 11 to 20 and the rest; longer units go by whole
/// months. `None` for a day or a week, which are not divided: nobody says
/// where 'early next week' ends.
pub(crate) fn part_of(cal: Cal, third: usize) -> Option<(Date, Date)> {
    let (first, last) = cal.days()?;
    let cut = |a: Date, b: Date| Some((a, b));
    match cal.unit() {
        Unit::Month => match third {
            0 => cut(first, first.checked_add(9.days()).ok()?),
            1 => cut(
                first.checked_add(10.days()).ok()?,
                first.checked_add(19.days()).ok()?,
            ),
            _ => cut(first.checked_add(20.days()).ok()?, last),
        },
        // 'Early next year' is its first quarter, 'late' its last.
        Unit::Year if third != 1 => {
            let a = first.checked_add((9 * (third as i32 / 2)).months()).ok()?;
            let b = a.checked_add(3.months()).ok()?.checked_sub(1.day()).ok()?;
            cut(a, b)
        }
        unit if unit > Unit::Month => {
            let n = match unit {
                Unit::Quarter | Unit::Season => 1,
                Unit::Half => 2,
                Unit::Year => 4,
                // Three, four and three years; a century by decades.
                Unit::Decade => 40,
                _ => 400,
            };
            let a = first.checked_add((n * third as i32).months()).ok()?;
            let b = match third {
                0 | 1 => a.checked_add(n.months()).ok()?.checked_sub(1.day()).ok()?,
                _ => last,
            };
            cut(a, b)
        }
        _ => None,
    }
}
