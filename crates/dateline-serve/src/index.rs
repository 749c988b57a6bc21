//! What lists need of every event, in memory.

use dateline_ledger::{Event, Filter, ReportInfo, StatementEntry, StatusEntry, Store};
use dateline_record::{Dct, Interval, Kind, ReportKey, Status};
use dateline_view::words;
use jiff::civil::Date;
use memchr::memmem::Finder;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// A stretch of days; null where open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct When {
    pub value: String,
    pub first: Option<String>,
    pub last: Option<String>,
    pub granularity: &'static str,
}

/// One step of an event's life, as far as a drawing needs it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    pub as_of: String,
    pub status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<When>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PartyRef {
    pub id: String,
    pub role: &'static str,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceRef {
    pub name: String,
    pub country: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
}

/// The first steps of a life, of which several forms of an event may show
/// more or fewer.
#[derive(Clone, Debug)]
pub struct History {
    pub steps: Arc<[Step]>,
    pub n: usize,
}

impl Serialize for History {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.steps.iter().take(self.n))
    }
}

/// An event as lists, timeline, agenda and map show it. What is alike in the
/// forms that it had one after the other is there once.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    pub id: Arc<str>,
    pub label: Arc<str>,
    pub kind: &'static str,
    pub family: &'static str,
    pub status: &'static str,
    pub when: Arc<str>,
    pub time: Option<Arc<When>>,
    pub due: Option<Arc<When>>,
    pub parties: Arc<[PartyRef]>,
    pub persons: Arc<[String]>,
    pub place: Option<Arc<PlaceRef>>,
    pub topic: Option<Arc<str>>,
    pub said_by: Option<Arc<str>>,
    pub history: History,
    pub n_reports: usize,
    pub confidence: f32,
    pub contested: bool,
    pub moved: bool,
    pub background: bool,
    /// Report and code points of the last status: one click to the sentence.
    pub report: Arc<str>,
}

/// An event as lists show it that draw no life.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Brief<'a> {
    id: &'a str,
    label: &'a str,
    kind: &'static str,
    family: &'static str,
    status: &'static str,
    when: &'a str,
    time: Option<&'a When>,
    due: Option<&'a When>,
    parties: &'a [PartyRef],
    persons: &'a [String],
    place: Option<&'a PlaceRef>,
    topic: Option<&'a str>,
    said_by: Option<&'a str>,
    n_reports: usize,
    confidence: f32,
    contested: bool,
    moved: bool,
    background: bool,
    report: &'a str,
}

impl Item {
    /// The item without its history.
    pub fn brief(&self) -> Brief<'_> {
        Brief {
            id: &self.id,
            label: &self.label,
            kind: self.kind,
            family: self.family,
            status: self.status,
            when: &self.when,
            time: self.time.as_deref(),
            due: self.due.as_deref(),
            parties: &self.parties,
            persons: &self.persons,
            place: self.place.as_deref(),
            topic: self.topic.as_deref(),
            said_by: self.said_by.as_deref(),
            n_reports: self.n_reports,
            confidence: self.confidence,
            contested: self.contested,
            moved: self.moved,
            background: self.background,
            report: &self.report,
        }
    }
}

fn when(interval: &dateline_record::Interval) -> When {
    let granularity = interval.granularity;
    When {
        value: interval.value(),
        first: interval.first_day().map(|d| d.to_string()),
        last: interval.last_day().map(|d| d.to_string()),
        granularity: match granularity {
            dateline_record::Granularity::Time => "time",
            dateline_record::Granularity::Day => "day",
            dateline_record::Granularity::Week => "week",
            dateline_record::Granularity::Month => "month",
            _ => "coarse",
        },
    }
}

/// A step as the ledger has it.
pub type StepKey = (Date, Status, Option<Interval>);

pub fn step_key(s: &StatusEntry) -> StepKey {
    (s.as_of.date, s.status, s.time.as_ref().map(|t| t.interval))
}

pub fn step((as_of, status, time): &StepKey) -> Step {
    Step {
        as_of: as_of.to_string(),
        status: status.as_str(),
        time: time.as_ref().map(when),
    }
}

