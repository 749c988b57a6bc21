//! `dateline refused`: lists reports that were refused.

use std::process::ExitCode;

/// Options of `dateline refused`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
///
/// # Errors
/// Always, until the phase behind it is there.
pub fn run(_args: &Args) -> anyhow::Result<ExitCode> {
    anyhow::bail!("'dateline refused' is not built yet")
}
