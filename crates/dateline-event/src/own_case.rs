//! Conjuncts with a preposition of their own, hung on the noun beside them: 'was led
//! by the head of the council and by X'.

use crate::mend::hang;
use dateline_syntax::{Deprel, Sentence, Token};

/// So far up the same preposition is looked for.
const UP: usize = 4;

/// 'Led by the head of the council and by X': X is joined to the head, before whom the
/// same preposition stands, and not to the council.
pub(crate) fn mend(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let Some(first) = token
        .head
        .filter(|&h| h < c && token.deprel == Deprel::Conj)
    else {
        return;
    };
    let case = |t: u32| {
        let case = s.child(t, &[Deprel::Case]).filter(|&k| k < t)?;
        Some(s.tokens[case as usize].lemma.as_str())
    };
    let (Some(own), Some(other)) = (case(c), case(first)) else {
        return;
    };
    if own == other || s.child(c, &[Deprel::Cc]).is_none() {
        return;
    }
    let mut t = first;
    for _ in 0..UP {
        let up = &s.tokens[t as usize];
        let Some(head) = up.head.filter(|_| up.deprel == Deprel::Nmod) else {
            return;
        };
        if case(head) == Some(own) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, head, Deprel::Conj);
            return;
        }
        t = head;
    }
}
