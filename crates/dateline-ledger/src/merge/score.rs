//! How well a group of mentions fits an entry.

use super::facts::{Day, Facts, When};
use super::subject::{self, Nature};
use crate::text;
use dateline_record::{Family, Kind, Status};
use std::collections::BTreeMap;

/// Where the two come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum From {
    /// Both from one sentence.
    Sentence,
    /// Both from one report.
    Report,
    /// The entry is known from earlier reports.
    Earlier,
}

/// The least score at which a group joins an entry.
pub(crate) const JOIN: f32 = 3.0;

/// Days by which a plan may be moved.
const MOVED: i64 = 200;

/// Days that the day of a plan may be over when it is said to be moved.
const OVER: i64 = 14;

/// How well `new` fits `known`, or `None` where it cannot be the same event.
/// A score of [`JOIN`] or more is a fit.
pub(crate) fn compare(new: &Facts, known: &Facts, from: From) -> Option<f32> {
    if is_before(new, known) || is_before(known, new) {
        return None;
    }
    if from == From::Report && (is_one_before(new, known) || is_one_before(known, new)) {
        return None;
    }
    // 'Talks ended on Wednesday; they will meet again in March': two.
    if from == From::Report
        && new.further
        && new.ordinals.is_empty()
        && new.family() == Family::Meeting
        && new.is_plan()
        && known.held
    {
        return None;
    }
    // 'They will reopen the bridge. It has been closed since 1992': two.
    let two = |a: Family, b: Family| (a, b) == (Family::Pressure, Family::Relief);
    let (a, b) = (new.family(), known.family());
    if from != From::Earlier && (two(a, b) || two(b, a)) {
        return None;
    }
    let mut score = kinds(new, known)?;
    score += parties(new, known, from)?;
    score += times(new, known, from)?;
    score += persons(new, known);
    let given_up = from == From::Report && new.original && is_moved_from(new, known);
    // The first place of a plan need not be the last.
    let moved = from == From::Earlier && new.moved && !known.held;
    let given_up = given_up || moved && new.kind() == known.kind();
    score += places(new, known, from).max(if given_up { 0.0 } else { f32::MIN });
    score += subject(new, known, from);
    score += instruments(new, known);
    score += named_after(new, known);
    score += war(new, known);
    score += directed(new, known);
    score += journeys(new, known);
    score += ordinals(new, known);
    score += article(new, known, from);
    // 'A second round' is not the one that was held.
    if new.further && !known.further && known.held {
        // ... least of all the one that the same report counts from.
        let counted = from == From::Report && !new.ordinals.is_empty();
        score -= if counted { 2.4 } else { 1.2 };
    }
    // Nor is 'the next round' one that somebody denies.
    if new.further && !known.further && known.status == Some(Status::Denied) {
        score -= 1.2;
    }
    // 'They will meet again' is not the summit that their leaders may hold.
    if (from == From::Report && new.further != known.further || new.further && !known.further)
        && new.family() == Family::Meeting
        && known.family() == Family::Meeting
        && !known.is(new.kind())
    {
        score -= 1.6;
    }
    if is_off(new.status) && is_off(known.status) && !known.held {
        score += 0.6;
    }
    if new.background != known.background && from == From::Earlier {
        score -= 0.7;
    }
    Some(score)
}

/// 'The previous meeting' is not the one that is still to come.
fn is_before(one: &Facts, other: &Facts) -> bool {
    one.previous
        && other.family() == Family::Meeting
        && !other.held
        && !other.previous
        && other.status.is_some_and(Status::is_open)
}

/// 'They met on Tuesday. They last met in Mombasa': what is told as one before is not
/// what the same report tells of this week.
fn is_one_before(one: &Facts, other: &Facts) -> bool {
    const WEEK: Day = 7;
    one.last
        && !other.last
        && other.family() == Family::Meeting
        && other
            .time
            .is_some_and(|t| !t.inferred && t.b != Day::MAX && other.first_seen - t.b <= WEEK)
}

