//! Persons by what was told of them in passing: 'the 71-year-old', 'the Kenyan'.

use super::read::{Memory, Reader};
use super::scan::Scan;
use crate::gazetteer::Form;
use dateline_syntax::{Deprel, Upos};

/// Sentences in which the person was named before.
const REACH: usize = 4;

const RULE: &str = "en.entity.person.epithet";

impl Reader<'_> {
    /// 'Yoko Mori, 71, faces a busy month. The 71-year-old will meet', 'Peter Otieno was
    /// late. The Kenyan had missed a train'.
    pub(super) fn epithets(&mut self, i: usize, scan: &Scan<'_>) {
        for t in 1..scan.len() {
            if scan.low(t - 1) != "the" {
                continue;
            }
            let subject = |t: u32| {
                matches!(
                    scan.rel(t),
                    Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Obl
                )
            };
            let (end, known) = if let Some(end) = aged(scan, t) {
                (end, self.of_age(i, scan.word(t)))
            } else {
                (t + 1, self.sole_of_state(i, scan, t).filter(|_| subject(t)))
            };
            if let Some(k) = known {
                let span = scan.span(t - 1, end);
                self.push_known(i, scan, span, k, "", false, RULE);
                self.people.list[k].last = i;
            }
        }
    }

    fn persons_before(&self, i: usize) -> impl Iterator<Item = (&Memory, usize)> {
        let near = move |m: &&Memory| m.sentence + REACH >= i;
        let before = self.memory.iter().rev().take_while(near);
        before.filter_map(move |m| Some((m, m.person.filter(|_| m.sentence < i)?)))
    }

    /// The person whose age was told in figures behind the name.
    fn of_age(&self, i: usize, age: &str) -> Option<usize> {
        let told = |m: &Memory| {
            let behind = self.text.get(m.span.end as usize..).unwrap_or_default();
            let behind = behind.trim_start_matches([',', ' ', '(']);
            behind.strip_prefix(age).is_some_and(|b| {
                !b.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-'))
                    || b.starts_with("-year-old")
            })
        };
        if let Some((_, k)) = self.persons_before(i).find(|(m, _)| told(m)) {
            return Some(k);
        }
        // Nobody else was named since.
        let last = i.checked_sub(1)?;
        let mut here = self.named_in(last).iter().filter_map(|m| m.person);
        let first = here.next()?;
        here.all(|k| k == first).then_some(first)
    }

    /// The one person of a state in the last sentences, where its adjective stands alone:
    /// 'the Kenyan'.
    fn sole_of_state(&self, i: usize, scan: &Scan<'_>, t: u32) -> Option<usize> {
        let hit = &scan.hits[scan.hit(t)?];
        let alone = hit.end == t + 1
            && matches!(hit.party_form(), Some(Form::Adjective | Form::Demonym))
            && !scan.low(t).ends_with('s')
            && !matches!(
                scan.upos(t + 1),
                Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num
            )
            && scan.word(t + 1) != "-";
        let [state] = &self.parties_of(hit).0[..] else {
            return None;
        };
        if !alone {
            return None;
        }
        let mut found = self.persons_before(i).filter(|&(_, k)| {
            let own = self.people.list[k].party.as_ref();
            own.is_some_and(|p| p.id == state.id)
        });
        let (_, k) = found.next()?;
        found.all(|(_, other)| other == k).then_some(k)
    }
}

/// Where 'the 71-year-old' and its noun end.
fn aged(scan: &Scan<'_>, t: u32) -> Option<u32> {
    let number = scan.word(t);
    let age = number.len() == 2 && number.bytes().all(|b| b.is_ascii_digit());
    let words = ["-", "year", "-", "old"];
    let fits = (t + 1..).zip(words).all(|(t, w)| scan.low(t) == w);
    if !age || !fits {
        return None;
    }
    // 'The 71-year-old diplomat', but not 'the 71-year-old dispute'.
    let end = t + 5;
    match scan.upos(end) {
        Upos::Noun if scan.role(end).is_some() => Some(end + 1),
        Upos::Noun | Upos::Propn | Upos::Adj | Upos::Punct => None,
        _ => Some(end),
    }
}
