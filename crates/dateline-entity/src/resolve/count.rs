//! How often a report names each party, and which of two states of one name.

use super::read::Reader;
use super::scan::{Hit, Scan};
use crate::gazetteer::format::EntryKind;
use crate::gazetteer::{Entry, Form};

impl Reader<'_> {
    /// Counts how often each party is named.
    pub fn count(&mut self, scans: &[Scan<'_>]) {
        for scan in scans {
            if scan.is_dateline() {
                continue;
            }
            for h in scan.hits.iter().filter(|h| !h.person) {
                let Some(id) = self.first_party(h) else {
                    // 'Goma' says which Congo is meant.
                    let town = h
                        .entries
                        .iter()
                        .find(|e| e.posting.kind == EntryKind::Place);
                    if let Some(state) = town.and_then(|&e| self.g.entry_place(e).country) {
                        *self.plain.entry(state.to_owned()).or_default() += 1;
                    }
                    continue;
                };
                // 'the Cuban capital' is where something is.
                if matches!(
                    scan.low(h.end).as_str(),
                    "capital" | "resort" | "city" | "town" | "port" | "soil"
                ) {
                    continue;
                }
                if self.is_plain(h) {
                    *self.plain.entry(id.clone()).or_default() += 1;
                }
                *self.counts.entry(id).or_default() += 1;
            }
            for id in super::refer::named_together(scan) {
                *self.counts.entry(id.to_owned()).or_default() += 1;
            }
        }
    }

    /// True for a name that only one party bears: 'Congolese' does not say
    /// which Congo is meant, 'eastern Congo' does.
    fn is_plain(&self, h: &Hit) -> bool {
        let party = |e: &&Entry| e.posting.kind == EntryKind::Party;
        let mut parties = h.entries.iter().filter(party);
        let first = parties.next().map(|&e| self.g.entry_party(e));
        parties.all(|&e| Some(self.g.entry_party(e)) == first)
    }

    /// The id of the party that a name means first, without context.
    pub fn first_party(&self, h: &Hit) -> Option<String> {
        if let Some(r) = &h.refers {
            return r.parties.first().cloned();
        }
        for &e in &h.entries {
            match e.posting.kind {
                EntryKind::Party if e.posting.form != Form::Other => {
                    return self.g.entry_party(e).map(|ix| self.g.info(ix).id.clone());
                }
                EntryKind::Actor => {
                    let actor = self.g.entry_actor(e);
                    if !matches!(actor.sector, "JRN" | "BUS" | "EDU") && !actor.individual {
                        return actor.party.map(str::to_owned);
                    }
                }
                _ => {}
            }
        }
        None
    }
}
