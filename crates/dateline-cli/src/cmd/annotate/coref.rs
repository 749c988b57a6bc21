//! `dateline annotate coref`: clusters of given event mentions.

use super::chronology::{Documents, distinct, input, reader};
use serde_json::json;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Options of `dateline annotate coref`.
///
/// Mentions come on standard input, JSON Lines with `doc_id`, `start` and
/// `end` (code points), or records that hold a list of them in `mentions`.
/// Clusters go out, one a line, with every mention in one.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// JSON Lines of documents: `id` and `text`, perhaps `date` and `topic`.
    /// Documents of different topics are not compared.
    #[arg(long, value_name = "FILE")]
    documents: PathBuf,
    /// Another model of `train_coref` than the built-in one.
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// Documents or a model that cannot be read, output that cannot be written. A
/// mention that lies in no document is named on standard error and left out
/// (exit status 1).
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let documents = Documents::open(&args.documents)?;
    let mut mentions = Vec::new();
    let bad = input(|record| documents.mentions(record, &mut mentions))?;
    let mentions = distinct(mentions);
    let clusters = reader(args.model.as_deref())?.clusters(&documents.list, &mentions);
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (n, cluster) in clusters.iter().enumerate() {
        let list: Vec<_> = cluster
            .iter()
            .map(|&i| documents.value(&mentions[i]))
            .collect();
        let topic = &documents.list[mentions[cluster[0]].document].topic;
        let line = json!({"id": format!("c{}", n + 1), "topic": topic, "mentions": list});
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(ExitCode::from(u8::from(bad)))
}
