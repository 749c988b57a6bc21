//! Trains the confidence of event mentions.
//!
//!     train_confidence rows STORY... --news FILE --verdicts FILE --out ROWS   numbers and labels of our mentions
//!     train_confidence fit ROWS --out MODEL                                   a model of all rows
//!     train_confidence cross ROWS                                             each group judged by a model that never saw it
//!     train_confidence ledgers ROWS STORY... --out FOLDER [--least P]         so too, with the stories' ledgers written
//!
//! STORY is a folder with gold.json and reports/. FILE of `--news` holds the
//! records that the verdicts (`train/confidence/verdicts.tsv`) are about.
//! One thread, seeded: the same rows give the same model.

mod gold;

use anyhow::{Context, Result, bail};
use dateline::event::confidence::{FEATURES, N, Numbers, leave_out};
use dateline::record::{Dct, Report};
use dateline::rules::RuleSet;
use dateline::view::export::{Format, Options, export};
use dateline::{Filter, Store};
use dateline_trees::{self as trees, Model};
use gold::{Gold, Phases, group, reports, stem};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// A mention that is less sure is left out of a reading.
const LEAST: f32 = 0.35;
const SETTINGS: trees::Settings = trees::Settings {
    trees: 120,
    rate: 0.05,
    leaf: 10,
    of: 4,
    least: LEAST,
};
/// What an example of a rule counts, a mention of a report being 1.
const EXAMPLE: f64 = 0.3;

fn main() -> Result<()> {
    let (mut files, mut options) = (Vec::new(), BTreeMap::new());
    let mut args = std::env::args().skip(1);
    let step = args
        .next()
        .context("name a step: rows, fit, cross or ledgers")?;
    while let Some(a) = args.next() {
        match a.strip_prefix("--") {
            Some(key) => {
                let value = args
                    .next()
                    .with_context(|| format!("--{key} needs a value"))?;
                options.insert(key.to_owned(), value);
            }
            None => files.push(a),
        }
    }
    let option = |key: &str| {
        options
            .get(key)
            .with_context(|| format!("--{key} is missing"))
    };
    let rows = || read_rows(files.first().context("no file of rows")?);
    match step.as_str() {
        "rows" => {
            let rows = make_rows(&files, option("news")?, option("verdicts")?)?;
            std::fs::write(option("out")?, written_rows(&rows))?;
        }
        "fit" => std::fs::write(option("out")?, fit(&rows()?, |_| true).to_toml())?,
        "cross" => cross(&rows()?),
        "ledgers" => {
            let least = options.get("least").map_or(Ok(LEAST), |p| p.parse())?;
            for story in &files[1..] {
                ledger(&rows()?, Path::new(story), option("out")?, least)?;
            }
        }
        other => bail!("no step '{other}': rows, fit, cross or ledgers"),
    }
    Ok(())
}

/// A mention of ours.
struct Row {
    /// Those of a group are judged by a model that saw none of them.
    group: String,
    /// Right, wrong, or neither (`None`), such as what one reader logs and
    /// another does not.
    right: Option<bool>,
    x: Numbers,
}

fn make_rows(stories: &[String], news: &str, verdicts: &str) -> Result<Vec<Row>> {
    let phases = Phases::new()?;
    let mut rows = examples(&phases)?;
    for story in stories.iter().map(Path::new) {
        let gold = Gold::open(&story.join("gold.json"))?;
        for report in reports(&story.join("reports")) {
            let (reading, numbers) = phases.read(report);
            let alone = (reading.events.iter().zip(numbers)).filter(|(e, _)| !e.dependent);
            rows.extend(alone.map(|(e, x)| Row {
                group: group(story),
                right: gold.right(
                    &stem(&reading.report.name),
                    e.sentence.of(&reading.report.text),
                    e.kind,
                    e.parties.iter().map(|p| p.party.id.as_str()),
                ),
                x,
            }));
        }
    }
    let text = std::fs::read_to_string(verdicts)?;
    let mut of: BTreeMap<&str, Vec<Vec<&str>>> = BTreeMap::new();
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        anyhow::ensure!(cells.len() == 6, "'{line}' has not six cells");
        of.entry(cells[1]).or_default().push(cells);
    }
    for report in reports(Path::new(news)) {
        let Some(verdicts) = of.get(report.name.as_str()) else {
            continue;
        };
        let (reading, numbers) = phases.read(report);
        for (e, x) in reading.events.iter().zip(numbers) {
            if e.dependent {
                continue;
            }
            let ids: BTreeSet<&str> = e.parties.iter().map(|p| p.party.id.as_str()).collect();
            let ids = Vec::from_iter(ids).join("+");
            let start = e.trigger.start.to_string();
            let verdict = verdicts
                .iter()
                .find(|v| v[2..5] == [start.as_str(), e.kind.as_str(), ids.as_str()]);
            if let Some(v) = verdict {
                rows.push(Row {
                    group: format!("news-{}", v[0]),
                    right: Some(v[5] == "right"),
                    x,
                });
            }
        }
    }
    Ok(rows)
}

