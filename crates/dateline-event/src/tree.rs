//! Questions to one sentence that frames and operators ask: who is the
//! subject, what is the object, in what tense and mood does a verb stand.

use crate::mend::slips::{is_day, is_month};
use crate::mood::Form;
use crate::named::Named;
use dateline_record::Span;
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// No clause of news text nests deeper; longer chains are cut, so that odd
/// trees cost no more than plain ones.
const DEPTH: usize = 12;

/// A sentence with its lemmas in lower case.
pub(crate) struct Tree<'a> {
    pub s: &'a Sentence,
    pub(crate) lemmas: Vec<String>,
    upos: Vec<Upos>,
    pub(crate) named: Named,
}

/// True for a word tagged as a verb that stands where only a noun can:
/// 'military talks' as an object, with no subject or auxiliary of its own.
fn is_noun_in_disguise(s: &Sentence, i: u32) -> bool {
    let t = &s.tokens[i as usize];
    let described = s.children(i).iter().any(|&c| {
        c < i
            && matches!(
                s.tokens[c as usize].deprel,
                Deprel::Amod | Deprel::Det | Deprel::NmodPoss | Deprel::Nummod
            )
    });
    // Both tags know whether it is a noun; where they differ, its place tells.
    let hangs = matches!(t.deprel, Deprel::Acl | Deprel::Dep | Deprel::Appos);
    let noun_tag = matches!(t.xpos, Xpos::Nn | Xpos::Nns | Xpos::Nnp | Xpos::Nnps);
    if t.upos == Upos::Verb && noun_tag && hangs {
        return true;
    }
    t.upos == Upos::Verb
        && (described
            || matches!(
                t.xpos,
                Xpos::Vbz | Xpos::Vb | Xpos::Vbp | Xpos::Nn | Xpos::Nns | Xpos::Nnp | Xpos::Nnps
            ))
        && matches!(
            t.deprel,
            Deprel::Obj
                | Deprel::Nsubj
                | Deprel::NsubjPass
                | Deprel::Obl
                | Deprel::Nmod
                | Deprel::Compound
        )
        && !s.children(i).iter().any(|&c| {
            matches!(
                s.tokens[c as usize].deprel,
                Deprel::Nsubj | Deprel::Aux | Deprel::AuxPass | Deprel::Mark | Deprel::Obj
            )
        })
}

impl<'a> Tree<'a> {
    pub fn new(s: &'a Sentence) -> Self {
        let upos = (0u32..)
            .zip(&s.tokens)
            .map(|(i, t)| {
                if is_noun_in_disguise(s, i) {
                    Upos::Noun
                } else {
                    t.upos
                }
            })
            .collect();
        Self {
            s,
            lemmas: s.tokens.iter().map(|t| t.lemma.to_lowercase()).collect(),
            upos,
            named: Named::default(),
        }
    }

    /// The universal tag, mended where the tree says otherwise.
    pub fn upos(&self, t: u32) -> Upos {
        self.upos.get(t as usize).copied().unwrap_or(Upos::X)
    }

    pub fn len(&self) -> u32 {
        u32::try_from(self.s.tokens.len()).unwrap_or(u32::MAX)
    }

    pub fn token(&self, t: u32) -> &Token {
        &self.s.tokens[t as usize]
    }

    pub fn lemma(&self, t: u32) -> &str {
        self.lemmas.get(t as usize).map_or("", String::as_str)
    }

    pub fn rel(&self, t: u32) -> Deprel {
        self.token(t).deprel
    }

    pub fn span(&self, t: u32) -> Span {
        self.token(t).span
    }

