//! Infinitives in a row of which the tree hangs the second on the verb over them:
//! 'agreed on Monday to reopen embassies, resume flights and open a consulate'.

use crate::mend::hang;
use crate::mend::misread::lemma;
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// Hangs a bare infinitive on the one before it.
pub(crate) fn mend(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let Some(over) = token
        .head
        .filter(|&v| v < c && token.deprel == Deprel::Conj && token.xpos == Xpos::Vb)
    else {
        return;
    };
    let verb = &s.tokens[over as usize];
    if verb.upos != Upos::Verb || !matches!(verb.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp) {
        return;
    }
    // 'Did not agree and leave', 'to' of its own, a subject of its own
    let own = [Deprel::Aux, Deprel::Mark, Deprel::Nsubj, Deprel::Cop];
    let did = s.child(over, &[Deprel::Aux]).is_some();
    if did || s.child(c, &own).is_some() {
        return;
    }
    let first = s
        .children_by(over, &[Deprel::Xcomp, Deprel::Advcl, Deprel::Ccomp])
        .filter(|&i| over < i && i < c)
        .find(|&i| {
            s.child(i, &[Deprel::Mark])
                .is_some_and(|m| lemma(s, m) == "to")
        });
    if let Some(first) = first {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        hang(list, c, first, Deprel::Conj);
    }
}
