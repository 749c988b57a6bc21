//! Clauses whose verb or subject the parser gave to the clause before: what is
//! to be mended, and where. `mend.rs` does it.

use crate::climb::open;
use crate::mend::case;
use crate::mend::slips::is_day;
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// Verbs of how a meeting or a plan goes that take no object.
const RUNS: [&str; 18] = [
    "open", "begin", "start", "end", "close", "conclude", "resume", "collapse", "fail", "last",
    "continue", "stall", "slip", "falter", "stop", "finish", "drag", "lapse",
];

/// 'Said on Tuesday that talks with X would resume': a plural noun that was
/// taken for a verb with 'that' as its subject. Gives 'that' and the verb that
/// lacks one.
pub(crate) fn that_talks(s: &Sentence, c: u32) -> Option<(u32, u32)> {
    let token = &s.tokens[c as usize];
    let that = c.checked_sub(1)?;
    let fits = token.upos == Upos::Verb
        && token.xpos == Xpos::Vbz
        && s.tokens[that as usize].lemma == "that"
        && s.tokens[that as usize].head == Some(c)
        && s.tokens[that as usize].deprel == Deprel::Nsubj;
    let head = token.head.filter(|_| fits)?;
    // 'Said on Wednesday that talks could start': it may hang on the day.
    let over = Some(head)
        .filter(|&h| {
            let word = &s.tokens[h as usize];
            is_day(word) || matches!(word.deprel, Deprel::Iobj | Deprel::Obj)
        })
        .and_then(|h| s.head(h));
    let later = over.into_iter();
    let v = s
        .children_by(head, &[Deprel::Ccomp, Deprel::Conj, Deprel::Parataxis])
        .chain(later.flat_map(|h| s.children_by(h, &[Deprel::Ccomp])))
        .chain(s.children_by(c, &[Deprel::Ccomp, Deprel::Advcl, Deprel::Parataxis]))
        .find(|&v| v > c)?;
    let free = s.tokens[v as usize].upos == Upos::Verb
        && s.child(v, &[Deprel::Nsubj, Deprel::NsubjPass]).is_none()
        && s.child(v, &[Deprel::Aux, Deprel::AuxPass]).is_some();
    free.then_some((that, v))
}

/// 'Once a deal has been signed': the subject that hangs on the word that
/// opens its clause. Gives its verb.
pub(crate) fn under_mark(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let mark = token.head.filter(|&m| m < c)?;
    let verb = s.tokens[mark as usize].head.filter(|&v| c < v)?;
    let free = s
        .child(
            verb,
            &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter],
        )
        .is_none();
    (matches!(token.upos, Upos::Noun | Upos::Propn)
        && s.tokens[mark as usize].deprel == Deprel::Mark
        && s.tokens[verb as usize].upos == Upos::Verb
        && free)
        .then_some(verb)
}

/// 'Before a deal is reached', 'once the protocol has been signed': the subject
/// of a time clause that was taken for a part of the clause before it. Gives
/// it and the word that opens the clause.
pub(crate) fn time_clause(s: &Sentence, v: u32) -> Option<(u32, u32)> {
    let verb = &s.tokens[v as usize];
    let aux = s.child(v, &[Deprel::AuxPass, Deprel::Aux]);
    if verb.deprel != Deprel::Advcl
        || s.child(v, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Mark])
            .is_some()
        || aux.is_none() && !matches!(verb.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
    {
        return None;
    }
    let h = verb.head.filter(|&h| h < v)?;
    let o = s
        .children_by(h, &[Deprel::Obl, Deprel::Obj, Deprel::Nsubj])
        .filter(|&o| h < o && o < v)
        .last()?;
    let opens = |t: u32| {
        matches!(
            s.tokens[t as usize].lemma.as_str(),
            "before" | "until" | "once" | "after" | "when" | "till"
        )
    };
    let own = s.child(o, &[Deprel::Case]).filter(|&c| opens(c));
    // Nothing else stands between the subject and its verb.
    let first = aux.map_or(v, |a| a.min(v));
    let near = (o..first).all(|t| s.dominates(o, t));
    let start = (0..=o).find(|&t| s.dominates(o, t))?;
    let mark = own.or_else(|| start.checked_sub(1).filter(|&m| opens(m)))?;
    near.then_some((o, mark))
}

