//! Participles behind a noun that were taken for the verb of the sentence: 'The
//! meeting planned for 3 May fell through'.

use crate::mend::{hang, subject_of};
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// The noun that a participle hangs on, and the verb of the sentence behind it.
///
/// What is planned, held or signed with no object and no auxiliary is a
/// participle where a finite verb follows that has no subject of its own, with
/// nothing between them that would join two clauses.
fn path(s: &Sentence, c: u32) -> Option<(u32, u32)> {
    const PARTED: [&str; 8] = [",", ";", ":", "and", "but", "or", "that", "-"];
    let token = &s.tokens[c as usize];
    let bare = matches!(token.xpos, Xpos::Vbn | Xpos::Vbd)
        && s.child(
            c,
            &[Deprel::Aux, Deprel::AuxPass, Deprel::Obj, Deprel::Mark],
        )
        .is_none();
    let planned = matches!(
        token.lemma.as_str(),
        "plan"
            | "schedule"
            | "propose"
            | "moot"
            | "moote"
            | "set"
            | "slate"
            | "pencil"
            | "expect"
            | "promise"
            | "call"
            | "hold"
            | "sign"
            | "agree"
            | "strike"
            | "announce"
            | "arrange"
            | "foresee"
    );
    if !bare || !planned {
        return None;
    }
    let verb = s
        .children_by(
            c,
            &[
                Deprel::Ccomp,
                Deprel::Advcl,
                Deprel::Parataxis,
                Deprel::Conj,
                Deprel::Xcomp,
            ],
        )
        .find(|&v| v > c && is_finite(s, v))?;
    let own = s.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]);
    // The participle may be in its place, with the verb under it.
    let under = token.head.filter(|_| token.deprel == Deprel::Acl);
    let noun = s
        .child(c, &[Deprel::Nsubj, Deprel::NsubjPass])
        .or(own)
        .or(under)
        .filter(|&n| n < c && s.tokens[n as usize].upos == Upos::Noun)?;
    // A month may have been taken for the subject: 'for 3 May fell through'.
    let alone = own
        .is_none_or(|o| o == noun || o + 1 == verb && s.tokens[o as usize].lemma == "May")
        && s.child(verb, &[Deprel::Mark, Deprel::Cc]).is_none();
    let first = s.subtree(verb).into_iter().filter(|&t| t > c).min()?;
    let joined = (c + 1..verb).any(|t| PARTED.contains(&s.tokens[t as usize].lemma.as_str()));
    (alone && !joined && first > c).then_some((noun, verb))
}

/// The subject of a participle that stands between commas, and the verb behind
/// it: 'The talks, hoped for before Christmas, took place in January'.
fn parted(s: &Sentence, c: u32) -> Option<(u32, u32)> {
    let token = &s.tokens[c as usize];
    let comma = |t: Option<u32>| t.is_some_and(|t| s.tokens[t as usize].lemma == ",");
    let bare = matches!(token.xpos, Xpos::Vbn | Xpos::Vbd)
        && s.child(
            c,
            &[Deprel::Aux, Deprel::AuxPass, Deprel::Obj, Deprel::Mark],
        )
        .is_none();
    let noun = s
        .child(c, &[Deprel::Nsubj, Deprel::NsubjPass])
        .filter(|&n| n < c && bare && comma(c.checked_sub(1)))?;
    let verb = s
        .children_by(
            c,
            &[
                Deprel::Conj,
                Deprel::Ccomp,
                Deprel::Parataxis,
                Deprel::Advcl,
            ],
        )
        .find(|&v| v > c + 1 && is_finite(s, v))?;
    let first = s.subtree(verb).into_iter().min()?;
    let closed = comma(first.checked_sub(1)) || comma(Some(first));
    let alone = s
        .child(
            verb,
            &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Cc, Deprel::Mark],
        )
        .is_none();
    (closed && alone && s.tokens[noun as usize].upos == Upos::Noun).then_some((noun, verb))
}

/// True for a verb in the past or present that has a tense of its own.
fn is_finite(s: &Sentence, v: u32) -> bool {
    let token = &s.tokens[v as usize];
    let aux = s.children_by(v, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]);
    matches!(token.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
        || aux.into_iter().any(|a| {
            matches!(
                s.tokens[a as usize].xpos,
                Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md
            )
        })
}

/// Puts the participle under its noun, and the noun under the verb behind.
pub(crate) fn led_up(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let Some((noun, verb)) = path(s, c).or_else(|| parted(s, c)) else {
        return;
    };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    let top = if list[c as usize].head == Some(noun) {
        noun
    } else {
        c
    };
    let (head, rel) = (list[top as usize].head, list[top as usize].deprel);
    // 'Met on 7 July; a round planned for May was dropped'
    let rel = match rel {
        Deprel::Appos => Deprel::Parataxis,
        rel => rel,
    };
    (list[verb as usize].head, list[verb as usize].deprel) = (head, rel);
    hang(list, noun, verb, subject_of(s, verb));
    hang(list, c, noun, Deprel::Acl);
    for &t in s.children(c) {
        let token = &mut list[t as usize];
        if t > verb && token.head == Some(c) || token.deprel == Deprel::Punct {
            token.head = Some(verb);
        }
    }
    let aux = |rel: Deprel| matches!(rel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop);
    for &t in s.children(verb) {
        let token = &mut list[t as usize];
        if t > c && t < verb && token.head == Some(verb) && !aux(token.deprel) {
            token.head = Some(c);
            if token.deprel == Deprel::Nsubj {
                token.deprel = Deprel::OblUnmarked;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mend::is_tree;
    use crate::testing::tree;

    #[test]
    fn ok_a_participle_is_not_the_verb_of_the_sentence() {
        let s = tree(
            "The meeting planned for Monday failed.",
            0,
            "The the DET DT 2 det
            meeting meeting NOUN NN 3 nsubj
            planned plan VERB VBD 0 root
            for for ADP IN 5 case
            Monday Monday PROPN NNP 3 obl
            failed fail VERB VBD 3 ccomp
            . . PUNCT . 3 punct",
        );
        let mut tokens = None;
        led_up(&s, 2, &mut tokens);
        let tokens = tokens.unwrap();
        assert!(is_tree(&tokens));
        assert_eq!((tokens[5].head, tokens[5].deprel), (None, Deprel::Root));
        assert_eq!((tokens[1].head, tokens[1].deprel), (Some(5), Deprel::Nsubj));
        assert_eq!((tokens[2].head, tokens[2].deprel), (Some(1), Deprel::Acl));
        assert_eq!(tokens[4].head, Some(2));
    }

    #[test]
    fn ok_two_clauses_with_a_word_between_them_stay() {
        let s = tree(
            "They planned talks and it failed.",
            0,
            "They they PRON PRP 2 nsubj
            planned plan VERB VBD 0 root
            talks talk NOUN NNS 2 obj
            and and CCONJ CC 6 cc
            it it PRON PRP 6 nsubj
            failed fail VERB VBD 2 conj
            . . PUNCT . 2 punct",
        );
        let mut tokens = None;
        led_up(&s, 1, &mut tokens);
        assert!(tokens.is_none());
    }
}
