//! `dateline serve`: opens the page.

use std::process::ExitCode;

/// Options of `dateline serve`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
///
/// # Errors
/// Always, until the phase behind it is there.
pub fn run(_args: &Args) -> anyhow::Result<ExitCode> {
    anyhow::bail!("'dateline serve' is not built yet")
}
