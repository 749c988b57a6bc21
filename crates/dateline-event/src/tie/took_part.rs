//! Sides that are told beside a meeting to have been there, by an office or by their own
//! name: 'Spain's foreign minister will be in the chair', 'Indonesia acted as host',
//! 'Representatives of China and Malaysia attended as observers'.

use crate::coder::window;
use crate::draft::build::{Draft, is_meeting};
use crate::lexicon::Lexicon;
use crate::mood::{Form, Modal};
use crate::propose::roles::Names;
use crate::tie::company::{Part, does};
use crate::tree::Tree;
use dateline_record::{Kind, Party, PartyArgument, Resolved, Role, Status};
use dateline_syntax::Deprel;

/// The rule of such parties.
const RULE: &str = "en.event.party.took_part";

/// The rule of those who only looked on.
pub(crate) const OBSERVED: &str = "en.event.party.observed";

/// Gives the meeting told last those who are told to have been there, and notes where.
pub(crate) fn there(
    drafts: &mut [Draft],
    trees: &[Tree],
    entities: &[Resolved],
    lexicon: &Lexicon,
) {
    let mut at = 0;
    for (number, tree) in trees.iter().enumerate() {
        let here = window(entities, &mut at, tree.s.span, |e| e.span);
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        for v in 0..tree.len() {
            let Some(role) = role_of(tree, lexicon, v) else {
                continue;
            };
            let Some(subject) = tree.s.child(v, &[Deprel::Nsubj]) else {
                continue;
            };
            let names = Names::new(tree, &here);
            let mut who: Vec<(Party, &Resolved)> = Vec::new();
            for e in tree
                .conjuncts(subject)
                .into_iter()
                .flat_map(|t| names.actors(tree, t))
            {
                let own = e.person.as_ref().and_then(|p| p.party.as_ref());
                who.extend(e.parties.iter().chain(own).map(|p| (p.clone(), e)));
            }
            let Some(&(_, first)) = who.first() else {
                continue;
            };
            let Some(d) = meeting(drafts, number, tree, v) else {
                continue;
            };
            d.beside.push(first.span);
            let observes = |(case, t): (String, u32)| case == "as" && tree.lemma(t) == "observer";
            let rule = if tree.obliques(v).any(observes) {
                OBSERVED
            } else {
                RULE
            };
            for (party, e) in who {
                let known = d.mention.parties.iter().any(|p| p.party.id == party.id);
                let acts = party.sector.as_ref().is_none_or(|s| s.0 == "GOV");
                if !known && acts {
                    d.mention.parties.push(PartyArgument {
                        party,
                        role,
                        span: e.span,
                        rule: rule.into(),
                    });
                }
            }
        }
    }
}

/// The part of the subject of a verb: 'took part as an observer', 'was in the chair',
/// 'acted as host'.
fn role_of(tree: &Tree, lexicon: &Lexicon, v: u32) -> Option<Role> {
    // 'Served as mediator in an earlier war', 'acted as witness in the trial'
    let elsewhere = |t: u32| {
        tree.obliques(t).any(|(case, o)| {
            matches!(
                case.as_str(),
                "in" | "at" | "of" | "between" | "during" | "for"
            ) && !lexicon.is_meeting_noun(tree.lemma(o))
                && !tree.looks_like_time(o)
        })
    };
    let aside = tree.obliques(v).any(|(case, t)| {
        case == "as"
            && matches!(
                tree.lemma(t),
                "observer" | "mediator" | "facilitator" | "guarantor" | "witness" | "moderator"
            )
            && !elsewhere(t)
    });
    if aside && matches!(tree.lemma(v), "act" | "serve") && tree.is_verb(v) {
        return Some(Role::Mediator);
    }
    match does(tree, lexicon, v)? {
        Part::There if aside => Some(Role::Mediator),
        Part::There => Some(Role::Participant),
        Part::Presides => Some(Role::Mediator),
        Part::Hosts => Some(Role::Host),
        _ => None,
    }
}

/// The meeting of two sides that is told last, in the sentence before or this one, and
/// stands as the verb does: held for what was, to come for what will be.
fn meeting<'d>(drafts: &'d mut [Draft], number: u32, tree: &Tree, v: u32) -> Option<&'d mut Draft> {
    let mood = tree.mood(v);
    if mood.negated || mood.conditional || mood.form != Form::Finite {
        return None;
    }
    let ahead = !matches!(mood.modal, Modal::None);
    if !ahead && !mood.past {
        return None;
    }
    let end = drafts.partition_point(|d| d.sentence <= number);
    // No farther back than the sentence before, however long the report is.
    let begin = drafts.partition_point(|d| d.sentence + 1 < number);
    let near = drafts.get(begin..end)?.iter();
    let k = begin + near.clone().rposition(|d| is_meeting(d.mention.kind))?;
    let k = drafts[k].mention.same_as.map_or(k, |k| k as usize);
    let d = drafts.get_mut(k)?;
    let m = &d.mention;
    let fits = !matches!(m.kind, Kind::Visit | Kind::Call)
        && m.parties.len() >= 2
        && !m.background
        && !matches!(m.status.value, Status::Denied | Status::Cancelled)
        && m.status.value.is_open() == ahead;
    fits.then_some(d)
}
