//! The cue words: which words introduce somebody's words or thoughts, with
//! which constructions, read from `rules/en/attribution`.

use dateline_rules::{Error, RuleSet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a cue says its content is to the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Manner {
    /// Told: say, announce, confirm, write.
    Speech,
    /// Held to be so: believe, expect, fear.
    Thought,
    /// Judged: welcome, call, describe, condemn.
    Judgment,
    /// Asked of somebody: urge, demand, invite.
    Demand,
    /// Taken upon oneself: promise, vow, threaten, offer.
    Commitment,
    /// Denied, refused, ruled out.
    Denial,
    /// Wanted or intended: want, hope, plan.
    Wish,
    /// Shown or found by evidence: the report shows.
    Evidence,
}

/// The word class of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// 'said'.
    Verb,
    /// 'the claim that'.
    Noun,
    /// 'is confident that'.
    Adjective,
    /// 'according to': a preposition of several words, or one.
    Phrase,
}

/// A construction in which a cue takes its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Frame {
    /// A finite clause, a quotation, or a clause into which the cue is put as
    /// a parenthesis: 'said (that) ...', '..., he said'.
    Clause,
    /// 'to' and an infinitive, perhaps after the one who is to do it.
    Infinitive,
    /// A gerund: 'suggested meeting again'.
    Gerund,
    /// A direct object: 'welcomed the announcement'.
    Object,
    /// An object and a predicate of it: 'called it a mistake'.
    Predicate,
    /// An object and 'as' with a predicate: 'described it as a mistake'.
    As,
    /// A preposition: 'called for an end', 'warned of war'; the words of the
    /// rule name it.
    Oblique,
}

/// What stands under `match` in a rule file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pattern {
    class: Class,
    #[serde(default)]
    frames: Vec<Frame>,
    words: Vec<String>,
    /// Lemmas that are no source, for a phrase ('according to plan').
    #[serde(default)]
    except: Vec<String>,
}

/// What stands under `yields` in a rule file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Yields {
    manner: Manner,
    /// True where such words are an entry of their own in the record.
    #[serde(default)]
    statement: bool,
}

/// One cue word in one rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Cue {
    /// Id of the rule.
    pub rule: String,
    /// What the content is to the source.
    pub manner: Manner,
    /// True where a statement of the record is made of it.
    pub statement: bool,
    /// The constructions.
    pub frames: Vec<Frame>,
    /// The word that has to stand beside it: a particle ('point out') or, for
    /// [`Frame::Oblique`], a preposition.
    pub with: Option<String>,
    /// Lemmas that cannot be the source, for a phrase.
    pub except: Vec<String>,
    /// Where two rules could read one cue, the higher is tried first.
    pub priority: i32,
}

/// All cue words by class and lemma.
#[derive(Clone, Debug, Default)]
pub struct Cues {
    verbs: BTreeMap<String, Vec<Cue>>,
    nouns: BTreeMap<String, Vec<Cue>>,
    adjectives: BTreeMap<String, Vec<Cue>>,
    /// Words of each phrase, with its cue.
    phrases: Vec<(Vec<String>, Cue)>,
}

impl Cues {
    /// The cues of one tree of rules (phase `en.attribution`).
    ///
    /// # Errors
    /// A rule whose `match` or `yields` has an unknown key or value.
    pub fn new(rules: &RuleSet) -> Result<Self, Error> {
        let mut cues = Self::default();
        for rule in rules.phase("en.attribution") {
            let fail = |e: toml::de::Error| Error {
                file: rules.file(&rule.id).unwrap_or(&rule.id).to_owned(),
                reason: e.to_string(),
            };
            let pattern: Pattern = rule.pattern.clone().try_into().map_err(fail)?;
            let yields: Yields = rule.yields.clone().try_into().map_err(fail)?;
            for words in &pattern.words {
                let mut parts = words.split(' ').map(str::to_owned);
                let lemma = parts.next().unwrap_or_default();
                let mut cue = Cue {
                    rule: rule.id.clone(),
                    manner: yields.manner,
                    statement: yields.statement,
                    frames: pattern.frames.clone(),
                    with: None,
                    except: pattern.except.clone(),
                    priority: rule.priority,
                };
                let table = match pattern.class {
                    Class::Verb => &mut cues.verbs,
                    Class::Noun => &mut cues.nouns,
                    Class::Adjective => &mut cues.adjectives,
                    Class::Phrase => {
                        let all = words.split(' ').map(str::to_owned).collect();
                        cues.phrases.push((all, cue));
                        continue;
                    }
                };
                cue.with = parts.next();
                table.entry(lemma).or_default().push(cue);
            }
        }
        let tables = [&mut cues.verbs, &mut cues.nouns, &mut cues.adjectives];
        for list in tables.into_iter().flat_map(|t| t.values_mut()) {
            // Stable: rules of one priority stay in order of their ids.
            list.sort_by_key(|cue| -cue.priority);
        }
        // Longer phrases first, so that 'in the words of' wins over 'in'.
        cues.phrases
            .sort_by_key(|(words, _)| (usize::MAX - words.len(), words.clone()));
        Ok(cues)
    }

    /// The cues of a lemma; none for most words.
    pub fn of(&self, class: Class, lemma: &str) -> &[Cue] {
        let table = match class {
            Class::Verb => &self.verbs,
            Class::Noun => &self.nouns,
            Class::Adjective => &self.adjectives,
            Class::Phrase => return &[],
        };
        table.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// All phrases with their words, longest first.
    pub fn phrases(&self) -> impl Iterator<Item = (&[String], &Cue)> {
        self.phrases
            .iter()
            .map(|(words, cue)| (words.as_slice(), cue))
    }

    /// The number of cue words.
    pub fn len(&self) -> usize {
        [&self.verbs, &self.nouns, &self.adjectives]
            .into_iter()
            .flat_map(|t| t.values())
            .map(Vec::len)
            .sum::<usize>()
            + self.phrases.len()
    }

    /// True where no rule was loaded.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
