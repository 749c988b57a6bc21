//! `dateline doctor`: checks version, data, store and permissions.

use std::process::ExitCode;

/// Options of `dateline doctor`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
///
/// # Errors
/// Always, until the phase behind it is there.
pub fn run(_args: &Args) -> anyhow::Result<ExitCode> {
    anyhow::bail!("'dateline doctor' is not built yet")
}
