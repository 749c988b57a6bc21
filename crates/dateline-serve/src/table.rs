//! The forms that events have, and had, in order of time, and what is looked up
//! in them. Of each form stand here the numbers that are asked of many, and its
//! JSON, made once: an answer is copied together.

use crate::bits::Bits;
use crate::heads::{Heads, Lists, NOWHERE};
use crate::item::{Life, members, rest};
use dateline_ledger::{Event, Filter};
use dateline_record::{Interval, Kind, Status};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A day as a number that compares like it.
pub fn number(day: Date) -> i32 {
    i32::from(day.year()) * 512 + i32::from(day.month()) * 32 + i32::from(day.day())
}

/// The day of a number; none of one that stands for none.
pub fn day(number: i32) -> Option<Date> {
    let year = i16::try_from(number.div_euclid(512)).ok()?;
    let (month, day) = (number.rem_euclid(512) / 32, number.rem_euclid(32));
    Date::new(year, month as i8, day as i8).ok()
}

/// Before every day: an interval that is open at its start, or a day that is
/// not known.
pub const NO_FIRST: i32 = i32::MIN;
/// After every day: an interval that is open at its end.
pub const NO_LAST: i32 = i32::MAX;
/// The day as of which all is known.
pub const NOW: i32 = i32::MAX - 1;

/// First and last day as numbers.
type Days = (i32, i32);

fn days(interval: Option<&Interval>) -> Days {
    let first = interval.and_then(Interval::first_day).map(number);
    let last = interval.and_then(Interval::last_day).map(number);
    (first.unwrap_or(NO_FIRST), last.unwrap_or(NO_LAST))
}

/// What every question asks of a form.
#[derive(Clone, Copy)]
pub struct Key {
    /// It was so from this day on, and before the next.
    pub from: i32,
    pub until: i32,
    /// First and last day of its time, else of its deadline.
    pub first: i32,
    pub last: i32,
    pub head: u32,
    pub kind: Kind,
    pub status: Status,
    /// It has a time or a deadline.
    pub timed: bool,
    pub background: bool,
}

impl Key {
    /// The place in time, before the id; what has no time comes last.
    fn in_time(&self) -> i32 {
        match (self.first, self.last) {
            (NO_FIRST, last) => last,
            (first, _) => first,
        }
    }
}

/// What some questions ask.
#[derive(Clone, Copy)]
pub struct Facts {
    /// First day of its time.
    pub start: i32,
    /// Days by which it should have happened: of its deadline, or its time.
    pub due: (i32, i32),
    /// Day of the last report that changed it.
    pub told: i32,
    pub n_reports: u32,
    /// The reader is not sure of it.
    pub unsure: bool,
    pub moved: bool,
    pub contested: bool,
}

/// What an answer is copied from.
#[derive(Clone)]
pub struct Shown {
    pub rest: Arc<str>,
    pub life: Arc<Life>,
    pub n_steps: u32,
}

/// One form of an event.
#[derive(Clone)]
pub struct Form {
    pub key: Key,
    pub facts: Facts,
    pub shown: Shown,
}

impl Form {
    /// The form of an event from one day until another, of a head that is
    /// numbered later, with a life that is made later.
    pub fn of(event: &Event, (from, until): (i32, i32), life: Arc<Life>) -> Self {
        let (first, last) = days(
            event
                .time
                .as_ref()
                .or(event.due.as_ref())
                .map(|t| &t.interval),
        );
        let told = event.last_status().map(|s| number(s.as_of.date));
        let n_reports = dateline_view::words::n_reports(event);
        Self {
            key: Key {
                from,
                until,
                first,
                last,
                head: 0,
                kind: event.kind,
                status: event.last_status().map_or(Status::Possible, |s| s.status),
                timed: event.time.is_some() || event.due.is_some(),
                background: event.background,
            },
            facts: Facts {
                start: days(event.time.as_ref().map(|t| &t.interval)).0,
                due: days(event.should_be_by()),
                told: told.unwrap_or(NO_FIRST),
                n_reports: u32::try_from(n_reports).unwrap_or(u32::MAX),
                unsure: (event.confidence * 100.0).round() < 60.0,
                moved: event.is_moved(),
                contested: event.is_contested(),
            },
            shown: Shown {
                rest: members(&rest(event)).into(),
                life,
                n_steps: event.status.len() as u32,
            },
        }
    }

