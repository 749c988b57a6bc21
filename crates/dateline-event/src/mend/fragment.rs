//! Verbs that the tree hides, and what it hung on the wrong one of two: the only
//! verb of a sentence read as a participle, 'ought to' and 'yet to', 'to free'
//! read as an adjective, titles read as conjunctions, subjects without a
//! preposition, and days that belong to another verb or noun.

use crate::mend::hang;
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// Words that open a clause.
const OPENERS: [&str; 22] = [
    "if", "as", "while", "when", "that", "because", "although", "though", "since", "until",
    "after", "before", "whether", "unless", "once", "whereas", "lest", "so", "for", "in", "than",
    "like",
];

/// 'A bomber struck outside the ministry.': the only verb of a sentence that
/// ends in a stop is that of the sentence.
pub(crate) fn whole(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let Some(noun) = token.head.filter(|&n| n < c && token.deprel == Deprel::Acl) else {
        return;
    };
    let head = &s.tokens[noun as usize];
    let stop = s.tokens.last().is_some_and(|t| t.lemma == ".");
    let other = (0u32..).zip(&s.tokens).any(|(i, t)| {
        let tense = matches!(t.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
        i != c && tense
    });
    let determined = s
        .child(noun, &[Deprel::Det, Deprel::Nummod])
        .is_some_and(|d| d < noun);
    let passive = s.children_by(c, &[Deprel::Obl]).any(|o| {
        let case = s.child(o, &[Deprel::Case]);
        case.is_some_and(|p| matches!(s.tokens[p as usize].lemma.as_str(), "by" | "for"))
    });
    let past = matches!(token.xpos, Xpos::Vbd | Xpos::Vbn);
    let beside = c > noun && s.tokens[c as usize - 1].upos != Upos::Punct;
    if head.deprel != Deprel::Root
        || !matches!(head.upos, Upos::Noun | Upos::Propn)
        || !(past && stop && determined && beside)
        || other
        || passive
        || s.tokens.len() < 7
    {
        return;
    }
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    (list[c as usize].head, list[c as usize].deprel) = (None, Deprel::Root);
    (list[c as usize].xpos, list[c as usize].upos) = (Xpos::Vbd, Upos::Verb);
    hang(list, noun, c, Deprel::Nsubj);
    for &t in s.children(noun) {
        if t > c {
            list[t as usize].head = Some(c);
        }
    }
}

/// 'Chad and Niger hold talks': the verb was taken for a part of its object.
pub(crate) fn before_its_object(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let finite = matches!(token.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    let part = matches!(token.deprel, Deprel::Compound | Deprel::Amod);
    let mended = (tokens.as_ref()).is_some_and(|l| l[c as usize].deprel != token.deprel);
    let Some(noun) = token.head.filter(|&n| n > c && part && finite && !mended) else {
        return;
    };
    let verbal = [Deprel::Cop, Deprel::Aux, Deprel::AuxPass, Deprel::Case];
    let subject = s.child(noun, &[Deprel::Nsubj]).is_some_and(|n| n < c);
    if token.upos != Upos::Verb
        || s.tokens[noun as usize].upos != Upos::Noun
        || !subject
        || s.child(noun, &verbal).is_some()
    {
        return;
    }
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    let over = (list[noun as usize].head, list[noun as usize].deprel);
    (list[c as usize].head, list[c as usize].deprel) = over;
    for &t in s.children(noun) {
        let clausal = matches!(s.tokens[t as usize].deprel, Deprel::Obl | Deprel::Advmod);
        if t < c || clausal {
            list[t as usize].head = Some(c);
        }
    }
    hang(list, noun, c, Deprel::Obj);
}

/// 'Pope Francis arrives': a title at the start is no conjunction.
pub(crate) fn title(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let next = s.tokens.get(c as usize + 1);
    let named = next.is_some_and(|n| n.upos == Upos::Propn && n.deprel == Deprel::Nsubj);
    let opens = OPENERS.contains(&token.lemma.to_lowercase().as_str());
    if c > 1 || token.deprel != Deprel::Mark || opens || !named {
        return;
    }
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    hang(list, c, c + 1, Deprel::Compound);
    (list[c as usize].upos, list[c as usize].xpos) = (Upos::Propn, Xpos::Nnp);
}

/// 'It ought to have opened', 'it has yet to be held': the verb is the one
/// behind 'to', as in 'it should have opened'.
pub(crate) fn ought(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let yet = |t: u32| s.tokens[t as usize].lemma == "yet";
    let fits = match token.lemma.as_str() {
        "ought" => true,
        "have" => s.children_by(c, &[Deprel::Advmod]).any(yet),
        _ => false,
    };
    let verb = s.child(c, &[Deprel::Xcomp]).filter(|&v| v > c && fits);
    let to = verb.and_then(|v| s.child(v, &[Deprel::Mark]));
    let (Some(verb), Some(to)) = (verb, to) else {
        return;
    };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    let (head, rel) = (list[c as usize].head, list[c as usize].deprel);
    (list[verb as usize].head, list[verb as usize].deprel) = (head, rel);
    hang(list, c, verb, Deprel::Aux);
    list[c as usize].upos = Upos::Aux;
    list[to as usize].deprel = Deprel::Dep;
    let passive = s.child(verb, &[Deprel::AuxPass]).is_some();
    for &t in s.children(c) {
        if t != verb && list[t as usize].head == Some(c) {
            list[t as usize].head = Some(verb);
            if passive && list[t as usize].deprel == Deprel::Nsubj {
                list[t as usize].deprel = Deprel::NsubjPass;
            }
        }
    }
}

/// Adjectives that are verbs behind 'to'.
const VERBS: [&str; 5] = ["free", "open", "clear", "lower", "secure"];

/// 'Kenya is to free nine fishermen', 'a promise to free them': no free
/// fishermen.
pub(crate) fn to_free(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let verb = VERBS.contains(&token.lemma.as_str()) && token.deprel == Deprel::Amod;
    let (Some(noun), Some(to)) = (token.head.filter(|&n| n > c && verb), c.checked_sub(1)) else {
        return;
    };
    let marks = [Deprel::Case, Deprel::Mark];
    let word = &s.tokens[to as usize];
    if word.lemma != "to" || !marks.contains(&word.deprel) || word.head != Some(noun) {
        return;
    }
    let before = to.checked_sub(1);
    let (head, rel) = (s.tokens[noun as usize].head, s.tokens[noun as usize].deprel);
    let copula = s.child(noun, &[Deprel::Cop]);
    let noun_before = before.filter(|&b| s.tokens[b as usize].upos == Upos::Noun);
    let (head, rel) = match (copula, noun_before, head) {
        (Some(_), _, _) => (head, rel),
        (None, Some(b), _) => (Some(b), Deprel::Acl),
        (None, None, Some(h)) => (Some(h), Deprel::Xcomp),
        _ => return,
    };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    let v = &mut list[c as usize];
    (v.upos, v.xpos, v.head, v.deprel) = (Upos::Verb, Xpos::Vb, head, rel);
    hang(list, to, c, Deprel::Mark);
    hang(list, noun, c, Deprel::Obj);
    let own = [
        Deprel::Nsubj,
        Deprel::Cop,
        Deprel::Aux,
        Deprel::Obl,
        Deprel::OblUnmarked,
        Deprel::Advmod,
    ];
    for &t in s.children(noun) {
        let child = &mut list[t as usize];
        if t != c && own.contains(&child.deprel) && (t < to || t > noun) {
            child.head = Some(c);
            if child.deprel == Deprel::Cop {
                child.deprel = Deprel::Aux;
            }
        }
    }
}

/// 'The meeting planned for 9 May did not come off': the participle is no verb of
/// the sentence.
pub(crate) fn behind_its_noun(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let clause = matches!(token.deprel, Deprel::Ccomp | Deprel::Parataxis);
    let Some(root) = token.head.filter(|&r| clause && r < c) else {
        return;
    };
    let own = [
        Deprel::Aux,
        Deprel::AuxPass,
        Deprel::Nsubj,
        Deprel::NsubjPass,
    ];
    let participle = s.tokens[root as usize].xpos == Xpos::Vbn
        && s.tokens[root as usize].deprel == Deprel::Root
        && s.child(root, &own).is_none();
    let subject = s.child(c, &[Deprel::Nsubj, Deprel::NsubjPass]);
    let Some(noun) = subject.filter(|&n| n < root && participle) else {
        return;
    };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    (list[c as usize].head, list[c as usize].deprel) = (None, Deprel::Root);
    hang(list, root, noun, Deprel::Acl);
}

/// True for a word of a day: 'Monday', '3' of '3 May'.
pub(crate) fn is_day(s: &Sentence, t: u32) -> bool {
    crate::mend::slips::is_day(&s.tokens[t as usize])
        || s.tokens[t as usize].upos == Upos::Num
            && s.child(t, &[Deprel::NmodUnmarked])
                .is_some_and(|m| s.tokens[m as usize].upos == Upos::Propn)
}

/// 'Two days before the meeting on 3 May, they let them go', 'The talks that
/// began last Tuesday ended on Sunday': a day within a phrase that stands before
/// the verb is the phrase's own.
pub(crate) fn day_before_verb(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let hangs = matches!(token.deprel, Deprel::Obl | Deprel::OblUnmarked);
    let case = s.child(c, &[Deprel::Case]);
    let since = case.is_some_and(|k| s.tokens[k as usize].lemma == "since");
    let hangs = hangs && !since && is_day(s, c);
    let Some(verb) = token.head.filter(|&v| v > c && hangs) else {
        return;
    };
    let comma = |from: u32, to: u32| (from..to).any(|t| s.tokens[t as usize].lemma == ",");
    let fronted = s
        .children_by(verb, &[Deprel::Obl])
        .filter(|&p| p < c && s.tokens[p as usize].upos == Upos::Noun && !comma(p, c))
        .find(|&p| {
            let case = s.child(p, &[Deprel::Case]);
            case.is_some_and(|k| {
                let word = s.tokens[k as usize].lemma.as_str();
                matches!(
                    word,
                    "after" | "before" | "following" | "since" | "at" | "ahead"
                )
            })
        });
    let subject = s.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]);
    let relative = subject.and_then(|n| {
        s.children_by(n, &[Deprel::AclRelcl, Deprel::Acl])
            .find(|&r| n < r && r < c && !comma(n, c))
    });
    let (to, rel) = match (fronted, relative) {
        (Some(p), _) => (p, Deprel::Nmod),
        (_, Some(r)) => (r, token.deprel),
        _ => return,
    };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    hang(list, c, to, rel);
}

