//! Names of months and days, which several phases ask for.

/// True for the name of a month in small letters, not cut short.
///
/// ```
/// assert!(dateline_syntax::is_month("june"));
/// assert!(!dateline_syntax::is_month("jun") && !dateline_syntax::is_month("June"));
/// ```
pub fn is_month(word: &str) -> bool {
    matches!(
        word,
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
    )
}

/// True for a month cut short, in small letters and without a stop; 'may' is
/// none.
pub(crate) fn is_short_month(word: &str) -> bool {
    matches!(
        word,
        "jan"
            | "feb"
            | "mar"
            | "apr"
            | "jun"
            | "jul"
            | "aug"
            | "sep"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
    )
}

/// True for the name of a day of the week in small letters.
///
/// ```
/// assert!(dateline_syntax::is_weekday("friday") && !dateline_syntax::is_weekday("today"));
/// ```
pub fn is_weekday(word: &str) -> bool {
    matches!(
        word,
        "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday"
    )
}
