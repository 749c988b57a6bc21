//! 'Called the delay regrettable', 'calls this an invention': an object and
//! what is said of it, read off the order of words. Trees make of the two one
//! noun phrase, or two objects.

use super::tree::Tree;
use dateline_record::Span;
use dateline_syntax::{Upos, Xpos};

/// Verbs that say of their object what it is held to be.
const JUDGE: [&str; 12] = [
    "call",
    "consider",
    "deem",
    "label",
    "brand",
    "term",
    "dub",
    "declare",
    "pronounce",
    "find",
    "judge",
    "think",
];

/// Adjectives that taggers take for nouns behind a noun; those in '-able',
/// '-ent' and the like need no list.
const PLAIN: [&str; 22] = [
    "void",
    "null",
    "dead",
    "premature",
    "unfair",
    "wrong",
    "false",
    "absurd",
    "hollow",
    "moot",
    "fair",
    "closed",
    "open",
    "over",
    "finished",
    "stolen",
    "rigged",
    "ripe",
    "weak",
    "good",
    "bad",
    "dangerous",
];

/// The words of the object and of what it is called, behind the verb `v`;
/// `None` where they do not stand so.
pub(super) fn verdict(tree: Tree<'_>, v: u32) -> Option<Span> {
    if !JUDGE.contains(&tree.lemma(v)) || tree.is_passive(v) {
        return None;
    }
    let end = (v + 1..tree.len())
        .find(|&t| ends(tree, t))
        .unwrap_or(tree.len());
    // 'thinks that a deal is near': a clause, and no judgment on 'that'.
    let clause = tree.is(v + 1, "that")
        && (v + 2..end)
            .any(|t| matches!(tree.xpos(t), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md));
    if clause {
        return None;
    }
    let object = object(tree, v + 1, end)?;
    let said = predicate(tree, object, end)?;
    Some(tree.span(v + 1).cover(tree.span(said - 1)))
}

/// True where the clause ends.
fn ends(tree: Tree<'_>, t: u32) -> bool {
    matches!(tree.word(t), "," | ";" | ":" | "." | "!" | "?" | "–" | "—")
        || tree.upos(t) == Upos::Sconj && !is_pronoun(tree, t)
        || matches!(tree.xpos(t), Xpos::Wp | Xpos::Wdt | Xpos::Wrb)
}

fn is_pronoun(tree: Tree<'_>, t: u32) -> bool {
    matches!(
        tree.word(t).to_ascii_lowercase().as_str(),
        "it" | "this" | "that" | "these" | "those" | "him" | "her" | "them"
    )
}

fn opens_quotation(tree: Tree<'_>, t: u32) -> bool {
    matches!(tree.word(t), "“" | "\"" | "‘")
}

/// Where the object that begins at `from` may end: right before the first word
/// of what it is called.
fn object(tree: Tree<'_>, from: u32, end: u32) -> Option<u32> {
    if from + 1 >= end {
        return None;
    }
    let alone = is_pronoun(tree, from)
        && (opens_quotation(tree, from + 1)
            || ["a", "an", "the", "no"]
                .iter()
                .any(|w| tree.is(from + 1, w))
            || is_adjective(tree, from + 1) && from + 2 >= end
            || tree.upos(from + 1) == Upos::Adv && from + 2 < end && is_adjective(tree, from + 2));
    if alone {
        return Some(from + 1);
    }
    let nominal = |t: u32| {
        matches!(
            tree.upos(t),
            Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num | Upos::Part
        ) || tree.xpos(t) == Xpos::PrpS
            || is_pronoun(tree, t) && t == from
            || tree.is(t, "of")
            || tree.is(t, "-")
    };
    let noun = |t: u32| matches!(tree.upos(t), Upos::Noun | Upos::Propn);
    if !nominal(from) {
        return None;
    }
    for t in from + 1..end {
        let behind_noun = noun(t - 1);
        let article = ["a", "an", "the"].iter().any(|w| tree.is(t, w));
        if behind_noun && (article || opens_quotation(tree, t)) {
            return Some(t);
        }
        let last = t + 1 == end
            || matches!(tree.upos(t + 1), Upos::Cconj | Upos::Adp) && !tree.is(t + 1, "of");
        // 'such talk premature', 'the delay deeply regrettable'
        if behind_noun && last && is_adjective(tree, t) {
            return Some(t);
        }
        if behind_noun
            && tree.upos(t) == Upos::Adv
            && t + 1 < end
            && is_adjective(tree, t + 1)
            && !noun(t + 1)
        {
            return Some(t);
        }
        if !nominal(t) {
            return None;
        }
    }
    None
}

/// The word behind what the object is called, which begins at `from`.
fn predicate(tree: Tree<'_>, from: u32, end: u32) -> Option<u32> {
    if opens_quotation(tree, from) {
        return (from + 1..tree.len())
            .find(|&t| matches!(tree.word(t), "”" | "\"" | "’"))
            .map(|t| t + 1);
    }
    // 'called the minister a day later': when, not what.
    let time = |t: u32| {
        matches!(
            tree.lemma(t),
            "day" | "week" | "month" | "year" | "hour" | "minute" | "morning" | "evening" | "night"
        ) || matches!(
            tree.word(t),
            "later" | "earlier" | "ago" | "before" | "after"
        )
    };
    let stop = (from..end)
        .find(|&t| t > from && tree.upos(t) == Upos::Cconj && goes_on_with_verb(tree, t))
        .unwrap_or(end);
    let head = (from..stop)
        .take_while(|&t| t == from || tree.upos(t) != Upos::Adp)
        .any(time);
    (!head && stop > from).then_some(stop)
}

/// True for an 'and' with a verb of the clause behind it.
fn goes_on_with_verb(tree: Tree<'_>, and: u32) -> bool {
    (and + 1..tree.len().min(and + 4))
        .any(|t| matches!(tree.xpos(t), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md))
}

/// True for an adjective, whatever the tagger takes it for behind a noun.
fn is_adjective(tree: Tree<'_>, t: u32) -> bool {
    const ENDS: [&str; 12] = [
        "able", "ible", "ient", "stent", "ful", "less", "ous", "ical", "egal", "ional", "tive",
        "gent",
    ];
    let word = tree.word(t).to_lowercase();
    PLAIN.contains(&word.as_str())
        || match tree.upos(t) {
            Upos::Adj => !tree.word(t).starts_with(char::is_uppercase),
            Upos::Noun => ENDS.iter().any(|e| word.ends_with(e)),
            _ => false,
        }
}
