//! Asking the store for statements.

use super::Store;
use super::query::entry_of;
use super::stage::{item_ord, key_in, report_of};
use crate::error::Result;
use crate::merge::facts::Day;
use crate::{Evidence, StatementEntry, ident};
use dateline_record::{ReportKey, Statement};
use jiff::civil::Date;
use std::collections::HashMap;

impl Store {
    /// The statements of the reports up to `as_of`, in order.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn statements(&self, as_of: Option<Date>) -> Result<Vec<StatementEntry>> {
        let until = Self::until(as_of);
        // As the reports: read as they stand, and put in order here.
        let told = if self.has_staged()? {
            "AND report IN (SELECT key FROM report WHERE staged = 0)"
        } else {
            ""
        };
        let mut query = self.db.prepare_cached(&format!(
            "SELECT n, body, ord FROM statement NOT INDEXED WHERE day <= ?1 {told}"
        ))?;
        let mut rows = query.query([until])?;
        let mut all: Vec<([u8; 20], u32, Statement)> = Vec::new();
        // The mentions that they are about, and their entries.
        let mut about: HashMap<[u8; 20], Option<i64>> = HashMap::new();
        while let Some(row) = rows.next()? {
            let statement: Statement = serde_json::from_str(row.get_ref(1)?.as_str()?)?;
            let ord: [u8; 20] = row.get(2)?;
            let mentions = statement.about.iter();
            about.extend(mentions.map(|&m| (item_ord(&report_of(&ord), m), None)));
            all.push((ord, row.get(0)?, statement));
        }
        self.entries_of(&mut about)?;
        all.sort_unstable_by_key(|(ord, ..)| *ord);
        all.iter()
            .map(|(ord, n, statement)| {
                let ord = report_of(ord);
                let entry = |m| Ok(about.get(&item_ord(&ord, m)).copied().flatten());
                statement_entry(key_in(&ord), *n, statement, entry)
            })
            .collect()
    }

    /// Fills in the entries that mentions are in. They are read from the index
    /// of entries alone, where a mention stands by its place in the order.
    fn entries_of(&self, mentions: &mut HashMap<[u8; 20], Option<i64>>) -> Result<()> {
        if mentions.is_empty() {
            return Ok(());
        }
        let mut query = self
            .db
            .prepare_cached("SELECT event, ord FROM mention WHERE event IS NOT NULL")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(entry) = mentions.get_mut(&row.get::<_, [u8; 20]>(1)?) {
                *entry = row.get(0)?;
            }
        }
        Ok(())
    }

    pub(crate) fn statement(
        &self,
        report: ReportKey,
        n: u32,
        s: &Statement,
        until: Day,
    ) -> Result<StatementEntry> {
        statement_entry(report, n, s, |m| entry_of(&self.db, report, m, until))
    }
}

fn statement_entry(
    report: ReportKey,
    n: u32,
    s: &Statement,
    entry: impl Fn(u32) -> Result<Option<i64>>,
) -> Result<StatementEntry> {
    let mut about = Vec::new();
    for &m in &s.about {
        if let Some(event) = entry(m)? {
            let id = ident::event_id(event);
            if !about.contains(&id) {
                about.push(id);
            }
        }
    }
    about.sort();
    let speaker = &s.attribution.speaker;
    Ok(StatementEntry {
        id: ident::statement_id(report, s.content, n),
        speaker: speaker.name.clone(),
        is_office: speaker.is_office,
        affiliation: speaker.party.as_ref().map(|p| p.id.clone()),
        kind: s.kind,
        evidence: Evidence {
            report,
            sentence: s.sentence,
            span: s.content,
            rule: s.attribution.rule.clone(),
        },
        addressee: s
            .addressee
            .as_ref()
            .map(|p| p.name.clone())
            .or_else(|| s.addressee_party.as_ref().map(|p| p.id.0.clone())),
        via: s.attribution.via.as_ref().map(|v| v.speaker.name.clone()),
        said_on: s.said_on.clone(),
        about,
    })
}
