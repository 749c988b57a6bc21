//! What was known on a day in the past.
//!
//! The index holds every event as it is known now. [`Past`] holds, beside it,
//! every form that an event had before, with the days from which and until
//! which it had it, so that a day is one pass over both. It is made in the
//! background when there is an index; meanwhile, and where it would take too
//! much memory, what later reports changed is made anew for the day asked for.

use crate::api::{AT_ONCE, State};
use crate::fault::{Answer, Fault};
use crate::index::{
    Facts, Found, History, Index, Item, Items, Step, StepKey, in_time, item_with, step, step_key,
    words_of,
};
use crate::pool::Stamp;
use axum::http::StatusCode;
use dateline_ledger::{Error, Event, Filter, Store};
use jiff::civil::Date;
use std::collections::HashMap;
use std::mem::size_of;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// Days for which what was known then is kept, where there is no [`Past`].
const DAYS_KEPT: usize = 8;

/// The forms of the past take no more bytes than this, by their own count.
const MOST_BYTES: usize = 256 << 20;

/// What later reports changed, as it was known on a day, for one state of the
/// store.
type Day = (Stamp, Date, Arc<Vec<Items>>);

/// What is kept of the past.
#[derive(Default)]
pub struct Then {
    days: Mutex<Vec<Day>>,
    /// None in it where it could not be made.
    past: RwLock<Option<(Stamp, Option<Arc<Past>>)>>,
    /// Held by who makes it.
    making: Mutex<()>,
}

/// A day as a number that compares like it.
fn number(day: Date) -> i32 {
    i32::from(day.year()) * 512 + i32::from(day.month()) * 32 + i32::from(day.day())
}

/// Where an item stands among others.
fn place<'a>((item, facts): Found<'a>) -> (bool, Option<Date>, &'a str) {
    let (untimed, day) = in_time(facts.span);
    (untimed, day, &item.id)
}

/// The index with all forms that its events had before.
pub struct Past {
    index: Arc<Index>,
    /// The former forms, in order of time, id and day.
    before: Items,
    /// From which day on each stood so, and before which.
    stood: Vec<(i32, i32)>,
    /// From which day on each item of the index stands so.
    now: Vec<i32>,
    /// The places of both in one order.
    rank_now: Vec<u32>,
    rank_before: Vec<u32>,
    /// The order is that of what a day holds; all but for events with a time
    /// that is open on both sides.
    in_order: bool,
}

/// A former form before it shares what it can.
struct Form {
    days: (i32, i32),
    facts: Facts,
    item: Item,
    steps: Vec<StepKey>,
}

fn form(from: Date, until: Date, event: &Event) -> Form {
    let none = History {
        steps: Arc::default(),
        n: 0,
    };
    let item = item_with(event, none);
    Form {
        days: (number(from), number(until)),
        facts: Facts::of(event, &item),
        item,
        steps: event.status.iter().map(step_key).collect(),
    }
}

/// One for both, where they are alike; true where it is one.
fn share<T: ?Sized + PartialEq>(own: &mut Arc<T>, other: &Arc<T>) -> bool {
    let alike = Arc::ptr_eq(own, other) || own == other;
    if alike {
        own.clone_from(other);
    }
    alike
}

fn share_some<T: ?Sized + PartialEq>(own: &mut Option<Arc<T>>, other: &Option<Arc<T>>) -> bool {
    match (own, other) {
        (Some(own), Some(other)) => share(own, other),
        (None, None) => true,
        _ => false,
    }
}

impl Item {
    /// Holds what is alike in another but once; true where both show the same
    /// words.
    fn share(&mut self, other: &Item) -> bool {
        share(&mut self.when, &other.when);
        share_some(&mut self.time, &other.time);
        share_some(&mut self.due, &other.due);
        share(&mut self.parties, &other.parties);
        share_some(&mut self.topic, &other.topic);
        share_some(&mut self.said_by, &other.said_by);
        share(&mut self.report, &other.report);
        let id = share(&mut self.id, &other.id);
        let label = share(&mut self.label, &other.label);
        let persons = share(&mut self.persons, &other.persons);
        share_some(&mut self.place, &other.place) && id && label && persons
    }

