//! Trees built by hand, for tests that must not depend on a parser.

use dateline_record::Span;
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// A sentence from rows `form lemma UPOS XPOS head relation`, heads counted
/// from 1 and 0 for the root, as CoNLL-U has them. The forms are looked for
/// in the text from the byte `from` on.
pub(crate) fn tree(text: &str, from: usize, rows: &str) -> Sentence {
    let mut at = from;
    let mut tokens = Vec::new();
    for row in rows.lines().map(str::trim).filter(|r| !r.is_empty()) {
        let f: Vec<&str> = row.split_whitespace().collect();
        let start = at + text[at..].find(f[0]).expect("the form stands in the text");
        at = start + f[0].len();
        let head: u32 = f[4].parse().expect("a head");
        tokens.push(Token {
            span: Span::from_usize(start, at),
            lemma: f[1].to_owned(),
            upos: Upos::parse(f[2]).expect("a universal tag"),
            xpos: Xpos::parse(f[3]).expect("a Penn tag"),
            head: head.checked_sub(1),
            deprel: Deprel::parse(f[5]).expect("a relation"),
            head_score: 1.0,
        });
    }
    let span = tokens
        .iter()
        .map(|t| t.span)
        .reduce(Span::cover)
        .expect("a word");
    Sentence::new(span, tokens, Vec::new())
}
