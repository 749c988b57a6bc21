//! Two or more who speak as one: 'both countries said', 'the three told reporters'.

use dateline_record::{EventMention, Kind, Person, Resolved, Role, Span, Status};

/// Those who speak together, by the words of the phrase with its article: 'the two
/// sides', 'both leaders'.
pub(super) fn together(text: &str, r: &Resolved, entities: &[Resolved]) -> Option<Person> {
    let words = r.span.of(text);
    let low = words.to_lowercase();
    let bare = low.strip_prefix("the ").unwrap_or(&low);
    let mut rest = bare.split(' ');
    let n = persons(r, entities);
    let many = n.max(r.parties.len()) >= 3;
    let couple = match (rest.next()?, rest.next(), rest.next()) {
        ("two" | "both", Some(noun), None) => noun.chars().all(char::is_alphabetic),
        ("pair" | "duo" | "two", None, None) => low.len() > bare.len(),
        // 'The trio', of states named before.
        ("trio" | "three" | "four", None, None) if many => low.len() > bare.len(),
        ("all", Some("three" | "four" | "five" | "six"), None) => many,
        _ => return None,
    };
    let several = r.parties.len() >= 2 && r.person.is_none();
    if !couple || !several && n < 2 {
        return None;
    }
    let article = low.len() > bare.len()
        || (r.span.start as usize)
            .checked_sub("the ".len())
            .and_then(|from| text.get(from..r.span.start as usize))
            .is_some_and(|w| w.eq_ignore_ascii_case("the "));
    Some(Person {
        name: if article {
            format!("the {bare}")
        } else {
            low.clone()
        },
        is_office: true,
        role: None,
        party: None,
    })
}

/// True for a source of two: 'Peru and the rebels', but not 'X, minister of trade and
/// industry'.
pub(super) fn is_joint(text: &str, source: Span, name: &str) -> bool {
    let first = source.of(text).split(',').next().unwrap_or("");
    let behind = text.get(source.end as usize..).unwrap_or("").trim_start();
    // 'Peru's minister of trade and industry' is one.
    let office = ["minister", "ministry", "secretary", "department"];
    let one = |before: &str, after: &str| {
        let named = [" of ", " for "].iter().any(|w| before.contains(w));
        named
            && before.split_whitespace().any(|w| office.contains(&w))
            && after.starts_with(char::is_lowercase)
            && !["the ", "its ", "a "].iter().any(|w| after.starts_with(w))
    };
    match (first.split_once(" and "), behind.strip_prefix("and ")) {
        (Some((before, after)), _) => !one(before, after),
        (None, Some(after)) => !one(first, after),
        (None, None) => name.contains(" and "),
    }
}

/// 'Peru and Chile announced that they had concluded an accord': what those who made it
/// tell together is no word of a side's.
pub(super) fn own_accord(text: &str, event: &mut EventMention) {
    let made = event.kind == Kind::Agreement && event.status.value == Status::Held;
    let sides = event.parties.iter();
    let sides = sides.filter(|p| p.role == Role::Participant).count();
    let Some(said) = event.said_by.as_ref().filter(|_| made && sides >= 2) else {
        return;
    };
    let name = said.speaker.name.to_lowercase();
    let couple = [
        "the two",
        "both ",
        "two ",
        "the pair",
        "the sides",
        "the parties",
    ];
    let several = couple.iter().any(|w| name.starts_with(w));
    // 'Mediators from Peru and Chile said' that others agreed.
    let others = are_people(&name);
    if several || is_joint(text, said.span, &name) && !others {
        event.said_by = None;
    }
}

/// How many individuals one phrase stands for.
fn persons(r: &Resolved, entities: &[Resolved]) -> usize {
    let from = entities.partition_point(|e| e.span.start < r.span.start);
    let alike = entities[from..]
        .iter()
        .take_while(|e| e.span.start == r.span.start);
    let named = |e: &&Resolved| {
        let person = e.person.as_ref();
        e.span == r.span && person.is_some_and(|p| !p.is_office)
    };
    alike.filter(named).count()
}

/// True for words that may be a source: 'citing unfair subsidies' names none.
pub(super) fn may_speak(text: &str, span: Span) -> bool {
    let words = span.of(text);
    words.split(' ').any(|w| w.starts_with(char::is_uppercase))
        || words.split(' ').any(|w| {
            let w = w.trim_end_matches([',', '.']);
            let w = w.strip_suffix('s').unwrap_or(w);
            PEOPLE.contains(&w)
        })
}

/// Unnamed people and papers that reports cite, without their plural.
const PEOPLE: [&str; 36] = [
    "adviser",
    "agency",
    "aide",
    "analyst",
    "broadcaster",
    "commander",
    "communique",
    "communiqué",
    "diplomat",
    "document",
    "draft",
    "envoy",
    "expert",
    "government",
    "lawmaker",
    "lawyer",
    "letter",
    "mediator",
    "medium",
    "media",
    "minister",
    "ministry",
    "negotiator",
    "newspaper",
    "observer",
    "officer",
    "official",
    "paper",
    "person",
    "people",
    "report",
    "source",
    "spokesman",
    "spokeswoman",
    "statement",
    "witness",
];

/// True for the words of a source that are of unnamed individuals: what 'diplomats'
/// expect is on their word, what a state expects is its own matter.
pub(super) fn are_people(name: &str) -> bool {
    let end = name.find([',', '(']).unwrap_or(name.len());
    let head = &name[..end];
    let head = [" in ", " from ", " at ", " close ", " of ", " with "]
        .iter()
        .fold(head, |h, cut| h.split(cut).next().unwrap_or(h));
    let last = head.rsplit(' ').next().unwrap_or("").to_lowercase();
    let last = last.strip_suffix('s').unwrap_or(&last);
    matches!(
        last,
        "adviser"
            | "aide"
            | "analyst"
            | "diplomat"
            | "envoy"
            | "expert"
            | "mediator"
            | "negotiator"
            | "observer"
            | "official"
            | "source"
            | "organiser"
            | "organizer"
    )
}
