//! One report with its marks.

use dateline_ledger::{Error, Event, Evidence, Store};
use dateline_record::{CodePoints, Report, ReportKey, Span};
use dateline_view::words;
use serde_json::{Value, json};

/// The report with this key or name, with a mark for each field of an event
/// that was read in it, and its statements. Offsets are code points. `None`
/// where there is no such report.
pub fn report(store: &Store, name: &str) -> Result<Option<Value>, Error> {
    let Some(report) = store.report(name)? else {
        return Ok(None);
    };
    let key = report.key();
    let points = CodePoints::new(&report.text);
    let mut marks = Vec::new();
    let mut events = Vec::new();
    for id in store.events_of_report(key)? {
        let Some(event) = store.event(&id.0, None)? else {
            continue;
        };
        event_marks(&event, key, &report, &points, &mut marks);
        events.push(crate::item::item(&event));
    }
    marks.sort_by_key(|m: &Mark| (m.span.start, std::cmp::Reverse(m.span.end), m.what.clone()));
    marks.dedup_by(|a, b| a.span == b.span && a.what == b.what && a.event == b.event);
    let reading = store.reading(key)?;
    let sentences: Vec<(u32, u32)> = reading
        .as_ref()
        .map(|r| r.sentences.iter().map(|s| points.span(*s)).collect())
        .unwrap_or_default();
    let notes: Vec<&str> = reading
        .as_ref()
        .map(|r| r.diagnostics.iter().map(|d| d.message.as_str()).collect())
        .unwrap_or_default();
    let statements: Vec<Value> = reading
        .as_ref()
        .map(|r| {
            r.statements
                .iter()
                .map(|s| {
                    let (start, end) = points.span(s.content);
                    json!({
                        "start": start,
                        "end": end,
                        "speaker": s.attribution.speaker.name,
                        "text": s.content.of(&report.text),
                    })
                })
                .collect()
        })
        .unwrap_or_default();
    let marks: Vec<Value> = marks
        .iter()
        .map(|m| {
            let (start, end) = points.span(m.span);
            json!({"start": start, "end": end, "what": m.what, "event": m.event, "rule": m.rule})
        })
        .collect();
    Ok(Some(json!({
        "key": key,
        "name": report.name,
        "date": report.dct.date.to_string(),
        "source": report.source,
        "title": report.title,
        // Only such addresses become links.
        "url": report.url.as_deref().filter(|u| u.starts_with("http://") || u.starts_with("https://")),
        "language": report.language,
        "text": report.text,
        "sentences": sentences,
        "marks": marks,
        "events": events,
        "statements": statements,
        "notes": notes,
        "copy_of": store.copy_of(key)?,
    })))
}

struct Mark {
    span: Span,
    what: String,
    event: String,
    rule: String,
}

fn event_marks(
    event: &Event,
    key: ReportKey,
    report: &Report,
    _points: &CodePoints,
    marks: &mut Vec<Mark>,
) {
    let mut add = |evidence: &Evidence, what: String| {
        if evidence.report == key
            && !evidence.span.is_empty()
            && report
                .text
                .get(evidence.span.start as usize..evidence.span.end as usize)
                .is_some()
        {
            marks.push(Mark {
                span: evidence.span,
                what,
                event: event.id.0.clone(),
                rule: evidence.rule.clone(),
            });
        }
    };
    for mention in &event.mentions {
        add(mention, event.kind.to_string());
    }
    for status in &event.status {
        add(&status.evidence, format!("status: {}", status.status));
        if let Some(said_by) = &status.said_by {
            add(&said_by.evidence, format!("source: {}", said_by.name));
        }
    }
    for party in &event.parties {
        for evidence in &party.evidence {
            add(
                evidence,
                format!(
                    "{}: {}",
                    party.role.as_str(),
                    words::party_name(party.id.as_str())
                ),
            );
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
    for time in event.time.iter().chain(&event.due) {
        for evidence in &time.evidence {
            add(
                evidence,
                format!("time: {}", words::interval(&time.interval)),
            );
        }
    }
    for evidence in event.topic.iter().flat_map(|t| &t.evidence) {
        add(evidence, "topic".to_owned());
    }
}
