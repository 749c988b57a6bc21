//! The timeline for a terminal, and as JSON, JSON Lines and CSV.

use crate::chunks;
use crate::cite::Citer;
use crate::entry_json::event_json;
use crate::row::{one_line, row};
use crate::{Texts, words};
use comfy_table::{Cell, ContentArrangement, Table, TableComponent, presets};
use dateline_ledger::{Event, Filter, Ledger, ReportInfo, Store};
use std::io::{self, Write};

/// The ledger as a table for a terminal `width` columns wide, or for a pipe:
/// the beginning of the id, time, status, kind, parties, place, topic, source.
pub fn table(ledger: &Ledger, width: Option<usize>) -> String {
    table_of(&ledger.events, ledger, width)
}

/// Letters of an id that a table shows; every command takes the beginning of
/// an id for the whole.
const ID: usize = 8;

/// Some events of a ledger as [`table`] shows them.
pub fn table_of<'a>(
    events: impl IntoIterator<Item = &'a Event>,
    ledger: &Ledger,
    width: Option<usize>,
) -> String {
    let citer = Citer::new(ledger, &());
    let mut table = Table::new();
    table
        .load_preset(presets::UTF8_HORIZONTAL_ONLY)
        .remove_style(TableComponent::HorizontalLines)
        .remove_style(TableComponent::MiddleIntersections)
        .remove_style(TableComponent::LeftBorderIntersections)
        .remove_style(TableComponent::RightBorderIntersections)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header([
            "id", "when", "status", "kind", "parties", "place", "topic", "source",
        ]);
    match width {
        Some(width) => {
            table.set_width(u16::try_from(width.clamp(60, 240)).unwrap_or(240));
        }
        None => {
            table.set_content_arrangement(ContentArrangement::Disabled);
        }
    }
    for event in events {
        let sources = sources(&citer, event);
        let cells = [
            event.id.0.chars().take(ID).collect(),
            words::when(event),
            event
                .last_status()
                .map(|s| s.status.to_string())
                .unwrap_or_default(),
            event.kind.to_string(),
            words::parties(&event.parties),
            event.place.as_ref().map(words::place).unwrap_or_default(),
            event
                .topic
                .as_ref()
                .map(|t| one_line(&t.text))
                .unwrap_or_default(),
            sources,
        ];
        table.add_row(cells.map(|c| Cell::new(printable(&c))));
    }
    let mut out = table.to_string();
    out.push('\n');
    out
}

/// The report of the last status, and how many others.
fn sources(citer: &Citer<'_>, event: &Event) -> String {
    let Some(last) = event.last_status() else {
        return String::new();
    };
    let name = citer.name(last.evidence.report).into_owned();
    match words::n_reports(event) {
        0 | 1 => name,
        n => format!("{name} +{}", n - 1),
    }
}

/// The words without what could steer a terminal.
fn printable(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// Writes what [`write_json`] writes, or with `lines` what [`write_jsonl`]
/// writes, of the events of a store that a filter lets through, made as they
/// are read; gives how many. `texts` holds at least the reports they cite.
///
/// # Errors
/// The store cannot be read; within, where `out` cannot be written to.
pub fn write_json_of(
    store: &Store,
    filter: &Filter,
    lines: bool,
    (reports, texts): (&[ReportInfo], &(dyn Texts + Sync)),
    out: &mut dyn Write,
) -> Result<io::Result<usize>, dateline_ledger::Error> {
    let head = format!(
        "{{\"schema_version\":{},\"events\":[",
        crate::entry_json::SCHEMA_VERSION
    );
    let (head, before, after, tail) = if lines {
        ("", "", "\n", "")
    } else {
        (&*head, ",\n", "", "\n]}\n")
    };
    let mut written = out.write_all(head.as_bytes());
    let mut n = 0;
    if written.is_ok() {
        store.each_made(
            filter,
            || Citer::of(reports, texts),
            |citer, _, event| -> io::Result<Vec<u8>> {
                let mut bytes = Vec::with_capacity(RECORD);
                bytes.extend_from_slice(before.as_bytes());
                serde_json::to_writer(&mut bytes, &event_json(citer, event))?;
                bytes.extend_from_slice(after.as_bytes());
                Ok(bytes)
            },
            |bytes| {
                // The first follows no other.
                let from = usize::from(n == 0 && !lines);
                n += 1;
                written = bytes.and_then(|b| out.write_all(&b[from..]));
                written.is_ok()
            },
        )?;
    }
    Ok(written
        .and_then(|()| out.write_all(tail.as_bytes()))
        .map(|()| n))
}

/// Bytes of a common record.
const RECORD: usize = 4096;

/// Writes one JSON object: `schema_version` and `events`.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_json(
    ledger: &Ledger,
    texts: &(dyn Texts + Sync),
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(
        out,
        "{{\"schema_version\":{},\"events\":[",
        crate::entry_json::SCHEMA_VERSION
    )?;
    chunks::in_order(
        &ledger.events,
        || Citer::new(ledger, texts),
        |citer, at, events, buffer| {
            for (n, event) in (at..).zip(events) {
                buffer.extend(if n == 0 { &b"\n"[..] } else { b",\n" });
                serde_json::to_writer(&mut *buffer, &event_json(citer, event))?;
            }
            Ok(())
        },
        |bytes, ()| out.write_all(bytes),
    )?;
    out.write_all(b"\n]}\n")
}

