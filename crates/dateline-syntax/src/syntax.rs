//! The whole reader: text in, sentences with trees and names out.

use crate::lemma::Lemmas;
use crate::model::names::{Found, agree};
use crate::model::{Model, Parsed, Scratch, Word};
use crate::split::{Piece, split};
use crate::{Deprel, ModelError, Sentence, Token, Upos, Xpos};
use dateline_record::Span;
use std::cell::RefCell;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Reads sentences of English text.
///
/// One reader is shared by all threads; each thread keeps its own buffers.
///
/// # Example
/// ```
/// use dateline_syntax::{Deprel, Syntax, Upos};
/// let text = "The two ministers met in Geneva.";
/// let sentences = Syntax::embedded().parse(text);
/// let root = sentences[0].root().unwrap();
/// assert_eq!(sentences[0].text(root, text), "met");
/// assert_eq!(sentences[0].tokens[root as usize].upos, Upos::Verb);
/// let subject = sentences[0].child(root, &[Deprel::Nsubj]).unwrap();
/// assert_eq!(sentences[0].text(subject, text), "ministers");
/// ```
#[derive(Debug)]
pub struct Syntax {
    model: Model,
    lemmas: Lemmas,
}

/// Sentences of more words are read in parts, so that the time stays linear.
///
/// The best model has 512 places for word pieces, so a part of this length
/// leaves each word two at least.
const LONGEST: usize = 240;

/// Sentences of one text, as pieces.
type Pieces<'a> = Vec<&'a [Piece]>;

impl Syntax {
    /// The fast reader that is part of the program. It is made on the first
    /// call, which takes some tens of milliseconds.
    ///
    /// # Panics
    /// Where the program was built with a broken model file; a test of this
    /// crate keeps that from being released.
    pub fn embedded() -> Arc<Self> {
        static SYNTAX: OnceLock<Arc<Syntax>> = OnceLock::new();
        let make = || {
            Self::open(
                include_bytes!("../../../models/en-fast/model.safetensors"),
                include_str!("../../../models/lemmas-en/lemmas.tsv"),
            )
            .expect("the embedded model was tested")
        };
        Arc::clone(SYNTAX.get_or_init(|| Arc::new(make())))
    }

    /// The careful reader that is part of the program: more heads right, a
    /// fraction of the speed. It is made on the first call, which takes some
    /// tens of milliseconds.
    ///
    /// # Panics
    /// As [`Self::embedded`].
    #[cfg(feature = "best")]
    pub fn best() -> Arc<Self> {
        static SYNTAX: OnceLock<Arc<Syntax>> = OnceLock::new();
        let make = || {
            Self::open(
                include_bytes!("../../../models/en-best/model.safetensors"),
                include_str!("../../../models/lemmas-en/lemmas.tsv"),
            )
            .expect("the embedded model was tested")
        };
        Arc::clone(SYNTAX.get_or_init(|| Arc::new(make())))
    }

    /// A reader from the bytes of a model file and a table of lemmas.
    ///
    /// # Errors
    /// Where either is not what this version reads.
    pub fn open(model: &'static [u8], lemmas: &str) -> Result<Self, ModelError> {
        Ok(Self {
            model: Model::open(model)?,
            lemmas: Lemmas::open(lemmas)?,
        })
    }

    /// The sentences of a text, in order. Spans are bytes of `text`. A text
    /// of blanks gives none.
    pub fn parse(&self, text: &str) -> Vec<Sentence> {
        self.parse_many(&[text]).pop().unwrap_or_default()
    }

    /// As [`Self::parse`] for several texts, one list each: quicker than one
    /// by one where the texts are short.
    pub fn parse_many(&self, texts: &[&str]) -> Vec<Vec<Sentence>> {
        let splits: Vec<_> = texts.iter().map(|t| split(t)).collect();
        let pieces: Vec<Pieces<'_>> = splits.iter().map(|s| s.sentences().collect()).collect();
        self.read(texts, &pieces)
    }

    /// Sentences of a text whose words are given: for each sentence the spans
    /// (bytes of `text`) of its words, in order. Empty spans and spans that
    /// do not fit the text are taken as words without letters.
    pub fn parse_tokens(&self, text: &str, sentences: &[Vec<Span>]) -> Vec<Sentence> {
        let pieces: Vec<Vec<Piece>> = sentences
            .iter()
            .map(|s| s.iter().map(|&span| Piece::given(span)).collect())
            .collect();
        let pieces: Pieces<'_> = pieces.iter().map(Vec::as_slice).collect();
        self.read(&[text], &[pieces]).pop().unwrap_or_default()
    }

