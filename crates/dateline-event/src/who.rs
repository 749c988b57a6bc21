//! The offices and the people that take part in an event without a name.

use crate::build::Scene;
use dateline_record::{PartyId, Role};
use dateline_syntax::Deprel;

impl Scene<'_> {
    /// The offices among those who take part, with their parties.
    pub(crate) fn offices(&self, tokens: &[(Role, u32)]) -> Vec<(PartyId, String)> {
        let mut out = Vec::new();
        for &(role, token) in tokens {
            if role == Role::Target || !self.lexicon.listed("officials", self.tree.lemma(token)) {
                continue;
            }
            let office = self.office_words(token);
            for actor in self.names.actors(self.tree, token) {
                let named = actor.person.as_ref().is_some_and(|p| !p.is_office);
                let own = actor.person.as_ref().and_then(|p| p.party.as_ref());
                for party in actor.parties.iter().chain(own).filter(|_| !named) {
                    out.push((party.id.clone(), office.clone()));
                }
            }
        }
        out
    }

    /// True for people within a state who are no side of a process.
    pub(crate) fn outsider(&self, token: u32) -> bool {
        let tree = self.tree;
        let own = |t: u32| {
            matches!(
                tree.lemma(t),
                "opposition"
                    | "tribal"
                    | "tribe"
                    | "student"
                    | "worker"
                    | "union"
                    | "activist"
                    | "protester"
                    | "demonstrator"
                    | "lawmaker"
                    | "villager"
                    | "cleric"
                    | "farmer"
                    | "businessman"
                    | "investor"
            )
        };
        let mut beside = tree.s.children_by(token, &[Deprel::Amod, Deprel::Compound]);
        self.names.actors(tree, token).is_empty() && (own(token) || beside.any(own))
    }

    /// 'foreign minister' of 'the Greek and Turkish foreign ministers'.
    pub(crate) fn office_words(&self, token: u32) -> String {
        let tree = self.tree;
        let before = token.checked_sub(1).filter(|&t| {
            matches!(tree.rel(t), Deprel::Amod | Deprel::Compound)
                && tree.s.head(t) == Some(token)
                && self.names.at(t).is_empty()
        });
        // 'deputy prime ministers'
        let mut beside = tree.s.children_by(token, &[Deprel::Amod, Deprel::Compound]);
        let lesser = beside.any(|t| matches!(tree.lemma(t), "deputy" | "vice"));
        let lesser = if lesser { "deputy " } else { "" };
        match before {
            Some(t) => format!("{lesser}{} {}", tree.lemma(t), tree.lemma(token)),
            None => format!("{lesser}{}", tree.lemma(token)),
        }
    }
}
