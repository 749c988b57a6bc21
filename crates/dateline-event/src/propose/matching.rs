//! Whether a trigger pattern holds at a word.

use crate::mend::slips::{is_day, is_month};
use crate::pattern::{Clause, Need, Pattern};
use crate::tree::Tree;
use dateline_syntax::{Deprel, NameType, Upos, Xpos};

impl Tree<'_> {
    /// The phrase of a word that a pattern asks for with `@prep>words`.
    pub fn phrase(&self, t: u32, prep: &str, words: &[String]) -> Option<u32> {
        let named = |o: u32| {
            self.conjuncts(o)
                .iter()
                .any(|&o| words.iter().any(|w| self.is_word(o, w)))
        };
        // 'Agreed on Sunday' is not what they agreed on.
        let day = |o: u32| {
            let month = |m: u32| is_month(self.token(m));
            let mut below = self.s.children_by(o, &[Deprel::NmodUnmarked]);
            prep == "on" && (is_day(self.token(o)) || month(o) || below.any(month))
        };
        let fits = |o: u32| {
            words.is_empty() && !day(o)
                || self.upos(o) == Upos::Num && words.iter().any(|w| w == "<num>")
                || named(o)
        };
        let own = self
            .obliques(t)
            .filter(|(case, o)| case == prep && fits(*o))
            .map(|(_, o)| o)
            .last();
        if own.is_some() {
            return own;
        }
        if words.is_empty() {
            return self.hung_deeper(t, prep);
        }
        // A phrase that the parser hung on the object, or on a length of time
        // ('spent three hours with X').
        let object = self
            .object(t)
            .or_else(|| self.s.child(t, &[Deprel::OblUnmarked, Deprel::Obl]))?;
        let near = self
            .obliques(object)
            .filter(|(case, o)| case == prep && named(*o))
            .map(|(_, o)| o)
            .last();
        near.or_else(|| self.hung_deeper(t, prep).filter(|&o| named(o)))
    }

    /// The phrase with a preposition that the parser hung on the last noun
    /// before it: 'put duties of 80 percent on barley'.
    fn hung_deeper(&self, t: u32, prep: &str) -> Option<u32> {
        const DEEP: usize = 4;
        if !self.is_verb(t) {
            return None;
        }
        let object = self.object(t).filter(|&o| o > t)?;
        let mut at = object;
        for _ in 0..DEEP {
            let (case, next) = self.obliques(at).filter(|(_, o)| *o > at).last()?;
            if case == prep && (at != object || self.is_reception(t)) {
                return Some(next);
            }
            at = next;
        }
        None
    }

    /// 'Received a letter from X': who sent it stands with the letter.
    fn is_reception(&self, t: u32) -> bool {
        matches!(self.lemma(t), "receive" | "get" | "obtain")
    }

    /// True for 'the second group of relatives': as many of them, no body.
    fn is_group_of(&self, t: u32) -> bool {
        self.lemma(t) == "group"
            && self
                .obliques(t)
                .any(|(case, n)| case == "of" && self.upos(n) == Upos::Noun)
    }

    /// True where a token has the lemma, or is a person's name for `<per>`, a
    /// place's for `<loc>`, that of a body of states for `<org>`, that of an armed group for `<grp>`.
    fn is_word(&self, t: u32, word: &str) -> bool {
        if word == "<per>" {
            return self.is_person(t);
        }
        if word == "<loc>" {
            // A town that no gazetteer has is still read as a name of a place.
            let read = self.s.name_at(t).is_some_and(|n| n.kind == NameType::Loc);
            return self.is_place(t) || read && !self.is_person(t);
        }
        if word == "<org>" {
            return self.is_body(t);
        }
        if word == "<grp>" {
            return self.is_armed_group(t);
        }
        let lemma = match self.lemma(t) {
            "$" | "us$" => "dollar",
            "€" => "euro",
            "£" => "pound",
            lemma => lemma,
        };
        word == lemma
    }

    /// What a measure is of: 'aid' in 'two tonnes of aid'.
    fn measured(&self, t: u32) -> Option<u32> {
        const MEASURES: [&str; 42] = [
            "tonne",
            "ton",
            "load",
            "shipment",
            "consignment",
            "package",
            "batch",
            "dozen",
            "hundred",
            "thousand",
            "million",
            "billion",
            "convoy",
            "number",
            "one",
            "some",
            "most",
            "all",
            "none",
            "half",
            "third",
            "quarter",
            "part",
            "portion",
            "stretch",
            "section",
            "majority",
            "bulk",
            "handful",
            "couple",
            "pair",
            "series",
            "string",
            "spate",
            "wave",
            "raft",
            "worth",
            "range",
            "rest",
            "remainder",
            "percent",
            "side",
        ];
        MEASURES
            .contains(&self.lemma(t))
            .then(|| self.obliques(t).find(|(case, _)| case == "of"))?
            .map(|(_, o)| o)
    }

    /// 'discuss fielding a team': what is done is told by a gerund, which the
    /// parser may have hung on the gerund's own object.
    fn has_gerund(&self, t: u32) -> bool {
        let is = |c: u32| self.token(c).xpos == Xpos::Vbg;
        let own = self.children(t).any(|c| {
            c > t
                && is(c)
                && matches!(
                    self.rel(c),
                    Deprel::Xcomp | Deprel::Ccomp | Deprel::Obj | Deprel::Advcl
                )
        });
        let next = t + 1;
        own || next < self.len()
            && is(next)
            && self.rel(next) == Deprel::Amod
            && self.s.dominates(t, next)
            // 'pressing issues'
            && !matches!(
                self.lemma(next),
                "press" | "pend" | "outstand" | "remain" | "exist" | "grow" | "continue"
            )
    }

    /// 'Declared the envoy persona non grata', 'two diplomats were declared persona
    /// non grata': what an object is made by its verb, read as an apposition or as
    /// a predicate.
    fn is_persona(&self, t: u32, object: u32) -> bool {
        let beside = self.s.children_by(object, &[Deprel::Appos, Deprel::Xcomp]);
        let made = self.s.children_by(t, &[Deprel::Xcomp]);
        let mut all = beside.chain(made);
        all.any(|c| self.lemma(c) == "persona")
    }

    /// 'Shut its border and reopened it': the object of the first verb, where
    /// that of the second, `t`, is a pronoun for it.
    fn meant(&self, t: u32, object: u32) -> u32 {
        let pronoun = self.lemma(object) == "it";
        let first = self.first_conjunct(t);
        let meant = self
            .object(first)
            .filter(|&o| pronoun && first != t && self.is_noun(o));
        meant.unwrap_or(object)
    }

    /// True where an infinitive of one of the verbs hangs on a verb or on what
    /// stands behind it ('gave them two days to leave').
    fn has_infinitive(&self, t: u32, verbs: &[String]) -> bool {
        let of = |h: u32| {
            self.children(h).any(|c| {
                c > t
                    && verbs.iter().any(|v| v == self.lemma(c))
                    && self
                        .children(c)
                        .any(|m| self.rel(m) == Deprel::Mark && self.lemma(m) == "to")
            })
        };
        of(t) || self.children(t).any(|c| c > t && of(c))
    }

    /// True where a pattern's conditions hold at a word with its lemma.
    /// On success the object that was asked for.
    pub fn matches(&self, t: u32, pattern: &Pattern) -> Option<Option<u32>> {
        // 'Call off a truce' is not to call one.
        let off = self.children(t).any(|c| {
            self.rel(c) == Deprel::CompoundPrt && matches!(self.lemma(c), "off" | "down" | "away")
        });
        if off
            && self.is_verb(t)
            && pattern.lemma != "*"
            && !pattern.needs.iter().any(|n| matches!(n, Need::Particle(_)))
        {
            return None;
        }
        let mut object = None;
        for need in &pattern.needs {
            let ok = match need {
                Need::Plural => matches!(self.token(t).xpos, Xpos::Nns | Xpos::Nnps | Xpos::Vbz),
                Need::Particle(word) => {
                    self.children(t).any(|c| {
                        self.lemma(c) == word
                            && matches!(
                                self.rel(c),
                                Deprel::CompoundPrt
                                    | Deprel::Advmod
                                    | Deprel::Case
                                    | Deprel::Obl
                                    | Deprel::Fixed
                                    | Deprel::Xcomp
                                    | Deprel::Mark
                            )
                    }) || t + 1 < self.len()
                        && self.lemma(t + 1) == word
                        && matches!(self.token(t + 1).xpos, Xpos::Rp)
                }
                Need::Modifier(words) => {
                    let mut found = self.children(t).any(|c| {
                        matches!(
                            self.rel(c),
                            Deprel::Amod
                                | Deprel::Compound
                                | Deprel::Nmod
                                | Deprel::NmodPoss
                                | Deprel::NmodDesc
                                | Deprel::Flat
                                | Deprel::Nummod
                        ) && c < t
                            && self
                                .conjuncts(c)
                                .iter()
                                .any(|&c| words.iter().any(|w| w == self.lemma(c)))
                    });
                    // 'Red Cross talks': the parser may hang the first word on the second.
                    found |= t > 0 && words.iter().any(|w| w == self.lemma(t - 1));
                    found
                }
                Need::Object(words) => {
                    // 'Handed X a letter' may have two of them.
                    // So may 'gave X ten days', of which one is read as a time.
                    let term =
                        |o: &u32| self.rel(*o) == Deprel::Obj || *o > t && self.lemma(t) == "give";
                    let others = self.s.children_by(t, &[Deprel::Obj, Deprel::OblUnmarked]);
                    let others = others.filter(term);
                    object = self
                        .object(t)
                        .into_iter()
                        .chain(others)
                        .map(|o| self.meant(t, o))
                        .flat_map(|o| self.conjuncts(o))
                        .flat_map(|o| self.measured(o).into_iter().chain(std::iter::once(o)))
                        .find(|&o| {
                            (words.iter()).any(|w| w == "*" || self.is_word(o, w))
                                || words.iter().any(|w| w == "persona") && self.is_persona(t, o)
                        });
                    object.is_some()
                }
                // 'Three days of talks collapsed' says it of the talks.
                Need::Subject(words) => self.subject(t).is_some_and(|o| {
                    let days = matches!(self.lemma(o), "day" | "hour" | "week" | "month");
                    let of = || self.obliques(o).find(|(case, _)| case == "of");
                    let of = days.then(of).flatten().map(|(_, n)| n);
                    let inner = of.or_else(|| self.measured(o)).unwrap_or(o);
                    let listed = |w: &String| w == "*" || self.is_word(inner, w);
                    words.iter().any(listed) && !self.is_group_of(o)
                }),
                Need::Oblique(prep, words) => self.phrase(t, prep, words).is_some(),
                Need::Clause(Clause::Question) => self.question_of(t).is_some(),
                Need::Clause(kind) => self.children(t).any(|c| {
                    let rel = self.rel(c);
                    if !matches!(
                        rel,
                        Deprel::Xcomp | Deprel::Ccomp | Deprel::Acl | Deprel::Advcl
                    ) {
                        return false;
                    }
                    match kind {
                        Clause::Infinitive => self
                            .children(c)
                            .any(|m| self.rel(m) == Deprel::Mark && self.lemma(m) == "to"),
                        Clause::Gerund => self.token(c).xpos == Xpos::Vbg,
                        Clause::That => rel == Deprel::Ccomp,
                        Clause::Whether => self
                            .children(c)
                            .any(|m| self.rel(m) == Deprel::Mark && self.lemma(m) == "whether"),
                        Clause::Question => false,
                    }
                }),
                Need::Infinitive(verbs) => self.has_infinitive(t, verbs),
                Need::NoInfinitive(verbs) => !self.has_infinitive(t, verbs),
                Need::Behind(prep) => {
                    self.children(t).any(|c| self.rel(c) == Deprel::Cop)
                        && self.case(t).is_some_and(|case| case == *prep)
                }
                // 'Met him at the airport'; but two may meet at one.
                Need::Without(prep, heads) => !self.obliques(t).any(|(case, n)| {
                    let listed = || heads.iter().any(|h| h == self.lemma(n));
                    case == *prep && (heads.is_empty() || listed() && self.object(t).is_some())
                }),
                Need::NotUnder(words) => !self
                    .s
                    .head(t)
                    .is_some_and(|h| words.iter().any(|w| w == self.lemma(h))),
                Need::Not(words) => {
                    let bad = |o: Option<u32>| {
                        o.is_some_and(|o| words.iter().any(|w| w == self.lemma(o)))
                    };
                    // 'A deal with the European Union' is none with a union.
                    let name = |o: u32| {
                        let tagged = matches!(self.token(o).xpos, Xpos::Nnp | Xpos::Nnps);
                        // 'the Group of 20'
                        tagged
                            || self
                                .obliques(o)
                                .any(|(case, n)| case == "of" && self.upos(n) == Upos::Num)
                    };
                    // 'a year off'
                    let beside = t > 0
                        && matches!(self.upos(t), Upos::Adj | Upos::Adv)
                        && words.iter().any(|w| w == self.lemma(t - 1));
                    let before = self.children(t).any(|c| {
                        (c < t
                            && matches!(self.rel(c), Deprel::Amod | Deprel::Compound)
                            // 'came close to a deal'
                            || self.is_verb(t) && self.rel(c) == Deprel::Advmod)
                            && words.iter().any(|w| w == self.lemma(c))
                    });
                    // 'meet before the end of the month'
                    let till = |case: &str, o: u32| {
                        self.lemma(o) == "end"
                            && matches!(
                                case,
                                "before" | "by" | "until" | "at" | "towards" | "around" | "near"
                            )
                    };
                    let after = self
                        .obliques(t)
                        .any(|(case, o)| !name(o) && !till(&case, o) && bad(Some(o)));
                    let subject = self.is_verb(t)
                        && self.subject(t).is_some_and(|o| !name(o) && bad(Some(o)));
                    let any = words.iter().any(|w| w == "*") && self.object(t).is_some();
                    let gerund = words.iter().any(|w| w == "+ing") && self.has_gerund(t);
                    !(any || gerund || bad(self.object(t)) || subject || before || beside || after)
                }
            };
            if !ok {
                return None;
            }
        }
        Some(object)
    }
}
