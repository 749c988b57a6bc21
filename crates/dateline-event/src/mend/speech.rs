//! Slips of the parser around verbs of speaking: who speaks, and what is said.

use crate::mend::{hang, subject_of};
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// Mends the slips of a sentence in a list of its tokens; true where there was
/// one.
pub(crate) fn mend(s: &Sentence, tokens: &mut Option<Vec<Token>>) {
    for c in 0..s.tokens.len() as u32 {
        if let Some(v) = told(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, Deprel::Iobj);
        }
        if is_asked(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].deprel = Deprel::Advcl;
        }
        if let Some(v) = speaks_behind(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            list[c as usize].head = Some(v);
        }
        if denied_claims(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let noun = &mut list[c as usize];
            (noun.upos, noun.xpos, noun.deprel) = (Upos::Noun, Xpos::Nns, Deprel::Obj);
            for &t in s.children(c) {
                if matches!(list[t as usize].deprel, Deprel::Ccomp | Deprel::Xcomp) {
                    list[t as usize].deprel = Deprel::Acl;
                }
            }
        }
        if let Some((who, said)) = crossed(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let (verb, rel) = (list[c as usize].head, list[c as usize].deprel);
            (list[who as usize].head, list[who as usize].deprel) = (verb, rel);
            hang(list, c, said, Deprel::Nsubj);
        }
        if let Some(v) = said_would(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, subject_of(s, v));
            if list[v as usize].deprel == Deprel::Conj {
                list[v as usize].deprel = Deprel::Ccomp;
            }
        }
        if let Some((first, said)) = swapped(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let main = list[said as usize].head;
            list[first as usize].head = Some(said);
            list[first as usize].deprel = list[c as usize].deprel;
            list[c as usize].head = main;
            list[c as usize].deprel = Deprel::Nsubj;
        }
        if let Some(who) = said_last(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, who, c, Deprel::Nsubj);
            let verb = &mut list[c as usize];
            if verb.xpos == Xpos::Vbn {
                verb.xpos = Xpos::Vbd;
            }
            if verb.deprel == Deprel::Advcl {
                verb.deprel = Deprel::Parataxis;
            } else if verb.deprel == Deprel::Acl
                && let Some(root) = s.root()
            {
                hang(list, c, root, Deprel::Parataxis);
            }
        }
        if let Some(v) = expects_to(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, Deprel::Xcomp);
        }
        if let Some((first, who, main)) = said_between(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            let (head, rel) = (list[c as usize].head, list[c as usize].deprel);
            list[main as usize].head = head;
            list[main as usize].deprel = rel;
            hang(list, c, main, Deprel::Parataxis);
            hang(list, first, main, Deprel::Nsubj);
            hang(list, who, c, Deprel::Nsubj);
        }
        if let Some((that, v)) = that_subject(s, c) {
            let list = tokens.get_or_insert_with(|| s.tokens.clone());
            hang(list, c, v, subject_of(s, v));
            hang(list, that, v, Deprel::Mark);
        }
    }
}

/// 'Told the BBC the border would stay closed': whom one tells, taken for the
/// owner of the subject that follows, or, in 'told this station the border would
/// stay closed', for a subject beside it. Gives the verb.
fn told(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let head = token.head.filter(|&h| h > c)?;
    let apart = match token.deprel {
        Deprel::NmodPoss => {
            let bare = token.upos == Upos::Propn && s.child(c, &[Deprel::Case]).is_none();
            // The noun has an article of its own.
            bare && s.children_by(head, &[Deprel::Det]).any(|d| d > c)
        }
        Deprel::Nsubj => {
            let subjects = [Deprel::Nsubj, Deprel::NsubjPass];
            s.children_by(head, &subjects)
                .any(|o| o > c && s.subtree(o).first() > s.subtree(c).last())
        }
        _ => false,
    };
    let v = s.subtree(c).first().filter(|_| apart)?.checked_sub(1)?;
    let tells = matches!(
        s.tokens[v as usize].lemma.as_str(),
        "tell" | "inform" | "remind" | "assure"
    );
    tells.then_some(v)
}

