//! What a report as a whole tells of its main meeting: who was there; and where
//! what is told without a place was, by the same sides' meeting beside it.

use crate::draft::build::{Draft, is_meeting};
use crate::lexicon::Lexicon;
use crate::mood::Modal;
use crate::near;
use crate::tie::refer::{add_person, ids};
use crate::tree::Tree;
use dateline_record::{
    Interval, Kind, PartyArgument, PartyId, PersonArgument, Place, PlaceArgument, Report, Resolved,
    Role, Status, TimeBasis, Timex,
};
use dateline_syntax::{Deprel, Upos};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Days before the report on which the meeting it is about was held.
const RECENT: i32 = 4;

/// Gives accords and meetings that name no place that of a meeting or accord
/// of the same sides in the same sentence or the next.
pub(crate) fn places(drafts: &mut [Draft], trees: &[Tree]) {
    // 'Speaking in Nairobi, the minister said': where he spoke.
    let speaks = |a: &Draft| {
        trees.get(a.sentence as usize).is_some_and(|tree| {
            tree.lemma(a.head) == "speak" && matches!(tree.rel(a.head), Deprel::Advcl)
        })
    };
    let told = |d: &Draft| {
        let kind = d.mention.kind;
        (is_meeting(kind) && !matches!(kind, Kind::Visit | Kind::Call) || kind == Kind::Agreement)
            && d.mention.status.value == Status::Held
            && !d.bare
            && !d.mention.background
    };
    for i in 0..drafts.len() {
        let d = &drafts[i];
        // 'Ended two days of talks in Lima on Monday with an accord'
        let outcome = d.bare
            && d.mention.kind == Kind::Agreement
            && d.mention.status.value == Status::Held
            && !d.mention.background
            // Two accords are none of the two.
            && d.mention.trigger.len() as usize == d.mention.lemma.len();
        if d.mention.place.is_some() || d.mention.same_as.is_some() || !told(d) && !outcome {
            continue;
        }
        let found = of_both(drafts, i)
            .filter(|(_, a)| {
                (!outcome || a.sentence == d.sentence && days_apart(d, a) == Some(0))
                    && a.mention.place.is_some()
                    && !speaks(a)
                    && (!a.relative || meeting_in(d, a))
                    && told(a)
                    && a.former == d.former
                    && a.sentence.abs_diff(d.sentence) <= 1
                    && (days_apart(d, a).is_none_or(|n| n <= 1) || meeting_in(d, a))
            })
            .min_by_key(|(k, a)| (a.sentence.abs_diff(d.sentence), k.abs_diff(i)));
        if let Some((_, a)) = found {
            let mut place = a.mention.place.clone();
            if let Some(p) = &mut place {
                p.rule = "en.event.place.setting".into();
            }
            drafts[i].mention.place = place;
        }
    }
}

/// Words for another place or hour than that of a journey.
const ELSEWHERE: [&str; 12] = [
    "back",
    "before",
    "beforehand",
    "coming",
    "earlier",
    "elsewhere",
    "home",
    "online",
    "remotely",
    "return",
    "video",
    "virtually",
];

