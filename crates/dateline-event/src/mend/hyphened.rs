//! Words whose form tells less than their place: 'the Azerbaijani-Kazakh drill', where
//! each of the peoples that a hyphen joins belongs to the noun, and 'Serbia let the
//! officers go', where a verb of one form is past behind one subject.

use crate::mend::{hang, is_tree};
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// Verbs whose past is written as their present.
const ONE_FORM: [&str; 20] = [
    "beat",
    "bid",
    "broadcast",
    "burst",
    "cast",
    "cost",
    "cut",
    "hit",
    "hurt",
    "let",
    "offset",
    "put",
    "quit",
    "rid",
    "set",
    "shed",
    "shut",
    "split",
    "spread",
    "upset",
];

/// The sentence with such words mended; `None` where there are none.
pub(crate) fn mend(s: &Sentence) -> Option<Sentence> {
    let mut list: Option<Vec<Token>> = None;
    for t in (0..s.tokens.len()).rev() {
        match s.tokens[t].xpos {
            Xpos::Hyph => joined(s, t as u32, &mut list),
            Xpos::Vbp if is_past(s, t as u32) => {
                list.get_or_insert_with(|| s.tokens.clone())[t].xpos = Xpos::Vbd;
            }
            _ => {}
        }
    }
    let list = list.filter(|list| is_tree(list))?;
    Some(Sentence::new(s.span, list, s.names.clone()).with_multiwords(s.multiwords().to_vec()))
}

/// Hangs the people before a hyphen on the noun of the people behind it.
fn joined(s: &Sentence, hyphen: u32, list: &mut Option<Vec<Token>>) {
    let Some(before) = hyphen.checked_sub(1) else {
        return;
    };
    let people = |t: u32| {
        s.tokens
            .get(t as usize)
            .is_some_and(|x| x.upos == Upos::Adj && x.xpos == Xpos::Jj)
    };
    let behind = hyphen + 1;
    if !people(before) || !people(behind) || s.head(before) != Some(behind) {
        return;
    }
    // The one behind may have been hung anew before.
    let now = |t: u32| list.as_ref().map_or(&s.tokens, |l| l)[t as usize].clone();
    let noun = now(behind);
    let Some(head) = noun
        .head
        .filter(|&h| h > behind && noun.deprel == Deprel::Amod)
    else {
        return;
    };
    let list = list.get_or_insert_with(|| s.tokens.clone());
    hang(list, before, head, Deprel::Amod);
    hang(list, hyphen, before, Deprel::Punct);
}

/// True for such a verb whose subject is one: in the present it would end in '-s'.
fn is_past(s: &Sentence, v: u32) -> bool {
    let token = &s.tokens[v as usize];
    let one = |n: u32| {
        matches!(s.tokens[n as usize].xpos, Xpos::Nn | Xpos::Nnp)
            && n < v
            && s.child(n, &[Deprel::Conj]).is_none()
    };
    ONE_FORM.contains(&token.lemma.as_str())
        && s.child(v, &[Deprel::Aux]).is_none()
        && s.child(v, &[Deprel::Nsubj]).is_some_and(one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::tree;

    #[test]
    fn ok_peoples_joined_by_hyphens_belong_to_the_noun() {
        let s = tree(
            "Serbian-Greek drill began.",
            0,
            "Serbian serbian ADJ JJ 3 compound
            - - PUNCT HYPH 1 punct
            Greek greek ADJ JJ 4 amod
            drill drill NOUN NN 5 nsubj
            began begin VERB VBD 0 root
            . . PUNCT . 5 punct",
        );
        let own = mend(&s).map(|s| s.tokens[0].head);
        assert_eq!(own, Some(Some(3)));
    }

    #[test]
    fn ok_a_verb_of_one_form_is_past_behind_one_subject() {
        let s = tree(
            "Serbia let go.",
            0,
            "Serbia Serbia PROPN NNP 2 nsubj
            let let VERB VBP 0 root
            go go VERB VB 2 xcomp
            . . PUNCT . 2 punct",
        );
        assert_eq!(mend(&s).map(|s| s.tokens[1].xpos), Some(Xpos::Vbd));
        let s = tree(
            "Soldiers let go.",
            0,
            "Soldiers soldier NOUN NNS 2 nsubj
            let let VERB VBP 0 root
            go go VERB VB 2 xcomp
            . . PUNCT . 2 punct",
        );
        assert!(mend(&s).is_none());
    }
}
