//! The files of a folder that are new or changed since the last look.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// A folder and what was seen in it.
pub struct Folder {
    path: PathBuf,
    seen: BTreeMap<PathBuf, Stamp>,
}

type Stamp = (u64, Option<SystemTime>);

impl Folder {
    /// A folder of which nothing was seen yet.
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            seen: BTreeMap::new(),
        }
    }

    /// Its path, for people.
    pub fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// The files that were not there, or otherwise, at the last look, in order
    /// of their names. One that was written within the time `settle` is left
    /// for the next look, since it may not be whole yet.
    pub fn changed(&mut self, settle: Duration) -> Vec<PathBuf> {
        let mut now = BTreeMap::new();
        list(&self.path, &mut now);
        now.retain(|_, (_, time)| {
            let age = time.and_then(|t| t.elapsed().ok());
            settle.is_zero() || age.is_none_or(|a| a >= settle)
        });
        let new = now
            .iter()
            .filter(|(path, stamp)| self.seen.get(*path) != Some(stamp))
            .map(|(path, _)| path.clone())
            .collect();
        self.seen.extend(now);
        new
    }
}

/// Hidden files and links to folders are passed over, as 'dateline read' does.
/// A folder that cannot be read is empty: it may be back at the next look.
fn list(folder: &Path, out: &mut BTreeMap<PathBuf, Stamp>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let Ok(meta) = std::fs::metadata(&path) else {
            continue;
        };
        if meta.is_file() {
            out.insert(path, (meta.len(), meta.modified().ok()));
        } else if meta.is_dir() && !path.is_symlink() {
            list(&path, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_only_new_and_changed_files_are_given() {
        let dir = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| {
            std::fs::write(dir.path().join(name), text).expect("written");
        };
        std::fs::create_dir(dir.path().join("below")).expect("made");
        for name in ["b.txt", "a.txt", ".hidden", "below/c.txt"] {
            write(name, "one");
        }
        let mut folder = Folder::new(dir.path());
        let mut names = |settle| -> Vec<String> {
            let strip = |p: PathBuf| p.strip_prefix(dir.path()).map(|p| p.display().to_string());
            let changed = folder.changed(settle).into_iter();
            changed.map(|p| strip(p).expect("below")).collect()
        };
        // Just written: it is left alone until it has settled.
        assert!(names(Duration::from_secs(60)).is_empty());
        assert_eq!(names(Duration::ZERO), ["a.txt", "b.txt", "below/c.txt"]);
        assert!(names(Duration::ZERO).is_empty());
        write("a.txt", "one and more");
        assert_eq!(names(Duration::ZERO), ["a.txt"]);
    }
}
