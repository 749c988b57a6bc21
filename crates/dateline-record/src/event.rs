//! One trigger in one sentence with its arguments.

use crate::{Attribution, Interval, Kind, Party, Person, Place, PloverType, Span, Status};
use serde::{Deserialize, Serialize};

/// As what a party takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Takes part, acts, or binds itself.
    Participant,
    /// Receives the others.
    Host,
    /// Convenes, chairs, guarantees or lends its offices.
    Mediator,
    /// Is acted upon, or has something promised to it.
    Target,
}

impl Role {
    /// The name in data and output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Participant => "participant",
            Role::Host => "host",
            Role::Mediator => "mediator",
            Role::Target => "target",
        }
    }
}

/// Whether the author puts the event as happening.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Polarity {
    #[default]
    Positive,
    Negative,
}

/// In what mode the author puts it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// Told as fact.
    #[default]
    Asserted,
    /// Intended or arranged.
    Planned,
    /// May be.
    Possible,
    /// Depends on something else.
    Conditional,
    /// Wanted, demanded, hoped for.
    Desired,
}

/// Polarity and modality together, with the scale of the factuality data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Factuality {
    /// Does it happen or not.
    pub polarity: Polarity,
    /// In what mode.
    pub modality: Modality,
    /// From -3 (did not happen) over 0 (open) to 3 (happened).
    pub score: f32,
}

/// A field of a mention with the words it was read from, and by what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Argument<T> {
    /// The value.
    pub value: T,
    /// The words (bytes into the report's text). They may stand in another
    /// sentence than the trigger, where a pronoun or 'the talks' led there.
    pub span: Span,
    /// Rule or model.
    pub rule: String,
}

/// A party by role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartyArgument {
    /// The party.
    pub party: Party,
    /// As what it takes part.
    pub role: Role,
    /// The words.
    pub span: Span,
    /// Rule or model.
    pub rule: String,
}

/// A person who takes part.
pub type PersonArgument = Argument<Person>;
/// The place.
pub type PlaceArgument = Argument<Place>;

/// Where a time comes from.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum TimeBasis {
    /// A time expression of the text.
    #[default]
    Stated,
    /// No sentence states it: the meeting the report is about, on its day.
    Inferred,
}

/// Rule of a time of which only the last day is told: 'the talks ended on
/// Wednesday'.
pub const LAST_DAY: &str = "en.event.time.last_day";

/// The rule of a status that a plan had at the time told of: 'were to meet'.
pub const WAS_TO: &str = "en.event.status.was_to";

/// When the thing happens or is to happen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeArgument {
    /// The days it allows; 'by' and 'since' make one end open.
    pub interval: Interval,
    /// Stated or inferred.
    #[serde(default)]
    pub basis: TimeBasis,
    /// The words; for an inferred time the trigger's.
    pub span: Span,
    /// Rule or model.
    pub rule: String,
}

/// How two events hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkType {
    /// A step of what an accord holds: of a withdrawal to the accord.
    PartOf,
    /// Of what was agreed to the meeting at which it was.
    AgreedAt,
    /// Of 'another round' to the one before it.
    FollowUpOf,
    /// Of a meeting to the one that it is about: 'talks on a summit'.
    Prepares,
}

/// What a link leads to: a mention of the same report, by its position in
/// [`crate::Reading::events`].
pub type LinkTarget = u32;

/// A link from one event mention to another of the same report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// How.
    #[serde(rename = "type")]
    pub kind: LinkType,
    /// To which mention.
    pub to: LinkTarget,
    /// Rule or model.
    pub rule: String,
}

/// One trigger in one sentence with its arguments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventMention {
    /// The sentence it stands in.
    pub sentence: Span,
    /// The word or words that evoke the event.
    pub trigger: Span,
    /// Lemma of the trigger, lower case ('talk', 'meet', 'summit').
    pub lemma: String,
    /// What sort of event.
    pub kind: Kind,
    /// PLOVER event type, where one applies; never folded by status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plover: Option<PloverType>,
    /// PLOVER mode, such as `visit`, where one applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    /// Parties by role.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<PartyArgument>,
    /// Named persons who take part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub persons: Vec<PersonArgument>,
    /// Agenda or subject in the text's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Argument<String>>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceArgument>,
    /// When it happens or is to happen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<TimeArgument>,
    /// The deadline of an undertaking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<TimeArgument>,
    /// Polarity and modality.
    #[serde(default)]
    pub factuality: Factuality,
    /// Where it stands in its life, as this sentence puts it.
    pub status: Argument<Status>,
    /// Statuses this sentence tells of before [`Self::status`]: 'put off from
    /// Monday to Friday' is postponed, then scheduled. In order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier_status: Vec<Argument<Status>>,
    /// The time before a change that this sentence tells of ('from Monday').
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier_time: Option<TimeArgument>,
    /// On whose word, where the report names a source; `None` where it
    /// speaks in its own voice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_by: Option<Attribution>,
    /// Links to other mentions of the report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Index in [`crate::Reading::events`] of an earlier mention that this one refers back to
    /// ('the talks', 'it'), where the reading of this report alone says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<u32>,
    /// Old history told in passing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub background: bool,
    /// True where the sentence prints a correction of an earlier report.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub correction: bool,
    /// Too little is told for an event of its own (nobody is named who takes
    /// part in it): the ledger adds the mention to an entry that is known from
    /// others and fits, and makes none of it alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub dependent: bool,
    /// How sure the reader is, 0 to 1.
    pub confidence: f32,
    /// The frame that fired.
    pub rule: String,
}