    /// Bytes in memory, but for head and life.
    pub fn n_bytes(&self) -> usize {
        size_of::<Self>() + self.shown.rest.len() + 32
    }
}

/// Which kinds, or statuses, are wanted, as bits of their places in the lists of
/// all; where none is named, none is asked for.
fn wanted(places: impl Iterator<Item = u32>) -> Option<u64> {
    let bits = places.fold(0, |all, n| all | 1 << n);
    (bits != 0).then_some(bits)
}

/// Forms of events, in order of time, id and day: of each number a list, since
/// most questions ask few of many forms.
#[derive(Default)]
pub struct Table {
    pub heads: Heads,
    from: Vec<i32>,
    until: Vec<i32>,
    pub first: Vec<i32>,
    pub last: Vec<i32>,
    pub head: Vec<u32>,
    pub kind: Vec<Kind>,
    pub status: Vec<Status>,
    pub background: Vec<bool>,
    pub start: Vec<i32>,
    pub due: Vec<(i32, i32)>,
    pub told: Vec<i32>,
    pub n_reports: Vec<u32>,
    pub unsure: Vec<bool>,
    pub moved: Vec<bool>,
    pub contested: Vec<bool>,
    pub shown: Vec<Shown>,
    /// Those with a time or a deadline.
    pub timed: Bits,
    /// Those that events have now.
    pub now: Bits,
    by_party: Lists,
    by_place: Lists,
    /// The place of the id of each head among all.
    rank: Vec<u32>,
    asked: Asked,
}

/// The forms that hold some words, for who asks for the same of other days.
#[derive(Default)]
struct Asked(Mutex<HashMap<String, Arc<OnceLock<Bits>>>>);

impl Asked {
    /// All that is kept takes about as many bytes.
    const MOST_BYTES: usize = 16 << 20;
    /// Bytes that one takes beside its bits and words.
    const BESIDE: usize = 100;

    /// The forms that hold some words, made once: who comes meanwhile waits.
    /// No more than `n_bytes` is kept of each.
    fn get(&self, words: &[String], n_bytes: usize) -> Arc<OnceLock<Bits>> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let words = words.join(" ");
        if let Some(bits) = held.get(&words) {
            return Arc::clone(bits);
        }
        let each = n_bytes + words.len() + Self::BESIDE;
        if held.len().saturating_mul(each) > Self::MOST_BYTES {
            held.clear();
        }
        Arc::clone(held.entry(words).or_default())
    }
}

