//! Persons listed right behind the word for them: 'the army chiefs, X for Chad and Y
//! for Mali, met', 'the ministers of the troika - X of A, Y of B and Z of C - met'.
//! Trees lose all but the first, so that the order of words is asked.

use crate::draft::build::Scene;
use dateline_record::{MentionKind, Resolved};
use dateline_syntax::Xpos;

/// So many words may stand between the word and the mark that opens the list.
const NEAR: u32 = 9;

impl Scene<'_> {
    /// The persons of such a list; none where there are not two at least.
    pub(crate) fn listed_behind(&self, token: u32) -> Vec<&Resolved> {
        let tree = self.tree;
        let several = matches!(tree.token(token).xpos, Xpos::Nns | Xpos::Nnps)
            || self.lexicon.listed("teams", tree.lemma(token));
        let opening = |t: u32| matches!(self.text(tree.span(t)), "," | "-" | "–" | "—" | "(" | ":");
        let near = (token + 1..tree.len().min(token + NEAR)).take_while(|&t| !tree.is_verb(t));
        let opens = near.into_iter().filter(|_| several).find(|&t| opening(t));
        let mut found: Vec<&Resolved> = Vec::new();
        let Some(opens) = opens else { return found };
        let mut t = opens + 1;
        while let Some(person) = self.person_from(t) {
            found.push(person);
            t = tree.s.tokens_in(person.span).end;
            if t < tree.len() && matches!(tree.lemma(t), "of" | "for" | "from") {
                t += 1;
                // The party, with 'the' before it.
                let end = (t..tree.len().min(t + 5)).find(|&w| {
                    matches!(
                        self.text(tree.span(w)),
                        "," | "-" | "–" | "—" | ")" | ";" | "and"
                    )
                });
                let Some(end) = end else { break };
                t = end;
            }
            let joins = |t: u32| t < tree.len() && matches!(tree.lemma(t), "," | "and" | ";");
            if !joins(t) {
                break;
            }
            while joins(t) {
                t += 1;
            }
        }
        if found.len() < 2 {
            found.clear();
        }
        found
    }

    /// The person whose name begins at a word.
    fn person_from(&self, t: u32) -> Option<&Resolved> {
        let tree = self.tree;
        if t >= tree.len() {
            return None;
        }
        let start = tree.span(t).start;
        let near = t..tree.len().min(t + 4);
        near.flat_map(|k| self.names.at(k)).copied().find(|e| {
            e.kind == MentionKind::Person
                && e.span.start == start
                && e.person.as_ref().is_some_and(|p| !p.is_office)
        })
    }
}
