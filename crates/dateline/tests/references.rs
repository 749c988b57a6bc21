//! Short reports of our own in which a later sentence tells more of an event by
//! a pronoun, or by a noun that only refers: one entry, as it stands at the end.
//! `tests/sentences/references.txt` holds them, read as in `sentences.rs`.

mod common;

use common::report;
use dateline::{Filter, Reader, Store};

/// The entries of a text: kind, parties, status, time, place.
fn entries(reader: &Reader, day: &str, text: &str) -> Vec<String> {
    let mut store = Store::memory().expect("a store in memory");
    store
        .add(&[reader.read(report(day, text))])
        .expect("a reading goes in");
    let ledger = store
        .ledger(None, &Filter::default())
        .expect("what went in comes out");
    let row = |e: &dateline::Event| {
        let mut parties: Vec<&str> = e.parties.iter().map(|p| p.id.as_str()).collect();
        parties.sort_unstable();
        let time = e.time.as_ref().map(|t| t.interval.value());
        format!(
            "{} {} {} {} {}",
            e.kind.as_str(),
            parties.join("+"),
            e.status.last().map_or("-", |s| s.status.as_str()),
            time.as_deref().unwrap_or("-"),
            e.place.as_ref().map_or("-", |p| p.place.name.as_str()),
        )
    };
    ledger.events.iter().map(row).collect()
}

#[test]
fn ok_a_later_sentence_tells_of_the_same_event() {
    let reader = Reader::embedded().expect("the data of the program");
    let mut day = "2031-02-26";
    let (mut n, mut bad) = (0, Vec::new());
    for line in include_str!("sentences/references.txt").lines() {
        if let Some(other) = line.strip_prefix("> ") {
            day = other.trim();
        } else if !line.is_empty() && !line.starts_with('#') {
            let (text, wanted) = line.rsplit_once(" | ").expect("a text and what is in it");
            n += 1;
            let got = entries(&reader, day, text).join(" ; ");
            if got != wanted {
                bad.push(format!("{text}\n  got    {got}"));
            }
        }
    }
    assert!(n >= 30, "only {n} reports were read");
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}
