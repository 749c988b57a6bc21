//! The stops of a tour, each with its own day: 'in Yerevan on Thursday and Baku
//! on Friday' tells of two visits.

use crate::draft::adjunct;
use crate::draft::build::{Draft, Scene, is_meeting, is_state};
use crate::draft::place::place_of;
use dateline_record::{
    Family, Granularity, Kind, Party, PartyArgument, PartyId, Resolved, Role, Span, TimeArgument,
    TimeBasis, Timex,
};

/// A place and the day that stands right before or behind it.
struct Leg<'a> {
    place: &'a Resolved,
    time: &'a Timex,
    span: Span,
}

impl Scene<'_> {
    /// The further stops of a meeting, where the first has its place and day in
    /// the same list. What the first was told of the others is taken from it.
    pub(crate) fn legs(&self, draft: &mut Draft) -> Vec<Draft> {
        let m = &draft.mention;
        let Some(first) = m.place.as_ref().map(|p| p.span) else {
            return Vec::new();
        };
        if !is_meeting(m.kind) || draft.pronoun || m.time.is_none() {
            return Vec::new();
        }
        let legs = self.stops();
        let Some(at) = legs.iter().position(|l| l.place.span == first) else {
            return Vec::new();
        };
        let mut chain = vec![&legs[at]];
        for next in &legs[at + 1..] {
            let last = chain.last().map_or(0, |l| l.span.end);
            if !self.words(last, next.span.start, &LINKS, true) {
                break;
            }
            chain.push(next);
        }
        if chain.len() < 2 {
            return Vec::new();
        }
        let mut out = Vec::new();
        for leg in &chain[1..] {
            draft
                .mention
                .parties
                .retain(|p| p.span != leg.place.span || p.role == Role::Mediator);
        }
        let template = draft.clone();
        set_time(draft, chain[0].time, LEG);
        for leg in &chain[1..] {
            let mut d = template.clone();
            let Some(place) = place_of(leg.place) else {
                continue;
            };
            set_time(&mut d, leg.time, LEG);
            if d.mention.kind == Kind::Visit
                && let Some(host) = d.mention.parties.iter().position(|p| p.span == first)
            {
                let host = d.mention.parties.remove(host);
                let state = place.value.country.clone().map(PartyId).filter(is_state);
                if let Some(id) = state {
                    d.mention.parties.push(PartyArgument {
                        party: Party { id, sector: None },
                        role: host.role,
                        span: leg.place.span,
                        rule: host.rule,
                    });
                }
            }
            d.mention.place = Some(place);
            out.push(d);
        }
        out
    }

    /// 'They spoke on Friday and again on Sunday': the further times.
    pub(crate) fn repeats(&self, draft: &Draft) -> Vec<Draft> {
        let m = &draft.mention;
        let Some(first) = m.time.as_ref().map(|t| t.span) else {
            return Vec::new();
        };
        if draft.pronoun || m.kind.family() == Family::Accord {
            return Vec::new();
        }
        let mut days = self
            .timexes
            .iter()
            .filter(|t| t.interval.is_some() && t.span.start >= first.end);
        let next = days.find(|t| {
            let links = ["and", "again", "on", "in", ",", "then", "the"];
            let between = Span {
                start: first.end,
                end: t.span.start,
            };
            self.text(between).contains("again")
                && self.words(first.end, t.span.start, &links, true)
        });
        let Some(next) = next else {
            return Vec::new();
        };
        let mut other = draft.clone();
        set_time(&mut other, next, "en.event.time.again");
        vec![other]
    }

    /// Every place of the sentence with its day.
    fn stops(&self) -> Vec<Leg<'_>> {
        let tree = self.tree;
        let mut legs: Vec<Leg> = Vec::new();
        let days = || {
            // 'In Geneva in February and in Vienna in April'
            let exact = |t: &&&Timex| {
                t.interval.as_ref().is_some_and(|i| {
                    adjunct::is_exact(i) || i.granularity == Granularity::Month && !i.approx
                })
            };
            self.timexes.iter().filter(exact)
        };
        for t in 0..u32::try_from(tree.s.tokens.len()).unwrap_or(0) {
            let Some(place) = self.names.at(t).iter().find(|e| e.place.is_some()) else {
                continue;
            };
            let behind = days().find(|d| {
                d.span.start >= place.span.end
                    && self.words(
                        place.span.end,
                        d.span.start,
                        &["on", "in", "for", ","],
                        false,
                    )
            });
            let before = || {
                days().find(|d| {
                    place.span.start >= d.span.end
                        && self.words(d.span.end, place.span.start, &["in", "at", "to"], true)
                        && legs.iter().all(|l| l.time.span != d.span)
                })
            };
            if let Some(&time) = behind.or_else(before) {
                legs.push(Leg {
                    place,
                    time,
                    span: place.span.cover(time.span),
                });
            }
        }
        legs
    }

    /// True where only the given words stand between two places in the text, and
    /// at least one where that is asked.
    fn words(&self, from: u32, to: u32, allowed: &[&str], some: bool) -> bool {
        if to < from {
            return false;
        }
        let between = self.text(Span {
            start: from,
            end: to,
        });
        let mut any = false;
        for word in between.replace(',', " , ").split_whitespace() {
            any = true;
            if !allowed.contains(&word.to_lowercase().as_str()) {
                return false;
            }
        }
        any || !some
    }
}

/// The rule that gives a stop its day.
const LEG: &str = "en.event.time.leg";

/// What joins one stop to the next.
const LINKS: [&str; 11] = [
    ",", "and", "then", "to", "in", "on", "at", "before", "next", "later", "again",
];

pub(crate) fn set_time(d: &mut Draft, time: &Timex, rule: &str) {
    if let Some(interval) = time.interval {
        d.mention.time = Some(TimeArgument {
            interval,
            basis: TimeBasis::Stated,
            span: time.span,
            rule: rule.into(),
        });
    }
}
