//! Sentences that go on about what the sentence before told, with no word for it: 'It took
//! ten days.', 'The document is silent on fishing.', 'The Sudanese stayed away.', 'No date
//! has been named.' They say nothing of how it stands, but that they speak of it is told
//! here.

use crate::tie::echo;
use crate::tree::Tree;
use dateline_record::{EventMention, Family, Kind, Span};
use dateline_syntax::{Deprel, Upos};

/// Sentences in a row that may go on about one event.
const STEPS: u32 = 3;

/// Words of a sentence that is short enough to lean on the one before.
const BRIEF: usize = 7;
const SHORT: usize = 8;
const MIDDLE: usize = 12;
const LONG: usize = 20;

/// Which events a word may go on about.
type Of = fn(Kind) -> bool;

fn any(_: Kind) -> bool {
    true
}

fn family(of: &[Family], kind: Kind) -> bool {
    of.contains(&kind.family())
}

/// Nouns that name a part or a side of an event, and of which. 'The document is silent on
/// fishing' goes on about an accord, 'the turnout was low' about a vote.
const PARTS: [(Of, &str); 6] = [
    (
        |k| family(&[Family::Accord], k),
        "document text paper clause wording signature signatory ink annex provision ceremony \
         instrument pause calm lull halt quiet reprieve gun",
    ),
    (
        |k| family(&[Family::Meeting], k),
        "delegation negotiator delegate agenda host communique communiqué atmosphere mood \
         conversation encounter handshake guest visitor itinerary subject pair",
    ),
    (
        |k| family(&[Family::Force], k),
        "toll dead casualty attacker gunman killer assailant victim wounded perpetrator",
    ),
    (
        |k| k == Kind::Vote,
        "turnout count result ballot deputy majority lawmaker",
    ),
    (
        |k| family(&[Family::Relief, Family::Pressure], k),
        "captive prisoner hostage detainee plane bus convoy aircraft handover swap transfer \
         group levy restriction curb list",
    ),
    (
        any,
        "announcement news decision choice measure step move change plan process reason aim \
         purpose outcome invitation date deadline venue place order delay opening gesture \
         episode occasion idea proposal offer request bargain arrangement breakthrough \
         postponement cancellation undertaking",
    ),
];

/// Verbs of who has an answer to what was told.
const ANSWERS: &str = "welcome deny confirm reject praise condemn regret comment reply answer \
                       object applaud denounce dispute protest hail deplore dismiss call agree \
                       refuse blame consent thank react oppose";

/// Verbs of who is there and who is not.
const THERE: &str = "attend participate come appear represent invite preside witness";

/// What befalls people where there is force.
const HURT: &str = "die kill wound injure hurt survive flee displace perish maim";

/// What kills without force.
const MISHAPS: &str = "crash accident fire flood earthquake quake cyclone landslide avalanche \
                       heatwave drought disease outbreak epidemic illness cancer stroke aged \
                       hospital derailment capsize ferry stampede";

/// What a land or a body is, and not an event: 'It is the poorest country.'
const THINGS: &str = "country region city town village capital port province state nation island \
                      republic kingdom empire organisation organization company body bloc group \
                      party club member neighbour neighbor economy producer exporter";

/// True where a list has a word.
fn has(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|w| w == word)
}

/// For each sentence without an event, right behind one of an event in its paragraph, what
/// ties it to that event. `aside` are sentences that hold what may be an event itself.
pub(crate) fn mentions(
    events: &[EventMention],
    aside: &[Span],
    trees: &[Tree],
    text: &str,
) -> Vec<EventMention> {
    let at = |s: Span| trees.partition_point(|tree| tree.s.span.end <= s.start);
    let mut here: Vec<Vec<usize>> = vec![Vec::new(); trees.len()];
    for (i, m) in events.iter().enumerate() {
        if let Some(all) = here.get_mut(at(m.sentence)) {
            all.push(i);
        }
    }
    let mut taken = vec![false; trees.len()];
    for s in aside {
        if let Some(t) = taken.get_mut(at(*s)) {
            *t = true;
        }
    }
    let mut out = Vec::new();
    let mut before: Vec<usize> = Vec::new();
    let mut steps = 0;
    let mut end = 0;
    for (n, tree) in trees.iter().enumerate() {
        let span = tree.s.span;
        let gap = text.get(end as usize..span.start as usize).unwrap_or("");
        end = span.end;
        if gap.contains("\n\n") {
            before.clear();
        }
        if !here[n].is_empty() {
            before.clone_from(&here[n]);
            steps = 0;
            continue;
        }
        let reached = !before.is_empty() && steps < STEPS && !taken[n];
        let kinds = reached.then(|| tie(tree, steps > 0)).flatten();
        // 'He was born in Kumasi' behind an event with nobody named goes on about none.
        let he = kinds.is_some() && is_he(tree);
        let fits = |i: &usize| {
            let m = &events[*i];
            kinds.is_some_and(|of| of(m.kind)) && !(he && m.persons.is_empty())
        };
        let of = before.iter().copied().find(fits);
        let Some(i) = of else {
            before.clear();
            continue;
        };
        let first = events[i].same_as.map_or(i, |k| k as usize);
        out.push(echo::echo(&events[i], first, span, span));
        before = vec![i];
        steps += 1;
    }
    out
}

