//! The walk from the root of a tree down to a word.

use super::signature::{Complement, Effect, Signature, Signatures};
use crate::attribution::tree::Tree;
use dateline_record::{Modality, closed_list};
use dateline_syntax::{Deprel, Sentence, Upos, Xpos};

closed_list! {
    /// What a mode rests on. The names are the keys of `_scale.toml`.
    Circumstance {
        /// A verb in the past, or a perfect.
        Past = "past",
        /// A verb in the present.
        Present = "present",
        /// A participle, gerund or bare form that follows its clause.
        Base = "base",
        /// A noun that nothing embeds.
        Nominal = "nominal",
        /// A word says it is so, or is not ('managed to', 'know that').
        Implied = "implied",
        /// 'will', 'is to'.
        Future = "future",
        /// 'would'.
        Hypothetical = "hypothetical",
        /// 'may', 'can', 'perhaps'.
        Ability = "ability",
        /// 'must', 'should'.
        Obligation = "obligation",
        /// 'in order to'.
        Purpose = "purpose",
        /// 'if', 'unless'.
        Condition = "condition",
        /// A question, or 'whether'.
        Question = "question",
        /// An imperative.
        Command = "command",
        /// Embedded by a word of planning or promising.
        Planned = "planned",
        /// Embedded by a word of wishing or asking.
        Desired = "desired",
        /// Embedded by a word of believing or allowing.
        Possible = "possible",
    }
}

/// What is held of the word that the walk stands at.
#[derive(Clone, Copy, Debug)]
pub(super) struct State<'a> {
    pub(super) negative: bool,
    pub(super) modality: Modality,
    pub(super) circumstance: Circumstance,
    pub(super) by: Option<u32>,
    pub(super) rule: Option<&'a str>,
}

impl<'a> State<'a> {
    const FACT: State<'static> = State {
        negative: false,
        modality: Modality::Asserted,
        circumstance: Circumstance::Nominal,
        by: None,
        rule: None,
    };

    fn is_open(&self) -> bool {
        self.modality != Modality::Asserted
    }

    /// Opens the state, unless something further out already has: the
    /// outermost mode governs, but a plan gives way to what it contains.
    fn open(mut self, modality: Modality, circumstance: Circumstance, by: u32) -> Self {
        if !self.is_open() || self.modality == Modality::Planned {
            self.modality = modality;
            self.circumstance = circumstance;
            self.by = Some(by);
            self.rule = None;
        }
        self
    }
}

/// What is held of a word, by the author of its sentence.
pub(super) fn walk<'a>(
    signatures: &'a Signatures,
    sentence: &Sentence,
    text: &str,
    token: u32,
) -> State<'a> {
    let tree = Tree { s: sentence, text };
    let mut path: Vec<u32> = sentence.ancestors(token).collect();
    path.reverse();
    let mut state: State<'a> = State::FACT;
    // What held before the word's own negation and modals, for a conjunct
    // that has its own.
    let mut before: State<'a> = State::FACT;
    for (i, &t) in path.iter().enumerate() {
        if i > 0 {
            let head = path[i - 1];
            let shared = state;
            state = step(signatures, tree, head, t, state, before);
            if tree.deprel(t) == Deprel::Conj && shares_auxiliary(tree, head, t) {
                // 'will meet and talk': one auxiliary for both.
                before = state;
                state = State {
                    circumstance: shared.circumstance,
                    ..shared
                };
                continue;
            }
        }
        before = state;
        state = own(signatures, tree, t, state);
    }
    state
}

/// True for a second verb in the same bare form without auxiliary, subject or
/// mark of its own.
fn shares_auxiliary(tree: Tree<'_>, head: u32, t: u32) -> bool {
    let has_aux = tree.child(head, &[Deprel::Aux, Deprel::AuxPass]).is_some();
    let bare = tree
        .child(
            t,
            &[
                Deprel::Aux,
                Deprel::AuxPass,
                Deprel::Cop,
                Deprel::Nsubj,
                Deprel::NsubjPass,
                Deprel::Mark,
            ],
        )
        .is_none();
    let but = tree.child_word(t, &[Deprel::Cc], "but").is_some();
    has_aux
        && bare
        && !but
        && tree.xpos(t) == tree.xpos(head)
        && !matches!(tree.xpos(t), Xpos::Vbd | Xpos::Vbz)
}

