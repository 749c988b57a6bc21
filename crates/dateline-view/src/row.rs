//! One flat row for each event: what sheets, tables and Parquet hold.
//!
//! The columns, in this order, are promised; new ones are added at the end.

use crate::cite::Citer;
use crate::{story, words};
use dateline_ledger::Event;
use dateline_record::TimeBasis;
use serde::Serialize;

/// One event in flat columns. Lists are parted by `; `.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Row {
    /// Names the event for good.
    pub id: String,
    /// Value of the time as the text allows it, ISO 8601 or `A/B`.
    pub date: String,
    /// First day, empty where open or unknown.
    pub date_first: String,
    /// Last day, empty where open or unknown.
    pub date_last: String,
    /// `day`, `week`, `month`, ... empty where no time is known.
    pub date_precision: String,
    /// `stated` or `inferred`.
    pub date_basis: String,
    /// True where the bounds are rough.
    pub date_approx: bool,
    /// The deadline of an undertaking.
    pub due: String,
    /// Last status known.
    pub status: String,
    /// Day of the report that gave it.
    pub status_as_of: String,
    /// The source it rests on; empty where a report speaks in its own voice.
    pub said_by: String,
    /// Kind of event.
    pub kind: String,
    /// PLOVER event type.
    pub plover: String,
    /// Ids of all parties.
    pub parties: String,
    /// Ids of the hosts.
    pub hosts: String,
    /// Ids of the mediators.
    pub mediators: String,
    /// Ids of those acted upon.
    pub targets: String,
    /// Persons who take part.
    pub persons: String,
    /// Name of the place.
    pub place: String,
    /// Its country, ISO 3166-1 alpha-3.
    pub country: String,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// `point` with coordinates, `name` without, empty where none.
    pub place_precision: String,
    /// Agenda or subject.
    pub topic: String,
    /// How many reports tell of it.
    pub n_reports: u32,
    /// How sure the reader is, 0 to 1.
    pub confidence: f32,
    /// Outlet, or name of the report, of the last status.
    pub source: String,
    /// Where that report can be found.
    pub source_url: String,
    /// Name of that report.
    pub report: String,
    /// First code point of the words in that report.
    pub start: u32,
    /// First code point after them.
    pub end: u32,
    /// The sentence.
    pub quote: String,
}

/// Names of the columns, in order.
pub const COLUMNS: [&str; 32] = [
    "id",
    "date",
    "date_first",
    "date_last",
    "date_precision",
    "date_basis",
    "date_approx",
    "due",
    "status",
    "status_as_of",
    "said_by",
    "kind",
    "plover",
    "parties",
    "hosts",
    "mediators",
    "targets",
    "persons",
    "place",
    "country",
    "lat",
    "lon",
    "place_precision",
    "topic",
    "n_reports",
    "confidence",
    "source",
    "source_url",
    "report",
    "start",
    "end",
    "quote",
];

/// The row of an event.
pub fn row(citer: &Citer<'_>, event: &Event) -> Row {
    use dateline_record::Role;
    let with = |role: Option<Role>| {
        let mut ids: Vec<&str> = Vec::new();
        for party in &event.parties {
            if role.is_none_or(|r| r == party.role) && !ids.contains(&party.id.as_str()) {
                ids.push(party.id.as_str());
            }
        }
        ids.join("; ")
    };
    let mut row = Row {
        id: event.id.0.clone(),
        due: event
            .due
            .as_ref()
            .map(|d| d.interval.value())
            .unwrap_or_default(),
        kind: event.kind.to_string(),
        plover: event.plover.map(|p| p.to_string()).unwrap_or_default(),
        parties: with(None),
        hosts: with(Some(Role::Host)),
        mediators: with(Some(Role::Mediator)),
        targets: with(Some(Role::Target)),
        persons: event
            .persons
            .iter()
            .map(|p| p.name.as_str())
            .collect::<Vec<_>>()
            .join("; "),
        topic: event
            .topic
            .as_ref()
            .map(|t| t.text.clone())
            .unwrap_or_default(),
        n_reports: u32::try_from(words::n_reports(event)).unwrap_or(u32::MAX),
        confidence: event.confidence,
        ..Row::default()
    };
    if let Some(time) = &event.time {
        let interval = &time.interval;
        let day = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string()).unwrap_or_default();
        row.date = interval.value();
        row.date_first = day(interval.first_day());
        row.date_last = day(interval.last_day());
        row.date_precision = story::granularity(interval).to_owned();
        row.date_approx = interval.approx;
        row.date_basis = match time.basis {
            TimeBasis::Stated => "stated",
            TimeBasis::Inferred => "inferred",
        }
        .to_owned();
    }
    if let Some(place) = &event.place {
        row.place = place.place.name.clone();
        row.country = place.place.country.clone().unwrap_or_default();
        row.lat = place.place.lat;
        row.lon = place.place.lon;
        row.place_precision = if row.lat.is_some() { "point" } else { "name" }.to_owned();
    }
    if let Some(last) = event.last_status() {
        let key = last.evidence.report;
        row.status = last.status.to_string();
        row.status_as_of = last.as_of.date.to_string();
        row.said_by = last
            .said_by
            .as_ref()
            .map(|s| s.name.clone())
            .unwrap_or_default();
        row.report = citer.name(key).into_owned();
        row.source = citer
            .source(key)
            .map_or_else(|| row.report.clone(), str::to_owned);
        row.source_url = citer.url(key).unwrap_or("").to_owned();
        (row.start, row.end) = citer.points(key, last.evidence.span);
        row.quote = one_line(citer.words(key, last.evidence.sentence));
    }
    row
}

/// The words with each run of blanks and line ends as one blank.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
