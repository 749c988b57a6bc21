//! Participles behind a noun that were taken for the verb of the sentence: 'The
//! meeting planned for 3 May fell through'.

use crate::mend::fragment;
use crate::mend::{hang, subject_of};
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// Mends what hangs on a word; true where it is 'last', the verb.
pub(crate) fn mend(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) -> bool {
    under_relative(s, c, tokens);
    behind_subject(s, c, tokens);
    led_up(s, c, tokens);
    before_object(s, c, tokens);
    crate::mend::headline::mend(s, c, tokens);
    beside_noun(s, c, tokens);
    crate::mend::talks_between::mend(s, c, tokens);
    crate::mend::town_name::mend(s, c, tokens);
    crate::mend::own_case::mend(s, c, tokens);
    crate::mend::starting::mend(s, c, tokens);
    crate::mend::struck::mend(s, c, tokens);
    hyphenated(s, c, tokens);
    is_out(s, c, tokens);
    pull_out(s, c, tokens);
    fragment::whole(s, c, tokens);
    fragment::before_its_object(s, c, tokens);
    fragment::title(s, c, tokens);
    fragment::ought(s, c, tokens);
    fragment::to_free(s, c, tokens);
    fragment::behind_its_noun(s, c, tokens);
    fragment::day_before_verb(s, c, tokens);
    fragment::day_of_verb(s, c, tokens);
    fragment::bare_subject(s, c, tokens);
    lasting(s, c, tokens)
}

