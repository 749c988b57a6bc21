//! Country and sector of an actor phrase, without a tree: 'the Somali
//! president's office', 'Boko Haram gunmen', 'a disgraced former minister'.

use crate::gazetteer::Gazetteer;
use crate::gazetteer::format::{EntryKind, Form};
use crate::gazetteer::{Entry, PersonEntry};
use crate::matcher::{longest_at, word_starts};
use crate::roles::role_of;
use jiff::civil::Date;

/// What a phrase is coded as. Either may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActorCode {
    /// PLOVER country code: ISO alpha-3, or UNO, EUR, IGO, NGO, IMG.
    pub country: String,
    /// PLOVER sector.
    pub sector: String,
}

/// One recognised part of a phrase.
#[derive(Clone, Debug)]
struct Part {
    start: usize,
    end: usize,
    entries: Vec<Entry>,
    /// Sector of a role noun.
    role: Option<&'static str>,
    /// Number of prepositions before it: 0 is the head of the phrase.
    depth: usize,
}

/// Sectors of nouns that say what somebody does in a body, not which body.
const GENERIC: [&str; 40] = [
    "leader",
    "leaders",
    "leadership",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "spokesmen",
    "official",
    "officials",
    "chief",
    "chiefs",
    "president",
    "chairman",
    "head",
    "director",
    "secretary",
    "representative",
    "representatives",
    "negotiator",
    "negotiators",
    "commander",
    "commanders",
    "member",
    "members",
    "delegation",
    "delegate",
    "envoy",
    "deputy",
    "supporter",
    "supporters",
    "fighter",
    "fighters",
    "agent",
    "agents",
    "adviser",
    "aide",
    "team",
    "teams",
    "group",
    "source",
];

/// What makes an office holder one of the past.
const FORMER: [&str; 9] = [
    "former",
    "ex",
    "retired",
    "onetime",
    "erstwhile",
    "deposed",
    "ousted",
    "late",
    "toppled",
];

const PREPOSITIONS: [&str; 12] = [
    "of", "in", "from", "for", "at", "by", "to", "with", "near", "inside", "within", "under",
];

fn parts(gazetteer: &Gazetteer, phrase: &str) -> (Vec<Part>, Vec<String>) {
    let mut parts = Vec::new();
    let mut words = Vec::new();
    let mut done = 0;
    let mut depth = 0;
    for start in word_starts(phrase) {
        if start < done {
            continue;
        }
        let role = longest_at(gazetteer, phrase, start, |k| k == EntryKind::Role);
        let name = longest_at(gazetteer, phrase, start, |k| k != EntryKind::Role);
        let role_end = role.as_ref().map_or(0, |m| m.end);
        let name_end = name.as_ref().map_or(0, |m| m.end);
        let part = match (name, role) {
            (Some(m), _) if name_end >= role_end => Part {
                start,
                end: m.end,
                entries: m.entries,
                role: None,
                depth,
            },
            (_, Some(m)) => Part {
                start,
                end: m.end,
                role: m.entries.first().map(|e| role_of(e.posting.id).0),
                entries: Vec::new(),
                depth,
            },
            _ => {
                let rest = &phrase[start..];
                let end = rest
                    .find(|c: char| !c.is_alphanumeric())
                    .unwrap_or(rest.len());
                let word = rest[..end].to_lowercase();
                if PREPOSITIONS.contains(&word.as_str()) {
                    depth += 1;
                }
                words.push(word);
                continue;
            }
        };
        done = part.end;
        parts.push(part);
    }
    (parts, words)
}

/// The term of a person that counts on a day; the sector is ELI for one who
/// was in office before and is no more. Without a day, an open term counts.
fn sector_on(person: &PersonEntry<'_>, day: Option<i32>) -> (String, &'static str, i32) {
    let score = |t: &crate::gazetteer::Term<'_>| {
        let holds = match day {
            Some(d) => t.holds(d),
            None => t.to.is_none(),
        };
        let executive = i32::from(t.sector == "GOV");
        (
            i32::from(holds) * 8 + i32::from(t.rank) + executive * 2,
            t.from,
        )
    };
    let Some(best) = person.terms.iter().max_by_key(|t| score(t)) else {
        return (String::new(), "", 0);
    };
    let total = score(best).0;
    let holds = total >= 8;
    let past = match day {
        Some(d) => person.terms.iter().any(|t| t.to.is_some_and(|e| e < d)),
        None => true,
    };
    let sector = if holds || !past { best.sector } else { "ELI" };
    (best.party.to_owned(), sector, total)
}

impl Gazetteer {
    fn plover(&self, id: &str) -> String {
        self.party_info(id)
            .map_or_else(String::new, |p| p.plover.clone())
    }

