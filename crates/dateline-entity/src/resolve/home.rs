//! The state that a report is at home in: whose government, president and
//! ministers it names by title alone.

use super::read::{Reader, party};
use crate::gazetteer::PartyKind;
use dateline_record::{Party, Span};

/// Characters of a text in which it says who speaks.
const OPENING: usize = 400;

impl Reader<'_> {
    /// 'President X', of whom no words say of which state: of the one that the
    /// report is at home in.
    pub(super) fn at_home(&mut self, n: usize) {
        let known = &self.people.list[n];
        let bare = known.party.is_none()
            && known.role.as_deref().is_some_and(|role| {
                matches!(
                    role.to_lowercase().as_str(),
                    "president"
                        | "prime minister"
                        | "premier"
                        | "foreign minister"
                        | "defence minister"
                        | "defense minister"
                        | "interior minister"
                        | "finance minister"
                )
            });
        // It has one president: where another is named, this one is of elsewhere.
        let taken = |party: &Party| {
            self.people.list.iter().enumerate().any(|(k, other)| {
                let office = |k: &super::people::Known| k.role.as_deref().map(str::to_lowercase);
                k != n
                    && other.party.as_ref().is_some_and(|p| p.id == party.id)
                    && office(other) == office(known)
            })
        };
        if bare && let Some((party, link)) = self.home_of_office().filter(|(p, _)| !taken(p)) {
            let known = &mut self.people.list[n];
            known.party = Some(party);
            known.evidence = link.first().copied();
            known.rule = "en.entity.person.home";
        }
    }

    /// The state whose government needs no name: the one that an armed group
    /// of the report fights, else the only one that the report is about.
    pub(super) fn home(&self) -> Option<(Party, Vec<Span>)> {
        let fought = self.embattled();
        // 'NAIROBI - The Ministry of Foreign Affairs informs the public': its own.
        if fought.is_none()
            && let Some(own) = self.told_from().filter(|_| self.is_official())
        {
            return Some(own);
        }
        let id = fought.or_else(|| self.subject_state())?;
        let link = self.first_naming(std::slice::from_ref(&id));
        Some((party(&id, "GOV"), link))
    }

    /// True for a text in which a ministry speaks of itself.
    fn is_official(&self) -> bool {
        const SPEAKS: [&str; 6] = [
            " informs ",
            " wishes to inform ",
            " has the honour ",
            " announces ",
            " wishes to announce ",
            " hereby ",
        ];
        let opening = self
            .text
            .char_indices()
            .nth(OPENING)
            .map_or(self.text.len(), |(n, _)| n);
        let opening = &self.text[..opening];
        let ministry = opening.contains("The Ministry ") || opening.contains("The Government ");
        ministry && SPEAKS.iter().any(|w| opening.contains(w))
    }

    /// The state of the capital that a report is from.
    fn told_from(&self) -> Option<(Party, Vec<Span>)> {
        let (place, span) = self.home.as_ref()?;
        let id = place.country.as_deref()?;
        let capital = self.g.party_info(id)?.capital == place.name;
        (capital && !place.is_neutral_ground()).then(|| (party(id, "GOV"), vec![*span]))
    }

    /// The state whose president or minister needs no more than the title:
    /// as [`Reader::home`], but what a report from a capital tells of is most
    /// often told from home.
    pub(super) fn home_of_office(&self) -> Option<(Party, Vec<Span>)> {
        if self.embattled().is_some() {
            return self.home();
        }
        self.told_from().or_else(|| self.home())
    }

    /// The state that an armed group of the report fights.
    fn embattled(&self) -> Option<String> {
        let mut homes: Vec<(u32, String)> = Vec::new();
        for (id, &n) in &self.counts {
            if let Some(info) = self.g.party_info(id)
                && info.kind == PartyKind::Armed
                && self.is_state(&info.plover)
            {
                homes.push((n + self.relevance(&info.plover), info.plover.clone()));
            }
        }
        homes.sort_by_key(|(n, id)| (std::cmp::Reverse(*n), id.clone()));
        homes.into_iter().next().map(|(_, id)| id)
    }

    /// The only state that the report is about.
    fn subject_state(&self) -> Option<String> {
        let mut states: Vec<(u32, &String)> = self
            .counts
            .iter()
            .filter(|(id, _)| self.is_state(id))
            .map(|(id, &n)| (n, id))
            .collect();
        states.sort_by_key(|(n, id)| (std::cmp::Reverse(*n), (*id).clone()));
        let first = states.first()?;
        let second = states.get(1).map_or(0, |s| s.0);
        (first.0 >= 2 && second * 2 <= first.0).then(|| first.1.clone())
    }
}
