//! The ways in, the ways out and the exit statuses, as a user meets them.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

const PLAN: &str = "date 2031-03-01\nsource Post\n\nNorway and Kenya will hold talks in Oslo on March 18, 2031, the Norwegian foreign ministry said.\n";
const ACCORD: &str = "date 2031-03-03\nsource Post\n\nCanada and Denmark signed a border agreement in Ottawa on March 3.\n";

/// The command in a folder, deaf to the variables of whoever runs the tests.
fn dateline(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::cargo_bin("dateline").expect("built");
    command.current_dir(dir).args(args);
    for name in ["DATELINE_STORE", "DATELINE_WHO", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

/// Runs it and gives exit status, output and messages.
fn run(dir: &Path, args: &[&str]) -> (i32, String, String) {
    let out = dateline(dir, args).output().expect("runs");
    (
        out.status.code().unwrap_or(-1),
        String::from_utf8(out.stdout).expect("text"),
        String::from_utf8(out.stderr).expect("text"),
    )
}

fn ok(dir: &Path, args: &[&str]) -> String {
    let (code, out, err) = run(dir, args);
    assert_eq!(code, 0, "{args:?}: {out}{err}");
    out
}

fn lines(text: &str) -> Vec<Value> {
    let parse = |l| serde_json::from_str(l).expect("one object a line");
    text.lines().map(parse).collect()
}

fn of_type<'a>(lines: &'a [Value], name: &str) -> Vec<&'a Value> {
    lines.iter().filter(|l| l["type"] == name).collect()
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, bytes).expect("written");
    }
    dir
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(bytes).expect("in memory");
    gz.finish().expect("in memory")
}

fn tar(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes.len() as u64);
    header.set_mode(0o644);
    header.set_cksum();
    tar.append_data(&mut header, name, bytes)
        .expect("in memory");
    tar.into_inner().expect("in memory")
}

fn zip(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default())
        .expect("in memory");
    zip.write_all(bytes).expect("in memory");
    zip.finish().expect("in memory").into_inner()
}

/// A sentence that no other file holds, so that none is a copy.
fn words(n: usize) -> String {
    format!("Officials said that round {n} of the talks between Chile and Peru would begin soon.")
}

#[test]
fn ok_every_format_is_read() {
    let p = words;
    let page = format!(
        "<html><head><meta name=date content=2031-01-05><title>T</title></head><body><article><p>{}</p><p>They gave no day for it, and did not say where it would be.</p></article></body></html>",
        p(5)
    );
    let rss = format!(
        "<rss version='2.0'><channel><title>W</title><item><title>a</title><pubDate>Mon, 06 Jan 2031 08:00:00 GMT</pubDate><description>{}</description></item></channel></rss>",
        p(6)
    );
    let atom = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>W</title><id>x</id><updated>2031-01-07T00:00:00Z</updated><entry><id>y</id><title>b</title><published>2031-01-07T08:00:00Z</published><content>{}</content></entry></feed>",
        p(7)
    );
    let nitf = format!(
        "<nitf><head><docdata><date.issue norm='20310108'/></docdata></head><body><body.content><p>{}</p></body.content></body></nitf>",
        p(8)
    );
    let newsml = format!(
        "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'><itemMeta><versionCreated>2031-01-09T10:00:00Z</versionCreated></itemMeta><contentSet><inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><body><p>{}</p></body></html></inlineXML></contentSet></newsItem>",
        p(9)
    );
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}",
        page.replace(&p(5), &p(10))
    );
    let warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://wire.invalid/1\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    );
    let mail = format!(
        "From: desk@wire.invalid\r\nDate: Sat, 11 Jan 2031 10:00:00 +0000\r\nSubject: s\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n{}\r\n",
        p(11)
    );
    let seed = |n: usize| format!("date 2031-01-{n:02}\n\n{}\n", p(n)).into_bytes();
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("a01.txt", seed(1)),
        (
            "a02.md",
            format!("---\ndate: 2031-01-02\n---\n# Note\n\n{}\n", p(2)).into_bytes(),
        ),
        (
            "a03.jsonl",
            format!("{{\"date\":\"2031-01-03\",\"text\":\"{}\"}}\n", p(3)).into_bytes(),
        ),
        (
            "a04.csv",
            format!("date,text\n2031-01-04,\"{}\"\n", p(4)).into_bytes(),
        ),
        ("a05.html", page.clone().into_bytes()),
        ("a06.rss", rss.into_bytes()),
        ("a07.xml", atom.into_bytes()),
        ("a08.xml", nitf.into_bytes()),
        ("a09.xml", newsml.into_bytes()),
        ("a10.warc.gz", gzip(warc.as_bytes())),
        ("a11.eml", mail.into_bytes()),
        ("a12.zip", zip("in.txt", &seed(12))),
        ("a13.tgz", gzip(&tar("in.txt", &seed(13)))),
        ("a14.txt.gz", gzip(&seed(14))),
    ];
    let given: Vec<(String, &[u8])> = files
        .iter()
        .map(|(n, b)| (format!("in/{n}"), b.as_slice()))
        .collect();
    let given: Vec<(&str, &[u8])> = given.iter().map(|(n, b)| (n.as_str(), *b)).collect();
    let dir = folder(&given);
    let out = lines(&ok(dir.path(), &["read", "in", "--json"]));
    assert_eq!(of_type(&out, "read").len(), files.len());
    let done = of_type(&out, "done");
    assert_eq!(
        (&done[0]["new"], &done[0]["refused"]),
        (&14.into(), &0.into())
    );
    // Each sentence came through whole: what it says can be found.
    for n in 1..=files.len() {
        let found = ok(
            dir.path(),
            &["search", &format!("\"round {n} of\""), "--json"],
        );
        assert!(
            lines(&found).iter().any(|l| l["type"] == "report"),
            "round {n}"
        );
    }
    // The same folder again: nothing is read twice.
    let again = lines(&ok(dir.path(), &["read", "in", "--json"]));
    assert_eq!(of_type(&again, "done")[0]["known"], 14);
    assert!(ok(dir.path(), &["check"]).contains("all is well"));
}

