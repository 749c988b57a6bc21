//! A journey made for a meeting and that meeting are one event: 'flew to Oslo
//! for talks with X' tells of talks, 'went to Oslo to see X' of a visit.

use crate::climb::State;
use crate::draft::adjunct;
use crate::draft::build::{Draft, drop_marked, is_meeting};
use crate::join::meeting;
use crate::lexicon::Lexicon;
use crate::mood::Form;
use crate::propose::Proposal;
use crate::tree::Tree;
use dateline_record::{Interval, Kind, PlaceArgument, Role, Span, Status};
use dateline_syntax::Deprel;
use jiff::civil::Date;

/// True where the meeting is what the journey is made for.
fn is_purpose(tree: &Tree, journey: u32, meeting: &Proposal) -> bool {
    let infinitive = |v: u32| {
        matches!(tree.rel(v), Deprel::Xcomp | Deprel::Advcl)
            && tree.s.head(v) == Some(journey)
            && tree.mood(v).form == Form::Infinitive
    };
    match (meeting.verb, meeting.noun) {
        (Some(v), _) => infinitive(v),
        (None, Some(n)) => {
            let Some(up) = tree.s.head(n) else {
                return false;
            };
            // 'for talks', 'for a second day of talks'
            let day = tree.case(n).as_deref() == Some("of")
                && tree.case(up).as_deref() == Some("for")
                && tree.s.head(up) == Some(journey);
            if day || tree.case(n).as_deref() == Some("for") {
                // The place of the journey may stand between.
                let clause = tree.is_verb(up) || tree.s.child(up, &[Deprel::Nsubj]).is_some();
                return day || up == journey || tree.s.head(up) == Some(journey) && !clause;
            }
            // 'Met him to prepare a summit with X': another meeting.
            let ahead = matches!(
                tree.lemma(up),
                "prepare"
                    | "arrange"
                    | "plan"
                    | "organise"
                    | "organize"
                    | "propose"
                    | "discuss"
                    | "negotiate"
                    | "set"
                    | "seek"
                    | "finalise"
                    | "finalize"
                    | "fix"
                    | "agree"
            );
            tree.rel(n) == Deprel::Obj && infinitive(up) && !ahead
        }
        _ => false,
    }
}

/// True where the journey was made and the meeting was not held.
fn stays_off(journey: &Draft, meeting: &Draft) -> bool {
    let off = [State::Postponed, State::Cancelled, State::Denied];
    journey.mention.status.value == Status::Held && off.contains(&meeting.state)
}

/// 'Is in Khartoum, on his third trip there': the trip is the journey that the verb
/// tells of.
pub(crate) fn on_it(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    let drop: Vec<bool> = found
        .iter()
        .enumerate()
        .map(|(n, (p, d))| {
            let Some(noun) = proposals[*p].noun.filter(|_| d.is_noun) else {
                return false;
            };
            let on = d.mention.kind == Kind::Visit
                && tree.case(noun).as_deref() == Some("on")
                && tree.s.child(noun, &[Deprel::NmodPoss]).is_some()
                && d.mention.time.is_none();
            let Some(up) = tree.s.head(noun).filter(|_| on) else {
                return false;
            };
            found.iter().enumerate().any(|(m, (_, o))| {
                m != n && !o.is_noun && is_meeting(o.mention.kind) && o.head == up && {
                    let (own, there) = (&d.mention.place, &o.mention.place);
                    let name = |p: &PlaceArgument| p.value.name.clone();
                    own.is_none() || own.as_ref().map(name) == there.as_ref().map(name)
                }
            })
        })
        .collect();
    drop_marked(found, &drop);
}

