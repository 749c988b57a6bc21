//! What is told of an event in sentences that name nobody who takes part in it,
//! on texts of our own.

mod common;

use common::report;
use dateline::{Filter, Ledger, Reader, Store};

fn ledger(reports: &[(&str, &str)]) -> Ledger {
    let reader = Reader::embedded().expect("the data of the program");
    let readings: Vec<_> = (reports.iter().enumerate())
        .map(|(n, (day, text))| {
            let mut report = report(day, text);
            report.name = format!("report {n}");
            reader.read(report)
        })
        .collect();
    let mut store = Store::memory().expect("a store");
    store.add(&readings).expect("added");
    let (_, problems) = store.check().expect("read");
    assert!(problems.is_empty(), "{problems:?}");
    store.ledger(None, &Filter::default()).expect("read")
}

/// Kind, and the statuses of its life with the day of each report.
fn life(ledger: &Ledger, kind: &str) -> Vec<String> {
    let mut of = ledger.events.iter().filter(|e| e.kind.as_str() == kind);
    let event = of.next().unwrap_or_else(|| panic!("no {kind}"));
    assert!(of.next().is_none(), "two of the kind {kind}");
    let told = event.status.iter();
    told.map(|s| format!("{} {}", s.as_of.date, s.status.as_str()))
        .collect()
}

const PLAN: (&str, &str) = (
    "2031-05-06",
    "Kenya and Uganda agreed in Kampala on Monday to exchange prisoners by the end of the month, \
     and Kenyan Foreign Minister Jane Otieno will visit Kampala on 14 May, officials of the two \
     states said.",
);

#[test]
fn ok_a_later_report_that_names_nobody_goes_on_with_the_event() {
    let ledger = ledger(&[
        PLAN,
        (
            "2031-05-13",
            "Kenya and Uganda traded accusations over a border incident on Monday. The trip was \
             put off, a diplomat said. The exchange of prisoners has begun.",
        ),
        (
            "2031-05-30",
            "The foreign ministers of Kenya and Uganda spoke by telephone on Thursday. The \
             prisoners were exchanged on 27 May.",
        ),
    ]);
    assert_eq!(
        life(&ledger, "visit"),
        ["2031-05-06 scheduled", "2031-05-13 postponed"]
    );
    assert_eq!(
        life(&ledger, "exchange"),
        ["2031-05-06 agreed", "2031-05-13 held", "2031-05-30 held"]
    );
    let exchange = ledger.events.iter().find(|e| e.kind.as_str() == "exchange");
    let time = exchange.and_then(|e| e.time.as_ref()).expect("a day");
    assert_eq!(time.interval.value(), "2031-05-27");
}

#[test]
fn ok_what_names_nobody_makes_no_entry_of_its_own() {
    let ledger = ledger(&[(
        "2031-05-13",
        "The trip was put off, a diplomat said. The prisoners were exchanged on Friday.",
    )]);
    assert!(ledger.events.is_empty(), "{:?}", ledger.events);
}

#[test]
fn ok_nor_does_it_join_what_others_do() {
    let ledger = ledger(&[
        PLAN,
        (
            "2031-05-13",
            "Peru and Chile met in Lima on Monday for talks on fishing. The trip was put off.",
        ),
    ]);
    assert_eq!(life(&ledger, "visit"), ["2031-05-06 scheduled"]);
}

#[test]
fn ok_an_answer_is_to_what_an_earlier_report_offers() {
    const OFFER: (&str, &str) = (
        "2031-05-02",
        "Kenya has offered Uganda talks on fishing, the foreign ministry in Nairobi said on Friday.",
    );
    let after = |text| life(&ledger(&[OFFER, ("2031-05-06", text)]), "talks");
    let proposed = "2031-05-02 proposed";
    for yes in [
        "Kampala said yes on Monday.",
        "Uganda has taken up the offer.",
        "Uganda accepted Kenya's invitation on Monday.",
        "Uganda will attend, its president said.",
    ] {
        assert_eq!(after(yes), [proposed, "2031-05-06 agreed"], "{yes}");
    }
    for no in [
        "Uganda turned the invitation down on Monday.",
        "Kampala rejected Kenya's offer on Monday.",
    ] {
        assert_eq!(after(no), [proposed, "2031-05-06 denied"], "{no}");
    }
    for other in [
        "Somalia said yes on Monday.",
        "Kenya offered to buy fish from Uganda. Uganda rejected the offer.",
        // Nobody answers himself, and what is attended may be told.
        "Kenya said no on Monday.",
        "The film festival of Cannes opens on Sunday, and Uganda will not attend.",
        "The film festival of Cannes opens on Sunday. Uganda will take part.",
    ] {
        assert_eq!(after(other), [proposed], "{other}");
    }
}

#[test]
fn ok_one_pulls_out_of_what_an_earlier_report_plans() {
    let ledger = ledger(&[
        (
            "2031-05-02",
            "Kenya and Uganda will hold a summit in Arusha on 20 May.",
        ),
        ("2031-05-06", "Uganda has pulled out, Kenya said on Monday."),
    ]);
    let told = ["2031-05-02 scheduled", "2031-05-06 cancelled"];
    assert_eq!(life(&ledger, "summit"), told);
}