/// The word's own negation, modals, tense and mood.
fn own<'a>(signatures: &'a Signatures, tree: Tree<'_>, t: u32, mut state: State<'a>) -> State<'a> {
    let modals = &signatures.modals;
    let has = |list: &[String], c: u32| {
        list.iter()
            .any(|w| tree.is(c, w) || tree.lemma(c) == w.as_str())
    };
    let predicate = matches!(tree.upos(t), Upos::Verb | Upos::Aux)
        || tree
            .child(t, &[Deprel::Cop, Deprel::Nsubj, Deprel::NsubjPass])
            .is_some();
    if !predicate {
        // 'no talks', 'not a meeting': the determiner denies the noun.
        for &c in tree.children(t) {
            let denies = matches!(tree.deprel(c), Deprel::Det) && has(&modals.negative_words, c)
                || tree.deprel(c) == Deprel::Advmod && has(&modals.negation, c)
                || tree.deprel(c) == Deprel::Case && has(&modals.negative_marks, c);
            if denies {
                state.negative = true;
                state.by = Some(c);
                state.circumstance = Circumstance::Nominal;
            }
        }
        return state;
    }
    if !state.is_open() && state.circumstance != Circumstance::Implied {
        state.circumstance = tense(tree, t, state.circumstance);
    }
    let mut to_be = false;
    for &c in tree.children(t) {
        match tree.deprel(c) {
            Deprel::Aux | Deprel::AuxPass | Deprel::Cop => {
                // A reported 'would' is a future seen from the past.
                let reported = has(&modals.hypothetical, c) && is_reported(tree, t);
                if has(&modals.planned, c) || reported {
                    state = state.open(Modality::Planned, Circumstance::Future, c);
                } else if has(&modals.hypothetical, c) {
                    state = state.open(Modality::Conditional, Circumstance::Hypothetical, c);
                } else if has(&modals.possible, c) {
                    state = state.open(Modality::Possible, Circumstance::Ability, c);
                } else if has(&modals.desired, c) {
                    state = state.open(Modality::Desired, Circumstance::Obligation, c);
                }
                to_be |= tree.lemma(c) == "be" && c < t;
            }
            Deprel::Advmod => {
                let longer = tree.is(c, "longer")
                    && tree
                        .child_word(c, &[Deprel::Advmod, Deprel::Det], "no")
                        .is_some();
                if has(&modals.negation, c) || longer {
                    state.negative = !state.negative;
                    state.by = Some(c);
                } else if has(&modals.uncertain_adverbs, c) {
                    state = state.open(Modality::Possible, Circumstance::Ability, c);
                }
            }
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Expl => {
                // 'no deal was reached', 'nobody came'.
                let word = has(&modals.negative_words, c);
                let det = tree
                    .children(c)
                    .iter()
                    .any(|&d| tree.deprel(d) == Deprel::Det && has(&modals.negative_words, d));
                if word || det {
                    state.negative = !state.negative;
                    state.by = Some(c);
                }
            }
            _ => {}
        }
    }
    // 'is to return': arranged.
    if to_be
        && tree.infinitive_mark(t).is_some_and(|m| {
            tree.children(t)
                .iter()
                .any(|&c| c < m && tree.lemma(c) == "be" && tree.deprel(c) != Deprel::Mark)
        })
    {
        state = state.open(Modality::Planned, Circumstance::Future, t);
    }
    // 'is going to'.
    if tree.lemma(t) == "go"
        && tree.xpos(t) == Xpos::Vbg
        && state.circumstance == Circumstance::Present
    {
        let to = tree
            .child(t, &[Deprel::Xcomp])
            .is_some_and(|x| tree.infinitive_mark(x).is_some());
        if to {
            state = state.open(Modality::Planned, Circumstance::Future, t);
        }
    }
    if is_root_like(tree, t) {
        state = mood(tree, t, state);
    }
    state
}

/// True where a verb stands in what somebody said in the past.
fn is_reported(tree: Tree<'_>, t: u32) -> bool {
    let mut at = t;
    for _ in 0..3 {
        let Some(h) = tree.s.head(at) else {
            // '..., the ministry said' hangs below what it reports.
            return tree
                .children(at)
                .iter()
                .any(|&c| tree.deprel(c) == Deprel::Parataxis && tree.xpos(c) == Xpos::Vbd);
        };
        match tree.deprel(at) {
            Deprel::Ccomp => return matches!(tree.xpos(h), Xpos::Vbd | Xpos::Vbn | Xpos::Vbg),
            Deprel::Conj | Deprel::Parataxis | Deprel::Xcomp => at = h,
            _ => return false,
        }
    }
    false
}

