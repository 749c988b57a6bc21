//! A meeting that is named once more behind the clause that tells of it: 'met in Oslo
//! on Thursday, their fourth meeting since July'; and 'called him a puppet', which is
//! no call.

use crate::draft::build::{Draft, drop_marked, is_meeting};
use crate::propose::Proposal;
use crate::tree::Tree;
use dateline_record::Kind;
use dateline_syntax::{Deprel, Upos};

/// Drops the noun where the verb tells of the same.
pub(crate) fn join(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    let mut drop = vec![false; found.len()];
    for m in 0..found.len() {
        let (q, named) = &found[m];
        let noun = proposals[*q].noun.filter(|_| proposals[*q].verb.is_none());
        let Some(noun) = noun.filter(|_| is_meeting(named.mention.kind)) else {
            continue;
        };
        let beside = matches!(
            tree.rel(noun),
            Deprel::Parataxis | Deprel::Appos | Deprel::Obl | Deprel::OblUnmarked | Deprel::Dep
        );
        let counted = tree.children(noun).any(|c| {
            let whose = tree.rel(c) == Deprel::NmodPoss && tree.upos(c) == Upos::Pron;
            c < noun && (whose || tree.lemma(c) == "first")
        });
        if !beside || !counted || tree.case(noun).is_some() {
            continue;
        }
        let first = tree.s.subtree(noun).first().copied();
        let comma = first
            .and_then(|f| f.checked_sub(u32::from(tree.upos(f) != Upos::Punct)))
            .is_some_and(|t| tree.lemma(t) == ",");
        if !comma {
            continue;
        }
        let above = tree.s.head(noun);
        let told = (0..found.len()).any(|v| {
            let (p, d) = &found[v];
            v != m
                && !drop[v]
                && is_meeting(d.mention.kind)
                && proposals[*p].verb == above
                && above.is_some()
        });
        drop[m] = told;
    }
    for (n, (p, d)) in found.iter_mut().enumerate() {
        let called = proposals[*p]
            .verb
            .filter(|&v| d.mention.kind == Kind::Call && tree.lemma(v) == "call");
        let Some(v) = called else { continue };
        if tree.children(v).any(|c| tree.lemma(c) == "together") {
            d.mention.kind = Kind::Talks;
            continue;
        }
        // Whom, and what.
        let words = tree.children(v).filter(|&c| {
            let thing = matches!(tree.rel(c), Deprel::Obj | Deprel::Xcomp | Deprel::Iobj);
            c > v && thing && matches!(tree.upos(c), Upos::Noun | Upos::Propn | Upos::Adj)
        });
        drop[n] |= words.count() >= 2;
    }
    drop_marked(found, &drop);
}
