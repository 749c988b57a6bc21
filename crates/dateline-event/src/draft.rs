//! From a proposal to an event mention of its sentence: who, where, when, and what the
//! words say of it. [`build`] puts the [`build::Draft`] together, the others give its parts.

pub(crate) mod adjunct;
pub(crate) mod agent;
pub(crate) mod agreed_there;
pub(crate) mod answer;
pub(crate) mod apposed;
pub(crate) mod attending;
pub(crate) mod broken;
pub(crate) mod build;
pub(crate) mod burden;
pub(crate) mod clause_time;
pub(crate) mod enumerated;
pub(crate) mod extent;
pub(crate) mod former;
pub(crate) mod gapped;
pub(crate) mod in_force;
pub(crate) mod legs;
pub(crate) mod listing;
pub(crate) mod offered;
pub(crate) mod place;
pub(crate) mod place_near;
pub(crate) mod place_told;
pub(crate) mod second_day;
pub(crate) mod sent;
pub(crate) mod signed_in;
pub(crate) mod spans;
pub(crate) mod territory;
pub(crate) mod those_beside;
pub(crate) mod threatened;
pub(crate) mod told_once;
pub(crate) mod tour;
pub(crate) mod truce;
pub(crate) mod when;
pub(crate) mod which_day;
pub(crate) mod who;
pub(crate) mod words;
