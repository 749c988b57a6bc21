//! Quotations of a text: which marks open and close, over sentences and
//! paragraphs, also where a mark is missing.

use dateline_record::Span;

/// One quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks (bytes).
    pub span: Span,
    /// Without the outermost marks.
    pub inner: Span,
    /// False where the closing mark is missing, and the end is a guess: the
    /// end of the paragraph, or of the line where the marks are broken.
    pub closed: bool,
    /// True where it began in an earlier paragraph and runs on: each further
    /// paragraph of one quotation opens anew and only the last one closes.
    pub runs_on: bool,
}

/// What a mark can do where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// A double mark that opens.
    Open,
    /// A double mark that closes.
    Close,
    /// A single mark that opens.
    OpenSingle,
    /// A single mark that closes (or is an apostrophe).
    CloseSingle,
}

/// The quotations of a text, in order of their starts. Quotations within
/// quotations are not listed.
///
/// Double marks may be typographic (“ ”, „ “, « ») or ASCII; single ones
/// count only where both ends are plain, since an apostrophe is the same sign.
/// A quotation ends at the end of its paragraph, or, where the next paragraph
/// opens anew with a mark, is joined with it by [`Quotation::runs_on`].
///
/// # Example
/// ```
/// use dateline_event::attribution::quotations;
/// let text = "“We are ready,” she said.";
/// let found = quotations(text);
/// assert_eq!(found[0].inner.of(text), "We are ready,");
/// ```
pub fn quotations(text: &str) -> Vec<Quotation> {
    let mut out: Vec<Quotation> = Vec::new();
    let mut before_runs_on = false;
    for paragraph in paragraphs(text) {
        let runs_on = before_runs_on;
        before_runs_on = in_paragraph(text, paragraph, runs_on, &mut out);
    }
    out
}

/// True for the name of a book, a film or a programme in marks: 'told “Face the
/// Nation” that', 'in the book “The Long Game”'. Its great words have capitals, and it
/// stands behind a preposition, an owner or what it is.
pub(super) fn is_title(text: &str, q: &Quotation) -> bool {
    const SMALL: [&str; 14] = [
        "of", "the", "a", "an", "in", "on", "and", "for", "to", "at", "with", "from", "by", "or",
    ];
    const BEHIND: [&str; 9] = [
        "of", "on", "in", "to", "with", "from", "for", "called", "titled",
    ];
    const WORKS: [&str; 18] = [
        "newspaper",
        "magazine",
        "weekly",
        "daily",
        "show",
        "programme",
        "program",
        "book",
        "film",
        "documentary",
        "series",
        "podcast",
        "novel",
        "memoir",
        "song",
        "essay",
        "entitled",
        "titled",
    ];
    const MOST: usize = 9;
    let inner = q.inner.of(text).trim_end_matches([',', '.']);
    let words: Vec<&str> = inner.split(' ').take(MOST + 1).collect();
    let great = |w: &&str| {
        w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || SMALL.contains(w)
    };
    let named = q.closed
        && words.len() <= MOST
        && words.first().is_some_and(|w| !SMALL.contains(w))
        && words.iter().all(great)
        && !inner.ends_with(['?', '!']);
    let before = text
        .get(..q.span.start as usize)
        .unwrap_or("")
        .trim_end_matches(' ');
    let comma = before.ends_with(',');
    let last = before
        .trim_end_matches(',')
        .rsplit([' ', '\n', '\u{a0}'])
        .next()
        .unwrap_or("");
    let owner = last.ends_with("'s") || last.ends_with("’s");
    let work = WORKS.contains(&last);
    named && (work || words.len() > 1 && !comma && (owner || BEHIND.contains(&last)))
}

/// Paragraphs as byte spans. A line break parts paragraphs.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices('\n') {
        if !text[start..at].trim().is_empty() {
            out.push(Span::from_usize(start, at));
        }
        start = at + 1;
    }
    if !text[start..].trim().is_empty() {
        out.push(Span::from_usize(start, text.len()));
    }
    out
}