/// 'They met as planned on 25 April': the day is that of the meeting. 'To ratify
/// the treaty by the end of June': a deadline is never the noun's.
pub(crate) fn day_of_verb(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let case = s.child(c, &[Deprel::Case]);
    let case = case.map_or("", |k| s.tokens[k as usize].lemma.as_str());
    let Some(head) = token.head else { return };
    let over = &s.tokens[head as usize];
    let as_planned = over.xpos == Xpos::Vbn
        && head < c
        && over.deprel == Deprel::Advcl
        && matches!(case, "on" | "at" | "in")
        && s.children(head)
            .first()
            .is_some_and(|&m| s.tokens[m as usize].lemma == "as" && m + 1 == head)
        && matches!(
            over.lemma.as_str(),
            "plan" | "schedule" | "agree" | "announce" | "expect"
        );
    let end = matches!(
        token.lemma.as_str(),
        "end" | "beginning" | "middle" | "start" | "close"
    );
    let deadline = case == "by"
        && token.deprel == Deprel::Nmod
        && (end || is_day(s, c))
        && matches!(over.deprel, Deprel::Obj | Deprel::NsubjPass)
        && head < c;
    let verb = over
        .head
        .filter(|&v| (as_planned || deadline) && s.tokens[v as usize].upos == Upos::Verb);
    let Some(verb) = verb else { return };
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    hang(list, c, verb, Deprel::Obl);
}

