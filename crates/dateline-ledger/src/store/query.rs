//! Asking the store for events.

use super::select::select;
pub(crate) use super::select::{UNTIMED, WIDE};
use super::stage::{from_sql_key, sql_key};
use super::{Store, edit, parse};
use crate::build::{RawLink, Row};
use crate::error::{Error, Kind, Result};
use crate::ident;
use crate::merge::facts::{Day, day_number};
use crate::{EntryLink, Event, EventId, Evidence, Filter, Ledger};
use dateline_record::{LinkType, ReportKey};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use serde::{Deserialize, Serialize};
use std::cell::Cell;

#[derive(Serialize, Deserialize)]
struct StoredLink {
    kind: LinkType,
    report: ReportKey,
    to: u32,
    evidence: Evidence,
}

pub(crate) fn links_text(links: &[RawLink]) -> Result<String> {
    let stored: Vec<StoredLink> = links
        .iter()
        .map(|l| StoredLink {
            kind: l.kind,
            report: l.report,
            to: l.to,
            evidence: l.evidence.clone(),
        })
        .collect();
    Ok(serde_json::to_string(&stored)?)
}

fn links_from(text: &str) -> Result<Vec<RawLink>> {
    let stored: Vec<StoredLink> = serde_json::from_str(text)?;
    Ok(stored
        .into_iter()
        .map(|l| RawLink {
            kind: l.kind,
            report: l.report,
            to: l.to,
            evidence: l.evidence,
        })
        .collect())
}

/// The mention whose anchor is in an id, or that stands where it stood before
/// its report was read again.
pub(crate) fn anchor_of(db: &Connection, id: &str) -> Result<Option<(i64, u32)>> {
    let Some(anchor) = ident::parse(id) else {
        return Ok(None);
    };
    let ages: Option<i64> = db
        .prepare_cached("SELECT max(age) FROM mention")?
        .query_row([], |r| r.get(0))?;
    let mut query =
        db.prepare_cached("SELECT report, n FROM mention WHERE age = ?1 AND anchor = ?2")?;
    for age in (0..=ages.unwrap_or(-1)).rev() {
        let now = query
            .query_row([age, anchor], |r| Ok((r.get(0)?, r.get(1)?)))
            .optional()?;
        if now.is_some() {
            return Ok(now);
        }
    }
    let then: Option<(i64, u32, u32, u32)> = db
        .prepare_cached(
            "SELECT report, start, sentence, sentence_end FROM former WHERE anchor = ?1",
        )?
        .query_row([anchor], |r| {
            Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?))
        })
        .optional()?;
    let Some((report, start, sentence, sentence_end)) = then else {
        return Ok(None);
    };
    let mut query = db.prepare_cached(
        "SELECT n, json_extract(body, '$.trigger.start') FROM mention
         WHERE report = ?1 AND json_extract(body, '$.trigger.start') BETWEEN ?2 AND ?3
             AND coalesce(json_extract(body, '$.dependent'), 0) = 0
         ORDER BY n",
    )?;
    let rows = query.query_map(params![report, sentence, sentence_end], |r| {
        Ok((r.get::<_, u32>(0)?, r.get::<_, u32>(1)?))
    })?;
    let mut best: Option<(u32, u32)> = None;
    for row in rows {
        let (n, at) = row?;
        let far = at.abs_diff(start);
        if best.is_none_or(|(d, _)| far < d) {
            best = Some((far, n));
        }
    }
    Ok(best.map(|(_, n)| (report, n)))
}

/// The mentions of an entry up to a day, in order.
pub(crate) fn rows_of(db: &Connection, id: i64, until: Day) -> Result<Vec<Row>> {
    let mut query = db.prepare_cached(
        "SELECT m.report, r.dct, r.copy_of IS NOT NULL, m.body FROM mention m
         JOIN report r ON r.key = m.report
         WHERE m.event = ?1 AND m.day <= ?2 ORDER BY m.ord",
    )?;
    let rows = query.query_map(params![id, until], |r| {
        Ok((
            r.get::<_, i64>(0)?,
            r.get::<_, String>(1)?,
            r.get::<_, bool>(2)?,
            r.get::<_, String>(3)?,
        ))
    })?;
    let rows: Result<Vec<Row>> = rows
        .map(|row| {
            let (report, dct, copy, body) = row?;
            Ok(Row {
                report: from_sql_key(report),
                dct: serde_json::from_str(&dct)?,
                copy,
                mention: serde_json::from_str(&body)?,
            })
        })
        .collect();
    rows.map(in_order)
}

