//! From cues, trees and quotations to attributions with source and content.

use super::cues::{Class, Cue, Cues, Frame, Manner};
use super::frames::{Taken, complement, take};
use super::quote::{Quotation, is_title, quotations};
use super::tree::Tree;
use crate::factuality::Signatures;
use dateline_record::{Factuality, Modality, Polarity, Span, StatementType};
use dateline_syntax::{Deprel, Sentence, Upos, Xpos};

/// The order in which constructions are tried; the first that is there wins.
const ORDER: &[Frame] = &[
    Frame::Predicate,
    Frame::As,
    Frame::Clause,
    Frame::Infinitive,
    Frame::Gerund,
    Frame::Oblique,
    Frame::Object,
];

/// One attribution as the words give it; all spans in bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The words that name the source, its clauses left out; `None` where the
    /// text names none ('it was reported').
    pub source: Option<Span>,
    /// The head word of the source.
    pub source_head: Option<Span>,
    /// The phrase that a relative pronoun as source stands for.
    pub antecedent: Option<Span>,
    /// The words that pass it on within the same clause: the agency that
    /// quotes, or carries a statement.
    pub carrier: Option<Span>,
    /// The cue: verb with auxiliaries and particle, noun, or preposition.
    pub cue: Span,
    /// The words attributed, in order; several where the cue parts them or
    /// the quotation goes on in a later sentence.
    pub content: Vec<Span>,
    /// Quote, paraphrase or mixed.
    pub kind: StatementType,
    /// What the content is to the source.
    pub manner: Manner,
    /// Head word of the one spoken to.
    pub addressee: Option<Span>,
    /// True where such words make an entry of the record.
    pub statement: bool,
    /// True where the words were said, by somebody: not in 'did not say', 'if
    /// he says', 'nobody said', 'declined to say'.
    pub said: bool,
    /// Position of the sentence of the cue.
    pub sentence: u32,
    /// Position of the cue in its sentence.
    pub token: u32,
    /// The attribution within whose content this one stands.
    pub outer: Option<u32>,
    /// Id of the rule.
    pub rule: String,
}

impl Found {
    /// A quotation whose source stands beside it, with no more to it.
    pub(super) fn quoted(
        (sentence, token): (u32, u32),
        (source, head): (Span, Span),
        cue: Span,
        inner: Span,
        rule: &str,
    ) -> Self {
        Self {
            source: Some(source),
            source_head: Some(head),
            antecedent: None,
            carrier: None,
            cue,
            content: vec![inner],
            kind: StatementType::Quote,
            manner: Manner::Speech,
            addressee: None,
            statement: true,
            said: true,
            sentence,
            token,
            outer: None,
            rule: rule.to_owned(),
        }
    }

    /// True where a content holds the whole of a span.
    pub fn holds(&self, span: Span) -> bool {
        self.content.iter().any(|c| c.contains(span))
    }

    /// From the first to the last word of the content.
    pub fn cover(&self) -> Option<Span> {
        self.content.iter().copied().reduce(Span::cover)
    }
}

/// All attributions of a text in order of their cues, each with its `outer`
/// one set.
pub(crate) fn find(
    text: &str,
    sentences: &[Sentence],
    cues: &Cues,
    signatures: &Signatures,
) -> Vec<Found> {
    let mut quotes = quotations(text);
    quotes.retain(|q| !is_title(text, q));
    let mut found = Vec::new();
    for (i, s) in sentences.iter().enumerate() {
        let tree = Tree { s, text };
        let here = near(&quotes, s.span);
        for v in 0..tree.len() {
            if let Some(f) = at(tree, here, cues, v).filter(|f| !of_the_quotation(tree, here, f)) {
                let reading = signatures.reading(s, text, made_by(tree, v)).factuality;
                found.push(Found {
                    sentence: i as u32,
                    said: said(tree, &f, reading),
                    ..f
                });
            }
        }
        let first = found.partition_point(|f: &Found| f.sentence < i as u32);
        found.extend(super::phrases::phrases(tree, cues, i as u32));
        if found.len() == first {
            found.extend(super::order::before_colon(tree, here, i as u32));
            if found.len() == first {
                found.extend(super::signed::behind_colon(tree, here, i as u32));
            }
            found.extend(super::signed::next_paragraph(tree, &quotes, cues, i as u32));
        }
        cited(tree, &mut found[first..]);
        let further = super::goes_on::goes_on(tree, &found[first..]);
        found.extend(further);
        found[first..].sort_by_key(|f| f.cue);
    }
    let signed = super::signed::by_name(text, sentences, &quotes);
    let turns = super::turns::turns(text, sentences);
    if !signed.is_empty() || !turns.is_empty() {
        found.extend(signed);
        found.extend(turns);
        found.sort_by_key(|f| (f.sentence, f.cue));
    }
    super::extend::extend(text, sentences, &quotes, &mut found);
    close(text, &mut found);
    for f in &mut found {
        f.kind = wording(text, &f.content, &quotes);
    }
    nest(&mut found);
    found
}

