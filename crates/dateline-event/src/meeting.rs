//! What sort of meeting a mention is, by those who meet, who is its host, and
//! instruments named twice.

use crate::build::{Draft, drop_marked, is_meeting};
use crate::propose::Proposal;
use crate::tree::Tree;
use dateline_record::{Kind, PartyArgument, PartyId, Role};

/// True for an office that leads a state or a side, without a name.
pub(crate) fn is_leader(office: &str) -> bool {
    matches!(
        office,
        "leader" | "president" | "premier" | "prime minister" | "chancellor" | "king"
    )
}

/// Leaders meet at summits: a meeting whose named persons lead two parties.
pub(crate) fn summits(drafts: &mut [Draft]) {
    for d in drafts {
        let m = &mut d.mention;
        if m.kind != Kind::Talks {
            continue;
        }
        let mut led: Vec<&PartyId> = m
            .persons
            .iter()
            .filter(|p| p.value.role.as_deref().is_some_and(leads))
            .filter_map(|p| p.value.party.as_ref().map(|p| &p.id))
            .collect();
        // 'the leaders of Peru and Chile'
        led.extend(
            d.offices
                .iter()
                .filter(|(party, o)| is_leader(o) && m.parties.iter().any(|p| p.party.id == *party))
                .map(|(party, _)| party),
        );
        led.sort();
        led.dedup();
        if led.len() >= 2 || d.leaders && m.parties.len() >= 2 {
            m.kind = Kind::Summit;
        }
    }
}

/// True for the title of one who leads a state, a government or a side.
pub(crate) fn leads(role: &str) -> bool {
    let role = role.to_lowercase();
    let minor = [
        "vice", "deputy", "adviser", "advisor", "aide", "spokes", "former", "ex-", "envoy",
    ];
    let major = [
        "president",
        "prime minister",
        "premier",
        "king",
        "queen",
        "emperor",
        "emir",
        "chancellor",
        "leader",
        "head of state",
        "chairman",
        "taoiseach",
        "supreme",
        "commander",
    ];
    major.iter().any(|w| role.contains(w)) && !minor.iter().any(|w| role.contains(w))
}

/// Hosts: the participant in whose state a meeting is held.
pub(crate) fn hosts(drafts: &mut [Draft]) {
    for d in drafts {
        let m = &mut d.mention;
        if !is_meeting(m.kind) && m.kind != Kind::Exchange {
            continue;
        }
        let Some(country) = m.place.as_ref().and_then(|p| p.value.country.clone()) else {
            continue;
        };
        if m.parties.iter().any(|p| p.role == Role::Host) {
            continue;
        }
        let n = m.parties.len();
        if let Some(p) = m
            .parties
            .iter_mut()
            .find(|p| p.party.id.as_str() == country)
        {
            if n >= 2 && p.role == Role::Participant {
                p.role = Role::Host;
            }
        } else if m.kind == Kind::Visit
            && n >= 1
            && let Some(place) = &m.place
        {
            m.parties.push(PartyArgument {
                party: dateline_record::Party {
                    id: PartyId(country),
                    sector: None,
                },
                role: Role::Host,
                span: place.span,
                rule: "en.event.host.territory".into(),
            });
        }
    }
}

/// True for a meeting of the members of one body.
pub(crate) fn sits(d: &Draft) -> bool {
    let body = |p: &PartyArgument| p.party.sector.as_ref().is_some_and(|s| s.0 == "IGO");
    matches!(d.mention.kind, Kind::Talks | Kind::Summit | Kind::Sitting)
        && matches!(d.mention.parties.as_slice(), [only] if body(only))
}

/// Meetings of one body are its sittings.
pub(crate) fn sittings(drafts: &mut [Draft]) {
    for d in drafts {
        if d.mention.kind == Kind::Talks && sits(d) {
            d.mention.kind = Kind::Sitting;
        }
    }
}

/// 'Signed an accord on a ceasefire': the accord and the ceasefire that it is
/// on are one instrument; what is said of it is said at the first noun.
pub(crate) fn instruments(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    let nouns: Vec<Option<u32>> = found
        .iter()
        .map(|(p, d)| {
            let noun = proposals[*p].noun;
            noun.filter(|_| matches!(d.mention.kind, Kind::Agreement | Kind::Vote))
        })
        .collect();
    let mut drop = vec![false; found.len()];
    for n in 0..found.len() {
        let Some(inner) = nouns[n].filter(|_| found[n].1.is_noun) else {
            continue;
        };
        if !matches!(tree.case(inner).as_deref(), Some("on" | "for" | "of")) {
            continue;
        }
        let head = tree.s.head(inner);
        let kind = found[n].1.mention.kind;
        let outer = (0..found.len()).find(|&m| {
            // 'will vote on Thursday on a resolution'
            let verb = kind == Kind::Vote && head.is_some() && proposals[found[m].0].verb == head;
            m != n
                && found[m].1.mention.kind == kind
                && (verb
                    || nouns[m].is_some_and(|o| {
                        Some(o) == head || o < inner && head.is_some() && head == tree.s.head(o)
                    }))
        });
        if let Some(m) = outer {
            let mut other = found[n].1.mention.clone();
            if kind == Kind::Vote {
                other.parties.clear();
            }
            found[m].1.absorb(other);
            drop[n] = true;
        }
    }
    drop_marked(found, &drop);
}
