//! Sentences, tokens, part-of-speech tags, lemmas, dependency heads and names
//! of English text, from a small trained model that is part of the crate.
//!
//! It knows nothing of dates, parties or events, reads no file and asks no
//! clock. A text always gives a result: odd text gives odd trees, never an
//! error.
//!
//! # Example
//! ```
//! use dateline_syntax::{Deprel, Syntax};
//! let sentences = Syntax::embedded().parse("Chad signed the accord. Libya did not.");
//! let first = &sentences[0];
//! let root = first.root().expect("each sentence has one");
//! assert_eq!(first.tokens[root as usize].lemma, "sign");
//! let subject = first.child(root, &[Deprel::Nsubj]).expect("a subject");
//! assert_eq!(first.tokens[subject as usize].lemma, "Chad");
//! assert_eq!(sentences.len(), 2);
//! ```

mod calendar;
pub mod conllu;
mod labels;
mod language;
mod lemma;
mod model;
mod names;
mod print;
mod sentence;
mod split;
mod syntax;

pub use calendar::{is_month, is_weekday};
pub use labels::{Deprel, NameType, Upos, Xpos};
pub use language::{detect_language, is_english};
pub use model::ModelError;
pub use print::tree;
pub use sentence::{Name, Sentence, Token};
pub use syntax::Syntax;
