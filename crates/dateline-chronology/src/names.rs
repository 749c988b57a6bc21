//! Where a text names a given entity.

use crate::document::Read;
use dateline_syntax::{NameType, Sentence, Upos};

/// The ways to write the name of one entity.
#[derive(Debug)]
pub(crate) struct Name {
    /// Its words, lower case.
    words: Vec<String>,
    /// May be called by the last word alone.
    person: bool,
}

impl Name {
    /// From the full name; `person` where texts take it for a person's.
    pub(crate) fn new(full: &str, person: bool) -> Self {
        let words: Vec<String> = split(full);
        let person = person && words.len() > 1;
        Self { words, person }
    }

    /// The tokens of a sentence at which the entity is named: the last word
    /// of each such name.
    pub(crate) fn found(&self, s: &Sentence, text: &str) -> Vec<u32> {
        let n = s.tokens.len();
        let word = |i: usize| s.tokens[i].span.of(text).to_lowercase();
        let mut out = Vec::new();
        let mut i = 0;
        while i < n {
            let taken = self.match_at(s, i, &word);
            if taken == 0 {
                i += 1;
                continue;
            }
            let last = i + taken - 1;
            // 'Norsk Hydro Oil' is not 'Norsk Hydro': a longer name goes on.
            let goes_on = s.tokens.get(last + 1).is_some_and(|t| {
                let next = t.span.of(text);
                t.upos == Upos::Propn && next.starts_with(|c: char| c.is_uppercase())
                    || t.upos == Upos::Num && self.words.len() == 1
                    || next.chars().any(|c| c.is_ascii_digit())
                        && next.chars().any(char::is_alphabetic)
            });
            if !goes_on {
                out.push(last as u32);
            }
            i += taken;
        }
        out
    }

    /// How many tokens from this one on name the entity; 0 for none.
    fn match_at(&self, s: &Sentence, i: usize, word: &impl Fn(usize) -> String) -> usize {
        let n = s.tokens.len();
        let mut best = 0;
        for from in 0..self.words.len() {
            let mut k = 0;
            while from + k < self.words.len()
                && i + k < n
                && alike(&word(i + k), &self.words[from + k])
            {
                k += 1;
            }
            let whole = k == self.words.len();
            let part = &self.words[from..from + k];
            let enough = whole
                || k >= 2
                || k == 1 && (self.person && from + 1 == self.words.len() || is_model(&part[0]));
            // One word of several stands for the whole only as a name.
            let named = whole || s.tokens[i].upos == Upos::Propn || s.tokens[i].upos == Upos::Num;
            if enough && named {
                best = best.max(k);
            }
        }
        best
    }
}

fn split(name: &str) -> Vec<String> {
    name.split(|c: char| c.is_whitespace() || c == '-')
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The number of a type: 'A380', '787'.
fn is_model(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    digits >= 3 || digits >= 2 && word.chars().any(char::is_alphabetic)
}

/// Equal, or the same but for a slip of the pen in a long word.
fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if x.len() != y.len() || x.len() < 5 || x.iter().any(char::is_ascii_digit) {
        return false;
    }
    // Two neighbouring letters changed over.
    let differ: Vec<usize> = (0..x.len()).filter(|&i| x[i] != y[i]).collect();
    matches!(differ.as_slice(), [i, j] if i + 1 == *j && x[*i] == y[*j] && x[*j] == y[*i])
}

/// True where a text that holds the whole name takes it for a person's.
pub(crate) fn is_person<'a>(full: &str, texts: impl Iterator<Item = (&'a Read, &'a str)>) -> bool {
    let whole = Name::new(full, false);
    let (mut yes, mut no) = (0usize, 0usize);
    for (read, text) in texts {
        for s in &read.sentences {
            for t in whole.found(s, text) {
                let kind = s.name_at(t).map(|n| n.kind);
                yes += usize::from(kind == Some(NameType::Per));
                no += usize::from(kind.is_some_and(|k| k != NameType::Per));
            }
        }
    }
    yes > no
}
