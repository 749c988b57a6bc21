//! Words with a preposition of their own that the tree hung elsewhere: 'was led by the
//! head of the council and by X', 'the visit to Lima on Monday by X drew crowds'.

use crate::mend::hang;
use dateline_syntax::{Deprel, Sentence, Token, Upos};

/// So far up the same preposition is looked for.
const UP: usize = 4;

/// 'Led by the head of the council and by X': X is joined to the head, before whom the
/// same preposition stands, and not to the council.
pub(crate) fn mend(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    if let Some(subject) = second_subject(s, c) {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        hang(list, c, subject, Deprel::Nmod);
        return;
    }
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

/// 'The visit to Lima on Monday by X drew crowds': what stands behind the subject with
/// 'by' is a phrase of it, and no second subject. Gives the subject.
fn second_subject(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let verb = token
        .head
        .filter(|&v| v > c && token.deprel == Deprel::Nsubj)?;
    let case = s.child(c, &[Deprel::Case]).filter(|&k| k < c)?;
    let of_act = matches!(s.tokens[case as usize].lemma.as_str(), "by" | "between");
    let subjects = [Deprel::Nsubj, Deprel::NsubjPass];
    let first = s.children_by(verb, &subjects).next();
    let noun = |t: u32| s.tokens[t as usize].upos == Upos::Noun;
    first.filter(|&t| of_act && t < case && noun(t))
}
