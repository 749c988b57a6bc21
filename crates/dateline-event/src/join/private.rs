//! What courts, crowds and travellers do, and no state does to another: 'was executed
//! in Peru for murder', 'refugees from Mali arrive in Niger', 'fans of both sides
//! clash after the match'.

use crate::draft::build::{Draft, is_state};
use crate::propose::roles::Names;
use crate::tree::Tree;
use dateline_record::{Kind, Role};
use dateline_syntax::{Deprel, Upos};

/// Who crosses borders for no state.
const TRAVELLERS: [&str; 16] = [
    "refugee",
    "migrant",
    "immigrant",
    "evacuee",
    "deportee",
    "seeker",
    "tourist",
    "holidaymaker",
    "airliner",
    "jetliner",
    "boeing",
    "airbus",
    "fan",
    "supporter",
    "pilgrim",
    "smuggler",
];

/// Ways of putting to death that only courts use.
const MEANS: [&str; 6] = [
    "hanging",
    "injection",
    "electrocution",
    "squad",
    "chair",
    "sword",
];

/// True for such a mention.
pub(crate) fn is_private(d: &Draft, tree: &Tree, names: &Names) -> bool {
    match d.mention.kind {
        Kind::Attack => !d.is_noun && (is_sentence_of_court(d, tree, names) || are_fans(d, tree)),
        Kind::Incident => !d.is_noun && are_fans(d, tree),
        Kind::Visit => !d.is_noun && are_travellers(d, tree),
        _ => false,
    }
}

/// 'Peru executed a Chilean for murder', 'a Chilean was executed in Peru', but not 'the
/// rebels executed a Chilean for spying'.
fn is_sentence_of_court(d: &Draft, tree: &Tree, names: &Names) -> bool {
    let v = d.head;
    if !matches!(tree.lemma(v), "execute" | "behead" | "hang") {
        return false;
    }
    // Groups hold no courts.
    let group =
        |p: &dateline_record::PartyArgument| p.role == Role::Participant && !is_state(&p.party.id);
    if d.mention.parties.iter().any(group) {
        return false;
    }
    let by = tree.obliques(v).find(|(case, _)| case == "by");
    let means = by
        .as_ref()
        .is_some_and(|(_, o)| MEANS.contains(&tree.lemma(*o)));
    let tried = (0..tree.len()).any(|t| {
        matches!(
            tree.lemma(t),
            "convict" | "sentence" | "convicted" | "murderer" | "trafficker" | "inmate"
        )
    });
    let for_crime = tree.obliques(v).any(|(case, _)| case == "for");
    if tree.is_passive(v) {
        return means || tried || by.is_none();
    }
    let land = tree.subject(v).is_some_and(|s| {
        tree.upos(s) == Upos::Propn && names.at(s).iter().any(|e| !e.parties.is_empty())
    });
    land || tried || for_crime
}

/// 'Police and fans of Ghana and Togo clashed'.
fn are_fans(d: &Draft, tree: &Tree) -> bool {
    let is_fan = |s: u32| {
        matches!(
            tree.lemma(s),
            "fan" | "supporter" | "hooligan" | "spectator"
        )
    };
    tree.subject(d.head).is_some_and(|s| {
        is_fan(s)
            || tree
                .children(s)
                .any(|c| tree.rel(c) == Deprel::Conj && is_fan(c))
    }) && (0..tree.len()).any(|t| {
        matches!(
            tree.lemma(t),
            "match" | "game" | "stadium" | "football" | "cup" | "hooligan" | "final"
        )
    })
}

/// 'Thousands of refugees from Mali arrived in Niger', 'an airliner flying from Quito
/// to Lima'.
fn are_travellers(d: &Draft, tree: &Tree) -> bool {
    let goes = |s: u32| TRAVELLERS.contains(&tree.lemma(s));
    let who = tree.subject(d.head).or_else(|| {
        // 'A Boeing flying to Lima'
        let acl = tree.rel(d.head) == Deprel::Acl;
        tree.s.head(d.head).filter(|_| acl)
    });
    who.is_some_and(|s| {
        goes(s) || {
            let of = |c: u32| tree.case(c).as_deref() == Some("of") && goes(c);
            tree.children(s).any(of)
        }
    })
}
