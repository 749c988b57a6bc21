//! 'In Lima Peruvian and Chilean negotiators met': a place in front that was made a
//! part of the subject right behind it.

use crate::mend::{hang, is_tree, subject_of};
use dateline_record::{MentionKind, Resolved};
use dateline_syntax::{Deprel, Sentence, Upos};

/// The sentence with its place in front hung on the verb; `None` where there is none.
pub(crate) fn mend(s: &Sentence, entities: &[&Resolved]) -> Option<Sentence> {
    let mut list = s.tokens.clone();
    let mut changed = false;
    for e in entities {
        if e.kind != MentionKind::Place {
            continue;
        }
        let (Some(first), Some(last)) = (
            s.token_at(e.span.start),
            s.token_at(e.span.end.saturating_sub(1)),
        ) else {
            continue;
        };
        let Some(prep) = first.checked_sub(1) else {
            continue;
        };
        let word = |t: u32| s.tokens.get(t as usize).map_or("", |x| x.lemma.as_str());
        let begins = prep == 0
            || s.tokens[prep as usize - 1].upos == Upos::Punct
            || matches!(
                word(prep - 1),
                "and" | "but" | "later" | "earlier" | "meanwhile"
            );
        let within = matches!(word(prep).to_lowercase().as_str(), "in" | "at");
        let next = entities
            .iter()
            .any(|o| o.kind != MentionKind::Place && s.token_at(o.span.start) == Some(last + 1));
        if !begins || !within || !next {
            continue;
        }
        // The head within the name, and the phrase that it was made a part of.
        let own = |t: u32| (first..=last).contains(&t);
        let Some(place) = (first..=last).find(|&t| s.head(t).is_some_and(|h| !own(h))) else {
            continue;
        };
        let noun = |t: &u32| s.tokens[*t as usize].upos != Upos::Verb;
        let mut top = place;
        for _ in 0..6 {
            match s.head(top).filter(noun) {
                Some(h) => top = h,
                None => break,
            }
        }
        let Some(verb) = s.head(top).filter(|&v| top > last && v > top) else {
            continue;
        };
        let subject = [Deprel::Nsubj, Deprel::NsubjPass];
        match s.tokens[top as usize].deprel {
            Deprel::Nsubj | Deprel::NsubjPass => {}
            Deprel::Obl if s.child(verb, &subject).is_none() => {
                hang(&mut list, top, verb, subject_of(s, verb));
            }
            _ => continue,
        }
        hang(&mut list, place, verb, Deprel::Obl);
        hang(&mut list, prep, place, Deprel::Case);
        changed = true;
    }
    (changed && is_tree(&list)).then(|| {
        Sentence::new(s.span, list, s.names.clone()).with_multiwords(s.multiwords().to_vec())
    })
}
