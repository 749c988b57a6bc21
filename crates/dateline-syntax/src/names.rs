//! What the network for names leaves to plain facts of spelling: addresses and
//! marks are no names, a people is no person, a town and its state are two
//! places, and 'Inc.' belongs to the firm.

use crate::Xpos;
use crate::{Name, NameType, Token};

/// States of the United States in one word, as they stand behind a town.
/// ('New York' and its like are left out: they are two words.)
const STATES: [&str; 38] = [
    "alabama",
    "alaska",
    "arizona",
    "arkansas",
    "california",
    "colorado",
    "connecticut",
    "delaware",
    "florida",
    "georgia",
    "hawaii",
    "idaho",
    "illinois",
    "indiana",
    "iowa",
    "kansas",
    "kentucky",
    "louisiana",
    "maine",
    "maryland",
    "massachusetts",
    "michigan",
    "minnesota",
    "mississippi",
    "missouri",
    "montana",
    "nebraska",
    "nevada",
    "ohio",
    "oklahoma",
    "oregon",
    "pennsylvania",
    "tennessee",
    "texas",
    "utah",
    "vermont",
    "virginia",
    "wisconsin",
];

/// Their codes (United States Postal Service) and the older short forms of
/// newspapers (AP style).
const SHORT_STATES: [&str; 95] = [
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS",
    "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY",
    "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV",
    "WI", "WY", "Ala.", "Ariz.", "Ark.", "Ca", "Calif", "Calif.", "Colo.", "Conn.", "Del.", "Fla",
    "Fla.", "Ga.", "Ill.", "Ind.", "Kan.", "Ky.", "La.", "Md.", "Mass.", "Mich.", "Minn.", "Miss.",
    "Mo.", "Mont.", "Neb.", "Nev.", "N.H.", "N.J.", "N.M.", "N.Y.", "N.C.", "N.D.", "Okla.",
    "Ore.", "Pa.", "R.I.", "S.C.", "S.D.", "Tenn.", "Vt.", "Va.", "Wash.", "W.Va.", "Wis.", "Wyo.",
];

/// What stands before the second half of one place: 'the Gulf of California',
/// 'West Virginia', 'Lake Michigan'.
const ONE_PLACE: [&str; 13] = [
    "of", "new", "west", "north", "south", "east", "western", "northern", "southern", "eastern",
    "lake", "and", "fort",
];

/// The legal form of a firm, in lower case and without stops.
const FIRMS: [&str; 14] = [
    "inc", "ltd", "llc", "corp", "plc", "llp", "lp", "sa", "gmbh", "nv", "ag", "pvt", "pty", "co",
];

/// Short weekdays, which end in a stop or stand alone in a table.
const WEEKDAYS: [&str; 9] = [
    "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sun",
];

/// The names of a sentence, mended.
pub(crate) fn mend(text: &str, tokens: &[Token], names: Vec<Name>) -> Vec<Name> {
    if names.is_empty() {
        return names;
    }
    let word = |i: u32| tokens[i as usize].span.of(text);
    let mut out: Vec<Name> = Vec::with_capacity(names.len() + 1);
    for (i, &name) in names.iter().enumerate() {
        let mut name = name;
        let free = names.get(i + 1).map_or(tokens.len() as u32, |n| n.first);
        let alone = name.end == name.first + 1;
        if no_name(text, tokens, &name) {
            continue;
        }
        if alone
            && matches!(name.kind, NameType::Per | NameType::Loc)
            && people(&tokens[name.first as usize], word(name.first))
        {
            name.kind = NameType::Misc;
        }
        let legal = |i: u32| FIRMS.contains(&word(i).replace('.', "").to_lowercase().as_str());
        if let Some(firm) = out.last_mut()
            && (firm.end == name.first || firm.end + 1 == name.first && word(firm.end) == ",")
            && (name.first..name.end).all(legal)
        {
            firm.end = name.end;
            firm.kind = NameType::Org;
            continue;
        }
        if name.kind == NameType::Loc && name.end - name.first > 1 {
            let last = name.end - 1;
            let state = word(last);
            if (SHORT_STATES.contains(&state) || STATES.contains(&state.to_lowercase().as_str()))
                && !ONE_PLACE.contains(&word(last - 1).to_lowercase().as_str())
            {
                out.push(Name { end: last, ..name });
                name.first = last;
            }
        } else if name.kind == NameType::Misc
            && name.end - name.first == 3
            && word(name.first + 1) == "/"
        {
            // 'Hale/Marten': two firms, or two of whatever they are.
            let kind = NameType::Org;
            let end = name.first + 1;
            out.push(Name { end, kind, ..name });
            name.first += 2;
            name.kind = kind;
        }
        out.push(name);
        // 'Dayton, OH': the state, where the network passed it by.
        if name.kind == NameType::Loc
            && name.end + 1 < free
            && word(name.end) == ","
            && SHORT_STATES.contains(&word(name.end + 1))
        {
            let first = name.end + 1;
            let end = first + 1;
            out.push(Name { first, end, ..name });
        }
    }
    out
}