    /// The vector of a word (GloVe, 50 numbers, not scaled): words that stand in
    /// like surroundings have like vectors. `None` for a word without one.
    pub fn word_vector(&self, form: &str) -> Option<[f32; 50]> {
        self.model.word_vector(form)
    }

    fn read(&self, texts: &[&str], pieces: &[Pieces<'_>]) -> Vec<Vec<Sentence>> {
        thread_local! {
            static SCRATCH: RefCell<Scratch> = RefCell::default();
        }
        // What goes through the network: sentences, the long ones in parts.
        let mut parts: Vec<(usize, usize, Range<usize>)> = Vec::new();
        for (t, sentences) in pieces.iter().enumerate() {
            for (s, words) in sentences.iter().enumerate() {
                cut(texts[t], words, |range| parts.push((t, s, range)));
            }
        }
        let mut parsed: Vec<Parsed> = Vec::with_capacity(parts.len());
        let mut batch: Vec<Vec<&str>> = Vec::new();
        let mut n = 0;
        SCRATCH.with_borrow_mut(|scratch| {
            for (i, (t, s, range)) in parts.iter().enumerate() {
                n += range.len();
                batch.push(
                    pieces[*t][*s][range.clone()]
                        .iter()
                        .map(|p| p.span.of(texts[*t]))
                        .collect(),
                );
                let next = parts.get(i + 1).map_or(usize::MAX, |p| p.2.len());
                if n.saturating_add(next) > self.model.batch() {
                    self.model.parse(&batch, scratch, &mut parsed);
                    batch.clear();
                    n = 0;
                }
            }
        });
        let mut out: Vec<Vec<Sentence>> =
            pieces.iter().map(|s| Vec::with_capacity(s.len())).collect();
        let mut buffer = String::new();
        let mut parts = parts.into_iter().zip(parsed).peekable();
        for (t, sentences) in pieces.iter().enumerate() {
            let mut whole: Vec<Parsed> = vec![Parsed::default(); sentences.len()];
            while let Some(((_, s, _), part)) = parts.next_if(|((pt, ..), _)| *pt == t) {
                join(&mut whole[s], part);
            }
            agree(whole.iter_mut().zip(sentences).flat_map(|(parsed, words)| {
                let names = parsed.names.iter_mut();
                names.map(|found| (key(texts[t], words, found), found))
            }));
            for (words, parsed) in sentences.iter().zip(whole) {
                out[t].push(self.sentence(texts[t], words, parsed, &mut buffer));
            }
        }
        out
    }

    fn sentence(
        &self,
        text: &str,
        pieces: &[Piece],
        parsed: Parsed,
        buffer: &mut String,
    ) -> Sentence {
        let mut tokens: Vec<Token> = pieces
            .iter()
            .zip(&parsed.words)
            .enumerate()
            .map(|(i, (piece, word))| Token {
                span: piece.span,
                lemma: self
                    .lemmas
                    .lemma(piece.span.of(text), word.xpos, i == 0, buffer),
                upos: word.upos,
                xpos: word.xpos,
                head: word.head,
                deprel: word.deprel,
                head_score: word.score,
            })
            .collect();
        month_of_may(text, &mut tokens);
        past_of_one_form(&mut tokens);
        let span = match (pieces.first(), pieces.last()) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => Span::new(0, 0),
        };
        let mut multiwords: Vec<Range<u32>> = Vec::new();
        for (i, piece) in pieces
            .iter()
            .enumerate()
            .filter(|(i, p)| *i > 0 && p.joined)
        {
            let i = i as u32;
            match multiwords.last_mut() {
                Some(last) if last.end == i => last.end = i + 1,
                _ => multiwords.push(i - 1..i + 1),
            }
            debug_assert_eq!(piece.span.start, pieces[i as usize - 1].span.end);
        }
        let names = parsed.names.iter().map(|found| found.name).collect();
        let names = crate::names::mend(text, &tokens, names);
        Sentence::new(span, tokens, names).with_multiwords(multiwords)
    }
}

/// 'An attack on 2 May hit a school': the month is no auxiliary. A headline in
/// capitals has 'Talks May Resume', so a number or a preposition must stand
/// before it.
fn month_of_may(text: &str, tokens: &mut [Token]) {
    for i in 1..tokens.len() {
        let before = tokens[i - 1].upos;
        if tokens[i].deprel != Deprel::Aux
            || tokens[i].span.of(text) != "May"
            || !matches!(before, Upos::Num | Upos::Adp)
        {
            continue;
        }
        let verb = tokens[i].head;
        let month = &mut tokens[i];
        month.upos = Upos::Propn;
        month.xpos = Xpos::Nnp;
        month.lemma = "May".into();
        if before == Upos::Num {
            month.head = u32::try_from(i - 1).ok();
            month.deprel = Deprel::NmodUnmarked;
        } else {
            month.deprel = Deprel::Obl;
        }
        let Some(v) = verb.filter(|&v| tokens[v as usize].xpos == Xpos::Vb) else {
            continue;
        };
        let other = |t: &Token| t.head == Some(v) && matches!(t.deprel, Deprel::Aux | Deprel::Mark);
        if !tokens.iter().any(other) {
            tokens[v as usize].xpos = Xpos::Vbd;
        }
    }
}

