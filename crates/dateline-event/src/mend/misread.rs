//! Clauses that the parser took for a phrase, and phrases that it took for a
//! clause; `attach.rs` asks for each word.

use crate::mend::attach::{is_event, is_mark, start};
use crate::mend::slips::is_day;
use crate::mend::speech::says;
use crate::mend::{case, hang, subject_of};
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// Mends one word and what hangs on it.
pub(crate) fn mend(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    crate::mend::facing::face_to_face(s, c, tokens);
    crate::mend::cleft::cleft(s, c, tokens);
    crate::draft::sent::goal(s, c, tokens);
    noun_with_subject(s, c, tokens);
    to_name(s, c, tokens);
    by_election(s, c, tokens);
    and_the_others(s, c, tokens);
    finite_root(s, c, tokens);
    said_after(s, c, tokens);
    said_by_two(s, c, tokens);
    meeting_in(s, c, tokens);
    they_plan(s, c, tokens);
    part_of_day(s, c, tokens);
    it_is_not(s, c, tokens);
    it_was_to(s, c, tokens);
    round_beginning(s, c, tokens);
    send_home(s, c, tokens);
    closing(s, c, tokens);
}

/// 'Algeria on Monday mediated talks', 'Algeria, however, mediated talks': a verb,
/// though talks could be mediated. A noun has a subject only where a copula stands
/// beside it, and a headline has no full stop.
fn noun_with_subject(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let noun = token.head.filter(|&n| {
        let own = [Deprel::Det, Deprel::Cop, Deprel::Case, Deprel::Aux];
        let word = &s.tokens[n as usize];
        n == c + 1
            && word.deprel == Deprel::Root
            && word.upos == Upos::Noun
            && s.child(n, &own).is_none()
    });
    let Some(noun) = noun.filter(|_| token.deprel == Deprel::Amod && token.upos == Upos::Verb)
    else {
        return;
    };
    let past = matches!(token.xpos, Xpos::Vbd | Xpos::Vbn);
    let subject = s.child(noun, &[Deprel::Nsubj]).filter(|&n| n < c);
    let (true, Some(subject)) = (
        past && s.tokens.last().is_some_and(|t| t.upos == Upos::Punct),
        subject,
    ) else {
        return;
    };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    let verb = &mut list[c as usize];
    (verb.xpos, verb.head, verb.deprel) = (Xpos::Vbd, None, Deprel::Root);
    hang(list, subject, c, Deprel::Nsubj);
    hang(list, noun, c, Deprel::Obj);
    for &t in s.children(noun) {
        if t == subject || t == c {
            continue;
        }
        let on = s.child(t, &[Deprel::Case]);
        let day = crate::mend::attach::is_date(s, t) && on.is_some_and(|w| lemma(s, w) == "on");
        let word = &mut list[t as usize];
        if t < c || word.deprel == Deprel::Punct {
            word.head = Some(c);
        } else if t > noun && day {
            (word.head, word.deprel) = (Some(c), Deprel::Obl);
        }
    }
}

/// The lemma of a word; none behind the last.
pub(crate) fn lemma(s: &Sentence, t: u32) -> &str {
    s.tokens.get(t as usize).map_or("", |t| t.lemma.as_str())
}

/// True where nothing stands between two words.
fn glued(s: &Sentence, a: u32, b: u32) -> bool {
    s.tokens[a as usize].span.end == s.tokens[b as usize].span.start
}

/// 'Invite the leaders to Camp David': a name behind 'to', taken for an infinitive.
fn to_name(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let to = s
        .child(c, &[Deprel::Mark])
        .filter(|&m| m + 1 == c && lemma(s, m) == "to");
    let (Some(to), Some(verb)) = (to, token.head) else {
        return;
    };
    if token.upos != Upos::Propn || !matches!(token.deprel, Deprel::Advcl | Deprel::Xcomp) {
        return;
    }
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    list[c as usize].deprel = Deprel::Obl;
    list[to as usize].deprel = Deprel::Case;
    list[to as usize].upos = Upos::Adp;
    for &t in s.children(c) {
        let child = &mut list[t as usize];
        match child.deprel {
            Deprel::Obj if child.upos == Upos::Propn => child.deprel = Deprel::Flat,
            Deprel::OblUnmarked | Deprel::Obl => child.head = Some(verb),
            _ => {}
        }
    }
}

