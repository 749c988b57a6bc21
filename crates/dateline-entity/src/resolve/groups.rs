//! Organisations that no table knows: 'the rebel Blue Hills Liberation Front',
//! 'the opposition Alliance for Renewal (AR)'.
//!
//! Fronts, movements and alliances are founded faster than tables are made. A
//! capitalised name that ends in such a noun, and that its own words or the
//! words beside it show to be of rebels or of an opposition, is a party of its
//! own, whose id is the name as the text first gives it in full. Later its
//! letters ('the AR') and its noun ('the Alliance') stand for it.

use super::blocs::PARTS;
use super::scan::{Hit, Refers, Scan};
use super::words::among;
use crate::gazetteer::Gazetteer;
use crate::gazetteer::format::EntryKind;
use dateline_syntax::Upos;

/// A group that a report names and no table knows.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// The name in full, or the id of the table that has its letters.
    pub id: String,
    /// The name in full, without article.
    name: String,
    /// `REB` or `OPP`.
    pub sector: &'static str,
    /// Its last word, or the noun before 'of' or 'for'.
    noun: String,
    /// 'AR', where the text gives it in brackets.
    letters: Option<String>,
}

/// Nouns of bodies that fight or oppose a government.
fn is_group_noun(word: &str) -> bool {
    is_fighting_noun(word)
        || among(
            &[
                "alliance",
                "coalition",
                "committee",
                "confederation",
                "congress",
                "coordination",
                "council",
                "federation",
                "forum",
                "guard",
                "league",
                "organisation",
                "organization",
                "party",
                "platform",
                "staff",
                "union",
            ],
            word,
        )
}

/// Of them those that are mostly of fighters.
fn is_fighting_noun(word: &str) -> bool {
    among(
        &[
            "army",
            "brigade",
            "brigades",
            "fighters",
            "force",
            "forces",
            "front",
            "legion",
            "legions",
            "militia",
            "movement",
            "resistance",
        ],
        word,
    )
}

/// Of them those that no state gives its own: of fighters, where a report tells of
/// rebels, a siege or a truce.
fn is_of_rebels(word: &str) -> bool {
    among(&["front", "legion", "legions", "resistance"], word)
}

/// True where such a name is one of fighters: it acts in arms, or fighters are of it.
/// A line of battle ('the Eastern Front'), a veterans' society, a command and a party of
/// a state are none.
fn acts_in_arms(scan: &Scan<'_>, first: u32, end: u32, noun: u32) -> bool {
    let state = (noun + 1..end).any(|t| {
        let hit = scan.hit(t).map(|h| &scan.hits[h]);
        hit.is_some_and(|h| h.party_form().is_some())
    });
    let mut over = Vec::new();
    let mut at = noun;
    while let Some(up) = scan.s.head(at).filter(|_| over.len() < 3) {
        over.push(up);
        at = up;
    }
    let fights = |t: u32| {
        among(
            &[
                "abduct",
                "ambush",
                "attack",
                "besiege",
                "capture",
                "clash",
                "commander",
                "fight",
                "fighter",
                "gunman",
                "insurgent",
                "kidnap",
                "kill",
                "militant",
                "overrun",
                "raid",
                "rebel",
                "seize",
                "shell",
                "storm",
            ],
            &scan.s.tokens[t as usize].lemma,
        )
    };
    !state && !is_elsewhere(scan, first, end) && over.iter().any(|&t| fights(t))
}

/// True for a line of battle, a society of veterans or the beginning of a longer name.
fn is_elsewhere(scan: &Scan<'_>, first: u32, end: u32) -> bool {
    let side = (first..end).any(|t| {
        matches!(
            scan.low(t).as_str(),
            "eastern" | "western" | "northern" | "southern" | "home" | "royal"
        )
    });
    side || is_capital(scan, end)
}

/// Words of a report that tell of a war with such.
fn tells_of_war(scan: &Scan<'_>) -> bool {
    (0..scan.len()).any(|t| {
        matches!(
            scan.low(t).as_str(),
            "rebels"
                | "rebel"
                | "insurgents"
                | "guerrillas"
                | "siege"
                | "ceasefire"
                | "truce"
                | "junta"
        )
    })
}

