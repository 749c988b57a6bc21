//! Where sentences end, told from the tokens.

use super::chars::{is_closing, is_dash, is_opening};
use super::lists::lists;
use super::{Gap, Piece, Stop};
use crate::calendar::{is_month, is_short_month, is_weekday};

/// A sentence has so many pieces at most: a text without a stop, such as a table that
/// lost its lines, would take what reads one sentence time that grows with its square.
const MOST: usize = 5000;

/// Index after the last piece of each sentence.
pub(super) fn ends(text: &str, pieces: &[Piece]) -> Vec<u32> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut i = 0;
    while i < pieces.len() {
        let end = match boundary(text, pieces, start, i) {
            Some(end) => end,
            None if i - start >= MOST && pieces.get(i + 1).is_none_or(|p| p.gap != Gap::None) => {
                i + 1
            }
            None => {
                i += 1;
                continue;
            }
        };
        out.push(u32::try_from(end).unwrap_or(u32::MAX));
        start = end;
        i = end;
    }
    if start < pieces.len() {
        out.push(u32::try_from(pieces.len()).unwrap_or(u32::MAX));
    }
    out
}

/// The end of the sentence that begins at `start`, where piece `i` ends it.
fn boundary(text: &str, pieces: &[Piece], start: usize, i: usize) -> Option<usize> {
    let of = |k: usize| pieces[k].span.of(text);
    let next_breaks = |k: usize| pieces.get(k).is_none_or(|p| p.gap == Gap::Break);
    if next_breaks(i + 1) {
        return Some(i + 1);
    }
    let word = of(i);
    if let Some(end) = dateline(text, pieces, start, i) {
        return Some(end);
    }
    if label(text, pieces, start, i) || entry(text, pieces, start, i) {
        return Some(i + 1);
    }
    let stops = is_stop(word);
    match pieces[i].stop {
        Stop::Never => return None,
        Stop::Plain if !stops => return None,
        _ => {}
    }
    // Closing quotation marks and brackets belong to the sentence they close.
    let mut end = i + 1;
    while end < pieces.len()
        && pieces[end].gap == Gap::None
        && of(end).chars().all(is_closing)
        && (pieces.get(end + 1).is_none_or(|p| p.gap != Gap::None)
            || !of(end).chars().all(is_opening))
    {
        end += 1;
    }
    // So do the numbers of notes: 'in 1805.[18] The'.
    while end + 2 < pieces.len()
        && of(end) == "["
        && of(end + 2) == "]"
        && of(end + 1).bytes().all(|b| b.is_ascii_digit())
        && pieces[end..end + 3].iter().all(|p| p.gap != Gap::Break)
        && (pieces[end].gap == Gap::None || pieces.get(end + 3).is_some_and(|p| p.gap != Gap::None))
    {
        end += 3;
    }
    if next_breaks(end) {
        return Some(end);
    }
    // The first word of what follows.
    let mut next = end;
    while next < pieces.len()
        && next < end + 4
        && pieces[next].gap != Gap::Break
        && of(next)
            .chars()
            .all(|c| is_opening(c) || is_dash(c) || c == '*' || c == '•' || c == '…' || c == '.')
    {
        next += 1;
    }
    let following = pieces.get(next).map_or("", |p| p.span.of(text));
    let first = following.chars().next().unwrap_or(' ');
    if pieces[end].gap == Gap::None && !(first.is_uppercase() && next == end && word == ".") {
        return None;
    }
    if pieces[i].stop == Stop::Maybe {
        let begins = lists().is_starter(following) && first.is_uppercase();
        let quote = end > i + 1 && first.is_uppercase();
        return (begins || quote && !of(i + 1).starts_with(')')).then_some(end);
    }
    if is_stop(of(end)) {
        return None;
    }
    if first.is_lowercase() {
        // Careless text: a long word with a stop is no abbreviation.
        let before = i.checked_sub(1).filter(|&b| b >= start).map_or("", of);
        let long = before.chars().count() >= 5 && before.chars().all(char::is_lowercase);
        let ends = match word {
            "." => long,
            "?" => end == i + 1 && !reports(text, pieces, next),
            _ => false,
        };
        return (ends && end == next).then_some(end);
    }
    // A number or sign of a list that stands alone is no sentence: '1. Talks'.
    if i == start + 1 && word == "." && is_item(of(start)) {
        return None;
    }
    if word.starts_with(['!', '?']) && end > i + 1 && reports(text, pieces, next) {
        return None;
    }
    // A bracket in the middle of a sentence: '(why?) The' ends, '(sic!) and' not.
    Some(end)
}

