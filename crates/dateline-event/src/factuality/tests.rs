//! Factuality on trees built by hand.

use super::*;
use crate::testing::tree;
use dateline_record::Modality;
use dateline_rules::RuleSet;

fn read(text: &str, rows: &str, token: u32) -> (Polarity, Modality, Circumstance) {
    let rules = RuleSet::embedded_phase("en.factuality").expect("the rules load");
    let signatures = Signatures::new(&rules).expect("the rules are signatures");
    let s = tree(text, 0, rows);
    let r = signatures.reading(&s, text, token);
    (r.factuality.polarity, r.factuality.modality, r.circumstance)
}

#[test]
fn ok_failed_to_turns_and_not_fail_to_turns_back() {
    let text = "The envoy failed to land.";
    let rows = "The the DET DT 2 det
        envoy envoy NOUN NN 3 nsubj
        failed fail VERB VBD 0 root
        to to PART TO 5 mark
        land land VERB VB 3 xcomp
        . . PUNCT . 3 punct";
    let got = read(text, rows, 4);
    assert_eq!(
        got,
        (
            Polarity::Negative,
            Modality::Asserted,
            Circumstance::Implied
        )
    );
    let text = "They did not fail to land.";
    let rows = "They they PRON PRP 4 nsubj
        did do AUX VBD 4 aux
        not not PART RB 4 advmod
        fail fail VERB VB 0 root
        to to PART TO 6 mark
        land land VERB VB 4 xcomp
        . . PUNCT . 4 punct";
    let got = read(text, rows, 5);
    assert_eq!(
        got,
        (
            Polarity::Positive,
            Modality::Asserted,
            Circumstance::Implied
        )
    );
}

#[test]
fn ok_a_reported_would_is_planned_and_a_bare_one_conditional() {
    let text = "She said they would meet.";
    let rows = "She she PRON PRP 2 nsubj
        said say VERB VBD 0 root
        they they PRON PRP 5 nsubj
        would would AUX MD 5 aux
        meet meet VERB VB 2 ccomp
        . . PUNCT . 2 punct";
    assert_eq!(read(text, rows, 4).1, Modality::Planned);
    let text = "They would meet.";
    let rows = "They they PRON PRP 3 nsubj
        would would AUX MD 3 aux
        meet meet VERB VB 0 root
        . . PUNCT . 3 punct";
    assert_eq!(read(text, rows, 2).1, Modality::Conditional);
}

#[test]
fn ok_a_condition_leaves_its_clause_open() {
    let text = "If they meet, we stay.";
    let rows = "If if SCONJ IN 3 mark
        they they PRON PRP 3 nsubj
        meet meet VERB VBP 6 advcl
        , , PUNCT , 3 punct
        we we PRON PRP 6 nsubj
        stay stay VERB VBP 0 root
        . . PUNCT . 6 punct";
    assert_eq!(read(text, rows, 2).1, Modality::Conditional);
    assert_eq!(read(text, rows, 5).1, Modality::Asserted);
}

#[test]
fn ok_a_noun_in_an_open_clause_is_open_unless_definite() {
    let text = "A visit may take place after the vote.";
    let rows = "A a DET DT 2 det
        visit visit NOUN NN 4 nsubj
        may may AUX MD 4 aux
        take take VERB VB 0 root
        place place NOUN NN 4 obj
        after after ADP IN 8 case
        the the DET DT 8 det
        vote vote NOUN NN 4 obl
        . . PUNCT . 4 punct";
    assert_eq!(read(text, rows, 1).1, Modality::Possible);
    assert_eq!(read(text, rows, 7).1, Modality::Asserted);
}

#[test]
fn ok_one_auxiliary_serves_two_verbs() {
    let text = "They will meet and talk.";
    let rows = "They they PRON PRP 3 nsubj
        will will AUX MD 3 aux
        meet meet VERB VB 0 root
        and and CCONJ CC 5 cc
        talk talk VERB VB 3 conj
        . . PUNCT . 3 punct";
    assert_eq!(read(text, rows, 4).1, Modality::Planned);
}

#[test]
fn ok_every_circumstance_has_a_row_in_the_scale() {
    let rules = RuleSet::embedded_phase("en.factuality").expect("the rules load");
    let signatures = Signatures::new(&rules).expect("the rules are signatures");
    for c in Circumstance::ALL {
        assert!(signatures.scale.contains_key(c.as_str()), "{c}");
    }
    assert_eq!(signatures.scale.len(), Circumstance::ALL.len());
}

#[test]
fn ok_a_token_that_is_not_there_is_no_panic() {
    let text = "Yes.";
    let rows = "Yes yes INTJ UH 0 root
        . . PUNCT . 1 punct";
    let _ = read(text, rows, 99);
}
