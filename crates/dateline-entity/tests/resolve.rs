//! What the mentions of short invented reports stand for.

use dateline_entity::{Gazetteer, Resolver};
use dateline_record::{
    Dct, Interval, MentionKind, Reference, Report, Resolved, Span, Timex, TimexType,
};
use dateline_syntax::Syntax;
use std::sync::{Arc, OnceLock};

fn resolver() -> &'static Resolver {
    static RESOLVER: OnceLock<Resolver> = OnceLock::new();
    RESOLVER.get_or_init(|| Resolver::new(Arc::new(Gazetteer::embedded())))
}

fn report(day: &str, text: &str) -> Report {
    Report {
        name: "test".into(),
        dct: Dct::parse(day).expect("a day"),
        source: None,
        title: None,
        url: None,
        language: None,
        text: text.into(),
    }
}

fn read(day: &str, text: &str) -> Vec<Resolved> {
    let report = report(day, text);
    let sentences = Syntax::embedded().parse(&report.text);
    resolver().resolve(&report, &sentences, &[])
}

/// The ids of the parties of the mention with these words, the `n`th of them.
fn parties(found: &[Resolved], text: &str, words: &str, n: usize) -> Vec<String> {
    found
        .iter()
        .filter(|r| r.span.of(text) == words && r.kind != MentionKind::Place)
        .nth(n)
        .map(|r| r.parties.iter().map(|p| p.id.0.clone()).collect())
        .unwrap_or_default()
}

fn person(found: &[Resolved], text: &str, words: &str, n: usize) -> Option<String> {
    found
        .iter()
        .filter(|r| r.span.of(text) == words && r.kind != MentionKind::Place)
        .nth(n)
        .and_then(|r| r.person.as_ref())
        .map(|p| p.name.clone())
}

fn place<'r>(found: &'r [Resolved], text: &str, words: &str) -> Option<&'r dateline_record::Place> {
    found
        .iter()
        .find(|r| r.span.of(text) == words && r.kind == MentionKind::Place)
        .and_then(|r| r.place.as_ref())
}

#[test]
fn ok_a_title_gives_role_and_party() {
    let text =
        "Norwegian Fisheries Minister Kari Solberg arrived on Monday. Solberg praised the hosts.";
    let found = read("2031-05-05", text);
    let full = found
        .iter()
        .find(|r| r.kind == MentionKind::Person)
        .expect("a person");
    let who = full.person.as_ref().expect("named");
    assert_eq!(who.name, "Kari Solberg");
    assert_eq!(who.role.as_deref(), Some("Fisheries Minister"));
    assert_eq!(who.party.as_ref().expect("told").id.as_str(), "NOR");
    assert_eq!(
        person(&found, text, "Solberg", 0).as_deref(),
        Some("Kari Solberg")
    );
}

#[test]
fn ok_an_ambassador_speaks_for_who_sent_her() {
    let text = "Jane Porter, the Canadian ambassador to Lima, met officials in Quito.";
    let found = read("2031-05-05", text);
    assert_eq!(parties(&found, text, "Jane Porter", 0), ["CAN"]);
    assert!(place(&found, text, "Lima").is_none(), "{found:#?}");
    assert_eq!(
        place(&found, text, "Quito")
            .expect("a town")
            .country
            .as_deref(),
        Some("ECU")
    );
}

#[test]
fn ok_a_short_name_goes_to_one_person_or_to_none() {
    let text = "Peru's negotiator Ana Torres met her Chilean counterpart Luis Torres in Geneva on Friday.\n\nBoth sides gave no details of what was agreed upon.\n\nAid groups were pleased.\n\nTorres will report to parliament.";
    let found = read("2031-05-05", text);
    let last = found
        .iter()
        .rfind(|r| r.span.of(text) == "Torres")
        .expect("a mention");
    assert!(last.person.is_none(), "{last:?}");
}

#[test]
fn ok_a_name_behind_a_hyphen_is_whole() {
    // The table has a Gan Kim Yong.
    let text = "Kim Yong-un met President Park Jae-in on Monday.";
    let found = read("2018-03-12", text);
    assert!(parties(&found, text, "Kim Yong-un", 0).is_empty());
    let name = person(&found, text, "President Park Jae-in", 0);
    assert_eq!(name.as_deref(), Some("Park Jae-in"));
}

#[test]
fn ok_seats_speak_and_towns_are_places() {
    let text = "Washington and Pyongyang agreed to meet in Hanoi. The talks in Geneva failed.";
    let found = read("2031-05-05", text);
    assert_eq!(parties(&found, text, "Washington", 0), ["USA"]);
    assert_eq!(parties(&found, text, "Pyongyang", 0), ["PRK"]);
    assert!(place(&found, text, "Washington").is_none());
    assert_eq!(
        place(&found, text, "Hanoi")
            .expect("a town")
            .country
            .as_deref(),
        Some("VNM")
    );
    assert!(parties(&found, text, "Hanoi", 0).is_empty());
    assert_eq!(
        place(&found, text, "Geneva")
            .expect("a town")
            .country
            .as_deref(),
        Some("CHE")
    );
}

