//! The rule files: load, check, find. It holds no rule and knows no language.
//!
//! A rule is one TOML file under `rules/LANGUAGE/PHASE/...`. What stands under
//! `match` and `yields` belongs to the phase; everything else is the same for
//! all, so that one test can demand a doc and examples of each, and `explain`
//! can print any of them.

mod rule;
mod set;

pub use rule::{Fires, Rule, Silent, Stage};
pub use set::{Error, RuleSet};
