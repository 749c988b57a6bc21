//! `dateline commitments`: lists undertakings, with what fulfilled them.

use std::process::ExitCode;

/// Options of `dateline commitments`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
///
/// # Errors
/// Always, until the phase behind it is there.
pub fn run(_args: &Args) -> anyhow::Result<ExitCode> {
    anyhow::bail!("'dateline commitments' is not built yet")
}
