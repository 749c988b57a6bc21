//! Organisations of states by what they are: 'the regional bloc', 'West African
//! leaders', and their bodies by the last word of the name: 'the Council'.

use super::read::Reader;
use super::scan::{Refers, Scan};
use dateline_record::Party;
use dateline_syntax::Upos;

/// Organisations of states, and the adjectives of their parts of the world.
const BLOCS: [(&str, &[&str]); 17] = [
    ("EU", &["european"]),
    ("ECOWAS", &["west african"]),
    ("AU", &["african", "continental"]),
    ("ASEAN", &["southeast asian", "south-east asian"]),
    ("LAS", &["arab"]),
    ("GCC", &["gulf", "gulf arab"]),
    ("IGAD", &["east african"]),
    ("EAC", &["east african"]),
    ("SADC", &["southern african"]),
    ("ECCAS", &["central african"]),
    ("MERCOSUR", &["south american"]),
    ("CELAC", &["latin american"]),
    ("CARICOM", &["caribbean"]),
    ("PIF", &["pacific"]),
    ("SAARC", &["south asian"]),
    ("OIC", &["islamic"]),
    ("EAEU", &["eurasian"]),
];

/// Words that tell one part of a continent or a state from another.
pub(super) const PARTS: [&str; 16] = [
    "west",
    "east",
    "north",
    "south",
    "western",
    "eastern",
    "northern",
    "southern",
    "central",
    "gulf",
    "latin",
    "southeast",
    "south-east",
    "horn",
    "-",
    "sub-saharan",
];

/// Organisations that are called alliances.
const ALLIANCES: [&str; 3] = ["NATO", "CSTO", "AES"];

/// Bodies that go by the last word of their name once they were named.
const BODIES: [&str; 6] = [
    "council",
    "commission",
    "agency",
    "assembly",
    "secretariat",
    "organisation",
];

/// So many bytes back the name of a body is looked for.
const WINDOW: usize = 4000;

/// What may stand between the article and the noun.
const PLAIN: [&str; 7] = [
    "regional",
    "economic",
    "political",
    "trade",
    "trading",
    "wider",
    "whole",
];

/// Those who meet for an organisation.
const HEADS: [&str; 9] = [
    "leaders",
    "presidents",
    "heads",
    "ministers",
    "mediators",
    "envoys",
    "chiefs",
    "governments",
    "diplomats",
];

