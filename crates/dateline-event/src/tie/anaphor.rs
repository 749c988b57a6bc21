//! Words that stand for an event told before: 'they were put off', 'the next
//! one'.

use crate::climb::{FULFILLED, UNFULFILLED};
use crate::draft::answer;
use crate::draft::build::{Draft, NONE};
use crate::frame::Worth;
use crate::join::signing::takes_effect;
use crate::lexicon::Lexicon;
use crate::propose::facet::Facet;
use crate::tie::anew;
use crate::tie::portion;
use crate::tie::refer::REACH;
use crate::tie::same::{self, times_clash};
use crate::tie::stand_in::is_ordinal;
use crate::tree::Tree;
use dateline_record::{Family, Kind, Role, Status, WAS_TO};
use jiff::civil::Date;

/// Sentences back to which a date or a deadline may lead.
const FACET: u32 = 2;

/// Sentences back to which a noun that only refers may lead.
const THING: u32 = 4;

/// True for what is planned, or was put off.
fn is_off_or_open(a: &Draft) -> bool {
    a.mention.status.value.is_open() || a.mention.status.value == Status::Postponed
}

/// True for what was called off.
fn is_off(a: &Draft) -> bool {
    matches!(a.mention.status.value, Status::Cancelled | Status::Denied)
}

/// Sentences back to which 'the third' may lead.
const SERIES: u32 = 3;

/// Nouns that may stand for too much to lead further back than a sentence.
const VAGUE: [&str; 12] = [
    "operation",
    "process",
    "work",
    "step",
    "move",
    "measure",
    "change",
    "transfer",
    "handover",
    "return",
    "departure",
    "start",
];

/// Leads a pronoun back to what its own sentence, or the one before, told first
/// of, a plural one to what is named in the plural; a date or deadline leads
/// [`FACET`] sentences back, a noun that only refers [`THING`].
pub(crate) fn pronoun(
    m: &mut Draft,
    before: &[Draft],
    trees: &[Tree],
    lexicon: &Lexicon,
    today: Date,
) {
    let plural = matches!(m.mention.lemma.as_str(), "they" | "these");
    // 'The exchange': of a kind that is exchanged.
    let thing = &lexicon.frames[m.frame as usize].things;
    let own = m.mention.lemma.clone();
    // 'The first 20': of what may be let go by number.
    let portion = !thing.is_empty() && !thing.iter().any(|(noun, _)| *noun == own);
    let own = if portion {
        portion::PORTION.to_owned()
    } else {
        own
    };
    let of_kind =
        |kind: Kind| thing.is_empty() || thing.iter().any(|(noun, k)| *noun == own && *k == kind);
    let facet = !lexicon.frames[m.frame as usize].facets.is_empty();
    let vague = portion || VAGUE.contains(&own.as_str());
    let near = match (thing.is_empty(), facet) {
        (false, _) if !vague => THING,
        (_, true) if m.mention.status.value != Status::Postponed => FACET,
        _ if answer::answers_offer(&own) => THING,
        _ => 1,
    };
    // 'It had been planned for 29 March', of what was called off.
    let dated = m.mention.time.is_some() && !facet;
    // 'They were to hold talks on Monday; that was scrapped.'
    let either = matches!(
        m.mention.lemma.as_str(),
        "that" | "this" | "so" | "neither" | "none"
    );
    // 'It did not': what had been planned.
    let undone = matches!(m.mention.status.rule.as_str(), UNFULFILLED | FULFILLED);
    // 'Was to meet on Monday; it will do so on Friday': another day of the same.
    let so = m.mention.lemma == "so";
    // 'Both have accepted' answers what was proposed.
    let answers = answer::is_answer(&m.mention.lemma);
    let off = answer::cries_off(&m.mention.lemma);
    // Who is no side of it, or one of many, can stay away without ending it.
    let one_of_two = |a: &Draft| {
        let sides = || a.mention.parties.iter().filter(|p| p.role != Role::Host);
        let own = &m.mention.parties;
        sides().count() <= 2
            && (own.is_empty()
                || own
                    .iter()
                    .any(|o| a.mention.parties.iter().any(|p| p.party.id == o.party.id)))
    };
    let away = answer::keeps_away(&m.mention.lemma);
    let confirms = m.mention.lemma == "confirm";
    let open = |a: &Draft| match a.mention.status.value {
        Status::Proposed | Status::Possible => true,
        Status::Agreed | Status::Scheduled => off || confirms,
        Status::Postponed => off,
        _ => false,
    };
    // 'The talks were called off. They had been due on Monday.'
    let called_off = |a: &Draft| is_off(a) && (dated || a.mention.kind.family() == Family::Meeting);
    let truce = |a: &Draft| {
        let word = lexicon.listed("truces", &a.mention.lemma);
        word && a.mention.kind == Kind::Agreement
    };
    // 'It did not', 'The deadline passed': of what should have been by now.
    let lapsed = |a: &Draft| {
        let undated = a.mention.time.is_none() && m.sentence > a.sentence;
        let was = a.past
            && matches!(
                a.mention.status.rule.as_str(),
                WAS_TO | "en.event.status.plan"
            );
        same::is_over(a, today)
            || was && !facet && m.mention.time.is_none()
            || called_off(a)
            || a.mention.status.value == Status::Postponed
            || undated && (!facet || a.mention.kind.family() != Family::Meeting)
    };
    let over = |a: &Draft| {
        a.mention.kind.family() == Family::Meeting
            && a.mention.status.value == Status::Held
            && m.mention.status.value.is_open()
            && m.mention.status.rule != NONE
            && same::is_long_over(a, today)
    };
    // 'They signed a treaty. It will enter into force on 1 July': a day of its own.
    let force = dated
        && trees
            .get(m.sentence as usize)
            .is_some_and(|tree| takes_effect(tree, m.head));
    let in_force = |a: &Draft| {
        force && a.mention.kind == Kind::Agreement && a.mention.status.value == Status::Held
    };
    let fits = |a: &Draft| {
        // 'Imposed tariffs on X. They take effect on Friday.'
        let laid = a.mention.kind.family() == Family::Pressure;
        let many = (a.is_noun || laid) && a.plural;
        matches!(
            a.mention.kind.family(),
            Family::Meeting
                | Family::Accord
                | Family::Decision
                | Family::Force
                | Family::Pressure
                | Family::Relief
        ) && a.mention.kind != Kind::Conflict
            && a.mention.kind != Kind::Attack
            // 'The talks broke down in February. They will be held in Arusha.'
            && !(over(a) && m.mention.time.is_none())
            && !a.mention.background
            && lexicon.frames[a.frame as usize].worth != Worth::Never
            && of_kind(a.mention.kind)
            && (either || answers || undone && !a.is_noun || facet || !thing.is_empty() || plural == many)
            && (!answers || open(a))
            && (!undone && !facet || is_off_or_open(a) || undone && called_off(a))
            && (!undone || lapsed(a))
            && (!off || a.mention.kind.family() == Family::Meeting)
            && (!away || one_of_two(a))
            && m.sentence - a.sentence <= near
            && (answers || so || over(a) || m.kept && truce(a) || in_force(a) || !times_clash(m, a, today))
    };
    // The nearest sentence, and in it what was told first.
    let best = before
        .iter()
        .enumerate()
        .skip(before.len().saturating_sub(REACH))
        .filter(|(_, a)| fits(a))
        .min_by_key(|(j, a)| (m.sentence - a.sentence, *j));
    let Some((j, a)) = best else { return };
    // 'The talks broke down in February. They will be resumed in Arusha': others.
    // So are 'another 25' than those who were freed.
    if over(a) || portion && (m.further || m.mention.lemma == "more") {
        stand_for(m, a);
        m.further = true;
        m.pronoun = false;
        return;
    }
    if !m.kept && in_force(a) {
        stand_for(m, a);
        (m.pronoun, m.definite, m.is_noun) = (false, true, true);
        return;
    }
    // 'They signed a ceasefire. It is to take effect on Thursday.'
    if m.kept && truce(a) {
        stand_for(m, a);
        m.pronoun = false;
        if let Some(time) = &mut m.mention.time
            && time.interval.first_day() == time.interval.last_day()
        {
            time.interval.end = None;
        }
        return;
    }
    m.kept = false;
    m.mention.same_as = u32::try_from(a.mention.same_as.map_or(j, |k| k as usize)).ok();
    stand_for(m, a);
    if m.mention.status.rule == NONE {
        m.mention.status.value = a.mention.status.value;
    }
    // 'The deadline was moved to 20 May': by then.
    if lexicon
        .facet(&own)
        .is_some_and(|(_, f)| f == Facet::Deadline)
        && let Some(time) = &mut m.mention.time
    {
        time.interval.start = None;
        if m.mention.status.value == Status::Scheduled {
            m.mention.status.value = Status::Agreed;
        }
    }
    // 'Collapsed before it had begun': that it had is not told.
    if m.sentence == a.sentence && is_off(a) && m.mention.status.value == Status::Held {
        NONE.clone_into(&mut m.mention.status.rule);
        m.mention.status.value = a.mention.status.value;
    }
    anew::set_behind(m, a, today);
    anew::set_late(m, a);
    anew::set_yet(m, a, today);
    if answers {
        // The day of the answer is not that of the meeting.
        (m.mention.time, m.mention.place) = (None, None);
        if m.mention.status.value == Status::Scheduled {
            m.mention.status.value = Status::Agreed;
        }
        m.mention.persons.clear();
    }
    // 'The president suspended them': who calls talks off need not be there.
    if matches!(
        m.mention.status.value,
        Status::Postponed | Status::Cancelled
    ) {
        m.mention.persons.clear();
    }
}