#[test]
fn ok_a_meeting_of_which_no_day_is_told_was_on_the_day_it_was_set_for() {
    let ledger = ledger(&[
        (
            "2031-05-02",
            "Kenya and Uganda will hold talks in Busia on 6 May.",
        ),
        (
            "2031-05-07",
            "The talks between Kenya and Uganda in Busia lasted 90 minutes.",
        ),
    ]);
    let talks = ledger.events.iter().find(|e| e.kind.as_str() == "talks");
    let time = talks.and_then(|e| e.time.as_ref()).expect("a day");
    assert_eq!(time.interval.value(), "2031-05-06");
}

#[test]
fn ok_what_was_promised_is_done() {
    let plan = (
        "2033-02-07",
        "Chad promised Libya on Saturday to hand over the river data by 5 March.\n\nChad and Libya held talks in Tunis on Friday.",
    );
    let done = (
        "2033-03-22",
        "Chad handed over the river data on Monday.\n\nChad and Libya will hold talks in Rome on 2 April.",
    );
    assert_eq!(
        life(&ledger(&[plan, done]), "commitment"),
        ["2033-02-07 agreed", "2033-03-22 held"]
    );
    // Nobody tells that it had been promised.
    let alone = ledger(&[done]);
    assert!(alone.events.iter().all(|e| e.kind.as_str() == "talks"));
}

#[test]
fn ok_an_answer_that_fits_two_offers_alike_belongs_to_none() {
    let ledger = ledger(&[
        (
            "2031-05-02",
            "Kenya has offered Uganda talks on fishing. Rwanda has offered Uganda talks on railways.",
        ),
        ("2031-05-06", "Uganda said no on Monday."),
    ]);
    let told = ledger.events.iter().map(|e| e.status.len());
    assert_eq!(told.collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn ok_what_was_late_is_told_of_the_meeting_itself() {
    let after = |text| {
        let plan = (
            "2031-05-01",
            "Kenya and Uganda will hold talks in Nairobi on 8 May.",
        );
        ledger(&[plan, ("2031-05-25", text)]).events.len()
    };
    for one in [
        "Kenya and Uganda finally held talks in Nairobi on 24 May.",
        "Kenya and Uganda met in Nairobi on 24 May for the round that Kampala had called off.",
    ] {
        assert_eq!(after(one), 1, "{one}");
    }
    for two in [
        "Kenya and Uganda, which had called for calm, held talks in Kampala on 24 May.",
        "Kenya and Uganda held talks on 24 May in Kampala, where the rains have finally come.",
        "Kenya held talks in Kampala on 24 May with the Ugandans, whom the rains had delayed at home.",
    ] {
        assert_eq!(after(two), 2, "{two}");
    }
}

/// The sentences of a report that speak of its event of a kind, in order.
fn sentences<'t>(text: &'t str, kind: &str) -> Vec<&'t str> {
    let ledger = ledger(&[("2031-05-12", text)]);
    let event = ledger.events.iter().find(|e| e.kind.as_str() == kind);
    let event = event.unwrap_or_else(|| panic!("no {kind}"));
    let mut all: Vec<_> = (event.mentions.iter())
        .map(|m| m.sentence.of(text))
        .collect();
    all.dedup();
    all
}

#[test]
fn ok_a_sentence_that_goes_on_about_an_event_speaks_of_it() {
    let told = sentences(
        "Ghana and Togo signed a border treaty in Accra on Monday. The document is silent on \
         fishing. Abidjan welcomed it.",
        "agreement",
    );
    assert_eq!(
        told[1..],
        ["The document is silent on fishing.", "Abidjan welcomed it."]
    );
    let told = sentences(
        "Ghana and Togo will hold talks in Lomé on 3 June. No agenda was released. Nigeria \
         was not invited.",
        "talks",
    );
    assert_eq!(
        told[1..],
        ["No agenda was released.", "Nigeria was not invited."]
    );
    // The weather, a country, a stranger, an idiom, another occasion.
    for other in [
        "It rained all day.",
        "It is the poorest country in the region.",
        "He was born in Kumasi.",
        "No wonder the farmers are angry.",
        "The place is known for its beaches.",
        "The majority of Togolese live on the coast.",
        "Ana Mensah once attended a small school in the hills.",
    ] {
        let text = format!("Ghana and Togo held talks in Lomé on Monday. {other}");
        assert_eq!(sentences(&text, "talks").len(), 1, "{other}");
    }
    // Another matter, and another paragraph.
    let told = sentences(
        "Ghana and Togo will hold talks in Lomé on 3 June. The rice harvest in the north of \
         the country has begun some weeks early.\n\nIt was a dry year.",
        "talks",
    );
    assert_eq!(told.len(), 1, "{told:?}");
}

#[test]
fn ok_the_dead_go_on_about_an_attack_and_not_about_a_treaty() {
    let told = sentences(
        "Togolese warplanes bombed the Ghanaian town of Ho on Monday. At least 12 people \
         perished among the ruins of the market.",
        "attack",
    );
    assert_eq!(told.len(), 2, "{told:?}");
    let told = sentences(
        "Togolese warplanes bombed the Ghanaian town of Ho on Monday. In the capital, 20 \
         people died in a bus crash.",
        "attack",
    );
    assert_eq!(told.len(), 1, "{told:?}");
    let told = sentences(
        "Ghana and Togo signed a border treaty in Accra on Monday. At least 12 people perished \
         among the ruins of a market.",
        "agreement",
    );
    assert_eq!(told.len(), 1, "{told:?}");
}
