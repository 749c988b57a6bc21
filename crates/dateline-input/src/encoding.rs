//! Bytes to text: the encoding is detected where the source does not say.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// The text, or `None` where the bytes are not text in any encoding of the
/// web. `label` is what a header or a meta element gives.
pub(crate) fn decode<'a>(bytes: &'a [u8], label: Option<&str>) -> Option<Cow<'a, str>> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, bad) = encoding.decode_without_bom_handling(&bytes[length..]);
        return (!bad && is_text(&text)).then_some(text);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return is_text(text).then_some(Cow::Borrowed(text));
    }
    if let Some(encoding) = utf_16(bytes) {
        let (text, bad) = encoding.decode_without_bom_handling(bytes);
        return (!bad && is_text(&text)).then_some(text);
    }
    let encoding = label
        .and_then(|l| Encoding::for_label(l.trim().as_bytes()))
        .filter(|e| *e != UTF_8)
        .unwrap_or_else(|| guess(bytes));
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    is_text(&text).then_some(text)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    // The first megabyte tells as much as the whole.
    detector.feed(&bytes[..bytes.len().min(1 << 20)], true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

/// UTF-16 with no mark: every other byte of Latin text is zero.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(512) & !1];
    if head.len() < 8 {
        return None;
    }
    let zeros = |odd: usize| {
        head.iter()
            .skip(odd)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let half = head.len() / 2;
    match (zeros(0) * 10 > half * 7, zeros(1) * 10 > half * 7) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// False for what holds a zero byte, or more than one control or replacement
/// character in a hundred.
fn is_text(text: &str) -> bool {
    let (mut n, mut odd) = (0usize, 0usize);
    for c in text.chars() {
        if c == '\0' {
            return false;
        }
        n += 1;
        let fine = matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{b}' | '\u{85}');
        odd += usize::from((c.is_control() && !fine) || c == '\u{fffd}');
    }
    odd * 100 <= n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_encodings_are_told_apart() {
        let text = "Les délégués se sont réunis à Genève, où l’accord a été signé.";
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        assert_eq!(decode(&latin, None).as_deref(), Some(text));
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&wide, None).as_deref(), Some(text));
        let mut marked = vec![0xef, 0xbb, 0xbf];
        marked.extend(text.as_bytes());
        assert_eq!(decode(&marked, None).as_deref(), Some(text));
    }

    #[test]
    fn err_bytes_that_are_no_text_are_refused() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", None), None);
        assert_eq!(decode(&[1, 2, 3, 4, 5, 6, 7, 8], None), None);
    }
}
