//! What a verb takes: objects, particles and infinitives that the parser took
//! for something else. `mend.rs` puts them right.

use crate::mend::slips::is_day;
use crate::mend::{case, hang};
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// Makes particles of prepositions that belong to the verb.
pub(crate) fn particles(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    if let Some(particle) = called_off(s, c) {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        list[particle as usize].head = list[c as usize].head;
        list[particle as usize].deprel = Deprel::CompoundPrt;
        list[c as usize].deprel = Deprel::Obj;
    } else if let Some(particle) = fell_through(s, c) {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        list[particle as usize].head = list[c as usize].head;
        list[particle as usize].deprel = Deprel::CompoundPrt;
    }
}

/// 'Fell through on Tuesday', 'is pencilled in for 22 May': of two prepositions in a
/// row behind a verb the first is its particle.
fn fell_through(s: &Sentence, c: u32) -> Option<u32> {
    let v = s
        .head(c)
        .filter(|&v| s.tokens[v as usize].upos == Upos::Verb)?;
    let first = v + 1;
    let is = |t: u32, words: &[&str]| {
        s.tokens.get(t as usize).is_some_and(|token| {
            token.deprel == Deprel::Case
                && token.head == Some(c)
                && words.contains(&token.lemma.as_str())
        })
    };
    let particle = is(
        first,
        &[
            "through", "in", "off", "out", "down", "up", "over", "back", "away", "apart", "on",
        ],
    );
    let behind = is(
        first + 1,
        &[
            "on", "for", "in", "at", "after", "before", "with", "during", "since",
        ],
    );
    (particle && behind && s.tokens[c as usize].deprel == Deprel::Obl).then_some(first)
}

/// 'She calls off a truce', 'handed over the bodies': the particle of a verb that was taken for a
/// preposition.
pub(crate) fn called_off(s: &Sentence, c: u32) -> Option<u32> {
    let v = s.head(c)?;
    let off = s.child(c, &[Deprel::Case])?;
    let particle = match s.tokens[off as usize].lemma.as_str() {
        "off" => matches!(
            s.tokens[v as usize].lemma.as_str(),
            "call" | "break" | "put"
        ),
        "out" => matches!(s.tokens[v as usize].lemma.as_str(), "rule" | "carry"),
        "over" => matches!(s.tokens[v as usize].lemma.as_str(), "hand"),
        // 'Turned in their last weapons'
        // 'Called in the ambassador'
        "in" if s.tokens[v as usize].lemma == "call" => matches!(
            s.tokens[c as usize].lemma.as_str(),
            "ambassador" | "envoy" | "diplomat" | "consul" | "attache" | "charge"
        ),
        "in" => {
            matches!(s.tokens[v as usize].lemma.as_str(), "hand" | "turn")
                && matches!(
                    s.tokens[c as usize].lemma.as_str(),
                    "weapon" | "arm" | "arms" | "gun" | "rifle" | "report"
                )
        }
        _ => false,
    };
    (particle && off == v + 1 && s.tokens[c as usize].deprel == Deprel::Obl).then_some(off)
}

/// 'Set free two soldiers', 'were set free by the army': makes one verb of the
/// two words.
pub(crate) fn set_free(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let Some(v) = c.checked_sub(1) else { return };
    let (word, verb) = (&s.tokens[c as usize], &s.tokens[v as usize]);
    if word.lemma != "free" || verb.lemma != "set" || verb.upos != Upos::Verb {
        return;
    }
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    hang(list, c, v, Deprel::CompoundPrt);
    for phrase in s.children_by(c, &[Deprel::Obl, Deprel::OblAgent]) {
        hang(list, phrase, v, Deprel::Obl);
    }
}

/// 'Handed over 222 rebels', 'sent home 20 Chilean sailors': the particle of a verb that
/// was taken for a word of the number.
pub(crate) fn handed_over(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let v = c.checked_sub(1)?;
    let verb = &s.tokens[v as usize];
    let moves = matches!(
        (verb.lemma.as_str(), token.lemma.as_str()),
        ("hand" | "turn" | "give", "over")
            | ("take" | "give" | "get" | "hand", "back")
            | ("send" | "fly" | "bring" | "let" | "call", "home")
    );
    (moves
        && verb.upos == Upos::Verb
        && token.deprel == Deprel::Advmod
        && token.head.is_some_and(|h| h > c))
    .then_some(v)
}

