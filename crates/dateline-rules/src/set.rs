//! All rules of one tree of files.

use crate::Rule;
use include_dir::{Dir, include_dir};
use std::path::Path;

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../rules");

/// Why a rule could not be loaded.
#[derive(Debug, thiserror::Error)]
#[error("failed to load rule {file}: {reason}")]
pub struct Error {
    /// The file, relative to the tree.
    pub file: String,
    /// What is wrong and what to do.
    pub reason: String,
}

/// All rules of one tree, in order of their ids, with the file of each.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    rules: Vec<(Rule, String)>,
    /// Path and text of the files that are no rules, in order of their paths.
    aside: Vec<(String, String)>,
}

impl RuleSet {
    /// The rules that are built into the program.
    ///
    /// # Errors
    /// None in a released build: a test loads every rule.
    pub fn embedded() -> Result<Self, Error> {
        Self::embedded_phase("")
    }

    /// The built-in rules of one phase, such as `en.time`, and no others, so
    /// that a command that needs one phase does not wait for all.
    ///
    /// # Errors
    /// As [`RuleSet::embedded`].
    pub fn embedded_phase(prefix: &str) -> Result<Self, Error> {
        let folder = prefix.replace('.', "/");
        let wanted = |path: &str| {
            path.strip_prefix(folder.as_str())
                .is_some_and(|rest| folder.is_empty() || rest.starts_with('/'))
        };
        let mut files = Vec::new();
        let mut dirs = vec![&EMBEDDED];
        while let Some(dir) = dirs.pop() {
            dirs.extend(dir.dirs());
            for file in dir.files() {
                if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8())
                    && wanted(path)
                {
                    files.push((path.to_owned(), text.to_owned()));
                }
            }
        }
        Self::from_files(files)
    }

    /// The rules of a folder, read anew.
    ///
    /// # Errors
    /// A file that cannot be read, or is no rule: the first such file.
    pub fn load(folder: &Path) -> Result<Self, Error> {
        let mut files = Vec::new();
        let mut dirs = vec![folder.to_owned()];
        while let Some(dir) = dirs.pop() {
            let fail = |e: std::io::Error| Error {
                file: dir.display().to_string(),
                reason: e.to_string(),
            };
            for entry in std::fs::read_dir(&dir).map_err(fail)? {
                let path = entry.map_err(fail)?.path();
                if path.is_dir() {
                    dirs.push(path);
                } else if let Ok(name) = path.strip_prefix(folder) {
                    let name = name.to_string_lossy().replace('\\', "/");
                    files.push((name, std::fs::read_to_string(&path).map_err(fail)?));
                }
            }
        }
        Self::from_files(files)
    }

    /// Rules from pairs of path and text. Files that do not end in `.toml`
    /// (word lists, README) and those whose name begins with `_` are no rules;
    /// they are kept aside, see [`RuleSet::aside`].
    ///
    /// # Errors
    /// Text that is no rule, an id that is not its path, two rules of one id.
    pub fn from_files(mut files: Vec<(String, String)>) -> Result<Self, Error> {
        files.sort();
        let mut rules: Vec<(Rule, String)> = Vec::new();
        let mut aside: Vec<(String, String)> = Vec::new();
        for (file, text) in files {
            let stem = match file.strip_suffix(".toml") {
                Some(s) if !s.rsplit('/').next().unwrap_or(s).starts_with('_') => s,
                _ => {
                    aside.push((file, text));
                    continue;
                }
            };
            let fail = |reason: String| Error {
                file: file.clone(),
                reason,
            };
            let rule: Rule = toml::from_str(&text).map_err(|e| fail(e.to_string()))?;
            if rule.id != stem.replace('/', ".") {
                return Err(fail(format!(
                    "id '{}' is not the path; write id = \"{}\"",
                    rule.id,
                    stem.replace('/', ".")
                )));
            }
            rules.push((rule, file));
        }
        rules.sort_by(|a, b| a.0.id.cmp(&b.0.id));
        Ok(Self { rules, aside })
    }

    /// The files beside the rules (word lists and the like) whose path begins
    /// with `prefix`, such as `en/time/words/`: path and text, in order of
    /// their paths.
    pub fn aside<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> + 'a {
        self.aside
            .iter()
            .filter(move |(path, _)| path.starts_with(prefix))
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The rules of one phase, such as `en.time`, in order of their ids;
    /// removed ones left out.
    pub fn phase<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Rule> + 'a {
        self.rules.iter().map(|(rule, _)| rule).filter(move |r| {
            r.stage != crate::Stage::Removed
                && r.id
                    .strip_prefix(prefix)
                    .is_some_and(|rest| rest.starts_with('.'))
        })
    }

    /// A rule by its id.
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.rules
            .binary_search_by(|(r, _)| r.id.as_str().cmp(id))
            .ok()
            .map(|i| &self.rules[i].0)
    }

    /// The file a rule stands in, relative to the tree.
    pub fn file(&self, id: &str) -> Option<&str> {
        self.rules
            .iter()
            .find(|(r, _)| r.id == id)
            .map(|(_, f)| f.as_str())
    }

    /// All rules, in order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter().map(|(rule, _)| rule)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: &str = r#"
id = "en.time.today"
doc = "The day of the report."
since = "0.1.0"
stage = "stable"
source = "written here"
match = "today"
yields = { value = "DCT" }
[[fires]]
text = "They meet today."
value = "2020-01-02"
[[silent]]
text = "They met."
why = "no time"
"#;

    #[test]
    fn ok_a_rule_is_found_by_id_and_by_phase() {
        let set = RuleSet::from_files(vec![("en/time/today.toml".into(), RULE.into())])
            .expect("a good rule");
        assert!(set.get("en.time.today").is_some());
        assert_eq!(set.phase("en.time").count(), 1);
        assert_eq!(set.phase("en.tim").count(), 0);
    }

    #[test]
    fn ok_word_lists_are_kept_aside_with_their_path() {
        let files = vec![
            ("en/time/words/month.tsv".into(), "june\t6\n".into()),
            ("en/time/today.toml".into(), RULE.into()),
        ];
        let set = RuleSet::from_files(files).expect("a good rule");
        let aside: Vec<_> = set.aside("en/time/words/").collect();
        assert_eq!(aside, [("en/time/words/month.tsv", "june\t6\n")]);
        assert_eq!(set.aside("en/event/").count(), 0);
        assert_eq!(set.iter().count(), 1);
    }

    #[test]
    fn err_an_id_that_is_not_the_path_says_what_to_write() {
        let error = RuleSet::from_files(vec![("en/time/now.toml".into(), RULE.into())])
            .expect_err("a wrong id");
        assert!(error.to_string().contains("write id = \"en.time.now\""));
    }

    #[test]
    fn err_an_unknown_key_is_refused() {
        let text = format!("colour = 1\n{RULE}");
        assert!(RuleSet::from_files(vec![("en/time/today.toml".into(), text)]).is_err());
    }

    #[test]
    fn ok_every_embedded_rule_has_doc_and_both_kinds_of_example() {
        let set = RuleSet::embedded().expect("the embedded rules load");
        for rule in set.iter() {
            assert!(!rule.doc.trim().is_empty(), "{}: no doc", rule.id);
            assert!(!rule.fires.is_empty(), "{}: no [[fires]]", rule.id);
            assert!(!rule.silent.is_empty(), "{}: no [[silent]]", rule.id);
        }
    }
}
