//! The arithmetic: matrix products, activations, norms. Written as plain
//! loops over slices; each function is compiled once for every level of
//! vector instructions and the level of the machine is chosen at run time.

use archmage::prelude::*;

/// Outputs that one panel of a packed matrix holds.
const PANEL: usize = 32;

/// A matrix of `outputs` rows, packed for [`product`]: panels of 32 outputs,
/// in each the 32 weights of an input next to one another.
#[derive(Debug)]
pub(super) struct Matrix {
    pub inputs: usize,
    pub outputs: usize,
    panels: Vec<f32>,
    bias: Vec<f32>,
}

impl Matrix {
    /// Packs weights that lie row by row, `[outputs][inputs]`, and a bias of
    /// `outputs` values, or none.
    pub fn pack(weights: &[f32], bias: &[f32], inputs: usize, outputs: usize) -> Self {
        let n = outputs.div_ceil(PANEL);
        let mut panels = vec![0.0; n * inputs * PANEL];
        for (o, row) in weights
            .chunks_exact(inputs.max(1))
            .enumerate()
            .take(outputs)
        {
            let panel = &mut panels[(o / PANEL) * inputs * PANEL..];
            for (k, &w) in row.iter().enumerate() {
                panel[k * PANEL + o % PANEL] = w;
            }
        }
        let mut padded = vec![0.0; n * PANEL];
        padded[..bias.len()].copy_from_slice(bias);
        Self {
            inputs,
            outputs,
            panels,
            bias: padded,
        }
    }
}

/// `out[r] = matrix * x[r] + bias` for each of the rows of `x`, which lie one
/// after another; `out` is made as long as needed.
pub(super) fn product(matrix: &Matrix, x: &[f32], out: &mut Vec<f32>) {
    let rows = x.len() / matrix.inputs.max(1);
    out.clear();
    out.resize(rows * matrix.outputs, 0.0);
    incant!(product_rows(matrix, x, out), [v4, v3, scalar]);
}

// The loops over rows are written with instructions, not left to the compiler:
// it vectorised the plain loops across the rows, at a twentieth of the speed.

#[arcane(import_intrinsics)]
fn product_rows_v4(_: X64V4Token, matrix: &Matrix, x: &[f32], out: &mut [f32]) {
    let (inputs, outputs) = (matrix.inputs, matrix.outputs);
    let panels = matrix.panels.chunks_exact(inputs * PANEL);
    for (p, (panel, bias)) in panels.zip(matrix.bias.as_chunks().0).enumerate() {
        let weights = panel.as_chunks().0;
        let from = p * PANEL;
        let width = PANEL.min(outputs - from);
        let mut row = 0;
        while row * inputs < x.len() {
            let rest = &x[row * inputs..];
            let to = &mut out[row * outputs + from..];
            row += match rest.len() / inputs {
                12.. => block_v4::<12>(rest, weights, bias, to, outputs, width),
                4.. => block_v4::<4>(rest, weights, bias, to, outputs, width),
                _ => block_v4::<1>(rest, weights, bias, to, outputs, width),
            };
        }
    }
}

/// Some rows of `x` by one panel, `width` outputs of it; gives how many rows.
#[rite(v4, import_intrinsics)]
fn block_v4<const ROWS: usize>(
    x: &[f32],
    weights: &[[f32; PANEL]],
    bias: &[f32; PANEL],
    out: &mut [f32],
    outputs: usize,
    width: usize,
) -> usize {
    let halves = |row: &[f32; PANEL]| {
        let [a, b] = row.as_chunks::<16>().0 else {
            unreachable!("a panel is two vectors wide")
        };
        [_mm512_loadu_ps(a), _mm512_loadu_ps(b)]
    };
    let n = weights.len();
    let rows = split::<ROWS>(x, n);
    let mut sums = [halves(bias); ROWS];
    for (k, weights) in weights.iter().enumerate() {
        let [a, b] = halves(weights);
        for r in 0..ROWS {
            let v = _mm512_set1_ps(rows[r][k]);
            sums[r][0] = _mm512_fmadd_ps(v, a, sums[r][0]);
            sums[r][1] = _mm512_fmadd_ps(v, b, sums[r][1]);
        }
    }
    for (r, sum) in sums.iter().enumerate() {
        let mut row = [[0.0f32; 16]; 2];
        _mm512_storeu_ps(&mut row[0], sum[0]);
        _mm512_storeu_ps(&mut row[1], sum[1]);
        out[r * outputs..][..width].copy_from_slice(&row.as_flattened()[..width]);
    }
    ROWS
}

