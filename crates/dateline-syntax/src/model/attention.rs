//! The parts of a transformer that are no matrix products: attention and GELU.

use super::kernels::exp;
use archmage::prelude::*;

/// Buffers of one sentence's attention.
#[derive(Debug, Default)]
pub(super) struct AttentionBuffers {
    /// The keys of one head, 16 positions to a block: for each block and each
    /// place in the key the values of the block's positions.
    keys: Vec<[f32; LANES]>,
    scores: Vec<[f32; LANES]>,
}

/// Values that are worked on side by side.
const LANES: usize = 16;

/// Width of one head.
pub(super) const HEAD: usize = 32;

/// Attention within one sentence. `qkv` holds a row of three times `heads`
/// times [`HEAD`] values a position: queries, keys, values. `out` gets a row
/// of `heads` times [`HEAD`] values a position.
pub(super) fn attend(qkv: &[f32], heads: usize, out: &mut [f32], buffers: &mut AttentionBuffers) {
    incant!(attend_all(qkv, heads, out, buffers), [v4, v3, scalar]);
}

#[arcane]
fn attend_all_v4(
    _: X64V4Token,
    qkv: &[f32],
    heads: usize,
    out: &mut [f32],
    buffers: &mut AttentionBuffers,
) {
    attend_heads::<true>(qkv, heads, out, buffers);
}

#[arcane]
fn attend_all_v3(
    _: X64V3Token,
    qkv: &[f32],
    heads: usize,
    out: &mut [f32],
    buffers: &mut AttentionBuffers,
) {
    attend_heads::<true>(qkv, heads, out, buffers);
}

fn attend_all_scalar(
    _: ScalarToken,
    qkv: &[f32],
    heads: usize,
    out: &mut [f32],
    buffers: &mut AttentionBuffers,
) {
    attend_heads::<false>(qkv, heads, out, buffers);
}

#[inline(always)]
fn attend_heads<const FUSED: bool>(
    qkv: &[f32],
    heads: usize,
    out: &mut [f32],
    buffers: &mut AttentionBuffers,
) {
    let width = heads * HEAD;
    let n = qkv.len() / (3 * width).max(1);
    let AttentionBuffers { keys, scores } = buffers;
    let n_blocks = n.div_ceil(LANES);
    keys.clear();
    keys.resize(n_blocks * HEAD, [0.0; LANES]);
    scores.clear();
    scores.resize(n_blocks, [0.0; LANES]);
    let factor = 1.0 / (HEAD as f32).sqrt();
    for head in 0..heads {
        for (j, row) in qkv.chunks_exact(3 * width).enumerate() {
            let block = &mut keys[j / LANES * HEAD..][..HEAD];
            let key = &row[width + head * HEAD..][..HEAD];
            for (to, &v) in block.iter_mut().zip(key) {
                to[j % LANES] = v * factor;
            }
        }
        for (i, row) in qkv.chunks_exact(3 * width).enumerate() {
            let query = &row[head * HEAD..][..HEAD];
            let mut top = [f32::MIN; LANES];
            for (b, (scores, keys)) in scores.iter_mut().zip(keys.chunks_exact(HEAD)).enumerate() {
                let mut sums = [0.0f32; LANES];
                for (&q, keys) in query.iter().zip(keys) {
                    for j in 0..LANES {
                        sums[j] = fused::<FUSED>(q, keys[j], sums[j]);
                    }
                }
                // Places beyond the sentence count for nothing.
                for sum in sums.iter_mut().skip(n - b * LANES) {
                    *sum = f32::MIN;
                }
                for j in 0..LANES {
                    top[j] = top[j].max(sums[j]);
                }
                *scores = sums;
            }
            let top = top.iter().fold(f32::MIN, |a, &b| a.max(b));
            let mut totals = [0.0f32; LANES];
            for scores in scores.iter_mut() {
                for j in 0..LANES {
                    scores[j] = exp(scores[j] - top);
                    totals[j] += scores[j];
                }
            }
            let total: f32 = totals.iter().sum();
            let mut sums = [0.0f32; HEAD];
            let rows = qkv.chunks_exact(3 * width);
            for (&s, row) in scores.as_flattened().iter().zip(rows) {
                let values = &row[2 * width + head * HEAD..][..HEAD];
                for d in 0..HEAD {
                    sums[d] = fused::<FUSED>(s, values[d], sums[d]);
                }
            }
            let to = &mut out[i * width + head * HEAD..][..HEAD];
            for (to, sum) in to.iter_mut().zip(sums) {
                *to = sum / total;
            }
        }
    }
}

