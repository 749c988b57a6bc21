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

/// What a search found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hits {
    /// Reports, the best fit first.
    pub reports: Vec<ReportHit>,
    /// Statements, the best fit first.
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

impl Store {
    /// Reports and statements that hold all words of a query, in whatever
    /// inflection; words in double quotes have to stand side by side, and a
    /// `*` after a word stands for any ending. At most `limit` of each.
    ///
    /// # Errors
    /// The query holds no word, or the store cannot be read.
    pub fn search(&self, query: &str, as_of: Option<Date>, limit: usize) -> Result<Hits> {
        let expression =
            expression(query).ok_or_else(|| Error::new(Kind::BadQuery(query.to_owned())))?;
        let until = Self::until(as_of);
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        Ok(Hits {
            reports: self.search_reports(&expression, until, limit)?,
            statements: self.search_statements(&expression, until, limit)?,
        })
    }

    fn search_reports(&self, expression: &str, until: Day, limit: i64) -> Result<Vec<ReportHit>> {
        // The best are found first: only of these the words are shown. Nothing
        // has to be looked up for the others where all reports may be told of.
        let all: bool = until == Day::MAX
            && !self.db.query_row(
                "SELECT EXISTS (SELECT 1 FROM report WHERE staged = 1)",
                [],
                |r| r.get(0),
            )?;
        let known = if all {
            "?2 = ?2"
        } else {
            "EXISTS (SELECT 1 FROM report r WHERE r.key = report_text.rowid
                 AND r.staged = 0 AND r.day <= ?2)"
        };
        let best: Vec<i64> = self
            .db
            .prepare_cached(&format!(
                "SELECT rowid FROM report_text WHERE report_text MATCH ?1 AND {known}
                 ORDER BY rank LIMIT ?3"
            ))?
            .query_map(params![expression, until, limit], |r| r.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let mut query = self.db.prepare_cached(
            "SELECT r.key, r.name, snippet(report_text, 1, '\u{1}', '\u{2}', '…', 24), r.text, r.rest
             FROM report_text JOIN report r ON r.key = report_text.rowid
             WHERE report_text MATCH ?1 AND report_text.rowid = ?2",
        )?;
        let rows = best.iter().map(|key| {
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
            let rest: super::stage::Rest = serde_json::from_str(&rest)?;
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

    fn search_statements(
        &self,
        expression: &str,
        until: Day,
        limit: i64,
    ) -> Result<Vec<StatementEntry>> {
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
    use super::expression;

    #[test]
    fn ok_no_word_of_a_query_is_an_operator() {
        assert_eq!(
            expression("fish NOT \"line of control\" harb*").as_deref(),
            Some("\"fish\" \"not\" \"line of control\" \"harb\"*")
        );
        assert_eq!(expression("\"\" -- *"), None);
    }
}
