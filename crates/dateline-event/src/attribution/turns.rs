//! Interviews as they were spoken: paragraphs that a name and a colon open.

use super::find::Found;
use super::signed::told_alone;
use dateline_record::Span;
use dateline_syntax::{Sentence, is_weekday};
use std::collections::BTreeMap;

/// The rule of a name before a colon.
const COLON: &str = "en.attribution.colon";

/// What is no name of a speaker.
const HEADINGS: [&str; 20] = [
    "question",
    "answer",
    "who",
    "what",
    "when",
    "where",
    "why",
    "how",
    "what next",
    "what now",
    "background",
    "context",
    "note",
    "update",
    "date",
    "time",
    "place",
    "venue",
    "claim",
    "fact",
];

/// How many words the name of a speaker may have before the colon.
const NAME: usize = 5;

/// How many bytes of a paragraph are looked at for the colon.
const LONG: usize = 60;

/// 'OTIENO: We shall see.' and 'INTERVIEWER: When?' in turns: what each says. Two
/// names at least have to come back, and one of them has to ask, for else a name before
/// a colon is a heading ('Venue: ...', 'Monday: ...', 'Geneva: ...').
pub(super) fn turns(text: &str, sentences: &[Sentence]) -> Vec<Found> {
    let mut all: Vec<(Span, Span)> = Vec::new();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    let mut asks = false;
    let mut at = 0usize;
    for line in text.split('\n') {
        let start = at;
        at += line.len() + 1;
        let words = line.trim_start_matches([' ', '\u{a0}', '"', '“']);
        let from = start + (line.len() - words.len());
        let Some(colon) = words.bytes().take(LONG).position(|b| b == b':') else {
            continue;
        };
        let name = &words[..colon];
        let spoken = words[colon + 1..].trim_end();
        let said = spoken.trim_start();
        if !is_name(name) || !said.contains(' ') {
            continue;
        }
        asks |= said.trim_end_matches(['"', '”']).ends_with('?');
        let content = from + colon + 1 + (spoken.len() - said.len());
        *count.entry(name).or_default() += 1;
        all.push((
            Span::new(from as u32, (from + colon) as u32),
            Span::new(content as u32, (content + said.len()) as u32),
        ));
    }
    let again = |name: &str| count.get(name).is_some_and(|&n| n > 1);
    let heading = |name: &&str| {
        let name = name.to_lowercase();
        HEADINGS.contains(&name.as_str()) || is_weekday(&name)
    };
    if !asks || count.values().filter(|&&n| n > 1).count() < 2 || count.keys().any(heading) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (source, content) in all {
        if !again(source.of(text)) {
            continue;
        }
        let Some((verb, head)) = told_alone(sentences, source) else {
            continue;
        };
        let cue = Span::new(source.end, source.end + 1);
        out.push(Found::quoted(verb, (source, head), cue, content, COLON));
    }
    out
}

/// True for a few words with capitals and no more.
fn is_name(words: &str) -> bool {
    let count = words.split(' ').count();
    words.len() > 1
        && count <= NAME
        && words.split(' ').all(|w| {
            w.starts_with(char::is_uppercase)
                && w.chars().all(|c| c.is_alphabetic() || ".-'’".contains(c))
        })
}
