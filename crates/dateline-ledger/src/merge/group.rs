//! Groups of mentions of one event within one report, from that report alone.

use super::depends;
use super::facts::{Facts, day_number};
use super::score::{self, From};
use dateline_record::{EventMention, Reading, Span};
use std::collections::BTreeSet;

/// Mentions of one report that speak of one event.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Group {
    /// Positions in [`Reading::events`], rising; never empty.
    pub(crate) mentions: Vec<u32>,
    /// What they say together.
    pub(crate) facts: Facts,
}

/// Where the mentions of a group stand, so that none has to be walked through for
/// each mention of a long report.
#[derive(Clone, Debug, Default)]
struct Stands {
    /// First bytes of the sentences of those that can stand alone.
    sentences: BTreeSet<u32>,
    /// First bytes of their triggers.
    firm: BTreeSet<u32>,
    /// First and last bytes of all triggers.
    triggers: BTreeSet<(u32, u32)>,
}

impl Stands {
    fn of(group: &Group, reading: &Reading) -> Self {
        let mut stands = Self::default();
        for &m in &group.mentions {
            stands.add(&reading.events[m as usize]);
        }
        stands
    }

    fn add(&mut self, mention: &EventMention) {
        let trigger = mention.trigger;
        self.triggers.insert((trigger.start, trigger.end));
        if !mention.dependent {
            self.sentences.insert(mention.sentence.start);
            self.firm.insert(trigger.start);
        }
    }

    /// True where a trigger of the group lies in these words.
    fn has_in(&self, words: Span) -> bool {
        let mut inside = self.triggers.range((words.start, 0)..(words.end, 0));
        inside.any(|&(_, end)| end <= words.end)
    }

    /// The first byte of the trigger nearest to this one, the one before it of two.
    fn nearest(&self, start: u32) -> impl Iterator<Item = u32> {
        let before = self.firm.range(..=start).next_back().copied();
        let behind = self.firm.range(start..).next().copied();
        before.into_iter().chain(behind)
    }
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
    let mut stands: Vec<Stands> = out.iter().map(|g| Stands::of(g, reading)).collect();
    for (m, mention) in reading.events.iter().enumerate() {
        if !mention.dependent {
            continue;
        }
        let facts = facts_of(mention, reading, &near);
        let fits = candidates(mention, &facts, &stands, &out[..n]);
        // What is answered was told in another report.
        let own = depends::choose(&fits).filter(|_| !facts.answers);
        if let Some(g) = own {
            out[g].mentions.push(m as u32);
            out[g].facts.absorb(&facts);
            stands[g].add(mention);
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
    stands: &[Stands],
    groups: &[Group],
) -> Vec<(usize, depends::Numbers)> {
    let first = groups.len().saturating_sub(LOOK_BACK);
    let of = |g: usize| {
        let same = stands[g].sentences.contains(&mention.sentence.start);
        let from = if same { From::Sentence } else { From::Report };
        let distance = depends::distance(mention, stands[g].nearest(mention.trigger.start));
        depends::numbers(facts, &groups[g].facts, from, distance)
    };
    // 'The two ministers discussed the upcoming visit': they did not pay it.
    let about = |g: usize| {
        let topic = mention.topic.as_ref();
        topic.is_some_and(|topic| stands[g].has_in(topic.span))
    };
    (first..groups.len())
        .filter(|&g| depends::may_be(facts, &groups[g].facts) && !about(g))
        .map(|g| (g, of(g)))
        .collect()
}

/// The mentions of a group, and its numbers with a mention that may belong to it.
type Beside = (Vec<u32>, depends::Numbers);

/// What each mention that cannot stand alone may belong to in its own report:
/// its position, and the groups with their numbers.
pub(crate) fn cases(reading: &Reading) -> Vec<(u32, Vec<Beside>)> {
    let groups = standing(reading);
    let stands: Vec<Stands> = groups.iter().map(|g| Stands::of(g, reading)).collect();
    let near = depends::near(reading);
    let dependent = reading.events.iter().enumerate();
    dependent
        .filter(|(_, m)| m.dependent)
        .map(|(n, mention)| {
            let facts = facts_of(mention, reading, &near);
            let fits = candidates(mention, &facts, &stands, &groups);
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
    let mut stands: Vec<Stands> = Vec::new();
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
                let trigger = (mention.trigger.start, mention.trigger.end);
                if stands[g].triggers.contains(&trigger) {
                    continue;
                }
                let same_sentence = stands[g].sentences.contains(&mention.sentence.start);
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
            stands.push(Stands::default());
            out.len() - 1
        });
        out[g].mentions.push(n as u32);
        out[g].facts.absorb(&facts);
        stands[g].add(mention);
        of.push(Some(g));
    }
    out
}