    /// Country and sector of an actor phrase on a day, with what its context
    /// adds where the phrase names no country; `None` where neither is found.
    ///
    /// # Example
    /// ```
    /// let gazetteer = dateline_entity::Gazetteer::embedded();
    /// let code = gazetteer.code_actor("Ghanaian soldiers", "", None).expect("coded");
    /// assert_eq!((code.country.as_str(), code.sector.as_str()), ("GHA", "MIL"));
    /// ```
    pub fn code_actor(&self, phrase: &str, context: &str, date: Option<Date>) -> Option<ActorCode> {
        let day = date.map(crate::gazetteer::day_number);
        let (parts, words) = parts(self, phrase);
        let mut code = self.code_parts(phrase, &parts, &words, day, context);
        if code.country.is_empty() && !context.trim().is_empty() {
            let (parts, words) = self::parts(self, context);
            code.country = self.code_parts(context, &parts, &words, day, "").country;
        }
        (code != ActorCode::default()).then_some(code)
    }

    fn code_parts(
        &self,
        phrase: &str,
        parts: &[Part],
        words: &[String],
        day: Option<i32>,
        context: &str,
    ) -> ActorCode {
        let mut state: Option<(usize, String)> = None;
        let mut seat: Option<String> = None;
        let mut place: Option<String> = None;
        let mut person: Option<(String, &'static str, i32)> = None;
        // Country and sector of a body or actor that is no state.
        let mut body: Option<(String, String)> = None;
        let mut roles: Vec<(&str, &'static str, usize)> = Vec::new();
        let hint = self.context_country(context);
        for part in parts {
            if let Some(role) = part.role {
                roles.push((&phrase[part.start..part.end], role, part.depth));
                continue;
            }
            let mut party_here = false;
            for &entry in &part.entries {
                let Some(ix) = self.entry_party(entry) else {
                    continue;
                };
                let info = self.info(ix);
                let form = entry.posting.form;
                party_here = true;
                if info.sector.is_empty() {
                    if form == Form::Seat {
                        seat.get_or_insert(info.plover.clone());
                    } else if state.as_ref().is_none_or(|s| s.0 > part.depth) {
                        state = Some((part.depth, info.plover.clone()));
                    }
                } else {
                    let sector = match info.sector.as_str() {
                        "IGO" | "NGO" => "",
                        s => s,
                    };
                    body.get_or_insert((info.plover.clone(), sector.to_owned()));
                }
                break;
            }
            for &entry in &part.entries {
                match entry.posting.kind {
                    EntryKind::Actor => {
                        let actor = self.entry_actor(entry);
                        let holds = day.is_none_or(|d| {
                            actor.from.is_none_or(|f| f <= d) && actor.to.is_none_or(|t| d <= t)
                        }) && (day.is_some() || actor.to.is_none());
                        let dated = actor.from.is_some() || actor.to.is_some();
                        // An armed group that holds the government on that day.
                        let rules = party_here && dated && holds;
                        if rules && let Some(b) = &mut body {
                            b.1 = actor.sector.to_owned();
                        } else if !party_here && body.is_none() {
                            let country = actor.party.map_or(String::new(), |p| self.plover(p));
                            let sector = if actor.individual && !holds && dated {
                                "ELI"
                            } else if country == "IGO" || country == "NGO" || country == "UNO" {
                                ""
                            } else {
                                actor.sector
                            };
                            body = Some((country, sector.to_owned()));
                        }
                    }
                    EntryKind::Person if !party_here => {
                        let known = self.entry_person(entry);
                        if entry.posting.form == Form::Short
                            && !(fits_before(&phrase[..part.start], known.name)
                                && ends_name(&phrase[part.end..]))
                        {
                            continue;
                        }
                        let found = sector_on(&known, day);
                        let found = (self.plover(&found.0), found.1, found.2);
                        let bonus = |c: &str| {
                            16 * i32::from(
                                Some(c) == hint.as_deref()
                                    || state.as_ref().is_some_and(|s| s.1 == c),
                            )
                        };
                        let better = person
                            .as_ref()
                            .is_none_or(|p| found.2 + bonus(&found.0) > p.2 + bonus(&p.0));
                        if better {
                            person = Some(found);
                        }
                    }
                    EntryKind::Place if !party_here && place.is_none() => {
                        place = self.biggest_country(&part.entries);
                    }
                    _ => {}
                }
            }
        }
        let country = state
            .map(|s| s.1)
            .or(body.as_ref().map(|b| b.0.clone()).filter(|c| !c.is_empty()))
            .or(person.as_ref().map(|p| p.0.clone()))
            .or(seat.clone())
            .or(place.clone())
            .unwrap_or_default();
        let former = words.iter().any(|w| FORMER.contains(&w.as_str()));
        let role = choose_role(&roles);
        let of_body = body.as_ref().map_or("", |b| b.1.as_str());
        let sector = match (role, of_body) {
            (Some((noun, sector)), body) => {
                let generic = GENERIC.contains(&noun.to_lowercase().as_str())
                    || matches!(sector, "UAF" | "UNK");
                let plain = matches!(body, "" | "GOV" | "PRE");
                if generic && !plain || body == "REB" && matches!(sector, "MIL" | "GOV" | "CVL") {
                    body
                } else if former && matches!(sector, "GOV" | "LEG" | "MIL" | "JUD") {
                    "ELI"
                } else {
                    sector
                }
            }
            (None, "") => match &person {
                Some(p) => p.1,
                None if seat.is_some() => "GOV",
                None if place.is_some() && country == place.clone().unwrap_or_default() => "CVL",
                None => "",
            },
            (None, body) => body,
        };
        ActorCode {
            country,
            sector: sector.to_owned(),
        }
    }

    fn context_country(&self, context: &str) -> Option<String> {
        word_starts(context).find_map(|start| {
            let m = longest_at(self, context, start, |k| k == EntryKind::Party)?;
            let ix = m.entries.iter().find_map(|&e| self.entry_party(e))?;
            Some(self.info(ix).plover.clone())
        })
    }

    fn biggest_country(&self, entries: &[Entry]) -> Option<String> {
        entries
            .iter()
            .filter(|e| e.posting.kind == EntryKind::Place)
            .map(|&e| (self.entry_place(e), e.posting.form == Form::Other))
            .max_by_key(|(p, other)| (!other, p.feature, p.thousands))
            .and_then(|(p, _)| p.shared[0].map(|c| self.plover(c)))
    }
}

/// A family name alone stands for its bearer only where a given name before it
/// is his.
fn fits_before(before: &str, full: &str) -> bool {
    let Some(word) = before.split_whitespace().next_back() else {
        return true;
    };
    let given = word.chars().next().is_some_and(char::is_uppercase)
        && word.chars().all(|c| c.is_alphabetic() || c == '-')
        && word.chars().any(char::is_lowercase);
    let title = crate::fold::fold(word);
    !given
        || crate::fold::fold(full).split(' ').any(|w| alike(w, &title))
        || crate::actor::TITLE_WORDS.contains(&title.as_str())
}

/// Two spellings of one given name: 'Aleksandr' and 'Alexander'.
fn alike(a: &str, b: &str) -> bool {
    a == b
        || a.chars().count() > 4
            && a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count() >= 3
}

/// A family name alone ends a name: 'Arif' in 'Arif Nuri' is a given name.
fn ends_name(after: &str) -> bool {
    let Some(rest) = after.strip_prefix([' ', '-']) else {
        return true;
    };
    !rest.starts_with(char::is_uppercase)
}

/// Last words of titles that stand before a family name.
pub(crate) const TITLE_WORDS: [&str; 24] = [
    "president",
    "minister",
    "secretary",
    "premier",
    "chancellor",
    "king",
    "queen",
    "governor",
    "mayor",
    "senator",
    "general",
    "gen",
    "mr",
    "mrs",
    "ms",
    "dr",
    "leader",
    "ambassador",
    "envoy",
    "colonel",
    "sheikh",
    "prince",
    "sir",
    "spokesman",
];

/// The role that says most: the last of the head that is not generic, or the
/// first further in, or the last generic one.
fn choose_role<'a>(roles: &[(&'a str, &'static str, usize)]) -> Option<(&'a str, &'static str)> {
    let plain = |r: &&(&str, &'static str, usize)| {
        !GENERIC.contains(&r.0.to_lowercase().as_str()) && r.1 != "UNK"
    };
    let first = roles.iter().map(|r| r.2).min()?;
    roles
        .iter()
        .filter(|r| r.2 == first)
        .rfind(plain)
        .or_else(|| roles.iter().find(plain))
        .or_else(|| roles.iter().rfind(|r| r.2 == first))
        .map(|r| (r.0, r.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(phrase: &str, date: &str) -> (String, String) {
        let g = Gazetteer::embedded();
        let c = g
            .code_actor(phrase, "", date.parse().ok())
            .unwrap_or_default();
        (c.country, c.sector)
    }

    fn pair(country: &str, sector: &str) -> (String, String) {
        (country.into(), sector.into())
    }

    #[test]
    fn ok_country_from_the_name_and_sector_from_the_noun() {
        assert_eq!(code("Bolivian farmers", ""), pair("BOL", "AGR"));
        assert_eq!(code("Kenya's foreign ministry", ""), pair("KEN", "GOV"));
        assert_eq!(code("police in Lisbon", ""), pair("PRT", "COP"));
        assert_eq!(code("Ankara", ""), pair("TUR", "GOV"));
        assert_eq!(code("Peruvians", ""), pair("PER", ""));
    }

    #[test]
    fn ok_the_body_says_more_than_a_general_noun() {
        assert_eq!(code("an ELN commander", ""), pair("COL", "REB"));
        assert_eq!(code("members of the Bundestag", ""), pair("DEU", "LEG"));
    }

    #[test]
    fn ok_the_day_decides_who_is_in_office() {
        assert_eq!(code("Tony Blair", "1999-05-05"), pair("GBR", "GOV"));
        assert_eq!(code("Tony Blair", "2012-05-05"), pair("GBR", "ELI"));
        assert_eq!(code("the former Danish minister", ""), pair("DNK", "ELI"));
    }

    #[test]
    fn ok_nothing_is_made_of_nothing() {
        let g = Gazetteer::embedded();
        assert_eq!(g.code_actor("", "", None), None);
        assert_eq!(g.code_actor("xyzzy \u{200b} 平", "", None), None);
    }
}
