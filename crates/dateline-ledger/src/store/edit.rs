//! Entries from their mentions, with the analysts' decisions over them.

use super::Store;
use super::placed::{Mention, Placed, Placing};
use super::query::{anchor_of, rows_of};
use super::stage::sql_key;
use crate::build::{self, RawLink};
use crate::decision::{Action, Decision, Field, standing};
use crate::error::{Error, Kind, Result};
use crate::merge::facts::{Day, When};
use crate::{
    EntryParty, EntryPerson, EntryPlace, EntryText, EntryTime, Event, EventId, Evidence,
    MentionRef, ident,
};
use dateline_record::{EventMention, Interval, TimeBasis};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// Mentions that stay together whatever decisions move them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// What splits left of an entry of the machine.
    Rest(i64),
    /// What one split took out, by the number of the decision.
    Split(u64),
}

/// The decisions as they bear on what is in the store now.
#[derive(Default)]
pub(crate) struct Overlay {
    decisions: Vec<Decision>,
    /// Mentions that were split off.
    split: BTreeMap<Mention, Part>,
    /// Parts that joined another.
    merged: BTreeMap<Part, Part>,
    /// Decisions by the entry they bear on.
    of_event: BTreeMap<i64, Vec<usize>>,
    /// Machine entries whose mentions are moved, or once were.
    involved: BTreeSet<i64>,
}

