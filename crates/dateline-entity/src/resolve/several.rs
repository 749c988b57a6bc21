//! 'The three countries', 'all four': parties that the text has named side by
//! side, where they are exactly so many.

use super::read::{Memory, Reader};
use dateline_record::{Party, Span};

/// Sentences back that 'the three' may lead; a report's first is always near.
const REACH: usize = 6;

/// Words between the names of two persons in one list: titles, and no verb.
const TITLES: [&str; 14] = [
    "'s",
    "and",
    "chancellor",
    "chief",
    "foreign",
    "general",
    "king",
    "leader",
    "minister",
    "of",
    "premier",
    "president",
    "prime",
    "the",
];

/// True where two names stand side by side in a list.
fn beside(between: &str, persons: bool) -> bool {
    let text = between.trim();
    let joins = |w: &str| matches!(w, "" | "and" | "the" | "its" | "&");
    if text.split([',', ' ']).all(joins) {
        return !text.is_empty();
    }
    persons
        && (text.starts_with(',') || text.starts_with("and "))
        && text
            .split(|c: char| c == ',' || c.is_whitespace())
            .filter(|w| !w.is_empty())
            .all(|w| {
                let low = w.trim_end_matches("'s").trim_end_matches("’s");
                w.starts_with(char::is_uppercase) || low.is_empty() || TITLES.contains(&low)
            })
}

impl Reader<'_> {
    /// The parties named last before a token that are exactly so many, in the
    /// sentences before it or the first: by one phrase ('the ministers of A, B
    /// and C') or in a list; else all those of one of the last three sentences
    /// or the first. With the bytes that name them.
    pub(super) fn several(
        &self,
        i: usize,
        token: u32,
        n: usize,
        ok: impl Fn(&Party) -> bool,
    ) -> Option<(Vec<Party>, Vec<Span>)> {
        let near = |s: usize| -> Vec<&Memory> {
            let mut here: Vec<&Memory> = self
                .named_in(s)
                .iter()
                .filter(|m| s < i || m.token < token)
                .filter(|m| !m.parties.is_empty() && m.parties.iter().all(&ok))
                .collect();
            here.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
            here
        };
        let reach = (i.saturating_sub(REACH)..=i).rev();
        for s in reach.chain((i > REACH).then_some(0)) {
            let here = near(s);
            let phrase = here.iter().rev().find(|m| m.parties.len() == n);
            if let Some(m) = phrase {
                return Some((m.parties.clone(), vec![m.span]));
            }
            for persons in [false, true] {
                let names: Vec<&Memory> = here
                    .iter()
                    .copied()
                    .filter(|m| m.parties.len() == 1 && m.person.is_some() == persons)
                    .collect();
                if let Some(found) = self.list_of(&names, n, persons) {
                    return Some(found);
                }
            }
        }
        // 'A and B met in C with officers of D': 'all four'
        let last = (0..3).filter_map(|back| i.checked_sub(back));
        last.chain(std::iter::once(0)).find_map(|s| {
            let mut found: (Vec<Party>, Vec<Span>) = Default::default();
            for m in near(s) {
                for p in &m.parties {
                    if !found.0.iter().any(|q| q.id == p.id) {
                        found.0.push(p.clone());
                        found.1.push(m.span);
                    }
                }
            }
            (found.0.len() == n).then_some(found)
        })
    }

    /// The last list among some names that is of exactly so many parties.
    fn list_of(
        &self,
        names: &[&Memory],
        n: usize,
        persons: bool,
    ) -> Option<(Vec<Party>, Vec<Span>)> {
        let mut lists: Vec<Vec<&Memory>> = Vec::new();
        for &m in names {
            let joined = lists.last().and_then(|l| l.last()).is_some_and(|last| {
                let between = last.span.end as usize..m.span.start as usize;
                self.text
                    .get(between)
                    .is_some_and(|text| beside(text, persons))
            });
            match lists.last_mut() {
                Some(list) if joined => list.push(m),
                _ => lists.push(vec![m]),
            }
        }
        let list = lists.into_iter().rev().find(|list| {
            let mut ids: Vec<_> = list.iter().map(|m| &m.parties[0].id).collect();
            ids.sort();
            ids.dedup();
            ids.len() == n && list.len() == n
        })?;
        Some((
            list.iter().map(|m| m.parties[0].clone()).collect(),
            list.iter().map(|m| m.span).collect(),
        ))
    }

    /// Where the parties were first named.
    pub fn first_naming(&self, ids: &[String]) -> Vec<Span> {
        ids.iter()
            .filter_map(|id| {
                let s = self.tally.first_naming(id)?;
                self.named_in(s)
                    .iter()
                    .find(|m| m.name && m.parties.iter().any(|p| p.id.0 == *id))
                    .map(|m| m.span)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn ok_names_in_a_list_stand_side_by_side() {
        assert!(beside(", ", false) && beside(" and the ", false) && beside(", and ", false));
        assert!(!beside(" ", false) && !beside(" told ", false));
        assert!(beside(", French President ", true) && beside(" and Ukraine's ", true));
        assert!(!beside(", who met ", true) && !beside(" praised ", true));
    }
}
