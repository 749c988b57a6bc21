//! The tree of documents by Ward's method.

/// How far up the tree of joins two items meet, as a share of the whole
/// height, for each pair (row by row, 0 on the diagonal), and on which side
/// of the last join each item stands.
///
/// `apart` gives distances, treated as Euclidean; of equal pairs the first in
/// order is joined.
pub(crate) fn ward(n: usize, apart: impl Fn(usize, usize) -> f32) -> (Vec<f32>, Vec<bool>) {
    let mut d = vec![0.0f64; n * n];
    for i in 0..n {
        for j in 0..i {
            let x = f64::from(apart(i, j)).powi(2);
            d[i * n + j] = x;
            d[j * n + i] = x;
        }
    }
    let mut members: Vec<Vec<usize>> = (0..n).map(|i| vec![i]).collect();
    let mut heights = vec![0.0f32; n * n];
    let mut side = vec![false; n];
    let mut alive: Vec<usize> = (0..n).collect();
    while alive.len() > 1 {
        let mut best = (f64::INFINITY, 0, 0);
        for (x, &i) in alive.iter().enumerate() {
            for &j in &alive[x + 1..] {
                if d[i * n + j] < best.0 {
                    best = (d[i * n + j], i, j);
                }
            }
        }
        let (least, i, j) = best;
        if i == j {
            break;
        }
        let height = least.max(0.0).sqrt() as f32;
        for &a in &members[i] {
            for &b in &members[j] {
                heights[a * n + b] = height;
                heights[b * n + a] = height;
            }
        }
        if alive.len() == 2 {
            for &b in &members[j] {
                side[b] = true;
            }
        }
        let (ni, nj) = (members[i].len() as f64, members[j].len() as f64);
        for &k in &alive {
            if k != i && k != j {
                let nk = members[k].len() as f64;
                let x = ((nk + ni) * d[i * n + k] + (nk + nj) * d[j * n + k] - nk * least)
                    / (nk + ni + nj);
                d[i * n + k] = x;
                d[k * n + i] = x;
            }
        }
        let moved = std::mem::take(&mut members[j]);
        members[i].extend(moved);
        alive.retain(|&k| k != j);
    }
    let top = heights.iter().copied().fold(0.0, f32::max);
    if top > 0.0 {
        heights.iter_mut().for_each(|h| *h /= top);
    }
    (heights, side)
}

#[cfg(test)]
mod tests {
    use super::ward;

    #[test]
    fn ok_the_last_join_parts_two_heaps() {
        let at: [f32; 7] = [0.0, 9.0, 0.3, 9.4, 0.5, 9.1, 8.8];
        let (heights, side) = ward(7, |i, j| (at[i] - at[j]).abs());
        for i in 0..7 {
            for j in 0..7 {
                let together = (at[i] < 5.0) == (at[j] < 5.0);
                assert_eq!(side[i] == side[j], together, "{i} {j}");
                assert!(together == (heights[i * 7 + j] < 0.3), "{i} {j}");
            }
        }
    }

    #[test]
    fn ok_no_items_and_one_item_have_no_tree() {
        assert_eq!(ward(0, |_, _| 0.0), (vec![], vec![]));
        assert_eq!(ward(1, |_, _| 0.0), (vec![0.0], vec![false]));
    }
}
