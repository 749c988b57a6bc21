//! Who is there by the order of words, where trees are seldom right: 'among those
//! present were X and Y', 'with X leading for the hosts and Y for the visitors',
//! 'their host, X', 'X is expected, as is Y'.

use crate::lexicon::Lexicon;
use crate::tie::company::{Part, does, played};
use crate::tree::Tree;
use dateline_record::Resolved;
use dateline_syntax::{Deprel, Upos, Xpos};

/// So many words lie between what opens a clause and a name in it.
const NEAR: u32 = 40;

/// What the words around a name tell of its bearer.
pub(crate) fn attends(tree: &Tree, lexicon: &Lexicon, e: &Resolved) -> Option<(Part, Option<u32>)> {
    let first = tree.s.token_at(e.span.start)?;
    let last = tree.s.token_at(e.span.end.saturating_sub(1))?;
    inverted(tree, lexicon, first)
        .map(|(part, verb)| (part, Some(verb)))
        .or_else(|| beside(tree, first, last).then_some((Part::There, None)))
        .or_else(|| by_side(tree, first).then_some((Part::There, None)))
        .or_else(|| titled(tree, first).map(|part| (part, None)))
        .or_else(|| who_does(tree, lexicon, last))
}

/// 'X, who will host them': what the words behind a name tell, wherever the tree
/// has hung them.
fn who_does(tree: &Tree, lexicon: &Lexicon, last: u32) -> Option<(Part, Option<u32>)> {
    let who = last + 2;
    if who >= tree.len() || tree.lemma(last + 1) != "," || tree.lemma(who) != "who" {
        return None;
    }
    let mut verb = who + 1;
    while verb < tree.len() && verb < who + 5 && matches!(tree.upos(verb), Upos::Aux | Upos::Adv) {
        verb += 1;
    }
    let acts = verb < tree.len() && tree.is_verb(verb);
    let part = acts.then(|| does(tree, lexicon, verb))??;
    Some((part, Some(verb)))
}

/// 'Among those present were X and Y', 'Also at the table was X', 'Representing
/// Peru was X', 'On the other side sat Y'.
fn inverted(tree: &Tree, lexicon: &Lexicon, first: u32) -> Option<(Part, u32)> {
    let from = first.saturating_sub(NEAR);
    let verb = (from..first)
        .rev()
        .find(|&t| matches!(tree.upos(t), Upos::Verb | Upos::Aux))?;
    // 'Those present included X', 'the participants include Y'
    let includes = tree.lemma(verb) == "include" && tree.upos(verb) == Upos::Verb;
    // not 'the present cabinet includes X'
    let those = |t: u32| {
        tree.rel(t) != Deprel::Amod
            && matches!(
                tree.lemma(t),
                "participant" | "attendee" | "present" | "guest" | "delegate" | "attendance"
            )
    };
    if includes && (verb.saturating_sub(6)..verb).any(those) {
        return Some((Part::There, verb));
    }
    if !matches!(tree.lemma(verb), "be" | "sit" | "stand") {
        return None;
    }
    // 'Were to be X'
    let mut begin = verb;
    while begin > 0
        && !matches!(
            tree.lemma(begin - 1),
            "," | ";" | ":" | "\"" | "“" | "-" | "–"
        )
    {
        begin -= 1;
    }
    let opens = |t: &u32| !matches!(tree.lemma(*t), "also" | "and" | "but" | "then");
    let opener = (begin..verb).find(opens)?;
    // 'The Omani host was X', 'their mediator is X'
    let role = played(tree.lemma(verb - 1));
    if tree.lemma(verb) == "be"
        && !matches!(role, Part::There)
        && matches!(
            tree.lemma(verb - 1),
            "host" | "mediator" | "facilitator" | "moderator"
        )
        && opener < verb - 1
    {
        return Some((role, verb));
    }
    let region = opener + 1..verb;
    let has = |words: &[&str]| region.clone().any(|t| words.contains(&tree.lemma(t)));
    let meets = || {
        region
            .clone()
            .any(|t| lexicon.is_meeting_noun(tree.lemma(t)))
    };
    let doing = tree.token(opener).xpos == Xpos::Vbg;
    let there = match tree.lemma(opener) {
        "present" | "opposite" => true,
        "attend" | "represent" | "lead" | "head" | "chair" | "preside" | "host" | "mediate"
        | "accompany" | "flank" | "face" | "join" => doing,
        "take" => doing && has(&["part"]),
        "among" => {
            meets()
                || has(&[
                    "present",
                    "attend",
                    "part",
                    "participant",
                    "guest",
                    "delegate",
                ])
                || has(&["attendance", "mediator", "negotiator", "table"])
        }
        "at" => has(&["table", "side"]) || meets(),
        "on" => has(&["side", "hand"]),
        "in" => has(&["attendance", "chair", "delegation", "team", "audience"]),
        "across" | "alongside" | "beside" => has(&["they", "he", "she", "table"]),
        "watch" | "witness" if doing => return Some((Part::Sees, verb)),
        _ => false,
    };
    there.then_some((Part::There, verb))
}

