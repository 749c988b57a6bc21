//! Offices by rank, and by the name that most give them.

/// 2 for a title of those who lead a state or its diplomacy.
pub(super) fn rank_of(role: &str) -> u8 {
    let r = role.to_lowercase();
    if [
        "vice",
        "deputy",
        "spokes",
        "adviser",
        "aide",
        "former",
        "assistant",
    ]
    .iter()
    .any(|w| r.contains(w))
    {
        return 0;
    }
    if [
        "president",
        "prime minister",
        "premier",
        "chancellor",
        "king",
        "leader",
        "foreign minister",
        "secretary of state",
        "foreign secretary",
        "supreme",
        "emir",
        "taoiseach",
    ]
    .iter()
    .any(|w| r.contains(w))
    {
        2
    } else {
        u8::from(r.contains("minister") || r.contains("secretary"))
    }
}

/// The office by the name that most give it: 'the Moldovan premier' is the prime
/// minister, 'Tokyo's top diplomat' the foreign minister.
pub(super) fn plain_office(role: &str) -> std::borrow::Cow<'_, str> {
    const NAMES: [(&str, &str); 4] = [
        ("premier", "prime minister"),
        ("top diplomat", "foreign minister"),
        ("chief diplomat", "foreign minister"),
        ("head of government", "prime minister"),
    ];
    let other = NAMES.iter().find_map(|(other, plain)| {
        let at = role.find(other)?;
        let end = at + other.len();
        let word = (at == 0 || role[..at].ends_with(' '))
            && (end == role.len() || role[end..].starts_with(' '));
        word.then(|| format!("{}{plain}{}", &role[..at], &role[end..]))
    });
    other.map_or(role.into(), Into::into)
}