/// 'Talks between X and Y adjourned on Friday': the verb was set beside its
/// subject, with nothing that joins them.
fn beside_noun(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let finite = matches!(token.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    let own = [
        Deprel::Nsubj,
        Deprel::NsubjPass,
        Deprel::Cc,
        Deprel::Aux,
        Deprel::AuxPass,
        Deprel::Mark,
    ];
    if !finite || token.deprel != Deprel::Conj || s.child(c, &own).is_some() {
        return;
    }
    let noun = token.head.filter(|&n| {
        let word = &s.tokens[n as usize];
        let verbal = [Deprel::Cop, Deprel::Nsubj, Deprel::Aux, Deprel::Case];
        n < c
            && word.deprel == Deprel::Root
            && word.upos == Upos::Noun
            && s.child(n, &verbal).is_none()
            && s.children_by(n, &[Deprel::Conj]).all(|k| k >= c)
    });
    let Some(noun) = noun.filter(|_| s.tokens[c as usize - 1].lemma != ",") else {
        return;
    };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    (list[c as usize].head, list[c as usize].deprel) = (None, Deprel::Root);
    hang(list, noun, c, Deprel::Nsubj);
    for &t in s.children(noun) {
        if t > c {
            list[t as usize].head = Some(c);
        }
    }
}

/// 'The troops must be out of Chad by June': the copula is the verb, as in 'must
/// leave Chad'.
fn is_out(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let mut cases = s.children_by(c, &[Deprel::Case]);
    let (Some(out), Some(of)) = (cases.next(), cases.next()) else {
        return;
    };
    let word = |t: u32| s.tokens[t as usize].lemma.as_str();
    let (Some(be), Some(subject)) = (s.child(c, &[Deprel::Cop]), s.child(c, &[Deprel::Nsubj]))
    else {
        return;
    };
    let (Some(first), true) = (s.head(subject), word(out) == "out" && word(of) == "of") else {
        return;
    };
    if first != c || be > out || subject > be {
        return;
    }
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    let (head, rel) = (list[c as usize].head, list[c as usize].deprel);
    let verb = &mut list[be as usize];
    (verb.upos, verb.head, verb.deprel) = (Upos::Verb, head, rel);
    hang(list, c, be, Deprel::Obl);
    for &t in s.children(c) {
        let child = &mut list[t as usize];
        if child.deprel != Deprel::Case && t != be && child.head == Some(c) {
            child.head = Some(be);
        }
    }
}

/// 'The pull-out of the troops': one word, and no part of the troops.
fn pull_out(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let word = |t: Option<u32>| {
        let token = t.and_then(|t| s.tokens.get(t as usize));
        token.map_or("", |t| t.lemma.as_str())
    };
    let (hyphen, pull) = (c.checked_sub(1), c.checked_sub(2));
    let parted = word(hyphen) == "-" && word(pull) == "pull";
    let noun = s.head(c).filter(|&n| {
        let part = matches!(s.tokens[c as usize].deprel, Deprel::Compound | Deprel::Case);
        n > c && part && word(Some(c + 1)) == "of"
    });
    let (true, Some(noun)) = (parted && matches!(word(Some(c)), "out" | "back"), noun) else {
        return;
    };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    let (head, rel) = (list[noun as usize].head, list[noun as usize].deprel);
    let out = &mut list[c as usize];
    (out.upos, out.xpos, out.head, out.deprel) = (Upos::Noun, Xpos::Nn, head, rel);
    out.lemma = format!("pull{}", out.lemma);
    hang(list, noun, c, Deprel::Nmod);
    for &t in s.children(noun) {
        if t < c && list[t as usize].head == Some(noun) {
            list[t as usize].head = Some(c);
        }
    }
}

/// 'An annex on wealth-sharing in Lima on Monday': no clause, and what stands
/// behind belongs to the verb.
fn hyphenated(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let hyphen = c
        .checked_sub(1)
        .is_some_and(|t| s.tokens[t as usize].lemma == "-");
    if token.xpos != Xpos::Vbg || !hyphen || s.child(c, &[Deprel::Obj]).is_some() {
        return;
    }
    let Some(noun) = token.head.filter(|&n| n < c && token.deprel == Deprel::Acl) else {
        return;
    };
    let Some(verb) = s
        .head(noun)
        .filter(|&v| s.tokens[v as usize].upos == Upos::Verb)
    else {
        return;
    };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    let word = &mut list[c as usize];
    (word.upos, word.xpos, word.deprel) = (Upos::Noun, Xpos::Nn, Deprel::Nmod);
    for &t in s.children(c) {
        let child = &mut list[t as usize];
        match child.deprel {
            Deprel::Mark => child.deprel = Deprel::Case,
            Deprel::Obl if t > c => child.head = Some(verb),
            _ => {}
        }
    }
}

/// The noun that a participle hangs on, and the verb of the sentence behind it.
///
/// What is planned, held or signed with no object and no auxiliary is a
/// participle where a finite verb follows that has no subject of its own, with
/// nothing between them that would join two clauses.
fn path(s: &Sentence, c: u32) -> Option<(u32, u32)> {
    const PARTED: [&str; 8] = [",", ";", ":", "and", "but", "or", "that", "-"];
    let token = &s.tokens[c as usize];
    let bare = matches!(token.xpos, Xpos::Vbn | Xpos::Vbd)
        && s.child(
            c,
            &[Deprel::Aux, Deprel::AuxPass, Deprel::Obj, Deprel::Mark],
        )
        .is_none();
    let planned = matches!(
        token.lemma.as_str(),
        "plan"
            | "schedule"
            | "propose"
            | "moot"
            | "moote"
            | "set"
            | "slate"
            | "pencil"
            | "expect"
            | "promise"
            | "call"
            | "hold"
            | "sign"
            | "agree"
            | "strike"
            | "struck"
            | "reach"
            | "conclude"
            | "announce"
            | "arrange"
            | "foresee"
    );
    if !bare || !planned {
        return None;
    }
    let verb = s
        .children_by(
            c,
            &[
                Deprel::Ccomp,
                Deprel::Advcl,
                Deprel::Parataxis,
                Deprel::Conj,
                Deprel::Xcomp,
            ],
        )
        .find(|&v| v > c && is_finite(s, v))
        .or_else(|| beside(s, c))?;
    let own = s.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]);
    // The participle may be in its place, with the verb under it.
    let under = token.head.filter(|_| token.deprel == Deprel::Acl);
    let noun = s
        .child(c, &[Deprel::Nsubj, Deprel::NsubjPass])
        .or(own)
        .or(under)
        .filter(|&n| n < c && s.tokens[n as usize].upos == Upos::Noun)?;
    // A month may have been taken for the subject: 'for 3 May fell through'.
    let alone = own
        .is_none_or(|o| o == noun || o + 1 == verb && s.tokens[o as usize].lemma == "May")
        && s.child(verb, &[Deprel::Mark, Deprel::Cc]).is_none();
    let first = s.subtree(verb).into_iter().filter(|&t| t > c).min()?;
    let joined = (c + 1..verb).any(|t| PARTED.contains(&s.tokens[t as usize].lemma.as_str()));
    (alone && !joined && first > c).then_some((noun, verb))
}

