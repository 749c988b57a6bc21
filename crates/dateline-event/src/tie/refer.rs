//! What one report's mentions have to do with one another: which speak of
//! the same event, which persons, hosts and terms belong to it, and the terms of an accord.

use crate::draft::adjunct;
use crate::draft::build::{Draft, NONE, is_meeting};
use crate::join::meeting::{is_side, leads};
use crate::join::signing::takes_effect;
use crate::lexicon::Lexicon;
use crate::tie::alike;
use crate::tie::anaphor;
use crate::tie::anew;
use crate::tie::same::{self, is_clock, is_truce, may_be, times_clash};
use crate::tie::setting::Lead;
use crate::tree::Tree;
use dateline_record::{
    Family, Interval, Kind, PartyArgument, PartyId, PersonArgument, Report, Resolved, Role, Status,
    TimeArgument, TimeBasis,
};

use dateline_syntax::Deprel;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Days after which a day that a text states is not that of its news.
const OLD: i32 = 60;

/// The rule of what is welcomed, condemned or followed by something.
const OCCURS: &str = "en.event.status.occur";

/// How far back an antecedent may lie, in mentions; it keeps the work linear.
pub(crate) const REACH: usize = 60;

pub(crate) fn ids(d: &Draft) -> Vec<&PartyId> {
    d.mention.parties.iter().map(|p| &p.party.id).collect()
}

