//! What is undone in the sentence that tells who did it: 'the crossing that
//! Kenya had closed to Sudan was reopened', 'shut its border and reopened it'; and
//! whose a burden is.

use crate::draft::build::Draft;
use crate::near;
use crate::tie::refer::inherit;
use crate::tree::Tree;
use dateline_record::{Family, Kind, Role};
use dateline_syntax::Deprel;

/// Gives what is undone the parties of what was done: who acts, where no other
/// is named, and on whom.
pub(crate) fn undone(drafts: &mut [Draft], trees: &[Tree]) {
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let acts = matches!(d.mention.kind.family(), Family::Relief | Family::Pressure);
        if !acts || d.is_noun {
            continue;
        }
        let Some(tree) = trees.get(d.sentence as usize) else {
            continue;
        };
        // 'It reopened on Tuesday'
        let own = || tree.s.child(d.head, &[Deprel::Nsubj]);
        let Some(object) = tree.object(d.head).or_else(own) else {
            continue;
        };
        let first = tree.first_conjunct(d.head);
        let again = first != d.head && matches!(tree.lemma(object), "it" | "they");
        let done = near::around(drafts, d.sentence, 0).find(|&k| {
            let o = &drafts[k];
            let which = tree.s.head(o.head) == Some(object) && tree.rel(o.head) == Deprel::AclRelcl;
            o.mention.kind.family() == Family::Pressure
                && !o.mention.parties.is_empty()
                && (which || again && o.head == first)
        });
        let done = done.or_else(|| told_before(drafts, i, tree, object));
        if let Some(j) = done.filter(|&j| j != i) {
            let parties = drafts[j].mention.parties.clone();
            inherit(&mut drafts[i], &parties);
        }
    }
}

/// Sentences back to which what is undone may have been told.
const NEAR: u32 = 3;

/// 'Egypt shut the crossing on Sunday. It was reopened on Tuesday', 'The ban was
/// lifted on Monday': the burden told last, of what is shut or by such a word.
fn told_before(drafts: &[Draft], i: usize, tree: &Tree, object: u32) -> Option<usize> {
    let d = &drafts[i];
    if !matches!(d.mention.kind, Kind::Easing) || d.mention.parties.len() > 1 {
        return None;
    }
    let lemma = tree.lemma(object);
    let pronoun = matches!(lemma, "it" | "they");
    let definite = tree.children(object).any(|c| {
        let the = tree.rel(c) == Deprel::Det && matches!(tree.lemma(c), "the" | "this" | "these");
        the || tree.rel(c) == Deprel::NmodPoss && matches!(tree.lemma(c), "its" | "their")
    });
    let word = matches!(
        lemma,
        "ban"
            | "measure"
            | "restriction"
            | "closure"
            | "blockade"
            | "embargo"
            | "curb"
            | "sanction"
    );
    if !pronoun && !definite {
        return None;
    }
    let fits = |o: &Draft| {
        let near = if pronoun { 1 } else { NEAR };
        let of = pronoun
            || word
            || o.mention
                .topic
                .as_ref()
                .is_some_and(|t| t.value.contains(lemma));
        o.mention.kind == Kind::Sanction
            && o.sentence < d.sentence
            && d.sentence - o.sentence <= near
            && !o.mention.parties.is_empty()
            && !o.bare
            && of
    };
    let from = d.sentence.saturating_sub(NEAR);
    let mut before = near::sentences(drafts, from, d.sentence);
    before.end = before.end.min(i);
    before.rev().find(|&k| fits(&drafts[k]))
}

/// 'Turkey's embargo against Syria, imposed on 2 May': whose it is lays it on.
pub(crate) fn possessors(drafts: &mut [Draft], trees: &[Tree]) {
    for d in drafts {
        let burden = matches!(d.mention.kind, Kind::Sanction | Kind::Easing);
        let parties = &d.mention.parties;
        let acted_on = parties.iter().all(|p| p.role == Role::Target);
        if !burden || parties.len() < 2 || !acted_on {
            continue;
        }
        let Some(tree) = trees.get(d.sentence as usize) else {
            continue;
        };
        let noun = if d.is_noun {
            Some(d.head)
        } else {
            tree.object(d.head)
        };
        let owns = |t: u32| {
            let owner = matches!(
                tree.rel(t),
                Deprel::NmodPoss | Deprel::Amod | Deprel::Compound
            );
            owner && tree.s.head(t) == noun
        };
        let owner = parties.iter().position(|p| {
            let words = tree.s.tokens_in(p.span);
            noun.is_some() && words.into_iter().any(owns)
        });
        if let Some(i) = owner {
            d.mention.parties[i].role = Role::Participant;
        }
    }
}
