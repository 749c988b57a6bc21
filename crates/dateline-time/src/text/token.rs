//! The light tokeniser: words, numbers, marks, and where a sentence begins.
//!
//! It splits more finely than a treebank does ('mid-April' is three tokens),
//! because rules are written over these pieces. One pass, linear.

use super::lexicon::{self, LONGEST, Lexicon, WordId};
use super::number;
use super::shape::{Form, Shape, number_type};

/// Facts about a token that its type does not tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flags(u8);

impl Flags {
    /// A blank or the start of the text stands before it.
    pub const SPACE: u8 = 1;
    /// It begins with a capital.
    pub const CAP: u8 = 2;
    /// It begins a sentence.
    pub const SENTENCE: u8 = 4;
    /// It begins a paragraph.
    pub const PARAGRAPH: u8 = 8;
    /// It is a word (known or not).
    pub const WORD: u8 = 16;
    /// It is a number.
    pub const NUMBER: u8 = 32;
    /// All its letters are capitals, and there are several.
    pub const CAPS: u8 = 64;
    /// It is written with the full stop of an abbreviation.
    pub const DOT: u8 = 128;

    pub fn has(self, flag: u8) -> bool {
        self.0 & flag != 0
    }

    pub fn set(&mut self, flag: u8) {
        self.0 |= flag;
    }
}

/// One piece of text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// Bytes.
    pub start: u32,
    /// Bytes, exclusive.
    pub end: u32,
    /// Type, see [`Lexicon`].
    pub kind: u16,
    /// The known word, or 0.
    pub word: WordId,
    pub flags: Flags,
    /// Value of a number.
    pub num: f64,
}

/// All tokens of a text.
pub(crate) type Tokens = Vec<Token>;

/// Blank characters, the ones of typesetting included.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// The tokens of a text.
pub(crate) fn tokenise(text: &str, lexicon: &Lexicon) -> Tokens {
    let mut scan = Scan {
        text,
        bytes: text.as_bytes(),
        lexicon,
        tokens: Vec::with_capacity(text.len() / 5 + 4),
        pending: Flags::SPACE | Flags::SENTENCE | Flags::PARAGRAPH,
        run: None,
    };
    scan.all();
    scan.tokens
}

struct Scan<'a> {
    text: &'a str,
    bytes: &'a [u8],
    lexicon: &'a Lexicon,
    tokens: Tokens,
    /// Flags for the next token.
    pending: u8,
    /// First token of a run of number words.
    run: Option<usize>,
}

