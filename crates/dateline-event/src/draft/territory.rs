//! On whose soil forces come or go and relief arrives: 'Rwanda completed its
//! withdrawal from Goma', 'a Turkish convoy reached Kassala', 'Goma fell to the M23'.

use crate::draft::build::{Draft, Scene, is_state};
use crate::propose::Proposal;
use dateline_record::{
    EventMention, Kind, Party, PartyArgument, PartyId, PlaceArgument, Role, Status, TimeArgument,
};
use dateline_syntax::{Deprel, Xpos};

impl Scene<'_> {
    /// 'Visited the soldiers stationed in Lebanon': where they are, told by the way and
    /// with no day of its own.
    pub(crate) fn is_based(&self, proposal: &Proposal, mention: &EventMention) -> bool {
        let tree = self.tree;
        let own = |t: &TimeArgument| {
            let word = tree.s.head_of(t.span);
            proposal
                .verb
                .zip(word)
                .is_some_and(|(v, w)| tree.s.dominates(v, w))
        };
        mention.kind == Kind::Deployment
            && !mention.time.as_ref().is_some_and(own)
            && proposal.verb.is_some_and(|v| {
                matches!(
                    tree.lemma(v),
                    "base" | "station" | "deploy" | "post" | "garrison"
                ) && tree.token(v).xpos == Xpos::Vbn
                    && tree.rel(v) == Deprel::Acl
                    && tree.children(v).all(|c| {
                        !matches!(tree.rel(c), Deprel::Aux | Deprel::AuxPass | Deprel::Mark)
                    })
            })
    }
}

/// Makes the state in which the place lies a side of it, where only one other state
/// is named.
pub(crate) fn hosts(drafts: &mut [Draft]) {
    for d in drafts {
        let m = &mut d.mention;
        // 'Pledged aid at a conference in Geneva': no relief is told to have gone there.
        let aid = m.kind == Kind::Aid && m.status.value == Status::Held;
        let moves = aid || matches!(m.kind, Kind::Withdrawal | Kind::Deployment);
        let hits = m.kind == Kind::Attack && m.status.value == Status::Held;
        let [by] = m.parties.as_slice() else {
            continue;
        };
        let own = &by.party.id;
        if by.role == Role::Target || !(moves && is_state(own) || hits) {
            continue;
        }
        // 'There' may be elsewhere.
        let named = |p: &&PlaceArgument| p.rule.contains("gazetteer") && !p.value.is_state();
        let Some(place) = m.place.as_ref().filter(named) else {
            continue;
        };
        let Some(land) = place.value.country.as_ref().filter(|c| **c != own.0) else {
            continue;
        };
        let (id, span) = (PartyId(land.clone()), place.span);
        m.parties.push(PartyArgument {
            party: Party { id, sector: None },
            role: Role::Target,
            span,
            rule: "en.event.party.territory".into(),
        });
    }
}

/// 'Kenya fell to Uganda', 'fell to Uganda in Kampala' is told of a match; towns fall in war.
pub(crate) fn is_beaten(d: &Draft) -> bool {
    let m = &d.mention;
    // 'Goma fell to Rwandan soldiers': the town stands for its state.
    let beaten = |p: &PartyArgument| {
        let town = m.place.as_ref().is_some_and(|place| place.span == p.span);
        // 'Guerrillas fell on an army post'
        p.role == Role::Target && !town && p.span.end <= m.trigger.start
    };
    m.kind == Kind::Attack
        && m.lemma == "fall"
        && (m.place.is_none() || m.parties.iter().any(beaten))
        && m.parties.iter().all(|p| is_state(&p.party.id))
}
