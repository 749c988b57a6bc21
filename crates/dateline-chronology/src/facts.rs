//! What a mention says, as it is compared: its words and who takes part.

use crate::document::Read;
use crate::tree::{self, Argument, Slot};
use crate::words::{self, Term, Terms};
use dateline_record::Span;
use dateline_syntax::{NameType, Sentence, Syntax, Upos, Xpos};
use dateline_time::event_interval;

/// Days since the year 0, both ends included.
pub(crate) type Days = (i32, i32);

/// What one mention says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    pub(crate) document: usize,
    pub(crate) sentence: usize,
    /// Sentences before it, as a share of the document.
    pub(crate) depth: f32,
    pub(crate) lemma: String,
    pub(crate) stem: String,
    pub(crate) root: String,
    /// Stems of all words of the mention, sorted.
    pub(crate) stems: Vec<Term>,
    pub(crate) lemma_term: Term,
    /// Unit vector of the head, and of the whole mention.
    pub(crate) vector: Option<Vector>,
    pub(crate) whole: Option<Vector>,
    pub(crate) is_verb: bool,
    pub(crate) is_noun: bool,
    pub(crate) is_speech: bool,
    /// A verb that carries no event of its own.
    pub(crate) is_light: bool,
    /// Mentions of this root in the document, and in the topic; set when all
    /// mentions are known.
    pub(crate) crowd: u32,
    pub(crate) crowd_topic: u32,
    pub(crate) negated: bool,
    pub(crate) open: bool,
    /// Words of who acts, who is acted upon, where, and all else.
    pub(crate) slots: [Vec<Term>; Slot::N],
    /// Unit vector of the head of each slot.
    pub(crate) slot_vectors: [Option<Vector>; Slot::N],
    /// Words of the clause that is said, planned or wanted.
    pub(crate) content: Vec<Term>,
    /// Names among the arguments.
    pub(crate) argument_names: Vec<Term>,
    /// All argument words together.
    pub(crate) arguments: Vec<Term>,
    /// Names and numbers of the sentence.
    pub(crate) names: Vec<Term>,
    pub(crate) numbers: Vec<Term>,
    /// Content words of the sentence without the mention's own.
    pub(crate) context: Vec<Term>,
    /// The days that a time expression gives it.
    pub(crate) days: Option<Days>,
    pub(crate) published: Option<i32>,
}

pub(crate) type Vector = [f32; 50];

/// Verbs and nouns by which a text gives somebody's words; told events, of
/// which each new telling is most often another one.
const SPEECH: &[&str] = &[
    "according",
    "add",
    "admit",
    "announce",
    "announcement",
    "argue",
    "ask",
    "assert",
    "call",
    "claim",
    "comment",
    "confirm",
    "confirmation",
    "declare",
    "deny",
    "describe",
    "explain",
    "express",
    "insist",
    "note",
    "quote",
    "remark",
    "report",
    "respond",
    "reveal",
    "say",
    "state",
    "statement",
    "suggest",
    "tell",
    "think",
    "warn",
    "write",
];

/// True for a word by which a text gives somebody's words.
pub(crate) fn is_speech(lemma: &str) -> bool {
    SPEECH.contains(&lemma)
}

/// Cosine of two unit vectors, 0 where one is missing.
pub(crate) fn cosine(a: Option<&Vector>, b: Option<&Vector>) -> f32 {
    match (a, b) {
        (Some(a), Some(b)) => a.iter().zip(b).map(|(x, y)| x * y).sum(),
        _ => 0.0,
    }
}

fn unit(mut v: Vector) -> Option<Vector> {
    let size = v.iter().map(|x| x * x).sum::<f32>().sqrt();
    if size <= 0.0 {
        return None;
    }
    v.iter_mut().for_each(|x| *x /= size);
    Some(v)
}

/// A word that carries content.
pub(crate) fn is_content(upos: Upos) -> bool {
    matches!(
        upos,
        Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Num | Upos::X
    )
}

/// The word under which a token is compared.
pub(crate) fn key(sentence: &Sentence, token: u32, text: &str) -> String {
    let t = &sentence.tokens[token as usize];
    if t.upos == Upos::Propn || t.upos == Upos::Num || t.lemma.is_empty() {
        t.span.of(text).to_lowercase()
    } else {
        t.lemma.to_lowercase()
    }
}

/// The content words of a document, with repetition.
pub(crate) fn document_words(read: &Read, text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for s in &read.sentences {
        for (i, t) in s.tokens.iter().enumerate() {
            if is_content(t.upos) && !tree::is_light(&t.lemma) {
                out.push(key(s, i as u32, text));
            }
        }
    }
    out
}

