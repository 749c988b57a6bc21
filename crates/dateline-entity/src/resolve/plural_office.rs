//! Offices and bodies of two parties without a word of whose they are: 'Ghana's foreign
//! minister met his Togolese counterpart. The ministers will meet again.'

use super::jointly::TOLD;
use super::phrase::Before;
use super::read::Reader;
use super::scan::Scan;
use super::words::among;
use dateline_record::Party;
use dateline_syntax::Upos;

/// Sentences before a phrase in which its two are looked for.
const NEAR: usize = 3;

/// Who acts for a side whatever was told of it before.
const OF_ANY: &[&str] = &[
    "delegation",
    "envoy",
    "government",
    "leader",
    "negotiator",
    "panel",
    "team",
];

/// Who has to have been told of.
const TOLD_OF: &[&str] = &[
    "ambassador",
    "commander",
    "delegate",
    "deputy",
    "minister",
    "official",
    "premier",
    "president",
];

/// What may stand before the noun.
const BRANCHES: &[&str] = &[
    "chief", "defence", "defense", "economy", "energy", "finance", "foreign", "interior", "peace",
    "prime", "trade",
];

impl Reader<'_> {
    /// Reads 'the ministers', 'the leaders', 'the delegations' behind two who were told
    /// of together; false where nobody is meant.
    pub(super) fn plural_office(
        &mut self,
        i: usize,
        scan: &Scan<'_>,
        t: u32,
        b: &Before,
        lemma: &str,
    ) -> bool {
        let plain = b.det.as_deref() == Some("the")
            && b.pronoun.is_none()
            && b.number.is_none()
            && !b.former
            && !b.vague
            && b.start + 1 == b.role_start;
        let bare = (b.role_start..t).all(|w| among(BRANCHES, &scan.low(w)));
        // 'The leaders of the parties', 'the leaders' summit', 'the government forces'
        let owned = among(
            &["of", "for", "from", "in", "'", "’", "'s", "’s"],
            &scan.low(t + 1),
        ) || matches!(scan.upos(t + 1), Upos::Noun | Upos::Propn);
        if !plain || !bare || owned || !(among(OF_ANY, lemma) || among(TOLD_OF, lemma)) {
            return false;
        }
        // 'The leaders' of a bloc that the report is about
        let bloc = |(id, n): (&String, &u32)| *n >= 2 && id != "UN" && self.is_body(id);
        if self.counts.iter().any(bloc) {
            return false;
        }
        let span = scan.span(b.start, t + 1);
        if super::words::is_leader_noun(lemma) || lemma == "envoy" {
            let office = self.office_of(scan, b.role_start, t);
            let two = self.two_persons(i, t, &office, None, lemma == "envoy").0;
            // 'The leaders' lead, and of 'the ministers' it was told that they are.
            let bears = |k: usize| {
                let known = &self.people.list[k];
                match lemma {
                    "leader" => known.rank >= 2,
                    _ => known
                        .role
                        .as_deref()
                        .is_some_and(|r| r.to_lowercase().contains(lemma)),
                }
            };
            let two = two.filter(|&(a, c)| bears(a) && bears(c) && self.alone_since(i, [a, c]));
            if let Some((a, c)) = two {
                for k in [a, c] {
                    self.push_known(i, scan, span, k, lemma, true, TOLD);
                }
                return true;
            }
        }
        let found = (i.saturating_sub(NEAR)..i).rev().find_map(|s| {
            let named = |m: &super::read::Memory| {
                m.noun
                    .rsplit(' ')
                    .next()
                    .is_some_and(|n| n.starts_with(lemma))
            };
            (among(OF_ANY, lemma) || self.named_in(s).iter().any(named))
                .then(|| self.told_together(s, |_| true))
                .flatten()
        });
        // A third that the report names more often may be one of them.
        let third = |p: &[Party]| {
            let own = |id: &String| p.iter().any(|p| p.id.0 == *id);
            let least = p.iter().map(|p| self.relevance(p.id.as_str())).min();
            let mut others = self
                .counts
                .iter()
                .filter(|&(id, _)| !own(id) && self.is_state(id));
            others.any(|(_, n)| *n >= 2 && Some(*n) > least)
        };
        let Some((parties, link)) = found.filter(|f| !third(&f.0)) else {
            return false;
        };
        self.push_parties(i, scan, span, parties, lemma, true, TOLD, link);
        true
    }

    /// True where no other two persons were told of since two were.
    fn alone_since(&self, i: usize, two: [usize; 2]) -> bool {
        let last = |k: usize| {
            let mut all = self.memory.iter().rev().filter(|m| m.sentence < i);
            all.find(|m| m.person == Some(k)).map(|m| m.sentence)
        };
        let near = |s: usize| s + NEAR >= i;
        matches!((last(two[0]), last(two[1])), (Some(a), Some(c)) if a == c && near(a))
    }
}
