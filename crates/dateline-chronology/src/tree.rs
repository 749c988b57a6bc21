//! Questions to the tree of a sentence: who takes part in an event, when it
//! is, and whether it is told as a fact.

use crate::facts::is_named;
use dateline_record::{Span, Timex};
use dateline_syntax::{Deprel as D, NameType, Sentence, Upos, Xpos};

/// As what somebody or something takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    Agent = 0,
    Patient = 1,
    Place = 2,
    Other = 3,
}

impl Slot {
    pub(crate) const N: usize = 4;
}

/// One argument: the head of its phrase, which may stand in another sentence
/// where a pronoun led there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Argument {
    pub(crate) slot: Slot,
    pub(crate) sentence: usize,
    pub(crate) head: u32,
}

/// Verbs that carry no event of their own: 'make a statement'.
pub(crate) fn is_light(lemma: &str) -> bool {
    matches!(
        lemma,
        "be" | "have" | "do" | "make" | "take" | "get" | "give" | "go" | "hold" | "put" | "come"
    )
}

/// The word of a mention that evokes the event: of 'take over' or 'make a
/// bid', the head; of 'gave birth' the noun under the light verb.
pub(crate) fn trigger(s: &Sentence, span: Span, head: u32) -> u32 {
    if !is_light(&s.tokens[head as usize].lemma) {
        return head;
    }
    let range = s.tokens_in(span);
    s.children_by(head, &[D::Obj, D::Xcomp, D::Obl])
        .find(|c| range.contains(c))
        .unwrap_or(head)
}

/// The words of a noun phrase that tell what it is: its head, name parts,
/// adjectives and owners, not its clauses.
pub(crate) fn phrase(s: &Sentence, head: u32) -> Vec<u32> {
    let mut out = vec![head];
    let mut at = 0;
    while at < out.len() && out.len() < 24 {
        let t = out[at];
        at += 1;
        for c in s.children_by(
            t,
            &[
                D::Compound,
                D::Flat,
                D::Amod,
                D::NmodPoss,
                D::Nummod,
                D::Appos,
                D::Nmod,
                D::Conj,
                D::NmodUnmarked,
                D::NmodDesc,
            ],
        ) {
            out.push(c);
        }
    }
    out.sort_unstable();
    out.retain(|&t| crate::facts::is_content(s.tokens[t as usize].upos));
    out
}

/// A pronoun or a relative word, and what it stands for.
fn resolve(sentences: &[Sentence], s: usize, token: u32, text: &str) -> (usize, u32) {
    let sentence = &sentences[s];
    let t = &sentence.tokens[token as usize];
    if t.upos != Upos::Pron {
        return (s, token);
    }
    let word = t.span.of(text).to_lowercase();
    if matches!(word.as_str(), "who" | "which" | "that" | "whom" | "whose") {
        // The noun that the clause hangs on.
        let clause = sentence
            .ancestors(token)
            .find(|&a| sentence.tokens[a as usize].deprel == D::AclRelcl);
        if let Some(noun) = clause.and_then(|c| sentence.head(c)) {
            return (s, noun);
        }
        return (s, token);
    }
    let person = matches!(
        word.as_str(),
        "he" | "she" | "him" | "her" | "his" | "himself" | "herself"
    );
    let thing = matches!(word.as_str(), "it" | "its" | "itself");
    if !person && !thing {
        return (s, token);
    }
    // The last fitting subject of the sentences before, or an earlier name of
    // this one.
    let fits = |q: &Sentence, n: u32| {
        let x = &q.tokens[n as usize];
        let head = q.name_at(n).is_some_and(|m| {
            (m.first..m.end).all(|k| k == n || q.head(k).is_some_and(|h| h == n) || k < n)
        });
        x.upos == Upos::Propn
            && head
            && if person {
                is_named(q, n, NameType::Per)
            } else {
                !is_named(q, n, NameType::Per)
            }
    };
    for back in 0..4 {
        let Some(i) = s.checked_sub(back) else { break };
        let q = &sentences[i];
        let end = if back == 0 {
            token
        } else {
            q.tokens.len() as u32
        };
        let subject = (0..end).rev().find(|&n| {
            fits(q, n) && matches!(q.tokens[n as usize].deprel, D::Nsubj | D::NsubjPass)
        });
        let any = || (0..end).rev().find(|&n| fits(q, n));
        if let Some(n) = subject.or_else(any) {
            return (i, n);
        }
    }
    (s, token)
}

