//! Convoys that bring relief are no troops: 'The trucks carried grain. The convoy
//! reached the town on Monday.'

use crate::build::Draft;
use crate::lexicon::Lexicon;
use crate::tree::Tree;
use dateline_record::{Kind, PloverType};

/// Who goes where, with arms or with food.
const COLUMNS: [&str; 8] = [
    "convoy", "column", "truck", "lorry", "plane", "flight", "ship", "vessel",
];

/// Words that tell what a convoy is for.
const RELIEF: [&str; 10] = [
    "aid",
    "food",
    "relief",
    "medicine",
    "humanitarian",
    "grain",
    "flour",
    "wheat",
    "rice",
    "supplies",
];

/// Those that tell of one with arms.
const ARMED: [&str; 12] = [
    "military",
    "army",
    "armed",
    "armoured",
    "armored",
    "troop",
    "tank",
    "soldier",
    "weapon",
    "naval",
    "rebel",
    "ammunition",
];

/// Sentences to either side in which relief may be told of.
const NEAR: usize = 3;

/// True for lorries that come with nothing that a report tells of as relief: 'fuel trucks
/// crossed into Bolivia' is trade.
pub(crate) fn is_trade(d: &Draft, trees: &[Tree]) -> bool {
    let tree = match trees.get(d.sentence as usize) {
        Some(tree) if d.mention.kind == Kind::Aid && !d.is_noun => tree,
        _ => return false,
    };
    let lorry = |t: u32| matches!(tree.lemma(t), "truck" | "lorry" | "ship" | "vessel");
    let at = d.sentence as usize;
    let near = &trees[at.saturating_sub(NEAR)..trees.len().min(at + NEAR + 1)];
    let told = |t: &Tree| (0..t.len()).any(|k| RELIEF.contains(&t.lemma(k)));
    tree.subject(d.head).is_some_and(lorry) && !near.iter().any(told)
}

/// Makes aid of the deployments that are convoys of relief.
pub(crate) fn relief(drafts: &mut [Draft], trees: &[Tree], lexicon: &Lexicon) {
    for d in drafts {
        let Some(tree) = trees.get(d.sentence as usize) else {
            continue;
        };
        if d.mention.kind != Kind::Deployment || d.is_noun {
            continue;
        }
        let goes = tree.subject(d.head).into_iter().chain(tree.object(d.head));
        let Some(convoy) = goes.into_iter().find(|&t| COLUMNS.contains(&tree.lemma(t))) else {
            continue;
        };
        let within = |words: &[&str]| {
            let own = |t: u32| tree.s.dominates(convoy, t) || t == convoy;
            (0..tree.len()).any(|t| own(t) && words.contains(&tree.lemma(t)))
        };
        let loaded = (0..tree.len()).any(|t| {
            tree.s.dominates(convoy, t) && t != convoy && lexicon.listed("supplies", tree.lemma(t))
        });
        let at = d.sentence as usize;
        let near = &trees[at.saturating_sub(NEAR)..trees.len().min(at + NEAR + 1)];
        let told = || {
            let words = |t: &Tree| (0..t.len()).any(|k| RELIEF.contains(&t.lemma(k)));
            near.iter().any(words)
        };
        if !within(&ARMED) && (loaded || within(&RELIEF) || told()) {
            d.mention.kind = Kind::Aid;
            d.mention.plover = Some(PloverType::Aid);
        }
    }
}
