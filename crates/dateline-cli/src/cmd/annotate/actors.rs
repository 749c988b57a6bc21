//! `dateline annotate actors`: country and sector of actor phrases.

use anyhow::Context;
use dateline_entity::Gazetteer;
use serde_json::{Value, json};
use std::io::{BufRead, Write};
use std::process::ExitCode;

/// Options of `dateline annotate actors`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// A day as records give it: ISO, '10 May 2015', or none ('today', '').
fn day(text: &str) -> Option<jiff::civil::Date> {
    let text = text.trim();
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let cleaned = text.replace(',', " ");
    let parts: Vec<&str> = cleaned.split_whitespace().collect();
    let [a, b, year] = parts[..] else {
        return None;
    };
    let month = |m: &str| {
        [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ]
        .iter()
        .position(|n| m.to_lowercase().starts_with(n))
        .map(|n| n as i8 + 1)
    };
    let (month, dom) = match (month(a), month(b)) {
        (Some(m), _) => (m, b),
        (_, Some(m)) => (m, a),
        _ => return None,
    };
    jiff::civil::Date::new(year.parse().ok()?, month, dom.parse().ok()?).ok()
}

/// The answer to one record.
fn answer(gazetteer: &Gazetteer, record: &Value) -> Value {
    let field = |name: &str| record.get(name).and_then(Value::as_str).unwrap_or("");
    let code = gazetteer
        .code_actor(field("text"), field("context"), day(field("date")))
        .unwrap_or_default();
    json!({
        "id": record.get("id").cloned().unwrap_or(Value::Null),
        "country": code.country,
        "sector": code.sector,
    })
}

/// Runs the command: JSON Lines in, JSON Lines out.
///
/// # Errors
/// Where a line is no JSON, or the output is closed.
pub fn run(_args: &Args) -> anyhow::Result<ExitCode> {
    let gazetteer = Gazetteer::embedded();
    let mut out = std::io::stdout().lock();
    for (n, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.context("failed to read standard input")?;
        if line.trim().is_empty() {
            continue;
        }
        let record: Value = serde_json::from_str(&line).with_context(|| {
            format!(
                "failed to read line {} of standard input; write one JSON record a line",
                n + 1
            )
        })?;
        writeln!(out, "{}", answer(&gazetteer, &record))?;
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_days_in_the_forms_of_the_records() {
        let date = jiff::civil::date(2015, 5, 10);
        assert_eq!(day("2015-05-10"), Some(date));
        assert_eq!(day("10 May 2015"), Some(date));
        assert_eq!(day("May 10, 2015"), Some(date));
        assert_eq!(day("today"), None);
    }
}
