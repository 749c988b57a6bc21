//! Quotations that no verb introduces in their own sentence: those of the next
//! paragraph, behind a colon ('The minister said:'), and those signed with a
//! name behind a dash ('“We will stay.” — Jane Otieno').

use super::cues::{Class, Cues, Frame, Manner};
use super::find::Found;
use super::quote::Quotation;
use super::tree::Tree;
use crate::mend::speech::SPEAKERS;
use dateline_record::Span;
use dateline_syntax::{Deprel, Sentence, Upos, Xpos};

/// The rule of verbs of saying, for which the dash or the paragraph stands.
const SAY: &str = "en.attribution.say";

/// How many words of a name may stand behind the dash.
const NAME: usize = 5;

/// No more of the line than so many characters is looked at for it.
const LINE: usize = 200;

const DASHES: [char; 4] = ['―', '—', '–', '-'];

/// What words can be read on, or are the name of.
const READ: [&str; 26] = [
    "sign",
    "banner",
    "placard",
    "poster",
    "shirt",
    "t-shirt",
    "hat",
    "cap",
    "badge",
    "sticker",
    "slogan",
    "motto",
    "headline",
    "title",
    "name",
    "word",
    "inscription",
    "graffiti",
    "label",
    "board",
    "caption",
    "wall",
    "prize",
    "song",
    "book",
    "film",
];

const BLANKS: [char; 2] = [' ', '\u{a0}'];