/// Writes one JSON object per event and line.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_jsonl(
    ledger: &Ledger,
    texts: &(dyn Texts + Sync),
    out: &mut dyn Write,
) -> io::Result<()> {
    chunks::in_order(
        &ledger.events,
        || Citer::new(ledger, texts),
        |citer, _, events, buffer| {
            for event in events {
                serde_json::to_writer(&mut *buffer, &event_json(citer, event))?;
                buffer.push(b'\n');
            }
            Ok(())
        },
        |bytes, ()| out.write_all(bytes),
    )
}

/// Writes the columns of [`crate::COLUMNS`] as CSV with a header. A text that
/// a spreadsheet would take for a formula gets an apostrophe before it.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_csv(
    ledger: &Ledger,
    texts: &(dyn Texts + Sync),
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(&mut *out);
    csv.write_record(crate::row::COLUMNS)?;
    csv.flush()?;
    drop(csv);
    chunks::in_order(
        &ledger.events,
        || Citer::new(ledger, texts),
        |citer, _, events, buffer| csv_rows(citer, events, buffer),
        |bytes, ()| out.write_all(bytes),
    )?;
    out.flush()
}

fn csv_rows<'e>(
    citer: &Citer<'_>,
    events: impl IntoIterator<Item = &'e Event>,
    buffer: &mut Vec<u8>,
) -> io::Result<()> {
    let mut csv = csv::WriterBuilder::new()
        .has_headers(false)
        .buffer_capacity(RECORD)
        .from_writer(buffer);
    for event in events {
        let mut row = row(citer, event);
        for text in [
            &mut row.topic,
            &mut row.quote,
            &mut row.place,
            &mut row.persons,
            &mut row.said_by,
            &mut row.source,
            &mut row.report,
        ] {
            if text.starts_with(['=', '+', '-', '@']) {
                text.insert(0, '\'');
            }
        }
        csv.serialize(row).map_err(io::Error::other)?;
    }
    csv.flush()
}

/// Writes what [`write_csv`] writes, of the events of a store that a filter
/// lets through, made as they are read; gives how many. `texts` holds at least
/// the reports they cite.
///
/// # Errors
/// The store cannot be read; within, where `out` cannot be written to.
pub fn write_csv_of(
    store: &Store,
    filter: &Filter,
    (reports, texts): (&[ReportInfo], &(dyn Texts + Sync)),
    out: &mut dyn Write,
) -> Result<io::Result<usize>, dateline_ledger::Error> {
    let mut csv = csv::Writer::from_writer(&mut *out);
    let head = csv.write_record(crate::row::COLUMNS);
    let mut written = head.map_err(io::Error::other).and_then(|()| csv.flush());
    drop(csv);
    let mut n = 0;
    if written.is_ok() {
        store.each_made(
            filter,
            || Citer::of(reports, texts),
            |citer, _, event| {
                let mut bytes = Vec::with_capacity(RECORD);
                csv_rows(citer, [event], &mut bytes).map(|()| bytes)
            },
            |bytes| {
                n += 1;
                written = bytes.and_then(|b| out.write_all(&b));
                written.is_ok()
            },
        )?;
    }
    Ok(written.and_then(|()| out.flush()).map(|()| n))
}

fn to_text(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<String> {
    let mut bytes = Vec::new();
    write(&mut bytes)?;
    String::from_utf8(bytes).map_err(io::Error::other)
}

/// [`write_json`] as text.
///
/// # Errors
/// None in practice: memory is written to.
pub fn json(ledger: &Ledger, texts: &(dyn Texts + Sync)) -> io::Result<String> {
    to_text(|out| write_json(ledger, texts, out))
}

/// [`write_jsonl`] as text.
///
/// # Errors
/// None in practice: memory is written to.
pub fn jsonl(ledger: &Ledger, texts: &(dyn Texts + Sync)) -> io::Result<String> {
    to_text(|out| write_jsonl(ledger, texts, out))
}

/// [`write_csv`] as text.
///
/// # Errors
/// None in practice: memory is written to.
pub fn csv(ledger: &Ledger, texts: &(dyn Texts + Sync)) -> io::Result<String> {
    to_text(|out| write_csv(ledger, texts, out))
}
