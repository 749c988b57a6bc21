//! What is compared: the facts of a group of mentions, or of an entry.

use super::subject::{self, Nature};
use crate::text;
use dateline_record::{
    EventMention, Family, Granularity, Interval, Kind, LAST_DAY, Role, Span, Status, TimeArgument,
    TimeBasis,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Days since the first of January of the year 1; dates are compared as numbers.
pub(crate) type Day = i32;

/// The number of a date.
pub(crate) fn day_number(date: jiff::civil::Date) -> Day {
    // Civil days since 1970-01-01, by the usual count of eras.
    let (y, m, d) = (
        i32::from(date.year()),
        i32::from(date.month()),
        i32::from(date.day()),
    );
    let y = if m <= 2 { y - 1 } else { y };
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let doy = (153 * (m + if m > 2 { -3 } else { 9 }) + 2) / 5 + d - 1;
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    era * 146_097 + doe + 306
}

/// A time as the comparison sees it: first and last day, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct When {
    /// First day; `Day::MIN` where it is open.
    pub(crate) a: Day,
    /// Last day; `Day::MAX` where it is open.
    pub(crate) b: Day,
    /// Rough bounds.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) approx: bool,
    /// No sentence states it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) inferred: bool,
}

impl When {
    pub(crate) fn of(interval: &Interval) -> Self {
        Self {
            a: interval.first_day().map_or(Day::MIN, day_number),
            b: interval.last_day().map_or(Day::MAX, day_number),
            approx: interval.approx,
            inferred: false,
        }
    }

    pub(crate) fn of_argument(t: &TimeArgument) -> Self {
        Self {
            inferred: t.basis == TimeBasis::Inferred,
            ..Self::of(&t.interval)
        }
    }

    /// A meeting that is to take place by a day has not done so when the report
    /// is written; one that lasts until a day has not lasted for years.
    fn begun(self, mention: &EventMention, dct: Day) -> Self {
        const LONGEST: Day = 31;
        // What is shut from a day on is known by that day.
        let day = |t: &TimeArgument| t.interval.granularity == Granularity::Day;
        if mention.kind == Kind::Sanction
            && mention.status.value == Status::Held
            && self.a != Day::MIN
            && self.b == Day::MAX
            && mention.time.as_ref().is_some_and(day)
        {
            return Self { b: self.a, ..self };
        }
        if self.a != Day::MIN || self.b == Day::MAX || mention.kind.family() != Family::Meeting {
            return self;
        }
        let a = match mention.status.value {
            Status::Held => self.b.min(dct) - LONGEST,
            s if s.is_open() => self.b.min(dct),
            // What will not be, and would have been still to come.
            _ if self.b >= dct => dct,
            _ => return self,
        };
        Self { a, ..self }
    }

    /// Number of days it allows; very large where an end is open.
    pub(crate) fn width(self) -> i64 {
        i64::from(self.b) - i64::from(self.a) + 1
    }

    /// True for a day or a few.
    pub(crate) fn is_exact(self) -> bool {
        self.width() <= 4
    }

    /// Days between the two, 0 where they share one.
    pub(crate) fn gap(self, other: When) -> i64 {
        let after = i64::from(other.a) - i64::from(self.b);
        let before = i64::from(self.a) - i64::from(other.b);
        after.max(before).max(0)
    }

    pub(crate) fn is_open_ended(self) -> bool {
        self.a == Day::MIN || self.b == Day::MAX
    }
}

/// How coarse a granularity is, for choosing the more exact of two times.
pub(crate) fn coarseness(g: Granularity) -> u8 {
    match g {
        Granularity::Time => 0,
        Granularity::Day => 1,
        Granularity::Week => 2,
        Granularity::Month => 3,
        Granularity::Quarter | Granularity::Season => 4,
        Granularity::Half => 5,
        Granularity::Year => 6,
        Granularity::Decade => 7,
        Granularity::Century => 8,
    }
}

