//! Underspecified values to values: the second phase.
//!
//! It reads the expressions in the order of the text and remembers the times
//! spoken of. Each answer says by which rule it came and against what.

mod holiday;
mod lunar;
mod partial;
mod points;

use crate::context::Cue;
use crate::value::{Cal, Clock, Dir, From, Offset, Under, Unit, add_days, duration_value};
use dateline_record::{Dct, Granularity, Interval, Reference, Span, TimexType};
use jiff::ToSpan;
pub(crate) use points::{half_of, part_of, shift_days};

/// A time spoken of.
#[derive(Clone, Copy, Debug)]
struct Spoken {
    cal: Cal,
    span: Span,
    sentence: u32,
    /// The year was written, or is known from one that was.
    dated: bool,
    /// It opens its sentence, or goes on from a time that does.
    opens: bool,
    /// A clause tells it by the way.
    aside: bool,
}

/// True for a time that is named only to compare with it ('from 2.1 million a
/// year earlier'): the text does not go on from there. 'The following year' of
/// a story is no such time.
fn is_comparison(under: &Under, cal: Cal, behind: bool) -> bool {
    let o = match under {
        Under::Offset(o) => o,
        // 'In the 2016 quarter ...', in a report on the one of 2017
        Under::Date(d) => {
            return d.nth_unit == Some(Unit::Quarter) && d.quarter.is_none() && behind;
        }
        _ => return false,
    };
    let business = matches!(cal, Cal::Quarter(..) | Cal::Half(..));
    o.unit == Unit::Year && o.sign < 0 && (o.from == From::Focus || business)
}

/// What the resolver has to know about an expression besides its words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub span: Span,
    pub sentence: u32,
    pub cue: Cue,
    /// 'for' stands before it: 'called a meeting for Thursday'.
    pub purpose: bool,
    /// It opens its sentence, perhaps behind a preposition.
    pub opens: bool,
    /// It stands in a clause that is told by the way.
    pub aside: bool,
}

/// A resolved value.
#[derive(Clone, Debug)]
pub(crate) struct Resolved {
    pub kind: TimexType,
    pub value: String,
    pub interval: Option<Interval>,
    pub reference: Reference,
    pub rule: &'static str,
    pub begin: Option<String>,
    pub end: Option<String>,
    pub cal: Option<Cal>,
}

impl Resolved {
    fn cal(cal: Cal, reference: Reference, rule: &'static str) -> Self {
        Self {
            kind: TimexType::Date,
            value: cal.value(),
            interval: cal.interval(),
            reference,
            rule,
            begin: None,
            end: None,
            cal: Some(cal),
        }
    }

    fn open(kind: TimexType, value: String, rule: &'static str) -> Self {
        Self {
            kind,
            value,
            interval: None,
            reference: Reference::None,
            rule,
            begin: None,
            end: None,
            cal: None,
        }
    }
}

/// The state of one report.
#[derive(Debug)]
pub(crate) struct Resolver {
    dct: Dct,
    spoken: Vec<Spoken>,
    /// The report tells of another time than its own.
    narrative: bool,
}

impl Resolver {
    pub fn new(dct: Dct, narrative: bool) -> Self {
        Self {
            dct,
            spoken: Vec::new(),
            narrative,
        }
    }

    /// The day from which a deadline in a sentence counts: a recent day that
    /// the sentence names before it, else the report's.
    pub fn day_told(&self, sentence: u32) -> jiff::civil::Date {
        let dct = self.dct.date;
        let week = dct.checked_sub(7.days()).unwrap_or(dct);
        self.spoken
            .iter()
            .rev()
            .take(6)
            .take_while(|s| s.sentence == sentence)
            .find_map(|s| match s.cal {
                Cal::Day(day) if week <= day && day <= dct => Some(day),
                _ => None,
            })
            .unwrap_or(dct)
    }

