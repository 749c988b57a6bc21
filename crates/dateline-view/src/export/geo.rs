//! GeoJSON (RFC 7946): one point for each event with coordinates.

use super::Exported;
use crate::Texts;
use crate::chunks;
use crate::cite::Citer;
use crate::row::row;
use crate::words;
use dateline_ledger::Ledger;
use serde::Serialize;
use serde_json::Value;
use std::io::{self, Write};

#[derive(Serialize)]
struct Feature {
    r#type: &'static str,
    id: String,
    geometry: Point,
    properties: Value,
}

#[derive(Serialize)]
struct Point {
    r#type: &'static str,
    coordinates: [f64; 2],
}

pub(super) fn write(
    ledger: &Ledger,
    texts: &(dyn Texts + Sync),
    out: &mut dyn Write,
) -> io::Result<Exported> {
    let mut exported = Exported::default();
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    chunks::in_order(
        &ledger.events,
        || Citer::new(ledger, texts),
        |citer, _, events, buffer| {
            let mut made = Exported::default();
            for event in events {
                let row = row(citer, event);
                let (Some(lat), Some(lon)) = (row.lat, row.lon) else {
                    made.leave_out("no coordinates");
                    continue;
                };
                buffer.extend(b",\n");
                let id = row.id.clone();
                // A number of single precision becomes one of double here.
                let mut properties = serde_json::to_value(row)?;
                properties["label"] = words::label(event).into();
                let feature = Feature {
                    r#type: "Feature",
                    id,
                    geometry: Point {
                        r#type: "Point",
                        coordinates: [lon, lat],
                    },
                    properties,
                };
                serde_json::to_writer(&mut *buffer, &feature)?;
                made.n_written += 1;
            }
            Ok(made)
        },
        |bytes, made| {
            // No comma stands before the first.
            let first = usize::from(exported.n_written == 0);
            out.write_all(bytes.get(first..).unwrap_or_default())?;
            exported.add(made);
            Ok(())
        },
    )?;
    out.write_all(b"\n]}\n")?;
    Ok(exported)
}