/// The item of an event.
pub fn item(event: &Event) -> Item {
    let steps = event.status.iter().map(|s| step(&step_key(s)));
    let history = History {
        steps: steps.collect(),
        n: event.status.len(),
    };
    item_with(event, history)
}

/// The item of an event with a history that was made elsewhere.
pub fn item_with(event: &Event, history: History) -> Item {
    let last = event.last_status();
    let mut parties: Vec<PartyRef> = Vec::new();
    for party in &event.parties {
        if !parties.iter().any(|p| p.id == party.id.0) {
            parties.push(PartyRef {
                id: party.id.0.clone(),
                role: party.role.as_str(),
            });
        }
    }
    Item {
        id: event.id.0.as_str().into(),
        label: words::label(event).into(),
        kind: event.kind.as_str(),
        family: event.kind.family().as_str(),
        status: last.map_or("possible", |s| s.status.as_str()),
        when: words::when(event).into(),
        time: event.time.as_ref().map(|t| when(&t.interval).into()),
        due: event.due.as_ref().map(|t| when(&t.interval).into()),
        parties: parties.into(),
        persons: event.persons.iter().map(|p| p.name.clone()).collect(),
        place: event.place.as_ref().map(|p| {
            Arc::new(PlaceRef {
                name: p.place.name.clone(),
                country: p.place.country.clone(),
                lat: p.place.lat,
                lon: p.place.lon,
            })
        }),
        topic: event.topic.as_ref().map(|t| t.text.as_str().into()),
        said_by: last.and_then(|s| s.said_by.as_ref().map(|s| s.name.as_str().into())),
        history,
        n_reports: words::n_reports(event),
        confidence: (event.confidence * 100.0).round() / 100.0,
        contested: event.is_contested(),
        moved: event.is_moved(),
        background: event.background,
        report: last.map_or_else(|| "".into(), |s| s.evidence.report.to_string().into()),
    }
}

/// First and last day; none where open.
pub type Days = (Option<Date>, Option<Date>);

/// The place in time, before the id; what has no time comes last.
pub fn in_time((first, last): Days) -> (bool, Option<Date>) {
    let day = first.or(last);
    (day.is_none(), day)
}

/// First and last day of an event's time, else of its deadline.
pub fn span(event: &Event) -> Days {
    let time = event.time.as_ref().or(event.due.as_ref());
    days(time.map(|t| &t.interval))
}

/// What is asked of an item again and again, in a form that compares fast.
#[derive(Clone)]
pub struct Facts {
    /// Days by which it should have happened: of its deadline, or its time.
    pub due: Days,
    /// Day of the last report that changed it.
    pub told: Option<Date>,
    /// First and last day of its time, else of its deadline.
    pub span: Days,
    /// First day of its time.
    pub first: Option<Date>,
    /// It has a time or a deadline.
    pub timed: bool,
    pub n_reports: u32,
    pub kind: Kind,
    pub status: Status,
    pub moved: bool,
    pub background: bool,
}

/// A filter in the form that [`Facts`] are compared with: kinds and statuses as
/// bits of their places in the lists of all.
struct Wanted {
    kinds: u64,
    statuses: u64,
    from: Option<Date>,
    to: Option<Date>,
}

impl Wanted {
    fn of(filter: &Filter) -> Self {
        // No kind named lets all pass.
        let bits = |places: &mut dyn Iterator<Item = u32>| match places.fold(0, |a, n| a | 1 << n) {
            0 => u64::MAX,
            bits => bits,
        };
        Self {
            kinds: bits(&mut filter.kinds.iter().map(|k| *k as u32)),
            statuses: bits(&mut filter.statuses.iter().map(|s| *s as u32)),
            from: filter.from,
            to: filter.to,
        }
    }

    fn lets(&self, facts: &Facts) -> bool {
        let (first, last) = facts.span;
        self.kinds >> facts.kind as u32 & 1 != 0
            && self.statuses >> facts.status as u32 & 1 != 0
            && ((self.from.is_none() && self.to.is_none())
                || ((first.is_some() || last.is_some())
                    && self.from.is_none_or(|d| last.is_none_or(|l| l >= d))
                    && self.to.is_none_or(|d| first.is_none_or(|f| f <= d))))
    }
}