/// A war is one, whichever of its sides a sentence names, where it has the same
/// span or name; one with another name is another.
fn war(new: &Facts, known: &Facts) -> f32 {
    if new.kind() != Kind::Conflict || known.kind() != Kind::Conflict {
        return 0.0;
    }
    let named = new.topic.keys().any(|w| known.topic.contains_key(w));
    let other = !named && !new.topic.is_empty() && !known.topic.is_empty();
    match (new.time, known.time) {
        (Some(a), Some(b)) if a == b => 1.2,
        _ if other => -2.0,
        (None, _) | (_, None) if named => 1.2,
        _ => 0.0,
    }
}

/// Duties laid on in answer to the other side's are not those, nor are the envoys whom
/// one side sends home those that the other does, nor a letter its reply; what one
/// side does to the other, as it threatened, is.
fn directed(new: &Facts, known: &Facts) -> f32 {
    let family = known.family();
    let acted = matches!(family, Family::Pressure | Family::Relief);
    if family != new.family() || !acted && !matches!(family, Family::Decision | Family::Word) {
        return 0.0;
    }
    let actors = |f: &Facts| -> Vec<String> {
        let of = f.parties.keys();
        of.filter(|p| !f.targets.contains_key(*p))
            .cloned()
            .collect()
    };
    let (mine, theirs) = (actors(new), actors(known));
    if new.targets.is_empty() || known.targets.is_empty() || mine.is_empty() || theirs.is_empty() {
        return 0.0;
    }
    let acts = mine.iter().any(|p| known.targets.contains_key(p));
    let suffers = theirs.iter().any(|p| new.targets.contains_key(p));
    let same = mine.iter().any(|p| theirs.contains(p))
        && new.targets.keys().any(|p| known.targets.contains_key(p));
    if acts && suffers && !same {
        // Envoys may be sent home by both sides on one day.
        if acted { -2.0 } else { -4.0 }
    } else if acted && same && known.is_plan() && new.kind() == known.kind() {
        // Of one matter, as far as the words tell.
        let (_, small) = overlap(&new.topic, &known.topic);
        let open = new.topic.is_empty() || known.topic.is_empty();
        if open || small > 0.0 { 0.6 } else { 0.0 }
    } else {
        0.0
    }
}

/// An invitation is not the journey on which it was made: two visits have two
/// hosts.
fn journeys(new: &Facts, known: &Facts) -> f32 {
    let visits = new.kind() == Kind::Visit && known.kind() == Kind::Visit;
    let hosts = !new.hosts.is_empty() && !known.hosts.is_empty();
    if visits && hosts && !new.hosts.keys().any(|h| known.hosts.contains_key(h)) {
        -2.4
    } else {
        0.0
    }
}

/// 'The fourth round' is not the third.
fn ordinals(new: &Facts, known: &Facts) -> f32 {
    if new.ordinals.is_empty() || known.ordinals.is_empty() || new.family() != known.family() {
        0.0
    } else if new.ordinals.keys().any(|n| known.ordinals.contains_key(n)) {
        0.5
    } else {
        -1.5
    }
}

/// 'The talks' with no day of their own are known, 'a meeting' that a report
/// names besides is another.
fn article(new: &Facts, known: &Facts, from: From) -> f32 {
    if known.family() != Family::Meeting {
        return 0.0;
    }
    match new.definite {
        Some(true) if from != From::Earlier || new.time.is_none() => 0.3,
        // 'A consultation of deputies' is not the presidents' summit that was
        // told of just before.
        Some(false)
            if from == From::Report
                && known.is(Kind::Summit)
                && !new.is(Kind::Summit)
                && !known.persons.is_empty()
                && new.persons.is_empty() =>
        {
            -1.2
        }
        Some(false) if from != From::Earlier => -0.4,
        _ => 0.0,
    }
}

