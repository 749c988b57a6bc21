//! What is undertaken where the act that it is to be makes no event by itself:
//! 'Norway pledged to send monitors' tells of no deployment, since nobody says
//! where, but of a pledge all the same.

use crate::draft::build::Draft;
use dateline_record::Span;
use std::collections::BTreeSet;

/// An undertaking, and the acts that were to stand for it.
pub(crate) struct Reserve {
    pub undertaking: Draft,
    pub acts: Vec<Span>,
}

/// Verbs by which one party binds itself, whatever others do.
pub(crate) fn binds(lemma: &str) -> bool {
    matches!(
        lemma,
        "pledge" | "promise" | "vow" | "undertake" | "commit" | "swear"
    )
}

/// Puts those back of whose acts none stayed, in order of their triggers.
pub(crate) fn put_back(
    mut drafts: Vec<Draft>,
    reserves: Vec<Reserve>,
    is_worth: impl Fn(&Draft) -> bool,
) -> Vec<Draft> {
    let triggers: BTreeSet<Span> = drafts.iter().map(|d| d.mention.trigger).collect();
    let told = |r: &Reserve| {
        let mut acts = r.acts.iter();
        acts.any(|t| triggers.contains(t)) || triggers.contains(&r.undertaking.mention.trigger)
    };
    let back: Vec<Draft> = reserves
        .into_iter()
        .filter(|r| !told(r) && is_worth(&r.undertaking))
        .map(|r| r.undertaking)
        .collect();
    if back.is_empty() {
        return drafts;
    }
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    drafts.extend(back);
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&i| (drafts[i].mention.trigger, i));
    let mut place = vec![0u32; drafts.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = number(new);
    }
    let mut slots: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    order
        .iter()
        .filter_map(|&old| {
            let mut d = slots[old].take()?;
            d.mention.same_as = d
                .mention
                .same_as
                .and_then(|k| place.get(k as usize).copied());
            Some(d)
        })
        .collect()
}
