//! Headlines: verbs without an auxiliary, without an article behind them, and a
//! list of states for a subject.

use crate::mend::{hang, is_tree};
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// Mends the headline verb at `c`, where it is one.
pub(crate) fn mend(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    headline_to(s, c, tokens);
    opens(s, c, tokens);
    several_do(s, c, tokens);
}

/// What several states do in headlines, by words that the parser takes for a part
/// of the noun behind them.
const DONE: [&str; 20] = [
    "back", "cancel", "delay", "end", "extend", "free", "halt", "hold", "launch", "mark", "plan",
    "release", "renew", "restore", "resume", "seek", "sign", "start", "suspend", "swap",
];

/// What is exchanged in them; 'exchange rates' and 'exchange programme' are nouns.
const EXCHANGED: [&str; 12] = [
    "accusation",
    "ambassador",
    "body",
    "captive",
    "detainee",
    "envoy",
    "fire",
    "hostage",
    "letter",
    "prisoner",
    "remains",
    "threat",
];

/// 'Chad, Niger hold talks', 'Chad and Niger exchange prisoners': a verb behind two
/// names, taken for a part of the noun that follows. There is no other verb.
fn several_do(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let part = matches!(
        token.deprel,
        Deprel::Compound | Deprel::Amod | Deprel::Appos
    );
    let Some(noun) = token.head.filter(|&n| n > c && part) else {
        return;
    };
    let object = &s.tokens[noun as usize];
    let done = DONE.contains(&token.lemma.as_str())
        || token.lemma == "exchange" && EXCHANGED.contains(&object.lemma.as_str());
    let base = matches!(token.xpos, Xpos::Nn | Xpos::Vb | Xpos::Vbp | Xpos::Jj);
    let verbal = [Deprel::Cop, Deprel::Aux, Deprel::AuxPass, Deprel::Case];
    let other = s
        .tokens
        .iter()
        .enumerate()
        .any(|(t, w)| t != c as usize && matches!(w.upos, Upos::Verb | Upos::Aux));
    if !done || !base || other || object.upos != Upos::Noun || s.child(noun, &verbal).is_some() {
        return;
    }
    let names = names_before(s, c);
    let [subject, more @ ..] = names.as_slice() else {
        return;
    };
    if more.is_empty() {
        return;
    }
    let mut list = tokens.clone().unwrap_or_else(|| s.tokens.clone());
    let verb = &mut list[c as usize];
    (verb.upos, verb.xpos) = (Upos::Verb, Xpos::Vbp);
    (verb.head, verb.deprel) = (None, Deprel::Root);
    for t in 0..list.len() as u32 {
        let hangs = list[t as usize].head;
        let loose = hangs.is_none() || hangs.is_some_and(|h| names.contains(&h));
        if t > c && (loose || hangs == Some(noun) && list[t as usize].deprel == Deprel::Punct) {
            list[t as usize].head = Some(c);
        }
    }
    hang(&mut list, noun, c, Deprel::Obj);
    hang(&mut list, *subject, c, Deprel::Nsubj);
    for &name in more {
        hang(&mut list, name, *subject, Deprel::Conj);
        if let Some(joint) = name.checked_sub(1).filter(|j| !names.contains(j)) {
            list[joint as usize].head = Some(name);
        }
    }
    if is_tree(&list) {
        *tokens = Some(list);
    }
}

/// The names of a list that ends right before `c`, each of one word: 'Chad, Mali and
/// Niger'. Nothing stands before it.
fn names_before(s: &Sentence, c: u32) -> Vec<u32> {
    let mut names = Vec::new();
    let mut t = c;
    while let Some(name) = t.checked_sub(1) {
        if s.tokens[name as usize].upos != Upos::Propn {
            return Vec::new();
        }
        names.push(name);
        let Some(joint) = name.checked_sub(1) else {
            break;
        };
        if !s.tokens[joint as usize].lemma.eq_ignore_ascii_case("and")
            && s.tokens[joint as usize].lemma != ","
        {
            return Vec::new();
        }
        t = joint;
    }
    names.reverse();
    names
}

