//! Which mentions of one report may speak of one event: kinds, sides, times,
//! and whether a plan has come about or was moved meanwhile.

use crate::climb::UNFULFILLED;
use crate::draft::adjunct::is_exact;
use crate::draft::build::Draft;
use crate::join::meeting::is_side;
use crate::lexicon::Lexicon;
use dateline_record::{
    Family, Granularity, Kind, PartyArgument, PartyId, Role, Status, TimeArgument, TimeBasis,
};
use jiff::civil::Date;

/// Days after the day of a plan on which what it planned may have come about.
const LATE: i32 = 21;

/// First and last day of a stated time; of a deadline it is one day.
fn days(d: &Draft) -> Option<(Date, Date)> {
    let t = d.mention.time.as_ref();
    let t = t.filter(|t| t.basis == TimeBasis::Stated)?;
    let last = t.interval.last_day()?;
    Some((t.interval.first_day().unwrap_or(last), last))
}

/// What the report tells as new or as still to come: of no day, or of one of this week.
pub(crate) fn is_news(d: &Draft, today: Date) -> bool {
    const WEEK: i32 = 7;
    d.mention.status.value.is_open()
        || days(d).is_none_or(|(_, last)| (today - last).get_days() <= WEEK)
}

/// A plan whose day is over when the report is written.
pub(crate) fn is_over(a: &Draft, today: Date) -> bool {
    a.mention.status.value.is_open()
        && a.mention
            .time
            .as_ref()
            .is_some_and(|t| is_exact(&t.interval) || t.interval.start.is_none())
        && days(a).is_some_and(|(_, last)| last < today)
}

/// True for what took place more than some days ago.
pub(crate) fn is_long_over(a: &Draft, today: Date) -> bool {
    const DAYS: i32 = 10;
    days(a).is_some_and(|(_, last)| (today - last).get_days() > DAYS)
}

/// 'They were to meet on Sunday. The meeting took place a day late': what a
/// definite noun or a pronoun tells as done is what had been planned.
fn came(m: &Draft, a: &Draft, today: Date) -> bool {
    if m.mention.status.value != Status::Held || !(m.definite || m.pronoun) || !is_over(a, today) {
        return false;
    }
    let Some((planned, end)) = days(a) else {
        return false;
    };
    let time = m.mention.time.as_ref();
    let Some(t) = time.filter(|t| t.basis == TimeBasis::Stated) else {
        return false;
    };
    // 'Was over by Monday'
    let first = t.interval.first_day().unwrap_or(planned);
    let late = (first - end).get_days() <= LATE;
    late && t.interval.last_day().is_some_and(|last| last >= planned)
}

/// 'They were to meet on Sunday. The meeting will now be held in June': a new
/// day of what did not come about, or of what is 'now' set for another.
fn moves(m: &Draft, a: &Draft, today: Date) -> bool {
    let status = m.mention.status.value;
    if !status.is_open() || !a.mention.status.value.is_open() || !(m.definite || m.pronoun) {
        return false;
    }
    let (Some((_, last)), Some((planned, end))) = (days(m), days(a)) else {
        return false;
    };
    last >= today && (m.anew || is_over(a, today) && last > end && planned < today)
}

/// 'They will meet on Monday. The meeting was first set for last week, but was put
/// off': the day given up before.
fn earlier_life(m: &Draft, a: &Draft, today: Date) -> bool {
    let off = m.mention.status.value == Status::Postponed && (m.definite || m.pronoun);
    if is_plan_of(m, a) {
        return true;
    }
    let (Some((_, given_up)), Some((_, last))) = (days(m), days(a)) else {
        return false;
    };
    off && a.mention.status.value.is_open() && given_up < today && last >= today
}

/// 'They met on Tuesday. The meeting had been due to take place on 14 January': the
/// day for which it was first set.
fn is_plan_of(m: &Draft, a: &Draft) -> bool {
    const LONGEST: i32 = 200;
    let (Some((_, given_up)), Some((held, _))) = (days(m), days(a)) else {
        return false;
    };
    let ago = (held - given_up).get_days();
    m.mention.status.value == Status::Postponed
        && m.mention.status.rule == UNFULFILLED
        && (m.definite || m.pronoun)
        && a.mention.status.value == Status::Held
        && m.mention.kind.family() == Family::Meeting
        && m.sentence > a.sentence
        && m.sentence - a.sentence <= 2
        && (1..=LONGEST).contains(&ago)
}

/// True for an hour with no day of its own.
pub(crate) fn is_clock(time: &TimeArgument) -> bool {
    time.interval.granularity == Granularity::Time && time.rule.starts_with("en.time.time.clock")
}

