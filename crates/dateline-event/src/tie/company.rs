//! Who was there besides those who met: who leads a side, presides, plays host
//! or looks on, and who put their names to a text, as the sentence of the
//! meeting or the next ones tell it.

use crate::draft::build::{Draft, is_meeting};
use crate::draft::told_once::told_once;
use crate::lexicon::Lexicon;
use crate::mood::{Form, Modal};
use crate::propose::roles::Names;
use crate::tie::refer::REACH;
use crate::tree::Tree;
use dateline_record::{
    Kind, MentionKind, Party, PartyArgument, PartyId, PersonArgument, Resolved, Role, Status,
};
use dateline_syntax::{Deprel, Upos, Xpos};

/// So many sentences behind a meeting its company is told.
const BEHIND: u32 = 3;

/// So many who leads a side, or is the counterpart of somebody there.
const LEADERS: u32 = 6;

/// What a sentence tells of somebody.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Part {
    /// Leads the people of a side; the word for them.
    Leads(u32),
    /// Attends, is there.
    There,
    /// Presides, or brought them together.
    Presides,
    /// Plays host.
    Hosts,
    /// Puts a name to a text.
    Signs,
    /// Watches those who sign.
    Sees,
    /// Is the counterpart of somebody who takes part.
    Meets,
    /// Receives somebody for a side, or is sent by it.
    Receives,
}

/// Adds those who are told to have been at a meeting, or to have signed a text,
/// to the one that their sentence or one shortly before it tells of.
pub(crate) fn company(
    drafts: &mut [Draft],
    trees: &[Tree],
    entities: &[Resolved],
    lexicon: &Lexicon,
) {
    let mut at = 0;
    // Those named in the sentence before and up to here in this one.
    let mut earlier: Vec<&str> = Vec::new();
    for (number, tree) in trees.iter().enumerate() {
        let here = crate::coder::window(entities, &mut at, tree.s.span, |e| e.span);
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let named = here.iter().filter(|e| {
            e.kind == MentionKind::Person && e.person.as_ref().is_some_and(|p| !p.is_office)
        });
        let before = std::mem::take(&mut earlier);
        // Who came before in a list, and what he does.
        let mut last: Option<(&Resolved, Part, Option<u32>)> = None;
        for e in named {
            let name = e.person.as_ref().map_or("", |p| &p.name);
            let others = earlier.iter().rev().chain(before.iter().rev());
            let others: Vec<&str> = others.take(12).copied().collect();
            earlier.push(name);
            let Some(word) = tree.s.token_at(e.head.start) else {
                continue;
            };
            let names = || Names::new(tree, &here);
            let told_once = || told_once(tree, lexicon, e, names);
            let found = part(tree, lexicon, word);
            let found = found.or_else(|| told_once().map(|(part, _)| (part, None)));
            let peer = || is_counterpart(tree, e).then_some((Part::Meets, None));
            let by_order = || crate::draft::attending::attends(tree, lexicon, e);
            // 'X is expected, as is Y'
            let likewise = || {
                let (x, part, verb) =
                    last.filter(|(_, part, _)| !matches!(part, Part::Leads(_)))?;
                crate::draft::attending::joins(tree, &here, x, e).then_some((part, verb))
            };
            let gapped = || {
                let leads = last.filter(|(_, part, _)| matches!(part, Part::Leads(_)));
                let side = leads.and_then(|_| crate::draft::attending::gapped(tree, &here, e))?;
                Some((Part::Leads(side), None))
            };
            let found = found.or_else(gapped).or_else(by_order);
            let found = found.or_else(peer).or_else(likewise);
            let Some((part, verb)) = found else {
                last = None;
                continue;
            };
            last = Some((e, part, verb));
            // 'The Nepali side was led by X' is told of what is over.
            let led = || {
                let leads = matches!(part, Part::Leads(_));
                tree.s
                    .head(word)
                    .filter(|&v| leads && tree.is_verb(v) && tree.is_passive(v))
            };
            let verb = verb.or_else(led);
            // 'X presided' of what is over, 'X will preside' of what is to come.
            let mood = verb.filter(|&v| tree.is_verb(v)).map(|v| tree.mood(v));
            let finite = mood.filter(|m| m.form == Form::Finite);
            let awaited = verb.is_some_and(|v| tree.lemma(v) == "expect");
            let ahead = finite.and_then(|m| match m.modal {
                Modal::None if awaited && !m.past => Some(true),
                Modal::None => m.past.then_some(false),
                _ => Some(true),
            });
            let Some(mut person) = e.person.clone() else {
                continue;
            };
            if person.party.is_none() && matches!(part, Part::Leads(_) | Part::Signs) {
                person.party = told_once().and_then(|(_, party)| party);
            }
            if let (Part::Leads(team), None) = (part, &person.party) {
                let names = Names::new(tree, &here);
                person.party = side(tree, &names, team);
                // 'It is led by X', of the team in the sentence before.
                if tree.lemma(team) == "it" && number > 0 {
                    let before = &trees[number as usize - 1];
                    let from = entities.partition_point(|e| e.span.start < before.s.span.start);
                    let named = entities[from..].iter();
                    let named = named.take_while(|e| e.span.start < before.s.span.end);
                    let names = Names::new(before, &named.collect::<Vec<_>>());
                    let team = (0..before.len())
                        .rev()
                        .find(|&t| is_team(before, lexicon, t));
                    person.party = team.and_then(|t| side(before, &names, t));
                }
            }
            let mut argument = PersonArgument {
                value: person,
                span: e.span,
                rule: "en.event.person.company".into(),
            };
            let next = told_once().is_some();
            let of = (part, ahead, next);
            if let Some(d) = nearest(drafts, number, of, &argument, lexicon, &others) {
                let side = matches!(part, Part::Meets | Part::Leads(_));
                if side && argument.value.party.is_none() {
                    argument.value.party = alone(d);
                } else if matches!(part, Part::Receives | Part::Hosts)
                    && d.mention.kind == Kind::Visit
                    && argument.value.party.is_none()
                {
                    argument.value.party = host(d);
                }
                let known = d
                    .mention
                    .persons
                    .iter()
                    .any(|p| p.value.name == argument.value.name);
                third(d, part, &argument);
                d.beside.push(argument.span);
                if !known {
                    d.mention.persons.push(argument);
                }
            }
        }
    }
}