/// 'Chad and Libya to sign a pact', as a headline has it: they will. A headline
/// has no full stop and no other verb.
fn headline_to(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    const CONTENT: [&str; 26] = [
        "plan",
        "bid",
        "effort",
        "deal",
        "attempt",
        "move",
        "pressure",
        "call",
        "offer",
        "accord",
        "agreement",
        "pact",
        "decision",
        "vow",
        "pledge",
        "refusal",
        "failure",
        "proposal",
        "time",
        "chance",
        "way",
        "need",
        "right",
        "push",
        "promise",
        "threat",
    ];
    let token = &s.tokens[c as usize];
    let stops = s.tokens.last().is_none_or(|t| t.upos == Upos::Punct);
    let Some(to) = s.child(c, &[Deprel::Mark]).filter(|&t| t < c && !stops) else {
        return;
    };
    if token.upos != Upos::Verb || s.tokens[to as usize].lemma != "to" {
        return;
    }
    let subject = match token.deprel {
        Deprel::Root => s.child(c, &[Deprel::Nsubj]),
        Deprel::Acl => token
            .head
            .filter(|&r| s.tokens[r as usize].deprel == Deprel::Root),
        _ => None,
    };
    let Some(subject) = subject.filter(|&r| {
        let noun = &s.tokens[r as usize];
        r < to
            && matches!(noun.upos, Upos::Propn | Upos::Noun)
            && s.child(r, &[Deprel::Det, Deprel::Cop, Deprel::Case])
                .is_none()
            && !CONTENT.contains(&noun.lemma.as_str())
    }) else {
        return;
    };
    let finite = |t: u32| {
        let word = &s.tokens[t as usize];
        matches!(word.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md) && t < to
    };
    if (0..c).any(finite) {
        return;
    }
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    (list[c as usize].head, list[c as usize].deprel) = (None, Deprel::Root);
    hang(list, subject, c, Deprel::Nsubj);
    let will = &mut list[to as usize];
    (will.upos, will.xpos, will.deprel) = (Upos::Aux, Xpos::Md, Deprel::Aux);
    "will".clone_into(&mut will.lemma);
}

/// 'Chad and Libya open talks on the border', as a headline has it: a verb, though
/// the talks could be open. A headline has no other.
fn opens(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    if token.lemma != "open" || token.upos != Upos::Adj || token.deprel != Deprel::Amod {
        return;
    }
    let own = [Deprel::Cop, Deprel::Case];
    let noun = token.head.filter(|&n| {
        let top = matches!(
            s.tokens[n as usize].deprel,
            Deprel::Root | Deprel::Parataxis
        );
        n > c && top && s.tokens[n as usize].upos == Upos::Noun && s.child(n, &own).is_none()
    });
    let verbless = s
        .tokens
        .iter()
        .all(|t| t.deprel == Deprel::Amod || !matches!(t.upos, Upos::Verb | Upos::Aux));
    let (Some(noun), true, Some(last)) = (noun, verbless, c.checked_sub(1)) else {
        return;
    };
    if s.tokens[last as usize].upos != Upos::Propn {
        return;
    }
    // 'X and Y open talks' or 'X, Y open talks'
    let before = [
        Deprel::Nsubj,
        Deprel::Compound,
        Deprel::NmodPoss,
        Deprel::Nmod,
    ];
    let first = s.child(noun, &before).filter(|&f| f < c);
    let root = (s.tokens[noun as usize].deprel == Deprel::Parataxis)
        .then(|| s.tokens[noun as usize].head)
        .flatten()
        .filter(|&r| r < c && s.tokens[r as usize].upos == Upos::Propn);
    let Some(subject) = root.or(first) else {
        return;
    };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    let verb = &mut list[c as usize];
    (verb.upos, verb.xpos) = (Upos::Verb, Xpos::Vbp);
    (verb.head, verb.deprel) = (None, Deprel::Root);
    hang(list, noun, c, Deprel::Obj);
    hang(list, subject, c, Deprel::Nsubj);
    if let (Some(_), Some(f)) = (root, first) {
        hang(list, f, subject, Deprel::Conj);
    }
    for t in list.iter_mut() {
        if t.deprel == Deprel::Punct && t.head == Some(noun) {
            t.head = Some(c);
        }
    }
}
