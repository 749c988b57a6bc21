//! Neighbours that belong together: 'from 12 to 14 June', 'on June 14 and 18'.

use crate::interval::interval_of_value;
use crate::value::add_days;
use dateline_record::{Granularity, Interval, Timex, TimexType};

/// Gives both ends of a range the same `begin_point` and `end_point`, and the
/// later parts of a list the preposition of the first.
pub(crate) fn join(text: &str, found: &mut [Timex]) {
    for i in 1..found.len() {
        let (left, right) = found.split_at_mut(i);
        let (Some(a), Some(b)) = (left.last_mut(), right.first_mut()) else {
            continue;
        };
        let Some(between) = text.get(a.span.end as usize..b.span.start as usize) else {
            continue;
        };
        if between.len() > 16 {
            continue;
        }
        let between = between.trim().to_ascii_lowercase();
        let from = matches!(a.anchor.as_deref(), Some("from" | "between"));
        let range = match between.as_str() {
            "-" | "\u{2013}" | "\u{2014}" | "to" | "until" | "till" | "through" => true,
            "to the" | "until the" | "until late" | "to early" | "to late" | "until early" => true,
            "and" | "and the" => a.anchor.as_deref() == Some("between"),
            _ => false,
        };
        if range {
            week_apart(a, b);
            if from {
                month_of_the_end(a, b);
            }
        }
        let dated = |t: &Timex| {
            matches!(t.kind, TimexType::Date | TimexType::Time)
                && interval_of_value(&t.value).is_some()
        };
        if range && dated(a) && dated(b) {
            let start = interval_of_value(&a.value).and_then(|i| i.start);
            let end = interval_of_value(&b.value).and_then(|i| i.end);
            // 'for 13 to 19 September', but not 'moved Monday to Friday'.
            let bare = a.span.of(text).bytes().all(|c| c.is_ascii_digit());
            if start < end && (from || bare || between != "to") {
                for t in [a, b] {
                    t.begin_point.get_or_insert_with(String::new);
                    t.end_point.get_or_insert_with(String::new);
                }
                let (first, last) = (found[i - 1].value.clone(), found[i].value.clone());
                for t in &mut found[i - 1..=i] {
                    t.begin_point = Some(first.clone());
                    t.end_point = Some(last.clone());
                }
            }
        } else if matches!(
            between.as_str(),
            "," | "and" | "or" | ", and" | ", or" | "and the"
        ) && a.kind == b.kind
            && b.anchor.is_none()
        {
            b.anchor.clone_from(&a.anchor);
        }
    }
}

/// 'from the 17th to the 21st of January': the day that names no month has
/// that of the other.
fn month_of_the_end(a: &mut Timex, b: &Timex) {
    let day = |t: &Timex| {
        t.interval
            .filter(|i| i.granularity == Granularity::Day)
            .and_then(|i| i.first_day())
    };
    let alone = |t: &Timex| t.rule.ends_with("resolve.day-of-month");
    let (Some(first), Some(last)) = (day(a), day(b)) else {
        return;
    };
    if !alone(a) || alone(b) || first.day() >= last.day() {
        return;
    }
    if let Ok(of_month) = jiff::civil::Date::new(last.year(), last.month(), first.day()) {
        a.value = of_month.to_string();
        a.interval = Some(Interval::day(of_month));
    }
}

/// 'from Friday to Sunday' on a Friday: each weekday alone may be the nearest,
/// but a range does not end before it begins. The end that the clause did not
/// fix moves by a week.
fn week_apart(a: &mut Timex, b: &mut Timex) {
    let weekday = |t: &Timex, side: &str| t.rule.ends_with(side) && t.kind == TimexType::Date;
    let day = |t: &Timex| {
        t.interval
            .filter(|i| i.granularity == Granularity::Day)
            .and_then(|i| i.first_day())
    };
    let (Some(first), Some(last)) = (day(a), day(b)) else {
        return;
    };
    let apart = last
        .since((jiff::Unit::Day, first))
        .map_or(0, |s| s.get_days());
    if !(-7..0).contains(&apart) {
        return;
    }
    let (moved, to) = if weekday(a, "weekday-ahead") && weekday(b, "weekday-ahead") {
        (b, add_days(last, 7))
    } else if weekday(a, "weekday-back") && weekday(b, "weekday-back") {
        (a, add_days(first, -7))
    } else {
        return;
    };
    if let Some(to) = to {
        moved.value = to.to_string();
        moved.interval = Some(Interval::day(to));
    }
}
