//! The ledger in the shape of a composed story's `gold.json`, format
//! `dateline-story/1`: what the scorers of ledgers read.

use crate::Texts;
use crate::chunks;
use crate::cite::Citer;
use crate::words;
use dateline_ledger::{EntryPlace, EntryTime, Event, Evidence, Ledger, StatementEntry};
use dateline_record::{Granularity, Interval, TimeBasis};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What stands before the events and the statements, which are written a few
/// at a time.
#[derive(Serialize)]
struct Head<'a> {
    format: &'static str,
    story: &'a str,
    reports: Vec<StoryReport<'a>>,
    parties: BTreeMap<&'a str, StoryParty<'a>>,
    people: BTreeMap<&'a str, StoryPerson<'a>>,
}

#[derive(Serialize)]
struct StoryReport<'a> {
    id: &'a str,
    date: String,
    source: Option<&'a str>,
    title: Option<&'a str>,
}

#[derive(Serialize)]
struct StoryParty<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct StoryPerson<'a> {
    party: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
}

#[derive(Serialize)]
struct StoryEvent<'a> {
    id: &'a str,
    label: String,
    kind: &'static str,
    plover: Option<&'static str>,
    parties: Vec<RoleOf<'a>>,
    persons: Vec<PersonOf<'a>>,
    topic: Option<&'a str>,
    place: Option<PlaceOf<'a>>,
    time: Option<TimeOf<'a>>,
    due: Option<TimeOf<'a>>,
    status: Vec<StoryStatus<'a>>,
    links: Vec<LinkOf<'a>>,
    mentions: Vec<SentenceOf<'a>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    background: bool,
}

#[derive(Serialize)]
struct RoleOf<'a> {
    id: &'a str,
    role: &'static str,
}

#[derive(Serialize)]
struct PersonOf<'a> {
    name: &'a str,
    party: Option<&'a str>,
}

#[derive(Serialize)]
struct PlaceOf<'a> {
    name: &'a str,
    country: Option<&'a str>,
    lat: Option<f64>,
    lon: Option<f64>,
    aliases: [&'static str; 0],
}

#[derive(Serialize)]
struct TimeOf<'a> {
    value: Cow<'a, str>,
    granularity: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    approx: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<&'static str>,
}

#[derive(Serialize)]
struct StoryStatus<'a> {
    as_of: Cow<'a, str>,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<TimeOf<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<PlaceOf<'a>>,
    said_by: Option<&'a str>,
    evidence: SentenceOf<'a>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    contested: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    correction: bool,
}

#[derive(Serialize)]
struct LinkOf<'a> {
    r#type: &'static str,
    event: &'a str,
}

#[derive(Clone, PartialEq, Eq, Serialize)]
struct SentenceOf<'a> {
    report: Cow<'a, str>,
    sentence: &'a str,
}

#[derive(Serialize)]
struct StoryStatement<'a> {
    id: &'a str,
    report: Cow<'a, str>,
    speaker: &'a str,
    affiliation: Option<&'a str>,
    r#type: &'static str,
    text: &'a str,
    sentence: &'a str,
    addressee: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<&'a str>,
    about: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    said_on: Option<TimeOf<'a>>,
}

fn sentence<'a>(citer: &Citer<'a>, evidence: &Evidence) -> SentenceOf<'a> {
    SentenceOf {
        report: citer.name(evidence.report),
        sentence: citer.words(evidence.report, evidence.sentence),
    }
}

/// The name of a granularity as the stories know it: nothing coarser than a
/// year.
pub(crate) fn granularity(interval: &Interval) -> &'static str {
    match interval.granularity {
        Granularity::Time => "time",
        Granularity::Day => "day",
        Granularity::Week => "week",
        Granularity::Month => "month",
        Granularity::Quarter => "quarter",
        Granularity::Season => "season",
        Granularity::Half => "half",
        Granularity::Year | Granularity::Decade | Granularity::Century => "year",
    }
}

