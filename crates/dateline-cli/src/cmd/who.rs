//! `dateline who`: prints every mention of a report and what it stands for.

use crate::args::{GazetteerArg, ModelArg};
use crate::out;
use anyhow::bail;
use dateline_input::Options;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Options of `dateline who`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files of reports, or - for standard input.
    #[arg(value_name = "REPORT", required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    gazetteer: GazetteerArg,
    #[command(flatten)]
    model: ModelArg,
    /// Text for people, or JSON: one object a report.
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json"])]
    format: String,
    /// The day of a report that has none of its own.
    #[arg(long, value_name = "DATE")]
    date: Option<jiff::civil::Date>,
}

/// Runs the command.
///
/// # Errors
/// No report can be read, or the output is closed.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let reader = args.model.under(args.gazetteer.reader()?)?;
    let options = Options {
        date: args.date.map(dateline_record::Dct::day),
        ..Options::default()
    };
    let mut out = out::stdout();
    let (mut n_read, mut n_refused) = (0, 0);
    for outcome in dateline_input::read_paths(&args.paths, &options) {
        let report = match outcome {
            Ok(report) => report,
            Err(refused) => {
                eprintln!("dateline: {refused}");
                n_refused += 1;
                continue;
            }
        };
        n_read += 1;
        let reading = reader.read(report);
        if args.format == "json" {
            let json = serde_json::to_string(&dateline_view::who_json(&reading))?;
            writeln!(out, "{json}")?;
        } else {
            if args.paths.len() > 1 || n_read > 1 {
                writeln!(
                    out,
                    "{} of {}\n",
                    reading.report.name, reading.report.dct.date
                )?;
            }
            write!(out, "{}", dateline_view::who(&reading))?;
        }
    }
    out.flush()?;
    if n_read == 0 {
        bail!("no report could be read; give a file that begins with a date line, or --date");
    }
    Ok(ExitCode::from(u8::from(n_refused > 0)))
}
