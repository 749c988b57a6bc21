//! Whose a burden is that is laid, kept or lifted, and whom it is laid on, where
//! the noun or what stands behind it tells: 'EU sanctions on Belarus were
//! prolonged', 'lifted its limits on flights to Egypt'.

use crate::draft::build::Scene;
use crate::propose::Proposal;
use dateline_record::{EventMention, Kind, Role};
use dateline_syntax::{Deprel, Upos};

const RULE: &str = "en.event.party.burden";

impl Scene<'_> {
    /// Sets the roles right, and adds who is named one phrase further on where
    /// the phrase itself names nobody.
    pub(crate) fn burden(
        &self,
        mention: &mut EventMention,
        proposal: &Proposal,
        tokens: &[(Role, u32)],
    ) {
        if !matches!(mention.kind, Kind::Sanction | Kind::Easing) {
            return;
        }
        if let Some(noun) = proposal.noun.filter(|_| proposal.verb.is_some()) {
            self.owner(mention, noun);
        }
        if mention.parties.iter().any(|p| p.role == Role::Target) {
            return;
        }
        let persons = mention.persons.len();
        for &(role, token) in tokens {
            if role != Role::Target || !self.names.actors(self.tree, token).is_empty() {
                continue;
            }
            for goods in self.tree.conjuncts(token) {
                self.whither_goods(mention, goods);
            }
        }
        mention.persons.truncate(persons);
    }

    /// 'EU sanctions on Belarus', 'Kenya's ban': who is named before the burden
    /// has laid it.
    fn owner(&self, mention: &mut EventMention, noun: u32) {
        let tree = self.tree;
        if !self.lexicon.listed("burdens", tree.lemma(noun)) {
            return;
        }
        let start = tree.span(noun).start;
        let struck = mention
            .parties
            .iter()
            .any(|p| p.role == Role::Target && p.span.start > start);
        let before = tree.children(noun).filter(|&c| {
            c < noun
                && match tree.rel(c) {
                    Deprel::NmodPoss => true,
                    Deprel::Amod => tree.upos(c) == Upos::Adj,
                    // 'Iran sanctions' are on Iran.
                    Deprel::Compound => struck,
                    _ => false,
                }
        });
        let spans: Vec<_> = before.map(|c| tree.span(c)).collect();
        for p in &mut mention.parties {
            if p.role == Role::Target && spans.iter().any(|s| p.span.overlaps(*s)) {
                p.role = Role::Participant;
            }
        }
    }

    /// 'Flights to Egypt', 'imports of coal from Peru': where goods go or come
    /// from.
    fn whither_goods(&self, mention: &mut EventMention, goods: u32) {
        let tree = self.tree;
        let mut heads = vec![goods];
        for (case, t) in tree.obliques(goods) {
            if case == "of" {
                heads.push(t);
            }
        }
        for head in heads {
            for (case, t) in tree.obliques(head) {
                if matches!(case.as_str(), "to" | "from" | "with" | "into") {
                    let known = mention.parties.len();
                    for who in tree.conjuncts(t) {
                        self.add_actors(mention, Role::Target, who, RULE);
                    }
                    // 'Transport to Kaliningrad'
                    if mention.parties.len() == known {
                        self.struck(mention, t, RULE);
                    }
                }
            }
        }
    }
}
