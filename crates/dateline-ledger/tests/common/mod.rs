//! Readings made by hand: a small language for reports of a made-up process.
#![allow(dead_code)]

use dateline_record::{
    Argument, Attribution, Dct, EventMention, Factuality, Granularity, Interval, Kind, Party,
    PartyArgument, PartyId, Person, Place, Reading, Report, Role, Span, Statement, StatementType,
    Status, TimeArgument, TimeBasis,
};
use jiff::civil::Date;

/// Builds one reading sentence by sentence.
pub struct Maker {
    reading: Reading,
}

/// One mention to be.
#[derive(Clone, Debug)]
pub struct Says {
    pub trigger: &'static str,
    pub kind: Kind,
    pub parties: &'static [&'static str],
    pub status: Status,
    pub time: Option<Interval>,
    pub place: Option<&'static str>,
    pub said_by: Option<&'static str>,
    pub same_as: Option<u32>,
}

impl Default for Says {
    fn default() -> Self {
        Self {
            trigger: "talks",
            kind: Kind::Talks,
            parties: &["NOR", "ISL"],
            status: Status::Held,
            time: None,
            place: None,
            said_by: None,
            same_as: None,
        }
    }
}

pub fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

pub fn day(text: &str) -> Option<Interval> {
    Some(Interval::day(date(text)))
}

pub fn month(text: &str) -> Option<Interval> {
    let first = date(&format!("{text}-01"));
    Some(Interval::days(
        first,
        first.last_of_month(),
        Granularity::Month,
    ))
}

pub fn report(name: &str, dct: &str) -> Maker {
    Maker {
        reading: Reading {
            report: Report {
                name: name.into(),
                dct: Dct::parse(dct).expect("a date"),
                source: None,
                title: None,
                url: None,
                language: None,
                text: String::new(),
            },
            sentences: Vec::new(),
            timexes: Vec::new(),
            entities: Vec::new(),
            events: Vec::new(),
            statements: Vec::new(),
            diagnostics: Vec::new(),
            reader: "made by hand".into(),
        },
    }
}

fn argument<T>(value: T, span: Span) -> Argument<T> {
    Argument {
        value,
        span,
        rule: "test".into(),
    }
}

impl Maker {
    /// Adds a sentence with the mentions in it; each trigger has to stand in it.
    pub fn says(mut self, sentence: &str, mentions: &[Says]) -> Self {
        let text = &mut self.reading.report.text;
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(sentence);
        let span = Span::from_usize(start, text.len());
        self.reading.sentences.push(span);
        let mut after = 0;
        for m in mentions {
            let at = after
                + sentence[after..]
                    .find(m.trigger)
                    .expect("the trigger stands in the sentence");
            after = at + m.trigger.len();
            let trigger = Span::from_usize(start + at, start + after);
            self.reading.events.push(EventMention {
                sentence: span,
                trigger,
                lemma: m.trigger.trim_end_matches('s').into(),
                kind: m.kind,
                plover: None,
                mode: None,
                parties: m
                    .parties
                    .iter()
                    .map(|p| PartyArgument {
                        party: Party {
                            id: PartyId((*p).into()),
                            sector: None,
                        },
                        role: Role::Participant,
                        span: trigger,
                        rule: "test".into(),
                    })
                    .collect(),
                persons: Vec::new(),
                topic: None,
                place: m.place.map(|p| {
                    argument(
                        Place {
                            name: p.into(),
                            country: None,
                            lat: None,
                            lon: None,
                            gazetteer: None,
                        },
                        trigger,
                    )
                }),
                time: m.time.map(|interval| TimeArgument {
                    interval,
                    basis: TimeBasis::Stated,
                    span: trigger,
                    rule: "test".into(),
                }),
                due: None,
                factuality: Factuality::default(),
                status: argument(m.status, trigger),
                earlier_status: Vec::new(),
                earlier_time: None,
                said_by: m.said_by.map(|name| speaker(name, trigger)),
                links: Vec::new(),
                same_as: m.same_as,
                background: false,
                correction: false,
                dependent: false,
                confidence: 0.9,
                rule: "test".into(),
            });
        }
        self
    }

    /// Adds a statement about the last mention.
    pub fn quote(mut self, name: &'static str, words: &str) -> Self {
        let text = &mut self.reading.report.text;
        text.push(' ');
        let start = text.len();
        text.push_str(words);
        let span = Span::from_usize(start, text.len());
        self.reading.sentences.push(span);
        let about = self.reading.events.len().checked_sub(1);
        self.reading.statements.push(Statement {
            sentence: span,
            content: span,
            attribution: speaker(name, span),
            kind: StatementType::Quote,
            addressee: None,
            addressee_party: None,
            said_on: None,
            about: about.map(|n| n as u32).into_iter().collect(),
        });
        self
    }

    pub fn source(mut self, name: &str) -> Self {
        self.reading.report.source = Some(name.into());
        self
    }

    pub fn done(self) -> Reading {
        self.reading
    }

    pub fn edit(mut self, change: impl FnOnce(&mut EventMention)) -> Self {
        change(self.reading.events.last_mut().expect("a mention"));
        self
    }
}

fn speaker(name: &str, span: Span) -> Attribution {
    Attribution {
        speaker: Person {
            name: name.into(),
            is_office: false,
            role: None,
            party: None,
        },
        span,
        cue: None,
        via: None,
        rule: "test".into(),
    }
}
