//! Lengths of time that say when: 'within six months', 'from 20 July for four
//! months', 'a three-day summit'.

use crate::draft::adjunct::{self, Candidate};
use crate::draft::build::{Scene, is_meeting};
use crate::propose::Proposal;
use crate::tree::Tree;
use dateline_record::{
    EventMention, Family, Granularity, Interval, Kind, Reference, Report, Status, TimeArgument,
    TimeBasis, Timex, TimexType,
};
use dateline_syntax::Deprel;
use jiff::{
    ToSpan,
    civil::{Date, DateTime},
};

/// A length in whole days, weeks, months or years; `None` for hours, for
/// lengths with no number and for very long ones.
pub(crate) fn length(timex: &Timex) -> Option<jiff::Span> {
    if timex.kind != TimexType::Duration {
        return None;
    }
    let value = timex.value.strip_prefix('P')?;
    let n: i64 = value.get(..value.len().checked_sub(1)?)?.parse().ok()?;
    if !(1..=400).contains(&n) {
        return None;
    }
    let span = jiff::Span::new();
    Some(match value.as_bytes().last()? {
        b'D' => span.days(n),
        b'W' => span.weeks(n),
        b'M' => span.months(n),
        b'Y' => span.years(n),
        _ => return None,
    })
}

/// 'Before 24 July': the last day that is not yet it. Of 'before the end of May' and of
/// feasts it is the day itself.
pub(crate) fn eve(timex: &Timex, interval: &Interval) -> Option<DateTime> {
    let dated = timex.rule.starts_with("en.time.date.day_month")
        || timex.rule.starts_with("en.time.date.month_day");
    let before = timex.anchor.as_deref() == Some("before") && timex.modifier.is_none();
    let whole = !interval.approx && timex.begin_point.is_none() && timex.end_point.is_none();
    let first = interval.first_day().filter(|_| dated && before && whole)?;
    (interval.last_day() == Some(first)).then_some(())?;
    Interval::day(first.yesterday().ok()?).end
}

/// 'Closed the border until Friday's funeral': a noun that the day owns and that is
/// not the event itself bounds it.
pub(crate) fn till_owned(
    tree: &Tree,
    c: &Candidate<&Timex>,
    proposal: &Proposal,
) -> Option<Interval> {
    let path = &proposal.path;
    let own = |h| {
        proposal.noun == Some(h)
            || proposal.head == h
            || path.spine.contains(&h)
            || path.passed.contains(&h)
    };
    let owned = tree
        .s
        .head(c.word)
        .filter(|&h| tree.rel(c.word) == Deprel::NmodPoss && !own(h))?;
    let interval = c.value.interval.filter(|_| c.value.anchor.is_none())?;
    match tree.case(owned).as_deref() {
        Some("until" | "till" | "by" | "before" | "ahead of") => Some(Interval {
            start: None,
            ..interval
        }),
        Some("since") => Some(Interval {
            end: None,
            ..interval
        }),
        Some("after") => Some(Interval {
            start: interval.end,
            end: None,
            ..interval
        }),
        _ => None,
    }
}

/// 'Second' to 'tenth', in order.
pub(crate) const ORDINALS: [&str; 9] = [
    "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
];

/// A length in hours as the days that it may reach into: two for 'within 48
/// hours'.
pub(crate) fn hours(timex: &Timex) -> Option<jiff::Span> {
    let n: i64 = timex
        .value
        .strip_prefix("PT")?
        .strip_suffix('H')?
        .parse()
        .ok()?;
    (1..=240)
        .contains(&n)
        .then(|| jiff::Span::new().days((n + 23) / 24))
}

/// The last day of so long a time that begins on `first`.
pub(crate) fn last_day(first: Date, length: jiff::Span) -> Option<Date> {
    let end = first.checked_add(length).ok()?;
    // 'For four months from 20 July' is said to end on 20 November, two weeks from
    // the 8th on the 22nd, three days from the 18th on the 20th.
    if length.get_days() == 0 && length.get_weeks() != 1 {
        Some(end)
    } else {
        end.yesterday().ok()
    }
}

