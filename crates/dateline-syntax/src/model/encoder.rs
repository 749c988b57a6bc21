//! The layers between words and heads: dilated convolutions and gated scans.

use super::file::{File, ModelError};
use super::kernels::{Norm, add_silu, normalise, scan};
use super::quantised::{QuantisedMatrix, QuantisedRows, product};
use std::ops::Range;

#[derive(Debug)]
enum Layer {
    Conv {
        dilation: usize,
        linear: QuantisedMatrix,
        norm: Norm,
    },
    Scan {
        gates: QuantisedMatrix,
        out: QuantisedMatrix,
        hidden: usize,
        norm: Norm,
    },
}

/// The stack of layers.
#[derive(Debug)]
pub(super) struct Encoder {
    width: usize,
    layers: Vec<Layer>,
}

/// Buffers of the layers.
#[derive(Debug, Default)]
pub(super) struct EncoderBuffers {
    rows: QuantisedRows,
    window: Vec<f32>,
    product: Vec<f32>,
    scanned: Vec<f32>,
    state: Vec<f32>,
}

impl Encoder {
    pub fn open(file: &File<'_>) -> Result<Self, ModelError> {
        let width = file.description.width;
        let mut layers = Vec::new();
        for (k, kind) in file.description.layers.iter().enumerate() {
            let norm = super::norm(file, &format!("layers.{k}.norm"), width)?;
            let dilation = kind.strip_prefix('c').and_then(|d| d.parse().ok());
            layers.push(match (kind.as_str(), dilation) {
                ("s", _) => {
                    let hidden = file.description.scan_hidden;
                    Layer::Scan {
                        gates: super::matrix(file, &format!("layers.{k}.inp"), width, 3 * hidden)?,
                        out: super::matrix(file, &format!("layers.{k}.out"), hidden, width)?,
                        hidden,
                        norm,
                    }
                }
                (_, Some(dilation)) => Layer::Conv {
                    dilation,
                    linear: super::matrix(file, &format!("layers.{k}.lin"), 3 * width, width)?,
                    norm,
                },
                _ => {
                    return Err(ModelError::new(format!(
                        "has a layer '{kind}' of no known kind"
                    )));
                }
            });
        }
        Ok(Self { width, layers })
    }

    /// Runs all layers in place. `x` holds one row a position; `sentences`
    /// are the ranges of rows that belong together.
    pub fn run(&self, x: &mut [f32], sentences: &[Range<usize>], buffers: &mut EncoderBuffers) {
        let width = self.width;
        for layer in &self.layers {
            match layer {
                Layer::Conv {
                    dilation,
                    linear,
                    norm,
                } => {
                    let window = &mut buffers.window;
                    window.clear();
                    window.resize(3 * x.len(), 0.0);
                    for s in sentences {
                        let rows = &x[s.start * width..s.end * width];
                        let to = &mut window[3 * s.start * width..3 * s.end * width];
                        gather(rows, to, width, *dilation);
                    }
                    product(linear, window, &mut buffers.rows, &mut buffers.product);
                    add_silu(x, &buffers.product);
                    normalise(norm, x);
                }
                Layer::Scan {
                    gates,
                    out,
                    hidden,
                    norm,
                } => {
                    product(gates, x, &mut buffers.rows, &mut buffers.product);
                    buffers.scanned.clear();
                    buffers.scanned.resize(x.len() / width * hidden, 0.0);
                    for s in sentences {
                        scan(
                            &buffers.product[s.start * 3 * hidden..s.end * 3 * hidden],
                            *hidden,
                            &mut buffers.scanned[s.start * hidden..s.end * hidden],
                            &mut buffers.state,
                        );
                    }
                    product(
                        out,
                        &buffers.scanned,
                        &mut buffers.rows,
                        &mut buffers.product,
                    );
                    for (x, y) in x.iter_mut().zip(&buffers.product) {
                        *x += y;
                    }
                    normalise(norm, x);
                }
            }
        }
    }
}

/// Writes the rows `i - d`, `i`, `i + d` of each position `i` next to one
/// another; `to` is zero where there is no such row.
fn gather(rows: &[f32], to: &mut [f32], width: usize, d: usize) {
    let n = rows.len() / width.max(1);
    for i in 0..n {
        let to = &mut to[3 * i * width..][..3 * width];
        if i >= d {
            to[..width].copy_from_slice(&rows[(i - d) * width..][..width]);
        }
        to[width..2 * width].copy_from_slice(&rows[i * width..][..width]);
        if i + d < n {
            to[2 * width..].copy_from_slice(&rows[(i + d) * width..][..width]);
        }
    }
}
