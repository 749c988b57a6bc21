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

use anyhow::{Context, Result, bail};
use dateline::entity::{Gazetteer, Resolver};
use dateline::event::Coder;
use dateline::event::confidence::{DEPTH, FEATURES, Model, N, Numbers, Tree, leave_out};
use dateline::record::{Dct, Kind, Reading, Report};
use dateline::rules::RuleSet;
use dateline::syntax::Syntax;
use dateline::time::Tagger;
use dateline::view::export::{Format, Options, export};
use dateline::{Filter, Store};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const TREES: usize = 120;
const RATE: f64 = 0.05;
/// Rows of a leaf at least.
const LEAF: usize = 10;
/// Of the rows each tree sees one half, of the features each question a quarter.
const FEATURES_OF_A_QUESTION: usize = N / 4;
/// A mention that is less sure is left out of a reading.
const LEAST: f32 = 0.35;
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
        "fit" => std::fs::write(option("out")?, written(&fit(&rows()?, |_| true)))?,
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

/// The phases up to the mentions.
struct Phases {
    syntax: Arc<Syntax>,
    tagger: Tagger,
    resolver: Resolver,
    coder: Coder,
}

impl Phases {
    fn new() -> Result<Self> {
        let rules = RuleSet::embedded()?;
        Ok(Self {
            syntax: Syntax::embedded(),
            tagger: Tagger::new(&rules)?,
            resolver: Resolver::new(Gazetteer::embedded()),
            coder: Coder::new(&rules)?,
        })
    }

    fn read(&self, report: Report) -> (Reading, Vec<Numbers>) {
        let sentences = self.syntax.parse(&report.text);
        let timexes = (self.tagger).tag_sentences(&report.text, report.dct, &sentences);
        let entities = self.resolver.resolve(&report, &sentences, &timexes);
        let (events, statements, numbers) =
            (self.coder).read_with_numbers(&report, &sentences, &timexes, &entities);
        let reading = Reading {
            sentences: sentences.iter().map(|s| s.span).collect(),
            report,
            timexes,
            entities,
            events,
            statements,
            diagnostics: Vec::new(),
            reader: "train".into(),
        };
        (reading, numbers)
    }
}

fn reports(path: &Path) -> impl Iterator<Item = Report> {
    let options = dateline_input::Options::default();
    dateline_input::read_paths(&[path.to_owned()], &options).filter_map(Result::ok)
}

