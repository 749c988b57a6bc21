//! Who the words of a source stand for: a person or an office, with party.

use super::both;
use crate::near;
use dateline_record::{MentionKind, Person, Resolved, Span};

/// The person or office that a source names.
///
/// The mention that has the head word as its own head decides; a person wins
/// over a party with the same words. Where nothing was resolved, the words
/// themselves are the name, without a party.
pub(super) fn speaker(text: &str, source: Span, head: Span, entities: &[Resolved]) -> Person {
    if let Some(issuer) = issuer(text, source, head, entities) {
        return issuer;
    }
    if let Some((office, word)) = behind_paper(text, source, head) {
        return speaker(text, office, word, entities);
    }
    if let Some(staff) = super::staff::of(text, source, head, entities) {
        return staff;
    }
    if let [first, second, ..] = joined(text, source, entities)[..]
        && first.person.is_none()
        && second.person.is_none()
        && first.parties != second.parties
    {
        // 'South Korea and the United States said'
        return Person {
            name: tidy(source.of(text)),
            is_office: true,
            role: None,
            party: None,
        };
    }
    mention(head, entities)
        .or_else(|| apposed(text, source, entities))
        .map(|r| named_beside(text, source, r, entities).unwrap_or(r))
        .and_then(|r| {
            let r = antecedent(text, r, entities).unwrap_or(r);
            both::together(text, r, entities).or_else(|| person_of(text, source, r))
        })
        .map(|who| with_party(who, source, entities))
        .or_else(|| {
            let r = body(text, head, entities)?;
            person_of(text, r.span, r)
        })
        .unwrap_or_else(|| Person {
            name: tidy(without_time(source.of(text))),
            is_office: true,
            role: None,
            party: party_within(source, entities),
        })
}

/// 'The head of the Tajik border guard, General X': the side that the source
/// names with the individual.
fn with_party(mut who: Person, source: Span, entities: &[Resolved]) -> Person {
    if who.party.is_none() && !who.is_office {
        who.party = party_within(source, entities);
    }
    who
}

/// The words of a source without what was done with it, and when: 'a communiqué
/// issued last night', 'her office on Friday'.
fn without_time(words: &str) -> &str {
    let mut at = 0;
    for word in words.split(' ') {
        let low = word.to_lowercase();
        let done = matches!(
            low.as_str(),
            "issued"
                | "released"
                | "published"
                | "posted"
                | "distributed"
                | "circulated"
                | "delivered"
                | "sent"
                | "dated"
                | "now"
                | "late"
                | "yesterday"
                | "today"
        );
        let on_day = low == "on" && words[at..].trim_end().ends_with("day");
        if at > 0 && (done || on_day) {
            return words[..at].trim_end().trim_end_matches(',');
        }
        at += word.len() + 1;
    }
    words
}

/// Those who speak together: the mentions that 'and' and commas join over the
/// whole of a source.
pub(super) fn joined<'r>(text: &str, source: Span, entities: &'r [Resolved]) -> Vec<&'r Resolved> {
    let from = entities.partition_point(|r| r.span.end <= source.start);
    let mut out: Vec<&Resolved> = Vec::new();
    for r in entities[from..]
        .iter()
        .take_while(|r| r.span.start < source.end)
        .filter(|r| r.place.is_none())
    {
        let gap = match out.last() {
            // An office and the name that it is part of begin together.
            Some(last) if r.span.start < last.span.end => continue,
            Some(last) => Span::new(last.span.end, r.span.start),
            None => Span::new(source.start, r.span.start.max(source.start)),
        };
        let words = gap.of(text).trim().trim_end_matches("the").trim();
        let fits = match out.is_empty() {
            true => matches!(words, "" | "The"),
            false => matches!(words, "and" | "," | ", and"),
        };
        if !fits {
            return Vec::new();
        }
        out.push(r);
    }
    let whole = out.last().is_some_and(|last| last.span.end >= source.end);
    if whole { out } else { Vec::new() }
}

