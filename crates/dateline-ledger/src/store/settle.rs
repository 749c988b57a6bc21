//! Merging: which entry each group of mentions joins, kept up to date.
//!
//! Reports are decided in canonical order. What one report's groups join
//! depends on the groups of earlier reports in the same blocks alone. So when
//! a report comes in, it is decided, and then those later reports are decided
//! again that share a block with an entry which changed; where none changes
//! any more, the store is what it would be had all reports come in order.

use super::memory::{Joined, Memory, Ord16, Ord20};
use super::stage::sql_key;
use super::stage::{item_ord, number_of, report_of};
use super::{Store, edit, placed};
use crate::copy;
use crate::error::Result;
use crate::merge::MERGE_VERSION;
use crate::merge::facts::Facts;
use crate::merge::score::{self, From};
use crate::merge::{answers, depends};
use dateline_record::{EventMention, ReportKey};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// A row of an earlier report: key, and four columns in the order of its query.
type Earlier = (i64, bool, Option<i64>, Vec<u8>, i32);
/// A row of a report that waits: key, and four columns in the order of its
/// query.
type Staged = (i64, Vec<u8>, i32, bool, Option<i64>);

/// In each block so many groups before a report are looked at, the latest first.
pub(crate) const LOOK_BACK: usize = 48;

impl Store {
    /// Merges everything again where another version of the merging wrote the
    /// store, and finishes nothing else.
    pub(crate) fn catch_up(&mut self) -> Result<()> {
        let have: Option<String> = self
            .db
            .query_row("SELECT value FROM meta WHERE name = 'merge'", [], |r| {
                r.get(0)
            })
            .optional()?;
        if have.as_deref() == Some(MERGE_VERSION.to_string().as_str()) {
            return Ok(());
        }
        let tx = self
            .db
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        if have.is_some() {
            super::stage::rebuild_units(&tx)?;
        }
        tx.execute(
            "INSERT INTO meta (name, value) VALUES ('merge', ?1)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [MERGE_VERSION.to_string()],
        )?;
        tx.commit()?;
        if have.is_some() {
            self.settle()?;
        }
        Ok(())
    }
}

pub(crate) struct Work<'a> {
    db: &'a Connection,
    memory: &'a mut Memory,
    touched: BTreeSet<i64>,
    queue: BTreeSet<Ord16>,
    /// The staged reports that are merged in this run.
    fresh: BTreeSet<Ord16>,
    /// The last report that was merged before this run. What is merged in it
    /// stands in the queue anyway, in order, and need not be marked.
    last: Option<Ord16>,
}

/// Merges up to `most` staged reports; gives how many there were.
pub(crate) fn settle(db: &Connection, most: usize, memory: &mut Memory) -> Result<usize> {
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let staged: Vec<Ord16> = db
        .prepare_cached("SELECT ord FROM report WHERE staged = 1 ORDER BY ord LIMIT ?1")?
        .query_map([limit], |r| r.get::<_, Ord16>(0))?
        .collect::<rusqlite::Result<_>>()?;
    let Some(first) = staged.first() else {
        return Ok(0);
    };
    let mut work = Work::new(db, memory, first)?;
    work.queue.extend(staged.iter().copied());
    work.fresh.extend(staged.iter().copied());
    work.run()?;
    let touched = std::mem::take(&mut work.touched);
    edit::rebuild(db, touched)?;
    Ok(staged.len())
}

