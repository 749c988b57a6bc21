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
pub struct TimeJson {
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
    pub evidence: Vec<Cite>,
}

#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct PartyJson {
    pub id: String,
    pub name: String,
    pub role: &'static str,
    pub sector: Option<String>,
    pub evidence: Vec<Cite>,
}

#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct PersonJson {
    pub name: String,
    pub party: Option<String>,
    pub role: Option<String>,
    pub evidence: Vec<Cite>,
}

#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct PlaceJson {
    pub name: String,
    /// ISO 3166-1 alpha-3; null on a border, in dispute or unresolved.
    pub country: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub gazetteer: Option<String>,
    pub evidence: Vec<Cite>,
}

#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct StatusJson {
    /// The report's day: from then on it is known.
    pub as_of: String,
    pub status: &'static str,
    pub time: Option<TimeJson>,
    pub place: Option<PlaceJson>,
    pub said_by: Option<String>,
    pub said_by_party: Option<String>,
    pub contested: bool,
    pub correction: bool,
    pub evidence: Cite,
}

#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct LinkJson {
    pub r#type: &'static str,
    pub event: String,
}

#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct TopicJson {
    pub text: String,
    pub evidence: Vec<Cite>,
}

/// One event with all its fields.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct EventJson {
    pub schema_version: u32,
    pub id: String,
    pub label: String,
    pub kind: &'static str,
    pub family: &'static str,
    pub status: Option<&'static str>,
    pub plover: Option<&'static str>,
    pub mode: Option<String>,
    pub time: Option<TimeJson>,
    pub due: Option<TimeJson>,
    pub parties: Vec<PartyJson>,
    pub persons: Vec<PersonJson>,
    pub place: Option<PlaceJson>,
    pub topic: Option<TopicJson>,
    pub history: Vec<StatusJson>,
    pub links: Vec<LinkJson>,
    pub mentions: Vec<Cite>,
    pub n_reports: usize,
    pub background: bool,
    pub confidence: f32,
    pub was: Vec<String>,
    pub decisions: Vec<u64>,
}

/// One statement.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct StatementJson {
    pub schema_version: u32,
    pub id: String,
    /// Day of the report.
    pub date: String,
    pub said_on: Option<String>,
    pub speaker: String,
    pub is_office: bool,
    pub affiliation: Option<String>,
    pub r#type: &'static str,
    pub text: String,
    pub addressee: Option<String>,
    pub via: Option<String>,
    pub about: Vec<String>,
    pub evidence: Cite,
}

fn time(citer: &Citer<'_>, time: &EntryTime) -> TimeJson {
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

fn place(citer: &Citer<'_>, place: &EntryPlace) -> PlaceJson {
    PlaceJson {
        name: place.place.name.clone(),
        country: place.place.country.clone(),
        lat: place.place.lat,
        lon: place.place.lon,
        gazetteer: place.place.gazetteer.clone(),
        evidence: citer.cites(&place.evidence),
    }
}

/// The JSON shape of an event.
pub fn event_json(citer: &Citer<'_>, event: &Event) -> EventJson {
    EventJson {
        schema_version: SCHEMA_VERSION,
        id: event.id.0.clone(),
        label: words::label(event),
        kind: event.kind.as_str(),
        family: event.kind.family().as_str(),
        status: event.last_status().map(|s| s.status.as_str()),
        plover: event.plover.map(|p| p.as_str()),
        mode: event.mode.clone(),
        time: event.time.as_ref().map(|t| time(citer, t)),
        due: event.due.as_ref().map(|t| time(citer, t)),
        parties: event
            .parties
            .iter()
            .map(|p| PartyJson {
                id: p.id.0.clone(),
                name: words::party_name(&p.id.0).to_owned(),
                role: p.role.as_str(),
                sector: p.sector.as_ref().map(|s| s.0.clone()),
                evidence: citer.cites(&p.evidence),
            })
            .collect(),
        persons: event
            .persons
            .iter()
            .map(|p| PersonJson {
                name: p.name.clone(),
                party: p.party.as_ref().map(|p| p.0.clone()),
                role: p.role.clone(),
                evidence: citer.cites(&p.evidence),
            })
            .collect(),
        place: event.place.as_ref().map(|p| place(citer, p)),
        topic: event.topic.as_ref().map(|t| TopicJson {
            text: t.text.clone(),
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
                said_by: s.said_by.as_ref().map(|s| s.name.clone()),
                said_by_party: s
                    .said_by
                    .as_ref()
                    .and_then(|s| s.party.as_ref().map(|p| p.0.clone())),
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
                event: l.event.0.clone(),
            })
            .collect(),
        mentions: citer.cites(&event.mentions),
        n_reports: words::n_reports(event),
        background: event.background,
        confidence: event.confidence,
        was: event.was.iter().map(|w| w.0.clone()).collect(),
        decisions: event.decisions.clone(),
    }
}

/// The JSON shape of a statement; `date` is its report's day.
pub fn statement_json(citer: &Citer<'_>, statement: &StatementEntry, date: &str) -> StatementJson {
    StatementJson {
        schema_version: SCHEMA_VERSION,
        id: statement.id.clone(),
        date: date.to_owned(),
        said_on: statement.said_on.clone(),
        speaker: statement.speaker.clone(),
        is_office: statement.is_office,
        affiliation: statement.affiliation.as_ref().map(|a| a.0.clone()),
        r#type: story::statement_type(statement.kind),
        text: citer
            .words(statement.evidence.report, statement.evidence.span)
            .to_owned(),
        addressee: statement.addressee.clone(),
        via: statement.via.clone(),
        about: statement.about.iter().map(|a| a.0.clone()).collect(),
        evidence: citer.cite(&statement.evidence),
    }
}
