//! How sure the reader is of what it reads, on texts of our own.

mod common;

use common::report;
use dateline::Reader;

/// The confidence of the first event of a text, nothing left out.
fn first(reader: &Reader, text: &str) -> f32 {
    let reading = reader.read(report("2031-02-26", text));
    let event = reading
        .told()
        .next()
        .unwrap_or_else(|| panic!("no event: {text}"));
    assert!((0.0..=1.0).contains(&event.confidence), "{text}");
    event.confidence
}

fn all() -> Reader {
    let reader = Reader::embedded().expect("the data of the program");
    reader.with_least_confidence(0.0)
}

#[test]
fn ok_a_sure_sentence_scores_above_a_doubtful_one() {
    let reader = all();
    let pairs = [
        (
            "The foreign ministers of Chile and Peru met in Lima on Monday.",
            "The Bakers' Guild of America hired a lawyer ahead of a meeting with Dutch Flour in Ohio.",
        ),
        (
            "Chad and Libya signed a border treaty in Tripoli on Sunday.",
            "A court in Norway ruled on Monday that the mayor had acted within the law.",
        ),
        (
            "France freed two Malian prisoners on Friday after talks with Mali.",
            "A Danish court acquitted the singer, who had been accused of tax fraud.",
        ),
    ];
    for (sure, doubtful) in pairs {
        let (p, q) = (first(&reader, sure), first(&reader, doubtful));
        assert!(p > q + 0.1, "{p} for '{sure}', {q} for '{doubtful}'");
    }
}

#[test]
fn ok_what_is_doubtful_is_left_out_and_asked_for_is_kept() {
    let text = "A Danish court acquitted the singer, who had been accused of tax fraud.";
    let reader = Reader::embedded().expect("the data of the program");
    let version = reader.version().to_owned();
    let day = "2031-02-26";
    assert_eq!(reader.read(report(day, text)).told().count(), 0);
    let other = all();
    assert_ne!(other.read(report(day, text)).told().count(), 0);
    // A store tells by it that the report has to be read again.
    assert_ne!(other.version(), version);
}

#[test]
fn ok_reading_again_gives_the_same_confidence() {
    let text = "Kenya and Uganda held talks in Nairobi on Monday. They agreed to meet again in May. \
        The talks were the first since the border closed.";
    let (reader, day) = (all(), "2031-02-26");
    let read = || -> Vec<f32> {
        let reading = reader.read(report(day, text));
        reading.told().map(|e| e.confidence).collect()
    };
    assert!(read().len() >= 2);
    assert_eq!(read(), read());
}
