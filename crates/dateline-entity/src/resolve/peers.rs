//! 'His Peruvian counterpart', before a name or behind it: whose the person is,
//! and in what office.

use super::read::Reader;
use super::scan::Scan;
use dateline_record::{Party, Span};
use dateline_syntax::Upos;

impl Reader<'_> {
    /// 'his Peruvian counterpart' before a name: the party, and the office of
    /// the one whose counterpart it is.
    pub(super) fn peer(
        &self,
        i: usize,
        scan: &Scan<'_>,
        first: u32,
    ) -> Option<(Option<Party>, Option<String>, Span)> {
        let mut t = first.checked_sub(1)?;
        if scan.word(t) == "," {
            t = t.checked_sub(1)?;
        }
        self.peer_at(i, scan, t, None)
    }

    /// ', her Peruvian counterpart' and ', his opposite number from Lima' behind a
    /// name.
    pub(super) fn peer_behind(
        &self,
        i: usize,
        scan: &Scan<'_>,
        end: u32,
    ) -> Option<(Option<Party>, Option<String>, Span)> {
        let first = Some(end + 1).filter(|_| scan.word(end) == ",")?;
        if !matches!(scan.low(first).as_str(), "his" | "her" | "their") {
            return None;
        }
        let noun = (first + 1..first + 6).find(|&t| peer_noun(scan, t).is_some())?;
        let between = (first + 1..noun).all(|t| !matches!(scan.upos(t), Upos::Verb | Upos::Punct));
        let from = matches!(scan.low(noun + 1).as_str(), "of" | "from" | "in");
        let skip = noun + 2 + u32::from(scan.low(noun + 2) == "the");
        let own = scan.hit(skip).filter(|_| from);
        let own = own.and_then(|h| self.parties_of(&scan.hits[h]).0.into_iter().next());
        self.peer_at(i, scan, noun, own).filter(|_| between)
    }

    /// The peer that ends at a token.
    fn peer_at(
        &self,
        i: usize,
        scan: &Scan<'_>,
        last: u32,
        own: Option<Party>,
    ) -> Option<(Option<Party>, Option<String>, Span)> {
        let end = last + 1;
        let t = peer_noun(scan, last)?;
        let hit = t.checked_sub(1).and_then(|p| scan.hit(p));
        let hit = hit.map(|h| &scan.hits[h]).filter(|h| !h.person);
        let start = hit.map_or(t, |h| h.first);
        let party = own.or_else(|| hit.and_then(|h| self.parties_of(h).0.into_iter().next()));
        // 'His colleague' may be of his own side.
        if party.is_none() && scan.lemma(last) == "colleague" {
            return None;
        }
        let pronoun = start
            .checked_sub(1)
            .filter(|&p| scan.upos(p) == Upos::Pron)?;
        let whose = self.he(i, scan, pronoun, scan.low(pronoun) == "her");
        let known = whose.map(|k| &self.people.list[k]);
        let party = party.or_else(|| self.other_side(known?.party.as_ref()?));
        let role = known.and_then(|k| k.role.clone());
        (party.is_some()).then(|| (party, role, scan.span(pronoun, end)))
    }

    /// 'his counterpart, ' before a name: of the other side.
    pub(super) fn counterpart(&self, i: usize, scan: &Scan<'_>, start: u32) -> Option<Party> {
        let mut t = start.checked_sub(1)?;
        if scan.word(t) == "," {
            t = t.checked_sub(1)?;
        }
        t = peer_noun(scan, t).filter(|_| scan.lemma(t) != "colleague")?;
        let pronoun = t.checked_sub(1).filter(|&p| scan.upos(p) == Upos::Pron)?;
        match &self.possessive(i, scan, pronoun).0[..] {
            [one] => self.other_side(one),
            _ => None,
        }
    }
}

/// The first token of 'counterpart' or 'opposite number', which ends at a token.
fn peer_noun(scan: &Scan<'_>, t: u32) -> Option<u32> {
    match scan.lemma(t) {
        "counterpart" | "colleague" => Some(t),
        "number" => t.checked_sub(1).filter(|&b| scan.low(b) == "opposite"),
        _ => None,
    }
}
