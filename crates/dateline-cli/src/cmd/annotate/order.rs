//! `dateline annotate order`: timelines of given targets.

use std::process::ExitCode;

/// Options of `dateline annotate order`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
///
/// # Errors
/// Always, until the phase behind it is there.
pub fn run(_args: &Args) -> anyhow::Result<ExitCode> {
    anyhow::bail!("'dateline annotate order' is not built yet")
}
