//! What lists need of the whole ledger, in memory.

use crate::heads::Heads;
use crate::item::{Life, head, steps};
use crate::searches::Searches;
use crate::table::{Form, NO_FIRST, NO_LAST, Table, day, number};
use dateline_ledger::{Event, ReportInfo, StatementEntry, Store, ToldOrder};
use dateline_record::{Dct, ReportKey, Status};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

/// The statements kept as JSON take about as many bytes as this.
const MOST_SAID: usize = 64 << 20;

/// Reports and statements, and what is counted over all events.
pub struct Told {
    /// In order of date.
    pub reports: Vec<ReportInfo>,
    /// Positions of reports by key.
    report_at: HashMap<ReportKey, usize>,
    /// Reports that are copies of others.
    copies: HashSet<ReportKey>,
    pub statements: Said,
    pub searches: Searches,
    /// The order that searches stand in.
    pub order: ToldOrder,
    pub n_events: usize,
    /// How many events stand at each status.
    pub statuses: BTreeMap<&'static str, usize>,
    /// The first and the last day of all events that are no background.
    pub days: (Option<Date>, Option<Date>),
}

/// The statements of all reports.
#[derive(Default)]
pub struct Said {
    /// In order of report and place in it.
    pub all: Vec<StatementEntry>,
    /// The day of the report of each.
    days: Vec<Date>,
    /// The JSON of those that were asked for.
    made: Vec<OnceLock<Box<str>>>,
    n_bytes: AtomicUsize,
    /// The places by id.
    at: HashMap<String, usize>,
}

impl Said {
    fn of(all: Vec<StatementEntry>, told: &Told) -> Self {
        let day = |s: &StatementEntry| told.report(s.evidence.report).map(|r| r.dct.date);
        Self {
            days: all.iter().map(|s| day(s).unwrap_or(Date::MAX)).collect(),
            made: all.iter().map(|_| OnceLock::new()).collect(),
            n_bytes: AtomicUsize::new(0),
            at: all
                .iter()
                .enumerate()
                .map(|(at, s)| (s.id.clone(), at))
                .collect(),
            all,
        }
    }

    /// The places of those that were told up to a day.
    pub fn until(&self, day: Option<Date>) -> Range<usize> {
        0..day.map_or(self.all.len(), |day| {
            self.days.partition_point(|d| *d <= day)
        })
    }

    /// The place of one.
    pub fn at(&self, id: &str) -> Option<usize> {
        self.at.get(id).copied()
    }

    /// The JSON of one, where it was made.
    pub fn made(&self, at: usize) -> Option<&str> {
        self.made[at].get().map(|json| &**json)
    }

    /// Keeps the JSON of one, as long as there is room.
    pub fn keep(&self, at: usize, json: &str) {
        let n = self.n_bytes.fetch_add(json.len(), Ordering::Relaxed);
        if n < MOST_SAID {
            // Who came first has kept the same.
            let _ = self.made[at].set(json.into());
        }
    }
}

impl Told {
    pub fn report(&self, key: ReportKey) -> Option<&ReportInfo> {
        self.report_at.get(&key).map(|&at| &self.reports[at])
    }
}

/// The forms of all events, with what is told beside.
pub struct Index {
    pub table: Table,
    /// The table has the forms that events had before.
    pub has_past: bool,
    pub told: Arc<Told>,
}

/// The form that an event has now, since the day of the last report that
/// mentions it.
fn form_now(event: &Event, last: i32) -> Form {
    let life = Life::of(&steps(event));
    Form::of(event, (last, NO_LAST), Arc::new(life))
}

impl Index {
    /// Reads the whole store, some thousand events at a time.
    pub fn read(store: &Store) -> Result<Self, dateline_ledger::Error> {
        let reports = store.reports(None)?;
        let keys = reports.iter().enumerate();
        let mut told = Told {
            report_at: keys.map(|(at, r)| (r.key, at)).collect(),
            statements: Said::default(),
            searches: Searches::default(),
            order: store.told_order()?,
            copies: store.copies()?.into_iter().collect(),
            reports,
            n_events: 0,
            statuses: Status::ALL.iter().map(|s| (s.as_str(), 0)).collect(),
            days: (None, None),
        };
        told.statements = Said::of(store.statements(None)?, &told);
        let (mut heads, mut forms) = (Heads::default(), Vec::new());
        store.each(|event| {
            let days = event
                .mentions
                .iter()
                .filter_map(|m| Some(number(told.report(m.report)?.dct.date)));
            let mut form = form_now(&event, days.max().unwrap_or(NO_FIRST));
            form.key.head = heads.number(&head(&event), []);
            forms.push(form);
            Ok(())
        })?;
        let table = Table::of(heads, forms);
        told.n_events = table.len();
        for status in &table.status {
            *told.statuses.entry(status.as_str()).or_default() += 1;
        }
        // Where an interval is open there is no day.
        let days = |of: &[i32]| -> Vec<Date> {
            let live = of.iter().zip(&table.background).filter(|(_, b)| !**b);
            live.filter_map(|(d, _)| day(*d)).collect()
        };
        let (first, last) = (days(&table.first), days(&table.last));
        told.days = (first.into_iter().min(), last.into_iter().max());
        Ok(Self {
            table,
            has_past: false,
            told: Arc::new(told),
        })
    }

    /// Day and time of a report, and whether it is a copy.
    pub fn told(&self, key: ReportKey) -> Option<(Dct, bool)> {
        let report = self.told.report(key)?;
        Some((report.dct, self.told.copies.contains(&key)))
    }

    /// The ledger as it was known on a day: what no later report changed stands
    /// here; the rest is given.
    pub fn as_of(&self, day: Date, changed: &[Event]) -> Self {
        let mut heads = self.table.heads.clone();
        let stood = self.table.known(number(day));
        let mut forms: Vec<Form> = stood.iter().map(|at| self.table.form(at)).collect();
        for event in changed {
            let mut form = form_now(event, NO_FIRST);
            form.key.head = heads.number(&head(event), []);
            forms.push(form);
        }
        Self {
            table: Table::of(heads, forms),
            has_past: false,
            told: Arc::clone(&self.told),
        }
    }
}
