//! Mentions that cannot stand alone.
//!
//! 'The trip was put off', 'the prisoners were exchanged on 27 May': nobody is
//! named who takes part, nor does the report tell who it must be. No event is
//! made of that. But it is kept, marked, for the ledger, which may know the event
//! from another report.

use crate::draft::build::{Draft, NONE};
use crate::frame::Worth;
use crate::lexicon::Lexicon;
use dateline_record::{EventMention, Status};

/// Those of the drafts that make no event (`stays` is false) and may belong to
/// one that is told elsewhere. Where the report tells of no event with parties, only
/// those that name a party or a person: nothing says of others whose they could be.
pub(crate) fn set_aside(drafts: &[Draft], stays: &[bool], lexicon: &Lexicon) -> Vec<Draft> {
    let all = || drafts.iter().zip(stays);
    let told = all().any(|(d, stays)| *stays && !d.mention.parties.is_empty());
    let named = |d: &Draft| !d.mention.parties.is_empty() || !d.mention.persons.is_empty();
    // Who spoke, with nobody told to have listened, has met nobody.
    let may = |d: &Draft| {
        let worth = lexicon.frames[d.frame as usize].worth;
        !matches!(worth, Worth::Never | Worth::Pair)
    };
    all()
        .filter(|(d, stays)| !**stays && may(d) && (told || named(d)))
        .map(|(d, _)| d.clone())
        .collect()
}

/// The mention of such a draft.
pub(crate) fn mention(d: Draft) -> EventMention {
    use Status::{Denied, Possible, Proposed};
    let mut m = d.mention;
    m.factuality = crate::climb::state::factuality(m.status.value, d.bare);
    // Who hopes for or denies what he does not say may mean another.
    let answers = m.status.rule == crate::draft::answer::RULE;
    if d.bare || !answers && matches!(m.status.value, Denied | Possible | Proposed) {
        NONE.clone_into(&mut m.status.rule);
    }
    m.dependent = true;
    m.confidence = 0.0;
    m.same_as = None;
    m.links.clear();
    m
}
