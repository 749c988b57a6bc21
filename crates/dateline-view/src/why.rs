//! What a field of an event rests on.

use crate::marks::{Mark, marked};
use crate::{Texts, words};
use dateline_ledger::{Event, Evidence};
use std::fmt::Write as _;

/// The fields that can be asked for.
pub const FIELDS: [&str; 9] = [
    "kind", "status", "time", "due", "place", "parties", "persons", "topic", "links",
];

/// Report, sentence, span and rule behind one field of an event, or behind
/// all of them. Empty where the event has no such field; see [`FIELDS`].
pub fn why(event: &Event, field: Option<&str>, texts: &dyn Texts) -> String {
    let mut out = String::new();
    for (name, value, evidence) in facts(event) {
        if field.is_some_and(|f| f != name) {
            continue;
        }
        let _ = writeln!(out, "{name}: {value}");
        for evidence in evidence {
            one(evidence, texts, &mut out);
        }
    }
    out
}

type Fact<'e> = (&'static str, String, Vec<&'e Evidence>);

fn facts(event: &Event) -> Vec<Fact<'_>> {
    let mut out: Vec<Fact<'_>> = vec![(
        "kind",
        event.kind.to_string(),
        event.mentions.iter().collect(),
    )];
    for entry in &event.status {
        let mut evidence = vec![&entry.evidence];
        evidence.extend(entry.said_by.iter().map(|s| &s.evidence));
        out.push((
            "status",
            format!("{} as of {}", entry.status, entry.as_of.date),
            evidence,
        ));
    }
    if let Some(time) = &event.time {
        out.push(("time", words::time(time), time.evidence.iter().collect()));
    }
    if let Some(due) = &event.due {
        out.push(("due", words::time(due), due.evidence.iter().collect()));
    }
    if let Some(place) = &event.place {
        out.push((
            "place",
            words::place(place),
            place.evidence.iter().collect(),
        ));
    }
    for party in &event.parties {
        out.push((
            "parties",
            format!("{} as {}", party.id, party.role.as_str()),
            party.evidence.iter().collect(),
        ));
    }
    for person in &event.persons {
        out.push((
            "persons",
            person.name.clone(),
            person.evidence.iter().collect(),
        ));
    }
    if let Some(topic) = &event.topic {
        out.push(("topic", topic.text.clone(), topic.evidence.iter().collect()));
    }
    for link in &event.links {
        out.push(("links", link.event.to_string(), vec![&link.evidence]));
    }
    out
}

fn one(evidence: &Evidence, texts: &dyn Texts, out: &mut String) {
    let Some(report) = texts.report(evidence.report) else {
        let _ = writeln!(out, "  report {} (text not at hand)", evidence.report);
        return;
    };
    let (from, to) = dateline_record::CodePoints::new(&report.text).span(evidence.span);
    let _ = writeln!(
        out,
        "  report {} of {}, characters {from} to {to}, by {}",
        report.name, report.dct.date, evidence.rule
    );
    let passage = evidence.sentence.cover(evidence.span);
    for line in marked(&report.text, passage, &[Mark::new(evidence.span, "")], 92).lines() {
        let _ = writeln!(out, "    {}", line.trim_end());
    }
}
