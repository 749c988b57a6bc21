//! `dateline commitments`: what was undertaken, and what became of it.

use crate::args::{FilterArgs, StoreArg};
use crate::{clock, out};
use comfy_table::{ContentArrangement, Table, presets};
use dateline_ledger::{Commitment, CommitmentState, Filter};
use dateline_view::words;
use jiff::civil::Date;
use serde_json::json;
use std::fmt::Write;
use std::process::ExitCode;

/// Options of `dateline commitments`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only those neither carried out, given up nor overdue.
    #[arg(long)]
    open: bool,
    /// Only those whose time is over without a report.
    #[arg(long)]
    overdue: bool,
    /// The day they are looked at; today where not given.
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
    // What fulfils an undertaking may lie outside the filter.
    let ledger = store.ledger(args.filter.as_of.or(Some(on)), &Filter::default())?;
    let filter = args.filter.filter();
    let wanted = |c: &Commitment<'_>| {
        filter.lets(c.event)
            && (!(args.open || args.overdue)
                || args.open && c.state == CommitmentState::Open
                || args.overdue && c.state == CommitmentState::Overdue)
    };
    let all: Vec<Commitment<'_>> = ledger.commitments(on).into_iter().filter(wanted).collect();
    let mut text = String::new();
    if args.json {
        for c in &all {
            let line = json!({
                "event": c.event.id, "state": c.state.as_str(), "kind": c.event.kind,
                "parties": c.event.parties.iter().map(|p| &p.id).collect::<Vec<_>>(),
                "due": c.event.should_be_by().map(dateline_record::Interval::value),
                "topic": c.event.topic.as_ref().map(|t| &t.text),
                "fulfilled_by": c.fulfilled_by,
            });
            let _ = writeln!(text, "{line}");
        }
    } else if all.is_empty() {
        let _ = writeln!(text, "no such undertaking on {on}");
    } else {
        let mut table = Table::new();
        table
            .load_preset(presets::UTF8_HORIZONTAL_ONLY)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_header(["id", "state", "due", "parties", "what", "fulfilled by"]);
        match out::width() {
            Some(width) => {
                table.set_width(u16::try_from(width.clamp(60, 240)).unwrap_or(240));
            }
            None => {
                table.set_content_arrangement(ContentArrangement::Disabled);
            }
        }
        for c in &all {
            let by: Vec<&str> = c.fulfilled_by.iter().map(|id| id.0.as_str()).collect();
            table.add_row([
                c.event.id.0.clone(),
                c.state.as_str().to_owned(),
                c.event
                    .should_be_by()
                    .map(words::interval)
                    .unwrap_or_default(),
                words::parties(&c.event.parties),
                c.event
                    .topic
                    .as_ref()
                    .map_or_else(|| c.event.kind.to_string(), |t| t.text.clone()),
                by.join(" "),
            ]);
        }
        let _ = writeln!(text, "{table}");
    }
    out::print(&text)?;
    Ok(ExitCode::SUCCESS)
}
