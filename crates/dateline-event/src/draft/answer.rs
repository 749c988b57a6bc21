//! Answers to what was proposed before: 'Norway invited both to Oslo. Both have
//! accepted.'

use crate::climb::{Path, State};
use crate::draft::build::NONE;
use crate::lexicon::Lexicon;
use crate::mood::{Form, Modal};
use crate::propose::Proposal;
use crate::propose::roles::Names;
use crate::tree::Tree;
use dateline_record::Role;
use dateline_syntax::{Deprel, Upos, Xpos};

/// The name of the rule in the status of the event that is answered.
pub(crate) const RULE: &str = "en.event.reference.answer";

/// How the event stands after such a verb: 'accepted', 'declined', 'pulled out'.
fn state_of(tree: &Tree, v: u32) -> Option<State> {
    let out = |t: u32| {
        tree.lemma(t) == "out" && matches!(tree.rel(t), Deprel::CompoundPrt | Deprel::Advmod)
    };
    match tree.lemma(v) {
        "accept" | "consent" => Some(State::Agreed),
        "agree" if says_no_more(tree, v) => Some(State::Agreed),
        "say" => match said(tree, v)? {
            "yes" => Some(State::Agreed),
            "no" => Some(State::Denied),
            _ => None,
        },
        "cry" if tree.children(v).any(|c| c > v && tree.lemma(c) == "off") => {
            Some(State::Cancelled)
        }
        // 'The emir was invited too, but stayed away'
        "stay" if tree.children(v).any(|c| c > v && tree.lemma(c) == "away") => {
            Some(State::Cancelled)
        }
        "decline" | "refuse" => Some(State::Denied),
        "cancel" => Some(State::Cancelled),
        "confirm" => Some(State::Bare),
        "pull" | "back" | "drop" | "bow" if tree.children(v).any(out) => Some(State::Cancelled),
        _ if will_come(tree, v) => Some(match tree.mood(v).negated {
            true => State::Denied,
            false => State::Agreed,
        }),
        _ => None,
    }
}

/// 'Azerbaijan will take part', 'Libya will not attend', 'said that its minister would not
/// come': nothing is said of what.
fn will_come(tree: &Tree, v: u32) -> bool {
    let mood = tree.mood(v);
    let all = |(case, t): (String, u32)| case == "after" && tree.lemma(t) == "all";
    let alone = tree.obliques(v).all(all);
    if stays_home(tree, v) {
        return alone;
    }
    let comes = match tree.lemma(v) {
        "attend" | "participate" => tree.object(v).is_none(),
        "take" => tree
            .object(v)
            .is_some_and(|o| tree.lemma(o) == "part" && !tree.children(o).any(|c| tree.is_noun(c))),
        _ => false,
    };
    comes && mood.modal == Modal::Will && alone
}

/// 'Will not come', 'would not be going': one who was to come does not.
fn stays_home(tree: &Tree, v: u32) -> bool {
    let mood = tree.mood(v);
    let ahead = match mood.modal {
        Modal::Will => true,
        Modal::Would => tree.rel(v) == Deprel::Ccomp,
        _ => false,
    };
    let goes = matches!(tree.lemma(v), "come" | "go" | "travel" | "attend");
    let more = [
        Deprel::Obj,
        Deprel::Xcomp,
        Deprel::Ccomp,
        Deprel::CompoundPrt,
    ];
    // 'Will not go quietly', 'will not come back'
    let how = tree.s.children_by(v, &[Deprel::Advmod]).any(|c| {
        c > v
            && !matches!(
                tree.lemma(c),
                "after" | "either" | "there" | "now" | "too" | "though" | "however" | "anymore"
            )
    });
    goes && ahead && mood.negated && !how && tree.s.child(v, &more).is_none()
}

/// 'Nairobi agreed', and to what is not said.
fn says_no_more(tree: &Tree, v: u32) -> bool {
    tree.rel(v) == Deprel::Root && tree.obliques(v).next().is_none()
}

