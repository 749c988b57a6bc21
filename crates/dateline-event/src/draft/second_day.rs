//! A second day that the parser hung on the verb though it is that of the meeting
//! right before it: 'met on Wednesday, a month before an election on 7 April',
//! 'flew in on Monday ahead of a summit in Oslo on 5 May'.

use crate::mend::attach::{is_date, is_event, start};
use crate::mend::case;
use crate::mend::misread::lemma;
use dateline_syntax::{Deprel, Sentence, Upos, Xpos};

/// The meeting that such a day belongs to.
pub(crate) fn of_noun(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let obl = matches!(token.deprel, Deprel::Obl | Deprel::OblUnmarked);
    let verb = token.head.filter(|&v| v < c && obl && is_date(s, c))?;
    let on = matches!(case(s, c), None | Some("on" | "in"));
    let before = start(s, c).checked_sub(1).filter(|_| on)?;
    let noun = s.ancestors(before).take(5).find(|&n| {
        let word = &s.tokens[n as usize];
        let event =
            is_event(&word.lemma) || matches!(lemma(s, n), "election" | "referendum" | "vote");
        word.upos == Upos::Noun && event
    })?;
    // 'Met on Monday': the verb has a day of its own.
    let dated = s
        .children_by(verb, &[Deprel::Obl, Deprel::OblUnmarked])
        .any(|o| o < noun && is_date(s, o));
    let apart = matches!(
        case(s, noun),
        Some("before" | "after" | "ahead" | "following" | "until")
    ) || case(s, noun) == Some("of")
        && s.head(noun).is_some_and(|h| lemma(s, h) == "ahead");
    let beside = s
        .head(noun)
        .is_some_and(|h| h == verb || s.head(h) == Some(verb));
    (dated && apart && beside && noun > verb).then_some(noun)
}

/// 'In retaliation for', 'in response to': what follows came before.
pub(crate) fn is_answer(noun: &str) -> bool {
    matches!(
        noun,
        "retaliation" | "response" | "reaction" | "protest" | "revenge" | "reprisal"
    )
}

/// 'Has not spoken to him since their meeting in Cotonou on 3 May', 'in retaliation for
/// the shelling of Aflao on 3 May, Togo expelled two diplomats': the day belongs to
/// what the phrase names. Gives that noun.
pub(crate) fn of_phrase(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let obl = matches!(token.deprel, Deprel::Obl | Deprel::OblUnmarked);
    let verb = token.head.filter(|_| obl && is_date(s, c))?;
    let on = matches!(case(s, c), None | Some("on" | "in"));
    let before = start(s, c).checked_sub(1).filter(|_| on)?;
    let noun = s.ancestors(before).take(4).find(|&n| {
        let word = &s.tokens[n as usize];
        let act = is_event(&word.lemma) || ACTS.contains(&lemma(s, n));
        word.upos == Upos::Noun && act && n < c
    })?;
    let top = s
        .ancestors(noun)
        .take(4)
        .take_while(|&n| n != verb)
        .filter(|&n| s.tokens[n as usize].upos == Upos::Noun)
        .last()?;
    if s.head(top) != Some(verb) {
        return None;
    }
    let perfect = s.children_by(verb, &[Deprel::Aux]).any(|a| {
        matches!(s.tokens[a as usize].xpos, Xpos::Vbz | Xpos::Vbp) && lemma(s, a) == "have"
    });
    let since = case(s, top) == Some("since") && perfect && verb < c;
    let subject = s.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]);
    let fronted = verb > c && subject.is_some_and(|n| n > c);
    let cause = is_answer(lemma(s, top)) && top != noun;
    let behind = matches!(
        case(s, top),
        Some("after" | "following" | "since" | "despite")
    );
    let other = ACTS.contains(&lemma(s, noun));
    (since || fronted && (cause || behind && other)).then_some(noun)
}

/// Nouns for what is done to others.
const ACTS: [&str; 20] = [
    "attack",
    "shelling",
    "bombing",
    "strike",
    "raid",
    "killing",
    "seizure",
    "arrest",
    "expulsion",
    "invasion",
    "withdrawal",
    "closure",
    "coup",
    "massacre",
    "decision",
    "announcement",
    "collapse",
    "release",
    "test",
    "ratification",
];

/// 'A third round is due in the coming week': the subject, hung on the time behind
/// its adjective. Gives the adjective.
pub(crate) fn subject_of_due(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let time = token
        .head
        .filter(|&t| t > c && token.deprel == Deprel::Nsubj)?;
    let due = s.head(time).filter(|&d| {
        d > c
            && d < time
            && s.tokens[time as usize].deprel == Deprel::Obl
            && s.tokens[d as usize].upos == Upos::Adj
    })?;
    let bare = s.child(due, &[Deprel::Nsubj, Deprel::Expl]).is_none();
    (bare && case(s, time).is_some() && s.child(due, &[Deprel::Cop]).is_some()).then_some(due)
}

/// 'The accord signed by both in Tunis last week is to be ratified': the day behind
/// what is told of the subject, hung on the verb that comes next. Gives the word
/// that tells of it.
pub(crate) fn of_conclusion(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let obl = matches!(token.deprel, Deprel::Obl | Deprel::OblUnmarked);
    let verb = token.head.filter(|&v| v > c && obl)?;
    let unit = matches!(
        token.lemma.as_str(),
        "week" | "month" | "year" | "summer" | "autumn" | "spring" | "winter"
    );
    let before = start(s, c)
        .checked_sub(1)
        .filter(|_| unit || is_date(s, c))?;
    let subject = s.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass])?;
    let made = s
        .children_by(subject, &[Deprel::Acl, Deprel::AclRelcl])
        .find(|&a| s.subtree(subject).last() == Some(&before) && a < c)?;
    let next = s.subtree(c).last()? + 1;
    let aux = matches!(
        s.tokens[next as usize].deprel,
        Deprel::Aux | Deprel::AuxPass | Deprel::Cop
    );
    let concluded = matches!(
        lemma(s, made),
        "sign" | "conclude" | "reach" | "initial" | "strike" | "agree" | "negotiate" | "broker"
    );
    (aux && concluded && is_event(lemma(s, subject))).then_some(made)
}
