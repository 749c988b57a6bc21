//! The gazetteer: names of parties, places, persons and bodies, compiled into
//! one slice that is part of the program, and the user's own entries above it.
//!
//! Opening reads a header and the list of parties, some hundred lines; all
//! else is read in place. A gazetteer is never changed after it was opened
//! and is shared by threads.

mod builder;
pub(crate) mod format;
mod lookup;
mod party;
mod user;

pub use builder::{ActorRow, Builder, PlaceRow, TermRow};
pub use format::{EntryKind, Form};
pub use lookup::{ActorEntry, PersonEntry, PlaceEntry, Term, rebels_of};
pub use party::{PartyInfo, PartyKind};
pub use user::UserError;

pub(crate) use lookup::day_number;

use dateline_record::PartyId;
use format::{Bytes, MAGIC, N_SECTIONS, Posting, RUN, Section, VERSION, u32_at, u64_at};
use std::collections::HashMap;
use std::sync::Arc;

static EMBEDDED: &[u8] = include_bytes!("../../../../data/gazetteer/gazetteer.bin");

/// Position of a party in one opened gazetteer.
pub(crate) type PartyIx = u32;

/// Why a compiled gazetteer could not be opened.
#[derive(Debug, thiserror::Error)]
#[error("failed to open the gazetteer: {0}; build it again with 'cargo xtask gazetteer DATA'")]
pub struct OpenError(&'static str);

/// One compiled set of entries.
#[derive(Clone, Debug)]
pub(crate) struct Layer {
    names: fst::Map<Bytes>,
    sections: Vec<Bytes>,
    /// The layer's own numbers of parties to those of the gazetteer.
    parties: Vec<PartyIx>,
}

/// One meaning of a name: an entry of one layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Entry {
    pub layer: u8,
    pub posting: Posting,
}

/// Parties, places, persons and bodies by name.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    layers: Vec<Layer>,
    parties: Vec<PartyInfo>,
    by_id: HashMap<String, PartyIx>,
}

impl Layer {
    fn section(&self, section: Section) -> &[u8] {
        self.sections[section as usize].as_ref()
    }

    /// Folded names; see [`crate::fold`].
    pub(crate) fn names(&self) -> &fst::Map<Bytes> {
        &self.names
    }

    /// All postings of a value of the map of names.
    pub(crate) fn postings(&self, value: u64) -> impl Iterator<Item = Posting> + '_ {
        let (one, range) = if value & RUN == 0 {
            (Some(Posting::unpack(value)), 0..0)
        } else {
            let at = value as u32 as usize;
            let n = (value >> 32) as usize & 0x7fff_ffff;
            (None, at..at + n)
        };
        let bytes = self.section(Section::Postings);
        one.into_iter()
            .chain(range.map(move |i| Posting::unpack(u64_at(bytes, 8 * i))))
    }

    fn string(&self, at: u32) -> &str {
        let bytes = self.section(Section::Strings);
        let rest = bytes.get(at as usize..).unwrap_or(&[]);
        let end = rest.iter().position(|&b| b == 0).unwrap_or(0);
        std::str::from_utf8(&rest[..end]).unwrap_or("")
    }
}

impl Gazetteer {
    /// The gazetteer that is part of the program.
    ///
    /// # Panics
    /// Never in a released build: a test opens it.
    pub fn embedded() -> Self {
        match Self::open(Bytes::Static(EMBEDDED)) {
            Ok(gazetteer) => gazetteer,
            Err(error) => panic!("{error}"),
        }
    }

