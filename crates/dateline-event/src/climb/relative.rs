//! What the relative clauses and participles behind a noun tell of how its event
//! stands: 'talks that were put off', 'an accord signed in May'.

use crate::climb::own_object::changes_another;
use crate::climb::{Climber, NOT_YET, State, UNFULFILLED, climb};
use crate::mend::slips::{is_day, is_month};
use crate::mood::{Form, Modal};
use crate::tree::Tree;
use dateline_syntax::{Deprel, Upos};

impl Climber<'_, '_> {
    /// 'The talks were put off twice but will take place on Friday', 'were to
    /// begin on Monday but have been put off': what a second predicate of the
    /// noun makes of it.
    pub fn joined(&mut self, noun: u32) {
        let tree = self.tree;
        let subject = matches!(
            tree.rel(noun),
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter
        );
        let Some(verb) = tree.s.head(noun).filter(|_| subject) else {
            return;
        };
        for c in tree.s.children_by(verb, &[Deprel::Conj]) {
            let mood = tree.mood(c);
            let own = tree.s.child(c, &[Deprel::Nsubj, Deprel::NsubjPass]);
            if own.is_some() || mood.negated || mood.form != Form::Finite || !tree.is_verb(c) {
                continue;
            }
            let mut side = Climber::new(tree, self.lexicon);
            for word in side.raised(c) {
                let stands = if tree.is_passive(word) { "obj" } else { "subj" };
                if let Some(op) = side.lexicon.operator(tree, word, stands) {
                    side.operate(op, word, stands);
                    side.mood(word, Some(op.effect));
                }
            }
            let off = |s: State| matches!(s, State::Postponed | State::Cancelled);
            let (old, new) = (self.path.state, side.path.state);
            let on_again = off(old) && matches!(new, State::Planned | State::Fact);
            let planned = matches!(old, State::Planned | State::Agreed)
                || old == State::Postponed && self.path.rule == UNFULFILLED;
            // 'Was moved to 14 May and has now been cancelled'
            let given_up = old == State::Postponed && new == State::Cancelled;
            let off_now = (planned || given_up) && off(new);
            if off_now && old == State::Postponed {
                self.path.state = State::Planned;
            }
            if !on_again && !off_now {
                continue;
            }
            if on_again && new == State::Fact {
                let word = self.path.word.unwrap_or(verb);
                self.path.earlier.push((old, self.path.rule.clone(), word));
            }
            // The days of the first say when it was put off.
            if on_again {
                self.path.aside.extend(
                    tree.s
                        .children_by(verb, &[Deprel::Obl, Deprel::OblUnmarked])
                        // 'Has been rescheduled for 20 May and will be held in Oslo'
                        .filter(|&o| {
                            o < c && !matches!(tree.case(o).as_deref(), Some("for" | "to"))
                        }),
                );
            }
            let word = side.path.word.unwrap_or(c);
            self.decide(new, &side.path.rule, word);
            self.path.spine.push(c);
            self.path.spine.extend(&side.path.spine);
            self.path.passed.extend(&side.path.passed);
            self.path.new_day.append(&mut side.path.new_day);
        }
    }

