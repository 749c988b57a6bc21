//! How long a meeting lasts where several words, clauses or sentences tell it:
//! 'talks begun on 9 March ended on Monday', 'they opened on Monday and are to
//! last two weeks', 'the session is to end on Friday'.

use crate::climb::State;
use crate::draft::build::{Draft, Scene, is_meeting};
use crate::draft::spans;
use crate::draft::when::whole;
use crate::join::meeting::is_side;
use crate::mood::{Form, Modal};
use crate::near;
use crate::propose::Proposal;
use crate::tie::refer::ids;
use dateline_record::{
    EventMention, Granularity, Interval, Kind, LAST_DAY, PartyId, Status, TimeArgument, TimeBasis,
};
use dateline_syntax::{Deprel, Xpos};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Days within which a meeting that goes on has begun.
const LONGEST: i32 = 21;

/// Days within which talks that 'will continue' are still the same; further ahead it is
/// another round: 'The talks will continue in Doha on 3 June.'
const WEEK: i32 = 7;

/// What a sentence tells of the days of a meeting.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Extent {
    /// The day on which it is told to begin.
    pub first: Option<Date>,
    /// The day on which it is told to end.
    pub last: Option<Date>,
    pub length: Option<jiff::Span>,
    /// Only the day is told until which it lasts.
    pub until: bool,
    /// It is told in the past to have begun.
    pub begun: bool,
}

impl Extent {
    /// What both tell; what they tell otherwise is no longer known.
    fn with(self, other: Self) -> Self {
        fn one<T: PartialEq>(a: Option<T>, b: Option<T>) -> Option<T> {
            match (a, b) {
                (Some(a), Some(b)) => (a == b).then_some(a),
                (a, b) => a.or(b),
            }
        }
        let length = match (self.length, other.length) {
            (Some(a), Some(b)) => (a.fieldwise() == b.fieldwise()).then_some(a),
            (a, b) => a.or(b),
        };
        Self {
            first: one(self.first, other.first),
            last: one(self.last, other.last),
            length,
            until: false,
            begun: self.begun || other.begun,
        }
    }

    fn is_empty(&self) -> bool {
        self.first.is_none() && self.last.is_none() && self.length.is_none()
    }

    /// The first and the last day, where they can be told.
    fn days(&self) -> Option<(Date, Date)> {
        let (first, last) = match (self.first, self.last, self.length) {
            (Some(first), Some(last), _) => (first, last),
            (Some(first), None, Some(n)) => (first, spans::last_day(first, n)?),
            (None, Some(last), Some(n)) => {
                (last.checked_sub(n).and_then(Date::tomorrow).ok()?, last)
            }
            _ => return None,
        };
        let days = (last - first).get_days();
        (1..60).contains(&days).then_some((first, last))
    }

    /// True where `day` is the other end of what this tells one end of.
    pub(crate) fn meets(&self, day: Date) -> bool {
        let near = |days: i32| (0..=LONGEST).contains(&days);
        self.first.is_some_and(|f| near((day - f).get_days()))
            || self.last.is_some_and(|l| near((l - day).get_days()))
    }
}

/// Makes a single day the whole of the days that are told.
fn spread(mention: &mut EventMention, extent: &Extent) {
    let (Some(time), Some((first, last))) = (&mut mention.time, extent.days()) else {
        return;
    };
    let (a, b) = (time.interval.first_day(), time.interval.last_day());
    let within = |d: Date| first <= d && d <= last;
    let fits = match (a, b) {
        (Some(a), Some(b)) => (a == b || a == first) && within(a) && within(b),
        (Some(d), None) | (None, Some(d)) => within(d),
        (None, None) => false,
    };
    if fits && time.basis == TimeBasis::Stated {
        time.interval = Interval::days(first, last, Granularity::Day);
    }
}

