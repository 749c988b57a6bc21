//! The formats of event data sets: PLOVER's JSON, POLECAT's 40 columns,
//! GDELT's 61, and plain CAMEO rows.
//!
//! These sets have no column for status, attribution or a coarse time. So a
//! row is given only for what was held on a day known exactly; what is left
//! out is counted. With [`Options::plover_fold`] a planned event gives a row
//! on the day of its report: AGREE, and in CAMEO 'express intent'.

use super::{Exported, Options};
use crate::cite::Citer;
use crate::codes::{self, Cameo, Country};
use crate::row::one_line;
use crate::{Texts, words};
use dateline_ledger::{Event, Ledger, StatusEntry};
use dateline_record::{Family, PloverType, Role, Status};
use jiff::civil::Date;
use serde_json::{Value, json};
use std::io::{self, Write};

/// What one event is in the terms of these sets.
struct Coded<'a> {
    event: &'a Event,
    last: &'a StatusEntry,
    day: Date,
    plover: PloverType,
    mode: &'a str,
    cameo: Cameo,
    cameo_code: &'static str,
    cameo_name: &'static str,
    /// Who acts, and on whom. Where nobody is acted upon, all are both.
    actors: Vec<&'a str>,
    recipients: Vec<&'a str>,
    symmetric: bool,
}

fn unique<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut out: Vec<&str> = Vec::new();
    for id in ids {
        if !out.contains(&id) {
            out.push(id);
        }
    }
    out
}

fn coded<'a>(ledger: &'a Ledger, options: &Options, exported: &mut Exported) -> Vec<Coded<'a>> {
    let mut out = Vec::new();
    for event in &ledger.events {
        let Some(last) = event.last_status() else {
            continue;
        };
        let folded = match last.status {
            Status::Held => false,
            status if status.is_open() && options.plover_fold => true,
            _ => {
                exported.leave_out("not told of as held");
                continue;
            }
        };
        let day = if folded {
            Some(last.as_of.date)
        } else {
            super::days(event).and_then(|(first, end)| (first == end).then_some(first))
        };
        let Some(day) = day else {
            exported.leave_out("no exact day");
            continue;
        };
        let Some(plover) = (if folded {
            Some(PloverType::Agree)
        } else {
            event.plover
        }) else {
            exported.leave_out("no PLOVER type");
            continue;
        };
        let mode = if folded {
            ""
        } else {
            event.mode.as_deref().unwrap_or("")
        };
        let Some(cameo) = codes::cameo(plover.as_str(), mode) else {
            exported.leave_out("no CAMEO code");
            continue;
        };
        let (cameo_code, cameo_name) = if folded && event.kind.family() == Family::Meeting {
            ("036", "Express intent to meet or negotiate")
        } else {
            (cameo.code, cameo.name)
        };
        let all = || event.parties.iter();
        let targets = unique(
            all()
                .filter(|p| p.role == Role::Target)
                .map(|p| p.id.as_str()),
        );
        let others = unique(
            all()
                .filter(|p| p.role != Role::Target)
                .map(|p| p.id.as_str()),
        );
        let symmetric = targets.is_empty();
        out.push(Coded {
            event,
            last,
            day,
            plover,
            mode,
            cameo,
            cameo_code,
            cameo_name,
            recipients: if symmetric { others.clone() } else { targets },
            actors: others,
            symmetric,
        });
    }
    out
}

impl<'a> Coded<'a> {
    /// Each actor with each recipient; one that acts alone has none.
    fn pairs(&self) -> Vec<(&'a str, &'a str)> {
        let mut out = Vec::new();
        for &actor in &self.actors {
            for &recipient in &self.recipients {
                if actor != recipient {
                    out.push((actor, recipient));
                }
            }
        }
        if out.is_empty() {
            match (self.actors.first(), self.recipients.first()) {
                (Some(actor), _) => out.push((actor, "")),
                (None, Some(recipient)) => out.push(("", recipient)),
                (None, None) => {}
            }
        }
        out
    }

