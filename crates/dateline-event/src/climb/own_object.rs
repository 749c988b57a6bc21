//! Who puts something off has not been put off: 'the commission postponed the
//! vote', 'the meeting decided to bring forward the start of the works', 'an accord
//! that rules out extradition'.

use crate::frame::Effect;
use crate::tree::Tree;
use dateline_syntax::{Deprel, Upos};

/// True where a word that changes plans, seen from its subject, has an object of
/// its own to change. A length of time is none: 'the talks slipped a week'.
pub(crate) fn changes_another(tree: &Tree, word: u32, stands: &str, effect: Effect) -> bool {
    let moves = matches!(tree.lemma(word), "bring" | "move" | "advance");
    let changes = match effect {
        Effect::Postpone | Effect::Cancel | Effect::Deny => true,
        Effect::Plan => moves,
        _ => false,
    };
    stands == "subj"
        && changes
        && tree.s.child(word, &[Deprel::Obj]).is_some_and(|o| {
            let named = matches!(tree.upos(o), Upos::Noun | Upos::Propn);
            named && o > word && !tree.looks_like_time(o)
        })
}
