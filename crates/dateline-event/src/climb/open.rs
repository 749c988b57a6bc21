//! Phrases that name an event and leave open whether it has been.

use crate::climb::{Climber, State};
use crate::frame::Effect;
use crate::lexicon::Lexicon;
use crate::mend::slips::{is_day, is_month};
use crate::mood::{Form, Modal, Mood};
use crate::tree::Tree;
use dateline_syntax::{Deprel, Upos, Xpos};

/// 'Will be Kampala', and nothing that denies or doubts it.
pub(crate) fn will_be(tree: &Tree, word: u32) -> bool {
    let mood = tree.mood(word);
    !mood.negated && matches!(mood.modal, Modal::Will | Modal::BeTo)
}

impl Climber<'_, '_> {
    /// What had been planned, or hoped for: 'had been set for Monday', 'had hoped to
    /// sign it last week'.
    pub(crate) fn was_meant(&self, word: u32, effect: Option<Effect>) -> bool {
        let hoped = matches!(
            self.tree.lemma(word),
            "hope" | "wish" | "aim" | "intend" | "mean"
        );
        match effect {
            // 'A date had been fixed for a summit': the day was, and is to be kept.
            Some(Effect::Plan) => {
                let day = |n: u32| matches!(self.tree.lemma(n), "date" | "day" | "venue");
                let subject = [Deprel::Nsubj, Deprel::NsubjPass];
                let of_day = self.tree.s.child(word, &subject).is_some_and(day);
                self.path.state == State::Planned && !of_day
            }
            Some(Effect::Open) => hoped && self.path.state == State::Possible,
            _ => false,
        }
    }

    /// 'Did not ask Chad to expel the envoy': what nobody asked for is no event.
    pub(crate) fn is_unasked(&self, mood: &Mood, effect: Option<Effect>) -> bool {
        let verb = self
            .path
            .spine
            .first()
            .is_some_and(|&h| self.tree.is_verb(h));
        let asks = effect == Some(Effect::Propose) && self.path.state == State::Proposed;
        mood.negated && asks && verb
    }

    /// 'The launch failed', 'an attempt to launch a satellite failed': there was
    /// one all the same.
    pub(crate) fn fizzles(&self, word: u32, stands: &str) -> bool {
        let tree = self.tree;
        let trial = |t: u32| self.lexicon.listed("trials", tree.lemma(t));
        stands == "subj"
            && tree.lemma(word) == "fail"
            && tree.s.child(word, &[Deprel::Xcomp]).is_none()
            && tree.subject(word).is_some_and(|n| {
                let tried = |v: u32| tree.is_verb(v) && trial(v);
                trial(n)
                    || tree.lemma(n) == "attempt"
                        && tree.s.children_by(n, &[Deprel::Acl]).any(tried)
            })
    }

    /// How the event stands that a clause of something to come is set in: 'will
    /// take part in talks', 'may raise it at the summit'. What an infinitive is
    /// set in may have been.
    pub fn set_ahead(&mut self, event: u32, verb: u32) {
        let tree = self.tree;
        let mood = tree.mood(verb);
        let joins = matches!(
            tree.lemma(verb),
            "take" | "join" | "attend" | "come" | "go" | "participate" | "appear"
        );
        let ahead = match mood.modal {
            Modal::Will | Modal::BeTo => true,
            Modal::Would => reported(tree, verb),
            _ => false,
        };
        let rule = "en.event.status.mood";
        match (ahead, mood.modal) {
            (true, _) if mood.negated && joins => self.decide(State::Denied, rule, verb),
            (true, _) if mood.depends => self.decide(State::Possible, rule, verb),
            (true, _) if !mood.negated => self.decide(State::Planned, rule, verb),
            (false, Modal::Would | Modal::May | Modal::Can) if !mood.negated => {
                self.decide(State::Possible, rule, verb);
            }
            _ => self.decide(State::Bare, "en.event.status.none", event),
        }
    }
}