fn terms(terms: &mut Terms, words: impl IntoIterator<Item = String>) -> Vec<Term> {
    let mut out: Vec<Term> = words.into_iter().map(|w| terms.number(&w)).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Day number for comparison.
pub(crate) fn day(date: jiff::civil::Date) -> i32 {
    let from = jiff::civil::date(1970, 1, 1);
    date.since((jiff::Unit::Day, from))
        .map_or(0, |s| s.get_days())
}

pub(crate) fn days(timex: &dateline_record::Timex) -> Option<Days> {
    let interval = event_interval(timex)?;
    let a = interval.first_day().map(day);
    let b = interval.last_day().map(day);
    match (a, b) {
        (Some(a), Some(b)) => Some((a, b)),
        // An open end is no time that could be compared.
        _ => None,
    }
}

/// The facts of a mention; `None` where no word of the text lies in its span.
pub(crate) fn facts(
    document: usize,
    span: Span,
    read: &Read,
    text: &str,
    published: Option<i32>,
    syntax: &Syntax,
    all: &mut Terms,
) -> Option<Facts> {
    let (s, head) = read.locate(span)?;
    let sentence = &read.sentences[s];
    let head = tree::trigger(sentence, span, head);
    let token = &sentence.tokens[head as usize];
    let lemma = token.lemma.to_lowercase();
    let word = token.span.of(text).to_lowercase();
    let stem = words::stem(&lemma);
    let root = words::root(&stem);
    let within = sentence.tokens_in(span);
    let mut sum = [0.0; 50];
    for t in within.clone() {
        if (is_content(sentence.tokens[t as usize].upos) || t == head)
            && let Some(v) = syntax.word_vector(sentence.text(t, text)).and_then(unit)
        {
            sum.iter_mut().zip(v).for_each(|(a, b)| *a += b);
        }
    }
    let arguments = tree::arguments(&read.sentences, s, head, text);
    let mut slots: [Vec<Term>; Slot::N] = Default::default();
    let mut slot_vectors: [Option<Vector>; Slot::N] = Default::default();
    let mut argument_names = Vec::new();
    let mut argument_words = Vec::new();
    for a in &arguments {
        let Argument {
            slot,
            sentence: of,
            head: at,
        } = *a;
        let of = &read.sentences[of];
        let n = slot as usize;
        for t in tree::phrase(of, at) {
            let k = all.number(&key(of, t, text));
            slots[n].push(k);
            argument_words.push(k);
            if of.tokens[t as usize].upos == Upos::Propn {
                argument_names.push(k);
            }
        }
        if slot_vectors[n].is_none() {
            slot_vectors[n] = syntax.word_vector(of.text(at, text)).and_then(unit);
        }
    }
    for list in slots
        .iter_mut()
        .chain([&mut argument_names, &mut argument_words])
    {
        list.sort_unstable();
        list.dedup();
    }
    let tokens = || sentence.tokens.iter().enumerate();
    let names = tokens()
        .filter(|(_, t)| t.upos == Upos::Propn)
        .map(|(i, _)| key(sentence, i as u32, text));
    let names = terms(all, names.collect::<Vec<_>>());
    let numbers = tokens()
        .filter(|(_, t)| t.upos == Upos::Num)
        .map(|(i, _)| key(sentence, i as u32, text));
    let numbers = terms(all, numbers.collect::<Vec<_>>());
    let context = tokens()
        .filter(|(i, t)| {
            is_content(t.upos) && !tree::is_light(&t.lemma) && !within.contains(&(*i as u32))
        })
        .map(|(i, _)| key(sentence, i as u32, text));
    let context = terms(all, context.collect::<Vec<_>>());
    let stems = within
        .clone()
        .filter(|&t| is_content(sentence.tokens[t as usize].upos) || t == head)
        .map(|t| words::root(&words::stem(&key(sentence, t, text))));
    let stems = terms(all, stems.collect::<Vec<_>>());
    let lemma_term = all.number(&lemma);
    let content = tree::content(sentence, head)
        .into_iter()
        .map(|t| key(sentence, t, text));
    let content = terms(all, content.collect::<Vec<_>>());
    Some(Facts {
        document,
        content,
        crowd: 0,
        crowd_topic: 0,
        is_light: tree::is_light(&lemma),
        sentence: s,
        depth: s as f32 / read.sentences.len().max(1) as f32,
        vector: syntax
            .word_vector(&lemma)
            .or_else(|| syntax.word_vector(&word))
            .and_then(unit),
        whole: unit(sum),
        is_verb: matches!(token.upos, Upos::Verb | Upos::Aux),
        is_noun: matches!(token.upos, Upos::Noun | Upos::Propn),
        is_speech: is_speech(&lemma),
        negated: tree::is_negated(sentence, head),
        open: tree::is_open(sentence, head) || token.xpos == Xpos::Vb,
        lemma,
        stem,
        root,
        stems,
        lemma_term,
        slots,
        slot_vectors,
        argument_names,
        arguments: argument_words,
        names,
        numbers,
        context,
        days: tree::time(sentence, head, &read.timexes).and_then(days),
        published,
    })
}

/// True where a name of this kind covers the token.
pub(crate) fn is_named(sentence: &Sentence, token: u32, kind: NameType) -> bool {
    sentence.name_at(token).is_some_and(|n| n.kind == kind)
}
