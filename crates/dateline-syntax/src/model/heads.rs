//! What the network says of each word: tags, head, relation, names.

use super::file::{File, ModelError};
use super::kernels::{argmax, dots, softmax};
use super::names::{self, NameBuffers, NameLayers, Tag};
use super::quantised::{QuantisedMatrix, QuantisedRows, multiply, product, quantise};
use super::tree;
use super::{Parsed, Word};
use crate::{Deprel, Upos, Xpos};
use std::ops::Range;

/// The heads of the network.
#[derive(Debug)]
pub(super) struct Heads {
    width: usize,
    slope: f32,
    upos: Vec<Upos>,
    xpos: Vec<Xpos>,
    names: Vec<Tag>,
    relations: Vec<Deprel>,
    edges: Vec<u32>,
    tags: QuantisedMatrix,
    arc_dependent: QuantisedMatrix,
    arc_head: QuantisedMatrix,
    arc_unary: QuantisedMatrix,
    arc_distance: QuantisedMatrix,
    relation_dependent: QuantisedMatrix,
    relation_head: QuantisedMatrix,
    relation_out: QuantisedMatrix,
    name_layers: Option<NameLayers>,
}

/// Buffers of the heads.
#[derive(Debug, Default)]
pub(super) struct HeadBuffers {
    /// Scores of the tags, a row a position: universal, PTB, names. Those of
    /// the names are probabilities once a sentence is read.
    pub tags: Vec<f32>,
    rows: QuantisedRows,
    dependent: Vec<f32>,
    unary: Vec<f32>,
    head: Vec<f32>,
    distance: Vec<f32>,
    relation_dependent: Vec<f32>,
    relation_head: Vec<f32>,
    arcs: Vec<f32>,
    heads: Vec<u32>,
    joint: Vec<f32>,
    relations: Vec<f32>,
    names: NameBuffers,
}

