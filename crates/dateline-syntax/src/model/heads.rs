//! What the network says of each word: tags, head, relation, names.

use super::file::{File, ModelError};
use super::kernels::{Matrix, argmax, dots, product, softmax};
use super::tree;
use super::{Parsed, Word};
use crate::{Deprel, Name, NameType, Upos, Xpos};
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
    tags: Matrix,
    arc_dependent: Matrix,
    arc_head: Matrix,
    arc_unary: Matrix,
    arc_distance: Matrix,
    relation_dependent: Matrix,
    relation_head: Matrix,
    relation_out: Matrix,
}

/// Buffers of the heads.
#[derive(Debug, Default)]
pub(super) struct HeadBuffers {
    tags: Vec<f32>,
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
    borders: Vec<[f32; 3]>,
    back: Vec<[u8; 3]>,
}

/// A tag of the names: outside, first word of a name, later word of a name.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Tag {
    Outside,
    First(NameType),
    Inside(NameType),
}

impl Tag {
    fn parse(text: &str) -> Option<Self> {
        match text.split_once('-') {
            None => (text == "O").then_some(Self::Outside),
            Some(("B", kind)) => NameType::parse(kind).map(Self::First),
            Some(("I", kind)) => NameType::parse(kind).map(Self::Inside),
            _ => None,
        }
    }

    /// 0 outside, 1 first, 2 inside.
    fn border(self) -> usize {
        match self {
            Self::Outside => 0,
            Self::First(_) => 1,
            Self::Inside(_) => 2,
        }
    }

    fn kind(self) -> Option<NameType> {
        match self {
            Self::Outside => None,
            Self::First(kind) | Self::Inside(kind) => Some(kind),
        }
    }
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
        })
    }

    /// Reads the words of each sentence off the encoded rows `x`. The first
    /// row of a sentence stands for its root.
    pub fn read(
        &self,
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
        product(&self.tags, x, &mut b.tags);
        product(&self.arc_dependent, x, &mut b.dependent);
        leaky(&mut b.dependent);
        product(&self.arc_unary, &b.dependent, &mut b.unary);
        product(&self.arc_head, x, &mut b.head);
        leaky(&mut b.head);
        product(&self.arc_distance, x, &mut b.distance);
        product(&self.relation_dependent, x, &mut b.relation_dependent);
        product(&self.relation_head, x, &mut b.relation_head);
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
        product(&self.relation_out, &b.joint, &mut b.relations);
        let n_tags = self.tags.outputs;
        let (n_upos, n_xpos) = (self.upos.len(), self.xpos.len());
        let mut words = Vec::with_capacity(n);
        for i in 0..n {
            let tags = &b.tags[(rows.start + 1 + i) * n_tags..][..n_tags];
            let head = b.heads[i];
            let scores = &mut b.arcs[i * (n + 1)..][..n + 1];
            softmax(scores);
            words.push(Word {
                upos: self.upos[argmax(&tags[..n_upos])],
                xpos: self.xpos[argmax(&tags[n_upos..n_upos + n_xpos])],
                head: head.checked_sub(1),
                deprel: self.relation(
                    &b.relations[i * self.relations.len()..][..self.relations.len()],
                    head == 0,
                ),
                score: scores[head as usize],
            });
        }
        let names = self.names(rows, n_upos + n_xpos, b);
        Parsed { words, names }
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

    /// The names of a sentence: first where they begin and end, by the best
    /// run of outside, first and inside in which no name goes on that did not
    /// begin; then the kind of each, by all its words together.
    fn names(&self, rows: Range<usize>, offset: usize, b: &mut HeadBuffers) -> Vec<Name> {
        let n = rows.len() - 1;
        let k = self.names.len();
        let n_tags = self.tags.outputs;
        let row = |i: usize| (rows.start + 1 + i) * n_tags + offset;
        // For each word the log probabilities of outside, first, inside.
        b.borders.clear();
        let mut any = false;
        for i in 0..n {
            let tags = &mut b.tags[row(i)..][..k];
            softmax(tags);
            let mut p = [0.0f32; 3];
            for (&tag, &v) in self.names.iter().zip(tags.iter()) {
                p[tag.border()] += v;
            }
            any |= p[0] < 0.5;
            b.borders.push(p.map(|v| (v + 1e-9).ln()));
        }
        // Most sentences of running text hold no name at all.
        if !any {
            return Vec::new();
        }
        b.back.clear();
        let mut best = [0.0, 0.0, f32::NEG_INFINITY];
        for (i, p) in b.borders.iter().enumerate() {
            let top = argmax(&best);
            // Inside follows first and inside only.
            let from = if best[2] > best[1] { 2 } else { 1 };
            let (any, inside) = if i == 0 {
                (0.0, f32::NEG_INFINITY)
            } else {
                (best[top], best[from])
            };
            best = [any + p[0], any + p[1], inside + p[2]];
            b.back.push([top as u8, top as u8, from as u8]);
        }
        let mut border = argmax(&best);
        let mut names: Vec<Name> = Vec::new();
        let mut end = n;
        for i in (0..n).rev() {
            match border {
                0 => end = i,
                1 => {
                    names.extend(self.name(i, end, &b.tags, row));
                    end = i;
                }
                _ => {}
            }
            border = usize::from(b.back[i][border]);
        }
        names.reverse();
        names
    }

    /// The name from word `first` up to `end`, with its likeliest kind.
    fn name(
        &self,
        first: usize,
        end: usize,
        tags: &[f32],
        row: impl Fn(usize) -> usize,
    ) -> Option<Name> {
        let share = |i: usize, kind: NameType| -> f32 {
            self.names
                .iter()
                .zip(&tags[row(i)..])
                .filter(|(tag, _)| tag.kind() == Some(kind))
                .map(|(_, &p)| p)
                .sum()
        };
        let total =
            |kind: NameType| -> f32 { (first..end).map(|i| (share(i, kind) + 1e-6).ln()).sum() };
        let kind = NameType::ALL
            .iter()
            .copied()
            .filter(|&kind| self.names.iter().any(|t| t.kind() == Some(kind)))
            .map(|kind| (kind, total(kind)))
            .reduce(|best, next| if next.1 > best.1 { next } else { best })?
            .0;
        let score = (first..end).map(|i| share(i, kind)).fold(1.0, f32::min);
        Some(Name {
            first: first as u32,
            end: end as u32,
            kind,
            score,
        })
    }
}
