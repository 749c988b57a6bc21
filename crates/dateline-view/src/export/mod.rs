//! The ways out: a ledger in the formats of other tools.

mod brief;
mod coded;
mod coref;
mod geo;
mod graph;
mod ics;
mod page;
#[cfg(feature = "parquet")]
mod parquet;
mod timelinejs;
mod xlsx;

pub use xlsx::write_xlsx_of;

use crate::{Texts, story, timeline};
use dateline_ledger::{Event, Ledger};
use dateline_record::closed_list;
use jiff::civil::Date;
use std::io::{self, Write};

closed_list! {
    /// The formats of `dateline export`.
    Format {
        /// The whole ledger in the shape of a story.
        Story = "ledger",
        /// Clusters of event mentions, one per line.
        Coref = "coref",
        /// One row per event.
        Csv = "csv",
        /// A workbook: events, statements, reports.
        Xlsx = "xlsx",
        /// One JSON object per event and line.
        Jsonl = "jsonl",
        /// One JSON object.
        Json = "json",
        /// The rows of `csv` with types.
        Parquet = "parquet",
        /// A calendar of what is or was planned.
        Ics = "ics",
        /// Events with coordinates.
        Geojson = "geojson",
        /// The JSON of TimelineJS.
        Timelinejs = "timelinejs",
        /// Who met whom.
        Graphml = "graphml",
        /// Who met whom, and when.
        Gexf = "gexf",
        /// PLOVER's own JSON, one record per line.
        Plover = "plover",
        /// The 40 columns of POLECAT.
        Polecat = "polecat",
        /// The 61 columns of GDELT 2.0 events, without a header.
        Gdelt = "gdelt",
        /// Date, source, target and CAMEO code.
        Cameo = "cameo",
        /// A brief with footnotes.
        Markdown = "markdown",
        /// One page that needs no other file.
        Html = "html",
    }
}

impl Format {
    /// True where the bytes are no text for a terminal.
    pub const fn is_binary(self) -> bool {
        matches!(self, Format::Xlsx | Format::Parquet)
    }

    /// True where statements are written too; the others need not read them.
    pub const fn has_statements(self) -> bool {
        matches!(self, Format::Xlsx | Format::Story)
    }
}

impl Format {
    /// The ending of a file of this format.
    pub const fn ending(self) -> &'static str {
        match self {
            Format::Story | Format::Json | Format::Timelinejs => "json",
            Format::Plover | Format::Coref => "jsonl",
            Format::Polecat | Format::Gdelt | Format::Cameo => "tsv",
            Format::Markdown => "md",
            other => other.as_str(),
        }
    }
}

/// What an export is to do where it can do either.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Name of the collection, for titles.
    pub title: String,
    /// In the coded formats, what is only planned is given too, folded into
    /// AGREE on the day of its report, as PLOVER folds it.
    pub plover_fold: bool,
}

/// How much was written, and what was left out for a reason to be told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// Records written.
    pub n_written: usize,
    /// Reasons with numbers of events, such as `no exact day`.
    pub left_out: Vec<(&'static str, usize)>,
}

impl Exported {
    fn of(n_written: usize) -> Self {
        Self {
            n_written,
            left_out: Vec::new(),
        }
    }

    /// Adds what another part of the same export gave.
    fn add(&mut self, other: Self) {
        self.n_written += other.n_written;
        for (why, n) in other.left_out {
            self.leave_out_many(why, n);
        }
    }

    fn leave_out(&mut self, why: &'static str) {
        self.leave_out_many(why, 1);
    }

    fn leave_out_many(&mut self, why: &'static str, more: usize) {
        match self.left_out.iter_mut().find(|(w, _)| *w == why) {
            Some((_, n)) => *n += more,
            None => self.left_out.push((why, more)),
        }
    }
}

/// Writes `ledger` to `out` in a format.
///
/// # Errors
/// Where `out` cannot be written to, and for Parquet in a build without it.
pub fn export(
    format: Format,
    ledger: &Ledger,
    texts: &(dyn Texts + Sync),
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<Exported> {
    let all = Exported::of(ledger.events.len());
    match format {
        Format::Story => {
            let name = if options.title.is_empty() {
                "ledger"
            } else {
                &options.title
            };
            story::write_story(ledger, texts, name, out).map(|()| all)
        }
        Format::Coref => coref::write(ledger, texts, out),
        Format::Csv => timeline::write_csv(ledger, texts, out).map(|()| all),
        Format::Jsonl => timeline::write_jsonl(ledger, texts, out).map(|()| all),
        Format::Json => timeline::write_json(ledger, texts, out).map(|()| all),
        Format::Xlsx => xlsx::write(ledger, texts, out).map(|()| all),
        #[cfg(feature = "parquet")]
        Format::Parquet => parquet::write(ledger, texts, out).map(|()| all),
        #[cfg(not(feature = "parquet"))]
        Format::Parquet => Err(io::Error::new(
            io::ErrorKind::Unsupported,
            "this build writes no Parquet: build it with '--features parquet', or export csv",
        )),
        Format::Ics => ics::write(ledger, texts, options, out),
        Format::Geojson => geo::write(ledger, texts, out),
        Format::Timelinejs => timelinejs::write(ledger, texts, options, out),
        Format::Graphml => graph::write_graphml(ledger, out),
        Format::Gexf => graph::write_gexf(ledger, out),
        Format::Plover => coded::write_plover(ledger, texts, options, out),
        Format::Polecat => coded::write_polecat(ledger, texts, options, out),
        Format::Gdelt => coded::write_gdelt(ledger, texts, options, out),
        Format::Cameo => coded::write_cameo(ledger, texts, options, out),
        Format::Markdown => brief::write(ledger, texts, options, out).map(|()| all),
        Format::Html => page::write(ledger, texts, options, out).map(|()| all),
    }
}

/// The first and last day of an event's time where both are known.
fn days(event: &Event) -> Option<(Date, Date)> {
    let interval = &event.time.as_ref()?.interval;
    Some((interval.first_day()?, interval.last_day()?))
}

/// Text for XML, with the characters that no XML may hold left out.
fn xml(text: &str) -> String {
    let clean: String = text
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect();
    clean
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
