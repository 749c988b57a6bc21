//! `dateline search`: finds words in reports and statements.

use std::process::ExitCode;

/// Options of `dateline search`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
///
/// # Errors
/// Always, until the phase behind it is there.
pub fn run(_args: &Args) -> anyhow::Result<ExitCode> {
    anyhow::bail!("'dateline search' is not built yet")
}