/// What is known of a group of mentions or of an entry when it is compared.
///
/// Counts say how many mentions gave a value, so that one odd reading among
/// many does not decide.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Facts {
    /// Kinds.
    pub(crate) kinds: BTreeMap<String, u32>,
    /// Parties, by id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) parties: BTreeMap<String, u32>,
    /// Those that a mention names in its own sentence; the others are taken from
    /// what the report tells besides.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) named: BTreeMap<String, u32>,
    /// Those among the parties that are acted upon.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) targets: BTreeMap<String, u32>,
    /// Persons, by the last word of the name in lower case.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) persons: BTreeMap<String, u32>,
    /// Places, by gazetteer id or name in lower case.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) places: BTreeMap<String, u32>,
    /// Words of the names of the places, stemmed as the topic's are.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) sites: BTreeMap<String, u32>,
    /// Words of topic and trigger, stemmed roughly.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) topic: BTreeMap<String, u32>,
    /// Lemmas of the triggers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) lemmas: BTreeMap<String, u32>,
    /// Which of their kind they are said to be.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) ordinals: BTreeMap<u8, u32>,
    /// Whether the first mention speaks of it as known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) definite: Option<bool>,
    /// Sorts of accord.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) natures: BTreeSet<Nature>,
    /// Who lends the place or the offices: the states in which the places lie,
    /// and parties told to be hosts or mediators.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) hosts: BTreeMap<String, u32>,
    /// Those of them that are told to be hosts or mediators.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) lenders: BTreeMap<String, u32>,
    /// Words around the triggers, as hashes.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) words: BTreeMap<u32, u32>,
    /// Every time given so far, in order of the reports, no two alike.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) times: Vec<When>,
    /// The time now held to be right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) time: Option<When>,
    /// A time that a sentence says was given up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) earlier: Option<When>,
    /// The deadline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) due: Option<When>,
    /// The last status told of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<Status>,
    /// True where it was ever told as held.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) held: bool,
    /// True where it is told of as one more of its kind.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) further: bool,
    /// True where it is told of as the one before ('the previous meeting').
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) previous: bool,
    /// True where it is told with no day and as one before: 'they last met in Oslo'.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) last: bool,
    /// True where a sentence says that the day it tells is another than before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) moved: bool,
    /// True where it is told to have come later than it was to.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) late: bool,
    /// True where the time is told as the first one that was planned.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) original: bool,
    /// True where its time is only the last day of what goes on for several.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) ends: bool,
    /// True where all mentions are old history told in passing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) background: bool,
    /// Day of the first report.
    pub(crate) first_seen: Day,
    /// Day of the last report.
    pub(crate) last_seen: Day,
    /// True where no mention tells enough for an entry of its own.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) dependent: bool,
    /// Of such: the parties that the report names most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) near: Vec<String>,
    /// Of such: the trigger is a noun, as far as the words tell.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) noun: bool,
    /// Of such: it answers what was put to a party.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) answers: bool,
    /// Who put it to the others, where its words say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) proposer: Option<String>,
    /// Somebody is told not to do it, which has not been done.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) forbidden: bool,
    /// Mentions taken in.
    pub(crate) n: u32,
}

/// True where a verb says that a meeting is one more: 'will meet again'.
fn is_again(text: &str, mention: &EventMention) -> bool {
    let after = Span::new(mention.trigger.end, mention.sentence.end);
    let rest = after.start <= after.end;
    mention.kind.family() == Family::Meeting
        && rest
        && ["again", "once more", "once again"]
            .iter()
            .any(|w| after.of(text).trim_start().starts_with(w))
}

/// The most values of one sort that are kept; the least frequent go first.
const KEEP: usize = 48;

impl Facts {
    /// True where it is still to come.
    pub(crate) fn is_plan(&self) -> bool {
        !self.held && self.status.is_some_and(Status::is_open)
    }

    /// True where some mention tells of this kind.
    pub fn is(&self, kind: Kind) -> bool {
        self.kinds.contains_key(kind.as_str())
    }

