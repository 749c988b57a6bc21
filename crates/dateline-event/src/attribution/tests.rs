//! Attributions on trees built by hand.

use super::*;
use crate::testing::tree;
use dateline_record::{Dct, StatementType};

fn attributor() -> Attributor {
    let rules = RuleSet::embedded().expect("the rules load");
    Attributor::new(&rules).expect("the rules are cues")
}

/// Source, cue and contents as words, of each attribution.
fn read<'t>(text: &'t str, sentences: &[Sentence]) -> Vec<(&'t str, &'t str, Vec<&'t str>)> {
    let found = attributor().find(text, sentences, &[]);
    found
        .found()
        .iter()
        .map(|f| {
            (
                f.source.map_or("", |s| s.of(text)),
                f.cue.of(text),
                f.content.iter().map(|c| c.of(text)).collect(),
            )
        })
        .collect()
}

const NESTED: &str = "Norway said the envoy had told Sweden that the ferry would sail.";
const NESTED_ROWS: &str = "
    Norway Norway PROPN NNP 2 nsubj
    said say VERB VBD 0 root
    the the DET DT 4 det
    envoy envoy NOUN NN 6 nsubj
    had have AUX VBD 6 aux
    told tell VERB VBN 2 ccomp
    Sweden Sweden PROPN NNP 6 iobj
    that that SCONJ IN 11 mark
    the the DET DT 10 det
    ferry ferry NOUN NN 11 nsubj
    would would AUX MD 11 aux
    sail sail VERB VB 6 ccomp
    . . PUNCT . 2 punct";

#[test]
fn ok_sources_nest_and_the_innermost_speaks() {
    let rows = NESTED_ROWS
        .replace(" 11 mark", " 12 mark")
        .replace(" 11 nsubj", " 12 nsubj");
    let rows = rows.replace(" 11 aux", " 12 aux");
    let s = [tree(NESTED, 0, &rows)];
    let got = read(NESTED, &s);
    assert_eq!(got.len(), 2);
    assert_eq!(
        got[1],
        ("the envoy", "had told", vec!["the ferry would sail"])
    );
    let found = attributor().find(NESTED, &s, &[]);
    let ferry = s[0].tokens[9].span;
    let said = found.said_by(ferry, None, false).expect("somebody said it");
    assert_eq!(said.speaker.name, "envoy");
    assert_eq!(said.via.expect("passed on").speaker.name, "Norway");
    // The words passed on are one statement, the envoy's.
    let report = report(NESTED);
    let statements = found.statements(&report, &s, &[], &[], &[]);
    assert_eq!(statements.len(), 1);
    assert_eq!(statements[0].content.of(NESTED), "the ferry would sail");
}

fn report(text: &str) -> Report {
    Report {
        name: "r".into(),
        dct: Dct::parse("2020-01-02").expect("a day"),
        source: None,
        title: None,
        url: None,
        language: None,
        text: text.into(),
    }
}

#[test]
fn ok_a_parenthesis_takes_the_clause_around_it() {
    let text = "The ferry, he said, would sail.";
    let s = [tree(
        text,
        0,
        "The the DET DT 2 det
        ferry ferry NOUN NN 8 nsubj
        , , PUNCT , 5 punct
        he he PRON PRP 5 nsubj
        said say VERB VBD 8 parataxis
        , , PUNCT , 5 punct
        would would AUX MD 8 aux
        sail sail VERB VB 0 root
        . . PUNCT . 8 punct",
    )];
    assert_eq!(
        read(text, &s),
        [("he", "said", vec!["The ferry", "would sail"])]
    );
    // 'He' is nobody the report names: no statement, and on nobody's word.
    let found = attributor().find(text, &s, &[]);
    assert_eq!(found.statements(&report(text), &s, &[], &[], &[]).len(), 0);
    assert_eq!(found.said_by(s[0].tokens[7].span, None, false), None);
}

