//! The JSON of TimelineJS 3.

use super::{Exported, Options, days};
use crate::cite::Citer;
use crate::row::one_line;
use crate::{Texts, words};
use dateline_ledger::{Event, Ledger};
use jiff::civil::Date;
use serde_json::{Value, json};
use std::io::{self, Write};

/// More slides than this make the timeline hard to use; the latest are kept.
const MOST: usize = 1000;

fn date(date: Date) -> Value {
    json!({"year": date.year(), "month": date.month(), "day": date.day()})
}

/// TimelineJS takes headline and text as HTML.
fn html(text: &str) -> String {
    super::xml(text)
}

fn slide(citer: &Citer<'_>, event: &Event, first: Date, last: Date) -> Option<Value> {
    let status = event.last_status()?;
    let key = status.evidence.report;
    let quote = one_line(citer.words(key, status.evidence.sentence));
    let source = citer
        .source(key)
        .map_or_else(|| citer.name(key).into_owned(), str::to_owned);
    let mut slide = json!({
        "unique_id": event.id.0,
        "group": event.kind.family().as_str(),
        "start_date": date(first),
        "display_date": words::when(event),
        "text": {
            "headline": html(&format!("{} ({})", words::label(event), status.status)),
            "text": format!("<p>{}</p><p>{}, {}</p>", html(&quote), html(&source), status.as_of.date),
        },
    });
    if last != first {
        slide["end_date"] = date(last);
    }
    if let (Some(place), Some(map)) = (&event.place, slide.as_object_mut()) {
        map.insert("location".into(), json!({"name": words::place(place)}));
    }
    Some(slide)
}

pub(super) fn write(
    ledger: &Ledger,
    texts: &dyn Texts,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<Exported> {
    let citer = Citer::new(ledger, texts);
    let mut exported = Exported::default();
    let mut dated: Vec<(Date, Date, &Event)> = Vec::new();
    for event in &ledger.events {
        match days(event) {
            Some((first, last)) if event.last_status().is_some() => {
                dated.push((first, last, event));
            }
            Some(_) => {}
            None => exported.leave_out("no time, or a time open at one end"),
        }
    }
    dated.sort_by_key(|(first, ..)| *first);
    let over = dated.len().saturating_sub(MOST);
    for _ in dated.drain(..over) {
        exported.leave_out("more than 1000 slides: the earliest");
    }
    let slides: Vec<Value> = dated
        .into_iter()
        .filter_map(|(first, last, event)| slide(&citer, event, first, last))
        .collect();
    exported.n_written = slides.len();
    let title = if options.title.is_empty() {
        "Chronology"
    } else {
        &options.title
    };
    let all = json!({
        "title": {"text": {"headline": html(title)}},
        "events": slides,
        "scale": "human",
    });
    serde_json::to_writer_pretty(&mut *out, &all)?;
    out.write_all(b"\n")?;
    Ok(exported)
}