/// 'After a round of talks ended on 5 October': the subject of a time clause
/// that was taken for a phrase of its verb. Gives it and the word that opens
/// the clause.
pub(crate) fn after_clause(s: &Sentence, v: u32) -> Option<(u32, u32)> {
    let verb = &s.tokens[v as usize];
    if verb.xpos != Xpos::Vbd
        || verb.deprel != Deprel::Advcl
        || s.child(v, &[Deprel::Nsubj, Deprel::NsubjPass]).is_some()
    {
        return None;
    }
    let mut before = s.children_by(v, &[Deprel::Obl]).filter(|&o| o < v);
    let o = before.next()?;
    let alone = before.next().is_none();
    let opens = matches!(
        case(s, o),
        Some("after" | "before" | "since" | "until" | "as")
    );
    let mark = s.child(o, &[Deprel::Case])?;
    (alone && opens).then_some((o, mark))
}

/// 'Agreed to pull back, after X and Y had conferred': the word that opens a
/// clause was hung on its subject, and the clause taken for what is agreed.
pub(crate) fn opened_by_subject(s: &Sentence, v: u32) -> Option<u32> {
    let verb = &s.tokens[v as usize];
    let clause = matches!(verb.deprel, Deprel::Ccomp | Deprel::Parataxis);
    let subject = s.child(v, &[Deprel::Nsubj, Deprel::NsubjPass])?;
    let mark = s.child(subject, &[Deprel::Case])?;
    let opens = matches!(
        s.tokens[mark as usize].lemma.as_str(),
        "after" | "before" | "until" | "since"
    );
    let bare = s.child(v, &[Deprel::Mark]).is_none();
    (clause && bare && opens && mark < subject && subject < v).then_some(mark)
}