/// 'Another round, in Oslo on 3 May, narrowed the gap': a bare noun in front of a
/// verb with no subject is that.
pub(crate) fn bare_subject(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let subjects = [
        Deprel::Nsubj,
        Deprel::NsubjPass,
        Deprel::Expl,
        Deprel::Csubj,
    ];
    let bare = token.deprel == Deprel::OblUnmarked
        && token.upos == Upos::Noun
        && s.child(c, &[Deprel::Det]).is_some()
        && !is_day(s, c)
        && !is_span(&token.lemma);
    let Some(verb) = token.head.filter(|&v| bare && c < v) else {
        return;
    };
    let opens = (0..c).all(|t| s.head(t) == Some(c));
    let finite = matches!(
        s.tokens[verb as usize].xpos,
        Xpos::Vbd | Xpos::Vbz | Xpos::Vbp
    );
    let comma = s.tokens.get(c as usize + 1).is_some_and(|t| t.lemma == ",");
    if !opens || !finite || !comma || s.child(verb, &subjects).is_some() {
        return;
    }
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    list[c as usize].deprel = Deprel::Nsubj;
    for t in s.children_by(verb, &[Deprel::Obl]).collect::<Vec<_>>() {
        if c < t && t < verb {
            hang(list, t, c, Deprel::Nmod);
        }
    }
}

