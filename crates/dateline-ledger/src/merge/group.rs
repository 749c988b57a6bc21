//! Groups of mentions of one event within one report, from that report alone.

use super::depends;
use super::facts::{Facts, day_number};
use super::score::{self, From};
use dateline_record::{EventMention, Reading};

/// Mentions of one report that speak of one event.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Group {
    /// Positions in [`Reading::events`], rising; never empty.
    pub(crate) mentions: Vec<u32>,
    /// What they say together.
    pub(crate) facts: Facts,
}

/// Least score within one sentence, where two triggers are most often two
/// events, or else the reader has said that they are one.
const JOIN_SENTENCE: f32 = score::JOIN + 1.5;
/// Least score within one report.
const JOIN_REPORT: f32 = score::JOIN + 0.2;
/// Each mention is compared with at most so many groups before it, so that
/// the time stays linear on reports of any length.
const LOOK_BACK: usize = 64;

/// The groups of a report, in order of their first mentions: first those that
/// can stand alone, with what depends on them, then what depends on none of
/// them.
pub(crate) fn groups(reading: &Reading) -> Vec<Group> {
    let mut out = standing(reading);
    let near = depends::near(reading);
    let n = out.len();
    for (m, mention) in reading.events.iter().enumerate() {
        if !mention.dependent {
            continue;
        }
        let facts = facts_of(mention, reading, &near);
        let fits = candidates(mention, &facts, reading, &out[..n]);
        // What is answered was told in another report.
        let own = depends::choose(&fits).filter(|_| !facts.answers);
        if let Some(g) = own {
            out[g].mentions.push(m as u32);
            out[g].facts.absorb(&facts);
        } else {
            out.push(Group {
                mentions: vec![m as u32],
                facts,
            });
        }
    }
    for group in &mut out {
        group.mentions.sort_unstable();
    }
    out
}

/// The facts of a mention that cannot stand alone.
pub(crate) fn facts_of(mention: &EventMention, reading: &Reading, near: &[String]) -> Facts {
    let dct = day_number(reading.report.dct.date);
    let mut facts = Facts::of(mention, &reading.report.text, dct);
    facts.near = near.to_vec();
    facts
}

/// The groups that a mention which cannot stand alone may belong to, by place
/// in the list.
fn candidates(
    mention: &EventMention,
    facts: &Facts,
    reading: &Reading,
    groups: &[Group],
) -> Vec<(usize, depends::Numbers)> {
    let first = groups.len().saturating_sub(LOOK_BACK);
    let of = |group: &Group| {
        let others = group.mentions.iter().map(|&m| &reading.events[m as usize]);
        let others = others.filter(|m| !m.dependent);
        let same = others.clone().any(|m| m.sentence == mention.sentence);
        let from = if same { From::Sentence } else { From::Report };
        let distance = depends::distance(mention, others.map(|m| m.trigger.start));
        depends::numbers(facts, &group.facts, from, distance)
    };
    // 'The two ministers discussed the upcoming visit': they did not pay it.
    let about = |group: &Group| {
        mention.topic.as_ref().is_some_and(|topic| {
            let mut of = group.mentions.iter();
            of.any(|&m| topic.span.contains(reading.events[m as usize].trigger))
        })
    };
    (first..groups.len())
        .filter(|&g| depends::may_be(facts, &groups[g].facts) && !about(&groups[g]))
        .map(|g| (g, of(&groups[g])))
        .collect()
}

/// The mentions of a group, and its numbers with a mention that may belong to it.
type Beside = (Vec<u32>, depends::Numbers);

/// What each mention that cannot stand alone may belong to in its own report:
/// its position, and the groups with their numbers.
pub(crate) fn cases(reading: &Reading) -> Vec<(u32, Vec<Beside>)> {
    let groups = standing(reading);
    let near = depends::near(reading);
    let dependent = reading.events.iter().enumerate();
    dependent
        .filter(|(_, m)| m.dependent)
        .map(|(n, mention)| {
            let facts = facts_of(mention, reading, &near);
            let fits = candidates(mention, &facts, reading, &groups);
            let fits = fits.into_iter();
            let fits = fits.map(|(g, x)| (groups[g].mentions.clone(), x));
            (n as u32, fits.collect())
        })
        .collect()
}

/// The groups of the mentions that can stand alone.
fn standing(reading: &Reading) -> Vec<Group> {
    let dct = day_number(reading.report.dct.date);
    let mut out: Vec<Group> = Vec::new();
    let mut of: Vec<Option<usize>> = Vec::with_capacity(reading.events.len());
    for (n, mention) in reading.events.iter().enumerate() {
        if mention.dependent {
            of.push(None);
            continue;
        }
        let facts = Facts::of(mention, &reading.report.text, dct);
        let told = mention
            .same_as
            .map(|j| j as usize)
            .filter(|&j| j < n)
            .and_then(|j| of[j])
            // What has joined the other meanwhile may tell of another day.
            .filter(|&g| !score::apart(&facts, &out[g].facts));
        let found = told.or_else(|| {
            let mut best: Option<(f32, usize)> = None;
            for (g, group) in out.iter().enumerate().rev().take(LOOK_BACK) {
                // 'military and medical talks' are two of one trigger.
                let twin = group.mentions.iter().any(|&m| {
                    let other = &reading.events[m as usize];
                    other.trigger == mention.trigger
                });
                if twin {
                    continue;
                }
                let same_sentence = group
                    .mentions
                    .iter()
                    .any(|&m| reading.events[m as usize].sentence == mention.sentence);
                let (from, least) = if same_sentence {
                    (From::Sentence, JOIN_SENTENCE)
                } else {
                    (From::Report, JOIN_REPORT)
                };
                if let Some(s) = score::compare(&facts, &group.facts, from)
                    && s >= least
                    && best.is_none_or(|(b, _)| s > b)
                {
                    best = Some((s, g));
                }
            }
            best.map(|(_, g)| g)
        });
        let g = found.unwrap_or_else(|| {
            out.push(Group {
                mentions: Vec::new(),
                facts: Facts::default(),
            });
            out.len() - 1
        });
        out[g].mentions.push(n as u32);
        out[g].facts.absorb(&facts);
        of.push(Some(g));
    }
    out
}
