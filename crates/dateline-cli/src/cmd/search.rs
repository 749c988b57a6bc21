//! `dateline search`: words in reports and statements.

use crate::args::StoreArg;
use crate::out;
use crate::texts::StoreTexts;
use dateline_view::Texts;
use jiff::civil::Date;
use serde_json::json;
use std::fmt::Write;
use std::process::ExitCode;

/// Options of `dateline search`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Words; those in double quotes stand side by side, and `*` after a word
    /// stands for any ending. The best fit comes first, or the latest where more
    /// than 4,000 reports hold the words.
    #[arg(required = true)]
    words: Vec<String>,
    #[command(flatten)]
    store: StoreArg,
    /// Only reports up to this day.
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// At most so many reports, and so many statements.
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Prints JSON Lines.
    #[arg(long)]
    json: bool,
}

/// Runs the command.
///
/// # Errors
/// No word is searched for, or the store cannot be read.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let store = args.store.open()?;
    let hits = store.search(&args.words.join(" "), args.as_of, args.limit)?;
    let texts = StoreTexts::new(&store);
    let mut text = String::new();
    for hit in &hits.reports {
        let date = texts
            .report(hit.key)
            .map(|r| r.dct.date.to_string())
            .unwrap_or_default();
        if args.json {
            let line = json!({"type": "report", "report": hit.name, "key": hit.key.to_string(),
                              "date": date, "snippet": plain(&hit.snippet)});
            let _ = writeln!(text, "{line}");
        } else {
            let _ = writeln!(text, "{}  {date}\n    {}", hit.name, plain(&hit.snippet));
        }
    }
    for s in &hits.statements {
        let report = texts.report(s.evidence.report);
        let words = report.map_or("", |r| s.evidence.span.of(&r.text));
        if args.json {
            let line = json!({"type": "statement", "id": s.id, "speaker": s.speaker,
                              "affiliation": s.affiliation, "text": words,
                              "report": report.map(|r| &r.name)});
            let _ = writeln!(text, "{line}");
        } else {
            let name = report.map_or("", |r| r.name.as_str());
            let _ = writeln!(text, "{} ({name})\n    {}", s.speaker, plain(words));
        }
    }
    if text.is_empty() && !args.json {
        text.push_str("nothing found\n");
    }
    out::print(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// One line, without the marks around the words found.
fn plain(text: &str) -> String {
    text.replace(['\u{1}', '\u{2}'], "")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
