//! `dateline annotate time`: time expressions.

use anyhow::Context;
use dateline_record::{CodePoints, Dct, Interval, Reference, Timex};
use dateline_rules::RuleSet;
use dateline_syntax::Syntax;
use dateline_time::{Tagger, event_interval, timeml};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Options of `dateline annotate time`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// JSON Lines with `doc_id` (or `id`), `dct` (or `date`) and `text`; `-` is
    /// standard input.
    #[arg(default_value = "-")]
    files: Vec<PathBuf>,
    /// What to print.
    #[arg(long, value_enum, default_value = "jsonl")]
    format: Format,
    /// Reads the rules of this folder instead of the built-in ones.
    #[arg(long, value_name = "FOLDER")]
    rules: Option<PathBuf>,
    /// Takes tense, modality and heads from the trees of the sentences, as
    /// `dateline read` does, instead of the words beside the time. Slower.
    #[arg(long)]
    syntax: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, clap::ValueEnum)]
enum Format {
    /// One object a line: `doc_id` and `timex`, offsets in code points.
    Jsonl,
    /// The text with inline TIMEX3 tags, one TimeML document each.
    Timeml,
}

#[derive(Deserialize)]
struct Document {
    #[serde(default)]
    doc_id: Option<String>,
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    dct: Option<String>,
    #[serde(default)]
    date: Option<String>,
    text: String,
}

/// Runs the command.
///
/// # Errors
/// Rules that do not load, a file that cannot be opened, output that cannot
/// be written. A bad line is named on standard error and makes the exit
/// status 1; the others are read.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let tagger = match &args.rules {
        Some(folder) => Tagger::new(&RuleSet::load(folder)?)?,
        None => Tagger::embedded()?,
    };
    let syntax = args.syntax.then(Syntax::embedded);
    let mut out = BufWriter::new(io::stdout().lock());
    let mut bad = false;
    for file in &args.files {
        let (name, reader): (String, Box<dyn BufRead>) = if file.as_os_str() == "-" {
            ("standard input".to_owned(), Box::new(io::stdin().lock()))
        } else {
            let name = file.display().to_string();
            let open = File::open(file).with_context(|| format!("failed to open {name}"))?;
            (name, Box::new(BufReader::new(open)))
        };
        for (n, line) in reader.split(b'\n').enumerate() {
            let line = line.with_context(|| format!("failed to read {name}"))?;
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            match one(&tagger, syntax.as_deref(), &line, n + 1, args.format) {
                Ok(text) => writeln!(out, "{text}").context("failed to write the output")?,
                Err(reason) => {
                    bad = true;
                    eprintln!("dateline: {name}, line {}: {reason}", n + 1);
                }
            }
        }
    }
    out.flush().context("failed to write the output")?;
    Ok(ExitCode::from(u8::from(bad)))
}

/// One line in, one line (or TimeML document) out; the reason where it is bad.
fn one(
    tagger: &Tagger,
    syntax: Option<&Syntax>,
    line: &[u8],
    number: usize,
    format: Format,
) -> Result<String, String> {
    let line = std::str::from_utf8(line)
        .map_err(|e| format!("not UTF-8 after byte {}; save it as UTF-8", e.valid_up_to()))?;
    let document: Document = serde_json::from_str(line)
        .map_err(|e| format!("{e}; a line is one object with \"doc_id\", \"dct\" and \"text\""))?;
    let id = document.doc_id.or(document.id);
    let id = id.unwrap_or_else(|| format!("line-{number}"));
    let dct = document.dct.or(document.date).ok_or_else(|| {
        format!("document {id} has no \"dct\"; give the day it was published as YYYY-MM-DD")
    })?;
    let dct = Dct::parse(&dct).ok_or_else(|| {
        format!("document {id}: \"dct\" is '{dct}', which is no day; write YYYY-MM-DD")
    })?;
    let found = match syntax {
        Some(syntax) => {
            let sentences = syntax.parse(&document.text);
            tagger.tag_sentences(&document.text, dct, &sentences)
        }
        None => tagger.tag(&document.text, dct),
    };
    Ok(match format {
        Format::Timeml => timeml(&id, &document.text, dct, &found),
        Format::Jsonl => {
            let points = CodePoints::new(&document.text);
            let timex: Vec<Value> = found
                .iter()
                .map(|t| object(t, &document.text, &points))
                .collect();
            json!({"doc_id": id, "timex": timex}).to_string()
        }
    })
}

fn object(t: &Timex, text: &str, points: &CodePoints) -> Value {
    let (start, end) = points.span(t.span);
    let mut out = Map::new();
    out.insert("start".into(), start.into());
    out.insert("end".into(), end.into());
    out.insert("text".into(), t.span.of(text).into());
    out.insert("type".into(), t.kind.as_str().into());
    out.insert("value".into(), t.value.clone().into());
    let optional = [
        ("mod", &t.modifier),
        ("quant", &t.quant),
        ("freq", &t.freq),
        ("beginPoint", &t.begin_point),
        ("endPoint", &t.end_point),
        ("anchor", &t.anchor),
    ];
    for (key, value) in optional {
        if let Some(value) = value {
            out.insert(key.into(), value.clone().into());
        }
    }
    let days = |i: &Interval| {
        let value = i.value();
        json!({"value": value, "granularity": i.granularity, "approx": i.approx})
    };
    if let Some(i) = &t.interval {
        out.insert("interval".into(), days(i));
    }
    // 'by June 30' leaves an event open before; told only where it differs.
    if let Some(event) = event_interval(t).filter(|e| Some(e) != t.interval.as_ref()) {
        out.insert("event".into(), days(&event));
    }
    out.insert("rule".into(), t.rule.clone().into());
    out.insert(
        "reference".into(),
        match t.reference {
            Reference::None => Value::Null,
            Reference::Dct => "dct".into(),
            Reference::Timex(span) => {
                let (start, end) = points.span(span);
                json!({"start": start, "end": end})
            }
        },
    );
    Value::Object(out)
}
