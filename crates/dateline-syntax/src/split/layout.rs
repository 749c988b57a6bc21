//! Lines of a text: which line ends are ends of headings, items and
//! paragraphs, and which only wrap a paragraph at some width.

use super::chars::is_blank;

/// One line without its end.
pub(super) struct Line {
    /// First byte.
    pub start: usize,
    /// First byte after the line.
    pub end: usize,
    /// True where the line begins a new block; false where it goes on with
    /// the paragraph of the line before.
    pub breaks: bool,
}

/// Text wrapped by a program is at most this wide (characters).
const WIDEST_WRAP: usize = 120;

/// The lines of a text that hold anything. A line goes on with the one before
/// it where that one is full: its first word would not have fitted the width
/// of the block of lines it stands in.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut all: Vec<(usize, usize)> = Vec::new();
    let mut blank_before: Vec<bool> = Vec::new();
    let mut start = 0;
    let mut blank = true;
    for piece in text.split_inclusive([
        '\n', '\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{B}', '\u{C}',
    ]) {
        let end = start + piece.len();
        let begins_paragraph = piece.ends_with('\u{2029}');
        let content = piece.trim_matches(is_blank);
        if content.is_empty() {
            // The two characters of a Windows line end are one line end.
            let pair = piece == "\n" && text[..start].ends_with('\r');
            blank |= !pair;
        } else {
            let lead = piece.len() - piece.trim_start_matches(is_blank).len();
            all.push((start + lead, start + lead + content.len()));
            blank_before.push(blank);
            blank = begins_paragraph;
        }
        start = end;
    }
    let mut out = Vec::with_capacity(all.len());
    let mut from = 0;
    while from < all.len() {
        let mut to = from + 1;
        while to < all.len() && !blank_before[to] {
            to += 1;
        }
        block(text, &all[from..to], &mut out);
        from = to;
    }
    out
}

/// One run of lines without an empty line between them.
fn block(text: &str, lines: &[(usize, usize)], out: &mut Vec<Line>) {
    let widths: Vec<usize> = lines
        .iter()
        .map(|&(start, end)| text[start..end].chars().count())
        .collect();
    let width = widths.iter().copied().max().unwrap_or(0);
    // A number at the start of one line may be a date that was wrapped; at the
    // start of several it counts the items of a list.
    let markers: Vec<Marker> = lines.iter().map(|&(a, b)| marker(&text[a..b])).collect();
    let counted = markers.iter().filter(|&&m| m == Marker::Number).count() > 1;
    for (i, &(start, end)) in lines.iter().enumerate() {
        let item = markers[i] == Marker::Sign || (counted && markers[i] == Marker::Number);
        let goes_on = i > 0 && !item && width <= WIDEST_WRAP && {
            let line = &text[start..end];
            let first = line.find(is_blank).unwrap_or(line.len());
            widths[i - 1] + 1 + line[..first].chars().count() > width
                // A width that only one line reaches says nothing: then a
                // small first letter has to say that the sentence goes on.
                && (lines.len() > 3 || line.starts_with(char::is_lowercase) || width >= 50)
        };
        out.push(Line {
            start,
            end,
            breaks: !goes_on,
        });
    }
}

/// What a line begins with.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Marker {
    None,
    /// '-', '•' and the like, followed by a blank.
    Sign,
    /// '1.', '2)', '(c)', followed by a blank.
    Number,
}

fn marker(line: &str) -> Marker {
    let Some(end) = line.find(is_blank) else {
        return Marker::None;
    };
    let first = &line[..end];
    if matches!(first, "-" | "*" | "•" | "·" | "▪" | "‣" | "–" | "—") {
        return Marker::Sign;
    }
    let bare = first.strip_prefix('(').unwrap_or(first);
    let Some(bare) = bare.strip_suffix([')', '.']) else {
        return Marker::None;
    };
    let number = bare.bytes().all(|b| b.is_ascii_digit());
    let letter = bare.bytes().all(|b| b.is_ascii_alphabetic());
    if (number && (1..=2).contains(&bare.len())) || (letter && bare.len() == 1) {
        Marker::Number
    } else {
        Marker::None
    }
}