/// 'The nuclear agency', 'State news agency Orbis': the body that has its name
/// right behind the words, or the one of which the report gives a name that ends
/// in the same word.
fn body<'r>(text: &str, head: Span, entities: &'r [Resolved]) -> Option<&'r Resolved> {
    const MOST: usize = 400;
    let word = head.of(text);
    if !matches!(
        word,
        "agency"
            | "broadcaster"
            | "newspaper"
            | "movement"
            | "organisation"
            | "organization"
            | "bloc"
            | "alliance"
            | "union"
            | "commission"
            | "council"
    ) {
        return None;
    }
    let is_body = |r: &Resolved| {
        r.person.is_none() && matches!(r.parties.as_slice(), [one] if !is_state(one.id.as_str()))
    };
    let at = entities.partition_point(|r| r.span.start <= head.end);
    let behind = entities.get(at).filter(|r| {
        let gap = Span::new(head.end, r.span.start).of(text);
        gap == " " && is_body(r)
    });
    if behind.is_some() {
        return behind;
    }
    let alike = |r: &&Resolved| {
        let last = r.span.of(text).rsplit(' ').next().unwrap_or("");
        is_body(r) && last.starts_with(char::is_uppercase) && last.eq_ignore_ascii_case(word)
    };
    // What is named, is named early; a limit keeps the work linear.
    let mut named = entities.iter().take(MOST).filter(alike);
    let first = named.next()?;
    named.all(|r| r.parties == first.parties).then_some(first)
}

fn is_state(id: &str) -> bool {
    id.len() == 3 && id.bytes().all(|b| b.is_ascii_uppercase())
}

/// True for a paper by which somebody speaks.
pub(super) fn is_paper(word: &str) -> bool {
    matches!(
        word,
        "statement"
            | "letter"
            | "message"
            | "note"
            | "communique"
            | "communiqué"
            | "post"
            | "tweet"
    )
}

/// Whose paper it is: 'Havana's statement', 'their statement', 'a statement
/// from the ministry'.
fn issuer(text: &str, source: Span, head: Span, entities: &[Resolved]) -> Option<Person> {
    if !is_paper(&head.of(text).to_lowercase()) {
        return None;
    }
    let from = entities.partition_point(|r| r.span.start < source.start);
    // What it was done with may stand behind its words: 'issued on Monday by'.
    let end = source.end.saturating_add(60);
    let mut within = entities[from..].iter().take_while(|r| r.span.start < end);
    within.find_map(|r| {
        let owns = r.span.end <= head.start
            && matches!(
                Span::new(r.span.end, head.start).of(text).trim(),
                "" | "'s" | "’s" | "'" | "’"
            );
        let sends = r.span.start > head.end && {
            let between = Span::new(head.end, r.span.start).of(text).trim();
            let between = between.strip_suffix(" the").unwrap_or(between);
            let mut words = between.split_whitespace();
            let (first, count) = (words.clone().next(), words.clone().count());
            let issued = matches!(
                first,
                Some("issued" | "released" | "published" | "signed" | "posted" | "read" | "made")
            );
            matches!(between, "from" | "by" | "of")
                || issued && count <= 7 && words.next_back() == Some("by")
        };
        if !owns && !sends {
            return None;
        }
        // 'Their statement' is of whom 'their' stands for.
        let pronoun = super::statement::is_pronoun(r.span.of(text)) && r.person.is_none();
        let named = r.resolution.evidence.first().filter(|_| pronoun);
        let before = named.and_then(|n| near::of_words(entities, *n).next());
        if pronoun && before.is_none() {
            return None;
        }
        let r = before.unwrap_or(r);
        person_of(text, r.span, r)
    })
}

