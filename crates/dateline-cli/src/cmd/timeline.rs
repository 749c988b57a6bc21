//! `dateline timeline`: prints the ledger.

use std::process::ExitCode;

/// Options of `dateline timeline`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
///
/// # Errors
/// Always, until the phase behind it is there.
pub fn run(_args: &Args) -> anyhow::Result<ExitCode> {
    anyhow::bail!("'dateline timeline' is not built yet")
}