/// 'Went ahead two days late': a particle taken for a word of the number.
pub(crate) fn went_ahead(s: &Sentence, c: u32) -> Option<u32> {
    let v = c.checked_sub(1)?;
    let of = s
        .tokens
        .get(c as usize + 1)
        .is_some_and(|t| t.lemma == "of");
    let (verb, token) = (&s.tokens[v as usize], &s.tokens[c as usize]);
    (token.lemma == "ahead" && verb.lemma == "go" && token.head != Some(v) && !of).then_some(v)
}

/// 'called off the ceasefire it had kept': a noun taken for a predicate of a
/// verb that has no object.
pub(crate) fn is_object(s: &Sentence, c: u32) -> bool {
    let token = &s.tokens[c as usize];
    let Some(v) = token
        .head
        .filter(|&v| v < c && token.deprel == Deprel::Xcomp)
    else {
        return false;
    };
    token.upos == Upos::Noun
        && s.tokens[v as usize].upos == Upos::Verb
        && s.child(c, &[Deprel::Cop, Deprel::Case, Deprel::Mark])
            .is_none()
        && s.child(v, &[Deprel::Obj, Deprel::AuxPass]).is_none()
        && s.child(c, &[Deprel::Det, Deprel::NmodPoss]).is_some()
        && !matches!(
            s.tokens[v as usize].lemma.as_str(),
            "become" | "remain" | "seem" | "appear" | "prove" | "stay"
        )
}

/// 'Kenya is to free four soldiers': an infinitive that was taken for a word
/// of its object. Gives the object.
pub(crate) fn is_to(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let object = token
        .head
        .filter(|&h| h > c && token.deprel == Deprel::Amod)?;
    let to = s.child(c, &[Deprel::Mark]).filter(|&t| t + 1 == c)?;
    let be = to.checked_sub(1)?;
    let (to, be) = (&s.tokens[to as usize], &s.tokens[be as usize]);
    (to.lemma == "to" && be.lemma == "be" && be.head == Some(object)).then_some(object)
}

/// 'Kenya eased sanctions on Monday': the verb was taken for a word of its
/// object. Gives the object.
pub(crate) fn eased(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let object = token
        .head
        .filter(|&h| h > c && token.deprel == Deprel::Amod && s.children(c).is_empty())?;
    let subject = s.child(object, &[Deprel::Nsubj]).filter(|&n| n < c)?;
    let next = s.subtree(subject).last().is_some_and(|&t| t + 1 == c);
    let noun = &s.tokens[object as usize];
    let fits = matches!(token.xpos, Xpos::Vbd | Xpos::Vbn)
        && noun.upos == Upos::Noun
        && matches!(
            noun.deprel,
            Deprel::Root | Deprel::Ccomp | Deprel::Parataxis
        );
    (fits && next && s.child(object, &[Deprel::Cop, Deprel::Det]).is_none()).then_some(object)
}

/// 'Suspended for 90 days the tariffs it had planned': the object behind a
/// measure was taken for another.
pub(crate) fn is_named_object(s: &Sentence, c: u32) -> bool {
    const TIMES: [&str; 12] = [
        "day",
        "week",
        "month",
        "year",
        "night",
        "morning",
        "evening",
        "afternoon",
        "time",
        "moment",
        "weekend",
        "way",
    ];
    let token = &s.tokens[c as usize];
    let verb = token
        .head
        .filter(|&v| v < c && matches!(token.deprel, Deprel::OblUnmarked | Deprel::Obl));
    verb.is_some_and(|v| {
        let word = &s.tokens[v as usize];
        token.upos == Upos::Noun
            && word.upos == Upos::Verb
            && !TIMES.contains(&token.lemma.as_str())
            && s.child(c, &[Deprel::Det, Deprel::NmodPoss]).is_some()
            && s.child(c, &[Deprel::Case, Deprel::Nummod]).is_none()
            && s.child(v, &[Deprel::Obj, Deprel::AuxPass]).is_none()
    })
}

/// 'Stopped short of signing it': what was hung on 'short'. Gives the verb.
pub(crate) fn stops_short(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let short = token.head.filter(|&h| h < c)?;
    let of = s
        .child(c, &[Deprel::Mark, Deprel::Case])
        .filter(|&o| o == short + 1 && s.tokens[o as usize].lemma == "of")?;
    let verb = s.head(short).filter(|&v| v < short && of > v)?;
    let fits = s.tokens[short as usize].lemma == "short"
        && matches!(s.tokens[verb as usize].lemma.as_str(), "stop" | "fall");
    fits.then_some(verb)
}

