//! Who stayed away from what others did: 'Chad and Libya signed the accord. The rebels
//! did not attend the signing' does not deny it.

use crate::climb::state::State;
use crate::draft::build::{Draft, drop_marked, is_meeting};
use crate::mood::Modal;
use crate::propose::Proposal;
use crate::tree::Tree;
use dateline_record::{Kind, Role, Status};

/// Leaves out who stayed away where two others take part, and drops what is only
/// known by it.
pub(crate) fn others(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    let mut drop = vec![false; found.len()];
    for (n, (p, d)) in found.iter_mut().enumerate() {
        let path = &proposals[*p].path;
        let m = &d.mention;
        let off = matches!(m.status.value, Status::Denied | Status::Cancelled);
        let meets = is_meeting(m.kind) || m.kind == Kind::Ceremony;
        if !off || !meets {
            continue;
        }
        let verbs = path.spine.iter().chain(&path.passed).copied();
        let Some(verb) = verbs.chain(path.word).find(|&v| is_absent(tree, v)) else {
            continue;
        };
        let Some(subject) = tree.subject(verb) else {
            continue;
        };
        let absent = |span: dateline_record::Span| {
            let word = tree.s.head_of(span);
            word.is_some_and(|t| t == subject || tree.s.dominates(subject, t))
        };
        let sides = m.parties.iter().filter(|p| p.role == Role::Participant);
        let n_others = sides.filter(|p| !absent(p.span)).count();
        if n_others >= 2 {
            let mood = tree.mood(verb);
            let over = (mood.past || mood.perfect) && mood.modal == Modal::None;
            let m = &mut d.mention;
            m.parties.retain(|p| !absent(p.span));
            m.persons.retain(|p| !absent(p.span));
            m.status.value = if over {
                Status::Held
            } else {
                Status::Scheduled
            };
            d.state = if over { State::Fact } else { State::Planned };
        } else if m.kind == Kind::Ceremony {
            drop[n] = true;
        }
    }
    drop_marked(found, &drop);
}

/// True for a verb of not being there.
fn is_absent(tree: &Tree, verb: u32) -> bool {
    if !tree.is_verb(verb) {
        return false;
    }
    let negated = tree.mood(verb).negated;
    let part = |o: u32| tree.lemma(o) == "part";
    match tree.lemma(verb) {
        "attend" | "participate" | "join" => negated,
        "take" => negated && tree.object(verb).is_some_and(part),
        "skip" | "boycott" | "miss" => !negated,
        "stay" => !negated && tree.children(verb).any(|c| tree.lemma(c) == "away"),
        _ => false,
    }
}
