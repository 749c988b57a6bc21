//! What a word says of the event it embeds, read from `rules/en/factuality`:
//! 'managed to' that it happened, 'failed to' that it did not, 'plans to'
//! that it is intended.

use dateline_record::Modality;
use dateline_rules::{Error, RuleSet};
use serde::Deserialize;
use std::collections::BTreeMap;

/// How a word takes the event it embeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Complement {
    /// A finite clause.
    Clause,
    /// 'to' and an infinitive, or a bare infinitive.
    Infinitive,
    /// A gerund without a preposition.
    Gerund,
    /// A noun as object, or as subject of a passive.
    Object,
    /// A noun or gerund behind a preposition.
    Oblique,
    /// A noun as subject.
    Subject,
}

/// What follows for the embedded event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// It is so.
    Fact,
    /// It is not so.
    Counterfact,
    /// It may or may not be so; the modality says how it is put.
    Open,
    /// It is rather not so.
    Unlikely,
    /// As the embedding word itself.
    Same,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Class {
    Verb,
    Noun,
    Adjective,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pattern {
    class: Class,
    complements: Vec<Complement>,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Yields {
    positive: Effect,
    negative: Effect,
    #[serde(default)]
    modality: Option<Mode>,
    /// Words of the rule that say the contrary of the others ('unable').
    #[serde(default)]
    opposite: Vec<String>,
}

/// Modality as rule files write it.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Mode {
    Planned,
    Possible,
    Desired,
    Conditional,
}

/// One word's signature.
#[derive(Clone, Debug, PartialEq)]
pub struct Signature {
    /// Id of the rule.
    pub rule: String,
    /// The complements it is about.
    pub complements: Vec<Complement>,
    /// What follows where the word itself is so.
    pub positive: Effect,
    /// What follows where the word itself is negated.
    pub negative: Effect,
    /// How an open complement is put.
    pub modality: Modality,
    /// A particle that belongs to the word ('call off').
    pub particle: Option<String>,
    /// True for a word with its negation built in ('unable').
    pub opposite: bool,
}

/// The words of `_modals.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Modals {
    pub planned: Vec<String>,
    pub hypothetical: Vec<String>,
    pub possible: Vec<String>,
    pub desired: Vec<String>,
    pub negation: Vec<String>,
    pub negative_words: Vec<String>,
    pub uncertain_adverbs: Vec<String>,
    pub condition: Vec<String>,
    pub question: Vec<String>,
    pub after_the_matrix: Vec<String>,
    pub negative_marks: Vec<String>,
    pub result: Vec<String>,
}

/// One row of `_scale.toml`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// For the record.
    pub default: f32,
    /// How sure the author is, what is to come included.
    pub certain: f32,
    /// Whether it has happened at the time of writing.
    pub occurred: f32,
    /// The same where the polarity is negative.
    pub negative: f32,
}

/// All signatures, modals and the scale.
#[derive(Clone, Debug, Default)]
pub struct Signatures {
    verbs: BTreeMap<String, Vec<Signature>>,
    nouns: BTreeMap<String, Vec<Signature>>,
    adjectives: BTreeMap<String, Vec<Signature>>,
    pub(super) modals: Modals,
    pub(super) scale: BTreeMap<String, Row>,
}

impl Signatures {
    /// The signatures of one tree of rules (phase `en.factuality`).
    ///
    /// # Errors
    /// A rule whose `match` or `yields` has an unknown key or value, or a
    /// list beside the rules that cannot be read; the error names the file.
    pub fn new(rules: &RuleSet) -> Result<Self, Error> {
        let mut out = Self::default();
        for rule in rules.phase("en.factuality") {
            let fail = |e: toml::de::Error| Error {
                file: rules.file(&rule.id).unwrap_or(&rule.id).to_owned(),
                reason: e.to_string(),
            };
            let pattern: Pattern = rule.pattern.clone().try_into().map_err(fail)?;
            let yields: Yields = rule.yields.clone().try_into().map_err(fail)?;
            let table = match pattern.class {
                Class::Verb => &mut out.verbs,
                Class::Noun => &mut out.nouns,
                Class::Adjective => &mut out.adjectives,
            };
            for words in &pattern.words {
                let (lemma, particle) = match words.split_once(' ') {
                    Some((l, p)) => (l, Some(p.to_owned())),
                    None => (words.as_str(), None),
                };
                table.entry(lemma.to_owned()).or_default().push(Signature {
                    rule: rule.id.clone(),
                    complements: pattern.complements.clone(),
                    positive: yields.positive,
                    negative: yields.negative,
                    modality: match yields.modality {
                        Some(Mode::Planned) => Modality::Planned,
                        Some(Mode::Desired) => Modality::Desired,
                        Some(Mode::Conditional) => Modality::Conditional,
                        Some(Mode::Possible) | None => Modality::Possible,
                    },
                    particle,
                    opposite: yields.opposite.iter().any(|w| w == words),
                });
            }
        }
        for (file, text) in rules.aside("en/factuality/") {
            let fail = |e: toml::de::Error| Error {
                file: file.to_owned(),
                reason: e.to_string(),
            };
            match file {
                "en/factuality/_modals.toml" => out.modals = toml::from_str(text).map_err(fail)?,
                "en/factuality/_scale.toml" => out.scale = toml::from_str(text).map_err(fail)?,
                _ => {}
            }
        }
        // A word with its particle before the bare word; then in order of ids.
        let tables = [&mut out.verbs, &mut out.nouns, &mut out.adjectives];
        for list in tables.into_iter().flat_map(|t| t.values_mut()) {
            list.sort_by_key(|s| s.particle.is_none());
        }
        Ok(out)
    }

    pub(super) fn verb(&self, lemma: &str) -> &[Signature] {
        self.verbs.get(lemma).map_or(&[], Vec::as_slice)
    }

    pub(super) fn noun(&self, lemma: &str) -> &[Signature] {
        self.nouns.get(lemma).map_or(&[], Vec::as_slice)
    }

    pub(super) fn adjective(&self, lemma: &str) -> &[Signature] {
        self.adjectives.get(lemma).map_or(&[], Vec::as_slice)
    }
}
