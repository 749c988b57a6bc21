//! An entry from its mentions.

use crate::life::{Life, Told};
use crate::{
    EntryParty, EntryPerson, EntryPlace, EntryText, EntryTime, Event, EventId, Evidence,
    StatusEntry,
};
use dateline_record::{
    Argument, Dct, EventMention, Kind, LinkType, PloverType, ReportKey, Role, Sector, Status,
};
use jiff::civil::Date;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// One mention of an event, as the store hands it over.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) report: ReportKey,
    pub(crate) dct: Dct,
    /// True where the report is a copy of an earlier one: the mention is kept,
    /// but is no evidence of its own.
    pub(crate) copy: bool,
    pub(crate) mention: EventMention,
}

/// A link before it is known to which entry it leads.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RawLink {
    pub(crate) kind: LinkType,
    pub(crate) report: ReportKey,
    pub(crate) to: u32,
    pub(crate) evidence: Evidence,
}

/// At most so many pieces of evidence stand in one field; the earliest stay.
const EVIDENCE: usize = 8;

/// The earliest topics are compared with each other, and no more than these.
const TOPICS: usize = 64;

/// The entry that these mentions make, with its links still raw. The rows
/// stand in order of report and position and are not empty.
pub(crate) fn event(id: EventId, rows: &[Row]) -> (Event, Vec<RawLink>) {
    let mut growing = Growing::new(id);
    for row in rows {
        growing.add(row);
    }
    growing.bring_up();
    let copies = growing.copies;
    let own = rows.iter().filter(|r| copies || !r.copy);
    let links = own
        .flat_map(|r| {
            r.mention.links.iter().map(|l| RawLink {
                kind: l.kind,
                report: r.report,
                to: l.to,
                evidence: Evidence {
                    report: r.report,
                    sentence: r.mention.sentence,
                    span: r.mention.trigger,
                    rule: l.rule.clone(),
                },
            })
        })
        .collect();
    (growing.event, links)
}

/// Hands over what [`event`] makes of the mentions up to each day but the last
/// of them, without links, with that day and the next: from the one on and
/// until the other it was known so.
pub(crate) fn versions(id: EventId, rows: &[Row], mut take: impl FnMut(Date, Date, &Event)) {
    let mut growing = Growing::new(id);
    for (row, next) in rows.iter().zip(rows.iter().skip(1)) {
        growing.add(row);
        let (day, next) = (row.dct.date, next.dct.date);
        if day != next {
            growing.bring_up();
            take(day, next, &growing.event);
        }
    }
}

/// An entry to which one mention after the other is added, so that to know it
/// after each costs little more than to know it after the last.
struct Growing<'a> {
    /// As of the last [`Growing::bring_up`].
    event: Event,
    /// As yet all mentions are of copies, and stand for themselves; as soon as
    /// another comes, they are no evidence.
    copies: bool,
    seen: Seen<'a>,
}

/// What the mentions that are evidence have told.
#[derive(Default)]
struct Seen<'a> {
    told: Vec<Told<'a>>,
    life: Life,
    kinds: BTreeMap<Kind, f32>,
    plovers: BTreeMap<(Kind, PloverType, Option<&'a str>), usize>,
    parties: BTreeMap<&'a str, SeenParty<'a>>,
    /// Mentions that name parties.
    n_with_parties: usize,
    persons: BTreeMap<&'a str, EntryPerson>,
    /// Persons have come since they were last written down.
    new_persons: bool,
    topics: Vec<Topic<'a>>,
    off: Option<EntryTime>,
    due: Option<EntryTime>,
    n_background: usize,
    confidence: f32,
}

#[derive(Default)]
struct SeenParty<'a> {
    roles: BTreeMap<Role, usize>,
    evidence: Vec<Evidence>,
    sector: Option<&'a Sector>,
    n: usize,
}