    /// Relative clauses and participles behind the noun.
    pub fn clauses_of(&mut self, noun: u32) {
        let tree = self.tree;
        let mut clauses: Vec<u32> = tree
            .s
            .children_by(noun, &[Deprel::AclRelcl, Deprel::Acl])
            .filter(|&c| tree.is_predicate(c))
            .collect();
        let strayed = tree.strayed(self.lexicon, noun);
        clauses.extend(strayed);
        for first in clauses {
            for c in tree.conjuncts(first) {
                let stands = if Some(first) == strayed {
                    if tree.is_passive(c) { "obj" } else { "subj" }
                } else if tree.object(c) == Some(noun) {
                    "obj"
                } else if tree.subject(c) == Some(noun) || tree.upos(c) == Upos::Adj {
                    "subj"
                } else if with_which(tree, c) {
                    "with"
                } else {
                    continue;
                };
                let mut side = Climber::new(tree, self.lexicon);
                let mut found = false;
                // 'due to open on Saturday'
                if let Some(v) = tree
                    .s
                    .child(c, &[Deprel::Xcomp, Deprel::Advcl, Deprel::Ccomp])
                    .filter(|&v| tree.mood(v).form == Form::Infinitive)
                    && self.lexicon.operator(tree, v, "subj").is_some()
                {
                    side.path.spine.push(v);
                }
                for word in side.raised(c) {
                    let stands = if word == c {
                        if side.path.word.is_some() {
                            "xcomp"
                        } else {
                            stands
                        }
                    } else if side.path.word.is_none() {
                        if tree.is_passive(word) { "obj" } else { "subj" }
                    } else {
                        "xcomp"
                    };
                    let op = side.lexicon.operator(tree, word, stands);
                    if let Some(op) = op.filter(|o| !changes_another(tree, word, stands, o.effect))
                    {
                        side.operate(op, word, stands);
                        side.mood(word, Some(op.effect));
                        found = true;
                    }
                }
                if !found {
                    continue;
                }
                self.path.spine.extend(&side.path.spine);
                self.path.passed.extend(&side.path.passed);
                self.path.roles.append(&mut side.path.roles);
                self.path.new_day.append(&mut side.path.new_day);
                self.path.moving.append(&mut side.path.moving);
                self.path.old_day.append(&mut side.path.old_day);
                let (mut state, rule, word) =
                    (side.path.state, side.path.rule, side.path.word.unwrap_or(c));
                // 'Talks to be held in Oslo on 3 May'
                if state == State::Fact && tree.mood(c).form == Form::Infinitive {
                    state = State::Planned;
                }
                if matches!(self.path.state, State::Bare)
                    || self.path.by_preposition && state != State::Bare
                {
                    self.decide(state, &rule, word);
                    self.path.by_preposition = false;
                } else if state != self.path.state && state != State::Bare {
                    // The day for which it had been set is still its own.
                    let off =
                        |s: State| matches!(s, State::Postponed | State::Cancelled | State::Denied);
                    // 'Called off talks that had been set for Monday': till then they
                    // were not off.
                    let state = if off(self.path.state) && rule == UNFULFILLED {
                        State::Planned
                    } else {
                        state
                    };
                    // 'The deal struck in Oslo in May expires in July', 'the pact, which
                    // they signed in May, has yet to be ratified': it was concluded
                    // there and then.
                    let told = tree.mood(c);
                    let told = told.form == Form::Finite && told.past && told.modal == Modal::None;
                    let concluded = state == State::Fact
                        && (tree.rel(c) == Deprel::Acl || told)
                        && matches!(
                            tree.lemma(c),
                            "sign"
                                | "strike"
                                | "reach"
                                | "conclude"
                                | "initial"
                                | "clinch"
                                | "seal"
                        )
                        && !off(self.path.state);
                    // 'The accord, initialled in May, is to be signed on 3 June'
                    let signed = |w: u32| matches!(tree.lemma(w), "sign" | "conclude" | "seal");
                    let to_come = matches!(self.path.state, State::Planned | State::Agreed)
                        && self.path.clause.is_some_and(signed);
                    if concluded && to_come {
                        self.path.aside.push(c);
                        continue;
                    }
                    if concluded && let Some(main) = self.path.word {
                        self.path.ends.push(main);
                        self.decide(state, &rule, word);
                        continue;
                    }
                    // 'The visit, planned for Monday, was criticised': it has still to come.
                    let remark = self.path.presupposed
                        && state == State::Planned
                        && rule != UNFULFILLED
                        && self
                            .path
                            .word
                            .is_some_and(|w| self.lexicon.listed("remarks", tree.lemma(w)))
                        && has_day(tree, c);
                    if remark {
                        self.path.presupposed = false;
                        self.decide(state, &rule, word);
                        continue;
                    }
                    // 'The round set for Friday was not held'
                    if self.path.state == State::Denied && state == State::Planned {
                        self.path.state = State::Cancelled;
                        continue;
                    }
                    // 'That were supposed to start on Monday have still not begun'
                    if self.path.rule == NOT_YET && rule == UNFULFILLED {
                        self.decide(state, &rule, word);
                        continue;
                    }
                    // 'that were to begin in May but have been held up'
                    if c != first && off(state) {
                        self.decide(state, &rule, word);
                        continue;
                    }
                    // 'The summit set for 3 June is in doubt', 'agreed on talks to be
                    // held on 3 May'
                    let set = state == State::Planned
                        && matches!(
                            self.path.state,
                            State::Possible | State::Agreed | State::Proposed
                        );
                    // 'A meeting, moved from 4 to 5 May, achieved nothing'
                    let moved = off(state)
                        && !off(self.path.state)
                        && tree.obliques(c).any(|(case, _)| case == "to");
                    if (!off(self.path.state) || off(state)) && !set && !moved {
                        self.path.aside.push(c);
                    }
                    // 'The duties that it had threatened took effect': no more than that.
                    if !(self.path.state == State::Fact && state == State::Possible) {
                        self.path.earlier.insert(0, (state, rule, word));
                    }
                }
            }
        }
    }
}

