//! Which language a text is written in.

/// The language of a text as an ISO 639-1 code, or `None` where the text is
/// too short or too mixed to tell. Most of a page of news is told safely; a
/// headline often is not, and then nothing is claimed.
///
/// # Example
/// ```
/// use dateline_syntax::detect_language;
/// let text = "Die beiden Minister trafen sich am Dienstag in Genf zu einem längeren Gespräch.";
/// assert_eq!(detect_language(text), Some("de"));
/// assert_eq!(detect_language("Oslo, 1.6."), None);
/// ```
pub fn detect_language(text: &str) -> Option<&'static str> {
    // The beginning, the middle and the end tell as much as the whole.
    const ENOUGH: usize = 4_000;
    let mut end = text.len().min(ENOUGH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 12 {
        return None;
    }
    // English is what nearly all of the input is, and the cheapest to tell: its
    // small words alone are enough, where the text is of the Latin script.
    let share = function_words(sample);
    if share > 0.2 && !other_script(sample) {
        return Some("en");
    }
    let info = whatlang::detect(sample)?;
    let code = two_letters(info.lang().code());
    // Scripts of one language are told by a few letters; words of the Latin
    // script need a sentence or two.
    if info.script() == whatlang::Script::Latin {
        // Names are of no language: 'Sergey Lavrov meets Bashar Assad'.
        let plain = sample
            .split_whitespace()
            .filter(|w| !w.starts_with(char::is_uppercase));
        let plain = plain.collect::<Vec<_>>().join(" ");
        let same = plain.chars().filter(|c| c.is_alphabetic()).count() >= 24
            && whatlang::detect(&plain).is_some_and(|i| i.lang() == info.lang());
        let sure = info.confidence() > 0.9 && letters >= 40 && share < 0.1 && same;
        return sure.then_some(code);
    }
    info.is_reliable().then_some(code)
}

/// ISO 639-1 for the ISO 639-3 codes of the library.
fn two_letters(code: &'static str) -> &'static str {
    const CODES: &str = "afr af aka ak amh am ara ar aze az bel be ben bn bul bg cat ca ces cs cmn zh cym cy \
        dan da deu de ell el eng en epo eo est et fin fi fra fr guj gu heb he hin hi hrv hr hun hu hye hy ind id \
        ita it jav jv jpn ja kan kn kat ka khm km kor ko lat la lav lv lit lt mal ml mar mr mkd mk mya my nep ne \
        nld nl nob nb ori or pan pa pes fa pol pl por pt ron ro rus ru sin si slk sk slv sl sna sn spa es srp sr \
        swe sv tam ta tel te tgl tl tha th tuk tk tur tr ukr uk urd ur uzb uz vie vi yid yi zul zu";
    let mut codes = CODES.split_whitespace();
    while let (Some(long), Some(short)) = (codes.next(), codes.next()) {
        if long == code {
            return short;
        }
    }
    code
}

/// True unless the text is surely written in another language: a text in
/// doubt is read. One in another script is none, even where it is too short to
/// tell which language it is.
pub fn is_english(text: &str) -> bool {
    detect_language(text).map_or_else(|| !other_script(text), |code| code == "en")
}

/// True where most letters of a text are of another script than the Latin.
fn other_script(text: &str) -> bool {
    let (mut latin, mut other) = (0u32, 0u32);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(4_000) {
        let is_latin = matches!(c, '\u{0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}');
        *if is_latin { &mut latin } else { &mut other } += 1;
    }
    other > latin && other >= 6
}

/// The share of the words that are common words of English only.
fn function_words(text: &str) -> f32 {
    const COMMON: [&str; 40] = [
        "the", "of", "and", "to", "that", "is", "was", "for", "with", "on", "by", "from", "at",
        "his", "their", "has", "have", "had", "be", "been", "will", "would", "said", "says",
        "this", "which", "it", "its", "as", "are", "were", "not", "but", "they", "he", "she",
        "after", "who", "about", "between",
    ];
    let mut all = 0u32;
    let mut common = 0u32;
    for word in text
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty())
    {
        all += 1;
        common += u32::from(COMMON.iter().any(|c| c.eq_ignore_ascii_case(word)));
    }
    if all == 0 {
        0.0
    } else {
        common as f32 / all as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_news_of_other_languages_is_told_and_short_text_is_not() {
        let cases = [
            (
                "Los ministros de los dos países se reunieron el martes en Ginebra para hablar de la frontera.",
                Some("es"),
            ),
            (
                "Министры двух стран встретились во вторник в Женеве, чтобы обсудить границу.",
                Some("ru"),
            ),
            (
                "Les ministres des deux pays se sont retrouvés mardi à Genève pour parler de la frontière commune.",
                Some("fr"),
            ),
            (
                "The ministers of the two countries met on Tuesday in Geneva to speak about the border.",
                Some("en"),
            ),
            (
                "두 나라의 장관들은 화요일 제네바에서 만나 국경에 대해 논의했다.",
                Some("ko"),
            ),
            ("Lund, Hale: Oslo", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(detect_language(text), expected, "{text}");
        }
    }

    #[test]
    fn ok_headlines_and_capitals_are_read_as_english() {
        for text in [
            "ENVOYS MEET IN OSLO, AGREE ON THIRD ROUND OF TALKS",
            "Norway-Sweden fish talks resume",
            "Lund and Hale sign Bergen accord",
            "SEOUL/PYONGYANG: Koreas, Kim, Moon",
            "Russian Foreign Minister Sergey Lavrov meets Syrian officials in Damascus.",
        ] {
            assert!(is_english(text), "{text}: {:?}", detect_language(text));
        }
    }
}
