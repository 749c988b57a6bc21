//! Persons: office holders with their terms.

use super::{Work, day, lines};
use anyhow::{Context, Result};
use dateline_entity::{EntryKind, Form, TermRow, fold, sector_number};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Parties whose persons are known by the word of the name written first: the
/// family name, or for the last three their own.
const FIRST_WORD: [&str; 12] = [
    "CHN", "TWN", "KOR", "PRK", "VNM", "KHM", "HKG", "MAC", "HUN", "ETH", "ERI", "TPLF",
];

/// States where a person has two family names.
const TWO_FAMILIES: [&str; 19] = [
    "ESP", "MEX", "COL", "VEN", "ECU", "PER", "BOL", "CHL", "ARG", "URY", "PRY", "CRI", "PAN",
    "NIC", "HND", "SLV", "GTM", "CUB", "DOM",
];

#[derive(Default)]
struct Person {
    name: String,
    aliases: Vec<String>,
    terms: Vec<TermRow>,
    family_first: bool,
    two_families: bool,
    /// From the hand-written list: known by the family name alone.
    by_hand: bool,
}

/// Sector and rank of an office, by the words of its title.
fn office(title: &str) -> (&'static str, u8) {
    let t = title.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|w| t.contains(w));
    if has(&["first lady", "spouse", "crown prince", "heir"]) {
        ("ELI", 0)
    } else if has(&[
        "supreme court",
        "chief justice",
        "judge",
        "constitutional court",
    ]) {
        ("JUD", 0)
    } else if has(&[
        "speaker of",
        "president of the senate",
        "president of the national assembly",
        "president of the chamber",
        "president of the house",
        "member of parliament",
        "senator",
        "leader of the house",
        "president of the assembly",
        "president of parliament",
        "chairman of ways",
        "of the seimas",
        "of the verkhovna",
        "majority leader",
        "whip",
        "member of the",
        "leader of the senate",
        "president of the parliament",
        "president of the storting",
    ]) {
        ("LEG", 0)
    } else if has(&["leader of the opposition", "opposition leader"]) {
        ("OPP", 0)
    } else if has(&[
        "chief of the general staff",
        "chief of staff of the",
        "chief of air",
        "chief of the army",
        "chief of naval",
        "chief of army",
        "chief of defence",
        "commander",
        "joint chiefs",
        "chief of the defence",
        "chief of the navy",
        "chief of the air",
        "of the armed forces",
        "naval staff",
        "air staff",
    ]) && !has(&["supreme commander-in-chief"])
    {
        ("MIL", 0)
    } else if has(&["intelligence", "security service", "secret service"]) && !has(&["minister"]) {
        ("SPY", 0)
    } else if has(&["police", "federal bureau"]) && !has(&["minister"]) {
        ("COP", 0)
    } else if has(&["bishop", "patriarch", "mufti", "dalai"]) {
        ("REL", 0)
    } else {
        let top = (t.starts_with("president") && !has(&["president of the"]))
            || [
                "president of the republic",
                "prime minister",
                "chancellor",
                "taoiseach",
                "supreme leader",
                "king",
                "queen",
                "emir",
                "sultan",
                "emperor",
                "premier",
                "minister of foreign affairs",
                "minister for foreign affairs",
                "foreign minister",
                "secretary of state",
                "head of state",
                "paramount leader",
                "general secretary",
                "chief of state",
                "head of government",
                "minister of external affairs",
                "foreign secretary",
                "secretary of state for foreign",
            ]
            .iter()
            .any(|w| t.starts_with(w));
        let minister = has(&[
            "minister",
            "secretary of",
            "deputy secretary",
            "national security advis",
        ]);
        (
            "GOV",
            if top && !has(&["deputy", "vice"]) {
                2
            } else {
                u8::from(minister)
            },
        )
    }
}