impl Scene<'_> {
    /// True for a meeting of which only the day is told until which it lasts.
    /// One that goes on ('are holding talks until Friday') has the day of the
    /// report as its first known day.
    pub(crate) fn until(
        &self,
        mention: &mut EventMention,
        noun: Option<u32>,
        state: &mut State,
        today: Date,
    ) -> bool {
        let tree = self.tree;
        let Some(time) = mention.time.as_mut().filter(|_| is_meeting(mention.kind)) else {
            return false;
        };
        let until = self.timexes.iter().any(|t| {
            t.span == time.span && matches!(t.anchor.as_deref(), Some("until" | "till" | "through"))
        });
        let last = time.interval.last_day().filter(|&last| last >= today);
        let Some(last) = last.filter(|_| until && time.interval.start.is_none()) else {
            return false;
        };
        // 'Talks that opened on Monday are to last until Friday'
        let opened = self.timexes.iter().find_map(|t| {
            let first = t.interval?.first_day()?;
            let verb = tree.s.head(tree.s.head_of(t.span)?)?;
            let own = noun.is_some_and(|n| tree.s.dominates(n, verb));
            let days = (today - first).get_days();
            (own && (0..=LONGEST).contains(&days) && self.told_by("begins", verb)).then_some(first)
        });
        if let Some(first) = opened.or((*state == State::Fact).then_some(today)) {
            time.interval = Interval::days(first, last, Granularity::Day);
            *state = State::Fact;
        }
        true
    }

    /// What the clauses about a meeting say of its first and its last day and of
    /// how long it is; a single day of its own becomes all of them.
    pub(crate) fn extent(&self, mention: &mut EventMention, proposal: &Proposal) -> Extent {
        let mut extent = Extent::default();
        let pronoun = !self.lexicon.frames[proposal.frame as usize]
            .pronouns
            .is_empty();
        if !is_meeting(mention.kind) && !goes_on(mention.kind) && !pronoun {
            return extent;
        }
        let tree = self.tree;
        let verbs = self.its_verbs(proposal);
        let visit = mention.kind == Kind::Visit;
        let mut at = None;
        for t in self.timexes {
            let Some(word) = tree.s.head_of(t.span) else {
                continue;
            };
            let Some(v) = tree.s.head(word).filter(|v| verbs.contains(v)) else {
                continue;
            };
            let mood = tree.mood(v);
            if mood.negated {
                continue;
            }
            let anchor = t.anchor.as_deref();
            let day = whole(t).filter(|_| t.begin_point.is_none()).and_then(|i| {
                let last = i.last_day()?;
                let first = i.first_day().unwrap_or(last);
                (first == last).then_some(last)
            });
            let till = matches!(anchor, Some("until" | "till" | "through"));
            let stays = self.told_by("stays", v);
            // 'Flew home on Friday from three days in Oslo'
            let home = visit && self.goes_home(v);
            // 'Arrived on Monday and leaves on Thursday'
            let comes = |v: u32| visit && matches!(tree.lemma(v), "arrive" | "land");
            let goes = |v: u32| visit && matches!(tree.lemma(v), "leave" | "depart");
            let off = goes(v) && verbs.iter().any(|&a| comes(a) && a < v);
            let leaves = visit
                && !home
                && !off
                && (self.lexicon.listed("sets_out", tree.lemma(v))
                    || comes(v) && verbs.iter().any(|&a| goes(a) && a > v));
            let bound = extent;
            match (day, spans::length(t)) {
                // 'Were to have run until Thursday': they did not.
                (Some(_), _) if till && stays && mood.past && mood.perfect => {}
                (Some(day), _) if till && (stays || tree.lemma(v) == "have") => {
                    extent.last = Some(day);
                }
                (Some(day), _) if !till && (leaves || self.told_by("begins", v)) => {
                    extent.first = Some(day);
                    let told =
                        mood.form == Form::Finite && mood.past || tree.token(v).xpos == Xpos::Vbn;
                    extent.begun |=
                        told && mood.modal == Modal::None && day <= self.report.dct.date;
                }
                // 'The talks will continue on Wednesday'
                (Some(day), _)
                    if !till
                        && !visit
                        && stays
                        && matches!(tree.lemma(v), "continue" | "go" | "carry")
                        && matches!(mood.modal, Modal::None | Modal::Will | Modal::BeTo)
                        && !mood.past
                        && (0..=WEEK).contains(&(day - self.report.dct.date).get_days()) =>
                {
                    extent.last = Some(day);
                }
                // 'Ended its second day on Wednesday'
                (Some(_), _) if tree.object(v).is_some_and(|o| tree.lemma(o) == "day") => {}
                (Some(day), _) if !till && (home || off || self.told_by("ends", v)) => {
                    extent.last = Some(day);
                }
                (None, Some(length))
                    if is_short(length)
                        && (stays && anchor.is_none_or(|a| a == "for")
                            || home
                                && matches!(
                                    tree.case(word).as_deref(),
                                    Some("from" | "after")
                                )
                            || anchor == Some("for")
                                && proposal.verb == Some(v)
                                && mention.kind != Kind::Sanction) =>
                {
                    extent.length = Some(length);
                }
                _ => {}
            }
            if (bound.first, bound.last) != (extent.first, extent.last) {
                at = Some(t.span);
            }
        }
        // 'A three-day meeting', 'two days of talks'
        if extent.length.is_none()
            && let Some(noun) = proposal.noun
        {
            extent.length = self.timexes.iter().find_map(|t| {
                let length = spans::length(t).filter(|n| t.interval.is_none() && is_short(*n))?;
                let head = tree.s.head_of(t.span)?;
                let before = tree.s.head(head) == Some(noun) && head < noun;
                let of =
                    tree.s.head(noun) == Some(head) && tree.case(noun).as_deref() == Some("of");
                (before || of).then_some(length)
            });
        }
        // 'Will begin on Monday and last three days', where the tree has no verb
        if extent.length.is_none() && extent.first.is_some() {
            extent.length = self.timexes.iter().find_map(|t| {
                let length = spans::length(t).filter(|n| t.interval.is_none() && is_short(*n))?;
                let last = tree.s.tokens_in(t.span).start.checked_sub(1)?;
                let and = last.checked_sub(1)?;
                let verb = matches!(tree.lemma(last), "last" | "run")
                    && matches!(tree.lemma(and), "and" | "will" | "to" | "would");
                let own = verbs.iter().any(|&v| v < and && tree.s.dominates(v, last));
                (verb && own).then_some(length)
            });
        }
        // 'Leaves for Oslo on Sunday on a four-day visit'
        if extent.length.is_none() && visit && extent.first.is_some() {
            extent.length = self.timexes.iter().find_map(|t| {
                let length = spans::length(t).filter(|n| t.interval.is_none() && is_short(*n))?;
                let head = tree.s.head_of(t.span)?;
                let stay = tree.s.head(head).filter(|&n| head < n && tree.is_noun(n))?;
                let journey = matches!(tree.lemma(stay), "visit" | "trip" | "stay" | "tour");
                let on = matches!(tree.case(stay).as_deref(), Some("on" | "for"));
                let its = tree.s.head(stay).is_some_and(|v| verbs.contains(&v));
                (journey && on && its).then_some(length)
            });
        }
        // 'Two days earlier a round, begun on 9 June, had ended'
        if extent.first.is_some()
            && extent.last.is_none()
            && extent.length.is_none()
            && proposal.path.spine.iter().any(|&v| self.told_by("ends", v))
        {
            let time = mention.time.as_ref().map(|t| t.interval);
            extent.last = time
                .and_then(|i| i.last_day())
                .filter(|&d| Some(d) > extent.first);
        }
        if mention.time.is_none()
            && let (Some(span), Some(_)) = (at, extent.days())
            && let Some(day) = extent.first.or(extent.last)
        {
            mention.time = Some(TimeArgument {
                interval: Interval::day(day),
                basis: TimeBasis::Stated,
                span,
                rule: "en.event.time.length".into(),
            });
        }
        spread(mention, &extent);
        // 'Talks went on in Oslo on Wednesday'
        let goes_on = verbs.iter().any(|&v| {
            let mood = tree.mood(v);
            mood.past
                && mood.form == Form::Finite
                && matches!(tree.lemma(v), "continue" | "go")
                && self.told_by("stays", v)
        });
        if let Some(time) = &mut mention.time
            && (is_meeting(mention.kind) || matches!(mention.kind, Kind::Exercise | Kind::Conflict))
            && (goes_on && extent.is_empty()
                || extent.last.is_some() && time.interval.first_day() == extent.last)
            && time.interval.first_day() == time.interval.last_day()
        {
            LAST_DAY.clone_into(&mut time.rule);
        }
        extent
    }

    /// True for 'flew home', 'returned from'.
    fn goes_home(&self, v: u32) -> bool {
        let tree = self.tree;
        tree.lemma(v) == "return"
            || tree
                .s
                .children_by(v, &[Deprel::Advmod])
                .any(|a| tree.lemma(a) == "home")
    }

    /// Verbs whose days may be the first or the last of an event: its own, those
    /// of clauses about it, and those beside them with no other subject.
    fn its_verbs(&self, proposal: &Proposal) -> Vec<u32> {
        let tree = self.tree;
        let mut verbs: Vec<u32> = proposal.path.spine.clone();
        verbs.extend(&proposal.path.passed);
        verbs.extend(proposal.verb);
        if let Some(noun) = proposal.noun {
            verbs.extend(tree.s.children_by(noun, &[Deprel::Acl, Deprel::AclRelcl]));
            let subject = matches!(tree.rel(noun), Deprel::Nsubj | Deprel::NsubjPass);
            verbs.extend(tree.s.head(noun).filter(|_| subject));
            let measure = tree
                .s
                .head(noun)
                .filter(|_| tree.case(noun).as_deref() == Some("of"));
            verbs.extend(measure.and_then(|m| tree.s.head(m)));
        }
        verbs.retain(|&v| tree.is_predicate(v) || tree.is_verb(v));
        let mut i = 0;
        while i < verbs.len() && verbs.len() < 12 {
            let v = verbs[i];
            for c in tree.s.children_by(v, &[Deprel::Conj, Deprel::Xcomp]) {
                let own = tree.s.child(c, &[Deprel::Nsubj, Deprel::NsubjPass]);
                let own = own.filter(|&s| !matches!(tree.lemma(s), "they" | "it" | "which"));
                if own.is_none() && !verbs.contains(&c) && (tree.is_verb(c) || tree.is_predicate(c))
                {
                    verbs.push(c);
                }
            }
            // 'It took ten days of talks, ending on 10 August'
            let ending = |c: u32| {
                tree.token(c).xpos == Xpos::Vbg
                    && (self.told_by("ends", c) || self.told_by("begins", c))
            };
            let beside = tree.s.children_by(v, &[Deprel::Advcl]);
            verbs.extend(beside.into_iter().filter(|&c| ending(c)));
            i += 1;
        }
        verbs
    }
}