/// 'Kenya lifted sanctions', 'has lifted sanctions': a verb that was taken for
/// an adjective of its object. Gives the object.
pub(crate) fn object_behind(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let past = token.lemma.ends_with("ed") || token.xpos == Xpos::Vbn;
    let n = token.head.filter(|&n| n == c + 1)?;
    let noun = &s.tokens[n as usize];
    if token.deprel != Deprel::Amod || noun.upos != Upos::Noun {
        return None;
    }
    // 'Kenya will on Monday open talks'
    let will = s
        .child(n, &[Deprel::Aux])
        .is_some_and(|a| s.tokens[a as usize].xpos == Xpos::Md);
    if will && noun.deprel == Deprel::Root && token.lemma == "open" {
        return Some(n);
    }
    if !past {
        return None;
    }
    let before = c.checked_sub(1)?;
    let name = &s.tokens[before as usize];
    let finite = |t: &Token| matches!(t.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
    let verbless = noun.deprel == Deprel::Root
        && name.upos == Upos::Propn
        && name.head == Some(n)
        && name.deprel == Deprel::Compound
        && !s.tokens.iter().any(finite);
    let aux = noun.deprel == Deprel::Obj
        && noun.head == Some(before)
        && name.deprel == Deprel::Root
        && name.upos == Upos::Aux
        && name.lemma == "have"
        && s.child(before, &[Deprel::Nsubj]).is_some();
    (verbless || aux).then_some(n)
}

/// 'The signing, set for Saturday, slipped by a day': the only verb that can
/// be finite, behind a noun taken for the root.
pub(crate) fn only_verb(s: &Sentence, c: u32) -> Option<u32> {
    let root = &s.tokens[c as usize];
    if root.deprel != Deprel::Root
        || !matches!(root.upos, Upos::Noun | Upos::Propn)
        || s.child(c, &[Deprel::Cop, Deprel::Nsubj]).is_some()
    {
        return None;
    }
    let hangs = |token: &Token| matches!(token.deprel, Deprel::Acl | Deprel::Advcl);
    let (v, verb) = (0u32..)
        .zip(&s.tokens)
        .filter(|(v, token)| *v > c && hangs(token) && token.upos == Upos::Verb)
        .last()?;
    // Behind a comma, or one that takes no object: 'Talks between the two
    // opened in Oslo.'
    let parted = v > c + 1 && s.tokens[v as usize - 1].lemma == ",";
    let goes_on =
        RUNS.contains(&verb.lemma.as_str()) && s.child(v, &[Deprel::Obj, Deprel::Mark]).is_none();
    let finite = |t: &Token| matches!(t.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
    let alone = (0u32..)
        .zip(&s.tokens)
        .all(|(t, token)| t == v || !finite(token));
    ((parted || goes_on) && alone && matches!(verb.xpos, Xpos::Vbd | Xpos::Vbn)).then_some(v)
}

/// 'A delegation due in Oslo next week', 'a vote due on 7 May': the adjective
/// that was taken for a preposition. Gives the noun it belongs to and the
/// place or time.
pub(crate) fn due_in(s: &Sentence, c: u32) -> Option<(u32, u32)> {
    let token = &s.tokens[c as usize];
    let place = token.head.filter(|&n| n > c)?;
    let next = s.tokens.get(c as usize + 1)?;
    let fits = token.lemma == "due"
        && token.deprel == Deprel::Case
        && next.head == Some(place)
        && matches!(next.lemma.as_str(), "in" | "at" | "back" | "on");
    let over = s.head(place).filter(|&n| fits && n < c)?;
    // 'Cancelled a visit to Nairobi due on Thursday', hung on the verb
    let noun = if s.tokens[over as usize].upos == Upos::Verb {
        let before = c.checked_sub(1)?;
        s.ancestors(before)
            .take(5)
            .find(|&t| s.head(t) == Some(over) && s.tokens[t as usize].upos == Upos::Noun)?
    } else {
        over
    };
    Some((noun, place))
}

/// 'The premier is due in Nairobi on Thursday': the adjective was taken for a
/// preposition of the place. Gives the place.
pub(crate) fn is_due_in(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let place = token.head.filter(|&n| n > c)?;
    let next = s.tokens.get(c as usize + 1)?;
    let either = |rels: &[Deprel]| s.child(place, rels).or_else(|| s.child(c, rels));
    let subject = either(&[Deprel::Nsubj, Deprel::NsubjOuter])?;
    let is = either(&[Deprel::Cop])?;
    (token.lemma == "due"
        && token.deprel == Deprel::Case
        && next.head == Some(place)
        && matches!(next.lemma.as_str(), "in" | "at" | "back" | "on" | "by")
        && subject < is
        && is < c)
        .then_some(place)
}

/// 'The minister is due to visit Nairobi': what is to be done was taken for the
/// subject, though there is one.
pub(crate) fn is_due_to(s: &Sentence, c: u32) -> bool {
    let token = &s.tokens[c as usize];
    let due = token
        .head
        .filter(|&d| d < c && token.deprel == Deprel::Csubj);
    due.is_some_and(|d| {
        let word = &s.tokens[d as usize];
        matches!(
            word.lemma.as_str(),
            "due" | "set" | "ready" | "about" | "likely" | "bound"
        ) && s
            .child(d, &[Deprel::Nsubj, Deprel::NsubjPass])
            .is_some_and(|n| n < d)
            && s.child(c, &[Deprel::Mark]).is_some_and(|to| to == d + 1)
    })
}

/// 'Rumours that they had met': what is said was taken for a relative clause.
pub(crate) fn is_content(s: &Sentence, c: u32) -> bool {
    let token = &s.tokens[c as usize];
    let noun = token
        .head
        .filter(|&n| n < c && token.deprel == Deprel::AclRelcl);
    noun.is_some_and(|n| {
        open::is_hearsay(&s.tokens[n as usize].lemma)
            && s.child(c, &[Deprel::Mark])
                .is_some_and(|m| s.tokens[m as usize].lemma == "that")
    })
}

/// 'Ahead of X's visit to Minsk next week, Y said': the day was given to
/// 'ahead'. Gives the noun it belongs to.
pub(crate) fn ahead_of(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let front = token.head.filter(|&h| h < c)?;
    let fits = matches!(
        token.deprel,
        Deprel::Obl | Deprel::OblUnmarked | Deprel::Nmod
    ) && matches!(s.tokens[front as usize].lemma.as_str(), "ahead" | "prior");
    let noun = s
        .children_by(front, &[Deprel::Obl])
        .find(|&n| n > front && n < c)?;
    (fits && s.tokens[noun as usize].upos == Upos::Noun).then_some(noun)
}

/// 'Chad, whose envoy met X on Sunday, said': a time or place between the end
/// of a relative clause and the comma that closes it was given to the main
/// verb. Gives the verb of the clause.
pub(crate) fn closes_clause(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let main = token.head.filter(|&v| v > c)?;
    let comma = |t: u32| s.tokens.get(t as usize).is_some_and(|x| x.lemma == ",");
    let phrase = s.subtree(c);
    // The commas around it may hang on it.
    let words: Vec<u32> = phrase.into_iter().filter(|&t| !comma(t)).collect();
    let (first, last) = (*words.first()?, *words.last()?);
    if token.deprel != Deprel::Obl || s.child(c, &[Deprel::Case]).is_none() || !comma(last + 1) {
        return None;
    }
    let subject = s.child(main, &[Deprel::Nsubj])?;
    let clause = s
        .children_by(subject, &[Deprel::AclRelcl])
        .find(|&r| r < first)?;
    let before = first.checked_sub(if comma(first.checked_sub(1)?) { 2 } else { 1 })?;
    s.dominates(clause, before).then_some(clause)
}

/// 'Told the council to withdraw its troops': who is told was taken for an
/// object of what is to be done. Gives the verb of telling.
pub(crate) fn told_to(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let verb = token.head.filter(|&v| v > c)?;
    let to = s.child(verb, &[Deprel::Mark]).filter(|&t| t > c)?;
    let main = s.head(verb).filter(|&m| m < c)?;
    let tells = matches!(
        s.tokens[main as usize].lemma.as_str(),
        "tell"
            | "ask"
            | "order"
            | "urge"
            | "invite"
            | "instruct"
            | "allow"
            | "force"
            | "press"
            | "authorise"
            | "authorize"
    );
    (tells
        && matches!(token.deprel, Deprel::Iobj | Deprel::Nsubj | Deprel::Obj)
        && matches!(
            s.tokens[verb as usize].deprel,
            Deprel::Xcomp | Deprel::Ccomp
        )
        && s.tokens[to as usize].lemma == "to")
        .then_some(main)
}

/// 'Opened the border to aid on Saturday', 'invited X to talks': a noun that
/// was taken for a verb after 'to'.
pub(crate) fn to_aid(s: &Sentence, c: u32) -> bool {
    let token = &s.tokens[c as usize];
    let noun = matches!(token.lemma.as_str(), "aid" | "trade" | "transit" | "travel")
        && token.deprel == Deprel::Advcl;
    // No infinitive ends so.
    let talks = token.lemma == "talks"
        && matches!(token.deprel, Deprel::Advcl | Deprel::Xcomp | Deprel::Acl);
    let to = s.child(c, &[Deprel::Mark]);
    (noun || talks)
        && to.is_some_and(|t| t + 1 == c && s.tokens[t as usize].lemma == "to")
        && s.child(c, &[Deprel::Obj, Deprel::Nsubj]).is_none()
}

/// 'Failed to agree how the lake should be filled and will meet again': a
/// clause with its own auxiliary that was hung on a passive inside another.
/// Gives the finite verb above that it belongs to.
pub(crate) fn joins_main(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let inner = token
        .head
        .filter(|&h| h < c && token.deprel == Deprel::Conj)?;
    let will = s.child(c, &[Deprel::Aux])?;
    let modal = s.tokens[will as usize].xpos == Xpos::Md;
    let own = s.child(c, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::AuxPass]);
    let passive = s.child(inner, &[Deprel::AuxPass]).is_some();
    let below = matches!(
        s.tokens[inner as usize].deprel,
        Deprel::Ccomp | Deprel::Advcl | Deprel::AclRelcl
    );
    if token.upos != Upos::Verb || !modal || own.is_some() || !passive || !below {
        return None;
    }
    s.ancestors(inner).skip(1).find(|&v| {
        s.tokens[v as usize].upos == Upos::Verb
            && s.child(v, &[Deprel::Nsubj]).is_some()
            && s.child(v, &[Deprel::AuxPass]).is_none()
    })
}

/// 'The talks, chaired by X, resumed', 'The meeting, held in Oslo on Friday,
/// failed': a participle between commas that was taken for the root. Gives the verb that is it, and its subject.
pub(crate) fn between_commas(s: &Sentence, c: u32) -> Option<(u32, u32)> {
    let token = &s.tokens[c as usize];
    let comma = |t: Option<u32>| t.is_some_and(|t| s.tokens[t as usize].lemma == ",");
    let agent = s.child(c, &[Deprel::OblAgent, Deprel::Obl, Deprel::OblUnmarked])?;
    let held = s.tokens[c as usize].lemma == "hold";
    let fits = token.deprel == Deprel::Root
        && s.child(
            c,
            &[
                Deprel::Aux,
                Deprel::AuxPass,
                Deprel::Nsubj,
                Deprel::NsubjPass,
            ],
        )
        .is_none()
        && matches!(token.xpos, Xpos::Vbn | Xpos::Vbd)
        && comma(c.checked_sub(1))
        && (case(s, agent) == Some("by") || held && s.child(c, &[Deprel::Obj]).is_none());
    let verb = s
        .children_by(
            c,
            &[
                Deprel::Advcl,
                Deprel::Conj,
                Deprel::Parataxis,
                Deprel::Ccomp,
            ],
        )
        .find(|&v| fits && v > agent)?;
    let subject = s
        .child(verb, &[Deprel::Nsubj, Deprel::NsubjPass])
        .filter(|&n| n < c)?;
    Some((verb, subject))
}

/// 'The deal Chad and Libya reached in June provides for patrols': a clause
/// without 'that', whose noun was taken for part of its subject's name. Gives
/// the noun, and the verb it is the subject of.
pub(crate) fn contact_clause(s: &Sentence, v: u32) -> Option<(u32, u32)> {
    let verb = &s.tokens[v as usize];
    let who = s.child(v, &[Deprel::Nsubj]).filter(|&n| n < v)?;
    let noun = s
        .children_by(who, &[Deprel::Compound])
        .find(|&n| n + 1 == who && s.tokens[n as usize].upos == Upos::Noun)?;
    let name = s.tokens[who as usize].upos == Upos::Propn;
    let main = s
        .children_by(
            v,
            &[
                Deprel::Advcl,
                Deprel::Conj,
                Deprel::Ccomp,
                Deprel::Parataxis,
            ],
        )
        .find(|&w| {
            w > v
                && matches!(s.tokens[w as usize].xpos, Xpos::Vbz | Xpos::Vbd | Xpos::Vbp)
                && s.child(w, &[Deprel::Nsubj, Deprel::Mark, Deprel::Cc])
                    .is_none()
        })?;
    (name && verb.xpos == Xpos::Vbd && verb.deprel == Deprel::Root).then_some((noun, main))
}

/// 'Put their names to the protocols': what is signed was hung on the names.
pub(crate) fn names_to(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let names = token
        .head
        .filter(|&n| n < c && token.deprel == Deprel::Nmod)?;
    let noun = &s.tokens[names as usize];
    let v = noun.head.filter(|_| noun.deprel == Deprel::Obj)?;
    (case(s, c) == Some("to")
        && matches!(noun.lemma.as_str(), "name" | "signature" | "initial")
        && matches!(s.tokens[v as usize].lemma.as_str(), "put" | "set" | "affix"))
    .then_some(v)
}

/// 'After the presidents of A and B spoke on Sunday': a past tense that was
/// taken for a participle of its subject. Gives the subject, the word that
/// opens the clause, and the verb over it.
pub(crate) fn past_clause(s: &Sentence, c: u32) -> Option<(u32, u32, u32)> {
    let token = &s.tokens[c as usize];
    let head = token
        .head
        .filter(|&n| n < c && token.deprel == Deprel::Acl && token.xpos == Xpos::Vbd)?;
    let opens = |n: u32| {
        let mark = s.child(n, &[Deprel::Case]).filter(|&m| m < n)?;
        matches!(
            s.tokens[mark as usize].lemma.as_str(),
            "after" | "before" | "since" | "until"
        )
        .then_some(mark)
    };
    // The verb may hang on the subject or beside it.
    let beside = s
        .children_by(head, &[Deprel::Nmod, Deprel::Obl])
        .filter(|&n| n > head && n < c)
        .last();
    let subject = std::iter::once(head)
        .chain(beside)
        .find(|&n| opens(n).is_some())?;
    let mark = opens(subject)?;
    let over = s.head(subject)?;
    let free = s
        .child(c, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::AuxPass])
        .is_none();
    let near = (subject..c).all(|t| s.dominates(subject, t));
    (free && near).then_some((subject, mark, over))
}

