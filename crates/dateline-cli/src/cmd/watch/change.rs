//! What changed in the ledger between two looks.

use dateline_ledger::{Event, Filter, Store};
use dateline_record::Status;
use dateline_view::words;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt;

/// So much of each event as tells one look from the next.
#[derive(Clone, Debug, PartialEq)]
struct Seen {
    label: String,
    status: Option<Status>,
    when: String,
    n_moves: usize,
    overdue: bool,
}

/// The ledger on a day.
#[derive(Debug)]
pub struct Snapshot {
    events: BTreeMap<String, Seen>,
}

impl Snapshot {
    /// The whole ledger, some thousand events in memory at a time.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn take(store: &Store, today: Date) -> Result<Self, dateline_ledger::Error> {
        const BATCH: usize = 10_000;
        let mut events = BTreeMap::new();
        let mut at = 0;
        loop {
            let page = store.page(None, &Filter::default(), at, BATCH)?;
            for event in &page {
                events.insert(event.id.0.clone(), seen(event, today));
            }
            if page.len() < BATCH {
                return Ok(Self { events });
            }
            at += page.len();
        }
    }
}

fn seen(event: &Event, today: Date) -> Seen {
    Seen {
        label: words::label(event),
        status: event.last_status().map(|s| s.status),
        when: words::when(event),
        n_moves: event.moves().len(),
        overdue: event.is_overdue(today),
    }
}

/// One thing that happened to one event.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    what: &'static str,
    event: String,
    label: String,
    status: Option<Status>,
    when: String,
    /// What stood there before: a status, or a time.
    from: Option<String>,
    /// The event that took its place.
    into: Option<String>,
}

impl Change {
    fn new(what: &'static str, id: &str, seen: &Seen) -> Self {
        Self {
            what,
            event: id.to_owned(),
            label: seen.label.clone(),
            status: seen.status,
            when: seen.when.clone(),
            from: None,
            into: None,
        }
    }

    fn from(mut self, before: impl fmt::Display) -> Self {
        self.from = Some(before.to_string());
        self
    }

    /// As one JSON object.
    pub fn to_json(&self) -> Value {
        json!({"type": "change", "change": self.what, "event": self.event,
               "label": self.label, "status": self.status.map(Status::as_str),
               "when": self.when, "from": self.from, "into": self.into})
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<9}  {}  {}", self.what, self.event, self.label)?;
        if !self.when.is_empty() {
            write!(f, ", {}", self.when)?;
        }
        if let Some(status) = self.status {
            write!(f, ", {status}")?;
        }
        if let Some(from) = self.from.as_deref().filter(|f| !f.is_empty()) {
            write!(f, " (was {from})")?;
        }
        if let Some(into) = &self.into {
            write!(f, " (now {into})")?;
        }
        Ok(())
    }
}

/// The changes, in order of the ids.
///
/// # Errors
/// The store cannot be read.
pub fn between(
    store: &Store,
    before: &Snapshot,
    after: &Snapshot,
) -> Result<Vec<Change>, dateline_ledger::Error> {
    let mut changes = Vec::new();
    for (id, now) in &after.events {
        one(id, before.events.get(id), now, &mut changes);
    }
    for (id, then) in &before.events {
        if after.events.contains_key(id) {
            continue;
        }
        // The entry may have been found to be another one.
        let other = store.event(id, None)?.map(|e| e.id.0);
        let into = other.filter(|o| o != id && after.events.contains_key(o));
        let what = if into.is_some() {
            "merged"
        } else {
            "withdrawn"
        };
        changes.push(Change {
            into,
            ..Change::new(what, id, then)
        });
    }
    Ok(changes)
}

fn one(id: &str, then: Option<&Seen>, now: &Seen, out: &mut Vec<Change>) {
    let Some(then) = then else {
        out.push(Change::new("new", id, now));
        if now.overdue {
            out.push(Change::new("overdue", id, now));
        }
        return;
    };
    if then.status != now.status
        && let Some(status) = now.status
    {
        // A time moved says more than that it was put off before.
        let change = Change::new(status.as_str(), id, now);
        out.push(match then.status {
            Some(status) => change.from(status),
            None => change,
        });
    }
    if now.n_moves > then.n_moves {
        out.push(Change::new("moved", id, now).from(&then.when));
    } else if now.when != then.when {
        out.push(Change::new("dated", id, now).from(&then.when));
    }
    if now.overdue && !then.overdue {
        out.push(Change::new("overdue", id, now));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(status: Status, when: &str, n_moves: usize, overdue: bool) -> Seen {
        Seen {
            label: "talks of Chile and Peru".into(),
            status: Some(status),
            when: when.into(),
            n_moves,
            overdue,
        }
    }

    fn lines(then: Option<&Seen>, now: &Seen) -> Vec<String> {
        let mut out = Vec::new();
        one("e1", then, now, &mut out);
        out.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn ok_each_change_is_told_once() {
        let planned = seen(Status::Scheduled, "2031-04-02", 0, false);
        assert_eq!(
            lines(None, &planned),
            ["new        e1  talks of Chile and Peru, 2031-04-02, scheduled"]
        );
        assert!(lines(Some(&planned), &planned).is_empty());
        let moved = seen(Status::Scheduled, "2031-05-02", 1, false);
        assert_eq!(
            lines(Some(&planned), &moved),
            ["moved      e1  talks of Chile and Peru, 2031-05-02, scheduled (was 2031-04-02)"]
        );
        let exact = seen(Status::Scheduled, "2031-04-02", 0, false);
        let vague = seen(Status::Scheduled, "2031-04", 0, false);
        assert_eq!(
            lines(Some(&vague), &exact),
            ["dated      e1  talks of Chile and Peru, 2031-04-02, scheduled (was 2031-04)"]
        );
        for status in [Status::Cancelled, Status::Held, Status::Postponed] {
            let now = seen(status, "2031-04-02", 0, false);
            let line = &lines(Some(&planned), &now)[0];
            assert!(line.starts_with(status.as_str()), "{line}");
            assert!(line.ends_with("(was scheduled)"), "{line}");
        }
        let late = seen(Status::Scheduled, "2031-04-02", 0, true);
        assert!(lines(Some(&planned), &late)[0].starts_with("overdue"));
        assert!(lines(Some(&late), &late).is_empty());
    }
}
