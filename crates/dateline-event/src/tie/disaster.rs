//! Relief after a disaster goes where it struck: 'An earthquake hit western Nepal
//! on Friday. India sent rescue teams and medicine.'

use crate::draft::build::{Draft, is_state};
use crate::tree::Tree;
use dateline_record::{Kind, PartyArgument, Resolved, Role};

/// Words for what strikes a land.
const DISASTERS: [&str; 24] = [
    "earthquake",
    "quake",
    "tremor",
    "flood",
    "flooding",
    "floods",
    "cyclone",
    "storm",
    "hurricane",
    "typhoon",
    "tsunami",
    "drought",
    "famine",
    "wildfire",
    "landslide",
    "mudslide",
    "eruption",
    "avalanche",
    "aftershock",
    "tornado",
    "cholera",
    "blaze",
    "locust",
    "dam-burst",
];

/// Sentences back to which one may lie.
const NEAR: u32 = 2;

/// The party that a disaster told in a sentence struck: the only one named there,
/// or the only one besides who helps.
fn struck<'e>(
    tree: &Tree,
    here: &[&'e Resolved],
    own: &[&str],
) -> Option<(&'e Resolved, &'e dateline_record::Party)> {
    let tells = (0..tree.len()).any(|t| DISASTERS.contains(&tree.lemma(t)));
    if !tells {
        return None;
    }
    let all = here
        .iter()
        .flat_map(|e| e.parties.iter().map(move |p| (*e, p)));
    let mut others = all.filter(|(_, p)| is_state(&p.id) && !own.contains(&p.id.as_str()));
    let first = others.next()?;
    others.all(|(_, p)| p.id == first.1.id).then_some(first)
}

/// Gives what is sent after a disaster those it is sent to.
pub(crate) fn relief(drafts: &mut [Draft], trees: &[Tree], entities: &[Resolved]) {
    for d in drafts {
        let m = &d.mention;
        // 'Sent two helicopters', too, is help where the land is flooded.
        let sends = m.kind == Kind::Aid || m.kind == Kind::Deployment && !d.is_noun;
        if !sends || m.parties.len() != 1 || m.parties[0].role != Role::Participant {
            continue;
        }
        let own = [m.parties[0].party.id.as_str()];
        let first = d.sentence.saturating_sub(NEAR);
        let found = (first..=d.sentence).rev().find_map(|n| {
            let tree = trees.get(n as usize)?;
            let from = entities.partition_point(|e| e.span.end <= tree.s.span.start);
            let here: Vec<&Resolved> = entities[from..]
                .iter()
                .take_while(|e| e.span.start < tree.s.span.end)
                .collect();
            struck(tree, &here, &own)
        });
        let Some((e, party)) = found else { continue };
        let target = PartyArgument {
            party: party.clone(),
            role: Role::Target,
            span: e.span,
            rule: "en.event.party.struck".into(),
        };
        d.mention.parties.push(target);
        d.mention.kind = Kind::Aid;
    }
}