/// Makes one of each journey and the meeting that it is made for.
pub(crate) fn join(
    tree: &Tree,
    proposals: &[Proposal],
    today: Date,
    found: &mut Vec<(usize, Draft)>,
) {
    let mut drop = vec![false; found.len()];
    for v in 0..found.len() {
        let (p, journey) = &found[v];
        let Some(verb) = proposals[*p]
            .verb
            .filter(|_| is_meeting(journey.mention.kind))
        else {
            continue;
        };
        let Some(m) = (0..found.len()).find(|&m| {
            let d = &found[m].1;
            m != v
                && is_meeting(d.mention.kind)
                && d.mention.kind != Kind::Visit
                && !drop[m]
                && is_purpose(tree, verb, &proposals[found[m].0])
        }) else {
            continue;
        };
        // 'They sat down to negotiate peace': the first verb tells it.
        let visits = found[m].1.is_noun && found[v].1.mention.kind == Kind::Visit;
        // 'Flew to Oslo for a summit that never took place': only the journey
        // was made, and there the summit was to be.
        if visits && stays_off(&found[v].1, &found[m].1) {
            let (place, time) = {
                let made = &found[v].1.mention;
                (made.place.clone(), made.time.clone())
            };
            let meeting = &mut found[m].1.mention;
            if meeting.status.value == Status::Postponed {
                meeting.status.value = Status::Cancelled;
            }
            meeting.place = meeting.place.take().or(place);
            meeting.time = meeting.time.take().or(time);
            drop[v] = true;
            continue;
        }
        let (keep, give) = if visits { (m, v) } else { (v, m) };
        let mut other = found[give].1.mention.clone();
        meeting::host_by_place(&mut other, false);
        let (status, state, told) = {
            let d = &found[v].1;
            (d.mention.status.clone(), d.state, d.told)
        };
        // Who left for talks yesterday has yet to hold them.
        let left = visits
            && status.value == Status::Held
            && found[v].1.mention.rule == "en.event.meeting.departure";
        let just = |d: &Draft| {
            let day = d.mention.time.as_ref().and_then(|t| t.interval.first_day());
            day.is_none_or(|day| (today - day).get_days() <= 1)
        };
        let ahead = left && just(&found[v].1);
        let d = &mut found[keep].1;
        d.absorb(other);
        if ahead {
            d.mention.time = None;
            d.mention.status = status.clone();
            d.mention.status.value = Status::Agreed;
            d.state = State::Agreed;
            d.bare = false;
        } else if visits {
            let exact = d
                .mention
                .time
                .as_ref()
                .is_some_and(|t| adjunct::is_exact(&t.interval));
            d.mention.status = status;
            if d.mention.status.value == Status::Agreed && exact {
                d.mention.status.value = Status::Scheduled;
            }
            d.state = state;
            d.told = told;
            d.bare = false;
        }
        drop[give] = true;
    }
    drop_marked(found, &drop);
}

/// 'Flew to Baghdad on Saturday and met the prime minister': what one does
/// next, told in one breath, was on the same day and, after a journey, there.
pub(crate) fn next(tree: &Tree, proposals: &[Proposal], found: &mut [(usize, Draft)]) {
    for k in 0..found.len() {
        let (i, d) = &found[k];
        let open = |s: Status| matches!(s, Status::Scheduled | Status::Agreed);
        let status = d.mention.status.value;
        let wants = (status == Status::Held || open(status))
            && !d.bare
            && (d.mention.time.is_none() || d.mention.place.is_none())
            && (is_meeting(d.mention.kind) || d.mention.kind == Kind::Agreement);
        let Some(verb) = proposals[*i].verb.filter(|_| wants) else {
            continue;
        };
        let Some(first) = tree.s.head(verb).filter(|_| tree.rel(verb) == Deprel::Conj) else {
            continue;
        };
        // With a subject of its own it is another's doing.
        let other = tree
            .s
            .child(verb, &[Deprel::Nsubj, Deprel::NsubjPass])
            .is_some();
        let before = found.iter().find(|(j, a)| {
            proposals[*j].verb == Some(first)
                && (a.mention.status.value == status
                    || open(status) && open(a.mention.status.value))
                && !a.bare
                && is_meeting(a.mention.kind)
        });
        let Some((_, before)) = before.filter(|_| !other) else {
            continue;
        };
        let time = before.mention.time.clone();
        let time = time.filter(|t| adjunct::is_exact(&t.interval));
        let place = before.mention.place.clone();
        let m = &mut found[k].1.mention;
        m.time = m.time.take().or(time);
        m.place = m.place.take().or(place);
    }
}

