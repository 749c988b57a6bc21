//! Measures the ledger as it grows, and checks its answers.
//!
//!     scale [ROUNDS] [FILE] [OF] [FIRST]
//!
//! A round is 4,446 reports with ten mentions each: some 44,460 mentions of
//! 10,400 meetings of a made-up process, of parties and in years that no other
//! round has. With OF, a store, a round is what was read from the reports in
//! it that tell of an event or quote somebody, under other dates and of other
//! parties in each round. With OF `-`, rounds are made up all the same; FIRST is
//! the number of the first round, to go on in a FILE that holds those before.
//! Prints one row for each round: mentions so far,
//! events, microseconds a report (by the clock, and of processor time),
//! resident memory and size of the file; then filtered queries and one more
//! report at a time.

use dateline_ledger::{Filter, Store};
use dateline_record::{
    Argument, Dct, EventMention, Factuality, Interval, Kind, Party, PartyArgument, PartyId,
    Reading, Report, ReportKey, Role, Span, Status, TimeArgument, TimeBasis,
};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::error::Error;
use std::time::Instant;

/// Reports of a round, and mentions of a report.
const REPORTS: usize = 4_446;
const MENTIONS: usize = 10;
/// Reports that are staged at once.
const BATCH: usize = 1_000;
/// Pairs of parties in a round; each has a meeting every so many days.
const PAIRS: usize = 400;
const EVERY: usize = 22;
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
        // The meeting of this pair.
        let number = (n / 8) / EVERY;
        let held = day_of(round, 0)
            .checked_add(((number * EVERY + EVERY / 2) as i64).days())
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
            dependent: false,
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

/// Meetings of one round.
fn meetings() -> usize {
    (REPORTS.div_ceil(8)).div_ceil(EVERY) * PAIRS
}

/// Where the readings of a round come from.
enum Source {
    Made,
    /// A store, the keys of the reports in it that tell of something, and the
    /// days from one round to the next.
    Store(Box<Store>, Vec<ReportKey>, i64),
}

impl Source {
    fn open(path: Option<String>) -> Result<Self, Box<dyn Error>> {
        let Some(path) = path else {
            return Ok(Source::Made);
        };
        let store = Store::open_read_only(path.as_ref())?;
        let reports = store.reports(None)?;
        let (Some(first), Some(last)) = (reports.first(), reports.last()) else {
            return Err("the store is empty".into());
        };
        let days = (last.dct.date - first.dct.date).get_days() + 200;
        let mut keys = Vec::new();
        for r in &reports {
            let reading = store.reading(r.key)?.ok_or("a report is gone")?;
            if !reading.events.is_empty() || !reading.statements.is_empty() {
                keys.push(r.key);
            }
        }
        Ok(Source::Store(Box::new(store), keys, days.into()))
    }

    fn n_reports(&self) -> usize {
        match self {
            Source::Made => REPORTS,
            Source::Store(_, keys, _) => keys.len(),
        }
    }

    fn reading(&self, round: usize, n: usize) -> Result<Reading, Box<dyn Error>> {
        match self {
            Source::Made => Ok(reading(round, n)),
            Source::Store(store, keys, days) => {
                let read = store.reading(keys[n])?.ok_or("a report is gone")?;
                shifted(read, round, days * round as i64)
            }
        }
    }
}

/// The reading of the same report some days later, of other parties.
fn shifted(mut read: Reading, round: usize, days: i64) -> Result<Reading, Box<dyn Error>> {
    let interval = |i: &mut Interval| -> Result<(), jiff::Error> {
        for end in [&mut i.start, &mut i.end] {
            *end = end.map(|d| d.checked_add(days.days())).transpose()?;
        }
        Ok(())
    };
    let rename = |id: &mut PartyId| id.0.push_str(&format!("~{round}"));
    read.report.dct.date = read.report.dct.date.checked_add(days.days())?;
    for m in &mut read.events {
        for t in [&mut m.time, &mut m.due, &mut m.earlier_time] {
            t.iter_mut().try_for_each(|t| interval(&mut t.interval))?;
        }
        m.parties.iter_mut().for_each(|p| rename(&mut p.party.id));
    }
    for s in &mut read.statements {
        let party = s.attribution.speaker.party.as_mut();
        party.into_iter().for_each(|p| rename(&mut p.id));
    }
    Ok(read)
}

fn resident_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmRSS:"));
    let kb = line.and_then(|l| l.split_whitespace().nth(1)?.parse::<f64>().ok());
    kb.unwrap_or(0.0) / 1024.0
}

