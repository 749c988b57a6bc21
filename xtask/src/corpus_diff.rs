//! `cargo xtask corpus-diff`: two builds over the same reports, and the rows
//! that were added, lost or changed. Read before a rule leaves its preview.

use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The columns of the CSV export that are compared.
const FIELDS: [&str; 9] = [
    "status", "kind", "date", "due", "parties", "persons", "place", "said_by", "plover",
];

type Row = BTreeMap<String, String>;

/// Runs both programs over the paths and prints the difference: at most
/// `limit` rows of each sort, then the numbers.
///
/// # Errors
/// A program that cannot be run, or that fails other than by refusing reports.
pub fn run(old: &Path, new: &Path, paths: &[PathBuf], limit: usize) -> Result<()> {
    let folder = std::env::temp_dir().join(format!("dateline-corpus-diff-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let before = rows(old, paths, &folder.join("old.db"));
    let after = rows(new, paths, &folder.join("new.db"));
    // Left behind it would fill the disk; that it cannot be removed is no
    // reason to hide the result.
    let _ = std::fs::remove_dir_all(&folder);
    print!("{}", difference(&before?, &after?, limit));
    Ok(())
}

fn rows(program: &Path, paths: &[PathBuf], store: &Path) -> Result<BTreeMap<String, Row>> {
    let name = program.display();
    let read = Command::new(program)
        .args(["read", "--quiet", "--store"])
        .arg(store)
        .args(paths)
        .stderr(std::process::Stdio::null())
        .status()
        .with_context(|| format!("failed to run {name}"))?;
    // 1: some reports were refused, by both alike.
    ensure!(
        matches!(read.code(), Some(0 | 1)),
        "{name} read failed: {read}"
    );
    let export = Command::new(program)
        .args(["export", "csv", "--store"])
        .arg(store)
        .output()?;
    ensure!(export.status.success(), "{name} export failed");
    let mut csv = csv::Reader::from_reader(export.stdout.as_slice());
    let header = csv.headers()?.clone();
    let mut out = BTreeMap::new();
    for record in csv.records() {
        let record = record?;
        let row: Row = header
            .iter()
            .zip(&record)
            .map(|(k, v)| (k.to_owned(), v.to_owned()))
            .collect();
        let id = row.get("id").cloned().unwrap_or_default();
        out.insert(id, row);
    }
    Ok(out)
}

fn difference(old: &BTreeMap<String, Row>, new: &BTreeMap<String, Row>, limit: usize) -> String {
    let mut out = String::new();
    let added: Vec<&Row> = only(new, old);
    let lost: Vec<&Row> = only(old, new);
    for (sign, rows) in [('+', &added), ('-', &lost)] {
        for row in rows.iter().take(limit) {
            let _ = writeln!(out, "{sign} {}", line(row));
        }
    }
    let mut n_changed = 0;
    for (id, row) in new {
        let Some(before) = old.get(id) else { continue };
        let changes: Vec<String> = FIELDS
            .iter()
            .filter(|f| before.get(**f) != row.get(**f))
            .map(|f| format!("{f}: {} -> {}", get(before, f), get(row, f)))
            .collect();
        if changes.is_empty() {
            continue;
        }
        n_changed += 1;
        if n_changed <= limit {
            let _ = writeln!(out, "~ {}\n    {}", line(row), changes.join("; "));
        }
    }
    let _ = writeln!(
        out,
        "{} rows before, {} after: {} added, {} lost, {n_changed} changed",
        old.len(),
        new.len(),
        added.len(),
        lost.len()
    );
    out
}

fn only<'r>(these: &'r BTreeMap<String, Row>, others: &BTreeMap<String, Row>) -> Vec<&'r Row> {
    these
        .iter()
        .filter(|(id, _)| !others.contains_key(*id))
        .map(|(_, row)| row)
        .collect()
}

fn get<'r>(row: &'r Row, field: &str) -> &'r str {
    row.get(field)
        .map(String::as_str)
        .filter(|v| !v.is_empty())
        .unwrap_or("(none)")
}

fn line(row: &Row) -> String {
    format!(
        "{} {} {} [{}] {} ({}) \"{}\"",
        get(row, "date"),
        get(row, "status"),
        get(row, "kind"),
        get(row, "parties"),
        get(row, "place"),
        get(row, "report"),
        get(row, "quote"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[(&str, &str)]) -> BTreeMap<String, Row> {
        rows.iter()
            .map(|(id, status)| {
                let row =
                    [("id", *id), ("status", *status)].map(|(k, v)| (k.to_owned(), v.to_owned()));
                ((*id).to_owned(), row.into_iter().collect())
            })
            .collect()
    }

    #[test]
    fn ok_added_lost_and_changed_rows_are_told_apart() {
        let old = table(&[("e1", "held"), ("e2", "agreed")]);
        let new = table(&[("e2", "held"), ("e3", "held")]);
        let text = difference(&old, &new, 10);
        assert!(text.contains("status: agreed -> held"), "{text}");
        assert!(text.ends_with("2 rows before, 2 after: 1 added, 1 lost, 1 changed\n"));
    }
}
