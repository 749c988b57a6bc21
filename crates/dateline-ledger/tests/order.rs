//! The ledger does not depend on the order or the batches its reports came in.

mod common;

use common::{Says, report};
use dateline_ledger::{Action, Decision, EventId, Field, Filter, Ledger, Store, merge};
use dateline_record::{Interval, Kind, Reading, Status};
use jiff::ToSpan;
use proptest::prelude::*;

const PARTIES: [&[&str]; 5] = [
    &["NOR", "ISL"],
    &["NOR", "ISL", "FRO"],
    &["NOR"],
    &["PER", "CHL"],
    &[],
];
const KINDS: [(Kind, &str); 4] = [
    (Kind::Talks, "talks"),
    (Kind::Summit, "summit"),
    (Kind::Agreement, "accord"),
    (Kind::Commitment, "pledge"),
];
const PLACES: [Option<&str>; 3] = [None, Some("Bergen"), Some("Reykjavik")];

/// A report of up to four sentences in a span of some weeks, drawn from pools
/// so small that many of them bear on one another.
fn any_report() -> impl Strategy<Value = Reading> {
    let mention = (
        0..PARTIES.len(),
        0..KINDS.len(),
        0..Status::ALL.len(),
        proptest::option::of(0_i64..40),
        0..PLACES.len(),
        any::<bool>(),
        0_u8..3,
    );
    (0_i64..30, proptest::collection::vec(mention, 1..5), 0_u8..4).prop_map(
        |(dct, mentions, source)| {
            let first = common::date("2031-03-01");
            let dct = first.checked_add(dct.days()).expect("a day");
            let mut maker = report("r", &dct.to_string()).source(&format!("Outlet {source}"));
            for (parties, kind, status, day, place, back, depends) in mentions {
                let (kind, trigger) = KINDS[kind];
                let sentence = format!("The {trigger} of the day, number {parties} and {status}.");
                maker = maker.says(
                    &sentence,
                    &[Says {
                        trigger,
                        kind,
                        parties: PARTIES[parties],
                        status: Status::ALL[status],
                        time: day
                            .and_then(|d| first.checked_add(d.days()).ok())
                            .map(Interval::day),
                        place: PLACES[place],
                        said_by: None,
                        same_as: back.then_some(0),
                    }],
                );
                maker = maker.edit(|m| m.dependent = depends == 0);
            }
            maker.done()
        },
    )
}

fn bytes(ledger: &Ledger) -> String {
    let mut ledger = ledger.clone();
    // A report that stands there twice under two names keeps the first.
    for r in &mut ledger.reports {
        r.name.clear();
    }
    serde_json::to_string(&ledger).expect("JSON")
}

