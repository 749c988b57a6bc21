//! Parties, persons and places of a report, resolved to codes and coordinates.
//!
//! The [`Gazetteer`] holds names of states, organisations, armed groups,
//! office holders, bodies and places, compiled into the program. The resolver
//! finds the mentions of a report and says what each stands for and why.
//!
//! It knows no event and no time expression beyond their spans, reads no file
//! and asks no clock: the day that decides who holds an office is the
//! report's.

mod actor;
mod fold;
mod gazetteer;
mod matcher;
mod resolve;
mod roles;
mod sector;

pub use actor::ActorCode;
pub use fold::fold;
pub use gazetteer::{
    ActorEntry, ActorRow, Builder, EntryKind, Form, Gazetteer, OpenError, PartyInfo, PartyKind,
    PersonEntry, PlaceEntry, PlaceRow, Term, TermRow, UserError, rebels_of,
};
pub use resolve::Resolver;
pub use roles::RoleClass;
pub use sector::{SECTORS, from_cameo, sector_number};
