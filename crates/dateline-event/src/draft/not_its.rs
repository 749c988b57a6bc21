//! Times that stand beside an event and are not when it is: 'in an 18th-century villa',
//! 'the first visit since 1983', 'the Trade Act of 2008'.

use crate::draft::adjunct::Candidate;
use crate::draft::spans;
use crate::tree::Tree;
use dateline_record::{Granularity, Interval, Kind, Timex};
use dateline_syntax::{Deprel, Upos, Xpos};

/// True for a time that stands before the noun it modifies.
pub(crate) fn is_modifier(tree: &Tree, word: u32) -> bool {
    tree.s.head(word).is_some_and(|h| {
        h > word
            && tree.is_noun(h)
            && matches!(
                tree.rel(word),
                Deprel::Compound | Deprel::Nummod | Deprel::Amod | Deprel::NmodUnmarked
            )
    })
}

/// 'In an 18th-century villa': how old something else is.
pub(crate) fn is_of_age(
    tree: &Tree,
    c: &Candidate<&Timex>,
    interval: &Interval,
    noun: Option<u32>,
) -> bool {
    const LONG: i32 = 731;
    let days = match (interval.first_day(), interval.last_day()) {
        (Some(first), Some(last)) => (last - first).get_days(),
        _ => 0,
    };
    days > LONG && is_modifier(tree, c.word) && tree.s.head(c.word) != noun
}

/// 'The first visit since 1983': the year of the one before.
pub(crate) fn counts_from(tree: &Tree, c: &Candidate<&Timex>, noun: Option<u32>) -> bool {
    // 'its second since the 1994 war'
    let of = tree.s.head(c.word).filter(|_| is_modifier(tree, c.word));
    if of.is_some() && of == noun {
        return false;
    }
    let since = c.value.anchor.as_deref() == Some("since")
        || of.is_some_and(|h| tree.case(h).as_deref() == Some("since"));
    since
        && (c.word.saturating_sub(14)..c.word).any(|t| {
            // 'the reunions, the first since 1985'
            (matches!(tree.rel(t), Deprel::Amod | Deprel::Advmod) || t + 2 == c.word)
                && (tree.token(t).xpos == Xpos::Jjs
                    || tree.lemma(t) == "only"
                    || is_ordinal(tree.lemma(t)))
        })
}

/// 'Signed the Trade Act of 2008': the year is of the name.
pub(crate) fn in_name(tree: &Tree, c: &Candidate<&Timex>, kind: Kind) -> bool {
    let act = |t: u32| {
        matches!(
            tree.lemma(t).to_lowercase().as_str(),
            "act" | "bill" | "law" | "code"
        ) && tree.token(t).upos == Upos::Propn
    };
    kind == Kind::Decision
        && c.value
            .interval
            .is_some_and(|i| i.granularity == Granularity::Year)
        && (c.word.saturating_sub(2)..c.word).any(act)
}

/// 'Their second meeting this year': the span within which it is counted.
pub(crate) fn counts_within(tree: &Tree, c: &Candidate<&Timex>, noun: Option<u32>) -> bool {
    let wide = c.value.interval.is_some_and(|i| {
        matches!(
            i.granularity,
            Granularity::Year | Granularity::Half | Granularity::Quarter | Granularity::Month
        )
    });
    let this =
        c.value.rule.contains("deictic") || tree.children(c.word).any(|d| tree.lemma(d) == "this");
    wide && this
        && noun.is_some_and(|n| {
            tree.s
                .children_by(n, &[Deprel::Amod])
                .any(|a| a < n && is_ordinal(tree.lemma(a)))
        })
}

pub(crate) fn is_ordinal(word: &str) -> bool {
    word == "first" || spans::ORDINALS.contains(&word)
}

/// 'The first summit since the one in Oslo in 2019', 'their first talks since a meeting in
/// Oslo': what is told of the one before. Trees hang it anywhere, so that the order of
/// words is asked; `noun` and `verb` are those of the event.
pub(crate) fn of_one_before(tree: &Tree, word: u32, noun: Option<u32>, verb: Option<u32>) -> bool {
    const FAR: u32 = 14;
    let from = word.saturating_sub(FAR);
    let mut between = false;
    for t in (from..word).rev() {
        if tree.lemma(t) == "since" {
            let inside = noun.is_some_and(|n| n > t) || verb.is_some_and(|v| v > t);
            return between && !inside && tree.rel(t) == Deprel::Case;
        }
        if tree.is_verb(t) || matches!(tree.lemma(t), "," | ";" | "and" | "but") {
            return false;
        }
        // 'since last May' has no other noun in it
        between |= tree.is_noun(t) && !tree.looks_like_time(t) || tree.lemma(t) == "one";
    }
    false
}