    /// The value of an expression; `None` where it has none that the calendar
    /// knows.
    pub fn resolve(&mut self, under: &Under, place: Place) -> Option<Resolved> {
        let out = match under {
            Under::Ref(value) => {
                // 'a while' is a stretch, `PXX`.
                let kind = match value.starts_with("PX") {
                    true => TimexType::Duration,
                    false => TimexType::Date,
                };
                let mut out = Resolved::open(kind, value.clone(), "resolve.as-said");
                let today = Interval::day(self.dct.date);
                out.interval = match value.as_str() {
                    "PRESENT_REF" => Some(today),
                    "PAST_REF" => Some(Interval {
                        start: None,
                        ..today
                    }),
                    "FUTURE_REF" => Some(Interval { end: None, ..today }),
                    // A day that has a name ('9/11') has none before it comes.
                    _ => match crate::interval::interval_of_value(value) {
                        Some(i) if i.start > today.start => return None,
                        named => {
                            out.interval = named;
                            return Some(out);
                        }
                    },
                };
                if out.interval.is_some() {
                    out.reference = Reference::Dct;
                }
                out
            }
            Under::Set { value, .. } => {
                Resolved::open(TimexType::Set, value.clone(), "resolve.as-said")
            }
            Under::Duration {
                n,
                unit,
                also,
                ends,
            } => self.duration(*n, *unit, *also, *ends),
            Under::Offset(offset) => self.offset(offset, place)?,
            Under::Date(date) => {
                let mut out = self.date(date, place)?;
                if let (true, Some(Cal::Day(day))) = (date.add != 0, out.cal) {
                    let day = add_days(day, i64::from(date.add))?;
                    out = Resolved::cal(Cal::Day(day), out.reference, out.rule);
                }
                if let (Some(n), Some(Cal::Day(day))) = (date.n_days, out.cal) {
                    let last = add_days(day, i64::from(n - 1))?;
                    out.interval = Some(Interval::days(day, last, Granularity::Day));
                }
                if let (Some(part), Some(Cal::Day(_))) = (&date.part, out.cal) {
                    out.value = format!("{}T{part}", out.value);
                    out.kind = TimexType::Time;
                }
                self.clock(out, date.clock.as_ref())
            }
        };
        if let Some(cal) = out.cal
            && !is_comparison(under, cal, self.is_behind(cal))
            // 'is in force today' is an aside in a story of another time.
            && !(self.narrative && out.reference == Reference::Dct)
        {
            let dated = match under {
                Under::Date(d) => d.year.is_some() || d.decade.is_some() || d.century.is_some(),
                _ => false,
            } || matches!(out.reference, Reference::Timex(_));
            let opens = place.opens
                || match out.reference {
                    Reference::Timex(span) => {
                        let of = |s: &&Spoken| s.span == span;
                        self.spoken
                            .iter()
                            .rev()
                            .take(4)
                            .find(of)
                            .is_some_and(|s| s.opens)
                    }
                    _ => false,
                };
            self.spoken.push(Spoken {
                opens,
                aside: place.aside,
                cal,
                span: place.span,
                sentence: place.sentence,
                dated,
            });
        }
        Some(out)
    }

    /// True for a quarter of an earlier year than the last one spoken of.
    fn is_behind(&self, cal: Cal) -> bool {
        let Cal::Quarter(year, _) = cal else {
            return false;
        };
        self.spoken.iter().rev().take(24).find_map(|s| match s.cal {
            Cal::Quarter(y, _) => Some(y > year),
            _ => None,
        }) == Some(true)
    }

    fn clock(&self, mut out: Resolved, clock: Option<&Clock>) -> Resolved {
        let (Some(clock), Some(Cal::Day(day))) = (clock, out.cal) else {
            return out;
        };
        out.kind = TimexType::Time;
        out.value = format!("{}{}", Cal::Day(day).value(), clock.value());
        if clock.hour < 24 {
            let minute = clock.minute.unwrap_or(0);
            out.interval = Some(crate::interval::of_time(
                day,
                clock.hour,
                minute,
                clock.second,
            ));
        } else {
            out.value = format!("{}T24:00", Cal::Day(day).value());
        }
        out
    }

    fn duration(
        &self,
        n: Option<f64>,
        unit: Unit,
        also: Option<(f64, Unit)>,
        ends: Option<Dir>,
    ) -> Resolved {
        let mut value = duration_value(n, unit);
        if let Some((m, small)) = also {
            let rest = duration_value(Some(m), small);
            let time = rest.starts_with("PT") && !value.starts_with("PT");
            let tail = rest.trim_start_matches("PT").trim_start_matches('P');
            value = format!("{value}{}{tail}", if time { "T" } else { "" });
        }
        let mut out = Resolved::open(TimexType::Duration, value, "resolve.as-said");
        let dct = self.dct.date;
        let far = |sign: i64| n.and_then(|n| points::shift_days(dct, n, unit, sign));
        match ends {
            Some(Dir::Last | Dir::Before) => {
                out.end = Some(Cal::Day(dct).value());
                out.reference = Reference::Dct;
                out.rule = "resolve.span-to-report";
                if let Some(start) = far(-1) {
                    out.begin = Some(Cal::Day(start).value());
                    out.interval = Some(Interval::days(start, dct, unit.granularity()));
                } else if n.is_none() {
                    out.interval = Some(Interval {
                        start: None,
                        approx: true,
                        ..Interval::days(dct, dct, unit.granularity())
                    });
                }
            }
            Some(Dir::Next | Dir::Coming | Dir::After) => {
                out.begin = Some(Cal::Day(dct).value());
                out.reference = Reference::Dct;
                out.rule = "resolve.span-from-report";
                if let Some(end) = far(1) {
                    out.end = Some(Cal::Day(end).value());
                    out.interval = Some(Interval::days(dct, end, unit.granularity()));
                } else if n.is_none() {
                    out.interval = Some(Interval {
                        end: None,
                        approx: true,
                        ..Interval::days(dct, dct, unit.granularity())
                    });
                }
            }
            _ => {}
        }
        out
    }

