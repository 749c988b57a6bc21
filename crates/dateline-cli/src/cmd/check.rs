//! `dateline check`: verifies every invariant of the store.

use std::process::ExitCode;

/// Options of `dateline check`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
///
/// # Errors
/// Always, until the phase behind it is there.
pub fn run(_args: &Args) -> anyhow::Result<ExitCode> {
    anyhow::bail!("'dateline check' is not built yet")
}