impl Table {
    /// The forms, whose heads have numbers, in order.
    pub fn of(heads: Heads, mut forms: Vec<Form>) -> Self {
        let place = |f: &Form| (f.key.in_time(), heads.id(f.key.head), f.key.from);
        // Most often they are some runs that are in order.
        forms.sort_by(|a, b| place(a).cmp(&place(b)));
        fn list<T>(forms: &[Form], of: impl Fn(&Form) -> T) -> Vec<T> {
            forms.iter().map(of).collect()
        }
        let mut by_id: Vec<u32> = (0..heads.len() as u32).collect();
        by_id.sort_by_cached_key(|n| heads.id(*n));
        let mut rank = vec![0; heads.len()];
        for (n, head) in (0..).zip(by_id) {
            rank[head as usize] = n;
        }
        let (until, head) = (list(&forms, |f| f.key.until), list(&forms, |f| f.key.head));
        let parties = head.iter().map(|head| heads.parties.of.get(*head as usize));
        let by_party = Lists::places_of(heads.parties.names.len(), parties);
        let places = head.iter().map(|head| match &heads.place[*head as usize] {
            &NOWHERE => &[],
            place => std::slice::from_ref(place),
        });
        Self {
            by_party,
            by_place: Lists::places_of(heads.places.len(), places),
            rank,
            asked: Asked::default(),
            now: Bits::of(&until, |until| until > NOW),
            from: list(&forms, |f| f.key.from),
            until,
            first: list(&forms, |f| f.key.first),
            last: list(&forms, |f| f.key.last),
            head,
            kind: list(&forms, |f| f.key.kind),
            status: list(&forms, |f| f.key.status),
            background: list(&forms, |f| f.key.background),
            timed: Bits::of(&list(&forms, |f| f.key.timed), |timed| timed),
            start: list(&forms, |f| f.facts.start),
            due: list(&forms, |f| f.facts.due),
            told: list(&forms, |f| f.facts.told),
            n_reports: list(&forms, |f| f.facts.n_reports),
            unsure: list(&forms, |f| f.facts.unsure),
            moved: list(&forms, |f| f.facts.moved),
            contested: list(&forms, |f| f.facts.contested),
            shown: forms.into_iter().map(|f| f.shown).collect(),
            heads,
        }
    }

    /// How many forms there are.
    pub fn len(&self) -> usize {
        self.head.len()
    }

    /// The place of an event's id among all.
    pub fn rank(&self, at: usize) -> u32 {
        self.rank[self.head[at] as usize]
    }

    /// The id of an event.
    pub fn id(&self, at: usize) -> &str {
        self.heads.id(self.head[at])
    }

    /// Bytes in memory, by a rough count.
    pub fn n_bytes(&self) -> usize {
        let heads = (0..self.heads.len() as u32).map(|n| self.heads.n_bytes_of(n));
        let shown = self.shown.iter().map(|s| s.rest.len() + s.life.n_bytes());
        heads.chain(shown).sum::<usize>() + self.len() * size_of::<Form>()
    }

    /// The form that stands at a place.
    pub fn form(&self, at: usize) -> Form {
        Form {
            key: Key {
                from: self.from[at],
                until: self.until[at],
                first: self.first[at],
                last: self.last[at],
                head: self.head[at],
                kind: self.kind[at],
                status: self.status[at],
                timed: self.timed.has(at),
                background: self.background[at],
            },
            facts: Facts {
                start: self.start[at],
                due: self.due[at],
                told: self.told[at],
                n_reports: self.n_reports[at],
                unsure: self.unsure[at],
                moved: self.moved[at],
                contested: self.contested[at],
            },
            shown: self.shown[at].clone(),
        }
    }

    /// What stood so on a day.
    pub fn known(&self, day: i32) -> Bits {
        if day == NOW {
            return self.now.clone();
        }
        let (from, until) = (|from| from <= day, |until| until > day);
        Bits::of_both(&self.from, from, &self.until, until)
    }

    /// The forms that are wanted, as of a day: the rules of [`Filter::lets`].
    /// Those of a party or in a place are looked up.
    pub fn select(&self, day: i32, filter: &Filter, words: &[String]) -> Bits {
        let heads = &self.heads;
        let mut found = self.known(day);
        let listed = |of: &Lists, numbers: Vec<u32>| {
            let mut bits = Bits::none(self.len());
            for number in numbers {
                of.get(number as usize).iter().for_each(|at| bits.add(*at));
            }
            bits
        };
        for party in &filter.parties {
            found.and(&listed(&self.by_party, heads.parties_like(party)));
        }
        if let Some(place) = &filter.place {
            found.and(&listed(&self.by_place, heads.places_like(place)));
        }
        if let Some(kinds) = wanted(filter.kinds.iter().map(|k| *k as u32)) {
            found.and(&Bits::of(&self.kind, |k| kinds >> k as u32 & 1 != 0));
        }
        if let Some(statuses) = wanted(filter.statuses.iter().map(|s| *s as u32)) {
            found.and(&Bits::of(&self.status, |s| statuses >> s as u32 & 1 != 0));
        }
        if let Some(from) = filter.from.map(number) {
            found.and(&Bits::of(&self.last, |last| last >= from));
        }
        if let Some(to) = filter.to.map(number) {
            found.and(&Bits::of(&self.first, |first| first <= to));
        }
        if filter.from.is_some() || filter.to.is_some() {
            let open = |at| self.first[at] == NO_FIRST && self.last[at] == NO_LAST;
            found.retain(|at| !open(at));
        }
        if !words.is_empty() {
            let bits = self.asked.get(words, self.now.n_bytes());
            found.and(bits.get_or_init(|| {
                let with = heads.with_words(words).unwrap_or_default();
                Bits::of(&self.head, |head| with[head as usize])
            }));
        }
        found
    }
}

