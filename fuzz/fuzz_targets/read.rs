//! Any bytes, under any ending: the reader gives reports and refusals, never
//! a panic. Run with `cargo fuzz run read`.
#![no_main]

use dateline_input::{Options, read_stream};
use libfuzzer_sys::fuzz_target;
use std::io::Cursor;

const ENDINGS: [&str; 10] = [
    "txt", "md", "jsonl", "csv", "html", "xml", "warc", "eml", "zip", "tar",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    let name = format!("a.{}", ENDINGS[usize::from(*first) % ENDINGS.len()]);
    let options = Options {
        max_bytes: 1 << 20,
        ..Options::default()
    };
    for outcome in read_stream(&name, Cursor::new(rest.to_vec()), &options) {
        if let Err(refused) = outcome {
            assert!(!refused.reason.is_empty());
        }
    }
});