fn is_root_like(tree: Tree<'_>, t: u32) -> bool {
    match tree.deprel(t) {
        Deprel::Root => true,
        Deprel::Parataxis | Deprel::Conj => tree
            .s
            .head(t)
            .is_some_and(|h| tree.deprel(h) == Deprel::Root),
        _ => false,
    }
}

/// Questions and commands.
fn mood<'a>(tree: Tree<'_>, t: u32, state: State<'a>) -> State<'a> {
    let last = tree.s.subtree(t);
    let asks = last.iter().rev().take(4).any(|&c| tree.is(c, "?"));
    // 'Who fought?' takes the fighting for a fact; 'Did they fight?' does not.
    let wh = last
        .iter()
        .any(|&c| matches!(tree.xpos(c), Xpos::Wp | Xpos::Wdt | Xpos::Wrb | Xpos::WpS));
    if asks && !wh {
        return state.open(Modality::Possible, Circumstance::Question, t);
    }
    let bare = tree.xpos(t) == Xpos::Vb
        && tree
            .child(
                t,
                &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Mark, Deprel::Cop],
            )
            .is_none()
        && tree
            .children(t)
            .iter()
            .filter(|&&c| tree.deprel(c) == Deprel::Aux)
            .all(|&c| tree.lemma(c) == "do");
    if bare && (tree.deprel(t) != Deprel::Conj || follows_command(tree, t)) {
        return state.open(Modality::Desired, Circumstance::Command, t);
    }
    state
}

/// 'Complete the form and send it': a second imperative, joined to the first.
fn follows_command(tree: Tree<'_>, t: u32) -> bool {
    const SUBJECTS: [Deprel; 4] = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Mark, Deprel::Cop];
    let own = tree.child(t, &[Deprel::Aux, Deprel::AuxPass]).is_none();
    tree.s.head(t).is_some_and(|h| {
        let bare = tree.xpos(h) == Xpos::Vb && tree.child(h, &SUBJECTS).is_none();
        let aux = tree.child(h, &[Deprel::Aux, Deprel::AuxPass]);
        own && bare && h < t && aux.is_none_or(|a| tree.lemma(a) == "do")
    })
}

/// Past or present, from the verb or its auxiliaries.
fn tense(tree: Tree<'_>, t: u32, outer: Circumstance) -> Circumstance {
    for &c in tree.children(t) {
        if matches!(tree.deprel(c), Deprel::Aux | Deprel::AuxPass | Deprel::Cop) {
            match tree.xpos(c) {
                Xpos::Vbd => return Circumstance::Past,
                // A perfect tells of what has happened.
                Xpos::Vbz | Xpos::Vbp if tree.lemma(c) == "have" => return Circumstance::Past,
                Xpos::Vbz | Xpos::Vbp => return Circumstance::Present,
                _ => {}
            }
        }
    }
    match tree.xpos(t) {
        Xpos::Vbd => Circumstance::Past,
        Xpos::Vbz | Xpos::Vbp => Circumstance::Present,
        _ => match outer {
            Circumstance::Past | Circumstance::Present => outer,
            _ => Circumstance::Base,
        },
    }
}

