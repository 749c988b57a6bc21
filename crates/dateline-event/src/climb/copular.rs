//! What the clause around an event says of how it stands where no operator does: the
//! predicate noun of a copula (where and when it is, and that it has been), a phrase that
//! is only the setting, a welcome that is only offered.

use crate::climb::Climber;
use crate::climb::open::will_be;
use crate::climb::state::State;
use crate::draft::place::is_site;
use crate::frame::{Effect, Operator};
use crate::mood::{Modal, Mood};
use dateline_syntax::{Deprel, Xpos};

/// What a meeting is called that has not been, or about which nothing is said.
const UNREAL: [&str; 16] = [
    "alternative",
    "answer",
    "certainty",
    "fabrication",
    "fantasy",
    "fiction",
    "hoax",
    "illusion",
    "invention",
    "lie",
    "line",
    "matter",
    "mirage",
    "must",
    "non-starter",
    "taboo",
];

impl Climber<'_, '_> {
    /// 'The next round of talks will be in Kampala on 20 April', 'the site of the talks
    /// will be Kampala', 'the meeting was a success': true for an event `at` that is the
    /// subject of such a predicate `up`, of which nothing else has told how it stands.
    /// 'A meeting was a must' and 'the summit was a hoax' tell of none.
    pub(crate) fn is_there_or_then(&self, at: u32, up: u32) -> bool {
        let tree = self.tree;
        if !tree.is_noun(up) || tree.s.child(up, &[Deprel::Cop]).is_none() {
            return false;
        }
        if is_site(tree.lemma(at)) && will_be(tree, up) {
            return true;
        }
        let case = tree.case(up);
        let untold = self.path.clause.is_none();
        let place = matches!(case.as_deref(), Some("in" | "at" | "on"));
        let mood = tree.mood(up);
        // 'The summit was a success', not 'the summit was a possibility'
        let was = case.is_none()
            && mood.past
            && !mood.negated
            && mood.modal == Modal::None
            && self.path.state == State::Bare
            && self.lexicon.is_meeting_noun(tree.lemma(at))
            && !UNREAL.contains(&tree.lemma(up))
            // 'The proposed summit was a trap'
            && !tree.children(at).any(|c| {
                let how = if tree.token(c).xpos == Xpos::Vbn { "obj" } else { "mod" };
                self.lexicon.operator(tree, c, how).is_some()
            })
            && tree
                .s
                .children_by(at, &[Deprel::Det, Deprel::NmodPoss])
                .any(|d| {
                    tree.rel(d) == Deprel::NmodPoss
                        || matches!(tree.lemma(d), "the" | "this" | "that" | "these" | "those")
                });
        untold && (place || was)
    }

    /// 'Raised the matter with X at talks in Luanda', 'demanded in a phone call that he
    /// leave': what a verb says of its own object or clause it does not say of the meeting
    /// that it is said at.
    pub(crate) fn is_setting_behind(&self, at: u32, up: u32, op: &Operator) -> bool {
        let tree = self.tree;
        let says = matches!(
            op.effect,
            Effect::Agree | Effect::Open | Effect::Propose | Effect::Mention | Effect::Deny
        );
        let at_it = matches!(tree.case(at).as_deref(), Some("in" | "at" | "during"));
        let meeting = matches!(
            tree.lemma(at),
            "talk"
                | "meeting"
                | "negotiation"
                | "consultation"
                | "discussion"
                | "session"
                | "round"
                | "call"
                | "conversation"
                | "summit"
                | "encounter"
        );
        let own = [Deprel::Obj, Deprel::Ccomp, Deprel::Xcomp];
        says && at_it
            && meeting
            && self.path.by_preposition
            && tree.is_verb(up)
            && tree.s.child(up, &own).is_some()
    }

    /// 'Would welcome talks with X, a spokesman said': that is no plan.
    pub(crate) fn would_welcome(&self, verb: u32, mood: &Mood, state: State) -> State {
        let welcomes = matches!(self.tree.lemma(verb), "welcome" | "applaud" | "hail");
        let would = mood.modal == Modal::Would && !mood.perfect;
        match state {
            State::Planned | State::Agreed if welcomes && would => State::Possible,
            state => state,
        }
    }
}
