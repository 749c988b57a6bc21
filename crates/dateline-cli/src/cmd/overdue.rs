//! `dateline overdue`: what fell due before a day and was never reported.

use crate::args::{FilterArgs, StoreArg};
use crate::clock;
use jiff::civil::Date;
use std::process::ExitCode;

/// Options of `dateline overdue`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The day; today where not given.
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
    #[command(flatten)]
    store: StoreArg,
    #[command(flatten)]
    filter: FilterArgs,
    /// Prints JSON Lines instead of a table.
    #[arg(long)]
    json: bool,
}

/// Runs the command.
///
/// # Errors
/// The store cannot be read, or the output not be written.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let on = args.on.unwrap_or_else(clock::today);
    let store = args.store.open()?;
    // What was reported later is not known on that day.
    let as_of = args.filter.as_of.or(Some(on));
    let mut ledger = store.ledger(as_of, &args.filter.filter())?;
    ledger.events.retain(|e| e.is_overdue(on));
    super::print_events(&store, &ledger, args.json, "nothing is overdue on", on)?;
    Ok(ExitCode::SUCCESS)
}
