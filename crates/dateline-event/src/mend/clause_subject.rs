//! A subject that the parser hung on the main verb: of 'will travel there after a treaty
//! with Chad is signed' it made 'will travel after a treaty', and a clause of nobody.

use crate::mend::{hang, subject_of};
use dateline_syntax::{Deprel, Sentence, Token};

/// Mends one word, where it is the verb of such a clause.
pub(crate) fn mend(s: &Sentence, verb: u32, tokens: &mut Option<Vec<Token>>) {
    let word = &s.tokens[verb as usize];
    if word.deprel != Deprel::Advcl {
        return;
    }
    let Some(main) = word.head.filter(|&m| m < verb) else {
        return;
    };
    let subject = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Csubj];
    if s.child(verb, &subject).is_some() {
        return;
    }
    let Some(mark) = s.child(verb, &[Deprel::Mark]) else {
        return;
    };
    let when = matches!(
        s.tokens[mark as usize].lemma.as_str(),
        "after" | "before" | "until" | "till" | "once" | "when" | "if" | "unless" | "because"
    );
    let auxiliary = s.child(verb, &[Deprel::AuxPass, Deprel::Aux, Deprel::Cop]);
    let Some(first) = auxiliary.filter(|&a| when && mark < a && a < verb) else {
        return;
    };
    // The one noun between the mark and the auxiliary that hangs on the main verb.
    let noun = (s.children(main).iter()).find(|&&n| {
        mark < n
            && n < first
            && matches!(
                s.tokens[n as usize].deprel,
                Deprel::Obl | Deprel::Obj | Deprel::Nmod
            )
            && s.child(n, &[Deprel::Case]).is_none_or(|c| c == mark)
    });
    let Some(&noun) = noun else { return };
    let rel = subject_of(s, verb);
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    hang(list, noun, verb, rel);
}