    /// Bytes that it holds alone, as far as texts go.
    fn n_own(&self) -> usize {
        fn own<T: ?Sized>(of: Option<&Arc<T>>, n: usize) -> usize {
            of.filter(|a| Arc::strong_count(a) == 1).map_or(0, |_| n)
        }
        let text = |of: Option<&Arc<str>>| own(of, of.map_or(0, |t| t.len() + 16));
        let time = size_of::<crate::index::When>() + 40;
        let persons = self.persons.iter().map(|p| p.len() + 32).sum();
        text(Some(&self.label))
            + text(Some(&self.when))
            + text(self.topic.as_ref())
            + text(self.said_by.as_ref())
            + text(Some(&self.report))
            + own(self.time.as_ref(), time)
            + own(self.due.as_ref(), time)
            + own(Some(&self.parties), self.parties.len() * 64)
            + own(Some(&self.persons), persons)
            + own(self.place.as_ref(), 96)
    }
}

/// Gives each form its steps, where the steps of one most often go on those of
/// the one before; gives the bytes of new ones.
fn histories(forms: &mut [Form], now: Option<&Item>) -> usize {
    let mut n_bytes = 0;
    let mut rest = forms;
    while !rest.is_empty() {
        let more = rest
            .windows(2)
            .take_while(|w| w[1].steps.starts_with(&w[0].steps))
            .count();
        let (run, later) = rest.split_at_mut(more + 1);
        rest = later;
        let steps: Vec<Step> = run[more].steps.iter().map(step).collect();
        let steps = match now.map(|i| &i.history.steps) {
            Some(now) if now.starts_with(&steps) => Arc::clone(now),
            _ => {
                n_bytes += steps.len() * (size_of::<Step>() + 64);
                steps.into()
            }
        };
        for form in run {
            form.item.history = History {
                steps: Arc::clone(&steps),
                n: form.steps.len(),
            };
            form.steps = Vec::new();
        }
    }
    n_bytes
}

impl Past {
    /// Reads all mentions of the events of an index that more than one day told
    /// of. `None` where that takes too much memory, where it is given up, as
    /// `go_on` is asked from time to time, or where the store has changed.
    pub fn read(
        store: &Store,
        index: Arc<Index>,
        most: usize,
        go_on: impl Fn() -> bool,
    ) -> Result<Option<Self>, Error> {
        let items = index.items.iter().enumerate();
        let at: HashMap<&str, usize> = items.map(|(at, i)| (&*i.id, at)).collect();
        let mut all: Vec<(Form, Arc<str>)> = Vec::new();
        let (mut n_bytes, mut n_events) = (0, 0_usize);
        let whole = store.versions(
            |key| index.told(key),
            form,
            |mut forms| {
                n_events += 1;
                let Some(last) = forms.last() else {
                    return true;
                };
                // An event that the index has not: the store has changed.
                let Some(&at) = at.get(&*last.item.id) else {
                    return false;
                };
                let item = &index.items[at];
                n_bytes += histories(&mut forms, Some(item));
                for mut form in forms {
                    let mut words = form.item.share(item).then(|| &index.words[at]);
                    if let Some((before, theirs)) = all.last()
                        && before.item.id == form.item.id
                        && form.item.share(&before.item)
                    {
                        words = words.or(Some(theirs));
                    }
                    n_bytes += form.item.n_own();
                    let words = words.map_or_else(
                        || {
                            let words = words_of(&form.item);
                            n_bytes += words.len() + 16;
                            words.into()
                        },
                        Arc::clone,
                    );
                    n_bytes += size_of::<(Item, Facts, Arc<str>, [u32; 6])>();
                    all.push((form, words));
                }
                n_bytes <= most && (n_events % 256 != 0 || go_on())
            },
        )?;
        drop(at);
        if !whole {
            return Ok(None);
        }
        all.sort_unstable_by(|(x, _), (y, _)| {
            let [x, y] = [x, y].map(|form| (place((&form.item, &form.facts)), form.days));
            x.cmp(&y)
        });
        let mut past = Past {
            before: Items::default(),
            stood: Vec::with_capacity(all.len()),
            rank_now: Vec::with_capacity(index.items.len()),
            rank_before: Vec::with_capacity(all.len()),
            now: index.last.iter().map(|d| number(*d)).collect(),
            in_order: index.all().is_sorted_by(|a, b| place(*a) <= place(*b)),
            index,
        };
        for (form, words) in all {
            past.stood.push(form.days);
            past.before.push(form.facts, form.item, words);
        }
        past.rank();

        Ok(Some(past))
    }

