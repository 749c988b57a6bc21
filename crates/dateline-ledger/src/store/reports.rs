//! Asking the store for reports, and for those that were refused.

use super::Store;
use super::stage::{Rest, from_sql_key, sql_key};
use crate::ReportInfo;
use crate::error::Result;
use dateline_record::{Reading, Report, ReportKey};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A report that was not read, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Its name or path.
    pub name: String,
    /// What was wrong with it, and the way out.
    pub reason: String,
}

/// The columns of a report in the order that [`report_in`] takes them.
const REPORT: &str = "name, dct, source, title, url, language, text";

impl Store {
    /// The reports up to `as_of`, in order of date and key. Where two share a
    /// name, it is followed by `#` and the key.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn reports(&self, as_of: Option<Date>) -> Result<Vec<ReportInfo>> {
        let shared: HashSet<String> = self
            .db
            .prepare_cached("SELECT name FROM report GROUP BY name HAVING count(*) > 1")?
            .query_map([], |r| r.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        // Read as they stand in the file, and put in order here: to look each
        // up by its place in the order takes three times as long.
        let mut query = self.db.prepare_cached(
            "SELECT key, name, dct, source, ord FROM report NOT INDEXED
             WHERE staged = 0 AND day <= ?1",
        )?;
        let mut rows = query.query([Self::until(as_of)])?;
        let mut out: Vec<([u8; 16], ReportInfo)> = Vec::new();
        while let Some(row) = rows.next()? {
            let key = from_sql_key(row.get(0)?);
            let mut name: String = row.get(1)?;
            if shared.contains(&name) {
                name = format!("{name}#{key}");
            }
            let info = ReportInfo {
                key,
                name,
                dct: serde_json::from_str(row.get_ref(2)?.as_str()?)?,
                source: row.get(3)?,
            };
            out.push((row.get(4)?, info));
        }
        out.sort_unstable_by_key(|(ord, _)| *ord);
        Ok(out.into_iter().map(|(_, info)| info).collect())
    }

    /// The reports with these keys that the store holds. Where they are many,
    /// the whole file is gone through, which is faster than to look each up.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn texts(&self, keys: &BTreeSet<ReportKey>) -> Result<BTreeMap<ReportKey, Report>> {
        let n: usize = self
            .db
            .query_row("SELECT count(*) FROM report", [], |r| r.get(0))?;
        let mut out = Vec::with_capacity(keys.len());
        if keys.len() < n / 8 {
            for &key in keys {
                out.extend(self.report_by_key(key)?.map(|r| (key, r)));
            }
        } else {
            let mut query = self
                .db
                .prepare_cached(&format!("SELECT {REPORT}, key FROM report NOT INDEXED"))?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                let key = from_sql_key(row.get(7)?);
                if keys.contains(&key) {
                    out.push((key, report_in(row)?));
                }
            }
        }
        Ok(out.into_iter().collect())
    }

    /// One report by its key, or by a name that [`Store::reports`] gives.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn report(&self, key_or_name: &str) -> Result<Option<Report>> {
        let by_key = |text: &str| -> Result<Option<Report>> {
            match u64::from_str_radix(text, 16) {
                Ok(key) if text.len() == 16 => report(&self.db, key as i64),
                _ => Ok(None),
            }
        };
        let by_name: Option<i64> = self
            .db
            .prepare_cached("SELECT key FROM report WHERE name = ?1 ORDER BY ord LIMIT 1")?
            .query_row([key_or_name], |r| r.get(0))
            .optional()?;
        if let Some(key) = by_name {
            return report(&self.db, key);
        }
        if let Some((_, key)) = key_or_name.rsplit_once('#')
            && let Some(found) = by_key(key)?
        {
            return Ok(Some(found));
        }
        by_key(key_or_name)
    }

    /// The report with this key.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn report_by_key(&self, key: ReportKey) -> Result<Option<Report>> {
        report(&self.db, sql_key(key))
    }

    /// All that was read from one report.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn reading(&self, key: ReportKey) -> Result<Option<Reading>> {
        reading(&self.db, key)
    }

    /// The report that this one is a copy of.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn copy_of(&self, key: ReportKey) -> Result<Option<ReportKey>> {
        Ok(self
            .db
            .prepare_cached("SELECT copy_of FROM report WHERE key = ?1")?
            .query_row([sql_key(key)], |r| r.get::<_, Option<i64>>(0))
            .optional()?
            .flatten()
            .map(from_sql_key))
    }

    /// Keeps the name of a report that was not read, with the reason.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn refuse(&mut self, name: &str, reason: &str) -> Result<()> {
        self.db.execute(
            "INSERT INTO refused (name, reason) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET reason = excluded.reason",
            [name, reason],
        )?;
        Ok(())
    }

    /// The reports that were not read, in order of name.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn refused(&self) -> Result<Vec<Refused>> {
        let mut query = self
            .db
            .prepare_cached("SELECT name, reason FROM refused ORDER BY name")?;
        let rows = query.query_map([], |r| {
            Ok(Refused {
                name: r.get(0)?,
                reason: r.get(1)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Forgets one refused report, or all for `None`; gives how many.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn clear_refused(&mut self, name: Option<&str>) -> Result<usize> {
        Ok(self
            .db
            .execute("DELETE FROM refused WHERE ?1 IS NULL OR name = ?1", [name])?)
    }
}

fn report_in(row: &rusqlite::Row<'_>) -> Result<Report> {
    Ok(Report {
        name: row.get(0)?,
        dct: serde_json::from_str(row.get_ref(1)?.as_str()?)?,
        source: row.get(2)?,
        title: row.get(3)?,
        url: row.get(4)?,
        language: row.get(5)?,
        text: row.get(6)?,
    })
}

fn report(db: &Connection, key: i64) -> Result<Option<Report>> {
    let mut query = db.prepare_cached(&format!("SELECT {REPORT} FROM report WHERE key = ?1"))?;
    let mut rows = query.query([key])?;
    rows.next()?.map(report_in).transpose()
}

pub(crate) fn reading(db: &Connection, key: ReportKey) -> Result<Option<Reading>> {
    let key = sql_key(key);
    let Some(report) = report(db, key)? else {
        return Ok(None);
    };
    let (rest, reader): (String, String) = db
        .prepare_cached("SELECT rest, reader FROM report WHERE key = ?1")?
        .query_row([key], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let rest: Rest = serde_json::from_str(&rest)?;
    let bodies = |sql: &str| -> Result<Vec<String>> {
        let mut query = db.prepare_cached(sql)?;
        let rows = query.query_map([key], |r| r.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    };
    let events = bodies("SELECT body FROM mention WHERE report = ?1 ORDER BY n")?
        .iter()
        .map(|b| serde_json::from_str(b))
        .collect::<Result<_, _>>()?;
    let statements = bodies("SELECT body FROM statement WHERE report = ?1 ORDER BY n")?
        .iter()
        .map(|b| serde_json::from_str(b))
        .collect::<Result<_, _>>()?;
    Ok(Some(Reading {
        report,
        sentences: rest.sentences,
        timexes: rest.timexes,
        entities: rest.entities,
        events,
        statements,
        diagnostics: rest.diagnostics,
        reader,
    }))
}
