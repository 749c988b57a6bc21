//! Groups of mentions of one event within one report, from that report alone.

use super::facts::{Facts, day_number};
use super::score::{self, From};
use dateline_record::Reading;

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

/// The groups of a report, in order of their first mentions.
pub(crate) fn groups(reading: &Reading) -> Vec<Group> {
    let dct = day_number(reading.report.dct.date);
    let mut out: Vec<Group> = Vec::new();
    let mut of: Vec<usize> = Vec::with_capacity(reading.events.len());
    for (n, mention) in reading.events.iter().enumerate() {
        let facts = Facts::of(mention, &reading.report.text, dct);
        let told = mention
            .same_as
            .map(|j| j as usize)
            .filter(|&j| j < n)
            .map(|j| of[j])
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
        of.push(g);
    }
    out
}
