//! Quotations beyond the sentence of their cue: those that run over several
//! sentences, and those that go on after the cue without a new one.

use super::find::Found;
use super::quote::{Quotation, paragraphs};
use dateline_record::{Span, StatementType};
use dateline_syntax::Sentence;

/// Widens contents to the whole quotation they are part of, and gives later
/// quotations that have no cue of their own to the speaker before them.
pub(super) fn extend(
    text: &str,
    sentences: &[Sentence],
    quotes: &[Quotation],
    found: &mut [Found],
) {
    let mut holder: Vec<Option<usize>> = vec![None; quotes.len()];
    for (n, f) in found.iter_mut().enumerate() {
        let Some(sentence) = sentences.get(f.sentence as usize) else {
            continue;
        };
        for c in &mut f.content {
            let from = quotes.partition_point(|q| q.span.end <= c.start);
            for (k, q) in quotes.iter().enumerate().skip(from) {
                if q.span.start >= c.end {
                    break;
                }
                if q.inner.contains(f.cue) {
                    continue;
                }
                // Only a quotation that leaves the sentence widens: within
                // it the tree has said what belongs to the content.
                let before = q.span.start < sentence.span.start;
                let after = q.inner.end > sentence.span.end;
                let starts = before && c.start <= q.inner.start.max(sentence.span.start) + 3;
                if starts {
                    c.start = q.inner.start;
                }
                if after && c.end + 3 >= q.inner.end.min(sentence.span.end) {
                    c.end = q.inner.end;
                }
                if q.inner.overlaps(*c) {
                    holder[k].get_or_insert(n);
                }
            }
        }
    }
    go_on(text, sentences, quotes, found, &mut holder);
}

/// Gives quotations without a cue to the speaker before them.
fn go_on(
    text: &str,
    sentences: &[Sentence],
    quotes: &[Quotation],
    found: &mut [Found],
    holder: &mut [Option<usize>],
) {
    let paragraphs = paragraphs(text);
    for k in 0..quotes.len() {
        let q = quotes[k];
        if holder[k].is_some() {
            continue;
        }
        if let Some(n) = parted(text, quotes, k, found, holder) {
            found[n].content.push(q.inner);
            found[n].content.sort();
            holder[k] = Some(n);
            continue;
        }
        if !whole_sentences(text, q) {
            continue;
        }
        let here = paragraphs.partition_point(|p| p.end <= q.span.start);
        let start = paragraphs.get(here).map_or(0, |p| p.start);
        let gap = |from: u32| {
            Span::new(from.min(q.span.start), q.span.start)
                .of(text)
                .trim()
        };
        // A colon right before it: the cue that stands before the colon.
        let after_colon = gap(0).ends_with(':');
        let last = last_before(sentences, found, q.span.start);
        let speaker = if after_colon {
            last
        } else if let Some(n) = stands_behind(sentences, found, q, start) {
            Some(n)
        } else if q.runs_on && k > 0 {
            holder[k - 1]
        } else {
            // The quotation before it, if nothing but its cue's clause
            // stands between, in this paragraph or at the end of the last.
            (0..k).rev().take(1).find_map(|j| {
                let n = holder[j]?;
                let same = quotes[j].span.start >= start;
                let previous = here > 0
                    && paragraphs[here - 1].contains(quotes[j].span)
                    && q.span.start == start;
                let whole =
                    whole_sentences(text, quotes[j]) || found[n].kind == StatementType::Quote;
                let words = Span::new(quotes[j].span.end, q.span.start).of(text);
                let near = words.split_whitespace().count() <= 25
                    && last.is_none_or(|l| l == n || found[l].cue.start < quotes[j].span.start);
                ((same || previous) && near && whole).then_some(n)
            })
        };
        if let Some(n) = speaker {
            found[n].content.push(q.inner);
            found[n].content.sort();
            holder[k] = Some(n);
        }
    }
}

/// 'The minister called the raid an outrage. “It will be answered.”': who speaks
/// in the sentence right before one that is nothing but a quotation, in the same
/// paragraph.
fn stands_behind(
    sentences: &[Sentence],
    found: &[Found],
    q: Quotation,
    start: u32,
) -> Option<usize> {
    let at = sentences.partition_point(|s| s.span.end <= q.span.start);
    let own = sentences.get(at).filter(|s| s.span.start == q.span.start)?;
    let before = at.checked_sub(1)?;
    let alone = q.span.end + 1 >= own.span.end && sentences[before].span.start >= start;
    let from = found.partition_point(|f| (f.sentence as usize) < before);
    let to = found.partition_point(|f| (f.sentence as usize) < at);
    let cue = found.get(to).is_some_and(|f| f.sentence as usize == at);
    if !alone || cue {
        return None;
    }
    let mut told = (from..to).filter(|&n| found[n].statement && found[n].said);
    let first = told.next()?;
    let same =
        told.all(|n| found[n].source == found[first].source || found[first].holds(found[n].cue));
    (same && found[first].source.is_some()).then_some(first)
}

/// The cue that parts a quotation from the one before it: '“We will come,” he
/// said, “but not alone.”'
fn parted(
    text: &str,
    quotes: &[Quotation],
    k: usize,
    found: &[Found],
    holder: &[Option<usize>],
) -> Option<usize> {
    let (before, q) = (quotes.get(k.checked_sub(1)?)?, quotes[k]);
    let n = holder[k - 1]?;
    let gap = Span::new(before.span.end, q.span.start.max(before.span.end));
    let words = gap.of(text).trim_end();
    let first = before.inner.of(text).trim_end();
    let open = first.ends_with(',') || words.starts_with(',');
    let joins = [",", ", but", ", and", ", because", ", adding:", ":"]
        .iter()
        .any(|w| words.ends_with(w));
    let short = words.split_whitespace().count() <= 20;
    let one = found[n].cue.start >= gap.start && found[n].cue.end <= gap.end;
    let clean = !words.contains(['\n', ';', '.']);
    (open && joins && short && one && clean).then_some(n)
}

/// The last attribution whose cue stands before a byte, at most two
/// sentences back.
fn last_before(sentences: &[Sentence], found: &[Found], byte: u32) -> Option<usize> {
    let n = found
        .partition_point(|f| f.cue.end <= byte)
        .checked_sub(1)?;
    let end = sentences.get(found[n].sentence as usize)?.span.end;
    (byte.saturating_sub(end) <= 3 || end >= byte).then_some(n)
}

/// True for a quotation that begins like a sentence and ends like one.
fn whole_sentences(text: &str, q: Quotation) -> bool {
    let inner = q.inner.of(text).trim();
    let begins = inner
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || c == '…' || c == '[');
    let after = text.get(q.span.end as usize..).unwrap_or("");
    let ends = inner.ends_with(['.', '!', '?', ',', '…']) || !q.closed || after.starts_with('.');
    begins && ends && inner.split_whitespace().count() >= 2
}
