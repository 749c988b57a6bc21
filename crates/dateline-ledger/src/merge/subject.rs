//! What tells an event from others of its kind besides time and parties: the
//! number of a round, the article, the nature of an accord.

use crate::text;
use dateline_record::{EventMention, Family, Kind, Span, Status, WAS_TO};
use serde::{Deserialize, Serialize};

/// Numbers as they count meetings.
const ORDINALS: &[(&str, u8)] = &[
    ("eighteenth", 18),
    ("eighth", 8),
    ("eleventh", 11),
    ("fifteenth", 15),
    ("fifth", 5),
    ("first", 1),
    ("fourteenth", 14),
    ("fourth", 4),
    ("nineteenth", 19),
    ("ninth", 9),
    ("second", 2),
    ("seventeenth", 17),
    ("seventh", 7),
    ("sixteenth", 16),
    ("sixth", 6),
    ("tenth", 10),
    ("third", 3),
    ("thirteenth", 13),
    ("twelfth", 12),
    ("twentieth", 20),
];

/// Numbers behind the noun that they count.
const CARDINALS: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// Which of its kind an event is, where the noun phrase before the trigger
/// says so: 'the fourth round', 'a 12th session', 'the third round of talks'.
/// `phrase` is that phrase, the nearest word first.
pub(crate) fn ordinal(text: &str, mention: &EventMention, phrase: &[String]) -> Option<u8> {
    let trigger = mention.trigger.of(text).to_lowercase();
    let own = number(&trigger)
        .or_else(|| counted_behind(text, mention, &trigger))
        .or_else(|| phrase.iter().find_map(|w| number(w)));
    if own.is_some() || phrase.last().is_none_or(|w| w != "of") {
        return own;
    }
    let before = before_of(text, mention);
    let counted = before
        .first()
        .is_some_and(|w| matches!(w.as_str(), "round" | "session" | "series"));
    if counted {
        before.iter().find_map(|w| number(w))
    } else {
        None
    }
}

/// 'Round five', 'round 14'.
fn counted_behind(text: &str, mention: &EventMention, trigger: &str) -> Option<u8> {
    if !matches!(trigger, "round" | "session") || mention.trigger.end >= mention.sentence.end {
        return None;
    }
    let rest = Span::new(mention.trigger.end, mention.sentence.end).of(text);
    let word = rest.strip_prefix(' ')?;
    let word = word
        .split(|c: char| !c.is_alphanumeric())
        .next()?
        .to_lowercase();
    let at = CARDINALS.iter().position(|w| *w == word);
    at.map_or_else(|| word.parse().ok(), |n| u8::try_from(n + 1).ok())
}

fn number(word: &str) -> Option<u8> {
    if let Ok(at) = ORDINALS.binary_search_by_key(&word, |(w, _)| w) {
        return Some(ORDINALS[at].1);
    }
    let digits = word.trim_end_matches(char::is_alphabetic);
    matches!(&word[digits.len()..], "st" | "nd" | "rd" | "th")
        .then(|| digits.parse().ok())
        .flatten()
}

/// Bytes before a trigger in which the 'of' of its phrase is looked for.
const PHRASE: u32 = 60;

/// The noun phrase before the 'of' that the trigger hangs on, the nearest word
/// first.
fn before_of(text: &str, mention: &EventMention) -> Vec<String> {
    let mut start = mention.sentence.start;
    start = start.max(mention.trigger.start.saturating_sub(PHRASE));
    while start < mention.trigger.start && !text.is_char_boundary(start as usize) {
        start += 1;
    }
    let before = Span::new(start, mention.trigger.start).of(text);
    let Some(at) = before.rfind(" of ") else {
        return Vec::new();
    };
    let at = start + at as u32;
    text::phrase_before(text, mention.sentence, Span::new(at, at), 3)
}

/// True where the event is spoken of as known, false where as one of its kind,
/// by the word that opens the noun phrase before the trigger.
pub(crate) fn definite(phrase: &[String]) -> Option<bool> {
    match phrase.last()?.as_str() {
        "the" | "that" | "this" | "these" | "those" | "their" | "its" | "his" | "her" | "such" => {
            Some(true)
        }
        "a" | "an" | "another" | "any" | "further" | "no" | "some" => Some(false),
        _ => None,
    }
}

/// True where a sentence tells the day that was planned first: 'they were originally
/// to meet on Monday', 'had first been set for May'.
pub(crate) fn is_original(text: &str, mention: &EventMention) -> bool {
    let put_off = mention.status.value == Status::Postponed
        || mention.status.rule == WAS_TO
        || mention.status.rule == "en.event.status.plan";
    if !put_off {
        return false;
    }
    let words: Vec<String> = text::words(mention.sentence.of(text)).collect();
    let pair = |a: &str, b: &str| words.windows(2).any(|w| w[0] == a && w[1] == b);
    words.iter().any(|w| w == "originally" || w == "initially")
        || pair("at", "first")
        || ["been", "be", "were", "was", "had"]
            .iter()
            .any(|v| pair("first", v) || pair(v, "first"))
}

/// Words from a trigger at which 'finally' still speaks of it.
const NEAR: usize = 4;

