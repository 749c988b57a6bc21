//! Statements as entries of the record: whose words, to whom, when, and
//! which events they are about.

use super::addressee::addressee;
use super::cues::Manner;
use super::{Attributions, Found};
use dateline_record::{EventMention, Report, Resolved, Span, Statement, StatementType, Timex};
use dateline_syntax::Sentence;
use std::collections::BTreeMap;

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
    let scene = super::day::Scene {
        text: &report.text,
        sentences,
        timexes,
        entities,
        events,
        today: report.dct.date,
    };
    let mut inner: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (k, f) in attributions.found().iter().enumerate() {
        if let Some(outer) = f.outer {
            inner.entry(outer).or_default().push(k);
        }
    }
    for (n, f) in attributions.found().iter().enumerate() {
        let within = inner.get(&(n as u32)).map_or(&[][..], Vec::as_slice);
        if !stands(&report.text, attributions, n, within) {
            continue;
        }
        let Some(attribution) = attributions.record(n) else {
            continue;
        };
        if is_nobody(&attribution.speaker.name) {
            continue;
        }
        // What a state or a party wants is told by the report.
        if f.rule == "en.attribution.want_object" && attribution.speaker.is_office {
            continue;
        }
        let told_there = pieces(f, sentences);
        let said_on = scene.day(f, &attribution.speaker, &told_there);
        for content in told_there.iter().copied() {
            let (content, first) = told(&report.text, content, entities);
            let to = addressee(
                &report.text,
                f,
                sentences,
                entities,
                &attribution.speaker,
                first,
                &out,
            );
            let sentence = sentences_of(content.cover(f.cue), content, f, sentences);
            let content = with_act(f, without_remark(&report.text, content), sentences);
            let statement = Statement {
                sentence,
                content: trim(&report.text, content),
                attribution: attribution.clone(),
                kind: match told_there.len() {
                    1 => f.kind,
                    _ => kind_of(&report.text, f, content, sentences),
                },
                addressee: to.person,
                addressee_party: to.party,
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
    about(&mut out, events);
    out
}

/// What is said without the report's own remark on it: 'the border would stay
/// shut, a demand that Uganda repeated', '..., a charge Kampala denies'.
fn without_remark(text: &str, content: Span) -> Span {
    const REMARKS: [&str; 22] = [
        "charge",
        "claim",
        "demand",
        "accusation",
        "allegation",
        "assertion",
        "move",
        "step",
        "position",
        "view",
        "remark",
        "proposal",
        "condition",
        "threat",
        "figure",
        "promise",
        "suggestion",
        "sentiment",
        "warning",
        "idea",
        "description",
        "pledge",
    ];
    let words = content.of(text);
    for (at, _) in words.match_indices(", a") {
        let rest = &words[at + 2..];
        let noun = rest
            .strip_prefix("a ")
            .or_else(|| rest.strip_prefix("an "))
            .unwrap_or("");
        let mut next = noun.split(' ');
        let remark = next.next().is_some_and(|n| REMARKS.contains(&n));
        let goes_on = next.next().is_some_and(|w| w != "of" && w != "to");
        let quoted = words[..at].matches(['“', '”', '"']).count() % 2 == 1;
        if remark && goes_on && !quoted && at > 10 {
            return Span::new(content.start, content.start + at as u32);
        }
    }
    content
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
fn told<'r>(text: &str, content: Span, entities: &'r [Resolved]) -> (Span, Option<&'r Resolved>) {
    let at = entities.partition_point(|r| r.span.start < content.start);
    let first = entities[at..]
        .iter()
        .take_while(|r| r.span.start == content.start)
        .find(|r| r.place.is_none() && r.span.end < content.end);
    let Some(first) = first else {
        return (content, None);
    };
    let rest = Span::new(first.span.end, content.end);
    if !rest.of(text).starts_with(" that ") {
        return (content, None);
    }
    let content = Span::new(rest.start + " that ".len() as u32, rest.end);
    (content, Some(first))
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
///
/// `inside` are the attributions that stand within it.
fn stands(text: &str, attributions: &Attributions, n: usize, inside: &[usize]) -> bool {
    let all = attributions.found();
    let f = &all[n];
    if !f.statement || !f.said || f.source.is_none() || f.content.is_empty() {
        return false;
    }
    // What somebody within a quotation is told to say is told by who is quoted,
    // and what somebody is told to wish or to think by who tells it.
    let within = f.outer.and_then(|o| all.get(o as usize));
    let judged = |f: &Found| matches!(f.manner, Manner::Judgment | Manner::Denial);
    let voiced = |f: &Found| f.rule == "en.attribution.voice";
    let inner = matches!(f.manner, Manner::Wish | Manner::Thought) || voiced(f);
    let told = |o: &Found| o.said && o.source.is_some() && o.statement;
    if within.is_some_and(|o| (o.kind == StatementType::Quote || inner) && told(o)) {
        return false;
    }
    // 'Denied reports that Kenya had offered to sell': Kenya has offered nothing.
    if within.is_some_and(|o| told(o) && denies_reports(text, o)) {
        return false;
    }
    // 'Okello said he had pressed for a truce' is one statement of his.
    let speaker = |k: usize| attributions.speaker(k).map(|s| s.name.as_str());
    let of_himself = |inner: usize, outer: usize| {
        let behind = all[inner].cue.start > all[outer].cue.end;
        behind && all[inner].manner != Manner::Speech && speaker(inner) == speaker(outer)
    };
    let same = f.outer.is_some_and(|o| of_himself(n, o as usize));
    if same && within.is_some_and(told) {
        return false;
    }
    // 'Ri told Seoul that ..., the ministry said': the ministry passes Ri's
    // words on, and they are one statement, Ri's.
    let passed_on = inside.iter().any(|&k| {
        let inner = &all[k];
        !of_himself(k, n)
            && inner.statement
            && inner.said
            && inner.source.is_some()
            // What the speaker himself says of others is his.
            && f.kind != StatementType::Quote
            && !denies_reports(text, f)
            && speaker(k).is_some_and(|s| !is_nobody(s))
            && !matches!(inner.manner, Manner::Wish | Manner::Thought)
            && !voiced(inner)
            && !(judged(inner) && sides_differ(attributions, n, k))
            && share(inner, f) > if speaker(k) == speaker(n) { 0.8 } else { 0.55 }
    });
    !passed_on
}

/// 'Denied reports that', 'dismissed suggestions that': what is told there is
/// what somebody says is not so.
fn denies_reports(text: &str, f: &Found) -> bool {
    const TALE: [&str; 12] = [
        "report",
        "reports",
        "rumour",
        "rumours",
        "rumor",
        "rumors",
        "speculation",
        "suggestion",
        "suggestions",
        "allegations",
        "claims",
        "talk",
    ];
    let content = f.content.first().filter(|c| c.start > f.cue.end);
    let mut words = content.map_or("", |c| c.of(text)).split(' ').take(4);
    f.manner == Manner::Denial && words.any(|w| TALE.contains(&w))
}

/// True where what one side feels is told by another: 'Kenya regrets the raid,
/// Uganda's foreign minister said'.
fn sides_differ(attributions: &Attributions, outer: usize, inner: usize) -> bool {
    let side = |n: usize| attributions.speaker(n).and_then(|s| s.party.as_ref());
    match (side(outer), side(inner)) {
        (Some(a), Some(b)) => a.id != b.id,
        _ => false,
    }
}

/// How much of the outer content the inner cue and content fill.
fn share(inner: &Found, outer: &Found) -> f64 {
    let (Some(i), Some(o)) = (inner.cover(), outer.cover()) else {
        return 0.0;
    };
    let i = i.cover(inner.cue);
    let source = inner.source.filter(|s| o.contains(*s));
    let i = i.cover(source.unwrap_or(inner.cue));
    f64::from(i.len()) / f64::from(o.len().max(1))
}

/// In whose wording one of several parts is: where the whole is mixed, what
/// stands outside the cue's sentence is a quotation.
fn kind_of(text: &str, f: &Found, part: Span, sentences: &[Sentence]) -> StatementType {
    let home = sentences.get(f.sentence as usize).map(|s| s.span);
    let at_home = home.is_some_and(|h| h.overlaps(part));
    match f.kind {
        StatementType::Mixed if !at_home => StatementType::Quote,
        StatementType::Mixed if !part.of(text).contains(['“', '"', '«']) => {
            StatementType::Paraphrase
        }
        kind => kind,
    }
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
    // 'called it “a farce': the mark that closes what opens within.
    for (open, close) in [('“', '”'), ('"', '"'), ('«', '»')] {
        let inner = Span::new(a, b).of(text);
        let opened = match open == close {
            true => inner.matches(open).count() % 2 == 1 && !inner.starts_with(open),
            false => inner.matches(open).count() > inner.matches(close).count(),
        };
        if opened && text[b as usize..].starts_with(close) {
            b += close.len_utf8() as u32;
        }
    }
    Span::new(a, b)
}

/// Sets `about`: the events whose trigger stands in the content.
pub fn about(statements: &mut [Statement], events: &[EventMention]) {
    let mut order: Vec<(Span, u32)> = (0..).zip(events).map(|(i, e)| (e.trigger, i)).collect();
    order.sort_unstable();
    for s in statements {
        let first = order.partition_point(|(trigger, _)| trigger.start < s.content.start);
        let mut about: Vec<u32> = order[first..]
            .iter()
            .take_while(|(trigger, _)| trigger.start <= s.content.end)
            .filter(|(trigger, _)| s.content.contains(*trigger))
            .map(|(_, i)| *i)
            .collect();
        about.sort_unstable();
        s.about = about;
    }
}
