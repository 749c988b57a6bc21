//! 'The presidents of Kenya and Uganda agreed in Arusha on Monday to reopen the
//! border': who agrees on a day in a town has met there, and has made an accord.

use crate::climb::{Path, State};
use crate::draft::adjunct::{self, Candidate};
use crate::draft::build::{Draft, Scene, is_meeting, is_state};
use crate::draft::place::place_of;
use crate::mood::{Form, Modal};
use crate::propose::Proposal;
use dateline_record::{
    EventMention, Kind, PloverType, Resolved, Role, Status, TimeArgument, TimeBasis, Timex,
};
use dateline_syntax::{Deprel, Xpos};

/// The rule of both events.
const RULE: &str = "en.event.accord.agreed_there";

impl Scene<'_> {
    /// 'Agreed on 29 April to lift the ban', 'was confirmed on Tuesday', of a day that is
    /// over: that of agreeing, and not the event's.
    pub(crate) fn agreed_then(&self, path: &Path, mention: &mut EventMention) -> bool {
        let told = path.word.is_some_and(|v| {
            let mood = self.tree.mood(v);
            self.tree.token(v).xpos == Xpos::Vbd
                && matches!(
                    self.tree.rel(v),
                    Deprel::Root | Deprel::Conj | Deprel::Ccomp
                )
                && (mood.form == Form::Finite && mood.past && !mood.perfect)
        });
        // 'Agreed on 29 April to lift it on 1 May'
        let one = self.timexes.iter().filter(|t| t.interval.is_some()).count() < 2;
        // 'The summit was confirmed on Tuesday'
        let confirmed = || {
            let verb = path.word.filter(|_| path.rule == "en.event.status.plan");
            verb.is_some_and(|v| {
                matches!(self.tree.lemma(v), "confirm" | "arrange")
                    && self.tree.is_passive(v)
                    && !self.tree.mood(v).perfect
            })
        };
        let agreed = one && (told && path.rule == "en.event.status.agree" || confirmed());
        if agreed {
            mention.time = None;
        }
        agreed
    }

    /// The accord and the meeting that such a sentence tells of, besides what was
    /// agreed; none where the sentence names them itself.
    pub(crate) fn agreed_there(
        &self,
        proposal: &Proposal,
        draft: &Draft,
        beside: &[&Draft],
        times: &[Candidate<&Timex>],
        places: &[Candidate<&Resolved>],
    ) -> Vec<Draft> {
        let tree = self.tree;
        let verb = proposal.head;
        let mood = tree.mood(verb);
        let told = tree.lemma(verb) == "agree"
            && mood.past
            && !mood.negated
            && !mood.conditional
            && mood.modal == Modal::None
            && mood.form == Form::Finite;
        let sides = draft.mention.parties.iter();
        let sides = sides.filter(|p| p.role != Role::Target && is_state(&p.party.id));
        if !told || sides.count() < 2 {
            return Vec::new();
        }
        // 'Agreed over dinner in Kigali on Saturday'
        let meal = |t: u32| {
            matches!(tree.case(t).as_deref(), Some("over" | "at" | "during"))
                && tree.s.head(t) == Some(verb)
                && self.lexicon.is_meeting_noun(tree.lemma(t))
        };
        let own = |word: u32| tree.s.head(word).is_some_and(|h| h == verb || meal(h));
        let day = times.iter().filter(|c| own(c.word)).find_map(|c| {
            let interval = c.value.interval?;
            let exact = adjunct::is_exact(&interval);
            let past = !adjunct::is_future(&interval, self.report.dct.date);
            (exact && past).then(|| TimeArgument {
                interval,
                basis: TimeBasis::Stated,
                span: c.value.span,
                rule: c.value.rule.clone(),
            })
        });
        let town = places.iter().filter(|c| own(c.word)).find_map(|c| {
            let at = matches!(tree.case(c.word).as_deref(), Some("in" | "at"));
            place_of(c.value).filter(|p| at && p.value.lat.is_some())
        });
        // 'Agreed on Monday, in the margins of a summit, ...'
        let margins = tree.obliques(verb).any(|(_, t)| {
            matches!(
                tree.lemma(t),
                "fringe" | "fringes" | "margin" | "margins" | "sideline" | "sidelines"
            )
        });
        let Some(day) = day.filter(|_| town.is_some() || margins) else {
            return Vec::new();
        };
        let has = |of: fn(Kind) -> bool| beside.iter().any(|d| of(d.mention.kind));
        // 'Agreed in Rome on Monday to meet again in June' is no accord, and another
        // meeting.
        let again = beside
            .iter()
            .any(|d| is_meeting(d.mention.kind) && d.mention.status.value.is_open());
        let mut kinds = Vec::new();
        if !has(|k| k == Kind::Agreement) && !again {
            kinds.push((Kind::Agreement, PloverType::Agree));
        }
        if !has(is_meeting) || again {
            kinds.push((Kind::Talks, PloverType::Consult));
        }
        kinds
            .into_iter()
            .map(|(kind, plover)| {
                let mut d = draft.clone();
                (d.state, d.bare, d.told) = (State::Fact, false, true);
                let m = &mut d.mention;
                (m.kind, m.plover, m.mode, m.due) = (kind, Some(plover), None, None);
                m.status.value = Status::Held;
                m.time = Some(day.clone());
                m.place.clone_from(&town);
                m.earlier_status.clear();
                RULE.clone_into(&mut m.rule);
                if kind == Kind::Talks {
                    m.topic = None;
                }
                d
            })
            .collect()
    }
}