/// The quotations that share a byte with a span, of a list in order.
fn near(quotes: &[Quotation], span: Span) -> &[Quotation] {
    let from = quotes.partition_point(|q| q.span.end <= span.start);
    let to = quotes.partition_point(|q| q.span.start < span.end);
    &quotes[from..to.max(from)]
}

/// The attribution whose cue is the given word.
fn at(tree: Tree<'_>, quotes: &[Quotation], cues: &Cues, v: u32) -> Option<Found> {
    let class = match tree.upos(v) {
        Upos::Verb => Class::Verb,
        Upos::Noun => Class::Noun,
        Upos::Adj => Class::Adjective,
        _ => return None,
    };
    let list = cues.of(class, tree.lemma(v));
    if list.is_empty() {
        return None;
    }
    // 'Asked whether they would sail, she said ...': the question is not hers.
    if class == Class::Verb
        && tree.deprel(v) == Deprel::Advcl
        && matches!(tree.xpos(v), Xpos::Vbn | Xpos::Vbd)
        && matches!(tree.lemma(v), "ask" | "press" | "quiz" | "question")
        && tree.child(v, &[Deprel::Nsubj, Deprel::NsubjPass]).is_none()
    {
        return None;
    }
    if super::order::is_quoted_as(tree, v) {
        return None;
    }
    for &frame in ORDER {
        for cue in list.iter().filter(|c| c.frames.contains(&frame)) {
            let taken = match class {
                Class::Verb => take(tree, quotes, v, frame, cue.with.as_deref()),
                _ => complement(tree, v, frame),
            };
            if let Some(taken) = taken {
                return build(tree, v, class, cue, taken);
            }
        }
    }
    None
}

fn build(tree: Tree<'_>, v: u32, class: Class, cue: &Cue, taken: Taken) -> Option<Found> {
    let (source, carrier) = match class {
        Class::Noun => (owner(tree, v), None),
        Class::Adjective => {
            let subject = tree.subject(v)?;
            if tree.is(subject, "it") && tree.child(v, &[Deprel::Expl]).is_some() {
                return None;
            }
            (Some(subject), None)
        }
        _ if taken.words.is_some() => {
            let carrier = taken.carrier.or_else(|| carried_by(tree, v));
            (taken.source, carrier)
        }
        _ => source(tree, v, &taken),
    };
    // 'A statement from the ministry read': nobody reads it out.
    let paper = |s: u32| super::speaker::is_paper(tree.lemma(s));
    if class == Class::Verb && tree.lemma(v) == "read" && !source.is_some_and(paper) {
        return None;
    }
    // 'If you think that': anybody.
    if source.is_some_and(|s| tree.is(s, "you")) {
        return None;
    }
    // Who says it may not be part of what is said.
    let source = source.filter(|&s| !taken.content.iter().any(|c| c.contains(tree.span(s))));
    // Somebody's deed needs a doer; only what is told may stand without one.
    let told = matches!(cue.manner, Manner::Speech | Manner::Evidence) && taken.clause;
    if source.is_none() && !told {
        return None;
    }
    if source.is_some_and(|s| {
        matches!(tree.lemma(s), "which" | "what" | "it" | "this" | "that")
            && class == Class::Adjective
    }) {
        return None;
    }
    let given = class == Class::Noun
        && is_given(tree, v)
        && (taken.content.first()).is_some_and(|c| !c.of(tree.text).starts_with("to "));
    // In a relative clause the pronoun names the source, and the noun before
    // the clause is who it stands for.
    let pronoun = relative_pronoun(tree, v).filter(|_| taken.source.is_none());
    let words = source.map(|s| pronoun.map_or_else(|| tree.phrase(s), |p| tree.span(p)));
    let words = taken.words.or(words);
    Some(Found {
        source: words,
        source_head: source.map(|s| tree.span(s)),
        antecedent: pronoun.and(source).map(|s| tree.phrase(s)),
        carrier: carrier.map(|c| tree.span(c)),
        cue: cue_span(tree, v, class, &taken),
        content: taken.content,
        kind: StatementType::Paraphrase,
        manner: cue.manner,
        addressee: taken
            .addressee
            .filter(|&a| Some(a) != source)
            .map(|a| tree.span(a)),
        // 'denied it' tells all there is to tell.
        statement: (cue.statement || given)
            && (!taken.aside || cue.manner == Manner::Denial)
            && !was_hoped(tree, v, cue.manner),
        said: true,
        sentence: 0,
        token: v,
        outer: None,
        rule: cue.rule.clone(),
    })
}

