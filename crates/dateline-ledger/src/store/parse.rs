//! Stored events from their text, on up to eight threads, in the order they stand.

use crate::Event;
use crate::error::{Error, Kind, Result};
use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// An event as its row holds it.
pub(super) struct Raw {
    pub(super) sort: i64,
    pub(super) body: String,
    pub(super) links: String,
}

type Parsed = Vec<(i64, Event, String)>;
type Job = (Vec<Raw>, SyncSender<Result<Parsed>>);

/// Rows that one thread takes at a time. Fewer than that are read where they
/// are asked for.
pub(super) const CHUNK: usize = 256;
const MOST_THREADS: usize = 8;

fn parse(chunk: Vec<Raw>) -> Result<Parsed> {
    chunk
        .into_iter()
        .map(|raw| Ok((raw.sort, serde_json::from_str(&raw.body)?, raw.links)))
        .collect()
}

/// Hands over what `next` gives, parsed, until it gives no whole chunk. Memory
/// holds a few chunks.
///
/// # Errors
/// `next` or `take` fails, or a body is no event.
pub(super) fn in_order(
    mut next: impl FnMut() -> Result<Vec<Raw>>,
    mut take: impl FnMut(i64, Event, String) -> Result<()>,
) -> Result<()> {
    let mut give = |parsed: Parsed| -> Result<()> {
        parsed
            .into_iter()
            .try_for_each(|(sort, event, links)| take(sort, event, links))
    };
    let first = next()?;
    let threads = std::thread::available_parallelism().map_or(1, Into::into);
    let threads = threads.min(MOST_THREADS);
    if first.len() < CHUNK {
        return give(parse(first)?);
    }
    let (to, from) = sync_channel::<Job>(threads * 2);
    let from = Mutex::new(from);
    let from = &from;
    std::thread::scope(move |scope| {
        for _ in 0..threads {
            scope.spawn(move || work(from));
        }
        // When this ends, early or not, the threads find nobody to work for.
        let to = to;
        let mut waiting: VecDeque<Receiver<Result<Parsed>>> = VecDeque::new();
        let mut chunk = first;
        loop {
            let whole = chunk.len() == CHUNK;
            let (answer, parsed) = sync_channel(1);
            to.send((chunk, answer)).map_err(|_| gone())?;
            waiting.push_back(parsed);
            if !whole {
                break;
            }
            if waiting.len() > threads * 2
                && let Some(parsed) = waiting.pop_front()
            {
                give(parsed.recv().map_err(|_| gone())??)?;
            }
            chunk = next()?;
        }
        for parsed in waiting {
            give(parsed.recv().map_err(|_| gone())??)?;
        }
        Ok(())
    })
}

fn work(from: &Mutex<Receiver<Job>>) {
    loop {
        let job = match from.lock() {
            Ok(from) => from.recv(),
            Err(_) => return,
        };
        let Ok((chunk, answer)) = job else { return };
        // Nobody waits any more where the reading failed.
        let _ = answer.send(parse(chunk));
    }
}

fn gone() -> Error {
    Error::new(Kind::Io(std::io::Error::other(
        "a thread of the reading is gone",
    )))
}
