//! From proposals to event mentions: arguments, time, place, topic, status.

use crate::climb::{self, NOT_YET, State};
use crate::draft::adjunct::{self, Candidate};
use crate::draft::extent::Extent;
use crate::draft::listing;
use crate::draft::place::place_of;
use crate::frame::{Frame, Slot};
use crate::join::on_the_phone;
use crate::lexicon::Lexicon;
use crate::mend::kept_promise;
use crate::mood::{Form, Modal};
use crate::propose::Proposal;
use crate::propose::roles::{Names, slot_tokens};
use crate::tree::Tree;
use dateline_record::{
    Argument, EventMention, Factuality, Family, Kind, MentionKind, Party, PartyArgument, PartyId,
    PersonArgument, Report, Resolved, Role, Span, Status, Timex,
};
use dateline_syntax::Deprel;
use std::rc::Rc;

/// The rule of what was promised and is done.
const FULFIL: &str = "en.event.status.fulfil";
/// The rule name of a mention that only refers to an event.
pub(crate) const NONE: &str = "en.event.status.none";

/// A mention in the making, with what later steps need to know of it.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub mention: EventMention,
    /// Bodies named before the noun ('Red Cross talks'): parties only where
    /// the report names no other.
    pub bodies: Vec<PartyArgument>,
    pub frame: u32,
    pub sentence: u32,
    pub head: u32,
    pub is_noun: bool,
    /// A noun in the plural.
    pub plural: bool,
    /// 'the talks', 'Monday's meeting', 'that round'.
    pub definite: bool,
    /// 'another meeting', 'a second round'.
    pub further: bool,
    /// 'Any deal', 'a bad agreement': of a sort, not a certain one.
    pub judged: bool,
    /// 'Weekly talks', 'meet once a month': many, on no day that is told.
    pub recurs: bool,
    pub extent: Extent,
    /// The day it tells is another than before: 'will now be held in June'.
    pub anew: bool,
    /// So much later than planned.
    pub late: Option<jiff::Span>,
    /// Words before the noun that tell it from others of its kind.
    pub modifiers: Vec<String>,
    /// Offices that take part with no name: the party, and the words of the
    /// office ('the prime ministers of X and Y').
    pub offices: Vec<(PartyId, String)>,
    /// Those who meet are told as leaders: 'the two premiers'.
    pub leaders: bool,
    /// The sides within one state: 'Sudan's warring factions'.
    pub factions: bool,
    /// A body of several sides meets: 'the commission', 'the joint committee'.
    pub joint: bool,
    /// Somebody else than the sides takes part: 'opposition leaders met'.
    pub outsiders: bool,
    /// It is told with whom: 'held talks with farmers'.
    pub accompanied: bool,
    /// Parties that its sentence names, whatever they do there.
    pub here: Rc<[PartyId]>,
    /// The state before time was looked at.
    pub state: State,
    /// Nothing in the sentence says how it stands.
    pub bare: bool,
    /// A finite clause in the past tells it: the news itself.
    pub told: bool,
    /// A relative clause tells it, by the way.
    pub relative: bool,
    /// The clause that tells it is not in the present, and no 'since talks
    /// began'.
    pub past: bool,
    /// A truce of which it is told that it is kept, broken or begun.
    pub kept: bool,
    /// It lies behind what its sentence tells: 'after a test', 'had raised'.
    pub behind: bool,
    /// It is told of one before: 'they last met in Oslo'.
    pub former: bool,
    /// A word that only stands for an event told before: 'it', 'the swap', 'the
    /// deadline'.
    pub pronoun: bool,
    /// Who speaks in the clause that the event is the setting of: 'she said
    /// after the talks'.
    pub speakers: Vec<PersonArgument>,
    /// It makes no event, but may carry on what is told elsewhere.
    pub carries_on: bool,
    /// Words of other sentences that tell who was there.
    pub beside: Vec<Span>,
}

