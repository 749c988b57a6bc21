//! What goes on behind a semicolon without a cue of its own: 'The talks would
//! resume, X said; they would be held in Oslo'.

use super::cues::Manner;
use super::find::Found;
use super::tree::Tree;
use dateline_record::Span;
use dateline_syntax::{Upos, Xpos};

/// The further words of those who speak in a sentence: a clause behind a
/// semicolon that stands in reported speech ('would', 'could') or tells what
/// the speaker means to do, with no cue in it. `found` are the attributions of
/// the sentence.
pub(super) fn goes_on(tree: Tree<'_>, found: &[Found]) -> Vec<Found> {
    let cuts: Vec<u32> = (1..tree.len()).filter(|&t| tree.is(t, ";")).collect();
    let mut out = Vec::new();
    for (k, &cut) in cuts.iter().enumerate() {
        let end = cuts.get(k + 1).copied().unwrap_or(tree.len());
        let Some(span) = clause(tree, cut + 1, end) else {
            continue;
        };
        let from = k.checked_sub(1).map_or(0, |k| tree.span(cuts[k]).end);
        let own = found.iter().any(|f| {
            span.contains(f.cue) && f.manner != Manner::Wish
                || f.content.iter().any(|c| c.overlaps(span))
        });
        let mut before = found
            .iter()
            .filter(|f| f.cue.start >= from && f.cue.end <= tree.span(cut).start);
        let (Some(f), None) = (before.next(), before.next()) else {
            continue;
        };
        let speech = f.manner == Manner::Speech && f.statement && f.said && f.source.is_some();
        if own || !speech {
            continue;
        }
        out.push(Found {
            content: vec![span],
            ..f.clone()
        });
    }
    out
}

/// The words from `from` to `end`, where they are a clause that can be reported.
fn clause(tree: Tree<'_>, from: u32, end: u32) -> Option<Span> {
    let last = (from..end).rev().find(|&t| tree.upos(t) != Upos::Punct)?;
    // A name that opens it is of somebody else, who does something.
    let opens = matches!(tree.upos(from), Upos::Pron | Upos::Det | Upos::Noun)
        && !matches!(tree.xpos(from), Xpos::Wp | Xpos::Wdt);
    let verb = (from..=last)
        .find(|&t| matches!(tree.xpos(t), Xpos::Md | Xpos::Vbd | Xpos::Vbz | Xpos::Vbp))?;
    let backshifted = matches!(tree.word(verb), "would" | "could" | "might");
    let means = ["he", "she"].iter().any(|w| tree.is(from, w))
        && verb == from + 1
        && ["means", "wants", "hopes", "intends", "plans", "expects"]
            .iter()
            .any(|w| tree.is(verb, w));
    (opens && last > from + 1 && (backshifted || means))
        .then(|| tree.span(from).cover(tree.span(last)))
}
