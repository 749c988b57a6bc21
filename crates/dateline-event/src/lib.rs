//! What happened, what is planned, and who says so: event mentions with kind,
//! roles, place, time, topic and status, and statements with their speakers.
//!
//! [`Coder`] reads the trees, times and resolved mentions of one report and
//! gives its event mentions and statements. What words evoke or change an event
//! stands in rule files (`rules/en/event`). The modules hold the machinery that
//! reads them, mend what the parser gets wrong, and read the constructions that no
//! word list can tell; `ARCHITECTURE.md` lists them by the step that they belong
//! to. Nothing is known here of other reports, of the ledger, of files or clocks,
//! and the time that a report takes grows with its length alone.

pub mod attribution;
mod climb;
mod coder;
pub mod confidence;
mod draft;
pub mod factuality;
mod frame;
mod join;
mod lexicon;
mod mend;
mod mood;
mod named;
mod near;
mod pattern;
mod plover;
mod propose;
mod set_aside;
#[cfg(test)]
mod testing;
mod tie;
mod tree;

pub use coder::Coder;
pub use plover::{Actor, Coded};
