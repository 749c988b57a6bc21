//! The network: from the forms of a sentence to tags, heads, relations and
//! names. One model is shared by all threads; what changes is in [`Scratch`].

mod attention;
mod encoder;
pub(crate) mod features;
mod file;
mod heads;
mod kernels;
pub(crate) mod names;
mod pieces;
mod quantised;
mod transformer;
mod tree;
mod words;

pub use file::ModelError;

use crate::{Deprel, Upos, Xpos};
use file::File;
use kernels::Norm;
use quantised::QuantisedMatrix;
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
    pub names: Vec<names::Found>,
}

/// The learned part of the reader.
#[derive(Debug)]
pub(crate) struct Model {
    width: usize,
    encoder: Encoder,
    heads: heads::Heads,
}

/// From the forms of a sentence to a vector for the root and for each word.
/// The heads are the same over either.
#[derive(Debug)]
enum Encoder {
    Fast(Box<Fast>),
    Best(Box<transformer::Transformer>),
}

/// The encoder of the fast model: hashed words, convolutions and scans.
#[derive(Debug)]
struct Fast {
    words: words::Words,
    root: Vec<f32>,
    layers: encoder::Encoder,
}

/// Buffers that a thread uses again and again.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    words: words::WordBuffers,
    encoder: encoder::EncoderBuffers,
    transformer: transformer::TransformerBuffers,
    heads: heads::HeadBuffers,
    inputs: Vec<f32>,
    x: Vec<f32>,
    rows: Vec<Range<usize>>,
}

impl Model {
    /// Reads a model file that stays in memory as long as the program runs.
    pub fn open(bytes: &'static [u8]) -> Result<Self, ModelError> {
        let file = File::open(bytes)?;
        let width = file.description.width;
        let encoder = match file.description.model.as_str() {
            "fast" => Encoder::Fast(Box::new(Fast {
                words: words::Words::open(&file)?,
                root: file.floats("root", width)?,
                layers: encoder::Encoder::open(&file)?,
            })),
            "best" => Encoder::Best(Box::new(transformer::Transformer::open(&file)?)),
            kind => {
                return Err(ModelError::new(format!(
                    "holds a model of the kind '{kind}', not 'fast' or 'best'"
                )));
            }
        };
        Ok(Self {
            width,
            encoder,
            heads: heads::Heads::open(&file, width)?,
        })
    }

    /// Words that go through the network together, about: the weights are
    /// then read once for all of them, and the rows still fit the cache.
    pub fn batch(&self) -> usize {
        match self.encoder {
            Encoder::Fast(_) => 256,
            Encoder::Best(_) => 128,
        }
    }

    /// The word vector of a form, where the model has word vectors and one for
    /// it or something close to it.
    pub fn word_vector(&self, form: &str) -> Option<[f32; words::VECTOR]> {
        match &self.encoder {
            Encoder::Fast(fast) => fast.words.word_vector(form),
            Encoder::Best(_) => None,
        }
    }

    /// Parses sentences, each a list of forms, none empty. The caller keeps
    /// the sum of their words near [`Self::batch`].
    pub fn parse(&self, sentences: &[Vec<&str>], scratch: &mut Scratch, out: &mut Vec<Parsed>) {
        match &self.encoder {
            Encoder::Fast(fast) => fast.encode(sentences, self.width, scratch),
            Encoder::Best(best) => best.encode(
                sentences,
                &mut scratch.transformer,
                &mut scratch.x,
                &mut scratch.rows,
            ),
        }
        let Scratch {
            inputs,
            x,
            rows,
            heads,
            ..
        } = scratch;
        self.heads.read(inputs, x, rows, heads, out);
    }
}

impl Fast {
    fn encode(&self, sentences: &[Vec<&str>], width: usize, scratch: &mut Scratch) {
        let forms = sentences.iter().flatten().copied();
        self.words
            .encode(forms, &mut scratch.words, &mut scratch.inputs);
        scratch.x.clear();
        scratch.rows.clear();
        let mut from = 0;
        for sentence in sentences {
            let first = scratch.x.len() / width;
            scratch.x.extend_from_slice(&self.root);
            let to = from + sentence.len() * width;
            scratch.x.extend_from_slice(&scratch.inputs[from..to]);
            from = to;
            scratch.rows.push(first..first + 1 + sentence.len());
        }
        self.layers
            .run(&mut scratch.x, &scratch.rows, &mut scratch.encoder);
    }
}

/// The matrix `name` and its bias, where the file has one.
fn matrix(
    file: &File<'_>,
    name: &str,
    inputs: usize,
    outputs: usize,
) -> Result<QuantisedMatrix, ModelError> {
    let weights = file.floats(&format!("{name}.weight"), inputs * outputs)?;
    let bias = format!("{name}.bias");
    let bias = match file.len(&bias) {
        Ok(_) => file.floats(&bias, outputs)?,
        Err(_) => Vec::new(),
    };
    Ok(QuantisedMatrix::of(&weights, &bias, inputs, outputs))
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
