//! Sentences that tell who was at a meeting, where it was or how long it lasts without a
//! word for it: 'The Ugandan side was led by X.' What is told there is known to be of the
//! event; that they speak of it is told here.

use crate::draft::build::NONE;
use crate::tree::Tree;
use dateline_record::{Argument, EventMention, Span};
use std::collections::BTreeSet;

/// Rules that read persons, parties and times of an event from a sentence that only tells
/// of them.
const TOLD: [&str; 4] = [
    "en.event.person.company",
    "en.event.party.company",
    "en.event.party.attended",
    "en.event.time.length",
];

/// 'X and Y met in Lima. The Peruvian side was led by Z.': a mention of the meeting in the
/// second sentence, which says nothing of how it stands.
/// `beside` are, for each event, the words of other sentences that tell who was there.
pub(crate) fn mentions(
    events: &[EventMention],
    beside: &[Vec<Span>],
    trees: &[Tree],
) -> Vec<EventMention> {
    let first = |i: usize| events[i].same_as.map_or(i, |k| k as usize);
    let mut known: BTreeSet<(usize, u32)> = BTreeSet::new();
    for (i, m) in events.iter().enumerate() {
        known.insert((first(i), m.sentence.start));
    }
    let mut out = Vec::new();
    for (i, m) in events.iter().enumerate() {
        let persons = m.persons.iter().map(|p| (p.span, p.rule.as_str()));
        let parties = m.parties.iter().map(|p| (p.span, p.rule.as_str()));
        let time = m.time.iter().map(|t| (t.span, t.rule.as_str()));
        let told = persons.chain(parties).chain(time);
        let told = told.filter(|(_, rule)| TOLD.contains(rule)).map(|(s, _)| s);
        let there = beside.get(i).into_iter().flatten().copied();
        for span in told.chain(there) {
            let Some(sentence) = sentence_of(trees, span) else {
                continue;
            };
            if known.insert((first(i), sentence.start)) {
                out.push(echo(m, first(i), sentence, span));
            }
        }
    }
    out
}

/// The sentence that holds a span.
fn sentence_of(trees: &[Tree], span: Span) -> Option<Span> {
    let at = trees.partition_point(|tree| tree.s.span.end <= span.start);
    let sentence = trees.get(at)?.s.span;
    sentence.contains(span).then_some(sentence)
}

/// One such mention.
pub(crate) fn echo(m: &EventMention, first: usize, sentence: Span, trigger: Span) -> EventMention {
    let persons = m.persons.iter().filter(|p| sentence.contains(p.span));
    let parties = m.parties.iter().filter(|p| sentence.contains(p.span));
    EventMention {
        sentence,
        trigger,
        persons: persons.cloned().collect(),
        parties: parties.cloned().collect(),
        topic: None,
        place: None,
        time: None,
        due: None,
        status: Argument {
            value: m.status.value,
            span: trigger,
            rule: NONE.into(),
        },
        earlier_status: Vec::new(),
        earlier_time: None,
        said_by: None,
        links: Vec::new(),
        same_as: u32::try_from(first).ok(),
        correction: false,
        // It says nothing of what the event is.
        confidence: 0.0,
        ..m.clone()
    }
}