/// 'Landed in Lima on Sunday. On Monday he met his Chilean counterpart': gives a
/// meeting that names no place the town of the journey told before it, where the same
/// persons, or the same delegation, made that. True where it gives any. Not 'on Monday,
/// back home, he met', 'will meet him beforehand'.
pub(crate) fn on_journeys(drafts: &mut [Draft], trees: &[Tree]) -> bool {
    const MOST: i32 = 2;
    let mut any = false;
    let town = |d: &Draft| {
        let place = d.mention.place.as_ref();
        place.is_some_and(|p| p.value.lat.is_some() && !p.value.is_state())
    };
    let ahead = |d: &Draft| {
        matches!(
            d.mention.status.value,
            Status::Scheduled | Status::Agreed | Status::Proposed
        )
    };
    let told = |d: &Draft| d.mention.status.value == Status::Held && !d.bare;
    for i in 0..drafts.len() {
        let d = &drafts[i];
        let kind = d.mention.kind;
        let meets = matches!(kind, Kind::Talks | Kind::Summit);
        let open = d.mention.place.is_some() || d.mention.same_as.is_some();
        if !meets || open || d.mention.background || !(told(d) || ahead(d)) {
            continue;
        }
        let elsewhere = |tree: &Tree| (0..tree.len()).any(|t| ELSEWHERE.contains(&tree.lemma(t)));
        if trees.get(d.sentence as usize).is_some_and(elsewhere) {
            continue;
        }
        let guests = |a: &Draft| {
            let host = |p: &&dateline_record::PartyArgument| p.role != Role::Host;
            let own = ids(d);
            let mut theirs = a.mention.parties.iter().filter(host).peekable();
            theirs.peek().is_some() && theirs.all(|p| own.contains(&&p.party.id))
        };
        // 'Last week he met': not in the days of the journey.
        let within = |a: &Draft| {
            let bounds = |d: &Draft| {
                let time = d.mention.time.as_ref()?;
                Some((time.interval.first_day()?, time.interval.last_day()?))
            };
            bounds(d).is_none_or(|(first, last)| {
                first == last && bounds(a).is_none_or(|(begin, _)| begin <= first)
            })
        };
        let persons = |a: &Draft| {
            let mut theirs = a.mention.persons.iter();
            let same = |p: &PersonArgument| {
                let own = &d.mention.persons;
                own.iter().any(|o| o.value.name == p.value.name)
            };
            theirs.any(same) || a.mention.persons.is_empty() && goes_on_to(trees, a, d)
        };
        let found = drafts[..i].iter().rev().take(6).find(|a| {
            a.mention.kind == Kind::Visit
                && town(a)
                && !a.mention.background
                && (told(a) && (told(d) || ahead(d)) || ahead(a) && ahead(d))
                && a.sentence < d.sentence
                && d.sentence - a.sentence <= 2
                && guests(a)
                && persons(a)
                && within(a)
                && days_apart(d, a).is_none_or(|n| n <= MOST)
        });
        if let Some(a) = found {
            let mut place = a.mention.place.clone();
            if let Some(p) = &mut place {
                p.rule = "en.event.place.setting".into();
            }
            drafts[i].mention.place = place;
            any = true;
        }
    }
    any
}

/// Gives an accord that is the news of the report the one place in which its
/// sides are told to have met in these days.
pub(crate) fn venue(drafts: &mut [Draft], today: Date) {
    let told =
        |d: &Draft| d.mention.status.value == Status::Held && !d.bare && !d.mention.background;
    let recent = |d: &Draft| {
        let day = d.mention.time.as_ref()?.interval.last_day()?;
        Some((0..=RECENT).contains(&(today - day).get_days()))
    };
    for i in 0..drafts.len() {
        let d = &drafts[i];
        if d.mention.kind != Kind::Agreement
            || d.mention.place.is_some()
            || d.mention.same_as.is_some()
            || !told(d)
            || recent(d) != Some(true)
        {
            continue;
        }
        let mut found: Option<&PlaceArgument> = None;
        let mut one = true;
        for (_, a) in of_both(drafts, i) {
            let kind = a.mention.kind;
            let meets = is_meeting(kind) && !matches!(kind, Kind::Visit | Kind::Call);
            if !meets || !told(a) || recent(a) == Some(false) {
                continue;
            }
            let Some(place) = &a.mention.place else {
                continue;
            };
            one &= found.is_none_or(|p| p.value.name == place.value.name);
            found = found.or(Some(place));
        }
        let Some(mut place) = found.filter(|_| one).cloned() else {
            continue;
        };
        place.rule = "en.event.place.setting".into();
        drafts[i].mention.place = Some(place);
    }
}

/// The mentions around one, with their positions, that share two sides with it.
fn of_both(drafts: &[Draft], i: usize) -> impl Iterator<Item = (usize, &Draft)> {
    const AROUND: usize = 12;
    let own = ids(&drafts[i]);
    let from = i.saturating_sub(AROUND);
    let around = from..(i + AROUND).min(drafts.len());
    around
        .filter(move |k| *k != i)
        .map(|k| (k, &drafts[k]))
        .filter(move |(_, a)| {
            let theirs = ids(a);
            own.iter().filter(|p| theirs.contains(p)).count() >= 2
        })
}

