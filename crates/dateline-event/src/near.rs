//! Parts of the lists of a report that stand at a place, found without walking
//! through the whole: what a report of a million words costs a sentence is what it
//! costs in a report of ten.

use crate::draft::build::Draft;
use dateline_record::{Resolved, Span, Timex};
use std::ops::Range;

/// No mention is longer, in bytes; it stands in one sentence.
const LONGEST: u32 = 2_000;

/// Where the drafts of the sentences `from` to `till` stand; drafts are in order of
/// their sentences.
pub(crate) fn sentences(drafts: &[Draft], from: u32, till: u32) -> Range<usize> {
    let first = drafts.partition_point(|d| d.sentence < from);
    first..first + drafts[first..].partition_point(|d| d.sentence <= till)
}

/// Where the drafts of so many sentences before and behind one stand.
pub(crate) fn around(drafts: &[Draft], sentence: u32, reach: u32) -> Range<usize> {
    sentences(
        drafts,
        sentence.saturating_sub(reach),
        sentence.saturating_add(reach),
    )
}

/// The mentions that begin in a span of the text; all that it contains are among them.
pub(crate) fn beginning_in(entities: &[Resolved], span: Span) -> &[Resolved] {
    let first = entities.partition_point(|e| e.span.start < span.start);
    let end = entities[first..].partition_point(|e| e.span.start < span.end);
    &entities[first..first + end]
}

/// The mentions among which all are that hold some of a span.
pub(crate) fn touching(entities: &[Resolved], span: Span) -> &[Resolved] {
    let start = span.start.saturating_sub(LONGEST);
    beginning_in(entities, Span::new(start, span.end.max(start)))
}

/// The mentions of exactly these words.
pub(crate) fn of_words(entities: &[Resolved], span: Span) -> impl Iterator<Item = &Resolved> {
    let first = entities.partition_point(|e| e.span.start < span.start);
    entities[first..]
        .iter()
        .take_while(move |e| e.span.start == span.start)
        .filter(move |e| e.span == span)
}

/// The time expressions that begin in a span of the text, such as a sentence.
pub(crate) fn times_in(timexes: &[Timex], span: Span) -> &[Timex] {
    let first = timexes.partition_point(|t| t.span.start < span.start);
    let end = timexes[first..].partition_point(|t| t.span.start < span.end);
    &timexes[first..first + end]
}