/// 'A Foreign Ministry statement', 'a statement from the prime minister's office': the
/// words for the body whose paper it is, and the last of them.
fn behind_paper(text: &str, source: Span, head: Span) -> Option<(Span, Span)> {
    const BODIES: [&str; 18] = [
        "ministry",
        "government",
        "army",
        "navy",
        "military",
        "office",
        "palace",
        "house",
        "presidency",
        "cabinet",
        "police",
        "parliament",
        "council",
        "command",
        "embassy",
        "department",
        "commission",
        "union",
    ];
    if !is_paper(&head.of(text).to_lowercase()) {
        return None;
    }
    let body = |from: u32, to: u32| {
        let words = Span::new(from, to).of(text);
        let office = words.trim_start();
        let from = to - office.len() as u32;
        let office = office.trim_end();
        let bare = ["a ", "an ", "the ", "A ", "An ", "The "]
            .iter()
            .find_map(|a| office.strip_prefix(a))
            .unwrap_or(office);
        let from = from + (office.len() - bare.len()) as u32;
        let last = bare.rsplit(' ').next().unwrap_or("");
        let plain = bare.chars().all(|c| !matches!(c, ',' | ';' | '"' | '“'));
        let known = plain && BODIES.contains(&last.to_lowercase().as_str());
        let end = from + bare.len() as u32;
        known.then(|| {
            (
                Span::new(from, end),
                Span::new(end - last.len() as u32, end),
            )
        })
    };
    if source.start < head.start
        && let Some(found) = body(source.start, head.start)
    {
        return Some(found);
    }
    let rest = Span::new(head.end, source.end.max(head.end)).of(text);
    let from = [" from ", " by ", " of "]
        .iter()
        .find(|p| rest.starts_with(**p))?;
    body(head.end + from.len() as u32, source.end)
}

/// The individuals of whom a report tells the office, each once.
pub(super) fn officials(entities: &[Resolved]) -> Vec<&Person> {
    const MOST: usize = 100;
    let mut out: Vec<&Person> = Vec::new();
    let all = entities.iter().filter_map(|r| r.person.as_ref());
    for p in all.filter(|p| !p.is_office && p.role.is_some()) {
        if out.len() < MOST && !out.contains(&p) {
            out.push(p);
        }
    }
    out
}

/// The one individual of an office's side whom the report gives such an office:
/// 'his security adviser said ... The adviser, X, had come back'.
pub(super) fn holder(office: &Person, officials: &[&Person]) -> Option<Person> {
    let party = office.party.as_ref().filter(|_| office.is_office)?;
    let name = office.name.to_lowercase();
    let (_, words) = name.split_once("'s ").or_else(|| name.split_once("' "))?;
    let last = words.rsplit(' ').next()?;
    if !matches!(
        last,
        "adviser"
            | "advisor"
            | "envoy"
            | "minister"
            | "ambassador"
            | "secretary"
            | "president"
            | "premier"
            | "negotiator"
            | "commander"
            | "secretary-general"
            | "chief"
            | "spokesman"
            | "spokeswoman"
    ) {
        return None;
    }
    let mut found: Option<&Person> = None;
    for p in officials {
        let role = p.role.as_deref().unwrap_or("").to_lowercase();
        let same = p.party.as_ref().is_none_or(|own| own.id == party.id);
        if !same || role != words && !words.ends_with(&format!(" {role}")) {
            continue;
        }
        if found.is_some_and(|f| f.name != p.name) {
            return None;
        }
        found = Some(p);
    }
    let mut person = found?.clone();
    person.party.get_or_insert_with(|| party.clone());
    Some(person)
}

/// The individual named behind the comma of a source whose head stands for
/// nobody: 'his counterpart, X, said'.
fn apposed<'r>(text: &str, source: Span, entities: &'r [Resolved]) -> Option<&'r Resolved> {
    let from = entities.partition_point(|r| r.span.start < source.start);
    let within = entities[from..]
        .iter()
        .take_while(|r| r.span.start < source.end);
    within
        .filter(|r| r.person.as_ref().is_some_and(|p| !p.is_office))
        .find(|r| {
            Span::new(source.start, r.span.start)
                .of(text)
                .ends_with(", ")
        })
}

