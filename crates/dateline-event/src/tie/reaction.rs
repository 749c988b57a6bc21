//! Whom a step is taken against that only its neighbour names: 'The North fired a
//! missile. Tokyo lodged a protest', 'A broke off relations with B, while C
//! recalled its ambassador'.

use crate::draft::build::{Draft, is_state};
use crate::lexicon::Lexicon;
use dateline_record::{Family, Kind, PartyArgument, Role};

const RULE: &str = "en.event.party.reaction";

/// Sentences back to which a protest may lead.
const NEAR: u32 = 1;

/// Gives protests, and envoys called home, the one they are aimed at.
pub(crate) fn targets(drafts: &mut [Draft], lexicon: &Lexicon) {
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let id = |d: &Draft| lexicon.frames[d.frame as usize].id.as_str();
        let own = &d.mention.parties;
        let acts = |p: &PartyArgument| p.role == Role::Participant && is_state(&p.party.id);
        if own.is_empty() || own.len() > 3 || !own.iter().all(acts) {
            continue;
        }
        let protest = d.mention.kind == Kind::Statement
            && matches!(
                d.mention.lemma.as_str(),
                "protest" | "complaint" | "objection"
            );
        let relations = d.mention.kind == Kind::Decision && id(d) == "en.event.decision.relations";
        if !protest && !relations {
            continue;
        }
        let who = |a: &Draft| -> Option<PartyArgument> {
            let hostile = matches!(a.mention.kind.family(), Family::Force | Family::Pressure);
            let broken = a.mention.kind == Kind::Decision && id(a) == "en.event.decision.relations";
            let role = match (protest, relations) {
                (true, _) if hostile => Role::Participant,
                (_, true) if broken => Role::Target,
                _ => return None,
            };
            let mut those = a.mention.parties.iter().filter(|p| p.role == role);
            let one = those.next().filter(|_| those.next().is_none())?;
            let is_own = |p: &PartyArgument| own.iter().any(|o| o.party.id == p.party.id);
            let another = !relations || !a.mention.parties.iter().any(is_own);
            (!is_own(one) && another).then(|| one.clone())
        };
        let near = drafts[..i]
            .iter()
            .rev()
            .take_while(|a| d.sentence - a.sentence <= NEAR)
            .find_map(who);
        if let Some(mut party) = near {
            party.role = Role::Target;
            RULE.clone_into(&mut party.rule);
            drafts[i].mention.parties.push(party);
        }
    }
}
