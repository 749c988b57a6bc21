//! Input that means harm, or nothing: a right answer or none, no panic, and
//! time that grows with the text and no faster.

use dateline_record::{Dct, Timex};
use dateline_time::{Tagger, event_interval, interval_of_value, timeml};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

static TAGGER: LazyLock<Tagger> = LazyLock::new(|| Tagger::embedded().expect("the rules compile"));

fn tagger() -> &'static Tagger {
    &TAGGER
}

fn day(text: &str) -> Dct {
    Dct::parse(text).expect("a day")
}

/// What holds for every answer, whatever the text.
fn check(text: &str, dct: Dct, found: &[Timex]) {
    let mut at = 0;
    for t in found {
        let (start, end) = (t.span.start as usize, t.span.end as usize);
        assert!(at <= start && start < end, "{found:?}");
        let words = text.get(start..end).expect("a span on characters");
        assert!(!words.trim().is_empty() && !t.value.is_empty());
        assert!(t.rule.contains(" > "), "{} names no rule", t.rule);
        assert!(t.value.len() < 64, "'{words}' gives '{}'", t.value);
        let interval = event_interval(t);
        if let Some((Some(a), Some(b))) = interval.map(|i| (i.start, i.end)) {
            assert!(a <= b, "'{words}' on {} gives {a} to {b}", dct.date);
        }
        // The days are those of the value or fewer ('early'), but for a night
        // between two days.
        if let (Some(days), Some(value)) = (t.interval, interval_of_value(&t.value))
            && t.begin_point.is_none()
            && !t.value.ends_with("TNI")
        {
            assert!(
                value.contains(&days),
                "'{words}' gives {} and {days:?}",
                t.value
            );
        }
        at = end;
    }
    let xml = timeml("id", text, dct, found);
    assert_eq!(xml.matches("<TIMEX3").count(), found.len() + 1);
}

fn tag(text: &str, dct: Dct) -> Vec<Timex> {
    let found = tagger().tag(text, dct);
    check(text, dct, &found);
    found
}

#[test]
fn err_a_dct_that_is_no_date() {
    for text in [
        "",
        "yesterday",
        "2018",
        "2018-06",
        "2018-02-30",
        "2018-13-01",
        "01/06/2018",
        "99999-01-01",
        "٢٠١٨-٠٦-٠١",
        "2018-06-01Z99",
    ] {
        assert_eq!(Dct::parse(text), None, "{text}");
    }
}

#[test]
fn ok_days_that_do_not_exist_have_no_value() {
    for text in [
        "31 February",
        "February 31",
        "30 February 2018",
        "June 31",
        "29 February 2019",
        "2018-13-01",
        "32 May 2018",
    ] {
        let text = format!("It ends on {text} at last.");
        for t in tag(&text, day("2018-06-01")) {
            let whole = t.value.len() == 10 && t.value.as_bytes()[4] == b'-';
            assert!(!whole, "'{text}' gives the day {}", t.value);
        }
    }
}

#[test]
fn ok_years_off_the_calendar_are_no_times() {
    for text in [
        "In the year 99999 it ends.",
        "It ends on 1 June 99999.",
        "A million months ago it began, and 99999999999999999999999 years ago it was old.",
        "Within a million months, within 999999999 decades and in a billion weeks it ends.",
        "It ended a trillion years earlier, 800000 centuries later and 5000000000 days ago.",
    ] {
        for t in tag(text, day("2018-06-01")) {
            assert!(!t.value.starts_with("99999"), "{text}: {}", t.value);
        }
    }
}

#[test]
fn ok_reports_from_the_ends_of_the_calendar() {
    let text = "Last year, next year, a century ago, in ten decades, on Monday, on 1 March, next \
                winter, two weeks later, the following month, at the weekend, in the fourth \
                quarter, the previous day, within 30 days, by the end of the century.";
    for dct in ["0001-01-01", "9999-12-31", "-009999-01-01", "0000-02-29"] {
        tag(text, day(dct));
    }
}

