//! `dateline completions SHELL`: prints completions for a shell.

use crate::out;
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
/// The output cannot be written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    // Into memory first: the generator panics where a pipe is closed.
    let mut text = Vec::new();
    clap_complete::generate(
        args.shell,
        &mut crate::Cli::command(),
        "dateline",
        &mut text,
    );
    out::print(&String::from_utf8_lossy(&text))?;
    Ok(ExitCode::SUCCESS)
}