/// Rows in order of the reports, each report's in order of its text: mentions
/// that depend on others stand behind them in the reading.
pub(crate) fn in_order(mut rows: Vec<Row>) -> Vec<Row> {
    for one in rows.chunk_by_mut(|a, b| a.report == b.report) {
        if one.iter().any(|r| r.mention.dependent) {
            one.sort_by_key(|r| r.mention.trigger.start);
        }
    }
    rows
}

/// The entry that a mention is in, by report and position.
pub(super) fn entry_of(
    db: &Connection,
    report: ReportKey,
    n: u32,
    until: Day,
) -> Result<Option<i64>> {
    Ok(db
        .prepare_cached("SELECT event FROM mention WHERE report = ?1 AND n = ?2 AND day <= ?3")?
        .query_row(params![sql_key(report), n, until], |r| {
            r.get::<_, Option<i64>>(0)
        })
        .optional()?
        .flatten())
}

impl Store {
    pub(crate) fn until(as_of: Option<Date>) -> Day {
        as_of.map_or(Day::MAX, day_number)
    }

    /// Everything known from the reports up to `as_of` (all reports for
    /// `None`): the reports, the events that the filter lets through in order
    /// of time and id, and all statements.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn ledger(&self, as_of: Option<Date>, filter: &Filter) -> Result<Ledger> {
        let _tx = self.db.unchecked_transaction()?;
        Ok(Ledger {
            statements: self.statements(as_of)?,
            ..self.events(as_of, filter)?
        })
    }

    /// As [`Store::ledger`], but without the statements, which take as long to
    /// read as some ten thousand events.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn ledger_of_events(&self, as_of: Option<Date>, filter: &Filter) -> Result<Ledger> {
        let _tx = self.db.unchecked_transaction()?;
        self.events(as_of, filter)
    }

    /// Asked within one transaction, so that a writer meanwhile changes
    /// nothing.
    fn events(&self, as_of: Option<Date>, filter: &Filter) -> Result<Ledger> {
        Ok(Ledger {
            reports: self.reports(as_of)?,
            events: self.page(as_of, filter, 0, usize::MAX)?,
            statements: Vec::new(),
        })
    }

    /// The events that the filter lets through, in order of time and id,
    /// without the first `offset`, and at most `limit` of them.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn page(
        &self,
        as_of: Option<Date>,
        filter: &Filter,
        offset: usize,
        limit: usize,
    ) -> Result<Vec<Event>> {
        let until = Self::until(as_of);
        let late = as_of.is_some() && self.has_later(until)?;
        let page = if late { None } else { Some((offset, limit)) };
        let mut events: Vec<(i64, Event)> = Vec::new();
        self.stored(filter, until, page, |sort, event| {
            events.push((sort, event));
            Ok(())
        })?;
        if let Some(day) = as_of.filter(|_| late) {
            for event in self.changed_after(day)? {
                if filter.lets(&event) {
                    events.push((sort_day(&event).unwrap_or(UNTIMED), event));
                }
            }
        }
        events.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.id.cmp(&b.1.id)));
        let (offset, limit) = if late {
            (offset, limit)
        } else {
            (0, usize::MAX)
        };
        let page = events.into_iter().skip(offset).take(limit);
        Ok(page.map(|(_, e)| e).collect())
    }

    /// Hands over one event after the other of those that [`Store::page`]
    /// gives without filter and limit, so that memory holds one.
    ///
    /// # Errors
    /// The store cannot be read, or `take` fails.
    pub fn each(&self, mut take: impl FnMut(Event) -> Result<()>) -> Result<()> {
        let until = Self::until(None);
        self.stored(&Filter::default(), until, None, |_, event| take(event))
    }

    /// Asks several things of one state of the store, whatever is written
    /// meanwhile.
    ///
    /// # Errors
    /// The store cannot be read, or `work` fails.
    pub fn at_once<T>(&self, work: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        let _tx = self.db.unchecked_transaction()?;
        work(self)
    }

    /// Hands over what `make` makes of each event that the filter lets through
    /// and its place among them, from 0, in order of time and id, until `take`
    /// wants no more. It is made on several threads, each with what `begin`
    /// gives it; memory holds a few.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn each_made<S, T: Send>(
        &self,
        filter: &Filter,
        begin: impl Fn() -> S + Sync,
        make: impl Fn(&mut S, usize, &Event) -> T + Sync,
        mut take: impl FnMut(T) -> bool,
    ) -> Result<()> {
        let until = Self::until(None);
        let (sql, values) = select(&self.db, filter, until, false)?.ids();
        let ids: Vec<i64> = self
            .db
            .prepare_cached(&sql)?
            .query_map(params_from_iter(values), |r| r.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let mut query = self
            .db
            .prepare_cached("SELECT body, links FROM event WHERE id = ?1")?;
        let mut ids = ids.into_iter().enumerate();
        let wanted = Cell::new(true);
        let next = || -> Result<Vec<(usize, String, Vec<EntryLink>)>> {
            let n = if wanted.get() { parse::CHUNK } else { 0 };
            let rows = ids.by_ref().take(n).map(|(at, id)| {
                let mut rows = query.query([id])?;
                let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
                let links = match row.get_ref(1)?.as_str()? {
                    "[]" => Vec::new(),
                    links => self.targets(&links_from(links)?, until)?,
                };
                Ok((at, row.get(0)?, links))
            });
            rows.collect()
        };
        let event = |state: &mut S, (at, body, links): (usize, String, Vec<EntryLink>)| {
            let mut event: Event = serde_json::from_str(&body)?;
            link(&mut event, links);
            Ok(make(state, at, &event))
        };
        parse::in_order_with(parse::threads(), begin, next, event, |made| {
            if wanted.get() {
                wanted.set(take(made));
            }
            Ok(())
        })
    }

    /// The events whose rows in the store are as they were known; with a page
    /// where no later report changed any, and else without those it changed.
    fn stored(
        &self,
        filter: &Filter,
        until: Day,
        page: Option<(usize, usize)>,
        mut take: impl FnMut(i64, Event) -> Result<()>,
    ) -> Result<()> {
        let late = page.is_none() && until < Day::MAX;
        let (sql, values) = select(&self.db, filter, until, late)?.page(page);
        let mut query = self.db.prepare_cached(&sql)?;
        let mut rows = query.query(params_from_iter(values))?;
        let next = || -> Result<Vec<(i64, String, String)>> {
            let mut chunk = Vec::new();
            while chunk.len() < parse::CHUNK
                && let Some(row) = rows.next()?
            {
                chunk.push((row.get(1)?, row.get(2)?, row.get(3)?));
            }
            Ok(chunk)
        };
        let event = |(sort, body, links): (i64, String, String)| {
            Ok((sort, serde_json::from_str::<Event>(&body)?, links))
        };
        parse::in_order(parse::threads(), next, event, |(sort, mut event, links)| {
            if links != "[]" {
                self.resolve(&mut event, &links_from(&links)?, until)?;
            }
            take(sort, event)
        })
    }

    /// How many events the filter lets through.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn count(&self, as_of: Option<Date>, filter: &Filter) -> Result<usize> {
        let until = Self::until(as_of);
        if as_of.is_some() && self.has_later(until)? {
            return Ok(self.page(as_of, filter, 0, usize::MAX)?.len());
        }
        let (sql, values) = select(&self.db, filter, until, false)?.count();
        let n: i64 = self
            .db
            .prepare_cached(&sql)?
            .query_row(params_from_iter(values), |r| r.get(0))?;
        Ok(usize::try_from(n).unwrap_or(0))
    }

    fn has_later(&self, until: Day) -> Result<bool> {
        Ok(self
            .db
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM event WHERE last > ?1)")?
            .query_row([until], |r| r.get(0))?)
    }

    /// One event by its id, by the beginning of its id where no other begins
    /// so, or by an id it once had; `None` where no event has it by `as_of`.
    /// A rejected entry is given too: its decisions say so.
    ///
    /// # Errors
    /// The beginning of an id fits several, or the store cannot be read.
    pub fn event(&self, id: &str, as_of: Option<Date>) -> Result<Option<Event>> {
        let until = Self::until(as_of);
        let Some(id) = self.find(id)? else {
            return Ok(None);
        };
        let overlay = edit::overlay(&self.db)?;
        let Some((mut event, links, _)) = edit::assemble(&self.db, id, until, &overlay)? else {
            return Ok(None);
        };
        self.resolve(&mut event, &links, until)?;
        Ok(Some(event))
    }

    pub(crate) fn find(&self, id: &str) -> Result<Option<i64>> {
        find(&self.db, id)
    }

    pub(super) fn resolve(&self, event: &mut Event, links: &[RawLink], until: Day) -> Result<()> {
        link(event, self.targets(links, until)?);
        Ok(())
    }

    /// The links with the entries they lead to.
    fn targets(&self, links: &[RawLink], until: Day) -> Result<Vec<EntryLink>> {
        let mut out = Vec::with_capacity(links.len());
        for l in links {
            if let Some(to) = entry_of(&self.db, l.report, l.to, until)? {
                out.push(EntryLink {
                    kind: l.kind,
                    event: ident::event_id(to),
                    evidence: l.evidence.clone(),
                });
            }
        }
        Ok(out)
    }

    /// The events that mentions of one report speak of, each with its mention,
    /// in order of the text.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn events_of_report(&self, key: ReportKey) -> Result<Vec<EventId>> {
        let mut query = self.db.prepare_cached(
            "SELECT event FROM mention WHERE report = ?1 AND event IS NOT NULL ORDER BY n",
        )?;
        let rows = query.query_map([sql_key(key)], |r| r.get::<_, i64>(0))?;
        let mut out: Vec<EventId> = Vec::new();
        for row in rows {
            let id = ident::event_id(row?);
            if !out.contains(&id) {
                out.push(id);
            }
        }
        Ok(out)
    }

    /// True where reports wait for [`Store::settle`].
    pub(crate) fn has_staged(&self) -> Result<bool> {
        Ok(self
            .db
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM report WHERE staged = 1)")?
            .query_row([], |r| r.get(0))?)
    }
}

/// Adds links to others, each once.
fn link(event: &mut Event, links: Vec<EntryLink>) {
    for l in links {
        let known = |x: &EntryLink| x.kind == l.kind && x.event == l.event;
        if l.event != event.id && !event.links.iter().any(known) {
            event.links.push(l);
        }
    }
    event.links.sort();
}

/// The number of the entry an id leads to.
pub(crate) fn find(db: &Connection, id: &str) -> Result<Option<i64>> {
    if let Some((report, n)) = anchor_of(db, id)? {
        return entry_of(db, from_sql_key(report), n, Day::MAX);
    }
    let Some((low, high)) = ident::parse_prefix(id) else {
        return Ok(None);
    };
    let found: Vec<i64> = db
        .prepare_cached("SELECT id FROM event WHERE id BETWEEN ?1 AND ?2 LIMIT 100")?
        .query_map([low, high], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    match found.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(*one)),
        many => Err(Error::new(Kind::ManyEvents(id.to_owned(), many.len()))),
    }
}

fn sort_day(event: &Event) -> Option<i64> {
    let time = event.time.as_ref().or(event.due.as_ref())?;
    time.interval
        .first_day()
        .or_else(|| time.interval.last_day())
        .map(|d| i64::from(day_number(d)))
}
