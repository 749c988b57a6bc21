//! Role nouns: the hand-written list, then the PLOVER rows of NGEC and Phoenix.

use super::{Work, lines};
use anyhow::{Context, Result};
use dateline_entity::{EntryKind, Form, RoleClass, SECTORS, fold, sector_number};
use std::collections::HashSet;

/// Rows of the lists that say nothing of an actor, or the wrong thing.
const NO_ROLES: [&str; 12] = [
    "power", "state", "city", "capital", "country", "region", "village", "talks", "summit", "home",
    "war", "peace",
];

/// Adds all role nouns.
pub fn add(work: &mut Work) -> Result<()> {
    let mut seen: HashSet<String> = HashSet::new();
    let text = work.hand("roles.txt")?;
    let (mut sector, mut class) = (0, RoleClass::Body);
    for line in lines(&text) {
        if let Some(head) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            let (code, name) = head.split_once(' ').context(line.to_owned())?;
            sector = sector_number(code);
            class = RoleClass::parse(name).with_context(|| format!("roles.txt: '{name}'"))?;
            continue;
        }
        for noun in line.split(',').map(str::trim) {
            put(work, &mut seen, noun, sector, class);
        }
    }
    let rows = work.read("events/role_nouns.tsv")?;
    for row in rows.lines().skip(1) {
        let f: Vec<&str> = row.split('\t').collect();
        let [noun, code, "plover"] = f[..] else {
            continue;
        };
        let code = match code {
            "MILSPY" => "SPY",
            code => code.get(..3).unwrap_or(""),
        };
        let sector = sector_number(code);
        // 'AMBASSADOR TO' would hide the noun itself.
        let open = noun
            .rsplit(' ')
            .next()
            .is_some_and(|w| ["AT", "TO", "FOR", "OF", "IN", "AND", "THE"].contains(&w));
        if open || sector == 0 || noun.len() < 3 || NO_ROLES.contains(&noun.to_lowercase().as_str())
        {
            continue;
        }
        // 'GOV' rows that are titles cannot be told from bodies here.
        put(
            work,
            &mut seen,
            &noun.to_lowercase(),
            sector,
            RoleClass::Listed,
        );
    }
    Ok(())
}

fn put(work: &mut Work, seen: &mut HashSet<String>, noun: &str, sector: u8, class: RoleClass) {
    debug_assert!((sector as usize) < SECTORS.len());
    for form in [noun.to_owned(), plural(noun)] {
        if seen.insert(fold(&form)) {
            let id = u32::from(sector) + 256 * class as u32;
            work.builder.name(&form, EntryKind::Role, Form::Name, id);
        }
    }
}

/// The plural of a noun or noun phrase: of its last word, or of the word
/// before 'of' or 'general'.
fn plural(noun: &str) -> String {
    let (head, tail) = match noun.find(" of ") {
        Some(at) => noun.split_at(at),
        None => match noun.find(" general").filter(|&a| a + 8 == noun.len()) {
            Some(at) => noun.split_at(at),
            None => (noun, ""),
        },
    };
    let new = if let Some(stem) = head.strip_suffix("man") {
        format!("{stem}men")
    } else if head.ends_with("people") || head.ends_with("police") || head.ends_with("children") {
        head.to_owned()
    } else if let Some(stem) = head.strip_suffix('y')
        && !stem.ends_with(['a', 'e', 'o', 'u'])
    {
        format!("{stem}ies")
    } else if head.ends_with(['s', 'x']) || head.ends_with("ch") || head.ends_with("sh") {
        format!("{head}es")
    } else {
        format!("{head}s")
    };
    format!("{new}{tail}")
}
