//! The word lists of the splitter, read once from `data/syntax`.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// What an abbreviation's full stop tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Ends no sentence.
    Inner,
    /// May end one.
    End,
    /// An abbreviation only before a number.
    Number,
    /// An abbreviation before a number, a comma or a small letter.
    Month,
}

pub(super) struct Lists {
    abbreviations: HashMap<String, Abbreviation>,
    prefixes: HashSet<&'static str>,
    units: HashSet<&'static str>,
    starters: HashSet<&'static str>,
    contractions: HashMap<String, Vec<usize>>,
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
}

/// The lists.
pub(super) fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let mut abbreviations = HashMap::new();
        for line in lines(include_str!("../../../../data/syntax/abbreviations.tsv")) {
            let mut columns = line.split('\t');
            let (Some(form), Some(class)) = (columns.next(), columns.next()) else {
                continue;
            };
            let class = match class {
                "end" => Abbreviation::End,
                "number" => Abbreviation::Number,
                "month" => Abbreviation::Month,
                _ => Abbreviation::Inner,
            };
            abbreviations.insert(form.to_string(), class);
            abbreviations.entry(form.to_uppercase()).or_insert(class);
            if form.starts_with(char::is_lowercase) {
                let mut letters = form.chars();
                let first: String = letters
                    .next()
                    .into_iter()
                    .flat_map(char::to_uppercase)
                    .collect();
                abbreviations
                    .entry(first + letters.as_str())
                    .or_insert(class);
            }
        }
        let contractions = lines(include_str!("../../../../data/syntax/contractions.tsv"))
            .map(|line| {
                let parts: Vec<usize> = line.split(' ').map(str::len).collect();
                (line.replace(' ', ""), parts)
            })
            .collect();
        Lists {
            abbreviations,
            prefixes: lines(include_str!("../../../../data/syntax/prefixes.txt")).collect(),
            units: lines(include_str!("../../../../data/syntax/units.txt")).collect(),
            starters: lines(include_str!("../../../../data/syntax/starters.txt")).collect(),
            contractions,
        }
    })
}

/// Runs a question over the lower-case form of a short word, without
/// allocating for ASCII.
fn lowered<T>(word: &str, ask: impl FnOnce(&str) -> T) -> Option<T> {
    let mut buffer = [0u8; 24];
    let bytes = word.as_bytes();
    if bytes.len() > buffer.len() || !word.is_ascii() {
        return None;
    }
    let lower = &mut buffer[..bytes.len()];
    lower.copy_from_slice(bytes);
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).ok().map(ask)
}

impl Lists {
    pub fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        self.abbreviations.get(word).copied()
    }

    pub fn is_prefix(&self, word: &str) -> bool {
        lowered(word, |w| self.prefixes.contains(w)) == Some(true)
    }

    pub fn is_unit(&self, word: &str) -> bool {
        lowered(word, |w| self.units.contains(w)) == Some(true)
    }

    pub fn is_starter(&self, word: &str) -> bool {
        lowered(word, |w| self.starters.contains(w)) == Some(true)
    }

    /// Lengths of the parts of a word that is several words written as one.
    pub fn contraction(&self, word: &str) -> Option<&[usize]> {
        lowered(word, |w| self.contractions.get(w).map(Vec::as_slice)).flatten()
    }
}
