//! What talks are about is not made by them: 'resumed negotiations on a trade
//! agreement', 'talks aimed at settling the dispute', 'talks on the 2019 truce'.

use crate::climb::State;
use crate::draft::build::Scene;
use crate::mood::Modal;
use crate::propose::Proposal;
use crate::tree::Tree;
use dateline_record::{EventMention, Kind};
use dateline_syntax::{Deprel, Xpos};

/// True for a noun for talking about what is not settled.
fn is_talk(tree: &Tree, t: u32) -> bool {
    tree.is_noun(t)
        && matches!(
            tree.lemma(t),
            "talk"
                | "negotiation"
                | "discussion"
                | "consultation"
                | "dialogue"
                | "bargaining"
                | "haggling"
        )
}

impl Scene<'_> {
    /// The state of an accord that talks are about: still to come where it is
    /// 'a treaty', and with neither day nor place of theirs.
    pub(crate) fn negotiated(
        &self,
        mention: &mut EventMention,
        proposal: &Proposal,
        state: State,
    ) -> State {
        use Kind::{Agreement, Aid, Easing, Exchange, Release, Withdrawal};
        let open = matches!(
            mention.kind,
            Agreement | Aid | Easing | Exchange | Release | Withdrawal
        );
        // 'Ceasefire talks got under way': the talks did.
        if open && self.names_talks(proposal) {
            (mention.time, mention.place) = (None, None);
            return State::Possible;
        }
        if !open || !matches!(state, State::Fact | State::Bare) {
            return state;
        }
        if self.discussed(proposal) {
            (mention.time, mention.place) = (None, None);
            return State::Possible;
        }
        let Some(open) = self.talked_of(proposal) else {
            return state;
        };
        (mention.time, mention.place) = (None, None);
        if open { State::Possible } else { state }
    }

    /// 'Treaty talks', 'truce negotiations': a word before the noun for talks.
    fn names_talks(&self, proposal: &Proposal) -> bool {
        let tree = self.tree;
        let noun = proposal.noun.filter(|_| proposal.verb.is_none());
        noun.is_some_and(|n| {
            tree.rel(n) == Deprel::Compound
                && tree.s.head(n).is_some_and(|h| h > n && is_talk(tree, h))
        })
    }

    /// 'Talks on tariffs', 'a meeting about the blockade': a matter, and no
    /// measure of those who talk. 'The patrols on which they agreed' are told of
    /// as what they are.
    pub(crate) fn only_a_matter(&self, kind: Kind, proposal: &Proposal) -> bool {
        let tree = self.tree;
        let which = |n: u32| matches!(tree.token(n).xpos, Xpos::Wdt | Xpos::Wp);
        match kind {
            Kind::Sanction => {}
            Kind::Commitment => {
                let on = |v: u32| tree.obliques(v).any(|(case, t)| case == "on" && which(t));
                return proposal.noun.is_some_and(which) || proposal.verb.is_some_and(on);
            }
            _ => return false,
        }
        let meets = |t: u32| {
            is_talk(tree, t)
                || matches!(
                    tree.lemma(t),
                    "meeting" | "summit" | "round" | "conference" | "session"
                )
        };
        let head = proposal.noun.unwrap_or(proposal.head);
        let about = |t: u32| {
            tree.case(t)
                .is_some_and(|case| matches!(case.as_str(), "on" | "over" | "about"))
        };
        proposal.verb.is_none()
            && about(head)
            && tree.s.ancestors(head).skip(1).take(4).any(|up| {
                // 'The meeting of the presidents of X and Y on tariffs'
                meets(up)
                    || tree.is_verb(up) && tree.object(up).is_some_and(|o| o < head && meets(o))
            })
    }

    /// 'It could not accept their conditions' is no undertaking.
    pub(crate) fn could_not(&self, kind: Kind, proposal: &Proposal, state: State) -> bool {
        let mood = proposal.verb.map(|v| self.tree.mood(v));
        kind == Kind::Commitment
            && state == State::Possible
            && mood.is_some_and(|m| m.negated && m.modal == Modal::Can)
    }

    /// 'Discussed the release of prisoners', 'explored the reopening of the border':
    /// none of it is done by that.
    fn discussed(&self, proposal: &Proposal) -> bool {
        let tree = self.tree;
        let Some(noun) = proposal.noun.filter(|_| proposal.verb.is_none()) else {
            return false;
        };
        let first = tree.first_conjunct(noun);
        tree.s.head(first).is_some_and(|v| {
            tree.is_verb(v)
                && tree.rel(first) == Deprel::Obj
                && matches!(
                    tree.lemma(v),
                    "discuss" | "debate" | "explore" | "negotiate" | "consider" | "examine"
                )
        })
    }

    /// Whether what talks are about is still open; `None` where it hangs on no
    /// talks.
    fn talked_of(&self, proposal: &Proposal) -> Option<bool> {
        let tree = self.tree;
        let head = proposal.noun.unwrap_or(proposal.head);
        if proposal.verb.is_some() {
            // 'Talks on settling the dispute', 'to end it', 'aimed at ending it'
            let v = proposal.head;
            let under = matches!(tree.rel(v), Deprel::Acl | Deprel::Advcl | Deprel::Xcomp);
            let mut up = tree.s.ancestors(v).skip(1).take(2);
            let told = matches!(tree.mood(v).form, crate::mood::Form::Finite);
            let near = under && !told && up.any(|t| is_talk(tree, t));
            // 'Talks between X and Y on exchanging prisoners were held', however hung
            let on = matches!(
                tree.marker(v, Deprel::Mark).as_deref(),
                Some("on" | "about")
            );
            let behind = on && !told && {
                let from = v.saturating_sub(10);
                (from..v).any(|t| is_talk(tree, t))
            };
            return (near || behind).then_some(true);
        }
        // 'Are negotiating a treaty'
        let verb = tree
            .s
            .head(head)
            .filter(|&v| tree.rel(head) == Deprel::Obj && tree.is_verb(v));
        if verb.is_some_and(|v| tree.lemma(v) == "negotiate" && tree.mood(v).progressive) {
            return Some(true);
        }
        let mut at = head;
        let mut about = false;
        for _ in 0..3 {
            let case = tree.case(at)?;
            about |= matches!(
                case.as_str(),
                "on" | "over" | "about" | "for" | "towards" | "toward"
            );
            if !about && case != "of" {
                return None;
            }
            at = tree.s.head(at)?;
            // 'Held talks on a treaty', with the phrase hung on the verb
            if tree.is_verb(at)
                && let Some(o) = tree.object(at).filter(|&o| o < head)
            {
                at = o;
            }
            if is_talk(tree, at) {
                let article = tree.s.child(head, &[Deprel::Det]);
                let open = article.is_none_or(|d| matches!(tree.lemma(d), "a" | "an" | "another"));
                return about.then_some(open);
            }
            if !tree.is_noun(at) {
                return None;
            }
        }
        None
    }
}
