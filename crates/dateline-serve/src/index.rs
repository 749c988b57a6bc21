//! What lists need of every event, in memory.

use dateline_ledger::{Event, Filter, ReportInfo, StatementEntry, Store};
use dateline_record::{Dct, Interval, Kind, ReportKey, Status};
use dateline_view::words;
use jiff::civil::Date;
use memchr::memmem::Finder;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A stretch of days; null where open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct When {
    pub value: String,
    pub first: Option<String>,
    pub last: Option<String>,
    pub granularity: &'static str,
}

/// One step of an event's life, as far as a drawing needs it.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    pub as_of: String,
    pub status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<When>,
}

#[derive(Clone, Debug, Serialize)]
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

/// An event as lists, timeline, agenda and map show it.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    pub id: String,
    pub label: String,
    pub kind: &'static str,
    pub family: &'static str,
    pub status: &'static str,
    pub when: String,
    pub time: Option<When>,
    pub due: Option<When>,
    pub parties: Vec<PartyRef>,
    pub persons: Vec<String>,
    pub place: Option<PlaceRef>,
    pub topic: Option<String>,
    pub said_by: Option<String>,
    pub history: Vec<Step>,
    pub n_reports: usize,
    pub confidence: f32,
    pub contested: bool,
    pub moved: bool,
    pub background: bool,
    /// Report and code points of the last status: one click to the sentence.
    pub report: String,
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
    time: &'a Option<When>,
    due: &'a Option<When>,
    parties: &'a [PartyRef],
    persons: &'a [String],
    place: &'a Option<PlaceRef>,
    topic: &'a Option<String>,
    said_by: &'a Option<String>,
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
            time: &self.time,
            due: &self.due,
            parties: &self.parties,
            persons: &self.persons,
            place: &self.place,
            topic: &self.topic,
            said_by: &self.said_by,
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

/// The item of an event.
pub fn item(event: &Event) -> Item {
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
        id: event.id.0.clone(),
        label: words::label(event),
        kind: event.kind.as_str(),
        family: event.kind.family().as_str(),
        status: last.map_or("possible", |s| s.status.as_str()),
        when: words::when(event),
        time: event.time.as_ref().map(|t| when(&t.interval)),
        due: event.due.as_ref().map(|t| when(&t.interval)),
        parties,
        persons: event.persons.iter().map(|p| p.name.clone()).collect(),
        place: event.place.as_ref().map(|p| PlaceRef {
            name: p.place.name.clone(),
            country: p.place.country.clone(),
            lat: p.place.lat,
            lon: p.place.lon,
        }),
        topic: event.topic.as_ref().map(|t| t.text.clone()),
        said_by: last.and_then(|s| s.said_by.as_ref().map(|s| s.name.clone())),
        history: event
            .status
            .iter()
            .map(|s| Step {
                as_of: s.as_of.date.to_string(),
                status: s.status.as_str(),
                time: s.time.as_ref().map(|t| when(&t.interval)),
            })
            .collect(),
        n_reports: words::n_reports(event),
        confidence: (event.confidence * 100.0).round() / 100.0,
        contested: event.is_contested(),
        moved: event.is_moved(),
        background: event.background,
        report: last.map_or(String::new(), |s| s.evidence.report.to_string()),
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
pub struct Facts {
    /// Days by which it should have happened: of its deadline, or its time.
    pub due: Days,
    /// Day of the last report that changed it.
    pub told: Option<Date>,
    /// Days of the first and last report that mention it.
    pub seen: (Date, Date),
    /// First and last day of its time, else of its deadline.
    pub span: Days,
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

/// All items in order of time and id, and what is counted over them.
pub struct Index {
    pub items: Vec<Item>,
    pub facts: Vec<Facts>,
    /// All words that each item shows, in lower case.
    words: Vec<String>,
    /// Positions by party, in upper case.
    by_party: BTreeMap<String, Vec<u32>>,
    /// Positions by name of the place, in lower case, and its country.
    by_place: BTreeMap<(String, Option<String>), Vec<u32>>,
    /// In order of date.
    pub reports: Vec<ReportInfo>,
    /// Positions of reports by key.
    pub report_at: HashMap<ReportKey, usize>,
    /// Reports that are copies of others.
    copies: HashSet<ReportKey>,
    /// In order of report and place in it.
    pub statements: Vec<StatementEntry>,
}

impl Index {
    /// Reads the whole store, some thousand events at a time.
    pub fn read(store: &Store) -> Result<Self, dateline_ledger::Error> {
        let reports = store.reports(None)?;
        let keys = reports.iter().enumerate();
        let mut index = Index {
            report_at: keys.map(|(at, r)| (r.key, at)).collect(),
            statements: store.statements(None)?,
            copies: store.copies()?.into_iter().collect(),
            reports,
            ..Self::empty()
        };
        store.each(|event| {
            index.push(&event);
            Ok(())
        })?;
        Ok(index)
    }

    /// Some events, without their reports.
    pub fn of(mut events: Vec<Event>) -> Self {
        events.sort_by_cached_key(|e| (in_time(span(e)), e.id.clone()));
        let mut index = Self::empty();
        for event in &events {
            index.push(event);
        }
        index
    }

    fn empty() -> Self {
        Index {
            items: Vec::new(),
            facts: Vec::new(),
            words: Vec::new(),
            by_party: BTreeMap::new(),
            by_place: BTreeMap::new(),
            reports: Vec::new(),
            report_at: HashMap::new(),
            copies: HashSet::new(),
            statements: Vec::new(),
        }
    }

    /// Day and time of a report, and whether it is a copy.
    pub fn told(&self, key: ReportKey) -> Option<(Dct, bool)> {
        let at = self.report_at.get(&key)?;
        Some((self.reports[*at].dct, self.copies.contains(&key)))
    }

    fn push(&mut self, event: &Event) {
        let at = self.items.len() as u32;
        let mut seen = (Date::MAX, Date::MIN);
        for m in &event.mentions {
            if let Some(&at) = self.report_at.get(&m.report) {
                let day = self.reports[at].dct.date;
                seen = (seen.0.min(day), seen.1.max(day));
            }
        }
        let item = item(event);
        for party in &item.parties {
            let list = self.by_party.entry(party.id.to_uppercase()).or_default();
            if list.last() != Some(&at) {
                list.push(at);
            }
        }
        if let Some(place) = &item.place {
            let key = (place.name.to_lowercase(), place.country.clone());
            self.by_place.entry(key).or_default().push(at);
        }
        self.facts.push(Facts {
            due: days(event.should_be_by()),
            told: event.last_status().map(|s| s.as_of.date),
            seen,
            span: span(event),
            kind: event.kind,
            status: event.last_status().map_or(Status::Possible, |s| s.status),
            moved: item.moved,
            background: item.background,
        });
        self.words.push(words_of(&item));
        self.items.push(item);
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
        let wanted = Wanted::of(filter);
        let words: Vec<Finder<'_>> = words.iter().map(|w| Finder::new(w.as_bytes())).collect();
        let lets = |at: &usize| self.lets(*at, &wanted, &filter.parties, &words);
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
fn words_of(item: &Item) -> String {
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
