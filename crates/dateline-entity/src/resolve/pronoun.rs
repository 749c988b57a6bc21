//! Pronouns: the subject of the clause first, then of the sentence before.

use super::acts::acts;
use super::people::Told;
use super::read::{Memory, Reader};
use super::scan::Scan;
use super::together::apart;
use dateline_record::{MentionKind, Party, Span};
use dateline_syntax::{Deprel, Upos};

impl Reader<'_> {
    /// Adds a mention of parties that is no person's.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn push_parties(
        &mut self,
        i: usize,
        scan: &Scan<'_>,
        span: Span,
        parties: Vec<Party>,
        noun: &str,
        plural: bool,
        rule: &str,
        evidence: Vec<Span>,
    ) {
        let kind = MentionKind::Party;
        self.push(
            i, scan, span, kind, parties, None, None, noun, plural, rule, evidence,
        );
    }

    /// The parties that a possessive pronoun stands for.
    pub(super) fn possessive(&self, i: usize, scan: &Scan<'_>, t: u32) -> (Vec<Party>, Vec<Span>) {
        match scan.low(t).as_str() {
            "his" | "her" => match self.he(i, scan, t, scan.low(t) == "her") {
                Some(k) => (
                    self.people.list[k].party.clone().into_iter().collect(),
                    self.last_of(k),
                ),
                // 'The minister said his country would go'
                None => self.bearer_of_office(i, scan, t),
            },
            "its" => self.it(i, scan, t),
            "their" => {
                let own = self.of_subject(i, scan, t);
                own.unwrap_or_else(|| self.they(i, scan, t))
            }
            _ => (Vec::new(), Vec::new()),
        }
    }

    /// The party of the office without a name that is the subject above a word.
    fn bearer_of_office(&self, i: usize, scan: &Scan<'_>, t: u32) -> (Vec<Party>, Vec<Span>) {
        let found = Self::controllers(scan, t).into_iter().find_map(|c| {
            let mut here = self.named_in(i).iter().rev();
            here.find(|m| m.token == c && !m.plural)
        });
        match found {
            Some(m) if m.office.is_some() && m.person.is_none() && m.parties.len() == 1 => {
                (m.parties.clone(), vec![m.span])
            }
            _ => (Vec::new(), Vec::new()),
        }
    }

    /// The words of the sentence that the subject of a pronoun's clause may be,
    /// nearest first: the subject of each verb above it, and for 'persuade X to
    /// give up its arms' the object.
    fn controllers(scan: &Scan<'_>, t: u32) -> Vec<u32> {
        let mut out = Vec::new();
        let mut below = t;
        for v in scan.s.ancestors(t).skip(1) {
            let subjects = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter];
            let infinitive = scan.rel(below) == Deprel::Xcomp;
            // 'calls on X to open its sites'.
            if matches!(
                scan.rel(below),
                Deprel::Xcomp | Deprel::Advcl | Deprel::Ccomp
            ) {
                out.extend(scan.s.children_by(v, &[Deprel::Obl]).filter(|&o| {
                    o < t
                        && scan
                            .s
                            .child(o, &[Deprel::Case])
                            .is_some_and(|c| matches!(scan.low(c).as_str(), "on" | "upon"))
                }));
            }
            if infinitive {
                out.extend(
                    scan.s
                        .children_by(v, &[Deprel::Obj, Deprel::Iobj])
                        .filter(|&o| o < t),
                );
            }
            if matches!(scan.rel(below), Deprel::Acl | Deprel::AclRelcl) {
                out.push(v);
            }
            if !scan
                .s
                .children_by(v, &subjects)
                .any(|x| x == below || x == t)
                || below != t
            {
                out.extend(
                    scan.s
                        .children_by(v, &subjects)
                        .filter(|&x| x != t && x < t),
                );
            }
            below = v;
        }
        out.dedup();
        out
    }

    /// The subjects of the verb whose object is 'him' or 'her'.
    fn actors(scan: &Scan<'_>, t: u32) -> Vec<u32> {
        let object = matches!(scan.rel(t), Deprel::Obj | Deprel::Iobj | Deprel::Obl)
            && matches!(scan.low(t).as_str(), "him" | "her");
        let mut at = scan.s.head(t).filter(|_| object);
        for _ in 0..3 {
            let Some(v) = at else { break };
            let subjects = [Deprel::Nsubj, Deprel::NsubjPass];
            if let Some(c) = scan.s.child(v, &subjects) {
                let mut all = vec![c];
                all.extend(scan.s.children_by(c, &[Deprel::Conj]));
                all.retain(|&c| c != t);
                return all;
            }
            at = scan
                .s
                .head(v)
                .filter(|_| matches!(scan.rel(v), Deprel::Conj | Deprel::Xcomp));
        }
        Vec::new()
    }

    /// The person that 'he' or 'she' stands for; who is named in what 'he' says
    /// only where there is nobody else.
    pub(super) fn he(&self, i: usize, scan: &Scan<'_>, token: u32, female: bool) -> Option<usize> {
        let told = super::spoken::told_before(scan, token);
        let other = (!told.is_empty())
            .then(|| self.he_but(i, scan, token, female, &told))
            .flatten();
        other.or_else(|| self.he_but(i, scan, token, female, &(token..token)))
    }

    fn he_but(
        &self,
        i: usize,
        scan: &Scan<'_>,
        token: u32,
        female: bool,
        told: &std::ops::Range<u32>,
    ) -> Option<usize> {
        // Whose name tells neither may be 'she' where nobody's name does.
        // Whom this sentence names for the first time, behind the pronoun.
        let later = |k: usize| {
            let here = self.named_in(i).iter().filter(|m| m.person == Some(k));
            let told = here.clone().count() == self.tally.times_named(k) as usize;
            told && here.clone().all(|m| m.token > token)
        };
        let mut people = self.people.list.iter().enumerate();
        let unnamed = female && people.all(|(k, p)| !p.female || later(k));
        // 'Museveni called him': another than who calls.
        let actors: Vec<usize> = Self::actors(scan, token)
            .into_iter()
            .filter_map(|c| {
                let mut here = self.named_in(i).iter().rev();
                here.find(|m| m.token == c && !m.plural)?.person
            })
            .collect();
        let fits = |k: usize| {
            let person = &self.people.list[k];
            !actors.contains(&k)
                && (person.female == female
                    || unnamed && !person.bears_male_name()
                    || female && self.people.list.len() == 1)
        };
        for c in Self::controllers(scan, token) {
            if let Some(k) = self
                .named_in(i)
                .iter()
                .rev()
                .filter(|m| m.token == c && !m.plural)
                .find_map(|m| m.person.filter(|&k| fits(k)))
            {
                return Some(k);
            }
            // 'Smith said he would come', where nobody knows Smith.
            let unknown = scan.rel(c) == Deprel::Nsubj
                && c > 0
                && matches!(scan.upos(c), Upos::Propn | Upos::Noun)
                && scan.word(c).starts_with(char::is_uppercase)
                && scan.role(c).is_none()
                && !self.named_in(i).iter().any(|m| m.token == c);
            if unknown {
                return None;
            }
        }
        for back in 0..3usize {
            let s = i.checked_sub(back)?;
            let here: Vec<_> = self
                .named_in(s)
                .iter()
                .filter(|m| (s < i || m.token < token) && !m.plural)
                .filter(|m| s < i || !told.contains(&m.token))
                .filter(|m| m.person.is_some_and(fits))
                .collect();
            let chosen = if s == i {
                here.iter().rev().find(|m| m.subject).or(here.last())
            } else {
                here.iter().find(|m| m.subject).or(here.last())
            };
            if let Some(m) = chosen {
                return m.person;
            }
            // Another subject came between, who is not plainly a man where she is asked for.
            let other = |k: usize| {
                let person = &self.people.list[k];
                let plain = if female {
                    person.bears_male_name()
                } else {
                    person.female
                };
                !actors.contains(&k) && !plain
            };
            if back > 0
                && self
                    .named_in(s)
                    .iter()
                    .any(|m| m.subject && m.person.is_some_and(other) && !m.plural)
            {
                return None;
            }
        }
        None
    }

    /// 'Condemned Uganda on Friday over its attack': who is blamed or praised,
    /// where 'its' stands in what it is for.
    fn blamed(scan: &Scan<'_>, token: u32) -> Option<usize> {
        const JUDGES: [&str; 14] = [
            "condemn",
            "criticise",
            "criticize",
            "praise",
            "thank",
            "rebuke",
            "punish",
            "commend",
            "censure",
            "denounce",
            "blame",
            "reprimand",
            "chide",
            "congratulate",
        ];
        let reason = scan.s.head(token).filter(|_| scan.low(token) == "its")?;
        let case = scan.s.child(reason, &[Deprel::Case])?;
        let verb = scan.s.head(reason)?;
        if !matches!(scan.low(case).as_str(), "for" | "over" | "on")
            || !JUDGES.contains(&scan.lemma(verb).to_lowercase().as_str())
        {
            return None;
        }
        let object = scan.s.child(verb, &[Deprel::Obj]).filter(|&o| o < token)?;
        scan.hit(object)
    }

    /// The one party that 'it' or 'its' stands for.
    fn it(&self, i: usize, scan: &Scan<'_>, token: u32) -> (Vec<Party>, Vec<Span>) {
        // 'punish Israel for its attack': of the one named right before.
        if token >= 2
            && scan.low(token) == "its"
            && matches!(scan.low(token - 1).as_str(), "for" | "over")
            && let Some(h) = scan.hit(token - 2)
            && scan.hits[h].end + 1 == token
            && let [one] = &self.parties_of(&scan.hits[h]).0[..]
        {
            return (vec![one.clone()], vec![scan.hits[h].span]);
        }
        if let Some(h) = Self::blamed(scan, token)
            && let [one] = &self.parties_of(&scan.hits[h]).0[..]
        {
            return (vec![one.clone()], vec![scan.hits[h].span]);
        }
        for c in Self::controllers(scan, token) {
            let found =
                self.named_in(i).iter().rev().find(|m| {
                    m.token == c && m.parties.len() == 1 && m.person.is_none() && !m.plural
                });
            if let Some(m) = found {
                return (m.parties.clone(), vec![m.span]);
            }
        }
        for back in 0..2usize {
            let Some(s) = i.checked_sub(back) else { break };
            let here = self.named_in(s).iter().filter(|m| {
                (s < i || m.token < token)
                    && m.parties.len() == 1
                    && m.person.is_none()
                    && m.subject
                    && !m.plural
            });
            let mut here = here;
            let found = if s == i {
                here.next_back()
            } else {
                here.next()
            };
            if let Some(m) = found {
                return (m.parties.clone(), vec![m.span]);
            }
        }
        (Vec::new(), Vec::new())
    }

    /// 'Chile and Colombia called home their ambassadors': whose they are, where
    /// the subject of the clause names several.
    fn of_subject(&self, i: usize, scan: &Scan<'_>, token: u32) -> Option<(Vec<Party>, Vec<Span>)> {
        let first = Self::controllers(scan, token).into_iter().next()?;
        let all = scan.s.children_by(first, &[Deprel::Conj]);
        let all: Vec<u32> = std::iter::once(first).chain(all).collect();
        let (mut parties, mut spans): (Vec<Party>, Vec<Span>) = Default::default();
        for m in self.named_in(i) {
            if all.contains(&m.token) {
                let new = m
                    .parties
                    .iter()
                    .filter(|p| parties.iter().all(|q| q.id != p.id));
                let new: Vec<Party> = new.cloned().collect();
                parties.extend(new);
                spans.push(m.span);
            }
        }
        (parties.len() >= 2 && all.len() >= 2).then_some((parties, spans))
    }

    /// The parties that 'they' or 'their' stands for.
    fn they(&self, i: usize, scan: &Scan<'_>, token: u32) -> (Vec<Party>, Vec<Span>) {
        // 'China was glad. They will meet again': what takes two.
        let two_before = || {
            super::jointly::jointly(scan, token)
                .then(|| self.told_before(i, |_| true))
                .flatten()
        };
        for back in 0..2usize {
            let Some(s) = i.checked_sub(back) else { break };
            let here: Vec<_> = self
                .named_in(s)
                .iter()
                .filter(|m| s < i || m.token < token)
                .collect();
            // Subjects of one clause, joined: 'Moon and Kim'.
            let mut joined: Vec<Party> = Vec::new();
            let mut spans = Vec::new();
            for m in here.iter().filter(|m| m.subject) {
                for p in &m.parties {
                    if !joined.iter().any(|q| q.id == p.id) {
                        joined.push(p.clone());
                        spans.push(m.span);
                    }
                }
            }
            // 'A, B and C severed relations. They ...'
            let list = spans
                .windows(2)
                .all(|w| w[0].end < w[1].start && w[1].start - w[0].end <= 9);
            // 'An official in Cairo said that the French were worried. They will meet'
            let two = joined.len() == 2 && !(s < i && apart(self.text, spans[0], spans[1]));
            if two || joined.len() > 2 && list {
                return (joined, spans);
            }
            if let Some(m) = here
                .iter()
                .rev()
                .find(|m| m.plural && !m.parties.is_empty() && m.subject)
            {
                let onlooker = s < i && m.parties.len() == 1 && self.looks_on(m);
                let instead = onlooker.then(two_before).flatten();
                return instead.unwrap_or_else(|| (m.parties.clone(), vec![m.span]));
            }
            if let Some((one, other)) = self.two_sides_met(i, token)
                && one.sentence == s
            {
                let parties = [&one.parties[..], &other.parties].concat();
                return (parties, vec![one.span, other.span]);
            }
            if let Some(m) = here
                .iter()
                .rev()
                .find(|m| m.plural && !m.parties.is_empty())
            {
                let one = s < i && m.parties.len() == 1;
                let instead = one.then(two_before).flatten();
                return instead.unwrap_or_else(|| (m.parties.clone(), vec![m.span]));
            }
        }
        two_before().unwrap_or_default()
    }

    /// True for who has a view and no part: 'analysts in London', 'the European Union'.
    fn looks_on(&self, m: &Memory) -> bool {
        const ONLOOKERS: [&str; 8] = [
            "analyst",
            "observer",
            "diplomat",
            "expert",
            "trader",
            "farmer",
            "journalist",
            "protester",
        ];
        let noun = m.noun.trim_end_matches('s');
        let body = |p: &Party| {
            self.g
                .party_info(p.id.as_str())
                .is_some_and(|x| x.is_group())
        };
        ONLOOKERS.iter().any(|w| noun.ends_with(w)) || m.name && m.parties.iter().any(body)
    }

    /// Personal pronouns as mentions.
    pub(super) fn pronouns(&mut self, i: usize, scan: &Scan<'_>) {
        for t in 0..scan.len() {
            if scan.upos(t) != Upos::Pron {
                continue;
            }
            let span = scan.s.tokens[t as usize].span;
            let low = scan.low(t);
            match low.as_str() {
                "he" | "him" | "his" | "she" | "her" | "himself" | "herself" => {
                    let female = matches!(low.as_str(), "she" | "her" | "herself");
                    if let Some(k) = self.he(i, scan, t, female) {
                        let rule = "en.entity.pronoun.person";
                        self.push_known(i, scan, span, k, "", false, rule);
                        self.people.list[k].note(&Told::default(), i);
                        continue;
                    }
                    // 'The minister flew home from Oslo, where he had met X'
                    let (parties, link) = self.bearer_of_office(i, scan, t);
                    if !parties.is_empty() {
                        self.push_parties(
                            i,
                            scan,
                            span,
                            parties,
                            "he",
                            false,
                            "en.entity.pronoun.office",
                            link,
                        );
                    }
                }
                "they" | "them" | "their" => {
                    let own = (low == "their")
                        .then(|| self.of_subject(i, scan, t))
                        .flatten();
                    let (parties, link) = own.unwrap_or_else(|| self.they(i, scan, t));
                    let named = if low == "their" {
                        Vec::new()
                    } else if let Some(persons) = self.who_are(&link) {
                        persons
                    } else {
                        let beside = self.named_beside(&parties, &link);
                        if beside.is_empty() {
                            self.two_of(i, t, &parties)
                        } else {
                            beside
                        }
                    };
                    // 'X was ready. Y was silent. They last met in Lima': no other party is
                    // named with them.
                    let named = if named.is_empty()
                        && parties.is_empty()
                        && low == "they"
                        && super::two::together(scan, t)
                    {
                        self.two_in_turn(i, t)
                    } else {
                        named
                    };
                    for &k in &named {
                        self.push_known(
                            i,
                            scan,
                            span,
                            k,
                            "leader",
                            true,
                            "en.entity.pronoun.persons",
                        );
                    }
                    if named.is_empty() && !parties.is_empty() {
                        self.push_parties(
                            i,
                            scan,
                            span,
                            parties,
                            "they",
                            true,
                            "en.entity.pronoun.they",
                            link,
                        );
                    }
                }
                "it" | "its" => {
                    if low == "it" && !acts(scan, t) && !self.speaks_of_itself(i, scan, t) {
                        continue;
                    }
                    let (parties, link) = self.it(i, scan, t);
                    if !parties.is_empty() {
                        self.push_parties(
                            i,
                            scan,
                            span,
                            parties,
                            "it",
                            false,
                            "en.entity.pronoun.it",
                            link,
                        );
                    }
                }
                _ => {}
            }
        }
    }

    /// 'Oslo said it had carried out the strikes': who says what 'it' did is named
    /// as the subject of the saying.
    fn speaks_of_itself(&self, i: usize, scan: &Scan<'_>, t: u32) -> bool {
        super::spoken::speaker_of(scan, t).is_some_and(|c| {
            self.named_in(i)
                .iter()
                .any(|m| m.token == c && m.parties.len() == 1 && m.person.is_none() && !m.plural)
        })
    }
}
