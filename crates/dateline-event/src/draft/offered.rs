//! Whose offer it is that is answered: 'Peru turned down an offer from Chile to
//! hold a joint drill', 'Cuba refused a US offer of aid'. Who offers takes part in
//! what both do; aid is given by the one to the other.

use crate::draft::build::{Scene, is_meeting};
use crate::frame::Slot;
use crate::mood::{Form, Modal};
use crate::propose::Proposal;
use crate::propose::roles::slot_tokens;
use dateline_record::{EventMention, Kind, Role};
use dateline_syntax::Deprel;

/// Nouns for what is offered or asked.
const OFFERS: [&str; 5] = ["offer", "proposal", "invitation", "suggestion", "overture"];

impl Scene<'_> {
    /// Adds the one whose offer a mention stands in.
    pub(crate) fn offered(&self, mention: &mut EventMention, proposal: &Proposal) {
        let both = is_meeting(mention.kind)
            || matches!(
                mention.kind,
                Kind::Exercise
                    | Kind::Agreement
                    | Kind::Exchange
                    | Kind::Project
                    | Kind::Institution
            );
        let aid = mention.kind == Kind::Aid;
        if !both && !aid {
            return;
        }
        let tree = self.tree;
        // 'An invitation to X, who is to meet Y' offers no such meeting.
        let aside = |t: &u32| tree.rel(*t) != Deprel::AclRelcl;
        let above = tree.s.ancestors(proposal.head).take(4).take_while(aside);
        let mut up = above.filter_map(|t| tree.s.head(t));
        let offer = up.find(|&n| tree.is_noun(n) && OFFERS.contains(&tree.lemma(n)));
        // 'Has extended an invitation to the premier to visit', hung on the verb
        let extended = || {
            let up = tree.s.head(proposal.verb?).filter(|&h| tree.is_verb(h))?;
            tree.object(up).filter(|&o| tree.lemma(o) == "invitation")
        };
        let Some(offer) = offer.or_else(extended) else {
            return;
        };
        // Who is invited.
        let to = Slot::Preposition("to".into());
        let invited = (tree.lemma(offer) == "invitation" && proposal.verb.is_some()).then_some(to);
        let slots = [
            Slot::Possessor,
            Slot::Modifier,
            Slot::Preposition("from".into()),
            Slot::Preposition("by".into()),
        ];
        let rule = mention.rule.clone();
        let persons = mention.persons.len();
        if aid {
            for p in &mut mention.parties {
                p.role = Role::Target;
            }
        }
        for t in slots
            .iter()
            .chain(&invited)
            .flat_map(|slot| slot_tokens(tree, offer, slot))
        {
            self.add_actors(mention, Role::Participant, t, &rule);
        }
        mention.persons.truncate(persons);
    }

    /// 'The deployment of troops to Chad': what is behind 'of' has the phrase that
    /// tells whither.
    pub(crate) fn whither(&self, proposal: &Proposal, kind: Kind, prep: &str) -> Vec<u32> {
        let moved = matches!(
            kind,
            Kind::Deployment | Kind::Withdrawal | Kind::Aid | Kind::Release
        );
        let noun = proposal.noun.filter(|_| {
            let agent = prep == "by";
            proposal.verb.is_none() && (agent || moved && matches!(prep, "to" | "into"))
        });
        let of = Slot::Preposition("of".into());
        noun.map_or_else(Vec::new, |n| slot_tokens(self.tree, n, &of))
    }

    /// 'Flew there to meet on 5 May', 'from Saturday, provided that the army leaves it
    /// alone': a day makes a plan of what is aimed at, or hangs on what others do.
    pub(crate) fn is_bound(&self, proposal: &Proposal) -> bool {
        matches!(
            proposal.path.rule.as_str(),
            "en.event.status.infinitive" | "en.event.status.purpose"
        ) || proposal
            .verb
            .is_some_and(|v| self.tree.has_condition(v) && self.tree.mood(v).modal == Modal::Will)
    }

    /// 'Would visit Oslo after the elections', 'put off until after its elections':
    /// a vote by which a day to come is told, and of which nothing is said.
    pub(crate) fn is_by_the_way(&self, proposal: &Proposal, mention: &EventMention) -> bool {
        let tree = self.tree;
        let noun = proposal.noun.filter(|_| proposal.verb.is_none());
        let Some(noun) = noun.filter(|_| mention.kind == Kind::Vote && mention.time.is_none())
        else {
            return false;
        };
        let above = tree.s.ancestors(noun).skip(1).find(|&v| tree.is_verb(v));
        let ahead = above.is_some_and(|v| {
            let mood = tree.mood(v);
            mood.form == Form::Infinitive
                || matches!(mood.modal, Modal::Will | Modal::Would | Modal::BeTo)
        });
        match tree.case(noun).as_deref() {
            Some("after" | "following") => ahead,
            Some("until after" | "till after" | "before") => true,
            _ => false,
        }
    }

    /// 'Is going to Oslo', 'is flying to Kampala for talks': who is on the way, or
    /// will be, has not been there.
    pub(crate) fn is_on_the_way(&self, proposal: &Proposal, kind: Kind) -> bool {
        const GOES: [&str; 12] = [
            "go", "come", "travel", "fly", "head", "return", "sail", "journey", "leave", "send",
            "dispatch", "jet",
        ];
        kind == Kind::Visit
            && proposal.verb.is_some_and(|v| {
                let mood = self.tree.mood(v);
                let now = mood.progressive && !mood.past && !mood.perfect && !mood.negated;
                now && GOES.contains(&self.tree.lemma(v))
            })
    }
}
