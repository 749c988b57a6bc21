//! The first or the last day of a meeting that a clause of its own tells, which is
//! no mention of it: 'He will stay until Sunday', 'They are expected to go on until
//! Friday', 'It is scheduled for three days', 'who had come on Monday, left on
//! Wednesday', 'left on Wednesday after a three-day visit'.

use crate::draft::build::{Draft, is_meeting};
use crate::draft::spans;
use crate::lexicon::Lexicon;
use crate::mood::Modal;
use crate::near;
use crate::tree::Tree;
use dateline_record::{
    Granularity, Interval, Kind, LAST_DAY, Status, TimeArgument, TimeBasis, Timex,
};
use dateline_syntax::Deprel;
use jiff::civil::Date;

/// Sentences behind the meeting that may go on telling of it.
const BEHIND: u32 = 2;

/// Days that a visit or a round may last.
const LONGEST: i32 = 21;

/// Words for a place in which one may stay, with no name.
const WHERE: [&str; 9] = [
    "area", "capital", "city", "country", "hotel", "kingdom", "region", "town", "venue",
];

/// What a clause tells.
#[derive(Clone, Copy)]
enum Bound {
    First(Date),
    Last(Date),
    Length(jiff::Span),
}

/// A clause that tells it: whose day, and of what verb.
struct Told {
    verb: u32,
    bound: Bound,
    subject: u32,
    /// Somebody comes, stays or goes: what is told is a journey.
    travels: bool,
}

/// Makes the day of a meeting all the days that such clauses tell.
pub(crate) fn days(
    drafts: &mut [Draft],
    trees: &[Tree],
    timexes: &[Timex],
    lexicon: &Lexicon,
    today: Date,
) {
    if !drafts.iter().any(|d| lasts(d.mention.kind)) {
        return;
    }
    for t in timexes {
        let at = trees.partition_point(|tree| tree.s.span.end <= t.span.start);
        let Some(tree) = trees.get(at) else { break };
        let Ok(number) = u32::try_from(at) else { break };
        let Some(told) = told(tree, lexicon, t) else {
            continue;
        };
        let Some(target) = target(drafts, tree, number, &told) else {
            continue;
        };
        let root = drafts[target]
            .mention
            .same_as
            .map_or(target, |k| k as usize);
        widen(drafts, root, t, told.bound, today);
    }
    for d in drafts.iter_mut() {
        if let Some(tree) = trees.get(d.sentence as usize) {
            nth_day(d, tree, timexes, today);
            left_after(d, tree, timexes, today);
        }
    }
}

fn lasts(kind: Kind) -> bool {
    is_meeting(kind) || kind == Kind::Exercise
}

/// What the verb over a time tells of first, last day or length.
fn told(tree: &Tree, lexicon: &Lexicon, t: &Timex) -> Option<Told> {
    let word = tree.s.head_of(t.span)?;
    let verb = tree.s.head(word).filter(|&v| tree.is_verb(v))?;
    let mood = tree.mood(verb);
    if mood.negated || mood.conditional {
        return None;
    }
    let subject = own_subject(tree, verb)?;
    let till = matches!(t.anchor.as_deref(), Some("until" | "till" | "through"));
    let person = is_person(tree, subject);
    let lemma = tree.lemma(verb);
    let stays = lexicon.listed("stays", lemma) && !matches!(lemma, "hold")
        || lemma == "go" && particle(tree, verb, "on");
    // 'Will stay in power for two weeks'
    let elsewhere = stays
        && tree.obliques(verb).any(|(case, o)| {
            matches!(case.as_str(), "in" | "at" | "out of")
                && o != word
                && !tree.is_place(o)
                && !WHERE.contains(&tree.lemma(o))
        });
    if elsewhere {
        return None;
    }
    let day = t.interval.and_then(|i| {
        let last = i.last_day()?;
        let single = i.first_day().is_none_or(|f| f == last);
        (single && t.begin_point.is_none()).then_some(last)
    });
    let bound = match (day, spans::length(t).filter(|_| t.interval.is_none())) {
        (Some(day), _) if till && stays => Bound::Last(day),
        (Some(day), _) if !till && person && comes(tree, verb) => Bound::First(day),
        (Some(day), _) if !till && person && goes(tree, verb) => Bound::Last(day),
        // 'It ends on Friday', of what was told before.
        (Some(day), _) if !till && !person && lexicon.listed("ends", lemma) => Bound::Last(day),
        (None, Some(length)) if length.get_months() == 0 && length.get_years() == 0 => {
            let planned = matches!(lemma, "schedule" | "plan" | "set" | "expect" | "slate");
            let whole = stays || lemma == "take" && tree.object(verb) == Some(word);
            let due = planned && tree.is_passive(verb) && tree.case(word).as_deref() == Some("for");
            (whole && !particle(tree, verb, "away") || due).then_some(Bound::Length(length))?
        }
        _ => return None,
    };
    Some(Told {
        verb,
        bound,
        subject,
        travels: person
            && (matches!(lemma, "stay" | "remain") || comes(tree, verb) || goes(tree, verb)),
    })
}

