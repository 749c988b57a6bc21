//! Places without a name: 'the Omani capital', 'the capital', 'there', 'the same
//! city'.

use super::place::{self, Around};
use super::read::Reader;
use super::scan::Scan;
use super::words::is_definite;
use crate::gazetteer::Form;
use crate::gazetteer::format::EntryKind;
use dateline_record::{MentionKind, Place, Resolution, Resolved, Span};
use dateline_syntax::{Deprel, Upos};

/// The first bytes of a report, where the town may stand that it is sent from.
const HEAD: u32 = 200;

/// How many sentences back 'there' may reach.
const REACH: usize = 3;

/// 'It is there that they will meet'
fn is_cleft(scan: &Scan<'_>, t: u32) -> bool {
    t >= 2
        && matches!(scan.low(t - 1).as_str(), "is" | "was")
        && scan.low(t - 2) == "it"
        && scan.low(t + 1) == "that"
}

/// Words of how a town lies, which say no more of which one it is: 'the lakeside city'.
fn is_lie(word: &str) -> bool {
    matches!(
        word,
        "same"
            | "truce"
            | "border"
            | "frontier"
            | "lakeside"
            | "seaside"
            | "coastal"
            | "mountain"
            | "alpine"
            | "desert"
            | "holiday"
            | "port"
    )
}

