//! Rounds that are told by their number: 'Round five is set for 4 June'.

use crate::mend::{hang, subject_of};
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

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
pub(crate) fn by_number(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
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