/// Makes a party of the state or body of somebody who presides over a meeting of
/// others, plays host, or sits in.
fn third(d: &mut Draft, part: Part, person: &PersonArgument) {
    let role = match part {
        Part::There => Role::Participant,
        Part::Presides => Role::Mediator,
        Part::Hosts => Role::Host,
        Part::Sees if d.mention.kind == Kind::Agreement => Role::Mediator,
        _ => return,
    };
    // 'A Dutch general' who presides for a body is not there for the Dutch.
    let office = |p: &&Party| p.sector.as_ref().is_none_or(|s| s.0 != "MIL");
    let Some(party) = person.value.party.as_ref().filter(office) else {
        return;
    };
    let former = person.value.role.as_deref();
    if former.is_some_and(|r| r.to_lowercase().contains("former")) {
        return;
    }
    let known = d.mention.parties.iter().any(|p| p.party.id == party.id);
    if !known && d.mention.kind != Kind::Visit {
        d.mention.parties.push(PartyArgument {
            party: party.clone(),
            role,
            span: person.span,
            rule: "en.event.party.company".into(),
        });
    }
}

/// The meeting, or for those who sign the accord, that a sentence goes on to
/// tell of.
fn nearest<'d>(
    drafts: &'d mut [Draft],
    sentence: u32,
    (part, ahead, next): (Part, Option<bool>, bool),
    person: &PersonArgument,
    lexicon: &Lexicon,
    others: &[&str],
) -> Option<&'d mut Draft> {
    let end = drafts.partition_point(|d| d.sentence <= sentence);
    let reach = match part {
        Part::Leads(_) | Part::Meets => LEADERS,
        _ => BEHIND,
    };
    let fits = |d: &Draft| {
        let kind = d.mention.kind;
        let of_sort = match part {
            Part::Signs => kind == Kind::Agreement,
            Part::Sees => {
                let meets = is_meeting(kind) && !matches!(kind, Kind::Visit | Kind::Call);
                sentence.saturating_sub(d.sentence) <= 1 && (kind == Kind::Agreement || meets)
            }
            Part::Receives => {
                is_meeting(kind)
                    && kind != Kind::Call
                    && sentence.saturating_sub(d.sentence) < BEHIND
            }
            // 'It is led by X', of the delegation that has come.
            Part::Leads(_) if kind == Kind::Visit => sentence.saturating_sub(d.sentence) <= 1,
            // 'Flew to Lima. His host, X, kept him waiting.'
            Part::Hosts if kind == Kind::Visit => {
                let own = person.value.party.as_ref();
                let same = |h: Party| own.is_none_or(|p| p.id == h.id);
                let next = || sentence.saturating_sub(d.sentence) <= 1;
                d.sentence == sentence || next() && host(d).is_some_and(same)
            }
            _ if kind == Kind::Visit => d.sentence == sentence,
            // 'They signed the text. X of Peru stood between them.'
            Part::There | Part::Presides | Part::Hosts if kind == Kind::Agreement => {
                sentence.saturating_sub(d.sentence) <= 1
            }
            _ => is_meeting(kind) && kind != Kind::Call,
        };
        let own = person
            .value
            .party
            .as_ref()
            .is_some_and(|p| d.mention.parties.iter().any(|x| x.party.id == p.id));
        of_sort
            && (d.mention.parties.len() >= 2
                || crate::join::meeting::sits(d)
                || kind == Kind::Visit
                    && d.mention.place.is_some()
                    && !d.mention.parties.is_empty())
            && !d.mention.background
            && (!matches!(d.mention.status.value, Status::Denied | Status::Cancelled)
                || d.sentence == sentence && kind == Kind::Agreement)
            && ahead.is_none_or(|ahead| ahead == d.mention.status.value.is_open())
            && match part {
                // 'Flew to Lima. Peru's foreign minister, X, met him at the airport.'
                Part::Receives if kind == Kind::Visit && !own => {
                    let theirs = person.value.party.as_ref();
                    host(d).is_some_and(|h| theirs.is_none_or(|p| p.id == h.id))
                }
                // 'X led the northern team', of talks where only the other side is named
                Part::Leads(_) if person.value.party.is_none() => {
                    sentence.saturating_sub(d.sentence) <= 2 && alone(d).is_some()
                }
                Part::Leads(_) | Part::Receives => own,
                Part::Meets => {
                    let peer = |p: &PersonArgument| others.contains(&p.value.name.as_str());
                    d.mention.persons.iter().any(peer)
                        && (own || person.value.party.is_none() && alone(d).is_some())
                }
                _ => true,
            }
            && sentence.saturating_sub(d.sentence) <= reach
    };
    let from = end.saturating_sub(REACH);
    // 'The Omani team was led by X, the Yemeni by Y. They met on Monday.'
    let till = match part {
        Part::Leads(_) if next => drafts.partition_point(|d| d.sentence <= sentence + 1),
        _ => end,
    };
    let (i, d) = drafts[from..till]
        .iter()
        .enumerate()
        .filter(|(_, d)| fits(d))
        .min_by_key(|(_, d)| {
            let far = d.mention.trigger.start.abs_diff(person.span.start);
            // A text is no truce, where another is told of.
            let truce = part == Part::Signs && lexicon.listed("truces", &d.mention.lemma);
            let behind = d.sentence > sentence;
            let text = d.mention.kind == Kind::Agreement
                && matches!(part, Part::There | Part::Presides | Part::Hosts);
            let apart = sentence.abs_diff(d.sentence) + u32::from(text);
            (truce, behind, apart, far)
        })?;
    let first = d.mention.same_as.map_or(from + i, |k| k as usize);
    drafts.get_mut(first)
}