/// True for families that are often coded either way.
fn near(a: Family, b: Family) -> bool {
    use Family as F;
    let pair = |x, y| (a == x && b == y) || (a == y && b == x);
    pair(F::Accord, F::Decision)
        || pair(F::Accord, F::Relief)
        || pair(F::Decision, F::Pressure)
        || pair(F::Decision, F::Relief)
        || pair(F::Decision, F::Word)
        || pair(F::Pressure, F::Relief)
}

fn kinds(new: &Facts, known: &Facts) -> Option<f32> {
    let (a, b) = (new.kind(), known.kind());
    if a == b {
        return Some(1.0);
    }
    let (fa, fb) = (a.family(), b.family());
    if known.has_family(fa) && known.kinds.contains_key(a.as_str()) {
        return Some(0.6);
    }
    if fa == fb {
        return Some(match (a, b) {
            // A war is not a battle, an exercise is no attack.
            _ if fa == Family::Force => -1.0,
            // An instrument is not each of the undertakings in it.
            (Kind::Agreement, Kind::Commitment) | (Kind::Commitment, Kind::Agreement) => -0.2,
            // Nor is it the office or the works that it provides for.
            (Kind::Institution | Kind::Project, Kind::Agreement | Kind::Commitment)
            | (Kind::Agreement | Kind::Commitment, Kind::Institution | Kind::Project) => -0.8,
            (Kind::Summit, Kind::Talks) | (Kind::Talks, Kind::Summit) => 0.6,
            (Kind::Call, _) | (_, Kind::Call) => -1.0,
            _ => 0.0,
        });
    }
    if near(fa, fb) {
        return Some(-0.6);
    }
    None
}

/// Share of weighted overlap: 1 where all are shared, 0 where none.
pub(crate) fn overlap<K: Ord>(a: &BTreeMap<K, u32>, b: &BTreeMap<K, u32>) -> (f32, f32) {
    let shared = a.keys().filter(|k| b.contains_key(*k)).count() as f32;
    let small = a.len().min(b.len()).max(1) as f32;
    let sum = (a.len() + b.len()).max(1) as f32;
    (2.0 * shared / sum, shared / small)
}

/// Parties that most mentions of an entry give; one odd reading is left out.
pub(crate) fn core(counts: &BTreeMap<String, u32>) -> Vec<&str> {
    let most = counts.values().copied().max().unwrap_or(0);
    counts
        .iter()
        .filter(|&(_, &n)| n * 3 >= most)
        .map(|(k, _)| k.as_str())
        .collect()
}

/// What a party that no mention names in its own sentence counts.
const GUESSED: f32 = 0.5;

fn parties(new: &Facts, known: &Facts, from: From) -> Option<f32> {
    if new.parties.is_empty() || known.parties.is_empty() {
        return Some(0.0);
    }
    let meeting = known.family() == Family::Meeting;
    let mut mine: Vec<&str> = new.parties.keys().map(String::as_str).collect();
    let mut theirs = core(&known.parties);
    if !meeting {
        // Of an accord, who negotiates as one is named by any of them.
        subject::as_groups(&mut mine, &theirs);
        subject::as_groups(&mut theirs, &mine);
    }
    let shared = mine.iter().filter(|p| theirs.contains(p)).count();
    if shared == 0 {
        // Nobody in common with those who take part.
        return None;
    }
    let alone = |these: &[&str], me: &Facts, others: &[&str], other: &Facts| -> f32 {
        let sides = these
            .iter()
            .filter(|p| !me.lenders.contains_key(**p))
            .count();
        these
            .iter()
            .filter(|p| !others.contains(p) && !lends(p, sides, me, other))
            // Who is taken from elsewhere in the report need not be right.
            .map(|p| {
                if me.named.contains_key(*p) {
                    1.0
                } else {
                    GUESSED
                }
            })
            .sum()
    };
    let n_mine = alone(&mine, new, &theirs, known);
    let n_theirs = alone(&theirs, known, &mine, new);
    let shared = shared as f32;
    let f1 = 2.0 * shared / (2.0 * shared + n_mine + n_theirs);
    let mut score = 2.0 * f1;
    let summits = new.is(Kind::Summit) && known.is(Kind::Summit);
    let least = if meeting { GUESSED } else { 1.0 };
    if n_mine >= least && n_theirs >= least {
        // Each side names a party that the other lacks.
        score -= match (meeting, from) {
            // Those who lead meet whom they are told to meet.
            (true, From::Earlier) if summits => 2.2,
            (true, From::Earlier) => 1.1,
            // Whom one report names itself, both times, are two pairs.
            (true, _) if n_mine >= 1.0 && n_theirs >= 1.0 => 3.4,
            (true, _) => 2.2,
            (false, _) => 0.8,
        };
    }
    Some(score)
}

