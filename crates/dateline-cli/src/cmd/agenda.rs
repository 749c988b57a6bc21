//! `dateline upcoming` and `dateline overdue`: what is coming on a day, and what
//! fell due before it and was never reported.

use crate::args::{FilterArgs, StoreArg};
use crate::clock;
use dateline_ledger::Event;
use jiff::civil::Date;
use std::process::ExitCode;

/// Options of `dateline upcoming` and `dateline overdue`.
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

/// What is still to come.
///
/// # Errors
/// The store cannot be read, or the output not be written.
pub fn upcoming(args: &Args) -> anyhow::Result<ExitCode> {
    let none = "nothing is coming that a report tells of on";
    print(args, Event::is_upcoming, none)
}

/// What fell due and was never reported.
///
/// # Errors
/// As [`upcoming`].
pub fn overdue(args: &Args) -> anyhow::Result<ExitCode> {
    print(args, Event::is_overdue, "nothing is overdue on")
}

fn print(args: &Args, wanted: fn(&Event, Date) -> bool, none: &str) -> anyhow::Result<ExitCode> {
    let on = args.on.unwrap_or_else(clock::today);
    let store = args.store.open()?;
    // What was reported later is not known on that day.
    let as_of = args.filter.as_of.or(Some(on));
    let mut ledger = store.ledger_of_events(as_of, &args.filter.filter())?;
    ledger.events.retain(|e| wanted(e, on));
    let text = if args.json {
        dateline_view::jsonl(&ledger, &crate::texts::of(&store, &ledger, false)?)?
    } else if ledger.events.is_empty() {
        format!("{none} {on}\n")
    } else {
        dateline_view::table(&ledger, crate::out::width())
    };
    crate::out::print(&text)?;
    Ok(ExitCode::SUCCESS)
}