/// 'Arrived on Sunday and flew home on Monday': the way home ends the visit and
/// is none of its own.
pub(crate) fn home(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    let visit = |d: &Draft| d.mention.kind == Kind::Visit;
    let drop: Vec<bool> = found
        .iter()
        .map(|(i, d)| {
            let verb = proposals[*i].verb.filter(|_| visit(d));
            let back = verb.filter(|&v| tree.children(v).any(|c| tree.lemma(c) == "home"));
            let first = back.and_then(|v| tree.s.head(v).filter(|_| tree.rel(v) == Deprel::Conj));
            first.is_some_and(|v| {
                let mut others = found.iter().filter(|(_, o)| visit(o));
                others.any(|(j, _)| proposals[*j].verb == Some(v))
            })
        })
        .collect();
    drop_marked(found, &drop);
}

/// Drops the flights of an airline and of warplanes, and of whom somebody lets
/// go: nobody is on a visit.
pub(crate) fn flights(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    found.retain(|(i, d)| {
        let verb = proposals[*i].verb.filter(|_| d.mention.kind == Kind::Visit);
        // 'Nine of them were allowed to leave'
        let let_go = verb.is_some_and(|v| {
            let above = tree.s.head(v).filter(|_| tree.rel(v) == Deprel::Xcomp);
            matches!(tree.lemma(v), "leave" | "depart" | "return")
                && above.is_some_and(|a| {
                    matches!(tree.lemma(a), "allow" | "permit" | "forbid" | "bar" | "let")
                })
        });
        let flies = verb.and_then(|v| tree.subject(v)).is_some_and(|n| {
            let craft = matches!(
                tree.lemma(n).to_lowercase().as_str(),
                "airlines"
                    | "airline"
                    | "airways"
                    | "airliner"
                    | "warplane"
                    | "bomber"
                    | "jet"
                    | "fighter"
                    | "drone"
                    | "carrier"
            );
            // 'The minister's jet', 'a jet with the envoys on board'
            let carries = [Deprel::NmodPoss, Deprel::Acl, Deprel::AclRelcl];
            craft
                && tree.s.child(n, &carries).is_none()
                && tree.obliques(n).all(|(case, _)| case != "with")
        });
        !flies && !let_go
    });
}

/// Drops what went on for years before: 'after 15 years of talks in Oslo they
/// signed it' is no meeting of any day, but tells the place.
pub(crate) fn for_years(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    let drop: Vec<bool> = found
        .iter()
        .map(|(i, _)| {
            let noun = proposals[*i].noun.filter(|_| proposals[*i].verb.is_none());
            noun.is_some_and(|n| {
                tree.case(n).as_deref() == Some("of")
                    && tree.s.head(n).is_some_and(|m| {
                        matches!(tree.lemma(m), "year" | "decade")
                            && tree.case(m).as_deref() == Some("after")
                    })
            })
        })
        .collect();
    let mut places = found.iter().zip(&drop);
    let place = places.find_map(|((_, d), drop)| d.mention.place.clone().filter(|_| *drop));
    drop_marked(found, &drop);
    for (_, d) in found.iter_mut() {
        let held = d.mention.kind == Kind::Agreement && d.mention.status.value == Status::Held;
        if held && d.mention.place.is_none() {
            d.mention.place.clone_from(&place);
        }
    }
}

