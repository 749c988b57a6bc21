//! `dateline watch`: polls folders and feeds, reads what is new, and prints
//! what that changed in the ledger.

mod change;
mod feed;
mod folder;
mod opml;

use crate::args::{ReaderArgs, StoreArg};
use crate::cmd::read::{InputArgs, pipeline};
use crate::{clock, out};
use anyhow::{Context, bail};
use change::{Change, Snapshot};
use dateline::Reader;
use dateline_input::Reports;
use dateline_ledger::Store;
use feed::{Answer, Feed};
use folder::Folder;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// Options of `dateline watch`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folders, lists of feeds as OPML files, addresses of feeds.
    #[arg(value_name = "DIR|FEEDS.opml|URL", required = true)]
    sources: Vec<String>,
    /// How long to wait between two looks: 90s, 15m, 2h.
    #[arg(long, value_name = "TIME", default_value = "15m", value_parser = interval)]
    interval: Duration,
    /// Looks once and ends, for scripts.
    #[arg(long)]
    once: bool,
    /// Prints one JSON object per change and source instead of lines for
    /// people.
    #[arg(long)]
    json: bool,
    /// The day it is; the clock's where not given.
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
    #[command(flatten)]
    store: StoreArg,
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    reader: ReaderArgs,
}

fn interval(text: &str) -> Result<Duration, String> {
    let wrong = || "write a time of at least a second such as 90s, 15m or 2h".to_owned();
    let plain = text.parse::<u64>().map(Duration::from_secs);
    let time = match plain {
        Ok(time) => time,
        Err(_) => {
            let time: jiff::SignedDuration = text.parse().map_err(|_| wrong())?;
            Duration::try_from(time).map_err(|_| wrong())?
        }
    };
    if time < Duration::from_secs(1) {
        return Err(wrong());
    }
    Ok(time)
}

enum Source {
    Folder(Folder),
    Feed(Feed),
}