/// Gives meetings and accords that name no day that of what the same sides are
/// told to have done shortly before: 'agreed in Sochi on Monday ... said after
/// four hours of talks'. The report's own day is only for what stands alone.
pub(crate) fn days(drafts: &mut [Draft], today: Date) {
    let told = |d: &Draft| {
        d.mention.status.value == Status::Held
            && !d.bare
            && !d.mention.background
            && (is_meeting(d.mention.kind) || d.mention.kind == Kind::Agreement)
    };
    let set_up = |d: &Draft| {
        let held = d.mention.status.value == Status::Held && !d.mention.background;
        d.mention.kind == Kind::Institution && held && !d.is_noun && !d.bare
    };
    for i in 0..drafts.len() {
        let d = &drafts[i];
        // 'The second session set up a commission': on a day of its own.
        let by_meeting = |k: usize| k != i && is_meeting(drafts[k].mention.kind);
        let sets_up = set_up(d) && !near::around(drafts, d.sentence, 0).any(by_meeting);
        let done = d.mention.time.is_some() || d.mention.same_as.is_some() || d.former;
        if done || !(told(d) || sets_up) {
            continue;
        }
        let found = of_both(drafts, i)
            .filter(|(_, a)| {
                let back = a.sentence <= d.sentence && d.sentence - a.sentence <= NEAR;
                // 'They have settled it. ... They signed the text on Saturday.'
                let lead = d.sentence == 0
                    && a.sentence <= 2
                    && a.mention.kind == d.mention.kind
                    && d.mention.kind == Kind::Agreement;
                let near = back || lead;
                // An older story that goes on: 'They met in Oslo on 2 May. They
                // signed a pact.'
                let goes_on = back
                    && d.sentence - a.sentence <= 1
                    && (d.told && a.told && d.past && a.past)
                    && !(d.behind || d.relative || a.relative);
                let most = if goes_on { LONG_AGO } else { RECENT };
                near && told(a)
                    && a.mention.same_as.is_none()
                    && a.mention.time.as_ref().is_some_and(|t| {
                        t.basis == TimeBasis::Stated
                            && t.interval.first_day() == t.interval.last_day()
                            && t.interval
                                .last_day()
                                .is_some_and(|day| (0..=most).contains(&(today - day).get_days()))
                    })
            })
            .max_by_key(|(k, a)| (a.sentence, *k < i, *k));
        if let Some((_, a)) = found {
            let mut time = a.mention.time.clone();
            if let Some(t) = &mut time {
                if let Some(day) = t.interval.last_day() {
                    t.interval = Interval::day(day);
                }
                t.basis = TimeBasis::Inferred;
                t.rule = "en.event.time.setting".into();
            }
            drafts[i].mention.time = time;
        }
    }
}

/// The day of the news of a report, and the last sentence that it holds for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lead {
    pub day: Date,
    pub till: u32,
    /// The news itself is told in the perfect, its day behind it.
    pub perfect: bool,
}

/// Sentences that the day of the first one holds for.
const LEAD: u32 = 12;

/// The day on which the first sentence says that its news was; of 'Chad and Niger
/// have signed a pact. Their ministers met in Oslo on Monday', that of the next.
pub(crate) fn lead_day(trees: &[Tree], timexes: &[Timex], today: Date) -> Option<Lead> {
    let told = |t: &&Tree| t.s.root().is_some_and(|r| t.is_verb(r));
    // A headline has no full stop, a dateline no verb.
    let stops = |t: &&Tree| t.s.tokens.last().is_some_and(|w| w.upos == Upos::Punct);
    let first = trees.iter().take(3).position(|t| told(&t) && stops(&t));
    let n = first.or_else(|| trees.iter().take(2).position(|t| told(&t)))?;
    let mood = |tree: &Tree| tree.s.root().map(|r| tree.mood(r));
    let lead = mood(&trees[n]).filter(|m| m.modal == Modal::None)?;
    if lead.past && !lead.perfect {
        let day = own_day(&trees[n], timexes, today)?;
        return Some(Lead {
            day,
            till: LEAD,
            perfect: false,
        });
    }
    if !lead.perfect || lead.past || lead.negated {
        return None;
    }
    let past = |t: &Tree| mood(t).is_some_and(|m| m.past && !m.perfect && m.modal == Modal::None);
    let (k, day) = trees
        .iter()
        .enumerate()
        .skip(n + 1)
        .take(2)
        .filter(|(_, t)| told(t) && past(t))
        .find_map(|(k, t)| Some((k, own_day(t, timexes, today)?)))?;
    Some(Lead {
        day,
        till: u32::try_from(k).unwrap_or(LEAD),
        perfect: true,
    })
}

