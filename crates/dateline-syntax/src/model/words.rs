//! The first layer: from word forms to vectors.

use super::features::{Feature, Strings, plain, rows};
use super::file::{File, ModelError};
use super::kernels::{Norm, normalise};
use super::quantised::{QuantisedMatrix, QuantisedRows, product};
use std::borrow::Cow;

/// Width of the word vectors.
pub(crate) const VECTOR: usize = 50;

/// Rows of signed bytes, each with its own scale. The bytes are those of the
/// model file.
#[derive(Debug)]
struct Rows {
    width: usize,
    values: Cow<'static, [u8]>,
    scales: Vec<f32>,
}

impl Rows {
    fn open(
        file: &File<'static>,
        name: &str,
        rows: usize,
        width: usize,
    ) -> Result<Self, ModelError> {
        Ok(Self {
            width,
            values: Cow::Borrowed(file.signed(&format!("{name}.q"), rows * width)?),
            scales: file.floats(&format!("{name}.scale"), rows)?,
        })
    }

    /// `out += row`.
    fn add(&self, row: usize, out: &mut [f32]) {
        let scale = self.scales[row];
        let values = &self.values[row * self.width..][..self.width];
        for (o, &v) in out.iter_mut().zip(values) {
            *o += f32::from(v.cast_signed()) * scale;
        }
    }
}

#[derive(Debug)]
struct Table {
    feature: Feature,
    seed: u8,
    n: usize,
    rows: Rows,
}

/// The words that have a vector, sorted.
#[derive(Debug)]
struct Vocabulary {
    text: &'static [u8],
    /// Where each word begins, and one past the end.
    starts: Vec<u32>,
    /// First word for each value of the first two bytes.
    index: Vec<u32>,
    vectors: Rows,
}

impl Vocabulary {
    fn open(file: &File<'static>) -> Result<Self, ModelError> {
        let text = file.raw("vectors.words")?;
        let mut starts = vec![0];
        starts.extend(
            text.iter()
                .enumerate()
                .filter(|&(_, &b)| b == b'\n')
                .map(|(i, _)| i as u32 + 1),
        );
        if text.last() != Some(&b'\n') {
            starts.push(text.len() as u32 + 1);
        }
        let n = starts.len() - 1;
        let key = |i: usize| {
            let at = starts[i] as usize;
            let end = starts[i + 1] as usize - 1;
            Self::key(&text[at..end])
        };
        let mut index = vec![0u32; 65_537];
        for i in 0..n {
            index[key(i) + 1] = i as u32 + 1;
        }
        for k in 1..index.len() {
            index[k] = index[k].max(index[k - 1]);
        }
        Ok(Self {
            text,
            vectors: Rows::open(file, "vectors", n, VECTOR)?,
            starts,
            index,
        })
    }

    fn key(word: &[u8]) -> usize {
        let byte = |i: usize| word.get(i).map_or(0, |&b| usize::from(b));
        byte(0) << 8 | byte(1)
    }

    fn find(&self, word: &str) -> Option<usize> {
        let word = word.as_bytes();
        let key = Self::key(word);
        let (mut low, mut high) = (self.index[key] as usize, self.index[key + 1] as usize);
        while low < high {
            let mid = (low + high) / 2;
            let at = self.starts[mid] as usize;
            let end = self.starts[mid + 1] as usize - 1;
            match self.text[at..end].cmp(word) {
                std::cmp::Ordering::Less => low = mid + 1,
                std::cmp::Ordering::Greater => high = mid,
                std::cmp::Ordering::Equal => return Some(mid),
            }
        }
        None
    }
}

/// The first layer.
#[derive(Debug)]
pub(super) struct Words {
    tables: Vec<Table>,
    vocabulary: Vocabulary,
    matrix: QuantisedMatrix,
    norm: Norm,
    inputs: usize,
}

/// Buffers of the first layer.
#[derive(Debug, Default)]
pub(super) struct WordBuffers {
    rows: QuantisedRows,
    strings: Strings,
    digits: String,
    features: Vec<f32>,
}

impl Words {
    pub fn open(file: &File<'static>) -> Result<Self, ModelError> {
        let about = &file.description;
        let mut tables = Vec::new();
        let mut inputs = VECTOR;
        for t in &about.tables {
            let feature = Feature::named(&t.name).ok_or_else(|| {
                ModelError::new(format!("has a table '{}' of no known feature", t.name))
            })?;
            if t.rows == 0 {
                return Err(ModelError::new(format!(
                    "has a table '{}' of no rows",
                    t.name
                )));
            }
            inputs += t.width;
            tables.push(Table {
                feature,
                seed: t.seed,
                n: t.rows,
                rows: Rows::open(file, &format!("tables.{}", t.name), t.rows, t.width)?,
            });
        }
        Ok(Self {
            tables,
            vocabulary: Vocabulary::open(file)?,
            matrix: super::matrix(file, "inp", inputs, about.width)?,
            norm: super::norm(file, "norm", about.width)?,
            inputs,
        })
    }

    /// A row of the layer's width for each form.
    pub fn encode<'t>(
        &self,
        forms: impl Iterator<Item = &'t str>,
        buffers: &mut WordBuffers,
        out: &mut Vec<f32>,
    ) {
        let WordBuffers {
            rows: quantised,
            strings,
            digits,
            features,
        } = buffers;
        features.clear();
        for form in forms {
            let plain = plain(form);
            strings.set(&plain);
            let from = features.len();
            features.resize(from + self.inputs, 0.0);
            let mut at = from;
            for table in &self.tables {
                let to = &mut features[at..at + table.rows.width];
                for row in rows(table.seed, strings.of(table.feature), table.n) {
                    table.rows.add(row, to);
                }
                at += table.rows.width;
            }
            if let Some(row) = self.vector(strings, digits) {
                self.vocabulary.vectors.add(row, &mut features[at..]);
            }
        }
        product(&self.matrix, features, quantised, out);
        normalise(&self.norm, out);
    }

    /// The word vector of a form, or of something close to it; not scaled to
    /// any length.
    pub fn word_vector(&self, form: &str) -> Option<[f32; VECTOR]> {
        let mut strings = Strings::default();
        strings.set(&plain(form));
        let row = self.vector(&strings, &mut String::new())?;
        let mut out = [0.0; VECTOR];
        self.vocabulary.vectors.add(row, &mut out);
        Some(out)
    }

    /// The row of the word vector of a form, or of something close to it.
    fn vector(&self, strings: &Strings, digits: &mut String) -> Option<usize> {
        let find = |w: &str| self.vocabulary.find(w);
        let low = strings.low.as_str();
        find(low)
            .or_else(|| {
                if !low.bytes().any(|b| b.is_ascii_digit()) {
                    return None;
                }
                digits.clear();
                digits.extend(
                    low.chars()
                        .map(|c| if c.is_ascii_digit() { '0' } else { c }),
                );
                find(digits)
            })
            .or_else(|| low.rsplit_once('-').and_then(|(_, tail)| find(tail)))
            .or_else(|| {
                low.ends_with('.')
                    .then(|| find(low.trim_end_matches('.')))
                    .flatten()
            })
    }
}
