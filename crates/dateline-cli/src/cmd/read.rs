//! `dateline read`: reads reports into the store and prints what it learned.

use std::process::ExitCode;

/// Options of `dateline read`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
///
/// # Errors
/// Always, until the phase behind it is there.
pub fn run(_args: &Args) -> anyhow::Result<ExitCode> {
    anyhow::bail!("'dateline read' is not built yet")
}