/// What was said, where it is one word.
fn said<'t>(tree: &'t Tree, v: u32) -> Option<&'t str> {
    let next = v + 1;
    (next < tree.len()).then(|| tree.lemma(next))
}

/// True for the lemma of an answer.
pub(crate) fn is_answer(lemma: &str) -> bool {
    matches!(
        lemma,
        "accept"
            | "consent"
            | "decline"
            | "refuse"
            | "confirm"
            | "agree"
            | "say"
            | "attend"
            | "participate"
    ) || cries_off(lemma)
        || answers_offer(lemma)
}

/// True for one of those verbs that says of a meeting of two only that a side of it will
/// not come: 'Peru said that its minister would not come'.
pub(crate) fn keeps_away(lemma: &str) -> bool {
    matches!(lemma, "stay" | "come" | "go" | "travel")
}

/// True for the lemma of a verb by which one who was to come does not.
pub(crate) fn cries_off(lemma: &str) -> bool {
    matches!(
        lemma,
        "cancel" | "pull" | "back" | "drop" | "bow" | "cry" | "stay" | "come" | "go" | "travel"
    )
}

/// How the event stands that was offered, after a verb whose object is the offer.
fn to_offer(tree: &Tree, v: u32) -> Option<State> {
    let down = |t: u32| {
        matches!(tree.lemma(t), "down" | "aside" | "off" | "away")
            && matches!(
                tree.rel(t),
                Deprel::CompoundPrt | Deprel::Advmod | Deprel::Obl
            )
    };
    let up = |t: u32| tree.lemma(t) == "up" && tree.rel(t) == Deprel::CompoundPrt;
    match tree.lemma(v) {
        "accept" | "embrace" => Some(State::Agreed),
        "take" if tree.children(v).any(up) => Some(State::Agreed),
        "reject" | "refuse" | "decline" | "dismiss" | "rebuff" | "spurn" | "snub" => {
            Some(State::Denied)
        }
        "turn" | "brush" | "wave" if tree.children(v).any(down) => Some(State::Denied),
        _ => None,
    }
}

/// True for the lemma of an answer whose object is an offer told before.
pub(crate) fn answers_offer(lemma: &str) -> bool {
    matches!(
        lemma,
        "embrace"
            | "reject"
            | "dismiss"
            | "rebuff"
            | "spurn"
            | "snub"
            | "turn"
            | "brush"
            | "wave"
            | "take"
    )
}

/// 'The offer', 'Kenya's invitation': a definite noun for what was put to
/// somebody, which says nothing of what that is.
fn bare_offer(tree: &Tree, o: u32) -> bool {
    let offer = matches!(
        tree.lemma(o),
        "offer" | "invitation" | "proposal" | "request" | "demand" | "appeal" | "overture" | "call"
    ) && tree.token(o).xpos == Xpos::Nn;
    let definite = tree.children(o).any(|c| {
        tree.rel(c) == Deprel::NmodPoss
            || tree.rel(c) == Deprel::Det && matches!(tree.lemma(c), "the" | "this" | "that")
    });
    let bare = !tree.children(o).any(|c| {
        let told = matches!(
            tree.rel(c),
            Deprel::Acl
                | Deprel::AclRelcl
                | Deprel::Ccomp
                | Deprel::Xcomp
                | Deprel::Compound
                | Deprel::Conj
                | Deprel::Appos
        );
        told || tree.rel(c) == Deprel::Nmod && tree.case(c).as_deref() != Some("from")
    });
    offer && definite && bare
}

