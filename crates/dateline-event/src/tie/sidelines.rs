//! 'The president is in Oslo for a summit. On its sidelines he met X': what is held
//! on the margins of another meeting is where that is.

use crate::draft::build::{Draft, is_meeting};
use crate::draft::place::place_of;
use crate::lexicon::Lexicon;
use crate::propose::roles::Names;
use crate::tree::Tree;
use dateline_record::{Kind, PlaceArgument, Resolved};
use dateline_syntax::Upos;

/// So many sentences before it the other meeting is told.
const BEHIND: usize = 4;

/// Gives meetings on the margins of another one its place.
pub(crate) fn places(
    drafts: &mut [Draft],
    trees: &[Tree],
    entities: &[Resolved],
    lexicon: &Lexicon,
) {
    for d in drafts.iter_mut() {
        let meets = is_meeting(d.mention.kind) && !matches!(d.mention.kind, Kind::Call);
        if !(meets || d.mention.kind == Kind::Agreement)
            || d.mention.place.is_some()
            || d.mention.background
        {
            continue;
        }
        let number = d.sentence as usize;
        let Some(tree) = trees.get(number) else {
            continue;
        };
        let near = std::iter::once(d.head).chain(tree.s.ancestors(d.head).take(3));
        let aside = near.into_iter().any(|h| {
            let mut below = tree.obliques(h);
            below.any(|(case, t)| matches!(case.as_str(), "on" | "in" | "at") && is_margin(tree, t))
        });
        if aside {
            let from = number.saturating_sub(BEHIND);
            let mut told = (from..=number).rev();
            d.mention.place = told.find_map(|n| occasion(trees.get(n)?, entities, lexicon));
        }
    }
}

fn is_margin(tree: &Tree, t: u32) -> bool {
    matches!(
        tree.lemma(t),
        "margin" | "margins" | "sideline" | "sidelines" | "fringe" | "fringes"
    )
}

/// The town of a summit, an assembly or a conference that a sentence tells of.
fn occasion(tree: &Tree, entities: &[Resolved], lexicon: &Lexicon) -> Option<PlaceArgument> {
    let from = entities.partition_point(|e| e.span.start < tree.s.span.start);
    let here: Vec<&Resolved> = entities[from..]
        .iter()
        .take_while(|e| e.span.start < tree.s.span.end)
        .collect();
    let names = Names::new(tree, &here);
    let town = |t: u32| {
        let mut all = names.at(t).iter().copied();
        let town = |e: &&Resolved| e.place.as_ref().is_some_and(|p| !p.is_state());
        all.find(town).and_then(place_of)
    };
    let nouns = (0..tree.len()).filter(|&t| {
        let lemma = tree.lemma(t);
        matches!(tree.upos(t), Upos::Noun | Upos::Propn)
            && (matches!(lemma, "summit" | "assembly" | "conference" | "forum")
                || lexicon.listed("occasions", lemma))
    });
    nouns.into_iter().find_map(|noun| {
        // 'The Oslo summit', 'a summit in Oslo'
        let own = tree.children(noun).find_map(town);
        let around = || {
            let heads = tree
                .s
                .ancestors(noun)
                .take(3)
                .filter(|&h| tree.is_verb(h) || tree.rel(h) != dateline_syntax::Deprel::Conj);
            heads.into_iter().find_map(|h| {
                // 'Is in Oslo for a summit', 'flew to Oslo for a summit'
                town(h).or_else(|| {
                    tree.obliques(h)
                        .filter(|(case, _)| matches!(case.as_str(), "in" | "at" | "to" | "into"))
                        .find_map(|(_, t)| town(t))
                })
            })
        };
        own.or_else(around)
    })
}
