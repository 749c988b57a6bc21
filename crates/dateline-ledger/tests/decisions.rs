//! What an analyst decides stands beside the machine's reading and wins.

mod common;

use common::{Says, day, report};
use dateline_ledger::{Action, Decision, Event, EventId, Field, Filter, MentionRef, Store};
use dateline_record::{Kind, Reading, Status};

fn decision(action: Action) -> Decision {
    Decision {
        id: 0,
        who: "Ada".into(),
        when: "2031-04-01T09:00".into(),
        why: "the ministry's own list".into(),
        action,
    }
}

fn readings() -> Vec<Reading> {
    vec![
        report("a", "2031-03-01")
            .says(
                "They held talks in the morning.",
                &[Says {
                    time: day("2031-03-01"),
                    ..Says::default()
                }],
            )
            .done(),
        report("b", "2031-03-05")
            .says(
                "They held talks again.",
                &[Says {
                    time: day("2031-03-05"),
                    ..Says::default()
                }],
            )
            .says(
                "An accord was signed.",
                &[Says {
                    trigger: "accord",
                    kind: Kind::Agreement,
                    time: day("2031-03-05"),
                    ..Says::default()
                }],
            )
            .done(),
    ]
}

fn filled() -> Store {
    let mut store = Store::memory().expect("a store");
    store.add(&readings()).expect("added");
    store
}

fn events(store: &Store) -> Vec<Event> {
    store
        .ledger(None, &Filter::default())
        .expect("a ledger")
        .events
}

fn talks(store: &Store) -> Vec<EventId> {
    events(store)
        .into_iter()
        .filter(|e| e.kind == Kind::Talks)
        .map(|e| e.id)
        .collect()
}

#[test]
fn ok_a_rejected_entry_leaves_the_ledger_and_comes_back_when_undone() {
    let mut store = filled();
    let before = events(&store);
    let id = before[0].id.clone();
    let n = store
        .decide(&decision(Action::Reject { event: id.clone() }))
        .expect("decided");
    assert_eq!(events(&store).len(), before.len() - 1);
    let hidden = store.event(&id.0, None).expect("read").expect("kept");
    assert_eq!(hidden.decisions, [n]);
    store
        .decide(&decision(Action::Undo { decision: n }))
        .expect("undone");
    assert_eq!(events(&store), before);
    assert_eq!(store.decisions().expect("read").len(), 2);
}

#[test]
fn ok_a_set_field_wins_over_the_machine_and_survives_a_reading_by_better_rules() {
    let mut store = filled();
    let id = talks(&store)[0].clone();
    for field in [
        Field::Kind(Kind::Summit),
        Field::Topic(Some("herring".into())),
        Field::Time(day("2031-03-02")),
        Field::Status {
            status: Status::Cancelled,
            as_of: None,
        },
    ] {
        store
            .decide(&decision(Action::Set {
                event: id.clone(),
                field,
            }))
            .expect("decided");
    }
    let check = |store: &Store| {
        let e = store.event(&id.0, None).expect("read").expect("there");
        assert_eq!(e.kind, Kind::Summit);
        assert_eq!(e.topic.as_ref().map(|t| t.text.as_str()), Some("herring"));
        assert_eq!(e.last_status().map(|s| s.status), Some(Status::Cancelled));
        assert_eq!(
            e.time.as_ref().map(|t| t.interval.value()).as_deref(),
            Some("2031-03-02")
        );
        assert_eq!(e.decisions.len(), 4);
    };
    check(&store);
    let mut again = readings();
    for r in &mut again {
        r.reader = "a later version".into();
        // The trigger is another word of the sentence now.
        r.events[0].trigger.start += 2;
    }
    let added = store.add(&again).expect("read again");
    assert_eq!(added.again, 2);
    check(&store);
}

#[test]
fn ok_merged_entries_are_one_and_the_old_id_leads_to_it() {
    let mut store = filled();
    let ids = talks(&store);
    assert_eq!(ids.len(), 2);
    let n = store
        .decide(&decision(Action::Merge {
            event: ids[1].clone(),
            others: vec![ids[0].clone()],
        }))
        .expect("decided");
    assert_eq!(talks(&store), [ids[1].clone()]);
    let led = store.event(&ids[0].0, None).expect("read").expect("there");
    assert_eq!(led.id, ids[1]);
    assert_eq!(led.was, [ids[0].clone()]);
    assert_eq!(led.mentions.len(), 2);
    store
        .decide(&decision(Action::Undo { decision: n }))
        .expect("undone");
    assert_eq!(talks(&store), ids);
}