    pub fn children(&self, t: u32) -> impl Iterator<Item = u32> + '_ {
        self.s.children(t).iter().copied()
    }

    pub fn is_verb(&self, t: u32) -> bool {
        matches!(self.upos(t), Upos::Verb | Upos::Aux)
    }

    pub fn is_noun(&self, t: u32) -> bool {
        matches!(
            self.upos(t),
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num
        )
    }

    /// The preposition of a phrase, several words joined by blanks; the
    /// complementiser of a clause where `mark` is asked for.
    pub fn marker(&self, t: u32, relation: Deprel) -> Option<String> {
        let case = self
            .s
            .children_by(t, &[relation])
            .find(|&c| self.lemma(c) != "'s" && self.lemma(c) != "’s")?;
        let mut words = self.lemma(case).to_owned();
        for f in self.s.children_by(case, &[Deprel::Fixed]) {
            words.push(' ');
            words.push_str(self.lemma(f));
        }
        Some(words)
    }

    /// True for a verb with 'again': 'they will meet again'.
    pub fn again(&self, verb: u32) -> bool {
        let mut with = self.s.children_by(verb, &[Deprel::Advmod]);
        with.any(|c| self.lemma(c) == "again")
    }

    pub fn case(&self, t: u32) -> Option<String> {
        // The second of two prepositions ('from between', 'ahead of') is often
        // a sibling: join those that stand side by side.
        let cases: Vec<u32> = self
            .s
            .children_by(t, &[Deprel::Case])
            .filter(|&c| !matches!(self.lemma(c), "'s" | "’s" | "'" | "’"))
            .collect();
        let Some(&first) = cases.first() else {
            // 'Took them to arbitration': a noun, whatever the tagger makes of 'to'.
            let to = || self.marker(t, Deprel::Mark).filter(|m| m == "to");
            let noun = self.rel(t) == Deprel::Obl && self.token(t).upos == Upos::Noun;
            return noun.then(to).flatten();
        };
        let mut words = self.lemma(first).to_owned();
        if let Some(before) = self.before_case(first) {
            words.insert_str(0, before);
        }
        for f in self.s.children_by(first, &[Deprel::Fixed]) {
            words.push(' ');
            words.push_str(self.lemma(f));
        }
        if let Some(&second) = cases.get(1)
            && second == first + 1
        {
            words.push(' ');
            words.push_str(self.lemma(second));
        }
        Some(words)
    }

    /// Words before a preposition that belong to it, however they are hung:
    /// 'ahead of talks', 'in the run-up to elections'.
    fn before_case(&self, case: u32) -> Option<&'static str> {
        let back = |n: u32| case.checked_sub(n).map_or("", |w| self.lemma(w));
        match (self.lemma(case), back(1)) {
            ("of", "ahead") => Some("ahead "),
            ("to", "up") if back(2) == "-" && matches!(back(3), "run" | "lead" | "build") => {
                Some("run-up ")
            }
            ("to", "run-up" | "runup" | "lead-up") => Some("run-up "),
            _ => None,
        }
    }

    /// The token and what is coordinated with it.
    pub fn conjuncts(&self, t: u32) -> Vec<u32> {
        let mut out = vec![t];
        let mut i = 0;
        while i < out.len() && out.len() < 64 {
            out.extend(self.s.children_by(out[i], &[Deprel::Conj]));
            i += 1;
        }
        out
    }

    /// The first of the words that a token is coordinated with.
    pub fn first_conjunct(&self, t: u32) -> u32 {
        let mut at = t;
        for _ in 0..64 {
            match (self.rel(at), self.s.head(at)) {
                (Deprel::Conj, Some(h)) => at = h,
                _ => break,
            }
        }
        at
    }

    pub fn is_passive(&self, v: u32) -> bool {
        let token = self.token(v);
        // A finite passive has an auxiliary; without one the tree is wrong.
        let finite = matches!(
            token.deprel,
            Deprel::Root | Deprel::Ccomp | Deprel::Parataxis | Deprel::AclRelcl
        );
        let helped = self
            .children(v)
            .any(|c| matches!(self.rel(c), Deprel::AuxPass | Deprel::Aux | Deprel::Cop));
        let subject = self.s.child(v, &[Deprel::NsubjPass]);
        if finite && !helped && subject.is_some_and(|t| t < v) {
            return false;
        }
        if self.children(v).any(|c| {
            matches!(
                self.rel(c),
                Deprel::NsubjPass | Deprel::AuxPass | Deprel::CsubjPass
            )
        }) {
            return true;
        }
        token.xpos == Xpos::Vbn
            && matches!(token.deprel, Deprel::Acl | Deprel::Amod)
            && !self.children(v).any(|c| self.rel(c) == Deprel::Aux)
            || token.xpos == Xpos::Vbn
                && token.deprel == Deprel::Conj
                && !self
                    .children(v)
                    .any(|c| matches!(self.rel(c), Deprel::Nsubj | Deprel::Aux | Deprel::Obj))
                && token.head.is_some_and(|h| {
                    self.children(h)
                        .any(|c| matches!(self.rel(c), Deprel::NsubjPass | Deprel::AuxPass))
                })
    }

    fn relative(&self, subject: u32, verb: u32) -> Option<u32> {
        let word = self.lemma(subject);
        let relative = matches!(word, "who" | "which" | "that" | "whom" | "where")
            && matches!(
                self.token(subject).xpos,
                Xpos::Wdt | Xpos::Wp | Xpos::Wrb | Xpos::In | Xpos::Dt
            );
        if !relative {
            return None;
        }
        let mut first = self.first_conjunct(verb);
        // 'That Kenya had threatened to impose'
        if self.rel(first) == Deprel::Xcomp
            && let Some(up) = self.s.head(first)
        {
            first = self.first_conjunct(up);
        }
        matches!(self.rel(first), Deprel::AclRelcl | Deprel::Acl)
            .then(|| self.s.head(first))
            .flatten()
    }

    pub(crate) fn own_dependent(&self, v: u32, relations: &[Deprel]) -> Option<u32> {
        let t = self.s.child(v, relations)?;
        Some(self.relative(t, v).unwrap_or(t))
    }

    pub(crate) fn looks_like_time(&self, t: u32) -> bool {
        matches!(self.token(t).upos, Upos::Num)
            || is_month(self.token(t))
            || is_day(self.token(t))
            || matches!(
                self.lemma(t),
                "week"
                    | "month"
                    | "year"
                    | "end"
                    | "day"
                    | "percent"
                    | "%"
                    | "vote"
                    | "telephone"
                    | "phone"
            )
    }

    /// Who does what a verb says: its own subject, or the one it shares.
    pub fn subject(&self, verb: u32) -> Option<u32> {
        let (mut v, mut below) = (verb, verb);
        for _ in 0..DEPTH {
            if self.is_passive(v) {
                // The agent is not shared down a chain of control.
                return self.agent(v);
            }
            if let Some(t) =
                self.own_dependent(v, &[Deprel::Nsubj, Deprel::NsubjOuter, Deprel::NsubjPass])
            {
                return Some(t);
            }
            if v == verb
                && let Some(t) = self.just_before(v)
            {
                return Some(t);
            }
            let under = v;
            v = self.controller(v)?;
            if !self.is_predicate(v) {
                return Some(v);
            }
            // 'accused X of failing to free them'
            if self.lemma(under) == "fail" {
                below = under;
            }
            if self.is_passive(v) {
                // 'was asked to go', 'are expected to meet': the one asked goes.
                return self
                    .own_dependent(v, &[Deprel::NsubjPass])
                    .or_else(|| self.agent(v));
            }
            if let Some(o) = self.object_control(v, below) {
                return Some(o);
            }
        }
        None
    }

    /// The noun phrase that ends right before a finite verb to which the tree
    /// gives no subject: long phrases in front draw it away.
    fn just_before(&self, verb: u32) -> Option<u32> {
        let free = matches!(
            self.rel(verb),
            Deprel::Root | Deprel::Ccomp | Deprel::Parataxis | Deprel::AclRelcl
        );
        if !free || self.mood(verb).form != Form::Finite {
            return None;
        }
        let mut t = verb.checked_sub(1)?;
        while matches!(self.upos(t), Upos::Aux | Upos::Adv | Upos::Part) {
            t = t.checked_sub(1)?;
        }
        if !matches!(self.upos(t), Upos::Noun | Upos::Propn | Upos::Pron) {
            return None;
        }
        // Up to the head of the phrase, through names and coordination.
        for _ in 0..DEPTH {
            let Some(h) = self.s.head(t) else { break };
            let up = matches!(
                self.rel(t),
                Deprel::Compound | Deprel::Flat | Deprel::Conj | Deprel::Amod
            ) && h < verb
                && self.is_noun(h);
            if !up {
                break;
            }
            t = h;
        }
        // What a preposition governs is no subject.
        (self.case(t).is_none() && t < verb).then_some(t)
    }

    fn object_control(&self, governor: u32, verb: u32) -> Option<u32> {
        let directly = self.s.head(self.first_conjunct(verb)) == Some(governor);
        let calls = matches!(
            self.lemma(governor),
            "appeal"
                | "ask"
                | "beg"
                | "call"
                | "forbid"
                | "give"
                | "instruct"
                | "invite"
                | "order"
                | "press"
                | "push"
                | "urge"
        );
        let rel = self.rel(self.first_conjunct(verb));
        // 'accused X of shelling', 'kept X from crossing'
        let blamed = matches!(
            self.lemma(governor),
            "accuse" | "suspect" | "convict" | "stop" | "prevent" | "keep" | "deter" | "bar"
        ) && matches!(
            self.marker(self.first_conjunct(verb), Deprel::Mark)
                .as_deref(),
            Some("of" | "from")
        );
        if directly && blamed && rel == Deprel::Advcl {
            return self.s.child(governor, &[Deprel::Obj]);
        }
        let infinitive = || self.mood(verb).form == Form::Infinitive;
        // 'Told the minister not to go'
        let told = rel == Deprel::Ccomp && self.lemma(governor) == "tell";
        let asked_so = calls && rel == Deprel::Advcl || told;
        if !directly || rel != Deprel::Xcomp && !(asked_so && infinitive()) {
            return None;
        }
        if self.lemma(governor) == "promise" {
            return None;
        }
        // 'appealed to X to stop', 'called on X to stop', 'called for X to stop'
        let asked = matches!(
            self.lemma(governor),
            "appeal" | "call" | "count" | "press" | "push" | "rely"
        );
        // The preposition of 'call on' may hang on the verb.
        let bare = |o: u32| {
            self.rel(o) == Deprel::Obl
                && o.checked_sub(1).is_some_and(|p| {
                    self.rel(p) == Deprel::CompoundPrt && matches!(self.lemma(p), "on" | "upon")
                })
        };
        self.s
            .child(governor, &[Deprel::Obj, Deprel::Iobj])
            .or_else(|| {
                self.obliques(governor)
                    .find(|(case, o)| {
                        asked && *o < verb && matches!(case.as_str(), "to" | "on" | "upon" | "for")
                    })
                    .map(|(_, o)| o)
            })
            .or_else(|| {
                let mut objects = self.s.children_by(governor, &[Deprel::Obl]);
                objects.find(|&o| asked && o < verb && bare(o))
            })
    }

    /// A verb, or a word with a copula.
    pub fn is_predicate(&self, t: u32) -> bool {
        self.is_verb(t)
            || self
                .children(t)
                .any(|c| matches!(self.rel(c), Deprel::Cop | Deprel::Nsubj))
    }

    /// The word whose subject a verb without one shares, or that is itself
    /// the subject.
    fn controller(&self, v: u32) -> Option<u32> {
        let head = self.s.head(v)?;
        match self.rel(v) {
            // 'thanked Kenya for agreeing to it': Kenya agrees.
            Deprel::Advcl
                if self.token(v).xpos == Xpos::Vbg
                    && self
                        .s
                        .child(v, &[Deprel::Mark])
                        .is_some_and(|m| self.lemma(m) == "for")
                    && self.s.child(head, &[Deprel::Obj]).is_some_and(|o| o < v) =>
            {
                self.s.child(head, &[Deprel::Obj])
            }
            Deprel::Conj | Deprel::Xcomp | Deprel::Advcl | Deprel::Ccomp | Deprel::Parataxis => {
                Some(head)
            }
            Deprel::Csubj | Deprel::CsubjPass => None,
            Deprel::Acl if self.token(v).xpos == Xpos::Vbg => Some(head),
            Deprel::Acl => {
                // 'a plan to meet': the planner, else who governs the plan.
                if let Some(p) = self.s.child(head, &[Deprel::NmodPoss]) {
                    return Some(p);
                }
                // 'the decision by Kenya to close it'
                let mut by = self.s.children_by(head, &[Deprel::Nmod]);
                if let Some(p) = by.find(|&p| p < v && self.case(p).as_deref() == Some("by")) {
                    return Some(p);
                }
                let mut t = head;
                for _ in 0..DEPTH {
                    let h = self.s.head(t)?;
                    if self.is_verb(h) {
                        return Some(h);
                    }
                    t = h;
                }
                None
            }
            _ => {
                // A gerund behind a preposition: 'by sending', 'of holding'.
                let mut t = head;
                for _ in 0..DEPTH {
                    if self.is_verb(t) {
                        return Some(t);
                    }
                    t = self.s.head(t)?;
                }
                None
            }
        }
    }

    /// What is acted upon: object, or subject of a passive.
    pub fn object(&self, v: u32) -> Option<u32> {
        if let Some(t) = self.own_dependent(v, &[Deprel::NsubjPass]) {
            return Some(t);
        }
        if self.is_passive(v) {
            match self.rel(v) {
                Deprel::Acl | Deprel::Amod => return self.s.head(v),
                Deprel::Conj => {
                    let first = self.first_conjunct(v);
                    if let Some(t) = self.own_dependent(first, &[Deprel::NsubjPass]) {
                        return Some(t);
                    }
                    if matches!(self.rel(first), Deprel::Acl | Deprel::AclRelcl) {
                        return self.s.head(first);
                    }
                    if let Some(t) = self.done_to_subject(first, v) {
                        return Some(t);
                    }
                }
                Deprel::Xcomp | Deprel::Advcl => {
                    let h = self.s.head(v)?;
                    return self.own_dependent(h, &[Deprel::Nsubj, Deprel::NsubjPass]);
                }
                _ => {}
            }
        }
        if let Some(t) = self.own_dependent(v, &[Deprel::Obj]) {
            return Some(t);
        }
        // 'telephoned X to say': an only object is the object.
        if let Some(t) = self.own_dependent(v, &[Deprel::Iobj])
            && self.s.child(v, &[Deprel::Ccomp]).is_none()
        {
            return Some(t);
        }
        // A relative clause whose gap is the object: 'talks the North broke off'.
        if self.rel(v) == Deprel::AclRelcl
            && self
                .children(v)
                .any(|c| self.rel(c) == Deprel::Nsubj && self.relative(c, v).is_none())
            && !self.children(v).any(|c| self.rel(c) == Deprel::Ccomp)
            && !self
                .children(v)
                .any(|c| self.lemma(c) == "where" || self.lemma(c) == "when")
        {
            return self.s.head(v);
        }
        None
    }

    /// Phrases with a preposition that hang on a word.
    pub fn obliques<'s>(&'s self, t: u32) -> impl Iterator<Item = (String, u32)> + 's {
        self.s
            .children_by(
                t,
                &[
                    Deprel::Obl,
                    Deprel::Nmod,
                    Deprel::OblAgent,
                    Deprel::Advcl,
                    Deprel::Acl,
                ],
            )
            .filter_map(|c| match self.rel(c) {
                Deprel::Advcl | Deprel::Acl => self
                    .marker(c, Deprel::Mark)
                    .filter(|m| m != "to" && self.token(c).xpos == Xpos::Vbg)
                    .map(|m| (m, c)),
                _ => self.case(c).map(|case| (case, c)),
            })
    }
}
