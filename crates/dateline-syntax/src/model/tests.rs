//! The network against the trainer's own numbers for the same file.

use super::*;
use serde_json::Value;

const FILE: &[u8] = include_bytes!("../../../../models/en-fast/model.safetensors");
const REFERENCE: &str = include_str!("../../../../models/en-fast/reference.json");

fn floats(value: &Value) -> Vec<f32> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v.as_f64().map_or(f32::NEG_INFINITY, |v| v as f32))
        .collect()
}

fn texts(value: &Value) -> Vec<&str> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v.as_str().unwrap())
        .collect()
}

#[test]
fn ok_the_features_of_a_word_are_those_of_the_trainer() {
    let reference: Value = serde_json::from_str(REFERENCE).unwrap();
    let file = File::open(FILE).unwrap();
    let mut strings = features::Strings::default();
    for word in reference["features"].as_array().unwrap() {
        let form = word["form"].as_str().unwrap();
        strings.set(&features::plain(form));
        for (i, table) in file.description.tables.iter().enumerate() {
            let feature = features::Feature::named(&table.name).unwrap();
            assert_eq!(
                strings.of(feature),
                word["strings"][i],
                "{form} {}",
                table.name
            );
            let rows = features::rows(table.seed, strings.of(feature), table.rows);
            let expected = word["rows"][i].as_array().unwrap();
            assert_eq!(
                rows.map(|r| r as u64).to_vec(),
                expected
                    .iter()
                    .map(|v| v.as_u64().unwrap())
                    .collect::<Vec<_>>()
            );
        }
    }
}

#[test]
fn ok_the_network_gives_the_numbers_of_the_trainer() {
    let reference: Value = serde_json::from_str(REFERENCE).unwrap();
    let model = Model::open(FILE).unwrap();
    let sentences = reference["sentences"].as_array().unwrap();
    let forms: Vec<Vec<&str>> = sentences.iter().map(|s| texts(&s["tokens"])).collect();
    let mut scratch = Scratch::default();
    let mut parsed = Vec::new();
    // All at once and one by one give the same.
    model.parse(&forms, &mut scratch, &mut parsed);
    for (i, one) in forms.iter().enumerate() {
        let mut alone = Vec::new();
        model.parse(std::slice::from_ref(one), &mut scratch, &mut alone);
        for (a, b) in alone[0].words.iter().zip(&parsed[i].words) {
            assert_eq!(
                (a.upos, a.xpos, a.head, a.deprel),
                (b.upos, b.xpos, b.head, b.deprel)
            );
        }
        for (p, position) in sentences[i]["encoded"]
            .as_array()
            .unwrap()
            .iter()
            .enumerate()
        {
            for (k, value) in floats(position).into_iter().enumerate() {
                let ours = scratch.x[p * model.width + k];
                assert!(
                    (ours - value).abs() < TOLERANCE,
                    "sentence {i}, position {p}, value {k}: {ours} for {value}"
                );
            }
        }
        check_tags(&scratch.heads.tags, 1, &alone[0], &sentences[i]);
    }
}

/// The scores of the tags are the trainer's, and so are the tags where the
/// trainer's two fit each other. `row` is the first word's row of `tags`.
fn check_tags(tags: &[f32], row: usize, parsed: &Parsed, reference: &Value) {
    let (upos, xpos) = (texts(&reference["upos"]), texts(&reference["xpos"]));
    let rows = upos.len();
    let n_upos = floats(&reference["upos_logits"][0]).len();
    let per_row = n_upos + 49 + 9;
    for w in 0..rows {
        let ours = &tags[(row + w) * per_row..][..per_row];
        let mut expected = floats(&reference["upos_logits"][w]);
        if let Some(more) = reference.get("xpos_logits") {
            expected.extend(floats(&more[w]));
        }
        for (k, (a, b)) in ours.iter().zip(&expected).enumerate() {
            assert!(
                (a - b).abs() < 5.0 * TOLERANCE,
                "word {w}, tag {k}: {a} for {b}"
            );
        }
        let mut names = floats(&reference["ner_logits"][w]);
        kernels::softmax(&mut names);
        for (k, (a, b)) in ours[per_row - names.len()..].iter().zip(&names).enumerate() {
            assert!(
                (a - b).abs() < TOLERANCE,
                "word {w}, name tag {k}: {a} for {b}"
            );
        }
        let word = parsed.words[w];
        let trainer = (Upos::parse(upos[w]).unwrap(), Xpos::parse(xpos[w]).unwrap());
        if trainer.1.fits(trainer.0) {
            assert_eq!((word.upos, word.xpos), trainer, "word {w}");
        }
        assert!(word.xpos.fits(word.upos), "{} {}", word.upos, word.xpos);
    }
}

const BEST_FILE: &[u8] = include_bytes!("../../../../models/en-best/model.safetensors");
const BEST_REFERENCE: &str = include_str!("../../../../models/en-best/reference.json");

