//! The main job as a user runs it: reports in, chronology out.

use assert_cmd::Command;
use serde_json::Value;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn dateline(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("dateline").expect("the program was built");
    command.current_dir(folder).env_remove("DATELINE_STORE");
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// What a command prints; it has to end well.
fn printed(folder: &Path, args: &[&str]) -> String {
    let out = dateline(folder).args(args).assert().success();
    text(&out.get_output().stdout)
}

fn events(folder: &Path, args: &[&str]) -> Vec<Value> {
    let mut all = vec!["timeline", "--format", "jsonl"];
    all.extend(args);
    printed(folder, &all)
        .lines()
        .map(|l| serde_json::from_str(l).expect("one object a line"))
        .collect()
}

fn read_example() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let example = root().join("examples");
    dateline(folder.path())
        .arg("read")
        .arg(example)
        .assert()
        .success();
    folder
}

fn parties(event: &Value) -> Vec<&str> {
    event["parties"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|p| p["id"].as_str())
        .collect()
}

/// The one event of a kind at a time.
fn one<'e>(all: &'e [Value], kind: &str, time: &str) -> &'e Value {
    let found: Vec<&Value> = all
        .iter()
        .filter(|e| e["kind"] == kind && e["time"]["value"] == time)
        .collect();
    assert_eq!(found.len(), 1, "{kind} at {time} among {all:#?}");
    found[0]
}

#[test]
fn ok_the_example_gives_the_rows_that_a_desk_officer_takes_from_it() {
    let folder = read_example();
    let all = events(folder.path(), &[]);
    for (time, place) in [
        ("2018-06-14", "Panmunjom"),
        ("2018-06-18", "Panmunjom"),
        ("2018-06-22", "Mount Kumgang"),
    ] {
        let talks = one(&all, "talks", time);
        assert_eq!(talks["status"], "scheduled", "{talks:#}");
        assert_eq!(talks["place"]["name"], place, "{talks:#}");
        assert_eq!(parties(talks), ["KOR", "PRK"], "{talks:#}");
    }
    let summit = one(&all, "summit", "2018-06-12");
    assert_eq!(summit["status"], "possible");
    assert_eq!(summit["place"]["country"], "SGP");
    assert_eq!(parties(summit), ["PRK", "USA"]);
    let persons: Vec<&Value> = summit["persons"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|p| &p["name"])
        .collect();
    assert_eq!(persons, ["Donald Trump", "Kim Jong Un"]);
    let office = all
        .iter()
        .find(|e| e["kind"] == "institution")
        .expect("the liaison office");
    assert_eq!(office["status"], "agreed");
    assert_eq!(parties(office), ["KOR", "PRK"]);
    one(&all, "sanction", "2016-02");
}

#[test]
fn ok_every_cell_leads_to_its_sentence() {
    let folder = read_example();
    let all = events(folder.path(), &[]);
    let summit = one(&all, "summit", "2018-06-12");
    let id = summit["id"].as_str().expect("an id");
    let shown = printed(folder.path(), &["show", id]);
    assert!(
        shown.contains("may take place June 12 in Singapore"),
        "{shown}"
    );
    let why = printed(folder.path(), &["why", &id[..8], "place"]);
    assert!(
        why.contains("Singapore") && why.contains("2018-06-01"),
        "{why}"
    );
    let report = printed(folder.path(), &["show", "2018-06-01"]);
    assert!(report.contains("^^^^^^ summit, possible"), "{report}");
}

#[test]
fn ok_the_two_speakers_are_heard() {
    let folder = read_example();
    let ledger: Value =
        serde_json::from_str(&printed(folder.path(), &["export", "ledger"])).expect("JSON");
    let by = |name: &str| {
        ledger["statements"]
            .as_array()
            .expect("a list")
            .iter()
            .filter(|s| s["speaker"] == name)
            .count()
    };
    assert_eq!(by("Cho Myoung-gyon"), 1);
    assert_eq!(by("Sung Kim"), 1);
}