/// 'After by-elections': 'by' taken for a preposition.
fn by_election(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let whole = token.deprel == Deprel::Case
        && lemma(s, c + 1) == "-"
        && glued(s, c, c + 1)
        && token.head == Some(c + 2)
        && glued(s, c + 1, c + 2);
    if whole {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        list[c as usize].deprel = Deprel::Compound;
    }
}

/// 'China's president, X, and Taiwan's, Y, met': the second was taken for another
/// name of the first.
fn and_the_others(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    if token.deprel != Deprel::Appos || token.upos != Upos::Propn {
        return;
    }
    let mut words = s.subtree(c).into_iter().filter(|&t| !is_mark(s, t));
    if words.next().is_some_and(|t| lemma(s, t) == "and") {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        list[c as usize].deprel = Deprel::Conj;
    }
}

/// 'Rumours that they had signed were denied by both': the only finite verb of
/// the sentence was hung on its subject.
fn finite_root(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let Some(noun) = token
        .head
        .filter(|&n| n < c && token.deprel == Deprel::Acl && token.upos == Upos::Verb)
    else {
        return;
    };
    let be = s.child(c, &[Deprel::AuxPass, Deprel::Aux]);
    let finite = be.is_some_and(|b| {
        matches!(
            s.tokens[b as usize].xpos,
            Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md
        )
    });
    let own = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Mark];
    if !finite
        || s.child(c, &own).is_some()
        || s.head(noun).is_some()
        || s.child(noun, &[Deprel::Cop, Deprel::Aux]).is_some()
    {
        return;
    }
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    (list[c as usize].head, list[c as usize].deprel) = (None, Deprel::Root);
    hang(list, noun, c, subject_of(s, c));
    for &t in s.children(noun) {
        if t > c && list[t as usize].deprel == Deprel::Punct {
            list[t as usize].head = Some(c);
        }
    }
}

/// 'X will buy fighters from Y, the two governments announced': who says so was
/// hung on the noun before the comma.
fn said_after(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    if !matches!(token.deprel, Deprel::Acl | Deprel::AclRelcl) || !says(&token.lemma) {
        return;
    }
    let (Some(who), Some(root)) = (s.child(c, &[Deprel::Nsubj]), s.root()) else {
        return;
    };
    let first = start(s, who);
    let comma = first.checked_sub(1).is_some_and(|t| is_mark(s, t));
    let named = !matches!(s.tokens[who as usize].xpos, Xpos::Wp | Xpos::Wdt);
    let last = s.subtree(c).last().copied().unwrap_or(c);
    let closes = s.tokens.len() as u32 <= last + 2;
    if comma && named && closes && root < first && s.tokens[root as usize].upos == Upos::Verb {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        hang(list, c, root, Deprel::Parataxis);
    }
}

/// 'Set for May in Vienna, X and Y said': those who say it were taken for more
/// places.
fn said_by_two(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    if !says(&token.lemma)
        || !matches!(token.deprel, Deprel::Conj | Deprel::Parataxis)
        || s.child(c, &[Deprel::Nsubj]).is_some()
    {
        return;
    }
    let Some(root) = s.root().filter(|&r| r < c) else {
        return;
    };
    let (Some(second), Some(first)) = (c.checked_sub(1), c.checked_sub(3)) else {
        return;
    };
    let name = |t: u32| s.tokens[t as usize].upos == Upos::Propn;
    let place = first.checked_sub(2);
    let listed = place.is_some_and(|p| {
        is_mark(s, p + 1) && name(p) && s.dominates(p, first) && case(s, p).is_some()
    });
    if listed && name(first) && name(second) && lemma(s, first + 1) == "and" {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        hang(list, c, root, Deprel::Parataxis);
        hang(list, first, c, Deprel::Nsubj);
        hang(list, second, first, Deprel::Conj);
    }
}

