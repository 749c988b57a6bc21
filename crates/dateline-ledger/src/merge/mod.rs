//! Which mentions speak of one event.
//!
//! Reports are taken in one canonical order, by date and then by key,
//! whatever order they came in. Within a report, mentions are first gathered
//! into groups from that report alone ([`group`]). Each group is then compared
//! with the entries known from the reports before it ([`score`]) and joins the
//! one that fits best, or begins an entry. A mention that cannot stand alone
//! joins one or stays in none ([`depends`]). What a report's groups join thus
//! depends on earlier reports only, so the ledger as of a day is the same as
//! the ledger of the reports up to that day.

pub(crate) mod answers;
pub(crate) mod depends;
pub(crate) mod facts;
pub(crate) mod group;
pub(crate) mod score;
pub(crate) mod subject;

/// Part of the store's format: a store that was merged by another version is
/// merged again when it is opened for writing.
pub(crate) const MERGE_VERSION: i64 = 20;