/// The day, of the last ones, on which the main clause of a sentence was.
fn own_day(tree: &Tree, timexes: &[Timex], today: Date) -> Option<Date> {
    let root = tree.s.root()?;
    timexes
        .iter()
        .skip_while(|t| t.span.end <= tree.s.span.start)
        .take_while(|t| t.span.start < tree.s.span.end)
        .find_map(|t| {
            let word = tree.s.head_of(t.span)?;
            let interval = t.interval.as_ref()?;
            let day = interval
                .first_day()
                .filter(|d| interval.last_day() == Some(*d))?;
            let near = (0..=RECENT).contains(&(today - day).get_days());
            let up = tree.s.head(word)?;
            // 'The president on Thursday scrapped ...', 'talked for three days
            // and on Tuesday gave up'
            let own = up == root
                || up < word && word < root && tree.subject(root) == Some(up)
                || tree.rel(up) == Deprel::Conj
                    && tree.s.head(up) == Some(root)
                    && tree.mood(up).past;
            (near && own).then_some(day)
        })
}

/// Days back that a story is told of.
const LONG_AGO: i32 = 1000;

/// Sentences back to the day that a story is told of.
const NEAR: u32 = 3;

/// 'Delegates, meeting in Lima on Thursday, agreed to extend it': an accord with no
/// day of its own, in the sentence of the meeting.
fn meeting_in(d: &Draft, a: &Draft) -> bool {
    let inferred = |d: &Draft| {
        let time = d.mention.time.as_ref();
        time.is_none_or(|t| t.basis == TimeBasis::Inferred)
    };
    d.mention.kind == Kind::Agreement && a.sentence == d.sentence && inferred(d)
}

/// Days between two drafts that both tell a day.
fn days_apart(a: &Draft, b: &Draft) -> Option<i32> {
    let day = |d: &Draft| d.mention.time.as_ref().and_then(|t| t.interval.last_day());
    Some((day(a)? - day(b)?).get_days().abs())
}

/// Adds to the meeting that a report is about those who speak in it and are of
/// a rank that negotiates for one of its sides.
pub(crate) fn present(
    drafts: &mut [Draft],
    report: &Report,
    trees: &[Tree],
    entities: &[Resolved],
    lexicon: &Lexicon,
) {
    let Some(main) = main_meeting(drafts, report.dct.date) else {
        return;
    };
    let sides: Vec<String> = ids(&drafts[main]).iter().map(|p| p.0.clone()).collect();
    let leaders = crate::join::meeting::are_leaders(&drafts[main]);
    let top = leaders || drafts[main].mention.kind == Kind::Summit;
    let lesser = by_lesser(&drafts[main], trees);
    let place = drafts[main].mention.place.as_ref();
    let place = place.map(|p| p.value.name.clone());
    // Of two meetings of others a mediator may be that of either.
    let one = drafts
        .iter()
        .filter(|d| is_meeting(d.mention.kind))
        .all(|d| {
            let own = ids(d);
            own.len() < 2 || own.iter().any(|p| sides.contains(&p.0))
        });
    // Who is told to meet somebody else that day was at that meeting.
    let busy: BTreeSet<String> = drafts
        .iter()
        .enumerate()
        .filter(|(k, d)| {
            *k != main
                && d.mention.same_as != u32::try_from(main).ok()
                && is_meeting(d.mention.kind)
                && d.mention.status.value == Status::Held
        })
        .flat_map(|(_, d)| d.mention.persons.iter().map(|p| p.value.name.clone()))
        .collect();
    // A side has one leader: 'Prime Minister X met Y', and no 'President Z said'.
    let led: BTreeSet<PartyId> = drafts
        .iter()
        .filter(|d| d.mention.same_as == u32::try_from(main).ok())
        .flat_map(|d| d.mention.persons.iter())
        .filter_map(|p| p.value.party.as_ref().map(|q| q.id.clone()))
        .collect();
    let mut at = 0;
    for tree in trees {
        let here = crate::coder::window(entities, &mut at, tree.s.span, |e| e.span);
        // Who speaks somewhere else was not there.
        let elsewhere = here.iter().any(|e| {
            let other = |p: &Place| place.as_ref().is_none_or(|name| *name != p.name);
            e.place.as_ref().is_some_and(other)
        });
        if elsewhere {
            continue;
        }
        for e in here {
            let Some(person) = e.person.as_ref().filter(|p| !p.is_office) else {
                continue;
            };
            let Some(party) = &person.party else {
                continue;
            };
            let role = person.role.as_deref().unwrap_or("").to_lowercase();
            let mediates = role.contains("mediator") || role.contains("facilitator");
            let side = sides.contains(&party.id.0);
            if !(side || mediates && one) || !speaks(tree, e, lexicon) {
                continue;
            }
            let has = |list: &str| role.split([' ', '-']).any(|w| lexicon.listed(list, w));
            // 'The presidents met in Lima. The foreign minister said'
            let ranks = if top {
                has("leading") && (!role.contains("minister") || role.contains("prime"))
            } else {
                has("negotiating")
            };
            // 'Officials of the two met in Lima. The foreign minister said'
            let high = ["minister", "secretary", "premier"];
            let under = ["deputy", "vice", "under", "assistant"];
            let above = lesser
                && high.iter().any(|w| role.contains(w))
                && !under.iter().any(|w| role.contains(w));
            if !ranks || above || has("absent") || !top && role.contains("president") {
                continue;
            }
            let there = drafts[main].mention.persons.iter();
            let mut there = there.filter_map(|p| p.value.party.as_ref());
            if top && (there.any(|q| q.id == party.id) || led.contains(&party.id)) {
                continue;
            }
            if busy.contains(&person.name) {
                continue;
            }
            let argument = PersonArgument {
                value: person.clone(),
                span: e.span,
                rule: "en.event.person.present".into(),
            };
            // 'UN mediator X said', of the talks of others
            if !side && !ids(&drafts[main]).contains(&&party.id) {
                drafts[main].mention.parties.push(PartyArgument {
                    party: party.clone(),
                    role: Role::Mediator,
                    span: e.span,
                    rule: "en.event.party.company".into(),
                });
            }
            add_person(&mut drafts[main], &argument);
        }
    }
}