#[test]
fn ok_a_quotation_over_sentences_is_one_content_and_goes_on_after_the_cue() {
    let text = "“The pier is old. It will fall,” Ann said. “We leave on Monday.”";
    let first = "“ “ PUNCT `` 4 punct
        The the DET DT 3 det
        pier pier NOUN NN 4 nsubj
        is be AUX VBZ 5 cop
        old old ADJ JJ 0 root
        . . PUNCT . 5 punct";
    let first = first
        .replace(" 4 punct", " 5 punct")
        .replace(" 4 nsubj", " 5 nsubj");
    let s = [
        tree(text, 0, &first),
        tree(
            text,
            19,
            "It it PRON PRP 3 nsubj
            will will AUX MD 3 aux
            fall fall VERB VB 7 ccomp
            , , PUNCT , 3 punct
            ” ” PUNCT '' 3 punct
            Ann Ann PROPN NNP 7 nsubj
            said say VERB VBD 0 root
            . . PUNCT . 7 punct",
        ),
        tree(
            text,
            45,
            "“ “ PUNCT `` 3 punct
            We we PRON PRP 3 nsubj
            leave leave VERB VBP 0 root
            on on ADP IN 5 case
            Monday Monday PROPN NNP 3 obl
            . . PUNCT . 3 punct
            ” ” PUNCT '' 3 punct",
        ),
    ];
    let got = read(text, &s);
    assert_eq!(
        got,
        [(
            "Ann",
            "said",
            vec!["The pier is old. It will fall,", "We leave on Monday."]
        )]
    );
    let found = attributor().find(text, &s, &[]);
    let statements = found.statements(&report(text), &s, &[], &[], &[]);
    let words: Vec<&str> = statements.iter().map(|s| s.content.of(text)).collect();
    assert_eq!(
        words,
        ["The pier is old. It will fall", "We leave on Monday."]
    );
    assert!(statements.iter().all(|s| s.kind == StatementType::Quote));
}

#[test]
fn ok_what_was_not_said_is_no_statement() {
    let text = "She did not say whether they would sail.";
    let s = [tree(
        text,
        0,
        "She she PRON PRP 4 nsubj
        did do AUX VBD 4 aux
        not not PART RB 4 advmod
        say say VERB VB 0 root
        whether whether SCONJ IN 8 mark
        they they PRON PRP 8 nsubj
        would would AUX MD 8 aux
        sail sail VERB VB 4 ccomp
        . . PUNCT . 4 punct",
    )];
    let found = attributor().find(text, &s, &[]);
    assert!(!found.found()[0].said);
    assert!(
        found
            .statements(&report(text), &s, &[], &[], &[])
            .is_empty()
    );
}

#[test]
fn ok_quoted_as_saying_has_a_speaker_and_a_carrier() {
    let text = "An official was quoted by Reuters as saying the pier is safe.";
    let s = [tree(
        text,
        0,
        "An a DET DT 2 det
        official official NOUN NN 4 nsubj:pass
        was be AUX VBD 4 aux:pass
        quoted quote VERB VBN 0 root
        by by ADP IN 6 case
        Reuters Reuters PROPN NNP 4 obl:agent
        as as SCONJ IN 8 mark
        saying say VERB VBG 4 advcl
        the the DET DT 10 det
        pier pier NOUN NN 12 nsubj
        is be AUX VBZ 12 cop
        safe safe ADJ JJ 8 ccomp
        . . PUNCT . 4 punct",
    )];
    let found = attributor().find(text, &s, &[]);
    let pier = s[0].tokens[9].span;
    let said = found.said_by(pier, None, false).expect("somebody said it");
    assert_eq!(said.speaker.name, "an official");
    assert_eq!(said.via.expect("passed on").speaker.name, "Reuters");
}

#[test]
fn ok_the_reports_own_voice_has_no_source() {
    let text = "The ferry sailed.";
    let s = [tree(
        text,
        0,
        "The the DET DT 2 det
        ferry ferry NOUN NN 3 nsubj
        sailed sail VERB VBD 0 root
        . . PUNCT . 3 punct",
    )];
    let found = attributor().find(text, &s, &[]);
    assert!(found.found().is_empty());
    assert_eq!(found.said_by(s[0].tokens[2].span, None, false), None);
}

#[test]
fn ok_every_cue_word_is_lower_case_and_stands_once_in_its_rule() {
    let rules = RuleSet::embedded_phase("en.attribution").expect("the rules load");
    for rule in rules.phase("en.attribution") {
        let words = rule.pattern["words"].as_array().expect("words");
        let mut seen = std::collections::BTreeSet::new();
        for w in words {
            let w = w.as_str().expect("a word");
            assert_eq!(w, w.to_lowercase(), "{}", rule.id);
            assert!(seen.insert(w), "{}: '{w}' stands twice", rule.id);
        }
    }
}
