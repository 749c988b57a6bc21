//! Makes the compiled form from entries and names.

use super::format::{
    ACTOR, EntryKind, Form, MAGIC, N_SECTIONS, NONE16, OPEN_END, OPEN_START, Posting, RUN, VERSION,
};
use super::party::PartyInfo;
use crate::fold::fold;
use std::collections::{BTreeMap, HashMap};

/// A town, venue or region to be compiled.
#[derive(Clone, Debug, Default)]
pub struct PlaceRow {
    /// The name to show.
    pub name: String,
    /// Position of the state among the parties; `None` on a border.
    pub country: Option<u32>,
    /// A second state that claims or shares it.
    pub other: Option<u32>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Inhabitants; 0 where unknown.
    pub population: u32,
    /// GeoNames id; 0 for a place of our own.
    pub geonames: u32,
    /// True for what is no town: a venue, region, sea, strait, site.
    pub feature: bool,
}

/// A time in office.
#[derive(Clone, Debug, Default)]
pub struct TermRow {
    /// First day, days since 1970-01-01; `None` where unknown.
    pub from: Option<i32>,
    /// Last day; `None` where no end is recorded.
    pub to: Option<i32>,
    /// Position of the party.
    pub party: u32,
    /// Number of the sector.
    pub sector: u8,
    /// 2 for heads of state and government and foreign ministers, 1 for
    /// other ministers, 0 for the rest.
    pub rank: u8,
    /// The office.
    pub role: String,
}

/// A body, office or coded name to be compiled.
#[derive(Clone, Debug, Default)]
pub struct ActorRow {
    /// The name to show; empty for the text's own.
    pub name: String,
    /// Position of the party it speaks for.
    pub party: Option<u32>,
    /// Number of the sector.
    pub sector: u8,
    /// True for an individual.
    pub individual: bool,
    /// First and last day.
    pub from: Option<i32>,
    /// Last day.
    pub to: Option<i32>,
}

/// Collects entries and names, and writes the compiled form.
#[derive(Default)]
pub struct Builder {
    names: BTreeMap<String, Vec<u64>>,
    parties: Vec<PartyInfo>,
    places: Vec<u8>,
    persons: Vec<(String, Vec<TermRow>)>,
    actors: Vec<u8>,
    strings: Vec<u8>,
    string_at: HashMap<String, u32>,
}

impl Builder {
    fn string(&mut self, text: &str) -> u32 {
        if self.strings.is_empty() && !text.is_empty() {
            // Offset 0 is the empty string.
            self.string("");
        }
        if let Some(&at) = self.string_at.get(text) {
            return at;
        }
        let at = self.strings.len() as u32;
        self.strings.extend(text.bytes().filter(|&b| b != 0));
        self.strings.push(0);
        self.string_at.insert(text.to_owned(), at);
        at
    }

    /// Adds a party; returns its position. Names are added with
    /// [`Self::name`].
    pub fn party(&mut self, info: PartyInfo) -> u32 {
        self.parties.push(info);
        self.parties.len() as u32 - 1
    }

    /// The party at a position, to be completed.
    pub fn party_mut(&mut self, at: u32) -> Option<&mut PartyInfo> {
        self.parties.get_mut(at as usize)
    }

    /// Adds a place; returns its position.
    pub fn place(&mut self, row: &PlaceRow) -> u32 {
        let name = self.string(&row.name);
        let code = |c: Option<u32>| c.map_or(NONE16, |c| c as u16);
        let out = &mut self.places;
        out.extend(name.to_le_bytes());
        out.extend(row.geonames.to_le_bytes());
        out.extend(code(row.country).to_le_bytes());
        out.extend(code(row.other).to_le_bytes());
        out.extend(((row.lat * 100.0).round() as i16).to_le_bytes());
        out.extend(((row.lon * 100.0).round() as i16).to_le_bytes());
        // Thousands of inhabitants, rounded up; the high bit marks features.
        let thousands = row.population.div_ceil(1000).min(0x7fff) as u16;
        out.extend((thousands | u16::from(row.feature) << 15).to_le_bytes());
        out.extend(0u16.to_le_bytes());
        (self.places.len() / super::format::PLACE) as u32 - 1
    }

