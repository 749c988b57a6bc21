//! The word lists: which words belong to which classes, with what value.
//!
//! A list is a file `rules/en/time/words/CLASS.tsv`: a word (or several words
//! parted by blanks), a tab, its value. Lines that begin with `#` are
//! comments. A word that may carry a full stop is written with it (`sept.`).

use super::shape::NUMBER_TYPES;
use dateline_rules::RuleSet;
use std::collections::BTreeMap;

/// A word that some rule or list knows; 0 is every other word.
pub(crate) type WordId = u16;
/// A class of words.
pub(crate) type ClassId = u16;

/// Words of more bytes than this are never looked up.
pub(crate) const LONGEST: usize = 24;

/// First types: words that no list knows, by their ending.
pub(crate) const OTHER: u16 = 0;
pub(crate) const OTHER_ED: u16 = 1;
pub(crate) const OTHER_ING: u16 = 2;
pub(crate) const OTHER_S: u16 = 3;
pub(crate) const OTHER_LY: u16 = 4;
const FIRST_NUMBER: u16 = 5;
const FIRST_WORD: u16 = FIRST_NUMBER + NUMBER_TYPES as u16;

/// All words and classes.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    /// Text of each known word; position 0 is empty.
    words: Vec<String>,
    ids: BTreeMap<String, WordId>,
    /// True for words that may take a full stop.
    dotted: Vec<bool>,
    classes: Vec<String>,
    class_ids: BTreeMap<String, ClassId>,
    /// For each class: single words with their value.
    single: Vec<BTreeMap<WordId, String>>,
    /// For each class: entries of several words with their value.
    several: Vec<Vec<(Vec<WordId>, String)>>,
    /// Open-addressing table: hash to word id.
    table: Vec<WordId>,
    mask: usize,
    /// For each word: kind of numeral and value.
    numerals: Vec<Option<(char, f64)>>,
}

impl Lexicon {
    /// Reads all lists of a tree of rules.
    pub fn read(rules: &RuleSet, prefix: &str) -> Result<Self, String> {
        let mut lexicon = Self::default();
        lexicon.words.push(String::new());
        lexicon.dotted.push(false);
        for (path, text) in rules.aside(prefix) {
            let Some(name) = path
                .strip_prefix(prefix)
                .and_then(|p| p.strip_suffix(".tsv"))
            else {
                continue;
            };
            let class = lexicon.class_or_new(name);
            for (n, line) in text.lines().enumerate() {
                if line.trim().is_empty() || line.starts_with('#') {
                    continue;
                }
                let (entry, value) = line.split_once('\t').unwrap_or((line, line));
                let mut ids = Vec::new();
                for part in entry.split_whitespace() {
                    ids.push(lexicon.word_or_new(part).ok_or_else(|| {
                        format!("{path}, line {}: more than 60,000 words", n + 1)
                    })?);
                }
                let value = value.trim().to_owned();
                match ids[..] {
                    [] => return Err(format!("{path}, line {}: no word before the tab", n + 1)),
                    [word] => {
                        lexicon.single[usize::from(class)].insert(word, value);
                    }
                    _ => lexicon.several[usize::from(class)].push((ids, value)),
                }
            }
        }
        Ok(lexicon)
    }

    fn class_or_new(&mut self, name: &str) -> ClassId {
        if let Some(&id) = self.class_ids.get(name) {
            return id;
        }
        let id = self.classes.len() as ClassId;
        self.classes.push(name.to_owned());
        self.class_ids.insert(name.to_owned(), id);
        self.single.push(BTreeMap::new());
        self.several.push(Vec::new());
        id
    }

    /// The id of a word as written in a list or a pattern, made if need be;
    /// `None` only where there are too many.
    pub fn word_or_new(&mut self, word: &str) -> Option<WordId> {
        let lower = word.to_lowercase();
        let (text, dotted) = match lower.strip_suffix('.') {
            Some(t) if !t.is_empty() => (t.replace('.', ""), true),
            _ => (lower, false),
        };
        if let Some(&id) = self.ids.get(&text) {
            self.dotted[usize::from(id)] |= dotted;
            return Some(id);
        }
        let id = WordId::try_from(self.words.len()).ok()?;
        if id > 60_000 {
            return None;
        }
        self.words.push(text.clone());
        self.dotted.push(dotted);
        self.ids.insert(text, id);
        Some(id)
    }

