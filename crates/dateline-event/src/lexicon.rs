//! All frames and operators, found by the word that evokes them.

use crate::frame::{self, Effect, Frame, Operator};
use crate::propose::facet::Facet;
use crate::tree::Tree;
use dateline_record::Kind;
use dateline_rules::{Error, RuleSet};
use dateline_syntax::{Deprel, Upos, Xpos};
use std::collections::{BTreeMap, HashMap};

/// A frame or operator, and which of its patterns.
pub(crate) type Entry = (u32, u32);

/// Which patterns of an operator a word is held against.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Verb,
    Noun,
    Adjective,
    /// A predicate that is no verb: 'way =under'.
    Predicate,
}

/// The compiled rules. Looked up by lemma, never iterated where order counts.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    pub frames: Vec<Frame>,
    pub operators: Vec<Operator>,
    verbs: HashMap<String, Vec<Entry>>,
    nouns: HashMap<String, Vec<Entry>>,
    operator_verbs: HashMap<String, Vec<Entry>>,
    operator_nouns: HashMap<String, Vec<Entry>>,
    operator_adjectives: HashMap<String, Vec<Entry>>,
    prepositions: HashMap<String, u32>,
    pronouns: HashMap<String, u32>,
    things: HashMap<String, u32>,
    facets: HashMap<String, (u32, Facet)>,
    presence: Option<u32>,
    alike: Option<u32>,
    lists: BTreeMap<String, Vec<String>>,
}

impl Lexicon {
    /// Compiles the rules under `en.event`: those under `en.event.status` are
    /// operators, those under `en.event.words` lists, all others frames.
    /// Those under `en.event.attribution` and `en.event.factuality` belong to
    /// other readers.
    pub fn new(rules: &RuleSet) -> Result<Self, Error> {
        let mut this = Self::default();
        let fail = |rule: &dateline_rules::Rule, reason: String| Error {
            file: rules.file(&rule.id).unwrap_or(&rule.id).to_owned(),
            reason,
        };
        for rule in rules.phase("en.event") {
            let rest = rule.id.strip_prefix("en.event.").unwrap_or("");
            match rest.split('.').next().unwrap_or("") {
                "attribution" | "factuality" => {}
                "words" => {
                    for (name, words) in frame::lists(rule).map_err(|e| fail(rule, e))? {
                        if this.lists.insert(name.clone(), words).is_some() {
                            let reason = format!("the list {name:?} is in another file too");
                            return Err(fail(rule, reason));
                        }
                    }
                }
                "status" => this
                    .operators
                    .push(frame::operator(rule).map_err(|e| fail(rule, e))?),
                _ => this
                    .frames
                    .push(frame::frame(rule).map_err(|e| fail(rule, e))?),
            }
        }
        let mut classes = this.lists.clone();
        for frame in &this.frames {
            for name in frame.kind.map(frame::class_names).into_iter().flatten() {
                let list = classes.entry(name.to_owned()).or_default();
                list.extend(frame.nouns.iter().map(|n| n.lemma.clone()));
            }
        }
        let unknown = |id: &str, reason: String| Error {
            file: rules.file(id).unwrap_or(id).to_owned(),
            reason,
        };
        for frame in &mut this.frames {
            for pattern in frame.verbs.iter_mut().chain(&mut frame.nouns) {
                pattern
                    .expand(&classes)
                    .map_err(|e| unknown(&frame.id, e))?;
            }
        }
        for op in &mut this.operators {
            let all = op
                .verbs
                .iter_mut()
                .chain(&mut op.nouns)
                .chain(&mut op.adjectives);
            for pattern in all {
                pattern.expand(&classes).map_err(|e| unknown(&op.id, e))?;
            }
        }
        this.index();
        Ok(this)
    }

