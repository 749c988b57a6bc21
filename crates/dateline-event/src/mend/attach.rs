//! Phrases that belong to the noun they stand beside, and that the parser hung
//! on the verb: done first, for what is mended after it.

use crate::draft::second_day;
use crate::mend::as_planned;
use crate::mend::copula;
use crate::mend::fragment;
use crate::mend::fronted;
use crate::mend::gathered;
use crate::mend::inner_day;
use crate::mend::misread::{self, lemma};
use crate::mend::objects;
use crate::mend::set_at;
use crate::mend::slips::{is_day, is_month};
use crate::mend::work_on;
use crate::mend::{case, hang, is_tree, subject_of};
use crate::tie::alike;
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// The sentence with such phrases on their nouns; `None` where there are none.
pub(crate) fn attach(s: &Sentence) -> Option<Sentence> {
    let straight = inner_day::straighten(s);
    let s = straight.as_ref().unwrap_or(s);
    let mut tokens: Option<Vec<Token>> = None;
    for c in 0..s.tokens.len() as u32 {
        copula::due_to_open(s, c, &mut tokens);
        misread::mend(s, c, &mut tokens);
        gathered::mend(s, c, &mut tokens);
        as_planned::mend(s, c, &mut tokens);
        set_at::mend(s, c, &mut tokens);
        alike::mend(s, c, &mut tokens);
        work_on::mend(s, c, &mut tokens);
        let other = day_of_infinitive(s, c).map(|v| (v, Deprel::Obl));
        let other = other.or_else(|| day_of_second(s, c).map(|v| (v, Deprel::Obl)));
        let other = other.or_else(|| day_beside_place(s, c).map(|n| (n, Deprel::Nmod)));
        let other = other.or_else(|| day_of_former(s, c).map(|n| (n, Deprel::Nmod)));
        let other = other.or_else(|| second_day::of_noun(s, c).map(|n| (n, Deprel::Nmod)));
        let other = other.or_else(|| second_day::of_phrase(s, c).map(|n| (n, Deprel::Nmod)));
        let other = other.or_else(|| second_day::of_conclusion(s, c).map(|v| (v, Deprel::Obl)));
        let other = other.or_else(|| time_of_before(s, c).map(|n| (n, Deprel::NmodUnmarked)));
        let other = other.or_else(|| between_behind_place(s, c).map(|n| (n, Deprel::Nmod)));
        let other = other.or_else(|| plans_for(s, c).map(|n| (n, Deprel::Acl)));
        if let Some((over, rel)) = other {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, over, rel);
        }
        if let Some(noun) = behind_subject(s, c).or_else(|| behind_object(s, c)) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, noun, Deprel::Nmod);
        }
        if let Some(due) = second_day::subject_of_due(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, due, Deprel::Nsubj);
        }
        if let Some(verb) = behind_mark(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, verb, Deprel::Nsubj);
        }
        if let Some(verb) = fronted::subject_of_second(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, verb, subject_of(s, verb));
            if let Some(and) = s.child(c, &[Deprel::Cc]) {
                hang(list, and, verb, Deprel::Cc);
            }
        }
        if let Some((verb, names)) = fronted::day_behind_fronted(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, verb, Deprel::Obl);
            for (n, &name) in names.iter().enumerate() {
                if n == 0 {
                    hang(list, name, verb, subject_of(s, verb));
                } else {
                    hang(list, name, names[0], Deprel::Conj);
                }
            }
        }
        if let Some(verb) = fronted::behind_fronted(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, verb, subject_of(s, verb));
        }
        if let Some(noun) = fronted::told_before(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, noun, Deprel::Acl);
        }
        if let Some(over) = span_before(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, over, Deprel::OblUnmarked);
        }
        if let Some((noun, day)) = due_between_commas(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            // 'due to open on 7 July', mended above
            let opens = list[day as usize].upos == Upos::Verb;
            let rel = if opens { Deprel::Acl } else { Deprel::Nmod };
            hang(list, day, noun, rel);
        }
        if let Some(relative) = goes_on_with_but(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(relative);
        }
        if let Some(noun) = relative_of(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, noun, Deprel::AclRelcl);
        }
        if let Some((who, mark)) = called_for(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, mark, who, Deprel::Case);
            let over = list[c as usize].head;
            (list[who as usize].head, list[who as usize].deprel) = (over, Deprel::Obl);
            list[mark as usize].upos = Upos::Adp;
            list[c as usize].deprel = Deprel::Advcl;
        }
        let whither = || given_to(s, c).or_else(|| led_to(s, c));
        if let Some(verb) = out_of_object(s, c).or_else(whither) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, verb, Deprel::Obl);
        }
        if let Some(first) = of_whole_name(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(first);
        }
        if spends(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].deprel = Deprel::Obj;
        }
        if told_of_it(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].deprel = Deprel::CsubjPass;
        }
        if let Some(verb) = before_second(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(verb);
        }
        if let Some(noun) = between_commas(s, c).or_else(|| deployed_in(s, c)) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(noun);
        }
        if let Some(verb) = did_so(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(verb);
        }
        days_of(s, c, &mut tokens);
        if is_noun(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let word = &mut list[c as usize];
            (word.upos, word.xpos) = (Upos::Noun, Xpos::Nn);
        }
        day_before_name(s, c, &mut tokens);
    }
    let Some(tokens) = tokens.filter(|list| is_tree(list)) else {
        return straight;
    };
    Some(Sentence::new(s.span, tokens, s.names.clone()).with_multiwords(s.multiwords().to_vec()))
}

