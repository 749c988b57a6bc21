//! What was known on a day in the past.
//!
//! The index holds every event as it is known now. Then every form that an event
//! had before is put beside it, with the days from which and until which it had
//! it, so that a day is one pass over both. That is made in the background when
//! there is an index, and who asks meanwhile waits for it. Where it would take
//! too much memory, or the store changes all the time, what later reports
//! changed is made anew for the day asked for.

use crate::api::{AT_ONCE, State};
use crate::fault::{Answer, Fault};
use crate::index::Index;
use crate::item::{Head, Life, StepKey, head, steps};
use crate::pool::Stamp;
use crate::table::{Form, NOW, Table, number};
use axum::http::StatusCode;
use dateline_ledger::{Error, Event, Store};
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Days for which the whole ledger is kept, where its past is not made.
const DAYS_KEPT: usize = 2;

/// The ledger as it was known on a day, for one state of the store.
type Day = (Stamp, Date, Arc<Index>);

/// What is kept of the past.
#[derive(Default)]
pub struct Then {
    days: Mutex<Vec<Day>>,
    /// The state of the store whose past was made, or takes too much memory.
    done: Mutex<Option<Stamp>>,
    /// Held by who makes it.
    making: Mutex<()>,
}

/// The forms of the past take no more bytes than this by their own count, or
/// than the present takes.
const MOST_BYTES: usize = 256 << 20;

/// A former form before its event is looked up.
struct Former {
    form: Form,
    head: Head,
    steps: Vec<StepKey>,
}

fn former(from: Date, until: Date, event: &Event) -> Former {
    Former {
        form: Form::of(event, (number(from), number(until)), Arc::default()),
        head: head(event),
        steps: steps(event),
    }
}

/// Gives each form its life, where the steps of one most often go on those of
/// the one before; gives the bytes of new ones.
fn lives(forms: &mut [Former], now: &Arc<Life>) -> usize {
    let mut n_bytes = 0;
    let mut rest = forms;
    while !rest.is_empty() {
        let more = rest
            .windows(2)
            .take_while(|w| w[1].steps.starts_with(&w[0].steps))
            .count();
        let (run, later) = rest.split_at_mut(more + 1);
        rest = later;
        let life = Life::of(&run[more].steps);
        let life = if now.begins_with(&life) {
            Arc::clone(now)
        } else {
            n_bytes += life.n_bytes();
            Arc::new(life)
        };
        for former in run {
            former.form.shown.life = Arc::clone(&life);
            former.steps = Vec::new();
        }
    }
    n_bytes
}

/// The index with all forms that its events had before. `None` where they take
/// more than so many bytes, where it is given up, as `go_on` is asked from time
/// to time, or where the store has changed.
fn with_past(
    store: &Store,
    index: &Index,
    most: usize,
    go_on: impl Fn() -> bool,
) -> Result<Option<Index>, Error> {
    let table = &index.table;
    let mut heads = table.heads.clone();
    let by_id: HashMap<&str, usize> = (0..table.len()).map(|at| (table.id(at), at)).collect();
    let mut forms: Vec<Form> = (0..table.len()).map(|at| table.form(at)).collect();
    let (mut n_bytes, mut n_events) = (0, 0_usize);
    let whole = store.versions(
        |key| index.told(key),
        former,
        |mut all| {
            n_events += 1;
            let Some(last) = all.last() else {
                return true;
            };
            // An event that the index has not: the store has changed.
            let Some(&at) = by_id.get(&*last.head.id) else {
                return false;
            };
            n_bytes += lives(&mut all, &table.shown[at].life);
            let now = table.head[at];
            let mut before = now;
            for Former { mut form, head, .. } in all {
                let n_heads = heads.len();
                before = heads.number(&head, [now, before]);
                if heads.len() > n_heads {
                    n_bytes += heads.n_bytes_of(before);
                }
                form.key.head = before;
                n_bytes += form.n_bytes();
                forms.push(form);
            }
            n_bytes <= most && (n_events % 256 != 0 || go_on())
        },
    )?;
    heads.close();
    Ok(whole.then(|| Index {
        table: Table::of(heads, forms),
        has_past: true,
        told: Arc::clone(&index.told),
    }))
}

impl State {
    /// True where there is an index of this state of the store, and nothing yet
    /// of the past.
    pub fn forgets(&self, stamp: &Stamp) -> bool {
        let done = self.then.done.lock();
        let done = done.unwrap_or_else(PoisonError::into_inner);
        done.as_ref() != Some(stamp) && self.has_index(stamp)
    }

    /// Makes the past of the index, or waits for who does.
    pub fn remember(&self) {
        let making = self.then.making.lock();
        let _making = making.unwrap_or_else(PoisonError::into_inner);
        let stamp = self.pool.stamp();
        if !self.forgets(&stamp) {
            return;
        }
        let Ok(index) = self.index() else { return };
        let most = MOST_BYTES.max(index.table.n_bytes());
        let go_on = || self.pool.stamp() == stamp;
        let read = |store: &Store| with_past(store, &index, most, go_on);
        let past = self.pool.with(read).ok().flatten().map(Arc::new);
        // What was read while the store changed may be of either state.
        if !go_on() {
            return;
        }
        if let Some(past) = past {
            self.put_index(&stamp, past);
            let days = self.then.days.lock();
            days.unwrap_or_else(PoisonError::into_inner).clear();
        }
        let done = self.then.done.lock();
        *done.unwrap_or_else(PoisonError::into_inner) = Some(stamp);
    }

