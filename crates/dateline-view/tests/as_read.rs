//! What is written while a store is read is what is written of a whole ledger.

#[path = "../../dateline-ledger/tests/common/mod.rs"]
mod common;

use common::{Says, day, report};
use dateline_ledger::{Filter, Store};
use dateline_record::{Kind, Link, LinkType, Reading};
use dateline_view::export::{Format, Options, export, write_xlsx_of};
use dateline_view::{write_csv, write_csv_of, write_json, write_json_of, write_jsonl};
use std::io::{self, Write};

/// So many that several threads make them: a meeting and an accord of each
/// day, the one linked to the other.
fn store() -> Store {
    let readings: Vec<Reading> = (0..400)
        .map(|n| {
            let date = format!("20{:02}-{:02}-11", 10 + n / 12, 1 + n % 12);
            let says = |trigger, kind| Says {
                trigger,
                kind,
                time: day(&date),
                ..Says::default()
            };
            report(&n.to_string(), &date)
                .says("They held talks in Žilina.", &[says("talks", Kind::Talks)])
                .says(
                    "An accord was signed there.",
                    &[says("accord", Kind::Agreement)],
                )
                .edit(|m| {
                    m.links.push(Link {
                        kind: LinkType::AgreedAt,
                        to: 0,
                        rule: "test".into(),
                    });
                })
                .done()
        })
        .collect();
    let mut store = Store::memory().expect("a store");
    store.add(&readings).expect("added");
    store
}

struct Broken;

impl Write for Broken {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len() > 40 {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn ok_the_bytes_are_those_of_a_ledger() {
    for store in [store(), Store::memory().expect("a store")] {
        let all = Filter::default();
        let ledger = store.ledger_of_events(None, &all).expect("read");
        let keys = ledger.reports.iter().map(|r| r.key).collect();
        let texts = store.texts(&keys).expect("read");
        for lines in [false, true] {
            let (mut whole, mut read) = (Vec::new(), Vec::new());
            let written = if lines {
                write_jsonl(&ledger, &texts, &mut whole)
            } else {
                write_json(&ledger, &texts, &mut whole)
            };
            written.expect("written");
            let with = (&*ledger.reports, &texts as _);
            let n = write_json_of(&store, &all, lines, with, &mut read);
            assert_eq!(n.expect("read").expect("written"), ledger.events.len());
            assert_eq!(read, whole);
        }
        let (mut whole, mut read) = (Vec::new(), Vec::new());
        write_csv(&ledger, &texts, &mut whole).expect("written");
        let n = write_csv_of(&store, &all, (&*ledger.reports, &texts as _), &mut read);
        assert_eq!(n.expect("read").expect("written"), ledger.events.len());
        assert_eq!(read, whole);
        // The sheets show statements and all reports too.
        let ledger = store.ledger(None, &all).expect("read");
        let (mut whole, mut read) = (Vec::new(), Vec::new());
        export(
            Format::Xlsx,
            &ledger,
            &texts,
            &Options::default(),
            &mut whole,
        )
        .expect("written");
        let n = write_xlsx_of(&store, (&*ledger.reports, &texts as _), &mut read);
        assert_eq!(n.expect("read").expect("written"), ledger.events.len());
        assert!(read == whole && whole.len() > 4_000);
        let linked = ledger.events.iter().filter(|e| !e.links.is_empty());
        assert!(ledger.events.is_empty() || linked.count() > 256);
    }
}

#[test]
fn err_a_closed_pipe_ends_it() {
    let store = store();
    let reports = store.reports(None).expect("read");
    let done = write_json_of(
        &store,
        &Filter::default(),
        true,
        (&reports, &()),
        &mut Broken,
    );
    let why = done.expect("read").expect_err("closed");
    assert_eq!(why.kind(), io::ErrorKind::BrokenPipe);
}
