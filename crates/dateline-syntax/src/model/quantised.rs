//! Matrix products in whole numbers: weights and inputs of up to 16 bits, sums
//! of 32.
//!
//! The weights of the best model have 8 bits, as its file has them; those of
//! the fast model, whose file has half floats, take what the sums leave.
//! Inputs keep up to 16 bits because a row of a transformer holds a few values
//! far larger than the rest; 8 bits for them cost accuracy, and the
//! instruction that multiplies pairs of 16 bits is on every processor. It does
//! twice as many products as one for floats of 32 bits. The sums are exact, so
//! every machine gives the same numbers.

use super::file::{File, ModelError};
use archmage::prelude::*;

/// Outputs that one panel of a packed matrix holds.
const PANEL: usize = 32;

/// A panel's weights for two inputs, one of the first half of the inputs and
/// the one that many places on: for each output the two weights as the low and
/// the high half of one number.
type Pairs = [i32; PANEL];

/// Greatest whole number for an input of a matrix of half floats. Its weights
/// share what is left of the 32 bits of a sum; so divided, neither loses more
/// than a thousandth of what is usual in its row.
const INPUT: i32 = 8191;

/// A matrix of `outputs` rows of weights with a scale each.
#[derive(Debug)]
pub(super) struct QuantisedMatrix {
    pub inputs: usize,
    pub outputs: usize,
    panels: Vec<Pairs>,
    scales: Vec<[f32; PANEL]>,
    bias: Vec<[f32; PANEL]>,
    /// Greatest input for which no sum can leave 32 bits.
    limit: f32,
}

/// Rows of inputs as whole numbers, two to a number, with a scale a row.
#[derive(Debug, Default)]
pub(super) struct QuantisedRows {
    pairs: Vec<i32>,
    scales: Vec<f32>,
    inputs: usize,
    limit: f32,
}

/// Two 16-bit numbers, given in the low halves, as one of 32.
#[inline(always)]
fn pair(low: i32, high: i32) -> i32 {
    (low & 0xffff) | (high << 16)
}

impl QuantisedMatrix {
    /// The matrix `name` of a model file.
    pub fn open(
        file: &File<'_>,
        name: &str,
        inputs: usize,
        outputs: usize,
    ) -> Result<Self, ModelError> {
        let weights = file.signed(&format!("{name}.q"), inputs * outputs)?;
        let scales = file.floats(&format!("{name}.scale"), outputs)?;
        let bias = file.floats(&format!("{name}.bias"), outputs)?;
        Ok(Self::pack(weights, &scales, &bias, inputs, outputs))
    }

    /// Packs 8-bit weights that lie row by row, `[outputs][inputs]`.
    fn pack(weights: &[u8], scales: &[f32], bias: &[f32], inputs: usize, outputs: usize) -> Self {
        let greatest = (i32::MAX as usize / (128 * inputs.max(1))).min(32_767);
        let weight = |i: usize| i32::from(weights[i].cast_signed());
        Self::panelled(weight, scales, bias, inputs, outputs, greatest as f32)
    }

    /// Packs weights that lie row by row, `[outputs][inputs]`, and a bias of
    /// `outputs` values, or none.
    pub fn of(weights: &[f32], bias: &[f32], inputs: usize, outputs: usize) -> Self {
        // Rounding adds at most a half to each weight.
        let room = (i32::MAX / INPUT) as f32 - inputs as f32;
        let mut scales = Vec::with_capacity(outputs);
        let mut whole = Vec::with_capacity(weights.len());
        for row in weights.chunks_exact(inputs.max(1)) {
            let total: f32 = row.iter().map(|w| w.abs()).sum();
            let top = row.iter().fold(0.0f32, |top, w| top.max(w.abs()));
            let factor = (room / total).min(32_767.0 / top);
            // A row of nothing.
            let factor = if factor.is_finite() { factor } else { 1.0 };
            scales.push(1.0 / factor);
            whole.extend(row.iter().map(|w| (w * factor).round() as i32));
        }
        Self::panelled(|i| whole[i], &scales, bias, inputs, outputs, INPUT as f32)
    }

