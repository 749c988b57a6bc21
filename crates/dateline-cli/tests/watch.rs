//! `dateline watch` over a folder and over a server on loopback.

use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

const PLAN: &str = "Norway and Kenya will hold talks in Oslo on March 18, 2031, the Norwegian foreign ministry said.";
const OFF: &str = "The talks between Norway and Kenya in Oslo on March 18 were cancelled.";

fn dateline(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("dateline"));
    command.current_dir(dir).args(args);
    for name in [
        "DATELINE_STORE",
        "http_proxy",
        "HTTP_PROXY",
        "all_proxy",
        "ALL_PROXY",
    ] {
        command.env_remove(name);
    }
    command
}

/// Looks once on a day; gives the exit status, the lines and the messages.
fn look(dir: &Path, source: &str, on: &str) -> (i32, Vec<Value>, String) {
    let out = dateline(dir, &["watch", source, "--once", "--json", "--on", on])
        .output()
        .expect("runs");
    let text = String::from_utf8(out.stdout).expect("text");
    let parse = |l| serde_json::from_str(l).expect("one object a line");
    let err = String::from_utf8_lossy(&out.stderr).into_owned();
    (
        out.status.code().unwrap_or(-1),
        text.lines().map(parse).collect(),
        err,
    )
}

fn changes(lines: &[Value]) -> Vec<&str> {
    let is_change = |l: &&Value| l["type"] == "change";
    fn what(line: &Value) -> &str {
        line["change"].as_str().expect("a word")
    }
    lines.iter().filter(is_change).map(what).collect()
}

fn report(dir: &Path, name: &str, date: &str, text: &str) {
    fs::create_dir_all(dir.join("in")).expect("made");
    fs::write(
        dir.join("in").join(name),
        format!("date {date}\n\n{text}\n"),
    )
    .expect("written");
}

#[test]
fn ok_a_folder_tells_what_changed_and_only_that() {
    let dir = tempfile::tempdir().expect("a folder");
    let dir = dir.path();
    report(dir, "a.txt", "2031-03-01", PLAN);
    let (code, lines, err) = look(dir, "in", "2031-03-02");
    assert_eq!((code, changes(&lines)), (0, vec!["new"]), "{err}");
    let event = lines.iter().find(|l| l["type"] == "change").expect("one")["event"].clone();
    let (_, lines, _) = look(dir, "in", "2031-03-03");
    assert!(changes(&lines).is_empty(), "{lines:?}");
    // Its day goes by without a report.
    let (_, lines, _) = look(dir, "in", "2031-03-20");
    assert_eq!(changes(&lines), ["overdue"]);
    let (_, lines, _) = look(dir, "in", "2031-03-21");
    assert!(changes(&lines).is_empty(), "{lines:?}");
    // A report from before tells that it was called off.
    report(dir, "b.txt", "2031-03-10", OFF);
    let (_, lines, _) = look(dir, "in", "2031-03-21");
    assert_eq!(changes(&lines), ["cancelled"]);
    let change = lines.iter().find(|l| l["type"] == "change").expect("one");
    assert_eq!(
        (&change["event"], &change["from"]),
        (&event, &"scheduled".into())
    );
    // A refused report is told, and makes the exit status 1.
    fs::write(dir.join("in/c.txt"), "They met.").expect("written");
    let (code, lines, _) = look(dir, "in", "2031-03-21");
    assert_eq!(code, 1);
    assert!(lines.iter().any(|l| l["type"] == "refused"), "{lines:?}");
    // Once: the next look finds the same fault and says nothing new.
    let (code, lines, _) = look(dir, "in", "2031-03-21");
    assert_eq!(code, 1);
    assert!(!lines.iter().any(|l| l["type"] == "refused"), "{lines:?}");
}

#[cfg(unix)]
#[test]
fn ok_it_runs_until_it_is_interrupted() {
    let dir = tempfile::tempdir().expect("a folder");
    let dir = dir.path();
    fs::create_dir(dir.join("in")).expect("made");
    let mut child = dateline(
        dir,
        &["watch", "in", "--interval", "1s", "--on", "2031-03-02"],
    )
    .stdout(Stdio::piped())
    .spawn()
    .expect("runs");
    let mut out = BufReader::new(child.stdout.take().expect("piped"));
    report(dir, "a.txt", "2031-03-01", PLAN);
    let mut line = String::new();
    out.read_line(&mut line).expect("a line");
    assert!(
        line.starts_with("new ") && line.contains("Talks of Kenya and Norway"),
        "{line}"
    );
    let kill = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(kill.expect("runs").success());
    assert_eq!(child.wait().expect("ends").code(), Some(0));
}