/// 'A ceasefire in Darfur between Chad and Sudan': it is the ceasefire that is
/// between them. Of 'the border at Busia between Kenya and Uganda' too.
fn between_behind_place(s: &Sentence, c: u32) -> Option<u32> {
    let place = s.head(c).filter(|_| case(s, c) == Some("between"))?;
    let (at, noun) = (&s.tokens[place as usize], s.head(place)?);
    let beside = at.upos == Upos::Propn && at.deprel == Deprel::Nmod;
    let of = &s.tokens[noun as usize];
    (beside
        && matches!(case(s, place), Some("in" | "at" | "near" | "over" | "on"))
        && of.upos == Upos::Noun
        && noun < place)
        .then_some(noun)
}

/// Nouns for what is held, made or done.
pub(crate) fn is_event(lemma: &str) -> bool {
    matches!(
        lemma,
        "talk"
            | "talks"
            | "negotiation"
            | "meeting"
            | "summit"
            | "round"
            | "session"
            | "conference"
            | "dialogue"
            | "discussion"
            | "consultation"
            | "encounter"
            | "visit"
            | "trip"
            | "dinner"
            | "exercise"
            | "drill"
            | "manoeuvre"
            | "truce"
            | "ceasefire"
            | "accord"
            | "agreement"
            | "treaty"
            | "deal"
            | "pact"
            | "signing"
            | "ceremony"
            | "exchange"
            | "swap"
            | "release"
            | "withdrawal"
            | "election"
            | "poll"
            | "referendum"
    )
}

/// The first word of what hangs on a word, itself among it.
pub(crate) fn start(s: &Sentence, c: u32) -> u32 {
    s.subtree(c).first().copied().unwrap_or(c)
}

/// True for a comma or another mark.
pub(crate) fn is_mark(s: &Sentence, t: u32) -> bool {
    s.tokens[t as usize].upos == Upos::Punct
}

/// 'The meeting of A and B on Friday followed talks', 'another round, in Oslo on
/// 3 May, brought nothing': between the subject and its verb.
fn behind_subject(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let verb = token
        .head
        .filter(|&v| v > c && token.deprel == Deprel::Obl)?;
    matches!(case(s, c), Some("on" | "in" | "at" | "between" | "with")).then_some(())?;
    let subject = s.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass])?;
    let noun = &s.tokens[subject as usize];
    if subject > c || noun.upos != Upos::Noun || !is_event(&noun.lemma) {
        return None;
    }
    let own = s.subtree(subject);
    let beside = (subject..start(s, c)).all(|t| own.contains(&t) || is_mark(s, t));
    beside.then_some(subject)
}

