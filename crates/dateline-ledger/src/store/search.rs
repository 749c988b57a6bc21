//! Full-text search over reports and statements.

use super::Store;
use super::stage::from_sql_key;
use crate::StatementEntry;
use crate::error::{Error, Kind, Result};
use crate::merge::facts::Day;
use dateline_record::{ReportKey, Span};
use jiff::civil::Date;
use rusqlite::params;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::ops::Range;

/// How much is looked at.
#[derive(Clone, Copy)]
struct Bounds {
    /// Where more reports, or statements, hold the words, how well each fits
    /// says little, and takes long to find out: the latest are given.
    ranked: i64,
    /// So many of the latest are looked at one by one, before all that hold the
    /// words are gone through.
    newest: i64,
}

const BOUNDS: Bounds = Bounds {
    ranked: 4_000,
    newest: 256,
};

/// What a search found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hits {
    /// Reports, the best fit first; where more than 4,000 hold the words, the
    /// latest first.
    pub reports: Vec<ReportHit>,
    /// Statements, in the same order.
    pub statements: Vec<StatementEntry>,
}

/// A report that holds the words of a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportHit {
    /// The report.
    pub key: ReportKey,
    /// Its name.
    pub name: String,
    /// Some words around the first place that fits, with `…` where text was
    /// left out.
    pub snippet: String,
    /// The sentence around the first word of the search, where it stands in
    /// one (bytes).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<Span>,
}

/// All reports and all statements in order of day: what is found of words stands
/// in it by place. Made once ([`Store::told_order`]), true as long as the store
/// does not change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToldOrder {
    reports: Places,
    statements: Places,
}

/// Rows of a table in order of day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Places {
    /// The day and the key of each.
    rows: Vec<(Day, i64)>,
    /// Each key and its place, in order of key.
    by_key: Vec<(i64, u32)>,
}

impl Places {
    /// The places of keys that rise, in order.
    fn of(&self, keys: &[i64]) -> Vec<u32> {
        let mut held = vec![false; self.rows.len()];
        let mut known = self.by_key.iter().peekable();
        for key in keys {
            while known.next_if(|(k, _)| k < key).is_some() {}
            if let Some((_, at)) = known.next_if(|(k, _)| k == key) {
                held[*at as usize] = true;
            }
        }
        let places = (0_u32..).zip(&held);
        places.filter_map(|(at, held)| held.then_some(at)).collect()
    }

    /// How many lie no later than a day.
    fn until(&self, as_of: Option<Date>) -> u32 {
        let until = Store::until(as_of);
        self.rows.partition_point(|(day, _)| *day <= until) as u32
    }
}

/// The reports and the statements that hold the words of a query, where so many
/// do that the latest are given: found once for whatever day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holders {
    /// Places in the order of all, rising.
    reports: Option<Vec<u32>>,
    statements: Option<Vec<u32>>,
}

impl Holders {
    /// How many bytes of memory they take.
    #[must_use]
    pub fn n_bytes(&self) -> usize {
        let of =
            |all: &Option<Vec<u32>>| all.as_ref().map_or(0, |all| size_of::<u32>() * all.len());
        size_of::<Self>() + of(&self.reports) + of(&self.statements)
    }

    /// How many reports they are: 0 where so few hold the words that they can be
    /// ranked.
    #[must_use]
    pub fn n_reports(&self) -> usize {
        self.reports.as_ref().map_or(0, Vec::len)
    }

    /// The places here of the latest reports up to a day, at most `limit`; none
    /// where so few hold the words that they can be ranked.
    #[must_use]
    pub fn latest_reports(
        &self,
        order: &ToldOrder,
        as_of: Option<Date>,
        limit: usize,
    ) -> Option<Range<usize>> {
        let all = self.reports.as_ref()?;
        Some(latest_of(all, &order.reports, as_of, limit))
    }

