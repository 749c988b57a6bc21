//! The timeline of one entity: the events it takes part in, dated, in order.

use crate::coreference::Coreference;
use crate::corpus::Corpus;
use crate::document::{Document, Mention, Read};
use crate::facts;
use crate::names::{Name, is_person};
use crate::tree;
use crate::words::{root, stem};
use dateline_record::{Span, Timex, TimexType};
use dateline_syntax::{Deprel as D, Sentence, Upos, Xpos};
use std::collections::{BTreeMap, BTreeSet};

/// Whose timeline is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Only documents of this topic; of all for `None`.
    pub topic: Option<String>,
    /// The name of the entity.
    pub entity: String,
}

/// One event of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// 1 for the first day or month; equal for equal dates; 0 where the event
    /// cannot be placed.
    pub order: u32,
    /// `2008-03-01`, or `2008-03-XX`, `2008-XX-XX`; `XXXX-XX-XX` where unknown.
    pub date: String,
    /// Positions in the list of mentions.
    pub mentions: Vec<usize>,
}

/// How a date was found, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Basis {
    Own,
    Told,
    Published,
}

type Dated = (Basis, String);

impl Coreference {
    /// Timelines of the targets over the given mentions.
    pub fn timelines(
        &self,
        documents: &[Document],
        mentions: &[Mention],
        targets: &[Target],
    ) -> Vec<Vec<Entry>> {
        let corpus = self.read(documents, mentions);
        self.lines(&corpus, documents, mentions, targets)
    }

    /// Finds the event mentions itself, and gives them with the timelines.
    pub fn timelines_of_text(
        &self,
        documents: &[Document],
        targets: &[Target],
    ) -> (Vec<Mention>, Vec<Vec<Entry>>) {
        let mut corpus = self.read(documents, &[]);
        let mentions = find(&corpus.reads, documents);
        corpus = self.with_mentions(corpus, documents, &mentions);
        let lines = self.lines(&corpus, documents, &mentions, targets);
        (mentions, lines)
    }

    fn lines(
        &self,
        corpus: &Corpus,
        documents: &[Document],
        mentions: &[Mention],
        targets: &[Target],
    ) -> Vec<Vec<Entry>> {
        let clusters = self.cluster(corpus, mentions);
        let dates: Vec<Option<Dated>> = mentions
            .iter()
            .map(|m| date(&corpus.reads[m.document], &documents[m.document], m.span))
            .collect();
        targets
            .iter()
            .map(|t| line(t, corpus, documents, mentions, &clusters, &dates))
            .collect()
    }
}

fn line(
    target: &Target,
    corpus: &Corpus,
    documents: &[Document],
    mentions: &[Mention],
    clusters: &[Vec<usize>],
    dates: &[Option<Dated>],
) -> Vec<Entry> {
    let mine = |d: usize| target.topic.is_none() || documents[d].topic == target.topic;
    let texts = || {
        (0..documents.len())
            .filter(|&d| mine(d))
            .map(|d| (&corpus.reads[d], documents[d].text.as_str()))
    };
    let name = Name::new(&target.entity, is_person(&target.entity, texts()));
    let named: Vec<Vec<Vec<u32>>> = (0..documents.len())
        .map(|d| {
            if !mine(d) {
                return Vec::new();
            }
            let sentences = &corpus.reads[d].sentences;
            sentences
                .iter()
                .map(|s| name.found(s, &documents[d].text))
                .collect()
        })
        .collect();
    let mut found: Vec<(String, Vec<usize>)> = Vec::new();
    for cluster in clusters {
        let taking: Vec<usize> = cluster
            .iter()
            .copied()
            .filter(|&i| {
                let m = &mentions[i];
                mine(m.document)
                    && takes_part(
                        &corpus.reads[m.document],
                        &documents[m.document].text,
                        m.span,
                        &named[m.document],
                    )
            })
            .collect();
        if taking.is_empty() {
            continue;
        }
        // The surest date that any mention of the event gives.
        let best = cluster
            .iter()
            .filter_map(|&i| dates[i].as_ref())
            .min_by_key(|d| d.0);
        let date = best.map_or_else(|| UNKNOWN.to_owned(), |d| d.1.clone());
        found.push((date, taking));
    }
    found.sort_by_key(|(date, list)| (date.replace('X', "0"), mentions[list[0]]));
    let mut order = 0;
    let mut last = String::new();
    found
        .into_iter()
        .map(|(date, mentions)| {
            if date == UNKNOWN {
                return Entry {
                    order: 0,
                    date,
                    mentions,
                };
            }
            if date != last {
                order += 1;
                last.clone_from(&date);
            }
            Entry {
                order,
                date,
                mentions,
            }
        })
        .collect()
}

const UNKNOWN: &str = "XXXX-XX-XX";

/// Does an entity that is named at these tokens take part in the event?
fn takes_part(read: &Read, text: &str, span: Span, named: &[Vec<u32>]) -> bool {
    let Some((s, head)) = read.locate(span) else {
        return false;
    };
    let head = tree::trigger(&read.sentences[s], span, head);
    if named[s]
        .iter()
        .any(|&n| tree::is_near(&read.sentences[s], n, head))
    {
        return true;
    }
    tree::arguments(&read.sentences, s, head, text)
        .iter()
        .any(|a| {
            let sentence = &read.sentences[a.sentence];
            named[a.sentence].iter().any(|&n| {
                let (path, top) = sentence.path(n, a.head);
                // The name is the phrase, or stands in it without a clause
                // between.
                !path.is_empty()
                    && path.len() <= 3
                    && path[top] == a.head
                    && path[..top].iter().all(|&t| {
                        matches!(
                            sentence.tokens[t as usize].deprel,
                            D::Flat
                                | D::Compound
                                | D::Appos
                                | D::Conj
                                | D::NmodPoss
                                | D::Nmod
                                | D::NmodDesc
                                | D::Amod
                        )
                    })
            })
        })
}

