//! `dateline annotate order`: timelines of given targets.

use super::chronology::{Documents, distinct, input, reader, rows};
use anyhow::Context;
use dateline_chronology::Target;
use serde_json::json;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Options of `dateline annotate order`.
///
/// Targets come on standard input, JSON Lines with `id`, `entity` and perhaps
/// `topic`; their timelines go out, one a line.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// JSON Lines of documents: `id` and `text`, perhaps `date` and `topic`.
    #[arg(long, value_name = "FILE")]
    documents: PathBuf,
    /// JSON Lines of event mentions (`doc_id`, `start`, `end`), or of records
    /// that hold `mentions`; without it, events are found in the text.
    #[arg(long, value_name = "FILE")]
    mentions: Option<PathBuf>,
    /// Another model of `train_coref` than the built-in one.
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// Documents, mentions or a model that cannot be read, output that cannot be
/// written. A target without a name is named on standard error and left out
/// (exit status 1).
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let documents = Documents::open(&args.documents)?;
    let (mut ids, mut targets) = (Vec::new(), Vec::new());
    let bad = input(|record| {
        let entity = record["entity"]
            .as_str()
            .context("a target has no 'entity'; give its name")?;
        ids.push((record["id"].clone(), record["topic"].clone()));
        targets.push(Target {
            topic: record["topic"].as_str().map(str::to_owned),
            entity: entity.to_owned(),
        });
        Ok(())
    })?;
    let reader = reader(args.model.as_deref())?;
    let (mentions, lines) = match &args.mentions {
        None => reader.timelines_of_text(&documents.list, &targets),
        Some(path) => {
            let mut mentions = Vec::new();
            for (at, record) in rows(path)? {
                documents.mentions(&record, &mut mentions).context(at)?;
            }
            let mentions = distinct(mentions);
            let lines = reader.timelines(&documents.list, &mentions, &targets);
            (mentions, lines)
        }
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (((id, topic), target), line) in ids.iter().zip(&targets).zip(&lines) {
        let entries: Vec<_> = line
            .iter()
            .map(|e| {
                let list: Vec<_> = e
                    .mentions
                    .iter()
                    .map(|&i| documents.value(&mentions[i]))
                    .collect();
                json!({"order": e.order, "date": e.date, "mentions": list})
            })
            .collect();
        let line =
            json!({"id": id, "topic": topic, "entity": target.entity, "entries": entries});
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(ExitCode::from(u8::from(bad)))
}