/// 'Asked about it, she said': the question, taken for what is said.
fn is_asked(s: &Sentence, c: u32) -> bool {
    let token = &s.tokens[c as usize];
    token.deprel == Deprel::Ccomp
        && (token.xpos == Xpos::Vbn || token.xpos == Xpos::Vbd && c == 0)
        && matches!(token.lemma.as_str(), "ask" | "press" | "question" | "quiz")
        && token.head.is_some_and(|h| {
            let subject = s.child(h, &[Deprel::Nsubj]);
            h > c && subject.is_some_and(|n| n > c)
        })
        && s.child(c, &[Deprel::Nsubj, Deprel::NsubjPass]).is_none()
}

pub(crate) fn says(lemma: &str) -> bool {
    matches!(
        lemma,
        "say"
            | "announce"
            | "report"
            | "add"
            | "declare"
            | "claim"
            | "tell"
            | "write"
            | "state"
            | "confirm"
            | "insist"
            | "warn"
            | "admit"
            | "explain"
    )
}

/// 'They agreed on a truce, the envoy said': who speaks was taken for a second
/// subject of what is said. Gives the verb of speaking.
fn speaks_behind(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let said = token
        .head
        .filter(|&v| v < c && token.deprel == Deprel::Nsubj)?;
    let first = s
        .children_by(said, &[Deprel::Nsubj, Deprel::NsubjPass])
        .any(|n| n < said);
    let main = s
        .head(said)
        .filter(|&m| m > c && s.tokens[said as usize].deprel == Deprel::Ccomp)?;
    let says = says(&s.tokens[main as usize].lemma);
    (first && says && s.child(main, &[Deprel::Nsubj]).is_none()).then_some(main)
}

/// Who speaks, told by the office: behind what is said, or before a colon.
pub(crate) const SPEAKERS: [&str; 21] = [
    "minister",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "official",
    "president",
    "envoy",
    "diplomat",
    "ministry",
    "government",
    "agency",
    "mediator",
    "negotiator",
    "premier",
    "chief",
    "secretary",
    "aide",
    "adviser",
    "office",
    "ambassador",
    "general",
];

/// 'They have settled it, the minister announced': who stands between the
/// comma and a verb of speaking is its subject, whatever the tree says. Gives
/// the head of the phrase.
fn said_last(s: &Sentence, v: u32) -> Option<u32> {
    let verb = &s.tokens[v as usize];
    // 'For a visit, his minister announced', taken for what the visit is.
    let apposed = verb.deprel == Deprel::Acl
        && verb.head.is_some_and(|h| {
            let noun = &s.tokens[h as usize];
            noun.deprel == Deprel::Appos && SPEAKERS.contains(&noun.lemma.as_str())
        })
        && s.child(v, &[Deprel::OblAgent]).is_none()
        && s.root()
            .is_some_and(|r| r < v && s.tokens[r as usize].upos == Upos::Verb);
    let fits = verb.upos == Upos::Verb
        && matches!(verb.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Vbn)
        && says(&verb.lemma)
        && (apposed
            || matches!(
                verb.deprel,
                Deprel::Parataxis | Deprel::Advcl | Deprel::Ccomp | Deprel::Conj | Deprel::Root
            ))
        && s.child(
            v,
            &[
                Deprel::Nsubj,
                Deprel::Aux,
                Deprel::AuxPass,
                Deprel::Mark,
                Deprel::Cc,
            ],
        )
        .is_none();
    if !fits {
        return None;
    }
    let comma_before = |end: u32| {
        (0..end)
            .rev()
            .take(12)
            .find(|&t| s.tokens[t as usize].lemma == ",")
    };
    // 'the envoy, Peter Hale, announced': the name between commas comes after.
    let end = match v.checked_sub(1) {
        Some(t) if s.tokens[t as usize].lemma == "," => {
            let name = comma_before(t)?;
            let proper = (name + 1..t).all(|t| s.tokens[t as usize].upos == Upos::Propn);
            Some(name).filter(|_| proper && name + 1 < t)?
        }
        _ => v,
    };
    let comma = comma_before(end)?;
    let phrase = comma + 1..end;
    // Something is said before the comma, and a noun phrase stands behind it.
    let clause = (0..comma).any(|t| s.tokens[t as usize].upos == Upos::Verb);
    let plain = phrase.clone().all(|t| {
        !matches!(
            s.tokens[t as usize].upos,
            Upos::Verb | Upos::Aux | Upos::Sconj | Upos::Punct
        )
    });
    let opens = s.tokens.get(phrase.start as usize)?;
    let noun = !matches!(opens.upos, Upos::Adp | Upos::Adv | Upos::Cconj);
    if !clause || !plain || !noun || phrase.is_empty() {
        return None;
    }
    let mut heads = phrase.filter(|&t| {
        let up = s.head(t);
        up.is_none_or(|h| h <= comma || h >= v)
            && matches!(
                s.tokens[t as usize].upos,
                Upos::Noun | Upos::Propn | Upos::Pron
            )
    });
    let who = heads.next()?;
    heads.next().is_none().then_some(who)
}

