//! Words that the parser hung on a neighbour of what they belong to: what is
//! to be mended, and where. `mend.rs` does it.

use crate::mend::case;
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// 'Sat down again': the particle of a verb that was hung on the adverb behind
/// it. Gives the verb.
pub(crate) fn down_again(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let adverb = token.head.filter(|&a| a == c + 1)?;
    let v = s.head(adverb).filter(|&v| v + 1 == c)?;
    let particle = matches!(
        token.lemma.as_str(),
        "down" | "up" | "off" | "out" | "over" | "back"
    );
    (particle
        && token.deprel == Deprel::Advmod
        && s.tokens[adverb as usize].upos == Upos::Adv
        && s.tokens[v as usize].upos == Upos::Verb)
        .then_some(v)
}

/// 'The signing of the treaty between X and Y, scheduled for June': what stands
/// between commas tells of the head of the phrase. Gives that head.
pub(crate) fn set_apart(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let noun = token
        .head
        .filter(|&h| h < c && token.deprel == Deprel::Acl)?;
    let set = matches!(
        token.lemma.as_str(),
        "schedule" | "set" | "plan" | "slate" | "expect" | "postpone" | "delay"
    );
    let first = s.subtree(c).first().copied()?;
    let comma = |t: u32| s.tokens[t as usize].lemma == ",";
    let apart = comma(first) || first > 0 && comma(first - 1);
    let over = s
        .head(noun)
        .filter(|_| s.tokens[noun as usize].deprel == Deprel::Nmod)?;
    let of = case(s, noun) == Some("of");
    let act = matches!(
        s.tokens[over as usize].lemma.as_str(),
        "signing" | "conclusion" | "ratification" | "opening" | "start" | "round" | "resumption"
    );
    (set && apart && of && act).then_some(over)
}

/// 'Signed a memorandum on water on the sidelines of a summit': where they did
/// so hangs on the verb, not on a noun before it.
pub(crate) fn on_edge(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let edge = matches!(
        token.lemma.as_str(),
        "sideline" | "sidelines" | "margin" | "margins" | "fringe" | "fringes"
    );
    let noun = token.head.filter(|&h| h < c && edge)?;
    let nominal = |t: u32| matches!(s.tokens[t as usize].upos, Upos::Noun | Upos::Propn);
    if case(s, c) != Some("on") || !nominal(noun) {
        return None;
    }
    s.ancestors(noun)
        .take(6)
        .find(|&t| s.tokens[t as usize].upos == Upos::Verb)
        .filter(|&v| v < c && s.tokens[v as usize].deprel != Deprel::Acl)
}

/// 'Peru must withdraw by June and Chile must reopen the port': who stands right
/// before the auxiliary of a second verb was joined to a noun of the first
/// clause. Gives the verb.
pub(crate) fn own_clause(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let aux = s.tokens.get(c as usize + 1)?;
    let nominal = matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let v = aux
        .head
        .filter(|_| matches!(aux.deprel, Deprel::Aux | Deprel::AuxPass))?;
    let verb = &s.tokens[v as usize];
    let joined = token.deprel == Deprel::Conj
        && token
            .head
            .is_some_and(|h| h < c && s.tokens[h as usize].upos != Upos::Verb);
    let bare = s
        .child(v, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter])
        .is_none();
    // 'The presidents of X and Y were' are of both; a month is nobody.
    let two = token.head.is_some_and(|h| {
        let first = &s.tokens[h as usize];
        first.upos == Upos::Propn && first.deprel != Deprel::NmodUnmarked
    });
    // Nobody else is joined behind it.
    let alone = s.children(c).iter().all(|&t| t < c);
    (nominal
        && joined
        && !two
        && bare
        && alone
        && verb.deprel == Deprel::Conj
        && verb.upos == Upos::Verb
        && v > c
        && verb.head.is_some_and(|h| h < c))
    .then_some(v)
}

/// 'The round that was to open on Monday has been delayed': the relative
/// clause was taken for a second subject. Gives the noun it tells of.
pub(crate) fn second_subject(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let v = token
        .head
        .filter(|_| matches!(token.deprel, Deprel::Csubj | Deprel::CsubjPass))?;
    let that = s.child(c, &[Deprel::Nsubj, Deprel::NsubjPass])?;
    let noun = s.child(v, &[Deprel::Nsubj, Deprel::NsubjPass])?;
    (matches!(
        s.tokens[that as usize].lemma.as_str(),
        "that" | "which" | "who"
    ) && noun < that)
        .then_some(noun)
}

