//! When an event is: which of its candidate times holds, what it is due by, and
//! the day it was moved from. Lengths are in `spans.rs`, deadlines that count from
//! an accord in `deadline.rs`.

use crate::climb::{Path, State};
use crate::draft::adjunct::{self, Candidate};
use crate::draft::build::{Scene, is_meeting};
use crate::draft::not_its::{
    counts_from, counts_within, in_name, is_modifier, is_of_age, of_one_before,
};
use crate::draft::place::place_of;
use crate::draft::spans;
use crate::mood::{Form, Modal};
use crate::propose::Proposal;
use crate::tree::Tree;
use dateline_record::{
    EventMention, Family, Granularity, Interval, Kind, Resolved, TimeArgument, TimeBasis, Timex,
    TimexType,
};
use dateline_syntax::{Deprel, Xpos};
use jiff::civil::{Date, DateTime};

/// The days at which an event may lie that stands in this relation to a time.
///
/// A time that modifies a noun ('by the 1998 treaty') is not what the
/// preposition governs.
pub(crate) fn anchored(tree: &Tree, c: &Candidate<&Timex>) -> Option<Interval> {
    let timex = c.value;
    let interval = whole(timex)?;
    if is_modifier(tree, c.word) {
        return Some(interval);
    }
    let open = |start, end| Interval {
        start,
        end,
        ..interval
    };
    // 'Will not meet before March': then or later; 'did not meet until Friday'.
    if matches!(timex.anchor.as_deref(), Some("before" | "until"))
        && let Some(mood) = tree
            .s
            .head(c.word)
            .filter(|&v| tree.is_verb(v))
            .map(|v| tree.mood(v))
        && mood.until
    {
        let did = mood.past && mood.modal == Modal::None;
        return Some(if did {
            interval
        } else {
            open(interval.start, None)
        });
    }
    // 'The deadline is 30 June': on that day at the latest.
    let named = tree
        .s
        .child(c.word, &[Deprel::Nsubj])
        .is_some_and(|s| matches!(tree.lemma(s), "deadline" | "limit" | "cut-off" | "target"));
    // 'The deadline of 30 June'
    let of = tree.case(c.word).as_deref() == Some("of")
        && tree
            .s
            .head(c.word)
            .is_some_and(|n| adjunct::is_limit(tree, n));
    let out = adjunct::runs_out_on(tree, c.word).is_some();
    if (named && timex.anchor.is_none() || of || out) && interval.end.is_some() {
        return Some(open(None, interval.end));
    }
    if let Some(end) = spans::eve(timex, &interval) {
        return Some(open(None, Some(end)));
    }
    Some(match timex.anchor.as_deref() {
        Some(
            "by" | "before" | "until" | "till" | "within" | "no later than" | "not later than"
            | "up to" | "ahead of" | "prior to",
        ) if interval.end.is_some() => open(None, middle(timex, &interval).or(interval.end)),
        Some("since") if interval.start.is_some() => open(interval.start, None),
        Some("after") if interval.end.is_some() => open(interval.end, None),
        _ => interval,
    })
}

/// 'By the middle of the year': its middle, not the last day that is near it.
fn middle(timex: &Timex, interval: &Interval) -> Option<DateTime> {
    if timex.modifier.as_deref() != Some("MID") {
        return None;
    }
    let (first, last) = (interval.first_day()?, interval.last_day()?);
    let half = ((last - first).get_days() - 1) / 2;
    let day = first.checked_add(jiff::Span::new().days(half)).ok()?;
    Interval::day(day).end
}

/// The interval of a time; of either end of a range ('from 12 to 14 June') the
/// whole range.
pub(crate) fn whole(timex: &Timex) -> Option<Interval> {
    let interval = timex.interval?;
    let range = match (&timex.begin_point, &timex.end_point) {
        (Some(a), Some(b)) => Interval::parse(&format!("{a}/{b}")),
        _ => None,
    };
    Some(range.filter(|r| r.contains(&interval)).unwrap_or(interval))
}