#[test]
fn ok_both_sides_and_the_north_are_those_of_the_report() {
    let text = "North Korea and South Korea held talks on Monday. The two sides discussed farming. The North asked for seeds.";
    let found = read("2031-05-05", text);
    assert_eq!(parties(&found, text, "The two sides", 0), ["PRK", "KOR"]);
    assert_eq!(parties(&found, text, "The North", 0), ["PRK"]);
    let sides = found
        .iter()
        .find(|r| r.span.of(text) == "The two sides")
        .expect("a mention");
    assert_eq!(sides.resolution.evidence.len(), 2);
}

#[test]
fn ok_the_ministry_is_the_one_named_before() {
    let text = "Chile's fisheries ministry signed the deal on Monday. The ministry praised Peru.";
    let found = read("2031-05-05", text);
    assert_eq!(parties(&found, text, "The ministry", 0), ["CHL"]);
    assert_eq!(
        person(&found, text, "The ministry", 0).as_deref(),
        Some("Chile's fisheries ministry")
    );
}

#[test]
fn ok_pronouns_go_to_the_last_subject() {
    let text =
        "Finland's president, Matti Virta, called Estonia's premier, Karl Tamm. He offered help.";
    let found = read("2031-05-05", text);
    assert_eq!(
        person(&found, text, "He", 0).as_deref(),
        Some("Matti Virta")
    );
}

#[test]
fn ok_a_border_has_no_country_and_an_unknown_town_is_kept_as_text() {
    let text = "Envoys met at Panmunjom. They later drove to a farm near Zubrovice Dolna.";
    let found = read("2031-05-05", text);
    let border = place(&found, text, "Panmunjom").expect("a venue");
    assert!(border.country.is_none() && border.lat.is_some());
    let unknown = place(&found, text, "Zubrovice Dolna").expect("kept");
    assert!(unknown.gazetteer.is_none() && unknown.lat.is_none());
}

#[test]
fn ok_a_group_is_one_party_with_members() {
    let text = "Iran met the E3 in Vienna. The six powers will meet next week.";
    let found = read("2031-05-05", text);
    assert_eq!(parties(&found, text, "E3", 0), ["E3"]);
    assert_eq!(parties(&found, text, "six powers", 0), ["P5+1"]);
    let info = resolver().gazetteer().party_info("E3").expect("known");
    assert_eq!(info.members, ["GBR", "FRA", "DEU"]);
}

#[test]
fn ok_a_town_within_a_state_is_the_one_there() {
    let text = "They met in Paris, Texas, and in Paris.";
    let found = read("2031-05-05", text);
    let countries: Vec<_> = found
        .iter()
        .filter_map(|r| r.place.as_ref())
        .map(|p| p.country.clone().unwrap_or_default())
        .collect();
    assert_eq!(countries, ["USA", "FRA"], "{found:#?}");
}

#[test]
fn ok_odd_text_gives_mentions_and_no_panic() {
    for text in [
        "",
        "\u{200b}",
        "the the the two two both both its his",
        "平壤和首尔在日内瓦会谈。Kim\u{200b} Jong\u{feff} Un said so in Se\u{200b}oul.",
        "Mr Mrs Dr President the , , , of of the the South",
        "A's B's C's 's 's the North's",
    ] {
        for r in read("2031-05-05", text) {
            assert!(!r.span.of(text).is_empty(), "{text}");
        }
    }
}

#[test]
fn ok_a_capital_and_there_are_places() {
    let text = "Envoys of Chile and Peru met in the Omani capital. They signed nothing there.";
    let found = read("2031-05-05", text);
    let capital = place(&found, text, "the Omani capital").expect("a place");
    assert_eq!(capital.country.as_deref(), Some("OMN"));
    assert_eq!(place(&found, text, "there"), Some(capital));
    assert!(parties(&found, text, "the Omani capital", 0).is_empty());
}

#[test]
fn ok_a_person_beside_a_role_needs_no_title() {
    let text = "Sol Min Ho, a deputy forestry minister, led the delegation from Pyongyang.";
    let found = read("2031-05-05", text);
    assert_eq!(
        person(&found, text, "Sol Min Ho", 0).as_deref(),
        Some("Sol Min Ho")
    );
}

#[test]
fn ok_a_possessive_is_no_part_of_a_name() {
    let text = "Tonga's parliament met on Friday.";
    let found = read("2031-05-05", text);
    assert_eq!(parties(&found, text, "Tonga's parliament", 0), ["TON"]);
}

#[test]
fn ok_a_day_is_no_part_of_a_name() {
    let text = "Late on Monday Tosetti told reporters that talks were on.";
    let report = report("2031-05-06", text);
    let sentences = Syntax::embedded().parse(text);
    let day = Timex {
        span: Span::from_usize(8, 14),
        kind: TimexType::Date,
        value: "2031-05-05".into(),
        modifier: None,
        quant: None,
        freq: None,
        begin_point: None,
        end_point: None,
        interval: Some(Interval::day("2031-05-05".parse().expect("a day"))),
        anchor: None,
        rule: String::new(),
        reference: Reference::Dct,
    };
    let found = resolver().resolve(&report, &sentences, &[day]);
    assert_eq!(
        person(&found, text, "Tosetti", 0).as_deref(),
        Some("Tosetti")
    );
}