/// Sets `same_as`, and takes over parties and status where a mention only
/// refers.
pub(crate) fn corefer(drafts: &mut [Draft], trees: &[Tree], lexicon: &Lexicon, today: Date) {
    // 'They signed a declaration. ... The accord of December 2000': what is told
    // as news is not what is said to be of another year.
    let news = |d: &Draft| d.told && d.past && !d.relative && d.mention.time.is_none();
    let old = |d: &Draft| {
        d.mention.time.as_ref().is_some_and(|t| {
            let last = t.interval.last_day();
            t.basis == TimeBasis::Stated && last.is_some_and(|l| (today - l).get_days() > OLD)
        })
    };
    for i in 0..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let m = &mut rest[0];
        if m.pronoun {
            if lexicon.frames[m.frame as usize].alike {
                alike::alike(m, before, trees);
            } else if alike::is_told(m, before) {
                // 'Chad did so in May': that it did is told.
            } else if lexicon.frames[m.frame as usize].another {
                anaphor::another(m, before);
            } else {
                anaphor::pronoun(m, before, trees, lexicon, today);
            }
            continue;
        }
        if crate::tie::first_time::is(m, trees) {
            crate::tie::first_time::tie(m, before, trees);
            continue;
        }
        let refers = m.definite || m.bare && m.mention.parties.len() >= 2;
        if m.further && !refers {
            of_the_series(m, before, trees);
        }
        let refers = m.is_noun && refers || is_the_text(m, trees);
        if !refers {
            continue;
        }
        if !matches!(
            m.mention.kind.family(),
            Family::Meeting | Family::Accord | Family::Force | Family::Relief
        ) && !matches!(m.mention.kind, Kind::Vote | Kind::Sanction)
        {
            continue;
        }
        let start = i.saturating_sub(REACH);
        let mut best: Option<(i32, usize)> = None;
        let mut only = Only::default();
        for (j, a) in before.iter().enumerate().skip(start) {
            if a.mention.background && !m.mention.background || !may_be(m, a, lexicon, today) {
                continue;
            }
            // 'Last met in August. That meeting ended without a text.'
            let that = trees.get(m.sentence as usize).is_some_and(|tree| {
                let mut words = tree.s.children_by(m.head, &[Deprel::Det]);
                m.sentence.abs_diff(a.sentence) <= 1
                    && words.any(|d| matches!(tree.lemma(d), "that" | "those"))
            });
            if old(m) && news(a) || old(a) && news(m) && !that {
                continue;
            }
            if m.former != a.former && !that && same::is_news(if m.former { a } else { m }, today) {
                continue;
            }
            // Neither may it clash with what was said of that event before.
            let of = a.mention.same_as.map_or(j, |k| k as usize);
            let known = before.iter().enumerate().skip(start).filter(|(k, b)| {
                *k != j && (*k == of || b.mention.same_as == u32::try_from(of).ok())
            });
            if known.into_iter().any(|(_, b)| times_clash(m, b, today)) {
                continue;
            }
            let mut score = 0;
            score += 3 * i32::from(a.mention.lemma == m.mention.lemma);
            score += 2 * i32::from(a.mention.kind == m.mention.kind);
            score += i32::from(a.modifiers.iter().any(|w| m.modifiers.contains(w))) * 2;
            score += same::stands_in(m, a);
            score += i32::from(!ids(a).is_empty());
            let common = ids(a).iter().filter(|p| ids(m).contains(p)).count();
            score += i32::try_from(common).unwrap_or(0);
            score +=
                i32::from(a.mention.status.value.is_open() == m.mention.status.value.is_open());
            let day = |d: &Draft| {
                d.mention
                    .time
                    .as_ref()
                    .filter(|t| t.basis == TimeBasis::Stated)
                    .map(|t| t.interval)
                    .filter(adjunct::is_exact)
            };
            // Who is named beside it is most often one of those who meet.
            let sits = matches!(
                m.mention.lemma.as_str(),
                "gathering" | "session" | "sitting"
            ) && ids(a).len() == 1;
            if ids(m).is_empty() && !m.here.is_empty() && !ids(a).is_empty() && !sits {
                let common = m.here.iter().any(|p| ids(a).contains(&p));
                score += if common { 1 } else { -2 };
            }
            if let (Some(x), Some(y)) = (day(m), day(a)) {
                score += 3 * i32::from(x.overlaps(&y));
            }
            score -= i32::try_from((m.sentence - a.sentence).min(6)).unwrap_or(6) / 2;
            if a.sentence == m.sentence {
                score -= 2;
            }
            if score >= 3 && best.is_none_or(|(s, _)| score >= s) {
                best = Some((score, j));
            }
            if score >= 0 {
                only.add(of, j);
            }
        }
        let best = best
            .map(|(_, j)| j)
            .or_else(|| only.of(m, before, trees, lexicon));
        let Some(j) = best else {
            of_the_text(m, before, trees, lexicon);
            of_the_series(m, before, trees);
            continue;
        };
        let first = before[j].mention.same_as.map_or(j, |k| k as usize);
        m.mention.same_as = u32::try_from(first).ok();
        // 'Condemned the drills. They are to begin on Monday.'
        let ahead = m.mention.time.as_ref().and_then(|t| t.interval.first_day());
        let a = &mut before[first];
        if a.mention.status.value == Status::Held
            && a.mention.kind == Kind::Exercise
            && a.mention.time.is_none()
            && m.mention.status.value.is_open()
            && ahead.is_some_and(|d| d > today)
        {
            a.mention.status.value = m.mention.status.value;
            NONE.clone_into(&mut a.mention.status.rule);
        }
        let a = &before[first];
        inherit(m, &a.mention.parties.clone());
        on_its_day(m, &before[j], a);
        anew::set_behind(m, &before[j], today);
        anew::set_late(m, a);
        anew::set_yet(m, a, today);
        // 'The talks were suspended. Peru, which hosts them, ...': they still are.
        let by_the_way = m.mention.status.value == Status::Held && m.mention.time.is_none();
        let off = matches!(
            before[j].mention.status.value,
            Status::Postponed | Status::Cancelled
        );
        let aside = by_the_way
            && off
            && trees.get(m.sentence as usize).is_some_and(|tree| {
                tree.s.ancestors(m.head).take(2).any(|v| {
                    let mood = tree.mood(v);
                    tree.rel(v) == Deprel::AclRelcl && !mood.past && !mood.perfect
                })
            });
        // 'Is to withdraw by 30 May. Others have welcomed the pullout': it is still to come.
        let welcomed = m.mention.status.rule == OCCURS
            && m.mention.status.value == Status::Held
            && m.mention.time.is_none()
            && before[j].mention.status.value.is_open()
            && !same::is_over(&before[j], today);
        if m.mention.status.rule == NONE || aside || welcomed {
            m.mention.status.value = before[j].mention.status.value;
        }
        let own = m.mention.kind;
        if a.mention.kind == Kind::Summit && own == Kind::Talks
            || own == Kind::Ceremony && a.mention.kind == Kind::Agreement
            || own == Kind::Easing && a.mention.kind != own
        {
            m.mention.kind = a.mention.kind;
        }
    }
}

