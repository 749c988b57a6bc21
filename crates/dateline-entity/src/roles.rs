//! Classes of role nouns.

use crate::sector::SECTORS;

/// What kind of noun a role is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleClass {
    /// Stands before a name ('foreign minister').
    Title,
    /// A body or people ('ministry', 'troops').
    Body,
    /// Stands for who uses it ('warplane').
    Thing,
    /// From an outside list, class unknown.
    Listed,
}

impl RoleClass {
    /// The class of a name in `roles.txt`.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "title" => Self::Title,
            "body" | "people" => Self::Body,
            "thing" => Self::Thing,
            "listed" => Self::Listed,
            _ => return None,
        })
    }

    fn of(number: u32) -> Self {
        match number {
            0 => Self::Title,
            1 => Self::Body,
            2 => Self::Thing,
            _ => Self::Listed,
        }
    }
}

/// Sector and class of the number of a role entry.
pub(crate) fn role_of(id: u32) -> (&'static str, RoleClass) {
    let sector = SECTORS.get(id as usize & 255).copied().unwrap_or("");
    (sector, RoleClass::of(id >> 8))
}