/// True for what goes on from a day to another without being a meeting.
fn goes_on(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Exercise | Kind::Commitment | Kind::Sanction | Kind::Deployment | Kind::Conflict
    )
}

/// True for a length in days or weeks.
fn is_short(length: jiff::Span) -> bool {
    length.get_months() == 0 && length.get_years() == 0
}

/// The sides of a meeting, but for those who receive them or sit over them.
fn acting(d: &Draft) -> impl Iterator<Item = &PartyId> {
    let sides = d.mention.parties.iter().filter(|p| is_side(p));
    sides.map(|p| &p.party.id)
}

/// The one day of a mention.
fn day(d: &Draft) -> Option<Date> {
    let time = d.mention.time.as_ref()?;
    let first = time.interval.first_day()?;
    let one = time.basis == TimeBasis::Stated && time.interval.last_day() == Some(first);
    one.then_some(first)
}

/// The one day of a mention, or the first of the days it was till then.
fn first_of(d: &Draft) -> Option<Date> {
    let time = d.mention.time.as_ref()?;
    let (first, last) = (time.interval.first_day()?, time.interval.last_day()?);
    let days = time.interval.granularity == Granularity::Day && !time.interval.approx;
    let short = (last - first).get_days() <= LONGEST;
    (days && short && time.basis == TimeBasis::Stated).then_some(first)
}

