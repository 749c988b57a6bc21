//! A verb that is told once of two: 'met the Latvian minister on Monday and the
//! Estonian one on Tuesday', 'Italy shut its embassy on Monday, Spain on
//! Wednesday'. Each has its own day; trees hang the second anywhere.

use crate::draft::adjunct;
use crate::draft::build::{Draft, Scene};
use crate::draft::legs::set_time;
use crate::draft::place::place_of;
use dateline_record::{PartyArgument, Role, Timex};
use dateline_syntax::{Deprel, Upos};

/// Words that may stand between a second party and its day.
const NEAR: u32 = 9;

impl Scene<'_> {
    /// The second event of such a verb. What the first was told of it is taken
    /// from the first.
    pub(crate) fn gapped(&self, draft: &mut Draft) -> Option<Draft> {
        let tree = self.tree;
        // 'Signed the treaty': the noun is the event, the verb tells it.
        let over = tree.s.head(draft.head);
        let told = over.filter(|_| draft.is_noun && tree.rel(draft.head) == Deprel::Obj);
        let v = told.unwrap_or(draft.head);
        if draft.pronoun || !tree.is_verb(v) {
            return None;
        }
        // The day of the first, right on the verb, and the next one.
        let days: Vec<(&Timex, u32)> = self
            .timexes
            .iter()
            .filter(|t| t.interval.as_ref().is_some_and(adjunct::is_exact))
            .filter_map(|t| Some((*t, tree.s.head_of(t.span)?)))
            .filter(|&(_, w)| w > v)
            .collect();
        let [(first, d1), (second, d2), ..] = days[..] else {
            return None;
        };
        let on = |d: u32| tree.rel(d) == Deprel::Obl && tree.s.head(d) == Some(v);
        let single = first.end_point.is_none() && second.begin_point.is_none();
        if !on(d1) || !single || d2 < d1 + 3 {
            return None;
        }
        // Between them 'and' or a comma, a name, and no verb.
        let start = tree.s.tokens_in(first.span).end;
        let link = tree.lemma(start);
        let linked = link == "and" || link == ",";
        let from = start + 1;
        let end = tree.s.tokens_in(second.span).start;
        let verb = |t: u32| {
            let upos = tree.upos(t);
            upos == Upos::Aux
                || upos == Upos::Verb
                || matches!(
                    tree.lemma(t),
                    "who" | "which" | "before" | "after" | "since"
                )
        };
        // 'On Sunday and officials on Monday thanked it' has a verb of its own.
        let behind = tree.s.tokens_in(second.span).end;
        let told = behind < tree.len() && verb(behind);
        if !linked || end > from + NEAR || (from..end).any(verb) || told {
            return None;
        }
        let named = |range: std::ops::Range<u32>| {
            range
                .flat_map(|t| self.names.at(t).iter().copied())
                .filter(|e| e.place.is_none() && !e.parties.is_empty())
                .filter(|e| {
                    tree.s
                        .head_of(e.span)
                        .is_some_and(|t| tree.upos(t) != Upos::Pron)
                })
                .find(|e| tree.s.tokens_in(e.span).start >= from)
        };
        let other = named(from..end)?;
        let theirs =
            |p: &PartyArgument| p.span.start >= first.span.end && p.span.end <= second.span.start;
        let own: Vec<&PartyArgument> = draft
            .mention
            .parties
            .iter()
            .filter(|p| !theirs(p))
            .collect();
        // 'The Estonian one', 'his Estonian counterpart' stand for the object; a
        // bare name for the subject, where the object is no party.
        let bare = tree.upos(from) == Upos::Propn && !self.lexicon.is_meeting_noun(tree.lemma(v));
        let object = tree.object(v).filter(|&o| o > v);
        let to = |p: &&&PartyArgument| {
            let t = tree.s.token_at(p.span.start);
            t.is_some_and(|t| t > v)
        };
        let whom: Vec<&PartyArgument> = own.iter().filter(to).copied().collect();
        let who: Vec<&PartyArgument> = own.iter().filter(|p| !to(p)).copied().collect();
        // 'Its embassy' is nobody else.
        let another = |o: u32| {
            let named = self.names.at(o).iter().filter(|e| e.place.is_none());
            let mut parties = named.flat_map(|e| &e.parties);
            parties.any(|p| !who.iter().any(|w| w.party.id == p.id))
        };
        let acts = bare && !object.is_some_and(another);
        let (kept, role) = if acts {
            let same = |p: &&PartyArgument| who.iter().any(|w| w.party.id == p.party.id);
            let whom = whom.into_iter().filter(|p| !same(p)).collect();
            (whom, who.first().map_or(Role::Participant, |p| p.role))
        } else {
            if whom.is_empty() || who.is_empty() {
                return None;
            }
            (who, whom[0].role)
        };
        let mut parties: Vec<PartyArgument> = kept.into_iter().cloned().collect();
        for party in &other.parties {
            if parties.iter().any(|p| p.party.id == party.id) {
                return None;
            }
            parties.push(PartyArgument {
                party: party.clone(),
                role,
                span: other.span,
                rule: draft.mention.rule.clone(),
            });
        }
        let mut next = draft.clone();
        next.mention.parties = parties;
        next.mention
            .persons
            .retain(|p| p.span.start < tree.span(v).start && !acts);
        next.mention.place = (from..end)
            .flat_map(|t| self.names.at(t).iter().copied())
            .find(|e| e.place.is_some())
            .and_then(place_of);
        set_time(&mut next, second, "en.event.time.gapped");
        draft.mention.parties.retain(|p| !theirs(p));
        set_time(draft, first, "en.event.time.gapped");
        let late = |p: &dateline_record::PlaceArgument| p.span.start >= first.span.end;
        if draft.mention.place.as_ref().is_some_and(late) {
            draft.mention.place = None;
        }
        Some(next)
    }
}
