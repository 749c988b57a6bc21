//! What has been named so far in a report, counted as it is read, and where it stands:
//! the same questions asked of all mentions again and again would take time that grows
//! with the square of the report.

use super::read::{Memory, Reader};
use dateline_record::{Resolved, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Counts over the mentions read so far.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// How often persons and phrases have stood for each party alone.
    pub stood_for: BTreeMap<String, u32>,
    /// The sentence that names each party first by its own name.
    first: BTreeMap<String, usize>,
    /// Parties that have been a subject.
    acts: BTreeSet<String>,
    /// The last sentence in which a body or people of each noun was named whose party
    /// is known, by the whole noun and by its last word.
    nouns: BTreeMap<String, usize>,
    last_words: BTreeMap<String, usize>,
    /// How often each person has been mentioned, by position.
    of_person: Vec<u32>,
}

impl Tally {
    /// Counts a new mention, or one whose party has just been told.
    pub fn note(&mut self, m: &Memory) {
        if let ([one], false) = (&m.parties[..], m.name) {
            *self.stood_for.entry(one.id.0.clone()).or_default() += 1;
        }
        if m.parties.len() == 1 && m.person.is_none() && !m.noun.is_empty() {
            let last = m.noun.rsplit(' ').next().unwrap_or("");
            self.nouns.insert(m.noun.clone(), m.sentence);
            self.last_words.insert(last.to_owned(), m.sentence);
        }
        for party in &m.parties {
            if m.name && !self.first.contains_key(&party.id.0) {
                self.first.insert(party.id.0.clone(), m.sentence);
            }
            if m.subject && !self.acts.contains(&party.id.0) {
                self.acts.insert(party.id.0.clone());
            }
        }
    }

    /// Counts a mention of a person.
    pub fn note_person(&mut self, k: usize) {
        if self.of_person.len() <= k {
            self.of_person.resize(k + 1, 0);
        }
        self.of_person[k] += 1;
    }

    pub fn times_named(&self, k: usize) -> u32 {
        self.of_person.get(k).copied().unwrap_or(0)
    }

    /// The sentence in which a party was named first.
    pub fn first_naming(&self, id: &str) -> Option<usize> {
        self.first.get(id).copied()
    }

    /// The last sentence that named a body or people by a noun, or by any noun that
    /// ends in a word.
    pub fn last_of_noun(&self, noun: &str, ends_in: Option<&str>) -> Option<usize> {
        let whole = self.nouns.get(noun);
        let ending = ends_in.and_then(|w| self.last_words.get(w));
        whole.max(ending).copied()
    }

    pub fn is_subject(&self, id: &str) -> bool {
        self.acts.contains(id)
    }
}

impl Reader<'_> {
    /// The number of the sentence that a span begins in.
    pub fn sentence_of(&self, span: Span) -> usize {
        let after = self.starts.partition_point(|&s| s <= span.start);
        after.saturating_sub(1)
    }

    /// What was named in a sentence: `memory` is in order of sentences, and within
    /// all but the one being read in order of words.
    pub fn named_in(&self, s: usize) -> &[Memory] {
        let first = self.memory.partition_point(|m| m.sentence < s);
        let rest = &self.memory[first..];
        &rest[..rest.partition_point(|m| m.sentence == s)]
    }

    /// The position in `out` from which on all mentions of a sentence stand, and of
    /// those behind it.
    pub fn out_from(&self, s: usize) -> usize {
        self.from.get(s).copied().unwrap_or(self.out.len())
    }

    /// The mentions found while a sentence and those behind it were read: all that
    /// stand in it are among them.
    pub fn out_since(&self, s: usize) -> &[Resolved] {
        &self.out[self.out_from(s)..]
    }

    /// The mentions found while one sentence was read.
    pub fn out_of(&self, s: usize) -> &[Resolved] {
        &self.out[self.out_from(s)..self.out_from(s + 1)]
    }
}
