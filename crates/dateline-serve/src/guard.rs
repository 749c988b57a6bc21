//! Who may ask, and what every answer says to the browser.
//!
//! A page of another site that points a name at this machine (DNS rebinding)
//! fails on the Host header; one that sends a form fails on Origin.

use crate::api::State;
use axum::extract::{Request, State as Extract};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Longer addresses are refused.
const MOST_URI: usize = 4096;

pub async fn guard(Extract(state): Extract<Arc<State>>, request: Request, next: Next) -> Response {
    let mut response = match refuse(&state, &request) {
        Some((status, why)) => (
            status,
            [(header::CONTENT_TYPE, "application/json")],
            serde_json::json!({ "error": why }).to_string(),
        )
            .into_response(),
        None => match welcome(&state, &request) {
            Some(response) => response,
            None => next.run(request).await,
        },
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    for (name, value) in [
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// A page that is opened with the token in its address: a cookie carries it
/// from then on, so that it stands in no address and no history.
fn welcome(state: &State, request: &Request) -> Option<Response> {
    let token = state.options.token.as_deref()?;
    let (path, query) = (request.uri().path(), request.uri().query()?);
    let of_a_program = [
        "/api",
        "/assets/",
        "/export/",
        "/calendar.ics",
        "/openapi.json",
    ];
    if request.method() != Method::GET || of_a_program.iter().any(|p| path.starts_with(p)) {
        return None;
    }
    let is_token = |part: &&str| part.starts_with("token=");
    query.split('&').find(is_token)?;
    let rest: Vec<&str> = query.split('&').filter(|p| !is_token(p)).collect();
    let place = match rest.as_slice() {
        [] => path.to_owned(),
        rest => format!("{path}?{}", rest.join("&")),
    };
    // '//host' would lead to another site.
    let place = format!("/{}", place.trim_start_matches('/'));
    let cookie = format!("dateline_token={token}; Path=/; HttpOnly; SameSite=Strict");
    let headers = [(header::LOCATION, place), (header::SET_COOKIE, cookie)];
    Some((StatusCode::SEE_OTHER, headers).into_response())
}

fn refuse(state: &State, request: &Request) -> Option<(StatusCode, &'static str)> {
    let headers = request.headers();
    if request.uri().to_string().len() > MOST_URI {
        return Some((StatusCode::URI_TOO_LONG, "the address is too long"));
    }
    if !host_is_ours(state, headers) {
        return Some((StatusCode::FORBIDDEN, "this Host is not served here"));
    }
    if !origin_is_ours(headers) {
        return Some((
            StatusCode::FORBIDDEN,
            "requests from other pages are refused",
        ));
    }
    if !token_fits(state, request) {
        return Some((
            StatusCode::UNAUTHORIZED,
            "a token is needed: open the address with ?token=...",
        ));
    }
    if request.method() == Method::POST {
        let is_json = headers
            .get(header::CONTENT_TYPE)
            .and_then(|v| v.to_str().ok())
            .is_some_and(|v| {
                v.split(';')
                    .next()
                    .is_some_and(|t| t.trim() == "application/json")
            });
        if !is_json {
            return Some((StatusCode::UNSUPPORTED_MEDIA_TYPE, "send application/json"));
        }
    }
    None
}

fn text<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|v| v.to_str().ok())
}

fn host_is_ours(state: &State, headers: &HeaderMap) -> bool {
    let Some(host) = text(headers, &header::HOST) else {
        return false;
    };
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !name.is_empty() && !port.contains(']') => (name, port.parse().ok()),
        _ => (host, Some(80)),
    };
    let loopback = matches!(name, "localhost" | "127.0.0.1" | "[::1]");
    // Another address is guarded by its token, and may have any name.
    (loopback || state.options.token.is_some()) && port == Some(state.bound.port())
}

fn origin_is_ours(headers: &HeaderMap) -> bool {
    let Some(host) = text(headers, &header::HOST) else {
        return false;
    };
    if let Some(origin) = text(headers, &header::ORIGIN) {
        return origin.strip_prefix("http://") == Some(host);
    }
    // Browsers say where a request without Origin comes from.
    !matches!(
        headers.get("sec-fetch-site").and_then(|v| v.to_str().ok()),
        Some("cross-site")
    ) || text(headers, &header::ACCEPT).is_some_and(|a| a.contains("text/html"))
}

/// Compared in a time that does not depend on where the two differ.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |n, (x, y)| n | (x ^ y)) == 0
}

fn token_fits(state: &State, request: &Request) -> bool {
    let Some(token) = state.options.token.as_deref() else {
        return true;
    };
    let headers = request.headers();
    let bearer = text(headers, &header::AUTHORIZATION).and_then(|v| v.strip_prefix("Bearer "));
    let cookie = text(headers, &header::COOKIE).and_then(|c| {
        c.split(';')
            .find_map(|part| part.trim().strip_prefix("dateline_token="))
    });
    let query = request
        .uri()
        .query()
        .and_then(|q| q.split('&').find_map(|part| part.strip_prefix("token=")));
    [bearer, cookie, query]
        .into_iter()
        .flatten()
        .any(|given| same(given, token))
}
