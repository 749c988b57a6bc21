//! Each way in, from bytes to reports, and each refusal.

use dateline_input::{FieldMap, Format, Options, Outcome, read_paths, read_stream};
use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use std::fs;
use std::io::{Cursor, Write};

const NOTE: &str = "date 2020-03-04\nsource Wire\n\nThe envoys met in the old town.\n";

fn read(name: &str, bytes: &[u8]) -> Vec<Outcome> {
    read_with(name, bytes, &Options::default())
}

fn read_with(name: &str, bytes: &[u8], options: &Options) -> Vec<Outcome> {
    read_stream(name, Cursor::new(bytes.to_vec()), options).collect()
}

fn one(name: &str, bytes: &[u8]) -> dateline_record::Report {
    let mut all = read(name, bytes);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0).expect("a report")
}

fn refusal(name: &str, bytes: &[u8]) -> String {
    let mut all = read(name, bytes);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0).expect_err("refused").to_string()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
    gz.write_all(bytes).expect("in memory");
    gz.finish().expect("in memory")
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        tar.append_data(&mut header, name, *bytes)
            .expect("in memory");
    }
    tar.into_inner().expect("in memory")
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .expect("in memory");
        zip.write_all(bytes).expect("in memory");
    }
    zip.finish().expect("in memory").into_inner()
}

#[test]
fn ok_a_folder_is_read_in_order_of_names() {
    let dir = tempfile::tempdir().expect("a folder");
    for name in ["b.txt", "a.txt", "sub/c.txt", ".hidden"] {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, NOTE.replace("old town", name)).expect("written");
    }
    let reports = read_paths(&[dir.path().to_owned()], &Options::default());
    let names: Vec<String> = reports.map(|r| r.expect("a report").name).collect();
    assert_eq!(names, ["a", "b", "c"]);
    let pattern = dir.path().join("*.txt");
    assert_eq!(read_paths(&[pattern], &Options::default()).count(), 2);
}

#[test]
fn err_refusals_name_the_file_the_fault_and_the_way_out() {
    let dir = tempfile::tempdir().expect("a folder");
    let none: Vec<_> = read_paths(&[dir.path().to_owned()], &Options::default()).collect();
    let said = none[0].as_ref().expect_err("refused").to_string();
    assert!(
        said.contains("the folder holds no report; give a folder"),
        "{said}"
    );
    let missing = read_paths(&[dir.path().join("none.txt")], &Options::default()).next();
    let said = missing.expect("one").expect_err("refused").to_string();
    assert!(said.ends_with("; check the path"), "{said}");
    assert!(refusal("a.txt", b"").contains("empty file"));
    assert!(refusal("a.txt", b" \n\n").contains("empty file"));
    assert!(refusal("a.bin", b"\x7fELF\x02\x01\x01\0\0\0\0").contains("not text"));
    assert!(refusal("a.zip", b"PK\x03\x04 cut off").contains("zip archive"));
    assert!(refusal("a.gz", &gzip(NOTE.as_bytes())[..30]).contains("cannot be read"));
    assert!(refusal("a.csv", b"when,what\n1,2\n").contains("--map text=COLUMN"));
    assert!(refusal("a.xml", b"<rss><channel>").contains("fetch it again"));
}

#[test]
fn ok_a_given_date_stands_in_only_where_the_source_has_none() {
    let options = Options {
        date: dateline_record::Dct::parse("2021-01-02"),
        ..Options::default()
    };
    let dated = read_with("a.txt", NOTE.as_bytes(), &options)
        .remove(0)
        .expect("a report");
    assert_eq!(dated.dct.date.to_string(), "2020-03-04");
    let bare = read_with("a.txt", b"They met.", &options)
        .remove(0)
        .expect("a report");
    assert_eq!(bare.dct.date.to_string(), "2021-01-02");
}

