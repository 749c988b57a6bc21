//! `dateline vacuum`: makes the store small again.

use crate::args::StoreArg;
use std::process::ExitCode;

/// Options of `dateline vacuum`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    store: StoreArg,
}

/// Runs the command.
///
/// # Errors
/// The store cannot be written, or the disk has no room for the copy that is
/// made meanwhile.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let (before, after) = args.store.open_to_write()?.vacuum()?;
    eprintln!("{before} bytes before, {after} after");
    Ok(ExitCode::SUCCESS)
}
