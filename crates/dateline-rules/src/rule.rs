//! The envelope of one rule.

use serde::Deserialize;

/// How far a rule has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// New; its effect on a corpus has not been read yet.
    Preview,
    /// Read over a corpus and found good.
    Stable,
    /// To go; still fires.
    Deprecated,
    /// Kept for its id alone; never fires.
    Removed,
}

/// A text in which the rule has to fire. Keys other than `text` belong to the
/// phase, which checks them (`value`, `trigger`, `status`, ...).
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Fires {
    /// The text.
    pub text: String,
    /// What the phase expects.
    #[serde(flatten)]
    pub expect: toml::Table,
}

/// A text in which the rule has to stay silent.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Silent {
    /// The text.
    pub text: String,
    /// Why it must not fire.
    pub why: String,
}

/// One rule file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// `language.phase.path`, equal to the file's path; never reused.
    pub id: String,
    /// What it does, in a sentence or two.
    pub doc: String,
    /// The version that brought it.
    pub since: String,
    /// How far it has come.
    pub stage: Stage,
    /// Where the knowledge is from: `written here`, or a guideline or data set
    /// with its section and licence.
    pub source: String,
    /// Among rules that fire on the same words, the higher wins; 0 if absent.
    #[serde(default)]
    pub priority: i32,
    /// What it fires on, in the phase's own terms.
    #[serde(rename = "match")]
    pub pattern: toml::Value,
    /// What it gives, in the phase's own terms.
    #[serde(default = "empty")]
    pub yields: toml::Value,
    /// Where it fires.
    #[serde(default)]
    pub fires: Vec<Fires>,
    /// Where it does not.
    #[serde(default)]
    pub silent: Vec<Silent>,
}

fn empty() -> toml::Value {
    toml::Value::Table(toml::Table::new())
}
