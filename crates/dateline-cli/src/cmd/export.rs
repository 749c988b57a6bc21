//! `dateline export`: the ledger in the formats of other tools.

use crate::args::{FilterArgs, StoreArg};
use crate::out;
use crate::texts;
use anyhow::{Context, bail};
use dateline_ledger::{Filter, Store};
use dateline_view::export::{Exported, Format, Options, export, write_xlsx_of};
use dateline_view::{write_csv_of, write_json_of};
use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Bytes that are written at a time.
const BUFFER: usize = 1 << 18;

/// Options of `dateline export`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The format.
    #[arg(value_parser = formats())]
    format: String,
    /// The file to write; standard output where not given.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    store: StoreArg,
    #[command(flatten)]
    filter: FilterArgs,
    /// Title of the collection.
    #[arg(long, default_value = "")]
    title: String,
    /// In the coded formats, gives what is only planned too, folded into AGREE.
    #[arg(long)]
    plover_fold: bool,
}

fn formats() -> clap::builder::PossibleValuesParser {
    Format::ALL
        .iter()
        .map(|f| f.as_str())
        .collect::<Vec<_>>()
        .into()
}

/// Runs the command.
///
/// # Errors
/// The store cannot be read, or the file not be written. A file that was there
/// is replaced only by a whole one.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let format = Format::parse(&args.format).context("the formats were checked before")?;
    if args.output.is_none() && format.is_binary() && std::io::stdout().is_terminal() {
        bail!(
            "{format} is no text for a terminal; give --output FILE.{}",
            format.ending()
        );
    }
    let store = args.store.open()?;
    let (as_of, filter) = (args.filter.as_of, args.filter.filter());
    let options = Options {
        title: args.title.clone(),
        plover_fold: args.plover_fold,
    };
    let write = |out: &mut dyn Write| -> anyhow::Result<Exported> {
        let all = as_of.is_none() && filter == Filter::default();
        let rows = matches!(
            format,
            Format::Json | Format::Jsonl | Format::Csv | Format::Xlsx
        );
        if all && rows {
            return as_read(&store, format, out);
        }
        let ledger = if format.has_statements() {
            store.ledger(as_of, &filter)?
        } else {
            store.ledger_of_events(as_of, &filter)?
        };
        let texts = texts::of(&store, &ledger, format.has_statements())?;
        let exported = export(format, &ledger, &texts, &options, out)?;
        // The program ends: to give back piece by piece what a large ledger
        // takes would only take time.
        std::mem::forget((ledger, texts));
        Ok(exported)
    };
    let exported = match &args.output {
        None => {
            let mut out = out::stdout();
            let exported = write(&mut out)?;
            out.flush()?;
            exported
        }
        Some(path) => {
            let part = path.with_added_extension("part");
            let name = path.display();
            let file = File::create(&part)
                .with_context(|| format!("failed to make {name}; check the folder"))?;
            let mut out = BufWriter::with_capacity(BUFFER, file);
            let written = write(&mut out).and_then(|e| Ok(out.flush().map(|()| e)?));
            let exported = match written {
                Ok(exported) => exported,
                Err(e) => {
                    let _ = std::fs::remove_file(&part);
                    return Err(e).with_context(|| format!("failed to write {name}"));
                }
            };
            std::fs::rename(&part, path).with_context(|| format!("failed to write {name}"))?;
            exported
        }
    };
    if args.output.is_some() {
        eprintln!("wrote {} records", exported.n_written);
    }
    for (why, n) in exported.left_out {
        eprintln!("left out {n}: {why}");
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes all events while they are read. All reports are cited then.
fn as_read(store: &Store, format: Format, out: &mut dyn Write) -> anyhow::Result<Exported> {
    let all = Filter::default();
    let n_written = store.at_once(|store| {
        let reports = store.reports(None)?;
        let texts = store.texts(&reports.iter().map(|r| r.key).collect())?;
        let told = (&*reports, &texts as _);
        let written = match format {
            Format::Csv => write_csv_of(store, &all, told, out),
            Format::Xlsx => write_xlsx_of(store, told, out),
            _ => write_json_of(store, &all, format == Format::Jsonl, told, out),
        };
        std::mem::forget((reports, texts));
        written
    })??;
    Ok(Exported {
        n_written,
        left_out: Vec::new(),
    })
}