/// Words of a name that no state gives to its own bodies.
fn is_cause(word: &str) -> bool {
    among(
        &[
            "insurgent",
            "insurgents",
            "insurrectionary",
            "jihad",
            "liberation",
            "mujahideen",
            "rebel",
            "redemption",
            "resistance",
            "salvation",
            "secessionist",
            "separatist",
        ],
        word,
    )
}

/// The sector that a word beside a name tells.
fn told(word: &str) -> Option<&'static str> {
    const REBELS: [&str; 18] = [
        "armed",
        "fighter",
        "fighters",
        "guerrilla",
        "guerrillas",
        "insurgent",
        "insurgents",
        "islamist",
        "jihadist",
        "militant",
        "militants",
        "militia",
        "rebel",
        "rebels",
        "secessionist",
        "separatist",
        "separatists",
        "warring",
    ];
    const OPPOSITION: [&str; 5] = [
        "dissident",
        "opposition",
        "pro-democracy",
        "protest",
        "umbrella",
    ];
    if REBELS.contains(&word) {
        Some("REB")
    } else if OPPOSITION.contains(&word) {
        Some("OPP")
    } else {
        None
    }
}

/// Finds the groups that the sentences name in full, and puts a name in the
/// place of what was read of it; of each once.
pub(super) fn coin(g: &Gazetteer, scans: &mut [Scan<'_>]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut war: Option<bool> = None;
    for n in 0..scans.len() {
        let scan = &scans[n];
        let mut t = 0;
        while t < scan.len() {
            if !is_capital(scan, t) || !is_group_noun(&scan.low(t)) {
                t += 1;
                continue;
            }
            // 'the United Resistance Front'
            while is_capital(scan, t + 1) && is_group_noun(&scan.low(t + 1)) {
                t += 1;
            }
            let noun = scan.low(t);
            // 'Fighters of the Sahel Army stormed it': they are of that army.
            if noun == "fighters" && scan.low(t + 1) == "of" {
                t += 1;
                continue;
            }
            let (first, end) = extent(scan, t);
            let known = (first..end).any(|u| is_known(g, scan, u, t, first));
            let sector = if known || end - first < 2 {
                None
            } else {
                sector_of(scan, first, end, t).or_else(|| {
                    let own = is_of_rebels(&noun) && acts_in_arms(scan, first, end, t);
                    let war = own && *war.get_or_insert_with(|| scans.iter().any(tells_of_war));
                    war.then_some("REB")
                })
            };
            if let Some(sector) = sector {
                let name = scan.span(first, end).of(scan.text).to_owned();
                if !groups.iter().any(|g| g.name == name) {
                    let letters = letters(scan, first, end);
                    // The table may know it by its letters.
                    let known = letters.as_deref().and_then(|l| {
                        let found = g.party_by_name(l);
                        found.first().map(|(id, _)| id.0.clone())
                    });
                    groups.push(Group {
                        id: known.unwrap_or_else(|| name.clone()),
                        letters,
                        name,
                        sector,
                        noun,
                    });
                }
            }
            t = end.max(t + 1);
        }
        for (first, end) in circles(g, scan) {
            let name = scan.span(first, end).of(scan.text).to_owned();
            if !groups.iter().any(|g| g.name == name) {
                groups.push(Group {
                    id: name.clone(),
                    letters: letters(scan, first, end),
                    name,
                    sector: "IGO",
                    noun: scan.low(end - 1),
                });
            }
        }
        for (first, end) in fighters(scan) {
            let name = scan.span(first, end).of(scan.text).to_owned();
            if !groups
                .iter()
                .any(|g| g.name == name || g.letters.as_ref() == Some(&name))
            {
                groups.push(Group {
                    id: name.clone(),
                    letters: None,
                    name,
                    sector: "REB",
                    noun: String::new(),
                });
            }
        }
    }
    if groups.is_empty() {
        return groups;
    }
    for scan in scans.iter_mut() {
        mark(scan, &groups);
    }
    groups
}

/// Circles of states that meet about another: 'the International Libya Contact Group',
/// 'the Friends of Syria', 'the Somalia Quint'. The state in the name is none of them.
fn circles(g: &Gazetteer, scan: &Scan<'_>) -> Vec<(u32, u32)> {
    /// Words of such a name before its noun at most.
    const LONGEST: u32 = 8;
    let about = |t: u32| {
        let hit = scan.hit(t).map(|h| &scan.hits[h]);
        let state = hit.filter(|h| {
            let mut of = h.entries.iter().filter_map(|e| g.entry_party(*e));
            h.party_form().is_some()
                && of.any(|ix| g.info(ix).kind == crate::gazetteer::PartyKind::State)
        });
        state.map(|h| h.end)
    };
    let mut out = Vec::new();
    for t in 0..scan.len() {
        if !is_capital(scan, t) {
            continue;
        }
        let noun = scan.low(t);
        if noun == "friends" && scan.low(t + 1) == "of" {
            // The Labour Friends of Chad are members of a parliament.
            let lobby = t > 0 && is_capital(scan, t - 1) && scan.low(t - 1) != "the";
            if let Some(end) = about(t + 2).filter(|_| !lobby) {
                out.push((t, end));
            }
            continue;
        }
        let before = t.checked_sub(1).map(|b| scan.low(b)).unwrap_or_default();
        let circle = match noun.as_str() {
            "group" => matches!(
                before.as_str(),
                "support" | "contact" | "core" | "monitoring"
            ),
            "quint" | "quartet" | "troika" => true,
            _ => false,
        };
        let mut first = t;
        while let Some(u) = first
            .checked_sub(1)
            .filter(|&u| circle && t - u <= LONGEST && is_capital(scan, u))
        {
            first = u;
        }
        if scan.low(first) == "the" && first < t {
            first += 1;
        }
        // 'The South Wales Support Group' is of a part of a state.
        let part = |u: u32| {
            let before = u.checked_sub(1).filter(|&b| b >= first);
            before.is_some_and(|b| PARTS.contains(&scan.low(b).as_str()))
        };
        let inside = (first..t).any(|u| about(u).is_some() && !part(u));
        let behind = matches!(scan.low(t + 1).as_str(), "on" | "for");
        match about(t + 2).filter(|_| behind && circle) {
            Some(end) => out.push((first, end)),
            None if inside && circle => out.push((first, t + 1)),
            None => {}
        }
    }
    out
}

/// Names that only those who fight under them show to be of a group: 'rebels of the
/// CNDP', 'CNDP fighters', 'the CNDP, a rebel group', 'fighters of the Allied
/// Patriots'.
fn fighters(scan: &Scan<'_>) -> Vec<(u32, u32)> {
    const THEY: [&str; 9] = [
        "fighters",
        "guerrillas",
        "insurgents",
        "militants",
        "rebels",
        "militiamen",
        "gunmen",
        "commanders",
        "jihadists",
    ];
    let letters = |t: u32| {
        let word = scan.word(t);
        let upper = word.chars().filter(|c| c.is_uppercase()).count();
        (3..=8).contains(&word.chars().count())
            && word
                .chars()
                .all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '-')
            && upper >= 2
            && scan.hit(t).is_none()
    };
    let mut out = Vec::new();
    for t in 0..scan.len() {
        let word = scan.word(t);
        let they = THEY.iter().any(|w| w.eq_ignore_ascii_case(word));
        if they && t > 0 && letters(t - 1) {
            out.push((t - 1, t));
        }
        if they && matches!(scan.low(t + 1).as_str(), "of" | "from") && scan.low(t + 2) == "the" {
            let first = t + 3;
            let mut end = first;
            while end < scan.len() && is_capital(scan, end) && scan.hit(end).is_none() {
                end += 1;
            }
            if end - first >= 2 || end > first && letters(first) {
                out.push((first, end));
            }
        }
        // 'The CNDP, a rebel group'
        let apposed = || {
            let words = (t + 2..(t + 8).min(scan.len())).map(|u| scan.low(u));
            let mut words =
                words.take_while(|w| !matches!(w.as_str(), "," | "." | "which" | "who"));
            scan.word(t + 1) == "," && words.any(|w| told(&w) == Some("REB"))
        };
        if letters(t) && apposed() {
            out.push((t, t + 1));
        }
        // 'The Brave Men of the Hills, a band of former guerrillas'
        if let Some(first) = named_band(scan, t) {
            out.push((first, t + 1));
        }
    }
    out
}

