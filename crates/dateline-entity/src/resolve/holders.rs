//! Who holds an office that a sentence names without a name, where the next one
//! names somebody and says nothing else of him: 'The presidents of Chad and Mali
//! met on Monday. X and Y agreed to ...', 'met his Somali counterpart. Z said the
//! border would reopen.'
//!
//! Reports introduce nobody by a bare name, unless the office was told before.

use super::people::Told;
use super::ranks::rank_of;
use super::read::Reader;
use super::scan::Scan;
use dateline_record::{MentionKind, Party, Span};
use dateline_syntax::{Deprel, Upos};

/// How many sentences after an office its holder may be named.
const REACH: usize = 2;

/// An office that stands without the name of its holder.
#[derive(Clone, Debug)]
pub(super) struct Vacant {
    sentence: usize,
    party: Party,
    role: Option<String>,
    span: Span,
    /// The word of 'his counterpart', which is no mention yet.
    peer: Option<Span>,
}

/// Somebody whom a sentence names first and of whom it says nothing else.
struct Bare {
    name: Span,
    known: usize,
    subject: bool,
}

impl Reader<'_> {
    /// Gives the persons whom a sentence names for the first time the offices that
    /// the sentences before it left without a name.
    pub(super) fn holders(&mut self, i: usize, scan: &Scan<'_>) {
        let here = |v: &Vacant| v.sentence + REACH >= i;
        self.vacant.retain(here);
        if self.vacant.is_empty() {
            return;
        }
        let mut bare = self.bare(i, scan);
        // The sentence after is the one that names them, or says nothing of anybody.
        let Some(last) = self.vacant.iter().map(|v| v.sentence).max() else {
            return;
        };
        let mut open: Vec<Vacant> = self.vacant.clone();
        open.retain(|v| v.sentence == last && v.sentence < i && !self.is_filled(v));
        // 'They opened a hospital named after X'
        if open.is_empty() || !bare.iter().any(|b| b.subject) {
            return;
        }
        let mut pairs: Vec<(Vacant, usize)> = Vec::new();
        // Whose party the table knows.
        bare.retain(|b| {
            let known = &self.people.list[b.known];
            let Some(own) = &known.party else {
                return true;
            };
            let mut fit = (0..open.len()).filter(|&v| open[v].party.id == own.id);
            let found = fit.next().filter(|_| fit.next().is_none());
            let fits = |v: &usize| match (&known.role, &open[*v].role) {
                (Some(a), Some(b)) => is_same(a, b),
                _ => true,
            };
            if let Some(v) = found.filter(fits) {
                pairs.push((open.remove(v), b.known));
            }
            false
        });
        // 'General X' is no president.
        let titled = |b: &Bare| {
            let own = self.people.list[b.known].role.as_deref().map(rank_of);
            let same = |v: &Vacant| v.role.as_deref().map(rank_of) == own;
            own.is_none() || open.iter().all(same)
        };
        bare.retain(titled);
        // The others take what is left, in the order of the offices.
        if bare.len() == open.len() {
            let last = bare.iter().map(|b| b.known);
            pairs.extend(open.into_iter().zip(last));
        }
        for (v, k) in pairs {
            let name = self.named_here(i, k);
            let Some(name) = name else { continue };
            let told = Told {
                role: v.role.clone(),
                party: Some(v.party.clone()),
                evidence: Some(v.span),
                rule: "en.entity.person.took_office",
                ..Told::default()
            };
            self.tell(name, &told);
            // Nobody named before is named here for the first time.
            let first = self.memory.partition_point(|m| m.sentence < i);
            let here = self.memory[first..].iter_mut();
            for m in here.filter(|m| m.person == Some(k)) {
                if m.parties.is_empty() {
                    m.parties = vec![v.party.clone()];
                    self.tally.note(m);
                }
            }
            if let Some(head) = v.peer {
                let person = self.people.list[k].person();
                self.out.push(dateline_record::Resolved {
                    span: v.span,
                    head,
                    kind: MentionKind::Person,
                    parties: vec![v.party.clone()],
                    person: Some(person),
                    place: None,
                    resolution: dateline_record::Resolution {
                        rule: "en.entity.office.holder".to_owned(),
                        evidence: vec![name],
                    },
                });
            }
            self.vacant
                .retain(|o| o.span != v.span || o.party.id != v.party.id);
        }
    }

    /// True where the report has named a holder already.
    fn is_filled(&self, v: &Vacant) -> bool {
        let role = v.role.as_deref().unwrap_or("");
        !role.is_empty() && self.people.with_role(Some(&v.party.id), role).is_some()
    }

    /// Where a sentence names a person.
    fn named_here(&self, i: usize, k: usize) -> Option<Span> {
        let mut of = self.named_in(i).iter();
        of.find(|m| m.person == Some(k)).map(|m| m.span)
    }

    /// Those whom a sentence is the first to name, by a bare name.
    fn bare(&self, i: usize, scan: &Scan<'_>) -> Vec<Bare> {
        let here = self.named_in(i);
        let mut found: Vec<Bare> = Vec::new();
        for m in here {
            let Some(k) = m.person else { continue };
            let known = &self.people.list[k];
            let told = known.told || known.evidence.is_some();
            if known.count != 1 || told || found.iter().any(|b| b.known == k) {
                continue;
            }
            let Some(last) = scan.s.token_at(m.span.end.saturating_sub(1)) else {
                continue;
            };
            if is_described(scan, last + 1) {
                continue;
            }
            // 'Afterwards the two men, X and Y, appeared'
            let apposed = std::iter::successors(Some(m.token), |&t| {
                matches!(scan.rel(t), Deprel::Conj | Deprel::Appos)
                    .then(|| scan.s.head(t))
                    .flatten()
            })
            .take(4)
            .last();
            found.push(Bare {
                name: m.span,
                known: k,
                subject: m.subject || apposed.is_some_and(|t| scan.rel(t) == Deprel::Nsubj),
            });
        }
        found.sort_by_key(|b| b.name.start);
        found
    }

    /// Keeps the offices of a sentence that stand without a name.
    pub(super) fn keep_offices(&mut self, i: usize, scan: &Scan<'_>) {
        let sentence = scan.s.span;
        let mut vacant: Vec<Vacant> = Vec::new();
        let own = self
            .out_since(i)
            .iter()
            .filter(|r| sentence.contains(r.span));
        for r in own {
            match r.resolution.rule.as_str() {
                "en.entity.office.party" => {
                    let office = r.person.as_ref().filter(|p| p.is_office);
                    let role = office.and_then(|p| p.role.clone());
                    if let (Some(role), [party]) = (role, &r.parties[..])
                        && is_title(&role)
                    {
                        vacant.push(Vacant {
                            sentence: i,
                            party: party.clone(),
                            role: Some(role),
                            span: r.span,
                            peer: None,
                        });
                    }
                }
                "en.entity.body.party" if r.parties.len() >= 2 => {
                    let mut roles = scan.roles.iter().filter(|o| r.span.contains(o.span));
                    let Some(role) = roles.next().filter(|o| o.plural) else {
                        continue;
                    };
                    let noun = scan.lemma(role.end.saturating_sub(1)).to_lowercase();
                    let words = role.span.of(self.text).to_lowercase();
                    let one = words
                        .rsplit_once(' ')
                        .map_or(noun.clone(), |(before, _)| format!("{before} {noun}"));
                    if !is_title(&one) {
                        continue;
                    }
                    vacant.extend(r.parties.iter().map(|p| Vacant {
                        sentence: i,
                        party: p.clone(),
                        role: Some(one.clone()),
                        span: r.span,
                        peer: None,
                    }));
                }
                _ => {}
            }
        }
        vacant.extend(self.peers(i, scan));
        vacant.sort_by_key(|v| v.span.start);
        self.vacant.extend(vacant);
    }

    /// 'Her Danish counterpart', with no name behind it.
    fn peers(&self, i: usize, scan: &Scan<'_>) -> Vec<Vacant> {
        let mut found = Vec::new();
        for t in 2..scan.len() {
            let peer = match scan.lemma(t) {
                "counterpart" | "colleague" => t,
                "number" if scan.low(t - 1) == "opposite" => t - 1,
                _ => continue,
            };
            // One of them, by the state and by whose.
            if scan.low(t).ends_with('s') || peer < 2 {
                continue;
            }
            let Some(h) = scan.hit(peer - 1).filter(|&h| scan.hits[h].end == peer) else {
                continue;
            };
            let hit = &scan.hits[h];
            let whose = hit.first.checked_sub(1).map(|w| scan.low(w));
            if hit.person || !whose.is_some_and(|w| matches!(w.as_str(), "his" | "her" | "their")) {
                continue;
            }
            let named = |w: u32| scan.hit(w).is_some_and(|h| scan.hits[h].person);
            if named(t + 1) || scan.word(t + 1) == "," && named(t + 2) {
                continue;
            }
            let [party] = &self.parties_of(hit).0[..] else {
                continue;
            };
            // Of the same office as the one before it.
            let before = self.named_in(i).iter().rev();
            let mut before = before.filter(|m| m.token < peer);
            let role = before.find_map(|m| match (&m.office, m.person) {
                (Some(office), _) => office.role.clone(),
                (_, Some(k)) => self.people.list[k].role.clone(),
                _ => None,
            });
            let span = scan.span(hit.first - 1, t + 1);
            let head = scan.s.tokens[t as usize].span;
            found.push(Vacant {
                sentence: i,
                party: self.with_sector(party.clone(), "GOV"),
                role: role.map(|r| r.to_lowercase()),
                span,
                peer: Some(head),
            });
        }
        found
    }
}