    fn intensity(&self) -> &'static str {
        self.cameo.score
    }
}

fn quote(citer: &Citer<'_>, last: &StatusEntry) -> String {
    one_line(citer.words(last.evidence.report, last.evidence.sentence))
}

fn source(citer: &Citer<'_>, last: &StatusEntry) -> String {
    citer.source(last.evidence.report).map_or_else(
        || citer.name(last.evidence.report).into_owned(),
        str::to_owned,
    )
}

/// A tab-separated field: no tab, no line end.
fn cell(text: &str) -> String {
    one_line(text)
}

pub(super) fn write_plover(
    ledger: &Ledger,
    texts: &dyn Texts,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<Exported> {
    let citer = Citer::new(ledger, texts);
    let mut exported = Exported::default();
    for c in coded(ledger, options, &mut exported) {
        let sector = |id: &str| {
            let own = c.event.parties.iter().find(|p| p.id.as_str() == id);
            own.and_then(|p| p.sector.as_ref()).map(|s| s.0.clone())
        };
        let entity = |id: &&str| json!({"code": id, "sector": sector(id), "entity_text": words::party_name(id)});
        let (start, end) = citer.points(c.last.evidence.report, c.last.evidence.span);
        let place = c.event.place.as_ref().map(|p| {
            json!({
                "extracted_place": p.place.name,
                "resolved_place": p.place.gazetteer.as_ref().map(|_| &p.place.name),
                "lat": p.place.lat,
                "lon": p.place.lon,
                "country_code": p.place.country,
            })
        });
        let record = json!({
            "id": c.event.id.0,
            "has_event": true,
            "date": c.day.to_string(),
            "actor": c.actors.iter().map(entity).collect::<Vec<_>>(),
            "recipient": c.recipients.iter().map(entity).collect::<Vec<_>>(),
            "event": c.plover.as_str(),
            "mode": if c.mode.is_empty() { Value::Null } else { c.mode.into() },
            "quad_code": c.cameo.quad,
            "event_scale": c.intensity().parse::<f64>().ok(),
            "event_loc": place,
            "event_text": citer.words(c.last.evidence.report, c.last.evidence.span),
            "text": quote(&citer, c.last),
            "text_info": {"start": start, "end": end},
            "cite_info": {
                "publication": source(&citer, c.last),
                "url": citer.url(c.last.evidence.report),
                "citation": citer.name(c.last.evidence.report),
            },
            "coder": "dateline",
            "comment": format!("status {} as of {}", c.last.status, c.last.as_of.date),
        });
        serde_json::to_writer(&mut *out, &record)?;
        out.write_all(b"\n")?;
        exported.n_written += 1;
    }
    Ok(exported)
}

const POLECAT: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// The five country and sector columns of one side, lists parted by `;`.
fn polecat_side(c: &Coded<'_>, ids: &[&str]) -> [String; 5] {
    let states: Vec<&Country> = ids.iter().filter_map(|id| codes::country(id)).collect();
    let sectors = unique(
        c.event
            .parties
            .iter()
            .filter(|p| ids.contains(&p.id.as_str()))
            .filter_map(|p| p.sector.as_ref())
            .map(|s| s.0.as_str()),
    );
    let join = |words: Vec<&str>| words.join(";");
    [
        join(ids.iter().map(|id| words::party_name(id)).collect()),
        join(states.iter().map(|s| s.iso3).collect()),
        join(
            states
                .iter()
                .map(|s| s.cow)
                .filter(|c| !c.is_empty())
                .collect(),
        ),
        sectors.first().copied().unwrap_or("").to_owned(),
        join(sectors),
    ]
}

pub(super) fn write_polecat(
    ledger: &Ledger,
    texts: &dyn Texts,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<Exported> {
    let citer = Citer::new(ledger, texts);
    let mut exported = Exported::default();
    writeln!(out, "{}", POLECAT.join("\t"))?;
    for c in coded(ledger, options, &mut exported) {
        let [a_name, a_country, a_cow, a_sector, a_sectors] = polecat_side(&c, &c.actors);
        let [r_name, r_country, r_cow, r_sector, r_sectors] = polecat_side(&c, &c.recipients);
        let place = c.event.place.as_ref().map(|p| &p.place);
        let degrees = |d: Option<f64>| d.map(|d| d.to_string()).unwrap_or_default();
        let place_name = place.map(|p| p.name.clone()).unwrap_or_default();
        let geonames = place
            .and_then(|p| p.gazetteer.as_deref())
            .and_then(|g| g.strip_prefix("geonames:"))
            .unwrap_or("");
        let country = place
            .and_then(|p| p.country.as_deref())
            .map_or("", |iso| words::party_name(iso));
        let people: Vec<&str> = c.event.persons.iter().map(|p| p.name.as_str()).collect();
        let fields: [String; 40] = [
            c.event.id.0.clone(),
            c.day.to_string(),
            c.plover.to_string(),
            c.mode.to_owned(),
            c.intensity().to_owned(),
            c.cameo.quad_number().to_string(),
            String::new(),
            a_name.clone(),
            a_country,
            a_cow,
            a_sector,
            a_sectors,
            String::new(),
            a_name,
            String::new(),
            r_name.clone(),
            r_country,
            r_cow,
            r_sector,
            r_sectors,
            String::new(),
            r_name,
            String::new(),
            place_name.clone(),
            String::new(),
            String::new(),
            String::new(),
            country.to_owned(),
            degrees(place.and_then(|p| p.lat)),
            degrees(place.and_then(|p| p.lon)),
            geonames.to_owned(),
            place_name,
            String::new(),
            source(&citer, c.last),
            c.last.as_of.date.to_string(),
            people.join(";"),
            String::new(),
            String::new(),
            "en".to_owned(),
            format!("dateline {}", env!("CARGO_PKG_VERSION")),
        ];
        // The set writes None for what is empty.
        let line: Vec<String> = fields
            .iter()
            .map(|f| {
                if f.is_empty() {
                    "None".to_owned()
                } else {
                    cell(f)
                }
            })
            .collect();
        writeln!(out, "{}", line.join("\t"))?;
        exported.n_written += 1;
    }
    Ok(exported)
}

/// The ten columns of one actor.
fn gdelt_actor(id: &str, sector: &str) -> [String; 10] {
    let mut out: [String; 10] = Default::default();
    if id.is_empty() {
        return out;
    }
    // CAMEO's country codes are ISO 3166-1 alpha-3 but for a few.
    let country = codes::country(id).map_or("", |c| match c.iso3 {
        "ROU" => "ROM",
        "COD" => "ZAR",
        "TLS" => "TMP",
        iso => iso,
    });
    let kind = match sector {
        "GOV" | "MIL" | "REB" | "OPP" | "LEG" | "JUD" | "MED" | "CVL" | "IGO" | "NGO" | "BUS"
        | "SPY" | "COP" => sector,
        _ => "",
    };
    let group = if country.is_empty() { id } else { "" };
    out[0] = format!("{}{kind}", if country.is_empty() { id } else { country });
    out[1] = words::party_name(id).to_uppercase();
    out[2] = country.to_owned();
    out[3] = group.to_owned();
    out[7] = kind.to_owned();
    out
}

pub(super) fn write_gdelt(
    ledger: &Ledger,
    texts: &dyn Texts,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<Exported> {
    let citer = Citer::new(ledger, texts);
    let mut exported = Exported::default();
    for c in coded(ledger, options, &mut exported) {
        for (n, (actor, recipient)) in c.pairs().into_iter().enumerate() {
            let sector = |id: &str| {
                let own = c.event.parties.iter().find(|p| p.id.as_str() == id);
                own.and_then(|p| p.sector.as_ref())
                    .map_or("", |s| s.0.as_str())
            };
            let (y, m, d) = (c.day.year(), c.day.month(), c.day.day());
            let fraction = f64::from(y) + (f64::from(m) * 30.0 + f64::from(d)) / 365.0;
            let n_reports = words::n_reports(c.event).to_string();
            let mut f: Vec<String> = vec![
                row_id(&c.event.id.0, n),
                c.day.strftime("%Y%m%d").to_string(),
                c.day.strftime("%Y%m").to_string(),
                y.to_string(),
                format!("{fraction:.4}"),
            ];
            f.extend(gdelt_actor(actor, sector(actor)));
            f.extend(gdelt_actor(recipient, sector(recipient)));
            let code = c.cameo_code;
            f.extend([
                "1".to_owned(),
                code.to_owned(),
                code.get(..3).unwrap_or(code).to_owned(),
                code.get(..2).unwrap_or(code).to_owned(),
                c.cameo.quad_number().to_string(),
                c.cameo.goldstein.to_owned(),
                c.event.mentions.len().to_string(),
                n_reports.clone(),
                n_reports,
                String::new(),
            ]);
            f.extend(std::iter::repeat_n(String::new(), 16));
            let place = c.event.place.as_ref().map(|p| &p.place);
            let gec = place
                .and_then(|p| p.country.as_deref())
                .and_then(codes::country)
                .map_or("", |c| c.gec);
            let number = |d: Option<f64>| d.map(|d| d.to_string()).unwrap_or_default();
            f.extend([
                place
                    .map_or("0", |p| if p.lat.is_some() { "4" } else { "1" })
                    .to_owned(),
                place.map(|p| p.name.clone()).unwrap_or_default(),
                gec.to_owned(),
                String::new(),
                String::new(),
                number(place.and_then(|p| p.lat)),
                number(place.and_then(|p| p.lon)),
                String::new(),
            ]);
            f.push(format!("{}000000", c.last.as_of.date.strftime("%Y%m%d")));
            f.push(citer.url(c.last.evidence.report).unwrap_or("").to_owned());
            let line: Vec<String> = f.iter().map(|f| cell(f)).collect();
            writeln!(out, "{}", line.join("\t"))?;
            exported.n_written += 1;
        }
    }
    Ok(exported)
}

/// A number for a row, as GDELT has it: from the id and the pair.
fn row_id(id: &str, pair: usize) -> String {
    let digits: String = id.chars().filter(char::is_ascii_hexdigit).collect();
    let tail = digits.get(digits.len().saturating_sub(12)..).unwrap_or("");
    let number = u64::from_str_radix(tail, 16).unwrap_or(0);
    (number * 64 + (pair as u64 % 64)).to_string()
}

pub(super) fn write_cameo(
    ledger: &Ledger,
    texts: &dyn Texts,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<Exported> {
    let citer = Citer::new(ledger, texts);
    let mut exported = Exported::default();
    writeln!(
        out,
        "date\tsource\ttarget\tcameo\tcameo_name\tgoldstein\tquad_class\tplover\tmode\treciprocal\tevent_id\tstatus\tsource_url\tquote"
    )?;
    for c in coded(ledger, options, &mut exported) {
        for (actor, recipient) in c.pairs() {
            let fields = [
                c.day.to_string(),
                actor.to_owned(),
                recipient.to_owned(),
                c.cameo_code.to_owned(),
                c.cameo_name.to_owned(),
                c.cameo.goldstein.to_owned(),
                c.cameo.quad_number().to_string(),
                c.plover.to_string(),
                c.mode.to_owned(),
                c.symmetric.to_string(),
                c.event.id.0.clone(),
                c.last.status.to_string(),
                citer.url(c.last.evidence.report).unwrap_or("").to_owned(),
                quote(&citer, c.last),
            ];
            let line: Vec<String> = fields.iter().map(|f| cell(f)).collect();
            writeln!(out, "{}", line.join("\t"))?;
            exported.n_written += 1;
        }
    }
    Ok(exported)
}
