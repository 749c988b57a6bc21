//! Orders: the day by which somebody has to leave is not that of the order, and
//! an order and what it does are one event.

use crate::draft::adjunct::Candidate;
use crate::draft::build::{Draft, Scene, drop_marked};
use crate::frame::Frame;
use crate::propose::Proposal;
use crate::tree::Tree;
use dateline_record::{EventMention, Family, Kind, Timex};
use dateline_syntax::{Deprel, Xpos};
use jiff::civil::Date;

impl Scene<'_> {
    /// The times that can be those of the event itself, where some cannot: 'was
    /// told to leave within 72 hours', 'invited her to come on 5 May'.
    pub(crate) fn own_times<'t>(
        &self,
        frame: &Frame,
        proposal: &Proposal,
        times: &[Candidate<&'t Timex>],
        day: Date,
    ) -> Option<Vec<Candidate<&'t Timex>>> {
        let tells = |v: u32| matches!(self.tree.lemma(v), "tell" | "order" | "give");
        let expels = frame.id == "en.event.word.ultimatum"
            || frame.id == "en.event.decision.relations" && proposal.verb.is_some_and(tells);
        if !expels && frame.stands.is_none() {
            return None;
        }
        let ahead = |c: &&Candidate<&Timex>| {
            let last = c.value.interval.and_then(|i| i.last_day());
            last.is_none_or(|last| last > day) != expels
        };
        Some(times.iter().filter(ahead).copied().collect())
    }
}

/// 'Signed an order freezing their assets': the freezing is the decision.
pub(crate) fn join(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    let orders = |(p, d): &(usize, Draft)| {
        let verb = proposals[*p].verb;
        let verb = verb.filter(|_| d.mention.kind.family() == Family::Pressure)?;
        let part = tree.rel(verb) == Deprel::Acl && tree.token(verb).xpos == Xpos::Vbg;
        part.then(|| tree.s.head(verb)).flatten()
    };
    let does: Vec<u32> = found.iter().filter_map(orders).collect();
    let marked: Vec<bool> = found
        .iter()
        .map(|(p, d)| {
            d.mention.kind == Kind::Decision
                && proposals[*p]
                    .noun
                    .is_some_and(|n| does.contains(&n) && tree.lemma(n) == "order")
        })
        .collect();
    // Who signs it does what it orders.
    let signed: Vec<(u32, EventMention)> = found
        .iter()
        .zip(&marked)
        .filter(|(_, marked)| **marked)
        .filter_map(|((p, d), _)| Some((proposals[*p].noun?, d.mention.clone())))
        .collect();
    for (noun, order) in signed {
        let act = found.iter_mut().find(|f| orders(f) == Some(noun));
        let Some((_, act)) = act else { continue };
        let m = &mut act.mention;
        for own in order.parties {
            match m.parties.iter_mut().find(|p| p.party.id == own.party.id) {
                Some(known) => known.role = own.role,
                None => m.parties.push(own),
            }
        }
        for own in order.persons {
            if !m.persons.iter().any(|p| p.value.name == own.value.name) {
                m.persons.push(own);
            }
        }
    }
    drop_marked(found, &marked);
}
