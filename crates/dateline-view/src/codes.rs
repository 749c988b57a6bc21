//! Codes of other data sets, derived on the way out and never kept in the
//! record. The tables and where they come from stand in `data/codes`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A state or territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-3.
    pub iso3: &'static str,
    /// ISO 3166-1 alpha-2.
    pub iso2: &'static str,
    /// Short English name.
    pub name: &'static str,
    /// GEC, once FIPS 10-4, as GDELT uses it; empty where none is known.
    pub gec: &'static str,
    /// Correlates of War number; empty where the state is in none of its lists.
    pub cow: &'static str,
    /// Wikidata id; empty where none is known.
    pub wikidata: &'static str,
}

static COUNTRIES: LazyLock<BTreeMap<&'static str, Country>> = LazyLock::new(|| {
    lines(include_str!("../../../data/codes/countries.tsv"))
        .map(|f| {
            let at = |n: usize| f.get(n).copied().unwrap_or("");
            let country = Country {
                iso3: at(0),
                iso2: at(1),
                name: at(2),
                gec: at(3),
                cow: at(4),
                wikidata: at(5),
            };
            (country.iso3, country)
        })
        .collect()
});

/// The state of an ISO 3166-1 alpha-3 code; `None` for any other id.
pub fn country(iso3: &str) -> Option<&'static Country> {
    COUNTRIES.get(iso3)
}

/// All states and territories by ISO 3166-1 alpha-3.
pub fn countries() -> impl Iterator<Item = &'static Country> {
    COUNTRIES.values()
}

/// What CAMEO and the quad classes make of a PLOVER type and mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cameo {
    /// `verbal_cooperation`, `material_cooperation`, `verbal_conflict` or
    /// `material_conflict`.
    pub quad: &'static str,
    /// PLOVER's own score, -10 to 10.
    pub score: &'static str,
    /// CAMEO code, text: `010` is not `10`.
    pub code: &'static str,
    /// Name of the CAMEO code.
    pub name: &'static str,
    /// Goldstein score, -10 to 10.
    pub goldstein: &'static str,
}

impl Cameo {
    /// The quad class as GDELT numbers it, 1 to 4.
    pub fn quad_number(&self) -> u8 {
        match self.quad {
            "verbal_cooperation" => 1,
            "material_cooperation" => 2,
            "verbal_conflict" => 3,
            _ => 4,
        }
    }
}

type Key = (&'static str, &'static str);

static CAMEO: LazyLock<BTreeMap<Key, Cameo>> = LazyLock::new(|| {
    lines(include_str!("../../../data/codes/plover_cameo.tsv"))
        .map(|f| {
            let at = |n: usize| f.get(n).copied().unwrap_or("");
            let cameo = Cameo {
                quad: at(2),
                score: at(3),
                code: at(4),
                name: at(5),
                goldstein: at(6),
            };
            ((at(0), at(1)), cameo)
        })
        .collect()
});

/// The CAMEO code of a PLOVER type and mode; of the type alone where the mode
/// has none.
pub fn cameo(plover: &str, mode: &str) -> Option<Cameo> {
    let find = |mode: &str| {
        CAMEO
            .range::<(&str, &str), _>((plover, mode)..=(plover, mode))
            .next()
            .map(|(_, c)| *c)
    };
    find(mode).or_else(|| find(""))
}

fn lines(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .skip(1)
        .filter(|l| !l.is_empty())
        .map(|l| l.split('\t').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_codes_that_are_often_mixed_up() {
        let south = country("KOR").expect("a state");
        assert_eq!(
            (south.gec, south.cow, south.name),
            ("KS", "732", "South Korea")
        );
        assert_eq!(country("KIR").expect("a state").gec, "KR");
        assert_eq!(country("PRK").expect("a state").gec, "KN");
        assert!(country("P5+1").is_none());
        assert!(countries().count() > 240);
    }

    #[test]
    fn ok_cameo_codes_stay_text_and_fall_back_to_the_type() {
        let visit = cameo("CONSULT", "visit").expect("a code");
        assert_eq!((visit.code, visit.quad_number()), ("042", 1));
        assert_eq!(
            cameo("CONSULT", "no such mode").expect("a code").code,
            "040"
        );
        assert!(cameo("NONE", "").is_none());
    }
}