    fn index(&mut self) {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        for (f, frame) in self.frames.iter().enumerate() {
            for (patterns, map) in [
                (&frame.verbs, &mut self.verbs),
                (&frame.nouns, &mut self.nouns),
            ] {
                for (p, pattern) in patterns.iter().enumerate() {
                    map.entry(pattern.lemma.clone())
                        .or_default()
                        .push((number(f), number(p)));
                }
            }
        }
        for (f, frame) in self.frames.iter().enumerate() {
            if !frame.presence.is_empty() {
                self.presence = Some(number(f));
            }
            if frame.alike {
                self.alike = Some(number(f));
            }
            for word in &frame.pronouns {
                self.pronouns.insert(word.clone(), number(f));
            }
            for (noun, facet) in &frame.facets {
                self.facets.insert(noun.clone(), (number(f), *facet));
            }
            for (noun, _) in &frame.things {
                self.things.insert(noun.clone(), number(f));
            }
        }
        for (o, op) in self.operators.iter().enumerate() {
            for (patterns, map) in [
                (&op.verbs, &mut self.operator_verbs),
                (&op.nouns, &mut self.operator_nouns),
                (&op.adjectives, &mut self.operator_adjectives),
            ] {
                for (p, pattern) in patterns.iter().enumerate() {
                    map.entry(pattern.lemma.clone())
                        .or_default()
                        .push((number(o), number(p)));
                }
            }
            for prep in &op.prepositions {
                self.prepositions.insert(prep.to_lowercase(), number(o));
            }
        }
    }