/// What the examples of the rules say is found, which is right. They keep the
/// model from taking what is told in few words for nothing.
fn examples(phases: &Phases) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    let rules = RuleSet::embedded()?;
    for example in rules.phase("en.event").flat_map(|r| &r.fires) {
        let wanted = |key: &str| example.expect.get(key).and_then(|v| v.as_str());
        let Some(trigger) = wanted("trigger") else {
            continue;
        };
        let (reading, numbers) = phases.read(Report {
            name: "example".into(),
            dct: Dct::parse("2031-02-26").context("a day")?,
            source: None,
            title: None,
            url: None,
            language: None,
            text: example.text.clone(),
        });
        let found = reading.events.iter().zip(numbers).filter(|(e, _)| {
            e.trigger.of(&example.text) == trigger
                && !e.dependent
                && wanted("kind").is_none_or(|kind| kind == e.kind.as_str())
        });
        rows.extend(found.map(|(_, x)| Row {
            group: "rules".into(),
            right: Some(true),
            x,
        }));
    }
    Ok(rows)
}

fn written_rows(rows: &[Row]) -> String {
    let mut out = format!("# group\tright\t{}\n", FEATURES.join("\t"));
    for r in rows {
        let right = r.right.map_or("?", |right| if right { "1" } else { "0" });
        let numbers: Vec<String> = r.x.iter().map(f32::to_string).collect();
        let _ = writeln!(out, "{}\t{right}\t{}", r.group, numbers.join("\t"));
    }
    out
}

fn read_rows(path: &str) -> Result<Vec<Row>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("failed to read {path}"))?;
    let mut lines = text.lines();
    let header = format!("# group\tright\t{}", FEATURES.join("\t"));
    anyhow::ensure!(
        lines.next() == Some(&header),
        "{path} has other features; make it again"
    );
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let mut x = [0.0; N];
        for (v, cell) in x.iter_mut().zip(&cells[2..]) {
            *v = cell.parse()?;
        }
        Ok(Row {
            group: cells[0].to_owned(),
            right: (cells[1] != "?").then_some(cells[1] == "1"),
            x,
        })
    };
    lines.map(row).collect()
}

/// A model of the rows whose group is to be kept.
fn fit(rows: &[Row], keep: impl Fn(&str) -> bool) -> Model {
    let kept = rows.iter().filter(|r| keep(&r.group));
    let rows: Vec<trees::Row> = kept
        .filter_map(|r| {
            Some(trees::Row {
                x: r.x.to_vec(),
                right: r.right?,
                weight: if r.group == "rules" { EXAMPLE } else { 1.0 },
            })
        })
        .collect();
    trees::fit(&rows, &FEATURES, SETTINGS)
}

fn groups(rows: &[Row]) -> Vec<String> {
    let all: BTreeSet<&str> = rows.iter().map(|r| r.group.as_str()).collect();
    all.into_iter().map(str::to_owned).collect()
}

/// Prints how good the confidence is, each group judged by the others.
fn cross(rows: &[Row]) {
    let mut judged: Vec<(&str, f64, bool)> = Vec::new();
    for group in groups(rows) {
        let model = fit(rows, |g| g != group);
        judged.extend(rows.iter().filter(|r| r.group == group).filter_map(|r| {
            Some((
                r.group.as_str(),
                f64::from(model.probability(&r.x)),
                r.right?,
            ))
        }));
    }
    for group in groups(rows) {
        let of = judged.iter().filter(|j| j.0 == group);
        figures(&group, &of.map(|j| (j.1, j.2)).collect::<Vec<_>>(), false);
    }
    for (name, news) in [("stories", false), ("news", true)] {
        let of = judged
            .iter()
            .filter(|j| j.0 != "rules" && j.0.starts_with("news-") == news);
        figures(name, &of.map(|j| (j.1, j.2)).collect::<Vec<_>>(), true);
    }
}

