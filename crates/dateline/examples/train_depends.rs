//! Trains what a mention that cannot stand alone belongs to.
//!
//!     train_depends rows STORY... --out ROWS   numbers and labels of what such mentions may belong to
//!     train_depends fit ROWS --out MODEL       a model of all rows
//!     train_depends cross ROWS                 each story judged by a model that never saw it
//!
//! STORY is a folder with gold.json and reports/. One thread, seeded: the same
//! rows give the same model.

mod gold;

use anyhow::{Context, Result, bail};
use dateline::Store;
use dateline::event::confidence::leave_out;
use dateline::ledger::CASE_FEATURES as FEATURES;
use dateline_trees as trees;
use gold::{Gold, Phases, group, reports, stem};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

const SETTINGS: trees::Settings = trees::Settings {
    trees: 150,
    rate: 0.05,
    leaf: 10,
    of: 3,
    least: 0.3,
};

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let out = args.iter().position(|a| a == "--out");
    let target = || {
        out.and_then(|at| args.get(at + 1))
            .context("--out is missing")
    };
    let files = &args[1.min(args.len())..out.unwrap_or(args.len())];
    let rows = || read_rows(files.first().context("no file of rows")?);
    match args.first().map(String::as_str) {
        Some("rows") => std::fs::write(target()?, make_rows(files)?)?,
        Some("fit") => {
            let model = fit(&rows()?, |_| true);
            std::fs::write(target()?, model.to_toml())?;
        }
        Some("cross") => cross(&rows()?),
        _ => bail!("name a step: rows, fit or cross"),
    }
    Ok(())
}

/// One mention and one entry or group it may belong to.
struct Row {
    story: String,
    /// The rows of one mention and one stage.
    case: String,
    right: bool,
    x: Vec<f32>,
}

fn make_rows(stories: &[String]) -> Result<String> {
    let phases = Phases::new()?;
    let mut out = format!("# story\tcase\tright\t{}\n", FEATURES.join("\t"));
    for story in stories.iter().map(Path::new) {
        let gold = Gold::open(&story.join("gold.json"))?;
        let mut readings = Vec::new();
        let mut alone = Vec::new();
        for report in reports(&story.join("reports")) {
            let (mut reading, _) = phases.read(report);
            let least = phases.coder.least_confidence();
            leave_out(&mut reading.events, &mut reading.statements, least);
            let mut without = reading.clone();
            without.events.retain(|e| !e.dependent);
            for s in &mut without.statements {
                s.about.retain(|i| (*i as usize) < without.events.len());
            }
            alone.push(without);
            readings.push(reading);
        }
        let mut store = Store::memory()?;
        store.add(&alone)?;
        let by_key: BTreeMap<_, _> = readings.iter().map(|r| (r.report.key(), r)).collect();
        for reading in &readings {
            for (n, case) in store.cases(reading)?.into_iter().enumerate() {
                let mention = &reading.events[case.mention as usize];
                let name = stem(&reading.report.name);
                let mine = gold.told(
                    &name,
                    mention.sentence.of(&reading.report.text),
                    mention.kind,
                    false,
                );
                for candidate in case.candidates {
                    let mut counts: BTreeMap<usize, f32> = BTreeMap::new();
                    for (key, m) in candidate.mentions {
                        let other = by_key[&key];
                        let m = &other.events[m as usize];
                        let sentence = m.sentence.of(&other.report.text);
                        let told = gold.told(&stem(&other.report.name), sentence, m.kind, true);
                        for e in &told {
                            *counts.entry(*e).or_default() += 1.0 / told.len() as f32;
                        }
                    }
                    let most = counts.values().copied().fold(0.0, f32::max);
                    let right = counts.iter().any(|(e, c)| *c == most && mine.contains(e));
                    let numbers: Vec<String> = candidate.x.iter().map(f32::to_string).collect();
                    let _ = writeln!(
                        out,
                        "{}\t{name}-{n}\t{}\t{}",
                        group(story),
                        u8::from(right),
                        numbers.join("\t")
                    );
                }
            }
        }
    }
    Ok(out)
}

fn read_rows(path: &str) -> Result<Vec<Row>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("failed to read {path}"))?;
    let mut lines = text.lines();
    let header = format!("# story\tcase\tright\t{}", FEATURES.join("\t"));
    anyhow::ensure!(
        lines.next() == Some(&header),
        "{path} has other features; make it again"
    );
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        Ok(Row {
            story: cells[0].to_owned(),
            case: cells[1].to_owned(),
            right: cells[2] == "1",
            x: cells[3..]
                .iter()
                .map(|c| c.parse())
                .collect::<std::result::Result<_, _>>()?,
        })
    };
    lines.map(row).collect()
}

fn fit(rows: &[Row], keep: impl Fn(&str) -> bool) -> trees::Model {
    let kept = rows.iter().filter(|r| keep(&r.story));
    let rows: Vec<trees::Row> = kept
        .map(|r| trees::Row {
            x: r.x.clone(),
            right: r.right,
            weight: 1.0,
        })
        .collect();
    trees::fit(&rows, &FEATURES, SETTINGS)
}

/// Prints how often the likeliest is right, each story judged by the others.
fn cross(rows: &[Row]) {
    let stories: BTreeSet<&str> = rows.iter().map(|r| r.story.as_str()).collect();
    let mut best: BTreeMap<(&str, &str), (f32, bool)> = BTreeMap::new();
    let mut can: BTreeSet<(&str, &str)> = BTreeSet::new();
    for story in stories {
        let model = fit(rows, |s| s != story);
        for r in rows.iter().filter(|r| r.story == story) {
            let p = model.probability(&r.x);
            let case = (r.story.as_str(), r.case.as_str());
            if r.right {
                can.insert(case);
            }
            let top = best.entry(case).or_insert((p, r.right));
            if p > top.0 {
                *top = (p, r.right);
            }
        }
    }
    println!(
        "{} mentions and stages, {} with a right one",
        best.len(),
        can.len()
    );
    for least in [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7] {
        let joined: Vec<bool> = best
            .values()
            .filter(|b| b.0 >= least)
            .map(|b| b.1)
            .collect();
        let right = joined.iter().filter(|r| **r).count();
        println!("at {least:.2}: {} joined, {right} right", joined.len());
    }
}