/// 'Suspended negotiations in Oslo on Friday', 'revived the summit with Peru':
/// right behind the object of a verb that tells what becomes of it.
fn behind_object(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let verb = token
        .head
        .filter(|&v| v < c && token.deprel == Deprel::Obl)?;
    // What these verbs make is made with somebody, somewhere.
    let makes = matches!(
        lemma(s, verb),
        "hold"
            | "have"
            | "sign"
            | "conclude"
            | "conduct"
            | "open"
            | "begin"
            | "start"
            | "make"
            | "reach"
            | "strike"
            | "agree"
            | "do"
            | "give"
            | "pay"
            | "say"
    );
    let place = token.upos == Upos::Propn && matches!(case(s, c), Some("in" | "at"));
    let side = matches!(case(s, c), Some("with" | "between"))
        && matches!(token.upos, Upos::Propn | Upos::Noun);
    if makes || s.tokens[verb as usize].upos != Upos::Verb || !(place || side) {
        return None;
    }
    let before = start(s, c).checked_sub(1)?;
    let noun = s.ancestors(before).take(6).find(|&t| {
        let word = &s.tokens[t as usize];
        word.head == Some(verb)
            && matches!(word.deprel, Deprel::Obj | Deprel::Obl)
            && word.upos == Upos::Noun
            && is_event(&word.lemma)
    })?;
    // A day of its own is no part of a place.
    let named = !is_day(token) && !is_month(token);
    (named && noun > verb).then_some(noun)
}

/// 'After Prime Minister X of A and President Y of B met': the subject of the
/// clause, taken for a phrase beside it.
fn behind_mark(s: &Sentence, c: u32) -> Option<u32> {
    const PHRASES: [Deprel; 3] = [Deprel::Obl, Deprel::OblAgent, Deprel::OblUnmarked];
    let token = &s.tokens[c as usize];
    let over = token
        .head
        .filter(|&v| v < c && PHRASES.contains(&token.deprel))?;
    if !matches!(token.upos, Upos::Propn | Upos::Noun) || case(s, c).is_some() {
        return None;
    }
    let verb = s.children(over).iter().copied().find(|&v| {
        v > c
            && s.tokens[v as usize].deprel == Deprel::Advcl
            && s.child(v, &[Deprel::Nsubj]).is_none()
    })?;
    let mark = s.child(verb, &[Deprel::Mark])?;
    let first = start(s, c);
    (mark + 1 == first && s.tokens[verb as usize].upos == Upos::Verb).then_some(verb)
}

/// 'Two days before a meeting with X, Y freed them': the span belongs to the
/// verb.
fn span_before(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let noun = token
        .head
        .filter(|&n| n > c && token.deprel == Deprel::NmodUnmarked)?;
    let span = matches!(
        token.lemma.as_str(),
        "hour" | "day" | "week" | "month" | "year"
    );
    let behind = s.tokens.get(c as usize + 1)?;
    let from = matches!(behind.lemma.as_str(), "before" | "after") && behind.head == Some(noun);
    s.head(noun)
        .filter(|_| span && from && s.tokens[noun as usize].deprel == Deprel::Obl)
}

/// 'The talks of A and B, due on 7 July, were not held': the day that was hung on
/// the verb. Gives the noun and the day.
fn due_between_commas(s: &Sentence, c: u32) -> Option<(u32, u32)> {
    let token = &s.tokens[c as usize];
    let day = token
        .head
        .filter(|&d| d > c && token.lemma == "due" && token.deprel == Deprel::Case)?;
    let comma = c.checked_sub(1).filter(|&t| is_mark(s, t))?;
    let verb = s.head(day)?;
    let noun = s
        .ancestors(comma.checked_sub(1)?)
        .take(6)
        .find(|&t| s.head(t) == Some(verb))
        .filter(|&t| s.tokens[t as usize].upos == Upos::Noun)
        // 'The talks to review the accord, due on 7 July, were not held'
        .or_else(|| s.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]))
        .filter(|&t| t < comma && s.tokens[t as usize].upos == Upos::Noun)?;
    (s.tokens[day as usize].deprel == Deprel::Obl).then_some((noun, day))
}

/// 'Talks that were to begin in March but have been held up': a second verb of
/// the relative clause, hung on the main one.
fn goes_on_with_but(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let main = token
        .head
        .filter(|&v| v < c && token.deprel == Deprel::Conj)?;
    let but = s
        .child(c, &[Deprel::Cc])
        .is_some_and(|b| lemma(s, b) == "but");
    let passive = s.child(c, &[Deprel::AuxPass]).is_some();
    if !but || !passive || s.child(c, &[Deprel::Nsubj, Deprel::NsubjPass]).is_some() {
        return None;
    }
    (main + 1..c).rev().find(|&r| {
        let was_to = |rel: Deprel| s.child(r, &[rel]);
        s.tokens[r as usize].deprel == Deprel::AclRelcl
            && was_to(Deprel::Mark).is_some_and(|t| lemma(s, t) == "to")
            && was_to(Deprel::Aux)
                .or(was_to(Deprel::Cop))
                .is_some_and(|t| lemma(s, t) == "be")
    })
}