/// Who and what takes part in the event of a trigger, and where it is.
pub(crate) fn arguments(sentences: &[Sentence], s: usize, head: u32, text: &str) -> Vec<Argument> {
    let sentence = &sentences[s];
    let mut found: Vec<(Slot, u32)> = Vec::new();
    let token = &sentence.tokens[head as usize];
    if matches!(token.upos, Upos::Noun | Upos::Propn) {
        of_noun(sentence, head, text, &mut found);
    } else {
        of_verb(sentence, head, text, &mut found);
    }
    let mut out = Vec::new();
    for (slot, t) in found {
        let (sentence, head) = resolve(sentences, s, t, text);
        let a = Argument {
            slot,
            sentence,
            head,
        };
        if !out.contains(&a) {
            out.push(a);
        }
        // 'Kim and Moon' are two.
        for c in sentences[sentence].children_by(head, &[D::Conj]) {
            if sentences[sentence].tokens[c as usize].upos == Upos::Propn {
                out.push(Argument {
                    slot,
                    sentence,
                    head: c,
                });
            }
        }
    }
    out
}

fn preposition(s: &Sentence, t: u32, text: &str) -> String {
    s.child(t, &[D::Case])
        .map_or_else(String::new, |c| s.text(c, text).to_lowercase())
}

fn oblique(s: &Sentence, t: u32, text: &str) -> Slot {
    let by = preposition(s, t, text);
    let place = is_named(s, t, NameType::Loc)
        || matches!(by.as_str(), "in" | "at" | "near" | "outside" | "off")
            && s.tokens[t as usize].upos == Upos::Propn;
    if by == "by" {
        Slot::Agent
    } else if place {
        Slot::Place
    } else {
        Slot::Other
    }
}

fn subjects(s: &Sentence, verb: u32, text: &str, out: &mut Vec<(Slot, u32)>) -> bool {
    let before = out.len();
    for &c in s.children(verb) {
        match s.tokens[c as usize].deprel {
            D::Nsubj | D::Csubj | D::NsubjOuter => out.push((Slot::Agent, c)),
            D::NsubjPass | D::CsubjPass => out.push((Slot::Patient, c)),
            D::OblAgent => out.push((Slot::Agent, c)),
            D::Obl if preposition(s, c, text) == "by" && is_passive(s, verb) => {
                out.push((Slot::Agent, c));
            }
            _ => {}
        }
    }
    out.len() > before
}

fn is_passive(s: &Sentence, verb: u32) -> bool {
    s.tokens[verb as usize].xpos == Xpos::Vbn && s.child(verb, &[D::Aux]).is_none()
}

fn of_verb(s: &Sentence, verb: u32, text: &str, out: &mut Vec<(Slot, u32)>) {
    let direct = subjects(s, verb, text, out);
    for &c in s.children(verb) {
        match s.tokens[c as usize].deprel {
            D::Obj | D::Iobj => out.push((Slot::Patient, c)),
            D::Obl => {
                let slot = oblique(s, c, text);
                if !out.contains(&(Slot::Agent, c)) {
                    out.push((slot, c));
                }
            }
            D::Xcomp if !matches!(s.tokens[c as usize].upos, Upos::Verb) => {
                out.push((Slot::Other, c));
            }
            _ => {}
        }
    }
    if direct {
        return;
    }
    // A subject that the clause above lends.
    let mut at = verb;
    for _ in 0..4 {
        let Some(up) = s.head(at) else { break };
        match s.tokens[at as usize].deprel {
            D::Acl | D::AclRelcl => {
                let slot = if s.tokens[at as usize].xpos == Xpos::Vbn {
                    Slot::Patient
                } else {
                    Slot::Agent
                };
                out.push((slot, up));
                return;
            }
            D::Xcomp => {
                if let Some(o) = s.child(up, &[D::Obj]) {
                    out.push((Slot::Agent, o));
                    return;
                }
            }
            D::Conj | D::Advcl | D::Ccomp | D::Parataxis => {}
            D::Amod => {
                out.push((Slot::Patient, up));
                return;
            }
            _ => return,
        }
        if subjects(s, up, text, out) {
            return;
        }
        at = up;
    }
}

fn of_noun(s: &Sentence, noun: u32, text: &str, out: &mut Vec<(Slot, u32)>) {
    for &c in s.children(noun) {
        match s.tokens[c as usize].deprel {
            D::NmodPoss => out.push((Slot::Agent, c)),
            D::Compound | D::NmodDesc => out.push((Slot::Patient, c)),
            D::Nmod => {
                let slot = match preposition(s, c, text).as_str() {
                    "by" => Slot::Agent,
                    "of" => Slot::Patient,
                    _ => oblique(s, c, text),
                };
                out.push((slot, c));
            }
            D::Amod
                if s.tokens[c as usize].upos == Upos::Propn
                    || s.tokens[c as usize]
                        .span
                        .of(text)
                        .starts_with(char::is_uppercase) =>
            {
                out.push((Slot::Other, c));
            }
            _ => {}
        }
    }
    let Some(up) = s.head(noun) else { return };
    let above = &s.tokens[up as usize];
    match s.tokens[noun as usize].deprel {
        // 'He made a statement': the subject acts, also one that the clause
        // above lends.
        D::Obj => {
            let mut of_verb_above = Vec::new();
            of_verb(s, up, text, &mut of_verb_above);
            out.extend(of_verb_above.into_iter().filter(|a| a.0 == Slot::Agent));
            obliques(s, up, noun, text, out);
        }
        // 'The attack killed twenty', 'the talks took place in Rome'.
        D::Nsubj | D::NsubjPass => {
            if let Some(o) = s.child(up, &[D::Obj]) {
                out.push((Slot::Other, o));
            }
            obliques(s, up, noun, text, out);
        }
        D::Obl => {
            if let Some(subject) = s.child(up, &[D::Nsubj, D::NsubjPass]) {
                out.push((Slot::Other, subject));
            }
        }
        D::Compound if matches!(above.upos, Upos::Noun | Upos::Propn) => {
            out.push((Slot::Other, up));
        }
        D::Root | D::Appos | D::Conj => {}
        _ => {}
    }
}

