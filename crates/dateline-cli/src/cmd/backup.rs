//! `dateline backup`: a copy of the store while it may be in use.

use crate::args::StoreArg;
use crate::out::shown;
use std::path::PathBuf;
use std::process::ExitCode;

/// Options of `dateline backup`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The new file.
    to: PathBuf,
    #[command(flatten)]
    store: StoreArg,
}

/// Runs the command.
///
/// # Errors
/// There is a file of that name already, or it cannot be written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    args.store.open()?.backup(&args.to)?;
    eprintln!("copied {} to {}", shown(&args.store.store), shown(&args.to));
    Ok(ExitCode::SUCCESS)
}
