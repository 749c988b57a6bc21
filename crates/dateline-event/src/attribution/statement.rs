//! Statements as entries of the record: whose words, to whom, when, and
//! which events they are about.

use super::cues::Manner;
use super::{Attributions, Found};
use dateline_record::{EventMention, Report, Resolved, Span, Statement, StatementType, Timex};
use dateline_syntax::{Deprel, Sentence, Xpos};
use jiff::civil::Date;

/// The statements of a report in order of their content.
pub(super) fn statements(
    attributions: &Attributions,
    report: &Report,
    sentences: &[Sentence],
    timexes: &[Timex],
    entities: &[Resolved],
    events: &[EventMention],
) -> Vec<Statement> {
    let mut out: Vec<Statement> = Vec::new();
    let today = report.dct.date;
    for (n, f) in attributions.found().iter().enumerate() {
        if !stands(attributions, n) {
            continue;
        }
        let Some(attribution) = attributions.record(n) else {
            continue;
        };
        if is_nobody(&attribution.speaker.name) {
            continue;
        }
        let addressee = f
            .addressee
            .and_then(|a| super::speaker::mention(a, entities));
        let told_there = pieces(f, sentences);
        let said_on = sentences
            .get(f.sentence as usize)
            .and_then(|s| said_on(s, f.token, timexes, today, &told_there));
        for content in told_there.iter().copied() {
            let (content, addressee) = told(&report.text, content, addressee, entities);
            let sentence = sentences_of(content.cover(f.cue), content, f, sentences);
            let content = with_act(f, content, sentences);
            let statement = Statement {
                sentence,
                content: trim(&report.text, content),
                attribution: attribution.clone(),
                kind: f.kind,
                addressee: addressee.and_then(|r| r.person.clone()),
                addressee_party: addressee
                    .filter(|r| r.parties.len() == 1)
                    .and_then(|r| r.parties.first().cloned()),
                said_on: said_on.clone(),
                about: Vec::new(),
            };
            // 'Ashton and Zarif said': the words of both.
            let both = super::speaker::joined(&report.text, attribution.span, entities);
            let persons: Vec<_> = both.iter().filter_map(|r| r.person.as_ref()).collect();
            let first = persons.contains(&&attribution.speaker);
            out.push(statement.clone());
            for &speaker in persons
                .iter()
                .filter(|p| first && !p.is_office && ***p != attribution.speaker)
            {
                let mut other = statement.clone();
                other.attribution.speaker = speaker.clone();
                out.push(other);
            }
        }
    }
    out.sort_by_key(|s| (s.content.start, s.content.end));
    out.dedup_by(|b, a| a.content == b.content && a.attribution.speaker == b.attribution.speaker);
    same_occasion(&mut out);
    told_before(&mut out);
    about(&mut out, events);
    out
}

/// 'Promised two ships', 'hopes to come': where the verb says more than that
/// words were said, it is part of what is stated.
fn with_act(f: &Found, content: Span, sentences: &[Sentence]) -> Span {
    let act = matches!(
        f.manner,
        Manner::Commitment | Manner::Demand | Manner::Denial | Manner::Judgment | Manner::Wish
    );
    let home = sentences.get(f.sentence as usize).map(|s| s.span);
    let behind = content.start >= f.cue.end && home.is_some_and(|h| h.overlaps(content));
    if act && behind && f.kind != StatementType::Quote {
        Span::new(f.cue.start, content.end)
    } else {
        content
    }
}

/// True where nobody whom the report names is heard: a pronoun, or the text of
/// an accord.
pub(super) fn is_nobody(name: &str) -> bool {
    is_pronoun(name) || is_text(name)
}

/// True for what stands in the text of an accord: nobody's word.
fn is_text(name: &str) -> bool {
    let name = name.to_lowercase();
    matches!(
        name.rsplit(' ').next().unwrap_or(""),
        "text"
            | "document"
            | "accord"
            | "agreement"
            | "draft"
            | "deal"
            | "treaty"
            | "pact"
            | "memorandum"
            | "protocol"
            | "resolution"
            | "sheet"
            | "declaration"
            | "plan"
    )
}

/// True for a pronoun.
pub(super) fn is_pronoun(name: &str) -> bool {
    matches!(
        name.to_lowercase().as_str(),
        "it" | "its"
            | "his"
            | "their"
            | "he"
            | "she"
            | "they"
            | "them"
            | "him"
            | "her"
            | "who"
            | "which"
            | "that"
            | "those"
            | "these"
            | "this"
            | "one"
            | "some"
            | "others"
            | "many"
            | "nobody"
            | "each"
            | "both"
            | "either"
            | "neither"
            | "all"
            | "there"
            | "what"
            | "we"
            | "i"
            | "you"
    )
}

