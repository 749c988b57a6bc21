//! The page itself, inside the program.

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use include_dir::{Dir, include_dir};

/// Made from `web/` by `npm run build` there; CI sees that it is fresh.
static DIST: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/dist");

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

fn file(name: &str, headers: &HeaderMap) -> Option<Response> {
    let zipped = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|v| v.contains("gzip"));
    let packed = DIST.get_file(format!("{name}.gz"));
    let (bytes, encoding) = match (packed, zipped) {
        (Some(file), true) => (file.contents(), Some("gzip")),
        _ => (DIST.get_file(name)?.contents(), None),
    };
    let mut response = Response::builder()
        .header(header::CONTENT_TYPE, kind(name))
        .header(header::CACHE_CONTROL, "no-cache")
        .header(header::VARY, "accept-encoding");
    if let Some(encoding) = encoding {
        response = response.header(header::CONTENT_ENCODING, encoding);
    }
    response.body(Body::from(bytes)).ok()
}

/// `GET /assets/NAME`.
pub async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    file(&name, &headers).unwrap_or_else(|| StatusCode::NOT_FOUND.into_response())
}

/// Every view of the page has its own address and the same document.
pub async fn page(headers: HeaderMap) -> Response {
    file("index.html", &headers).unwrap_or_else(|| StatusCode::NOT_FOUND.into_response())
}
