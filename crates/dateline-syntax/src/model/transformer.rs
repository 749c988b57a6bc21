//! The encoder of the best model: a small BERT (MiniLM, Wang et al. 2020)
//! over word pieces. What it is, layer by layer, says `train/FORMAT.md`.

use super::attention::{AttentionBuffers, HEAD, attend, gelu};
use super::file::{File, ModelError};
use super::kernels::{Norm, normalise};
use super::pieces::{PieceBuffers, Pieces, case_class};
use super::quantised::{QuantisedMatrix, QuantisedRows, product};
use std::ops::Range;

#[derive(Debug)]
struct Block {
    qkv: QuantisedMatrix,
    out: QuantisedMatrix,
    norm1: Norm,
    up: QuantisedMatrix,
    down: QuantisedMatrix,
    norm2: Norm,
}

/// The encoder.
#[derive(Debug)]
pub(super) struct Transformer {
    width: usize,
    heads: usize,
    pieces: Pieces,
    most_pieces: usize,
    most_pieces_per_word: usize,
    /// Rows of the word pieces, as they lie in the file, with their scales.
    words: &'static [u8],
    word_scales: Vec<f32>,
    places: Vec<f32>,
    cases: Vec<f32>,
    norm: Norm,
    blocks: Vec<Block>,
}

/// Buffers of the encoder.
#[derive(Debug, Default)]
pub(super) struct TransformerBuffers {
    pieces: PieceBuffers,
    numbers: Vec<u32>,
    /// For each word the positions of its first and its last piece.
    words: Vec<(usize, usize)>,
    sequences: Vec<Range<usize>>,
    x: Vec<f32>,
    wide: Vec<f32>,
    narrow: Vec<f32>,
    attended: Vec<f32>,
    attention: AttentionBuffers,
    rows: QuantisedRows,
}

impl Transformer {
    pub fn open(file: &File<'static>) -> Result<Self, ModelError> {
        let about = &file.description;
        let width = about.width;
        if about.attention_heads == 0 || width != about.attention_heads * HEAD {
            return Err(ModelError::new(format!(
                "has {} attention heads over {width} values, not one for {HEAD}",
                about.attention_heads
            )));
        }
        if about.max_pieces < 3 || about.max_pieces_per_word == 0 {
            return Err(ModelError::new("has no room for word pieces"));
        }
        let pieces = Pieces::open(file)?;
        let mut blocks = Vec::with_capacity(about.blocks);
        for k in 0..about.blocks {
            let matrix = |name: &str, inputs, outputs| {
                QuantisedMatrix::open(file, &format!("blocks.{k}.{name}"), inputs, outputs)
            };
            let norm = |name: &str| super::norm(file, &format!("blocks.{k}.{name}"), width);
            blocks.push(Block {
                qkv: matrix("qkv", width, 3 * width)?,
                out: matrix("out", width, width)?,
                norm1: norm("norm1")?,
                up: matrix("up", width, about.inner)?,
                down: matrix("down", about.inner, width)?,
                norm2: norm("norm2")?,
            });
        }
        Ok(Self {
            width,
            heads: about.attention_heads,
            most_pieces: about.max_pieces,
            most_pieces_per_word: about.max_pieces_per_word,
            words: file.signed("words.q", pieces.len * width)?,
            word_scales: file.floats("words.scale", pieces.len)?,
            places: file.floats("places", about.max_pieces * width)?,
            cases: file.floats("case", CASES * width)?,
            norm: super::norm(file, "norm", width)?,
            pieces,
            blocks,
        })
    }

