//! What is undone in the sentence that tells who did it: 'the crossing that
//! Kenya had closed to Sudan was reopened', 'shut its border and reopened it'.

use crate::build::Draft;
use crate::refer::inherit;
use crate::tree::Tree;
use dateline_record::Family;
use dateline_syntax::Deprel;

/// Gives what is undone the parties of what was done: who acts, where no other
/// is named, and on whom.
pub(crate) fn undone(drafts: &mut [Draft], trees: &[Tree]) {
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let acts = matches!(d.mention.kind.family(), Family::Relief | Family::Pressure);
        if !acts || d.is_noun {
            continue;
        }
        let Some(tree) = trees.get(d.sentence as usize) else {
            continue;
        };
        let Some(object) = tree.object(d.head) else {
            continue;
        };
        let first = tree.first_conjunct(d.head);
        let again = first != d.head && matches!(tree.lemma(object), "it" | "they");
        let done = drafts.iter().position(|o| {
            let which = tree.s.head(o.head) == Some(object) && tree.rel(o.head) == Deprel::AclRelcl;
            o.sentence == d.sentence
                && o.mention.kind.family() == Family::Pressure
                && !o.mention.parties.is_empty()
                && (which || again && o.head == first)
        });
        if let Some(j) = done.filter(|&j| j != i) {
            let parties = drafts[j].mention.parties.clone();
            inherit(&mut drafts[i], &parties);
        }
    }
}