/// The one event that a definite noun may speak of, where there is one alone.
#[derive(Default)]
struct Only {
    event: Option<usize>,
    last: usize,
    several: bool,
}

impl Only {
    /// Sentences back to which the one event that fits may lie.
    const NEAR: u32 = 4;

    fn add(&mut self, event: usize, mention: usize) {
        self.several |= self.event.is_some_and(|e| e != event);
        self.event = Some(event);
        self.last = mention;
    }

    /// 'Will sign a border pact on 20 May. ... The deal runs to forty pages': a noun of
    /// another word, but no other accord is told of.
    fn of(&self, m: &Draft, before: &[Draft], trees: &[Tree], lexicon: &Lexicon) -> Option<usize> {
        let tree = trees.get(m.sentence as usize)?;
        // 'Both meetings ended without a text' tells no third.
        let mut dets = tree.s.children_by(m.head, &[Deprel::Det]);
        let both = dets.any(|d| tree.lemma(d) == "both");
        let alone = self.event.is_some() && (!self.several || both);
        let a = before.get(self.last).filter(|_| alone)?;
        // 'The arrangement made in Prague', 'the Geneva talks': more than it refers.
        let more = tree.children(m.head).any(|c| {
            matches!(
                tree.rel(c),
                Deprel::Nmod
                    | Deprel::NmodPoss
                    | Deprel::Compound
                    | Deprel::Amod
                    | Deprel::Nummod
                    | Deprel::Acl
                    | Deprel::AclRelcl
                    | Deprel::Appos
            )
        });
        let own = &m.mention;
        let word = own.lemma.as_str();
        let (kind, of) = (own.kind, a.mention.kind);
        let hosted = || a.mention.parties.iter().any(|p| p.role == Role::Host);
        let truce = is_truce(a, lexicon);
        let fits = match kind {
            Kind::Agreement | Kind::Commitment => {
                of == Kind::Agreement && kind == of || of == Kind::Commitment && truce
            }
            Kind::Visit => of == Kind::Visit || is_meeting(of) && hosted(),
            Kind::Talks | Kind::Summit => {
                is_meeting(of) && !matches!(word, "conference" | "forum" | "congress")
            }
            Kind::Withdrawal | Kind::Release | Kind::Exchange | Kind::Exercise => of == kind,
            _ => is_meeting(kind) && matches!(word, "session" | "gathering"),
        };
        // What stands at another day or place is told to do so.
        let moved = m.anew || own.status.rule != NONE;
        let plain = fits
            && !more
            && (m.definite || both)
            && m.modifiers.is_empty()
            && (moved || own.time.is_none() && own.place.is_none())
            && ids(a).len() >= 2
            && m.sentence > a.sentence
            && m.sentence - a.sentence <= Self::NEAR;
        plain.then_some(self.last)
    }
}

