//! Inline TIMEX3, as HeidelTime and SUTime write it.

use dateline_record::{Dct, Reference, Timex};
use std::fmt::Write;

/// A TimeML 1.2.1 document: the day of the report as `t0`, then the text with
/// each expression in a TIMEX3 element. `anchorTimeID`, `beginPoint` and
/// `endPoint` name other elements by their `tid`; an end that no element gives
/// is left out. `timex` is in order and does not overlap, as
/// [`crate::Tagger::tag`] gives it.
pub fn timeml(id: &str, text: &str, dct: Dct, timex: &[Timex]) -> String {
    let mut out = String::with_capacity(text.len() + 120 * timex.len() + 300);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML>\n<DOCID>");
    escape(&mut out, id);
    let day = match dct.time {
        Some(time) => format!("{}T{:02}:{:02}", dct.date, time.hour(), time.minute()),
        None => dct.date.to_string(),
    };
    let _ = write!(
        out,
        "</DOCID>\n<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{day}\" \
         temporalFunction=\"false\" functionInDocument=\"CREATION_TIME\">{day}</TIMEX3></DCT>\n<TEXT>"
    );
    let mut at = 0;
    for (n, t) in timex.iter().enumerate() {
        let (start, end) = (t.span.start as usize, t.span.end as usize);
        let (Some(before), Some(inner)) = (text.get(at..start), text.get(start..end)) else {
            continue;
        };
        escape(&mut out, before);
        let _ = write!(
            out,
            "<TIMEX3 tid=\"t{}\" type=\"{}\"",
            n + 1,
            t.kind.as_str()
        );
        attribute(&mut out, "value", Some(&t.value));
        attribute(&mut out, "mod", t.modifier.as_deref());
        attribute(&mut out, "quant", t.quant.as_deref());
        attribute(&mut out, "freq", t.freq.as_deref());
        let point = |value: &Option<String>| tid_of(timex, n, dct, value.as_deref()?);
        attribute(&mut out, "beginPoint", point(&t.begin_point).as_deref());
        attribute(&mut out, "endPoint", point(&t.end_point).as_deref());
        let anchor = match t.reference {
            Reference::None => None,
            Reference::Dct => Some("t0".to_owned()),
            Reference::Timex(span) => timex[..n]
                .binary_search_by_key(&span.start, |o| o.span.start)
                .ok()
                .map(|i| format!("t{}", i + 1)),
        };
        if anchor.is_some() {
            attribute(&mut out, "temporalFunction", Some("true"));
            attribute(&mut out, "anchorTimeID", anchor.as_deref());
        }
        out.push('>');
        escape(&mut out, inner);
        out.push_str("</TIMEX3>");
        at = end;
    }
    escape(&mut out, text.get(at..).unwrap_or(""));
    out.push_str("</TEXT>\n</TimeML>");
    out
}

/// The element that has a value: the day of the report, or one beside the
/// `n`th, as the two ends of a range are.
fn tid_of(timex: &[Timex], n: usize, dct: Dct, value: &str) -> Option<String> {
    if value == dct.date.to_string() {
        return Some("t0".to_owned());
    }
    let near = n.saturating_sub(1)..(n + 2).min(timex.len());
    near.into_iter()
        .find(|&i| timex[i].value == value)
        .map(|i| format!("t{}", i + 1))
}

fn attribute(out: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        let _ = write!(out, " {name}=\"");
        escape(out, value);
        out.push('"');
    }
}

/// XML text; signs that XML 1.0 does not allow become a replacement sign.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            c if (c as u32) < 0x20 || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}
