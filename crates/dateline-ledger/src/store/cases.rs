//! What the trainer of `models/depends-en` is shown.

use super::Store;
use super::memory::Memory;
use super::settle::Work;
use super::stage::{from_sql_key, report_ord};
use crate::error::Result;
use crate::merge::{depends, group};
use dateline_record::{Reading, ReportKey};
use rusqlite::params;

/// One mention that cannot stand alone, and what it may belong to.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its position in the reading's list of events.
    pub mention: u32,
    /// Groups of its own report, or entries known from earlier ones.
    pub candidates: Vec<Candidate>,
}

/// What a mention may belong to.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its mentions, by report and position.
    pub mentions: Vec<(ReportKey, u32)>,
    /// The numbers of the two together.
    pub x: Vec<f32>,
}

/// With the numbers that tell one candidate from the others.
fn related(of: Vec<(Vec<(ReportKey, u32)>, depends::Numbers)>) -> Vec<Candidate> {
    let (mentions, mut numbers): (Vec<_>, Vec<_>) = of.into_iter().unzip();
    depends::relate(&mut numbers);
    let with = mentions.into_iter().zip(numbers);
    with.map(|(mentions, x)| Candidate {
        mentions,
        x: x.to_vec(),
    })
    .collect()
}

impl Store {
    /// What the mentions of a reading that cannot stand alone
    /// ([`dateline_record::EventMention::dependent`]) may belong to: first in
    /// its own report, then among the entries of this store from the reports
    /// before it.
    ///
    /// # Errors
    /// The store cannot be read.
    #[doc(hidden)]
    pub fn cases(&self, reading: &Reading) -> Result<Vec<Case>> {
        let key = reading.report.key();
        let ord = report_ord(&reading.report, key);
        let mut out = Vec::new();
        for (mention, groups) in group::cases(reading) {
            let with = groups.into_iter();
            let with = with.map(|(of, x)| (of.into_iter().map(|m| (key, m)).collect(), x));
            out.push(Case {
                mention,
                candidates: related(with.collect()),
            });
        }
        let near = depends::near(reading);
        let mut memory = Memory::default();
        let mut work = Work::new(&self.db, &mut memory, &ord)?;
        let mut query = self.db.prepare_cached(
            "SELECT m.report, m.n FROM unit u JOIN mention m ON m.report = u.report AND m.unit = u.n
             WHERE u.event = ?1 AND u.ord < ?2",
        )?;
        for (n, mention) in reading.events.iter().enumerate() {
            if !mention.dependent {
                continue;
            }
            let facts = group::facts_of(mention, reading, &near);
            let mut with = Vec::new();
            for (event, x) in work.beside(&facts, &ord)? {
                let of = query.query_map(params![event, ord.as_slice()], |r| {
                    Ok((from_sql_key(r.get(0)?), r.get(1)?))
                })?;
                with.push((of.collect::<rusqlite::Result<_>>()?, x));
            }
            out.push(Case {
                mention: n as u32,
                candidates: related(with),
            });
        }
        Ok(out)
    }
}
