//! The plain types that the phases of `dateline` hand on to one another.
//!
//! A value of each type says what one phase found out about one report: a
//! [`Report`] is what was read, a [`Timex`] a time expression in it, an
//! [`EventMention`] one trigger with its arguments, a [`Statement`] somebody's
//! words. A [`Reading`] holds all that was read from one report.
//!
//! This crate knows no language, no file and no store, and it never asks what
//! day it is. Positions are byte [`Span`]s into the report's text; JSON for
//! users shows code points, which [`CodePoints`] converts to.

// So that the macro's code finds this crate by its name in here too.
extern crate self as dateline_record;

#[doc(hidden)]
pub use serde;

mod list;

mod event;
mod interval;
mod kind;
mod party;
mod reading;
mod report;
mod span;
mod statement;
mod timex;

pub use event::{
    Argument, EventMention, Factuality, LAST_DAY, Link, LinkTarget, LinkType, Modality,
    PartyArgument, PersonArgument, PlaceArgument, Polarity, Role, TimeArgument, TimeBasis, WAS_TO,
};
pub use interval::{Granularity, Interval};
pub use kind::{Family, Kind, PloverType, Status};
pub use party::{MentionKind, Party, PartyId, Person, Place, Resolution, Resolved, Sector};
pub use reading::{Diagnostic, Reading, Severity};
pub use report::{Dct, Report, ReportKey};
pub use span::{CodePoints, Span};
pub use statement::{Attribution, Statement, StatementType};
pub use timex::{Reference, Timex, TimexType};
