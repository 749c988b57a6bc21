//! `dateline completions SHELL`: prints completions for a shell.

use clap::CommandFactory;
use std::process::ExitCode;

/// Options of `dateline completions`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shell.
    shell: clap_complete::Shell,
}

/// Runs the command.
///
/// # Errors
/// None.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    clap_complete::generate(
        args.shell,
        &mut crate::Cli::command(),
        "dateline",
        &mut std::io::stdout(),
    );
    Ok(ExitCode::SUCCESS)
}
