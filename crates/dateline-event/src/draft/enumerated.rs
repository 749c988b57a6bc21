//! Several events told by one plural word and then one by one: 'signed two treaties,
//! one in Lima on 3 March and the other in Quito on 9 June', 'met twice, once in
//! Rome in May and once in Oslo in June', 'held two rounds, the first in Lima on 3
//! March and the second in Quito on 9 June'. Trees hang such lists anywhere, so the
//! order of the words is asked.

use crate::climb::State;
use crate::draft::adjunct;
use crate::draft::build::{Draft, Scene};
use crate::draft::legs::set_time;
use crate::draft::place::place_of;
use crate::mood::Modal;
use dateline_record::{Family, Interval, Resolved, Status, Timex};
use dateline_syntax::{Deprel, Upos};
use jiff::civil::{Date, DateTime};

/// Words that one may be long.
const LONG: u32 = 16;

/// What begins the first of them, and each further one.
const FIRST: [&str; 3] = ["one", "once", "first"];
const NEXT: [&str; 9] = [
    "other", "another", "second", "once", "one", "third", "fourth", "latter", "again",
];

impl Scene<'_> {
    /// The further events of such a list; the first stays with the draft.
    pub(crate) fn enumerated(&self, draft: &mut Draft) -> Vec<Draft> {
        let tree = self.tree;
        let family = draft.mention.kind.family();
        if draft.pronoun || matches!(family, Family::Word | Family::Other) {
            return Vec::new();
        }
        let from = tree.s.tokens_in(draft.mention.trigger).end;
        let mut starts = self.items(from);
        // 'Previous rounds, in Rome in March and in Oslo in May, ...'
        let past = |w: &String| matches!(w.as_str(), "previous" | "earlier" | "past" | "recent");
        let rounds = tree.s.head(draft.head).filter(|&h| {
            let round = matches!(tree.lemma(h), "round" | "session" | "series");
            round && tree.case(draft.head).as_deref() == Some("of")
        });
        let earlier = rounds.is_some_and(|h| {
            let word = |c: u32| matches!(tree.lemma(c), "previous" | "earlier" | "past" | "recent");
            tree.s.children_by(h, &[Deprel::Amod]).any(word)
        });
        let own = draft.modifiers.iter().any(past);
        let previous = draft.is_noun && draft.plural && (own || earlier);
        let dated = starts.is_empty() && (draft.state == State::Fact || previous);
        if dated {
            starts = self.dated_items(from, previous);
        }
        let [first, ..] = starts[..] else {
            return self.on_days(draft, from);
        };
        if dated && starts.len() < 2 {
            return self.on_days(draft, from);
        }
        if starts.len() < 2 || !(previous || self.are_many(draft, first)) {
            return Vec::new();
        }
        // Each with a time of its own.
        let mut items: Vec<(&Timex, Option<&Resolved>)> = Vec::new();
        for (i, &at) in starts.iter().enumerate() {
            let end = starts
                .get(i + 1)
                .copied()
                .unwrap_or(at + LONG)
                .min(tree.len());
            let item = at..end;
            let verb = |t: u32| {
                let told = matches!(tree.upos(t), Upos::Verb | Upos::Aux);
                told && tree.token(t).xpos != dateline_syntax::Xpos::Vbn
            };
            if end > at + LONG || i + 1 < starts.len() && item.clone().any(verb) {
                return Vec::new();
            }
            let within = |span| item.contains(&tree.s.tokens_in(span).start);
            let time = self
                .timexes
                .iter()
                .find(|t| within(t.span) && t.interval.as_ref().is_some_and(is_narrow));
            let place = item
                .clone()
                .flat_map(|t| self.names.at(t).iter().copied())
                .find(|e| e.place.is_some());
            let Some(time) = time else { return Vec::new() };
            items.push((time, place));
        }
        let end = tree.span(first).start;
        // Who is named in the list is of one of them alone.
        draft.mention.parties.retain(|p| p.span.start < end);
        // 'Have held two rounds this year, the first on 3 March': none is to come.
        let over = previous
            || draft.state == State::Fact && {
                let mood = tree.mood(self.telling(draft));
                (mood.past || mood.perfect) && mood.modal == Modal::None
            };
        if over && draft.mention.status.value.is_open() {
            draft.mention.status.value = Status::Held;
        }
        let ahead = !over && draft.mention.status.value.is_open();
        let template = draft.clone();
        let today = self.report.dct.date;
        let give = |d: &mut Draft, (time, place): &(&Timex, Option<&Resolved>)| {
            set_time(d, time, "en.event.time.enumerated");
            if let Some(t) = d.mention.time.as_mut() {
                if over {
                    a_year_back(&mut t.interval, today);
                } else if ahead
                    && !time
                        .span
                        .of(&self.report.text)
                        .ends_with(|c: char| c.is_ascii_digit())
                {
                    a_year_on(&mut t.interval, today);
                }
            }
            settle(d, today);
            d.mention.place = place.and_then(place_of);
            d.plural = false;
        };
        give(draft, &items[0]);
        items[1..]
            .iter()
            .map(|item| {
                let mut d = template.clone();
                give(&mut d, item);
                d
            })
            .collect()
    }

    /// 'Met twice, on 4 and 9 March', 'three meetings are planned: on 14 March, 21
    /// March and 4 April': as many days as events, and nothing else between them.
    fn on_days(&self, draft: &mut Draft, from: u32) -> Vec<Draft> {
        let tree = self.tree;
        let Some(n) = self.how_many(draft) else {
            return Vec::new();
        };
        let exact = |t: &&Timex| t.interval.as_ref().is_some_and(adjunct::is_exact);
        let days: Vec<&Timex> = self
            .timexes
            .iter()
            .filter(|t| tree.s.span.contains(t.span) && tree.s.tokens_in(t.span).start >= from)
            .copied()
            .collect();
        let between = |a: &Timex, b: &Timex| {
            let gap = tree.s.tokens_in(a.span).end..tree.s.tokens_in(b.span).start;
            let mut gap = gap.map(|t| tree.lemma(t));
            gap.all(|w| matches!(w, "," | "and" | "on" | "the" | ";"))
        };
        let run = days
            .windows(n)
            .find(|run| run.iter().all(exact) && run.windows(2).all(|w| between(w[0], w[1])));
        let Some(run) = run else { return Vec::new() };
        let today = self.report.dct.date;
        let template = draft.clone();
        let give = |d: &mut Draft, time: &Timex| {
            set_time(d, time, "en.event.time.enumerated");
            d.plural = false;
            settle(d, today);
        };
        give(draft, run[0]);
        let further = run[1..].iter().map(|time| {
            let mut d = template.clone();
            give(&mut d, time);
            d
        });
        further.collect()
    }

    /// How many a draft says there are: 'met twice', 'three meetings'.
    fn how_many(&self, draft: &Draft) -> Option<usize> {
        let tree = self.tree;
        let count = |t: u32| match tree.lemma(t) {
            "twice" | "two" => Some(2),
            "three" => Some(3),
            "four" => Some(4),
            "five" => Some(5),
            _ => None,
        };
        let own = tree.s.tokens_in(draft.mention.trigger).start;
        let mut words = tree.children(own).chain(tree.children(draft.head));
        words.find_map(|c| {
            let counts = matches!(tree.rel(c), Deprel::Nummod | Deprel::Advmod);
            count(c).filter(|_| counts)
        })
    }

    /// The verb that tells of them.
    fn telling(&self, draft: &Draft) -> u32 {
        let tree = self.tree;
        let over = tree.s.ancestors(draft.head).find(|&t| tree.is_verb(t));
        over.unwrap_or(draft.head)
    }

    /// The words that begin the items of a list behind a word.
    fn items(&self, from: u32) -> Vec<u32> {
        let tree = self.tree;
        let behind = |t: u32| {
            let before = t
                .checked_sub(1)
                .filter(|&b| tree.lemma(b) == "the")
                .unwrap_or(t);
            before.checked_sub(1)
        };
        let mark = |t: u32| matches!(tree.lemma(t), "," | ":" | ";" | "—" | "–" | "-" | "(");
        let first = (from..tree.len())
            .find(|&t| FIRST.contains(&tree.lemma(t)) && behind(t).is_some_and(mark));
        let Some(first) = first else {
            return Vec::new();
        };
        let mut out = vec![first];
        for t in first + 1..tree.len() {
            let joined = behind(t).is_some_and(|b| mark(b) || tree.lemma(b) == "and");
            if joined && NEXT.contains(&tree.lemma(t)) {
                out.push(t);
            }
        }
        out
    }

    /// The items of 'met twice, in Rome in May and in Oslo in June', by the first words
    /// of each.
    fn dated_items(&self, from: u32, previous: bool) -> Vec<u32> {
        let tree = self.tree;
        let end = (from + LONG).min(tree.len());
        let counted = (from..end).find(|&t| {
            let number = |n: u32| matches!(tree.lemma(n), "two" | "three" | "four" | "several");
            match tree.lemma(t) {
                "twice" | "thrice" => true,
                "time" => t > from && number(t - 1),
                _ => false,
            }
        });
        let mark = |t: u32| matches!(tree.lemma(t), "," | ":" | "—" | "–" | "(");
        let preposition = |t: u32| matches!(tree.lemma(t), "in" | "on" | "at");
        let counted = counted.or_else(|| from.checked_sub(1).filter(|_| previous));
        let Some(first) =
            counted.and_then(|n| (n + 1..end).find(|&t| t > n && mark(t - 1) && preposition(t)))
        else {
            return Vec::new();
        };
        let mut out = vec![first];
        for t in first + 1..tree.len().min(first + 3 * LONG) {
            if preposition(t) && (mark(t - 1) || tree.lemma(t - 1) == "and") {
                out.push(t);
            }
        }
        out
    }

    /// 'Two treaties', 'met twice', 'held several rounds'.
    fn are_many(&self, draft: &Draft, end: u32) -> bool {
        let tree = self.tree;
        let start = draft
            .head
            .min(tree.s.tokens_in(draft.mention.trigger).start);
        (start.saturating_sub(4)..end).any(|t| {
            matches!(
                tree.lemma(t),
                "two"
                    | "three"
                    | "four"
                    | "five"
                    | "twice"
                    | "thrice"
                    | "both"
                    | "several"
                    | "separate"
                    | "pair"
            )
        })
    }
}

