//! An event as lists show it.

use dateline_ledger::{Event, StatusEntry};
use dateline_record::{Interval, Status};
use dateline_view::words;
use jiff::civil::Date;
use serde::Serialize;

/// A stretch of days; null where open.
#[derive(Serialize)]
pub struct When {
    value: String,
    first: Option<String>,
    last: Option<String>,
    granularity: &'static str,
}

/// One step of an event's life, as far as a drawing needs it.
#[derive(Serialize)]
struct Step {
    as_of: String,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<When>,
}

#[derive(Serialize)]
pub struct PartyRef {
    pub id: String,
    role: &'static str,
}

#[derive(Serialize)]
pub struct PlaceRef {
    pub name: String,
    pub country: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
}

/// What seldom changes from report to report.
#[derive(Serialize)]
pub struct Head {
    // The short form of an item ends before `kind`.
    pub id: String,
    pub label: String,
    kind: &'static str,
    pub family: &'static str,
    pub parties: Vec<PartyRef>,
    pub persons: Vec<String>,
    pub place: Option<PlaceRef>,
    topic: Option<String>,
}

/// What the reports change.
#[derive(Serialize)]
pub struct Rest {
    // The short form of an item ends before `time`.
    status: &'static str,
    when: String,
    time: Option<When>,
    due: Option<When>,
    said_by: Option<String>,
    n_reports: usize,
    confidence: f64,
    contested: bool,
    moved: bool,
    background: bool,
    /// Report of the last status: one click to the sentence.
    report: String,
}

/// An event as lists, timeline, agenda and map show it.
#[derive(Serialize)]
pub struct Item {
    #[serde(flatten)]
    head: Head,
    #[serde(flatten)]
    rest: Rest,
    history: Vec<Step>,
}

fn when(interval: &Interval) -> When {
    let granularity = interval.granularity;
    When {
        value: interval.value(),
        first: interval.first_day().map(|d| d.to_string()),
        last: interval.last_day().map(|d| d.to_string()),
        granularity: match granularity {
            dateline_record::Granularity::Time => "time",
            dateline_record::Granularity::Day => "day",
            dateline_record::Granularity::Week => "week",
            dateline_record::Granularity::Month => "month",
            _ => "coarse",
        },
    }
}

/// A step as the ledger has it.
pub type StepKey = (Date, Status, Option<Interval>);

/// The steps of an event's life.
pub fn steps(event: &Event) -> Vec<StepKey> {
    let key = |s: &StatusEntry| (s.as_of.date, s.status, s.time.as_ref().map(|t| t.interval));
    event.status.iter().map(key).collect()
}

fn step((as_of, status, time): &StepKey) -> Step {
    Step {
        as_of: as_of.to_string(),
        status: status.as_str(),
        time: time.as_ref().map(when),
    }
}

pub fn head(event: &Event) -> Head {
    let mut parties: Vec<PartyRef> = Vec::new();
    for party in &event.parties {
        if !parties.iter().any(|p| p.id == party.id.0) {
            parties.push(PartyRef {
                id: party.id.0.clone(),
                role: party.role.as_str(),
            });
        }
    }
    Head {
        id: event.id.0.clone(),
        label: words::label(event),
        kind: event.kind.as_str(),
        family: event.kind.family().as_str(),
        parties,
        persons: event.persons.iter().map(|p| p.name.clone()).collect(),
        place: event.place.as_ref().map(|p| PlaceRef {
            name: p.place.name.clone(),
            country: p.place.country.clone(),
            lat: p.place.lat,
            lon: p.place.lon,
        }),
        topic: event.topic.as_ref().map(|t| t.text.clone()),
    }
}

pub fn rest(event: &Event) -> Rest {
    let last = event.last_status();
    Rest {
        status: last.map_or("possible", |s| s.status.as_str()),
        when: words::when(event),
        time: event.time.as_ref().map(|t| when(&t.interval)),
        due: event.due.as_ref().map(|t| when(&t.interval)),
        said_by: last.and_then(|s| s.said_by.as_ref().map(|s| s.name.clone())),
        n_reports: words::n_reports(event),
        confidence: f64::from((event.confidence * 100.0).round()) / 100.0,
        contested: event.is_contested(),
        moved: event.is_moved(),
        background: event.background,
        report: last.map_or_else(String::new, |s| s.evidence.report.to_string()),
    }
}

/// The item of an event.
pub fn item(event: &Event) -> Item {
    Item {
        head: head(event),
        rest: rest(event),
        history: steps(event).iter().map(step).collect(),
    }
}

/// A value as JSON. These have texts and numbers only, which always can be
/// written.
pub fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The members of an object, without its braces.
pub fn members(value: &impl Serialize) -> String {
    let mut json = json(value);
    json.pop();
    json.split_off(1.min(json.len()))
}

/// The steps of a life as JSON, one after the other, of which several forms of
/// an event may show more or fewer.
#[derive(Debug, Default, PartialEq)]
pub struct Life {
    json: Box<str>,
    /// Where each step ends.
    ends: Box<[u32]>,
}

impl Life {
    pub fn of(steps: &[StepKey]) -> Self {
        let (mut out, mut ends) = (String::new(), Vec::with_capacity(steps.len()));
        for key in steps {
            if !out.is_empty() {
                out.push(',');
            }
            out.push_str(&json(&step(key)));
            ends.push(u32::try_from(out.len()).unwrap_or(u32::MAX));
        }
        Self {
            json: out.into(),
            ends: ends.into(),
        }
    }

    /// True where the steps of another come first in this one.
    pub fn begins_with(&self, other: &Life) -> bool {
        self.ends.starts_with(&other.ends) && self.json.starts_with(&*other.json)
    }

    /// The first `n` steps.
    pub fn first(&self, n: usize) -> &str {
        let end = n.checked_sub(1).and_then(|last| self.ends.get(last));
        end.map_or("", |end| &self.json[..*end as usize])
    }

    /// Bytes in memory.
    pub fn n_bytes(&self) -> usize {
        self.json.len() + self.ends.len() * 4 + 64
    }
}