/// 'On 19 April and, a week later, in Rome': weeks counted from a day that the
/// text names lead to a day, the same one of the week.
fn same_weekday(times: &[Timex], k: usize, dct: Date) -> Option<Interval> {
    let t = &times[k];
    let week = t.interval.filter(|i| i.granularity == Granularity::Week)?;
    let offset = t.rule.strip_prefix("en.time.offset.")?.split(' ').next()?;
    let counted = matches!(
        offset,
        "later" | "earlier" | "fortnight_later" | "ago" | "fortnight_ago"
    );
    let from = match t.reference {
        Reference::Timex(anchor) => times[..k].iter().find(|t| t.span == anchor)?.interval?,
        Reference::Dct => Interval::day(dct),
        Reference::None => return None,
    };
    let day = from.first_day().filter(|&d| from.last_day() == Some(d))?;
    let monday = week.first_day().filter(|_| counted && !week.approx)?;
    let ahead = i64::from(day.weekday().to_monday_zero_offset());
    let mut found = Interval::day(monday.checked_add(ahead.days()).ok()?);
    // 'Two weeks ago' is said of the days around it too.
    found.approx = t.reference == Reference::Dct;
    Some(found)
}

/// The unit that is named where a part of it is said: of 'later this month' the
/// month, and of 'the first week of May' its first seven days.
fn named_unit(t: &Timex, text: &str) -> Option<Interval> {
    let now = t.interval?;
    if t.rule.contains("deictic.rest_later") {
        let unit = Interval::parse(&t.value)?;
        let short = matches!(unit.granularity, Granularity::Week | Granularity::Month);
        return (short && unit.contains(&now)).then_some(unit);
    }
    let first = now.first_day()?;
    let week = now.granularity == Granularity::Week
        && t.span
            .of(text)
            .trim_start_matches("the ")
            .starts_with("first week ");
    let month = now.last_day()?.first_of_month();
    let end = month.checked_add(6.days()).ok()?;
    (week && (month - first).get_days().abs() < 7)
        .then(|| Interval::days(month, end, Granularity::Day))
}

/// 'Had been signed a week earlier, on 12 June, in Quito': what was counted is told
/// once more as a date, and that is the day.
fn restated(counted: &Timex, next: &Timex, text: &str) -> Option<Interval> {
    let offset = counted.rule.starts_with("en.time.offset.") && counted.anchor.is_none();
    let dated = next.rule.starts_with("en.time.date.")
        && matches!(next.anchor.as_deref(), None | Some("on"));
    let day = next.interval.filter(|_| offset && dated)?;
    let one = day.granularity == Granularity::Day && day.first_day() == day.last_day();
    let (a, b) = (counted.span.end, next.span.start);
    let between = (a < b).then(|| dateline_record::Span::new(a, b).of(text))?;
    (one && matches!(between, ", " | ", on ")).then_some(day)
}

/// The times of a report, with the days that a length with 'within' allows
/// from the day of the report on.
pub(crate) fn prepare(report: &Report, timexes: &[Timex]) -> Vec<Timex> {
    let day = report.dct.date;
    let mut out = timexes.to_vec();
    // 'Within three weeks, by 26 February': the day that is named.
    for k in 1..out.len() {
        let between = dateline_record::Span::new(out[k - 1].span.end, out[k].span.start);
        let by = out[k].anchor.as_deref() == Some("by")
            && between.start < between.end
            && between
                .of(&report.text)
                .trim_matches([' ', ',', '-', '–', '—'])
                == "by";
        if by && out[k - 1].anchor.as_deref() == Some("within") && out[k].interval.is_some() {
            out[k - 1].interval = out[k].interval;
            out[k - 1].anchor = Some("by".to_owned());
        }
    }
    for k in 0..out.len() {
        if let Some(day) = same_weekday(&out, k, day) {
            out[k].interval = Some(day);
        }
    }
    for k in 1..out.len() {
        if let Some(day) = restated(&out[k - 1], &out[k], &report.text) {
            out[k - 1].interval = Some(day);
        }
    }
    for t in &mut out {
        if let Some(whole) = named_unit(t, &report.text) {
            t.interval = Some(whole);
        }
        if t.interval.is_none()
            && t.anchor.as_deref() == Some("within")
            && let Some(length) = length(t).or_else(|| hours(t))
            && let Ok(last) = day.checked_add(length)
        {
            t.interval = Some(Interval::days(day, last, Granularity::Day));
        }
    }
    out
}

