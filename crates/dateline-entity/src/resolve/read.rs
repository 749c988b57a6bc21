//! Reads the sentences of a report in order, links their names, and keeps in
//! mind what was named so that later phrases can refer to it.

use super::groups::Group;
use super::people::{People, Told, clean_name, name_words};
use super::place::{self, Around};
use super::place_use::PlaceUse;
use super::scan::{Hit, Scan};
use super::tally::Tally;
use super::whereabouts::is_sort_of_town;
use crate::gazetteer::format::EntryKind;
use crate::gazetteer::{Form, Gazetteer, PartyKind};
use dateline_record::{
    MentionKind, Party, PartyId, Person, Place, Report, Resolution, Resolved, Sector, Span, Timex,
};
use dateline_syntax::{Deprel, NameType, Sentence, Upos};
use std::collections::BTreeMap;

/// One earlier mention, as later phrases may refer to it.
#[derive(Clone, Debug)]
pub(super) struct Memory {
    pub sentence: usize,
    /// Head token in its sentence.
    pub token: u32,
    pub span: Span,
    pub parties: Vec<Party>,
    /// Position among the persons of the report.
    pub person: Option<usize>,
    /// The office or body it names.
    pub office: Option<Person>,
    /// Its noun in small letters; empty for a bare name.
    pub noun: String,
    pub subject: bool,
    /// The verb of a meeting that it is one of two sides of.
    pub meets: Option<u32>,
    pub plural: bool,
    /// A party's own name, adjective or seat, not one within another name.
    pub name: bool,
}

/// The state of reading one report.
pub(super) struct Reader<'a> {
    pub g: &'a Gazetteer,
    pub text: &'a str,
    pub day: i32,
    /// How often each party is named in the report.
    pub counts: BTreeMap<String, u32>,
    /// The same, of names that no other party bears.
    pub plain: BTreeMap<String, u32>,
    /// Groups that only the report names.
    pub groups: Vec<Group>,
    pub people: People,
    pub memory: Vec<Memory>,
    pub out: Vec<Resolved>,
    /// The place in the line in front of the report.
    pub home: Option<(Place, Span)>,
    /// First byte of each sentence.
    pub starts: Vec<u32>,
    /// Offices that the last sentences left without a name.
    pub vacant: Vec<super::holders::Vacant>,
    /// What was told of parties beside their names.
    pub descriptions: Vec<super::described::Described>,
    /// Who is quoted.
    pub voice: super::we::Voice,
    /// Which person a mention of `out` is, by its position there.
    named: Vec<(usize, usize)>,
    /// How many mentions `out` had when each sentence was begun.
    pub(super) from: Vec<usize>,
    pub(super) tally: Tally,
    /// How often the report names a chamber, counted when first asked for.
    chambers: std::cell::OnceCell<usize>,
}