/// The first token of a name of several words that ends at `t` and that the words behind
/// a comma say to be of fighters.
fn named_band(scan: &Scan<'_>, t: u32) -> Option<u32> {
    if scan.word(t + 1) != "," || !is_capital(scan, t) || scan.hit(t).is_some() {
        return None;
    }
    let article = matches!(scan.low(t + 2).as_str(), "a" | "an" | "the" | "one");
    let words = (t + 3..(t + 10).min(scan.len())).map(|u| scan.low(u));
    let words: Vec<String> = words
        .take_while(|w| !matches!(w.as_str(), "," | "." | ";" | "which" | "who" | "that"))
        .collect();
    // No 'leader of a rebel group'.
    let of = words.iter().position(|w| w == "of").unwrap_or(words.len());
    let band = words[..of].iter().any(|w| {
        matches!(
            w.as_str(),
            "band" | "faction" | "group" | "grouping" | "militia" | "splinter" | "offshoot"
        )
    });
    let fights = words.iter().any(|w| told(w) == Some("REB"));
    if !(article && band && fights) {
        return None;
    }
    let mut first = t;
    while let Some(u) = first.checked_sub(1) {
        if !is_capital(scan, u) || scan.hit(u).is_some() || scan.low(u) == "the" {
            break;
        }
        first = u;
    }
    (t - first >= 1).then_some(first)
}

