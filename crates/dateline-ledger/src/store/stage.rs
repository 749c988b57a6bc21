//! Taking in what was read from reports.

use super::Store;
use super::memory::Memory;
use crate::error::Result;
use crate::merge::facts::{Day, Facts, day_number};
use crate::merge::group::{self, Group};
use crate::{copy, ident};
use dateline_record::{
    Diagnostic, Family, Reading, Report, ReportKey, Resolved, Span, Statement, Timex,
};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};

/// The anchors of so many mentions stand together in their index: random
/// numbers, each of which would otherwise be written on a page of its own.
const OF_AN_AGE: i64 = 128 << 10;

/// So many reports are merged in one transaction: entries and blocks that
/// several of them bear on are written once.
const AT_ONCE: usize = 2_000;

/// What became of a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Reports that the store did not hold.
    pub new: usize,
    /// Reports that it held, read again by another version of the reader.
    pub again: usize,
    /// Reports that it held just so: nothing changed.
    pub known: usize,
}

/// The parts of a reading that are neither mentions nor statements.
#[derive(Serialize, Deserialize)]
pub(crate) struct Rest {
    pub(crate) sentences: Vec<Span>,
    pub(crate) timexes: Vec<Timex>,
    pub(crate) entities: Vec<Resolved>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// The canonical order of reports as bytes that compare alike: day, second of
/// the day (0 where none is known), key.
pub(crate) fn report_ord(report: &Report, key: ReportKey) -> [u8; 16] {
    let mut ord = [0_u8; 16];
    let day = (i64::from(day_number(report.dct.date)) + (1 << 31)) as u32;
    let second = report.dct.time.map_or(0, |t| {
        1 + u32::from(t.hour() as u8) * 3600
            + u32::from(t.minute() as u8) * 60
            + u32::from(t.second() as u8)
    });
    ord[..4].copy_from_slice(&day.to_be_bytes());
    ord[4..8].copy_from_slice(&second.to_be_bytes());
    ord[8..].copy_from_slice(&key.0.to_be_bytes());
    ord
}

/// The order of the `n`th thing in a report.
pub(crate) fn item_ord(report: &[u8; 16], n: u32) -> [u8; 20] {
    let mut ord = [0_u8; 20];
    ord[..16].copy_from_slice(report);
    ord[16..].copy_from_slice(&n.to_be_bytes());
    ord
}

/// The order of the report that a thing is in.
pub(crate) fn report_of(ord: &[u8; 20]) -> [u8; 16] {
    let mut report = [0; 16];
    report.copy_from_slice(&ord[..16]);
    report
}

/// The key of a report from its place in the order.
pub(crate) fn key_in(ord: &[u8; 16]) -> ReportKey {
    let mut key = [0; 8];
    key.copy_from_slice(&ord[8..]);
    ReportKey(u64::from_be_bytes(key))
}

pub(crate) fn sql_key(key: ReportKey) -> i64 {
    key.0 as i64
}

pub(crate) fn from_sql_key(key: i64) -> ReportKey {
    ReportKey(key as u64)
}

impl Store {
    /// Adds what was read from some reports, in one transaction, and merges it
    /// into the entries. A report that is there already changes nothing; one
    /// that another version of the reader has read takes the place of the old
    /// reading.
    ///
    /// # Errors
    /// The store cannot be written; then none of the batch is in it.
    pub fn add(&mut self, readings: &[Reading]) -> Result<Added> {
        let tx = self
            .db
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        // Where it fails, what the memory holds is not what the file holds.
        let mut memory = std::mem::take(&mut self.memory);
        let added = stage(&tx, readings)?;
        if added.again > 0 {
            memory = Memory::default();
        }
        super::settle::settle(&tx, usize::MAX, &mut memory)?;
        tx.commit()?;
        self.memory = memory;
        Ok(added)
    }

    /// Adds what was read from some reports, in one transaction, but leaves
    /// the merging to [`Store::settle`]. Until then queries do not see them.
    /// For many batches in any order this is faster than [`Store::add`].
    ///
    /// # Errors
    /// The store cannot be written; then none of the batch is in it.
    pub fn stage(&mut self, readings: &[Reading]) -> Result<Added> {
        self.set_bulk(true)?;
        let tx = self
            .db
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let added = stage(&tx, readings)?;
        tx.commit()?;
        if added.again > 0 {
            self.memory = Memory::default();
        }
        Ok(added)
    }

