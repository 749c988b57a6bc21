//! Noun phrases around role nouns: whose, which, and how many.

use super::scan::Scan;
use super::words::{is_courtesy, is_definite, is_former, number};
use dateline_syntax::{Deprel, Upos};

/// What stands before a role noun.
#[derive(Clone, Debug, Default)]
pub(super) struct Before {
    /// First token of the phrase.
    pub start: u32,
    /// First token of the role with its modifiers ('deputy foreign minister').
    pub role_start: u32,
    /// Names before it, by position in the scan, nearest first.
    pub hits: Vec<usize>,
    /// A possessive pronoun.
    pub pronoun: Option<u32>,
    /// An article or demonstrative, in small letters.
    pub det: Option<String>,
    /// 'two', 'both'.
    pub number: Option<usize>,
    pub former: bool,
    /// 'another', 'other', 'some': no reference to what is known.
    pub vague: bool,
}

impl Before {
    pub fn definite(&self) -> bool {
        self.det.as_deref().is_some_and(is_definite)
    }

    pub fn indefinite(&self) -> bool {
        self.vague
            || matches!(
                self.det.as_deref(),
                Some("a" | "an" | "some" | "any" | "no" | "another" | "every" | "each")
            )
    }
}

/// Reads leftwards from the token before a role noun.
pub(super) fn before(scan: &Scan<'_>, first: u32) -> Before {
    let mut out = Before {
        start: first,
        role_start: first,
        ..Before::default()
    };
    let mut at = first;
    // Once a name was met, what stands before it is no part of the role.
    let mut named = false;
    let mut possessive = false;
    for _ in 0..14 {
        let Some(j) = at.checked_sub(1) else { break };
        if let Some(h) = scan.hit(j) {
            let hit = &scan.hits[h];
            if hit.end != j + 1 {
                break;
            }
            if hit.person && !possessive || scan.opens_clause(hit) {
                break;
            }
            // A name before a comma or verb belongs to another phrase.
            let head = scan.s.head_of(hit.span).unwrap_or(hit.first);
            let joined = possessive
                || matches!(
                    scan.rel(head),
                    Deprel::Amod
                        | Deprel::Compound
                        | Deprel::NmodPoss
                        | Deprel::Nmod
                        | Deprel::NmodDesc
                        | Deprel::NmodUnmarked
                        | Deprel::Flat
                        | Deprel::Conj
                        | Deprel::Appos
                        | Deprel::Dep
                        | Deprel::Root
                        | Deprel::Nsubj
                )
                || hit.party_form() == Some(crate::gazetteer::Form::Adjective);
            if !joined {
                break;
            }
            out.hits.push(h);
            named = true;
            possessive = false;
            at = hit.first;
            out.start = at;
            continue;
        }
        let low = scan.low(j);
        match scan.upos(j) {
            Upos::Part if low == "'s" || low == "’s" || low == "'" || low == "’" => {
                possessive = true;
                at = j;
            }
            Upos::Det | Upos::Pron if number(&low).is_some() => {
                out.number = number(&low);
                at = j;
                out.start = at;
            }
            Upos::Det => {
                if matches!(
                    low.as_str(),
                    "another" | "some" | "any" | "no" | "every" | "each" | "all"
                ) {
                    out.vague |= low != "all";
                }
                out.det.get_or_insert(low);
                out.start = j;
                break;
            }
            Upos::Pron if scan.rel(j) == Deprel::NmodPoss => {
                out.pronoun = Some(j);
                out.start = j;
                break;
            }
            Upos::Cconj
                if named
                    && !possessive
                    && (low == "and" || low == "or")
                    && j > 0
                    && owner_ends(scan, j - 1) =>
            {
                at = j;
            }
            Upos::Punct
                if low == ","
                    && named
                    && j > 0
                    && out.hits.len() > 1
                    && owner_ends(scan, j - 1) =>
            {
                at = j;
            }
            Upos::Punct if low == "-" || low == "–" => at = j,
            Upos::Num if number(&low).is_some() => {
                out.number = number(&low);
                at = j;
                out.start = at;
            }
            Upos::Adj | Upos::Noun | Upos::Propn | Upos::Adv | Upos::Verb => {
                let modifier = matches!(
                    scan.rel(j),
                    Deprel::Amod
                        | Deprel::Compound
                        | Deprel::Advmod
                        | Deprel::Nummod
                        | Deprel::Flat
                        | Deprel::NmodDesc
                        | Deprel::Nmod
                        | Deprel::NmodPoss
                        | Deprel::NmodUnmarked
                        | Deprel::Appos
                );
                if !modifier && scan.upos(j) != Upos::Propn {
                    break;
                }
                if matches!(scan.upos(j), Upos::Verb | Upos::Adv)
                    && scan.rel(j) != Deprel::Amod
                    && scan.rel(j) != Deprel::Advmod
                {
                    break;
                }
                if is_former(&low) {
                    out.former = true;
                }
                if matches!(
                    low.as_str(),
                    "other" | "several" | "many" | "few" | "various"
                ) {
                    out.vague = true;
                }
                // The possessor of an unnamed one: 'the party's leader'.
                if possessive {
                    out.vague = true;
                }
                at = j;
                out.start = at;
                if !named && !possessive {
                    out.role_start = at;
                }
            }
            _ => break,
        }
        if possessive && out.hits.is_empty() && out.pronoun.is_none() && out.vague {
            break;
        }
    }
    out
}

