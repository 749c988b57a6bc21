//! Participles put in behind a noun, which the parser took for the main verb or robbed of
//! what belongs to them: 'The exchange, agreed in May, never took place', 'policemen held
//! since August are to be freed on Friday', 'met the deadline set in Rome'.

use crate::mend::{case, hang, is_tree, subject_of};
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// The sentence with such participles mended; `None` where there are none.
pub(crate) fn mend(s: &Sentence) -> Option<Sentence> {
    let mut list: Option<Vec<Token>> = None;
    for t in 0..s.tokens.len() as u32 {
        between_commas(s, t, &mut list);
        robbed(s, t, &mut list);
        set_there(s, t, &mut list);
        to_do(s, t, &mut list);
        on_hold(s, t, &mut list);
    }
    let list = list.filter(|list| is_tree(list))?;
    Some(Sentence::new(s.span, list, s.names.clone()).with_multiwords(s.multiwords().to_vec()))
}

fn is_comma(s: &Sentence, t: u32) -> bool {
    s.tokens[t as usize].xpos == Xpos::Comma
}

/// 'The exchange, agreed in May, never took place': the verb behind the second comma
/// is the main one.
fn between_commas(s: &Sentence, p: u32, list: &mut Option<Vec<Token>>) {
    let token = &s.tokens[p as usize];
    let participle = token.upos == Upos::Verb && matches!(token.xpos, Xpos::Vbd | Xpos::Vbn);
    let opened = p > 1 && is_comma(s, p - 1);
    let own = [
        Deprel::Nsubj,
        Deprel::NsubjPass,
        Deprel::Aux,
        Deprel::AuxPass,
        Deprel::Obj,
    ];
    if !participle || !opened || s.child(p, &own).is_some() {
        return;
    }
    let Some(verb) = s
        .children_by(p, &[Deprel::Ccomp, Deprel::Parataxis])
        .find(|&v| v > p && s.tokens[v as usize].upos == Upos::Verb)
    else {
        return;
    };
    let subject = s.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]);
    let Some(noun) = subject.filter(|&n| n + 1 < p) else {
        return;
    };
    // Nothing but the phrase of the subject before the participle, and a comma behind.
    let whole = |t: u32| t == noun || s.dominates(noun, t) || is_comma(s, t);
    let first = s.subtree(noun).into_iter().min().unwrap_or(noun);
    let closed = (p + 1..verb).any(|t| is_comma(s, t));
    if !closed || !(first..p).all(whole) {
        return;
    }
    let list = list.get_or_insert_with(|| s.tokens.clone());
    let (head, rel) = (token.head, token.deprel);
    for &t in s.children(p) {
        if t > verb {
            list[t as usize].head = Some(verb);
        }
    }
    list[verb as usize].head = head;
    list[verb as usize].deprel = rel;
    hang(list, noun, verb, subject_of(s, verb));
    hang(list, p, noun, Deprel::Acl);
    list[p as usize].xpos = Xpos::Vbn;
}

/// 'Policemen held since August are to be freed': what stands before the auxiliary
/// belongs to the participle.
fn robbed(s: &Sentence, o: u32, list: &mut Option<Vec<Token>>) {
    let token = &s.tokens[o as usize];
    let Some(verb) = token.head.filter(|&v| {
        v > o && token.deprel == Deprel::Obl && s.tokens[v as usize].upos == Upos::Verb
    }) else {
        return;
    };
    let aux = s.child(verb, &[Deprel::Aux, Deprel::AuxPass]);
    let subject = s.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]);
    let (Some(aux), Some(noun)) = (aux, subject) else {
        return;
    };
    let participle = s
        .children_by(noun, &[Deprel::Acl])
        .filter(|&p| noun < p && p < o && s.tokens[p as usize].xpos == Xpos::Vbn)
        .last();
    let Some(p) = participle.filter(|_| o < aux && case(s, o).is_some()) else {
        return;
    };
    if (p..aux).any(|t| s.tokens[t as usize].upos == Upos::Punct) {
        return;
    }
    hang(
        list.get_or_insert_with(|| s.tokens.clone()),
        o,
        p,
        Deprel::Obl,
    );
}

/// 'The deadline set in Rome': no 'deadline set'.
fn set_there(s: &Sentence, t: u32, list: &mut Option<Vec<Token>>) {
    let token = &s.tokens[t as usize];
    let noun = t.checked_sub(1).filter(|&n| {
        let before = &s.tokens[n as usize];
        before.head == Some(t)
            && before.deprel == Deprel::Compound
            && matches!(
                before.lemma.as_str(),
                "deadline" | "date" | "limit" | "target" | "timetable" | "condition" | "term"
            )
    });
    let behind = s
        .tokens
        .get(t as usize + 1)
        .is_some_and(|x| x.xpos == Xpos::In);
    let set = token.lemma == "set" && token.upos == Upos::Noun;
    let Some(noun) = noun.filter(|_| set && behind) else {
        return;
    };
    let list = list.get_or_insert_with(|| s.tokens.clone());
    let (head, rel) = (token.head, token.deprel);
    list[noun as usize].head = head;
    list[noun as usize].deprel = rel;
    for &c in s.children(t) {
        let child = &mut list[c as usize];
        if c < noun {
            child.head = Some(noun);
        } else if c > t && child.deprel == Deprel::Nmod {
            child.deprel = Deprel::Obl;
        }
    }
    let word = &mut list[t as usize];
    (word.upos, word.xpos) = (Upos::Verb, Xpos::Vbn);
    hang(list, t, noun, Deprel::Acl);
}

