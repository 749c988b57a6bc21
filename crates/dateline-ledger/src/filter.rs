//! Which events a view or export is to hold.

use crate::Event;
use dateline_record::{Interval, Kind, Status};
use jiff::civil::Date;

/// Which events are wanted. An empty list, or `None`, asks for nothing, so the
/// default lets every event through. As-of is no filter: it is asked of the
/// store, since it changes what an event is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// All of these take part, by party id, in whatever role.
    pub parties: Vec<String>,
    /// One of these kinds.
    pub kinds: Vec<Kind>,
    /// One of these as its last status.
    pub statuses: Vec<Status>,
    /// Not wholly before this day. An event with no known time is left out
    /// where `from` or `to` is given.
    pub from: Option<Date>,
    /// Not wholly after this day.
    pub to: Option<Date>,
    /// The place's name holds these words, in any case, or its country is this
    /// ISO 3166-1 alpha-3 code.
    pub place: Option<String>,
}

impl Filter {
    /// True for an event that is wanted.
    pub fn lets(&self, event: &Event) -> bool {
        let status = event.last_status().map(|s| s.status);
        let time = event.time.as_ref().or(event.due.as_ref());
        self.parties.iter().all(|id| {
            event
                .parties
                .iter()
                .any(|p| p.id.as_str().eq_ignore_ascii_case(id))
        }) && (self.kinds.is_empty() || self.kinds.contains(&event.kind))
            && (self.statuses.is_empty() || status.is_some_and(|s| self.statuses.contains(&s)))
            && ((self.from.is_none() && self.to.is_none())
                || time.is_some_and(|t| self.lets_time(&t.interval)))
            && self.place.as_deref().is_none_or(|p| lets_place(event, p))
    }

    fn lets_time(&self, interval: &Interval) -> bool {
        let ends_before = |day: Date| interval.last_day().is_some_and(|last| last < day);
        let begins_after = |day: Date| interval.first_day().is_some_and(|first| first > day);
        !self.from.is_some_and(ends_before) && !self.to.is_some_and(begins_after)
    }
}

fn lets_place(event: &Event, wanted: &str) -> bool {
    event.place.as_ref().is_some_and(|p| {
        p.place.name.to_lowercase().contains(&wanted.to_lowercase())
            || p.place
                .country
                .as_deref()
                .is_some_and(|c| c.eq_ignore_ascii_case(wanted))
    })
}