fn time(time: &EntryTime) -> Option<TimeOf<'static>> {
    let interval = &time.interval;
    // Open at both ends is no time at all.
    interval.start.or(interval.end)?;
    Some(TimeOf {
        value: interval.value().into(),
        granularity: granularity(interval),
        approx: interval.approx,
        basis: (time.basis == TimeBasis::Inferred).then_some("inferred"),
    })
}

fn place(place: &EntryPlace) -> PlaceOf<'_> {
    PlaceOf {
        name: &place.place.name,
        country: place.place.country.as_deref(),
        lat: place.place.lat,
        lon: place.place.lon,
        aliases: [],
    }
}

pub(crate) fn link_name(kind: dateline_record::LinkType) -> &'static str {
    use dateline_record::LinkType as L;
    match kind {
        L::PartOf => "part-of",
        L::AgreedAt => "agreed-at",
        L::FollowUpOf => "follow-up-of",
        L::Prepares => "prepares",
    }
}

pub(crate) fn statement_type(kind: dateline_record::StatementType) -> &'static str {
    use dateline_record::StatementType as S;
    match kind {
        S::Quote => "quote",
        S::Paraphrase => "paraphrase",
        S::Mixed => "mixed",
    }
}

/// An event with the sentences that speak of it: those that tell it, and those
/// in which somebody says something about it.
fn event<'e, 'a: 'e>(
    citer: &Citer<'a>,
    event: &'e Event,
    said_of: &BTreeMap<&str, Vec<&'e Evidence>>,
) -> StoryEvent<'e> {
    let mut mentions: Vec<SentenceOf<'e>> = Vec::new();
    let said = said_of.get(event.id.0.as_str());
    let said = said.into_iter().flatten().copied();
    for mention in event.mentions.iter().chain(said) {
        let one = sentence(citer, mention);
        if !mentions.contains(&one) {
            mentions.push(one);
        }
    }
    let mut parties: Vec<RoleOf<'e>> = Vec::new();
    for party in &event.parties {
        if !parties.iter().any(|p| p.id == party.id.0) {
            parties.push(RoleOf {
                id: &party.id.0,
                role: party.role.as_str(),
            });
        }
    }
    StoryEvent {
        id: &event.id.0,
        label: words::label(event),
        kind: event.kind.as_str(),
        plover: event.plover.map(|p| p.as_str()),
        parties,
        persons: event
            .persons
            .iter()
            .map(|p| PersonOf {
                name: &p.name,
                party: p.party.as_ref().map(|p| p.as_str()),
            })
            .collect(),
        topic: event.topic.as_ref().map(|t| t.text.as_str()),
        place: event.place.as_ref().map(place),
        time: event.time.as_ref().and_then(time),
        due: event.due.as_ref().and_then(time),
        status: event
            .status
            .iter()
            .map(|s| StoryStatus {
                as_of: citer.name(s.evidence.report),
                status: s.status.as_str(),
                time: s.time.as_ref().and_then(time),
                place: s.place.as_ref().map(place),
                said_by: s.said_by.as_ref().map(|s| s.name.as_str()),
                evidence: sentence(citer, &s.evidence),
                contested: s.contested,
                correction: s.correction,
            })
            .collect(),
        links: event
            .links
            .iter()
            .map(|l| LinkOf {
                r#type: link_name(l.kind),
                event: &l.event.0,
            })
            .collect(),
        mentions,
        background: event.background,
    }
}

fn statement<'e, 'a: 'e>(citer: &Citer<'a>, s: &'e StatementEntry) -> StoryStatement<'e> {
    StoryStatement {
        id: &s.id,
        report: citer.name(s.evidence.report),
        speaker: &s.speaker,
        affiliation: s.affiliation.as_ref().map(|a| a.as_str()),
        r#type: statement_type(s.kind),
        text: citer.words(s.evidence.report, s.evidence.span),
        sentence: citer.words(s.evidence.report, s.evidence.sentence),
        addressee: s.addressee.as_deref(),
        via: s.via.as_deref(),
        about: s.about.iter().map(|a| a.0.as_str()).collect(),
        said_on: s.said_on.as_ref().map(|value| TimeOf {
            value: value.as_str().into(),
            granularity: match value.len() {
                4 => "year",
                7 => "month",
                8 => "week",
                10 => "day",
                _ if value.contains('T') => "time",
                _ => "day",
            },
            approx: false,
            basis: None,
        }),
    }
}

