//! Parties, persons and places of a report, resolved to codes and coordinates.
//!
//! The [`Gazetteer`] holds names of states, organisations, armed groups,
//! office holders, bodies and places, compiled into the program. The resolver
//! finds the mentions of a report and says what each stands for and why.
//!
//! It knows no event and no time expression beyond their spans, reads no file
//! and asks no clock: the day that decides who holds an office is the
//! report's.
//!
//! # Example
//! ```
//! use dateline_entity::{Gazetteer, Resolver};
//! use dateline_record::{Dct, MentionKind, Report};
//! use dateline_syntax::Syntax;
//! let report = Report {
//!     name: "wire-1".into(),
//!     dct: Dct::parse("2031-03-03").expect("a day"),
//!     source: None,
//!     title: None,
//!     url: None,
//!     language: None,
//!     text: "Norway's foreign ministry sent an envoy to Lima.".into(),
//! };
//! let sentences = Syntax::embedded().parse(&report.text);
//! let found = Resolver::new(Gazetteer::embedded()).resolve(&report, &sentences, &[]);
//! let town = found.iter().find(|r| r.kind == MentionKind::Place).expect("a town");
//! let place = town.place.as_ref().expect("where it is");
//! assert_eq!((place.name.as_str(), place.country.as_deref()), ("Lima", Some("PER")));
//! assert!(found.iter().any(|r| r.parties.iter().any(|p| p.id.as_str() == "NOR")));
//! ```

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
