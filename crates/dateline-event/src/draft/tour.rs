//! Where a journey leads and what is signed there: 'will travel to Delhi, Jakarta and
//! Manila' has three hosts, 'visited Damascus and signed an accord' is an accord with
//! those who sit there.

use crate::draft::build::{Draft, Scene, is_state};
use crate::near;
use crate::propose::Proposal;
use crate::tree::Tree;
use dateline_record::{EventMention, Kind, Party, PartyArgument, PartyId, Role};

/// Journeys that list more stops than one may have.
const STOPS: usize = 8;

impl Scene<'_> {
    /// Gives a journey to several towns the states they lie in as hosts.
    pub(crate) fn tour(&self, mention: &mut EventMention, proposal: &Proposal) {
        let tree = self.tree;
        let Some(verb) = proposal.verb.filter(|_| mention.kind == Kind::Visit) else {
            return;
        };
        let to = tree
            .obliques(verb)
            .filter(|(case, _)| matches!(case.as_str(), "to" | "in" | "into" | "for"));
        let first = to
            .map(|(_, t)| t)
            .chain(tree.object(verb))
            .find(|&t| tree.is_place(t));
        let Some(first) = first else { return };
        let stops = tree.conjuncts(first);
        if stops.len() < 2 || stops.len() > STOPS || !stops.iter().all(|&t| tree.is_place(t)) {
            return;
        }
        for t in stops {
            for e in self.names.at(t) {
                let Some(place) = e.place.as_ref().filter(|p| !p.is_state()) else {
                    continue;
                };
                let Some(id) = place.country.clone().map(PartyId).filter(is_state) else {
                    continue;
                };
                if mention.parties.iter().all(|p| p.party.id != id) {
                    mention.parties.push(PartyArgument {
                        party: Party { id, sector: None },
                        role: Role::Host,
                        span: e.span,
                        rule: "en.event.host.territory".into(),
                    });
                }
            }
        }
    }
}

/// Gives an accord of which one side is told, signed on a visit that the same clause
/// tells, those who were visited.
pub(crate) fn signed_there(drafts: &mut [Draft], trees: &[Tree]) {
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let [own] = d.mention.parties.as_slice() else {
            continue;
        };
        if d.mention.kind != Kind::Agreement || own.role != Role::Participant {
            continue;
        }
        let Some(tree) = trees.get(d.sentence as usize) else {
            continue;
        };
        let verb_of = |d: &Draft| tree.s.ancestors(d.head).find(|&t| tree.is_verb(t));
        let Some(signs) = verb_of(d) else { continue };
        let signed = matches!(
            tree.lemma(signs),
            "sign" | "conclude" | "initial" | "ink" | "seal" | "clinch" | "reach" | "strike"
        );
        let visit = near::around(drafts, d.sentence, 0).find(|&k| {
            let v = &drafts[k];
            // 'Flew to Oslo, where he signed an accord'
            let there = |go: u32| {
                let same = tree.first_conjunct(go) == tree.first_conjunct(signs);
                same || tree.s.dominates(go, signs)
            };
            let m = &v.mention;
            m.kind == Kind::Visit
                && m.parties.len() == 2
                && (m.parties.iter())
                    .any(|p| p.party.id == own.party.id && p.role == Role::Participant)
                && m.parties.iter().any(|p| p.role == Role::Host)
                && verb_of(v).is_some_and(there)
        });
        let Some(v) = visit.filter(|_| signed) else {
            continue;
        };
        let host = drafts[v]
            .mention
            .parties
            .iter()
            .find(|p| p.role == Role::Host);
        if let Some(mut host) = host.cloned() {
            host.role = Role::Participant;
            drafts[i].mention.parties.push(host);
            if drafts[i].mention.place.is_none() {
                drafts[i].mention.place = drafts[v].mention.place.clone();
            }
        }
    }
}
