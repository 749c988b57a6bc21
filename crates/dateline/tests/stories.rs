//! Rows of the composed stories in `tests/stories` that must not get lost. The
//! stories are scored as a whole elsewhere; this is a floor.

mod common;

use common::report;
use dateline::{Reader, Reading};
use std::path::Path;

fn reading(reader: &Reader, story: &str, day: &str) -> Reading {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/stories")
        .join(story)
        .join("reports")
        .join(format!("{day}.txt"));
    let whole = std::fs::read_to_string(&path).expect("a report of the story");
    let (_, text) = whole.split_once("\n\n").expect("a head and a text");
    reader.read(report(day, text))
}

/// Story, report, part of the sentence, kind, parties, status, time.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static str,
    &'static str,
);

const ROWS: [Row; 9] = [
    (
        "ethiopia-tigray-2022",
        "2022-10-26",
        "sat down in Pretoria on Tuesday",
        "talks",
        &["ETH", "TPLF"],
        "held",
        "2022-10-25",
    ),
    (
        "ethiopia-tigray-2022",
        "2022-11-03",
        "signed an agreement in Pretoria on Wednesday",
        "agreement",
        &["ETH", "TPLF"],
        "held",
        "2022-11-02",
    ),
    (
        "ethiopia-tigray-2022",
        "2022-10-08",
        "have been postponed for logistical reasons",
        "talks",
        &["ETH", "TPLF"],
        "postponed",
        "",
    ),
    (
        "ethiopia-tigray-2022",
        "2022-11-13",
        "telephoned Abiy on Saturday",
        "call",
        &["ETH", "USA"],
        "held",
        "2022-11-12",
    ),
    (
        "serbia-kosovo-2022-23",
        "2022-08-19",
        "sat face to face in Brussels",
        "summit",
        &["SRB", "XKX"],
        "held",
        "",
    ),
    (
        "serbia-kosovo-2022-23",
        "2022-08-28",
        "have settled their dispute",
        "agreement",
        &["SRB", "XKX"],
        "held",
        "2022-08-27",
    ),
    (
        "serbia-kosovo-2022-23",
        "2022-11-22",
        "broke down Monday after eight hours",
        "summit",
        &["SRB", "XKX"],
        "held",
        "2022-11-21",
    ),
    (
        "serbia-kosovo-2022-23",
        "2022-11-24",
        "agreed in Brussels on Wednesday evening",
        "agreement",
        &["SRB", "XKX"],
        "held",
        "2022-11-23",
    ),
    (
        "serbia-kosovo-2022-23",
        "2023-03-19",
        "agreed on Saturday how to put",
        "agreement",
        &["SRB", "XKX"],
        "held",
        "2023-03-18",
    ),
];

#[test]
fn ok_rows_of_the_stories_are_read() {
    let reader = Reader::embedded().expect("the rules compile");
    let mut wrong = Vec::new();
    for (story, day, part, kind, parties, status, time) in ROWS {
        let r = reading(&reader, story, day);
        let text = &r.report.text;
        let found = r.told().any(|e| {
            let ids: Vec<&str> = e.parties.iter().map(|p| p.party.id.as_str()).collect();
            e.sentence.of(text).replace('\n', " ").contains(part)
                && e.kind.as_str() == kind
                && parties.iter().all(|p| ids.contains(p))
                && e.status.value.as_str() == status
                && (time.is_empty() || e.time.as_ref().is_some_and(|t| t.interval.value() == time))
        });
        if !found {
            let got: Vec<String> = r
                .events
                .iter()
                .filter(|e| e.sentence.of(text).contains(part))
                .map(|e| {
                    format!(
                        "{} {} {:?}",
                        e.kind,
                        e.status.value.as_str(),
                        e.time.as_ref().map(|t| t.interval.value())
                    )
                })
                .collect();
            wrong.push(format!("{story} {day} '{part}': {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