fn is_team(tree: &Tree, lexicon: &Lexicon, t: u32) -> bool {
    // 'X led the Peruvian team and Y that of Chile'
    let that = || tree.lemma(t) == "that" && t + 1 < tree.len() && tree.lemma(t + 1) == "of";
    lexicon.listed("teams", tree.lemma(t)) || that()
}

/// Whose a team is: 'the Peruvian team', 'the delegation from Lima'.
fn side(tree: &Tree, names: &Names, team: u32) -> Option<Party> {
    let owner = names
        .actors(tree, team)
        .into_iter()
        .find(|a| a.parties.len() == 1);
    if let Some(owner) = owner {
        return owner.parties.first().cloned();
    }
    let mut places = tree.obliques(team).filter(|(case, _)| case == "from");
    let country = places.find_map(|(_, t)| {
        names
            .at(t)
            .iter()
            .find_map(|e| e.place.as_ref()?.country.clone())
    })?;
    Some(Party {
        id: PartyId(country),
        sector: None,
    })
}

/// What the words around somebody's name tell of him.
fn part(tree: &Tree, lexicon: &Lexicon, word: u32) -> Option<(Part, Option<u32>)> {
    let mut t = word;
    for _ in 0..6 {
        // 'X, who presided'
        for v in tree.s.children_by(t, &[Deprel::AclRelcl]) {
            let own = tree
                .subject(v)
                .is_none_or(|s| s == t || tree.lemma(s) == "who");
            if own && let Some(part) = does(tree, lexicon, v) {
                return Some((part, Some(v)));
            }
        }
        // 'X, the host, said'
        for a in tree.s.children_by(t, &[Deprel::Appos]) {
            let part = matches!(
                tree.lemma(a),
                "host" | "mediator" | "facilitator" | "moderator"
            );
            let bare = tree.s.child(a, &[Deprel::Nmod, Deprel::NmodPoss]).is_none();
            if a > t && part && bare && tree.s.child(a, &[Deprel::Det]).is_some() {
                return Some((played(tree.lemma(a)), None));
            }
            // 'X, the envoy in the chair, said'
            let chair = |(case, c): (String, u32)| {
                let of = tree.s.child(c, &[Deprel::Nmod, Deprel::NmodPoss]);
                case == "in" && tree.lemma(c) == "chair" && of.is_none()
            };
            if a > t && tree.obliques(a).any(chair) {
                return Some((Part::Presides, None));
            }
        }
        // 'With X playing host', 'X, the new ruler, sat in'
        for v in tree.s.children_by(t, &[Deprel::Acl, Deprel::Parataxis]) {
            let own = tree
                .s
                .child(v, &[Deprel::Nsubj, Deprel::NsubjPass])
                .is_none();
            let acts = tree.rel(v) == Deprel::Parataxis || tree.token(v).xpos == Xpos::Vbg;
            if own
                && acts
                && v > t
                && let Some(part) = does(tree, lexicon, v)
            {
                return Some((part, Some(v)));
            }
        }
        let Some(head) = tree.s.head(t) else {
            // 'X, whose country had sent them, played host': what X does hangs on
            // the clause in between.
            let mut verbs = (t + 1..tree.len()).filter(|&v| {
                tree.is_verb(v)
                    && tree.lemma(v - 1) == ","
                    && tree.rel(v) == Deprel::Conj
                    && tree.s.child(v, &[Deprel::Nsubj, Deprel::Cc]).is_none()
            });
            return verbs.find_map(|v| Some((does(tree, lexicon, v)?, Some(v))));
        };
        match tree.rel(t) {
            Deprel::Appos | Deprel::Conj | Deprel::Flat | Deprel::NmodDesc | Deprel::Compound => {
                // 'A Soto adviser who led the team'
                let whose =
                    tree.rel(t) == Deprel::Compound && t < head && tree.upos(head) == Upos::Noun;
                if tree.is_verb(head) || whose {
                    return None;
                }
                t = head;
            }
            Deprel::Nsubj | Deprel::NsubjPass => {
                let others = tree
                    .conjuncts(head)
                    .into_iter()
                    .filter(|&v| v == head || tree.s.child(v, &[Deprel::Nsubj]).is_none());
                let mut verbs: Vec<u32> = others.collect();
                verbs.truncate(4);
                return verbs
                    .into_iter()
                    .find_map(|v| Some((does(tree, lexicon, v)?, Some(v))));
            }
            // 'A delegation that includes X and Y'
            Deprel::Obj if matches!(tree.lemma(head), "include" | "comprise") => {
                let team = tree.subject(head).filter(|&s| is_team(tree, lexicon, s))?;
                return Some((Part::Leads(team), None));
            }
            // 'Peru sent X'
            Deprel::Obj if matches!(tree.lemma(head), "send" | "dispatch" | "delegate") => {
                return Some((Part::Receives, Some(head)));
            }
            Deprel::Obl | Deprel::Nmod | Deprel::OblAgent | Deprel::Obj => {
                return Some((beside(tree, lexicon, t, head)?, Some(head)));
            }
            _ => return None,
        }
    }
    None
}

