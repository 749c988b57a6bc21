//! On whose soil forces come or go and relief arrives: 'Rwanda completed its
//! withdrawal from Goma', 'a Turkish convoy reached Kassala'.

use crate::build::{Draft, is_state};
use dateline_record::{Kind, Party, PartyArgument, PartyId, Role};

/// Makes the state in which the place lies a side of it, where only one other state
/// is named.
pub(crate) fn hosts(drafts: &mut [Draft]) {
    for d in drafts {
        let m = &mut d.mention;
        let moves = matches!(m.kind, Kind::Withdrawal | Kind::Deployment | Kind::Aid);
        let [by] = m.parties.as_slice() else {
            continue;
        };
        let own = &by.party.id;
        if !moves || by.role == Role::Target || !is_state(own) {
            continue;
        }
        let Some(place) = m.place.as_ref().filter(|p| !p.value.is_state()) else {
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
