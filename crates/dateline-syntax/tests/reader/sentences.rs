//! Sentences of our own with their trees and names: a small slice of accuracy
//! that every run checks. The annotation follows the English treebanks of
//! Universal Dependencies; what the model gets wrong today stands beside it.

use dateline_syntax::{Sentence, Syntax};

/// A sentence, its tokens as form/tag/head/relation (heads count from 1, 0 is
/// the root), and its names.
struct Case {
    text: &'static str,
    tokens: &'static str,
    names: &'static str,
}

const CASES: [Case; 14] = [
    Case {
        text: "The two foreign ministers met in Oslo on Monday and agreed to reopen the liaison office that the north had closed in 2014.",
        tokens: "The/DET/4/det two/NUM/4/nummod foreign/ADJ/4/amod ministers/NOUN/5/nsubj \
            met/VERB/0/root in/ADP/7/case Oslo/PROPN/5/obl on/ADP/9/case Monday/PROPN/5/obl \
            and/CCONJ/11/cc agreed/VERB/5/conj to/PART/13/mark reopen/VERB/11/xcomp \
            the/DET/16/det liaison/NOUN/16/compound office/NOUN/13/obj that/PRON/21/obj \
            the/DET/19/det north/NOUN/21/nsubj had/AUX/21/aux closed/VERB/16/acl:relcl \
            in/ADP/23/case 2014/NUM/21/obl ./PUNCT/5/punct",
        names: "Oslo LOC",
    },
    Case {
        text: "The second round of talks, led by the envoy Marta Lund, will take place in Bergen on June 18.",
        tokens: "The/DET/3/det second/ADJ/3/amod round/NOUN/15/nsubj of/ADP/5/case \
            talks/NOUN/3/nmod ,/PUNCT/7/punct led/VERB/3/acl by/ADP/10/case the/DET/10/det \
            envoy/NOUN/7/obl:agent Marta/PROPN/10/appos Lund/PROPN/11/flat ,/PUNCT/7/punct \
            will/AUX/15/aux take/VERB/0/root place/NOUN/15/obj in/ADP/18/case \
            Bergen/PROPN/15/obl on/ADP/21/case June/PROPN/21/nmod:unmarked 18/NUM/15/obl \
            ./PUNCT/15/punct",
        names: "Marta Lund PER, Bergen LOC",
    },
    Case {
        text: "The ceasefire that both sides had signed was broken by rebels near the border, officials said.",
        tokens: "The/DET/2/det ceasefire/NOUN/9/nsubj:pass that/PRON/7/obj both/DET/5/det \
            sides/NOUN/7/nsubj had/AUX/7/aux signed/VERB/2/acl:relcl was/AUX/9/aux:pass \
            broken/VERB/17/ccomp by/ADP/11/case rebels/NOUN/9/obl:agent near/ADP/14/case \
            the/DET/14/det border/NOUN/11/nmod ,/PUNCT/9/punct officials/NOUN/17/nsubj \
            said/VERB/0/root ./PUNCT/17/punct",
        names: "",
    },
    Case {
        text: "President Hale did not say whether he would attend the summit.",
        tokens: "President/PROPN/2/nmod:desc Hale/PROPN/5/nsubj did/AUX/5/aux not/PART/5/advmod \
            say/VERB/0/root whether/SCONJ/9/mark he/PRON/9/nsubj would/AUX/9/aux \
            attend/VERB/5/ccomp the/DET/11/det summit/NOUN/9/obj ./PUNCT/5/punct",
        // FIXME: 'Hale' alone is the name, the title is none of it.
        names: "President Hale PER",
    },
    Case {
        text: "Norway and Sweden, which share a long border, will not send troops to the island.",
        tokens: "Norway/PROPN/13/nsubj and/CCONJ/3/cc Sweden/PROPN/1/conj ,/PUNCT/6/punct \
            which/PRON/6/nsubj share/VERB/1/acl:relcl a/DET/9/det long/ADJ/9/amod \
            border/NOUN/6/obj ,/PUNCT/1/punct will/AUX/13/aux not/PART/13/advmod \
            send/VERB/0/root troops/NOUN/13/obj to/ADP/17/case the/DET/17/det \
            island/NOUN/13/obl ./PUNCT/13/punct",
        names: "Norway LOC, Sweden LOC",
    },
    Case {
        text: "If the talks fail, the sanctions will be lifted no earlier than March, a spokesman for the ministry warned.",
        tokens: "If/SCONJ/4/mark the/DET/3/det talks/NOUN/4/nsubj fail/VERB/10/advcl \
            ,/PUNCT/4/punct the/DET/7/det sanctions/NOUN/10/nsubj:pass will/AUX/10/aux \
            be/AUX/10/aux:pass lifted/VERB/21/ccomp no/ADV/12/advmod earlier/ADV/10/advmod \
            than/ADP/14/case March/PROPN/12/obl ,/PUNCT/10/punct a/DET/17/det \
            spokesman/NOUN/21/nsubj for/ADP/20/case the/DET/20/det ministry/NOUN/17/nmod \
            warned/VERB/0/root ./PUNCT/21/punct",
        names: "",
    },
    Case {
        text: "The delegation flew to Geneva without its leader, Jonas Berg, who had fallen ill.",
        tokens: "The/DET/2/det delegation/NOUN/3/nsubj flew/VERB/0/root to/ADP/5/case \
            Geneva/PROPN/3/obl without/ADP/8/case its/PRON/8/nmod:poss leader/NOUN/3/obl \
            ,/PUNCT/10/punct Jonas/PROPN/8/appos Berg/PROPN/10/flat ,/PUNCT/15/punct \
            who/PRON/15/nsubj had/AUX/15/aux fallen/VERB/10/acl:relcl ill/ADJ/15/xcomp \
            ./PUNCT/3/punct",
        names: "Geneva LOC, Jonas Berg PER",
    },
    Case {
        text: "They were expected to discuss a draft treaty banning mines.",
        tokens: "They/PRON/3/nsubj:pass were/AUX/3/aux:pass expected/VERB/0/root to/PART/5/mark \
            discuss/VERB/3/xcomp a/DET/8/det draft/NOUN/8/compound treaty/NOUN/5/obj \
            banning/VERB/8/acl mines/NOUN/9/obj ./PUNCT/3/punct",
        names: "",
    },
    Case {
        text: "What the ministers want is a deal with Denmark, not a war.",
        tokens: "What/PRON/7/nsubj the/DET/3/det ministers/NOUN/4/nsubj want/VERB/1/acl:relcl \
            is/AUX/7/cop a/DET/7/det deal/NOUN/0/root with/ADP/9/case Denmark/PROPN/7/nmod \
            ,/PUNCT/13/punct not/PART/13/advmod a/DET/13/det war/NOUN/7/conj ./PUNCT/7/punct",
        names: "Denmark LOC",
    },
    Case {
        text: "\"We will come back,\" Lund told reporters after nine hours of talks.",
        tokens: "\"/PUNCT/4/punct We/PRON/4/nsubj will/AUX/4/aux come/VERB/9/ccomp \
            back/ADV/4/advmod ,/PUNCT/4/punct \"/PUNCT/4/punct Lund/PROPN/9/nsubj \
            told/VERB/0/root reporters/NOUN/9/iobj after/ADP/13/case nine/NUM/13/nummod \
            hours/NOUN/9/obl of/ADP/15/case talks/NOUN/13/nmod ./PUNCT/9/punct",
        names: "Lund PER",
    },
    Case {
        text: "The court ordered the company to pay the villagers three million euros.",
        tokens: "The/DET/2/det court/NOUN/3/nsubj ordered/VERB/0/root the/DET/5/det \
            company/NOUN/3/obj to/PART/7/mark pay/VERB/3/xcomp the/DET/9/det \
            villagers/NOUN/7/iobj three/NUM/11/compound million/NUM/12/nummod euros/NOUN/7/obj \
            ./PUNCT/3/punct",
        names: "",
    },
    Case {
        text: "Envoys meet in Oslo, agree on third round",
        tokens: "Envoys/NOUN/2/nsubj meet/VERB/0/root in/ADP/4/case Oslo/PROPN/2/obl \
            ,/PUNCT/6/punct agree/VERB/2/conj on/ADP/9/case third/ADJ/9/amod round/NOUN/6/obl",
        names: "Oslo LOC",
    },
    Case {
        text: "The minister's office didn't say when the border would be opened again.",
        tokens: "The/DET/2/det minister/NOUN/4/nmod:poss 's/PART/2/case office/NOUN/7/nsubj \
            did/AUX/7/aux n't/PART/7/advmod say/VERB/0/root when/ADV/13/advmod the/DET/10/det \
            border/NOUN/13/nsubj:pass would/AUX/13/aux be/AUX/13/aux:pass opened/VERB/7/ccomp \
            again/ADV/13/advmod ./PUNCT/7/punct",
        names: "",
    },
    Case {
        text: "There are no plans for another visit, but the door remains open.",
        tokens: "There/PRON/2/expl are/VERB/0/root no/DET/4/det plans/NOUN/2/nsubj for/ADP/7/case \
            another/DET/7/det visit/NOUN/4/nmod ,/PUNCT/12/punct but/CCONJ/12/cc \
            the/DET/11/det door/NOUN/12/nsubj remains/VERB/2/conj open/ADJ/12/xcomp \
            ./PUNCT/2/punct",
        names: "",
    },
];

