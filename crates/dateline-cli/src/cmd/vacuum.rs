//! `dateline vacuum`: makes the store small again.

use std::process::ExitCode;

/// Options of `dateline vacuum`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
///
/// # Errors
/// Always, until the phase behind it is there.
pub fn run(_args: &Args) -> anyhow::Result<ExitCode> {
    anyhow::bail!("'dateline vacuum' is not built yet")
}
