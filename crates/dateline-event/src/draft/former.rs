//! What is told of one before: 'they last met in Oslo', 'the previous round was held in
//! Geneva', 'two rounds were held in Mombasa', 'at the Entebbe summit he had called him a
//! brother'. With no day of its own it is of no day that is known, and never that of the
//! news around it.

use crate::climb::Path;
use crate::draft::build::{Draft, Scene, is_meeting};
use crate::mood::Form;
use crate::tie::refer::ids;
use crate::tree::Tree;
use dateline_record::{Kind, Status};
use dateline_syntax::{Deprel, Xpos};

/// The rule of the time of such a meeting; what is merged goes by it.
pub(crate) const RULE: &str = "en.event.time.former";

/// Nouns that are counted in a series.
const ROUNDS: [&str; 6] = [
    "round",
    "meeting",
    "session",
    "sitting",
    "summit",
    "encounter",
];

impl Scene<'_> {
    /// True for such a telling.
    pub(crate) fn is_former(
        &self,
        kind: Kind,
        path: &Path,
        noun: Option<u32>,
        verb: Option<u32>,
    ) -> bool {
        let tree = self.tree;
        let passed = path.passed.iter().copied();
        let told = path
            .clause
            .into_iter()
            .chain(verb)
            .chain(path.word)
            .chain(passed);
        let timed = |t: u32| self.timexes.iter().any(|x| x.span.overlaps(tree.span(t)));
        if told.into_iter().any(|v| last_told(tree, v, timed)) {
            return true;
        }
        let Some(noun) = noun else { return false };
        // 'At the Entebbe summit he had called him a brother'
        let within = path.by_preposition
            && matches!(tree.case(noun).as_deref(), Some("at" | "in" | "during"))
            && tree.s.head(noun).is_some_and(|v| {
                let mood = tree.mood(v);
                mood.form == Form::Finite && mood.past && mood.perfect
            });
        // 'Their first talks since a meeting in Oslo in 2019'
        let since = tree.case(noun).as_deref() == Some("since")
            && (noun.saturating_sub(12)..noun).any(|t| {
                tree.rel(t) == Deprel::Amod
                    && (matches!(tree.lemma(t), "first" | "last" | "only")
                        || crate::tie::stand_in::is_ordinal(tree.lemma(t)))
            });
        // 'Elections that are part of a peace deal'
        let part = path.rule == "en.event.status.part"
            && tree.s.head(noun).is_some_and(|p| tree.lemma(p) == "part")
            && kind == Kind::Agreement;
        // 'the previous round of talks'
        let round = tree.s.head(noun).filter(|&r| {
            ROUNDS.contains(&tree.lemma(r)) && tree.case(noun).as_deref() == Some("of")
        });
        within
            || since
            || part
            || [Some(noun), round]
                .into_iter()
                .flatten()
                .any(|n| is_before(tree, n, timed))
    }
}

/// 'They last met in Oslo', 'most recently visited', 'also met once in Kisumu'.
fn last_told(tree: &Tree, verb: u32, timed: impl Fn(u32) -> bool) -> bool {
    let mood = tree.mood(verb);
    if !mood.past && tree.token(verb).xpos != Xpos::Vbn {
        return false;
    }
    tree.s.children_by(verb, &[Deprel::Advmod]).any(|a| {
        if timed(a) {
            return false;
        }
        match tree.lemma(a) {
            // 'was held last' is of an order
            "last" | "previously" | "formerly" => a < verb,
            "recently" => tree.children(a).any(|m| tree.lemma(m) == "most"),
            "once" | "twice" => tree.token(a).xpos == Xpos::Rb && tree.children(a).next().is_none(),
            _ => false,
        }
    })
}

/// 'The previous round', 'an earlier meeting', 'their last talks', 'two rounds'.
fn is_before(tree: &Tree, noun: u32, timed: impl Fn(u32) -> bool) -> bool {
    let counts = ROUNDS.contains(&tree.lemma(noun));
    tree.children(noun)
        .filter(|&c| c < noun && !timed(c))
        .any(|c| {
            match (tree.rel(c), tree.lemma(c)) {
                (Deprel::Amod, "previous" | "earlier" | "prior" | "preceding" | "last") => true,
                (Deprel::Amod, "early") => tree.token(c).xpos == Xpos::Jjr,
                (Deprel::Amod, "recent") => tree.children(c).any(|m| tree.lemma(m) == "most"),
                // 'Two rounds were held in Mombasa'
                (Deprel::Nummod, n) => counts && n != "1" && n != "one",
                _ => false,
            }
        })
}

/// 'They will hold a third round in Nairobi. The first was held in Oslo': the number
/// tells that it lies before what the report told of the same sides.
pub(crate) fn by_number(drafts: &mut [Draft]) {
    const REACH: usize = 12;
    for i in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let m = &mut rest[0];
        let held = m.mention.status.value == Status::Held && m.mention.time.is_none();
        let Some(own) = number(m).filter(|_| held && is_meeting(m.mention.kind)) else {
            continue;
        };
        let sides = ids(m);
        let later = before.iter().rev().take(REACH).any(|a| {
            let common = ids(a).iter().filter(|p| sides.contains(p)).count();
            is_meeting(a.mention.kind)
                && a.sentence < m.sentence
                && (common >= 2 || sides.is_empty())
                && (number(a).is_some_and(|n| n > own)
                    || own == 1 && a.mention.status.value.is_open())
        });
        if later {
            m.former = true;
            m.behind = true;
        }
    }
}

/// Which of a series it is said to be.
fn number(d: &Draft) -> Option<usize> {
    const NUMBERS: [&str; 8] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
    ];
    d.modifiers
        .iter()
        .find_map(|m| NUMBERS.iter().position(|n| n == m))
        .map(|n| n + 1)
}
