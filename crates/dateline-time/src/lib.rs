//! Time expressions of English news: recognise, normalise, resolve against
//! the day of the report.
//!
//! [`Tagger::tag`] reads a text and the day it was published (the document
//! creation time) and gives every TIMEX3 in it: span, type, value, modifier,
//! the days it allows, the preposition that binds it to its event, and by
//! which rule and against what it was resolved. The rules and word lists are
//! files (`rules/en/time`), compiled once into one automaton over tokens; the
//! work is linear in the text.
//!
//! It knows no parties, no events and no language but English, reads no file
//! and asks no clock. It does not know the offsets of zones that change with
//! the season, feasts that wait for the moon to be seen, or business years
//! other than the calendar's.

mod context;
mod interval;
mod ranges;
mod resolve;
mod rules;
mod tagger;
mod text;
mod timeml;
mod value;

pub use interval::{event_interval, interval_of_value};
pub use tagger::{Error, Tagger};
pub use timeml::timeml;

/// The program of the guide is run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/time.md")]
struct Guide;
