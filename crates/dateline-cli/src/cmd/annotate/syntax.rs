//! `dateline annotate syntax`: sentences, tokens, tags, heads and names as CoNLL-U.

use crate::args::ModelArg;
use anyhow::Context;
use dateline_syntax::{Syntax, conllu, tree};
use serde::Deserialize;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Options of `dateline annotate syntax`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// JSON Lines with `doc_id` (or `id`) and `text`, or CoNLL-U with
    /// `--pretokenized`;
    /// `-` is standard input.
    #[arg(default_value = "-")]
    files: Vec<PathBuf>,
    /// Reads CoNLL-U and keeps its sentences and tokens.
    #[arg(long)]
    pretokenized: bool,
    #[command(flatten)]
    model: ModelArg,
    /// Prints trees for people instead of CoNLL-U.
    #[arg(long, conflicts_with = "pretokenized")]
    tree: bool,
}

#[derive(Deserialize)]
struct Document {
    #[serde(default)]
    doc_id: Option<String>,
    #[serde(default)]
    id: Option<String>,
    text: String,
}

/// Given sentences that are read together: at most so many of one document.
const BATCH: usize = 64;

/// Runs the command.
///
/// # Errors
/// A file that cannot be opened, output that cannot be written. A bad line or
/// sentence is named on standard error and makes the exit status 1; the
/// others are read.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let syntax = args.model.open()?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut bad = false;
    for file in &args.files {
        let (name, reader): (String, Box<dyn BufRead>) = if file.as_os_str() == "-" {
            ("standard input".to_owned(), Box::new(io::stdin().lock()))
        } else {
            let name = file.display().to_string();
            let open = File::open(file).with_context(|| format!("failed to open {name}"))?;
            (name, Box::new(BufReader::new(open)))
        };
        bad |= if args.pretokenized {
            given(&syntax, &name, reader, &mut out)?
        } else {
            documents(&syntax, &name, reader, args.tree, &mut out)?
        };
        out.flush().context("failed to write the output")?;
    }
    Ok(ExitCode::from(u8::from(bad)))
}

/// Reads documents line by line; true where one was bad.
fn documents(
    syntax: &Syntax,
    name: &str,
    reader: Box<dyn BufRead>,
    trees: bool,
    out: &mut impl Write,
) -> anyhow::Result<bool> {
    let mut bad = false;
    let mut buffer = String::new();
    for (n, line) in reader.split(b'\n').enumerate() {
        let line = line.with_context(|| format!("failed to read {name}"))?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let document = match document(&line) {
            Ok(document) => document,
            Err(reason) => {
                bad = true;
                eprintln!("dateline: {name}, line {}: {reason}", n + 1);
                continue;
            }
        };
        let id = document.doc_id.or(document.id);
        let id = id.unwrap_or_else(|| format!("line-{}", n + 1));
        let text = &document.text;
        let sentences = syntax.parse(text);
        buffer.clear();
        if trees {
            for sentence in &sentences {
                buffer.push_str(&tree(text, sentence));
                buffer.push('\n');
            }
        } else {
            conllu::write(&mut buffer, &id, text, &sentences);
        }
        out.write_all(buffer.as_bytes())
            .context("failed to write the output")?;
    }
    Ok(bad)
}

/// One document, or the reason why the line is none.
fn document(line: &[u8]) -> Result<Document, String> {
    let line = std::str::from_utf8(line)
        .map_err(|e| format!("not UTF-8 after byte {}; save it as UTF-8", e.valid_up_to()))?;
    serde_json::from_str(line)
        .map_err(|e| format!("{e}; a line is one object with \"doc_id\" and \"text\""))
}

/// Reads given sentences; true where one was bad.
fn given(
    syntax: &Syntax,
    name: &str,
    reader: Box<dyn BufRead>,
    out: &mut impl Write,
) -> anyhow::Result<bool> {
    let mut bad = false;
    let mut sentences = conllu::Reader::default();
    let mut batch = Vec::new();
    let mut buffer = String::new();
    let mut flush = |batch: &mut Vec<conllu::Given>| -> anyhow::Result<()> {
        buffer.clear();
        conllu::annotate(syntax, batch, &mut buffer);
        batch.clear();
        out.write_all(buffer.as_bytes())
            .context("failed to write the output")
    };
    let mut take = |found: Option<Result<conllu::Given, String>>,
                    batch: &mut Vec<conllu::Given>| match found {
        Some(Ok(sentence)) => batch.push(sentence),
        Some(Err(reason)) => {
            bad = true;
            eprintln!("dateline: {name}, {reason}; the sentence is left out");
        }
        None => {}
    };
    for line in reader.split(b'\n') {
        let line = line.with_context(|| format!("failed to read {name}"))?;
        let found = sentences.line(&String::from_utf8_lossy(&line));
        let begins = matches!(&found, Some(Ok(s)) if s.begins_document());
        if begins || batch.len() >= BATCH {
            flush(&mut batch)?;
        }
        take(found, &mut batch);
    }
    take(sentences.end(), &mut batch);
    flush(&mut batch)?;
    Ok(bad)
}
