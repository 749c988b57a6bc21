//! How a plan stands by words around it that are no operators: adjectives behind
//! 'remain' and 'make', what is done 'in return for' it, a guest who was to come and
//! stayed at home, a delegation that is not sent, a time that is given for an accord.

use crate::climb::{Climber, State};
use crate::frame::Effect;
use crate::mood::{Form, Modal};
use dateline_record::WAS_TO;
use dateline_syntax::{Deprel, Upos};

const CANCEL: &str = "en.event.status.cancel";
const DENY: &str = "en.event.status.deny";
const MOOD: &str = "en.event.status.mood";

impl Climber<'_, '_> {
    /// 'A deal remains possible', 'the truce looks dead', 'the rains made talks
    /// impossible': the adjective says it as 'is possible' would. What stays open or
    /// was made possible is there.
    pub(crate) fn linked(&mut self, up: u32, stands: &str) -> bool {
        let tree = self.tree;
        let made = matches!(tree.lemma(up), "make" | "render");
        let links = match stands {
            "subj" => matches!(
                tree.lemma(up),
                "remain" | "stay" | "become" | "seem" | "look" | "appear" | "prove" | "sound"
            ),
            "obj" => made,
            _ => false,
        };
        if !links || !tree.is_verb(up) {
            return false;
        }
        let adjective = tree
            .s
            .child(up, &[Deprel::Xcomp])
            .filter(|&a| tree.upos(a) == Upos::Adj && tree.lemma(a) != "open");
        let Some(adjective) = adjective else {
            return false;
        };
        // 'The truce looks likely to hold' is there.
        let goes_on = tree
            .s
            .child(adjective, &[Deprel::Xcomp])
            .is_some_and(|v| matches!(tree.lemma(v), "hold" | "last" | "survive" | "endure"));
        if goes_on && self.concludes() {
            return false;
        }
        let Some(op) = self.lexicon.operator(tree, adjective, "subj") else {
            return false;
        };
        if made && op.effect == Effect::Open {
            return false;
        }
        // What is made impossible is off.
        if made && op.effect == Effect::Deny && !tree.mood(up).negated {
            self.decide(State::Cancelled, CANCEL, adjective);
            return true;
        }
        self.operate(op, adjective, "subj");
        self.mood(up, Some(op.effect));
        true
    }

    /// 'In return for the lifting of sanctions Chad will free the crew': what is given
    /// in return has still to come, as what it is given for has.
    pub(crate) fn in_return(&mut self, up: u32) -> bool {
        let tree = self.tree;
        let trade = matches!(tree.lemma(up), "return" | "exchange")
            && tree.case(up).as_deref() == Some("in")
            && matches!(self.path.state, State::Bare | State::Fact);
        if !trade {
            return false;
        }
        let Some(verb) = tree.s.ancestors(up).take(3).find(|&v| tree.is_verb(v)) else {
            return false;
        };
        let mood = tree.mood(verb);
        let state = match mood.modal {
            Modal::Will | Modal::BeTo | Modal::Must if !mood.conditional => State::Planned,
            Modal::None if mood.form == Form::Infinitive => {
                match tree.s.head(verb).map(|h| tree.lemma(h)) {
                    Some("agree" | "promise" | "undertake" | "pledge" | "consent") => {
                        State::Planned
                    }
                    Some("offer" | "propose") => State::Proposed,
                    _ => State::Possible,
                }
            }
            Modal::None
                if matches!(
                    tree.lemma(verb),
                    "demand" | "want" | "seek" | "ask" | "offer" | "propose" | "request"
                ) =>
            {
                State::Possible
            }
            Modal::None => return false,
            _ => State::Possible,
        };
        self.decide(state, MOOD, verb);
        true
    }