    /// The places in [`Store::statements`] of the latest statements up to a day,
    /// the latest first, at most `limit`; none where so few hold the words that
    /// they can be ranked.
    #[must_use]
    pub fn latest_statements(
        &self,
        order: &ToldOrder,
        as_of: Option<Date>,
        limit: usize,
    ) -> Option<Vec<usize>> {
        let all = self.statements.as_ref()?;
        let latest = latest_of(all, &order.statements, as_of, limit);
        Some(all[latest].iter().rev().map(|at| *at as usize).collect())
    }
}

/// Of rising places the last `limit` up to a day.
fn latest_of(all: &[u32], places: &Places, as_of: Option<Date>, limit: usize) -> Range<usize> {
    let until = places.until(as_of);
    let end = all.partition_point(|at| *at < until);
    end.saturating_sub(limit)..end
}

/// Of what a report is kept with, its sentences alone.
#[derive(Deserialize)]
struct Sentences {
    sentences: Vec<Span>,
}

/// A table whose text is searched.
struct Searched {
    text: &'static str,
    table: &'static str,
    /// The column that the text is found by.
    key: &'static str,
}

const REPORTS: Searched = Searched {
    text: "report_text",
    table: "report",
    key: "key",
};

const STATEMENTS: Searched = Searched {
    text: "statement_text",
    table: "statement",
    key: "id",
};

/// Puts the index of words into one piece.
pub(super) const GATHER: &str = "INSERT INTO report_text (report_text) VALUES ('optimize');
     INSERT INTO statement_text (statement_text) VALUES ('optimize');";

impl Store {
    /// Reports and statements that hold all words of a query, in whatever
    /// inflection; words in double quotes have to stand side by side, and a
    /// `*` after a word stands for any ending. At most `limit` of each: the best
    /// fit first, or the latest where more than 4,000 hold the words.
    ///
    /// # Errors
    /// The query holds no word, or the store cannot be read.
    pub fn search(&self, query: &str, as_of: Option<Date>, limit: usize) -> Result<Hits> {
        self.search_within(query, as_of, limit, BOUNDS)
    }

    /// Puts the index of words into one piece, which makes a search a third to a
    /// half faster, where `new` reports are a good part of all: the time for it
    /// grows with the store.
    pub(super) fn gather_words(&self, new: usize) -> Result<()> {
        let most = i64::try_from(new.saturating_mul(4)).unwrap_or(i64::MAX);
        // All need not be counted to know that they are more.
        let n: i64 = self.db.query_row(
            "SELECT count(*) FROM (SELECT 1 FROM report LIMIT ?1)",
            [most.saturating_add(1)],
            |r| r.get(0),
        )?;
        if new > 0 && n <= most {
            self.db.execute_batch(GATHER)?;
        }
        Ok(())
    }

    fn search_within(
        &self,
        query: &str,
        as_of: Option<Date>,
        limit: usize,
        bounds: Bounds,
    ) -> Result<Hits> {
        Ok(Hits {
            reports: self.reports_within(query, as_of, limit, bounds)?,
            statements: self.statements_within(query, as_of, limit, bounds)?,
        })
    }

    /// The reports of [`Store::search`].
    ///
    /// # Errors
    /// As [`Store::search`].
    pub fn search_reports(
        &self,
        query: &str,
        as_of: Option<Date>,
        limit: usize,
    ) -> Result<Vec<ReportHit>> {
        self.reports_within(query, as_of, limit, BOUNDS)
    }

    /// The statements of [`Store::search`].
    ///
    /// # Errors
    /// As [`Store::search`].
    pub fn search_statements(
        &self,
        query: &str,
        as_of: Option<Date>,
        limit: usize,
    ) -> Result<Vec<StatementEntry>> {
        self.statements_within(query, as_of, limit, BOUNDS)
    }

    fn reports_within(
        &self,
        query: &str,
        as_of: Option<Date>,
        limit: usize,
        bounds: Bounds,
    ) -> Result<Vec<ReportHit>> {
        let expression = asked(query)?;
        let (until, limit) = (Self::until(as_of), i64::try_from(limit).unwrap_or(i64::MAX));
        // The best are found first: only of these the words are shown.
        let best = self.best_reports(&expression, until, limit, bounds)?;
        self.hits(&expression, best)
    }

