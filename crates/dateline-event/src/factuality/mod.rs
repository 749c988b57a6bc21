//! How sure the author is that the event of a word happens or happened.
//!
//! The walk goes from the root of the tree down to the word. Each word on the
//! way keeps, turns or opens what its own author holds of it: negation,
//! modals and tense of a verb; then what the word says of the word below it
//! (its signature, in `rules/en/factuality`), or the link between the two
//! (condition, purpose, question, relative clause).
//!
//! 'X said' lowers nothing: on whose word something stands is told by
//! attribution.

mod signature;
#[cfg(test)]
mod tests;
mod walk;

pub use signature::{Complement, Effect, Modals, Row, Signature, Signatures};
pub use walk::Circumstance;

use dateline_record::{Factuality, Polarity};
use dateline_syntax::Sentence;

/// What decides the factuality of a word.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Polarity, modality and the score for the record.
    pub factuality: Factuality,
    /// What the mode rests on.
    pub circumstance: Circumstance,
    /// The word that decides, where it is another one (embedding word, modal,
    /// mark, negation).
    pub decided_by: Option<u32>,
    /// Rule of that word, where it is a signature.
    pub rule: Option<String>,
}

impl Signatures {
    /// Polarity, modality and score of the event of a word; the score runs
    /// from -3 (did not happen) over 0 (open) to 3 (happened).
    pub fn factuality(&self, sentence: &Sentence, text: &str, token: u32) -> Factuality {
        self.reading(sentence, text, token).factuality
    }

    /// The same with what it rests on.
    pub fn reading(&self, sentence: &Sentence, text: &str, token: u32) -> Reading {
        let state = walk::walk(self, sentence, text, token);
        let row = self.row(state.circumstance);
        let polarity = if state.negative {
            Polarity::Negative
        } else {
            Polarity::Positive
        };
        Reading {
            factuality: Factuality {
                polarity,
                modality: state.modality,
                score: if state.negative {
                    -row.default
                } else {
                    row.default
                },
            },
            circumstance: state.circumstance,
            decided_by: state.by,
            rule: state.rule.map(str::to_owned),
        }
    }

    /// The row of the scale for a circumstance; zeros where the scale file
    /// has none.
    pub fn row(&self, circumstance: Circumstance) -> Row {
        self.scale
            .get(circumstance.as_str())
            .copied()
            .unwrap_or_default()
    }
}

impl Reading {
    /// How sure the author is on the scale from -3 to 3, what is to come
    /// included: 'will meet' counts as sure.
    pub fn certain(&self, signatures: &Signatures) -> f32 {
        let row = signatures.row(self.circumstance);
        match self.factuality.polarity {
            Polarity::Positive => row.certain,
            Polarity::Negative => -row.certain,
        }
    }

    /// Whether it has happened at the time of writing on the scale from -3
    /// to 3: 'will meet' has not.
    pub fn occurred(&self, signatures: &Signatures) -> f32 {
        let row = signatures.row(self.circumstance);
        match self.factuality.polarity {
            Polarity::Positive => row.occurred,
            Polarity::Negative => row.negative,
        }
    }
}