/// The office that 'it' stands for, as it was named.
fn antecedent<'r>(text: &str, r: &Resolved, entities: &'r [Resolved]) -> Option<&'r Resolved> {
    let pronoun = super::statement::is_pronoun(r.span.of(text)) && r.person.is_none();
    let named = r.resolution.evidence.first().filter(|_| pronoun)?;
    let office =
        |e: &&Resolved| e.parties.len() == 1 && e.person.as_ref().is_some_and(|p| p.is_office);
    near::of_words(entities, *named).find(office)
}

/// The individual whom a source names beside an office: 'X, the ambassador,
/// said', also where the office alone was taken for the source.
fn named_beside<'r>(
    text: &str,
    source: Span,
    office: &Resolved,
    entities: &'r [Resolved],
) -> Option<&'r Resolved> {
    let individual = |r: &Resolved| r.person.as_ref().is_some_and(|p| !p.is_office);
    if individual(office) {
        return None;
    }
    let parties: Vec<_> = office.parties.iter().map(|p| &p.id).collect();
    // What stands between the two is short.
    let end = office.span.end.saturating_add(200);
    let around = near::touching(entities, Span::new(office.span.start, end));
    around.iter().find(|r| {
        let same_side = r
            .person
            .as_ref()
            .and_then(|p| p.party.as_ref())
            .is_none_or(|p| parties.is_empty() || parties.contains(&&p.id));
        let gap = |a: u32, b: u32| matches!(Span::new(a, b).of(text).trim_end(), ",");
        let before = r.span.end <= office.span.start && {
            let between = Span::new(r.span.end, office.span.start).of(text);
            matches!(between, ", " | ", the " | ", a ")
        };
        // 'the secretary of state for European affairs, X'
        let post = |a: u32, b: u32| {
            let between = Span::new(a, b).of(text).trim_end();
            between.strip_prefix(" for ").is_some_and(|rest| {
                rest.len() < 60 && rest.ends_with(',') && rest.matches(',').count() == 1
            })
        };
        // 'army spokesman Colonel X', 'State Councillor and Foreign Minister X'
        let titles = |a: u32, b: u32| match Span::new(a, b).of(text) {
            " " => titled(text, r),
            " and " => titled(text, r) && source.contains(r.span),
            _ => false,
        };
        let within = source.contains(r.span) && source.contains(office.span);
        let behind = office.span.end <= r.span.start;
        let after =
            behind && (gap(office.span.end, r.span.start) || post(office.span.end, r.span.start));
        let beside = behind && titles(office.span.end, r.span.start);
        individual(r) && same_side && (before || beside || within && after)
    })
}

/// True for a mention that begins with a title: 'Foreign Minister X', 'Colonel X'.
fn titled(text: &str, r: &Resolved) -> bool {
    let Some(person) = &r.person else {
        return false;
    };
    let role = person.role.as_deref().unwrap_or("");
    !role.is_empty() && r.span.of(text).starts_with(role)
}

/// The mention that a word heads, or is part of.
pub(super) fn mention(head: Span, entities: &[Resolved]) -> Option<&Resolved> {
    let rank = |r: &Resolved| match r.kind {
        MentionKind::Person => 0,
        MentionKind::Party => 1,
        MentionKind::Place => 2,
    };
    near::touching(entities, head)
        .iter()
        .filter(|r| r.span.contains(head))
        .filter(|r| {
            r.head == head
                || (r.person.is_some() && r.head.contains(head))
                || r.span.len() < head.len() + 40
        })
        .min_by_key(|r| (r.head != head, rank(r), r.span.len()))
}