#[test]
fn ok_digits_of_other_scripts_are_none_or_right() {
    let dct = day("2018-06-01");
    for text in [
        "They meet on June ١٤.",
        "They meet on １４ June.",
        "They meet on १४ जून.",
        "They meet on June ¹⁴.",
        "They meet on ⅫI June and ½ past three.",
        "They meet 六月14日 on.",
        "Встреча 14 June, встреча 14 июня.",
        "They\u{200b}meet\u{feff}on\u{a0}14\u{202f}June\u{2009}2018.",
    ] {
        for t in tag(text, dct) {
            assert!(
                !t.value.starts_with("2018-06-01") || t.value.len() > 10,
                "{text}: {t:?}"
            );
        }
    }
    let found = tag("They meet on\u{a0}14\u{a0}June\u{a0}2018.", dct);
    assert_eq!(found[0].value, "2018-06-14");
}

/// Every sign that Unicode holds for a number, and the same beside letters of
/// other scripts: a day of June or nothing.
#[test]
fn ok_every_digit_of_unicode_is_none_or_right() {
    let dct = day("2018-06-01");
    let numerals = (0..=0x10_ffff)
        .filter_map(char::from_u32)
        .filter(|c| c.is_numeric());
    let mut n = 0;
    for c in numerals {
        n += 1;
        for text in [
            format!("They meet on June {c}."),
            format!("They meet on June 1{c} and 1{c} июня."),
            format!("{c} {c}{c} June {c}{c}{c}{c}, {c}:{c}{c} p.m."),
        ] {
            for t in tag(&text, dct) {
                let words = t.span.of(&text);
                if !c.is_ascii() && words.ends_with(c) {
                    let fraction = "½¼¾".contains(c);
                    assert!(fraction, "{text}: {words} = {}", t.value);
                }
            }
        }
    }
    assert!(n > 1_000, "{n} signs");
}

/// Found by the random texts.
#[test]
fn ok_a_time_that_runs_over_the_end_of_a_paragraph() {
    for text in [
        "They met Monday\n\nmorning",
        "They met on June\n\n14, 2018",
        "a week\n\nago Thursday\n\n's planned",
        "3 p.m.\n\nEST\n\non Monday's planned talks",
    ] {
        tag(text, day("2018-06-01"));
        tag(&format!("{text} x. {text}"), day("2018-06-01"));
    }
}

/// Found by the fuzz target.
#[test]
fn ok_a_clock_with_seconds_shows_a_second() {
    let found = tag("It began at 0:15:01Z on 3 May.", day("2018-06-01"));
    let days = found[0].interval.expect("an interval");
    assert_eq!(Some(days), interval_of_value(&found[0].value));
    let start = days.start.expect("a start");
    assert_eq!(
        days.end
            .expect("an end")
            .since(start)
            .expect("a span")
            .get_seconds(),
        1
    );
}

#[test]
fn ok_mixed_scripts_keep_the_times_between_them() {
    let dct = day("2018-06-01");
    let text = "Встреча пройдёт on Monday в Вене; 会談は June 14 に行われる; محادثات by 30 June; \
                συνομιλίες στις 3 p.m. EST. Τhе tаlks (Cyrillic letters) rеsume Mоnday.";
    let values: Vec<String> = tag(text, dct).into_iter().map(|t| t.value).collect();
    assert_eq!(values[1], "2018-06-14");
    assert_eq!(values[2], "2018-06-30");
    assert!(values[3].ends_with("T15:00-05:00"), "{values:?}");
    assert_eq!(values.len(), 4, "a look-alike is no weekday: {values:?}");
}

