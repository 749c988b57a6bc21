//! The compiled form: sections of one byte slice, read in place.
//!
//! Little endian throughout. A header (`DLGZ`, version, number of sections)
//! is followed by the offset and length of each section; see [`Section`].

use std::ops::Range;
use std::sync::Arc;

pub(crate) const MAGIC: &[u8; 4] = b"DLGZ";
pub(crate) const VERSION: u32 = 1;

/// The sections, in order.
#[derive(Clone, Copy)]
pub(crate) enum Section {
    /// fst map: folded name to a posting or a run of postings.
    Names,
    /// Runs of postings, 8 bytes each.
    Postings,
    /// Text: one party a line, tab-separated.
    Parties,
    /// 20 bytes each.
    Places,
    /// 12 bytes each.
    Persons,
    /// 16 bytes each.
    Terms,
    /// 16 bytes each.
    Actors,
    /// Zero-terminated UTF-8 strings.
    Strings,
}

pub(crate) const N_SECTIONS: usize = 8;
pub(crate) const PLACE: usize = 20;
pub(crate) const PERSON: usize = 12;
pub(crate) const TERM: usize = 16;
pub(crate) const ACTOR: usize = 16;
/// No party, no country.
pub(crate) const NONE16: u16 = u16::MAX;
/// No day known.
pub(crate) const OPEN_START: i32 = i32::MIN;
pub(crate) const OPEN_END: i32 = i32::MAX;

/// A slice that is part of the program or shared.
#[derive(Clone, Debug)]
pub(crate) enum Bytes {
    Static(&'static [u8]),
    Shared(Arc<[u8]>, Range<usize>),
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        match self {
            Bytes::Static(b) => b,
            Bytes::Shared(b, r) => b.get(r.clone()).unwrap_or(&[]),
        }
    }
}

impl Bytes {
    pub(crate) fn part(&self, range: Range<usize>) -> Option<Bytes> {
        self.as_ref().get(range.clone())?;
        Some(match self {
            Bytes::Static(b) => Bytes::Static(&b[range]),
            Bytes::Shared(b, r) => {
                Bytes::Shared(b.clone(), r.start + range.start..r.start + range.end)
            }
        })
    }
}

pub(crate) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes
        .get(at..at + 2)
        .map_or(0, |b| u16::from_le_bytes([b[0], b[1]]))
}

pub(crate) fn i16_at(bytes: &[u8], at: usize) -> i16 {
    u16_at(bytes, at) as i16
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes
        .get(at..at + 4)
        .map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

pub(crate) fn i32_at(bytes: &[u8], at: usize) -> i32 {
    u32_at(bytes, at) as i32
}

pub(crate) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}

/// What kind of entry a name leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// A party.
    Party,
    /// A place.
    Place,
    /// A person.
    Person,
    /// A body or office that speaks for a party.
    Actor,
    /// A role noun; the number of the entry is that of its sector, plus 256
    /// times its class.
    Role,
}

/// As what a name stands for its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// The name itself or an alias.
    Name,
    /// An adjective ('Colombian').
    Adjective,
    /// People of a state ('Colombians').
    Demonym,
    /// A capital or seat that speaks for a state ('Seoul').
    Seat,
    /// A family name alone.
    Short,
    /// A name in another language or an old one; weaker than the others.
    Other,
}

/// One meaning of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Posting {
    pub kind: EntryKind,
    pub form: Form,
    /// Only where the text has capitals throughout ('WHO', 'US').
    pub upper: bool,
    /// Also where the text has lower case ('nuclear watchdog').
    pub lower: bool,
    pub id: u32,
}

impl Posting {
    pub(crate) fn pack(self) -> u64 {
        u64::from(self.id)
            | (self.kind as u64) << 32
            | (self.form as u64) << 36
            | u64::from(self.upper) << 40
            | u64::from(self.lower) << 41
    }

    pub(crate) fn unpack(word: u64) -> Self {
        Self {
            id: word as u32,
            kind: match word >> 32 & 7 {
                0 => EntryKind::Party,
                1 => EntryKind::Place,
                2 => EntryKind::Person,
                3 => EntryKind::Actor,
                _ => EntryKind::Role,
            },
            form: match word >> 36 & 15 {
                0 => Form::Name,
                1 => Form::Adjective,
                2 => Form::Demonym,
                3 => Form::Seat,
                4 => Form::Short,
                _ => Form::Other,
            },
            upper: word >> 40 & 1 == 1,
            lower: word >> 41 & 1 == 1,
        }
    }
}

/// Marks an fst value that is a run of postings: offset in the low 32 bits,
/// length above.
pub(crate) const RUN: u64 = 1 << 63;
