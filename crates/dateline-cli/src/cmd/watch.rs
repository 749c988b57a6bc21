//! `dateline watch`: polls a folder or feeds.

use std::process::ExitCode;

/// Options of `dateline watch`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
///
/// # Errors
/// Always, until the phase behind it is there.
pub fn run(_args: &Args) -> anyhow::Result<ExitCode> {
    anyhow::bail!("'dateline watch' is not built yet")
}