fn in_batches(readings: &[Reading], size: usize) -> Ledger {
    let mut store = Store::memory().expect("a store");
    for batch in readings.chunks(size.max(1)) {
        store.add(batch).expect("added");
    }
    store.ledger(None, &Filter::default()).expect("a ledger")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn ok_any_order_and_any_batches_give_the_same_ledger(
        (readings, shuffled) in proptest::collection::vec(any_report(), 2..14)
            .prop_flat_map(|r| (Just(r.clone()), Just(r).prop_shuffle())),
        size in 1_usize..6,
    ) {
        let whole = bytes(&merge(&readings, &[]).expect("a ledger"));
        prop_assert_eq!(&bytes(&merge(&shuffled, &[]).expect("a ledger")), &whole);
        prop_assert_eq!(&bytes(&in_batches(&shuffled, size)), &whole);
        let backwards: Vec<Reading> = readings.iter().rev().cloned().collect();
        prop_assert_eq!(&bytes(&in_batches(&backwards, 1)), &whole);
        let mut staged = Store::memory().expect("a store");
        for batch in shuffled.chunks(size) {
            staged.stage(batch).expect("staged");
        }
        prop_assert!(staged.ledger(None, &Filter::default()).expect("a ledger").events.is_empty());
        staged.settle().expect("settled");
        let staged = staged.ledger(None, &Filter::default()).expect("a ledger");
        prop_assert_eq!(&bytes(&staged), &whole);
    }

    #[test]
    fn ok_as_of_a_day_is_the_ledger_of_the_reports_up_to_it(
        readings in proptest::collection::vec(any_report(), 2..12),
        after in 0_i64..30,
    ) {
        let day = common::date("2031-03-01").checked_add(after.days()).expect("a day");
        let early: Vec<Reading> = readings
            .iter()
            .filter(|r| r.report.dct.date <= day)
            .cloned()
            .collect();
        let cut = dateline_ledger::merge_as_of(&readings, &[], Some(day)).expect("a ledger");
        prop_assert_eq!(bytes(&cut), bytes(&merge(&early, &[]).expect("a ledger")));
    }

    #[test]
    fn ok_all_versions_at_once_are_those_of_each_day(
        readings in proptest::collection::vec(any_report(), 2..24),
        pick in any::<prop::sample::Index>(),
        rejected in any::<bool>(),
    ) {
        let mut store = Store::memory().expect("a store");
        store.add(&readings).expect("added");
        let ids: Vec<EventId> = store
            .page(None, &Filter::default(), 0, usize::MAX)
            .expect("read")
            .into_iter()
            .map(|e| e.id)
            .collect();
        if !ids.is_empty() {
            let event = ids[pick.index(ids.len())].clone();
            let field = Field::parse("time", "2031-05").expect("a field");
            let action = if rejected { Action::Reject { event } } else { Action::Set { event, field } };
            store
                .decide(&Decision {
                    id: 0,
                    who: "Ada".into(),
                    when: "2031-04-01T09:00".into(),
                    why: String::new(),
                    action,
                })
                .expect("decided");
        }
        let copies = store.copies().expect("read");
        let reports = store.reports(None).expect("read");
        let told = |key| {
            let report = reports.iter().find(|r| r.key == key)?;
            Some((report.dct, copies.contains(&key)))
        };
        let mut all = Vec::new();
        let whole = store.versions(
            told,
            |from, until, event| (from, until, event.clone()),
            |versions| {
                all.extend(versions);
                true
            },
        );
        prop_assert!(whole.expect("read"));
        for n in 0..32_i64 {
            let day = common::date("2031-02-28").checked_add(n.days()).expect("a day");
            let mut then = store.changed_after(day).expect("read");
            for event in &mut then {
                event.links.clear();
            }
            let mut known: Vec<_> = all
                .iter()
                .filter(|(from, until, _)| *from <= day && day < *until)
                .map(|(_, _, event)| event.clone())
                .collect();
            then.sort_by(|a, b| a.id.cmp(&b.id));
            known.sort_by(|a, b| a.id.cmp(&b.id));
            prop_assert_eq!(known, then);
        }
    }

    #[test]
    fn ok_reading_again_with_another_reader_is_as_reading_so_at_once(
        readings in proptest::collection::vec(any_report(), 2..10),
        pick in any::<prop::sample::Index>(),
    ) {
        let n = pick.index(readings.len());
        let mut store = Store::memory().expect("a store");
        store.add(&readings).expect("added");
        let mut other = readings.clone();
        let key = readings[n].report.key();
        for r in other.iter_mut().filter(|r| r.report.key() == key) {
            r.reader = "a later version".into();
            let mut one = r.clone();
            one.events.truncate(1);
            one.events[0].kind = Kind::Visit;
            one.events[0].same_as = None;
            *r = one;
        }
        let replaced: Vec<Reading> = other.iter().filter(|r| r.report.key() == key).cloned().collect();
        store.add(&replaced[..1]).expect("read again");
        let mut fresh = Store::memory().expect("a store");
        // Of two reports with one key, the first that came is the one kept.
        let mut distinct: Vec<Reading> = Vec::new();
        for r in &other {
            if !distinct.iter().any(|d| d.report.key() == r.report.key()) {
                distinct.push(r.clone());
            }
        }
        if let Some(d) = distinct.iter_mut().find(|d| d.report.key() == key) {
            *d = replaced[0].clone();
        }
        fresh.add(&distinct).expect("added");
        let all = Filter::default();
        prop_assert_eq!(
            bytes(&store.ledger(None, &all).expect("a ledger")),
            bytes(&fresh.ledger(None, &all).expect("a ledger"))
        );
    }
}

/// So many reports of a few parties that their blocks are longer than what is
/// looked back on; each from an outlet of its own, so that none stands there
/// twice.
fn many_reports() -> impl Strategy<Value = Vec<Reading>> {
    proptest::collection::vec(any_report(), 100..140).prop_map(|mut readings| {
        for (n, r) in readings.iter_mut().enumerate() {
            r.report.source = Some(format!("Outlet {n}"));
        }
        readings
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn ok_any_order_gives_the_same_ledger_where_blocks_are_long(
        (readings, shuffled) in many_reports()
            .prop_flat_map(|r| (Just(r.clone()), Just(r).prop_shuffle())),
        size in 1_usize..40,
    ) {
        let whole = bytes(&merge(&readings, &[]).expect("a ledger"));
        prop_assert_eq!(&bytes(&in_batches(&shuffled, size)), &whole);
        let mut forwards = readings;
        forwards.sort_by_key(|r| (r.report.dct.date, r.report.key()));
        prop_assert_eq!(&bytes(&in_batches(&forwards, size)), &whole);
        forwards.reverse();
        prop_assert_eq!(&bytes(&in_batches(&forwards, size)), &whole);
    }
}

#[test]
fn ok_the_same_report_twice_changes_nothing() {
    let reading = report("a", "2031-03-01")
        .says("They met for talks.", &[Says::default()])
        .done();
    let mut store = Store::memory().expect("a store");
    let first = store.add(std::slice::from_ref(&reading)).expect("added");
    let before = store.ledger(None, &Filter::default()).expect("a ledger");
    let again = store.add(&[reading]).expect("added");
    assert_eq!((first.new, again.new, again.known), (1, 0, 1));
    let after = store.ledger(None, &Filter::default()).expect("a ledger");
    assert_eq!(before, after);
}