#[test]
fn ok_split_mentions_become_an_entry_of_their_own() {
    let mut store = filled();
    let ids = talks(&store);
    store
        .decide(&decision(Action::Merge {
            event: ids[0].clone(),
            others: vec![ids[1].clone()],
        }))
        .expect("decided");
    let one = store.event(&ids[0].0, None).expect("read").expect("there");
    let n = store
        .decide(&decision(Action::Split {
            event: ids[0].clone(),
            mentions: vec![MentionRef::from(&one.mentions[0])],
        }))
        .expect("decided");
    assert_eq!(talks(&store).len(), 2);
    store
        .decide(&decision(Action::Undo { decision: n }))
        .expect("undone");
    assert_eq!(talks(&store).len(), 1);
}

#[test]
fn err_a_decision_that_cannot_be_says_why() {
    let mut store = filled();
    let id = talks(&store)[0].clone();
    let mut fails = |action: Action| {
        let e = store.decide(&decision(action)).expect_err("refused");
        assert!(e.is_usage(), "{e}");
        e.to_string()
    };
    let all = MentionRef {
        report: readings()[0].report.key(),
        span: readings()[0].events[0].trigger,
    };
    assert!(
        fails(Action::Merge {
            event: id.clone(),
            others: vec![id.clone()]
        })
        .contains("one entry already")
    );
    assert!(
        fails(Action::Split {
            event: id.clone(),
            mentions: vec![all]
        })
        .contains("leave some")
    );
    assert!(
        fails(Action::Confirm {
            event: EventId("e0000000000000000".into())
        })
        .contains("no event")
    );
    assert!(fails(Action::Undo { decision: 9 }).contains("no decision 9"));
    assert!(store.decisions().expect("read").is_empty());
}

#[test]
fn ok_decisions_travel_as_a_file_and_count_once() {
    let mut ours = filled();
    let ids = talks(&ours);
    let n = ours
        .decide(&decision(Action::Reject {
            event: ids[0].clone(),
        }))
        .expect("decided");
    ours.decide(&decision(Action::Undo { decision: n }))
        .expect("undone");
    ours.decide(&decision(Action::Confirm {
        event: ids[1].clone(),
    }))
    .expect("decided");
    let text: String = ours
        .decisions()
        .expect("read")
        .iter()
        .map(|d| serde_json::to_string(d).expect("JSON") + "\n")
        .collect();
    let list: Vec<Decision> = text
        .lines()
        .map(|l| serde_json::from_str(l).expect("a decision"))
        .collect();
    let mut theirs = filled();
    theirs
        .decide(&decision(Action::Set {
            event: ids[0].clone(),
            field: Field::Background(true),
        }))
        .expect("decided");
    assert_eq!(theirs.import_decisions(&list).expect("imported"), 3);
    assert_eq!(theirs.import_decisions(&list).expect("imported"), 0);
    assert_eq!(events(&theirs).len(), 3);
    let confirmed = theirs.event(&ids[1].0, None).expect("read").expect("there");
    assert!((confirmed.confidence - 1.0).abs() < f32::EPSILON);
}

#[test]
fn ok_a_decision_reads_back_as_it_was_written() {
    for action in [
        Action::Set {
            event: EventId("e1".into()),
            field: Field::Status {
                status: Status::Held,
                as_of: Some(common::date("2031-01-02")),
            },
        },
        Action::Set {
            event: EventId("e1".into()),
            field: Field::Place(None),
        },
        Action::Split {
            event: EventId("e1".into()),
            mentions: Vec::new(),
        },
    ] {
        let d = decision(action);
        let text = serde_json::to_string(&d).expect("JSON");
        assert_eq!(
            serde_json::from_str::<Decision>(&text).expect("a decision"),
            d,
            "{text}"
        );
    }
}
