//! Which reports and statements hold the words of searches that are asked again,
//! of other days.

use dateline_ledger::{Error, Holders, Store};
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

enum Asked {
    /// To find all takes longer than to find the latest, so it is done for who
    /// asks a second time.
    Once,
    /// By somebody else; meanwhile the latest are found alone.
    BeingMade,
    Made(Arc<Search>),
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

    /// Makes room for some bytes, where all has to go for it.
    fn room(&self, n_bytes: usize) -> MutexGuard<'_, Held> {
        let mut held = self.held();
        if held.n_bytes + n_bytes > MOST_BYTES || held.asked.len() >= MOST {
            *held = Held::default();
        }
        held.n_bytes += n_bytes;
        held
    }

    /// What a search finds, where it is kept.
    pub fn get(&self, store: &Store, query: &str) -> Result<Option<Arc<Search>>, Error> {
        {
            let mut held = self.held();
            match held.asked.get_mut(query) {
                Some(Asked::Made(search)) => return Ok(Some(Arc::clone(search))),
                Some(Asked::BeingMade) => return Ok(None),
                Some(asked) => *asked = Asked::BeingMade,
                None => {
                    drop(held);
                    let mut held = self.room(query.len());
                    held.asked.insert(query.to_owned(), Asked::Once);
                    return Ok(None);
                }
            }
        }
        let holders = match store.holders(query) {
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
        let made = Asked::Made(Arc::clone(&search));
        self.room(n_bytes).asked.insert(query.to_owned(), made);
        Ok(Some(search))
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
            drop(self.room(n_bytes));
        }
        Ok(())
    }
}
