//! 'A letter from North Korean leader Kim Jong Un': the preposition that the tree
//! hangs on the title, where it belongs to the name.

use crate::mend::hang;
use dateline_syntax::{Deprel, Sentence, Token};

/// Hangs such a preposition on the name.
pub(crate) fn mend(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let title = &s.tokens[c as usize];
    if title.deprel != Deprel::NmodDesc {
        return;
    }
    let Some(name) = title.head.filter(|&h| h > c) else {
        return;
    };
    let case = s.child(c, &[Deprel::Case]).filter(|&p| {
        let owner = matches!(s.tokens[p as usize].lemma.as_str(), "'s" | "’s" | "'" | "’");
        p < c && !owner
    });
    let Some(case) = case.filter(|_| s.child(name, &[Deprel::Case]).is_none()) else {
        return;
    };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    hang(list, case, name, Deprel::Case);
}
