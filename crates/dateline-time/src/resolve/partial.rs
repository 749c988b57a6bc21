//! Places in the calendar that lack their leading parts: 'June 14',
//! 'Friday', 'March', 'the third quarter'.

use super::{Place, Resolved, Resolver, Spoken, holiday};
use crate::context::Way;
use crate::value::{Cal, Date, Dir, Unit, add_days, duration_value};
use dateline_record::{Granularity, Interval, Reference, TimexType};

impl Resolver {
    pub(super) fn date(&self, d: &Date, place: Place) -> Option<Resolved> {
        if let Some(century) = d.century {
            return Some(whole(Cal::Century(century)));
        }
        if let (Some(n), Some(nth), Some(_)) = (d.n_days, d.nth, d.month) {
            let month = Date {
                n_days: None,
                nth: None,
                nth_unit: None,
                ..d.clone()
            };
            let weeks = d.nth_unit == Some(Unit::Week);
            return days_of(self.date(&month, place)?, n, nth, weeks);
        }
        if let Some(decade) = d.decade {
            return Some(whole(Cal::Decade(decade)));
        }
        if let Some(year) = d.year {
            let year = if d.short_year {
                self.full_year(year)
            } else {
                year
            };
            if let Some(last) = d.until {
                let (first, last) = (Cal::Year(year), Cal::Year(last));
                let mut out = whole(first);
                out.value = format!("{}/{}", first.value(), last.value());
                out.begin = Some(first.value());
                out.end = Some(last.value());
                out.interval = Some(Interval::days(
                    first.first()?,
                    last.days()?.1,
                    Granularity::Year,
                ));
                return Some(out);
            }
            if let Some(n) = d.months {
                return months_of(year, n, d.nth?, d.quarters);
            }
            if d.nth_unit == Some(Unit::Quarter) {
                // 'the 2015 quarter': the quarter spoken of, in that year.
                let spoken = self.spoken.iter().rev().take(24).find_map(|s| match s.cal {
                    Cal::Quarter(_, q) => Some((q, s.span)),
                    _ => None,
                });
                if let Some((q, span)) = spoken {
                    let cal = Cal::Quarter(year, q);
                    let reference = Reference::Timex(span);
                    return Some(Resolved::cal(cal, reference, "resolve.quarter-of-text"));
                }
            }
            let cal = in_year(d, year)?;
            // A day has no name before it comes.
            let known = !d.named || cal.first().is_some_and(|day| day <= self.dct.date);
            return known.then(|| whole(cal));
        }
        if let Some(shift) = d.year_shift {
            let (from, reference) = match d.year_of_focus {
                true => self.told(place),
                false => (self.dct.date, Reference::Dct),
            };
            let cal = in_year(d, i16::try_from(i32::from(from.year()) + shift).ok()?)?;
            return Some(Resolved::cal(cal, reference, "resolve.shifted-year"));
        }
        if d.is_weekday_alone() {
            return self.weekday(d, place);
        }
        if d.day.is_some() && d.month.is_none() {
            return self.day_of_month(d, place);
        }
        if d.month.is_none()
            && d.quarter.is_none()
            && d.half.is_none()
            && d.season.is_none()
            && d.holiday.is_none()
        {
            if d.nth.is_some() && d.nth_unit.is_some() {
                return self.nth_of_month(d, place);
            }
            // A clock time or a part of day alone.
            return self.bare_time(d, place);
        }
        self.yearly(d, place)
    }

    /// The century of a year of two digits: within 50 years of the report.
    fn full_year(&self, short: i16) -> i16 {
        let now = self.dct.date.year();
        let base = now - now.rem_euclid(100);
        [base - 100, base, base + 100]
            .into_iter()
            .map(|c| c + short)
            .min_by_key(|y| (i32::from(*y) - i32::from(now)).abs())
            .unwrap_or(1900 + short)
    }

