//! The texts of reports, fetched from the store as views ask for them.

use dateline_ledger::{Error, Ledger, Store};
use dateline_record::{Report, ReportKey};
use dateline_view::Texts;
use elsa::FrozenBTreeMap;
use std::collections::BTreeMap;

/// Texts out of a store; each is read once and kept.
pub struct StoreTexts<'s> {
    store: &'s Store,
    kept: FrozenBTreeMap<ReportKey, Box<Option<Report>>>,
}

impl<'s> StoreTexts<'s> {
    /// The texts of a store.
    pub fn new(store: &'s Store) -> Self {
        Self {
            store,
            kept: FrozenBTreeMap::new(),
        }
    }
}

impl Texts for StoreTexts<'_> {
    fn report(&self, key: ReportKey) -> Option<&Report> {
        if let Some(kept) = self.kept.get(&key) {
            return kept.as_ref();
        }
        // A report that cannot be read is shown without its words.
        let report = self.store.report_by_key(key).ok().flatten();
        self.kept.insert(key, Box::new(report)).as_ref()
    }
}

/// The texts that an export of `ledger` shows, read at once, so that several
/// threads can show them; with `listed`, those of all its reports.
///
/// # Errors
/// The store cannot be read.
pub fn of(
    store: &Store,
    ledger: &Ledger,
    listed: bool,
) -> Result<BTreeMap<ReportKey, Report>, Error> {
    let mut keys = dateline_view::cited(ledger);
    if listed {
        keys.extend(ledger.reports.iter().map(|r| r.key));
    }
    store.texts(&keys)
}