/// What somebody does who is the subject of a predicate.
pub(crate) fn does(tree: &Tree, lexicon: &Lexicon, v: u32) -> Option<Part> {
    // 'X did not attend'
    let mut before = tree.children(v).filter(|&c| c < v);
    if before.any(|c| matches!(tree.lemma(c), "not" | "never" | "neither")) {
        return None;
    }
    if !tree.is_verb(v) {
        // 'X is in the chair'
        let there = tree.case(v).is_some_and(|c| {
            c == "in" && tree.lemma(v) == "chair" && tree.s.child(v, &[Deprel::Nmod]).is_none()
                || matches!(c.as_str(), "at" | "around") && tree.lemma(v) == "table"
        });
        // 'Also present were X and Y', 'X was in attendance', 'X was on hand'
        let is = tree.s.child(v, &[Deprel::Cop]).is_some();
        let present = is
            && match tree.lemma(v) {
                "present" => true,
                // 'X had been there before'
                "there" => !tree.mood(v).perfect,
                _ => false,
            };
        let at_hand = tree.case(v).is_some_and(|c| match c.as_str() {
            "in" => matches!(tree.lemma(v), "attendance" | "room" | "hall"),
            "on" => tree.lemma(v) == "hand",
            _ => false,
        });
        let part = if there && tree.lemma(v) == "chair" {
            Part::Presides
        } else {
            Part::There
        };
        return (there || present || at_hand).then_some(part);
    }
    let lemma = tree.lemma(v);
    if tree.is_passive(v) {
        // 'X is expected to attend'
        let comes = |c: u32| {
            matches!(
                tree.lemma(c),
                "attend"
                    | "come"
                    | "join"
                    | "participate"
                    | "take"
                    | "preside"
                    | "mediate"
                    | "chair"
            )
        };
        let to = tree.s.child(v, &[Deprel::Xcomp, Deprel::Ccomp]);
        let near = matches!(lemma, "expect" | "schedule" | "invite")
            && to.map_or(lemma == "expect", comes)
            && tree
                .obliques(v)
                .all(|(case, _)| !matches!(case.as_str(), "in" | "at"));
        return near.then_some(Part::There);
    }
    let object = tree.object(v);
    let mut behind = tree.obliques(v);
    let met = |o: u32| {
        matches!(
            tree.lemma(o),
            "it" | "they" | "them" | "talk" | "event" | "gathering"
        ) || lexicon.is_meeting_noun(tree.lemma(o))
    };
    let listed = |list: &str| lexicon.listed(list, lemma);
    let him = |o: u32| matches!(tree.lemma(o), "he" | "she" | "guest" | "visitor");
    let greets = matches!(lemma, "receive" | "welcome" | "greet" | "meet");
    let there = if greets && object.is_some_and(him) {
        return Some(Part::Receives);
    } else if matches!(lemma, "lead" | "head") {
        // 'Who led the Russians'
        let people = |o: u32| tree.token(o).xpos == Xpos::Nnps;
        let team = object.filter(|&o| is_team(tree, lexicon, o) || people(o))?;
        return Some(Part::Leads(team));
    } else if matches!(lemma, "participate" | "take") {
        // 'X took part as an observer'
        let part = lemma == "participate" || object.is_some_and(|o| tree.lemma(o) == "part");
        let mut within = behind.filter(|(case, _)| case == "in");
        part && within.all(|(_, t)| met(t))
    } else if listed("presiding") {
        // 'presided over the talks', not over a court
        let over = |(case, t): (String, u32)| case == "over" && !met(t);
        object.is_none_or(met) && !behind.any(over)
    } else if listed("posing") {
        // 'X stood between them'
        if behind.any(|(case, t)| case == "between" && tree.lemma(t) == "they") {
            return Some(Part::Presides);
        }
        tree.obliques(v)
            .any(|(case, _)| lexicon.listed("beside", &case))
    } else if listed("gathering") {
        object.is_some_and(|o| lexicon.listed("guests", tree.lemma(o)))
    } else if matches!(lemma, "tell" | "address" | "remind" | "urge") {
        // 'X told the summit'; not 'a business conference', 'the meeting of the bar'
        tree.children(v).any(|c| {
            let noun = tree.lemma(c);
            let gathering = matches!(noun, "delegate" | "meeting" | "summit" | "conference");
            let another = tree.children(c).any(|w| match tree.rel(w) {
                Deprel::Det => matches!(tree.lemma(w), "a" | "another"),
                Deprel::Amod | Deprel::Compound | Deprel::NmodPoss => tree.lemma(w) != "peace",
                Deprel::Nmod => tree.case(w).as_deref() == Some("of"),
                _ => false,
            });
            let heard = matches!(tree.rel(c), Deprel::Obj | Deprel::Iobj);
            c > v && heard && gathering && !another
        })
    } else if matches!(lemma, "arrive" | "come" | "fly" | "travel") {
        // 'X flew in for the talks', not 'came under fire', 'came in for criticism'
        let next = |n: u32| (v + n < tree.len()).then(|| tree.lemma(v + n));
        let fares = lemma == "come"
            && (next(1) == Some("under")
                || matches!(next(1), Some("in" | "out" | "up")) && next(2) == Some("for"));
        !fares && behind.any(|(case, t)| case == "for" && lexicon.is_meeting_noun(tree.lemma(t)))
    } else if lemma == "look" {
        let on = tree
            .children(v)
            .any(|c| tree.lemma(c) == "on" && c == v + 1);
        return on.then_some(Part::Sees);
    } else if matches!(lemma, "watch" | "applaud") && object.is_none() {
        // 'As X watched'
        let mark = tree.marker(v, Deprel::Mark);
        let beside = mark.is_some_and(|m| matches!(m.as_str(), "as" | "while" | "with"));
        return beside.then_some(Part::Sees);
    } else if listed("watching") {
        return object
            .filter(|&o| is_rite(tree, lexicon, o))
            .map(|_| Part::Sees);
    } else if lemma == "sit" && v + 1 < tree.len() && tree.lemma(v + 1) == "in" {
        // 'X sat in', 'X sat in as an observer', not 'X sat in the hall'
        let next = v + 2;
        next >= tree.len()
            || matches!(tree.lemma(next), "as" | "on" | "for" | "," | "." | ";")
            || tree.obliques(v).all(|(case, _)| case != "in")
    } else if matches!(lemma, "play" | "act") {
        let host = |t: u32| tree.lemma(t) == "host";
        let hosts = object.is_some_and(host) || behind.any(|(_, t)| host(t));
        return hosts.then_some(Part::Hosts);
    } else {
        let name = |o: u32| matches!(tree.lemma(o), "name" | "signature");
        let text = |o: u32| lexicon.listed("texts", tree.lemma(o));
        // 'X signed for Chad'
        let for_side = object.is_none()
            && behind.any(|(case, t)| {
                case == "for" && is_side_word(tree, t) || case == "on" && tree.lemma(t) == "behalf"
            });
        let puts = matches!(lemma, "put" | "affix" | "append" | "add" | "set" | "attach");
        let signs = puts && object.is_some_and(name)
            || matches!(lemma, "sign" | "initial")
                && (object.is_some_and(text) || for_side || object.is_none() && signs_it(tree, v));
        return signs.then_some(Part::Signs);
    };
    there.then(|| played(lemma))
}

