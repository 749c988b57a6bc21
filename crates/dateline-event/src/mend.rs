//! Slips of the parser that cost an event, and that the words around them
//! show to be slips.

use crate::clauses::{
    after_clause, ahead_of, back_in, behind_noun, between_commas, between_sides, beyond_relative,
    by_phone, closes_clause, contact_clause, due_in, expects_to, joins_main, left_dead, list_plans,
    names_to, object_behind, only_verb, past_clause, that_talks, time_clause, to_aid, told_to,
    under_mark,
};
use crate::speech;
use dateline_record::Span;
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// Puts a word under another.
pub(crate) fn hang(list: &mut [Token], word: u32, head: u32, rel: Deprel) {
    let token = &mut list[word as usize];
    token.head = Some(head);
    token.deprel = rel;
}

/// What the subject of a verb is called: that of a passive or of an active.
pub(crate) fn subject_of(s: &Sentence, verb: u32) -> Deprel {
    if s.child(verb, &[Deprel::AuxPass]).is_some() {
        Deprel::NsubjPass
    } else {
        Deprel::Nsubj
    }
}

/// The sentence with its slips mended; `None` where there are none.
pub(crate) fn mend(s: &Sentence) -> Option<Sentence> {
    let mut tokens: Option<Vec<Token>> = None;
    for v in 0..s.tokens.len() as u32 {
        if s.tokens[v as usize].upos != Upos::Verb {
            continue;
        }
        if let Some((subject, more)) = s.fronted_subject(v) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, subject, v, subject_of(s, v));
            for m in more {
                list[m as usize].head = Some(subject);
            }
        }
        if let Some((subject, clause)) = drawn_away(s, v) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, subject, clause, subject_of(s, clause));
        }
    }
    for w in 0..s.tokens.len() as u32 {
        if let Some(v) = raising(s, w) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let (head, rel) = (list[v as usize].head, list[v as usize].deprel);
            list[w as usize].head = head;
            list[w as usize].deprel = rel;
            for &c in s.children(v) {
                if c < w {
                    let t = &mut list[c as usize];
                    t.head = Some(w);
                    if matches!(t.deprel, Deprel::NsubjOuter | Deprel::NsubjPass) {
                        t.deprel = Deprel::Nsubj;
                    }
                }
            }
            hang(list, v, w, Deprel::Xcomp);
        }
    }
    for c in 0..s.tokens.len() as u32 {
        if is_object(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].deprel = Deprel::Obj;
        }
        if let Some(particle) = called_off(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[particle as usize].head = list[c as usize].head;
            list[particle as usize].deprel = Deprel::CompoundPrt;
            list[c as usize].deprel = Deprel::Obj;
        }
        if let Some((that, v)) = that_talks(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            if list[v as usize].head == Some(c) {
                let (head, rel) = (list[c as usize].head, list[c as usize].deprel);
                (list[v as usize].head, list[v as usize].deprel) = (head, rel);
            }
            let noun = &mut list[c as usize];
            (noun.upos, noun.xpos) = (Upos::Noun, Xpos::Nns);
            (noun.deprel, noun.head) = (Deprel::Nsubj, Some(v));
            hang(list, that, v, Deprel::Mark);
            for &t in s.children(c) {
                if list[t as usize].deprel == Deprel::Obl {
                    list[t as usize].deprel = Deprel::Nmod;
                }
            }
        }
        if let Some(v) = under_mark(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(v);
            list[c as usize].deprel = if s.child(v, &[Deprel::AuxPass]).is_some() {
                Deprel::NsubjPass
            } else {
                Deprel::Nsubj
            };
        }
        if let Some((o, mark)) = time_clause(s, c).or_else(|| after_clause(s, c)) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, o, c, subject_of(s, c));
            hang(list, mark, c, Deprel::Mark);
        }
        if let Some(v) = handed_over(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, Deprel::CompoundPrt);
        }
        if let Some(noun) = ahead_of(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(noun);
        }
        if let Some((noun, place)) = due_in(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let due = &mut list[c as usize];
            // As 'expected in Oslo'.
            (due.upos, due.xpos) = (Upos::Verb, Xpos::Vbn);
            (due.deprel, due.head) = (Deprel::Acl, Some(noun));
            hang(list, place, c, Deprel::Obl);
            // 'next week' behind it is when they are due.
            let after = s.subtree(place).last().map_or(place, |&t| t) + 1;
            let time = (after..s.tokens.len() as u32)
                .take(4)
                .find(|&t| s.tokens[t as usize].deprel == Deprel::OblUnmarked);
            if let Some(t) = time.filter(|&t| s.subtree(t).first() == Some(&after)) {
                list[t as usize].head = Some(c);
            }
        }
        if to_aid(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let head = list[c as usize].head;
            let noun = &mut list[c as usize];
            (noun.upos, noun.xpos, noun.deprel) = (Upos::Noun, Xpos::Nn, Deprel::Obl);
            for &t in s.children(c) {
                let child = &mut list[t as usize];
                match child.deprel {
                    Deprel::Mark => child.deprel = Deprel::Case,
                    Deprel::Obl | Deprel::OblUnmarked => child.head = head,
                    _ => {}
                }
            }
        }
        if let Some(v) = joins_main(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(v);
        }
        if let Some(v) = names_to(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, Deprel::Obl);
        }
        if let Some((noun, main)) = contact_clause(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let who = list[noun as usize].head;
            for &t in who.map_or(&[][..], |w| s.children(w)) {
                if t < noun && list[t as usize].deprel == Deprel::Det {
                    list[t as usize].head = Some(noun);
                }
            }
            list[main as usize].head = None;
            list[main as usize].deprel = Deprel::Root;
            hang(list, noun, main, Deprel::Nsubj);
            hang(list, c, noun, Deprel::AclRelcl);
        }
        if let Some((v, subject)) = between_commas(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[v as usize].head = None;
            list[v as usize].deprel = Deprel::Root;
            hang(list, c, subject, Deprel::Acl);
            list[c as usize].xpos = Xpos::Vbn;
        }
        if let Some(place) = back_in(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let top = list[c as usize].clone();
            for &t in s.children(c) {
                if t != place {
                    list[t as usize].head = Some(place);
                }
            }
            list[place as usize].head = top.head;
            list[place as usize].deprel = top.deprel;
            hang(list, c, place, Deprel::Advmod);
        }
        if let Some(noun) = beyond_relative(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = None;
            list[c as usize].deprel = Deprel::Root;
            hang(list, noun, c, subject_of(s, c));
        }
        if let Some(noun) = behind_noun(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, noun, Deprel::Acl);
        }
        if let Some(noun) = between_sides(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(noun);
        }
        if expects_to(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].deprel = Deprel::Xcomp;
        }
        if let Some(v) = left_dead(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, Deprel::Obj);
        }
        if let Some((subject, mark, over)) = past_clause(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, over, Deprel::Advcl);
            hang(list, subject, c, Deprel::Nsubj);
            hang(list, mark, c, Deprel::Mark);
        }
        if let Some(v) = by_phone(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, Deprel::Obl);
            for &t in s.children(v) {
                if list[t as usize].deprel == Deprel::NsubjPass {
                    list[t as usize].deprel = Deprel::Nsubj;
                }
            }
        }
        if let Some((first, over)) = list_plans(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let verb = &mut list[c as usize];
            (verb.upos, verb.xpos) = (Upos::Verb, Xpos::Vbp);
            hang(list, c, over, Deprel::Ccomp);
            hang(list, first, c, Deprel::Nsubj);
        }
        if let Some(v) = told_to(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, Deprel::Obj);
        }
        if let Some(v) = closes_clause(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(v);
        }
        if let Some(v) = beside_day(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, Deprel::Obl);
        }
        if let Some(v) = beyond_phrase(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, Deprel::Xcomp);
        }
        if let Some(first) = in_list(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, first, Deprel::Conj);
        }
        if let Some(v) = only_verb(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let (head, rel) = (list[c as usize].head, list[c as usize].deprel);
            list[v as usize].head = head;
            list[v as usize].deprel = rel;
            list[v as usize].xpos = Xpos::Vbd;
            hang(list, c, v, Deprel::Nsubj);
        }
        if let Some(n) = object_behind(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let top = list[n as usize].clone();
            let verb = &mut list[c as usize];
            (verb.upos, verb.deprel, verb.head) = (Upos::Verb, Deprel::Root, None);
            verb.xpos = if top.deprel == Deprel::Obj {
                Xpos::Vbn
            } else {
                Xpos::Vbd
            };
            // 'has lifted sanctions': the auxiliary was taken for the verb.
            if let Some(aux) = top.head.filter(|_| top.deprel == Deprel::Obj) {
                for &t in s.children(aux) {
                    if t != n {
                        list[t as usize].head = Some(c);
                    }
                }
                hang(list, aux, c, Deprel::Aux);
            } else if s.child(n, &[Deprel::Aux]).is_some() {
                list[c as usize].xpos = Xpos::Vb;
                for &t in s.children(n).iter().filter(|&&t| t < c) {
                    list[t as usize].head = Some(c);
                    if list[t as usize].deprel == Deprel::Compound {
                        let day = s.child(t, &[Deprel::Case]).is_some();
                        list[t as usize].deprel = if day { Deprel::Obl } else { Deprel::Nsubj };
                    }
                }
            } else if let Some(who) = s.children_by(n, &[Deprel::Compound]).find(|&t| t < c) {
                hang(list, who, c, Deprel::Nsubj);
            }
            hang(list, n, c, Deprel::Obj);
        }
        if let Some(h) = journey_of(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(h);
        }
        if let Some(v) = beside_name(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, Deprel::Obl);
        }
        if let Some(v) = beyond_name(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(v);
        }
        if let Some(h) = above(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(h);
        }
        if is_plural_noun(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].upos = Upos::Noun;
            list[c as usize].xpos = Xpos::Nns;
        }
        if let Some((subject, clause)) = reported(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let (head, rel) = (list[clause as usize].head, list[clause as usize].deprel);
            hang(list, subject, c, Deprel::Nsubj);
            list[c as usize].head = head;
            list[c as usize].deprel = rel;
            hang(list, clause, c, Deprel::Ccomp);
        }
        if let Some((n, v)) = planned(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, n, v, Deprel::Obj);
            hang(list, c, n, Deprel::Acl);
        }
        if is_apposed(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].deprel = Deprel::Appos;
        }
        if is_joined(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].deprel = Deprel::Conj;
        }
    }
    speech::mend(s, &mut tokens);
    // Two slips mended side by side may undo each other: then none is.
    let tokens = tokens.filter(|list| is_tree(list))?;
    let span: Span = s.span;
    Some(Sentence::new(span, tokens, s.names.clone()).with_multiwords(s.multiwords().to_vec()))
}

