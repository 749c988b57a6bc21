//! 'Came face to face in Oslo on Monday': a way of meeting, of which the trees make
//! an object or a place, and hang what follows on the last word of it.

use crate::mend::hang;
use dateline_syntax::{Deprel, Sentence, Token, Upos};

/// Makes an adverb of the three words and hands on to the verb what hangs on them.
pub(crate) fn face_to_face(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let at = |t: u32| s.tokens.get(t as usize);
    let is = |t: u32, word: &str| at(t).is_some_and(|w| w.lemma == word);
    if !is(c, "face") || !is(c + 1, "to") || !is(c + 2, "face") {
        return;
    }
    let verb = s.ancestors(c).take(3).find(|&v| {
        let upos = s.tokens[v as usize].upos;
        v < c && upos == Upos::Verb
    });
    let Some(verb) = verb else { return };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    hang(list, c, verb, Deprel::Advmod);
    hang(list, c + 2, c, Deprel::Obl);
    hang(list, c + 1, c + 2, Deprel::Case);
    for below in [c, c + 2] {
        for &t in s.children(below) {
            if t > c + 2 {
                let rel = match s.tokens[t as usize].deprel {
                    Deprel::Nmod | Deprel::Acl => Deprel::Obl,
                    rel => rel,
                };
                hang(list, t, verb, rel);
            }
        }
    }
}