/// First and last day of an interval.
fn days(interval: Option<&Interval>) -> Days {
    let day = |pick: fn(&Interval) -> Option<Date>| interval.and_then(pick);
    (day(Interval::first_day), day(Interval::last_day))
}

/// An item with its facts: who goes through many need not look at the items.
pub type Found<'a> = (&'a Item, &'a Facts);

impl Facts {
    pub fn of(event: &Event, item: &Item) -> Self {
        Facts {
            due: days(event.should_be_by()),
            told: event.last_status().map(|s| s.as_of.date),
            span: span(event),
            first: days(event.time.as_ref().map(|t| &t.interval)).0,
            timed: event.time.is_some() || event.due.is_some(),
            n_reports: u32::try_from(item.n_reports).unwrap_or(u32::MAX),
            kind: event.kind,
            status: event.last_status().map_or(Status::Possible, |s| s.status),
            moved: item.moved,
            background: item.background,
        }
    }
}

/// Items in order of time and id, and what is looked up in them.
#[derive(Default)]
pub struct Items {
    pub items: Vec<Item>,
    pub facts: Vec<Facts>,
    /// All words that each item shows, in lower case.
    pub words: Vec<Arc<str>>,
    /// Positions by party, in upper case.
    by_party: BTreeMap<String, Vec<u32>>,
    /// Positions by name of the place, in lower case, and its country.
    by_place: BTreeMap<(String, Option<String>), Vec<u32>>,
}

/// The items of all events, and what is counted over them.
pub struct Index {
    all: Items,
    /// The day of the last report that mentions each.
    pub last: Vec<Date>,
    /// In order of date.
    pub reports: Vec<ReportInfo>,
    /// Positions of reports by key.
    pub report_at: HashMap<ReportKey, usize>,
    /// Reports that are copies of others.
    copies: HashSet<ReportKey>,
    /// In order of report and place in it.
    pub statements: Vec<StatementEntry>,
}

impl std::ops::Deref for Index {
    type Target = Items;

    fn deref(&self) -> &Items {
        &self.all
    }
}

impl Index {
    /// Reads the whole store, some thousand events at a time.
    pub fn read(store: &Store) -> Result<Self, dateline_ledger::Error> {
        let reports = store.reports(None)?;
        let keys = reports.iter().enumerate();
        let mut index = Index {
            all: Items::default(),
            last: Vec::new(),
            report_at: keys.map(|(at, r)| (r.key, at)).collect(),
            statements: store.statements(None)?,
            copies: store.copies()?.into_iter().collect(),
            reports,
        };
        store.each(|event| {
            let days = event.mentions.iter().filter_map(|m| {
                let at = index.report_at.get(&m.report)?;
                Some(index.reports[*at].dct.date)
            });
            index.last.push(days.max().unwrap_or(Date::MIN));
            index.all.push_event(&event);
            Ok(())
        })?;
        Ok(index)
    }

    /// Day and time of a report, and whether it is a copy.
    pub fn told(&self, key: ReportKey) -> Option<(Dct, bool)> {
        let at = self.report_at.get(&key)?;
        Some((self.reports[*at].dct, self.copies.contains(&key)))
    }
}

impl Items {
    /// Some events.
    pub fn of(mut events: Vec<Event>) -> Self {
        events.sort_by_cached_key(|e| (in_time(span(e)), e.id.clone()));
        let mut items = Self::default();
        for event in &events {
            items.push_event(event);
        }
        items
    }

    fn push_event(&mut self, event: &Event) {
        let item = item(event);
        let words = words_of(&item).into();
        self.push(Facts::of(event, &item), item, words);
    }

    /// Adds an item that is later than all others.
    pub fn push(&mut self, facts: Facts, item: Item, words: Arc<str>) {
        let at = self.items.len() as u32;
        for party in item.parties.iter() {
            let list = self.by_party.entry(party.id.to_uppercase()).or_default();
            if list.last() != Some(&at) {
                list.push(at);
            }
        }
        if let Some(place) = &item.place {
            let key = (place.name.to_lowercase(), place.country.clone());
            self.by_place.entry(key).or_default().push(at);
        }
        self.facts.push(facts);
        self.words.push(words);
        self.items.push(item);
    }