    fn offset(&self, o: &Offset, place: Place) -> Option<Resolved> {
        let quarter = self.quarter(o, place);
        let (base, reference) = match (quarter, o.from) {
            (Some(found), _) => found,
            (None, From::Story) if self.narrative => self.focus(o, place),
            (None, From::Dct | From::Story) => (Cal::Day(self.dct.date), Reference::Dct),
            (None, From::Focus) => self.focus(o, place),
        };
        // On Friday 'the coming weekend' is this one.
        let now = Cal::holding(self.dct.date, Unit::Weekend);
        if o.unit == Unit::Weekend && o.dir == Some(Dir::Coming) && now.first()? > self.dct.date {
            return Some(Resolved::cal(now, Reference::Dct, "resolve.weekend"));
        }
        if o.unit == Unit::Weekend && o.sign == 0 {
            return self.weekend(place);
        }
        let rule = match (o.from, reference) {
            (From::Dct, _) => "resolve.offset-from-report",
            (_, Reference::Timex(_)) => "resolve.offset-from-text",
            _ => "resolve.offset-from-report",
        };
        let grain = o.grain.unwrap_or(o.unit);
        let Some(n) = o.n else {
            // 'several weeks ago' names no day.
            let value = match o.sign {
                -1 => "PAST_REF",
                1 => "FUTURE_REF",
                _ => "PRESENT_REF",
            };
            let mut out = Resolved::open(TimexType::Date, value.to_owned(), rule);
            out.reference = reference;
            let today = Interval::day(base.first()?);
            out.interval = Some(match o.sign {
                -1 => Interval {
                    start: None,
                    ..today
                },
                _ => Interval { end: None, ..today },
            });
            return Some(out);
        };
        // '48 hours ago' in a report that tells no time of day
        let days = n / 24.0;
        if grain == Unit::Hour && self.dct.time.is_none() && days >= 1.0 && days.fract() == 0.0 {
            let cal = points::shift(base, days * f64::from(o.sign), Unit::Day, Unit::Day)?;
            return Some(Resolved::cal(cal, reference, rule));
        }
        if grain < Unit::Day {
            return Some(self.hours(o, n, reference, rule));
        }
        if base.unit() > grain && base.unit() > Unit::Week {
            // 'two days later' after a month: no day can be known.
            if o.unit == Unit::Year && o.from == From::Focus {
                let cal = base.plus_years((n * f64::from(o.sign)) as i32)?;
                return Some(Resolved::cal(cal, reference, rule));
            }
            let value = match grain {
                Unit::Day => "XXXX-XX-XX",
                Unit::Week => "XXXX-WXX",
                Unit::Month => "XXXX-XX",
                _ => "XXXX",
            };
            let mut out = Resolved::open(TimexType::Date, value.to_owned(), rule);
            out.reference = reference;
            return Some(out);
        }
        // 'the following year' names the whole year, whatever it follows;
        // 'a year earlier' beside a month or a quarter is one again.
        let base = match (o.dir, base.days()) {
            (Some(_), Some((first, _))) if o.sign != 0 && o.from == From::Focus => {
                Cal::holding(first, o.unit)
            }
            _ => base,
        };
        let cal = points::shift(base, n * f64::from(o.sign), o.unit, grain)?;
        let mut cal = match o.weekday {
            Some(day) => Cal::Day(
                Cal::holding(cal.first()?, Unit::Week)
                    .first()?
                    .checked_add(i64::from(day - 1).days())
                    .ok()?,
            ),
            None => cal,
        };
        if let (Some(Unit::Weekend), Cal::Day(d)) = (o.grain, cal) {
            cal = Cal::holding(d, Unit::Weekend);
        }
        let mut out = Resolved::cal(cal, reference, rule);
        if let (Some(part), Cal::Day(_)) = (&o.part, cal) {
            out.value = format!("{}T{part}", out.value);
            out.kind = TimexType::Time;
        }
        Some(self.clock(out, o.clock.as_ref()))
    }

