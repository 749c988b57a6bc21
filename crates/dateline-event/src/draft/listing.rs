//! Lists that one is better on and lists that one is better off: 'taken off its
//! list of trusted suppliers' is pressure, 'taken off its blacklist' relief.

use crate::tree::Tree;
use dateline_record::Kind;
use dateline_syntax::Deprel;

/// Words for those whom a state favours.
const FAVOURED: [&str; 18] = [
    "white",
    "whitelist",
    "favoured",
    "favored",
    "trusted",
    "preferred",
    "preferential",
    "privileged",
    "friendly",
    "safe",
    "partner",
    "ally",
    "approved",
    "favourite",
    "favour",
    "favor",
    "trust",
    "prefer",
];

/// The kind that is meant where a verb puts somebody on a list or takes him
/// off it; `kind` where it does neither or the list is one of blame.
pub(crate) fn kind(tree: &Tree, verb: Option<u32>, kind: Kind) -> Kind {
    let other = match kind {
        Kind::Easing => Kind::Sanction,
        Kind::Sanction => Kind::Easing,
        _ => return kind,
    };
    let Some(verb) = verb else { return kind };
    let list = tree
        .s
        .children_by(verb, &[Deprel::Obl, Deprel::Nmod])
        .find(|&t| matches!(tree.lemma(t), "list" | "whitelist"));
    let favoured = |t: u32| FAVOURED.contains(&tree.lemma(t));
    match list {
        Some(list) if tree.s.subtree(list).into_iter().any(favoured) => other,
        _ => kind,
    }
}