/// 'In May, when the deal struck in Lima on 2 April expires': the verb that was set
/// beside the participle, both under one word.
fn beside(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let up = token.head.filter(|_| token.deprel == Deprel::Advcl)?;
    let subject = [Deprel::Nsubj, Deprel::NsubjPass];
    s.child(c, &subject)?;
    s.children_by(up, &[Deprel::Advcl]).find(|&v| {
        let alone = s.child(v, &subject).is_none() && s.child(v, &[Deprel::Cop]).is_none();
        v > c && is_finite(s, v) && alone
    })
}

/// The subject of a participle that stands between commas, and the verb behind
/// it: 'The talks, hoped for before Christmas, took place in January'.
fn parted(s: &Sentence, c: u32) -> Option<(u32, u32)> {
    let token = &s.tokens[c as usize];
    let comma = |t: Option<u32>| t.is_some_and(|t| s.tokens[t as usize].lemma == ",");
    let bare = matches!(token.xpos, Xpos::Vbn | Xpos::Vbd)
        && s.child(
            c,
            &[Deprel::Aux, Deprel::AuxPass, Deprel::Obj, Deprel::Mark],
        )
        .is_none();
    let subject = |v: u32| s.child(v, &[Deprel::Nsubj, Deprel::NsubjPass]);
    let verb = s
        .children_by(
            c,
            &[
                Deprel::Conj,
                Deprel::Ccomp,
                Deprel::Parataxis,
                Deprel::Advcl,
            ],
        )
        .find(|&v| v > c + 1 && is_finite(s, v))?;
    let own = subject(c);
    // The noun may be where it belongs: 'A round, begun on 9 March, ended'.
    let noun = own
        .or(subject(verb))
        .or_else(|| s.child(verb, &[Deprel::OblUnmarked]))
        .filter(|&n| n < c && bare && comma(c.checked_sub(1)))?;
    let first = s.subtree(verb).into_iter().min()?;
    let closed = match own {
        Some(_) => comma(first.checked_sub(1)) || comma(Some(first)),
        None => (c + 1..verb).any(|t| comma(Some(t))),
    };
    let alone = s.child(verb, &[Deprel::Cc, Deprel::Mark]).is_none()
        && subject(verb).is_none_or(|n| own.is_none() && n == noun);
    (closed && alone && s.tokens[noun as usize].upos == Upos::Noun).then_some((noun, verb))
}

/// True for a verb in the past or present that has a tense of its own.
fn is_finite(s: &Sentence, v: u32) -> bool {
    let token = &s.tokens[v as usize];
    let aux = s.children_by(v, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]);
    matches!(token.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
        || aux.into_iter().any(|a| {
            matches!(
                s.tokens[a as usize].xpos,
                Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md
            )
        })
}

/// 'The deal that they struck on 24 May expires in July': the verb of a relative
/// clause that was taken for that of the sentence.
fn under_relative(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let pronoun = s
        .children_by(c, &[Deprel::Obj, Deprel::Nsubj, Deprel::NsubjPass])
        .find(|&t| t < c && matches!(s.tokens[t as usize].lemma.as_str(), "that" | "which"));
    let Some(pronoun) = pronoun.filter(|_| s.tokens[c as usize].deprel == Deprel::Root) else {
        return;
    };
    let clauses = [Deprel::Advcl, Deprel::Ccomp, Deprel::Parataxis];
    let found = s.children_by(c, &clauses).find_map(|v| {
        let noun = s.child(v, &[Deprel::Nsubj, Deprel::NsubjPass])?;
        let beside =
            noun + 1 == pronoun || noun + 2 == pronoun && s.tokens[noun as usize + 1].lemma == ",";
        let bare = s.child(v, &[Deprel::Mark, Deprel::Cc]).is_none();
        (v > c && beside && bare && is_finite(s, v)).then_some((v, noun))
    });
    let Some((verb, noun)) = found else { return };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    (list[verb as usize].head, list[verb as usize].deprel) = (None, Deprel::Root);
    hang(list, c, noun, Deprel::AclRelcl);
    for &t in s.children(verb) {
        if t > c
            && t < verb
            && matches!(
                s.tokens[t as usize].deprel,
                Deprel::Obl | Deprel::OblUnmarked
            )
        {
            list[t as usize].head = Some(c);
        }
    }
    for &t in s.children(c) {
        if t > verb && s.tokens[t as usize].deprel == Deprel::Punct {
            list[t as usize].head = Some(verb);
        }
    }
}

