//! Words as the comparison of entries needs them: no language is known here
//! but a short list of words that carry no topic.

use dateline_record::{Kind, Place, Span};

/// Words that say nothing of a subject. English, since the reader is.
const STOP: &[&str] = &[
    "about", "after", "again", "against", "ahead", "also", "among", "and", "been", "before",
    "being", "between", "both", "but", "can", "could", "day", "days", "does", "during", "each",
    "first", "for", "from", "had", "has", "have", "her", "here", "him", "his", "into", "its",
    "just", "last", "later", "may", "month", "more", "most", "new", "next", "not", "now", "off",
    "one", "only", "other", "our", "out", "over", "own", "said", "say", "says", "she", "should",
    "since", "some", "such", "than", "that", "the", "their", "them", "then", "there", "these",
    "they", "this", "those", "told", "two", "under", "until", "was", "week", "were", "what",
    "when", "where", "which", "while", "who", "will", "with", "would", "year", "years", "you",
];

/// Words for a meeting or an instrument of whatever sort: they tell no event of
/// its kind from another. First the word, then what stands for all of its like.
const GENERIC: &[(&str, &str)] = &[
    ("accord", "accord"),
    ("agreement", "accord"),
    ("armistice", "truce"),
    ("arrangement", "accord"),
    ("cease-fire", "truce"),
    ("ceasefire", "truce"),
    ("cessation", "truce"),
    ("conference", "meeting"),
    ("consultation", "meeting"),
    ("contact", "meeting"),
    ("deal", "accord"),
    ("dialogue", "meeting"),
    ("discussion", "meeting"),
    ("encounter", "meeting"),
    ("meet", "meeting"),
    ("meeting", "meeting"),
    ("negotiate", "meeting"),
    ("negotiation", "meeting"),
    ("open", "open"),
    ("opening", "open"),
    ("pact", "accord"),
    ("reopen", "open"),
    ("reopening", "open"),
    ("round", "meeting"),
    ("session", "meeting"),
    ("settlement", "accord"),
    ("summit", "meeting"),
    ("talk", "meeting"),
    ("treaty", "accord"),
    ("trip", "visit"),
    ("truce", "truce"),
    ("visit", "visit"),
];

/// The word that stands for all of a trigger's like, or the trigger's own.
pub(crate) fn class(lemma: &str) -> &str {
    GENERIC
        .binary_search_by_key(&lemma, |(word, _)| word)
        .map_or(lemma, |at| GENERIC[at].1)
}

/// Words for one sort of thing: stems as [`stem`] cuts them, and what stands for all of
/// their like.
const ALIKE: &[(&str, &str)] = &[
    ("boat", "ship"),
    ("captive", "prisoner"),
    ("checkpoint", "crossing"),
    ("cross", "crossing"),
    ("detainee", "prisoner"),
    ("freighter", "ship"),
    ("frontier", "border"),
    ("hostag", "prisoner"),
    ("hostage", "prisoner"),
    ("lorr", "truck"),
    ("lorry", "truck"),
    ("petroleum", "oil"),
    ("sailor", "crew"),
    ("seaman", "crew"),
    ("trawler", "ship"),
    ("vessel", "ship"),
];

/// The stem that stands for all of a stem's like.
fn alike(stem: String) -> String {
    match ALIKE.binary_search_by_key(&stem.as_str(), |(word, _)| word) {
        Ok(at) => ALIKE[at].1.to_owned(),
        Err(_) => stem,
    }
}

/// True for the class of a word for an instrument; other words that evoke one
/// are verbs, or name its subject.
pub(crate) fn is_instrument(class: &str) -> bool {
    matches!(
        class,
        "accord"
            | "truce"
            | "communique"
            | "communiqué"
            | "declaration"
            | "extension"
            | "map"
            | "memorandum"
            | "peace"
            | "plan"
            | "prolongation"
            | "protocol"
            | "statement"
            | "timetable"
    )
}

/// True for the stem of a word that tells no event of its kind from another.
fn is_generic(stem: &str) -> bool {
    class(stem) != stem
        || GENERIC.iter().any(|(_, class)| *class == stem)
        || matches!(
            stem,
            "plann"
                | "planned"
                | "possible"
                | "postpon"
                | "postponed"
                | "propos"
                | "proposed"
                | "schedul"
                | "scheduled"
                | "side"
                | "upcom"
                | "upcoming"
                | "meet"
                | "negotiat"
        )
}

/// The words of a subject that tell it from others: content words without
/// those for a meeting or accord of whatever sort.
pub(crate) fn subject_words(text: &str) -> Vec<String> {
    let mut all: Vec<String> = content_words(text).into_iter().map(alike).collect();
    all.retain(|w| !is_generic(w) && !is_calendar(w));
    all.sort();
    all.dedup();
    all
}

