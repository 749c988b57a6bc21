//! What merging keeps in mind from one report to the next and from one batch
//! to the next, so that reports that come in order are merged without asking
//! the file again for what was just written.

use super::settle::LOOK_BACK;
use crate::error::Result;
use crate::merge::facts::Facts;
use rusqlite::{Connection, params};
use std::collections::{HashMap, VecDeque};

/// The place of a report in the canonical order.
pub(crate) type Ord16 = [u8; 16];
/// The place of a group.
pub(crate) type Ord20 = [u8; 20];

/// Before every report.
const START: Ord16 = [0; 16];

/// States of entries of one age; twice as many are held at most.
const STATES: usize = 6_000;
/// Blocks of one age.
const BLOCKS: usize = 10_000;

/// What an entry was known to be before some report.
#[derive(Debug)]
struct State {
    facts: Facts,
    /// Groups before this report are taken in.
    upto: Ord16,
}

/// The last groups of a block before some report, with their entries.
#[derive(Debug)]
struct Recent {
    groups: VecDeque<(Ord20, Option<i64>)>,
    upto: Ord16,
}

impl Recent {
    fn push(&mut self, ord: Ord20, event: Option<i64>) {
        self.groups.push_back((ord, event));
        if self.groups.len() > LOOK_BACK {
            self.groups.pop_front();
        }
    }
}

/// A map that forgets what was not asked for in a while.
#[derive(Debug)]
struct Ages<V> {
    young: HashMap<i64, V>,
    old: HashMap<i64, V>,
}

impl<V> Default for Ages<V> {
    fn default() -> Self {
        Self {
            young: HashMap::new(),
            old: HashMap::new(),
        }
    }
}

impl<V> Ages<V> {
    fn get(&mut self, key: i64, most: usize, new: impl FnOnce() -> V) -> &mut V {
        if !self.young.contains_key(&key) && self.young.len() >= most {
            self.old = std::mem::take(&mut self.young);
        }
        let old = &mut self.old;
        self.young
            .entry(key)
            .or_insert_with(|| old.remove(&key).unwrap_or_else(new))
    }

    fn held(&mut self, key: i64) -> Option<&mut V> {
        match self.young.get_mut(&key) {
            Some(v) => Some(v),
            None => self.old.get_mut(&key),
        }
    }

    fn clear(&mut self) {
        self.young.clear();
        self.old.clear();
    }
}

/// One group of a report and the entry it joined.
pub(crate) struct Joined<'a> {
    pub(crate) ord: Ord20,
    /// The anchor of its first mention.
    pub(crate) first: i64,
    pub(crate) event: Option<i64>,
    pub(crate) facts: &'a Facts,
}

/// States and blocks as they stand before the next report in order.
#[derive(Debug)]
pub(crate) struct Memory {
    states: Ages<State>,
    blocks: Ages<Recent>,
    /// The version of the file, which another connection's change turns.
    version: i64,
    /// All reports after this one went through this memory: what reaches
    /// beyond it lacks nothing.
    floor: Ord16,
    /// The last report that is merged.
    last: Ord16,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            states: Ages::default(),
            blocks: Ages::default(),
            version: -1,
            floor: START,
            last: START,
        }
    }
}

impl Memory {
    /// Begins a run over reports from `first` on, in a store whose last merged
    /// report is `last`. What is kept stays only where nothing else was
    /// merged meanwhile and the run goes on where the one before ended.
    pub(crate) fn begin(
        &mut self,
        db: &Connection,
        last: Option<Ord16>,
        first: &Ord16,
    ) -> Result<()> {
        let version: i64 = db.query_row("PRAGMA data_version", [], |r| r.get(0))?;
        let last = last.unwrap_or(START);
        if version != self.version || last != self.last || *first <= last {
            self.states.clear();
            self.blocks.clear();
            self.floor = last;
        }
        self.version = version;
        self.last = last;
        Ok(())
    }

    /// What an entry is known to be from the reports before this one.
    pub(crate) fn state(&mut self, db: &Connection, event: i64, ord: &Ord16) -> Result<&Facts> {
        let state = self.states.get(event, STATES, || State {
            facts: Facts::default(),
            upto: START,
        });
        if state.upto <= self.floor && state.upto < *ord {
            let mut query = db.prepare_cached(
                "SELECT facts FROM unit WHERE event = ?1 AND ord >= ?2 AND ord < ?3 ORDER BY ord",
            )?;
            let mut rows = query.query(params![event, state.upto.as_slice(), ord.as_slice()])?;
            while let Some(row) = rows.next()? {
                state
                    .facts
                    .absorb(&serde_json::from_str(row.get_ref(0)?.as_str()?)?);
            }
        }
        state.upto = state.upto.max(*ord);
        Ok(&state.facts)
    }

    /// The entries of the last groups in a block before this report.
    pub(crate) fn recent(
        &mut self,
        db: &Connection,
        key: i64,
        ord: &Ord16,
    ) -> Result<impl Iterator<Item = i64> + '_> {
        let recent = self.blocks.get(key, BLOCKS, || Recent {
            groups: VecDeque::new(),
            upto: START,
        });
        if recent.upto <= self.floor && recent.upto < *ord {
            let mut query = db.prepare_cached(
                "SELECT b.ord, u.event FROM block b JOIN unit u ON u.ord = b.ord
                 WHERE b.key = ?1 AND b.ord >= ?2 AND b.ord < ?3
                 ORDER BY b.ord DESC LIMIT ?4",
            )?;
            let bounds = params![
                key,
                recent.upto.as_slice(),
                ord.as_slice(),
                LOOK_BACK as i64
            ];
            let mut rows: Vec<(Ord20, Option<i64>)> = query
                .query_map(bounds, |r| Ok((r.get(0)?, r.get(1)?)))?
                .collect::<rusqlite::Result<_>>()?;
            rows.reverse();
            for (ord, event) in rows {
                recent.push(ord, event);
            }
        }
        recent.upto = recent.upto.max(*ord);
        Ok(recent.groups.iter().filter_map(|&(_, event)| event))
    }

    /// Takes in what the groups of a report joined, in their order.
    pub(crate) fn take_in<'a>(&mut self, ord: &Ord16, groups: impl Iterator<Item = Joined<'a>>) {
        if *ord <= self.floor {
            return;
        }
        self.last = self.last.max(*ord);
        // What depends on others bears on nothing.
        for group in groups.filter(|g| !g.facts.dependent) {
            for key in super::stage::blocks(group.facts) {
                if let Some(recent) = self.blocks.held(key)
                    && recent.upto > self.floor
                {
                    recent.push(group.ord, group.event);
                }
            }
            let Some(event) = group.event else { continue };
            match self.states.held(event) {
                Some(state) if state.upto > self.floor => state.facts.absorb(group.facts),
                Some(_) => {}
                None if event == group.first => {
                    let state = self.states.get(event, STATES, || State {
                        facts: Facts::default(),
                        upto: *ord,
                    });
                    state.facts.absorb(group.facts);
                }
                None => {}
            }
        }
    }
}
