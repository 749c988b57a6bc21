//! One dated document, and how it is named.

use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Serialize};

/// Document creation time: the day a report was published, with the time of
/// day where it is known. No zone: it is the local day of the outlet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Dct {
    /// The day of publication.
    pub date: Date,
    /// The time of day, where the report gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<Time>,
}

impl Dct {
    /// A day with no time of day.
    pub fn day(date: Date) -> Self {
        Self { date, time: None }
    }

    /// Reads `2018-06-01` or `2018-06-01T14:30[:05]`; `None` for anything
    /// that is not a day of the calendar.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some((day, _)) = text.split_once(['T', ' ']) {
            let date: Date = day.parse().ok()?;
            let time = text
                .replace(' ', "T")
                .parse::<DateTime>()
                .ok()
                .map(DateTime::time);
            return Some(Self { date, time });
        }
        text.parse().ok().map(Self::day)
    }
}

/// Names one report for good: a hash of its date, source, title and text, so
/// that the same report read twice is one report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct ReportKey(pub u64);

impl From<ReportKey> for String {
    fn from(key: ReportKey) -> Self {
        key.to_string()
    }
}

impl TryFrom<String> for ReportKey {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        u64::from_str_radix(&text, 16)
            .map(ReportKey)
            .map_err(|_| format!("report key '{text}' is not 16 hexadecimal digits"))
    }
}

impl std::fmt::Display for ReportKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// One dated document as it was read. The text is kept byte for byte, since
/// every span of a later phase points into it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The name the source gives: a file name without its ending, or the `id`
    /// of a record. Two reports may share a name; their keys differ.
    pub name: String,
    /// The document creation time.
    pub dct: Dct,
    /// The outlet, where given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The headline, where given. It is not part of `text`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where the report can be found, where given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Language as ISO 639-1, where given or detected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The body.
    pub text: String,
}

impl Report {
    /// The report's key, from its date, source, title and text.
    pub fn key(&self) -> ReportKey {
        let mut hash = xxhash_rust::xxh3::Xxh3::new();
        for part in [
            self.dct.date.to_string().as_str(),
            self.source.as_deref().unwrap_or(""),
            self.title.as_deref().unwrap_or(""),
            &self.text,
        ] {
            hash.update(&(part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        ReportKey(hash.digest())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_dct_reads_days_and_times_and_refuses_impossible_days() {
        assert!(Dct::parse("2018-06-01").is_some());
        assert!(
            Dct::parse("2018-06-01T09:30")
                .expect("a day")
                .time
                .is_some()
        );
        assert_eq!(Dct::parse("2018-02-30"), None);
        assert_eq!(Dct::parse("yesterday"), None);
    }

    #[test]
    fn ok_key_depends_on_text_and_not_on_name() {
        let a = Report {
            name: "a".into(),
            dct: Dct::parse("2020-01-02").expect("a day"),
            source: None,
            title: None,
            url: None,
            language: None,
            text: "They met.".into(),
        };
        let b = Report {
            name: "b".into(),
            ..a.clone()
        };
        let c = Report {
            text: "They parted.".into(),
            ..a.clone()
        };
        assert_eq!(a.key(), b.key());
        assert_ne!(a.key(), c.key());
    }
}
