//! `dateline refused`: what was not read, and why; tries it again.

use crate::args::{ReaderArgs, StoreArg};
use crate::cmd::read::{InputArgs, pipeline};
use crate::out;
use dateline_input::read_paths;
use serde_json::json;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Options of `dateline refused`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    store: StoreArg,
    /// Reads them again.
    #[arg(long)]
    retry: bool,
    /// Forgets them.
    #[arg(long, conflicts_with = "retry")]
    clear: bool,
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    reader: ReaderArgs,
    /// Prints JSON Lines.
    #[arg(long)]
    json: bool,
}

/// Runs the command.
///
/// # Errors
/// The store cannot be used. Reports that are refused again make the exit
/// status 1.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    if args.clear {
        let n = args.store.open_to_write()?.clear_refused(None)?;
        eprintln!("forgot {n} refusals");
        return Ok(ExitCode::SUCCESS);
    }
    if args.retry {
        return retry(args);
    }
    let mut text = String::new();
    for refused in args.store.open()?.refused()? {
        if args.json {
            let line = json!({"name": refused.name, "reason": refused.reason});
            let _ = writeln!(text, "{line}");
        } else {
            let _ = writeln!(text, "{}: {}", refused.name, refused.reason);
        }
    }
    if text.is_empty() && !args.json {
        text.push_str("nothing was refused\n");
    }
    out::print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn retry(args: &Args) -> anyhow::Result<ExitCode> {
    let mut store = args.store.open_to_write()?;
    let mut paths: Vec<PathBuf> = Vec::new();
    for refused in store.refused()? {
        match file_of(&refused.name) {
            Some(path) => {
                if !paths.contains(&path) {
                    paths.push(path);
                }
                store.clear_refused(Some(&refused.name))?;
            }
            None => eprintln!(
                "dateline: {}: the file is not there any more; read it from where it is now",
                refused.name
            ),
        }
    }
    if paths.is_empty() {
        eprintln!("nothing to read again");
        return Ok(ExitCode::SUCCESS);
    }
    let reader = args.reader.reader()?;
    let reports = read_paths(&paths, &args.input.options());
    let summary = pipeline::run(
        &mut store,
        &args.store.store,
        &reader,
        reports,
        None,
        |heard| {
            if let pipeline::Heard::Refused(refused) = heard {
                eprintln!("dateline: {refused}");
            }
        },
    )?;
    eprintln!("{summary}");
    Ok(ExitCode::from(u8::from(summary.refused > 0)))
}

/// The file a refusal names: without the record (`:LINE`) or the member of an
/// archive (`/MEMBER`) behind it.
fn file_of(name: &str) -> Option<PathBuf> {
    let mut rest = name;
    loop {
        if Path::new(rest).is_file() {
            return Some(rest.into());
        }
        rest = &rest[..rest.rfind(['/', ':'])?];
    }
}
