//! Trains the coreference model.
//!
//!     train_coref pairs DIR OUT                 numbers of every pair of gold mentions
//!     train_coref fit PAIRS... --out MODEL      a model from the training topics of all files
//!     train_coref cross PAIRS... --out FOLDER   each topic clustered by a model that never saw it
//!     train_coref dev PAIRS... --out FOLDER     the topics left out of training, by one model
//!
//! `--without GROUP` leaves out the features whose names begin so; `--threshold P`
//! sets the least probability; `--weight N` is the weight of a file's topics in all.
//! DIR holds documents.jsonl and clusters.jsonl. One thread, seeded: the same
//! pairs give the same model.

use anyhow::{Context, Result, bail};
use dateline_chronology::{Document, FEATURES, Mention, Network, Scorer, cluster};
use dateline_record::{CodePoints, Span};
use dateline_trees::Dice;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};

const HIDDEN: usize = 24;
const MEMBERS: u64 = 3;
const EPOCHS: usize = 8;
const BATCH: usize = 128;
const RATE: f32 = 0.002;
const DECAY: f32 = 1e-4;

/// One gold mention, as the header of a file of pairs holds it.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Gold {
    doc_id: String,
    start: u64,
    end: u64,
    topic: String,
    cluster: usize,
    dev: bool,
}

/// A file of pairs.
struct Pairs {
    name: String,
    gold: Vec<Gold>,
    /// Two mentions and their numbers.
    rows: Vec<(u32, u32, [f32; N])>,
}

const N: usize = FEATURES.len();

fn main() -> Result<()> {
    let mut files = Vec::new();
    let mut options: BTreeMap<String, String> = BTreeMap::new();
    let mut args = std::env::args().skip(1);
    let step = args
        .next()
        .context("name a step: pairs, fit, cross or dev")?;
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
    if step == "pairs" {
        let [dir, out] = files.as_slice() else {
            bail!("pairs takes a folder and a file to write")
        };
        return write_pairs(dir, out);
    }
    let sets = files
        .iter()
        .map(|f| read_pairs(f))
        .collect::<Result<Vec<_>>>()?;
    let out = options.get("out").context("--out says where to write")?;
    let without = options.get("without").map(String::as_str);
    let threshold: f32 = options.get("threshold").map_or(Ok(0.4), |t| t.parse())?;
    let weight: f32 = options.get("weight").map_or(Ok(1.0), |t| t.parse())?;
    let fit = |keep: &dyn Fn(&Gold) -> bool| train(&sets, keep, without, threshold, weight);
    match step.as_str() {
        "fit" => {
            let model = fit(&|g| !g.dev);
            std::fs::write(out, written(&model))?;
        }
        "dev" => {
            let model = fit(&|g| !g.dev);
            for set in &sets {
                let topics = topics(set, |g| g.dev);
                print_clusters(set, &topics, &model, out)?;
            }
        }
        "cross" => {
            // Four folds over the topics of each file; a file of fewer topics
            // leaves each of its topics out once.
            for (s, set) in sets.iter().enumerate() {
                let all = topics(set, |_| true);
                let folds = all.len().min(4);
                for fold in 0..folds {
                    let held: Vec<String> = all.iter().skip(fold).step_by(folds).cloned().collect();
                    let held_set = &set.name;
                    let model = fit_without(&sets, s, &held, without, threshold, weight);
                    eprintln!("{held_set}: fold {fold} of {folds}");
                    print_clusters(set, &held, &model, out)?;
                }
            }
        }
        other => bail!("no step '{other}': pairs, fit, cross or dev"),
    }
    Ok(())
}

fn fit_without(
    sets: &[Pairs],
    s: usize,
    held: &[String],
    without: Option<&str>,
    threshold: f32,
    weight: f32,
) -> Scorer {
    let name = sets[s].name.clone();
    let lists: Vec<(&Pairs, Vec<bool>)> = sets
        .iter()
        .map(|set| {
            let ok = set
                .gold
                .iter()
                .map(|g| set.name != name || !held.contains(&g.topic))
                .collect();
            (set, ok)
        })
        .collect();
    train_on(&lists, without, threshold, weight)
}

