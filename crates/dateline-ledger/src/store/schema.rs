//! The tables, their version, and the steps from older versions.

use crate::error::{Error, Kind, Result};
use rusqlite::Connection;

/// 'dtln': tells a store from other SQLite files.
pub(crate) const APPLICATION_ID: i64 = 0x6474_6c6e;

/// One step for each format version; a store of version `n` lacks the steps
/// from `n` on. Steps are never changed once they were released.
const STEPS: &[&str] = &[V1, V2];

/// The format version that this build writes.
pub(crate) const VERSION: i64 = STEPS.len() as i64;

const V1: &str = "
CREATE TABLE report (
    key      INTEGER PRIMARY KEY,
    ord      BLOB NOT NULL UNIQUE,
    day      INTEGER NOT NULL,
    name     TEXT NOT NULL,
    dct      TEXT NOT NULL,
    source   TEXT,
    title    TEXT,
    url      TEXT,
    language TEXT,
    text     TEXT NOT NULL,
    rest     TEXT NOT NULL,
    reader   TEXT NOT NULL,
    sketch   BLOB NOT NULL,
    staged   INTEGER NOT NULL,
    copy_of  INTEGER
);
CREATE INDEX report_name ON report (name);
CREATE INDEX report_staged ON report (ord) WHERE staged = 1;

CREATE TABLE unit (
    ord    BLOB PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    n      INTEGER NOT NULL,
    event  INTEGER,
    first  INTEGER NOT NULL,
    facts  TEXT NOT NULL
);
CREATE INDEX unit_event ON unit (event, ord);
CREATE INDEX unit_report ON unit (report);

CREATE TABLE block (
    key INTEGER NOT NULL,
    ord BLOB NOT NULL,
    PRIMARY KEY (key, ord)
) WITHOUT ROWID;
CREATE INDEX block_ord ON block (ord);

CREATE TABLE mention (
    report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    n      INTEGER NOT NULL,
    ord    BLOB NOT NULL,
    day    INTEGER NOT NULL,
    unit   INTEGER NOT NULL,
    anchor INTEGER NOT NULL,
    event  INTEGER,
    body   TEXT NOT NULL,
    PRIMARY KEY (report, n)
);
CREATE INDEX mention_event ON mention (event, ord);
CREATE INDEX mention_anchor ON mention (anchor);

CREATE TABLE former (
    anchor   INTEGER PRIMARY KEY,
    report   INTEGER NOT NULL,
    start    INTEGER NOT NULL,
    end      INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL
);
CREATE INDEX former_report ON former (report);

CREATE TABLE statement (
    id     INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    n      INTEGER NOT NULL,
    ord    BLOB NOT NULL,
    day    INTEGER NOT NULL,
    speaker TEXT NOT NULL,
    party  TEXT,
    body   TEXT NOT NULL,
    about  TEXT NOT NULL,
    UNIQUE (report, n)
);
CREATE INDEX statement_ord ON statement (ord);
CREATE INDEX statement_party ON statement (party, day);

CREATE TABLE event (
    id       INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL,
    status   TEXT NOT NULL,
    t0       INTEGER,
    t1       INTEGER,
    sort     INTEGER,
    wide     INTEGER NOT NULL,
    first    INTEGER NOT NULL,
    last     INTEGER NOT NULL,
    place    TEXT,
    country  TEXT,
    rejected INTEGER NOT NULL,
    body     TEXT NOT NULL,
    links    TEXT NOT NULL
);
CREATE INDEX event_time ON event (sort, id);
CREATE INDEX event_wide ON event (wide, sort);
CREATE INDEX event_last ON event (last);
CREATE TABLE event_party (
    party TEXT NOT NULL,
    wide  INTEGER NOT NULL,
    sort  INTEGER,
    event INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    PRIMARY KEY (event, party)
) WITHOUT ROWID;
CREATE INDEX event_party_time ON event_party (party, wide, sort, event);

CREATE TABLE decision (
    id   INTEGER PRIMARY KEY,
    body TEXT NOT NULL
);
CREATE TABLE refused (
    name   TEXT PRIMARY KEY,
    reason TEXT NOT NULL
);