/// Adds all persons.
pub fn add(work: &mut Work) -> Result<()> {
    // Keyed by party and folded name, so that the sources meet.
    let mut people: BTreeMap<(String, String), Person> = BTreeMap::new();
    hand(work, &mut people)?;
    wikidata(work, &mut people)?;
    reign(work, &mut people)?;
    factbook(work, &mut people)?;
    for ((_, _), person) in people {
        let at = work.builder.person(&person.name, person.terms.clone());
        // Ministers of this century are known by their family names, too.
        let top = person.by_hand
            || person
                .terms
                .iter()
                .any(|t| t.rank == 2 || (t.rank == 1 && t.from.is_none_or(|f| f > 10_957)));
        for (n, name) in std::iter::once(&person.name)
            .chain(&person.aliases)
            .enumerate()
        {
            let n_words = fold(name).split(' ').count();
            let form = if n_words == 1 {
                Form::Short
            } else {
                Form::Name
            };
            work.builder.name(name, EntryKind::Person, form, at);
            let words: Vec<&str> = name.split_whitespace().collect();
            if let Some(family) = if person.family_first {
                words.first()
            } else {
                words.last()
            } && top
                && words.len() > 1
                && family.chars().count() >= 2
                && !is_crowned(&words, n > 0)
            {
                let family = family
                    .strip_prefix("al-")
                    .or_else(|| family.strip_prefix("el-"))
                    .or_else(|| family.strip_prefix("Al-"))
                    .unwrap_or(family);
                if family.chars().next().is_some_and(char::is_uppercase) && !is_word(family) {
                    work.builder
                        .name(family, EntryKind::Person, Form::Short, at);
                }
            }
            // 'Gyanendra of Nepal' has no other name, least of all 'of Nepal'.
            if words.contains(&"of") {
                continue;
            }
            // A second family name is left out in news.
            if words.len() == 3 && person.two_families {
                let short = format!("{} {}", words[0], words[1]);
                work.builder
                    .name(&short, EntryKind::Person, Form::Other, at);
            }
            // 'Cyril Ramaphosa', whose first name is another.
            if words.len() == 3 && !person.family_first && !person.two_families && top {
                let short = format!("{} {}", words[1], words[2]);
                work.builder
                    .name(&short, EntryKind::Person, Form::Other, at);
            }
            // Many are known by first and last of three names.
            if words.len() == 3 && !person.family_first && words[1].len() > 3 {
                let short = format!("{} {}", words[0], words[2]);
                work.builder
                    .name(&short, EntryKind::Person, Form::Other, at);
            }
        }
    }
    Ok(())
}

fn term(
    work: &Work,
    party: &str,
    role: &str,
    from: Option<i32>,
    to: Option<i32>,
) -> Option<TermRow> {
    let (sector, rank) = office(role);
    Some(TermRow {
        from,
        to,
        party: *work.party.get(party)?,
        sector: sector_number(sector),
        rank,
        role: role.to_owned(),
    })
}

type People = BTreeMap<(String, String), Person>;

fn hand(work: &Work, people: &mut People) -> Result<()> {
    let text = work.hand("people.txt")?;
    for line in lines(&text) {
        let (head, rest) = line.split_once(": ").context(line.to_owned())?;
        // A party's id may be of several words.
        let f: Vec<&str> = head.rsplitn(3, ' ').collect();
        let [span, sector, party] = f[..] else {
            anyhow::bail!("people.txt: '{line}' has not three fields before the colon");
        };
        let (from, to) = span.split_once("..").context(line.to_owned())?;
        let (names, role) = rest.split_once(';').context(line.to_owned())?;
        let names: Vec<String> = names.split('|').map(|n| n.trim().to_owned()).collect();
        let number = *work
            .party
            .get(party)
            .with_context(|| format!("people.txt: no party '{party}'"))?;
        let person = people
            .entry((party.to_owned(), fold(&names[0])))
            .or_default();
        person.name.clone_from(&names[0]);
        person.family_first = FIRST_WORD.contains(&party);
        person.terms.push(TermRow {
            from: day(from, false),
            to: day(to, true),
            party: number,
            sector: sector_number(sector),
            rank: if leads(role.trim()) { 2 } else { 1 },
            role: role.trim().to_owned(),
        });
        person.by_hand = true;
        for n in &names[1..] {
            if !person.aliases.contains(n) {
                person.aliases.push(n.clone());
            }
        }
    }
    Ok(())
}

/// True for the name of a monarch, which ends in no family name: 'King
/// Mohammed', 'Harald V', 'Philippe of Belgium'. A title is one only in front of
/// an `alias`: 'Sultan Al Jaber' bears it as his name.
fn is_crowned(words: &[&str], alias: bool) -> bool {
    const TITLES: [&str; 6] = ["King", "Queen", "Emir", "Sultan", "Prince", "Emperor"];
    let number = |w: &str| w.len() < 6 && w.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    alias && words.first().is_some_and(|w| TITLES.contains(w))
        || words.last().is_some_and(|w| number(w))
        || words.contains(&"of")
}

/// Family names that are small words of English: 'He', 'An', 'So'.
fn is_word(family: &str) -> bool {
    const WORDS: [&str; 34] = [
        "he", "an", "so", "to", "in", "on", "no", "do", "is", "as", "at", "by", "or", "if", "it",
        "we", "she", "you", "my", "may", "will", "long", "young", "my", "her", "his", "for", "all",
        "who", "how", "such", "a", "more", "the",
    ];
    WORDS.contains(&family.to_lowercase().as_str())
}