/// 'Meeting in Geneva, X and Y agreed': the sides were taken for more places, and
/// the meeting for the subject.
fn meeting_in(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let opens = c == 0 && token.xpos != Xpos::Nns;
    let Some(verb) = token.head.filter(|&v| {
        opens
            && (token.lemma.eq_ignore_ascii_case("meeting") || token.xpos == Xpos::Vbg)
            && token.lemma.to_lowercase().starts_with("meet")
            && matches!(token.deprel, Deprel::Nsubj | Deprel::Advcl)
            && s.tokens[v as usize].upos == Upos::Verb
    }) else {
        return;
    };
    let places = [Deprel::Nmod, Deprel::Obl];
    let Some(place) = s.children_by(c, &places).find(|&p| p > c) else {
        return;
    };
    let listed = s
        .children_by(place, &[Deprel::Conj])
        .find(|&k| is_mark(s, start(s, k)));
    let aside = token.deprel == Deprel::Advcl && token.upos == Upos::Noun;
    if listed.is_none() && !aside {
        return;
    }
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    let gerund = &mut list[c as usize];
    (gerund.upos, gerund.xpos, gerund.deprel) = (Upos::Verb, Xpos::Vbg, Deprel::Advcl);
    gerund.lemma = "meet".into();
    list[place as usize].deprel = Deprel::Obl;
    let subjects = [Deprel::Nsubj, Deprel::NsubjPass];
    let other = s.children_by(verb, &subjects).any(|n| n != c);
    let Some(side) = listed.filter(|_| !other) else {
        return;
    };
    hang(list, side, verb, subject_of(s, verb));
    for k in s.children_by(place, &[Deprel::Conj]) {
        if k != side {
            list[k as usize].head = Some(side);
        }
    }
}

/// 'X, Y's A and Z's B plan to meet': a verb taken for a noun, the last name for a
/// part of it.
fn they_plan(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let to = s
        .child(c, &[Deprel::Xcomp, Deprel::Acl])
        .filter(|&x| s.child(x, &[Deprel::Mark]) == Some(c + 1));
    let name = s
        .child(c, &[Deprel::Compound])
        .filter(|&n| s.tokens[n as usize].upos == Upos::Propn);
    let (Some(to), Some(name), "plan", Xpos::Nn) = (to, name, token.lemma.as_str(), token.xpos)
    else {
        return;
    };
    let over = token.head.filter(|_| token.deprel == Deprel::Conj);
    let first = match over {
        Some(over) => Some(over),
        None => s.child(c, &[Deprel::Nsubj]).filter(|&n| n < name),
    };
    let Some(first) = first.filter(|&f| f < name) else {
        return;
    };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    let verb = &mut list[c as usize];
    (verb.upos, verb.xpos) = (Upos::Verb, Xpos::Vbp);
    list[to as usize].deprel = Deprel::Xcomp;
    hang(list, name, first, Deprel::Conj);
    if over.is_some() {
        // What is said to be planned, and who says so behind it
        match s.head(first) {
            Some(said) if s.tokens[first as usize].deprel == Deprel::Nsubj => {
                hang(list, c, said, Deprel::Ccomp);
                hang(list, first, c, Deprel::Nsubj);
            }
            _ => {}
        }
    }
}

/// 'For a last round beginning on 18 May': what begins was hung on the verb.
fn round_beginning(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let begins = matches!(
        token.lemma.as_str(),
        "begin" | "start" | "open" | "beginning"
    ) && (token.xpos == Xpos::Vbg || token.lemma == "beginning")
        && s.child(c, &[Deprel::Case, Deprel::Det, Deprel::Mark])
            .is_none();
    let noun = c.checked_sub(1).filter(|&n| {
        begins
            && token.head != Some(n)
            && is_event(lemma(s, n))
            && s.head(n) == token.head
            && token.deprel == Deprel::Obl
    });
    if let Some(noun) = noun {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        hang(list, c, noun, Deprel::Acl);
        let word = &mut list[c as usize];
        (word.upos, word.xpos) = (Upos::Verb, Xpos::Vbg);
        if word.lemma == "beginning" {
            word.lemma = "begin".into();
        }
    }
}

/// 'It was to have begun on Sunday': 'it' stands for nothing else in the sentence.
fn it_was_to(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let Some(verb) = token.head.filter(|&v| {
        v > c
            && token.lemma == "it"
            && matches!(token.deprel, Deprel::Expl | Deprel::NsubjOuter)
            && s.tokens[v as usize].upos == Upos::Verb
    }) else {
        return;
    };
    let clause = [
        Deprel::Csubj,
        Deprel::CsubjPass,
        Deprel::Ccomp,
        Deprel::Xcomp,
        Deprel::Advcl,
        Deprel::Nsubj,
        Deprel::NsubjPass,
    ];
    if s.child(verb, &clause).is_none() {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        list[c as usize].deprel = subject_of(s, verb);
    }
}

