//! `dateline timeline`: the ledger, with filters.

use crate::args::{FilterArgs, StoreArg};
use crate::out;
use crate::texts;
use std::io::Write;
use std::process::ExitCode;

/// Options of `dateline timeline`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    store: StoreArg,
    #[command(flatten)]
    filter: FilterArgs,
    /// What to print.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    /// Short for --format json.
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

/// The forms of a timeline.
#[derive(Clone, Copy, Debug, PartialEq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    Table,
    /// One JSON object.
    Json,
    /// One JSON object per event and line.
    Jsonl,
    /// Comma-separated values with a header.
    Csv,
}

/// Runs the command.
///
/// # Errors
/// The store cannot be read, or the output not be written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let store = args.store.open()?;
    let ledger = store.ledger_of_events(args.filter.as_of, &args.filter.filter())?;
    let texts = || texts::of(&store, &ledger, false);
    let mut out = out::stdout();
    let format = if args.json { Format::Json } else { args.format };
    match format {
        Format::Table if ledger.events.is_empty() => {
            writeln!(out, "no event; the filters let none through")?;
        }
        Format::Table => out.write_all(dateline_view::table(&ledger, out::width()).as_bytes())?,
        Format::Json => dateline_view::write_json(&ledger, &texts()?, &mut out)?,
        Format::Jsonl => dateline_view::write_jsonl(&ledger, &texts()?, &mut out)?,
        Format::Csv => dateline_view::write_csv(&ledger, &texts()?, &mut out)?,
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
