//! One entry for each real event, and its life, on readings made by hand.

mod common;

use common::{Says, date, day, month, report};
use dateline_ledger::{Ledger, merge, merge_as_of};
use dateline_record::{Granularity, Interval, Kind, Reading, Status};

fn statuses(ledger: &Ledger, n: usize) -> Vec<Status> {
    ledger.events[n].status.iter().map(|s| s.status).collect()
}

/// Planned, put off, given a new day, held.
fn slipping() -> Vec<Reading> {
    vec![
        report("a", "2031-03-01")
            .says(
                "Envoys will hold fishery talks on March 10.",
                &[Says {
                    status: Status::Scheduled,
                    time: day("2031-03-10"),
                    ..Says::default()
                }],
            )
            .done(),
        report("b", "2031-03-09")
            .says(
                "The fishery talks were put off over a storm.",
                &[Says {
                    status: Status::Postponed,
                    ..Says::default()
                }],
            )
            .done(),
        report("c", "2031-03-12")
            .says(
                "The fishery talks are now set for March 20.",
                &[Says {
                    status: Status::Scheduled,
                    time: day("2031-03-20"),
                    ..Says::default()
                }],
            )
            .done(),
        report("d", "2031-03-21")
            .says(
                "Envoys met for fishery talks on Thursday.",
                &[Says {
                    status: Status::Held,
                    time: day("2031-03-20"),
                    place: Some("Bergen"),
                    ..Says::default()
                }],
            )
            .done(),
    ]
}

#[test]
fn ok_a_meeting_that_is_put_off_and_held_later_is_one_event() {
    let ledger = merge(&slipping(), &[]).expect("a ledger");
    assert_eq!(ledger.events.len(), 1);
    assert_eq!(
        statuses(&ledger, 0),
        [
            Status::Scheduled,
            Status::Postponed,
            Status::Scheduled,
            Status::Held
        ]
    );
    let event = &ledger.events[0];
    assert_eq!(
        event.time.as_ref().map(|t| t.interval.value()).as_deref(),
        Some("2031-03-20")
    );
    assert_eq!(event.mentions.len(), 4);
}

#[test]
fn ok_as_of_a_day_only_reports_up_to_that_day_count() {
    let readings = slipping();
    for (n, day) in ["2031-03-01", "2031-03-09", "2031-03-12", "2031-03-21"]
        .iter()
        .enumerate()
    {
        let cut = merge_as_of(&readings, &[], Some(common::date(day))).expect("a ledger");
        let alone = merge(&readings[..=n], &[]).expect("a ledger");
        assert_eq!(cut, alone, "as of {day}");
        assert_eq!(cut.events[0].status.len(), n + 1);
    }
    let before = merge_as_of(&readings, &[], Some(common::date("2031-02-28"))).expect("a ledger");
    assert!(before.events.is_empty() && before.reports.is_empty());
}

#[test]
fn ok_the_round_after_a_round_that_was_held_is_a_new_event() {
    let mut readings = slipping();
    readings.push(
        report("e", "2031-03-22")
            .says(
                "The next fishery talks will be held on April 4.",
                &[Says {
                    status: Status::Scheduled,
                    time: day("2031-04-04"),
                    ..Says::default()
                }],
            )
            .done(),
    );
    let ledger = merge(&readings, &[]).expect("a ledger");
    assert_eq!(ledger.events.len(), 2);
}

#[test]
fn ok_meetings_held_on_different_days_never_merge() {
    let held = |name: &str, on: &'static str| {
        report(name, on)
            .says(
                "They met for talks.",
                &[Says {
                    time: day(on),
                    ..Says::default()
                }],
            )
            .done()
    };
    let ledger = merge(&[held("a", "2031-03-01"), held("b", "2031-03-05")], &[]).expect("a ledger");
    assert_eq!(ledger.events.len(), 2);
}