/// 'The duties that Kenya had threatened to impose': what the infinitive is done to.
fn to_do(s: &Sentence, that: u32, list: &mut Option<Vec<Token>>) {
    const WILL: [&str; 18] = [
        "agree",
        "aim",
        "decide",
        "fail",
        "hope",
        "intend",
        "mean",
        "offer",
        "plan",
        "pledge",
        "promise",
        "refuse",
        "seek",
        "threaten",
        "try",
        "undertake",
        "vow",
        "want",
    ];
    let token = &s.tokens[that as usize];
    let relative = matches!(token.lemma.as_str(), "that" | "which") && token.deprel == Deprel::Obj;
    let Some(verb) = token.head.filter(|&v| relative && v > that) else {
        return;
    };
    let of = &s.tokens[verb as usize];
    let wills = of.deprel == Deprel::AclRelcl && WILL.contains(&of.lemma.as_str());
    let does = s.child(verb, &[Deprel::Xcomp]).filter(|&x| {
        let to = s.child(x, &[Deprel::Mark]);
        x > verb
            && s.tokens[x as usize].upos == Upos::Verb
            && to.is_some_and(|m| s.tokens[m as usize].lemma == "to")
            && s.child(x, &[Deprel::Obj, Deprel::Ccomp, Deprel::Xcomp])
                .is_none()
    });
    if let Some(x) = does.filter(|_| wills) {
        let list = list.get_or_insert_with(|| s.tokens.clone());
        hang(list, that, x, Deprel::Obj);
    }
}

/// 'Put on hold its plan to cut off gas', 'put a plan to do so on hold': what is put on
/// hold, and that it is.
fn on_hold(s: &Sentence, hold: u32, list: &mut Option<Vec<Token>>) {
    const FAR: u32 = 16;
    let token = &s.tokens[hold as usize];
    let on = hold.checked_sub(1).filter(|&o| {
        matches!(token.lemma.as_str(), "hold" | "ice") && s.tokens[o as usize].lemma == "on"
    });
    let Some(on) = on else {
        return;
    };
    let Some(put) = (hold.saturating_sub(FAR)..on).rev().find(|&v| {
        let verb = &s.tokens[v as usize];
        verb.upos == Upos::Verb && matches!(verb.lemma.as_str(), "put" | "place")
    }) else {
        return;
    };
    let object = s.child(hold, &[Deprel::Obj]).filter(|&o| o > hold);
    let astray = s.head(hold) != Some(put) || s.head(on) != Some(hold) || object.is_some();
    if !astray || s.dominates(hold, put) {
        return;
    }
    let list = list.get_or_insert_with(|| s.tokens.clone());
    if let Some(o) = object {
        hang(list, o, put, Deprel::Obj);
    }
    hang(list, hold, put, Deprel::Obl);
    hang(list, on, hold, Deprel::Case);
    let word = &mut list[hold as usize];
    (word.upos, word.xpos) = (Upos::Noun, Xpos::Nn);
    (list[on as usize].upos, list[on as usize].xpos) = (Upos::Adp, Xpos::In);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::tree;

    #[test]
    fn ok_a_participle_between_commas_is_no_main_verb() {
        let s = tree(
            "Exchange , agreed then , failed .",
            0,
            "Exchange exchange NOUN NN 6 nsubj
            , , PUNCT , 1 punct
            agreed agree VERB VBD 0 root
            then then ADV RB 3 advmod
            , , PUNCT , 3 punct
            failed fail VERB VBD 3 ccomp
            . . PUNCT . 3 punct",
        );
        let own = mend(&s).map(|s| (s.tokens[2].head, s.tokens[5].head));
        assert_eq!(own, Some((Some(0), None)));
    }

    #[test]
    fn ok_what_stands_before_the_auxiliary_is_the_participles() {
        let s = tree(
            "Men held since May are freed .",
            0,
            "Men man NOUN NNS 6 nsubj:pass
            held hold VERB VBN 1 acl
            since since ADP IN 4 case
            May May PROPN NNP 6 obl
            are be AUX VBP 6 aux:pass
            freed free VERB VBN 0 root
            . . PUNCT . 6 punct",
        );
        assert_eq!(mend(&s).map(|s| s.tokens[3].head), Some(Some(1)));
    }
}