struct Topic<'a> {
    told: Told<'a>,
    topic: &'a Argument<String>,
    words: Vec<String>,
    /// How many words it shares with all topics, itself among them.
    shared: usize,
}

impl<'a> Growing<'a> {
    fn new(id: EventId) -> Self {
        Self {
            event: Event {
                id,
                kind: Kind::Other,
                plover: None,
                mode: None,
                parties: Vec::new(),
                persons: Vec::new(),
                topic: None,
                place: None,
                time: None,
                due: None,
                status: Vec::new(),
                links: Vec::new(),
                mentions: Vec::new(),
                background: false,
                confidence: 0.0,
                was: Vec::new(),
                decisions: Vec::new(),
            },
            copies: true,
            seen: Seen::default(),
        }
    }

    fn add(&mut self, row: &'a Row) {
        self.event.mentions.push(Evidence {
            report: row.report,
            sentence: row.mention.sentence,
            span: row.mention.trigger,
            rule: row.mention.rule.clone(),
        });
        if self.copies && !row.copy {
            self.copies = false;
            self.seen = Seen {
                new_persons: true,
                ..Seen::default()
            };
        }
        if self.copies || !row.copy {
            self.seen.add(Told {
                report: row.report,
                dct: row.dct,
                mention: &row.mention,
            });
        }
    }

    /// Writes down what is known by now.
    fn bring_up(&mut self) {
        let (event, seen) = (&mut self.event, &mut self.seen);
        event.kind = kind(seen.kinds.clone());
        seen.life
            .go_on(&seen.told, event.kind.family(), &mut event.status);
        (event.plover, event.mode) = plover(&seen.plovers, event.kind);
        event.parties = parties(&seen.parties, seen.n_with_parties);
        if std::mem::take(&mut seen.new_persons) {
            event.persons = fold_short_names(seen.persons.values().cloned().collect());
        }
        event.topic = topic(&seen.topics);
        event.place = last_place(&event.status);
        event.time = last_time(&event.status).or_else(|| seen.off.clone());
        event.due.clone_from(&seen.due);
        event.background = seen.n_background * 2 > seen.told.len();
        event.confidence = seen.confidence;
    }
}

impl<'a> Seen<'a> {
    fn add(&mut self, t: Told<'a>) {
        let m = t.mention;
        // What only may be this event tells its state and who was there, and of
        // the rest no more than nothing else does.
        let alone = !m.dependent;
        let sort = sort_of(m);
        let kind = self.kinds.entry(sort).or_insert(0.0);
        if alone {
            *kind += m.confidence.max(0.05);
            if let Some(p) = m.plover {
                let entry = self.plovers.entry((sort, p, m.mode.as_deref()));
                *entry.or_insert(0) += 1;
            }
            self.add_parties(&t);
        }
        self.add_persons(&t);
        if alone || self.topics.is_empty() {
            self.add_topic(&t);
        }
        if self.off.is_none() {
            self.off = off_time(&t);
        }
        if let Some(due) = m.due.as_ref().filter(|_| alone || self.due.is_none()) {
            self.due = Some(t.time(due));
        }
        self.n_background += usize::from(m.background);
        self.confidence = self.confidence.max(m.confidence);
        self.told.push(t);
    }

    fn add_parties(&mut self, t: &Told<'a>) {
        self.n_with_parties += usize::from(!t.mention.parties.is_empty());
        let mut in_this: Vec<&str> = Vec::new();
        for p in &t.mention.parties {
            let id = p.party.id.as_str();
            let s = self.parties.entry(id).or_default();
            *s.roles.entry(p.role).or_insert(0) += 1;
            s.sector = s.sector.or(p.party.sector.as_ref());
            if s.evidence.len() < EVIDENCE {
                s.evidence.push(t.evidence(p.span, &p.rule));
            }
            if !in_this.contains(&id) {
                in_this.push(id);
                s.n += 1;
            }
        }
    }