/// The words of a mention; to the end of the source where it was cut behind an
/// adjective ('a spokesman for the Kenyan' ministry).
fn whole(text: &str, source: Span, mention: Span) -> Span {
    let last = mention.of(text).rsplit(' ').next().unwrap_or("");
    let cut = mention.of(text).contains(" for the ") && last.starts_with(char::is_uppercase);
    let rest = Span::new(mention.end, source.end.max(mention.end)).of(text);
    let goes_on = rest
        .strip_prefix(' ')
        .is_some_and(|r| r.starts_with(char::is_lowercase) && !r.contains(','));
    if cut && goes_on && source.contains(mention) {
        Span::new(mention.start, source.end)
    } else {
        mention
    }
}

fn person_of(text: &str, source: Span, r: &Resolved) -> Option<Person> {
    if let Some(person) = &r.person {
        let mut person = person.clone();
        if person.party.is_none() {
            person.party = r.parties.first().cloned();
        }
        return Some(person);
    }
    if r.parties.is_empty() {
        return None;
    }
    // 'The guerrillas' and 'the agency' go by the name they were given before.
    let named = match (r.parties.as_slice(), r.resolution.evidence.first()) {
        ([party], Some(name)) if !is_state(party.id.as_str()) => *name,
        _ => whole(text, source, r.span),
    };
    Some(Person {
        name: tidy(named.of(text)),
        is_office: true,
        role: None,
        party: (r.parties.len() == 1).then(|| r.parties[0].clone()),
    })
}

/// The one party named within the words of a source ('a Western diplomat'
/// names none, 'a US official' one).
fn party_within(source: Span, entities: &[Resolved]) -> Option<dateline_record::Party> {
    let mut parties = near::beginning_in(entities, source)
        .iter()
        .filter(|r| source.contains(r.span))
        .flat_map(|r| r.parties.iter());
    let first = parties.next()?;
    parties.all(|p| p.id == first.id).then(|| first.clone())
}

/// A name for the record: one line, no leading article, no possessive.
pub(super) fn tidy(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line
        .strip_suffix("'s")
        .or_else(|| line.strip_suffix("’s"))
        .unwrap_or(&line);
    // 'Will meet when both sides say so'
    let line = line.strip_prefix("when ").unwrap_or(line);
    let bare = ["The ", "the "]
        .iter()
        .find_map(|a| line.strip_prefix(a))
        .unwrap_or(line);
    if let Some(rest) = bare.strip_prefix("A ") {
        return format!("a {rest}");
    }
    if let Some(rest) = bare.strip_prefix("An ") {
        return format!("an {rest}");
    }
    // 'one Western diplomat'
    let one = bare
        .strip_prefix("one ")
        .or_else(|| bare.strip_prefix("One "));
    if let Some(rest) = one.filter(|r| !r.starts_with("of ")) {
        let vowel = rest.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']);
        return format!("{} {rest}", if vowel { "an" } else { "a" });
    }
    bare.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_record::{Party, PartyId, Resolution};

    #[test]
    fn ok_a_source_nobody_knows_is_named_by_its_words() {
        let text = "A tall stranger said so.";
        let who = speaker(text, Span::new(0, 15), Span::new(7, 15), &[]);
        assert_eq!(who.name, "a tall stranger");
        assert!(who.is_office && who.party.is_none());
    }

    #[test]
    fn ok_a_resolved_office_is_the_speaker() {
        let text = "The ministry said so.";
        let party = Party {
            id: PartyId("NOR".into()),
            sector: None,
        };
        let entity = Resolved {
            span: Span::new(0, 12),
            head: Span::new(4, 12),
            kind: MentionKind::Party,
            parties: vec![party.clone()],
            person: Some(Person {
                name: "Norway's fisheries ministry".into(),
                is_office: true,
                role: None,
                party: None,
            }),
            place: None,
            resolution: Resolution {
                rule: "test".into(),
                evidence: Vec::new(),
            },
        };
        let who = speaker(text, Span::new(0, 12), Span::new(4, 12), &[entity]);
        assert_eq!(who.name, "Norway's fisheries ministry");
        assert_eq!(who.party, Some(party));
    }
}