    /// The time to look from: the report's day, or in a story that tells of
    /// another time the one spoken of last.
    fn base(&self, place: Place, finest: Unit) -> (jiff::civil::Date, Reference, bool) {
        let told = |s: &&Spoken| s.cal.unit() <= finest && s.cal.first().is_some();
        if self.narrative {
            if let Some(s) = self.spoken.iter().rev().take(40).find(told)
                && let Some(first) = s.cal.first()
            {
                return (first, Reference::Timex(s.span), true);
            }
            return (self.dct.date, Reference::Dct, false);
        }
        // In news, a written year earlier in the same sentence carries over,
        // where it is not the report's own time, nor told by the way.
        if let Some(s) = self
            .spoken
            .iter()
            .rev()
            .take(6)
            .take_while(|s| place.sentence == s.sentence)
            .find(told)
            && s.dated
            && (!s.aside || place.aside)
            && finest > Unit::Day
            && place.cue.way != Some(Way::Ahead)
            && let Some(first) = s.cal.first()
            && (self.dct.date.year() - first.year()).abs() >= 2
        {
            return (first, Reference::Timex(s.span), true);
        }
        (self.dct.date, Reference::Dct, false)
    }

    /// The thread of a retelling inside a report: a far time told with its
    /// year, the last one spoken of, which a past clause of the same sentence
    /// or the next goes on from. It has to open its sentence ('On 13 June 2000
    /// they met. They signed in July.'), or the new day has to follow it
    /// closely; a year at the end of a clause is most often the background of
    /// news ('... which was founded in 1980. In September it said ...').
    fn thread(&self, d: &Date, place: Place) -> Option<(&Spoken, jiff::civil::Date)> {
        if place.cue.way != Some(Way::Back) || d.quarter.is_some() || d.half.is_some() {
            return None;
        }
        let s = self.spoken.last()?;
        let first = s.cal.first()?;
        let near = place.sentence.saturating_sub(s.sentence) <= 1;
        let far = (self.dct.date.year() - first.year()).abs() >= 2;
        if !near || !far || !s.dated || s.cal.unit() > Unit::Year {
            return None;
        }
        let follows = || {
            let new = in_year(d, first.year())?.first()?;
            let days = new.since((jiff::Unit::Day, first)).ok()?.get_days();
            Some(d.day.is_some() && s.cal.unit() == Unit::Day && (0..=45).contains(&days))
        };
        (s.opens || follows() == Some(true)).then_some((s, first))
    }

    /// The day spoken of last, or the report's.
    fn told(&self, place: Place) -> (jiff::civil::Date, Reference) {
        let reach = if self.narrative { 60 } else { 4 };
        self.spoken
            .iter()
            .rev()
            .take(24)
            .take_while(|s| place.sentence.saturating_sub(s.sentence) <= reach)
            .filter(|s| s.cal.unit() <= Unit::Year)
            .find_map(|s| Some((s.cal.first()?, Reference::Timex(s.span))))
            .unwrap_or((self.dct.date, Reference::Dct))
    }