/// 'Called off talks with X that were due to start on Sunday': the relative clause
/// was hung on the verb. Gives the noun.
fn relative_of(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let verb = token
        .head
        .filter(|&v| v < c && token.deprel == Deprel::Advcl)?;
    let that = s.child(c, &[Deprel::Nsubj, Deprel::NsubjPass])?;
    let pronoun =
        matches!(lemma(s, that), "that" | "which") && s.tokens[that as usize].upos == Upos::Pron;
    let noun = s
        .child(verb, &[Deprel::Obj])
        .filter(|&o| verb < o && o < that)?;
    let last = s.subtree(noun).last().copied()?;
    (pronoun && s.child(c, &[Deprel::Mark]).is_none_or(|m| m > that) && last + 1 == that)
        .then_some(noun)
}

/// 'Called for X to withdraw its troops': X was hung on the first verb. Gives who
/// is to do it, and 'for'.
fn called_for(s: &Sentence, c: u32) -> Option<(u32, u32)> {
    let token = &s.tokens[c as usize];
    let verb = token
        .head
        .filter(|&v| v < c && matches!(token.deprel, Deprel::Xcomp | Deprel::Advcl))?;
    let mark = s
        .children_by(c, &[Deprel::Mark])
        .find(|&m| lemma(s, m) == "for")?;
    let own = s.child(c, &[Deprel::Nsubj]);
    let asks = matches!(lemma(s, verb), "call" | "appeal" | "press" | "push" | "ask");
    let who = own.filter(|_| asks).or_else(|| {
        s.children_by(verb, &[Deprel::Obl])
            .find(|&o| mark < o && o < c && s.child(o, &[Deprel::Case]).is_none())
    })?;
    (start(s, who) == mark + 1 && (asks || own.is_none())).then_some((who, mark))
}

/// The verb of a list over the phrase of a word, where the word stands in the
/// verb's object; with the object.
fn over_object(s: &Sentence, c: u32, verbs: &[&str]) -> Option<(u32, u32)> {
    let listed = |v: u32| s.tokens[v as usize].upos == Upos::Verb && verbs.contains(&lemma(s, v));
    let verb = s.ancestors(c).skip(1).take(4).find(|&v| listed(v))?;
    // 'Handed over a letter', where 'over' was taken for a preposition.
    let particle = || {
        let mut phrases = s.children_by(verb, &[Deprel::Obl]);
        phrases.find(|&o| objects::called_off(s, o).is_some())
    };
    let object = s.child(verb, &[Deprel::Obj]).or_else(particle)?;
    s.dominates(object, c).then_some((verb, object))
}

/// 'Withdrew the last of its troops from X', 'will buy jets from X': where from was
/// hung on what is moved. Gives the verb.
fn out_of_object(s: &Sentence, c: u32) -> Option<u32> {
    const MOVES: [&str; 7] = [
        "withdraw", "pull", "remove", "evacuate", "expel", "bring", "fly",
    ];
    const BUYS: [&str; 4] = ["buy", "purchase", "acquire", "order"];
    if s.tokens[c as usize].deprel != Deprel::Nmod || case(s, c) != Some("from") {
        return None;
    }
    let (verb, object) = match over_object(s, c, &BUYS) {
        Some((verb, _)) => return Some(verb),
        None => over_object(s, c, &MOVES)?,
    };
    // 'The troops from Chad' are those of Chad.
    (s.head(c) != Some(object)).then_some(verb)
}

/// 'Is to lead a delegation to Lima in May for talks': where one goes, hung on the
/// delegation. Gives the verb.
fn led_to(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let team = token
        .head
        .filter(|_| token.deprel == Deprel::Nmod && case(s, c) == Some("to"))?;
    let verb = s.head(team)?;
    let led = matches!(lemma(s, verb), "lead" | "head")
        && s.tokens[team as usize].deprel == Deprel::Obj
        && matches!(lemma(s, team), "delegation" | "mission" | "team");
    (led && token.upos == Upos::Propn).then_some(verb)
}