    /// Merges all staged reports into the entries, in order of date, some
    /// thousands in one transaction. Gives the number of reports.
    ///
    /// # Errors
    /// The store cannot be written; what was merged until then stays.
    pub fn settle(&mut self) -> Result<usize> {
        self.set_bulk(true)?;
        let mut all = 0;
        loop {
            let tx = self
                .db
                .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let mut memory = std::mem::take(&mut self.memory);
            let n = super::settle::settle(&tx, AT_ONCE, &mut memory)?;
            tx.commit()?;
            self.memory = memory;
            all += n;
            if n == 0 {
                self.set_bulk(false)?;
                self.gather_words(all)?;
                return Ok(all);
            }
        }
    }

    /// The number of reports that were staged and not merged yet.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn staged(&self) -> Result<usize> {
        let n: i64 =
            self.db
                .query_row("SELECT count(*) FROM report WHERE staged = 1", [], |r| {
                    r.get(0)
                })?;
        Ok(usize::try_from(n).unwrap_or(0))
    }

    /// True where the store holds this report as this version of the reader
    /// reads it, so that reading it again would change nothing.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn knows(&self, key: ReportKey, reader: &str) -> Result<bool> {
        Ok(known_reader(&self.db, key)?.as_deref() == Some(reader))
    }
}

fn known_reader(db: &rusqlite::Connection, key: ReportKey) -> Result<Option<String>> {
    Ok(db
        .prepare_cached("SELECT reader FROM report WHERE key = ?1")?
        .query_row([sql_key(key)], |r| r.get(0))
        .optional()?)
}

fn stage(tx: &Transaction<'_>, readings: &[Reading]) -> Result<Added> {
    let mut added = Added::default();
    let last: Option<i64> = tx
        .prepare_cached("SELECT max(rowid) FROM mention")?
        .query_row([], |r| r.get(0))?;
    let age = last.unwrap_or(0) / OF_AN_AGE;
    for reading in readings {
        let key = reading.report.key();
        match known_reader(tx, key)? {
            Some(reader) if reader == reading.reader => {
                added.known += 1;
                continue;
            }
            Some(_) => {
                super::settle::forget(tx, key)?;
                added.again += 1;
            }
            None => added.new += 1,
        }
        insert(tx, key, reading, age)?;
    }
    Ok(added)
}

fn insert(tx: &Transaction<'_>, key: ReportKey, reading: &Reading, age: i64) -> Result<()> {
    let report = &reading.report;
    let ord = report_ord(report, key);
    let day = day_number(report.dct.date);
    let sketch = copy::sketch(&report.text);
    let rest = serde_json::to_string(&Rest {
        sentences: reading.sentences.clone(),
        timexes: reading.timexes.clone(),
        entities: reading.entities.clone(),
        diagnostics: reading.diagnostics.clone(),
    })?;
    let sketch_bytes: Vec<u8> = sketch.iter().flat_map(|m| m.to_le_bytes()).collect();
    tx.prepare_cached(
        "INSERT INTO report (key, ord, day, name, dct, source, title, url, language, text, rest,
             reader, sketch, staged) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,1)",
    )?
    .execute(params![
        sql_key(key),
        ord.as_slice(),
        day,
        report.name,
        serde_json::to_string(&report.dct)?,
        report.source,
        report.title,
        report.url,
        report.language,
        report.text,
        rest,
        reading.reader,
        sketch_bytes,
    ])?;
    tx.prepare_cached("INSERT INTO report_text (rowid, title, text) VALUES (?1, ?2, ?3)")?
        .execute(params![sql_key(key), report.title, report.text])?;
    let anchors = ident::anchors(key, &reading.events);
    let groups = group::groups(reading);
    let mut unit_of = vec![0_u32; reading.events.len()];
    for (n, group) in groups.iter().enumerate() {
        for &m in &group.mentions {
            unit_of[m as usize] = n as u32;
        }
    }
    for (m, mention) in reading.events.iter().enumerate() {
        tx.prepare_cached(
            "INSERT INTO mention (report, n, ord, day, unit, anchor, event, body, age)
             VALUES (?1,?2,?3,?4,?5,?6,NULL,?7,?8)",
        )?
        .execute(params![
            sql_key(key),
            m as u32,
            item_ord(&ord, m as u32).as_slice(),
            day,
            unit_of[m],
            anchors[m],
            serde_json::to_string(mention)?,
            age,
        ])?;
    }
    units(tx, key, &ord, &groups, &anchors)?;
    bands(tx, &ord, &sketch, day)?;
    for (n, s) in reading.statements.iter().enumerate() {
        statement(tx, key, &ord, day, n as u32, s, &report.text)?;
    }
    Ok(())
}

