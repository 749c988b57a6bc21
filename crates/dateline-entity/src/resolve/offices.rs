//! Role phrases without a name: 'the Iranian foreign minister', 'the ministry',
//! 'US officials', 'its envoy', 'the delegation'.

use super::persons::is_individual;
use super::phrase::{after, before, role_text};
use super::read::{Reader, party};
use super::scan::Scan;
use super::words::{is_armed_noun, is_house, is_locative, is_side_noun};
use crate::fold::fold;
use crate::gazetteer::Form;
use crate::roles::RoleClass;
use dateline_record::{MentionKind, Party, Person, Span};
use dateline_syntax::Deprel;

/// Roles whose 'to' and 'for' name whom one is sent to.
pub(super) fn is_sent(role: &str) -> bool {
    [
        "ambassador",
        "envoy",
        "representative",
        "emissary",
        "consul",
        "adviser",
        "advisor",
        "negotiator",
        "coordinator",
        "commissioner",
        "delegate",
        "mediator",
    ]
    .iter()
    .any(|w| role.contains(w))
        && !role.contains("spokes")
}

/// Roles whose 'for' names whom one speaks for.
pub(super) fn is_spokes(role: &str) -> bool {
    role.contains("spokes") || role.contains("lawyer") || role.contains("negotiator")
}

/// Bodies that speak under their own name.
fn speaks(noun: &str) -> bool {
    [
        "ministry",
        "government",
        "presidency",
        "administration",
        "office",
        "agency",
        "department",
        "parliament",
        "army",
        "military",
        "police",
        "court",
        "command",
        "council",
        "commission",
        "embassy",
        "navy",
        "staff",
        "service",
        "committee",
        "media",
    ]
    .iter()
    .any(|w| noun.ends_with(w))
}

/// Who rules without being elected, and who leads a state.
const RULERS: [&str; 6] = ["emir", "king", "queen", "sultan", "emperor", "president"];
const LEADERS: [&str; 5] = [
    "president",
    "prime minister",
    "premier",
    "chancellor",
    "emir",
];