/// Seconds of processor time that this program has used, in steps of 1/100.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or("");
    let ticks = after.split_whitespace().skip(11).take(2);
    ticks.filter_map(|t| t.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn middle(mut times: Vec<f64>) -> (f64, f64) {
    times.sort_by(f64::total_cmp);
    (times[times.len() / 2], times[times.len() - 1])
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let rounds: usize = args.next().map_or(Ok(3), |a| a.parse())?;
    let folder = tempfile::tempdir()?;
    let path: std::path::PathBuf = args
        .next()
        .map_or_else(|| folder.path().join("scale.dateline"), Into::into);
    let source = Source::open(args.next().filter(|a| a != "-"))?;
    let begin: usize = args.next().map_or(Ok(0), |a| a.parse())?;
    let rounds = begin + rounds;
    let made = matches!(source, Source::Made);
    let n_reports = source.n_reports();
    println!("mentions\tevents\tstage_us\tsettle_us\tcpu_us\tresident_MB\tfile_MB");
    let (mut first, mut last, mut mentions) = (0.0, 0.0, 0);
    for round in begin..rounds {
        // A round is a read of its own: what closing the store writes counts.
        let mut store = Store::create(&path)?;
        let (mut staged, mut cpu) = (0.0, 0.0);
        for batch in 0..n_reports.div_ceil(BATCH) {
            let to = (batch * BATCH + BATCH).min(n_reports);
            let readings = (batch * BATCH..to)
                .map(|n| source.reading(round, n))
                .collect::<Result<Vec<_>, _>>()?;
            mentions += readings.iter().map(|r| r.events.len()).sum::<usize>();
            let (begun, used) = (Instant::now(), processor());
            store.stage(&readings)?;
            staged += begun.elapsed().as_secs_f64();
            cpu += processor() - used;
        }
        let (begun, used) = (Instant::now(), processor());
        let settled = store.settle()?;
        let resident = resident_mb();
        drop(store);
        let merged = begun.elapsed().as_secs_f64();
        cpu += processor() - used;
        assert_eq!(settled, n_reports, "every report is merged once");
        let events = Store::open_read_only(&path)?.count(None, &Filter::default())?;
        if made {
            let all = (round + 1) * meetings();
            assert_eq!(events, all, "one entry for each meeting");
        }
        let each = 1e6 / n_reports as f64;
        println!(
            "{mentions}\t{events}\t{:.0}\t{:.0}\t{:.0}\t{:.0}\t{:.0}",
            staged * each,
            merged * each,
            cpu * each,
            resident,
            std::fs::metadata(&path)?.len() as f64 / 1e6,
        );
        last = cpu * each;
        if round == begin {
            first = last;
        }
    }
    println!("last round to first, processor time: {:.2}", last / first);
    queries(&Store::open_read_only(&path)?, made)?;
    let mut store = Store::open(&path)?;

    let before = store.count(None, &Filter::default())?;
    for (name, round) in [("the last", rounds - 1), ("an earlier", rounds / 2)] {
        let (mut times, at) = (Vec::new(), n_reports * 2 / 3);
        for n in 0..20 {
            let at = if round + 1 == rounds {
                n_reports - 1 - n
            } else {
                at - n
            };
            let mut more = source.reading(round, at)?;
            // Told once more, in other words.
            more.report.text.push_str(&format!(" Told by desk {n}."));
            more.report.source = Some(format!("Late {n}"));
            let begun = Instant::now();
            store.add(&[more])?;
            times.push(begun.elapsed().as_secs_f64() * 1e3);
        }
        let (median, most) = middle(times);
        println!("one more report of {name} day, ms: median {median:.2}, most {most:.2}");
    }
    if made {
        let after = store.count(None, &Filter::default())?;
        assert_eq!(after, before, "what is known makes no new entry");
    }
    Ok(())
}

/// The first fifty events under some filters.
fn queries(store: &Store, made: bool) -> Result<(), Box<dyn Error>> {
    let one = if made { party(0, 3, 0) } else { "USA~0".into() };
    let (from, to) = if made {
        (day_of(0, 0), day_of(0, 8 * 100))
    } else {
        (date(2005, 1, 1), date(2005, 4, 11))
    };
    let all = Filter::default;
    let asked = [
        ("everything", all()),
        (
            "party and days",
            Filter {
                parties: vec![one.clone()],
                from: Some(from),
                to: Some(to),
                ..all()
            },
        ),
        (
            "party",
            Filter {
                parties: vec![one],
                ..all()
            },
        ),
        (
            "days",
            Filter {
                from: Some(from),
                to: Some(to),
                ..all()
            },
        ),
        (
            "from a day on",
            Filter {
                from: Some(from),
                ..all()
            },
        ),
        (
            "kind",
            Filter {
                kinds: vec![Kind::Visit],
                ..all()
            },
        ),
        (
            "status and from a day on",
            Filter {
                statuses: vec![Status::Scheduled, Status::Cancelled],
                from: Some(from),
                ..all()
            },
        ),
        (
            "place",
            Filter {
                place: Some("Geneva".into()),
                ..all()
            },
        ),
        (
            "a place that is not there",
            Filter {
                place: Some("Nowhere".into()),
                ..all()
            },
        ),
    ];
    for (name, filter) in asked {
        let (mut times, mut n) = (Vec::new(), 0);
        for _ in 0..20 {
            let begun = Instant::now();
            n = store.page(None, &filter, 0, 50)?.len();
            times.push(begun.elapsed().as_secs_f64() * 1e3);
        }
        if made && name == "party and days" {
            // Day 11 and every 22 days after it, up to day 100.
            assert_eq!(n, 5, "the meetings of one pair in a hundred days");
        }
        let (median, most) = middle(times);
        println!("query by {name}, {n} found, ms: median {median:.2}, most {most:.2}");
    }
    Ok(())
}
