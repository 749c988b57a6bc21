//! An entry from its mentions.

use crate::life::{self, Told};
use crate::{
    EntryParty, EntryPerson, EntryPlace, EntryText, EntryTime, Event, EventId, Evidence,
    StatusEntry,
};
use dateline_record::{Dct, EventMention, Kind, LinkType, PloverType, ReportKey, Role, Status};
use std::collections::BTreeMap;

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

/// The entry that these mentions make, with its links still raw. The rows
/// stand in order of report and position and are not empty.
pub(crate) fn event(id: EventId, rows: &[Row]) -> (Event, Vec<RawLink>) {
    let own: Vec<&Row> = rows.iter().filter(|r| !r.copy).collect();
    let own = if own.is_empty() {
        rows.iter().collect()
    } else {
        own
    };
    let told: Vec<Told<'_>> = own
        .iter()
        .map(|r| Told {
            report: r.report,
            dct: r.dct,
            mention: &r.mention,
        })
        .collect();
    let kind = kind(&told);
    let status = life::history(&told, kind.family());
    let (plover, mode) = plover(&told, kind);
    let mentions = rows
        .iter()
        .map(|r| Evidence {
            report: r.report,
            sentence: r.mention.sentence,
            span: r.mention.trigger,
            rule: r.mention.rule.clone(),
        })
        .collect();
    let event = Event {
        id,
        kind,
        plover,
        mode,
        parties: parties(&told),
        persons: persons(&told),
        topic: topic(&told),
        place: last_place(&status),
        time: last_time(&status).or_else(|| off_time(&told)),
        due: due(&told),
        status,
        links: Vec::new(),
        mentions,
        background: told.iter().filter(|t| t.mention.background).count() * 2 > told.len(),
        confidence: told
            .iter()
            .map(|t| t.mention.confidence)
            .fold(0.0, f32::max),
        was: Vec::new(),
        decisions: Vec::new(),
    };
    let links = own
        .iter()
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
    (event, links)
}