/// Takes a report out, and decides again what bore on it.
pub(crate) fn forget(db: &Connection, key: ReportKey) -> Result<()> {
    let key = sql_key(key);
    type Row = (Ord16, Option<String>, String, Vec<u8>, i32);
    let (ord, title, text, sketch, day): Row = db.query_row(
        "SELECT ord, title, text, sketch, day FROM report WHERE key = ?1",
        [key],
        |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?)),
    )?;
    keep_anchors(db, key)?;
    let mut memory = Memory::default();
    let mut work = Work::new(db, &mut memory, &ord)?;
    let high = item_ord(&ord, u32::MAX);
    let events: Vec<i64> = db
        .prepare_cached(
            "SELECT DISTINCT event FROM unit WHERE ord BETWEEN ?1 AND ?2 AND event IS NOT NULL",
        )?
        .query_map(params![ord.as_slice(), high], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for &event in &events {
        work.mark(event, &ord)?;
    }
    work.mark_copies(&ord, &sketch, day)?;
    work.touched.extend(events);
    db.execute(
        "INSERT INTO report_text (report_text, rowid, title, text) VALUES ('delete', ?1, ?2, ?3)",
        params![key, title, text],
    )?;
    db.execute(
        "DELETE FROM statement_text WHERE rowid IN (SELECT id FROM statement WHERE report = ?1)",
        [key],
    )?;
    super::stage::unblock(db, &ord, &read_sketch(&sketch), day)?;
    db.execute(
        "DELETE FROM unit WHERE ord BETWEEN ?1 AND ?2",
        params![ord.as_slice(), high],
    )?;
    db.execute("DELETE FROM report WHERE key = ?1", [key])?;
    work.run()?;
    let touched = std::mem::take(&mut work.touched);
    edit::rebuild(db, touched)
}

