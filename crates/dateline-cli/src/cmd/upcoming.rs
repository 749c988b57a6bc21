//! `dateline upcoming`: lists what is coming.

use std::process::ExitCode;

/// Options of `dateline upcoming`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
///
/// # Errors
/// Always, until the phase behind it is there.
pub fn run(_args: &Args) -> anyhow::Result<ExitCode> {
    anyhow::bail!("'dateline upcoming' is not built yet")
}
