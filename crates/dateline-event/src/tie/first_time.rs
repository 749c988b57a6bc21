//! 'It will be the first time that the two have met since 1983': the meeting that was
//! told right before, and no other.

use crate::draft::build::{Draft, NONE, is_meeting};
use crate::tie::refer::{REACH, ids};
use crate::tree::Tree;
use dateline_record::Kind;

/// True for the verb of such a clause.
pub(crate) fn is(m: &Draft, trees: &[Tree]) -> bool {
    if m.is_noun || !is_meeting(m.mention.kind) {
        return false;
    }
    let Some(tree) = trees.get(m.sentence as usize) else {
        return false;
    };
    let mut up = tree.s.ancestors(m.head).skip(1).take(2);
    up.any(|t| {
        tree.lemma(t) == "time"
            && tree.children(t).any(|c| {
                c < t
                    && (matches!(tree.lemma(c), "first" | "last")
                        || crate::tie::stand_in::is_ordinal(tree.lemma(c)))
            })
    })
}

/// Ties it to that meeting, where there is one.
pub(crate) fn tie(m: &mut Draft, before: &[Draft], trees: &[Tree]) {
    let last = trees.get(m.sentence as usize).is_some_and(|tree| {
        let mut up = tree.s.ancestors(m.head).skip(1).take(2);
        up.any(|t| tree.children(t).any(|c| tree.lemma(c) == "last"))
    });
    let told = |a: &Draft| {
        let theirs = ids(a);
        let own = ids(m);
        let visit = a.mention.kind == Kind::Visit && m.mention.kind != Kind::Visit;
        is_meeting(a.mention.kind)
            && m.sentence.abs_diff(a.sentence) <= 1
            // Others that met are another meeting.
            && own.iter().all(|p| theirs.contains(p))
            && !last
            && !(visit && theirs.len() < 2)
    };
    // What the nearest sentence tells first.
    let near = before.iter().enumerate().rev().take(REACH);
    let near = near.filter(|(_, a)| told(a));
    let Some((j, a)) = near.min_by_key(|(j, a)| (m.sentence.abs_diff(a.sentence), *j)) else {
        return;
    };
    let first = a.mention.same_as.map_or(j, |k| k as usize);
    m.mention.same_as = u32::try_from(first).ok();
    m.mention.kind = a.mention.kind;
    m.mention.parties.clone_from(&a.mention.parties);
    m.mention.persons.clear();
    m.mention.status.value = a.mention.status.value;
    NONE.clone_into(&mut m.mention.status.rule);
    m.mention.earlier_status.clear();
    (m.mention.time, m.mention.place) = (None, None);
}