/// Words of a length of time, which stand without a preposition.
fn is_span(lemma: &str) -> bool {
    matches!(
        lemma,
        "day"
            | "week"
            | "month"
            | "year"
            | "hour"
            | "minute"
            | "time"
            | "morning"
            | "evening"
            | "night"
            | "afternoon"
            | "moment"
            | "weekend"
            | "way"
            | "decade"
            | "spring"
            | "summer"
            | "autumn"
            | "winter"
    )
}

#[cfg(test)]
mod tests {
    use crate::mend::mend;
    use crate::testing::tree;
    use dateline_syntax::Deprel;

    #[test]
    fn ok_the_only_verb_is_that_of_the_sentence() {
        let text = "A bomber struck outside the ministry in Nairobi.";
        let s = tree(
            text,
            0,
            "A a DET DT 2 det
             bomber bomber NOUN NN 0 root
             struck strike VERB VBN 2 acl
             outside outside ADP IN 6 case
             the the DET DT 6 det
             ministry ministry NOUN NN 3 obl
             in in ADP IN 8 case
             Nairobi Nairobi PROPN NNP 3 obl
             . . PUNCT . 2 punct",
        );
        let s = mend(&s).expect("a slip");
        assert_eq!((s.root(), s.tokens[1].deprel), (Some(2), Deprel::Nsubj));
    }

    #[test]
    fn ok_a_headline_stays_a_noun() {
        let text = "A meeting planned for 3 May in Nairobi.";
        let s = tree(
            text,
            0,
            "A a DET DT 2 det
             meeting meeting NOUN NN 0 root
             planned plan VERB VBN 2 acl
             for for ADP IN 5 case
             3 3 NUM CD 3 obl
             May May PROPN NNP 5 nmod
             in in ADP IN 8 case
             Nairobi Nairobi PROPN NNP 3 obl
             . . PUNCT . 2 punct",
        );
        assert!(mend(&s).is_none_or(|s| s.root() == Some(1)));
    }

    #[test]
    fn ok_what_ought_to_be_has_its_verb_behind_to() {
        let s = tree(
            "The meeting ought to have opened.",
            0,
            "The the DET DT 2 det
             meeting meeting NOUN NN 3 nsubj
             ought ought AUX MD 0 root
             to to PART TO 6 mark
             have have AUX VB 6 aux
             opened open VERB VBN 3 xcomp
             . . PUNCT . 3 punct",
        );
        let s = mend(&s).expect("a slip");
        assert_eq!((s.root(), s.tokens[1].head), (Some(5), Some(5)));
        assert_eq!(s.tokens[2].deprel, Deprel::Aux);
    }

    #[test]
    fn ok_to_free_is_a_verb() {
        let s = tree(
            "Kenya is to free nine fishermen.",
            0,
            "Kenya Kenya PROPN NNP 6 nsubj
             is be AUX VBZ 6 cop
             to to ADP IN 6 case
             free free ADJ JJ 6 amod
             nine nine NUM CD 6 nummod
             fishermen fisherman NOUN NNS 0 root
             . . PUNCT . 6 punct",
        );
        let s = mend(&s).expect("a slip");
        assert_eq!((s.root(), s.tokens[0].head), (Some(3), Some(3)));
        assert_eq!(s.tokens[5].deprel, Deprel::Obj);
    }

    #[test]
    fn ok_a_day_in_a_phrase_before_the_verb_is_the_phrase_s() {
        let s = tree(
            "After talks on Friday, they left on Monday.",
            0,
            "After after ADP IN 2 case
             talks talk NOUN NNS 7 obl
             on on ADP IN 4 case
             Friday Friday PROPN NNP 7 obl
             , , PUNCT , 2 punct
             they they PRON PRP 7 nsubj
             left leave VERB VBD 0 root
             on on ADP IN 9 case
             Monday Monday PROPN NNP 7 obl
             . . PUNCT . 7 punct",
        );
        let s = mend(&s).expect("a slip");
        assert_eq!((s.tokens[3].head, s.tokens[8].head), (Some(1), Some(6)));
    }

    #[test]
    fn ok_a_title_is_part_of_the_name() {
        let s = tree(
            "Pope Francis arrives.",
            0,
            "Pope pope SCONJ IN 3 mark
             Francis Francis PROPN NNP 3 nsubj
             arrives arrive VERB VBZ 0 root
             . . PUNCT . 3 punct",
        );
        let s = mend(&s).expect("a slip");
        assert_eq!(s.tokens[0].head, Some(1));
    }
}
