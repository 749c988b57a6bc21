//! A plan and the new one for it, told by two verbs of one subject: 'the
//! commission, which was to have met on 3 May, will now convene on 20 May'.

use crate::climb::UNFULFILLED;
use crate::draft::build::{Draft, drop_marked, is_meeting};
use crate::propose::Proposal;
use crate::tree::Tree;
use dateline_record::Status;
use dateline_syntax::Deprel;

/// Makes one of the two, with the day given up as the earlier one.
pub(crate) fn join(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    let mut marked = vec![false; found.len()];
    for n in 0..found.len() {
        let Some(subject) = given_up(tree, proposals, &found[n]) else {
            continue;
        };
        let old = found[n].1.clone();
        let new = found.iter_mut().enumerate().find(|(k, (i, d))| {
            let verb = proposals[*i].verb;
            let plan = matches!(
                d.mention.status.value,
                Status::Scheduled | Status::Agreed | Status::Possible | Status::Held
            );
            *k != n
                && plan
                && d.mention.kind == old.mention.kind
                && d.mention.time != old.mention.time
                && verb.is_some_and(|v| tree.subject(v) == Some(subject))
        });
        let Some((_, (_, d))) = new else { continue };
        let mut off = old.mention.status.clone();
        off.value = Status::Postponed;
        d.mention.earlier_status.insert(0, off);
        d.mention.earlier_time = d.mention.earlier_time.take().or(old.mention.time);
        d.anew = true;
        marked[n] = true;
    }
    drop_marked(found, &marked);
}

/// The noun whose plan a relative clause tells to have come to nothing.
fn given_up(tree: &Tree, proposals: &[Proposal], found: &(usize, Draft)) -> Option<u32> {
    let (i, d) = found;
    let m = &d.mention;
    let off = m.status.value == Status::Postponed && m.status.rule == UNFULFILLED;
    let verb = proposals[*i].verb.filter(|_| off && is_meeting(m.kind))?;
    let clause = tree
        .s
        .ancestors(verb)
        .take(3)
        .find(|&v| matches!(tree.rel(v), Deprel::AclRelcl | Deprel::Acl))?;
    tree.s.head(clause)
}