/// What the fast model says instead: sentence and token (both from 1) and the
/// wrong answer. FIXME: each is an error; take it off when it is mended.
const WRONG: [(usize, usize, &str); 13] = [
    (1, 17, "that/SCONJ/21/mark"),
    (1, 21, "closed/VERB/13/ccomp"),
    (2, 13, ",/PUNCT/3/punct"),
    (6, 10, "lifted/VERB/0/root"),
    (6, 15, ",/PUNCT/4/punct"),
    (6, 21, "warned/VERB/10/parataxis"),
    (6, 22, "./PUNCT/10/punct"),
    (7, 15, "fallen/VERB/8/acl:relcl"),
    (9, 13, "war/NOUN/9/appos"),
    (10, 13, "hours/NOUN/4/obl"),
    (11, 9, "villagers/NOUN/7/obj"),
    (12, 6, "agree/VERB/2/parataxis"),
    (13, 13, "opened/VERB/7/advcl"),
];

fn shown(sentence: &Sentence, text: &str) -> Vec<String> {
    sentence
        .tokens
        .iter()
        .map(|t| {
            let head = t.head.map_or(0, |h| h + 1);
            format!("{}/{}/{head}/{}", t.span.of(text), t.upos, t.deprel)
        })
        .collect()
}

fn names(sentence: &Sentence, text: &str) -> String {
    let words = |first: u32, end: u32| -> Vec<&str> {
        (first..end).map(|t| sentence.text(t, text)).collect()
    };
    let names: Vec<String> = sentence
        .names
        .iter()
        .map(|n| format!("{} {}", words(n.first, n.end).join(" "), n.kind))
        .collect();
    names.join(", ")
}

