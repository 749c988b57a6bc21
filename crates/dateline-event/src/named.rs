//! Which words of a sentence head a name that the resolver found: of persons,
//! places, bodies of states and armed groups.

use crate::tree::Tree;
use dateline_record::{MentionKind, Party, Resolved};
use dateline_syntax::{Deprel, NameType, Upos};

/// Tokens that head such names.
#[derive(Default)]
pub(crate) struct Named {
    persons: Vec<u32>,
    places: Vec<u32>,
    bodies: Vec<u32>,
    groups: Vec<u32>,
}

impl Tree<'_> {
    /// Takes over which names the resolver found to be persons ('Moon Jae-in'),
    /// places ('Mekelle'), bodies of states and armed groups, where the reader of
    /// names saw none.
    pub fn know_names(&mut self, entities: &[&Resolved]) {
        let heads = |of: fn(&Resolved) -> bool| -> Vec<u32> {
            let named = entities.iter().filter(|e| of(e));
            named.filter_map(|e| self.s.head_of(e.span)).collect()
        };
        let mut persons = heads(|e| e.kind == MentionKind::Person);
        // 'They were received by X'
        let stands = heads(|e| e.resolution.rule.starts_with("en.entity.pronoun.they"));
        let they = stands.into_iter().filter(|&t| {
            self.s.tokens[t as usize].upos == Upos::Pron && self.rel(t) == Deprel::NsubjPass
        });
        persons.extend(they);
        fn of(p: &Party, sector: &str) -> bool {
            p.sector.as_ref().is_some_and(|s| s.0 == sector)
        }
        let groups = heads(|e| e.parties.iter().any(|p| of(p, "REB")));
        let groups = groups.into_iter().filter(|&t| self.upos(t) == Upos::Propn);
        self.named = Named {
            persons,
            places: heads(|e| e.place.is_some()),
            bodies: heads(|e| e.parties.iter().any(|p| of(p, "IGO"))),
            groups: groups.collect(),
        };
    }

    /// True for the head of the name of a body of states: ECOWAS, OPEC.
    pub fn is_body(&self, t: u32) -> bool {
        self.named.bodies.contains(&t)
    }

    /// True for the name of an armed group: 'Renamo took the town'.
    pub fn is_armed_group(&self, t: u32) -> bool {
        self.named.groups.contains(&t)
    }

    /// True for the head of a place's name.
    pub fn is_place(&self, t: u32) -> bool {
        self.named.places.contains(&t)
    }

    /// True for the head of a person's name.
    pub fn is_person(&self, t: u32) -> bool {
        let named = || self.s.name_at(t);
        self.named.persons.contains(&t) || named().is_some_and(|n| n.kind == NameType::Per)
    }
}
