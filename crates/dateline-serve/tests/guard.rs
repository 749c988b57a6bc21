//! Who is let in, and what every answer says to the browser.

use dateline_ledger::Store;
use dateline_record::{Dct, Reading, Report};
use dateline_serve::{Error, Options, serve};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::mpsc::channel;
use std::time::Duration;

const TEXT: &str = "They met. <script>alert(1)</script>";

fn store(dir: &Path) -> std::path::PathBuf {
    let path = dir.join("s.db");
    let mut store = Store::create(&path).expect("a store");
    let reading = Reading {
        report: Report {
            name: "a".into(),
            dct: Dct::parse("2031-01-01").expect("a day"),
            source: None,
            title: Some("<b>bold</b>".into()),
            url: Some("javascript:alert(1)".into()),
            language: None,
            text: TEXT.into(),
        },
        sentences: Vec::new(),
        timexes: Vec::new(),
        entities: Vec::new(),
        events: Vec::new(),
        statements: Vec::new(),
        diagnostics: Vec::new(),
        reader: "made by hand".into(),
    };
    store.add(&[reading]).expect("added");
    path
}

fn options(path: &Path, token: Option<&str>, edit: bool) -> Options {
    Options {
        store: path.to_owned(),
        address: ([127, 0, 0, 1], 0).into(),
        token: token.map(str::to_owned),
        edit,
        today: || jiff::civil::date(2031, 1, 2),
        now: || "2031-01-02T00:00:00Z".to_owned(),
    }
}

/// A server that runs until the tests end.
fn start(token: Option<&str>, edit: bool) -> (SocketAddr, tempfile::TempDir) {
    let dir = tempfile::tempdir().expect("a folder");
    let options = options(&store(dir.path()), token, edit);
    let (tell, told) = channel();
    std::thread::spawn(move || serve(options, |address| tell.send(address).expect("heard")));
    let address = told.recv_timeout(Duration::from_secs(20)).expect("bound");
    (address, dir)
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

/// Sends one request as it stands; `{host}` is the right Host.
fn send(address: SocketAddr, first: &str, headers: &[&str], body: &str) -> Answer {
    let mut stream = TcpStream::connect(address).expect("connected");
    let mut text = format!("{first} HTTP/1.1\r\nConnection: close\r\n");
    for header in headers {
        text += &header.replace("{host}", &address.to_string());
        text += "\r\n";
    }
    text += &format!("Content-Length: {}\r\n\r\n{body}", body.len());
    stream.write_all(text.as_bytes()).expect("sent");
    let mut bytes = Vec::new();
    // A server that refuses a long request may close before it was all sent.
    let _ = stream.read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = head.split(' ').nth(1).and_then(|s| s.parse().ok());
    Answer {
        status: status.unwrap_or(0),
        head: head.to_lowercase(),
        body: body.to_owned(),
    }
}

fn get(address: SocketAddr, path: &str, headers: &[&str]) -> Answer {
    send(address, &format!("GET {path}"), headers, "")
}

const HOST: &str = "Host: {host}";

#[test]
fn err_another_name_for_this_machine_is_refused() {
    let (address, _dir) = start(None, false);
    assert_eq!(get(address, "/api/summary", &[HOST]).status, 200);
    let port = address.port();
    let ours = format!("Host: localhost:{port}");
    assert_eq!(get(address, "/", &[&ours]).status, 200);
    for host in [
        format!("Host: evil.example:{port}"),
        "Host: evil.example".to_owned(),
        "Host: 127.0.0.1:1".to_owned(),
        "Host: 127.0.0.1".to_owned(),
        format!("Host: localhost.evil.example:{port}"),
        format!("Host: 127.0.0.1:{port}:{port}"),
        "Host:".to_owned(),
        "X-Host: {host}".to_owned(),
    ] {
        for path in [
            "/",
            "/api/summary",
            "/assets/app.js",
            "/calendar.ics",
            "/nothing",
        ] {
            let status = get(address, path, &[&host]).status;
            assert!([400, 403].contains(&status), "{host} {path}: {status}");
        }
    }
}

#[test]
fn err_pages_of_others_are_refused() {
    let (address, _dir) = start(None, true);
    let json = "Content-Type: application/json";
    let body = "{\"action\":\"undo\",\"decision\":1}";
    let post = |headers: &[&str]| send(address, "POST /api/decisions", headers, body).status;
    // The request itself is fine, though there is no such decision.
    assert_eq!(post(&[HOST, json]), 400);
    assert_eq!(post(&[HOST, json, "Origin: http://{host}"]), 400);
    for origin in [
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: https://{host}",
        "Origin: http://{host}.evil.example",
        "Origin: http://localhost:1",
        "Sec-Fetch-Site: cross-site",
    ] {
        assert_eq!(post(&[HOST, json, origin]), 403, "{origin}");
        assert_eq!(get(address, "/api/summary", &[HOST, origin]).status, 403);
    }
    // A form of another page can send only such types.
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    ] {
        assert_eq!(
            post(&[HOST, &format!("Content-Type: {kind}")]),
            415,
            "{kind}"
        );
    }
    assert_eq!(post(&[HOST]), 415);
}

