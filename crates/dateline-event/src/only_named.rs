//! Nouns of events that name none where they stand: what is agreed is a day or a
//! place ('no agreement on a venue'), a hotline is what they spoke over, and a
//! communiqué only says something.

use crate::lexicon::Lexicon;
use crate::tree::Tree;
use dateline_syntax::Deprel;

/// What two agree on to meet, which is no instrument.
const SETTINGS: [&str; 14] = [
    "place",
    "venue",
    "date",
    "day",
    "time",
    "timing",
    "agenda",
    "format",
    "location",
    "timetable",
    "site",
    "hour",
    "seating",
    "schedule",
];

/// What is named after votes.
const ABOUT_VOTES: [&str; 16] = [
    "commission",
    "committee",
    "law",
    "campaign",
    "observer",
    "monitor",
    "official",
    "authority",
    "board",
    "council",
    "tribunal",
    "commissioner",
    "watchdog",
    "mission",
    "body",
    "promise",
];

/// True for such a noun.
pub(crate) fn is_only_named(tree: &Tree, lexicon: &Lexicon, t: u32) -> bool {
    let case = tree.case(t);
    match tree.lemma(t) {
        // 'There was no agreement on a venue'
        "agreement" | "understanding" | "consensus" | "deal" | "accord" => {
            let mut on = tree.obliques(t).filter(|(case, _)| case == "on");
            on.next()
                .is_some_and(|(_, o)| SETTINGS.contains(&tree.lemma(o)) && on.next().is_none())
        }
        // 'The election commission', 'an election law'
        "election" | "vote" | "referendum" => {
            let of = tree.s.head(t).map(|h| tree.lemma(h));
            matches!(tree.rel(t), Deprel::Compound | Deprel::Amod)
                && of.is_some_and(|h| ABOUT_VOTES.contains(&h))
        }
        // 'Spoke over the hotline'
        "hotline" => {
            let means = matches!(
                case.as_deref(),
                Some("over" | "via" | "by" | "through" | "on")
            );
            // 'The hotline was used', 'cut two hotlines'
            let there = |v: u32| matches!(tree.lemma(v), "use" | "cut" | "sever" | "answer");
            let handled = matches!(tree.rel(t), Deprel::Obj | Deprel::NsubjPass);
            let over = tree.s.head(t);
            means && over.is_some_and(|v| tree.is_verb(v)) || handled && over.is_some_and(there)
        }
        // 'Withdrew from the buffer zone'
        "zone" => matches!(
            case.as_deref(),
            Some("from" | "in" | "into" | "inside" | "within" | "through" | "across" | "outside")
        ),
        // 'The communiqué names no date', 'the statement called for restraint'
        "communiqué" | "communique" | "statement" => {
            let says = tree.s.head(t).is_some_and(|v| {
                let speaks = lexicon.listed("speaking", tree.lemma(v))
                    || matches!(
                        tree.lemma(v),
                        "call"
                            | "name"
                            | "mention"
                            | "urge"
                            | "read"
                            | "describe"
                            | "express"
                            | "voice"
                            | "give"
                            | "speak"
                            | "condemn"
                            | "welcome"
                            | "praise"
                    );
                speaks && !tree.is_passive(v)
            });
            let joint = tree.children(t).any(|c| {
                matches!(tree.lemma(c), "joint" | "final" | "common" | "their")
                    || matches!(tree.rel(c), Deprel::Acl | Deprel::AclRelcl)
            });
            matches!(tree.rel(t), Deprel::Nsubj) && says && !joint
        }
        _ => false,
    }
}
