//! GeoJSON (RFC 7946): one point for each event with coordinates.

use super::Exported;
use crate::Texts;
use crate::cite::Citer;
use crate::row::row;
use crate::words;
use dateline_ledger::Ledger;
use serde_json::json;
use std::io::{self, Write};

pub(super) fn write(
    ledger: &Ledger,
    texts: &dyn Texts,
    out: &mut dyn Write,
) -> io::Result<Exported> {
    let citer = Citer::new(ledger, texts);
    let mut exported = Exported::default();
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    for event in &ledger.events {
        let row = row(&citer, event);
        let (Some(lat), Some(lon)) = (row.lat, row.lon) else {
            exported.leave_out("no coordinates");
            continue;
        };
        out.write_all(if exported.n_written == 0 {
            b"\n"
        } else {
            b",\n"
        })?;
        let id = row.id.clone();
        let mut properties = serde_json::to_value(row)?;
        properties["label"] = words::label(event).into();
        let feature = json!({
            "type": "Feature",
            "id": id,
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
            "properties": properties,
        });
        serde_json::to_writer(&mut *out, &feature)?;
        exported.n_written += 1;
    }
    out.write_all(b"\n]}\n")?;
    Ok(exported)
}