    /// A gazetteer from the bytes that [`Builder::finish`] gave.
    ///
    /// # Errors
    /// Where the bytes are none, or of another version.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, OpenError> {
        let n = bytes.len();
        Self::open(Bytes::Shared(Arc::from(bytes), 0..n))
    }

    fn open(bytes: Bytes) -> Result<Self, OpenError> {
        let mut gazetteer = Self {
            layers: Vec::new(),
            parties: Vec::new(),
            by_id: HashMap::new(),
        };
        gazetteer.add_layer(bytes)?;
        Ok(gazetteer)
    }

    fn add_layer(&mut self, bytes: Bytes) -> Result<(), OpenError> {
        let head = bytes.as_ref();
        if head.get(..4) != Some(MAGIC) {
            return Err(OpenError("no compiled gazetteer"));
        }
        if u32_at(head, 4) != VERSION || u32_at(head, 8) as usize != N_SECTIONS {
            return Err(OpenError("another version of the format"));
        }
        let mut sections = Vec::with_capacity(N_SECTIONS);
        for i in 0..N_SECTIONS {
            let (at, n) = (
                u32_at(head, 12 + 8 * i) as usize,
                u32_at(head, 16 + 8 * i) as usize,
            );
            let part = bytes
                .part(at..at.saturating_add(n))
                .ok_or(OpenError("the file is cut short"))?;
            sections.push(part);
        }
        let names = fst::Map::new(sections[Section::Names as usize].clone())
            .map_err(|_| OpenError("the list of names is damaged"))?;
        let mut layer = Layer {
            names,
            sections,
            parties: Vec::new(),
        };
        let text = layer.sections[Section::Parties as usize].clone();
        let text = std::str::from_utf8(text.as_ref())
            .map_err(|_| OpenError("the list of parties is damaged"))?;
        for line in text.lines() {
            let info = PartyInfo::read(line).ok_or(OpenError("a party is damaged"))?;
            let ix = match self.by_id.get(&info.id) {
                Some(&ix) => {
                    let old = &mut self.parties[ix as usize];
                    merge_list(&mut old.aliases, info.aliases);
                    merge_list(&mut old.adjectives, info.adjectives);
                    if !info.members.is_empty() {
                        old.members = info.members;
                    }
                    if !info.name.is_empty() {
                        old.name = info.name;
                    }
                    ix
                }
                None => {
                    let ix = self.parties.len() as PartyIx;
                    self.by_id.insert(info.id.clone(), ix);
                    self.parties.push(info);
                    ix
                }
            };
            layer.parties.push(ix);
        }
        self.layers.push(layer);
        Ok(())
    }

    /// This gazetteer with the user's entries above it, from the text of a
    /// TOML file; see the guide for its form. What is wrong is left out, and
    /// told in the second value; all else is kept.
    pub fn with_user(&self, file: &str, text: &str) -> (Self, Vec<UserError>) {
        let (bytes, errors) = user::compile(self, file, text);
        let mut gazetteer = self.clone();
        let n = bytes.len();
        // What the builder wrote just now can be opened.
        let _ = gazetteer.add_layer(Bytes::Shared(Arc::from(bytes), 0..n));
        (gazetteer, errors)
    }

    pub(crate) fn layers(&self) -> &[Layer] {
        &self.layers
    }

    pub(crate) fn info(&self, ix: PartyIx) -> &PartyInfo {
        &self.parties[ix as usize]
    }

    pub(crate) fn ix(&self, id: &str) -> Option<PartyIx> {
        self.by_id.get(id).copied()
    }

    pub(crate) fn id(&self, ix: PartyIx) -> PartyId {
        PartyId(self.parties[ix as usize].id.clone())
    }

    /// What is known of a party.
    pub fn party_info(&self, id: &str) -> Option<&PartyInfo> {
        self.ix(id).map(|ix| self.info(ix))
    }

    /// All parties, in the order of the gazetteer.
    pub fn parties(&self) -> impl Iterator<Item = &PartyInfo> {
        self.parties.iter()
    }
}

/// Adds what is new, in order; by a set, since a user may give ten thousand.
fn merge_list(old: &mut Vec<String>, new: Vec<String>) {
    let mut seen: std::collections::HashSet<String> = old.iter().cloned().collect();
    for item in new {
        if seen.insert(item.clone()) {
            old.push(item);
        }
    }
}