/// Answers as JSON.
impl Table {
    fn open(&self, at: usize, out: &mut Vec<u8>) {
        put(
            out,
            &[
                "{",
                self.heads.json(self.head[at]),
                ",",
                &self.shown[at].rest,
            ],
        );
    }

    /// An item with its history.
    pub fn full(&self, at: usize, out: &mut Vec<u8>) {
        let shown = &self.shown[at];
        self.open(at, out);
        let life = shown.life.first(shown.n_steps as usize);
        put(out, &[",\"history\":[", life, "]}"]);
    }

    /// An item as lists show it that draw no life.
    pub fn brief(&self, at: usize, out: &mut Vec<u8>) {
        self.open(at, out);
        out.push(b'}');
    }

    /// Id, label, status and when.
    pub fn short(&self, at: usize, out: &mut Vec<u8>) {
        // Within a text of JSON no quote stands bare.
        let before = |json: &'_ str, member: &str| json.find(member).unwrap_or(json.len());
        let (head, rest) = (self.heads.json(self.head[at]), &*self.shown[at].rest);
        let head = &head[..before(head, ",\"kind\":")];
        put(
            out,
            &["{", head, ",", &rest[..before(rest, ",\"time\":")], "}"],
        );
    }
}

/// Appends texts.
pub fn put(out: &mut Vec<u8>, parts: &[&str]) {
    for part in parts {
        out.extend_from_slice(part.as_bytes());
    }
}

/// Appends a list, each of whose members `one` writes.
pub fn put_list<T>(
    out: &mut Vec<u8>,
    all: impl IntoIterator<Item = T>,
    one: impl Fn(T, &mut Vec<u8>),
) {
    out.push(b'[');
    for (n, each) in all.into_iter().enumerate() {
        if n > 0 {
            out.push(b',');
        }
        one(each, out);
    }
    out.push(b']');
}

/// Appends a value.
pub fn put_value(out: &mut Vec<u8>, value: &impl Serialize) {
    put(out, &[&crate::item::json(value)]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn ok_every_kind_and_status_has_a_bit_of_its_own() {
        let kinds = wanted(Kind::ALL.iter().map(|k| *k as u32));
        assert_eq!(kinds.map(u64::count_ones), Some(Kind::ALL.len() as u32));
        let statuses = wanted(Status::ALL.iter().map(|s| *s as u32));
        assert_eq!(
            statuses.map(u64::count_ones),
            Some(Status::ALL.len() as u32)
        );
        for kind in Kind::ALL {
            assert_eq!(wanted([*kind as u32].into_iter()), Some(1 << *kind as u32));
        }
        assert_eq!(wanted([].into_iter()), None);
    }

    #[test]
    fn ok_days_are_numbers_that_compare_like_them() {
        let days = [
            date(-44, 3, 15),
            date(1, 1, 1),
            date(1999, 12, 31),
            date(2000, 1, 1),
        ];
        assert!(days.map(number).is_sorted());
        assert_eq!(days.map(|d| day(number(d))), days.map(Some));
        assert_eq!([NO_FIRST, NO_LAST, NOW].map(day), [None; 3]);
    }
}
