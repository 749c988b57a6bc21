//! What is coming, overdue, moved lately; what is doubtful; who met whom; and
//! where: all counted over the index.

use crate::index::{Brief, Index, Item};
use dateline_record::Status;
use dateline_view::words::party_name;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Most records of each list.
const MOST: usize = 200;

/// Set, so that it is overdue where its day has passed.
fn planned(status: Status) -> bool {
    matches!(status, Status::Agreed | Status::Scheduled)
}

fn off(status: Status) -> bool {
    matches!(
        status,
        Status::Postponed | Status::Cancelled | Status::Denied
    )
}

/// The first of a list in some order, without putting the rest in order.
fn first<T>(mut rows: Vec<T>, order: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    if rows.len() > MOST {
        rows.select_nth_unstable_by(MOST, &order);
        rows.truncate(MOST);
    }
    rows.sort_unstable_by(order);
    rows
}

/// Some records of a list, and how many there are.
#[derive(Serialize)]
pub struct Listed<T> {
    total: usize,
    items: Vec<T>,
}

/// What the agenda shows.
#[derive(Serialize)]
pub struct Agenda<'a> {
    on: String,
    upcoming: Listed<Brief<'a>>,
    overdue: Listed<Brief<'a>>,
    changed: Listed<Brief<'a>>,
}

/// The agenda on a day.
pub fn agenda(index: &Index, on: Date) -> Agenda<'_> {
    let (mut upcoming, mut overdue, mut changed) = (Vec::new(), Vec::new(), Vec::new());
    let lately = on.checked_sub(90.days()).unwrap_or(on);
    // Most events are passed over by their facts alone.
    for (facts, item) in index.facts.iter().zip(&index.items) {
        if facts.background {
            continue;
        }
        let (first, last) = facts.due;
        let timed = first.is_some() || last.is_some();
        if timed && last.is_none_or(|l| l >= on) && facts.status.is_open() {
            upcoming.push((first.or(last), item));
        }
        if last.is_some_and(|l| l < on) && planned(facts.status) {
            overdue.push((last, item));
        }
        if facts.told.is_some_and(|t| t >= lately && t <= on) && (facts.moved || off(facts.status))
        {
            changed.push((facts.told, item));
        }
    }
    type Row<'a> = (Option<Date>, &'a Item);
    fn listed<'a>(
        rows: Vec<Row<'a>>,
        order: fn(&Row<'a>, &Row<'a>) -> Ordering,
    ) -> Listed<Brief<'a>> {
        Listed {
            total: rows.len(),
            items: first(rows, order)
                .into_iter()
                .map(|(_, i)| i.brief())
                .collect(),
        }
    }
    fn latest(a: &Row<'_>, b: &Row<'_>) -> Ordering {
        b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id))
    }
    Agenda {
        on: on.to_string(),
        upcoming: listed(upcoming, |a, b| {
            a.0.cmp(&b.0).then_with(|| a.1.id.cmp(&b.1.id))
        }),
        overdue: listed(overdue, latest),
        changed: listed(changed, latest),
    }
}

/// An item with the reason why it should be looked at.
#[derive(Serialize)]
pub struct Doubt<'a> {
    why: &'static str,
    item: Brief<'a>,
}

