//! Decisions made on the page.

use crate::fault::{Answer, Fault};
use dateline_ledger::{Action, Decision, EventId, Field, MentionRef, Store};
use dateline_record::{
    CodePoints, Granularity, Interval, Kind, PartyId, Place, ReportKey, Role, Span, Status,
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

/// What the page sends. Fields that an action does not need are ignored.
#[derive(Debug, Deserialize)]
pub struct Request {
    action: String,
    #[serde(default)]
    who: String,
    #[serde(default)]
    why: String,
    #[serde(default)]
    event: String,
    #[serde(default)]
    others: Vec<String>,
    #[serde(default)]
    mentions: Vec<Mention>,
    #[serde(default)]
    decision: u64,
    #[serde(default)]
    field: String,
    #[serde(default)]
    value: Value,
}

/// A mention by report key and code points.
#[derive(Debug, Deserialize)]
struct Mention {
    report: String,
    start: u32,
    end: u32,
}

const MOST_WORDS: usize = 2000;

/// Makes the decision; gives its number.
pub fn decide(store: &mut Store, request: Request, now: String) -> Answer<u64> {
    let who = request.who.trim();
    if who.chars().count() > 200 || request.why.chars().count() > MOST_WORDS {
        return Err(Fault::bad("who, or why, is too long"));
    }
    let event = EventId(request.event.clone());
    let action = match request.action.as_str() {
        "confirm" => Action::Confirm { event },
        "reject" => Action::Reject { event },
        "set" => Action::Set {
            event,
            field: field(&request.field, &request.value)?,
        },
        "merge" => Action::Merge {
            event,
            others: request.others.into_iter().map(EventId).collect(),
        },
        "split" => Action::Split {
            event,
            mentions: request
                .mentions
                .iter()
                .map(|m| mention(store, m))
                .collect::<Answer<_>>()?,
        },
        "undo" => Action::Undo {
            decision: request.decision,
        },
        _ => {
            return Err(Fault::bad(
                "action: one of confirm, reject, set, merge, split, undo",
            ));
        }
    };
    let decision = Decision {
        id: 0,
        who: if who.is_empty() { "analyst" } else { who }.to_owned(),
        when: now,
        why: request.why,
        action,
    };
    Ok(store.decide(&decision)?)
}

fn mention(store: &Store, mention: &Mention) -> Answer<MentionRef> {
    let key = ReportKey::try_from(mention.report.clone()).map_err(Fault::bad)?;
    let report = store
        .report_by_key(key)?
        .ok_or_else(|| Fault::missing("such report"))?;
    let points = CodePoints::new(&report.text);
    Ok(MentionRef {
        report: key,
        span: Span::new(points.byte(mention.start), points.byte(mention.end)),
    })
}

fn words(value: &Value) -> Option<String> {
    value
        .as_str()
        .map(str::trim)
        .filter(|t| !t.is_empty())
        .map(|t| t.chars().take(MOST_WORDS).collect())
}

fn field(name: &str, value: &Value) -> Answer<Field> {
    let text = words(value);
    let given = || {
        text.clone()
            .ok_or_else(|| Fault::bad("value: a text is needed"))
    };
    Ok(match name {
        "kind" => {
            Field::Kind(Kind::parse(&given()?).ok_or_else(|| Fault::bad("value: no such kind"))?)
        }
        "status" => Field::Status {
            status: Status::parse(&given()?).ok_or_else(|| Fault::bad("value: no such status"))?,
            as_of: None,
        },
        "time" => Field::Time(text.as_deref().map(interval).transpose()?),
        "due" => Field::Due(text.as_deref().map(interval).transpose()?),
        "topic" => Field::Topic(text),
        "place" => Field::Place(text.map(|name| Place {
            name,
            country: None,
            lat: None,
            lon: None,
            gazetteer: None,
        })),
        "parties" => Field::Parties(
            given()?
                .split([',', ';'])
                .map(str::trim)
                .filter(|p| !p.is_empty())
                .map(|p| (PartyId(p.to_owned()), Role::Participant))
                .collect(),
        ),
        "persons" => Field::Persons(
            given()?
                .split([',', ';'])
                .map(|p| p.trim().to_owned())
                .filter(|p| !p.is_empty())
                .collect(),
        ),
        "background" => Field::Background(value.as_bool().unwrap_or(false)),
        _ => return Err(Fault::bad("field: no such field")),
    })
}

/// `2018-06-14`, `2018-06`, `2018`, `A/B`, with `..` for an open end.
fn interval(text: &str) -> Answer<Interval> {
    let bad = || Fault::bad("value: write 2018-06-14, 2018-06, 2018 or 2018-06-14/2018-06-18");
    let ends = |part: &str| -> Option<(Date, Date, Granularity)> {
        if let Ok(day) = part.parse::<Date>() {
            return Some((day, day, Granularity::Day));
        }
        if let Ok(first) = format!("{part}-01").parse::<Date>() {
            return Some((first, first.last_of_month(), Granularity::Month));
        }
        let first: Date = format!("{part}-01-01").parse().ok()?;
        Some((first, first.last_of_year(), Granularity::Year))
    };
    match text.split_once('/') {
        None => {
            let (a, b, unit) = ends(text.trim()).ok_or_else(bad)?;
            Ok(Interval::days(a, b, unit))
        }
        Some((a, b)) => {
            let start = match a.trim() {
                "" | ".." => None,
                a => Some(ends(a).ok_or_else(bad)?.0),
            };
            let end = match b.trim() {
                "" | ".." => None,
                b => Some(ends(b).ok_or_else(bad)?.1),
            };
            let (first, last) = (
                start.or(end).ok_or_else(bad)?,
                end.or(start).ok_or_else(bad)?,
            );
            if first > last {
                return Err(bad());
            }
            let mut interval = Interval::days(first, last, Granularity::Day);
            if start.is_none() {
                interval.start = None;
            }
            if end.is_none() {
                interval.end = None;
            }
            Ok(interval)
        }
    }
}
