//! The timeline in its formats, and the ledger in a story's shape.

mod common;

use dateline_view::{csv, json, jsonl, table, write_story};
use serde_json::Value;

#[test]
fn ok_the_table_names_each_event_in_a_row() {
    let out = table(&common::ledger(), Some(120));
    assert!(out.contains("2021-05-11"), "{out}");
    assert!(out.contains("Žilina, SVK"), "{out}");
    assert!(out.contains("r2 +1"), "{out}");
    assert!(out.contains("possible"), "{out}");
}

#[test]
fn ok_no_escape_sequence_of_a_report_reaches_the_terminal() {
    let mut ledger = common::ledger();
    ledger.events[0].topic.as_mut().expect("a topic").text = "red\u{1b}[31m fish".into();
    assert!(!table(&ledger, None).contains('\u{1b}'));
}

#[test]
fn ok_json_offsets_are_code_points_that_give_the_words_back() {
    let out: Value =
        serde_json::from_str(&json(&common::ledger(), &common::texts()).expect("json"))
            .expect("valid");
    assert_eq!(out["schema_version"], 1);
    let place = &out["events"][0]["place"]["evidence"][0];
    let points: Vec<char> = common::FIRST.chars().collect();
    let at = |k: &str| place[k].as_u64().expect("a number") as usize;
    let words: String = points[at("start")..at("end")].iter().collect();
    assert_eq!(words, "Žilina");
    assert_eq!(place["quote"], "Žilina");
    assert_eq!(
        out["events"][0]["history"][0]["said_by"],
        "Kenya's ministry"
    );
    let lines = jsonl(&common::ledger(), &common::texts()).expect("jsonl");
    assert_eq!(lines.lines().count(), 2);
}

#[test]
fn ok_csv_quotes_what_needs_it_and_disarms_formulas() {
    let mut ledger = common::ledger();
    ledger.events[1].topic = ledger.events[0].topic.clone();
    ledger.events[1].topic.as_mut().expect("a topic").text = "=1+1".into();
    let out = csv(&ledger, &common::texts()).expect("csv");
    assert!(out.starts_with("id,date,date_first,"), "{out}");
    assert!(out.contains("\"fish, and \"\"quotas\"\"\""), "{out}");
    assert!(out.contains(",'=1+1,"), "{out}");
    let empty = csv(&dateline_ledger::Ledger::default(), &()).expect("csv");
    assert_eq!(
        empty.trim().split(',').count(),
        dateline_view::COLUMNS.len()
    );
}

#[test]
fn ok_the_story_shape_holds_sentences_as_printed() {
    let mut bytes = Vec::new();
    write_story(&common::ledger(), &common::texts(), "own", &mut bytes).expect("written");
    let out: Value = serde_json::from_slice(&bytes).expect("valid");
    assert_eq!(out["format"], "dateline-story/1");
    let talks = &out["events"][0];
    assert_eq!(talks["status"][0]["as_of"], "r1");
    assert_eq!(talks["status"][0]["said_by"], "Kenya's ministry");
    assert_eq!(talks["status"][1]["evidence"]["sentence"], common::SECOND);
    assert_eq!(talks["time"]["value"], "2021-05-11");
    assert_eq!(out["events"][1]["time"]["granularity"], "month");
    assert_eq!(talks["parties"][0]["role"], "participant");
    assert_eq!(out["statements"][0]["text"], "so");
    // Its own two, and the sentence of the statement that is about it.
    let mentions = talks["mentions"].as_array().expect("a list");
    assert_eq!(mentions.len(), 3);
    assert_eq!(mentions[2]["sentence"], out["statements"][0]["sentence"]);
}