/// True for a clause of 'with which': 'the ban with which it had threatened Kenya'.
fn with_which(tree: &Tree, clause: u32) -> bool {
    tree.obliques(clause)
        .any(|(case, o)| case == "with" && tree.lemma(o) == "which")
}

/// True for a clause with a day or month to come, 'planned for Monday'; not 'planned for
/// months' nor 'scheduled for last Monday'.
fn has_day(tree: &Tree, clause: u32) -> bool {
    tree.obliques(clause).any(|(_, o)| {
        let dated =
            |w: u32| is_day(tree.token(w)) || is_month(tree.token(w)) || tree.lemma(w) == "next";
        let over = |w: u32| matches!(tree.lemma(w), "last" | "previous" | "past");
        (dated(o) || tree.children(o).any(dated)) && !tree.children(o).any(over)
    })
}

impl Climber<'_, '_> {
    /// 'The duties that it had threatened to impose took effect': what the clause of
    /// the noun says of how they stand, where the verb says only what was to be.
    pub(crate) fn is_carried(&mut self, verb: u32, noun: u32) -> bool {
        let tree = self.tree;
        let open = matches!(
            self.path.state,
            State::Possible | State::Proposed | State::Agreed | State::Planned
        );
        let subject = matches!(tree.rel(noun), Deprel::Nsubj | Deprel::NsubjPass);
        if !open || !subject || !tree.is_verb(verb) || tree.object(verb) != Some(noun) {
            return false;
        }
        let side = climb(tree, self.lexicon, noun, false);
        let told = matches!(
            side.state,
            State::Fact | State::Postponed | State::Cancelled | State::Denied
        );
        if !told || side.clause.is_none() {
            return false;
        }
        let roles = std::mem::take(&mut self.path.roles);
        self.path = side;
        self.path.roles.extend(roles);
        true
    }

    /// 'Agreed to attend a meeting that will be held in Jeddah on 15 July': what is
    /// told of the meeting behind it.
    pub(crate) fn attended(&mut self, verb: u32) {
        let tree = self.tree;
        let goes = matches!(tree.lemma(verb), "attend" | "join" | "host");
        if let Some(noun) = tree.object(verb).filter(|_| goes && tree.is_verb(verb))
            && self.lexicon.is_meeting_noun(tree.lemma(noun))
        {
            self.clauses_of(noun);
        }
    }

    /// 'The deadline for an accord ran out': the accord is put off.
    pub(crate) fn lapses(&mut self, word: u32) -> bool {
        let tree = self.tree;
        let lexicon = self.lexicon;
        let deadline = self
            .path
            .passed
            .iter()
            .any(|&w| tree.is_noun(w) && lexicon.listed("deadline", tree.lemma(w)));
        let name = match tree
            .children(word)
            .find(|&c| tree.rel(c) == Deprel::CompoundPrt)
        {
            Some(p) => format!("{} {}", tree.lemma(word), tree.lemma(p)),
            None => tree.lemma(word).to_owned(),
        };
        if !deadline || !lexicon.listed("lapse", &name) {
            return false;
        }
        let mood = tree.mood(word);
        if mood.negated || !(mood.past || mood.perfect) {
            return false;
        }
        self.decide(State::Postponed, "en.event.words.deadline", word);
        self.path.passed.push(word);
        true
    }
}
