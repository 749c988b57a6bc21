//! A journey and the clause that tells whom one met there: 'was in Riyadh last week,
//! where he met the crown prince', 'visited Oslo, where they held talks'.

use crate::draft::build::{Draft, drop_marked, is_meeting};
use crate::propose::Proposal;
use crate::tree::Tree;
use dateline_record::{Kind, PartyId, Role, Status};
use dateline_syntax::Deprel;

/// Makes one of the two.
pub(crate) fn join(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    let mut drop = vec![false; found.len()];
    for m in 0..found.len() {
        let (q, met) = &found[m];
        let Some(verb) = proposals[*q].verb.filter(|_| is_meeting(met.mention.kind)) else {
            continue;
        };
        let clause = matches!(
            tree.rel(verb),
            Deprel::AclRelcl | Deprel::Acl | Deprel::Advcl
        );
        let there = tree.children(verb).any(|c| {
            c < verb
                && match tree.lemma(c) {
                    "where" => true,
                    "which" => matches!(tree.case(c).as_deref(), Some("during" | "on")),
                    _ => false,
                }
        });
        let same = tree
            .subject(verb)
            .is_none_or(|s| matches!(tree.lemma(s), "he" | "she" | "they" | "who"));
        // 'From Kinshasa, where he had met the president'
        let mood = tree.mood(verb);
        let before = mood.past && mood.perfect;
        let from = tree.s.head(verb).and_then(|h| tree.case(h));
        if before
            || from.as_deref() == Some("from")
            || !same
            || !clause
            || !there
            || met.mention.kind == Kind::Visit
        {
            continue;
        }
        let above: Vec<u32> = tree.s.ancestors(verb).skip(1).take(4).collect();
        let sides = |d: &Draft| -> Vec<PartyId> {
            let all = d.mention.parties.iter();
            all.map(|p| p.party.id.clone()).collect()
        };
        let theirs = sides(met);
        let journey = (0..found.len()).find(|&v| {
            let (p, d) = &found[v];
            let verb = proposals[*p].verb.or(proposals[*p].noun);
            // The place's state plays host, named or not.
            let host = d.mention.place.as_ref();
            let host = host.and_then(|p| p.value.country.clone()).map(PartyId);
            let ids: Vec<PartyId> = sides(d).into_iter().chain(host).collect();
            v != m
                && !drop[v]
                && d.mention.kind == Kind::Visit
                && d.mention.status.value == Status::Held
                && met.mention.status.value == Status::Held
                && verb.is_some_and(|w| above.contains(&w))
                // A third whom he met there is another meeting.
                && theirs.iter().all(|p| ids.contains(p))
        });
        let Some(v) = journey else { continue };
        let mut other = found[m].1.mention.clone();
        other.parties.retain(|p| p.role != Role::Host);
        let d = &mut found[v].1;
        d.absorb(other);
        drop[m] = true;
    }
    // 'Arrived in Asuncion for the visit that he had to put off': one journey.
    for n in 0..found.len() {
        let (q, named) = &found[n];
        let noun = proposals[*q].noun.filter(|_| proposals[*q].verb.is_none());
        let off = matches!(
            named.mention.status.value,
            Status::Postponed | Status::Cancelled
        );
        let Some(noun) = noun.filter(|_| named.mention.kind == Kind::Visit && off) else {
            continue;
        };
        let up = tree.s.head(noun);
        let made = found.iter().any(|(p, d)| {
            d.mention.kind == Kind::Visit
                && d.mention.status.value == Status::Held
                && proposals[*p].verb.is_some()
                && (proposals[*p].verb == up
                    || up.and_then(|u| tree.s.head(u)) == proposals[*p].verb)
        });
        drop[n] |= made && tree.case(noun).as_deref() == Some("for");
    }
    drop_marked(found, &drop);
}
