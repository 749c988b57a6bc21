//! Those who speak for a person by whom they are named: 'his office', 'their
//! spokesman', 'Okello's aides', 'an aide to Okello'.

use dateline_record::{Person, Resolved, Span};

/// Nouns for those who speak in somebody's stead.
const STAFF: [&str; 24] = [
    "office",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "spokesmen",
    "aide",
    "aides",
    "adviser",
    "advisers",
    "advisor",
    "lawyer",
    "lawyers",
    "team",
    "camp",
    "deputy",
    "deputies",
    "service",
    "secretary",
    "staff",
    "circle",
    "entourage",
    "allies",
    "supporters",
    "chief",
];

/// The office of an individual that a source names by him, or by the pronoun
/// that stands for him; `None` where the source names nobody, or somebody else
/// by name.
pub(super) fn of(text: &str, source: Span, head: Span, entities: &[Resolved]) -> Option<Person> {
    let noun = head.of(text).to_lowercase();
    if !STAFF.contains(&noun.as_str()) {
        return None;
    }
    let from = entities.partition_point(|r| r.span.end <= source.start);
    let within = || {
        entities[from..]
            .iter()
            .take_while(|r| r.span.start < source.end)
    };
    // 'His spokesman, X', 'her deputy, X': the name goes before the office.
    let named = within().any(|r| {
        let individual = r.person.as_ref().is_some_and(|p| !p.is_office);
        individual && (r.span.start > head.end || r.span.contains(head))
    });
    if named {
        return None;
    }
    let owner = within().find(|r| {
        r.person.as_ref().is_some_and(|p| !p.is_office)
            && r.span.start <= source.start + 4
            && r.span.end <= head.start
    });
    if let Some(owner) = owner {
        let words = Span::new(owner.span.end, head.end).of(text);
        let words = words
            .strip_prefix("'s ")
            .or_else(|| words.strip_prefix("’s "))
            .or_else(|| words.strip_prefix("' "))
            .or_else(|| words.strip_prefix("’ "))
            .or_else(|| is_possessive(owner.span.of(text)).then(|| words.trim_start()))?;
        // 'her ministry's spokesman'
        if words.split_whitespace().count() > 3 || words.contains(['\'', '’', ',']) {
            return None;
        }
        let who = owner.person.as_ref()?;
        let short = &as_named(text, who, source, entities);
        let s = if short.ends_with('s') { "'" } else { "'s" };
        return Some(Person {
            name: format!("{short}{s} {words}"),
            is_office: true,
            role: None,
            party: side(owner),
        });
    }
    // 'an aide to Okello'
    let owner = within().find(|r| {
        let gap = (r.span.start >= head.end).then(|| Span::new(head.end, r.span.start).of(text));
        r.person.as_ref().is_some_and(|p| !p.is_office)
            && gap.is_some_and(|g| matches!(g.trim(), "to" | "of" | "for" | "close to" | "to Mr"))
    })?;
    let words = Span::new(source.start, owner.span.end.min(source.end)).of(text);
    Some(Person {
        name: super::speaker::tidy(words),
        is_office: true,
        role: None,
        party: side(owner),
    })
}

/// How the report last named an individual before a source, without titles.
fn as_named(text: &str, who: &Person, source: Span, entities: &[Resolved]) -> String {
    let to = entities.partition_point(|r| r.span.start < source.end);
    let same = |r: &&Resolved| r.person.as_ref().is_some_and(|p| p.name == who.name);
    let mut named = entities[..to].iter().rev().filter(same).map(|r| {
        let words = r.span.of(text).split_whitespace();
        let bare = words.map(|w| w.trim_end_matches("'s").trim_end_matches("’s"));
        let own: Vec<&str> = bare
            .filter(|w| who.name.split(' ').any(|n| n == *w))
            .collect();
        own.join(" ")
    });
    let found = named.find(|n| !n.is_empty());
    found.unwrap_or_else(|| who.name.clone())
}

fn side(r: &Resolved) -> Option<dateline_record::Party> {
    let own = r.person.as_ref().and_then(|p| p.party.clone());
    own.or_else(|| match r.parties.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    })
}

fn is_possessive(words: &str) -> bool {
    matches!(
        words.to_lowercase().as_str(),
        "his" | "her" | "their" | "its"
    )
}
