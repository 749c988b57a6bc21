//! Tokens of one run of characters between blanks.

use super::chars::{is_apostrophe, is_closing, is_dash, is_hyphen, is_opening, is_word};
use super::lists::{Abbreviation, lists};
use super::{Gap, Piece, Stop};
use dateline_record::Span;

/// Splits runs and remembers across them whether a single quotation mark is
/// open, which tells "the parties' talks" from 'the parties'.
#[derive(Debug, Default)]
pub(super) struct Chunker {
    single_open: bool,
}

/// A run longer than this is no word, number or address that needs a list.
const LONGEST_ADDRESS: usize = 2_000;

impl Chunker {
    /// To be called where a new paragraph or heading begins.
    pub fn new_line(&mut self) {
        self.single_open = false;
    }

    /// Splits the run `s`, which begins at byte `base` of `text`.
    pub fn read(&mut self, s: &str, base: usize, text: &str, out: &mut Vec<Piece>) {
        let first = out.len();
        let mut run = Run {
            s,
            base,
            text,
            out,
            first,
        };
        if s.bytes().all(|b| b.is_ascii_lowercase()) {
            run.word(0, s.len());
            return;
        }
        let mut at = 0;
        while at < s.len() {
            at = self.next(&mut run, at);
        }
    }

    /// Reads the token at `at`; gives the byte after it.
    fn next(&mut self, run: &mut Run<'_, '_>, at: usize) -> usize {
        let rest = &run.s[at..];
        let Some(c) = rest.chars().next() else {
            return run.s.len();
        };
        if let Some(len) = address(rest) {
            run.push(at, at + len, false, Stop::Plain);
            return at + len;
        }
        let second = rest[c.len_utf8()..].chars().next();
        // '#talks', '@lund': the sign is part of the name.
        if matches!(c, '#' | '@') && second.is_some_and(char::is_alphabetic) {
            let end = at + 1 + word_len(&rest[1..]);
            run.push(at, end, false, Stop::Plain);
            return end;
        }
        if let Some(len) = face(rest) {
            run.push(at, at + len, false, Stop::Plain);
            return at + len;
        }
        if is_word(c)
            || (matches!(c, '.' | '+') && second.is_some_and(|d| d.is_ascii_digit()) && at == 0)
        {
            let end = at + word_len(rest);
            return run.finish_word(at, end, &mut self.single_open);
        }
        if is_apostrophe(c) {
            if let Some(len) = run.clitic_alone(at) {
                run.push(at, at + len, false, Stop::Plain);
                return at + len;
            }
            let doubled = second == Some(c);
            let len = c.len_utf8() * if doubled { 2 } else { 1 };
            if !doubled {
                let opens = rest[len..]
                    .chars()
                    .next()
                    .is_some_and(|d| is_word(d) || is_opening(d));
                self.single_open = opens && c != '’';
                if c == '’' && !opens {
                    self.single_open = false;
                }
            }
            run.push(at, at + len, false, Stop::Plain);
            return at + len;
        }
        let len = mark_len(rest, c);
        run.push(at, at + len, false, Stop::Plain);
        at + len
    }
}

/// One run of characters and where its pieces go.
struct Run<'a, 'o> {
    s: &'a str,
    base: usize,
    text: &'a str,
    out: &'o mut Vec<Piece>,
    first: usize,
}

impl Run<'_, '_> {
    fn push(&mut self, start: usize, end: usize, joined: bool, stop: Stop) {
        self.out.push(Piece {
            span: Span::from_usize(self.base + start, self.base + end),
            gap: Gap::None,
            joined,
            stop,
        });
    }

    /// A word without inner marks: several words written as one, or one.
    fn word(&mut self, start: usize, end: usize) {
        let word = &self.s[start..end];
        match lists().contraction(word) {
            Some(parts) => {
                let mut from = start;
                for (i, len) in parts.iter().enumerate() {
                    self.push(from, from + len, i > 0, Stop::Plain);
                    from += len;
                }
            }
            None => self.push(start, end, false, Stop::Plain),
        }
    }

    /// "'s" or "n't" that stand alone, split off by whoever wrote the text.
    fn clitic_alone(&self, at: usize) -> Option<usize> {
        let rest = &self.s[at..];
        let letters = rest.trim_start_matches(is_apostrophe);
        let word = letters
            .find(|c| !is_word(c))
            .map_or(letters, |n| &letters[..n]);
        let short = matches!(
            word,
            "s" | "S" | "m" | "d" | "ll" | "ve" | "re" | "em" | "til" | "tis" | "twas"
        ) && rest.len() - letters.len() <= 3;
        let decade = word.len() == 3
            && word.ends_with('s')
            && word.as_bytes()[..2].iter().all(u8::is_ascii_digit);
        ((short && at == 0 && letters.len() == word.len()) || (decade && at == 0))
            .then(|| rest.len() - letters.len() + word.len())
    }