#[test]
fn ok_upcoming_and_overdue_ask_for_a_day() {
    let folder = read_example();
    let upcoming = printed(folder.path(), &["upcoming", "--on", "2018-06-13"]);
    assert!(upcoming.contains("2018-06-14"), "{upcoming}");
    assert!(!upcoming.contains("2018-06-12"), "{upcoming}");
    let overdue = printed(folder.path(), &["overdue", "--on", "2018-07-01"]);
    assert!(overdue.contains("2018-06-22"), "{overdue}");
}

fn story() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(root().join("tests/stories/titicaca"))
        .expect("the story")
        .map(|e| e.expect("an entry").path())
        .filter(|p| p.extension().is_some_and(|x| x == "txt"))
        .collect();
    files.sort();
    files
}

/// The ledger after reading files in batches.
fn ledger_of(batches: &[Vec<PathBuf>], threads: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    for batch in batches {
        dateline(folder.path())
            .args(["read", "--quiet", "--threads", threads])
            .args(batch)
            .assert()
            .success();
    }
    printed(folder.path(), &["export", "ledger"])
}

#[test]
fn ok_order_batches_and_threads_make_no_difference() {
    let files = story();
    let all_at_once = ledger_of(std::slice::from_ref(&files), "1");
    assert_eq!(all_at_once, ledger_of(std::slice::from_ref(&files), "3"));
    let mut backwards = files.clone();
    backwards.reverse();
    let one_by_one: Vec<Vec<PathBuf>> = backwards.into_iter().map(|f| vec![f]).collect();
    assert_eq!(all_at_once, ledger_of(&one_by_one, "2"));
}

#[test]
fn ok_a_round_of_talks_is_set_put_off_and_held() {
    let folder = tempfile::tempdir().expect("a folder");
    dateline(folder.path())
        .args(["read", "--quiet"])
        .args(story())
        .assert()
        .success();
    let all = events(folder.path(), &["--kind", "talks"]);
    let talks = one(&all, "talks", "2031-04-02");
    let life: Vec<&str> = talks["history"]
        .as_array()
        .expect("its life")
        .iter()
        .filter_map(|s| s["status"].as_str())
        .collect();
    assert_eq!(
        life,
        ["scheduled", "postponed", "scheduled", "held"],
        "{talks:#}"
    );
    let then = events(folder.path(), &["--kind", "talks", "--as-of", "2031-03-10"]);
    assert_eq!(one(&then, "talks", "2031-03-20")["status"], "scheduled");
    let summit = events(folder.path(), &["--kind", "summit"]);
    assert_eq!(summit.len(), 1, "{summit:#?}");
    assert_eq!(summit[0]["status"], "cancelled");
    let open = printed(
        folder.path(),
        &["commitments", "--open", "--on", "2031-05-01"],
    );
    assert!(open.contains("commission"), "{open}");
    let late = printed(
        folder.path(),
        &["commitments", "--overdue", "--on", "2031-08-01"],
    );
    assert!(late.contains("commission"), "{late}");
}

#[test]
fn ok_the_careful_model_reads_again_what_the_fast_one_read() {
    let folder = read_example();
    let example = root().join("examples");
    let read = |model: &str| {
        let out = dateline(folder.path())
            .args(["read", "--json", "--model", model])
            .arg(&example)
            .assert()
            .success();
        let out = text(&out.get_output().stdout);
        let done = out.lines().last().expect("a line");
        serde_json::from_str::<Value>(done).expect("an object")
    };
    let (same, other, again) = (read("fast"), read("best"), read("best"));
    assert_eq!((&same["again"], &same["known"]), (&0.into(), &1.into()));
    assert_eq!((&other["again"], &other["known"]), (&1.into(), &0.into()));
    assert_eq!((&again["again"], &again["known"]), (&0.into(), &1.into()));
    let all = events(folder.path(), &[]);
    one(&all, "summit", "2018-06-12");
}

#[test]
fn ok_reading_twice_changes_nothing() {
    let folder = read_example();
    let before = printed(folder.path(), &["export", "ledger"]);
    let again = dateline(folder.path())
        .arg("read")
        .arg(root().join("examples"))
        .assert()
        .success();
    assert!(text(&again.get_output().stderr).contains("1 known already"));
    assert_eq!(before, printed(folder.path(), &["export", "ledger"]));
    printed(folder.path(), &["check"]);
}

/// One bad input: its name, its bytes, and what the message has to say.
type Bad<'a> = (&'a str, &'a [u8], &'a str);