/// Parties that a name stands for, with the sector of who is named.
pub(super) type Named = (Vec<Party>, &'static str);

pub(super) fn party(id: &str, sector: &str) -> Party {
    Party {
        id: PartyId(id.to_owned()),
        sector: (!sector.is_empty()).then(|| Sector(sector.to_owned())),
    }
}

impl<'a> Reader<'a> {
    /// All mentions of a report, in order of the text.
    pub fn read(
        g: &'a Gazetteer,
        report: &'a Report,
        sentences: &'a [Sentence],
        timexes: &'a [Timex],
    ) -> Vec<Resolved> {
        let text = report.text.as_str();
        let mut scans = Vec::with_capacity(sentences.len());
        let mut from = 0;
        for s in sentences {
            while timexes
                .get(from)
                .is_some_and(|t| t.span.end <= s.span.start)
            {
                from += 1;
            }
            let times: Vec<&Timex> = timexes[from..]
                .iter()
                .take_while(|t| t.span.start < s.span.end)
                .collect();
            scans.push(Scan::new(g, text, s, &times));
        }
        let groups = super::groups::coin(g, &mut scans);
        let mut reader = Self {
            groups,
            home: None,
            g,
            text,
            day: crate::gazetteer::day_number(report.dct.date),
            counts: BTreeMap::new(),
            plain: BTreeMap::new(),
            people: People::default(),
            memory: Vec::new(),
            out: Vec::new(),
            starts: sentences.iter().map(|s| s.span.start).collect(),
            vacant: Vec::new(),
            voice: super::we::Voice::default(),
            descriptions: Vec::new(),
            named: Vec::new(),
            from: Vec::with_capacity(sentences.len()),
            tally: Tally::default(),
            chambers: std::cell::OnceCell::new(),
        };
        reader.count(&scans);
        for (i, scan) in scans.iter_mut().enumerate() {
            reader.refer_by_name(scan);
            reader.known_names(scan);
            scan.index();
            reader.sentence(i, scan);
        }
        reader.late_offices();
        reader.late_parties();
        reader
            .out
            .sort_by_key(|r| (r.span.start, std::cmp::Reverse(r.span.end), r.kind as u8));
        reader.out.dedup_by(|b, a| {
            a.span == b.span
                && a.kind == b.kind
                && a.parties == b.parties
                && a.person == b.person
                && a.place == b.place
        });
        reader.out
    }

    /// Gives earlier mentions of a person the party and role that a later
    /// sentence tells: 'X said so. ... X, the Iranian envoy, ...'.
    fn late_parties(&mut self) {
        for &(n, k) in &self.named {
            let known = &self.people.list[k];
            let r = &mut self.out[n];
            let unknown = r.parties.is_empty()
                && r.person
                    .as_ref()
                    .is_some_and(|p| p.party.is_none() && !p.is_office);
            if unknown && let Some(party) = &known.party {
                r.parties = vec![party.clone()];
                r.person = Some(known.person());
                if let Some(e) = known.evidence.filter(|e| !r.span.contains(*e)) {
                    r.resolution.evidence.push(e);
                }
            }
        }
    }

    /// Lets what is told of a person be known, by the bytes of the name.
    pub(super) fn tell(&mut self, name: Span, told: &Told) {
        let told_at = self.out_from(self.sentence_of(name));
        let at = self.named.partition_point(|&(n, _)| n < told_at);
        let found = self.named[at..].iter().copied().find(|&(n, _)| {
            self.out[n].kind == MentionKind::Person && self.out[n].span.contains(name)
        });
        if let Some((n, k)) = found {
            self.people.list[k].learn(told);
            let person = self.people.list[k].person();
            self.out[n].person = Some(person);
        }
    }

    /// Puts what the sentence named in order of its words.
    fn sort_memory(&mut self, i: usize) {
        let first = self.memory.partition_point(|m| m.sentence < i);
        self.memory[first..].sort_by_key(|m| m.token);
    }

    fn sentence(&mut self, i: usize, scan: &Scan<'_>) {
        self.from.push(self.out.len());
        if scan.is_dateline() {
            self.dateline(scan);
            return;
        }
        let mut used = vec![false; scan.roles.len()];
        let mut nested = vec![false; scan.hits.len()];
        if let Some(k) = self.town_before_colon(scan) {
            nested[k] = true;
        }
        self.names(i, scan, &mut nested);
        self.persons(i, scan, &mut used);
        self.sort_memory(i);
        self.holders(i, scan);
        self.offices(i, scan, &used);
        self.sort_memory(i);
        self.distribute(i, scan);
        self.keep_offices(i, scan);
        self.described(i, scan);
        self.sides(i, scan);
        self.pronouns(i, scan);
        self.epithets(i, scan);
        self.we(i, scan);
        self.referred_places(i, scan);
        self.towns_of_houses(i, scan);
        self.houses_at_home(i, scan);
        self.sort_memory(i);
    }

    pub fn relevance(&self, id: &str) -> u32 {
        self.counts.get(id).copied().unwrap_or(0)
    }

    pub fn is_state(&self, id: &str) -> bool {
        self.g
            .party_info(id)
            .is_some_and(|i| i.kind == PartyKind::State)
    }

    /// True for an organisation of states.
    pub fn is_body(&self, id: &str) -> bool {
        self.g
            .party_info(id)
            .is_some_and(|i| i.kind == PartyKind::Organisation && i.sector == "IGO")
    }

    /// The parties that a name stands for; empty where it is no party's.
    pub fn parties_of(&self, h: &Hit) -> Named {
        if let Some(r) = &h.refers {
            let named = r.parties.iter().map(|p| party(p, r.sector));
            return (named.collect(), r.sector);
        }
        if h.person {
            return (Vec::new(), "");
        }
        // Of several states of one name the one that the report names otherwise.
        let mut best: Option<(u32, u8, usize, String, Form)> = None;
        for (n, &e) in h.entries.iter().enumerate() {
            if e.posting.kind != EntryKind::Party || e.posting.form == Form::Other {
                continue;
            }
            let Some(ix) = self.g.entry_party(e) else {
                continue;
            };
            let id = self.g.info(ix).id.clone();
            let rank = (self.plain.get(&id).copied().unwrap_or(0).min(3), e.layer);
            if best.as_ref().is_none_or(|b| (rank.1, rank.0) > (b.1, b.0)) {
                best = Some((rank.0, rank.1, n, id, e.posting.form));
            }
        }
        if let Some((_, _, _, id, form)) = best {
            let sector = match form {
                Form::Seat => "GOV",
                _ => "",
            };
            let own = self
                .g
                .party_info(&id)
                .map_or("", |i| crate::sector::static_name(&i.sector));
            let sector = if own.is_empty() { sector } else { own };
            return (vec![party(&id, sector)], sector);
        }
        for &e in h
            .entries
            .iter()
            .filter(|e| e.posting.kind == EntryKind::Actor)
        {
            let actor = self.g.entry_actor(e);
            let holds =
                actor.from.is_none_or(|f| f <= self.day) && actor.to.is_none_or(|t| self.day <= t);
            if let Some(id) = actor.party
                && (holds || actor.from.is_none() && actor.to.is_none())
            {
                return (vec![party(id, actor.sector)], actor.sector);
            }
        }
        (Vec::new(), "")
    }

    /// As [`Self::parties_of`], with the state a place lies in and the party
    /// of a named person.
    pub fn owners_of(&self, i: usize, h: &Hit) -> Vec<Party> {
        let (parties, _) = self.parties_of(h);
        if !parties.is_empty() {
            return parties;
        }
        if h.person {
            let name = clean_name(h.span.of(self.text));
            let words = name_words(&name);
            return self
                .people
                .short(&words, &Told::default(), i)
                .and_then(|k| self.people.list[k].party.clone())
                .into_iter()
                .collect();
        }
        place::choose(
            self.g,
            &h.entries,
            Around {
                within: None,
                locative: true,
                is_loc: h.ner == Some(NameType::Loc),
            },
            &|id| self.relevance(id),
        )
        .and_then(|p| p.country.map(|c| party(c, "")))
        .into_iter()
        .collect()
    }

    /// Adds a mention and keeps it in mind.
    #[allow(clippy::too_many_arguments)]
    pub fn push(
        &mut self,
        i: usize,
        scan: &Scan<'_>,
        span: Span,
        kind: MentionKind,
        parties: Vec<Party>,
        person: Option<Person>,
        known: Option<usize>,
        noun: &str,
        plural: bool,
        rule: &str,
        evidence: Vec<Span>,
    ) {
        let token = scan.s.head_of(span).unwrap_or(0);
        let head = scan.s.tokens.get(token as usize).map_or(span, |t| t.span);
        // A member of a list may hang on the one before it.
        let mut first = token;
        for _ in 0..3 {
            match scan.s.head(first) {
                Some(h) if scan.rel(first) == Deprel::Conj => first = h,
                _ => break,
            }
        }
        let subject = matches!(scan.rel(first), Deprel::Nsubj | Deprel::NsubjPass)
            || first == token && matches!(scan.rel(token), Deprel::NsubjOuter | Deprel::Root);
        let name = noun.is_empty() && known.is_none();
        let memory = Memory {
            sentence: i,
            token,
            span,
            parties: if known.is_some() && parties.is_empty() {
                person.iter().filter_map(|p| p.party.clone()).collect()
            } else {
                parties.clone()
            },
            person: known,
            office: person.clone().filter(|p| p.is_office),
            noun: noun.to_owned(),
            subject,
            meets: super::two::meets(scan, first),
            plural,
            name,
        };
        self.tally.note(&memory);
        if let Some(k) = known {
            self.tally.note_person(k);
        }
        self.memory.push(memory);
        let party = person.as_ref().and_then(|p| p.party.clone());
        if let Some(k) = known {
            self.named.push((self.out.len(), k));
        }
        self.out.push(Resolved {
            span,
            head,
            kind,
            parties: if parties.is_empty() {
                party.into_iter().collect()
            } else {
                parties
            },
            person,
            place: None,
            resolution: Resolution {
                rule: rule.to_owned(),
                evidence: evidence
                    .into_iter()
                    .filter(|e| !span.contains(*e))
                    .collect(),
            },
        });
    }

    /// Adds a phrase that stands for a person told of before.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn push_known(
        &mut self,
        i: usize,
        scan: &Scan<'_>,
        span: Span,
        k: usize,
        noun: &str,
        plural: bool,
        rule: &str,
    ) {
        let person = Some(self.people.list[k].person());
        let link = self.last_of(k);
        let kind = MentionKind::Person;
        self.push(
            i,
            scan,
            span,
            kind,
            Vec::new(),
            person,
            Some(k),
            noun,
            plural,
            rule,
            link,
        );
    }

    pub(super) fn push_place(
        &mut self,
        scan: &Scan<'_>,
        h: &Hit,
        place: Place,
        rule: &str,
        evidence: Vec<Span>,
    ) {
        // 'Hyderabad House' is a house of that name, wherever the town is.
        let venue = |t: u32| {
            scan.word(t).starts_with(char::is_uppercase)
                && super::words::is_venue_noun(&scan.low(t))
                && scan.hit(t).is_none()
        };
        let (span, place) = if venue(h.end) && h.party_form() != Some(Form::Adjective) {
            let span = scan.span(h.first, h.end + 1);
            let name = span.of(self.text).to_owned();
            let gazetteer = None;
            (
                span,
                Place {
                    name,
                    gazetteer,
                    ..place
                },
            )
        } else {
            (h.span, place)
        };
        let token = scan.s.head_of(span).unwrap_or(h.first);
        let head = scan.s.tokens.get(token as usize).map_or(span, |t| t.span);
        self.out.push(Resolved {
            span,
            head,
            kind: MentionKind::Place,
            parties: Vec::new(),
            person: None,
            place: Some(place),
            resolution: Resolution {
                rule: rule.to_owned(),
                evidence,
            },
        });
    }

    /// Parties, bodies and places by their names.
    fn names(&mut self, i: usize, scan: &Scan<'_>, nested: &mut [bool]) {
        for k in 0..scan.hits.len() {
            let h = &scan.hits[k];
            if h.person || nested[k] {
                continue;
            }
            if let Some(r) = &h.refers {
                let parties = r
                    .parties
                    .iter()
                    .map(|p| party(p, r.sector))
                    .collect::<Vec<_>>();
                let plural = parties.len() > 1;
                let evidence = self.first_naming(&r.parties);
                self.push(
                    i,
                    scan,
                    h.span,
                    MentionKind::Party,
                    parties,
                    None,
                    None,
                    "",
                    plural,
                    r.rule,
                    evidence,
                );
                continue;
            }
            let (parties, sector) = self.parties_of(h);
            let form = h.party_form();
            let uses = scan.is_place_use(h);
            let has_place = h.has(EntryKind::Place);
            // 'Doha, where the talks were held'
            let where_ = scan.word(h.end) == "," && scan.low(h.end + 1) == "where";
            let uses = if where_ { PlaceUse::Place } else { uses };
            let destination = self.is_destination(scan, h);
            // 'Paris, Texas': what follows the comma only says where.
            let mut within: Option<String> = None;
            if has_place
                && form.is_none_or(|f| f == Form::Seat)
                && scan.word(h.end) == ","
                && let Some(n) = scan.hit(h.end + 1)
                && scan.hits[n].first == h.end + 1
                && !scan.hits[n].person
            {
                let next = &scan.hits[n];
                let follows = scan.word(next.end);
                let closes = matches!(follows, "," | "." | "" | ";" | ")" | "?")
                    || scan.upos(next.end) == Upos::Punct;
                let id = match next.party_form() {
                    Some(Form::Name) => self.parties_of(next).0.first().map(|p| p.id.0.clone()),
                    _ if next.has(EntryKind::Place) && next.party_form().is_none() => {
                        self.owners_of(i, next).first().map(|p| p.id.0.clone())
                    }
                    _ => None,
                };
                let fits = id.as_ref().is_some_and(|id| {
                    self.g
                        .places_by_name(h.span.of(self.text))
                        .iter()
                        .any(|p| p.shared.iter().flatten().any(|c| c == id))
                });
                if fits && closes {
                    within = id;
                    nested[n] = true;
                }
            }
            let around = Around {
                within: within.as_deref(),
                locative: matches!(uses, PlaceUse::Place | PlaceUse::Both | PlaceUse::Modifier),
                is_loc: h.ner == Some(NameType::Loc),
            };
            let rule = if within.is_some() {
                "en.entity.place.within"
            } else {
                "en.entity.place.gazetteer"
            };
            let choose = |r: &Self| {
                place::choose(r.g, &h.entries, around, &|id| r.relevance(id)).map(|p| p.to_place())
            };
            match form {
                Some(Form::Seat) if !destination => {
                    let as_place = around.locative || within.is_some();
                    if as_place && let Some(p) = choose(self) {
                        self.push_place(scan, h, p, rule, Vec::new());
                    }
                    if matches!(uses, PlaceUse::Party | PlaceUse::Both) && within.is_none() {
                        self.push(
                            i,
                            scan,
                            h.span,
                            MentionKind::Party,
                            parties,
                            None,
                            None,
                            "",
                            false,
                            "en.entity.party.seat",
                            Vec::new(),
                        );
                    }
                }
                Some(f) => {
                    let id = parties.first().map(|p| p.id.0.clone()).unwrap_or_default();
                    let group = self
                        .g
                        .party_info(&id)
                        .is_some_and(crate::PartyInfo::is_group);
                    let rule_party = match f {
                        Form::Adjective => "en.entity.party.adjective",
                        Form::Demonym => "en.entity.party.people",
                        Form::Seat => "en.entity.party.seat",
                        _ => "en.entity.party.name",
                    };
                    let located = matches!(f, Form::Name)
                        && !destination
                        && (matches!(uses, PlaceUse::Place | PlaceUse::Both)
                            || uses == PlaceUse::Modifier
                                && place::state(self.g, &id).lat.is_some());
                    if located {
                        // A part of a state, or a land that is no state, is
                        // a place of its own in the table.
                        let own = if has_place {
                            choose(self).filter(|p| {
                                p.gazetteer
                                    .as_deref()
                                    .is_some_and(|g| g.starts_with("venue:"))
                            })
                        } else {
                            None
                        };
                        let p = own.unwrap_or_else(|| place::state(self.g, &id));
                        if self.is_state(&id) || p.lat.is_some() {
                            self.push_place(scan, h, p, "en.entity.place.state", Vec::new());
                        }
                    }
                    let plural = group || f == Form::Demonym;
                    let sector = if f == Form::Demonym { "CVL" } else { sector };
                    let parties = parties
                        .into_iter()
                        .map(|p| party(p.id.as_str(), sector))
                        .collect();
                    self.push(
                        i,
                        scan,
                        h.span,
                        MentionKind::Party,
                        parties,
                        None,
                        None,
                        "",
                        plural,
                        rule_party,
                        Vec::new(),
                    );
                }
                None if !parties.is_empty() => {
                    if has_place && uses == PlaceUse::Place {
                        if let Some(p) = choose(self) {
                            self.push_place(scan, h, p, rule, Vec::new());
                        }
                        continue;
                    }
                    let channel = matches!(sector, "BUS" | "JRN")
                        && h.first > 0
                        && matches!(scan.low(h.first - 1).as_str(), "on" | "via");
                    if channel || !self.body_fits(scan, h, sector) {
                        continue;
                    }
                    // 'Congress', 'the Senate' of a report that never names the
                    // United States.
                    let name = h.span.of(self.text);
                    let bare = super::words::is_chamber(name)
                        && self.relevance("USA") as usize
                            <= *self
                                .chambers
                                .get_or_init(|| super::words::chambers_named(self.text));
                    // "Bolivia's Congress" is read as Bolivia's.
                    let owned = bare
                        && h.first > 0
                        && matches!(scan.low(h.first - 1).as_str(), "'s" | "\u{2019}s");
                    if owned {
                        continue;
                    }
                    // 'the Senate of Mexico', 'the Democratic Party in Serbia'
                    let of = matches!(sector, "LEG" | "JUD" | "PTY")
                        .then(|| self.state_behind(scan, h.end))
                        .flatten();
                    let parties = match (of, self.home_of_office().filter(|_| bare)) {
                        (Some(state), _) => vec![party(&state, sector)],
                        (None, Some((home, _))) => vec![party(home.id.as_str(), "LEG")],
                        // Of two states alike nothing says whose it is.
                        (None, None) if bare => continue,
                        _ => parties,
                    };
                    let office = self.body_office(h, &parties);
                    self.push(
                        i,
                        scan,
                        h.span,
                        MentionKind::Party,
                        parties,
                        office,
                        None,
                        "",
                        false,
                        "en.entity.body.name",
                        Vec::new(),
                    );
                }
                None if h.inside => {}
                None if has_place && is_sort_of_town(scan, h.first, h.end) => {}
                None if has_place => {
                    let person_like = h.has(EntryKind::Person)
                        && h.ner != Some(NameType::Loc)
                        && !around.locative;
                    if person_like
                        || h.ner.is_none()
                            && !around.locative
                            && within.is_none()
                            && !self.sure_place(h)
                    {
                        continue;
                    }
                    if matches!(h.ner, Some(NameType::Org | NameType::Misc)) && !around.locative {
                        continue;
                    }
                    match choose(self) {
                        Some(p) => self.push_place(scan, h, p, rule, Vec::new()),
                        None if around.is_loc => self.push_place(
                            scan,
                            h,
                            place::unresolved(h.span.of(self.text)),
                            "en.entity.place.unresolved",
                            Vec::new(),
                        ),
                        None => {}
                    }
                }
                None if h.ner == Some(NameType::Loc)
                    && h.entries.is_empty()
                    && (around.locative
                        || uses != PlaceUse::Party
                        || super::sites::is_land(&scan.low(h.end - 1))) =>
                {
                    self.push_place(
                        scan,
                        h,
                        place::unresolved(h.span.of(self.text)),
                        "en.entity.place.unresolved",
                        Vec::new(),
                    );
                }
                None => {}
            }
        }
    }

    /// The state that 'of' or 'in' names right behind a body.
    fn state_behind(&self, scan: &Scan<'_>, end: u32) -> Option<String> {
        if !matches!(scan.low(end).as_str(), "of" | "in") {
            return None;
        }
        let first = end + 1 + u32::from(scan.low(end + 1) == "the");
        let hit = &scan.hits[scan.hit(first)?];
        let (parties, _) = self.parties_of(hit);
        let id = &parties.first()?.id.0;
        (hit.party_form() == Some(Form::Name) && self.is_state(id)).then(|| id.clone())
    }

    /// A venue or site of the table, or a great city, needs no preposition.
    fn sure_place(&self, h: &Hit) -> bool {
        h.entries
            .iter()
            .filter(|e| e.posting.kind == EntryKind::Place && e.posting.form == Form::Name)
            .any(|&e| {
                let p = self.g.entry_place(e);
                p.feature || p.thousands > 300 || e.layer > 0
            })
    }

    /// Whether the words are meant as the body's name: one ordinary word needs
    /// the reader of names to say so.
    fn body_fits(&self, scan: &Scan<'_>, h: &Hit, sector: &str) -> bool {
        if h.end - h.first > 1 || h.entries.iter().any(|e| e.posting.upper || e.layer > 0) {
            return true;
        }
        let proper = scan.upos(h.first) == Upos::Propn;
        match sector {
            "JRN" | "BUS" | "EDU" | "REL" | "SOC" | "PTY" => proper && h.ner == Some(NameType::Org),
            _ => proper,
        }
    }

    /// The body as one that speaks.
    fn body_office(&self, h: &Hit, parties: &[Party]) -> Option<Person> {
        let entry = h
            .entries
            .iter()
            .find(|e| e.posting.kind == EntryKind::Actor)?;
        let actor = self.g.entry_actor(*entry);
        let name = if actor.name.is_empty() || !actor.name.contains(' ') {
            h.span.of(self.text)
        } else {
            actor.name
        };
        Some(Person {
            name: name.to_owned(),
            is_office: true,
            role: None,
            party: parties.first().cloned(),
        })
    }
}
