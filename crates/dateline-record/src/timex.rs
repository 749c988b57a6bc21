//! A time expression with its normalised value.

use crate::{Interval, Span};
use serde::{Deserialize, Serialize};

/// The four types of TIMEX3 (TimeML 1.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)]
pub enum TimexType {
    Date,
    Time,
    Duration,
    Set,
}

impl TimexType {
    /// As TIMEX3 writes it: `DATE`, `TIME`, `DURATION`, `SET`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// Against what a value was resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reference {
    /// The text gives the whole value.
    None,
    /// The day the report was published.
    Dct,
    /// An earlier expression of the report, by its span.
    Timex(Span),
}

/// One TIMEX3: a span with type, normalised value, and what days it allows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timex {
    /// Where the expression stands, without its preposition (bytes).
    pub span: Span,
    /// DATE, TIME, DURATION or SET.
    #[serde(rename = "type")]
    pub kind: TimexType,
    /// TIMEX3 value: `2018-06-14`, `P3M`, `PAST_REF`, `XXXX-WXX-2` ...
    pub value: String,
    /// TIMEX3 `mod`: START, MID, END, APPROX, LESS_THAN, BEFORE, AFTER ...
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modifier: Option<String>,
    /// TIMEX3 `quant` of a SET.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quant: Option<String>,
    /// TIMEX3 `freq` of a SET.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freq: Option<String>,
    /// TIMEX3 `beginPoint`: value of the time a duration or range starts at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begin_point: Option<String>,
    /// TIMEX3 `endPoint`: value of the time a duration or range ends at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_point: Option<String>,
    /// The days that the value allows, where it names any. A preposition such
    /// as 'by' or 'since' is part of neither: it stands in [`Timex::anchor`],
    /// and `dateline_time::event_interval` gives the days with an end opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<Interval>,
    /// The preposition or particle that bears on how an event stands to the
    /// time, lower case: `by`, `until`, `since`, `before`, `after`, `from`,
    /// `within`, `on` ... `None` where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<String>,
    /// Against what the value was resolved.
    pub reference: Reference,
    /// Ids of the rules that recognised and resolved it, separated by ` > `.
    pub rule: String,
}