/// True for what names a month at most.
fn is_narrow(interval: &Interval) -> bool {
    const MONTH: i32 = 31;
    match (interval.first_day(), interval.last_day()) {
        (Some(first), Some(last)) => (last - first).get_days() <= MONTH,
        _ => false,
    }
}

/// Of several that are told as one, each stands by its own day.
fn settle(d: &mut Draft, today: Date) {
    let time = d.mention.time.as_ref();
    let ahead = time
        .and_then(|t| t.interval.first_day())
        .is_some_and(|day| day > today);
    let set = matches!(d.mention.status.value, Status::Held | Status::Agreed);
    if ahead && set && d.mention.earlier_status.is_empty() {
        d.mention.status.value = if time.is_some_and(|t| adjunct::is_exact(&t.interval)) {
            Status::Scheduled
        } else {
            Status::Agreed
        };
    }
}

/// A plan that the month puts behind the report, a year later.
fn a_year_on(interval: &mut Interval, today: Date) {
    if interval.last_day().is_none_or(|d| d >= today) {
        return;
    }
    let year = jiff::Span::new().years(1);
    let on = |t: Option<DateTime>| t.and_then(|t| t.checked_add(year).ok());
    interval.start = on(interval.start);
    interval.end = on(interval.end);
}

/// What lies ahead of the report, a year before.
fn a_year_back(interval: &mut Interval, today: Date) {
    let ahead = interval.first_day().is_some_and(|d| d > today);
    if !ahead {
        return;
    }
    let year = jiff::Span::new().years(1);
    let back = |t: Option<DateTime>| t.and_then(|t| t.checked_sub(year).ok());
    interval.start = back(interval.start);
    interval.end = back(interval.end);
}
