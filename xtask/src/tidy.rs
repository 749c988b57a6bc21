//! The house rules that no compiler checks. Run as a test, too.

use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Longest source file, in lines; lists that are one table may be longer and
/// say so with `tidy: list` in their first ten lines.
const MAX_LINES: usize = 800;
/// All models together, in bytes.
const MAX_MODELS: u64 = 40_000_000;

/// Every breach of a house rule, one line each, in order of the files.
///
/// # Errors
/// Where git or a file cannot be read.
pub fn problems(root: &Path) -> Result<Vec<String>> {
    let listing = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .context("failed to run git ls-files")?;
    let listing = String::from_utf8_lossy(&listing.stdout).into_owned();
    let files: Vec<&str> = listing.lines().filter(|f| root.join(f).is_file()).collect();
    let mut problems = Vec::new();
    for file in &files {
        let Ok(text) = fs::read_to_string(root.join(file)) else {
            continue;
        };
        if file.ends_with(".rs") {
            check_source(file, &text, &mut problems);
        }
        for path in machine_paths(&text) {
            problems.push(format!(
                "{file}: carries the path '{path}' of one machine; make it relative"
            ));
        }
    }
    check_folders(root, &files, &mut problems)?;
    check_architecture(root, &mut problems)?;
    Ok(problems)
}

fn check_source(file: &str, text: &str, problems: &mut Vec<String>) {
    if !text.starts_with("//!") {
        problems.push(format!("{file}: has no '//!' line on top"));
    }
    let is_list = text.lines().take(10).any(|l| l.contains("tidy: list"));
    let n_lines = text.lines().count();
    if n_lines > MAX_LINES && !is_list {
        problems.push(format!(
            "{file}: {n_lines} lines; part it by subject ({MAX_LINES} at most)"
        ));
    }
}

/// Absolute paths of a developer's machine. They are put together here so that
/// this file does not hold them itself.
fn machine_paths(text: &str) -> Vec<&'static str> {
    const PATHS: [(&str, &str); 2] = [("/wo", "rk/"), ("/tmp/ba", "sh_jobs")];
    PATHS
        .iter()
        .filter(|(a, b)| text.contains(&format!("{a}{b}")))
        .map(|(a, _)| *a)
        .collect()
}

fn check_folders(root: &Path, files: &[&str], problems: &mut Vec<String>) -> Result<()> {
    for (folder, card) in [("data", "SOURCE.toml"), ("models", "CARD.md")] {
        let path = root.join(folder);
        if !path.is_dir() {
            continue;
        }
        let mut entries: Vec<_> = fs::read_dir(&path)?.collect::<Result<_, _>>()?;
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let tracked = files
                .iter()
                .any(|f| root.join(f).starts_with(entry.path()) && root.join(f) != entry.path());
            if entry.path().is_dir() && tracked && !entry.path().join(card).is_file() {
                problems.push(format!(
                    "{folder}/{}: has no {card}",
                    entry.file_name().to_string_lossy()
                ));
            }
        }
    }
    let models: u64 = files
        .iter()
        .filter(|f| f.starts_with("models/"))
        .filter_map(|f| fs::metadata(root.join(f)).ok())
        .map(|m| m.len())
        .sum();
    if models > MAX_MODELS {
        problems.push(format!(
            "models: {models} bytes together, {MAX_MODELS} at most"
        ));
    }
    Ok(())
}

/// Every path in backticks in ARCHITECTURE.md that looks like one of ours
/// leads somewhere.
fn check_architecture(root: &Path, problems: &mut Vec<String>) -> Result<()> {
    let text = fs::read_to_string(root.join("ARCHITECTURE.md"))?;
    for word in text.split('`').skip(1).step_by(2) {
        let ours = [
            "crates/", "rules/", "data/", "models/", "docs/", "tests/", "xtask/", "benches/",
        ];
        if ours.iter().any(|p| word.starts_with(p))
            && !word.contains(['*', '<', '…', ' '])
            && !word.contains("...")
            && !root.join(word).exists()
        {
            problems.push(format!(
                "ARCHITECTURE.md: names '{word}', which is not there"
            ));
        }
    }
    check_modules(root, &text, problems)
}

/// The names in a folder.
fn entries(folder: &Path) -> Result<Vec<String>> {
    let all = fs::read_dir(folder)?;
    all.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect()
}

fn stem(name: &str) -> String {
    name.strip_suffix(".rs").unwrap_or(name).to_owned()
}

/// The table of the modules of `dateline-event` names each once, and no other.
fn check_modules(root: &Path, text: &str, problems: &mut Vec<String>) -> Result<()> {
    let section = text
        .split("\n### ")
        .find_map(|s| s.strip_prefix("dateline-event\n"));
    let first_cells = section.unwrap_or_default().lines().filter_map(|line| {
        let cell = line.strip_prefix("| ")?.split(" | ").next()?;
        cell.starts_with('`').then_some(cell)
    });
    let mut named: Vec<&str> = first_cells
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect();
    named.sort_unstable();
    let src = root.join("crates/dateline-event/src");
    let mut there = BTreeSet::new();
    let mut steps = BTreeSet::new();
    for name in entries(&src)? {
        // A step has a file and a folder; what is in the folder is of that step.
        if !name.ends_with(".rs") && src.join(format!("{name}.rs")).exists() {
            for module in entries(&src.join(&name))? {
                there.insert(stem(&module));
            }
            steps.insert(name);
        } else {
            there.insert(stem(&name));
        }
    }
    // The file of a step may hold no more than its list of modules.
    there.retain(|name| !steps.contains(name) || named.contains(&name.as_str()));
    there.remove("lib");
    for pair in named.windows(2).filter(|pair| pair[0] == pair[1]) {
        problems.push(format!("ARCHITECTURE.md: names module '{}' twice", pair[0]));
    }
    for name in named.iter().filter(|name| !there.contains(**name)) {
        problems.push(format!(
            "ARCHITECTURE.md: names module '{name}', which is not there"
        ));
    }
    for name in there.iter().filter(|name| !named.contains(&name.as_str())) {
        problems.push(format!(
            "ARCHITECTURE.md: the table of dateline-event lacks module '{name}'"
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_the_repository_is_tidy() {
        let problems = problems(&crate::root()).expect("git and the files can be read");
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }

    #[test]
    fn err_a_source_without_a_first_line_is_named() {
        let mut problems = Vec::new();
        check_source("a.rs", "fn main() {}\n", &mut problems);
        assert_eq!(problems, ["a.rs: has no '//!' line on top"]);
    }
}
