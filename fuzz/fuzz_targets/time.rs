//! Any text, on any day: the time tagger gives ordered spans on characters and
//! intervals that begin before they end, never a panic. Run with
//! `cargo fuzz run time`.
#![no_main]

use dateline_record::Dct;
use dateline_time::{Tagger, event_interval, interval_of_value, timeml};
use jiff::civil::Date;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static TAGGER: LazyLock<Tagger> = LazyLock::new(|| Tagger::embedded().expect("the rules compile"));

fuzz_target!(|input: (i16, i8, i8, &str)| {
    let (year, month, day, text) = input;
    let Ok(date) = Date::new(
        year.rem_euclid(9999) + 1,
        month.rem_euclid(12) + 1,
        day.rem_euclid(28) + 1,
    ) else {
        return;
    };
    let dct = Dct::day(date);
    let found = TAGGER.tag(text, dct);
    let mut at = 0;
    for timex in &found {
        let (start, end) = (timex.span.start as usize, timex.span.end as usize);
        assert!(at <= start && start < end);
        assert!(text.is_char_boundary(start) && text.is_char_boundary(end));
        assert!(!timex.value.is_empty() && !timex.rule.is_empty());
        let interval = event_interval(timex);
        if let Some((Some(a), Some(b))) = interval.map(|i| (i.start, i.end)) {
            assert!(a <= b);
        }
        if let (Some(days), Some(value)) = (timex.interval, interval_of_value(&timex.value))
            && timex.begin_point.is_none()
            && !timex.value.ends_with("TNI")
        {
            assert!(value.contains(&days));
        }
        at = end;
    }
    let xml = timeml("id", text, dct, &found);
    assert_eq!(xml.matches("<TIMEX3").count(), found.len() + 1);
});
