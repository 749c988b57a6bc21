//! Tense, aspect and mood of a predicate, from its auxiliaries, particles and the
//! clauses on it: 'was to have met', 'may not sign', 'would, if necessary, meet again'.

use crate::tree::Tree;
use dateline_syntax::{Deprel, Upos, Xpos};

/// Modal or future auxiliary of a clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Modal {
    #[default]
    None,
    Will,
    Would,
    May,
    Can,
    Should,
    Must,
    /// 'is to meet'.
    BeTo,
}

/// Form of a verb.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Form {
    #[default]
    Finite,
    Infinitive,
    Gerund,
    Participle,
}

/// Tense, aspect and mood of one predicate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mood {
    pub form: Form,
    pub modal: Modal,
    pub past: bool,
    pub perfect: bool,
    pub progressive: bool,
    pub negated: bool,
    /// Stands under if, unless, whether, in case.
    pub conditional: bool,
    /// A clause with 'if' hangs on it.
    pub depends: bool,
    /// 'Have almost reached', 'have yet to reach': not there yet.
    pub almost: bool,
    /// Negated with 'until' or, of what is to come, 'before': not yet.
    pub until: bool,
    /// An auxiliary or own subject makes it a clause of its own.
    pub own: bool,
}

impl Tree<'_> {
    /// Tense, aspect and mood of a predicate.
    pub fn mood(&self, v: u32) -> Mood {
        let mut m = Mood::default();
        let token = self.token(v);
        let mut copula_past = None;
        let mut be_past = None;
        let mut infinitive = false;
        let mut has_be = false;
        let mut has_have = false;
        let mut due = false;
        for c in self.children(v) {
            let lemma = self.lemma(c);
            let xpos = self.token(c).xpos;
            match self.rel(c) {
                Deprel::Aux | Deprel::AuxPass | Deprel::Cop => {
                    m.own |= self.rel(c) != Deprel::AuxPass || xpos != Xpos::Vb;
                    match lemma {
                        "will" | "shall" | "'ll" | "’ll" | "wo" | "ll" => m.modal = Modal::Will,
                        "would" | "'d" | "’d" if xpos == Xpos::Md => m.modal = Modal::Would,
                        "may" | "might" => m.modal = Modal::May,
                        "can" | "could" | "ca" => m.modal = Modal::Can,
                        "should" | "ought" => {
                            m.modal = Modal::Should;
                            // 'Should that not happen, the invitation falls'
                            let subject = self.s.child(v, &[Deprel::Nsubj, Deprel::NsubjPass]);
                            m.conditional |= subject.is_some_and(|s| c < s && s < v);
                        }
                        "must" => m.modal = Modal::Must,
                        "have" | "'ve" | "’ve" => {
                            has_have = true;
                            m.past |= xpos == Xpos::Vbd;
                        }
                        "be" | "'s" | "’s" | "'re" | "’re" => {
                            has_be = true;
                            let past = xpos == Xpos::Vbd;
                            if self.rel(c) == Deprel::Cop {
                                copula_past = Some(past);
                            }
                            if xpos != Xpos::Vb && xpos != Xpos::Vbn && xpos != Xpos::Vbg {
                                be_past = Some(past);
                            }
                        }
                        "do" => {
                            m.past |= xpos == Xpos::Vbd;
                        }
                        _ => {}
                    }
                }
                Deprel::Mark => match lemma {
                    "to" => infinitive = true,
                    "if" | "unless" | "whether" | "provided" => m.conditional = true,
                    // 'had been due to meet', as one mark
                    "due" => due = true,
                    _ => {}
                },
                Deprel::Advmod => match lemma {
                    "not" | "never" | "n't" | "n’t" | "nor" | "neither" => m.negated = true,
                    "almost" | "nearly" if c < v => m.almost = true,
                    "long" if self.will_no_longer(c, m.modal) => m.negated = true,
                    "yet"
                        if self.lemma(c + 1) == "to"
                            || self.s.head(v).is_some_and(|h| self.lemma(h) == "have") =>
                    {
                        m.almost = true;
                    }
                    _ => {}
                },
                // 'would, if necessary, meet again'
                Deprel::Advcl
                    if matches!(lemma, "necessary" | "need" | "possible" | "require")
                        && self.marker(c, Deprel::Mark).as_deref() == Some("if")
                        && self.children(c).count() <= 3 =>
                {
                    m.conditional = true;
                }
                // 'would close the border if the attacks went on', but 'even if'
                Deprel::Advcl => {
                    let mark = self.marker(c, Deprel::Mark);
                    let even = self.children(c).any(|d| self.lemma(d) == "even");
                    m.depends |= !even && matches!(mark.as_deref(), Some("if" | "unless"));
                }
                Deprel::Cc if lemma == "nor" => m.negated = true,
                Deprel::CcPreconj if lemma == "neither" => m.negated = true,
                Deprel::Nsubj | Deprel::NsubjPass => {
                    m.own = true;
                    m.negated |= self.is_nobody(c);
                }
                _ => {}
            }
            // 'Nor have they met', with the word on the auxiliary
            let nor = matches!(self.rel(c), Deprel::Aux | Deprel::AuxPass)
                && self.children(c).any(|d| self.lemma(d) == "nor");
            if matches!(lemma, "n't" | "n’t")
                || nor
                || lemma == "not" && self.rel(c) != Deprel::Conj && self.token(c).upos == Upos::Part
            {
                m.negated = true;
            }
        }
        // 'Have not met, let alone signed'
        let mut alone = self.children(v).filter(|&c| self.lemma(c) == "let");
        m.negated |= alone.any(|c| c < v && self.rel(c) == Deprel::Cc);
        m.conditional |= self.is_inverted(v) || self.is_condition(v) || self.is_asked(v);
        m.depends |= self.has_condition(v);
        m.perfect = has_have;
        m.progressive = has_be && token.xpos == Xpos::Vbg;
        if !self.is_verb(v) {
            m.past |= copula_past.unwrap_or(false);
        }
        m.past |= be_past.unwrap_or(false);
        let to_have = has_have && be_past == Some(true);
        if infinitive
            && has_be
            && (!has_have || to_have)
            && m.modal == Modal::None
            && be_past.is_some()
        {
            m.modal = Modal::BeTo;
            infinitive = false;
        }
        if due && m.modal == Modal::None {
            m.modal = Modal::BeTo;
        }
        m.form = if infinitive {
            Form::Infinitive
        } else if m.modal != Modal::None || has_have || (has_be && be_past.is_some()) {
            Form::Finite
        } else {
            match token.xpos {
                Xpos::Vbd => {
                    m.past = true;
                    Form::Finite
                }
                Xpos::Vbz | Xpos::Vbp => Form::Finite,
                Xpos::Vbg => Form::Gerund,
                Xpos::Vbn => Form::Participle,
                Xpos::Vb if m.own && !has_be => Form::Finite,
                Xpos::Vb => Form::Infinitive,
                _ => Form::Finite,
            }
        };
        if m.negated {
            m.until = self.is_until(v, &m);
        }
        m
    }
}
