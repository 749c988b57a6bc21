//! Organisations, armed groups and bodies: the hand-written list, and the
//! Phoenix dictionaries.

use super::{Work, day, lines};
use anyhow::{Context, Result, bail};
use dateline_entity::{ActorRow, EntryKind, Form, PartyInfo, PartyKind, from_cameo, sector_number};
use std::collections::BTreeMap;

/// Adds `hand/actors.txt`.
pub fn add_hand(work: &mut Work) -> Result<()> {
    let text = work.hand("actors.txt")?;
    let mut sector = String::new();
    for line in lines(&text) {
        if let Some(code) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            if sector_number(code) == 0 {
                bail!("actors.txt: '{code}' is no sector");
            }
            code.clone_into(&mut sector);
            continue;
        }
        let (head, names) = line.split_once(": ").context(line.to_owned())?;
        let names: Vec<String> = names.split('|').map(|s| s.trim().to_owned()).collect();
        let (head, members) = match head.split_once(" = ") {
            Some((h, m)) => (h, m.split_whitespace().map(str::to_owned).collect()),
            None => (head, Vec::new()),
        };
        let (home, id) = match head.split_once(' ') {
            Some((h, i)) => (h, Some(i)),
            None => (head, None),
        };
        if home != "-" && !work.party.contains_key(home) {
            bail!("actors.txt: no code '{home}' in '{line}'");
        }
        let Some(id) = id else {
            let party = work.party.get(home).copied();
            for name in &names {
                let row = ActorRow {
                    name: name.strip_prefix("the ").unwrap_or(name).to_owned(),
                    party,
                    sector: sector_number(&sector),
                    ..ActorRow::default()
                };
                let at = work.builder.actor(&row);
                work.builder.name(name, EntryKind::Actor, Form::Name, at);
            }
            continue;
        };
        let kind = match (sector.as_str(), home) {
            ("REB" | "UAF" | "PRM" | "CRM", _) => PartyKind::Armed,
            ("PRE", _) => PartyKind::Territory,
            _ if !members.is_empty() && !names.iter().any(|n| is_organisation(n)) => {
                PartyKind::Group
            }
            _ => PartyKind::Organisation,
        };
        let (names, forms): (Vec<String>, Vec<Form>) = names.iter().map(|n| with_form(n)).unzip();
        let info = PartyInfo {
            id: id.to_owned(),
            kind,
            name: names[0].clone(),
            aliases: names.clone(),
            plover: home.to_owned(),
            sector: sector.clone(),
            members,
            ..PartyInfo::default()
        };
        // A later line for the same id is a body of that party.
        if let Some(&at) = work.party.get(id) {
            let _ = at;
            for name in &names {
                let row = ActorRow {
                    name: name.clone(),
                    party: Some(at),
                    sector: sector_number(&sector),
                    ..ActorRow::default()
                };
                let actor = work.builder.actor(&row);
                work.builder.name(name, EntryKind::Actor, Form::Name, actor);
            }
            continue;
        }
        let at = work.builder.party(info);
        work.party.insert(id.to_owned(), at);
        for (name, form) in names.iter().zip(forms) {
            work.builder.name(name, EntryKind::Party, form, at);
        }
        if id == "EU" {
            work.builder
                .name("Brussels", EntryKind::Party, Form::Seat, at);
            work.builder
                .name("European", EntryKind::Party, Form::Adjective, at);
        }
    }
    Ok(())
}

/// A name and how it stands for its party: `adj:Tigrayan`, `people:Tigrayans`,
/// `seat:Mekelle`, or a plain name.
fn with_form(name: &str) -> (String, Form) {
    for (mark, form) in [
        ("adj:", Form::Adjective),
        ("people:", Form::Demonym),
        ("seat:", Form::Seat),
    ] {
        if let Some(rest) = name.strip_prefix(mark) {
            return (rest.to_owned(), form);
        }
    }
    (name.to_owned(), Form::Name)
}

/// Adds `hand/periods.txt`: when an armed group was the government.
pub fn add_periods(work: &mut Work) -> Result<()> {
    let text = work.hand("periods.txt")?;
    for line in lines(&text) {
        let (id, span) = line.rsplit_once(' ').context(line.to_owned())?;
        let (from, to) = span.split_once("..").context(line.to_owned())?;
        let party = *work
            .party
            .get(id)
            .with_context(|| format!("periods.txt: no party '{id}'"))?;
        let at = work.builder.actor(&ActorRow {
            party: Some(party),
            sector: sector_number("GOV"),
            from: day(from, false),
            to: day(to, true),
            ..ActorRow::default()
        });
        let names = work
            .builder
            .party_mut(party)
            .map(|p| p.aliases.clone())
            .unwrap_or_default();
        for name in names {
            work.builder.name(&name, EntryKind::Actor, Form::Name, at);
        }
    }
    Ok(())
}