fn obliques(s: &Sentence, verb: u32, but: u32, text: &str, out: &mut Vec<(Slot, u32)>) {
    for c in s.children_by(verb, &[D::Obl]) {
        if c != but {
            let slot = oblique(s, c, text);
            out.push((slot, c));
        }
    }
}

/// The content words of the clause that hangs on the trigger: what is said,
/// planned or wanted.
pub(crate) fn content(s: &Sentence, head: u32) -> Vec<u32> {
    let mut out: Vec<u32> = s
        .children_by(head, &[D::Ccomp, D::Xcomp, D::Parataxis, D::Acl])
        .flat_map(|c| s.subtree(c))
        .filter(|&t| crate::facts::is_content(s.tokens[t as usize].upos))
        .collect();
    // 'He was ill, she said': the clause that the telling hangs on.
    if out.is_empty()
        && s.tokens[head as usize].deprel == D::Parataxis
        && let Some(up) = s.head(head)
    {
        let told = s.subtree(head);
        out = s.subtree(up);
        out.retain(|t| {
            told.binary_search(t).is_err() && crate::facts::is_content(s.tokens[*t as usize].upos)
        });
    }
    out.sort_unstable();
    out
}

/// True where a word stands in the clause of the trigger and near it: no
/// border of a clause between them.
pub(crate) fn is_near(s: &Sentence, word: u32, head: u32) -> bool {
    let (path, top) = s.path(word, head);
    !path.is_empty()
        && path.len() <= 4
        && path.iter().enumerate().all(|(i, &t)| {
            i == top
                || !matches!(
                    s.tokens[t as usize].deprel,
                    D::Ccomp | D::Advcl | D::Acl | D::AclRelcl | D::Parataxis | D::Conj
                )
        })
}

/// A 'not' or 'no' on the event.
pub(crate) fn is_negated(s: &Sentence, head: u32) -> bool {
    s.children(head).iter().any(|&c| {
        matches!(
            s.tokens[c as usize].lemma.as_str(),
            "not" | "n't" | "never" | "no" | "neither"
        )
    })
}

/// Told as what may or is to come: under 'will', 'may', 'to'.
pub(crate) fn is_open(s: &Sentence, head: u32) -> bool {
    s.children(head)
        .iter()
        .any(|&c| matches!(s.tokens[c as usize].xpos, Xpos::Md | Xpos::To))
}

/// The time expression that the tree hangs on the event: one below the
/// trigger with no other clause between, or below the verb that a noun
/// depends on.
pub(crate) fn time<'t>(s: &Sentence, head: u32, timexes: &'t [Timex]) -> Option<&'t Timex> {
    let mut best: Option<(usize, &Timex)> = None;
    for t in timexes {
        if !s.span.contains(t.span) {
            continue;
        }
        let Some(at) = s.head_of(t.span) else {
            continue;
        };
        let (path, top) = s.path(at, head);
        if path.is_empty() {
            continue;
        }
        let cost = distance(s, &path, top);
        if best.is_none_or(|(b, _)| cost < b) {
            best = Some((cost, t));
        }
    }
    best.filter(|(cost, _)| *cost <= 4).map(|(_, t)| t)
}

/// How far a time expression is from a trigger: steps up from the time are
/// cheap, a step out of a clause is dear.
fn distance(s: &Sentence, path: &[u32], top: usize) -> usize {
    let mut cost = 0;
    for (i, &t) in path.iter().enumerate() {
        if i == top {
            continue;
        }
        let token = &s.tokens[t as usize];
        cost += match token.deprel {
            D::Nmod
            | D::Obl
            | D::NmodUnmarked
            | D::OblUnmarked
            | D::Advmod
            | D::Compound
            | D::Obj
            | D::Nsubj
            | D::NsubjPass
            | D::Xcomp
            | D::Amod
            | D::Nummod
            | D::NmodPoss => 1,
            D::Conj if i > top => 2,
            D::Ccomp | D::Advcl | D::Acl | D::AclRelcl | D::Parataxis => 3,
            _ => 2,
        };
    }
    cost
}