/// 'Gave an assurance that', 'issued a warning that': a noun of saying that its verb
/// only puts forward, so that it is said there.
fn is_given(tree: Tree<'_>, noun: u32) -> bool {
    let verb = tree
        .s
        .head(noun)
        .filter(|_| tree.deprel(noun) == Deprel::Obj);
    verb.is_some_and(|v| {
        let gives = matches!(
            tree.lemma(v),
            "give" | "issue" | "make" | "renew" | "repeat" | "deliver"
        );
        gives && !tree.is_passive(v) && tree.is_finite(v)
    })
}

/// 'Had hoped to meet him': what somebody once wished is told by the way.
fn was_hoped(tree: Tree<'_>, v: u32, manner: Manner) -> bool {
    let wish = matches!(manner, Manner::Wish | Manner::Thought);
    let past = tree.lemma(v) == "want" && matches!(tree.xpos(v), Xpos::Vbd | Xpos::Vbn);
    wish && (past || tree.child_word(v, &[Deprel::Aux], "had").is_some())
}

/// True for what somebody says of himself or of his hearers within his own
/// words ('“I think you know that ...”'), and for any stance told there: the
/// quotation is attributed already.
fn of_the_quotation(tree: Tree<'_>, quotes: &[Quotation], f: &Found) -> bool {
    let inside = |s: Span| quotes.iter().any(|q| q.inner.contains(s));
    if !inside(f.cue) {
        return false;
    }
    let third = f.source_head.is_some_and(|s| {
        !["i", "we", "you", "me", "us", "my", "our", "your"]
            .iter()
            .any(|w| s.of(tree.text).eq_ignore_ascii_case(w))
    });
    f.manner != Manner::Speech || !third
}

/// 'Telephoned the president to assure him that': what is done to say it is
/// done, so it is said. The verb whose factuality decides.
fn made_by(tree: Tree<'_>, v: u32) -> u32 {
    let purpose = matches!(tree.deprel(v), Deprel::Advcl | Deprel::Xcomp)
        && tree.infinitive_mark(v).is_some();
    let contact = |h: &u32| {
        matches!(
            tree.lemma(*h),
            // The lemmatiser's word for 'telephoned' is 'telephon'.
            "telephone"
                | "telephon"
                | "phone"
                | "ring"
                | "call"
                | "write"
                | "cable"
                | "intervene"
                | "appear"
                // 'Took to the air to say'
                | "take"
        )
    };
    tree.s
        .head(v)
        .filter(|h| purpose && contact(h))
        .unwrap_or(v)
}

