//! The mentions of groups and of the machine's entries, without reading a report's
//! mentions again for each of its groups: a report may have thousands of both.

use crate::error::Result;
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// A mention: its report and its number there.
pub(crate) type Mention = (i64, u32);

/// A mention of a machine entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed {
    pub mention: Mention,
    pub anchor: i64,
    /// The entry it is written down for.
    pub old: Option<i64>,
}

/// The mentions of one report by group, each group's in order.
pub(crate) type ByGroup = BTreeMap<u32, Vec<Placed>>;

/// The mentions of a report that stand in an entry, or all.
pub(crate) fn by_group(db: &Connection, report: i64, all: bool) -> Result<ByGroup> {
    let mut query = db.prepare_cached(
        "SELECT unit, n, anchor, event FROM mention
         WHERE report = ?1 AND (?2 OR event IS NOT NULL) ORDER BY n",
    )?;
    let mut rows = query.query(params![report, all])?;
    let mut groups = ByGroup::new();
    while let Some(row) = rows.next()? {
        groups.entry(row.get(0)?).or_default().push(Placed {
            mention: (report, row.get(1)?),
            anchor: row.get(2)?,
            old: row.get(3)?,
        });
    }
    Ok(groups)
}

/// The mentions of entries, as they stand in the store when their report is first
/// asked for.
#[derive(Debug, Default)]
pub(crate) struct Placing {
    reports: BTreeMap<i64, ByGroup>,
    n_mentions: usize,
}

/// So many mentions are kept; one longer report is kept alone.
const MOST: usize = 100_000;

impl Placing {
    /// All mentions of a machine entry in order.
    pub(crate) fn of(&mut self, db: &Connection, event: i64) -> Result<Vec<Placed>> {
        let mut query =
            db.prepare_cached("SELECT report, n FROM unit WHERE event = ?1 ORDER BY ord")?;
        let units: Vec<(i64, u32)> = query
            .query_map([event], |r| Ok((r.get(0)?, r.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let mut found: Vec<Placed> = Vec::new();
        // Units are in order of their reports; within one, mentions count.
        for of_report in units.chunk_by(|a, b| a.0 == b.0) {
            let report = of_report[0].0;
            let groups = self.report(db, report)?;
            let first = found.len();
            for (_, unit) in of_report {
                found.extend(groups.get(unit).into_iter().flatten());
            }
            found[first..].sort_by_key(|p| p.mention.1);
        }
        Ok(found)
    }

    fn report(&mut self, db: &Connection, report: i64) -> Result<&ByGroup> {
        if !self.reports.contains_key(&report) {
            let groups = by_group(db, report, true)?;
            if self.n_mentions > MOST {
                self.reports.clear();
                self.n_mentions = 0;
            }
            self.n_mentions += groups.values().map(Vec::len).sum::<usize>();
            self.reports.insert(report, groups);
        }
        Ok(&self.reports[&report])
    }
}