/// 'Signed a pact on Monday. ... The pact will enter into force in July': not the same
/// event, but of the same sides, as a truce is that takes effect or collapses.
fn of_the_text(m: &mut Draft, before: &[Draft], trees: &[Tree], lexicon: &Lexicon) {
    let truce = |d: &Draft| lexicon.listed("truces", &d.mention.lemma);
    let accord = |d: &Draft| d.mention.kind == Kind::Agreement || is_truce(d, lexicon);
    if !accord(m) || !m.definite || !ids(m).is_empty() {
        return;
    }
    let tree = trees.get(m.sentence as usize);
    if !truce(m) && !tree.is_some_and(|tree| takes_effect(tree, m.head)) {
        return;
    }
    let near = before.iter().rev().take(REACH);
    let fits = near.filter(|a| {
        accord(a)
            && !a.mention.background
            && ids(a).len() >= 2
            && m.sentence - a.sentence <= Only::NEAR
            && same::is_like(m, a, lexicon)
    });
    // The one of the same word, or else the last.
    let nearest = fits.min_by_key(|a| a.mention.lemma != m.mention.lemma);
    if let Some(a) = nearest {
        let sides = a.mention.parties.clone();
        inherit(m, &sides);
    }
}

/// 'They held talks in Geneva. (Others signed a pact.) The next round will be in Doha': of
/// those who met last, and not of those who were named last.
fn of_the_series(m: &mut Draft, before: &[Draft], trees: &[Tree]) {
    let meets = |d: &Draft| matches!(d.mention.kind, Kind::Talks | Kind::Summit);
    let word = matches!(
        m.mention.lemma.as_str(),
        "round" | "meeting" | "talk" | "session" | "negotiation" | "summit" | "encounter"
    );
    let hosts = |d: &Draft| d.mention.parties.iter().all(|p| p.role == Role::Host);
    if !m.is_noun || !word || !meets(m) || !hosts(m) || !m.here.is_empty() {
        return;
    }
    // 'The next round of the peace talks', 'the meeting of the ministers': it says whose.
    let own = trees.get(m.sentence as usize).is_none_or(|tree| {
        tree.children(m.head).any(|c| {
            matches!(
                tree.rel(c),
                Deprel::NmodPoss | Deprel::Compound | Deprel::AclRelcl
            ) || tree.rel(c) == Deprel::Nmod
                && !matches!(tree.case(c).as_deref(), Some("in" | "on" | "at"))
        })
    });
    let near = before.iter().rev().take(REACH);
    let mut near = near.take_while(|a| m.sentence - a.sentence <= Only::NEAR);
    let last = near.find(|a| {
        let sides = a.mention.parties.iter().filter(|p| is_side(p)).count();
        a.sentence < m.sentence && meets(a) && !a.mention.background && sides >= 2
    });
    if let Some(a) = last.filter(|_| !own) {
        let sides = a.mention.parties.iter().filter(|p| is_side(p));
        let sides: Vec<PartyArgument> = sides.cloned().collect();
        inherit(m, &sides);
    }
}

/// 'The document will be signed on Thursday', of an accord told before.
fn is_the_text(m: &Draft, trees: &[Tree]) -> bool {
    let text = matches!(m.mention.lemma.as_str(), "document" | "paper" | "text");
    let Some(tree) = trees
        .get(m.sentence as usize)
        .filter(|_| text && !m.is_noun && m.mention.kind == Kind::Agreement)
    else {
        return false;
    };
    tree.s
        .children_by(m.head, &[Deprel::NsubjPass, Deprel::Obj])
        .filter(|&t| tree.lemma(t) == m.mention.lemma)
        .any(|t| {
            let mut dets = tree.s.children_by(t, &[Deprel::Det]);
            dets.any(|d| matches!(tree.lemma(d), "the" | "this" | "that"))
        })
}

