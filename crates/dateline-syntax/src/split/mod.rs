//! Sentences and tokens of raw text, in one pass over the text and one over
//! its tokens. Offsets are bytes of the text as given.

mod chars;
mod chunk;
mod layout;
mod lists;
mod sentences;

use dateline_record::Span;

/// What stands before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing: the token touches the one before.
    None,
    /// Blanks, or a line break inside a wrapped paragraph.
    Blank,
    /// The end of a line that ends a heading, a list item or a paragraph.
    Break,
}

/// One syntactic word of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Where it stands (bytes).
    pub span: Span,
    /// What stands before it.
    pub gap: Gap,
    /// True where it is a later part of a multi-word token ("n't" of "don't").
    pub joined: bool,
    /// What its full stop means, for an abbreviation.
    pub stop: Stop,
}

impl Piece {
    /// A word that the caller found.
    pub fn given(span: Span) -> Self {
        Self {
            span,
            gap: Gap::Blank,
            joined: false,
            stop: Stop::Plain,
        }
    }
}

/// What the full stop of a token means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The token is no abbreviation.
    Plain,
    /// An abbreviation that ends no sentence.
    Never,
    /// An abbreviation that ends a sentence where the next word begins one.
    Maybe,
}

/// A text split into sentences of pieces.
#[derive(Clone, Debug, Default)]
pub(crate) struct Split {
    /// All words, in order, not overlapping, none empty.
    pub pieces: Vec<Piece>,
    /// For each sentence the index after its last piece.
    pub ends: Vec<u32>,
}

impl Split {
    /// The pieces of each sentence, in order.
    pub fn sentences(&self) -> impl Iterator<Item = &[Piece]> {
        let mut from = 0;
        self.ends.iter().map(move |&end| {
            let pieces = &self.pieces[from..end as usize];
            from = end as usize;
            pieces
        })
    }
}

/// Splits a text. Takes time linear in its length.
pub(crate) fn split(text: &str) -> Split {
    let mut pieces = Vec::with_capacity(text.len() / 5 + 1);
    let mut chunker = chunk::Chunker::default();
    for line in layout::lines(text) {
        let mut gap = if line.breaks { Gap::Break } else { Gap::Blank };
        if line.breaks {
            chunker.new_line();
        }
        for (at, word) in chars::words(&text[line.start..line.end]) {
            let before = pieces.len();
            chunker.read(word, line.start + at, text, &mut pieces);
            if let Some(first) = pieces.get_mut(before) {
                first.gap = gap;
            }
            gap = Gap::Blank;
        }
    }
    let ends = sentences::ends(text, &pieces);
    Split { pieces, ends }
}

#[cfg(test)]
mod tests;
