//! 'The peace talks between X and Y, held in Lima, ended on Monday': a noun with
//! another before it, though peace could talk.

use crate::mend::hang;
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// 'Urged a truce and talks with Chad': no verb in the present beside one in the past.
/// Gives the noun before it.
fn in_list(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let verb = token
        .head
        .filter(|&v| v < c && token.deprel == Deprel::Conj)?;
    let past = matches!(s.tokens[verb as usize].xpos, Xpos::Vbd | Xpos::Vbn);
    let own = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Obj, Deprel::Aux];
    let joined = s.tokens[c as usize - 1].lemma == "and";
    let with = s.tokens.get(c as usize + 1)?;
    let of = matches!(with.lemma.as_str(), "between" | "with" | "on" | "about");
    if !(past && joined && of) || s.child(c, &own).is_some() {
        return None;
    }
    let mut nouns = s.children_by(verb, &[Deprel::Obj, Deprel::Obl]);
    nouns.find(|&o| verb < o && o < c && s.tokens[o as usize].upos == Upos::Noun)
}

/// Makes the noun one, the subject of the verb that follows.
pub(crate) fn mend(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    if token.xpos != Xpos::Vbz || token.lemma != "talk" || c == 0 {
        return;
    }
    if let Some(first) = in_list(s, c) {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        (list[c as usize].upos, list[c as usize].xpos) = (Upos::Noun, Xpos::Nns);
        hang(list, c, first, Deprel::Conj);
        for t in s.children_by(c, &[Deprel::Obl]) {
            list[t as usize].deprel = Deprel::Nmod;
        }
        return;
    }
    let before = &s.tokens[c as usize - 1];
    let kind = before.upos == Upos::Noun
        && before.head == Some(c)
        && matches!(before.deprel, Deprel::Nsubj | Deprel::Compound);
    let next = s.tokens.get(c as usize + 1);
    if !kind || next.is_none_or(|t| t.lemma != "between") {
        return;
    }
    let verb = match token.deprel {
        Deprel::Nsubj | Deprel::NsubjPass => None,
        Deprel::Root => {
            let beside = [Deprel::Parataxis, Deprel::Ccomp, Deprel::Conj];
            let found = s.children_by(c, &beside).find(|&v| {
                let finite = matches!(s.tokens[v as usize].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
                let own = s.child(v, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Cc]);
                let auxiliary = s.child(v, &[Deprel::Aux, Deprel::AuxPass]);
                v > c && own.is_none() && (finite || auxiliary.is_some())
            });
            if found.is_none() {
                return;
            }
            found
        }
        _ => return,
    };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    (list[c as usize].upos, list[c as usize].xpos) = (Upos::Noun, Xpos::Nns);
    hang(list, c - 1, c, Deprel::Compound);
    for &t in s.children(c - 1) {
        if matches!(
            s.tokens[t as usize].deprel,
            Deprel::Det | Deprel::Amod | Deprel::NmodPoss
        ) {
            list[t as usize].head = Some(c);
        }
    }
    for t in s.children_by(c, &[Deprel::Obl]) {
        list[t as usize].deprel = Deprel::Nmod;
    }
    if let Some(v) = verb {
        (list[v as usize].head, list[v as usize].deprel) = (None, Deprel::Root);
        hang(list, c, v, crate::mend::subject_of(s, v));
        for &t in s.children(c) {
            if t > v {
                list[t as usize].head = Some(v);
            }
        }
    }
}