/// 'With X leading for the hosts and Y for the visitors', 'with X facing Y', 'with
/// X on one side and Y on the other'.
fn beside(tree: &Tree, first: u32, last: u32) -> bool {
    let acts = |t: u32| {
        t < tree.len()
            && (tree.token(t).xpos == Xpos::Vbg
                && matches!(
                    tree.lemma(t),
                    "lead"
                        | "head"
                        | "face"
                        | "represent"
                        | "speak"
                        | "chair"
                        | "preside"
                        | "host"
                        | "negotiate"
                        | "sit"
                        | "stand"
                        | "mediate"
                        | "act"
                        | "moderate"
                )
                || tree.lemma(t) == "on"
                    && (t + 1..t + 4).any(|u| u < tree.len() && tree.lemma(u) == "side")
                || tree.lemma(t) == "in" && t + 2 < tree.len() && tree.lemma(t + 2) == "chair")
    };
    let with = |t: u32| t > 0 && tree.lemma(t - 1) == "with";
    if with(first) && acts(last + 1) {
        return true;
    }
    let Some(before) = first.checked_sub(1) else {
        return false;
    };
    // The second of two.
    let from = first.saturating_sub(NEAR / 2);
    let opened = || {
        (from + 1..first).any(|t| {
            acts(t)
                && (from..t).rev().take(9).any(|w| tree.lemma(w) == "with")
                && !(t + 1..first).any(|v| tree.upos(v) == Upos::Verb)
        })
    };
    let next = |word: &str| last + 1 < tree.len() && tree.lemma(last + 1) == word;
    match tree.lemma(before) {
        "face" => tree.token(before).xpos == Xpos::Vbg && opened_by(tree, before),
        "and" | "," => {
            let other = next("on")
                && (last + 2..last + 4).any(|t| t < tree.len() && tree.lemma(t) == "other");
            let seat = next("beside")
                || next("alongside")
                || next("at") && last + 3 < tree.len() && tree.lemma(last + 3) == "side";
            (next("for") || other || seat) && opened()
        }
        _ => false,
    }
}

/// 'Sat across the table from X', 'announced it beside his colleague X', 'on the Peruvian
/// side X'.
fn by_side(tree: &Tree, first: u32) -> bool {
    let from = first.saturating_sub(6);
    let named = |t: u32| {
        matches!(
            tree.upos(t),
            Upos::Adj | Upos::Noun | Upos::Propn | Upos::Det | Upos::Part
        ) || tree.rel(t) == Deprel::NmodPoss
    };
    for t in (from..first).rev() {
        match tree.lemma(t) {
            "opposite" | "beside" | "alongside" => {
                return t + 1 < tree.len() && tree.lemma(t + 1) != "number";
            }
            // 'across the table from X'
            "from" => return (t.saturating_sub(3)..t).any(|w| tree.lemma(w) == "across"),
            "side" if t + 1 == first => {
                return (t.saturating_sub(3)..t).any(|w| tree.lemma(w) == "on");
            }
            _ if named(t) => {}
            _ => return false,
        }
    }
    false
}

/// A participle whose clause a 'with' opens.
fn opened_by(tree: &Tree, t: u32) -> bool {
    (t.saturating_sub(9)..t).any(|w| tree.lemma(w) == "with")
}

/// 'Their host, X', 'the two co-chairs, X and Y'.
fn titled(tree: &Tree, first: u32) -> Option<Part> {
    let mut t = first.checked_sub(1)?;
    if tree.lemma(t) == "," {
        t = t.checked_sub(1)?;
    }
    let part = matches!(
        tree.lemma(t),
        "host" | "guest" | "mediator" | "facilitator" | "co-chair" | "moderator"
    );
    let whose = |p: u32| tree.rel(p) == Deprel::NmodPoss && tree.upos(p) == Upos::Pron;
    let own = part && (t.saturating_sub(2)..t).any(whose);
    own.then(|| played(tree.lemma(t)))
}

/// True for words between two names that make one list of them: 'and', 'of Peru,',
/// ', as is'.
pub(crate) fn joins(tree: &Tree, here: &[&Resolved], before: &Resolved, e: &Resolved) -> bool {
    let (Some(last), Some(first)) = (
        tree.s.token_at(before.span.end.saturating_sub(1)),
        tree.s.token_at(e.span.start),
    ) else {
        return false;
    };
    if first <= last + 1 || first - last > 16 {
        return false;
    }
    let own = before.person.as_ref().map(|p| &p.name);
    let mut joined = false;
    for t in last + 1..first {
        let span = tree.span(t);
        let told = || {
            here.iter().any(|x| {
                x.span.contains(span)
                    && (x.person.is_none() || x.person.as_ref().map(|p| &p.name) == own)
            })
        };
        let stands_in = |t: u32| matches!(tree.lemma(t), "be" | "will" | "do" | "well");
        match tree.lemma(t) {
            "and" => joined = true,
            "as" => joined |= stands_in(t + 1),
            "," | "by" | "of" | "the" | "(" | ")" => {}
            _ if tree.lemma(t - 1) == "as" && stands_in(t) || told() => {}
            _ => return false,
        }
    }
    joined
}

/// 'X led the Peruvian team and Y the Chilean': whose side the second one is of.
pub(crate) fn gapped(tree: &Tree, here: &[&Resolved], e: &Resolved) -> Option<u32> {
    // 'And General X'
    let titled = |t: &u32| tree.rel(*t) == Deprel::NmodDesc;
    let first = tree.s.token_at(e.span.start)?;
    let title = (first.saturating_sub(3)..first).rev().take_while(titled);
    let first = title.last().unwrap_or(first).checked_sub(1)?;
    let last = tree.s.token_at(e.span.end.saturating_sub(1))?;
    let side = last + 2;
    if side >= tree.len() || tree.lemma(last + 1) != "the" {
        return None;
    }
    let joined = matches!(tree.lemma(first), "and" | "," | ";" | "while");
    let closes = side + 1 >= tree.len()
        || tree.upos(side + 1) == Upos::Punct
        || matches!(tree.lemma(side + 1), "one" | "side" | "team" | "delegation");
    let span = tree.span(side);
    let of_one = here.iter().any(|x| {
        x.span.contains(span) && x.person.is_none() && matches!(x.parties.as_slice(), [_])
    });
    (joined && closes && of_one).then_some(side)
}