/// Reads one paragraph; true where it ends within a quotation.
fn in_paragraph(text: &str, paragraph: Span, runs_on: bool, out: &mut Vec<Quotation>) -> bool {
    let body = paragraph.of(text);
    let base = paragraph.start as usize;
    let mut open: Option<(usize, usize, bool)> = None;
    let mut depth = 0u32;
    let mut first = true;
    let mut prev: Option<char> = None;
    let mut chars = body.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut next = chars.peek().map(|&(_, n)| n);
        let (from, mut to) = (base + at, base + at + c.len_utf8());
        // Two apostrophes, or two grave accents, are one double mark.
        let mut c = c;
        if matches!(c, '\'' | '`') && next == Some(c) {
            chars.next();
            next = chars.peek().map(|&(_, n)| n);
            to += 1;
            c = '"';
        }
        let begins = body[..at].trim().is_empty();
        if let Some(mark) = mark(c, prev, next, open.is_some()) {
            match (mark, open) {
                (Mark::Open, None) => {
                    open = Some((from, to, false));
                    depth = 0;
                    // A paragraph that does not open anew ends the run.
                    first = first && begins;
                }
                (Mark::OpenSingle, None) if single_closes(body, to - base) => {
                    open = Some((from, to, true));
                }
                (Mark::Open, Some((_, _, false))) => depth += 1,
                (Mark::Close, Some((start, inner, false))) => {
                    if depth > 0 && c != '"' {
                        depth -= 1;
                    } else {
                        let on = runs_on && first && body[..start - base].trim().is_empty();
                        out.push(Quotation {
                            span: Span::from_usize(start, to),
                            inner: Span::from_usize(inner, from),
                            closed: true,
                            runs_on: on,
                        });
                        open = None;
                    }
                }
                (Mark::CloseSingle, Some((start, inner, true)))
                    if !single_closes_later(body, at, c.len_utf8()) =>
                {
                    out.push(Quotation {
                        span: Span::from_usize(start, to),
                        inner: Span::from_usize(inner, from),
                        closed: true,
                        runs_on: false,
                    });
                    open = None;
                }
                _ => {}
            }
        }
        prev = Some(c);
    }
    let Some((start, inner, false)) = open else {
        return false;
    };
    let rest = &text[inner..paragraph.end as usize];
    // The next paragraph decides whether the mark is missing by habit (the
    // quotation runs on) or by mistake; by mistake it ends with the sentence.
    let next_opens = text[paragraph.end as usize..]
        .trim_start()
        .starts_with(['“', '"', '„', '«']);
    let length = if next_opens {
        rest.trim_end().len()
    } else {
        sentence_end(rest)
    };
    let end = inner + length;
    out.push(Quotation {
        span: Span::from_usize(start, end),
        inner: Span::from_usize(inner, end),
        closed: false,
        runs_on: runs_on && body[..start - base].trim().is_empty(),
    });
    next_opens
}

/// Bytes up to and with the first full stop, question or exclamation mark
/// that is followed by a blank and a capital; all where there is none.
fn sentence_end(rest: &str) -> usize {
    for (at, c) in rest.char_indices() {
        if matches!(c, '.' | '?' | '!') {
            let after = &rest[at + c.len_utf8()..];
            let mut follow = after.trim_start().chars();
            if after.starts_with(char::is_whitespace)
                && follow.next().is_some_and(char::is_uppercase)
            {
                return at + c.len_utf8();
            }
        }
    }
    rest.trim_end().len()
}

fn mark(c: char, prev: Option<char>, next: Option<char>, inside: bool) -> Option<Mark> {
    let blank_before = prev.is_none_or(|p| p.is_whitespace() || "([{—–-/‘“\"'".contains(p));
    let word_after = next.is_some_and(|n| n.is_alphanumeric() || "$€£[(.…".contains(n));
    let word_before = prev.is_some_and(|p| !p.is_whitespace());
    let word_follows = next.is_some_and(char::is_alphanumeric);
    match c {
        '„' | '«' => Some(Mark::Open),
        // „German marks“ close with what opens in English.
        '“' if inside && word_before && !blank_before && !word_follows => Some(Mark::Close),
        '“' => Some(Mark::Open),
        '”' | '»' => Some(Mark::Close),
        '"' if inside => {
            // A mark that clearly opens inside a quotation: the closing one
            // before it is missing, or it nests; either way it does not close.
            if blank_before && word_after && prev.is_some_and(char::is_whitespace) {
                None
            } else {
                Some(Mark::Close)
            }
        }
        '"' => Some(Mark::Open),
        '‘' => Some(Mark::OpenSingle),
        '\'' if !inside && blank_before && word_follows => Some(Mark::OpenSingle),
        '’' | '\'' if word_before && !word_follows => Some(Mark::CloseSingle),
        _ => None,
    }
}

