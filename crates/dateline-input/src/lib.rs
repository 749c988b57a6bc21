//! Every way in: files, folders, feeds, archives and streams to dated reports.
//!
//! [`read_paths`] and [`read_stream`] give an iterator of reports and
//! refusals. It streams: memory holds one record, or one document of a format
//! that can only be read whole, at most [`Options::max_bytes`].
//!
//! A report's day is what its source says. Where the source says none,
//! [`Options::date`] stands in, or the report is refused. This crate never asks
//! what day it is, reads no language, and knows no store.
//!
//! # Example
//! ```
//! use dateline_input::{Options, read_stream};
//! let bytes = &b"date 2020-03-04\nsource Example Wire\n\nThe envoys met.\n"[..];
//! let reports: Vec<_> = read_stream("note.txt", bytes, &Options::default()).collect();
//! let report = reports[0].as_ref().expect("a report");
//! assert_eq!(report.text, "The envoys met.");
//! assert_eq!(report.source.as_deref(), Some("Example Wire"));
//! ```

mod archive;
mod date;
mod draft;
mod eml;
mod encoding;
mod feed;
mod format;
mod html;
mod json;
mod markdown;
mod newsml;
mod options;
mod refused;
mod seed;
mod source;
mod table;
mod tags;
mod walk;
mod warc;

pub use date::parse_date;
pub use format::Format;
pub use options::{FieldMap, Options, UnknownField};
pub use refused::Refused;
pub use walk::{Reports, read_paths, read_stream};

/// A report, or why it is none.
pub type Outcome = Result<dateline_record::Report, Refused>;
