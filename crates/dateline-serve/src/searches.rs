//! Which reports and statements hold the words of searches, for who asks again,
//! of other days.

use crate::pool::Pool;
use dateline_ledger::{Error, Holders, ToldOrder};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// All that is kept takes no more bytes than this.
const MOST_BYTES: usize = 128 << 20;
/// No more searches are remembered.
const MOST: usize = 4096;

/// Searches by their words, of one state of the store.
#[derive(Default)]
pub struct Searches(Mutex<Held>);

#[derive(Default)]
struct Held {
    asked: HashMap<String, Asked>,
    n_bytes: usize,
}

/// Who comes while it is being made waits for it.
type Asked = Arc<Mutex<Option<Arc<Search>>>>;

impl Held {
    /// Makes room for some bytes, where all has to go for it.
    fn room(&mut self, n_bytes: usize) -> &mut Self {
        if self.n_bytes + n_bytes > MOST_BYTES || self.asked.len() >= MOST {
            *self = Self::default();
        }
        self.n_bytes += n_bytes;
        self
    }
}

/// All that a search finds.
pub struct Search {
    pub holders: Holders,
    /// The JSON of those reports that were shown.
    shown: Vec<OnceLock<Box<str>>>,
}

impl Searches {
    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a search finds: found once. Who waits for it holds no connection.
    pub fn get(&self, pool: &Pool, order: &ToldOrder, query: &str) -> Result<Arc<Search>, Error> {
        let asked = {
            let mut held = self.held();
            let asked = held.asked.get(query).map(Arc::clone);
            asked.unwrap_or_else(|| {
                let asked = Asked::default();
                let more = held.room(query.len());
                more.asked.insert(query.to_owned(), Arc::clone(&asked));
                asked
            })
        };
        let mut made = asked.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(search) = &*made {
            return Ok(Arc::clone(search));
        }
        let holders = match pool.with(|store| store.holders(query, order)) {
            Ok(holders) => holders,
            Err(e) => {
                self.held().asked.remove(query);
                return Err(e);
            }
        };
        let n_reports = holders.n_reports();
        let n_bytes = holders.n_bytes() + n_reports * size_of::<OnceLock<Box<str>>>();
        let shown = (0..n_reports).map(|_| OnceLock::new()).collect();
        let search = Arc::new(Search { holders, shown });
        *made = Some(Arc::clone(&search));
        drop(made);
        // Room may have been made by letting all go, this one with them.
        let mut held = self.held();
        held.room(n_bytes).asked.insert(query.to_owned(), asked);
        Ok(search)
    }

    /// The JSON of some of the reports, the last first, as it was made or as
    /// `make` makes it of one.
    pub fn show(
        &self,
        search: &Search,
        places: Range<usize>,
        make: impl Fn(usize) -> Result<String, Error>,
        mut take: impl FnMut(&str),
    ) -> Result<(), Error> {
        let mut n_bytes = 0;
        for at in places.rev() {
            let shown = &search.shown[at];
            if shown.get().is_none() {
                let json = make(at)?;
                n_bytes += json.len();
                // Who came first has kept the same.
                let _ = shown.set(json.into());
            }
            take(shown.get().map_or("", |json| json));
        }
        if n_bytes > 0 {
            self.held().room(n_bytes);
        }
        Ok(())
    }
}