/// True for the stem of a word that tells no more of an event than its kind.
pub(crate) fn tells_kind(kind: Kind, stem: &str) -> bool {
    let words: &[&str] = match kind {
        Kind::Withdrawal => &["withdrawal", "pullback", "pullout", "retreat", "evacuation"],
        Kind::Release => &["release", "handover", "freeing"],
        Kind::Exchange => &["exchange", "swap", "handover"],
        Kind::Exercise => &["exercise", "drill", "manoeuvr", "maneuver"],
        Kind::Aid => &["delivery", "shipment", "send"],
        Kind::Easing => &["resumption", "lift"],
        _ => &[],
    };
    words.contains(&stem)
}

/// True for the stem of a month or a weekday: it tells when, which is compared
/// as a time, and not what.
fn is_calendar(stem: &str) -> bool {
    matches!(
        stem,
        "january"
            | "february"
            | "march"
            | "april"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
    )
}

/// The words of a text in lower case, as runs of letters and digits.
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
}

/// The words that may carry a subject, cut to a rough stem.
pub(crate) fn content_words(text: &str) -> Vec<String> {
    let mut out: Vec<String> = words(text)
        .filter(|w| w.chars().count() > 2 && STOP.binary_search(&w.as_str()).is_err())
        .map(|w| stem(&w))
        .collect();
    out.sort();
    out.dedup();
    out
}

/// At most so many bytes on either side of a trigger count as its sentence:
/// more than news sentences have, so that a list of any length costs no more a
/// mention.
const AROUND: usize = 600;

/// The part of a sentence around a trigger; none where the whole sentence only goes on
/// about an event ('The document is silent on fishing.') and so tells it from no other.
pub(crate) fn around(text: &str, sentence: Span, trigger: Span) -> &str {
    if trigger == sentence {
        return "";
    }
    let (start, end) = (
        sentence.start as usize,
        (sentence.end as usize).min(text.len()),
    );
    let mut from = start.max((trigger.start as usize).saturating_sub(AROUND));
    let mut to = end.min(trigger.end as usize + AROUND);
    while from > start && !text.is_char_boundary(from) {
        from -= 1;
    }
    while to < end && !text.is_char_boundary(to) {
        to += 1;
    }
    text.get(from..to).unwrap_or("")
}

/// Words that stand within a noun phrase though they carry no subject.
const WITHIN_PHRASE: &[&str] = &[
    "day", "first", "last", "later", "month", "more", "most", "new", "next", "one", "other", "own",
    "two", "week", "year",
];

/// The noun phrase right before a trigger in lower case, the nearest word
/// first, at most `n` words: as far as an article, a preposition or a mark,
/// which is the last word where it is one.
pub(crate) fn phrase_before(text: &str, sentence: Span, trigger: Span, n: usize) -> Vec<String> {
    if trigger.start < sentence.start {
        return Vec::new();
    }
    let before = around(text, Span::new(sentence.start, trigger.start), trigger);
    let phrase = before.rsplit([',', ';', ':', '.']).next().unwrap_or("");
    let mut out: Vec<String> = Vec::new();
    let words = phrase.rsplit(|c: char| !c.is_alphanumeric());
    for w in words.filter(|w| !w.is_empty()).take(n) {
        let w = w.to_lowercase();
        let ends = ends_phrase(&w);
        out.push(w);
        if ends {
            break;
        }
    }
    out
}

/// True for a word before which a noun phrase does not go on.
fn ends_phrase(word: &str) -> bool {
    let short = word.chars().count() <= 2 && !word.starts_with(|c: char| c.is_ascii_digit());
    let function = STOP.binary_search(&word).is_ok() && WITHIN_PHRASE.binary_search(&word).is_err();
    short || function || matches!(word, "another" | "any" | "every" | "further" | "no")
}

/// The words of a noun phrase that tell its noun from others, from the three
/// nearest it.
pub(crate) fn subject_of(phrase: &[String]) -> impl Iterator<Item = String> + '_ {
    phrase
        .iter()
        .take(3)
        .filter(|w| w.chars().count() > 2 && STOP.binary_search(&w.as_str()).is_err())
        .map(|w| alike(stem(w)))
        .filter(|w| !is_generic(w) && !is_calendar(w))
}

/// A rough stem: plural and participle endings are cut.
fn stem(word: &str) -> String {
    if word.ends_with("ss") {
        return word.to_owned();
    }
    for end in ["ings", "ing", "ies", "ied", "ed", "es", "s"] {
        if let Some(stem) = word.strip_suffix(end)
            && stem.chars().count() >= 4
        {
            return stem.to_owned();
        }
    }
    word.to_owned()
}

