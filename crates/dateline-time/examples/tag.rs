//! Prints the time expressions of a text: span, TIMEX3 type and value, the
//! days it allows, and how each was found.
//!
//! `cargo run -p dateline-time --example tag -- 2018-06-01 'They meet on Monday.'`

use dateline_record::{Dct, Reference};
use dateline_time::{Tagger, event_interval};

const TEXT: &str = "The envoys, who last met on 9 May, will meet again on Monday. A treaty is \
                    due by the end of the year, two years after the war of 2014-16 ended.";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let day = arguments.next().unwrap_or_else(|| "2018-06-01".to_owned());
    let text = arguments.next().unwrap_or_else(|| TEXT.to_owned());
    let dct = Dct::parse(&day).ok_or("the first argument is a day: YYYY-MM-DD")?;

    let tagger = Tagger::embedded()?;
    let found = tagger.tag(&text, dct);
    for timex in &found {
        let days = event_interval(timex).map_or_else(|| "-".to_owned(), |i| i.value());
        let against = match timex.reference {
            Reference::None => "nothing".to_owned(),
            Reference::Dct => "the day of the report".to_owned(),
            Reference::Timex(span) => format!("'{}'", span.of(&text)),
        };
        println!(
            "{:>4}..{:<4} {}",
            timex.span.start,
            timex.span.end,
            timex.span.of(&text)
        );
        println!("           {} {}", timex.kind.as_str(), timex.value);
        println!("           days {days}");
        println!("           {} against {against}", timex.rule);
    }
    // The text given here has to keep its times, or the example lies.
    if text == TEXT && day == "2018-06-01" {
        let values: Vec<&str> = found.iter().map(|t| t.value.as_str()).collect();
        assert_eq!(values[..3], ["2018-05-09", "2018-06-04", "2018"]);
    }
    Ok(())
}
