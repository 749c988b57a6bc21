//! Every invariant of a store, verified; backup and clean-up.

use super::stage::from_sql_key;
use super::{Store, edit};
use crate::error::{Error, Kind, Result};
use crate::merge::facts::Day;
use crate::{Event, Evidence, ident};
use dateline_record::{ReportKey, Span, Statement};
use rusqlite::OptionalExtension;
use std::collections::BTreeMap;
use std::path::Path;

/// Something in a store that is not as it has to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// An event, statement or report, by id or name; the store as a whole
    /// where it is empty.
    pub what: String,
    /// What is wrong.
    pub message: String,
}

/// What a check went over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Reports.
    pub reports: usize,
    /// Events.
    pub events: usize,
    /// Mentions.
    pub mentions: usize,
    /// Statements.
    pub statements: usize,
    /// Pieces of evidence.
    pub evidence: usize,
}

/// Sentences and text of the reports that evidence points to; a few at a time
/// are kept.
struct Texts<'a> {
    store: &'a Store,
    kept: BTreeMap<ReportKey, Option<String>>,
}

impl Texts<'_> {
    fn get(&mut self, key: ReportKey) -> Result<Option<&str>> {
        if self.kept.len() > 2_000 {
            self.kept.clear();
        }
        if !self.kept.contains_key(&key) {
            let text = self
                .store
                .db
                .prepare_cached("SELECT text FROM report WHERE key = ?1 AND staged = 0")?
                .query_row([super::stage::sql_key(key)], |r| r.get(0))
                .optional()?;
            self.kept.insert(key, text);
        }
        Ok(self.kept.get(&key).and_then(|t| t.as_deref()))
    }
}

fn fits(span: Span, text: &str) -> bool {
    span.start < span.end && text.get(span.start as usize..span.end as usize).is_some()
}

