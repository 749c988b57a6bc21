//! Headlines, capitals, broken quotes, lists, endless sentences, other
//! languages and no language at all.

use dateline_record::Span;
use dateline_syntax::{Deprel, Sentence, Syntax, Upos, Xpos, conllu, is_english};

/// What holds for the sentences of any text: tokens in order, not overlapping,
/// inside the text and not inside a character; one root, and every token hangs
/// on it; names in order, not overlapping; probabilities between 0 and 1.
fn check(text: &str, sentences: &[Sentence]) {
    let mut from = 0;
    for s in sentences {
        assert!(!s.tokens.is_empty());
        for t in &s.tokens {
            assert!(
                t.span.start >= from && t.span.end > t.span.start,
                "{text:?}"
            );
            assert!(
                text.get(t.span.start as usize..t.span.end as usize)
                    .is_some(),
                "{text:?}: {:?} is no part of it",
                t.span
            );
            from = t.span.end;
            assert!((0.0..=1.0).contains(&t.head_score));
            assert!(t.xpos.fits(t.upos), "{} {}", t.upos, t.xpos);
        }
        assert_eq!(s.span.start, s.tokens[0].span.start);
        assert_eq!(s.span.end, s.tokens[s.tokens.len() - 1].span.end);
        let root = s.root().expect("a sentence has a root");
        assert_eq!(s.tokens.iter().filter(|t| t.head.is_none()).count(), 1);
        assert_eq!(s.subtree(root).len(), s.tokens.len(), "{text:?}");
        for t in &s.tokens {
            assert_eq!(t.head.is_none(), t.deprel == Deprel::Root);
        }
        let mut end = 0;
        for n in &s.names {
            assert!(n.first >= end && n.end > n.first && n.end as usize <= s.tokens.len());
            assert!((0.0..=1.0).contains(&n.score));
            end = n.end;
        }
    }
}

fn read(text: &str) -> Vec<Sentence> {
    let sentences = Syntax::embedded().parse(text);
    check(text, &sentences);
    sentences
}

fn root<'t>(sentence: &Sentence, text: &'t str) -> &'t str {
    sentence.text(sentence.root().unwrap(), text)
}

#[test]
fn ok_headlines_in_any_case_have_their_verb_on_top() {
    for text in [
        "Envoys meet in Oslo, agree on third round",
        "ENVOYS MEET IN OSLO, AGREE ON THIRD ROUND OF TALKS",
        "Envoys Meet In Oslo",
        "envoys meet in oslo",
    ] {
        let sentences = read(text);
        assert_eq!(sentences.len(), 1);
        assert_eq!(root(&sentences[0], text).to_lowercase(), "meet", "{text}");
        let subject = sentences[0].child(sentences[0].root().unwrap(), &[Deprel::Nsubj]);
        assert_eq!(
            sentences[0].text(subject.unwrap(), text).to_lowercase(),
            "envoys"
        );
    }
}

#[test]
fn ok_a_quote_that_never_closes_swallows_nothing() {
    let text = "\"We will come back, Lund said. The talks go on in Bergen on Friday.";
    let sentences = read(text);
    assert_eq!(sentences.len(), 2);
    assert_eq!(root(&sentences[0], text), "said");
    assert_eq!(root(&sentences[1], text), "go");
    for text in [
        "“ ” \" ' ‘ ’ « »",
        "\"\"\"\"\"",
        "'tis ''quoted'' `so`",
        "He said: \"No. ' \"",
    ] {
        read(text);
    }
}

#[test]
fn ok_items_of_a_list_are_sentences() {
    let text =
        "The sides agreed on:\n- a ceasefire\n- an office in the border town\n1. ships\n2. roads\n";
    let sentences = read(text);
    let shown: Vec<&str> = sentences.iter().map(|s| s.span.of(text)).collect();
    assert_eq!(
        shown,
        [
            "The sides agreed on:",
            "- a ceasefire",
            "- an office in the border town",
            "1. ships",
            "2. roads"
        ]
    );
}

#[test]
fn ok_a_sentence_of_thousands_of_words_is_one_tree() {
    let unit = "the envoy of the northern coast met the minister and ";
    let text = unit.repeat(500);
    let sentences = read(&text);
    assert_eq!(sentences.len(), 1);
    assert_eq!(sentences[0].tokens.len(), 5_000);
    // Its parts are read as anywhere else: every 'met' has its subject.
    let verbs = sentences[0]
        .tokens
        .iter()
        .filter(|t| t.upos == Upos::Verb)
        .count();
    assert!((490..=510).contains(&verbs), "{verbs}");
    // One 'word' of a million letters, and none at all.
    read(&"a".repeat(1_000_000));
    read(&" .".repeat(20_000));
    read(&"(".repeat(20_000));
}