/// The first rows of `x`, each of `n` values. No closure: one would be compiled
/// for the oldest processors and called.
#[inline(always)]
fn split<const ROWS: usize>(x: &[f32], n: usize) -> [&[f32]; ROWS] {
    let mut rows = [x; ROWS];
    for (r, row) in rows.iter_mut().enumerate() {
        *row = &x[r * n..][..n];
    }
    rows
}

#[arcane(import_intrinsics)]
fn product_rows_v3(_: X64V3Token, matrix: &Matrix, x: &[f32], out: &mut [f32]) {
    let (inputs, outputs) = (matrix.inputs, matrix.outputs);
    let panels = matrix.panels.chunks_exact(inputs * PANEL);
    for (p, (panel, bias)) in panels.zip(matrix.bias.as_chunks().0).enumerate() {
        let weights = panel.as_chunks().0;
        let from = p * PANEL;
        let width = PANEL.min(outputs - from);
        let mut row = 0;
        while row * inputs < x.len() {
            let rest = &x[row * inputs..];
            let to = &mut out[row * outputs + from..];
            row += match rest.len() / inputs {
                3.. => block_v3::<3>(rest, weights, bias, to, outputs, width),
                _ => block_v3::<1>(rest, weights, bias, to, outputs, width),
            };
        }
    }
}

#[rite(v3, import_intrinsics)]
fn block_v3<const ROWS: usize>(
    x: &[f32],
    weights: &[[f32; PANEL]],
    bias: &[f32; PANEL],
    out: &mut [f32],
    outputs: usize,
    width: usize,
) -> usize {
    let quarters = |row: &[f32; PANEL]| {
        let [a, b, c, d] = row.as_chunks::<8>().0 else {
            unreachable!("a panel is four vectors wide")
        };
        [a, b, c, d].map(|v| _mm256_loadu_ps(v))
    };
    let n = weights.len();
    let rows = split::<ROWS>(x, n);
    let mut sums = [quarters(bias); ROWS];
    for (k, weights) in weights.iter().enumerate() {
        let weights = quarters(weights);
        for r in 0..ROWS {
            let v = _mm256_set1_ps(rows[r][k]);
            for j in 0..4 {
                sums[r][j] = _mm256_fmadd_ps(v, weights[j], sums[r][j]);
            }
        }
    }
    for (r, sum) in sums.iter().enumerate() {
        let mut row = [[0.0f32; 8]; 4];
        for j in 0..4 {
            _mm256_storeu_ps(&mut row[j], sum[j]);
        }
        out[r * outputs..][..width].copy_from_slice(&row.as_flattened()[..width]);
    }
    ROWS
}

fn product_rows_scalar(_: ScalarToken, matrix: &Matrix, x: &[f32], out: &mut [f32]) {
    let (inputs, outputs) = (matrix.inputs, matrix.outputs);
    let panels = matrix.panels.chunks_exact(inputs * PANEL);
    for (p, (panel, bias)) in panels.zip(matrix.bias.as_chunks().0).enumerate() {
        let from = p * PANEL;
        let width = PANEL.min(outputs - from);
        for (row, to) in x.chunks_exact(inputs).zip(out.chunks_exact_mut(outputs)) {
            let mut sums: [f32; PANEL] = *bias;
            for (&v, weights) in row.iter().zip(panel.as_chunks::<PANEL>().0) {
                for j in 0..PANEL {
                    sums[j] += v * weights[j];
                }
            }
            to[from..from + width].copy_from_slice(&sums[..width]);
        }
    }
}

/// `exp` to about 2e-7, without a call, so that loops over it vectorise.
#[inline(always)]
pub(super) fn exp(x: f32) -> f32 {
    let x = x.clamp(-87.0, 88.0);
    let n = (x * std::f32::consts::LOG2_E).round_ties_even();
    let r = x - n * 0.693_359_4 + n * 2.121_944_4e-4;
    let p = 1.987_569_2e-4;
    let p = p * r + 1.398_199_9e-3;
    let p = p * r + 8.333_452e-3;
    let p = p * r + 4.166_579_6e-2;
    let p = p * r + 1.666_666_5e-1;
    let p = p * r + 0.5;
    let value = p * r * r + r + 1.0;
    value * f32::from_bits(((n as i32 + 127) << 23) as u32)
}

/// `1 / (1 + exp(-x))`.
#[inline(always)]
fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// Scale and shift of a layer norm.
#[derive(Debug)]
pub(super) struct Norm {
    pub scale: Vec<f32>,
    pub shift: Vec<f32>,
    pub epsilon: f32,
}

/// `x[r] = norm(x[r])` for rows of the norm's width.
pub(super) fn normalise(norm: &Norm, x: &mut [f32]) {
    incant!(normalise_rows(norm, x), [v4, v3, scalar]);
}