/// The quotation that opens right behind a sentence which ends in a verb of
/// saying, perhaps with an adjunct, and a colon.
pub(super) fn next_paragraph(
    tree: Tree<'_>,
    quotes: &[Quotation],
    cues: &Cues,
    sentence: u32,
) -> Option<Found> {
    let colon = tree.len().checked_sub(1).filter(|&t| tree.is(t, ":"))?;
    let after = quotes.partition_point(|q| q.span.start < tree.s.span.end);
    let quote = quotes.get(after).filter(|q| {
        let gap = Span::new(tree.s.span.end.min(q.span.start), q.span.start);
        gap.of(tree.text).trim().is_empty()
    })?;
    let finite = |t: u32| matches!(tree.xpos(t), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    let verb = (0..colon).rev().find(|&t| finite(t))?;
    let says = cues
        .of(Class::Verb, tree.lemma(verb))
        .iter()
        .any(|c| c.manner == Manner::Speech && c.statement && c.frames.contains(&Frame::Clause));
    let source = tree
        .subject(verb)
        .or_else(|| super::order::subject(tree, verb).map(|s| s.1))
        .filter(|_| says && !tree.is_passive(verb))?;
    Some(Found::quoted(
        (sentence, verb),
        (tree.phrase(source), tree.span(source)),
        tree.span(verb),
        quote.inner,
        SAY,
    ))
}

/// 'Okello was blunter: “The pier is shut.”', 'her answer was short: “No deal.”': what
/// stands behind a colon is said by who the clause before it is about. A name ('had a name
/// for the plan: “Iron Fist”') or what can be read ('wore a shirt with two words: “Free
/// Peru.”') is not said.
pub(super) fn behind_colon(tree: Tree<'_>, quotes: &[Quotation], sentence: u32) -> Option<Found> {
    const FAR: u32 = 24;
    let colon = (2..tree.len().min(FAR)).find(|&t| tree.is(t, ":"))?;
    let end = tree.span(colon).end;
    let after = quotes.partition_point(|q| q.span.start < end);
    let quote = (quotes.get(after)).filter(|q| q.span.start - end <= 2 && is_sentence(tree, q))?;
    let read = |t: u32| READ.contains(&tree.lemma(t)) && tree.upos(t) != Upos::Verb;
    if (0..colon).any(read) {
        return None;
    }
    let root = tree
        .s
        .root()
        .filter(|&r| r < colon && !tree.is_passive(r))?;
    let subject = tree.subject(root).filter(|&s| s < colon)?;
    let speaks = |t: u32| {
        tree.upos(t) == Upos::Propn
            || SPEAKERS.contains(&tree.lemma(t))
            || matches!(tree.word(t), "He" | "he" | "She" | "she")
    };
    let words = matches!(
        tree.lemma(subject),
        "answer" | "reply" | "response" | "message" | "verdict" | "comment" | "advice" | "warning"
    );
    let owner = || {
        let own = tree.child(subject, &[Deprel::NmodPoss]);
        own.filter(|&o| {
            words && (speaks(o) || matches!(tree.lemma(o), "he" | "she" | "her" | "his"))
        })
    };
    let source = if speaks(subject) {
        Some(subject)
    } else {
        owner()
    }?;
    Some(Found::quoted(
        (sentence, colon),
        (tree.phrase(source), tree.span(source)),
        tree.span(colon),
        quote.inner,
        "en.attribution.colon",
    ))
}

/// True for words that end as a sentence does, in the marks or right behind them.
fn is_sentence(tree: Tree<'_>, q: &Quotation) -> bool {
    let inner = q.inner.of(tree.text);
    let stop = |c: char| matches!(c, '.' | '?' | '!' | '…');
    let behind = tree.text.get(q.span.end as usize..).unwrap_or("");
    let plain = |w: &str| w.starts_with(char::is_lowercase);
    inner.ends_with(stop)
        || behind.starts_with(stop)
            && inner.starts_with(char::is_uppercase)
            && inner.split(' ').skip(1).any(plain)
}

/// Quotations that a dash and a name close, at the end of their paragraph.
pub(super) fn by_name(text: &str, sentences: &[Sentence], quotes: &[Quotation]) -> Vec<Found> {
    let mut out = Vec::new();
    for q in quotes.iter().filter(|q| q.closed) {
        let Some(rest) = text.get(q.span.end as usize..) else {
            continue;
        };
        let dashed = rest.trim_start_matches(BLANKS);
        if !dashed.starts_with(DASHES) {
            continue;
        }
        let mut ends = dashed.char_indices().enumerate();
        let end = ends.find(|(n, (_, c))| *c == '\n' || *n >= LINE);
        let dashed = &dashed[..end.map_or(dashed.len(), |(_, (at, _))| at)];
        let name = dashed.trim_start_matches(DASHES);
        let dash = dashed.len() - name.len();
        let bare = name.trim_matches([' ', '\u{a0}', '.']);
        let words: Vec<&str> = bare.split(' ').collect();
        let named = (2..=NAME).contains(&words.len())
            && words.iter().all(|w| w.starts_with(char::is_uppercase));
        if dash == 0 || !named {
            continue;
        }
        let blank = rest.len() - rest.trim_start_matches(BLANKS).len();
        let start = q.span.end + blank as u32;
        let cue = Span::new(start, start + dash as u32);
        let from = cue.end + (name.len() - name.trim_start_matches(BLANKS).len()) as u32;
        let source = Span::new(from, from + bare.len() as u32);
        let Some((verb, head)) = told_alone(sentences, source) else {
            continue;
        };
        out.push(Found::quoted(verb, (source, head), cue, q.inner, SAY));
    }
    out
}

/// Sentence and token where a name that stands by itself begins, in place of a verb of
/// saying, and the last noun of it.
pub(super) fn told_alone(sentences: &[Sentence], source: Span) -> Option<((u32, u32), Span)> {
    let at = sentences.partition_point(|s| s.span.end <= source.start);
    let s = sentences.get(at)?;
    let token = s.token_at(source.start)?;
    let noun = |t: &u32| matches!(s.tokens[*t as usize].upos, Upos::Propn | Upos::Noun);
    let head = s.tokens_in(source).rev().find(noun).unwrap_or(token);
    Some(((at as u32, token), s.tokens[head as usize].span))
}