/// Which events a sentence may go on about, where a word ties it to what was told before;
/// none where none does. `strict` is true where that sentence itself only goes on.
fn tie(tree: &Tree, strict: bool) -> Option<Of> {
    let words = (0..tree.len())
        .filter(|&t| tree.rel(t) != Deprel::Punct)
        .count();
    let root = (0..tree.len()).find(|&t| tree.rel(t) == Deprel::Root)?;
    let first = (0..tree.len()).find(|&t| tree.rel(t) != Deprel::Punct)?;
    if words < 2 {
        return None;
    }
    let last = tree.len().checked_sub(1)?;
    let asks = tree.lemma(last) == "?";
    let subject = tree.s.child(root, &[Deprel::Nsubj, Deprel::NsubjPass]);
    pronoun(tree, root, subject, words)
        .or_else(|| none(tree, root, first, words).filter(|_| !asks))
        .or_else(|| part(tree, root, subject))
        .or_else(|| hurt(tree))
        .or_else(|| there(tree, root, words))
        .or_else(|| answers(tree, root, words).filter(|_| !asks))
        .or_else(|| brief(tree, root, subject, first, words).filter(|_| !asks && !strict))
}

/// True where the subject of the sentence is 'he' or 'she'.
fn is_he(tree: &Tree) -> bool {
    let root = (0..tree.len()).find(|&t| tree.rel(t) == Deprel::Root);
    root.and_then(|r| tree.s.child(r, &[Deprel::Nsubj, Deprel::NsubjPass]))
        .is_some_and(|s| matches!(tree.lemma(s), "he" | "she"))
}

/// 'It rained all day', 'It is the poorest country in the region', 'It was founded in
/// 1990', 'It has twelve members': the weather, or a land or body named before.
fn of_a_thing(tree: &Tree, root: u32) -> bool {
    let counted = || {
        tree.object(root).is_some_and(|o| {
            matches!(
                tree.lemma(o),
                "people" | "inhabitant" | "member" | "population" | "border" | "army"
            )
        })
    };
    match tree.lemma(root) {
        "rain" | "snow" | "pour" | "thunder" | "drizzle" | "freeze" | "found" | "border" => true,
        "have" => counted(),
        noun => tree.is_noun(root) && has(THINGS, noun),
    }
}

/// 'It took ten days.', 'Neither gave way.', 'Abidjan welcomed it.'
fn pronoun(tree: &Tree, root: u32, subject: Option<u32>, words: usize) -> Option<Of> {
    // 'It was regretted that ...'
    let clause = tree.s.child(root, &[Deprel::Csubj, Deprel::Ccomp]);
    let empty = clause.is_some() && (tree.is_passive(root) || !tree.is_verb(root));
    let stands = subject.is_some_and(|s| match tree.lemma(s) {
        "it" => !empty && !of_a_thing(tree, root),
        "this" | "that" => true,
        "they" | "both" | "neither" | "none" | "nobody" | "nothing" | "each" | "these"
        | "those" | "most" | "few" | "others" | "all" => words <= MIDDLE,
        "he" | "she" => words <= SHORT,
        _ => false,
    });
    let object = tree.object(root).filter(|&o| {
        matches!(tree.lemma(o), "it" | "this" | "that" | "so" | "them") && words <= MIDDLE
    });
    (stands || object.is_some()).then_some(any as Of)
}

/// 'No date has been named.', 'Nothing was signed.'
fn none(tree: &Tree, root: u32, first: u32, words: usize) -> Option<Of> {
    let none = matches!(
        tree.lemma(first),
        "no" | "not" | "nothing" | "nobody" | "none" | "neither"
    );
    if words > MIDDLE {
        return None;
    }
    // 'No wonder the farmers are angry', 'No rain has fallen'
    let idle = (first + 1 < tree.len())
        && matches!(
            tree.lemma(first + 1),
            "wonder" | "doubt" | "matter" | "rain" | "snow" | "longer"
        );
    if none {
        return (!idle).then_some(any as Of);
    }
    // 'He named no new date', 'Tashkent gave no reason'
    let object = tree.object(root)?;
    let no = tree
        .s
        .children_by(object, &[Deprel::Det])
        .any(|d| tree.lemma(d) == "no");
    let untold = matches!(
        tree.lemma(object),
        "date"
            | "day"
            | "reason"
            | "detail"
            | "particular"
            | "figure"
            | "place"
            | "venue"
            | "explanation"
            | "number"
            | "name"
    );
    (no && untold || tree.lemma(object) == "nothing").then_some(any as Of)
}

