//! A report in the making: what a source gives, before it is known whether
//! that is enough.

use crate::date::{Found, find};
use crate::{Options, Outcome, Refused};
use dateline_record::{Dct, Report};

#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    /// What a refusal calls it.
    pub label: String,
    /// The report's name.
    pub name: String,
    /// The date as the source writes it.
    pub date: Option<String>,
    /// The date, where a library has read it already.
    pub dct: Option<Dct>,
    /// Where a date was looked for, for the refusal.
    pub looked: &'static str,
    pub source: Option<String>,
    pub title: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub text: String,
}

impl Draft {
    /// The report, or what it lacks.
    pub fn finish(self, options: &Options) -> Outcome {
        let dct = match (self.dct, self.date.as_deref().map(str::trim)) {
            (Some(dct), _) => dct,
            (None, Some(written)) if !written.is_empty() => match find(written) {
                Found::Day(dct) => dct,
                Found::Impossible => {
                    return Err(Refused::new(
                        self.label,
                        format!("'{}' is no day of the calendar", short(written)),
                        "correct the date",
                    ));
                }
                Found::No => match options.date {
                    Some(dct) => dct,
                    None => {
                        return Err(Refused::new(
                            self.label,
                            format!("'{}' is not read as a date", short(written)),
                            "write it as YYYY-MM-DD, or give --date YYYY-MM-DD",
                        ));
                    }
                },
            },
            _ => match options.date {
                Some(dct) => dct,
                None => return Err(Refused::no_date(&self.label, self.looked)),
            },
        };
        let text = self.text.trim();
        if text.is_empty() {
            return Err(Refused::new(
                self.label,
                "no text",
                "add the text of the report, or leave the file out",
            ));
        }
        let clean = |field: Option<String>| {
            field
                .map(|f| f.split_whitespace().collect::<Vec<_>>().join(" "))
                .filter(|f| !f.is_empty())
        };
        Ok(Report {
            name: self.name,
            dct,
            source: clean(self.source),
            title: clean(self.title),
            url: clean(self.url),
            language: clean(self.language),
            text: text.to_owned(),
        })
    }
}

/// A value cut to a length that fits a message.
pub(crate) fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    if line.chars().count() <= 40 {
        return line.to_owned();
    }
    let head: String = line.chars().take(40).collect();
    format!("{head}...")
}
