//! Lemmas that the tagger got wrong and the rules need right.

use crate::mend::irregular;
use crate::tree::Tree;
use dateline_syntax::{Deprel, Upos, Xpos};

impl Tree<'_> {
    /// Mends lemmas that the rules do not know where a near form of the word is
    /// known: 'bomb' for 'bombed', 'meet' for a form tagged as a noun. A plural
    /// noun that was left as it is loses its 's'. `text` is the report's.
    pub fn mend_lemmas(
        &mut self,
        text: &str,
        known: impl Fn(&str) -> bool,
        known_noun: impl Fn(&str) -> bool,
    ) {
        for (t, lemma) in self.s.tokens.iter().zip(&mut self.lemmas) {
            let form = t.span.of(text).to_lowercase();
            if lemma.as_str() == "attaché" {
                "attache".clone_into(lemma);
                continue;
            }
            if t.xpos == Xpos::Nns
                && *lemma == form
                && form.len() > 4
                && !form.ends_with("ss")
                && !matches!(
                    form.as_str(),
                    "series" | "species" | "headquarters" | "means"
                )
                && let Some(stem) = form.strip_suffix('s')
            {
                *lemma = singular(stem);
                continue;
            }
            // 'Hit a base' and 'hit two bases' are the same.
            if t.xpos == Xpos::Nns && form == "bases" {
                "base".clone_into(lemma);
                continue;
            }
            // 'In Lima on Tuesday, following a meeting': a preposition.
            if t.xpos == Xpos::Vbg && t.deprel == Deprel::Case && form == "following" {
                *lemma = form;
                continue;
            }
            // 'Set free' is to free.
            if form == "set" && t.upos == Upos::Verb && next_word(text, t.span.end) == "free" {
                "free".clone_into(lemma);
                continue;
            }
            // 'Fighting erupted', where it was taken for a verb
            if t.xpos == Xpos::Nn && form.ends_with("ing") && *lemma != form && known_noun(&form) {
                *lemma = form;
                continue;
            }
            if t.upos == Upos::Verb
                && let Some(right) = irregular::lemma(&form)
            {
                right.clone_into(lemma);
                continue;
            }
            // 'wound up the talks' is no wounding.
            if t.upos == Upos::Verb && form == "wound" {
                let up = text
                    .get(t.span.end as usize..)
                    .is_some_and(|rest| rest.starts_with(" up"));
                if up {
                    "wind".clone_into(lemma);
                    continue;
                }
            }
            // 'cease-fire', of which the words stand apart
            if matches!(t.upos, Upos::Noun | Upos::Propn)
                && let Some(joined) = joined(text, t.span.start as usize, lemma, &known_noun)
            {
                *lemma = joined;
                continue;
            }
            if t.upos != Upos::Verb || known(lemma) {
                continue;
            }
            // 're-open', 're-impose'
            let form = match form.strip_prefix("re-") {
                Some(rest) => format!("re{rest}"),
                None => form,
            };
            let mut forms = vec![form.clone()];
            for end in ["ing", "ed", "es", "s", "d"] {
                let Some(stem) = form.strip_suffix(end).filter(|stem| stem.len() >= 3) else {
                    continue;
                };
                forms.push(stem.to_owned());
                forms.push(format!("{stem}e"));
                let mut letters = stem.chars().rev();
                if letters.next() == letters.next() {
                    forms.extend(stem.get(..stem.len() - 1).map(str::to_owned));
                }
            }
            if let Some(form) = forms.into_iter().find(|f| known(f)) {
                *lemma = form;
            }
        }
    }
}

/// The singular of a plural without its 's': 'supply' of 'supplie'.
fn singular(stem: &str) -> String {
    match stem.strip_suffix("ie") {
        Some(start) if start.len() > 2 => format!("{start}y"),
        _ => stem.to_owned(),
    }
}

/// The word right behind a position, in small letters.
fn next_word(text: &str, end: u32) -> String {
    let rest = text.get(end as usize..).unwrap_or_default();
    let word = rest.strip_prefix(' ').unwrap_or_default();
    let word = word.split(|c: char| !c.is_alphabetic()).next();
    word.unwrap_or_default().to_lowercase()
}

/// The noun of two words with a hyphen that a word ends, where it is one that
/// rules know: 'cease-fire', 'stand-off'.
fn joined(text: &str, start: usize, last: &str, known: &impl Fn(&str) -> bool) -> Option<String> {
    let before = text.get(..start)?.strip_suffix('-')?;
    let from = before.rfind(|c: char| !c.is_alphabetic()).map_or(0, |i| {
        i + before[i..].chars().next().map_or(1, char::len_utf8)
    });
    let first = before.get(from..).filter(|w| !w.is_empty())?.to_lowercase();
    // 'tit-for-tat' is no pair.
    if before[..from].ends_with('-') {
        return None;
    }
    [format!("{first}{last}"), format!("{first}-{last}")]
        .into_iter()
        .find(|w| known(w))
}