/// 'Agreed to free two pilots': a verb that was taken for a word of its object,
/// behind a preposition. Gives the object, the 'to' and the verb above.
pub(crate) fn to_free(s: &Sentence, c: u32) -> Option<(u32, u32, u32)> {
    let token = &s.tokens[c as usize];
    let object = token
        .head
        .filter(|&h| h > c && token.lemma == "free" && token.deprel == Deprel::Amod)?;
    let to = s.child(object, &[Deprel::Case]).filter(|&t| t + 1 == c)?;
    let noun = &s.tokens[object as usize];
    let over = noun
        .head
        .filter(|&v| noun.deprel == Deprel::Obl && s.tokens[v as usize].upos == Upos::Verb)?;
    (s.tokens[to as usize].lemma == "to").then_some((object, to, over))
}

/// 'Said on Monday that it would free 12 soldiers': a verb that was taken for a
/// word beside a noun, though it has a subject and a modal of its own. Gives the
/// verb above.
pub(crate) fn would_free(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let modal = s.child(c, &[Deprel::Aux]).filter(|&a| a < c)?;
    let subject = s.child(c, &[Deprel::Nsubj]).filter(|&t| t < modal);
    let noun = token.head.filter(|_| token.deprel == Deprel::Amod)?;
    let over = s.head(noun)?;
    (token.lemma == "free"
        && token.upos == Upos::Adj
        && s.tokens[modal as usize].xpos == Xpos::Md
        && subject.is_some()
        && s.tokens[over as usize].upos == Upos::Verb)
        .then_some(over)
}

/// 'Will stop fighting over the port': what is stopped is no act of its own.
pub(crate) fn stops(s: &Sentence, c: u32) -> bool {
    let token = &s.tokens[c as usize];
    let verb = token.head.filter(|_| {
        matches!(token.deprel, Deprel::Xcomp | Deprel::Ccomp) && token.xpos == Xpos::Vbg
    });
    matches!(token.lemma.as_str(), "fight" | "shell" | "fire")
        && s.child(c, &[Deprel::Obj]).is_none()
        && verb.is_some_and(|v| {
            matches!(
                s.tokens[v as usize].lemma.as_str(),
                "stop" | "cease" | "halt" | "end"
            )
        })
}

/// 'Invited both to talks': a preposition that was taken for the mark of a verb.
pub(crate) fn to_noun(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let to = s.child(c, &[Deprel::Mark]).filter(|&t| t + 1 == c)?;
    (token.upos == Upos::Noun
        && matches!(token.deprel, Deprel::Obl | Deprel::Nmod)
        && s.tokens[to as usize].lemma == "to")
        .then_some(to)
}

/// 'Invited Peru and Chile to talks', 'to Oslo for talks': whither one is asked,
/// which was taken for a phrase of the last who is asked. Gives the verb.
pub(crate) fn invited_to(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    if token.deprel != Deprel::Nmod || !matches!(case(s, c), Some("to" | "for")) {
        return None;
    }
    let mut up = token.head?;
    for _ in 0..5 {
        let t = &s.tokens[up as usize];
        let head = t.head?;
        if t.deprel == Deprel::Obj {
            let asks = matches!(
                s.tokens[head as usize].lemma.as_str(),
                "invite" | "summon" | "call" | "bring" | "welcome"
            );
            // 'Called off a visit to Oslo'
            let off = s.child(head, &[Deprel::CompoundPrt]).is_some();
            return (asks && !off && head < up && up < c).then_some(head);
        }
        let on = matches!(t.deprel, Deprel::Conj | Deprel::Nmod | Deprel::Appos);
        if !on {
            return None;
        }
        up = head;
    }
    None
}

/// 'Three days of bargaining': a noun that was taken for a verb. Gives its 'of'.
pub(crate) fn bargaining(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let of = s.child(c, &[Deprel::Mark]).filter(|&t| t + 1 == c)?;
    // 'Said after three days of bargaining': who speaks need not be one of two.
    let speech = token.head.and_then(|m| s.head(m)).is_some_and(|v| {
        matches!(
            s.tokens[v as usize].lemma.as_str(),
            "say" | "tell" | "announce"
        )
    });
    (matches!(token.lemma.as_str(), "bargain" | "haggle" | "wrangle")
        && !speech
        && token.xpos == Xpos::Vbg
        && token.deprel == Deprel::Acl
        && s.tokens[of as usize].lemma == "of"
        && s.child(c, &[Deprel::Obj]).is_none())
    .then_some(of)
}