    fn weekday(&self, d: &Date, place: Place) -> Option<Resolved> {
        let wanted = i64::from(d.weekday?);
        let (base, reference, story) = self.base(place, Unit::Day);
        let today = i64::from(base.weekday().to_monday_one_offset());
        let (dir, focus) = match d.dir {
            Some(Dir::Before | Dir::After | Dir::Same) => (d.dir, true),
            other => (other, false),
        };
        let (base, reference, today) = if focus && !story {
            let (day, reference) = self.told(place);
            (
                day,
                reference,
                i64::from(day.weekday().to_monday_one_offset()),
            )
        } else {
            (base, reference, today)
        };
        let back = (today - wanted).rem_euclid(7);
        let ahead = (wanted - today).rem_euclid(7);
        let (days, rule) = match dir {
            Some(Dir::Last | Dir::Before) => {
                (if back == 0 { -7 } else { -back }, "resolve.weekday-last")
            }
            Some(Dir::Next) => (7 + wanted - today, "resolve.weekday-next"),
            Some(Dir::After | Dir::Coming) => {
                (if ahead == 0 { 7 } else { ahead }, "resolve.weekday-coming")
            }
            Some(Dir::This) => {
                // 'this Friday': the coming one, unless the clause is past; of a plan
                // that is told in the past ('should have met this Friday') the nearer.
                let cue = place.cue;
                let nearer = back <= ahead;
                let past = match cue.way {
                    Some(Way::Back) => cue.strong || nearer,
                    _ => false,
                };
                (if past { -back } else { ahead }, "resolve.weekday-this")
            }
            Some(Dir::Same) => (-back, "resolve.weekday-same"),
            None if story => (ahead, "resolve.weekday-story"),
            None => match place.cue.way {
                // A clause that only may look ahead seldom means the day of
                // next week where the same day was yesterday; two days behind,
                // 'talks open on Tuesday' is said of a day to come.
                Some(Way::Ahead)
                    if !place.cue.strong && (back == 1 || back == 2 && !place.cue.fixed) =>
                {
                    (-back, "resolve.weekday-back")
                }
                // 'The vote due on Wednesday was put off', told on Thursday
                Some(Way::Ahead) if place.cue.told && place.cue.sure && back == 1 => {
                    (-back, "resolve.weekday-back")
                }
                Some(Way::Ahead) => (ahead, "resolve.weekday-ahead"),
                // 'called a strike for Thursday': whatever the tense, unless
                // the day was yesterday.
                // But 'had been called for Thursday': a plan that is over.
                Some(Way::Back) if place.purpose && place.cue.told && back <= ahead => {
                    (-back, "resolve.weekday-back")
                }
                _ if place.purpose && !place.cue.sure && back > 2 => {
                    (ahead, "resolve.weekday-purpose")
                }
                _ => (-back, "resolve.weekday-back"),
            },
        };
        let day = add_days(base, days)?;
        Some(Resolved::cal(Cal::Day(day), reference, rule))
    }

    /// 'Friday the 13th': the nearest such day, and of two as near the one that the
    /// clause looks to.
    fn agreeing(&self, day: i8, weekday: i8, place: Place) -> Option<Resolved> {
        const MONTHS: i32 = 13;
        let today = self.dct.date;
        let month = Cal::Month(today.year(), today.month());
        let ahead = place.cue.way == Some(Way::Ahead);
        let days = (-MONTHS..=MONTHS).filter_map(|n| {
            let Cal::Month(year, month) = month.plus(n)? else {
                return None;
            };
            let date = jiff::civil::Date::new(year, month, day).ok()?;
            (date.weekday().to_monday_one_offset() == weekday).then_some(date)
        });
        let date = days.min_by_key(|d| {
            let away = d
                .since((jiff::Unit::Day, today))
                .map_or(i32::MAX, |s| s.get_days());
            (away.abs(), (away > 0) != ahead)
        })?;
        let cal = Cal::Day(date);
        Some(Resolved::cal(cal, Reference::Dct, "resolve.weekday-agrees"))
    }

