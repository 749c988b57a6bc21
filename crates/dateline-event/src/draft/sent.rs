//! 'Sent its minister to Lima': where he is sent, hung on him.

use crate::mend::{case, hang};
use dateline_syntax::{Deprel, Sentence, Token};

/// Hangs the goal of 'send' on the verb.
pub(crate) fn goal(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let object = token.head.filter(|_| token.deprel == Deprel::Nmod);
    let Some(object) = object.filter(|&o| case(s, c) == Some("to") && o < c) else {
        return;
    };
    let over = &s.tokens[object as usize];
    let verb = over.head.filter(|_| over.deprel == Deprel::Obj);
    let sends = |v: &u32| matches!(s.tokens[*v as usize].lemma.as_str(), "send" | "dispatch");
    if let Some(verb) = verb.filter(sends) {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        hang(list, c, verb, Deprel::Obl);
    }
}