/// The part of who presides, plays host or only attends.
pub(crate) fn played(word: &str) -> Part {
    match word {
        "host" | "co-host" => Part::Hosts,
        "preside" | "chair" | "co-chair" | "moderate" | "mediate" | "broker" | "facilitate"
        | "convene" | "mediator" | "facilitator" | "moderator" | "call" | "open" | "inaugurate"
        | "convoke" | "summon" | "bring" | "assemble" | "gather" => Part::Presides,
        _ => Part::There,
    }
}

/// 'X and Y signed in the presence of Z': the text told of before, not 'signed up'.
fn signs_it(tree: &Tree, v: u32) -> bool {
    let clause = [Deprel::Ccomp, Deprel::Xcomp, Deprel::CompoundPrt];
    let next = v + 1;
    let other = next < tree.len()
        && matches!(
            tree.lemma(next),
            "up" | "on" | "off" | "in" | "over" | "away" | "to" | "into" | "out"
        )
        && !(tree.lemma(next) == "in"
            && next + 2 < tree.len()
            && tree.lemma(next + 2) == "presence")
        && !(tree.lemma(next) == "on"
            && (next + 1..tree.len().min(next + 3)).any(|t| tree.looks_like_time(t)));
    tree.s.child(v, &clause).is_none() && !other && tree.mood(v).form == Form::Finite
}

