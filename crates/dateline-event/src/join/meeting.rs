//! What sort of meeting a mention is, by those who meet, who is its host, and
//! instruments named twice.

use crate::draft::build::{Draft, Scene, drop_marked, is_meeting, is_state};
use crate::propose::Proposal;
use crate::tie::took_part::OBSERVED;
use crate::tree::Tree;
use dateline_record::{EventMention, Kind, PartyArgument, PartyId, PlaceArgument, Role, Status};
use dateline_syntax::{Deprel, Xpos};

/// True for an office that leads a state or a side, without a name.
pub(crate) fn is_leader(office: &str) -> bool {
    matches!(
        office,
        "leader" | "president" | "premier" | "prime minister" | "chancellor" | "king"
    )
}

/// True for a side of a meeting: not who receives the others or brings them
/// together.
pub(crate) fn is_side(p: &PartyArgument) -> bool {
    !matches!(p.role, Role::Host | Role::Mediator)
}

impl Scene<'_> {
    /// True where the leaders of more than one side meet, named by their office
    /// alone: 'the two premiers', 'the leaders', 'presidents of X and Y'.
    pub(crate) fn leaders(&self, proposal: &Proposal, who: &[(Role, u32)]) -> bool {
        let tree = self.tree;
        let mut words: Vec<u32> = who.iter().map(|(_, t)| *t).collect();
        for w in proposal.noun.into_iter().chain(proposal.verb) {
            let with = tree.obliques(w).filter(|(case, _)| {
                matches!(case.as_str(), "between" | "of" | "by" | "for" | "with")
            });
            words.extend(with.map(|(_, t)| t));
        }
        // 'The two premiers spent an hour together, their first meeting.'
        if let Some(noun) = proposal.noun
            && tree
                .s
                .child(noun, &[Deprel::NmodPoss])
                .is_some_and(|p| tree.lemma(p) == "their")
        {
            let verb = tree.s.ancestors(noun).take(4).find(|&t| tree.is_verb(t));
            words.extend(verb.and_then(|v| tree.subject(v)));
        }
        // 'Presidents X of Peru and Y of Chile'
        let titled = |t: u32| {
            tree.token(t).xpos == Xpos::Nns && is_leader(tree.lemma(t)) && tree.is_person(t + 1)
        };
        words.into_iter().any(|t| {
            if t.checked_sub(1).is_some_and(titled) || t + 1 < tree.len() && titled(t) {
                return true;
            }
            if tree.token(t).xpos != Xpos::Nns || !is_leader(&self.office_words(t)) {
                return false;
            }
            let counted = tree
                .s
                .children_by(
                    t,
                    &[Deprel::Nummod, Deprel::Det, Deprel::Amod, Deprel::Compound],
                )
                .any(|c| matches!(tree.lemma(c), "two" | "three" | "both" | "rival"));
            let definite = tree
                .s
                .child(t, &[Deprel::Det])
                .is_some_and(|d| tree.lemma(d) == "the");
            let alone = tree
                .s
                .child(t, &[Deprel::Nmod, Deprel::Compound, Deprel::Amod])
                .is_none();
            counted || definite && alone
        })
    }
}

/// Leaders meet at summits: a meeting whose named persons lead two parties.
pub(crate) fn summits(drafts: &mut [Draft]) {
    for d in drafts {
        let m = &mut d.mention;
        // Who invites two others has them meet: 'invited the leaders of Peru and
        // Chile to Oslo'.
        if m.kind == Kind::Visit
            && m.rule == "en.event.meeting.invitation"
            && m.parties.iter().filter(|p| is_state(&p.party.id)).count() >= 2
            && m.parties.len() >= 3
        {
            m.kind = Kind::Talks;
        }
        // Leaders who agree to 'talks on arms control' have others hold them.
        let matter = m.status.value == Status::Agreed
            && m.topic
                .as_ref()
                .is_some_and(|t| t.value.contains("talks on "));
        if m.kind != Kind::Talks || matter {
            continue;
        }
        if are_leaders(d) {
            d.mention.kind = Kind::Summit;
        }
    }
}

/// True where those named, or told of by their offices, lead two parties.
pub(crate) fn are_leaders(d: &Draft) -> bool {
    let m = &d.mention;
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
    // 'her Peruvian counterpart'
    if !led.is_empty() {
        let peers = d.offices.iter().filter(|(_, o)| o == "counterpart");
        led.extend(peers.map(|(party, _)| party));
    }
    led.sort();
    led.dedup();
    // 'President X met Sudanese President Y': X leads the other side.
    let alone = m
        .persons
        .iter()
        .any(|p| p.value.party.is_none() && p.value.role.as_deref().is_some_and(leads));
    let two = led.len() >= 2 || led.len() == 1 && alone && m.parties.len() >= 2;
    two || d.leaders && m.parties.len() >= 2
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
        "head of government",
        "monarch",
        "ruler",
        "chairman",
        "taoiseach",
        "supreme",
        "commander",
    ];
    major.iter().any(|w| role.contains(w)) && !minor.iter().any(|w| role.contains(w))
}

