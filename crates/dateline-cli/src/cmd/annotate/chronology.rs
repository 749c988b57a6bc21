//! What coreference and ordering read: documents, mentions, targets.

use anyhow::{Context, Result, bail};
use dateline_chronology::{Coreference, Document, Mention, Scorer};
use dateline_record::{CodePoints, Span};
use dateline_syntax::Syntax;
use dateline_time::Tagger;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::Path;
use std::sync::Arc;

/// Documents by their ids.
pub struct Documents {
    pub list: Vec<Document>,
    places: BTreeMap<String, usize>,
    points: Vec<CodePoints>,
}

impl Documents {
    /// Reads JSON Lines: `id` (or `doc_id`) and `text`, perhaps `date` (or
    /// `dct`) and `topic`.
    pub fn open(path: &Path) -> Result<Self> {
        let mut out = Self {
            list: Vec::new(),
            places: BTreeMap::new(),
            points: Vec::new(),
        };
        for (at, record) in rows(path)? {
            let id = string(&record, "id")
                .or_else(|| string(&record, "doc_id"))
                .with_context(|| format!("{at}: a document has no 'id'; give one"))?;
            let text = string(&record, "text")
                .with_context(|| format!("{at}: document {id} has no 'text'; give one"))?;
            let date = string(&record, "date").or_else(|| string(&record, "dct"));
            let date = match date {
                Some(d) => Some(
                    dateline_record::Dct::parse(&d)
                        .with_context(|| {
                            format!("{at}: date '{d}' of document {id} is no day; write YYYY-MM-DD")
                        })?
                        .date,
                ),
                None => None,
            };
            if out.places.insert(id.clone(), out.list.len()).is_some() {
                bail!("{at}: document {id} stands there twice; leave one out");
            }
            out.points.push(CodePoints::new(&text));
            out.list.push(Document {
                id,
                topic: string(&record, "topic"),
                date,
                text,
            });
        }
        Ok(out)
    }

    /// Adds the mentions of a record: itself, or those in its `mentions`.
    pub fn mentions(&self, record: &Value, out: &mut Vec<Mention>) -> Result<()> {
        if let Some(list) = record["mentions"].as_array() {
            for m in list {
                out.push(self.mention(m)?);
            }
            return Ok(());
        }
        out.push(self.mention(record)?);
        Ok(())
    }

    fn mention(&self, m: &Value) -> Result<Mention> {
        let id = string(m, "doc_id").context("a mention has no 'doc_id'; give one")?;
        let document = *self
            .places
            .get(&id)
            .with_context(|| format!("no document has the id '{id}'; add it to --documents"))?;
        let offset = |key: &str| {
            m[key]
                .as_u64()
                .and_then(|n| u32::try_from(n).ok())
                .with_context(|| format!("'{key}' of a mention in {id} is no offset in code points"))
        };
        let (start, end) = (offset("start")?, offset("end")?);
        let points = &self.points[document];
        let length = points.point(self.list[document].text.len() as u32);
        if start >= end || end > length {
            bail!("mention {start} to {end} does not lie in document {id} of {length} code points");
        }
        Ok(Mention {
            document,
            span: Span::new(points.byte(start), points.byte(end)),
        })
    }

    /// A mention as JSON, with its words.
    pub fn value(&self, m: &Mention) -> Value {
        let (start, end) = self.points[m.document].span(m.span);
        let d = &self.list[m.document];
        json!({"doc_id": d.id, "start": start, "end": end, "text": m.span.of(&d.text)})
    }
}

/// The reader of mentions, with the built-in models or another scorer.
pub fn reader(model: Option<&Path>) -> Result<Coreference> {
    let scorer = match model {
        None => Scorer::embedded(),
        Some(path) => {
            let name = path.display();
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("failed to open {name}"))?;
            Scorer::open(&text).with_context(|| name.to_string())?
        }
    };
    let tagger = Tagger::embedded().context("the built-in time rules do not load")?;
    Ok(Coreference::new(
        scorer,
        Syntax::embedded(),
        Arc::new(tagger),
    ))
}

/// Sorts mentions and leaves out those given twice.
pub fn distinct(mut mentions: Vec<Mention>) -> Vec<Mention> {
    mentions.sort_unstable();
    mentions.dedup();
    mentions
}

fn string(record: &Value, key: &str) -> Option<String> {
    match &record[key] {
        Value::String(s) => Some(s.clone()),
        Value::Number(n) => Some(n.to_string()),
        _ => None,
    }
}

/// The records of a file with where they stand.
pub fn rows(path: &Path) -> Result<Vec<(String, Value)>> {
    let name = path.display();
    let file = std::fs::File::open(path).with_context(|| format!("failed to open {name}"))?;
    let mut out = Vec::new();
    for (n, line) in std::io::BufReader::new(file).lines().enumerate() {
        let at = format!("{name}, line {}", n + 1);
        let line = line.with_context(|| format!("failed to read {at}"))?;
        if !line.trim().is_empty() {
            let value = serde_json::from_str(&line)
                .with_context(|| format!("{at} is no JSON record; give one a line"))?;
            out.push((at, value));
        }
    }
    Ok(out)
}

/// The records of standard input; those that `each` refuses are named on
/// standard error. True where one was refused.
pub fn input(mut each: impl FnMut(&Value) -> Result<()>) -> Result<bool> {
    let mut bad = false;
    for (n, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.context("failed to read standard input")?;
        if line.trim().is_empty() {
            continue;
        }
        let answer = serde_json::from_str::<Value>(&line)
            .context("no JSON record; give one a line")
            .and_then(|v| each(&v));
        if let Err(reason) = answer {
            bad = true;
            eprintln!("dateline: standard input, line {}: {reason:#}", n + 1);
        }
    }
    Ok(bad)
}
