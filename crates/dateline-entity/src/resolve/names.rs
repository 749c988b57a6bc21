//! Names that the reader of names found, joined with those of the gazetteer.

use super::people::People;
use super::read::Reader;
use super::scan::{Hit, Scan};
use crate::gazetteer::format::EntryKind;
use crate::gazetteer::{Form, Gazetteer, PartyKind};
use crate::roles::RoleClass;
use dateline_record::{Granularity, Span, Timex};
use dateline_syntax::{Deprel, NameType, Upos, Xpos};

impl Scan<'_> {
    /// 'North' in 'North and South Korea': the party of that half, where the
    /// gazetteer knows both.
    pub(super) fn other_half(&self, g: &Gazetteer, first: u32, end: u32) -> Option<Hit> {
        const SIDES: [&str; 4] = ["north", "south", "east", "west"];
        let side = |t: u32| SIDES.contains(&self.low(t).as_str());
        let at = first.checked_sub(2)?;
        let joined = matches!(self.low(first - 1).as_str(), "and" | "or");
        if end - first < 2
            || !joined
            || !side(first)
            || !side(at)
            || self.low(at) == self.low(first)
        {
            return None;
        }
        let rest = self.span(first + 1, end).of(self.text);
        let entries = g.entries(&format!("{} {rest}", self.word(at)));
        let hit = Hit {
            first: at,
            end: first - 1,
            span: self.span(at, first - 1),
            entries,
            ner: None,
            person: false,
            inside: false,
            refers: None,
        };
        hit.party_form().is_some().then_some(hit)
    }

    /// True where a name begins behind the word for a ship, with an article before it.
    fn is_of_ship(&self, first: u32) -> bool {
        let Some(ship) = first.checked_sub(1) else {
            return false;
        };
        let named = matches!(
            self.low(ship).as_str(),
            "carrier"
                | "destroyer"
                | "frigate"
                | "corvette"
                | "cruiser"
                | "submarine"
                | "warship"
                | "tanker"
                | "freighter"
                | "trawler"
                | "ferry"
                | "ship"
                | "vessel"
        );
        let article = (1..=3).any(|n| {
            ship.checked_sub(n).is_some_and(|t| {
                matches!(self.low(t).as_str(), "the" | "a" | "an" | "its" | "their")
            })
        });
        named && article
    }

    /// Joins what the reader of names found with the gazetteer's.
    pub(super) fn read_names(&mut self, g: &Gazetteer, times: &[&Timex]) {
        for name in &self.s.names {
            let (mut first, mut end) = (name.first, name.end);
            while end > first && matches!(self.upos(end - 1), Upos::Part | Upos::Punct) {
                end -= 1;
            }
            if name.kind != NameType::Per {
                // 'South Africa's Cyril Ramaphosa' is two.
                let owned = |&t: &u32| matches!(self.word(t), "'s" | "’s");
                first = (first..end).rfind(owned).map_or(first, |t| t + 1);
            }
            if name.kind == NameType::Per {
                // 'Late on Monday Santos told', 'told Zarif Thursday'. A month
                // may be a given name.
                let day = |t: u32| {
                    times.iter().any(|x| {
                        x.span.contains(self.span(t, t + 1))
                            && x.interval
                                .is_some_and(|i| i.granularity <= Granularity::Day)
                    })
                };
                while first < end && day(first) {
                    first += 1;
                }
                while end > first && day(end - 1) {
                    end -= 1;
                }
                // 'Mr. X': the title is no part of the name, nor a name alone.
                while first < end
                    && (super::words::is_courtesy(&self.low(first))
                        || self.word(first) == "." && first > name.first)
                {
                    first += 1;
                }
                // 'General X': the rank is a role.
                while first < end && super::words::is_rank(self.word(first)) {
                    first += 1;
                }
                // 'Commission President X': the office is no part of the name.
                let office = |&t: &u32| is_office_word(self.word(t)) && self.word(t + 1) != "-";
                let title = (first + 1..end.saturating_sub(1)).rfind(office);
                first = title.map_or(first, |t| t + 1);
                // 'President X of Y', 'X of the People's Republic of Y'
                let of = (first + 1..end).find(|&t| self.low(t) == "of");
                if let Some(of) = of
                    && (self.low(of + 1) == "the"
                        || of > first + 1
                        || self
                            .hits
                            .iter()
                            .any(|h| h.first == of + 1 && h.end == end && h.party_form().is_some()))
                {
                    end = of;
                }
                // 'Charles Michel in Brussels', but 'Park Jae-in'
                let place = |&t: &u32| {
                    matches!(self.word(t), "in" | "at" | "from" | "with") && self.word(t - 1) != "-"
                };
                end = (first + 1..end).find(place).unwrap_or(end);
                // Titles and parties that the reader took into the name.
                loop {
                    if self.low(first) == "of" && first + 1 < end {
                        first += 1;
                    }
                    let span = self.span(first, end);
                    let skip = self
                        .hits
                        .iter()
                        .filter(|h| h.first == first && h.end < end && h.span != span)
                        .filter(|h| {
                            // 'mayor of Gdansk Pawel X', 'outside Gdansk Pawel X'
                            let at = |t: u32| {
                                let low = self.low(t);
                                low == "of" || super::words::locative(&low)
                            };
                            let town = h.has(EntryKind::Place) && first > 0 && at(first - 1);
                            // 'President of Russia Vladimir Putin'
                            let state = h.party_form() == Some(Form::Name)
                                && first > 0
                                && self.low(first - 1) == "of"
                                && self.roles.iter().any(|r| r.end + 1 == first);
                            // 'ambassador to the UN X'
                            let body = h.party_form() == Some(Form::Name)
                                && h.entries.iter().all(|e| {
                                    g.entry_party(*e)
                                        .is_none_or(|ix| g.info(ix).kind == PartyKind::Organisation)
                                });
                            town || state
                                || body
                                || matches!(h.party_form(), Some(Form::Adjective | Form::Name))
                                    && !self.first_name(first)
                        })
                        .map(|h| h.end)
                        .chain(
                            self.roles
                                .iter()
                                // 'Vice-Premier X', of which it may have begun in the middle.
                                // Of 'FBI Director X' the title's end.
                                .filter(|r| {
                                    r.end < end
                                        && (r.first <= first && first < r.end
                                            || r.first > first
                                                && r.first <= first + 2
                                                && r.class == RoleClass::Title
                                                && r.end - r.first == 1
                                                && !self.first_name(first))
                                })
                                .map(|r| r.end),
                        )
                        .max();
                    match skip {
                        Some(next) => first = next,
                        None => break,
                    }
                }
            }
            // 'The carrier Ronald Reagan', 'the tanker Delta Pride': no person, no place.
            if first >= end || self.is_of_ship(first) {
                continue;
            }
            let span = self.span(first, end);
            let words = span.of(self.text);
            if !words.chars().any(char::is_alphabetic)
                || times.iter().any(|t| t.span.contains(span))
            {
                continue;
            }
            match name.kind {
                NameType::Per => {
                    // 'Kerry and Zarif' are two.
                    let mut from = first;
                    for t in first..=end {
                        let parts = t == end
                            || matches!(self.upos(t), Upos::Cconj)
                            || self.word(t) == ","
                            || self.word(t) == "&";
                        if parts {
                            // 'of Transportation' begins with no name.
                            while from < t
                                && !self.word(from).starts_with(char::is_uppercase)
                                && !super::words::is_particle(&self.low(from))
                            {
                                from += 1;
                            }
                            let title = self.roles.iter().any(|r| r.first <= from && t <= r.end);
                            if t > from && !title && self.is_where(from, t) {
                                self.hits.retain(|h| h.end <= from || t <= h.first);
                                self.add_town(from, t);
                            } else if t > from
                                && !title
                                && !self.is_direction(from, t)
                                && self.may_be_person(from, t)
                            {
                                self.add_person(g, from, t);
                            }
                            from = t + 1;
                        }
                    }
                }
                _ => {
                    let mut known = false;
                    let long = name.kind == NameType::Loc && end - first > 2;
                    let parts: Vec<bool> = (first..end)
                        .filter(|_| long)
                        .map(|t| super::words::is_particle(&self.low(t)))
                        .collect();
                    let longer = name.kind == NameType::Loc && self.is_longer(first, end);
                    for h in &mut self.hits {
                        if h.first >= first && h.end <= end {
                            if h.ner.is_none() {
                                h.ner = Some(name.kind);
                            }
                            let whole = h.first == first && h.end == end;
                            h.inside |= !whole && (name.kind == NameType::Org || longer);
                            // 'Cay' in 'Elbow Cay' is another place's name.
                            h.inside |= name.kind == NameType::Loc
                                && h.first > first
                                && h.party_form().is_none();
                            // 'Palacio' in 'Palacio de Gobierno'.
                            let next = h.end.checked_sub(first).map(|n| n as usize);
                            h.inside |= next.and_then(|n| parts.get(n)).is_some_and(|p| *p)
                                && h.party_form().is_none();
                            known |= !h.inside || name.kind != NameType::Loc;
                        } else if h.first < end && first < h.end {
                            known = true;
                        }
                    }
                    if !known && name.kind == NameType::Loc {
                        self.add_town(first, end);
                    }
                }
            }
        }
    }

    /// Adds a place that no table has.
    fn add_town(&mut self, first: u32, end: u32) {
        self.hits.push(Hit {
            first,
            end,
            span: self.span(first, end),
            entries: Vec::new(),
            ner: Some(NameType::Loc),
            person: false,
            inside: false,
            refers: None,
        });
    }

    /// 'Lake Ohrid', 'Mount Hermon': places by their first word, where neither a
    /// table nor the reader of names has them.
    pub(super) fn lakes(&mut self) {
        for t in 0..self.len() {
            let next = t + 1;
            let named = matches!(self.word(t), "Lake" | "Mount" | "Cape")
                && next < self.len()
                && self.upos(next) == Upos::Propn
                && self.word(next).starts_with(char::is_uppercase);
            let free = |h: &Hit| h.end <= t || next < h.first;
            // 'Lake Ohrid', where a table has Ohrid: that is where it lies.
            let town = self.hits.iter().position(|h| {
                named && h.first == next && h.has(EntryKind::Place) && h.party_form().is_none()
            });
            if let Some(town) = town {
                let end = self.hits[town].end;
                let span = self.span(t, end);
                let town = &mut self.hits[town];
                (town.first, town.span, town.inside) = (t, span, false);
                town.ner = Some(NameType::Loc);
                self.hits
                    .retain(|h| h.first != t || h.end != end || !h.entries.is_empty());
                continue;
            }
            if !named || !self.hits.iter().all(free) {
                continue;
            }
            self.hits.push(Hit {
                first: t,
                end: next + 1,
                span: self.span(t, next + 1),
                entries: Vec::new(),
                ner: Some(NameType::Loc),
                person: false,
                inside: false,
                refers: None,
            });
        }
    }

    /// True for a noun with no word beside it that a common noun in the
    /// singular needs: 'Moon is to travel there', not 'The moon' or 'Full Moon'.
    fn is_bare(&self, t: u32) -> bool {
        let one = self
            .s
            .tokens
            .get(t as usize)
            .is_some_and(|x| matches!(x.xpos, Xpos::Nn | Xpos::Nnp));
        one && !self.s.children(t).iter().any(|&c| {
            matches!(
                self.rel(c),
                Deprel::Det | Deprel::Amod | Deprel::NmodPoss | Deprel::Nummod | Deprel::Compound
            )
        })
    }

    /// True where the next word is a name that the reader sees as one with
    /// this: 'Jordan Smith', 'Israel Katz'. A state's name is no given name
    /// where a role noun follows.
    pub(super) fn first_name(&self, first: u32) -> bool {
        let next = first + 1;
        self.upos(next) == Upos::Propn
            && !self.roles.iter().any(|r| r.first == next)
            && matches!(self.rel(next), Deprel::Flat)
    }

    /// The end of a name whose last words the reader of names left out: what
    /// hangs on it by a hyphen, and further parts of the name ('Kim Do-gyun').
    pub(super) fn whole_name(&self, end: u32) -> u32 {
        let mut end = end;
        loop {
            let touches = |t: u32| {
                t > 0
                    && self
                        .s
                        .tokens
                        .get(t as usize)
                        .is_some_and(|x| x.span.start == self.s.tokens[t as usize - 1].span.end)
            };
            if matches!(self.word(end), "-" | "\u{2010}" | "\u{2011}")
                && touches(end)
                && touches(end + 1)
            {
                end += 2;
                continue;
            }
            // 'Do-gyun', whatever the reader takes 'Do' for.
            let capital = self.word(end).starts_with(char::is_uppercase);
            let small = |t: u32| self.word(t).starts_with(char::is_lowercase);
            let free = self.hit_free(end);
            if capital
                && free
                && self.word(end + 1) == "-"
                && touches(end + 1)
                && small(end + 2)
                && touches(end + 2)
            {
                end += 3;
                continue;
            }
            if capital
                && free
                && self
                    .word(end)
                    .split_once('-')
                    .is_some_and(|(_, r)| r.starts_with(char::is_lowercase))
            {
                end += 1;
                continue;
            }
            let part = self.upos(end) == Upos::Propn
                && self.rel(end) == Deprel::Flat
                && self.word(end).starts_with(char::is_uppercase)
                && !self.roles.iter().any(|r| r.first <= end && end < r.end);
            if !part {
                return end.min(self.len());
            }
            end += 1;
        }
    }
}

