//! What is not stored but follows when one asks on a day.

use crate::{Event, EventId, Ledger, StatusEntry};
use dateline_record::{Interval, Kind, Status};
use jiff::civil::Date;
use std::collections::BTreeSet;

impl Event {
    /// The time by which it should have happened: its deadline, or else its
    /// time.
    pub fn should_be_by(&self) -> Option<&Interval> {
        self.due
            .as_ref()
            .or(self.time.as_ref())
            .map(|t| &t.interval)
    }

    /// True where it was planned, its time is over on the day `on`, and no
    /// report told that it was held, put off or called off.
    pub fn is_overdue(&self, on: Date) -> bool {
        let planned = self
            .last_status()
            .is_some_and(|s| matches!(s.status, Status::Agreed | Status::Scheduled));
        planned
            && !self.background
            && self
                .should_be_by()
                .and_then(Interval::last_day)
                .is_some_and(|last| last < on)
    }

    /// True where it was planned or hoped for at all, its time is over on the
    /// day `on`, and no report spoke of it after that time: nobody said what
    /// became of it. `last_report` is the day of the last report that speaks
    /// of it.
    pub fn is_unreported(&self, on: Date, last_report: Option<Date>) -> bool {
        let open = self.last_status().is_some_and(|s| s.status.is_open());
        let Some(last) = self.should_be_by().and_then(Interval::last_day) else {
            return false;
        };
        open && !self.background && last < on && last_report.is_none_or(|r| r <= last)
    }

    /// True where it is still to come on the day `on`: planned or hoped for,
    /// with a time that is not over.
    pub fn is_upcoming(&self, on: Date) -> bool {
        let open = self.last_status().is_some_and(|s| s.status.is_open());
        open && self
            .should_be_by()
            .is_some_and(|t| t.last_day().is_none_or(|last| last >= on))
    }

    /// True where a plan's time was given up for another at least once: a
    /// more exact time within the old one is no move.
    pub fn is_moved(&self) -> bool {
        !self.moves().is_empty()
    }

    /// The times this event was given one after another where the later does
    /// not lie within the earlier, as pairs of (before, after).
    pub fn moves(&self) -> Vec<(Interval, Interval)> {
        let times: Vec<(&StatusEntry, Interval)> = self
            .status
            .iter()
            .filter_map(|s| Some((s, s.time.as_ref()?.interval)))
            .collect();
        times
            .windows(2)
            .filter(|w| {
                let (old, new) = (&w[0].1, &w[1].1);
                let deadline = old.start.is_none() && new.start.is_none() && old.end != new.end;
                !w[1].0.contested && (!old.overlaps(new) || deadline)
            })
            .map(|w| (w[0].1, w[1].1))
            .collect()
    }

    /// True where sources of one day differ on it.
    pub fn is_contested(&self) -> bool {
        self.status.iter().any(|s| s.contested)
    }
}

/// An undertaking and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Commitment<'a> {
    /// The undertaking.
    pub event: &'a Event,
    /// How it stands on the day that was asked for.
    pub state: CommitmentState,
    /// The events that carry it out, where a link or a common subject says so.
    pub fulfilled_by: Vec<EventId>,
}

/// How an undertaking stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CommitmentState {
    /// Undertaken, not due yet or with no time given.
    Open,
    /// Its time is over and no report told that it was carried out.
    Overdue,
    /// Carried out, or begun.
    Fulfilled,
    /// Put off.
    Postponed,
    /// Given up or brought to an end.
    Dropped,
}

impl CommitmentState {
    /// The name in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            CommitmentState::Open => "open",
            CommitmentState::Overdue => "overdue",
            CommitmentState::Fulfilled => "fulfilled",
            CommitmentState::Postponed => "postponed",
            CommitmentState::Dropped => "dropped",
        }
    }
}

impl Ledger {
    /// The events still to come on the day `on`, in order of time and id.
    pub fn upcoming(&self, on: Date) -> Vec<&Event> {
        self.events.iter().filter(|e| e.is_upcoming(on)).collect()
    }

    /// The events that fell due before the day `on` and were never reported to
    /// be held, put off or called off, in order of time and id.
    pub fn overdue(&self, on: Date) -> Vec<&Event> {
        self.events.iter().filter(|e| e.is_overdue(on)).collect()
    }

    /// The day of the last report that speaks of an event.
    pub fn last_report(&self, event: &Event) -> Option<Date> {
        event
            .mentions
            .iter()
            .filter_map(|m| self.report_day(m.report))
            .max()
    }

    fn report_day(&self, key: dateline_record::ReportKey) -> Option<Date> {
        self.reports
            .iter()
            .find(|r| r.key == key)
            .map(|r| r.dct.date)
    }

    /// The undertakings as they stand on the day `on`, in order of time and id:
    /// commitments, institutions and projects, and every event that was agreed
    /// at another.
    pub fn commitments(&self, on: Date) -> Vec<Commitment<'_>> {
        use dateline_record::LinkType;
        self.events
            .iter()
            .filter(|e| {
                !e.background
                    && (matches!(e.kind, Kind::Commitment | Kind::Institution | Kind::Project)
                        || e.links.iter().any(|l| l.kind == LinkType::AgreedAt)
                            && e.kind != Kind::Agreement)
            })
            .map(|event| {
                let fulfilled_by = self.fulfilled_by(event);
                let state = match event.last_status().map(|s| s.status) {
                    Some(Status::Held) => CommitmentState::Fulfilled,
                    Some(Status::Postponed) => CommitmentState::Postponed,
                    Some(Status::Cancelled | Status::Denied) => CommitmentState::Dropped,
                    _ if !fulfilled_by.is_empty() => CommitmentState::Fulfilled,
                    _ if event.is_overdue(on) => CommitmentState::Overdue,
                    _ => CommitmentState::Open,
                };
                Commitment {
                    event,
                    state,
                    fulfilled_by,
                }
            })
            .collect()
    }

    /// Events that took place after an undertaking was made, by the same
    /// parties, on the same subject, and that are no undertaking themselves.
    fn fulfilled_by(&self, commitment: &Event) -> Vec<EventId> {
        let Some(first) = commitment.status.first() else {
            return Vec::new();
        };
        let Some(topic) = commitment.topic.as_ref() else {
            return Vec::new();
        };
        let words: BTreeSet<String> = crate::text::content_words(&topic.text)
            .into_iter()
            .collect();
        if words.len() < 2 {
            return Vec::new();
        }
        let parties: BTreeSet<&str> = commitment.parties.iter().map(|p| p.id.as_str()).collect();
        self.events
            .iter()
            .filter(|e| {
                e.id != commitment.id
                    && !matches!(e.kind, Kind::Commitment | Kind::Agreement)
                    && e.kind.family() != dateline_record::Family::Meeting
                    && e.status
                        .iter()
                        .any(|s| s.status == Status::Held && s.as_of >= first.as_of)
                    && e.parties.iter().any(|p| parties.contains(p.id.as_str()))
                    && e.topic.as_ref().is_some_and(|t| {
                        let theirs = crate::text::content_words(&t.text);
                        let shared = theirs.iter().filter(|w| words.contains(*w)).count();
                        shared >= 2 && shared * 3 >= words.len() * 2
                    })
            })
            .map(|e| e.id.clone())
            .collect()
    }
}
