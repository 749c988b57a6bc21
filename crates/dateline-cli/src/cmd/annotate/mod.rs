//! `dateline annotate ...`: each phase on its own, JSON Lines in and out.

pub mod actors;
pub mod attribution;
mod chronology;
pub mod coref;
pub mod events;
pub mod factuality;
pub mod order;
mod records;
pub mod syntax;
pub mod time;

use std::process::ExitCode;

/// The phases.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Prints time expressions.
    Time(time::Args),
    /// Prints sentences, tokens, tags, heads and names as CoNLL-U.
    Syntax(syntax::Args),
    /// Prints country and sector of actor phrases.
    Actors(actors::Args),
    /// Prints coded events of single sentences.
    Events(events::Args),
    /// Prints factuality of given event words.
    Factuality(factuality::Args),
    /// Prints source, cue and content of attributions.
    Attribution(attribution::Args),
    /// Prints clusters of given event mentions.
    Coref(coref::Args),
    /// Prints timelines of given targets.
    Order(order::Args),
}

/// Runs the command.
///
/// # Errors
/// Whatever keeps the phase from reading its input.
pub fn run(command: &Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Time(args) => time::run(args),
        Command::Syntax(args) => syntax::run(args),
        Command::Actors(args) => actors::run(args),
        Command::Events(args) => events::run(args),
        Command::Factuality(args) => factuality::run(args),
        Command::Attribution(args) => attribution::run(args),
        Command::Coref(args) => coref::run(args),
        Command::Order(args) => order::run(args),
    }
}