    fn add_persons(&mut self, t: &Told<'a>) {
        for p in &t.mention.persons {
            self.new_persons = true;
            let entry = self
                .persons
                .entry(&p.value.name)
                .or_insert_with(|| EntryPerson {
                    name: p.value.name.clone(),
                    party: None,
                    role: None,
                    evidence: Vec::new(),
                });
            entry.party = entry
                .party
                .take()
                .or_else(|| p.value.party.as_ref().map(|x| x.id.clone()));
            entry.role = entry.role.take().or_else(|| p.value.role.clone());
            if entry.evidence.len() < EVIDENCE {
                entry.evidence.push(t.evidence(p.span, &p.rule));
            }
        }
    }

    fn add_topic(&mut self, t: &Told<'a>) {
        let Some(topic) = t.mention.topic.as_ref() else {
            return;
        };
        if self.topics.len() >= TOPICS {
            return;
        }
        let words = crate::text::content_words(&topic.value);
        let mut shared = words.len().min(3);
        for other in &mut self.topics {
            let both = words.iter().filter(|w| other.words.contains(w)).count();
            other.shared += both.min(3);
            shared += both.min(3);
        }
        self.topics.push(Topic {
            told: t.clone(),
            topic,
            words,
            shared,
        });
    }
}

/// The kind under which a mention is kept. A commission that two sides share is a
/// body with sessions of its own, told apart from their other talks as such, and what
/// it holds is a working meeting: 'the joint commission of Peru and Chile met'.
fn sort_of(m: &EventMention) -> Kind {
    match m.kind {
        Kind::Sitting if m.rule == "en.event.meeting.joint_body" => Kind::Talks,
        kind => kind,
    }
}

fn kind(mut weight: BTreeMap<Kind, f32>) -> Kind {
    let mut best = (f32::MIN, Kind::Other);
    // What is once told as a summit is one, though most call it a meeting.
    let talks = weight.get(&Kind::Talks).copied().unwrap_or(0.0);
    if let Some(summit) = weight.get_mut(&Kind::Summit)
        && *summit * 4.0 >= talks
    {
        *summit += talks;
    }
    for (&kind, &w) in &weight {
        if w > best.0 + 1e-4 {
            best = (w, kind);
        }
    }
    best.1
}

fn plover(
    counts: &BTreeMap<(Kind, PloverType, Option<&str>), usize>,
    kind: Kind,
) -> (Option<PloverType>, Option<String>) {
    let mut best: Option<(usize, PloverType, Option<&str>)> = None;
    for (&(_, p, mode), &n) in counts.iter().filter(|((k, ..), _)| *k == kind) {
        if best.is_none_or(|(b, ..)| n > b) {
            best = Some((n, p, mode));
        }
    }
    best.map_or((None, None), |(_, p, m)| (Some(p), m.map(str::to_owned)))
}

fn parties(seen: &BTreeMap<&str, SeenParty<'_>>, mentions: usize) -> Vec<EntryParty> {
    let most = seen.values().map(|s| s.n).max().unwrap_or(0);
    // A party that one mention of many gives is most often a misreading.
    let odd = |n: usize| mentions >= 5 && n == 1 && most >= 4;
    seen.iter()
        .filter(|(_, s)| !odd(s.n))
        .map(|(id, s)| EntryParty {
            id: dateline_record::PartyId((*id).to_owned()),
            role: role(&s.roles),
            sector: s.sector.cloned(),
            evidence: s.evidence.clone(),
        })
        .collect()
}

/// A host or mediator is most often told once; otherwise the most frequent.
fn role(roles: &BTreeMap<Role, usize>) -> Role {
    let all: usize = roles.values().sum();
    for special in [Role::Host, Role::Mediator] {
        if roles.get(&special).is_some_and(|&n| n * 4 >= all) {
            return special;
        }
    }
    let mut best = (0, Role::Participant);
    for (&role, &n) in roles {
        if n > best.0 {
            best = (n, role);
        }
    }
    best.1
}