/// True for a party that only lends the meeting of others a place, or that is
/// told to be host or mediator of two others: a mention often leaves it out.
fn lends(party: &str, sides: usize, me: &Facts, other: &Facts) -> bool {
    other.hosts.contains_key(party) || sides >= 2 && me.lenders.contains_key(party)
}

fn persons(new: &Facts, known: &Facts) -> f32 {
    if new.persons.is_empty() || known.persons.is_empty() {
        return 0.0;
    }
    let (_, small) = overlap(&new.persons, &known.persons);
    if small > 0.0 { 0.8 * small } else { -0.5 }
}

fn places(new: &Facts, known: &Facts, from: From) -> f32 {
    if new.places.is_empty() || known.places.is_empty() {
        return 0.0;
    }
    fn own(f: &Facts) -> impl Iterator<Item = &String> {
        f.places.keys().filter(|p| !p.starts_with(text::WITHIN))
    }
    if own(new).any(|p| known.places.contains_key(p)) {
        return 0.9;
    }
    let within = new.places.keys().any(|p| known.places.contains_key(p));
    let only_state = own(new).next().is_none() || own(known).next().is_none();
    match (within, only_state) {
        // A town, and the state it lies in.
        (true, true) => 0.5,
        (true, false) => -0.5,
        (false, _) if from == From::Earlier => -0.7,
        (false, _) => -1.2,
    }
}

/// Words of topic and trigger, and the words around them.
fn subject(new: &Facts, known: &Facts, from: From) -> f32 {
    let mut score = 0.0;
    let (_, lemma) = overlap(&new.lemmas, &known.lemmas);
    // Where one word stands for all of a kind, that it is shared says less.
    let kind = new.kind();
    let any = new.lemmas.contains_key(kind.as_str());
    score += if any { 0.4 } else { 0.8 } * lemma;
    // Undertakings of the same parties differ by what is undertaken alone.
    let by_subject = !matches!(known.family(), Family::Meeting | Family::Force)
        || matches!(new.kind(), Kind::Exercise | Kind::Test);
    if !new.topic.is_empty() && !known.topic.is_empty() {
        let (f1, small) = overlap(&new.topic, &known.topic);
        let weight = if by_subject { 1.6 } else { 0.8 };
        score += weight * (0.5 * f1 + 0.5 * small);
        if small == 0.0 {
            score -= if by_subject { 0.8 } else { 1.0 };
        }
    }
    if from == From::Earlier {
        let (_, words) = overlap(&new.words, &known.words);
        score += if by_subject { 1.5 } else { 0.7 } * (words - 0.15);
    }
    score
}