/// True where a meeting is told to have come later than it was to: 'finally met', 'held
/// two weeks late', 'their delayed talks'.
pub(crate) fn is_late(text: &str, mention: &EventMention) -> bool {
    if mention.kind.family() != Family::Meeting || mention.status.value != Status::Held {
        return false;
    }
    if mention.status.rule == "en.event.status.anew" {
        return true;
    }
    let words: Vec<String> = text::words(mention.sentence.of(text)).collect();
    // Words between such a word and the trigger: the rains may 'have finally come', too.
    let before = Span::new(mention.sentence.start, mention.trigger.start);
    let at = (before.start <= before.end).then(|| text::words(before.of(text)).count());
    let near = |i: usize, far: usize| at.is_some_and(|at| at.abs_diff(i) <= far);
    let word = |i: usize| words.get(i).map_or("", String::as_str);
    (0..words.len()).any(|i| match word(i) {
        "finally" | "belatedly" => near(i, NEAR),
        // 'Held two weeks late'
        "late" if i > 0 => {
            let unit = matches!(
                word(i - 1),
                "day" | "days" | "week" | "weeks" | "month" | "months" | "fortnight"
            );
            unit && near(i, 2 * NEAR)
        }
        "later" => {
            word(i + 1) == "than"
                && matches!(
                    word(i + 2),
                    "planned" | "scheduled" | "expected" | "intended"
                )
        }
        // 'Met for the round that Athens had called off', 'the visit he had to put off'
        "had" => {
            let to = usize::from(word(i + 1) == "to");
            let whom = words[i.saturating_sub(5)..i].iter().any(|w| w == "whom");
            match word(i + 1 + to) {
                "called" | "call" | "put" => word(i + 2 + to) == "off",
                "postponed" | "cancelled" | "delayed" | "scrapped" | "suspended" | "boycotted" => {
                    !whom
                }
                "postpone" | "cancel" | "delay" | "scrap" | "suspend" => !whom && to == 1,
                _ => false,
            }
        }
        _ => false,
    })
}

/// Groups of states that negotiate as one, and their members.
const GROUPS: &[(&str, &[&str])] = &[
    ("Middle East Quartet", &["EU", "RUS", "UN", "USA"]),
    ("P5", &["CHN", "FRA", "GBR", "RUS", "USA"]),
    ("P5+1", &["CHN", "DEU", "FRA", "GBR", "RUS", "USA"]),
];

/// Puts the group in the place of its members where `others` name the group.
pub(crate) fn as_groups(parties: &mut Vec<&str>, others: &[&str]) {
    for (group, members) in GROUPS {
        if others.contains(group) {
            let n = parties.len();
            parties.retain(|p| !members.contains(p));
            if parties.len() < n && !parties.contains(group) {
                parties.push(group);
            }
        }
    }
}

/// What sort of accord is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Nature {
    /// A truce, of whatever length.
    Truce,
    /// An accord that is to settle the whole matter.
    Final,
    /// An accord on one matter.
    Part,
    /// More time for talks, or a longer life for what is in force: 'extended the truce by
    /// a week'.
    Extension,
}

/// Words for an accord that is to settle the whole matter.
const FINAL: &[&str] = &[
    "comprehensive",
    "definitive",
    "final",
    "full",
    "lasting",
    "peace",
    "permanent",
];

/// How words begin that tell of more time.
const EXTENSION: &[&str] = &["extend", "extension", "prolong", "rollover"];

/// 'Extended the truce', 'gave themselves four more months'.
fn is_extension(words: &[String]) -> bool {
    let more = || {
        let unit = |w: &String| {
            matches!(
                w.as_str(),
                "time" | "day" | "days" | "week" | "weeks" | "month" | "months" | "year"
            )
        };
        words.iter().any(|w| w == "more") && words.iter().any(unit)
    };
    words
        .iter()
        .any(|w| EXTENSION.iter().any(|e| w.starts_with(e)))
        || more()
}

/// The nature of the accord that a mention tells of, where its words say so.
/// `phrase` is the noun phrase before the trigger.
pub(crate) fn nature(text: &str, mention: &EventMention, phrase: &[String]) -> Option<Nature> {
    if mention.kind != Kind::Agreement {
        return None;
    }
    let topic = mention.topic.as_ref().map_or("", |t| t.value.as_str());
    // What the accord is on: 'an accord on trade'.
    let on = topic
        .split_once(" on ")
        .filter(|(head, _)| head.split_whitespace().count() <= 4);
    let head = on.map_or(topic, |(head, _)| head);
    let truce = |w: &str| text::class(w) == "truce" || w == "cease";
    let mut own: Vec<String> = text::words(head).collect();
    own.extend(text::words(mention.trigger.of(text)));
    own.extend_from_slice(phrase);
    own.push(mention.lemma.clone());
    if is_extension(&own) {
        Some(Nature::Extension)
    } else if own.iter().any(|w| truce(w))
        || on.is_some_and(|(_, of)| text::words(of).any(|w| truce(&w)))
    {
        Some(Nature::Truce)
    } else if own.iter().any(|w| FINAL.contains(&w.as_str())) {
        Some(Nature::Final)
    } else {
        on.map(|_| Nature::Part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_ordinals_are_in_order_for_the_search() {
        assert!(ORDINALS.is_sorted());
        assert_eq!(number("fourth"), Some(4));
        assert_eq!(number("12th"), Some(12));
        assert_eq!(number("north"), None);
        assert_eq!(number("th"), None);
    }

    #[test]
    fn ok_a_member_stands_for_its_group_only_where_the_group_is_named() {
        let mut parties = vec!["ISL", "FRA", "USA"];
        as_groups(&mut parties, &["ISL", "NOR"]);
        assert_eq!(parties, ["ISL", "FRA", "USA"]);
        as_groups(&mut parties, &["ISL", "P5+1"]);
        assert_eq!(parties, ["ISL", "P5+1"]);
    }

    #[test]
    fn ok_the_article_tells_what_is_known() {
        let phrase = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        assert_eq!(definite(&phrase(&["naval", "the"])), Some(true));
        assert_eq!(definite(&phrase(&["another"])), Some(false));
        assert_eq!(definite(&phrase(&["naval"])), None);
        assert_eq!(definite(&[]), None);
    }
}
