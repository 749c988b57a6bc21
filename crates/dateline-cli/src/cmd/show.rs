//! `dateline show`: one event with its evidence, or one report with marks.

use crate::args::StoreArg;
use crate::out;
use crate::texts::StoreTexts;
use anyhow::bail;
use dateline_ledger::{Ledger, Store};
use jiff::civil::Date;
use std::process::ExitCode;

/// Options of `dateline show`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// An event by its id or the beginning of it, or a report by its name or
    /// key.
    #[arg(value_name = "EVENT|REPORT")]
    what: String,
    #[command(flatten)]
    store: StoreArg,
    /// What could be known from the reports up to this day.
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Prints JSON.
    #[arg(long)]
    json: bool,
}

/// Runs the command.
///
/// # Errors
/// There is no such event or report, or the store cannot be read.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let store = args.store.open()?;
    let text = match store.report(&args.what)? {
        Some(report) => self::report(&store, &report, args)?,
        None => self::event(&store, args)?,
    };
    out::print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn report(store: &Store, report: &dateline_record::Report, args: &Args) -> anyhow::Result<String> {
    let key = report.key();
    let Some(reading) = store.reading(key)? else {
        bail!("report '{}' has not been read yet", args.what);
    };
    if args.json {
        return Ok(serde_json::to_string_pretty(&reading)? + "\n");
    }
    let statements = store.statements(None)?;
    let own: Vec<_> = statements
        .iter()
        .filter(|s| s.evidence.report == key)
        .collect();
    let mut text = dateline_view::show_report(&reading, &own);
    let mut events = Vec::new();
    for id in store.events_of_report(key)? {
        events.extend(store.event(&id.0, args.as_of)?);
    }
    if !events.is_empty() {
        let ledger = Ledger {
            reports: store.reports(None)?,
            ..Ledger::default()
        };
        text.push_str("\nevents\n");
        text.push_str(&dateline_view::table_of(&events, &ledger, out::width()));
    }
    Ok(text)
}

fn event(store: &Store, args: &Args) -> anyhow::Result<String> {
    let Some(event) = store.event(&args.what, args.as_of)? else {
        bail!(
            "there is no event or report '{}'{}; list events with 'dateline timeline'",
            args.what,
            args.as_of
                .map(|d| format!(" as of {d}"))
                .unwrap_or_default()
        );
    };
    let texts = StoreTexts::new(store);
    // The events its links lead to, for their headlines.
    let mut linked = Vec::new();
    for link in &event.links {
        linked.extend(store.event(&link.event.0, args.as_of)?);
    }
    let ledger = Ledger {
        reports: store.reports(args.as_of)?,
        events: linked,
        statements: Vec::new(),
    };
    if args.json {
        let citer = dateline_view::Citer::new(&ledger, &texts);
        return Ok(
            serde_json::to_string_pretty(&dateline_view::event_json(&citer, &event))? + "\n",
        );
    }
    let mut text = dateline_view::show_event(&ledger, &event, &texts);
    let decisions = store.decisions()?;
    for d in decisions.iter().filter(|d| event.decisions.contains(&d.id)) {
        text.push_str(&format!(
            "decision {}: {} by {} on {}{}\n",
            d.id,
            d.action.name(),
            d.who,
            d.when,
            if d.why.is_empty() {
                String::new()
            } else {
                format!(": {}", d.why)
            }
        ));
    }
    Ok(text)
}
