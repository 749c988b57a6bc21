//! What had been planned of an event that the report told as off, or as set for
//! another day, before: 'The talks were called off. They had been due to open in
//! Geneva on 17 May.' It gives day and place of the plan, and says no more of how
//! the event stands.

use crate::climb::UNFULFILLED;
use crate::draft::build::{Draft, NONE};
use crate::draft::extent::Extent;
use crate::mood::{Form, Modal};
use crate::tie::refer::REACH;
use crate::tree::Tree;
use dateline_record::{Kind, PartyId, Role, Status};
use jiff::civil::Date;

/// Words for what was planned.
const PLANS: [&str; 11] = [
    "due", "schedule", "plan", "set", "expect", "slate", "arrange", "suppose", "mean", "intend",
    "book",
];

/// Takes such mentions for what they are.
pub(crate) fn told(drafts: &mut [Draft], trees: &[Tree], today: Date) {
    for i in 0..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let m = &mut rest[0];
        let Some(first) = m.mention.same_as else {
            of_visitor(m, before);
            continue;
        };
        // The last that was said of it.
        let said = before.iter().enumerate().rev().take(REACH).find(|(j, b)| {
            let same = *j == first as usize || b.mention.same_as == Some(first);
            same && b.mention.status.rule != NONE && b.sentence < m.sentence
        });
        let Some((_, last)) = said else { continue };
        let last_status = last.mention.status.value;
        let planned = was_planned(m, trees);
        if matches!(
            last_status,
            Status::Postponed | Status::Cancelled | Status::Denied
        ) {
            if planned && m.mention.status.value != last_status {
                m.mention.status.value = last_status;
            }
            continue;
        }
        // 'Are to resume talks on 24 June. The round was suspended in April.'
        if last_status.is_open() && was_off(m, last, trees) {
            m.mention.status.value = last_status;
            m.mention.earlier_time = m.mention.time.take();
            continue;
        }
        // 'They met on Tuesday. The meeting had been due on 14 January.'
        if last_status == Status::Held && planned && m.mention.status.value == Status::Postponed {
            m.mention.status.value = last_status;
            m.mention.earlier_time = m.mention.time.take();
            m.mention.place = None;
            m.extent = Extent::default();
            continue;
        }
        let ahead = |d: &Draft| d.mention.time.as_ref().and_then(|t| t.interval.last_day());
        let to_come = last_status.is_open() && ahead(last).is_some_and(|d| d >= today);
        let over = ahead(m).is_some_and(|d| d < today);
        let off = m.mention.status.value == Status::Postponed;
        if to_come && over && (off || planned) {
            m.mention.status.value = last_status;
            m.mention.earlier_time = m.mention.time.take();
            m.mention.place = None;
        }
    }
}

/// 'Had been suspended', or 'was suspended' where it is told that it is taken up again.
fn was_off(m: &Draft, last: &Draft, trees: &[Tree]) -> bool {
    if !matches!(
        m.mention.status.value,
        Status::Postponed | Status::Cancelled
    ) {
        return false;
    }
    let word = |d: &Draft| {
        let tree = trees.get(d.sentence as usize)?;
        let at = tree.s.token_at(d.mention.status.span.start)?;
        Some((tree, at))
    };
    let Some((tree, v)) = word(m) else {
        return false;
    };
    let mood = tree.mood(v);
    let had = mood.past && mood.perfect && mood.form == Form::Finite && mood.modal == Modal::None;
    let did = mood.past != mood.perfect && mood.form == Form::Finite && mood.modal == Modal::None;
    let again = trees.get(last.sentence as usize).is_some_and(|tree| {
        let verbs = tree.s.ancestors(last.head).take(4);
        let mut verbs = verbs.map(|v| tree.lemma(v));
        verbs.any(|v| matches!(v, "resume" | "restart" | "revive" | "reopen" | "relaunch"))
    });
    // 'Invited both to Brussels. The dialogue has been stalled since 2023.'
    let since = tree.obliques(v).any(|(case, _)| case == "since");
    had || did && (again || mood.perfect && since)
}

/// 'Has cancelled a visit by the minister. He was to have arrived on Thursday': off as
/// the visit is.
fn of_visitor(m: &mut Draft, before: &[Draft]) {
    if m.is_noun || m.mention.status.rule != UNFULFILLED || m.mention.kind != Kind::Visit {
        return;
    }
    let ids = |d: &Draft| -> Vec<PartyId> {
        let all = d.mention.parties.iter().filter(|p| p.role != Role::Host);
        all.map(|p| p.party.id.clone()).collect()
    };
    let own = ids(m);
    let last = before
        .iter()
        .rev()
        .take(REACH)
        .find(|b| b.mention.kind == Kind::Visit && m.sentence.saturating_sub(b.sentence) <= 2);
    let off = last.filter(|b| {
        let theirs = ids(b);
        b.mention.status.value == Status::Cancelled && own.iter().all(|p| theirs.contains(p))
    });
    if off.is_some() {
        m.mention.status.value = Status::Cancelled;
    }
}

/// 'Had been due', 'were to have met', 'was set for Tuesday': a plan of the past.
fn was_planned(m: &Draft, trees: &[Tree]) -> bool {
    let status = &m.mention.status;
    if status.rule == UNFULFILLED {
        return true;
    }
    if !status.value.is_open() || m.anew || !m.mention.earlier_status.is_empty() {
        return false;
    }
    let Some(tree) = trees.get(m.sentence as usize) else {
        return false;
    };
    tree.s.ancestors(m.head).take(4).any(|v| {
        let mood = tree.mood(v);
        let past = mood.form == Form::Finite && mood.past && !mood.negated;
        let plan = mood.modal == Modal::BeTo
            || mood.modal == Modal::None && PLANS.contains(&tree.lemma(v));
        past && plan
            && !tree
                .children(v)
                .any(|c| matches!(tree.lemma(c), "now" | "instead"))
    })
}