/// True where every token hangs, over others, on one that hangs on none.
pub(crate) fn is_tree(tokens: &[Token]) -> bool {
    let up = |t: &usize| tokens.get(*t)?.head.map(|h| h as usize);
    (0..tokens.len()).all(|t| {
        std::iter::successors(Some(t), up)
            .take(tokens.len() + 1)
            .count()
            <= tokens.len()
    })
}

/// The preposition of a phrase.
pub(crate) fn case(s: &Sentence, c: u32) -> Option<&str> {
    let t = s.child(c, &[Deprel::Case])?;
    (t < c).then(|| s.tokens[t as usize].lemma.as_str())
}

/// 'She calls off a truce': the particle of a verb that was taken for a
/// preposition.
fn called_off(s: &Sentence, c: u32) -> Option<u32> {
    let v = s.head(c)?;
    let off = s.child(c, &[Deprel::Case])?;
    let particle = match s.tokens[off as usize].lemma.as_str() {
        "off" => matches!(
            s.tokens[v as usize].lemma.as_str(),
            "call" | "break" | "put"
        ),
        "out" => matches!(s.tokens[v as usize].lemma.as_str(), "rule" | "carry"),
        _ => false,
    };
    (particle && off == v + 1 && s.tokens[c as usize].deprel == Deprel::Obl).then_some(off)
}