#[arcane]
fn normalise_rows_v4(_: X64V4Token, norm: &Norm, x: &mut [f32]) {
    x.chunks_exact_mut(norm.scale.len())
        .for_each(|row| normalise_row(norm, row));
}

#[arcane]
fn normalise_rows_v3(_: X64V3Token, norm: &Norm, x: &mut [f32]) {
    x.chunks_exact_mut(norm.scale.len())
        .for_each(|row| normalise_row(norm, row));
}

fn normalise_rows_scalar(_: ScalarToken, norm: &Norm, x: &mut [f32]) {
    x.chunks_exact_mut(norm.scale.len())
        .for_each(|row| normalise_row(norm, row));
}

#[inline(always)]
fn normalise_row(norm: &Norm, row: &mut [f32]) {
    let n = row.len() as f32;
    let mean = sum(row, |v| v) / n;
    let variance = sum(row, |v| (v - mean) * (v - mean)) / n;
    let factor = 1.0 / (variance + norm.epsilon).sqrt();
    for ((v, s), b) in row.iter_mut().zip(&norm.scale).zip(&norm.shift) {
        *v = (*v - mean) * factor * s + b;
    }
}

/// A sum in 16 lanes, in the same order on every machine.
#[inline(always)]
fn sum(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let (chunks, rest) = row.as_chunks::<16>();
    let mut lanes = [0.0f32; 16];
    for chunk in chunks {
        for j in 0..16 {
            lanes[j] += of(chunk[j]);
        }
    }
    let mut width = 8;
    while width > 0 {
        for j in 0..width {
            lanes[j] += lanes[j + width];
        }
        width /= 2;
    }
    lanes[0] + rest.iter().map(|&v| of(v)).sum::<f32>()
}

/// `x += silu(y)`.
pub(super) fn add_silu(x: &mut [f32], y: &[f32]) {
    incant!(add_silu_all(x, y), [v4, v3, scalar]);
}

#[arcane]
fn add_silu_all_v4(_: X64V4Token, x: &mut [f32], y: &[f32]) {
    add_silu_each(x, y);
}

#[arcane]
fn add_silu_all_v3(_: X64V3Token, x: &mut [f32], y: &[f32]) {
    add_silu_each(x, y);
}

fn add_silu_all_scalar(_: ScalarToken, x: &mut [f32], y: &[f32]) {
    add_silu_each(x, y);
}

#[inline(always)]
fn add_silu_each(x: &mut [f32], y: &[f32]) {
    for (x, &y) in x.iter_mut().zip(y) {
        *x += y * sigmoid(y);
    }
}

/// The gated scan over one sentence. `gates` holds a row of `3 * hidden`
/// values a position: candidate, keep gate, output gate. The first half of
/// the units runs forwards, the second backwards. `out` gets `hidden` values
/// a position.
pub(super) fn scan(gates: &[f32], hidden: usize, out: &mut [f32], state: &mut Vec<f32>) {
    state.clear();
    state.resize(hidden, 0.0);
    incant!(scan_all(gates, hidden, out, state), [v4, v3, scalar]);
}

#[arcane]
fn scan_all_v4(_: X64V4Token, gates: &[f32], hidden: usize, out: &mut [f32], state: &mut [f32]) {
    scan_both(gates, hidden, out, state);
}

#[arcane]
fn scan_all_v3(_: X64V3Token, gates: &[f32], hidden: usize, out: &mut [f32], state: &mut [f32]) {
    scan_both(gates, hidden, out, state);
}

fn scan_all_scalar(
    _: ScalarToken,
    gates: &[f32],
    hidden: usize,
    out: &mut [f32],
    state: &mut [f32],
) {
    scan_both(gates, hidden, out, state);
}

#[inline(always)]
fn scan_both(gates: &[f32], hidden: usize, out: &mut [f32], state: &mut [f32]) {
    let half = hidden / 2;
    let (forwards, backwards) = state.split_at_mut(half);
    for (row, to) in gates
        .chunks_exact(3 * hidden)
        .zip(out.chunks_exact_mut(hidden))
    {
        scan_step(row, hidden, 0, forwards, &mut to[..half]);
    }
    let rows = gates.chunks_exact(3 * hidden).rev();
    for (row, to) in rows.zip(out.chunks_exact_mut(hidden).rev()) {
        scan_step(row, hidden, half, backwards, &mut to[half..]);
    }
}

#[inline(always)]
fn scan_step(row: &[f32], hidden: usize, from: usize, state: &mut [f32], to: &mut [f32]) {
    let n = state.len();
    let candidate = &row[from..][..n];
    let keep = &row[hidden + from..][..n];
    let open = &row[2 * hidden + from..][..n];
    for j in 0..n {
        let f = sigmoid(keep[j]);
        let h = f * state[j] + (1.0 - f) * candidate[j];
        state[j] = h;
        to[j] = sigmoid(open[j]) * h;
    }
}

