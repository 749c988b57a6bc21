//! Inline TIMEX3, as HeidelTime and SUTime write it.

use dateline_record::{Dct, Timex};
use std::fmt::Write;

/// A TimeML 1.2.1 document: the day of the report as `t0`, then the text with
/// each expression in a TIMEX3 element. `timex` is in order and does not
/// overlap, as [`crate::Tagger::tag`] gives it.
pub fn timeml(id: &str, text: &str, dct: Dct, timex: &[Timex]) -> String {
    let mut out = String::with_capacity(text.len() + 120 * timex.len() + 300);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML>\n<DOCID>");
    escape(&mut out, id);
    let day = dct.date;
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
        out.push('>');
        escape(&mut out, inner);
        out.push_str("</TIMEX3>");
        at = end;
    }
    escape(&mut out, text.get(at..).unwrap_or(""));
    out.push_str("</TEXT>\n</TimeML>");
    out
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
