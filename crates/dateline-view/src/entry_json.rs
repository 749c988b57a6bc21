//! The JSON shape of an event and of a statement: `timeline --format json`,
//! `export jsonl` and the API give these.
//!
//! Offsets are code points, half-open. Days are ISO 8601. A field that no
//! report gives is null or an empty list.

use crate::cite::{Cite, Citer};
use crate::{story, words};
use dateline_ledger::{EntryPlace, EntryTime, Event, StatementEntry};
use dateline_record::TimeBasis;
use serde::Serialize;

/// Raised when a field of these shapes changes its meaning or goes.
pub const SCHEMA_VERSION: u32 = 1;

/// A time: the value as written, and the days it allows.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct TimeJson<'a> {
    /// ISO 8601 at its own resolution, or `A/B` with `..` for an open end.
    pub value: String,
    /// First day, null where open.
    pub first: Option<String>,
    /// Last day, null where open.
    pub last: Option<String>,
    pub granularity: &'static str,
    pub approx: bool,
    /// `stated` or `inferred`.
    pub basis: &'static str,
    pub evidence: Vec<Cite<'a>>,
}

#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct PartyJson<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub role: &'static str,
    pub sector: Option<&'a str>,
    pub evidence: Vec<Cite<'a>>,
}

#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct PersonJson<'a> {
    pub name: &'a str,
    pub party: Option<&'a str>,
    pub role: Option<&'a str>,
    pub evidence: Vec<Cite<'a>>,
}

#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct PlaceJson<'a> {
    pub name: &'a str,
    /// ISO 3166-1 alpha-3; null on a border, in dispute or unresolved.
    pub country: Option<&'a str>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub gazetteer: Option<&'a str>,
    pub evidence: Vec<Cite<'a>>,
}

#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct StatusJson<'a> {
    /// The report's day: from then on it is known.
    pub as_of: String,
    pub status: &'static str,
    pub time: Option<TimeJson<'a>>,
    pub place: Option<PlaceJson<'a>>,
    pub said_by: Option<&'a str>,
    pub said_by_party: Option<&'a str>,
    pub contested: bool,
    pub correction: bool,
    pub evidence: Cite<'a>,
}

#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct LinkJson<'a> {
    pub r#type: &'static str,
    pub event: &'a str,
}

#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct TopicJson<'a> {
    pub text: &'a str,
    pub evidence: Vec<Cite<'a>>,
}

/// One event with all its fields.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct EventJson<'a> {
    pub schema_version: u32,
    pub id: &'a str,
    pub label: String,
    pub kind: &'static str,
    pub family: &'static str,
    pub status: Option<&'static str>,
    pub plover: Option<&'static str>,
    pub mode: Option<&'a str>,
    pub time: Option<TimeJson<'a>>,
    pub due: Option<TimeJson<'a>>,
    pub parties: Vec<PartyJson<'a>>,
    pub persons: Vec<PersonJson<'a>>,
    pub place: Option<PlaceJson<'a>>,
    pub topic: Option<TopicJson<'a>>,
    pub history: Vec<StatusJson<'a>>,
    pub links: Vec<LinkJson<'a>>,
    pub mentions: Vec<Cite<'a>>,
    pub n_reports: usize,
    pub background: bool,
    pub confidence: f32,
    pub was: Vec<&'a str>,
    pub decisions: &'a [u64],
}

/// One statement.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct StatementJson<'a> {
    pub schema_version: u32,
    pub id: &'a str,
    /// Day of the report.
    pub date: String,
    pub said_on: Option<&'a str>,
    pub speaker: &'a str,
    pub is_office: bool,
    pub affiliation: Option<&'a str>,
    pub r#type: &'static str,
    pub text: &'a str,
    pub addressee: Option<&'a str>,
    pub via: Option<&'a str>,
    pub about: Vec<&'a str>,
    pub evidence: Cite<'a>,
}

