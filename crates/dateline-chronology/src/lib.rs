//! Given event mentions of many documents: which are one event.
//!
//! [`Coreference`] reads the documents (sentences, trees, names, times) and
//! compares every two mentions of a topic by a small learned scorer over
//! named features ([`FEATURES`]): the words of the triggers, who takes part,
//! the sentences, the documents, the times. It stands above the language
//! crates and beside the ledger, which sees no tokens: the ledger merges what
//! the event reader found, this merges whatever mentions it is given. It
//! reads no file and asks no clock.

mod cluster;
mod coreference;
mod corpus;
mod document;
mod facts;
mod names;
mod order;
mod pair;
mod scorer;
mod topic;
mod tree;
mod ward;
mod words;

pub use coreference::{Coreference, cluster};
pub use document::{Document, Mention};
pub use order::{Entry, Target};
pub use pair::FEATURES;
pub use scorer::{ModelError, Network, Scorer};

use dateline_syntax::Syntax;
use dateline_time::Tagger;

/// The numbers of every two mentions of a topic, one for each of
/// [`FEATURES`], with their positions in the list: what the trainer reads.
pub fn pairs(
    documents: &[Document],
    mentions: &[Mention],
    syntax: &Syntax,
    tagger: &Tagger,
    mut each: impl FnMut(usize, usize, &[f32]),
) {
    let corpus = corpus::Corpus::new(documents, mentions, syntax, tagger);
    for (topic, list) in &corpus.topics {
        for (n, &i) in list.iter().enumerate() {
            for &j in &list[..n] {
                if let (Some(a), Some(b)) = (&corpus.facts[i], &corpus.facts[j]) {
                    each(i, j, &pair::features(a, b, topic, &corpus.terms));
                }
            }
        }
    }
}