#[test]
fn ok_standard_input_globs_and_columns() {
    let dir = folder(&[
        ("g/a.txt", PLAN.as_bytes()),
        ("g/b.txt", ACCORD.as_bytes()),
        ("g/c.note", b"no report"),
        (
            "t.csv",
            b"when;what\n2031-01-02;Chile and Peru met in Lima on Monday.\n",
        ),
    ]);
    let from_stdin = dateline(dir.path(), &["read", "-", "--json"])
        .write_stdin(PLAN)
        .output()
        .expect("runs");
    let text = String::from_utf8(from_stdin.stdout).expect("text");
    assert_eq!(of_type(&lines(&text), "done")[0]["new"], 1);
    let globbed = lines(&ok(dir.path(), &["read", "g/*.txt", "--json"]));
    let done = of_type(&globbed, "done")[0];
    assert_eq!((&done["new"], &done["known"]), (&1.into(), &1.into()));
    ok(
        dir.path(),
        &["read", "t.csv", "--map", "date=when,text=what"],
    );
    // A date that the source lacks is the user's, never today's.
    let (code, _, err) = run(dir.path(), &["read", "g/c.note"]);
    assert_eq!(code, 1);
    assert!(err.contains("--date YYYY-MM-DD"), "{err}");
    ok(
        dir.path(),
        &["read", "g/c.note", "--date", "2031-01-09", "--quiet"],
    );
    let shown = ok(dir.path(), &["show", "c", "--json"]);
    assert!(shown.contains("2031-01-09"), "{shown}");
}