impl Reader<'_> {
    /// The organisation that a phrase which begins here stands for, and where
    /// the phrase ends.
    pub(super) fn bloc(&self, scan: &Scan<'_>, t: u32) -> Option<(u32, Refers)> {
        let refers = |id: &str| Refers {
            parties: vec![id.to_owned()],
            sector: "IGO",
            rule: "en.entity.reference.bloc",
        };
        let the = matches!(scan.low(t).as_str(), "the" | "its" | "their" | "this");
        let mut at = if the { t + 1 } else { t };
        let region = Self::region(scan, at);
        if let Some((end, _)) = &region {
            at = *end;
        }
        while the && PLAIN.contains(&scan.low(at).as_str()) {
            at += 1;
        }
        let word = scan.low(at);
        let next = scan.upos(at + 1);
        let bare = !matches!(next, Upos::Noun | Upos::Adj | Upos::Num | Upos::Propn)
            && scan.low(at + 1) != "-";
        let regional = region.is_some() || at > t + 1;
        match (word.as_str(), &region) {
            // 'The West African bloc' is one, named or not.
            ("bloc" | "grouping", Some((_, of))) if bare => {
                let only = match of.as_slice() {
                    [one] => Some(*one),
                    _ => None,
                };
                let id = self.most_named(of).or(only)?;
                Some((at + 1, refers(id)))
            }
            // 'West African leaders', in a report that names their organisation.
            (_, Some((_, of))) => {
                // 'army chiefs', 'foreign ministers'
                let head = (at..at + 3).find(|&h| HEADS.contains(&scan.low(h).as_str()))?;
                let plain = (at..head).all(|w| matches!(scan.upos(w), Upos::Noun | Upos::Adj));
                let id = self.most_named(of)?;
                plain.then(|| (head + 1, refers(id)))
            }
            ("bloc" | "grouping", None) if the && bare => {
                let id = self.most_named(&BLOCS.map(|(id, _)| id))?;
                Some((at + 1, refers(id)))
            }
            ("organisation" | "organization" | "body", None) if the && bare && regional => {
                let id = self.most_named(&BLOCS.map(|(id, _)| id))?;
                Some((at + 1, refers(id)))
            }
            ("alliance", None) if the && bare => {
                Some((at + 1, refers(self.most_named(&ALLIANCES)?)))
            }
            _ => None,
        }
    }

    /// 'The two organisations', 'leaders of both blocs': bodies of states alone.
    pub(super) fn bodies(&mut self, i: usize, scan: &Scan<'_>, t: u32) {
        let b = super::phrase::before(scan, t);
        let Some(n) = b
            .number
            .filter(|&n| n >= 2 && b.hits.is_empty() && !b.vague)
        else {
            return;
        };
        let body = |p: &Party| self.is_body(p.id.as_str());
        if let Some((parties, link)) = self.several(i, t, n, body) {
            let span = scan.span(b.start, t + 1);
            self.several_are(i, scan, span, "organisation", parties, link);
        }
    }

    /// 'The Security Council met. The Council voted': the body of an organisation of
    /// states that was named before by a name that ends in this noun, where no other
    /// body with that noun was named since.
    pub(super) fn short_body(&self, scan: &Scan<'_>, t: u32) -> Option<(u32, Refers)> {
        let noun = scan.low(t + 1);
        if scan.low(t) != "the" || !BODIES.contains(&noun.as_str()) {
            return None;
        }
        let next = scan.low(t + 2);
        // 'After the council's vote': the vote is known without its name.
        let longer = matches!(scan.upos(t + 2), Upos::Noun | Upos::Propn)
            || matches!(next.as_str(), "'s" | "’s")
            || matches!(next.as_str(), "of" | "for" | "on" | "-")
                && scan.upos(t + 3) == Upos::Propn
                // 'The Council on Wednesday adopted a resolution'
                && !dateline_syntax::is_weekday(&scan.low(t + 3))
                && !dateline_syntax::is_month(&scan.low(t + 3));
        if longer {
            return None;
        }
        // The last name that ends so, in the text right before.
        let start = scan.span(t, t + 1).start as usize;
        let mut first = start.saturating_sub(WINDOW);
        while !self.text.is_char_boundary(first) {
            first += 1;
        }
        let named = format!(" {noun}");
        let before = self.text.get(first..start)?.to_ascii_lowercase();
        let end = before
            .match_indices(&named)
            .map(|(at, _)| (at, first + at + named.len()));
        let last = end.filter(|(at, _)| !before[..*at].ends_with("the"));
        let end = last.last()?.1;
        let of = (self.out.iter().rev().take(80)).find(|r| r.span.end as usize == end)?;
        let [one] = &of.parties[..] else {
            return None;
        };
        let states = one.sector.as_ref().is_some_and(|s| s.0 == "IGO");
        states.then(|| {
            let refers = Refers {
                parties: vec![one.id.to_string()],
                sector: "IGO",
                rule: "en.entity.reference.body",
            };
            (t + 2, refers)
        })
    }

    /// The part of the world that is named here: where its name ends, and its
    /// organisations.
    fn region(scan: &Scan<'_>, t: u32) -> Option<(u32, Vec<&'static str>)> {
        let one = scan.low(t);
        // 'Southern African' is no 'African'.
        let part = t
            .checked_sub(1)
            .is_some_and(|b| PARTS.contains(&scan.low(b).as_str()));
        if part {
            return None;
        }
        let two = format!("{one} {}", scan.low(t + 1));
        let three = format!(
            "{one}{}{} {}",
            scan.low(t + 1),
            scan.low(t + 2),
            scan.low(t + 3)
        );
        [(4, three), (2, two), (1, one)]
            .into_iter()
            .find_map(|(n, words)| {
                let of = BLOCS
                    .iter()
                    .filter(|(_, names)| names.contains(&words.as_str()));
                let of: Vec<&str> = of.map(|(id, _)| *id).collect();
                (!of.is_empty()).then_some((t + n, of))
            })
    }

    /// The one of these that the report names most; the first of two.
    fn most_named<'i>(&self, of: &[&'i str]) -> Option<&'i str> {
        let named = of.iter().rev().filter(|id| self.relevance(id) > 0);
        let best = named.max_by_key(|id| self.relevance(id))?;
        Some(best)
    }
}