/// 'A delegation arrived. It held talks', 'negotiators arrived. The talks began': the
/// same who travelled meet.
fn goes_on_to(trees: &[Tree], journey: &Draft, d: &Draft) -> bool {
    let tree = |d: &Draft| trees.get(d.sentence as usize);
    let (Some(before), Some(here)) = (tree(journey), tree(d)) else {
        return false;
    };
    let Some(team) = before.subject(journey.head) else {
        return false;
    };
    let sent = matches!(
        before.lemma(team),
        "delegation" | "team" | "negotiator" | "envoy" | "official" | "delegate" | "mediator"
    );
    let the = |t: u32| {
        let det = here.s.child(t, &[Deprel::Det]);
        det.is_some_and(|d| here.lemma(d) == "the")
    };
    let again = match here.subject(d.head) {
        Some(s) => here.upos(s) == Upos::Pron || the(s) && here.lemma(s) == before.lemma(team),
        None => d.is_noun && the(d.head),
    };
    sent && again
}

/// True where those who meet are told as officials, experts or officers, as panels
/// or delegations: 'the border commissions met in Lima', 'talks of officials'.
fn by_lesser(d: &Draft, trees: &[Tree]) -> bool {
    let Some(tree) = trees.get(d.sentence as usize) else {
        return false;
    };
    let lesser = |t: u32| {
        matches!(
            tree.lemma(t),
            "official"
                | "negotiator"
                | "expert"
                | "officer"
                | "commander"
                | "diplomat"
                | "delegation"
                | "panel"
                | "commission"
                | "committee"
        )
    };
    let sides = || {
        let mut within = tree.obliques(d.head);
        d.is_noun && within.any(|(case, t)| matches!(case.as_str(), "of" | "between") && lesser(t))
    };
    tree.subject(d.head).is_some_and(lesser) || sides()
}

/// The first meeting of two sides or more that the report tells as news of the
/// last days.
fn main_meeting(drafts: &[Draft], day: Date) -> Option<usize> {
    let i = drafts.iter().position(|d| {
        is_meeting(d.mention.kind)
            && !matches!(d.mention.kind, Kind::Visit | Kind::Call)
            && d.mention.parties.len() >= 2
            && d.mention.status.value == Status::Held
            && !d.bare
            && !d.mention.background
            && d.sentence <= 2
            && d.mention.time.as_ref().is_none_or(|t| {
                t.interval
                    .last_day()
                    .is_none_or(|last| (0..=RECENT).contains(&(day - last).get_days()))
            })
    })?;
    Some(drafts[i].mention.same_as.map_or(i, |k| k as usize))
}

/// True for the subject of a verb of speaking.
fn speaks(tree: &Tree, e: &Resolved, lexicon: &Lexicon) -> bool {
    let Some(word) = tree.s.token_at(e.head.start) else {
        return false;
    };
    let first = tree.first_conjunct(word);
    let top = if tree.rel(first) == Deprel::Appos {
        tree.s.head(first).unwrap_or(first)
    } else {
        first
    };
    matches!(tree.rel(top), Deprel::Nsubj)
        && tree
            .s
            .head(top)
            .is_some_and(|v| lexicon.listed("speaking", tree.lemma(v)))
}
