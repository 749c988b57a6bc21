//! Server-sent events: one message whenever the ledger changes.

use crate::api::State;
use axum::extract::State as Extract;
use axum::response::sse::{Event, KeepAlive, Sse};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::{Stream, StreamExt};

/// How often the store is looked at.
const EVERY: Duration = Duration::from_millis(700);

/// Looks at the store from time to time and tells all who listen. Makes the
/// index at once, so that the first page need not wait for it, and what was
/// known in the past whenever there is an index without it.
pub fn watch(state: Arc<State>) {
    let first = Arc::clone(&state);
    tokio::task::spawn_blocking(move || {
        first.warm();
        first.remember();
    });
    tokio::spawn(async move {
        let mut last = state.pool.stamp();
        loop {
            tokio::time::sleep(EVERY).await;
            let now = state.pool.stamp();
            if now != last {
                last = now;
                // Nobody listening is no fault.
                let _ = state.changes.send(last.tag());
            } else if state.forgets(&now) {
                let state = Arc::clone(&state);
                tokio::task::spawn_blocking(move || state.remember());
            }
        }
    });
}

/// `GET /api/stream`.
pub async fn stream(
    Extract(state): Extract<Arc<State>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let first = state.pool.stamp().tag();
    let hello = tokio_stream::once(Event::default().event("ledger").data(first));
    let changes = BroadcastStream::new(state.changes.subscribe())
        .filter_map(|tag| tag.ok().map(|t| Event::default().event("ledger").data(t)));
    Sse::new(hello.chain(changes).map(Ok)).keep_alive(KeepAlive::default())
}