    /// Hands over the index as it is now, or as it was known on a day, with the
    /// day as which it is to be asked.
    pub fn with_known<T>(
        &self,
        as_of: Option<Date>,
        work: impl FnOnce(&Index, i32) -> Answer<T>,
    ) -> Answer<T> {
        let mut index = self.index()?;
        if let Some(day) = as_of
            && !index.has_past
        {
            self.remember();
            index = self.index()?;
            if !index.has_past {
                // One at a time, since each day takes as much memory as all.
                let kept = self.then.days.lock();
                let mut kept = kept.unwrap_or_else(PoisonError::into_inner);
                return work(&*self.known_on(&index, day, &mut kept)?, NOW);
            }
        }
        work(&index, as_of.map_or(NOW, number))
    }

    /// The ledger as it was known on a day, where its past is not made.
    fn known_on(&self, index: &Index, day: Date, kept: &mut Vec<Day>) -> Answer<Arc<Index>> {
        let stamp = self.pool.stamp();
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
            self.pool.with(read)
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
        let mut changed = Vec::new();
        for part in parts {
            changed.extend(part.map_err(failed)??);
        }
        let then = Arc::new(index.as_of(day, &changed));
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
    use crate::bits::Bits;
    use crate::table::put_list;
    use dateline_ledger::{Action, Decision, EventId, Field, Filter};
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

    fn json(index: &Index, found: &Bits) -> String {
        let mut out = Vec::new();
        put_list(&mut out, found.iter(), |at, out| index.table.full(at, out));
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn ok_every_day_is_as_where_it_is_made_for_itself() {
        let store = store();
        let index = Index::read(&store).expect("read");
        let past = with_past(&store, &index, usize::MAX, || true);
        let past = past.expect("read").expect("made");
        assert!(past.table.len() > index.table.len() + 40);
        let filters = [
            Filter::default(),
            Filter {
                parties: vec!["isl".into()],
                ..Filter::default()
            },
            Filter {
                place: Some("bergen".into()),
                ..Filter::default()
            },
            Filter {
                parties: vec!["ISL".into(), "NOR".into()],
                place: Some("o".into()),
                ..Filter::default()
            },
            Filter {
                statuses: vec![Status::Held, Status::Cancelled],
                from: Some(date(2031, 3, 10)),
                ..Filter::default()
            },
        ];
        let mut n_former = 0;
        for n in -1..40_i64 {
            // Day -1 stands for now.
            let day = (n >= 0).then(|| date(2031, 2, 27).checked_add(n.days()).expect("a day"));
            let changed = day.map(|day| store.changed_after(day).expect("read"));
            let then = changed.map_or_else(
                || Index::read(&store).expect("read"),
                |changed| {
                    n_former += changed.len();
                    index.as_of(day.expect("a day"), &changed)
                },
            );
            for filter in &filters {
                for words in [
                    vec![],
                    vec!["alk".to_owned()],
                    vec!["talks".into(), "e".into()],
                ] {
                    let expected = then.table.select(NOW, filter, &words);
                    let found = past.table.select(day.map_or(NOW, number), filter, &words);
                    let [a, b] = [(&past, &found), (&then, &expected)].map(|(i, at)| json(i, at));
                    assert_eq!(a, b, "{day:?} {filter:?} {words:?}");
                    let facts = |index: &Index, found: &Bits| {
                        let t = &index.table;
                        let of =
                            |at: usize| (t.first[at], t.last[at], t.start[at], t.n_reports[at]);
                        found.iter().map(of).collect::<Vec<_>>()
                    };
                    assert_eq!(facts(&past, &found), facts(&then, &expected));
                }
            }
        }
        assert!(n_former > 100);
    }

    #[test]
    fn ok_what_would_take_too_much_memory_is_not_made() {
        let store = store();
        let index = Index::read(&store).expect("read");
        let past = with_past(&store, &index, 1000, || true).expect("read");
        assert!(past.is_none());
    }

    #[test]
    fn ok_the_forms_of_an_item_are_its_json() {
        let store = store();
        let index = Index::read(&store).expect("read");
        let mut at = 0;
        let events = store.ledger(None, &Filter::default()).expect("read").events;
        for event in events {
            let item = serde_json::to_value(crate::item::item(&event)).expect("JSON");
            let id = |at: &usize| index.table.id(*at) == event.id.0;
            let place = index.table.now.iter().find(id).expect("in the index");
            let parsed = |write: &dyn Fn(&mut Vec<u8>)| -> serde_json::Value {
                let mut out = Vec::new();
                write(&mut out);
                serde_json::from_slice(&out).expect("JSON")
            };
            assert_eq!(parsed(&|out| index.table.full(place, out)), item);
            let mut brief = item.clone();
            brief.as_object_mut().expect("members").remove("history");
            assert_eq!(parsed(&|out| index.table.brief(place, out)), brief);
            let short = parsed(&|out| index.table.short(place, out));
            assert_eq!(short.as_object().map(serde_json::Map::len), Some(4));
            for name in ["id", "label", "status", "when"] {
                assert_eq!(short[name], item[name]);
            }
            at += 1;
        }
        assert_eq!(at, index.table.len());
    }
}
