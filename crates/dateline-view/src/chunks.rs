//! Bytes of many records, made on up to eight threads and handed on in order.

use std::io;
use std::sync::mpsc::{channel, sync_channel};

/// Records that are made at a time.
const CHUNK: usize = 64;
/// Chunks that one thread is ahead of who writes them.
const AHEAD: usize = 2;
const MOST_THREADS: usize = 8;

fn gone() -> io::Error {
    io::Error::other("a thread of the writing is gone")
}

/// Hands the bytes that `make` puts into its buffer for some records to `take`,
/// with what it gives beside; in the order of the records. `begin` makes what a
/// thread keeps from one to the next; `make` is told where its records begin.
/// Memory holds a few chunks.
///
/// # Errors
/// `make` or `take` fails.
pub(crate) fn in_order<T: Sync, S, R: Send>(
    records: &[T],
    begin: impl Fn() -> S + Sync,
    make: impl Fn(&mut S, usize, &[T], &mut Vec<u8>) -> io::Result<R> + Sync,
    mut take: impl FnMut(&[u8], R) -> io::Result<()>,
) -> io::Result<()> {
    let n_chunks = records.len().div_ceil(CHUNK);
    let threads = std::thread::available_parallelism().map_or(1, Into::into);
    let threads = threads.min(MOST_THREADS).min(n_chunks);
    let one = |state: &mut S, n: usize, buffer: &mut Vec<u8>| {
        let at = n * CHUNK;
        buffer.clear();
        make(
            state,
            at,
            &records[at..records.len().min(at + CHUNK)],
            buffer,
        )
    };
    if threads < 2 {
        let (mut state, mut buffer) = (begin(), Vec::new());
        for n in 0..n_chunks {
            let beside = one(&mut state, n, &mut buffer)?;
            take(&buffer, beside)?;
        }
        return Ok(());
    }
    let (begin, one) = (&begin, &one);
    std::thread::scope(move |scope| {
        // Of n threads each takes every nth chunk, so that what is next is
        // known. Where this ends early, they find nobody who listens.
        let ends: Vec<_> = (0..threads)
            .map(|first| {
                let (to, from) = sync_channel(AHEAD);
                // Buffers come back, to be filled again.
                let (back, again) = channel::<Vec<u8>>();
                scope.spawn(move || {
                    let mut state = begin();
                    for n in (first..n_chunks).step_by(threads) {
                        let mut buffer = again.try_recv().unwrap_or_default();
                        let made = one(&mut state, n, &mut buffer).map(|r| (buffer, r));
                        if to.send(made).is_err() {
                            return;
                        }
                    }
                });
                (from, back)
            })
            .collect();
        for n in 0..n_chunks {
            let (from, back) = &ends[n % threads];
            let (buffer, beside) = from.recv().map_err(|_| gone())??;
            take(&buffer, beside)?;
            // Who has made the last one takes none back.
            let _ = back.send(buffer);
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn ok_the_order_is_that_of_the_records() {
        for n in [0, 1, CHUNK, CHUNK + 1, 20 * CHUNK + 3] {
            let records: Vec<usize> = (0..n).collect();
            let (mut out, mut sum) = (Vec::new(), 0);
            in_order(
                &records,
                || 0_usize,
                |_, at, some, buffer| {
                    assert_eq!(some.first(), Some(&at));
                    some.iter().try_for_each(|r| writeln!(buffer, "{r}"))?;
                    Ok(some.len())
                },
                |bytes, n| {
                    out.extend_from_slice(bytes);
                    sum += n;
                    Ok(())
                },
            )
            .expect("written");
            let plain: String = records.iter().map(|r| format!("{r}\n")).collect();
            assert_eq!((String::from_utf8(out).expect("text"), sum), (plain, n));
        }
    }

    #[test]
    fn err_a_failure_ends_it_on_either_side() {
        let records = vec![0; 50 * CHUNK];
        let made = in_order(
            &records,
            || (),
            |(), at, _, _| {
                if at > 10 * CHUNK { Err(gone()) } else { Ok(()) }
            },
            |_, ()| Ok(()),
        );
        assert!(made.is_err());
        let taken = in_order(
            &records,
            || (),
            |(), _, _, _| Ok(()),
            |_, ()| Err(io::ErrorKind::BrokenPipe.into()),
        );
        assert_eq!(taken.map_err(|e| e.kind()), Err(io::ErrorKind::BrokenPipe));
    }
}