/// A clock time with no day is on the day of the event it is told of: 'The
/// talks are on Wednesday. ... The meeting is to begin at 10 a.m.'
fn on_its_day(m: &mut Draft, nearest: &Draft, first: &Draft) {
    let Some(time) = &mut m.mention.time else {
        return;
    };
    if !is_clock(time) {
        return;
    }
    let day = [nearest, first]
        .into_iter()
        .find_map(crate::join::offset::day);
    let (Some(day), Some(start)) = (day, time.interval.start) else {
        return;
    };
    let Ok(far) = day.since(start.date()) else {
        return;
    };
    let moved = |t: Option<jiff::civil::DateTime>| t.and_then(|t| t.checked_add(far).ok());
    time.interval.start = moved(time.interval.start);
    time.interval.end = moved(time.interval.end);
    if m.mention.status.value == Status::Held && nearest.mention.status.value.is_open() {
        m.mention.status = nearest.mention.status.clone();
        m.mention.status.span = m.mention.trigger;
    }
}

/// Adds those who are told to take part by what they are or do: who speaks
/// after the talks for one of the sides, who leads a delegation.
pub(crate) fn persons(drafts: &mut [Draft], trees: &[Tree], entities: &[Resolved]) {
    for d in drafts.iter_mut() {
        for speaker in std::mem::take(&mut d.speakers) {
            add_person(d, &speaker);
        }
    }
    holders(drafts, entities);
    for e in entities {
        let Some(person) = e.person.as_ref().filter(|p| !p.is_office) else {
            continue;
        };
        let Some(party) = person.party.as_ref() else {
            continue;
        };
        let Ok(sentence) = trees.binary_search_by(|t| {
            if t.s.span.end <= e.span.start {
                std::cmp::Ordering::Less
            } else if t.s.span.start > e.span.start {
                std::cmp::Ordering::Greater
            } else {
                std::cmp::Ordering::Equal
            }
        }) else {
            continue;
        };
        let tree = &trees[sentence];
        let delegate = person.role.as_deref().is_some_and(|r| {
            let r = r.to_lowercase();
            r.contains("negotiator") || r.contains("delegate") || r.contains("head of delegation")
        }) || leads_delegation(tree, e)
            || e.resolution.rule == "en.entity.person.acts_for";
        if !delegate {
            continue;
        }
        let signs = e.resolution.rule == "en.entity.person.acts_for";
        let argument = PersonArgument {
            value: person.clone(),
            span: e.span,
            rule: "en.event.person.delegate".into(),
        };
        // The meeting of that party told of nearest to it; drafts stand in
        // order of their sentences.
        let middle = drafts.partition_point(|d| (d.sentence as usize) <= sentence);
        let window = middle.saturating_sub(REACH)..(middle + REACH).min(drafts.len());
        let nearest = drafts[window]
            .iter_mut()
            .filter(|d| {
                (is_meeting(d.mention.kind) || signs && d.mention.kind == Kind::Agreement)
                    && !d.mention.background
                    && d.mention.same_as.is_none()
                    && d.mention.parties.len() >= 2
                    && ids(d).contains(&&party.id)
            })
            .min_by_key(|d| (sentence.abs_diff(d.sentence as usize), d.mention.trigger));
        // Leaders meet and talk on the telephone themselves; 'the panels will meet
        // again, the negotiator said' does not tell who will come.
        let by_others = |d: &&mut Draft| {
            matches!(d.mention.kind, Kind::Summit | Kind::Call)
                || d.mention.status.value.is_open()
                || crate::join::meeting::are_leaders(d)
        };
        if let Some(d) = nearest.filter(|d| !by_others(d)) {
            add_person(d, &argument);
        }
    }
}

