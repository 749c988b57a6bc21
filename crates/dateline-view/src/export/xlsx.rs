//! A workbook with three sheets: events, statements, reports.
//!
//! A library makes the workbook with its headings, styles, widths and filter,
//! but without records; the rows are made here on several threads and put into
//! its sheets while the file is packed, so that memory holds a few of them.

use crate::cite::Citer;
use crate::row::{COLUMNS, Row, one_line, row};
use crate::{Texts, chunks};
use dateline_ledger::{Event, Filter, Ledger, ReportInfo, StatementEntry, Store};
use dateline_record::Status;
use jiff::civil::{Date, date};
use rust_xlsxwriter::{Color, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::io::{self, Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Excel takes no more characters in a cell.
const MOST_CHARS: usize = 32_000;
/// Excel takes no more rows in a sheet, the heading among them.
const MOST_ROWS: usize = 1 << 20;
/// How hard the sheets are packed: a higher level makes the file a little
/// smaller and takes much longer.
const LEVEL: i64 = 3;
/// Where the file of a sheet lies in the package, by the order of the sheets.
const SHEETS: [&str; 3] = [
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet2.xml",
    "xl/worksheets/sheet3.xml",
];

const STATEMENTS: [&str; 9] = [
    "id",
    "report",
    "speaker",
    "party",
    "type",
    "text",
    "addressee",
    "about",
    "sentence",
];

const REPORTS: [&str; 5] = ["report", "date", "source", "title", "url"];

fn heading(sheet: &mut Worksheet, columns: &[&str], format: &Format) -> Result<(), XlsxError> {
    for (n, name) in (0u16..).zip(columns) {
        sheet.write_string_with_format(0, n, *name, format)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn colour(status: Status) -> Color {
    Color::RGB(match status {
        Status::Held => 0xD8_EF_DF,
        Status::Scheduled => 0xD6_E6_FA,
        Status::Agreed => 0xE2_E4_F7,
        Status::Proposed | Status::Possible => 0xF7_EE_D3,
        Status::Postponed => 0xFB_E3_CF,
        Status::Cancelled | Status::Denied => 0xF8_D9_D9,
    })
}

/// The workbook without records. Its sheet of events has a second row of blank
/// cells, which shows the styles: of days, then of each status.
fn empty(n_events: usize, last: Option<&ReportInfo>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let sheet = book.add_worksheet().set_name("events")?;
    heading(sheet, &COLUMNS, &bold)?;
    sheet.write_blank(1, 0, &Format::new().set_num_format("yyyy-mm-dd"))?;
    for (n, status) in (1u16..).zip(Status::ALL) {
        let format = Format::new().set_background_color(colour(*status));
        sheet.write_blank(1, n, &format)?;
    }
    let n_events = u32::try_from(n_events).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, n_events.max(1), 31)?;
    for (column, width) in [
        (0, 20),
        (1, 14),
        (13, 18),
        (17, 24),
        (18, 20),
        (23, 40),
        (31, 80),
    ] {
        sheet.set_column_width(column, width)?;
    }
    heading(
        book.add_worksheet().set_name("statements")?,
        &STATEMENTS,
        &bold,
    )?;
    heading(book.add_worksheet().set_name("reports")?, &REPORTS, &bold)?;
    // The same ledger gives the same bytes: the day of the last report stands
    // for the day of writing, and the first day of the count where there is none.
    let day = last.map(|report| report.dct.date);
    let stamp = ExcelDateTime::from_ymd(
        day.and_then(|d| u16::try_from(d.year()).ok())
            .unwrap_or(1900)
            .max(1900),
        day.map_or(1, |d| d.month().unsigned_abs()),
        day.map_or(1, |d| d.day().unsigned_abs()),
    )?;
    let properties = rust_xlsxwriter::DocProperties::new().set_creation_datetime(&stamp);
    book.set_properties(&properties);
    book.save_to_buffer()
}

/// The styles of the sheet of events, as numbers in the workbook's list.
#[derive(Default)]
struct Styles {
    day: u32,
    statuses: Vec<(&'static str, u32)>,
}

impl Styles {
    /// Read off the row that [`empty`] made to show them.
    fn of(row: &str) -> Option<Self> {
        let mut all = row.split(" s=\"").skip(1).map(|s| {
            let (number, _) = s.split_once('"')?;
            number.parse().ok()
        });
        Some(Self {
            day: all.next()??,
            statuses: Status::ALL
                .iter()
                .map(|s| Some((s.as_str(), all.next()??)))
                .collect::<Option<_>>()?,
        })
    }
}

/// The file of a sheet as [`empty`] made it, in pieces.
struct Sheet<'a> {
    /// Up to the end of the heading.
    head: String,
    /// The row that shows the styles.
    shown: &'a str,
    /// What follows the rows.
    tail: &'a str,
}

impl<'a> Sheet<'a> {
    fn of(xml: &'a str, n_records: usize, n_columns: usize) -> Option<Self> {
        let (rows, _) = xml.split_at(xml.find("</sheetData>")?);
        let tail = &xml[rows.len()..];
        let (head, shown) = rows.split_at(rows.find("<row r=\"2\"").unwrap_or(rows.len()));
        // The sheet says which cells it has.
        let (before, after) = head.split_once("<dimension ref=\"")?;
        let (_, after) = after.split_once('"')?;
        let corner = (letters(n_columns - 1), n_records + 1);
        let head = format!(
            "{before}<dimension ref=\"A1:{}{}\"{after}",
            corner.0, corner.1
        );
        Some(Self { head, shown, tail })
    }
}

/// The name of a column.
fn letters(n: usize) -> String {
    let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
    match n / 26 {
        0 => letter(n).into(),
        high => [letter(high - 1), letter(n)].iter().collect(),
    }
}

/// One row, cell after cell; empty cells are left out.
struct Line<'a> {
    out: &'a mut Vec<u8>,
    names: &'a [String],
    number: String,
}

impl<'a> Line<'a> {
    /// Begins the row of the record that stands `at`, from 0.
    fn begin(out: &'a mut Vec<u8>, names: &'a [String], at: usize) -> Self {
        let number = (at + 2).to_string();
        put(out, &["<row r=\"", &number, "\">"]);
        Self { out, names, number }
    }

    fn open(&mut self, column: usize, style: Option<u32>) {
        put(
            self.out,
            &["<c r=\"", &self.names[column], &self.number, "\""],
        );
        if let Some(style) = style {
            put(self.out, &[" s=\"", &style.to_string(), "\""]);
        }
    }

    /// A cell of text, which is never taken for a formula.
    fn text(&mut self, column: usize, words: &str, style: Option<u32>) {
        if words.is_empty() {
            return;
        }
        self.open(column, style);
        let blank = [' ', '\t', '\n'];
        let kept = if words.starts_with(blank) || words.ends_with(blank) {
            " xml:space=\"preserve\""
        } else {
            ""
        };
        put(self.out, &[" t=\"inlineStr\"><is><t", kept, ">"]);
        // Fewer bytes than that are fewer characters.
        let end = match words.char_indices().nth(MOST_CHARS) {
            Some((end, _)) if words.len() > MOST_CHARS => end,
            _ => words.len(),
        };
        escape(&words[..end], self.out);
        put(self.out, &["</t></is></c>"]);
    }

    fn number(&mut self, column: usize, number: impl ToString, style: Option<u32>) {
        self.open(column, style);
        put(self.out, &["><v>", &number.to_string(), "</v></c>"]);
    }

    fn end(self) {
        put(self.out, &["</row>"]);
    }
}

fn put(out: &mut Vec<u8>, parts: &[&str]) {
    for part in parts {
        out.extend_from_slice(part.as_bytes());
    }
}

/// Text as Excel has it in XML: a character that XML may not hold is written
/// `_x0007_`, and what already looks so has its first `_` written in this way.
fn escape(words: &str, out: &mut Vec<u8>) {
    let bytes = words.as_bytes();
    let mut done = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        let instead = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'_' if is_escape(&bytes[at..]) => "_x005F_",
            b'\t' | b'\n' | b' '.. => continue,
            _ => &format!("_x{byte:04X}_"),
        };
        out.extend_from_slice(&bytes[done..at]);
        put(out, &[instead]);
        done = at + 1;
    }
    out.extend_from_slice(&bytes[done..]);
}