    /// 'the 29th': in the month of the time spoken of, or of the report.
    fn day_of_month(&self, d: &Date, place: Place) -> Option<Resolved> {
        let day = d.day?;
        if let Some(weekday) = d.weekday {
            return self.agreeing(day, weekday, place);
        }
        // 'the 14th of last month'
        if let Some(n) = beside(d.dir) {
            let (year, month) = self.month_beside(n)?;
            let date = jiff::civil::Date::new(year, month, day).ok()?;
            return Some(Resolved::cal(
                Cal::Day(date),
                Reference::Dct,
                "resolve.day-of-month-beside",
            ));
        }
        let spoken = self.spoken.iter().rev().take(8).find(|s| {
            s.cal.unit() <= Unit::Month && place.sentence.saturating_sub(s.sentence) <= 3
        });
        // 'Were let go on the 3rd', after a day to come was spoken of: not that month's.
        let astray = |s: &&Spoken| {
            let on = s
                .cal
                .first()
                .and_then(|f| jiff::civil::Date::new(f.year(), f.month(), day).ok());
            let (cue, today) = (place.cue, self.dct.date);
            on.is_none_or(|on| match cue.way {
                Some(Way::Back) if cue.strong => on > today,
                _ => false,
            })
        };
        let (year, month, reference) = match spoken.filter(|s| !astray(s)) {
            Some(s) => {
                let first = s.cal.first()?;
                (first.year(), first.month(), Reference::Timex(s.span))
            }
            None => (self.dct.date.year(), self.dct.date.month(), Reference::Dct),
        };
        let mut at = Cal::Month(year, month);
        if reference == Reference::Dct {
            match place.cue.way {
                Some(Way::Ahead) if day < self.dct.date.day() => at = at.plus(1)?,
                Some(Way::Back) if day > self.dct.date.day() => at = at.plus(-1)?,
                _ => {}
            }
        }
        let Cal::Month(year, month) = at else {
            return None;
        };
        let date = jiff::civil::Date::new(year, month, day).ok()?;
        Some(Resolved::cal(
            Cal::Day(date),
            reference,
            "resolve.day-of-month",
        ))
    }

    /// Year and month so many months from the report's.
    fn month_beside(&self, n: i32) -> Option<(i16, i8)> {
        let today = self.dct.date;
        match Cal::Month(today.year(), today.month()).plus(n)? {
            Cal::Month(year, month) => Some((year, month)),
            _ => None,
        }
    }

    /// 'the first day of the month', 'the last week of next month': of 'the month' the
    /// report's, unless that is still to come where the clause looks back, or over where
    /// it looks ahead.
    fn nth_of_month(&self, d: &Date, place: Place) -> Option<Resolved> {
        let of = |n: i32| {
            let (year, month) = self.month_beside(n)?;
            let named = Date {
                month: Some(month),
                dir: None,
                ..d.clone()
            };
            in_year(&named, year)
        };
        let cal = match beside(d.dir) {
            Some(n) => of(n)?,
            None => {
                let here = of(0)?;
                let (first, last) = here.days()?;
                match place.cue.way {
                    Some(Way::Back) if first > self.dct.date => of(-1)?,
                    Some(Way::Ahead) if last < self.dct.date => of(1)?,
                    _ => here,
                }
            }
        };
        Some(Resolved::cal(
            cal,
            Reference::Dct,
            "resolve.day-of-month-beside",
        ))
    }

    /// A clock time or part of day alone: of the day spoken of just now, else
    /// of the report's day.
    fn bare_time(&self, d: &Date, place: Place) -> Option<Resolved> {
        let near = self
            .spoken
            .iter()
            .rev()
            .take(4)
            .find(|s| s.cal.unit() == Unit::Day && place.sentence - s.sentence <= 1);
        let (day, reference) = match (near, d.dir) {
            (Some(s), None | Some(Dir::Same)) => (s.cal, Reference::Timex(s.span)),
            (_, Some(Dir::Next | Dir::After)) => {
                let (cal, reference) = near
                    .map_or((Cal::Day(self.dct.date), Reference::Dct), |s| {
                        (s.cal, Reference::Timex(s.span))
                    });
                (cal.plus(1)?, reference)
            }
            (_, Some(Dir::Last)) => (Cal::Day(self.dct.date).plus(-1)?, Reference::Dct),
            _ => (Cal::Day(self.dct.date), Reference::Dct),
        };
        let mut out = Resolved::cal(day, reference, "resolve.time-of-day");
        out.kind = TimexType::Time;
        Some(out)
    }

