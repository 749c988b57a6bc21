//! One mail: the day of its `Date` header, its subject as title.

use crate::draft::Draft;
use crate::tags;
use dateline_record::Dct;
use jiff::civil::{Date, Time};
use mail_parser::MessageParser;

/// Reads one mail; `None` where the bytes are none.
pub(crate) fn read(bytes: &[u8], mut draft: Draft) -> Option<Draft> {
    let message = MessageParser::default().parse(bytes)?;
    draft.looked = "the mail has no Date header";
    draft.dct = message.date().and_then(|d| {
        let small = |n: u8| i8::try_from(n).ok();
        let date = Date::new(i16::try_from(d.year).ok()?, small(d.month)?, small(d.day)?).ok()?;
        let time = Time::new(
            small(d.hour)?,
            small(d.minute)?,
            small(d.second.min(59))?,
            0,
        )
        .ok();
        Some(Dct { date, time })
    });
    draft.title = message.subject().map(str::to_owned);
    draft.source = message.from().and_then(|a| a.first()).and_then(|a| {
        a.name()
            .map(str::to_owned)
            .or_else(|| a.address().map(str::to_owned))
    });
    let text = message.body_text(0).map(|t| t.into_owned());
    let html = message.body_html(0).map(|h| tags::to_text(&h));
    draft.text = text
        .filter(|t| !t.trim().is_empty())
        .or(html)
        .unwrap_or_default();
    Some(draft)
}
