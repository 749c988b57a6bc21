//! A set of documents with their mentions, read and ready to be compared.

use crate::document::{Document, Mention, Read};
use crate::facts::{self, Facts};
use crate::topic::{Counts, Topic};
use crate::words::{Term, Terms};
use dateline_syntax::Syntax;
use dateline_time::Tagger;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Documents, read, with the facts of their mentions.
#[derive(Debug)]
pub(crate) struct Corpus {
    pub(crate) reads: Vec<Read>,
    pub(crate) terms: Terms,
    /// For each mention: what it says; `None` for one that holds no word.
    pub(crate) facts: Vec<Option<Facts>>,
    /// Each topic with the positions of its mentions, in order of the text.
    pub(crate) topics: Vec<(Topic, Vec<usize>)>,
}

impl Corpus {
    /// Reads documents and compares those of a topic.
    pub(crate) fn new(
        documents: &[Document],
        mentions: &[Mention],
        syntax: &Syntax,
        tagger: &Tagger,
    ) -> Self {
        let reads: Vec<Read> = documents
            .par_iter()
            .map(|d| Read::of(d, syntax, tagger))
            .collect();
        Self::of_reads(reads, documents, mentions, syntax)
    }

    /// Compares documents that were read.
    pub(crate) fn of_reads(
        reads: Vec<Read>,
        documents: &[Document],
        mentions: &[Mention],
        syntax: &Syntax,
    ) -> Self {
        let mut terms = Terms::default();
        let words: Vec<Vec<String>> = documents
            .iter()
            .zip(&reads)
            .map(|(d, r)| facts::document_words(r, &d.text))
            .collect();
        for w in &words {
            terms.document(w.iter().cloned());
        }
        let counts: Vec<Counts> = words.iter().map(|w| counts(w, &mut terms)).collect();
        let mut facts: Vec<Option<Facts>> = mentions
            .iter()
            .map(|m| {
                let d = &documents[m.document];
                facts::facts(
                    m.document,
                    m.span,
                    &reads[m.document],
                    &d.text,
                    d.date.map(facts::day),
                    syntax,
                    &mut terms,
                )
            })
            .collect();
        let mut by_topic: BTreeMap<Option<&str>, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (i, d) in documents.iter().enumerate() {
            by_topic.entry(d.topic.as_deref()).or_default().0.push(i);
        }
        for (i, m) in mentions.iter().enumerate() {
            if facts[i].is_some() {
                let topic = documents[m.document].topic.as_deref();
                by_topic.entry(topic).or_default().1.push(i);
            }
        }
        let topics = by_topic
            .into_values()
            .map(|(d, mut m)| {
                m.sort_by_key(|&i| mentions[i]);
                crowds(&mut facts, &m);
                (Topic::new(d, &counts, &terms), m)
            })
            .collect();
        Self {
            reads,
            terms,
            facts,
            topics,
        }
    }
}

/// How often each word stands in a document, sorted by word.
fn counts(words: &[String], terms: &mut Terms) -> Counts {
    let mut out: BTreeMap<Term, u32> = BTreeMap::new();
    for w in words {
        *out.entry(terms.number(w)).or_insert(0) += 1;
    }
    out.into_iter().collect()
}

/// Counts how often each root stands among the mentions of a document and of
/// the topic.
fn crowds(facts: &mut [Option<Facts>], topic: &[usize]) {
    let mut in_topic: BTreeMap<String, u32> = BTreeMap::new();
    let mut in_document: BTreeMap<(usize, String), u32> = BTreeMap::new();
    for f in topic.iter().filter_map(|&i| facts[i].as_ref()) {
        *in_topic.entry(f.root.clone()).or_insert(0) += 1;
        *in_document.entry((f.document, f.root.clone())).or_insert(0) += 1;
    }
    for &i in topic {
        if let Some(f) = &mut facts[i] {
            f.crowd_topic = in_topic[&f.root];
            f.crowd = in_document[&(f.document, f.root.clone())];
        }
    }
}
