//! 'Kept its promise to Chad to cut the fees': the infinitive is what was promised,
//! where the tree hangs it on the verb as its purpose.

use crate::climb::Path;
use crate::mend::hang;
use crate::tree::Tree;
use dateline_record::Status;
use dateline_syntax::{Deprel, Sentence, Token, Upos};

/// Words for what one has bound oneself to.
const WORDS: [&str; 9] = [
    "promise",
    "pledge",
    "undertaking",
    "commitment",
    "vow",
    "obligation",
    "offer",
    "threat",
    "word",
];

/// What is done with them.
const ACTS: [&str; 14] = [
    "keep", "honour", "honor", "fulfil", "fulfill", "break", "renew", "repeat", "make", "give",
    "reaffirm", "withdraw", "meet", "betray",
];

/// True for an undertaking that is told as one that was kept, or was not: 'made good on
/// its promise to pay', 'broke its pledge to pay'.
pub(crate) fn tells(tree: &Tree, path: &Path, rule: &str, status: Status) -> bool {
    let of_word = || {
        let mut words = path.passed.iter().chain(&path.spine);
        words.any(|&w| WORDS.contains(&tree.lemma(w)))
    };
    match status {
        // 'Withdrew its offer to pay'
        Status::Cancelled => rule == "en.event.status.cancel" && of_word(),
        Status::Held => rule == "en.event.status.fulfil",
        Status::Postponed => {
            matches!(
                rule,
                "en.event.status.broken_word" | "en.event.status.missed"
            )
        }
        _ => false,
    }
}

/// Hangs such an infinitive on the noun.
pub(crate) fn mend(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let word = &s.tokens[c as usize];
    if word.upos != Upos::Verb || !matches!(word.deprel, Deprel::Advcl | Deprel::Xcomp) {
        return;
    }
    let to = s
        .child(c, &[Deprel::Mark])
        .is_some_and(|m| s.tokens[m as usize].lemma == "to");
    let Some(verb) = word.head.filter(|&v| to && v < c) else {
        return;
    };
    // 'Made good on its promise to pay', 'went back on its word to pay'
    let on = matches!(
        s.tokens[verb as usize].lemma.as_str(),
        "make" | "deliver" | "go" | "renege" | "backtrack" | "fail" | "live"
    );
    let phrase = || {
        s.children(verb).iter().copied().find(|&n| {
            s.tokens[n as usize].deprel == Deprel::Obl
                && s.child(n, &[Deprel::Case])
                    .is_some_and(|p| matches!(s.tokens[p as usize].lemma.as_str(), "on" | "to"))
        })
    };
    let noun = if on {
        phrase()
    } else if ACTS.contains(&s.tokens[verb as usize].lemma.as_str()) {
        s.child(verb, &[Deprel::Obj])
    } else {
        return;
    };
    let noun =
        noun.filter(|&n| n > verb && n < c && WORDS.contains(&s.tokens[n as usize].lemma.as_str()));
    if let Some(noun) = noun {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        hang(list, c, noun, Deprel::Acl);
    }
}
