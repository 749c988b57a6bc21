//! Places: the hand-written list, venues, towns and regions.

use super::{Work, lines};
use anyhow::{Context, Result};
use dateline_entity::{EntryKind, Form, PlaceRow, fold};
use std::collections::HashMap;
use std::io::Read;

/// Towns of fewer people are left out.
const MIN_POPULATION: u32 = 5_000;
/// Alternate names are kept for towns of so many people at least.
const MIN_FOR_ALTERNATES: u32 = 100_000;
/// Names in other languages that are English words or names of other things.
const NO_NAMES: [&str; 24] = [
    "Bath",
    "Reading",
    "Mobile",
    "Most",
    "March",
    "Same",
    "Hope",
    "Split",
    "Normal",
    "Deal",
    "Bin",
    "Vin",
    "Man",
    "Bar",
    "Bor",
    "Central",
    "University",
    "Union",
    "Liberty",
    "Federal",
    "Commerce",
    "Industry",
    "Justice",
    "Independence",
];

fn country(work: &Work, code: &str) -> Option<u32> {
    work.party.get(code).copied()
}

/// Adds `hand/places.txt`, then the venues that it lacks.
pub fn add_hand(work: &mut Work) -> Result<()> {
    let text = work.hand("places.txt")?;
    for line in lines(&text) {
        let (head, names) = line.split_once(": ").context(line.to_owned())?;
        let f: Vec<&str> = head.split_whitespace().collect();
        let [codes, _kind, lat, lon] = f[..] else {
            anyhow::bail!("places.txt: '{line}' has not four fields before the colon");
        };
        let names: Vec<&str> = names.split('|').map(str::trim).collect();
        add(work, &names, codes, lat.parse()?, lon.parse()?);
    }
    let venues = work.read("gazetteer/venues_handmade.tsv")?;
    for line in venues.lines().skip(1) {
        let f: Vec<&str> = line.split('\t').collect();
        if f.len() < 6 {
            continue;
        }
        let name = f[0].split(" (").next().unwrap_or(f[0]);
        let names: Vec<&str> = std::iter::once(name)
            .chain(f[1].split('|'))
            .map(|n| n.split(" (").next().unwrap_or(n).trim())
            .filter(|n| !n.is_empty() && !work.builder.has(n, EntryKind::Place))
            .collect();
        if !names.is_empty() {
            add(work, &names, f[2], f[4].parse()?, f[5].parse()?);
        }
    }
    Ok(())
}

fn add(work: &mut Work, names: &[&str], codes: &str, lat: f64, lon: f64) {
    // Three claimants are as good as two: no country.
    let mut codes = codes.split('/').filter_map(|c| country(work, c));
    let row = PlaceRow {
        name: names[0].to_owned(),
        country: codes.next(),
        other: codes.next(),
        lat,
        lon,
        feature: true,
        ..PlaceRow::default()
    };
    let at = work.builder.place(&row);
    for n in names {
        work.builder.name(n, EntryKind::Place, Form::Name, at);
    }
}

struct Region {
    population: u32,
    lat: f64,
    lon: f64,
    country: Option<u32>,
}

/// Adds towns by population, and the first-order regions at their largest
/// town.
pub fn add_towns(work: &mut Work) -> Result<()> {
    let path = work.data.join("gazetteer/places_geonames_cities500.tsv.gz");
    let file = std::fs::File::open(&path).with_context(|| path.display().to_string())?;
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text)?;
    let mut regions: HashMap<String, Region> = HashMap::new();
    for line in text.lines().skip(1) {
        let f: Vec<&str> = line.split('\t').collect();
        let [
            id,
            name,
            iso2,
            admin1,
            lat,
            lon,
            population,
            _zone,
            alternates,
        ] = f[..]
        else {
            continue;
        };
        let population: u32 = population.parse().unwrap_or(0);
        let (lat, lon): (f64, f64) = (lat.parse()?, lon.parse()?);
        let iso3 = work.iso3.get(iso2).cloned().unwrap_or_default();
        let country = country(work, &iso3);
        let key = format!("{iso2}.{admin1}");
        let region = regions.entry(key).or_insert(Region {
            population,
            lat,
            lon,
            country,
        });
        if population > region.population {
            (region.population, region.lat, region.lon) = (population, lat, lon);
        }
        if population < MIN_POPULATION || NO_NAMES.contains(&name) && population < 500_000 {
            continue;
        }
        let at = work.builder.place(&PlaceRow {
            name: name.to_owned(),
            country,
            other: None,
            lat,
            lon,
            population,
            geonames: id.parse().unwrap_or(0),
            feature: false,
        });
        work.builder.name(name, EntryKind::Place, Form::Name, at);
        // 'Washington' is called so in the list, 'New York' is 'New York City'.
        if let Some(short) = name.strip_suffix(" City")
            && population > 1_000_000
        {
            work.builder.name(short, EntryKind::Place, Form::Name, at);
        }
        for alternate in alternates.split('|') {
            let good = alternate.chars().next().is_some_and(char::is_uppercase)
                && alternate.chars().count() >= 4
                && alternate.chars().any(char::is_lowercase)
                && alternate
                    .chars()
                    .all(|c| c.is_alphabetic() || " -'.’".contains(c))
                && !NO_NAMES.contains(&alternate);
            let alike = similar(&fold(name), &fold(alternate));
            if good && (population >= MIN_FOR_ALTERNATES || alike) {
                let form = if alike { Form::Name } else { Form::Other };
                work.builder.name(alternate, EntryKind::Place, form, at);
            }
        }
    }
    let names = work.read("gazetteer/admin1_geonames.tsv")?;
    for line in names.lines().skip(1) {
        let Some((code, name)) = line.split_once('\t') else {
            continue;
        };
        let Some(region) = regions.get(code) else {
            continue;
        };
        let plain = plain_region(name);
        if NO_NAMES.contains(&plain) || work.state_names.contains_key(&fold(plain)) {
            continue;
        }
        let at = work.builder.place(&PlaceRow {
            name: plain.to_owned(),
            country: region.country,
            lat: region.lat,
            lon: region.lon,
            population: region.population,
            ..PlaceRow::default()
        });
        for n in [name, plain] {
            work.builder.name(n, EntryKind::Place, Form::Name, at);
        }
    }
    Ok(())
}

/// Two spellings of one name: a common start of four letters at least, and
/// nearly the same length.
fn similar(a: &str, b: &str) -> bool {
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let (n, m) = (a.chars().count(), b.chars().count());
    common >= 4 && common * 2 >= n && n.abs_diff(m) <= 2
}

/// A region's name without the word for what it is.
fn plain_region(name: &str) -> &str {
    const BEFORE: [&str; 6] = [
        "Departamento del ",
        "Departamento de ",
        "Provincia de ",
        "Provincia del ",
        "Estado de ",
        "State of ",
    ];
    const AFTER: [&str; 15] = [
        " Department",
        " Province",
        " Region",
        " Governorate",
        " Oblast",
        " State",
        " District",
        " Prefecture",
        " County",
        " Sheng",
        " Krai",
        " Muhafazah",
        " Voivodeship",
        " Division",
        " Oblast’",
    ];
    let name = BEFORE
        .iter()
        .find_map(|b| name.strip_prefix(b))
        .unwrap_or(name);
    AFTER
        .iter()
        .find_map(|a| name.strip_suffix(a))
        .unwrap_or(name)
}