/// Accords of different sorts: a truce is no treaty, an interim accord not the
/// final one.
fn instruments(new: &Facts, known: &Facts) -> f32 {
    if new.kind() != Kind::Agreement || known.kind() != Kind::Agreement {
        return 0.0;
    }
    let mut score = 0.0;
    if !new.lemmas.keys().any(|l| known.lemmas.contains_key(l)) {
        let truce = new.lemmas.contains_key("truce") != known.lemmas.contains_key("truce");
        let plain = new.lemmas.contains_key("accord") || known.lemmas.contains_key("accord");
        score -= if !plain && !truce { 0.8 } else { 0.4 };
    }
    let stages = (
        text::stage(new.topic.keys()),
        text::stage(known.topic.keys()),
    );
    if let (Some(a), Some(b)) = stages
        && a != b
    {
        score -= 1.5;
    }
    // More time is not what is negotiated in it, nor what it prolongs.
    let more = [new, known].map(|f| f.natures.contains(&Nature::Extension));
    if more[0] != more[1] {
        score -= 1.2;
    }
    // A truce, or an accord on one matter, is not the peace that is sought.
    let only = |a: &Facts, b: &Facts, nature: Nature| {
        a.natures.contains(&nature) && !b.natures.contains(&nature)
    };
    let last = only(known, new, Nature::Final) && !new.natures.is_empty()
        || only(new, known, Nature::Final) && !known.natures.is_empty();
    let both = [new, known].map(|f| f.natures.contains(&Nature::Final));
    if last {
        score -= 1.2;
    } else if both == [true, true] {
        score += 0.4;
    }
    score
}

/// 'The Panmunjom declaration' is the one that was signed there.
fn named_after(new: &Facts, known: &Facts) -> f32 {
    let accord = [new, known]
        .iter()
        .all(|f| f.kind().family() == Family::Accord);
    let of = |a: &Facts, b: &Facts| a.topic.keys().any(|w| b.sites.contains_key(w));
    if accord && (of(new, known) || of(known, new)) {
        1.2
    } else {
        0.0
    }
}

pub(crate) fn is_off(status: Option<Status>) -> bool {
    matches!(
        status,
        Some(Status::Postponed | Status::Cancelled | Status::Denied)
    )
}

/// Some time that either side has ever had; one with an open end is no day.
pub(crate) fn best_gap(new: &Facts, known: &Facts) -> Option<i64> {
    new.times
        .iter()
        .filter(|a| !a.is_open_ended())
        .flat_map(|a| {
            let known = known.times.iter().filter(|b| !b.is_open_ended());
            known.map(move |b| a.gap(*b))
        })
        .min()
}

