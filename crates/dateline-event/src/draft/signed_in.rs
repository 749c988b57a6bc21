//! 'Signed a deal on the return of refugees in Khartoum on Thursday': the town right
//! before the day of a signing is where they sign, not where what is agreed on is done.

use crate::mend::attach::is_date;
use crate::mend::{hang, is_tree};
use dateline_record::{MentionKind, Resolved};
use dateline_syntax::{Deprel, Sentence, Token, Upos};

/// Verbs of what is put to paper in one place on one day.
pub(crate) fn signs(lemma: &str) -> bool {
    matches!(
        lemma,
        "sign" | "initial" | "conclude" | "reach" | "strike" | "clinch" | "seal" | "ink"
    )
}

/// The sentence with such towns hung on the verb; `None` where there are none.
pub(crate) fn mend(s: &Sentence, entities: &[&Resolved]) -> Option<Sentence> {
    let mut tokens: Option<Vec<Token>> = None;
    for e in entities {
        // A town, or 'here'; forces may stand in a country that others talk of.
        let town = e.kind == MentionKind::Place
            && e.place
                .as_ref()
                .is_some_and(|p| p.lat.is_some() || p.gazetteer.is_none());
        let (Some(first), Some(last)) = (
            s.token_at(e.span.start),
            s.token_at(e.span.end.saturating_sub(1)),
        ) else {
            continue;
        };
        let own = |t: u32| (first..=last).contains(&t);
        let place = (first..=last).find(|&t| s.head(t).is_some_and(|h| !own(h)));
        let Some(place) = place.filter(|_| town) else {
            continue;
        };
        let word = |t: u32| s.tokens.get(t as usize).map_or("", |x| x.lemma.as_str());
        let day = if word(last + 1) == "on" {
            last + 2
        } else {
            last + 1
        };
        if day as usize >= s.tokens.len() || !is_date(s, day) {
            continue;
        }
        let Some(verb) = s.head(day).filter(|&v| v < first && signs(word(v))) else {
            continue;
        };
        // The nouns from the place up to the verb.
        let over: Vec<u32> = s
            .ancestors(place)
            .skip(1)
            .take(6)
            .take_while(|&h| h != verb)
            .collect();
        let nouns = (over.iter()).all(|&h| s.tokens[h as usize].upos == Upos::Noun);
        let object = over
            .last()
            .copied()
            .filter(|&n| s.head(n) == Some(verb) && s.tokens[n as usize].deprel == Deprel::Obj);
        let fixed = over.first().is_some_and(|&n| {
            matches!(
                word(n),
                "troop"
                    | "troops"
                    | "force"
                    | "forces"
                    | "soldier"
                    | "fighter"
                    | "base"
                    // What is built stands in a town: 'the reopening of schools in Lima'.
                    | "school"
                    | "hospital"
                    | "clinic"
                    | "consulate"
                    | "embassy"
                    | "mission"
                    | "office"
                    | "centre"
                    | "center"
                    | "port"
                    | "airport"
                    | "bridge"
                    | "road"
                    | "station"
                    | "plant"
                    | "refinery"
                    | "reactor"
                    | "factory"
                    | "museum"
                    | "camp"
            )
        });
        if object.is_none() || over.len() < 2 || !nouns || fixed {
            continue;
        }
        let here = s.tokens[place as usize].upos == Upos::Adv;
        let rel = if here { Deprel::Advmod } else { Deprel::Obl };
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        hang(list, place, verb, rel);
    }
    tokens.filter(|list| is_tree(list)).map(|list| {
        Sentence::new(s.span, list, s.names.clone()).with_multiwords(s.multiwords().to_vec())
    })
}