/// 'Handed over 222 rebels': the particle of a verb that was taken for a word
/// of the number.
fn handed_over(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let v = c.checked_sub(1)?;
    let verb = &s.tokens[v as usize];
    let moves = matches!(
        (verb.lemma.as_str(), token.lemma.as_str()),
        ("hand" | "turn" | "give", "over") | ("take" | "give" | "get" | "hand", "back")
    );
    (moves
        && verb.upos == Upos::Verb
        && token.deprel == Deprel::Advmod
        && token.head.is_some_and(|h| h > c))
    .then_some(v)
}

/// 'Left on Tuesday for India': what follows a day hangs on the verb.
fn beside_day(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let beside = matches!(
        case(s, c),
        Some("for" | "in" | "at" | "with" | "to" | "by" | "between")
    );
    let day = token.head.filter(|&h| h < c)?;
    let word = &s.tokens[day as usize];
    let verb = word.head?;
    (beside
        && is_day(word)
        && token.deprel == Deprel::Nmod
        && matches!(word.deprel, Deprel::Obl | Deprel::OblUnmarked)
        && s.tokens[verb as usize].upos == Upos::Verb)
        .then_some(verb)
}

fn is_day(word: &Token) -> bool {
    matches!(
        word.lemma.to_lowercase().as_str(),
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "today"
            | "yesterday"
            | "tomorrow"
    )
}

