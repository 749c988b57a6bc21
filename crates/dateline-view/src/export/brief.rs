//! A brief in Markdown: what is coming and what happened, month by month, with
//! a footnote for each source.

use super::Options;
use crate::cite::Citer;
use crate::row::one_line;
use crate::{Texts, words};
use dateline_ledger::{Event, Ledger};
use std::io::{self, Write};

/// Characters that Markdown would read as marks.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        if matches!(
            c,
            '*' | '_' | '[' | ']' | '<' | '>' | '`' | '\\' | '|' | '#'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The heading an event stands under: its month, its year, or none.
fn heading(event: &Event) -> String {
    let Some((first, last)) = super::days(event) else {
        return "No date known".to_owned();
    };
    if (first.year(), first.month()) == (last.year(), last.month()) {
        return first.strftime("%B %Y").to_string();
    }
    if first.year() == last.year() {
        return first.year().to_string();
    }
    format!("{} to {}", first.year(), last.year())
}

pub(super) fn write(
    ledger: &Ledger,
    texts: &dyn Texts,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let citer = Citer::new(ledger, texts);
    let title = if options.title.is_empty() {
        "Chronology"
    } else {
        &options.title
    };
    writeln!(out, "# {}\n", plain(title))?;
    if let (Some(first), Some(last)) = (ledger.reports.first(), ledger.reports.last()) {
        writeln!(
            out,
            "{} events from {} reports, {} to {}.",
            ledger.events.len(),
            ledger.reports.len(),
            first.dct.date,
            last.dct.date
        )?;
    }
    let (dated, undated): (Vec<&Event>, Vec<&Event>) =
        ledger.events.iter().partition(|e| super::days(e).is_some());
    let mut under = String::new();
    let mut notes: Vec<String> = Vec::new();
    for event in dated.into_iter().chain(undated) {
        let heading = heading(event);
        if heading != under {
            writeln!(out, "\n## {heading}\n")?;
            under = heading;
        }
        let when = words::when(event);
        let status = event.last_status();
        write!(out, "- ")?;
        if !when.is_empty() {
            write!(out, "**{when}** ")?;
        }
        write!(out, "{}", plain(&words::label(event)))?;
        if let Some(place) = &event.place {
            write!(out, ", {}", plain(&words::place(place)))?;
        }
        if let Some(status) = status {
            write!(out, " ({}", status.status)?;
            if let Some(said_by) = &status.said_by {
                write!(out, ", according to {}", plain(&said_by.name))?;
            }
            write!(out, ")")?;
        }
        let mut seen = Vec::new();
        for entry in &event.status {
            let key = (entry.evidence.report, entry.evidence.sentence);
            if seen.contains(&key) {
                continue;
            }
            seen.push(key);
            let source = citer
                .source(key.0)
                .map_or_else(|| citer.name(key.0).into_owned(), str::to_owned);
            let mut note = format!("{}, {}", plain(&source), entry.as_of.date);
            let quote = plain(citer.words(key.0, key.1));
            if !quote.is_empty() {
                note.push_str(&format!(": {quote}"));
            }
            if let Some(url) = citer.url(key.0).filter(|u| !u.contains(['<', '>', ' '])) {
                note.push_str(&format!(" <{url}>"));
            }
            // One source for several events is one footnote.
            let near = notes.len().saturating_sub(199);
            let number = match notes[near..].iter().rposition(|n| *n == note) {
                Some(at) => near + at + 1,
                None => {
                    notes.push(note);
                    notes.len()
                }
            };
            write!(out, "[^{number}]")?;
        }
        writeln!(out)?;
    }
    writeln!(out)?;
    for (n, note) in notes.iter().enumerate() {
        writeln!(out, "[^{}]: {note}", n + 1)?;
    }
    Ok(())
}
