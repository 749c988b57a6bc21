//! Clusters of event mentions, one JSON object per event and line, in the
//! shape that scorers of coreference read.

use super::Exported;
use crate::{Citer, Texts};
use dateline_ledger::Ledger;
use serde_json::json;
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Writes `id` and `mentions` (`doc_id`, `start`, `end`, `text`) of each
/// event. Offsets are code points, half-open; `doc_id` is the report's name.
pub(super) fn write(
    ledger: &Ledger,
    texts: &dyn Texts,
    out: &mut dyn Write,
) -> io::Result<Exported> {
    let citer = Citer::new(ledger, texts);
    let mut seen = BTreeSet::new();
    let mut n_written = 0;
    for event in &ledger.events {
        let mut mentions: Vec<_> = event
            .mentions
            .iter()
            .map(|m| {
                let (start, end) = citer.points(m.report, m.span);
                (
                    citer.name(m.report),
                    start,
                    end,
                    citer.words(m.report, m.span),
                )
            })
            .collect();
        // A trigger that tells of several events is given to the first alone:
        // scorers want each mention in one cluster.
        mentions.retain(|(doc_id, start, end, _)| seen.insert((doc_id.clone(), *start, *end)));
        if mentions.is_empty() {
            continue;
        }
        n_written += 1;
        let mentions: Vec<_> = mentions
            .into_iter()
            .map(|(doc_id, start, end, text)| {
                json!({"doc_id": doc_id, "start": start, "end": end, "text": text})
            })
            .collect();
        let line = json!({"id": event.id, "label": event.kind, "mentions": mentions});
        writeln!(out, "{line}")?;
    }
    Ok(Exported::of(n_written))
}