    /// Things that come once a year.
    fn yearly(&self, d: &Date, place: Place) -> Option<Resolved> {
        let (base, reference, story) = match d.dir {
            // 'the following spring' looks to the time spoken of.
            Some(Dir::Before | Dir::After | Dir::Same) => {
                let (day, reference) = self.told(place);
                (day, reference, false)
            }
            // 'last March' and 'will meet in March' look from the report.
            Some(_) => (self.dct.date, Reference::Dct, false),
            None if place.cue.will => (self.dct.date, Reference::Dct, false),
            None => match self.thread(d, place) {
                Some((s, first)) => (first, Reference::Timex(s.span), true),
                None => self.base(place, Unit::Year),
            },
        };
        let candidates: Vec<Cal> = (-1..=1)
            .filter_map(|n| in_year(d, base.year().checked_add(n)?))
            .collect();
        if let Some(weekday) = d.weekday
            && d.day.is_some()
        {
            // 'Sunday, 2 October': the year in which the day falls on it.
            let fits = (-6..=6)
                .filter_map(|n: i16| in_year(d, base.year().checked_add(n)?))
                .filter(|c| {
                    c.first()
                        .is_some_and(|f| f.weekday().to_monday_one_offset() == weekday)
                })
                .min_by_key(|c| distance(*c, base));
            if let Some(cal) = fits
                && distance(cal, base) < 300
            {
                return Some(Resolved::cal(cal, reference, "resolve.yearly-weekday"));
            }
        }
        let starts = |c: &Cal| c.first();
        let holds = |c: &Cal| {
            c.days()
                .is_some_and(|(first, last)| first <= base && base <= last)
        };
        let (cal, rule) = if story {
            // On in the same year, or over its end where that is much nearer:
            // a story that has come to November goes on in January.
            let in_base = |n: i16| {
                let year = base.year().checked_add(n)?;
                let of = |c: &&Cal| c.first().is_some_and(|f| f.year() == year);
                candidates.iter().find(of).copied()
            };
            let gap = |c: Option<Cal>| c.map_or(i64::MAX, |c| distance(c, base));
            let (same, next) = (in_base(0), in_base(1));
            let over = gap(same) > 180 && gap(next) < 120 && !place.cue.sure;
            let told = if over { next } else { same };
            // A story is over when it is told, or says that it looks ahead.
            let to_come = |c: &Cal| c.first().is_some_and(|f| f > self.dct.date);
            let ahead = place.cue.way == Some(Way::Ahead);
            match told {
                Some(c) if !ahead && base <= self.dct.date && to_come(&c) => {
                    (c.plus_years(-1), "resolve.yearly-story")
                }
                _ => (told, "resolve.yearly-story"),
            }
        } else {
            match d.dir {
                Some(Dir::Last | Dir::Before) => (
                    candidates
                        .iter()
                        .rev()
                        .find(|c| c.days().is_some_and(|(_, last)| last < base))
                        .copied(),
                    "resolve.yearly-last",
                ),
                Some(Dir::Next | Dir::Coming | Dir::After) => (
                    candidates
                        .iter()
                        .find(|c| starts(c).is_some_and(|f| f > base))
                        .copied(),
                    "resolve.yearly-next",
                ),
                Some(Dir::This | Dir::Same) => (in_year(d, base.year()), "resolve.yearly-this"),
                _ => self.by_clause(d, &candidates, base, place, &holds),
            }
        };
        cal.map(|c| Resolved::cal(c, reference, rule))
    }

