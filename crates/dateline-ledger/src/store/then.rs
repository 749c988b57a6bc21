//! Events as they were known on a day that is past.

use super::query::in_order;
use super::stage::{from_sql_key, sql_key};
use super::{Store, edit, parse};
use crate::build::{self, Row};
use crate::error::Result;
use crate::merge::facts::day_number;
use crate::{Event, ident};
use dateline_record::{Dct, ReportKey};
use jiff::civil::Date;
use rusqlite::params;
use std::cell::Cell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The day and time of a report, and whether it is a copy of another.
pub type Told = (Dct, bool);

/// A mention as its row holds it.
struct Raw {
    report: ReportKey,
    told: Told,
    body: String,
}

fn row(raw: Raw) -> Result<Row> {
    Ok(Row {
        report: raw.report,
        dct: raw.told.0,
        copy: raw.told.1,
        mention: serde_json::from_str(&raw.body)?,
    })
}

impl Store {
    /// The events that reports up to a day told of and later reports changed,
    /// as they were known on that day; in no promised order. Rejected ones are
    /// left out.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn changed_after(&self, day: Date) -> Result<Vec<Event>> {
        // One report tells of several events, and is looked up once.
        let mut known: HashMap<ReportKey, Told> = HashMap::new();
        let mut query = self
            .db
            .prepare_cached("SELECT dct, copy_of IS NOT NULL FROM report WHERE key = ?1")?;
        let told = |key: ReportKey| -> Result<Told> {
            Ok(match known.entry(key) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(slot) => {
                    let (dct, copy): (String, bool) =
                        query.query_row([sql_key(key)], |r| Ok((r.get(0)?, r.get(1)?)))?;
                    *slot.insert((serde_json::from_str(&dct)?, copy))
                }
            })
        };
        self.changed(day, (0, 1), told)
    }

    /// One of so many parts of what [`Store::changed_after`] gives, for who
    /// has a connection for each and knows the reports.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn changed_part(
        &self,
        day: Date,
        part: usize,
        of: usize,
        told: impl Fn(ReportKey) -> Option<Told>,
    ) -> Result<Vec<Event>> {
        let told = |key| Ok(told(key).unwrap_or((Dct::day(day), false)));
        self.changed(day, (part, of.max(1)), told)
    }

    /// The reports that are copies of others.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn copies(&self) -> Result<Vec<ReportKey>> {
        let mut query = self
            .db
            .prepare_cached("SELECT key FROM report WHERE copy_of IS NOT NULL")?;
        let rows = query.query_map([], |r| r.get(0).map(from_sql_key))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Hands over all that [`Store::changed_after`] gives for any day, in a
    /// form that `make` gives to each event for the days from the first of two
    /// up to the one before the second; those of one event together and in
    /// order of time. The events have no links. Ends where `take` wants no
    /// more, or meets a report that is not known; true where it has handed over
    /// all.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn versions<T: Send>(
        &self,
        told: impl Fn(ReportKey) -> Option<Told>,
        make: impl Fn(Date, Date, &Event) -> T + Sync,
        mut take: impl FnMut(Vec<T>) -> bool,
    ) -> Result<bool> {
        // One state of the store.
        let _tx = self.db.unchecked_transaction()?;
        let overlay = edit::overlay(&self.db)?;
        let mut query = self
            .db
            .prepare_cached("SELECT id FROM event WHERE last > first AND rejected = 0")?;
        let ids: Vec<i64> = query
            .query_map([], |r| r.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let mut mentions = self
            .db
            .prepare_cached("SELECT report, body FROM mention WHERE event = ?1 ORDER BY ord")?;
        let mut ids = ids.into_iter();
        let known = Cell::new(true);
        let wanted = Cell::new(true);
        let next = || -> Result<Vec<(i64, Vec<Raw>)>> {
            let mut chunk = Vec::new();
            for id in ids.by_ref().take(parse::CHUNK) {
                let mut rows = mentions.query([id])?;
                let mut raw = Vec::new();
                while let Some(row) = rows.next()? {
                    let report = from_sql_key(row.get(0)?);
                    let Some(told) = told(report) else {
                        known.set(false);
                        return Ok(Vec::new());
                    };
                    raw.push(Raw {
                        report,
                        told,
                        body: row.get(1)?,
                    });
                }
                if !wanted.get() {
                    return Ok(Vec::new());
                }
                chunk.push((id, raw));
            }
            Ok(chunk)
        };
        let all = |(id, raw): (i64, Vec<Raw>)| {
            let rows = in_order(raw.into_iter().map(row).collect::<Result<Vec<Row>>>()?);
            let mut out = Vec::new();
            build::versions(ident::event_id(id), &rows, |from, until, event| {
                if !overlay.bears_on(id) {
                    out.push(make(from, until, event));
                    return;
                }
                let mut event = event.clone();
                if !overlay.apply(&mut event, id) {
                    out.push(make(from, until, &event));
                }
            });
            Ok(out)
        };
        // On this thread alone: the others are left to those who ask meanwhile.
        parse::in_order(1, next, all, |made| {
            if wanted.get() && !take(made) {
                wanted.set(false);
            }
            Ok(())
        })?;
        Ok(known.get() && wanted.get())
    }

    fn changed(
        &self,
        day: Date,
        (part, of): (usize, usize),
        told: impl FnMut(ReportKey) -> Result<Told>,
    ) -> Result<Vec<Event>> {
        // One state of the store, also where the caller has asked for none.
        if !self.db.is_autocommit() {
            return self.changed_now(day, (part, of), told);
        }
        let tx = self.db.unchecked_transaction()?;
        let out = self.changed_now(day, (part, of), told);
        drop(tx);
        out
    }

    fn changed_now(
        &self,
        day: Date,
        (part, of): (usize, usize),
        mut told: impl FnMut(ReportKey) -> Result<Told>,
    ) -> Result<Vec<Event>> {
        let until = day_number(day);
        let overlay = edit::overlay(&self.db)?;
        let ids: Vec<i64> = self
            .db
            .prepare_cached(
                "SELECT id FROM event WHERE first <= ?1 AND last > ?1 AND rejected = 0
                 AND (id & 65535) % ?3 = ?2",
            )?
            .query_map(params![until, part, of], |r| r.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let mut mentions = self.db.prepare_cached(
            "SELECT report, body FROM mention WHERE event = ?1 AND day <= ?2 ORDER BY ord",
        )?;
        let mut ids = ids.into_iter();
        let next = || -> Result<Vec<(i64, Vec<Raw>)>> {
            let mut chunk = Vec::new();
            for id in ids.by_ref().take(parse::CHUNK) {
                let mut rows = mentions.query(params![id, until])?;
                let mut raw = Vec::new();
                while let Some(row) = rows.next()? {
                    let report = from_sql_key(row.get(0)?);
                    raw.push(Raw {
                        report,
                        told: told(report)?,
                        body: row.get(1)?,
                    });
                }
                chunk.push((id, raw));
            }
            Ok(chunk)
        };
        let build = |(id, raw): (i64, Vec<Raw>)| {
            let rows = in_order(raw.into_iter().map(row).collect::<Result<Vec<Row>>>()?);
            Ok((!rows.is_empty()).then(|| (id, build::event(ident::event_id(id), &rows))))
        };
        // Who asks for a part has a thread for each.
        let threads = if of > 1 { 1 } else { parse::threads() };
        let mut out = Vec::new();
        parse::in_order(threads, next, build, |built| {
            if let Some((id, (mut event, links))) = built
                && !overlay.apply(&mut event, id)
            {
                self.resolve(&mut event, &links, until)?;
                out.push(event);
            }
            Ok(())
        })?;
        Ok(out)
    }
}