#[inline(always)]
fn fused<const FUSED: bool>(a: f32, b: f32, c: f32) -> f32 {
    if FUSED { a.mul_add(b, c) } else { a * b + c }
}

/// `x = gelu(x)`, the exact form: `x / 2 * (1 + erf(x / sqrt(2)))`.
pub(super) fn gelu(x: &mut [f32]) {
    incant!(gelu_all(x), [v4, v3, scalar]);
}

#[arcane]
fn gelu_all_v4(_: X64V4Token, x: &mut [f32]) {
    gelu_each(x);
}

#[arcane]
fn gelu_all_v3(_: X64V3Token, x: &mut [f32]) {
    gelu_each(x);
}

fn gelu_all_scalar(_: ScalarToken, x: &mut [f32]) {
    gelu_each(x);
}

#[inline(always)]
fn gelu_each(x: &mut [f32]) {
    for x in x.iter_mut() {
        *x = 0.5 * *x * (1.0 + erf(*x * std::f32::consts::FRAC_1_SQRT_2));
    }
}

/// The error function to about 2e-7 (Abramowitz and Stegun 1964, 7.1.26).
#[inline(always)]
fn erf(x: f32) -> f32 {
    let a = x.abs();
    let t = 1.0 / (1.0 + 0.327_591_1 * a);
    let p = 1.061_405_4 * t - 1.453_152;
    let p = p * t + 1.421_413_7;
    let p = p * t - 0.284_496_74;
    let p = p * t + 0.254_829_6;
    (1.0 - p * t * exp(-a * a)).copysign(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_gelu_at_known_points() {
        // erf(1 / sqrt(2)) = 0.682689492.
        let mut x = [0.0, 1.0, -1.0, 6.0, -6.0, 2.0];
        gelu(&mut x);
        let expected = [0.0, 0.841_344_7, -0.158_655_25, 6.0, 0.0, 1.954_499_7];
        for (a, b) in x.iter().zip(expected) {
            assert!((a - b).abs() < 2e-6, "{a} for {b}");
        }
    }

    #[test]
    fn ok_attention_is_the_mean_of_the_values_by_softmax() {
        let (n, heads) = (19, 2);
        let width = heads * HEAD;
        let qkv: Vec<f32> = (0..n * 3 * width)
            .map(|i| ((i * 7919) % 101) as f32 / 50.0 - 1.0)
            .collect();
        let mut out = vec![0.0; n * width];
        attend(&qkv, heads, &mut out, &mut AttentionBuffers::default());
        let at = |i: usize, part: usize, h: usize, d: usize| {
            f64::from(qkv[i * 3 * width + part * width + h * HEAD + d])
        };
        for i in 0..n {
            for h in 0..heads {
                let weights: Vec<f64> = (0..n)
                    .map(|j| {
                        let dot: f64 = (0..HEAD).map(|d| at(i, 0, h, d) * at(j, 1, h, d)).sum();
                        (dot / (HEAD as f64).sqrt()).exp()
                    })
                    .collect();
                let total: f64 = weights.iter().sum();
                for d in 0..HEAD {
                    let expected: f64 =
                        (0..n).map(|j| weights[j] * at(j, 2, h, d)).sum::<f64>() / total;
                    let ours = f64::from(out[i * width + h * HEAD + d]);
                    assert!((ours - expected).abs() < 1e-5, "{ours} for {expected}");
                }
            }
        }
    }
}