/// The date of a mention: of its own time expression, or of the clause it
/// stands in, or the day of the report where the report tells it as news.
fn date(read: &Read, document: &Document, span: Span) -> Option<Dated> {
    let (s, head) = read.locate(span)?;
    let sentence = &read.sentences[s];
    let head = tree::trigger(sentence, span, head);
    if let Some(t) = tree::time(sentence, head, &read.timexes)
        && let Some(d) = written(t, document)
    {
        return Some((Basis::Own, d));
    }
    let published = document.date.map(|d| d.to_string())?;
    let clause = clause(sentence, head);
    if let Some(t) = tree::time(sentence, clause, &read.timexes)
        && let Some(d) = written(t, document)
    {
        return Some((Basis::Told, d));
    }
    is_news(sentence, head, clause, s).then_some((Basis::Published, published))
}

/// The verb of the clause that a word stands in.
fn clause(s: &Sentence, head: u32) -> u32 {
    s.ancestors(head)
        .find(|&a| {
            let t = &s.tokens[a as usize];
            matches!(t.upos, Upos::Verb | Upos::Aux) || s.child(a, &[D::Cop, D::Nsubj]).is_some()
        })
        .unwrap_or(head)
}

/// Told as a fact of the day: neither planned nor denied, and no state.
fn is_news(s: &Sentence, head: u32, clause: u32, number: usize) -> bool {
    let open = |t: u32| {
        tree::is_open(s, t) || tree::is_negated(s, t) || s.tokens[t as usize].xpos == Xpos::Vb
    };
    if open(head) || open(clause) {
        return false;
    }
    if number == 0 {
        return true;
    }
    match s.tokens[clause as usize].xpos {
        Xpos::Vbd | Xpos::Vbn | Xpos::Vbg => true,
        // The present tells of a state, but for words spoken and a first line.
        Xpos::Vbz | Xpos::Vbp => number <= 2 || facts::is_speech(&s.tokens[clause as usize].lemma),
        _ => false,
    }
}

/// The value of a time expression as a timeline writes it; `None` for one that
/// names no day, month or year.
fn written(t: &Timex, document: &Document) -> Option<String> {
    if !matches!(t.kind, TimexType::Date | TimexType::Time) {
        return None;
    }
    if t.value == "PRESENT_REF" {
        return document.date.map(|d| d.to_string());
    }
    let v = t.value.as_bytes();
    let digits =
        |r: std::ops::Range<usize>| v.get(r).is_some_and(|b| b.iter().all(u8::is_ascii_digit));
    if !digits(0..4) {
        return None;
    }
    if v.len() == 4 {
        return Some(format!("{}-XX-XX", t.value));
    }
    if digits(5..7) && v.len() >= 10 && digits(8..10) {
        return Some(t.value[..10].to_owned());
    }
    if digits(5..7) {
        return Some(format!("{}-XX", &t.value[..7]));
    }
    let first = t.interval.and_then(|i| i.first_day())?;
    Some(if t.value[4..].starts_with("-W") {
        format!("{:04}-{:02}-XX", first.year(), first.month())
    } else {
        format!("{:04}-XX-XX", first.year())
    })
}

/// The event mentions of documents: verbs that tell of something, and nouns
/// made of the verbs that the documents use.
fn find(reads: &[Read], documents: &[Document]) -> Vec<Mention> {
    let mut verbs: BTreeSet<String> = BTreeSet::new();
    for s in reads.iter().flat_map(|r| &r.sentences) {
        for t in s.tokens.iter().filter(|t| t.upos == Upos::Verb) {
            verbs.insert(root(&stem(&t.lemma)));
        }
    }
    let mut counts: BTreeMap<Mention, ()> = BTreeMap::new();
    for (document, read) in reads.iter().enumerate() {
        let text = &documents[document].text;
        for s in &read.sentences {
            for t in &s.tokens {
                let tells = match t.upos {
                    Upos::Verb => !tree::is_light(&t.lemma),
                    Upos::Noun => {
                        is_act(&t.lemma.to_lowercase()) && verbs.contains(&root(&stem(&t.lemma)))
                    }
                    _ => false,
                };
                if tells && !t.span.of(text).is_empty() {
                    counts.insert(
                        Mention {
                            document,
                            span: t.span,
                        },
                        (),
                    );
                }
            }
        }
    }
    counts.into_keys().collect()
}

/// A noun that by its ending or by itself may name an act.
fn is_act(lemma: &str) -> bool {
    const ENDS: &[&str] = &[
        "tion", "sion", "ment", "ance", "ence", "ure", "ing", "al", "ery",
    ];
    const ACTS: &[&str] = &[
        "attack", "bid", "cut", "deal", "delay", "demand", "dispute", "flight", "launch", "loss",
        "meeting", "offer", "order", "plan", "probe", "purchase", "release", "report", "sale",
        "strike", "suit", "talk", "test", "trial", "visit", "vote", "win",
    ];
    ACTS.contains(&lemma)
        || ENDS
            .iter()
            .any(|e| lemma.ends_with(e) && lemma.len() > e.len() + 2)
}
