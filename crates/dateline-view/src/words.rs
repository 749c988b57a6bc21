//! How times, parties and places are put in a few words for people.

use dateline_ledger::{EntryParty, EntryPlace, EntryText, EntryTime, Event};
use dateline_record::{Interval, Role, TimeBasis};

/// A time for people: `2018-06-14`, `by 2018-06-30`, `since 2016-02-11`,
/// `about 2018-08`, `2018-06-02 to 2018-06-30`.
pub fn interval(interval: &Interval) -> String {
    let value = match (interval.first_day(), interval.last_day()) {
        (None, Some(last)) => format!("by {last}"),
        (Some(first), None) => format!("since {first}"),
        (None, None) => String::new(),
        (Some(_), Some(_)) => interval.value().replace('/', " to "),
    };
    if interval.approx {
        format!("about {value}")
    } else {
        value
    }
}

/// The time of an entry; an inferred one stands in brackets.
pub fn time(time: &EntryTime) -> String {
    let words = interval(&time.interval);
    match time.basis {
        TimeBasis::Stated => words,
        TimeBasis::Inferred => format!("({words})"),
    }
}

/// When an event is, or falls due; empty where no report says.
pub fn when(event: &Event) -> String {
    match (&event.time, &event.due) {
        (Some(t), _) => time(t),
        (None, Some(due)) => format!("due {}", interval(&due.interval)),
        (None, None) => String::new(),
    }
}

/// Parties by id, those with a role other than participant with the role.
pub fn parties(parties: &[EntryParty]) -> String {
    let mut out: Vec<String> = Vec::new();
    for party in parties {
        let words = match party.role {
            Role::Participant => party.id.to_string(),
            role => format!("{} ({})", party.id, role.as_str()),
        };
        if !out.contains(&words) {
            out.push(words);
        }
    }
    out.join(", ")
}

/// A place with its country.
pub fn place(place: &EntryPlace) -> String {
    match &place.place.country {
        Some(country) => format!("{}, {country}", place.place.name),
        None => place.place.name.clone(),
    }
}

/// A heading for people: kind, parties and topic, capitalised.
pub fn label(event: &Event) -> String {
    let mut out = event.kind.to_string();
    if let Some(first) = out.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    let mut names: Vec<&str> = Vec::new();
    for party in &event.parties {
        let name = party_name(party.id.as_str());
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if !names.is_empty() {
        out.push_str(" of ");
        let last = names.len() - 1;
        for (n, name) in names.iter().enumerate() {
            out.push_str(match n {
                0 => "",
                n if n == last => " and ",
                _ => ", ",
            });
            out.push_str(name);
        }
    }
    // A topic that says no more than the kind is left out.
    let says_more = |t: &&EntryText| !t.text.trim().eq_ignore_ascii_case(event.kind.as_str());
    if let Some(topic) = event.topic.as_ref().filter(says_more) {
        out.push_str(": ");
        out.push_str(&topic.text.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    out
}

/// The name of a state for people; any other id is its own name.
pub fn party_name(id: &str) -> &str {
    crate::codes::country(id).map_or(id, |c| c.name)
}

/// How many reports tell of an event.
pub fn n_reports(event: &Event) -> usize {
    let mut keys: Vec<_> = event.mentions.iter().map(|m| m.report).collect();
    keys.extend(event.status.iter().map(|s| s.evidence.report));
    keys.sort_unstable();
    keys.dedup();
    keys.len()
}
