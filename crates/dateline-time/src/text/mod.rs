//! Text to tokens: the light tokeniser and the word lists behind it.

mod lexicon;
mod number;
mod shape;
mod token;

pub(crate) use lexicon::{Lexicon, OTHER_ED, OTHER_ING, OTHER_LY, OTHER_S, hash};
pub(crate) use shape::{Form, NUMBER_TYPES, Shape, number_class, number_type};
pub(crate) use token::{Flags, Token, tokenise};