fn particle(tree: &Tree, verb: u32, word: &str) -> bool {
    tree.s
        .children_by(verb, &[Deprel::CompoundPrt, Deprel::Advmod])
        .any(|c| tree.lemma(c) == word)
}

/// The subject of a verb, through 'is expected to' and 'and'.
fn own_subject(tree: &Tree, verb: u32) -> Option<u32> {
    let mut at = verb;
    for _ in 0..4 {
        if let Some(s) = tree.s.child(at, &[Deprel::Nsubj, Deprel::NsubjPass]) {
            return Some(s);
        }
        match tree.rel(at) {
            Deprel::Xcomp | Deprel::Conj => at = tree.s.head(at)?,
            _ => return None,
        }
    }
    None
}

/// Those who travel: persons, delegations, and pronouns that may be either.
fn is_person(tree: &Tree, subject: u32) -> bool {
    tree.is_person(subject)
        || matches!(
            tree.lemma(subject),
            "he" | "she"
                | "they"
                | "who"
                | "delegation"
                | "minister"
                | "president"
                | "premier"
                | "chancellor"
                | "envoy"
                | "leader"
                | "king"
                | "emir"
                | "secretary"
                | "team"
                | "guest"
                | "visitor"
                | "official"
                | "delegate"
                | "negotiator"
                | "party"
        )
}

fn comes(tree: &Tree, verb: u32) -> bool {
    match tree.lemma(verb) {
        "arrive" | "land" => true,
        "fly" | "come" => particle(tree, verb, "in"),
        _ => false,
    }
}

/// 'Left Lomé', 'went home', but not 'left for Lomé'.
fn goes(tree: &Tree, verb: u32) -> bool {
    let off = |verb: u32| {
        tree.obliques(verb)
            .any(|(case, t)| case == "for" && tree.is_place(t) || case == "to")
    };
    match tree.lemma(verb) {
        "leave" | "depart" => !off(verb),
        "return" | "fly" | "go" | "head" | "travel" => {
            particle(tree, verb, "home") || particle(tree, verb, "back") && !off(verb)
        }
        _ => false,
    }
}

