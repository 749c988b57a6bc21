//! Clusters by average link.

/// Joins, again and again, the two groups whose members are most alike on
/// average, until no two reach `least`. Gives each of `n` items the number of
/// its group; groups are numbered by their first item. Of equal pairs the
/// first in order is joined, so the answer depends on nothing else.
pub(crate) fn average_link(
    n: usize,
    least: f32,
    alike: impl Fn(usize, usize) -> f32,
) -> Vec<usize> {
    // Sums over pairs of members; a group lives at its first item's place.
    let mut sums = vec![0.0f64; n * n];
    for i in 0..n {
        for j in 0..i {
            let s = f64::from(alike(i, j));
            sums[i * n + j] = s;
            sums[j * n + i] = s;
        }
    }
    let mut size = vec![1usize; n];
    let mut home: Vec<usize> = (0..n).collect();
    let mean = |sums: &[f64], size: &[usize], i: usize, j: usize| {
        sums[i * n + j] / (size[i] * size[j]) as f64
    };
    // The best partner of each group among those after it.
    let best_of = |sums: &[f64], size: &[usize], i: usize| {
        let mut best: Option<(f64, usize)> = None;
        for j in i + 1..n {
            if size[j] > 0 {
                let m = mean(sums, size, i, j);
                if best.is_none_or(|(b, _)| m > b) {
                    best = Some((m, j));
                }
            }
        }
        best
    };
    let mut best: Vec<Option<(f64, usize)>> = (0..n).map(|i| best_of(&sums, &size, i)).collect();
    loop {
        let mut top: Option<(f64, usize, usize)> = None;
        for (i, b) in best.iter().enumerate() {
            if size[i] > 0
                && let Some((m, j)) = *b
                && top.is_none_or(|(t, ..)| m > t)
            {
                top = Some((m, i, j));
            }
        }
        let Some((m, i, j)) = top else { break };
        if m < f64::from(least) {
            break;
        }
        for k in 0..n {
            if size[k] > 0 && k != i && k != j {
                let s = sums[i * n + k] + sums[j * n + k];
                sums[i * n + k] = s;
                sums[k * n + i] = s;
            }
        }
        size[i] += size[j];
        size[j] = 0;
        home[j] = i;
        best[j] = None;
        for k in 0..=j {
            if size[k] == 0 {
                continue;
            }
            if k == i || best[k].is_some_and(|(_, p)| p == i || p == j) {
                best[k] = best_of(&sums, &size, k);
            } else if k < i {
                let m = mean(&sums, &size, k, i);
                if best[k].is_none_or(|(b, p)| m > b || (m == b && i < p)) {
                    best[k] = Some((m, i));
                }
            }
        }
    }
    for i in 0..n {
        let mut at = i;
        while home[at] != at {
            at = home[at];
        }
        home[i] = at;
    }
    home
}

#[cfg(test)]
mod tests {
    use super::average_link;

    #[test]
    fn ok_average_link_joins_what_is_alike_on_average() {
        let at: [f32; 6] = [0.0, 0.2, 5.0, 5.1, 0.1, 9.0];
        let groups = average_link(6, -1.0, |i, j| -(at[i] - at[j]).abs());
        assert_eq!(groups, [0, 0, 2, 2, 0, 5]);
    }

    #[test]
    fn ok_a_chain_of_neighbours_is_not_one_group() {
        // Each is 1 from the next; the ends are far apart.
        let groups = average_link(8, -1.5, |i, j| -(i.abs_diff(j) as f32));
        assert!(groups.iter().any(|&g| g != groups[0]), "{groups:?}");
        assert_eq!(average_link(0, 0.0, |_, _| 0.0), Vec::<usize>::new());
    }

    #[test]
    fn ok_average_link_agrees_with_the_plain_way() {
        // A fixed sequence of odd numbers as likeness, without equal ones.
        let n = 24;
        let alike = |i: usize, j: usize| {
            let (a, b) = (i.min(j) as u32, i.max(j) as u32);
            let h = (a * 31 + b).wrapping_mul(2_654_435_761) >> 8;
            (h % 100_003) as f32 / 100_003.0
        };
        let mut groups: Vec<Vec<usize>> = (0..n).map(|i| vec![i]).collect();
        loop {
            let mut top = (0.55, 0, 0);
            for i in 0..groups.len() {
                for j in i + 1..groups.len() {
                    let pairs = groups[i]
                        .iter()
                        .flat_map(|&x| groups[j].iter().map(move |&y| alike(x, y)));
                    let mean = pairs.sum::<f32>() / (groups[i].len() * groups[j].len()) as f32;
                    if mean > top.0 {
                        top = (mean, i, j);
                    }
                }
            }
            if top.1 == top.2 {
                break;
            }
            let moved = groups.remove(top.2);
            groups[top.1].extend(moved);
        }
        let fast = average_link(n, 0.55, alike);
        for g in &groups {
            assert!(
                g.iter().all(|&x| fast[x] == fast[g[0]]),
                "{groups:?} {fast:?}"
            );
        }
        let mut kinds = fast.clone();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds.len(), groups.len());
    }
}
