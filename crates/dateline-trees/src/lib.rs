//! Small boosted trees that answer with a probability.
//!
//! A [`Model`] is a list of full trees of [`DEPTH`] questions about named
//! numbers. [`Model::probability`] asks them; [`fit`] makes them from rows with
//! labels, seeded, in one thread, so that the same rows give the same model;
//! [`Model::open`] and [`Model::to_toml`] read and write the file. Gradient
//! boosting of the logistic loss, after Friedman (2001), each tree from half of
//! the rows and each question from a share of the numbers.

mod dice;
mod fit;

pub use dice::Dice;
pub use fit::{Row, Settings, fit};

use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// A model file that this version cannot use.
#[derive(Debug, thiserror::Error)]
#[error("failed to read the model of trees: {0}")]
pub struct ModelError(String);

/// Questions of one way through a tree.
pub const DEPTH: usize = 3;

/// Questions of a tree.
const QUESTIONS: usize = (1 << DEPTH) - 1;

/// Boosted trees: the sum of their answers and the base is the logarithm of
/// the odds, of which the curve makes a probability.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Version of the file; 1.
    pub format: u32,
    /// The least probability that counts as yes.
    pub least: f32,
    /// Names of the numbers, in order.
    pub features: Vec<String>,
    /// The sum before the first tree.
    pub base: f32,
    /// Where the curve begins; it ends at the same value above 0.
    pub from: f32,
    /// Probabilities at equal distances; straight lines between them, so that
    /// every machine gives the same.
    pub curve: Vec<f32>,
    /// The trees.
    pub tree: Vec<Tree>,
}

/// A full tree of [`DEPTH`] questions: of the question `i`, `2i + 1` and
/// `2i + 2` are those that follow a no and a yes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tree {
    /// The number that each question is about.
    pub input: Vec<usize>,
    /// Yes is more than this.
    pub above: Vec<f32>,
    /// The answers.
    pub leaf: Vec<f32>,
}

impl Tree {
    /// What the tree adds where the numbers are these.
    ///
    /// # Panics
    /// Where `x` is shorter than the model's list of numbers.
    pub fn answer(&self, x: &[f32]) -> f32 {
        let mut i = 0;
        for _ in 0..DEPTH {
            i = 2 * i + 1 + usize::from(x[self.input[i]] > self.above[i]);
        }
        self.leaf[i - self.input.len()]
    }
}

impl Model {
    /// Reads a model file whose numbers are `features`.
    ///
    /// # Errors
    /// A file of another format, or with other numbers than these.
    pub fn open(text: &str, features: &[&str]) -> Result<Self, ModelError> {
        let it: Self = toml::from_str(text).map_err(|e| ModelError(e.to_string()))?;
        let error = |what: String| Err(ModelError(what));
        if it.format != 1 {
            return error(format!("its format is {}, not 1", it.format));
        }
        if it.features != features {
            return error("its features are not those of this version; train it again".to_owned());
        }
        let fits = |t: &Tree| {
            t.input.len() == QUESTIONS
                && t.above.len() == QUESTIONS
                && t.leaf.len() == QUESTIONS + 1
                && t.input.iter().all(|&f| f < features.len())
        };
        if !it.tree.iter().all(fits) {
            return error(format!(
                "a tree has not {QUESTIONS} questions about its features"
            ));
        }
        if it.curve.len() < 2 || it.from.is_nan() || it.from >= 0.0 {
            return error("its curve has no two points around 0".to_owned());
        }
        Ok(it)
    }

    /// The answer to these numbers, 0 to 1, in hundredths.
    ///
    /// # Panics
    /// Where `x` is shorter than [`Self::features`].
    pub fn probability(&self, x: &[f32]) -> f32 {
        let odds = self.tree.iter().fold(self.base, |z, t| z + t.answer(x));
        let last = self.curve.len() - 1;
        let at = (odds - self.from) / (-2.0 * self.from) * last as f32;
        let at = at.clamp(0.0, last as f32);
        let i = (at as usize).min(last - 1);
        let p = self.curve[i] + (self.curve[i + 1] - self.curve[i]) * (at - i as f32);
        (p * 100.0).round() / 100.0
    }

    /// The model as TOML with one table of a tree a line.
    pub fn to_toml(&self) -> String {
        fn list<T: std::fmt::Debug>(v: &[T]) -> String {
            format!("{v:?}")
        }
        let mut out = format!(
            "format = {}\nleast = {:?}\nbase = {:?}\nfrom = {:?}\ncurve = {}\nfeatures = {}\n",
            self.format,
            self.least,
            self.base,
            self.from,
            list(&self.curve),
            list(&self.features)
        );
        for t in &self.tree {
            let (input, above, leaf) = (list(&t.input), list(&t.above), list(&t.leaf));
            let _ = write!(
                out,
                "\n[[tree]]\ninput = {input}\nabove = {above}\nleaf = {leaf}\n"
            );
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 4] = ["kind", "time", "place", "length"];

    fn small() -> Model {
        Model {
            format: 1,
            least: 0.5,
            features: NAMES.iter().map(|&f| f.to_owned()).collect(),
            base: 1.0,
            from: -2.0,
            curve: vec![0.0, 0.25, 0.5, 0.75, 1.0],
            tree: vec![Tree {
                input: vec![0, 1, 2, 0, 0, 0, 0],
                above: vec![0.5; 7],
                leaf: vec![-2.0, 0.0, -1.0, 0.0, 0.0, 0.5, 0.0, 1.0],
            }],
        }
    }

    #[test]
    fn ok_a_tree_is_asked_from_above_and_the_curve_is_straight_between_points() {
        let (model, mut x) = (small(), [0.0; 4]);
        // No, no, no: the first leaf; 1 - 2 = -1.
        assert!((model.probability(&x) - 0.25).abs() < 1e-6);
        // Yes, no, yes: the sixth; 1 + 0.5, between 0.75 and 1.
        x[0] = 1.0;
        assert!((model.probability(&x) - 0.88).abs() < 1e-6);
        // Yes, yes, yes: 1 + 1, the end of the curve.
        x[2] = 1.0;
        assert!((model.probability(&x) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn err_a_model_of_other_features_format_or_shape_is_refused() {
        type Hurt = fn(&mut Model);
        let cases: [(Hurt, &str); 5] = [
            (|m| m.format = 2, "its format is 2"),
            (|m| m.features[3] = "word.length".into(), "train it again"),
            (|m| _ = m.features.pop(), "train it again"),
            (|m| m.tree[0].input[6] = 4, "7 questions"),
            (|m| m.curve.truncate(1), "two points"),
        ];
        for (hurt, why) in cases {
            let mut model = small();
            hurt(&mut model);
            let text = model.to_toml();
            let reason = Model::open(&text, &NAMES).expect_err(why).to_string();
            assert!(reason.contains(why), "{reason}");
        }
    }
}