/// 'Handed the bodies of nine soldiers to X': to whom was hung on the soldiers.
/// Gives the verb.
fn given_to(s: &Sentence, c: u32) -> Option<u32> {
    const GIVES: [&str; 6] = ["hand", "give", "return", "transfer", "deliver", "sell"];
    // 'An account of the visit to X'
    const TAKE_TO: [&str; 13] = [
        "visit",
        "trip",
        "tour",
        "journey",
        "mission",
        "envoy",
        "ambassador",
        "aid",
        "threat",
        "answer",
        "delegate",
        "adviser",
        "access",
    ];
    let token = &s.tokens[c as usize];
    if token.deprel != Deprel::Nmod || case(s, c) != Some("to") {
        return None;
    }
    let (verb, object) = over_object(s, c, &GIVES)?;
    let over = s.head(c)?;
    // 'A letter from his president to the king'
    if token.upos != Upos::Propn && case(s, over) != Some("from") {
        return None;
    }
    // 'Returned the ambassador to X' as it stands
    (over != object && !TAKE_TO.contains(&lemma(s, over))).then_some(verb)
}

/// 'President Park Jae-in of X': what belongs to a name hangs on its first word.
fn of_whole_name(s: &Sentence, c: u32) -> Option<u32> {
    let part = s.head(c).filter(|&p| {
        p < c
            && s.tokens[c as usize].deprel == Deprel::Nmod
            && s.tokens[p as usize].deprel == Deprel::Flat
    })?;
    s.head(part).filter(|&first| first < part)
}

/// 'Spent a week in X': how long was taken for a time beside it.
fn spends(s: &Sentence, c: u32) -> bool {
    let token = &s.tokens[c as usize];
    token.deprel == Deprel::OblUnmarked
        && token.head.is_some_and(|v| {
            v < c && lemma(s, v) == "spend" && s.child(v, &[Deprel::Obj]).is_none()
        })
}

/// 'It was reported that they would sign': what is reported was taken for what
/// somebody reports.
fn told_of_it(s: &Sentence, c: u32) -> bool {
    let token = &s.tokens[c as usize];
    let said = token
        .head
        .filter(|&v| v < c && token.deprel == Deprel::Ccomp);
    said.is_some_and(|v| {
        // What is agreed or announced is more than a report of it.
        matches!(
            lemma(s, v),
            "report" | "rumour" | "rumor" | "claim" | "suggest" | "allege" | "say" | "think"
        ) && s.child(v, &[Deprel::AuxPass]).is_some()
            && s.child(v, &[Deprel::NsubjPass, Deprel::Expl])
                .is_some_and(|it| it < v && lemma(s, it) == "it")
    })
}

/// 'In late March Kenya signed a treaty': the month was taken for part of the name
/// behind it, which is the subject.
fn day_before_name(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let day = is_day(token) || is_month(token);
    let Some(name) = token
        .head
        .filter(|&n| n > c && day && token.deprel == Deprel::Compound)
    else {
        return;
    };
    let Some(verb) = s.head(name).filter(|&v| {
        v > name
            && s.tokens[name as usize].deprel == Deprel::Obl
            && s.tokens[name as usize].upos == Upos::Propn
            && s.child(v, &[Deprel::Nsubj, Deprel::NsubjPass]).is_none()
    }) else {
        return;
    };
    let Some(before) = s.child(name, &[Deprel::Case]).filter(|&k| k < c) else {
        return;
    };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    for t in before..c {
        if list[t as usize].head == Some(name) {
            list[t as usize].head = Some(c);
        }
    }
    hang(list, c, verb, Deprel::Obl);
    hang(list, name, verb, subject_of(s, verb));
}

/// 'They talked for three days, and on Tuesday they gave up': the day of the second
/// verb. Gives that verb.
fn before_second(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let first = token
        .head
        .filter(|&v| v < c && token.deprel == Deprel::Obl)?;
    s.children_by(first, &[Deprel::Conj]).find(|&w| {
        let cc = s.child(w, &[Deprel::Cc]);
        let subject = s.child(w, &[Deprel::Nsubj, Deprel::NsubjPass]);
        s.tokens[w as usize].upos == Upos::Verb
            && cc.is_some_and(|k| k < c)
            && subject.is_some_and(|n| c < n && n < w)
    })
}