/// 'They agreed in principle to meet', 'on Monday to meet': the infinitive
/// hangs on the verb.
fn beyond_phrase(s: &Sentence, c: u32) -> Option<u32> {
    const WAYS: [&str; 9] = [
        "principle",
        "writing",
        "public",
        "private",
        "advance",
        "person",
        "telephone",
        "phone",
        "return",
    ];
    let token = &s.tokens[c as usize];
    let to = s.child(c, &[Deprel::Mark])?;
    let h = token.head.filter(|&h| h < c)?;
    let word = &s.tokens[h as usize];
    let verb = word.head?;
    (token.deprel == Deprel::Acl
        && s.tokens[to as usize].lemma == "to"
        && matches!(word.deprel, Deprel::Obl | Deprel::OblUnmarked)
        && (is_day(word) || WAYS.contains(&word.lemma.as_str()))
        && s.tokens[verb as usize].upos == Upos::Verb)
        .then_some(verb)
}

/// 'A, France's B and C': a name in a list of persons that was hung on the
/// name before it. Returns the first of the list.
fn in_list(s: &Sentence, c: u32) -> Option<u32> {
    let person = |t: u32| {
        s.name_at(t)
            .filter(|n| n.kind == dateline_syntax::NameType::Per)
    };
    let own = person(c)?;
    let token = &s.tokens[c as usize];
    let h = token.head?;
    let other = person(h)?;
    if own.first == other.first
        || h > c
        || !matches!(
            token.deprel,
            Deprel::NmodDesc | Deprel::Compound | Deprel::Flat | Deprel::Nmod | Deprel::Appos
        )
        || case(s, c).is_some_and(|p| p != "'s" && p != "’s")
    {
        return None;
    }
    // What stands before the name and its owner parts the two.
    let start = (other.end..own.first)
        .find(|&t| matches!(s.tokens[t as usize].lemma.as_str(), "," | "and"))?;
    let verb = (start..own.first).any(|t| s.tokens[t as usize].upos == Upos::Verb);
    let joined = (own.first.saturating_sub(1)..s.tokens.len() as u32)
        .take(12)
        .take_while(|&t| s.tokens[t as usize].upos != Upos::Verb)
        .any(|t| s.tokens[t as usize].lemma == "and");
    if verb || !joined {
        return None;
    }
    let mut first = h;
    for _ in 0..8 {
        if s.tokens[first as usize].deprel != Deprel::Conj {
            break;
        }
        first = s.head(first)?;
    }
    Some(first)
}

/// 'Began an exercise known as Blue Sky on Friday': the day is not that of the
/// name. Gives the verb.
fn beyond_name(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let named = token.head.filter(|&h| h < c)?;
    let word = &s.tokens[named as usize];
    let fits = is_day(token)
        && matches!(token.deprel, Deprel::Obl | Deprel::OblUnmarked)
        && matches!(word.deprel, Deprel::Acl)
        && matches!(
            word.lemma.as_str(),
            "know" | "call" | "dub" | "name" | "codename"
        );
    let mut t = word.head.filter(|_| fits)?;
    for _ in 0..4 {
        if s.tokens[t as usize].upos == Upos::Verb {
            return Some(t);
        }
        t = s.head(t)?;
    }
    None
}

/// 'A visit by an official of that rank to Vietnam': where a journey leads
/// hangs on the journey, not on who makes it.
fn journey_of(s: &Sentence, c: u32) -> Option<u32> {
    const JOURNEYS: [&str; 6] = ["visit", "trip", "journey", "tour", "pilgrimage", "mission"];
    // 'The visit of the ambassador to Vietnam' may be one anywhere.
    const SENT: [&str; 5] = [
        "ambassador",
        "envoy",
        "representative",
        "delegate",
        "emissary",
    ];
    if s.tokens[c as usize].deprel != Deprel::Nmod || case(s, c) != Some("to") {
        return None;
    }
    let mut h = s.head(c)?;
    for _ in 0..2 {
        let who = &s.tokens[h as usize];
        let of = matches!(case(s, h), Some("by" | "of" | "from"));
        if who.deprel != Deprel::Nmod || !of || SENT.contains(&who.lemma.as_str()) {
            return None;
        }
        h = s.head(h)?;
        if h < c && JOURNEYS.contains(&s.tokens[h as usize].lemma.as_str()) {
            return Some(h);
        }
    }
    None
}

