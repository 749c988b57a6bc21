//! Answers kept until the ledger changes: the same address gives the same
//! bytes as long as store and day are the same.

use crate::api::State;
use crate::pool::Stamp;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State as Extract};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// All answers together hold no more bytes than this.
const MOST_BYTES: usize = 64 << 20;
/// One that is longer is not kept.
const LONGEST: usize = 8 << 20;

/// Addresses whose turns are remembered before those nobody waits for go.
const MOST_MADE: usize = 256;

/// Answers by address, of one state of the store on one day.
#[derive(Default)]
pub struct Cache {
    held: Mutex<Held>,
    /// Answers that are being made: who asks for the same meanwhile waits.
    made: Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>,
}

#[derive(Default)]
struct Held {
    stamp: Stamp,
    day: Option<Date>,
    answers: HashMap<String, (HeaderMap, Bytes)>,
    n_bytes: usize,
}

impl Cache {
    fn held(&self, stamp: &Stamp, day: Date) -> MutexGuard<'_, Held> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.stamp != *stamp || held.day != Some(day) {
            *held = Held {
                stamp: stamp.clone(),
                day: Some(day),
                ..Held::default()
            };
        }
        held
    }

    fn get(&self, stamp: &Stamp, day: Date, address: &str) -> Option<(HeaderMap, Bytes)> {
        self.held(stamp, day).answers.get(address).cloned()
    }

    /// The right to make an answer, for one at a time.
    fn turn(&self, address: &str) -> Arc<tokio::sync::Mutex<()>> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        // Those that nobody waits for any more go.
        if made.len() > MOST_MADE {
            made.retain(|_, turn| Arc::strong_count(turn) > 1);
        }
        Arc::clone(made.entry(address.to_owned()).or_default())
    }

    fn put(&self, stamp: &Stamp, day: Date, address: String, headers: HeaderMap, body: Bytes) {
        let mut held = self.held(stamp, day);
        let size = address.len() + body.len();
        if held.n_bytes + size > MOST_BYTES {
            held.answers.clear();
            held.n_bytes = 0;
        }
        held.n_bytes += size;
        held.answers.insert(address, (headers, body));
    }
}

/// Gives a kept answer, or keeps the one that is made.
pub async fn cached(Extract(state): Extract<Arc<State>>, request: Request, next: Next) -> Response {
    if request.method() != Method::GET {
        return next.run(request).await;
    }
    let (stamp, day) = (state.pool.stamp(), (state.options.today)());
    let address = request.uri().to_string();
    let kept = |request: &Request| {
        let (headers, body) = state.cache.get(&stamp, day, &address)?;
        let tag = headers.get(header::ETAG);
        let known = tag.is_some() && request.headers().get(header::IF_NONE_MATCH) == tag;
        Some(if known {
            (StatusCode::NOT_MODIFIED, headers).into_response()
        } else {
            (headers, body).into_response()
        })
    };
    if let Some(response) = kept(&request) {
        return response;
    }
    let turn = state.cache.turn(&address);
    let _turn = turn.lock().await;
    if let Some(response) = kept(&request) {
        return response;
    }
    let response = next.run(request).await;
    if response.status() != StatusCode::OK {
        return response;
    }
    let (parts, body) = response.into_parts();
    // The bodies of these routes are in memory already.
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    // A store that changed meanwhile may have given either state.
    if bytes.len() <= LONGEST && state.pool.stamp() == stamp {
        state
            .cache
            .put(&stamp, day, address, parts.headers.clone(), bytes.clone());
    }
    Response::from_parts(parts, Body::from(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn ok_answers_are_kept_for_one_state_and_one_day() {
        let cache = Cache::default();
        let (stamp, day) = (Stamp::default(), date(2031, 1, 1));
        let put = |address: &str, size: usize| {
            let body = Bytes::from(vec![b'a'; size]);
            cache.put(&stamp, day, address.into(), HeaderMap::new(), body);
        };
        put("/a", 3);
        let body = |day, address: &str| cache.get(&stamp, day, address).map(|(_, b)| b.len());
        assert_eq!(body(day, "/a"), Some(3));
        assert_eq!(body(day, "/b"), None);
        // Full: the old ones go.
        put("/c", MOST_BYTES - 4);
        assert_eq!(body(day, "/a"), None);
        assert_eq!(body(day, "/c"), Some(MOST_BYTES - 4));
        assert_eq!(body(date(2031, 1, 2), "/c"), None);
    }
}
