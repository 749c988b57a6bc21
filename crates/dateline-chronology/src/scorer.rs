//! The learned scorer: numbers of a pair in, probability of one event out.

use crate::pair::{self, FEATURES};
use serde::{Deserialize, Serialize};

/// A model file that this version cannot use.
#[derive(Debug, thiserror::Error)]
#[error("failed to read the coreference model: {0}")]
pub struct ModelError(String);

/// A small network, or several whose answers are averaged: one hidden layer
/// of rectified units over the features, scaled to mean 0 and deviation 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scorer {
    /// Version of the file; 1.
    pub format: u32,
    /// Least mean probability at which two groups of mentions are one event.
    pub threshold: f32,
    /// Names of the inputs, in order: those of [`FEATURES`].
    pub features: Vec<String>,
    /// Mean of each input in the training data.
    pub mean: Vec<f32>,
    /// One over its standard deviation; 0 where the input is left out.
    pub scale: Vec<f32>,
    /// The networks.
    pub network: Vec<Network>,
}

/// One network.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Network {
    /// Weights of the hidden units, one row of inputs each.
    pub hidden: Vec<Vec<f32>>,
    /// Their biases.
    pub bias: Vec<f32>,
    /// Weights of the output.
    pub output: Vec<f32>,
    /// Bias of the output.
    pub output_bias: f32,
}

impl Scorer {
    /// The model that is part of the program.
    ///
    /// # Panics
    /// Where the program was built with a broken model file; a test of this
    /// crate keeps that from being released.
    pub fn embedded() -> Self {
        Self::open(include_str!("../../../models/coref-en/model.toml"))
            .expect("the embedded model was tested")
    }

    /// Reads a model file.
    ///
    /// # Errors
    /// A file of another format, or with other features than this version makes.
    pub fn open(text: &str) -> Result<Self, ModelError> {
        let it: Self = toml::from_str(text).map_err(|e| ModelError(e.to_string()))?;
        let error = |what: String| Err(ModelError(what));
        if it.format != 1 {
            return error(format!("its format is {}, not 1", it.format));
        }
        if it.features != FEATURES {
            return error("its features are not those of this version; train it again".to_owned());
        }
        let n = FEATURES.len();
        let fits = |k: &Network| {
            k.hidden.iter().all(|row| row.len() == n)
                && k.bias.len() == k.hidden.len()
                && k.output.len() == k.hidden.len()
        };
        if it.mean.len() != n || it.scale.len() != n || !it.network.iter().all(fits) {
            return error("its tables do not have one value for each feature".to_owned());
        }
        if it.network.is_empty() {
            return error("it holds no network".to_owned());
        }
        Ok(it)
    }

    /// Probability that the mentions of a pair with these numbers are one
    /// event; `numbers` holds one for each of [`FEATURES`].
    pub fn probability(&self, numbers: &[f32]) -> f32 {
        let mut x = [0.0; pair::N];
        for (i, v) in x.iter_mut().enumerate() {
            *v = (numbers[i] - self.mean[i]) * self.scale[i];
        }
        let sum: f32 = self.network.iter().map(|n| n.probability(&x)).sum();
        sum / self.network.len() as f32
    }
}

impl Network {
    /// Probability for scaled inputs.
    pub fn probability(&self, x: &[f32]) -> f32 {
        let mut z = self.output_bias;
        for ((row, bias), out) in self.hidden.iter().zip(&self.bias).zip(&self.output) {
            let h: f32 = row.iter().zip(x).map(|(w, v)| w * v).sum::<f32>() + bias;
            z += h.max(0.0) * out;
        }
        1.0 / (1.0 + (-z).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Scorer {
        let n = FEATURES.len();
        let mut row = vec![0.0; n];
        row[0] = 2.0;
        Scorer {
            format: 1,
            threshold: 0.5,
            features: FEATURES.iter().map(|&f| f.to_owned()).collect(),
            mean: vec![0.0; n],
            scale: vec![1.0; n],
            network: vec![Network {
                hidden: vec![row],
                bias: vec![0.0],
                output: vec![3.0],
                output_bias: -3.0,
            }],
        }
    }

    #[test]
    fn ok_the_network_weighs_its_inputs() {
        let s = small();
        let mut x = vec![0.0; FEATURES.len()];
        let no = s.probability(&x);
        x[0] = 1.0;
        let yes = s.probability(&x);
        // 1 / (1 + e^3) and 1 / (1 + e^-3).
        assert!((no - 0.047_425_87).abs() < 1e-6, "{no}");
        assert!((yes - 0.952_574_13).abs() < 1e-6, "{yes}");
    }

    #[test]
    fn ok_a_written_model_reads_back_and_is_the_same() {
        let s = small();
        let text = toml::to_string(&s).expect("plain values");
        assert_eq!(Scorer::open(&text).expect("it was written here"), s);
    }

    #[test]
    fn err_a_model_of_other_features_is_refused() {
        let mut s = small();
        s.features[0] = "word.length".to_owned();
        let text = toml::to_string(&s).expect("plain values");
        let reason = Scorer::open(&text)
            .expect_err("another feature")
            .to_string();
        assert!(reason.contains("train it again"), "{reason}");
    }
}
