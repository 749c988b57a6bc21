//! Lists of what somebody asks for: 'called for restraint, and for talks', 'called for an
//! end to the fighting and a truce'. The parser hangs the second on the verb, or on what
//! stands within the first.

use crate::mend::case;
use dateline_syntax::{Deprel, Sentence, Upos};

/// Verbs of asking.
const ASKS: [&str; 11] = [
    "call", "demand", "urge", "appeal", "press", "ask", "seek", "want", "propose", "plead", "push",
];

/// Nouns for what is to stop or to be done, with a noun within them.
const FIRST: [&str; 12] = [
    "end",
    "halt",
    "stop",
    "release",
    "withdrawal",
    "lifting",
    "return",
    "resumption",
    "cessation",
    "easing",
    "reopening",
    "freeing",
];

/// Nouns for what is to come about besides.
const SECOND: [&str; 14] = [
    "talk",
    "negotiation",
    "truce",
    "ceasefire",
    "cease-fire",
    "meeting",
    "summit",
    "dialogue",
    "agreement",
    "accord",
    "settlement",
    "conference",
    "deal",
    "round",
];

/// The first item of the list of which `c` is the second.
pub(crate) fn first_of(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    if token.deprel != Deprel::Conj || token.upos != Upos::Noun {
        return None;
    }
    let over = token.head.filter(|&h| h < c)?;
    let asks = |v: u32| {
        let t = &s.tokens[v as usize];
        t.upos == Upos::Verb && ASKS.contains(&t.lemma.as_str())
    };
    if asks(over) {
        let own = case(s, c)?;
        let mut first = s.children_by(over, &[Deprel::Obl]).filter(|&o| o < c);
        return first.find(|&o| case(s, o) == Some(own));
    }
    let lemma = |t: u32| s.tokens[t as usize].lemma.as_str();
    let first = s.head(over).filter(|&n| {
        n < over
            && s.tokens[over as usize].deprel == Deprel::Nmod
            && FIRST.contains(&lemma(n))
            && s.head(n).is_some_and(asks)
    })?;
    (SECOND.contains(&lemma(c)) && !SECOND.contains(&lemma(over))).then_some(first)
}
