//! Reads plain text from standard input, prints its trees:
//! `echo 'The envoys met.' | cargo run -p dateline-syntax --example parse`.
//! With `--pretokenized` CoNLL-U in, CoNLL-U out; with `--jsonl` documents
//! (`doc_id`, `text`) in, CoNLL-U out.

use dateline_syntax::{Syntax, conllu, tree};
use std::io::Read;

fn main() -> std::io::Result<()> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let syntax = Syntax::embedded();
    let mut out = String::new();
    match std::env::args().nth(1).as_deref() {
        Some("--pretokenized") => {
            let mut reader = conllu::Reader::default();
            let mut given = Vec::new();
            for line in text.lines() {
                given.extend(reader.line(line).and_then(Result::ok));
            }
            given.extend(reader.end().and_then(Result::ok));
            conllu::annotate(&syntax, &given, &mut out);
        }
        Some("--jsonl") => {
            for line in text.lines() {
                let document: serde_json::Value = serde_json::from_str(line)?;
                let text = document["text"].as_str().unwrap_or("");
                conllu::write(
                    &mut out,
                    document["doc_id"].as_str().unwrap_or("?"),
                    text,
                    &syntax.parse(text),
                );
            }
        }
        _ => {
            for sentence in syntax.parse(&text) {
                out.push_str(&tree(&text, &sentence));
            }
        }
    }
    print!("{out}");
    Ok(())
}
