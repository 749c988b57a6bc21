//! Phrases that tell what a noun is of, behind its day or place: 'the withdrawal on
//! Monday of Chadian troops', 'the signing in Quito of the pact by Peru'.

use crate::mend::attach::{is_date, start};
use crate::mend::misread::lemma;
use crate::mend::{case, hang, is_tree};
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// So many phrases stand between a noun and its own at most.
const UP: usize = 4;

/// The sentence with such phrases on their nouns; `None` where there are none.
pub(crate) fn straighten(s: &Sentence) -> Option<Sentence> {
    let inner = pass(s, |s, c, tokens| {
        if let Some((noun, moved)) = behind_day(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, noun, Deprel::Nmod);
            for m in moved {
                hang(list, m, noun, Deprel::Nmod);
            }
        }
        if let Some((noun, moved)) = crossed(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            for m in moved {
                hang(list, m, noun, Deprel::Nmod);
            }
        }
        if let Some(noun) = since_one(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, noun, Deprel::Nmod);
        }
        if let Some(verb) = day_of_journey(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, verb, Deprel::Obl);
        }
    });
    // What stands behind 'by' is told by the noun that the first pass gave it.
    let agents = pass(inner.as_ref().unwrap_or(s), |s, c, tokens| {
        if let Some(noun) = by_subject(s, c).or_else(|| by_name(s, c)) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, noun, Deprel::Nmod);
        }
    });
    agents.or(inner)
}

/// The sentence that a mend of each of its words makes.
fn pass(s: &Sentence, mend: impl Fn(&Sentence, u32, &mut Option<Vec<Token>>)) -> Option<Sentence> {
    let mut tokens: Option<Vec<Token>> = None;
    for c in 0..s.tokens.len() as u32 {
        mend(s, c, &mut tokens);
    }
    let tokens = tokens.filter(|list| is_tree(list))?;
    Some(Sentence::new(s.span, tokens, s.names.clone()).with_multiwords(s.multiwords().to_vec()))
}

/// 'Held their first talks since a meeting in Oslo in 2019': the day of the one before.
/// Gives its noun.
fn since_one(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let hung = matches!(token.deprel, Deprel::Obl | Deprel::OblUnmarked);
    let verb = token.head.filter(|&v| v < c && hung)?;
    let first = s.subtree(c).first().copied()?;
    let mut before = s.children_by(verb, &[Deprel::Obl]).filter(|&n| {
        let noun = matches!(s.tokens[n as usize].upos, Upos::Noun);
        n < c && noun && case(s, n) == Some("since") && !is_date(s, n)
    });
    before.find(|&n| s.subtree(n).last().is_some_and(|&l| l + 1 == first))
}

/// 'Unrest followed the signing on Monday in Quito of a treaty': what stands between a
/// noun and its own phrase belongs to it. Gives the noun, and the days and places
/// that hang on the verb.
fn crossed(s: &Sentence, c: u32) -> Option<(u32, Vec<u32>)> {
    let token = &s.tokens[c as usize];
    let noun = token
        .head
        .filter(|&n| n < c && token.deprel == Deprel::Nmod && only_of_noun(s, c))?;
    let verb = s.head(noun).filter(|&v| v < noun)?;
    let moved: Vec<u32> = (noun + 1..c)
        .filter(|&t| {
            let word = &s.tokens[t as usize];
            word.head == Some(verb)
                && matches!(word.deprel, Deprel::Obl | Deprel::OblUnmarked)
                && (is_date(s, t) || is_there(s, t))
        })
        .collect();
    (s.tokens[noun as usize].upos == Upos::Noun && !moved.is_empty()).then_some((noun, moved))
}

/// True for a town or land behind 'in' or 'at', by a bare name.
fn is_there(s: &Sentence, t: u32) -> bool {
    s.tokens[t as usize].upos == Upos::Propn
        && !is_date(s, t)
        && matches!(case(s, t), Some("in" | "at"))
        && s.child(t, &[Deprel::Det]).is_none()
}

