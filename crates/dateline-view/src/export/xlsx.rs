//! A workbook with three sheets: events, statements, reports.

use crate::Texts;
use crate::cite::Citer;
use crate::row::{COLUMNS, one_line, row};
use dateline_ledger::Ledger;
use dateline_record::Status;
use rust_xlsxwriter::{Color, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Excel takes no more characters in a cell.
const MOST_CHARS: usize = 32_000;

fn text(sheet: &mut Worksheet, at: (u32, u16), words: &str) -> Result<(), XlsxError> {
    if words.is_empty() {
        return Ok(());
    }
    // A string cell is never taken for a formula.
    // Fewer bytes than that are fewer characters.
    if words.len() <= MOST_CHARS {
        sheet.write_string(at.0, at.1, words)?;
        return Ok(());
    }
    let cut: String = words.chars().take(MOST_CHARS).collect();
    sheet.write_string(at.0, at.1, cut)?;
    Ok(())
}

fn heading(sheet: &mut Worksheet, columns: &[&str], format: &Format) -> Result<(), XlsxError> {
    for (n, name) in (0u16..).zip(columns) {
        sheet.write_string_with_format(0, n, *name, format)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn colour(status: &str) -> Option<Color> {
    Some(Color::RGB(match Status::parse(status)? {
        Status::Held => 0xD8_EF_DF,
        Status::Scheduled => 0xD6_E6_FA,
        Status::Agreed => 0xE2_E4_F7,
        Status::Proposed | Status::Possible => 0xF7_EE_D3,
        Status::Postponed => 0xFB_E3_CF,
        Status::Cancelled | Status::Denied => 0xF8_D9_D9,
    }))
}

fn fill(ledger: &Ledger, texts: &dyn Texts) -> Result<Vec<u8>, XlsxError> {
    let citer = Citer::new(ledger, texts);
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let date_format = Format::new().set_num_format("yyyy-mm-dd");
    let colours: BTreeMap<&str, Format> = Status::ALL
        .iter()
        .filter_map(|s| {
            let colour = colour(s.as_str())?;
            Some((s.as_str(), Format::new().set_background_color(colour)))
        })
        .collect();
    let sheet = book.add_worksheet().set_name("events")?;
    heading(sheet, &COLUMNS, &bold)?;
    let mut last = 0;
    for (line, event) in (1u32..).zip(&ledger.events) {
        let row = row(&citer, event);
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
        for (n, words) in (0u16..).zip(words) {
            // Days are real dates where Excel has them (from 1900 on).
            let is_day = matches!(n, 2 | 3 | 9) && words.len() == 10 && words > "1900-03-01";
            let day = is_day.then(|| ExcelDateTime::parse_from_str(words).ok());
            let coloured = (n == 8).then(|| colours.get(words)).flatten();
            match (day.flatten(), coloured) {
                (Some(day), _) => {
                    sheet.write_datetime_with_format(line, n, &day, &date_format)?;
                }
                (None, Some(format)) => {
                    sheet.write_string_with_format(line, n, words, format)?;
                }
                (None, None) => text(sheet, (line, n), words)?,
            }
        }
        if let (Some(lat), Some(lon)) = (row.lat, row.lon) {
            sheet.write_number(line, 20, lat)?;
            sheet.write_number(line, 21, lon)?;
        }
        text(sheet, (line, 22), &row.place_precision)?;
        text(sheet, (line, 23), &row.topic)?;
        sheet.write_number(line, 24, row.n_reports)?;
        sheet.write_number(
            line,
            25,
            (f64::from(row.confidence) * 100.0).round() / 100.0,
        )?;
        text(sheet, (line, 26), &row.source)?;
        text(sheet, (line, 27), &row.source_url)?;
        text(sheet, (line, 28), &row.report)?;
        sheet.write_number(line, 29, row.start)?;
        sheet.write_number(line, 30, row.end)?;
        text(sheet, (line, 31), &row.quote)?;
        last = line;
    }
    sheet.autofilter(0, 0, last.max(1), 31)?;
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

    let sheet = book.add_worksheet().set_name("statements")?;
    let columns = [
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
    heading(sheet, &columns, &bold)?;
    for (line, s) in (1u32..).zip(&ledger.statements) {
        let key = s.evidence.report;
        let about: Vec<&str> = s.about.iter().map(|a| a.0.as_str()).collect();
        text(sheet, (line, 0), &s.id)?;
        text(sheet, (line, 1), &citer.name(key))?;
        text(sheet, (line, 2), &s.speaker)?;
        text(
            sheet,
            (line, 3),
            s.affiliation.as_ref().map_or("", |a| a.as_str()),
        )?;
        text(sheet, (line, 4), crate::story::statement_type(s.kind))?;
        text(
            sheet,
            (line, 5),
            &one_line(citer.words(key, s.evidence.span)),
        )?;
        text(sheet, (line, 6), s.addressee.as_deref().unwrap_or(""))?;
        text(sheet, (line, 7), &about.join("; "))?;
        text(
            sheet,
            (line, 8),
            &one_line(citer.words(key, s.evidence.sentence)),
        )?;
    }

    let sheet = book.add_worksheet().set_name("reports")?;
    heading(sheet, &["report", "date", "source", "title", "url"], &bold)?;
    for (line, report) in (1u32..).zip(&ledger.reports) {
        let title = texts.report(report.key).and_then(|r| r.title.as_deref());
        text(sheet, (line, 0), &report.name)?;
        text(sheet, (line, 1), &report.dct.date.to_string())?;
        text(sheet, (line, 2), report.source.as_deref().unwrap_or(""))?;
        text(sheet, (line, 3), title.unwrap_or(""))?;
        text(sheet, (line, 4), citer.url(report.key).unwrap_or(""))?;
    }
    // The same ledger gives the same bytes: the day of the last report stands
    // for the day of writing.
    if let Some(report) = ledger.reports.last() {
        let day = report.dct.date;
        let stamp = ExcelDateTime::from_ymd(
            u16::try_from(day.year()).unwrap_or(1900).max(1900),
            day.month().unsigned_abs(),
            day.day().unsigned_abs(),
        )?;
        let properties = rust_xlsxwriter::DocProperties::new().set_creation_datetime(&stamp);
        book.set_properties(&properties);
    }
    book.save_to_buffer()
}

pub(super) fn write(ledger: &Ledger, texts: &dyn Texts, out: &mut dyn Write) -> io::Result<()> {
    let bytes = fill(ledger, texts).map_err(io::Error::other)?;
    out.write_all(&bytes)
}
