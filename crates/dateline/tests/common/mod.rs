//! What the tests that read short reports share.

#![allow(dead_code, reason = "each test file uses its part")]

use dateline::{Dct, Report, record::EventMention};

/// A report in English of a day, with nothing but its text.
pub fn report(day: &str, text: &str) -> Report {
    Report {
        name: "test".into(),
        dct: Dct::parse(day).expect("a day"),
        source: None,
        title: None,
        url: None,
        language: Some("en".into()),
        text: text.into(),
    }
}

/// Kind, parties in order of their ids, status, time and place of an event.
pub fn row(e: &EventMention) -> String {
    let mut parties: Vec<&str> = e.parties.iter().map(|p| p.party.id.as_str()).collect();
    parties.sort_unstable();
    let time = e.time.as_ref().map(|t| t.interval.value());
    format!(
        "{} {} {} {} {}",
        e.kind.as_str(),
        parties.join("+"),
        e.status.value.as_str(),
        time.as_deref().unwrap_or("-"),
        e.place.as_ref().map_or("-", |p| p.value.name.as_str()),
    )
}
