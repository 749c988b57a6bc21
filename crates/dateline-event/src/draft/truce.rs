//! A truce as a time in which nobody shoots, told apart from the instrument
//! that provides for it: 'the truce held', 'broke the ceasefire' against 'signed
//! a ceasefire'.

use crate::climb::Path;
use crate::draft::build::Scene;
use crate::draft::when;
use crate::lexicon::Lexicon;
use crate::mood::{Form, Modal};
use crate::tree::Tree;
use dateline_record::{
    EventMention, Granularity, Interval, Kind, Role, Status, TimeArgument, TimeBasis,
};
use dateline_syntax::Deprel;
use jiff::civil::Date;

/// 'A truce agreed by Kenya and Chad will take effect on Friday': what is told of a
/// truce is that it starts.
pub(crate) fn starts_above(tree: &Tree, lexicon: &Lexicon, noun: u32) -> bool {
    let subject = matches!(tree.rel(noun), Deprel::Nsubj | Deprel::NsubjPass);
    let verb = tree.s.head(noun).filter(|_| subject);
    lexicon.listed("truces", tree.lemma(noun))
        && verb.is_some_and(|v| {
            tree.is_verb(v)
                && (in_effect(tree, v) || matches!(tree.lemma(v), "begin" | "start" | "commence"))
        })
}

/// 'The treaty between Kenya and Chad', 'the accord with Chad'.
pub(crate) fn has_sides(tree: &Tree, noun: u32) -> bool {
    let mut obliques = tree.obliques(noun);
    obliques.any(|(case, _)| matches!(case.as_str(), "between" | "with" | "among"))
}

/// 'Took effect', 'came into force'.
fn in_effect(tree: &Tree, verb: u32) -> bool {
    tree.object(verb).is_some_and(|o| tree.lemma(o) == "effect")
        || tree
            .obliques(verb)
            .any(|(case, o)| case == "into" && matches!(tree.lemma(o), "force" | "effect"))
}