/// 'told Iranians that ...': whom the parser put at the head of the content is
/// the one addressed.
fn told<'r>(
    text: &str,
    content: Span,
    addressee: Option<&'r Resolved>,
    entities: &'r [Resolved],
) -> (Span, Option<&'r Resolved>) {
    let at = entities.partition_point(|r| r.span.start < content.start);
    let first = entities[at..]
        .iter()
        .find(|r| r.span.start == content.start && r.place.is_none() && r.span.end < content.end);
    let Some(first) = first else {
        return (content, addressee);
    };
    let rest = Span::new(first.span.end, content.end);
    if !rest.of(text).starts_with(" that ") {
        return (content, addressee);
    }
    let content = Span::new(rest.start + " that ".len() as u32, rest.end);
    (content, addressee.or(Some(first)))
}

/// 'The diplomat' who goes on to speak is the 'US diplomat' of before.
fn told_before(statements: &mut [Statement]) {
    let mut order: Vec<usize> = (0..statements.len()).collect();
    order.sort_by_key(|&i| statements[i].sentence.start);
    for k in 1..order.len() {
        let speaker = &statements[order[k]].attribution.speaker;
        let bare = !speaker.name.contains(' ')
            && speaker.name.starts_with(char::is_lowercase)
            && speaker.party.is_none();
        if !bare {
            continue;
        }
        let known = order[..k].iter().rev().find_map(|&j| {
            let before = &statements[j].attribution.speaker;
            let same = before.name.split(' ').skip(1).any(|w| w == speaker.name)
                && (before.name.starts_with("a ") || before.name.starts_with("an "));
            same.then(|| before.clone())
        });
        if let Some(known) = known {
            statements[order[k]].attribution.speaker = known;
        }
    }
}

/// What a speaker goes on to say within four statements was said on the same
/// day as what went before.
fn same_occasion(statements: &mut [Statement]) {
    for i in 1..statements.len() {
        if statements[i].said_on.is_some() {
            continue;
        }
        let (before, rest) = statements.split_at_mut(i);
        let s = &mut rest[0];
        s.said_on = before
            .iter()
            .rev()
            .take(4)
            .find(|b| b.attribution.speaker == s.attribution.speaker)
            .and_then(|b| b.said_on.clone());
    }
}

/// True where an attribution makes an entry: words were said, by somebody,
/// and they are not merely the words of another entry passed on.
fn stands(attributions: &Attributions, n: usize) -> bool {
    let all = attributions.found();
    let f = &all[n];
    if !f.statement || !f.said || f.source.is_none() || f.content.is_empty() {
        return false;
    }
    // What somebody within a quotation is told to say is told by who is quoted,
    // and what somebody is told to wish or to think by who tells it.
    let within = f.outer.and_then(|o| all.get(o as usize));
    let inner = matches!(f.manner, Manner::Wish | Manner::Thought);
    let told = |o: &Found| o.said && o.source.is_some() && o.statement;
    if within.is_some_and(|o| (o.kind == StatementType::Quote || inner) && told(o)) {
        return false;
    }
    // 'Ri told Seoul that ..., the ministry said': the ministry passes Ri's
    // words on, and they are one statement, Ri's.
    let passed_on = all.iter().any(|inner| {
        inner.outer == Some(n as u32)
            && inner.statement
            && inner.said
            && inner.source.is_some()
            // What the speaker himself says of others is his.
            && f.kind != StatementType::Quote
            && !matches!(inner.manner, Manner::Wish | Manner::Thought)
            && share(inner, f) > 0.55
    });
    !passed_on
}

/// How much of the outer content the inner cue and content fill.
fn share(inner: &Found, outer: &Found) -> f64 {
    let (Some(i), Some(o)) = (inner.cover(), outer.cover()) else {
        return 0.0;
    };
    let i = i.cover(inner.cue).cover(inner.source.unwrap_or(inner.cue));
    f64::from(i.len()) / f64::from(o.len().max(1))
}

/// The parts of a content that are statements of their own: what stands in
/// one sentence with the cue is one, parted or not; each later quotation is
/// another.
fn pieces(f: &Found, sentences: &[Sentence]) -> Vec<Span> {
    let Some(home) = sentences.get(f.sentence as usize) else {
        return Vec::new();
    };
    let mut out: Vec<Span> = Vec::new();
    let mut at_home: Option<Span> = None;
    for &c in &f.content {
        if c.overlaps(home.span) {
            at_home = Some(at_home.map_or(c, |a| a.cover(c)));
        } else {
            out.push(c);
        }
    }
    out.extend(at_home);
    out.sort();
    out
}

/// The sentence or sentences that a statement stands in.
fn sentences_of(both: Span, content: Span, f: &Found, sentences: &[Sentence]) -> Span {
    let home = sentences.get(f.sentence as usize).map(|s| s.span);
    // A later quotation stands in its own sentences, without the cue's.
    let span = match home {
        Some(h) if h.overlaps(content) => both,
        _ => content,
    };
    let from = sentences.partition_point(|s| s.span.end <= span.start);
    sentences[from.min(sentences.len())..]
        .iter()
        .take_while(|s| s.span.start < span.end)
        .map(|s| s.span)
        .reduce(Span::cover)
        .unwrap_or(span)
}

