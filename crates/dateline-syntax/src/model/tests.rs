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
        let upos: Vec<&str> = alone[0].words.iter().map(|w| w.upos.as_str()).collect();
        assert_eq!(upos, texts(&sentences[i]["upos"]));
        let xpos: Vec<&str> = alone[0].words.iter().map(|w| w.xpos.as_str()).collect();
        assert_eq!(xpos, texts(&sentences[i]["xpos"]));
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
