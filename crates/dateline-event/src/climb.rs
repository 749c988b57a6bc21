//! The status calculus: from a trigger up to the root of its clause, each
//! word on the way and its tense and mood may change how the event stands.

pub(crate) mod condition;
pub(crate) mod copular;
pub(crate) mod denial;
pub(crate) mod occasion;
pub(crate) mod off_before;
pub(crate) mod off_then_on;
pub(crate) mod open;
pub(crate) mod operate;
pub(crate) mod own_object;
pub(crate) mod relative;
pub(crate) mod since;
pub(crate) mod state;
pub(crate) mod time_clause;
pub(crate) mod turned_out;

use crate::climb::open::{dated, reported};
use crate::climb::own_object::changes_another;
pub(crate) use crate::climb::state::State;
use crate::climb::state::{apply, in_mood};
use crate::draft::place::is_site;
use crate::frame::{Effect, Operator};
use crate::lexicon::Lexicon;
use crate::mood::{Form, Modal};
use crate::tie::ellipsis::is_undone;
use crate::tree::Tree;
use dateline_record::{Role, Span, WAS_TO};
use dateline_syntax::{Deprel, Upos, Xpos};

/// What the climb found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Path {
    pub state: State,
    /// Operator that decided, or the name of a part of the calculus.
    pub rule: String,
    /// The word that decided.
    pub word: Option<u32>,
    /// States told of besides, in order.
    pub earlier: Vec<(State, String, u32)>,
    /// Words whose times and places are the event's.
    pub spine: Vec<u32>,
    /// Words passed on the way that are not in the spine.
    pub passed: Vec<u32>,
    /// Words of a day on which what is in force ends: it is not the event's.
    pub ends: Vec<u32>,
    /// Words of a day the event is set for or moved to: word, prepositions.
    pub new_day: Vec<(u32, Vec<String>)>,
    /// Those of them that put it off.
    pub moving: Vec<u32>,
    /// Relative clauses that tell of another state than the main one.
    pub aside: Vec<u32>,
    /// Words of a day the event is moved from.
    pub old_day: Vec<(u32, Vec<String>)>,
    /// Roles of the operators' own arguments.
    pub roles: Vec<(Role, u32, String)>,
    /// Predicate of the clause that asserts the event.
    pub clause: Option<u32>,
    /// Reached by a preposition such as 'after'.
    pub by_preposition: bool,
    /// The preposition says so only of a clause in the past ('at').
    pub weak: bool,
    /// Denied as something that never was: 'no president has ever met'.
    pub never: bool,
    /// An infinitive with 'not'.
    pub refrains: bool,
    /// It is what some word such as 'follow' takes for granted.
    pub presupposed: bool,
    /// A word before the noun says that it is off: 'the postponed talks'.
    pub off_before: bool,
}

/// Where one word stands seen from another that governs it.
fn place(tree: &Tree, word: u32) -> String {
    match tree.rel(word) {
        Deprel::Obj | Deprel::NsubjPass | Deprel::CsubjPass => "obj".into(),
        Deprel::Nsubj | Deprel::Csubj | Deprel::NsubjOuter => "subj".into(),
        Deprel::Iobj => "iobj".into(),
        Deprel::Xcomp => "xcomp".into(),
        Deprel::Ccomp => "ccomp".into(),
        Deprel::Compound | Deprel::Amod | Deprel::NmodPoss | Deprel::NmodDesc => "mod".into(),
        Deprel::Acl | Deprel::Advcl => tree
            .marker(word, Deprel::Mark)
            .filter(|m| m != "to" && tree.token(word).xpos == Xpos::Vbg)
            .unwrap_or_else(|| {
                if tree.rel(word) == Deprel::Acl {
                    "acl".into()
                } else {
                    "advcl".into()
                }
            }),
        _ => tree.case(word).unwrap_or_default(),
    }
}

/// It was planned for a day, and did not come about then.
pub(crate) const UNFULFILLED: &str = "en.event.status.unfulfilled";

/// The rule of what came about as it was to.
pub(crate) const FULFILLED: &str = "en.event.status.fulfilled";