fn time<'e, 'a: 'e>(citer: &Citer<'a>, time: &'e EntryTime) -> TimeJson<'e> {
    let interval = &time.interval;
    TimeJson {
        value: interval.value(),
        first: interval.first_day().map(|d| d.to_string()),
        last: interval.last_day().map(|d| d.to_string()),
        granularity: story::granularity(interval),
        approx: interval.approx,
        basis: match time.basis {
            TimeBasis::Stated => "stated",
            TimeBasis::Inferred => "inferred",
        },
        evidence: citer.cites(&time.evidence),
    }
}

fn place<'e, 'a: 'e>(citer: &Citer<'a>, place: &'e EntryPlace) -> PlaceJson<'e> {
    PlaceJson {
        name: &place.place.name,
        country: place.place.country.as_deref(),
        lat: place.place.lat,
        lon: place.place.lon,
        gazetteer: place.place.gazetteer.as_deref(),
        evidence: citer.cites(&place.evidence),
    }
}

/// The JSON shape of an event.
pub fn event_json<'e, 'a: 'e>(citer: &Citer<'a>, event: &'e Event) -> EventJson<'e> {
    EventJson {
        schema_version: SCHEMA_VERSION,
        id: &event.id.0,
        label: words::label(event),
        kind: event.kind.as_str(),
        family: event.kind.family().as_str(),
        status: event.last_status().map(|s| s.status.as_str()),
        plover: event.plover.map(|p| p.as_str()),
        mode: event.mode.as_deref(),
        time: event.time.as_ref().map(|t| time(citer, t)),
        due: event.due.as_ref().map(|t| time(citer, t)),
        parties: event
            .parties
            .iter()
            .map(|p| PartyJson {
                id: &p.id.0,
                name: words::party_name(&p.id.0),
                role: p.role.as_str(),
                sector: p.sector.as_ref().map(|s| s.0.as_str()),
                evidence: citer.cites(&p.evidence),
            })
            .collect(),
        persons: event
            .persons
            .iter()
            .map(|p| PersonJson {
                name: &p.name,
                party: p.party.as_ref().map(|p| p.0.as_str()),
                role: p.role.as_deref(),
                evidence: citer.cites(&p.evidence),
            })
            .collect(),
        place: event.place.as_ref().map(|p| place(citer, p)),
        topic: event.topic.as_ref().map(|t| TopicJson {
            text: &t.text,
            evidence: citer.cites(&t.evidence),
        }),
        history: event
            .status
            .iter()
            .map(|s| StatusJson {
                as_of: s.as_of.date.to_string(),
                status: s.status.as_str(),
                time: s.time.as_ref().map(|t| time(citer, t)),
                place: s.place.as_ref().map(|p| place(citer, p)),
                said_by: s.said_by.as_ref().map(|s| s.name.as_str()),
                said_by_party: s
                    .said_by
                    .as_ref()
                    .and_then(|s| s.party.as_ref().map(|p| p.0.as_str())),
                contested: s.contested,
                correction: s.correction,
                evidence: citer.cite(&s.evidence),
            })
            .collect(),
        links: event
            .links
            .iter()
            .map(|l| LinkJson {
                r#type: story::link_name(l.kind),
                event: &l.event.0,
            })
            .collect(),
        mentions: citer.cites(&event.mentions),
        n_reports: words::n_reports(event),
        background: event.background,
        confidence: event.confidence,
        was: event.was.iter().map(|w| w.0.as_str()).collect(),
        decisions: &event.decisions,
    }
}

/// The JSON shape of a statement; `date` is its report's day.
pub fn statement_json<'e, 'a: 'e>(
    citer: &Citer<'a>,
    statement: &'e StatementEntry,
    date: String,
) -> StatementJson<'e> {
    StatementJson {
        schema_version: SCHEMA_VERSION,
        id: &statement.id,
        date,
        said_on: statement.said_on.as_deref(),
        speaker: &statement.speaker,
        is_office: statement.is_office,
        affiliation: statement.affiliation.as_ref().map(|a| a.0.as_str()),
        r#type: story::statement_type(statement.kind),
        text: citer.words(statement.evidence.report, statement.evidence.span),
        addressee: statement.addressee.as_deref(),
        via: statement.via.as_deref(),
        about: statement.about.iter().map(|a| a.0.as_str()).collect(),
        evidence: citer.cite(&statement.evidence),
    }
}