/// 'They will be back in Oslo on 9 June': the adverb was taken for the
/// predicate. Gives the place or table that it is.
pub(crate) fn back_in(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let next = s.tokens.get(c as usize + 1)?;
    let fits = token.lemma == "back"
        && s.child(c, &[Deprel::Cop]).is_some()
        && matches!(next.lemma.as_str(), "in" | "at" | "around");
    let place = next.head.filter(|&p| fits && s.head(p) == Some(c))?;
    matches!(s.tokens[place as usize].deprel, Deprel::Obl).then_some(place)
}

/// 'After the four spoke by telephone': a means that was taken for the one who
/// acts, and the verb with it for a passive.
pub(crate) fn by_phone(s: &Sentence, c: u32) -> Option<u32> {
    const MEANS: [&str; 8] = [
        "telephone",
        "phone",
        "video",
        "videoconference",
        "teleconference",
        "radio",
        "letter",
        "mail",
    ];
    let token = &s.tokens[c as usize];
    let verb = token.head.filter(|_| token.deprel == Deprel::OblAgent)?;
    (MEANS.contains(&token.lemma.as_str())
        && s.child(verb, &[Deprel::AuxPass]).is_none()
        && matches!(s.tokens[verb as usize].xpos, Xpos::Vbd | Xpos::Vbn))
    .then_some(verb)
}

