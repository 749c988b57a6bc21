//! 'The deal struck in Lima on 3 May expires in June': how an accord came about, told
//! by a participle that was taken for the verb of its clause.

use crate::mend::hang;
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// Hangs the participle on its noun, and the noun on the finite verb behind it.
pub(crate) fn mend(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let makes = matches!(
        token.lemma.as_str(),
        "struck" | "strike" | "reach" | "broker" | "conclude" | "sign" | "mediate" | "initial"
    );
    if !makes || !matches!(token.xpos, Xpos::Vbd | Xpos::Vbn) {
        return;
    }
    let own = [Deprel::Obj, Deprel::Aux, Deprel::AuxPass, Deprel::Cop];
    let subject = s.child(c, &[Deprel::Nsubj, Deprel::NsubjPass]);
    let noun = subject.filter(|&n| {
        let word = &s.tokens[n as usize];
        n + 1 == c && word.upos == Upos::Noun && s.child(c, &own).is_none()
    });
    let Some(noun) = noun else { return };
    let clauses = [
        Deprel::Advcl,
        Deprel::Ccomp,
        Deprel::Parataxis,
        Deprel::Xcomp,
        Deprel::Conj,
        Deprel::Dep,
    ];
    let bare = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Mark, Deprel::Cc];
    let verb = s.children_by(c, &clauses).find(|&v| {
        let finite = matches!(s.tokens[v as usize].xpos, Xpos::Vbz | Xpos::Vbp | Xpos::Vbd)
            || s.child(v, &[Deprel::Aux, Deprel::AuxPass]).is_some();
        let before = &s.tokens[v as usize - 1];
        v > c && finite && before.lemma != "," && s.child(v, &bare).is_none()
    });
    let Some(verb) = verb else { return };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    let (head, rel) = (token.head, token.deprel);
    (list[verb as usize].head, list[verb as usize].deprel) = (head, rel);
    hang(list, noun, verb, Deprel::Nsubj);
    hang(list, c, noun, Deprel::Acl);
    list[c as usize].xpos = Xpos::Vbn;
    if token.lemma == "struck" {
        "strike".clone_into(&mut list[c as usize].lemma);
    }
    for &t in s.children(c) {
        let child = &mut list[t as usize];
        if (t < noun || t > verb) && child.head == Some(c) {
            child.head = Some(verb);
        }
    }
}