/// 'The withdrawal on Monday of Chadian troops', 'followed the meeting on Monday in
/// Lima of the ministers': nothing is of a day, nor is a minister of a town that a
/// meeting was in. Gives the noun, and the days and places that hang on the verb
/// although they stand inside the noun's phrase.
fn behind_day(s: &Sentence, c: u32) -> Option<(u32, Vec<u32>)> {
    let token = &s.tokens[c as usize];
    let over = token
        .head
        .filter(|&h| h < c && token.deprel == Deprel::Nmod)?;
    if is_date(s, c) || !matches!(token.upos, Upos::Noun | Upos::Propn) {
        return None;
    }
    // 'In May of the year after', 'on Monday of next week'
    let span = matches!(
        token.lemma.as_str(),
        "year"
            | "month"
            | "week"
            | "weekend"
            | "season"
            | "day"
            | "century"
            | "end"
            | "start"
            | "beginning"
            | "middle"
            | "summer"
            | "autumn"
            | "spring"
            | "winter"
            | "night"
            | "morning"
            | "evening"
            | "noon"
            | "midnight"
            | "quarter"
            | "half"
    );
    if span {
        return None;
    }
    let day = is_date(s, over);
    let of = match case(s, c)? {
        // 'In Port of Spain' is one name, 'in the town of X' no name.
        "of" => {
            day || is_there(s, over)
                && (token.upos == Upos::Noun || s.child(c, &[Deprel::Det]).is_some())
        }
        "between" => day || is_there(s, over),
        "by" | "with" | "on" | "to" | "from" => day,
        _ => false,
    };
    if !of || start(s, c) != over + 1 && !day {
        return None;
    }
    let mut moved = Vec::new();
    let mut t = over;
    for _ in 0..UP {
        let word = &s.tokens[t as usize];
        let up = word.head?;
        match word.deprel {
            Deprel::Nmod | Deprel::NmodUnmarked if up < t => {
                if s.tokens[up as usize].upos == Upos::Noun && !is_date(s, up) {
                    return Some((up, moved));
                }
                t = up;
            }
            // 'Followed the meeting on Monday of the ministers'
            Deprel::Obl | Deprel::OblUnmarked if up < t && only_of_noun(s, c) => {
                moved.push(t);
                let before = start(s, t).checked_sub(1)?;
                let beside = s
                    .ancestors(before)
                    .take(UP)
                    .find(|&n| s.head(n) == Some(up))?;
                let object = &s.tokens[beside as usize];
                if matches!(object.deprel, Deprel::Obj | Deprel::Obl)
                    && object.upos == Upos::Noun
                    && !is_date(s, beside)
                {
                    return Some((beside, moved));
                }
                if !is_date(s, beside) && !is_there(s, beside) {
                    return None;
                }
                t = beside;
            }
            _ => return None,
        }
    }
    None
}

/// True for what only a noun takes: 'of' and 'between'.
fn only_of_noun(s: &Sentence, c: u32) -> bool {
    matches!(case(s, c), Some("of" | "between"))
}

/// 'The shipment of flour to Lebanon by Jordan drew protests': what stands behind
/// 'by' is no subject. Gives the noun that is.
fn by_subject(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let verb = token
        .head
        .filter(|&v| v > c && matches!(token.deprel, Deprel::Nsubj | Deprel::NsubjPass))?;
    if case(s, c) != Some("by") {
        return None;
    }
    let kinds = [Deprel::Nsubj, Deprel::NsubjPass];
    let noun = s.children_by(verb, &kinds).find(|&n| n < c)?;
    (s.tokens[noun as usize].upos == Upos::Noun).then_some(noun)
}

/// 'The delivery of food aid to Zambia by Germany', 'a naval exercise in the Coral Sea
/// by Japan': no land and no sea is by somebody. Gives the noun that is.
fn by_name(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let over = token
        .head
        .filter(|&h| h < c && token.deprel == Deprel::Nmod)?;
    let who = token.upos == Upos::Propn || matches!(token.xpos, Xpos::Nns | Xpos::Nnps);
    if !who || is_date(s, c) || case(s, c) != Some("by") {
        return None;
    }
    if s.tokens[over as usize].upos != Upos::Propn {
        return None;
    }
    let mut t = over;
    for _ in 0..UP {
        let word = &s.tokens[t as usize];
        let Some(up) = word
            .head
            .filter(|&up| up < t && word.deprel == Deprel::Nmod)
        else {
            break;
        };
        t = up;
    }
    (t != over && s.tokens[t as usize].upos == Upos::Noun).then_some(t)
}

/// 'Arrived in Tehran for a visit on Monday': the day of the arrival.
fn day_of_journey(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let noun = token
        .head
        .filter(|&n| n < c && token.deprel == Deprel::Nmod && is_date(s, c))?;
    let over = &s.tokens[noun as usize];
    let verb = over
        .head
        .filter(|&v| v < noun && over.deprel == Deprel::Obl)?;
    let visit = matches!(lemma(s, noun), "visit" | "trip" | "tour" | "stay");
    let goes = matches!(
        lemma(s, verb),
        "arrive" | "fly" | "travel" | "go" | "come" | "head" | "leave" | "depart" | "land" | "set"
    );
    let one = s
        .child(noun, &[Deprel::Det])
        .is_some_and(|d| matches!(lemma(s, d), "a" | "an"));
    let own = s.children(verb).iter().any(|&t| is_date(s, t));
    (visit && goes && one && !own && matches!(case(s, noun), Some("for" | "on"))).then_some(verb)
}