    /// In a report of results, 'a year earlier' and 'the quarter' look to the
    /// quarter spoken of.
    fn quarter(&self, o: &Offset, place: Place) -> Option<(Cal, Reference)> {
        let one_year_back = o.unit == Unit::Year && o.sign < 0 && o.n == Some(1.0);
        let the_quarter = o.unit == Unit::Quarter && o.sign == 0 && o.from == From::Focus;
        if !(one_year_back && o.grain.is_none() && o.part.is_none() || the_quarter) {
            return None;
        }
        let reach = match (the_quarter, o.from) {
            (true, _) => 12,
            (_, From::Focus) => 4,
            _ => 1,
        };
        let today = self.dct.date;
        let found = self
            .spoken
            .iter()
            .rev()
            .take(24)
            .take_while(|s| place.sentence.saturating_sub(s.sentence) <= reach)
            .filter(|s| matches!(s.cal, Cal::Quarter(..) | Cal::Half(..)))
            // 'the latest quarter' has ended, whatever was forecast since.
            .find(|s| o.dir != Some(Dir::Last) || s.cal.days().is_some_and(|(_, l)| l < today));
        match found {
            Some(s) => Some((s.cal, Reference::Timex(s.span))),
            None if the_quarter => {
                // The last one that has ended, early in the next.
                let now = Cal::holding(self.dct.date, Unit::Quarter);
                let first = now.first()?;
                let early = self.dct.date < first.checked_add(75.days()).ok()?;
                Some((now.plus(if early { -1 } else { 0 })?, Reference::Dct))
            }
            None => None,
        }
    }

    /// 'the weekend': the last one that has begun, or the coming one.
    fn weekend(&self, place: Place) -> Option<Resolved> {
        let now = Cal::holding(self.dct.date, Unit::Weekend);
        let begun = now.first()? <= self.dct.date;
        let cal = match place.cue.way {
            Some(crate::context::Way::Back) if !begun => now.plus(-1)?,
            _ => now,
        };
        Some(Resolved::cal(cal, Reference::Dct, "resolve.weekend"))
    }

    /// 'two hours ago' against a report with a time of day, or without one.
    fn hours(&self, o: &Offset, n: f64, reference: Reference, rule: &'static str) -> Resolved {
        let seconds = match o.unit {
            Unit::Hour => 3600.0,
            Unit::Minute => 60.0,
            _ => 1.0,
        } * n
            * f64::from(o.sign);
        let now = match (self.dct.time, seconds.abs() < 1e9) {
            (Some(time), true) => self
                .dct
                .date
                .to_datetime(time)
                .checked_add((seconds as i64).seconds())
                .ok(),
            _ => None,
        };
        match now {
            Some(t) => {
                let mut out = Resolved::open(
                    TimexType::Time,
                    format!("{}T{:02}:{:02}", t.date(), t.hour(), t.minute()),
                    rule,
                );
                out.interval = Some(Interval {
                    start: Some(t),
                    end: t.checked_add(1.minute()).ok(),
                    granularity: Granularity::Time,
                    approx: true,
                });
                out.reference = reference;
                out
            }
            None => {
                let value = if o.sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
                let mut out = Resolved::open(TimexType::Time, value.to_owned(), rule);
                out.reference = reference;
                out
            }
        }
    }

    /// The time that 'earlier', 'later', 'that' and 'the following' look to.
    fn focus(&self, o: &Offset, place: Place) -> (Cal, Reference) {
        let reach = if self.narrative { 60 } else { 4 };
        let mut coarse: Option<&Spoken> = None;
        for s in self.spoken.iter().rev().take(24) {
            if place.sentence.saturating_sub(s.sentence) > reach {
                break;
            }
            let fine = s.cal.unit() <= o.unit
                || o.unit == Unit::Year && s.cal.unit() <= Unit::Year
                || o.sign == 0 && s.cal.unit() <= o.unit;
            if fine {
                // A story that has gone on to a later, coarser time has left
                // the day it told of before.
                return match coarse {
                    Some(c) if c.cal.first() > s.cal.first() => (c.cal, Reference::Timex(c.span)),
                    _ => (s.cal, Reference::Timex(s.span)),
                };
            }
            // A coarser time spoken of just now hides the report's day in a
            // story, and where it was told with its year and is long over.
            let told = s.dated
                && s.cal
                    .days()
                    .is_some_and(|(_, l)| l.year() + 1 < self.dct.date.year());
            if self.narrative || told && s.opens {
                coarse.get_or_insert(s);
            }
        }
        if let Some(s) = coarse {
            return (s.cal, Reference::Timex(s.span));
        }
        (Cal::Day(self.dct.date), Reference::Dct)
    }
}
