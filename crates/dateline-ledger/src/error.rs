//! The one error type of the crate.

use std::path::{Path, PathBuf};

/// What kept the store from doing its work.
///
/// The message is one line in lower case that names the file, what is wrong
/// and the way out. Ask the predicates rather than the message.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    path: Option<PathBuf>,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Missing,
    NotAStore,
    Newer { found: i64, known: i64 },
    Sql(rusqlite::Error),
    Json(serde_json::Error),
    NoEvent(String),
    ManyEvents(String, usize),
    BadDecision(String),
    BadQuery(String),
    Io(std::io::Error),
}

/// `Result` with this crate's error.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    pub(crate) fn new(kind: Kind) -> Self {
        Self { kind, path: None }
    }

    pub(crate) fn at(mut self, path: &Path) -> Self {
        self.path.get_or_insert_with(|| path.to_owned());
        self
    }

    fn code(&self) -> Option<rusqlite::ErrorCode> {
        match &self.kind {
            Kind::Sql(e) => e.sqlite_error_code(),
            _ => None,
        }
    }

    /// True where there is no file at the path.
    pub fn is_missing(&self) -> bool {
        matches!(self.kind, Kind::Missing)
    }

    /// True where the file is not a store of `dateline`.
    pub fn is_not_a_store(&self) -> bool {
        matches!(self.kind, Kind::NotAStore)
            || self.code() == Some(rusqlite::ErrorCode::NotADatabase)
    }

    /// True where a newer version of `dateline` wrote the store.
    pub fn is_newer(&self) -> bool {
        matches!(self.kind, Kind::Newer { .. })
    }

    /// True where the file or its folder may not be written.
    pub fn is_read_only(&self) -> bool {
        use rusqlite::ErrorCode as C;
        matches!(
            self.code(),
            Some(C::ReadOnly | C::PermissionDenied | C::CannotOpen)
        ) || matches!(&self.kind, Kind::Io(e) if e.kind() == std::io::ErrorKind::PermissionDenied)
    }

    /// True where the disk is full.
    pub fn is_full(&self) -> bool {
        self.code() == Some(rusqlite::ErrorCode::DiskFull)
            || matches!(&self.kind, Kind::Io(e) if e.kind() == std::io::ErrorKind::StorageFull)
    }

    /// True where another program keeps the store locked.
    pub fn is_locked(&self) -> bool {
        matches!(
            self.code(),
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked)
        )
    }

    /// True where the file is a store, but damaged.
    pub fn is_corrupt(&self) -> bool {
        self.code() == Some(rusqlite::ErrorCode::DatabaseCorrupt)
            || matches!(self.kind, Kind::Json(_))
    }

    /// True where the caller asked for something that cannot be: an event
    /// that is not there, a decision that contradicts itself, a search that
    /// does not parse.
    pub fn is_usage(&self) -> bool {
        matches!(
            self.kind,
            Kind::NoEvent(_) | Kind::ManyEvents(..) | Kind::BadDecision(_) | Kind::BadQuery(_)
        )
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "store '{}': ", path.display())?;
        }
        if self.is_not_a_store() {
            return f.write_str("this file is not a store of dateline; name another with --store");
        }
        if self.is_full() {
            return f.write_str(
                "the disk is full; make room and run the command again, whole reports are kept",
            );
        }
        if self.is_locked() {
            return f.write_str(
                "another program is writing to it; wait for that to end and run the command again",
            );
        }
        if self.is_read_only() {
            return f.write_str(
                "it cannot be opened for writing; check the permissions of the file and its folder, or name another with --store",
            );
        }
        match &self.kind {
            Kind::Missing => f.write_str(
                "there is no such file; name another with --store, or read reports into it first",
            ),
            Kind::NotAStore => Ok(()),
            Kind::Newer { found, known } => write!(
                f,
                "it has format version {found}, and this dateline knows versions up to {known}; use a newer dateline",
            ),
            Kind::Sql(e) if self.is_corrupt() => write!(
                f,
                "it is damaged ({e}); restore a backup, or read the reports into a new store",
            ),
            Kind::Sql(e) => write!(f, "the database engine reports: {e}"),
            Kind::Json(e) => write!(
                f,
                "a record in it cannot be read ({e}); restore a backup, or read the reports into a new store",
            ),
            Kind::NoEvent(id) => {
                write!(
                    f,
                    "there is no event '{id}'; list them with 'dateline timeline'"
                )
            }
            Kind::ManyEvents(id, n) => write!(
                f,
                "'{id}' is the beginning of {n} event ids; give more of its letters",
            ),
            Kind::BadDecision(what) => f.write_str(what),
            Kind::BadQuery(what) => write!(
                f,
                "the search '{what}' cannot be read; put words or a phrase in double quotes",
            ),
            Kind::Io(e) => write!(f, "{e}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::Sql(e) => Some(e),
            Kind::Json(e) => Some(e),
            Kind::Io(e) => Some(e),
            _ => None,
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(e: rusqlite::Error) -> Self {
        Self::new(Kind::Sql(e))
    }
}

impl From<rusqlite::types::FromSqlError> for Error {
    fn from(e: rusqlite::types::FromSqlError) -> Self {
        Self::new(Kind::Sql(e.into()))
    }
}

impl From<serde_json::Error> for Error {
    fn from(e: serde_json::Error) -> Self {
        Self::new(Kind::Json(e))
    }
}

impl From<std::io::Error> for Error {
    fn from(e: std::io::Error) -> Self {
        Self::new(Kind::Io(e))
    }
}
