//! The signing of a text that is agreed upon already is an event of its own:
//! 'They have agreed on a framework. It will be signed in Oslo on 15 June.'

use crate::build::{Draft, drop_marked};
use crate::propose::Proposal;
use crate::refer::ids;
use crate::tree::Tree;
use dateline_record::{Kind, Status};

/// Sentences back to where the text was told to be agreed.
const NEAR: u32 = 3;

/// 'Ended with the signing of a memorandum': the signing of what is signed there and
/// then is the accord itself.
pub(crate) fn of_text(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    let held = |d: &Draft| d.mention.status.value == Status::Held;
    let mut drop = vec![false; found.len()];
    for n in 0..found.len() {
        let (p, d) = &found[n];
        let signing = matches!(
            d.mention.lemma.as_str(),
            "signing" | "signature" | "initialling" | "initialing"
        );
        let noun = proposals[*p].noun;
        let Some(noun) = noun.filter(|_| signing && d.mention.kind == Kind::Ceremony && held(d))
        else {
            continue;
        };
        let text = (0..found.len()).find(|&m| {
            let inner = &found[m].1;
            let of = proposals[found[m].0].noun.is_some_and(|t| {
                tree.s.head(t) == Some(noun) && tree.case(t).as_deref() == Some("of")
            });
            of && inner.mention.kind == Kind::Agreement && held(inner)
        });
        if let Some(m) = text {
            let other = found[n].1.mention.clone();
            found[m].1.absorb(other);
            drop[n] = true;
        }
    }
    drop_marked(found, &drop);
}

/// Makes ceremonies of the days on which what is concluded is to be signed.
pub(crate) fn ceremonies(drafts: &mut [Draft], trees: &[Tree]) {
    for i in 0..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let d = &mut rest[0];
        let open = matches!(
            d.mention.status.value,
            Status::Scheduled | Status::Agreed | Status::Proposed
        );
        let refers = d.definite || !d.is_noun || d.mention.same_as.is_some();
        if d.mention.kind != Kind::Agreement || !open || !refers || d.mention.time.is_none() {
            continue;
        }
        let Some(tree) = trees.get(d.sentence as usize) else {
            continue;
        };
        let signs = std::iter::once(d.head)
            .chain(tree.s.head(d.head))
            .any(|t| tree.lemma(t) == "sign");
        let theirs = ids(d);
        let concluded = before.iter().any(|a| {
            let common = ids(a).iter().filter(|p| theirs.contains(p)).count();
            a.mention.kind == Kind::Agreement
                && a.mention.status.value == Status::Held
                && a.told
                && d.sentence - a.sentence <= NEAR
                && common >= 2.min(theirs.len())
        });
        if signs && concluded {
            d.mention.kind = Kind::Ceremony;
            d.mention.plover = None;
            d.mention.same_as = None;
        }
    }
}
