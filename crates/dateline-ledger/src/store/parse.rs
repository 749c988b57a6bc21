//! Work on what is read, on up to eight threads, in the order it is read.

use crate::error::{Error, Kind, Result};
use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Rows that one thread takes at a time. Fewer than that are worked on where
/// they are asked for.
pub(super) const CHUNK: usize = 256;
const MOST_THREADS: usize = 8;

type Job<J, T> = (Vec<J>, SyncSender<Result<Vec<T>>>);

/// As many threads as there are processors, but not more than eight.
pub(super) fn threads() -> usize {
    let all = std::thread::available_parallelism().map_or(1, Into::into);
    all.min(MOST_THREADS)
}

/// Hands over what `make` makes of what `next` gives, on so many threads, until
/// that gives no whole chunk. Memory holds a few chunks.
///
/// # Errors
/// `next`, `make` or `take` fails.
pub(super) fn in_order<J: Send, T: Send>(
    threads: usize,
    next: impl FnMut() -> Result<Vec<J>>,
    make: impl Fn(J) -> Result<T> + Sync,
    take: impl FnMut(T) -> Result<()>,
) -> Result<()> {
    in_order_with(threads, || (), next, |(), job| make(job), take)
}

/// As [`in_order`]; each thread keeps what `begin` gives.
///
/// # Errors
/// `next`, `make` or `take` fails.
pub(super) fn in_order_with<S, J: Send, T: Send>(
    threads: usize,
    begin: impl Fn() -> S + Sync,
    mut next: impl FnMut() -> Result<Vec<J>>,
    make: impl Fn(&mut S, J) -> Result<T> + Sync,
    mut take: impl FnMut(T) -> Result<()>,
) -> Result<()> {
    let all = |state: &mut S, chunk: Vec<J>| -> Result<Vec<T>> {
        chunk.into_iter().map(|job| make(state, job)).collect()
    };
    let mut give = |made: Vec<T>| made.into_iter().try_for_each(&mut take);
    let first = next()?;
    if threads < 2 || first.len() < CHUNK {
        let (mut state, mut chunk) = (begin(), first);
        loop {
            let whole = chunk.len() == CHUNK;
            give(all(&mut state, chunk)?)?;
            if !whole {
                return Ok(());
            }
            chunk = next()?;
        }
    }
    let (to, from) = sync_channel::<Job<J, T>>(threads * 2);
    let from = Mutex::new(from);
    let (from, begin, all) = (&from, &begin, &all);
    std::thread::scope(move |scope| {
        for _ in 0..threads {
            scope.spawn(move || work(from, begin, all));
        }
        // When this ends, early or not, the threads find nobody to work for.
        let to = to;
        let mut waiting: VecDeque<Receiver<Result<Vec<T>>>> = VecDeque::new();
        let mut chunk = first;
        loop {
            let whole = chunk.len() == CHUNK;
            let (answer, made) = sync_channel(1);
            to.send((chunk, answer)).map_err(|_| gone())?;
            waiting.push_back(made);
            if !whole {
                break;
            }
            if waiting.len() > threads * 2
                && let Some(made) = waiting.pop_front()
            {
                give(made.recv().map_err(|_| gone())??)?;
            }
            chunk = next()?;
        }
        for made in waiting {
            give(made.recv().map_err(|_| gone())??)?;
        }
        Ok(())
    })
}

fn work<S, J, T>(
    from: &Mutex<Receiver<Job<J, T>>>,
    begin: &impl Fn() -> S,
    all: &impl Fn(&mut S, Vec<J>) -> Result<Vec<T>>,
) {
    let mut state = begin();
    loop {
        let job = match from.lock() {
            Ok(from) => from.recv(),
            Err(_) => return,
        };
        let Ok((chunk, answer)) = job else { return };
        // Nobody waits any more where the reading failed.
        let _ = answer.send(all(&mut state, chunk));
    }
}

fn gone() -> Error {
    Error::new(Kind::Io(std::io::Error::other(
        "a thread of the reading is gone",
    )))
}
