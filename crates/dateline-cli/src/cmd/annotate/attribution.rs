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
    /// Print what others are told to think or want, and what a speaker says of
    /// his own words, within the words of another attribution too.
    #[arg(long)]
    nested: bool,
}

/// Reads records (`id`, `text`) from standard input and prints each with its
/// `attributions`: `source`, `cue` and `content` as lists of spans in code
/// points, `type`, `manner`, `outer` (the position of the attribution that
/// passes it on, or null) and `rule`. What is told of somebody's thoughts or wishes
/// within another's words, and what a speaker tells of his own words, is part of
/// those words and stands for itself with `--nested` only.
///
/// # Errors
/// Standard input that cannot be read, or rules that do not load. A line that
/// is no such record is named on stderr and passed over (exit status 1).
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let attributor = Attributor::new(&RuleSet::embedded()?)?;
    let syntax = args.model.open()?;
    super::records::lines(|record| annotate(record, &syntax, &attributor, args.nested))
}

fn annotate(
    mut record: Map<String, Value>,
    syntax: &Syntax,
    attributor: &Attributor,
    nested: bool,
) -> anyhow::Result<Value> {
    let text = record
        .get("text")
        .and_then(Value::as_str)
        .context("no 'text'")?;
    let sentences = syntax.parse(text);
    let attributions = attributor.find(text, &sentences, &[]);
    let points = CodePoints::new(text);
    let kept: Vec<usize> = (0..attributions.found().len())
        .filter(|&n| nested || !attributions.is_told_within(n))
        .collect();
    let found: Vec<Value> = kept
        .iter()
        .map(|&n| {
            let f = &attributions.found()[n];
            let outer = f.outer.and_then(|o| kept.binary_search(&(o as usize)).ok());
            show(f, outer, text, &points)
        })
        .collect();
    record.insert("attributions".into(), Value::Array(found));
    record.remove("annotators");
    Ok(Value::Object(record))
}

fn show(f: &Found, outer: Option<usize>, text: &str, points: &CodePoints) -> Value {
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
        "outer": outer,
        "rule": f.rule,
    })
}