/// Reads a list of labels; an unknown one is an error.
fn labels<T>(list: &[String], parse: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, ModelError> {
    if list.is_empty() {
        return Err(ModelError::new("has an empty list of labels"));
    }
    list.iter()
        .map(|l| parse(l).ok_or_else(|| ModelError::new(format!("has the unknown label '{l}'"))))
        .collect()
}

impl Heads {
    pub fn open(file: &File<'_>, width: usize) -> Result<Self, ModelError> {
        let about = &file.description;
        let matrix = |name: &str, inputs, outputs| {
            super::matrix(file, &format!("heads.{name}"), inputs, outputs)
        };
        let arc = file.len("heads.arc_dep.bias")?;
        let relation = file.len("heads.rel_dep.bias")?;
        let tags = about.upos.len() + about.xpos.len() + about.ner.len();
        let edges = about.dist_edges.len();
        if edges == 0 {
            return Err(ModelError::new("has no distances"));
        }
        Ok(Self {
            width,
            slope: about.leaky_relu,
            upos: labels(&about.upos, Upos::parse)?,
            xpos: labels(&about.xpos, Xpos::parse)?,
            names: labels(&about.ner, Tag::parse)?,
            relations: labels(&about.rels, Deprel::parse)?,
            edges: about.dist_edges.clone(),
            tags: matrix("tags", width, tags)?,
            arc_dependent: matrix("arc_dep", width, arc)?,
            arc_head: matrix("arc_head", width, arc)?,
            arc_unary: matrix("arc_u", arc, arc)?,
            arc_distance: matrix("arc_dist", width, 2 * edges + 1)?,
            relation_dependent: matrix("rel_dep", width, relation)?,
            relation_head: matrix("rel_head", width, relation)?,
            relation_out: matrix("rel_out", relation, about.rels.len())?,
            name_layers: NameLayers::open(file, width)?,
        })
    }

    /// Reads the words of each sentence off the encoded rows `x`. The first
    /// row of a sentence stands for its root. `first` holds the first layer,
    /// a row a word without the roots; it may be empty where the model has no
    /// network of its own for names.
    pub fn read(
        &self,
        first: &[f32],
        x: &[f32],
        sentences: &[Range<usize>],
        b: &mut HeadBuffers,
        out: &mut Vec<Parsed>,
    ) {
        debug_assert_eq!(x.len() % self.width, 0);
        let leaky = |v: &mut Vec<f32>| {
            for v in v.iter_mut() {
                *v = if *v < 0.0 { *v * self.slope } else { *v };
            }
        };
        quantise(&self.tags, x, &mut b.rows);
        multiply(&self.tags, &b.rows, &mut b.tags);
        multiply(&self.arc_head, &b.rows, &mut b.head);
        leaky(&mut b.head);
        multiply(&self.arc_distance, &b.rows, &mut b.distance);
        multiply(&self.relation_dependent, &b.rows, &mut b.relation_dependent);
        multiply(&self.relation_head, &b.rows, &mut b.relation_head);
        multiply(&self.arc_dependent, &b.rows, &mut b.dependent);
        leaky(&mut b.dependent);
        product(&self.arc_unary, &b.dependent, &mut b.rows, &mut b.unary);
        if let Some(layers) = &self.name_layers {
            layers.score(first, x, sentences, &mut b.tags, &mut b.names);
        }
        for s in sentences {
            out.push(self.sentence(s.clone(), b));
        }
    }

    fn sentence(&self, rows: Range<usize>, b: &mut HeadBuffers) -> Parsed {
        let n = rows.len() - 1;
        let arc = self.arc_head.outputs;
        let buckets = self.arc_distance.outputs;
        // arcs[i * (n + 1) + j]: the word i (from 0) has the head j (0 is the
        // root, j the word j - 1).
        b.arcs.clear();
        b.arcs.resize(n * (n + 1), 0.0);
        let heads = &b.head[rows.start * arc..rows.end * arc];
        for i in 0..n {
            let row = rows.start + 1 + i;
            let scores = &mut b.arcs[i * (n + 1)..][..n + 1];
            dots(&b.unary[row * arc..][..arc], heads, scores);
            self.add_distances(i + 1, &b.distance[row * buckets..][..buckets], scores);
            scores[i + 1] = f32::NEG_INFINITY;
        }
        tree::heads(&b.arcs, n, &mut b.heads);
        // Relations of all words at once.
        let width = self.relation_dependent.outputs;
        b.joint.clear();
        for i in 0..n {
            let dependent = &b.relation_dependent[(rows.start + 1 + i) * width..][..width];
            let head = &b.relation_head[(rows.start + b.heads[i] as usize) * width..][..width];
            b.joint
                .extend(dependent.iter().zip(head).map(|(d, h)| (d + h).max(0.0)));
        }
        product(&self.relation_out, &b.joint, &mut b.rows, &mut b.relations);
        let n_tags = self.tags.outputs;
        let (n_upos, n_xpos) = (self.upos.len(), self.xpos.len());
        let mut words = Vec::with_capacity(n);
        for i in 0..n {
            let tags = &b.tags[(rows.start + 1 + i) * n_tags..][..n_tags];
            let head = b.heads[i];
            let scores = &mut b.arcs[i * (n + 1)..][..n + 1];
            softmax(scores);
            let (upos, xpos) = self.tags(&tags[..n_upos], &tags[n_upos..n_upos + n_xpos]);
            words.push(Word {
                upos,
                xpos,
                head: head.checked_sub(1),
                deprel: self.relation(
                    &b.relations[i * self.relations.len()..][..self.relations.len()],
                    head == 0,
                ),
                score: scores[head as usize],
            });
        }
        let tags = &mut b.tags[(rows.start + 1) * n_tags..rows.end * n_tags];
        let names = names::find(&self.names, tags, &words, &mut b.names);
        Parsed { words, names }
    }

    /// The likeliest two tags that can stand for one word.
    fn tags(&self, upos: &[f32], xpos: &[f32]) -> (Upos, Xpos) {
        let (u, x) = (argmax(upos), argmax(xpos));
        let (mut best, mut best_score) = ((self.upos[u], self.xpos[x]), f32::NEG_INFINITY);
        if best.1.fits(best.0) {
            return best;
        }
        // Scores of one kind differ from log probabilities by the same sum, so
        // the order of the pairs is the same.
        for (&tag, score) in self.xpos.iter().zip(xpos) {
            for (&universal, other) in self.upos.iter().zip(upos) {
                if score + other > best_score && tag.fits(universal) {
                    best = (universal, tag);
                    best_score = score + other;
                }
            }
        }
        best
    }

    /// Adds what the distance of each head counts for the word at `i`.
    fn add_distances(&self, i: usize, distance: &[f32], scores: &mut [f32]) {
        let n = self.edges.len();
        scores[0] += distance[2 * n];
        // Towards either side the distance only grows, and with it the bucket.
        let mut bucket = 0;
        for (a, score) in scores[1..i].iter_mut().rev().enumerate() {
            while bucket + 1 < n && self.edges[bucket + 1] as usize <= a + 1 {
                bucket += 1;
            }
            *score += distance[bucket];
        }
        bucket = 0;
        for (a, score) in scores[i + 1..].iter_mut().enumerate() {
            while bucket + 1 < n && self.edges[bucket + 1] as usize <= a + 1 {
                bucket += 1;
            }
            *score += distance[n + bucket];
        }
    }

    fn relation(&self, scores: &[f32], root: bool) -> Deprel {
        if root {
            return Deprel::Root;
        }
        let mut best: Option<(Deprel, f32)> = None;
        for (&relation, &score) in self.relations.iter().zip(scores) {
            if relation != Deprel::Root && best.is_none_or(|(_, s)| score > s) {
                best = Some((relation, score));
            }
        }
        best.map_or(Deprel::Dep, |(r, _)| r)
    }
}
