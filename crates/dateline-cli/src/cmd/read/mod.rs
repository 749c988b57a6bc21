//! `dateline read`: reads reports into the store and prints what it learned.

pub mod pipeline;
mod progress;

use crate::args::{ReaderArgs, StoreArg};
use crate::out;
use anyhow::Context;
use dateline_input::{FieldMap, Format, Options, read_paths};
use dateline_ledger::{Ledger, Store};
use dateline_record::{Dct, ReportKey};
use pipeline::{Heard, Summary};
use serde_json::json;
use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Options of `dateline read`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files, folders, globs; `-` is standard input.
    #[arg(value_name = "PATH", default_value = "-")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    store: StoreArg,
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    reader: ReaderArgs,
    /// Threads that read; as many as the machine has where not given. The
    /// ledger is the same for any number.
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Prints nothing but refusals.
    #[arg(long, short)]
    quiet: bool,
    /// Prints one JSON object per report, refusal and change, for machines.
    #[arg(long, conflicts_with = "quiet")]
    json: bool,
    /// Writes the refusals to this file, one JSON object a line.
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
    /// No colour and no progress bar; so does the variable NO_COLOR.
    #[arg(long)]
    no_color: bool,
}

/// How sources are read.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct InputArgs {
    /// The day of reports whose source gives none.
    #[arg(long, value_name = "DATE", value_parser = day)]
    date: Option<Dct>,
    /// Which columns or keys hold what: date=published,text=body.
    #[arg(long, value_name = "FIELD=COLUMN,...", value_parser = FieldMap::parse)]
    map: Option<FieldMap>,
    /// Reads everything as this format instead of telling them apart.
    #[arg(long = "from-format", value_name = "FORMAT", value_parser = format)]
    format: Option<Format>,
}

fn day(text: &str) -> Result<Dct, String> {
    Dct::parse(text).ok_or_else(|| "write a day of the calendar as YYYY-MM-DD".to_owned())
}

fn format(text: &str) -> Result<Format, String> {
    Format::parse(text).ok_or_else(|| {
        let all: Vec<&str> = Format::NAMES.iter().map(|(name, _)| *name).collect();
        format!("use one of {}", all.join(", "))
    })
}

impl InputArgs {
    /// As the reader of sources takes them.
    pub fn options(&self) -> Options {
        Options {
            date: self.date,
            map: self.map.clone().unwrap_or_default(),
            format: self.format,
            ..Options::default()
        }
    }
}

/// At most so many rows are printed of what was learned.
const ROWS: usize = 200;

/// Runs the command.
///
/// # Errors
/// The store cannot be used, or the gazetteer file not be read. A report that
/// is refused is named on standard error and makes the exit status 1.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let mut store = args.store.create()?;
    let names: Vec<String> = args.paths.iter().map(|p| p.display().to_string()).collect();
    forget_refusals(&mut store, &names)?;
    let reader = args.reader.reader()?;
    let mut errors = match &args.errors {
        Some(path) => Some(
            std::fs::File::create(path)
                .with_context(|| format!("failed to make {}", path.display()))?,
        ),
        None => None,
    };
    let reports = read_paths(&args.paths, &args.input.options());
    let quiet = args.quiet || args.json || args.no_color || !std::io::stderr().is_terminal();
    let bar = (!quiet).then(|| progress::Bar::new(&args.paths, reports.counter()));
    let mut keys: BTreeSet<ReportKey> = BTreeSet::new();
    let mut lines = args.json.then(out::stdout);
    let mut told = Ok(());
    let summary = pipeline::run(
        &mut store,
        &args.store.store,
        &reader,
        reports,
        args.threads,
        |heard| {
            let line = match &heard {
                Heard::Read { key, name, reading } => {
                    keys.insert(*key);
                    if let Some(bar) = &bar {
                        bar.step();
                    }
                    json!({"type": "read", "report": name, "key": key.to_string(),
                           "mentions": reading.map(|r| r.told().count()),
                           "statements": reading.map(|r| r.statements.len()),
                           "new": reading.is_some()})
                }
                Heard::Refused(refused) => {
                    match &bar {
                        Some(bar) => bar.say(&format!("dateline: {refused}")),
                        None if lines.is_none() => eprintln!("dateline: {refused}"),
                        None => {}
                    }
                    let mut line = refused.to_json();
                    if let Some(file) = &mut errors
                        && told.is_ok()
                    {
                        told = writeln!(file, "{line}");
                    }
                    line["type"] = json!("refused");
                    line
                }
            };
            if let Some(out) = &mut lines
                && told.is_ok()
            {
                told = writeln!(out, "{line}");
            }
        },
    )?;
    if let Some(bar) = bar {
        bar.done();
    }
    told?;
    if let Some(mut out) = lines {
        writeln!(out, "{}", summary.to_json())?;
        out.flush()?;
    } else if !args.quiet {
        out::print(&learned(&store, &keys)?)?;
        eprintln!("{}; store {}", summary, out::shown(&args.store.store));
    }
    if summary.interrupted {
        return Ok(ExitCode::from(130));
    }
    Ok(ExitCode::from(if summary.refused > 0 {
        crate::SOME_REFUSED
    } else {
        crate::DONE
    }))
}

/// Forgets the refusals under these paths or addresses: they are found again,
/// or are mended.
///
/// # Errors
/// The store cannot be written.
pub fn forget_refusals(store: &mut Store, paths: &[String]) -> anyhow::Result<()> {
    for refused in store.refused()? {
        let under = paths.iter().any(|path| {
            refused
                .name
                .strip_prefix(path.trim_end_matches('/'))
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', ':']))
        });
        if under {
            store.clear_refused(Some(&refused.name))?;
        }
    }
    Ok(())
}

/// The table of the events that rest on these reports.
fn learned(store: &Store, keys: &BTreeSet<ReportKey>) -> anyhow::Result<String> {
    let mut ids = BTreeSet::new();
    for &key in keys {
        ids.extend(store.events_of_report(key)?);
        if ids.len() > 4 * ROWS {
            break;
        }
    }
    let mut events = Vec::with_capacity(ids.len());
    for id in &ids {
        events.extend(store.event(&id.0, None)?);
    }
    // The order of the ledger: time, then id.
    events.sort_by(|a, b| {
        let day = |e: &dateline_ledger::Event| {
            let t = e.time.as_ref().or(e.due.as_ref());
            t.and_then(|t| t.interval.first_day().or(t.interval.last_day()))
        };
        (day(a).is_none(), day(a), &a.id).cmp(&(day(b).is_none(), day(b), &b.id))
    });
    let n = events.len();
    events.truncate(ROWS);
    if events.is_empty() {
        return Ok("no event was found in what was read\n".into());
    }
    let ledger = Ledger {
        reports: store.reports(None)?,
        ..Ledger::default()
    };
    let mut out = dateline_view::table_of(&events, &ledger, out::width());
    if n > ROWS {
        out.push_str(&format!(
            "and {} more: 'dateline timeline' prints all\n",
            if ids.len() > 4 * ROWS {
                "many".to_owned()
            } else {
                (n - ROWS).to_string()
            }
        ));
    }
    Ok(out)
}

impl Summary {
    /// As one JSON object.
    fn to_json(self) -> serde_json::Value {
        json!({"type": "done", "new": self.new, "again": self.again, "known": self.known,
               "refused": self.refused, "unread": self.unread, "interrupted": self.interrupted})
    }
}