/// 'The document is silent on fishing.', 'Its foreign ministry announced the plan.'
fn part(tree: &Tree, root: u32, subject: Option<u32>) -> Option<Of> {
    let definite = |t: u32| {
        let mut words = tree.s.children_by(t, &[Deprel::Det]);
        words.any(|d| matches!(tree.lemma(d), "the" | "this" | "that" | "these" | "those"))
            || t == 0
            || tree
                .s
                .children_by(t, &[Deprel::NmodPoss])
                .any(|p| matches!(tree.lemma(p), "its" | "their"))
    };
    let object = tree.object(root);
    for t in subject.into_iter().chain(object) {
        if !definite(t) {
            continue;
        }
        let lemma = tree.lemma(t);
        // 'The majority of Peruvians', 'the order of the Franciscans'
        let other = matches!(lemma, "majority" | "order" | "place" | "group" | "list")
            && tree.s.child(t, &[Deprel::Nmod]).is_some();
        let known_for =
            lemma == "place" && matches!(tree.lemma(root), "know" | "lie" | "famous" | "popular");
        if other || known_for {
            continue;
        }
        if let Some((of, _)) = PARTS.iter().find(|(_, nouns)| has(nouns, lemma)) {
            return Some(*of);
        }
    }
    None
}

/// 'At least 30 people died.'
fn hurt(tree: &Tree) -> Option<Of> {
    let hit = (0..tree.len()).any(|t| has(HURT, tree.lemma(t)));
    // 'Twenty people died in a bus crash': another matter.
    let mishap = (0..tree.len()).any(|t| has(MISHAPS, tree.lemma(t)));
    (hit && !mishap).then_some(|k| family(&[Family::Force], k))
}

/// 'The Sudanese stayed away.', 'Norway was represented by its envoy.'
fn there(tree: &Tree, root: u32, words: usize) -> Option<Of> {
    let away = tree.lemma(root) == "stay"
        && tree
            .s
            .children(root)
            .iter()
            .any(|&c| tree.lemma(c) == "away");
    let present = matches!(tree.lemma(root), "present" | "absent" | "host");
    let verb = has(THERE, tree.lemma(root)) && tree.is_verb(root);
    // 'She attended a school in Lima', 'Bolivia hosted the cup final': something else.
    let other = tree.object(root).is_some_and(|o| {
        let a = |d: u32| matches!(tree.lemma(d), "a" | "an" | "every" | "another");
        tree.s.children_by(o, &[Deprel::Det]).any(a)
            || matches!(
                tree.lemma(o),
                "school"
                    | "university"
                    | "college"
                    | "final"
                    | "game"
                    | "match"
                    | "cup"
                    | "funeral"
            )
    });
    let on =
        tree.lemma(root) == "look" && tree.s.children(root).iter().any(|&c| tree.lemma(c) == "on");
    let of: Of = |k| !family(&[Family::Force, Family::Pressure], k);
    ((away || on || (present || verb) && !other) && words <= LONG).then_some(of)
}

/// 'Kampala has yet to reply.', 'Nairobi denies any hand in the attack.'
fn answers(tree: &Tree, root: u32, words: usize) -> Option<Of> {
    let verb = has(ANSWERS, tree.lemma(root)) || matches!(tree.lemma(root), "silent");
    (verb && words <= SHORT).then_some(any as Of)
}

/// 'Ms Yang is unmoved.', 'Dushanbe gave way.'
fn brief(tree: &Tree, root: u32, subject: Option<u32>, first: u32, words: usize) -> Option<Of> {
    let s = subject?;
    let named = tree.is_person(s) || tree.is_place(s) || tree.is_body(s);
    // 'But Lefka has no date', 'In Tripoli ...': of something else.
    let opens =
        s == first || matches!(tree.lemma(first), "the" | "mr" | "ms" | "mrs" | "president");
    // 'Kofi Mensah is 71.'
    let aged = matches!(tree.upos(root), Upos::Num) || has(THINGS, tree.lemma(root));
    (words <= BRIEF && named && opens && !aged && tree.is_predicate(root)).then_some(any as Of)
}
