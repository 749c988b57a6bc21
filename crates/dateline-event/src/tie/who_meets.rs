//! Meetings whose sort hangs on who meets: a commission that two sides share holds
//! talks.

use crate::draft::build::Draft;
use crate::tree::Tree;
use dateline_record::{EventMention, Kind, PartyArgument, Role};
use dateline_syntax::Deprel;

/// The rule of their meetings, which the ledger keeps as talks.
const JOINT_BODY: &str = "en.event.meeting.joint_body";

/// True for a body whose members are sent by its sides and meet to work.
fn is_joint_body(word: &str) -> bool {
    matches!(
        word,
        "commission" | "committee" | "subcommittee" | "sub-commission" | "panel"
    )
}

/// Words of the bodies of a parliament, a party or a country.
const OWN: &str = "senate house parliament parliamentary congress congressional political \
                   electoral election central executive truth budget relation affair oversight \
                   olympic standing";

/// False for a body of one side or of an organisation: 'the Senate committee', 'the
/// African Union Commission', 'the party's political commission'.
fn is_shared(tree: &Tree, body: u32, m: &EventMention) -> bool {
    let phrase = tree.s.subtree_span(body);
    let mut own = tree.s.tokens_in(phrase).take_while(|&t| t <= body);
    if own.any(|t| OWN.split_whitespace().any(|w| w == tree.lemma(t))) {
        return false;
    }
    let name = tree.span(body);
    !m.parties.iter().any(|p| {
        let named = p.span.contains(name) || phrase.contains(p.span);
        named && p.party.sector.as_ref().is_some_and(|s| s.0 == "IGO")
    })
}

/// 'The joint border commission of Peru and Chile met in Arica': those who meet
/// there are the two sides, at a working meeting. A parliament, a council or a
/// conference sits.
pub(crate) fn joint_bodies(drafts: &mut [Draft], trees: &[Tree]) {
    for d in drafts {
        let m = &d.mention;
        if m.kind != Kind::Sitting {
            continue;
        }
        let of_states = |p: &&PartyArgument| {
            p.role != Role::Mediator && p.party.sector.as_ref().is_none_or(|s| s.0 != "IGO")
        };
        let Some(tree) = trees.get(d.sentence as usize) else {
            continue;
        };
        if m.parties.iter().filter(of_states).count() < 2 || d.head >= tree.len() {
            continue;
        }
        let near = [Deprel::Nmod, Deprel::Compound, Deprel::NmodPoss];
        let mut words = vec![d.head];
        words.extend(tree.s.children_by(d.head, &near));
        if tree.is_verb(d.head) {
            words.extend(tree.subject(d.head));
            words.extend(tree.object(d.head));
        }
        let below: Vec<u32> = words
            .iter()
            .flat_map(|&w| tree.s.children_by(w, &[Deprel::Nmod]))
            .collect();
        words.extend(below);
        words.retain(|&w| is_joint_body(tree.lemma(w)));
        if words.iter().any(|&w| is_shared(tree, w, m)) {
            JOINT_BODY.clone_into(&mut d.mention.rule);
        }
    }
}
