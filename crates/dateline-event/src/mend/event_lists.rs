//! Lists of events: 'called for restraint, and for talks', 'called for an end to the
//! fighting and a truce', 'proposed talks between Ghana and Togo and an exchange of
//! prisoners', 'a truce, followed by talks'. The parser hangs the second on the verb, or on
//! what stands within the first; how it stands is told of both.

use crate::mend::{case, hang};
use dateline_syntax::{Deprel, Sentence, Token, Upos};

/// Verbs of asking.
const ASKS: [&str; 11] = [
    "call", "demand", "urge", "appeal", "press", "ask", "seek", "want", "propose", "plead", "push",
];

/// Nouns for what is to stop or to be done, with a noun within them.
const FIRST: [&str; 12] = [
    "end",
    "halt",
    "stop",
    "release",
    "withdrawal",
    "lifting",
    "return",
    "resumption",
    "cessation",
    "easing",
    "reopening",
    "freeing",
];

/// Nouns for what is to come about besides.
const SECOND: [&str; 14] = [
    "talk",
    "negotiation",
    "truce",
    "ceasefire",
    "cease-fire",
    "meeting",
    "summit",
    "dialogue",
    "agreement",
    "accord",
    "settlement",
    "conference",
    "deal",
    "round",
];

/// Nouns for events that stand in such lists beside names.
const EVENTS: [&str; 44] = [
    "accord",
    "agreement",
    "aid",
    "ceasefire",
    "cease-fire",
    "ceremony",
    "conference",
    "consultation",
    "deal",
    "dialogue",
    "discussion",
    "drill",
    "election",
    "end",
    "exchange",
    "exercise",
    "handover",
    "lifting",
    "manoeuvre",
    "meeting",
    "negotiation",
    "opening",
    "pact",
    "pullback",
    "pullout",
    "referendum",
    "release",
    "reopening",
    "resumption",
    "return",
    "round",
    "signing",
    "summit",
    "swap",
    "talk",
    "test",
    "treaty",
    "trip",
    "truce",
    "visit",
    "vote",
    "withdrawal",
    "sanction",
    "session",
];

/// Makes lists of such events, of which `c` is the second, or the word between.
pub(crate) fn mend(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    if let Some((first, second)) = followed_by(s, c) {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        hang(list, second, first, Deprel::Conj);
        for &other in s.children(c).iter().filter(|&&o| o != second) {
            let rel = match s.tokens[other as usize].deprel {
                Deprel::Punct => Deprel::Punct,
                _ => Deprel::Nmod,
            };
            hang(list, other, second, rel);
        }
        // 'Followed by' stands for 'and'.
        hang(list, c, second, Deprel::Cc);
        hang(list, c + 1, second, Deprel::Cc);
    } else if let Some(first) = asked_for(s, c).or_else(|| beside_names(s, c)) {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        hang(list, c, first, Deprel::Conj);
    }
}

/// 'Proposed talks between Ghana and Togo and an exchange of prisoners': hung on a name.
/// Gives the event before it, of the noun `c`.
fn beside_names(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let event = token.upos == Upos::Noun && EVENTS.contains(&token.lemma.as_str());
    let name = token
        .head
        .filter(|&h| h < c && event && token.deprel == Deprel::Conj)?;
    let named = &s.tokens[name as usize];
    let over = s.head(name).filter(|&n| {
        let noun = &s.tokens[n as usize];
        n < name && noun.upos == Upos::Noun && EVENTS.contains(&noun.lemma.as_str())
    })?;
    let of = matches!(
        case(s, name),
        Some("between" | "with" | "of" | "by" | "in" | "to")
    );
    (named.upos == Upos::Propn && named.deprel == Deprel::Nmod && of && case(s, c).is_none())
        .then_some(over)
}

/// 'A truce, followed by talks': gives the first and the second, of the participle `c`.
fn followed_by(s: &Sentence, c: u32) -> Option<(u32, u32)> {
    let token = &s.tokens[c as usize];
    let over = token.head.filter(|&h| h < c && token.lemma == "follow")?;
    // 'Signed a treaty with Togo on Tuesday, followed by'
    let first = match token.deprel {
        Deprel::Acl => Some(over),
        Deprel::Advcl => s.child(over, &[Deprel::Obj]).filter(|&o| over < o && o < c),
        _ => None,
    };
    let first = first.filter(|&n| {
        let noun = &s.tokens[n as usize];
        noun.upos == Upos::Noun && EVENTS.contains(&noun.lemma.as_str())
    })?;
    let by = c + 1;
    if s.tokens.get(by as usize)?.lemma != "by" {
        return None;
    }
    let agents = [Deprel::Obl, Deprel::OblAgent];
    let second = s.child(c, &agents).filter(|&y| {
        let noun = &s.tokens[y as usize];
        y > by && noun.upos == Upos::Noun && EVENTS.contains(&noun.lemma.as_str())
    })?;
    Some((first, second))
}

/// 'Called for restraint, and for talks', 'for an end to the fighting and a truce'. Gives
/// the first, of the noun `c`.
fn asked_for(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    if token.deprel != Deprel::Conj || token.upos != Upos::Noun {
        return None;
    }
    let over = token.head.filter(|&h| h < c)?;
    let asks = |v: u32| {
        let t = &s.tokens[v as usize];
        t.upos == Upos::Verb && ASKS.contains(&t.lemma.as_str())
    };
    if asks(over) {
        let own = case(s, c)?;
        let mut first = s.children_by(over, &[Deprel::Obl]).filter(|&o| o < c);
        return first.find(|&o| case(s, o) == Some(own));
    }
    let lemma = |t: u32| s.tokens[t as usize].lemma.as_str();
    let first = s.head(over).filter(|&n| {
        n < over
            && s.tokens[over as usize].deprel == Deprel::Nmod
            && FIRST.contains(&lemma(n))
            && s.head(n).is_some_and(asks)
    })?;
    (SECOND.contains(&lemma(c)) && !SECOND.contains(&lemma(over))).then_some(first)
}