/// Verbs of answering whose object is an offer that was told before: 'turned the
/// offer down', 'the invitation was accepted'.
fn offers_answered(tree: &Tree, frame: u32, out: &mut Vec<Proposal>) {
    for v in 0..tree.len() {
        let verb = tree.upos(v) == Upos::Verb;
        let Some(state) = to_offer(tree, v).filter(|_| verb) else {
            continue;
        };
        let Some(offer) = tree.object(v).filter(|&o| bare_offer(tree, o)) else {
            continue;
        };
        // 'The offer to meet was declined': what is offered may hang on the verb.
        let content = tree.children(v).any(|c| {
            matches!(tree.rel(c), Deprel::Xcomp | Deprel::Ccomp | Deprel::Acl)
                || tree.rel(c) == Deprel::Obl
                    && (c > offer)
                    && matches!(tree.case(c).as_deref(), Some("for" | "of"))
        });
        let mood = tree.mood(v);
        let told = mood.form == Form::Finite
            && (mood.past || mood.perfect || tree.is_passive(v))
            && !mood.negated
            && mood.modal == Modal::None;
        if content || !told {
            continue;
        }
        out.push(answer(tree, frame, v, state, RULE));
    }
}

/// The proposal of one answer.
fn answer(tree: &Tree, frame: u32, v: u32, state: State, rule: &str) -> Proposal {
    // Who answers, and whose offer it is.
    let who = tree.s.child(v, &[Deprel::Nsubj]);
    let whose = tree.object(v).and_then(|o| {
        let from = |c: &u32| {
            tree.rel(*c) == Deprel::NmodPoss
                || tree.rel(*c) == Deprel::Nmod && tree.case(*c).as_deref() == Some("from")
        };
        tree.children(o).find(from)
    });
    let roles = who.into_iter().chain(whose);
    let roles = roles.map(|t| (Role::Participant, t, RULE.to_owned()));
    Proposal {
        frame,
        head: v,
        verb: None,
        noun: None,
        phrase: None,
        modifier: None,
        trigger: tree.span(v),
        path: Path {
            state,
            rule: rule.into(),
            word: Some(v),
            spine: vec![v],
            clause: Some(v),
            roles: roles.collect(),
            ..Path::default()
        },
    }
}

/// Verbs of answering that name nothing they answer: it was told before.
pub(crate) fn answers(tree: &Tree, lexicon: &Lexicon, names: &Names) -> Vec<Proposal> {
    let Some(frame) = lexicon.pronoun("it") else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for v in 0..tree.len() {
        let Some(state) = state_of(tree, v).filter(|_| tree.upos(v) == Upos::Verb) else {
            continue;
        };
        let comes = will_come(tree, v);
        let content = [
            Deprel::Obj,
            Deprel::Xcomp,
            Deprel::Ccomp,
            Deprel::AuxPass,
            Deprel::NsubjPass,
        ];
        let word = tree.lemma(v) == "say";
        let said = |c: u32| tree.rel(c) == Deprel::Ccomp && c < v || word && c == v + 1;
        let full = !comes && tree.s.children_by(v, &content).any(|c| !said(c))
            || tree.obliques(v).any(|(case, _)| {
                matches!(
                    case.as_str(),
                    "to" | "as" | "into" | "by" | "from" | "of" | "out of" | "before"
                )
            });
        let who = tree.s.child(v, &[Deprel::Nsubj]).filter(|&s| {
            let pronoun = matches!(tree.lemma(s), "both" | "all" | "they" | "he" | "she");
            // 'Kenyan troops pulled out'
            let forces = lexicon.listed("troops", tree.lemma(s));
            // 'Both capitals have confirmed'
            let both = tree
                .children(s)
                .any(|c| matches!(tree.lemma(c), "both" | "neither"));
            pronoun || both || !names.at(s).is_empty() && !forces
        });
        let confirms = tree.lemma(v) == "confirm";
        let mood = tree.mood(v);
        let told = mood.form == Form::Finite
            && (mood.past || mood.perfect)
            && (!mood.negated || confirms)
            && mood.modal == Modal::None
            || comes;
        if full || who.is_none() || !told {
            continue;
        }
        let rule = if confirms { NONE } else { RULE };
        out.push(answer(tree, frame, v, state, rule));
    }
    offers_answered(tree, frame, &mut out);
    out
}