fn is_escape(bytes: &[u8]) -> bool {
    matches!(bytes, [b'_', b'x', hex @ .., ] if hex.len() > 4
        && hex[4] == b'_' && hex[..4].iter().all(u8::is_ascii_hexdigit))
}

/// The number of a day in a sheet; none where Excel has no such day. It takes
/// 1900 for a leap year, so that what is before its March is left as text.
fn day_number(words: &str) -> Option<i32> {
    if words.len() != 10 || words <= "1900-03-01" {
        return None;
    }
    let day: Date = words.parse().ok()?;
    Some(date(1899, 12, 30).until(day).ok()?.get_days())
}

fn event_line(row: &Row, styles: &Styles, mut line: Line<'_>) {
    let words: [&str; 20] = [
        &row.id,
        &row.date,
        &row.date_first,
        &row.date_last,
        &row.date_precision,
        &row.date_basis,
        if row.date_approx { "true" } else { "false" },
        &row.due,
        &row.status,
        &row.status_as_of,
        &row.said_by,
        &row.kind,
        &row.plover,
        &row.parties,
        &row.hosts,
        &row.mediators,
        &row.targets,
        &row.persons,
        &row.place,
        &row.country,
    ];
    for (n, words) in words.into_iter().enumerate() {
        // Days are real dates where Excel has them.
        let day = matches!(n, 2 | 3 | 9).then(|| day_number(words)).flatten();
        let style = (n == 8).then(|| styles.statuses.iter().find(|(s, _)| *s == words));
        match day {
            Some(day) => line.number(n, day, Some(styles.day)),
            None => line.text(n, words, style.flatten().map(|(_, style)| *style)),
        }
    }
    if let (Some(lat), Some(lon)) = (row.lat, row.lon) {
        line.number(20, lat, None);
        line.number(21, lon, None);
    }
    line.text(22, &row.place_precision, None);
    line.text(23, &row.topic, None);
    line.number(24, row.n_reports, None);
    let confidence = (f64::from(row.confidence) * 100.0).round() / 100.0;
    line.number(25, confidence, None);
    line.text(26, &row.source, None);
    line.text(27, &row.source_url, None);
    line.text(28, &row.report, None);
    line.number(29, row.start, None);
    line.number(30, row.end, None);
    line.text(31, &row.quote, None);
    line.end();
}

