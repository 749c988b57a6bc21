//! Who is in it by the clause that an event stands in: those it is told to be with,
//! those who take part, and the sides that are the clause's subject.

use crate::climb::{self, State};
use crate::draft::build::{Scene, is_meeting};
use dateline_record::{EventMention, Kind, PartyId, Role};
use dateline_syntax::Deprel;

impl Scene<'_> {
    /// True where the words of an event say with whom it is.
    pub(crate) fn accompanied(&self, path: &climb::Path) -> bool {
        let with = |w: u32| {
            let mut obliques = self.tree.obliques(w);
            obliques.any(|(case, _)| matches!(case.as_str(), "with" | "between" | "among"))
        };
        path.spine.iter().any(|&w| with(w))
    }

    /// 'The exercise, in which X and Y take part'.
    pub(crate) fn taking_part(&self, mention: &mut EventMention, noun: u32) {
        let tree = self.tree;
        if mention.kind != Kind::Exercise && !is_meeting(mention.kind) {
            return;
        }
        for c in tree.s.children_by(noun, &[Deprel::AclRelcl]) {
            let part =
                tree.lemma(c) == "take" && tree.object(c).is_some_and(|o| tree.lemma(o) == "part");
            if (part || tree.lemma(c) == "participate")
                && let Some(who) = tree.s.child(c, &[Deprel::Nsubj])
            {
                for t in tree.conjuncts(who) {
                    self.add_actors(mention, Role::Participant, t, "en.event.party.takes_part");
                }
            }
        }
    }

    /// Two sides or more that are the subject of the clause a meeting or an
    /// accord stands in: 'the premiers of X and Y came out of the talks'.
    pub(crate) fn those_beside(
        &self,
        mention: &mut EventMention,
        noun: u32,
        path: &climb::Path,
    ) -> Vec<u32> {
        let tree = self.tree;
        if matches!(
            path.state,
            State::Proposed | State::Possible | State::Denied
        ) {
            return Vec::new();
        }
        let verb = tree.s.ancestors(noun).take(5).find(|&t| tree.is_verb(t));
        // 'Six days before a deadline for an accord' they need not be its sides.
        let up = tree
            .s
            .ancestors(noun)
            .take(5)
            .take_while(|&t| !tree.is_verb(t));
        let ahead = std::iter::once(noun)
            .chain(up)
            .any(|t| tree.case(t).as_deref() == Some("before"));
        // 'X and Y welcomed the deal': they only remark on it.
        // 'Discussed the truce in Mali': nor need it be theirs.
        let matter = |v: u32| tree.lemma(v) == "discuss" && mention.kind == Kind::Agreement;
        let remark = |v: &u32| self.lexicon.listed("remarks", tree.lemma(*v)) || matter(*v);
        let subject = verb
            .filter(|v| !ahead && !remark(v))
            .and_then(|v| tree.subject(v))
            .filter(|&s| s != noun && !tree.s.dominates(s, noun));
        let Some(subject) = subject else {
            return Vec::new();
        };
        let mut all = tree.conjuncts(subject);
        // 'Under a deal X hands over maps and Y lets 15 soldiers go': theirs both.
        if mention.kind == Kind::Agreement && tree.case(noun).as_deref() == Some("under") {
            for v in verb.into_iter().flat_map(|v| tree.conjuncts(v)) {
                let own = tree.s.child(v, &[Deprel::Nsubj]);
                all.extend(own.into_iter().flat_map(|s| tree.conjuncts(s)));
            }
            all.sort_unstable();
            all.dedup();
        }
        let mut ids: Vec<&PartyId> = Vec::new();
        for actor in all.iter().flat_map(|&t| self.names.actors(tree, t)) {
            let own = actor.person.as_ref().and_then(|p| p.party.as_ref());
            ids.extend(actor.parties.iter().chain(own).map(|p| &p.id));
        }
        ids.sort();
        ids.dedup();
        if ids.len() < 2 {
            return Vec::new();
        }
        for &t in &all {
            self.add_actors(mention, Role::Participant, t, "en.event.party.subject");
        }
        all
    }
}
