//! The ledger in the shape of a composed story's `gold.json`, format
//! `dateline-story/1`: what the scorers of ledgers read.

use crate::Texts;
use crate::cite::Citer;
use crate::words;
use dateline_ledger::{EntryPlace, EntryTime, Event, Evidence, Ledger, StatementEntry};
use dateline_record::{Granularity, Interval, TimeBasis};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

#[derive(Serialize)]
struct Story<'a> {
    format: &'static str,
    story: &'a str,
    reports: Vec<StoryReport>,
    parties: BTreeMap<String, StoryParty>,
    people: BTreeMap<String, StoryPerson>,
    events: Vec<StoryEvent>,
    statements: Vec<StoryStatement>,
}

#[derive(Serialize)]
struct StoryReport {
    id: String,
    date: String,
    source: Option<String>,
    title: Option<String>,
}

#[derive(Serialize)]
struct StoryParty {
    name: String,
}

#[derive(Serialize)]
struct StoryPerson {
    party: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
}

#[derive(Serialize)]
struct StoryEvent {
    id: String,
    label: String,
    kind: &'static str,
    plover: Option<&'static str>,
    parties: Vec<RoleOf>,
    persons: Vec<PersonOf>,
    topic: Option<String>,
    place: Option<PlaceOf>,
    time: Option<TimeOf>,
    due: Option<TimeOf>,
    status: Vec<StoryStatus>,
    links: Vec<LinkOf>,
    mentions: Vec<SentenceOf>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    background: bool,
}

#[derive(Serialize)]
struct RoleOf {
    id: String,
    role: &'static str,
}

#[derive(Serialize)]
struct PersonOf {
    name: String,
    party: Option<String>,
}

#[derive(Serialize)]
struct PlaceOf {
    name: String,
    country: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    aliases: [&'static str; 0],
}

#[derive(Serialize)]
struct TimeOf {
    value: String,
    granularity: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    approx: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<&'static str>,
}

#[derive(Serialize)]
struct StoryStatus {
    as_of: String,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<TimeOf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<PlaceOf>,
    said_by: Option<String>,
    evidence: SentenceOf,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    contested: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    correction: bool,
}

#[derive(Serialize)]
struct LinkOf {
    r#type: &'static str,
    event: String,
}

#[derive(Clone, PartialEq, Eq, Serialize)]
struct SentenceOf {
    report: String,
    sentence: String,
}

#[derive(Serialize)]
struct StoryStatement {
    id: String,
    report: String,
    speaker: String,
    affiliation: Option<String>,
    r#type: &'static str,
    text: String,
    sentence: String,
    addressee: Option<String>,
    about: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    said_on: Option<TimeOf>,
}

fn sentence(citer: &Citer<'_>, evidence: &Evidence) -> SentenceOf {
    SentenceOf {
        report: citer.name(evidence.report),
        sentence: citer.words(evidence.report, evidence.sentence).to_owned(),
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

fn time(time: &EntryTime) -> Option<TimeOf> {
    let interval = &time.interval;
    // Open at both ends is no time at all.
    interval.start.or(interval.end)?;
    Some(TimeOf {
        value: interval.value(),
        granularity: granularity(interval),
        approx: interval.approx,
        basis: (time.basis == TimeBasis::Inferred).then_some("inferred"),
    })
}

fn place(place: &EntryPlace) -> PlaceOf {
    PlaceOf {
        name: place.place.name.clone(),
        country: place.place.country.clone(),
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

fn event(citer: &Citer<'_>, event: &Event) -> StoryEvent {
    let mut mentions: Vec<SentenceOf> = Vec::new();
    for mention in &event.mentions {
        let one = sentence(citer, mention);
        if !mentions.contains(&one) {
            mentions.push(one);
        }
    }
    let mut parties: Vec<RoleOf> = Vec::new();
    for party in &event.parties {
        if !parties.iter().any(|p| p.id == party.id.0) {
            parties.push(RoleOf {
                id: party.id.0.clone(),
                role: party.role.as_str(),
            });
        }
    }
    StoryEvent {
        id: event.id.0.clone(),
        label: words::label(event),
        kind: event.kind.as_str(),
        plover: event.plover.map(|p| p.as_str()),
        parties,
        persons: event
            .persons
            .iter()
            .map(|p| PersonOf {
                name: p.name.clone(),
                party: p.party.as_ref().map(|p| p.0.clone()),
            })
            .collect(),
        topic: event.topic.as_ref().map(|t| t.text.clone()),
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
                said_by: s.said_by.as_ref().map(|s| s.name.clone()),
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
                event: l.event.0.clone(),
            })
            .collect(),
        mentions,
        background: event.background,
    }
}

fn statement(citer: &Citer<'_>, s: &StatementEntry) -> StoryStatement {
    StoryStatement {
        id: s.id.clone(),
        report: citer.name(s.evidence.report),
        speaker: s.speaker.clone(),
        affiliation: s.affiliation.as_ref().map(|a| a.0.clone()),
        r#type: statement_type(s.kind),
        text: citer.words(s.evidence.report, s.evidence.span).to_owned(),
        sentence: citer
            .words(s.evidence.report, s.evidence.sentence)
            .to_owned(),
        addressee: s.addressee.clone(),
        about: s.about.iter().map(|a| a.0.clone()).collect(),
        said_on: s.said_on.as_ref().map(|value| TimeOf {
            value: value.clone(),
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

/// Writes the whole ledger as one JSON object, in the shape of a story. The
/// name of the story is `name`; reports are called by their names.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_story(
    ledger: &Ledger,
    texts: &dyn Texts,
    name: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let citer = Citer::new(ledger, texts);
    let mut parties: BTreeMap<String, StoryParty> = BTreeMap::new();
    let mut people: BTreeMap<String, StoryPerson> = BTreeMap::new();
    for event in &ledger.events {
        for party in &event.parties {
            parties
                .entry(party.id.0.clone())
                .or_insert_with(|| StoryParty {
                    name: words::party_name(&party.id.0).to_owned(),
                });
        }
        for person in &event.persons {
            people
                .entry(person.name.clone())
                .or_insert_with(|| StoryPerson {
                    party: person.party.as_ref().map(|p| p.0.clone()),
                    role: person.role.clone(),
                });
        }
    }
    for s in &ledger.statements {
        people
            .entry(s.speaker.clone())
            .or_insert_with(|| StoryPerson {
                party: s.affiliation.as_ref().map(|p| p.0.clone()),
                role: None,
            });
    }
    let story = Story {
        format: "dateline-story/1",
        story: name,
        reports: ledger
            .reports
            .iter()
            .map(|r| StoryReport {
                id: r.name.clone(),
                date: r.dct.date.to_string(),
                source: r.source.clone(),
                title: texts.report(r.key).and_then(|r| r.title.clone()),
            })
            .collect(),
        parties,
        people,
        events: ledger.events.iter().map(|e| event(&citer, e)).collect(),
        statements: ledger
            .statements
            .iter()
            .map(|s| statement(&citer, s))
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &story)?;
    out.write_all(b"\n")
}
