//! Ids from content.
//!
//! Each mention has an anchor, a number made from its report and the place of
//! its trigger. An entry is named by the anchor of its first mention, and the
//! anchor of every other mention leads to it too: so an id that was given out
//! before an earlier report came in, or before two entries became one, still
//! leads to the entry that now holds that mention.

use crate::EventId;
use dateline_record::{EventMention, ReportKey, Span};
use std::collections::BTreeMap;
use xxhash_rust::xxh3::xxh3_64;

/// SQLite's integers have a sign: with the first bit turned, their order is
/// that of the ids as text.
const SIGN: u64 = 1 << 63;

/// The anchors of a report's mentions, one for each.
pub(crate) fn anchors(report: ReportKey, mentions: &[EventMention]) -> Vec<i64> {
    let mut seen: BTreeMap<u32, u32> = BTreeMap::new();
    mentions
        .iter()
        .map(|m| {
            // One trigger may evoke two events: 'naval and fishery talks'.
            let nth = seen.entry(m.trigger.start).or_insert(0);
            let anchor = anchor(report, m.trigger.start, *nth);
            *nth += 1;
            anchor
        })
        .collect()
}

fn anchor(report: ReportKey, trigger: u32, nth: u32) -> i64 {
    let mut bytes = [0_u8; 16];
    bytes[..8].copy_from_slice(&report.0.to_le_bytes());
    bytes[8..12].copy_from_slice(&trigger.to_le_bytes());
    bytes[12..].copy_from_slice(&nth.to_le_bytes());
    xxh3_64(&bytes) as i64
}

/// The id of the entry whose first mention has this anchor.
pub(crate) fn event_id(anchor: i64) -> EventId {
    EventId(format!("e{:016x}", anchor as u64 ^ SIGN))
}

/// The anchor in an id; `None` for a text that is no whole id.
pub(crate) fn parse(id: &str) -> Option<i64> {
    let hex = id.strip_prefix('e')?;
    (hex.len() == 16)
        .then(|| u64::from_str_radix(hex, 16).ok())
        .flatten()
        .map(|n| (n ^ SIGN) as i64)
}

/// The lowest and highest anchor whose ids begin like this; `None` for a text
/// that begins no id.
pub(crate) fn parse_prefix(id: &str) -> Option<(i64, i64)> {
    let hex = id.strip_prefix('e')?;
    if hex.is_empty() || hex.len() > 16 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let rest = 4 * (16 - hex.len() as u32);
    let low = u64::from_str_radix(hex, 16).ok()?.checked_shl(rest)?;
    let high = low | ((1_u64 << rest) - 1);
    Some(((low ^ SIGN) as i64, (high ^ SIGN) as i64))
}

/// The id of a statement.
pub(crate) fn statement_id(report: ReportKey, content: Span, nth: u32) -> String {
    let mut bytes = [0_u8; 20];
    bytes[..8].copy_from_slice(&report.0.to_le_bytes());
    bytes[8..12].copy_from_slice(&content.start.to_le_bytes());
    bytes[12..16].copy_from_slice(&content.end.to_le_bytes());
    bytes[16..].copy_from_slice(&nth.to_le_bytes());
    format!("s{:016x}", xxh3_64(&bytes))
}
