//! Clauses that set the time of something to come: what they tell has not
//! happened yet.

use crate::climb::Climber;
use crate::climb::state::State;
use crate::mend::as_planned::is_as_planned;
use crate::mood::{Form, Modal};
use dateline_syntax::Deprel;

impl Climber<'_, '_> {
    /// 'Not before a deal is reached', 'once the treaty has been signed': what
    /// a clause in the present tense sets as the time of something to come
    /// has not happened.
    pub fn time_clause(&mut self, verb: u32, main: u32) {
        let tree = self.tree;
        // 'when' is most often read as an adverb.
        let adverb = tree
            .s
            .child(verb, &[Deprel::Advmod])
            .filter(|&c| c < verb && tree.lemma(c) == "when");
        let mark = tree.marker(verb, Deprel::Mark);
        let Some(mark) = mark.or_else(|| adverb.map(|_| "when".to_owned())) else {
            return;
        };
        let (own, above) = (tree.mood(verb), tree.mood(main));
        let ahead = above.modal != Modal::None || above.form == Form::Infinitive;
        // 'Enters into force once parliament has approved it', 'can resume only
        // after they have exchanged prisoners'
        let present = above.form == Form::Finite && !above.past && !above.perfect;
        let ahead = ahead || own.perfect && !own.past && present;
        // 'As soon as Chad frees the crew'
        let soon = mark == "as"
            && tree
                .s
                .child(verb, &[Deprel::Mark])
                .is_some_and(|m| m > 0 && tree.lemma(m - 1) == "soon");
        let mark = if soon { "once".to_owned() } else { mark };
        let reached = own.past && above.modal != Modal::Would;
        if reached || !matches!(self.path.state, State::Fact | State::Bare) {
            return;
        }
        match mark.as_str() {
            "before" | "until" | "till" if ahead || above.negated && !above.past => {
                self.decide(State::Possible, "en.event.status.clause", verb);
            }
            "after" | "as" if ahead && own.perfect && !tree.is_passive(verb) => {
                self.decide(State::Possible, "en.event.status.clause", verb);
            }
            // News in the present tense: 'they will think again after troops
            // enter the town'.
            "after" if !own.perfect && !tree.is_passive(verb) => {}
            "once" | "when" if ahead && own.perfect && !tree.is_passive(verb) => {
                self.decide(State::Possible, "en.event.status.clause", verb);
            }
            "once" | "when" | "after" if ahead => {
                self.decide(State::Planned, "en.event.status.clause", verb);
            }
            _ => {}
        }
    }

    /// 'Enters into force once parliament has approved it': news in the present
    /// tense of what waits for something else.
    pub fn waits(&self, verb: u32) -> bool {
        let tree = self.tree;
        let mood = tree.mood(verb);
        let present = mood.form == Form::Finite && mood.modal == Modal::None;
        let waits = |c: u32| {
            let own = tree.mood(c);
            let mark = tree.marker(c, Deprel::Mark);
            self.main_of(c) == Some(verb)
                && own.perfect
                && !own.past
                && mark.is_some_and(|m| matches!(m.as_str(), "once" | "after" | "as"))
        };
        let clauses = tree.children(verb).flat_map(|c| {
            let soon = tree.lemma(c) == "soon";
            let below = tree.children(c).filter(move |_| soon);
            std::iter::once(c).chain(below)
        });
        present && !mood.past && !mood.perfect && clauses.into_iter().any(waits)
    }

    /// 'Agreed to reopen the port, ending three days of talks': the talks were
    /// held, and are nothing that was agreed.
    pub fn closes(&self, verb: u32) -> bool {
        let tree = self.tree;
        let ends = matches!(
            tree.lemma(verb),
            "end" | "conclude" | "close" | "cap" | "crown" | "wrap" | "round"
        );
        let comma = |c: u32| c + 1 == verb && tree.lemma(c) == ",";
        let gerund = tree.mood(verb).form == Form::Gerund;
        ends && gerund && tree.children(verb).any(comma) || gerund && self.is_fronted(verb)
    }

    /// 'Meeting in Oslo on Friday, they agreed to widen the mission': that they met is
    /// nothing that was agreed.
    fn is_fronted(&self, verb: u32) -> bool {
        let tree = self.tree;
        let Some(up) = tree.s.head(verb).filter(|&up| verb < up) else {
            return false;
        };
        let marked = tree.s.child(verb, &[Deprel::Mark, Deprel::Case]).is_some();
        let subject = tree.subject(up).is_some_and(|s| verb < s);
        tree.rel(verb) == Deprel::Advcl && !marked && subject
    }

    /// True for a verb with 'as planned', 'as agreed'.
    pub fn as_planned(&self, verb: u32) -> bool {
        let s = self.tree.s;
        let mut below = s.subtree(verb).into_iter();
        below.any(|c| c > verb && is_as_planned(s, c))
    }

    /// 'Will not begin on time', 'will not take place on schedule'.
    pub fn is_on_time(&self, verb: u32) -> bool {
        self.tree
            .obliques(verb)
            .any(|(case, t)| case == "on" && matches!(self.tree.lemma(t), "time" | "schedule"))
    }

    /// The word that a finite adverbial clause belongs to: 'enters into force as
    /// soon as the senate has approved it' hangs it on 'soon'.
    pub fn main_of(&self, verb: u32) -> Option<u32> {
        let tree = self.tree;
        if tree.rel(verb) != Deprel::Advcl || tree.mood(verb).form != Form::Finite {
            return None;
        }
        let up = tree.s.head(verb)?;
        let soon = tree.lemma(up) == "soon" && tree.rel(up) == Deprel::Advmod;
        if soon { tree.s.head(up) } else { Some(up) }
    }
}
