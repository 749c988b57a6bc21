//! A meeting and the clause that tells who meets in it: 'the summit that was to have
//! brought together the leaders of Chad and Sudan', 'talks that will gather envoys of
//! both'. So with a vote and what it is for ('voted to ratify the treaty'), a journey
//! and its noun ('is flying to Oslo for a visit'), an answer and the talks it is on
//! ('accepted a proposal for talks'), drills and what is said of them ('its second such
//! exercise'), an accord and its making. Each is one event, told once.

use crate::draft::build::{Draft, drop_marked, is_meeting};
use crate::mood::Form;
use crate::propose::Proposal;
use crate::tree::Tree;
use dateline_record::{Kind, PartyId, Role, Status};
use dateline_syntax::Deprel;

/// Verbs of a meeting that has people come.
const GATHERS: [&str; 8] = [
    "bring", "gather", "unite", "assemble", "group", "pit", "convene", "reunite",
];

/// True where a vote's verb only says what the vote is to do.
fn is_aim(tree: &Tree, inner: u32, outer: u32) -> bool {
    tree.rel(inner) == Deprel::Xcomp
        && tree.s.head(inner) == Some(outer)
        && tree.lemma(outer) == "vote"
}

/// 'Launched drills around Chad, its second such exercise this year': said of it.
fn is_said_of(tree: &Tree, d: &Draft, other: &Draft) -> bool {
    let noun = d.head;
    let counted = tree.children(noun).any(|c| {
        matches!(
            tree.lemma(c),
            "first" | "second" | "third" | "fourth" | "fifth" | "latest" | "last" | "such"
        )
    });
    let over = tree
        .s
        .head(noun)
        .filter(|_| tree.rel(noun) == Deprel::Appos);
    d.is_noun
        && counted
        && d.mention.kind == other.mention.kind
        && over
            .is_some_and(|o| tree.s.dominates(o, other.head) || tree.s.head(o) == Some(other.head))
}

/// 'Is flying to Oslo for a three-day visit': the visit is that journey.
fn is_of_journey(tree: &Tree, verb: u32, noun: &Draft) -> bool {
    let set = matches!(tree.case(noun.head).as_deref(), Some("for" | "on"));
    noun.is_noun && noun.mention.kind == Kind::Visit && set && tree.s.head(noun.head) == Some(verb)
}

/// 'Accepted a proposal for talks', 'turned down a request for a meeting': the
/// answer tells how the meeting stands, and is no act beside it.
fn is_answer(tree: &Tree, outer: (&Proposal, &Draft), inner: &Draft) -> bool {
    let noun = outer.0.noun.filter(|_| outer.0.verb.is_some());
    let answers = matches!(outer.1.mention.kind, Kind::Agreement | Kind::Decision)
        && noun.is_some_and(|n| {
            matches!(
                tree.lemma(n),
                "proposal" | "offer" | "invitation" | "request" | "suggestion"
            )
        });
    let open = matches!(
        inner.mention.status.value,
        Status::Agreed | Status::Scheduled | Status::Denied
    );
    answers
        && open
        && (is_meeting(inner.mention.kind)
            || matches!(inner.mention.kind, Kind::Exercise | Kind::Exchange))
        && noun.is_some_and(|n| n != inner.head && tree.s.dominates(n, inner.head))
}

/// 'The accord, which took three years to negotiate': how it came about.
fn is_making_of(tree: &Tree, verb: u32, accord: &Draft) -> bool {
    let infinitive = tree.mood(verb).form == Form::Infinitive;
    let under = tree
        .s
        .head(verb)
        .filter(|&t| infinitive && tree.lemma(t) == "take" && tree.rel(t) == Deprel::AclRelcl);
    accord.is_noun
        && accord.mention.kind == Kind::Agreement
        && matches!(
            tree.lemma(verb),
            "negotiate" | "draft" | "conclude" | "hammer" | "thrash"
        )
        && under.is_some_and(|t| tree.s.head(t) == Some(accord.head))
}

/// Makes one of each pair.
pub(crate) fn join(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    let mut drop = vec![false; found.len()];
    for n in 0..found.len() {
        let mut before = (0..n).filter(|&o| !drop[o]);
        if let Some(o) = before.find(|&o| is_said_of(tree, &found[n].1, &found[o].1)) {
            let mut other = found[n].1.mention.clone();
            other.time = None;
            // 'Visits an American base in Vietnam, the first visit by an American':
            // whose the base is receives nobody.
            let comes = |id: &PartyId| {
                let mut parties = other.parties.iter();
                parties.any(|p| p.party.id == *id && p.role == Role::Participant)
            };
            for p in &mut found[o].1.mention.parties {
                if p.role == Role::Host && comes(&p.party.id) {
                    p.role = Role::Participant;
                }
            }
            found[o].1.absorb(other);
            drop[n] = true;
        }
    }
    for v in 0..found.len() {
        let verb = proposals[found[v].0].verb;
        let made = |v: u32| found.iter().any(|(_, d)| is_making_of(tree, v, d));
        drop[v] |= verb.is_some_and(made);
    }
    for o in 0..found.len() {
        let outer = (&proposals[found[o].0], &found[o].1);
        let told = |n: usize| n != o && !drop[n] && is_answer(tree, outer, &found[n].1);
        drop[o] |= (0..found.len()).any(told);
    }
    for v in 0..found.len() {
        let journey = &found[v].1;
        // 'On a visit to Oslo, he invited her to Rome': that he invited her plans none.
        let open = journey.mention.kind == Kind::Visit
            && matches!(
                journey.mention.status.value,
                Status::Agreed | Status::Scheduled
            );
        let Some(verb) = proposals[found[v].0].verb.filter(|_| open) else {
            continue;
        };
        let (status, state) = (journey.mention.status.clone(), journey.state);
        for (_, d) in found.iter_mut() {
            if is_of_journey(tree, verb, d) && d.mention.status.value == Status::Held {
                d.mention.status = status.clone();
                d.state = state;
                d.bare = false;
            }
        }
    }
    for v in 0..found.len() {
        let Some(verb) = proposals[found[v].0].verb else {
            continue;
        };
        let kind = found[v].1.mention.kind;
        let over = (0..found.len()).find(|&n| {
            let (p, d) = (&proposals[found[n].0], &found[n].1);
            let of = tree.rel(verb) == Deprel::AclRelcl && tree.s.head(verb) == p.noun;
            let itself = of
                && d.is_noun
                && is_meeting(kind)
                && is_meeting(d.mention.kind)
                && GATHERS.contains(&tree.lemma(verb))
                && tree
                    .s
                    .child(verb, &[Deprel::Nsubj])
                    .is_some_and(|s| matches!(tree.lemma(s), "that" | "which"));
            let votes = kind == Kind::Vote
                && d.mention.kind == Kind::Vote
                && p.verb.is_some_and(|o| is_aim(tree, verb, o));
            n != v && !drop[n] && (itself || votes)
        });
        let Some(n) = over else { continue };
        let mut other = found[v].1.mention.clone();
        let status = other.status.clone();
        let leaders = found[v].1.leaders;
        let d = &mut found[n].1;
        if kind == Kind::Vote {
            other.parties.clear();
            other.persons.clear();
        } else if d.bare {
            // Nothing else tells how it stands.
            d.mention.status = status;
            d.bare = false;
        } else if d.mention.status.value == Status::Held && status.value.is_open() {
            d.mention.status = status;
        }
        d.leaders |= leaders;
        d.absorb(other);
        drop[v] = true;
    }
    drop_marked(found, &drop);
}
