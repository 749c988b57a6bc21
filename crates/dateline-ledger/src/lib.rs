//! One entry for each real event, its life, and the store that keeps it.
//!
//! The ledger is a pure function of the set of readings and of the analysts'
//! decisions. It sees no tokens and no text but through spans, knows no
//! language but a list of words that carry no subject, and never asks what day
//! it is. Only [`crate::Event`]s with evidence exist: nothing is stored that no
//! sentence gave.
//!
//! [`merge`] makes a [`Ledger`] of readings in memory; a [`Store`] keeps one in
//! a file and takes in more reports. Both run the same code: the store decides
//! reports in order of date, and decides those again that a report which came
//! late bears on, so that order and batches of arrival make no difference.
//!
//! # Example
//! ```
//! use dateline_ledger::{Filter, Store};
//! # fn readings() -> Vec<dateline_record::Reading> { Vec::new() }
//! let mut store = Store::memory()?;
//! store.add(&readings())?; // as `dateline::Reader` makes them
//! let today = store.ledger(None, &Filter::default())?;
//! let then = store.ledger(Some(jiff::civil::date(2031, 3, 3)), &Filter::default())?;
//! assert!(then.events.len() <= today.events.len());
//! # Ok::<(), dateline_ledger::Error>(())
//! ```

mod build;
mod copy;
mod decision;
mod derive;
mod entry;
mod error;
mod field;
mod filter;
mod ident;
mod life;
mod merge;
mod store;
mod text;

pub use decision::{Action, Decision, Field, MentionRef, standing};
pub use derive::{Commitment, CommitmentState};
pub use entry::{
    EntryLink, EntryParty, EntryPerson, EntryPlace, EntryText, EntryTime, Event, EventId, Evidence,
    Ledger, ReportInfo, SaidBy, StatementEntry, StatusEntry,
};
pub use error::{Error, Result};
pub use filter::Filter;
#[doc(hidden)]
pub use merge::depends::FEATURES as CASE_FEATURES;
pub use store::{Added, Checked, Hits, Holders, Problem, Refused, ReportHit, Store, ToldOrder};
#[doc(hidden)]
pub use store::{Candidate, Case};

use dateline_record::Reading;
use jiff::civil::Date;

/// The ledger of some readings under some decisions. The order of the readings
/// makes no difference, and a report that stands there twice counts once; that of
/// the decisions does, as a later one sees what the earlier ones made.
///
/// # Errors
/// The database in memory fails: in practice, memory runs out.
pub fn merge(readings: &[Reading], decisions: &[Decision]) -> Result<Ledger> {
    merge_as_of(readings, decisions, None)
}

/// The ledger as it could be known from the reports up to a day, that day
/// included; of all reports for `None`.
///
/// # Errors
/// Memory runs out.
pub fn merge_as_of(
    readings: &[Reading],
    decisions: &[Decision],
    as_of: Option<Date>,
) -> Result<Ledger> {
    let mut store = Store::memory()?;
    store.add(readings)?;
    store.import_decisions(decisions)?;
    store.ledger(as_of, &Filter::default())
}
