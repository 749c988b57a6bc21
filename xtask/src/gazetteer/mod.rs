//! `cargo xtask gazetteer DATA`: compiles the gazetteer from the raw files of
//! a folder (`DATA/gazetteer`, `DATA/events`) and the lists in
//! `data/gazetteer/hand`.

mod actors;
mod people;
mod places;
mod roles;
mod states;

use anyhow::{Context, Result};
use dateline_entity::Builder;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// What the steps share.
pub struct Work {
    pub builder: Builder,
    /// Number in the builder of each party id.
    pub party: BTreeMap<String, u32>,
    /// ISO alpha-2 to alpha-3.
    pub iso3: HashMap<String, String>,
    /// Folded names of states to alpha-3.
    pub state_names: HashMap<String, String>,
    /// The raw files.
    pub data: PathBuf,
    /// The hand-written lists.
    pub hand: PathBuf,
}

impl Work {
    pub fn read(&self, file: &str) -> Result<String> {
        let path = self.data.join(file);
        std::fs::read_to_string(&path).with_context(|| format!("failed to read {}", path.display()))
    }

    pub fn hand(&self, file: &str) -> Result<String> {
        let path = self.hand.join(file);
        std::fs::read_to_string(&path).with_context(|| format!("failed to read {}", path.display()))
    }
}

/// Lines of a hand-written list without comments and blank lines.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(str::trim)
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
}

/// The day of `2018`, `2018-06` or `2018-06-01`; the last day that the text
/// allows where `end` is set.
pub fn day(text: &str, end: bool) -> Option<i32> {
    let mut parts = text.trim().splitn(3, '-');
    let year: i16 = parts.next()?.parse().ok()?;
    let month: Option<i8> = parts.next().and_then(|m| m.parse().ok());
    let dom: Option<i8> = parts.next().and_then(|d| d.parse().ok());
    let date = jiff::civil::Date::new(
        year,
        month.unwrap_or(if end { 12 } else { 1 }),
        dom.unwrap_or(1),
    )
    .ok()?;
    let date = if end && dom.is_none() {
        date.last_of_month()
    } else {
        date
    };
    Some((date - jiff::civil::date(1970, 1, 1)).get_days())
}

/// Runs the command.
pub fn run(root: &Path, data: &Path) -> Result<()> {
    let mut work = Work {
        builder: Builder::default(),
        party: BTreeMap::new(),
        iso3: HashMap::new(),
        state_names: HashMap::new(),
        data: data.to_owned(),
        hand: root.join("data/gazetteer/hand"),
    };
    states::add(&mut work)?;
    actors::add_hand(&mut work)?;
    actors::add_periods(&mut work)?;
    actors::add_rebels(&mut work)?;
    places::add_hand(&mut work)?;
    places::add_towns(&mut work)?;
    people::add(&mut work)?;
    roles::add(&mut work)?;
    actors::add_phoenix(&mut work)?;
    let bytes = work.builder.finish();
    let out = root.join("data/gazetteer/gazetteer.bin");
    std::fs::write(&out, &bytes).with_context(|| format!("failed to write {}", out.display()))?;
    println!("{}: {} bytes", out.display(), bytes.len());
    Ok(())
}