/// The group of a story; the seed is part of another.
fn group(story: &Path) -> String {
    let name = story.file_name().map(|n| n.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    if name == "seed" {
        "inter-korean-2018".to_owned()
    } else {
        name
    }
}

fn make_rows(stories: &[String], news: &str, verdicts: &str) -> Result<Vec<Row>> {
    let phases = Phases::new()?;
    let mut rows = examples(&phases)?;
    for story in stories.iter().map(Path::new) {
        let gold = Gold::open(&story.join("gold.json"))?;
        for report in reports(&story.join("reports")) {
            let (reading, numbers) = phases.read(report);
            rows.extend(reading.events.iter().zip(numbers).map(|(e, x)| Row {
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

fn stem(name: &str) -> String {
    let stem = Path::new(name).file_stem();
    stem.map_or_else(String::new, |s| s.to_string_lossy().into_owned())
}

/// The labels of a story.
struct Gold {
    /// Party ids by any of their names.
    ids: BTreeMap<String, String>,
    members: BTreeMap<String, Vec<String>>,
    events: Vec<GoldEvent>,
}

struct GoldEvent {
    kind: Kind,
    optional: bool,
    parties: BTreeSet<String>,
    /// Report, and the words of the sentence.
    told: Vec<(String, String)>,
}

fn words(text: &str) -> String {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric());
    Vec::from_iter(words.filter(|w| !w.is_empty())).join(" ")
}

impl Gold {
    fn open(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("failed to read {}", path.display()))?;
        let gold: serde_json::Value = serde_json::from_str(&text)?;
        let list = |v: &serde_json::Value| v.as_array().cloned().unwrap_or_default();
        let string = |v: &serde_json::Value| v.as_str().unwrap_or_default().to_owned();
        let mut it = Self {
            ids: BTreeMap::new(),
            members: BTreeMap::new(),
            events: Vec::new(),
        };
        for (id, party) in gold["parties"].as_object().context("no parties")? {
            let names = list(&party["aliases"]);
            for name in names
                .iter()
                .map(string)
                .chain([id.clone(), string(&party["name"])])
            {
                it.ids.entry(words(&name)).or_insert_with(|| id.clone());
            }
            let members = list(&party["members"]);
            if !members.is_empty() {
                it.members
                    .insert(id.clone(), members.iter().map(string).collect());
            }
        }
        for e in list(&gold["events"]) {
            let ids: Vec<String> = list(&e["parties"])
                .iter()
                .map(|p| string(&p["id"]))
                .collect();
            let mut told = list(&e["mentions"]);
            told.extend(list(&e["status"]).iter().map(|s| s["evidence"].clone()));
            it.events.push(GoldEvent {
                kind: Kind::parse(&string(&e["kind"])).context("an unknown kind")?,
                optional: e["optional"] == true,
                parties: it.sides(ids.iter().map(String::as_str)),
                told: told
                    .iter()
                    .map(|m| (string(&m["report"]), words(&string(&m["sentence"]))))
                    .collect(),
            });
        }
        Ok(it)
    }

    /// Ids as the labels have them, groups as their members.
    fn sides<'i>(&self, ids: impl Iterator<Item = &'i str>) -> BTreeSet<String> {
        ids.flat_map(|id| {
            let id = self.ids.get(&words(id)).map_or(id, String::as_str);
            self.members
                .get(id)
                .cloned()
                .unwrap_or_else(|| vec![id.to_owned()])
        })
        .collect()
    }

    /// Right where a labelled event of a like kind has the sentence and shares
    /// the parties, neither where only optional ones do.
    fn right<'i>(
        &self,
        report: &str,
        sentence: &str,
        kind: Kind,
        ids: impl Iterator<Item = &'i str>,
    ) -> Option<bool> {
        let (sentence, sides) = (words(sentence), self.sides(ids));
        let mut optional = false;
        for e in &self.events {
            let told = |(r, s): &(String, String)| {
                let (short, long) = if s.len() < sentence.len() {
                    (s, &sentence)
                } else {
                    (&sentence, s)
                };
                r == report && 2 * short.len() >= long.len() && long.contains(short.as_str())
            };
            let common = sides.intersection(&e.parties).count();
            let shares = 4 * common >= sides.len() + e.parties.len();
            if shares && like(kind, e.kind) && e.told.iter().any(told) {
                if !e.optional {
                    return Some(true);
                }
                optional = true;
            }
        }
        if optional { None } else { Some(false) }
    }
}

/// Kinds of one family, or of families that are often coded either way.
fn like(a: Kind, b: Kind) -> bool {
    use dateline::record::Family::*;
    let (a, b) = (a.family(), b.family());
    let near = |a, b| {
        matches!(
            (a, b),
            (Accord | Word | Pressure | Relief, Decision)
                | (Accord | Pressure, Relief)
                | (Other, _)
        )
    };
    a == b || near(a, b) || near(b, a)
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

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// The first `n` of a list in a new order.
    fn draw<T>(&mut self, list: &mut [T], n: usize) {
        for i in 0..n.min(list.len()) {
            let rest = (list.len() - i) as u64;
            list.swap(i, i + (self.next() % rest) as usize);
        }
    }
}

fn logistic(z: f64) -> f64 {
    1.0 / (1.0 + (-z).exp())
}

/// A model of the rows whose group is to be kept.
fn fit(rows: &[Row], keep: impl Fn(&str) -> bool) -> Model {
    let kept: Vec<&Row> = rows
        .iter()
        .filter(|r| keep(&r.group) && r.right.is_some())
        .collect();
    let weight: Vec<f64> = kept
        .iter()
        .map(|r| if r.group == "rules" { EXAMPLE } else { 1.0 })
        .collect();
    let told = |r: &&Row| (r.x, f64::from(u8::from(r.right == Some(true))));
    let rows: Vec<(Numbers, f64)> = kept.iter().map(told).collect();
    let n = rows.len();
    let right =
        rows.iter().zip(&weight).map(|(r, w)| r.1 * w).sum::<f64>() / weight.iter().sum::<f64>();
    let base = (right / (1.0 - right)).ln() as f32;
    let mut dice = Dice(1);
    let mut odds = vec![f64::from(base); n];
    let mut tree = Vec::new();
    for _ in 0..TREES {
        let p: Vec<f64> = odds.iter().map(|z| logistic(*z)).collect();
        let left: Vec<f64> = (0..n).map(|r| weight[r] * (rows[r].1 - p[r])).collect();
        let mut sample: Vec<usize> = (0..n).collect();
        dice.draw(&mut sample, n / 2);
        sample.truncate(n / 2);
        let questions = (1 << DEPTH) - 1;
        let mut t = Tree {
            input: vec![0; questions],
            above: vec![f32::MAX; questions],
            leaf: vec![0.0; questions + 1],
        };
        let mut at: Vec<Vec<usize>> = vec![sample];
        for i in 0..questions {
            let (mut no, mut yes) = (Vec::new(), Vec::new());
            if let Some((f, above)) = question(&rows, &left, &at[i], &mut dice) {
                (t.input[i], t.above[i]) = (f, above);
            }
            for &r in &at[i] {
                let side = if rows[r].0[t.input[i]] > t.above[i] {
                    &mut yes
                } else {
                    &mut no
                };
                side.push(r);
            }
            at.extend([no, yes]);
        }
        for (leaf, of) in t.leaf.iter_mut().zip(&at[questions..]) {
            let sum: f64 = of.iter().map(|&r| left[r]).sum();
            let spread: f64 = of.iter().map(|&r| weight[r] * p[r] * (1.0 - p[r])).sum();
            if spread > 0.0 {
                *leaf = ((RATE * sum / spread) * 10_000.0).round() as f32 / 10_000.0;
            }
        }
        for (z, r) in odds.iter_mut().zip(&rows) {
            *z += f64::from(t.answer(&r.0));
        }
        tree.push(t);
    }
    let round = |p: f64| ((p * 10_000.0).round() / 10_000.0) as f32;
    Model {
        format: 1,
        least: LEAST,
        features: FEATURES.iter().map(|&f| f.to_owned()).collect(),
        base: round(f64::from(base)),
        from: -6.0,
        curve: (-24..=24)
            .map(|i| round(logistic(f64::from(i) / 4.0)))
            .collect(),
        tree,
    }
}

/// The question that parts the rows best: a feature, and the value above which
/// the answer is yes.
fn question(
    rows: &[(Numbers, f64)],
    left: &[f64],
    of: &[usize],
    dice: &mut Dice,
) -> Option<(usize, f32)> {
    let mut features: Vec<usize> = (0..N).collect();
    dice.draw(&mut features, FEATURES_OF_A_QUESTION);
    let n = of.len() as f64;
    let sum: f64 = of.iter().map(|&r| left[r]).sum();
    let mut best: Option<(f64, usize, f32)> = None;
    for &f in &features[..FEATURES_OF_A_QUESTION] {
        let mut values: Vec<(f32, f64)> = of.iter().map(|&r| (rows[r].0[f], left[r])).collect();
        values.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut below = 0.0;
        for i in 1..values.len() {
            below += values[i - 1].1;
            let (a, b) = (values[i - 1].0, values[i].0);
            if a == b || i < LEAF || values.len() - i < LEAF {
                continue;
            }
            let (m, above) = (i as f64, sum - below);
            let gain = below * below / m + above * above / (n - m) - sum * sum / n;
            if gain > 1e-9 && best.is_none_or(|(g, _, _)| gain > g) {
                let middle = ((a + b) / 2.0 * 10_000.0).round() / 10_000.0;
                best = Some((gain, f, middle));
            }
        }
    }
    best.map(|(_, f, above)| (f, above))
}

/// The model as TOML with one table of a tree a line.
fn written(model: &Model) -> String {
    fn list<T: std::fmt::Debug>(v: &[T]) -> String {
        format!("{v:?}")
    }
    let mut out = format!(
        "format = {}\nleast = {:?}\nbase = {:?}\nfrom = {:?}\ncurve = {}\nfeatures = {}\n",
        model.format,
        model.least,
        model.base,
        model.from,
        list(&model.curve),
        list(&model.features)
    );
    for t in &model.tree {
        let (input, above, leaf) = (list(&t.input), list(&t.above), list(&t.leaf));
        let _ = write!(
            out,
            "\n[[tree]]\ninput = {input}\nabove = {above}\nleaf = {leaf}\n"
        );
    }
    out
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
            e.confidence = model.probability(x);
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