impl Draft {
    /// Takes over parties and persons not yet there, and time and place where
    /// there is none.
    pub fn absorb(&mut self, other: EventMention) {
        let m = &mut self.mention;
        for party in other.parties {
            if !m.parties.iter().any(|x| x.party.id == party.party.id) {
                m.parties.push(party);
            }
        }
        for person in other.persons {
            if !m.persons.iter().any(|x| x.value.name == person.value.name) {
                m.persons.push(person);
            }
        }
        m.time = m.time.take().or(other.time);
        m.place = m.place.take().or(other.place);
    }
}

/// Drops the drafts of a sentence that are marked.
pub(crate) fn drop_marked(found: &mut Vec<(usize, Draft)>, marked: &[bool]) {
    let mut marks = marked.iter();
    found.retain(|_| !marks.next().is_some_and(|m| *m));
}

/// One sentence with all that was read of it.
pub(crate) struct Scene<'a> {
    pub report: &'a Report,
    pub tree: &'a Tree<'a>,
    pub names: &'a Names<'a>,
    pub timexes: &'a [&'a Timex],
    pub lexicon: &'a Lexicon,
    pub number: u32,
}

impl Scene<'_> {
    pub(crate) fn text(&self, span: Span) -> &str {
        span.of(&self.report.text)
    }

    pub(crate) fn add_actors(
        &self,
        mention: &mut EventMention,
        role: Role,
        token: u32,
        rule: &str,
    ) {
        // 'With talks between X and Y to follow': no participant.
        if self.names.at(token).is_empty() && self.lexicon.is_meeting_noun(self.tree.lemma(token)) {
            return;
        }
        let actors = self.names.actors(self.tree, token);
        for actor in &actors {
            let persons = mention.persons.len();
            self.add_actor(mention, role, actor, rule);
            if self.is_whose(token, actor) {
                mention.persons.truncate(persons);
            }
        }
        // 'Launched airstrikes on Gaza': what is hit lies in a state.
        let struck = role == Role::Target && mention.kind == Kind::Attack
            || matches!(role, Role::Target | Role::Host)
                && matches!(mention.kind, Kind::Deployment | Kind::Withdrawal)
            // 'The ambassador returned to Khartoum'
            || role == Role::Target && rule == "en.event.relief.ties";
        if actors.is_empty() && struck {
            self.struck(mention, token, rule);
        }
        // 'the AU's envoy, former president X, will fly'
        let named = mention.persons.iter().any(|p| {
            self.tree
                .s
                .token_at(p.span.start)
                .is_some_and(|t| self.tree.s.dominates(token, t))
        });
        let listed = self.listed_behind(token);
        let acts = role != Role::Target || crate::propose::roles::touches(mention.kind);
        if (!named || !listed.is_empty()) && acts {
            // 'the two presidents, X of A and Y of B', 'freed two engineers, X and Y'
            let beside = self.tree.s.children_by(token, &[Deprel::Appos]);
            let beside = beside.flat_map(|c| self.tree.conjuncts(c));
            let beside = beside.flat_map(|c| self.names.at(c));
            for e in beside.copied().chain(listed) {
                let Some(person) = e.person.as_ref().filter(|p| !p.is_office) else {
                    continue;
                };
                if e.kind == MentionKind::Person
                    && !mention.persons.iter().any(|p| p.value.name == person.name)
                {
                    mention.persons.push(PersonArgument {
                        value: person.clone(),
                        span: e.span,
                        rule: rule.to_owned(),
                    });
                }
            }
        }
        // 'a delegation led by X'
        for clause in self
            .tree
            .s
            .children_by(token, &[Deprel::Acl, Deprel::AclRelcl])
        {
            if matches!(self.tree.lemma(clause), "lead" | "head")
                && let Some(agent) =
                    slot_tokens(self.tree, clause, &Slot::Preposition("by".into())).first()
            {
                for actor in self.names.actors(self.tree, *agent) {
                    if actor.person.as_ref().is_some_and(|p| !p.is_office) {
                        self.add_actor(mention, role, actor, rule);
                    }
                }
            }
        }
    }

    fn add_actor(&self, mention: &mut EventMention, role: Role, actor: &Resolved, rule: &str) {
        let reports = |p: &Party| p.sector.as_ref().is_some_and(|s| s.0 == "JRN");
        for party in actor.parties.iter().filter(|p| !reports(p)) {
            if !mention.parties.iter().any(|p| p.party.id == party.id) {
                mention.parties.push(PartyArgument {
                    party: party.clone(),
                    role,
                    span: actor.span,
                    rule: rule.to_owned(),
                });
            }
        }
        if let Some(person) = &actor.person {
            if !person.is_office
                && actor.kind == MentionKind::Person
                && !self.is_represented(actor)
                && (role != Role::Target || crate::propose::roles::touches(mention.kind))
                && !mention.persons.iter().any(|p| p.value.name == person.name)
            {
                mention.persons.push(PersonArgument {
                    value: person.clone(),
                    span: actor.span,
                    rule: rule.to_owned(),
                });
            }
            if let Some(party) = &person.party
                && actor.parties.is_empty()
                && !mention.parties.iter().any(|p| p.party.id == party.id)
            {
                mention.parties.push(PartyArgument {
                    party: party.clone(),
                    role,
                    span: actor.span,
                    rule: rule.to_owned(),
                });
            }
        }
    }

    /// The tokens of each role of a proposal.
    pub fn role_tokens(&self, proposal: &Proposal, frame: &Frame) -> Vec<(Role, u32)> {
        let mut out = Vec::new();
        let tree = self.tree;
        for (role, slot) in &frame.roles {
            let mut words: Vec<u32> = Vec::new();
            match slot {
                Slot::Subject | Slot::Object | Slot::Indirect => {
                    if *slot == Slot::Object && proposal.verb.is_some() && proposal.noun.is_some() {
                        continue;
                    }
                    words.extend(proposal.verb);
                }
                Slot::InObject | Slot::Author => {
                    words.extend(proposal.verb.and(proposal.noun));
                }
                // 'replied to Uganda's letter'
                Slot::Possessor | Slot::Modifier => {
                    words.extend(proposal.noun.or(proposal.phrase));
                }
                Slot::Preposition(prep) => {
                    words.extend(proposal.verb.into_iter().chain(proposal.noun));
                    words.extend(proposal.phrase);
                    // 'the seizure of two tankers by Iran': the agent may hang
                    // on what is seized.
                    words.extend(self.whither(proposal, frame.kind.unwrap_or(Kind::Other), prep));
                    if matches!(prep.as_str(), "with" | "between" | "among") {
                        words.extend(&proposal.path.spine);
                    }
                    // 'will discuss the matter with X'
                    if prep == "with"
                        && let Some(v) = proposal.verb
                        && tree.lemma(v) == "discuss"
                    {
                        words.extend(tree.object(v));
                    }
                }
            }
            words.sort_unstable();
            words.dedup();
            for w in words {
                for t in slot_tokens(tree, w, slot) {
                    let own = Some(t) == proposal.noun || proposal.path.spine.contains(&t);
                    if own && *slot != Slot::InObject {
                        continue;
                    }
                    if !out.contains(&(*role, t)) {
                        out.push((*role, t));
                    }
                }
            }
        }
        out
    }

    /// The mention of one proposal; `None` where the frame does not hold.
    pub fn draft(
        &self,
        proposal: &Proposal,
        times: &[Candidate<&Timex>],
        places: &[Candidate<&Resolved>],
    ) -> Option<Draft> {
        let frame = &self.lexicon.frames[proposal.frame as usize];
        let tree = self.tree;
        let kind = listing::kind(tree, proposal.verb, frame.kind.unwrap_or(Kind::Other));
        let day = self.report.dct.date;
        let path = &proposal.path;
        let head_noun = proposal.noun.filter(|_| proposal.verb.is_none());
        let mut mention = EventMention {
            sentence: tree.s.span,
            trigger: proposal.trigger,
            lemma: tree
                .lemma(proposal.noun.unwrap_or(proposal.head))
                .to_owned(),
            kind,
            plover: frame.plover,
            mode: frame.mode.clone(),
            parties: Vec::new(),
            persons: Vec::new(),
            topic: None,
            place: None,
            time: None,
            due: None,
            factuality: Factuality::default(),
            status: Argument {
                value: Status::Held,
                span: proposal.trigger,
                rule: String::new(),
            },
            earlier_status: Vec::new(),
            earlier_time: None,
            said_by: None,
            links: Vec::new(),
            same_as: None,
            background: frame.background,
            correction: false,
            dependent: false,
            // Judged when the whole report is read.
            confidence: 0.0,
            rule: frame.id.clone(),
        };
        let mut tokens = self.role_tokens(proposal, frame);
        let before_noun = |t: u32| {
            head_noun.is_some_and(|n| {
                t < n
                    && tree.rel(t) != Deprel::NmodPoss
                    && tree.case(t).is_none()
                    && tree.s.dominates(n, t)
            })
        };
        for &(role, token) in tokens.iter().filter(|(_, t)| !before_noun(*t)) {
            self.add_actors(&mut mention, role, token, &frame.id);
        }
        if let Some(noun) = proposal.noun
            && frame.reciprocal
        {
            for actor in self.names.between(tree, noun) {
                self.add_actor(&mut mention, Role::Participant, actor, &frame.id);
            }
        }
        let others = self.is_of_others(&mention, proposal);
        for (role, token, rule) in &path.roles {
            let role = self.between_others(proposal, kind, *role, *token, rule);
            if let Some(role) = role.filter(|_| !path.spine.contains(token)) {
                let known = mention.persons.len();
                self.add_actors(&mut mention, role, *token, rule);
                // Who sees a chance of it, or denies it, need not be there.
                if others || matches!(path.state, State::Possible | State::Denied) {
                    mention.persons.truncate(known);
                }
            }
        }
        if let Some(visitor) = head_noun.and_then(|n| self.visitor(n, &mention)) {
            self.add_actors(&mut mention, Role::Participant, visitor, &frame.id);
        }
        if let Some(noun) = head_noun {
            self.taking_part(&mut mention, noun);
        }
        if matches!(kind, Kind::Attack | Kind::Incident)
            && let Some(noun) = head_noun
        {
            // 'a bombing claimed by the rebels'
            for clause in tree.s.children_by(noun, &[Deprel::Acl]) {
                if tree.lemma(clause) == "claim" {
                    for t in slot_tokens(tree, clause, &Slot::Preposition("by".into())) {
                        self.add_actors(&mut mention, Role::Participant, t, &frame.id);
                    }
                }
            }
        }
        if kind == Kind::Attack
            && let Some(t) = proposal.verb.and_then(|v| self.hit_above(v))
        {
            self.add_actors(&mut mention, Role::Target, t, &frame.id);
        }
        if kind.family() == Family::Force {
            self.accuser(&mut mention, proposal.verb);
        }
        if kind == Kind::Release {
            self.captors(&mut mention, &tokens, &frame.id);
        }
        self.lenders(&mut mention, proposal);
        self.asker(&mut mention, path);
        self.offered(&mut mention, proposal);
        self.tour(&mut mention, proposal);
        self.threatened(&mut mention, proposal.noun);
        self.at_request(&mut mention, path);
        self.lifter(&mut mention, proposal);
        self.burden(&mut mention, proposal, &tokens);
        // 'the Red Cross talks' of two states are not the Red Cross's own: a
        // body before the noun tells the topic, and is a party only where no
        // other is found in the whole report.
        let mut bodies = mention.clone();
        bodies.parties.clear();
        for &(role, token) in tokens.iter().filter(|(_, t)| before_noun(*t)) {
            let body = self
                .names
                .at(token)
                .iter()
                .any(|e| e.parties.iter().any(|p| !is_state(&p.id)));
            // 'the African Union summit' is the body's own.
            let own = matches!(mention.lemma.as_str(), "summit" | "conference" | "assembly");
            let into = if body && !own {
                &mut bodies
            } else {
                &mut mention
            };
            self.add_actors(into, role, token, &frame.id);
        }
        let behind = proposal.verb.and(proposal.noun).filter(|&n| {
            let clause = |v: u32| matches!(tree.rel(v), Deprel::AclRelcl | Deprel::Acl);
            proposal
                .verb
                .is_some_and(|v| clause(v) && tree.s.head(v) == Some(n))
        });
        if mention.parties.is_empty()
            // 'The exercise that was to be held'
            && let Some(noun) = head_noun.or(behind).filter(|_| {
                is_meeting(kind)
                    || kind == Kind::Agreement
                    || kind == Kind::Exercise
                        && (matches!(path.state, State::Postponed | State::Cancelled)
                            || head_noun.or(behind).is_some_and(|n| tree.rel(n) == Deprel::Obj))
            })
        {
            let subject = self.those_beside(&mut mention, noun, path);
            tokens.extend(subject.into_iter().map(|t| (Role::Participant, t)));
        }
        self.place(&mut mention, places, proposal);
        if !frame.presence.is_empty()
            && let Some(e) = self
                .names
                .at(proposal.head)
                .iter()
                .find(|e| e.place.is_some())
        {
            mention.place = place_of(e);
            // 'Both delegations were in Oslo.'
            if mention.parties.len() >= 2 {
                mention.kind = Kind::Talks;
            }
        }
        let mut state = path.state;
        // The day of the invitation is not that of the visit.
        let own = self.own_times(frame, proposal, times, day);
        let times = own.as_deref().unwrap_or(times);
        let new_day = self.times(&mut mention, proposal, times, &mut state, day);
        self.lasts(&mut mention, proposal);
        let mut extent = self.extent(&mut mention, proposal);
        if extent.begun && matches!(state, State::Planned | State::Agreed) {
            state = State::Fact;
        }
        extent.until = self.until(&mut mention, proposal.noun, &mut state, day);
        let exact = mention
            .time
            .as_ref()
            .is_some_and(|t| adjunct::is_exact(&t.interval) || adjunct::begins(&t.interval));
        let future = mention
            .time
            .as_ref()
            .is_some_and(|t| adjunct::is_future(&t.interval, day))
            && !self.done_by(proposal, &mention, day)
            || self.coming(proposal, times, day);
        let past = mention
            .time
            .as_ref()
            .is_some_and(|t| adjunct::is_past(&t.interval, day));
        let open = if exact {
            Status::Scheduled
        } else {
            Status::Agreed
        };
        let mut rule = path.rule.clone();
        let span = climb::span_of(tree, path, proposal.trigger);
        // A day that is over makes no possibility: what was told of it is the
        // day, and the word that weakens it belongs to something else.
        if state == State::Possible && exact && past && !path.passed.is_empty() {
            state = State::Bare;
        }
        // 'They flew there to meet on 5 May'
        if state == State::Possible && exact && future && self.is_bound(proposal) {
            state = State::Planned;
        }
        if path.refrains && kind != Kind::Commitment {
            state = State::Denied;
        }
        // The terms of an accord stand in 'would': 'they would exchange envoys'.
        if state == State::Possible
            && frame.under_accord
            && proposal.verb.is_some_and(|v| {
                let mood = tree.mood(v);
                mood.modal == Modal::Would && !mood.conditional && !mood.negated
            })
            && path.passed.is_empty()
        {
            state = State::Planned;
        }
        // 'The council took no decision'
        let none = |n: u32| {
            let dets = tree.s.children_by(n, &[Deprel::Det]);
            tree.rel(n) == Deprel::Obj && dets.into_iter().any(|d| tree.lemma(d) == "no")
        };
        if state == State::Fact && proposal.verb.is_some() && proposal.noun.is_some_and(none) {
            state = State::Denied;
        }
        // 'He said he would invite them to Camp David this spring.'
        if let Some(stands) = frame.stands
            && matches!(state, State::Fact | State::Planned | State::Agreed)
        {
            state = match stands {
                Status::Proposed => State::Proposed,
                Status::Denied => State::Denied,
                _ => State::Agreed,
            };
        }
        // 'She had been expected in Oslo on Monday': she did not come.
        if state == State::Fact
            && frame.only.contains(&Status::Scheduled)
            && frame.only.contains(&Status::Postponed)
            && proposal.verb.is_some_and(|v| {
                let mood = tree.mood(v);
                mood.perfect && mood.past
            })
        {
            state = State::Postponed;
        }
        if state == State::Fact && self.is_on_the_way(proposal, kind) {
            state = State::Planned;
        }
        state = self.not_yet(kind, proposal, state, past);
        state = self.negotiated(&mut mention, proposal, state);
        if self.only_a_matter(kind, proposal)
            || self.could_not(kind, proposal, state)
            || kind == Kind::Call && on_the_phone::is_name_calling(tree, proposal)
        {
            return None;
        }
        let bare = state == State::Bare;
        // 'They agreed on a truce': an instrument agreed upon is concluded.
        if state == State::Agreed
            && kind == Kind::Agreement
            && let (at, Some(word)) = (proposal.head, path.word)
            // 'a road map that they agreed on in June'
            && (tree.s.head(at) == Some(word) || tree.s.head(word) == Some(at))
            && matches!(tree.lemma(word), "agree" | "settle" | "conclude")
            && {
                let mood = tree.mood(word);
                mood.past || mood.perfect
            }
            && !future
        {
            state = State::Fact;
        }
        // 'Is expected in Oslo today'
        let due = is_meeting(kind)
            && exact
            && !frame.only.is_empty()
            && !frame.only.contains(&Status::Held);
        let status = match state {
            State::Fact if (future || due) && !past => open,
            // What was promised is undertaken, not yet done.
            State::Fact if frame.content && kind == Kind::Commitment && path.rule != FULFIL => {
                // 'Promised to review it over the next five months'
                let time = mention.time.take();
                mention.time = time.filter(|t| future || t.interval.last_day() > Some(day));
                Status::Agreed
            }
            State::Fact => Status::Held,
            State::Planned | State::Agreed => {
                if past && self.agreed_then(path, &mut mention) {
                    Status::Agreed
                } else {
                    open
                }
            }
            State::Proposed => Status::Proposed,
            State::Possible => Status::Possible,
            State::Postponed if new_day => {
                mention.earlier_status.push(Argument {
                    value: Status::Postponed,
                    span,
                    rule: rule.clone(),
                });
                Status::Scheduled
            }
            State::Postponed => Status::Postponed,
            State::Cancelled => Status::Cancelled,
            State::Denied => Status::Denied,
            State::Bare => {
                if mention.time.is_some() && (future || past) {
                    rule = "en.event.status.time".into();
                    if past { Status::Held } else { open }
                } else {
                    rule = NONE.into();
                    match frame.bare {
                        None if head_noun.is_some_and(|n| self.would_be(n)) => Status::Possible,
                        bare => bare.unwrap_or(Status::Held),
                    }
                }
            }
        };
        let status = if self.is_overdue(status, &rule, path, &mut mention) {
            Status::Postponed
        } else if frame.only.is_empty()
            || frame.only.contains(&status)
            || frame.carries_on && status == Status::Held && !bare
            || kind == Kind::Commitment && kept_promise::tells(tree, path, &rule, status)
        {
            status
        } else {
            return None;
        };
        if kind == Kind::Agreement && head_noun.is_some_and(|n| self.is_source(n))
            || self.is_by_the_way(proposal, &mention)
        {
            return None;
        }
        let stands = kind == Kind::Institution && proposal.verb.is_none();
        if stands && proposal.noun.is_some_and(|n| self.is_there(n)) {
            return None;
        }
        mention.status = Argument {
            value: status,
            span,
            rule,
        };
        self.stays_shut(&mut mention, proposal);
        for (earlier, rule, word) in &path.earlier {
            let value = match earlier {
                State::Cancelled => Status::Cancelled,
                State::Postponed => Status::Postponed,
                _ => continue,
            };
            if value != status {
                mention.earlier_status.push(Argument {
                    value,
                    span: tree.span(*word),
                    rule: rule.clone(),
                });
            }
        }
        self.topic(&mut mention, proposal);
        let (definite, further, modifiers) = head_noun.map_or_else(
            || (false, tree.again(proposal.head), Vec::new()),
            |n| self.reference(n, proposal.modifier),
        );
        self.to_come(path, &modifiers, further && !definite, &mut mention);
        let refers =
            definite || !frame.pronouns.is_empty() && !frame.another || !frame.things.is_empty();
        // 'That has not happened', 'the talks have not taken place'
        if status == Status::Denied && path.never && refers {
            mention.status.value = Status::Agreed;
            mention.status.rule = NOT_YET.into();
        } else if status == Status::Denied
            && (path.never
                || tree.lemma(proposal.head) == "shake"
                || path.rule == "en.event.status.without"
                || proposal.noun.is_some_and(|n| self.no_paper(n)))
            || kind == Kind::Ceremony && head_noun.is_some_and(|n| self.counts_from(n, &mention))
            || self.is_based(proposal, &mention)
            || head_noun.is_some_and(|n| self.is_frame(n, kind))
        {
            return None;
        }
        // What a relative clause tells is by the way.
        let relative = proposal.verb.is_some_and(|v| {
            matches!(
                tree.rel(tree.first_conjunct(v)),
                Deprel::AclRelcl | Deprel::Acl
            )
        });
        let anew = self.is_anew(path);
        if anew && status.is_open() && mention.time.is_some() {
            mention.status.rule = "en.event.status.anew".into();
        }
        // 'Could slip to June': not yet a day of its own.
        if status == Status::Possible && !path.moving.is_empty() {
            mention.time = None;
        }
        let told = !path.presupposed && status == Status::Held && !bare;
        let former = status == Status::Held && self.is_former(kind, path, head_noun, proposal.verb);
        // 'The ministers of X and Y held talks': who holds them meets.
        let mut who = tokens;
        let held = path.roles.iter().map(|(role, t, _)| (*role, *t));
        who.extend(held.filter(|(_, t)| !path.spine.contains(t)));
        let kept = self.is_kept(&mention, proposal.noun, path);
        if let Some(noun) = proposal.noun.filter(|_| kept) {
            if mention.status.value == Status::Cancelled && self.is_accused(path) {
                mention.status.value = Status::Held;
            }
            self.since(&mut mention, noun, path);
            self.holds_in(&mut mention, noun);
        }
        // 'Declared a truce that lasted from 24 December until Monday'
        if let Some(noun) = proposal.noun.filter(|&n| {
            let open = kind == Kind::Agreement && mention.time.is_none();
            let truce = || self.lexicon.listed("truces", tree.lemma(n));
            !kept && (kind == Kind::Commitment || open) && truce()
        }) {
            self.lasts_from(&mut mention, noun, path);
        }
        let kept = kept || !frame.pronouns.is_empty() && self.starts(path);
        Some(Draft {
            mention,
            bodies: bodies.parties,
            frame: proposal.frame,
            sentence: self.number,
            head: proposal.head,
            is_noun: head_noun.is_some(),
            plural: head_noun
                .or(proposal.noun.filter(|_| kind.family() == Family::Pressure))
                .is_some_and(|n| self.many(n)),
            definite,
            further,
            recurs: self.recurs(proposal),
            judged: head_noun.is_some_and(|n| self.judged(n)),
            modifiers,
            leaders: self.leaders(proposal, &who),
            offices: self.offices(&who),
            outsiders: who.iter().any(|(_, t)| self.outsider(*t)),
            accompanied: self.accompanied(path),
            joint: self.joint(proposal),
            factions: self.factions(&who),
            here: self.names.parties.clone(),
            state,
            bare,
            told,
            relative,
            past: path.clause.or(proposal.verb).is_none_or(|v| {
                let mood = tree.mood(v);
                let now = mood.form == Form::Finite && !mood.past && !mood.perfect;
                !now && tree.marker(v, Deprel::Mark).as_deref() != Some("since")
            }),
            pronoun: !frame.pronouns.is_empty()
                || frame.alike
                || !frame.things.is_empty()
                || !frame.facets.is_empty(),
            kept,
            extent,
            anew,
            late: self.late(path),
            behind: former
                || self.is_behind(path, head_noun, proposal.verb)
                || self.came_from(proposal.head),
            former,
            speakers: self.speakers(proposal),
            carries_on: frame.carries_on
                && status == Status::Held
                && !frame.only.contains(&status)
                && path.rule != FULFIL,
            beside: Vec::new(),
        })
    }
}

/// True for the code of a state.
pub(crate) fn is_state(id: &PartyId) -> bool {
    id.as_str().len() == 3 && id.as_str().bytes().all(|b| b.is_ascii_uppercase())
}

/// True for meetings, which have a place and a host of their own.
pub(crate) fn is_meeting(kind: Kind) -> bool {
    kind.family() == Family::Meeting
}
