//! What of a mention tells whether it is an event: counts and yes-or-no
//! numbers that hang on no word of a story.

use crate::draft::build::{Draft, NONE, is_state};
use crate::frame::Worth;
use crate::lexicon::Lexicon;
use crate::mood::Modal;
use crate::tie::refer::ids;
use crate::tree::Tree;
use dateline_record::{Kind, PartyArgument, PartyId, Report, Role, Span, Status, TimeBasis};
use dateline_syntax::{Deprel, NameType, Xpos};
use std::collections::{BTreeMap, BTreeSet};

/// How many numbers a mention has.
pub const N: usize = 64;

/// Names of the numbers, in order. Each is 0 to 1: yes or no, a share, or a
/// count that is cut off where more tells nothing more.
pub const FEATURES: [&str; N] = [
    "kind.talks",
    "kind.sitting",
    "kind.agreement",
    "kind.commitment",
    "kind.vote",
    "kind.decision",
    "kind.conflict",
    "kind.arms",
    "kind.release",
    "kind.withdrawal",
    "frame.party",
    "frame.bare",
    "trigger.noun",
    "trigger.accord",
    "trigger.definite",
    "trigger.indefinite",
    "trigger.proper",
    "trigger.modifiers",
    "trigger.relative",
    "trigger.depth",
    "head.own",
    "head.above",
    "head.below",
    "status.possible",
    "status.denied",
    "status.bare",
    "status.mood",
    "status.word",
    "clause.past",
    "clause.future",
    "clause.main",
    "party.one",
    "party.two",
    "party.states",
    "party.armed",
    "party.private",
    "party.target",
    "party.below",
    "party.clause",
    "party.sentence",
    "party.outside",
    "party.before",
    "party.main",
    "party.process",
    "person.any",
    "person.two",
    "time.any",
    "time.inferred",
    "time.near",
    "time.beside",
    "place.beside",
    "background",
    "sentence.parties",
    "sentence.companies",
    "sentence.people",
    "sentence.length",
    "sentence.events",
    "sentence.under",
    "sentence.family",
    "report.first",
    "report.position",
    "report.short",
    "report.same",
    "report.pair",
];

/// The numbers of one mention, one for each of [`FEATURES`].
pub type Numbers = [f32; N];

/// Sectors of those who are no authority of a state and bear no arms.
const PRIVATE: [&str; 12] = [
    "BUS", "CVL", "MED", "JRN", "EDU", "LAB", "PTY", "OPP", "LEG", "JUD", "REL", "NGO",
];
const ARMED: [&str; 5] = ["REB", "SEP", "INS", "UAF", "MIL"];

/// Fills the numbers in their order.
struct Row {
    x: Numbers,
    at: usize,
}

impl Row {
    fn put(&mut self, name: &str, value: f32) {
        debug_assert_eq!(FEATURES[self.at], name);
        self.x[self.at] = value;
        self.at += 1;
    }

    fn yes(&mut self, name: &str, value: bool) {
        self.put(name, f32::from(u8::from(value)));
    }

    /// A count, of which more than `most` tells nothing more.
    fn count(&mut self, name: &str, n: usize, most: u8) {
        let n = u8::try_from(n).unwrap_or(u8::MAX).min(most);
        self.put(name, f32::from(n) / f32::from(most));
    }

    /// A probability, in hundredths, so that the last bits do not matter.
    fn share(&mut self, name: &str, p: f32) {
        self.put(name, (p * 100.0).round() / 100.0);
    }
}

/// The numbers of each mention of a report, in their order. `trees` are its
/// sentences, `process` the parties of its meetings and accords.
pub(crate) fn features(
    drafts: &[Draft],
    trees: &[Tree],
    report: &Report,
    lexicon: &Lexicon,
    process: &BTreeSet<PartyId>,
) -> Vec<Numbers> {
    let sides = |d| {
        let mut sides = ids(d);
        sides.sort();
        sides
    };
    let mut pairs: BTreeMap<Vec<&PartyId>, usize> = BTreeMap::new();
    let mut same: BTreeMap<(Kind, Vec<&PartyId>), usize> = BTreeMap::new();
    for d in drafts {
        *pairs.entry(sides(d)).or_default() += 1;
        *same.entry((d.mention.kind, sides(d))).or_default() += 1;
    }
    // Drafts stand in order of their triggers, so those of a sentence together.
    let beside = drafts.chunk_by(|a, b| a.sentence == b.sentence);
    beside
        .flat_map(|beside| beside.iter().map(move |d| (d, beside)))
        .map(|(d, beside)| {
            let tree = &trees[d.sentence as usize];
            let clause = clause(tree, d.head);
            let mut row = Row { x: [0.0; N], at: 0 };
            trigger(&mut row, d, tree, lexicon);
            stands(&mut row, d, tree, clause);
            parties(&mut row, d, tree, clause, process);
            arguments(&mut row, d, tree, report);
            sentence(&mut row, d, tree, beside);
            row.yes("report.first", d.sentence == 0);
            row.count("report.position", d.sentence as usize, 20);
            row.yes("report.short", trees.len() <= 4);
            row.count("report.same", same[&(d.mention.kind, sides(d))] - 1, 4);
            row.count("report.pair", pairs[&sides(d)] - 1, 8);
            row.x
        })
        .collect()
}