/// 'The encounter of the presidents, held last Thursday, ended badly': what was
/// held was hung on the presidents. Gives the noun.
fn between_commas(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let who = token
        .head
        .filter(|&n| n < c && token.deprel == Deprel::Acl && token.xpos == Xpos::Vbn)?;
    let noun = s
        .head(who)
        .filter(|_| s.tokens[who as usize].deprel == Deprel::Nmod)?;
    let done = matches!(
        token.lemma.as_str(),
        "hold" | "plan" | "schedule" | "set" | "sign" | "postpone" | "mediate" | "broker" | "begin"
    );
    let comma = c.checked_sub(1).is_some_and(|t| is_mark(s, t));
    let is = |t: u32| is_event(&s.tokens[t as usize].lemma);
    (done && comma && is(noun) && !is(who)).then_some(noun)
}

/// 'The deployment of troops in X': where they are deployed was hung on the troops.
fn deployed_in(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let who = token
        .head
        .filter(|&n| n < c && token.deprel == Deprel::Nmod && case(s, c) == Some("in"))?;
    let noun = s
        .head(who)
        .filter(|_| s.tokens[who as usize].deprel == Deprel::Nmod)?;
    let deployed = matches!(
        lemma(s, noun),
        "deployment" | "redeployment" | "buildup" | "build-up" | "landing"
    );
    deployed.then_some(noun)
}

/// 'It did so on Monday': 'so' was hung on the day. Gives the verb.
fn did_so(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let verb = c.checked_sub(1)?;
    (token.lemma == "so"
        && lemma(s, verb) == "do"
        && token.head.is_some_and(|h| h > c && s.head(h) == Some(verb)))
    .then_some(verb)
}

/// 'Three days of bargaining': a noun in '-ing' taken for a verb.
fn days_of(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let Some(of) = s
        .child(c, &[Deprel::Mark])
        .filter(|&m| token.deprel == Deprel::Nmod && lemma(s, m) == "of" && m + 1 == c)
    else {
        return;
    };
    if s.child(c, &[Deprel::Obj]).is_some() {
        return;
    }
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    list[of as usize].deprel = Deprel::Case;
    let word = &mut list[c as usize];
    (word.upos, word.xpos) = (Upos::Noun, Xpos::Nn);
    for &t in s.children(c) {
        if list[t as usize].deprel == Deprel::Obl {
            list[t as usize].deprel = Deprel::Nmod;
        }
    }
}

/// 'Fighting erupted between X and Y': a subject in '-ing' tagged as a verb.
fn is_noun(s: &Sentence, c: u32) -> bool {
    let token = &s.tokens[c as usize];
    token.upos == Upos::Verb
        && token.xpos == Xpos::Vbg
        && matches!(token.deprel, Deprel::Nsubj | Deprel::NsubjPass)
        && token.head.is_some_and(|v| v > c)
        && s.children(c)
            .iter()
            .all(|&t| s.tokens[t as usize].upos == Upos::Adj)
}

/// A day, a month or a number of a day.
pub(crate) fn is_date(s: &Sentence, t: u32) -> bool {
    fragment::is_day(s, t) || is_month(&s.tokens[t as usize])
}

/// 'Agreed in principle to hold talks in Cairo in December': the day right behind
/// what is agreed on belongs to it. Gives the infinitive.
fn day_of_infinitive(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let verb = token
        .head
        .filter(|&v| v < c && token.deprel == Deprel::Obl)?;
    let plans = matches!(
        lemma(s, verb),
        "agree"
            | "plan"
            | "intend"
            | "promise"
            | "undertake"
            | "pledge"
            | "decide"
            | "vow"
            | "want"
            | "hope"
            | "expect"
            | "offer"
            | "propose"
            | "consent"
            | "resolve"
    );
    if !plans || !is_date(s, c) {
        return None;
    }
    let first = start(s, c);
    let kinds = [Deprel::Xcomp, Deprel::Advcl];
    s.children_by(verb, &kinds).find(|&w| {
        let to = s.child(w, &[Deprel::Mark]);
        let last = s.subtree(w).last().copied();
        w < c && to.is_some_and(|t| lemma(s, t) == "to") && last == first.checked_sub(1)
    })
}

