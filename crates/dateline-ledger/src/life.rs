//! The life of an event: which sentences change its status, time or place.

use crate::merge::facts::{When, coarseness, is_last_day, is_reference};
use crate::{EntryPlace, EntryTime, Evidence, SaidBy, StatusEntry};
use dateline_record::{
    Argument, Dct, EventMention, Family, Granularity, Interval, Place, ReportKey, Span, Status,
    TimeArgument, TimeBasis, WAS_TO,
};
use jiff::civil::Date;

/// The rule of what has not come about yet.
const NOT_YET: &str = "en.event.status.not_yet";

/// One mention as the life sees it.
#[derive(Clone, Debug)]
pub(crate) struct Told<'a> {
    pub(crate) report: ReportKey,
    pub(crate) dct: Dct,
    pub(crate) mention: &'a EventMention,
}

impl Told<'_> {
    pub(crate) fn evidence(&self, span: Span, rule: &str) -> Evidence {
        Evidence {
            report: self.report,
            sentence: self.mention.sentence,
            span,
            rule: rule.to_owned(),
        }
    }

    pub(crate) fn time(&self, t: &TimeArgument) -> EntryTime {
        EntryTime {
            interval: t.interval,
            basis: t.basis,
            evidence: vec![self.evidence(t.span, &t.rule)],
        }
    }

    fn place(&self, p: &Argument<Place>) -> EntryPlace {
        EntryPlace {
            place: p.value.clone(),
            evidence: vec![self.evidence(p.span, &p.rule)],
        }
    }

    fn said_by(&self) -> Option<SaidBy> {
        let a = self.mention.said_by.as_ref()?;
        Some(SaidBy {
            name: a.speaker.name.clone(),
            party: a.speaker.party.as_ref().map(|p| p.id.clone()),
            evidence: self.evidence(a.span, &a.rule),
        })
    }
}

/// What is known at one point of the life.
#[derive(Clone, Debug, Default)]
struct Known {
    status: Option<Status>,
    time: Option<Interval>,
    inferred: bool,
    place: Option<Place>,
}

/// Where the making of a history from an event's mentions stands, which come in
/// order of the reports and of the sentences in them.
#[derive(Default)]
pub(crate) struct Life {
    known: Known,
    family: Option<Family>,
    /// A mention tells something of the event's state.
    speaks: bool,
    /// Mentions that the history holds.
    n: usize,
}