/// The meeting that such a clause speaks of.
fn target(drafts: &[Draft], tree: &Tree, number: u32, told: &Told) -> Option<usize> {
    let fits = |d: &Draft| {
        lasts(d.mention.kind) && (!told.travels || d.mention.kind == Kind::Visit) && !d.recurs
    };
    let subject = told.subject;
    // What has a mention of its own: of that, or of nothing.
    let here = near::around(drafts, number, 0);
    if let Some(own) = here.clone().find(|&k| drafts[k].head == told.verb) {
        return fits(&drafts[own])
            .then_some(own)
            .filter(|_| drafts[own].mention.same_as.is_some());
    }
    // 'Who had arrived on Monday, left on Wednesday'
    let beside = here.into_iter().find(|&k| {
        let d = &drafts[k];
        let relative = |inner: u32, outer: u32| {
            tree.rel(inner) == Deprel::AclRelcl
                && tree.s.head(inner) == tree.s.child(outer, &[Deprel::Nsubj])
        };
        fits(d) && told.travels && (relative(d.head, told.verb) || relative(told.verb, d.head))
    });
    if beside.is_some() {
        return beside;
    }
    let pronoun = matches!(tree.lemma(subject), "he" | "she" | "they" | "it");
    let first = number.saturating_sub(BEHIND);
    let near = (first..number).rev().find_map(|s| {
        let mut here = near::around(drafts, s, 0).filter(|&k| fits(&drafts[k]));
        let found = here.next()?;
        let root = |i: usize| drafts[i].mention.same_as.map_or(i, |k| k as usize);
        let one = here.all(|i| root(i) == root(found));
        Some(one.then_some(found))
    });
    let found = near.flatten()?;
    let d = &drafts[found];
    // The same person, by pronoun or by name.
    let named = || {
        tree.is_person(subject)
            && d.mention
                .persons
                .iter()
                .any(|p| p.value.name.ends_with(tree.lemma(subject)))
    };
    (pronoun || named()).then_some(found)
}

/// Makes a single day the days from the first to the last.
fn widen(drafts: &mut [Draft], root: usize, t: &Timex, bound: Bound, today: Date) {
    let Some(time) = drafts[root].mention.time.clone() else {
        return;
    };
    let one = time.basis == TimeBasis::Stated
        && time.interval.first_day().is_some()
        && time.interval.first_day() == time.interval.last_day()
        && time.span != t.span;
    let Some(day) = time.interval.first_day().filter(|_| one) else {
        return;
    };
    let (first, last) = match bound {
        Bound::First(first) => (first, day),
        Bound::Last(last) => (day, last),
        Bound::Length(_) if time.rule == LAST_DAY => return,
        Bound::Length(length) => match spans::last_day(day, length) {
            Some(last) => (day, last),
            None => return,
        },
    };
    let days = (last - first).get_days();
    if !(1..=LONGEST).contains(&days) {
        return;
    }
    // 'Was to begin on Monday. ... They left on Friday.'
    let status = drafts[root].mention.status.value;
    let over = matches!(
        status,
        Status::Postponed | Status::Cancelled | Status::Denied
    );
    if over || status.is_open() && last <= today && day <= today {
        return;
    }
    for (i, d) in drafts.iter_mut().enumerate() {
        let same = i == root || d.mention.same_as.map(|k| k as usize) == Some(root);
        if let Some(own) = d.mention.time.as_mut().filter(|_| same)
            && own.interval == time.interval
        {
            own.interval = Interval::days(first, last, Granularity::Day);
        }
    }
}

/// The times that begin in a sentence, of those of a report in its order.
fn times_in<'t>(tree: &Tree, timexes: &'t [Timex]) -> &'t [Timex] {
    let from = timexes.partition_point(|t| t.span.start < tree.s.span.start);
    let to = timexes.partition_point(|t| t.span.start < tree.s.span.end);
    timexes.get(from..to).unwrap_or_default()
}