    /// Adds a person; returns the position.
    pub fn person(&mut self, name: &str, terms: Vec<TermRow>) -> u32 {
        self.persons.push((name.to_owned(), terms));
        self.persons.len() as u32 - 1
    }

    /// Adds a body or coded name; returns its position.
    pub fn actor(&mut self, row: &ActorRow) -> u32 {
        let name = if row.name.is_empty() {
            0
        } else {
            self.string(&row.name)
        };
        let out = &mut self.actors;
        out.extend(name.to_le_bytes());
        out.extend(row.party.map_or(NONE16, |p| p as u16).to_le_bytes());
        out.push(row.sector);
        out.push(u8::from(row.individual));
        out.extend(row.from.unwrap_or(OPEN_START).to_le_bytes());
        out.extend(row.to.unwrap_or(OPEN_END).to_le_bytes());
        (self.actors.len() / ACTOR) as u32 - 1
    }

    /// Adds a name for an entry. A name of capitals only of up to six letters
    /// matches capitals only; one that begins with a small letter matches
    /// either case.
    pub fn name(&mut self, name: &str, kind: EntryKind, form: Form, id: u32) {
        let key = fold(name);
        let letters: Vec<char> = name.chars().filter(|c| c.is_alphabetic()).collect();
        let upper = letters.len() <= 6
            && !letters.is_empty()
            && letters.iter().all(|c| !c.is_lowercase())
            && name.is_ascii();
        // 'the States' begins with a small letter and is a name all the same.
        let first = name.strip_prefix("the ").unwrap_or(name).chars().next();
        let lower = first.is_some_and(char::is_lowercase);
        if key.is_empty() {
            return;
        }
        let posting = Posting {
            kind,
            form,
            upper,
            lower,
            id,
        }
        .pack();
        let list = self.names.entry(key).or_default();
        if !list.contains(&posting) {
            list.push(posting);
        }
    }

    /// True where the name has an entry of that kind already.
    pub fn has(&self, name: &str, kind: EntryKind) -> bool {
        self.names
            .get(&fold(name))
            .is_some_and(|l| l.iter().any(|&p| Posting::unpack(p).kind == kind))
    }

    /// The compiled form.
    pub fn finish(mut self) -> Vec<u8> {
        self.string("");
        let mut persons = Vec::new();
        let mut terms = Vec::new();
        for (name, rows) in std::mem::take(&mut self.persons) {
            let at = self.string(&name);
            persons.extend(at.to_le_bytes());
            persons.extend(((terms.len() / super::format::TERM) as u32).to_le_bytes());
            persons.extend((rows.len() as u32).to_le_bytes());
            for row in rows {
                let role = self.string(&row.role);
                terms.extend(row.from.unwrap_or(OPEN_START).to_le_bytes());
                terms.extend(row.to.unwrap_or(OPEN_END).to_le_bytes());
                terms.extend((row.party as u16).to_le_bytes());
                terms.push(row.sector);
                terms.push(row.rank);
                terms.extend(role.to_le_bytes());
            }
        }
        let mut postings: Vec<u8> = Vec::new();
        let mut map = fst::MapBuilder::memory();
        for (key, list) in &self.names {
            let value = if let [one] = list[..] {
                one
            } else {
                let at = (postings.len() / 8) as u64;
                for p in list {
                    postings.extend(p.to_le_bytes());
                }
                RUN | at | (list.len() as u64) << 32
            };
            // Keys come in order from the tree, so insertion cannot fail.
            let _ = map.insert(key, value);
        }
        let names = map.into_inner().unwrap_or_default();
        let mut text = String::new();
        for p in &self.parties {
            p.write(&mut text);
        }
        let sections: [Vec<u8>; N_SECTIONS] = [
            names,
            postings,
            text.into_bytes(),
            self.places,
            persons,
            terms,
            self.actors,
            self.strings,
        ];
        let mut out = Vec::new();
        out.extend(MAGIC);
        out.extend(VERSION.to_le_bytes());
        out.extend((N_SECTIONS as u32).to_le_bytes());
        let mut at = (12 + 8 * N_SECTIONS) as u32;
        for s in &sections {
            out.extend(at.to_le_bytes());
            out.extend((s.len() as u32).to_le_bytes());
            at += s.len() as u32;
        }
        for s in sections {
            out.extend(s);
        }
        out
    }
}
