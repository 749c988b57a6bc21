//! 'Halted work on a dam with Kenya', 'resumed construction of the railway on Monday':
//! what is worked on, where the tree hangs it on the verb.

use crate::mend::hang;
use dateline_syntax::{Deprel, Sentence, Token};

/// Nouns for work on something.
const WORK: [&str; 3] = ["work", "construction", "building"];

/// Hangs the phrase right behind such a noun on it.
pub(crate) fn mend(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let Some(verb) = token.head.filter(|&v| v < c && token.deprel == Deprel::Obl) else {
        return;
    };
    let verbs = [
        "halt", "suspend", "stop", "resume", "restart", "begin", "start", "continue", "freeze",
        "pause", "delay", "complete", "finish", "abandon",
    ];
    if !verbs.contains(&s.tokens[verb as usize].lemma.as_str()) {
        return;
    }
    let Some(noun) = s
        .child(verb, &[Deprel::Obj])
        .filter(|&n| n > verb && n < c && WORK.contains(&s.tokens[n as usize].lemma.as_str()))
    else {
        return;
    };
    let case = s.child(c, &[Deprel::Case]).filter(|&p| p == noun + 1);
    let on = case.is_some_and(|p| matches!(s.tokens[p as usize].lemma.as_str(), "on" | "of"));
    if on && !crate::mend::slips::is_day(token) && !crate::mend::slips::is_month(token) {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        hang(list, c, noun, Deprel::Nmod);
    }
}