/// True where a name ends, or its possessive: 'Peru's and Chile's ministers'.
fn owner_ends(scan: &Scan<'_>, t: u32) -> bool {
    let owns = matches!(scan.word(t), "'s" | "’s");
    scan.hit(t).is_some() || owns && t > 0 && scan.hit(t - 1).is_some()
}

/// What follows a role noun after a preposition.
#[derive(Clone, Debug, Default)]
pub(super) struct After {
    pub prep: String,
    /// Names, by position in the scan, in order.
    pub hits: Vec<usize>,
    /// First token after the phrase.
    pub end: u32,
}

/// Reads 'of Iran and the six powers', 'to the Philippines', 'for Syria' after
/// the token before `end`.
pub(super) fn after(scan: &Scan<'_>, end: u32) -> Option<After> {
    let prep = scan.low(end);
    if scan.upos(end) != Upos::Adp
        || !matches!(
            prep.as_str(),
            "of" | "from" | "for" | "at" | "in" | "to" | "with" | "on"
        )
    {
        return None;
    }
    let mut out = After {
        prep,
        hits: Vec::new(),
        end,
    };
    let mut t = members_of(scan, end + 1).unwrap_or(end + 1);
    let mut steps = 0;
    while t < scan.len() && steps < 48 {
        steps += 1;
        if let Some(h) = scan.hit(t) {
            out.hits.push(h);
            t = scan.hits[h].end;
            out.end = t;
            continue;
        }
        let low = scan.low(t);
        match scan.upos(t) {
            Upos::Det | Upos::Num => t += 1,
            Upos::Adj | Upos::Noun | Upos::Propn
                if out.hits.is_empty() && scan.role(t).is_none() =>
            {
                t += 1
            }
            // 'The Government of the Republic of Chad'
            Upos::Adp if out.hits.is_empty() && low == "of" && is_realm(&scan.low(t - 1)) => t += 1,
            Upos::Cconj | Upos::Punct
                if !out.hits.is_empty()
                    && matches!(low.as_str(), "and" | ",")
                    && (scan.hit(t + 1).is_some()
                        || scan.hit(t + 2).is_some() && scan.upos(t + 1) == Upos::Det) =>
            {
                // 'of Iran, Mr X said': a name of a person is another phrase.
                if let Some(h) = scan.hit(t + 1).or(scan.hit(t + 2))
                    && scan.hits[h].person
                {
                    break;
                }
                // A comma alone joins only where an 'and' follows.
                if low == "," && !(t + 1..(t + 20).min(scan.len())).any(|u| scan.low(u) == "and") {
                    break;
                }
                t += 1;
            }
            _ => break,
        }
    }
    (!out.hits.is_empty()).then_some(out)
}

/// 'The Authority of Heads of State and Government of ECOWAS': who sits in a body,
/// between it and whose it is. Gives the first token behind their 'of'.
fn members_of(scan: &Scan<'_>, t: u32) -> Option<u32> {
    /// Words of such a phrase at most.
    const LONGEST: u32 = 8;
    let sits = |w: &str| {
        matches!(
            w,
            "heads" | "ministers" | "chiefs" | "governors" | "deputies"
        )
    };
    let of = (t + 1..(t + LONGEST).min(scan.len())).find(|&u| {
        let named =
            scan.hit(u + 1).is_some() || scan.upos(u + 1) == Upos::Det && scan.hit(u + 2).is_some();
        scan.low(u) == "of" && named
    })?;
    let mut words = (t..of).map(|u| scan.low(u));
    let plain = (t..of).all(|u| {
        let named = scan.hit(u).is_some() && scan.low(u) != "government";
        !named && !matches!(scan.upos(u), Upos::Verb | Upos::Aux | Upos::Punct)
    });
    (plain && words.any(|w| sits(&w))).then_some(of + 1)
}

/// What the long name of a state begins with: 'the Republic of Chad'.
pub(super) fn is_realm(word: &str) -> bool {
    matches!(
        word,
        "republic"
            | "kingdom"
            | "state"
            | "federation"
            | "sultanate"
            | "union"
            | "emirate"
            | "principality"
            | "commonwealth"
    )
}

/// The text of a role without courtesy and 'former'.
pub(super) fn role_text(scan: &Scan<'_>, start: u32, end: u32) -> String {
    let mut first = start;
    while first + 1 < end {
        let low = scan.low(first);
        let aside = matches!(
            low.as_str(),
            "-" | "current" | "new" | "newly" | "then" | "incoming" | "outgoing"
        );
        if !(aside || is_former(&low) || is_courtesy(&low)) {
            break;
        }
        first += 1;
    }
    scan.span(first, end)
        .of(scan.text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
