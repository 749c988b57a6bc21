//! A venue told in a sentence of its own: 'The venue is the port of Aktau', 'Lima
//! is to be the venue', 'They have settled on Lima as the venue', 'Venue: Lima'. It
//! is that of the meeting told last.

use crate::draft::build::{Draft, is_meeting};
use crate::draft::place::{is_site, place_of};
use crate::propose::roles::Names;
use crate::tree::Tree;
use dateline_record::{Kind, PlaceArgument, Resolved, Status};
use dateline_syntax::Deprel;

/// So many sentences behind a meeting its venue is told.
const BEHIND: u32 = 3;

/// Gives meetings that name no place the venue that is told of them next.
pub(crate) fn venues(drafts: &mut [Draft], trees: &[Tree], entities: &[Resolved]) {
    let mut at = 0;
    for (number, tree) in trees.iter().enumerate() {
        let here = crate::coder::window(entities, &mut at, tree.s.span, |e| e.span);
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let Some((site, place)) = (0..tree.len())
            .filter(|&t| is_site(tree.lemma(t).to_lowercase().as_str()))
            .find_map(|t| Some((t, told(tree, &Names::new(tree, &here), t)?)))
        else {
            continue;
        };
        // 'The venue was Lima' of what is over.
        let verb = tree
            .s
            .ancestors(site)
            .take(3)
            .find(|&v| tree.is_predicate(v));
        let mood = verb.map(|v| tree.mood(v));
        let past = mood.is_none_or(|m| m.past && !m.perfect);
        let denied = mood.is_some_and(|m| m.negated);
        let end = drafts.partition_point(|d| d.sentence <= number);
        let fits = |d: &Draft| {
            let kind = d.mention.kind;
            // 'They signed it on Monday. The venue was Lima'
            let signed = kind == Kind::Agreement && !d.bare && past;
            (is_meeting(kind) || signed)
                && !matches!(kind, Kind::Visit | Kind::Call)
                && d.mention.place.is_none()
                && !d.mention.background
                && !matches!(d.mention.status.value, Status::Denied | Status::Cancelled)
                && number - d.sentence <= BEHIND
                && (past || d.mention.status.value.is_open() || d.sentence == number)
        };
        let last = drafts[..end].iter_mut().rev().find(|d| fits(d));
        if let Some(d) = last.filter(|_| !denied) {
            d.mention.place = Some(place);
        }
    }
}

/// 'They signed it on Monday. The ceremony in Lima was brief': gives an accord with no
/// place the one town of a sentence on its signing.
pub(crate) fn rites(drafts: &mut [Draft], trees: &[Tree], entities: &[Resolved]) {
    for d in drafts.iter_mut() {
        let open = !matches!(d.mention.status.value, Status::Denied | Status::Cancelled);
        if d.mention.kind != Kind::Agreement
            || d.mention.place.is_some()
            || d.mention.background
            || d.bare
            || !open
        {
            continue;
        }
        // In the next sentence, or behind one about others.
        let next = (d.sentence as usize + 1).min(trees.len());
        let rite = |&(k, tree): &(usize, &Tree)| {
            (0..tree.len()).any(|t| {
                let own = tree.s.child(t, &[Deprel::Det, Deprel::NmodPoss]);
                match tree.lemma(t) {
                    "ceremony" | "signing" => own.is_some(),
                    "signature" | "signatory" => k == 0 && own.is_some(),
                    _ => false,
                }
            })
        };
        let behind = trees[next..].iter().take(2).enumerate();
        let Some((_, tree)) = { behind }.find(rite) else {
            continue;
        };
        let from = entities.partition_point(|e| e.span.start < tree.s.span.start);
        let here = entities[from..].iter();
        let mut towns = here
            .take_while(|e| e.span.start < tree.s.span.end)
            .filter(|e| e.place.as_ref().is_some_and(|p| !p.is_state()));
        let (one, more) = (towns.next(), towns.next());
        let apart = |e: &&Resolved| {
            let word = tree.s.token_at(e.head.start);
            let case = word.and_then(|t| tree.case(t));
            !case.is_some_and(|c| matches!(c.as_str(), "from" | "to" | "of"))
        };
        if more.is_none()
            && let Some(place) = one.filter(apart).and_then(place_of)
        {
            d.mention.place = Some(place);
        }
    }
}

/// The place that a sentence says a venue is.
fn told(tree: &Tree, names: &Names, site: u32) -> Option<PlaceArgument> {
    let named = |t: u32| {
        let mut all = names.at(t).iter().copied();
        let town = |e: &&Resolved| e.place.as_ref().is_some_and(|p| !p.is_state());
        all.find(town).and_then(place_of)
    };
    // 'The Azerbaijani city of Ganja', 'the capital, Lima'
    let within = |t: u32| {
        let below = tree.s.children_by(t, &[Deprel::Nmod, Deprel::Appos]);
        let mut below = below.filter(|&b| {
            let case = tree.case(b);
            b > t && case.is_none_or(|c| matches!(c.as_str(), "of" | "in" | "at"))
        });
        named(t).or_else(|| below.find_map(named))
    };
    let head = tree.s.head(site);
    // 'Venue: Lima'
    if tree.lemma(site + 1) == ":" || head.is_none() && site + 1 < tree.len() && site < 2 {
        return (site + 1..tree.len().min(site + 5)).find_map(named);
    }
    // 'The venue is Lima', 'the venue will be a hotel in Lima'
    if tree.rel(site) == Deprel::Nsubj {
        let predicate = head?;
        return within(predicate).filter(|_| !tree.is_verb(predicate));
    }
    // 'Settled on Lima as the venue', 'Lima was picked as the venue'
    if tree.case(site).as_deref() == Some("as") {
        let verb = head.filter(|&v| tree.is_verb(v))?;
        let on = tree.obliques(verb).filter(|(case, _)| case == "on");
        let on = on.map(|(_, t)| t);
        return tree.object(verb).into_iter().chain(on).find_map(within);
    }
    // 'Lima is to be the venue'
    let subject = tree.s.child(site, &[Deprel::Nsubj])?;
    named(subject)
}
