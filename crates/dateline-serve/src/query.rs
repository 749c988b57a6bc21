//! What can be asked of lists.

use crate::fault::{Answer, Fault};
use dateline_ledger::Filter;
use dateline_record::{Kind, Status};
use jiff::civil::Date;
use serde::Deserialize;

/// Most records a page may hold: as many as fifty clients at once are given in
/// good time.
pub const MOST: usize = 500;

/// The parameters of a list. Lists are parted by commas.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Query {
    party: String,
    kind: String,
    status: String,
    from: String,
    to: String,
    place: String,
    as_of: String,
    /// Words.
    pub q: String,
    /// A day for the agenda.
    on: String,
    limit: String,
    cursor: String,
    /// Speaker of statements.
    pub speaker: String,
    /// Event that statements are about.
    pub about: String,
}

fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|t| !t.is_empty())
}

fn day(text: &str, name: &str) -> Answer<Option<Date>> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| {
        Fault::bad(format!(
            "{name}: '{}' is no day; write YYYY-MM-DD",
            cut(text)
        ))
    })
}

fn number(text: &str, name: &str, default: usize) -> Answer<usize> {
    if text.is_empty() {
        return Ok(default);
    }
    text.parse()
        .map_err(|_| Fault::bad(format!("{name}: '{}' is no number from 0", cut(text))))
}

fn cut(text: &str) -> String {
    text.chars().take(40).collect()
}

impl Query {
    pub fn filter(&self) -> Answer<Filter> {
        let kinds = list(&self.kind)
            .map(|k| {
                Kind::parse(k).ok_or_else(|| Fault::bad(format!("kind: '{}' is none", cut(k))))
            })
            .collect::<Answer<_>>()?;
        let statuses = list(&self.status)
            .map(|s| {
                Status::parse(s).ok_or_else(|| Fault::bad(format!("status: '{}' is none", cut(s))))
            })
            .collect::<Answer<_>>()?;
        Ok(Filter {
            parties: list(&self.party).map(str::to_owned).collect(),
            kinds,
            statuses,
            from: day(&self.from, "from")?,
            to: day(&self.to, "to")?,
            place: Some(self.place.trim().to_owned()).filter(|p| !p.is_empty()),
        })
    }

    pub fn as_of(&self) -> Answer<Option<Date>> {
        day(&self.as_of, "as_of")
    }

    pub fn on(&self) -> Answer<Option<Date>> {
        day(&self.on, "on")
    }

    pub fn limit(&self, default: usize) -> Answer<usize> {
        match number(&self.limit, "limit", default)? {
            0 => Err(Fault::bad("limit: at least 1")),
            n if n > MOST => Err(Fault::bad(format!(
                "limit: at most {MOST}; give 'next' as cursor to have more"
            ))),
            n => Ok(n),
        }
    }

    /// How many records to pass over. A cursor is what the page before gave.
    pub fn cursor(&self) -> Answer<usize> {
        number(&self.cursor, "cursor", 0)
    }

    /// The words of `q` in lower case.
    pub fn words(&self) -> Vec<String> {
        let mut words: Vec<String> = self.q.split_whitespace().map(str::to_lowercase).collect();
        words.truncate(12);
        words
    }
}
