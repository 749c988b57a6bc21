//! The `dateline` command: files, streams, exit status. The only crate that
//! prints, opens files by name, and asks what day it is.

mod args;
mod clock;
mod cmd;
mod out;
mod texts;

use clap::Parser;
use std::process::ExitCode;

/// A ledger is many small pieces, and the system's allocator took a fifth of
/// the time of an export.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Reads dated news reports and keeps the record of the process.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: cmd::Command,
}

/// Exit status: all was done.
pub const DONE: u8 = 0;
/// Exit status: some reports were refused, or a check found something.
pub const SOME_REFUSED: u8 = 1;
/// Exit status: the command was used wrongly.
pub const USAGE: u8 = 2;
/// Exit status: the store cannot be used as it is.
pub const STORE: u8 = 4;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        // Help and version are printed to a pipe that may be closed.
        Err(e) => {
            let _ = e.print();
            return ExitCode::from(u8::try_from(e.exit_code()).unwrap_or(USAGE));
        }
    };
    match cmd::run(&cli.command) {
        Ok(code) => code,
        Err(error) if out::is_closed(&error) => ExitCode::from(DONE),
        Err(error) => {
            eprintln!("dateline: {error:#}");
            let store = error
                .downcast_ref::<dateline_ledger::Error>()
                .is_some_and(|e| !e.is_usage());
            ExitCode::from(if store { STORE } else { USAGE })
        }
    }
}
