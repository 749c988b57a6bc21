//! 'Will close its border starting on 22 March', 'will hold talks in Lima beginning
//! Monday': the day from which on something is, behind a verb of its own.

use crate::mend::hang;
use crate::mend::slips;
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// Hangs the day on the verb of the clause, as 'from' it on; of what people meet for,
/// as the day it is.
pub(crate) fn mend(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let starts = token.xpos == Xpos::Vbg
        && matches!(token.lemma.as_str(), "start" | "begin" | "commence")
        && matches!(token.deprel, Deprel::Advcl | Deprel::Acl | Deprel::Xcomp);
    let Some(over) = token.head.filter(|&h| starts && h < c) else {
        return;
    };
    let mut days = s.children(c).iter().copied().filter(|&t| {
        let word = &s.tokens[t as usize];
        word.upos != Upos::Punct
    });
    let (Some(day), None) = (days.next(), days.next()) else {
        return;
    };
    let word = &s.tokens[day as usize];
    let hung = matches!(
        word.deprel,
        Deprel::Obl | Deprel::OblUnmarked | Deprel::Obj | Deprel::NmodUnmarked | Deprel::Advmod
    );
    if day < c || !hung || !is_day(s, day) {
        return;
    }
    // 'A two-day session starting on Monday' is told of the noun.
    let up = |t: u32| s.tokens[t as usize].head;
    let verb = if s.tokens[over as usize].upos == Upos::Verb {
        Some(over)
    } else if is_meeting(&s.tokens[over as usize].lemma) {
        None
    } else {
        let mut above = up(over);
        for _ in 0..4 {
            match above {
                Some(h) if s.tokens[h as usize].upos != Upos::Verb => above = up(h),
                _ => break,
            }
        }
        above.filter(|&h| s.tokens[h as usize].upos == Upos::Verb)
    };
    let Some(verb) = verb.filter(|&v| v < c) else {
        return;
    };
    let meets = matches!(
        s.tokens[verb as usize].lemma.as_str(),
        "hold" | "host" | "meet" | "convene" | "gather" | "attend" | "sit" | "visit" | "stage"
    ) || s
        .children_by(verb, &[Deprel::Obj, Deprel::NsubjPass])
        .any(|o| is_meeting(&s.tokens[o as usize].lemma));
    let case = s.child(day, &[Deprel::Case]);
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    hang(list, day, verb, Deprel::Obl);
    match case {
        Some(k) if !meets => {
            hang(list, c, day, Deprel::Dep);
            "from".clone_into(&mut list[k as usize].lemma);
        }
        Some(_) => hang(list, c, day, Deprel::Dep),
        None => {
            hang(list, c, day, Deprel::Case);
            list[c as usize].upos = Upos::Adp;
            let word = if meets { "on" } else { "from" };
            word.clone_into(&mut list[c as usize].lemma);
        }
    }
}

/// A date, a weekday, or 'tomorrow'.
fn is_day(s: &Sentence, t: u32) -> bool {
    let word = &s.tokens[t as usize];
    let dated = |t: u32| {
        let word = &s.tokens[t as usize];
        let lemma = word.lemma.to_lowercase();
        slips::is_day(word)
            || slips::is_month(word)
            || matches!(
                lemma.trim_end_matches('.'),
                "jan" | "feb" | "aug" | "sept" | "sep" | "oct" | "nov" | "dec" | "midnight"
            )
    };
    let figure = word.upos == Upos::Num || word.upos == Upos::Adj;
    dated(t) || figure && s.children(t).iter().any(|&m| dated(m))
}

/// Nouns for what people come together for.
fn is_meeting(noun: &str) -> bool {
    matches!(
        noun,
        "talk"
            | "talks"
            | "meeting"
            | "session"
            | "summit"
            | "conference"
            | "round"
            | "negotiation"
            | "visit"
            | "trip"
            | "tour"
            | "consultation"
            | "dialogue"
            | "exercise"
            | "drill"
            | "manoeuvre"
            | "maneuver"
    )
}
