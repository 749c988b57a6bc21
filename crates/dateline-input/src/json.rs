//! JSON Lines, one JSON object, or an array of objects, with named columns.

use crate::draft::{Draft, short};
use crate::options::{self, Options};
use crate::source::Step;
use crate::{Refused, encoding};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read};
use std::sync::Arc;

const LOOKED: &str = "no column 'date', 'published' or the like";

/// Reads records one by one; an array, or one object over several lines, is
/// read whole.
pub(crate) struct Records {
    reader: BufReader<Box<dyn Read + Send>>,
    label: String,
    stem: String,
    options: Arc<Options>,
    line: u64,
    /// Records of an array, in reverse.
    rest: Vec<(u64, Value)>,
    started: bool,
    done: bool,
}

impl Records {
    pub fn new(
        reader: Box<dyn Read + Send>,
        label: String,
        stem: String,
        options: Arc<Options>,
    ) -> Self {
        Self {
            reader: BufReader::new(reader),
            label,
            stem,
            options,
            line: 0,
            rest: Vec::new(),
            started: false,
            done: false,
        }
    }

    fn refuse(&self, reason: impl Into<String>, way_out: &str) -> Step {
        Step::Out(Err(Refused::new(
            format!("{}:{}", self.label, self.line),
            reason,
            way_out,
        )))
    }

    fn record(&self, number: u64, value: Value) -> Step {
        let label = format!("{}:{number}", self.label);
        let Value::Object(map) = value else {
            return Step::Out(Err(Refused::new(
                label,
                "not a JSON object",
                "give one object for each report",
            )));
        };
        let get = |field: usize| {
            self.options.map.names(field).into_iter().find_map(|name| {
                map.get(name)
                    .or_else(|| {
                        map.iter()
                            .find(|(k, _)| k.eq_ignore_ascii_case(name))
                            .map(|(_, v)| v)
                    })
                    .and_then(scalar)
            })
        };
        let Some(text) = get(options::TEXT) else {
            let columns: Vec<&str> = map.keys().map(String::as_str).take(12).collect();
            return Step::Out(Err(Refused::new(
                label,
                format!("no text: the columns are {}", short(&columns.join(", "))),
                "name the one that holds it with --map text=COLUMN",
            )));
        };
        let draft = Draft {
            label,
            name: get(options::ID).unwrap_or_else(|| format!("{}-{number}", self.stem)),
            date: get(options::DATE),
            looked: LOOKED,
            source: get(options::SOURCE),
            title: get(options::TITLE),
            url: get(options::URL),
            language: get(options::LANGUAGE),
            text,
            ..Draft::default()
        };
        Step::Out(draft.finish(&self.options))
    }

    /// One line without its end, or why there is none.
    fn next_line(&mut self) -> Option<Result<Vec<u8>, Box<Step>>> {
        let mut line = Vec::new();
        let limit = self.options.max_bytes;
        self.line += 1;
        match (&mut self.reader).take(limit).read_until(b'\n', &mut line) {
            Ok(0) => None,
            Ok(n) if n as u64 == limit && line.last() != Some(&b'\n') => {
                self.done = true;
                Some(Err(Box::new(self.refuse(
                    format!("a line of more than {limit} bytes"),
                    "part it into smaller records, or raise --max-bytes",
                ))))
            }
            Ok(_) => Some(Ok(line)),
            Err(error) => {
                self.done = true;
                Some(Err(Box::new(Step::Out(Err(Refused::io(
                    &self.label,
                    &error,
                ))))))
            }
        }
    }

    /// Reads the rest of the source as one JSON value that `head` begins.
    fn whole(&mut self, mut head: Vec<u8>) -> Option<Step> {
        self.done = true;
        let limit = self.options.max_bytes;
        if let Err(error) = (&mut self.reader).take(limit).read_to_end(&mut head) {
            return Some(Step::Out(Err(Refused::io(&self.label, &error))));
        }
        let Some(text) = encoding::decode(&head, None) else {
            return Some(self.refuse("not text", "save it as UTF-8"));
        };
        match serde_json::from_str::<Value>(&text) {
            Ok(Value::Array(list)) => {
                self.rest = (1..).zip(list).collect();
                self.rest.reverse();
                let (n, value) = self.rest.pop()?;
                Some(self.record(n, value))
            }
            Ok(Value::Object(mut map)) => {
                // {"articles": [...]}: the one list of objects in it.
                let list = map.values_mut().find_map(|v| match v {
                    Value::Array(l) if l.first().is_some_and(Value::is_object) => {
                        Some(std::mem::take(l))
                    }
                    _ => None,
                });
                let has_text = self
                    .options
                    .map
                    .names(options::TEXT)
                    .iter()
                    .any(|n| map.contains_key(*n));
                match list {
                    Some(list) if !has_text => {
                        self.rest = (1..).zip(list).collect();
                        self.rest.reverse();
                        let (n, value) = self.rest.pop()?;
                        Some(self.record(n, value))
                    }
                    _ => Some(self.record(1, Value::Object(map))),
                }
            }
            Ok(_) => Some(self.refuse("not a JSON object", "give one object for each report")),
            Err(error) => Some(self.refuse(
                format!("not JSON: {error}"),
                "write one object per line, or one array",
            )),
        }
    }
}

impl Iterator for Records {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        if let Some((n, value)) = self.rest.pop() {
            return Some(self.record(n, value));
        }
        loop {
            if self.done {
                return None;
            }
            let line = match self.next_line()? {
                Ok(line) => line,
                Err(step) => return Some(*step),
            };
            let trimmed = line.trim_ascii();
            if trimmed.is_empty() {
                continue;
            }
            let first = !std::mem::replace(&mut self.started, true);
            if first && (trimmed.starts_with(b"[") || line.contains(&0)) {
                return self.whole(line);
            }
            let Some(text) = encoding::decode(trimmed, None) else {
                return Some(self.refuse("not text", "save the file as UTF-8"));
            };
            return match serde_json::from_str(&text) {
                Ok(value) if first && self.is_wrapper(&value) => self.whole(line),
                Ok(value) => Some(self.record(self.line, value)),
                Err(error) if first && error.is_eof() => self.whole(line),
                Err(error) => {
                    Some(self.refuse(format!("not JSON: {error}"), "write one object per line"))
                }
            };
        }
    }
}

impl Records {
    /// True for an object on one line that holds the records in a list.
    fn is_wrapper(&self, value: &Value) -> bool {
        let Value::Object(map) = value else {
            return false;
        };
        let names = self.options.map.names(options::TEXT);
        !map.keys()
            .any(|k| names.iter().any(|n| k.eq_ignore_ascii_case(n)))
            && map
                .values()
                .any(|v| matches!(v, Value::Array(l) if l.first().is_some_and(Value::is_object)))
    }
}

/// A value as text: strings and numbers; a list of strings is paragraphs; an
/// object's `name` or `title` ({"source": {"name": ...}}).
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if text.trim().is_empty() => None,
        Value::String(text) => Some(text.clone()),
        Value::Number(n) => Some(n.to_string()),
        Value::Array(list) => {
            let parts: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
            (!parts.is_empty()).then(|| parts.join("\n\n"))
        }
        Value::Object(map) => ["name", "title"]
            .iter()
            .find_map(|k| map.get(*k).and_then(Value::as_str).map(str::to_owned)),
        _ => None,
    }
}