    /// The kind and value of a number word. Kinds: `u` one to nineteen, `t`
    /// tens, `h` hundred, `l` thousand and more, `o` and `q` ordinals.
    pub fn numeral(&self, word: WordId) -> Option<(char, f64)> {
        self.numerals.get(usize::from(word)).copied().flatten()
    }

    /// True for number words.
    #[inline]
    pub fn is_numeral(&self, word: WordId) -> bool {
        self.numeral(word).is_some()
    }

    /// Makes a mark a word of its own.
    pub fn word_or_new_mark(&mut self, mark: &str) {
        let _ = self.word_or_new(mark);
    }

    /// Names of all classes, in order.
    pub fn class_names(&self) -> Vec<String> {
        self.class_ids.keys().cloned().collect()
    }

    /// All known words.
    pub fn words(&self) -> impl Iterator<Item = WordId> + '_ {
        1..self.words.len() as WordId
    }

    /// Makes the lookup tables; to be called when all words are in.
    pub fn seal(&mut self) {
        self.numerals = vec![None; self.words.len()];
        if let Some(class) = self.class("numeral") {
            for (&word, value) in &self.single[usize::from(class)] {
                let (kind, number) = value.split_at(value.len().min(1));
                if let (Some(kind), Ok(number)) = (kind.chars().next(), number.parse()) {
                    self.numerals[usize::from(word)] = Some((kind, number));
                }
            }
        }
        let size = (self.words.len() * 4).next_power_of_two().max(64);
        self.table = vec![0; size];
        self.mask = size - 1;
        for (id, word) in self.words.iter().enumerate().skip(1) {
            let mut slot = hash(word.as_bytes()) as usize & self.mask;
            while self.table[slot] != 0 {
                slot = (slot + 1) & self.mask;
            }
            self.table[slot] = id as WordId;
        }
    }

    /// The id of a word in lower case whose hash is known; 0 if unknown.
    pub fn find(&self, lower: &[u8], hash: u64) -> WordId {
        if self.table.is_empty() {
            return 0;
        }
        let mut slot = hash as usize & self.mask;
        loop {
            let id = self.table[slot];
            if id == 0 || self.words[usize::from(id)].as_bytes() == lower {
                return id;
            }
            slot = (slot + 1) & self.mask;
        }
    }

    /// The text of a known word.
    pub fn text(&self, word: WordId) -> &str {
        self.words.get(usize::from(word)).map_or("", |w| w)
    }

    /// True where a full stop after the word belongs to it.
    pub fn is_dotted(&self, word: WordId) -> bool {
        self.dotted.get(usize::from(word)).copied().unwrap_or(false)
    }

    /// A class by name.
    pub fn class(&self, name: &str) -> Option<ClassId> {
        self.class_ids.get(name).copied()
    }

    /// The value of a word in a class.
    pub fn value(&self, class: ClassId, word: WordId) -> Option<&str> {
        self.single
            .get(usize::from(class))?
            .get(&word)
            .map(String::as_str)
    }

    /// The single words of a class.
    pub fn singles(&self, class: ClassId) -> impl Iterator<Item = WordId> + '_ {
        self.single[usize::from(class)].keys().copied()
    }

    /// The entries of several words of a class, with their values.
    pub fn severals(&self, class: ClassId) -> &[(Vec<WordId>, String)] {
        &self.several[usize::from(class)]
    }

    /// The type of a known word.
    pub fn word_type(word: WordId) -> u16 {
        FIRST_WORD + word
    }

    /// The type of a number, see [`super::number_type`].
    pub fn number_type(number: usize) -> u16 {
        FIRST_NUMBER + number as u16
    }

    /// Number of all types.
    pub fn n_types(&self) -> usize {
        usize::from(FIRST_WORD) + self.words.len()
    }
}

/// The hash of [`Lexicon::find`], byte by byte.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    finish(bytes.iter().fold(SEED, |h, &b| step(h, b)))
}

pub(crate) const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// Adds one byte.
#[inline]
pub(crate) fn step(h: u64, byte: u8) -> u64 {
    (h ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// Mixes the upper bits down.
#[inline]
pub(crate) fn finish(h: u64) -> u64 {
    h ^ (h >> 29)
}
