//! CoNLL-U, the column format of Universal Dependencies: sentences out, given
//! sentences in. See <https://universaldependencies.org/format.html>.

use crate::{Sentence, Syntax};
use dateline_record::{CodePoints, Span};
use std::fmt::Write as _;

/// Adds the sentences of one document to `out`.
///
/// Each sentence has `# sent_id` (the document's id and a number from 1) and
/// `# text`; the first has `# newdoc id`. MISC holds `HeadProb` (probability
/// of the head), `NE` (names as IOB2, left out where there is none),
/// `SpaceAfter=No` and `TokenRange` (code points of the document, half-open).
pub fn write(out: &mut String, doc_id: &str, text: &str, sentences: &[Sentence]) {
    let points = CodePoints::new(text);
    let doc_id: String = doc_id.split_whitespace().collect::<Vec<_>>().join("_");
    for (i, sentence) in sentences.iter().enumerate() {
        if i == 0 {
            let _ = writeln!(out, "# newdoc id = {doc_id}");
        }
        let line: Vec<&str> = sentence.span.of(text).split_whitespace().collect();
        let _ = writeln!(
            out,
            "# sent_id = {doc_id}-{}\n# text = {}",
            i + 1,
            line.join(" ")
        );
        let tags = name_tags(sentence);
        let mut multiwords = sentence.multiwords().iter().peekable();
        let mut inside = 0;
        for (t, token) in sentence.tokens.iter().enumerate() {
            let next_start = sentence.tokens.get(t + 1).map(|n| n.span.start);
            let touches = |end: u32, next: Option<u32>| {
                next.map_or_else(|| touches_next(text, end), |n| n == end)
            };
            if let Some(run) = multiwords.next_if(|r| r.start as usize == t) {
                inside = run.end as usize;
                let span = Span::new(token.span.start, sentence.tokens[inside - 1].span.end);
                let (start, end) = points.span(span);
                let beyond = sentence.tokens.get(inside).map(|n| n.span.start);
                let space = if touches(span.end, beyond) {
                    "SpaceAfter=No|"
                } else {
                    ""
                };
                let _ = writeln!(
                    out,
                    "{}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{space}TokenRange={start}:{end}",
                    t + 1,
                    inside,
                    span.of(text)
                );
            }
            let (start, end) = points.span(token.span);
            let _ = write!(
                out,
                "{}\t{}\t{}\t{}\t{}\t_\t{}\t{}\t_\tHeadProb={:.2}",
                t + 1,
                token.span.of(text),
                token.lemma,
                token.upos,
                token.xpos,
                token.head.map_or(0, |h| h + 1),
                token.deprel,
                token.head_score
            );
            if let Some(tag) = &tags[t] {
                let _ = write!(out, "|NE={tag}");
            }
            if t >= inside && touches(token.span.end, next_start) {
                out.push_str("|SpaceAfter=No");
            }
            let _ = writeln!(out, "|TokenRange={start}:{end}");
        }
        out.push('\n');
    }
}

/// True where a character that is no blank follows at `end`.
fn touches_next(text: &str, end: u32) -> bool {
    text.get(end as usize..)
        .and_then(|rest| rest.chars().next())
        .is_some_and(|c| !c.is_whitespace())
}

/// The IOB2 tag of each token that is part of a name.
fn name_tags(sentence: &Sentence) -> Vec<Option<String>> {
    let mut tags = vec![None; sentence.tokens.len()];
    for name in &sentence.names {
        for t in name.first..name.end {
            let place = if t == name.first { 'B' } else { 'I' };
            tags[t as usize] = Some(format!("{place}-{}", name.kind));
        }
    }
    tags
}

/// One sentence of a CoNLL-U file: its lines as given.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Number of its first line, from 1.
    pub line: usize,
    comments: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Given {
    /// The forms of its words, in order.
    pub fn forms(&self) -> Vec<&str> {
        self.rows
            .iter()
            .filter(|r| is_word(r))
            .map(|r| r[1].as_str())
            .collect()
    }
}

