//! What a meeting is for is no second meeting: 'held talks in Oslo to discuss fishing',
//! 'will hold a round of talks to negotiate a truce'.

use crate::draft::build::{Draft, drop_marked, is_meeting};
use crate::join::on_the_phone::TALKING;
use crate::mood::Form;
use crate::propose::Proposal;
use crate::tree::Tree;
use dateline_record::Kind;
use dateline_syntax::Deprel;

/// Takes the matter over as the topic of the meeting, and drops the second one.
pub(crate) fn join(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    let mut drop = vec![false; found.len()];
    for m in 0..found.len() {
        let d = &found[m].1;
        let verb = proposals[found[m].0]
            .verb
            .filter(|&v| d.mention.kind == Kind::Talks && is_talking(tree.lemma(v)));
        let Some(over) = verb.and_then(|v| purpose_of(tree, v)) else {
            continue;
        };
        let meeting = (0..found.len()).find(|&c| {
            let (i, a) = (&found[c].0, &found[c].1);
            let p = &proposals[*i];
            let own_word = p.verb == Some(over) || p.noun == Some(over);
            let here = own_word
                || p.path.spine.contains(&over)
                || p.path.passed.contains(&over)
                || p.path.word == Some(over);
            let mut own = d.mention.parties.iter();
            c != m
                && !drop[c]
                && is_meeting(a.mention.kind)
                && !matches!(a.mention.kind, Kind::Visit | Kind::Call)
                && here
                && (p.noun.is_some() || own_word)
                && a.mention.parties.len() >= 2
                && own.all(|x| a.mention.parties.iter().any(|y| y.party.id == x.party.id))
        });
        if let Some(c) = meeting {
            let topic = found[m].1.mention.topic.clone();
            let meeting = &mut found[c].1.mention;
            let bare = |span| span == meeting.trigger;
            if topic.is_some() && meeting.topic.as_ref().is_none_or(|t| bare(t.span)) {
                meeting.topic = topic;
            }
            drop[m] = true;
        }
    }
    drop_marked(found, &drop);
}

fn is_talking(verb: &str) -> bool {
    TALKING.contains(&verb) || matches!(verb, "negotiate" | "bargain")
}

/// The word that an infinitive tells the purpose of.
fn purpose_of(tree: &Tree, verb: u32) -> Option<u32> {
    let first = tree.first_conjunct(verb);
    let purpose = matches!(tree.rel(first), Deprel::Advcl | Deprel::Acl | Deprel::Xcomp)
        && tree.mood(first).form == Form::Infinitive;
    tree.s.head(first).filter(|_| purpose)
}
