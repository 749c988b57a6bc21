//! A store opens, refuses what it is not, and says so in one line.

mod common;

use common::{Says, day, report};
use dateline_ledger::{Filter, Store};
use dateline_record::Status;

fn small() -> Vec<dateline_record::Reading> {
    vec![
        report("a", "2031-03-01")
            .says(
                "Envoys will hold talks on March 10.",
                &[Says {
                    status: Status::Scheduled,
                    time: day("2031-03-10"),
                    place: Some("Bergen"),
                    ..Says::default()
                }],
            )
            .quote("Ada Berg", "“We shall speak of herring.”")
            .done(),
    ]
}

#[test]
fn ok_what_was_added_is_there_after_the_store_is_closed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("s.db");
    let before = {
        let mut store = Store::create(&path).expect("a store");
        store.add(&small()).expect("added");
        store.ledger(None, &Filter::default()).expect("a ledger")
    };
    let store = Store::open_read_only(&path).expect("opens");
    assert_eq!(
        store.ledger(None, &Filter::default()).expect("a ledger"),
        before
    );
    let key = before.reports[0].key;
    assert_eq!(store.reading(key).expect("read"), Some(small().remove(0)));
    assert_eq!(
        store.report("a").expect("read"),
        Some(small()[0].report.clone())
    );
    assert_eq!(
        store.report(&key.to_string()).expect("read"),
        Some(small()[0].report.clone())
    );
    assert_eq!(store.report("b").expect("read"), None);
    let id = &before.events[0].id.0;
    let found = store.event(&id[..6], None).expect("read").expect("there");
    assert_eq!(found, before.events[0]);
    assert_eq!(before.statements[0].about, [before.events[0].id.clone()]);
}

#[test]
fn err_files_that_are_no_store_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let missing = Store::open(&at("none.db")).expect_err("missing");
    assert!(missing.is_missing(), "{missing}");
    let text = at("text.db");
    std::fs::write(
        &text,
        "a letter, not a store, and long enough to be looked at".repeat(40),
    )
    .expect("written");
    let e = Store::create(&text).expect_err("no store");
    assert!(e.is_not_a_store(), "{e}");
    assert!(
        Store::open_read_only(&text)
            .expect_err("no store")
            .is_not_a_store()
    );
    let other = at("other.db");
    rusqlite::Connection::open(&other)
        .and_then(|db| db.execute_batch("CREATE TABLE note (words TEXT)"))
        .expect("made");
    let e = Store::open(&other).expect_err("another program's");
    assert!(e.is_not_a_store(), "{e}");
    let newer = at("newer.db");
    drop(Store::create(&newer).expect("a store"));
    rusqlite::Connection::open(&newer)
        .and_then(|db| db.execute_batch("PRAGMA user_version = 999"))
        .expect("made");
    let e = Store::open(&newer).expect_err("newer");
    assert!(e.is_newer(), "{e}");
    assert!(e.to_string().contains("999"), "{e}");
    let e = Store::create(&at("no/such/folder/s.db")).expect_err("no folder");
    assert!(e.is_read_only(), "{e}");
    assert!(!e.to_string().contains('\n'));
}

#[test]
fn err_a_store_that_another_writes_to_is_locked_for_a_while_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("s.db");
    let mut store = Store::create(&path).expect("a store");
    let other = rusqlite::Connection::open(&path).expect("opens");
    other.execute_batch("BEGIN IMMEDIATE").expect("locked");
    store.set_wait(std::time::Duration::from_millis(20));
    let e = store.add(&small()).expect_err("locked");
    assert!(e.is_locked(), "{e}");
    other.execute_batch("ROLLBACK").expect("free");
    assert_eq!(store.add(&small()).expect("added").new, 1);
}

#[test]
fn ok_refused_reports_are_listed_until_they_are_cleared() {
    let mut store = Store::memory().expect("a store");
    store.refuse("b.txt", "no date").expect("kept");
    store.refuse("a.txt", "no text").expect("kept");
    store.refuse("b.txt", "no date; give --date").expect("kept");
    let list = store.refused().expect("read");
    let names: Vec<&str> = list.iter().map(|r| r.name.as_str()).collect();
    assert_eq!(names, ["a.txt", "b.txt"]);
    assert_eq!(list[1].reason, "no date; give --date");
    assert_eq!(store.clear_refused(Some("a.txt")).expect("cleared"), 1);
    assert_eq!(store.clear_refused(None).expect("cleared"), 1);
    assert!(store.refused().expect("read").is_empty());
}

#[test]
fn ok_search_finds_reports_and_statements_in_any_inflection() {
    let mut store = Store::memory().expect("a store");
    store.add(&small()).expect("added");
    let hits = store.search("herrings", None, 10).expect("found");
    assert_eq!(hits.reports.len(), 1);
    assert_eq!(hits.statements.len(), 1);
    let text = &small()[0].report.text;
    let sentence = hits.reports[0].sentence.expect("a sentence");
    assert!(sentence.of(text).contains("herring"));
    assert!(
        store
            .search("\"hold talks\"", None, 10)
            .expect("found")
            .reports
            .len()
            == 1
    );
    assert!(
        store
            .search("\"talks hold\"", None, 10)
            .expect("found")
            .reports
            .is_empty()
    );
    let early = Some(common::date("2031-02-01"));
    assert!(
        store
            .search("herring", early, 10)
            .expect("found")
            .reports
            .is_empty()
    );
    assert!(
        store
            .search("--", None, 10)
            .expect_err("no word")
            .is_usage()
    );
}