impl Reader<'_> {
    /// Resolves the role phrases of a sentence that stand by no name.
    pub(super) fn offices(&mut self, i: usize, scan: &Scan<'_>, used: &[bool]) {
        for (r, &taken) in used.iter().enumerate() {
            if taken {
                continue;
            }
            let role = scan.roles[r].clone();
            // The last of a run says it: 'defence ministry spokesman'.
            if scan
                .role(role.end)
                .is_some_and(|n| scan.roles[n].first == role.end && n != r)
                && scan.rel(role.end.saturating_sub(1)) == dateline_syntax::Deprel::Compound
            {
                continue;
            }
            let b = before(scan, role.first);
            let words = role_text(scan, b.role_start, role.end);
            let low = words.to_lowercase();
            let noun = fold(low.rsplit(' ').next().unwrap_or(""));
            let lemma = scan.lemma(role.end.saturating_sub(1)).to_lowercase();
            let individual = is_individual(scan, r) && !role.plural;
            let (parties, evidence, end) = self.owners(i, scan, r, &b);
            let span = scan.span(b.start.min(role.first), end);
            // 'his wife' is nobody's party.
            if b.pronoun
                .is_some_and(|p| matches!(scan.low(p).as_str(), "his" | "her"))
                && role.sector == "CVL"
            {
                continue;
            }
            if !parties.is_empty() {
                let parties: Vec<Party> = parties
                    .into_iter()
                    .map(|p| match self.opposition_of(p.id.as_str()) {
                        Some(opposition) if low == "opposition" => opposition,
                        _ => self.with_sector(p, role.sector),
                    })
                    .collect();
                self.of_party(i, scan, r, span, &b, &words, parties, individual, evidence);
                continue;
            }
            if b.vague && !low.contains(' ') || b.number.is_some() && is_side_noun(&lemma) {
                continue;
            }
            // 'government negotiators', 'a rebel commander'.
            let first = low.split(' ').next().unwrap_or("");
            if first != low
                && let Some((p, link)) = match first {
                    "government" | "army" | "state" => self.home(),
                    _ if is_armed_noun(first) => self.armed_group(),
                    _ => None,
                }
            {
                let p = self.with_sector(p, role.sector);
                self.push_parties(
                    i,
                    scan,
                    span,
                    vec![p],
                    &noun,
                    role.plural,
                    "en.entity.reference.home",
                    link,
                );
                continue;
            }
            if b.vague {
                continue;
            }
            let definite = b.definite() || role.span.of(self.text).starts_with(char::is_uppercase);
            // 'kidnapped by rebels', where the report knows of one armed group.
            let sole = is_armed_noun(&lemma)
                && role.plural
                && b.number.is_none()
                && b.start == role.first
                && scan
                    .s
                    .child(role.end - 1, &[Deprel::Amod, Deprel::Det, Deprel::Nummod])
                    .is_none()
                && self.is_sole_armed_group();
            if !definite && !sole {
                continue;
            }
            if individual {
                // 'the minister' after 'Minister X'.
                let others = self.others_here(i, scan, role.end.saturating_sub(1));
                if let Some(k) = self.people.called(&low, &others)
                    && b.det.is_some()
                {
                    self.people.list[k].last = i;
                    self.push_known(i, scan, span, k, &noun, false, "en.entity.office.holder");
                    continue;
                }
            }
            // 'The opposition', of the state that the report is about.
            if low == "opposition"
                && let Some((p, link)) = self.sole_opposition()
            {
                self.push_parties(
                    i,
                    scan,
                    span,
                    vec![p],
                    &noun,
                    true,
                    "en.entity.reference.opposition",
                    link,
                );
                continue;
            }
            if is_armed_noun(&lemma) || lemma == "movement" {
                if let Some((p, link)) = self.armed_group() {
                    self.push_parties(
                        i,
                        scan,
                        span,
                        vec![p],
                        &noun,
                        true,
                        "en.entity.reference.armed",
                        link,
                    );
                }
                continue;
            }
            // 'the ministry' after 'the Iranian foreign ministry'.
            if let Some(at) = self.same_noun(&low, &noun) {
                let m = self.memory[at].clone();
                let office = m.office.clone();
                self.push(
                    i,
                    scan,
                    span,
                    MentionKind::Party,
                    m.parties.clone(),
                    office,
                    None,
                    &low,
                    role.plural,
                    "en.entity.reference.same_noun",
                    vec![m.span],
                );
                continue;
            }
            if matches!(
                lemma.as_str(),
                "government"
                    | "cabinet"
                    | "administration"
                    | "authority"
                    | "army"
                    | "military"
                    | "parliament"
                    | "congress"
                    | "president"
                    | "troop"
                    | "soldier"
                    | "force"
                    | "ministry"
                    | "police"
            ) && matches!(role.class, RoleClass::Body | RoleClass::Title)
                && let Some((p, link)) = matches!(lemma.as_str(), "ministry" | "cabinet")
                    .then(|| self.last_subject(i))
                    .flatten()
                    .or_else(|| self.home())
            {
                let p = self.with_sector(p, role.sector);
                let office = speaks(&noun).then(|| self.office(&p, &words));
                self.push(
                    i,
                    scan,
                    span,
                    MentionKind::Party,
                    vec![p],
                    office,
                    None,
                    &low,
                    role.plural,
                    "en.entity.reference.home",
                    link,
                );
            }
        }
    }

    /// Those whom a sentence names and whom a bare title in it does not mean: who is
    /// named behind it only, and who does something with its bearer ('the minister will
    /// meet Peru's foreign minister, X').
    fn others_here(&self, i: usize, scan: &Scan<'_>, noun: u32) -> Vec<usize> {
        let first = std::iter::successors(Some(noun), |&t| {
            scan.s.head(t).filter(|_| scan.rel(t) == Deprel::Conj)
        })
        .take(4)
        .last();
        let meets = first.and_then(|t| super::two::meets(scan, t));
        let here = self.named_in(i);
        let mut others: Vec<usize> = Vec::new();
        for m in here {
            let Some(k) = m.person.filter(|k| !others.contains(k)) else {
                continue;
            };
            let all = || here.iter().filter(|m| m.person == Some(k));
            let behind = all().all(|m| m.token > noun);
            if behind || meets.is_some() && all().any(|m| m.meets == meets) {
                others.push(k);
            }
        }
        others
    }

    /// The opposition that a report means which names only one state that has
    /// one of its own in the table.
    fn sole_opposition(&self) -> Option<(Party, Vec<Span>)> {
        let states = self.counts.keys().filter(|id| self.is_state(id));
        let mut known = states.filter_map(|id| Some((id.clone(), self.opposition_of(id)?)));
        let (id, opposition) = known.next()?;
        let link = self.first_naming(std::slice::from_ref(&id));
        known.next().is_none().then_some((opposition, link))
    }

    /// The opposition of a state that the table knows as a party of its own.
    fn opposition_of(&self, state: &str) -> Option<Party> {
        let info = self.g.party_info(state)?;
        let adjective = info.adjectives.first()?;
        let found = self.g.party_by_name(&format!("{adjective} opposition"));
        let (id, _) = found.first()?;
        Some(party(&id.0, "OPP"))
    }

    /// Whose role it is, by what stands before and after it.
    fn owners(
        &mut self,
        i: usize,
        scan: &Scan<'_>,
        r: usize,
        b: &super::phrase::Before,
    ) -> (Vec<Party>, Vec<Span>, u32) {
        let role = &scan.roles[r];
        let low = role.span.of(self.text).to_lowercase();
        let mut parties: Vec<Party> = Vec::new();
        for &h in b.hits.iter().rev() {
            for p in self.owners_of(i, &scan.hits[h]) {
                if !parties.iter().any(|q| q.id == p.id) {
                    parties.push(p);
                }
            }
        }
        // 'Turkish PKK rebels' are the group's.
        if parties.len() > 1 && parties.iter().any(|p| self.is_armed(p.id.as_str())) {
            parties.retain(|p| self.is_armed(p.id.as_str()));
        }
        if !parties.is_empty() {
            return (parties, Vec::new(), role.end);
        }
        if let Some(pronoun) = b.pronoun
            && !low.contains("counterpart")
        {
            let (parties, link) = self.possessive(i, scan, pronoun);
            if !parties.is_empty() {
                return (parties, link, role.end);
            }
        }
        let Some(a) = after(scan, role.end) else {
            return (
                self.seated(scan, b.start.min(role.first), role.end),
                Vec::new(),
                role.end,
            );
        };
        let fits = match a.prep.as_str() {
            "of" | "from" | "at" => true,
            "in" => {
                !is_individual(scan, r)
                    || role.plural
                    || matches!(role.class, RoleClass::Listed)
                    || a.hits
                        .iter()
                        .all(|&h| scan.hits[h].party_form() == Some(Form::Seat))
            }
            "for" => is_spokes(&low),
            _ => false,
        };
        // 'talks with the government in Geneva'
        let abroad = a.prep == "in" && matches!(low.as_str(), "government" | "opposition") && {
            let form = |h: &usize| scan.hits[*h].party_form();
            let own = a.hits.first().map(|&h| self.parties_of(&scan.hits[h]).0);
            let own = own.and_then(|p| p.first().map(|p| p.id.0.clone()));
            a.hits.iter().all(|h| form(h).is_none())
                || a.hits.iter().all(|h| form(h) == Some(Form::Seat))
                    && match self.home() {
                        Some((home, _)) => {
                            own.as_ref() != Some(&home.id.0)
                                && own.is_some_and(|id| {
                                    self.relevance(&id) <= self.relevance(&home.id.0)
                                })
                        }
                        // 'The government met the opposition in Oslo'
                        None => {
                            low == "opposition"
                                && self.counts.keys().any(|id| {
                                    self.is_state(id) && own.as_ref().is_some_and(|own| own != id)
                                })
                        }
                    }
        };
        // 'A diplomat in Vienna', 'Western officials in Geneva' are of another state,
        // a commission meets where it meets, and an embassy stands abroad.
        let guest = a.prep == "in"
            && ([
                "diplomat",
                "diplomats",
                "committee",
                "commission",
                "panel",
                "delegation",
                "embassy",
                "embassies",
                "consulate",
                "consulates",
            ]
            .iter()
            .any(|w| low.ends_with(w))
                // ... but 'the foreign ministry in X' is that of X.
                || (b.start..role.end).any(|t| match scan.low(t).as_str() {
                    "western" => true,
                    "foreign" => !matches!(scan.low(t + 1).as_str(), "ministry" | "ministries"),
                    _ => false,
                }));
        // 'The tribunal in The Hague' is no state's.
        let world = a.prep == "in"
            && ["court", "tribunal", "judges", "prosecutor"]
                .iter()
                .any(|w| low.ends_with(w))
            && a.hits.iter().any(|&h| {
                let town = scan.hits[h].span.of(scan.text).to_lowercase();
                let town = town.strip_prefix("the ").unwrap_or(&town);
                matches!(
                    town,
                    "hague" | "strasbourg" | "luxembourg" | "hamburg" | "geneva"
                )
            });
        if !fits || abroad || guest || world {
            return (parties, Vec::new(), role.end);
        }
        for &h in &a.hits {
            // 'officials at Panmunjom' are not of there.
            let owners = match a.prep.as_str() {
                "at" | "from" => self.parties_of(&scan.hits[h]).0,
                "in" if scan.hits[h].party_form() == Some(Form::Seat) => {
                    self.parties_of(&scan.hits[h]).0
                }
                _ => self.owners_of(i, &scan.hits[h]),
            };
            for p in owners {
                if !parties.iter().any(|q| q.id == p.id) {
                    parties.push(p);
                }
            }
        }
        let end = if parties.is_empty() { role.end } else { a.end };
        (parties, Vec::new(), end)
    }

    /// A role phrase whose parties are known.
    #[allow(clippy::too_many_arguments)]
    fn of_party(
        &mut self,
        i: usize,
        scan: &Scan<'_>,
        r: usize,
        span: Span,
        b: &super::phrase::Before,
        words: &str,
        parties: Vec<Party>,
        individual: bool,
        evidence: Vec<Span>,
    ) {
        let role = &scan.roles[r];
        let low = words.to_lowercase();
        let noun = fold(&low);
        // 'Met at the palace in Oslo', 'in an Oslo hotel': where, not who.
        let house = role.end.checked_sub(1).filter(|&t| is_house(&scan.low(t)));
        if house.is_some_and(|t| scan.case_of(t).0.is_some_and(|c| is_locative(&c))) {
            return;
        }
        if individual && !b.indefinite() {
            if let [p] = &parties[..]
                && let Some(k) = self.people.with_role(Some(&p.id), &low)
            {
                self.people.list[k].last = i;
                self.push_known(i, scan, span, k, &noun, false, "en.entity.office.holder");
                return;
            }
            let office = match &parties[..] {
                [p] if role.class == RoleClass::Title => Some(self.office(p, words)),
                _ => None,
            };
            self.push(
                i,
                scan,
                span,
                MentionKind::Party,
                parties,
                office,
                None,
                &noun,
                false,
                "en.entity.office.party",
                evidence,
            );
            return;
        }
        let office = match &parties[..] {
            [p] if !role.plural && !b.indefinite() && speaks(&noun) => Some(self.office(p, words)),
            _ => None,
        };
        let plural = role.plural || parties.len() > 1;
        self.push(
            i,
            scan,
            span,
            MentionKind::Party,
            parties,
            office,
            None,
            &noun,
            plural,
            "en.entity.body.party",
            evidence,
        );
    }

    /// The person as an office in a mention: used where only the office is known.
    pub(super) fn office(&self, p: &Party, role: &str) -> Person {
        let info = self.g.party_info(p.id.as_str());
        // 'the Colombian government', 'the Thai army', but 'Colombia's foreign
        // ministry'
        let low = role.to_lowercase();
        let last = low.rsplit(' ').next().unwrap_or(&low);
        let force = matches!(
            low.as_str(),
            "army"
                | "navy"
                | "air force"
                | "military"
                | "police"
                | "border police"
                | "border service"
                | "border guards"
                | "coast guard"
                | "armed forces"
                | "general staff"
        );
        if (force || matches!(last, "government" | "presidency" | "administration"))
            && let Some(adjective) = info.and_then(|i| i.adjectives.first())
        {
            return Person {
                name: format!("{adjective} {}", lower_start(role)),
                is_office: true,
                role: None,
                party: Some(p.clone()),
            };
        }
        let name = info.map_or(p.id.0.as_str(), |i| i.name.as_str());
        // 'US foreign ministry': an acronym has no possessive.
        let s = if name.len() <= 3 {
            ""
        } else if name.ends_with('s') {
            "'"
        } else {
            "'s"
        };
        let words = if role.chars().any(char::is_lowercase) {
            lower_start(role)
        } else {
            role.to_owned()
        };
        Person {
            name: format!("{name}{s} {words}"),
            is_office: true,
            role: Some(words),
            party: Some(p.clone()),
        }
    }

    /// Offices whose holder the report names later: 'Colombia's president ...
    /// said. Santos added ...'.
    pub(super) fn late_offices(&mut self) {
        for n in 0..self.out.len() {
            let r = &self.out[n];
            if r.resolution.rule != "en.entity.office.party" {
                continue;
            }
            let Some(office) = r.person.as_ref().filter(|p| p.is_office) else {
                continue;
            };
            let (Some(party), Some(role)) = (&office.party, &office.role) else {
                continue;
            };
            let low = role.to_lowercase();
            let head = || {
                // 'Kuwait's ruler', of whom the report says that he is the emir.
                let last = low.rsplit(' ').next().unwrap_or("");
                let heads = match last {
                    "ruler" | "monarch" | "sovereign" => &RULERS[..],
                    "leader" | "strongman" => &LEADERS[..],
                    _ => return None,
                };
                let mut found = heads
                    .iter()
                    .filter_map(|r| self.people.with_role(Some(&party.id), r));
                let first = found.next()?;
                found.all(|k| k == first).then_some(first)
            };
            let own = self.people.with_role(Some(&party.id), &low);
            let Some(k) = own.or_else(head) else {
                continue;
            };
            let link = self
                .memory
                .iter()
                .find(|m| m.person == Some(k))
                .map(|m| m.span);
            let r = &mut self.out[n];
            r.kind = MentionKind::Person;
            r.person = Some(self.people.list[k].person());
            r.resolution.rule = "en.entity.office.holder".to_owned();
            r.resolution.evidence = link.into_iter().collect();
        }
    }

    /// Where a person was named last.
    pub(super) fn last_of(&self, k: usize) -> Vec<Span> {
        self.memory
            .iter()
            .rev()
            .find(|m| m.person == Some(k))
            .map(|m| m.span)
            .into_iter()
            .collect()
    }

    /// The latest body or people of the same noun whose party is known.
    fn same_noun(&self, low: &str, noun: &str) -> Option<usize> {
        let key = fold(low);
        // A longer phrase must agree throughout: 'the defence ministry' is
        // not the foreign one.
        let fits =
            |m: &str| -> bool { m == key || key == *noun && m.rsplit(' ').next() == Some(noun) };
        let s = (self.tally).last_of_noun(&key, (key == *noun).then_some(noun))?;
        let first = self.memory.partition_point(|m| m.sentence < s);
        (first..self.memory.len()).rev().find(|&n| {
            let m = &self.memory[n];
            !m.noun.is_empty() && m.parties.len() == 1 && m.person.is_none() && fits(&m.noun)
        })
    }
}

/// 'Foreign Ministry' becomes 'foreign ministry'; capitals throughout stay.
fn lower_start(words: &str) -> String {
    words
        .split(' ')
        .map(|w| {
            if w.chars().skip(1).any(char::is_uppercase) {
                w.to_owned()
            } else {
                w.to_lowercase()
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}