/// 'Brought together X and Y': an object behind a particle that was taken for
/// a phrase, though no preposition stands before it.
pub(crate) fn bare_object(s: &Sentence, c: u32) -> bool {
    let token = &s.tokens[c as usize];
    let name = token.upos == Upos::Propn && !is_day(token) && token.deprel == Deprel::Obl;
    let Some(v) = token.head.filter(|&v| v < c && name) else {
        return false;
    };
    s.tokens[v as usize].upos == Upos::Verb
        && s.child(c, &[Deprel::Case]).is_none()
        && s.child(v, &[Deprel::Obj, Deprel::AuxPass]).is_none()
        && s.child(v, &[Deprel::CompoundPrt])
            .is_some_and(|p| s.subtree(c).first() == Some(&(p + 1)))
}

/// 'Agreed over dinner': what a preposition stands before is no object.
pub(crate) fn is_phrase(s: &Sentence, c: u32) -> bool {
    // 'Handed over the remains'
    let particle = s.head(c).is_some_and(|v| {
        let hands = matches!(
            s.tokens[v as usize].lemma.as_str(),
            "hand" | "take" | "turn"
        );
        hands && case(s, c) == Some("over")
    });
    s.tokens[c as usize].deprel == Deprel::Obj
        && !particle
        && matches!(
            case(s, c),
            Some("over" | "in" | "on" | "at" | "during" | "by" | "from" | "after" | "before")
        )
}

/// 'Said it would observe a truce': a pronoun with a meaning that was taken for
/// one without.
pub(crate) fn is_it(s: &Sentence, c: u32) -> bool {
    let token = &s.tokens[c as usize];
    let verb = token
        .head
        .filter(|&v| v > c && token.deprel == Deprel::Expl);
    verb.is_some_and(|v| {
        s.tokens[v as usize].upos == Upos::Verb
            && s.tokens[v as usize].deprel == Deprel::Ccomp
            && s.child(v, &[Deprel::Obj]).is_some_and(|o| o > v)
            && s.child(
                v,
                &[
                    Deprel::Nsubj,
                    Deprel::NsubjPass,
                    Deprel::Csubj,
                    Deprel::Ccomp,
                    Deprel::Xcomp,
                ],
            )
            .is_none()
    })
}

/// 'Talks with X, to be held in May', 'talks with X due to open in May': an
/// infinitive that was hung on the verb above. Gives the noun right before it.
pub(crate) fn to_be_held(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let meets = matches!(
        token.lemma.as_str(),
        "hold" | "sign" | "host" | "chair" | "convene" | "stage" | "mediate" | "attend"
    );
    let to = s.child(c, &[Deprel::Mark])?;
    let passive = meets
        && matches!(token.deprel, Deprel::Advcl | Deprel::Xcomp)
        && s.child(c, &[Deprel::AuxPass]).is_some()
        && s.tokens[to as usize].lemma == "to";
    let due = token.deprel == Deprel::Advcl
        && s.tokens[to as usize].lemma == "due"
        && token.xpos == Xpos::Vb
        && s.child(c, &[Deprel::Nsubj, Deprel::NsubjPass]).is_none();
    let fits = passive || due;
    let mut end = to.checked_sub(1).filter(|_| fits)?;
    if s.tokens[end as usize].lemma == "," {
        end = end.checked_sub(1)?;
    }
    let named = |t: u32| {
        let word = &s.tokens[t as usize];
        matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Num) || word.lemma == "talks"
    };
    // Up to the head of the phrase that ends there.
    let mut noun = named(end).then_some(end)?;
    while let Some(up) = s.head(noun).filter(|&up| up < c && named(up)) {
        noun = up;
    }
    Some(noun).filter(|&n| n < to)
}

/// 'Talks that were due to open': the pronoun in front was given to the
/// infinitive. Gives it, the infinitive and its 'to'.
pub(crate) fn due_to(s: &Sentence, c: u32) -> Option<(u32, u32, u32)> {
    if s.tokens[c as usize].lemma != "due" {
        return None;
    }
    let kinds = [Deprel::Advcl, Deprel::Ccomp, Deprel::Xcomp, Deprel::Csubj];
    let verb = s.child(c, &kinds).filter(|&v| v > c)?;
    let that = s
        .child(verb, &[Deprel::Nsubj, Deprel::NsubjPass])
        .or_else(|| s.child(c, &[Deprel::Nsubj, Deprel::NsubjPass]))
        .filter(|&t| t < c)?;
    let to = s.child(c, &[Deprel::Fixed, Deprel::Mark])?;
    (s.tokens[to as usize].lemma == "to" && to < verb).then_some((that, verb, to))
}
