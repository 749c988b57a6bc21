//! States: codes, names, adjectives, demonyms, capitals.

use super::{Work, lines};
use anyhow::{Context, Result};
use dateline_entity::{EntryKind, Form, PartyInfo, PartyKind, fold};
use std::collections::HashMap;

/// Capitals whose names are used for other things far more often than for the
/// state: places still, but no seats that speak.
const SILENT_CAPITALS: [&str; 19] = [
    "Kingston",
    "Georgetown",
    "Hamilton",
    "Victoria",
    "Stanley",
    "Jamestown",
    "Saint John's",
    "San Jose",
    "Santo Domingo",
    "Male",
    "Brussels",
    "Monaco",
    "Gibraltar",
    "George Town",
    "The Valley",
    "Plymouth",
    "Douglas",
    "West Island",
    "Saint-Denis",
];

/// Codes of PLOVER for actors that belong to no state.
const CLASSES: [(&str, &str); 6] = [
    ("UNO", "United Nations"),
    ("EUR", "European Union"),
    ("IGO", "intergovernmental organisation"),
    ("NGO", "non-governmental organisation"),
    ("IMG", "armed group of no one state"),
    ("MNC", "multinational company"),
];

struct Hand {
    cow: u16,
    names: Vec<String>,
    adjectives: Vec<String>,
    demonyms: Vec<String>,
    seats: Vec<String>,
}

fn hand_list(work: &Work) -> Result<HashMap<String, Hand>> {
    let text = work.hand("states.txt")?;
    let mut map = HashMap::new();
    for line in lines(&text) {
        let (head, rest) = line.split_once(':').context(line.to_owned())?;
        let (iso, cow) = head.split_once(' ').context(line.to_owned())?;
        let mut fields = rest.split(';').map(|f| -> Vec<String> {
            f.split('|')
                .map(|s| s.trim().to_owned())
                .filter(|s| !s.is_empty())
                .collect()
        });
        let mut next = || fields.next().unwrap_or_default();
        map.insert(
            iso.to_owned(),
            Hand {
                cow: cow.trim().parse().with_context(|| line.to_owned())?,
                names: next(),
                adjectives: next(),
                demonyms: next(),
                seats: next(),
            },
        );
    }
    Ok(map)
}

/// Adds all states.
pub fn add(work: &mut Work) -> Result<()> {
    let hand = hand_list(work)?;
    // NGEC's table: other names, adjectives and demonyms in one list.
    let mut other: HashMap<String, Vec<String>> = HashMap::new();
    for line in work.read("events/countries.tsv")?.lines().skip(1) {
        let f: Vec<&str> = line.split('\t').collect();
        if let [iso, _, _, names, ..] = f[..] {
            other.insert(
                iso.to_owned(),
                names.split(';').map(|s| s.trim().to_owned()).collect(),
            );
        }
    }
    for (code, name) in CLASSES {
        let at = work.builder.party(PartyInfo {
            id: code.into(),
            kind: PartyKind::Class,
            name: name.into(),
            plover: code.into(),
            ..PartyInfo::default()
        });
        work.party.insert(code.into(), at);
    }
    let codes = work.read("gazetteer/countries_codes.tsv")?;
    let mut rows: Vec<[String; 5]> = codes
        .lines()
        .skip(1)
        .filter_map(|l| {
            let f: Vec<&str> = l.split('\t').collect();
            (f.len() > 6).then(|| [f[0], f[1], f[3], f[4], f[6]].map(str::to_owned))
        })
        .collect();
    rows.push(["XK", "XKX", "Kosovo", "Kosovo", "Pristina"].map(str::to_owned));
    // Of two states of one adjective the first is meant where a report names
    // neither otherwise: 'Congolese' is of the Congo of a hundred million.
    rows.sort_by_key(|row| row[1] == "COG");
    for [iso2, iso3, cldr, un, capital] in rows {
        // Nobody lives there, so nobody acts.
        if matches!(iso3.as_str(), "ATA" | "BVT" | "HMD" | "ATF" | "SGS") {
            continue;
        }
        let hand = hand.get(&iso3);
        let mut names: Vec<String> = hand.map(|h| h.names.clone()).unwrap_or_default();
        for n in [&cldr, &un] {
            let plain = n.split(" (").next().unwrap_or(n).trim();
            // 'Congo - Kinshasa', 'Hong Kong SAR China' are labels, no names.
            // 'Congo' alone is most often the larger one.
            let other = plain == "Congo" && iso3 != "COD";
            if !plain.is_empty() && !plain.contains(" - ") && !plain.contains(" SAR ") && !other {
                names.push(plain.trim_end_matches('*').to_owned());
            }
        }
        let mut adjectives = hand.map(|h| h.adjectives.clone()).unwrap_or_default();
        let mut demonyms = hand.map(|h| h.demonyms.clone()).unwrap_or_default();
        if adjectives.is_empty() {
            for n in other.get(&iso3).into_iter().flatten() {
                let known = names.iter().any(|m| fold(m) == fold(n));
                if n.len() < 4 || known || n.contains("Island") || n.contains('[') {
                    continue;
                }
                if n.ends_with('s') {
                    demonyms.push(n.clone());
                } else {
                    adjectives.push(n.clone());
                }
            }
        }
        for a in adjectives.clone() {
            // 'Colombians'; the English, Dutch and Chinese have no plural.
            if a.ends_with(['n', 'i', 'k', 't']) && !a.contains(' ') {
                demonyms.push(format!("{a}s"));
            }
        }
        let seats = match hand.map(|h| &h.seats) {
            Some(list) if !list.is_empty() => list.clone(),
            _ if SILENT_CAPITALS.contains(&capital.as_str()) => Vec::new(),
            _ => vec![capital.clone()],
        };
        dedup(&mut names);
        dedup(&mut adjectives);
        dedup(&mut demonyms);
        let name = if iso3 == "USA" || iso3 == "GBR" || hand.is_none() {
            cldr.clone()
        } else {
            names[0].clone()
        };
        let name = if iso3 == "GBR" {
            "United Kingdom".to_owned()
        } else {
            name
        };
        let at = work.builder.party(PartyInfo {
            id: iso3.clone(),
            kind: PartyKind::State,
            name,
            aliases: names.clone(),
            adjectives: adjectives.clone(),
            capital: capital.clone(),
            iso2: iso2.clone(),
            cow: hand.map_or(0, |h| h.cow).min(1000),
            plover: if iso3 == "XKX" {
                "KOS".into()
            } else {
                iso3.clone()
            },
            ..PartyInfo::default()
        });
        for (list, form) in [
            (&names, Form::Name),
            (&adjectives, Form::Adjective),
            (&demonyms, Form::Demonym),
            (&seats, Form::Seat),
        ] {
            for n in list.iter().filter(|n| !n.is_empty()) {
                work.builder.name(n, EntryKind::Party, form, at);
                if form == Form::Name {
                    work.state_names.insert(fold(n), iso3.clone());
                }
            }
        }
        work.iso3.insert(iso2, iso3.clone());
        work.party.insert(iso3, at);
    }
    Ok(())
}

fn dedup(list: &mut Vec<String>) {
    let mut seen = std::collections::HashSet::new();
    list.retain(|n| seen.insert(fold(n)));
}
