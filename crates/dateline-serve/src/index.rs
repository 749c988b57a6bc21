//! What lists need of every event, in memory.

use dateline_ledger::{Event, Filter, ReportInfo, StatementEntry, Store};
use dateline_record::{ReportKey, Status};
use dateline_view::words;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// A stretch of days; null where open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct When {
    pub value: String,
    pub first: Option<String>,
    pub last: Option<String>,
    pub granularity: &'static str,
}

/// One step of an event's life, as far as a drawing needs it.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    pub as_of: String,
    pub status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<When>,
}

#[derive(Clone, Debug, Serialize)]
pub struct PartyRef {
    pub id: String,
    pub role: &'static str,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceRef {
    pub name: String,
    pub country: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
}

/// An event as lists, timeline, agenda and map show it.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    pub id: String,
    pub label: String,
    pub kind: &'static str,
    pub family: &'static str,
    pub status: &'static str,
    pub when: String,
    pub time: Option<When>,
    pub due: Option<When>,
    pub parties: Vec<PartyRef>,
    pub persons: Vec<String>,
    pub place: Option<PlaceRef>,
    pub topic: Option<String>,
    pub said_by: Option<String>,
    pub history: Vec<Step>,
    pub n_reports: usize,
    pub confidence: f32,
    pub contested: bool,
    pub moved: bool,
    pub background: bool,
    /// Report and code points of the last status: one click to the sentence.
    pub report: String,
}

fn when(interval: &dateline_record::Interval) -> When {
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

/// The item of an event.
pub fn item(event: &Event) -> Item {
    let last = event.last_status();
    let mut parties: Vec<PartyRef> = Vec::new();
    for party in &event.parties {
        if !parties.iter().any(|p| p.id == party.id.0) {
            parties.push(PartyRef {
                id: party.id.0.clone(),
                role: party.role.as_str(),
            });
        }
    }
    Item {
        id: event.id.0.clone(),
        label: words::label(event),
        kind: event.kind.as_str(),
        family: event.kind.family().as_str(),
        status: last.map_or("possible", |s| s.status.as_str()),
        when: words::when(event),
        time: event.time.as_ref().map(|t| when(&t.interval)),
        due: event.due.as_ref().map(|t| when(&t.interval)),
        parties,
        persons: event.persons.iter().map(|p| p.name.clone()).collect(),
        place: event.place.as_ref().map(|p| PlaceRef {
            name: p.place.name.clone(),
            country: p.place.country.clone(),
            lat: p.place.lat,
            lon: p.place.lon,
        }),
        topic: event.topic.as_ref().map(|t| t.text.clone()),
        said_by: last.and_then(|s| s.said_by.as_ref().map(|s| s.name.clone())),
        history: event
            .status
            .iter()
            .map(|s| Step {
                as_of: s.as_of.date.to_string(),
                status: s.status.as_str(),
                time: s.time.as_ref().map(|t| when(&t.interval)),
            })
            .collect(),
        n_reports: words::n_reports(event),
        confidence: (event.confidence * 100.0).round() / 100.0,
        contested: event.is_contested(),
        moved: event.is_moved(),
        background: event.background,
        report: last.map_or(String::new(), |s| s.evidence.report.to_string()),
    }
}

/// First and last day; none where open.
pub type Days = (Option<Date>, Option<Date>);

/// All items in order of time and id, and what is counted over them.
pub struct Index {
    pub items: Vec<Item>,
    /// Days of each item for filters and agenda: first, last.
    pub spans: Vec<Days>,
    /// Positions by id, former ids too.
    pub by_id: BTreeMap<String, usize>,
    /// In order of date.
    pub reports: Vec<ReportInfo>,
    /// Positions of reports by key.
    pub report_at: BTreeMap<ReportKey, usize>,
    /// In order of report and place in it.
    pub statements: Vec<StatementEntry>,
}

impl Index {
    /// Reads the whole store, some thousand events at a time.
    pub fn read(store: &Store) -> Result<Self, dateline_ledger::Error> {
        const BATCH: usize = 20_000;
        let mut index = Index {
            items: Vec::new(),
            spans: Vec::new(),
            by_id: BTreeMap::new(),
            reports: store.reports(None)?,
            report_at: BTreeMap::new(),
            statements: store.statements(None)?,
        };
        loop {
            let events = store.page(None, &Filter::default(), index.items.len(), BATCH)?;
            let n = events.len();
            for event in &events {
                let at = index.items.len();
                index.by_id.insert(event.id.0.clone(), at);
                let time = event.time.as_ref().or(event.due.as_ref());
                index.spans.push((
                    time.and_then(|t| t.interval.first_day()),
                    time.and_then(|t| t.interval.last_day()),
                ));
                index.items.push(item(event));
            }
            if n < BATCH {
                break;
            }
        }
        let keys = index.reports.iter().enumerate();
        index.report_at = keys.map(|(at, r)| (r.key, at)).collect();
        Ok(index)
    }

    /// True where an item is wanted: the rules of [`Filter::lets`].
    pub fn lets(&self, at: usize, filter: &Filter, words: &[String]) -> bool {
        let item = &self.items[at];
        let (first, last) = self.spans[at];
        filter
            .parties
            .iter()
            .all(|id| item.parties.iter().any(|p| p.id.eq_ignore_ascii_case(id)))
            && (filter.kinds.is_empty() || filter.kinds.iter().any(|k| k.as_str() == item.kind))
            && (filter.statuses.is_empty()
                || filter.statuses.iter().any(|s| s.as_str() == item.status))
            && ((filter.from.is_none() && filter.to.is_none())
                || ((first.is_some() || last.is_some())
                    && filter.from.is_none_or(|d| last.is_none_or(|l| l >= d))
                    && filter.to.is_none_or(|d| first.is_none_or(|f| f <= d))))
            && filter.place.as_deref().is_none_or(|wanted| {
                item.place.as_ref().is_some_and(|p| {
                    p.name.to_lowercase().contains(&wanted.to_lowercase())
                        || p.country
                            .as_deref()
                            .is_some_and(|c| c.eq_ignore_ascii_case(wanted))
                })
            })
            && words.iter().all(|w| has_word(item, w))
    }

    /// The positions of the items that are wanted.
    pub fn select(&self, filter: &Filter, words: &[String]) -> Vec<usize> {
        (0..self.items.len())
            .filter(|at| self.lets(*at, filter, words))
            .collect()
    }

    /// How many items stand at each status.
    pub fn statuses(&self) -> BTreeMap<&'static str, usize> {
        let mut out: BTreeMap<&'static str, usize> =
            Status::ALL.iter().map(|s| (s.as_str(), 0)).collect();
        for item in &self.items {
            *out.entry(item.status).or_default() += 1;
        }
        out
    }
}

/// True where the word stands in what an item shows, in any case. `word` is in
/// lower case.
pub fn has_word(item: &Item, word: &str) -> bool {
    item.label.to_lowercase().contains(word)
        || item
            .place
            .as_ref()
            .is_some_and(|p| p.name.to_lowercase().contains(word))
        || item.persons.iter().any(|p| p.to_lowercase().contains(word))
        || item.id.contains(word)
}
