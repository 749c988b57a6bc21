//! One HTML page that needs no other file: a strip of time above a table,
//! each row with its sentences. No script; report text is never markup.

use super::{Options, days, xml};
use crate::cite::Citer;
use crate::row::one_line;
use crate::{Texts, words};
use dateline_ledger::{Event, Ledger};
use jiff::civil::Date;
use std::io::{self, Write};

const STYLE: &str = include_str!("page.css");

/// Width of the strip in its own units.
const STRIP: f64 = 1000.0;

fn status(event: &Event) -> &'static str {
    event
        .last_status()
        .map_or("possible", |s| s.status.as_str())
}

/// Days since the beginning of year 0, for drawing.
fn ordinal(date: Date) -> f64 {
    f64::from(date.year()) * 365.25 + f64::from(date.day_of_year())
}

fn strip(ledger: &Ledger, out: &mut dyn Write) -> io::Result<()> {
    let mut timed: Vec<(&Event, Date, Date)> = ledger
        .events
        .iter()
        .filter(|e| !e.background)
        .filter_map(|e| days(e).map(|(a, b)| (e, a, b)))
        .collect();
    timed.sort_by_key(|(e, a, b)| (*a, *b, e.id.clone()));
    // What lies far outside the reports would press all else together.
    let reports = ledger.reports.first().zip(ledger.reports.last());
    if let Some((first, last)) = reports {
        let room = |d: Date, years: i16| ordinal(d) + f64::from(years) * 365.25;
        timed.retain(|(_, a, b)| {
            ordinal(*a) > room(first.dct.date, -2) && ordinal(*b) < room(last.dct.date, 3)
        });
    }
    timed.truncate(400);
    let (Some(lo), Some(hi)) = (
        timed
            .iter()
            .map(|(_, a, _)| ordinal(*a))
            .min_by(f64::total_cmp),
        timed
            .iter()
            .map(|(_, _, b)| ordinal(*b))
            .max_by(f64::total_cmp),
    ) else {
        return Ok(());
    };
    let scale = (STRIP - 20.0) / (hi - lo).max(1.0);
    let mut rows: Vec<f64> = Vec::new();
    let mut marks = String::new();
    for (event, a, b) in &timed {
        let x = 10.0 + (ordinal(*a) - lo) * scale;
        let width = ((ordinal(*b) - ordinal(*a) + 1.0) * scale).max(7.0);
        let row = match rows.iter().position(|end| *end + 2.0 < x) {
            Some(row) => row,
            None if rows.len() < 14 => {
                rows.push(0.0);
                rows.len() - 1
            }
            None => 13,
        };
        rows[row] = x + width;
        marks.push_str(&format!(
            "<a href=\"#{}\"><rect class=\"{}\" x=\"{x:.1}\" y=\"{}\" width=\"{width:.1}\" height=\"7\" rx=\"3\"><title>{}: {}</title></rect></a>",
            xml(&event.id.0),
            status(event),
            row * 11 + 4,
            xml(&words::when(event)),
            xml(&words::label(event)),
        ));
    }
    let height = rows.len() * 11 + 8;
    let ends = (timed.first().map(|t| t.1), timed.iter().map(|t| t.2).max());
    write!(
        out,
        "<figure><svg viewBox=\"0 0 {STRIP} {height}\" role=\"img\" aria-label=\"events over time\">{marks}</svg>"
    )?;
    if let (Some(a), Some(b)) = ends {
        write!(
            out,
            "<figcaption><span>{a}</span><span>{b}</span></figcaption>"
        )?;
    }
    writeln!(out, "</figure>")
}

pub(super) fn write(
    ledger: &Ledger,
    texts: &dyn Texts,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let citer = Citer::new(ledger, texts);
    let title = xml(if options.title.is_empty() {
        "Chronology"
    } else {
        &options.title
    });
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <title>{title}</title><style>{STYLE}</style></head><body><main><h1>{title}</h1>\n"
    )?;
    if let (Some(first), Some(last)) = (ledger.reports.first(), ledger.reports.last()) {
        writeln!(
            out,
            "<p>{} events from {} reports, {} to {}</p>",
            ledger.events.len(),
            ledger.reports.len(),
            first.dct.date,
            last.dct.date
        )?;
    }
    strip(ledger, out)?;
    writeln!(
        out,
        "<table><thead><tr><th>When</th><th>Status</th><th>Event</th><th>Place</th><th>Sources</th></tr></thead><tbody>"
    )?;
    for event in &ledger.events {
        let place = event.place.as_ref().map(words::place).unwrap_or_default();
        let status = status(event);
        write!(
            out,
            "<tr id=\"{}\"><td>{}</td><td><span class=\"badge {status}\">{status}</span></td><td>{}</td><td>{}</td><td><details><summary>{} {}</summary>",
            xml(&event.id.0),
            xml(&words::when(event)),
            xml(&words::label(event)),
            xml(&place),
            words::n_reports(event),
            if words::n_reports(event) == 1 {
                "report"
            } else {
                "reports"
            },
        )?;
        for entry in &event.status {
            let key = entry.evidence.report;
            let source = citer
                .source(key)
                .map_or_else(|| citer.name(key).into_owned(), str::to_owned);
            write!(
                out,
                "<blockquote><p>{}</p><footer>{}, {}: {}</footer></blockquote>",
                xml(&one_line(citer.words(key, entry.evidence.sentence))),
                xml(&source),
                entry.as_of.date,
                entry.status,
            )?;
        }
        writeln!(out, "</details></td></tr>")?;
    }
    writeln!(out, "</tbody></table></main></body></html>")
}