/// True for marks that end a sentence.
fn is_stop(word: &str) -> bool {
    match word {
        "." | "!" | "?" | "…" | "..." | "。" | "！" | "？" | "؟" | "।" => true,
        _ => word.len() > 1 && word.bytes().all(|b| matches!(b, b'.' | b'!' | b'?')),
    }
}

/// '1', 'a', 'iv': what numbers the items of a list.
fn is_item(word: &str) -> bool {
    (word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit()))
        || (word.len() == 1 && word.bytes().all(|b| b.is_ascii_alphabetic()))
        || (word.len() <= 4
            && word
                .bytes()
                .all(|b| matches!(b, b'i' | b'v' | b'x' | b'I' | b'V' | b'X')))
}

/// True where a reporting verb follows within a few words: '"Why?" Lund asked.'
fn reports(text: &str, pieces: &[Piece], next: usize) -> bool {
    pieces[next..]
        .iter()
        .take(6)
        .take_while(|p| p.gap != Gap::Break)
        .map(|p| p.span.of(text))
        .take_while(|w| !is_stop(w))
        .any(|w| {
            matches!(
                w,
                "said"
                    | "says"
                    | "asked"
                    | "asks"
                    | "told"
                    | "wrote"
                    | "added"
                    | "replied"
                    | "shouted"
                    | "cried"
                    | "demanded"
                    | "wondered"
                    | "answered"
            )
        })
}

/// True for the colon behind the name of a matter at the start of a paragraph,
/// 'Syrian civil war: The envoys met.'
fn label(text: &str, pieces: &[Piece], start: usize, i: usize) -> bool {
    const LONGEST: usize = 8;
    let of = |k: usize| pieces[k].span.of(text);
    let opens = start == 0 || pieces[start].gap == Gap::Break;
    if of(i) != ":" || !opens || i < start + 2 || i > start + LONGEST {
        return false;
    }
    let follows = pieces
        .get(i + 1)
        .is_some_and(|p| p.gap == Gap::Blank && p.span.of(text).starts_with(char::is_uppercase));
    // 'The cause of the war: oil' is a sentence.
    let named = |w: &str| {
        !w.starts_with(char::is_lowercase)
            || is_matter(w)
            || matches!(
                w,
                "anti"
                    | "border"
                    | "by"
                    | "civil"
                    | "debt"
                    | "economic"
                    | "financial"
                    | "general"
                    | "hostage"
                    | "in"
                    | "local"
                    | "military"
                    | "nuclear"
                    | "of"
                    | "parliamentary"
                    | "peace"
                    | "political"
                    | "presidential"
                    | "refugee"
                    | "'s"
                    | "’s"
            )
    };
    let words = || (start..i).map(of);
    follows && words().any(is_matter) && words().all(named) && !matches!(of(start), "The" | "A")
}

/// True for what a running story is called by.
fn is_matter(word: &str) -> bool {
    let plain = word.strip_suffix('s').unwrap_or(word);
    matches!(
        plain,
        "attack"
            | "bombing"
            | "campaign"
            | "conflict"
            | "crisi"
            | "dispute"
            | "election"
            | "insurgency"
            | "invasion"
            | "occupation"
            | "offensive"
            | "proces"
            | "programme"
            | "program"
            | "protest"
            | "rebellion"
            | "referendum"
            | "revolution"
            | "riot"
            | "standoff"
            | "strike"
            | "talk"
            | "unrest"
            | "uprising"
            | "war"
    )
}

