//! A writer that is killed leaves whole batches or none, and readers are not
//! disturbed by one that is not.

mod common;

use common::{Says, day, report};
use dateline_ledger::{Filter, Store};
use dateline_record::{Reading, Status};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const BATCH: usize = 3;
const STORE: &str = "DATELINE_CRASH_STORE";

/// The `n`th batch: a plan, its confirmation, and a meeting of others.
fn batch(n: usize) -> Vec<Reading> {
    let on = format!("2031-{:02}-{:02}", 1 + n / 28 % 12, 1 + n % 28);
    (0..BATCH)
        .map(|k| {
            report(&format!("r{n}-{k}"), &on)
                .source(&format!("outlet {n} {k}"))
                .says(
                    &format!("Talks number {n} are set, wrote outlet {k}."),
                    &[Says {
                        trigger: "Talks",
                        status: Status::Scheduled,
                        time: day("2031-12-30"),
                        parties: if k == 2 {
                            &["PER", "CHL"]
                        } else {
                            &["NOR", "ISL"]
                        },
                        ..Says::default()
                    }],
                )
                .quote("An envoy", &format!("“This is number {n}.”"))
                .done()
        })
        .collect()
}

fn n_reports(path: &Path) -> usize {
    let store = Store::open(path).expect("opens again");
    store.reports(None).expect("read").len()
}

/// Run by the next test in a process of its own; without its variable there is
/// nothing to write and it ends at once.
#[test]
fn helper_writes_until_it_is_killed() {
    let Ok(path) = std::env::var(STORE) else {
        return;
    };
    let path = Path::new(&path);
    let mut store = Store::create(path).expect("a store");
    let first = store.reports(None).expect("read").len() / BATCH;
    for n in first..first + 2_000 {
        let batch = batch(n);
        if n % 3 == 0 {
            store.stage(&batch).expect("staged");
            store.settle().expect("settled");
        } else {
            store.add(&batch).expect("added");
        }
    }
}

#[test]
fn ok_a_store_whose_writer_is_killed_again_and_again_holds_whole_batches() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dateline.db");
    let mut seen = 0;
    for round in 0..120_u64 {
        let mut child = Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "helper_writes_until_it_is_killed"])
            .env(STORE, &path)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        // From before the first page is written to some batches later.
        std::thread::sleep(Duration::from_millis(4 + round * 37 % 60));
        child.kill().expect("killed");
        child.wait().expect("ended");
        if !path.exists() {
            continue;
        }
        let mut store = Store::create(&path).expect("opens again");
        // A batch that was staged whole when the writer died is merged now.
        store.settle().expect("settled");
        let reports = store.reports(None).expect("read");
        assert_eq!(reports.len() % BATCH, 0, "round {round}: a part of a batch");
        assert!(reports.len() >= seen, "round {round}: a batch was lost");
        seen = reports.len();
        if round % 20 == 19 {
            let (_, problems) = store.check().expect("checked");
            assert_eq!(problems, [], "round {round}");
        }
    }
    assert!(seen > 0, "nothing was ever written");
    // What was written piece by piece is what is written at once.
    let all: Vec<Reading> = (0..seen / BATCH).flat_map(batch).collect();
    let whole = dateline_ledger::merge(&all, &[]).expect("a ledger");
    let store = Store::open(&path).expect("opens");
    assert_eq!(
        store.ledger(None, &Filter::default()).expect("a ledger"),
        whole
    );
}

#[test]
fn ok_readers_see_whole_batches_while_another_writes() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dateline.db");
    let mut writer = Store::create(&path).expect("a store");
    writer.add(&batch(0)).expect("added");
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..3)
            .map(|_| {
                scope.spawn(|| {
                    let mut n = 0;
                    while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                        let store = Store::open_read_only(&path).expect("opens");
                        let ledger = store.ledger(None, &Filter::default()).expect("read");
                        assert_eq!(ledger.reports.len() % BATCH, 0);
                        assert_eq!(ledger.statements.len(), ledger.reports.len());
                        let mentions: usize = ledger.events.iter().map(|e| e.mentions.len()).sum();
                        assert_eq!(mentions, ledger.reports.len());
                        n += 1;
                    }
                    n
                })
            })
            .collect();
        for n in 1..40 {
            writer.add(&batch(n)).expect("added");
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        for r in readers {
            assert!(r.join().expect("no panic") > 0);
        }
    });
    assert_eq!(n_reports(&path), 40 * BATCH);
}
