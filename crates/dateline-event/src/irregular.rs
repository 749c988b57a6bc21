//! Verb forms that the lemmatiser of the syntax phase does not know.

/// Form and lemma, sorted by form.
const FORMS: [(&str, &str); 42] = [
    ("bade", "bid"),
    ("beset", "beset"),
    ("fed", "feed"),
    ("fled", "flee"),
    ("flown", "fly"),
    ("flung", "fling"),
    ("forbade", "forbid"),
    ("forbidden", "forbid"),
    ("froze", "freeze"),
    ("hit", "hit"),
    ("lent", "lend"),
    ("misled", "mislead"),
    ("outlawed", "outlaw"),
    ("overflew", "overfly"),
    ("overflown", "overfly"),
    ("overran", "overrun"),
    ("patrolled", "patrol"),
    ("patrolling", "patrol"),
    ("quit", "quit"),
    ("rescinded", "rescind"),
    ("resold", "resell"),
    ("shed", "shed"),
    ("shelled", "shell"),
    ("shelling", "shell"),
    ("shot", "shoot"),
    ("shut", "shut"),
    ("slain", "slay"),
    ("slew", "slay"),
    ("split", "split"),
    ("sprang", "spring"),
    ("spread", "spread"),
    ("stole", "steal"),
    ("struck", "strike"),
    ("sung", "sing"),
    ("sunk", "sink"),
    ("swam", "swim"),
    ("swore", "swear"),
    ("thrust", "thrust"),
    ("tore", "tear"),
    ("upheld", "uphold"),
    ("withheld", "withhold"),
    ("withstood", "withstand"),
];

/// The lemma of a verb form of the list; the form is in lower case.
pub(crate) fn lemma(form: &str) -> Option<&'static str> {
    FORMS
        .binary_search_by_key(&form, |&(f, _)| f)
        .ok()
        .map(|i| FORMS[i].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_the_list_is_sorted() {
        assert!(FORMS.is_sorted());
        assert_eq!(lemma("struck"), Some("strike"));
        assert_eq!(lemma("walked"), None);
    }
}
