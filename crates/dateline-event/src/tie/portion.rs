//! Some of those who are let go, sent or pulled out: 'The first 20 were handed
//! over on Tuesday', 'half of them have been released'.

use crate::climb;
use crate::lexicon::Lexicon;
use crate::propose::Proposal;
use crate::tree::Tree;
use dateline_syntax::{Deprel, Upos};

/// Stands in `en.event.reference.thing` for all such words.
pub(crate) const PORTION: &str = "-portion";

/// True for a word that tells how many of them, or which.
fn is_portion(tree: &Tree, t: u32) -> bool {
    tree.upos(t) == Upos::Num
        || matches!(
            tree.lemma(t),
            "first"
                | "last"
                | "rest"
                | "half"
                | "remainder"
                | "other"
                | "others"
                | "dozen"
                | "most"
                | "more"
        )
}

/// Verbs that tell what becomes of them, with no more than a number as subject.
pub(crate) fn portions(tree: &Tree, lexicon: &Lexicon) -> Vec<Proposal> {
    let mut out = Vec::new();
    let Some(frame) = lexicon.thing(PORTION) else {
        return out;
    };
    for v in 0..tree.len() {
        let go = || {
            let free = |c: u32| matches!(tree.lemma(c), "go" | "free" | "out");
            matches!(tree.lemma(v), "let" | "set" | "walk")
                && tree.children(v).any(|c| c > v && free(c))
        };
        let moves = tree.upos(v) == Upos::Verb
            && (go()
                || matches!(
                    tree.lemma(v),
                    "hand"
                        | "release"
                        | "free"
                        | "withdraw"
                        | "exchange"
                        | "swap"
                        | "deliver"
                        | "repatriate"
                        | "evacuate"
                        | "follow"
                ));
        let subject = tree.s.child(v, &[Deprel::Nsubj, Deprel::NsubjPass]);
        let Some(s) = subject.filter(|_| moves) else {
            continue;
        };
        // 'The first of them', but not 'the first of the soldiers', 'the last plane'
        let alone = tree.children(s).all(|c| match tree.rel(c) {
            Deprel::Nmod => matches!(tree.lemma(c), "them" | "they"),
            Deprel::Compound | Deprel::AclRelcl | Deprel::Acl => false,
            _ => true,
        });
        let which = tree.children(s).any(|c| {
            matches!(
                tree.lemma(c),
                "the" | "first" | "last" | "other" | "another" | "further" | "them" | "they"
            )
        }) || tree.lemma(s) == "more";
        if !alone || !(which || tree.lemma(s) == "half") || !is_portion(tree, s) {
            continue;
        }
        let path = climb::climb(tree, lexicon, v, true);
        out.push(Proposal::noun(tree, frame, v, s, path));
    }
    out
}