/// The rules of embassies and consulates.
const EMBASSY: [&str; 2] = ["en.event.accord.embassy", "en.event.decision.mission_shut"];

/// The rule of offices and missions: 'will open a trade office in Kampala'.
const OFFICE: &str = "en.event.accord.institution";

/// 'Kenya reopened its embassy in Kampala': of one state in another.
fn seated_in(m: &mut EventMention) {
    let Some(place) = m.place.as_ref().filter(|p| !is_seat(&p.value)) else {
        return;
    };
    let Some(country) = place.value.country.clone().map(PartyId) else {
        return;
    };
    if is_state(&country) && m.parties.iter().all(|p| p.party.id != country) {
        let other = of_place(place, country, Role::Participant);
        m.parties.push(other);
    }
}

/// Hosts: the participant in whose state a meeting is held; of an embassy, the
/// state it is opened in.
pub(crate) fn hosts(drafts: &mut [Draft]) {
    for d in drafts {
        let m = &mut d.mention;
        let office = m.rule == OFFICE
            && m.parties.len() == 1
            && matches!(
                m.lemma.as_str(),
                "office" | "mission" | "bureau" | "centre" | "center" | "section"
            );
        if EMBASSY.contains(&m.rule.as_str()) || office {
            seated_in(m);
        }
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
        } else {
            let alone = !d.accompanied;
            host_by_place(m, alone);
        }
    }
}

/// True for a place at the seats of organisations of states, or in a state that
/// lets others meet there as a rule: nobody is host.
fn is_seat(place: &dateline_record::Place) -> bool {
    place.is_neutral_ground()
        || matches!(
            place.name.as_str(),
            "New York" | "New York City" | "Strasbourg" | "The Hague"
        )
}

/// Who goes to a place is received by the state that it lies in, and two who
/// meet in a third state are its guests. `alone`: it is not told with whom one
/// talks there.
pub(crate) fn host_by_place(m: &mut EventMention, alone: bool) {
    let country = m.place.as_ref().and_then(|p| p.value.country.clone());
    let known = |c: &String| m.parties.iter().any(|p| p.party.id.as_str() == c);
    let hosted = m.parties.is_empty() || m.parties.iter().any(|p| p.role == Role::Host);
    let guests = matches!(m.kind, Kind::Talks | Kind::Summit)
        && m.parties.len() >= 2
        // 'China attended as an observer', as a guest too.
        && m.parties.iter().all(|p| p.role != Role::Mediator || p.rule == OBSERVED)
        && m.place.as_ref().is_some_and(|p| !is_seat(&p.value));
    // 'The Kenyan minister held talks in Kampala': with those who sit there.
    let received = alone
        && matches!(m.kind, Kind::Talks | Kind::Summit)
        && matches!(m.parties.as_slice(), [one] if is_state(&one.party.id)
            && one.party.sector.as_ref().is_none_or(|s| s.0 != "IGO")
            && one.role == Role::Participant)
        && m.place
            .as_ref()
            .is_some_and(|p| !p.value.is_state() && !is_seat(&p.value));
    // 'The Peruvian flag was raised over the embassy in Tehran'
    let rite = m.rule == "en.event.meeting.flag";
    if (m.kind == Kind::Visit || rite || guests || received)
        && !hosted
        && let Some(country) = country.filter(|c| !known(c))
        && let Some(place) = &m.place
    {
        let host = of_place(place, PartyId(country), Role::Host);
        m.parties.push(host);
    }
}