    /// A word found at `start..end` of the run: cuts clitics and units off,
    /// adds the full stop of an abbreviation. Gives the byte after it.
    fn finish_word(&mut self, start: usize, end: usize, single_open: &mut bool) -> usize {
        let word = &self.s[start..end];
        let after = self.s[end..].chars().next();
        if after == Some('.')
            && !self.s[end + 1..].starts_with('.')
            && let Some(stop) = self.abbreviation(word, end + 1)
        {
            let dot = end + 1;
            self.push(start, dot, false, stop);
            return dot;
        }
        // 'US$', 'HK$': the letters belong to the sign.
        if after == Some('$') && word.len() <= 3 && word.bytes().all(|b| b.is_ascii_uppercase()) {
            self.push(start, end + 1, false, Stop::Plain);
            return end + 1;
        }
        if let Some(cut) = clitic(word) {
            let cut = start + cut;
            if lists().contraction(&self.s[start..cut]).is_none() {
                self.push(start, cut, false, Stop::Plain);
            } else {
                self.word(start, cut);
            }
            self.push(cut, end, true, Stop::Plain);
            return end;
        }
        // The possessive of a plural: "the parties'".
        if let Some(mark) = after.filter(|&c| is_apostrophe(c) && c != '‘' && c != '`') {
            let mark_end = end + mark.len_utf8();
            let beyond = self.s[mark_end..].chars().next();
            let ends = beyond.is_none_or(|c| !is_word(c) && !is_apostrophe(c));
            if ends && !*single_open && word.ends_with(['s', 'S', 'x', 'z']) && word.len() > 1 {
                self.push(start, end, false, Stop::Plain);
                self.push(end, mark_end, true, Stop::Plain);
                return mark_end;
            }
            if !ends {
                // a word such as O'Neill was read whole; nothing to do here
            } else if *single_open {
                *single_open = false;
            }
        }
        if let Some(cut) = unit(
            word,
            start > 0 && self.s[..start].ends_with(['$', '€', '£']),
        ) {
            self.push(start, start + cut, false, Stop::Plain);
            let unit_end = end + usize::from(after == Some('.') && self.unit_takes_stop(end));
            self.push(
                start + cut,
                unit_end,
                false,
                if unit_end > end {
                    Stop::Maybe
                } else {
                    Stop::Plain
                },
            );
            return unit_end;
        }
        self.word(start, end);
        end
    }

    /// True where a unit such as 'p.m' is followed by its own full stop.
    fn unit_takes_stop(&self, end: usize) -> bool {
        self.s[..end].ends_with(".m") || self.s[..end].ends_with(".M")
    }

    /// Whether the full stop that ends at `end` belongs to the word before it.
    fn abbreviation(&self, word: &str, end: usize) -> Option<Stop> {
        let next = self.following(end);
        let next_char = next.chars().next();
        if let Some(class) = lists().abbreviation(word) {
            return match class {
                Abbreviation::Inner => Some(Stop::Never),
                Abbreviation::End => Some(Stop::Maybe),
                Abbreviation::Number => next_char
                    .is_some_and(|c| c.is_ascii_digit())
                    .then_some(Stop::Never),
                Abbreviation::Month => next_char
                    .is_some_and(|c| {
                        c.is_ascii_digit()
                            || c == ','
                            || c.is_lowercase()
                            || is_closing(c) && end < self.s.len()
                    })
                    .then_some(Stop::Never),
            };
        }
        if is_initials(word) {
            return Some(Stop::Maybe);
        }
        let mut letters = word.chars();
        let (Some(letter), None) = (letters.next(), letters.next()) else {
            // A chunk such as 'J.-P.' or 'Jean-J.' is left to the hyphen.
            return None;
        };
        if !letter.is_uppercase() {
            return None;
        }
        // An initial stands before a name, a further initial or a comma.
        let name_follows = next_char.is_some_and(|c| c.is_uppercase() || c == ',' || is_hyphen(c));
        let next_word = next.find(|c| !is_word(c)).map_or(next, |n| &next[..n]);
        (name_follows
            && !(letter != 'I' && lists().is_starter(next_word) && !self.name_before())
            && !(letter == 'I' && lists().is_starter(next_word)))
        .then_some(Stop::Never)
    }

