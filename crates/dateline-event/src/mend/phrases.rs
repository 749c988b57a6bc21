//! Clauses, days and places hung on the noun before them, where they belong to its
//! verb: 'told reporters that they would meet', 'signed a treaty on Monday'.

use crate::mend::case;
use dateline_syntax::{Deprel, Sentence, Upos, Xpos};

/// 'Told reporters that the ministers would meet': what is told was taken for a
/// clause about those who are told. Gives the verb of telling.
pub(crate) fn told_clause(s: &Sentence, c: u32) -> Option<u32> {
    let heard = s.tokens[c as usize].head?;
    let token = &s.tokens[heard as usize];
    let verb = token.head.filter(|&v| v < heard)?;
    let tells = matches!(
        s.tokens[verb as usize].lemma.as_str(),
        "tell" | "inform" | "assure" | "warn" | "remind" | "notify"
    );
    let told = matches!(token.deprel, Deprel::Obj | Deprel::Iobj);
    let that = s.child(c, &[Deprel::Mark]);
    let that = that.is_some_and(|m| s.tokens[m as usize].lemma == "that" && m == heard + 1);
    let own = s.child(c, &[Deprel::Nsubj, Deprel::NsubjPass]).is_some();
    let relative = matches!(s.tokens[c as usize].deprel, Deprel::AclRelcl | Deprel::Acl);
    (tells && told && that && own && relative).then_some(verb)
}

/// The event that a comment is on, with its place and behind it its day.
pub(crate) fn day_of_object(s: &Sentence, c: u32) -> Option<u32> {
    const COMMENTS: [&str; 11] = [
        "blame",
        "condemn",
        "denounce",
        "welcome",
        "praise",
        "criticise",
        "criticize",
        "deplore",
        "recall",
        "mourn",
        "hail",
    ];
    let token = &s.tokens[c as usize];
    let verb = token.head.filter(|_| token.deprel == Deprel::Obl)?;
    let comment = COMMENTS.contains(&s.tokens[verb as usize].lemma.as_str());
    let object = s.child(verb, &[Deprel::Obj]).filter(|_| comment)?;
    let day = crate::mend::slips::is_day(token) && case(s, c) == Some("on");
    let place = s.children_by(object, &[Deprel::Nmod]).last()?;
    let first = s.subtree(c).into_iter().min()?;
    let beside = s.subtree(place).into_iter().max() == first.checked_sub(1);
    (day && beside && matches!(case(s, place), Some("in" | "at" | "near"))).then_some(object)
}

/// 'Put off her visit to Chile': where the visit goes, that was hung on the verb.
pub(crate) fn journey_to(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let verb = token.head.filter(|_| token.deprel == Deprel::Obl)?;
    let goes = ["pay", "make", "take", "go", "bring", "send", "lead"];
    let noun = s.child(verb, &[Deprel::Obj, Deprel::NsubjPass])?;
    let journey = matches!(
        s.tokens[noun as usize].lemma.as_str(),
        "visit" | "trip" | "journey" | "tour" | "mission"
    );
    let beside = s.subtree(c).into_iter().min() == Some(noun + 1);
    let fits = journey && beside && case(s, c) == Some("to");
    (fits && !goes.contains(&s.tokens[verb as usize].lemma.as_str())).then_some(noun)
}

/// True for 'fighting' as the subject, taken for a clause.
pub(crate) fn is_fighting(s: &Sentence, c: u32) -> bool {
    let token = &s.tokens[c as usize];
    token.deprel == Deprel::Csubj
        && token.xpos == Xpos::Vbg
        && matches!(token.lemma.as_str(), "fight" | "shell" | "shoot")
        && s.child(c, &[Deprel::Obj, Deprel::Nsubj]).is_none()
}

/// True for 'together' before a phrase that it was hung on.
pub(crate) fn is_together(s: &Sentence, c: u32, phrase: u32) -> bool {
    let (word, noun) = (&s.tokens[c as usize], &s.tokens[phrase as usize]);
    let verbal = noun
        .head
        .is_some_and(|v| v < c && s.tokens[v as usize].upos == Upos::Verb);
    word.lemma == "together"
        && word.deprel == Deprel::Advmod
        && noun.deprel == Deprel::Obl
        && verbal
}