fn times(new: &Facts, known: &Facts, from: From) -> Option<f32> {
    let lasting = !matches!(known.family(), Family::Meeting | Family::Force);
    let due = match (new.due, known.due) {
        (Some(a), Some(b)) if a == b => 0.8,
        (Some(a), Some(b)) if a.gap(b) > 1 => -0.3,
        _ => 0.0,
    };
    let (Some(a), Some(b)) = (new.time, known.time) else {
        return Some(due + untimed(new, known, from, lasting));
    };
    // 'They last met in Oslo': on any day, where the town is one.
    let there = new.last && known.held && places(new, known, from) > 0.0;
    let a = if there && a.gap(b) > 0 {
        When { a: Day::MIN, ..a }
    } else {
        a
    };
    let gap = a.gap(b);
    // 'They met on Thursday and will meet again within three months'
    let next = known.held && new.is_plan();
    if next && !lasting && a.a == Day::MIN && a.b > b.b {
        return None;
    }
    if gap == 0 {
        // That both lie before one report says nothing of either.
        let idle = from != From::Earlier && a.inferred && b.inferred;
        return Some(
            due + if idle && a.width().max(b.width()) > 31 {
                0.2
            } else {
                shared_time(a, b)
            },
        );
    }
    let rough = a.approx || b.approx || a.inferred || b.inferred;
    if gap <= 3 && (a.approx || b.approx) && !(new.held && known.held) {
        // A plan for the middle of a month.
        return Some(due + 0.6);
    }
    let anaphor = from == From::Report && new.named.is_empty();
    if (from == From::Earlier || anaphor) && goes_on_to(new, known, a, b) {
        return Some(due + 0.6);
    }
    if from == From::Report && new.original && is_moved_from(new, known) {
        return Some(due + 1.2);
    }
    if from == From::Report && is_given_up(new, known, a, b) {
        return Some(due + 0.4);
    }
    if new.held && known.held {
        // Two things that took place on different days are two. A day of
        // grace is left for time zones, and more where a bound is rough.
        // One report that tells two days knows them apart.
        let grace = match (rough, from) {
            (true, _) => 3,
            (false, From::Earlier) => 1,
            (false, _) => 0,
        };
        if gap <= grace {
            // The day of the report gives way to one that it tells.
            let same = rough && from != From::Earlier;
            return Some(due + if same { 0.3 } else { -0.4 });
        }
        let anew = known.family() == Family::Accord && a.a > b.b;
        if lasting && from == From::Earlier && (a.inferred || b.inferred && !anew) {
            // An accord in force is told of on any day; one that is told to have been
            // concluded on a later day is another.
            return Some(due - 1.0);
        }
        return None;
    }
    if known.held && new.status.is_none_or(Status::is_open) && a.a > b.b && !lasting {
        // What was held does not come again: the next round.
        return None;
    }
    if known.held && is_off(new.status) && !lasting && gap > 10 {
        return None;
    }
    if apart(new, known) {
        return None;
    }
    let ever = best_gap(new, known);
    if new.earlier.is_some_and(|e| e.gap(b) <= 1) || ever.is_some_and(|g| g == 0) {
        // The sentence itself gives the day that is given up, or one of the
        // days the plan once had.
        return Some(due + 0.9);
    }
    // 'Has been put off until Friday': there was another day before.
    let near = i64::from(new.first_seen) - i64::from(b.b) <= OVER && gap <= MOVED;
    if new.moved
        && near
        && new.earlier.is_none()
        && new.kind() == known.kind()
        && new.is_plan()
        && known.is_plan()
    {
        return Some(due + 0.9);
    }
    // 'The missed meeting has been rescheduled'
    let meets = new.family() == Family::Meeting;
    let missed = meets && new.moved && known.status == Some(Status::Denied);
    let off = missed || matches!(known.status, Some(Status::Postponed | Status::Cancelled));
    // 'Met two weeks late', of what had been set for a day before.
    let late = new.late && new.held && !known.held && new.kind() == known.kind();
    let late = late && (new.moved || places(new, known, from) >= 0.0);
    if late && a.a > b.b && gap <= 60 {
        return Some(due + 0.4);
    }
    if off && (new.status.is_none_or(Status::is_open) || new.held) {
        // Put off, and now a new day.
        let new_day = match gap {
            // One report that gives an earlier day speaks of another event.
            _ if a.a < b.a && from == From::Report => -2.5,
            _ if a.a < b.a => -0.8,
            ..=60 => 0.4,
            _ => -0.6,
        };
        return Some(due + new_day);
    }
    if from != From::Earlier {
        // One report that gives two days speaks of two events.
        return Some(due - 2.5);
    }
    if lasting {
        let deadline = !known.held && b.a == Day::MIN;
        if deadline && a.b > b.b && known.status.is_some_and(Status::is_open) {
            // What was to be agreed by then is agreed later.
            return Some(due - 0.4);
        }
        return Some(due - if gap > 31 { 0.85 } else { 0.5 });
    }
    if a.is_exact() && b.is_exact() {
        // A plan that is moved without a word, or another meeting.
        return Some(due - if gap <= 3 { 0.8 } else { 2.0 });
    }
    Some(due - if gap <= 31 { 0.8 } else { 2.0 })
}

/// Days that a meeting of which the first day is known may last.
const LASTS: i64 = 8;

/// Those that one may last which is known by its number or place.
const LONG: i64 = 28;

/// 'Talks opened on Monday', and in a later report 'the talks ended on Wednesday'.
fn goes_on_to(new: &Facts, known: &Facts, a: When, b: When) -> bool {
    let days = i64::from(a.b) - i64::from(b.a);
    let numbered = new.ordinals.keys().any(|n| known.ordinals.contains_key(n));
    let there = new.places.keys().any(|p| known.places.contains_key(p));
    let most = if numbered || there { LONG } else { LASTS };
    let meets = new.family() == Family::Meeting || new.kind() == Kind::Exercise;
    new.ends
        && new.held
        && !known.ends
        && (known.held || known.is_plan())
        && new.kind() == known.kind()
        && meets
        && b.a != Day::MIN
        && b.width() <= LONG
        && a.a > b.b
        && (1..=most).contains(&days)
}