    fn panelled(
        weight: impl Fn(usize) -> i32,
        scales: &[f32],
        bias: &[f32],
        inputs: usize,
        outputs: usize,
        limit: f32,
    ) -> Self {
        let n = outputs.div_ceil(PANEL);
        let n_pairs = inputs.div_ceil(2);
        let mut panels = vec![[0; PANEL]; n * n_pairs];
        let at = |o: usize, k: usize| {
            if k < inputs {
                weight(o * inputs + k)
            } else {
                0
            }
        };
        for o in 0..outputs {
            let panel = &mut panels[(o / PANEL) * n_pairs..][..n_pairs];
            for (k, pairs) in panel.iter_mut().enumerate() {
                pairs[o % PANEL] = pair(at(o, k), at(o, n_pairs + k));
            }
        }
        let panelled = |values: &[f32]| {
            let mut out = vec![[0.0; PANEL]; n];
            out.as_flattened_mut()[..values.len()].copy_from_slice(values);
            out
        };
        Self {
            inputs,
            outputs,
            panels,
            scales: panelled(scales),
            bias: panelled(bias),
            limit,
        }
    }
}

/// `out[r] = matrix * x[r] + bias` for each of the rows of `x`, which lie one
/// after another; `out` is made as long as needed.
pub(super) fn product(
    matrix: &QuantisedMatrix,
    x: &[f32],
    rows: &mut QuantisedRows,
    out: &mut Vec<f32>,
) {
    quantise(matrix, x, rows);
    multiply(matrix, rows, out);
}

/// The rows of `x` as whole numbers: for [`multiply`] by this matrix, and by
/// others of as many inputs that were made in the same way.
pub(super) fn quantise(matrix: &QuantisedMatrix, x: &[f32], rows: &mut QuantisedRows) {
    let n = x.len() / matrix.inputs.max(1);
    rows.inputs = matrix.inputs;
    rows.limit = matrix.limit;
    // Every value is written below, here and in the product.
    rows.pairs.resize(n * matrix.inputs.div_ceil(2), 0);
    rows.scales.resize(n, 0.0);
    incant!(quantise(matrix, x, rows), [v4, v3, scalar]);
}

/// The product of a matrix and rows of whole numbers.
pub(super) fn multiply(matrix: &QuantisedMatrix, rows: &QuantisedRows, out: &mut Vec<f32>) {
    debug_assert_eq!((rows.inputs, rows.limit), (matrix.inputs, matrix.limit));
    out.resize(rows.scales.len() * matrix.outputs, 0.0);
    incant!(multiply(matrix, rows, out), [v4x, v4, v3, scalar]);
}

#[arcane]
fn quantise_v4(_: X64V4Token, matrix: &QuantisedMatrix, x: &[f32], rows: &mut QuantisedRows) {
    quantise_rows(matrix, x, rows);
}

#[arcane]
fn quantise_v3(_: X64V3Token, matrix: &QuantisedMatrix, x: &[f32], rows: &mut QuantisedRows) {
    quantise_rows(matrix, x, rows);
}

fn quantise_scalar(_: ScalarToken, matrix: &QuantisedMatrix, x: &[f32], rows: &mut QuantisedRows) {
    quantise_rows(matrix, x, rows);
}

#[inline(always)]
fn quantise_rows(matrix: &QuantisedMatrix, x: &[f32], rows: &mut QuantisedRows) {
    let inputs = matrix.inputs;
    let pairs = rows.pairs.chunks_exact_mut(inputs.div_ceil(2));
    for ((row, to), scale) in x.chunks_exact(inputs).zip(pairs).zip(&mut rows.scales) {
        let mut lanes = [0.0f32; 16];
        let (chunks, rest) = row.as_chunks::<16>();
        for chunk in chunks {
            for j in 0..16 {
                lanes[j] = lanes[j].max(chunk[j].abs());
            }
        }
        let top = rest
            .iter()
            .chain(&lanes)
            .fold(0.0f32, |top, v| top.max(v.abs()));
        // A row of nothing, or of numbers that are none.
        if !(top > 0.0 && top.is_finite()) {
            to.fill(0);
            *scale = 0.0;
            continue;
        }
        let factor = matrix.limit / top;
        *scale = top / matrix.limit;
        // Added to so large a number, a fraction is rounded away and the lowest
        // bits are the whole number.
        let whole = |v: f32| (v * factor + 12_582_912.0).to_bits().cast_signed();
        let (firsts, seconds) = row.split_at(to.len());
        for ((to, &a), &b) in to.iter_mut().zip(firsts).zip(seconds) {
            *to = pair(whole(a), whole(b));
        }
        if let (Some(to), true) = (to.last_mut(), seconds.len() < firsts.len()) {
            *to = pair(whole(firsts[seconds.len()]), 0);
        }
    }
}