fn figures(name: &str, judged: &[(f64, bool)], whole: bool) {
    let n = judged.len() as f64;
    let right: Vec<f64> = judged.iter().filter(|j| j.1).map(|j| j.0).collect();
    let wrong: Vec<f64> = judged.iter().filter(|j| !j.1).map(|j| j.0).collect();
    let mut wins = 0.0;
    for r in &right {
        for w in &wrong {
            wins += if r > w {
                1.0
            } else if r < w {
                0.0
            } else {
                0.5
            };
        }
    }
    let loss = |p: f64| {
        let (p, q) = (p.clamp(0.01, 0.99), (1.0 - p).clamp(0.01, 0.99));
        -(right.len() as f64 * p.ln() + wrong.len() as f64 * q.ln()) / n
    };
    let log = |p: &(f64, bool)| {
        let p = if p.1 { p.0 } else { 1.0 - p.0 };
        -p.clamp(0.01, 0.99).ln()
    };
    println!(
        "{name}: {} right, {} wrong, AUC {:.3}, log loss {:.3} (a constant {:.3}), Brier {:.3}",
        right.len(),
        wrong.len(),
        wins / (right.len() * wrong.len()).max(1) as f64,
        judged.iter().map(log).sum::<f64>() / n,
        loss(right.len() as f64 / n),
        judged
            .iter()
            .map(|j| (j.0 - f64::from(u8::from(j.1))).powi(2))
            .sum::<f64>()
            / n,
    );
    if !whole {
        return;
    }
    for tenth in 0..10 {
        let (low, high) = (f64::from(tenth) / 10.0, f64::from(tenth + 1) / 10.0);
        let within: Vec<&(f64, bool)> = judged
            .iter()
            .filter(|j| j.0 >= low && (j.0 < high || tenth == 9))
            .collect();
        if within.is_empty() {
            continue;
        }
        let m = within.len() as f64;
        println!(
            "  {low:.1} to {high:.1}: {:4} mentions, mean {:.2}, right {:.2}",
            within.len(),
            within.iter().map(|j| j.0).sum::<f64>() / m,
            within.iter().filter(|j| j.1).count() as f64 / m,
        );
    }
    for least in [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5] {
        let below = |list: &[f64]| list.iter().filter(|p| **p < least).count();
        println!(
            "  below {least}: {} wrong, {} right",
            below(&wrong),
            below(&right)
        );
    }
}

/// Writes the ledger of a story, its mentions judged by a model that saw no
/// row of it.
fn ledger(rows: &[Row], story: &Path, out: &str, least: f32) -> Result<()> {
    let own = group(story);
    let model = fit(rows, |g| g != own);
    let phases = Phases::new()?;
    let mut readings = Vec::new();
    for report in reports(&story.join("reports")) {
        let (mut reading, numbers) = phases.read(report);
        for (e, x) in reading.events.iter_mut().zip(&numbers) {
            if !e.dependent {
                e.confidence = model.probability(x);
            }
        }
        leave_out(&mut reading.events, &mut reading.statements, least);
        readings.push(reading);
    }
    let mut store = Store::memory()?;
    store.add(&readings)?;
    let ledger = store.ledger(None, &Filter::default())?;
    let mut keys = dateline::view::cited(&ledger);
    keys.extend(ledger.reports.iter().map(|r| r.key));
    let texts = store.texts(&keys)?;
    let name = story.file_name().context("a story has a name")?;
    std::fs::create_dir_all(out)?;
    let path = PathBuf::from(out).join(name).with_extension("json");
    let options = Options {
        title: name.to_string_lossy().into_owned(),
        plover_fold: false,
    };
    let mut file = std::fs::File::create(path)?;
    export(Format::Story, &ledger, &texts, &options, &mut file)?;
    Ok(())
}