#[test]
fn ok_a_vaguer_time_does_not_replace_an_exact_one() {
    let readings = [
        report("a", "2031-03-01")
            .says(
                "The summit is set for May 7.",
                &[Says {
                    trigger: "summit",
                    kind: Kind::Summit,
                    status: Status::Scheduled,
                    time: day("2031-05-07"),
                    ..Says::default()
                }],
            )
            .done(),
        report("b", "2031-03-05")
            .says(
                "The summit in May will be short.",
                &[Says {
                    trigger: "summit",
                    kind: Kind::Summit,
                    status: Status::Scheduled,
                    time: month("2031-05"),
                    ..Says::default()
                }],
            )
            .done(),
    ];
    let ledger = merge(&readings, &[]).expect("a ledger");
    assert_eq!(ledger.events.len(), 1);
    assert_eq!(
        ledger.events[0]
            .time
            .as_ref()
            .map(|t| t.interval.value())
            .as_deref(),
        Some("2031-05-07")
    );
    assert_eq!(
        ledger.events[0].status.len(),
        1,
        "a repetition is a mention"
    );
}

/// Talks that two reports tell of, each with its time.
fn told_twice(first: Interval, second: Interval) -> String {
    let told = |name: &str, on: &str, status, time| {
        report(name, on)
            .says(
                "Envoys hold fishery talks in Bergen.",
                &[Says {
                    status,
                    time: Some(time),
                    place: Some("Bergen"),
                    ..Says::default()
                }],
            )
            .done()
    };
    let readings = [
        told("a", "2031-03-01", Status::Scheduled, first),
        told("b", "2031-03-20", Status::Held, second),
    ];
    let ledger = merge(&readings, &[]).expect("a ledger");
    assert_eq!(ledger.events.len(), 1);
    let time = ledger.events[0].time.as_ref().expect("a time");
    time.interval.value()
}

#[test]
fn ok_one_of_the_days_of_a_meeting_is_not_the_meetings() {
    let (from, on) = (date("2031-03-10"), date("2031-03-12"));
    let days = Interval::days(from, date("2031-03-13"), Granularity::Day);
    assert_eq!(told_twice(days, Interval::day(on)), "2031-03-10/2031-03-13");
    assert_eq!(
        told_twice(Interval::day(from), days),
        "2031-03-10/2031-03-13"
    );
    // A plan for some day of a month is as exact as its day, once told.
    let month = month("2031-03").expect("a month");
    assert_eq!(told_twice(month, Interval::day(on)), "2031-03-12");
}

#[test]
fn ok_other_parties_are_another_event() {
    let one = |name: &str, parties: &'static [&'static str]| {
        report(name, "2031-03-01")
            .source(name)
            .says(
                "They met for talks.",
                &[Says {
                    parties,
                    time: day("2031-03-01"),
                    ..Says::default()
                }],
            )
            .done()
    };
    let ledger =
        merge(&[one("a", &["NOR", "ISL"]), one("b", &["PER", "CHL"])], &[]).expect("a ledger");
    assert_eq!(ledger.events.len(), 2);
}

#[test]
fn ok_a_wire_copy_is_no_second_evidence() {
    let text = "Envoys of the two island states will hold talks on the herring grounds in the \
                northern harbour town on March 10, an official of the fishery office said.";
    let one = |name: &str, source: &str| {
        report(name, "2031-03-01")
            .source(source)
            .says(
                text,
                &[Says {
                    status: Status::Scheduled,
                    time: day("2031-03-10"),
                    ..Says::default()
                }],
            )
            .done()
    };
    let ledger = merge(&[one("a", "Wire"), one("b", "Gazette")], &[]).expect("a ledger");
    assert_eq!(ledger.reports.len(), 2);
    assert_eq!(ledger.events.len(), 1);
    assert_eq!(ledger.events[0].status.len(), 1);
    assert_eq!(ledger.events[0].mentions.len(), 2);
}