impl Scan<'_> {
    fn all(&mut self) {
        let mut at = 0;
        while at < self.bytes.len() {
            let b = self.bytes[at];
            at = if b.is_ascii_alphabetic() {
                self.word(at)
            } else if b == b' ' {
                self.pending |= Flags::SPACE;
                at + 1
            } else if b.is_ascii_digit() {
                self.digits(at)
            } else if b.is_ascii() {
                if b.is_ascii_whitespace() {
                    self.blanks(at)
                } else {
                    self.mark(at, 1, b)
                }
            } else {
                self.wide(at)
            };
        }
        self.close_run();
    }

    /// A run of blanks; two line ends begin a paragraph.
    fn blanks(&mut self, start: usize) -> usize {
        let mut at = start;
        let mut lines = 0;
        while at < self.bytes.len() && self.bytes[at].is_ascii_whitespace() {
            lines += usize::from(self.bytes[at] == b'\n');
            at += 1;
        }
        self.pending |= Flags::SPACE;
        if lines > 1 {
            self.pending |= Flags::PARAGRAPH | Flags::SENTENCE;
        }
        at
    }

    fn wide(&mut self, at: usize) -> usize {
        let Some(c) = self.text.get(at..).and_then(|t| t.chars().next()) else {
            return at + 1;
        };
        let n = c.len_utf8();
        match c {
            '\u{2019}' | '\u{2018}' | '\u{02bc}' | '\u{ff07}' => self.mark(at, n, b'\''),
            '\u{2010}'..='\u{2013}' | '\u{2212}' => self.mark(at, n, b'-'),
            '\u{2014}' | '\u{2015}' => self.mark(at, n, 1),
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => self.mark(at, n, b'"'),
            '\u{bd}' => self.number(at, at + n, 0.5, Form::Digits, 0, true),
            '\u{bc}' => self.number(at, at + n, 0.25, Form::Digits, 0, true),
            '\u{be}' => self.number(at, at + n, 0.75, Form::Digits, 0, true),
            _ if is_blank(c) => {
                self.pending |= Flags::SPACE;
                at + n
            }
            _ if c.is_alphanumeric() => self.word(at),
            _ => self.mark(at, n, 2),
        }
    }

    /// A run of letters, of any script, with inner dots of an abbreviation.
    fn word(&mut self, start: usize) -> usize {
        let mut lower = [0u8; LONGEST];
        let mut n = 0;
        let mut hash = lexicon::SEED;
        let (mut at, mut capitals, mut letters, mut wide) = (start, 0usize, 0usize, false);
        let mut dots = 0usize;
        while at < self.bytes.len() {
            let b = self.bytes[at];
            if b.is_ascii_alphabetic() {
                let l = b | 0x20;
                capitals += usize::from(b != l);
                letters += 1;
                if n < LONGEST {
                    lower[n] = l;
                }
                n += 1;
                hash = lexicon::step(hash, l);
                at += 1;
            } else if b == b'.'
                && letters == dots + 1
                && self.bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic)
                && !self
                    .bytes
                    .get(at + 2)
                    .is_some_and(u8::is_ascii_alphanumeric)
            {
                // a.m. and U.S.: one letter, a stop, one letter
                dots += 1;
                at += 1;
            } else if b.is_ascii() {
                break;
            } else {
                let Some(c) = self.text.get(at..).and_then(|t| t.chars().next()) else {
                    break;
                };
                if !c.is_alphanumeric() {
                    break;
                }
                wide = true;
                capitals += usize::from(c.is_uppercase());
                letters += 1;
                at += c.len_utf8();
            }
        }
        let word = if wide || n > LONGEST {
            0
        } else {
            self.lexicon.find(&lower[..n], lexicon::finish(hash))
        };
        let next = self.bytes.get(at).copied();
        // Not the zone of '14:05Z.'
        let after_digit = start > 0 && self.bytes[start - 1].is_ascii_digit();
        let initial =
            letters == 1 && capitals == 1 && !(n == 1 && lower[0] == b'i') && !after_digit;
        if next == Some(b'.') && (dots > 0 || initial || self.lexicon.is_dotted(word)) {
            // The stop of an abbreviation belongs to it. At the end of a
            // paragraph it also ends the sentence, which the blank line shows.
            at += 1;
        }
        let mut flags = Flags(self.pending | Flags::WORD);
        self.pending = 0;
        if self.bytes[at - 1] == b'.' {
            flags.set(Flags::DOT);
        }
        if self.text[start..].starts_with(char::is_uppercase) {
            flags.set(Flags::CAP);
            if capitals == letters && letters > 1 {
                flags.set(Flags::CAPS);
            }
        }
        let kind = if word != 0 {
            Lexicon::word_type(word)
        } else if wide || !(4..=LONGEST).contains(&n) {
            lexicon::OTHER
        } else {
            match &lower[n - 2..n] {
                b"ed" => lexicon::OTHER_ED,
                b"ly" => lexicon::OTHER_LY,
                b"ng" if lower[n - 3] == b'i' => lexicon::OTHER_ING,
                [c, b's'] if *c != b's' => lexicon::OTHER_S,
                _ => lexicon::OTHER,
            }
        };
        let token = Token {
            start: start as u32,
            end: at as u32,
            kind,
            word,
            flags,
            num: 0.0,
        };
        self.push_word(token);
        at
    }

    /// Adds a word; number words are gathered until the run ends.
    fn push_word(&mut self, token: Token) {
        let numeral = number::is_numeral(self.lexicon, token.word);
        let goes_on = self.run.is_some() && number::joins(self.lexicon, token.word);
        if numeral && self.run.is_none() {
            self.run = Some(self.tokens.len());
        } else if !numeral && !goes_on {
            self.close_run();
        }
        self.tokens.push(token);
    }

    fn close_run(&mut self) {
        if let Some(first) = self.run.take() {
            number::fold(&mut self.tokens, first, self.lexicon);
        }
    }

    /// A number in figures, a clock time, a date in figures.
    fn digits(&mut self, start: usize) -> usize {
        let digit = |at: usize| self.bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut at = start;
        let mut broken = false;
        let mut value = 0f64;
        while digit(at) {
            value = value * 10.0 + f64::from(self.bytes[at] - b'0');
            at += 1;
        }
        let mut n = at - start;
        // Thousands: 1,500
        while self.bytes.get(at) == Some(&b',')
            && n <= 3
            && digit(at + 1)
            && digit(at + 2)
            && digit(at + 3)
            && !digit(at + 4)
        {
            for i in 1..4 {
                value = value * 10.0 + f64::from(self.bytes[at + i] - b'0');
            }
            at += 4;
            broken = true;
        }
        let inner =
            start >= 2 && self.bytes[start - 1] == b'.' && self.bytes[start - 2].is_ascii_digit();
        if !inner && self.bytes.get(at) == Some(&b'.') && digit(at + 1) {
            let mut end = at + 1;
            let mut scale = 0.1;
            let mut fraction = 0f64;
            while digit(end) {
                fraction += f64::from(self.bytes[end] - b'0') * scale;
                scale /= 10.0;
                end += 1;
            }
            // 14.06.2018 and 10.2.3 are no decimals.
            if !(self.bytes.get(end) == Some(&b'.') && digit(end + 1)) {
                value += fraction;
                at = end;
                broken = true;
            }
        }
        if broken {
            n = 0;
        }
        // 1/2 after a blank, or after a whole number: 2 1/2
        if !broken && self.bytes.get(at) == Some(&b'/') && n == 1 && digit(at + 1) && !digit(at + 2)
        {
            let low = f64::from(self.bytes[at + 1] - b'0');
            let after = self.bytes.get(at + 2).copied().unwrap_or(b' ');
            if low > value && value > 0.0 && after != b'/' && !after.is_ascii_alphabetic() {
                return self.number(start, at + 2, value / low, Form::Digits, 0, true);
            }
        }
        let rest = &self.bytes[at..];
        let ends = |k: usize| !rest.get(k).is_some_and(u8::is_ascii_alphanumeric);
        let form = match rest {
            [a, b, ..] if !broken && ends(2) => {
                match (a.to_ascii_lowercase(), b.to_ascii_lowercase()) {
                    (b's', b't') | (b'n', b'd') | (b'r', b'd') | (b't', b'h') => {
                        at += 2;
                        Form::OrdinalDigits
                    }
                    (b'\'', b's') if value % 10.0 == 0.0 && (n == 2 || n == 4) => {
                        at += 2;
                        Form::Plural
                    }
                    (b's', _) if ends(1) => {
                        at += 1;
                        Form::Plural
                    }
                    _ => Form::Digits,
                }
            }
            [b's', ..] if !broken && ends(1) => {
                at += 1;
                Form::Plural
            }
            _ => Form::Digits,
        };
        self.number(start, at, value, form, n, broken)
    }

    fn number(
        &mut self,
        start: usize,
        end: usize,
        value: f64,
        form: Form,
        digits: usize,
        broken: bool,
    ) -> usize {
        self.close_run();
        let shape = Shape {
            form,
            digits: digits.min(9) as u8,
            broken,
            value,
        };
        let flags = Flags(self.pending | Flags::NUMBER);
        self.pending = 0;
        self.tokens.push(Token {
            start: start as u32,
            end: end as u32,
            kind: Lexicon::number_type(number_type(shape)),
            word: 0,
            flags,
            num: value,
        });
        end
    }

    /// A punctuation mark; `code` is its ASCII form, or 1 for a dash between
    /// clauses, 2 for any other sign.
    fn mark(&mut self, start: usize, len: usize, code: u8) -> usize {
        if code != b'-' {
            self.close_run();
        }
        let mut end = start + len;
        let mut code = code;
        match code {
            b'-' if self.bytes.get(start..start + 2) == Some(b"--") => {
                end = start + 2;
                while self.bytes.get(end) == Some(&b'-') {
                    end += 1;
                }
                code = 1;
                self.close_run();
            }
            b'`' => code = b'"',
            _ => {}
        }
        let word = self.lexicon.find(&[code], lexicon::hash(&[code]));
        let flags = Flags(self.pending);
        self.pending = 0;
        if matches!(code, b'.' | b'!' | b'?') {
            self.pending = self.sentence_end(end);
        }
        self.tokens.push(Token {
            start: start as u32,
            end: end as u32,
            kind: if word == 0 {
                lexicon::OTHER
            } else {
                Lexicon::word_type(word)
            },
            word,
            flags,
            num: 0.0,
        });
        end
    }

    /// After a stop at `at`: does a sentence begin with the next token? Quotes
    /// and brackets that close are passed over.
    fn sentence_end(&self, at: usize) -> u8 {
        let rest = &self.bytes[at..];
        let closing = rest
            .iter()
            .take(8)
            .take_while(|b| matches!(b, b'"' | b'\'' | b')' | b']') || !b.is_ascii())
            .count();
        match rest.get(closing) {
            None => Flags::SENTENCE,
            Some(b) if b.is_ascii_whitespace() || closing > 0 => Flags::SENTENCE,
            Some(b'[') => Flags::SENTENCE,
            Some(_) => 0,
        }
    }
}