    /// True where the piece before this run is a word with a capital letter.
    fn name_before(&self) -> bool {
        self.first > 0
            && self.out[self.first - 1]
                .span
                .of(self.text)
                .starts_with(char::is_uppercase)
    }

    /// The text after byte `end` of the run, without the blanks between.
    fn following(&self, end: usize) -> &str {
        let from = self.base + end;
        let rest = self.text.get(from..).unwrap_or("");
        // A few bytes are enough: the next word, and no more than some blanks.
        let mut to = rest.len().min(64);
        while !rest.is_char_boundary(to) {
            to -= 1;
        }
        rest[..to].trim_start()
    }
}

/// True for letters with stops between them: 'U.S', 'p.m', 'Ph.D'.
fn is_initials(word: &str) -> bool {
    word.contains('.')
        && word.split('.').enumerate().all(|(i, part)| {
            let n = part.chars().count();
            part.chars().all(char::is_alphabetic) && (n == 1 || (n == 2 && i == 0))
        })
}

/// Where the clitic of a word begins: "n't", "'s", "'ll" and so on.
fn clitic(word: &str) -> Option<usize> {
    let mark = word.rfind(is_apostrophe)?;
    let mark_len = word[mark..].chars().next().map_or(0, char::len_utf8);
    let tail = &word[mark + mark_len..];
    if mark == 0 {
        return None;
    }
    match tail {
        "s" | "S" | "m" | "M" | "d" | "D" | "ll" | "LL" | "ve" | "VE" | "re" | "RE" => Some(mark),
        "t" | "T" if word[..mark].ends_with(['n', 'N']) && mark > 1 => Some(mark - 1),
        _ => None,
    }
}

/// Where the unit that follows a number begins: '5|pm', '3.2|bn'.
fn unit(word: &str, money: bool) -> Option<usize> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let cut = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ':')))?;
    let tail = &word[cut..];
    if word[..cut].ends_with(['.', ',', ':']) {
        return None;
    }
    let dotted = matches!(tail, "p.m" | "a.m" | "P.M" | "A.M");
    (dotted || lists().is_unit(tail) || (money && tail.chars().all(char::is_alphabetic)))
        .then_some(cut)
}

