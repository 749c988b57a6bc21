//! Reads dated news reports and keeps the record of the process: the phases
//! joined to one, for users of the library.
//!
//! [`Reader`] turns one report into a [`Reading`]; a [`Store`] merges readings
//! into the ledger. Both can be had apart: a reading depends on its report, the
//! rules and the models alone, so it can be made on any machine and in any
//! order.
//!
//! # Example
//! ```
//! use dateline::{Dct, Filter, Reader, Report, Store};
//! let reader = Reader::embedded()?;
//! let report = Report {
//!     name: "wire-1".into(),
//!     dct: Dct::parse("2031-03-03").expect("a day"),
//!     source: None,
//!     title: None,
//!     url: None,
//!     language: None,
//!     text: "France and Norway will hold talks in Geneva on March 9.".into(),
//! };
//! let mut store = Store::memory()?;
//! store.add(&[reader.read(report)])?;
//! let ledger = store.ledger(None, &Filter::default())?;
//! let event = &ledger.events[0];
//! assert_eq!(event.kind.as_str(), "talks");
//! assert_eq!(event.time.as_ref().expect("a day").interval.value(), "2031-03-09");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod reader;

pub use dateline_entity as entity;
pub use dateline_event as event;
pub use dateline_ledger as ledger;
pub use dateline_record as record;
pub use dateline_rules as rules;
pub use dateline_syntax as syntax;
pub use dateline_time as time;
pub use dateline_view as view;

pub use dateline_ledger::{Event, Filter, Ledger, Store};
pub use dateline_record::{Dct, Reading, Report};
pub use reader::{Error, Reader};
