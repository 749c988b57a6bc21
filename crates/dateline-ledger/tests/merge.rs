//! What tells two events of one kind apart, and what does not, on readings made
//! by hand.

mod common;

use common::{Says, date, day, month, report};
use dateline_ledger::merge;
use dateline_record::{
    Argument, EventMention, Granularity, Interval, Kind, Place, Reading, Role, Status, TimeBasis,
};

fn count(readings: &[Reading]) -> usize {
    merge(readings, &[]).expect("a ledger").events.len()
}

/// One report with one sentence and one mention in it.
fn told(name: &str, on: &str, sentence: &str, says: Says) -> Reading {
    report(name, on).says(sentence, &[says]).done()
}

fn accord(trigger: &'static str, status: Status) -> Says {
    Says {
        trigger,
        kind: Kind::Agreement,
        status,
        ..Says::default()
    }
}

fn by(date: &str) -> Option<Interval> {
    day(date).map(|mut d| {
        d.start = None;
        d
    })
}

fn span(first: &str, last: &str) -> Interval {
    Interval::days(date(first), date(last), Granularity::Day)
}

fn inferred(m: &mut EventMention) {
    if let Some(time) = &mut m.time {
        time.basis = TimeBasis::Inferred;
    }
}

#[test]
fn ok_a_war_told_with_other_sides_is_one() {
    let war = |parties: &'static [&'static str], trigger: &'static str| Says {
        trigger,
        kind: Kind::Conflict,
        parties,
        time: Some(span("2021-01-01", "2023-12-31")),
        ..Says::default()
    };
    let readings = [
        told(
            "a",
            "2031-03-01",
            "The fighting of 2021-23 ended without a treaty.",
            war(&["NOR", "NATO", "ISL"], "fighting"),
        ),
        told(
            "b",
            "2031-03-08",
            "Graves of the war of 2021-23 were found.",
            war(&["NOR", "DNK"], "war"),
        ),
    ];
    assert_eq!(count(&readings), 1);
}

/// The last day of talks, told in a second report; the time of the entry.
fn ended_on(day_told: &str, place: Option<&'static str>) -> Vec<String> {
    let talks = |time: &str, trigger: &'static str| Says {
        trigger,
        time: day(time),
        place,
        ..Says::default()
    };
    let first = told(
        "a",
        "2031-03-03",
        "Talks opened on Monday.",
        talks("2031-03-03", "Talks"),
    );
    let mut last = told("b", day_told, "Talks ended.", talks(day_told, "Talks"));
    for m in &mut last.events {
        if let Some(time) = &mut m.time {
            dateline_record::LAST_DAY.clone_into(&mut time.rule);
        }
    }
    let ledger = merge(&[first, last], &[]).expect("a ledger");
    let time = |e: &dateline_ledger::Event| e.time.as_ref().map(|t| t.interval.value());
    ledger.events.iter().filter_map(time).collect()
}

#[test]
fn ok_talks_that_end_days_after_they_opened_are_one() {
    assert_eq!(ended_on("2031-03-06", None), ["2031-03-03/2031-03-06"]);
    // Weeks later it may be another round, unless the place is the same.
    assert_eq!(ended_on("2031-03-19", None).len(), 2);
    assert_eq!(ended_on("2031-03-19", Some("Lima")).len(), 1);
}

#[test]
fn ok_the_number_of_a_round_parts_it_from_others() {
    let round = |n: &str| {
        [
            told(
                "a",
                "2031-03-01",
                "The third round of talks may come soon.",
                Says {
                    status: Status::Possible,
                    ..Says::default()
                },
            ),
            told(
                "b",
                "2031-03-03",
                &format!("The {n} round of talks may come soon."),
                Says {
                    status: Status::Possible,
                    ..Says::default()
                },
            ),
        ]
    };
    assert_eq!(count(&round("third")), 1);
    assert_eq!(count(&round("5th")), 2);
}

#[test]
fn ok_who_lends_the_place_need_not_be_named_by_all() {
    let readings = |parties: &'static [&'static str]| {
        let reading = report("a", "2031-03-01")
            .says(
                "The two premiers will hold a summit in Riga on May 7.",
                &[Says {
                    trigger: "summit",
                    kind: Kind::Summit,
                    status: Status::Scheduled,
                    time: day("2031-05-07"),
                    ..Says::default()
                }],
            )
            .edit(|m| {
                m.place = Some(Argument {
                    value: Place {
                        name: "Riga".into(),
                        country: Some("LVA".into()),
                        lat: None,
                        lon: None,
                        gazetteer: None,
                    },
                    span: m.trigger,
                    rule: "test".into(),
                });
            })
            .says(
                "Latvia said it was glad to be host of the encounter.",
                &[Says {
                    trigger: "encounter",
                    parties,
                    status: Status::Possible,
                    ..Says::default()
                }],
            );
        [reading.done()]
    };
    assert_eq!(count(&readings(&["LVA", "NOR"])), 1);
    assert_eq!(count(&readings(&["SWE", "NOR"])), 2);
}

