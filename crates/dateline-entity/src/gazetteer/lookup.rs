//! Questions to the gazetteer: by name, by id, by date.

use super::format::{
    ACTOR, EntryKind, Form, NONE16, OPEN_END, OPEN_START, PERSON, PLACE, Section, TERM, i16_at,
    i32_at, u16_at, u32_at,
};
use super::{Entry, Gazetteer, Layer, PartyIx};
use crate::fold::fold;
use crate::sector::SECTORS;
use dateline_record::{PartyId, Place};
use jiff::civil::Date;

/// A place as the gazetteer has it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceEntry<'g> {
    /// The name to show.
    pub name: &'g str,
    /// ISO alpha-3 of the state it lies in; `None` on a border or in dispute.
    pub country: Option<&'g str>,
    /// The states that share or claim it, where there are two.
    pub shared: [Option<&'g str>; 2],
    /// Degrees north, to 0.01.
    pub lat: f64,
    /// Degrees east, to 0.01.
    pub lon: f64,
    /// Inhabitants in thousands, rounded up; 0 where unknown.
    pub thousands: u32,
    /// True for what is no town: venue, region, sea, strait, site.
    pub feature: bool,
    /// `geonames:1880252` or `venue:panmunjom`.
    pub id: String,
}

impl PlaceEntry<'_> {
    /// The place as the phases hand it on.
    pub fn to_place(&self) -> Place {
        Place {
            name: self.name.to_owned(),
            country: self.country.map(str::to_owned),
            lat: Some(self.lat),
            lon: Some(self.lon),
            gazetteer: Some(self.id.clone()),
        }
    }
}

/// A time in office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term<'g> {
    /// The party spoken for.
    pub party: &'g str,
    /// PLOVER sector.
    pub sector: &'static str,
    /// 2 for heads of state and government and foreign ministers, 1 for other
    /// ministers, 0 for the rest.
    pub rank: u8,
    /// The office.
    pub role: &'g str,
    /// First day, days since 1970-01-01.
    pub from: Option<i32>,
    /// Last day; `None` where no end is recorded.
    pub to: Option<i32>,
}

impl Term<'_> {
    /// True where the day lies in the term; an open end holds every day.
    pub fn holds(&self, day: i32) -> bool {
        self.from.is_none_or(|f| f <= day) && self.to.is_none_or(|t| day <= t)
    }
}

/// A person as the gazetteer has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonEntry<'g> {
    /// The name to show.
    pub name: &'g str,
    /// Times in office.
    pub terms: Vec<Term<'g>>,
}

/// A body, office or coded name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorEntry<'g> {
    /// The name to show; empty for the text's own.
    pub name: &'g str,
    /// The party it speaks for.
    pub party: Option<&'g str>,
    /// PLOVER sector; empty where none is known.
    pub sector: &'static str,
    /// True for an individual.
    pub individual: bool,
    /// First day.
    pub from: Option<i32>,
    /// Last day.
    pub to: Option<i32>,
}

/// Days since 1970-01-01.
pub(crate) fn day_number(date: Date) -> i32 {
    (date - jiff::civil::date(1970, 1, 1)).get_days()
}

impl Gazetteer {
    fn global(&self, layer: &Layer, local: u16) -> Option<PartyIx> {
        if local == NONE16 {
            return None;
        }
        layer.parties.get(local as usize).copied()
    }

    /// All meanings of a name, the user's first.
    pub(crate) fn entries(&self, name: &str) -> Vec<Entry> {
        let key = fold(name);
        let mut found = Vec::new();
        for (n, layer) in self.layers().iter().enumerate().rev() {
            if let Some(value) = layer.names().get(&key) {
                found.extend(layer.postings(value).map(|posting| Entry {
                    layer: n as u8,
                    posting,
                }));
            }
        }
        found
    }

    /// The party an entry leads to.
    pub(crate) fn entry_party(&self, entry: Entry) -> Option<PartyIx> {
        let layer = &self.layers()[entry.layer as usize];
        match entry.posting.kind {
            EntryKind::Party => layer.parties.get(entry.posting.id as usize).copied(),
            _ => None,
        }
    }