/// 'A, B's X and C's Y plan to meet': a verb that was taken for the last name
/// of the list before it. Gives the first of the list and the verb over it.
pub(crate) fn list_plans(s: &Sentence, c: u32) -> Option<(u32, u32)> {
    let token = &s.tokens[c as usize];
    let first = token
        .head
        .filter(|&h| h < c && token.deprel == Deprel::Conj)?;
    let over = s.head(first)?;
    let to = s
        .child(c, &[Deprel::Xcomp, Deprel::Acl])
        .filter(|&x| x > c)
        .and_then(|x| s.child(x, &[Deprel::Mark]))?;
    let plans = matches!(
        token.lemma.as_str(),
        "plan" | "hope" | "aim" | "vow" | "pledge" | "promise" | "intend" | "agree" | "want"
    );
    let name = s.tokens.get(c.checked_sub(1)? as usize)?.upos == Upos::Propn;
    let bare = s
        .child(
            c,
            &[Deprel::Det, Deprel::Cc, Deprel::Amod, Deprel::NmodPoss],
        )
        .is_none();
    let and = (first..c).any(|t| s.tokens[t as usize].lemma == "and");
    // The verb above has a subject of its own behind the list.
    let other = s.children_by(over, &[Deprel::Nsubj]).any(|n| n > c);
    (plans
        && name
        && bare
        && and
        && other
        && to == c + 1
        && s.tokens[first as usize].deprel == Deprel::Nsubj
        && over > c)
        .then_some((first, over))
}

