//! What two do with each other: 'they will meet again', 'they plan another round', and
//! the two of an earlier sentence who are meant, where others were told of since.

use super::read::{Memory, Reader};
use super::scan::Scan;
use super::together::{REACH, meet, only_helps};
use super::words::among;
use dateline_record::{Party, Span};
use dateline_syntax::{Deprel, Sentence};

/// The rule of who was told of together.
pub(super) const TOLD: &str = "en.entity.reference.told_together";

/// What takes two by itself.
const ALONE: &[&str] = &[
    "meet",
    "negotiate",
    "reconvene",
    "talk",
    "confer",
    "exchange",
    "swap",
    "clash",
    "converse",
];

/// What takes two where what is done is a thing of two.
const DOES: &[&str] = &[
    "adopt",
    "agree",
    "attend",
    "begin",
    "break",
    "complete",
    "conclude",
    "continue",
    "convene",
    "cut",
    "delay",
    "end",
    "extend",
    "finish",
    "have",
    "hold",
    "initial",
    "issue",
    "launch",
    "normalise",
    "normalize",
    "open",
    "plan",
    "postpone",
    "reach",
    "reopen",
    "renew",
    "restore",
    "resume",
    "return",
    "schedule",
    "sever",
    "sign",
    "start",
    "suspend",
    "trade",
];

/// Things of two.
const THINGS: &[&str] = &[
    "accord",
    "accusation",
    "agreement",
    "armistice",
    "ceasefire",
    "communique",
    "consultation",
    "deal",
    "dialogue",
    "discussion",
    "meeting",
    "memorandum",
    "negotiation",
    "pact",
    "protocol",
    "relation",
    "round",
    "summit",
    "table",
    "talk",
    "tie",
    "treaty",
    "truce",
];

/// True where the clause whose subject a word is or owns tells what two do with each
/// other: 'they will meet', 'their envoys plan to hold talks', 'they accused each other'.
pub(super) fn jointly(scan: &Scan<'_>, t: u32) -> bool {
    let s: &Sentence = scan.s;
    let mut subject = t;
    if scan.rel(t) == Deprel::NmodPoss
        && let Some(noun) = s.head(t)
    {
        subject = noun;
    }
    if !matches!(scan.rel(subject), Deprel::Nsubj | Deprel::NsubjPass) {
        return false;
    }
    let mut at = s.head(subject);
    for _ in 0..4 {
        let Some(v) = at else { return false };
        let parts = [Deprel::Obj, Deprel::Obl];
        let with = |o: u32| {
            let case = s.child(o, &[Deprel::Case]);
            case.is_some_and(|c| matches!(scan.low(c).as_str(), "with" | "by"))
        };
        // 'They exchanged fire with the police'
        if s.children_by(v, &parts).any(with) {
            return false;
        }
        let other = |o: u32| {
            matches!(scan.low(o).as_str(), "other" | "another")
                && o > 0
                && matches!(scan.low(o - 1).as_str(), "each" | "one")
        };
        let lemma = scan.lemma(v);
        let met = among(ALONE, lemma) && (lemma != "meet" || s.child(v, &[Deprel::Obj]).is_none());
        let thing = |o: u32| among(THINGS, &scan.lemma(o).to_lowercase()) || joint(scan, o);
        if met
            || s.children_by(v, &parts).any(other)
            || among(DOES, lemma) && s.children_by(v, &parts).any(thing)
        {
            return true;
        }
        at = s
            .child(v, &[Deprel::Xcomp, Deprel::Ccomp])
            .filter(|&x| x > v);
    }
    false
}

/// 'A joint statement'
fn joint(scan: &Scan<'_>, o: u32) -> bool {
    (scan.s.children_by(o, &[Deprel::Amod])).any(|a| scan.low(a) == "joint")
}

impl Reader<'_> {
    /// The parties that the last sentence to tell of two together has, where it is not
    /// the one right before: 'Ghana and Togo met in Accra. China was glad. They will
    /// meet again'.
    pub(super) fn told_before(
        &self,
        i: usize,
        ok: impl Fn(&Party) -> bool,
    ) -> Option<(Vec<Party>, Vec<Span>)> {
        let before = i.saturating_sub(REACH)..i.saturating_sub(1);
        before.rev().find_map(|s| self.told_together(s, &ok))
    }

    /// The parties that a sentence tells of together: by one phrase, as subjects of one
    /// verb, as two who meet, or by the words from one name to the other.
    pub(super) fn told_together(
        &self,
        s: usize,
        ok: impl Fn(&Party) -> bool,
    ) -> Option<(Vec<Party>, Vec<Span>)> {
        let here = self.named_in(s);
        let several = |m: &&Memory| {
            m.parties.len() >= 2 && m.parties.iter().all(&ok) && !only_helps(self.text, m.span)
        };
        if let Some(m) = here.iter().find(several) {
            return Some((m.parties.clone(), vec![m.span]));
        }
        // Outermost names alone: 'the Indonesian government' once.
        let mut named: Vec<&Memory> = here
            .iter()
            .filter(|m| m.parties.len() == 1 && ok(&m.parties[0]))
            .collect();
        named.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
        named.dedup_by(|inner, outer| outer.span.contains(inner.span));
        let of = |found: &[&Memory]| {
            let mut out: (Vec<Party>, Vec<Span>) = Default::default();
            for m in found {
                if out.0.iter().all(|p| p.id != m.parties[0].id) {
                    out.0.push(m.parties[0].clone());
                    out.1.push(m.span);
                }
            }
            let last = out.1.last().copied();
            let sides = last.is_some_and(|l| out.0.len() >= 2 && !only_helps(self.text, l));
            sides.then_some(out)
        };
        let verbs = named.iter().filter_map(|m| m.meets);
        let mut one_verb = verbs.filter_map(|v| {
            let met: Vec<&Memory> = named
                .iter()
                .copied()
                .filter(|m| m.meets == Some(v))
                .collect();
            of(&met)
        });
        if let Some(found) = one_verb.next() {
            return Some(found);
        }
        // 'Freed 15 Saudis and four Sudanese': no sides.
        named.retain(|m| !(m.name && m.plural));
        let mut first: Vec<&Memory> = Vec::new();
        for m in named {
            if first.iter().all(|f| f.parties[0].id != m.parties[0].id) {
                first.push(m);
            }
        }
        let between = |w: &[&Memory]| {
            let words = self
                .text
                .get(w[0].span.end as usize..w[1].span.start as usize);
            words.unwrap_or_default().trim()
        };
        let near = |w: &[&Memory]| match between(w) {
            "and" | "and the" | "and its" => true,
            words => !words.contains(" and ") && meet(self.text, w[0].span, w[1].span),
        };
        let at = first.windows(2).position(near)?;
        // 'A, B and C' are three.
        let listed = (0..at)
            .rev()
            .take_while(|&k| between(&first[k..k + 2]) == ",");
        let from = at - listed.count();
        of(&first[from..at + 2])
    }
}
