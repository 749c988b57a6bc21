//! Conditions that no 'if' introduces: 'provided that Chad reopens the border',
//! 'as long as the truce holds', 'on condition that they leave', 'only once the
//! troops have gone'. What stands in such a clause has not come about, and what
//! hangs on it may not.

use crate::tree::Tree;
use dateline_syntax::{Deprel, Xpos};

impl Tree<'_> {
    /// 'Provided', 'providing', with nobody who provides.
    fn is_provided(&self, t: u32) -> bool {
        let own = [
            Deprel::Nsubj,
            Deprel::NsubjPass,
            Deprel::Aux,
            Deprel::AuxPass,
            Deprel::Obj,
        ];
        self.lemma(t) == "provide"
            && matches!(self.token(t).xpos, Xpos::Vbn | Xpos::Vbd | Xpos::Vbg)
            && matches!(self.rel(t), Deprel::Advcl | Deprel::Acl)
            && self.s.child(t, &own).is_none()
            && self.s.child(t, &[Deprel::Ccomp, Deprel::Advcl]).is_some()
    }

    /// 'As long as', 'so long as', by its middle word.
    fn is_as_long(&self, t: u32) -> bool {
        let as_before = t > 0 && matches!(self.lemma(t - 1), "as" | "so");
        let as_behind = t + 1 < self.len() && self.lemma(t + 1) == "as";
        self.lemma(t) == "long" && as_before && as_behind
    }

    /// 'On condition', 'on the condition'.
    fn is_on_condition(&self, t: u32) -> bool {
        self.lemma(t) == "condition" && self.case(t).as_deref() == Some("on")
    }

    /// 'Only once they have left', 'only after it is lifted'.
    fn is_only_once(&self, t: u32) -> bool {
        let only = |m: u32| m > 0 && self.lemma(m - 1) == "only";
        self.rel(t) == Deprel::Advcl
            && self.s.child(t, &[Deprel::Mark]).is_some_and(|m| {
                matches!(self.lemma(m), "once" | "after" | "when" | "if") && only(m)
            })
    }

    /// True for a verb in such a clause.
    pub(crate) fn is_condition(&self, v: u32) -> bool {
        let Some(head) = self.s.head(v) else {
            return false;
        };
        match self.rel(v) {
            Deprel::Ccomp | Deprel::Advcl | Deprel::Acl if self.is_provided(head) => true,
            Deprel::Advcl | Deprel::Acl | Deprel::Ccomp if self.is_as_long(head) => true,
            Deprel::Acl | Deprel::Ccomp if self.is_on_condition(head) => {
                self.marker(v, Deprel::Mark).as_deref() == Some("that")
            }
            Deprel::Advcl => self.is_only_once(v) && !self.told_past(v),
            _ => false,
        }
    }

    /// True for a verb on which such a clause hangs.
    pub(crate) fn has_condition(&self, v: u32) -> bool {
        self.children(v).any(|c| {
            let clause = |c: u32| {
                self.is_provided(c)
                    || self.is_as_long(c) && self.s.child(c, &[Deprel::Advcl]).is_some()
                    || self.is_only_once(c)
            };
            let on =
                self.is_on_condition(c) && self.s.child(c, &[Deprel::Acl, Deprel::Ccomp]).is_some();
            // 'Open to a meeting provided that ...'
            let below = matches!(self.rel(c), Deprel::Obl | Deprel::Obj)
                && self
                    .s
                    .children_by(c, &[Deprel::Acl])
                    .any(|a| self.is_provided(a));
            clause(c) || on || below
        })
    }

    /// A past with no perfect: 'they left only once he had gone'.
    fn told_past(&self, v: u32) -> bool {
        let mut below = self.children(v);
        self.token(v).xpos == Xpos::Vbd
            || below.any(|c| {
                matches!(self.rel(c), Deprel::Aux | Deprel::AuxPass)
                    && self.token(c).xpos == Xpos::Vbd
            })
    }
}