impl Overlay {
    fn load(db: &Connection) -> Result<Self> {
        let decisions = all(db)?;
        let mut o = Overlay::default();
        if decisions.is_empty() {
            return Ok(o);
        }
        let hold: BTreeSet<u64> = standing(&decisions).iter().map(|d| d.id).collect();
        // In order of entry: a later decision sees what the earlier ones made.
        for d in &decisions {
            let holds = hold.contains(&d.id);
            match &d.action {
                Action::Split { event, mentions } => {
                    o.involve_id(db, &event.0)?;
                    for m in mentions {
                        if let Some(m) = find_mention(db, m)? {
                            o.involve(db, m)?;
                            if holds {
                                o.split.insert(m, Part::Split(d.id));
                            }
                        }
                    }
                }
                Action::Merge { event, others } => {
                    let target = o.part_of_id(db, &event.0)?;
                    o.involve_id(db, &event.0)?;
                    for other in others {
                        o.involve_id(db, &other.0)?;
                        let other = o.part_of_id(db, &other.0)?;
                        if let (true, Some(t), Some(p)) = (holds, target, other) {
                            let (t, p) = (o.lead(t), o.lead(p));
                            if t != p {
                                o.merged.insert(p, t);
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        let mut placing = Placing::default();
        for (n, d) in decisions.iter().enumerate() {
            if !hold.contains(&d.id) {
                continue;
            }
            let mut ids: Vec<&str> = d.action.event().iter().map(|e| e.0.as_str()).collect();
            if let Action::Merge { others, .. } = &d.action {
                ids.extend(others.iter().map(|e| e.0.as_str()));
            }
            for id in ids {
                if let Some(part) = o.part_of_id(db, id)?
                    && let Some(event) = o.name(db, &mut placing, part)?
                {
                    let list = o.of_event.entry(event).or_default();
                    if !list.contains(&n) {
                        list.push(n);
                    }
                }
            }
        }
        o.decisions = decisions;
        Ok(o)
    }

    fn involve(&mut self, db: &Connection, m: Mention) -> Result<()> {
        if let Some(event) = machine(db, m)? {
            self.involved.insert(event);
        }
        Ok(())
    }

    fn involve_id(&mut self, db: &Connection, id: &str) -> Result<()> {
        if let Some(m) = anchor_of(db, id)? {
            self.involve(db, m)?;
        }
        Ok(())
    }

    /// The part a chain of merges ends at.
    fn lead(&self, mut part: Part) -> Part {
        // Each step was checked to lead to another part, so it ends; the
        // bound holds even for a store that was tampered with.
        for _ in 0..=self.merged.len() {
            match self.merged.get(&part) {
                Some(&next) => part = next,
                None => break,
            }
        }
        part
    }

    /// The number of the entry that a part is in: the anchor of the first
    /// mention of the part that the others joined.
    fn name(&self, db: &Connection, placing: &mut Placing, part: Part) -> Result<Option<i64>> {
        let lead = self.lead(part);
        if self.split.is_empty()
            && let Part::Rest(event) = lead
        {
            return Ok(Some(event));
        }
        if let Some(first) = self.first(db, placing, lead)? {
            return Ok(Some(first));
        }
        // Splits left nothing of it: the first of those that joined it.
        for &other in self.merged.keys() {
            if self.lead(other) == lead
                && let Some(first) = self.first(db, placing, other)?
            {
                return Ok(Some(first));
            }
        }
        Ok(None)
    }

    /// The anchor of the first mention of a part.
    fn first(&self, db: &Connection, placing: &mut Placing, part: Part) -> Result<Option<i64>> {
        match part {
            Part::Rest(event) => Ok(placing
                .of(db, event)?
                .into_iter()
                .find(|p| !self.split.contains_key(&p.mention))
                .map(|p| p.anchor)),
            Part::Split(_) => {
                let found: Vec<Mention> = self
                    .split
                    .iter()
                    .filter(|&(_, &p)| p == part)
                    .map(|(&m, _)| m)
                    .collect();
                first_in_order(db, &found)?
                    .map(|m| anchor_at(db, m))
                    .transpose()
            }
        }
    }

    fn part_of_id(&self, db: &Connection, id: &str) -> Result<Option<Part>> {
        let Some(m) = anchor_of(db, id)? else {
            return Ok(None);
        };
        if let Some(&part) = self.split.get(&m) {
            return Ok(Some(part));
        }
        Ok(machine(db, m)?.map(Part::Rest))
    }

    /// True where [`Overlay::apply`] may change an entry.
    pub(crate) fn bears_on(&self, id: i64) -> bool {
        self.of_event.contains_key(&id)
    }

    /// Changes an entry as the decisions on it say; true where it is rejected.
    pub(crate) fn apply(&self, event: &mut Event, id: i64) -> bool {
        let mut rejected = false;
        for &n in self.of_event.get(&id).map_or(&[][..], Vec::as_slice) {
            let d = &self.decisions[n];
            event.decisions.push(d.id);
            match &d.action {
                Action::Confirm { .. } => {
                    event.confidence = 1.0;
                    rejected = false;
                }
                Action::Reject { .. } => rejected = true,
                Action::Set { field, .. } => set(event, field, d.id),
                Action::Merge { others, .. } => {
                    event
                        .was
                        .extend(others.iter().filter(|o| **o != event.id).cloned());
                }
                Action::Split { .. } | Action::Undo { .. } => {}
            }
        }
        event.was.sort();
        event.was.dedup();
        rejected
    }
}

fn first_in_order(db: &Connection, found: &[Mention]) -> Result<Option<Mention>> {
    let mut best: Option<(Vec<u8>, Mention)> = None;
    for &m in found {
        let ord: Vec<u8> = db
            .prepare_cached("SELECT ord FROM mention WHERE report = ?1 AND n = ?2")?
            .query_row(params![m.0, m.1], |r| r.get(0))?;
        if best.as_ref().is_none_or(|(b, _)| ord < *b) {
            best = Some((ord, m));
        }
    }
    Ok(best.map(|(_, m)| m))
}

fn anchor_at(db: &Connection, m: Mention) -> Result<i64> {
    Ok(db
        .prepare_cached("SELECT anchor FROM mention WHERE report = ?1 AND n = ?2")?
        .query_row(params![m.0, m.1], |r| r.get(0))?)
}

/// The entry the machine puts a mention in.
fn machine(db: &Connection, m: Mention) -> Result<Option<i64>> {
    let at: Option<(Vec<u8>, u32)> = db
        .prepare_cached(
            "SELECT substr(ord, 1, 16), unit FROM mention WHERE report = ?1 AND n = ?2",
        )?
        .query_row(params![m.0, m.1], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?;
    let Some((mut unit, n)) = at else {
        return Ok(None);
    };
    unit.extend(n.to_be_bytes());
    Ok(db
        .prepare_cached("SELECT event FROM unit WHERE ord = ?1")?
        .query_row([unit], |r| r.get::<_, Option<i64>>(0))
        .optional()?
        .flatten())
}

/// The mention that a decision names: the one with this trigger, or else the
/// one of this sentence that is nearest to it.
fn find_mention(db: &Connection, wanted: &MentionRef) -> Result<Option<Mention>> {
    let key = sql_key(wanted.report);
    let mut query =
        db.prepare_cached("SELECT n, body FROM mention WHERE report = ?1 ORDER BY n")?;
    let rows = query.query_map([key], |r| Ok((r.get::<_, u32>(0)?, r.get::<_, String>(1)?)))?;
    let mut best: Option<(u32, u32)> = None;
    for row in rows {
        let (n, body) = row?;
        let m: EventMention = serde_json::from_str(&body)?;
        let near = m.trigger == wanted.span;
        let inside = m.sentence.overlaps(wanted.span);
        if near || inside {
            let far = if near {
                0
            } else {
                // What depends on others only where nothing else is there.
                let rank = if m.dependent { 1 << 30 } else { 1 };
                rank + m.trigger.start.abs_diff(wanted.span.start)
            };
            if best.is_none_or(|(d, _)| far < d) {
                best = Some((far, n));
            }
        }
    }
    Ok(best.map(|(_, n)| (key, n)))
}

fn decided(event: &Event, id: u64) -> Vec<Evidence> {
    event
        .mentions
        .first()
        .map(|m| Evidence {
            rule: format!("decision {id}"),
            ..m.clone()
        })
        .into_iter()
        .collect()
}

fn set(event: &mut Event, field: &Field, id: u64) {
    let evidence = decided(event, id);
    let time = |interval: &Interval| EntryTime {
        interval: *interval,
        basis: TimeBasis::Stated,
        evidence: evidence.clone(),
    };
    match field {
        Field::Kind(kind) => event.kind = *kind,
        Field::Status { status, as_of } => {
            let from = as_of
                .map(dateline_record::Dct::day)
                .or_else(|| event.status.first().map(|s| s.as_of));
            if let (Some(from), Some(evidence)) = (from, evidence.first()) {
                // The machine's entries before that day stay; its later ones
                // give way to what the analyst says.
                event.status.retain(|s| s.as_of.date < from.date);
                event.status.push(crate::StatusEntry {
                    as_of: from,
                    status: *status,
                    time: event.time.clone(),
                    place: event.place.clone(),
                    said_by: None,
                    evidence: evidence.clone(),
                    contested: false,
                    correction: false,
                });
            }
        }
        Field::Time(t) => {
            event.time = t.as_ref().map(time);
            if let Some(last) = event.status.last_mut() {
                last.time.clone_from(&event.time);
            }
        }
        Field::Due(t) => event.due = t.as_ref().map(time),
        Field::Place(p) => {
            event.place = p.as_ref().map(|place| EntryPlace {
                place: place.clone(),
                evidence: evidence.clone(),
            });
            if let Some(last) = event.status.last_mut() {
                last.place.clone_from(&event.place);
            }
        }
        Field::Topic(t) => {
            event.topic = t.as_ref().map(|text| EntryText {
                text: text.clone(),
                evidence: evidence.clone(),
            });
        }
        Field::Parties(list) => {
            let mut list: Vec<EntryParty> = list
                .iter()
                .map(|(id, role)| EntryParty {
                    id: id.clone(),
                    role: *role,
                    sector: None,
                    evidence: evidence.clone(),
                })
                .collect();
            list.sort_by(|a, b| a.id.cmp(&b.id));
            event.parties = list;
        }
        Field::Persons(list) => {
            let mut list: Vec<EntryPerson> = list
                .iter()
                .map(|name| EntryPerson {
                    name: name.clone(),
                    party: None,
                    role: None,
                    evidence: evidence.clone(),
                })
                .collect();
            list.sort_by(|a, b| a.name.cmp(&b.name));
            event.persons = list;
        }
        Field::Background(b) => event.background = *b,
    }
}

/// Builds the entries anew whose mentions may have changed.
pub(crate) fn rebuild(db: &Connection, mut touched: BTreeSet<i64>) -> Result<()> {
    let overlay = Overlay::load(db)?;
    touched.extend(&overlay.involved);
    let mut dirty = touched.clone();
    let mut placing = Placing::default();
    for &event in &touched {
        let rest = overlay
            .name(db, &mut placing, Part::Rest(event))?
            .unwrap_or(event);
        for Placed {
            mention: m, old, ..
        } in placing.of(db, event)?
        {
            let id = match overlay.split.get(&m) {
                Some(&part) => overlay.name(db, &mut placing, part)?.unwrap_or(event),
                None => rest,
            };
            dirty.insert(id);
            dirty.extend(old);
            if old != Some(id) {
                db.prepare_cached("UPDATE mention SET event = ?3 WHERE report = ?1 AND n = ?2")?
                    .execute(params![m.0, m.1, id])?;
            }
        }
    }
    for id in dirty {
        write(db, id, &overlay)?;
    }
    Ok(())
}

/// The entry with its raw links as the machine reads it up to a day, with the
/// decisions over it; `None` where it has no mention by then. The flag says
/// whether it is rejected.
pub(crate) fn assemble(
    db: &Connection,
    id: i64,
    until: Day,
    overlay: &Overlay,
) -> Result<Option<(Event, Vec<RawLink>, bool)>> {
    let rows = rows_of(db, id, until)?;
    if rows.is_empty() {
        return Ok(None);
    }
    let (mut event, links) = build::event(ident::event_id(id), &rows);
    let rejected = overlay.apply(&mut event, id);
    Ok(Some((event, links, rejected)))
}

pub(crate) fn overlay(db: &Connection) -> Result<Overlay> {
    Overlay::load(db)
}

/// Takes an entry's rows out.
fn remove(db: &Connection, id: i64) -> Result<()> {
    let old: Option<(String, bool, i64)> = db
        .prepare_cached("SELECT parties, wide, sort FROM event WHERE id = ?1")?
        .query_row([id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
        .optional()?;
    let Some((parties, wide, sort)) = old else {
        return Ok(());
    };
    for party in serde_json::from_str::<Vec<String>>(&parties)? {
        db.prepare_cached(
            "DELETE FROM event_party WHERE party = ?1 AND wide = ?2 AND sort = ?3 AND event = ?4",
        )?
        .execute(params![party, wide, sort, id])?;
    }
    db.prepare_cached("DELETE FROM event WHERE id = ?1")?
        .execute([id])?;
    Ok(())
}

fn write(db: &Connection, id: i64, overlay: &Overlay) -> Result<()> {
    remove(db, id)?;
    let Some((event, links, rejected)) = assemble(db, id, Day::MAX, overlay)? else {
        return Ok(());
    };
    let (first, last): (Day, Day) = db
        .prepare_cached("SELECT min(day), max(day) FROM mention WHERE event = ?1")?
        .query_row([id], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let when = event
        .time
        .as_ref()
        .or(event.due.as_ref())
        .map(|t| When::of(&t.interval));
    let sort = when.map_or(super::query::UNTIMED, |w| {
        i64::from(if w.a == Day::MIN { w.b } else { w.a })
    });
    let wide = when.is_none_or(|w| w.width() > super::query::WIDE);
    let status = event.last_status().map_or("", |s| s.status.as_str());
    let (t0, t1) = (when.map(|w| w.a), when.map(|w| w.b));
    let place = event.place.as_ref().map(|p| p.place.name.to_lowercase());
    let country = event
        .place
        .as_ref()
        .and_then(|p| p.place.country.as_deref());
    let mut parties: Vec<String> = Vec::new();
    for p in &event.parties {
        let party = p.id.as_str().to_uppercase();
        if !parties.contains(&party) {
            parties.push(party);
        }
    }
    db.prepare_cached(
        "INSERT INTO event (id, kind, status, t0, t1, sort, wide, first, last, place, country,
             rejected, body, links, parties)
         VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15)",
    )?
    .execute(params![
        id,
        event.kind.as_str(),
        status,
        t0,
        t1,
        sort,
        wide,
        first,
        last,
        place,
        country,
        rejected,
        serde_json::to_string(&event)?,
        super::query::links_text(&links)?,
        serde_json::to_string(&parties)?,
    ])?;
    for party in &parties {
        db.prepare_cached(
            "INSERT INTO event_party (party, wide, sort, event, t0, t1, rejected, kind,
                 status, first, last, country, place)
             VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)",
        )?
        .execute(params![
            party,
            wide,
            sort,
            id,
            t0,
            t1,
            rejected,
            event.kind.as_str(),
            status,
            first,
            last,
            country,
            place,
        ])?;
    }
    Ok(())
}

fn all(db: &Connection) -> Result<Vec<Decision>> {
    let mut query = db.prepare_cached("SELECT id, body FROM decision ORDER BY id")?;
    let rows = query.query_map([], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?)))?;
    rows.map(|row| {
        let (id, body) = row?;
        let mut d: Decision = serde_json::from_str(&body)?;
        d.id = id.unsigned_abs();
        Ok(d)
    })
    .collect()
}

impl Store {
    /// Appends a decision and applies it; gives its number.
    ///
    /// # Errors
    /// It names an event or a decision that is not there, or contradicts
    /// itself; or the store cannot be written.
    pub fn decide(&mut self, decision: &Decision) -> Result<u64> {
        let tx = self
            .db
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let mut decision = decision.clone();
        whole_ids(&tx, &mut decision)?;
        valid(&tx, &decision)?;
        let id = append(&tx, &decision)?;
        let mut touched = BTreeSet::new();
        bears_on(&tx, &decision, &mut touched)?;
        rebuild(&tx, touched)?;
        tx.commit()?;
        Ok(id)
    }

    /// All decisions in order of entry, undone ones among them.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn decisions(&self) -> Result<Vec<Decision>> {
        all(&self.db)
    }

    /// Appends the decisions of another store, in their order, in one
    /// transaction; those that are here already are left out. Gives how many
    /// were new. A decision on an event that is not here is kept all the same,
    /// since its report may come later.
    ///
    /// # Errors
    /// The store cannot be written; then none is taken over.
    pub fn import_decisions(&mut self, list: &[Decision]) -> Result<usize> {
        let tx = self
            .db
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let have = all(&tx)?;
        let mut number: BTreeMap<u64, u64> = BTreeMap::new();
        let mut touched = BTreeSet::new();
        let mut new = 0;
        for d in list {
            let mut d = d.clone();
            let theirs = d.id;
            if let Action::Undo { decision } = &mut d.action {
                match number.get(decision) {
                    Some(&ours) => *decision = ours,
                    // What it undoes is not part of the list: it means nothing here.
                    None => continue,
                }
            }
            let same = |h: &&Decision| {
                h.who == d.who && h.when == d.when && h.why == d.why && h.action == d.action
            };
            if let Some(h) = have.iter().find(same) {
                number.insert(theirs, h.id);
                continue;
            }
            let id = append(&tx, &d)?;
            number.insert(theirs, id);
            bears_on(&tx, &d, &mut touched)?;
            new += 1;
        }
        rebuild(&tx, touched)?;
        tx.commit()?;
        Ok(new)
    }
}

/// Puts the whole, present id in the place of the beginning of one, or of one
/// that the event once had.
fn whole_ids(db: &Connection, decision: &mut Decision) -> Result<()> {
    let whole = |id: &mut EventId| -> Result<()> {
        let found = super::query::find(db, &id.0)?
            .ok_or_else(|| Error::new(Kind::NoEvent(id.0.clone())))?;
        *id = ident::event_id(found);
        Ok(())
    };
    match &mut decision.action {
        Action::Confirm { event }
        | Action::Reject { event }
        | Action::Set { event, .. }
        | Action::Split { event, .. } => whole(event),
        Action::Merge { event, others } => {
            whole(event)?;
            others.iter_mut().try_for_each(whole)
        }
        Action::Undo { .. } => Ok(()),
    }
}

fn append(db: &Connection, decision: &Decision) -> Result<u64> {
    let mut d = decision.clone();
    d.id = 0;
    db.execute(
        "INSERT INTO decision (body) VALUES (?1)",
        [serde_json::to_string(&d)?],
    )?;
    Ok(db.last_insert_rowid().unsigned_abs())
}

/// The machine entries that have to be built anew for a decision.
fn bears_on(db: &Connection, decision: &Decision, into: &mut BTreeSet<i64>) -> Result<()> {
    let mut ids: Vec<String> = Vec::new();
    if let Action::Undo { decision: undone } = decision.action {
        let list = all(db)?;
        // An undo of an undo brings back what that one took away.
        let mut at = undone;
        for _ in 0..=list.len() {
            match list.iter().find(|d| d.id == at) {
                Some(Decision {
                    action: Action::Undo { decision },
                    ..
                }) => at = *decision,
                Some(d) => {
                    ids.extend(d.action.event().map(|e| e.0.clone()));
                    break;
                }
                None => break,
            }
        }
    }
    ids.extend(decision.action.event().map(|e| e.0.clone()));
    for id in ids {
        if let Some(m) = anchor_of(db, &id)?
            && let Some(event) = machine(db, m)?
        {
            into.insert(event);
        }
    }
    Ok(())
}

fn valid(db: &Connection, decision: &Decision) -> Result<()> {
    let bad = |what: String| Err(Error::new(Kind::BadDecision(what)));
    let known = |id: &str| -> Result<i64> {
        let m = anchor_of(db, id)?.ok_or_else(|| Error::new(Kind::NoEvent(id.to_owned())))?;
        db.prepare_cached("SELECT event FROM mention WHERE report = ?1 AND n = ?2")?
            .query_row(params![m.0, m.1], |r| r.get::<_, Option<i64>>(0))?
            .ok_or_else(|| Error::new(Kind::NoEvent(id.to_owned())))
    };
    if decision.who.trim().is_empty() {
        return bad("a decision needs a name; give it with --who".to_owned());
    }
    match &decision.action {
        Action::Merge { event, others } => {
            let target = known(&event.0)?;
            if others.is_empty() {
                return bad("a merge needs a second event".to_owned());
            }
            for other in others {
                if known(&other.0)? == target {
                    return bad(format!("'{other}' and '{event}' are one entry already"));
                }
            }
        }
        Action::Split { event, mentions } => {
            let target = known(&event.0)?;
            let mut moved = BTreeSet::new();
            for m in mentions {
                match find_mention(db, m)? {
                    Some(found) if known_event(db, found)? == Some(target) => {
                        moved.insert(found);
                    }
                    _ => {
                        return bad(format!(
                            "'{event}' has no mention at {}..{} of report {}; 'dateline show {event}' lists them",
                            m.span.start, m.span.end, m.report
                        ));
                    }
                }
            }
            let all: i64 = db.query_row(
                "SELECT count(*) FROM mention WHERE event = ?1",
                [target],
                |r| r.get(0),
            )?;
            if moved.is_empty() || moved.len() as i64 >= all {
                return bad(format!(
                    "a split of '{event}' has to name some of its {all} mentions and leave some"
                ));
            }
        }
        Action::Undo { decision } => {
            let list = all(db)?;
            if !list.iter().any(|d| d.id == *decision) {
                return bad(format!(
                    "there is no decision {decision}; list them with 'dateline edit list'"
                ));
            }
        }
        Action::Confirm { event } | Action::Reject { event } | Action::Set { event, .. } => {
            known(&event.0)?;
        }
    }
    Ok(())
}

fn known_event(db: &Connection, m: Mention) -> Result<Option<i64>> {
    Ok(db
        .prepare_cached("SELECT event FROM mention WHERE report = ?1 AND n = ?2")?
        .query_row(params![m.0, m.1], |r| r.get(0))
        .optional()?
        .flatten())
}