/// True where the author puts the cue as a fact, and the source is somebody.
fn said(tree: Tree<'_>, f: &Found, reading: Factuality) -> bool {
    // What stands before it is said, and weakens nothing.
    // 'Asked whether they would come, he replied that they would.'
    let asked = f.token > 3
        && matches!(tree.lemma(0), "ask" | "press" | "question")
        && matches!(tree.xpos(0), Xpos::Vbd | Xpos::Vbn)
        && tree.is_finite(f.token)
        && (tree.own_subject(f.token)).is_some_and(|s| (1..s).any(|t| tree.is(t, ",")));
    let closes = f.token > 0 && matches!(tree.word(f.token - 1), "”" | "\"" | "''");
    let happened = reading.polarity == Polarity::Positive
        && (reading.modality == Modality::Asserted || asked)
        || closes && f.source.is_some_and(|s| s.start > f.cue.start)
        // 'with an envoy saying that'
        || reading.polarity == Polarity::Positive
            && tree.xpos(f.token) == Xpos::Vbg
            && tree.span(f.token).start == f.cue.start
            && f.source.is_some_and(|s| s.end < f.cue.start && s.end + 2 > f.cue.start)
        || super::order::behind(tree, f.token).is_some();
    // 'Would only say that'
    let only = (tree.child_word(f.token, &[Deprel::Aux], "would"))
        .and(tree.child_word(f.token, &[Deprel::Advmod], "only"))
        .is_some();
    let happened = happened || only && reading.polarity == Polarity::Positive;
    let nobody = f.source.is_some_and(|s| {
        let first = tree.s.token_at(s.start).unwrap_or(0);
        ["no", "nobody", "none", "nothing", "neither", "few"]
            .iter()
            .any(|w| tree.is(first, w))
    });
    // 'asked not to be named' tells nothing but why no name is given.
    let anonymous = f.content.first().is_some_and(|c| {
        let words = c.of(tree.text);
        words.contains("not to be ") || words.starts_with("anonymity")
    });
    // 'neither confirmed nor denied it'
    let neither = (f.token.saturating_sub(4)..f.token)
        .rev()
        .take_while(|&t| tree.upos(t) != Upos::Punct)
        .any(|t| matches!(tree.word(t), "nor" | "neither"));
    happened && !nobody && !anonymous && !neither
}

/// The relative pronoun that is the subject of a verb.
fn relative_pronoun(tree: Tree<'_>, v: u32) -> Option<u32> {
    let mut at = v;
    for _ in 0..4 {
        if let Some(s) = tree.own_subject(at) {
            let relative = matches!(tree.xpos(s), Xpos::Wp | Xpos::Wdt)
                || tree.is(s, "that") && tree.upos(s) == Upos::Pron;
            return (relative && tree.antecedent(at).is_some()).then_some(s);
        }
        if !matches!(tree.deprel(at), Deprel::Conj | Deprel::Xcomp) {
            return None;
        }
        at = tree.s.head(at)?;
    }
    None
}

/// Who says it and who passes it on.
fn source(tree: Tree<'_>, v: u32, taken: &Taken) -> (Option<u32>, Option<u32>) {
    // 'was quoted by Y as saying', 'Y quoted X as saying'.
    let as_quoted = matches!(
        tree.deprel(v),
        Deprel::Advcl | Deprel::Xcomp | Deprel::Obl | Deprel::Ccomp
    );
    let quoting = tree
        .s
        .head(v)
        .filter(|&h| as_quoted && matches!(tree.lemma(h), "quote" | "cite"));
    if let Some(q) = quoting {
        if tree.is_passive(q) {
            let said = tree.child(q, &[Deprel::NsubjPass]).or_else(|| {
                (tree.deprel(q) == Deprel::Acl)
                    .then(|| tree.s.head(q))
                    .flatten()
            });
            return (said, tree.agent(q));
        }
        if let Some(o) = tree.child(q, &[Deprel::Obj]) {
            return (Some(o), tree.subject(q));
        }
    }
    // 'The round ended; a minister said so': no subject stands that far.
    let apart = |s: &u32| (*s..v).any(|t| tree.is(t, ";"));
    let mut source = taken
        .source
        .or_else(|| tree.subject(v).filter(|s| !apart(s)));
    let by = made_by(tree, v);
    if by != v {
        source = tree.subject(by).or(source);
    }
    source = super::sender::sender(tree, v).or(source);
    // 'said X' after a quotation, where the tree takes X for an object.
    if source.is_none() && taken.clause && tree.is_finite(v) && !tree.is_passive(v) {
        source = tree.children(v).iter().copied().find(|&c| {
            c > v
                && matches!(tree.deprel(c), Deprel::Obj | Deprel::Dep | Deprel::Iobj)
                && matches!(tree.upos(c), Upos::Propn | Upos::Pron | Upos::Noun)
        });
    }
    if source.is_none() && taken.clause && tree.is_finite(v) && !tree.is_passive(v) {
        source = beside(tree, v).or_else(|| super::order::subject(tree, v).map(|s| s.1));
    }
    (source, carried_by(tree, v))
}

