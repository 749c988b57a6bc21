//! What makes no event by itself and is kept for the ledger.

pub(crate) mod dependent;
pub(crate) mod late_answer;
pub(crate) mod reserve;
pub(crate) mod worth;