#[test]
fn ok_the_fast_model_reads_our_sentences() {
    let syntax = Syntax::embedded();
    let mut differences = Vec::new();
    for (c, case) in (1..).zip(&CASES) {
        let sentences = syntax.parse(case.text);
        assert_eq!(sentences.len(), 1, "{}", case.text);
        let tokens = shown(&sentences[0], case.text);
        let expected: Vec<&str> = case.tokens.split(' ').collect();
        assert_eq!(tokens.len(), expected.len(), "{}", case.text);
        for (t, (ours, gold)) in (1..).zip(tokens.iter().zip(expected)) {
            let today = WRONG.iter().find(|w| (w.0, w.1) == (c, t));
            assert_ne!(
                today.map(|w| w.2),
                Some(gold),
                "no error: take it off the list"
            );
            let allowed = today.map_or(gold, |w| w.2);
            if ours != allowed {
                differences.push(format!("sentence {c}, token {t}: {ours}, not {allowed}"));
            }
        }
        let ours = names(&sentences[0], case.text);
        if ours != case.names {
            differences.push(format!(
                "sentence {c}: names '{ours}', not '{}'",
                case.names
            ));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// Heads and relations of the best model that differ from the annotation.
#[cfg(feature = "best")]
#[test]
fn ok_the_best_model_gets_more_right() {
    let syntax = Syntax::best();
    let mut wrong = 0;
    for case in &CASES {
        let sentences = syntax.parse(case.text);
        assert_eq!(sentences.len(), 1, "{}", case.text);
        let tokens = shown(&sentences[0], case.text);
        let expected = case.tokens.split(' ');
        wrong += tokens.iter().zip(expected).filter(|(a, b)| a != b).count();
        assert_eq!(names(&sentences[0], case.text), case.names);
    }
    assert!(wrong < WRONG.len(), "{wrong} wrong tokens");
}