    fn by_clause(
        &self,
        d: &Date,
        candidates: &[Cal],
        base: jiff::civil::Date,
        place: Place,
        holds: &dyn Fn(&Cal) -> bool,
    ) -> (Option<Cal>, &'static str) {
        let nearest = candidates
            .iter()
            .copied()
            .min_by_key(|c| distance(*c, base));
        let latest = candidates
            .iter()
            .rev()
            .copied()
            .find(|c| c.first().is_some_and(|f| f <= base));
        let next = candidates
            .iter()
            .copied()
            .find(|c| holds(c) || c.first().is_some_and(|f| f > base));
        if d.day.is_some() || d.holiday.is_some() {
            // The nearest year, unless it is far and the clause says otherwise.
            let far = nearest.is_some_and(|c| distance(c, base) > 110);
            let strong = place.cue.strong && !place.cue.told;
            let stale = nearest.is_some_and(|c| distance(c, base) > 75);
            // 'Will meet on 13 January' of a March report, with 'will' itself.
            let will = place.cue.will && next.is_some_and(|c| distance(c, base) < 340);
            return match place.cue.way {
                // 'Want an accord by Christmas' of a March report.
                Some(Way::Ahead) if stale && d.holiday.is_some() && !place.cue.told => {
                    (next, "resolve.yearly-ahead")
                }
                Some(Way::Ahead) if will || far && (strong || place.cue.sure) => {
                    (next, "resolve.yearly-ahead")
                }
                Some(Way::Back) if (far || place.cue.sure) && place.cue.strong => {
                    (latest, "resolve.yearly-back")
                }
                _ => (nearest, "resolve.yearly-nearest"),
            };
        }
        if d.quarter.is_some() || d.half.is_some() {
            // Results are told within weeks of the end of their quarter.
            if latest.is_some_and(|c| distance(c, base) < 75) {
                return (latest, "resolve.yearly-reported");
            }
            return match place.cue.way {
                Some(Way::Ahead) => (next, "resolve.yearly-ahead"),
                _ => (latest, "resolve.yearly-back"),
            };
        }
        // 'in August' of a June report is seldom the one ten months back, and
        // 'in February' of a March one seldom eleven months ahead, whatever
        // the tense: those are called last August, next February.
        // A clause that only may look ahead, such as one with an infinitive,
        // does not outweigh a much nearer month.
        let reach = match (place.cue.way, place.cue.strong) {
            // 'was due in April': the plan may be over.
            _ if place.cue.told => 200,
            _ if place.cue.will => 366,
            // What 'signed in May' of an April report tells has been.
            (Some(Way::Back), true) => 366,
            (_, true) => 310,
            // 'was to have been held in August', as well.
            (Some(_), false) if !place.cue.sure => 200,
            _ => 260,
        };
        let close = |c: Option<Cal>| c.is_some_and(|c| distance(c, base) < reach);
        match place.cue.way {
            Some(Way::Ahead) if close(next) => (next, "resolve.yearly-ahead"),
            Some(Way::Back) if close(latest) => (latest, "resolve.yearly-back"),
            _ => (nearest, "resolve.yearly-nearest"),
        }
    }
}

/// Months from the report's to 'last', 'this' and 'next' month.
fn beside(dir: Option<Dir>) -> Option<i32> {
    match dir {
        Some(Dir::Last) => Some(-1),
        Some(Dir::This) => Some(0),
        Some(Dir::Next | Dir::Coming) => Some(1),
        _ => None,
    }
}

/// The first or the last `n` months of a year: a stretch with both ends; a
/// half where the text speaks of two quarters.
fn months_of(year: i16, n: i8, nth: i8, quarters: bool) -> Option<Resolved> {
    let last = nth < 0;
    if !(1..12).contains(&n) || !matches!(nth, 1 | -1) {
        return None;
    }
    if quarters && n == 6 {
        return Some(whole(Cal::Half(year, if last { 2 } else { 1 })));
    }
    let (begin, end) = match last {
        true => (Cal::Month(year, 13 - n), Cal::Month(year, 12)),
        false => (Cal::Month(year, 1), Cal::Month(year, n)),
    };
    let (first, day) = (begin.first()?, end.days()?.1);
    Some(Resolved {
        kind: TimexType::Duration,
        value: duration_value(Some(f64::from(n)), Unit::Month),
        interval: Some(Interval::days(first, day, Granularity::Month)),
        reference: Reference::None,
        rule: "resolve.as-said",
        begin: Some(begin.value()),
        end: Some(end.value()),
        cal: None,
    })
}

