//! One source of bytes: what format it is, and the records it holds.

use crate::archive::{Tar, Zip};
use crate::draft::Draft;
use crate::format::{Format, stem};
use crate::{
    Options, Outcome, Refused, eml, encoding, feed, html, json, markdown, newsml, seed, table, warc,
};
use flate2::read::MultiGzDecoder;
use std::io::{Cursor, Read};
use std::sync::Arc;

/// What an iterator over a source gives: a report or refusal, or another
/// source to go through first.
pub(crate) enum Step {
    Out(Outcome),
    Into(Source),
}

/// A source that is gone through step by step.
pub(crate) struct Source {
    pub steps: Box<dyn Iterator<Item = Step> + Send>,
    /// Refused with this where nothing at all came out of it.
    pub if_none: Option<Refused>,
}

impl Source {
    fn of(steps: impl Iterator<Item = Step> + Send + 'static, if_none: Refused) -> Step {
        Step::Into(Source {
            steps: Box::new(steps),
            if_none: Some(if_none),
        })
    }
}

/// How a source is called, and how deep it lies in archives.
#[derive(Clone)]
pub(crate) struct Opener {
    /// For refusals.
    pub label: String,
    /// For the format and the report's name.
    pub name: String,
    pub depth: usize,
    pub options: Arc<Options>,
}

const HEAD: u64 = 4096;

impl Opener {
    pub fn member(&self, name: &str) -> String {
        format!("{}/{name}", self.label)
    }

    pub fn deeper(&self, label: String, name: &str) -> Opener {
        Opener {
            label,
            name: name.to_owned(),
            depth: self.depth + 1,
            options: Arc::clone(&self.options),
        }
    }

    fn refuse(&self, reason: impl Into<String>, way_out: &str) -> Step {
        Step::Out(Err(Refused::new(self.label.clone(), reason, way_out)))
    }

    fn none(&self, what: &str) -> Refused {
        Refused::new(
            self.label.clone(),
            format!("{what} holds no report"),
            "check that it is the file you mean",
        )
    }

    /// Opens bytes: one document gives its report at once, a container a
    /// source to go through.
    pub fn open(self, mut reader: Box<dyn Read + Send>) -> Step {
        let mut head = Vec::new();
        if let Err(error) = (&mut reader).take(HEAD).read_to_end(&mut head) {
            return Step::Out(Err(Refused::io(&self.label, &error)));
        }
        if head.is_empty() {
            return self.refuse("empty file", "add a date line and text, or leave it out");
        }
        let format = match self.options.format {
            // A packed file of a given format is unpacked first.
            Some(format) => match Format::detect(&self.name, &head) {
                f @ (Format::Gzip | Format::Zip | Format::Tar) => f,
                _ => format,
            },
            None => Format::detect(&self.name, &head),
        };
        let archive = matches!(format, Format::Gzip | Format::Zip | Format::Tar);
        if archive && self.depth >= self.options.max_depth {
            return self.refuse(
                format!("lies more than {} archives deep", self.options.max_depth),
                "unpack it yourself",
            );
        }
        let whole: Box<dyn Read + Send> = Box::new(Cursor::new(head.clone()).chain(reader));
        let options = Arc::clone(&self.options);
        let stem = stem(&self.name);
        match format {
            Format::Gzip => {
                let name = self.name.strip_suffix(".gz").unwrap_or(&self.name);
                let name = match name.strip_suffix(".tgz") {
                    Some(stem) => format!("{stem}.tar"),
                    None => name.to_owned(),
                };
                let inner = self.deeper(self.label.clone(), &name);
                inner.open(Box::new(MultiGzDecoder::new(whole)))
            }
            Format::Tar => {
                let none = self.none("the archive");
                Source::of(Tar::new(whole, self), none)
            }
            Format::Zip => self.zip(whole),
            Format::Warc => {
                let none = self.none("the archive");
                Source::of(warc::Records::new(whole, self.label, stem, options), none)
            }
            Format::Json => {
                let none = self.none("the file");
                Source::of(json::Records::new(whole, self.label, stem, options), none)
            }
            Format::Table if !head.contains(&0) => {
                let none = self.none("the table");
                Source::of(
                    table::Rows::new(whole, &head, self.label, stem, options),
                    none,
                )
            }
            _ => self.document(format, whole),
        }
    }

