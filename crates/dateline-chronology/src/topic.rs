//! How alike the documents of one topic are, and which tell of one story.

use crate::ward::ward;
use crate::words::{Term, Terms, cosine};
use std::collections::BTreeMap;

/// The documents of one topic compared with one another.
#[derive(Debug, Default)]
pub(crate) struct Topic {
    /// Positions of its documents, rising.
    documents: Vec<usize>,
    /// Likeness by words weighted by rarity among all documents.
    cosines: Vec<f32>,
    /// Likeness by words weighted by rarity within the topic.
    within: Vec<f32>,
    heights: Vec<f32>,
    side: Vec<bool>,
    mean: f32,
    deviation: f32,
}

/// Counts of the words of a document.
pub(crate) type Counts = Vec<(Term, u32)>;

fn weighted(counts: &Counts, weight: impl Fn(Term) -> f32) -> Vec<(Term, f32)> {
    counts
        .iter()
        .map(|&(t, n)| (t, (1.0 + (n as f32).ln()) * weight(t)))
        .filter(|(_, w)| *w > 0.0)
        .collect()
}

fn table(vectors: &[Vec<(Term, f32)>]) -> Vec<f32> {
    let n = vectors.len();
    let mut out = vec![1.0; n * n];
    for i in 0..n {
        for j in 0..i {
            let c = cosine(&vectors[i], &vectors[j]);
            out[i * n + j] = c;
            out[j * n + i] = c;
        }
    }
    out
}

impl Topic {
    /// Compares the documents at these positions of a list of counts.
    pub(crate) fn new(documents: Vec<usize>, counts: &[Counts], terms: &Terms) -> Self {
        let n = documents.len();
        let of = |i: usize| &counts[documents[i]];
        let all: Vec<_> = (0..n)
            .map(|i| weighted(of(i), |t| terms.weight(t)))
            .collect();
        let cosines = table(&all);
        // Within the topic a word of one document tells nothing, and one of
        // all documents nothing either.
        let mut held: BTreeMap<Term, u32> = BTreeMap::new();
        for i in 0..n {
            for &(t, _) in of(i) {
                *held.entry(t).or_insert(0) += 1;
            }
        }
        let local = |t: Term| {
            let k = held.get(&t).copied().unwrap_or(0);
            if k < 2 {
                0.0
            } else {
                ((n as f32 + 1.0) / (k as f32 + 0.5)).ln().max(0.0)
            }
        };
        let inner: Vec<_> = (0..n).map(|i| weighted(of(i), local)).collect();
        let within = table(&inner);
        let mut sums = (0.0f32, 0.0f32, 0.0f32);
        for i in 0..n {
            for j in 0..i {
                let c = cosines[i * n + j];
                sums = (sums.0 + c, sums.1 + c * c, sums.2 + 1.0);
            }
        }
        let pairs = sums.2.max(1.0);
        let mean = sums.0 / pairs;
        let deviation = (sums.1 / pairs - mean * mean).max(1e-4).sqrt();
        let (heights, side) = ward(n, |i, j| (1.0 - cosines[i * n + j]).max(0.0));
        Self {
            documents,
            cosines,
            within,
            heights,
            side,
            mean,
            deviation,
        }
    }

    fn at(&self, document: usize) -> usize {
        self.documents
            .binary_search(&document)
            .expect("only documents of the topic are asked for")
    }

    fn cell(&self, a: usize, b: usize) -> usize {
        self.at(a) * self.documents.len() + self.at(b)
    }

    /// Likeness of two documents, 0 to 1.
    pub(crate) fn cosine(&self, a: usize, b: usize) -> f32 {
        self.cosines[self.cell(a, b)]
    }

    /// Likeness by the words that tell documents of this topic apart, 0 to 1.
    pub(crate) fn within(&self, a: usize, b: usize) -> f32 {
        self.within[self.cell(a, b)]
    }

    /// [`Self::cosine`] in standard deviations over the pairs of the topic,
    /// cut to -2 to 2, halved.
    pub(crate) fn standing(&self, a: usize, b: usize) -> f32 {
        ((self.cosine(a, b) - self.mean) / self.deviation).clamp(-2.0, 2.0) / 2.0
    }

    /// How far up the tree of the topic's documents the two meet, 0 to 1.
    pub(crate) fn height(&self, a: usize, b: usize) -> f32 {
        self.heights[self.cell(a, b)]
    }

    /// On the same side of the tree's last join.
    pub(crate) fn one_side(&self, a: usize, b: usize) -> bool {
        self.side[self.at(a)] == self.side[self.at(b)]
    }
}
