//! Nouns of events that name none where they stand: what is agreed is a day or a
//! place ('no agreement on a venue'), a hotline is what they spoke over, a
//! communiqué only says something, and a war heads an entry or tells who is a veteran.

use crate::draft::build::Draft;
use crate::lexicon::Lexicon;
use crate::tree::Tree;
use dateline_record::Role;
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

/// Who is told by the war of long ago.
const OF_WARS: [&str; 8] = [
    "veteran", "memorial", "museum", "hero", "cemetery", "monument", "novel", "film",
];

/// What is left of a world war.
const THINGS_OF_WARS: [&str; 10] = [
    "bomb", "grave", "wreck", "bunker", "mine", "shell", "era", "soldier", "fighter", "massacre",
];

/// Whose meeting it is that only tells a day.
const OF_REGIONS: [&str; 12] = [
    "annual",
    "arab",
    "asian",
    "african",
    "climate",
    "european",
    "global",
    "international",
    "islamic",
    "regional",
    "western",
    "world",
];

/// 'They will meet again before the regional summit in May': a meeting of others, which
/// only tells the day, and of which no party is named.
pub(crate) fn is_anchor(d: &Draft, tree: &Tree) -> bool {
    let meeting = d.is_noun && matches!(d.mention.lemma.as_str(), "summit" | "conference");
    let case = tree.case(d.head).filter(|_| meeting);
    let anchor = matches!(
        case.as_deref(),
        Some("before" | "after" | "until" | "since" | "ahead of" | "following")
    );
    let of = |t: u32| OF_REGIONS.contains(&tree.lemma(t).to_lowercase().as_str());
    let phrase = tree.s.subtree(d.head);
    let own = d.mention.parties.iter().any(|p| {
        let inside = |&t: &u32| p.span.overlaps(tree.span(t));
        p.role != Role::Host && phrase.iter().any(inside)
    });
    anchor && !own && tree.children(d.head).any(of)
}

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
        // 'The Treaty of Abuja referendum'
        "treaty" | "pact" | "convention" => {
            let of = tree.s.head(t).map(|h| tree.lemma(h));
            tree.rel(t) == Deprel::Compound && matches!(of, Some("referendum" | "campaign"))
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
        "war" | "conflict" | "insurgency" | "violence" | "uprising" | "fighting" => {
            heads_entry(tree, t) || is_of_old_war(tree, t)
        }
        _ => false,
    }
}

/// 'Chadian-Libyan conflict: Two are killed': what the entry is filed under.
fn heads_entry(tree: &Tree, t: u32) -> bool {
    let short = t < 7 && t + 1 < tree.len() && tree.lemma(t + 1) == ":";
    // Nothing is said of it before the colon.
    short && (0..t).all(|w| !tree.is_verb(w) && tree.lemma(w) != ",")
}

/// 'A veteran of World War II', 'a World War II bomb'.
fn is_of_old_war(tree: &Tree, t: u32) -> bool {
    let of = tree.s.head(t).map_or("", |h| tree.lemma(h));
    let world = t > 0 && tree.lemma(t - 1).eq_ignore_ascii_case("world");
    matches!(tree.lemma(t), "war")
        && (OF_WARS.contains(&of) || world && THINGS_OF_WARS.contains(&of))
}
