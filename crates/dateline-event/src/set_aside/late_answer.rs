//! Answers to what an earlier report told: 'Lomé said yes on Tuesday', 'Togo turned
//! the invitation down', where nothing that the report tells of can be meant. The
//! ledger looks for what was offered to who answers.

use crate::draft::answer::{self, RULE};
use crate::draft::build::Draft;
use crate::tree::Tree;
use dateline_record::{Kind, Status};
use dateline_syntax::Deprel;

/// Sentences at the head of a report in which 'said yes', with nothing that is
/// answered, can only be of what readers know.
const HEAD: u32 = 2;

/// Verbs and nouns by which something is put to somebody: what is told behind them
/// may answer that.
const PUTS: [&str; 16] = [
    "offer",
    "invite",
    "invitation",
    "propose",
    "proposal",
    "suggest",
    "suggestion",
    "ask",
    "request",
    "demand",
    "urge",
    "appeal",
    "call",
    "want",
    "plan",
    "overture",
];

/// 'The film festival opens on Sunday, and Kenya will not attend': what is attended is
/// told in the sentence itself.
fn names_it(tree: &Tree, head: u32) -> bool {
    (0..head).any(|n| {
        let subject = matches!(tree.rel(n), Deprel::Nsubj | Deprel::NsubjPass);
        let verb = tree.s.head(n).filter(|_| subject && tree.is_noun(n));
        verb.is_some_and(|v| {
            matches!(tree.lemma(v), "open" | "begin" | "start")
                || tree.lemma(v) == "hold" && tree.is_passive(v)
        })
    })
}

/// The answers among the drafts of a report that stand for nothing told in it, as
/// mentions of a meeting that cannot stand alone.
pub(crate) fn set_aside(drafts: &[Draft], trees: &[Tree]) -> Vec<Draft> {
    let open = |d: &&Draft| {
        d.pronoun
            && d.mention.same_as.is_none()
            && d.mention.status.rule == RULE
            && answer::is_answer(&d.mention.lemma)
            && !d.mention.parties.is_empty()
    };
    let mut found = drafts.iter().filter(open).peekable();
    if found.peek().is_none() {
        return Vec::new();
    }
    let put = |tree: &Tree| (0..tree.len()).any(|t| PUTS.contains(&tree.lemma(t)));
    let first = trees.iter().position(put).unwrap_or(trees.len());
    found
        .filter(|d| {
            let at = d.sentence as usize;
            let tree = &trees[at];
            // Its own object is the offer.
            let offer = tree
                .object(d.head)
                .is_some_and(|o| PUTS.contains(&tree.lemma(o)));
            let own = (0..d.head).any(|t| PUTS.contains(&tree.lemma(t)));
            if offer {
                first >= at && !own
            } else if matches!(d.mention.lemma.as_str(), "attend" | "participate" | "take") {
                d.sentence == 0 && first >= at && !own && !names_it(tree, d.head)
            } else {
                d.sentence < HEAD && first >= at && !own
            }
        })
        .map(|d| {
            let mut d = d.clone();
            let m = &mut d.mention;
            m.kind = Kind::Talks;
            (m.time, m.place, m.topic) = (None, None, None);
            m.persons.clear();
            if m.status.value == Status::Scheduled {
                m.status.value = Status::Agreed;
            }
            d
        })
        .collect()
}