    /// All reports and statements in order of day, for [`Store::holders`].
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn told_order(&self) -> Result<ToldOrder> {
        let of = |of: &Searched| -> Result<Places> {
            let Searched { table, key, .. } = of;
            let told = self.told(of)?;
            let mut query = self.db.prepare(&format!(
                "SELECT {key}, ord FROM {table} WHERE TRUE {told} ORDER BY ord"
            ))?;
            let rows: Vec<(Day, i64)> = query
                .query_map([], |r| Ok((day_of(r.get_ref(1)?.as_blob()?), r.get(0)?)))?
                .collect::<rusqlite::Result<_>>()?;
            let at = (0_u32..).zip(&rows);
            let mut by_key: Vec<(i64, u32)> = at.map(|(at, (_, key))| (*key, at)).collect();
            by_key.sort_unstable();
            Ok(Places { rows, by_key })
        };
        Ok(ToldOrder {
            reports: of(&REPORTS)?,
            statements: of(&STATEMENTS)?,
        })
    }

    /// All that hold the words of a query, where they are too many to be ranked:
    /// for who asks for the same on many days. What is found with them is true
    /// as long as the store does not change.
    ///
    /// # Errors
    /// As [`Store::search`].
    pub fn holders(&self, query: &str, order: &ToldOrder) -> Result<Holders> {
        self.holders_within(query, order, BOUNDS)
    }

    fn holders_within(&self, query: &str, order: &ToldOrder, bounds: Bounds) -> Result<Holders> {
        let expression = asked(query)?;
        let of = |of: &Searched, places: &Places| -> Result<Option<Vec<u32>>> {
            if !self.is_frequent(of, &expression, bounds)? {
                return Ok(None);
            }
            Ok(Some(places.of(&self.all_with(of, &expression)?)))
        };
        Ok(Holders {
            reports: of(&REPORTS, &order.reports)?,
            statements: of(&STATEMENTS, &order.statements)?,
        })
    }

    /// Reports that hold the words of a query, by their places in its holders.
    ///
    /// # Errors
    /// As [`Store::search`].
    pub fn report_hits(
        &self,
        query: &str,
        holders: &Holders,
        order: &ToldOrder,
        places: impl IntoIterator<Item = usize>,
    ) -> Result<Vec<ReportHit>> {
        let all = holders.reports.as_deref().unwrap_or_default();
        let keys = places.into_iter().filter_map(|at| {
            let place = *all.get(at)?;
            order.reports.rows.get(place as usize).map(|(_, key)| *key)
        });
        self.hits(&asked(query)?, keys)
    }

    /// True where more rows hold the words than can be ranked soon.
    fn is_frequent(&self, of: &Searched, expression: &str, bounds: Bounds) -> Result<bool> {
        let text = of.text;
        let n: i64 = self
            .db
            .prepare_cached(&format!(
                "SELECT count(*) FROM (SELECT 1 FROM {text} WHERE {text} MATCH ?1 LIMIT ?2)"
            ))?
            .query_row(params![expression, bounds.ranked + 1], |r| r.get(0))?;
        Ok(n > bounds.ranked)
    }

    /// The keys of all rows that hold the words, rising.
    fn all_with(&self, of: &Searched, expression: &str) -> Result<Vec<i64>> {
        let text = of.text;
        Ok(self
            .db
            .prepare_cached(&format!(
                "SELECT rowid FROM {text} WHERE {text} MATCH ?1 ORDER BY rowid"
            ))?
            .query_map([expression], |r| r.get(0))?
            .collect::<rusqlite::Result<_>>()?)
    }

