//! `dateline who`: prints every mention of a report and what it stands for.

use std::process::ExitCode;

/// Options of `dateline who`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
///
/// # Errors
/// Always, until the phase behind it is there.
pub fn run(_args: &Args) -> anyhow::Result<ExitCode> {
    anyhow::bail!("'dateline who' is not built yet")
}
