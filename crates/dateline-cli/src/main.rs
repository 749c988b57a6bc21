//! The `dateline` command: files, streams, exit status. The only crate that
//! prints.

mod cmd;

use clap::Parser;
use std::process::ExitCode;

/// Reads dated news reports and keeps the record of the process.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: cmd::Command,
}

fn main() -> ExitCode {
    match cmd::run(&Cli::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("dateline: {error:#}");
            ExitCode::from(2)
        }
    }
}
