//! 'A Putin-Erdogan meeting': two persons whom a hyphen joins before the noun for
//! what they do together, which is no double name.

use super::scan::{Hit, Scan};
use crate::gazetteer::Gazetteer;
use crate::gazetteer::format::EntryKind;
use dateline_syntax::{NameType, Upos};

/// What two do together.
const TOGETHER: [&str; 14] = [
    "summit",
    "meeting",
    "talks",
    "call",
    "encounter",
    "deal",
    "pact",
    "accord",
    "agreement",
    "dialogue",
    "negotiations",
    "conversation",
    "visit",
    "declaration",
];

impl Scan<'_> {
    /// Makes two persons of each such pair, where tables know both names.
    pub(super) fn pairs(&mut self, g: &Gazetteer) {
        for dash in 1..self.len().saturating_sub(2) {
            let (left, right) = (dash - 1, dash + 1);
            if !matches!(self.word(dash), "-" | "\u{2010}" | "\u{2011}" | "–") {
                continue;
            }
            let together = (right + 1..(right + 4).min(self.len()))
                .take_while(|&t| matches!(self.upos(t), Upos::Noun | Upos::Adj))
                .any(|t| TOGETHER.contains(&self.word(t)));
            let longer = left > 0 && self.word(left - 1) == "-";
            if !together || longer {
                continue;
            }
            let named = |t: u32| {
                let word = self.word(t);
                let free = self
                    .hits
                    .iter()
                    .all(|h| h.first > t || t >= h.end || h.party_form().is_none());
                word.starts_with(char::is_uppercase)
                    && free
                    && g.entries(word)
                        .iter()
                        .any(|e| e.posting.kind == EntryKind::Person)
            };
            if !named(left) || !named(right) {
                continue;
            }
            self.hits.retain(|h| h.end <= left || h.first > right);
            for t in [left, right] {
                let mut entries = g.entries(self.word(t));
                entries.retain(|e| e.posting.kind == EntryKind::Person);
                self.hits.push(Hit {
                    first: t,
                    end: t + 1,
                    span: self.span(t, t + 1),
                    entries,
                    ner: Some(NameType::Per),
                    person: true,
                    inside: false,
                    refers: None,
                });
            }
        }
    }
}
