//! Where views get the text of reports from.

use dateline_ledger::{Evidence, Ledger};
use dateline_record::{Report, ReportKey};
use std::collections::{BTreeMap, BTreeSet};

/// Gives reports by key, so that spans can be shown as words.
pub trait Texts {
    /// The report, or `None` where it is not at hand; views then leave its
    /// words out.
    fn report(&self, key: ReportKey) -> Option<&Report>;
}

impl Texts for BTreeMap<ReportKey, Report> {
    fn report(&self, key: ReportKey) -> Option<&Report> {
        self.get(&key)
    }
}

/// No texts at all: views leave quotations out.
impl Texts for () {
    fn report(&self, _: ReportKey) -> Option<&Report> {
        None
    }
}

/// The reports whose words an export of `ledger` shows: those that evidence of
/// its events and statements points into.
pub fn cited(ledger: &Ledger) -> BTreeSet<ReportKey> {
    let mut keys: Vec<ReportKey> = Vec::new();
    let mut add = |evidence: &Evidence| {
        if keys.last() != Some(&evidence.report) {
            keys.push(evidence.report);
        }
    };
    for event in &ledger.events {
        event.mentions.iter().for_each(&mut add);
        for status in &event.status {
            add(&status.evidence);
            status.said_by.iter().for_each(|s| add(&s.evidence));
            let time = status.time.iter().flat_map(|t| &t.evidence);
            let place = status.place.iter().flat_map(|p| &p.evidence);
            time.chain(place).for_each(&mut add);
        }
        let times = event.time.iter().chain(&event.due);
        times.flat_map(|t| &t.evidence).for_each(&mut add);
        let parties = event.parties.iter().flat_map(|p| &p.evidence);
        let persons = event.persons.iter().flat_map(|p| &p.evidence);
        parties.chain(persons).for_each(&mut add);
        let place = event.place.iter().flat_map(|p| &p.evidence);
        let topic = event.topic.iter().flat_map(|t| &t.evidence);
        place.chain(topic).for_each(&mut add);
    }
    ledger.statements.iter().for_each(|s| add(&s.evidence));
    // Many are the same: in order, they make a set at once.
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter().collect()
}
