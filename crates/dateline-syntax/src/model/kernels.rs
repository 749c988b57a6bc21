//! The arithmetic beside the matrix products: activations, norms, scans. Written as plain
//! loops over slices; each function is compiled once for every level of
//! vector instructions and the level of the machine is chosen at run time.

use archmage::prelude::*;

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

    #[test]
    fn ok_exp_is_that_of_the_library() {
        for x in [-80.0f32, -3.3, -1e-3, 0.0, 0.7, 12.5, 60.0] {
            let expected = x.exp();
            assert!((exp(x) - expected).abs() <= expected * 1e-6, "{x}");
        }
    }
}