/// 'Kenya, said its minister, would sign': the subject was given to the verb of
/// speaking, and who speaks to the other. Gives the subject, who speaks, and
/// the verb of what is said.
fn said_between(s: &Sentence, v: u32) -> Option<(u32, u32, u32)> {
    let verb = &s.tokens[v as usize];
    let first = s.child(v, &[Deprel::Nsubj])?;
    let main = s.child(v, &[Deprel::Ccomp]).filter(|&m| m > v)?;
    let who = s.child(main, &[Deprel::Nsubj, Deprel::NsubjPass])?;
    let comma = |t: u32| s.tokens.get(t as usize).is_some_and(|x| x.lemma == ",");
    let end = *s.subtree(who).iter().rfind(|&&t| !comma(t))?;
    let start = *s.subtree(who).iter().find(|&&t| !comma(t))?;
    (says(&verb.lemma)
        && v > 0
        && comma(v - 1)
        && first < v - 1
        // 'President X, who hosted the meeting, said Y'
        && !(first..v - 1).any(comma)
        && start == v + 1
        && comma(end + 1)
        && main > end + 1)
        .then_some((first, who, main))
}

/// 'Denied that talks had been broken off': 'that talks' was taken for one
/// phrase. Gives 'that' and the verb whose subject it is.
fn that_subject(s: &Sentence, c: u32) -> Option<(u32, u32)> {
    let token = &s.tokens[c as usize];
    let that = s.child(c, &[Deprel::Det])?;
    let v = token.head.filter(|&v| v + 1 == that)?;
    let clause = s.child(v, &[Deprel::Ccomp]).filter(|&w| w > c)?;
    let plural = matches!(token.xpos, Xpos::Nns | Xpos::Nnps);
    (s.tokens[that as usize].lemma == "that"
        && plural
        && matches!(token.deprel, Deprel::Iobj | Deprel::Obj)
        && s.child(clause, &[Deprel::Nsubj, Deprel::NsubjPass])
            .is_none())
    .then_some((that, clause))
}

/// 'Expects the council to meet in May': what somebody is to do was hung on
/// the one who is to do it. Gives the verb.
fn expects_to(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let to = s.child(c, &[Deprel::Mark])?;
    let who = token
        .head
        .filter(|&o| o < c && token.deprel == Deprel::Acl)?;
    let v = s
        .head(who)
        .filter(|&v| v < who && s.tokens[who as usize].deprel == Deprel::Obj)?;
    let expects = s.tokens[v as usize].lemma == "expect";
    // 'asked for a chance to meet': of a plan or a chance the infinitive is.
    let plan = matches!(
        s.tokens[who as usize].lemma.as_str(),
        "chance"
            | "plan"
            | "time"
            | "permission"
            | "right"
            | "way"
            | "decision"
            | "offer"
            | "proposal"
            | "deal"
            | "agreement"
            | "accord"
            | "bid"
            | "attempt"
            | "effort"
            | "promise"
            | "request"
    );
    (expects && !plan && s.tokens[to as usize].lemma == "to").then_some(v)
}

