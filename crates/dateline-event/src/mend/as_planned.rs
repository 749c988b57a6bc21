//! 'As planned' and the like, said by the way: 'went ahead as planned in Lusaka on
//! Monday', 'will visit Ankara, as scheduled, on Thursday'. The place and the day
//! behind it are those of what went ahead, and nothing is planned by it. So with
//! what an offer is of, hung on the verb that answers it: 'turned down an offer
//! from Chile to hold a joint drill'.

use crate::mend::hang;
use crate::mend::misread::lemma;
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// Participles that tell so of what is told otherwise.
const TOLD: [&str; 14] = [
    "plan",
    "schedule",
    "expect",
    "agree",
    "promise",
    "announce",
    "foresee",
    "intend",
    "arrange",
    "programme",
    "envisage",
    "advertise",
    "anticipate",
    "pledge",
];

/// Nouns for what somebody would do, and tells in an infinitive.
const OFFERS: [&str; 9] = [
    "offer",
    "proposal",
    "invitation",
    "request",
    "bid",
    "plan",
    "suggestion",
    "call",
    "appeal",
];

/// True for the participle of 'as planned', with nobody who plans.
pub(crate) fn is_as_planned(s: &Sentence, c: u32) -> bool {
    let token = &s.tokens[c as usize];
    let own = [
        Deprel::Nsubj,
        Deprel::NsubjPass,
        Deprel::Aux,
        Deprel::AuxPass,
        Deprel::Obj,
        Deprel::OblAgent,
    ];
    c > 0
        && token.xpos == Xpos::Vbn
        && matches!(token.deprel, Deprel::Advcl | Deprel::Obl)
        && TOLD.contains(&token.lemma.as_str())
        && s.tokens[c as usize - 1].lemma.eq_ignore_ascii_case("as")
        && s.child(c, &own).is_none()
}

/// Hangs what stands behind 'as planned' on the verb before it, and what an offer
/// is of on the offer.
pub(crate) fn mend(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    if let Some(verb) = s.head(c).filter(|&v| v < c && is_as_planned(s, c)) {
        let phrases = s.children_by(c, &[Deprel::Obl, Deprel::OblUnmarked, Deprel::Advcl]);
        let behind: Vec<u32> = phrases.filter(|&o| o > c).collect();
        for o in behind {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let rel = list[o as usize].deprel;
            hang(list, o, verb, rel);
        }
    }
    if let Some(noun) = of_offer(s, c) {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        hang(list, c, noun, Deprel::Acl);
    }
}

/// 'Turned down an offer from Chile to hold a drill': the noun of an infinitive
/// that was hung on the verb over it.
fn of_offer(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let verb = token
        .head
        .filter(|&v| v < c && token.deprel == Deprel::Advcl && token.upos == Upos::Verb)?;
    let to = s.child(c, &[Deprel::Mark]).filter(|&m| m + 1 == c)?;
    let noun = s
        .children_by(verb, &[Deprel::Obj, Deprel::NsubjPass])
        .find(|&n| n < c && OFFERS.contains(&lemma(s, n)))?;
    // Nothing but what belongs to the noun stands between.
    let whole = |t: u32| {
        let mut at = t;
        for _ in 0..8 {
            match s.head(at) {
                Some(h) if h == noun => return true,
                Some(h) => at = h,
                None => return false,
            }
        }
        false
    };
    let beside = s.tokens[noun as usize].deprel == Deprel::Obj && noun > verb;
    (lemma(s, to) == "to" && beside && (noun + 1..to).all(whole)).then_some(noun)
}