#[test]
fn ok_a_backup_is_a_store_with_the_same_ledger() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::create(&folder.path().join("s.db")).expect("a store");
    store.add(&small()).expect("added");
    let copy = folder.path().join("copy.db");
    store.backup(&copy).expect("copied");
    assert!(store.backup(&copy).is_err(), "a file is not written over");
    let all = Filter::default();
    let other = Store::open(&copy).expect("opens");
    assert_eq!(
        store.ledger(None, &all).expect("read"),
        other.ledger(None, &all).expect("read")
    );
    let before = store.ledger(None, &all).expect("read");
    store.vacuum().expect("done");
    assert_eq!(store.ledger(None, &all).expect("read"), before);
}

#[test]
fn ok_check_finds_what_was_tampered_with() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("s.db");
    let mut store = Store::create(&path).expect("a store");
    store.add(&small()).expect("added");
    let (checked, problems) = store.check().expect("checked");
    assert_eq!(problems, []);
    assert_eq!((checked.reports, checked.events), (1, 1));
    assert!(checked.evidence >= 5);
    rusqlite::Connection::open(&path)
        .and_then(|db| db.execute_batch("UPDATE report SET text = 'cut'"))
        .expect("tampered");
    let (_, problems) = store.check().expect("checked");
    assert!(
        problems
            .iter()
            .any(|p| p.message.contains("does not lie in report"))
    );
    rusqlite::Connection::open(&path)
        .and_then(|db| db.execute_batch("DELETE FROM event"))
        .expect("tampered");
    let (_, problems) = store.check().expect("checked");
    assert!(problems.iter().any(|p| p.message.contains("in no entry")));
}

#[test]
fn ok_a_filter_in_the_store_lets_through_what_the_filter_itself_does() {
    use dateline_record::Kind;
    let mut store = Store::memory().expect("a store");
    let mut readings = small();
    for (n, (kind, on, parties)) in [
        (
            Kind::Summit,
            "2031-04-02",
            &["NOR", "SWE"] as &'static [&'static str],
        ),
        (Kind::Agreement, "2031-06-30", &["NOR"]),
        (Kind::Talks, "2032-01-05", &["PER", "CHL"]),
    ]
    .into_iter()
    .enumerate()
    {
        readings.push(
            report(&format!("x{n}"), "2031-03-20")
                .source(&n.to_string())
                .says(
                    "The talks are planned.",
                    &[Says {
                        kind,
                        parties,
                        status: Status::Agreed,
                        time: day(on),
                        place: (n == 0).then_some("Oslo"),
                        ..Says::default()
                    }],
                )
                .done(),
        );
    }
    readings.push(
        report("wide", "2031-03-21")
            .says(
                "An accord by the end of the year, or no accord.",
                &[Says {
                    trigger: "accord",
                    kind: Kind::Commitment,
                    status: Status::Agreed,
                    time: Some(dateline_record::Interval {
                        start: None,
                        ..dateline_record::Interval::day(common::date("2031-12-31"))
                    }),
                    ..Says::default()
                }],
            )
            .done(),
    );
    store.add(&readings).expect("added");
    let all = store.ledger(None, &Filter::default()).expect("read").events;
    assert_eq!(all.len(), 5);
    let d = |t: &str| Some(common::date(t));
    for filter in [
        Filter {
            parties: vec!["nor".into()],
            ..Filter::default()
        },
        Filter {
            parties: vec!["NOR".into(), "ISL".into()],
            from: d("2031-03-10"),
            to: d("2031-03-10"),
            ..Filter::default()
        },
        Filter {
            kinds: vec![Kind::Talks, Kind::Summit],
            ..Filter::default()
        },
        Filter {
            statuses: vec![Status::Scheduled],
            ..Filter::default()
        },
        Filter {
            from: d("2031-04-02"),
            ..Filter::default()
        },
        Filter {
            to: d("2031-04-01"),
            ..Filter::default()
        },
        Filter {
            place: Some("osl".into()),
            ..Filter::default()
        },
        Filter {
            place: Some("osl".into()),
            parties: vec!["nor".into()],
            ..Filter::default()
        },
        Filter {
            place: Some("e".into()),
            kinds: vec![Kind::Talks],
            to: d("2031-05-01"),
            ..Filter::default()
        },
    ] {
        let want: Vec<_> = all.iter().filter(|e| filter.lets(e)).cloned().collect();
        assert!(!want.is_empty() && want.len() < all.len(), "{filter:?}");
        let got = store.ledger(None, &filter).expect("read").events;
        assert_eq!(got, want, "{filter:?}");
        assert_eq!(store.count(None, &filter).expect("read"), want.len());
        let page = store.page(None, &filter, 0, 1).expect("read");
        assert_eq!(page, want[..1], "{filter:?}");
    }
}
