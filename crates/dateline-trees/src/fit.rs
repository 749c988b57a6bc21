//! Making a model from rows with labels.

use crate::{Dice, Model, QUESTIONS, Tree};

/// Numbers with their answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The numbers, in the order of the model's features.
    pub x: Vec<f32>,
    /// The answer.
    pub right: bool,
    /// What the row counts, an ordinary one being 1.
    pub weight: f64,
}

/// How a model is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Trees.
    pub trees: usize,
    /// What each tree adds of what is left to explain.
    pub rate: f64,
    /// Rows of a leaf at least.
    pub leaf: usize,
    /// Each question is chosen among one in so many of the numbers.
    pub of: usize,
    /// [`Model::least`].
    pub least: f32,
}

fn logistic(z: f64) -> f64 {
    1.0 / (1.0 + (-z).exp())
}

/// A model of these rows.
///
/// # Panics
/// Where the rows do not have one number for each of `features`, all have one
/// answer, or `settings.of` is 0.
pub fn fit(rows: &[Row], features: &[&str], settings: Settings) -> Model {
    assert!(rows.iter().all(|r| r.x.len() == features.len()));
    assert!(rows.iter().any(|r| r.right) && rows.iter().any(|r| !r.right));
    let n = rows.len();
    let label: Vec<f64> = rows.iter().map(|r| f64::from(u8::from(r.right))).collect();
    let weighed: f64 = rows.iter().zip(&label).map(|(r, y)| y * r.weight).sum();
    let right = weighed / rows.iter().map(|r| r.weight).sum::<f64>();
    let base = (right / (1.0 - right)).ln() as f32;
    let mut dice = Dice::new(1);
    let mut odds = vec![f64::from(base); n];
    let mut tree = Vec::new();
    for _ in 0..settings.trees {
        let p: Vec<f64> = odds.iter().map(|z| logistic(*z)).collect();
        let left: Vec<f64> = (0..n).map(|r| rows[r].weight * (label[r] - p[r])).collect();
        let mut sample: Vec<usize> = (0..n).collect();
        dice.draw(&mut sample, n / 2);
        sample.truncate(n / 2);
        let mut t = Tree {
            input: vec![0; QUESTIONS],
            above: vec![f32::MAX; QUESTIONS],
            leaf: vec![0.0; QUESTIONS + 1],
        };
        let mut at: Vec<Vec<usize>> = vec![sample];
        for i in 0..QUESTIONS {
            let (mut no, mut yes) = (Vec::new(), Vec::new());
            if let Some((f, above)) = question(rows, &left, &at[i], &mut dice, settings) {
                (t.input[i], t.above[i]) = (f, above);
            }
            for &r in &at[i] {
                let side = if rows[r].x[t.input[i]] > t.above[i] {
                    &mut yes
                } else {
                    &mut no
                };
                side.push(r);
            }
            at.extend([no, yes]);
        }
        for (leaf, of) in t.leaf.iter_mut().zip(&at[QUESTIONS..]) {
            let sum: f64 = of.iter().map(|&r| left[r]).sum();
            let spread: f64 = of
                .iter()
                .map(|&r| rows[r].weight * p[r] * (1.0 - p[r]))
                .sum();
            if spread > 0.0 {
                *leaf = ((settings.rate * sum / spread) * 10_000.0).round() as f32 / 10_000.0;
            }
        }
        for (z, r) in odds.iter_mut().zip(rows) {
            *z += f64::from(t.answer(&r.x));
        }
        tree.push(t);
    }
    let round = |p: f64| ((p * 10_000.0).round() / 10_000.0) as f32;
    Model {
        format: 1,
        least: settings.least,
        features: features.iter().map(|&f| f.to_owned()).collect(),
        base: round(f64::from(base)),
        from: -6.0,
        curve: (-24..=24)
            .map(|i| round(logistic(f64::from(i) / 4.0)))
            .collect(),
        tree,
    }
}

/// The question that parts the rows best: a number, and the value above which
/// the answer is yes.
fn question(
    rows: &[Row],
    left: &[f64],
    of: &[usize],
    dice: &mut Dice,
    settings: Settings,
) -> Option<(usize, f32)> {
    let mut features: Vec<usize> = (0..rows.first()?.x.len()).collect();
    let share = (features.len() / settings.of).max(1);
    dice.draw(&mut features, share);
    let n = of.len() as f64;
    let sum: f64 = of.iter().map(|&r| left[r]).sum();
    let mut best: Option<(f64, usize, f32)> = None;
    for &f in &features[..share] {
        let mut values: Vec<(f32, f64)> = of.iter().map(|&r| (rows[r].x[f], left[r])).collect();
        values.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut below = 0.0;
        for i in 1..values.len() {
            below += values[i - 1].1;
            let (a, b) = (values[i - 1].0, values[i].0);
            if a == b || i < settings.leaf || values.len() - i < settings.leaf {
                continue;
            }
            let (m, above) = (i as f64, sum - below);
            let gain = below * below / m + above * above / (n - m) - sum * sum / n;
            if gain > 1e-9 && best.is_none_or(|(g, _, _)| gain > g) {
                let middle = ((a + b) / 2.0 * 10_000.0).round() / 10_000.0;
                best = Some((gain, f, middle));
            }
        }
    }
    best.map(|(_, f, above)| (f, above))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_what_parts_the_rows_is_learned_and_the_same_each_time() {
        let row = |i: usize| Row {
            x: vec![i as f32, (i * 7 % 5) as f32],
            right: i >= 60,
            weight: 1.0,
        };
        let rows: Vec<Row> = (0..100).map(row).collect();
        let settings = Settings {
            trees: 40,
            rate: 0.2,
            leaf: 5,
            of: 1,
            least: 0.5,
        };
        let model = fit(&rows, &["size", "noise"], settings);
        assert!(model.probability(&[10.0, 3.0]) < 0.1);
        assert!(model.probability(&[90.0, 3.0]) > 0.9);
        assert_eq!(model, fit(&rows, &["size", "noise"], settings));
        let again = Model::open(&model.to_toml(), &["size", "noise"]).expect("what was written");
        assert_eq!(again, model);
        assert!(again.tree.iter().all(|t| t.input.len() == QUESTIONS));
    }
}