/// 'The talks, held from 17 to 23 May, failed': a participle behind the subject
/// that was hung on the verb, or taken for a past tense.
fn behind_subject(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let comma = c
        .checked_sub(1)
        .filter(|&t| s.tokens[t as usize].lemma == ",");
    let own = [
        Deprel::Nsubj,
        Deprel::NsubjPass,
        Deprel::Obj,
        Deprel::Mark,
        Deprel::Aux,
        Deprel::AuxPass,
    ];
    if comma.is_none()
        || !matches!(token.xpos, Xpos::Vbn | Xpos::Vbd)
        || !matches!(
            token.lemma.as_str(),
            "hold" | "set" | "plan" | "schedule" | "sign" | "open"
        )
        || s.child(c, &own).is_some()
    {
        return;
    }
    let noun = match token.deprel {
        Deprel::Acl => token
            .head
            .filter(|&n| s.tokens[n as usize].upos == Upos::Noun),
        Deprel::Advcl => token.head.filter(|&v| v > c).and_then(|v| {
            let subject = s.child(v, &[Deprel::Nsubj, Deprel::NsubjPass]);
            subject.filter(|&n| n < c && s.tokens[n as usize].upos == Upos::Noun)
        }),
        _ => None,
    };
    let Some(noun) = noun else { return };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    list[c as usize].xpos = Xpos::Vbn;
    hang(list, c, noun, Deprel::Acl);
}

/// Puts the participle under its noun, and the noun under the verb behind.
fn led_up(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let Some((noun, verb)) = path(s, c).or_else(|| parted(s, c)) else {
        return;
    };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    let top = if list[c as usize].head == Some(noun) {
        noun
    } else {
        c
    };
    let (head, rel) = (list[top as usize].head, list[top as usize].deprel);
    // 'Met on 7 July; a round planned for May was dropped'
    let rel = match rel {
        Deprel::Appos => Deprel::Parataxis,
        rel => rel,
    };
    (list[verb as usize].head, list[verb as usize].deprel) = (head, rel);
    hang(list, noun, verb, subject_of(s, verb));
    hang(list, c, noun, Deprel::Acl);
    for &t in s.children(c) {
        let token = &mut list[t as usize];
        let opens = t < noun && matches!(token.deprel, Deprel::Advmod | Deprel::Mark);
        if (t > verb || opens) && token.head == Some(c) || token.deprel == Deprel::Punct {
            token.head = Some(verb);
        }
    }
    let aux = |rel: Deprel| matches!(rel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop);
    for &t in s.children(verb) {
        let token = &mut list[t as usize];
        if t > c && t < verb && token.head == Some(verb) && !aux(token.deprel) {
            token.head = Some(c);
            if token.deprel == Deprel::Nsubj {
                token.deprel = Deprel::OblUnmarked;
            }
        }
    }
}

/// 'They are to last two weeks': a verb, though the last weeks could be meant.
fn lasting(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) -> bool {
    let token = &s.tokens[c as usize];
    if token.lemma != "last" || token.upos == Upos::Verb || c == 0 {
        return false;
    }
    let before = &s.tokens[c as usize - 1];
    let Some(noun) = token.head.filter(|&n| {
        let measured = s.child(n, &[Deprel::Nummod, Deprel::Det]);
        n > c && s.tokens[n as usize].upos == Upos::Noun && measured.is_some_and(|m| m > c)
    }) else {
        return false;
    };
    let cc = s.child(noun, &[Deprel::Cc]);
    let to = before.lemma == "to"
        && (before.upos != Upos::Adp || s.child(noun, &[Deprel::Cop]).is_some());
    if !to && before.xpos != Xpos::Md && cc.is_none_or(|a| a + 1 != c) {
        return false;
    }
    let (head, rel) = (s.tokens[noun as usize].head, s.tokens[noun as usize].deprel);
    let verbal = |t: u32| s.tokens[t as usize].upos == Upos::Verb;
    let above = s.ancestors(noun).take(4).find(|&t| t != noun && verbal(t));
    let (head, rel) = match (cc, above) {
        (Some(_), Some(v)) => (Some(v), Deprel::Conj),
        (None, Some(v)) if matches!(rel, Deprel::Obl | Deprel::OblUnmarked | Deprel::Obj) => {
            (Some(v), Deprel::Xcomp)
        }
        _ => (head, rel),
    };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    let verb = &mut list[c as usize];
    (verb.upos, verb.xpos) = (Upos::Verb, Xpos::Vb);
    (verb.head, verb.deprel) = (head, rel);
    for &t in s.children(noun) {
        let token = &mut list[t as usize];
        if t < c && token.head == Some(noun) {
            token.head = Some(c);
            token.deprel = match token.deprel {
                Deprel::Cop => Deprel::Aux,
                Deprel::Case => Deprel::Mark,
                rel => rel,
            };
        } else if token.deprel == Deprel::Punct {
            token.head = Some(c);
        }
    }
    hang(list, noun, c, Deprel::OblUnmarked);
    true
}

