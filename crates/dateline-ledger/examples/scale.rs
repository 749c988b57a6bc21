//! Measures the ledger as it grows, and checks its answers.
//!
//!     scale [ROUNDS] [FILE]
//!
//! A round is 4,446 reports with ten mentions each: some 44,460 mentions of a
//! made-up process, of parties and in years that no other round has. Prints
//! one row for each round: mentions so far, events, microseconds a report,
//! resident memory; then a filtered query and one more report.

use dateline_ledger::{Filter, Store};
use dateline_record::{
    Argument, Dct, EventMention, Factuality, Interval, Kind, Party, PartyArgument, PartyId,
    Reading, Report, Role, Span, Status, TimeArgument, TimeBasis,
};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::error::Error;
use std::time::Instant;

/// Reports of a round, and mentions of a report.
const REPORTS: usize = 4_446;
const MENTIONS: usize = 10;
/// Pairs of parties in a round; each has a meeting every few weeks.
const PAIRS: usize = 40;
const KINDS: [(Kind, &str); 4] = [
    (Kind::Talks, "talks"),
    (Kind::Visit, "visit"),
    (Kind::Ceremony, "ceremony"),
    (Kind::Call, "call"),
];

fn day_of(round: usize, n: usize) -> Date {
    // Eight reports a day for less than two years: no round is late to another.
    let first = date(1700 + 2 * (round % 140) as i16, 1, 1);
    first.checked_add(((n / 8) as i64).days()).unwrap_or(first)
}

/// A party of a round and pair that no other has.
fn party(round: usize, pair: usize, side: usize) -> String {
    format!("r{round}p{pair}s{side}")
}

/// Ten mentions, each of a pair's meeting of the week: of every meeting some
/// reports tell that it is set and others that it was held.
fn reading(round: usize, n: usize) -> Reading {
    let dct = day_of(round, n);
    let mut text = format!("Report {n} of round {round}.");
    let (mut sentences, mut events) = (Vec::new(), Vec::new());
    for m in 0..MENTIONS {
        let pair = (n * MENTIONS + m) % PAIRS;
        let (kind, word) = KINDS[pair % KINDS.len()];
        // The meeting of this pair: every 28 days.
        let number = (n / 8) / 28;
        let held = day_of(round, 0)
            .checked_add(((number * 28 + 14) as i64).days())
            .unwrap_or(dct);
        let after = dct >= held;
        let start = text.len() + 1;
        // Words that no other sentence has, so that no report is a copy.
        let odd = (round * REPORTS + n) * MENTIONS + m;
        let told = if after {
            "took place"
        } else {
            "will take place"
        };
        let sentence = format!(" The {word} {told}, wrote desk{odd} of hall{odd} to room{odd}.");
        text.push_str(&sentence);
        let span = Span::from_usize(start, text.len());
        let trigger = Span::from_usize(start + 4, start + 4 + word.len());
        let of = |side: usize| PartyArgument {
            party: Party {
                id: PartyId(party(round, pair, side)),
                sector: None,
            },
            role: Role::Participant,
            span: trigger,
            rule: "scale".into(),
        };
        sentences.push(span);
        events.push(EventMention {
            sentence: span,
            trigger,
            lemma: word.into(),
            kind,
            plover: None,
            mode: None,
            parties: vec![of(0), of(1)],
            persons: Vec::new(),
            topic: None,
            place: None,
            time: Some(TimeArgument {
                interval: Interval::day(held),
                basis: TimeBasis::Stated,
                span: trigger,
                rule: "scale".into(),
            }),
            due: None,
            factuality: Factuality::default(),
            status: Argument {
                value: if after {
                    Status::Held
                } else {
                    Status::Scheduled
                },
                span: trigger,
                rule: "scale".into(),
            },
            earlier_status: Vec::new(),
            earlier_time: None,
            said_by: None,
            links: Vec::new(),
            same_as: None,
            background: false,
            correction: false,
            confidence: 0.9,
            rule: "scale".into(),
        });
    }
    Reading {
        report: Report {
            name: format!("{round}-{n}"),
            dct: Dct::day(dct),
            source: Some(format!("Outlet {}", n % 8)),
            title: None,
            url: None,
            language: None,
            text,
        },
        sentences,
        timexes: Vec::new(),
        entities: Vec::new(),
        events,
        statements: Vec::new(),
        diagnostics: Vec::new(),
        reader: "scale".into(),
    }
}

/// Meetings of one round: one for each pair every 28 days.
fn meetings() -> usize {
    (REPORTS.div_ceil(8)).div_ceil(28) * PAIRS
}

fn resident_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmRSS:"));
    let kb = line.and_then(|l| l.split_whitespace().nth(1)?.parse::<f64>().ok());
    kb.unwrap_or(0.0) / 1024.0
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let rounds: usize = args.next().map_or(Ok(3), |a| a.parse())?;
    let folder = tempfile::tempdir()?;
    let path = args
        .next()
        .map_or_else(|| folder.path().join("scale.dateline"), Into::into);
    let mut store = Store::create(&path)?;
    println!("mentions\tevents\tstage_us\tsettle_us\tresident_MB");
    let (mut first, mut last) = (0.0, 0.0);
    for round in 0..rounds {
        let begun = Instant::now();
        for batch in 0..REPORTS.div_ceil(500) {
            let to = (batch * 500 + 500).min(REPORTS);
            let readings: Vec<Reading> = (batch * 500..to).map(|n| reading(round, n)).collect();
            store.stage(&readings)?;
        }
        let staged = begun.elapsed().as_secs_f64();
        let settled = store.settle()?;
        let all = begun.elapsed().as_secs_f64();
        assert_eq!(settled, REPORTS, "every report is merged once");
        let events = store.count(None, &Filter::default())?;
        assert_eq!(
            events,
            (round + 1) * meetings(),
            "one entry for each meeting"
        );
        let each = 1e6 / REPORTS as f64;
        println!(
            "{}\t{events}\t{:.0}\t{:.0}\t{:.0}",
            (round + 1) * REPORTS * MENTIONS,
            staged * each,
            (all - staged) * each,
            resident_mb()
        );
        last = all * each;
        if round == 0 {
            first = last;
        }
    }
    println!("last round to first: {:.2}", last / first);

    let filter = Filter {
        parties: vec![party(0, 3, 0)],
        from: Some(day_of(0, 0)),
        to: Some(day_of(0, 8 * 100)),
        ..Filter::default()
    };
    let mut times: Vec<f64> = Vec::new();
    for _ in 0..20 {
        let begun = Instant::now();
        let page = store.page(None, &filter, 0, 50)?;
        times.push(begun.elapsed().as_secs_f64() * 1e3);
        // Day 14 and every 28 days after it, up to day 100.
        assert_eq!(page.len(), 4, "the meetings of one pair in a hundred days");
    }
    times.sort_by(f64::total_cmp);
    println!(
        "filtered query, ms: median {:.2}, most {:.2}",
        times[10], times[19]
    );

    let mut times: Vec<f64> = Vec::new();
    let before = store.count(None, &Filter::default())?;
    for n in 0..20 {
        let mut more = reading(rounds - 1, REPORTS - 1);
        more.report.text.push_str(&format!(" Copy {n}."));
        more.report.source = Some(format!("Late {n}"));
        let begun = Instant::now();
        store.add(&[more])?;
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    assert_eq!(
        store.count(None, &Filter::default())?,
        before,
        "what is known makes no new entry"
    );
    println!(
        "one more report, ms: median {:.2}, most {:.2}",
        times[10], times[19]
    );
    Ok(())
}
