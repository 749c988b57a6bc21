//! Makes a store of many events for measurements, the same for the same
//! number: `cargo run --release -p dateline-ledger --example many -- STORE N`.

use dateline_ledger::Store;
use dateline_record::{
    Argument, Attribution, Dct, EventMention, Factuality, Interval, Kind, Party, PartyArgument,
    PartyId, Person, Place, Reading, Report, Role, Span, Statement, StatementType, Status,
    TimeArgument, TimeBasis,
};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::path::Path;

/// Events told in one report.
const IN_ONE: usize = 5;

const PARTIES: [&str; 40] = [
    "ARG", "ARM", "AUS", "AUT", "AZE", "BEL", "BRA", "CAN", "CHE", "CHL", "CHN", "COL", "DEU",
    "DNK", "EGY", "ESP", "FIN", "FRA", "GBR", "GRC", "IDN", "IND", "IRN", "ISR", "ITA", "JPN",
    "KEN", "KOR", "MEX", "NLD", "NOR", "PER", "POL", "PRK", "RUS", "SWE", "TUR", "UKR", "USA",
    "ZAF",
];

const PLACES: [(&str, &str, f64, f64); 8] = [
    ("Geneva", "CHE", 46.2, 6.15),
    ("Lima", "PER", -12.05, -77.04),
    ("Nairobi", "KEN", -1.29, 36.82),
    ("Oslo", "NOR", 59.91, 10.75),
    ("Seoul", "KOR", 37.57, 126.98),
    ("Vienna", "AUT", 48.21, 16.37),
    ("Ottawa", "CAN", 45.42, -75.7),
    ("Jakarta", "IDN", -6.21, 106.85),
];

const SORTS: [(Kind, &str, Status); 8] = [
    (Kind::Talks, "held talks", Status::Held),
    (Kind::Talks, "will hold talks", Status::Scheduled),
    (Kind::Visit, "paid a visit", Status::Held),
    (Kind::Agreement, "signed an accord", Status::Held),
    (Kind::Summit, "may hold a summit", Status::Possible),
    (Kind::Exercise, "agreed on an exercise", Status::Agreed),
    (Kind::Talks, "called off talks", Status::Cancelled),
    (Kind::Call, "proposed a call", Status::Proposed),
];

/// Numbers that look drawn by chance and are the same each time.
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(path), Some(n)) = (args.next(), args.next()) else {
        return Err("usage: many STORE N".into());
    };
    let n: usize = n.parse()?;
    let mut store = Store::create(Path::new(&path))?;
    let mut draw = Draw(0x2545_f491_4f6c_dd1d);
    let mut batch = Vec::new();
    for at in 0..n.div_ceil(IN_ONE) {
        batch.push(reading(at, n, &mut draw)?);
        if batch.len() == 500 {
            store.stage(&batch)?;
            batch.clear();
        }
    }
    store.stage(&batch)?;
    store.settle()?;
    Ok(())
}

fn reading(at: usize, n: usize, draw: &mut Draw) -> Result<Reading, jiff::Error> {
    // Forty years, whatever the number of reports.
    let days = 40 * 365 * at as i64 / n.div_ceil(IN_ONE).max(1) as i64;
    let day = date(1990, 1, 1).checked_add(days.days())?;
    let mut text = String::new();
    let mut out = Reading {
        report: Report {
            name: format!("r{at:06}"),
            dct: Dct {
                date: day,
                time: None,
            },
            source: Some(format!("Wire {}", at % 7)),
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
        reader: "made for measurements".into(),
    };
    for n in 0..IN_ONE {
        mention(at * IN_ONE + n, day, draw, &mut text, &mut out)?;
    }
    out.report.text = text;
    Ok(out)
}

fn mention(
    at: usize,
    day: Date,
    draw: &mut Draw,
    text: &mut String,
    out: &mut Reading,
) -> Result<(), jiff::Error> {
    let first = draw.below(PARTIES.len());
    let second = (first + 1 + draw.below(PARTIES.len() - 1)) % PARTIES.len();
    let (kind, words, status) = SORTS[draw.below(SORTS.len())];
    let place = PLACES[draw.below(PLACES.len())];
    let ahead = draw.below(120) as i64;
    let when = match status {
        Status::Held => day.checked_sub((ahead % 9).days())?,
        _ => day.checked_add(ahead.days())?,
    };
    let mut put = |words: &str| {
        let start = text.len();
        text.push_str(words);
        Span::from_usize(start, text.len())
    };
    let begin = put("").start;
    let a = put(PARTIES[first]);
    put(" and ");
    let b = put(PARTIES[second]);
    put(" ");
    let trigger = put(words);
    put(" on ");
    let topic = put(&format!("file {at}"));
    put(" in ");
    let town = put(place.0);
    put(" on ");
    let time = put(&when.to_string());
    let end = put(".").end;
    put(" ");
    let sentence = Span { start: begin, end };
    out.sentences.push(sentence);
    let rule = || "made".to_owned();
    let party = |id: &str, span| PartyArgument {
        party: Party {
            id: PartyId(id.into()),
            sector: None,
        },
        role: Role::Participant,
        span,
        rule: rule(),
    };
    out.events.push(EventMention {
        sentence,
        trigger,
        lemma: words.into(),
        kind,
        plover: None,
        mode: None,
        parties: vec![party(PARTIES[first], a), party(PARTIES[second], b)],
        persons: Vec::new(),
        topic: Some(Argument {
            value: format!("file {at}"),
            span: topic,
            rule: rule(),
        }),
        place: Some(Argument {
            value: Place {
                name: place.0.into(),
                country: Some(place.1.into()),
                lat: Some(place.2),
                lon: Some(place.3),
                gazetteer: None,
            },
            span: town,
            rule: rule(),
        }),
        time: Some(TimeArgument {
            interval: Interval::day(when),
            basis: TimeBasis::Stated,
            span: time,
            rule: rule(),
        }),
        due: None,
        factuality: Factuality::default(),
        status: Argument {
            value: status,
            span: trigger,
            rule: rule(),
        },
        earlier_status: Vec::new(),
        earlier_time: None,
        said_by: None,
        links: Vec::new(),
        same_as: None,
        background: false,
        correction: false,
        dependent: false,
        confidence: 0.5 + draw.below(50) as f32 / 100.0,
        rule: rule(),
    });
    if at.is_multiple_of(IN_ONE) {
        let start = text.len();
        text.push_str(&format!("\"The file {at} stays open,\" a spokesman said. "));
        let said = Span::from_usize(start, text.len() - 1);
        out.sentences.push(said);
        out.statements.push(Statement {
            sentence: said,
            content: said,
            attribution: Attribution {
                speaker: Person {
                    name: format!("spokesman of {}", PARTIES[first]),
                    is_office: true,
                    role: None,
                    party: Some(Party {
                        id: PartyId(PARTIES[first].into()),
                        sector: None,
                    }),
                },
                span: said,
                cue: None,
                via: None,
                rule: rule(),
            },
            kind: StatementType::Quote,
            addressee: None,
            addressee_party: None,
            said_on: None,
            about: vec![out.events.len() as u32 - 1],
        });
    }
    Ok(())
}