/// The noun right before a verb that the tree has left without a subject.
fn beside(tree: Tree<'_>, v: u32) -> Option<u32> {
    let mut depth = 0i32;
    for t in (v.saturating_sub(10)..v).rev() {
        // 'Doe (R-Ohio) said'.
        if tree.is(t, ")") {
            depth += 1;
        } else if tree.is(t, "(") {
            depth -= 1;
        } else if depth > 0 || matches!(tree.upos(t), Upos::Adv | Upos::Aux | Upos::Part) {
            continue;
        } else {
            let nominal = matches!(tree.upos(t), Upos::Noun | Upos::Propn | Upos::Pron);
            // Up to the head of its name or phrase.
            let mut head = t;
            while let Some(h) = tree.s.head(head) {
                let inner = matches!(
                    tree.deprel(head),
                    Deprel::Flat | Deprel::Compound | Deprel::Goeswith | Deprel::NmodDesc
                );
                if !inner || h > v {
                    break;
                }
                head = h;
            }
            return nominal.then_some(head);
        }
    }
    None
}

/// 'said in a statement carried by Y'.
fn carried_by(tree: Tree<'_>, v: u32) -> Option<u32> {
    tree.children(v)
        .iter()
        .copied()
        .filter(|&c| tree.deprel(c) == Deprel::Obl)
        .find_map(|c| {
            let acl = tree.child(c, &[Deprel::Acl])?;
            let carries = matches!(
                tree.lemma(acl),
                "carry"
                    | "publish"
                    | "report"
                    | "release"
                    | "quote"
                    | "cite"
                    | "run"
                    | "broadcast"
                    | "air"
            );
            carries.then(|| tree.agent(acl)).flatten()
        })
}

/// Whose claim it is: 'her claim that', 'the claim by X', 'X made the claim'.
fn owner(tree: Tree<'_>, noun: u32) -> Option<u32> {
    if let Some(p) = tree.child(noun, &[Deprel::NmodPoss]) {
        return Some(p);
    }
    let by = tree.children(noun).iter().copied().find(|&c| {
        tree.deprel(c) == Deprel::Nmod
            && ["by", "from", "of", "among"]
                .iter()
                .any(|w| tree.child_word(c, &[Deprel::Case], w).is_some())
    });
    if by.is_some() {
        return by;
    }
    let head = tree.s.head(noun)?;
    let light = matches!(
        tree.lemma(head),
        "make"
            | "issue"
            | "express"
            | "voice"
            | "have"
            | "give"
            | "offer"
            | "repeat"
            | "raise"
            | "reiterate"
            | "hold"
            | "share"
            | "take"
            | "send"
            | "announce"
            | "retract"
            | "withdraw"
            | "deliver"
            | "release"
            | "convey"
    );
    (tree.deprel(noun) == Deprel::Obj && light)
        .then(|| tree.subject(head))
        .flatten()
}

/// Verb with its auxiliaries, negation and particle; noun or adjective alone,
/// an adjective with its copula.
fn cue_span(tree: Tree<'_>, v: u32, class: Class, taken: &Taken) -> Span {
    let mut span = tree.span(v);
    let mut from = v;
    while from > 0 {
        let t = from - 1;
        let part = tree.s.head(t) == Some(v)
            && (matches!(
                tree.deprel(t),
                Deprel::Aux | Deprel::AuxPass | Deprel::Cop | Deprel::Advmod
            ) || tree.xpos(t) == Xpos::To);
        if !part || class == Class::Noun {
            break;
        }
        span = span.cover(tree.span(t));
        from = t;
    }
    if let Some(p) = taken.particle.filter(|&p| p == v + 1) {
        span = span.cover(tree.span(p));
    }
    span
}

