//! A small ledger, built by hand: talks planned, moved and held, with a text
//! that is not ASCII.
#![allow(dead_code)]

use dateline_ledger::{
    EntryParty, EntryPerson, EntryPlace, EntryText, EntryTime, Event, EventId, Evidence, Ledger,
    ReportInfo, SaidBy, StatementEntry, StatusEntry,
};
use dateline_record::{
    Dct, Interval, Kind, PartyId, Place, PloverType, Report, ReportKey, Role, Span, StatementType,
    Status, TimeBasis,
};
use std::collections::BTreeMap;

pub const FIRST: &str =
    "“Envoys” of Norway and Kenya will meet in Žilina on 4 May. Kenya’s ministry said so.";
pub const SECOND: &str = "The talks, put off from 4 May, were held in Žilina on 11 May.";

pub fn report(name: &str, day: &str, text: &str) -> Report {
    Report {
        name: name.into(),
        dct: Dct::parse(day).expect("a day"),
        source: Some("Example Wire".into()),
        title: None,
        url: Some(format!("https://wire.invalid/{name}")),
        language: None,
        text: text.into(),
    }
}

fn span(text: &str, words: &str) -> Span {
    let at = text.find(words).expect("the words");
    Span::from_usize(at, at + words.len())
}

pub fn evidence(report: &Report, sentence: &str, words: &str) -> Evidence {
    Evidence {
        report: report.key(),
        sentence: span(&report.text, sentence),
        span: span(&report.text, words),
        rule: "test.rule".into(),
    }
}

pub fn texts() -> BTreeMap<ReportKey, Report> {
    [
        report("r1", "2021-05-01", FIRST),
        report("r2", "2021-05-12", SECOND),
    ]
    .into_iter()
    .map(|r| (r.key(), r))
    .collect()
}

pub fn ledger() -> Ledger {
    let one = report("r1", "2021-05-01", FIRST);
    let two = report("r2", "2021-05-12", SECOND);
    let s1 = "“Envoys” of Norway and Kenya will meet in Žilina on 4 May.";
    let day = |d: &str| Interval::day(d.parse().expect("a day"));
    let time = |d: &str, e: Evidence| EntryTime {
        interval: day(d),
        basis: TimeBasis::Stated,
        evidence: vec![e],
    };
    let party = |id: &str, role: Role| EntryParty {
        id: PartyId(id.into()),
        role,
        sector: None,
        evidence: vec![evidence(&one, s1, "Envoys")],
    };
    let place = EntryPlace {
        place: Place {
            name: "Žilina".into(),
            country: Some("SVK".into()),
            lat: Some(49.22),
            lon: Some(18.74),
            gazetteer: None,
        },
        evidence: vec![evidence(&one, s1, "Žilina")],
    };
    let status = |report: &Report, status: Status, time: Option<EntryTime>, evidence: Evidence| {
        StatusEntry {
            as_of: report.dct,
            status,
            time,
            place: None,
            said_by: None,
            evidence,
            contested: false,
            correction: false,
        }
    };
    let first = evidence(&one, s1, "meet");
    let second = evidence(&two, SECOND, "talks");
    let mut scheduled = status(
        &one,
        Status::Scheduled,
        Some(time("2021-05-04", evidence(&one, s1, "4 May"))),
        first.clone(),
    );
    scheduled.said_by = Some(SaidBy {
        name: "Kenya's ministry".into(),
        party: Some(PartyId("KEN".into())),
        evidence: evidence(&one, "Kenya’s ministry said so.", "Kenya’s ministry"),
    });
    let held = status(
        &two,
        Status::Held,
        Some(time("2021-05-11", evidence(&two, SECOND, "11 May"))),
        second.clone(),
    );
    let talks = Event {
        id: EventId("e0000000000000001".into()),
        kind: Kind::Talks,
        plover: Some(PloverType::Consult),
        mode: None,
        parties: vec![
            party("KEN", Role::Participant),
            party("NOR", Role::Participant),
        ],
        persons: vec![EntryPerson {
            name: "Åse Nordmann".into(),
            party: Some(PartyId("NOR".into())),
            role: Some("envoy".into()),
            evidence: vec![first.clone()],
        }],
        topic: Some(EntryText {
            text: "fish, and \"quotas\"".into(),
            evidence: vec![first.clone()],
        }),
        place: Some(place),
        time: Some(time("2021-05-11", evidence(&two, SECOND, "11 May"))),
        due: None,
        status: vec![scheduled, held],
        links: vec![],
        mentions: vec![first.clone(), second],
        background: false,
        confidence: 0.9,
        was: vec![],
        decisions: vec![],
    };
    let mut summit = talks.clone();
    summit.id = EventId("e0000000000000002".into());
    summit.kind = Kind::Summit;
    summit.place = None;
    summit.persons.clear();
    summit.topic = None;
    summit.status = vec![status(&one, Status::Possible, None, first.clone())];
    summit.mentions = vec![first];
    summit.time = Some(EntryTime {
        interval: Interval::days(
            "2021-06-01".parse().expect("a day"),
            "2021-06-30".parse().expect("a day"),
            dateline_record::Granularity::Month,
        ),
        basis: TimeBasis::Stated,
        evidence: vec![evidence(&one, s1, "4 May")],
    });
    Ledger {
        reports: [&one, &two]
            .map(|r| ReportInfo {
                key: r.key(),
                name: r.name.clone(),
                dct: r.dct,
                source: r.source.clone(),
            })
            .to_vec(),
        events: vec![talks, summit],
        statements: vec![StatementEntry {
            id: "s1".into(),
            speaker: "Kenya's ministry".into(),
            is_office: true,
            affiliation: Some(PartyId("KEN".into())),
            kind: StatementType::Paraphrase,
            evidence: evidence(&one, "Kenya’s ministry said so.", "so"),
            addressee: None,
            via: None,
            said_on: None,
            about: vec![EventId("e0000000000000001".into())],
        }],
    }
}
