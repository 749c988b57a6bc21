//! `dateline show`: prints one event or report with its evidence.

use std::process::ExitCode;

/// Options of `dateline show`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
///
/// # Errors
/// Always, until the phase behind it is there.
pub fn run(_args: &Args) -> anyhow::Result<ExitCode> {
    anyhow::bail!("'dateline show' is not built yet")
}
