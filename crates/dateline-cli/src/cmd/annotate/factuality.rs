//! `dateline annotate factuality`: factuality of given event words.

use crate::args::ModelArg;
use anyhow::Context;
use dateline_event::factuality::Signatures;
use dateline_record::Span;
use dateline_rules::RuleSet;
use dateline_syntax::Syntax;
use serde_json::{Map, Value, json};
use std::process::ExitCode;

/// Which question the numbers answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Scale {
    /// By the record's `dataset`: `uds_ih2` asks whether it has happened,
    /// every other how sure the author is.
    Dataset,
    /// How sure the author is, what is to come included.
    Certain,
    /// Whether it has happened at the time of writing.
    Occurred,
    /// The score of the record: sure, planned, possible, open.
    Record,
}

/// Options of `dateline annotate factuality`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which question the numbers answer.
    #[arg(long, value_enum, default_value_t = Scale::Dataset)]
    scale: Scale,
    #[command(flatten)]
    model: ModelArg,
}

/// Reads records (`id`, `tokens`, `targets` with `token`) from standard input
/// and prints each with its targets' `factuality`, `polarity` and `modality`.
///
/// # Errors
/// Standard input that cannot be read, or rules that do not load. A line that
/// is no such record is named on stderr and passed over (exit status 1).
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let rules = RuleSet::embedded_phase("en.factuality")?;
    let signatures = Signatures::new(&rules)?;
    let syntax = args.model.open()?;
    super::records::lines(|record| annotate(record, &syntax, &signatures, args.scale))
}

fn annotate(
    mut record: Map<String, Value>,
    syntax: &Syntax,
    signatures: &Signatures,
    scale: Scale,
) -> anyhow::Result<Value> {
    let tokens = record
        .get("tokens")
        .and_then(Value::as_array)
        .context("no list 'tokens'")?;
    let mut text = String::new();
    let mut spans = Vec::with_capacity(tokens.len());
    for token in tokens {
        let word = token.as_str().context("a token that is no text")?;
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(word);
        spans.push(Span::from_usize(start, text.len()));
    }
    let sentences = syntax.parse_tokens(&text, std::slice::from_ref(&spans));
    let occurred = match scale {
        Scale::Dataset => record.get("dataset").and_then(Value::as_str) == Some("uds_ih2"),
        other => other == Scale::Occurred,
    };
    let targets = record
        .get_mut("targets")
        .and_then(Value::as_array_mut)
        .context("no list 'targets'")?;
    for target in targets {
        let target = target
            .as_object_mut()
            .context("a target that is no object")?;
        let word = target
            .get("token")
            .and_then(Value::as_u64)
            .and_then(|t| usize::try_from(t).ok())
            .context("a target without 'token'")?;
        let span = spans
            .get(word)
            .context("a target whose 'token' is beyond the sentence")?;
        let Some((sentence, token)) = sentences
            .iter()
            .find_map(|s| Some((s, s.token_at(span.start)?)))
        else {
            continue;
        };
        let reading = signatures.reading(sentence, &text, token);
        let score = match scale {
            Scale::Record => reading.factuality.score,
            _ if occurred => reading.occurred(signatures),
            _ => reading.certain(signatures),
        };
        target.insert(
            "factuality".into(),
            json!(f64::from((score * 100.0).round()) / 100.0),
        );
        target.insert("polarity".into(), json!(reading.factuality.polarity));
        target.insert("modality".into(), json!(reading.factuality.modality));
        target.insert("circumstance".into(), json!(reading.circumstance.as_str()));
        let by = reading
            .decided_by
            .map(|t| json!(sentence.text(t, &text)))
            .unwrap_or_default();
        target.insert("by".into(), by);
        target.insert("rule".into(), json!(reading.rule));
    }
    Ok(Value::Object(record))
}
