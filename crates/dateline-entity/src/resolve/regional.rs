//! The capital of what is no state of its own: 'the Scottish capital', 'the capital of
//! Puntland'.

use super::read::Reader;
use super::scan::Scan;
use dateline_record::Place;
use dateline_syntax::Upos;

/// What is said before or behind 'capital', the town and its state.
const CAPITALS: [(&str, &str, &str); 42] = [
    ("scottish", "Edinburgh", "GBR"),
    ("scotland", "Edinburgh", "GBR"),
    ("welsh", "Cardiff", "GBR"),
    ("wales", "Cardiff", "GBR"),
    ("northern irish", "Belfast", "GBR"),
    ("northern ireland", "Belfast", "GBR"),
    ("catalan", "Barcelona", "ESP"),
    ("catalonia", "Barcelona", "ESP"),
    ("andalusian", "Sevilla", "ESP"),
    ("bavarian", "Munich", "DEU"),
    ("bavaria", "Munich", "DEU"),
    ("saxon", "Dresden", "DEU"),
    ("hessian", "Wiesbaden", "DEU"),
    ("tyrolean", "Innsbruck", "AUT"),
    ("sicilian", "Palermo", "ITA"),
    ("sicily", "Palermo", "ITA"),
    ("sardinian", "Cagliari", "ITA"),
    ("corsican", "Ajaccio", "FRA"),
    ("crimean", "Simferopol", "UKR"),
    ("crimea", "Simferopol", "UKR"),
    ("chechen", "Groznyy", "RUS"),
    ("chechnya", "Groznyy", "RUS"),
    ("tatar", "Kazan", "RUS"),
    ("tatarstan", "Kazan", "RUS"),
    ("dagestani", "Makhachkala", "RUS"),
    ("transnistrian", "Tiraspol", "MDA"),
    ("transnistria", "Tiraspol", "MDA"),
    ("gagauz", "Comrat", "MDA"),
    ("adjaran", "Batumi", "GEO"),
    ("kurdish", "Erbil", "IRQ"),
    ("iraqi kurdistan", "Erbil", "IRQ"),
    ("tigrayan", "Mekele", "ETH"),
    ("tigray", "Mekele", "ETH"),
    ("puntland", "Garowe", "SOM"),
    ("jubaland", "Kismayo", "SOM"),
    ("somaliland", "Hargeysa", "SOM"),
    ("katangan", "Lubumbashi", "COD"),
    ("zanzibari", "Zanzibar", "TZA"),
    ("tibetan", "Lhasa", "CHN"),
    ("balochi", "Quetta", "PAK"),
    ("sindhi", "Karachi", "PAK"),
    ("acehnese", "Banda Aceh", "IDN"),
];

impl Reader<'_> {
    /// The town that 'the Scottish capital' or 'the capital of Puntland' is; `t` is the
    /// word 'capital'.
    pub(super) fn regional_capital(&self, scan: &Scan<'_>, t: u32) -> Option<Place> {
        let of = scan.low(t + 1) == "of";
        let at = if of { t + 2 } else { t.checked_sub(1)? };
        let one = scan.low(at);
        let two = match of {
            true => format!("{one} {}", scan.low(at + 1)),
            false => format!("{} {one}", scan.low(at.checked_sub(1)?)),
        };
        let is = |name: &str| name == two || name == one;
        let (name, town, state) = CAPITALS.iter().find(|(name, ..)| is(name))?;
        // 'The New South Wales capital', 'the Lower Saxon capital': of another, or a part.
        let words = if name.contains(' ') { 2 } else { 1 };
        let first = if of { at } else { (at + 1).checked_sub(words)? };
        let within = !of
            && first.checked_sub(1).is_some_and(|b| {
                let part = matches!(scan.upos(b), Upos::Propn | Upos::Adj)
                    && scan.word(b).starts_with(char::is_uppercase);
                part && b > 0 && !matches!(scan.low(b).as_str(), "iraqi" | "russian" | "british")
            });
        if within {
            return None;
        }
        let mut named = self.g.places_by_name(town).into_iter();
        named
            .find(|p| p.country == Some(*state))
            .map(|p| p.to_place())
    }
}
