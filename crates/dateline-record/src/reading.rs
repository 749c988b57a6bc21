//! All that was read from one report.

use crate::{EventMention, Report, Resolved, Span, Statement, Timex};
use serde::{Deserialize, Serialize};

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Something was left unread.
    Warning,
}

/// A problem in a report that did not keep it from being read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How grave.
    pub severity: Severity,
    /// Where, if anywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// What, in lower case, ending with the way out.
    pub message: String,
}

/// What all phases before the ledger made of one report. It depends on the
/// report and on the rules and models alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The report itself.
    pub report: Report,
    /// Sentences, in order, not overlapping.
    pub sentences: Vec<Span>,
    /// Time expressions, in order.
    pub timexes: Vec<Timex>,
    /// Parties, persons and places, in order.
    pub entities: Vec<Resolved>,
    /// Event mentions, in order of their triggers. Behind them, each in order
    /// again, sentences that speak of one of these without a word for it ('It
    /// took ten days.', with [`EventMention::same_as`]), and mentions that depend
    /// on others ([`EventMention::dependent`]).
    pub events: Vec<EventMention>,
    /// Statements, in order.
    pub statements: Vec<Statement>,
    /// Problems met.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<Diagnostic>,
    /// Version of rules and models, so that a later version can re-read.
    pub reader: String,
}

impl Reading {
    /// The mentions that tell of an event of their own: [`Self::events`] without
    /// those that depend on others.
    pub fn told(&self) -> impl Iterator<Item = &EventMention> {
        self.events.iter().filter(|e| !e.dependent)
    }
}
