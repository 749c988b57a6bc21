//! `dateline annotate time` as a user meets it: lines in, lines or TimeML out,
//! messages and exit statuses.

use assert_cmd::Command;
use serde_json::Value;

const REPORT: &str = r#"{"doc_id": "süd", "dct": "2018-06-01", "text": "Süd: the envoys met on May 26 & will meet again from 12 to 14 June. A reply is due by 30 June. It may come later this month; until then they talk \"daily\"."}"#;

/// Exit status, output and messages for some lines on standard input.
fn annotate(lines: &str, args: &[&str]) -> (i32, String, String) {
    let out = Command::cargo_bin("dateline")
        .expect("built")
        .args(["annotate", "time"])
        .args(args)
        .write_stdin(lines)
        .output()
        .expect("runs");
    (
        out.status.code().unwrap_or(-1),
        String::from_utf8(out.stdout).expect("text"),
        String::from_utf8(out.stderr).expect("text"),
    )
}

/// Each expression on a line, as a person reads it.
fn told(output: &str) -> String {
    let mut out = String::new();
    for line in output.lines() {
        let document: Value = serde_json::from_str(line).expect("one object a line");
        for t in document["timex"].as_array().expect("a list") {
            let days = |key: &str| t[key]["value"].as_str().unwrap_or("-").to_owned();
            out.push_str(&format!(
                "{} {}..{} {} {} {} | {} | {}\n",
                document["doc_id"].as_str().expect("an id"),
                t["start"],
                t["end"],
                t["text"].as_str().expect("words"),
                t["type"].as_str().expect("a type"),
                t["value"].as_str().expect("a value"),
                days("interval"),
                days("event"),
            ));
        }
    }
    out
}

#[test]
fn ok_one_object_a_line_with_offsets_in_code_points() {
    let (code, out, err) = annotate(REPORT, &[]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(
        told(&out),
        "süd 23..29 May 26 DATE 2018-05-26 | 2018-05-26 | -\n\
         süd 53..55 12 DATE 2018-06-12 | 2018-06-12 | 2018-06-12/2018-06-14\n\
         süd 59..66 14 June DATE 2018-06-14 | 2018-06-14 | 2018-06-12/2018-06-14\n\
         süd 86..93 30 June DATE 2018-06-30 | 2018-06-30 | ../2018-06-30\n\
         süd 107..123 later this month DATE 2018-06 | 2018-06-02/2018-06-30 | -\n\
         süd 147..152 daily SET P1D | - | -\n"
    );
    let document: Value = serde_json::from_str(&out).expect("one line");
    assert_eq!(
        document["timex"][3],
        serde_json::json!({
            "start": 86, "end": 93, "text": "30 June", "type": "DATE", "value": "2018-06-30",
            "anchor": "by",
            "interval": {"value": "2018-06-30", "granularity": "day", "approx": false},
            "event": {"value": "../2018-06-30", "granularity": "day", "approx": false},
            "rule": "en.time.date.day_month > en.time.resolve.yearly-ahead",
            "reference": "dct",
        })
    );
    let range = &document["timex"][1];
    assert_eq!(range["beginPoint"], "2018-06-12");
    assert_eq!(range["endPoint"], "2018-06-14");
}

#[test]
fn ok_timeml_is_the_text_with_inline_timex3() {
    let (code, out, err) = annotate(REPORT, &["--format", "timeml"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(
        out,
        r#"<?xml version="1.0" encoding="UTF-8"?>
<TimeML>
<DOCID>süd</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2018-06-01" temporalFunction="false" functionInDocument="CREATION_TIME">2018-06-01</TIMEX3></DCT>
<TEXT>Süd: the envoys met on <TIMEX3 tid="t1" type="DATE" value="2018-05-26" temporalFunction="true" anchorTimeID="t0">May 26</TIMEX3> &amp; will meet again from <TIMEX3 tid="t2" type="DATE" value="2018-06-12" beginPoint="t2" endPoint="t3" temporalFunction="true" anchorTimeID="t0">12</TIMEX3> to <TIMEX3 tid="t3" type="DATE" value="2018-06-14" beginPoint="t2" endPoint="t3" temporalFunction="true" anchorTimeID="t0">14 June</TIMEX3>. A reply is due by <TIMEX3 tid="t4" type="DATE" value="2018-06-30" temporalFunction="true" anchorTimeID="t0">30 June</TIMEX3>. It may come <TIMEX3 tid="t5" type="DATE" value="2018-06" temporalFunction="true" anchorTimeID="t0">later this month</TIMEX3>; until then they talk &quot;<TIMEX3 tid="t6" type="SET" value="P1D" freq="1X">daily</TIMEX3>&quot;.</TEXT>
</TimeML>
"#
    );
}

#[test]
fn err_a_bad_line_is_named_and_the_others_are_read() {
    let lines = "{\"doc_id\": \"a\", \"dct\": \"yesterday\", \"text\": \"They met.\"}\n\n\
                 {\"doc_id\": \"b\", \"text\": \"They met.\"}\n\
                 They met.\n\
                 {\"dct\": \"2018-06-01\", \"text\": \"They met today.\"}\n";
    let (code, out, err) = annotate(lines, &[]);
    assert_eq!(code, 1);
    assert_eq!(
        told(&out),
        "line-5 9..14 today DATE 2018-06-01 | 2018-06-01 | -\n"
    );
    let messages: Vec<&str> = err.lines().collect();
    assert_eq!(messages.len(), 3, "{err}");
    assert_eq!(
        messages[0],
        "dateline: standard input, line 1: document a: \"dct\" is 'yesterday', which is no day; write YYYY-MM-DD"
    );
    assert_eq!(
        messages[1],
        "dateline: standard input, line 3: document b has no \"dct\"; give the day it was published as YYYY-MM-DD"
    );
    assert!(messages[2].starts_with("dateline: standard input, line 4: "));
}

#[test]
fn err_a_folder_without_rules_and_a_file_that_is_not_there() {
    let (code, _, err) = annotate("", &["--rules", "no-such-folder"]);
    assert_eq!(code, 2, "{err}");
    let (code, _, err) = annotate("", &["no-such-file.jsonl"]);
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("no-such-file.jsonl"), "{err}");
}
