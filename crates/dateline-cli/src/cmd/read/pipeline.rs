//! Sources, readers and the store, each on threads of its own: reports stream
//! through, and memory holds a few batches.

use dateline::Reader;
use dateline_input::{Outcome, Refused, Reports};
use dateline_ledger::Store;
use dateline_record::{Reading, Report, ReportKey};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, OnceLock};

/// What became of the sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Reports that the store did not hold.
    pub new: usize,
    /// Reports that it held, read again by a new version.
    pub again: usize,
    /// Reports that it held just so.
    pub known: usize,
    /// Refused.
    pub refused: usize,
    /// Kept, but in another language.
    pub unread: usize,
    /// Stopped by the user; what was read is kept.
    pub interrupted: bool,
}

impl std::fmt::Display for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let reports = |n: usize| if n == 1 { "report" } else { "reports" };
        write!(f, "read {} new {}", self.new, reports(self.new))?;
        for (n, what) in [
            (self.again, "read again"),
            (self.known, "known already"),
            (self.refused, "refused"),
            (self.unread, "not in English"),
        ] {
            if n > 0 {
                write!(f, ", {n} {what}")?;
            }
        }
        if self.interrupted {
            f.write_str(", interrupted: run the command again to go on")?;
        }
        Ok(())
    }
}

/// One thing that came out.
pub enum Heard<'a> {
    /// A report, with its reading unless the store knew it.
    Read {
        key: ReportKey,
        name: &'a str,
        reading: Option<&'a Reading>,
    },
    /// A source that gave none.
    Refused(&'a Refused),
}

/// A batch is at most so many reports ...
const BATCH_REPORTS: usize = 64;
/// ... and about so many bytes.
const BATCH_BYTES: usize = 256 << 10;

/// One batch on its way in.
enum In {
    Read(Vec<Report>),
    Known(ReportKey, String),
    Refused(Refused),
}

/// One batch on its way out.
enum Done {
    Read(Vec<Reading>),
    Known(ReportKey, String),
    Refused(Refused),
}

/// True once the user has asked the program to stop.
pub fn interrupt() -> Arc<AtomicBool> {
    static FLAG: OnceLock<Arc<AtomicBool>> = OnceLock::new();
    Arc::clone(FLAG.get_or_init(|| {
        let flag = Arc::new(AtomicBool::new(false));
        let set = Arc::clone(&flag);
        // Where the signal cannot be caught, the store is whole all the same.
        let _ = ctrlc::set_handler(move || {
            // Asked twice, it means it.
            if set.swap(true, Ordering::Relaxed) {
                std::process::exit(130);
            }
        });
        flag
    }))
}

/// Reads all sources into the store and merges them. `heard` is called for
/// each report and refusal, in no fixed order where several threads read.
///
/// # Errors
/// The store cannot be written.
pub fn run(
    store: &mut Store,
    path: &Path,
    reader: &Reader,
    reports: Reports,
    threads: Option<usize>,
    mut heard: impl FnMut(Heard<'_>),
) -> anyhow::Result<Summary> {
    let threads = threads
        .or_else(|| std::thread::available_parallelism().ok().map(Into::into))
        .unwrap_or(1)
        .clamp(1, 256);
    let stop = interrupt();
    let mut summary = Summary::default();
    // A second connection, since the store is written meanwhile.
    let known = Store::open_read_only(path)?;
    std::thread::scope(|scope| -> anyhow::Result<()> {
        let (to_readers, batches) = sync_channel::<In>(threads * 2);
        let (to_store, done) = sync_channel::<Done>(threads * 2);
        let batches = Arc::new(Mutex::new(batches));
        {
            let stop = Arc::clone(&stop);
            scope.spawn(move || feed(reports, &known, reader.version(), &to_readers, &stop));
        }
        for _ in 0..threads {
            let (batches, to_store) = (Arc::clone(&batches), to_store.clone());
            scope.spawn(move || work(reader, &batches, &to_store));
        }
        drop((batches, to_store));
        for item in done {
            match item {
                Done::Read(readings) => {
                    let added = store.stage(&readings)?;
                    summary.new += added.new;
                    summary.again += added.again;
                    summary.known += added.known;
                    for reading in &readings {
                        summary.unread += usize::from(!reading.diagnostics.is_empty());
                        heard(Heard::Read {
                            key: reading.report.key(),
                            name: &reading.report.name,
                            reading: Some(reading),
                        });
                    }
                }
                Done::Known(key, name) => {
                    summary.known += 1;
                    heard(Heard::Read {
                        key,
                        name: &name,
                        reading: None,
                    });
                }
                Done::Refused(refused) => {
                    summary.refused += 1;
                    let reason = format!("{}; {}", refused.reason, refused.way_out);
                    store.refuse(&refused.name, &reason)?;
                    heard(Heard::Refused(&refused));
                }
            }
        }
        Ok(())
    })?;
    summary.interrupted = stop.load(Ordering::Relaxed);
    store.settle()?;
    Ok(summary)
}

/// Gathers reports into batches. Ends early where nobody takes them any more,
/// or the user interrupts.
fn feed(reports: Reports, known: &Store, version: &str, to: &SyncSender<In>, stop: &AtomicBool) {
    let mut batch: Vec<Report> = Vec::new();
    let mut bytes = 0;
    for outcome in reports {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let report = match one(outcome, known, version) {
            Ok(report) => report,
            Err(other) => {
                if to.send(other).is_err() {
                    return;
                }
                continue;
            }
        };
        bytes += report.text.len();
        batch.push(report);
        if batch.len() >= BATCH_REPORTS || bytes >= BATCH_BYTES {
            bytes = 0;
            if to.send(In::Read(std::mem::take(&mut batch))).is_err() {
                return;
            }
        }
    }
    if !batch.is_empty() {
        // The other end is gone only where the store failed, which it says.
        let _ = to.send(In::Read(batch));
    }
}

fn one(outcome: Outcome, known: &Store, version: &str) -> Result<Report, In> {
    let report = outcome.map_err(In::Refused)?;
    let key = report.key();
    if known.knows(key, version).unwrap_or(false) {
        return Err(In::Known(key, report.name));
    }
    Ok(report)
}

fn work(reader: &Reader, batches: &Mutex<Receiver<In>>, to: &SyncSender<Done>) {
    loop {
        let next = match batches.lock() {
            Ok(batches) => batches.recv(),
            Err(_) => return,
        };
        let done = match next {
            Ok(In::Read(reports)) => Done::Read(reader.read_many(reports)),
            Ok(In::Known(key, name)) => Done::Known(key, name),
            Ok(In::Refused(refused)) => Done::Refused(refused),
            Err(_) => return,
        };
        if to.send(done).is_err() {
            return;
        }
    }
}