#[test]
fn ok_json_lines_objects_and_arrays() {
    let lines = b"{\"published\":\"2020-03-04T10:00:00Z\",\"body\":\"They met.\",\"source\":{\"name\":\"Wire\"}}\n\n\
        {\"id\":7,\"date\":\"2020-03-05\",\"text\":[\"They met.\",\"They parted.\"]}\nnot json\n";
    let all = read("dump.jsonl", lines);
    assert_eq!(all.len(), 3);
    let first = all[0].as_ref().expect("a report");
    assert_eq!(
        (first.name.as_str(), first.source.as_deref()),
        ("dump-1", Some("Wire"))
    );
    let second = all[1].as_ref().expect("a report");
    assert_eq!(
        (second.name.as_str(), second.text.as_str()),
        ("7", "They met.\n\nThey parted.")
    );
    assert!(
        all[2]
            .as_ref()
            .expect_err("refused")
            .name
            .ends_with("dump.jsonl:4")
    );
    let array = b"[\n {\"date\":\"2020-03-04\",\"text\":\"A.\"},\n {\"date\":\"2020-03-05\",\"text\":\"B.\"}\n]";
    assert_eq!(read("dump.json", array).len(), 2);
    let api =
        b"{\"status\":\"ok\",\"articles\":[{\"publishedAt\":\"2020-03-04\",\"content\":\"A.\"}]}";
    assert_eq!(read("api.json", api).len(), 1);
    let pretty = b"{\n \"date\": \"2020-03-04\",\n \"text\": \"A.\"\n}";
    assert_eq!(one("one.json", pretty).text, "A.");
}

#[test]
fn ok_tables_by_header_and_by_map() {
    let all = read(
        "t.tsv",
        b"Date\tHeadline\tText\n2020-03-04\tEnvoys\t\"They met.\nThey parted.\"\n",
    );
    let report = all[0].as_ref().expect("a report");
    assert_eq!(report.title.as_deref(), Some("Envoys"));
    assert_eq!(report.text, "They met.\nThey parted.");
    let options = Options {
        map: FieldMap::parse("date=when, text=what").expect("a map"),
        ..Options::default()
    };
    let all = read_with(
        "t.csv",
        b"when;what\n04 March 2020;Sie trafen sich in Z\xfcrich.\n",
        &options,
    );
    let report = all[0].as_ref().expect("a report");
    assert_eq!(report.dct.date.to_string(), "2020-03-04");
    assert_eq!(report.text, "Sie trafen sich in Zürich.");
    assert!(FieldMap::parse("datum=when").is_err());
}

#[test]
fn ok_feeds_keep_the_outlets_own_day() {
    let rss = b"<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Example Wire</title><item><title>Envoys meet</title>\
        <link>https://wire.invalid/1</link><pubDate>Wed, 04 Mar 2020 23:30:00 -0500</pubDate><description>&lt;p&gt;The envoys met.&lt;/p&gt;&lt;p&gt;They parted.&lt;/p&gt;</description></item></channel></rss>";
    let report = one("feed.xml", rss);
    assert_eq!(report.dct.date.to_string(), "2020-03-04");
    assert_eq!(report.text, "The envoys met.\n\nThey parted.");
    assert_eq!(report.source.as_deref(), Some("Example Wire"));
    assert_eq!(report.url.as_deref(), Some("https://wire.invalid/1"));
    let atom = b"<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>W</title><id>x</id><updated>2020-03-05T00:00:00Z</updated>\
        <entry><id>y</id><title>T</title><published>2020-03-04T08:00:00+09:00</published><updated>2020-03-06T00:00:00Z</updated><content type=\"html\">They met.</content></entry></feed>";
    assert_eq!(one("feed", atom).dct.date.to_string(), "2020-03-04");
}

#[test]
fn ok_mail_gives_its_date_and_text() {
    let mail = b"From: Desk <desk@wire.invalid>\r\nDate: Wed, 4 Mar 2020 21:10:00 +0900\r\nSubject: =?utf-8?q?Talks_in_Z=C3=BCrich?=\r\n\
        MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>The envoys=20met.</p>\r\n";
    let report = one("a.eml", mail);
    assert_eq!(report.dct.date.to_string(), "2020-03-04");
    assert_eq!(report.title.as_deref(), Some("Talks in Zürich"));
    assert_eq!(report.text, "The envoys met.");
}