/// A loop over panels and blocks of rows, for one level of instructions.
macro_rules! blocks {
    ($matrix:ident, $rows:ident, $out:ident, $block:ident, $big:literal) => {{
        let n_pairs = $matrix.inputs.div_ceil(2);
        let outputs = $matrix.outputs;
        for (p, panel) in $matrix.panels.chunks_exact(n_pairs).enumerate() {
            let from = p * PANEL;
            let width = PANEL.min(outputs - from);
            let mut row = 0;
            while row < $rows.scales.len() {
                let x = &$rows.pairs[row * n_pairs..];
                let at = Place {
                    scales: &$rows.scales[row..],
                    weight_scales: &$matrix.scales[p],
                    bias: &$matrix.bias[p],
                    outputs,
                    width,
                };
                let to = &mut $out[row * outputs + from..];
                row += if at.scales.len() >= $big {
                    $block::<$big>(x, panel, &at, to)
                } else {
                    $block::<1>(x, panel, &at, to)
                };
            }
        }
    }};
}

/// What a block of sums is scaled with, and where it goes.
struct Place<'a> {
    scales: &'a [f32],
    weight_scales: &'a [f32; PANEL],
    bias: &'a [f32; PANEL],
    outputs: usize,
    width: usize,
}

impl Place<'_> {
    /// Writes the sums of the block's row `r`.
    #[inline(always)]
    fn put(&self, r: usize, sums: &[i32; PANEL], out: &mut [f32]) {
        let mut row = [0.0f32; PANEL];
        for j in 0..PANEL {
            row[j] = sums[j] as f32 * (self.scales[r] * self.weight_scales[j]) + self.bias[j];
        }
        out[r * self.outputs..][..self.width].copy_from_slice(&row[..self.width]);
    }
}

#[arcane(import_intrinsics)]
fn multiply_v4x(_: X64V4xToken, matrix: &QuantisedMatrix, rows: &QuantisedRows, out: &mut [f32]) {
    blocks!(matrix, rows, out, block_v4x, 12);
}

/// Some rows by one panel; gives how many.
#[rite(v4x, import_intrinsics)]
fn block_v4x<const ROWS: usize>(
    x: &[i32],
    panel: &[Pairs],
    at: &Place<'_>,
    out: &mut [f32],
) -> usize {
    let n = panel.len();
    let rows = split::<ROWS>(x, n);
    let mut sums = [[_mm512_setzero_si512(); 2]; ROWS];
    for (k, pairs) in panel.iter().enumerate() {
        let halves = pairs.as_chunks::<16>().0;
        let a = _mm512_loadu_si512(&halves[0]);
        let b = _mm512_loadu_si512(&halves[1]);
        for r in 0..ROWS {
            let v = _mm512_set1_epi32(rows[r][k]);
            sums[r][0] = _mm512_dpwssd_epi32(sums[r][0], v, a);
            sums[r][1] = _mm512_dpwssd_epi32(sums[r][1], v, b);
        }
    }
    for (r, sum) in sums.iter().enumerate() {
        let mut row = [[0i32; 16]; 2];
        _mm512_storeu_si512(&mut row[0], sum[0]);
        _mm512_storeu_si512(&mut row[1], sum[1]);
        at.put(r, &flat(row), out);
    }
    ROWS
}

/// The first rows of `x`, each of `n` values. No closure: one would be compiled
/// for the oldest processors and called.
#[inline(always)]
fn split<const ROWS: usize>(x: &[i32], n: usize) -> [&[i32]; ROWS] {
    let mut rows = [x; ROWS];
    for (r, row) in rows.iter_mut().enumerate() {
        *row = &x[r * n..][..n];
    }
    rows
}

/// Two halves of a panel as one.
#[inline(always)]
fn flat<const N: usize, const M: usize>(parts: [[i32; M]; N]) -> [i32; PANEL] {
    let mut out = [0; PANEL];
    out.copy_from_slice(parts.as_flattened());
    out
}

#[arcane(import_intrinsics)]
fn multiply_v4(_: X64V4Token, matrix: &QuantisedMatrix, rows: &QuantisedRows, out: &mut [f32]) {
    blocks!(matrix, rows, out, block_v4, 12);
}