/// From a head to a child: what the head, or the link, says of the child.
fn step<'a>(
    signatures: &'a Signatures,
    tree: Tree<'_>,
    head: u32,
    t: u32,
    state: State<'a>,
    before: State<'a>,
) -> State<'a> {
    let relation = tree.deprel(t);
    let fact = State::FACT;
    match relation {
        Deprel::Conj => before,
        Deprel::Parataxis
        | Deprel::Appos
        | Deprel::AclRelcl
        | Deprel::AdvclRelcl
        | Deprel::Discourse
        | Deprel::Vocative
        | Deprel::List => fact,
        Deprel::Advcl => adverbial(signatures, tree, head, t, state),
        Deprel::Ccomp
        | Deprel::Xcomp
        | Deprel::Csubj
        | Deprel::CsubjPass
        | Deprel::Acl
        | Deprel::CsubjOuter => {
            if has_mark(tree, t, &signatures.modals.question) {
                return fact.open(Modality::Possible, Circumstance::Question, t);
            }
            if has_mark(tree, t, &signatures.modals.condition) {
                return fact.open(Modality::Conditional, Circumstance::Condition, t);
            }
            let kind = complement(tree, t, relation);
            if let Some(s) = find(signatures, tree, head, kind) {
                return apply(s, head, state);
            }
            match (relation, kind) {
                // 'measures to stop', 'the first to come'.
                (Deprel::Acl, Complement::Infinitive) => {
                    fact.open(Modality::Planned, Circumstance::Purpose, t)
                }
                (Deprel::Acl, _) => State {
                    circumstance: Circumstance::Base,
                    ..fact
                },
                (Deprel::Xcomp, Complement::Infinitive) if tree.upos(head) == Upos::Verb => {
                    state.open(Modality::Planned, Circumstance::Planned, head)
                }
                _ => state,
            }
        }
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter => {
            let passive = relation == Deprel::NsubjPass;
            if passive && let Some(s) = find(signatures, tree, head, Complement::Object) {
                return apply(s, head, state);
            }
            match find(signatures, tree, head, Complement::Subject) {
                Some(s) => apply(s, head, state),
                None => noun(tree, head, t, state),
            }
        }
        Deprel::Obj => match find(signatures, tree, head, Complement::Object) {
            Some(s) => apply(s, head, state),
            None => noun(tree, head, t, state),
        },
        Deprel::Obl | Deprel::Nmod => match find(signatures, tree, head, Complement::Oblique) {
            Some(s) => apply(s, head, state),
            None => noun(tree, head, t, state),
        },
        // 'the attached form', 'the departing envoy': the participle tells of its noun
        // what is so, whatever becomes of the noun.
        Deprel::Amod if matches!(tree.xpos(t), Xpos::Vbn | Xpos::Vbg) => State {
            circumstance: Circumstance::Base,
            ..fact
        },
        Deprel::Compound
        | Deprel::Amod
        | Deprel::NmodPoss
        | Deprel::Fixed
        | Deprel::Flat
        | Deprel::CompoundPrt
        | Deprel::Advmod
        | Deprel::Nummod
        | Deprel::Goeswith => state,
        _ => noun(tree, head, t, state),
    }
}

/// A noun below a word that says nothing of it: there is such an event,
/// unless the whole clause is open and the noun brings it up anew.
fn noun<'a>(tree: Tree<'_>, head: u32, t: u32, state: State<'a>) -> State<'a> {
    let nominal = State {
        circumstance: Circumstance::Nominal,
        ..State::FACT
    };
    if matches!(tree.upos(t), Upos::Verb) && tree.upos(head) == Upos::Verb {
        return State {
            circumstance: Circumstance::Base,
            ..state
        };
    }
    let definite = tree.children(t).iter().any(|&c| {
        matches!(tree.deprel(c), Deprel::NmodPoss)
            || tree.deprel(c) == Deprel::Det
                && matches!(tree.lemma(c), "the" | "this" | "that" | "these" | "those")
    });
    if definite || !state.is_open() {
        nominal
    } else {
        State {
            negative: false,
            ..state
        }
    }
}

fn has_mark(tree: Tree<'_>, t: u32, list: &[String]) -> bool {
    tree.children(t).iter().any(|&c| {
        matches!(tree.deprel(c), Deprel::Mark | Deprel::Advmod | Deprel::Case)
            && list.iter().any(|w| tree.is(c, w))
    })
}

