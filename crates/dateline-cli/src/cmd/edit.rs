//! `dateline edit`: keeps an analyst's decisions.

use std::process::ExitCode;

/// Options of `dateline edit`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
///
/// # Errors
/// Always, until the phase behind it is there.
pub fn run(_args: &Args) -> anyhow::Result<ExitCode> {
    anyhow::bail!("'dateline edit' is not built yet")
}