/// Gives the mentions of one meeting in a report the days that they tell
/// together: 'They met on Monday. ... The talks are to last until Friday.'
pub(crate) fn join(drafts: &mut [Draft]) {
    let root = |i: usize, d: &Draft| d.mention.same_as.map_or(i, |k| k as usize);
    let roots: Vec<usize> = drafts.iter().enumerate().map(|(i, d)| root(i, d)).collect();
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, &r) in roots.iter().enumerate() {
        groups.entry(r).or_default().push(i);
    }
    for r in 0..drafts.len() {
        if roots[r] != r || !is_meeting(drafts[r].mention.kind) {
            continue;
        }
        let mut group: Vec<usize> = groups.get(&r).cloned().unwrap_or_default();
        // 'Peru and Chile began talks on Tuesday. The meeting is to last a week.'
        let near = near::around(drafts, drafts[r].sentence, 2).find(|&i| {
            let (d, a) = (&drafts[i], &drafts[r]);
            roots[i] == i
                && i != r
                && !d.extent.is_empty()
                && d.definite
                && !d.further
                && d.mention.kind == a.mention.kind
                // 'The talks are to end on Thursday'
                && (day(d).is_none() || day(d) == d.extent.last)
                && day(a).is_some()
                && acting(d).all(|p| ids(a).contains(&p))
        });
        group.extend(near);
        if group.len() < 2 {
            continue;
        }
        let mut extent = group
            .iter()
            .map(|&i| drafts[i].extent)
            .reduce(Extent::with)
            .unwrap_or_default();
        // 'It got under way on Tuesday. The two-day session ended with a pact': the
        // one day that is told is the first.
        if extent.first.is_none() && extent.last.is_none() && extent.length.is_some() {
            let mut days: Vec<Date> = group.iter().filter_map(|&i| day(&drafts[i])).collect();
            days.dedup();
            extent.first = days.first().copied().filter(|_| days.len() == 1);
        }
        // What is told of a day before its last has begun on it.
        if extent.first.is_none() && extent.last.is_some() {
            extent.first = group
                .iter()
                .filter(|&&i| drafts[i].mention.status.value == Status::Held)
                .filter_map(|&i| first_of(&drafts[i]))
                .min()
                .filter(|&d| Some(d) < extent.last);
        }
        if extent.days().is_none() {
            continue;
        }
        let time = group.iter().find_map(|&i| {
            let time = drafts[i].mention.time.clone();
            time.filter(|_| day(&drafts[i]).is_some())
        });
        let held = group
            .iter()
            .any(|&i| drafts[i].mention.status.value == Status::Held);
        for &i in &group {
            let m = &mut drafts[i].mention;
            if Some(i) == near && m.status.value.is_open() && held {
                m.time = m.time.take().or_else(|| time.clone());
                m.status.value = Status::Held;
            }
            spread(m, &extent);
        }
    }
}

