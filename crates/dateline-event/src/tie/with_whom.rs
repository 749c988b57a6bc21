//! Whose meeting it is that is told by who speaks of it: 'Ghana said on Monday the meeting
//! with Togo is now set for 2 June.'

use crate::draft::build::{Draft, is_meeting, is_state};
use crate::near;
use crate::tree::Tree;
use dateline_record::{PartyArgument, Resolved, Role};
use dateline_syntax::Deprel;

/// Gives a meeting 'with' one side the one other that its sentence names, in
/// front of it, as who speaks.
pub(crate) fn speakers(drafts: &mut [Draft], trees: &[Tree], entities: &[Resolved]) {
    for d in drafts.iter_mut() {
        let m = &d.mention;
        let [own] = m.parties.as_slice() else {
            continue;
        };
        let Some(tree) = trees
            .get(d.sentence as usize)
            .filter(|_| is_meeting(m.kind) && d.is_noun && !d.bare && own.role != Role::Host)
        else {
            continue;
        };
        // 'The meeting with Togo', in what is said.
        let with = tree
            .s
            .children_by(d.head, &[Deprel::Nmod])
            .any(|c| tree.case(c).as_deref() == Some("with") && own.span.overlaps(tree.span(c)));
        let said = tree
            .s
            .ancestors(d.head)
            .take(4)
            .find(|&v| matches!(tree.rel(v), Deprel::Ccomp))
            .and_then(|v| tree.s.head(v));
        let Some(says) = said.filter(|_| with).and_then(|v| tree.subject(v)) else {
            continue;
        };
        let here = near::beginning_in(entities, m.sentence);
        let mut speaks = here.iter().filter(|e| e.span.contains(tree.span(says)));
        let party = speaks.find_map(|e| {
            let own = e.person.as_ref().and_then(|p| p.party.as_ref());
            let mut all = e.parties.iter().chain(own);
            let party = all.find(|p| is_state(&p.id))?;
            Some((party.clone(), e.span))
        });
        if let Some((party, span)) = party.filter(|(p, _)| p.id != own.party.id) {
            d.mention.parties.push(PartyArgument {
                party,
                role: Role::Participant,
                span,
                rule: "en.event.party.speaks".into(),
            });
        }
    }
}