/// The records as they stand in the list `name` of an indented object, without
/// the list's own brackets; the whole list is indented alike however it is cut.
fn listed<T: Serialize>(name: &str, records: Vec<T>, out: &mut Vec<u8>) -> io::Result<()> {
    let at = out.len();
    serde_json::to_writer_pretty(&mut *out, &BTreeMap::from([(name, records)]))?;
    let n_open = "{\n  \"".len() + name.len() + "\": [".len();
    out.drain(at..at + n_open);
    out.truncate(out.len() - "\n  ]\n}".len());
    Ok(())
}

/// Writes the list `name` of what `of` makes of each record.
fn list<'l, T: Sync, R: Serialize>(
    name: &str,
    records: &'l [T],
    begin: impl Fn() -> Citer<'l> + Sync,
    of: impl for<'c> Fn(&'c Citer<'l>, &'l T) -> R + Sync,
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(out, ",\n  \"{name}\": [")?;
    if !records.is_empty() {
        let all: Vec<&'l T> = records.iter().collect();
        chunks::in_order(
            &all,
            begin,
            |citer, at, some, buffer| {
                buffer.extend(if at == 0 { &b""[..] } else { b"," });
                listed(name, some.iter().map(|r| of(citer, r)).collect(), buffer)
            },
            |bytes, ()| out.write_all(bytes),
        )?;
        out.write_all(b"\n  ")?;
    }
    out.write_all(b"]")
}

/// Writes the whole ledger as one JSON object, in the shape of a story. The
/// name of the story is `name`; reports are called by their names.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_story(
    ledger: &Ledger,
    texts: &(dyn Texts + Sync),
    name: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut parties: BTreeMap<&str, StoryParty<'_>> = BTreeMap::new();
    let mut people: BTreeMap<&str, StoryPerson<'_>> = BTreeMap::new();
    for event in &ledger.events {
        for party in &event.parties {
            let id = party.id.as_str();
            parties.entry(id).or_insert_with(|| StoryParty {
                name: words::party_name(id),
            });
        }
        for person in &event.persons {
            people.entry(&person.name).or_insert_with(|| StoryPerson {
                party: person.party.as_ref().map(|p| p.as_str()),
                role: person.role.as_deref(),
            });
        }
    }
    for s in &ledger.statements {
        people.entry(&s.speaker).or_insert_with(|| StoryPerson {
            party: s.affiliation.as_ref().map(|p| p.as_str()),
            role: None,
        });
    }
    let head = Head {
        format: "dateline-story/1",
        story: name,
        reports: ledger
            .reports
            .iter()
            .map(|r| StoryReport {
                id: &r.name,
                date: r.dct.date.to_string(),
                source: r.source.as_deref(),
                title: texts.report(r.key).and_then(|r| r.title.as_deref()),
            })
            .collect(),
        parties,
        people,
    };
    let mut bytes = serde_json::to_vec_pretty(&head)?;
    // The object goes on with its lists.
    bytes.truncate(bytes.len() - "\n}".len());
    out.write_all(&bytes)?;
    let mut said_of: BTreeMap<&str, Vec<&Evidence>> = BTreeMap::new();
    for s in &ledger.statements {
        for id in &s.about {
            said_of.entry(&id.0).or_default().push(&s.evidence);
        }
    }
    let begin = || Citer::new(ledger, texts);
    list(
        "events",
        &ledger.events,
        begin,
        |citer, e| event(citer, e, &said_of),
        out,
    )?;
    list("statements", &ledger.statements, begin, statement, out)?;
    out.write_all(b"\n}\n")
}