/// Answers each request with the next of these, and keeps what was asked.
struct Server {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

fn serve(answers: Vec<String>) -> Server {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("bound"));
    let asked = Arc::new(Mutex::new(Vec::new()));
    let keep = Arc::clone(&asked);
    std::thread::spawn(move || {
        for answer in answers {
            let Ok((mut stream, _)) = listener.accept() else {
                return;
            };
            let mut request = Vec::new();
            let mut byte = [0];
            while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n > 0) {
                request.push(byte[0]);
            }
            let request = String::from_utf8_lossy(&request).to_lowercase();
            keep.lock().expect("whole").push(request);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    Server { address, asked }
}

fn answer(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
    )
}

fn feed(items: &[(&str, &str)]) -> String {
    let item = |(date, text): &(&str, &str)| {
        format!(
            "<item><title>t</title><pubDate>{date}</pubDate><description>{text}</description></item>"
        )
    };
    let items: String = items.iter().map(item).collect();
    format!("<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>")
}

#[test]
fn ok_a_feed_is_asked_politely() {
    let plan = ("Sat, 01 Mar 2031 08:00:00 GMT", PLAN);
    let off = ("Mon, 10 Mar 2031 08:00:00 GMT", OFF);
    let marks = "ETag: \"one\"\r\nLast-Modified: Sat, 01 Mar 2031 09:00:00 GMT\r\n";
    let server = serve(vec![
        answer("200 OK", marks, &feed(&[plan])),
        answer("304 Not Modified", "", ""),
        // The new entry pushes the old one down: it is no new report.
        answer("200 OK", "ETag: \"two\"\r\n", &feed(&[off, plan])),
        answer("503 Service Unavailable", "Retry-After: 3600\r\n", ""),
    ]);
    let dir = tempfile::tempdir().expect("a folder");
    let url = format!("{}/feed.xml", server.address);
    let look = || look(dir.path(), &url, "2031-03-02");
    let state = |lines: &[Value]| -> String {
        let source = lines.iter().find(|l| l["type"] == "source").expect("one");
        format!(
            "{} {}",
            source["state"].as_str().expect("a word"),
            source["new"]
        )
    };
    let (code, lines, err) = look();
    assert_eq!((code, state(&lines).as_str()), (0, "read 1"), "{err}");
    assert_eq!(changes(&lines), ["new"]);
    let (code, lines, _) = look();
    assert_eq!((code, state(&lines).as_str()), (0, "unchanged 0"));
    let (_, lines, _) = look();
    assert_eq!(state(&lines), "read 1");
    assert_eq!(changes(&lines), ["cancelled"]);
    let (code, lines, _) = look();
    assert_eq!((code, state(&lines).as_str()), (1, "failed 0"));
    // It wants to be left alone for an hour, and is.
    let (code, lines, _) = look();
    assert_eq!((code, state(&lines).as_str()), (0, "waiting 0"));
    let asked = server.asked.lock().expect("whole");
    assert_eq!(asked.len(), 4);
    assert!(
        asked[0].starts_with("get /feed.xml http/1.1")
            && asked[0].contains("user-agent: dateline/")
    );
    assert!(!asked[0].contains("if-none-match"));
    assert!(asked[1].contains("if-none-match: \"one\""), "{}", asked[1]);
    assert!(
        asked[1].contains("if-modified-since: sat, 01 mar 2031 09:00:00 gmt"),
        "{}",
        asked[1]
    );
    assert!(asked[3].contains("if-none-match: \"two\"") && !asked[3].contains("if-modified-since"));
}

#[test]
fn ok_a_list_of_feeds_reads_those_that_can_be_had() {
    let dir = tempfile::tempdir().expect("a folder");
    let good = serve(vec![answer(
        "200 OK",
        "",
        &feed(&[("Sat, 01 Mar 2031 08:00:00 GMT", PLAN)]),
    )]);
    let gone = serve(vec![answer("404 Not Found", "", "")]);
    let list = format!(
        "<opml version='2.0'><body><outline text='a' xmlUrl='{}/x'/><outline text='b' xmlUrl='{}/y'/></body></opml>",
        gone.address, good.address
    );
    fs::write(dir.path().join("feeds.opml"), list).expect("written");
    let (code, lines, _) = look(dir.path(), "feeds.opml", "2031-03-02");
    assert_eq!((code, changes(&lines)), (1, vec!["new"]), "{lines:?}");
    let why = lines[0]["why"].as_str().expect("a reason");
    assert!(
        why.contains("404") && why.contains("take it from the list"),
        "{why}"
    );
    // What is no source at all is the user's mistake.
    for (source, says) in [("nothing", "no folder"), ("feeds.txt", "no OPML list")] {
        fs::write(dir.path().join("feeds.txt"), "text").expect("written");
        let (code, _, err) = look(dir.path(), source, "2031-03-02");
        assert_eq!(code, 2);
        assert!(err.contains(says), "{err}");
    }
}