impl Scene<'_> {
    /// 'On 21 and 22 May': two days beside each other are one span.
    pub(crate) fn with_next(&self, c: &Candidate<&Timex>, interval: Interval) -> Interval {
        let single = |i: &Interval| {
            let day = i.first_day()?;
            (i.granularity == Granularity::Day && i.last_day() == Some(day)).then_some(day)
        };
        let Some(day) = single(&interval) else {
            return self.with_next_unit(c, interval);
        };
        let (start, end) = (c.value.span.start, c.value.span.end);
        for t in self.timexes {
            let other = t.interval.as_ref().and_then(single);
            let beside = |a: u32, b: u32| {
                a < b && dateline_record::Span::new(a, b).of(&self.report.text) == " and "
            };
            let Some(other) = other else { continue };
            let days = (other - day).get_days();
            if days == 1 && beside(end, t.span.start) {
                return Interval::days(day, other, Granularity::Day);
            }
            if days == -1 && beside(t.span.end, start) {
                return Interval::days(other, day, Granularity::Day);
            }
        }
        interval
    }

    /// 'In 2012 and 2013', 'in July and August': two months or years beside each
    /// other are one span.
    fn with_next_unit(&self, c: &Candidate<&Timex>, interval: Interval) -> Interval {
        let long = matches!(interval.granularity, Granularity::Month | Granularity::Year);
        let whole = c.value.modifier.is_none() && !interval.approx;
        let (Some(_), Some(last), true) =
            (interval.first_day(), interval.last_day(), long && whole)
        else {
            return interval;
        };
        let next = self.timexes.iter().find_map(|t| {
            let (a, b) = (c.value.span.end, t.span.start);
            let between = (a < b).then(|| dateline_record::Span::new(a, b).of(&self.report.text));
            let and = matches!(between, Some(" and " | " or "));
            let other = t.interval.filter(|_| and && t.modifier.is_none())?;
            let follows = other.first_day() == last.tomorrow().ok();
            (follows && other.granularity == interval.granularity).then_some(other)
        });
        match next {
            Some(next) => Interval {
                end: next.end,
                ..interval
            },
            None => interval,
        }
    }

    /// 'Closed five days of negotiations on Sunday', 'three days of talks yielded a
    /// list on Friday': the day that is told is the last.
    fn come_to_an_end(&self, measure: u32) -> bool {
        let tree = self.tree;
        let verb = tree.s.head(measure).filter(|&v| tree.is_verb(v));
        verb.is_some_and(|v| {
            let subject = matches!(tree.rel(measure), Deprel::Nsubj | Deprel::NsubjPass);
            let object = tree.rel(measure) == Deprel::Obj;
            let outcome = matches!(
                tree.lemma(v),
                "yield" | "produce" | "bring" | "result" | "lead" | "fail"
            );
            (subject || object) && self.told_by("ends", v)
                || subject && outcome && tree.mood(v).past
        })
    }

    /// Days from the first to the last where the text says how many: 'three
    /// days of talks ended on Friday', 'a two-day summit from 3 May', 'a truce
    /// from 20 July for four months'.
    pub(crate) fn lasts(&self, mention: &mut EventMention, proposal: &Proposal) {
        let tree = self.tree;
        let vague = mention.time.as_ref().is_none_or(|t| {
            let last = t.interval.last_day();
            let open = t.interval.start.is_none();
            let after = proposal
                .verb
                .is_some_and(|v| self.tree.marker(v, Deprel::Mark).as_deref() == Some("after"));
            open && (after || last.is_some_and(|l| l > self.report.dct.date))
        });
        if vague
            && is_meeting(mention.kind)
            && let Some(time) = self
                .till_then(proposal)
                .or_else(|| self.at_its_end(proposal))
        {
            mention.time = Some(time);
            return;
        }
        let Some(time) = &mut mention.time else {
            return;
        };
        let last = time.interval.last_day();
        // 'Met for three days, until Monday'
        let till = time.interval.start.is_none() && is_meeting(mention.kind);
        let Some(first) = time.interval.first_day().or(last.filter(|_| till)) else {
            return;
        };
        // 'Early on Sunday, after three days of talks'
        let clock = time.interval.granularity == Granularity::Time && !is_meeting(mention.kind);
        if last.is_some_and(|l| l != first) || clock {
            return;
        }
        // Who is let go after years was held so long.
        if matches!(mention.kind.family(), Family::Relief | Family::Force)
            && !matches!(
                mention.kind,
                Kind::Exercise | Kind::Deployment | Kind::Conflict | Kind::Easing
            )
        {
            return;
        }
        // 'At the close of a round that had opened on 22 May'
        let closed = proposal.noun.and_then(|n| self.closed(n));
        if let Some(day) = closed.filter(|&d| is_meeting(mention.kind) && d > first) {
            time.interval = Interval::days(first, day, Granularity::Day);
            return;
        }
        // 'The third day of talks on Thursday': since Tuesday
        let nth = self.nth_day(proposal).filter(|_| is_meeting(mention.kind));
        if let Some(day) = nth.and_then(|n| first.checked_sub(jiff::Span::new().days(n - 1)).ok()) {
            time.interval = Interval::days(day, first, Granularity::Day);
            return;
        }
        // 'Signed a seven-day ceasefire on Saturday': how long the truce is.
        // But 'a 30-day truce from 20 May' is in force for those days.
        let span = time.span;
        let from = self.timexes.iter().any(|t| {
            t.span == span
                && matches!(
                    t.anchor.as_deref(),
                    Some("from" | "starting" | "beginning" | "effective" | "as of" | "as from")
                )
        });
        if mention.kind == Kind::Agreement
            && !from
            && !self.is_kept(mention, proposal.noun, &proposal.path)
        {
            return;
        }
        let Some(time) = &mut mention.time else {
            return;
        };
        let spine = &proposal.path.spine;
        let shut = mention.kind == Kind::Sanction && mention.status.value == Status::Held;
        let length = self.timexes.iter().find_map(|t| {
            let long = length(t).filter(|_| t.interval.is_none())?;
            let head = tree.s.head_of(t.span)?;
            // 'For a period of two months'
            let period = tree.s.head(head).filter(|&p| {
                tree.case(head).as_deref() == Some("of")
                    && matches!(tree.lemma(p), "period" | "term" | "space")
                    && tree.case(p).as_deref() == Some("for")
            });
            let head = period.unwrap_or(head);
            // 'a two-day summit', or 'two days of talks'
            let on_noun = proposal.noun.is_some_and(|noun| {
                tree.s.head(head) == Some(noun) && head < noun
                    || tree.s.head(noun) == Some(head) && tree.case(noun).as_deref() == Some("of")
            });
            // 'begins on 20 July and is to last for four months'
            let on_verb = (t.anchor.as_deref() == Some("for") || period.is_some())
                && tree
                    .s
                    .ancestors(head)
                    .take(4)
                    .skip(1)
                    .take_while(|&w| {
                        spine.contains(&w) || tree.s.child(w, &[Deprel::Nsubj]).is_none()
                    })
                    .any(|w| spine.contains(&w))
                && !self.lexicon.frames[proposal.frame as usize].extends;
            // 'spent a week in Kabul from 31 March', 'spent four days shuttling, from 3 May'
            let spent = proposal.verb.is_some_and(|v| {
                let spend = tree.s.head(head).filter(|&s| tree.lemma(s) == "spend");
                let over = tree.s.head(v);
                let beside = |s| over == Some(s) && tree.rel(v) == Deprel::Xcomp;
                spend.is_some_and(|s| v == s || beside(s) || over == Some(head))
            });
            // 'Ended on Thursday after three days'
            let over = t.anchor.as_deref() == Some("after")
                && is_meeting(mention.kind)
                && tree
                    .s
                    .head(head)
                    .is_some_and(|v| spine.contains(&v) && self.told_by("ends", v));
            // 'Four years of talks' are no meeting that is to last so long.
            let short = long.get_months() == 0 && long.get_years() == 0;
            ((on_noun || spent || over) && short || on_verb).then_some(long)
        });
        let Some(length) = length else { return };
        let noun = proposal.noun.filter(|_| is_meeting(mention.kind));
        let measured = proposal.noun.and_then(|n| tree.s.head(n));
        let after = |n: u32| tree.case(n).as_deref() == Some("after");
        let ends = till
            || noun.is_some() && measured.is_some_and(|m| after(m) || self.come_to_an_end(m))
            // 'Closed the border for two days' ends nothing.
            || mention.kind != Kind::Sanction
                && spine
                    .iter()
                    .chain(&proposal.path.passed)
                    .any(|&w| self.told_by("ends", w))
            || noun.and_then(|n| tree.case(n)).as_deref() == Some("after");
        let (a, b) = if ends {
            let day = last.unwrap_or(first);
            let before = day.checked_sub(length).and_then(Date::tomorrow).ok();
            (before, Some(day))
        } else {
            (Some(first), last_day(first, length))
        };
        if let (Some(a), Some(b)) = (a, b) {
            // 'Closed the border for 14 days', told on the second of them: it was
            // closed on the first.
            if shut && b > self.report.dct.date {
                return;
            }
            time.interval = Interval::days(a, b, Granularity::Day);
        }
    }

    /// 'Struck a deal on Tuesday, after 18 days of talks': the talks lasted so
    /// long and ended on that day.
    pub(crate) fn till_then(&self, proposal: &Proposal) -> Option<TimeArgument> {
        let tree = self.tree;
        let noun = proposal.noun.filter(|&n| {
            tree.case(n).as_deref() == Some("of")
                || tree.marker(n, Deprel::Mark).as_deref() == Some("of")
        })?;
        let measure = tree.s.head(noun)?;
        let length = self
            .timexes
            .iter()
            .find(|t| t.interval.is_none() && tree.s.head_of(t.span) == Some(measure))
            .and_then(|t| {
                let hours = t.value.starts_with("PT").then(jiff::Span::new);
                length(t).or(hours)
            })?;
        if length.get_months() != 0 || length.get_years() != 0 {
            return None;
        }
        // 'after three days of talks', 'at the end of three days of talks', 'on the
        // last of three days of talks'
        let anchor = match tree.case(measure).as_deref() {
            Some("after") => measure,
            Some("of") => tree
                .s
                .head(measure)
                .filter(|&e| matches!(tree.lemma(e), "end" | "close" | "conclusion" | "last"))?,
            _ => return None,
        };
        let verb = tree.s.head(anchor).filter(|&v| tree.is_verb(v))?;
        // 'Agreed on Saturday to cease fire from Monday, after three days of
        // talks': they were over on Saturday.
        let above = tree
            .s
            .head(verb)
            .filter(|_| tree.rel(verb) == Deprel::Xcomp || tree.rel(verb) == Deprel::Advcl);
        let (end, value) = std::iter::once(verb).chain(above).find_map(|v| {
            self.timexes.iter().find_map(|t| {
                let word = tree.s.head_of(t.span)?;
                let own = tree.s.head(word) == Some(v)
                    && word != measure
                    && tree.case(word).as_deref() != Some("from");
                let day = t
                    .interval
                    .as_ref()
                    .filter(|i| own && adjunct::is_exact(i))?
                    .last_day()?;
                (day <= self.report.dct.date).then_some((day, *t))
            })
        })?;
        let whole = length.get_days() != 0 || length.get_weeks() != 0;
        let start = if whole {
            end.checked_sub(length).and_then(Date::tomorrow).ok()?
        } else {
            end
        };
        Some(TimeArgument {
            interval: Interval::days(start, end, Granularity::Day),
            basis: TimeBasis::Stated,
            span: value.span,
            rule: "en.event.time.length".into(),
        })
    }

    /// Which day of it a meeting is in: 'the third day of talks', 'talks entered
    /// their third day'. None on the first.
    pub(crate) fn nth_day(&self, proposal: &Proposal) -> Option<i64> {
        let tree = self.tree;
        let noun = proposal.noun?;
        let over = tree.s.head(noun)?;
        let day = if tree.case(noun).as_deref() == Some("of") {
            over
        } else {
            // 'entered a third day', 'went into a third day'
            let into = || {
                let mut obliques = tree.obliques(over);
                obliques.find_map(|(case, t)| (case == "into").then_some(t))
            };
            let into = (tree.rel(noun) == Deprel::Nsubj)
                .then(|| match tree.lemma(over) {
                    // 'ended its second day on Wednesday'
                    "enter" | "end" | "close" | "conclude" | "complete" | "finish" | "begin"
                    | "start" => tree.object(over),
                    "go" | "move" | "run" | "stretch" | "drag" => into(),
                    _ => None,
                })
                .flatten();
            into?
        };
        let which = tree.s.children_by(day, &[Deprel::Amod]).find_map(|a| {
            let at = ORDINALS.iter().position(|w| *w == tree.lemma(a))?;
            i64::try_from(at).ok()
        })?;
        (tree.lemma(day) == "day").then_some(which + 2)
    }

    /// 'Told reporters on 27 February, at the end of the second round', 'agreed on
    /// Sunday after a dinner', 'agreed on Sunday, after they had conferred': the day
    /// on which a meeting was over.
    pub(crate) fn at_its_end(&self, proposal: &Proposal) -> Option<TimeArgument> {
        let tree = self.tree;
        let noun = match (proposal.noun, proposal.verb) {
            (Some(noun), _) => noun,
            (None, Some(verb)) => verb,
            _ => return None,
        };
        let clause = proposal.verb.filter(|&v| {
            tree.rel(v) == Deprel::Advcl && tree.marker(v, Deprel::Mark).as_deref() == Some("after")
        });
        let of = tree.case(noun).as_deref() == Some("of");
        let end = tree.s.head(noun).filter(|&e| {
            of && matches!(
                tree.lemma(e),
                "end" | "close" | "conclusion" | "outset" | "start"
            ) && tree.case(e).as_deref() == Some("at")
        });
        // 'After talks', 'after a second round of talks'
        let round = tree.s.head(noun).filter(|&r| of && tree.is_noun(r));
        let mut after = [Some(noun), round].into_iter().flatten();
        let after = after.find(|&n| tree.case(n).as_deref() == Some("after"));
        let after = after.or(clause);
        let told = |v: u32| {
            end.is_some()
                || matches!(
                    tree.lemma(v),
                    "say" | "tell" | "announce" | "agree" | "declare" | "sign" | "decide" | "issue"
                )
        };
        let verbs: Vec<u32> = tree
            .s
            .ancestors(end.or(after)?)
            .take(5)
            .filter(|&v| tree.is_verb(v) && Some(v) != clause)
            .collect();
        self.timexes.iter().find_map(|t| {
            let word = tree.s.head_of(t.span)?;
            let interval = t.interval.filter(adjunct::is_exact)?;
            let day = interval.first_day()?;
            let own = tree.s.ancestors(word).take(4).find(|&v| tree.is_verb(v))?;
            let own = verbs.contains(&own) && told(own) && tree.mood(own).past;
            let past = interval.last_day() == Some(day) && day <= self.report.dct.date;
            (own && past).then(|| TimeArgument {
                interval: Interval::day(day),
                basis: TimeBasis::Stated,
                span: t.span,
                rule: "en.event.time.at_its_end".into(),
            })
        })
    }

    /// 'Signed it on 25 May, at the close of a round that had opened on 22 May':
    /// the day on which the round was over.
    pub(crate) fn closed(&self, noun: u32) -> Option<Date> {
        let tree = self.tree;
        let of = tree.case(noun).as_deref() == Some("of");
        let end = tree.s.head(noun).filter(|&e| {
            of && matches!(tree.lemma(e), "end" | "close" | "conclusion")
                && tree.case(e).as_deref() == Some("at")
        })?;
        let verb = tree.s.head(end).filter(|&v| tree.is_verb(v))?;
        self.timexes.iter().find_map(|t| {
            let word = tree.s.head_of(t.span)?;
            let interval = t.interval.as_ref().filter(|i| adjunct::is_exact(i))?;
            let day = interval.last_day()?;
            (tree.s.head(word) == Some(verb) && day <= self.report.dct.date).then_some(day)
        })
    }
}
