//! Who is named in somebody's words is not who says them: '“The president must
//! go,” he said', 'Okello would have to wait, he added'.

use super::scan::Scan;
use dateline_syntax::{Deprel, Upos};
use std::ops::Range;

/// Verbs that are put behind what is said.
pub(super) const SAY: [&str; 18] = [
    "say", "add", "tell", "warn", "insist", "reply", "write", "note", "explain", "argue",
    "continue", "declare", "announce", "claim", "complain", "stress", "recall", "maintain",
];

/// Verbs whose subject 'it' stands for nothing, or for what is told.
const EXPLETIVE: [&str; 16] = [
    "seem", "appear", "remain", "take", "happen", "matter", "be", "become", "cost", "depend",
    "emerge", "turn", "make", "mean", "look", "follow",
];

/// What a speaker says that it is.
const MINDED: [&str; 11] = [
    "ready",
    "willing",
    "prepared",
    "unwilling",
    "determined",
    "committed",
    "eager",
    "reluctant",
    "able",
    "unable",
    "concerned",
];

/// The subject of the verb of saying right above the clause whose subject the
/// pronoun is: 'Oslo' of 'Oslo said it had carried out the strikes'.
pub(super) fn speaker_of(scan: &Scan<'_>, token: u32) -> Option<u32> {
    let verb = scan
        .s
        .head(token)
        .filter(|_| scan.rel(token) == Deprel::Nsubj)?;
    let lemma = scan.lemma(verb);
    let acts = match scan.upos(verb) {
        Upos::Verb => !EXPLETIVE.contains(&lemma),
        Upos::Adj => MINDED.contains(&lemma),
        _ => false,
    };
    let says = scan
        .s
        .head(verb)
        .filter(|_| acts && scan.rel(verb) == Deprel::Ccomp)?;
    (SAY.contains(&scan.lemma(says)) && says < token)
        .then(|| scan.s.child(says, &[Deprel::Nsubj]))
        .flatten()
        .filter(|&c| c < token)
}

/// The words that the pronoun `token` is told to have said before it in the same
/// sentence; empty where it says nothing, or where what it says follows.
pub(super) fn told_before(scan: &Scan<'_>, token: u32) -> Range<u32> {
    let none = token..token;
    let verb = token + 1;
    let says = scan.rel(token) == Deprel::Nsubj && SAY.contains(&scan.lemma(verb));
    if !says || token < 3 {
        return none;
    }
    let closes = |t: u32| matches!(scan.word(t), "”" | "\"" | "’" | "»");
    let comma = scan.low(token - 1) == ",";
    if !comma && !closes(token - 1) {
        return none;
    }
    let start = (0..token)
        .rev()
        .find(|&t| scan.low(t) == ";")
        .map_or(0, |t| t + 1);
    // 'When he arrived, he said that'
    let opens = matches!(scan.upos(start), Upos::Sconj | Upos::Adp | Upos::Adv)
        || scan.low(start) == "asked";
    let next = scan.low(verb + 1);
    let ends = verb + 1 >= scan.len()
        || scan.upos(verb + 1) == Upos::Punct && next != ":"
        || scan.upos(verb + 1) == Upos::Adp
        || next.ends_with("day");
    if ends && (closes(token - 1) || !opens) {
        start..token
    } else {
        none
    }
}