impl Tree<'_> {
    /// 'Will no longer meet': they will not. What is no longer done is another matter.
    pub(crate) fn will_no_longer(&self, longer: u32, modal: Modal) -> bool {
        let no = longer.checked_sub(1);
        matches!(modal, Modal::Will | Modal::Would) && no.is_some_and(|n| self.lemma(n) == "no")
    }

    /// True for a verb of what was to be done and now will not: 'will no longer meet'.
    pub(crate) fn is_dropped(&self, verb: u32) -> bool {
        let modal = self.mood(verb).modal;
        self.children(verb)
            .any(|c| self.lemma(c) == "long" && self.will_no_longer(c, modal))
    }

    /// 'Will they meet in June?', 'whether they will meet is anyone's guess': nobody says
    /// that they will.
    pub(crate) fn is_asked(&self, v: u32) -> bool {
        let whether = self.rel(v) == Deprel::Advcl
            && self.s.head(v).is_some_and(|h| {
                self.children(h)
                    .any(|c| c < v && self.rel(c) == Deprel::Mark && self.lemma(c) == "whether")
            });
        let end = (0..self.len()).rev().take(3);
        let question = || end.into_iter().any(|t| self.lemma(t) == "?");
        let subject = self.s.child(v, &[Deprel::Nsubj, Deprel::NsubjPass]);
        let inverted = |s: u32| {
            s < v
                && self.s.children_by(v, &[Deprel::Aux]).any(|c| {
                    c < s && matches!(self.lemma(c), "will" | "would" | "shall" | "can" | "could")
                })
        };
        whether || subject.is_some_and(inverted) && question()
    }

    /// 'Gives officials a place to meet', 'has no room to talk': what it is for.
    pub(crate) fn is_of_room(&self, v: u32) -> bool {
        let room = |n: &u32| {
            self.rel(*n) == Deprel::Obj && matches!(self.lemma(*n), "place" | "room" | "space")
        };
        let given = |g: u32| {
            matches!(
                self.lemma(g),
                "give" | "offer" | "provide" | "have" | "lack"
            )
        };
        let bare = self.rel(v) == Deprel::Acl && self.obliques(v).next().is_none();
        let of = self.s.head(v).filter(|n| bare && room(n));
        of.and_then(|n| self.s.head(n)).is_some_and(given)
    }

    /// The place that something is moved to: 'the talks were moved to Oslo'.
    pub fn moved_to(&self, verb: u32) -> Option<u32> {
        let moves = matches!(
            self.lemma(verb),
            "move" | "shift" | "switch" | "transfer" | "relocate"
        );
        self.obliques(verb)
            .filter(|(case, o)| moves && case == "to" && self.is_place(*o))
            .map(|(_, o)| o)
            .next()
    }

    /// 'Denied reports that a summit was planned'
    pub fn is_denied_report(&self, noun: u32) -> bool {
        is_hearsay(self.lemma(noun))
            && self.rel(noun) == Deprel::Obj
            && self
                .s
                .head(noun)
                .is_some_and(|v| matches!(self.lemma(v), "deny" | "dismiss" | "reject" | "refute"))
    }

    /// True for 'neither confirm nor deny', 'did not deny'.
    pub fn leaves_open(&self, verb: u32) -> bool {
        let nor = |t: u32| {
            self.children(t)
                .any(|c| matches!(self.lemma(c), "neither" | "nor"))
        };
        let first = self.first_conjunct(verb);
        let pair = |t: u32| matches!(self.lemma(t), "deny" | "confirm");
        pair(verb) && (self.mood(verb).negated || nor(verb) || nor(first))
    }

    /// True for an event that a day to come is counted from: 'within ten days of
    /// the signing', 'no later than 60 days after the signing'. Whether it has
    /// been, the phrase does not say.
    pub fn measures(&self, noun: u32) -> bool {
        let length = |t: u32| matches!(self.lemma(t), "day" | "week" | "month" | "hour" | "year");
        let Some(head) = self.s.head(noun).filter(|_| self.is_noun(noun)) else {
            return false;
        };
        let within = |t: u32| {
            matches!(
                self.case(t).as_deref(),
                Some("within" | "in" | "by" | "no later than" | "not later than")
            )
        };
        match self.case(noun).as_deref() {
            Some("of" | "after" | "from") if length(head) => within(head),
            Some("after" | "before") => {
                // 'five days after the signing', whatever 'days' hangs on
                let before = self
                    .s
                    .child(noun, &[Deprel::Case])
                    .and_then(|c| c.checked_sub(1));
                let counted = before.is_some_and(length)
                    || self
                        .s
                        .child(noun, &[Deprel::NmodUnmarked])
                        .is_some_and(length);
                let verb = self.s.ancestors(noun).skip(1).find(|&v| self.is_verb(v));
                counted
                    && verb.is_some_and(|v| {
                        let mood = self.mood(v);
                        mood.form == Form::Infinitive
                            || matches!(mood.modal, Modal::Will | Modal::BeTo | Modal::Must)
                    })
            }
            _ => false,
        }
    }

    /// 'Became the first president to visit Peru': who did what nobody had done
    /// before, or none has since, did it. Gives the word that says when.
    pub fn first_to(&self, verb: u32) -> Option<u32> {
        let infinitive = self.mood(verb).form == Form::Infinitive;
        let up = self.s.head(verb).filter(|_| infinitive)?;
        // 'Reopened it only to close it again': it did.
        let only = self.s.child(verb, &[Deprel::Advmod]);
        let only = only.is_some_and(|c| c + 1 < verb && self.lemma(c) == "only");
        if only && self.rel(verb) == Deprel::Advcl && self.lemma(verb - 1) == "to" {
            return Some(up);
        }
        let noun = match self.rel(verb) {
            Deprel::Acl => up,
            Deprel::Advcl => self.s.child(up, &[Deprel::Xcomp, Deprel::Obj])?,
            _ => return None,
        };
        // 'the first head of state to visit'
        let noun = self
            .s
            .head(noun)
            .filter(|_| self.rel(noun) == Deprel::Nmod)
            .unwrap_or(noun);
        let mut counted = self.s.children_by(noun, &[Deprel::Amod]).chain([noun]);
        let ranks = counted.any(|a| {
            matches!(
                self.lemma(a),
                "first" | "second" | "third" | "last" | "latest" | "only"
            )
        });
        if !ranks {
            return None;
        }
        if self.s.child(noun, &[Deprel::Cop]).is_some() {
            return Some(noun);
        }
        let up = self.s.head(noun)?;
        matches!(self.lemma(up), "become" | "remain").then_some(up)
    }

    /// A relative clause with 'that' or 'which' that tells of the event and
    /// was hung on a noun within its phrase: 'talks between X and the
    /// authorities in Y that were due on Saturday'.
    pub fn strayed(&self, lexicon: &Lexicon, noun: u32) -> Option<u32> {
        let tree = self;
        let mut t = noun;
        for _ in 0..4 {
            t = tree
                .children(t)
                .filter(|&c| c > noun && matches!(tree.rel(c), Deprel::Nmod | Deprel::Conj))
                .last()?;
            if tree.lexicon_noun(t, lexicon) {
                return None;
            }
            // 'A meeting of ministers, planned for Saturday, will go ahead'
            let planned = tree.s.children_by(t, &[Deprel::Acl]).find(|&c| {
                let comma = c > 0 && tree.lemma(c - 1) == ",";
                let op = lexicon.operator(tree, c, "obj");
                comma
                    && tree.token(c).xpos == Xpos::Vbn
                    && op.is_some_and(|op| matches!(op.effect, Effect::Plan | Effect::Postpone))
            });
            if planned.is_some() {
                return planned;
            }
            for c in tree.s.children_by(t, &[Deprel::AclRelcl]) {
                let thing = tree
                    .children(c)
                    .any(|k| matches!(tree.lemma(k), "that" | "which") && k < c);
                let due = tree.upos(c) == Upos::Adj
                    || tree.is_passive(c)
                    || tree.mood(c).form == Form::Finite;
                let stands = if tree.is_passive(c) { "obj" } else { "subj" };
                let told = lexicon
                    .operator(tree, c, stands)
                    .is_some_and(|op| !matches!(op.effect, Effect::Open | Effect::Agree));
                if thing && due && told {
                    return Some(c);
                }
            }
        }
        None
    }
}

