//! Events of sentences of our own, mechanism by mechanism. They stand in
//! `tests/sentences/`; the first file says how a line is read.

mod common;

use common::{report, row};
use dateline::Reader;

/// The day, the text and what is wanted of it, of each line of a file.
fn cases(lines: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    let mut day = "2031-02-26";
    lines.lines().filter_map(move |line| {
        if let Some(other) = line.strip_prefix("> ") {
            day = other.trim();
            return None;
        }
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        let (text, wanted) = line.rsplit_once(" | ").expect("a text and what is in it");
        Some((day, text, wanted))
    })
}

/// What a line says and what is found, where the two differ.
fn wrong(reader: &Reader, name: &str, lines: &str) -> (usize, Vec<String>) {
    let (mut n, mut wrong) = (0, Vec::new());
    for (day, text, wanted) in cases(lines) {
        n += 1;
        let found = reader.read(report(day, text));
        let mut got: Vec<String> = found.told().map(row).collect();
        got.dedup();
        let all = got.clone();
        let (only, wanted) = match wanted.strip_prefix("all: ") {
            Some(rows) => (true, rows),
            None => (false, wanted),
        };
        let wanted: Vec<&str> = match wanted.trim() {
            "-" => Vec::new(),
            rows => rows.split(" ; ").map(str::trim).collect(),
        };
        let missing = wanted.iter().any(|w| !got.iter().any(|g| g == w));
        let more = (only || wanted.is_empty()) && got.len() != wanted.len();
        if missing || more {
            wrong.push(format!(
                "{name} ({day}): {text}\n  got    {}",
                all.join(" ; ")
            ));
        }
    }
    (n, wrong)
}

/// All sentences, and what is wrong with each.
fn read(reader: &Reader) -> (usize, Vec<String>) {
    let files = [
        ("basics", include_str!("sentences/basics.txt")),
        ("status", include_str!("sentences/status.txt")),
        ("acts", include_str!("sentences/acts.txt")),
        ("times", include_str!("sentences/times.txt")),
        ("sides", include_str!("sentences/sides.txt")),
        ("frames", include_str!("sentences/frames.txt")),
        ("kinds", include_str!("sentences/kinds.txt")),
        ("wire", include_str!("sentences/wire.txt")),
        ("fixme", include_str!("sentences/fixme.txt")),
    ];
    let mut all = 0;
    let mut bad = Vec::new();
    for (name, lines) in files {
        let (n, wrong) = wrong(reader, name, lines);
        all += n;
        bad.extend(wrong);
    }
    (all, bad)
}

#[test]
fn ok_events_of_sentences() {
    let reader = Reader::embedded().expect("the data of the program");
    let (all, bad) = read(&reader.with_least_confidence(0.0));
    assert!(all > 150, "only {all} sentences");
    assert!(bad.is_empty(), "of {all} sentences:\n{}", bad.join("\n"));
}

#[test]
fn ok_what_is_left_out_as_doubtful_is_hardly_ever_told() {
    let reader = Reader::embedded().expect("the data of the program");
    let (all, bad) = read(&reader);
    assert!(
        100 * bad.len() <= all,
        "of {all} sentences:\n{}",
        bad.join("\n")
    );
}

#[test]
fn ok_the_careful_model_is_read_as_well() {
    let reader = Reader::embedded().expect("the data of the program");
    let reader = reader.with_syntax(dateline_syntax::Syntax::best(), "best");
    let (all, bad) = read(&reader.with_least_confidence(0.0));
    assert!(
        100 * bad.len() <= 6 * all,
        "{} of {all} sentences:\n{}",
        bad.len(),
        bad.join("\n")
    );
}

#[test]
fn ok_to_whom_and_when() {
    let reader = Reader::embedded().expect("the data of the program");
    let (mut n, mut wrong) = (0, Vec::new());
    for (day, text, wanted) in cases(include_str!("sentences/said.txt")) {
        n += 1;
        let found = reader.read(report(day, text));
        let got: Vec<String> = found
            .statements
            .iter()
            .map(|s| {
                let party = s.addressee_party.as_ref().map(|p| p.id.0.as_str());
                let to = s.addressee.as_ref().map(|p| p.name.as_str()).or(party);
                let own = s.attribution.speaker.party.as_ref();
                format!(
                    "{} {} > {} {}",
                    s.attribution.speaker.name,
                    own.map_or("-", |p| p.id.0.as_str()),
                    to.unwrap_or("-"),
                    s.said_on.as_deref().unwrap_or("-")
                )
            })
            .collect();
        let got = got.join(" ; ");
        if got != wanted {
            wrong.push(format!("{text}\n  got    {got}\n  wanted {wanted}"));
        }
    }
    assert!(n > 15, "only {n} sentences");
    assert!(wrong.is_empty(), "of {n} sentences:\n{}", wrong.join("\n"));
}

#[test]
fn ok_statements_of_sentences() {
    let reader = Reader::embedded().expect("the data of the program");
    let (mut n, mut wrong) = (0, Vec::new());
    for (day, text, wanted) in cases(include_str!("sentences/statements.txt")) {
        n += 1;
        let found = reader.read(report(day, text));
        let words = &found.report.text;
        let got: Vec<String> = found
            .statements
            .iter()
            .map(|s| format!("{}: {}", s.attribution.speaker.name, s.content.of(words)))
            .collect();
        let got = if got.is_empty() {
            "-".to_owned()
        } else {
            got.join(" ; ")
        };
        if got != wanted {
            wrong.push(format!("{text}\n  got    {got}\n  wanted {wanted}"));
        }
    }
    assert!(n > 15, "only {n} sentences");
    assert!(wrong.is_empty(), "of {n} sentences:\n{}", wrong.join("\n"));
}
