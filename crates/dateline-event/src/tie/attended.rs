//! Who took part in a meeting of which nobody has been named so far: 'Talks opened
//! in Doha on Thursday. Israel, Egypt and Qatar took part', 'with Egypt, Ethiopia
//! and Sudan taking part', 'attended by ministers from Turkey and Jordan'.

use crate::coder::window;
use crate::draft::build::{Draft, is_meeting};
use crate::mood::Modal;
use crate::tree::Tree;
use dateline_record::{PartyArgument, Resolved, Role};
use dateline_syntax::{Deprel, Xpos};

/// The rule of such parties.
const RULE: &str = "en.event.party.attended";

/// Gives such a meeting those who took part in it.
pub(crate) fn attended(drafts: &mut [Draft], trees: &[Tree], entities: &[Resolved]) {
    let mut at = 0;
    for (number, tree) in trees.iter().enumerate() {
        let here = window(entities, &mut at, tree.s.span, |e| e.span);
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        for v in 0..tree.len() {
            let Some(heads) = those_there(tree, v) else {
                continue;
            };
            let mut parties: Vec<PartyArgument> = Vec::new();
            for e in &here {
                let Some(word) = tree.s.token_at(e.head.start) else {
                    continue;
                };
                let among = heads.iter().any(|&h| is_among(tree, word, h));
                for p in e.parties.iter().filter(|_| among) {
                    if !parties.iter().any(|x| x.party.id == p.id) {
                        parties.push(PartyArgument {
                            party: p.clone(),
                            role: Role::Participant,
                            span: e.span,
                            rule: RULE.into(),
                        });
                    }
                }
            }
            if parties.len() < 2 {
                continue;
            }
            // The meeting told last, in this sentence or the one before.
            let end = drafts.partition_point(|d| d.sentence <= number);
            let meeting = drafts[..end]
                .iter_mut()
                .rev()
                .take_while(|d| number - d.sentence <= 1)
                .find(|d| is_meeting(d.mention.kind) && d.is_noun && !d.mention.background);
            let Some(d) = meeting else { continue };
            let sides = d.mention.parties.iter();
            if sides.filter(|p| p.role == Role::Participant).count() >= 2 {
                continue;
            }
            for party in parties {
                let mut known = d.mention.parties.iter();
                if !known.any(|p| p.party.id == party.party.id) {
                    d.mention.parties.push(party);
                }
            }
        }
    }
}

/// The words for those who take part by a verb that names no meeting itself.
fn those_there(tree: &Tree, v: u32) -> Option<Vec<u32>> {
    if !tree.is_verb(v) {
        return None;
    }
    let mood = tree.mood(v);
    if mood.negated || mood.conditional || matches!(mood.modal, Modal::May | Modal::Can) {
        return None;
    }
    let object = tree.s.child(v, &[Deprel::Obj]);
    let part = match tree.lemma(v) {
        "take" => object.is_some_and(|o| tree.lemma(o) == "part"),
        "participate" => object.is_none(),
        "attend" => object.is_none(),
        _ => false,
    };
    if !part {
        return None;
    }
    // 'Attended by ministers from Turkey'
    if tree.token(v).xpos == Xpos::Vbn
        && let Some(agent) = tree.s.child(v, &[Deprel::OblAgent])
    {
        return Some(tree.conjuncts(agent));
    }
    let names_one = tree.obliques(v).any(|(case, t)| {
        matches!(case.as_str(), "in" | "at") && tree.is_noun(t) && !tree.lemma(t).is_empty()
    });
    if names_one {
        return None;
    }
    let subject = tree.s.child(v, &[Deprel::Nsubj]).or_else(|| {
        // 'With Egypt and Sudan taking part', the verb hung on those who do
        let up = tree.s.head(v)?;
        let with = tree.rel(v) == Deprel::Acl && tree.case(up).as_deref() == Some("with");
        with.then_some(up)
    })?;
    Some(tree.conjuncts(subject))
}

/// True for a word of a phrase, but not of a clause in it.
fn is_among(tree: &Tree, word: u32, head: u32) -> bool {
    for t in tree.s.ancestors(word).take(8) {
        if t == head {
            return true;
        }
        if matches!(
            tree.rel(t),
            Deprel::AclRelcl | Deprel::Acl | Deprel::Advcl | Deprel::Parataxis
        ) {
            return false;
        }
    }
    false
}