/// 'Reopened the Nasib crossing': a noun in '-ing' with an article that was
/// taken for a verb.
pub(crate) fn is_crossing(s: &Sentence, c: u32) -> bool {
    let token = &s.tokens[c as usize];
    token.upos == Upos::Verb
        && token.lemma == "cross"
        && token.xpos == Xpos::Vbg
        && matches!(
            token.deprel,
            Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass
        )
        && s.child(c, &[Deprel::Det]).is_some()
}

/// 'Left on Tuesday for India': what follows a day hangs on the verb.
pub(crate) fn beside_day(s: &Sentence, c: u32) -> Option<u32> {
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

/// 'Late on Monday Kibaki told': who acts was taken for a part of the day's
/// name. Gives the day and the verb.
pub(crate) fn behind_day(s: &Sentence, c: u32) -> Option<(u32, u32)> {
    let token = &s.tokens[c as usize];
    let part = matches!(
        token.deprel,
        Deprel::Flat | Deprel::Appos | Deprel::Compound
    );
    let day = token.head.filter(|&h| part && h + 1 == c)?;
    let word = &s.tokens[day as usize];
    let over = word.head?;
    let adverb = over < day && s.tokens[over as usize].deprel == Deprel::Advmod;
    let verb = if adverb { s.head(over)? } else { over };
    if verb < c {
        return None;
    }
    let v = &s.tokens[verb as usize];
    let own = s.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]).is_some();
    let finite = matches!(v.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
        || s.child(verb, &[Deprel::Aux, Deprel::AuxPass]).is_some();
    (is_day(word)
        && token.upos == Upos::Propn
        && matches!(word.deprel, Deprel::Obl | Deprel::OblUnmarked)
        && v.upos == Upos::Verb
        && finite
        && !own)
        .then_some((day, verb))
}

/// True for the name of a month.
pub(crate) fn is_month(word: &Token) -> bool {
    dateline_syntax::is_month(&word.lemma.to_lowercase())
}

/// True for the name of a day, 'today' and the like.
pub(crate) fn is_day(word: &Token) -> bool {
    let word = word.lemma.to_lowercase();
    dateline_syntax::is_weekday(&word)
        || matches!(word.as_str(), "today" | "yesterday" | "tomorrow")
}