/// A side that somebody signs for.
fn is_side_word(tree: &Tree, t: u32) -> bool {
    tree.is_body(t)
        || tree.is_place(t)
        || tree.upos(t) == Upos::Propn && !tree.is_person(t)
        || matches!(
            tree.lemma(t),
            "government" | "rebel" | "side" | "opposition" | "junta" | "group" | "movement"
        )
}

/// The signing of something, or a meeting.
fn is_rite(tree: &Tree, lexicon: &Lexicon, t: u32) -> bool {
    let lemma = tree.lemma(t);
    matches!(
        lemma,
        "signing" | "signature" | "ceremony" | "handshake" | "rite"
    ) || lexicon.is_meeting_noun(lemma)
}

/// What a preposition before somebody's name tells.
fn beside(tree: &Tree, lexicon: &Lexicon, t: u32, head: u32) -> Option<Part> {
    let case = tree.case(t)?;
    let noun = tree.lemma(head);
    match case.as_str() {
        // 'a round chaired by X', 'the text was initialled by X'
        "by" if tree.is_verb(head) => {
            // 'The delegation came on Monday and was met by X'
            let shared = || tree.subject(head).filter(|_| tree.is_passive(head));
            let what = tree.object(head).or_else(shared);
            // 'The round was opened by X', 'a meeting called by X'
            let meeting =
                what.or_else(|| tree.s.head(head).filter(|_| tree.rel(head) == Deprel::Acl));
            if lexicon.listed("convoking", noun)
                && meeting.is_some_and(|m| lexicon.is_meeting_noun(tree.lemma(m)))
            {
                return Some(Part::Presides);
            }
            if lexicon.listed("watching", noun) && what.is_some_and(|o| is_rite(tree, lexicon, o)) {
                return Some(Part::Sees);
            }
            if lexicon.listed("presiding", noun) || lexicon.listed("escorting", noun) {
                return Some(played(noun));
            }
            let is = |list: &str| what.is_some_and(|o| lexicon.listed(list, tree.lemma(o)));
            if noun == "represent"
                && let Some(side) = what.filter(|&o| matches!(tree.lemma(o), "side" | "party"))
            {
                return Some(Part::Leads(side));
            }
            if matches!(noun, "lead" | "head") {
                // 'The delegation came on Monday, led by X'
                let apart = (0..head)
                    .rev()
                    .take(20)
                    .find(|&t| is_team(tree, lexicon, t));
                let own = |o: &u32| is_team(tree, lexicon, *o) || tree.lemma(*o) == "it";
                let journey =
                    what.is_none_or(|o| matches!(tree.lemma(o), "visit" | "trip" | "war" | "talk"));
                let team = what.filter(own).or(apart.filter(|_| journey))?;
                return Some(Part::Leads(team));
            }
            if lexicon.listed("gathering", noun) && is("guests") {
                return Some(played(noun));
            }
            // 'She was received by X'
            let greeted = matches!(noun, "receive" | "welcome" | "greet" | "meet");
            if greeted && tree.is_passive(head) {
                return Some(Part::Receives);
            }
            let name = what.is_some_and(|o| tree.lemma(o) == "signature");
            let puts = matches!(noun, "affix" | "append" | "add" | "put") && name;
            (puts || matches!(noun, "sign" | "initial") && is("texts")).then_some(Part::Signs)
        }
        "of" => match noun {
            "guest" | "invitation" => Some(Part::Hosts),
            "auspices" | "chairmanship" => Some(Part::Presides),
            "presence" | "eye" | "eyes" | "front" => Some(Part::Sees),
            "signature" => Some(Part::Signs),
            // 'The Peruvian team consisted of X and Y', 'was made up of X and Y'
            "consist" | "compose" | "make" => {
                let subject = tree.s.child(head, &[Deprel::Nsubj, Deprel::NsubjPass]);
                let team = subject.filter(|&s| is_team(tree, lexicon, s))?;
                Some(Part::Leads(team))
            }
            _ => None,
        },
        // 'A delegation under X'
        "under" if is_team(tree, lexicon, head) => Some(Part::Leads(head)),
        "before" | "in front of" => Some(Part::Sees),
        "with" if lexicon.listed("presiding", noun) => Some(played(noun)),
        "with" => looks_on(tree, t).then_some(Part::Sees),
        _ if lexicon.listed("posing", noun) && lexicon.listed("beside", &case) => Some(Part::There),
        _ => None,
    }
}

