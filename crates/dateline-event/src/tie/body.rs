//! Meetings of an organisation of states: of its members ('EU leaders met'), or
//! such that their sentence does not name it ('at an extraordinary summit in
//! Abuja').

use crate::draft::build::Draft;
use crate::tree::Tree;
use dateline_record::{Kind, Party, PartyArgument, PartyId, Resolved, Role, Span};
use dateline_syntax::{Deprel, Xpos};
use std::collections::BTreeMap;

/// The rule that gives it.
pub(crate) const RULE: &str = "en.event.party.body";

/// Words for a meeting that its members are called to by their rules.
const CALLED: [&str; 5] = [
    "extraordinary",
    "emergency",
    "ordinary",
    "annual",
    "regular",
];

/// Those whom an organisation sends to its meetings, in the plural.
const MEMBERS: [&str; 9] = [
    "leader",
    "president",
    "head",
    "minister",
    "chief",
    "ambassador",
    "envoy",
    "government",
    "member",
];

/// Bodies in which heads of state sit.
const BODIES: [&str; 4] = ["assembly", "authority", "conference", "council"];

/// 'EU leaders met in Brussels', with nobody else: the union sits, and meets no
/// other side that the report tells of.
pub(crate) fn members(drafts: &mut [Draft], trees: &[Tree]) {
    sit(drafts, trees);
    // 'Russia called the gathering a farce': it was the union's, and no other's.
    for i in 0..drafts.len() {
        let of = drafts[i]
            .mention
            .same_as
            .and_then(|k| drafts.get(k as usize));
        let Some(a) = of.filter(|a| a.mention.parties.iter().any(|p| p.rule == RULE)) else {
            continue;
        };
        let (kind, parties) = (a.mention.kind, a.mention.parties.clone());
        let ids: Vec<&PartyId> = parties.iter().map(|p| &p.party.id).collect();
        let m = &mut drafts[i].mention;
        if m.parties.iter().all(|p| ids.contains(&&p.party.id)) {
            m.kind = kind;
            m.parties = parties;
        }
    }
}

fn sit(drafts: &mut [Draft], trees: &[Tree]) {
    for d in drafts {
        if d.is_noun || d.accompanied || d.outsiders || !matches!(d.mention.kind, Kind::Talks) {
            continue;
        }
        let tree = &trees[d.sentence as usize];
        let Some((subject, lemma)) = who_sits(tree, d.head) else {
            continue;
        };
        let m = &mut d.mention;
        let mut sides = m.parties.iter_mut().filter(|p| p.role != Role::Host);
        let (Some(own), None) = (sides.next(), sides.next()) else {
            continue;
        };
        let union = own.party.sector.as_ref().is_some_and(|s| s.0 == "IGO");
        let word = tree.token(subject).span;
        // 'The Authority of Heads of State of ECOWAS' names it behind.
        let behind = BODIES.contains(&tree.lemma(subject).to_lowercase().as_str());
        if !union
            || own.party.id.as_str() == "UN"
            || !behind && !own.span.overlaps(word) && own.span.end > word.start
        {
            continue;
        }
        own.rule = RULE.into();
        m.kind = match lemma {
            "leader" | "president" | "head" => Kind::Summit,
            _ => Kind::Sitting,
        };
    }
}

/// Who meets, in the plural: the 'leaders' of 'EU leaders met', or the 'heads' of 'the
/// Authority of Heads of State of ECOWAS, meeting in Abuja'. Gives the subject, and
/// what they are.
fn who_sits<'t>(tree: &'t Tree<'_>, meets: u32) -> Option<(u32, &'t str)> {
    let above = || {
        tree.s
            .head(meets)
            .filter(|_| tree.rel(meets) == Deprel::Acl)
    };
    let subject = tree.subject(meets).or_else(above)?;
    let lemma = tree.lemma(subject);
    if tree.token(subject).xpos == Xpos::Nns && MEMBERS.contains(&lemma) {
        return Some((subject, lemma));
    }
    if !BODIES.contains(&lemma.to_lowercase().as_str()) {
        return None;
    }
    let mut of = tree.children(subject).filter(|&c| c > subject);
    let heads = of.find(|&c| {
        tree.rel(c) == Deprel::Nmod
            && tree.lemma(c).eq_ignore_ascii_case("head")
            && tree.token(c).xpos != Xpos::Nn
    })?;
    (tree.case(heads).as_deref() == Some("of")).then_some((subject, "head"))
}