/// Length of the word at the start of `s`, inner marks included.
fn word_len(s: &str) -> usize {
    let mut at = 0;
    // Where the part since the last hyphen, slash or stop began.
    let mut part = 0;
    let mut hyphens = 0;
    while let Some(c) = s[at..].chars().next() {
        if is_word(c) {
            at += c.len_utf8();
            continue;
        }
        let next_at = at + c.len_utf8();
        let next = s[next_at..].chars().next();
        let Some(d) = next.filter(|&d| is_word(d)) else {
            if at == 0 {
                // A leading '.' or '+' before a digit was let in by the caller.
                at = next_at;
                continue;
            }
            break;
        };
        let before = s[..at].chars().next_back();
        let digit_before = before.is_some_and(|b| b.is_ascii_digit());
        let digit_after = d.is_ascii_digit();
        let goes_on = match c {
            '.' if at == 0 => true,
            '+' => at == 0,
            '.' => dot_joins(s, part, at, next_at),
            ',' => {
                digit_before && digit_after && {
                    let tail = &s.as_bytes()[next_at..];
                    tail.iter().take_while(|b| b.is_ascii_digit()).count() == 3
                }
            }
            ':' => digit_before && digit_after,
            '/' => (digit_before && digit_after) || (at - part == 1 && single_letter(s, next_at)),
            '&' => before.is_some_and(char::is_uppercase) && d.is_uppercase(),
            '_' | '*' => true,
            _ if is_apostrophe(c) => c != '‘',
            _ if is_hyphen(c) => {
                hyphens += 1;
                let prefix = &s[part..at];
                if digit_before && digit_after {
                    hyphens > 1 || number_with_hyphen(s, at, next_at)
                } else {
                    hyphens == 1
                        && part == 0
                        && !is_acronym(prefix, d)
                        && (lists().is_prefix(prefix) || is_given_name(prefix, &s[next_at..]))
                }
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        if !is_apostrophe(c) {
            part = next_at;
        }
        at = next_at;
    }
    at.max(s.chars().next().map_or(0, char::len_utf8))
}

/// 'UN-brokered' is of the UN, whatever 'un-' is elsewhere.
fn is_acronym(prefix: &str, next: char) -> bool {
    prefix.len() >= 2 && prefix.chars().all(char::is_uppercase) && next.is_lowercase()
}

/// True where one letter stands alone at `at`: 's/he', 'I/C'.
fn single_letter(s: &str, at: usize) -> bool {
    let part = s[at..]
        .find(|c| !is_word(c))
        .map_or(&s[at..], |n| &s[at..at + n]);
    part.len() <= 2 && part.chars().all(char::is_alphabetic)
}

/// True where a stop between two letters or digits does not end a sentence
/// whose blank was forgotten ('talks.The').
fn dot_joins(s: &str, part: usize, at: usize, next_at: usize) -> bool {
    let before = &s[part..at];
    let after = &s[next_at..];
    let after = after.find(|c| !is_word(c)).map_or(after, |n| &after[..n]);
    let capital = after.starts_with(char::is_uppercase);
    let long = |w: &str| w.chars().nth(1).is_some();
    let small = |w: &str| w.chars().all(char::is_lowercase);
    !(capital
        && long(before)
        && before.chars().skip(1).all(char::is_lowercase)
        && before.chars().all(char::is_alphabetic)
        && (after.chars().count() == 1
            || small(&after[after.chars().next().map_or(0, char::len_utf8)..])))
}

/// 'Jae-in', 'Joon-oh': a name whose second syllable is also a small word, which
/// would be read as one if it stood alone.
fn is_given_name(first: &str, rest: &str) -> bool {
    let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
    let more = rest[end..].starts_with(is_hyphen);
    let mut letters = first.chars();
    let name = letters.next().is_some_and(char::is_uppercase)
        && letters.as_str().chars().next().is_some()
        && letters.all(char::is_lowercase);
    let small = [
        "in", "on", "an", "a", "o", "oh", "so", "do", "no", "he", "ha",
    ];
    name && !more && small.contains(&&rest[..end])
}

/// '376-9004' and '2018-06-01' are one token, '2018-19' and '5-10' three.
fn number_with_hyphen(s: &str, at: usize, next_at: usize) -> bool {
    let digits_before = s[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
    let tail = &s[next_at..];
    let digits_after = tail.bytes().take_while(u8::is_ascii_digit).count();
    let more = tail[digits_after..].starts_with('-')
        && tail[digits_after + 1..].starts_with(|c: char| c.is_ascii_digit());
    more || (digits_before <= 3 && digits_after == 4)
}

/// Length of a web or mail address, or a file path, at the start of `s`.
fn address(s: &str) -> Option<usize> {
    let bytes = s.as_bytes();
    if bytes.len() < 4 || bytes.len() > LONGEST_ADDRESS || !bytes[0].is_ascii_alphanumeric() {
        return None;
    }
    let head = &bytes[..bytes.len().min(8)];
    let lower = |w: &[u8]| head.len() >= w.len() && head[..w.len()].eq_ignore_ascii_case(w);
    let web = lower(b"http://")
        || lower(b"https://")
        || lower(b"www.")
        || lower(b"ftp://")
        || lower(b"mailto:");
    let mail = !web
        && s.find('@').is_some_and(|n| {
            n > 0
                && bytes[..n]
                    .iter()
                    .all(|&b| b.is_ascii_alphanumeric() || b"._-+%".contains(&b))
                && bytes.get(n + 1).is_some_and(u8::is_ascii_alphanumeric)
        });
    if !web && !mail {
        return None;
    }
    let mut end = s.find(['<', '>', '"', '“', '”', '|']).unwrap_or(s.len());
    // Marks at the end belong to the sentence, and so does a bracket that the
    // address did not open.
    loop {
        let part = &s[..end];
        let last = part.chars().next_back()?;
        let loose = matches!(
            last,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | ']' | '}' | '*'
        ) || (last == ')' && !part.contains('('));
        if !loose {
            return (end > 3).then_some(end);
        }
        end -= last.len_utf8();
    }
}

/// Length of a face such as ':-)' that ends a run.
fn face(s: &str) -> Option<usize> {
    matches!(
        s.trim_end_matches(['.', ',', '!']),
        ":)" | ":(" | ":-)" | ":-(" | ";)" | ";-)" | ":D" | ":-D" | ":P" | ":-P" | "=)"
    )
    .then(|| s.trim_end_matches(['.', ',', '!']).len())
}

/// Length of the mark, or the run of marks, at the start of `s`.
fn mark_len(s: &str, c: char) -> usize {
    let run = |test: &dyn Fn(char) -> bool| s.find(|d| !test(d)).unwrap_or(s.len());
    match c {
        '.' | '!' | '?' => run(&|d| matches!(d, '.' | '!' | '?')),
        '*' | '=' | '_' | '~' | '#' | '|' | '<' | '>' | '+' | '^' | '$' => run(&|d| d == c),
        '[' if s.starts_with("[...]") => 5,
        _ if is_dash(c) => run(&|d| d == c),
        _ => c.len_utf8(),
    }
}
