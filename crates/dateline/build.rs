//! Names the version of everything that a reading depends on: sources of the
//! language crates, rules, models and gazetteer. A store tells by it whether a
//! report has to be read again.

use std::fs;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::Xxh3;

/// Folders and files a reading depends on, from the root of the repository.
const INPUTS: [&str; 11] = [
    "crates/dateline/src",
    "crates/dateline-entity/src",
    "crates/dateline-event/src",
    "crates/dateline-syntax/src",
    "crates/dateline-time/src",
    "crates/dateline-trees/src",
    "data/gazetteer/gazetteer.bin",
    "data/syntax",
    "models/confidence-en/model.toml",
    "models/en-fast/model.safetensors",
    "rules",
];

fn files(path: &Path, out: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            files(&entry.path(), out);
        }
    } else {
        out.push(path.to_owned());
    }
}

fn main() {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let mut all = Vec::new();
    for input in INPUTS {
        let path = root.join(input);
        println!("cargo::rerun-if-changed={}", path.display());
        files(&path, &mut all);
    }
    all.sort();
    let mut hash = Xxh3::new();
    for file in all {
        let name = file.strip_prefix(&root).unwrap_or(&file);
        hash.update(name.to_string_lossy().as_bytes());
        hash.update(&fs::read(&file).unwrap_or_default());
    }
    println!("cargo::rustc-env=DATELINE_READER={:016x}", hash.digest());
}