/// The one person whom the report names as holder of an office of a party, where
/// he is named first.
///
/// `behind` is where the first event is told of in which the office takes part.
fn holder<'a>(
    party: &PartyId,
    office: &str,
    behind: u32,
    entities: &'a [Resolved],
) -> Option<&'a Resolved> {
    let holds = |role: &str| {
        let role = role.to_lowercase();
        match office {
            "leader" | "president" | "premier" | "king" => leads(&role),
            "foreign minister" => {
                role.contains("foreign") && role.contains("minister")
                    || role.contains("secretary of state")
                    || role.contains("foreign secretary")
            }
            "minister" => role.contains("minister") && !leads(&role),
            words => words.contains(' ') && role.contains(words),
        }
    };
    let one = |holds: &dyn Fn(&str) -> bool| {
        let mut found = entities.iter().filter(|e| {
            e.person.as_ref().is_some_and(|p| {
                !p.is_office
                    && p.party.as_ref().is_some_and(|own| own.id == *party)
                    && p.role.as_deref().is_some_and(holds)
            })
        });
        let first = found.next()?;
        let name = first.person.as_ref().map(|p| &p.name);
        // Two holders of one office: neither.
        Some((!found.any(|e| e.person.as_ref().map(|p| &p.name) != name)).then_some(first))
    };
    // 'The foreign ministers of A and B met. The minister of B, X, said ...'
    let loosely = |role: &str| {
        let role = role.to_lowercase();
        let minister = office.ends_with(" minister") && office != "prime minister";
        let diplomat = office == "foreign minister"
            && matches!(role.as_str(), "top diplomat" | "chief diplomat");
        minister && role == "minister" || diplomat
    };
    // 'Chile's X and Peru's Y discussed the border': no more is told of them.
    let unsaid = || {
        let titled = |w: &&str| matches!(*w, "leader" | "president" | "premier" | "minister");
        office.rsplit(' ').next().filter(titled)?;
        let mut found = entities.iter().filter(|e| {
            e.span.start > behind
                && e.person.as_ref().is_some_and(|p| {
                    !p.is_office
                        && p.role.is_none()
                        && p.party.as_ref().is_some_and(|own| own.id == *party)
                })
        });
        let first = found.next()?;
        let name = first.person.as_ref().map(|p| &p.name);
        let owned = matches!(
            first.resolution.rule.as_str(),
            "en.entity.person.of" | "en.entity.person.possessor"
        );
        let alone = !found.any(|e| e.person.as_ref().map(|p| &p.name) != name);
        (owned && alone).then_some(first)
    };
    match one(&holds) {
        Some(found) => found,
        None => one(&loosely).flatten().or_else(unsaid),
    }
}

/// The office that words stand for: 'top diplomat', and 'his Peruvian counterpart' for
/// the one of who has it.
fn plain_office(words: String, d: &Draft) -> String {
    let named = |w: &str| match w {
        "top diplomat" | "chief diplomat" => "foreign minister".to_owned(),
        _ => w.to_owned(),
    };
    if words == "counterpart" {
        let offices = d.offices.iter().map(|(_, o)| o.to_lowercase());
        let roles = d.mention.persons.iter();
        let roles = roles.filter_map(|p| p.value.role.as_ref().map(|r| r.to_lowercase()));
        let mut others = offices.filter(|o| o != "counterpart").chain(roles);
        if let Some(office) = others.next()
            && others.all(|o| o == office)
        {
            return named(&office);
        }
    }
    named(&words)
}

/// Adds those whom the report names as holders of an office that takes part:
/// 'the prime ministers of Greece and Macedonia', named further on.
fn holders(drafts: &mut [Draft], entities: &[Resolved]) {
    // Each office is looked up once, however many events name it.
    let mut known: BTreeMap<(PartyId, String), Option<&Resolved>> = BTreeMap::new();
    for d in drafts.iter_mut() {
        if d.mention.background || d.mention.same_as.is_some() {
            continue;
        }
        for (party, office) in d.offices.clone() {
            let of = (party, plain_office(office, d));
            let holder = *known.entry(of).or_insert_with_key(|(party, office)| {
                holder(party, office, d.mention.trigger.start, entities)
            });
            let Some(first) = holder else { continue };
            if let Some(person) = &first.person {
                let argument = PersonArgument {
                    value: person.clone(),
                    span: first.span,
                    rule: "en.event.person.holder".into(),
                };
                add_person(d, &argument);
            }
        }
    }
}