/// Of two sides the one that nobody is named of, where one of the other is.
fn alone(d: &Draft) -> Option<Party> {
    let [a, b] = &d.mention.parties[..] else {
        return None;
    };
    let named = |side: &PartyArgument| {
        let mut persons = d
            .mention
            .persons
            .iter()
            .filter_map(|p| p.value.party.as_ref());
        persons.any(|p| p.id == side.party.id)
    };
    match (named(a), named(b)) {
        (true, false) => Some(b.party.clone()),
        (false, true) => Some(a.party.clone()),
        _ => None,
    }
}

/// The one host of a visit, of whom nobody is named: as told, or by its place.
fn host(d: &Draft) -> Option<Party> {
    let m = &d.mention;
    let mut hosts = m.parties.iter().filter(|p| p.role == Role::Host);
    let place = || {
        let state = m.place.as_ref()?.value.country.clone()?;
        let id = PartyId(state);
        let guest = m.parties.iter().any(|p| p.party.id == id);
        (!guest).then_some(Party { id, sector: None })
    };
    let host = match (hosts.next(), hosts.next()) {
        (Some(one), None) => one.party.clone(),
        (None, _) => place()?,
        _ => return None,
    };
    let mut persons = m.persons.iter().filter_map(|p| p.value.party.as_ref());
    (!persons.any(|p| p.id == host.id)).then_some(host)
}