    /// The facts of one mention, from the report of the day `dct` with this text.
    pub(crate) fn of(mention: &EventMention, text: &str, dct: Day) -> Self {
        let mut f = Facts {
            first_seen: dct,
            last_seen: dct,
            n: 1,
            background: mention.background,
            dependent: mention.dependent,
            noun: mention.dependent && is_noun(mention),
            answers: mention.dependent && mention.status.rule == super::answers::RULE,
            ..Facts::default()
        };
        let phrase = text::phrase_before(text, mention.sentence, mention.trigger, 4);
        f.further = text::is_further(&phrase)
            || is_again(text, mention)
            || mention.rule == "en.event.reference.another";
        f.previous = text::is_previous(&phrase);
        let rule = mention.time.as_ref().map(|t| t.rule.as_str());
        f.last = rule == Some("en.event.time.former");
        let mut earlier = mention.earlier_status.iter();
        f.moved = earlier.any(|s| s.value == Status::Postponed)
            || matches!(
                mention.status.rule.as_str(),
                "en.event.status.advance" | "en.event.status.anew"
            );
        f.original = subject::is_original(text, mention);
        f.late = subject::is_late(text, mention);
        f.proposer = super::answers::proposer(text, mention);
        f.forbidden = mention.status.value == Status::Denied
            && matches!(
                mention.status.rule.as_str(),
                "en.event.status.propose" | "en.event.status.forbid"
            );
        f.definite = subject::definite(&phrase);
        f.ordinals
            .extend(subject::ordinal(text, mention, &phrase).map(|n| (n, 1)));
        f.natures.extend(subject::nature(text, mention, &phrase));
        f.kinds.insert(mention.kind.as_str().to_owned(), 1);
        for p in &mention.parties {
            f.parties.insert(p.party.id.0.clone(), 1);
            if mention.sentence.contains(p.span) {
                f.named.insert(p.party.id.0.clone(), 1);
            }
            match p.role {
                Role::Target => {
                    f.targets.insert(p.party.id.0.clone(), 1);
                }
                Role::Host | Role::Mediator => {
                    f.hosts.insert(p.party.id.0.clone(), 1);
                    // Whose leader receives two others is one of three.
                    if p.role == Role::Mediator || mention.kind != Kind::Summit {
                        f.lenders.insert(p.party.id.0.clone(), 1);
                    }
                }
                Role::Participant => {}
            }
        }
        for p in &mention.persons {
            if let Some(key) = text::person_key(&p.value.name) {
                f.persons.insert(key, 1);
            }
        }
        if let Some(place) = &mention.place {
            for key in text::place_keys(&place.value) {
                f.places.insert(key, 1);
            }
            f.hosts.extend(place.value.country.clone().map(|c| (c, 1)));
            f.sites.extend(
                text::subject_words(&place.value.name)
                    .into_iter()
                    .map(|w| (w, 1)),
            );
        }
        if let Some(topic) = &mention.topic {
            // 'The exchange of prisoners', 'will exchange prisoners'
            for w in text::subject_words(&topic.value) {
                if !text::tells_kind(mention.kind, &w) {
                    f.topic.insert(w, 1);
                }
            }
        }
        // The words right before the trigger tell one round from another:
        // 'military talks', 'the second round'.
        // A topic that begins before the trigger holds them already.
        let held = mention
            .topic
            .as_ref()
            .is_some_and(|t| t.span.start < mention.trigger.start);
        if !held && is_noun(mention) {
            for w in text::subject_of(&phrase) {
                f.topic.insert(w, 1);
            }
        }
        f.lemmas.insert(lemma(mention).to_owned(), 1);
        for w in text::content_words(text::around(text, mention.sentence, mention.trigger)) {
            f.words.insert(text::small_hash(&w), 1);
        }
        if let Some(t) = &mention.earlier_time {
            f.earlier = Some(When::of_argument(t));
            f.add_time(When::of_argument(t));
        }
        if let Some(t) = &mention.time {
            let when = When::of_argument(t).begun(mention, dct);
            f.time = Some(when);
            f.add_time(when);
        }
        f.ends = mention.time.as_ref().is_some_and(is_last_day);
        f.due = mention.due.as_ref().map(When::of_argument);
        if !is_reference(mention) {
            f.status = Some(mention.status.value);
            f.held = mention.status.value == Status::Held;
        }
        f
    }

    fn add_time(&mut self, when: When) {
        if !self.times.contains(&when) {
            self.times.push(when);
            if self.times.len() > 16 {
                self.times.remove(1);
            }
        }
    }

    /// Takes in the facts of a later mention, group or report.
    pub(crate) fn absorb(&mut self, other: &Facts) {
        if self.n == 0 {
            *self = other.clone();
            return;
        }
        if other.dependent && !self.dependent {
            return;
        }
        add_counts(&mut self.kinds, &other.kinds);
        add_counts(&mut self.parties, &other.parties);
        add_counts(&mut self.named, &other.named);
        add_counts(&mut self.targets, &other.targets);
        add_counts(&mut self.lemmas, &other.lemmas);
        add_counts(&mut self.hosts, &other.hosts);
        add_counts(&mut self.lenders, &other.lenders);
        add_counts(&mut self.persons, &other.persons);
        add_counts(&mut self.places, &other.places);
        add_counts(&mut self.sites, &other.sites);
        add_counts(&mut self.topic, &other.topic);
        add_counts(&mut self.ordinals, &other.ordinals);
        self.natures.extend(&other.natures);
        add_counts(&mut self.words, &other.words);
        for &t in &other.times {
            self.add_time(t);
        }
        self.time = match (self.time, other.time) {
            (Some(old), Some(new)) => Some(self.better_time(old, new, other)),
            (old, new) => new.or(old),
        };
        self.earlier = other.earlier.or(self.earlier);
        self.due = other.due.or(self.due);
        self.held |= other.held;
        // What was held stays held where a later sentence only looks back.
        let back = self.held && other.status.is_some_and(Status::is_open);
        if !back {
            self.status = other.status.or(self.status);
        }
        self.further |= other.further;
        self.moved |= other.moved;
        self.late |= other.late;
        self.forbidden |= other.forbidden;
        self.proposer = other.proposer.clone().or(self.proposer.take());
        self.original &= other.original;
        self.ends |= other.ends && self.times.len() == other.times.len();
        self.previous &= other.previous;
        self.last &= other.last;
        self.background &= other.background;
        self.dependent &= other.dependent;
        self.first_seen = self.first_seen.min(other.first_seen);
        self.last_seen = self.last_seen.max(other.last_seen);
        self.n += other.n;
    }

