//! Where an event is that the words around its own clause tell: 'told him in Lima as
//! the talks resumed', 'seized while travelling in Kasese', 'negotiators in Lima were
//! still at the table'.

use crate::draft::build::{Scene, is_meeting};
use crate::propose::Proposal;
use dateline_record::{Kind, Resolved};
use dateline_syntax::{Deprel, Xpos};

const CASES: [&str; 6] = ["in", "at", "near", "on", "off", "outside"];

impl Scene<'_> {
    /// The place that a neighbouring clause or the subject's phrase names.
    pub(crate) fn near_clause(&self, kind: Kind, proposal: &Proposal) -> Option<&Resolved> {
        let tree = self.tree;
        let verb = std::iter::once(proposal.head)
            .chain(tree.s.ancestors(proposal.head).take(3))
            .find(|&t| tree.is_verb(t) || tree.is_predicate(t))?;
        let town = |e: &&Resolved| e.place.as_ref().is_some_and(|p| !p.is_state());
        // 'In the western region of Kasese'
        let within = |t: u32| {
            let mut words = tree.s.subtree(t);
            words.truncate(8);
            let mut all = words
                .into_iter()
                .flat_map(|w| self.names.at(w).iter().copied());
            all.find(town)
        };
        let at = |word: u32| {
            let mut all = tree.obliques(word);
            all.find_map(|(case, t)| within(t).filter(|_| CASES.contains(&case.as_str())))
        };
        if matches!(kind, Kind::Incident | Kind::Attack) {
            // 'While travelling in the region of Kasese'
            let doing = |&c: &u32| tree.token(c).xpos == Xpos::Vbg;
            let mut clauses = tree.s.children_by(verb, &[Deprel::Advcl]).filter(doing);
            if let Some(found) = clauses.find_map(at) {
                return Some(found);
            }
        }
        if !is_meeting(kind) && kind != Kind::Agreement || kind == Kind::Call {
            return None;
        }
        // 'Was in Lima on 2 May, when they signed it'
        let when = tree
            .children(verb)
            .any(|c| c < verb && tree.lemma(c) == "when");
        let done = is_meeting(kind)
            || tree.mood(verb).past && matches!(tree.lemma(verb), "sign" | "initial" | "conclude");
        if when && done && matches!(tree.rel(verb), Deprel::AclRelcl | Deprel::Advcl) {
            let above = tree.s.ancestors(verb).skip(1).take(2);
            let there = |w: u32| {
                let case = tree.case(w);
                let set = case.is_some_and(|c| CASES.contains(&c.as_str()));
                at(w).or_else(|| within(w).filter(|_| set))
            };
            if let Some(found) = above.filter(|&w| w < verb).find_map(there) {
                return Some(found);
            }
        }
        if kind == Kind::Agreement {
            return None;
        }
        // 'Joined by X in Lima'
        let beside = |&c: &u32| {
            matches!(tree.lemma(c), "join" | "accompany" | "flank")
                && tree.token(c).xpos == Xpos::Vbn
        };
        let mut clauses = tree
            .s
            .children_by(verb, &[Deprel::Advcl, Deprel::Acl])
            .filter(beside);
        if let Some(found) = clauses.find_map(at) {
            return Some(found);
        }
        // 'Told him in Lima as the talks resumed'
        let mark = tree.marker(verb, Deprel::Mark);
        if tree.rel(verb) == Deprel::Advcl && matches!(mark.as_deref(), Some("as" | "while")) {
            let mut above = tree.s.ancestors(verb).skip(1).take(2);
            let said = |v: u32| {
                let told = tree.s.children_by(v, &[Deprel::Iobj, Deprel::Obj]);
                at(v).or_else(|| told.into_iter().find_map(at))
            };
            if let Some(found) = above.find_map(said) {
                return Some(found);
            }
        }
        // 'Negotiators in Lima were still at the table'
        let first = tree.conjuncts(verb).into_iter().chain(tree.s.head(verb));
        let mut subjects = first.filter_map(|v| tree.subject(v));
        subjects.find_map(|s| at(s).filter(|_| self.lexicon.listed("teams", tree.lemma(s))))
    }
}