#[test]
fn ok_warc_pages_are_read_and_the_day_of_the_crawl_is_no_date() {
    let page = "<html><head><meta name=date content=2020-03-04><title>T</title></head><body><p>The envoys met in the old town on Tuesday, officials said, and parted late.</p></body></html>";
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    let record = |kind: &str, body: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://wire.invalid/1\r\nWARC-Date: 2021-07-01T00:00:00Z\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        )
    };
    let file = record("warcinfo", "software: x")
        + &record("response", &http)
        + &record("conversion", "They met.");
    let all = read("c.warc.gz", &gzip(file.as_bytes()));
    assert_eq!(all.len(), 2);
    let report = all[0].as_ref().expect("a report");
    assert_eq!(report.dct.date.to_string(), "2020-03-04");
    assert_eq!(report.url.as_deref(), Some("https://wire.invalid/1"));
    assert!(
        all[1]
            .as_ref()
            .expect_err("refused")
            .reason
            .contains("no date")
    );
}

#[test]
fn ok_archives_in_archives() {
    let inner = zip(&[
        ("x/1.txt", NOTE.as_bytes()),
        ("__MACOSX/._1.txt", b"\0"),
        ("2.json", b"{\"date\":\"2020-03-05\",\"text\":\"B.\"}"),
    ]);
    let outer = gzip(&tar(&[("in.zip", &inner), ("3.txt", NOTE.as_bytes())]));
    let all = read("all.tgz", &outer);
    let names: Vec<&str> = all
        .iter()
        .map(|r| r.as_ref().expect("a report").name.as_str())
        .collect();
    assert_eq!(names, ["1", "2-1", "3"]);
    let broken = read(
        "all.zip",
        &zip(&[("a.txt", b"no date"), ("b.txt", NOTE.as_bytes())]),
    );
    assert_eq!(
        broken[0].as_ref().expect_err("refused").name,
        "all.zip/a.txt"
    );
    assert!(broken[1].is_ok());
}

#[test]
fn err_an_archive_that_holds_itself_many_times_over_is_refused() {
    let mut bytes = NOTE.as_bytes().to_vec();
    for _ in 0..6 {
        bytes = gzip(&bytes);
    }
    assert!(refusal("a.gz", &bytes).contains("archives deep"));
    let options = Options {
        max_bytes: 1 << 16,
        ..Options::default()
    };
    let bomb = gzip(&vec![b'a'; 1 << 22]);
    let all = read_with("bomb.gz", &bomb, &options);
    assert!(
        all[0]
            .as_ref()
            .expect_err("refused")
            .reason
            .contains("65536 bytes")
    );
}

#[test]
fn ok_a_format_can_be_named() {
    let options = Options {
        format: Some(Format::Html),
        ..Options::default()
    };
    let page = b"Just text <meta name='date' content='2020-03-04'> with tags, of some length, so that there is something in it to be read at all.";
    let report = read_with("a.txt", page, &options)
        .remove(0)
        .expect("a report");
    assert_eq!(report.dct.date.to_string(), "2020-03-04");
}

#[test]
fn ok_a_row_of_a_million_brackets_takes_no_long_time() {
    for text in [
        "[".repeat(1_000_000),
        "<a ='".repeat(200_000),
        "{\"a\":".repeat(200_000),
    ] {
        for name in ["a.md", "a.html", "a.json", "a.xml"] {
            for outcome in read(name, text.as_bytes()) {
                assert!(outcome.is_err());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn ok_no_bytes_make_the_reader_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..600),
        lead in 0usize..14,
        name in "[a-z]{1,3}\\.(txt|md|jsonl|csv|html|xml|warc|eml|zip|tar|gz|json)",
    ) {
        let leads: [&[u8]; 14] = [
            b"", b"date 2020-01-01\n", b"---\ndate: 2020-01-01\n", b"{\"text\":", b"[", b"text,date\n",
            b"<html>", b"<rss><channel><item>", b"<nitf>", b"<newsItem>", b"WARC/1.0\r\n", b"Received: x\r\n",
            b"PK\x03\x04", b"\x1f\x8b\x08\0\0\0\0\0\0\0",
        ];
        let all = [leads[lead], &bytes].concat();
        for outcome in read(&name, &all) {
            if let Err(refused) = outcome {
                prop_assert!(!refused.way_out.is_empty());
            }
        }
    }
}
