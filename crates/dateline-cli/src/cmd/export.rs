//! `dateline export`: writes the ledger in another format.

use std::process::ExitCode;

/// Options of `dateline export`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs the command.
///
/// # Errors
/// Always, until the phase behind it is there.
pub fn run(_args: &Args) -> anyhow::Result<ExitCode> {
    anyhow::bail!("'dateline export' is not built yet")
}
