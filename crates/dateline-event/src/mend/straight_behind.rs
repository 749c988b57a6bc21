//! What stands straight behind a verb or its object and is taken for something
//! else: 'put off closing the border', 'flew a hostage home', 'took six sailors
//! prisoner'; verbs whose past the tag hides: 'let the crew go'; and who is 'gone'.

use crate::mend::hang;
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// Verbs whose past is written as their present.
const SAME: [&str; 10] = [
    "let", "cut", "put", "set", "shut", "hit", "quit", "cast", "spread", "rid",
];

/// Verbs of taking somebody somewhere.
const MOVES: [&str; 12] = [
    "fly", "send", "bring", "take", "let", "call", "order", "ship", "allow", "escort", "drive",
    "bus",
];

/// Mends one word.
pub(crate) fn mend(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    if doing(s, c) {
        tokens.get_or_insert_with(|| s.tokens.clone())[c as usize].deprel = Deprel::Xcomp;
    }
    if let Some((verb, whom)) = home(s, c) {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        for &t in s.children(c) {
            if t != whom {
                list[t as usize].head = Some(whom);
            }
        }
        hang(list, whom, verb, Deprel::Obj);
        hang(list, c, verb, Deprel::Advmod);
        (list[c as usize].upos, list[c as usize].xpos) = (Upos::Adv, Xpos::Rb);
    }
    if prisoner(s, c) {
        tokens.get_or_insert_with(|| s.tokens.clone())[c as usize].deprel = Deprel::CompoundPrt;
    }
    if is_gone(s, c) {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        list[c as usize].lemma = "gone".into();
        for &t in s.children(c) {
            let rel = &mut list[t as usize].deprel;
            *rel = match *rel {
                Deprel::NsubjPass => Deprel::Nsubj,
                Deprel::AuxPass => Deprel::Aux,
                rel => rel,
            };
        }
    }
    if is_past(s, c) {
        tokens.get_or_insert_with(|| s.tokens.clone())[c as usize].xpos = Xpos::Vbd;
    }
}

fn lemma(s: &Sentence, t: u32) -> &str {
    &s.tokens[t as usize].lemma
}

/// 'Chad has put off closing its border': what is put off, not what goes with it.
fn doing(s: &Sentence, c: u32) -> bool {
    let word = &s.tokens[c as usize];
    let Some(verb) = word.head.filter(|&v| {
        v < c && word.xpos == Xpos::Vbg && matches!(word.deprel, Deprel::Advcl | Deprel::Obj)
    }) else {
        return false;
    };
    let off = verb + 2 == c && lemma(s, verb + 1) == "off";
    match lemma(s, verb) {
        "put" | "hold" => off,
        "delay" | "postpone" | "defer" => verb + 1 == c,
        _ => false,
    }
}

/// 'Flew a Somali hostage home', where 'home' was taken for what is flown: the verb
/// and who it is.
fn home(s: &Sentence, c: u32) -> Option<(u32, u32)> {
    let word = &s.tokens[c as usize];
    let whom = c.checked_sub(1)?;
    let verb = word.head.filter(|&v| v < whom)?;
    let before = &s.tokens[whom as usize];
    let below = before.head == Some(c) && before.deprel == Deprel::Compound;
    let beside = before.head == Some(verb) && before.deprel == Deprel::Obj;
    let taken = word.lemma == "home"
        && word.deprel == Deprel::Obj
        && MOVES.contains(&lemma(s, verb))
        && (below || beside);
    // 'Sent the nursing home a doctor', 'took the care home'
    let someone = !matches!(
        lemma(s, whom),
        "nursing" | "care" | "family" | "holiday" | "country"
    );
    (taken && someone).then_some((verb, whom))
}

/// 'Took six sailors prisoner', with two objects.
fn prisoner(s: &Sentence, c: u32) -> bool {
    let word = &s.tokens[c as usize];
    let Some(verb) = word.head.filter(|&v| v < c) else {
        return false;
    };
    matches!(word.lemma.as_str(), "prisoner" | "hostage" | "captive")
        && matches!(word.deprel, Deprel::Obj | Deprel::Xcomp)
        && matches!(lemma(s, verb), "take" | "hold")
        && s.child(c, &[Deprel::Det, Deprel::Nummod, Deprel::Amod])
            .is_none()
        && (s.children(verb).iter()).any(|&o| {
            o < c && matches!(s.tokens[o as usize].deprel, Deprel::Obj | Deprel::NsubjPass)
        })
}

/// 'Chad let the crew go': a subject in the singular
/// has no such present.
fn is_past(s: &Sentence, c: u32) -> bool {
    let word = &s.tokens[c as usize];
    let free = matches!(
        word.deprel,
        Deprel::Root | Deprel::Conj | Deprel::Advcl | Deprel::AclRelcl | Deprel::Parataxis
    );
    if !free || !matches!(word.xpos, Xpos::Vb | Xpos::Vbp) || !SAME.contains(&word.lemma.as_str()) {
        return false;
    }
    let bound = [Deprel::Aux, Deprel::AuxPass, Deprel::Cop];
    let bare = s.child(c, &bound).is_none()
        && s.child(c, &[Deprel::Mark])
            .is_none_or(|m| lemma(s, m) != "to");
    let singular = s.child(c, &[Deprel::Nsubj]).is_some_and(|n| {
        let noun = &s.tokens[n as usize];
        n < c
            && (matches!(noun.xpos, Xpos::Nn | Xpos::Nnp)
                || matches!(noun.lemma.as_str(), "it" | "he" | "she"))
            && s.child(n, &[Deprel::Conj]).is_none()
    });
    bare && singular
}

/// 'The tanks were gone by Monday', 'should be gone by then': they have left.
fn is_gone(s: &Sentence, c: u32) -> bool {
    let word = &s.tokens[c as usize];
    word.lemma == "go"
        && word.xpos == Xpos::Vbn
        && s.child(c, &[Deprel::AuxPass, Deprel::Cop]).is_some()
}
