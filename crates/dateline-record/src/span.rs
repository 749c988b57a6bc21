//! Byte ranges of a text, and their conversion to code points.

use serde::{Deserialize, Serialize};

/// A half-open range of UTF-8 byte offsets into one text.
///
/// # Example
/// ```
/// use dateline_record::Span;
/// let span = Span::new(4, 9);
/// assert_eq!(span.of("The talks are set."), "talks");
/// assert!(Span::new(0, 18).contains(span));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte of the range.
    pub start: u32,
    /// First byte after the range.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to, and without, `end` (bytes).
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The span of two `usize` offsets; text beyond 4 GiB is refused by the
    /// reader, so larger offsets are cut to `u32::MAX`.
    pub fn from_usize(start: usize, end: usize) -> Self {
        let cut = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self::new(cut(start), cut(end))
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// True for a range of no bytes.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// True where `other` lies wholly within this span.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True where the two share at least one byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The text of the span; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize)
            .unwrap_or("")
    }
}

/// Converts byte offsets of one text into code points, and back, in
/// logarithmic time.
///
/// For a text of pure ASCII nothing is stored and nothing is computed.
///
/// # Example
/// ```
/// use dateline_record::{CodePoints, Span};
/// let text = "Ankara’s envoy";
/// let points = CodePoints::new(text);
/// assert_eq!(points.span(Span::new(0, 10)), (0, 8));
/// assert_eq!(points.byte(8), 10);
/// ```
#[derive(Clone, Debug)]
pub struct CodePoints {
    /// Byte offset just after each character that takes more than one byte,
    /// with the number of code points up to there.
    after_wide: Vec<(u32, u32)>,
}

impl CodePoints {
    /// Reads the text once.
    pub fn new(text: &str) -> Self {
        let mut after_wide = Vec::new();
        for (n, (at, c)) in text.char_indices().enumerate() {
            if c.len_utf8() > 1 {
                let byte = u32::try_from(at + c.len_utf8()).unwrap_or(u32::MAX);
                after_wide.push((byte, u32::try_from(n + 1).unwrap_or(u32::MAX)));
            }
        }
        Self { after_wide }
    }

    /// The number of code points before a byte offset. An offset inside a
    /// character counts the code points before that character's start, plus
    /// the bytes into it.
    pub fn point(&self, byte: u32) -> u32 {
        match self.after_wide.partition_point(|&(b, _)| b <= byte) {
            0 => byte,
            n => {
                let (b, p) = self.after_wide[n - 1];
                p + (byte - b)
            }
        }
    }

    /// The byte offset of a code point offset.
    pub fn byte(&self, point: u32) -> u32 {
        match self.after_wide.partition_point(|&(_, p)| p <= point) {
            0 => point,
            n => {
                let (b, p) = self.after_wide[n - 1];
                b + (point - p)
            }
        }
    }

    /// Both ends of a byte span in code points.
    pub fn span(&self, span: Span) -> (u32, u32) {
        (self.point(span.start), self.point(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_code_points_agree_with_a_count_at_every_boundary() {
        let text = "“Łódź” — 東京 talks 🕊 end";
        let points = CodePoints::new(text);
        for (n, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(points.point(at as u32), n as u32, "byte {at}");
            assert_eq!(points.byte(n as u32), at as u32, "point {n}");
        }
        assert_eq!(points.point(text.len() as u32), text.chars().count() as u32);
    }

    #[test]
    fn ok_a_span_that_does_not_fit_is_empty_text() {
        assert_eq!(Span::new(1, 2).of("é"), "");
        assert_eq!(Span::new(5, 9).of("abc"), "");
    }
}
