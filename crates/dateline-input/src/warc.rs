//! WARC and WET records, read one by one.
//!
//! A response's page goes through the reader of web pages; a conversion record
//! (WET) is text already. `WARC-Date` is when the page was fetched, not when
//! it was published, so it is never taken as a date.

use crate::draft::Draft;
use crate::source::Step;
use crate::{Options, Refused, encoding, html, seed};
use std::io::{BufRead, BufReader, Read};
use std::sync::Arc;

pub(crate) struct Records {
    reader: BufReader<Box<dyn Read + Send>>,
    label: String,
    stem: String,
    options: Arc<Options>,
    n: u64,
    done: bool,
}

struct Head {
    kind: String,
    url: Option<String>,
    length: u64,
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
            n: 0,
            done: false,
        }
    }

    fn line(&mut self) -> std::io::Result<Option<String>> {
        let mut line = Vec::new();
        let n = (&mut self.reader)
            .take(1 << 16)
            .read_until(b'\n', &mut line)?;
        Ok((n > 0).then(|| String::from_utf8_lossy(&line).trim_end().to_owned()))
    }

    /// The head of the next record; `Ok(None)` at the end.
    fn head(&mut self) -> std::io::Result<Option<Head>> {
        let bad =
            |what: &str| std::io::Error::new(std::io::ErrorKind::InvalidData, what.to_owned());
        let version = loop {
            match self.line()? {
                None => return Ok(None),
                Some(line) if line.is_empty() => {}
                Some(line) => break line,
            }
        };
        if !version.starts_with("WARC/") {
            return Err(bad("a record does not begin with WARC/"));
        }
        let mut head = Head {
            kind: String::new(),
            url: None,
            length: 0,
        };
        let mut has_length = false;
        loop {
            let Some(line) = self.line()? else {
                return Err(bad("a record's head breaks off"));
            };
            if line.is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':') {
                let value = value.trim();
                match name.trim().to_ascii_lowercase().as_str() {
                    "warc-type" => head.kind = value.to_ascii_lowercase(),
                    "warc-target-uri" => {
                        head.url = Some(value.trim_matches(['<', '>']).to_owned());
                    }
                    "content-length" => {
                        head.length = value
                            .parse()
                            .map_err(|_| bad("Content-Length is no number"))?;
                        has_length = true;
                    }
                    _ => {}
                }
            }
        }
        if has_length {
            Ok(Some(head))
        } else {
            Err(bad("a record has no Content-Length"))
        }
    }

    fn body(&mut self, length: u64) -> std::io::Result<Vec<u8>> {
        let keep = length.min(self.options.max_bytes);
        let mut body = Vec::new();
        (&mut self.reader).take(keep).read_to_end(&mut body)?;
        std::io::copy(
            &mut (&mut self.reader).take(length - keep),
            &mut std::io::sink(),
        )?;
        Ok(body)
    }
}

impl Iterator for Records {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        while !self.done {
            self.n += 1;
            let read = self.head().and_then(|head| match head {
                None => Ok(None),
                Some(head) => self.body(head.length).map(|body| Some((head, body))),
            });
            let (head, body) = match read {
                Ok(None) => return None,
                Ok(Some(found)) => found,
                Err(error) => {
                    self.done = true;
                    return Some(Step::Out(Err(Refused::io(&self.label, &error))));
                }
            };
            let label = format!("{}:{}", self.label, self.n);
            let draft = Draft {
                label: label.clone(),
                name: format!("{}-{}", self.stem, self.n),
                url: head.url,
                ..Draft::default()
            };
            let draft = match head.kind.as_str() {
                "response" | "resource" => match page(&body) {
                    Page::Html(text) => html::read(&text, draft),
                    Page::Text(text) => seed::read(&text, draft),
                    Page::Other => continue,
                },
                "conversion" => match encoding::decode(&body, Some("utf-8")) {
                    Some(text) => {
                        let mut draft = seed::read(&text, draft);
                        draft.looked = "a WET record holds none";
                        draft
                    }
                    None => continue,
                },
                _ => continue,
            };
            return Some(Step::Out(draft.finish(&self.options)));
        }
        None
    }
}

enum Page {
    Html(String),
    Text(String),
    Other,
}

/// The payload of an HTTP response: a page, text, or something else.
fn page(body: &[u8]) -> Page {
    let (head, payload) = if body.starts_with(b"HTTP/") {
        let find = |mark: &[u8]| {
            body.windows(mark.len())
                .position(|w| w == mark)
                .map(|n| n + mark.len())
        };
        match find(b"\r\n\r\n").or_else(|| find(b"\n\n")) {
            Some(at) => body.split_at(at),
            None => return Page::Other,
        }
    } else {
        body.split_at(0)
    };
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let status_ok = head.is_empty() || head.split(' ').nth(1).is_some_and(|s| s.starts_with('2'));
    let field = |name: &str| {
        head.lines()
            .find_map(|l| l.strip_prefix(name).map(|v| v.trim().to_owned()))
    };
    let kind = field("content-type:").unwrap_or_default();
    let label = kind
        .split_once("charset=")
        .map(|(_, c)| c.trim_matches(['"', ' ']).to_owned());
    if !status_ok || field("content-encoding:").is_some_and(|e| e != "identity") {
        return Page::Other;
    }
    let Some(text) = encoding::decode(payload, label.as_deref()) else {
        return Page::Other;
    };
    let is_markup = text.trim_start().starts_with('<');
    if kind.contains("html") || (kind.is_empty() && is_markup) {
        Page::Html(text.into_owned())
    } else if kind.contains("text/plain") {
        Page::Text(text.into_owned())
    } else {
        Page::Other
    }
}
