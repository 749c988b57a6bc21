//! What the network sees of a word: hashes of its form, endings and shape,
//! and a word vector. As the trainer computes it, bit for bit.

use std::borrow::Cow;

/// A form with typographic marks made plain: one kind of apostrophe,
/// quotation mark and hyphen, no invisible characters.
pub(crate) fn plain(form: &str) -> Cow<'_, str> {
    let simple = match form {
        "''" | "``" => return Cow::Borrowed("\""),
        "--" | "---" => return Cow::Borrowed("-"),
        _ => form.bytes().all(|b| b < 0x80 && b != b'`'),
    };
    if simple {
        return Cow::Borrowed(form);
    }
    let mut out = String::with_capacity(form.len());
    for c in form.chars() {
        match c {
            '‘' | '’' | '‚' | '‛' | '`' | '´' | '′' => out.push('\''),
            '“' | '”' | '„' | '‟' | '«' | '»' | '″' => out.push('"'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
            '…' => out.push_str("..."),
            '\u{A0}' => out.push(' '),
            '\u{200B}' | '\u{AD}' | '\u{FEFF}' => {}
            c => out.push(c),
        }
    }
    match out.as_str() {
        "''" => Cow::Borrowed("\""),
        "--" | "---" => Cow::Borrowed("-"),
        "" => Cow::Borrowed(form),
        _ => Cow::Owned(out),
    }
}

/// Buffers for the strings of one word.
#[derive(Debug, Default)]
pub(super) struct Strings {
    /// Lower case.
    pub low: String,
    /// Lower case with digits as 0.
    pub norm: String,
    shape: String,
    /// Bytes of `norm` where its code points begin, and its end.
    starts: Vec<usize>,
}

impl Strings {
    /// Fills the buffers for a plain form.
    pub fn set(&mut self, plain: &str) {
        self.low.clear();
        self.norm.clear();
        self.shape.clear();
        self.starts.clear();
        if plain.is_ascii() {
            self.low.push_str(plain);
            self.low.make_ascii_lowercase();
        } else {
            self.low.push_str(&plain.to_lowercase());
        }
        for (_, c) in self.low.char_indices() {
            self.starts.push(self.norm.len());
            self.norm.push(if c.is_ascii_digit() { '0' } else { c });
        }
        self.starts.push(self.norm.len());
        let mut last = '\0';
        let mut run = 0;
        for c in plain.chars() {
            let class = if c.is_ascii_digit() {
                'd'
            } else if c.is_alphabetic() {
                if c.is_uppercase() { 'X' } else { 'x' }
            } else {
                c
            };
            run = if class == last { run + 1 } else { 1 };
            last = class;
            if run <= 3 {
                self.shape.push(class);
            }
        }
    }

    fn first(&self, n: usize) -> &str {
        &self.norm[..self.starts[n.min(self.starts.len() - 1)]]
    }

    fn last(&self, n: usize) -> &str {
        &self.norm[self.starts[(self.starts.len() - 1).saturating_sub(n)]..]
    }

    /// The string that a table hashes.
    pub fn of(&self, feature: Feature) -> &str {
        match feature {
            Feature::Norm => &self.norm,
            Feature::Shape => &self.shape,
            Feature::Prefix(n) => self.first(n),
            Feature::Suffix(n) => self.last(n),
        }
    }
}

/// What a table is asked with.
#[derive(Clone, Copy, Debug)]
pub(super) enum Feature {
    Norm,
    Shape,
    Prefix(usize),
    Suffix(usize),
}

impl Feature {
    /// The feature that a table of this name holds.
    pub fn named(name: &str) -> Option<Self> {
        let count = |rest: &str| rest.parse().ok().filter(|n| (1..=16).contains(n));
        match name {
            "norm" => Some(Self::Norm),
            "shape" => Some(Self::Shape),
            _ => match (name.strip_prefix("pre"), name.strip_prefix("suf")) {
                (Some(n), _) => count(n).map(Self::Prefix),
                (_, Some(n)) => count(n).map(Self::Suffix),
                _ => None,
            },
        }
    }
}

/// The two rows of a table that a string falls on.
pub(super) fn rows(seed: u8, text: &str, rows: usize) -> [usize; 2] {
    let mut h: u64 = 0xcbf2_9ce4_8422_2325;
    for b in std::iter::once(seed).chain(text.bytes()) {
        h = (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3);
    }
    h ^= h >> 33;
    h = h.wrapping_mul(0xff51_afd7_ed55_8ccd);
    h ^= h >> 33;
    let n = rows as u64;
    [((h & 0xffff_ffff) % n) as usize, ((h >> 32) % n) as usize]
}