    /// A vaguer time does not replace one that it contains; a more exact one
    /// does, and so does another day.
    fn better_time(&self, old: When, new: When, other: &Facts) -> When {
        if old.inferred != new.inferred && old.gap(new) > 0 {
            return if new.inferred { old } else { new };
        }
        if old.gap(new) == 0 && new.width() > old.width() {
            return old;
        }
        let off = matches!(
            other.status,
            Some(Status::Postponed | Status::Cancelled | Status::Denied)
        );
        if off { old } else { new }
    }

    /// The kind most mentions give; the first in the list of kinds at a tie.
    pub(crate) fn kind(&self) -> Kind {
        let mut best = (0, Kind::Other);
        for &kind in Kind::ALL {
            let n = self.kinds.get(kind.as_str()).copied().unwrap_or(0);
            if n > best.0 {
                best = (n, kind);
            }
        }
        best.1
    }

    /// The family of the kind.
    pub(crate) fn family(&self) -> Family {
        self.kind().family()
    }

    /// True where a kind of this family was read at least once.
    pub(crate) fn has_family(&self, family: Family) -> bool {
        self.kinds
            .keys()
            .filter_map(|k| Kind::parse(k))
            .any(|k| k.family() == family)
    }
}

fn add_counts<K: Ord + Clone>(into: &mut BTreeMap<K, u32>, from: &BTreeMap<K, u32>) {
    for (k, n) in from {
        *into.entry(k.clone()).or_insert(0) += n;
    }
    if into.len() > KEEP {
        let mut counts: Vec<(u32, K)> = into.iter().map(|(k, &n)| (n, k.clone())).collect();
        counts.sort_by(|x, y| y.0.cmp(&x.0).then_with(|| x.1.cmp(&y.1)));
        counts.truncate(KEEP);
        *into = counts.into_iter().map(|(n, k)| (k, n)).collect();
    }
}

/// What stands for all words like the trigger.
fn lemma(mention: &EventMention) -> &str {
    let class = text::class(&mention.lemma);
    match mention.kind {
        // 'They met', 'they sat down', 'they discussed it' tell of a meeting
        // by a verb.
        Kind::Talks | Kind::Summit => "meeting",
        Kind::Conflict => "war",
        // A kind of which all words say the same.
        Kind::Withdrawal | Kind::Release | Kind::Exchange | Kind::Exercise | Kind::Aid => {
            mention.kind.as_str()
        }
        Kind::Vote => match class {
            "plebiscite" | "referendum" => "referendum",
            "elect" | "election" => "election",
            _ => "vote",
        },
        Kind::Sanction => match class {
            "close" | "shut" | "closure" | "seal" | "shutdown" => "close",
            "block" | "blockade" | "siege" | "besiege" => "blockade",
            _ => class,
        },
        _ => class,
    }
}

/// 'The talks ended on Wednesday': the one day that is told is the last.
pub(crate) fn is_last_day(t: &TimeArgument) -> bool {
    t.rule == LAST_DAY && t.interval.first_day() == t.interval.last_day()
}

/// False where the trigger is, or may be, a verb: the words before it are then
/// no part of the name of the event.
fn is_noun(mention: &EventMention) -> bool {
    let class = text::class(&mention.lemma);
    let known = class != mention.lemma || text::is_instrument(class);
    known
        || !matches!(
            mention.kind,
            Kind::Talks | Kind::Summit | Kind::Visit | Kind::Agreement
        )
}

/// True for a mention that only refers to its event and tells nothing of its
/// state: the reader marks it by the rule of its status.
pub(crate) fn is_reference(mention: &EventMention) -> bool {
    mention.status.rule.ends_with("status.none")
}
