//! 'It was in Lima that the ministers signed it', 'it was Oman that brought them
//! together': what is set in front belongs to the verb behind 'that'.

use crate::mend::hang;
use dateline_syntax::{Deprel, Sentence, Token, Upos};

/// Makes the verb behind 'that' the head, and what was set in front a part of it.
pub(crate) fn cleft(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let at = |t: u32| &s.tokens[t as usize];
    let Some(cop) = s.child(c, &[Deprel::Cop]).filter(|&b| b < c) else {
        return;
    };
    let it = s
        .child(c, &[Deprel::Expl, Deprel::Nsubj])
        .filter(|&t| t < cop);
    let Some(it) = it.filter(|&t| at(t).lemma == "it") else {
        return;
    };
    let there = matches!(at(c).lemma.as_str(), "there" | "here");
    let named = at(c).upos == Upos::Propn || there;
    let denied = s.children(c).iter().any(|&t| at(t).lemma == "not");
    let clause = [
        Deprel::AclRelcl,
        Deprel::AdvclRelcl,
        Deprel::Advcl,
        Deprel::Ccomp,
        Deprel::Csubj,
    ];
    let verb = s.children_by(c, &clause).find(|&v| {
        v > c
            && at(v).upos == Upos::Verb
            && s.children(v)
                .iter()
                .any(|&t| t < v && matches!(at(t).lemma.as_str(), "that" | "who"))
    });
    let Some(verb) = verb.filter(|_| named && !denied) else {
        return;
    };
    let case = s.child(c, &[Deprel::Case]).is_some_and(|p| p < c);
    let that = s
        .children(verb)
        .iter()
        .copied()
        .find(|&t| t < verb && matches!(at(t).lemma.as_str(), "that" | "who"));
    let subject = [Deprel::Nsubj, Deprel::NsubjPass];
    let own = s.children_by(verb, &subject).any(|t| Some(t) != that);
    let rel = match (case, own) {
        // 'It is there that they will meet'
        _ if there => Deprel::Advmod,
        (true, _) => Deprel::Obl,
        (false, false) if s.child(verb, &[Deprel::AuxPass]).is_some() => Deprel::NsubjPass,
        (false, false) => Deprel::Nsubj,
        // 'It was Oman that they thanked'
        (false, true) if s.child(verb, &[Deprel::Obj]).is_none() => Deprel::Obj,
        (false, true) => return,
    };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    let (head, over) = (at(c).head, at(c).deprel);
    let first = &mut list[verb as usize];
    (first.head, first.deprel) = (head, over);
    hang(list, c, verb, rel);
    hang(list, it, verb, Deprel::Dep);
    hang(list, cop, verb, Deprel::Dep);
    if let Some(that) = that {
        hang(list, that, verb, Deprel::Dep);
    }
    // The full stop and what else hung on it.
    for &t in s.children(c) {
        if t > verb && matches!(at(t).deprel, Deprel::Punct | Deprel::Obl) {
            list[t as usize].head = Some(verb);
        }
    }
}
