//! What happened, what is planned, and who says so: event mentions with kind,
//! roles, place, time, topic and status, and statements with their speakers.
//!
//! [`Coder`] reads the trees, times and resolved mentions of one report and
//! gives its event mentions and statements. What words evoke or change an event
//! stands in rule files (`rules/en/event`); this crate holds the machinery that
//! reads them, and a short list of irregular forms. It knows nothing of other reports, of the ledger, of files or clocks.

mod adjunct;
mod agreed_there;
mod alike;
mod anaphor;
mod anew;
mod answer;
mod as_planned;
mod attach;
pub mod attribution;
mod between;
mod blow;
mod body;
mod broken;
mod brought_together;
mod build;
mod clause_time;
mod clauses;
mod climb;
mod coder;
mod company;
mod condition;
pub mod confidence;
mod copula;
mod day_of_it;
mod deadline;
mod denial;
mod dependent;
mod disaster;
mod ellipsis;
mod entry_day;
mod enumerated;
mod extent;
mod facet;
pub mod factuality;
mod foregone;
mod fragment;
mod frame;
mod fronted;
mod gapped;
mod garden;
mod gathered;
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
mod offered;
mod offset;
mod on_the_phone;
mod only_named;
mod open;
mod pattern;
mod place;
mod plover;
mod portion;
mod propose;
mod refer;
mod relative;
mod reserve;
mod roles;
mod rounds;
mod same;
mod scene_of;
mod second_day;
mod setting;
mod sides;
mod signing;
mod since;
mod slips;
mod spans;
mod speech;
mod sport;
mod state;
#[cfg(test)]
mod testing;
mod threatened;
mod time_clause;
mod tour;
mod tree;
mod truce;
mod undo;
mod when;
mod which_day;
mod who;
mod words;

pub use coder::Coder;
pub use plover::{Actor, Coded};