/// 'It is not X that blocks the border': what is denied is that X does.
fn it_is_not(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let Some(name) = token.head.filter(|_| lemma(s, c) == "not") else {
        return;
    };
    let it = s.child(name, &[Deprel::Nsubj, Deprel::Expl]);
    let cleft = s.child(name, &[Deprel::Cop]).is_some_and(|b| b < c)
        && it.is_some_and(|t| lemma(s, t) == "it");
    let clause = s.child(name, &[Deprel::AclRelcl]).filter(|&v| v > name);
    // 'Not until Monday', 'not only X', 'not X but Y'
    let plain = s.tokens[name as usize].upos == Upos::Propn
        && !is_day(&s.tokens[name as usize])
        && s.child(name, &[Deprel::Case, Deprel::Conj]).is_none()
        && !matches!(
            lemma(s, c + 1),
            "only" | "just" | "merely" | "simply" | "even" | "until"
        );
    // Who does it, not what is done to X
    let acts = clause.is_some_and(|v| {
        s.child(v, &[Deprel::Nsubj, Deprel::NsubjPass])
            .is_some_and(|n| matches!(lemma(s, n), "that" | "which" | "who"))
    });
    let but = clause.is_some_and(|v| (v..s.tokens.len() as u32).any(|t| lemma(s, t) == "but"));
    if let (true, Some(clause)) = (cleft && plain && acts && !but, clause) {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        hang(list, c, clause, Deprel::Advmod);
    }
}

/// 'Agreed to set up a body, ending three days of talks': what ends talks is that
/// they agreed, not what they are to do.
fn closing(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let ends = matches!(
        token.lemma.as_str(),
        "end" | "conclude" | "close" | "cap" | "crown" | "wrap" | "round"
    );
    let verb = token
        .head
        .filter(|&v| v < c && token.deprel == Deprel::Advcl && token.xpos == Xpos::Vbg);
    let (Some(verb), true, true) = (verb, ends, c > 0 && lemma(s, c - 1) == ",") else {
        return;
    };
    let held = |o: u32| {
        let mut below = s.subtree(o).into_iter();
        below.any(|t| {
            is_event(lemma(s, t)) || matches!(lemma(s, t), "visit" | "tour" | "trip" | "stay")
        })
    };
    if !s.child(c, &[Deprel::Obj]).is_some_and(held) {
        return;
    }
    // Up from what is to be done to the verb that tells what was.
    let told = s.ancestors(verb).find(|&v| {
        let t = &s.tokens[v as usize];
        t.upos == Upos::Verb && matches!(t.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
    });
    // 'A body that will survey the border'
    let will = |a: u32| matches!(lemma(s, a), "will" | "would" | "shall");
    let later = s.tokens[verb as usize].deprel == Deprel::Xcomp
        || s.child(verb, &[Deprel::Aux]).is_some_and(will);
    if let Some(told) = told.filter(|&v| later && v != verb) {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        hang(list, c, told, Deprel::Advcl);
    }
}

/// 'To send home tanks': 'home' taken for what kind of tanks.
fn send_home(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let verb = token
        .head
        .and_then(|n| s.head(n))
        .filter(|&v| token.lemma == "home" && token.deprel == Deprel::Compound && v + 1 == c);
    let office = token.head.is_some_and(|n| {
        matches!(
            lemma(s, n),
            "guard" | "secretary" | "affairs" | "minister" | "ministry" | "team" | "office"
        )
    });
    let verb = verb.filter(|_| !office);
    if let Some(verb) = verb.filter(|&v| matches!(lemma(s, v), "send" | "bring" | "call")) {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        hang(list, c, verb, Deprel::Advmod);
        list[c as usize].upos = Upos::Adv;
        list[c as usize].xpos = Xpos::Rb;
    }
}

/// 'Agreed on Wednesday evening': the day and the part of it were hung on the verb
/// one by one.
fn part_of_day(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let part = matches!(
        token.lemma.as_str(),
        "morning" | "afternoon" | "evening" | "night"
    );
    let Some(day) = c.checked_sub(1).filter(|&d| {
        let before = &s.tokens[d as usize];
        part && is_day(before)
            && before.head == token.head
            && before.deprel == Deprel::Obl
            && matches!(token.deprel, Deprel::Obl | Deprel::OblUnmarked)
    }) else {
        return;
    };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    hang(list, day, c, Deprel::Compound);
    list[c as usize].deprel = Deprel::Obl;
    for &t in s.children(day) {
        list[t as usize].head = Some(c);
    }
}
