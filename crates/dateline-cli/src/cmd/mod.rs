//! One file for each command.

pub mod agenda;
pub mod annotate;
pub mod backup;
pub mod check;
pub mod commitments;
pub mod completions;
pub mod doctor;
pub mod edit;
pub mod explain;
pub mod export;
pub mod man;
pub mod read;
pub mod refused;
pub mod search;
pub mod serve;
pub mod show;
pub mod timeline;
pub mod vacuum;
pub mod watch;
pub mod who;
pub mod why;

use std::process::ExitCode;

/// The commands.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Runs one phase on its own: JSON Lines in and out.
    #[command(subcommand)]
    Annotate(annotate::Command),
    /// Copies the store while it may be in use.
    Backup(backup::Args),
    /// Verifies every invariant of the store.
    Check(check::Args),
    /// Lists undertakings, with what fulfilled them.
    Commitments(commitments::Args),
    /// Prints completions for a shell.
    Completions(completions::Args),
    /// Checks version, data, store and permissions.
    Doctor(doctor::Args),
    /// Keeps an analyst's decisions.
    Edit(edit::Args),
    /// Prints a rule with its examples.
    Explain(explain::Args),
    /// Writes the ledger in another format.
    Export(export::Args),
    /// Prints the manual page.
    Man(man::Args),
    /// Lists what fell due and was never reported.
    Overdue(agenda::Args),
    /// Reads reports into the store and prints what it learned.
    Read(read::Args),
    /// Lists reports that were refused.
    Refused(refused::Args),
    /// Finds words in reports and statements.
    Search(search::Args),
    /// Opens the page.
    Serve(serve::Args),
    /// Prints one event or report with its evidence.
    Show(show::Args),
    /// Prints the ledger.
    Timeline(timeline::Args),
    /// Lists what is coming.
    Upcoming(agenda::Args),
    /// Makes the store small again.
    Vacuum(vacuum::Args),
    /// Polls a folder or feeds.
    Watch(watch::Args),
    /// Prints every mention of a report and what it stands for.
    Who(who::Args),
    /// Names what a field rests on.
    Why(why::Args),
}

/// Runs a command.
///
/// # Errors
/// Whatever keeps the command from doing its work; the message names the
/// value and the way out.
pub fn run(command: &Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Annotate(command) => annotate::run(command),
        Command::Backup(args) => backup::run(args),
        Command::Check(args) => check::run(args),
        Command::Commitments(args) => commitments::run(args),
        Command::Completions(args) => completions::run(args),
        Command::Doctor(args) => doctor::run(args),
        Command::Edit(args) => edit::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Export(args) => export::run(args),
        Command::Man(args) => man::run(args),
        Command::Overdue(args) => agenda::overdue(args),
        Command::Read(args) => read::run(args),
        Command::Refused(args) => refused::run(args),
        Command::Search(args) => search::run(args),
        Command::Serve(args) => serve::run(args),
        Command::Show(args) => show::run(args),
        Command::Timeline(args) => timeline::run(args),
        Command::Upcoming(args) => agenda::upcoming(args),
        Command::Vacuum(args) => vacuum::run(args),
        Command::Watch(args) => watch::run(args),
        Command::Who(args) => who::run(args),
        Command::Why(args) => why::run(args),
    }
}
