//! What happened, what is planned, and who says so: event mentions with kind,
//! roles, place, time, topic and status, and statements with their speakers.
//!
//! [`Coder`] reads the trees, times and resolved mentions of one report and
//! gives its event mentions and statements. What words evoke or change an event
//! stands in rule files (`rules/en/event`); this crate holds the machinery that
//! reads them, and a short list of irregular forms. It knows nothing of other reports, of the ledger, of files or clocks.

mod adjunct;
mod agent;
mod agreed_there;
mod anaphor;
mod anew;
mod answer;
mod apposed;
mod attach;
pub mod attribution;
mod between;
mod blow;
mod body;
mod broken;
mod build;
mod clause_time;
mod clauses;
mod cleft;
mod climb;
mod coder;
mod company;
pub mod confidence;
mod copula;
mod deadline;
mod denial;
mod dependent;
mod ellipsis;
mod entry_day;
mod extent;
mod facet;
mod facing;
pub mod factuality;
mod fragment;
mod frame;
mod fronted;
mod gapped;
mod garden;
mod in_force;
mod irregular;
mod journey;
mod legs;
mod lemma;
mod lexicon;
mod listing;
mod lists;
mod matching;
mod meeting;
mod mend;
mod misread;
mod negotiated;
mod objects;
mod offset;
mod open;
mod pattern;
mod place;
mod plover;
mod portion;
mod propose;
mod refer;
mod relative;
mod roles;
mod rounds;
mod same;
mod scene_of;
mod sent;
mod setting;
mod sides;
mod signing;
mod since;
mod slips;
mod spans;
mod speech;
mod state;
#[cfg(test)]
mod testing;
mod time_clause;
mod told_once;
mod tree;
mod truce;
mod undo;
mod venue_told;
mod when;
mod who;
mod words;

pub use coder::Coder;
pub use plover::{Actor, Coded};