/// 'They met on the sidelines of a conference': of the conference nothing is
/// told but that it is where they met, unless the phrase names who meets there:
/// 'the Lisbon conference' does not.
pub(crate) fn beside(
    tree: &Tree,
    lexicon: &Lexicon,
    proposals: &[Proposal],
    found: &mut Vec<(usize, Draft)>,
) {
    let mut drop = vec![false; found.len()];
    for (n, (p, d)) in found.iter_mut().enumerate() {
        let noun = proposals[*p].noun.filter(|_| proposals[*p].verb.is_none());
        let Some(noun) = noun.filter(|&n| adjunct::beside(tree, lexicon, n).is_some()) else {
            continue;
        };
        let named = |span: Span| {
            let word = tree.s.token_at(span.start);
            word.is_some_and(|w| tree.s.dominates(noun, w))
        };
        d.mention.parties.retain(|p| named(p.span));
        d.mention.persons.retain(|p| named(p.span));
        drop[n] = d.mention.parties.len() < 2;
    }
    drop_marked(found, &drop);
}

/// 'They will discuss it at a summit on 13 March': one meeting, of the sort
/// that the noun tells. So is 'welcomed the ministers of X and Y to talks in
/// Oslo'.
pub(crate) fn at_meeting(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    let mut drop = vec![false; found.len()];
    for n in 0..found.len() {
        let (p, d) = &found[n];
        let noun = proposals[*p].noun.filter(|_| proposals[*p].verb.is_none());
        let Some(noun) = noun.filter(|_| is_meeting(d.mention.kind)) else {
            continue;
        };
        let case = tree.case(noun);
        let at = matches!(case.as_deref(), Some("at" | "during"));
        let to = case.as_deref() == Some("to");
        let welcomes = |v: u32| matches!(tree.lemma(v), "welcome" | "receive" | "greet" | "usher");
        let Some(up) = tree.s.head(noun) else {
            continue;
        };
        // Hung on the guests
        let hung = tree
            .s
            .head(up)
            .filter(|&v| to && !welcomes(up) && welcomes(v));
        let up = hung.unwrap_or(up);
        let to = to && welcomes(up);
        if !at && !to {
            continue;
        }
        let told = |m: &usize| {
            let (q, v) = &found[*m];
            proposals[*q].verb == Some(up)
                && (to || proposals[*q].noun.is_none())
                && (to
                    || matches!(
                        tree.lemma(up),
                        "discuss" | "meet" | "confer" | "consult" | "talk"
                    ))
                && matches!(v.mention.kind, Kind::Talks | Kind::Sitting | Kind::Summit)
        };
        // Only where the noun tells of nobody else.
        let Some(m) = (0..found.len()).find(told).filter(|&m| {
            let of = &found[m].1.mention.parties;
            let mut own = d.mention.parties.iter();
            let same = own.all(|p| of.iter().any(|q| q.party.id == p.party.id));
            d.mention.parties.is_empty() || to && same
        }) else {
            continue;
        };
        // 'Met him at the climate conference': one of others.
        if d.definite && !to {
            drop[n] = !d.modifiers.is_empty();
            continue;
        }
        let other = d.mention.clone();
        let kind = other.kind;
        found[m].1.absorb(other);
        if kind == Kind::Summit && found[m].1.mention.kind == Kind::Talks {
            found[m].1.mention.kind = kind;
        }
        drop[n] = true;
    }
    drop_marked(found, &drop);
}