impl Climber<'_, '_> {
    /// 'A further meeting was discussed': one that there has not been yet.
    pub(crate) fn moots(&self, word: u32) -> bool {
        let tree = self.tree;
        let what = if tree.is_passive(word) {
            tree.subject(word)
        } else {
            tree.object(word)
        };
        tree.lemma(word) == "discuss"
            && what.is_some_and(|n| {
                tree.s
                    .children_by(n, &[Deprel::Det])
                    .any(|d| matches!(tree.lemma(d), "a" | "an" | "another"))
            })
    }
}

/// True for a noun of what is said to be so: 'reports', 'accusations'.
pub(crate) fn is_hearsay(lemma: &str) -> bool {
    matches!(
        lemma,
        "report"
            | "claim"
            | "suggestion"
            | "rumour"
            | "rumor"
            | "speculation"
            | "allegation"
            | "accusation"
            | "charge"
    )
}

/// True where a clause is somebody's reported words, so that 'would' is a
/// future and no condition.
pub(crate) fn reported(tree: &Tree, verb: u32) -> bool {
    let mut t = tree.first_conjunct(verb);
    for _ in 0..8 {
        match (tree.rel(t), tree.s.head(t)) {
            (Deprel::Ccomp | Deprel::Parataxis, Some(_)) => return true,
            (Deprel::Conj | Deprel::Xcomp | Deprel::Advcl | Deprel::AclRelcl, Some(h)) => t = h,
            _ => break,
        }
    }
    // 'They would meet again, he said': the parser may make either the root.
    tree.children(t).any(|c| {
        matches!(tree.rel(c), Deprel::Parataxis | Deprel::Ccomp)
                && tree.is_verb(c)
                // 'had they not attacked'
                && tree.lemma(c) != "have"
    })
}