/// The day or other unit that a deadline names, with no open beginning; of
/// 'the end of March' its last day.
fn due(timex: &Timex, interval: Interval) -> Interval {
    // 'Before November', 'before the year is out'
    if let (Some("before"), Some(last)) = (timex.anchor.as_deref(), interval.last_day()) {
        return Interval::day(last);
    }
    let year = |i: &Interval| i.last_day().map(Date::year);
    let named = timex.interval.filter(|n| year(n) == year(&interval));
    let named = named.unwrap_or(interval);
    match named.last_day() {
        Some(last)
            if named.approx
                || named.start.is_none()
                || timex.anchor.as_deref() == Some("within") =>
        {
            Interval::day(last)
        }
        _ => named,
    }
}

fn is_deadline(timex: &Timex) -> bool {
    matches!(
        timex.anchor.as_deref(),
        Some(
            "by" | "before" | "within" | "no later than" | "not later than" | "ahead of" | "until"
        )
    )
}

/// 'Will cease fire from Saturday': what goes on from a day has no last one, in
/// things that last.
fn lasts_from(kind: Kind, timex: &Timex) -> bool {
    let from = matches!(
        timex.anchor.as_deref(),
        Some("from" | "as of" | "as from" | "starting" | "beginning" | "effective")
    );
    let single = timex.begin_point.is_none() && timex.end_point.is_none();
    from && single
        && matches!(
            kind,
            Kind::Commitment | Kind::Decision | Kind::Sanction | Kind::Deployment | Kind::Conflict
        )
}

/// So many days ahead a verb in the past may still name the day of a plan.
const SOON: i64 = 10;

