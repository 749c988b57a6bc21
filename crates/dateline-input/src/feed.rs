//! RSS, Atom and JSON Feed.

use crate::draft::Draft;
use crate::tags;
use chrono::{DateTime, NaiveDate, Utc};
use feed_rs::model::{Entry, Feed};
use feed_rs::parser;

const LOOKED: &str = "the entry has no published, pubDate or updated";

/// The day as written: the zone is dropped, not converted, so that the day
/// stays the outlet's own.
fn stamp(text: &str) -> Option<DateTime<Utc>> {
    let dct = crate::date::parse_date(text)?;
    let day = NaiveDate::from_ymd_opt(
        i32::from(dct.date.year()),
        dct.date.month().unsigned_abs().into(),
        dct.date.day().unsigned_abs().into(),
    )?;
    let (h, m, s) = dct.time.map_or((0, 0, 0), |t| {
        (
            t.hour().unsigned_abs(),
            t.minute().unsigned_abs(),
            t.second().unsigned_abs(),
        )
    });
    Some(day.and_hms_opt(h.into(), m.into(), s.into())?.and_utc())
}

/// The entries of a feed.
///
/// # Errors
/// What keeps the text from being a feed.
pub(crate) fn read(text: &str, label: &str, stem: &str) -> Result<Vec<Draft>, String> {
    let parser = parser::Builder::new().timestamp_parser(stamp).build();
    let feed = parser.parse(text.as_bytes()).map_err(|e| e.to_string())?;
    let entries = feed.entries.iter().enumerate();
    Ok(entries
        .map(|(n, entry)| draft(&feed, entry, n + 1, label, stem))
        .collect())
}

fn draft(feed: &Feed, entry: &Entry, n: usize, label: &str, stem: &str) -> Draft {
    let body = entry
        .content
        .as_ref()
        .and_then(|c| c.body.as_deref())
        .map(tags::to_text);
    let summary = entry.summary.as_ref().map(|s| tags::to_text(&s.content));
    // A feed that gives the whole text gives it as content; a longer summary wins.
    let text = match (body, summary) {
        (Some(body), Some(summary)) if summary.len() > body.len() => summary,
        (Some(body), _) if !body.is_empty() => body,
        (_, summary) => summary.unwrap_or_default(),
    };
    let when = entry.published.or(entry.updated);
    let link = entry
        .links
        .iter()
        .find(|l| l.rel.as_deref() != Some("self"));
    Draft {
        label: format!("{label}:{n}"),
        name: format!("{stem}-{n}"),
        date: when.map(|w| w.format("%Y-%m-%dT%H:%M:%S").to_string()),
        looked: LOOKED,
        source: feed.title.as_ref().map(|t| tags::to_text(&t.content)),
        title: entry.title.as_ref().map(|t| tags::to_text(&t.content)),
        url: link.map(|l| l.href.clone()),
        language: entry
            .language
            .as_deref()
            .or(feed.language.as_deref())
            .and_then(|l| l.split('-').next())
            .map(str::to_ascii_lowercase),
        text,
        ..Draft::default()
    }
}