/// 'They agreed in principle to meet', 'on Monday to meet': the infinitive
/// hangs on the verb.
pub(crate) fn beyond_phrase(s: &Sentence, c: u32) -> Option<u32> {
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
pub(crate) fn in_list(s: &Sentence, c: u32) -> Option<u32> {
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
pub(crate) fn beyond_name(s: &Sentence, c: u32) -> Option<u32> {
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
pub(crate) fn journey_of(s: &Sentence, c: u32) -> Option<u32> {
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
pub(crate) fn beside_name(s: &Sentence, c: u32) -> Option<u32> {
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
pub(crate) fn above(s: &Sentence, c: u32) -> Option<u32> {
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

/// 'President X and Prime Minister Y': the second name is no apposition of the
/// first where 'and' stands between and no comma.
pub(crate) fn is_joined(s: &Sentence, c: u32) -> bool {
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
pub(crate) fn is_plural_noun(s: &Sentence, c: u32) -> bool {
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
pub(crate) fn reported(s: &Sentence, c: u32) -> Option<(u32, u32)> {
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
pub(crate) fn planned(s: &Sentence, c: u32) -> Option<(u32, u32)> {
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

/// 'Will not hold its session, planned for May': what was planned is the noun
/// before the comma. Gives it.
pub(crate) fn aside(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let v = token
        .head
        .filter(|&v| v < c && matches!(token.deprel, Deprel::Advcl | Deprel::Xcomp))?;
    let before = c.checked_sub(1)?;
    let comma = s.tokens[before as usize].lemma == ",";
    let edge = if comma { before } else { c };
    let plans = matches!(
        token.lemma.as_str(),
        "plan" | "schedule" | "arrange" | "set" | "slate" | "expect" | "foresee" | "announce"
    );
    let bare = [
        Deprel::Aux,
        Deprel::AuxPass,
        Deprel::Mark,
        Deprel::Nsubj,
        Deprel::NsubjPass,
        Deprel::Obj,
    ];
    let fits = plans
        && matches!(token.xpos, Xpos::Vbn | Xpos::Vbd)
        && s.child(c, &bare).is_none()
        && s.children_by(c, &[Deprel::Obl])
            .any(|o| matches!(case(s, o), Some("for" | "in" | "on")));
    let before = [Deprel::Obj, Deprel::Obl, Deprel::Nsubj, Deprel::NsubjPass];
    s.children_by(v, &before).find(|&n| {
        let end = s.subtree(n).last().copied();
        fits && s.tokens[n as usize].upos == Upos::Noun && end.map(|t| t + 1) == Some(edge)
    })
}

/// 'Peru and Chile, the hosts of the round': a list does not go on
/// behind its 'and' with a comma alone; and a noun with its article behind two
/// names says what they are.
pub(crate) fn is_apposed(s: &Sentence, c: u32) -> bool {
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
pub(crate) fn raising(s: &Sentence, w: u32) -> Option<u32> {
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
pub(crate) fn drawn_away(s: &Sentence, v: u32) -> Option<(u32, u32)> {
    let clause = s
        .children_by(v, &[Deprel::Ccomp, Deprel::Parataxis])
        .find(|&c| c < v && matches!(s.tokens[c as usize].upos, Upos::Verb | Upos::Adj))
        .or_else(|| {
            s.children_by(v, &[Deprel::Ccomp])
                .find(|&c| c < v && s.child(c, &[Deprel::Nsubj, Deprel::NsubjPass]).is_none())
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

/// 'Fighting erupted on Monday', 'Shelling killed three': a subject in '-ing'
/// taken for a verb, with the verb hung on it or the other way round. Gives the
/// verb.
pub(crate) fn doing(s: &Sentence, c: u32) -> Option<u32> {
    let verb = c + 1;
    let (own, next) = (&s.tokens[c as usize], s.tokens.get(verb as usize)?);
    let alone = [
        Deprel::Nsubj,
        Deprel::NsubjPass,
        Deprel::Aux,
        Deprel::AuxPass,
        Deprel::Mark,
        Deprel::Obj,
    ];
    let hung = own.deprel == Deprel::Advcl && own.head == Some(verb)
        || next.deprel == Deprel::Xcomp && next.head == Some(c);
    let free = |t: u32| s.child(t, &alone[..5]).is_none();
    (own.xpos == Xpos::Vbg
        && matches!(next.xpos, Xpos::Vbd | Xpos::Vbn)
        && hung
        && free(verb)
        && s.child(c, &alone).is_none())
    .then_some(verb)
}

/// 'It is willing to go': who is willing was taken for a filler, and what it is
/// willing to do for the subject. Gives the pronoun, if that is what stands
/// there.
pub(crate) fn willing(s: &Sentence, c: u32) -> Option<Option<u32>> {
    const ANIMATE: [&str; 12] = [
        "able",
        "anxious",
        "eager",
        "keen",
        "prepared",
        "ready",
        "reluctant",
        "unable",
        "unprepared",
        "unready",
        "unwilling",
        "willing",
    ];
    let token = &s.tokens[c as usize];
    let h = token.head.filter(|&h| h < c)?;
    let to = s.child(c, &[Deprel::Mark])?;
    (token.deprel == Deprel::Csubj
        && s.tokens[to as usize].lemma == "to"
        && ANIMATE.contains(&s.tokens[h as usize].lemma.as_str()))
    .then(|| s.child(h, &[Deprel::Expl]))
}

/// 'Failed to agree on a date for a summit': the summit was hung on the verb.
/// Gives what is to be agreed on.
pub(crate) fn date_for(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let verb = token
        .head
        .filter(|_| token.deprel == Deprel::Obl && case(s, c) == Some("for"))?;
    let agrees = matches!(
        s.tokens[verb as usize].lemma.as_str(),
        "agree" | "decide" | "settle" | "fix" | "set" | "choose"
    );
    let detail = |d: &u32| {
        *d < c
            && matches!(
                s.tokens[*d as usize].lemma.as_str(),
                "date" | "day" | "time" | "venue" | "place" | "site" | "agenda" | "format"
            )
    };
    agrees
        .then(|| {
            s.children_by(verb, &[Deprel::Obl, Deprel::Obj])
                .find(detail)
        })
        .flatten()
        .filter(|&d| s.subtree(d).last().is_some_and(|&end| end < c))
}

/// 'Suspended plans for the president to visit Kenya': the clause was hung on
/// the verb. Gives the plans and who is to do it.
pub(crate) fn plans_for(s: &Sentence, c: u32) -> Option<(u32, u32)> {
    let token = &s.tokens[c as usize];
    let verb = token
        .head
        .filter(|&v| v < c && matches!(token.deprel, Deprel::Advcl | Deprel::Xcomp))?;
    let to = s.child(c, &[Deprel::Mark])?;
    let plan = s.child(verb, &[Deprel::Obj, Deprel::NsubjPass])?;
    let what = matches!(
        s.tokens[plan as usize].lemma.as_str(),
        "plan" | "proposal" | "arrangement" | "preparation" | "invitation" | "idea" | "call"
    );
    let who = s
        .children_by(plan, &[Deprel::Nmod])
        .find(|&n| case(s, n) == Some("for"))?;
    let next = s.subtree(who).last().is_some_and(|&t| t + 1 == to);
    let fits = what && next && s.tokens[to as usize].lemma == "to";
    (fits && s.child(c, &[Deprel::Nsubj]).is_none()).then_some((plan, who))
}

/// 'Accused Sudan on Tuesday night of bombing X': a clause that was hung on the
/// day, or on who is accused. Gives the verb.
pub(crate) fn accused_of(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let day = token
        .head
        .filter(|&d| d < c && matches!(token.deprel, Deprel::Acl | Deprel::Nmod))?;
    let of = s.child(c, &[Deprel::Mark, Deprel::Case])?;
    let verb = s.head(day)?;
    let fits = token.upos == Upos::Verb
        && s.tokens[of as usize].lemma == "of"
        && matches!(s.tokens[verb as usize].lemma.as_str(), "accuse" | "suspect")
        && matches!(s.tokens[day as usize].deprel, Deprel::Obl | Deprel::Obj);
    fits.then_some(verb)
}

/// 'Gave the two sides a week to resume talks': a clause that was hung on the
/// time. Gives the verb of giving.
pub(crate) fn given_time(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let time = token.head.filter(|_| token.deprel == Deprel::Acl)?;
    let to = s.child(c, &[Deprel::Mark])?;
    let verb = s.head(time)?;
    let fits = matches!(
        s.tokens[time as usize].lemma.as_str(),
        "day" | "week" | "month" | "hour" | "year" | "time"
    ) && s.tokens[verb as usize].lemma == "give"
        && s.tokens[to as usize].lemma == "to"
        && s.child(verb, &[Deprel::Iobj]).is_some()
        && s.child(verb, &[Deprel::Xcomp]).is_none();
    fits.then_some(verb)
}

/// 'A visit by its minister to Kenya that had been planned': what was planned
/// is the visit. Gives the noun.
pub(crate) fn planned_visit(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let below = token
        .head
        .filter(|_| matches!(token.deprel, Deprel::AclRelcl | Deprel::Acl))?;
    let plans = matches!(
        token.lemma.as_str(),
        "plan" | "schedule" | "arrange" | "agree" | "due" | "set" | "slate"
    );
    let passive = match token.deprel {
        // 'a meeting of the ministers set for Thursday'
        Deprel::Acl => {
            token.xpos == Xpos::Vbn
                && s.children_by(c, &[Deprel::Obl])
                    .any(|o| case(s, o) == Some("for"))
        }
        _ => s
            .child(c, &[Deprel::NsubjPass, Deprel::Nsubj])
            .is_some_and(|r| matches!(s.tokens[r as usize].lemma.as_str(), "that" | "which")),
    };
    let meets = |t: u32| {
        matches!(
            s.tokens[t as usize].lemma.as_str(),
            "visit"
                | "trip"
                | "tour"
                | "talk"
                | "meeting"
                | "summit"
                | "session"
                | "round"
                | "conference"
                | "exercise"
                | "vote"
                | "ceremony"
                | "signing"
                | "exchange"
        )
    };
    let mut noun = below;
    while !meets(noun) && matches!(s.tokens[noun as usize].deprel, Deprel::Nmod | Deprel::Conj) {
        noun = s.head(noun)?;
    }
    (plans && passive && meets(noun) && noun != below).then_some(noun)
}

/// 'Killed by Armenian sniper fire': a noun that was taken for a preposition,
/// so that the agent was cut in two. Gives the noun behind it and the adjective
/// before it.
pub(crate) fn sniper_fire(s: &Sentence, c: u32) -> Option<(u32, u32)> {
    let token = &s.tokens[c as usize];
    let noun = token
        .head
        .filter(|&h| h == c + 1 && token.deprel == Deprel::Case)?;
    let agent = c.checked_sub(1)?;
    let cut = &s.tokens[agent as usize];
    let same = cut.head.is_some() && cut.head == s.head(noun);
    (matches!(cut.deprel, Deprel::OblAgent | Deprel::Obl)
        && matches!(cut.upos, Upos::Adj | Upos::Propn | Upos::Noun)
        && same
        && matches!(
            token.lemma.as_str(),
            "sniper" | "mortar" | "tank" | "rocket" | "missile" | "drone" | "artillery" | "air"
        ))
    .then_some((noun, agent))
}