impl Given {
    /// True where it is the first sentence of a document.
    pub fn begins_document(&self) -> bool {
        self.comments.iter().any(|c| {
            c.strip_prefix('#')
                .is_some_and(|c| c.trim_start().starts_with("newdoc"))
        })
    }
}

fn is_word(row: &[String]) -> bool {
    row[0].bytes().all(|b| b.is_ascii_digit())
}

/// Collects the sentences of a CoNLL-U file line by line.
#[derive(Debug, Default)]
pub struct Reader {
    line: usize,
    current: Given,
    broken: Option<String>,
}

impl Reader {
    /// Takes one line; gives the sentence that it ends, or why that sentence
    /// cannot be read (lines with another number of columns than ten, numbers
    /// out of order, a word without a form).
    pub fn line(&mut self, line: &str) -> Option<Result<Given, String>> {
        self.line += 1;
        let line = line.trim_end_matches(['\r', '\n']);
        if line.trim().is_empty() {
            return self.end();
        }
        if self.current.comments.is_empty() && self.current.rows.is_empty() {
            self.current.line = self.line;
        }
        if line.starts_with('#') {
            self.current.comments.push(line.to_string());
            return None;
        }
        let row: Vec<String> = line.split('\t').map(str::to_string).collect();
        let at = self.line;
        let words = self.current.rows.iter().filter(|r| is_word(r)).count();
        let problem = if row.len() != 10 {
            Some(format!("line {at}: {} columns, not 10", row.len()))
        } else if row[1].trim().is_empty() {
            Some(format!("line {at}: a word without a form"))
        } else if is_word(&row) && row[0] != (words + 1).to_string() {
            Some(format!(
                "line {at}: the word number '{}', not {}",
                row[0],
                words + 1
            ))
        } else {
            None
        };
        match problem {
            None => self.current.rows.push(row),
            Some(problem) => {
                self.broken.get_or_insert(problem);
            }
        }
        None
    }

    /// To be called after the last line: the last sentence, if any is open.
    pub fn end(&mut self) -> Option<Result<Given, String>> {
        let given = std::mem::take(&mut self.current);
        match self.broken.take() {
            Some(problem) => Some(Err(problem)),
            None if given.forms().is_empty() => None,
            None => Some(Ok(given)),
        }
    }
}

/// Parses given sentences and adds them to `out` with their own comments,
/// numbers, forms and MISC; lemma, tags, head, relation and `NE` are ours.
pub fn annotate(syntax: &Syntax, given: &[Given], out: &mut String) {
    // The network looks at forms only, so any text that holds them will do.
    let mut text = String::new();
    let mut spans: Vec<Vec<Span>> = Vec::with_capacity(given.len());
    for sentence in given {
        spans.push(
            sentence
                .forms()
                .into_iter()
                .map(|form| {
                    let start = text.len();
                    text.push_str(form);
                    text.push(' ');
                    Span::from_usize(start, start + form.len())
                })
                .collect(),
        );
    }
    let parsed = syntax.parse_tokens(&text, &spans);
    for (given, sentence) in given.iter().zip(&parsed) {
        for comment in &given.comments {
            let _ = writeln!(out, "{comment}");
        }
        let tags = name_tags(sentence);
        let mut words = sentence.tokens.iter().zip(&tags);
        for row in &given.rows {
            if !is_word(row) {
                let _ = writeln!(out, "{}", row.join("\t"));
                continue;
            }
            let Some((token, tag)) = words.next() else {
                break;
            };
            let mut misc: Vec<&str> = row[9]
                .split('|')
                .filter(|m| *m != "_" && !m.starts_with("NE=") && !m.starts_with("HeadProb="))
                .collect();
            let tag = tag.as_ref().map(|t| format!("NE={t}"));
            misc.extend(tag.as_deref());
            let score = format!("HeadProb={:.2}", token.head_score);
            misc.push(&score);
            misc.sort_unstable();
            let _ = writeln!(
                out,
                "{}\t{}\t{}\t{}\t{}\t_\t{}\t{}\t_\t{}",
                row[0],
                row[1],
                token.lemma,
                token.upos,
                token.xpos,
                token.head.map_or(0, |h| h + 1),
                token.deprel,
                misc.join("|")
            );
        }
        out.push('\n');
    }
}
