//! Events of short invented reports, where more than one sentence counts.

mod common;

use common::{report, row};
use dateline::{Reader, Reading};

fn read(day: &str, text: &str) -> Reading {
    Reader::embedded()
        .expect("the data of the program")
        .read(report(day, text))
}

#[test]
fn ok_guarantors_are_no_sides() {
    let found = read(
        "2031-05-06",
        "Negotiators of the government stayed away on Tuesday. The talks with the Revolutionary Armed Forces of \
         Colombia (FARC) opened in Havana in February. Cuba and Norway, the guarantors of the process, will help. \
         President Juan Manuel Santos told Colombians that a new round will begin on 9 May.",
    );
    let rows: Vec<String> = found.told().map(row).collect();
    assert!(
        rows.contains(&"talks COL+CUB+FARC held 2031-02 Havana".into()),
        "{rows:#?}"
    );
    assert!(
        rows.contains(&"talks COL+FARC scheduled 2031-05-09 -".into()),
        "{rows:#?}"
    );
}

#[test]
fn ok_an_attack_and_what_it_does_are_one_event_where_those_hit_are() {
    let found = read(
        "2031-05-06",
        "Armenia and Azerbaijan signed a truce on Monday. A missile strike on 2 May hit a school in Goris and \
         killed seven people. Shelling killed three people in Goris on 3 May.",
    );
    let rows: Vec<String> = found
        .events
        .iter()
        .map(row)
        .filter(|r| r.starts_with("attack"))
        .collect();
    assert_eq!(
        rows,
        [
            "attack ARM held 2031-05-02 Goris",
            "attack ARM held 2031-05-03 Goris"
        ]
    );
}

#[test]
fn ok_rebels_are_the_one_armed_group_and_a_person_may_be_seized() {
    let found = read(
        "2031-05-06",
        "Colombia and the FARC met on Monday. General Pablo Ruiz was kidnapped by rebels on Saturday.",
    );
    let rows: Vec<String> = found.told().map(row).collect();
    assert!(
        rows.contains(&"incident FARC held 2031-05-03 -".into()),
        "{rows:#?}"
    );
}

#[test]
fn ok_what_was_held_is_not_put_off() {
    let found = read(
        "2031-05-06",
        "Norway and Sweden met on Monday. The two sides put off their talks on fish.",
    );
    let status: Vec<&str> = found
        .events
        .iter()
        .map(|e| e.status.value.as_str())
        .collect();
    assert_eq!(status, ["held", "postponed"]);
    assert_eq!(found.events[1].same_as, None);
}

#[test]
fn ok_who_reports_and_who_mediates_are_no_sides() {
    let found = read(
        "2031-05-06",
        "Sudan's army and the Rapid Support Forces agreed on Monday to a seven-day truce, mediators from Saudi \
         Arabia and the United States said.",
    );
    let rows: Vec<String> = found.told().map(row).collect();
    assert_eq!(rows, ["agreement RSF+SDN held 2031-05-05 -"]);
    let by = found.events[0]
        .said_by
        .as_ref()
        .map(|s| s.speaker.name.as_str());
    assert_eq!(
        by,
        Some("mediators from Saudi Arabia and the United States")
    );
}

#[test]
fn ok_what_was_planned_and_called_off_is_cancelled() {
    let found = read(
        "2031-05-06",
        "Greece and Turkey met on Monday. Ankara had called off a round planned for April over a dispute.",
    );
    let rows: Vec<String> = found.told().map(row).collect();
    assert!(
        rows.contains(&"talks GRC+TUR cancelled 2031-04 -".into()),
        "{rows:#?}"
    );
}

#[test]
fn ok_a_state_is_no_part_of_a_presidents_name() {
    let found = read(
        "2031-05-06",
        "President Ilham Aliyev of Azerbaijan met Prime Minister Nikol Pashinyan of Armenia in Washington on Friday.",
    );
    let names: Vec<&str> = found.events[0]
        .persons
        .iter()
        .map(|p| p.value.name.as_str())
        .collect();
    assert_eq!(names, ["Ilham Aliyev", "Nikol Pashinyan"]);
}

#[test]
fn ok_a_name_before_the_talks_is_whole() {
    let found = read(
        "2031-05-06",
        "North and South Korea have agreed to hold military and Red Cross talks later this month.",
    );
    let topics: Vec<&str> = found
        .events
        .iter()
        .filter_map(|e| e.topic.as_ref().map(|t| t.value.as_str()))
        .collect();
    assert_eq!(topics, ["military talks", "Red Cross talks"]);
}