    /// Both are in order: where each stands among all.
    fn rank(&mut self) {
        let mut before = self.before.all().map(place).peekable();
        let mut rank = 0;
        for now in self.index.all().map(place) {
            while before.next_if(|b| *b < now).is_some() {
                self.rank_before.push(rank);
                rank += 1;
            }
            self.rank_now.push(rank);
            rank += 1;
        }
        self.rank_before.extend(before.zip(rank..).map(|(_, r)| r));
    }

    /// The items of a filter as they were known on a day, in order.
    fn select(&self, day: Date, filter: &Filter, words: &[String]) -> Vec<Found<'_>> {
        let day = number(day);
        let now = self
            .index
            .select_of(filter, words, |at| self.now[at] <= day);
        let before = self.before.select_of(filter, words, |at| {
            let (from, until) = self.stood[at];
            from <= day && day < until
        });
        let mut out = Vec::with_capacity(now.len() + before.len());
        let mut before = before.into_iter().peekable();
        for at in now {
            while let Some(b) = before.next_if(|b| self.rank_before[*b] < self.rank_now[at]) {
                out.push(self.before.at(b));
            }
            out.push(self.index.at(at));
        }
        out.extend(before.map(|b| self.before.at(b)));
        if !self.in_order {
            out.sort_by(|a, b| place(*a).cmp(&place(*b)));
        }
        out
    }
}

/// The items of a filter as they were known on a day, in order, where what later
/// reports changed is given in parts.
fn joined<'a>(
    index: &'a Index,
    changed: &'a [Items],
    day: Date,
    filter: &Filter,
    words: &[String],
) -> Vec<Found<'a>> {
    let now = index.select_of(filter, words, |at| index.last[at] <= day);
    let mut found: Vec<Found<'_>> = now.into_iter().map(|at| index.at(at)).collect();
    for part in changed {
        let then = part.select(filter, words).into_iter();
        found.extend(then.map(|at| part.at(at)));
    }
    // Each part is in order, and they are soon joined.
    found.sort_by(|a, b| place(*a).cmp(&place(*b)));
    found
}

impl State {
    /// The past of the store as it is now, where it is made.
    fn past(&self) -> Option<Arc<Past>> {
        let kept = self.then.past.read();
        let kept = kept.unwrap_or_else(PoisonError::into_inner);
        let (stamp, past) = kept.as_ref()?;
        (*stamp == self.pool.stamp())
            .then(|| past.clone())
            .flatten()
    }

    /// True where there is an index of this state of the store, and nothing yet
    /// of the past.
    pub fn forgets(&self, stamp: &Stamp) -> bool {
        let past = self.then.past.read();
        let past = past.unwrap_or_else(PoisonError::into_inner);
        self.has_index(stamp) && past.as_ref().is_none_or(|(s, _)| s != stamp)
    }