/// The number of a thing in its report.
pub(crate) fn number_of(ord: &[u8; 20]) -> u32 {
    u32::from_be_bytes([ord[16], ord[17], ord[18], ord[19]])
}

/// Keeps the groups of a report and enters them in their blocks.
fn units(
    tx: &Transaction<'_>,
    key: ReportKey,
    ord: &[u8; 16],
    groups: &[Group],
    anchors: &[i64],
) -> Result<()> {
    for (n, group) in groups.iter().enumerate() {
        let n = n as u32;
        let unit = item_ord(ord, n);
        tx.prepare_cached(
            "INSERT INTO unit (ord, report, n, event, first, facts) VALUES (?1,?2,?3,NULL,?4,?5)",
        )?
        .execute(params![
            unit.as_slice(),
            sql_key(key),
            n,
            anchors[group.mentions[0] as usize],
            serde_json::to_string(&group.facts)?
        ])?;
        for b in entered(&group.facts) {
            block(tx, b, &unit)?;
        }
    }
    Ok(())
}

/// Takes the groups of a report and its bands out of their blocks.
pub(crate) fn unblock(db: &Connection, ord: &[u8; 16], sketch: &[u32], day: Day) -> Result<()> {
    let mut out = db.prepare_cached("DELETE FROM block WHERE key = ?1 AND ord = ?2")?;
    for band in copy::bands(sketch, day) {
        out.execute(params![band, item_ord(ord, u32::MAX).as_slice()])?;
    }
    let high = item_ord(ord, u32::MAX);
    let mut query = db.prepare_cached("SELECT ord, facts FROM unit WHERE ord BETWEEN ?1 AND ?2")?;
    let mut rows = query.query(params![ord.as_slice(), high])?;
    while let Some(row) = rows.next()? {
        let unit: [u8; 20] = row.get(0)?;
        let facts: Facts = serde_json::from_str(row.get_ref(1)?.as_str()?)?;
        for key in entered(&facts) {
            out.execute(params![key, unit.as_slice()])?;
        }
    }
    Ok(())
}

fn statement(
    tx: &Transaction<'_>,
    key: ReportKey,
    ord: &[u8; 16],
    day: Day,
    n: u32,
    s: &Statement,
    body: &str,
) -> Result<()> {
    let speaker = &s.attribution.speaker;
    tx.prepare_cached(
        "INSERT INTO statement (report, n, ord, day, speaker, party, body, about)
         VALUES (?1,?2,?3,?4,?5,?6,?7,?8)",
    )?
    .execute(params![
        sql_key(key),
        n,
        item_ord(ord, n).as_slice(),
        day,
        speaker.name,
        speaker.party.as_ref().map(|p| p.id.as_str()),
        serde_json::to_string(s)?,
        serde_json::to_string(&s.about)?,
    ])?;
    let id = tx.last_insert_rowid();
    tx.prepare_cached("INSERT INTO statement_text (rowid, text) VALUES (?1, ?2)")?
        .execute(params![id, s.content.of(body)])?;
    Ok(())
}

