//! Plans that are moved: 'will now be held in June', 'was put back a week',
//! 'went ahead two days late'.

use crate::climb::{NOT_YET, Path};
use crate::draft::build::{Draft, NONE, Scene};
use crate::draft::spans;
use crate::join::offset;
use crate::mood::{Form, Modal};
use crate::tie::same;
use dateline_record::{
    Argument, EventMention, Family, Interval, Status, TimeArgument, TimeBasis, WAS_TO,
};
use dateline_syntax::Deprel;
use jiff::civil::Date;

impl Scene<'_> {
    /// True where the clause says that the day told is another than before:
    /// 'is now set for 12 May', 'has been brought forward to 4 May'.
    pub(crate) fn is_anew(&self, path: &Path) -> bool {
        let tree = self.tree;
        let now = |w: u32| {
            let dated = matches!(
                tree.lemma(w),
                "set"
                    | "due"
                    | "expect"
                    | "schedule"
                    | "plan"
                    | "hold"
                    | "take"
                    | "happen"
                    | "move"
                    | "fix"
                    | "open"
                    | "begin"
                    | "start"
                    | "meet"
                    | "foresee"
                    | "run"
                    | "last"
            );
            dated
                && tree.children(w).any(|c| {
                    tree.rel(c) == Deprel::Advmod && matches!(tree.lemma(c), "now" | "instead")
                })
        };
        // 'Have been moved to Doha'
        let elsewhere = |w: u32| {
            matches!(
                tree.lemma(w),
                "move" | "shift" | "relocate" | "transfer" | "switch"
            ) && tree.obliques(w).any(|(case, _)| case == "to")
        };
        let mut words = path
            .spine
            .iter()
            .copied()
            .chain(path.clause)
            .chain(path.word);
        words.any(elsewhere)
            || matches!(
                path.rule.as_str(),
                "en.event.status.advance" | "en.event.status.anew"
            )
            || path.spine.iter().copied().any(now)
            || path.clause.into_iter().chain(path.word).any(now)
    }

    /// 'The next meeting takes place in Yerevan': in the present, and still to come. Of
    /// 'asked about another meeting' nothing more is told than that there may be one.
    pub(crate) fn to_come(
        &self,
        path: &Path,
        modifiers: &[String],
        another: bool,
        mention: &mut EventMention,
    ) {
        let before = |m: &String| {
            let counted = matches!(m.as_str(), "third" | "fourth" | "fifth");
            counted || matches!(m.as_str(), "previous" | "earlier" | "other")
        };
        if another
            && mention.status.rule == NONE
            && mention.status.value == Status::Held
            && mention.kind.family() == Family::Meeting
            && mention.time.is_none()
            && !modifiers.iter().any(before)
        {
            mention.status.value = Status::Possible;
        }
        let next = modifiers
            .iter()
            .any(|m| matches!(m.as_str(), "next" | "coming" | "upcoming" | "forthcoming"));
        let present = path.clause.or(path.word).is_some_and(|v| {
            let mood = self.tree.mood(v);
            mood.form == Form::Finite && !mood.past && !mood.perfect && mood.modal == Modal::None
        });
        let stated = mention
            .time
            .as_ref()
            .is_some_and(|t| t.basis == TimeBasis::Stated);
        if next && present && !stated && mention.status.value == Status::Held {
            mention.status.value = Status::Agreed;
            mention.time = None;
        }
    }

    /// True for what lay behind when the rest came about: 'after talks in Oslo',
    /// 'they had met in May'.
    pub(crate) fn is_behind(&self, path: &Path, noun: Option<u32>, verb: Option<u32>) -> bool {
        let tree = self.tree;
        let after = || {
            let case = noun.and_then(|n| tree.case(n));
            case.is_some_and(|c| matches!(c.as_str(), "after" | "following" | "since" | "despite"))
        };
        path.by_preposition && after()
            || path.clause.or(verb).is_some_and(|v| {
                let mood = tree.mood(v);
                mood.form == Form::Finite && mood.past && mood.perfect
            })
    }

    /// By how much it is told to be later than planned.
    pub(crate) fn late(&self, path: &Path) -> Option<jiff::Span> {
        let tree = self.tree;
        let words = || path.spine.iter().chain(&path.passed).copied();
        self.timexes.iter().find_map(|t| {
            let length = spans::length(t).filter(|_| t.interval.is_none())?;
            let head = tree.s.head_of(t.span)?;
            let of = tree
                .s
                .ancestors(head)
                .take(3)
                .find(|&w| words().any(|x| x == w))?;
            let next = tree.s.tokens_in(t.span).end;
            // 'began two days late', 'a week later than planned'
            let late = next < tree.len()
                && (tree.lemma(next) == "late"
                    || next + 1 < tree.len() && tree.lemma(next + 1) == "than");
            // 'Two days beforehand it was put off' says when.
            let before = next < tree.len()
                && matches!(
                    tree.lemma(next),
                    "ago" | "before" | "beforehand" | "earlier" | "previously"
                );
            // 'was put back a week', 'has been delayed by two days'
            let back = path.moving.contains(&of)
                && !before
                && matches!(tree.case(head).as_deref(), None | Some("by"));
            (late || back).then_some(length)
        })
    }
}

/// 'They were to meet on Sunday. They have still not met': put off.
pub(crate) fn set_yet(m: &mut Draft, plan: &Draft, today: Date) {
    if m.mention.status.rule == NOT_YET && same::is_over(plan, today) {
        m.mention.status.value = Status::Postponed;
    }
}

/// 'Talks would resume, he said. They had been suspended in February': what lies
/// behind, of what is to come.
pub(crate) fn set_behind(m: &mut Draft, ahead: &Draft, today: Date) {
    let off = matches!(
        m.mention.status.value,
        Status::Cancelled | Status::Postponed
    );
    let past = m.mention.time.as_ref().is_none_or(|t| {
        let last = t.interval.last_day();
        t.basis == TimeBasis::Stated && last.is_some_and(|d| d < today)
    });
    // 'They were to open on Monday. They had been put off, he said': that is new.
    let was = ahead.mention.status.rule == WAS_TO
        || ahead.mention.status.rule == "en.event.status.plan" && ahead.past;
    let own = ahead.mention.time.as_ref().is_none_or(|t| {
        let first = t.interval.first_day();
        first.is_none_or(|d| d > today)
    });
    if off && past && own && !was && m.behind && ahead.mention.status.value.is_open() {
        m.mention.status.value = ahead.mention.status.value;
        NONE.clone_into(&mut m.mention.status.rule);
        m.mention.earlier_status.clear();
        m.mention.time = None;
    }
}

/// Gives what is told to be so much later than planned the day that follows
/// from the plan's.
pub(crate) fn set_late(m: &mut Draft, plan: &Draft) {
    let Some(length) = m.late.filter(|_| m.mention.time.is_none()) else {
        return;
    };
    let Some(day) = offset::day(plan).and_then(|d| d.checked_add(length).ok()) else {
        return;
    };
    m.mention.time = Some(TimeArgument {
        interval: Interval::day(day),
        basis: TimeBasis::Stated,
        span: m.mention.status.span,
        rule: "en.event.time.late".into(),
    });
    if m.mention.status.value == Status::Postponed {
        let scheduled = Argument {
            value: Status::Scheduled,
            ..m.mention.status.clone()
        };
        let postponed = std::mem::replace(&mut m.mention.status, scheduled);
        m.mention.earlier_status.push(postponed);
    }
}