/// The end of a dateline, 'GENEVA, June 1 (Agency) -', at the start of a
/// paragraph: capitals, then a dash before the first verb could come.
fn dateline(text: &str, pieces: &[Piece], start: usize, i: usize) -> Option<usize> {
    const LONGEST: usize = 14;
    if i < start + 1 || i > start + LONGEST {
        return None;
    }
    if start > 0 && pieces[start].gap != Gap::Break {
        return None;
    }
    let of = |k: usize| pieces[k].span.of(text);
    let dash = of(i);
    if !dash.chars().all(is_dash) || pieces[i].gap == Gap::None {
        return None;
    }
    // Something has to follow on the same line, after a blank.
    if pieces.get(i + 1).is_none_or(|p| p.gap != Gap::Blank) {
        return None;
    }
    let first = of(start);
    let upper = first.chars().count() > 1 && first.chars().all(char::is_uppercase);
    // 'Oslo, Norway - The envoys': a comma or bracket, and a capital after it.
    let then = of(i + 1).trim_start_matches(is_opening);
    let then = if then.is_empty() {
        pieces.get(i + 2).map_or("", |p| p.span.of(text))
    } else {
        then
    };
    // 'Oslo, June 1 (Agency) - Envoys': the day and the agency say enough.
    let dated = of(i - 1) == ")" && (start..i).any(|k| is_month(&of(k).to_lowercase()));
    let titled = first.starts_with(char::is_uppercase)
        && then.starts_with(char::is_uppercase)
        && (lists().is_starter(then) || dated)
        && pieces[i].gap == Gap::Blank;
    if !upper && !titled {
        return None;
    }
    // Nothing but place, region, date, agency and marks before the dash.
    let mut depth = 0i32;
    let mut marked = false;
    for k in start..i {
        let w = of(k);
        match w {
            "(" => {
                depth += 1;
                marked = true;
            }
            ")" => depth -= 1,
            "," | "/" | "." | "-" | ";" => marked |= w == ",",
            _ if depth > 0 => {}
            _ => {
                let fits = w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
                if !fits {
                    return None;
                }
            }
        }
    }
    let short =
        upper && i - start <= 3 && (start..i).all(|k| of(k).chars().all(|c| !c.is_lowercase()));
    (depth == 0 && (marked || short)).then_some(i + 1)
}

/// True for a word of a date as it heads an entry of a chronology.
fn is_date_word(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    is_month(&word)
        || is_short_month(&word)
        || is_weekday(&word)
        || matches!(word.as_str(), "of" | "the")
}

/// True for the last piece of a clock or date that heads an entry: '14:40 The
/// crossing will reopen', '8 April: Kenya closed its border'.
fn entry(text: &str, pieces: &[Piece], start: usize, i: usize) -> bool {
    const LONGEST: usize = 6;
    let of = |k: usize| pieces[k].span.of(text);
    let opens = start == 0 || pieces[start].gap == Gap::Break;
    let next = pieces.get(i + 1).filter(|p| p.gap == Gap::Blank);
    let Some(next) = next.filter(|_| opens && i - start <= LONGEST) else {
        return false;
    };
    let capital = next
        .span
        .of(text)
        .starts_with(|c: char| c.is_uppercase() || is_opening(c));
    if !capital {
        return false;
    }
    if i == start {
        return is_clock(of(i));
    }
    let number = |w: &str| {
        let digits = w.trim_end_matches(|c: char| c.is_ascii_lowercase());
        !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let fits = |k: usize| matches!(of(k), "," | ".") || number(of(k)) || is_date_word(of(k));
    let named = (start..i).any(|k| of(k).len() > 2 && is_date_word(of(k)) && of(k) != "the");
    of(i) == ":" && named && (start..i).all(fits)
}

/// '14:40', '9.05'.
fn is_clock(word: &str) -> bool {
    let Some((hour, minute)) = word.split_once([':', '.']) else {
        return false;
    };
    let digits = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_digit());
    digits(hour)
        && hour.len() <= 2
        && digits(minute)
        && minute.len() == 2
        && hour.parse::<u8>().is_ok_and(|h| h < 24)
        && minute.parse::<u8>().is_ok_and(|m| m < 60)
}
