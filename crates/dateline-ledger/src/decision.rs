//! What an analyst decided, beside the machine's reading.

use crate::{EventId, Evidence};
use dateline_record::{Interval, Kind, PartyId, Place, ReportKey, Role, Span, Status};
use serde::{Deserialize, Serialize};

/// One correction. Decisions are only ever appended: an `undo` takes an
/// earlier one back and is a decision itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// Its number, counted from 1 in order of entry; the store gives it, and
    /// whatever stands here on the way in is ignored.
    #[serde(default)]
    pub id: u64,
    /// Who decided.
    pub who: String,
    /// When, as an ISO 8601 text that the caller gives: no clock is read here.
    pub when: String,
    /// Why, in the analyst's words; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// What.
    #[serde(flatten)]
    pub action: Action,
}

/// What a decision does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "lowercase")]
pub enum Action {
    /// The entry is right as it stands.
    Confirm {
        /// Which.
        event: EventId,
    },
    /// There is no such event: the entry is taken out of the ledger.
    Reject {
        /// Which.
        event: EventId,
    },
    /// One field has another value than the machine read.
    Set {
        /// Which.
        event: EventId,
        /// The field with its new value.
        #[serde(flatten)]
        field: Field,
    },
    /// Two entries or more are one event; the first keeps its id.
    Merge {
        /// The entry that stays.
        event: EventId,
        /// Those that become part of it.
        others: Vec<EventId>,
    },
    /// Some mentions of an entry speak of another event.
    Split {
        /// Which.
        event: EventId,
        /// The mentions that leave it, and become an entry together.
        mentions: Vec<MentionRef>,
    },
    /// An earlier decision no longer holds.
    Undo {
        /// Its number.
        decision: u64,
    },
}

/// A mention as a decision names it: where it stands. It is found again by its
/// sentence where a later version of the rules has another trigger.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MentionRef {
    /// The report.
    pub report: ReportKey,
    /// The trigger, or the whole sentence (bytes).
    pub span: Span,
}

impl From<&Evidence> for MentionRef {
    fn from(e: &Evidence) -> Self {
        Self {
            report: e.report,
            span: e.span,
        }
    }
}

/// A field of an entry with the value an analyst gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "field", content = "value", rename_all = "lowercase")]
pub enum Field {
    /// What sort of event.
    Kind(Kind),
    /// Where it stands, from the day given on.
    Status {
        /// The status.
        status: Status,
        /// From which report date on (`YYYY-MM-DD`); from the first report on
        /// where it is left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        as_of: Option<jiff::civil::Date>,
    },
    /// When; `None` empties the field.
    Time(Option<Interval>),
    /// By when; `None` empties the field.
    Due(Option<Interval>),
    /// Where; `None` empties the field.
    Place(Option<Place>),
    /// About what; `None` empties the field.
    Topic(Option<String>),
    /// Who takes part, as what.
    Parties(Vec<(PartyId, Role)>),
    /// Who takes part by name.
    Persons(Vec<String>),
    /// Old history told in passing, or not.
    Background(bool),
}

impl Field {
    /// The field's name as `dateline why` and `dateline edit` take it.
    pub const fn name(&self) -> &'static str {
        match self {
            Field::Kind(_) => "kind",
            Field::Status { .. } => "status",
            Field::Time(_) => "time",
            Field::Due(_) => "due",
            Field::Place(_) => "place",
            Field::Topic(_) => "topic",
            Field::Parties(_) => "parties",
            Field::Persons(_) => "persons",
            Field::Background(_) => "background",
        }
    }
}

impl Action {
    /// The word for it: `confirm`, `reject`, `set`, `merge`, `split`, `undo`.
    pub const fn name(&self) -> &'static str {
        match self {
            Action::Confirm { .. } => "confirm",
            Action::Reject { .. } => "reject",
            Action::Set { .. } => "set",
            Action::Merge { .. } => "merge",
            Action::Split { .. } => "split",
            Action::Undo { .. } => "undo",
        }
    }

    /// The event it is about; `None` for an undo.
    pub const fn event(&self) -> Option<&EventId> {
        match self {
            Action::Confirm { event }
            | Action::Reject { event }
            | Action::Set { event, .. }
            | Action::Merge { event, .. }
            | Action::Split { event, .. } => Some(event),
            Action::Undo { .. } => None,
        }
    }
}

/// The decisions that hold: those neither undone nor an undo. An undo that is
/// itself undone does not count.
pub fn standing(decisions: &[Decision]) -> Vec<&Decision> {
    let mut undone = std::collections::BTreeSet::new();
    for d in decisions.iter().rev() {
        if let Action::Undo { decision } = d.action
            && !undone.contains(&d.id)
            && decision < d.id
        {
            undone.insert(decision);
        }
    }
    decisions
        .iter()
        .filter(|d| !matches!(d.action, Action::Undo { .. }) && !undone.contains(&d.id))
        .collect()
}
