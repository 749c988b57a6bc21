//! Word pieces: a word as the longest known parts of it, as the uncased BERT
//! models cut it (Devlin et al. 2019, `BertNormalizer` and `WordPiece` of the
//! `tokenizers` library).

use super::features::plain;
use super::file::{File, ModelError};
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A part of more characters than this is not looked up.
const LONGEST: usize = 100;

/// The known pieces and their numbers.
#[derive(Debug)]
pub(super) struct Pieces {
    /// Pieces that begin a part, and those that go on ('##' in the file).
    begins: HashMap<&'static str, u32>,
    goes_on: HashMap<&'static str, u32>,
    /// Longest piece, in bytes.
    longest: usize,
    punctuation: Vec<(u32, u32)>,
    pub unknown: u32,
    pub start: u32,
    pub end: u32,
    pub len: usize,
}

/// Buffers for the parts of one word.
#[derive(Debug, Default)]
pub(super) struct PieceBuffers {
    text: String,
    /// Where each part ends.
    ends: Vec<usize>,
}

impl Pieces {
    pub fn open(file: &File<'static>) -> Result<Self, ModelError> {
        let text = std::str::from_utf8(file.raw("pieces")?)
            .map_err(|e| ModelError::new(format!("has word pieces that are no text ({e})")))?;
        let mut begins = HashMap::new();
        let mut goes_on = HashMap::new();
        let mut len = 0;
        let mut longest = 0;
        for (number, piece) in (0u32..).zip(text.split('\n')) {
            match piece.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => goes_on.insert(rest, number),
                _ => begins.insert(piece, number),
            };
            longest = longest.max(piece.len());
            len += 1;
        }
        let special = |piece: &str| {
            begins
                .get(piece)
                .copied()
                .ok_or_else(|| ModelError::new(format!("lacks the word piece '{piece}'")))
        };
        Ok(Self {
            unknown: special("[UNK]")?,
            start: special("[CLS]")?,
            end: special("[SEP]")?,
            begins,
            goes_on,
            longest,
            punctuation: ranges(PUNCTUATION),
            len,
        })
    }

    /// Adds the numbers of the pieces of a word to `out`: one at least, `most`
    /// at most, the first ones.
    pub fn cut(&self, form: &str, most: usize, buffers: &mut PieceBuffers, out: &mut Vec<u32>) {
        let before = out.len();
        let most = before + most.max(1);
        self.normalise(&plain(form), buffers);
        let mut from = 0;
        for &end in &buffers.ends {
            if out.len() < most {
                self.part(&buffers.text[from..end], out);
            }
            from = end;
        }
        out.truncate(most);
        if out.len() == before {
            out.push(self.unknown);
        }
    }

    /// Lower case without accents and control characters, in parts: runs
    /// without a blank, and each punctuation mark and CJK character alone.
    fn normalise(&self, form: &str, buffers: &mut PieceBuffers) {
        let PieceBuffers { text, ends } = buffers;
        text.clear();
        ends.clear();
        if form.bytes().all(|b| b.is_ascii_alphanumeric()) {
            text.push_str(form);
            text.make_ascii_lowercase();
            ends.push(text.len());
            return;
        }
        let end_part = |text: &String, ends: &mut Vec<usize>| {
            if ends.last().copied().unwrap_or(0) < text.len() {
                ends.push(text.len());
            }
        };
        let kept = form
            .chars()
            .filter(|&c| !is_control(c))
            .nfd()
            .filter(|&c| !is_combining_mark(c));
        for c in kept.flat_map(char::to_lowercase) {
            if c.is_whitespace() {
                end_part(text, ends);
            } else if self.is_punctuation(c) || is_cjk(c) {
                end_part(text, ends);
                text.push(c);
                end_part(text, ends);
            } else {
                text.push(c);
            }
        }
        end_part(text, ends);
    }

    /// The longest pieces of one part; one unknown where they do not cover it.
    fn part(&self, part: &str, out: &mut Vec<u32>) {
        let before = out.len();
        let mut rest = part;
        if part.len() > LONGEST && part.chars().nth(LONGEST).is_some() {
            out.push(self.unknown);
            return;
        }
        while !rest.is_empty() {
            let pieces = if rest.len() == part.len() {
                &self.begins
            } else {
                &self.goes_on
            };
            let mut end = rest.len().min(self.longest);
            let found = loop {
                while !rest.is_char_boundary(end) {
                    end -= 1;
                }
                if end == 0 {
                    break None;
                }
                if let Some(&number) = pieces.get(&rest[..end]) {
                    break Some(number);
                }
                end -= 1;
            };
            match found {
                Some(number) => out.push(number),
                None => {
                    out.truncate(before);
                    out.push(self.unknown);
                    return;
                }
            }
            rest = &rest[end..];
        }
    }

    fn is_punctuation(&self, c: char) -> bool {
        if c.is_ascii() {
            return c.is_ascii_punctuation();
        }
        let c = u32::from(c);
        let after = self.punctuation.partition_point(|&(first, _)| first <= c);
        after > 0 && c <= self.punctuation[after - 1].1
    }
}