fn is_capital(scan: &Scan<'_>, t: u32) -> bool {
    scan.word(t).starts_with(char::is_uppercase)
        && matches!(
            scan.upos(t),
            Upos::Propn | Upos::Noun | Upos::Adj | Upos::X | Upos::Verb
        )
}

/// Tokens of the name around its noun: capitalised words before it, and 'of',
/// 'for' with capitalised words behind it.
fn extent(scan: &Scan<'_>, noun: u32) -> (u32, u32) {
    let mut first = noun;
    while let Some(t) = first.checked_sub(1) {
        let inner = matches!(scan.word(t), "'s" | "’s" | "'" | "’" | "-")
            && t > 0
            && is_capital(scan, t - 1);
        // Its own noun may have been taken for a name.
        let titled = scan.hit(t).map(|h| &scan.hits[h]).is_some_and(|h| {
            // 'the Blue Nile Front'
            let begun = h.end > first && !h.person && !inner;
            let own = h.first <= noun && noun < h.end || begun;
            !own && (h.person || h.end != first && !inner)
        });
        if titled || !(is_capital(scan, t) || inner) {
            break;
        }
        first = t;
    }
    let mut end = noun + 1;
    if matches!(scan.word(end), "of" | "for") {
        let mut t = end + 1;
        if scan.word(t) == "the" {
            t += 1;
        }
        let began = t;
        while is_capital(scan, t)
            || t > began
                && is_capital(scan, t + 1)
                && (scan.word(t) == "of"
                    || scan.word(t) == "and"
                        && scan
                            .hit(t + 1)
                            .is_none_or(|h| scan.hits[h].party_form().is_none()))
        {
            t += 1;
        }
        if t > began {
            end = t;
        }
    }
    (first, end)
}

/// True for a token that belongs to what the gazetteer knows as a party or
/// body in whole: it holds the noun, or begins the name of a state's own.
fn is_known(g: &Gazetteer, scan: &Scan<'_>, t: u32, noun: u32, first: u32) -> bool {
    let Some(h) = scan.hit(t) else {
        return false;
    };
    let h = &scan.hits[h];
    let party = h.party_form().is_some() || h.has(EntryKind::Actor);
    if !party {
        return false;
    }
    let covers = h.first <= noun && noun < h.end;
    // 'the Turkish Army' is the state's; 'Front of Chad' is no state's.
    let state = h.first == first
        && h.party_form().is_some()
        && h.entries.iter().any(|e| {
            g.entry_party(*e)
                .is_some_and(|ix| g.info(ix).kind == crate::gazetteer::PartyKind::State)
        });
    // 'National Front' is another than 'Chin National Front'.
    let whole = h.first <= first
        || scan
            .hit(first)
            .is_some_and(|k| scan.hits[k].party_form().is_some());
    covers && whole && h.end - h.first > 1 || state && t == first && noun > t
}