    fn zip(self, whole: Box<dyn Read + Send>) -> Step {
        let limit = self.options.max_bytes.saturating_mul(8);
        let bytes = match read_bounded(whole, limit) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => {
                return self.refuse(format!("more than {limit} bytes"), "unpack it yourself");
            }
            Err(error) => return Step::Out(Err(Refused::io(&self.label, &error))),
        };
        self.zip_of(Cursor::new(bytes))
    }

    /// Opens a zip archive that can be read at any place.
    pub fn zip_of(self, reader: impl Read + std::io::Seek + Send + 'static) -> Step {
        let none = self.none("the archive");
        match Zip::new(reader, self.clone()) {
            Ok(zip) => Source::of(zip, none),
            Err(error) => self.refuse(
                format!("cannot be opened as a zip archive: {error}"),
                "the file is damaged or cut off: fetch it again",
            ),
        }
    }

    /// A format that is read whole.
    fn document(self, format: Format, whole: Box<dyn Read + Send>) -> Step {
        let limit = self.options.max_bytes;
        let bytes = match read_bounded(whole, limit) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => {
                return self.refuse(
                    format!("more than {limit} bytes"),
                    "part it into smaller files, or raise --max-bytes",
                );
            }
            Err(error) => return Step::Out(Err(Refused::io(&self.label, &error))),
        };
        let draft = Draft {
            label: self.label.clone(),
            name: stem(&self.name),
            looked: "the source gives none",
            ..Draft::default()
        };
        if format == Format::Eml {
            return match eml::read(&bytes, draft) {
                Some(draft) => Step::Out(draft.finish(&self.options)),
                None => self.refuse("not a mail", "save it again as .eml"),
            };
        }
        let label = charset(&bytes);
        let Some(text) = encoding::decode(&bytes, label.as_deref()) else {
            return self.refuse("not text", "convert it to text, or leave it out");
        };
        if text.trim().is_empty() {
            return self.refuse("empty file", "add a date line and text, or leave it out");
        }
        let drafts = match format {
            Format::Html => Ok(vec![html::read(&text, draft)]),
            Format::Markdown => Ok(vec![markdown::read(&text, &self.options.map, draft)]),
            Format::Feed => feed::read(&text, &self.label, &draft.name),
            Format::Nitf | Format::NewsMl => newsml::read(&text, &self.label, &draft.name),
            Format::Table => {
                let reader: Box<dyn Read + Send> =
                    Box::new(Cursor::new(text.into_owned().into_bytes()));
                let none = self.none("the table");
                let head = bytes
                    .into_iter()
                    .filter(|b| *b != 0)
                    .take(2000)
                    .collect::<Vec<_>>();
                let rows = table::Rows::new(reader, &head, self.label, draft.name, self.options);
                return Source::of(rows, none);
            }
            _ => Ok(vec![seed::read(&text, draft)]),
        };
        match drafts {
            Ok(drafts) => {
                let none = self.none("the file");
                let options = Arc::clone(&self.options);
                let mut drafts = drafts.into_iter();
                if drafts.len() == 1 {
                    let draft = drafts.next().unwrap_or_default();
                    return Step::Out(draft.finish(&options));
                }
                Source::of(drafts.map(move |d| Step::Out(d.finish(&options))), none)
            }
            Err(error) => self.refuse(
                format!("cannot be read as {}: {error}", format_name(format)),
                "fetch it again, or name its format with --from-format",
            ),
        }
    }
}

fn format_name(format: Format) -> &'static str {
    Format::NAMES
        .iter()
        .find(|(_, f)| *f == format)
        .map_or("this format", |(n, _)| n)
}

fn read_bounded(reader: Box<dyn Read + Send>, limit: u64) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

/// The encoding that an XML declaration or a meta element names.
fn charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    if !head.trim_start().starts_with('<') {
        return None;
    }
    let at = head
        .find("charset=")
        .map(|n| n + 8)
        .or_else(|| head.find("encoding=").map(|n| n + 9))?;
    let value: String = head[at..]
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c))
        .collect();
    (!value.is_empty()).then_some(value)
}