/// The case of a word as the model is told it: 0 no letter, 1 small letters,
/// 2 only the first letter a capital, 3 capitals, 4 otherwise, 5 with a digit.
pub(super) fn case_class(form: &str) -> usize {
    let (mut letters, mut capitals, mut first) = (0, 0, false);
    for c in form.chars() {
        if c.is_ascii_digit() {
            return 5;
        }
        if c.is_alphabetic() {
            let capital = c.is_uppercase();
            first |= letters == 0 && capital;
            letters += 1;
            capitals += usize::from(capital);
        }
    }
    match (letters, capitals) {
        (0, _) => 0,
        (_, 0) => 1,
        (l, c) if l == c && c > 1 => 3,
        (_, 1) if first => 2,
        _ => 4,
    }
}

/// True for characters that the normaliser leaves out: controls, and those
/// that only steer how text is shown.
fn is_control(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        || matches!(c, '\u{FFFD}' | '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{E000}'..='\u{F8FF}' | '\u{E0000}'..='\u{E007F}')
}

/// True for characters of Chinese writing, which stand alone.
fn is_cjk(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{2A6DF}' | '\u{2A700}'..='\u{2CEAF}' | '\u{2F800}'..='\u{2FA1F}')
}

fn ranges(text: &str) -> Vec<(u32, u32)> {
    let number = |hex: &str| u32::from_str_radix(hex, 16).unwrap_or(0);
    text.split_whitespace()
        .map(|range| match range.split_once('-') {
            Some((first, last)) => (number(first), number(last)),
            None => (number(range), number(range)),
        })
        .collect()
}

/// Characters beyond ASCII of the general categories P* (Unicode 14), in order.
const PUNCTUATION: &str = "\
    A1 A7 AB B6-B7 BB BF 37E 387 55A-55F 589-58A 5BE 5C0 5C3 5C6 5F3-5F4 609-60A 60C-60D 61B \
    61D-61F 66A-66D 6D4 700-70D 7F7-7F9 830-83E 85E 964-965 970 9FD A76 AF0 C77 C84 DF4 E4F \
    E5A-E5B F04-F12 F14 F3A-F3D F85 FD0-FD4 FD9-FDA 104A-104F 10FB 1360-1368 1400 166E 169B-169C \
    16EB-16ED 1735-1736 17D4-17D6 17D8-17DA 1800-180A 1944-1945 1A1E-1A1F 1AA0-1AA6 1AA8-1AAD \
    1B5A-1B60 1B7D-1B7E 1BFC-1BFF 1C3B-1C3F 1C7E-1C7F 1CC0-1CC7 1CD3 2010-2027 2030-2043 \
    2045-2051 2053-205E 207D-207E 208D-208E 2308-230B 2329-232A 2768-2775 27C5-27C6 27E6-27EF \
    2983-2998 29D8-29DB 29FC-29FD 2CF9-2CFC 2CFE-2CFF 2D70 2E00-2E2E 2E30-2E4F 2E52-2E5D \
    3001-3003 3008-3011 3014-301F 3030 303D 30A0 30FB A4FE-A4FF A60D-A60F A673 A67E A6F2-A6F7 \
    A874-A877 A8CE-A8CF A8F8-A8FA A8FC A92E-A92F A95F A9C1-A9CD A9DE-A9DF AA5C-AA5F AADE-AADF \
    AAF0-AAF1 ABEB FD3E-FD3F FE10-FE19 FE30-FE52 FE54-FE61 FE63 FE68 FE6A-FE6B FF01-FF03 \
    FF05-FF0A FF0C-FF0F FF1A-FF1B FF1F-FF20 FF3B-FF3D FF3F FF5B FF5D FF5F-FF65 10100-10102 1039F \
    103D0 1056F 10857 1091F 1093F 10A50-10A58 10A7F 10AF0-10AF6 10B39-10B3F 10B99-10B9C 10EAD \
    10F55-10F59 10F86-10F89 11047-1104D 110BB-110BC 110BE-110C1 11140-11143 11174-11175 \
    111C5-111C8 111CD 111DB 111DD-111DF 11238-1123D 112A9 1144B-1144F 1145A-1145B 1145D 114C6 \
    115C1-115D7 11641-11643 11660-1166C 116B9 1173C-1173E 1183B 11944-11946 119E2 11A3F-11A46 \
    11A9A-11A9C 11A9E-11AA2 11C41-11C45 11C70-11C71 11EF7-11EF8 11FFF 12470-12474 12FF1-12FF2 \
    16A6E-16A6F 16AF5 16B37-16B3B 16B44 16E97-16E9A 16FE2 1BC9F 1DA87-1DA8B 1E95E-1E95F";