#[test]
fn ok_every_answer_carries_the_policy() {
    let (address, _dir) = start(None, false);
    for path in [
        "/",
        "/event/e1",
        "/api/summary",
        "/api/none",
        "/assets/app.js",
        "/openapi.json",
        "/export/html",
    ] {
        let answer = get(address, path, &[HOST]);
        for header in [
            "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self';",
            "frame-ancestors 'none'",
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            "x-frame-options: deny",
            "cross-origin-resource-policy: same-origin",
        ] {
            assert!(
                answer.head.contains(header),
                "{path}: {header} in {}",
                answer.head
            );
        }
        assert!(!answer.head.contains("unsafe-inline"), "{path}");
        assert!(!answer.head.contains("access-control-allow"), "{path}");
    }
    // A refusal carries it too.
    let refused = get(address, "/", &["Host: evil.example"]);
    assert!(refused.head.contains("content-security-policy"));
}

#[test]
fn ok_the_text_of_a_report_is_never_markup() {
    let (address, _dir) = start(None, false);
    let answer = get(address, "/api/reports/a", &[HOST]);
    assert!(answer.head.contains("content-type: application/json"));
    let report: serde_json::Value = serde_json::from_str(&answer.body).expect("an object");
    assert_eq!(report["text"], TEXT);
    assert!(report["url"].is_null(), "only web addresses become links");
    let html = get(address, "/export/html", &[HOST]);
    assert!(!html.body.contains("<script"), "{}", html.body);
    // And an exported page is a file, never shown as part of this site.
    assert!(html.head.contains("content-disposition: attachment"));
}

#[test]
fn ok_a_token_is_asked_of_everyone() {
    let (address, _dir) = start(Some("secret-words"), false);
    let status = |path: &str, headers: &[&str]| get(address, path, headers).status;
    for path in [
        "/",
        "/api/summary",
        "/assets/app.js",
        "/api/stream",
        "/calendar.ics",
    ] {
        assert_eq!(status(path, &[HOST]), 401, "{path}");
        assert_eq!(
            status(path, &[HOST, "Authorization: Bearer wrong-words1"]),
            401
        );
        assert_eq!(
            status(path, &[HOST, "Authorization: Bearer secret-word"]),
            401
        );
    }
    assert_eq!(status("/api/summary?token=wrong", &[HOST]), 401);
    assert_eq!(
        status(
            "/api/summary",
            &[HOST, "Authorization: Bearer secret-words"]
        ),
        200
    );
    assert_eq!(
        status(
            "/api/summary",
            &[HOST, "Cookie: a=b; dateline_token=secret-words"]
        ),
        200
    );
    assert_eq!(status("/calendar.ics?token=secret-words", &[HOST]), 200);
    // The page is opened with the token in the address once; from then on a
    // cookie that scripts cannot read carries it.
    let page = get(address, "/?token=secret-words", &[HOST]);
    assert_eq!(page.status, 303, "{}", page.head);
    assert!(page.head.contains("location: /\r\n"), "{}", page.head);
    let cookie = "set-cookie: dateline_token=secret-words; path=/; httponly; samesite=strict";
    assert!(page.head.contains(cookie), "{}", page.head);
}

#[test]
fn err_other_machines_need_a_token() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut options = options(&store(dir.path()), None, false);
    options.address = ([0, 0, 0, 0], 0).into();
    let error = serve(options, |_| panic!("bound")).expect_err("refused");
    assert!(matches!(error, Error::NeedsToken(_)), "{error}");
}

#[test]
fn err_sizes_are_limited_and_nothing_is_a_500() {
    let (address, _dir) = start(None, true);
    let long = format!("/api/events?q={}", "a".repeat(5000));
    assert_eq!(get(address, &long, &[HOST]).status, 414);
    let body = format!(
        "{{\"action\":\"confirm\",\"why\":\"{}\"}}",
        "a".repeat(100_000)
    );
    let json = "Content-Type: application/json";
    let answer = send(address, "POST /api/decisions", &[HOST, json], &body);
    assert!([0, 400, 413].contains(&answer.status), "{}", answer.status);
    for path in [
        "/api/events?limit=0",
        "/api/events?limit=501",
        "/api/events?limit=99999999999999999999",
        "/api/events?cursor=-1",
        "/api/events?from=2031-13-01",
        "/api/events?kind=nothing",
        "/api/events?as_of=soon",
        "/api/agenda?on=0",
    ] {
        let answer = get(address, path, &[HOST]);
        assert_eq!(answer.status, 400, "{path}");
        assert!(answer.body.contains("\"error\""), "{path}: {}", answer.body);
    }
    for path in [
        "/api/events/%00",
        "/api/events/e0",
        "/api/reports/%ff",
        "/api/nothing",
        "/export/nothing",
        "/assets/..%2fsecret",
    ] {
        let status = get(address, path, &[HOST]).status;
        assert!((400..500).contains(&status), "{path}: {status}");
    }
    assert_eq!(
        get(address, "/api/agenda?on=9999-12-31", &[HOST]).status,
        200
    );
    assert_eq!(
        get(address, "/api/agenda?on=-009999-01-01", &[HOST]).status,
        200
    );
    // Read only, unless it was started to edit.
    let (read_only, _dir) = start(None, false);
    let body = "{\"action\":\"undo\",\"decision\":1}";
    let answer = send(read_only, "POST /api/decisions", &[HOST, json], body);
    assert_eq!(answer.status, 403);
}