impl Scene<'_> {
    /// Makes of the day on which a truce begins the time since then: 'took
    /// effect on 5 August'.
    pub(crate) fn since(&self, mention: &mut EventMention, noun: u32, path: &Path) {
        let tree = self.tree;
        let begins = path.passed.iter().chain(&path.spine).any(|&t| {
            let begins = matches!(tree.lemma(t), "begin" | "start" | "commence");
            tree.is_verb(t) && begins && tree.s.head(t) != Some(noun) || self.in_effect(t)
        });
        // 'The truce runs to the end of June', 'ends on 30 June': till then it is in
        // force.
        let over = path.passed.iter().chain(&path.spine).copied();
        // 'It began on Monday and runs until Friday'
        let beside = |v: u32| {
            let conjuncts = tree.s.children_by(v, &[Deprel::Conj]);
            conjuncts.filter(|&c| tree.s.child(c, &[Deprel::Nsubj]).is_none())
        };
        let verbs = over.flat_map(|v| std::iter::once(v).chain(beside(v)));
        let runs = verbs.into_iter().find_map(|v| {
            if !self.runs_on(v) {
                return None;
            }
            self.timexes.iter().find_map(|t| {
                let word = tree.s.head_of(t.span)?;
                let last = t.interval.as_ref()?.last_day()?;
                let ahead = last >= self.report.dct.date && tree.s.head(word) == Some(v);
                ahead.then_some((last, t.span))
            })
        });
        if let Some((last, span)) = runs {
            let first = mention.time.as_ref().filter(|_| begins);
            let first = first.and_then(|t| t.interval.first_day());
            let first = first.or_else(|| self.stands_since(noun).map(|(first, _)| first));
            mention.status.value = Status::Held;
            mention.time = Some(TimeArgument {
                interval: match first.filter(|&first| first <= last) {
                    Some(first) => Interval::days(first, last, Granularity::Day),
                    None => Interval {
                        start: None,
                        ..Interval::day(last)
                    },
                },
                basis: TimeBasis::Stated,
                span,
                rule: "en.event.time.runs_on".into(),
            });
            return;
        }
        if self.lasts_from(mention, noun, path) {
            return;
        }
        // 'A ceasefire has quietened the front since 27 February'
        if mention.time.is_none()
            && mention.status.value == Status::Held
            && let Some((first, span)) = self.stands_since(noun)
        {
            mention.time = Some(TimeArgument {
                interval: Interval {
                    end: None,
                    ..Interval::day(first)
                },
                basis: TimeBasis::Stated,
                span,
                rule: "en.event.time.since".into(),
            });
            return;
        }
        // 'The truce of 1 May', 'a truce proclaimed on 1 May'
        let own = mention.time.as_ref().is_some_and(|t| {
            let word = tree.s.head_of(t.span);
            word.is_some_and(|w| tree.s.dominates(noun, w))
        });
        let stands = matches!(
            mention.status.value,
            Status::Held | Status::Scheduled | Status::Agreed
        );
        if let Some(time) = mention.time.as_mut().filter(|_| (begins || own) && stands) {
            let (first, last) = (time.interval.first_day(), time.interval.last_day());
            if first.is_some() && first == last {
                time.interval.end = None;
            }
        }
    }

    /// 'A truce, in force since 1 February, runs out on 31 March': its first day.
    fn stands_since(&self, noun: u32) -> Option<(Date, dateline_record::Span)> {
        let tree = self.tree;
        self.timexes.iter().find_map(|t| {
            let since = t.anchor.as_deref() == Some("since");
            let word = tree.s.head_of(t.span).filter(|_| since)?;
            let verb = tree.s.head(word);
            let of_it = verb.is_some_and(|v| {
                let mood = tree.mood(v);
                let now = mood.perfect && !mood.past && !mood.negated;
                // 'The truce, in force since 1 May, runs out', hung on the verb
                tree.subject(v) == Some(noun) && (now || noun < word && word < v)
            });
            let its = of_it || tree.s.dominates(noun, word);
            let interval = t.interval.filter(|_| its)?;
            let first = interval.first_day()?;
            let day = matches!(interval.granularity, Granularity::Day | Granularity::Time);
            day.then_some((first, t.span))
        })
    }

    /// Gives a truce the time that a clause about it tells; false where none does.
    pub(crate) fn lasts_from(&self, mention: &mut EventMention, noun: u32, path: &Path) -> bool {
        let lasted = self.lasted(noun, path);
        if let Some((interval, span)) = lasted {
            mention.time = Some(TimeArgument {
                interval,
                basis: TimeBasis::Stated,
                span,
                rule: "en.event.time.runs_on".into(),
            });
        }
        lasted.is_some()
    }

    /// 'A truce that lasted from 24 December until Monday': both its ends; 'the
    /// truce expired on 3 May': its last day.
    fn lasted(&self, noun: u32, path: &Path) -> Option<(Interval, dateline_record::Span)> {
        let tree = self.tree;
        let clauses = tree.s.children_by(noun, &[Deprel::AclRelcl, Deprel::Acl]);
        let over = path.passed.iter().chain(&path.spine).copied();
        let verbs: Vec<u32> = clauses
            .chain(over)
            .filter(|&v| tree.subject(v) == Some(noun))
            .filter(|&v| {
                let mood = tree.mood(v);
                let runs = self.lexicon.listed("runs_on", tree.lemma(v)) || self.runs_out(v);
                tree.is_verb(v) && runs && !mood.negated && mood.modal == Modal::None
            })
            .collect();
        self.timexes.iter().find_map(|t| {
            let word = tree.s.head_of(t.span)?;
            let verb = tree.s.head(word).filter(|v| verbs.contains(v))?;
            let interval = when::whole(t)?;
            if t.begin_point.is_some() {
                return Some((interval, t.span));
            }
            let over = self.runs_out(verb) && tree.mood(verb).past;
            let end = matches!(t.anchor.as_deref(), None | Some("on" | "at" | "in"));
            let last = interval.last_day().filter(|_| over && end)?;
            let until = Interval {
                start: None,
                ..Interval::day(last)
            };
            (interval.first_day() == Some(last)).then_some((until, t.span))
        })
    }

    /// 'Expires', 'lapses', 'runs out'.
    fn runs_out(&self, verb: u32) -> bool {
        let tree = self.tree;
        let out = || {
            let mut parts = tree
                .s
                .children_by(verb, &[Deprel::CompoundPrt, Deprel::Advmod]);
            parts.any(|c| tree.lemma(c) == "out")
        };
        match tree.lemma(verb) {
            "expire" | "lapse" | "end" => true,
            "run" => out(),
            _ => false,
        }
    }

    /// True where what is told of a truce is that it is, was or will be kept.
    pub(crate) fn is_kept(&self, mention: &EventMention, noun: Option<u32>, path: &Path) -> bool {
        let tree = self.tree;
        let Some(noun) = noun.filter(|&n| {
            mention.kind == Kind::Agreement && self.lexicon.listed("truces", tree.lemma(n))
        }) else {
            return false;
        };
        // 'A truce that had held for five months', no 'truce to end the war'.
        let clauses = tree
            .s
            .children_by(noun, &[Deprel::AclRelcl, Deprel::Acl])
            .filter(|&c| tree.mood(c).form != Form::Infinitive)
            .filter(|&c| tree.subject(c) == Some(noun) || tree.object(c) == Some(noun));
        let argument = matches!(
            tree.rel(noun),
            Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj
        );
        let over = tree.s.head(noun).filter(|_| argument);
        // 'Signed a ceasefire that takes effect on Thursday': the instrument.
        if over.is_some_and(|v| self.lexicon.listed("concluding", tree.lemma(v))) {
            return false;
        }
        let words = path.passed.iter().chain(&path.spine).copied();
        words
            .filter(|&t| tree.s.head(t) != Some(noun))
            .chain(clauses)
            .chain(over)
            .filter(|&t| t != noun && tree.is_verb(t))
            .any(|t| {
                // 'The ceasefire has quietened the front since 27 February'
                let quiet = || {
                    matches!(
                        tree.lemma(t),
                        "quieten" | "quiet" | "calm" | "silence" | "stop"
                    ) && tree.subject(t) == Some(noun)
                };
                self.lexicon.listed("truce_kept", tree.lemma(t))
                    || self.in_effect(t)
                    || self.runs_on(t)
                    || tree.mood(t).perfect && quiet()
            })
    }

    /// 'Runs to the end of June', 'lasts', 'ends': in the present tense.
    fn runs_on(&self, verb: u32) -> bool {
        let mood = self.tree.mood(verb);
        let now = mood.form == Form::Finite
            && !mood.past
            && !mood.perfect
            && mood.modal == Modal::None
            && !mood.negated;
        now && self.lexicon.listed("runs_on", self.tree.lemma(verb))
    }

    /// Makes of 'It is to take effect on Thursday' the truce that the accord told
    /// before provides for.
    pub(crate) fn starts(&self, path: &Path) -> bool {
        let over = path.clause.into_iter().chain(path.word);
        over.chain(path.passed.iter().copied())
            .any(|v| self.tree.is_verb(v) && self.in_effect(v))
    }

    /// A truce that is told to hold, with no sides, is one in the state where it
    /// holds: 'the ceasefire in northern Mali is holding'.
    pub(crate) fn holds_in(&self, mention: &mut EventMention, noun: u32) {
        let tree = self.tree;
        if !mention.parties.is_empty() {
            return;
        }
        let places: Vec<u32> = tree
            .obliques(noun)
            .filter(|(case, _)| case == "in")
            .map(|(_, t)| t)
            .collect();
        for t in places {
            self.struck(mention, t, "en.event.party.truce");
        }
        for p in &mut mention.parties {
            p.role = Role::Participant;
        }
    }

    /// 'Accuse each other of breaking the truce': on their word alone it is over.
    pub(crate) fn is_accused(&self, path: &Path) -> bool {
        let tree = self.tree;
        let mut over = path
            .word
            .into_iter()
            .flat_map(|w| tree.s.ancestors(w).take(5));
        over.any(|v| matches!(tree.lemma(v), "accuse" | "suspect" | "blame" | "charge"))
    }

    /// 'Took effect', 'came into force'.
    fn in_effect(&self, verb: u32) -> bool {
        in_effect(self.tree, verb)
    }
}
