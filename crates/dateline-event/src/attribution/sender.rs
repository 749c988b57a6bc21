//! Whose a letter, a statement or a tweet is, where what it says hangs on the
//! paper or on whom it is sent to.

use super::tree::Tree;
use dateline_syntax::{Deprel, Upos, Xpos};

/// How far up from the verb of saying the verb of sending may stand.
const FAR: usize = 4;

/// Papers by which somebody speaks.
const PAPERS: [&str; 26] = [
    "statement",
    "letter",
    "message",
    "note",
    "communique",
    "communiqué",
    "post",
    "tweet",
    "memo",
    "memorandum",
    "email",
    "e-mail",
    "cable",
    "telegram",
    "petition",
    "complaint",
    "paper",
    "papers",
    "document",
    "appeal",
    "declaration",
    "release",
    "circular",
    "decree",
    "protest",
    "motion",
];

/// How a paper comes into the world.
const SENDING: [&str; 24] = [
    "send",
    "issue",
    "release",
    "publish",
    "write",
    "file",
    "deliver",
    "hand",
    "circulate",
    "sign",
    "make",
    "submit",
    "unleash",
    "fire",
    "address",
    "post",
    "put",
    "give",
    "lodge",
    "distribute",
    "adopt",
    "pen",
    "forward",
    "present",
];

/// 'Peru sent a letter to the council complaining that ...', 'filed papers
/// opposing it', 'released a series of tweets accusing her': who speaks is who
/// sends it, not the paper, nor whom it is sent to.
pub(super) fn sender(tree: Tree<'_>, v: u32) -> Option<u32> {
    if tree.xpos(v) != Xpos::Vbg {
        return None;
    }
    let mut at = v;
    for _ in 0..FAR {
        at = tree.s.head(at).filter(|&h| h < v)?;
        if tree.upos(at) == Upos::Verb {
            break;
        }
    }
    let sends = SENDING.contains(&tree.lemma(at)) && !tree.is_passive(at);
    let object = tree.child(at, &[Deprel::Obj]).filter(|_| sends)?;
    let of = |n: u32| {
        tree.children(n)
            .iter()
            .copied()
            .find(|&c| tree.child_word(c, &[Deprel::Case], "of").is_some())
    };
    let paper = [Some(object), of(object)]
        .into_iter()
        .flatten()
        .find(|&p| p < v && PAPERS.contains(&tree.lemma(p)))?;
    // Nothing but the paper and whom it goes to stands before what it says.
    let clause = (paper + 1..v).any(|t| {
        matches!(tree.word(t), "," | ";" | ":")
            || matches!(tree.xpos(t), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
    });
    // 'Released a letter from his doctor saying': the doctor speaks.
    let author = tree.children(paper).iter().any(|&c| {
        let by = ["from", "by"]
            .iter()
            .any(|w| tree.child_word(c, &[Deprel::Case], w).is_some());
        by || tree.deprel(c) == Deprel::NmodPoss && tree.upos(c) != Upos::Pron
    });
    if clause || author {
        return None;
    }
    tree.subject(at)
}