fn compatible_kinds(m: &Draft, before: &Draft) -> bool {
    use Kind::*;
    let (a, b) = (m.mention.kind, before.mention.kind);
    let planned = before.mention.status.value.is_open();
    // 'They will sign an accord on Monday. ... The signing was put off.'
    a == Ceremony
        && b == Agreement
        && planned
        && matches!(m.mention.lemma.as_str(), "signing" | "signature")
        // 'Will reopen its embassy. ... The reopening was put off.'
        || matches!((a, b), (Easing, Institution | Project))
            && planned
            && matches!(m.mention.lemma.as_str(), "reopening" | "opening")
        || a == b
        || matches!(
            (a, b),
            (Talks, Summit | Sitting | Visit) | (Summit | Sitting | Visit, Talks)
        )
        // 'Will host X in Oslo on 12 May. The summit will last two days.'
        || (a, b) == (Summit, Visit) && planned && before.mention.time.is_some()
        || matches!((a, b), (Agreement, Commitment) | (Commitment, Agreement))
}

/// What a noun of another kind that is said of such events tells for being one
/// of them: 'the signing' of an accord, 'the session' of a body.
pub(crate) fn stands_in(m: &Draft, a: &Draft) -> i32 {
    let (own, kind) = (m.mention.kind, a.mention.kind);
    if own == kind {
        return 0;
    }
    match m.mention.lemma.as_str() {
        "signing" | "signature" | "reopening" | "opening" => 3,
        "session" | "sitting" | "meeting" | "gathering" if kind == Kind::Sitting => 2,
        _ => 0,
    }
}

fn clash<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    !a.is_empty() && !b.is_empty() && !a.iter().any(|x| b.contains(x))
}

/// True where the text gives both a time, and no common one; what was put off
/// may come on another day.
pub(crate) fn times_clash(m: &Draft, a: &Draft, today: Date) -> bool {
    if a.mention.status.value == Status::Postponed && m.mention.status.value.is_open() {
        return false;
    }
    // 'The vote is on Monday. ... It was put off to Friday.'
    let moved = |d: &Draft| {
        let mut earlier = d.mention.earlier_status.iter();
        earlier.any(|s| s.value == Status::Postponed)
    };
    if a.mention.status.value.is_open() && moved(m) {
        return false;
    }
    if came(m, a, today) || moves(m, a, today) || earlier_life(m, a, today) {
        return false;
    }
    if let (Some(x), Some(y)) = (&m.mention.time, &a.mention.time) {
        !is_clock(x)
            && x.basis == TimeBasis::Stated
            && y.basis == TimeBasis::Stated
            && !x.interval.overlaps(&y.interval)
            && !(one_end(m, y) || one_end(a, x))
    } else {
        false
    }
}

/// 'The talks ended on Tuesday. They had begun on Sunday.'
fn one_end(m: &Draft, other: &TimeArgument) -> bool {
    let i = &other.interval;
    let day = i.first_day().filter(|_| i.first_day() == i.last_day());
    (m.pronoun || m.definite) && day.is_some_and(|d| m.extent.meets(d))
}

/// 'Talks on a new treaty opened on Monday. The treaty of 1991 is to go': what is new
/// is not what was made years ago.
fn is_older(old: &Draft, new: &Draft, today: Date) -> bool {
    const YEAR: i32 = 366;
    let fresh = new
        .modifiers
        .iter()
        .any(|w| matches!(w.as_str(), "new" | "fresh" | "successor"));
    fresh
        && old.mention.kind == Kind::Agreement
        && !old.modifiers.iter().any(|w| w == "new")
        && days(new).is_none_or(|(first, _)| (today - first).get_days() < YEAR)
        && days(old).is_some_and(|(_, last)| (today - last).get_days() > YEAR)
}

/// 'Denmark expelled two diplomats of Belarus. Belarus threw out three Danes': what one
/// side does to the other is not what the other does to it.
fn is_other_way_round(m: &Draft, a: &Draft) -> bool {
    fn any(x: &Draft, as_x: Role, y: &Draft, as_y: Role) -> bool {
        let with = |p: &&PartyArgument, role: Role| p.role == role;
        let mut mine = x.mention.parties.iter().filter(|p| with(p, as_x));
        mine.any(|p| {
            let mut theirs = y.mention.parties.iter().filter(|o| with(o, as_y));
            theirs.any(|o| o.party.id == p.party.id)
        })
    }
    any(m, Role::Participant, a, Role::Target)
        && any(m, Role::Target, a, Role::Participant)
        && !any(m, Role::Participant, a, Role::Participant)
}