fn kind(told: &[Told<'_>]) -> Kind {
    let mut weight: BTreeMap<Kind, f32> = BTreeMap::new();
    for t in told {
        *weight.entry(t.mention.kind).or_insert(0.0) += t.mention.confidence.max(0.05);
    }
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

fn plover(told: &[Told<'_>], kind: Kind) -> (Option<PloverType>, Option<String>) {
    let mut counts: BTreeMap<(PloverType, Option<&str>), usize> = BTreeMap::new();
    for t in told.iter().filter(|t| t.mention.kind == kind) {
        if let Some(p) = t.mention.plover {
            *counts.entry((p, t.mention.mode.as_deref())).or_insert(0) += 1;
        }
    }
    let mut best: Option<(usize, PloverType, Option<&str>)> = None;
    for (&(p, mode), &n) in &counts {
        if best.is_none_or(|(b, ..)| n > b) {
            best = Some((n, p, mode));
        }
    }
    best.map_or((None, None), |(_, p, m)| (Some(p), m.map(str::to_owned)))
}

fn parties(told: &[Told<'_>]) -> Vec<EntryParty> {
    struct Seen {
        roles: BTreeMap<Role, usize>,
        evidence: Vec<Evidence>,
        sector: Option<dateline_record::Sector>,
        n: usize,
    }
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    let mut mentions = 0;
    for t in told {
        mentions += usize::from(!t.mention.parties.is_empty());
        let mut in_this: Vec<&str> = Vec::new();
        for p in &t.mention.parties {
            let s = seen.entry(p.party.id.0.clone()).or_insert_with(|| Seen {
                roles: BTreeMap::new(),
                evidence: Vec::new(),
                sector: None,
                n: 0,
            });
            *s.roles.entry(p.role).or_insert(0) += 1;
            s.sector = s.sector.take().or_else(|| p.party.sector.clone());
            if s.evidence.len() < EVIDENCE {
                s.evidence.push(t.evidence(p.span, &p.rule));
            }
            if !in_this.contains(&p.party.id.as_str()) {
                in_this.push(p.party.id.as_str());
                s.n += 1;
            }
        }
    }
    let most = seen.values().map(|s| s.n).max().unwrap_or(0);
    // A party that one mention of many gives is most often a misreading.
    let odd = |n: usize| mentions >= 5 && n == 1 && most >= 4;
    seen.into_iter()
        .filter(|(_, s)| !odd(s.n))
        .map(|(id, s)| EntryParty {
            id: dateline_record::PartyId(id),
            role: role(&s.roles),
            sector: s.sector,
            evidence: s.evidence,
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

fn persons(told: &[Told<'_>]) -> Vec<EntryPerson> {
    let mut out: BTreeMap<String, EntryPerson> = BTreeMap::new();
    for t in told {
        for p in &t.mention.persons {
            let entry = out
                .entry(p.value.name.clone())
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
    fold_short_names(out.into_values().collect())
}

/// 'Lee' is 'Lee Min-ho' where only one full name ends or begins so.
fn fold_short_names(all: Vec<EntryPerson>) -> Vec<EntryPerson> {
    let words = |n: &str| -> Vec<String> { n.split_whitespace().map(str::to_lowercase).collect() };
    let mut keep: Vec<EntryPerson> = Vec::new();
    let mut short: Vec<EntryPerson> = Vec::new();
    for p in &all {
        let mine = words(&p.name);
        let fuller = all
            .iter()
            .filter(|q| {
                let theirs = words(&q.name);
                theirs.len() > mine.len() && mine.iter().all(|w| theirs.contains(w))
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
        if let Some(full) = keep
            .iter_mut()
            .find(|q| mine.iter().all(|w| words(&q.name).contains(w)))
        {
            full.evidence.extend(p.evidence);
            full.evidence.truncate(EVIDENCE);
            full.party = full.party.take().or(p.party);
            full.role = full.role.take().or(p.role);
        }
    }
    keep
}

fn topic(told: &[Told<'_>]) -> Option<EntryText> {
    // The topic whose words most mentions share; the earliest at a tie.
    let topics: Vec<(&Told<'_>, &dateline_record::Argument<String>, Vec<String>)> = told
        .iter()
        .filter_map(|t| {
            let topic = t.mention.topic.as_ref()?;
            Some((t, topic, crate::text::content_words(&topic.value)))
        })
        .take(64)
        .collect();
    let mut best: Option<(usize, &Told<'_>, &dateline_record::Argument<String>)> = None;
    for (t, topic, words) in &topics {
        let shared = topics
            .iter()
            .map(|(_, _, other)| words.iter().filter(|w| other.contains(w)).count().min(3))
            .sum::<usize>();
        if best.is_none_or(|(b, ..)| shared > b) {
            best = Some((shared, t, topic));
        }
    }
    let (_, t, topic) = best?;
    Some(EntryText {
        text: topic.value.clone(),
        evidence: vec![t.evidence(topic.span, &topic.rule)],
    })
}

pub(crate) fn last_place(status: &[StatusEntry]) -> Option<EntryPlace> {
    status.iter().rev().find_map(|s| s.place.clone())
}

pub(crate) fn last_time(status: &[StatusEntry]) -> Option<EntryTime> {
    status.iter().rev().find_map(|s| s.time.clone())
}

/// The day of a meeting that is only known from the report that calls it off.
fn off_time(told: &[Told<'_>]) -> Option<EntryTime> {
    told.iter().find_map(|t| {
        let time = t
            .mention
            .earlier_time
            .as_ref()
            .or(t.mention.time.as_ref())?;
        matches!(
            t.mention.status.value,
            Status::Postponed | Status::Cancelled | Status::Denied
        )
        .then(|| t.time(time))
    })
}

fn due(told: &[Told<'_>]) -> Option<EntryTime> {
    told.iter()
        .rev()
        .find_map(|t| t.mention.due.as_ref().map(|d| t.time(d)))
}
