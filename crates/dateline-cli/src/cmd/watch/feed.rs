//! One feed on the web: asked politely, and no oftener than it wants.

use anyhow::Context;
use dateline_ledger::Store;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use ureq::Agent;
use ureq::http::{HeaderMap, StatusCode, header};

/// Longer answers are refused.
const MOST_BYTES: u64 = 64 << 20;
/// An answer that takes longer has failed.
const PATIENCE: Duration = Duration::from_secs(60);
/// A server that asks for more is asked again after this time all the same.
const LONGEST_WAIT: i64 = 7 * 24 * 3600;

/// What is kept of a feed between two looks, also over the end of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct State {
    /// As the server gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    etag: Option<String>,
    /// As the server gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_modified: Option<String>,
    /// Not to be asked before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    not_before: Option<Timestamp>,
}

/// A feed.
pub struct Feed {
    /// Its address.
    pub url: String,
    agent: Agent,
    state: Option<State>,
}

/// What a look at a feed gave.
pub enum Answer {
    /// Bytes that may hold new reports.
    New(Vec<u8>),
    /// The same as last time.
    Unchanged,
    /// The server wants to be left alone until then.
    Wait(String),
    /// Why it could not be had, and the way out.
    Failed(String),
}

impl Feed {
    /// A feed at this address.
    pub fn new(url: String) -> Self {
        let agent = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false)
            .user_agent(concat!("dateline/", env!("CARGO_PKG_VERSION")))
            .accept("application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5")
            .build()
            .into();
        Self {
            url,
            agent,
            state: None,
        }
    }

    fn note(&self) -> String {
        format!("feed {}", self.url)
    }

    fn state<'s>(&'s mut self, store: &Store) -> anyhow::Result<&'s mut State> {
        if self.state.is_none() {
            let kept = store.note(&self.note())?;
            // A note of another version is as good as none.
            let state = kept.and_then(|k| serde_json::from_str(&k).ok());
            self.state = Some(state.unwrap_or_default());
        }
        self.state.as_mut().context("the state was just set")
    }

    /// Asks for what is new.
    ///
    /// # Errors
    /// The store cannot be used; that the feed cannot be had is an answer.
    pub fn fetch(&mut self, store: &mut Store, now: Timestamp) -> anyhow::Result<Answer> {
        let state = self.state(store)?.clone();
        if let Some(until) = state.not_before.filter(|until| now < *until) {
            return Ok(Answer::Wait(until.to_string()));
        }
        let mut request = self.agent.get(&self.url);
        for (name, value) in [
            (header::IF_NONE_MATCH, &state.etag),
            (header::IF_MODIFIED_SINCE, &state.last_modified),
        ] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let mut response = match request.call() {
            Ok(response) => response,
            Err(error) => {
                return Ok(Answer::Failed(format!(
                    "cannot be fetched: {error}; it is tried again at the next look"
                )));
            }
        };
        let status = response.status();
        if status == StatusCode::NOT_MODIFIED {
            return Ok(Answer::Unchanged);
        }
        if !status.is_success() {
            let wait = not_before(response.headers(), now);
            if let Some(until) = wait {
                self.state(store)?.not_before = Some(until);
                self.keep(store)?;
            }
            return Ok(Answer::Failed(refusal(status, wait)));
        }
        let body = response.body_mut().with_config().limit(MOST_BYTES);
        let bytes = match body.read_to_vec() {
            Ok(bytes) => bytes,
            Err(error) => {
                return Ok(Answer::Failed(format!(
                    "broke off: {error}; it is tried again at the next look"
                )));
            }
        };
        let text = |name| {
            let value: Option<&ureq::http::HeaderValue> = response.headers().get(name);
            value.and_then(|v| v.to_str().ok()).map(str::to_owned)
        };
        let fresh = State {
            etag: text(header::ETAG),
            last_modified: text(header::LAST_MODIFIED),
            not_before: None,
        };
        *self.state(store)? = fresh;
        Ok(Answer::New(bytes))
    }

    /// Keeps what the server said last, for the next look.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn keep(&self, store: &mut Store) -> anyhow::Result<()> {
        if let Some(state) = &self.state {
            store.set_note(&self.note(), &serde_json::to_string(state)?)?;
        }
        Ok(())
    }
}

fn refusal(status: StatusCode, wait: Option<Timestamp>) -> String {
    let way_out = match (status.as_u16(), wait) {
        (_, Some(until)) => format!("it is not asked before {until}"),
        (401 | 403, _) => "the server wants to know who asks".to_owned(),
        (404 | 410, _) => "take it from the list, or correct the address".to_owned(),
        _ => "it is tried again at the next look".to_owned(),
    };
    format!("the server answers {status}; {way_out}")
}

/// When the server may be asked again, as it says itself: seconds, or a day
/// and time.
fn not_before(headers: &HeaderMap, now: Timestamp) -> Option<Timestamp> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    let wanted = match text.parse::<u32>() {
        Ok(seconds) => i64::from(seconds),
        Err(_) => {
            let at = jiff::fmt::rfc2822::DateTimeParser::new()
                .parse_timestamp(text)
                .ok()?;
            at.as_second() - now.as_second()
        }
    };
    if wanted <= 0 {
        return None;
    }
    now.checked_add(jiff::SignedDuration::from_secs(wanted.min(LONGEST_WAIT)))
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_retry_after_in_both_forms() {
        let now: Timestamp = "2031-01-01T00:00:00Z".parse().expect("a time");
        let until = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::RETRY_AFTER, text.parse().expect("a value"));
            not_before(&headers, now).map(|t| t.to_string())
        };
        assert_eq!(until("120").as_deref(), Some("2031-01-01T00:02:00Z"));
        assert_eq!(
            until("Wed, 01 Jan 2031 06:00:00 GMT").as_deref(),
            Some("2031-01-01T06:00:00Z")
        );
        // Longer than a week is not believed, and the past is no wait.
        assert_eq!(until("4000000000").as_deref(), Some("2031-01-08T00:00:00Z"));
        assert_eq!(until("Mon, 01 Jan 2029 06:00:00 GMT"), None);
        assert_eq!(until("soon"), None);
    }
}
