//! Dumps pair features for exploration.
use dateline_chronology::{Document, Mention};
use dateline_record::{CodePoints, Span};
use std::io::Write;

fn main() {
    let dir = std::env::args().nth(1).unwrap();
    let out = std::env::args().nth(2).unwrap();
    let rows = |n: &str| -> Vec<serde_json::Value> {
        std::fs::read_to_string(format!("{dir}/{n}"))
            .unwrap()
            .lines()
            .map(|l| serde_json::from_str(l).unwrap())
            .collect()
    };
    let docs: Vec<Document> = rows("documents.jsonl")
        .iter()
        .map(|d| Document {
            id: d["id"].as_str().unwrap().to_owned(),
            topic: d["topic"].as_str().map(str::to_owned),
            date: d["date"].as_str().and_then(|x| x.parse().ok()),
            text: d["text"].as_str().unwrap().to_owned(),
        })
        .collect();
    let mut mentions = Vec::new();
    for c in rows("clusters.jsonl") {
        for m in c["mentions"].as_array().unwrap() {
            let d = docs.iter().position(|d| d.id == m["doc_id"].as_str().unwrap()).unwrap();
            let p = CodePoints::new(&docs[d].text);
            let b = |k: &str| p.byte(m[k].as_u64().unwrap() as u32);
            mentions.push(Mention { document: d, span: Span::new(b("start"), b("end")) });
        }
    }
    let syntax = dateline_syntax::Syntax::embedded();
    let tagger = dateline_time::Tagger::embedded().unwrap();
    let mut f = std::io::BufWriter::new(std::fs::File::create(out).unwrap());
    dateline_chronology::pairs(&docs, &mentions, &syntax, &tagger, |i, j, x| {
        f.write_all(&(i as f32).to_le_bytes()).unwrap();
        f.write_all(&(j as f32).to_le_bytes()).unwrap();
        for v in x {
            f.write_all(&v.to_le_bytes()).unwrap();
        }
    });
}
