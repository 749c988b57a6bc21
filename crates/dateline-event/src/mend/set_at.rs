//! Phrases of a setting or a day that the tree hangs past their word: 'will decide
//! on their response at a summit in Accra', 'elections due in February would not
//! be held'.

use crate::mend::misread::lemma;
use crate::mend::{case, hang};
use dateline_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// Meetings that something is done at.
const SCENES: [&str; 7] = [
    "summit",
    "meeting",
    "conference",
    "session",
    "assembly",
    "ceremony",
    "talk",
];

/// Mends one word and what hangs on it.
pub(crate) fn mend(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    crate::mend::series::mend(s, c, tokens);
    crate::mend::straight_behind::mend(s, c, tokens);
    crate::mend::clause_subject::mend(s, c, tokens);
    crate::mend::up_running::mend(s, c, tokens);
    crate::mend::kept_promise::mend(s, c, tokens);
    crate::mend::titled::mend(s, c, tokens);
    if let Some(verb) = done_at(s, c) {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        hang(list, c, verb, Deprel::Obl);
    }
    visiting(s, c, tokens);
    if let Some(verb) = by_phone(s, c) {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        hang(list, c, verb, Deprel::Obl);
    }
    if let Some(noun) = due_behind_subject(s, c) {
        let list = tokens.get_or_insert_with(|| s.tokens.clone());
        hang(list, c, noun, Deprel::Nmod);
    }
}

/// 'Will decide on a response at a summit': the verb, where the phrase hangs on
/// what is decided.
fn done_at(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let noun = token
        .head
        .filter(|&n| n < c && token.deprel == Deprel::Nmod)?;
    let article = s
        .child(c, &[Deprel::Det])
        .is_some_and(|d| matches!(lemma(s, d), "a" | "an" | "another"));
    let new = article || token.lemma == "talk" && s.child(c, &[Deprel::Det]).is_none();
    let scene = SCENES.contains(&token.lemma.as_str());
    if !scene || !new || case(s, c) != Some("at") {
        return None;
    }
    let over = &s.tokens[noun as usize];
    let verb = over.head.filter(|&v| {
        v < noun
            && matches!(over.deprel, Deprel::Obj | Deprel::Obl)
            && s.tokens[v as usize].upos == Upos::Verb
    })?;
    // 'The statement issued at a meeting', 'an offer made at talks' stay as they are.
    (!SCENES.contains(&over.lemma.as_str())).then_some(verb)
}

/// 'Told his counterpart by phone that ...': the verb, where the phrase hangs on the
/// one who is told.
fn by_phone(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let phone = matches!(token.lemma.as_str(), "phone" | "telephone")
        && matches!(case(s, c), Some("by" | "over"))
        && token.deprel == Deprel::Nmod;
    let noun = token.head.filter(|&n| phone && n < c)?;
    let over = &s.tokens[noun as usize];
    let told = matches!(over.deprel, Deprel::Obj | Deprel::Iobj | Deprel::Obl);
    over.head
        .filter(|&v| told && v < noun && s.tokens[v as usize].upos == Upos::Verb)
}

/// Those who may be 'visiting'.
const VISITORS: [&str; 20] = [
    "minister",
    "president",
    "premier",
    "delegation",
    "official",
    "envoy",
    "leader",
    "team",
    "mission",
    "secretary",
    "chief",
    "diplomat",
    "senator",
    "lawmaker",
    "delegate",
    "counterpart",
    "chancellor",
    "ambassador",
    "representative",
    "negotiator",
];

/// 'Told visiting Sudanese ministers', 'met visiting minister X': no journey of those
/// who told or met.
fn visiting(s: &Sentence, c: u32, tokens: &mut Option<Vec<Token>>) {
    let token = &s.tokens[c as usize];
    let (Some(over), Some(before)) = (token.head, c.checked_sub(1)) else {
        return;
    };
    if token.lemma != "visit" || token.xpos != Xpos::Vbg || token.deprel == Deprel::Amod {
        return;
    }
    let led = &s.tokens[before as usize];
    let people = led.upos == Upos::Verb && before == over
        || led.upos == Upos::Adp && matches!(led.lemma.as_str(), "with" | "to" | "by");
    let Some(noun) = s.child(c, &[Deprel::Obj]).filter(|&o| o > c && people) else {
        return;
    };
    let who = |t: u32| VISITORS.contains(&lemma(s, t));
    if !who(noun) && !s.children(noun).iter().any(|&t| t < noun && who(t)) {
        return;
    }
    let list = tokens.get_or_insert_with(|| s.tokens.clone());
    let marked = led.upos == Upos::Adp;
    for &t in s.children(c) {
        if t == before {
            hang(list, t, noun, Deprel::Case);
        } else if t != noun {
            list[t as usize].head = Some(over);
        }
    }
    let rel = if marked { Deprel::Obl } else { Deprel::Obj };
    hang(list, noun, over, rel);
    hang(list, c, noun, Deprel::Amod);
    let word = &mut list[c as usize];
    (word.upos, word.xpos) = (Upos::Adj, Xpos::Jj);
}

/// 'Elections due in February would not be held': the day of what is due, hung on
/// the verb with 'due in' before it. Gives the subject.
fn due_behind_subject(s: &Sentence, c: u32) -> Option<u32> {
    let token = &s.tokens[c as usize];
    let verb = token
        .head
        .filter(|&v| v > c && matches!(token.deprel, Deprel::Obl | Deprel::OblUnmarked))?;
    let due = s
        .children(c)
        .iter()
        .copied()
        .find(|&d| s.tokens[d as usize].deprel == Deprel::Case && lemma(s, d) == "due")?;
    let before = due.checked_sub(1)?;
    let subject = s.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass])?;
    let within = before == subject || s.ancestors(before).take(6).any(|t| t == subject);
    (within && s.tokens[subject as usize].upos == Upos::Noun).then_some(subject)
}