fn train(
    sets: &[Pairs],
    keep: &dyn Fn(&Gold) -> bool,
    without: Option<&str>,
    threshold: f32,
    weight: f32,
) -> Scorer {
    let lists: Vec<(&Pairs, Vec<bool>)> = sets
        .iter()
        .map(|s| (s, s.gold.iter().map(keep).collect()))
        .collect();
    train_on(&lists, without, threshold, weight)
}

fn topics(set: &Pairs, keep: impl Fn(&Gold) -> bool) -> Vec<String> {
    let mut out: Vec<String> = set
        .gold
        .iter()
        .filter(|g| keep(g))
        .map(|g| g.topic.clone())
        .collect();
    out.sort();
    out.dedup();
    out
}

/// One pair to learn from.
struct Row<'a> {
    x: &'a [f32; N],
    same: bool,
    weight: f32,
}

fn train_on(
    lists: &[(&Pairs, Vec<bool>)],
    without: Option<&str>,
    threshold: f32,
    weight: f32,
) -> Scorer {
    let at = |name: &str| FEATURES.iter().position(|&f| f == name);
    let (root, vector) = (at("word.root"), at("word.vector"));
    let far =
        |x: &[f32; N]| root.is_some_and(|f| x[f] == 0.0) && vector.is_some_and(|f| x[f] < 0.6);
    let mut rows = Vec::new();
    let mut dice = Dice::new(0);
    for (n, (set, keep)) in lists.iter().enumerate() {
        // The files after the first count `weight` times as they are.
        let base = if n > 0 { weight } else { 1.0 };
        for (i, j, x) in &set.rows {
            let (a, b) = (*i as usize, *j as usize);
            if !keep[a] || !keep[b] {
                continue;
            }
            let same = set.gold[a].cluster == set.gold[b].cluster;
            // Of the many pairs of words that have nothing in common, one in
            // eight stands for all.
            let weight = if !same && far(x) {
                if !dice.roll().is_multiple_of(8) {
                    continue;
                }
                8.0 * base
            } else {
                base
            };
            rows.push(Row { x, same, weight });
        }
    }
    let n = rows.len().max(1) as f64;
    let mut mean = vec![0.0f32; N];
    let mut scale = vec![0.0f32; N];
    for f in 0..N {
        let m = rows.iter().map(|r| f64::from(r.x[f])).sum::<f64>() / n;
        let v = rows
            .iter()
            .map(|r| (f64::from(r.x[f]) - m).powi(2))
            .sum::<f64>()
            / n;
        mean[f] = round(m as f32);
        let out = without.is_some_and(|w| FEATURES[f].starts_with(w));
        scale[f] = if out || v < 1e-8 {
            0.0
        } else {
            round((1.0 / v.sqrt()).min(20.0) as f32)
        };
    }
    let network = (1..=MEMBERS)
        .map(|seed| member(&rows, &mean, &scale, seed))
        .collect();
    Scorer {
        format: 1,
        threshold,
        features: FEATURES.iter().map(|&f| f.to_owned()).collect(),
        mean,
        scale,
        network,
    }
}

fn round(v: f32) -> f32 {
    (v * 10_000.0).round() / 10_000.0
}