/// 'The visit begins on 18 March. It was originally planned for January.'
fn is_moved_from(new: &Facts, known: &Facts) -> bool {
    let (Some(a), Some(b)) = (new.time, known.time) else {
        return false;
    };
    new.family() == Family::Meeting && new.kind() == known.kind() && a.b < b.a
}

/// 'They will meet on Friday. They had been due to meet on Tuesday': the day that
/// was given up, told in the report that tells the new one.
fn is_given_up(new: &Facts, known: &Facts, a: When, b: When) -> bool {
    new.status == Some(Status::Postponed)
        && new.family() == Family::Meeting
        && new.kind() == known.kind()
        && known.is_plan()
        && a.is_exact()
        && b.is_exact()
        && a.b < new.first_seen
        && b.b >= new.first_seen
        && a.gap(b) <= 60
}

/// True for one that took place long before the other, which is off.
pub(crate) fn apart(new: &Facts, known: &Facts) -> bool {
    let lasting = !matches!(known.family(), Family::Meeting | Family::Force);
    let (Some(a), Some(b)) = (new.time, known.time) else {
        return false;
    };
    let before = |a: When, b: When| a.b < b.a && a.gap(b) > 10;
    !lasting
        && (new.held && is_off(known.status) && before(a, b)
            || known.held && is_off(new.status) && before(b, a))
}

fn shared_time(a: When, b: When) -> f32 {
    let (narrow, wide) = (a.width().min(b.width()), a.width().max(b.width()));
    if a.is_open_ended() || b.is_open_ended() {
        return 0.4;
    }
    if wide <= 4 {
        1.8
    } else if narrow <= 4 && wide <= 31 {
        1.1
    } else if wide <= 31 {
        1.2
    } else if wide <= 100 {
        0.7
    } else {
        0.2
    }
}

/// One side gives no time.
fn untimed(new: &Facts, known: &Facts, from: From, lasting: bool) -> f32 {
    // What was held does not come again as a plan, nor is it put off.
    if known.held && !lasting && new.time.is_none() {
        let planned = new
            .status
            .is_some_and(|s| s.is_open() || s == Status::Postponed);
        // 'Told the minister not to go' is not the journey of last month.
        let planned = planned || new.forbidden;
        // Nor is 'a summit' that is ruled out the talks of ministers that were.
        let other = known.family() == Family::Meeting
            && is_off(new.status)
            && (new.definite == Some(false) || !known.is(new.kind()));
        if planned || other {
            return -2.0;
        }
    }
    if from != From::Earlier {
        // One report that tells of a meeting held and of one planned tells of
        // two.
        let two = new.is_plan() && known.held || new.held && known.is_plan();
        // So do sanctions laid on and others threatened.
        let acts = !lasting;
        return if two && acts { -1.5 } else { 0.3 };
    }
    let silence = f64::from(new.first_seen.saturating_sub(known.last_seen).max(0));
    let fade = (silence / if lasting { 400.0 } else { 120.0 }).min(1.0) as f32;
    let mut score = 0.2 - 1.1 * fade;
    if lasting && known.held && new.time.is_none() && new.status.is_some_and(Status::is_open) {
        // An accord that is hoped for is seldom the one that was concluded.
        score -= 0.4;
    }
    if let Some(b) = known.time
        && new.time.is_none()
    {
        // A plan whose day is still to come, or has just come, is what is
        // spoken of; one that was held long ago less so.
        let since = i64::from(new.first_seen) - i64::from(b.b);
        if known.held && !lasting && since > 30 {
            score -= 0.6;
        }
        if !known.held && (-400..=3).contains(&since) {
            score += 0.8;
        }
        // What was planned for a day long over, and of which nothing was heard,
        // is not what may come now.
        let open = new.status.is_some_and(Status::is_open);
        if !known.held && !lasting && since > 21 && open && new.definite != Some(true) {
            score -= 1.0;
        }
    }
    score
}
