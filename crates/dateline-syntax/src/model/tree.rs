//! The best tree over the arc scores of one sentence: each word one head, one
//! root, no cycle.

/// Writes the head of each of `n` words: 0 for the root, `j` for the word
/// `j - 1`. `scores[i * (n + 1) + j]` is what the head `j` counts for word `i`.
///
/// The best head of each word where that is a tree, else the best tree by the
/// algorithm of Chu and Liu (1965) and Edmonds (1967), without recursion.
pub(super) fn heads(scores: &[f32], n: usize, out: &mut Vec<u32>) {
    out.clear();
    for row in scores.chunks_exact(n + 1) {
        out.push(super::kernels::argmax(row) as u32);
    }
    if !is_tree(out) {
        edmonds(scores, n, out);
    }
}

/// True where exactly one word hangs on the root and all others hang, in the
/// end, on that one.
pub(super) fn is_tree(heads: &[u32]) -> bool {
    if heads.iter().filter(|&&h| h == 0).count() != 1 {
        return false;
    }
    // 0: not seen; 1: on the way from here; 2: known to reach the root.
    let mut state = vec![0u8; heads.len() + 1];
    state[0] = 2;
    for start in 1..=heads.len() {
        let mut at = start;
        while state[at] == 0 {
            state[at] = 1;
            at = heads[at - 1] as usize;
        }
        if state[at] == 1 {
            return false;
        }
        at = start;
        while state[at] == 1 {
            state[at] = 2;
            at = heads[at - 1] as usize;
        }
    }
    true
}

/// A cycle that was shrunk into its first node.
struct Cycle {
    nodes: Vec<usize>,
    /// The head of each node inside the cycle.
    inner: Vec<usize>,
    /// For a head outside: the node of the cycle that it would enter.
    enter: Vec<usize>,
    /// For a node outside: the node of the cycle that would be its head.
    leave: Vec<usize>,
    /// The nodes outside that were alive.
    outside: Vec<usize>,
}

fn edmonds(scores: &[f32], n: usize, out: &mut [u32]) {
    let m = n + 1;
    // arc[to * m + from]. A root arc costs so much that the best tree has one.
    let floor = -1e6f64;
    let penalty = 1e5f64;
    let mut arc = vec![floor * 10.0; m * m];
    for i in 0..n {
        for j in 0..m {
            if j != i + 1 {
                let s = f64::from(scores[i * m + j]);
                let s = if s.is_finite() {
                    s.clamp(-1e3, 1e3)
                } else {
                    -1e3
                };
                arc[(i + 1) * m + j] = if j == 0 { s - penalty } else { s };
            }
        }
    }
    let mut alive: Vec<usize> = (0..m).collect();
    let mut head = vec![0usize; m];
    let mut cycles: Vec<Cycle> = Vec::new();
    loop {
        for &v in alive.iter().filter(|&&v| v != 0) {
            let mut best = usize::MAX;
            for &u in alive.iter().filter(|&&u| u != v) {
                if best == usize::MAX || arc[v * m + u] > arc[v * m + best] {
                    best = u;
                }
            }
            head[v] = best;
        }
        let Some(nodes) = find_cycle(&alive, &head, m) else {
            break;
        };
        let into = nodes[0];
        let inside = |x: usize| nodes.contains(&x);
        let outside: Vec<usize> = alive.iter().copied().filter(|&x| !inside(x)).collect();
        let inner: Vec<usize> = nodes.iter().map(|&v| head[v]).collect();
        let mut enter = vec![0; m];
        let mut leave = vec![0; m];
        for &x in &outside {
            let gain = |v: usize| arc[v * m + x] - arc[v * m + head[v]];
            let mut best = nodes[0];
            let mut best_out = nodes[0];
            for &v in &nodes[1..] {
                if gain(v) > gain(best) {
                    best = v;
                }
                if arc[x * m + v] > arc[x * m + best_out] {
                    best_out = v;
                }
            }
            enter[x] = best;
            leave[x] = best_out;
        }
        let changed: Vec<(usize, f64, f64)> = outside
            .iter()
            .map(|&x| {
                let v = enter[x];
                (
                    x,
                    arc[v * m + x] - arc[v * m + head[v]],
                    arc[x * m + leave[x]],
                )
            })
            .collect();
        for (x, inward, outward) in changed {
            arc[into * m + x] = inward;
            if x != 0 {
                arc[x * m + into] = outward;
            }
        }
        alive.retain(|&x| x == into || !nodes.contains(&x));
        cycles.push(Cycle {
            nodes,
            inner,
            enter,
            leave,
            outside,
        });
    }
    for cycle in cycles.iter().rev() {
        let into = cycle.nodes[0];
        let from = head[into];
        for &x in &cycle.outside {
            if x != 0 && head[x] == into {
                head[x] = cycle.leave[x];
            }
        }
        for (&v, &h) in cycle.nodes.iter().zip(&cycle.inner) {
            head[v] = h;
        }
        head[cycle.enter[from]] = from;
    }
    for (h, &found) in out.iter_mut().zip(&head[1..]) {
        *h = found as u32;
    }
}