/// The rule of what stands before the noun for an offer: 'a truce proposal'.
const OFFER_OF: &str = "en.event.status.offer_of";

/// It has not come about yet.
pub(crate) const NOT_YET: &str = "en.event.status.not_yet";

pub(crate) struct Climber<'t, 'a> {
    pub tree: &'t Tree<'a>,
    pub lexicon: &'t Lexicon,
    pub path: Path,
    /// What a word before the noun makes of it.
    pub modifier: Option<(State, String, u32)>,
}

impl<'t, 'a> Climber<'t, 'a> {
    pub fn new(tree: &'t Tree<'a>, lexicon: &'t Lexicon) -> Self {
        Self {
            tree,
            lexicon,
            path: Path::default(),
            modifier: None,
        }
    }

    pub fn decide(&mut self, state: State, rule: &str, word: u32) {
        if state != self.path.state || self.path.word.is_none() {
            if matches!(self.path.state, State::Postponed | State::Cancelled)
                && state == State::Planned
            {
                let old = (
                    self.path.state,
                    self.path.rule.clone(),
                    self.path.word.unwrap_or(word),
                );
                self.path.earlier.push(old);
            }
            rule.clone_into(&mut self.path.rule);
            self.path.word = Some(word);
        }
        self.path.state = state;
    }

    /// Applies tense and mood of a predicate.
    pub fn mood(&mut self, word: u32, effect: Option<Effect>) {
        if effect == Some(Effect::Occur) && self.takes_for_granted(word) {
            return;
        }
        let mut mood = self.tree.mood(word);
        // 'Hours before the truce was to lapse': it was in force.
        let ahead = mood.modal == Modal::BeTo && mood.past
            || !matches!(mood.modal, Modal::BeTo | Modal::None);
        if ahead && self.path.ends.contains(&word) {
            return;
        }
        // 'The postponed talks have not been given a new date' are still off.
        if self.path.off_before
            && matches!(self.path.state, State::Postponed | State::Cancelled)
            && effect == Some(Effect::Keep)
        {
            mood.negated = false;
        }
        self.comes_about(word, &mood, effect);
        // What has not been rescheduled is still off; 'nothing came of it'.
        let nothing = self.tree.lemma(word) == "come" && effect == Some(Effect::Cancel);
        let unkept = effect == Some(Effect::Fulfil) && self.path.rule == UNFULFILLED;
        if self.tree.lemma(word) == "reschedule" || nothing || unkept {
            mood.negated = false;
        }
        // 'Will not take part until the pilots are free' puts nothing off.
        let part = |o: u32| self.tree.lemma(o) == "part";
        if self.tree.lemma(word) == "take" && self.tree.object(word).is_some_and(part) {
            mood.until = false;
        }
        let unasked = self.is_unasked(&mood, effect);
        let state = match unasked {
            true => State::Denied,
            false => {
                let told = reported(self.tree, word) || !mood.perfect && dated(self.tree, word);
                in_mood(self.path.state, &mood, effect, told)
            }
        };
        self.path.never |= unasked;
        let state = self.would_welcome(word, &mood, state);
        if state != self.path.state {
            // 'They were to meet': how it stood then.
            let was_to = mood.modal == Modal::BeTo && mood.past && state == State::Planned;
            let rule = if was_to {
                WAS_TO
            } else {
                "en.event.status.mood"
            };
            self.decide(state, rule, word);
        }
        // 'Was not signed on Thursday as planned'
        let missed = mood.negated && (mood.past || mood.perfect) && self.as_planned(word);
        // 'Will not begin on time', 'will not open as scheduled'
        let later = mood.negated
            && matches!(mood.modal, Modal::Will | Modal::Would | Modal::BeTo)
            && (self.as_planned(word) || self.is_on_time(word));
        if (missed || later) && self.path.state == State::Denied {
            self.decide(State::Postponed, UNFULFILLED, word);
        }
        if self.path.state == State::Fact && self.waits(word) {
            self.decide(State::Planned, "en.event.status.clause", word);
        }
        // 'were to have met on Monday', 'should have met': they did not.
        if matches!(mood.modal, Modal::BeTo | Modal::Should)
            && mood.perfect
            && matches!(self.path.state, State::Planned | State::Possible)
            && mood.form == Form::Finite
        {
            self.decide(State::Postponed, UNFULFILLED, word);
        }
        // 'They were to meet on Friday but did not.'
        if matches!(self.path.state, State::Planned | State::Agreed) && is_undone(self.tree, word) {
            self.decide(State::Postponed, UNFULFILLED, word);
        }
        self.put_off_since(word);
        // 'without signing'
        if mood.form == Form::Gerund {
            self.left_out(word, false);
        }
        // 'had been scheduled for Monday', 'was supposed to start on Monday': it was
        // not held then.
        if self.was_meant(word, effect)
            && (mood.perfect || self.tree.lemma(word) == "suppose")
            && !mood.negated
            && mood.past
            && mood.form == Form::Finite
        {
            self.decide(State::Postponed, UNFULFILLED, word);
        }
        // 'The meeting had been put off twice': that tells what went before.
        if effect == Some(Effect::Postpone)
            && self.path.state == State::Postponed
            && mood.perfect
            && mood.past
            && self.tree.children(word).any(|c| {
                let counts = self
                    .tree
                    .children(c)
                    .any(|n| matches!(self.tree.rel(n), Deprel::Nummod | Deprel::Amod));
                match self.tree.lemma(c) {
                    "once" | "twice" | "repeatedly" | "thrice" | "already" => true,
                    "time" => counts,
                    _ => false,
                }
            })
        {
            self.path.state = State::Bare;
            self.path.rule.clear();
        }
        if mood.negated && mood.perfect && self.path.state == State::Denied {
            // 'Have still not met', 'has not yet been held': it is to come.
            let yet = |c: u32| matches!(self.tree.lemma(c), "yet" | "still");
            if self.tree.children(word).any(yet) {
                self.decide(State::Agreed, NOT_YET, word);
            } else {
                self.path.never = true;
            }
        }
        if mood.form == Form::Finite {
            self.path.clause = Some(word);
        }
    }