/// Some rows by one panel; gives how many.
#[rite(v4, import_intrinsics)]
fn block_v4<const ROWS: usize>(
    x: &[i32],
    panel: &[Pairs],
    at: &Place<'_>,
    out: &mut [f32],
) -> usize {
    let n = panel.len();
    let rows = split::<ROWS>(x, n);
    let mut sums = [[_mm512_setzero_si512(); 2]; ROWS];
    for (k, pairs) in panel.iter().enumerate() {
        let halves = pairs.as_chunks::<16>().0;
        let a = _mm512_loadu_si512(&halves[0]);
        let b = _mm512_loadu_si512(&halves[1]);
        for r in 0..ROWS {
            let v = _mm512_set1_epi32(rows[r][k]);
            sums[r][0] = _mm512_add_epi32(sums[r][0], _mm512_madd_epi16(v, a));
            sums[r][1] = _mm512_add_epi32(sums[r][1], _mm512_madd_epi16(v, b));
        }
    }
    for (r, sum) in sums.iter().enumerate() {
        let mut row = [[0i32; 16]; 2];
        _mm512_storeu_si512(&mut row[0], sum[0]);
        _mm512_storeu_si512(&mut row[1], sum[1]);
        at.put(r, &flat(row), out);
    }
    ROWS
}

#[arcane(import_intrinsics)]
fn multiply_v3(_: X64V3Token, matrix: &QuantisedMatrix, rows: &QuantisedRows, out: &mut [f32]) {
    blocks!(matrix, rows, out, block_v3, 3);
}

/// Some rows by one panel; gives how many.
#[rite(v3, import_intrinsics)]
fn block_v3<const ROWS: usize>(
    x: &[i32],
    panel: &[Pairs],
    at: &Place<'_>,
    out: &mut [f32],
) -> usize {
    let n = panel.len();
    let rows = split::<ROWS>(x, n);
    let mut sums = [[_mm256_setzero_si256(); 4]; ROWS];
    for (k, pairs) in panel.iter().enumerate() {
        let quarters = pairs.as_chunks::<8>().0;
        for r in 0..ROWS {
            let v = _mm256_set1_epi32(rows[r][k]);
            for j in 0..4 {
                let w = _mm256_loadu_si256(&quarters[j]);
                sums[r][j] = _mm256_add_epi32(sums[r][j], _mm256_madd_epi16(v, w));
            }
        }
    }
    for (r, sum) in sums.iter().enumerate() {
        let mut row = [[0i32; 8]; 4];
        for j in 0..4 {
            _mm256_storeu_si256(&mut row[j], sum[j]);
        }
        at.put(r, &flat(row), out);
    }
    ROWS
}

fn multiply_scalar(
    _: ScalarToken,
    matrix: &QuantisedMatrix,
    rows: &QuantisedRows,
    out: &mut [f32],
) {
    blocks!(matrix, rows, out, block_scalar, 2);
}

