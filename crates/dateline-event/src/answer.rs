//! Answers to what was proposed before: 'Norway invited both to Oslo. Both have
//! accepted.'

use crate::climb::{Path, State};
use crate::lexicon::Lexicon;
use crate::propose::Proposal;
use crate::roles::Names;
use crate::tree::{Form, Modal, Tree};
use dateline_syntax::{Deprel, Upos};

/// The name of the rule in the status of the event that is answered.
pub(crate) const RULE: &str = "en.event.reference.answer";

/// True for a verb that answers an invitation, and how the event stands then.
fn state_of(lemma: &str) -> Option<State> {
    match lemma {
        "accept" | "consent" => Some(State::Agreed),
        "decline" | "refuse" => Some(State::Denied),
        _ => None,
    }
}

/// True for the lemma of an answer.
pub(crate) fn is_answer(lemma: &str) -> bool {
    state_of(lemma).is_some()
}

/// Verbs of answering that name nothing they answer: it was told before.
pub(crate) fn answers(tree: &Tree, lexicon: &Lexicon, names: &Names) -> Vec<Proposal> {
    let Some(frame) = lexicon.pronoun("it") else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for v in 0..tree.len() {
        let Some(state) = state_of(tree.lemma(v)).filter(|_| tree.upos(v) == Upos::Verb) else {
            continue;
        };
        let content = [
            Deprel::Obj,
            Deprel::Xcomp,
            Deprel::Ccomp,
            Deprel::AuxPass,
            Deprel::NsubjPass,
        ];
        let said = |c: u32| tree.rel(c) == Deprel::Ccomp && c < v;
        let full = tree.s.children_by(v, &content).any(|c| !said(c))
            || tree.obliques(v).any(|(case, _)| {
                matches!(case.as_str(), "to" | "as" | "into" | "by" | "from" | "of")
            });
        let who = tree.s.child(v, &[Deprel::Nsubj]).filter(|&s| {
            let pronoun = matches!(tree.lemma(s), "both" | "all" | "they" | "he" | "she");
            pronoun || !names.at(s).is_empty()
        });
        let mood = tree.mood(v);
        let told = mood.form == Form::Finite
            && (mood.past || mood.perfect)
            && !mood.negated
            && mood.modal == Modal::None;
        if full || who.is_none() || !told {
            continue;
        }
        out.push(Proposal {
            frame,
            head: v,
            verb: None,
            noun: None,
            phrase: None,
            modifier: None,
            trigger: tree.span(v),
            path: Path {
                state,
                rule: RULE.into(),
                word: Some(v),
                spine: vec![v],
                clause: Some(v),
                ..Path::default()
            },
        });
    }
    out
}
