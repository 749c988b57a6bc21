//! Decisions made on the page.

use crate::fault::{Answer, Fault};
use dateline_ledger::{Action, Decision, EventId, Field, MentionRef, Store};
use dateline_record::{CodePoints, ReportKey, Span};
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

/// The field with its value as the page sends it: a text, or for `background`
/// true or false.
fn field(name: &str, value: &Value) -> Answer<Field> {
    let text = match value {
        Value::String(text) => text.chars().take(MOST_WORDS).collect(),
        Value::Bool(yes) => yes.to_string(),
        _ => String::new(),
    };
    Field::parse(name, &text).map_err(|reason| Fault::bad(format!("{name}: {reason}")))
}