/// One network by Adam on the logarithmic loss.
fn member(rows: &[Row<'_>], mean: &[f32], scale: &[f32], seed: u64) -> Network {
    let mut dice = Dice::new(seed);
    // Hidden rows with their biases, then the output with its bias.
    let width = N + 1;
    let size = HIDDEN * width + HIDDEN + 1;
    let bound = (2.0 / N as f32).sqrt();
    let mut w: Vec<f32> = (0..size)
        .map(|_| (dice.unit() * 2.0 - 1.0) * bound)
        .collect();
    let (mut m, mut v, mut g) = (vec![0.0f32; size], vec![0.0f32; size], vec![0.0f32; size]);
    let mut order: Vec<u32> = (0..rows.len() as u32).collect();
    let mut step = 0i32;
    let steps = (EPOCHS * rows.len().div_ceil(BATCH)) as f32;
    let mut x = [0.0f32; N];
    let mut h = [0.0f32; HIDDEN];
    for _ in 0..EPOCHS {
        for i in (1..order.len()).rev() {
            order.swap(i, (dice.roll() % (i as u64 + 1)) as usize);
        }
        for batch in order.chunks(BATCH) {
            g.iter_mut().for_each(|g| *g = 0.0);
            for &r in batch {
                let row = &rows[r as usize];
                for f in 0..N {
                    x[f] = (row.x[f] - mean[f]) * scale[f];
                }
                let mut z = w[size - 1];
                for k in 0..HIDDEN {
                    let part = &w[k * width..(k + 1) * width];
                    let sum: f32 = part[..N].iter().zip(&x).map(|(a, b)| a * b).sum();
                    h[k] = (sum + part[N]).max(0.0);
                    z += h[k] * w[HIDDEN * width + k];
                }
                let p = 1.0 / (1.0 + (-z).exp());
                let d = (p - f32::from(u8::from(row.same))) * row.weight / batch.len() as f32;
                g[size - 1] += d;
                for k in 0..HIDDEN {
                    if h[k] > 0.0 {
                        g[HIDDEN * width + k] += d * h[k];
                        let e = d * w[HIDDEN * width + k];
                        let part = &mut g[k * width..(k + 1) * width];
                        part[..N].iter_mut().zip(&x).for_each(|(a, b)| *a += e * b);
                        part[N] += e;
                    }
                }
            }
            step += 1;
            let rate = RATE * (1.0 - step as f32 / (steps + 1.0)).max(0.02);
            let (c1, c2) = (1.0 - 0.9f32.powi(step), 1.0 - 0.999f32.powi(step));
            for i in 0..size {
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                w[i] -= rate * ((m[i] / c1) / ((v[i] / c2).sqrt() + 1e-8) + DECAY * w[i]);
            }
        }
    }
    Network {
        hidden: (0..HIDDEN)
            .map(|k| {
                w[k * width..k * width + N]
                    .iter()
                    .map(|&v| round(v))
                    .collect()
            })
            .collect(),
        bias: (0..HIDDEN).map(|k| round(w[k * width + N])).collect(),
        output: (0..HIDDEN).map(|k| round(w[HIDDEN * width + k])).collect(),
        output_bias: round(w[size - 1]),
    }
}

fn print_clusters(set: &Pairs, topics: &[String], model: &Scorer, folder: &str) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let path = format!("{folder}/{}.jsonl", set.name);
    let mut out = BufWriter::new(
        std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(path)?,
    );
    let mut scores: BTreeMap<&str, Vec<(u32, u32, f32)>> = BTreeMap::new();
    for (i, j, x) in &set.rows {
        let topic = set.gold[*i as usize].topic.as_str();
        if topics.iter().any(|t| t == topic) {
            scores
                .entry(topic)
                .or_default()
                .push((*i, *j, model.probability(x)));
        }
    }
    for topic in topics {
        let of_topic = scores.get(topic.as_str()).cloned().unwrap_or_default();
        let mut list: Vec<u32> = (0..set.gold.len() as u32)
            .filter(|&i| set.gold[i as usize].topic == *topic)
            .collect();
        list.sort_by_key(|&i| {
            let g = &set.gold[i as usize];
            (g.doc_id.clone(), g.start, g.end)
        });
        let place: BTreeMap<u32, usize> = list.iter().enumerate().map(|(n, &i)| (i, n)).collect();
        let n = list.len();
        let mut table = vec![0.0; n * n];
        for (i, j, p) in of_topic {
            let (a, b) = (place[&i], place[&j]);
            table[a * n + b] = p;
            table[b * n + a] = p;
        }
        for (k, c) in cluster(n, model.threshold, |a, b| table[a * n + b])
            .iter()
            .enumerate()
        {
            let mentions: Vec<_> = c
                .iter()
                .map(|&m| {
                    let g = &set.gold[list[m] as usize];
                    serde_json::json!({"doc_id": g.doc_id, "start": g.start, "end": g.end})
                })
                .collect();
            let line = serde_json::json!({"id": format!("{topic}:{k}"), "mentions": mentions});
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// The model as TOML with one row of weights a line.
fn written(model: &Scorer) -> String {
    let list = |v: &[f32]| {
        let v: Vec<String> = v.iter().map(|x| format!("{x:?}")).collect();
        format!("[{}]", v.join(", "))
    };
    let names: Vec<String> = model.features.iter().map(|f| format!("\"{f}\"")).collect();
    let mut out = format!(
        "format = {}\nthreshold = {:?}\nfeatures = [{}]\nmean = {}\nscale = {}\n",
        model.format,
        model.threshold,
        names.join(", "),
        list(&model.mean),
        list(&model.scale)
    );
    for n in &model.network {
        let rows: Vec<String> = n
            .hidden
            .iter()
            .map(|r| format!("  {},\n", list(r)))
            .collect();
        out += &format!(
            "\n[[network]]\nhidden = [\n{}]\nbias = {}\noutput = {}\noutput_bias = {:?}\n",
            rows.concat(),
            list(&n.bias),
            list(&n.output),
            n.output_bias
        );
    }
    out
}

fn records(path: &str) -> Result<Vec<serde_json::Value>> {
    let file = std::fs::File::open(path).with_context(|| format!("failed to open {path}"))?;
    BufReader::new(file)
        .lines()
        .map(|l| Ok(serde_json::from_str(&l?)?))
        .collect()
}

fn write_pairs(dir: &str, out: &str) -> Result<()> {
    let rows = records(&format!("{dir}/documents.jsonl"))?;
    let text = |v: &serde_json::Value| v.as_str().unwrap_or_default().to_owned();
    let documents: Vec<Document> = rows
        .iter()
        .map(|d| Document {
            id: text(&d["id"]),
            topic: d["topic"].as_str().map(str::to_owned),
            date: d["date"].as_str().and_then(|x| x.parse().ok()),
            text: text(&d["text"]),
        })
        .collect();
    let place: BTreeMap<&str, usize> = documents
        .iter()
        .enumerate()
        .map(|(n, d)| (d.id.as_str(), n))
        .collect();
    let (mut mentions, mut gold) = (Vec::new(), Vec::new());
    for (cluster, c) in records(&format!("{dir}/clusters.jsonl"))?
        .iter()
        .enumerate()
    {
        for m in c["mentions"]
            .as_array()
            .context("a cluster has no mentions")?
        {
            let id = text(&m["doc_id"]);
            let document = *place.get(id.as_str()).context("no such document")?;
            let points = CodePoints::new(&documents[document].text);
            let (start, end) = (
                m["start"].as_u64().context("no start")?,
                m["end"].as_u64().context("no end")?,
            );
            mentions.push(Mention {
                document,
                span: Span::new(points.byte(start as u32), points.byte(end as u32)),
            });
            gold.push(Gold {
                topic: text(&rows[document]["topic"]),
                dev: rows[document]["split"] == "dev",
                doc_id: id,
                start,
                end,
                cluster,
            });
        }
    }
    let mut file = BufWriter::new(std::fs::File::create(out)?);
    writeln!(file, "{}", serde_json::to_string(&gold)?)?;
    let syntax = dateline_syntax::Syntax::embedded();
    let tagger = dateline_time::Tagger::embedded()?;
    let mut bad = Ok(());
    dateline_chronology::pairs(&documents, &mentions, &syntax, &tagger, |i, j, x| {
        let mut row = Vec::with_capacity(8 + 4 * x.len());
        row.extend((i as u32).to_le_bytes());
        row.extend((j as u32).to_le_bytes());
        row.extend(x.iter().flat_map(|v| v.to_le_bytes()));
        if bad.is_ok() {
            bad = file.write_all(&row);
        }
    });
    bad.context("failed to write the pairs")
}

fn read_pairs(path: &str) -> Result<Pairs> {
    let mut file = BufReader::new(
        std::fs::File::open(path).with_context(|| format!("failed to open {path}"))?,
    );
    let mut header = String::new();
    file.read_line(&mut header)?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let size = 8 + 4 * N;
    anyhow::ensure!(
        bytes.len() % size == 0,
        "{path} holds pairs of other features; make it again"
    );
    let word = |b: &[u8]| [b[0], b[1], b[2], b[3]];
    let rows = bytes
        .chunks_exact(size)
        .map(|r| {
            let mut x = [0.0; N];
            for (k, v) in x.iter_mut().enumerate() {
                *v = f32::from_le_bytes(word(&r[8 + 4 * k..]));
            }
            (
                u32::from_le_bytes(word(r)),
                u32::from_le_bytes(word(&r[4..])),
                x,
            )
        })
        .collect();
    let name = std::path::Path::new(path)
        .file_stem()
        .map_or_else(String::new, |s| s.to_string_lossy().into_owned());
    Ok(Pairs {
        name,
        gold: serde_json::from_str(&header)?,
        rows,
    })
}