#[test]
fn err_bad_reports_are_named_with_the_way_out_and_the_rest_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let bad: [Bad<'_>; 4] = [
        ("nodate.txt", b"The envoys met.\n", "--date YYYY-MM-DD"),
        (
            "noday.txt",
            b"date 2031-02-30\n\nThey met.\n",
            "no day of the calendar",
        ),
        ("empty.txt", b"", "empty file"),
        (
            "binary.txt",
            b"date 2031-01-01\n\n\x00\x01\x02\xff\xfe\x00",
            "not text",
        ),
    ];
    for (name, bytes, _) in bad {
        std::fs::write(folder.path().join(name), bytes).expect("written");
    }
    std::fs::write(
        folder.path().join("good.txt"),
        "date 2031-01-02\n\nKenya and Uganda held talks in Nairobi on Thursday.\n",
    )
    .expect("written");
    let out = dateline(folder.path()).args(["read", "."]).assert().code(1);
    let stderr = text(&out.get_output().stderr);
    for (name, _, says) in bad {
        let line = stderr.lines().find(|l| l.contains(name));
        let line = line.unwrap_or_else(|| panic!("{name} is not named in {stderr}"));
        assert!(line.contains(says), "{line}");
    }
    assert_eq!(events(folder.path(), &["--party", "Kenya"]).len(), 1);
}

#[test]
fn err_what_is_no_store_is_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("notes.db");
    std::fs::write(&file, "these are my notes, and no store at all").expect("written");
    let out = dateline(folder.path())
        .args(["read", "--store", "notes.db"])
        .arg(root().join("examples"))
        .assert()
        .code(4);
    let stderr = text(&out.get_output().stderr);
    assert!(
        stderr.contains("notes.db") && stderr.contains("--store"),
        "{stderr}"
    );
    assert_eq!(
        std::fs::read_to_string(&file).expect("still there"),
        "these are my notes, and no store at all"
    );
    let out = dateline(folder.path()).arg("timeline").assert().code(4);
    assert!(text(&out.get_output().stderr).contains("read reports into it first"));
}

#[test]
fn err_usage_is_exit_status_2() {
    let folder = tempfile::tempdir().expect("a folder");
    dateline(folder.path()).arg("raed").assert().code(2);
    dateline(folder.path())
        .args(["timeline", "--kind", "party"])
        .assert()
        .code(2);
}

/// Every command in the README runs as it stands.
#[test]
fn ok_the_commands_of_the_readme_run() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("README.md");
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("examples")).expect("a folder");
    for entry in std::fs::read_dir(root().join("examples")).expect("examples") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name");
        std::fs::copy(&path, folder.path().join("examples").join(name)).expect("copied");
    }
    let mut n = 0;
    for line in readme
        .lines()
        .filter_map(|l| l.strip_prefix("    dateline "))
    {
        // What serves, waits or names the reader's own files is not run here.
        let own = ["serve", "watch", "my", "EVENT", "..."];
        if own.iter().any(|w| line.contains(w)) {
            continue;
        }
        let line = line.split('#').next().unwrap_or(line).trim();
        let args = line.split_whitespace().map(|w| w.trim_matches('\''));
        dateline(folder.path()).args(args).assert().success();
        n += 1;
    }
    assert!(n >= 5, "only {n} commands of the README were run");
}

#[test]
fn ok_the_readme_shows_the_table_of_the_example() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("the README");
    let rule = |l: &str| l.trim_start().starts_with('\u{2500}');
    let table = |text: &str| -> Vec<String> {
        let first = text.lines().position(rule).expect("the table's first rule");
        text.lines()
            .skip(first + 1)
            .take_while(|l| !rule(l))
            .map(|l| l.trim_end().to_owned())
            .collect()
    };
    let shown: Vec<String> = table(&readme)
        .iter()
        .map(|l| l.strip_prefix("    ").unwrap_or(l).to_owned())
        .collect();
    let folder = tempfile::tempdir().expect("a folder");
    let run = dateline(folder.path())
        .env("COLUMNS", "122")
        .arg("read")
        .arg(root().join("examples"))
        .assert()
        .success();
    assert_eq!(shown, table(&text(&run.get_output().stdout)));
}