/// 'She met X at a conference': where they met hangs on the verb, not on the
/// name of a person.
fn beside_name(s: &Sentence, c: u32) -> Option<u32> {
    let at = matches!(
        case(s, c),
        Some("at" | "on" | "during" | "after" | "before")
    );
    if s.tokens[c as usize].deprel != Deprel::Nmod || !at {
        return None;
    }
    let name = s.head(c)?;
    let person = s
        .name_at(name)
        .is_some_and(|n| n.kind == dateline_syntax::NameType::Per);
    let mut top = name;
    while s.tokens[top as usize].deprel == Deprel::Conj {
        top = s.head(top)?;
    }
    let object = matches!(s.tokens[top as usize].deprel, Deprel::Obj | Deprel::Obl);
    let verb = s.head(top)?;
    (person && object && name < c && s.tokens[verb as usize].upos == Upos::Verb).then_some(verb)
}

/// 'Field Marshal X Y, and General Z': what is joined to a name hangs on its
/// head, not on a word before it.
fn above(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    if !matches!(token.deprel, Deprel::Conj | Deprel::Appos) {
        return None;
    }
    let h = token.head?;
    let part = &s.tokens[h as usize];
    let up = part.head?;
    (matches!(part.deprel, Deprel::Compound | Deprel::NmodDesc)
        && part.upos == Upos::Propn
        && s.tokens[up as usize].upos == Upos::Propn
        && token.upos == Upos::Propn
        && h < up
        && up < c)
        .then_some(up)
}

/// 'called off the ceasefire it had kept': a noun taken for a predicate of a
/// verb that has no object.
fn is_object(s: &Sentence, c: u32) -> bool {
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

/// 'President X and Prime Minister Y': the second name is no apposition of the
/// first where 'and' stands between and no comma.
fn is_joined(s: &Sentence, c: u32) -> bool {
    let token = &s.tokens[c as usize];
    let Some(h) = token
        .head
        .filter(|&h| h < c && token.deprel == Deprel::Appos)
    else {
        return false;
    };
    let between = &s.tokens[h as usize + 1..c as usize];
    between.iter().any(|t| t.lemma == "and")
        && !between
            .iter()
            .any(|t| t.upos == Upos::Punct && t.lemma != "-")
}

/// 'to hold military talks': an object with an adjective is no verb.
fn is_plural_noun(s: &Sentence, c: u32) -> bool {
    let token = &s.tokens[c as usize];
    token.xpos == Xpos::Vbz
        && token.upos == Upos::Verb
        && token.deprel == Deprel::Obj
        && s.child(c, &[Deprel::Amod, Deprel::Compound, Deprel::Det])
            .is_some_and(|m| m < c)
        && s.child(
            c,
            &[
                Deprel::Nsubj,
                Deprel::NsubjPass,
                Deprel::Obj,
                Deprel::Aux,
                Deprel::Mark,
            ],
        )
        .is_none()
}

/// 'The two agreed on Monday to a truce, mediators from X said': a verb of
/// saying was joined to the clause, and its subject given to that. Gives the
/// subject and the verb of the clause.
fn reported(s: &Sentence, c: u32) -> Option<(u32, u32)> {
    let token = &s.tokens[c as usize];
    let v = token.head.filter(|&v| v < c)?;
    let subject = s.children_by(v, &[Deprel::Nsubj]).last()?;
    let first = s.child(v, &[Deprel::Nsubj, Deprel::NsubjPass])?;
    let comma = (v + 1..subject)
        .any(|t| s.tokens[t as usize].lemma == "," && s.tokens[t as usize].head == Some(subject));
    let slip = matches!(token.deprel, Deprel::Conj | Deprel::Parataxis)
        && s.tokens[v as usize].upos == Upos::Verb
        && matches!(token.lemma.as_str(), "say" | "report" | "announce" | "add")
        && token.xpos == Xpos::Vbd
        && first < v
        && v < subject
        && subject < c
        && comma
        && s.child(
            c,
            &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Cc, Deprel::Obj],
        )
        .is_none();
    slip.then_some((subject, v))
}

