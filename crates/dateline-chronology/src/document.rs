//! Documents and mentions as they are handed in, and documents as they are read.

use dateline_record::{Dct, Span, Timex};
use dateline_syntax::{Sentence, Syntax};
use dateline_time::Tagger;
use jiff::civil::Date;

/// One document. Spans of its mentions are bytes of `text`.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Its name, as the mentions give it.
    pub id: String,
    /// Documents of different topics are never compared; those without a
    /// topic form one.
    pub topic: Option<String>,
    /// The day it was published, where known.
    pub date: Option<Date>,
    /// Its text.
    pub text: String,
}

/// A word or phrase that tells of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// Position in the list of documents.
    pub document: usize,
    /// Where it stands (bytes).
    pub span: Span,
}

/// One document with its trees and time expressions.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) timexes: Vec<Timex>,
}

impl Read {
    pub(crate) fn of(document: &Document, syntax: &Syntax, tagger: &Tagger) -> Self {
        let sentences = syntax.parse(&document.text);
        // Without a day of publication only what the text dates in full can
        // be placed: a far day is given, and what was resolved against it or
        // against another expression is left out.
        let dct = document
            .date
            .map_or_else(|| Dct::day(jiff::civil::date(2100, 1, 1)), Dct::day);
        let mut timexes = tagger.tag_sentences(&document.text, dct, &sentences);
        if document.date.is_none() {
            timexes.retain(|t| t.reference == dateline_record::Reference::None);
        }
        Self { sentences, timexes }
    }

    /// The sentence of a span and the head of the span in it; `None` where no
    /// word of the text lies in the span.
    pub(crate) fn locate(&self, span: Span) -> Option<(usize, u32)> {
        let s = self.sentences.partition_point(|s| s.span.end <= span.start);
        let sentence = self.sentences.get(s)?;
        let head = sentence.head_of(span)?;
        Some((s, head))
    }
}
