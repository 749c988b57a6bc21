//! `dateline why`: names what a field rests on.

use std::process::ExitCode;

/// Options of `dateline why`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
///
/// # Errors
/// Always, until the phase behind it is there.
pub fn run(_args: &Args) -> anyhow::Result<ExitCode> {
    anyhow::bail!("'dateline why' is not built yet")
}