    /// Frames that a verb lemma may evoke.
    pub fn verb(&self, lemma: &str) -> &[Entry] {
        self.verbs.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Frames that a noun lemma may evoke.
    pub fn noun(&self, lemma: &str) -> &[Entry] {
        self.nouns.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// True for a noun that names a meeting or an instrument, never people.
    pub fn is_meeting_noun(&self, lemma: &str) -> bool {
        self.noun(lemma).iter().any(|&(f, _)| {
            matches!(
                self.frames[f as usize].kind,
                Some(Kind::Talks | Kind::Summit | Kind::Call | Kind::Agreement)
            )
        })
    }

    /// True for a verb lemma that some rule names.
    pub fn knows_verb(&self, lemma: &str) -> bool {
        self.verbs.contains_key(lemma) || self.operator_verbs.contains_key(lemma)
    }

    /// True for a lemma of one of the lists under `en.event.words`.
    pub fn listed(&self, list: &str, lemma: &str) -> bool {
        self.lists
            .get(list)
            .is_some_and(|words| words.iter().any(|w| w == lemma))
    }

    /// The frame for somebody's being at a place with such a preposition.
    pub fn presence(&self, preposition: &str) -> Option<u32> {
        self.presence.filter(|&f| {
            self.frames[f as usize]
                .presence
                .iter()
                .any(|p| p == preposition)
        })
    }

    /// The frame for doing what another was told to have done.
    pub fn alike(&self) -> Option<u32> {
        self.alike
    }

    /// The frame for a noun that names the date or deadline of an event.
    pub fn facet(&self, lemma: &str) -> Option<(u32, Facet)> {
        self.facets.get(lemma).copied()
    }

    /// The frame for a definite noun that only refers to an event.
    pub fn thing(&self, lemma: &str) -> Option<u32> {
        self.things.get(lemma).copied()
    }

    /// The frame for a pronoun that stands for an event.
    pub fn pronoun(&self, lemma: &str) -> Option<u32> {
        self.pronouns.get(lemma).copied()
    }

    /// Operators that a verb lemma may be.
    pub fn operator_verb(&self, lemma: &str) -> &[Entry] {
        self.operator_verbs.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Operators that a noun lemma may be.
    pub fn operator_noun(&self, lemma: &str) -> &[Entry] {
        self.operator_nouns.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Operators that an adjective or participle may be.
    pub fn operator_adjective(&self, lemma: &str) -> &[Entry] {
        self.operator_adjectives
            .get(lemma)
            .map_or(&[], Vec::as_slice)
    }

    /// The operator that a preposition is.
    pub fn preposition(&self, word: &str) -> Option<&Operator> {
        self.prepositions
            .get(word)
            .map(|&o| &self.operators[o as usize])
    }

    fn best<'l>(
        &'l self,
        tree: &Tree,
        word: u32,
        stands: &str,
        entries: &[Entry],
        part: Part,
    ) -> Option<&'l Operator> {
        let mut best: Option<(usize, &Operator)> = None;
        for &(o, p) in entries {
            let op = &self.operators[o as usize];
            if !op.places.iter().any(|x| x == stands) {
                continue;
            }
            let pattern = match part {
                Part::Verb | Part::Predicate => &op.verbs[p as usize],
                Part::Noun => &op.nouns[p as usize],
                Part::Adjective => &op.adjectives[p as usize],
            };
            if (part != Part::Predicate || pattern.is_behind())
                && tree.matches(word, pattern).is_some()
                && best.is_none_or(|(w, _)| pattern.weight() > w)
            {
                best = Some((pattern.weight(), op));
            }
        }
        best.map(|(_, op)| op)
    }

    /// The operator for the subject of a verb of taking place.
    fn taking_place(&self) -> Option<&Operator> {
        let own = |op: &&Operator| op.id == "en.event.status.take_place";
        self.operators.iter().find(own)
    }

    /// The operator that a word is for what stands in one of its places.
    pub fn operator(&self, tree: &Tree, word: u32, stands: &str) -> Option<&Operator> {
        let lemma = tree.lemma(word);
        let verb = || self.best(tree, word, stands, self.operator_verb(lemma), Part::Verb);
        let adjective = || {
            self.best(
                tree,
                word,
                stands,
                self.operator_adjective(lemma),
                Part::Adjective,
            )
        };
        let noun = || self.best(tree, word, stands, self.operator_noun(lemma), Part::Noun);
        // 'The raid derailed the talks': they are off, and the raid took place. What is
        // only planned stays planned.
        let cause = |op: &&Operator| {
            stands == "subj"
                && matches!(op.effect, Effect::Cancel | Effect::Postpone)
                && tree.is_verb(word)
                && acts_on(tree, word)
        };
        match tree.upos(word) {
            // 'Opened with an agreement' is not 'open'.
            Upos::Verb | Upos::Aux if tree.token(word).xpos == Xpos::Vbd => match verb() {
                Some(op) if cause(&op) => self.taking_place(),
                own => own,
            },
            Upos::Verb | Upos::Aux => match verb() {
                Some(op) if cause(&op) => self.taking_place(),
                own => own.or_else(adjective),
            },
            // 'The talks are under way' before what 'way' is elsewhere.
            Upos::Noun | Upos::Propn => self
                .best(
                    tree,
                    word,
                    stands,
                    self.operator_verb(lemma),
                    Part::Predicate,
                )
                .or_else(noun)
                .or_else(verb),
            Upos::Adj | Upos::Adv => adjective().or_else(verb),
            _ => None,
        }
    }
}

/// True for an active verb with something that it is done to: no time, no pronoun,
/// nothing that is said not to be. Its subject is none that is only planned.
fn acts_on(tree: &Tree, verb: u32) -> bool {
    const AHEAD: [&str; 21] = [
        "plan",
        "propose",
        "come",
        "expect",
        "schedule",
        "threaten",
        "loom",
        "planned",
        "proposed",
        "coming",
        "upcoming",
        "forthcoming",
        "expected",
        "future",
        "scheduled",
        "threatened",
        "possible",
        "draft",
        "next",
        "looming",
        "mooted",
    ];
    let has = |o: u32, words: &[&str]| {
        let beside = [Deprel::Amod, Deprel::Det, Deprel::Compound];
        let mut all = tree.s.children_by(o, &beside);
        all.any(|c| words.contains(&tree.lemma(c)))
    };
    let thing =
        |o: u32| tree.is_noun(o) && o > verb && !tree.looks_like_time(o) && !has(o, &["no"]);
    let ahead = tree.subject(verb).is_some_and(|s| has(s, &AHEAD));
    !ahead
        && !tree.mood(verb).negated
        && !tree.is_passive(verb)
        && tree.s.child(verb, &[Deprel::Obj]).is_some_and(thing)
}
