//! `dateline backup`: copies the store while it may be in use.

use std::process::ExitCode;

/// Options of `dateline backup`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
///
/// # Errors
/// Always, until the phase behind it is there.
pub fn run(_args: &Args) -> anyhow::Result<ExitCode> {
    anyhow::bail!("'dateline backup' is not built yet")
}
