//! Phrases that open a clause behind 'that': 'informs that on 15 April, in the city
//! of Osh, a meeting was held'. The parser hangs them on the verb of saying.

use crate::mend::hang;
use dateline_syntax::{Deprel, Sentence, Token};

/// Hangs such phrases on the verb of their clause, which is `c`.
pub(crate) fn mend(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let Some(head) = token
        .head
        .filter(|&h| h < c && token.deprel == Deprel::Ccomp)
    else {
        return;
    };
    let that = s
        .children_by(c, &[Deprel::Mark])
        .find(|&m| s.tokens[m as usize].lemma == "that" && head < m && m < c);
    let Some(that) = that else { return };
    let phrase = |x: u32| {
        let rel = s.tokens[x as usize].deprel;
        that < x && x < c && matches!(rel, Deprel::Obl | Deprel::OblUnmarked | Deprel::Advmod)
    };
    let found: Vec<u32> = s
        .children(head)
        .iter()
        .copied()
        .filter(|&x| phrase(x))
        .collect();
    for x in found {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        let rel = list[x as usize].deprel;
        hang(list, x, c, rel);
        // The place may hang on the day.
        let places = s.children_by(x, &[Deprel::Nmod]).filter(|&p| p > x);
        for p in places {
            let day = crate::mend::slips::is_month(&s.tokens[x as usize])
                || s.children(x)
                    .iter()
                    .any(|&m| crate::mend::slips::is_month(&s.tokens[m as usize]));
            let comma = s
                .children(p)
                .iter()
                .any(|&m| m < p && s.tokens[m as usize].lemma == ",");
            if day && comma {
                hang(list, p, c, Deprel::Obl);
            }
        }
    }
}

/// Nouns for what somebody sets out to do.
const AIMS: [&str; 14] = [
    "decision",
    "plan",
    "move",
    "attempt",
    "refusal",
    "offer",
    "promise",
    "pledge",
    "threat",
    "proposal",
    "agreement",
    "bid",
    "intention",
    "vow",
];

/// 'Condemned the decision by Canada to close the border': what is decided was hung on the
/// verb. Gives the noun, of the infinitive `c`.
pub(crate) fn decided_by(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let verb = token
        .head
        .filter(|&h| h < c && token.deprel == Deprel::Advcl)?;
    let to = s
        .child(c, &[Deprel::Mark])
        .filter(|&m| s.tokens[m as usize].lemma == "to")?;
    let noun = s
        .child(verb, &[Deprel::Obj])
        .filter(|&o| verb < o && o < to)?;
    let by = s
        .children_by(noun, &[Deprel::Nmod])
        .any(|n| crate::mend::case(s, n) == Some("by"));
    let next = s.subtree(noun).last().is_some_and(|&l| l + 1 == to);
    let aim = AIMS.contains(&s.tokens[noun as usize].lemma.as_str());
    (by && next && aim).then_some(noun)
}
