//! One event with all its fields, or one report with marks under its words.

use crate::marks::{Mark, marked};
use crate::{Texts, words};
use dateline_ledger::{Event, Evidence, Ledger, StatementEntry};
use dateline_record::Reading;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Columns of a passage with marks.
const WIDTH: usize = 96;

/// An event with its fields, its life, and each sentence it rests on with the
/// words marked. `name` gives a report its name in output.
pub fn show_event(ledger: &Ledger, event: &Event, texts: &dyn Texts) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}  {}", event.id, headline(event));
    field(&mut out, "when", &words::when(event));
    if let (Some(_), Some(due)) = (&event.time, &event.due) {
        field(&mut out, "due", &words::interval(&due.interval));
    }
    field(&mut out, "parties", &words::parties(&event.parties));
    let persons: Vec<String> = event
        .persons
        .iter()
        .map(|p| match &p.party {
            Some(party) => format!("{} ({party})", p.name),
            None => p.name.clone(),
        })
        .collect();
    field(&mut out, "persons", &persons.join(", "));
    field(
        &mut out,
        "place",
        &event.place.as_ref().map(words::place).unwrap_or_default(),
    );
    field(
        &mut out,
        "topic",
        event.topic.as_ref().map_or("", |t| t.text.as_str()),
    );
    field(&mut out, "PLOVER", event.plover.map_or("", |p| p.as_str()));
    for link in &event.links {
        let kind = serde_json::to_value(link.kind)
            .ok()
            .and_then(|v| v.as_str().map(str::to_owned))
            .unwrap_or_default();
        let to = ledger
            .events
            .iter()
            .find(|e| e.id == link.event)
            .map(headline)
            .unwrap_or_default();
        field(&mut out, &kind, format!("{} {to}", link.event).trim());
    }
    if event.background {
        field(&mut out, "note", "old history, told in passing");
    }
    let _ = writeln!(out, "\nlife");
    for entry in &event.status {
        let mut line = format!("  {}  {}", entry.as_of.date, entry.status);
        if let Some(time) = &entry.time {
            let _ = write!(line, ", {}", words::time(time));
        }
        if let Some(place) = &entry.place {
            let _ = write!(line, ", {}", words::place(place));
        }
        if let Some(said_by) = &entry.said_by {
            let _ = write!(line, ", said by {}", said_by.name);
        }
        if entry.contested {
            line.push_str(", contested");
        }
        if entry.correction {
            line.push_str(", correction");
        }
        let _ = writeln!(out, "{line}");
    }
    let _ = writeln!(out, "\nevidence");
    for ((report, sentence), marks) in passages(event) {
        let Some(text) = texts.report(report) else {
            continue;
        };
        let source = text
            .source
            .as_deref()
            .map(|s| format!(", {s}"))
            .unwrap_or_default();
        let _ = writeln!(out, "  {} ({}{source})", text.name, text.dct.date);
        for line in marked(&text.text, sentence, &marks, WIDTH).lines() {
            let _ = writeln!(out, "    {line}");
        }
    }
    out
}

/// Kind, status and topic in a few words.
pub(crate) fn headline(event: &Event) -> String {
    let status = event
        .last_status()
        .map_or(String::new(), |s| s.status.to_string());
    let topic = event
        .topic
        .as_ref()
        .map(|t| format!(": {}", t.text))
        .unwrap_or_default();
    format!("{}, {status}{topic}", event.kind)
}

fn field(out: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        let _ = writeln!(out, "  {name:<12}  {value}");
    }
}

type Passages = BTreeMap<(dateline_record::ReportKey, dateline_record::Span), Vec<Mark>>;

/// Every sentence an event rests on, with a mark for each field read there.
fn passages(event: &Event) -> Passages {
    let mut out = Passages::new();
    let mut add = |evidence: &Evidence, label: String| {
        let marks = out.entry((evidence.report, evidence.sentence)).or_default();
        // Evidence outside its sentence is shown as a label without marks.
        let mark = Mark::new(evidence.span, label);
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    };
    for mention in &event.mentions {
        add(mention, event.kind.to_string());
    }
    for entry in &event.status {
        add(&entry.evidence, format!("status: {}", entry.status));
        if let Some(said_by) = &entry.said_by {
            add(&said_by.evidence, format!("said by: {}", said_by.name));
        }
    }
    for party in &event.parties {
        for evidence in &party.evidence {
            add(evidence, format!("{}: {}", party.role.as_str(), party.id));
        }
    }
    for person in &event.persons {
        for evidence in &person.evidence {
            add(evidence, format!("person: {}", person.name));
        }
    }
    for evidence in event.place.iter().flat_map(|p| &p.evidence) {
        add(evidence, "place".to_owned());
    }
    for evidence in event.time.iter().flat_map(|t| &t.evidence) {
        add(evidence, "time".to_owned());
    }
    for evidence in event.due.iter().flat_map(|t| &t.evidence) {
        add(evidence, "due".to_owned());
    }
    for evidence in event.topic.iter().flat_map(|t| &t.evidence) {
        add(evidence, "topic".to_owned());
    }
    out
}

/// A report with marks under the words of its events, and what was read from
/// it below.
pub fn show_report(reading: &Reading, statements: &[&StatementEntry]) -> String {
    let report = &reading.report;
    let mut out = String::new();
    let _ = writeln!(out, "{}  {}", report.name, report.dct.date);
    for (name, value) in [
        ("source", &report.source),
        ("title", &report.title),
        ("url", &report.url),
    ] {
        field(&mut out, name, value.as_deref().unwrap_or(""));
    }
    for sentence in &reading.sentences {
        let mut marks = Vec::new();
        for event in reading.told().filter(|e| e.sentence == *sentence) {
            marks.push(Mark::new(
                event.trigger,
                format!("{}, {}", event.kind, event.status.value),
            ));
        }
        for timex in reading.timexes.iter().filter(|t| sentence.contains(t.span)) {
            marks.push(Mark::new(timex.span, timex.value.clone()));
        }
        for entity in reading
            .entities
            .iter()
            .filter(|e| sentence.contains(e.span))
        {
            let label = match (&entity.person, &entity.place, entity.parties.as_slice()) {
                (Some(person), _, _) => person.name.clone(),
                (_, Some(place), _) => format!("place: {}", place.name),
                (_, _, parties) => parties
                    .iter()
                    .map(|p| p.id.to_string())
                    .collect::<Vec<_>>()
                    .join(", "),
            };
            if !label.is_empty() {
                marks.push(Mark::new(entity.span, label));
            }
        }
        out.push('\n');
        out.push_str(&marked(&report.text, *sentence, &marks, WIDTH));
    }
    if !statements.is_empty() {
        let _ = writeln!(out, "\nstatements");
    }
    for statement in statements {
        let _ = writeln!(
            out,
            "  {}: {}",
            statement.speaker,
            statement
                .evidence
                .span
                .of(&report.text)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        );
    }
    for diagnostic in &reading.diagnostics {
        let _ = writeln!(out, "\nnote: {}", diagnostic.message);
    }
    out
}