/// Runs the command: until it is interrupted, or once.
///
/// # Errors
/// A source is none, the store cannot be used, or the gazetteer file not be
/// read. With `--once` a feed that cannot be fetched, or a report that is
/// refused, makes the exit status 1.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let mut sources = sources(&args.sources)?;
    let mut store = args.store.create()?;
    let reader = args.reader.reader()?;
    let stop = pipeline::interrupt();
    let mut watch = Watch {
        args,
        reader: &reader,
        before: None,
    };
    loop {
        let begun = Instant::now();
        let good = watch.look(&mut store, &mut sources)?;
        if args.once {
            let code = if good {
                crate::DONE
            } else {
                crate::SOME_REFUSED
            };
            return Ok(ExitCode::from(code));
        }
        while begun.elapsed() < args.interval {
            if stop.load(Ordering::Relaxed) {
                // To be interrupted is how a watch ends.
                return Ok(ExitCode::SUCCESS);
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

fn sources(given: &[String]) -> anyhow::Result<Vec<Source>> {
    let mut list: Vec<Source> = Vec::new();
    let mut urls = BTreeSet::new();
    for one in given {
        let path = Path::new(one);
        let feeds = if is_address(one) {
            vec![one.clone()]
        } else if path.is_dir() {
            list.push(Source::Folder(Folder::new(path)));
            continue;
        } else if path.is_file() {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("failed to read {one} as a list of feeds"))?;
            opml::feeds(&text).with_context(|| {
                format!("{one} is no OPML list of feeds; read single files with 'dateline read'")
            })?
        } else {
            bail!(
                "'{one}' is no folder, OPML file or address; feeds begin with http:// or https://"
            );
        };
        for url in feeds {
            if urls.insert(url.clone()) {
                list.push(Source::Feed(Feed::new(url)));
            }
        }
    }
    Ok(list)
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

struct Watch<'a> {
    args: &'a Args,
    reader: &'a Reader,
    /// The ledger as it was told last.
    before: Option<Snapshot>,
}

/// The note that holds the day of the last look: what became overdue since is
/// told, though no report changed it.
const DAY: &str = "watch day";

impl Watch<'_> {
    /// One look at all sources; false where one failed or a report was refused.
    fn look(&mut self, store: &mut Store, sources: &mut [Source]) -> anyhow::Result<bool> {
        let today = self.args.on.unwrap_or_else(clock::today);
        let before = match self.before.take() {
            Some(snapshot) => snapshot,
            None => {
                let last = store.note(DAY)?.and_then(|d| d.parse().ok());
                Snapshot::take(store, last.unwrap_or(today))?
            }
        };
        let mut good = true;
        let mut new = 0;
        for source in sources {
            let (name, outcome) = match source {
                Source::Folder(folder) => (
                    folder.name(),
                    self.folder(store, folder).map(|n| (n, "read", None)),
                ),
                Source::Feed(feed) => (feed.url.clone(), self.feed(store, feed)),
            };
            let (read, state, why) = outcome?;
            new += read.new;
            good &= read.refused == 0 && state != "failed";
            self.tell_source(&name, state, why, &read)?;
            if pipeline::interrupt().load(Ordering::Relaxed) {
                break;
            }
        }
        // Without a new report only the day, or a decision, changes anything.
        let after = Snapshot::take(store, today)?;
        for change in change::between(store, &before, &after)? {
            self.tell(&change)?;
        }
        if self.args.json {
            out::print(
                &(json!({"type": "done", "day": today.to_string(), "new": new}).to_string() + "\n"),
            )?;
        }
        let day = today.to_string();
        if store.note(DAY)?.as_deref() != Some(&day) {
            store.set_note(DAY, &day)?;
        }
        self.before = Some(after);
        Ok(good)
    }

    fn folder(&self, store: &mut Store, folder: &mut Folder) -> anyhow::Result<Read> {
        // A file that is being written is left for the next look.
        let settle = if self.args.once {
            Duration::ZERO
        } else {
            Duration::from_secs(2).min(self.args.interval)
        };
        let paths = folder.changed(settle);
        if paths.is_empty() {
            return Ok(Read::default());
        }
        let reports = dateline_input::read_paths(&paths, &self.args.input.options());
        let names: Vec<String> = paths.iter().map(|p| p.display().to_string()).collect();
        self.read(store, reports, &names)
    }

    fn feed(&self, store: &mut Store, feed: &mut Feed) -> anyhow::Result<Told> {
        match feed.fetch(store, jiff::Timestamp::now())? {
            Answer::New(bytes) => {
                let name = feed.url.clone();
                let reports = dateline_input::read_stream(
                    &name,
                    std::io::Cursor::new(bytes),
                    &self.args.input.options(),
                );
                let read = self.read(store, reports, &[name])?;
                // Only now: what was fetched but not kept is to come again.
                if !pipeline::interrupt().load(Ordering::Relaxed) {
                    feed.keep(store)?;
                }
                Ok((read, "read", None))
            }
            Answer::Unchanged => Ok((Read::default(), "unchanged", None)),
            Answer::Wait(until) => Ok((Read::default(), "waiting", Some(until))),
            Answer::Failed(why) => Ok((Read::default(), "failed", Some(why))),
        }
    }

    /// Reads reports into the store. Refusals are told once, not at each look.
    fn read(&self, store: &mut Store, reports: Reports, names: &[String]) -> anyhow::Result<Read> {
        let known: BTreeSet<(String, String)> = store
            .refused()?
            .into_iter()
            .map(|r| (r.name, r.reason))
            .collect();
        super::read::forget_refusals(store, names)?;
        let mut lines: Vec<Value> = Vec::new();
        let summary = pipeline::run(
            store,
            &self.args.store.store,
            self.reader,
            reports,
            None,
            |heard| {
                if let pipeline::Heard::Refused(refused) = heard {
                    let reason = format!("{}; {}", refused.reason, refused.way_out);
                    if known.contains(&(refused.name.clone(), reason)) {
                        return;
                    }
                    if self.args.json {
                        let mut line = refused.to_json();
                        line["type"] = json!("refused");
                        lines.push(line);
                    } else {
                        eprintln!("dateline: {refused}");
                    }
                }
            },
        )?;
        for line in lines {
            out::print(&(line.to_string() + "\n"))?;
        }
        Ok(Read {
            new: summary.new,
            known: summary.known,
            refused: summary.refused,
        })
    }

    fn tell_source(
        &self,
        name: &str,
        state: &str,
        why: Option<String>,
        read: &Read,
    ) -> anyhow::Result<()> {
        if self.args.json {
            let line = json!({"type": "source", "source": name, "state": state, "why": why,
                              "new": read.new, "known": read.known, "refused": read.refused});
            return out::print(&(line.to_string() + "\n"));
        }
        match (state, why) {
            ("failed", Some(why)) => eprintln!("dateline: {name}: {why}"),
            ("waiting", Some(until)) => eprintln!("{name}: asked to wait until {until}"),
            _ if read.new > 0 => {
                let reports = if read.new == 1 { "report" } else { "reports" };
                eprintln!("{name}: {} new {reports}", read.new);
            }
            _ => {}
        }
        Ok(())
    }

    fn tell(&self, change: &Change) -> anyhow::Result<()> {
        let mut out = out::stdout();
        if self.args.json {
            writeln!(out, "{}", change.to_json())?;
        } else {
            writeln!(out, "{change}")?;
        }
        // Whoever listens to a watch wants each line as it comes.
        out.flush()?;
        Ok(())
    }
}

/// What came of one source: reading, state, and why.
type Told = (Read, &'static str, Option<String>);

#[derive(Clone, Copy, Debug, Default)]
struct Read {
    new: usize,
    known: usize,
    refused: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_intervals_as_people_write_them() {
        let seconds = |text: &str| interval(text).map(|d| d.as_secs());
        assert_eq!(seconds("90"), Ok(90));
        assert_eq!(seconds("15m"), Ok(900));
        assert_eq!(seconds("1h 30m"), Ok(5400));
        for wrong in ["0", "-5m", "soon", "10ms", ""] {
            assert!(interval(wrong).is_err(), "{wrong}");
        }
    }
}
