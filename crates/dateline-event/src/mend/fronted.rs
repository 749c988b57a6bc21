//! Subjects that the parser hung on what stands before them: on a day, on the last
//! word of a fronted phrase.

use crate::mend::attach::{is_date, is_event, start};
use crate::mend::case;
use crate::mend::misread::lemma;
use dateline_syntax::{Deprel, Sentence, Upos, Xpos};

/// 'Lifted its ban on Monday and Chad banned beef on Tuesday': the subject of the
/// second verb, hung on the day. Gives that verb.
pub(crate) fn subject_of_second(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let day = token
        .head
        .filter(|&d| d < c && token.deprel == Deprel::Conj && is_date(s, d))?;
    let name = matches!(token.upos, Upos::Propn | Upos::Noun) && !is_date(s, c);
    let first = s.head(day).filter(|_| name)?;
    let next = s.subtree(c).last()? + 1;
    s.children_by(first, &[Deprel::Conj]).find(|&v| {
        s.tokens[v as usize].upos == Upos::Verb
            && start(s, v) == next
            && s.child(v, &[Deprel::Nsubj, Deprel::NsubjPass]).is_none()
    })
}

/// 'After signing a pact in Lima, Peru and Chile opened talks': the subject, hung
/// on the last word of what stands before it. Gives the verb.
pub(crate) fn behind_fronted(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let over = token
        .head
        .filter(|&h| h < c && matches!(token.deprel, Deprel::Conj | Deprel::Appos))?;
    let words = s.subtree(c);
    let (first, last) = (*words.first()?, *words.last()?);
    let comma = |t: u32| s.tokens[t as usize].lemma == ",";
    let mark = if comma(first) {
        Some(first)
    } else {
        first.checked_sub(1).filter(|&t| comma(t))
    };
    let parted = mark.and_then(|t| t.checked_sub(1)) == Some(over);
    // 'On the 12th Peru, Chile and Brazil met' has a list of its own.
    if case(s, over).is_none() && !is_date(s, over) {
        return None;
    }
    let verb = s.ancestors(over).find(|&v| v > last)?;
    let next = last + 1;
    let begins = next == verb || s.head(next) == Some(verb);
    let bare = s
        .child(
            verb,
            &[
                Deprel::Nsubj,
                Deprel::NsubjPass,
                Deprel::Csubj,
                Deprel::Expl,
            ],
        )
        .is_none();
    (parted && begins && bare && s.tokens[verb as usize].upos == Upos::Verb).then_some(verb)
}

/// 'Two weeks after Chad recalled its envoy, Niger on Tuesday expelled three': the
/// day right before the main verb, and the subject before it, hung on the clause
/// in front. Gives the verb and the subject with what is listed beside it.
pub(crate) fn day_behind_fronted(s: &Sentence, c: u32) -> Option<(u32, Vec<u32>)> {
    let token = &s.tokens[c as usize];
    let obl = matches!(token.deprel, Deprel::Obl | Deprel::OblUnmarked);
    let inner = token.head.filter(|&v| v < c && obl && is_date(s, c))?;
    let verb = s.head(inner).filter(|&v| {
        v > c
            && s.tokens[inner as usize].deprel == Deprel::Advcl
            && s.tokens[v as usize].upos == Upos::Verb
    })?;
    let next = s.subtree(c).last()? + 1;
    let begins = next == verb
        || s.head(next) == Some(verb)
            && matches!(
                s.tokens[next as usize].deprel,
                Deprel::Aux | Deprel::AuxPass | Deprel::Advmod
            );
    if !begins {
        return None;
    }
    let subjects = [
        Deprel::Nsubj,
        Deprel::NsubjPass,
        Deprel::Csubj,
        Deprel::Expl,
    ];
    let comma = |t: u32| s.tokens[t as usize].lemma == ",";
    let before = start(s, c).checked_sub(1)?;
    // The subject stands where it should and only the day does not.
    if let Some(own) = s.child(verb, &subjects) {
        return (own < c && own > inner && s.subtree(own).last() == Some(&before))
            .then(|| (verb, Vec::new()));
    }
    // What stands between the comma and the day: 'A, B and C'
    let names: Vec<u32> = (inner + 1..c)
        .filter(|&t| {
            let over = s.head(t).filter(|&h| h < t);
            let listed = matches!(s.tokens[t as usize].deprel, Deprel::Conj | Deprel::Appos);
            listed
                && over.is_some_and(|h| h > inner && s.tokens[h as usize].deprel != Deprel::Conj)
                && matches!(s.tokens[t as usize].upos, Upos::Propn | Upos::Noun)
        })
        .collect();
    let first = *names.first()?;
    let behind = comma(start(s, first)) || start(s, first).checked_sub(1).is_some_and(comma);
    let over = s.head(first)?;
    let whole = names.iter().all(|&t| s.head(t) == Some(over));
    let closes = s.subtree(*names.last()?).last() == Some(&before);
    (behind && whole && closes).then_some((verb, names))
}

/// 'Signed in Lima on Monday by the ministers, the pact allows pursuit': what is
/// told of the subject before it. Gives the subject.
pub(crate) fn told_before(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let main = token
        .head
        .filter(|&m| m > c && token.deprel == Deprel::Advcl && token.xpos == Xpos::Vbn)?;
    let subject = s.child(main, &[Deprel::Nsubj, Deprel::NsubjPass])?;
    let bare = s
        .child(
            c,
            &[Deprel::Mark, Deprel::Aux, Deprel::AuxPass, Deprel::Nsubj],
        )
        .is_none();
    let made = matches!(
        lemma(s, c),
        "sign"
            | "conclude"
            | "agree"
            | "reach"
            | "initial"
            | "adopt"
            | "negotiate"
            | "broker"
            | "hold"
            | "strike"
            | "host"
            | "chair"
            | "launch"
            | "mediate"
            | "ratify"
    );
    (bare && made && subject > c && is_event(lemma(s, subject))).then_some(subject)
}