fn statement_line(citer: &Citer<'_>, s: &StatementEntry, mut line: Line<'_>) {
    let key = s.evidence.report;
    let about: Vec<&str> = s.about.iter().map(|a| a.0.as_str()).collect();
    let party = s.affiliation.as_ref().map_or("", |a| a.as_str());
    line.text(0, &s.id, None);
    line.text(1, &citer.name(key), None);
    line.text(2, &s.speaker, None);
    line.text(3, party, None);
    line.text(4, crate::story::statement_type(s.kind), None);
    line.text(5, &one_line(citer.words(key, s.evidence.span)), None);
    line.text(6, s.addressee.as_deref().unwrap_or(""), None);
    line.text(7, &about.join("; "), None);
    line.text(8, &one_line(citer.words(key, s.evidence.sentence)), None);
    line.end();
}

fn report_line(citer: &Citer<'_>, texts: &dyn Texts, report: &ReportInfo, mut line: Line<'_>) {
    let title = texts.report(report.key).and_then(|r| r.title.as_deref());
    line.text(0, &report.name, None);
    line.text(1, &report.dct.date.to_string(), None);
    line.text(2, report.source.as_deref().unwrap_or(""), None);
    line.text(3, title.unwrap_or(""), None);
    line.text(4, citer.url(report.key).unwrap_or(""), None);
    line.end();
}

fn too_many(name: &str) -> io::Error {
    io::Error::other(format!(
        "a sheet of {name} holds at most {} rows; give a filter, or export csv",
        MOST_ROWS - 1
    ))
}

fn unknown() -> io::Error {
    io::Error::other("the workbook is not as it was expected; this is a fault of the program")
}

/// A sheet whose rows are to be written.
struct Open<'a> {
    xml: Sheet<'a>,
    /// Only the sheet of events shows any; the others use none.
    styles: Styles,
    names: Vec<String>,
}

impl Open<'_> {
    /// Writes rows, made on several threads of records in memory.
    fn rows<'l, T: Sync>(
        &self,
        records: &'l [T],
        begin: impl Fn() -> Citer<'l> + Sync,
        line: impl Fn(&Citer<'l>, &'l T, Line<'_>) + Sync,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let all: Vec<&'l T> = records.iter().collect();
        chunks::in_order(
            &all,
            begin,
            |citer, at, some, buffer| {
                for (at, record) in (at..).zip(some) {
                    line(citer, record, Line::begin(buffer, &self.names, at));
                }
                Ok(())
            },
            |bytes, ()| out.write_all(bytes),
        )
    }

    fn statements(
        &self,
        all: &[StatementEntry],
        (reports, texts): (&[ReportInfo], &(dyn Texts + Sync)),
        out: &mut dyn Write,
    ) -> io::Result<()> {
        self.rows(all, || Citer::of(reports, texts), statement_line, out)
    }

    fn reports(
        &self,
        (reports, texts): (&[ReportInfo], &(dyn Texts + Sync)),
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let line = |citer: &Citer<'_>, r: &ReportInfo, line: Line<'_>| {
            report_line(citer, texts, r, line);
        };
        self.rows(reports, || Citer::of(reports, texts), line, out)
    }
}

