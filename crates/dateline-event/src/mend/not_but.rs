//! 'Had not been cancelled but merely delayed': the second verb tells what is so, and
//! takes the place of the first.

use crate::mend::{hang, is_tree};
use dateline_syntax::{Deprel, Sentence, Token, Upos};

/// The sentence with such verbs changed about; `None` where there are none.
pub(crate) fn mend(s: &Sentence) -> Option<Sentence> {
    let lemma = |t: u32| s.tokens[t as usize].lemma.as_str();
    let mut list: Option<Vec<Token>> = None;
    for c in 1..s.tokens.len() as u32 {
        let token = &s.tokens[c as usize];
        let Some(v) = token.head.filter(|&v| {
            v < c && token.deprel == Deprel::Conj && s.tokens[v as usize].upos == Upos::Verb
        }) else {
            continue;
        };
        if token.upos != Upos::Verb {
            continue;
        }
        let own = s.children(c);
        let but = own.iter().any(|&x| x < c && lemma(x) == "but");
        let clause = own.iter().any(|&x| {
            matches!(
                s.tokens[x as usize].deprel,
                Deprel::Nsubj
                    | Deprel::NsubjPass
                    | Deprel::Aux
                    | Deprel::AuxPass
                    | Deprel::Cop
                    | Deprel::Obj
            ) || lemma(x) == "not"
        });
        let first = s.children(v);
        let not = first.iter().any(|&x| x < v && lemma(x) == "not");
        let passive = first
            .iter()
            .any(|&x| s.tokens[x as usize].deprel == Deprel::AuxPass);
        if !but || clause || !not || !passive {
            continue;
        }
        let list = list.get_or_insert_with(|| s.tokens.clone());
        let (head, rel) = (s.tokens[v as usize].head, s.tokens[v as usize].deprel);
        for &x in first {
            let kept = x < v && lemma(x) != "not" && x != c;
            let moved = matches!(
                s.tokens[x as usize].deprel,
                Deprel::Nsubj
                    | Deprel::NsubjPass
                    | Deprel::Aux
                    | Deprel::AuxPass
                    | Deprel::Mark
                    | Deprel::Expl
                    | Deprel::Csubj
                    | Deprel::CsubjPass
            );
            if kept && moved {
                let rel = list[x as usize].deprel;
                hang(list, x, c, rel);
            }
        }
        list[c as usize].head = head;
        list[c as usize].deprel = rel;
        hang(list, v, c, Deprel::Parataxis);
    }
    let list = list.filter(|list| is_tree(list))?;
    Some(Sentence::new(s.span, list, s.names.clone()).with_multiwords(s.multiwords().to_vec()))
}
