//! Names of towns that the tree hangs on the noun beside them as something else: 'in
//! the Omani capital Muscat', 'the Lima talks between X and Y'.

use crate::mend::hang;
use dateline_syntax::{Deprel, Sentence, Token, Upos};

/// Makes the town behind 'the capital' its apposition, and the town before a noun a
/// part of its name.
pub(crate) fn mend(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    behind_capital(s, c, tokens);
    before_talks(s, c, tokens);
}

/// 'Met in the Omani capital Muscat': the town is the capital.
fn behind_capital(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let hung = match token.deprel {
        Deprel::Compound | Deprel::NmodUnmarked | Deprel::NmodDesc => true,
        Deprel::Nmod => s.child(c, &[Deprel::Case]).is_none(),
        _ => false,
    };
    let Some(noun) = token.head.filter(|&h| hung && h + 1 == c) else {
        return;
    };
    let capital = &s.tokens[noun as usize];
    if token.upos == Upos::Propn && capital.upos == Upos::Noun && capital.lemma == "capital" {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        hang(list, c, noun, Deprel::Appos);
    }
}

/// 'The Lima talks between X and Y ended': nobody called Lima does anything.
fn before_talks(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let noun = &s.tokens[c as usize];
    let phrase = matches!(
        noun.deprel,
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Obl | Deprel::Nmod
    );
    let Some(name) = c.checked_sub(1).filter(|_| phrase) else {
        return;
    };
    let before = &s.tokens[name as usize];
    let taken = before.upos == Upos::Propn
        && before.head == Some(c)
        && matches!(before.deprel, Deprel::Nsubj | Deprel::NsubjPass);
    if noun.upos != Upos::Noun || !taken || s.child(c, &[Deprel::Cop, Deprel::Aux]).is_some() {
        return;
    }
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    hang(list, name, c, Deprel::Compound);
    for &t in s.children(name) {
        if matches!(
            s.tokens[t as usize].deprel,
            Deprel::Det | Deprel::Amod | Deprel::NmodPoss
        ) {
            list[t as usize].head = Some(c);
        }
    }
}
