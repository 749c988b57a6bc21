//! 'Kept its promise to Chad to cut the fees': the infinitive is what was promised,
//! where the tree hangs it on the verb as its purpose.

use crate::mend::hang;
use dateline_syntax::{Deprel, Sentence, Token, Upos};

/// Words for what one has bound oneself to.
const WORDS: [&str; 9] = [
    "promise",
    "pledge",
    "undertaking",
    "commitment",
    "vow",
    "obligation",
    "offer",
    "threat",
    "word",
];

/// What is done with them.
const ACTS: [&str; 14] = [
    "keep", "honour", "honor", "fulfil", "fulfill", "break", "renew", "repeat", "make", "give",
    "reaffirm", "withdraw", "meet", "betray",
];

/// Hangs such an infinitive on the noun.
pub(crate) fn mend(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let word = &s.tokens[c as usize];
    if word.upos != Upos::Verb || !matches!(word.deprel, Deprel::Advcl | Deprel::Xcomp) {
        return;
    }
    let to = s
        .child(c, &[Deprel::Mark])
        .is_some_and(|m| s.tokens[m as usize].lemma == "to");
    let Some(verb) = word.head.filter(|&v| to && v < c) else {
        return;
    };
    if !ACTS.contains(&s.tokens[verb as usize].lemma.as_str()) {
        return;
    }
    let noun = s
        .child(verb, &[Deprel::Obj])
        .filter(|&n| n > verb && n < c && WORDS.contains(&s.tokens[n as usize].lemma.as_str()));
    if let Some(noun) = noun {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        hang(list, c, noun, Deprel::Acl);
    }
}
