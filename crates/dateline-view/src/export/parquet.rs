//! Parquet: the columns of [`crate::COLUMNS`] with types. Strings are UTF-8,
//! days are DATE, coordinates DOUBLE, counts INT32; an empty text is null.

use crate::Texts;
use crate::cite::Citer;
use crate::row::{COLUMNS, Row, row};
use dateline_ledger::Ledger;
use jiff::civil::Date;
use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, DoubleType, FloatType, Int32Type,
};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;
use std::io::{self, Write};
use std::sync::Arc;

/// Rows held in memory at a time.
const GROUP: usize = 65_536;

enum Values {
    Text(fn(&Row) -> &str),
    Day(fn(&Row) -> &str),
    Count(fn(&Row) -> u32),
    Degrees(fn(&Row) -> Option<f64>),
    Share(fn(&Row) -> f32),
    Truth(fn(&Row) -> bool),
}

fn values(column: &str) -> Values {
    use Values::{Count, Day, Degrees, Share, Text, Truth};
    match column {
        "id" => Text(|r| &r.id),
        "date" => Text(|r| &r.date),
        "date_first" => Day(|r| &r.date_first),
        "date_last" => Day(|r| &r.date_last),
        "date_precision" => Text(|r| &r.date_precision),
        "date_basis" => Text(|r| &r.date_basis),
        "date_approx" => Truth(|r| r.date_approx),
        "due" => Text(|r| &r.due),
        "status" => Text(|r| &r.status),
        "status_as_of" => Day(|r| &r.status_as_of),
        "said_by" => Text(|r| &r.said_by),
        "kind" => Text(|r| &r.kind),
        "plover" => Text(|r| &r.plover),
        "parties" => Text(|r| &r.parties),
        "hosts" => Text(|r| &r.hosts),
        "mediators" => Text(|r| &r.mediators),
        "targets" => Text(|r| &r.targets),
        "persons" => Text(|r| &r.persons),
        "place" => Text(|r| &r.place),
        "country" => Text(|r| &r.country),
        "lat" => Degrees(|r| r.lat),
        "lon" => Degrees(|r| r.lon),
        "place_precision" => Text(|r| &r.place_precision),
        "topic" => Text(|r| &r.topic),
        "n_reports" => Count(|r| r.n_reports),
        "confidence" => Share(|r| r.confidence),
        "source" => Text(|r| &r.source),
        "source_url" => Text(|r| &r.source_url),
        "report" => Text(|r| &r.report),
        "start" => Count(|r| r.start),
        "end" => Count(|r| r.end),
        _ => Text(|r| &r.quote),
    }
}

fn schema() -> parquet::errors::Result<Type> {
    let mut fields = Vec::new();
    for column in COLUMNS {
        let (physical, logical) = match values(column) {
            Values::Text(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Values::Day(_) => (Physical::INT32, Some(LogicalType::Date)),
            Values::Count(_) => (Physical::INT32, None),
            Values::Degrees(_) => (Physical::DOUBLE, None),
            Values::Share(_) => (Physical::FLOAT, None),
            Values::Truth(_) => (Physical::BOOLEAN, None),
        };
        let field = Type::primitive_type_builder(column, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical)
            .build()?;
        fields.push(Arc::new(field));
    }
    Type::group_type_builder("events")
        .with_fields(fields)
        .build()
}

/// Days since 1970-01-01.
fn epoch_day(text: &str) -> Option<i32> {
    let day: Date = text.parse().ok()?;
    let zero = jiff::civil::date(1970, 1, 1);
    day.since((jiff::Unit::Day, zero))
        .ok()
        .map(|s| s.get_days())
}

fn put<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, impl Write + Send>,
    cells: Vec<Option<T::T>>,
) -> parquet::errors::Result<()> {
    let levels: Vec<i16> = cells.iter().map(|c| i16::from(c.is_some())).collect();
    let present: Vec<T::T> = cells.into_iter().flatten().collect();
    if let Some(mut column) = group.next_column()? {
        column
            .typed::<T>()
            .write_batch(&present, Some(&levels), None)?;
        column.close()?;
    }
    Ok(())
}

fn fill(ledger: &Ledger, texts: &dyn Texts) -> parquet::errors::Result<Vec<u8>> {
    let citer = Citer::new(ledger, texts);
    let properties = Arc::new(WriterProperties::builder().build());
    let mut file = SerializedFileWriter::new(Vec::new(), Arc::new(schema()?), properties)?;
    for chunk in ledger.events.chunks(GROUP) {
        let rows: Vec<Row> = chunk.iter().map(|e| row(&citer, e)).collect();
        let mut group = file.next_row_group()?;
        for column in COLUMNS {
            let group = &mut group;
            match values(column) {
                Values::Text(get) => put::<ByteArrayType>(
                    group,
                    rows.iter()
                        .map(|r| Some(get(r)).filter(|t| !t.is_empty()))
                        .map(|t| t.map(ByteArray::from))
                        .collect(),
                )?,
                Values::Day(get) => {
                    put::<Int32Type>(group, rows.iter().map(|r| epoch_day(get(r))).collect())?;
                }
                Values::Count(get) => put::<Int32Type>(
                    group,
                    rows.iter().map(|r| i32::try_from(get(r)).ok()).collect(),
                )?,
                Values::Degrees(get) => {
                    put::<DoubleType>(group, rows.iter().map(get).collect())?;
                }
                Values::Share(get) => {
                    put::<FloatType>(group, rows.iter().map(|r| Some(get(r))).collect())?;
                }
                Values::Truth(get) => {
                    put::<BoolType>(group, rows.iter().map(|r| Some(get(r))).collect())?;
                }
            }
        }
        group.close()?;
    }
    file.into_inner()
}

pub(super) fn write(ledger: &Ledger, texts: &dyn Texts, out: &mut dyn Write) -> io::Result<()> {
    let bytes = fill(ledger, texts).map_err(io::Error::other)?;
    out.write_all(&bytes)
}
