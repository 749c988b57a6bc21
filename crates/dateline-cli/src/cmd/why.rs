//! `dateline why`: report, sentence, span and rule behind a field.

use crate::args::StoreArg;
use crate::out;
use crate::texts::StoreTexts;
use anyhow::bail;
use dateline_view::WHY_FIELDS;
use jiff::civil::Date;
use std::process::ExitCode;

/// Options of `dateline why`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// An event by its id or the beginning of it.
    event: String,
    /// A field; all where not given.
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(WHY_FIELDS))]
    field: Option<String>,
    #[command(flatten)]
    store: StoreArg,
    /// What could be known from the reports up to this day.
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
}

/// Runs the command.
///
/// # Errors
/// There is no such event, or the store cannot be read.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let store = args.store.open()?;
    let Some(event) = store.event(&args.event, args.as_of)? else {
        bail!(
            "there is no event '{}'; list events with 'dateline timeline'",
            args.event
        );
    };
    let texts = StoreTexts::new(&store);
    let text = dateline_view::why(&event, args.field.as_deref(), &texts);
    if text.is_empty() {
        let field = args.field.as_deref().unwrap_or("field");
        out::print(&format!("{field}: no report gives it\n"))?;
    } else {
        out::print(&text)?;
    }
    Ok(ExitCode::SUCCESS)
}
