//! Persons told of together: 'the two prime ministers', 'the ministers of A and
//! B, X and Y'.

use super::people::Told;
use super::read::{Memory, Reader};
use super::scan::Scan;
use super::together::REACH;
use dateline_record::{MentionKind, Party, Span};
use dateline_syntax::Deprel;
use std::collections::BTreeSet;

/// How many sentences back two persons may stand that 'the two leaders' are.
const PAIR_REACH: usize = 8;

/// Verbs of what two do with each other, told of one of them.
const TOGETHER: [&str; 12] = [
    "embrace",
    "greet",
    "host",
    "meet",
    "phone",
    "receive",
    "ring",
    "see",
    "telephone",
    "visit",
    "welcome",
    "confer",
];

/// The verb that a phrase is one of two sides of: 'X met Y', 'X spoke with Y',
/// 'X held talks with Y'.
pub(super) fn meets(scan: &Scan<'_>, head: u32) -> Option<u32> {
    // 'Met his Ugandan counterpart'
    let head = (scan.s.head(head))
        .filter(|&h| scan.rel(head) == Deprel::Amod && scan.lemma(h) == "counterpart")
        .unwrap_or(head);
    let verb = scan.s.head(head)?;
    let with = || {
        scan.s
            .child(head, &[Deprel::Case])
            .is_some_and(|c| scan.low(c) == "with")
    };
    match scan.rel(head) {
        Deprel::Nsubj => Some(verb),
        Deprel::Obj if TOGETHER.contains(&scan.lemma(verb)) => Some(verb),
        Deprel::Obl if with() => Some(verb),
        Deprel::Nmod if with() && scan.rel(verb) == Deprel::Obj => scan.s.head(verb),
        _ => None,
    }
}

/// True for the subject of what two do with each other: 'they met', 'they spoke'.
pub(super) fn together(scan: &Scan<'_>, t: u32) -> bool {
    let verb = scan.s.head(t).filter(|_| scan.rel(t) == Deprel::Nsubj);
    verb.is_some_and(|v| {
        let lemma = scan.lemma(v);
        TOGETHER.contains(&lemma) || matches!(lemma, "speak" | "talk" | "converse")
    })
}

/// The persons behind a phrase and its comma: 'the ministers of A and B, X and Y'.
fn names_behind(scan: &Scan<'_>, span: Span) -> Vec<Span> {
    let mut named = Vec::new();
    // 'The ministers of A and B (X and Y)', '... A and B - X and Y -'
    let parts = |&t: &u32| matches!(scan.word(t), "," | "-" | "–" | "—" | "--" | "(" | ":");
    let next = (scan.s.token_at(span.end.saturating_sub(1))).map(|t| t + 1);
    let Some(mut t) = next.filter(parts) else {
        return named;
    };
    t += 1;
    while let Some(h) = scan
        .hit(t)
        .filter(|&h| scan.hits[h].person && scan.hits[h].first == t)
    {
        named.push(scan.hits[h].span);
        t = scan.hits[h].end;
        if !matches!(scan.low(t).as_str(), "and" | ",") {
            break;
        }
        t += 1;
    }
    named
}

/// Those before it: 'X and Y, the ministers of A and B'.
fn names_before(scan: &Scan<'_>, span: Span) -> Vec<Span> {
    let mut named = Vec::new();
    let comma = (scan.s.token_at(span.start)).and_then(|t| t.checked_sub(1));
    let Some(mut t) = comma.filter(|&t| scan.word(t) == ",") else {
        return named;
    };
    while let Some(h) = t
        .checked_sub(1)
        .and_then(|last| scan.hit(last))
        .filter(|&h| scan.hits[h].person && scan.hits[h].end == t)
    {
        named.push(scan.hits[h].span);
        let Some(before) = scan.hits[h].first.checked_sub(1) else {
            break;
        };
        if !matches!(scan.low(before).as_str(), "and" | ",") {
            break;
        }
        t = before;
    }
    named.reverse();
    named
}

/// Two persons by position.
type Two = (usize, usize);