#[test]
fn ok_two_meetings_of_one_report_with_other_sides_or_places_are_two() {
    let meeting = |parties: &'static [&'static str], place: Option<&'static str>| Says {
        trigger: "meeting",
        parties,
        place,
        ..Says::default()
    };
    let two = |first: Says, second: Says| {
        let reading = report("a", "2031-03-01")
            .says("Envoys were meeting in Bergen.", &[first])
            .says("Envoys were meeting again.", &[second]);
        [reading.done()]
    };
    let here = || meeting(&["NOR", "ISL"], Some("Bergen"));
    assert_eq!(count(&two(here(), here())), 1);
    let there = meeting(&["NOR", "ISL"], Some("Malmo"));
    assert_eq!(count(&two(here(), there)), 2);
    let today = |parties| Says {
        time: day("2031-03-01"),
        ..meeting(parties, None)
    };
    assert_eq!(
        count(&two(today(&["NOR", "ISL"]), today(&["ISL", "NOR"]))),
        1
    );
    assert_eq!(
        count(&two(today(&["NOR", "ISL"]), today(&["NOR", "DNK"]))),
        2
    );
}

#[test]
fn ok_verbs_before_an_accord_tell_nothing_of_it() {
    let readings = [
        told(
            "a",
            "2031-03-01",
            "They hope to clinch a deal.",
            accord("deal", Status::Possible),
        ),
        told(
            "b",
            "2031-04-20",
            "Both are expected to sign a pact.",
            accord("pact", Status::Agreed),
        ),
    ];
    assert_eq!(count(&readings), 1);
}

#[test]
fn ok_a_month_is_no_part_of_a_subject() {
    let readings = [
        told(
            "a",
            "2031-03-01",
            "The March election was called.",
            Says {
                trigger: "election",
                kind: Kind::Vote,
                parties: &["NOR"],
                status: Status::Agreed,
                time: month("2031-03"),
                ..Says::default()
            },
        ),
        told(
            "b",
            "2031-04-02",
            "The last election was a quiet one.",
            Says {
                trigger: "election",
                kind: Kind::Vote,
                parties: &["NOR"],
                time: day("2031-03-30"),
                ..Says::default()
            },
        ),
    ];
    assert_eq!(count(&readings), 1);
}

#[test]
fn ok_a_final_accord_is_no_truce_and_no_accord_on_one_matter() {
    let other = |sentence: &str, trigger: &'static str, topic: Option<&str>| {
        let second = report("b", "2031-03-09")
            .says(sentence, &[accord(trigger, Status::Possible)])
            .edit(|m| {
                m.topic = topic.map(|t| Argument {
                    value: t.into(),
                    span: m.trigger,
                    rule: "test".into(),
                });
            });
        [
            told(
                "a",
                "2031-03-01",
                "They hope to sign a final accord.",
                accord("accord", Status::Possible),
            ),
            second.done(),
        ]
    };
    assert_eq!(count(&other("A peace deal is near.", "deal", None)), 1);
    assert_eq!(count(&other("A truce is near.", "truce", None)), 2);
    let topic = Some("accord on fishery");
    assert_eq!(
        count(&other("An accord on fishery is near.", "accord", topic)),
        2
    );
}

#[test]
fn ok_an_accord_that_misses_its_day_is_agreed_later() {
    let readings = [
        told(
            "a",
            "2031-03-01",
            "They want a deal by April 20.",
            Says {
                time: by("2031-04-20"),
                ..accord("deal", Status::Possible)
            },
        ),
        told(
            "b",
            "2031-07-01",
            "The two will sign a deal on July 9.",
            Says {
                time: day("2031-07-09"),
                ..accord("deal", Status::Scheduled)
            },
        ),
    ];
    assert_eq!(count(&readings), 1);
}