/// Ids that were given out lead on, by place, after the report is read anew.
fn keep_anchors(db: &Connection, key: i64) -> Result<()> {
    let rows: Vec<(i64, String)> = db
        .prepare("SELECT anchor, body FROM mention WHERE report = ?1")?
        .query_map([key], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (anchor, body) in rows {
        let m: EventMention = serde_json::from_str(&body)?;
        db.prepare_cached(
            "INSERT OR IGNORE INTO former (anchor, report, start, end, sentence, sentence_end)
             VALUES (?1,?2,?3,?4,?5,?6)",
        )?
        .execute(params![
            anchor,
            key,
            m.trigger.start,
            m.trigger.end,
            m.sentence.start,
            m.sentence.end
        ])?;
    }
    Ok(())
}

/// One group of a report that is to be decided.
struct Unit {
    ord: Ord20,
    first: i64,
    old: Option<i64>,
    facts: Facts,
}

impl<'a> Work<'a> {
    /// `first` is the earliest report that this run bears on.
    pub(crate) fn new(db: &'a Connection, memory: &'a mut Memory, first: &Ord16) -> Result<Self> {
        let last: Option<Ord16> = db
            .prepare_cached("SELECT ord FROM report WHERE staged = 0 ORDER BY ord DESC LIMIT 1")?
            .query_row([], |r| r.get(0))
            .optional()?;
        memory.begin(db, last, first)?;
        Ok(Self {
            db,
            memory,
            touched: BTreeSet::new(),
            queue: BTreeSet::new(),
            fresh: BTreeSet::new(),
            last,
        })
    }

    fn run(&mut self) -> Result<()> {
        while let Some(ord) = self.queue.pop_first() {
            self.report(&ord)?;
        }
        Ok(())
    }

    fn report(&mut self, ord: &Ord16) -> Result<()> {
        let found: Option<Earlier> = self
            .db
            .prepare_cached("SELECT key, staged, copy_of, sketch, day FROM report WHERE ord = ?1")?
            .query_row([ord.as_slice()], |r| {
                Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?))
            })
            .optional()?;
        let Some((key, staged, was_copy_of, sketch, day)) = found else {
            return Ok(());
        };
        if staged && !self.fresh.contains(ord) {
            return Ok(());
        }
        let copy_of = self.original(ord, &sketch, day)?;
        let units = self.units(ord)?;
        let joined = match copy_of {
            Some(original) => self.copy(&units, ord, original)?,
            None => self.decide(&units, ord)?,
        };
        if staged || copy_of != was_copy_of {
            self.db
                .prepare_cached("UPDATE report SET staged = 0, copy_of = ?2 WHERE key = ?1")?
                .execute(params![key, copy_of])?;
            self.mark_copies(ord, &sketch, day)?;
        }
        let recopied = copy_of != was_copy_of;
        let mut changed = false;
        let mut standing: Option<placed::ByGroup> = None;
        for (unit, &event) in units.iter().zip(&joined) {
            if unit.old == event && !recopied && !staged {
                continue;
            }
            changed |= unit.old != event;
            self.db
                .prepare_cached("UPDATE unit SET event = ?2 WHERE ord = ?1")?
                .execute(params![unit.ord.as_slice(), event])?;
            if event.is_none() {
                // Where it stands until now, decisions looked at.
                if standing.is_none() {
                    standing = Some(placed::by_group(self.db, key, false)?);
                }
                let left = standing.as_ref().and_then(|s| s.get(&number_of(&unit.ord)));
                for p in left.into_iter().flatten() {
                    self.touched.extend(p.old);
                    self.db
                        .prepare_cached(
                            "UPDATE mention SET event = NULL WHERE report = ?1 AND n = ?2",
                        )?
                        .execute(params![p.mention.0, p.mention.1])?;
                }
            }
            // What depends on others bears on no other group.
            for event in event
                .into_iter()
                .chain(unit.old.filter(|&o| Some(o) != event))
            {
                self.touched.insert(event);
                if !unit.facts.dependent {
                    self.mark(event, ord)?;
                }
            }
        }
        if changed && !staged {
            // A copy's groups follow those of the original wherever they go.
            self.mark_copies(ord, &sketch, day)?;
        }
        let joined = units.iter().zip(&joined).map(|(unit, &event)| Joined {
            ord: unit.ord,
            first: unit.first,
            event,
            facts: &unit.facts,
        });
        self.memory.take_in(ord, joined);
        Ok(())
    }

    /// The report that this one is a copy of, by key.
    fn original(&self, ord: &Ord16, sketch: &[u8], day: i32) -> Result<Option<i64>> {
        let mine = read_sketch(sketch);
        let mut seen: BTreeSet<Ord16> = BTreeSet::new();
        for bands in copy::bands_before(&mine, day) {
            let mut left = 16_i64;
            for band in bands {
                let mut query = self.db.prepare_cached(
                    "SELECT ord FROM block WHERE key = ?1 AND ord < ?2 ORDER BY ord DESC LIMIT ?3",
                )?;
                let rows = query.query_map(params![band, ord.as_slice(), left], |r| {
                    r.get::<_, Ord20>(0)
                })?;
                for row in rows {
                    seen.insert(report_of(&row?));
                    left -= 1;
                }
            }
        }
        for o in seen {
            let found: Option<Staged> = self
                .db
                .prepare_cached(
                    "SELECT key, sketch, day, staged, copy_of FROM report WHERE ord = ?1",
                )?
                .query_row([o.as_slice()], |r| {
                    Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?))
                })
                .optional()?;
            if let Some((key, theirs, their_day, false, None)) = found
                && day - their_day <= copy::DAYS
                && copy::alike(&mine, &read_sketch(&theirs))
            {
                return Ok(Some(key));
            }
        }
        Ok(None)
    }

    fn units(&self, ord: &Ord16) -> Result<Vec<Unit>> {
        let high = item_ord(ord, u32::MAX);
        let mut query = self.db.prepare_cached(
            "SELECT ord, first, event, facts FROM unit WHERE ord BETWEEN ?1 AND ?2 ORDER BY ord",
        )?;
        let rows = query.query_map(params![ord.as_slice(), high], |r| {
            Ok((
                r.get::<_, Ord20>(0)?,
                r.get::<_, i64>(1)?,
                r.get::<_, Option<i64>>(2)?,
                r.get::<_, String>(3)?,
            ))
        })?;
        rows.map(|row| {
            let (ord, first, old, facts) = row?;
            Ok(Unit {
                ord,
                first,
                old,
                facts: serde_json::from_str(&facts)?,
            })
        })
        .collect()
    }

    /// A copy's groups join what the same sentences of the original joined.
    fn copy(&mut self, units: &[Unit], ord: &Ord16, original: i64) -> Result<Vec<Option<i64>>> {
        let theirs: Vec<Ord16> = self
            .db
            .prepare_cached("SELECT ord FROM report WHERE key = ?1")?
            .query_map([original], |r| r.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let mut out = Vec::with_capacity(units.len());
        let known = match theirs.first() {
            Some(o) => self.units(o)?,
            None => Vec::new(),
        };
        let fallback = self.decide(units, ord)?;
        let mut twins = BTreeMap::new();
        for k in &known {
            let f = &k.facts;
            twins.entry((&f.lemmas, &f.words, &f.topic)).or_insert(k);
        }
        for (unit, other) in units.iter().zip(fallback) {
            let f = &unit.facts;
            out.push(match twins.get(&(&f.lemmas, &f.words, &f.topic)) {
                Some(k) if k.old.is_some() || unit.facts.dependent => k.old,
                _ => other,
            });
        }
        Ok(out)
    }

    /// The entry that each group of a report joins, by what is known from
    /// earlier reports. The best fit of the whole report is settled first. What
    /// depends on others may join none.
    fn decide(&mut self, units: &[Unit], ord: &Ord16) -> Result<Vec<Option<i64>>> {
        let mut fits: Vec<(f32, usize, i64)> = Vec::new();
        for (n, unit) in units.iter().enumerate() {
            if unit.facts.dependent {
                continue;
            }
            for event in self.candidates(&unit.facts, ord)? {
                let known = self.memory.state(self.db, event, ord)?;
                if let Some(s) = score::compare(&unit.facts, known, From::Earlier)
                    && s >= score::JOIN
                {
                    fits.push((s, n, event));
                }
            }
        }
        fits.sort_by(|x, y| {
            y.0.total_cmp(&x.0)
                .then_with(|| x.1.cmp(&y.1))
                .then_with(|| x.2.cmp(&y.2))
        });
        let mut joined: Vec<Option<i64>> = vec![None; units.len()];
        let mut members: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for (_, n, event) in fits {
            if joined[n].is_some() {
                continue;
            }
            // Two groups that one report keeps apart join one entry only where
            // nothing in them speaks against it.
            let here = members.entry(event).or_default();
            let clash = here.iter().any(|&m| {
                score::compare(&units[n].facts, &units[m].facts, From::Report)
                    .is_none_or(|s| s < score::JOIN - 1.0)
            });
            if !clash {
                joined[n] = Some(event);
                here.push(n);
            }
        }
        for (unit, joined) in units.iter().zip(&mut joined) {
            if unit.facts.answers {
                *joined = self.answered(&unit.facts, ord)?;
            } else if unit.facts.dependent {
                *joined = depends::choose(&self.beside(&unit.facts, ord)?);
            } else if joined.is_none() {
                *joined = Some(unit.first);
            }
        }
        Ok(joined)
    }

    /// The entry from before a report that is answered in it.
    fn answered(&mut self, facts: &Facts, ord: &Ord16) -> Result<Option<i64>> {
        // Of two that fit alike, none.
        let mut best: Option<((bool, i32), Option<i64>)> = None;
        for event in self.candidates(facts, ord)? {
            let known = self.memory.state(self.db, event, ord)?;
            let Some(fit) = answers::fits(facts, known) else {
                continue;
            };
            match best {
                Some((b, _)) if fit < b => {}
                Some((b, _)) if fit == b => best = Some((b, None)),
                _ => best = Some((fit, Some(event))),
            }
        }
        Ok(best.and_then(|(_, event)| event))
    }

    /// The entries from before a report that a mention which cannot stand alone
    /// may belong to, with what is known of the two.
    pub(crate) fn beside(
        &mut self,
        facts: &Facts,
        ord: &Ord16,
    ) -> Result<Vec<(i64, depends::Numbers)>> {
        let events = self.candidates(facts, ord)?;
        let mut beside = Vec::new();
        for event in events {
            let known = self.memory.state(self.db, event, ord)?;
            if depends::may_be(facts, known) {
                beside.push((event, depends::numbers(facts, known, From::Earlier, 0)));
            }
        }
        Ok(beside)
    }

    /// Entries from before a report that share a block with a group, in order.
    fn candidates(&mut self, facts: &Facts, ord: &Ord16) -> Result<BTreeSet<i64>> {
        let mut out = BTreeSet::new();
        for key in super::stage::blocks(facts) {
            out.extend(self.memory.recent(self.db, key, ord)?);
        }
        Ok(out)
    }

    /// Later reports that may see the entry through a block are decided again:
    /// those for which one of its groups is among the [`LOOK_BACK`] before them.
    fn mark(&mut self, event: i64, ord: &Ord16) -> Result<()> {
        if self.last.is_none_or(|last| last <= *ord) {
            return Ok(());
        }
        // By block, where the entry's groups stand in it: the last one up to
        // this report, and all later ones.
        let after = item_ord(ord, u32::MAX);
        let mut at: BTreeMap<i64, Vec<Ord20>> = BTreeMap::new();
        {
            let mut query = self
                .db
                .prepare_cached("SELECT ord, facts FROM unit WHERE event = ?1 ORDER BY ord")?;
            let mut rows = query.query([event])?;
            while let Some(row) = rows.next()? {
                let unit: Ord20 = row.get(0)?;
                let facts: Facts = serde_json::from_str(row.get_ref(1)?.as_str()?)?;
                if facts.dependent {
                    continue;
                }
                for key in super::stage::blocks(&facts) {
                    let list = at.entry(key).or_default();
                    if unit.as_slice() <= after.as_slice() {
                        list.clear();
                    }
                    list.push(unit);
                }
            }
        }
        let mut query = self.db.prepare_cached(
            "SELECT ord FROM block WHERE key = ?1 AND ord > ?2 ORDER BY ord LIMIT ?3",
        )?;
        let mut depends = self
            .db
            .prepare_cached("SELECT ord FROM block WHERE key = ?1 AND ord > ?2 AND ord <= ?3")?;
        for (key, units) in at {
            for unit in units {
                let rows = query
                    .query_map(params![key, unit.as_slice(), LOOK_BACK as i64], |r| {
                        r.get::<_, Ord20>(0)
                    })?;
                let rows: Vec<Ord20> = rows.collect::<rusqlite::Result<_>>()?;
                // As far as the entry is among the last groups of the block.
                let until = match rows.get(LOOK_BACK - 1) {
                    Some(last) => item_ord(&report_of(last), u32::MAX),
                    None => [u8::MAX; 20],
                };
                let depends = depends.query_map(
                    params![super::stage::beside(key), unit.as_slice(), until.as_slice()],
                    |r| r.get::<_, Ord20>(0),
                )?;
                let rows = rows.into_iter().map(Ok).chain(depends);
                for row in rows {
                    let row = row?;
                    if row.as_slice() > after.as_slice() {
                        self.queue.insert(report_of(&row));
                    }
                }
            }
        }
        Ok(())
    }

    /// Later reports that may be copies of this one, or of its copies.
    fn mark_copies(&mut self, ord: &Ord16, sketch: &[u8], day: i32) -> Result<()> {
        if self.last.is_none_or(|last| last <= *ord) {
            return Ok(());
        }
        let after = item_ord(ord, u32::MAX);
        let mut query = self
            .db
            .prepare_cached("SELECT ord FROM block WHERE key = ?1 AND ord > ?2")?;
        for band in copy::bands_after(&read_sketch(sketch), day) {
            let rows = query.query_map(params![band, after], |r| r.get::<_, Ord20>(0))?;
            for row in rows {
                self.queue.insert(report_of(&row?));
            }
        }
        Ok(())
    }
}

fn read_sketch(bytes: &[u8]) -> Vec<u32> {
    bytes
        .chunks_exact(4)
        .map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]]))
        .collect()
}
