//! Rounds that are told by their number ('Round five is set for 4 June'), and
//! talks that are told by their two sides ('Nepal-Bhutan talks').

use crate::mend::{hang, subject_of};
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// Mends one word and what hangs on it.
pub(crate) fn mend(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    by_number(s, c, tokens);
    of_two(s, c, tokens);
}

/// The number behind a noun that it counts, where the parser hung the noun on
/// the number.
fn number(s: &Sentence, c: u32) -> Option<u32> {
    let word = s.tokens[c as usize].lemma.to_lowercase();
    let n = c + 1;
    let next = s.tokens.get(n as usize)?;
    (matches!(word.as_str(), "round" | "session" | "phase" | "stage")
        && next.upos == Upos::Num
        && s.head(c) == Some(n))
    .then_some(n)
}

/// Makes the noun the head of its number: 'Round five ended in Geneva'.
fn by_number(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let Some(n) = number(s, c) else {
        phase(s, c, tokens);
        return;
    };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    let was_case = list[c as usize].deprel == Deprel::Case;
    let (head, rel) = (list[n as usize].head, list[n as usize].deprel);
    // 'Round three got nowhere': a phrase with no preposition before its verb.
    let first = was_case && rel == Deprel::Obl && head.is_some_and(|h| h > n);
    let rel = match head {
        Some(h) if first => subject_of(s, h),
        _ => rel,
    };
    for &t in s.children(n) {
        if t != c {
            list[t as usize].head = Some(c);
        }
    }
    let noun = &mut list[c as usize];
    (noun.upos, noun.xpos) = (Upos::Noun, Xpos::Nn);
    (noun.head, noun.deprel) = (head, rel);
    hang(list, n, c, Deprel::Nummod);
}

/// 'Phase one of the deal': what hangs on the number hangs on its noun.
fn phase(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let word = s.tokens[c as usize].lemma.to_lowercase();
    let n = c + 1;
    let counted = s.tokens.get(n as usize).is_some_and(|t| {
        let under = t.head == Some(c) && matches!(t.deprel, Deprel::Flat | Deprel::Nummod);
        under && t.upos == Upos::Num
    });
    if !counted || !matches!(word.as_str(), "phase" | "stage" | "round" | "session") {
        return;
    }
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    for &t in s.children(n) {
        list[t as usize].head = Some(c);
    }
    let noun = &mut list[c as usize];
    (noun.upos, noun.xpos) = (Upos::Noun, Xpos::Nn);
    noun.lemma = word;
    hang(list, n, c, Deprel::Nummod);
}

/// 'The round of Nepal-Bhutan talks on refugees opened on Tuesday': a noun behind
/// two names, taken for a verb, and the verb for a participle.
fn of_two(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let two = c >= 3 && {
        let [first, hyphen, second] = [3, 2, 1].map(|n| &s.tokens[(c - n) as usize]);
        hyphen.xpos == Xpos::Hyph && first.upos == Upos::Propn && second.upos == Upos::Propn
    };
    if !two || token.lemma != "talk" || token.xpos != Xpos::Vbz || token.head.is_some() {
        return;
    }
    // The first verb behind, with neither a mark nor a subject of its own.
    let verb = (c + 1..s.tokens.len() as u32)
        .take_while(|&t| s.tokens[t as usize].deprel != Deprel::Punct)
        .find(|&t| s.tokens[t as usize].upos == Upos::Verb);
    let own = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Mark, Deprel::Aux];
    let Some(verb) = verb.filter(|&v| {
        let t = &s.tokens[v as usize];
        t.deprel == Deprel::Acl
            && matches!(t.xpos, Xpos::Vbd | Xpos::Vbn)
            && s.child(v, &own).is_none()
    }) else {
        return;
    };
    let pair = c - 3;
    let round = s
        .head(pair)
        .filter(|&r| r < pair && s.tokens[r as usize].upos == Upos::Noun);
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    (list[verb as usize].head, list[verb as usize].deprel) = (None, Deprel::Root);
    let talks = &mut list[c as usize];
    (talks.upos, talks.xpos) = (Upos::Noun, Xpos::Nns);
    hang(list, round.unwrap_or(c), verb, subject_of(s, verb));
    if let Some(round) = round {
        hang(list, c, round, Deprel::Nmod);
        if let Some(of) = s.child(pair, &[Deprel::Case]) {
            list[of as usize].head = Some(c);
        }
    }
    hang(list, pair, c, Deprel::Compound);
    for &t in s.children(c) {
        let child = &mut list[t as usize];
        match child.deprel {
            Deprel::Obl => child.deprel = Deprel::Nmod,
            Deprel::Punct if t > verb => child.head = Some(verb),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::tree;

    #[test]
    fn ok_a_round_is_the_head_of_its_number() {
        let s = tree(
            "Round five failed.",
            0,
            "Round round ADV RB 2 advmod
            five five NUM CD 3 nsubj
            failed fail VERB VBD 0 root
            . . PUNCT . 3 punct",
        );
        let mut tokens = None;
        by_number(&s, 0, &mut tokens);
        let tokens = tokens.unwrap();
        assert_eq!((tokens[0].head, tokens[0].deprel), (Some(2), Deprel::Nsubj));
        assert_eq!(
            (tokens[1].head, tokens[1].deprel),
            (Some(0), Deprel::Nummod)
        );
        assert_eq!(tokens[0].upos, Upos::Noun);
    }
}