/// 'Lee' is 'Lee Min-ho' where only one full name ends or begins so, and 'Raul
/// Castro' is 'Raúl Castro', 'Burhan' 'Abdel Fattah al-Burhan', 'M. Lee' 'Min-ho Lee',
/// where no other party is told of the initial. 'S. Soto' is not 'Juan Soto'.
fn fold_short_names(all: Vec<EntryPerson>) -> Vec<EntryPerson> {
    let words = |n: &str| -> Vec<String> {
        let plain = n.nfd().filter(|c| !is_combining_mark(*c));
        let plain: String = plain.collect();
        let bare = |w: &str| {
            let w = w.to_lowercase();
            let own = ["al-", "el-"]
                .iter()
                .find_map(|article| w.strip_prefix(article));
            own.map_or_else(|| w.clone(), str::to_owned)
        };
        plain.split_whitespace().map(bare).collect()
    };
    let initial = |w: &String| w.chars().count() == 2 && w.ends_with('.');
    let stand = |short: &[String], full: &[String]| {
        short.iter().all(|w| {
            let begins = |t: &String| {
                t.len() > 2 && t.chars().next() == w.chars().next() && !short.contains(t)
            };
            full.contains(w) || initial(w) && full.iter().any(begins)
        })
    };
    let apart = |p: &EntryPerson, q: &EntryPerson| {
        p.party.is_some() && q.party.is_some() && p.party != q.party
    };
    // Of two forms the one with its accents, or else the longer.
    let full = |n: &str| (n.chars().filter(|c| !c.is_ascii()).count(), n.len());
    let mut keep: Vec<EntryPerson> = Vec::new();
    let mut short: Vec<EntryPerson> = Vec::new();
    for p in &all {
        let mine = words(&p.name);
        let fuller = all
            .iter()
            .filter(|q| {
                let theirs = words(&q.name);
                let short = theirs.len() > mine.len()
                    || theirs.len() == mine.len() && mine.iter().any(initial);
                let other = mine.iter().any(initial) && apart(p, q);
                let longer = short && !other && theirs != mine && stand(&mine, &theirs);
                longer || theirs == mine && full(&q.name) > full(&p.name)
            })
            .count();
        if fuller == 1 {
            short.push(p.clone());
        } else {
            keep.push(p.clone());
        }
    }
    for p in short {
        let mine = words(&p.name);
        if let Some(full) = keep.iter_mut().find(|q| stand(&mine, &words(&q.name))) {
            full.evidence.extend(p.evidence);
            full.evidence.truncate(EVIDENCE);
            full.party = full.party.take().or(p.party);
            full.role = full.role.take().or(p.role);
        }
    }
    keep
}

/// The topic whose words most mentions share; the earliest at a tie.
fn topic(topics: &[Topic<'_>]) -> Option<EntryText> {
    let mut best: Option<&Topic<'_>> = None;
    for topic in topics {
        if best.is_none_or(|b| topic.shared > b.shared) {
            best = Some(topic);
        }
    }
    let Topic { told, topic, .. } = best?;
    Some(EntryText {
        text: topic.value.clone(),
        evidence: vec![told.evidence(topic.span, &topic.rule)],
    })
}

pub(crate) fn last_place(status: &[StatusEntry]) -> Option<EntryPlace> {
    status.iter().rev().find_map(|s| s.place.clone())
}

pub(crate) fn last_time(status: &[StatusEntry]) -> Option<EntryTime> {
    status.iter().rev().find_map(|s| s.time.clone())
}

/// The day of a meeting that is only known from the report that calls it off.
fn off_time(t: &Told<'_>) -> Option<EntryTime> {
    let m = t.mention;
    let time = m.earlier_time.as_ref().or(m.time.as_ref())?;
    matches!(
        m.status.value,
        Status::Postponed | Status::Cancelled | Status::Denied
    )
    .then(|| t.time(time))
}