#[test]
fn ok_other_languages_are_told_and_give_some_tree() {
    for (text, english) in [
        (
            "Die beiden Minister trafen sich am Dienstag in Genf zu einem längeren Gespräch über die Grenze.",
            false,
        ),
        (
            "Оба министра встретились во вторник в Женеве и долго говорили о границе.",
            false,
        ),
        (
            "両国の外相は火曜日にジュネーブで会談し、国境問題について話し合った。",
            false,
        ),
        (
            "التقى الوزيران يوم الثلاثاء في جنيف وتحدثا طويلا عن الحدود بين البلدين.",
            false,
        ),
        (
            "두 장관은 화요일 제네바에서 만나 국경 문제를 오래 논의했다.",
            false,
        ),
        (
            "The two ministers met on Tuesday in Geneva and spoke about the border.",
            true,
        ),
    ] {
        assert!(!read(text).is_empty());
        assert_eq!(is_english(text), english, "{text}");
    }
}

#[test]
fn ok_no_language_at_all_gives_some_tree_or_none() {
    for text in ["", " \n\t\u{A0}", "\u{FEFF}", "\u{0}\u{1}\u{2}"] {
        assert!(read(text).is_empty(), "{text:?}");
    }
    for text in [
        "\u{301}\u{302}\u{303}",
        "👩‍👩‍👧‍👦 met 🇳🇴 🙂",
        "a\u{0}b\u{7f}c",
        "x\r\n\r\ny\u{2028}z",
        "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 ﷽ ﬃ",
        "\u{202E}reversed\u{202C} text",
        "=====|||||-----*****",
        "http://example.org/…?a=b&c=«d»",
        "U.S.-led U.N.'s Gen.-Maj. 5p.m. $3.5bn/yr",
    ] {
        assert!(!read(text).is_empty(), "{text:?}");
    }
}

#[test]
fn ok_noise_gives_some_tree() {
    const PARTS: [&str; 24] = [
        "the ",
        "Oslo",
        " met ",
        ".",
        ",",
        "\"",
        "’s",
        "n't",
        "\n",
        "\n\n",
        "- ",
        "(",
        ")",
        "U.S.",
        "5",
        " p.m. ",
        "é",
        "東",
        "\u{301}",
        "@",
        "://",
        "…",
        "MINISTER ",
        "\u{200B}",
    ];
    let mut state = 11u64;
    for _ in 0..300 {
        let mut text = String::new();
        for _ in 0..40 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            text.push_str(PARTS[(state >> 33) as usize % PARTS.len()]);
        }
        let sentences = read(&text);
        let mut out = String::new();
        conllu::write(&mut out, "noise", &text, &sentences);
        let words = out.lines().filter(|l| l.contains("HeadProb=")).count();
        assert_eq!(
            words,
            sentences.iter().map(|s| s.tokens.len()).sum::<usize>()
        );
    }
}

#[test]
fn ok_given_words_that_fit_no_text_are_read() {
    let text = "Envoys met é.";
    let given = [
        vec![Span::new(0, 6), Span::new(7, 10), Span::new(13, 14)],
        // Half a character, beyond the end, and nothing.
        vec![Span::new(11, 12), Span::new(50, 60), Span::new(3, 3)],
        vec![],
    ];
    let sentences = Syntax::embedded().parse_tokens(text, &given);
    let lengths: Vec<usize> = sentences.iter().map(|s| s.tokens.len()).collect();
    assert_eq!(lengths, [3, 3, 0]);
    assert_eq!(root(&sentences[0], text), "met");
    assert_eq!(sentences[2].root(), None);
}

#[test]
fn ok_a_text_alone_and_among_others_reads_the_same() {
    let texts = [
        "The envoys met in Oslo. They agreed.",
        "",
        "A second round is set for June 18, officials said.",
    ];
    let syntax = Syntax::embedded();
    let together = syntax.parse_many(&texts);
    for (text, sentences) in texts.iter().zip(&together) {
        assert_eq!(&syntax.parse(text), sentences, "{text}");
    }
}

#[test]
fn ok_may_is_a_month_behind_a_day_and_verbs_of_one_form_are_past() {
    let tags = |text: &str, word: &str| {
        let sentences = Syntax::embedded().parse(text);
        let found = sentences[0].tokens.iter().find(|t| t.span.of(text) == word);
        found.map(|t| t.xpos).expect("the word")
    };
    let strike = "A missile strike on 2 May hit a school in Goris.";
    assert_eq!(tags(strike, "May"), Xpos::Nnp);
    assert_eq!(tags(strike, "hit"), Xpos::Vbd);
    assert_eq!(tags("The talks may resume on Friday.", "may"), Xpos::Md);
    assert_eq!(
        tags("Both governments cut ties with Chad.", "cut"),
        Xpos::Vbd
    );
    assert_eq!(
        tags("Cuts hurt when prices rise, as they do now.", "hurt"),
        Xpos::Vbp
    );
}