#[test]
fn ok_an_accord_in_force_is_told_of_on_any_day() {
    let signed = told(
        "a",
        "2031-03-02",
        "They signed a fishery accord on Saturday.",
        Says {
            time: day("2031-03-01"),
            ..accord("accord", Status::Held)
        },
    );
    let later = |basis: fn(&mut EventMention)| {
        report("b", "2031-04-09")
            .says(
                "The fishery accord works, a minister said.",
                &[Says {
                    time: day("2031-04-09"),
                    ..accord("accord", Status::Held)
                }],
            )
            .edit(basis)
            .done()
    };
    assert_eq!(count(&[signed.clone(), later(inferred)]), 1);
    assert_eq!(count(&[signed, later(|_| ())]), 2);
}

#[test]
fn ok_a_member_stands_for_its_group_in_an_accord_but_not_at_a_meeting() {
    let two = |kind: Kind, trigger: &'static str| {
        let says = |parties: &'static [&'static str]| Says {
            trigger,
            kind,
            parties,
            status: Status::Possible,
            ..Says::default()
        };
        [
            told(
                "a",
                "2031-03-01",
                &format!("A nuclear {trigger} is possible."),
                says(&["IRN", "P5+1"]),
            ),
            told(
                "b",
                "2031-03-09",
                &format!("A nuclear {trigger} is near."),
                says(&["IRN", "USA"]),
            ),
        ]
    };
    assert_eq!(count(&two(Kind::Agreement, "deal")), 1);
    assert_eq!(count(&two(Kind::Talks, "round")), 2);
}

#[test]
fn ok_the_article_tells_a_known_meeting_from_another() {
    let two = |article: &str| {
        let reading = report("a", "2031-03-01")
            .says(
                "The leaders gather on March 9.",
                &[Says {
                    trigger: "gather",
                    kind: Kind::Summit,
                    status: Status::Scheduled,
                    time: day("2031-03-09"),
                    ..Says::default()
                }],
            )
            .says(
                &format!("He wanted to prepare {article} meeting well."),
                &[Says {
                    trigger: "meeting",
                    parties: &["NOR"],
                    status: Status::Possible,
                    ..Says::default()
                }],
            );
        [reading.done()]
    };
    assert_eq!(count(&two("the")), 1);
    assert_eq!(count(&two("another")), 2);
}

#[test]
fn ok_what_was_put_off_is_held_soon_or_is_another() {
    let two = |date: &'static str| {
        [
            told(
                "a",
                "2031-03-01",
                "The fishery talks of March 3 were put off.",
                Says {
                    status: Status::Postponed,
                    time: day("2031-03-03"),
                    ..Says::default()
                },
            ),
            told(
                "b",
                date,
                "Ministers met for trade talks.",
                Says {
                    time: day(date),
                    ..Says::default()
                },
            ),
        ]
    };
    assert_eq!(count(&two("2031-03-20")), 1);
    assert_eq!(count(&two("2031-09-20")), 2);
}

#[test]
fn ok_the_middle_of_a_month_is_a_rough_day() {
    let mut middle = span("2031-03-11", "2031-03-20");
    middle.approx = true;
    let held = |date: &'static str| {
        [
            told(
                "a",
                "2031-03-01",
                "Commanders may meet in Malmo in mid-March.",
                Says {
                    trigger: "meet",
                    status: Status::Possible,
                    time: Some(middle),
                    place: Some("Malmo"),
                    ..Says::default()
                },
            ),
            told(
                "b",
                "2031-03-29",
                "Commanders met in Bergen.",
                Says {
                    trigger: "met",
                    time: day(date),
                    place: Some("Bergen"),
                    ..Says::default()
                },
            ),
        ]
    };
    assert_eq!(count(&held("2031-03-22")), 1);
    assert_eq!(count(&held("2031-03-28")), 2);
}

#[test]
fn ok_a_host_of_two_others_is_no_side() {
    let host = report("a", "2031-03-01")
        .says(
            "Denmark is host of naval talks on March 9.",
            &[Says {
                parties: &["NOR", "ISL", "DNK"],
                status: Status::Scheduled,
                time: day("2031-03-09"),
                ..Says::default()
            }],
        )
        .edit(|m| {
            for p in &mut m.parties {
                if p.party.id.as_str() == "DNK" {
                    p.role = Role::Host;
                }
            }
        });
    let readings = [
        host.done(),
        told(
            "b",
            "2031-03-10",
            "The naval talks took place.",
            Says {
                parties: &["NOR", "ISL"],
                ..Says::default()
            },
        ),
    ];
    assert_eq!(count(&readings), 1);
}
