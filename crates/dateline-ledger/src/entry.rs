//! The entries of the ledger. Every field carries the evidence it rests on.

use dateline_record::{
    Dct, Interval, Kind, LinkType, PartyId, Place, PloverType, ReportKey, Role, Sector, Span,
    StatementType, Status, TimeBasis,
};
use serde::{Deserialize, Serialize};

/// Names one event for good: `e` and hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventId(pub String);

impl std::fmt::Display for EventId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

/// What a field rests on: a place in a report, and what read it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// The report.
    pub report: ReportKey,
    /// The sentence (bytes into the report's text).
    pub sentence: Span,
    /// The words within it, or elsewhere in the report for a field that a
    /// reference led to (bytes).
    pub span: Span,
    /// Rule, model or decision.
    pub rule: String,
}

/// A party by role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryParty {
    /// The party.
    pub id: PartyId,
    /// As what it takes part.
    pub role: Role,
    /// Sector of the actor, where the text names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<Sector>,
    /// At least one.
    pub evidence: Vec<Evidence>,
}

/// A person who takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryPerson {
    /// Full name.
    pub name: String,
    /// The party stood for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
    /// The role as the text gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// At least one.
    pub evidence: Vec<Evidence>,
}

/// A field of words, such as the topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryText {
    /// The words.
    pub text: String,
    /// At least one.
    pub evidence: Vec<Evidence>,
}

/// A place with its evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryPlace {
    /// The place.
    #[serde(flatten)]
    pub place: Place,
    /// At least one.
    pub evidence: Vec<Evidence>,
}

/// A time with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryTime {
    /// The days it allows.
    #[serde(flatten)]
    pub interval: Interval,
    /// Stated or inferred.
    #[serde(default)]
    pub basis: TimeBasis,
    /// At least one.
    pub evidence: Vec<Evidence>,
}

/// On whose word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidBy {
    /// Person or office.
    pub name: String,
    /// The party spoken for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
    /// Where the report names the source.
    pub evidence: Evidence,
}

/// One entry of an event's life: a report changes status, time or place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatusEntry {
    /// The report's date: from then on it is known.
    pub as_of: Dct,
    /// The status.
    pub status: Status,
    /// The time, where this sentence sets or changes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<EntryTime>,
    /// The place, where this sentence sets or changes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<EntryPlace>,
    /// On whose word; `None` where the report speaks in its own voice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_by: Option<SaidBy>,
    /// The sentence.
    pub evidence: Evidence,
    /// Two sources of the same day differ.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub contested: bool,
    /// It corrects an earlier report.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub correction: bool,
}

/// A link to another event.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EntryLink {
    /// How.
    #[serde(rename = "type")]
    pub kind: LinkType,
    /// To which event.
    pub event: EventId,
    /// Where it was read.
    pub evidence: Evidence,
}

/// One real event, however many reports tell of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its name for good.
    pub id: EventId,
    /// What sort of event.
    pub kind: Kind,
    /// PLOVER type, derived from the kind and the trigger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plover: Option<PloverType>,
    /// PLOVER mode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    /// Parties by role, in order of their ids.
    pub parties: Vec<EntryParty>,
    /// Persons who take part, in order of their names.
    pub persons: Vec<EntryPerson>,
    /// Agenda or subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<EntryText>,
    /// The last place known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<EntryPlace>,
    /// The last time known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<EntryTime>,
    /// The deadline of an undertaking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<EntryTime>,
    /// Its life, in order of the reports; never empty.
    pub status: Vec<StatusEntry>,
    /// Links to other events.
    pub links: Vec<EntryLink>,
    /// Every sentence that speaks of the event, with the trigger.
    pub mentions: Vec<Evidence>,
    /// Old history told in passing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub background: bool,
    /// How sure the reader is, 0 to 1.
    pub confidence: f32,
    /// Earlier ids that now lead here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<EventId>,
    /// Ids of the decisions that bear on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<u64>,
}

impl Event {
    /// The last entry of its life; `None` only for an event that was built by
    /// hand without any.
    pub fn last_status(&self) -> Option<&StatusEntry> {
        self.status.last()
    }
}

/// Somebody's words, in the ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatementEntry {
    /// Its name: `s` and hexadecimal digits.
    pub id: String,
    /// Person or office.
    pub speaker: String,
    /// True where the speaker is an office or body, not an individual.
    pub is_office: bool,
    /// The party spoken for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<PartyId>,
    /// Quote, paraphrase or mixed.
    #[serde(rename = "type")]
    pub kind: StatementType,
    /// The words (span) and their sentence.
    pub evidence: Evidence,
    /// To whom: a party or a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee: Option<String>,
    /// The source that passes it on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    /// The day it was said, ISO 8601, where the text says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_on: Option<String>,
    /// The events it is about.
    pub about: Vec<EventId>,
}

/// A report as the ledger lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportInfo {
    /// The report.
    pub key: ReportKey,
    /// Its name in output: the source's own, made unique by the key where two
    /// reports share one.
    pub name: String,
    /// Its day.
    pub dct: Dct,
    /// The outlet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Everything known, as of some day or of all reports.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    /// The reports it rests on, in order of date and key.
    pub reports: Vec<ReportInfo>,
    /// Events, in order of time and id.
    pub events: Vec<Event>,
    /// Statements, in order of report and place in it.
    pub statements: Vec<StatementEntry>,
}