/// 'Talks, due on Monday, were put off, the envoy said': the subject far in
/// front was given to the verb of speaking, and who speaks to the other. `c` is
/// who speaks. Gives the subject in front and the verb of what is said.
fn swapped(s: &Sentence, c: u32) -> Option<(u32, u32)> {
    let token = &s.tokens[c as usize];
    let behind = matches!(token.deprel, Deprel::Nsubj | Deprel::NsubjPass);
    let said = token.head.filter(|&v| v < c && behind)?;
    let main = s
        .head(said)
        .filter(|&m| m > c && s.tokens[said as usize].deprel == Deprel::Ccomp)?;
    let first = s
        .child(main, &[Deprel::Nsubj, Deprel::NsubjPass])
        .filter(|&n| n < said)?;
    says(&s.tokens[main as usize].lemma).then_some((first, said))
}

/// 'A statement read by X said Y would go': the subject in front was given to
/// what is said, and that of what is said to the verb of speaking. `c` is the
/// one in front. Gives the other and the verb of speaking.
fn crossed(s: &Sentence, c: u32) -> Option<(u32, u32)> {
    let token = &s.tokens[c as usize];
    let verb = token
        .head
        .filter(|&v| c < v && matches!(token.deprel, Deprel::Nsubj | Deprel::NsubjPass))?;
    let said = s
        .head(verb)
        .filter(|&m| c < m && m < verb && s.tokens[verb as usize].deprel == Deprel::Ccomp)?;
    let who = s
        .child(said, &[Deprel::Nsubj])
        .filter(|&n| said < n && n < verb)?;
    says(&s.tokens[said as usize].lemma).then_some((who, said))
}

/// 'Said Kenya's president, X, would visit': the subject of what is said was
/// given to the verb of speaking. Gives the verb of what is said.
fn said_would(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let said = token.head.filter(|&v| {
        v < c
            && matches!(token.deprel, Deprel::Nsubj | Deprel::Iobj | Deprel::Obj)
            && says(&s.tokens[v as usize].lemma)
            && s.tokens[v as usize].lemma != "tell"
    })?;
    let speaker = s.children_by(said, &[Deprel::Nsubj]).any(|n| n < said);
    let verb = s
        .children_by(said, &[Deprel::Ccomp, Deprel::Conj])
        .find(|&v| v > c && s.tokens[v as usize].upos == Upos::Verb)?;
    let free = s
        .child(
            verb,
            &[
                Deprel::Nsubj,
                Deprel::NsubjPass,
                Deprel::NsubjOuter,
                Deprel::Mark,
            ],
        )
        .is_none();
    let modal = s
        .child(verb, &[Deprel::Aux])
        .is_some_and(|a| s.tokens[a as usize].xpos == Xpos::Md && a > c);
    (speaker && free && modal).then_some(verb)
}

/// 'Denied claims its troops had left': a plural noun that was taken for a
/// verb.
fn denied_claims(s: &Sentence, c: u32) -> bool {
    let token = &s.tokens[c as usize];
    let denies = |v: u32| {
        matches!(
            s.tokens[v as usize].lemma.as_str(),
            "deny" | "dismiss" | "reject" | "refute"
        )
    };
    token.upos == Upos::Verb
        && token.xpos == Xpos::Vbz
        && matches!(token.lemma.as_str(), "claim" | "report")
        && token.head.is_some_and(|v| v + 1 == c && denies(v))
        && s.child(c, &[Deprel::Nsubj]).is_none()
}
