//! The text form: `date YYYY-MM-DD` on the first line, then optional `source`,
//! `title`, `url` and `language` lines, a blank line, and the text. The text
//! may also follow the date on the first line.

use crate::draft::Draft;

const LOOKED: &str = "the first line is not 'date YYYY-MM-DD'";

/// Reads one report. A header line of another name ends the header: it and
/// what follows is text.
pub(crate) fn read(text: &str, mut draft: Draft) -> Draft {
    draft.looked = LOOKED;
    let lead = text.trim_start();
    let Some(rest) = lead
        .strip_prefix("date ")
        .or_else(|| lead.strip_prefix("date\t"))
    else {
        draft.text = lead.to_owned();
        return draft;
    };
    let rest = rest.trim_start_matches([' ', '\t']);
    let (first, after) = rest.split_once('\n').unwrap_or((rest, ""));
    let end = first.find(char::is_whitespace).unwrap_or(first.len());
    let (date, same_line) = first.split_at(end);
    // 'date palms were shipped' is a text without a date, not one with a bad date.
    if !date.starts_with(|c: char| c.is_ascii_digit()) {
        draft.text = lead.to_owned();
        return draft;
    }
    draft.date = Some(date.to_owned());
    if !same_line.trim().is_empty() {
        draft.text = rest[end..].to_owned();
        return draft;
    }
    let mut body = after;
    while let Some((line, next)) = body
        .split_once('\n')
        .or((!body.is_empty()).then_some((body, "")))
    {
        let line = line.trim_end();
        let field = match line.split_once([' ', '\t']) {
            Some((name, value)) => match name {
                "source" => Some((&mut draft.source, value)),
                "title" => Some((&mut draft.title, value)),
                "url" => Some((&mut draft.url, value)),
                "language" => Some((&mut draft.language, value)),
                _ => None,
            },
            None => None,
        };
        match field {
            Some((slot, value)) => *slot = Some(value.trim().to_owned()),
            None if ["source", "title", "url", "language"].contains(&line) => {}
            None => break,
        }
        body = next;
    }
    draft.text = body.to_owned();
    draft
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;

    fn one(text: &str) -> crate::Outcome {
        let draft = Draft {
            label: "a.txt".into(),
            name: "a".into(),
            ..Draft::default()
        };
        read(text, draft).finish(&Options::default())
    }

    #[test]
    fn ok_text_may_follow_the_date_and_a_blank_may_lead() {
        let report = one(" date 2020-03-04 The envoys met.\n\nThey parted.").expect("a report");
        assert_eq!(report.dct.date.to_string(), "2020-03-04");
        assert_eq!(report.text, "The envoys met.\n\nThey parted.");
    }

    #[test]
    fn ok_header_lines_are_taken_off() {
        let report = one("date 2020-03-04\r\nsource Wire\r\ntitle Envoys meet\r\nurl http://x.invalid/1\r\n\r\nThey met.\r\n")
            .expect("a report");
        assert_eq!(report.source.as_deref(), Some("Wire"));
        assert_eq!(report.title.as_deref(), Some("Envoys meet"));
        assert_eq!(report.url.as_deref(), Some("http://x.invalid/1"));
        assert_eq!(report.text, "They met.");
    }

    #[test]
    fn ok_a_line_that_is_no_header_begins_the_text() {
        let report =
            one("date 2020-03-04\nsource Wire\nThey met.\n\nsource is unknown").expect("a report");
        assert_eq!(report.text, "They met.\n\nsource is unknown");
    }

    #[test]
    fn err_each_refusal_names_the_way_out() {
        let say = |text| one(text).expect_err("refused").to_string();
        assert_eq!(
            say("The envoys met."),
            "a.txt: no date: the first line is not 'date YYYY-MM-DD'; add one, or give --date YYYY-MM-DD"
        );
        assert_eq!(
            say("date 2020-02-30\n\nx"),
            "a.txt: '2020-02-30' is no day of the calendar; correct the date"
        );
        assert_eq!(
            say("date 2020-02-03\n\n  \n"),
            "a.txt: no text; add the text of the report, or leave the file out"
        );
        assert!(say("date palms were shipped").contains("no date"));
    }
}