#[test]
fn ok_refused_reports_are_listed_and_tried_again() {
    let dir = folder(&[
        ("in/good.txt", PLAN.as_bytes()),
        ("in/bad.txt", b"They met in the old town.\n"),
        ("in/empty.txt", b""),
    ]);
    let (code, _, err) = run(dir.path(), &["read", "in", "--errors", "errors.jsonl"]);
    assert_eq!(code, 1);
    assert!(err.contains("bad.txt: no date"), "{err}");
    let kept = fs::read_to_string(dir.path().join("errors.jsonl")).expect("written");
    assert_eq!(lines(&kept).len(), 2);
    // The other report is in the store.
    assert!(ok(dir.path(), &["timeline"]).contains("2031-03-18"));
    let listed = lines(&ok(dir.path(), &["refused", "--json"]));
    assert_eq!(listed[0]["name"], "in/bad.txt");
    assert_eq!(listed.len(), 2);
    // Nothing mended, so it is refused again.
    let (code, _, err) = run(dir.path(), &["refused", "--retry"]);
    assert_eq!(code, 1);
    assert!(err.contains("2 refused"), "{err}");
    fs::write(dir.path().join("in/bad.txt"), ACCORD).expect("mended");
    fs::remove_file(dir.path().join("in/empty.txt")).expect("gone");
    let (code, _, err) = run(dir.path(), &["refused", "--retry"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("not there any more"), "{err}");
    let left = ok(dir.path(), &["refused"]);
    assert!(
        left.contains("empty.txt") && !left.contains("bad.txt"),
        "{left}"
    );
    ok(dir.path(), &["refused", "--clear"]);
    assert!(ok(dir.path(), &["refused"]).contains("nothing was refused"));
}

#[test]
fn ok_json_events_tell_of_reports_refusals_and_the_end() {
    let dir = folder(&[
        ("a.txt", PLAN.as_bytes()),
        ("b.txt", b"no date"),
        (
            "copy/a2.txt",
            PLAN.replace("source Post", "source Herald").as_bytes(),
        ),
    ]);
    let (code, out, err) = run(dir.path(), &["read", "a.txt", "b.txt", "copy", "--json"]);
    assert_eq!((code, err.as_str()), (1, ""));
    let out = lines(&out);
    let read = of_type(&out, "read");
    assert_eq!(read.len(), 2);
    assert_eq!(
        (&read[0]["report"], &read[0]["new"]),
        (&"a".into(), &true.into())
    );
    let refused = of_type(&out, "refused")[0];
    assert!(
        refused["reason"]
            .as_str()
            .is_some_and(|r| r.contains("no date"))
    );
    assert_eq!(out.last().expect("lines")["type"], "done");
    // The second is the same report from another outlet: one entry, two reports.
    let events = lines(&ok(dir.path(), &["timeline", "--format", "jsonl"]));
    assert_eq!(events.len(), 1, "{events:?}");
}

#[cfg(unix)]
#[test]
fn ok_an_interrupted_run_leaves_a_whole_store_and_goes_on() {
    use std::io::{BufRead, BufReader};
    let nations = ["Chile", "Peru", "Kenya", "Norway", "Japan", "Mexico"];
    let report = |n: usize| {
        let (a, b) = (nations[n % 6], nations[(n / 6 + n + 1) % 6]);
        let (month, day) = (n % 12 + 1, n % 28 + 1);
        format!(
            "{{\"date\":\"2031-{month:02}-{day:02}\",\"text\":\"{a} and {b} discussed file {n} on the phone. No more was said of file {n} that day.\"}}\n"
        )
    };
    let n = 600;
    let all: String = (0..n).map(report).collect();
    let dir = folder(&[("many.jsonl", all.as_bytes())]);
    let bin = assert_cmd::cargo::cargo_bin("dateline");
    let mut child = std::process::Command::new(bin)
        .current_dir(dir.path())
        .env_remove("DATELINE_STORE")
        .args(["read", "many.jsonl", "--json", "--threads", "1"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("runs");
    let mut first = String::new();
    let mut told = BufReader::new(child.stdout.take().expect("piped"));
    told.read_line(&mut first).expect("a line");
    let kill = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(kill.expect("runs").success());
    let rest = told.lines().map(|l| l.expect("text")).last();
    let code = child.wait().expect("ends").code();
    let done: Value = serde_json::from_str(&rest.expect("an end")).expect("an object");
    assert_eq!(
        (code, &done["interrupted"]),
        (Some(130), &true.into()),
        "{done}"
    );
    let before = done["new"].as_u64().expect("a number");
    assert!(before > 0 && before < n as u64, "{done}");
    assert!(ok(dir.path(), &["check"]).contains("all is well"));
    let again = lines(&ok(dir.path(), &["read", "many.jsonl", "--json"]));
    let done = of_type(&again, "done")[0];
    assert_eq!(
        (done["known"].as_u64(), done["new"].as_u64()),
        (Some(before), Some(n as u64 - before))
    );
    // As if it had been read in one go.
    ok(
        dir.path(),
        &["read", "many.jsonl", "--quiet", "--store", "whole.db"],
    );
    let ledger = |store| ok(dir.path(), &["export", "ledger", "--store", store]);
    assert_eq!(ledger("dateline.db"), ledger("whole.db"));
}

#[test]
fn ok_every_export_goes_to_a_file_and_to_the_pipe() {
    let dir = folder(&[("a.txt", PLAN.as_bytes()), ("b.txt", ACCORD.as_bytes())]);
    ok(dir.path(), &["read", "a.txt", "b.txt", "--quiet"]);
    let formats = dateline_view::export::Format::ALL;
    assert_eq!(formats.len(), 18);
    for format in formats {
        let name = format!("out.{}", format.ending());
        ok(
            dir.path(),
            &[
                "export",
                format.as_str(),
                "--output",
                &name,
                "--plover-fold",
            ],
        );
        let file = fs::read(dir.path().join(&name)).expect("written");
        assert!(!file.is_empty(), "{format}");
        let piped = dateline(dir.path(), &["export", format.as_str(), "--plover-fold"])
            .output()
            .expect("runs");
        assert!(piped.status.success(), "{format}");
        // A workbook holds the moment it was made.
        if *format != dateline_view::export::Format::Xlsx {
            assert_eq!(piped.stdout, file, "{format}");
        }
    }
    let left: Vec<_> = fs::read_dir(dir.path())
        .expect("a folder")
        .flatten()
        .filter(|e| e.path().extension().is_some_and(|x| x == "part"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
    // The filters of 'timeline'.
    let csv = ok(dir.path(), &["export", "csv", "--party", "Norway"]);
    assert!(csv.contains("NOR") && !csv.contains("CAN"), "{csv}");
    let then = ok(dir.path(), &["export", "csv", "--as-of", "2031-03-02"]);
    assert!(then.contains("NOR") && !then.contains("CAN"), "{then}");
    // A file that was there stays whole where the new one cannot be written.
    let (code, _, err) = run(dir.path(), &["export", "csv", "-o", "no/such/folder.csv"]);
    assert_eq!(code, 2);
    assert!(err.contains("check the folder"), "{err}");
}

#[test]
fn ok_decisions_are_made_listed_undone_and_handed_on() {
    let dir = folder(&[("a.txt", PLAN.as_bytes())]);
    ok(dir.path(), &["read", "a.txt", "--quiet"]);
    let event = lines(&ok(dir.path(), &["timeline", "--format", "jsonl"])).remove(0);
    let id = event["id"].as_str().expect("an id");
    let status = |store: &str| {
        let args = ["show", id, "--json", "--store", store];
        let event: Value = serde_json::from_str(&ok(dir.path(), &args)).expect("an object");
        event["status"].as_str().expect("a status").to_owned()
    };
    assert_eq!(status("dateline.db"), "scheduled");
    let args = [
        "edit",
        "set",
        id,
        "status",
        "cancelled",
        "--who",
        "desk",
        "--why",
        "by phone",
    ];
    ok(dir.path(), &args);
    assert_eq!(status("dateline.db"), "cancelled");
    // It survives a second reading, and can be taken to another store.
    ok(dir.path(), &["read", "a.txt", "--quiet"]);
    assert_eq!(status("dateline.db"), "cancelled");
    let decisions = ok(dir.path(), &["edit", "export"]);
    fs::write(dir.path().join("d.jsonl"), &decisions).expect("written");
    ok(
        dir.path(),
        &["read", "a.txt", "--quiet", "--store", "other.db"],
    );
    ok(
        dir.path(),
        &["edit", "import", "d.jsonl", "--store", "other.db"],
    );
    assert_eq!(status("other.db"), "cancelled");
    let number = lines(&decisions)[0]["id"].to_string();
    ok(dir.path(), &["edit", "undo", &number]);
    assert_eq!(status("dateline.db"), "scheduled");
    let list = ok(dir.path(), &["edit", "list"]);
    assert!(list.contains("by phone (undone)"), "{list}");
    // What cannot be: an event that is not there, a field, a decision.
    for wrong in [
        vec!["edit", "confirm", "e0"],
        vec!["edit", "set", id, "status", "over"],
        vec!["edit", "undo", "99"],
    ] {
        let (code, out, err) = run(dir.path(), &wrong);
        assert_eq!((code, out.as_str()), (2, ""), "{wrong:?}: {err}");
    }
}

#[test]
fn err_exit_statuses_say_what_kind_of_fault_it_is() {
    let dir = folder(&[
        ("a.txt", PLAN.as_bytes()),
        ("text.db", b"just some text, and no store"),
    ]);
    let status = |args: &[&str], want: i32, says: &str| {
        let (code, _, err) = run(dir.path(), args);
        assert_eq!(code, want, "{args:?}: {err}");
        assert!(err.contains(says), "{args:?}: {err}");
        assert!(!err.contains("panicked"), "{err}");
    };
    status(&["timeline"], 4, "there is no such file");
    status(&["serve"], 4, "there is no such file");
    status(
        &["timeline", "--store", "text.db"],
        4,
        "not a store of dateline",
    );
    status(
        &["read", "a.txt", "--store", "text.db"],
        4,
        "not a store of dateline",
    );
    status(&["rread"], 2, "unrecognized subcommand");
    status(&["timeline", "--status", "over"], 2, "possible values");
    status(&["read", "a.txt", "--date", "soon"], 2, "YYYY-MM-DD");
    ok(dir.path(), &["read", "a.txt", "--quiet"]);
    status(&["show", "e0"], 2, "there is no event or report");
    status(&["search", "\"\""], 2, "double quotes");
    status(&["serve", "--host", "0.0.0.0", "--port", "0"], 2, "--token");
    // Another program's database, and a store of a later version.
    let other = rusqlite::Connection::open(dir.path().join("other.db")).expect("made");
    other.execute_batch("CREATE TABLE t (x)").expect("made");
    status(
        &["timeline", "--store", "other.db"],
        4,
        "not a store of dateline",
    );
    let newer = rusqlite::Connection::open(dir.path().join("dateline.db")).expect("opened");
    newer.pragma_update(None, "user_version", 99).expect("set");
    drop(newer);
    status(&["timeline"], 4, "format version 99");
    status(&["read", "a.txt"], 4, "use a newer dateline");
}

#[cfg(target_os = "linux")]
#[test]
fn err_a_folder_that_cannot_be_written_is_said_to_be_so() {
    let dir = folder(&[("a.txt", PLAN.as_bytes())]);
    // Even root can make no file there.
    let (code, _, err) = run(
        dir.path(),
        &["read", "a.txt", "--store", "/proc/dateline.db"],
    );
    assert_eq!(code, 4, "{err}");
    assert!(err.contains("check the permissions"), "{err}");
}

#[test]
fn ok_a_closed_pipe_ends_without_a_message() {
    let dir = folder(&[("a.txt", PLAN.as_bytes())]);
    ok(dir.path(), &["read", "a.txt", "--quiet"]);
    let bin = assert_cmd::cargo::cargo_bin("dateline");
    for args in [
        vec!["timeline"],
        vec!["export", "html"],
        vec!["export", "xlsx"],
        vec!["read", "a.txt", "--json"],
        vec!["completions", "bash"],
        vec!["man"],
        vec!["--help"],
    ] {
        let mut child = std::process::Command::new(&bin)
            .current_dir(dir.path())
            .env_remove("DATELINE_STORE")
            .args(&args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("runs");
        drop(child.stdout.take());
        let out = child.wait_with_output().expect("ends");
        assert_eq!(out.status.code(), Some(0), "{args:?}");
        assert_eq!(String::from_utf8_lossy(&out.stderr), "", "{args:?}");
    }
}

#[test]
fn ok_doctor_backup_vacuum_and_what_is_due() {
    let dir = folder(&[("a.txt", PLAN.as_bytes())]);
    ok(dir.path(), &["read", "a.txt", "--quiet"]);
    assert!(ok(dir.path(), &["doctor"]).contains("1 reports, can be written"));
    ok(dir.path(), &["backup", "copy.db"]);
    assert!(ok(dir.path(), &["check", "--store", "copy.db"]).contains("1 reports"));
    ok(dir.path(), &["vacuum"]);
    let on =
        |command: &str, day: &str| lines(&ok(dir.path(), &[command, "--on", day, "--json"])).len();
    assert_eq!(
        (on("upcoming", "2031-03-10"), on("overdue", "2031-03-10")),
        (1, 0)
    );
    assert_eq!(
        (on("upcoming", "2031-03-19"), on("overdue", "2031-03-19")),
        (0, 1)
    );
    let (code, _, _) = run(dir.path(), &["backup", "copy.db"]);
    assert_ne!(code, 0, "a file that is there is not overwritten");
}