/// What the words of the name and beside it tell of who it is.
fn sector_of(scan: &Scan<'_>, first: u32, end: u32, noun: u32) -> Option<&'static str> {
    let before = (first.saturating_sub(3)..first)
        .rev()
        .map(|t| scan.low(t))
        .take_while(|w| {
            !matches!(
                w.as_str(),
                "," | ";" | "and" | "with" | "by" | "to" | "between" | "against"
            )
        })
        .find_map(|w| told(&w));
    // 'the X, the second-largest rebel group,'
    let mut after = end;
    if scan.word(after) == "(" {
        after = (after..(after + 4).min(scan.len()))
            .find(|&t| scan.word(t) == ")")
            .map_or(after, |t| t + 1);
    }
    let apposed = (scan.word(after) == ",").then(|| {
        let words = (after + 1..(after + 9).min(scan.len())).map(|t| scan.low(t));
        words
            .take_while(|w| !matches!(w.as_str(), "," | "." | ";" | "said" | "who" | "which"))
            .find_map(|w| told(&w))
    });
    let cause = (first..end).any(|t| is_cause(&scan.low(t)));
    let fights = is_fighting_noun(&scan.low(noun));
    // 'talks between the government and the X Front'
    let faces = fights
        && !is_elsewhere(scan, first, end)
        && (0..scan.len()).any(|t| {
            matches!(
                scan.low(t).as_str(),
                "government" | "rebels" | "truce" | "ceasefire"
            )
        });
    before
        .or(apposed.flatten())
        .or((cause && fights).then_some("REB"))
        .or(cause.then_some("OPP"))
        .or(faces.then_some("REB"))
}

/// The letters in brackets behind a name.
fn letters(scan: &Scan<'_>, first: u32, end: u32) -> Option<String> {
    let word = scan.word(end + 1);
    let fits = scan.word(end) == "("
        && scan.word(end + 2) == ")"
        && word.chars().filter(|c| c.is_uppercase()).count() >= 2
        && scan.word(first).chars().next() == word.chars().next();
    fits.then(|| word.to_owned())
}

/// Puts the names of the groups into a sentence.
fn mark(scan: &mut Scan<'_>, groups: &[Group]) {
    let mut found: Vec<(u32, u32, &Group)> = Vec::new();
    let mut t = 0;
    while t < scan.len() {
        let start = scan.s.tokens[t as usize].span.start as usize;
        let here = groups.iter().find_map(|g| {
            let rest = scan.text.get(start..)?;
            let bounded = |n: usize| {
                rest[n..]
                    .chars()
                    .next()
                    .is_none_or(|c| !c.is_alphanumeric())
            };
            if rest.starts_with(&g.id) && bounded(g.id.len()) {
                let until = (start + g.id.len()) as u32;
                let end =
                    (t..scan.len()).find(|&u| scan.s.tokens[u as usize].span.end >= until)? + 1;
                return Some((end, g));
            }
            let word = scan.word(t);
            if g.letters.as_deref() == Some(word) {
                return Some((t + 1, g));
            }
            // 'the Alliance', 'the movement', where there is one.
            let one = groups.iter().filter(|o| o.noun == g.noun).count() == 1;
            let named = t > 0
                && scan.low(t - 1) == "the"
                && scan.low(t) == g.noun
                && !matches!(g.noun.as_str(), "force" | "forces" | "party" | "union")
                && !matches!(scan.low(t + 1).as_str(), "of" | "for" | "line" | "lines")
                && !is_capital(scan, t + 1);
            (one && named).then_some((t + 1, g))
        });
        match here {
            Some((end, g)) => {
                found.push((t, end, g));
                t = end;
            }
            None => t += 1,
        }
    }
    for (first, end, g) in found {
        let span = scan.span(first, end);
        scan.hits.retain(|h| h.end <= first || end <= h.first);
        scan.roles.retain(|r| r.end <= first || end <= r.first);
        let refers = Refers {
            parties: vec![g.id.clone()],
            sector: g.sector,
            rule: "en.entity.party.coined",
        };
        scan.hits.push(Hit::referring(first, end, span, refers));
    }
    scan.index();
}
