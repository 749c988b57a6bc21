//! Which place a name means, where several bear it.

use crate::gazetteer::format::EntryKind;
use crate::gazetteer::{Entry, Form, Gazetteer, PlaceEntry};
use dateline_record::Place;

/// What the text around a name says of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around<'a> {
    /// The state or region named right after it ('Paris, Texas').
    pub within: Option<&'a str>,
    /// True after a preposition of place or before a meeting noun.
    pub locative: bool,
    /// True where the reader of names took it for a place.
    pub is_loc: bool,
}

/// The place that a name means; `None` where nothing speaks for any.
pub(super) fn choose<'g>(
    g: &'g Gazetteer,
    entries: &[Entry],
    around: Around<'_>,
    relevance: &dyn Fn(&str) -> u32,
) -> Option<PlaceEntry<'g>> {
    let mut best: Option<(i64, PlaceEntry<'g>)> = None;
    let size_of = |p: &PlaceEntry<'g>| i64::from(32 - p.thousands.leading_zeros().min(32));
    let places = || {
        entries
            .iter()
            .filter(|e| e.posting.kind == EntryKind::Place)
    };
    let named = places().filter(|e| e.posting.form == Form::Name);
    let greatest = named
        .map(|&e| size_of(&g.entry_place(e)))
        .max()
        .unwrap_or(0);
    for &e in entries
        .iter()
        .filter(|e| e.posting.kind == EntryKind::Place)
    {
        let p = g.entry_place(e);
        let states = p.shared.iter().flatten();
        let relevant = states.map(|c| relevance(c)).max().unwrap_or(0);
        let within = around
            .within
            .is_some_and(|w| p.shared.iter().flatten().any(|c| *c == w));
        if around.within.is_some() && !within && p.country.is_some() && e.layer == 0 {
            continue;
        }
        // log2 of the inhabitants, 0 to 15.
        let size = size_of(&p);
        // Geneva is no town in the state of New York because the United States are named.
        let capital = p
            .country
            .and_then(|c| g.party_info(c))
            .is_some_and(|i| i.capital == p.name);
        let far_less = greatest >= 8 && size + 2 < greatest && !capital && e.layer == 0;
        let most = if far_less && !p.feature { 1 } else { 3 };
        let score = 1000 * i64::from(e.layer)
            + 40 * i64::from(within)
            + 9 * i64::from(p.feature)
            + size
            + 3 * i64::from(relevant.min(most))
            - 7 * i64::from(e.posting.form == Form::Other);
        // 'At the Presidential Palace': there is one in every capital.
        if relevant == 0 && !within && e.layer == 0 && is_any_palace(p.name) {
            continue;
        }
        // A small town far from all that the report speaks of is chance.
        let weak = size < 5 && !p.feature && relevant == 0 && !within;
        if weak && !(around.locative && around.is_loc) && e.layer == 0 {
            continue;
        }
        if e.posting.form == Form::Other && relevant == 0 && !within && size < 9 {
            continue;
        }
        if best.as_ref().is_none_or(|(s, _)| score > *s) {
            best = Some((score, p));
        }
    }
    best.map(|(_, p)| p)
}

/// True for the name of a house that many states have.
fn is_any_palace(name: &str) -> bool {
    let mut words = name.split(' ');
    matches!(
        (words.next(), words.next(), words.next()),
        (
            Some("Presidential" | "National" | "Royal" | "Government" | "State" | "Parliament"),
            Some("Palace" | "House" | "Residence" | "Guesthouse"),
            None
        )
    )
}

/// A place that no table has: the text's own name.
pub(super) fn unresolved(name: &str) -> Place {
    Place {
        name: name.split_whitespace().collect::<Vec<_>>().join(" "),
        country: None,
        lat: None,
        lon: None,
        gazetteer: None,
    }
}

/// A state as a place: with coordinates only where it is one town.
pub(super) fn state(g: &Gazetteer, id: &str) -> Place {
    let info = g.party_info(id);
    let name = info.map_or(id, |i| i.name.as_str());
    let town = info
        .filter(|i| crate::fold(&i.capital) == crate::fold(name))
        .and_then(|i| {
            g.places_by_name(&i.capital)
                .into_iter()
                .filter(|p| p.country == Some(id))
                .max_by_key(|p| p.thousands)
        });
    Place {
        name: name.to_owned(),
        country: Some(id.to_owned()),
        lat: town.as_ref().map(|t| t.lat),
        lon: town.as_ref().map(|t| t.lon),
        gazetteer: Some(format!("iso:{id}")),
    }
}