impl Reader<'_> {
    /// 'The foreign ministers of A and B, X and Y': each has the office for one
    /// of them, in their order.
    pub(super) fn distribute(&mut self, i: usize, scan: &Scan<'_>) {
        let sentence = scan.s.span;
        let groups: Vec<(dateline_record::Span, Vec<dateline_record::Party>)> = self
            .out_since(i)
            .iter()
            .filter(|r| {
                r.kind == MentionKind::Party
                    && r.person.is_none()
                    && r.parties.len() >= 2
                    && sentence.contains(r.span)
                    && r.resolution.rule == "en.entity.body.party"
            })
            .map(|r| (r.span, r.parties.clone()))
            .collect();
        for (span, parties) in groups {
            let mut named = names_behind(scan, span);
            if named.is_empty() {
                named = names_before(scan, span);
            }
            if named.len() != parties.len() {
                continue;
            }
            // 'foreign ministers' of 'the foreign ministers of A and B'
            let role: Vec<&str> = scan
                .roles
                .iter()
                .filter(|r| span.contains(r.span))
                .map(|r| r.span.of(self.text))
                .collect();
            let role = role.first().map(|r| r.trim_end_matches('s').to_owned());
            for (name, party) in named.into_iter().zip(parties) {
                let told = Told {
                    role: role.clone(),
                    party: Some(party),
                    evidence: Some(span),
                    rule: "en.entity.person.distributed",
                    ..Told::default()
                };
                self.tell(name, &told);
            }
        }
    }

    /// 'The presidents of A and B, X and Y, agreed. They met': the persons named
    /// right behind the phrase that 'they' stands for, one of each party.
    pub(super) fn named_beside(&self, parties: &[Party], link: &[Span]) -> Vec<usize> {
        let Some(phrase) = link.first().filter(|p| link.iter().all(|l| l == *p)) else {
            return Vec::new();
        };
        let near = phrase.end..phrase.end + 3;
        let here = self.named_in(self.sentence_of(*phrase));
        let behind = |m: &Memory| m.person.is_some() && near.contains(&m.span.start);
        if parties.len() < 2 || !here.iter().any(behind) {
            return Vec::new();
        }
        let mut named = here
            .iter()
            .filter(|m| m.span.start >= phrase.end && m.span.start < phrase.end + 90);
        let found: Vec<usize> = parties
            .iter()
            .filter_map(|p| {
                named.clone().find_map(|m| {
                    let own = m.parties.iter().any(|q| q.id == p.id);
                    m.person.filter(|_| own)
                })
            })
            .collect();
        let all = found.len() == parties.len() && named.next().is_some();
        if all { found } else { Vec::new() }
    }

    /// The persons that phrases named, two or more, where those name no others.
    pub(super) fn who_are(&self, phrases: &[Span]) -> Option<Vec<usize>> {
        let mut found: Vec<usize> = Vec::new();
        let sentences: BTreeSet<usize> = phrases.iter().map(|p| self.sentence_of(*p)).collect();
        let all = sentences.into_iter().flat_map(|s| self.named_in(s));
        for m in all.filter(|m| phrases.contains(&m.span)) {
            let k = m.person?;
            if !found.contains(&k) {
                found.push(k);
            }
        }
        (found.len() >= 2).then_some(found)
    }

    /// The two persons told of last, where they are of the two parties that 'they'
    /// or 'the rivals' stands for: 'X was ready. Y was silent. The rivals will meet'.
    pub(super) fn two_of(&self, i: usize, token: u32, parties: &[Party]) -> Vec<usize> {
        let Some((a, c)) = (parties.len() == 2)
            .then(|| self.two_met(i, token, None))
            .flatten()
        else {
            return Vec::new();
        };
        let of = |k: usize| self.people.list[k].party.as_ref().map(|p| &p.id);
        let both = parties
            .iter()
            .all(|p| [a, c].iter().any(|&k| of(k) == Some(&p.id)));
        if both { vec![a, c] } else { Vec::new() }
    }

    /// The two persons of different parties told of last side by side or as two who meet,
    /// and the two named last.
    /// With words of an office only those whose office, where it is told, has
    /// one of them: 'the two prime ministers' are no foreign ministers.
    pub(super) fn two_persons(
        &self,
        i: usize,
        token: u32,
        office: &[String],
        not: Option<usize>,
        any_rank: bool,
    ) -> (Option<Two>, Option<Two>) {
        let fits = |m: &Memory| {
            // 'He would invite both men': he is neither.
            let k = m.person.filter(|&k| not != Some(k))?;
            let known = &self.people.list[k];
            let role = known.role.as_deref().map(str::to_lowercase);
            let aside = |r: &String| !any_rank || is_aside(r.as_str());
            if known.rank < 1 && role.as_ref().is_some_and(aside) {
                return None;
            }
            let other_office =
                role.is_some_and(|r| !office.is_empty() && !office.iter().any(|w| r.contains(w)));
            (!other_office).then_some(k)
        };
        let differ = |a: usize, b: usize| {
            let party = |k: usize| self.people.list[k].party.as_ref().map(|p| &p.id);
            a != b && (party(a) != party(b) || party(a).is_none())
        };
        let before = |m: &&Memory| m.sentence < i || m.token < token;
        let told = |k: usize| {
            let here = self.named_in(i).iter();
            let behind = here.filter(|m| m.person == Some(k) && m.token >= token);
            self.tally.times_named(k) as usize - behind.count()
        };
        let mut last: Option<(usize, usize)> = None;
        let mut joined: Option<(usize, (usize, usize))> = None;
        let mut seen: Vec<usize> = Vec::new();
        let mut behind: Option<&Memory> = None;
        for m in self.memory.iter().rev().filter(before) {
            if m.sentence + PAIR_REACH < i {
                break;
            }
            let Some(k) = fits(m) else { continue };
            // 'Njeri and Okello', side by side, are two before any others; of
            // several such pairs the one that is told of most.
            let beside = behind.is_some_and(|b| {
                let between = self.text.get(m.span.end as usize..b.span.start as usize);
                // 'Njeri met Okello'
                let met = m.meets.is_some() && m.meets == b.meets && m.subject && !b.subject;
                b.sentence == m.sentence
                    && (met || between.is_some_and(|t| t.len() < 40 && t.contains(" and ")))
            });
            if let Some(b) = behind
                .and_then(|b| b.person)
                .filter(|&b| beside && differ(k, b))
            {
                let often = told(k) + told(b);
                if joined.is_none_or(|(n, _)| often >= 2 * n) {
                    joined = Some((often, (k, b)));
                }
            }
            behind = Some(m);
            if last.is_none() && m.sentence + 3 >= i && seen.iter().all(|&s| differ(s, k)) {
                seen.push(k);
                if let [second, first] = seen[..] {
                    last = Some((first, second));
                }
            }
        }
        (joined.map(|(_, pair)| pair), last)
    }

    /// The person who does something to whom a token stands for: the speaker in
    /// 'X said he would invite both men'.
    pub(super) fn acts_on(&self, i: usize, scan: &Scan<'_>, t: u32) -> Option<usize> {
        let verb = scan.s.head(t).filter(|_| scan.rel(t) == Deprel::Obj)?;
        let verbs = std::iter::once(verb).chain(scan.s.ancestors(verb).take(4));
        let subjects: Vec<u32> = verbs
            .filter_map(|v| scan.s.child(v, &[Deprel::Nsubj]))
            .collect();
        let named = self.memory.iter().rev();
        let mut here = named.take_while(|m| m.sentence == i);
        let acts = |m: &&Memory| {
            let head = scan.s.head_of(m.span).unwrap_or(m.token);
            m.person.is_some() && subjects.iter().any(|&s| s == m.token || s == head)
        };
        here.find(acts).and_then(|m| m.person)
    }

    /// The words that tell an office from others: 'prime' and 'premier' of
    /// 'prime ministers', nothing of 'leaders'.
    pub(super) fn office_of(&self, scan: &Scan<'_>, first: u32, noun: u32) -> Vec<String> {
        let lemma = scan.lemma(noun).to_lowercase();
        match lemma.as_str() {
            "minister" | "secretary" => (first..noun)
                .map(|t| scan.low(t))
                .filter(|w| w.chars().count() > 4)
                .flat_map(|w| match w.as_str() {
                    "prime" => vec![w, "premier".to_owned(), "leader".to_owned()],
                    "foreign" => vec![w, "secretary of state".to_owned(), "diplomat".to_owned()],
                    _ => vec![w],
                })
                .collect(),
            "general" | "envoy" | "commander" | "deputy" | "ambassador" => vec![lemma],
            "negotiator" | "delegate" => vec![lemma, "head".to_owned(), "envoy".to_owned()],
            "president" | "premier" | "king" | "chancellor" => {
                vec![
                    lemma,
                    "prime".to_owned(),
                    "leader".to_owned(),
                    "head".to_owned(),
                ]
            }
            _ => Vec::new(),
        }
    }

    /// 'X met Y. They spoke again on Friday': the two of one meeting, told in this
    /// sentence or the one before, each alone on its side.
    pub(super) fn two_sides_met(&self, i: usize, token: u32) -> Option<(&Memory, &Memory)> {
        let mut here = (self.memory.iter().rev())
            .filter(|m| m.sentence < i || m.token < token)
            .take_while(|m| m.sentence + 1 >= i)
            .filter(|m| m.meets.is_some());
        let other = here.clone().find(|m| !m.subject)?;
        let one =
            here.find(|m| m.subject && m.meets == other.meets && m.sentence == other.sentence)?;
        let alone = |m: &Memory| !m.plural && m.parties.len() == 1;
        (alone(one) && alone(other) && one.parties[0].id != other.parties[0].id)
            .then_some((one, other))
    }

    /// The two persons that 'the two' means: those of the sentence before or
    /// of this one, where no party of theirs acts there by its own name.
    pub(super) fn two_met(
        &self,
        i: usize,
        token: u32,
        not: Option<usize>,
    ) -> Option<(usize, usize)> {
        let (joined, last) = self.two_persons(i, token, &[], not, true);
        let (a, c) = joined.or(last)?;
        let before = |m: &&Memory| m.sentence < i || m.token < token;
        let last = |k: usize| {
            let of = |m: &&Memory| before(m) && m.person == Some(k);
            self.memory.iter().rev().find(of).map(|m| m.sentence)
        };
        let (s, t) = (last(a)?, last(c)?);
        // 'X was ready. Y was silent. They met in Lima': told one by one.
        let alone = |k: usize, s: usize| {
            let mut here = self.named_in(s).iter();
            here.clone().any(|m| m.person == Some(k) && m.subject)
                && here.all(|m| m.person.is_none_or(|p| p == k))
        };
        let in_turn = t == s + 1 && alone(a, s) && alone(c, t);
        let own: Vec<_> = [a, c]
            .iter()
            .filter_map(|&k| self.people.list[k].party.as_ref().map(|p| &p.id))
            .collect();
        let since = self.memory.partition_point(|m| m.sentence < s);
        let acts = self.memory[since..].iter().filter(before).any(|m| {
            m.person.is_none()
                && m.office.is_none()
                && m.subject
                && m.parties.iter().any(|p| own.contains(&&p.id))
        });
        // 'X met Y. China was glad. The two will meet again': nobody is told of together since.
        let near = t + 1 >= i
            || joined.is_some()
                && t + REACH >= i
                && (t + 1..i).all(|k| self.told_together(k, |_| true).is_none());
        ((t == s || in_turn) && near && !own.is_empty() && !acts).then_some((a, c))
    }

    /// The two of 'X was ready. Y was silent.', each the one person of a sentence.
    pub(super) fn two_in_turn(&self, i: usize, token: u32) -> Vec<usize> {
        let Some((a, c)) = self.two_met(i, token, None) else {
            return Vec::new();
        };
        let alone = |back: usize, k: usize| {
            let s = i.checked_sub(back);
            let mut here = s.map_or(&[][..], |s| self.named_in(s)).iter();
            here.clone().any(|m| m.person == Some(k) && m.subject)
                && here.all(|m| !m.plural && m.person.is_none_or(|p| p == k))
        };
        if alone(2, a) && alone(1, c) {
            vec![a, c]
        } else {
            Vec::new()
        }
    }

    /// The two persons that a phrase of persons means: 'the two presidents', 'both
    /// envoys', 'the pair'.
    pub(super) fn two_named(
        &self,
        i: usize,
        scan: &Scan<'_>,
        (first, noun): (u32, u32),
        lemma: &str,
    ) -> Option<(usize, usize)> {
        let couple = matches!(lemma, "pair" | "duo");
        if couple {
            return self.two_met(i, noun, self.acts_on(i, scan, noun));
        }
        let lower = matches!(
            lemma,
            "general" | "envoy" | "commander" | "deputy" | "ambassador" | "negotiator" | "delegate"
        );
        if !lower && !super::words::is_leader_noun(lemma) {
            return None;
        }
        let office = self.office_of(scan, first, noun);
        let not = self.acts_on(i, scan, noun);
        let (together, last) = self.two_persons(i, noun, &office, not, lower || lemma == "man");
        together.or(last)
    }
}

/// Somebody who speaks for others or serves them.
fn is_aside(role: &str) -> bool {
    const ASIDE: [&str; 5] = ["spokes", "adviser", "aide", "former", "assistant"];
    ASIDE.iter().any(|w| role.contains(w))
}
