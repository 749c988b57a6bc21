//! Who does what a passive tells, and to whom, where the trees do not say it.

use crate::tree::Tree;
use dateline_syntax::{Deprel, Upos};

impl Tree<'_> {
    /// Who does what a passive tells: 'was received by X'. 'Was received at the
    /// White House by X' may hang X on the house.
    pub(crate) fn agent(&self, v: u32) -> Option<u32> {
        if let Some(a) = self.s.child(v, &[Deprel::OblAgent]) {
            return Some(a);
        }
        let by = |o: &u32| self.case(*o).as_deref() == Some("by") && !self.looks_like_time(*o);
        let own = self.s.children_by(v, &[Deprel::Obl]).find(by);
        let own = own.or_else(|| self.beside_predicate(v, by));
        own.or_else(|| {
            let places = self.s.children_by(v, &[Deprel::Obl]).filter(|&o| {
                let case = self.case(o);
                let place = matches!(
                    case.as_deref(),
                    Some("at" | "in" | "on" | "outside" | "inside" | "near")
                );
                o > v && place
            });
            places
                .filter_map(|o| self.s.children_by(o, &[Deprel::Nmod]).find(by))
                .find(|&a| self.is_person(a))
        })
    }

    /// 'Were declared persona non grata by Spain', 'was named envoy by the union': the
    /// agent hung on what somebody is made.
    fn beside_predicate(&self, v: u32, by: impl Fn(&u32) -> bool) -> Option<u32> {
        let made = self.s.children_by(v, &[Deprel::Xcomp]);
        let made = made.filter(|&p| self.upos(p) != Upos::Verb);
        let words =
            made.flat_map(|p| std::iter::once(p).chain(self.s.children_by(p, &[Deprel::Flat])));
        words
            .filter_map(|p| self.s.children_by(p, &[Deprel::Nmod]).find(|o| by(o)))
            .next()
    }

    /// 'Arrived on Monday and was received by X': the subject of the first verb is
    /// the one to whom the second is done.
    pub(crate) fn done_to_subject(&self, first: u32, v: u32) -> Option<u32> {
        let own = self.s.child(v, &[Deprel::AuxPass]).is_some();
        let shares = own && first != v && self.is_verb(first) && !self.is_passive(first);
        // 'The truce came into force and has been kept' tells of one thing.
        let somebody = |t: &u32| {
            let pronoun = self.upos(*t) == Upos::Pron && self.lemma(*t) != "it";
            let office = matches!(
                self.lemma(*t),
                "minister" | "president" | "premier" | "envoy" | "leader" | "delegation" | "king"
            );
            self.is_person(*t) || self.is_body(*t) || pronoun || office
        };
        shares
            .then(|| self.own_dependent(first, &[Deprel::Nsubj]))
            .flatten()
            .filter(somebody)
    }
}
