//! Reads a model file: a safetensors file with a JSON description in its
//! metadata. The bytes are borrowed, nothing is copied but what is unpacked
//! for the kernels.

use safetensors::{Dtype, SafeTensors};
use serde::Deserialize;

/// Why a model file cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the model file {0}; use the file that was released with this version")]
pub struct ModelError(pub(crate) String);

impl ModelError {
    pub(super) fn new(why: impl Into<String>) -> Self {
        Self(why.into())
    }
}

/// The description of a model.
#[derive(Debug, Deserialize)]
pub(super) struct Description {
    pub format: String,
    pub model: String,
    pub width: usize,
    #[serde(default)]
    pub layers: Vec<String>,
    #[serde(default)]
    pub scan_hidden: usize,
    #[serde(default)]
    pub blocks: usize,
    #[serde(default)]
    pub attention_heads: usize,
    #[serde(default)]
    pub inner: usize,
    #[serde(default)]
    pub max_pieces: usize,
    #[serde(default)]
    pub max_pieces_per_word: usize,
    #[serde(default = "epsilon")]
    pub layer_norm_eps: f32,
    #[serde(default = "slope")]
    pub leaky_relu: f32,
    #[serde(default)]
    pub tables: Vec<TableDescription>,
    pub dist_edges: Vec<u32>,
    pub upos: Vec<String>,
    pub xpos: Vec<String>,
    pub ner: Vec<String>,
    pub rels: Vec<String>,
}

fn epsilon() -> f32 {
    1e-5
}

fn slope() -> f32 {
    0.1
}

/// One table of hashed features.
#[derive(Debug, Deserialize)]
pub(super) struct TableDescription {
    pub name: String,
    pub seed: u8,
    pub rows: usize,
    pub width: usize,
}

/// An open model file.
pub(super) struct File<'a> {
    tensors: SafeTensors<'a>,
    pub description: Description,
}

impl<'a> File<'a> {
    /// Reads the header and the description.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ModelError> {
        let broken = |e: safetensors::SafeTensorError| ModelError::new(format!("is broken ({e})"));
        let (_, header) = SafeTensors::read_metadata(bytes).map_err(broken)?;
        let text = header
            .metadata()
            .as_ref()
            .and_then(|m| m.get("dateline"))
            .ok_or_else(|| ModelError::new("has no description of a dateline model"))?;
        let description: Description = serde_json::from_str(text)
            .map_err(|e| ModelError::new(format!("has a description that cannot be read ({e})")))?;
        if description.format != "dateline-syntax-1" {
            return Err(ModelError::new(format!(
                "has the format '{}', not 'dateline-syntax-1'",
                description.format
            )));
        }
        let tensors = SafeTensors::deserialize(bytes).map_err(broken)?;
        Ok(Self {
            tensors,
            description,
        })
    }

    fn bytes(&self, name: &str, dtype: Dtype, len: usize) -> Result<&'a [u8], ModelError> {
        let tensor = self
            .tensors
            .tensor(name)
            .map_err(|_| ModelError::new(format!("lacks the tensor '{name}'")))?;
        let n: usize = tensor.shape().iter().product();
        if tensor.dtype() != dtype || n != len {
            return Err(ModelError::new(format!(
                "holds '{name}' as {:?} of shape {:?}, not {dtype:?} of {len} values",
                tensor.dtype(),
                tensor.shape()
            )));
        }
        Ok(tensor.data())
    }

    /// Number of values of a tensor.
    pub fn len(&self, name: &str) -> Result<usize, ModelError> {
        self.tensors
            .tensor(name)
            .map(|t| t.shape().iter().product())
            .map_err(|_| ModelError::new(format!("lacks the tensor '{name}'")))
    }

    /// A tensor of half floats, unpacked.
    pub fn floats(&self, name: &str, len: usize) -> Result<Vec<f32>, ModelError> {
        Ok(self
            .bytes(name, Dtype::F16, len)?
            .chunks_exact(2)
            .map(|b| half(u16::from_le_bytes([b[0], b[1]])))
            .collect())
    }

    /// A tensor of signed bytes, as they lie in the file.
    pub fn signed(&self, name: &str, len: usize) -> Result<&'a [u8], ModelError> {
        self.bytes(name, Dtype::I8, len)
    }

    /// A tensor of bytes, as they lie in the file.
    pub fn raw(&self, name: &str) -> Result<&'a [u8], ModelError> {
        self.bytes(name, Dtype::U8, self.len(name)?)
    }
}

/// The value of an IEEE 754 half float.
pub(super) fn half(bits: u16) -> f32 {
    let sign = u32::from(bits >> 15) << 31;
    let exponent = u32::from(bits >> 10) & 31;
    let fraction = u32::from(bits) & 0x3ff;
    match (exponent, fraction) {
        (0, f) => {
            let value = f as f32 / 16_777_216.0;
            if sign == 0 { value } else { -value }
        }
        (31, f) => f32::from_bits(sign | 0x7f80_0000 | (f << 13)),
        (e, f) => f32::from_bits(sign | ((e + 112) << 23) | (f << 13)),
    }
}
