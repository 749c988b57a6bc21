//! Who is named behind a mention that names nobody, and is told of by the way: 'The talks
//! were put off on Monday. Japan and Australia held talks in Perth on Sunday.' An earlier
//! report may say whose talks were put off; this one does not.

use crate::draft::build::{Draft, is_meeting};
use crate::join::meeting::is_side;
use dateline_record::{PartyId, Status};
use std::collections::BTreeMap;

/// True where the sides of `a` are none of the mention's: it stands before, is of a meeting
/// that has not come about while theirs has, and the report names them only there.
pub(crate) fn are_others(d: &Draft, a: &Draft, named: &BTreeMap<PartyId, usize>) -> bool {
    let pending = d.mention.status.value.is_open()
        || matches!(
            d.mention.status.value,
            Status::Postponed | Status::Cancelled
        );
    let sides = || a.mention.parties.iter().filter(|p| is_side(p));
    d.is_noun
        && d.definite
        && d.modifiers.is_empty()
        && is_meeting(d.mention.kind)
        && is_meeting(a.mention.kind)
        && d.mention.parties.is_empty()
        && d.here.is_empty()
        && pending
        && a.sentence > d.sentence
        && a.mention.status.value == Status::Held
        && a.mention.time.is_some()
        && sides().all(|p| named.get(&p.party.id).is_none_or(|n| *n <= 1))
}