#[test]
fn ok_both_halves_of_a_country_are_named_by_one_noun() {
    let text = "North and South Korea agreed to hold talks. East and West Asia did not.";
    let found = read("2031-05-06", text);
    assert_eq!(parties(&found, text, "North", 0), ["PRK"]);
    assert_eq!(parties(&found, text, "South Korea", 0), ["KOR"]);
    assert!(parties(&found, text, "East", 0).is_empty());
}

#[test]
fn ok_groups_that_no_table_knows_are_parties_by_their_names() {
    let text = "The government of Sudan and the rebel Blue Hills Liberation Front (BHLF) met on Monday. \
                The BHLF said so. The front left. The opposition Alliance for Renewal and Truth stayed.";
    let found = read("2019-07-02", text);
    let front = vec!["Blue Hills Liberation Front".to_owned()];
    assert_eq!(
        parties(&found, text, "Blue Hills Liberation Front", 0),
        front
    );
    assert_eq!(parties(&found, text, "BHLF", 1), front);
    assert_eq!(parties(&found, text, "front", 0), front);
    assert_eq!(
        parties(&found, text, "Alliance for Renewal and Truth", 0),
        ["Alliance for Renewal and Truth"]
    );
    for silent in [
        "The Swedish Rugby League met the European Union on Monday.",
        "The Turkish Army and the Greek Army met on Monday.",
        "The World Food Programme and the Farmers' Union met on Monday.",
    ] {
        assert!(
            read("2019-07-02", silent)
                .iter()
                .all(|r| r.resolution.rule != "en.entity.party.coined"),
            "{silent}"
        );
    }
}

#[test]
fn ok_a_state_before_a_name_is_no_part_of_it() {
    for (text, name, id) in [
        (
            "The President of Chile Tomas Hale spoke.",
            "Tomas Hale",
            "CHL",
        ),
        (
            "Peruvian foreign minister Ana Ruiz Lund spoke.",
            "Ana Ruiz Lund",
            "PER",
        ),
        (
            "The Chilean ambassador to the UN Tomas Hale Lund spoke.",
            "Tomas Hale Lund",
            "CHL",
        ),
    ] {
        let found = read("2019-07-02", text);
        let who = found.iter().find_map(|r| r.person.as_ref()).expect(text);
        assert_eq!(who.name, name, "{text}");
        let party = who.party.as_ref().map(|p| p.id.as_str());
        assert_eq!(party, Some(id), "{text}");
    }
}

#[test]
fn ok_him_is_another_than_the_subject() {
    let text = "William Ruto stayed in Nairobi. Yoweri Museveni called him on Wednesday. \
                Museveni and his brother met him on Thursday.";
    let found = read("2023-02-02", text);
    assert_eq!(
        person(&found, text, "him", 0).as_deref(),
        Some("William Ruto")
    );
    assert_eq!(
        person(&found, text, "him", 1).as_deref(),
        Some("William Ruto")
    );
}

#[test]
fn ok_monarchs_and_presidents_by_their_short_names() {
    let text = "King Mohammed of Morocco stayed at home. Uganda waits. Museveni opened the talks.";
    let found = read("2023-02-02", text);
    assert_eq!(
        person(&found, text, "King Mohammed", 0).as_deref(),
        Some("Mohammed VI")
    );
    // His minister of education bears the name, too.
    assert_eq!(
        person(&found, text, "Museveni", 0).as_deref(),
        Some("Yoweri Museveni")
    );
}

#[test]
fn ok_an_office_is_whoever_the_report_names_as_its_holder() {
    let text = "The Kenyan president flew home on Friday. William Ruto was tired. \
                Kuwait's ruler sent a letter. The Kuwaiti emir, Sheikh Nasser al-Bahar, is old.";
    let found = read("2023-05-15", text);
    let who = |words: &str| person(&found, text, words, 0);
    assert_eq!(who("The Kenyan president").as_deref(), Some("William Ruto"));
    let emir = Some("Nasser al-Bahar");
    assert_eq!(who("The Kuwaiti emir").as_deref(), emir);
    assert_eq!(who("Kuwait's ruler").as_deref(), emir);
}

#[test]
fn ok_the_republic_and_the_member_states_are_no_names() {
    let text = "The Government of the Republic of Kenya met the four States and the member States. \
                The envoy flew to the Gulf.";
    let found = read("2031-05-05", text);
    let government = "The Government of the Republic of Kenya";
    assert_eq!(parties(&found, text, government, 0), ["KEN"]);
    assert!(
        found
            .iter()
            .all(|r| r.parties.iter().all(|p| p.id.0 != "USA"))
    );
    let gulf = place(&found, text, "Gulf").expect("a sea");
    assert_eq!(gulf.country, None);
}
