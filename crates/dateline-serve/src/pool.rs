//! Open connections to the store, handed out one by one.

use dateline_ledger::{Error, Store};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::SystemTime;

/// More idle connections than this are closed.
const MOST_IDLE: usize = 8;

pub struct Pool {
    path: PathBuf,
    idle: Mutex<Vec<Store>>,
}

/// Changes whenever the store is written: size and time of the file and of its
/// log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Stamp(Vec<(u64, Option<SystemTime>)>);

impl Stamp {
    /// A short text for an ETag.
    pub fn tag(&self) -> String {
        let mut sum = 0xcbf2_9ce4_8422_2325_u64;
        for (size, time) in &self.0 {
            let nanos = time
                .and_then(|t| t.duration_since(SystemTime::UNIX_EPOCH).ok())
                .map_or(0, |d| d.as_nanos() as u64);
            for part in [*size, nanos] {
                sum = (sum ^ part).wrapping_mul(0x0000_0100_0000_01b3);
            }
        }
        format!("{sum:016x}")
    }
}

impl Pool {
    /// Opens the store once, to see that it can be.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let first = Store::open_read_only(path)?;
        Ok(Self {
            path: path.to_owned(),
            idle: Mutex::new(vec![first]),
        })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Runs `work` with a connection for reading.
    pub fn with<T>(&self, work: impl FnOnce(&Store) -> Result<T, Error>) -> Result<T, Error> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .pop();
        let store = match idle {
            Some(store) => store,
            None => Store::open_read_only(&self.path)?,
        };
        let out = work(&store);
        let mut idle = self
            .idle
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if idle.len() < MOST_IDLE {
            idle.push(store);
        }
        out
    }

    pub fn stamp(&self) -> Stamp {
        let mut log = self.path.clone().into_os_string();
        log.push("-wal");
        let of = |path: &Path| {
            std::fs::metadata(path).map_or((0, None), |m| (m.len(), m.modified().ok()))
        };
        // An empty log is the same as none: readers make and remove it.
        let wal = of(Path::new(&log));
        let wal = if wal.0 == 0 { (0, None) } else { wal };
        Stamp(vec![of(&self.path), wal])
    }
}
