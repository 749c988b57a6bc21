//! The user's own entries: a plain TOML file of `[[party]]`, `[[place]]`,
//! `[[person]]` and `[[body]]` blocks.
//!
//! Blocks are read one by one, so that a broken one costs nothing but itself;
//! in a broken block the broken line is left out and the rest is kept.

use super::Gazetteer;
use super::builder::{ActorRow, Builder, PlaceRow, TermRow};
use super::format::{EntryKind, Form};
use super::lookup::day_number;
use super::party::{PartyInfo, PartyKind};
use crate::fold::fold;
use crate::sector::{SECTORS, sector_number};
use serde::Deserialize;
use std::collections::HashMap;

/// What is wrong with one entry of a user gazetteer. The rest is kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {reason}")]
pub struct UserError {
    /// The file as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and the way out.
    pub reason: String,
}

/// Broken lines left out of one block before the whole block is.
const MAX_BROKEN: usize = 16;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PartyBlock {
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    #[serde(default)]
    members: Vec<String>,
    #[serde(default)]
    home: Option<String>,
    #[serde(default)]
    sector: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceBlock {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    country: Option<String>,
    lat: f64,
    lon: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonBlock {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    party: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    sector: Option<String>,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    to: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BodyBlock {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    party: String,
    #[serde(default)]
    sector: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    #[serde(default)]
    party: Vec<PartyBlock>,
    #[serde(default)]
    place: Vec<PlaceBlock>,
    #[serde(default)]
    person: Vec<PersonBlock>,
    #[serde(default)]
    body: Vec<BodyBlock>,
}

struct Reader<'a> {
    base: &'a Gazetteer,
    file: &'a str,
    builder: Builder,
    /// Numbers of parties in the builder.
    local: HashMap<String, u32>,
    /// Folded alias of a party, with the id and line that took it first.
    taken: HashMap<String, (String, usize)>,
    ids: HashMap<String, usize>,
    errors: Vec<UserError>,
}

impl Reader<'_> {
    fn error(&mut self, line: usize, reason: String) {
        self.errors.push(UserError {
            file: self.file.to_owned(),
            line,
            reason,
        });
    }

    /// The builder's number of a known party, which is added by its id alone.
    fn party(&mut self, id: &str, line: usize) -> Option<u32> {
        if let Some(&at) = self.local.get(id) {
            return Some(at);
        }
        if self.base.party_info(id).is_none() {
            self.error(
                line,
                format!(
                    "no party has the code '{id}'; write an ISO alpha-3 code, an id that \
                     'dateline who' prints, or define it in a [[party]] block further up"
                ),
            );
            return None;
        }
        let at = self.builder.party(PartyInfo {
            id: id.to_owned(),
            ..PartyInfo::default()
        });
        self.local.insert(id.to_owned(), at);
        Some(at)
    }

    fn sector(&mut self, code: Option<&str>, default: &str, line: usize) -> u8 {
        let code = code.unwrap_or(default);
        if !SECTORS.contains(&code) {
            self.error(
                line,
                format!(
                    "'{code}' is no sector; write one of {}",
                    SECTORS[1..].join(", ")
                ),
            );
            return sector_number(default);
        }
        sector_number(code)
    }

    fn day(&mut self, text: Option<&str>, line: usize) -> Option<i32> {
        let text = text?;
        match text.parse() {
            Ok(date) => Some(day_number(date)),
            Err(_) => {
                self.error(line, format!("'{text}' is no day; write it as 2018-06-01"));
                None
            }
        }
    }

    fn read_party(&mut self, block: PartyBlock, line: usize) {
        let id = block.id.trim().to_owned();
        if id.is_empty() || id.contains(char::is_whitespace) {
            self.error(
                line,
                format!("'{id}' cannot be an id; write it without blanks"),
            );
            return;
        }
        if let Some(first) = self.ids.get(&id) {
            let reason = format!(
                "party '{id}' stands in line {first} already; put its names into that block"
            );
            self.error(line, reason);
            return;
        }
        let known = self.base.party_info(&id).cloned();
        if known.is_none() && block.name.is_empty() {
            self.error(
                line,
                format!("party '{id}' is new and has no name; add name = \"...\""),
            );
            return;
        }
        let kind = match block.kind.as_deref() {
            None => known.as_ref().map_or(PartyKind::Organisation, |k| k.kind),
            Some(text) => PartyKind::parse(text).unwrap_or_else(|| {
                let names: Vec<&str> = PartyKind::ALL.iter().map(|(_, n)| *n).collect();
                self.error(
                    line,
                    format!(
                        "'{text}' is no kind of party; write one of {}",
                        names.join(", ")
                    ),
                );
                PartyKind::Organisation
            }),
        };
        let mut members = Vec::new();
        for m in block.members {
            if self.party(&m, line).is_some() {
                members.push(m);
            }
        }
        let home = block.home.filter(|h| self.party(h, line).is_some());
        let sector = match block.sector.as_deref() {
            Some(s) => SECTORS[self.sector(Some(s), "", line) as usize].to_owned(),
            None => String::new(),
        };
        self.ids.insert(id.clone(), line);
        let info = PartyInfo {
            id: id.clone(),
            kind,
            name: block.name.clone(),
            aliases: block.aliases.clone(),
            adjectives: block.adjectives.clone(),
            plover: home.unwrap_or_default(),
            sector,
            members,
            ..PartyInfo::default()
        };
        let at = match self.local.get(&id) {
            Some(&at) => {
                if let Some(old) = self.builder.party_mut(at) {
                    *old = info;
                }
                at
            }
            None => self.builder.party(info),
        };
        self.local.insert(id.clone(), at);
        let names = std::iter::once((block.name, Form::Name))
            .chain(block.aliases.into_iter().map(|a| (a, Form::Name)))
            .chain(block.adjectives.into_iter().map(|a| (a, Form::Adjective)));
        for (name, form) in names.filter(|(n, _)| !n.trim().is_empty()) {
            match self.taken.get(&fold(&name)) {
                Some((other, first)) if *other != id => {
                    let reason = format!(
                        "'{name}' names '{other}' already (line {first}); leave it out of one"
                    );
                    self.error(line, reason);
                }
                _ => {
                    self.taken.insert(fold(&name), (id.clone(), line));
                    self.builder.name(&name, EntryKind::Party, form, at);
                }
            }
        }
    }

    fn read_place(&mut self, block: PlaceBlock, line: usize) {
        if !(-90.0..=90.0).contains(&block.lat) || !(-180.0..=180.0).contains(&block.lon) {
            self.error(
                line,
                format!(
                    "{}, {} is no point of the globe; write lat from -90 to 90, lon from -180 to 180",
                    block.lat, block.lon
                ),
            );
            return;
        }
        let country = block.country.and_then(|c| self.party(&c, line));
        let id = self.builder.place(&PlaceRow {
            name: block.name.clone(),
            country,
            lat: block.lat,
            lon: block.lon,
            feature: true,
            ..PlaceRow::default()
        });
        for name in std::iter::once(block.name).chain(block.aliases) {
            self.builder.name(&name, EntryKind::Place, Form::Name, id);
        }
    }

    fn read_person(&mut self, block: PersonBlock, line: usize) {
        let Some(party) = self.party(&block.party, line) else {
            return;
        };
        let sector = self.sector(block.sector.as_deref(), "GOV", line);
        let from = self.day(block.from.as_deref(), line);
        let to = self.day(block.to.as_deref(), line);
        let id = self.builder.person(
            &block.name,
            vec![TermRow {
                from,
                to,
                party,
                sector,
                rank: 2,
                role: block.role,
            }],
        );
        for name in std::iter::once(block.name).chain(block.aliases) {
            self.builder.name(&name, EntryKind::Person, Form::Name, id);
        }
    }

    fn read_body(&mut self, block: BodyBlock, line: usize) {
        let Some(party) = self.party(&block.party, line) else {
            return;
        };
        let sector = self.sector(block.sector.as_deref(), "GOV", line);
        let id = self.builder.actor(&ActorRow {
            name: block.name.clone(),
            party: Some(party),
            sector,
            ..ActorRow::default()
        });
        for name in std::iter::once(block.name).chain(block.aliases) {
            self.builder.name(&name, EntryKind::Actor, Form::Name, id);
        }
    }

    /// Reads one block; leaves out its broken lines one by one.
    fn read_block(&mut self, first: usize, mut lines: Vec<&str>) {
        for _ in 0..=MAX_BROKEN {
            let text = lines.join("\n");
            match toml::from_str::<Block>(&text) {
                Ok(block) => {
                    block
                        .party
                        .into_iter()
                        .for_each(|b| self.read_party(b, first));
                    block
                        .place
                        .into_iter()
                        .for_each(|b| self.read_place(b, first));
                    block
                        .person
                        .into_iter()
                        .for_each(|b| self.read_person(b, first));
                    block
                        .body
                        .into_iter()
                        .for_each(|b| self.read_body(b, first));
                    return;
                }
                Err(error) => {
                    let at = error.span().map_or(0, |s| {
                        text.get(..s.start).map_or(0, |t| t.matches('\n').count())
                    });
                    let message = error.message().trim().replace('\n', " ");
                    if at == 0 {
                        // The header itself, or a key that is missing.
                        self.error(
                            first,
                            format!("{message}; mend the block, which is left out"),
                        );
                        return;
                    }
                    self.error(
                        first + at,
                        format!("{message}; mend the line, which is left out"),
                    );
                    lines[at] = "";
                }
            }
        }
        self.error(
            first,
            "too many broken lines; the block is left out".to_owned(),
        );
    }
}

/// Compiles a user file against the gazetteer below it.
pub(super) fn compile(base: &Gazetteer, file: &str, text: &str) -> (Vec<u8>, Vec<UserError>) {
    let mut reader = Reader {
        base,
        file,
        builder: Builder::default(),
        local: HashMap::new(),
        taken: HashMap::new(),
        ids: HashMap::new(),
        errors: Vec::new(),
    };
    let mut block: (usize, Vec<&str>) = (1, Vec::new());
    for (n, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("[[") {
            let done = std::mem::replace(&mut block, (n + 1, Vec::new()));
            if done.1.iter().any(|l| !l.trim().is_empty()) {
                reader.read_block(done.0, done.1);
            }
        }
        block.1.push(line);
    }
    if block.1.iter().any(|l| !l.trim().is_empty()) {
        reader.read_block(block.0, block.1);
    }
    reader.errors.sort_by_key(|e| e.line);
    (reader.builder.finish(), reader.errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_an_entry_of_the_user_wins() {
        let (g, errors) = Gazetteer::embedded().with_user(
            "my.toml",
            "[[party]]\nid = \"BLUEFRONT\"\nname = \"Blue Front\"\nkind = \"armed\"\nhome = \"MLI\"\nsector = \"REB\"\naliases = [\"Bluefront\"]\n\n[[place]]\nname = \"Villa Norte\"\ncountry = \"MLI\"\nlat = 16.3\nlon = -0.1\n",
        );
        assert_eq!(errors, []);
        assert_eq!(g.party_by_name("bluefront")[0].0.as_str(), "BLUEFRONT");
        assert_eq!(g.party_info("BLUEFRONT").expect("defined").plover, "MLI");
        assert_eq!(g.places_by_name("Villa Norte")[0].country, Some("MLI"));
        assert_eq!(g.party_by_name("Mali")[0].0.as_str(), "MLI");
    }

    #[test]
    fn err_a_bad_entry_is_named_by_line_and_costs_nothing_else() {
        let text = "[[party]]\nid = \"AAA1\"\nname = \"Alpha\"\n\n[[party]]\nid = \"AAA1\"\nname = \"Beta\"\n\n[[person]]\nname = \"Jo Doe\"\nparty = \"XYZZY\"\n\n[[party]]\nid = \"BBB1\"\nname = \"Gamma\"\nthis is broken\naliases = [\"Delta\", \"Alpha\"]\n";
        let (g, errors) = Gazetteer::embedded().with_user("my.toml", text);
        let lines: Vec<usize> = errors.iter().map(|e| e.line).collect();
        assert_eq!(lines, [5, 9, 13, 16], "{errors:?}");
        assert!(
            errors[1]
                .to_string()
                .contains("my.toml:9: no party has the code 'XYZZY'")
        );
        assert_eq!(g.party_by_name("Delta")[0].0.as_str(), "BBB1");
        assert_eq!(g.party_by_name("Alpha")[0].0.as_str(), "AAA1");
    }

    #[test]
    fn ok_ten_thousand_aliases_and_names_of_any_script() {
        let aliases: Vec<String> = (0..10_000)
            .map(|n| format!("\"Name 北{n}\u{200b}\""))
            .collect();
        let text = format!(
            "[[party]]\nid = \"MANY\"\nname = \"Many\"\naliases = [{}]\n",
            aliases.join(", ")
        );
        let (g, errors) = Gazetteer::embedded().with_user("my.toml", &text);
        assert_eq!(errors, []);
        assert_eq!(g.party_by_name("name 北9999")[0].0.as_str(), "MANY");
    }

    #[test]
    fn ok_many_aliases_for_a_party_that_is_known() {
        let aliases: Vec<String> = (0..20_000).map(|n| format!("\"Land {n}\"")).collect();
        let text = format!(
            "[[party]]\nid = \"NOR\"\naliases = [{}]\n",
            aliases.join(",")
        );
        let (g, errors) = Gazetteer::embedded().with_user("my.toml", &text);
        assert_eq!(errors, []);
        assert_eq!(g.party_by_name("Land 19999")[0].0.as_str(), "NOR");
        assert_eq!(g.party_by_name("Norway")[0].0.as_str(), "NOR");
        assert!(g.party_info("NOR").expect("known").aliases.len() > 20_000);
    }

    #[test]
    fn err_every_message_names_file_line_reason_and_way_out() {
        let text = "[[party]]\nid = \"a b\"\nname = \"X\"\n\n[[party]]\nid = \"NEW9\"\n\n[[party]]\nid = \"NEW8\"\nname = \"Eight\"\nkind = \"club\"\nsector = \"ZZZ\"\nmembers = [\"QQQ\"]\n\n[[place]]\nname = \"Nowhere\"\nlat = 95.0\nlon = 0.0\n\n[[person]]\nname = \"A B\"\nparty = \"NOR\"\nfrom = \"soon\"\n";
        let (g, errors) = Gazetteer::embedded().with_user("own.toml", text);
        let shown: Vec<String> = errors.iter().map(ToString::to_string).collect();
        let expected = [
            (1, "without blanks"),
            (5, "add name = "),
            (8, "write one of state"),
            (8, "an ISO alpha-3 code"),
            (8, "is no sector; write one of GOV"),
            (15, "write lat from -90 to 90"),
            (20, "write it as 2018-06-01"),
        ];
        assert_eq!(shown.len(), expected.len(), "{shown:#?}");
        for (message, (line, words)) in shown.iter().zip(expected) {
            assert!(
                message.starts_with(&format!("own.toml:{line}: ")),
                "{message}"
            );
            assert!(message.contains(words), "{message}");
        }
        // What was right in a block with an error is kept.
        assert_eq!(g.party_by_name("Eight")[0].0.as_str(), "NEW8");
        assert_eq!(g.persons_by_name("A B")[0].terms[0].party, "NOR");
    }

    #[test]
    fn ok_odd_bytes_never_panic() {
        for text in [
            "",
            "[[",
            "[[party]]",
            "\u{feff}[[party]]\nid=1",
            "=\n=\n=",
            "[[party]]\nid = \"\u{200b}\"\nname = \"\u{200b}\"",
        ] {
            let (g, _) = Gazetteer::embedded().with_user("my.toml", text);
            assert_eq!(g.party_by_name("Peru")[0].0.as_str(), "PER");
        }
    }
}