/// The persons of all events of a kind, in order and each once.
fn persons(found: &Reading, kind: &str) -> Vec<String> {
    let of_kind = found.told().filter(|e| e.kind.as_str() == kind);
    let mut names: Vec<String> = of_kind
        .flat_map(|e| e.persons.iter().map(|p| p.value.name.clone()))
        .collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn ok_who_leads_a_side_or_presides_was_there() {
    let found = read(
        "2031-05-06",
        "The government of Peru and the rebels of the Shining Path sat down in Lima on Monday for talks. Pedro Soto \
         heads the government team, while Luis Vera speaks for the Shining Path. Raul Diaz is in the chair, assisted \
         by Ana Blum and by Carla Weiss.",
    );
    assert_eq!(
        persons(&found, "talks"),
        [
            "Ana Blum",
            "Carla Weiss",
            "Luis Vera",
            "Pedro Soto",
            "Raul Diaz"
        ]
    );
    let found = read(
        "2031-05-06",
        "A Chilean team came to Lima on Monday for talks with Peruvian officials. It is led by Ana Soto, a former \
         judge, and sat opposite Luis Vera, the deputy minister.",
    );
    assert_eq!(persons(&found, "talks"), ["Ana Soto", "Luis Vera"]);
}

#[test]
fn ok_a_counterpart_is_of_the_other_side() {
    let found = read(
        "2031-05-06",
        "Peru and Chile held talks on Monday. Pedro Soto, Peru's chief negotiator, told reporters that mines had been \
         discussed. His counterpart, Lieutenant General Luis Vera, came with a photograph.",
    );
    assert_eq!(persons(&found, "talks"), ["Luis Vera", "Pedro Soto"]);
}

#[test]
fn ok_who_presides_over_another_meeting_was_not_there() {
    let found = read(
        "2031-05-06",
        "Peru and Chile held talks in Lima on Monday. Raul Diaz will be in the chair of the bank, and Ana Blum presides \
         over a court in Oslo.",
    );
    assert!(persons(&found, "talks").is_empty());
}

#[test]
fn ok_those_who_sign_and_those_who_look_on_are_of_the_accord() {
    let found = read(
        "2031-05-06",
        "Peru and Chile signed a truce in Lima on Monday, with Raul Diaz looking on. The text also bears the signatures \
         of Carla Weiss, the UN envoy, and Pedro Soto of Peru.",
    );
    assert_eq!(
        persons(&found, "agreement"),
        ["Carla Weiss", "Pedro Soto", "Raul Diaz"]
    );
}

/// Speaker and words of each statement.
fn said(text: &str) -> Vec<String> {
    let found = read("2031-05-06", text);
    let statements = found.statements.iter();
    let line = statements.map(|s| {
        let words = s.content.of(text);
        format!("{}: {words}", s.attribution.speaker.name)
    });
    line.collect()
}

#[test]
fn ok_a_cue_behind_a_long_clause_has_all_of_it() {
    assert_eq!(
        said(
            "Talks on fish in Oslo go ahead, Chile's trade minister, Ana Soto, announced on Monday, two days after they had failed."
        ),
        ["Ana Soto: Talks on fish in Oslo go ahead"]
    );
    assert_eq!(
        said("If the storm passes, Ana Soto said, the fleet will sail."),
        ["Ana Soto: If the storm passes, Ana Soto said, the fleet will sail"]
    );
    assert_eq!(
        said(
            "The fleet will not sail this week, a Chilean officer was quoted by the paper as saying; the storm went on."
        ),
        ["a Chilean officer: The fleet will not sail this week"]
    );
}

#[test]
fn ok_who_says_something_after_all_has_said_nothing_before() {
    assert!(said("In Oslo, after a long week, Ana Soto said nothing.").is_empty());
    assert!(said("When they met in Lima, Ana Soto said so.").is_empty());
}

#[test]
fn ok_who_speaks_together_has_said_it() {
    assert_eq!(
        said("Peru and Chile said on Monday that the port would open in May."),
        ["Peru and Chile: the port would open in May"]
    );
    assert_eq!(
        said(
            "Peru's president, Ana Soto, and Chile's president, Juan Rey, met on Monday. Soto and Rey said the port would open in May."
        ),
        [
            "Ana Soto: the port would open in May",
            "Juan Rey: the port would open in May"
        ]
    );
    // One of whom the sentence says no more is alone.
    assert_eq!(
        said("Ana Soto said that Juan Rey would come."),
        ["Ana Soto: Juan Rey would come"]
    );
}

#[test]
fn ok_a_paper_speaks_for_who_issued_it() {
    assert_eq!(
        said("The port will open in May, a statement from Chile's foreign ministry said."),
        ["Chile's foreign ministry: The port will open in May"]
    );
    assert!(said("The port will open in May, the agreement said.").is_empty());
}

#[test]
fn ok_an_adviser_without_a_name_is_the_one_named_later() {
    assert_eq!(
        said(
            "President Pedro Soto of Peru will go to Lima in May, his security adviser said on Monday. The adviser, Luis \
             Vera, had come back the day before."
        ),
        ["Luis Vera: President Pedro Soto of Peru will go to Lima in May"]
    );
}

#[test]
fn ok_he_goes_on_for_who_spoke_last() {
    assert_eq!(
        said(
            "A round with Ana Soto is likely, a Chilean diplomat said. He denied that a trip by Ana Soto had been called off."
        ),
        [
            "a Chilean diplomat: A round with Ana Soto is likely",
            "a Chilean diplomat: a trip by Ana Soto had been called off"
        ]
    );
    assert_eq!(
        said("Ana Soto said before leaving for Oslo that the fleet would sail."),
        ["Ana Soto: the fleet would sail"]
    );
}

#[test]
fn ok_the_agency_goes_by_its_name() {
    assert_eq!(
        said(
            "Iran let the International Atomic Energy Agency in. The agency said the papers were complete."
        ),
        ["International Atomic Energy Agency: the papers were complete"]
    );
}

#[test]
fn ok_a_consultation_of_deputies_is_not_the_summit_told_of_before() {
    let found = read(
        "2031-04-14",
        "A meeting between William Ruto of Kenya and Yoweri Museveni of Uganda could take place, his minister said. \
         A consultation on the lake at the level of deputy ministers is now set for 30 April.",
    );
    let ledger = dateline::ledger::merge(&[found], &[]).expect("a ledger");
    let mut kinds: Vec<_> = ledger
        .events
        .iter()
        .map(|e| (e.kind.as_str(), e.time.is_some()))
        .collect();
    kinds.sort_unstable();
    assert_eq!(kinds, [("summit", false), ("talks", true)]);
}

#[test]
fn ok_those_who_take_part_are_found() {
    let mut day = "2031-05-06";
    let mut bad = Vec::new();
    for line in include_str!("sentences/persons.txt").lines() {
        if let Some(d) = line.strip_prefix("> ") {
            day = d;
            continue;
        }
        if line.starts_with('#') || line.is_empty() {
            continue;
        }
        let (text, want) = line.rsplit_once(" | ").expect("text and persons");
        let (kind, names) = want.split_once(' ').expect("kind and names");
        let got = persons(&read(day, text), kind).join(", ");
        if got != names {
            bad.push(format!("{text}\n  want {names}\n  got  {got}"));
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

#[test]
fn ok_a_day_alone_in_its_paragraph_heads_what_minutes_tell_below_it() {
    let found = read(
        "2019-07-12",
        "9 July 2019\n\nBenin and Togo opened the session of their border commission in Lomé.\n\n\
         10 July 2019\n\nThe delegations of Benin and Togo visited the post at the bridge.\n\n\
         11 July 2019\n\nBenin and Togo signed a protocol on cattle.",
    );
    let rows: Vec<String> = found.told().map(row).collect();
    assert!(
        rows.contains(&"agreement BEN+TGO held 2019-07-11 Lomé".into()),
        "{rows:#?}"
    );
}

#[test]
fn ok_an_interview_in_turns_is_said_by_those_whose_turn_it_is() {
    let found = read(
        "2031-05-06",
        "Kenya's foreign minister, Jane Otieno, spoke to the weekly Pier on Monday.\n\n\
         PIER: When will the port of Kisumu open?\n\n\
         OTIENO: It will open on Friday. We have waited long enough.\n\n\
         PIER: And the ferry?\n\n\
         OTIENO: The ferry will sail in June.",
    );
    let of = |words: &str| {
        let said = found.statements.iter();
        said.filter(|s| s.attribution.speaker.name.to_lowercase().contains("otieno"))
            .any(|s| s.content.of(&found.report.text).contains(words))
    };
    assert!(of("It will open on Friday."), "{:#?}", found.statements);
    assert!(
        of("The ferry will sail in June."),
        "{:#?}",
        found.statements
    );
    // A name before a colon that does not come back is a heading.
    let brief = read(
        "2031-05-06",
        "KENYA: The port of Kisumu will open on Friday.\n\nUGANDA: The ferry will sail in June.",
    );
    assert!(brief.statements.is_empty(), "{:#?}", brief.statements);
}
