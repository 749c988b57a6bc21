//! iCalendar (RFC 5545): what is, or once was, planned.
//!
//! The UID is the event's id and SEQUENCE the number of changes in its life,
//! so that a calendar that is subscribed to follows a meeting that is moved.
//! DTSTAMP is the day of the last report: the same ledger gives the same
//! bytes.

use super::{Exported, Options, days};
use crate::chunks;
use crate::cite::Citer;
use crate::row::one_line;
use crate::{Texts, words};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use dateline_ledger::{Event, Ledger};
use dateline_record::{Granularity, Status};
use icalendar::{Calendar, Component, EventLike, EventStatus};
use jiff::civil::Date;
use std::io::{self, Write};

/// Longer intervals are no entries of a calendar.
const MOST_DAYS: i32 = 92;

fn naive(date: Date) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(
        i32::from(date.year()),
        date.month().unsigned_abs().into(),
        date.day().unsigned_abs().into(),
    )
}

fn ical_status(status: Status) -> EventStatus {
    match status {
        Status::Possible | Status::Proposed | Status::Agreed => EventStatus::Tentative,
        Status::Scheduled | Status::Held => EventStatus::Confirmed,
        Status::Postponed | Status::Cancelled | Status::Denied => EventStatus::Cancelled,
    }
}

pub(super) fn write(
    ledger: &Ledger,
    texts: &(dyn Texts + Sync),
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<Exported> {
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", "-//dateline//dateline//EN"));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    calendar.append_property(("METHOD", "PUBLISH"));
    let name = if options.title.is_empty() {
        "dateline"
    } else {
        &options.title
    };
    calendar.name(name);
    // The entries go between its properties and its end, piece by piece.
    let calendar = calendar.to_string();
    let (head, end) = calendar.split_at(calendar.rfind("END:VCALENDAR").unwrap_or(calendar.len()));
    out.write_all(head.as_bytes())?;
    let mut exported = Exported::default();
    chunks::in_order(
        &ledger.events,
        || Citer::new(ledger, texts),
        |citer, _, events, buffer| {
            let mut made = Exported::default();
            for event in events {
                for entry in entries(citer, event, &mut made) {
                    let text = entry.try_into_string().map_err(io::Error::other)?;
                    buffer.extend(text.as_bytes());
                    made.n_written += 1;
                }
            }
            Ok(made)
        },
        |bytes, made| {
            out.write_all(bytes)?;
            exported.add(made);
            Ok(())
        },
    )?;
    out.write_all(end.as_bytes())?;
    Ok(exported)
}

/// What is, or was, planned of an event: when, and by when.
fn entries(citer: &Citer<'_>, event: &Event, made: &mut Exported) -> Vec<icalendar::Event> {
    let planned = event.status.iter().any(|s| s.status.is_open())
        || event
            .last_status()
            .is_some_and(|s| s.status != Status::Held);
    if !planned || event.background {
        made.leave_out("never told of as planned");
        return Vec::new();
    }
    let when = match days(event) {
        None if event.due.is_none() => {
            made.leave_out("no time, or a time open at one end");
            None
        }
        Some((first, last)) if (last - first).get_days() > MOST_DAYS => {
            made.leave_out("a time of more than three months");
            None
        }
        Some((first, last)) => entry(citer, event, first, last),
        None => None,
    };
    when.into_iter().chain(deadline(citer, event)).collect()
}

fn common(citer: &Citer<'_>, event: &Event, uid: &str) -> Option<icalendar::Event> {
    let last = event.last_status()?;
    let mut entry = icalendar::Event::new();
    let stamp = format!("{}T000000Z", last.as_of.date.strftime("%Y%m%d"));
    entry.uid(uid);
    entry.add_property("DTSTAMP", &stamp);
    entry.add_property("LAST-MODIFIED", &stamp);
    entry.sequence(u32::try_from(event.status.len().saturating_sub(1)).unwrap_or(u32::MAX));
    let mut description = format!("{} as of {}", last.status, last.as_of.date);
    if let Some(said_by) = &last.said_by {
        description.push_str(&format!(", said by {}", said_by.name));
    }
    let quote = one_line(citer.words(last.evidence.report, last.evidence.sentence));
    if !quote.is_empty() {
        description.push_str(&format!("\n\n{quote}"));
    }
    let source = citer.source(last.evidence.report).map_or_else(
        || citer.name(last.evidence.report).into_owned(),
        str::to_owned,
    );
    description.push_str(&format!("\n({source}, {})", last.as_of.date));
    entry.description(&description);
    if let Some(url) = citer.url(last.evidence.report) {
        entry.url(url);
    }
    entry.add_property("CATEGORIES", event.kind.as_str());
    if let Some(place) = &event.place {
        entry.location(&words::place(place));
        if let (Some(lat), Some(lon)) = (place.place.lat, place.place.lon) {
            entry.add_property("GEO", format!("{lat:.4};{lon:.4}"));
        }
    }
    entry.add_property("TRANSP", "TRANSPARENT");
    Some(entry)
}

fn entry(citer: &Citer<'_>, event: &Event, first: Date, last: Date) -> Option<icalendar::Event> {
    let status = event.last_status()?.status;
    let mut entry = common(citer, event, &format!("{}@dateline", event.id))?;
    let lead = match status {
        Status::Held | Status::Scheduled => String::new(),
        other => format!("[{other}] "),
    };
    entry.summary(&format!("{lead}{}", words::label(event)));
    entry.status(ical_status(status));
    let interval = &event.time.as_ref()?.interval;
    match interval.start {
        Some(start) if interval.granularity == Granularity::Time && first == last => {
            let time = NaiveTime::from_hms_opt(
                start.hour().unsigned_abs().into(),
                start.minute().unsigned_abs().into(),
                0,
            )?;
            entry.starts(NaiveDateTime::new(naive(first)?, time));
        }
        _ => {
            entry.starts(naive(first)?);
            entry.ends(naive(last)?.succ_opt()?);
        }
    }
    Some(entry)
}

/// The day an undertaking falls due.
fn deadline(citer: &Citer<'_>, event: &Event) -> Option<icalendar::Event> {
    let due = event.due.as_ref()?.interval.last_day()?;
    let status = event.last_status()?.status;
    let mut entry = common(citer, event, &format!("{}-due@dateline", event.id))?;
    entry.summary(&format!("Due: {}", words::label(event)));
    entry.status(match ical_status(status) {
        EventStatus::Cancelled => EventStatus::Cancelled,
        _ => EventStatus::Confirmed,
    });
    entry.starts(naive(due)?);
    entry.ends(naive(due)?.succ_opt()?);
    Some(entry)
}