    /// For each sentence a row for the root and one for each word, into `out`.
    pub fn encode(
        &self,
        sentences: &[Vec<&str>],
        b: &mut TransformerBuffers,
        out: &mut Vec<f32>,
        rows: &mut Vec<Range<usize>>,
    ) {
        b.x.clear();
        b.words.clear();
        b.sequences.clear();
        for sentence in sentences {
            self.look_up(sentence, b);
        }
        normalise(&self.norm, &mut b.x);
        for block in &self.blocks {
            self.run(block, b);
        }
        // The root is the first position; a word is the mean of its first and
        // its last piece.
        out.clear();
        rows.clear();
        let width = self.width;
        let row = |at: usize| at * width..(at + 1) * width;
        let mut words = b.words.iter();
        for (sequence, sentence) in b.sequences.iter().zip(sentences) {
            let first = out.len() / width;
            out.extend_from_slice(&b.x[row(sequence.start)]);
            for &(first, last) in words.by_ref().take(sentence.len()) {
                let (first, last) = (&b.x[row(first)], &b.x[row(last)]);
                out.extend(first.iter().zip(last).map(|(a, z)| (a + z) * 0.5));
            }
            rows.push(first..first + 1 + sentence.len());
        }
    }

    /// Adds the first vectors of a sentence's pieces to `b.x`.
    fn look_up(&self, sentence: &[&str], b: &mut TransformerBuffers) {
        let start = b.x.len() / self.width;
        // A sentence too long for the places there are gives up the inner
        // pieces of its words.
        let room = (self.most_pieces - 2) / sentence.len().max(1);
        let most = self.most_pieces_per_word;
        let mut place = 0;
        self.add(self.pieces.start, &mut place, 0, &mut b.x);
        let total: usize = sentence
            .iter()
            .map(|form| {
                b.numbers.clear();
                self.pieces.cut(form, most, &mut b.pieces, &mut b.numbers);
                b.numbers.len()
            })
            .sum();
        let most = if total + 2 > self.most_pieces {
            most.min(room.max(1))
        } else {
            most
        };
        for form in sentence {
            b.numbers.clear();
            self.pieces.cut(form, most, &mut b.pieces, &mut b.numbers);
            let case = case_class(form);
            let first = start + place;
            for &number in &b.numbers {
                self.add(number, &mut place, case, &mut b.x);
            }
            b.words.push((first, start + place - 1));
        }
        self.add(self.pieces.end, &mut place, 0, &mut b.x);
        b.sequences.push(start..start + place);
    }

    /// Adds one piece: its own vector, that of its place, that of its case.
    fn add(&self, number: u32, place: &mut usize, case: usize, x: &mut Vec<f32>) {
        let width = self.width;
        let number = number as usize;
        let scale = self.word_scales[number];
        let word = &self.words[number * width..][..width];
        // Beyond the last place only where a caller gives too many words.
        let at = (*place).min(self.most_pieces - 1);
        let places = &self.places[at * width..][..width];
        let cases = &self.cases[case * width..][..width];
        x.extend(
            word.iter()
                .zip(places)
                .zip(cases)
                .map(|((&w, p), c)| f32::from(w.cast_signed()) * scale + p + c),
        );
        *place += 1;
    }

    fn run(&self, block: &Block, b: &mut TransformerBuffers) {
        let width = self.width;
        product(&block.qkv, &b.x, &mut b.rows, &mut b.wide);
        b.attended.resize(b.x.len(), 0.0);
        for s in &b.sequences {
            attend(
                &b.wide[s.start * 3 * width..s.end * 3 * width],
                self.heads,
                &mut b.attended[s.start * width..s.end * width],
                &mut b.attention,
            );
        }
        product(&block.out, &b.attended, &mut b.rows, &mut b.narrow);
        add(&mut b.x, &b.narrow);
        normalise(&block.norm1, &mut b.x);
        product(&block.up, &b.x, &mut b.rows, &mut b.wide);
        gelu(&mut b.wide);
        product(&block.down, &b.wide, &mut b.rows, &mut b.narrow);
        add(&mut b.x, &b.narrow);
        normalise(&block.norm2, &mut b.x);
    }
}

/// Case classes that the model knows.
const CASES: usize = 6;

/// `x += y`.
fn add(x: &mut [f32], y: &[f32]) {
    for (x, y) in x.iter_mut().zip(y) {
        *x += y;
    }
}
