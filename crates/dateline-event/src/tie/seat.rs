//! 'The world court ordered Chad to stop. The judges in The Hague were of one mind':
//! what a court or body of states decides at its seat is there, where the report names
//! the town.

use crate::draft::build::Draft;
use crate::draft::place::place_of;
use dateline_record::{Kind, Resolved, Role};

/// Bodies that sit in one town, with the acts that the town is told of.
const SEATS: [(&str, &str, &[Kind]); 4] = [
    ("ICJ", "The Hague", &[Kind::Sitting, Kind::Decision]),
    ("ICC", "The Hague", &[Kind::Sitting, Kind::Decision]),
    ("PCA", "The Hague", &[Kind::Sitting]),
    (
        "WTO",
        "Geneva",
        &[Kind::Sitting, Kind::Decision, Kind::Statement],
    ),
];

/// Gives what such a body does, and names no place, the seat that the report names.
pub(crate) fn places(drafts: &mut [Draft], entities: &[Resolved]) {
    // Each town is looked for once, however many acts a report tells.
    let named = SEATS.map(|(_, town, _)| {
        let there = |e: &&Resolved| e.place.as_ref().is_some_and(|p| p.name == town);
        entities.iter().find(there).and_then(place_of)
    });
    for d in drafts.iter_mut().filter(|d| d.mention.place.is_none()) {
        let m = &d.mention;
        let seat = SEATS.iter().position(|(body, _, kinds)| {
            let sits = |p: &dateline_record::PartyArgument| {
                p.party.id.as_str() == *body
                    && (p.role != Role::Target || m.kind == Kind::Statement)
            };
            kinds.contains(&m.kind) && m.parties.iter().any(sits)
        });
        if let Some(mut place) = seat.and_then(|n| named[n].clone()) {
            "en.event.place.seat".clone_into(&mut place.rule);
            d.mention.place = Some(place);
        }
    }
}
