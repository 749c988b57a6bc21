//! `dateline annotate events`: coded events of single sentences.

use crate::args::ModelArg;
use anyhow::Context;
use dateline_entity::{Gazetteer, Resolver};
use dateline_event::{Actor, Coded, Coder};
use dateline_record::{CodePoints, Dct, Report, Span};
use dateline_syntax::Syntax;
use dateline_time::Tagger;
use serde_json::{Value, json};
use std::io::{BufRead, BufWriter, Write};
use std::process::ExitCode;

/// Options of `dateline annotate events`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Gives the type of the act itself, however it stands: a planned meeting is
    /// CONSULT, where PLOVER's codebook makes it AGREE, and a cancelled one
    /// REJECT.
    #[arg(long, conflicts_with = "plover_fold")]
    unfolded: bool,
    /// Folds types by status as PLOVER does, which is what is done anyway.
    #[arg(long, hide = true)]
    plover_fold: bool,
    /// Gives every event of a record, not only the main one of each sentence.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    model: ModelArg,
}

/// The readers of all phases.
struct Phases {
    syntax: std::sync::Arc<Syntax>,
    tagger: Tagger,
    resolver: Resolver,
    gazetteer: Gazetteer,
    coder: Coder,
}

impl Phases {
    fn new(model: ModelArg) -> anyhow::Result<Self> {
        Ok(Self {
            syntax: model.open()?,
            tagger: Tagger::embedded().context("the built-in time rules do not load")?,
            resolver: Resolver::new(Gazetteer::embedded()),
            gazetteer: Gazetteer::embedded(),
            coder: Coder::embedded().context("the built-in event rules do not load")?,
        })
    }

    fn actor(&self, report: &Report, points: &CodePoints, actor: &Actor) -> Value {
        let (start, end) = points.span(actor.span);
        let mut out = json!({"text": actor.span.of(&report.text), "start": start, "end": end});
        if let Some(party) = &actor.party {
            let code = self
                .gazetteer
                .party_info(party.id.as_str())
                .map_or_else(|| party.id.as_str().to_owned(), |info| info.plover.clone());
            out["code"] = json!(code);
            out["party"] = json!(party.id.as_str());
            out["sector"] = json!(party.sector.as_ref().map(|s| s.0.as_str()));
        }
        out
    }

    fn event(&self, report: &Report, points: &CodePoints, coded: &Coded, fold: bool) -> Value {
        let actors = |list: &[Actor]| -> Vec<Value> {
            list.iter().map(|a| self.actor(report, points, a)).collect()
        };
        let kind = if fold { coded.folded() } else { coded.plover };
        let span = |s: Span| {
            let (start, end) = points.span(s);
            json!({"text": s.of(&report.text), "start": start, "end": end})
        };
        json!({
            "event_type": kind.as_str(),
            "mode": coded.mode,
            "kind": coded.kind.map(dateline_record::Kind::as_str),
            "status": coded.status.as_str(),
            "source": actors(&coded.source),
            "target": actors(&coded.target),
            "reciprocal": coded.reciprocal,
            "trigger": span(coded.trigger),
            "rule": coded.rule,
        })
    }

    fn record(&self, record: &Value, args: &Args) -> anyhow::Result<Value> {
        let text = record["text"]
            .as_str()
            .context("a record has no 'text'; give one")?;
        let day = record["date"]
            .as_str()
            .and_then(Dct::parse)
            // A record without a date is read as if on a day past all of its
            // own; no time expression is printed, only order counts here.
            .unwrap_or_else(|| Dct::day(jiff::civil::date(2100, 1, 1)));
        let report = Report {
            name: record["id"].as_str().unwrap_or_default().to_owned(),
            dct: day,
            source: None,
            title: None,
            url: None,
            language: None,
            text: text.to_owned(),
        };
        let sentences = self.syntax.parse(&report.text);
        let times = self
            .tagger
            .tag_sentences(&report.text, report.dct, &sentences);
        let entities = self.resolver.resolve(&report, &sentences, &times);
        let points = CodePoints::new(&report.text);
        let mut events = Vec::new();
        for mut coded in self.coder.code(&report, &sentences, &times, &entities) {
            if !args.all {
                coded.truncate(1);
            }
            events.extend(
                coded
                    .iter()
                    .map(|c| self.event(&report, &points, c, !args.unfolded)),
            );
        }
        Ok(json!({"id": record["id"], "events": events}))
    }
}

/// Runs the command.
///
/// # Errors
/// A line that is no JSON record with a text: its number and the reason.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let phases = Phases::new(args.model)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (n, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.with_context(|| format!("failed to read line {}", n + 1))?;
        if line.trim().is_empty() {
            continue;
        }
        let record: Value = serde_json::from_str(&line)
            .with_context(|| format!("line {} is no JSON record; give one a line", n + 1))?;
        let answer = phases
            .record(&record, args)
            .with_context(|| format!("failed to read the record of line {}", n + 1))?;
        writeln!(out, "{answer}")?;
    }
    Ok(ExitCode::SUCCESS)
}
