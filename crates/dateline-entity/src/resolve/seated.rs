//! Whose a body is that a report names by the town alone: 'In Taipei, the
//! defence ministry said', 'In Moscow, meanwhile, a foreign ministry
//! spokeswoman said', '; in Tbilisi the government denied it'.

use super::read::Reader;
use super::scan::Scan;
use crate::gazetteer::Form;
use dateline_record::Party;

/// How far behind the town the body may stand, in words.
const NEAR: u32 = 5;

/// Bodies of a state, which sit in its capital.
const BODIES: [&str; 12] = [
    "ministry",
    "ministries",
    "government",
    "cabinet",
    "army",
    "military",
    "police",
    "parliament",
    "presidency",
    "officials",
    "authorities",
    "opposition",
];

impl Reader<'_> {
    /// The state in whose capital a clause with a role phrase is set, where the
    /// phrase is of a body and begins right behind 'in' and the capital.
    pub(super) fn seated(&self, scan: &Scan<'_>, first: u32, end: u32) -> Vec<Party> {
        let body = (first..end).any(|t| BODIES.contains(&scan.low(t).as_str()));
        if !body {
            return Vec::new();
        }
        let from = first.saturating_sub(NEAR);
        let Some(town) = (from..first).rev().find_map(|t| scan.hit(t)) else {
            return Vec::new();
        };
        let hit = &scan.hits[town];
        let Some(at) = hit.first.checked_sub(1) else {
            return Vec::new();
        };
        let opens = at == 0
            || matches!(
                scan.low(at - 1).as_str(),
                ";" | "and" | "but" | "while" | "–"
            ) && scan.low(at) == "in";
        let between = (hit.end..first).all(|t| {
            matches!(
                scan.low(t).as_str(),
                "," | "meanwhile" | "however" | "too" | "later" | "the" | "a" | "an"
            )
        });
        if scan.low(at) != "in" || !opens || !between {
            return Vec::new();
        }
        // What sits in Brussels or Geneva is often no state's.
        let world = [
            "brussels",
            "geneva",
            "vienna",
            "new york",
            "the hague",
            "hague",
        ];
        let name = hit.span.of(self.text).to_lowercase();
        if hit.party_form() != Some(Form::Seat) || world.contains(&name.as_str()) {
            return Vec::new();
        }
        self.parties_of(hit).0
    }
}