/// Offices whose holder is meant by a bare family name where two fit.
fn leads(role: &str) -> bool {
    const TOP: [&str; 10] = [
        "leader",
        "supreme leader",
        "president",
        "prime minister",
        "foreign minister",
        "secretary of state",
        "secretary-general",
        "political leader",
        "foreign policy chief",
        "king",
    ];
    TOP.contains(&role)
}

fn wikidata(work: &Work, people: &mut People) -> Result<()> {
    let mut reader =
        csv::Reader::from_path(work.data.join("gazetteer/office_holders_wikidata.csv"))?;
    for row in reader.records() {
        let row = row?;
        let f: Vec<&str> = row.iter().collect();
        let [iso3, position, name, _id, from, to] = f[..] else {
            continue;
        };
        let iso3 = if iso3 == "KOS" || iso3 == "XKK" {
            "XKX"
        } else {
            iso3
        };
        // Q-numbers stand where there is no English label.
        if name.len() < 4 || name.starts_with('Q') && name[1..].chars().all(|c| c.is_ascii_digit())
        {
            continue;
        }
        // Spouses would share the name with those who govern.
        if matches!(position, "First Lady" | "First Gentleman") {
            continue;
        }
        let (from, to) = (day(from, false), day(to, true));
        // Before the world wars nobody negotiates any more.
        if to.is_some_and(|t| t < -9_125) || (to.is_none() && from.is_some_and(|f| f < -7_300)) {
            continue;
        }
        let Some(term) = term(work, iso3, position, from, to) else {
            continue;
        };
        let person = people.entry((iso3.to_owned(), fold(name))).or_default();
        if person.name.is_empty() {
            person.name = name.to_owned();
        }
        person.family_first = FIRST_WORD.contains(&iso3);
        person.two_families = TWO_FAMILIES.contains(&iso3);
        person.terms.push(term);
    }
    Ok(())
}

fn reign(work: &Work, people: &mut People) -> Result<()> {
    // The codes are Correlates of War numbers.
    let mut by_cow: HashMap<String, String> = HashMap::new();
    for line in lines(&work.hand("states.txt")?) {
        if let Some((iso, cow)) = line.split(':').next().and_then(|h| h.split_once(' ')) {
            by_cow.insert(cow.to_owned(), iso.to_owned());
        }
    }
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_path(work.data.join("gazetteer/leaders_1945_2021_reign.csv"))?;
    for row in reader.byte_records() {
        // Notes at the end of some lines are not UTF-8.
        let row = row?;
        let f: Vec<&str> = row
            .iter()
            .take(9)
            .map(|f| std::str::from_utf8(f).unwrap_or(""))
            .collect();
        let [_, cow, _, name, sday, smonth, syear, emonth, eyear] = f[..] else {
            continue;
        };
        let Some(iso3) = by_cow.get(cow) else {
            continue;
        };
        let from = day(&format!("{syear}-{smonth}-{sday}"), false);
        // Whoever was in office when the list ended: nothing is known after
        // that year, and other sources have those who stayed.
        let open = eyear == "2021" && emonth.parse::<i32>().is_ok_and(|m| m >= 3);
        let to = if open {
            day("2021", true)
        } else {
            day(&format!("{eyear}-{emonth}"), true)
        };
        let key = fold(name);
        // The list has many by family name alone: they join whom they fit, one
        // known to lead before a minister of the same family.
        let mut found: Option<&mut Person> = None;
        let leads = |p: &Person| p.terms.iter().any(|t| t.rank == 2);
        for ((party, full), person) in people.iter_mut() {
            if party == iso3 && (*full == key || full.ends_with(&format!(" {key}"))) {
                let fits = |t: &TermRow| {
                    t.from.is_none_or(|f| to.is_none_or(|e| f <= e))
                        && t.to.is_none_or(|e| from.is_none_or(|f| f <= e))
                };
                // Of two spellings the one that news has: without middle names.
                let rank = |p: &Person| (leads(p), std::cmp::Reverse(p.name.len()));
                let better = found.as_deref().is_none_or(|f| rank(f) < rank(person));
                if better && person.terms.iter().any(fits) {
                    found = Some(person);
                }
            }
        }
        if let Some(person) = found {
            if !person.terms.iter().any(|t| t.rank == 2) {
                person.terms.extend(term(work, iso3, "leader", from, to));
            }
            for t in &mut person.terms {
                if t.role == "leader" {
                    t.rank = 2;
                }
            }
            continue;
        }
        let Some(mut term) = term(work, iso3, "leader", from, to) else {
            continue;
        };
        term.rank = 2;
        let person = people.entry((iso3.clone(), key)).or_default();
        person.name = name.trim().to_owned();
        person.family_first = FIRST_WORD.contains(&iso3.as_str());
        person.terms.push(term);
    }
    Ok(())
}