    /// 'The minister, who was to visit Oslo in April, never set out', 'was to have
    /// flown to Oslo, but his hosts changed their minds': he did not go.
    pub(crate) fn stayed_at_home(&mut self, head: u32) {
        let tree = self.tree;
        let plan = matches!(self.path.state, State::Planned | State::Agreed)
            && self.path.rule == WAS_TO
            || self.path.state == State::Postponed;
        if !plan || !tree.is_verb(head) {
            return;
        }
        let mut verb = head;
        for _ in 0..3 {
            match tree.s.head(verb) {
                Some(up) if tree.rel(verb) == Deprel::Xcomp => verb = up,
                _ => break,
            }
        }
        let mut after = tree.s.children_by(verb, &[Deprel::Conj]);
        if let Some(turn) = after.find(|&c| c > verb && self.thinks_again(c)) {
            self.decide(State::Cancelled, CANCEL, turn);
            return;
        }
        if tree.rel(verb) != Deprel::AclRelcl {
            return;
        }
        let main = tree
            .s
            .head(verb)
            .filter(|&guest| matches!(tree.rel(guest), Deprel::Nsubj))
            .and_then(|guest| tree.s.head(guest));
        if let Some(main) = main.filter(|&m| self.stays_away(m)) {
            self.decide(State::Cancelled, CANCEL, main);
        }
    }

    /// 'Changed their minds', 'thought better of it'.
    fn thinks_again(&self, verb: u32) -> bool {
        let tree = self.tree;
        let mood = tree.mood(verb);
        let told = (mood.past || mood.perfect) && !mood.negated && mood.modal == Modal::None;
        told && match tree.lemma(verb) {
            "change" => tree.object(verb).is_some_and(|o| tree.lemma(o) == "mind"),
            "think" => tree.children(verb).any(|c| tree.lemma(c) == "better"),
            _ => false,
        }
    }

    /// 'Never set out', 'stayed at home', 'did not turn up'.
    fn stays_away(&self, verb: u32) -> bool {
        let tree = self.tree;
        if !tree.is_verb(verb) {
            return false;
        }
        let mood = tree.mood(verb);
        let never = mood.negated || tree.children(verb).any(|c| tree.lemma(c) == "never");
        // But 'stayed away from the funeral'
        let from = |c: u32| tree.case(c).as_deref() == Some("from");
        let home = || {
            tree.children(verb)
                .any(|c| matches!(tree.lemma(c), "home" | "away"))
                && !tree.children(verb).any(from)
        };
        mood.past
            && mood.modal == Modal::None
            && match tree.lemma(verb) {
                "come" | "arrive" | "go" | "travel" | "appear" | "leave" | "fly" => never,
                "set" => never && tree.children(verb).any(|c| tree.lemma(c) == "out"),
                "turn" | "show" => never && tree.children(verb).any(|c| tree.lemma(c) == "up"),
                "stay" | "remain" => !never && home(),
                _ => false,
            }
    }

    /// 'Declined to send its minister to talks in Oslo', 'did not send a delegation to
    /// the talks': they will not be held, or not with these sides.
    /// But 'it will not send its president; its envoy will go instead', and 'Kenya sent
    /// nobody to the talks between Sudan and Chad'.
    pub(crate) fn not_sent(&mut self, verb: u32) -> bool {
        let tree = self.tree;
        if tree.lemma(verb) != "send" {
            return false;
        }
        let of_others = self.path.spine.first().is_some_and(|&noun| {
            tree.children(noun)
                .any(|c| tree.case(c).as_deref() == Some("between"))
        });
        if of_others || (verb..tree.len()).any(|t| tree.lemma(t) == "instead") {
            return false;
        }
        let mood = tree.mood(verb);
        let refused = mood.form == Form::Infinitive
            && tree.rel(verb) == Deprel::Xcomp
            && tree
                .s
                .head(verb)
                .is_some_and(|up| matches!(tree.lemma(up), "refuse" | "decline"));
        let plain = mood.negated && matches!(mood.modal, Modal::None | Modal::Will);
        if refused || plain {
            self.decide(State::Denied, DENY, verb);
        }
        refused || plain
    }

    /// 'Have three months to agree on a treaty': they may.
    pub(crate) fn given_time(&mut self, at: u32, up: u32) -> bool {
        let tree = self.tree;
        let span = matches!(tree.lemma(up), "hour" | "day" | "week" | "month" | "year");
        let given = span
            && tree.is_verb(at)
            && tree.mood(at).form == Form::Infinitive
            && self.concludes()
            && tree.s.head(up).is_some_and(|v| {
                matches!(tree.lemma(v), "have" | "give" | "allow" | "get" | "leave")
            });
        let told = matches!(
            self.path.state,
            State::Fact | State::Planned | State::Agreed | State::Bare
        );
        if given && told {
            self.decide(State::Possible, "en.event.status.purpose", at);
        }
        given && told
    }
}