/// 'The summit at which X and Y were to have met in Oslo on Thursday has been
/// called off': one meeting, of which the clause tells the sides, the day and the
/// place.
pub(crate) fn at_which(
    tree: &Tree,
    proposals: &[Proposal],
    today: Date,
    found: &mut Vec<(usize, Draft)>,
) {
    let mut drop = vec![false; found.len()];
    for n in 0..found.len() {
        let (p, d) = &found[n];
        let noun = proposals[*p].noun.filter(|_| proposals[*p].verb.is_none());
        let Some(noun) = noun.filter(|_| is_meeting(d.mention.kind)) else {
            continue;
        };
        let told = |m: &usize| {
            let (q, v) = &found[*m];
            let Some(verb) = proposals[*q].verb.filter(|_| is_meeting(v.mention.kind)) else {
                return false;
            };
            let inside = tree.s.children(verb).iter().any(|&c| match tree.lemma(c) {
                "which" => matches!(tree.case(c).as_deref(), Some("at" | "in" | "during")),
                "where" => true,
                _ => false,
            });
            let clause = matches!(tree.rel(verb), Deprel::AclRelcl | Deprel::Acl);
            *m != n && inside && clause && tree.s.head(verb) == Some(noun)
        };
        let Some(m) = (0..found.len()).find(told) else {
            continue;
        };
        let mut other = found[m].1.mention.clone();
        let status = found[n].1.mention.status.value;
        // It has been called off, so the day was still to come.
        let off = matches!(status, Status::Cancelled | Status::Postponed);
        let now = tree.s.ancestors(noun).skip(1).find(|&v| tree.is_verb(v));
        let fresh = now.is_some_and(|v| {
            let mood = tree.mood(v);
            mood.perfect && !mood.past
        });
        if let Some(time) = other.time.as_mut().filter(|_| off && fresh)
            && let Some(day) = time.interval.first_day()
            && Some(day) == time.interval.last_day()
            && (1..7).contains(&(today - day).get_days())
            && let Ok(next) = day.checked_add(jiff::Span::new().days(7))
        {
            time.interval = Interval::day(next);
        }
        found[n].1.absorb(other);
        drop[m] = true;
    }
    drop_marked(found, &drop);
}

/// 'Called for an end to the sanctions on X': what is told of is their easing,
/// and who calls for it lays none on.
pub(crate) fn lifted(tree: &Tree, proposals: &[Proposal], found: &mut [(usize, Draft)]) {
    for (i, d) in found.iter_mut() {
        let noun = proposals[*i].noun.filter(|_| proposals[*i].verb.is_none());
        let Some(noun) = noun.filter(|_| d.mention.kind == Kind::Sanction) else {
            continue;
        };
        let lifts = tree.s.head(noun).is_some_and(|h| {
            matches!(
                tree.lemma(h),
                "end" | "lifting" | "easing" | "removal" | "relaxation" | "abolition"
            ) && matches!(tree.case(noun).as_deref(), Some("to" | "of"))
        });
        if lifts {
            d.mention.kind = Kind::Easing;
            d.mention
                .parties
                .retain(|p| p.role == Role::Target || p.role == Role::Participant);
        }
    }
}

/// Drops the fighting that an accord ends: 'a cessation of hostilities' is one
/// instrument.
pub(crate) fn ended(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    let accord = |t: u32| {
        found
            .iter()
            .any(|(i, d)| d.mention.kind == Kind::Agreement && proposals[*i].noun == Some(t))
    };
    let drop: Vec<bool> = found
        .iter()
        .map(|(i, d)| {
            let noun = proposals[*i]
                .noun
                .filter(|_| d.mention.kind == Kind::Conflict);
            noun.is_some_and(|n| {
                tree.case(n).as_deref() == Some("of") && tree.s.head(n).is_some_and(accord)
            })
        })
        .collect();
    drop_marked(found, &drop);
}

/// Drops accords that are only what another accord, or a meeting, is about:
/// 'an accord on a ceasefire' is one instrument.
pub(crate) fn subjects(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    let noun = |i: usize| proposals[i].noun.filter(|_| proposals[i].verb.is_none());
    let of_accord: Vec<bool> = found
        .iter()
        .map(|(i, d)| {
            d.mention.kind == Kind::Agreement
                && noun(*i).is_some_and(|n| {
                    let first = tree.first_conjunct(n);
                    // 'a framework agreement'
                    let part = tree.rel(n) == Deprel::Compound
                        && found.iter().any(|(j, a)| {
                            j != i
                                && noun(*j).is_some()
                                && noun(*j) == tree.s.head(n)
                                && a.mention.kind == Kind::Agreement
                        });
                    let case = tree.case(first);
                    part || matches!(case.as_deref(), Some("on" | "about" | "for"))
                        && d.mention.time.is_none()
                        && found.iter().any(|(j, a)| {
                            j != i
                                && noun(*j).is_some()
                                && noun(*j) == tree.s.head(first)
                                && a.mention.kind == Kind::Agreement
                        })
                })
        })
        .collect();
    drop_marked(found, &of_accord);
}
