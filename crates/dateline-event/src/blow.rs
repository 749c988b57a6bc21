//! An attack and what it does are one event: 'an air strike on 26 August hit a
//! school and killed seven'.

use crate::build::Draft;
use crate::propose::Proposal;
use crate::tree::Tree;
use dateline_record::{Kind, PartyArgument};
use dateline_syntax::Deprel;

/// Makes one of each noun for an attack and the verbs whose subject it is. The
/// first of the verbs stays, with the parties, time and place of all.
pub(crate) fn join(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    let is_attack = |d: &Draft| matches!(d.mention.kind, Kind::Attack | Kind::Incident);
    let mut drop: Vec<usize> = Vec::new();
    for n in 0..found.len() {
        let (p, noun) = &found[n];
        let Some(word) = proposals[*p]
            .noun
            .filter(|_| is_attack(noun) && proposals[*p].verb.is_none())
        else {
            continue;
        };
        let acts = |v: u32| {
            let first = tree.first_conjunct(v);
            tree.s.child(v, &[Deprel::Nsubj]) == Some(word)
                || first != v
                    && tree
                        .s
                        .child(v, &[Deprel::Nsubj, Deprel::NsubjPass])
                        .is_none()
                    && tree.s.child(first, &[Deprel::Nsubj]) == Some(word)
        };
        let verbs: Vec<usize> = (0..found.len())
            .filter(|&m| {
                let verb = proposals[found[m].0].verb;
                is_attack(&found[m].1) && !drop.contains(&m) && verb.is_some_and(acts)
            })
            .collect();
        let Some((&keep, rest)) = verbs.split_first() else {
            continue;
        };
        for &give in std::iter::once(&n).chain(rest) {
            let other = found[give].1.mention.clone();
            let m = &mut found[keep].1.mention;
            let new = |p: &PartyArgument| !m.parties.iter().any(|x| x.party.id == p.party.id);
            let added: Vec<PartyArgument> = other.parties.into_iter().filter(new).collect();
            m.parties.extend(added);
            m.time = m.time.take().or(other.time);
            m.place = m.place.take().or(other.place);
            drop.push(give);
        }
    }
    let mut at = 0;
    found.retain(|_| {
        at += 1;
        !drop.contains(&(at - 1))
    });
}
