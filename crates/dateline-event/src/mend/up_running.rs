//! 'The hotline is up and running': it runs.

use crate::mend::hang;
use dateline_syntax::{Deprel, Sentence, Token, Upos};

/// Makes 'running' the verb where the tree has 'up' as the predicate, and gives
/// it what hangs on 'up'.
pub(crate) fn mend(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let word = |t: u32| s.tokens.get(t as usize);
    let is = |t: u32, lemma: &str| word(t).is_some_and(|w| w.lemma == lemma);
    let runs = c + 2;
    let Some(up) = word(c).filter(|w| w.lemma == "up" && w.upos != Upos::Verb) else {
        return;
    };
    let copula = s.child(c, &[Deprel::Cop]).is_some();
    if !copula
        || !is(c + 1, "and")
        || !is(runs, "run")
        || word(runs).is_some_and(|w| w.head != Some(c))
    {
        return;
    }
    let subject = participle(s, c);
    let below: Vec<u32> = s
        .children(c)
        .iter()
        .copied()
        .filter(|&t| t != runs)
        .collect();
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    for t in below {
        let rel = match list[t as usize].deprel {
            Deprel::Cop => Deprel::Aux,
            rel => rel,
        };
        hang(list, t, runs, rel);
    }
    (list[runs as usize].head, list[runs as usize].deprel) = (up.head, up.deprel);
    hang(list, c, runs, Deprel::Advmod);
    // 'The hotline agreed last month is up': the month is that of the accord.
    if let Some((noun, part)) = subject {
        let day = list[..c as usize]
            .iter()
            .rposition(|t| t.deprel == Deprel::OblUnmarked && t.head == Some(runs));
        if let Some(day) = day
            .and_then(|d| u32::try_from(d).ok())
            .filter(|&d| d > part)
        {
            hang(list, day, part, Deprel::OblUnmarked);
        }
        hang(list, noun, runs, Deprel::Nsubj);
        hang(list, part, noun, Deprel::Acl);
    }
}

/// The subject of 'up' and the participle behind it, whether or not the tree took
/// that for a verb of its own.
fn participle(s: &Sentence, c: u32) -> Option<(u32, u32)> {
    let list = &s.tokens;
    let verb = |t: u32| list[t as usize].upos == Upos::Verb;
    if let Some(noun) = s.child(c, &[Deprel::Nsubj]) {
        let part = s
            .child(noun, &[Deprel::Acl])
            .filter(|&p| verb(p) && p < c)?;
        return Some((noun, part));
    }
    let part = (0..c).rev().find(|&t| {
        let noun = t.checked_sub(1);
        verb(t) && noun.is_some_and(|n| list[n as usize].upos == Upos::Noun)
    })?;
    let noun = s.child(part, &[Deprel::Nsubj]).filter(|&n| n + 1 == part)?;
    let copula = s.child(c, &[Deprel::Cop])?;
    let comma = list[part as usize..copula as usize]
        .iter()
        .any(|t| t.upos == Upos::Punct);
    (!comma && list[part as usize].head == list[c as usize].head).then_some((noun, part))
}