/// The first or the last `n` days of a month: a stretch with both ends.
fn days_of(month: Resolved, n: i8, nth: i8, weeks: bool) -> Option<Resolved> {
    let (first, last) = month.cal?.days()?;
    if !(2..=28).contains(&n) || !matches!(nth, 1 | -1) {
        return None;
    }
    let days = i64::from(n) - 1;
    let (begin, end) = match nth {
        1 => (first, add_days(first, days)?),
        _ => (add_days(last, -days)?, last),
    };
    let (count, unit) = match weeks {
        true => (f64::from(n / 7), Unit::Week),
        false => (f64::from(n), Unit::Day),
    };
    Some(Resolved {
        kind: TimexType::Duration,
        value: duration_value(Some(count), unit),
        interval: Some(Interval::days(begin, end, Granularity::Day)),
        begin: Some(begin.to_string()),
        end: Some(end.to_string()),
        cal: None,
        ..month
    })
}

fn whole(cal: Cal) -> Resolved {
    Resolved::cal(cal, Reference::None, "resolve.as-said")
}

/// Days between a day and the nearest end of a unit; 0 inside it.
fn distance(cal: Cal, base: jiff::civil::Date) -> i64 {
    let days = |a: jiff::civil::Date, b: jiff::civil::Date| {
        b.since((jiff::Unit::Day, a))
            .map_or(i64::MAX, |s| i64::from(s.get_days()))
    };
    match cal.days() {
        Some((first, _)) if base < first => days(base, first),
        Some((_, last)) if last < base => days(last, base),
        Some(_) => 0,
        None => i64::MAX,
    }
}

/// The place of a date without a year in a given year.
fn in_year(d: &Date, year: i16) -> Option<Cal> {
    if let Some(key) = &d.holiday {
        let day = holiday::day_of(key, year)?;
        return Some(if d.week {
            Cal::holding(day, Unit::Week)
        } else {
            Cal::Day(day)
        });
    }
    if let Some(season) = d.season {
        return Some(Cal::Season(year, season));
    }
    if let Some(quarter) = d.quarter {
        return Some(Cal::Quarter(year, quarter));
    }
    if let (Some(half), None) = (d.half, d.month) {
        return Some(Cal::Half(year, half));
    }
    match (d.month, d.day) {
        (Some(month), Some(day)) => {
            let date = jiff::civil::Date::new(year, month, day).ok()?;
            Some(match (d.week, d.nth_unit) {
                (true, Some(Unit::Weekend)) => Cal::holding(date, Unit::Weekend),
                (true, _) => Cal::holding(date, Unit::Week),
                _ => Cal::Day(date),
            })
        }
        (Some(month), None) => {
            let cal = Cal::Month(year, month);
            if let (Some(n), Some(unit)) = (d.nth, d.nth_unit) {
                let (first, last) = cal.days()?;
                return Some(match unit {
                    Unit::Day if n > 0 => Cal::Day(add_days(first, i64::from(n - 1))?),
                    Unit::Day => Cal::Day(last),
                    // A week is of the month that has most of its days.
                    Unit::Week if n > 0 => {
                        Cal::holding(add_days(first, i64::from(n - 1) * 7 + 3)?, unit)
                    }
                    Unit::Week => Cal::holding(add_days(last, -3)?, unit),
                    _ => cal,
                });
            }
            if let (Some(n), Some(weekday)) = (d.nth, d.weekday) {
                let day = cal
                    .first()?
                    .nth_weekday_of_month(
                        n,
                        jiff::civil::Weekday::from_monday_one_offset(weekday).ok()?,
                    )
                    .ok()?;
                return Some(Cal::Day(day));
            }
            Some(cal)
        }
        _ => Some(Cal::Year(year)),
    }
}
