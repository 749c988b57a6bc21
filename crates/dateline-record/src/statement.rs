//! Somebody's words, and who is given as the source of a content.

use crate::{Party, Person, Span};
use serde::{Deserialize, Serialize};

/// Who is given as the source of what a sentence says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// The source as a person or office with party, resolved ('the ministry'
    /// is "South Korea's unification ministry"). A bare state is an office.
    pub speaker: Person,
    /// The words that name the source.
    pub span: Span,
    /// The cue: 'said', 'according to'.
    pub cue: Option<Span>,
    /// The source that passes it on, for what X said Y told it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<Box<Attribution>>,
    /// Rule or model.
    pub rule: String,
}

/// In whose wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StatementType {
    /// Word for word.
    Quote,
    /// In the reporter's words.
    Paraphrase,
    /// Both.
    Mixed,
}

/// Somebody's words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The sentence or sentences it stands in.
    pub sentence: Span,
    /// The words said, without the words of attribution where these stand
    /// before or after.
    pub content: Span,
    /// Who said it.
    pub attribution: Attribution,
    /// Quote, paraphrase or mixed.
    #[serde(rename = "type")]
    pub kind: StatementType,
    /// To whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee: Option<Person>,
    /// The party spoken to, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee_party: Option<Party>,
    /// The day it was said, or the week or month, ISO 8601, where the text says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_on: Option<String>,
    /// Positions in [`crate::Reading::events`] of the events it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<u32>,
}