/// The nearest predicate at or above a word.
fn clause(tree: &Tree, word: u32) -> Option<u32> {
    tree.s.ancestors(word).find(|&a| tree.is_verb(a))
}

fn trigger(row: &mut Row, d: &Draft, tree: &Tree, lexicon: &Lexicon) {
    let kind = d.mention.kind;
    row.yes("kind.talks", kind == Kind::Talks);
    row.yes(
        "kind.sitting",
        matches!(kind, Kind::Sitting | Kind::Ceremony),
    );
    row.yes("kind.agreement", kind == Kind::Agreement);
    row.yes("kind.commitment", kind == Kind::Commitment);
    row.yes("kind.vote", kind == Kind::Vote);
    row.yes("kind.decision", kind == Kind::Decision);
    row.yes("kind.conflict", kind == Kind::Conflict);
    let arms = matches!(kind, Kind::Test | Kind::Exercise | Kind::Deployment);
    row.yes("kind.arms", arms);
    row.yes(
        "kind.release",
        matches!(kind, Kind::Release | Kind::Exchange),
    );
    row.yes(
        "kind.withdrawal",
        matches!(kind, Kind::Withdrawal | Kind::Easing),
    );
    let frame = &lexicon.frames[d.frame as usize];
    row.yes("frame.party", frame.worth == Worth::Party);
    row.yes("frame.bare", frame.bare.is_some());
    let head = d.head;
    let det = tree.s.child(head, &[Deprel::Det]).map(|t| tree.lemma(t));
    row.yes("trigger.noun", d.is_noun);
    // 'Ratified the treaty', 'a referendum on the accord'.
    let accord = |t: &u32| {
        let frames = lexicon.noun(tree.lemma(*t)).iter();
        let kind = |f: u32| lexicon.frames[f as usize].kind;
        *t != head
            && frames
                .map(|&(f, _)| kind(f))
                .any(|k| k == Some(Kind::Agreement))
    };
    row.yes("trigger.accord", tree.s.subtree(head).iter().any(accord));
    row.yes("trigger.definite", d.definite);
    row.yes(
        "trigger.indefinite",
        d.is_noun && matches!(det, Some("a" | "an")),
    );
    let proper = matches!(tree.token(head).xpos, Xpos::Nnp | Xpos::Nnps);
    row.yes("trigger.proper", proper);
    row.count("trigger.modifiers", d.modifiers.len(), 3);
    let relation = tree.rel(tree.first_conjunct(head));
    row.yes(
        "trigger.relative",
        matches!(relation, Deprel::Acl | Deprel::AclRelcl),
    );
    row.count("trigger.depth", tree.s.ancestors(head).count(), 8);
    let score = |t: u32| tree.token(t).head_score;
    let least = |scores: &mut dyn Iterator<Item = u32>| scores.map(score).fold(1.0, f32::min);
    row.share("head.own", score(head));
    row.share("head.above", least(&mut tree.s.ancestors(head)));
    row.share("head.below", least(&mut tree.children(head)));
}

fn stands(row: &mut Row, d: &Draft, tree: &Tree, clause: Option<u32>) {
    let status = &d.mention.status;
    row.yes("status.possible", status.value == Status::Possible);
    row.yes("status.denied", status.value == Status::Denied);
    let (mood, time) = ("en.event.status.mood", "en.event.status.time");
    row.yes("status.bare", d.bare && status.rule == NONE);
    row.yes("status.mood", status.rule == mood);
    let other = [mood, time, NONE].contains(&status.rule.as_str());
    row.yes("status.word", !other);
    let mood = clause.map(|v| tree.mood(v)).unwrap_or_default();
    row.yes("clause.past", mood.past || mood.perfect);
    row.yes(
        "clause.future",
        matches!(mood.modal, Modal::Will | Modal::BeTo),
    );
    let main = clause.is_some_and(|v| tree.s.root() == Some(tree.first_conjunct(v)));
    row.yes("clause.main", main);
}

