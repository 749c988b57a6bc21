//! Names in running text: the longest that begins at a byte.
//!
//! The map of names is walked character by character, folded on the way, so
//! that the time for one start is the length of the longest name that the text
//! begins with, however many names there are.

use crate::fold::fold_char;
use crate::gazetteer::format::{EntryKind, Posting};
use crate::gazetteer::{Entry, Gazetteer, Layer};

/// A name in a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Match {
    /// Byte after the name.
    pub end: usize,
    /// Its meanings, the user's first.
    pub entries: Vec<Entry>,
}

/// True where a word may end: before anything but a letter or digit, and
/// before a combining mark's base only.
fn is_boundary(text: &str, at: usize) -> bool {
    text.get(at..)
        .and_then(|t| t.chars().next())
        .is_none_or(|c| !c.is_alphanumeric())
}

fn case_fits(posting: Posting, words: &str) -> bool {
    if posting.upper {
        return !words.chars().any(char::is_lowercase);
    }
    if posting.lower {
        return true;
    }
    words
        .chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(|c| !c.is_lowercase())
}

/// The ends and values of all names that begin at `start`, shortest first.
fn walk(layer: &Layer, text: &str, start: usize, found: &mut Vec<(usize, u64)>) {
    let fst = layer.names().as_fst();
    let mut node = fst.root().addr();
    let mut output = fst::raw::Output::zero();
    let mut pending_blank = false;
    let mut any = false;
    let mut buffer = [0u8; 4];
    for (at, c) in text[start..].char_indices() {
        let mut alive = true;
        let mut step = |byte: u8| {
            let here = fst.node(node);
            let Some(i) = here.find_input(byte) else {
                return false;
            };
            let t = here.transition(i);
            output = output.cat(t.out);
            node = t.addr;
            true
        };
        fold_char(c, |f| {
            if !alive {
                return;
            }
            if f == ' ' {
                pending_blank = any;
                return;
            }
            if pending_blank {
                pending_blank = false;
                alive = step(b' ');
            }
            any = true;
            for &byte in f.encode_utf8(&mut buffer).as_bytes() {
                alive = alive && step(byte);
            }
        });
        if !alive {
            return;
        }
        let end = start + at + c.len_utf8();
        let node = fst.node(node);
        // A period that follows belongs to an abbreviation ('U.S.').
        if any && !pending_blank && node.is_final() && is_boundary(text, end) {
            found.push((end, output.cat(node.final_output()).value()));
        }
    }
}

/// The longest name that begins at byte `start` and whose case fits; `None`
/// where there is none. `keep` says which kinds of entry are wanted.
pub(crate) fn longest_at(
    gazetteer: &Gazetteer,
    text: &str,
    start: usize,
    keep: impl Fn(EntryKind) -> bool,
) -> Option<Match> {
    let mut best: Option<Match> = None;
    let mut found = Vec::new();
    for (n, layer) in gazetteer.layers().iter().enumerate().rev() {
        found.clear();
        walk(layer, text, start, &mut found);
        for &(end, value) in found.iter().rev() {
            if best
                .as_ref()
                .is_some_and(|b| b.end >= end && !ends_alike(text, b.end, end))
            {
                break;
            }
            let words = &text[start..end];
            let entries: Vec<Entry> = layer
                .postings(value)
                .filter(|p| keep(p.kind) && case_fits(*p, words))
                .map(|posting| Entry {
                    layer: n as u8,
                    posting,
                })
                .collect();
            if entries.is_empty() {
                continue;
            }
            match &mut best {
                // The user's entry of the same words wins.
                Some(b) if b.end >= end => {}
                _ => best = Some(Match { end, entries }),
            }
            break;
        }
    }
    // 'U.S. envoy': the last period is of the name, 'in Seoul.' is not.
    if let Some(b) = &mut best {
        let words = &text[start..b.end];
        while b.end > start
            && text[..b.end].ends_with('.')
            && !words[..words.len() - 1].contains('.')
        {
            b.end -= 1;
        }
    }
    best
}

/// Two ends that differ in dropped characters only.
fn ends_alike(text: &str, a: usize, b: usize) -> bool {
    let (a, b) = (a.min(b), a.max(b));
    text.get(a..b).is_some_and(|t| t.chars().all(|c| c == '.'))
}

/// Starts of words: bytes where a letter or digit follows something else.
pub(crate) fn word_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut before = false;
    text.char_indices().filter_map(move |(at, c)| {
        let is_word = c.is_alphanumeric();
        let start = is_word && !before;
        // An apostrophe inside a word does not part it ('Sana'a').
        before = is_word || (before && (c == '\'' || c == '’'));
        start.then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        let g = Gazetteer::embedded();
        let mut out = Vec::new();
        let mut at = 0;
        for start in word_starts(text) {
            if start < at {
                continue;
            }
            if let Some(m) = longest_at(&g, text, start, |k| {
                matches!(k, EntryKind::Party | EntryKind::Actor | EntryKind::Person)
            }) {
                out.push(&text[start..m.end]);
                at = m.end;
            }
        }
        out
    }

    #[test]
    fn ok_the_longest_name_wins_and_case_is_heeded() {
        assert_eq!(
            names("South Korea's envoy told us that the U.S. and the UN Security Council met."),
            ["South Korea", "U.S.", "UN Security Council"]
        );
        assert_eq!(
            names("He said so in turkey and china shops."),
            Vec::<&str>::new()
        );
    }

    #[test]
    fn ok_hyphens_diacritics_and_zero_width_do_not_matter() {
        assert_eq!(names("a US-led push by Kim Jong Un"), ["US", "Kim Jong Un"]);
        assert_eq!(names("Kim Jong\u{2011}un"), ["Kim Jong\u{2011}un"]);
        assert_eq!(names("Co\u{200b}lombia"), ["Co\u{200b}lombia"]);
    }
}