/// 'called off a round planned for April': the noun is the object of the verb
/// before it, and what stands behind it tells of it. Gives noun and verb.
fn planned(s: &Sentence, c: u32) -> Option<(u32, u32)> {
    const CAUSE: [&str; 14] = [
        "have", "get", "want", "need", "see", "keep", "make", "find", "leave", "hear", "consider",
        "watch", "order", "like",
    ];
    let token = &s.tokens[c as usize];
    let v = token.head.filter(|&v| v < c)?;
    let verb = &s.tokens[v as usize];
    let n = c.checked_sub(1)?;
    let noun = &s.tokens[n as usize];
    let slip = token.xpos == Xpos::Vbn
        && token.deprel == Deprel::Xcomp
        && verb.upos == Upos::Verb
        && !CAUSE.contains(&verb.lemma.as_str())
        && noun.upos == Upos::Noun
        && noun.head == Some(c)
        && matches!(
            noun.deprel,
            Deprel::OblUnmarked | Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass
        )
        && s.child(v, &[Deprel::Obj, Deprel::AuxPass]).is_none()
        && s.child(c, &[Deprel::Aux, Deprel::AuxPass, Deprel::Mark])
            .is_none();
    slip.then_some((n, v))
}

/// 'Cuba and Norway, the guarantors of the process': a list does not go on
/// behind its 'and' with a comma alone; and a noun with its article behind two
/// names says what they are.
fn is_apposed(s: &Sentence, c: u32) -> bool {
    let token = &s.tokens[c as usize];
    let Some(h) = token
        .head
        .filter(|&h| h < c && token.deprel == Deprel::Conj)
    else {
        return false;
    };
    let closed = s
        .children_by(h, &[Deprel::Conj])
        .filter(|&d| d < c)
        .any(|d| s.child(d, &[Deprel::Cc]).is_some());
    let comma = s
        .child(c, &[Deprel::Det, Deprel::NmodPoss])
        .is_some_and(|d| d > h && s.tokens[d as usize - 1].lemma == ",");
    closed
        && comma
        && s.child(c, &[Deprel::Cc]).is_none()
        && token.upos == Upos::Noun
        && s.tokens[h as usize].upos == Upos::Propn
}

/// 'The meeting is due to begin': the adjective was made a mark of the verb.
/// Gives the verb.
fn raising(s: &Sentence, w: u32) -> Option<u32> {
    let token = &s.tokens[w as usize];
    let v = token.head?;
    let slip = matches!(token.deprel, Deprel::Mark | Deprel::Advmod | Deprel::Aux)
        && v > w
        && v <= w + 4
        && s.tokens[v as usize].upos == Upos::Verb
        && matches!(
            token.lemma.as_str(),
            "due" | "set" | "bound" | "about" | "poised" | "ready" | "likely" | "scheduled"
        )
        && s.child(w, &[Deprel::Cop, Deprel::Aux, Deprel::AuxPass])
            .is_some()
        && s.tokens
            .get(w as usize + 1)
            .is_some_and(|t| t.lemma == "to");
    slip.then_some(v)
}

/// 'Talks that were due on Friday have been put off, two officials said': the
/// verb of saying has two subjects, and the clause before it has none. Gives
/// the first subject and the clause it belongs to.
fn drawn_away(s: &Sentence, v: u32) -> Option<(u32, u32)> {
    let clause = s
        .children_by(v, &[Deprel::Ccomp, Deprel::Parataxis])
        .find(|&c| c < v && matches!(s.tokens[c as usize].upos, Upos::Verb | Upos::Adj))
        .or_else(|| {
            s.children_by(v, &[Deprel::Ccomp])
                .find(|&c| c < v + 12 && s.child(c, &[Deprel::Nsubj, Deprel::NsubjPass]).is_none())
        })?;
    if s.child(clause, &[Deprel::Nsubj, Deprel::NsubjPass])
        .is_some()
    {
        return None;
    }
    let subjects: Vec<u32> = s
        .children_by(v, &[Deprel::Nsubj, Deprel::NsubjPass])
        .collect();
    let (&first, &last) = (subjects.first()?, subjects.last()?);
    (first < clause && last > clause).then_some((first, clause))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::tree;

    #[test]
    fn err_heads_in_a_circle_are_no_tree() {
        let s = tree(
            "They met.",
            0,
            "They they PRON PRP 2 nsubj
            met meet VERB VBD 0 root
            . . PUNCT . 2 punct",
        );
        let mut tokens = s.tokens.clone();
        assert!(is_tree(&tokens));
        tokens[1].head = Some(0);
        assert!(!is_tree(&tokens));
    }
}
