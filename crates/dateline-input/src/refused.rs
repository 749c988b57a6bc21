//! Why a report was not taken, and the way out.

use serde_json::json;

/// A source that gave no report. One line says which, why, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The source: a path, with `:LINE` for a record of a file and `/MEMBER`
    /// for a member of an archive.
    pub name: String,
    /// What is wrong, lower case, with the value.
    pub reason: String,
    /// What the user can do, lower case.
    pub way_out: String,
}

impl Refused {
    /// Builds one from its three parts.
    pub fn new(
        name: impl Into<String>,
        reason: impl Into<String>,
        way_out: impl Into<String>,
    ) -> Self {
        Self {
            name: name.into(),
            reason: reason.into(),
            way_out: way_out.into(),
        }
    }

    pub(crate) fn io(name: &str, error: &std::io::Error) -> Self {
        use std::io::ErrorKind as K;
        let way_out = match error.kind() {
            K::NotFound => "check the path",
            K::PermissionDenied => "make it readable",
            K::UnexpectedEof | K::InvalidData => "the file is damaged or cut off: fetch it again",
            _ => "check the disk and try again",
        };
        Self::new(name, format!("cannot be read: {error}"), way_out)
    }

    pub(crate) fn no_date(name: &str, place: &str) -> Self {
        Self::new(
            name,
            format!("no date: {place}"),
            "add one, or give --date YYYY-MM-DD",
        )
    }

    /// As one JSON object with `name`, `reason` and `way_out`.
    pub fn to_json(&self) -> serde_json::Value {
        json!({"name": self.name, "reason": self.reason, "way_out": self.way_out})
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}; {}", self.name, self.reason, self.way_out)
    }
}

impl std::error::Error for Refused {}