/// 'EU leaders will decide at a summit in Brussels on Thursday': the summit is the
/// union's own.
pub(crate) fn at_meetings(drafts: &mut [Draft], trees: &[Tree], entities: &[Resolved]) {
    for d in drafts {
        let meeting = matches!(d.mention.kind, Kind::Summit | Kind::Talks | Kind::Sitting)
            && matches!(
                d.mention.lemma.as_str(),
                "session" | "summit" | "meeting" | "conference"
            );
        if !d.is_noun || d.definite || !meeting || !d.mention.persons.is_empty() {
            continue;
        }
        let tree = &trees[d.sentence as usize];
        let at = matches!(tree.case(d.head).as_deref(), Some("at" | "during"));
        let Some(verb) = tree.s.head(d.head).filter(|&v| at && tree.is_verb(v)) else {
            continue;
        };
        let Some(subject) = tree.subject(verb) else {
            continue;
        };
        let word = tree.token(subject).span;
        let lemma = tree.lemma(subject);
        let plural = tree.token(subject).xpos == Xpos::Nns;
        if !plural || !MEMBERS.contains(&lemma) {
            continue;
        }
        // 'EU leaders', and nobody beside them.
        let first = entities.partition_point(|e| e.span.start < tree.s.span.start);
        let own = entities[first..]
            .iter()
            .take_while(|e| e.span.start < word.end)
            .find(|e| e.span.overlaps(word))
            .and_then(|e| match &e.parties[..] {
                [one] => Some((one, e.span)),
                _ => None,
            });
        let Some((party, span)) = own else { continue };
        let union =
            party.sector.as_ref().is_some_and(|s| s.0 == "IGO") && party.id.as_str() != "UN";
        let m = &mut d.mention;
        let mut sides = m.parties.iter().filter(|p| p.role != Role::Host);
        if !union || sides.any(|p| p.party.id != party.id) {
            continue;
        }
        m.parties
            .retain(|p| p.role != Role::Host && p.party.id != party.id);
        m.parties.push(PartyArgument {
            party: party.clone(),
            role: Role::Participant,
            span,
            rule: RULE.into(),
        });
        m.kind = match lemma {
            "leader" | "president" | "head" => Kind::Summit,
            _ => Kind::Sitting,
        };
    }
}

/// Gives such a meeting, where nobody is told to meet but perhaps a host, the
/// organisation of states that the report names most, twice at least.
pub(crate) fn sessions(drafts: &mut [Draft], entities: &[Resolved]) {
    let Some((party, span)) = organisation(entities) else {
        return;
    };
    for d in drafts {
        let m = &mut d.mention;
        let called = d.modifiers.iter().any(|w| CALLED.contains(&w.as_str()));
        let meeting = m.kind == Kind::Summit
            || matches!(m.kind, Kind::Talks | Kind::Sitting)
                && matches!(m.lemma.as_str(), "session" | "summit" | "meeting");
        let nobody = m.parties.iter().all(|p| p.role == Role::Host);
        if !(d.is_noun && called && meeting && nobody && m.persons.is_empty()) {
            continue;
        }
        // Who lends the place is found anew where it is no seat of theirs.
        m.parties.clear();
        m.parties.push(PartyArgument {
            party: party.clone(),
            role: Role::Participant,
            span,
            rule: RULE.into(),
        });
        if m.kind == Kind::Talks {
            m.kind = Kind::Sitting;
        }
    }
}

/// The organisation of states that is named most, and where first.
fn organisation(entities: &[Resolved]) -> Option<(Party, Span)> {
    let mut named: BTreeMap<&PartyId, (usize, usize)> = BTreeMap::new();
    for (i, e) in entities.iter().enumerate() {
        for p in &e.parties {
            let union = p.sector.as_ref().is_some_and(|s| s.0 == "IGO") && p.id.as_str() != "UN";
            if union {
                named.entry(&p.id).or_insert((0, i)).0 += 1;
            }
        }
    }
    let often = named.into_iter().filter(|(_, (n, _))| *n >= 2);
    // The first named of two that are named alike.
    let (id, (_, first)) = often.max_by_key(|(_, (n, i))| (*n, std::cmp::Reverse(*i)))?;
    let e = &entities[first];
    let party = e.parties.iter().find(|p| p.id == *id)?;
    Some((party.clone(), e.span))
}
