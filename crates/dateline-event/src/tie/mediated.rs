//! Who brings others together, by words beside the meeting: 'under the mediation of
//! X', 'Norwegian-brokered talks', 'with X acting as mediator'.

use crate::draft::build::{Draft, Scene};
use crate::propose::Proposal;
use crate::tie::company::{Part, played};
use crate::tree::Tree;
use dateline_record::{EventMention, Family, Kind, LinkType, PartyArgument, Role};
use dateline_syntax::Deprel;
use std::collections::BTreeSet;

impl Scene<'_> {
    /// Adds those who lend their offices to a meeting, an accord or an exchange.
    pub(crate) fn lenders(&self, mention: &mut EventMention, proposal: &Proposal) {
        let meets = mention.kind.family() == Family::Meeting
            || matches!(mention.kind, Kind::Agreement | Kind::Exchange);
        if !meets {
            return;
        }
        let tree = self.tree;
        let words = proposal.path.spine.iter().copied();
        let words = words.chain(proposal.noun).chain(proposal.verb);
        let mut found: Vec<(Role, u32)> = Vec::new();
        for w in words.collect::<BTreeSet<_>>() {
            for (case, o) in tree.obliques(w) {
                if case != "under" || !self.lexicon.listed("lent", tree.lemma(o)) {
                    continue;
                }
                let of = tree.obliques(o).filter(|(case, _)| case == "of");
                found.extend(of.map(|(_, t)| (Role::Mediator, t)));
                let before = [Deprel::Amod, Deprel::Compound, Deprel::NmodPoss];
                let before = tree.s.children_by(o, &before);
                found.extend(before.map(|t| (Role::Mediator, t)));
            }
            found.extend(self.joined_by_hyphen(w));
            found.extend(self.acting_as(w));
        }
        let rule = mention.rule.clone();
        for (role, t) in found {
            let named = self.names.actors(tree, t);
            let named = named.iter().flat_map(|a| a.parties.iter());
            let named: Vec<_> = named.map(|p| p.id.clone()).collect();
            for p in &mut mention.parties {
                if p.role == Role::Participant && named.contains(&p.party.id) {
                    p.role = role;
                }
            }
            self.add_actors(mention, role, t, &rule);
        }
    }

    /// 'Norwegian-brokered talks'.
    fn joined_by_hyphen(&self, noun: u32) -> Option<(Role, u32)> {
        let tree = self.tree;
        tree.s.children_by(noun, &[Deprel::Amod]).find_map(|v| {
            let hyphen = v.checked_sub(1).filter(|&t| tree.lemma(t) == "-")?;
            let who = hyphen.checked_sub(1)?;
            let lends = self.lexicon.listed("mediator_verbs", tree.lemma(v))
                || self.lexicon.listed("sponsoring", tree.lemma(v));
            Some((role(tree.lemma(v)), who)).filter(|_| lends)
        })
    }

    /// 'With X acting as mediator', 'with X mediating'.
    fn acting_as(&self, verb: u32) -> Option<(Role, u32)> {
        let tree = self.tree;
        let clauses = [Deprel::Advcl, Deprel::Acl, Deprel::Obl, Deprel::Nmod];
        tree.s.children_by(verb, &clauses).find_map(|c| {
            let (acts, who) = with_them(tree, c)?;
            let lemma = tree.lemma(acts);
            if matches!(lemma, "mediate" | "moderate" | "facilitate" | "preside") {
                return Some((Role::Mediator, who));
            }
            let part = matches!(lemma, "act" | "serve").then(|| tree.obliques(acts));
            let part = part.into_iter().flatten().find(|(case, _)| case == "as");
            let noun = part.map(|(_, t)| tree.lemma(t));
            noun.filter(|n| self.lexicon.listed("mediator_nouns", n))
                .map(|n| (role(n), who))
        })
    }
}

/// The verb and its subject in 'with X doing', however it is hung.
fn with_them(tree: &Tree, c: u32) -> Option<(u32, u32)> {
    if tree.is_verb(c) {
        let with = tree.marker(c, Deprel::Mark)? == "with";
        let who = tree.s.child(c, &[Deprel::Nsubj])?;
        return with.then_some((c, who));
    }
    let doing = tree.s.child(c, &[Deprel::Acl])?;
    (tree.case(c).as_deref() == Some("with")).then_some((doing, c))
}

/// The role of who hosts, and of who only brings together.
fn role(word: &str) -> Role {
    match played(word) {
        Part::Hosts => Role::Host,
        _ => Role::Mediator,
    }
}

/// 'Peru and Chile met under Omani mediation. They agreed on a truce': who brings two
/// together at a meeting brings about what they agree there, where the sentence of the
/// accord does not itself tell of the meeting.
pub(crate) fn brokers(drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let m = &drafts[i].mention;
        let link = m.links.iter().find(|l| l.kind == LinkType::AgreedAt);
        let Some(at) = link.filter(|_| m.kind == Kind::Agreement) else {
            continue;
        };
        let apart = |a: &&Draft| a.sentence != drafts[i].sentence;
        let there = drafts.get(at.to as usize).filter(apart);
        let Some(there) = there.map(|a| &a.mention) else {
            continue;
        };
        // 'In 2019 they had signed a pact.'
        let days = m.time.as_ref().zip(there.time.as_ref());
        if days.is_some_and(|(a, b)| !a.interval.overlaps(&b.interval)) {
            continue;
        }
        let sides = |p: &&PartyArgument| {
            p.role != Role::Mediator && m.parties.iter().any(|x| x.party.id == p.party.id)
        };
        if there.parties.iter().filter(sides).count() < 2 {
            continue;
        }
        let new = |p: &&PartyArgument| {
            p.role == Role::Mediator && m.parties.iter().all(|x| x.party.id != p.party.id)
        };
        let new: Vec<PartyArgument> = there.parties.iter().filter(new).cloned().collect();
        drafts[i].mention.parties.extend(new);
    }
}
