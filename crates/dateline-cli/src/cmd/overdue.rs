//! `dateline overdue`: lists what fell due and was never reported.

use std::process::ExitCode;

/// Options of `dateline overdue`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
///
/// # Errors
/// Always, until the phase behind it is there.
pub fn run(_args: &Args) -> anyhow::Result<ExitCode> {
    anyhow::bail!("'dateline overdue' is not built yet")
}