/// The nodes of one cycle among the chosen heads.
fn find_cycle(alive: &[usize], head: &[usize], m: usize) -> Option<Vec<usize>> {
    let mut mark = vec![0usize; m];
    for (k, &start) in alive.iter().enumerate() {
        let mut at = start;
        while at != 0 && mark[at] == 0 {
            mark[at] = k + 1;
            at = head[at];
        }
        if at != 0 && mark[at] == k + 1 {
            let mut nodes = vec![at];
            let mut next = head[at];
            while next != at {
                nodes.push(next);
                next = head[next];
            }
            return Some(nodes);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All head lists of n words, tried one by one.
    fn best_by_trial(scores: &[f32], n: usize) -> f32 {
        let m = n + 1;
        let mut best = f32::NEG_INFINITY;
        for code in 0..m.pow(n as u32) {
            let heads: Vec<u32> = (0..n)
                .map(|i| (code / m.pow(i as u32) % m) as u32)
                .collect();
            let own = heads.iter().enumerate().any(|(i, &h)| h as usize == i + 1);
            if !own && is_tree(&heads) {
                let total = heads
                    .iter()
                    .enumerate()
                    .map(|(i, &h)| scores[i * m + h as usize])
                    .sum();
                best = best.max(total);
            }
        }
        best
    }

    #[test]
    fn ok_the_tree_is_the_best_of_all_trees() {
        let mut seed = 7u64;
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            ((seed >> 40) as f32 / 16_777_216.0) * 10.0 - 5.0
        };
        let mut shrunk = 0;
        for n in [1, 2, 3, 4, 5] {
            for _ in 0..60 {
                let mut scores: Vec<f32> = (0..n * (n + 1)).map(|_| next()).collect();
                for i in 0..n {
                    scores[i * (n + 1) + i + 1] = f32::NEG_INFINITY;
                }
                let mut out = Vec::new();
                heads(&scores, n, &mut out);
                assert!(is_tree(&out), "{out:?}");
                let total: f32 = out
                    .iter()
                    .enumerate()
                    .map(|(i, &h)| scores[i * (n + 1) + h as usize])
                    .sum();
                assert!((total - best_by_trial(&scores, n)).abs() < 1e-3);
                let greedy: Vec<u32> = scores
                    .chunks_exact(n + 1)
                    .map(|r| crate::model::kernels::argmax(r) as u32)
                    .collect();
                shrunk += usize::from(greedy != out);
            }
        }
        assert!(shrunk > 50, "the greedy heads were nearly always a tree");
    }

    #[test]
    fn ok_scores_without_sense_give_a_tree() {
        for bad in [f32::NAN, f32::NEG_INFINITY, f32::INFINITY, 0.0] {
            let mut out = Vec::new();
            heads(&[bad; 6 * 7], 6, &mut out);
            assert!(is_tree(&out), "{bad}: {out:?}");
        }
    }
}
