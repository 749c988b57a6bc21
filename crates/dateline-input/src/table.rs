//! CSV and TSV with a header line and named columns.

use crate::draft::{Draft, short};
use crate::options::{self, Options};
use crate::source::Step;
use crate::{Refused, encoding};
use csv::ByteRecord;
use std::io::Read;
use std::sync::Arc;

/// Reads rows one by one.
pub(crate) struct Rows {
    reader: csv::Reader<Box<dyn Read + Send>>,
    label: String,
    stem: String,
    options: Arc<Options>,
    /// Position of the column for each field.
    columns: Option<[Option<usize>; 7]>,
    done: bool,
}

impl Rows {
    /// `head` is the beginning of the source, for the delimiter.
    pub fn new(
        reader: Box<dyn Read + Send>,
        head: &[u8],
        label: String,
        stem: String,
        options: Arc<Options>,
    ) -> Self {
        Self {
            reader: csv::ReaderBuilder::new()
                .delimiter(delimiter(head))
                .flexible(true)
                .from_reader(reader),
            label,
            stem,
            options,
            columns: None,
            done: false,
        }
    }

    fn find_columns(&mut self) -> Result<[Option<usize>; 7], Box<Refused>> {
        let bad = |reason: String, way_out: &str| {
            Box::new(Refused::new(self.label.clone(), reason, way_out))
        };
        let header = match self.reader.byte_headers() {
            Ok(header) => header.clone(),
            Err(error) => return Err(bad(format!("not a table: {error}"), "save it as UTF-8 CSV")),
        };
        let names: Vec<String> = header
            .iter()
            .map(|h| {
                encoding::decode(h, None)
                    .unwrap_or_default()
                    .trim_start_matches('\u{feff}')
                    .trim()
                    .to_lowercase()
            })
            .collect();
        let mut columns = [None; 7];
        for (field, slot) in columns.iter_mut().enumerate() {
            *slot = self
                .options
                .map
                .names(field)
                .iter()
                .find_map(|name| names.iter().position(|n| *n == name.to_lowercase()));
        }
        if columns[options::TEXT].is_none() {
            return Err(bad(
                format!("no text: the columns are {}", short(&names.join(", "))),
                "name the one that holds it with --map text=COLUMN",
            ));
        }
        Ok(columns)
    }
}

/// The delimiter that parts the header line into most columns.
fn delimiter(head: &[u8]) -> u8 {
    let line = head.split(|b| *b == b'\n').next().unwrap_or(head);
    let count = |d: u8| line.iter().filter(|b| **b == d).count();
    [b'\t', b';', b',', b'|']
        .into_iter()
        .max_by_key(|d| (count(*d), *d == b','))
        .filter(|d| count(*d) > 0)
        .unwrap_or(b',')
}

impl Iterator for Rows {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        if self.done {
            return None;
        }
        let columns = match self.columns {
            Some(columns) => columns,
            None => match self.find_columns() {
                Ok(columns) => *self.columns.insert(columns),
                Err(refused) => {
                    self.done = true;
                    return Some(Step::Out(Err(*refused)));
                }
            },
        };
        let mut row = ByteRecord::new();
        match self.reader.read_byte_record(&mut row) {
            Ok(false) => return None,
            Ok(true) => {}
            Err(error) => {
                self.done = true;
                return Some(Step::Out(Err(Refused::new(
                    self.label.clone(),
                    format!("cannot be read as a table: {error}"),
                    "save it again as CSV",
                ))));
            }
        }
        let line = row.position().map_or(0, csv::Position::line);
        let label = format!("{}:{line}", self.label);
        if row.iter().map(<[u8]>::len).sum::<usize>() as u64 > self.options.max_bytes {
            return Some(Step::Out(Err(Refused::new(
                label,
                format!("a row of more than {} bytes", self.options.max_bytes),
                "check its quotes, or raise --max-bytes",
            ))));
        }
        let get = |field: usize| {
            columns[field]
                .and_then(|at| row.get(at))
                .and_then(|bytes| encoding::decode(bytes, None))
                .map(|text| text.into_owned())
                .filter(|text| !text.trim().is_empty())
        };
        let number = row.position().map_or(0, csv::Position::record);
        let draft = Draft {
            label,
            name: get(options::ID).unwrap_or_else(|| format!("{}-{number}", self.stem)),
            date: get(options::DATE),
            looked: "no column 'date', 'published' or the like",
            source: get(options::SOURCE),
            title: get(options::TITLE),
            url: get(options::URL),
            language: get(options::LANGUAGE),
            text: get(options::TEXT).unwrap_or_default(),
            ..Draft::default()
        };
        Some(Step::Out(draft.finish(&self.options)))
    }
}
