//! Days that stand at a word of the event and are not when it is: the one that it
//! was planned for ('the meeting, planned for Tuesday, will be held on 20 March'),
//! and the one until which it is prolonged ('was extended on Tuesday until 30 June').

use crate::climb::{Path, State};
use crate::draft::adjunct::{self, Candidate};
use crate::draft::build::Scene;
use crate::draft::second_day::is_answer;
use crate::draft::when::{anchored, whole};
use crate::mood::{Form, Modal};
use crate::propose::Proposal;
use crate::tree::Tree;
use dateline_record::{Granularity, Interval, Kind, Timex};
use dateline_syntax::Deprel;
use jiff::civil::{Date, DateTime};

impl Tree<'_> {
    /// A finite verb in the past, which tells of no day to come.
    pub(crate) fn is_told(&self, verb: u32) -> bool {
        let mood = self.mood(verb);
        self.is_verb(verb)
            && mood.past
            && mood.form == Form::Finite
            && mood.modal == Modal::None
            && !mood.negated
    }
}

impl Scene<'_> {
    /// 'The meeting, planned for Tuesday, will be held on 20 March': the day of the
    /// clause about it gives way to that of the verb.
    pub(crate) fn is_superseded(
        &self,
        path: &Path,
        times: &[Candidate<&Timex>],
        c: &Candidate<&Timex>,
    ) -> bool {
        let tree = self.tree;
        let Some(clause) = path.clause else {
            return false;
        };
        // 'The tariffs, announced on Monday, take effect on 1 June'
        let announced = tree.s.head(c.word).is_some_and(|v| {
            tree.rel(v) == Deprel::Acl
                && v < clause
                && matches!(tree.lemma(v), "announce" | "unveil" | "reveal" | "declare")
        });
        let told = |o: &Candidate<&Timex>| {
            tree.s.head(o.word) == Some(clause)
                && anchored(tree, o).is_some_and(|i| adjunct::is_exact(&i))
        };
        if announced && times.iter().any(told) {
            return true;
        }
        let planned = tree.s.head(c.word).is_some_and(|v| {
            tree.rel(v) == Deprel::Acl
                && v < clause
                && matches!(
                    tree.lemma(v),
                    "plan" | "schedule" | "set" | "slate" | "due" | "arrange" | "expect"
                )
        });
        let mood = tree.mood(clause);
        let ahead = matches!(mood.modal, Modal::Will | Modal::Would | Modal::BeTo);
        // 'Is now expected in October'
        let expected = mood.modal == Modal::None
            && !mood.past
            && matches!(
                tree.lemma(clause),
                "plan" | "schedule" | "set" | "slate" | "due" | "expect" | "foresee"
            );
        let old = anchored(tree, c);
        planned
            && (ahead || expected)
            && !mood.negated
            && tree
                .children(clause)
                .any(|a| matches!(tree.lemma(a), "now" | "instead"))
            && times.iter().any(|o| {
                let month = |i: &Interval| {
                    i.granularity == Granularity::Month
                        && old.as_ref().is_some_and(|old| !old.overlaps(i))
                };
                tree.s.head(o.word) == Some(clause)
                    && anchored(tree, o).is_some_and(|i| adjunct::is_exact(&i) || month(&i))
            })
    }

    /// 'Pledged to pay by the end of March', told in January: the next one, though the
    /// verb before it is a past.
    pub(crate) fn year_ahead(
        &self,
        c: &Candidate<&Timex>,
        interval: Interval,
        state: State,
        day: Date,
    ) -> Interval {
        const HALF: i32 = 183;
        let to_come = matches!(state, State::Planned | State::Agreed | State::Proposed)
            && c.value.rule.contains("yearly-back");
        let far = interval
            .last_day()
            .is_some_and(|last| (day - last).get_days() > HALF);
        let infinitive = self
            .tree
            .s
            .head(c.word)
            .is_some_and(|v| self.tree.mood(v).form == Form::Infinitive);
        if !(to_come && far && infinitive) {
            return interval;
        }
        // The calendar ends with year 9999.
        let on = |t: DateTime| t.checked_add(jiff::Span::new().years(1)).unwrap_or(t);
        Interval {
            start: interval.start.map(on),
            end: interval.end.map(on),
            ..interval
        }
    }

    /// 'In retaliation for the shelling of Aflao on 3 May, Togo expelled two diplomats'
    pub(crate) fn is_of_cause(&self, proposal: &Proposal, c: &Candidate<&Timex>) -> bool {
        let tree = self.tree;
        let over = tree.s.head(c.word).filter(|&n| tree.is_noun(n));
        let phrase = over.into_iter().flat_map(|n| tree.s.ancestors(n));
        let mut phrase = phrase.take(4).take_while(|&n| tree.is_noun(n));
        let cause = phrase.find(|&n| is_answer(tree.lemma(n)));
        cause.is_some_and(|n| !tree.s.dominates(n, proposal.head))
    }

    /// True for the day until which something is prolonged.
    pub(crate) fn prolongs(&self, kind: Kind, proposal: &Proposal, c: &Candidate<&Timex>) -> bool {
        let until = matches!(
            c.value.anchor.as_deref(),
            Some("until" | "till" | "through" | "to")
        );
        // 'By a year, to 28 February': 'to' may hang on the length.
        let to = c.word > 0 && self.tree.case(c.word).as_deref() == Some("to");
        (until || to) && self.extends(kind, proposal)
    }

    pub(crate) fn extends(&self, kind: Kind, proposal: &Proposal) -> bool {
        let verb = proposal.verb.map(|v| self.tree.lemma(v));
        matches!(kind, Kind::Decision | Kind::Agreement | Kind::Sanction)
            && verb.is_some_and(|v| matches!(v, "prolong" | "extend" | "renew"))
    }

    /// True for the second day of 'was extended on Tuesday until 30 June', read as
    /// one range.
    pub(crate) fn is_end_of_extension(
        &self,
        kind: Kind,
        proposal: &Proposal,
        c: &Candidate<&Timex>,
    ) -> bool {
        let range = whole(c.value).filter(|_| c.value.begin_point.is_some());
        let (Some(range), Some(own)) = (range, c.value.interval) else {
            return false;
        };
        self.extends(kind, proposal)
            && range.first_day() != own.first_day()
            && range.last_day() == own.last_day()
    }
}
