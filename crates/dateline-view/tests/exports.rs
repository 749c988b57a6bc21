//! Each way out, as far as it can be checked without a reader of the format;
//! those readers are in `tests/exports`.

mod common;

use dateline_ledger::Ledger;
use dateline_record::Status;
use dateline_view::export::{Exported, Format, Options, export};

fn write(format: Format, ledger: &Ledger, options: &Options) -> (String, Exported) {
    let mut bytes = Vec::new();
    let done = export(format, ledger, &common::texts(), options, &mut bytes).expect("written");
    (String::from_utf8_lossy(&bytes).into_owned(), done)
}

#[test]
fn ok_every_format_is_written_the_same_way_twice_and_for_an_empty_ledger() {
    for &format in Format::ALL {
        if format == Format::Parquet && cfg!(not(feature = "parquet")) {
            continue;
        }
        let once = write(format, &common::ledger(), &Options::default());
        assert_eq!(
            once,
            write(format, &common::ledger(), &Options::default()),
            "{format}"
        );
        assert!(!once.0.is_empty(), "{format}");
        let (_, empty) = write(format, &Ledger::default(), &Options::default());
        assert_eq!(empty.n_written, 0, "{format}");
    }
}

#[test]
fn ok_a_calendar_follows_a_meeting_that_is_moved() {
    let mut ledger = common::ledger();
    let moved = write(Format::Ics, &ledger, &Options::default())
        .0
        .replace("\r\n ", "");
    assert!(moved.contains("UID:e0000000000000001@dateline"), "{moved}");
    assert!(moved.contains("SEQUENCE:1"), "{moved}");
    assert!(moved.contains("DTSTART;VALUE=DATE:20210511"), "{moved}");
    assert!(moved.contains("DTEND;VALUE=DATE:20210512"), "{moved}");
    assert!(moved.contains("STATUS:TENTATIVE"), "{moved}");
    ledger.events[0].status[1].status = Status::Cancelled;
    let off = write(Format::Ics, &ledger, &Options::default()).0;
    assert!(off.contains("STATUS:CANCELLED"), "{off}");
    ledger.events[0].status.remove(0);
    ledger.events[0].status[0].status = Status::Held;
    let (_, done) = write(Format::Ics, &ledger, &Options::default());
    assert_eq!(done.left_out, [("never told of as planned", 1)]);
}

#[test]
fn ok_coded_rows_hold_only_what_was_held_on_an_exact_day() {
    let ledger = common::ledger();
    let (rows, done) = write(Format::Gdelt, &ledger, &Options::default());
    assert_eq!(done.n_written, 2, "each party with the other: {rows}");
    assert_eq!(done.left_out, [("not told of as held", 1)]);
    for line in rows.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        assert_eq!(fields.len(), 61);
        assert_eq!(
            (fields[1], fields[26], fields[28], fields[53]),
            ("20210511", "040", "04", "LO")
        );
    }
    let (folded, _) = write(
        Format::Cameo,
        &ledger,
        &Options {
            plover_fold: true,
            ..Options::default()
        },
    );
    assert!(folded.contains("2021-05-01\tKEN\tNOR\t036\t"), "{folded}");
    let (polecat, _) = write(Format::Polecat, &ledger, &Options::default());
    for line in polecat.lines() {
        assert_eq!(line.split('\t').count(), 40);
    }
}

#[test]
fn ok_report_text_is_never_markup() {
    let mut ledger = common::ledger();
    ledger.events[0].topic.as_mut().expect("a topic").text =
        "<script>alert(1)</script> & [x](y)".into();
    for format in [
        Format::Html,
        Format::Timelinejs,
        Format::Markdown,
        Format::Graphml,
        Format::Gexf,
    ] {
        let (out, _) = write(format, &ledger, &Options::default());
        assert!(!out.contains("<script>alert"), "{format}");
    }
}

#[test]
fn ok_only_meetings_that_were_held_join_parties() {
    let (graph, done) = write(Format::Graphml, &common::ledger(), &Options::default());
    assert_eq!(done.n_written, 1, "{graph}");
    assert_eq!(done.left_out, [("not told of as held", 1)]);
    assert!(
        graph.contains("Kenya") && graph.contains("Åse Nordmann"),
        "{graph}"
    );
}

#[test]
fn ok_one_source_is_one_footnote() {
    let (brief, _) = write(Format::Markdown, &common::ledger(), &Options::default());
    assert!(brief.contains("## May 2021"), "{brief}");
    assert_eq!(brief.matches("[^1]:").count(), 1, "{brief}");
    assert_eq!(brief.matches("\n[^").count(), 2, "{brief}");
}

#[test]
fn ok_coref_gives_every_mention_with_its_own_words() {
    let (text, done) = write(Format::Coref, &common::ledger(), &Options::default());
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|l| serde_json::from_str(l).expect("one object a line"))
        .collect();
    assert_eq!(lines.len(), done.n_written);
    for mention in lines
        .iter()
        .flat_map(|l| l["mentions"].as_array().expect("a list"))
    {
        let (start, end) = (&mention["start"], &mention["end"]);
        let n = mention["text"].as_str().expect("words").chars().count() as u64;
        assert_eq!(
            end.as_u64().expect("a number") - start.as_u64().expect("a number"),
            n
        );
    }
}