pub(crate) fn add_person(d: &mut Draft, person: &PersonArgument) {
    let side = person
        .value
        .party
        .as_ref()
        .is_some_and(|p| d.mention.parties.iter().any(|x| x.party.id == p.id));
    let known = d
        .mention
        .persons
        .iter()
        .any(|p| p.value.name == person.value.name);
    let kind = d.mention.kind;
    if side && !known && (is_meeting(kind) || kind == Kind::Agreement) {
        d.mention.persons.push(person.clone());
    }
}

/// True for the subject of 'led the delegation', and the agent of 'the
/// delegation is led by'.
fn leads_delegation(tree: &Tree, e: &Resolved) -> bool {
    const TEAMS: [&str; 4] = ["delegation", "team", "side", "mission"];
    let Some(word) = tree.s.token_at(e.head.start) else {
        return false;
    };
    tree.s.ancestors(word).take(3).any(|v| {
        // 'Kenya was represented by X', 'X represented Kenya'
        if tree.lemma(v) == "represent" && tree.is_verb(v) {
            return tree
                .subject(v)
                .is_some_and(|s| tree.conjuncts(s).contains(&word) || tree.s.dominates(s, word));
        }
        if !matches!(tree.lemma(v), "lead" | "head") || !tree.is_verb(v) {
            return false;
        }
        let team = |t: Option<u32>| t.is_some_and(|t| TEAMS.contains(&tree.lemma(t)));
        let acts = tree
            .subject(v)
            .is_some_and(|s| tree.conjuncts(s).contains(&word));
        acts && team(tree.object(v)) || tree.s.head(v).is_some_and(|h| team(Some(h)))
    })
}

pub(crate) fn inherit(m: &mut Draft, parties: &[PartyArgument]) {
    // Two who chair it or receive the others are none of the sides.
    let third = |p: &PartyArgument| p.role == Role::Mediator;
    if m.mention.parties.len() >= 2 && !m.mention.parties.iter().all(third) {
        return;
    }
    let own = ids(m).into_iter().cloned().collect::<Vec<_>>();
    let acts = m.mention.parties.iter().filter(|p| is_side(p));
    if !acts
        .map(|p| &p.party.id)
        .all(|id| parties.iter().any(|p| p.party.id == *id))
    {
        return;
    }
    for p in parties {
        if !own.contains(&p.party.id) {
            m.mention.parties.push(p.clone());
        }
    }
}

/// The day of the report for what it tells as news with no time of its own.
///
/// A report whose first sentence says on what day its news was goes on telling
/// of that day.
pub(crate) fn inferred_times(
    drafts: &mut [Draft],
    report: &Report,
    trees: &[Tree],
    lead: Option<Lead>,
) {
    let day = report.dct.date;
    for i in 0..drafts.len() {
        let before = drafts[i].behind.then(|| till(drafts, i, trees)).flatten();
        let d = &mut drafts[i];
        if d.mention.time.is_some()
            // 'Went ahead two days late': when, hangs on a day not told here.
            || d.late.is_some()
            || d.mention.status.value != Status::Held
            || d.mention.same_as.is_some()
            || d.bare
            || d.recurs
            || d.mention.background
            || d.mention.kind == Kind::Conflict
            || d.mention.kind == Kind::Sanction && (d.is_noun || !d.told)
        {
            continue;
        }
        let led = lead.filter(|l| d.sentence <= l.till && d.told && (d.past || l.perfect));
        let led = led.map(|l| l.day);
        // What is told further down was most often on another day.
        let news = led.is_some() || d.sentence <= NEWS;
        let day = led.unwrap_or(day);
        // 'The day after the massacre X shut its border': on no day that is known.
        let elsewhere = trees.get(d.sentence as usize).is_some_and(|tree| {
            crate::join::offset::hangs_on_another(tree, d.head, d.sentence == 0)
        });
        let interval = if let Some(before) = before {
            before
        } else if d.told && !d.behind && news && !elsewhere {
            Interval::day(day)
        } else {
            Interval {
                start: None,
                ..Interval::day(day)
            }
        };
        d.mention.time = Some(TimeArgument {
            interval,
            basis: TimeBasis::Inferred,
            span: d.mention.trigger,
            rule: if d.former {
                crate::draft::former::RULE
            } else {
                "en.event.time.report"
            }
            .into(),
        });
    }
}