/// An adverbial clause.
fn adverbial<'a>(
    signatures: &'a Signatures,
    tree: Tree<'_>,
    head: u32,
    t: u32,
    state: State<'a>,
) -> State<'a> {
    let modals = &signatures.modals;
    let fact = State {
        circumstance: Circumstance::Base,
        ..State::FACT
    };
    if has_mark(tree, t, &modals.condition) {
        return fact.open(Modality::Conditional, Circumstance::Condition, t);
    }
    if has_mark(tree, t, &modals.question) {
        return fact.open(Modality::Possible, Circumstance::Question, t);
    }
    if has_mark(tree, t, &modals.negative_marks)
        || tree
            .child_word(t, &[Deprel::Mark, Deprel::Cc, Deprel::Case], "rather")
            .is_some()
        || tree
            .child_word(t, &[Deprel::Mark, Deprel::Cc, Deprel::Case], "instead")
            .is_some()
    {
        return State {
            negative: true,
            ..fact
        };
    }
    if tree.infinitive_mark(t).is_some() {
        if let Some(s) = find(signatures, tree, head, Complement::Infinitive) {
            return apply(s, head, state);
        }
        // 'rose to close at 12': what came of it, not what for.
        if modals.result.iter().any(|w| tree.lemma(t) == w) {
            return State {
                negative: false,
                ..state
            };
        }
        return fact.open(Modality::Planned, Circumstance::Purpose, t);
    }
    if has_mark(tree, t, &modals.after_the_matrix) {
        // 'will leave when they sign': as open as the clause it serves.
        return if state.is_open() {
            State {
                negative: false,
                ..state
            }
        } else {
            fact
        };
    }
    if let Some(s) = find(signatures, tree, head, Complement::Oblique)
        && tree.xpos(t) == Xpos::Vbg
        && tree.child(t, &[Deprel::Mark, Deprel::Case]).is_some()
    {
        return apply(s, head, state);
    }
    // A participle goes with its clause; a finite clause speaks for itself.
    if tree.is_finite(t) {
        fact
    } else {
        State {
            negative: false,
            ..state
        }
    }
}

fn complement(tree: Tree<'_>, t: u32, relation: Deprel) -> Complement {
    if tree.infinitive_mark(t).is_some() {
        return Complement::Infinitive;
    }
    match tree.xpos(t) {
        Xpos::Vbg if !tree.is_finite(t) => {
            if tree.child(t, &[Deprel::Mark, Deprel::Case]).is_some() {
                Complement::Oblique
            } else {
                Complement::Gerund
            }
        }
        Xpos::Vb if relation == Deprel::Xcomp => Complement::Infinitive,
        Xpos::Vbn | Xpos::Jj | Xpos::Nn if relation == Deprel::Xcomp => Complement::Object,
        _ => Complement::Clause,
    }
}

/// The signature of a word for one kind of complement. A passive of planning
/// ('is scheduled', 'is expected') counts as its verb.
fn find<'a>(
    signatures: &'a Signatures,
    tree: Tree<'_>,
    head: u32,
    kind: Complement,
) -> Option<&'a Signature> {
    let list = match tree.upos(head) {
        Upos::Verb | Upos::Aux => signatures.verb(tree.lemma(head)),
        Upos::Noun => signatures.noun(tree.lemma(head)),
        Upos::Adj => signatures.adjective(tree.lemma(head)),
        _ => return None,
    };
    list.iter().find(|s| {
        s.complements.contains(&kind)
            && match &s.particle {
                None => true,
                Some(p) => tree.children(head).iter().any(|&c| tree.is(c, p)),
            }
    })
}

fn apply<'a>(s: &'a Signature, head: u32, state: State<'a>) -> State<'a> {
    let negative = state.negative != s.opposite;
    let effect = if negative { s.negative } else { s.positive };
    let circumstance = match s.modality {
        Modality::Planned => Circumstance::Planned,
        Modality::Desired => Circumstance::Desired,
        _ => Circumstance::Possible,
    };
    let mark = |st: State<'a>| State {
        by: Some(head),
        rule: Some(s.rule.as_str()),
        ..st
    };
    match effect {
        Effect::Same => State {
            negative: state.negative,
            ..state
        },
        Effect::Fact | Effect::Counterfact => {
            let turned = effect == Effect::Counterfact;
            // Factives hold whatever becomes of them; all else is as open as
            // the word that says it.
            let factive = s.positive == Effect::Fact && s.negative == Effect::Fact;
            if state.is_open() && !factive {
                return mark(State {
                    negative: turned,
                    ..state
                });
            }
            mark(State {
                negative: turned,
                modality: Modality::Asserted,
                circumstance: Circumstance::Implied,
                ..state
            })
        }
        Effect::Open => {
            let opened = State {
                negative: false,
                ..state
            }
            .open(s.modality, circumstance, head);
            mark(opened)
        }
        Effect::Unlikely => {
            let opened = state.open(Modality::Possible, Circumstance::Possible, head);
            mark(State {
                negative: true,
                ..opened
            })
        }
    }
}
