//! What is coming, overdue, moved lately; what is doubtful; who met whom; and
//! where: all counted over the index.

use crate::index::{Index, Item};
use dateline_view::words::party_name;
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Most records of each list.
const MOST: usize = 200;

fn is_open(status: &str) -> bool {
    matches!(status, "possible" | "proposed" | "agreed" | "scheduled")
}

/// First and last day by which an item should have happened.
fn due(item: &Item, span: (Option<Date>, Option<Date>)) -> (Option<Date>, Option<Date>) {
    let day = |text: &Option<String>| text.as_deref().and_then(|d| d.parse().ok());
    match &item.due {
        Some(due) => (day(&due.first), day(&due.last)),
        None => span,
    }
}

/// The agenda on a day.
pub fn agenda(index: &Index, on: Date) -> Value {
    let (mut upcoming, mut overdue, mut changed) = (Vec::new(), Vec::new(), Vec::new());
    let lately = on.checked_sub(90.days()).unwrap_or(on);
    for (item, &span) in index.items.iter().zip(&index.spans) {
        if item.background {
            continue;
        }
        let (first, last) = due(item, span);
        let timed = first.is_some() || last.is_some();
        if is_open(item.status) && timed && last.is_none_or(|l| l >= on) {
            upcoming.push((first.or(last), item));
        }
        let planned = matches!(item.status, "agreed" | "scheduled");
        if planned && last.is_some_and(|l| l < on) {
            overdue.push((last, item));
        }
        let off = matches!(item.status, "postponed" | "cancelled" | "denied");
        let told = item
            .history
            .last()
            .and_then(|h| h.as_of.parse::<Date>().ok());
        if (item.moved || off) && told.is_some_and(|t| t >= lately && t <= on) {
            changed.push((told, item));
        }
    }
    upcoming.sort_by_key(|(day, item)| (*day, item.id.clone()));
    overdue.sort_by_key(|(day, item)| (std::cmp::Reverse(*day), item.id.clone()));
    changed.sort_by_key(|(day, item)| (std::cmp::Reverse(*day), item.id.clone()));
    let list = |rows: Vec<(Option<Date>, &Item)>| {
        let n = rows.len();
        let items: Vec<&Item> = rows.into_iter().take(MOST).map(|(_, i)| i).collect();
        json!({"total": n, "items": items})
    };
    json!({
        "on": on.to_string(),
        "upcoming": list(upcoming),
        "overdue": list(overdue),
        "changed": list(changed),
    })
}

/// What an analyst should look at first: sources that differ, what fell due
/// and was never reported, and what the reader is least sure of.
pub fn review(index: &Index, on: Date, decided: &BTreeSet<String>) -> Value {
    let mut rows: Vec<(u8, f32, &Item, &'static str)> = Vec::new();
    for (item, &span) in index.items.iter().zip(&index.spans) {
        if decided.contains(&item.id) {
            continue;
        }
        let (_, last) = due(item, span);
        let overdue = matches!(item.status, "agreed" | "scheduled") && last.is_some_and(|l| l < on);
        if item.contested {
            rows.push((0, item.confidence, item, "sources differ"));
        } else if overdue && !item.background {
            rows.push((1, item.confidence, item, "fell due, never reported"));
        } else if item.confidence < 0.6 {
            rows.push((2, item.confidence, item, "the reader is not sure"));
        } else if item.parties.is_empty() {
            rows.push((3, item.confidence, item, "no party is known"));
        } else if item.parties.len() == 1 && item.family == "meeting" {
            rows.push((3, item.confidence, item, "a meeting of one party"));
        }
    }
    rows.sort_by(|a, b| {
        (a.0, &a.2.id)
            .cmp(&(b.0, &b.2.id))
            .then(a.1.total_cmp(&b.1))
    });
    let total = rows.len();
    let items: Vec<Value> = rows
        .into_iter()
        .take(MOST)
        .map(|(_, _, item, why)| json!({"why": why, "item": item}))
        .collect();
    json!({"total": total, "items": items})
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
        let (first, last) = index.spans[at];
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