    /// Makes the past of the index, unless another does.
    pub fn remember(&self) {
        let Ok(_making) = self.then.making.try_lock() else {
            return;
        };
        let stamp = self.pool.stamp();
        if !self.forgets(&stamp) {
            return;
        }
        let Ok(index) = self.index() else { return };
        let keep = |past| {
            let slot = self.then.past.write();
            *slot.unwrap_or_else(PoisonError::into_inner) = past;
        };
        // Nothing of a former state takes memory meanwhile.
        keep(None);
        let go_on = || self.pool.stamp() == stamp;
        let read = |store: &Store| Past::read(store, index, MOST_BYTES, go_on);
        let past = self.pool.with(read).ok().flatten().map(Arc::new);
        // What was read while the store changed may be of either state.
        if go_on() {
            if past.is_some() {
                let days = self.then.days.lock();
                days.unwrap_or_else(PoisonError::into_inner).clear();
            }
            keep(Some((stamp, past)));
        }
    }

    /// Hands over the items of a filter as they were known on a day, in order.
    pub fn items_of<T>(
        &self,
        day: Date,
        filter: &Filter,
        words: &[String],
        work: impl FnOnce(Vec<Found<'_>>) -> Answer<T>,
    ) -> Answer<T> {
        if let Some(past) = self.past() {
            return work(past.select(day, filter, words));
        }
        // What no later report changed stands in the index; the rest is read
        // from the store, since place, parties and time may have been others.
        let index = self.index()?;
        let changed = self.changed_after(&index, day)?;
        work(joined(&index, &changed, day, filter, words))
    }

    /// The events that reports after a day changed, as they were known then, in
    /// parts.
    fn changed_after(&self, index: &Index, day: Date) -> Answer<Arc<Vec<Items>>> {
        let stamp = self.pool.stamp();
        // Who asks meanwhile waits, and need not read it again.
        let kept = self.then.days.lock();
        let mut kept = kept.unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = kept.iter().find(|k| k.0 == stamp && k.1 == day) {
            return Ok(Arc::clone(&kept.2));
        }
        // Most of the time goes into finding what stands scattered over the
        // file: each thread has a connection of its own.
        let threads = std::thread::available_parallelism().map_or(1, Into::into);
        let threads = threads.min(AT_ONCE);
        let part = |n: usize| {
            let told = |key| index.told(key);
            let read = |store: &Store| store.changed_part(day, n, threads, told);
            self.pool.with(read).map(Items::of)
        };
        let parts: Vec<_> = std::thread::scope(|scope| {
            let part = &part;
            let all: Vec<_> = (0..threads).map(|n| scope.spawn(move || part(n))).collect();
            all.into_iter().map(|thread| thread.join()).collect()
        });
        let failed = |_| Fault {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            message: "the request failed".to_owned(),
        };
        let parts = parts
            .into_iter()
            .map(|part| Ok(part.map_err(failed)??))
            .collect::<Answer<Vec<Items>>>()?;
        let then = Arc::new(parts);
        kept.retain(|k| k.0 == stamp && k.1 != day);
        if kept.len() >= DAYS_KEPT {
            kept.remove(0);
        }
        kept.push((stamp, day, Arc::clone(&then)));
        Ok(then)
    }
}

#[cfg(test)]
#[path = "../../dateline-ledger/tests/common/mod.rs"]
mod common;

#[cfg(test)]
mod tests {
    use super::common::{Says, report};
    use super::*;
    use dateline_ledger::{Action, Decision, EventId, Field};
    use dateline_record::{Interval, Kind, Reading, Status};
    use jiff::ToSpan;
    use jiff::civil::date;

    const PLACES: [Option<&str>; 3] = [None, Some("Bergen"), Some("Oslo")];
    const PARTIES: [&[&str]; 3] = [&["NOR", "ISL"], &["NOR"], &["NOR", "ISL", "FRO"]];