/// 'A centre at which both will be represented is to be set up': the main verb
/// that was hung on the relative clause before it. Gives the noun, which is its
/// subject.
pub(crate) fn beyond_relative(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let clause = token
        .head
        .filter(|&r| r < c && token.deprel == Deprel::Xcomp)?;
    let noun = s.head(clause)?;
    let finite = s
        .children_by(c, &[Deprel::Aux, Deprel::AuxPass])
        .find(|&a| a > clause)?;
    let fits = s.tokens[clause as usize].deprel == Deprel::AclRelcl
        && s.tokens[noun as usize].deprel == Deprel::Root
        && s.tokens[noun as usize].upos == Upos::Noun
        && matches!(
            s.tokens[finite as usize].xpos,
            Xpos::Vbz | Xpos::Vbp | Xpos::Vbd | Xpos::Md
        );
    fits.then_some(noun)
}

/// 'Left eleven soldiers dead': those hurt were taken for a subject of 'dead'.
/// Gives the verb.
pub(crate) fn left_dead(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let dead = token
        .head
        .filter(|&d| d > c && token.deprel == Deprel::Nsubj)?;
    let word = &s.tokens[dead as usize];
    let hurt = matches!(
        word.lemma.as_str(),
        "dead" | "wounded" | "wound" | "injured" | "injure" | "homeless"
    );
    let verb = word
        .head
        .filter(|&v| v < c && hurt && word.deprel == Deprel::Xcomp)?;
    (s.tokens[verb as usize].lemma == "leave").then_some(verb)
}

