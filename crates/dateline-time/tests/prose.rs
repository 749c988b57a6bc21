//! Sentences as agencies write them, form by form, with every time in them:
//! words, value and, where given, the days an event may have. The sentences
//! stand in `tests/prose/`; the first file says how a line is read.

use dateline_record::Dct;
use dateline_time::{Tagger, event_interval};
use std::fmt::Write;

/// What a line says, and what is found, in the same words.
fn wrong(tagger: &Tagger, name: &str, lines: &str) -> (usize, String) {
    let mut dct = Dct::parse("2018-06-01").expect("a day");
    let (mut n, mut wrong) = (0, String::new());
    for line in lines.lines() {
        if let Some(day) = line.strip_prefix("> ") {
            dct = Dct::parse(day.trim()).expect("a day");
            continue;
        }
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        n += 1;
        let (text, wanted) = line.rsplit_once(" | ").expect("a sentence and its times");
        let text = text.replace("\\n", "\n");
        let found = tagger.tag(&text, dct);
        let wanted: Vec<&str> = match wanted.trim() {
            "-" => Vec::new(),
            times => times.split(" ; ").map(str::trim).collect(),
        };
        let got: Vec<String> = found
            .iter()
            .enumerate()
            .map(|(i, t)| {
                let mut out = format!("{} = {}", t.span.of(&text), t.value);
                if wanted.get(i).is_some_and(|w| w.contains(" {")) {
                    let _ = write!(out, " {{{}}}", t.modifier.as_deref().unwrap_or(""));
                }
                if wanted.get(i).is_some_and(|w| w.ends_with(']')) {
                    let days = event_interval(t).map_or(String::new(), |d| d.value());
                    let _ = write!(out, " [{days}]");
                }
                out
            })
            .collect();
        if got != wanted {
            let rules: Vec<&str> = found.iter().map(|t| t.rule.as_str()).collect();
            let _ = writeln!(
                wrong,
                "{name}: {text}\n  wanted {}\n  got    {}\n  by     {}",
                wanted.join(" ; "),
                got.join(" ; "),
                rules.join(" ; ")
            );
        }
    }
    (n, wrong)
}

#[test]
fn ok_times_of_agency_prose() {
    let tagger = Tagger::embedded().expect("the rules compile");
    let mut all = String::new();
    let mut n = 0;
    for (name, lines) in [
        ("calendar", include_str!("prose/calendar.txt")),
        ("relative", include_str!("prose/relative.txt")),
        ("sides", include_str!("prose/sides.txt")),
        ("more", include_str!("prose/more.txt")),
        ("third", include_str!("prose/third.txt")),
        ("retold", include_str!("prose/retold.txt")),
    ] {
        let (lines, wrong) = wrong(&tagger, name, lines);
        n += lines;
        all.push_str(&wrong);
    }
    assert!(all.is_empty(), "of {n} sentences:\n{all}");
}
