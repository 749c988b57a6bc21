//! Paths, folders, globs and standard input, in a fixed order.

use crate::format::Format;
use crate::source::{Opener, Source, Step};
use crate::{Options, Outcome, Refused};
use std::fs::{self, File};
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Reports and refusals, in order of the paths given; in a folder, in order
/// of the names. What comes out does not depend on the file system.
pub struct Reports {
    /// Sources being gone through, with how much had come out when each was
    /// begun.
    stack: Vec<(Source, u64)>,
    n_out: u64,
    bytes: Arc<AtomicU64>,
}

impl std::fmt::Debug for Reports {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reports")
            .field("n_out", &self.n_out)
            .field("n_bytes", &self.n_bytes())
            .finish_non_exhaustive()
    }
}

impl Reports {
    /// Bytes read so far from files and streams, as they are packed.
    pub fn n_bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// A handle on [`Self::n_bytes`] that outlives the borrow, for a progress
    /// bar.
    pub fn counter(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.bytes)
    }

    fn start(step: Step, bytes: Arc<AtomicU64>) -> Self {
        let first = Source {
            steps: Box::new(std::iter::once(step)),
            if_none: None,
        };
        Self {
            stack: vec![(first, 0)],
            n_out: 0,
            bytes,
        }
    }
}

impl Iterator for Reports {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        loop {
            let (source, _) = self.stack.last_mut()?;
            match source.steps.next() {
                Some(Step::Out(outcome)) => {
                    self.n_out += 1;
                    return Some(outcome);
                }
                Some(Step::Into(source)) => self.stack.push((source, self.n_out)),
                None => {
                    let (source, before) = self.stack.pop()?;
                    if let (Some(refused), true) = (source.if_none, before == self.n_out) {
                        self.n_out += 1;
                        return Some(Err(refused));
                    }
                }
            }
        }
    }
}

/// The reports of files, folders (with all below them), globs, and `-` for
/// standard input. Hidden files in folders and links to folders are passed
/// over.
pub fn read_paths(paths: &[PathBuf], options: &Options) -> Reports {
    let walk = Walk {
        options: Arc::new(options.clone()),
        bytes: Arc::new(AtomicU64::new(0)),
    };
    let bytes = Arc::clone(&walk.bytes);
    let paths = paths.to_vec();
    let steps = paths.into_iter().flat_map(move |p| walk.root(&p));
    Reports::start(
        Step::Into(Source {
            steps: Box::new(steps),
            if_none: None,
        }),
        bytes,
    )
}

/// The reports of one stream. `name` names it in refusals, and its ending
/// helps to tell the format.
pub fn read_stream(name: &str, reader: impl Read + Send + 'static, options: &Options) -> Reports {
    let walk = Walk {
        options: Arc::new(options.clone()),
        bytes: Arc::new(AtomicU64::new(0)),
    };
    let step = walk.opener(name, name).open(walk.counted(reader));
    Reports::start(step, walk.bytes)
}

#[derive(Clone)]
struct Walk {
    options: Arc<Options>,
    bytes: Arc<AtomicU64>,
}

/// Counts what passes through.
struct Counted<R> {
    inner: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.bytes.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

impl Walk {
    fn counted(&self, inner: impl Read + Send + 'static) -> Box<dyn Read + Send> {
        Box::new(Counted {
            inner,
            bytes: Arc::clone(&self.bytes),
        })
    }

    fn opener(&self, label: &str, name: &str) -> Opener {
        Opener {
            label: label.to_owned(),
            name: name.to_owned(),
            depth: 0,
            options: Arc::clone(&self.options),
        }
    }

    /// A path as the user gave it.
    fn root(&self, path: &Path) -> Vec<Step> {
        let label = path.display().to_string();
        if label == "-" {
            let stdin = self.counted(std::io::stdin());
            return vec![self.opener("stdin", "stdin").open(stdin)];
        }
        if path.is_dir() {
            let none = Refused::new(
                label,
                "the folder holds no report",
                "give a folder with files that begin with 'date YYYY-MM-DD'",
            );
            return vec![self.folder(path.to_owned(), Some(none))];
        }
        if !path.exists() && label.contains(['*', '?', '[']) {
            let mut found: Vec<PathBuf> = match glob::glob(&label) {
                Ok(paths) => paths.flatten().collect(),
                Err(error) => {
                    return vec![Step::Out(Err(Refused::new(
                        label,
                        format!("not a pattern: {error}"),
                        "check the brackets and stars",
                    )))];
                }
            };
            found.sort();
            if found.is_empty() {
                return vec![Step::Out(Err(Refused::new(
                    label,
                    "no file matches the pattern",
                    "check the path",
                )))];
            }
            let walk = self.clone();
            return vec![Step::Into(Source {
                steps: Box::new(found.into_iter().map(move |p| walk.any(p))),
                if_none: None,
            })];
        }
        vec![self.file(path)]
    }

    fn any(&self, path: PathBuf) -> Step {
        if path.is_dir() {
            self.folder(path, None)
        } else {
            self.file(&path)
        }
    }

    fn folder(&self, path: PathBuf, if_none: Option<Refused>) -> Step {
        let label = path.display().to_string();
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) => return Step::Out(Err(Refused::io(&label, &error))),
        };
        let mut below: Vec<PathBuf> = entries
            .flatten()
            .filter(|e| !e.file_name().to_string_lossy().starts_with('.'))
            // A link to a folder could lead round in a circle.
            .filter(|e| !(e.path().is_symlink() && e.path().is_dir()))
            .map(|e| e.path())
            .collect();
        below.sort();
        let walk = self.clone();
        Step::Into(Source {
            steps: Box::new(below.into_iter().map(move |p| walk.any(p))),
            if_none,
        })
    }

    fn file(&self, path: &Path) -> Step {
        let label = path.display().to_string();
        let name = path
            .file_name()
            .map_or_else(|| label.clone(), |n| n.to_string_lossy().into_owned());
        let mut file = match File::open(path) {
            Ok(file) => file,
            Err(error) => return Step::Out(Err(Refused::io(&label, &error))),
        };
        let opener = self.opener(&label, &name);
        let mut head = Vec::new();
        let head_read = (&mut file).take(8).read_to_end(&mut head);
        // A pipe cannot be wound back; what was read of it is put before it.
        let wound = head_read.is_ok() && file.seek(SeekFrom::Start(0)).is_ok();
        if wound && Format::detect(&name, &head) == Format::Zip {
            let size = file.metadata().map_or(0, |m| m.len());
            self.bytes.fetch_add(size, Ordering::Relaxed);
            return opener.zip_of(BufReader::new(file));
        }
        if wound {
            opener.open(self.counted(file))
        } else {
            opener.open(self.counted(std::io::Cursor::new(head).chain(file)))
        }
    }
}
