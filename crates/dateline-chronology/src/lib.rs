//! Given event mentions of many documents: which are one event.

mod cluster;
mod corpus;
mod document;
mod facts;
mod pair;
mod topic;
mod tree;
mod ward;
mod words;

pub use document::{Document, Mention};
pub use pair::FEATURES;

/// Numbers for every pair of a topic, for the trainer: the two mentions and
/// the features.
pub fn pairs(
    documents: &[Document],
    mentions: &[Mention],
    syntax: &dateline_syntax::Syntax,
    tagger: &dateline_time::Tagger,
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