impl Reader<'_> {
    /// Family names of persons that were named in full before.
    pub(super) fn known_names(&mut self, scan: &mut Scan<'_>) {
        let mut add: Vec<(u32, Span)> = Vec::new();
        for t in 0..scan.len() {
            // 'Moon is to travel there': a name that is a noun, too.
            let noun = scan.upos(t) == Upos::Noun && scan.is_bare(t);
            if !noun && !matches!(scan.upos(t), Upos::Propn | Upos::X) {
                continue;
            }
            let word = scan.word(t);
            if !word.starts_with(char::is_uppercase) || noun && !self.people.answers(word) {
                continue;
            }
            // 'Hammond said' where the report never gives the full name.
            if let Some(h) = scan.hit(t)
                && !self.people.answers(word)
            {
                let hit = &scan.hits[h];
                let acts = matches!(
                    scan.rel(t),
                    Deprel::Nsubj
                        | Deprel::NsubjPass
                        | Deprel::Conj
                        | Deprel::Obj
                        | Deprel::Iobj
                        | Deprel::NmodPoss
                );
                if acts
                    && !hit.person
                    && hit.end - hit.first == 1
                    && hit.party_form().is_none()
                    && !hit.has(EntryKind::Actor)
                    && People::has_bearer(self.g, &hit.entries, self.day, &|id| self.relevance(id))
                {
                    add.push((t, hit.span));
                }
                continue;
            }
            if !self.people.answers(word) {
                continue;
            }
            match scan.hit(t) {
                None => {
                    // One word of a longer unknown name is another's.
                    let joined = [t.checked_sub(1), Some(t + 1)]
                        .into_iter()
                        .flatten()
                        .any(|u| {
                            scan.upos(u) == Upos::Propn
                                && scan.role(u).is_none()
                                && scan.hit(u).is_none()
                                && scan.word(u).starts_with(char::is_uppercase)
                                && matches!(scan.rel(u.max(t)), Deprel::Flat | Deprel::Compound)
                        });
                    if !joined {
                        add.push((t, scan.s.tokens[t as usize].span));
                    }
                }
                Some(h) => {
                    let hit = &scan.hits[h];
                    if hit.person || hit.end - hit.first > 1 || hit.party_form().is_some() {
                        continue;
                    }
                    let before = t.checked_sub(1).map(|b| scan.low(b)).unwrap_or_default();
                    let owns = matches!(scan.word(t + 1), "'s" | "’s");
                    if !super::words::locative(&before) || owns || hit.entries.is_empty() {
                        add.push((t, hit.span));
                    }
                }
            }
        }
        for (t, span) in add {
            scan.hits.retain(|h| h.first != t);
            scan.hits.push(Hit {
                first: t,
                end: t + 1,
                span,
                entries: Vec::new(),
                ner: Some(NameType::Per),
                person: true,
                inside: false,
                refers: None,
            });
        }
    }
}

/// A capitalised word that ends the title of an office.
pub(super) fn is_office_word(word: &str) -> bool {
    matches!(
        word,
        "President"
            | "Minister"
            | "Chairman"
            | "Chairwoman"
            | "Secretary"
            | "Ambassador"
            | "Envoy"
            | "Premier"
            | "Chancellor"
            | "Commissioner"
            | "Spokesman"
            | "Spokeswoman"
            | "Speaker"
            | "Governor"
            | "Director"
            | "Commander"
    )
}