/// 'Y, citing X, said ...': X is the source, Y passes it on.
fn cited(tree: Tree<'_>, found: &mut [Found]) {
    for f in found {
        let v = f.token;
        let citing = tree.children(v).iter().copied().find(|&c| {
            matches!(tree.lemma(c), "cite" | "quote")
                && tree.xpos(c) == Xpos::Vbg
                && matches!(
                    tree.deprel(c),
                    Deprel::Advcl | Deprel::Acl | Deprel::Parataxis
                )
        });
        // The participle may hang on the subject's noun instead.
        let citing = citing.or_else(|| {
            let subject = tree.subject(v)?;
            tree.children(subject)
                .iter()
                .copied()
                .find(|&c| matches!(tree.lemma(c), "cite" | "quote") && tree.xpos(c) == Xpos::Vbg)
        });
        let Some(object) = citing.and_then(|c| tree.child(c, &[Deprel::Obj])) else {
            continue;
        };
        let source = super::both::may_speak(tree.text, tree.phrase(object));
        if f.manner == Manner::Speech && f.source_head.is_some() && source {
            f.carrier = f.source_head;
            f.source = Some(tree.phrase(object));
            f.source_head = Some(tree.span(object));
        }
    }
}

/// In whose wording a content is.
fn wording(text: &str, content: &[Span], quotes: &[Quotation]) -> StatementType {
    let (mut inside, mut outside) = (false, false);
    for &c in content {
        let mut at = c.start;
        for q in near(quotes, c) {
            outside |= has_words(text, Span::new(at, q.span.start.max(at).min(c.end)));
            inside |= q.inner.overlaps(c);
            at = at.max(q.span.end);
        }
        outside |= has_words(text, Span::new(at.min(c.end), c.end));
    }
    match (inside, outside) {
        (true, false) => StatementType::Quote,
        (true, true) => StatementType::Mixed,
        (false, _) => StatementType::Paraphrase,
    }
}

fn has_words(text: &str, span: Span) -> bool {
    span.start < span.end && span.of(text).chars().any(char::is_alphanumeric)
}

/// 'Okello told Ruto that it was over, the ministry said': what is said ends where
/// the words begin that tell who passes it on.
fn close(text: &str, found: &mut [Found]) {
    const NEAR: usize = 6;
    for i in 0..found.len() {
        let near = i.saturating_sub(NEAR)..(i + NEAR).min(found.len());
        let ends: Vec<u32> = near
            .filter(|&j| j != i && found[j].sentence == found[i].sentence)
            .filter(|&j| found[j].holds(found[i].cue))
            .filter(|&j| {
                let cue = found[j].cue;
                cue.start > found[i].cue.end && found[i].holds(cue)
            })
            .map(|j| {
                let cue = found[j].cue.start;
                found[j].source.map_or(cue, |s| s.start.min(cue))
            })
            .collect();
        let own = found[i].source.filter(|s| s.end <= found[i].cue.start);
        let cue = found[i].cue;
        let Some(end) = ends.into_iter().min().or(own.map(|s| s.start)) else {
            continue;
        };
        let content = &mut found[i].content;
        if content
            .first()
            .is_some_and(|c| c.end <= end && c.start > cue.start)
        {
            content.retain(|c| c.start < end);
        }
        for c in content {
            let passed_on = c.start > cue.start && c.start < end && end < c.end;
            let before = c.end <= cue.start && c.start < end && end < c.end;
            // The source may be longer than its head: ', state broadcaster CCTV said'.
            let cut = Span::new(c.start, end.max(c.start)).of(text);
            let comma = cut
                .rfind(',')
                .filter(|&at| cut[at..].split_whitespace().count() <= 5);
            if let Some(comma) = comma.filter(|_| passed_on || before) {
                c.end = c.start + comma as u32;
            }
        }
    }
}

/// Sets `outer`: the smallest other content that holds cue and content.
fn nest(found: &mut [Found]) {
    // Of one sentence and its neighbours only, so that time stays linear:
    // contents reach as far as their quotation does.
    let covers: Vec<Option<Span>> = found.iter().map(Found::cover).collect();
    for i in 0..found.len() {
        let from = i.saturating_sub(40);
        let to = (i + 40).min(found.len());
        let mut best: Option<(u32, usize)> = None;
        for j in (from..to).filter(|&j| j != i) {
            let Some(cover) = covers[j].filter(|_| found[j].holds(found[i].cue)) else {
                continue;
            };
            // Of two that hold each other's cue, the longer is the outer one.
            if covers[i].is_some_and(|c| c.len() > cover.len() && found[i].holds(found[j].cue)) {
                continue;
            }
            if best.is_none_or(|(len, _)| cover.len() < len) {
                best = Some((cover.len(), j));
            }
        }
        found[i].outer = best.map(|(_, j)| j as u32);
    }
}