/// Gives 'the next one' what it shares with the event that was told last, in
/// its own sentence or the one before.
pub(crate) fn another(m: &mut Draft, before: &[Draft]) {
    let own = m.mention.lemma.as_str();
    let first = own == "first";
    // 'They held three rounds. The first ... The second ...'
    let counted = first || is_ordinal(own);
    // 'A second swap' is one of prisoners where prisoners were exchanged.
    let swap = matches!(m.mention.lemma.as_str(), "swap" | "exchange");
    let fits = |a: &Draft| {
        let kind = a.mention.kind;
        (!swap || matches!(kind, Kind::Exchange | Kind::Release))
            && (kind.family() == Family::Meeting
                || matches!(
                    kind,
                    Kind::Vote | Kind::Exercise | Kind::Test | Kind::Exchange | Kind::Release
                ))
            && !a.pronoun
            && m.sentence - a.sentence <= if counted { SERIES } else { 1 }
            && (!first || a.plural)
    };
    let Some(a) = before.iter().rev().take(REACH).find(|a| fits(a)) else {
        return;
    };
    stand_for(m, a);
    m.further = !first;
    m.definite = false;
    m.pronoun = false;
}

/// Makes a word that only refers of the kind and the parties of what it stands
/// for.
pub(crate) fn stand_for(m: &mut Draft, a: &Draft) {
    m.frame = a.frame;
    m.mention.kind = a.mention.kind;
    m.mention.plover = a.mention.plover;
    m.mention.mode.clone_from(&a.mention.mode);
    m.mention.parties.clone_from(&a.mention.parties);
    m.mention.lemma.clone_from(&a.mention.lemma);
    m.mention.topic = None;
}