/// Some rows by one panel; gives how many.
fn block_scalar<const ROWS: usize>(
    x: &[i32],
    panel: &[Pairs],
    at: &Place<'_>,
    out: &mut [f32],
) -> usize {
    let low = |v: i32| i32::from(v as i16);
    for r in 0..ROWS {
        let mut sums = [0i32; PANEL];
        for (&v, pairs) in x[r * panel.len()..].iter().zip(panel) {
            for j in 0..PANEL {
                sums[j] += low(v) * low(pairs[j]) + (v >> 16) * (pairs[j] >> 16);
            }
        }
        at.put(r, &sums, out);
    }
    ROWS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_every_level_of_instructions_gives_the_same_sums() {
        for (n, inputs, outputs) in [(1, 6, 3), (29, 384, 75), (13, 7, 40)] {
            let noise = |i: usize| ((i * 2_654_435_761) >> 7) as u8;
            let weights: Vec<u8> = (0..inputs * outputs).map(noise).collect();
            let scales: Vec<f32> = (0..outputs).map(|o| 0.01 + o as f32 * 1e-4).collect();
            let bias: Vec<f32> = (0..outputs).map(|o| o as f32 - 3.0).collect();
            let x: Vec<f32> = (0..n * inputs)
                .map(|i| f32::from(noise(i + 99)) / 16.0 - 8.0)
                .collect();
            let matrix = QuantisedMatrix::pack(&weights, &scales, &bias, inputs, outputs);
            let mut rows = QuantisedRows::default();
            let mut out = Vec::new();
            product(&matrix, &x, &mut rows, &mut out);
            for (i, value) in out.iter().enumerate() {
                let (r, o) = (i / outputs, i % outputs);
                let weight = |k: usize| f64::from(weights[o * inputs + k].cast_signed());
                let row = &x[r * inputs..][..inputs];
                let sum: f64 = (0..inputs).map(|k| weight(k) * f64::from(row[k])).sum();
                let expected = sum * f64::from(scales[o]) + f64::from(bias[o]);
                // Each input may be off by half a step.
                let top = row.iter().fold(0.0f32, |a, b| a.max(b.abs()));
                let step = f64::from(top / matrix.limit);
                let total: f64 = (0..inputs).map(|k| weight(k).abs()).sum();
                let allowed = step * 0.5 * total * f64::from(scales[o]) + 1e-4;
                assert!(
                    (f64::from(*value) - expected).abs() < allowed,
                    "{value} for {expected}"
                );
            }
            let mut other = vec![9.0; out.len()];
            multiply_scalar(ScalarToken, &matrix, &rows, &mut other);
            assert_eq!(out, other);
            #[cfg(target_arch = "x86_64")]
            {
                if let Some(token) = X64V3Token::summon() {
                    other.fill(9.0);
                    multiply_v3(token, &matrix, &rows, &mut other);
                    assert_eq!(out, other);
                }
                #[cfg(feature = "avx512")]
                if let Some(token) = X64V4Token::summon() {
                    other.fill(9.0);
                    multiply_v4(token, &matrix, &rows, &mut other);
                    assert_eq!(out, other);
                }
            }
        }
    }

    #[test]
    fn ok_floats_lose_next_to_nothing() {
        let mut state = 1u32;
        let mut noise = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / 8_388_608.0 - 1.0
        };
        for (n, inputs, outputs) in [(1, 5, 3), (17, 64, 75), (30, 576, 192), (2, 768, 128)] {
            let x: Vec<f32> = (0..n * inputs).map(|_| noise()).collect();
            let mut weights: Vec<f32> = (0..inputs * outputs).map(|_| noise()).collect();
            // A row of nothing.
            weights[..inputs].fill(0.0);
            let bias: Vec<f32> = (0..outputs).map(|_| noise()).collect();
            let matrix = QuantisedMatrix::of(&weights, &bias, inputs, outputs);
            let mut out = Vec::new();
            product(&matrix, &x, &mut QuantisedRows::default(), &mut out);
            assert_eq!(out.len(), n * outputs);
            for (i, value) in out.iter().enumerate() {
                let (r, o) = (i / outputs, i % outputs);
                let terms = (0..inputs)
                    .map(|k| f64::from(x[r * inputs + k]) * f64::from(weights[o * inputs + k]));
                let sum: f64 = terms.clone().sum::<f64>() + f64::from(bias[o]);
                let size: f64 = terms.map(|t| t * t).sum::<f64>().sqrt();
                let off = (f64::from(*value) - sum).abs();
                assert!(off <= 0.003 * size + 1e-6, "{value} for {sum}");
            }
        }
    }

    #[test]
    fn ok_the_greatest_floats_fit_the_sums() {
        for inputs in [2, 30, 1536] {
            let matrix = QuantisedMatrix::of(&vec![-3.0; inputs], &[], inputs, 1);
            let mut out = Vec::new();
            let x = vec![5.0; inputs];
            product(&matrix, &x, &mut QuantisedRows::default(), &mut out);
            let expected = -15.0 * inputs as f32;
            assert!((out[0] / expected - 1.0).abs() < 0.01, "{}", out[0]);
        }
    }

    #[test]
    fn ok_the_greatest_weights_and_inputs_fit_the_sums() {
        let (inputs, outputs) = (1536, 32);
        let matrix = QuantisedMatrix::pack(
            &vec![127; inputs * outputs],
            &vec![1.0; outputs],
            &vec![0.0; outputs],
            inputs,
            outputs,
        );
        let mut out = Vec::new();
        product(
            &matrix,
            &vec![1.0; inputs],
            &mut QuantisedRows::default(),
            &mut out,
        );
        for v in out {
            assert!((v - 127.0 * 1536.0).abs() < 1.0, "{v}");
        }
    }

    #[test]
    fn ok_rows_without_sense_give_the_bias() {
        let matrix = QuantisedMatrix::pack(&[1, 2], &[1.0], &[0.5], 2, 1);
        let mut out = Vec::new();
        let x = [f32::NAN, f32::NAN, f32::INFINITY, 1.0, 0.0, 0.0];
        product(&matrix, &x, &mut QuantisedRows::default(), &mut out);
        assert_eq!(out, [0.5, 0.5, 0.5]);
    }
}