impl Life {
    /// Adds to a history what the mentions tell that have come since; not empty
    /// where `told` is not. What they tell of the family, or of the state for
    /// the first time, may change the whole.
    pub(crate) fn go_on(&mut self, told: &[Told<'_>], family: Family, out: &mut Vec<StatusEntry>) {
        let new = &told[self.n.min(told.len())..];
        let speaks = self.speaks || new.iter().any(|t| !is_reference(t.mention));
        if self.n == 0 || self.family != Some(family) || speaks != self.speaks {
            *self = Life {
                family: Some(family),
                speaks,
                ..Life::default()
            };
            out.clear();
        }
        let before = out.len();
        for (n, t) in told.iter().enumerate().skip(self.n) {
            // A mention that tells nothing of the event's state makes an entry
            // only where no other will.
            if is_reference(t.mention) && (speaks || n > 0) {
                refine(&mut self.known, out, t);
            } else {
                step(&mut self.known, out, t, family);
            }
        }
        self.n = told.len();
        if let Some(day) = out.get(before).map(|s| s.as_of.date) {
            let earlier = out[..before].iter().rev();
            let same = earlier.take_while(|s| s.as_of.date == day).count();
            mark_contested(&mut out[before - same..]);
        }
    }
}

/// A mention that only refers may still give a more exact day or place.
fn refine(known: &mut Known, out: &mut Vec<StatusEntry>, t: &Told<'_>) {
    let Some(status) = known.status.filter(|_| !t.mention.dependent) else {
        return;
    };
    let time = t.mention.time.as_ref().filter(|x| {
        x.basis == TimeBasis::Stated && known.time.is_none_or(|old| sharpens(&old, &x.interval))
    });
    let place = t.mention.place.as_ref().filter(|_| known.place.is_none());
    if time.is_none() && place.is_none() {
        return;
    }
    push(
        known,
        out,
        t,
        status,
        t.mention.trigger,
        &t.mention.rule,
        time,
        place,
    );
}

/// True where `new` says more exactly what `old` says.
fn sharpens(old: &Interval, new: &Interval) -> bool {
    // One of the days of a visit is not the visit's.
    let one_of_them = is_days(old) && When::of(new).width() == 1;
    old.contains(new)
        && !one_of_them
        && old != new
        && (When::of(new).width() < When::of(old).width()
            || coarseness(new.granularity) < coarseness(old.granularity))
}

fn step(known: &mut Known, out: &mut Vec<StatusEntry>, t: &Told<'_>, family: Family) {
    let m = t.mention;
    // The day that is given up tells which meeting is meant.
    let given_up = m.earlier_time.as_ref();
    let here = out.last().is_some_and(|s| s.as_of.date == t.dct.date);
    let was = given_up.filter(|_| known.time.is_none());
    for earlier in &m.earlier_status {
        if allowed(known.status, earlier.value, family) && known.status != Some(earlier.value) {
            push(
                known,
                out,
                t,
                earlier.value,
                earlier.span,
                &earlier.rule,
                was,
                None,
            );
        }
    }
    let status = match missed(known, t) {
        true => Status::Postponed,
        false => m.status.value,
    };
    let off = matches!(
        status,
        Status::Postponed | Status::Cancelled | Status::Denied
    );
    let time = m
        .time
        .as_ref()
        .filter(|x| !off && !someday(x, t.dct.date))
        .filter(|x| {
            new_time(known, x, status, m.correction)
                || moves(known, x, m)
                || status.is_open() && limits(known, x, t.dct.date)
        })
        .or_else(|| {
            let day = given_up.or(m.time.as_ref());
            // 'A visit that was to begin on Monday is off': the day of the plan.
            let tells = |x: &&TimeArgument| {
                let known = known.time.as_ref();
                // 'Was to be done by 3 March. It should have been done on 3 March.'
                let limit = |k: &Interval| k.start.is_none() && k.end == x.interval.end;
                known.is_none_or(|k| sharpens(k, &x.interval) && !limit(k))
            };
            day.filter(|x| off && x.basis == TimeBasis::Stated && tells(x))
        });
    // What only may be this event moves it to no other day or place.
    let time = time.filter(|x| {
        let sharper = |old: Interval| sharpens(&old, &x.interval);
        !m.dependent || known.time.is_none_or(sharper)
    });
    // 'Talks opened on Monday. ... They ended on Wednesday': from the first day on.
    let whole = time.and_then(|x| from_first_day(known, x, status));
    let time = whole.as_ref().or(time);
    let place = m
        .place
        .as_ref()
        .filter(|p| new_place(known, &p.value) && (!m.dependent || known.place.is_none()));
    // 'Has been called off. It had been agreed on 10 March': what was before.
    let before = status == Status::Agreed
        && time.is_none()
        && known.status == Some(Status::Cancelled)
        && out.last().is_some_and(|s| s.as_of.date == t.dct.date);
    if before {
        return;
    }
    if is_given_up(known, out, t) {
        return;
    }
    // What is set for a later day has not taken place yet, whatever is said to be
    // done 'during the visit'.
    let ahead = known.status.is_some_and(Status::is_open)
        && known
            .time
            .and_then(|k| k.first_day())
            .is_some_and(|d| d > t.dct.date);
    let dateless = m
        .time
        .as_ref()
        .is_none_or(|x| x.basis == TimeBasis::Inferred && x.interval.first_day().is_none());
    if status == Status::Held && ahead && dateless && !m.correction {
        return;
    }
    // 'They will not meet after all. They were to hold talks on Monday': nor is that
    // any new life, but it tells the day.
    let over = matches!(
        known.status,
        Some(Status::Cancelled | Status::Postponed | Status::Denied)
    );
    if over && m.status.rule == WAS_TO && out.last().is_some_and(|s| s.as_of.date == t.dct.date) {
        refine(known, out, t);
        return;
    }
    // What a report tells as off, or as done, it does not take back by a denial or a
    // hope further down.
    let aside = matches!(
        (known.status, status),
        (
            Some(Status::Cancelled | Status::Postponed),
            Status::Denied | Status::Possible
        ) | (Some(Status::Held), Status::Denied)
    );
    if here && aside && time.is_none() && !m.correction {
        return;
    }
    let backward = !allowed(known.status, status, family);
    if backward && !resumes(out, t) {
        return;
    }
    // Scheduled without a day is what was agreed; the day alone makes it more.
    let changed = known.status != Some(status) && !vaguer(known, status, t);
    if changed || time.is_some() || place.is_some() || m.correction {
        let status = if changed || m.correction {
            status
        } else {
            known.status.unwrap_or(status)
        };
        push(
            known,
            out,
            t,
            status,
            m.status.span,
            &m.status.rule,
            time,
            place,
        );
    }
}

/// 'Chad has not yet pulled its guns back', told after the day by which it was to do so.
fn missed(known: &Known, t: &Told<'_>) -> bool {
    let over = |i: &Interval| i.last_day().is_some_and(|d| d < t.dct.date);
    let m = t.mention;
    m.status.rule == NOT_YET
        && m.status.value.is_open()
        && m.time.as_ref().is_none_or(|x| over(&x.interval))
        && known.status.is_some_and(Status::is_open)
        && known.time.as_ref().is_some_and(over)
}

/// 'The session was interrupted on Monday; it had barely opened. It is to resume
/// on 22 March': what one report breaks off and takes up again is ahead.
fn resumes(out: &[StatusEntry], t: &Told<'_>) -> bool {
    let today = t.dct.date;
    let first = t.mention.time.as_ref().and_then(|x| x.interval.first_day());
    let mut here = out.iter().rev().take_while(|s| s.as_of.date == today);
    t.mention.status.value.is_open()
        && first.is_some_and(|d| d > today)
        && here.any(|s| s.status == Status::Postponed)
}

/// 'They will meet on Friday. They had been due to meet on Tuesday': that a day was
/// given up is no change where the same report has told the new one.
fn is_given_up(known: &Known, out: &[StatusEntry], t: &Told<'_>) -> bool {
    let m = t.mention;
    let old = m.time.as_ref().filter(|x| x.basis == TimeBasis::Stated);
    let (Some(old), Some(new)) = (old, known.time) else {
        return false;
    };
    m.status.value == Status::Postponed
        && m.kind.family() == Family::Meeting
        && known.status == Some(Status::Scheduled)
        && out.last().is_some_and(|s| s.as_of.date == t.dct.date)
        && old.interval.last_day().is_some_and(|d| d < t.dct.date)
        && new.first_day().is_some_and(|d| d >= t.dct.date)
}

/// All the days of a meeting whose first is known, where its last is told.
fn from_first_day(known: &Known, x: &TimeArgument, status: Status) -> Option<TimeArgument> {
    const LONGEST: i32 = 28;
    if status != Status::Held || !is_last_day(x) {
        return None;
    }
    let old = known.time.filter(|_| !known.inferred)?;
    let (first, last) = (old.first_day()?, x.interval.last_day()?);
    let days = (last - first).get_days();
    let exact = old.granularity <= Granularity::Day && !old.approx;
    (exact && (1..=LONGEST).contains(&days)).then(|| TimeArgument {
        interval: Interval::days(first, last, Granularity::Day),
        ..x.clone()
    })
}

/// May an event that stands at `from` be told to stand at `to`? What was held
/// does not become a plan again, but an undertaking in force can be ended.
fn allowed(from: Option<Status>, to: Status, family: Family) -> bool {
    match (from, to) {
        (Some(Status::Held), to) if to.is_open() || to == Status::Postponed => false,
        (Some(Status::Held), Status::Cancelled | Status::Denied) => {
            !matches!(family, Family::Meeting | Family::Force)
        }
        _ => true,
    }
}

/// A report that repeats a plan in vaguer words does not change it.
fn vaguer(known: &Known, status: Status, t: &Told<'_>) -> bool {
    let Some(old) = known.status else {
        return false;
    };
    let rank = |s: Status| match s {
        Status::Possible => 0,
        Status::Proposed => 1,
        Status::Agreed => 2,
        Status::Scheduled => 3,
        _ => 9,
    };
    if !old.is_open() || !status.is_open() || rank(status) >= rank(old) {
        return false;
    }
    // A step back is believed where a sentence gives it another time.
    t.mention.time.as_ref().is_none_or(|x| {
        known
            .time
            .is_some_and(|k| k.overlaps(&x.interval) || x.interval.contains(&k))
    })
}

/// 'In the coming days': nobody can say on which, so that it tells no time.
fn someday(time: &TimeArgument, today: Date) -> bool {
    let i = &time.interval;
    i.approx && i.end.is_none() && i.first_day() == Some(today)
}

fn new_time(known: &Known, new: &TimeArgument, status: Status, correction: bool) -> bool {
    let Some(old) = known.time else { return true };
    if old == new.interval {
        return false;
    }
    if correction {
        return true;
    }
    if new.basis == TimeBasis::Inferred {
        return !is_recent_plan(known, &old, new)
            && !old.overlaps(&new.interval)
            && status == Status::Held
            && known.status != Some(Status::Held);
    }
    if known.inferred {
        return true;
    }
    if old.overlaps(&new.interval) {
        return sharpens(&old, &new.interval) || lengthens(&old, &new.interval);
    }
    true
}

/// What was set for a day and is told soon after it as held, with no day, was on that
/// day, and not on that of the report.
fn is_recent_plan(known: &Known, old: &Interval, new: &TimeArgument) -> bool {
    const SOON: i32 = 3;
    let planned = known.status == Some(Status::Scheduled) && !known.inferred;
    let exact = old.granularity == Granularity::Day && !old.approx && old.start.is_some();
    let gap = old
        .last_day()
        .zip(new.interval.last_day())
        .map(|(plan, report)| (report - plan).get_days());
    planned && exact && gap.is_some_and(|days| (1..=SOON).contains(&days))
}

/// True for some days told as first and last, no more than three weeks of them.
fn is_days(i: &Interval) -> bool {
    const MOST: i64 = 21;
    i.granularity == Granularity::Day
        && !i.approx
        && i.start.is_some()
        && i.end.is_some()
        && (2..=MOST).contains(&When::of(i).width())
}

/// 'From 4 to 7 November' says of a visit more than 'on 4 November'.
fn lengthens(old: &Interval, new: &Interval) -> bool {
    let day = old.granularity == Granularity::Day && When::of(old).width() == 1;
    day && is_days(new) && new.contains(old)
}

/// 'Is now to be done by 20 May': another deadline than before.
fn moves(known: &Known, new: &TimeArgument, m: &EventMention) -> bool {
    let told = m.status.rule == "en.event.status.anew"
        || m.earlier_status
            .iter()
            .any(|s| s.value == Status::Postponed);
    let Some(old) = known.time else { return false };
    let limits = old.start.is_none() && new.interval.start.is_none();
    told && limits && old.end.is_some() && new.interval.end.is_some() && old.end != new.interval.end
}

/// 'It may be settled in 2025. ... They hope to settle it by the middle of 2025': a
/// limit within the time that was known, or another than one that is past.
fn limits(known: &Known, new: &TimeArgument, today: Date) -> bool {
    let (Some(old), Some(end)) = (known.time, new.interval.last_day()) else {
        return false;
    };
    let limit = new.interval.start.is_none() && new.basis == TimeBasis::Stated && end >= today;
    let Some(last) = old.last_day().filter(|_| limit && !known.inferred) else {
        return false;
    };
    match old.first_day() {
        Some(first) => old.granularity > Granularity::Week && first <= end && end < last,
        None => last < today,
    }
}

fn new_place(known: &Known, new: &Place) -> bool {
    let Some(old) = &known.place else { return true };
    if old.gazetteer.is_some() && old.gazetteer == new.gazetteer {
        return false;
    }
    if old.name.eq_ignore_ascii_case(&new.name) {
        return false;
    }
    // A country does not replace a town in it.
    let coarser = new.is_state() || (new.lat.is_none() && old.lat.is_some());
    !coarser
}

#[allow(clippy::too_many_arguments)]
fn push(
    known: &mut Known,
    out: &mut Vec<StatusEntry>,
    t: &Told<'_>,
    status: Status,
    span: Span,
    rule: &str,
    time: Option<&TimeArgument>,
    place: Option<&Argument<Place>>,
) {
    known.status = Some(status);
    if let Some(x) = time {
        known.time = Some(x.interval);
        known.inferred = x.basis == TimeBasis::Inferred;
    }
    if let Some(p) = place {
        known.place = Some(p.value.clone());
    }
    out.push(StatusEntry {
        as_of: t.dct,
        status,
        time: time.map(|x| t.time(x)),
        place: place.map(|p| t.place(p)),
        said_by: t.said_by(),
        evidence: t.evidence(span, rule),
        contested: false,
        correction: t.mention.correction,
    });
}

/// Two sources of one day that differ in status are both kept and marked.
fn mark_contested(out: &mut [StatusEntry]) {
    for i in 0..out.len() {
        for j in i + 1..out.len() {
            if out[i].as_of.date != out[j].as_of.date {
                break;
            }
            let (a, b) = (&out[i], &out[j]);
            let differ = a.status != b.status
                && (a.status == Status::Denied || b.status == Status::Denied)
                || (a.status == b.status && times_differ(a.time.as_ref(), b.time.as_ref()));
            let names = |e: &StatusEntry| e.said_by.as_ref().map(|s| s.name.clone());
            if differ && names(a) != names(b) && names(a).is_some() && names(b).is_some() {
                out[i].contested = true;
                out[j].contested = true;
            }
        }
    }
}

fn times_differ(a: Option<&EntryTime>, b: Option<&EntryTime>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if !a.interval.overlaps(&b.interval) || (a.interval.end != b.interval.end && a.interval.start.is_none() && b.interval.start.is_none()))
}