    /// The place an entry leads to.
    pub(crate) fn entry_place(&self, entry: Entry) -> PlaceEntry<'_> {
        let layer = &self.layers()[entry.layer as usize];
        let bytes = layer.section(Section::Places);
        let at = entry.posting.id as usize * PLACE;
        let name = layer.string(u32_at(bytes, at));
        let geonames = u32_at(bytes, at + 4);
        let code = |local: u16| {
            self.global(layer, local)
                .map(|ix| self.info(ix).id.as_str())
        };
        let first = code(u16_at(bytes, at + 8));
        let second = code(u16_at(bytes, at + 10));
        let size = u16_at(bytes, at + 16);
        PlaceEntry {
            name,
            country: if second.is_none() { first } else { None },
            shared: [first, second],
            lat: f64::from(i16_at(bytes, at + 12)) / 100.0,
            lon: f64::from(i16_at(bytes, at + 14)) / 100.0,
            thousands: u32::from(size & 0x7fff),
            feature: size >> 15 == 1,
            id: if geonames == 0 {
                format!("venue:{}", fold(name).replace(' ', "-"))
            } else {
                format!("geonames:{geonames}")
            },
        }
    }

    /// The person an entry leads to.
    pub(crate) fn entry_person(&self, entry: Entry) -> PersonEntry<'_> {
        let layer = &self.layers()[entry.layer as usize];
        let bytes = layer.section(Section::Persons);
        let at = entry.posting.id as usize * PERSON;
        let first = u32_at(bytes, at + 4) as usize;
        let n = u32_at(bytes, at + 8) as usize;
        let terms = layer.section(Section::Terms);
        PersonEntry {
            name: layer.string(u32_at(bytes, at)),
            terms: (first..first + n)
                .filter_map(|t| {
                    let at = t * TERM;
                    let party = self.global(layer, u16_at(terms, at + 8))?;
                    Some(Term {
                        party: self.info(party).id.as_str(),
                        sector: sector_name(terms.get(at + 10)),
                        rank: terms.get(at + 11).copied().unwrap_or(0),
                        role: layer.string(u32_at(terms, at + 12)),
                        from: known(i32_at(terms, at), OPEN_START),
                        to: known(i32_at(terms, at + 4), OPEN_END),
                    })
                })
                .collect(),
        }
    }

    /// The body an entry leads to.
    pub(crate) fn entry_actor(&self, entry: Entry) -> ActorEntry<'_> {
        let layer = &self.layers()[entry.layer as usize];
        let bytes = layer.section(Section::Actors);
        let at = entry.posting.id as usize * ACTOR;
        let name = u32_at(bytes, at);
        ActorEntry {
            name: if name == 0 { "" } else { layer.string(name) },
            party: self
                .global(layer, u16_at(bytes, at + 4))
                .map(|ix| self.info(ix).id.as_str()),
            sector: sector_name(bytes.get(at + 6)),
            individual: bytes.get(at + 7) == Some(&1),
            from: known(i32_at(bytes, at + 8), OPEN_START),
            to: known(i32_at(bytes, at + 12), OPEN_END),
        }
    }

    /// Parties by a name, alias, adjective, demonym or seat, with as what the
    /// name stands for them; the user's entries first.
    ///
    /// # Example
    /// ```
    /// let gazetteer = dateline_entity::Gazetteer::embedded();
    /// let found = gazetteer.party_by_name("Pyongyang");
    /// assert_eq!(found[0].0.as_str(), "PRK");
    /// assert_eq!(found[0].1, dateline_entity::Form::Seat);
    /// ```
    pub fn party_by_name(&self, name: &str) -> Vec<(PartyId, Form)> {
        self.entries(name)
            .into_iter()
            .filter_map(|e| Some((self.id(self.entry_party(e)?), e.posting.form)))
            .collect()
    }

    /// The party that a name, alias, id, adjective or seat stands for first;
    /// `None` where it is none.
    ///
    /// # Example
    /// ```
    /// let gazetteer = dateline_entity::Gazetteer::embedded();
    /// assert_eq!(gazetteer.party_id("North Korea").expect("known").as_str(), "PRK");
    /// assert_eq!(gazetteer.party_id("prk").expect("known").as_str(), "PRK");
    /// assert_eq!(gazetteer.party_id("Ruritania"), None);
    /// ```
    pub fn party_id(&self, name: &str) -> Option<PartyId> {
        let name = name.trim();
        if let Some(ix) = self.ix(name).or_else(|| self.ix(&name.to_uppercase())) {
            return Some(self.id(ix));
        }
        self.party_by_name(name)
            .into_iter()
            .next()
            .map(|(id, _)| id)
    }

    /// Places of a name, the user's first, then by population.
    pub fn places_by_name(&self, name: &str) -> Vec<PlaceEntry<'_>> {
        let mut found: Vec<(u8, PlaceEntry<'_>)> = self
            .entries(name)
            .into_iter()
            .filter(|e| e.posting.kind == EntryKind::Place)
            .map(|e| (e.layer, self.entry_place(e)))
            .collect();
        found.sort_by_key(|(layer, p)| {
            (
                std::cmp::Reverse(*layer),
                !p.feature,
                std::cmp::Reverse(p.thousands),
            )
        });
        found.into_iter().map(|(_, p)| p).collect()
    }

    /// Persons of a name or family name, the user's first.
    pub fn persons_by_name(&self, name: &str) -> Vec<PersonEntry<'_>> {
        self.entries(name)
            .into_iter()
            .filter(|e| e.posting.kind == EntryKind::Person)
            .map(|e| self.entry_person(e))
            .collect()
    }

    /// The armed group that 'the rebels' of a state means on a day, where the
    /// gazetteer knows one; days are counted from 1970-01-01.
    pub fn rebels(&self, state: &str, day: i32) -> Option<&str> {
        let entries = self.entries(&rebels_of(state));
        entries
            .into_iter()
            .filter(|e| e.posting.kind == EntryKind::Actor)
            .map(|e| self.entry_actor(e))
            .find(|a| a.from.is_none_or(|f| f <= day) && a.to.is_none_or(|t| day <= t))?
            .party
    }

    /// Bodies and offices of a name.
    pub fn bodies_by_name(&self, name: &str) -> Vec<ActorEntry<'_>> {
        self.entries(name)
            .into_iter()
            .filter(|e| e.posting.kind == EntryKind::Actor)
            .map(|e| self.entry_actor(e))
            .collect()
    }
}

/// The name under which a compiled gazetteer keeps the rebels of a state.
pub fn rebels_of(state: &str) -> String {
    format!("rebels of {state}")
}

fn known(day: i32, open: i32) -> Option<i32> {
    (day != open).then_some(day)
}

fn sector_name(number: Option<&u8>) -> &'static str {
    number
        .and_then(|&n| SECTORS.get(n as usize))
        .copied()
        .unwrap_or("")
}