/// An address of the web or of mail, a newsgroup, a weekday in short, or marks
/// only.
fn no_name(text: &str, tokens: &[Token], name: &Name) -> bool {
    let words = &tokens[name.first as usize..name.end as usize];
    if !words
        .iter()
        .any(|t| t.span.of(text).chars().any(char::is_alphanumeric))
    {
        return true;
    }
    let [token] = words else { return false };
    let word = token.span.of(text);
    let short = word.trim_end_matches('.').to_lowercase();
    if name.kind != NameType::Per && WEEKDAYS.contains(&short.as_str()) {
        return true;
    }
    let group = word.split('.').count() > 2
        && word
            .split('.')
            .all(|part| !part.is_empty() && part.chars().all(|c| c.is_lowercase() || c == '-'));
    let lower = word.to_lowercase();
    group
        || word.contains("://")
        || word.contains('@')
        || lower.starts_with("www.")
        || [".com", ".org", ".net", ".htm", ".html", ".co.uk"]
            .iter()
            .any(|end| lower.ends_with(end))
}

/// 'Palestinians', 'Iraqis', 'Sadrists': many, of a people or of a movement.
fn people(token: &Token, word: &str) -> bool {
    token.xpos == Xpos::Nnps && ["ans", "is", "ists"].iter().any(|end| word.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Deprel, Upos};
    use dateline_record::Span;

    /// Names of a text of words parted by blanks, each given by its words and
    /// kind, after mending. Words that end in a plural 's' are tagged so.
    fn mended(text: &str, names: &[(&str, NameType)]) -> Vec<String> {
        let mut at = 0;
        let tokens: Vec<Token> = text
            .split(' ')
            .map(|word| {
                let span = Span::new(at, at + word.len() as u32);
                at = span.end + 1;
                let plural = word.ends_with('s') && word.chars().all(char::is_alphabetic);
                Token {
                    span,
                    lemma: word.into(),
                    upos: Upos::Propn,
                    xpos: if plural { Xpos::Nnps } else { Xpos::Nnp },
                    head: None,
                    deprel: Deprel::Dep,
                    head_score: 1.0,
                }
            })
            .collect();
        let words: Vec<&str> = text.split(' ').collect();
        let names = names
            .iter()
            .map(|&(name, kind)| {
                let parts: Vec<&str> = name.split(' ').collect();
                let first = words.windows(parts.len()).position(|w| w == parts).unwrap();
                Name {
                    first: first as u32,
                    end: (first + parts.len()) as u32,
                    kind,
                    score: 0.9,
                }
            })
            .collect();
        mend(text, &tokens, names)
            .iter()
            .map(|n| {
                format!(
                    "{}/{}",
                    words[n.first as usize..n.end as usize].join(" "),
                    n.kind.as_str()
                )
            })
            .collect()
    }

    #[test]
    fn ok_a_town_and_its_state_are_two_places() {
        use NameType::Loc;
        let got = mended(
            "in Fresno California and Dayton , OH",
            &[("Fresno California", Loc), ("Dayton", Loc)],
        );
        assert_eq!(
            got,
            ["Fresno/LOC", "California/LOC", "Dayton/LOC", "OH/LOC"]
        );
        let one = mended("Gulf of California", &[("Gulf of California", Loc)]);
        assert_eq!(one, ["Gulf of California/LOC"]);
    }

    #[test]
    fn ok_the_legal_form_belongs_to_the_firm() {
        use NameType::Org;
        let got = mended(
            "Halden , Inc. and Marten PVT. LTD.",
            &[
                ("Halden", Org),
                ("Inc.", Org),
                ("Marten", Org),
                ("PVT. LTD.", Org),
            ],
        );
        assert_eq!(got, ["Halden , Inc./ORG", "Marten PVT. LTD./ORG"]);
    }

    #[test]
    fn ok_a_people_is_no_person_and_addresses_are_no_names() {
        use NameType::{Loc, Misc, Org, Per};
        let got = mended("Iraqis and Anna", &[("Iraqis", Per), ("Anna", Per)]);
        assert_eq!(got, ["Iraqis/MISC", "Anna/PER"]);
        let got = mended(
            "www.example.org rec.food.baking ---- Sun. Halden/Marten",
            &[
                ("www.example.org", Org),
                ("rec.food.baking", Org),
                ("----", Per),
                ("Sun.", Loc),
                ("Halden/Marten", Misc),
            ],
        );
        assert_eq!(got, ["Halden/Marten/MISC"]);
        let got = mended("Halden / Marten", &[("Halden / Marten", Misc)]);
        assert_eq!(got, ["Halden/ORG", "Marten/ORG"]);
    }
}
