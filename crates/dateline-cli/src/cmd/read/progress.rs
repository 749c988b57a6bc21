//! The progress bar on a terminal: how much is read, how fast, how long yet.

use indicatif::{ProgressBar, ProgressStyle};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A bar over the bytes of the sources, as they are packed.
pub struct Bar {
    bar: ProgressBar,
    bytes: Arc<AtomicU64>,
    reports: AtomicU64,
}

impl Bar {
    /// A bar for these paths; without a length where one is a stream.
    pub fn new(paths: &[PathBuf], bytes: Arc<AtomicU64>) -> Self {
        let total: Option<u64> = paths.iter().map(|p| size(p)).sum();
        let bar = match total {
            Some(total) => ProgressBar::new(total)
                .with_style(style("{bar:30} {bytes}/{total_bytes}, {msg}, {eta} left")),
            None => ProgressBar::new_spinner().with_style(style("{spinner} {bytes}, {msg}")),
        };
        bar.enable_steady_tick(Duration::from_millis(200));
        Self {
            bar,
            bytes,
            reports: AtomicU64::new(0),
        }
    }

    /// One report more.
    pub fn step(&self) {
        let n = self.reports.fetch_add(1, Ordering::Relaxed) + 1;
        if n.is_multiple_of(16) {
            let seconds = self.bar.elapsed().as_secs_f64().max(0.001);
            self.bar.set_position(self.bytes.load(Ordering::Relaxed));
            self.bar
                .set_message(format!("{n} reports, {:.0} a second", n as f64 / seconds));
        }
    }

    /// A line above the bar.
    pub fn say(&self, line: &str) {
        self.bar.suspend(|| eprintln!("{line}"));
    }

    /// Takes the bar away.
    pub fn done(self) {
        self.bar.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// Bytes of a file or of all files below a folder; `None` for a stream or a
/// glob.
fn size(path: &Path) -> Option<u64> {
    if path.as_os_str() == "-" {
        return None;
    }
    let meta = std::fs::metadata(path).ok()?;
    if meta.is_file() {
        return Some(meta.len());
    }
    let entries = std::fs::read_dir(path).ok()?;
    Some(
        entries
            .flatten()
            .filter_map(|e| size(&e.path()))
            .sum::<u64>(),
    )
}