CREATE VIRTUAL TABLE report_text USING fts5 (
    title, text, content='report', content_rowid='key', tokenize='porter unicode61'
);
CREATE VIRTUAL TABLE statement_text USING fts5 (
    text, content='', contentless_delete=1, tokenize='porter unicode61'
);
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
";

/// For speed at a million events: less to write for each report (a group's
/// blocks follow from its facts, and its report from its place in the order, what is in no entry needs no place in the
/// index of entries, and the rows of an event's parties are found by what the
/// event's own row says); anchors are indexed by the hundred thousand mentions
/// they came with, so that new ones stand together; and every filter is
/// answered from one index in order of time, where an event without a time has
/// the greatest `sort`.
const V2: &str = "
DROP INDEX block_ord;
DROP TABLE unit;
CREATE TABLE unit (
    ord    BLOB PRIMARY KEY,
    report INTEGER NOT NULL,
    n      INTEGER NOT NULL,
    event  INTEGER,
    first  INTEGER NOT NULL,
    facts  TEXT NOT NULL
);
CREATE INDEX unit_event ON unit (event, ord) WHERE event IS NOT NULL;
DROP INDEX mention_event;
CREATE INDEX mention_event ON mention (event, ord) WHERE event IS NOT NULL;
DROP INDEX mention_anchor;
ALTER TABLE mention ADD COLUMN age INTEGER NOT NULL DEFAULT 0;
CREATE INDEX mention_anchor ON mention (age, anchor);
DROP INDEX event_time;
DROP INDEX event_wide;
ALTER TABLE event ADD COLUMN parties TEXT NOT NULL DEFAULT '';
CREATE INDEX event_order ON event (
    wide, sort, id, t0, t1, rejected, kind, status, first, last, country, place
);
CREATE INDEX event_place ON event (place, id) WHERE place IS NOT NULL;
CREATE INDEX event_country ON event (country, id) WHERE country IS NOT NULL;
DROP TABLE event_party;
CREATE TABLE event_party (
    party    TEXT NOT NULL,
    wide     INTEGER NOT NULL,
    sort     INTEGER NOT NULL,
    event    INTEGER NOT NULL,
    t0       INTEGER,
    t1       INTEGER,
    rejected INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    status   TEXT NOT NULL,
    first    INTEGER NOT NULL,
    last     INTEGER NOT NULL,
    country  TEXT,
    place    TEXT,
    PRIMARY KEY (party, wide, sort, event)
) WITHOUT ROWID;
";

fn pragma(db: &Connection, name: &str) -> Result<i64> {
    Ok(db.query_row(&format!("PRAGMA {name}"), [], |r| r.get(0))?)
}

/// What a file is, without changing it.
pub(crate) enum Found {
    /// No tables at all: a store can be made here.
    Empty,
    /// A store of this format version.
    Store(i64),
}

/// Says whether the file is a store, and of which version.
///
/// # Errors
/// The file is no SQLite file, one of another program, or of a newer version.
pub(crate) fn look(db: &Connection) -> Result<Found> {
    let application = pragma(db, "application_id")?;
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0))?;
    if application == 0 && tables == 0 {
        return Ok(Found::Empty);
    }
    if application != APPLICATION_ID {
        return Err(Error::new(Kind::NotAStore));
    }
    let found = pragma(db, "user_version")?;
    if found > VERSION {
        return Err(Error::new(Kind::Newer {
            found,
            known: VERSION,
        }));
    }
    Ok(Found::Store(found))
}

/// Takes the steps that a store of version `from` lacks, all or none.
///
/// # Errors
/// The file cannot be written.
pub(crate) fn migrate(db: &mut Connection, from: i64) -> Result<()> {
    if from >= VERSION {
        return Ok(());
    }
    let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    // Another program may have taken the steps while this one waited.
    let from = match look(&tx)? {
        Found::Empty => 0,
        Found::Store(v) => v,
    };
    for step in STEPS.iter().skip(usize::try_from(from).unwrap_or(0)) {
        tx.execute_batch(step)?;
    }
    tx.execute_batch(&format!(
        "PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};"
    ))?;
    tx.commit()?;
    Ok(())
}
