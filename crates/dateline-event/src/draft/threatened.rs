//! Who threatens whom with a burden: 'Peru warned Chile that it would face
//! sanctions', 'Peru warned Chile of sanctions', 'Chile could face Peruvian
//! duties'. Who is to face it is acted upon, who warns lays it on.

use crate::draft::build::Scene;
use dateline_record::{EventMention, Kind, Role};
use dateline_syntax::Deprel;

/// Verbs of those on whom it would come.
const FACES: [&str; 6] = ["face", "risk", "incur", "brave", "suffer", "court"];

/// Verbs of those who say that it will.
const WARNS: [&str; 4] = ["warn", "threaten", "caution", "menace"];

impl Scene<'_> {
    /// Gives a burden that somebody is to face the parties of the words over it.
    pub(crate) fn threatened(&self, mention: &mut EventMention, noun: Option<u32>) {
        let tree = self.tree;
        let Some(noun) = noun.filter(|_| mention.kind == Kind::Sanction) else {
            return;
        };
        let rule = mention.rule.clone();
        // 'Face the threat of sanctions'
        let threat = tree.s.head(noun).filter(|&t| {
            matches!(tree.lemma(t), "threat" | "risk" | "prospect" | "danger")
                && tree.case(noun).as_deref() == Some("of")
        });
        let noun = threat.unwrap_or(noun);
        let Some(over) = tree.s.head(noun) else {
            return;
        };
        let faces = FACES.contains(&tree.lemma(over)) && tree.rel(noun) == Deprel::Obj;
        if faces && let Some(subject) = tree.subject(over) {
            let whom = self.names.actors(tree, subject);
            let whom: Vec<_> = whom
                .iter()
                .flat_map(|e| &e.parties)
                .map(|p| &p.id)
                .collect();
            for p in &mut mention.parties {
                if whom.contains(&&p.party.id) {
                    p.role = Role::Target;
                }
            }
            self.add_actors(mention, Role::Target, subject, &rule);
        }
        let case = tree.case(noun);
        let of = matches!(case.as_deref(), Some("of" | "with" | "about"))
            && tree.rel(noun) == Deprel::Obl;
        let warns = tree
            .s
            .ancestors(noun)
            .take(4)
            .find(|&v| WARNS.contains(&tree.lemma(v)));
        let Some(warns) = warns.filter(|&v| of && v == over || faces) else {
            return;
        };
        if let Some(who) = tree.subject(warns) {
            let ids: Vec<_> = self.names.actors(tree, who);
            let ids: Vec<_> = ids.iter().flat_map(|e| &e.parties).map(|p| &p.id).collect();
            for p in &mut mention.parties {
                if ids.contains(&&p.party.id) {
                    p.role = Role::Participant;
                }
            }
            self.add_actors(mention, Role::Participant, who, &rule);
        }
        let whom = tree
            .s
            .child(warns, &[Deprel::Iobj])
            .or_else(|| tree.object(warns));
        if let Some(whom) = whom.filter(|&w| w != noun) {
            self.add_actors(mention, Role::Target, whom, &rule);
        }
    }
}