/// 'Shut it in February after a test': the test was by then.
fn till(drafts: &[Draft], i: usize, trees: &[Tree]) -> Option<Interval> {
    let d = &drafts[i];
    let tree = trees.get(d.sentence as usize)?;
    // Drafts stand in order of their sentences.
    let first = drafts.partition_point(|a| a.sentence < d.sentence);
    drafts[first..]
        .iter()
        .take_while(|a| a.sentence == d.sentence)
        .filter(|a| a.head != d.head && tree.s.dominates(a.head, d.head))
        .filter_map(|a| a.mention.time.as_ref())
        .find(|t| t.basis == TimeBasis::Stated && t.interval.end.is_some())
        .map(|t| Interval {
            start: None,
            ..t.interval
        })
}

/// The sentences that tell the news of the day, where none is told: of what is
/// told with no day behind them, one in ten was on the day of the report.
const NEWS: u32 = 1;

/// So many sentences behind the accord its terms are told.
const TERMS: u32 = 6;

/// Keeps of what is told as terms of an accord those that follow one of the
/// same side; terms that name nobody are of all its sides.
pub(crate) fn terms(drafts: Vec<Draft>, lexicon: &Lexicon) -> Vec<Draft> {
    let is_term = |d: &Draft| lexicon.frames[d.frame as usize].under_accord;
    // 'The fighters are to be disarmed', told behind the accord.
    let nameless = |d: &Draft| {
        matches!(
            d.mention.kind,
            Kind::Withdrawal
                | Kind::Easing
                | Kind::Release
                | Kind::Exchange
                | Kind::Aid
                | Kind::Institution
                | Kind::Commitment
        ) && matches!(d.mention.status.value, Status::Agreed | Status::Scheduled)
    };
    if !drafts.iter().any(|d| is_term(d) || nameless(d)) {
        return drafts;
    }
    let accords: Vec<(u32, Vec<PartyArgument>)> = drafts
        .iter()
        .filter(|d| {
            d.mention.kind == Kind::Agreement
                && matches!(
                    d.mention.status.value,
                    Status::Held | Status::Agreed | Status::Scheduled
                )
                && d.mention.parties.len() >= 2
        })
        .map(|d| (d.sentence, d.mention.parties.clone()))
        .collect();
    let of = |d: &Draft| -> Option<&Vec<PartyArgument>> {
        let at = accords.partition_point(|(s, _)| *s <= d.sentence);
        accords[at.saturating_sub(4)..at]
            .iter()
            .rev()
            .find(|(s, sides)| {
                d.sentence - s <= TERMS
                    && d.mention
                        .parties
                        .iter()
                        .filter(|p| p.role == Role::Participant)
                        .all(|p| sides.iter().any(|s| s.party.id == p.party.id))
            })
            .map(|(_, sides)| sides)
    };
    let mut fitting = drafts;
    for d in fitting.iter_mut().filter(|d| is_term(d) || nameless(d)) {
        let acts = |p: &PartyArgument| p.role == Role::Participant;
        if !d.mention.parties.iter().any(acts)
            && let Some(sides) = of(d)
        {
            d.mention.parties.extend(sides.iter().cloned());
        }
    }
    crate::coder::keep(fitting, |d| !is_term(d) || of(d).is_some())
}