    /// The words between a subject and the predicate it was raised from,
    /// innermost first: 'the talks are expected to be held' gives held,
    /// expected.
    pub fn raised(&self, predicate: u32) -> Vec<u32> {
        let mut chain = vec![predicate];
        let mut at = predicate;
        for _ in 0..4 {
            match self.tree.s.child(at, &[Deprel::Xcomp]) {
                // 'A treaty that commits X to drop its claim' drops nothing.
                Some(x)
                    if self.tree.is_verb(x)
                        && (self.tree.is_passive(at)
                            || self.tree.s.children_by(at, &[Deprel::Obj]).all(|o| o < at)) =>
                {
                    chain.push(x);
                    at = x;
                }
                _ => break,
            }
        }
        chain.reverse();
        chain
    }

    fn start(&mut self, head: u32, predicate: bool) {
        let tree = self.tree;
        self.path.spine.push(head);
        if predicate || tree.is_verb(head) {
            let mood = tree.mood(head);
            // 'undertakes not to block': to refrain is what is undertaken.
            if mood.negated && mood.form == Form::Infinitive {
                self.path.refrains = true;
                self.path.state = State::Fact;
                self.path.rule = "en.event.status.mood".into();
                self.path.word = Some(head);
                return;
            }
            self.path.state = State::Fact;
            self.path.rule = "en.event.status.mood".into();
            self.path.word = Some(head);
            self.mood(head, None);
            return;
        }
        // Words that modify a noun: 'planned talks', 'a possible summit'.
        for c in tree.children(head) {
            let map = tree.lemma(head) == "map" && tree.lemma(c) == "road";
            if map
                || !matches!(tree.rel(c), Deprel::Amod | Deprel::Compound | Deprel::Acl)
                || c > head
            {
                continue;
            }
            let lexicon = self.lexicon;
            // 'A roll call vote' is no vote that is called for.
            let own = lexicon.operator(tree, c, "mod");
            let own = own.filter(|o| o.id != OFFER_OF);
            let participle = own.is_none() && tree.token(c).xpos == Xpos::Vbn;
            // 'The upcoming visit' is as planned as 'the planned visit'.
            let participle = participle
                || own.is_none()
                    && matches!(tree.lemma(c), "upcoming" | "forthcoming" | "impending");
            let op = own.or_else(|| {
                participle
                    .then(|| lexicon.operator(tree, c, "obj"))
                    .flatten()
            });
            if let Some(op) = op {
                let off = matches!(
                    op.effect,
                    Effect::Postpone | Effect::Cancel | Effect::Deny | Effect::Fail
                );
                let state = apply(op.effect, State::Bare);
                let id = op.id.clone();
                // 'concluded a long-sought accord', 'the first of three planned rounds'
                let one_of = tree.case(head).as_deref() == Some("of")
                    && tree.s.head(head).is_some_and(|h| {
                        matches!(
                            tree.lemma(h),
                            "first" | "second" | "third" | "fourth" | "last" | "one"
                        )
                    });
                if op.weak || participle && !off || one_of {
                    self.modifier = Some((state, id, c));
                } else {
                    self.decide(state, &id, c);
                    self.path.off_before |= off;
                }
                self.path.passed.push(c);
            }
        }
        // 'No meeting took place' is negated by the verb's mood; 'without a
        // deal' by the preposition.
        if let Some(case) = tree.case(head)
            && let Some(op) = self.lexicon.preposition(&case)
            // 'On a visit', but not 'a decision on talks'.
            && (case != "on" || self.lexicon.listed("journeys", tree.lemma(head)))
        {
            let fact = op.effect;
            let id = op.id.clone();
            self.path.weak = !op.shares;
            if fact == Effect::Deny || self.path.state == State::Bare {
                let ended = self.is_ended_by(head, &case);
                let fact = if ended { Effect::Occur } else { fact };
                let state = apply(fact, self.path.state);
                self.decide(state, &id, head);
                self.path.by_preposition = true;
            }
        }
        // A predicate noun: 'the aim is an accord'.
        if let Some(subject) = tree.s.child(head, &[Deprel::Nsubj])
            && tree.children(head).any(|c| tree.rel(c) == Deprel::Cop)
        {
            if let Some(op) = self.lexicon.operator(tree, subject, "acl") {
                let state = apply(op.effect, State::Bare);
                let id = op.id.clone();
                self.decide(state, &id, subject);
            } else if matches!(tree.lemma(subject), "it" | "this" | "that" | "which")
                && self.path.state == State::Bare
                && !tree.mood(head).negated
                && matches!(
                    tree.mood(head).modal,
                    Modal::None | Modal::Will | Modal::BeTo
                )
            {
                // 'It was the first meeting in two years.'
                self.decide(State::Fact, "en.event.status.mood", head);
            }
            self.mood(head, None);
        }
    }

