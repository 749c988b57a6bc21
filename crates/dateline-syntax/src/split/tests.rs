//! What the splitter does with the odd corners of news text.

use super::split;

fn show(text: &str) -> Vec<String> {
    let done = split(text);
    let mut from = 0u32;
    for piece in &done.pieces {
        assert!(piece.span.start >= from && !piece.span.is_empty());
        assert!(
            text.get(piece.span.start as usize..piece.span.end as usize)
                .is_some()
        );
        from = piece.span.end;
    }
    done.sentences()
        .map(|s| {
            s.iter()
                .map(|p| p.span.of(text))
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect()
}

#[test]
fn ok_abbreviations_and_initials_end_no_sentence() {
    assert_eq!(
        show("Gen. A. B. Lund met U.S. envoys at 5 p.m. on Jan. 5. The talks, he said, went well."),
        [
            "Gen. A. B. Lund met U.S. envoys at 5 p.m. on Jan. 5 .",
            "The talks , he said , went well ."
        ]
    );
}

#[test]
fn ok_an_abbreviation_ends_a_sentence_before_a_word_that_begins_one() {
    assert_eq!(
        show("They flew to the U.S. The visit lasted a day."),
        ["They flew to the U.S.", "The visit lasted a day ."]
    );
    assert_eq!(
        show("They met U.S. President Hale."),
        ["They met U.S. President Hale ."]
    );
}

#[test]
fn ok_contractions_and_possessives() {
    assert_eq!(
        show("They don't say whether Norway's or the parties' envoys cannot or won’t come."),
        ["They do n't say whether Norway 's or the parties ' envoys can not or wo n’t come ."]
    );
}

#[test]
fn ok_quotes_close_after_the_stop() {
    assert_eq!(
        show("\"We agreed.\" He left. “Why now?” Lund asked. 'No,' she said."),
        [
            "\" We agreed . \"",
            "He left .",
            "“ Why now ? ” Lund asked .",
            "' No , ' she said ."
        ]
    );
}

#[test]
fn ok_hyphens_numbers_and_signs() {
    assert_eq!(
        show(
            "The 12-year-old, non-aligned, long-range US$3.5bn plan of 2018-06-01 (5-10%) cost $40m at 5:30pm."
        ),
        [
            "The 12 - year - old , non-aligned , long - range US$ 3.5 bn plan of 2018-06-01 ( 5 - 10 % ) cost $ 40 m at 5:30 pm ."
        ]
    );
}

#[test]
fn ok_a_given_name_is_not_split_into_a_small_word() {
    assert_eq!(
        show("Moon Jae-in and Ban Ki-moon met a government-in-exile and the Seoul-led group."),
        ["Moon Jae-in and Ban Ki - moon met a government - in - exile and the Seoul - led group ."]
    );
}

#[test]
fn ok_addresses_stay_whole() {
    assert_eq!(
        show("See https://example.org/a-b?c=d, or write to a.lund@example.org."),
        ["See https://example.org/a-b?c=d , or write to a.lund@example.org ."]
    );
}

#[test]
fn ok_a_dateline_is_a_sentence_of_its_own() {
    assert_eq!(
        show("OSLO, June 1 (Agency) - Envoys met."),
        ["OSLO , June 1 ( Agency ) -", "Envoys met ."]
    );
    assert_eq!(
        show("Envoys met in OSLO - again."),
        ["Envoys met in OSLO - again ."]
    );
}

#[test]
fn ok_a_clock_or_date_that_heads_an_entry_is_a_sentence_of_its_own() {
    assert_eq!(
        show("14:40 The crossing will reopen.\n\n15:10 \u{201c}Never,\u{201d} he said."),
        [
            "14:40",
            "The crossing will reopen .",
            "15:10",
            "\u{201c} Never , \u{201d} he said ."
        ]
    );
    assert_eq!(
        show("8 April: Kenya closed its border.\n\nMonday, April 9: It rained."),
        [
            "8 April :",
            "Kenya closed its border .",
            "Monday , April 9 :",
            "It rained ."
        ]
    );
    assert_eq!(
        show("14:40 trains were late."),
        ["14:40 trains were late ."]
    );
}

#[test]
fn ok_the_name_of_a_matter_before_a_colon_is_a_heading() {
    assert_eq!(
        show("2012 Malian conflict: The envoys met in Oslo."),
        ["2012 Malian conflict :", "The envoys met in Oslo ."]
    );
    assert_eq!(
        show("The envoy named the cause of the war: Oil."),
        ["The envoy named the cause of the war : Oil ."]
    );
}

#[test]
fn ok_lines_end_headings_and_items_but_not_wrapped_lines() {
    assert_eq!(
        show(
            "Envoys meet in Oslo\nThe two envoys met on Monday to speak about fish, ice, and the line between them, which is long and old, and about a second round that may come.\n- fish\n- ice"
        ),
        [
            "Envoys meet in Oslo",
            "The two envoys met on Monday to speak about fish , ice , and the line between them , which is long and old , and about a second round that may come .",
            "- fish",
            "- ice"
        ]
    );
    assert_eq!(
        show(
            "The two envoys met on Monday to speak about fish,\nice, and the line between them, which is long and\nold, and parted.\n\nThey will meet again."
        ),
        [
            "The two envoys met on Monday to speak about fish , ice , and the line between them , which is long and old , and parted .",
            "They will meet again ."
        ]
    );
}

#[test]
fn ok_a_wrapped_date_is_no_item_of_a_list() {
    assert_eq!(
        show(
            "The two envoys met on Monday to speak about fish and ice, and on June\n14. The second round is to be held in the old town hall, as before, on\nFriday, and both of them said that they were glad to come back again."
        ),
        [
            "The two envoys met on Monday to speak about fish and ice , and on June 14 .",
            "The second round is to be held in the old town hall , as before , on Friday , and both of them said that they were glad to come back again ."
        ]
    );
}

#[test]
fn ok_odd_text_gives_some_split() {
    for text in [
        "",
        " \n\t ",
        "...",
        "'''''",
        "\"\"\"",
        "-",
        "a\u{301}b",
        "東京。会談。",
        "\u{FEFF}x",
        "U.S.",
        "1.",
        ")))) .( .",
    ] {
        show(text);
    }
}

#[test]
fn ok_a_text_without_a_stop_is_cut() {
    let text = "talks and ".repeat(5000);
    let longest = show(&text).iter().map(|s| s.split(' ').count()).max();
    assert!(longest.is_some_and(|n| n <= 5001));
}

#[test]
fn ok_a_dateline_with_day_and_agency_in_small_letters() {
    assert_eq!(
        show("Lima, March 16 (Agency) - Kenyan envoys met here."),
        ["Lima , March 16 ( Agency ) -", "Kenyan envoys met here ."]
    );
    assert_eq!(
        show("Ana Silva (Peru) - Kenyan envoys met her."),
        ["Ana Silva ( Peru ) - Kenyan envoys met her ."]
    );
}