/// 'On Tuesday, the first day of a three-day visit', 'on the third day of their talks
/// they agreed on Wednesday'.
fn nth_day(d: &mut Draft, tree: &Tree, timexes: &[Timex], today: Date) {
    if !d.is_noun || !lasts(d.mention.kind) || tree.case(d.head).as_deref() != Some("of") {
        return;
    }
    let Some(over) = tree.s.head(d.head).filter(|&o| tree.lemma(o) == "day") else {
        return;
    };
    let which = tree.s.children_by(over, &[Deprel::Amod]).find_map(|a| {
        let at = spans::ORDINALS.iter().position(|w| *w == tree.lemma(a));
        match tree.lemma(a) {
            "first" | "opening" => Some(Some(1)),
            "last" | "final" | "closing" => Some(None),
            _ => Some(Some(i64::try_from(at?).ok()? + 2)),
        }
    });
    let (Some(which), Some(beside)) = (which, tree.s.head(over)) else {
        return;
    };
    let here = times_in(tree, timexes);
    let day = here.iter().find_map(|t| {
        let word = tree.s.head_of(t.span)?;
        let interval = t.interval?;
        let first = interval.first_day()?;
        let own = word == beside
            || tree.is_verb(beside) && tree.s.head(word) == Some(beside) && word != over;
        (own && interval.last_day() == Some(first)).then_some((t.span, first))
    });
    let Some((span, day)) = day else { return };
    let length = here.iter().find_map(|t| {
        let word = tree.s.head_of(t.span)?;
        let own = tree.s.head(word) == Some(d.head) && word < d.head;
        spans::length(t).filter(|_| own && t.interval.is_none())
    });
    let first = match (which, length) {
        (Some(n), _) => day.checked_sub(jiff::Span::new().days(n - 1)).ok(),
        (None, Some(n)) => day.checked_sub(n).and_then(Date::tomorrow).ok(),
        (None, None) => None,
    };
    let last = match (which, length) {
        (Some(_), Some(n)) => first.and_then(|f| spans::last_day(f, n)),
        _ => Some(day),
    };
    let (Some(first), Some(last)) = (first, last) else {
        return;
    };
    let own = d.mention.time.as_ref();
    let free = own.is_none_or(|t| t.span == span || t.basis == TimeBasis::Inferred);
    let days = (last - first).get_days();
    if !free || !(0..=LONGEST).contains(&days) {
        return;
    }
    d.mention.time = Some(TimeArgument {
        interval: Interval::days(first, last, Granularity::Day),
        basis: TimeBasis::Stated,
        span,
        rule: "en.event.time.length".into(),
    });
    if day <= today
        && d.mention.status.value.is_open()
        && tree.s.ancestors(over).take(3).any(|v| tree.is_told(v))
    {
        d.mention.status.value = Status::Held;
    }
}

/// 'Left on Wednesday after a three-day visit': its last day, and how long it was.
fn left_after(d: &mut Draft, tree: &Tree, timexes: &[Timex], today: Date) {
    if d.mention.kind != Kind::Visit || !d.is_noun {
        return;
    }
    let behind = matches!(
        tree.case(d.head).as_deref(),
        Some("after" | "following" | "from")
    );
    let Some(verb) = tree.s.head(d.head).filter(|&v| behind && tree.is_verb(v)) else {
        return;
    };
    let mood = tree.mood(verb);
    let away = matches!(
        tree.lemma(verb),
        "leave" | "depart" | "return" | "fly" | "go" | "come"
    );
    if !away || !mood.past || mood.modal != Modal::None || mood.negated {
        return;
    }
    let open = d.mention.time.as_ref().is_none_or(|t| {
        t.interval.start.is_none() || t.interval.first_day() == t.interval.last_day()
    });
    let here = times_in(tree, timexes);
    let length = here.iter().find_map(|t| {
        let word = tree.s.head_of(t.span)?;
        let own = tree.s.head(word) == Some(d.head) && word < d.head;
        spans::length(t).filter(|_| own && t.interval.is_none())
    });
    let Some(length) = length.filter(|_| open) else {
        return;
    };
    let day = here.iter().find_map(|t| {
        let word = tree.s.head_of(t.span)?;
        let interval = t.interval?;
        let last = interval.last_day()?;
        let own = tree.s.head(word) == Some(verb) && interval.first_day() == Some(last);
        (own && last <= today).then_some((t.span, last))
    });
    let Some((span, last)) = day else { return };
    let first = last.checked_sub(length).and_then(Date::tomorrow);
    if let Ok(first) = first
        && (1..=LONGEST).contains(&(last - first).get_days())
    {
        d.mention.time = Some(TimeArgument {
            interval: Interval::days(first, last, Granularity::Day),
            basis: TimeBasis::Stated,
            span,
            rule: "en.event.time.length".into(),
        });
    }
}
