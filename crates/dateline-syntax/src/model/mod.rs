//! The network: from the forms of a sentence to tags, heads, relations and
//! names. One model is shared by all threads; what changes is in [`Scratch`].

mod encoder;
pub(crate) mod features;
mod file;
mod heads;
mod kernels;
mod tree;
mod words;

pub use file::ModelError;

use crate::{Deprel, Name, Upos, Xpos};
use file::File;
use kernels::{Matrix, Norm};
use std::ops::Range;

/// What the network says of one word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Word {
    pub upos: Upos,
    pub xpos: Xpos,
    /// Place of the head in the sentence; `None` for the root.
    pub head: Option<u32>,
    pub deprel: Deprel,
    /// Probability of the head.
    pub score: f32,
}

/// What the network says of one sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Parsed {
    pub words: Vec<Word>,
    pub names: Vec<Name>,
}

/// The learned part of the reader.
#[derive(Debug)]
pub(crate) struct Model {
    width: usize,
    words: words::Words,
    root: Vec<f32>,
    encoder: encoder::Encoder,
    heads: heads::Heads,
}

/// Buffers that a thread uses again and again.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    words: words::WordBuffers,
    encoder: encoder::EncoderBuffers,
    heads: heads::HeadBuffers,
    inputs: Vec<f32>,
    x: Vec<f32>,
    rows: Vec<Range<usize>>,
}

/// Words that go through the network together, about: the weights are then
/// read once for all of them, and the rows still fit the cache.
pub(crate) const BATCH: usize = 256;

impl Model {
    /// Reads a model file that stays in memory as long as the program runs.
    pub fn open(bytes: &'static [u8]) -> Result<Self, ModelError> {
        let file = File::open(bytes)?;
        if file.description.model != "fast" {
            return Err(ModelError::new(format!(
                "holds a model of the kind '{}', not 'fast'",
                file.description.model
            )));
        }
        let width = file.description.width;
        Ok(Self {
            width,
            words: words::Words::open(&file)?,
            root: file.floats("root", width)?,
            encoder: encoder::Encoder::open(&file)?,
            heads: heads::Heads::open(&file, width)?,
        })
    }

    /// The word vector of a form, where it or something close to it has one.
    pub fn word_vector(&self, form: &str) -> Option<[f32; words::VECTOR]> {
        self.words.word_vector(form)
    }

    /// Parses sentences, each a list of forms, none empty. The caller keeps
    /// the sum of their words near [`BATCH`].
    pub fn parse(&self, sentences: &[Vec<&str>], scratch: &mut Scratch, out: &mut Vec<Parsed>) {
        let forms = sentences.iter().flatten().copied();
        self.words
            .encode(forms, &mut scratch.words, &mut scratch.inputs);
        scratch.x.clear();
        scratch.rows.clear();
        let mut from = 0;
        for sentence in sentences {
            let first = scratch.x.len() / self.width;
            scratch.x.extend_from_slice(&self.root);
            let to = from + sentence.len() * self.width;
            scratch.x.extend_from_slice(&scratch.inputs[from..to]);
            from = to;
            scratch.rows.push(first..first + 1 + sentence.len());
        }
        self.encoder
            .run(&mut scratch.x, &scratch.rows, &mut scratch.encoder);
        self.heads
            .read(&scratch.x, &scratch.rows, &mut scratch.heads, out);
    }
}

/// The matrix `name` and its bias, where the file has one.
fn matrix(
    file: &File<'_>,
    name: &str,
    inputs: usize,
    outputs: usize,
) -> Result<Matrix, ModelError> {
    let weights = file.floats(&format!("{name}.weight"), inputs * outputs)?;
    let bias = format!("{name}.bias");
    let bias = match file.len(&bias) {
        Ok(_) => file.floats(&bias, outputs)?,
        Err(_) => Vec::new(),
    };
    Ok(Matrix::pack(&weights, &bias, inputs, outputs))
}

fn norm(file: &File<'_>, name: &str, width: usize) -> Result<Norm, ModelError> {
    Ok(Norm {
        scale: file.floats(&format!("{name}.weight"), width)?,
        shift: file.floats(&format!("{name}.bias"), width)?,
        epsilon: file.description.layer_norm_eps,
    })
}

#[cfg(test)]
mod tests;
