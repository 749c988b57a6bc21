//! Predicates that the parser hung under an adverb: 'is now in doubt', or took
//! for an adjective: 'will free 60 sailors', 'due to open'.

use crate::mend::complement;
use crate::mend::hang;
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// Mends one word and what hangs on it.
pub(crate) fn mend(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    complement::mend(s, c, tokens);
    behind_adverb(s, c, tokens);
    will_free(s, c, tokens);
    fronted(s, c, tokens);
}

/// Makes the phrase the predicate: of 'that is now in doubt' it is 'doubt'.
fn behind_adverb(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let adverb = matches!(
        token.lemma.as_str(),
        "now" | "still" | "again" | "once" | "currently" | "already" | "therefore" | "thus"
    );
    if !adverb || s.child(c, &[Deprel::Cop]).is_none() {
        return;
    }
    let Some(noun) = s
        .children_by(c, &[Deprel::Obl])
        .find(|&o| o > c && s.child(o, &[Deprel::Case]).is_some())
    else {
        return;
    };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    let (head, rel) = (list[c as usize].head, list[c as usize].deprel);
    list[noun as usize].head = head;
    list[noun as usize].deprel = rel;
    for &t in s.children(c) {
        if t != noun {
            list[t as usize].head = Some(noun);
        }
    }
    hang(list, c, noun, Deprel::Advmod);
}

/// 'On the table is a treaty': the phrase in front is what is said of it.
fn fronted(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let Some(be) = s.child(c, &[Deprel::Cop]).filter(|&b| b < c) else {
        return;
    };
    if s.tokens[c as usize].upos != Upos::Noun || s.child(c, &[Deprel::Nsubj]).is_some() {
        return;
    }
    let own = |t: u32| t < c && s.tokens[t as usize].upos != Upos::Punct;
    let phrase = s
        .children_by(c, &[Deprel::Nmod, Deprel::Obl])
        .find(|&p| p + 1 == be && s.child(p, &[Deprel::Case]).is_some_and(own));
    let Some(phrase) = phrase else { return };
    // 'In Geneva on Monday is the next round'
    if !matches!(
        s.tokens[phrase as usize].lemma.as_str(),
        "table" | "agenda" | "card" | "offing" | "cards" | "programme" | "menu"
    ) {
        return;
    }
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    let (head, rel) = (list[c as usize].head, list[c as usize].deprel);
    (list[phrase as usize].head, list[phrase as usize].deprel) = (head, rel);
    hang(list, be, phrase, Deprel::Cop);
    hang(list, c, phrase, Deprel::Nsubj);
    for t in list.iter_mut() {
        if t.deprel == Deprel::Punct && t.head == Some(c) {
            t.head = Some(phrase);
        }
    }
}

/// 'That were due to open on Saturday', 'due to start in May': 'due to' taken for a
/// preposition, and the verb perhaps for an adjective.
pub(crate) fn due_to_open(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let Some(v) = token.head.filter(|&v| v == c + 2) else {
        return;
    };
    let fixed = s.child(c, &[Deprel::Fixed]) == Some(c + 1);
    let word = &s.tokens[v as usize];
    if token.lemma != "due"
        || !fixed
        || !matches!(word.upos, Upos::Adj | Upos::Verb)
        || !matches!(token.deprel, Deprel::Case | Deprel::Advmod | Deprel::Mark)
    {
        return;
    }
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    list[c as usize].deprel = Deprel::Mark;
    let to = &mut list[c as usize + 1];
    (to.upos, to.xpos) = (Upos::Part, Xpos::To);
    let verb = &mut list[v as usize];
    (verb.upos, verb.xpos) = (Upos::Verb, Xpos::Vb);
    for t in s.children_by(v, &[Deprel::Nmod]) {
        list[t as usize].deprel = Deprel::Obl;
    }
    for t in s.children_by(v, &[Deprel::NmodUnmarked]) {
        list[t as usize].deprel = Deprel::OblUnmarked;
    }
}

/// 'X will free 60 sailors': the verb, taken for an adjective, and its subject,
/// given to the object.
fn will_free(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let object = s.child(c, &[Deprel::Obj]).filter(|&o| o > c);
    let Some(object) = object.filter(|_| token.lemma == "free" && token.upos == Upos::Adj) else {
        return;
    };
    if s.child(c, &[Deprel::Aux]).is_none_or(|a| a > c) {
        return;
    }
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    let verb = &mut list[c as usize];
    (verb.upos, verb.xpos) = (Upos::Verb, Xpos::Vb);
    if let Some(subject) = s.child(object, &[Deprel::Nsubj]).filter(|&n| n < c) {
        hang(list, subject, c, Deprel::Nsubj);
    }
}
