//! Talks that one side alone suspends or breaks off: its act is an event beside
//! the talks, which are off.

use crate::climb::state::State;
use crate::draft::build::{Draft, Scene};
use crate::mood::Modal;
use crate::propose::Proposal;
use dateline_record::{Kind, PartyArgument, Role, Status, TimeArgument, TimeBasis};
use dateline_syntax::Deprel;

/// The rule of such an act.
pub(crate) const RULE: &str = "en.event.decision.break";

impl Scene<'_> {
    /// Adds the act to the drafts of a sentence: 'Uganda suspended the talks with
    /// Kenya on Friday', but not 'the two suspended their talks', nor 'the talks
    /// were suspended'.
    pub(crate) fn broken_off(&self, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
        let acts: Vec<(usize, Draft)> = found
            .iter()
            .filter_map(|(i, d)| Some((*i, self.act(&proposals[*i], d)?)))
            .collect();
        found.extend(acts);
    }

    fn act(&self, proposal: &Proposal, d: &Draft) -> Option<Draft> {
        let tree = self.tree;
        let off = matches!(
            d.mention.status.value,
            Status::Postponed | Status::Cancelled
        );
        if d.mention.kind != Kind::Talks || !off || d.pronoun {
            return None;
        }
        let path = &proposal.path;
        let verb = path.passed.iter().chain(&path.spine).copied().find(|&v| {
            let breaks = match tree.lemma(v) {
                "suspend" | "freeze" => true,
                "break" => tree
                    .s
                    .children_by(v, &[Deprel::CompoundPrt])
                    .any(|p| tree.lemma(p) == "off"),
                _ => false,
            };
            tree.is_verb(v) && breaks
        })?;
        let mood = tree.mood(verb);
        let told = (mood.past || mood.perfect) && !mood.negated && mood.modal == Modal::None;
        let subject = tree.subject(verb).filter(|_| told)?;
        if tree.conjuncts(subject).len() > 1 {
            return None;
        }
        let actors = self.names.actors(tree, subject);
        let mut actor = actors.iter();
        let own = actor.find_map(|e| match e.parties.as_slice() {
            [one] => Some(one.id.clone()),
            [] => e.person.as_ref()?.party.as_ref().map(|p| p.id.clone()),
            _ => None,
        })?;
        let (named, sides) = (actors.first()?.span, &d.mention.parties);
        if !sides.is_empty() && !sides.iter().any(|p| p.party.id == own) {
            return None;
        }
        let mut act = d.clone();
        let m = &mut act.mention;
        // 'Suspended the dialogue': with whom is told elsewhere.
        if m.parties.is_empty() {
            let party = dateline_record::Party {
                id: own.clone(),
                sector: None,
            };
            m.parties.push(PartyArgument {
                party,
                role: Role::Participant,
                span: named,
                rule: RULE.into(),
            });
        }
        m.kind = Kind::Decision;
        (m.plover, m.mode) = (None, None);
        m.trigger = tree.token(verb).span;
        m.lemma = tree.lemma(verb).to_owned();
        RULE.clone_into(&mut m.rule);
        m.status.value = Status::Held;
        m.status.span = m.trigger;
        RULE.clone_into(&mut m.status.rule);
        m.earlier_status.clear();
        (m.place, m.due, m.earlier_time) = (None, None, None);
        for p in &mut m.parties {
            p.role = if p.party.id == own {
                Role::Participant
            } else {
                Role::Target
            };
        }
        let by = |p: &dateline_record::PersonArgument| {
            let party = p.value.party.as_ref();
            party.is_some_and(|p| p.id == own)
        };
        m.persons.retain(by);
        let day_of = |v: u32| {
            self.timexes.iter().find(|t| {
                let word = tree.s.head_of(t.span);
                let anchor = t.anchor.as_deref();
                let on = matches!(anchor, None | Some("on" | "in" | "at" | "since"));
                on && word.is_some_and(|w| tree.s.head(w) == Some(v))
            })
        };
        // 'Called it a crime on Friday, and suspended the talks'
        let before = || {
            let joined = tree.rel(verb) == Deprel::Conj;
            tree.s.head(verb).filter(|_| joined).and_then(day_of)
        };
        let day = day_of(verb).or_else(before);
        m.time = day.and_then(|t| {
            let interval = t.interval?;
            let over = interval.first_day()? <= self.report.dct.date;
            over.then(|| TimeArgument {
                interval,
                basis: TimeBasis::Stated,
                span: t.span,
                rule: t.rule.clone(),
            })
        });
        act.head = verb;
        act.state = State::Fact;
        (act.is_noun, act.definite, act.bare, act.told) = (false, false, false, true);
        Some(act)
    }
}