/// The state that a place lies in as a party.
fn of_place(place: &PlaceArgument, state: PartyId, role: Role) -> PartyArgument {
    PartyArgument {
        party: dateline_record::Party {
            id: state,
            sector: None,
        },
        role,
        span: place.span,
        rule: "en.event.host.territory".into(),
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
/// on are one instrument; what is said of it is said at the first noun. So are
/// a vote and the resolution or the referendum it is on or in.
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
        let kind = found[n].1.mention.kind;
        let set = matches!(tree.case(inner).as_deref(), Some("in" | "at")) && kind == Kind::Vote;
        if !set && !matches!(tree.case(inner).as_deref(), Some("on" | "for" | "of")) {
            continue;
        }
        let head = tree.s.head(inner);
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

/// 'Parliament will debate the accord; a session has been called for Thursday':
/// the session is that of the body of which the sentence tells.
pub(crate) fn sessions(found: &mut [(usize, Draft)]) {
    for n in 0..found.len() {
        let d = &found[n].1;
        let session = d.is_noun && d.mention.lemma == "session" && d.mention.kind == Kind::Talks;
        if !session || !d.mention.parties.is_empty() {
            continue;
        }
        let body = found[..n].iter().rev().find_map(|(_, o)| {
            let sits = o.mention.kind == Kind::Sitting && o.mention.parties.len() == 1;
            sits.then(|| (o.frame, o.mention.parties.clone()))
        });
        if let Some((frame, parties)) = body {
            let d = &mut found[n].1;
            d.frame = frame;
            d.mention.kind = Kind::Sitting;
            d.mention.parties = parties;
        }
    }
}

/// 'Will not hold its session, planned for May': what was planned is off.
pub(crate) fn was_planned(tree: &Tree, proposals: &[Proposal], found: &mut [(usize, Draft)]) {
    for (i, d) in found.iter_mut() {
        let m = &mut d.mention;
        let denied = m.status.value == Status::Denied && is_meeting(m.kind) && m.time.is_some();
        let object = proposals[*i]
            .verb
            .filter(|_| denied)
            .and_then(|v| tree.object(v));
        let planned = object.is_some_and(|o| {
            let mut clauses = tree.s.children_by(o, &[Deprel::Acl, Deprel::AclRelcl]);
            clauses.any(|c| matches!(tree.lemma(c), "plan" | "schedule" | "arrange" | "slate"))
        });
        if planned {
            m.status.value = Status::Cancelled;
        }
    }
}

/// Drops the act by which an event is put off or called off: 'suspended plans to
/// visit Kenya' tells of the visit.
pub(crate) fn shelved(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    let drop: Vec<bool> = found
        .iter()
        .map(|(p, d)| {
            let verb = proposals[*p].verb;
            d.mention.kind == Kind::Decision
                && verb.is_some_and(|v| matches!(tree.lemma(v), "suspend" | "shelve" | "freeze"))
                && found.iter().any(|(q, o)| {
                    let off = matches!(
                        o.mention.status.value,
                        Status::Postponed | Status::Cancelled
                    );
                    is_meeting(o.mention.kind) && off && proposals[*q].path.word == verb
                })
        })
        .collect();
    drop_marked(found, &drop);
}

impl Scene<'_> {
    /// 'X spoke during a visit to Y', 'X, on a visit to Y, spoke', 'X is on a
    /// visit to Y', 'in a phone call with Y's president X promised aid': who is in it
    /// where the noun has nobody beside it, or only the other side.
    pub(crate) fn visitor(&self, noun: u32, mention: &EventMention) -> Option<u32> {
        let tree = self.tree;
        let mut sides = mention.parties.iter().filter(|p| p.role != Role::Host);
        let visit = mention.kind == Kind::Visit;
        // 'In a phone call with X's president'
        let with = || {
            let mut behind = tree.obliques(noun);
            matches!(mention.kind, Kind::Call | Kind::Talks | Kind::Summit)
                && behind.any(|(case, _)| case == "with")
        };
        let other = sides.next();
        if !(visit && other.is_none() || other.is_some() && sides.next().is_none() && with()) {
            return None;
        }
        // 'At the end of a visit to X'
        let part = tree.s.head(noun).filter(|&h| {
            tree.case(noun).as_deref() == Some("of")
                && matches!(
                    tree.lemma(h),
                    "end" | "close" | "conclusion" | "start" | "day" | "round"
                )
        });
        let noun = part.unwrap_or(noun);
        let case = tree.case(noun)?;
        // 'X, who led the group in the early rounds with Y'
        let aside = tree
            .s
            .head(noun)
            .is_some_and(|up| !visit && matches!(tree.rel(up), Deprel::AclRelcl | Deprel::Acl));
        let within = !aside
            && match case.as_str() {
                "during" | "after" | "following" | "in" | "at" | "amid" => true,
                "on" | "for" => visit,
                _ => false,
            };
        if !within {
            return None;
        }
        let who = tree.s.child(noun, &[Deprel::Nsubj]).or_else(|| {
            let up = tree.s.head(noun)?;
            if tree.is_verb(up) {
                tree.subject(up)
            } else {
                Some(up).filter(|_| case == "on")
            }
        })?;
        // Who goes is a person or those who act for a side.
        let acts = self.names.actors(tree, who);
        let led = tree
            .s
            .children_by(who, &[Deprel::Acl])
            .any(|c| matches!(tree.lemma(c), "lead" | "head"));
        let own = |a: &&dateline_record::Resolved| {
            let side = a.person.as_ref().and_then(|p| p.party.as_ref());
            let mut all = a.parties.iter().chain(side);
            visit || all.any(|p| other.is_some_and(|o| o.party.id != p.id))
        };
        (led && visit
            || acts
                .iter()
                .any(|a| own(a) && (a.person.is_some() || !a.parties.is_empty())))
        .then_some(who)
    }
}

/// 'Flew home to Lima', 'returned to Lima': who goes where he is at home visits
/// nobody, unless the report tells of others there than states: rebels.
pub(crate) fn at_home(d: &Draft, among_states: bool) -> bool {
    let [party] = &d.mention.parties[..] else {
        return false;
    };
    let place = d.mention.place.as_ref().map(|p| &p.value);
    among_states
        && d.mention.kind == Kind::Visit
        && party.role != Role::Host
        && place
            .is_some_and(|p| !p.is_state() && p.country.as_deref() == Some(party.party.id.as_str()))
}