/// 'A round of talks, in Addis Ababa on 8 January, had broken up': the day behind
/// the place, hung on the verb. Gives the word that the place hangs on.
fn day_beside_place(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let verb = token
        .head
        .filter(|&v| v > c && token.deprel == Deprel::Obl && is_date(s, c))?;
    let before = start(s, c).checked_sub(1)?;
    let place = s
        .ancestors(before)
        .take(3)
        .find(|&p| s.tokens[p as usize].deprel == Deprel::Nmod && case(s, p) == Some("in"))?;
    let comma = start(s, place);
    let noun = s.head(place)?;
    let closed = (c..verb).any(|t| is_mark(s, t)) || s.subtree(noun).iter().any(|&t| t > c);
    (is_mark(s, comma) && closed && s.tokens[noun as usize].upos == Upos::Noun).then_some(noun)
}

/// 'On his last visit, on 14 April, he had asked for help': the day between commas
/// behind a meeting told by which of several it was. Gives the meeting.
fn day_of_former(s: &Sentence, c: u32) -> Option<u32> {
    const WHICH: [&str; 9] = [
        "earlier", "final", "first", "fourth", "last", "latest", "previous", "second", "third",
    ];
    let token = &s.tokens[c as usize];
    let obl = matches!(token.deprel, Deprel::Obl | Deprel::OblUnmarked);
    let verb = token.head.filter(|&v| v > c && obl && is_date(s, c))?;
    let comma = start(s, c).checked_sub(1).filter(|&t| is_mark(s, t))?;
    let noun = s
        .ancestors(comma.checked_sub(1)?)
        .take(4)
        .find(|&t| s.head(t) == Some(verb))?;
    let which = s
        .children_by(noun, &[Deprel::Amod])
        .any(|a| WHICH.contains(&lemma(s, a)));
    let last = s.subtree(c).into_iter().max().unwrap_or(c);
    let closed = is_mark(s, last) || (last + 1) < verb && is_mark(s, last + 1);
    (which && closed && is_event(lemma(s, noun))).then_some(noun)
}

/// 'Will form a group and convene on 18 May', 'opened on Monday and runs until
/// Friday': the day right behind the second verb is not that of the first alone.
/// Gives the second.
fn day_of_second(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let first = token
        .head
        .filter(|&v| v < c && token.deprel == Deprel::Obl && is_date(s, c))?;
    let before = start(s, c).checked_sub(1)?;
    let dated = s
        .children_by(first, &[Deprel::Obl])
        .any(|o| o < before && is_date(s, o));
    s.children_by(first, &[Deprel::Conj]).find(|&w| {
        s.subtree(w).last() == Some(&before)
            && s.tokens[w as usize].upos == Upos::Verb
            && (s.child(first, &[Deprel::Obj]).is_some() || dated)
    })
}

/// 'After elections there earlier this month': the time behind what came before.
/// Gives the noun.
fn time_of_before(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let verb = token
        .head
        .filter(|&v| v < c && token.deprel == Deprel::OblUnmarked)?;
    let span = matches!(
        token.lemma.as_str(),
        "week" | "month" | "year" | "day" | "summer" | "autumn" | "spring" | "winter"
    ) || is_day(token);
    let before = start(s, c).checked_sub(1)?;
    let noun = s
        .ancestors(before)
        .take(4)
        .find(|&n| s.head(n) == Some(verb) && s.tokens[n as usize].deprel == Deprel::Obl)?;
    let after = matches!(case(s, noun), Some("after" | "following" | "before"));
    // 'After talks in Cairo last month' may be when either was.
    let earlier = s
        .subtree(c)
        .iter()
        .any(|&t| matches!(lemma(s, t), "early" | "earlier"));
    let after = after && earlier;
    let event = is_event(lemma(s, noun)) || lemma(s, noun) == "election";
    (span && after && event && noun > verb).then_some(noun)
}

/// 'Suspended plans for its president to visit X': what is planned, hung on the
/// verb. Gives the noun.
fn plans_for(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let verb = token
        .head
        .filter(|&v| v < c && token.deprel == Deprel::Advcl)?;
    let mark = s
        .child(c, &[Deprel::Mark])
        .filter(|&m| lemma(s, m) == "for")?;
    let plan = s.child(verb, &[Deprel::Obj])?;
    (plan + 1 == mark && lemma(s, plan) == "plan").then_some(plan)
}