/// What an analyst should look at first: sources that differ, what fell due
/// and was never reported, and what the reader is least sure of.
pub fn review<'a>(index: &'a Index, on: Date, decided: &BTreeSet<String>) -> Listed<Doubt<'a>> {
    let mut rows: Vec<(u8, &Item, &'static str)> = Vec::new();
    for (item, facts) in index.items.iter().zip(&index.facts) {
        if decided.contains(&*item.id) {
            continue;
        }
        let (_, last) = facts.due;
        let overdue = last.is_some_and(|l| l < on) && planned(facts.status);
        if item.contested {
            rows.push((0, item, "sources differ"));
        } else if overdue && !item.background {
            rows.push((1, item, "fell due, never reported"));
        } else if item.confidence < 0.6 {
            rows.push((2, item, "the reader is not sure"));
        } else if item.parties.is_empty() {
            rows.push((3, item, "no party is known"));
        } else if item.parties.len() == 1 && item.family == "meeting" {
            rows.push((3, item, "a meeting of one party"));
        }
    }
    let total = rows.len();
    let rows = first(rows, |a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
    let items = rows.into_iter().map(|(_, item, why)| Doubt {
        why,
        item: item.brief(),
    });
    Listed {
        total,
        items: items.collect(),
    }
}

#[derive(Default)]
struct Node {
    n_events: usize,
    n_meetings: usize,
    statuses: BTreeMap<&'static str, usize>,
    first: Option<Date>,
    last: Option<Date>,
}

/// Parties and persons with the events they take part in, and who met whom
/// (meetings that were held).
pub fn network(index: &Index, selected: &[usize]) -> Value {
    let mut parties: BTreeMap<&str, Node> = BTreeMap::new();
    let mut persons: BTreeMap<&str, Node> = BTreeMap::new();
    let mut edges: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut person_edges: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for &at in selected {
        let item = &index.items[at];
        let met = item.family == "meeting" && item.status == "held";
        let (first, last) = index.facts[at].span;
        let count = |node: &mut Node| {
            node.n_events += 1;
            node.n_meetings += usize::from(met);
            *node.statuses.entry(item.status).or_default() += 1;
            node.first = match (node.first, first) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
            node.last = node.last.max(last);
        };
        let mut ids: Vec<&str> = item.parties.iter().map(|p| p.id.as_str()).collect();
        ids.sort_unstable();
        for id in &ids {
            count(parties.entry(id).or_default());
        }
        let mut names: Vec<&str> = item.persons.iter().map(String::as_str).collect();
        names.sort_unstable();
        names.dedup();
        for name in &names {
            count(persons.entry(name).or_default());
        }
        // A conference of a hundred would join everyone with everyone.
        if met && ids.len() <= 20 {
            pairs(&ids, &mut edges);
        }
        if met && names.len() <= 20 {
            pairs(&names, &mut person_edges);
        }
    }
    let nodes = |map: BTreeMap<&str, Node>, states: bool| -> Vec<Value> {
        let mut rows: Vec<(&str, Node)> = map.into_iter().collect();
        rows.sort_by_key(|(id, n)| (std::cmp::Reverse(n.n_events), (*id).to_owned()));
        rows.truncate(400);
        rows.into_iter()
            .map(|(id, n)| {
                json!({
                    "id": id,
                    "name": if states { party_name(id) } else { id },
                    "n_events": n.n_events,
                    "n_meetings": n.n_meetings,
                    "statuses": n.statuses,
                    "first": n.first.map(|d| d.to_string()),
                    "last": n.last.map(|d| d.to_string()),
                })
            })
            .collect()
    };
    let links = |map: BTreeMap<(&str, &str), usize>| -> Vec<Value> {
        let mut rows: Vec<((&str, &str), usize)> = map.into_iter().collect();
        rows.sort_by_key(|(pair, n)| (std::cmp::Reverse(*n), *pair));
        rows.truncate(600);
        rows.into_iter()
            .map(|((a, b), n)| json!({"source": a, "target": b, "n_meetings": n}))
            .collect()
    };
    json!({
        "parties": nodes(parties, true),
        "persons": nodes(persons, false),
        "edges": links(edges),
        "person_edges": links(person_edges),
    })
}

fn pairs<'a>(ids: &[&'a str], edges: &mut BTreeMap<(&'a str, &'a str), usize>) {
    for (n, a) in ids.iter().enumerate() {
        for b in &ids[n + 1..] {
            *edges.entry((a, b)).or_default() += 1;
        }
    }
}

/// Places with their events, most first.
pub fn places(index: &Index, selected: &[usize]) -> Value {
    type Key = (String, Option<String>);
    type Found<'a> = (Option<(f64, f64)>, Vec<&'a Item>);
    let mut places: BTreeMap<Key, Found<'_>> = BTreeMap::new();
    for &at in selected {
        let item = &index.items[at];
        if let Some(place) = &item.place {
            let entry = places
                .entry((place.name.clone(), place.country.clone()))
                .or_default();
            entry.0 = entry.0.or(place.lat.zip(place.lon));
            entry.1.push(item);
        }
    }
    let mut rows: Vec<_> = places.into_iter().collect();
    rows.sort_by(|a, b| b.1.1.len().cmp(&a.1.1.len()).then_with(|| a.0.cmp(&b.0)));
    rows.truncate(1000);
    let items: Vec<Value> = rows
        .into_iter()
        .map(|((name, country), (at, events))| {
            let shown: Vec<Value> = events
                .iter()
                .rev()
                .take(12)
                .map(|i| json!({"id": i.id, "label": i.label, "status": i.status, "when": i.when}))
                .collect();
            json!({
                "name": name,
                "country": country,
                "lat": at.map(|a| a.0),
                "lon": at.map(|a| a.1),
                "n_events": events.len(),
                "events": shown,
            })
        })
        .collect();
    json!({"items": items})
}
