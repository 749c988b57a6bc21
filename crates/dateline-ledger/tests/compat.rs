//! Stores of every format version open, and give the ledger they gave.

mod common;

use common::{Says, day, report};
use dateline_ledger::{Filter, Ledger, Store};
use dateline_record::{Kind, Reading, Status};
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/stores"))
}

/// The reports in the kept stores. Never changed: a new version of the format
/// gets a new store beside the old ones, of these same reports.
fn reports() -> Vec<Reading> {
    vec![
        report("first", "2031-03-01")
            .source("Harbour Wire")
            .says(
                "Norway and Iceland will hold talks in Bergen on March 9.",
                &[Says {
                    status: Status::Scheduled,
                    time: day("2031-03-09"),
                    place: Some("Bergen"),
                    ..Says::default()
                }],
            )
            .quote("Kari Lund", "\"We are ready,\" Kari Lund said.")
            .done(),
        report("second", "2031-03-08")
            .source("Fjord Daily")
            .says(
                "The talks were put off.",
                &[Says {
                    status: Status::Postponed,
                    ..Says::default()
                }],
            )
            .done(),
        report("third", "2031-03-21")
            .source("Harbour Wire")
            .says(
                "The talks took place on March 20 in Bergen, and an accord was signed.",
                &[
                    Says {
                        time: day("2031-03-20"),
                        place: Some("Bergen"),
                        ..Says::default()
                    },
                    Says {
                        trigger: "accord",
                        kind: Kind::Agreement,
                        time: day("2031-03-20"),
                        ..Says::default()
                    },
                ],
            )
            .done(),
    ]
}

fn check(ledger: &Ledger, name: &str) {
    let talks: Vec<_> = ledger
        .events
        .iter()
        .filter(|e| e.kind == Kind::Talks)
        .collect();
    assert_eq!(talks.len(), 1, "{name}");
    let life: Vec<Status> = talks[0].status.iter().map(|s| s.status).collect();
    assert_eq!(
        life,
        [Status::Scheduled, Status::Postponed, Status::Held],
        "{name}"
    );
    let time = talks[0].time.as_ref().expect("a day");
    assert_eq!(time.interval.value(), "2031-03-20", "{name}");
    assert_eq!(ledger.events.len(), 2, "{name}");
    assert_eq!(ledger.statements.len(), 1, "{name}");
    assert_eq!(ledger.statements[0].speaker, "Kari Lund", "{name}");
    assert_eq!(ledger.reports.len(), 3, "{name}");
}

/// Makes the store of this version where its file is missing. Run once for a
/// new format version, and commit the file.
#[test]
fn ok_there_is_a_store_of_this_version() {
    let new = tempfile::tempdir().expect("a folder");
    let file = new.path().join("new.dateline");
    let mut store = Store::create(&file).expect("a store");
    store.add(&reports()).expect("added");
    check(
        &store.ledger(None, &Filter::default()).expect("a ledger"),
        "now",
    );
    let version: i64 = rusqlite::Connection::open(&file)
        .and_then(|db| db.query_row("PRAGMA user_version", [], |r| r.get(0)))
        .expect("a version");
    let path = folder().join(format!("v{version}.dateline"));
    if std::env::var_os("DATELINE_KEEP_STORE").is_some() && !path.exists() {
        store.backup(&path).expect("kept");
    }
    assert!(
        path.exists(),
        "keep a store of format {version}: DATELINE_KEEP_STORE=1 cargo test -p dateline-ledger --test compat"
    );
}

#[test]
fn ok_stores_of_every_version_open_and_take_one_more_report() {
    let mut n = 0;
    let mut names: Vec<PathBuf> = std::fs::read_dir(folder())
        .expect("the kept stores")
        .map(|f| f.expect("a file").path())
        .collect();
    names.sort();
    for kept in names {
        n += 1;
        let name = kept.display().to_string();
        let copy = tempfile::tempdir().expect("a folder");
        let path = copy.path().join("old.dateline");
        std::fs::copy(&kept, &path).expect("copied");
        let mut store = Store::open(&path).unwrap_or_else(|e| panic!("{name}: {e}"));
        check(
            &store.ledger(None, &Filter::default()).expect("a ledger"),
            &name,
        );
        let more = report("fourth", "2031-04-02")
            .says(
                "Norway and Iceland will hold talks on May 5.",
                &[Says {
                    status: Status::Scheduled,
                    time: day("2031-05-05"),
                    ..Says::default()
                }],
            )
            .done();
        store.add(&[more]).expect("added");
        let ledger = store.ledger(None, &Filter::default()).expect("a ledger");
        assert_eq!(
            ledger.events.len(),
            3,
            "{name}: the next round is another entry"
        );
        let (_, problems) = store.check().expect("checked");
        assert_eq!(problems, [], "{name}");
    }
    assert!(n >= 1, "no store is kept");
}