/// 'Under an accord reached on Sunday', 'under an accord with X reached on
/// Sunday': a participle right behind its noun, or the noun's phrase, that was
/// hung on the verb above.
pub(crate) fn behind_noun(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let own = [
        Deprel::Mark,
        Deprel::Nsubj,
        Deprel::NsubjPass,
        Deprel::Aux,
        Deprel::AuxPass,
        Deprel::Obj,
    ];
    // 'For a round beginning on Monday', but not 'for talks hoping to win'
    let spans = token.xpos == Xpos::Vbg
        && matches!(
            token.lemma.as_str(),
            "begin" | "start" | "open" | "end" | "last" | "run"
        );
    let own = s.child(c, &own).is_some();
    if token.xpos != Xpos::Vbn && !spans || token.deprel != Deprel::Advcl || own {
        return None;
    }
    let mut noun = c.checked_sub(1)?;
    for _ in 0..4 {
        let word = &s.tokens[noun as usize];
        if word.upos == Upos::Noun && word.deprel == Deprel::Obl && word.head == token.head {
            return Some(noun);
        }
        let within = matches!(
            word.deprel,
            Deprel::Nmod | Deprel::Conj | Deprel::Flat | Deprel::Compound
        );
        noun = word.head.filter(|&h| within && h < c)?;
    }
    None
}

/// 'Talks in Oslo between A and B': the sides that were hung on the place.
/// Gives the noun they belong to.
pub(crate) fn between_sides(s: &Sentence, c: u32) -> Option<u32> {
    const MEETS: [&str; 14] = [
        "talk",
        "meeting",
        "negotiation",
        "summit",
        "discussion",
        "round",
        "session",
        "dialogue",
        "conference",
        "encounter",
        "agreement",
        "accord",
        "deal",
        "fighting",
    ];
    let place = s.head(c).filter(|&p| p < c)?;
    let noun = s.head(place).filter(|&n| n < place)?;
    (s.tokens[c as usize].deprel == Deprel::Nmod
        && case(s, c) == Some("between")
        && s.tokens[place as usize].upos == Upos::Propn
        && matches!(case(s, place), Some("in" | "at" | "on"))
        && MEETS.contains(&s.tokens[noun as usize].lemma.as_str()))
    .then_some(noun)
}