#[test]
fn ok_the_word_pieces_are_those_of_the_trainer() {
    let reference: Value = serde_json::from_str(BEST_REFERENCE).unwrap();
    let file = File::open(BEST_FILE).unwrap();
    let pieces = pieces::Pieces::open(&file).unwrap();
    let mut buffers = pieces::PieceBuffers::default();
    let words = reference["pieces"].as_array().unwrap();
    assert!(words.len() > 10);
    for word in words {
        let form = word["form"].as_str().unwrap();
        let mut numbers = Vec::new();
        pieces.cut(form, 8, &mut buffers, &mut numbers);
        assert_eq!(serde_json::json!(numbers), word["ids"], "{form}");
        assert_eq!(pieces::case_class(form), word["case"], "{form}");
    }
}

#[test]
fn ok_odd_words_have_pieces() {
    let file = File::open(BEST_FILE).unwrap();
    let pieces = pieces::Pieces::open(&file).unwrap();
    let mut buffers = pieces::PieceBuffers::default();
    let long = "a".repeat(5_000);
    for (form, n) in [
        ("", 1),
        (" ", 1),
        ("\u{301}\u{302}", 1),
        (long.as_str(), 1),
        ("Ещё", 1),
        ("「平和」", 4),
        ("....................", 8),
    ] {
        let mut numbers = Vec::new();
        pieces.cut(form, 8, &mut buffers, &mut numbers);
        assert_eq!(numbers.len(), n, "{form:?}");
    }
}

#[test]
fn ok_the_best_network_gives_the_numbers_of_the_trainer() {
    let reference: Value = serde_json::from_str(BEST_REFERENCE).unwrap();
    let model = Model::open(BEST_FILE).unwrap();
    let sentences = reference["sentences"].as_array().unwrap();
    let forms: Vec<Vec<&str>> = sentences.iter().map(|s| texts(&s["tokens"])).collect();
    let mut scratch = Scratch::default();
    let mut parsed = Vec::new();
    model.parse(&forms, &mut scratch, &mut parsed);
    let tags = scratch.heads.tags.clone();
    let mut row = 0;
    for (i, sentence) in sentences.iter().enumerate() {
        let encoded = sentence["encoded"].as_array().unwrap();
        for (p, position) in encoded.iter().enumerate() {
            for (k, value) in floats(position).into_iter().enumerate() {
                let ours = scratch.x[(row + p) * model.width + k];
                assert!(
                    (ours - value).abs() < TOLERANCE,
                    "sentence {i}, position {p}, value {k}: {ours} for {value}"
                );
            }
        }
        let first = row;
        row += encoded.len();
        check_tags(&tags, first + 1, &parsed[i], sentence);
        let heads: Vec<u64> = parsed[i]
            .words
            .iter()
            .map(|w| w.head.map_or(0, |h| u64::from(h) + 1))
            .collect();
        let expected: Vec<u64> = sentence["argmax_heads"]
            .as_array()
            .unwrap()
            .iter()
            .map(|v| v.as_u64().unwrap())
            .collect();
        assert_eq!(heads, expected);
        // The probability of each head, from the trainer's scores.
        for (w, scores) in sentence["arc_scores"]
            .as_array()
            .unwrap()
            .iter()
            .enumerate()
        {
            let mut scores = floats(scores);
            kernels::softmax(&mut scores);
            let expected = scores[heads[w] as usize];
            let ours = parsed[i].words[w].score;
            assert!(
                (ours - expected).abs() < TOLERANCE,
                "sentence {i}, word {w}: head probability {ours} for {expected}"
            );
        }
        // One alone gives the same: nothing leaks between the sentences.
        let mut alone = Vec::new();
        model.parse(&forms[i..=i], &mut Scratch::default(), &mut alone);
        assert_eq!(alone[0], parsed[i]);
    }
}

#[test]
fn ok_a_sentence_of_more_pieces_than_places_is_read() {
    let model = Model::open(BEST_FILE).unwrap();
    for n in [240, 600] {
        let words = vec!["Nieuwpoortsestraatweg-Zuidoost"; n];
        let mut parsed = Vec::new();
        model.parse(&[words], &mut Scratch::default(), &mut parsed);
        assert_eq!(parsed[0].words.len(), n);
        assert_eq!(
            parsed[0].words.iter().filter(|w| w.head.is_none()).count(),
            1
        );
    }
}

/// How far a value may lie from the trainer's.
const TOLERANCE: f32 = 2e-3;

#[test]
fn err_a_file_that_is_no_model_says_what_is_wrong() {
    let text = Model::open(b"not a model").unwrap_err().to_string();
    assert!(text.starts_with("the model file is broken"), "{text}");
    let cut: &'static [u8] = &FILE[..FILE.len() / 2];
    assert!(Model::open(cut).is_err());
}