    fn climb(&mut self, head: u32, predicate: bool) {
        let tree = self.tree;
        let lexicon = self.lexicon;
        self.start(head, predicate);
        let mut at = head;
        let limit = tree.s.tokens.len();
        let mut occasion = None;
        for _ in 0..limit {
            let Some(up) = tree.s.head(at) else { break };
            match tree.rel(at) {
                Deprel::Conj => {
                    // A second verb shares the auxiliaries of the first unless
                    // it has its own.
                    if tree.is_verb(at) && tree.is_verb(up) {
                        let own = tree.mood(at);
                        // A finite verb with its own subject is its own clause.
                        let clause = own.form == Form::Finite
                            && tree
                                .s
                                .child(at, &[Deprel::Nsubj, Deprel::NsubjPass])
                                .is_some();
                        if clause && tree.mood(up).form != Form::Finite {
                            break;
                        }
                        if !own.own && own.form != Form::Finite {
                            self.mood(up, None);
                        }
                    }
                    at = up;
                    continue;
                }
                Deprel::Appos | Deprel::Flat => {
                    at = up;
                    continue;
                }
                // 'the annual exercise Malabar': the name is the event's.
                Deprel::Compound
                    if tree.upos(at) == Upos::Noun && tree.upos(up) == Upos::Propn && up > at =>
                {
                    at = up;
                    continue;
                }
                Deprel::Obj if tree.leaves_open(up) => {
                    self.decide(State::Bare, "en.event.status.none", up);
                    break;
                }
                // 'Would neither confirm nor deny that talks were held'
                Deprel::Ccomp if tree.is_verb(at) && tree.leaves_open(up) => {
                    self.decide(State::Possible, "en.event.status.deny", up);
                    break;
                }
                Deprel::AclRelcl | Deprel::Acl | Deprel::Ccomp
                    if tree.is_verb(at) && tree.is_denied_report(up) =>
                {
                    self.decide(State::Denied, "en.event.status.deny", up);
                    break;
                }
                // 'the limit that they gave themselves for an accord'
                Deprel::AclRelcl
                    if lexicon.listed("deadline", tree.lemma(up))
                        && tree.case(head).as_deref() == Some("for") =>
                {
                    self.decide(State::Possible, "en.event.words.deadline", up);
                    self.path.passed.push(up);
                    at = up;
                    continue;
                }
                // 'The ceremony at which they were to sign it was put off'
                Deprel::AclRelcl if self.is_done_at(at, up) => {
                    self.path.spine.push(up);
                    occasion = Some(up);
                    at = up;
                    continue;
                }
                Deprel::AclRelcl if self.is_carried(head, up) => return,
                Deprel::AclRelcl
                | Deprel::Parataxis
                | Deprel::Root
                | Deprel::List
                | Deprel::Discourse => break,
                _ => {}
            }
            let mut stands = place(tree, at);
            // 'Suggested Geneva as the venue for talks'
            if stands == "as" && is_site(tree.lemma(at)) {
                stands = "obj".into();
            }
            if matches!(stands.as_str(), "subj" | "obj") && self.lapses(up) {
                at = up;
                continue;
            }
            if self.linked(up, &stands) {
                at = up;
                continue;
            }
            // A subject may belong to the innermost verb of a chain.
            if matches!(stands.as_str(), "subj" | "obj") && tree.is_predicate(up) {
                let (mut done, mut granted) = (false, false);
                let chain = self.raised(up);
                let innermost = chain[0];
                for word in chain {
                    if word != up && tree.rel(at) == Deprel::Obj {
                        continue;
                    }
                    let stands = if word == innermost && word != up {
                        if tree.is_passive(word) { "obj" } else { "subj" }
                    } else if done {
                        "xcomp"
                    } else {
                        stands.as_str()
                    };
                    let op = lexicon.operator(tree, word, stands);
                    let bears = |o: &&Operator| {
                        !changes_another(tree, word, stands, o.effect) && !self.only_stirs(o)
                    };
                    if let Some(op) = op.filter(bears) {
                        self.operate(op, word, stands);
                        self.mood(word, Some(op.effect));
                        done = true;
                        // 'Denied that a quarrel had cut the talks short':
                        // what is taken for granted stays so.
                        granted |= op.effect == Effect::Occur && self.path.state == State::Fact;
                    }
                }
                if granted {
                    // '... takes effect once parliament ratifies it'
                    if let Some(main) = self.main_of(up) {
                        self.time_clause(up, main);
                    }
                    break;
                }
                if done {
                    at = up;
                    continue;
                }
            }
            if stands == "acl" && self.given_time(at, up) || stands == "for" && self.in_return(up) {
                break;
            }
            if stands == "advcl" || stands == "acl" && tree.is_verb(at) {
                let verb_mood = tree.mood(at);
                let clause = stands == "advcl" && verb_mood.form == Form::Finite;
                // 'Meeting in Oslo on Monday, they agreed to ...'
                let setting = stands == "advcl"
                    && at < up
                    && tree.is_verb(up)
                    && tree.s.child(at, &[Deprel::Mark]).is_none()
                    && (tree.token(at).xpos == Xpos::Vbg || tree.lemma(at) == "meeting");
                if !clause
                    && !setting
                    && !self.closes(at)
                    && let Some(op) =
                        lexicon.operator(tree, up, if stands == "acl" { "acl" } else { "advcl" })
                    // 'The ban imposed on Monday' forbids no imposing.
                    && !(op.effect == Effect::Deny && tree.object(at) == Some(up))
                {
                    self.operate(op, up, &stands);
                    if tree.is_predicate(up) {
                        self.mood(up, Some(op.effect));
                    }
                    at = up;
                    continue;
                }
                if clause {
                    self.time_clause(at, self.main_of(at).unwrap_or(up));
                }
                if let Some(main) = tree.first_to(at) {
                    self.mood(main, None);
                } else if verb_mood.form == Form::Infinitive {
                    // A purpose is no fact yet.
                    if matches!(self.path.state, State::Fact | State::Planned | State::Bare) {
                        self.decide(State::Possible, "en.event.status.purpose", at);
                    }
                } else if stands == "advcl"
                    && (verb_mood.form == Form::Gerund || setting)
                    && tree.is_verb(up)
                {
                    // 'They met, discussing ...': the main verb's tense.
                    self.mood(up, None);
                }
                break;
            }
            if stands.is_empty() {
                // Unmarked phrases and words the parser could not place.
                stands = "obj".into();
            }
            // 'They agreed in a phone call to meet': the call is where they did.
            let setting = matches!(stands.as_str(), "in" | "over")
                && self.path.by_preposition
                && matches!(
                    tree.lemma(at),
                    "call" | "conversation" | "meeting" | "talk" | "dinner" | "lunch"
                );
            // 'On a visit to Oslo, he invited them': it is where he did.
            let before = matches!(stands.as_str(), "in" | "on" | "at" | "during" | "over")
                && self.path.by_preposition
                && at < up
                && tree.is_verb(up);
            if let Some(op) = lexicon.operator(tree, up, &stands)
                && !(setting && op.effect == Effect::Agree || before)
                && !self.is_setting_behind(at, up, op)
                && !self.only_stirs(op)
                && !changes_another(tree, up, &stands, op.effect)
                && !self.is_claim(at, up)
                // Who comes back to an accord did not make it then.
                && (op.id != "en.event.status.rejoin"
                    || matches!(
                        tree.lemma(at),
                        "talk" | "negotiation" | "round" | "dialogue" | "meeting" | "discussion"
                    ))
            {
                self.operate(op, up, &stands);
                self.at_part(op, up);
                // 'Ended without agreement on a truce'
                if tree.is_noun(up)
                    && let Some(none) = tree.case(up).and_then(|c| lexicon.preposition(&c))
                    && none.effect == Effect::Deny
                {
                    let id = none.id.clone();
                    self.decide(apply(Effect::Deny, self.path.state), &id, up);
                    break;
                }
                if tree.is_predicate(up) {
                    self.mood(up, Some(op.effect));
                }
                at = up;
                continue;
            }
            match stands.as_str() {
                // A gerund or infinitive of a word that says nothing of it.
                "xcomp" if tree.is_verb(at) => {
                    let form = tree.mood(at).form;
                    if form == Form::Infinitive && self.path.state == State::Fact {
                        self.decide(State::Possible, "en.event.status.infinitive", at);
                    } else if form == Form::Gerund {
                        // 'undertook to begin laying down arms'
                        self.mood(up, None);
                        self.path.passed.push(up);
                        at = up;
                        continue;
                    }
                    break;
                }
                "ccomp" => break,
                // 'The next meeting will be in Kampala on 20 April', 'the site
                // of the talks will be Kampala'
                "subj" if self.is_there_or_then(at, up) => {
                    if matches!(self.path.state, State::Bare | State::Fact) {
                        self.decide(State::Fact, "en.event.status.mood", up);
                    }
                    self.mood(up, None);
                    self.path.spine.push(up);
                    break;
                }
                // 'A meeting would help': it is not there yet.
                "subj" if self.path.state == State::Bare && tree.is_predicate(up) => {
                    if matches!(tree.mood(up).modal, Modal::Would | Modal::May | Modal::Can) {
                        self.decide(State::Possible, "en.event.status.mood", up);
                    }
                    break;
                }
                // 'Would send a delegation to talks in Oslo'
                "to" if self.path.state == State::Bare
                    && matches!(
                        tree.lemma(at),
                        "talk" | "negotiation" | "round" | "summit" | "meeting" | "conference"
                    ) =>
                {
                    let sent = tree.s.head(up).filter(|_| tree.is_noun(up));
                    let verb = sent.unwrap_or(up);
                    if self.not_sent(verb) {
                        break;
                    }
                    if tree.is_verb(verb) && tree.mood(verb).modal != Modal::None {
                        self.set_ahead(at, verb);
                    }
                    break;
                }
                // 'Stayed at home instead of flying to Oslo for talks'
                "for" if tree.is_verb(up) && self.left_out(up, true) => break,
                _ => {
                    // 'At talks in Vienna they agreed': what a finite clause
                    // in the past is set in took place.
                    if self.path.by_preposition && self.path.weak && self.path.state == State::Fact
                    {
                        // 'They agreed to go on, at talks in Oslo.'
                        let mut up = up;
                        for _ in 0..3 {
                            let below = matches!(tree.rel(up), Deprel::Xcomp | Deprel::Advcl)
                                && tree.is_verb(up)
                                && tree.mood(up).form == Form::Infinitive;
                            match tree.s.head(up) {
                                Some(h) if below => up = h,
                                _ => break,
                            }
                        }
                        let mood = tree.mood(up);
                        let past = tree.is_predicate(up)
                            && mood.form == Form::Finite
                            && mood.modal == Modal::None
                            && (mood.past || mood.perfect);
                        let within = matches!(
                            tree.case(at).as_deref(),
                            Some("in" | "at" | "during" | "over")
                        );
                        if !past && within {
                            self.set_ahead(at, up);
                        } else if !past {
                            self.decide(State::Bare, "en.event.status.none", at);
                        }
                    }
                    break;
                }
            }
        }
        self.no_plan(head);
        self.stayed_at_home(head);
        if !tree.is_noun(head) {
            self.attended(head);
        }
        if let Some(occasion) = occasion {
            self.clauses_of(occasion);
        }
        if tree.upos(head) == Upos::Pron {
            self.joined(head);
        }
        if tree.is_noun(head) {
            self.no(head);
            self.back_on(head);
            self.joined(head);
            self.clauses_of(head);
            // 'The round of talks that was to open on Monday'
            let round = tree.s.head(head).filter(|&h| {
                matches!(
                    tree.lemma(h),
                    "round" | "cycle" | "session" | "series" | "bout" | "phase"
                ) && tree.case(head).as_deref() == Some("of")
                    && self.path.spine.contains(&h)
            });
            if let Some(round) = round {
                self.clauses_of(round);
            }
        }
        if self.path.state == State::Bare
            && let Some((state, rule, word)) = self.modifier.take()
        {
            self.decide(state, &rule, word);
        }
    }
}

/// Climbs from a trigger word to the root. `predicate` says that the trigger
/// tells the event as a verb does, whatever its tag.
pub(crate) fn climb(tree: &Tree, lexicon: &Lexicon, head: u32, predicate: bool) -> Path {
    let mut climber = Climber::new(tree, lexicon);
    if tree.measures(head) {
        // 'is to begin five days after ratification'
        let ahead = matches!(tree.case(head).as_deref(), Some("after" | "before"));
        if ahead {
            climber.decide(State::Possible, "en.event.status.clause", head);
        } else {
            climber.decide(State::Bare, "en.event.status.none", head);
        }
    } else {
        climber.climb(head, predicate);
    }
    climber.path
}

/// The bytes of the word that decided, or of the trigger.
pub(crate) fn span_of(tree: &Tree, path: &Path, trigger: Span) -> Span {
    path.word.map_or(trigger, |w| tree.span(w))
}