/// 'The rebels let two soldiers go': a verb with one form for both, whose
/// subject is a noun, is in the past where no other verb of the sentence is in
/// the present. So are all 4 such verbs of the training halves of EWT and GUM;
/// the 4 beside a verb in the present are in the present, and so is what comes
/// about 'when prices rise'.
fn past_of_one_form(tokens: &mut [Token]) {
    const VERBS: [&str; 17] = [
        "let", "put", "set", "cut", "hit", "shut", "quit", "spread", "hurt", "cost", "split",
        "cast", "burst", "bid", "rid", "shed", "thrust",
    ];
    for v in 0..tokens.len() {
        let verb = &tokens[v];
        if verb.xpos != Xpos::Vbd || !VERBS.contains(&verb.lemma.as_str()) {
            continue;
        }
        let at = u32::try_from(v).ok();
        let clause = tokens.iter().position(|t| {
            t.head == at && t.deprel == Deprel::Advcl && matches!(t.xpos, Xpos::Vbz | Xpos::Vbp)
        });
        let opened = clause.and_then(|c| u32::try_from(c).ok()).is_some_and(|c| {
            let opens = |t: &Token| matches!(t.lemma.as_str(), "when" | "whenever" | "if");
            tokens.iter().any(|t| t.head == Some(c) && opens(t))
        });
        if opened {
            tokens[v].xpos = Xpos::Vbp;
        }
    }
    let present = |t: &Token| matches!(t.xpos, Xpos::Vbz | Xpos::Vbp) && t.lemma != "say";
    let mut now = tokens.iter().enumerate().filter(|(_, t)| present(t));
    let (Some((v, verb)), None) = (now.next(), now.next()) else {
        return;
    };
    let subject = |t: &Token| {
        t.head == u32::try_from(v).ok() && t.deprel == Deprel::Nsubj && t.upos != Upos::Pron
    };
    if verb.xpos == Xpos::Vbp
        && verb.upos == Upos::Verb
        && VERBS.contains(&verb.lemma.as_str())
        && tokens.iter().any(subject)
    {
        tokens[v].xpos = Xpos::Vbd;
    }
}

/// What names have in common that are the same name: their words, in any case.
fn key(text: &str, words: &[Piece], found: &Found) -> String {
    let mut out = String::new();
    for piece in &words[found.name.first as usize..found.name.end as usize] {
        out.extend(piece.span.of(text).chars().flat_map(char::to_lowercase));
        out.push(' ');
    }
    out
}

/// Cuts a sentence into parts of at most [`LONGEST`] words, after a mark
/// where there is one in the second half of a part.
fn cut(text: &str, words: &[Piece], mut take: impl FnMut(Range<usize>)) {
    let mut from = 0;
    while words.len() - from > LONGEST {
        let window = &words[from + LONGEST / 2..from + LONGEST];
        let is_mark = |p: &Piece| matches!(p.span.of(text), "." | ";" | ":" | "," | "!" | "?");
        let to = from
            + LONGEST / 2
            + window
                .iter()
                .rposition(is_mark)
                .map_or(window.len(), |n| n + 1);
        take(from..to);
        from = to;
    }
    if from < words.len() {
        take(from..words.len());
    }
}

/// Adds a later part of a sentence: its root hangs on the root of the first.
fn join(whole: &mut Parsed, part: Parsed) {
    let offset = whole.words.len() as u32;
    let root = whole.words.iter().position(|w| w.head.is_none());
    whole
        .words
        .extend(part.words.into_iter().map(|w| match (w.head, root) {
            (Some(head), _) => Word {
                head: Some(head + offset),
                ..w
            },
            (None, Some(root)) => Word {
                head: Some(root as u32),
                deprel: if w.upos == Upos::Punct {
                    Deprel::Punct
                } else {
                    Deprel::Parataxis
                },
                score: 0.0,
                ..w
            },
            (None, None) => w,
        }));
    whole.names.extend(part.names.into_iter().map(|mut found| {
        found.name.first += offset;
        found.name.end += offset;
        found
    }));
}
