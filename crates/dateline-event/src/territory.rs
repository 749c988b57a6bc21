//! On whose soil forces come or go and relief arrives: 'Rwanda completed its
//! withdrawal from Goma', 'a Turkish convoy reached Kassala', 'Goma fell to the M23'.

use crate::build::{Draft, is_state};
use dateline_record::{Kind, Party, PartyArgument, PartyId, PlaceArgument, Role, Status};

/// Makes the state in which the place lies a side of it, where only one other state
/// is named.
pub(crate) fn hosts(drafts: &mut [Draft]) {
    for d in drafts {
        let m = &mut d.mention;
        let moves = matches!(m.kind, Kind::Withdrawal | Kind::Deployment | Kind::Aid);
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

/// 'Kenya fell to Uganda' is told of a match; towns fall in war.
pub(crate) fn is_beaten(d: &Draft) -> bool {
    let m = &d.mention;
    m.kind == Kind::Attack
        && m.lemma == "fall"
        && m.place.is_none()
        && m.parties.iter().all(|p| is_state(&p.party.id))
}
