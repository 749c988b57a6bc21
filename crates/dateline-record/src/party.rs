//! Who and where: mentions of parties, persons and places, and what they
//! were resolved to.

use crate::Span;
use serde::{Deserialize, Serialize};

/// Names a party: an ISO 3166-1 alpha-3 code for a state (`KOR`), or the
/// gazetteer's stable id of an organisation or armed group (`EU`, `UN`,
/// `IAEA`, `P5+1`, `FARC`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PartyId(pub String);

impl PartyId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for PartyId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

/// PLOVER sector code of an actor: `GOV`, `MIL`, `REB`, `OPP`, `LEG`, `JUD`,
/// `MED`, `CVL`, `IGO`, `NGO`, `BUS`, `SPY`, `COP`, ...
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sector(pub String);

/// What a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// A state, organisation, armed group, or a body or office that speaks
    /// for one ('the ministry', 'Seoul', 'both sides').
    Party,
    /// A named individual, or a title or pronoun that stands for one.
    Person,
    /// A venue, town, region.
    Place,
}

/// How one mention was resolved: the evidence for the link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    /// Rule that made the link, such as `en.entity.party.name`.
    pub rule: String,
    /// Spans of the report that the link rests on (an apposition, an
    /// antecedent); empty where the mention's own words suffice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Span>,
}

/// A party as one mention names it. A mention of several ('both Koreas',
/// 'the P5+1' where the text speaks of its members) gives one `Party` each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The party, where resolved.
    pub id: PartyId,
    /// Sector of the actor as named ('troops' MIL, 'ministry' GOV).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<Sector>,
}

/// A named individual.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Full name as the report first gives it; for an office with no name,
    /// a canonical phrase such as "South Korea's unification ministry".
    pub name: String,
    /// True where the name is an office or body, not an individual.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_office: bool,
    /// The role as the text gives it ('unification minister').
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The party spoken for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<Party>,
}

/// A venue, town or region.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The name: the gazetteer's, or the text's own where unresolved.
    pub name: String,
    /// ISO 3166-1 alpha-3 of the state it lies in; `None` on a border, in
    /// dispute, in no state, or where unresolved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Degrees north.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    /// Degrees east.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    /// Id in the gazetteer (`geonames:1880252`, `venue:panmunjom`); `None`
    /// where unresolved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gazetteer: Option<String>,
}

impl Place {
    /// True for a whole state: no town, and no part of one.
    #[must_use]
    pub fn is_state(&self) -> bool {
        let key = self.gazetteer.as_deref();
        key.is_some_and(|g| g.starts_with("iso:"))
    }

    /// True where it lies in a state that lends its soil to others as a rule
    /// (Geneva, Vienna, Brussels, Singapore): who meets there is not its guest.
    #[must_use]
    pub fn is_neutral_ground(&self) -> bool {
        matches!(
            self.country.as_deref(),
            Some("AUT" | "BEL" | "CHE" | "LUX" | "SGP")
        )
    }
}

/// One mention with what it stands for. A mention may name a party and a
/// place at once ('Singapore'): then there are two, with the same span.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Resolved {
    /// The words of the mention: the whole noun phrase without its clauses.
    pub span: Span,
    /// The head word of the mention.
    pub head: Span,
    /// Party, person or place.
    pub kind: MentionKind,
    /// The parties it names or speaks for; empty where unresolved.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Party>,
    /// The individual or office, for a person and for a speaking body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Person>,
    /// The place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// How it was resolved.
    pub resolution: Resolution,
}
