//! Who met whom, and where: counted over the forms that a question selects.

use crate::bits::Bits;
use crate::heads::{Members, NOWHERE, Names};
use crate::table::{NO_FIRST, NO_LAST, Table, day, put, put_list, put_value};
use dateline_record::{Family, Status};
use dateline_view::words::party_name;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Most parties, or persons, and pairs of them that are given.
const MOST_NODES: usize = 400;
const MOST_EDGES: usize = 600;
/// Most places, and events of each.
const MOST_PLACES: usize = 1000;
const MOST_EVENTS: usize = 12;

#[derive(Clone)]
struct Count {
    n_meetings: u32,
    statuses: [u32; Status::ALL.len()],
    first: i32,
    last: i32,
}

/// A party or a person.
#[derive(Serialize)]
struct Node<'a> {
    id: &'a str,
    name: &'a str,
    n_events: u32,
    n_meetings: u32,
    statuses: BTreeMap<&'static str, u32>,
    first: Option<String>,
    last: Option<String>,
}

#[derive(Serialize)]
struct Edge<'a> {
    source: &'a str,
    target: &'a str,
    n_meetings: u32,
}

#[derive(Serialize)]
struct Network<'a> {
    parties: Vec<Node<'a>>,
    persons: Vec<Node<'a>>,
    edges: Vec<Edge<'a>>,
    person_edges: Vec<Edge<'a>>,
}

/// The first of those counted at least once, the most first.
fn most<K: Ord>(n: &[u32], limit: usize, name: impl Fn(usize) -> K) -> Vec<usize> {
    let mut all: Vec<usize> = (0..n.len()).filter(|at| n[*at] > 0).collect();
    let order = |at: &usize| (Reverse(n[*at]), name(*at));
    if all.len() > limit {
        all.select_nth_unstable_by(limit, |a, b| order(a).cmp(&order(b)));
        all.truncate(limit);
    }
    all.sort_unstable_by_key(order);
    all
}

fn nodes<'a>(names: &'a Names, counts: &[Count], show: fn(&'a str) -> &'a str) -> Vec<Node<'a>> {
    let n: Vec<u32> = counts.iter().map(|c| c.statuses.iter().sum()).collect();
    let day = |number| day(number).map(|d| d.to_string());
    most(&n, MOST_NODES, |at| names.name(at))
        .into_iter()
        .map(|at| {
            let count = &counts[at];
            let statuses = Status::ALL.iter().map(|s| s.as_str()).zip(count.statuses);
            Node {
                id: names.name(at),
                name: show(names.name(at)),
                n_events: n[at],
                n_meetings: count.n_meetings,
                statuses: statuses.filter(|(_, n)| *n > 0).collect(),
                first: day(count.first),
                last: day(count.last),
            }
        })
        .collect()
}

/// Counts those of some forms: nodes, and pairs that met.
fn count<'a>(
    table: &Table,
    selected: &Bits,
    of: &'a Members,
    show: fn(&'a str) -> &'a str,
) -> (Vec<Node<'a>>, Vec<Edge<'a>>) {
    let none = Count {
        n_meetings: 0,
        statuses: [0; Status::ALL.len()],
        first: NO_LAST,
        last: NO_FIRST,
    };
    let mut counts = vec![none; of.names.len()];
    let mut met = vec![0_u32; of.pairs.len()];
    for at in selected.iter() {
        let (head, status) = (table.head[at] as usize, table.status[at]);
        let held = status == Status::Held && table.kind[at].family() == Family::Meeting;
        let (first, last) = match (table.first[at], table.last[at]) {
            (NO_FIRST, NO_LAST) => (NO_LAST, NO_FIRST),
            (NO_FIRST, last) => (NO_LAST, last),
            (first, NO_LAST) => (first, NO_FIRST),
            both => both,
        };
        for number in of.of.get(head) {
            let count = &mut counts[*number as usize];
            count.n_meetings += u32::from(held);
            count.statuses[status as usize] += 1;
            count.first = count.first.min(first);
            count.last = count.last.max(last);
        }
        if held {
            for pair in of.pairs_of.get(head) {
                met[*pair as usize] += 1;
            }
        }
    }
    let name = |number: u32| of.names.name(number as usize);
    let pair = |at: usize| (name(of.pairs[at].0), name(of.pairs[at].1));
    let edges = most(&met, MOST_EDGES, pair).into_iter().map(|at| Edge {
        source: pair(at).0,
        target: pair(at).1,
        n_meetings: met[at],
    });
    (nodes(&of.names, &counts, show), edges.collect())
}

/// Parties and persons with the events they take part in, and who met whom
/// (meetings that were held), as JSON.
pub fn network(table: &Table, selected: &Bits) -> Vec<u8> {
    let (parties, edges) = count(table, selected, &table.heads.parties, party_name);
    let (persons, person_edges) = count(table, selected, &table.heads.persons, |name| name);
    let mut out = Vec::new();
    put_value(
        &mut out,
        &Network {
            parties,
            persons,
            edges,
            person_edges,
        },
    );
    out
}

/// Places with their latest events, those with most events first, as JSON.
pub fn places(table: &Table, selected: &Bits) -> Vec<u8> {
    let places = &table.heads.places;
    let mut n = vec![0_u32; places.len()];
    let mut events: Vec<Vec<usize>> = vec![Vec::new(); places.len()];
    for at in selected.iter().rev() {
        let place = table.heads.place[table.head[at] as usize];
        if place == NOWHERE {
            continue;
        }
        let place = place as usize;
        n[place] += 1;
        if n[place] as usize <= MOST_EVENTS {
            events[place].push(at);
        }
    }
    let named = |at: usize| (&places[at].name, &places[at].country);
    let mut out = Vec::new();
    put(&mut out, &["{\"items\":"]);
    put_list(&mut out, most(&n, MOST_PLACES, named), |at, out| {
        put(out, &["{", &crate::item::members(&places[at])]);
        put(out, &[",\"n_events\":", &n[at].to_string(), ",\"events\":"]);
        put_list(out, &events[at], |at, out| table.short(*at, out));
        out.push(b'}');
    });
    out.push(b'}');
    out
}