/// 'The fishermen would be freed on Monday', told in a sentence of its own: a day to
/// come makes it what was announced and no mere chance. Not 'would rather meet on
/// Monday', 'under the proposal they would be freed on Monday'.
pub(crate) fn dated(tree: &Tree, verb: u32) -> bool {
    let supposed = tree.children(verb).any(|c| {
        matches!(
            tree.lemma(c),
            "rather"
                | "ideally"
                | "otherwise"
                | "preferably"
                | "theoretically"
                | "perhaps"
                | "probably"
                | "normally"
                | "usually"
                | "then"
        )
    }) || tree.obliques(verb).any(|(case, o)| {
        case == "under" && !matches!(tree.lemma(o), "accord" | "agreement" | "deal" | "treaty")
            || matches!(
                tree.lemma(o),
                "circumstance" | "case" | "scenario" | "event" | "theory"
            )
    });
    if supposed {
        return false;
    }
    let at = [Deprel::Obl, Deprel::OblUnmarked, Deprel::Advmod];
    // 'Would be let go next week'
    let last = tree.s.child(verb, &[Deprel::Xcomp]);
    let times = std::iter::once(verb).chain(last);
    let mut times = times
        .flat_map(|v| tree.s.children_by(v, &at))
        .filter(|&t| t > verb);
    times.any(|t| {
        let word = tree.token(t);
        let day = is_day(word) || is_month(word);
        let ahead = |c: u32| matches!(tree.lemma(c), "next" | "coming" | "following");
        let unit = matches!(tree.lemma(t), "day" | "week" | "month");
        let on = matches!(
            tree.case(t).as_deref(),
            None | Some("on" | "from" | "by" | "in")
        );
        on && (day || unit && tree.children(t).any(ahead))
    })
}