/// An office that one person holds.
fn is_title(role: &str) -> bool {
    let last = role.rsplit(' ').next().unwrap_or("");
    rank_of(role) > 0
        || matches!(
            last,
            "minister" | "envoy" | "ambassador" | "chief" | "negotiator" | "commander" | "premier"
        )
}

/// One office in other words: 'president' and 'leader', not 'foreign minister' and
/// 'prime minister'.
fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let leads = |r: &str| {
        let mut words = r.rsplit(' ');
        words
            .next()
            .is_some_and(|w| matches!(w, "leader" | "ruler" | "monarch" | "head"))
    };
    let kind = |r: &str| r.split([' ', '-']).find(|w| w.len() > 4).map(str::to_owned);
    rank_of(&a) == rank_of(&b) && (leads(&a) || leads(&b) || kind(&a) == kind(&b))
}

/// 'X of the institute', 'X, a lawyer': who he is stands behind the name.
fn is_described(scan: &Scan<'_>, next: u32) -> bool {
    if matches!(scan.low(next).as_str(), "of" | "from" | "at" | "(") {
        return true;
    }
    if scan.word(next) != "," {
        return false;
    }
    // 'X, the host, said'
    let host = (next + 1..next + 4).any(|t| scan.low(t) == "host");
    let says = matches!(scan.rel(next + 1), Deprel::Nsubj) || scan.hit(next + 1).is_some();
    let noun = matches!(
        scan.upos(next + 1),
        Upos::Det | Upos::Noun | Upos::Adj | Upos::Num
    );
    noun && !host && !says
}