/// Gives a meeting of which only its last day is told the first one, where the
/// report tells that it has begun: it is under way.
pub(crate) fn begun(drafts: &mut [Draft], today: Date) {
    let mut again: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (k, a) in drafts.iter().enumerate() {
        if let Some(of) = a.mention.same_as {
            again.entry(of as usize).or_default().push(k);
        }
    }
    for i in 0..drafts.len() {
        let d = &drafts[i];
        if !d.extent.until {
            continue;
        }
        let Some(last) = d.mention.time.as_ref().and_then(|t| t.interval.last_day()) else {
            continue;
        };
        let own = d.mention.same_as.map(|k| k as usize);
        let theirs = ids(d);
        let of = |k: usize| again.get(&k).into_iter().flatten().copied();
        let group = own
            .into_iter()
            .chain(of(i))
            .chain(own.into_iter().flat_map(of));
        let group = group.chain(near::around(drafts, d.sentence, 2));
        let first = group.filter_map(|k| {
            let a = &drafts[k];
            let same = own == Some(k)
                || a.mention.same_as == u32::try_from(i).ok()
                || own.is_some() && a.mention.same_as.map(|k| k as usize) == own;
            let near = a.sentence.abs_diff(d.sentence) <= 2
                && a.mention.kind == d.mention.kind
                && (acting(d).next().is_none() || acting(a).all(|p| theirs.contains(&p)));
            let time =
                a.mention.time.as_ref().filter(|_| {
                    k != i && is_meeting(a.mention.kind) && !a.further && (same || near)
                })?;
            let first = time.interval.first_day()?;
            (a.mention.status.value == Status::Held
                && time.basis == TimeBasis::Stated
                && (0..=LONGEST).contains(&(today - first).get_days())
                && first <= last)
                .then_some(first)
        });
        let first = first.max();
        let d = &mut drafts[i];
        let current = d.modifiers.iter().any(|w| w == "current" || w == "ongoing");
        let Some(time) = &mut d.mention.time else {
            continue;
        };
        if let Some(first) = first.or((current && time.interval.start.is_none()).then_some(today)) {
            time.interval = Interval::days(first, last, Granularity::Day);
            if d.mention.status.value.is_open() {
                d.mention.status.value = Status::Held;
            }
        }
    }
}