impl Reader<'_> {
    /// Adds the places that a sentence refers to without naming them.
    pub(super) fn referred_places(&mut self, i: usize, scan: &Scan<'_>) {
        for t in 0..scan.len() {
            let low = scan.low(t);
            match low.as_str() {
                "capital" if scan.upos(t) == Upos::Noun => {
                    self.capital(scan, t);
                    self.capital_at_home(i, scan, t);
                }
                "ministry" if scan.upos(t) == Upos::Noun => self.ministry(scan, t),
                "there"
                    if scan.upos(t) == Upos::Adv
                        && t > 0
                        && (scan.rel(t) == Deprel::Advmod || is_cleft(scan, t)) =>
                {
                    let known = self.out.len();
                    self.earlier_place(i, scan, t, t);
                    if self.out.len() == known {
                        self.seat_before(scan, t);
                    }
                }
                // 'at the Grand Hotel here': the hotel says more; 'met Ana Silva here'.
                "here"
                    if scan.upos(t) == Upos::Adv
                        && t > 0
                        && scan.hit(t - 1).is_none_or(|h| scan.hits[h].person) =>
                {
                    self.here(scan, t);
                }
                "city" | "town" | "village" | "venue" | "resort" | "port"
                    if scan.upos(t) == Upos::Noun && is_this(scan, t) =>
                {
                    self.here(scan, t);
                }
                "place" | "spot" | "location" | "site" | "hotel" | "building" | "palace"
                | "compound"
                    if scan.upos(t) == Upos::Noun =>
                {
                    // 'At the same place'
                    let before = super::phrase::before(scan, t);
                    if before.role_start + 1 == t && scan.low(t - 1) == "same" {
                        self.earlier_place(i, scan, before.start, t);
                    }
                }
                "city" | "town" | "village" | "venue" | "resort" | "port"
                    if scan.upos(t) == Upos::Noun && self.town_of(scan, t) => {}
                "city" | "town" | "village" | "venue" | "resort" if scan.upos(t) == Upos::Noun => {
                    let before = super::phrase::before(scan, t);
                    let same = before.role_start < t
                        && (before.role_start..t).all(|w| is_lie(&scan.low(w)));
                    let bare = before.role_start == t;
                    let named = scan.low(t + 1) == "of";
                    if before.det.as_deref().is_some_and(is_definite)
                        && before.hits.is_empty()
                        && (same || bare)
                        && !named
                        && scan.hit(t).is_none()
                    {
                        self.earlier_place(i, scan, before.start, t);
                    }
                }
                _ => {}
            }
        }
    }

    /// 'DOHA: The ministers met here', at the head of a report: the town that it is
    /// sent from.
    pub(super) fn town_before_colon(&mut self, scan: &Scan<'_>) -> Option<usize> {
        let k = scan.hit(0).filter(|&k| {
            let h = &scan.hits[k];
            let name = h.span.of(self.text);
            scan.s.span.start < HEAD
                && h.first == 0
                && scan.word(h.end) == ":"
                && scan.word(h.end + 1).starts_with(char::is_uppercase)
                && name.chars().count() > 2
                && !name.chars().any(char::is_lowercase)
                && h.has(EntryKind::Place)
                && h.party_form().is_none_or(|f| f == Form::Seat)
        })?;
        let around = Around {
            within: None,
            locative: true,
            is_loc: true,
        };
        let h = scan.hits[k].clone();
        let place = place::choose(self.g, &h.entries, around, &|id| self.relevance(id))?;
        let place = place.to_place();
        self.home = Some((place.clone(), h.span));
        self.push_place(scan, &h, place, "en.entity.place.dateline", Vec::new());
        Some(k)
    }

    /// The place that a report is sent from; it is no side of what is told.
    pub(super) fn dateline(&mut self, scan: &Scan<'_>) {
        let around = Around {
            within: None,
            locative: true,
            is_loc: true,
        };
        let found = scan.hits.iter().filter(|h| !h.person).find_map(|h| {
            let place = place::choose(self.g, &h.entries, around, &|id| self.relevance(id))?;
            Some((h.clone(), place.to_place()))
        });
        if let Some((h, place)) = found {
            self.home = Some((place.clone(), h.span));
            self.push_place(scan, &h, place, "en.entity.place.dateline", Vec::new());
        }
    }

    /// 'The Swiss city', 'the Black Sea resort' of the Swiss: the town of that state
    /// named last. True where such a phrase was read.
    fn town_of(&mut self, scan: &Scan<'_>, t: u32) -> bool {
        let before = super::phrase::before(scan, t);
        let [h] = before.hits[..] else { return false };
        let named = scan.hit(t + 1).is_some()
            || scan.word(t + 1) == "," && scan.hit(t + 2).is_some()
            || matches!(scan.low(t + 1).as_str(), "of" | "called" | "named");
        let definite = before.det.as_deref().is_some_and(is_definite);
        let adjective = scan.hits[h].party_form() == Some(Form::Adjective);
        if named || !definite || !adjective || scan.hit(t).is_some() {
            return false;
        }
        let id = match &self.parties_of(&scan.hits[h]).0[..] {
            [one] => one.id.0.clone(),
            _ => return false,
        };
        let span = scan.span(before.start, t + 1);
        let town = |p: &&Place| {
            p.lat.is_some() && !p.is_state() && p.country.as_deref() == Some(id.as_str())
        };
        let last = (0..self.from.len()).rev().find_map(|s| {
            self.out_of(s)
                .iter()
                .filter(|r| r.span.end <= span.start && r.kind == MentionKind::Place)
                .filter(|r| r.place.as_ref().filter(town).is_some())
                .max_by_key(|r| r.span.start)
                .and_then(|r| Some((r.place.clone()?, r.span)))
        });
        let home = || self.home.clone().filter(|(p, _)| town(&p));
        if let Some((place, link)) = last.or_else(home) {
            let rule = "en.entity.reference.place";
            self.add_place(scan, span, t, place, rule, vec![link]);
        }
        true
    }

    /// 'The talks ended here': in the place that the report is sent from.
    fn here(&mut self, scan: &Scan<'_>, t: u32) {
        if let Some((place, link)) = self.home.clone() {
            let span = scan.span(t, t + 1);
            let rule = "en.entity.reference.place";
            self.add_place(scan, span, t, place, rule, vec![link]);
        }
    }

    /// 'the Omani capital', 'Oman's capital', unless its name follows.
    fn capital(&mut self, scan: &Scan<'_>, t: u32) {
        let before = super::phrase::before(scan, t);
        // 'The southern Sudanese capital' is that of a part.
        let part = |w: u32| {
            matches!(
                scan.low(w).as_str(),
                "southern" | "northern" | "eastern" | "western" | "regional" | "provincial"
            )
        };
        if (before.start.saturating_sub(1)..t).any(part) {
            return;
        }
        if scan.hit(t + 1).is_some() || scan.word(t + 1) == "," && scan.hit(t + 2).is_some() {
            return;
        }
        if let Some(place) = self.regional_capital(scan, t) {
            let span = scan.span(before.start, t + 1);
            self.add_place(scan, span, t, place, "en.entity.place.capital", Vec::new());
            return;
        }
        let [h] = before.hits[..] else { return };
        let id = self
            .parties_of(&scan.hits[h])
            .0
            .first()
            .map(|p| p.id.0.clone());
        if let Some(place) = id.and_then(|id| self.capital_of(&id)) {
            let span = scan.span(before.start, t + 1);
            let rule = "en.entity.place.capital";
            self.add_place(scan, span, t, place, rule, vec![scan.hits[h].span]);
        }
    }

    /// 'They met at the Omani foreign ministry', 'at Oman's industry ministry': in the
    /// capital, unless a town follows.
    fn ministry(&mut self, scan: &Scan<'_>, t: u32) {
        let before = super::phrase::before(scan, t);
        let [h] = before.hits[..] else { return };
        let at = before.start.checked_sub(1);
        let at = at.is_some_and(|w| scan.low(w) == "at");
        // 'Diplomats at the Omani foreign ministry' are so wherever they meet.
        let who = scan.s.head(t).is_some_and(|h| {
            scan.upos(h) == Upos::Noun && !super::words::is_meeting_noun(scan.lemma(h))
        });
        if !at
            || who && scan.rel(t) == Deprel::Nmod
            || matches!(scan.low(t + 1).as_str(), "in" | "at" | "near")
        {
            return;
        }
        let id = match &self.parties_of(&scan.hits[h]).0[..] {
            [one] if self.is_state(&one.id.0) => one.id.0.clone(),
            _ => return,
        };
        if let Some(place) = self.capital_of(&id) {
            let span = scan.span(before.start, t + 1);
            let rule = "en.entity.place.capital";
            self.add_place(scan, span, t, place, rule, vec![scan.hits[h].span]);
        }
    }

    /// The capital of a state, where the gazetteer has it.
    fn capital_of(&self, id: &str) -> Option<Place> {
        let capital = self.g.party_info(id)?.capital.clone();
        let mut named = self.g.places_by_name(&capital).into_iter();
        named.find(|p| p.country == Some(id)).map(|p| p.to_place())
    }

    /// 'They first sat in the capital': the one that was named just before, or
    /// that of the state whose government needs no name. 'The capital of Oman'
    /// is Oman's.
    fn capital_at_home(&mut self, i: usize, scan: &Scan<'_>, t: u32) {
        let before = super::phrase::before(scan, t);
        let bare = before.role_start == t && before.hits.is_empty();
        let definite = before.det.as_deref().is_some_and(|d| d == "the");
        let phrase = matches!(scan.rel(t), Deprel::Obl | Deprel::Nmod | Deprel::Obj);
        let named =
            scan.hit(t + 1).is_some() || scan.word(t + 1) == "," && scan.hit(t + 2).is_some();
        if !bare || !definite || !phrase || named {
            return;
        }
        let of = (scan.low(t + 1) == "of").then(|| scan.hit(t + 2).or_else(|| scan.hit(t + 3)));
        let (place, link) = match of {
            Some(Some(h)) => {
                let hit = scan.hits[h].clone();
                let id = self.parties_of(&hit).0.first().map(|p| p.id.0.clone());
                (id.and_then(|id| self.capital_of(&id)), vec![hit.span])
            }
            Some(None) => return,
            None => match self.capital_before(i, scan.span(t, t + 1).start) {
                Some((place, link)) => (Some(place), vec![link]),
                None => match self.home_of_office() {
                    Some((home, link)) => (self.capital_of(&home.id.0), link),
                    None => return,
                },
            },
        };
        if let Some(place) = place {
            let span = scan.span(before.start, t + 1);
            self.add_place(scan, span, t, place, "en.entity.place.capital", link);
        }
    }

    /// The capital of a state named last before a place in the text.
    fn capital_before(&self, i: usize, at: u32) -> Option<(Place, Span)> {
        let reach = i.saturating_sub(REACH);
        let from = self.starts.get(reach).copied().unwrap_or(0);
        let near = |r: &&Resolved| r.span.end <= at && r.span.start >= from;
        let capital = |r: &&Resolved| {
            let place = r.place.as_ref().filter(|p| p.lat.is_some());
            place.is_some_and(|p| {
                let of = p.country.as_deref().and_then(|c| self.g.party_info(c));
                of.is_some_and(|info| info.capital == p.name)
            })
        };
        let since = self.out_since(reach).iter();
        let places = since.filter(|r| r.kind == MentionKind::Place);
        let last = places
            .filter(near)
            .filter(capital)
            .max_by_key(|r| r.span.start)?;
        Some((last.place.clone()?, last.span))
    }

    /// The town or venue named last before these words.
    fn earlier_place(&mut self, i: usize, scan: &Scan<'_>, first: u32, head: u32) {
        let span = scan.span(first, head + 1);
        let from = self
            .starts
            .get(i.saturating_sub(REACH))
            .copied()
            .unwrap_or(0);
        // Mentions are in order of sentences, not within one: the latest by
        // its place in the text counts. A whole state is no 'there' where a
        // town was named.
        let found = self
            .out_since(i.saturating_sub(REACH))
            .iter()
            .filter(|r| {
                r.kind == MentionKind::Place && r.span.end <= span.start && r.span.start >= from
            })
            .filter(|r| r.place.as_ref().is_some_and(|p| p.lat.is_some()))
            .max_by_key(|r| r.span.start)
            .and_then(|r| Some((r.place.clone()?, r.span)));
        if let Some((place, link)) = found {
            self.add_place(
                scan,
                span,
                head,
                place,
                "en.entity.reference.place",
                vec![link],
            );
        }
    }

    /// 'Moscow said that he would hold talks there', where no town was named as one.
    fn seat_before(&mut self, scan: &Scan<'_>, t: u32) {
        let seat = |k: &usize| {
            let h = &scan.hits[*k];
            h.end <= t && h.party_form() == Some(Form::Seat) && h.has(EntryKind::Place)
        };
        let Some(k) = (0..scan.hits.len()).rev().find(seat) else {
            return;
        };
        let h = scan.hits[k].clone();
        let around = Around {
            within: None,
            locative: true,
            is_loc: true,
        };
        let place = place::choose(self.g, &h.entries, around, &|id| self.relevance(id));
        if let Some(place) = place.map(|p| p.to_place()) {
            let span = scan.span(t, t + 1);
            let rule = "en.entity.reference.place";
            self.add_place(scan, span, t, place, rule, vec![h.span]);
        }
    }

    pub(super) fn add_place(
        &mut self,
        scan: &Scan<'_>,
        span: Span,
        head: u32,
        place: Place,
        rule: &str,
        evidence: Vec<Span>,
    ) {
        let head = scan.s.tokens.get(head as usize).map_or(span, |t| t.span);
        self.out.push(Resolved {
            span,
            head,
            kind: MentionKind::Place,
            parties: Vec::new(),
            person: None,
            place: Some(place),
            resolution: Resolution {
                rule: rule.to_owned(),
                evidence,
            },
        });
    }
}