#[test]
fn ok_ten_thousand_nested_days_after() {
    let text = format!("{}the talks.", "the day after ".repeat(10_000));
    let start = Instant::now();
    tag(&text, day("2018-06-01"));
    let text = format!(
        "{}the talks.",
        "a week before the day after 3 June and ".repeat(10_000)
    );
    tag(&text, day("2018-06-01"));
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[test]
fn ok_50_megabytes_on_one_line() {
    let tagger = tagger();
    let one = "the envoys who met last Tuesday will meet on 14 June or a week later, \
               as they had in the third quarter of 2015 and two hundred and ten days before it ";
    let text = one.repeat(50_000_000 / one.len() + 1);
    assert!(text.len() >= 50_000_000);
    let dct = day("2018-06-01");
    let found = tagger.tag(&text, dct);
    assert_eq!(
        found.len() % (text.len() / one.len()),
        0,
        "each copy gives as many"
    );
    assert!(found.iter().any(|t| t.value == "2018-06-14"));
}

/// A text of the worst kind for each loop: the time for ten times the text is
/// about ten times the time.
#[test]
fn ok_time_grows_with_the_text_and_no_faster() {
    let tagger = tagger();
    let dct = day("2018-06-01");
    for piece in [
        "the ",
        "two hundred and ",
        "1,",
        "1.",
        "Monday ",
        "June 14 and ",
        "'",
        "-",
        "early late mid ",
        "a.b.",
        "1990s ",
        "\u{2014}",
        "é",
        "to ",
        "in the first half of the end of the ",
        "((",
        "a year ago ",
        "June 1, 2, 3, 4, ",
        "at 3 p.m. (",
        "3 p.m. UTC+",
        "the night of 3-4 ",
        "a week from ",
        "they met until ",
        "9/11 Q3 ",
        "he had been held by ",
    ] {
        let time = |n: usize| {
            let text = piece.repeat(n);
            let start = Instant::now();
            let found = tagger.tag(&text, dct);
            assert!(found.len() <= n * 3);
            start.elapsed()
        };
        // A quadratic loop takes a hundred times as long in every round; a
        // busy machine does so now and then.
        let linear = (0..10).any(|_| {
            let small = time(4_000).max(Duration::from_micros(100));
            time(40_000) < small * 40
        });
        assert!(linear, "'{piece}' takes more than linear time");
    }
}

/// Random texts of words that rules know, marks and numbers, in any order.
#[test]
fn ok_random_texts_give_ordered_spans_and_intervals() {
    let tagger = tagger();
    let words: Vec<String> = dateline_rules::RuleSet::embedded_phase("en.time")
        .expect("the rules load")
        .aside("en/time/words/")
        .flat_map(|(_, text)| text.lines())
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split('\t').next())
        .map(str::to_owned)
        .collect();
    let more = [
        "the",
        "of",
        "and",
        "to",
        ",",
        ".",
        "-",
        "–",
        "/",
        ":",
        "'s",
        "(",
        "\n\n",
        "1",
        "2",
        "31",
        "0",
        "24",
        "99",
        "1999",
        "2018",
        "2100",
        "99999",
        "3.5",
        "1,000,000",
        "999999999",
        "1990s",
        "3rd",
        "31st",
        "½",
        "é",
        "中",
        "٣",
        "\u{0}",
        "\u{feff}",
        "$",
        "%",
        "ago",
        "later",
        "earlier",
        "from",
        "until",
        "on",
        "by",
        "will",
        "was",
        "met",
        "quarter",
        "century",
        "BC",
        "AD",
        "p.m.",
        "GMT",
        "12:30",
        "2018-06-01",
        "T",
    ];
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move |n: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % n as u64) as usize
    };
    // More on request, with another seed.
    let wish = std::env::var("DATELINE_RANDOM_TEXTS").ok();
    let n_texts: usize = wish.and_then(|n| n.parse().ok()).unwrap_or(40_000);
    for _ in 0..n_texts % 97 {
        next(2);
    }
    for _ in 0..n_texts {
        let mut text = String::new();
        for _ in 0..next(30) {
            let word = match next(2) {
                0 => more[next(more.len())],
                _ => words[next(words.len())].as_str(),
            };
            match next(3) {
                0 => text.extend(word.chars().flat_map(char::to_uppercase)),
                1 => {
                    let mut chars = word.chars();
                    text.extend(chars.next().into_iter().flat_map(char::to_uppercase));
                    text.push_str(chars.as_str());
                }
                _ => text.push_str(word),
            }
            if next(5) > 0 {
                text.push(' ');
            }
        }
        let year = [1, 1600, 1989, 2018, 9999][next(5)];
        let date = format!("{year:04}-{:02}-{:02}", next(12) + 1, next(28) + 1);
        let dct = day(&date);
        check(&text, dct, &tagger.tag(&text, dct));
    }
}