    pub fn all(&self) -> impl Iterator<Item = Found<'_>> {
        self.items.iter().zip(&self.facts)
    }

    pub fn at(&self, at: usize) -> Found<'_> {
        (&self.items[at], &self.facts[at])
    }

    /// True where an item is wanted: the rules of [`Filter::lets`], but for
    /// the place.
    fn lets(&self, at: usize, wanted: &Wanted, parties: &[String], words: &[Finder<'_>]) -> bool {
        wanted.lets(&self.facts[at])
            && parties.iter().all(|id| {
                let mut all = self.items[at].parties.iter();
                all.any(|p| p.id.eq_ignore_ascii_case(id))
            })
            && words
                .iter()
                .all(|w| w.find(self.words[at].as_bytes()).is_some())
    }

    /// The positions of the items that are wanted. Those of a party or in a
    /// place are looked up; the rest of the filter goes over these alone.
    pub fn select(&self, filter: &Filter, words: &[String]) -> Vec<usize> {
        self.select_of(filter, words, |_| true)
    }

    /// The positions of the items that are wanted, of some.
    pub fn select_of(
        &self,
        filter: &Filter,
        words: &[String],
        of: impl Fn(usize) -> bool,
    ) -> Vec<usize> {
        let wanted = Wanted::of(filter);
        let words: Vec<Finder<'_>> = words.iter().map(|w| Finder::new(w.as_bytes())).collect();
        let lets = |at: &usize| of(*at) && self.lets(*at, &wanted, &filter.parties, &words);
        let rarest = filter
            .parties
            .iter()
            .map(|p| {
                let list = self.by_party.get(&p.to_uppercase());
                list.map_or(&[][..], Vec::as_slice)
            })
            .min_by_key(|list| list.len());
        let Some(place) = &filter.place else {
            return match rarest {
                Some(list) => list.iter().map(|&at| at as usize).filter(lets).collect(),
                None => (0..self.items.len()).filter(lets).collect(),
            };
        };
        let name = place.to_lowercase();
        let mut found: Vec<usize> = self
            .by_place
            .iter()
            .filter(|((n, country), _)| {
                n.contains(&name)
                    || country
                        .as_deref()
                        .is_some_and(|c| c.eq_ignore_ascii_case(place))
            })
            .flat_map(|(_, list)| list.iter().map(|&at| at as usize))
            .filter(lets)
            .collect();
        found.sort_unstable();
        found
    }

    /// How many items stand at each status.
    pub fn statuses(&self) -> BTreeMap<&'static str, usize> {
        let mut out: BTreeMap<&'static str, usize> =
            Status::ALL.iter().map(|s| (s.as_str(), 0)).collect();
        for item in &self.items {
            *out.entry(item.status).or_default() += 1;
        }
        out
    }
}

/// All words that an item shows, in lower case, a line for each field.
pub fn words_of(item: &Item) -> String {
    let mut out = item.label.to_lowercase();
    let place = item.place.as_ref().map(|p| p.name.as_str());
    for text in place
        .into_iter()
        .chain(item.persons.iter().map(String::as_str))
    {
        out.push('\n');
        out.push_str(&text.to_lowercase());
    }
    out.push('\n');
    out.push_str(&item.id);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_every_kind_and_status_has_a_bit_of_its_own() {
        let bits = |kinds: &[Kind], statuses: &[Status]| {
            let wanted = Wanted::of(&Filter {
                kinds: kinds.to_vec(),
                statuses: statuses.to_vec(),
                ..Filter::default()
            });
            (wanted.kinds, wanted.statuses)
        };
        let (kinds, statuses) = bits(Kind::ALL, Status::ALL);
        assert_eq!(kinds.count_ones() as usize, Kind::ALL.len());
        assert_eq!(statuses.count_ones() as usize, Status::ALL.len());
        for kind in Kind::ALL {
            assert_eq!(bits(&[*kind], &[]), (1 << *kind as u32, u64::MAX));
        }
        assert_eq!(bits(&[], &[]), (u64::MAX, u64::MAX));
    }
}