/// Writes the workbook whose sheets have so many records, of which `rows`
/// writes those of a sheet by its place.
fn write_book(
    n: [usize; 3],
    last: Option<&ReportInfo>,
    mut rows: impl FnMut(usize, &Open<'_>, &mut dyn Write) -> io::Result<()>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (name, n) in ["events", "statements", "reports"].into_iter().zip(n) {
        if n >= MOST_ROWS {
            return Err(too_many(name));
        }
    }
    let empty = empty(n[0], last).map_err(io::Error::other)?;
    let mut empty = ZipArchive::new(Cursor::new(empty))?;
    // Packed as it is written: memory holds none of it.
    let mut full = ZipWriter::new_stream(out);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .unix_permissions(0o600)
        .last_modified_time(DateTime::default());
    let columns = [COLUMNS.len(), STATEMENTS.len(), REPORTS.len()];
    for at in 0..empty.len() {
        let file = empty.by_index_raw(at)?;
        let name = file.name()?.into_owned();
        let Some(sheet) = SHEETS.iter().position(|s| *s == name) else {
            full.raw_copy_file(file)?;
            continue;
        };
        drop(file);
        let mut xml = String::new();
        empty.by_index(at)?.read_to_string(&mut xml)?;
        full.start_file(name, options)?;
        let xml = Sheet::of(&xml, n[sheet], columns[sheet]).ok_or_else(unknown)?;
        let open = Open {
            styles: Styles::of(xml.shown).unwrap_or_default(),
            names: (0..columns[sheet]).map(letters).collect(),
            xml,
        };
        full.write_all(open.xml.head.as_bytes())?;
        rows(sheet, &open, &mut full)?;
        full.write_all(open.xml.tail.as_bytes())?;
    }
    full.finish()?;
    Ok(())
}

pub(super) fn write(
    ledger: &Ledger,
    texts: &(dyn Texts + Sync),
    out: &mut dyn Write,
) -> io::Result<()> {
    let told = (&*ledger.reports, texts);
    let n = [
        ledger.events.len(),
        ledger.statements.len(),
        ledger.reports.len(),
    ];
    let rows = |sheet, open: &Open<'_>, out: &mut dyn Write| match sheet {
        0 => {
            let begin = || Citer::new(ledger, texts);
            let line = |citer: &Citer<'_>, event: &Event, line: Line<'_>| {
                event_line(&row(citer, event), &open.styles, line);
            };
            open.rows(&ledger.events, begin, line, out)
        }
        1 => open.statements(&ledger.statements, told, out),
        _ => open.reports(told, out),
    };
    write_book(n, ledger.reports.last(), rows, out)
}

/// Writes the workbook of all events of a store, made as they are read, of its
/// statements and its reports, which are given with their texts; gives how many
/// events.
///
/// # Errors
/// The store cannot be read; within, where `out` cannot be written to.
pub fn write_xlsx_of(
    store: &Store,
    (reports, texts): (&[ReportInfo], &(dyn Texts + Sync)),
    out: &mut dyn Write,
) -> Result<io::Result<usize>, dateline_ledger::Error> {
    let all = Filter::default();
    let statements = store.statements(None)?;
    let n = [store.count(None, &all)?, statements.len(), reports.len()];
    let mut failed = None;
    let rows = |sheet, open: &Open<'_>, out: &mut dyn Write| match sheet {
        0 => {
            let mut written = Ok(());
            let read = store.each_made(
                &all,
                || Citer::of(reports, texts),
                |citer, at, event| {
                    let mut bytes = Vec::with_capacity(RECORD);
                    let line = Line::begin(&mut bytes, &open.names, at);
                    event_line(&row(citer, event), &open.styles, line);
                    bytes
                },
                |bytes| {
                    written = out.write_all(&bytes);
                    written.is_ok()
                },
            );
            failed = read.err();
            match failed {
                Some(_) => Err(io::Error::other("the store cannot be read")),
                None => written,
            }
        }
        1 => open.statements(&statements, (reports, texts), out),
        _ => open.reports((reports, texts), out),
    };
    let written = write_book(n, reports.last(), rows, out);
    match failed {
        Some(error) => Err(error),
        None => Ok(written.map(|()| n[0])),
    }
}

/// Bytes of a common row.
const RECORD: usize = 2048;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_what_xml_may_not_hold_is_escaped_as_excel_does() {
        let escaped = |words: &str| {
            let mut out = Vec::new();
            escape(words, &mut out);
            String::from_utf8(out).expect("text")
        };
        assert_eq!(escaped("a < b & é"), "a &lt; b &amp; é");
        assert_eq!(escaped("bell\u{7}, \r"), "bell_x0007_, _x000D_");
        assert_eq!(escaped("_x0007_ _x07_ _x"), "_x005F_x0007_ _x07_ _x");
    }

    #[test]
    fn ok_columns_and_days_are_numbered_as_excel_does() {
        assert_eq!([0, 25, 26, 31].map(letters), ["A", "Z", "AA", "AF"]);
        assert_eq!(day_number("1989-12-26"), Some(32_868));
        assert_eq!(day_number("1899-12-26"), None);
        assert_eq!(day_number("2018-06"), None);
    }
}