/// True where a definite mention may speak of the same event as an earlier one.
pub(crate) fn may_be(m: &Draft, a: &Draft, lexicon: &Lexicon, today: Date) -> bool {
    is_like(m, a, lexicon) && !is_elsewhere(m, a, today) && !stands_apart(m, a, today)
}

/// True where two may be of one event but for when, where and how each stands.
pub(crate) fn is_like(m: &Draft, a: &Draft, lexicon: &Lexicon) -> bool {
    if !compatible_kinds(m, a) || m.further {
        return false;
    }
    if is_other_way_round(m, a) {
        return false;
    }
    // A truce is no treaty, whatever is called 'the accord' of a truce.
    let truce = |word: &str| lexicon.listed("truces", word);
    if m.mention.kind == Kind::Agreement && truce(&m.mention.lemma) && !is_of_truce(a, lexicon) {
        return false;
    }
    // Who only receives the others, or sits over them, need not be told of before.
    fn sides(d: &Draft) -> Vec<&PartyId> {
        let acts = d.mention.parties.iter().filter(|p| is_side(p));
        acts.map(|p| &p.party.id).collect()
    }
    let (mp, ap) = (sides(m), sides(a));
    if !mp.is_empty() && !ap.is_empty() {
        let common = mp.iter().filter(|p| ap.contains(p)).count();
        if common == 0 || ap.len() >= 2 && common < mp.len() {
            return false;
        }
    }
    let strong = |d: &Draft| -> Vec<String> {
        d.modifiers
            .iter()
            .filter(|w| {
                !matches!(
                    w.as_str(),
                    "possible"
                        | "planned"
                        | "proposed"
                        | "postponed"
                        | "cancelled"
                        | "scheduled"
                        | "joint"
                        | "historic"
                        | "first"
                        | "last"
                        | "new"
                        | "final"
                        | "whole"
                )
            })
            .cloned()
            .collect()
    };
    if clash(&strong(m), &strong(a)) && m.mention.lemma == a.mention.lemma {
        return false;
    }
    true
}

/// 'A ceasefire', 'announced a ceasefire', 'an accord on a truce'.
fn is_of_truce(a: &Draft, lexicon: &Lexicon) -> bool {
    let truce = |word: &str| lexicon.listed("truces", word);
    let topic = || a.mention.topic.as_ref().map(|t| t.value.to_lowercase());
    let word = |c: char| !c.is_alphabetic() && c != '-';
    a.mention.kind.family() == Family::Accord
        && (truce(&a.mention.lemma) || topic().is_some_and(|t| t.split(word).any(truce)))
}

/// 'A ceasefire', 'announced a ceasefire', and not all that an accord says of one.
pub(crate) fn is_truce(a: &Draft, lexicon: &Lexicon) -> bool {
    let topic = a.mention.topic.as_ref().map_or("", |t| t.value.as_str());
    let mut words = topic.split_whitespace();
    let last = words.next_back().map(str::to_lowercase).unwrap_or_default();
    a.is_noun && lexicon.listed("truces", &a.mention.lemma)
        || a.mention.kind.family() == Family::Accord
            && words.count() <= 1
            && lexicon.listed("truces", &last)
}

/// True where the text gives another time or place to each, or tells of a new one
/// and an old.
fn is_elsewhere(m: &Draft, a: &Draft, today: Date) -> bool {
    if times_clash(m, a, today) || is_older(m, a, today) || is_older(a, m, today) {
        return true;
    }
    // 'The talks have been moved to Doha'
    if let (Some(x), Some(y)) = (&m.mention.place, &a.mention.place)
        && !(m.anew
            && (a.mention.status.value.is_open() || a.mention.status.value == Status::Postponed))
        && x.value.name != y.value.name
        && let (Some(lat), Some(lat2), Some(lon), Some(lon2)) =
            (x.value.lat, y.value.lat, x.value.lon, y.value.lon)
        && ((lat - lat2).abs() > 0.5 || (lon - lon2).abs() > 0.7)
    {
        return true;
    }
    false
}

/// 'They signed a pact on Monday. The pact will enter into force in July': what is
/// over is not what is to come; drills that are condemned may be.
fn stands_apart(m: &Draft, a: &Draft, today: Date) -> bool {
    let spoken_of = a.mention.kind == Kind::Exercise && a.mention.time.is_none();
    m.mention.status.value == Status::Held
        && a.mention.status.value.is_open()
        && !m.bare
        && m.mention.time.is_some()
        && !came(m, a, today)
        || a.mention.status.value == Status::Held
            && m.mention.status.value.is_open()
            && !m.bare
            && !spoken_of
        || a.mention.status.value == Status::Held
            && !is_plan_of(m, a)
            && matches!(
                m.mention.status.value,
                Status::Postponed | Status::Cancelled
            )
}