/// A number for a word.
pub(crate) fn small_hash(word: &str) -> u32 {
    (xxhash_rust::xxh3::xxh3_64(word.as_bytes()) >> 32) as u32
}

/// How a person is told from others: the longest word of the name, which in
/// most names is the family name or at least stands in every mention.
pub(crate) fn person_key(name: &str) -> Option<String> {
    let all: Vec<String> = words(name).filter(|w| w.chars().count() > 1).collect();
    all.last().cloned()
}

/// The mark of a state in which a place lies, among the keys of places.
pub(crate) const WITHIN: &str = "in:";

/// Stems for an accord that is to last, and for one that bridges the time till
/// then: no accord is both.
const STAGES: [&[&str]; 2] = [
    &[
        "final",
        "comprehensive",
        "lasting",
        "permanent",
        "definitive",
        "last",
        "full",
    ],
    &[
        "interim",
        "provisional",
        "temporary",
        "preliminary",
        "outline",
        "headline",
        "framework",
    ],
];

/// The stage of an accord that the words of its subject tell, if it is one.
pub(crate) fn stage<'a>(stems: impl Iterator<Item = &'a String> + Clone) -> Option<usize> {
    let has = |n: usize| stems.clone().any(|w| STAGES[n].contains(&w.as_str()));
    match (has(0), has(1)) {
        (true, false) => Some(0),
        (false, true) => Some(1),
        _ => None,
    }
}

/// How a place is told from others: its gazetteer id or its name, and the state
/// it lies in. A state is told by the latter alone.
pub(crate) fn place_keys(place: &Place) -> Vec<String> {
    let mut keys: Vec<String> = place
        .country
        .iter()
        .map(|c| format!("{WITHIN}{c}"))
        .collect();
    if !place.is_state() || keys.is_empty() {
        keys.push(
            place
                .gazetteer
                .clone()
                .unwrap_or_else(|| words(&place.name).collect::<Vec<_>>().join(" ")),
        );
    }
    keys
}

/// True where one of the three words nearest a trigger tells of one more of its
/// kind: 'a second round', 'another meeting'.
pub(crate) fn is_further(phrase: &[String]) -> bool {
    phrase.iter().take(3).any(|w| {
        matches!(
            w.as_str(),
            "second"
                | "third"
                | "fourth"
                | "fifth"
                | "another"
                | "further"
                | "next"
                | "new"
                | "fresh"
        )
    })
}

/// True where one of the three words nearest a trigger says that it is over:
/// 'the previous meeting', 'earlier talks'.
pub(crate) fn is_previous(phrase: &[String]) -> bool {
    phrase
        .iter()
        .take(3)
        .enumerate()
        .any(|(n, w)| match w.as_str() {
            "previous" | "preceding" | "prior" => true,
            // 'A day earlier delegates held talks'
            "earlier" | "past" => n < 2,
            _ => false,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_stop_words_are_sorted_for_the_search() {
        assert!(STOP.is_sorted());
    }

    #[test]
    fn ok_content_words_leave_out_what_carries_no_subject() {
        assert_eq!(
            content_words("They will discuss the prisoners and fishing"),
            ["discuss", "fish", "prisoner"]
        );
    }

    #[test]
    fn ok_words_for_one_sort_of_thing_are_in_order_for_the_search() {
        assert!(ALIKE.is_sorted());
        assert_eq!(subject_words("fishing vessels"), ["fish", "ship"]);
    }

    #[test]
    fn ok_the_generic_words_are_in_order_for_the_search() {
        assert!(GENERIC.is_sorted());
        assert_eq!(class("deal"), class("agreement"));
        assert_eq!(class("drill"), "drill");
        assert_eq!(subject_words("the second naval talks"), ["naval", "second"]);
    }

    #[test]
    fn ok_a_noun_phrase_ends_at_a_comma_an_article_or_a_preposition() {
        let text = "In Geneva, the second naval talks began.";
        let trigger = Span::new(28, 33);
        assert_eq!(trigger.of(text), "talks");
        let phrase = phrase_before(text, Span::new(0, 40), trigger, 4);
        assert_eq!(phrase, ["naval", "second", "the"]);
        assert_eq!(subject_of(&phrase).collect::<Vec<_>>(), ["naval", "second"]);
        let text = "They hope to sign an interim fishery pact.";
        let trigger = Span::new(37, 41);
        assert_eq!(trigger.of(text), "pact");
        let phrase = phrase_before(text, Span::new(0, 42), trigger, 4);
        assert_eq!(phrase, ["fishery", "interim", "an"]);
    }
}
