//! 'EU foreign ministers meeting in Luxembourg agreed': 'meeting' taken for a noun,
//! a second subject of what they agreed, or the head of whose leaders they are
//! ('leaders of the African Union meeting in Malabo').

use crate::mend::hang;
use crate::mend::misread::lemma;
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// People in the plural who can gather.
fn is_people(s: &Sentence, t: u32) -> bool {
    const PEOPLE: [&str; 17] = [
        "leader",
        "president",
        "minister",
        "chief",
        "ambassador",
        "envoy",
        "official",
        "diplomat",
        "delegate",
        "representative",
        "negotiator",
        "premier",
        "mediator",
        "expert",
        "commander",
        "lawmaker",
        "head",
    ];
    s.tokens
        .get(t as usize)
        .is_some_and(|w| w.xpos == Xpos::Nns)
        && PEOPLE.contains(&lemma(s, t))
}

/// Makes a clause of it that belongs to those who meet.
pub(crate) fn mend(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let place = matches!(lemma(s, c + 1), "in" | "at" | "on" | "here");
    if c == 0 || !place || lemma(s, c) != "meeting" || token.upos != Upos::Noun {
        return;
    }
    let Some(over) = token.head else { return };
    let own = s.child(c, &[Deprel::Det, Deprel::NmodPoss, Deprel::Amod]);
    let who = match token.deprel {
        // 'Ministers meeting in Oslo agreed'
        Deprel::Nsubj | Deprel::NsubjPass if own.is_none() => s
            .children_by(over, &[Deprel::Nsubj, Deprel::NsubjPass])
            .find(|&n| n + 1 == c && is_people(s, n)),
        // 'Leaders of the union meeting in Oslo agreed'
        Deprel::Nmod if is_people(s, over) && over < c => {
            let name = s.child(c, &[Deprel::Compound]);
            name.filter(|&n| n + 1 == c && s.tokens[n as usize].upos == Upos::Propn)
                .map(|_| over)
        }
        _ => None,
    };
    let Some(who) = who else { return };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    if token.deprel == Deprel::Nmod
        && let Some(name) = s.child(c, &[Deprel::Compound])
    {
        hang(list, name, who, Deprel::Nmod);
        for &t in s.children(c) {
            if t < name {
                list[t as usize].head = Some(name);
            }
        }
    }
    let word = &mut list[c as usize];
    (word.upos, word.xpos) = (Upos::Verb, Xpos::Vbg);
    word.lemma = "meet".into();
    hang(list, c, who, Deprel::Acl);
    for t in s.children_by(c, &[Deprel::Nmod, Deprel::NmodUnmarked]) {
        if t > c {
            let plain = list[t as usize].deprel == Deprel::NmodUnmarked;
            list[t as usize].deprel = if plain {
                Deprel::OblUnmarked
            } else {
                Deprel::Obl
            };
        }
    }
}
