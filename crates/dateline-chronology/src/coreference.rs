//! Which of the given mentions tell of one event.

use crate::cluster::average_link;
use crate::corpus::Corpus;
use crate::document::{Document, Mention};
use crate::pair;
use crate::scorer::Scorer;
use dateline_syntax::Syntax;
use dateline_time::Tagger;
use std::sync::Arc;

/// Finds which mentions tell of one event, within and across documents.
///
/// Every two mentions of a topic are compared, so time and memory grow with
/// the square of the mentions of one topic; for a stream of reports without
/// end there is the ledger.
#[derive(Debug)]
pub struct Coreference {
    scorer: Scorer,
    syntax: Arc<Syntax>,
    tagger: Arc<Tagger>,
}

impl Coreference {
    /// With a scorer, a syntax reader and a tagger of times.
    pub fn new(scorer: Scorer, syntax: Arc<Syntax>, tagger: Arc<Tagger>) -> Self {
        Self {
            scorer,
            syntax,
            tagger,
        }
    }

    /// The clusters of the mentions, as their positions in the list. Every
    /// mention stands in one; a cluster is in order of document and place,
    /// and so are the clusters by their first mentions.
    pub fn clusters(&self, documents: &[Document], mentions: &[Mention]) -> Vec<Vec<usize>> {
        let corpus = self.read(documents, mentions);
        self.cluster(&corpus, mentions)
    }

    pub(crate) fn read(&self, documents: &[Document], mentions: &[Mention]) -> Corpus {
        Corpus::new(documents, mentions, &self.syntax, &self.tagger)
    }

    /// The same documents with other mentions.
    pub(crate) fn with_mentions(
        &self,
        corpus: Corpus,
        documents: &[Document],
        mentions: &[Mention],
    ) -> Corpus {
        Corpus::of_reads(corpus.reads, documents, mentions, &self.syntax)
    }

    pub(crate) fn cluster(&self, corpus: &Corpus, mentions: &[Mention]) -> Vec<Vec<usize>> {
        let mut out = Vec::new();
        for (topic, list) in &corpus.topics {
            let groups = average_link(list.len(), self.scorer.threshold, |i, j| {
                match (&corpus.facts[list[i]], &corpus.facts[list[j]]) {
                    (Some(a), Some(b)) => {
                        self.scorer
                            .probability(&pair::features(a, b, topic, &corpus.terms))
                    }
                    _ => 0.0,
                }
            });
            out.extend(gather(&groups, list));
        }
        let wordless = (0..mentions.len()).filter(|&i| corpus.facts[i].is_none());
        out.extend(wordless.map(|i| vec![i]));
        out.sort_by_key(|c| mentions[c[0]]);
        out
    }
}

/// Lists of the members of each group, in order of their first.
pub(crate) fn gather(groups: &[usize], list: &[usize]) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); groups.len()];
    for (n, &g) in groups.iter().enumerate() {
        out[g].push(list[n]);
    }
    out.retain(|c| !c.is_empty());
    out
}

/// Clusters of `n` items from a probability for each pair, as the command
/// makes them: for the trainer, which keeps the pairs' numbers.
pub fn cluster(n: usize, threshold: f32, alike: impl Fn(usize, usize) -> f32) -> Vec<Vec<usize>> {
    let list: Vec<usize> = (0..n).collect();
    gather(&average_link(n, threshold, alike), &list)
}
