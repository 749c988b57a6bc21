//! The store: one SQLite file that holds reports, what was read from them, the
//! entries, and the analysts' decisions.

mod cases;
mod check;
mod edit;
mod memory;
mod note;
mod parse;
mod placed;
mod query;
mod reports;
mod schema;
mod search;
mod select;
mod settle;
mod stage;
mod statements;
mod then;

#[doc(hidden)]
pub use cases::{Candidate, Case};
pub use check::{Checked, Problem};
pub use reports::Refused;
pub use search::{Hits, Holders, ReportHit, ToldOrder};
pub use stage::Added;

use crate::error::{Error, Kind, Result};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// An open store.
///
/// One process writes at a time, others may read meanwhile (write-ahead log).
/// Every change is one transaction: after a crash the store holds whole
/// batches or none of them.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    memory: memory::Memory,
    /// Many batches are being staged.
    bulk: bool,
}

/// How long to wait for another writer to finish.
const WAIT: Duration = Duration::from_secs(10);

impl Store {
    /// Opens a store that exists, for reading and writing, and takes it to this
    /// version's format.
    ///
    /// # Errors
    /// There is no such file, it is not a store, it is newer than this version,
    /// locked, or cannot be written.
    pub fn open(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(Error::new(Kind::Missing).at(path));
        }
        Self::connect(path, false).map_err(|e| e.at(path))
    }

    /// Opens a store, or makes one where there is no file.
    ///
    /// # Errors
    /// As [`Store::open`], but for a missing file; and the file cannot be made.
    pub fn create(path: &Path) -> Result<Self> {
        Self::connect(path, true).map_err(|e| e.at(path))
    }

    fn over(db: Connection) -> Self {
        Self {
            db,
            memory: memory::Memory::default(),
            bulk: false,
        }
    }

    /// While many batches are staged and merged, the log is carried over into
    /// the file every 128 MB, so that a page that several of them change is
    /// written once; after it every 4 MB, so that no single change has much to
    /// carry.
    fn set_bulk(&mut self, bulk: bool) -> Result<()> {
        if self.bulk == bulk {
            return Ok(());
        }
        self.bulk = bulk;
        let pages = if bulk { 32_000 } else { 1_000 };
        self.db.pragma_update(None, "wal_autocheckpoint", pages)?;
        if !bulk {
            // What readers still need stays in the log.
            self.db
                .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        }
        Ok(())
    }

    fn connect(path: &Path, make: bool) -> Result<Self> {
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if make {
            flags |= OpenFlags::SQLITE_OPEN_CREATE;
        }
        let mut db = Connection::open_with_flags(path, flags)?;
        db.busy_timeout(WAIT)?;
        let from = match schema::look(&db)? {
            schema::Found::Empty if !make => return Err(Error::new(Kind::NotAStore)),
            schema::Found::Empty => 0,
            schema::Found::Store(v) => v,
        };
        db.pragma_update(None, "journal_mode", "WAL")?;
        db.pragma_update(None, "synchronous", "NORMAL")?;
        db.pragma_update(None, "foreign_keys", true)?;
        db.pragma_update(None, "cache_size", -64_000)?;
        tune(&db)?;
        schema::migrate(&mut db, from)?;
        let mut store = Self::over(db);
        store.catch_up()?;
        Ok(store)
    }

    /// Opens a store for reading alone. A store of an older format has to be
    /// opened for writing once.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_read_only(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(Error::new(Kind::Missing).at(path));
        }
        let open = || -> Result<Self> {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let mut db = Connection::open_with_flags(path, flags)?;
            db.busy_timeout(WAIT)?;
            // A folder that may not be written has no room for the index of
            // the write-ahead log; without a log the file alone is whole.
            let look = match schema::look(&db) {
                Err(e) if e.is_read_only() && !has_log(path) => {
                    let uri = format!("file:{}?immutable=1", encode(path));
                    db = Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_URI)?;
                    schema::look(&db)?
                }
                other => other?,
            };
            match look {
                schema::Found::Store(v) if v == schema::VERSION => {}
                schema::Found::Store(_) => return Self::connect(path, false),
                schema::Found::Empty => return Err(Error::new(Kind::NotAStore)),
            }
            db.pragma_update(None, "query_only", true)?;
            db.pragma_update(None, "cache_size", -16_000)?;
            tune(&db)?;
            Ok(Self::over(db))
        };
        open().map_err(|e| e.at(path))
    }

    /// How long a change waits for another writer to finish; ten seconds
    /// where it is not set.
    pub fn set_wait(&mut self, wait: Duration) {
        // The engine takes any duration.
        let _ = self.db.busy_timeout(wait);
    }

    /// An empty store in memory.
    ///
    /// # Errors
    /// Memory runs out.
    pub fn memory() -> Result<Self> {
        let mut db = Connection::open_in_memory()?;
        db.pragma_update(None, "foreign_keys", true)?;
        tune(&db)?;
        schema::migrate(&mut db, 0)?;
        let mut store = Self::over(db);
        store.catch_up()?;
        Ok(store)
    }
}

/// Statements are kept, and a statement keeps its plan whatever values it is
/// given next: to plan it again for each value took longer than to run it.
fn tune(db: &Connection) -> Result<()> {
    db.set_prepared_statement_cache_capacity(128);
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// True where a write-ahead log with something in it stands beside the store.
fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).is_ok_and(|m| m.len() > 0)
}

/// A path as part of a URI.
fn encode(path: &Path) -> String {
    path.to_string_lossy()
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn err_a_full_disk_keeps_nothing_of_the_batch() {
        let mut store = Store::memory().expect("a store");
        store
            .db
            .pragma_update(None, "max_page_count", 60)
            .expect("limited");
        let reading = |n: usize| dateline_record::Reading {
            report: dateline_record::Report {
                name: n.to_string(),
                dct: dateline_record::Dct::parse("2031-01-01").expect("a day"),
                source: None,
                title: None,
                url: None,
                language: None,
                text: format!("report {n} ").repeat(200),
            },
            sentences: Vec::new(),
            timexes: Vec::new(),
            entities: Vec::new(),
            events: Vec::new(),
            statements: Vec::new(),
            diagnostics: Vec::new(),
            reader: String::new(),
        };
        let batch: Vec<_> = (0..500).map(reading).collect();
        let e = store.add(&batch).expect_err("full");
        assert!(e.is_full(), "{e}");
        assert!(e.to_string().contains("make room"), "{e}");
        assert!(store.reports(None).expect("read").is_empty());
    }
}
