//! A passage with marks under its words.

use dateline_record::Span;
use unicode_width::UnicodeWidthChar;

/// A mark under some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The words (bytes into the text).
    pub span: Span,
    /// What they are; printed behind the marks.
    pub label: String,
}

impl Mark {
    /// A mark with its label.
    pub fn new(span: Span, label: impl Into<String>) -> Self {
        Self {
            span,
            label: label.into(),
        }
    }
}

/// The words of `passage`, wrapped at `width` columns, each line followed by
/// one line for each mark that begins on it. A mark that runs over the end of
/// a line goes on below the next. Blanks and line ends are shown as one blank.
///
/// Columns are those of a terminal: a wide character takes two.
pub fn marked(text: &str, passage: Span, marks: &[Mark], width: usize) -> String {
    let mut marks: Vec<&Mark> = marks.iter().filter(|m| m.span.overlaps(passage)).collect();
    marks.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    marks.dedup();
    let mut out = String::new();
    for line in wrap(text, passage, width.max(20)) {
        let shown: String = line.iter().map(|c| c.shown).collect();
        out.push_str(shown.trim_end());
        out.push('\n');
        for mark in &marks {
            under(&line, mark, &mut out);
        }
    }
    out
}

/// One character of a line: what is shown, where it stands in the text, and
/// the columns it takes.
struct Cell {
    shown: char,
    byte: u32,
    columns: usize,
}

fn wrap(text: &str, passage: Span, width: usize) -> Vec<Vec<Cell>> {
    let mut lines = vec![Vec::new()];
    let mut columns = 0;
    for (word, first) in words(text, passage) {
        let wide: usize = word
            .chars()
            .map(|c| UnicodeWidthChar::width(c).unwrap_or(0))
            .sum();
        let Some(line) = lines.last_mut() else { break };
        if columns > 0 && columns + 1 + wide > width {
            lines.push(Vec::new());
            columns = 0;
        } else if columns > 0 {
            line.push(Cell {
                shown: ' ',
                byte: first.saturating_sub(1),
                columns: 1,
            });
            columns += 1;
        }
        let Some(line) = lines.last_mut() else { break };
        for (at, c) in word.char_indices() {
            line.push(Cell {
                shown: c,
                byte: first + at as u32,
                columns: UnicodeWidthChar::width(c).unwrap_or(0),
            });
        }
        columns += wide;
    }
    lines.retain(|l| !l.is_empty());
    lines
}

fn words(text: &str, passage: Span) -> impl Iterator<Item = (&str, u32)> {
    let body = passage.of(text);
    body.split_whitespace().map(move |word| {
        let offset = word.as_ptr() as usize - body.as_ptr() as usize;
        (word, passage.start + offset as u32)
    })
}

fn under(line: &[Cell], mark: &Mark, out: &mut String) {
    let mut row = String::new();
    let mut n_marks = 0;
    for cell in line {
        let inside = mark.span.start <= cell.byte && cell.byte < mark.span.end;
        n_marks += usize::from(inside);
        row.extend(std::iter::repeat_n(
            if inside { '^' } else { ' ' },
            cell.columns,
        ));
    }
    if n_marks == 0 {
        return;
    }
    out.push_str(row.trim_end());
    let begins_here = line
        .iter()
        .any(|c| c.byte <= mark.span.start && mark.span.start < c.byte + c.shown.len_utf8() as u32);
    if begins_here {
        out.push(' ');
        out.push_str(&mark.label);
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_marks_stand_under_their_words() {
        let text = "Talks are set for Monday at Geneva.";
        let marks = [
            Mark::new(Span::new(0, 5), "talks, scheduled"),
            Mark::new(Span::new(18, 24), "DATE"),
        ];
        let shown = marked(text, Span::new(0, 35), &marks, 80);
        assert_eq!(
            shown,
            "Talks are set for Monday at Geneva.\n\
             ^^^^^ talks, scheduled\n                  ^^^^^^ DATE\n"
        );
    }

    #[test]
    fn ok_wide_and_multibyte_characters_keep_the_columns() {
        let text = "“東京” talks";
        let at = text.find("talks").expect("the word") as u32;
        let shown = marked(
            text,
            Span::new(0, text.len() as u32),
            &[Mark::new(Span::new(at, at + 5), "x")],
            80,
        );
        assert_eq!(shown, "“東京” talks\n       ^^^^^ x\n");
    }

    #[test]
    fn ok_a_mark_goes_on_below_the_next_line() {
        let text = "one two three four five six seven";
        let shown = marked(
            text,
            Span::new(0, 33),
            &[Mark::new(Span::new(14, 27), "x")],
            20,
        );
        assert_eq!(
            shown,
            "one two three four\n              ^^^^ x\nfive six seven\n^^^^^^^^\n"
        );
    }
}
