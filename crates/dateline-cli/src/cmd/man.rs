//! `dateline man`: prints the manual page.

use anyhow::Context;
use clap::CommandFactory;
use std::process::ExitCode;

/// Options of `dateline man`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command: the page of the program, then one of each command, in
/// roff. `dateline man | man -l -` shows it.
///
/// # Errors
/// Where standard output cannot be written to.
pub fn run(_args: &Args) -> anyhow::Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    let command = crate::Cli::command();
    clap_mangen::Man::new(command.clone())
        .render(&mut out)
        .context("failed to write the manual page")?;
    Ok(ExitCode::SUCCESS)
}