/// Without the comma before a closing mark and without marks that enclose all.
fn trim(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = words.len() - words.trim_start_matches([',', ' ', '\n', ':', ';']).len();
    let end = words.trim_end_matches([',', ' ', '\n', ':', ';']).len();
    if start >= end {
        return span;
    }
    let (mut a, mut b) = (span.start + start as u32, span.start + end as u32);
    // Marks at both ends, and none within, enclose the whole.
    let inner = Span::new(a, b).of(text);
    for (open, close) in [('“', '”'), ('"', '"'), ('‘', '’'), ('«', '»')] {
        if let Some(rest) = inner.strip_prefix(open).and_then(|r| r.strip_suffix(close))
            && !rest.contains([open, close])
        {
            a += open.len_utf8() as u32;
            b -= close.len_utf8() as u32;
        }
    }
    Span::new(a, b)
}

/// When the cue was: the day beside it ('said on Monday'), else the week or month
/// beside it, else the day of what it stood with ('said after Monday's session',
/// 'in a statement issued on Monday'). Nobody has spoken on a day to come.
fn said_on(
    sentence: &Sentence,
    cue: u32,
    timexes: &[Timex],
    today: Date,
    content: &[Span],
) -> Option<String> {
    let over = |t: &&Timex| {
        let first = t.interval.and_then(|i| i.first_day());
        first.is_some_and(|day| day <= today)
    };
    let mut at = cue;
    // A verb coordinated with the cue may bear the day ('called X and said').
    for _ in 0..3 {
        let beside = sentence.children_by(at, &[Deprel::Obl, Deprel::OblUnmarked, Deprel::Advmod]);
        let beside: Vec<&Timex> = beside
            .filter_map(|c| {
                let span = sentence.tokens[c as usize].span;
                timexes.iter().find(|t| t.span.contains(span))
            })
            .filter(over)
            .collect();
        let day = beside.iter().find_map(|t| day_of(t));
        let coarse = || beside.iter().find_map(|t| week_or_month(t));
        if let Some(when) = day.or_else(coarse) {
            return Some(when);
        }
        match sentence.head(at) {
            Some(h) if sentence.tokens[at as usize].deprel == Deprel::Conj => at = h,
            _ => break,
        }
    }
    let mut within = timexes
        .iter()
        .filter(|t| sentence.span.contains(t.span) && !content.iter().any(|c| c.contains(t.span)))
        .filter(over);
    within.find_map(|t| day_of(t).filter(|_| stood_with(sentence, cue, t)))
}

/// True for a time within what the cue stood with.
fn stood_with(sentence: &Sentence, cue: u32, time: &Timex) -> bool {
    let Some(word) = sentence.head_of(time.span) else {
        return false;
    };
    let mut below = word;
    for up in sentence.ancestors(word).skip(1).take(4) {
        if up == cue {
            let token = &sentence.tokens[below as usize];
            let mark = sentence.child(below, &[Deprel::Case, Deprel::Mark]);
            let mark = mark.map(|m| sentence.tokens[m as usize].lemma.as_str());
            let beside = matches!(token.deprel, Deprel::Obl | Deprel::Advcl);
            return beside
                && below != word
                && match mark {
                    None => token.xpos == Xpos::Vbg,
                    Some(m) => matches!(
                        m,
                        "after" | "as" | "at" | "during" | "in" | "when" | "while"
                    ),
                };
        }
        below = up;
    }
    false
}

/// The value of a time that is a day.
fn day_of(time: &Timex) -> Option<String> {
    let value = time.value.get(..10).filter(|v| is_day(v));
    value.map(str::to_owned)
}

/// The value of a time that is a week ('2024-W20') or a month ('2024-05').
fn week_or_month(time: &Timex) -> Option<String> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (year, rest) = time.value.split_once('-')?;
    let part = rest.strip_prefix('W').unwrap_or(rest);
    (year.len() == 4 && digits(year) && part.len() == 2 && digits(part)).then(|| time.value.clone())
}

fn is_day(value: &str) -> bool {
    let bytes = value.as_bytes();
    bytes.len() == 10
        && bytes.iter().enumerate().all(|(i, b)| match i {
            4 | 7 => *b == b'-',
            _ => b.is_ascii_digit(),
        })
}

/// Sets `about`: the events whose trigger stands in the content.
pub fn about(statements: &mut [Statement], events: &[EventMention]) {
    for s in statements {
        let mut about: Vec<u32> = events
            .iter()
            .enumerate()
            .filter(|(_, e)| s.content.contains(e.trigger))
            .map(|(i, _)| i as u32)
            .collect();
        about.sort_unstable();
        about.dedup();
        s.about = about;
    }
}
