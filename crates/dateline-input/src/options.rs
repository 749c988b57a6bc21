//! What the caller decides.

use crate::Format;
use dateline_record::Dct;

/// How sources are read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The day of a report whose source gives none; `None` refuses it.
    pub date: Option<Dct>,
    /// Which columns hold what, for tables and JSON.
    pub map: FieldMap,
    /// Reads everything as this format; `None` tells them apart by content and
    /// name.
    pub format: Option<Format>,
    /// Largest document or record, in bytes after unpacking.
    pub max_bytes: u64,
    /// How deep archives may lie in archives.
    pub max_depth: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            date: None,
            map: FieldMap::default(),
            format: None,
            max_bytes: 64 << 20,
            max_depth: 4,
        }
    }
}

/// Names of columns, by field, given by the user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldMap(Vec<(usize, String)>);

/// The fields of a report, with the names of columns looked for where the
/// user gives none, best first.
const FIELDS: [(&str, &[&str]); 7] = [
    (
        "date",
        &[
            "date",
            "dct",
            "published",
            "published_at",
            "publishedat",
            "publication_date",
            "publication date",
            "date_published",
            "date_publish",
            "pubdate",
            "datetime",
            "created_at",
            "timestamp",
        ],
    ),
    (
        "text",
        &[
            "text",
            "body",
            "maintext",
            "content",
            "article",
            "fulltext",
            "full_text",
        ],
    ),
    ("title", &["title", "headline"]),
    (
        "source",
        &["source", "outlet", "publisher", "source_domain", "site"],
    ),
    ("url", &["url", "link", "source_url", "uri", "permalink"]),
    ("id", &["id", "doc_id", "name", "guid", "uuid"]),
    ("language", &["language", "lang"]),
];

pub(crate) const DATE: usize = 0;
pub(crate) const TEXT: usize = 1;
pub(crate) const TITLE: usize = 2;
pub(crate) const SOURCE: usize = 3;
pub(crate) const URL: usize = 4;
pub(crate) const ID: usize = 5;
pub(crate) const LANGUAGE: usize = 6;

/// A field that [`FieldMap::parse`] does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownField(pub String);

impl std::fmt::Display for UnknownField {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "'{}' is not FIELD=COLUMN with one of the fields date, text, title, source, url, id, language",
            self.0
        )
    }
}

impl std::error::Error for UnknownField {}

impl FieldMap {
    /// Reads `date=published,text=body`.
    ///
    /// # Errors
    /// A part that is not `FIELD=COLUMN`, or a field that is none.
    pub fn parse(text: &str) -> Result<Self, UnknownField> {
        let mut map = Vec::new();
        for part in text.split(',').filter(|p| !p.trim().is_empty()) {
            let unknown = || UnknownField(part.trim().to_owned());
            let (field, column) = part.split_once('=').ok_or_else(unknown)?;
            let at = FIELDS
                .iter()
                .position(|(name, _)| *name == field.trim())
                .ok_or_else(unknown)?;
            map.push((at, column.trim().to_owned()));
        }
        Ok(Self(map))
    }

    /// The names to look for, best first: the user's own alone where given.
    pub(crate) fn names(&self, field: usize) -> Vec<&str> {
        let own: Vec<&str> = self
            .0
            .iter()
            .filter(|(f, _)| *f == field)
            .map(|(_, c)| c.as_str())
            .collect();
        if own.is_empty() {
            FIELDS[field].1.to_vec()
        } else {
            own
        }
    }
}