/// `scores[j] = a . b[j]` for the rows `b` of `a`'s length.
pub(super) fn dots(a: &[f32], b: &[f32], scores: &mut [f32]) {
    incant!(dots_all(a, b, scores), [v4, v3, scalar]);
}

#[arcane]
fn dots_all_v4(_: X64V4Token, a: &[f32], b: &[f32], scores: &mut [f32]) {
    dots_each::<true>(a, b, scores);
}

#[arcane]
fn dots_all_v3(_: X64V3Token, a: &[f32], b: &[f32], scores: &mut [f32]) {
    dots_each::<true>(a, b, scores);
}

fn dots_all_scalar(_: ScalarToken, a: &[f32], b: &[f32], scores: &mut [f32]) {
    dots_each::<false>(a, b, scores);
}

#[inline(always)]
fn dots_each<const FUSED: bool>(a: &[f32], b: &[f32], scores: &mut [f32]) {
    let (whole, rest) = a.as_chunks::<32>();
    for (score, row) in scores.iter_mut().zip(b.chunks_exact(a.len())) {
        let mut lanes = [0.0f32; 32];
        for (x, y) in whole.iter().zip(row.as_chunks::<32>().0) {
            for j in 0..32 {
                lanes[j] = if FUSED {
                    x[j].mul_add(y[j], lanes[j])
                } else {
                    lanes[j] + x[j] * y[j]
                };
            }
        }
        let tail: f32 = rest
            .iter()
            .zip(&row[whole.len() * 32..])
            .map(|(x, y)| x * y)
            .sum();
        *score = sum(&lanes, |v| v) + tail;
    }
}

/// Turns scores into probabilities in place; gives the place of the largest.
pub(super) fn softmax(scores: &mut [f32]) -> usize {
    let best = argmax(scores);
    let top = scores.get(best).copied().unwrap_or(0.0);
    let mut total = 0.0;
    for s in scores.iter_mut() {
        *s = exp(*s - top);
        total += *s;
    }
    for s in scores.iter_mut() {
        *s /= total;
    }
    best
}

/// Place of the first largest value; 0 for none.
pub(super) fn argmax(scores: &[f32]) -> usize {
    let mut best = 0;
    for (i, &s) in scores.iter().enumerate() {
        if s > scores[best] {
            best = i;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values without a pattern, in -1..1.
    fn noise(n: usize, seed: u32) -> Vec<f32> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / 8_388_608.0 - 1.0
        };
        (0..n).map(|_| next()).collect()
    }

    #[test]
    fn ok_every_level_of_instructions_gives_the_product() {
        // Sizes that leave a rest in rows, outputs and neither.
        for (rows, inputs, outputs) in [(1, 5, 3), (17, 64, 75), (30, 192, 64), (2, 50, 33)] {
            let (x, w) = (noise(rows * inputs, 1), noise(inputs * outputs, 2));
            let bias = noise(outputs, 3);
            let matrix = Matrix::pack(&w, &bias, inputs, outputs);
            let expected: Vec<f32> = (0..rows * outputs)
                .map(|i| {
                    let (r, o) = (i / outputs, i % outputs);
                    let row = &x[r * inputs..][..inputs];
                    let sum: f64 = row
                        .iter()
                        .zip(&w[o * inputs..])
                        .map(|(a, b)| f64::from(*a) * f64::from(*b))
                        .sum();
                    (sum + f64::from(bias[o])) as f32
                })
                .collect();
            let check = |level: &str, out: &[f32]| {
                for (i, (a, b)) in out.iter().zip(&expected).enumerate() {
                    assert!((a - b).abs() < 1e-4, "{level}, value {i}: {a} for {b}");
                }
            };
            let mut out = Vec::new();
            product(&matrix, &x, &mut out);
            assert_eq!(out.len(), expected.len());
            check("chosen", &out);
            out.fill(9.0);
            product_rows_scalar(ScalarToken, &matrix, &x, &mut out);
            check("scalar", &out);
            #[cfg(target_arch = "x86_64")]
            if let Some(token) = X64V3Token::summon() {
                out.fill(9.0);
                product_rows_v3(token, &matrix, &x, &mut out);
                check("v3", &out);
            }
        }
    }

    #[test]
    fn ok_exp_is_that_of_the_library() {
        for x in [-80.0f32, -3.3, -1e-3, 0.0, 0.7, 12.5, 60.0] {
            let expected = x.exp();
            assert!((exp(x) - expected).abs() <= expected * 1e-6, "{x}");
        }
    }
}
