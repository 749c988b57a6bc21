//! Convoys that bring relief are no troops: 'The trucks carried grain. The convoy
//! reached the town on Monday.'

use crate::draft::build::Draft;
use crate::lexicon::Lexicon;
use crate::tree::Tree;
use dateline_record::{Kind, PloverType};
use dateline_syntax::Deprel;

/// What may bring soldiers or relief; ships are sent for both, so what stands beside
/// them must tell.
const COLUMNS: [&str; 8] = [
    "convoy", "column", "truck", "lorry", "plane", "flight", "ship", "vessel",
];

/// What is sold as often as given, and measures of it.
const TRADED: [&str; 8] = [
    "fuel",
    "oil",
    "ton",
    "tonne",
    "cargo",
    "shipment",
    "team",
    "equipment",
];

/// Verbs of which the lorry itself is the event.
const COMES: [&str; 11] = [
    "enter", "reach", "arrive", "dock", "roll", "cross", "get", "make", "drive", "pass", "go",
];

/// Those that tell of one with arms.
const ARMED: [&str; 16] = [
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
    "police",
    "warship",
    "patrol",
    "deploy",
];

/// Sentences to either side in which relief may be told of.
const NEAR: usize = 3;

/// True for a word of relief.
fn is_relief(lexicon: &Lexicon, lemma: &str) -> bool {
    let goods = || {
        lexicon.listed("supplies", lemma) && !COLUMNS.contains(&lemma) && !TRADED.contains(&lemma)
    };
    lemma == "humanitarian" || goods()
}

/// True for lorries that come with nothing that a report tells of as relief: 'fuel trucks
/// crossed into Bolivia' is trade.
pub(crate) fn is_trade(d: &Draft, trees: &[Tree], lexicon: &Lexicon) -> bool {
    let tree = match trees.get(d.sentence as usize) {
        Some(tree) if d.mention.kind == Kind::Aid && !d.is_noun => tree,
        _ => return false,
    };
    let lorry = |t: u32| matches!(tree.lemma(t), "truck" | "lorry" | "ship" | "vessel");
    let at = d.sentence as usize;
    let near = &trees[at.saturating_sub(NEAR)..trees.len().min(at + NEAR + 1)];
    let told = |t: &Tree| (0..t.len()).any(|k| is_relief(lexicon, t.lemma(k)));
    COMES.contains(&tree.lemma(d.head))
        && tree.subject(d.head).is_some_and(lorry)
        && !near.iter().any(told)
}

/// True where a column or a ship is the subject of a verb.
fn is_of_columns(tree: &Tree) -> bool {
    (0..tree.len()).any(|t| {
        COLUMNS.contains(&tree.lemma(t)) && matches!(tree.rel(t), Deprel::Nsubj | Deprel::NsubjPass)
    })
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
        let own = |t: u32| tree.s.dominates(convoy, t) || t == convoy || t == d.head;
        let armed = (0..tree.len()).any(|t| own(t) && ARMED.contains(&tree.lemma(t)));
        let loaded = (0..tree.len()).any(|t| {
            let goods = || lexicon.listed("supplies", tree.lemma(t));
            own(t) && tree.lemma(t) == "humanitarian"
                || tree.s.dominates(convoy, t) && !COLUMNS.contains(&tree.lemma(t)) && goods()
        });
        let at = d.sentence as usize;
        let near = &trees[at.saturating_sub(NEAR)..trees.len().min(at + NEAR + 1)];
        // 'The trucks carried grain': a sentence about them.
        let told = || {
            near.iter().any(|t| {
                let mut words = 0..t.len();
                words.any(|k| is_relief(lexicon, t.lemma(k))) && is_of_columns(t)
            })
        };
        if !armed && (loaded || told()) {
            d.mention.kind = Kind::Aid;
            d.mention.plover = Some(PloverType::Aid);
        }
    }
}