/// Computes the groups of all reports anew, and leaves them to be merged.
pub(crate) fn rebuild_units(tx: &Transaction<'_>) -> Result<()> {
    tx.execute_batch(
        "DELETE FROM unit; DELETE FROM block; DELETE FROM event_party; DELETE FROM event;
         UPDATE mention SET event = NULL; UPDATE report SET staged = 1, copy_of = NULL;",
    )?;
    let keys: Vec<i64> = tx
        .prepare("SELECT key FROM report ORDER BY ord")?
        .query_map([], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for key in keys {
        let key = from_sql_key(key);
        if let Some(reading) = super::reports::reading(tx, key)? {
            let ord = report_ord(&reading.report, key);
            let groups = group::groups(&reading);
            let anchors = ident::anchors(key, &reading.events);
            units(tx, key, &ord, &groups, &anchors)?;
            for (n, group) in groups.iter().enumerate() {
                for &m in &group.mentions {
                    tx.prepare_cached("UPDATE mention SET unit = ?3 WHERE report = ?1 AND n = ?2")?
                        .execute(params![sql_key(key), m, n as u32])?;
                }
            }
            let sketch = copy::sketch(&reading.report.text);
            bands(tx, &ord, &sketch, day_number(reading.report.dct.date))?;
        }
    }
    Ok(())
}

/// Enters a report where its copies are looked for.
fn bands(tx: &Transaction<'_>, ord: &[u8; 16], sketch: &[u32], day: Day) -> Result<()> {
    for band in copy::bands(sketch, day) {
        block(tx, band, &item_ord(ord, u32::MAX))?;
    }
    Ok(())
}

fn block(tx: &Transaction<'_>, key: i64, ord: &[u8; 20]) -> Result<()> {
    tx.prepare_cached("INSERT OR IGNORE INTO block (key, ord) VALUES (?1, ?2)")?
        .execute(params![key, ord.as_slice()])?;
    Ok(())
}

/// Families that may hold the same event share a block.
fn family_block(family: Family) -> &'static str {
    match family {
        Family::Meeting => "meet",
        Family::Force => "force",
        Family::Other => "other",
        Family::Accord | Family::Decision | Family::Word | Family::Pressure | Family::Relief => {
            "act"
        }
    }
}

/// Where a group is entered: in its blocks, and what depends on others beside
/// them, where it takes no other group's place and is found only when it may
/// have to be decided again.
pub(crate) fn entered(facts: &Facts) -> Vec<i64> {
    let mut keys = blocks(facts);
    if facts.dependent {
        keys.iter_mut().for_each(|key| *key = beside(*key));
    }
    keys
}

/// Where those stand that depend on the groups of a block.
pub(crate) fn beside(key: i64) -> i64 {
    let mut h = xxhash_rust::xxh3::Xxh3::new();
    h.update(b"dependent");
    h.update(&key.to_le_bytes());
    h.digest() as i64
}

/// The blocks in which entries are looked for; a group that can stand alone
/// stands in them, too.
pub(crate) fn blocks(facts: &Facts) -> Vec<i64> {
    let family = family_block(facts.family());
    let mut keys = Vec::new();
    // The blocks of one month are neighbours in the table, so that what is
    // written in one week stands together on the disk.
    let mut key = |month: Option<Day>, parts: &[&str]| {
        let mut h = xxhash_rust::xxh3::Xxh3::new();
        for p in parts {
            h.update(&(p.len() as u32).to_le_bytes());
            h.update(p.as_bytes());
        }
        let hash = h.digest();
        keys.push(match month {
            Some(month) => copy::near(month, hash),
            None => hash as i64,
        });
    };
    let mut parties: Vec<&str> = facts.parties.keys().map(String::as_str).take(6).collect();
    if facts.dependent && parties.is_empty() {
        parties.extend(facts.near.iter().map(String::as_str));
    }
    for (i, a) in parties.iter().enumerate() {
        key(None, &["party", family, a]);
        for b in &parties[i + 1..] {
            key(None, &["pair", family, a, b]);
        }
    }
    for t in &facts.times {
        if t.width() > 40 {
            continue;
        }
        // Months of 30 days serve as well as those of the calendar.
        for month in t.a.div_euclid(30)..=t.b.div_euclid(30) {
            for a in &parties {
                key(Some(month), &["month", family, a]);
            }
            for p in facts.places.keys().take(2) {
                key(Some(month), &["place", family, p]);
            }
        }
    }
    for p in facts.persons.keys().take(4) {
        key(None, &["person", family, p]);
    }
    if parties.is_empty() && facts.persons.is_empty() {
        for w in facts.topic.keys().take(3) {
            key(None, &["topic", family, w]);
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}