impl Store {
    /// Goes over the whole store and gives what is not as it has to be: the
    /// file's own structure, each entry against its mentions, each field's
    /// evidence, each span against its report, each id.
    ///
    /// # Errors
    /// The store cannot be read at all.
    pub fn check(&self) -> Result<(Checked, Vec<Problem>)> {
        let _tx = self.db.unchecked_transaction()?;
        let mut found = Vec::new();
        let mut checked = Checked::default();
        self.check_file(&mut found)?;
        self.check_tables(&mut found)?;
        self.check_events(&mut checked, &mut found)?;
        self.check_statements(&mut checked, &mut found)?;
        self.check_decisions(&mut found)?;
        let count = |table: &str| -> Result<usize> {
            let n: i64 = self
                .db
                .query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get(0))?;
            Ok(usize::try_from(n).unwrap_or(0))
        };
        checked.reports = count("report")?;
        checked.mentions = count("mention")?;
        Ok((checked, found))
    }

    fn check_file(&self, found: &mut Vec<Problem>) -> Result<()> {
        let mut query = self.db.prepare("PRAGMA integrity_check(20)")?;
        let rows = query.query_map([], |r| r.get::<_, String>(0))?;
        for row in rows {
            let message = row?;
            if message != "ok" {
                found.push(Problem {
                    what: String::new(),
                    message: format!("the file is damaged: {message}"),
                });
            }
        }
        let mut query = self.db.prepare("PRAGMA foreign_key_check")?;
        let rows = query.query_map([], |r| r.get::<_, String>(0))?;
        for row in rows {
            found.push(Problem {
                what: String::new(),
                message: format!("a row of table '{}' belongs to no report", row?),
            });
        }
        Ok(())
    }

    fn check_tables(&self, found: &mut Vec<Problem>) -> Result<()> {
        for (sql, message) in [
            (
                "SELECT count(*) FROM mention m JOIN report r ON r.key = m.report
                 WHERE r.staged = 0 AND (
                     m.event IS NULL AND coalesce(json_extract(m.body, '$.dependent'), 0) = 0
                     OR m.event IS NOT NULL
                         AND NOT EXISTS (SELECT 1 FROM event e WHERE e.id = m.event))",
                "mentions stand in no entry",
            ),
            (
                "SELECT count(*) FROM event e
                 WHERE NOT EXISTS (SELECT 1 FROM mention m WHERE m.event = e.id)",
                "entries have no mention",
            ),
            (
                "SELECT count(*) FROM event_party p WHERE NOT EXISTS (SELECT 1 FROM event e
                     WHERE e.id = p.event AND e.wide = p.wide AND e.sort = p.sort)",
                "parties belong to no entry",
            ),
            (
                "SELECT count(*) FROM mention m WHERE NOT EXISTS
                     (SELECT 1 FROM unit u WHERE u.n = m.unit AND u.ord BETWEEN
                         substr(m.ord, 1, 16)
                         AND CAST(substr(m.ord, 1, 16) || x'ffffffff' AS BLOB))",
                "mentions stand in no group",
            ),
            (
                "SELECT count(*) FROM unit u WHERE NOT EXISTS
                     (SELECT 1 FROM report r WHERE r.key = u.report)",
                "groups belong to no report",
            ),
            (
                "SELECT count(*) FROM (SELECT anchor FROM mention GROUP BY anchor
                     HAVING count(*) > 1)",
                "ids are given twice",
            ),
        ] {
            let n: i64 = self.db.query_row(sql, [], |r| r.get(0))?;
            if n > 0 {
                found.push(Problem {
                    what: String::new(),
                    message: format!("{n} {message}"),
                });
            }
        }
        Ok(())
    }

    fn check_events(&self, checked: &mut Checked, found: &mut Vec<Problem>) -> Result<()> {
        let overlay = edit::overlay(&self.db)?;
        let mut texts = Texts {
            store: self,
            kept: BTreeMap::new(),
        };
        let mut query = self
            .db
            .prepare("SELECT id, body, rejected FROM event ORDER BY id")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let body: String = row.get(1)?;
            let rejected: bool = row.get(2)?;
            checked.events += 1;
            let name = ident::event_id(id).0;
            let mut wrong = |message: String| {
                found.push(Problem {
                    what: name.clone(),
                    message,
                });
            };
            let Ok(event) = serde_json::from_str::<Event>(&body) else {
                wrong("its record cannot be read".to_owned());
                continue;
            };
            match edit::assemble(&self.db, id, Day::MAX, &overlay)? {
                Some((now, _, r)) if now == event && r == rejected => {}
                _ => wrong("it is not what its mentions and the decisions make it".to_owned()),
            }
            if event.status.is_empty() {
                wrong("it has no status".to_owned());
            }
            for (field, list) in fields(&event) {
                if list.is_empty() {
                    wrong(format!("its {field} has no evidence"));
                }
                for e in list {
                    checked.evidence += 1;
                    match texts.get(e.report)? {
                        None => wrong(format!(
                            "the evidence of its {field} is in no report: {}",
                            e.report
                        )),
                        Some(text) if !fits(e.sentence, text) || !fits(e.span, text) => {
                            wrong(format!(
                                "the evidence of its {field} does not lie in report {}",
                                e.report
                            ));
                        }
                        Some(_) => {}
                    }
                }
            }
        }
        Ok(())
    }

    fn check_statements(&self, checked: &mut Checked, found: &mut Vec<Problem>) -> Result<()> {
        let mut query = self.db.prepare(
            "SELECT s.report, s.n, s.body, r.text FROM statement s
             JOIN report r ON r.key = s.report WHERE r.staged = 0 ORDER BY s.ord",
        )?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            checked.statements += 1;
            let report = from_sql_key(row.get(0)?);
            let n: u32 = row.get(1)?;
            let body: String = row.get(2)?;
            let text: String = row.get(3)?;
            let mut wrong = |message: &str| {
                found.push(Problem {
                    what: format!("statement {n} of report {report}"),
                    message: message.to_owned(),
                });
            };
            match serde_json::from_str::<Statement>(&body) {
                Err(_) => wrong("its record cannot be read"),
                Ok(s) if !fits(s.content, &text) || !fits(s.sentence, &text) => {
                    wrong("its words do not lie in the report");
                }
                Ok(_) => {}
            }
        }
        Ok(())
    }

    fn check_decisions(&self, found: &mut Vec<Problem>) -> Result<()> {
        for d in self.decisions()? {
            if let Some(id) = d.action.event()
                && self.find(&id.0)?.is_none()
            {
                found.push(Problem {
                    what: format!("decision {}", d.id),
                    message: format!(
                        "the event '{id}' it is about is not here; read the report it came from"
                    ),
                });
            }
        }
        Ok(())
    }

    /// Copies the whole store to a new file while it may be in use.
    ///
    /// # Errors
    /// There is a file at `to` already, or it cannot be written.
    pub fn backup(&self, to: &Path) -> Result<()> {
        if to.exists() {
            let e = std::io::Error::new(
                std::io::ErrorKind::AlreadyExists,
                "there is a file of that name already; name another",
            );
            return Err(Error::new(Kind::Io(e)).at(to));
        }
        let path = to.to_string_lossy();
        // The engine takes the new file for a change of this one, which a
        // store that was opened for reading alone does not allow.
        let careful: bool = self.db.query_row("PRAGMA query_only", [], |r| r.get(0))?;
        self.db.pragma_update(None, "query_only", false)?;
        let done = self.db.execute("VACUUM INTO ?1", [path.as_ref()]);
        self.db.pragma_update(None, "query_only", careful)?;
        done.map_err(|e| Error::from(e).at(to))?;
        Ok(())
    }

    /// Gives the space of deleted rows back to the disk; gives the size of the
    /// store in bytes before and after.
    ///
    /// # Errors
    /// The store cannot be written, or the disk has no room for the copy that
    /// is made meanwhile.
    pub fn vacuum(&mut self) -> Result<(u64, u64)> {
        let size = |s: &Self| -> Result<u64> {
            let n: i64 = s.db.query_row(
                "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
                [],
                |r| r.get(0),
            )?;
            Ok(n.unsigned_abs())
        };
        let before = size(self)?;
        self.db.execute_batch(super::search::GATHER)?;
        self.db
            .execute_batch("VACUUM; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);")?;
        Ok((before, size(self)?))
    }
}

/// Each field that has a value, with its evidence.
fn fields(event: &Event) -> Vec<(&'static str, &[Evidence])> {
    let mut out: Vec<(&'static str, &[Evidence])> = vec![("mentions", &event.mentions)];
    for p in &event.parties {
        out.push(("parties", &p.evidence));
    }
    for p in &event.persons {
        out.push(("persons", &p.evidence));
    }
    out.extend(event.topic.iter().map(|t| ("topic", &t.evidence[..])));
    out.extend(event.place.iter().map(|t| ("place", &t.evidence[..])));
    out.extend(event.time.iter().map(|t| ("time", &t.evidence[..])));
    out.extend(event.due.iter().map(|t| ("due", &t.evidence[..])));
    for s in &event.status {
        out.push(("status", std::slice::from_ref(&s.evidence)));
        out.extend(s.time.iter().map(|t| ("time", &t.evidence[..])));
        out.extend(s.place.iter().map(|t| ("place", &t.evidence[..])));
        out.extend(
            s.said_by
                .iter()
                .map(|t| ("source", std::slice::from_ref(&t.evidence))),
        );
    }
    out
}
