//! `dateline annotate coref`: clusters of given event mentions.

use std::process::ExitCode;

/// Options of `dateline annotate coref`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
///
/// # Errors
/// Always, until the phase behind it is there.
pub fn run(_args: &Args) -> anyhow::Result<ExitCode> {
    anyhow::bail!("'dateline annotate coref' is not built yet")
}