/// 'President Abdelmadjid TEBBOUNE (since 12 December 2019)'.
fn factbook(work: &Work, people: &mut People) -> Result<()> {
    let mut by_cow = HashSet::new();
    for line in lines(&work.hand("states.txt")?) {
        if let Some((iso, cow)) = line.split(':').next().and_then(|h| h.split_once(' '))
            && cow.trim() != "0"
        {
            by_cow.insert(iso.to_owned());
        }
    }
    for line in work.read("gazetteer/leaders_factbook.tsv")?.lines().skip(1) {
        let f: Vec<&str> = line.split('\t').collect();
        let [_, country, role, text] = f[..] else {
            continue;
        };
        let iso3 = match work.state_names.get(&fold(country)) {
            Some(iso3) => iso3.clone(),
            None => match country.split_once(',') {
                // 'Korea, North'
                Some((a, b)) => match work.state_names.get(&fold(&format!("{} {a}", b.trim()))) {
                    Some(iso3) => iso3.clone(),
                    None => continue,
                },
                None => continue,
            },
        };
        // The head of state of a territory is that of the state it belongs to.
        if !by_cow.contains(&iso3) {
            continue;
        }
        let Some((who, since)) = text.split_once(" (since ") else {
            continue;
        };
        let since = since.split(')').next().unwrap_or("");
        let words: Vec<String> = unescape(who)
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        // Titles come first; the name begins where the last title word ends.
        const TITLES: [&str; 41] = [
            "president",
            "prime",
            "minister",
            "king",
            "queen",
            "sultan",
            "amir",
            "emir",
            "chancellor",
            "federal",
            "premier",
            "state",
            "affairs",
            "commission",
            "chairman",
            "supreme",
            "leader",
            "vice",
            "dr.",
            "interim",
            "acting",
            "transitional",
            "council",
            "general",
            "gen.",
            "grand",
            "duke",
            "prince",
            "crown",
            "governor",
            "taoiseach",
            "of",
            "the",
            "lt.",
            "col.",
            "sir",
            "dame",
            "(ret.)",
            "field",
            "marshal",
            "first",
        ];
        let start = words
            .iter()
            .position(|w| !TITLES.contains(&w.to_lowercase().trim_matches(',')))
            .unwrap_or(0);
        let name: Vec<String> = words[start..].iter().map(|w| plain_case(w)).collect();
        let name = name.join(" ");
        if name.is_empty() || name.contains(',') {
            continue;
        }
        let family = words[start..]
            .iter()
            .filter(|w| is_capitals(w))
            .map(|w| plain_case(w))
            .collect::<Vec<_>>()
            .join(" ");
        let from = since_day(since);
        let Some(mut term) = term(work, &iso3, role, from, None) else {
            continue;
        };
        term.rank = 2;
        let key = (iso3, fold(&name));
        let fresh = !people.contains_key(&key);
        let person = people.entry(key).or_default();
        if fresh {
            person.name = name;
            if !family.is_empty() {
                person.aliases.push(family);
            }
        }
        if fresh || !person.terms.iter().any(|t| t.rank == 2 && t.to.is_none()) {
            person.terms.push(term);
        }
    }
    Ok(())
}

fn is_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
}

/// 'EL-SISI' becomes 'El-Sisi'.
fn plain_case(word: &str) -> String {
    if !is_capitals(word) {
        return word.to_owned();
    }
    let mut out = String::new();
    let mut start = true;
    for c in word.chars() {
        if start {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        start = !c.is_alphabetic();
    }
    out
}

fn since_day(text: &str) -> Option<i32> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let parts: Vec<&str> = text.split_whitespace().collect();
    let month = |m: &str| MONTHS.iter().position(|x| *x == m).map(|i| i + 1);
    match parts[..] {
        [d, m, y, ..] if month(m).is_some() => day(&format!("{y}-{}-{d}", month(m)?), false),
        [m, y, ..] if month(m).is_some() => day(&format!("{y}-{}", month(m)?), false),
        [y, ..] => day(y, false),
        _ => None,
    }
}

/// The character references of the file: `&eacute;`, `&Eacute;` and the like.
fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match rest.find(';') {
            Some(end) if end < 10 => {
                // The base letter is enough: names are folded.
                out.extend(rest[1..end].chars().next());
                rest = &rest[end + 1..];
            }
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}