impl Scene<'_> {
    fn time_argument(&self, c: &Candidate<&Timex>, interval: Interval) -> TimeArgument {
        TimeArgument {
            interval,
            basis: TimeBasis::Stated,
            span: c.value.span,
            rule: c.value.rule.clone(),
        }
    }

    /// Gives a mention with no time or place of its own those of another word.
    pub(crate) fn lend(
        &self,
        mention: &mut EventMention,
        times: &[Candidate<&Timex>],
        places: &[Candidate<&Resolved>],
    ) {
        let day = times.iter().filter(|c| !c.loose).find_map(|c| {
            let interval = anchored(self.tree, c)?;
            let bounded = interval.first_day().is_some() && interval.last_day().is_some();
            (bounded && !adjunct::is_future(&interval, self.report.dct.date))
                .then(|| self.time_argument(c, interval))
        });
        if mention.time.is_none() {
            mention.time = day;
        }
        let at = places
            .iter()
            .find(|c| !c.loose && matches!(self.tree.case(c.word).as_deref(), Some("in" | "at")));
        if mention.place.is_none()
            && let Some(c) = at
        {
            mention.place = place_of(c.value);
        }
    }

    /// Gives a meeting that is only invited to the day to come of the
    /// invitation, and its place.
    pub(crate) fn lend_plan(
        &self,
        mention: &mut EventMention,
        times: &[Candidate<&Timex>],
        places: &[Candidate<&Resolved>],
    ) {
        if mention.time.is_none() {
            mention.time = times.iter().filter(|c| !c.loose).find_map(|c| {
                let interval = anchored(self.tree, c)?;
                adjunct::is_future(&interval, self.report.dct.date)
                    .then(|| self.time_argument(c, interval))
            });
        }
        self.lend(mention, &[], places);
    }

    /// Sets time, due and earlier time; true where the event was moved to a
    /// new day.
    pub(crate) fn times(
        &self,
        mention: &mut EventMention,
        proposal: &Proposal,
        times: &[Candidate<&Timex>],
        state: &mut State,
        day: Date,
    ) -> bool {
        let tree = self.tree;
        let path = &proposal.path;
        if *state == State::Postponed
            && let Some(time) = self.adjourned(mention.kind, path, day)
        {
            *state = State::Fact;
            mention.time = Some(time);
            return false;
        }
        let hanging = |c: &Candidate<&Timex>, list: &[(u32, Vec<String>)]| {
            let case = tree
                .case(c.word)
                .or_else(|| c.value.anchor.clone())
                .unwrap_or_default();
            let on = |t: u32| {
                list.iter()
                    .any(|(w, preps)| *w == t && preps.contains(&case))
            };
            // 'The talks that had been set for Oslo from 4 to 5 May were moved to June'
            for t in tree.s.ancestors(c.word).take(6) {
                if on(t) {
                    return Some(t);
                }
                if t != c.word && tree.rel(t) == Deprel::AclRelcl {
                    return None;
                }
            }
            None
        };
        // A finite verb in the past tells of no day to come.
        let told = proposal.verb.is_some_and(|v| {
            let mood = tree.mood(v);
            mood.past && mood.form == Form::Finite && mood.modal == Modal::None
        });
        let mut best: Option<((u32, u32), &Candidate<&Timex>, Interval)> = None;
        let mut new_day = false;
        for c in times {
            let Some(mut interval) =
                spans::till_owned(tree, c, proposal).or_else(|| anchored(tree, c))
            else {
                continue;
            };
            // 'Invited him to Lima in May': the month is that of the visit.
            let to_come = self.lexicon.frames[proposal.frame as usize]
                .stands
                .is_some();
            if *state == State::Fact && !to_come {
                interval = self.year_before(proposal, c, interval, day);
            }
            interval = self.year_ahead(c, interval, *state, day);
            if counts_from(tree, c, proposal.noun.or(Some(proposal.head)))
                || in_name(tree, c, mention.kind)
                || of_one_before(tree, c.word, proposal.noun, proposal.verb)
                || counts_within(tree, c, proposal.noun)
                || is_of_age(tree, c, &interval, proposal.noun)
            {
                continue;
            }
            // 'Will announce a date for the summit this week'
            let detail = path.passed.iter().chain(&path.spine).find(|&&t| {
                tree.is_noun(t)
                    && matches!(tree.lemma(t), "date" | "venue")
                    && tree.rel(t) == Deprel::Obj
            });
            if detail.is_some_and(|&d| !tree.s.dominates(d, c.word)) {
                continue;
            }
            // 'Tore up the 1956 treaty in January': how old what is torn up is.
            let year = interval.granularity == Granularity::Year;
            if year && proposal.verb.is_some() && is_modifier(tree, c.word) {
                continue;
            }
            // 'Was extended on Tuesday until the end of June' is no range.
            if self.is_end_of_extension(mention.kind, proposal, c) {
                continue;
            }
            if self.extends(mention.kind, proposal) {
                interval = c.value.interval.unwrap_or(interval);
            }
            // 'Prolonged the suspension until 13 May': till when, not on what day.
            if self.prolongs(mention.kind, proposal, c) {
                continue;
            }
            // 'Withdrew it a week later', where no day was told before.
            let rule = c.value.rule.as_str();
            let later = ["offset.later", "offset.following", "offset.days_on"];
            let later = later.iter().any(|r| rule.contains(r));
            let told = told || tree.s.head(c.word).is_some_and(|v| tree.is_told(v));
            if told && later && adjunct::is_future(&interval, day) {
                continue;
            }
            if self.is_of_cause(proposal, c) {
                continue;
            }
            // 'In a message for the holiday'
            let feast = c.value.rule.contains("holiday")
                && c.value.anchor.as_deref() == Some("for")
                && mention.kind == Kind::Statement;
            if feast {
                continue;
            }
            // 'An accord that X had brokered since Monday', 'they negotiated it over the
            // last four years'
            let long = c.value.kind == TimexType::Duration;
            let brokered = (long || c.value.anchor.as_deref() == Some("since"))
                && tree
                    .s
                    .head(c.word)
                    .is_some_and(|v| self.lexicon.listed("brokering", tree.lemma(v)));
            if brokered && mention.kind == Kind::Agreement {
                continue;
            }
            if let Some(day_before) = self.week_before(proposal, c, &interval, day) {
                interval = day_before;
            }
            // 'Were to open on Tuesday but will begin on Friday': the nearer verb.
            let newer = |old: u32| {
                let new = hanging(c, &path.new_day);
                new.is_some_and(|n| n != old && tree.s.dominates(old, n))
            };
            if hanging(c, &path.old_day).is_some_and(|old| !newer(old)) {
                // 'Moved from Monday to Friday' is no range.
                let interval = c.value.interval.unwrap_or(interval);
                mention.earlier_time = Some(self.time_argument(c, interval));
                continue;
            }
            // 'The talks which X broke off on Monday will be held on Friday'
            let lapsing = !path.ends.is_empty();
            if !lapsing && path.aside.iter().any(|&a| tree.s.dominates(a, c.word)) {
                continue;
            }
            // 'The accord expires in May'
            let inside = |t: u32| proposal.noun.is_some_and(|n| tree.s.dominates(n, t));
            if !inside(c.word)
                && (mention.kind.family() != Family::Relief
                    || adjunct::runs_out_on(tree, c.word).is_none())
                && tree
                    .s
                    .ancestors(c.word)
                    .take(4)
                    .any(|t| path.ends.contains(&t))
            {
                continue;
            }
            let word = hanging(c, &path.new_day);
            let puts_off = word.is_some_and(|w| path.moving.contains(&w));
            // 'The talks set for Monday were put off': no new day.
            let moved = word.is_some() && (puts_off || path.moving.is_empty());
            if moved && (!path.old_day.is_empty() || c.value.anchor.as_deref() == Some("to")) {
                interval = c.value.interval.unwrap_or(interval);
            }
            if c.loose && !moved {
                // 'agreed on Monday to meet on Friday': a time on the other
                // word is the event's only where it cannot be that word's.
                // 'was delayed on Tuesday': the day of putting off.
                let off = matches!(*state, State::Postponed | State::Cancelled | State::Denied);
                let later = !off && adjunct::is_future(&interval, day) && c.word > proposal.head;
                // 'The raid follows talks in Oslo on 6 May'
                let follows = c.word > proposal.head
                    && tree
                        .s
                        .head(c.word)
                        .is_some_and(|v| tree.lemma(v) == "follow" && !tree.mood(v).past);
                if !later && !follows {
                    continue;
                }
            }
            // 'Was not launched until Friday': on that day.
            let only_then = c.value.anchor.as_deref() == Some("until")
                && tree.s.head(c.word).is_some_and(|v| {
                    let mood = tree.mood(v);
                    mood.until && mood.past && mood.modal == Modal::None
                });
            if only_then {
                best = Some(((0, 0), c, interval));
                continue;
            }
            let deadline = (is_deadline(c.value) || adjunct::runs_out_on(tree, c.word).is_some())
                && !is_modifier(tree, c.word)
                && matches!(
                    mention.kind,
                    Kind::Commitment | Kind::Project | Kind::Institution
                );
            // 'Within three weeks, by 26 February': the day that is named.
            let vague = c.value.anchor.as_deref() == Some("within");
            if deadline && vague && mention.due.is_some() {
                continue;
            }
            if deadline {
                mention.due = Some(self.time_argument(c, due(c.value, interval)));
                if interval.start.is_some() {
                    continue;
                }
            }
            // What one is to let go or to draw back by a day is due on it, too.
            let has = *state == State::Possible && adjunct::allotted(tree, c.word).is_some();
            let out = adjunct::runs_out_on(tree, c.word).is_some();
            let by = (is_deadline(c.value) || out)
                && !is_modifier(tree, c.word)
                && mention.kind.family() == Family::Relief
                && (matches!(*state, State::Planned | State::Agreed | State::Fact) || has)
                && adjunct::is_future(&interval, day);
            if by && mention.due.is_none() {
                mention.due = Some(self.time_argument(c, due(c.value, interval)));
                if has {
                    *state = State::Agreed;
                }
            }
            // 'Their meeting, due on 20 March, was brought forward to 18 March'
            let advances = word.is_some_and(|w| {
                let ahead = |c: u32| matches!(tree.lemma(c), "forward" | "up");
                matches!(tree.lemma(w), "bring" | "move") && tree.children(w).any(ahead)
            });
            new_day |= puts_off && *state == State::Postponed;
            // 'originally planned for April, will now take place in June'
            let once = tree.s.head(c.word).is_some_and(|w| {
                tree.s.children_by(w, &[Deprel::Advmod]).any(|a| {
                    let planned = || crate::tie::plan_day::is_plan(tree.lemma(w));
                    matches!(tree.lemma(a), "originally" | "initially" | "previously")
                        || tree.lemma(a) == "first" && planned()
                })
            });
            // 'The meeting, planned for Tuesday, will be held on 20 March instead'
            let once = once || self.is_superseded(path, times, c);
            // What is planned is not on a day that is over.
            // 'Agreed in April to keep it open from 1 June'
            let content = mention.kind == Kind::Commitment
                && self.lexicon.frames[proposal.frame as usize].content;
            let over = (matches!(*state, State::Planned | State::Agreed)
                || *state == State::Fact && content)
                && adjunct::is_past(&interval, day)
                || *state == State::Fact && told && !content && adjunct::is_future(&interval, day);
            let rank = (
                u32::from(once || over) * 4
                    + u32::from(!moved)
                    + u32::from(c.loose && !(moved && (puts_off || advances))) * 2,
                c.distance * 2
                    + match interval.granularity {
                        Granularity::Time | Granularity::Day => 0,
                        Granularity::Week => 1,
                        _ => 2,
                    },
            );
            if best.is_none_or(|(b, _, _)| rank < b) {
                best = Some((rank, c, interval));
            }
        }
        if best.is_none()
            && let Some((c, interval)) = self.granted(proposal.head)
        {
            let kept = matches!(
                mention.kind,
                Kind::Commitment | Kind::Project | Kind::Institution
            );
            if kept || mention.kind.family() == Family::Relief {
                mention.due = Some(self.time_argument(&c, due(c.value, interval)));
                if *state == State::Possible {
                    *state = State::Agreed;
                }
            }
            if !kept {
                mention.time = Some(self.time_argument(&c, interval));
            }
        } else if best.is_none()
            && let Some((c, interval)) = self.time_of_clause(proposal.head)
        {
            mention.time = Some(self.time_argument(&c, interval));
        }
        if let Some((c, interval)) = self.dated(mention.kind, proposal) {
            mention.time = Some(self.time_argument(&c, interval));
            return false;
        }
        // 'The signing, set for Saturday, slipped by a day'
        if let Some((_, c, interval)) = best
            && *state == State::Postponed
            && !new_day
            && let Some(later) = self.shifted(path, &interval)
        {
            mention.earlier_time = Some(self.time_argument(c, interval));
            mention.time = Some(self.time_argument(c, later));
            return true;
        }
        if let Some((_, c, interval)) = best {
            let interval = self.with_next(c, interval);
            // 'They have been meeting since Monday': till the report at least.
            let since = interval.end.is_none()
                && is_meeting(mention.kind)
                && interval.first_day().is_some_and(|d| d <= day)
                && matches!(*state, State::Fact | State::Bare);
            let both = self.first_to_last(mention.kind, times, c);
            let interval = match interval.first_day() {
                Some(_) if both.is_some() => both.unwrap_or(interval),
                Some(first) if since => Interval::days(first, day, Granularity::Day),
                Some(first)
                    if lasts_from(mention.kind, c.value)
                        || first <= day && self.has_begun(mention.kind, c, *state) =>
                {
                    Interval {
                        end: None,
                        ..interval
                    }
                }
                _ => interval,
            };
            mention.time = Some(self.time_argument(c, interval));
        }
        // 'The talks set for Monday were put off to Friday': the other day is
        // the one given up.
        if new_day
            && mention.earlier_time.is_none()
            && let Some((_, chosen, _)) = best
        {
            // It may hang on a wrong word within the phrase of the event.
            let within = self.timexes.iter().filter_map(|t| {
                let word = tree.s.head_of(t.span)?;
                tree.s.dominates(proposal.noun?, word).then_some(Candidate {
                    value: *t,
                    word,
                    distance: 0,
                    loose: true,
                })
            });
            let chosen = chosen.word;
            let now = mention.time.as_ref().map(|t| t.interval);
            mention.earlier_time = times
                .iter()
                .copied()
                .chain(within)
                .filter(|c| c.word != chosen)
                .find_map(|c| {
                    let interval = anchored(tree, &c)?;
                    (adjunct::is_exact(&interval) && now.is_some_and(|t| !t.overlaps(&interval)))
                        .then(|| self.time_argument(&c, interval))
                });
        }
        new_day
    }

    /// 'They met on 3 August' of a May report: the year before. What hangs on the
    /// verb with 'for' or 'by' may be the day of a plan.
    fn year_before(
        &self,
        proposal: &Proposal,
        c: &Candidate<&Timex>,
        interval: Interval,
        day: Date,
    ) -> Interval {
        let on = matches!(c.value.anchor.as_deref(), None | Some("on" | "in"));
        let own = self.tree.s.head(c.word).is_some_and(|v| {
            let mood = self.tree.mood(v);
            let path = &proposal.path;
            let its = Some(v) == proposal.verb || path.passed.contains(&v) || path.word == Some(v);
            its && mood.past && mood.form == Form::Finite && mood.modal == Modal::None
        });
        let nearest = c.value.rule.contains("yearly-nearest");
        let soon = day.checked_add(jiff::Span::new().days(SOON)).unwrap_or(day);
        let ahead = interval.first_day().is_some_and(|first| first > soon);
        if !(on && own && nearest && ahead) {
            return interval;
        }
        let back = |t: DateTime| t.checked_sub(jiff::Span::new().years(1)).ok();
        Interval {
            start: interval.start.and_then(back),
            end: interval.end.and_then(back),
            ..interval
        }
    }

    /// 'Both armies had pulled back by Tuesday', told on Tuesday: it is done.
    pub(crate) fn done_by(&self, proposal: &Proposal, mention: &EventMention, day: Date) -> bool {
        let today = mention.time.as_ref().is_some_and(|t| {
            t.interval.first_day().is_none() && t.interval.last_day() == Some(day)
        });
        today
            && proposal.verb.is_some_and(|v| {
                let mood = self.tree.mood(v);
                mood.past && mood.perfect && mood.modal == Modal::None
            })
    }

    /// True for a verb, with its particle if it has one, that a list holds.
    pub(crate) fn told_by(&self, list: &str, verb: u32) -> bool {
        let tree = self.tree;
        let lemma = tree.lemma(verb);
        // 'Got under way on Tuesday'
        if lemma == "get" && list == "begins" {
            return tree.children(verb).any(|c| {
                tree.lemma(c) == "underway"
                    || tree.lemma(c) == "way" && tree.case(c).as_deref() == Some("under")
                    || tree.lemma(c) == "go" && tree.token(c).xpos == Xpos::Vbg
            });
        }
        match tree.s.child(verb, &[Deprel::CompoundPrt]) {
            Some(p) => self
                .lexicon
                .listed(list, &format!("{lemma} {}", tree.lemma(p))),
            None => self.lexicon.listed(list, lemma),
        }
    }

    /// The day that a letter or another paper bears: 'in a letter dated 1 May'.
    fn dated(&self, kind: Kind, proposal: &Proposal) -> Option<(Candidate<&Timex>, Interval)> {
        let tree = self.tree;
        if kind != Kind::Statement {
            return None;
        }
        let own = |t: u32| {
            Some(t) == proposal.noun || tree.s.head(t) == proposal.verb.or(Some(proposal.head))
        };
        self.timexes.iter().find_map(|t| {
            let word = tree.s.head_of(t.span)?;
            let dated = tree.s.head(word).filter(|&v| tree.lemma(v) == "date")?;
            let paper = tree.s.head(dated).filter(|&p| tree.is_noun(p) && own(p))?;
            let c = Candidate {
                value: *t,
                word,
                distance: dated.abs_diff(paper),
                loose: false,
            };
            Some((c, anchored(tree, &c)?))
        })
    }

    /// 'Opened on Sunday and ended on Monday', 'has been there since Monday and
    /// will stay until Friday': from the first day to the last.
    fn first_to_last(
        &self,
        kind: Kind,
        times: &[Candidate<&Timex>],
        best: &Candidate<&Timex>,
    ) -> Option<Interval> {
        let tree = self.tree;
        let lasts = matches!(kind, Kind::Exercise | Kind::Conflict | Kind::Withdrawal);
        if !is_meeting(kind) && !lasts {
            return None;
        }
        let verb = tree.s.head(best.word)?;
        // The other day may stand with a verb beside this one, or with one of its
        // own candidates.
        let mut verbs: Vec<u32> = tree.conjuncts(tree.first_conjunct(verb));
        verbs.truncate(4);
        let own = times.iter().filter(|c| !c.loose);
        verbs.extend(own.filter_map(|c| tree.s.head(c.word)));
        verbs.push(verb);
        let day = |list: &str, till: bool| {
            self.timexes.iter().find_map(|t| {
                let at = tree.s.head(tree.s.head_of(t.span)?)?;
                let until = matches!(t.anchor.as_deref(), Some("until" | "till" | "through"));
                // 'Opened on Monday and was adjourned until 8 April'
                let fits = verbs.contains(&at) && till == until && self.told_by(list, at);
                let interval = whole(t).filter(|_| fits && t.begin_point.is_none())?;
                let (first, last) = (interval.first_day()?, interval.last_day()?);
                // 'Which began last Thursday, ends this weekend'
                let weekend = list == "ends" && (last - first).get_days() == 1;
                (first == last || weekend).then_some(last)
            })
        };
        let own = whole(best.value).and_then(|i| i.first_day());
        // 'Has been there since Monday and will stay until Friday'
        let since = best.value.anchor.as_deref() == Some("since");
        let first = day("begins", false).or(own.filter(|_| since || kind == Kind::Visit))?;
        let last = day("ends", false).or_else(|| day("stays", true))?;
        (first < last && (last - first).get_days() < 60)
            .then(|| Interval::days(first, last, Granularity::Day))
    }

    /// 'They put their names to it on Friday': a weekday beside a verb that the
    /// tree knows to be past lies behind, though the word may be a present.
    fn week_before(
        &self,
        proposal: &Proposal,
        c: &Candidate<&Timex>,
        interval: &Interval,
        today: Date,
    ) -> Option<Interval> {
        let tree = self.tree;
        let own = proposal.verb.filter(|&v| tree.s.head(c.word) == Some(v));
        // 'The meeting set for Friday was not held'
        let came = proposal.path.clause.filter(|&v| {
            let begins = matches!(tree.lemma(v), "begin" | "open" | "start");
            c.word < v && (begins || self.occurs(v))
        });
        // 'Was due on Friday but did not take place'
        let missed = (tree.s.head(c.word)).filter(|&v| crate::climb::since::did_not(tree, v));
        let verb = missed.or(own).or(came)?;
        let mood = tree.mood(verb);
        let past = tree.token(verb).xpos == Xpos::Vbd || own.is_none() && mood.past;
        let past = past || missed.is_some();
        let told = past && mood.form == Form::Finite && mood.modal == Modal::None;
        let (first, last) = (interval.first_day()?, interval.last_day()?);
        let ahead = (first - today).get_days();
        let weekday = c.value.rule.contains("weekday");
        (told && weekday && first == last && (1..=6).contains(&ahead))
            .then(|| first.checked_sub(jiff::Span::new().days(7)).ok())
            .flatten()
            .map(Interval::day)
    }

    /// The day to which one is moved that is put off by so long a time.
    fn shifted(&self, path: &Path, interval: &Interval) -> Option<Interval> {
        let tree = self.tree;
        let (first, last) = (interval.first_day()?, interval.last_day()?);
        let length = self.timexes.iter().find_map(|t| {
            // 'By at least two weeks' gives no day.
            let exact = t.interval.is_none() && t.modifier.is_none();
            let length = spans::length(t).filter(|_| exact)?;
            let head = tree.s.head_of(t.span)?;
            let by = tree.case(head).as_deref() == Some("by");
            let on = tree.s.head(head).is_some_and(|v| path.moving.contains(&v));
            (by && on).then_some(length)
        })?;
        let moved = |day: Date| day.checked_add(length).ok();
        Some(Interval::days(
            moved(first)?,
            moved(last)?,
            interval.granularity,
        ))
    }
}
