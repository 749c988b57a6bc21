//! 'Kenya and Uganda met in Oslo on Monday. They had last met in Cairo': a meeting told
//! as the one before is older than the one that it is told behind, and no other.

use crate::draft::build::{Draft, is_meeting};
use crate::draft::former;
use crate::tie::refer::ids;
use crate::tree::Tree;
use dateline_record::{Interval, Status, TimeArgument, TimeBasis};
use dateline_syntax::Deprel;
use jiff::ToSpan;
use jiff::civil::Date;

/// So many sentences behind a meeting the one before is told.
const BEHIND: u32 = 3;

/// Gives a meeting told as the one before, with no day of its own, the days up to the one
/// that it is told behind.
pub(crate) fn earlier(drafts: &mut [Draft], trees: &[Tree], today: Date) {
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let stated = |d: &Draft| {
            let time = d.mention.time.as_ref();
            time.is_some_and(|t| t.basis == TimeBasis::Stated)
        };
        let Some(tree) = trees.get(d.sentence as usize) else {
            continue;
        };
        if !is_meeting(d.mention.kind)
            || d.mention.status.value != Status::Held
            || stated(d)
            || d.mention.parties.len() < 2
            || !told_as_before(tree, d)
        {
            continue;
        }
        let own = ids(d);
        let after = drafts[..i].iter().rev().take(8).find(|a| {
            is_meeting(a.mention.kind)
                && a.sentence < d.sentence
                && d.sentence - a.sentence <= BEHIND
                && ids(a).iter().filter(|p| own.contains(p)).count() >= 2
        });
        let Some(after) = after else { continue };
        let time = after.mention.time.as_ref();
        let day = time.and_then(|t| t.interval.first_day());
        let day = day.map_or(today, |d| d.min(today));
        let Ok(eve) = day.checked_sub(1.day()) else {
            continue;
        };
        let interval = Interval {
            start: None,
            ..Interval::day(eve)
        };
        let d = &mut drafts[i];
        d.mention.same_as = None;
        d.mention.time = Some(TimeArgument {
            interval,
            basis: TimeBasis::Inferred,
            span: d.mention.trigger,
            rule: former::RULE.into(),
        });
    }
}

/// 'They had met before'; what `former` tells, and this.
fn told_as_before(tree: &Tree, d: &Draft) -> bool {
    if d.former || d.is_noun {
        return d.former;
    }
    let mut beside = tree.s.children_by(d.head, &[Deprel::Advmod]);
    tree.mood(d.head).perfect
        && beside.any(|a| {
            matches!(tree.lemma(a), "before" | "earlier") && tree.children(a).next().is_none()
        })
}
