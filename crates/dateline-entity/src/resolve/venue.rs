//! In which town a house stands that no table has: 'the Erga Palace in Riyadh', 'a
//! villa outside Rome', or, where no town is named, the one that the report is sent
//! from.

use super::read::Reader;
use super::scan::{Hit, Scan};
use super::words::is_house;
use dateline_record::{MentionKind, Place};
use dateline_syntax::{Deprel, Upos};

impl Reader<'_> {
    /// Gives the houses that a sentence names the state and the position of their
    /// town.
    pub(super) fn towns_of_houses(&mut self, i: usize, scan: &Scan<'_>) {
        let sentence = scan.s.span;
        for n in self.out_from(i)..self.out.len() {
            let r = &self.out[n];
            if r.kind != MentionKind::Place || !sentence.contains(r.span) {
                continue;
            }
            let Some(place) = r.place.as_ref().filter(|p| p.gazetteer.is_none()) else {
                continue;
            };
            let last = place.name.rsplit(' ').next().unwrap_or("").to_lowercase();
            let first = place.name.split(' ').next().unwrap_or("").to_lowercase();
            let house = is_house(&last) || is_house(&first);
            let Some(end) = scan.s.token_at(r.span.end.saturating_sub(1)) else {
                continue;
            };
            let town = self.town_behind(i, scan, end + 1);
            let alone = || {
                let other = |o: &&dateline_record::Resolved| {
                    o.span != r.span
                        && sentence.contains(o.span)
                        && o.place.as_ref().is_some_and(|p| p.lat.is_some())
                };
                let home = self.home.as_ref().map(|(p, _)| p.clone());
                let named = || self.out_since(i).iter().any(|o| other(&o));
                home.filter(|_| house && place.lat.is_none() && !named())
            };
            let Some(town) = town.or_else(alone) else {
                continue;
            };
            if let Some(place) = &mut self.out[n].place {
                place.country = town.country;
                place.lat = town.lat;
                place.lon = town.lon;
            }
        }
    }

    /// 'Met him at State House', 'signed at the foreign ministry', and no town named:
    /// that of the line in front of the report.
    pub(super) fn houses_at_home(&mut self, i: usize, scan: &Scan<'_>) {
        let Some((home, link)) = self.home.clone() else {
            return;
        };
        let sentence = scan.s.span;
        for t in 2..scan.len() {
            let low = scan.low(t);
            let house = is_house(&low)
                || matches!(low.as_str(), "ministry" | "headquarters" | "parliament");
            if !house || !matches!(scan.upos(t), Upos::Noun | Upos::Propn) {
                continue;
            }
            let within = |w: &u32| {
                let upos = scan.upos(*w);
                matches!(upos, Upos::Adj | Upos::Noun | Upos::Propn | Upos::Det)
                    && scan.low(*w) != "a"
                    && scan.low(*w) != "an"
            };
            let first = (t.saturating_sub(5)..t).rev().take_while(within).last();
            let first = first.unwrap_or(t);
            let at = first > 0 && scan.low(first - 1) == "at" && first < t;
            let named = (first..=t + 1).any(|w| scan.hit(w).is_some());
            let goes_on = matches!(
                scan.low(t + 1).as_str(),
                "of" | "in" | "outside" | "near" | "overlooking" | "'s" | "’s"
            );
            let other = |r: &dateline_record::Resolved| {
                r.kind == MentionKind::Place && sentence.contains(r.span) && r.span != link
            };
            if at && !named && !goes_on && !self.out_since(i).iter().any(other) {
                let span = scan.span(t, t + 1);
                let rule = "en.entity.place.house";
                self.add_place(scan, span, t, home.clone(), rule, vec![link]);
            }
        }
    }

    /// The town that 'in', 'outside' or a comma names right here.
    fn town_behind(&self, i: usize, scan: &Scan<'_>, t: u32) -> Option<Place> {
        let prep = |t: u32| {
            matches!(
                scan.low(t).as_str(),
                "in" | "at" | "near" | "outside" | "overlooking"
            )
        };
        let comma = u32::from(scan.word(t) == ",");
        let next = t + comma;
        if comma == 0 && !prep(next) {
            return None;
        }
        let at = next + u32::from(prep(next));
        let start = scan.s.tokens.get(at as usize)?.span.start;
        let named = self.out_since(i).iter().find(|r| {
            r.kind == MentionKind::Place
                && r.span.start == start
                && r.place.as_ref().is_some_and(|p| p.lat.is_some())
        })?;
        named.place.clone()
    }

    /// True for the state that an ambassador is sent to.
    pub(super) fn is_destination(&self, scan: &Scan<'_>, h: &Hit) -> bool {
        let mut t = h.first;
        while t > 0 && matches!(scan.upos(t - 1), Upos::Det | Upos::Adj) {
            t -= 1;
        }
        let Some(prep) = t.checked_sub(1) else {
            return false;
        };
        if !matches!(scan.low(prep).as_str(), "to" | "for" | "on") || prep == 0 {
            return false;
        }
        // 'Sent an envoy to Lima': he goes there.
        let sent = scan.s.head(prep - 1).is_some_and(|v| {
            scan.rel(prep - 1) == Deprel::Obj && matches!(scan.lemma(v), "send" | "dispatch")
        });
        !sent
            && scan.role(prep - 1).is_some_and(|r| {
                let low = scan.roles[r].span.of(self.text).to_lowercase();
                super::offices::is_sent(&low)
            })
    }
}