    /// Thirty days of reports on a few events, whose time, place, parties and
    /// status come and go; some are copies of others.
    fn readings() -> Vec<Reading> {
        let first = date(2031, 3, 1);
        (0..90_usize)
            .map(|n| {
                let day = |n: usize| first.checked_add((n as i64).days()).expect("a day");
                let (trigger, kind) = [
                    ("talks", Kind::Talks),
                    ("summit", Kind::Summit),
                    ("accord", Kind::Agreement),
                ][n % 7 % 3];
                let says = Says {
                    trigger,
                    kind,
                    parties: PARTIES[n % 5 % 3],
                    status: Status::ALL[n * 5 % Status::ALL.len()],
                    time: (n % 4 != 0).then(|| Interval::day(day(n * 7 % 40))),
                    place: PLACES[n % 3],
                    ..Says::default()
                };
                let text = format!("The {trigger} of number {}.", n / 2);
                report(&n.to_string(), &day(n / 3).to_string())
                    .source(&format!("Outlet {}", n % 2))
                    .says(&text, &[says])
                    .done()
            })
            .collect()
    }

    fn decide(store: &mut Store, action: Action) {
        let decision = Decision {
            id: 0,
            who: "Ada".into(),
            when: "2031-04-01T09:00".into(),
            why: "known".into(),
            action,
        };
        store.decide(&decision).expect("decided");
    }

    /// A store with decisions on some of its events.
    fn store() -> Store {
        let mut store = Store::memory().expect("a store");
        store.add(&readings()).expect("added");
        let mut ids: Vec<EventId> = Vec::new();
        store
            .each(|e| {
                if e.mentions.len() > 2 {
                    ids.push(e.id);
                }
                Ok(())
            })
            .expect("read");
        assert!(ids.len() > 4, "{ids:?}");
        let set = |n: usize, name: &str, value: &str| Action::Set {
            event: ids[n].clone(),
            field: Field::parse(name, value).expect("a field"),
        };
        decide(&mut store, set(0, "time", "2031-03"));
        decide(&mut store, set(1, "place", "Tromso"));
        decide(&mut store, set(1, "status", "cancelled"));
        let event = ids[2].clone();
        decide(&mut store, Action::Reject { event });
        let (event, others) = (ids[3].clone(), vec![ids[4].clone()]);
        decide(&mut store, Action::Merge { event, others });
        store
    }

    fn json(found: &[Found<'_>]) -> String {
        let items: Vec<&Item> = found.iter().map(|(item, _)| *item).collect();
        serde_json::to_string(&items).expect("JSON")
    }

    #[test]
    fn ok_every_day_is_as_where_it_is_made_for_itself() {
        let store = store();
        let index = Arc::new(Index::read(&store).expect("read"));
        let past = Past::read(&store, Arc::clone(&index), usize::MAX, || true);
        let past = past.expect("read").expect("made");
        assert!(past.in_order && past.stood.len() > 40);
        let filters = [
            Filter::default(),
            Filter {
                parties: vec!["ISL".into()],
                ..Filter::default()
            },
            Filter {
                place: Some("bergen".into()),
                ..Filter::default()
            },
            Filter {
                statuses: vec![Status::Held, Status::Cancelled],
                from: Some(date(2031, 3, 10)),
                ..Filter::default()
            },
        ];
        let mut n_former = 0;
        for n in 0..40_i64 {
            let day = date(2031, 2, 27).checked_add(n.days()).expect("a day");
            let changed = [Items::of(store.changed_after(day).expect("read"))];
            n_former += changed[0].items.len();
            for filter in &filters {
                for words in [vec![], vec!["talks".to_owned()]] {
                    let then = joined(&index, &changed, day, filter, &words);
                    let found = past.select(day, filter, &words);
                    assert_eq!(json(&found), json(&then), "{day} {filter:?} {words:?}");
                    let facts = |found: &[Found<'_>]| {
                        let all = found.iter().map(|(_, f)| (f.span, f.first, f.n_reports));
                        all.collect::<Vec<_>>()
                    };
                    assert_eq!(facts(&found), facts(&then));
                }
            }
        }
        assert!(n_former > 100);
    }

    #[test]
    fn ok_what_would_take_too_much_memory_is_not_made() {
        let store = store();
        let index = Arc::new(Index::read(&store).expect("read"));
        let past = Past::read(&store, index, 1000, || true).expect("read");
        assert!(past.is_none());
    }
}
