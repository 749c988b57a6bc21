//! Small notes that programs keep beside the ledger, such as what a feed
//! answered last. They are no part of it: nothing is read from them.

use super::Store;
use crate::error::Result;
use rusqlite::OptionalExtension;

impl Store {
    /// The note of this name, where there is one.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn note(&self, name: &str) -> Result<Option<String>> {
        Ok(self
            .db
            .prepare_cached("SELECT value FROM meta WHERE name = ?1")?
            .query_row([key(name)], |r| r.get(0))
            .optional()?)
    }

    /// Keeps a note under this name, in the place of the one before.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn set_note(&mut self, name: &str, value: &str) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO meta (name, value) VALUES (?1, ?2)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            )?
            .execute([key(name).as_str(), value])?;
        Ok(())
    }
}

/// Apart from the names that the store itself uses.
fn key(name: &str) -> String {
    format!("note {name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_a_note_is_kept_and_replaced() {
        let mut store = Store::memory().expect("a store");
        assert_eq!(store.note("merge").expect("read"), None);
        store.set_note("merge", "one").expect("written");
        store.set_note("merge", "two").expect("written");
        assert_eq!(store.note("merge").expect("read").as_deref(), Some("two"));
    }
}