/// 'Expects the talks to resume late this month': what is expected was taken
/// for the aim of expecting.
pub(crate) fn expects_to(s: &Sentence, c: u32) -> bool {
    let token = &s.tokens[c as usize];
    let Some(verb) = token
        .head
        .filter(|&v| v < c && token.deprel == Deprel::Advcl)
    else {
        return false;
    };
    let expects = matches!(
        s.tokens[verb as usize].lemma.as_str(),
        "expect" | "want" | "allow" | "permit" | "enable" | "require" | "oblige" | "commit"
    );
    let object = s
        .child(verb, &[Deprel::Obj, Deprel::Iobj])
        .is_some_and(|o| verb < o && o < c);
    let to = s
        .child(c, &[Deprel::Mark])
        .is_some_and(|m| s.tokens[m as usize].lemma == "to");
    expects && object && to
}

/// 'Demanded that the talks with X resume': a verb that was taken for a noun of
/// the phrase before it. Gives the noun that is its subject, and the verb of
/// demanding.
pub(crate) fn that_resume(s: &Sentence, c: u32) -> Option<(u32, u32)> {
    let token = &s.tokens[c as usize];
    let noun = token
        .head
        .filter(|&n| n < c && token.deprel == Deprel::Nmod)?;
    let verb = s.head(noun).filter(|&v| v < noun)?;
    let that = |t: u32| {
        let mark = s.child(t, &[Deprel::Mark]);
        mark.is_some_and(|m| s.tokens[m as usize].lemma == "that" && m < noun)
    };
    let runs = matches!(
        token.lemma.as_str(),
        "resume" | "start" | "continue" | "cease"
    );
    (runs
        && token.upos == Upos::Noun
        && token.xpos == Xpos::Nn
        && s.child(c, &[Deprel::Det]).is_none()
        && (that(c) || that(noun))
        && s.tokens[verb as usize].upos == Upos::Verb)
        .then_some((noun, verb))
}

/// 'Offered its neighbour Sudan a truce': of two objects the first is the one
/// who gets it.
pub(crate) fn first_of_two(s: &Sentence, c: u32) -> bool {
    let token = &s.tokens[c as usize];
    let Some(verb) = token.head.filter(|&v| v < c && token.deprel == Deprel::Obj) else {
        return false;
    };
    let gives = matches!(
        s.tokens[verb as usize].lemma.as_str(),
        "offer" | "give" | "grant" | "hand" | "lend" | "promise" | "send" | "guarantee" | "deny"
    );
    gives && s.children_by(verb, &[Deprel::Obj]).any(|o| o > c)
}

/// 'Three decades of fighting': a noun that was taken for a verb.
pub(crate) fn years_of(s: &Sentence, c: u32) -> bool {
    let token = &s.tokens[c as usize];
    let of = s
        .child(c, &[Deprel::Mark, Deprel::Case])
        .is_some_and(|m| s.tokens[m as usize].lemma == "of");
    let measure = s.head(c).filter(|&h| h < c).is_some_and(|h| {
        matches!(
            s.tokens[h as usize].lemma.as_str(),
            "decade" | "year" | "month" | "week" | "day" | "generation"
        )
    });
    token.xpos == Xpos::Vbg && token.lemma == "fight" && of && measure
}

/// 'To Addis Ababa': a preposition that was hung on the second part of the
/// name. Gives the first.
pub(crate) fn before_name(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let part = token
        .head
        .filter(|_| token.deprel == Deprel::Case || token.deprel == Deprel::Det)?;
    let name = s.head(part).filter(|&n| c < n && n < part)?;
    (s.tokens[part as usize].deprel == Deprel::Flat).then_some(name)
}
