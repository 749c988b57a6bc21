//! To whom words are spoken: the one told, asked, accused or blamed ('blamed
//! Uganda', 'demanded that Uganda withdraw'), and the one answered ('Uganda
//! must go first, the Kenyan minister said; it would not, Kampala replied').
//! The press is told things by all and is nobody's addressee.

use super::Found;
use super::tree::Tree;
use dateline_record::{MentionKind, Party, Person, Resolved, Span, Statement};
use dateline_syntax::{Deprel, Sentence};

/// The one spoken to: an individual, or a side.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Addressee {
    pub(super) person: Option<Person>,
    pub(super) party: Option<Party>,
}

/// Verbs by which one speaker answers another.
const ANSWER: [&str; 6] = ["reply", "answer", "retort", "counter", "respond", "rejoin"];

/// Verbs whose object is the one spoken against.
const BLAME: [&str; 12] = [
    "blame",
    "accuse",
    "thank",
    "rebuke",
    "chide",
    "scold",
    "berate",
    "castigate",
    "reprimand",
    "admonish",
    "reproach",
    "threaten",
];

/// Those through whom one speaks to all.
const PRESS: [&str; 43] = [
    "reporter",
    "reporters",
    "journalist",
    "journalists",
    "correspondents",
    "press",
    "media",
    "television",
    "tv",
    "radio",
    "newspaper",
    "newspapers",
    "newsmen",
    "paper",
    "daily",
    "weekly",
    "magazine",
    "agency",
    "broadcaster",
    "broadcasters",
    "network",
    "channel",
    "station",
    "interviewer",
    "interviewers",
    "website",
    "outlet",
    "audience",
    "briefing",
    "conference",
    "bbc",
    "cnn",
    "afp",
    "reuters",
    "ap",
    "portal",
    "podcast",
    "delegates",
    "crowd",
    "rally",
    "hall",
    "them",
    "all",
];

/// Whom an attribution is spoken to. `told` is the one named at the head of the
/// content, `before` are the statements made before it.
pub(super) fn addressee(
    text: &str,
    f: &Found,
    sentences: &[Sentence],
    entities: &[Resolved],
    speaker: &Person,
    told: Option<&Resolved>,
    before: &[Statement],
) -> Addressee {
    let Some(s) = sentences.get(f.sentence as usize) else {
        return Addressee::default();
    };
    let tree = Tree { s, text };
    let word = called(tree, f)
        .or(f.addressee)
        .or_else(|| asked(tree, f.token));
    let found = told.or_else(|| word.and_then(|a| named(text, a, entities)));
    if let Some(r) = found {
        return own_words(r, speaker);
    }
    if word.is_none() && ANSWER.contains(&tree.lemma(f.token)) {
        return answered(f, s, speaker, before);
    }
    Addressee::default()
}

/// 'Telephoned Museveni to assure him that': whom 'him' stands for.
fn called(tree: Tree<'_>, f: &Found) -> Option<Span> {
    let told = f.addressee.map(|a| a.of(tree.text).to_lowercase())?;
    let pronoun = matches!(told.as_str(), "him" | "her" | "them");
    let deed = tree
        .s
        .head(f.token)
        .filter(|_| pronoun && tree.infinitive_mark(f.token).is_some())?;
    let object = tree.child(deed, &[Deprel::Obj, Deprel::Iobj])?;
    (object < f.token).then(|| tree.span(object))
}

/// The word of whom a verb blames, or demands something of.
fn asked(tree: Tree<'_>, v: u32) -> Option<Span> {
    if BLAME.contains(&tree.lemma(v)) && !tree.is_passive(v) {
        return tree.child(v, &[Deprel::Obj]).map(|o| tree.span(o));
    }
    if !matches!(tree.lemma(v), "demand" | "request" | "urge") {
        return None;
    }
    let clause = tree.child(v, &[Deprel::Ccomp]).filter(|&c| c > v)?;
    tree.child(clause, &[Deprel::Nsubj]).map(|s| tree.span(s))
}

/// The mention that a word heads, but for the press.
fn named<'r>(text: &str, word: Span, entities: &'r [Resolved]) -> Option<&'r Resolved> {
    if PRESS.contains(&word.of(text).to_lowercase().as_str()) {
        return None;
    }
    let r = super::speaker::mention(word, entities)?;
    let medium = |p: &Party| p.sector.as_ref().is_some_and(|s| s.0 == "MED");
    let heads = r.head == word || r.person.is_some() && r.head.contains(word);
    (heads && r.kind != MentionKind::Place && !r.parties.iter().any(medium)).then_some(r)
}

/// An individual by name, anybody else by the side; nobody is told a thing by
/// his own side.
fn own_words(r: &Resolved, speaker: &Person) -> Addressee {
    if let Some(p) = r.person.as_ref().filter(|p| !p.is_office) {
        let person = (p.name != speaker.name).then(|| p.clone());
        return Addressee {
            person,
            party: None,
        };
    }
    let party = match r.parties.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    };
    let own = |p: &Party| speaker.party.as_ref().is_some_and(|o| o.id == p.id);
    let state = |p: &Party| p.id.0.len() == 3;
    match party {
        Some(p) if own(&p) => Addressee::default(),
        Some(p) if state(&p) || r.person.is_none() => Addressee {
            person: None,
            party: Some(p),
        },
        party => Addressee {
            person: r.person.clone(),
            party,
        },
    }
}

/// The speaker of the words right before an answer, where it is another side.
fn answered(f: &Found, home: &Sentence, speaker: &Person, before: &[Statement]) -> Addressee {
    let last = before
        .iter()
        .rfind(|b| b.content.start < f.cue.start && b.attribution.speaker.name != speaker.name);
    let near = last.filter(|b| {
        let gap = home.span.start.saturating_sub(b.sentence.end);
        let other = match (&b.attribution.speaker.party, &speaker.party) {
            (Some(a), Some(b)) => a.id != b.id,
            _ => false,
        };
        gap <= 3 && other
    });
    let Some(who) = near.map(|b| &b.attribution.speaker) else {
        return Addressee::default();
    };
    if who.is_office {
        Addressee {
            person: None,
            party: who.party.clone(),
        }
    } else {
        Addressee {
            person: Some(who.clone()),
            party: None,
        }
    }
}