/// Adds `hand/rebels.txt`: whom 'the rebels' of a state means. They stand as
/// bodies named by the state's code.
pub fn add_rebels(work: &mut Work) -> Result<()> {
    let text = work.hand("rebels.txt")?;
    for line in lines(&text) {
        let (head, id) = line.split_once(": ").context(line.to_owned())?;
        let (state, span) = head.split_once(' ').context(line.to_owned())?;
        let (from, to) = span.split_once("..").context(line.to_owned())?;
        if !work.party.contains_key(state) {
            bail!("rebels.txt: no code '{state}'");
        }
        let party = *work
            .party
            .get(id)
            .with_context(|| format!("rebels.txt: no party '{id}'"))?;
        let at = work.builder.actor(&ActorRow {
            party: Some(party),
            sector: sector_number("REB"),
            from: day(from, false),
            to: day(to, true),
            ..ActorRow::default()
        });
        let name = dateline_entity::rebels_of(state);
        work.builder.name(&name, EntryKind::Actor, Form::Other, at);
    }
    Ok(())
}

/// An organisation has a name with a word for one, or an acronym.
fn is_organisation(name: &str) -> bool {
    const WORDS: [&str; 16] = [
        "Organi",
        "Union",
        "Council",
        "Association",
        "League",
        "Community",
        "Commission",
        "Treaty",
        "Forum",
        "Authority",
        "ASEAN",
        "OPEC",
        "Mercosur",
        "Institute",
        "Bank",
        "Alliance",
    ];
    WORDS.iter().any(|w| name.contains(w))
}

/// Country part of a CAMEO code, and its PLOVER sector.
fn cameo(work: &Work, code: &str) -> Option<(u32, &'static str)> {
    let parts: Vec<&str> = (0..code.len() / 3)
        .filter_map(|i| code.get(3 * i..3 * i + 3))
        .collect();
    let country = |c: &str| {
        let c = match c {
            "ROM" => "ROU",
            "ZAR" => "COD",
            "TMP" => "TLS",
            "KSV" | "KOS" => "XKX",
            c => c,
        };
        work.party.get(c).copied()
    };
    match parts[..] {
        ["IGO", "UNO", ..] => Some((*work.party.get("UNO")?, "IGO")),
        ["IGO", "EUR", "EEC" | "EU", ..] => Some((*work.party.get("EUR")?, "IGO")),
        ["IGO", ..] => Some((*work.party.get("IGO")?, "IGO")),
        ["NGO", ..] => Some((*work.party.get("NGO")?, "NGO")),
        ["IMG", ..] => Some((*work.party.get("IMG")?, "REB")),
        ["MNC", c, ..] => Some((country(c)?, "BUS")),
        ["MNC"] => Some((*work.party.get("MNC")?, "BUS")),
        [c, s, ..] => Some((country(c)?, from_cameo(s)?)),
        _ => None,
    }
}

/// Adds the persons, bodies and armed groups of the Phoenix dictionaries that
/// no other source has. Cities and bare names of states are left out, and so
/// are single words, which in these files are often ordinary ones.
pub fn add_phoenix(work: &mut Work) -> Result<()> {
    let text = work.read("events/actors_phoenix.tsv")?;
    let mut by_name: BTreeMap<&str, Vec<(&str, &str, &str, &str)>> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let f: Vec<&str> = line.split('\t').collect();
        if let [name, code, from, to, file] = f[..] {
            by_name
                .entry(name)
                .or_default()
                .push((code, from, to, file));
        }
    }
    for (name, rows) in by_name {
        let n_words = name.split_whitespace().count();
        let armed = rows.iter().any(|r| r.3 == "milnonstate");
        if name.contains(['(', ',', '/', '"']) || (n_words < 2 && !(armed && name.len() >= 6)) {
            continue;
        }
        if [EntryKind::Party, EntryKind::Person, EntryKind::Actor]
            .iter()
            .any(|&k| work.builder.has(name, k))
        {
            continue;
        }
        for (code, from, to, file) in rows {
            let Some((party, sector)) = cameo(work, code) else {
                continue;
            };
            let row = ActorRow {
                name: String::new(),
                party: Some(party),
                sector: sector_number(sector),
                individual: file == "countries" && n_words <= 5,
                from: compact_day(from, false),
                to: compact_day(to, true),
            };
            let at = work.builder.actor(&row);
            work.builder
                .name(&title_case(name), EntryKind::Actor, Form::Other, at);
        }
    }
    Ok(())
}

fn compact_day(text: &str, end: bool) -> Option<i32> {
    (text.len() == 8 && text.is_ascii())
        .then(|| {
            day(
                &format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]),
                end,
            )
        })
        .flatten()
}

/// Phoenix writes capitals throughout, which are no acronyms.
fn title_case(name: &str) -> String {
    let mut out = String::new();
    let mut start = true;
    for c in name.chars() {
        if start {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        start = !c.is_alphanumeric();
    }
    out
}
