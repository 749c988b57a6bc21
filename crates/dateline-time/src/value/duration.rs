//! Values of durations: `P3M`, `PT90M`, `P2Y6M`, `PXW`.

use super::cal::Unit;

fn code(unit: Unit) -> (bool, &'static str) {
    match unit {
        Unit::Second => (true, "S"),
        Unit::Minute => (true, "M"),
        Unit::Hour => (true, "H"),
        Unit::Day => (false, "D"),
        Unit::Weekend => (false, "WE"),
        Unit::Week => (false, "W"),
        Unit::Month => (false, "M"),
        Unit::Quarter => (false, "Q"),
        Unit::Season => (false, "Q"),
        Unit::Half => (false, "H"),
        Unit::Year => (false, "Y"),
        Unit::Decade => (false, "DE"),
        Unit::Century => (false, "CE"),
        Unit::Millennium => (false, "ML"),
    }
}

/// The smaller unit that a half is told in, and how many of it make one.
fn smaller(unit: Unit) -> Option<(Unit, f64)> {
    Some(match unit {
        Unit::Minute => (Unit::Second, 60.0),
        Unit::Hour => (Unit::Minute, 60.0),
        Unit::Day => (Unit::Hour, 24.0),
        Unit::Year => (Unit::Month, 12.0),
        Unit::Decade => (Unit::Year, 10.0),
        Unit::Century => (Unit::Year, 100.0),
        _ => return None,
    })
}

/// The TIMEX3 value of `n` units; `None` for `n` is 'some' (`PXD`).
pub(crate) fn duration_value(n: Option<f64>, unit: Unit) -> String {
    let (time, letter) = code(unit);
    let prefix = if time { "PT" } else { "P" };
    let Some(n) = n else {
        return format!("{prefix}X{letter}");
    };
    if n.fract() == 0.0 {
        return format!("{prefix}{n:.0}{letter}");
    }
    if let Some((small, per)) = smaller(unit) {
        let rest = (n.fract() * per).round();
        if (n.fract() * per - rest).abs() < 0.02 {
            let (small_time, small_letter) = code(small);
            let whole = n.trunc();
            if whole == 0.0 {
                return duration_value(Some(rest), small);
            }
            let t = if small_time && !time { "T" } else { "" };
            return format!("{prefix}{whole:.0}{letter}{t}{rest:.0}{small_letter}");
        }
    }
    format!("{prefix}{n}{letter}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_whole_half_and_unnumbered() {
        assert_eq!(duration_value(Some(3.0), Unit::Month), "P3M");
        assert_eq!(duration_value(Some(2.5), Unit::Year), "P2Y6M");
        assert_eq!(duration_value(Some(1.5), Unit::Minute), "PT1M30S");
        assert_eq!(duration_value(Some(0.5), Unit::Hour), "PT30M");
        assert_eq!(duration_value(None, Unit::Week), "PXW");
        assert_eq!(duration_value(Some(2.0), Unit::Decade), "P2DE");
        assert_eq!(duration_value(Some(2.5), Unit::Week), "P2.5W");
    }
}
