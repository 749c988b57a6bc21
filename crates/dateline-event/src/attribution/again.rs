//! Speakers told of before: 'the spokesman' behind 'a spokesman for the
//! ministry', and the side of a person that another sentence gives.

use super::find::Found;
use super::speaker::tidy;
use dateline_record::{Person, Resolved, Span};

/// Offices that stand alone for one told of before.
const ALONE: [&str; 12] = [
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "official",
    "diplomat",
    "envoy",
    "negotiator",
    "delegate",
    "representative",
    "source",
    "aide",
    "adviser",
];

/// Mentions, and bytes, back to the one told of before.
const BACK: usize = 40;
const FAR: u32 = 1200;

/// News media that 'the paper' stands for.
const MEDIA: [&str; 9] = [
    "paper",
    "newspaper",
    "daily",
    "magazine",
    "broadcaster",
    "network",
    "agency",
    "website",
    "weekly",
];

/// 'The spokesman added', 'the officials said', 'the paper wrote': those that an
/// earlier sentence named more fully.
pub(super) fn alone(
    text: &str,
    found: &[Found],
    entities: &[Resolved],
    who: &mut [Option<Person>],
) {
    const SOURCES: usize = 15;
    for n in 0..who.len() {
        let (Some(source), Some(person)) = (found[n].source, &who[n]) else {
            continue;
        };
        let noun = person.name.clone();
        let bare = person.is_office && !noun.contains(' ') && noun.starts_with(char::is_lowercase);
        if !bare {
            continue;
        }
        let party = person.party.clone();
        let side = |p: &Person| (p.party.as_ref().map(|p| &p.id)) == party.as_ref().map(|p| &p.id);
        let named = (n.saturating_sub(SOURCES)..n).rev().find_map(|m| {
            let before = who[m]
                .as_ref()
                .filter(|_| found[m].sentence < found[n].sentence)?;
            (fuller(before, &noun) && (party.is_none() || side(before))).then(|| before.clone())
        });
        let article = source.of(text).get(..4);
        let definite = article.is_some_and(|w| w.eq_ignore_ascii_case("the "));
        let told = || speaks_for(text, source, &noun, entities);
        let named =
            named.or_else(|| told().filter(|told| definite && (party.is_none() || side(told))));
        if named.is_some() {
            who[n] = named;
        }
    }
}

/// True where a source may go on as the bare noun: 'a US diplomat' as 'the
/// diplomat', 'two officials' as 'the officials', 'Le Monde' as 'the paper'.
fn fuller(before: &Person, noun: &str) -> bool {
    let mut words = before.name.split(' ');
    let first = words.next().unwrap_or("");
    if MEDIA.contains(&noun) {
        let named = first.starts_with(char::is_uppercase) && before.party.is_none();
        return named && before.is_office;
    }
    let indefinite = matches!(
        first,
        "a" | "an" | "two" | "three" | "four" | "several" | "some"
    );
    indefinite && words.any(|w| w == noun)
}

/// The 'spokesman for the ministry' of an earlier sentence.
fn speaks_for(text: &str, source: Span, noun: &str, entities: &[Resolved]) -> Option<Person> {
    if !ALONE.contains(&noun) {
        return None;
    }
    let to = entities.partition_point(|r| r.span.end <= source.start);
    let near = entities[..to].iter().rev().take(BACK);
    let mut near = near.take_while(|r| source.start - r.span.start < FAR);
    near.find_map(|r| {
        let [party] = r.parties.as_slice() else {
            return None;
        };
        let before = text.get(..r.span.start as usize)?;
        let before = before.trim_end_matches("the ");
        let before = before
            .strip_suffix(" for")
            .or_else(|| before.strip_suffix(" for "));
        let before = before?.strip_suffix(noun)?;
        if !before.ends_with(' ') {
            return None;
        }
        let own = r.person.as_ref().filter(|p| p.is_office);
        let body = own.map_or_else(|| tidy(r.span.of(text)), |p| p.name.clone());
        Some(Person {
            name: format!("a {noun} for {body}"),
            is_office: true,
            role: None,
            party: Some(party.clone()),
        })
    })
}

/// A person has one side in a report: the one that any of the sources tells.
pub(super) fn one_side(who: &mut [Option<Person>]) {
    const MOST: usize = 200;
    let told: Vec<Person> = (who.iter().flatten())
        .filter(|p| !p.is_office && p.party.is_some())
        .take(MOST)
        .cloned()
        .collect();
    let lacks = |p: &&mut Person| !p.is_office && p.party.is_none();
    for p in who.iter_mut().flatten().filter(lacks) {
        let same = told.iter().find(|t| t.name == p.name);
        p.party = same.and_then(|t| t.party.clone());
    }
}
