//! Parties by what a report has told of them: 'Bhutan, a Himalayan kingdom, opened its
//! border. The kingdom will hold talks', 'the M23, a rebel group. The group ...'.

use super::read::{Reader, party};
use super::scan::Scan;
use super::words::among;
use dateline_record::{Party, Span};
use dateline_syntax::{Deprel, Upos};

const RULE: &str = "en.entity.reference.described";

/// What a party may be called by what it is.
const NOUNS: &[&str] = &[
    "alliance",
    "archipelago",
    "bloc",
    "emirate",
    "group",
    "island",
    "junta",
    "kingdom",
    "monarchy",
    "movement",
    "nation",
    "power",
    "principality",
    "republic",
    "state",
    "sultanate",
    "territory",
];

/// Words of a description that tell nothing of which one it is.
const PLAIN: &[&str] = &["a", "an", "and", "its", "of", "own", "the", "which"];

/// So many descriptions are looked back on.
const MOST: usize = 64;

/// So many words a description may have.
const LONGEST: u32 = 8;

/// What a report has told of a party right beside its name.
#[derive(Clone, Debug)]
pub(super) struct Described {
    party: Party,
    span: Span,
    words: Vec<String>,
    noun: String,
}

impl Reader<'_> {
    /// Keeps what a sentence says that a party is, and reads phrases that take it up.
    pub(super) fn described(&mut self, i: usize, scan: &Scan<'_>) {
        for t in 1..scan.len() {
            let noun = scan.low(t);
            if scan.low(t - 1) != "of" && among(NOUNS, scan.word(t)) {
                self.taken_up(i, scan, t, &noun);
            }
        }
        for k in 0..scan.hits.len() {
            let hit = &scan.hits[k];
            if hit.person || scan.word(hit.end) != "," {
                continue;
            }
            let ([one], end) = (&self.parties_of(hit).0[..], hit.end + 1) else {
                continue;
            };
            let article = matches!(scan.low(end).as_str(), "a" | "an" | "the");
            let mut words = Vec::new();
            for t in (end..scan.len())
                .take(LONGEST as usize)
                .take_while(|_| article)
            {
                let low = scan.low(t);
                let stops = matches!(
                    scan.upos(t),
                    Upos::Verb | Upos::Aux | Upos::Adp | Upos::Punct
                );
                if stops && low != "-" || low == "which" || low == "that" {
                    break;
                }
                words.push(low.clone());
                let more = matches!(scan.upos(t + 1), Upos::Noun);
                // 'In Abuja, the bloc's chiefs' are not Nigeria's.
                let name = hit.first..hit.end;
                let apposed = scan.rel(t) == Deprel::Appos
                    && scan.s.head(t).is_some_and(|h| name.contains(&h));
                if among(NOUNS, scan.word(t)) && !more && apposed {
                    let (party, span) = (one.clone(), hit.span);
                    self.is_it(i, scan.span(end, t + 1), &party);
                    self.descriptions.push(Described {
                        party,
                        span,
                        words,
                        noun: low,
                    });
                    break;
                }
            }
        }
    }

    /// What was told last, first; no more of it than a long report stays quick with.
    fn latest(&self) -> impl Iterator<Item = &Described> {
        self.descriptions.iter().rev().take(MOST)
    }

    /// 'The M23, a rebel group in Congo': the phrase is the party beside it, not Congo.
    fn is_it(&mut self, i: usize, phrase: Span, own: &Party) {
        let from = self.out_from(i);
        let body =
            |span: Span, rule: &str| span.start == phrase.start && rule == "en.entity.body.party";
        let mut spans: Vec<Span> = Vec::new();
        for r in &mut self.out[from..] {
            if body(r.span, &r.resolution.rule) && r.person.is_none() {
                r.parties = vec![own.clone()];
                RULE.clone_into(&mut r.resolution.rule);
                spans.push(r.span);
            }
        }
        let first = self.memory.partition_point(|m| m.sentence < i);
        for m in &mut self.memory[first..] {
            if spans.contains(&m.span) {
                m.parties = vec![own.clone()];
            }
        }
    }

    /// 'The kingdom', 'the Himalayan kingdom': the party of which the last such words
    /// were told.
    fn taken_up(&mut self, i: usize, scan: &Scan<'_>, t: u32, noun: &str) {
        if scan.hit(t).is_some() || matches!(scan.upos(t + 1), Upos::Noun | Upos::Propn) {
            return;
        }
        // Where the phrase begins.
        let first = (1..LONGEST).find_map(|n| {
            let w = t.checked_sub(n)?;
            (scan.low(w) == "the").then_some(w)
        });
        let Some(first) = first else { return };
        let inner = || first + 1..t;
        let breaks = |w: u32| {
            let mark = scan.upos(w) == Upos::Punct && scan.low(w) != "-";
            mark || matches!(scan.upos(w), Upos::Verb | Upos::Adp | Upos::Num)
        };
        if inner().any(breaks) || scan.low(t + 1) == "of" {
            return;
        }
        // Already read.
        let span = scan.span(first, t + 1);
        let head = scan.s.tokens[t as usize].span;
        if self.out_since(i).iter().any(|r| r.span.contains(head)) {
            return;
        }
        let alike = |a: &str, b: &str| {
            let state = |w: &str| matches!(w, "state" | "nation" | "country");
            let group = |w: &str| matches!(w, "group" | "movement");
            a == b || state(a) && state(b) || group(a) && group(b)
        };
        let fits = |d: &&Described| {
            // 'The Gulf state' of an emirate, 'the island' of an island nation
            let realm = matches!(
                d.noun.as_str(),
                "emirate" | "kingdom" | "sultanate" | "republic"
            );
            let called = alike(&d.noun, noun)
                || d.words.iter().any(|w| w == noun)
                || realm && first + 1 < t && alike("state", noun);
            called
                && inner().all(|w| {
                    let low = scan.low(w);
                    among(PLAIN, &low) || d.words.iter().any(|x| alike(x, &low))
                })
        };
        // 'The state' says too little by itself.
        if first + 1 == t && matches!(noun, "state" | "nation" | "power" | "group") {
            let mut all = self.latest().filter(|d| alike(&d.noun, noun));
            let one = all.next().map(|d| d.party.id.clone());
            if noun != "group" || all.any(|d| Some(&d.party.id) != one.as_ref()) {
                return;
            }
        }
        let Some(d) = self.latest().find(fits) else {
            return;
        };
        let (id, link) = (d.party.id.0.clone(), d.span);
        let parties = vec![party(&id, "")];
        self.push_parties(i, scan, span, parties, noun, false, RULE, vec![link]);
    }
}