/// 'In this Alpine resort', 'in this western city' of the place that the report is
/// sent from, with no name behind it.
fn is_this(scan: &Scan<'_>, t: u32) -> bool {
    let this = (t.saturating_sub(4)..t)
        .rev()
        .take_while(|&w| matches!(scan.upos(w), Upos::Adj | Upos::Propn) || scan.low(w) == "this");
    let mut this = this.filter(|&w| scan.low(w) == "this");
    let named = scan.low(t + 1) == "of" || scan.hit(t + 1).is_some();
    let comma = scan.word(t + 1) == "," && scan.hit(t + 2).is_some_and(|h| !scan.hits[h].person);
    this.next().is_some() && !named && !comma && t > 1
}

/// 'The Black Sea resort of Sochi', 'an Alpine resort': the words before the noun
/// tell of which sort the town is, or on which sea it lies.
pub(super) fn is_sort_of_town(scan: &Scan<'_>, first: u32, end: u32) -> bool {
    let noun = |t: u32| {
        matches!(
            scan.low(t).as_str(),
            "resort" | "port" | "spa" | "seaport" | "city" | "town" | "village" | "retreat"
        )
    };
    let Some(n) = (end..end + 3).find(|&t| noun(t) && !noun(t + 1)) else {
        return false;
    };
    let between = (end..n).all(|t| {
        let upos = scan.upos(t);
        matches!(upos, Upos::Adj | Upos::Noun) && scan.hit(t).is_none()
    });
    let named = |t: u32| scan.hit(t).is_some_and(|h| !scan.hits[h].person);
    let behind = scan.low(n + 1) == "of" && named(n + 2) || named(n + 1);
    let adjective = end == first + 1 && scan.upos(first) == Upos::Adj;
    between && (behind || adjective)
}