fn parties(
    row: &mut Row,
    d: &Draft,
    tree: &Tree,
    clause: Option<u32>,
    process: &BTreeSet<PartyId>,
) {
    let all = &d.mention.parties;
    let count = |is: &dyn Fn(&PartyArgument) -> bool| all.iter().filter(|p| is(p)).count();
    let sector = |p: &PartyArgument, list: &[&str]| {
        let own = p.party.sector.as_ref();
        own.is_some_and(|s| list.contains(&s.0.as_str()))
    };
    row.yes("party.one", all.len() == 1);
    row.yes("party.two", all.len() == 2);
    row.count("party.states", count(&|p| is_state(&p.party.id)), 3);
    row.count("party.armed", count(&|p| sector(p, &ARMED)), 2);
    row.count("party.private", count(&|p| sector(p, &PRIVATE)), 2);
    row.yes("party.target", count(&|p| p.role == Role::Target) > 0);
    let (mut below, mut within, mut elsewhere, mut outside) = (0, 0, 0, 0);
    for p in all {
        let here = tree.s.span.contains(p.span);
        match here.then(|| tree.s.head_of(p.span)).flatten() {
            None => outside += 1,
            Some(t) if tree.s.dominates(d.head, t) => below += 1,
            Some(t) if clause.is_some_and(|v| tree.s.dominates(v, t)) => within += 1,
            Some(_) => elsewhere += 1,
        }
    }
    row.count("party.below", below, 2);
    row.count("party.clause", within, 2);
    row.count("party.sentence", elsewhere, 2);
    row.count("party.outside", outside, 2);
    let start = tree.span(d.head).start;
    let before = |p: &PartyArgument| tree.s.span.contains(p.span) && p.span.end <= start;
    row.yes("party.before", count(&before) > 0);
    let main = |p: &PartyArgument| p.rule.starts_with("en.event.party.");
    row.count("party.main", count(&main), 2);
    row.count(
        "party.process",
        count(&|p| process.contains(&p.party.id)),
        2,
    );
}

fn arguments(row: &mut Row, d: &Draft, tree: &Tree, report: &Report) {
    let m = &d.mention;
    row.yes("person.any", !m.persons.is_empty());
    row.yes("person.two", m.persons.len() > 1);
    // 1 beside the trigger, 0 from 20 words on and in other sentences.
    let near = |span: Span| {
        let here = tree.s.span.contains(span);
        let at = here.then(|| tree.s.head_of(span)).flatten();
        let far = at.map_or(20, |t| t.abs_diff(d.head)).min(20);
        1.0 - far as f32 / 20.0
    };
    let stated = m.time.as_ref().filter(|t| t.basis == TimeBasis::Stated);
    let days = m.time.as_ref().and_then(|t| {
        let day = t.interval.first_day().or_else(|| t.interval.last_day())?;
        report.dct.date.until(day).ok().map(|s| s.get_days())
    });
    row.yes("time.any", m.time.is_some());
    row.yes("time.inferred", m.time.is_some() && stated.is_none());
    row.yes("time.near", days.is_some_and(|d| (-7..=0).contains(&d)));
    row.put("time.beside", stated.map_or(0.0, |t| near(t.span)));
    row.put(
        "place.beside",
        m.place.as_ref().map_or(0.0, |p| near(p.span)),
    );
    row.yes("background", m.background);
}

fn sentence(row: &mut Row, d: &Draft, tree: &Tree, beside: &[Draft]) {
    let named = |kind| tree.s.names.iter().filter(|n| n.kind == kind).count();
    row.count("sentence.parties", d.here.len(), 4);
    row.count("sentence.companies", named(NameType::Org), 4);
    row.count("sentence.people", named(NameType::Per), 4);
    row.count("sentence.length", tree.len() as usize, 60);
    row.count("sentence.events", beside.len() - 1, 4);
    let others = || beside.iter().filter(|x| x.head != d.head);
    let under = others().any(|x| tree.s.dominates(x.head, d.head));
    row.yes("sentence.under", under);
    let family = d.mention.kind.family();
    let related = others().filter(|x| x.mention.kind.family() == family);
    row.count("sentence.family", related.count(), 2);
}
