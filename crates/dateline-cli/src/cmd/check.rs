//! `dateline check`: every invariant of the store.

use crate::args::StoreArg;
use crate::out;
use std::fmt::Write;
use std::process::ExitCode;

/// Options of `dateline check`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    store: StoreArg,
}

/// Runs the command; the exit status is 1 where something is not as it has to
/// be.
///
/// # Errors
/// The store cannot be read at all.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let (checked, problems) = args.store.open()?.check()?;
    let mut text = String::new();
    for problem in &problems {
        let what = if problem.what.is_empty() {
            String::new()
        } else {
            format!("{}: ", problem.what)
        };
        let _ = writeln!(text, "{what}{}", problem.message);
    }
    let _ = writeln!(
        text,
        "{} reports, {} mentions, {} events, {} statements checked: {}",
        checked.reports,
        checked.mentions,
        checked.events,
        checked.statements,
        match problems.len() {
            0 => "all is well".to_owned(),
            n => format!("{n} problems; restore a backup, or read the reports into a new store"),
        }
    );
    out::print(&text)?;
    Ok(ExitCode::from(u8::from(!problems.is_empty())))
}