    /// A condition that leaves out what is not merged yet.
    fn told(&self, of: &Searched) -> Result<&'static str> {
        Ok(match (self.has_staged()?, of.table) {
            (false, _) => "",
            (true, "report") => "AND staged = 0",
            (true, _) => "AND report IN (SELECT key FROM report WHERE staged = 0)",
        })
    }

    /// The latest rows of a table, none later than a day, whose text holds the
    /// words: none where so few do that they can be ranked.
    fn latest(
        &self,
        of: &Searched,
        expression: &str,
        until: Day,
        limit: i64,
        bounds: Bounds,
    ) -> Result<Option<Vec<i64>>> {
        let Searched { text, table, key } = of;
        if !self.is_frequent(of, expression, bounds)? {
            return Ok(None);
        }
        // In the index of their order stands nothing else, but the day begins it.
        let end = i64::from(until) + (1 << 31) + 1;
        let end = u32::try_from(end).map_or([0xff; 5].to_vec(), |end| end.to_be_bytes().to_vec());
        let told = self.told(of)?;
        let mut newest = self.db.prepare_cached(&format!(
            "SELECT {key} FROM {table} WHERE ord < ?1 {told} ORDER BY ord DESC LIMIT ?2"
        ))?;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let mut out: Vec<i64> = Vec::new();
        let mut holds = self.db.prepare_cached(&format!(
            "SELECT 1 FROM {text} WHERE {text} MATCH ?1 AND rowid = ?2"
        ))?;
        let mut rows = newest.query(params![end, bounds.newest])?;
        while out.len() < limit
            && let Some(row) = rows.next()?
        {
            let key: i64 = row.get(0)?;
            if holds.exists(params![expression, key])? {
                out.push(key);
            }
        }
        drop(rows);
        if out.len() == limit {
            return Ok(Some(out));
        }
        let all: HashSet<i64> = self.all_with(of, expression)?.into_iter().collect();
        out.clear();
        let mut rows = newest.query(params![end, i64::MAX])?;
        while out.len() < limit
            && let Some(row) = rows.next()?
        {
            let key: i64 = row.get(0)?;
            if all.contains(&key) {
                out.push(key);
            }
        }
        Ok(Some(out))
    }

    /// The reports that hold the words, the first `limit`.
    fn best_reports(
        &self,
        expression: &str,
        until: Day,
        limit: i64,
        bounds: Bounds,
    ) -> Result<Vec<i64>> {
        if let Some(latest) = self.latest(&REPORTS, expression, until, limit, bounds)? {
            return Ok(latest);
        }
        // Nothing has to be looked up for the others where all reports may be
        // told of.
        let known = if until == Day::MAX && !self.has_staged()? {
            "?2 = ?2"
        } else {
            "EXISTS (SELECT 1 FROM report r WHERE r.key = report_text.rowid
                 AND r.staged = 0 AND r.day <= ?2)"
        };
        Ok(self
            .db
            .prepare_cached(&format!(
                "SELECT rowid FROM report_text WHERE report_text MATCH ?1 AND {known}
                 ORDER BY rank LIMIT ?3"
            ))?
            .query_map(params![expression, until, limit], |r| r.get(0))?
            .collect::<rusqlite::Result<_>>()?)
    }

    /// What is shown of reports that hold the words.
    fn hits(
        &self,
        expression: &str,
        keys: impl IntoIterator<Item = i64>,
    ) -> Result<Vec<ReportHit>> {
        let mut query = self.db.prepare_cached(
            "SELECT r.key, r.name, snippet(report_text, 1, '\u{1}', '\u{2}', '…', 24), r.text, r.rest
             FROM report_text JOIN report r ON r.key = report_text.rowid
             WHERE report_text MATCH ?1 AND report_text.rowid = ?2",
        )?;
        let rows = keys.into_iter().map(|key| {
            query.query_row(params![expression, key], |r| {
                Ok((
                    r.get::<_, i64>(0)?,
                    r.get::<_, String>(1)?,
                    r.get::<_, String>(2)?,
                    r.get::<_, String>(3)?,
                    r.get::<_, String>(4)?,
                ))
            })
        });
        rows.map(|row| {
            let (key, name, snippet, text, rest) = row?;
            let rest: Sentences = serde_json::from_str(&rest)?;
            // The words around the first match are looked up in the text, to
            // find the sentence they stand in.
            let plain = snippet.replace(['\u{1}', '\u{2}'], "");
            let mark = snippet.find('\u{1}').unwrap_or(0);
            let lead = if plain.starts_with('…') {
                '…'.len_utf8()
            } else {
                0
            };
            let body = plain.trim_matches('…');
            let at = text
                .find(body)
                .map(|start| (start + mark.saturating_sub(lead)) as u32);
            let sentence = at.and_then(|at| {
                rest.sentences
                    .iter()
                    .copied()
                    .find(|s| s.start <= at && at < s.end)
            });
            Ok(ReportHit {
                key: from_sql_key(key),
                name,
                snippet: plain,
                sentence,
            })
        })
        .collect()
    }

    fn statements_within(
        &self,
        query: &str,
        as_of: Option<Date>,
        limit: usize,
        bounds: Bounds,
    ) -> Result<Vec<StatementEntry>> {
        let expression = &*asked(query)?;
        let (until, limit) = (Self::until(as_of), i64::try_from(limit).unwrap_or(i64::MAX));
        if let Some(latest) = self.latest(&STATEMENTS, expression, until, limit, bounds)? {
            let mut query = self
                .db
                .prepare_cached("SELECT report, n, body FROM statement WHERE id = ?1")?;
            return latest
                .into_iter()
                .map(|id| {
                    let (report, n, body): (i64, u32, String) =
                        query.query_row([id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
                    let said = serde_json::from_str(&body)?;
                    self.statement(from_sql_key(report), n, &said, until)
                })
                .collect();
        }
        // Of those that fit alike the earlier come first, whatever order they
        // came in: some more are looked at, and all where that does not tell.
        let more = limit.saturating_add(200);
        let mut best: Vec<(f64, i64)> = self
            .db
            .prepare_cached(
                "SELECT rank, rowid FROM statement_text WHERE statement_text MATCH ?1
                 ORDER BY rank LIMIT ?2",
            )?
            .query_map(params![expression, more], |r| Ok((r.get(0)?, r.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let cut = usize::try_from(limit).unwrap_or(usize::MAX);
        let tells = until == Day::MAX
            && (best.len() < usize::try_from(more).unwrap_or(usize::MAX)
                || best
                    .get(cut)
                    .zip(best.last())
                    .is_some_and(|(a, b)| a.0 < b.0));
        let among = if tells {
            best.sort_by_key(|b| b.1);
            let ids: Vec<String> = best.iter().map(|b| b.1.to_string()).collect();
            format!("AND t.rowid IN ({})", ids.join(", "))
        } else {
            String::new()
        };
        let mut query = self.db.prepare(&format!(
            "SELECT s.report, s.n, s.body FROM statement_text t
             JOIN statement s ON s.id = t.rowid JOIN report r ON r.key = s.report
             WHERE statement_text MATCH ?1 AND r.staged = 0 AND s.day <= ?2 {among}
             ORDER BY t.rank, s.ord LIMIT ?3"
        ))?;
        let rows = query.query_map(params![expression, until, limit], |r| {
            Ok((
                r.get::<_, i64>(0)?,
                r.get::<_, u32>(1)?,
                r.get::<_, String>(2)?,
            ))
        })?;
        rows.map(|row| {
            let (report, n, body) = row?;
            self.statement(
                from_sql_key(report),
                n,
                &serde_json::from_str(&body)?,
                until,
            )
        })
        .collect()
    }
}

/// The day that begins the place of a report or statement in their order.
fn day_of(ord: &[u8]) -> Day {
    let begin = ord.first_chunk::<4>().map_or(0, |b| u32::from_be_bytes(*b));
    begin.wrapping_sub(1 << 31).cast_signed()
}

/// The query of a user, as [`expression`].
fn asked(query: &str) -> Result<String> {
    expression(query).ok_or_else(|| Error::new(Kind::BadQuery(query.to_owned())))
}

/// The query in the index's own language. Nothing in it can be an operator:
/// every word is quoted.
fn expression(query: &str) -> Option<String> {
    let mut parts = Vec::new();
    for (n, piece) in query.split('"').enumerate() {
        if n % 2 == 1 {
            let words: Vec<String> = crate::text::words(piece).collect();
            if !words.is_empty() {
                parts.push(format!("\"{}\"", words.join(" ")));
            }
            continue;
        }
        for word in piece.split_whitespace() {
            let open = word.ends_with('*');
            let words: Vec<String> = crate::text::words(word).collect();
            if !words.is_empty() {
                let star = if open { "*" } else { "" };
                parts.push(format!("\"{}\"{star}", words.join(" ")));
            }
        }
    }
    (!parts.is_empty()).then(|| parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_record::{Attribution, Dct, Person, Reading, Report, Statement, StatementType};
    use jiff::civil::date;

    /// A report of a day in January, and a statement that is all of it.
    fn reading(day: i8, text: &str) -> Reading {
        let all = Span::from_usize(0, text.len());
        Reading {
            report: Report {
                name: format!("r{day}"),
                dct: Dct::day(date(2031, 1, day)),
                source: None,
                title: None,
                url: None,
                language: None,
                text: text.to_owned(),
            },
            sentences: vec![all],
            timexes: Vec::new(),
            entities: Vec::new(),
            events: Vec::new(),
            statements: vec![Statement {
                sentence: all,
                content: all,
                attribution: Attribution {
                    speaker: Person {
                        name: format!("speaker {day}"),
                        is_office: false,
                        role: None,
                        party: None,
                    },
                    span: all,
                    cue: None,
                    via: None,
                    rule: "made".to_owned(),
                },
                kind: StatementType::Quote,
                addressee: None,
                addressee_party: None,
                said_on: None,
                about: Vec::new(),
            }],
            diagnostics: Vec::new(),
            reader: "made".to_owned(),
        }
    }

    #[test]
    fn ok_of_words_that_too_many_hold_the_latest_are_given() {
        let mut store = Store::memory().expect("a store");
        for day in [3, 9, 1, 7, 5, 2, 8] {
            let text = format!("The harbour of town {day} is open.");
            store.add(&[reading(day, &text)]).expect("added");
        }
        for day in 20..29 {
            let text = format!("A canal of town {day} is shut.");
            store.add(&[reading(day, &text)]).expect("added");
        }
        store
            .stage(&[reading(10, "The harbour is staged.")])
            .expect("staged");
        let found = |day: Option<i8>, limit, newest| {
            let bounds = Bounds { ranked: 4, newest };
            let as_of = day.map(|d| date(2031, 1, d));
            let hits = store
                .search_within("harbours", as_of, limit, bounds)
                .expect("found");
            let order = store.told_order().expect("read");
            let held = store
                .holders_within("harbours", &order, bounds)
                .expect("found");
            let latest = held.latest_reports(&order, as_of, limit).expect("frequent");
            let reports = store.report_hits("harbours", &held, &order, latest.rev());
            assert_eq!(reports.expect("found"), hits.reports);
            let latest = held
                .latest_statements(&order, as_of, limit)
                .expect("frequent");
            let all = store.statements(None).expect("read");
            let statements: Vec<_> = latest.iter().map(|at| all[*at].clone()).collect();
            assert_eq!(statements, hits.statements);
            let names: Vec<String> = hits.reports.into_iter().map(|r| r.name).collect();
            let said: Vec<String> = hits.statements.into_iter().map(|s| s.speaker).collect();
            let speakers = names.iter().map(|n| n.replace('r', "speaker "));
            assert_eq!(said, speakers.collect::<Vec<_>>());
            names
        };
        // Found among the newest, or among all that hold the word.
        for newest in [0, 2, 100] {
            assert_eq!(found(None, 3, newest), ["r9", "r8", "r7"]);
            assert_eq!(found(Some(7), 2, newest), ["r7", "r5"]);
            assert_eq!(found(Some(2), 5, newest), ["r2", "r1"]);
        }
    }

    #[test]
    fn ok_no_word_of_a_query_is_an_operator() {
        assert_eq!(
            expression("fish NOT \"line of control\" harb*").as_deref(),
            Some("\"fish\" \"not\" \"line of control\" \"harb\"*")
        );
        assert_eq!(expression("\"\" -- *"), None);
    }
}