/// 'Geneva hosted talks on Monday': a verb, though talks could be hosted.
fn before_object(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    // 'Libya rejected accusations that ...', with the name under the noun.
    let stops = s.tokens.last().is_some_and(|t| t.upos == Upos::Punct);
    let name = c.checked_sub(1).filter(|&p| {
        let name = &s.tokens[p as usize];
        let before = name.head == token.head && name.deprel == Deprel::Compound && stops;
        name.upos == Upos::Propn && (name.head == Some(c) || before)
    });
    // 'Hungary and Armenia restored relations', with the relations beside Hungary.
    let first = token.head.and_then(|n| {
        let r = s.head(n)?;
        let cc = s.child(n, &[Deprel::Cc])?;
        let (noun, root) = (&s.tokens[n as usize], &s.tokens[r as usize]);
        let joined = noun.deprel == Deprel::Conj && r + 1 == cc && Some(cc + 1) == name;
        (joined && root.deprel == Deprel::Root && root.upos == Upos::Propn && stops)
            .then_some((r, cc))
    });
    let noun = token.head.filter(|&n| {
        let own = [Deprel::Det, Deprel::Nsubj, Deprel::Cop, Deprel::Case];
        let top = s.tokens[n as usize].deprel == Deprel::Root || first.is_some();
        n > c && top && s.child(n, &own).is_none()
    });
    let (Some(name), Some(noun)) = (name, noun) else {
        return;
    };
    if token.deprel != Deprel::Amod || token.upos != Upos::Verb {
        return;
    }
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    let verb = &mut list[c as usize];
    (verb.xpos, verb.head, verb.deprel) = (Xpos::Vbd, None, Deprel::Root);
    hang(list, name, c, Deprel::Nsubj);
    hang(list, noun, c, Deprel::Obj);
    if let Some((root, cc)) = first {
        hang(list, root, c, Deprel::Nsubj);
        hang(list, name, root, Deprel::Conj);
        hang(list, cc, name, Deprel::Cc);
        for &t in s.children(root) {
            if list[t as usize].deprel == Deprel::Punct {
                list[t as usize].head = Some(c);
            }
        }
    }
    for &t in s.children(noun) {
        let token = &mut list[t as usize];
        let timed = t > noun && token.deprel == Deprel::Nmod && token.upos == Upos::Propn;
        let on = s.child(t, &[Deprel::Case]);
        if token.deprel == Deprel::Punct {
            token.head = Some(c);
        } else if timed && on.is_some_and(|w| s.tokens[w as usize].lemma == "on") {
            (token.head, token.deprel) = (Some(c), Deprel::Obl);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mend::is_tree;
    use crate::testing::tree;

    #[test]
    fn ok_a_participle_is_not_the_verb_of_the_sentence() {
        let s = tree(
            "The meeting planned for Monday failed.",
            0,
            "The the DET DT 2 det
            meeting meeting NOUN NN 3 nsubj
            planned plan VERB VBD 0 root
            for for ADP IN 5 case
            Monday Monday PROPN NNP 3 obl
            failed fail VERB VBD 3 ccomp
            . . PUNCT . 3 punct",
        );
        let mut tokens = None;
        led_up(&s, 2, &mut tokens);
        let tokens = tokens.unwrap();
        assert!(is_tree(&tokens));
        assert_eq!((tokens[5].head, tokens[5].deprel), (None, Deprel::Root));
        assert_eq!((tokens[1].head, tokens[1].deprel), (Some(5), Deprel::Nsubj));
        assert_eq!((tokens[2].head, tokens[2].deprel), (Some(1), Deprel::Acl));
        assert_eq!(tokens[4].head, Some(2));
    }

    #[test]
    fn ok_a_relative_clause_is_not_the_sentence() {
        let s = tree(
            "The deal that they struck in May expires soon.",
            0,
            "The the DET DT 2 det
            deal deal NOUN NN 8 nsubj
            that that PRON WDT 5 obj
            they they PRON PRP 5 nsubj
            struck strike VERB VBD 0 root
            in in ADP IN 7 case
            May May PROPN NNP 8 obl
            expires expire VERB VBZ 5 advcl
            soon soon ADV RB 8 advmod
            . . PUNCT . 5 punct",
        );
        let mut tokens = None;
        under_relative(&s, 4, &mut tokens);
        let tokens = tokens.unwrap();
        assert!(is_tree(&tokens));
        assert_eq!((tokens[7].head, tokens[7].deprel), (None, Deprel::Root));
        assert_eq!(
            (tokens[4].head, tokens[4].deprel),
            (Some(1), Deprel::AclRelcl)
        );
        assert_eq!(tokens[6].head, Some(4));
    }

    #[test]
    fn ok_a_town_that_hosted_talks_is_a_subject() {
        let s = tree(
            "Geneva hosted talks on Monday.",
            0,
            "Geneva Geneva PROPN NNP 2 obl:unmarked
            hosted host VERB VBN 3 amod
            talks talk NOUN NNS 0 root
            on on ADP IN 5 case
            Monday Monday PROPN NNP 3 nmod
            . . PUNCT . 3 punct",
        );
        let mut tokens = None;
        before_object(&s, 1, &mut tokens);
        let tokens = tokens.unwrap();
        assert!(is_tree(&tokens));
        assert_eq!((tokens[1].head, tokens[1].deprel), (None, Deprel::Root));
        assert_eq!((tokens[0].head, tokens[2].head), (Some(1), Some(1)));
        assert_eq!((tokens[4].head, tokens[4].deprel), (Some(1), Deprel::Obl));
    }

    #[test]
    fn ok_to_last_two_weeks_is_a_verb() {
        let s = tree(
            "Talks are to last two weeks.",
            0,
            "Talks talk NOUN NNS 6 nsubj
            are be AUX VBP 6 cop
            to to PART TO 4 mark
            last last ADJ JJ 6 amod
            two two NUM CD 6 nummod
            weeks week NOUN NNS 0 root
            . . PUNCT . 6 punct",
        );
        let mut tokens = None;
        lasting(&s, 3, &mut tokens);
        let tokens = tokens.unwrap();
        assert!(is_tree(&tokens));
        assert_eq!((tokens[3].head, tokens[3].upos), (None, Upos::Verb));
        assert_eq!((tokens[0].head, tokens[5].head), (Some(3), Some(3)));
        assert_eq!(tokens[1].deprel, Deprel::Aux);
    }

    #[test]
    fn ok_a_participle_between_commas_leaves_its_noun_where_it_is() {
        let s = tree(
            "The round, begun in May, ended.",
            0,
            "The the DET DT 2 det
            round round NOUN NN 8 nsubj
            , , PUNCT , 4 punct
            begun begin VERB VBN 0 root
            in in ADP IN 6 case
            May May PROPN NNP 4 obl
            , , PUNCT , 4 punct
            ended end VERB VBD 4 parataxis
            . . PUNCT . 4 punct",
        );
        let mut tokens = None;
        led_up(&s, 3, &mut tokens);
        let tokens = tokens.unwrap();
        assert!(is_tree(&tokens));
        assert_eq!((tokens[7].head, tokens[7].deprel), (None, Deprel::Root));
        assert_eq!((tokens[3].head, tokens[3].deprel), (Some(1), Deprel::Acl));
    }

    #[test]
    fn ok_two_clauses_with_a_word_between_them_stay() {
        let s = tree(
            "They planned talks and it failed.",
            0,
            "They they PRON PRP 2 nsubj
            planned plan VERB VBD 0 root
            talks talk NOUN NNS 2 obj
            and and CCONJ CC 6 cc
            it it PRON PRP 6 nsubj
            failed fail VERB VBD 2 conj
            . . PUNCT . 2 punct",
        );
        let mut tokens = None;
        led_up(&s, 1, &mut tokens);
        assert!(tokens.is_none());
    }
}
