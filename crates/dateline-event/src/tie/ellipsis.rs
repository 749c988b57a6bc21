//! Plans of which only an auxiliary says that they did not come about: 'were
//! to meet on Friday but did not', 'It did not', 'neither was'.

use crate::climb::{FULFILLED, State, UNFULFILLED};
use crate::lexicon::Lexicon;
use crate::propose::Proposal;
use crate::tie::overdue;
use crate::tree::Tree;
use dateline_syntax::{Deprel, Upos};

/// True where a verb is taken up by 'but did not'.
pub(crate) fn is_undone(tree: &Tree, verb: u32) -> bool {
    // 'Soldiers who were to leave by Monday are still there'
    let predicate = tree
        .s
        .head(verb)
        .filter(|_| tree.rel(verb) == Deprel::AclRelcl)
        .and_then(|noun| Some((noun, tree.s.head(noun)?)));
    let stays = predicate.is_some_and(|(noun, p)| {
        matches!(tree.rel(noun), Deprel::Nsubj | Deprel::NsubjPass) && overdue::stays(tree, p)
    });
    stays
        || tree.children(verb).any(|c| {
            c > verb && tree.rel(c) == Deprel::Conj && stays_away(tree, c)
                || c > verb
                && tree.rel(c) == Deprel::Conj
            && stands_alone(tree, c)
            && is_negated(tree, c)
            // 'They met, but X did not': somebody else.
            && subject(tree, c).is_none_or(|s| matches!(tree.lemma(s), "it" | "they" | "that"))
        })
}

/// 'Was to fly to Oslo but stayed at home', 'but turned back', 'but changed his
/// mind': what was done instead.
fn stays_away(tree: &Tree, c: u32) -> bool {
    let but = tree
        .s
        .children_by(c, &[Deprel::Cc])
        .any(|w| tree.lemma(w) == "but");
    let mood = tree.mood(c);
    let shared = subject(tree, c).is_none_or(|s| matches!(tree.lemma(s), "he" | "she" | "they"));
    let with = |words: &[&str]| tree.children(c).any(|w| words.contains(&tree.lemma(w)));
    let instead = match tree.lemma(c) {
        "stay" | "remain" => with(&["home", "away", "behind"]),
        "turn" => with(&["back", "around"]),
        "change" => with(&["mind", "plan"]),
        "pull" | "drop" | "bow" | "back" => with(&["out"]),
        "call" => with(&["off"]),
        "cry" => with(&["off"]),
        "fall" => with(&["ill", "sick"]),
        "cancel" | "withdraw" => true,
        "miss" => tree.object(c).is_some_and(|o| tree.lemma(o) == "deadline"),
        _ => false,
    };
    but && shared && instead && mood.past && !mood.negated
}

/// An auxiliary with no verb: 'did', 'has', 'was', 'were'.
fn stands_alone(tree: &Tree, t: u32) -> bool {
    let lonely = !tree.children(t).any(|c| {
        matches!(
            tree.rel(c),
            Deprel::Obj | Deprel::Xcomp | Deprel::Ccomp | Deprel::Obl
        ) || tree.lemma(c) == "so"
    });
    matches!(tree.upos(t), Upos::Aux | Upos::Verb)
        && matches!(tree.lemma(t), "do" | "have" | "be")
        && !matches!(
            tree.rel(t),
            Deprel::Aux | Deprel::AuxPass | Deprel::Cop | Deprel::AclRelcl
        )
        && lonely
}

fn is_negated(tree: &Tree, t: u32) -> bool {
    tree.children(t)
        .any(|c| matches!(tree.lemma(c), "not" | "n't" | "n’t" | "never"))
}

fn subject(tree: &Tree, t: u32) -> Option<u32> {
    tree.s.child(t, &[Deprel::Nsubj, Deprel::NsubjPass])
}

/// 'It did not', 'None was', and 'It did': pronouns for a plan told before that
/// did not come about, or did.
pub(crate) fn did_not(tree: &Tree, lexicon: &Lexicon) -> Vec<Proposal> {
    let Some(frame) = lexicon.pronoun("it") else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for t in 0..tree.len() {
        if !stands_alone(tree, t) {
            continue;
        }
        let Some(s) = subject(tree, t) else { continue };
        let none = matches!(tree.lemma(s), "neither" | "none");
        let negated = is_negated(tree, t);
        // 'It did', as the whole of what is said: so it came about.
        let done = tree.rel(t) == Deprel::Root && tree.lemma(t) == "do" && tree.mood(t).past;
        let fits = match tree.lemma(s) {
            "it" | "they" | "that" | "this" => negated || done,
            _ => none && tree.children(s).next().is_none(),
        };
        if !fits {
            continue;
        }
        let (state, rule) = if done && !negated && !none {
            (State::Fact, FULFILLED)
        } else {
            (State::Postponed, UNFULFILLED)
        };
        out.push(Proposal::pronoun(tree, frame, s, t, state, rule));
    }
    out
}
