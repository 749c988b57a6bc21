//! `dateline annotate attribution`: source, cue and content of attributions.

use crate::args::ModelArg;
use anyhow::Context;
use dateline_event::attribution::{Attributor, Found};
use dateline_record::{CodePoints, Span};
use dateline_rules::RuleSet;
use dateline_syntax::Syntax;
use serde_json::{Map, Value, json};
use std::process::ExitCode;

/// Options of `dateline annotate attribution`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    model: ModelArg,
}

/// Reads records (`id`, `text`) from standard input and prints each with its
/// `attributions`: `source`, `cue` and `content` as lists of spans in code
/// points, `type`, `manner`, `outer` (the position of the attribution that
/// passes it on, or null) and `rule`.
///
/// # Errors
/// Standard input that cannot be read, or rules that do not load. A line that
/// is no such record is named on stderr and passed over (exit status 1).
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let attributor = Attributor::new(&RuleSet::embedded()?)?;
    let syntax = args.model.open()?;
    super::records::lines(|record| annotate(record, &syntax, &attributor))
}

fn annotate(
    mut record: Map<String, Value>,
    syntax: &Syntax,
    attributor: &Attributor,
) -> anyhow::Result<Value> {
    let text = record
        .get("text")
        .and_then(Value::as_str)
        .context("no 'text'")?;
    let sentences = syntax.parse(text);
    let attributions = attributor.find(text, &sentences, &[]);
    let points = CodePoints::new(text);
    let found: Vec<Value> = attributions
        .found()
        .iter()
        .map(|f| show(f, text, &points))
        .collect();
    record.insert("attributions".into(), Value::Array(found));
    record.remove("annotators");
    Ok(Value::Object(record))
}

fn show(f: &Found, text: &str, points: &CodePoints) -> Value {
    let span = |s: Span| {
        let (start, end) = points.span(s);
        json!({"start": start, "end": end, "text": s.of(text)})
    };
    json!({
        "source": f.source.iter().map(|&s| span(s)).collect::<Vec<_>>(),
        "cue": [span(f.cue)],
        "content": f.content.iter().map(|&s| span(s)).collect::<Vec<_>>(),
        "type": f.kind,
        "manner": f.manner,
        "said": f.said,
        "outer": f.outer,
        "rule": f.rule,
    })
}