/// True where a single mark that could close follows in the same paragraph.
fn single_closes(body: &str, from: usize) -> bool {
    let rest = &body[from..];
    // 'the '90s' and "'em" are no quotations.
    let word: usize = rest.chars().take_while(|c| c.is_alphanumeric()).count();
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    if word == 0 || digits == 2 {
        return false;
    }
    closing_singles(rest).next().is_some()
}

/// Offsets of single marks that can close, within 400 bytes.
fn closing_singles(rest: &str) -> impl Iterator<Item = usize> + '_ {
    let mut prev: Option<char> = None;
    rest.char_indices()
        .take_while(|&(at, _)| at < 400)
        .filter_map(move |(at, c)| {
            let before = prev.replace(c);
            let after = rest[at + c.len_utf8()..].chars().next();
            let closes = matches!(c, '’' | '\'')
                && before.is_some_and(|p| !p.is_whitespace())
                && after.is_none_or(|n| !n.is_alphanumeric());
            closes.then_some(at)
        })
}

/// A mark after an s may be a plural's apostrophe: it does not close where a
/// later mark, before the next opening one, closes after a stop or comma.
fn single_closes_later(body: &str, at: usize, len: usize) -> bool {
    if !body[..at].ends_with('s') {
        return false;
    }
    let rest = &body[at + len..];
    let limit = rest.find(['‘', '“', '"']).unwrap_or(rest.len());
    closing_singles(&rest[..limit]).any(|i| rest[..i].ends_with([',', '.', '!', '?']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> Vec<&str> {
        quotations(text).iter().map(|q| q.inner.of(text)).collect()
    }

    #[test]
    fn ok_typographic_ascii_and_foreign_marks() {
        assert_eq!(inner("“Yes,” he said."), ["Yes,"]);
        assert_eq!(inner("\"Yes,\" he said, \"now.\""), ["Yes,", "now."]);
        assert_eq!(inner("He said „ja“ and «oui»."), ["ja", "oui"]);
        assert_eq!(inner("''Yes,'' he said, ``now.''"), ["Yes,", "now."]);
    }

    #[test]
    fn ok_a_quotation_runs_over_sentences_and_paragraphs() {
        let text = "“We came. We stay.\n\n“Then we leave,” he said.";
        let found = quotations(text);
        assert_eq!(inner(text), ["We came. We stay.", "Then we leave,"]);
        assert!(!found[0].closed && found[1].closed);
        assert!(!found[0].runs_on && found[1].runs_on);
    }

    #[test]
    fn ok_a_missing_closing_mark_ends_with_the_sentence() {
        let text = "“We will come, he said. The fleet sailed on Monday.\n\nIt rained.";
        assert_eq!(inner(text), ["We will come, he said."]);
    }

    #[test]
    fn ok_apostrophes_are_no_quotations() {
        assert!(inner("The ministers' talks in the '90s didn't end.").is_empty());
        assert!(inner("The two sides’ envoys haven’t met.").is_empty());
    }

    #[test]
    fn ok_single_marks_quote() {
        assert_eq!(inner("She called it a 'bad deal' again."), ["bad deal"]);
        assert_eq!(
            inner("‘The states’ envoys are here,’ he said."),
            ["The states’ envoys are here,"]
        );
    }

    #[test]
    fn ok_quotations_within_quotations_stay_within() {
        assert_eq!(
            inner("“He told me ‘never’ and “no” at once,” she said."),
            ["He told me ‘never’ and “no” at once,"]
        );
    }

    #[test]
    fn ok_odd_texts_give_no_panic() {
        for text in ["", "\"", "“", "”", "'", "\"\"\"", "“\n“\n“", "é“é\n”"] {
            let _ = quotations(text);
        }
    }
}
