//! Rule files to one automaton over tokens.

mod automaton;
mod compile;
mod pattern;
mod template;

pub(crate) use automaton::Matcher;
pub(crate) use compile::{Compiled, Hit, Make};
pub(crate) use template::{Field, Fields};