/// 'His counterpart, X'.
fn is_counterpart(tree: &Tree, e: &Resolved) -> bool {
    let first = tree.s.token_at(e.span.start);
    let mut before = first
        .into_iter()
        .flat_map(|t| (t.saturating_sub(3)..t).rev());
    let word = before.find(|&t| tree.lemma(t) != ",");
    word.is_some_and(|t| {
        tree.lemma(t) == "counterpart"
            || tree.lemma(t) == "number" && t > 0 && tree.lemma(t - 1) == "opposite"
    })
}

/// 'With X looking on', 'with X and Y at the table'.
fn looks_on(tree: &Tree, t: u32) -> bool {
    const AFTER: [&[&str]; 14] = [
        &["play", "host"],
        &["look", "on"],
        &["watch"],
        &["watch", "on"],
        &["attend"],
        &["present"],
        &["as", "witness"],
        &["at", "the", "table"],
        &["at", "the", "head"],
        &["in", "the", "chair"],
        &["in", "attendance"],
        &["between", "they"],
        &["preside"],
        &["in", "a", "separate", "room"],
    ];
    let end = tree.s.subtree(t).last().copied().unwrap_or(t);
    (t + 1..=end + 1).any(|k| {
        let follows = |words: &[&str]| {
            words
                .iter()
                .zip(k..)
                .all(|(w, k)| k < tree.len() && tree.lemma(k) == *w)
        };
        // 'at his side'
        let side = k + 2 < tree.len()
            && tree.lemma(k) == "at"
            && tree.rel(k + 1) == Deprel::NmodPoss
            && tree.lemma(k + 2) == "side";
        side || AFTER.iter().any(|words| follows(words))
    })
}
