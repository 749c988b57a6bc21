//! Classes of characters, and the runs of a line between blanks.

/// True for letters, digits and the marks that combine with them.
pub(super) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    // Marks of scripts that `is_alphanumeric` leaves out, and joiners.
    c.is_alphanumeric()
        || matches!(c, '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5C7}'
            | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{900}'..='\u{DFF}'
            | '\u{E31}'..='\u{E4E}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
            | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}' | '\u{200C}' | '\u{200D}')
}

/// True for the marks used as apostrophe.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | '′')
}

/// True for hyphens that may stand inside a word.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// True for dashes, hyphens included.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// True for quotation marks that may close.
pub(super) fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '’' | '”' | '»' | '›' | ')' | ']' | '}' | '″' | '`'
    )
}

/// True for marks that may open a quotation or bracket.
pub(super) fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '‘' | '“' | '„' | '«' | '‹' | '(' | '[' | '{' | '`'
    )
}

/// True for white space and for the characters of no width that stand for it
/// or for nothing at all.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{2060}')
}

/// The runs of a line between blanks, with the byte where each begins.
pub(super) fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &line[at..];
        let skip = rest.find(|c| !is_blank(c))?;
        let rest = &rest[skip..];
        let len = rest.find(is_blank).unwrap_or(rest.len());
        let start = at + skip;
        at = start + len;
        Some((start, &rest[..len]))
    })
}
