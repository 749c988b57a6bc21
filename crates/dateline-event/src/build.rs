//! From proposals to event mentions: arguments, time, place, topic, status.

use crate::adjunct::{self, Candidate};
use crate::climb::{self, State};
use crate::frame::{Frame, Slot};
use crate::lexicon::Lexicon;
use crate::propose::Proposal;
use crate::roles::{Names, slot_tokens};
use crate::spans;
use crate::tree::Tree;
use dateline_record::{
    Argument, EventMention, Factuality, Family, Granularity, Interval, Kind, MentionKind, Modality,
    Party, PartyArgument, PartyId, PersonArgument, PlaceArgument, Polarity, Report, Resolved, Role,
    Span, Status, TimeArgument, TimeBasis, Timex,
};
use dateline_syntax::{Deprel, Xpos};
use jiff::civil::Date;

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
    /// Words before the noun that tell it from others of its kind.
    pub modifiers: Vec<String>,
    /// Parties that its sentence names, whatever they do there.
    pub here: Vec<PartyId>,
    /// The state before time was looked at.
    pub state: State,
    /// Nothing in the sentence says how it stands.
    pub bare: bool,
    /// A finite clause in the past tells it: the news itself.
    pub told: bool,
    /// 'It', for an event told before.
    pub pronoun: bool,
    /// Who speaks in the clause that the event is the setting of: 'she said
    /// after the talks'.
    pub speaker: Option<PersonArgument>,
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

/// The days at which an event may lie that stands in this relation to a time.
///
/// A time that modifies a noun ('by the 1998 treaty') is not what the
/// preposition governs.
pub(crate) fn anchored(tree: &Tree, c: &Candidate<&Timex>) -> Option<Interval> {
    let timex = c.value;
    let interval = whole(timex)?;
    if is_modifier(tree, c.word) {
        return Some(interval);
    }
    let open = |start, end| Interval {
        start,
        end,
        ..interval
    };
    // 'The deadline is 30 June': on that day at the latest.
    let named = tree
        .s
        .child(c.word, &[Deprel::Nsubj])
        .is_some_and(|s| matches!(tree.lemma(s), "deadline" | "limit" | "cut-off" | "target"));
    if named && timex.anchor.is_none() && interval.end.is_some() {
        return Some(open(None, interval.end));
    }
    Some(match timex.anchor.as_deref() {
        Some(
            "by" | "before" | "until" | "till" | "within" | "no later than" | "not later than"
            | "up to" | "ahead of" | "prior to",
        ) if interval.end.is_some() => open(None, interval.end),
        Some("since") if interval.start.is_some() => open(interval.start, None),
        Some("after") if interval.end.is_some() => open(interval.end, None),
        _ => interval,
    })
}

/// The interval of a time; of either end of a range ('from 12 to 14 June') the
/// whole range.
pub(crate) fn whole(timex: &Timex) -> Option<Interval> {
    let interval = timex.interval?;
    let range = match (&timex.begin_point, &timex.end_point) {
        (Some(a), Some(b)) => Interval::parse(&format!("{a}/{b}")),
        _ => None,
    };
    Some(range.filter(|r| r.contains(&interval)).unwrap_or(interval))
}

/// True for a time that stands before the noun it modifies.
fn is_modifier(tree: &Tree, word: u32) -> bool {
    tree.s.head(word).is_some_and(|h| {
        h > word
            && tree.is_noun(h)
            && matches!(
                tree.rel(word),
                Deprel::Compound | Deprel::Nummod | Deprel::Amod | Deprel::NmodUnmarked
            )
    })
}

/// The day or other unit that a deadline names, with no open beginning; of
/// 'the end of March' its last day.
fn due(timex: &Timex, interval: Interval) -> Interval {
    let named = timex.interval.unwrap_or(interval);
    match named.last_day() {
        Some(last)
            if named.approx
                || named.start.is_none()
                || timex.anchor.as_deref() == Some("within") =>
        {
            Interval::day(last)
        }
        _ => named,
    }
}

fn is_deadline(timex: &Timex) -> bool {
    matches!(
        timex.anchor.as_deref(),
        Some(
            "by" | "before" | "within" | "no later than" | "not later than" | "ahead of" | "until"
        )
    )
}

impl Scene<'_> {
    pub(crate) fn text(&self, span: Span) -> &str {
        span.of(&self.report.text)
    }

    fn add_actors(&self, mention: &mut EventMention, role: Role, token: u32, rule: &str) {
        // 'With talks between X and Y to follow': no participant.
        if self.names.at(token).is_empty() && self.lexicon.is_meeting_noun(self.tree.lemma(token)) {
            return;
        }
        for actor in self.names.actors(self.tree, token) {
            self.add_actor(mention, role, actor, rule);
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
                && role != Role::Target
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
                Slot::InObject => words.extend(proposal.verb.and(proposal.noun)),
                Slot::Possessor | Slot::Modifier => words.extend(proposal.noun),
                Slot::Preposition(prep) => {
                    words.extend(proposal.verb.into_iter().chain(proposal.noun));
                    words.extend(proposal.phrase);
                    // 'the seizure of two tankers by Iran': the agent may hang
                    // on what is seized.
                    if prep == "by"
                        && proposal.verb.is_none()
                        && let Some(n) = proposal.noun
                    {
                        words.extend(slot_tokens(tree, n, &Slot::Preposition("of".into())));
                    }
                    if matches!(prep.as_str(), "with" | "between" | "among") {
                        words.extend(&proposal.path.spine);
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

    fn time_argument(&self, c: &Candidate<&Timex>, interval: Interval) -> TimeArgument {
        TimeArgument {
            interval,
            basis: TimeBasis::Stated,
            span: c.value.span,
            rule: c.value.rule.clone(),
        }
    }

    /// The mention of one proposal; `None` where the frame does not hold.
    pub fn draft(
        &self,
        proposal: &Proposal,
        times: &[Candidate<&Timex>],
        places: &[Candidate<&Resolved>],
    ) -> Option<Draft> {
        let frame = &self.lexicon.frames[proposal.frame as usize];
        let kind = frame.kind.unwrap_or(Kind::Other);
        let tree = self.tree;
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
            confidence: 0.8,
            rule: frame.id.clone(),
        };
        let tokens = self.role_tokens(proposal, frame);
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
        for (role, token, rule) in &path.roles {
            if !path.spine.contains(token) {
                self.add_actors(&mut mention, *role, *token, rule);
            }
        }
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
            let into = if body { &mut bodies } else { &mut mention };
            self.add_actors(into, role, token, &frame.id);
        }
        self.place(&mut mention, places, proposal);
        if !frame.presence.is_empty()
            && let Some(e) = self
                .names
                .at(proposal.head)
                .iter()
                .find(|e| e.place.is_some())
            && let Some(place) = &e.place
        {
            mention.place = Some(PlaceArgument {
                value: place.clone(),
                span: e.span,
                rule: e.resolution.rule.clone(),
            });
        }
        let mut state = path.state;
        let new_day = self.times(&mut mention, proposal, times, &mut state, day);
        self.lasts(&mut mention, proposal);
        let exact = mention
            .time
            .as_ref()
            .is_some_and(|t| adjunct::is_exact(&t.interval));
        let future = mention
            .time
            .as_ref()
            .is_some_and(|t| adjunct::is_future(&t.interval, day));
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
        let bare = state == State::Bare;
        // 'They agreed on a truce': an instrument agreed upon is concluded.
        if state == State::Agreed
            && kind == Kind::Agreement
            && let (Some(noun), Some(word)) = (head_noun, path.word)
            && tree.s.head(noun) == Some(word)
            && matches!(tree.lemma(word), "agree" | "settle" | "conclude")
            && {
                let mood = tree.mood(word);
                mood.past || mood.perfect
            }
            && !future
        {
            state = State::Fact;
        }
        let status = match state {
            State::Fact if future && !past => open,
            // What was promised is undertaken, not yet done.
            State::Fact if frame.content && kind == Kind::Commitment => {
                mention.time = mention.time.take().filter(|_| future);
                Status::Agreed
            }
            State::Fact => Status::Held,
            State::Planned | State::Agreed => open,
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
                    mention.confidence = 0.4;
                    frame.bare.unwrap_or(Status::Held)
                }
            }
        };
        if !frame.only.is_empty() && !frame.only.contains(&status) {
            return None;
        }
        mention.status = Argument {
            value: status,
            span,
            rule,
        };
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
        mention.factuality = factuality(status, bare);
        self.topic(&mut mention, proposal);
        let (definite, further, modifiers) = match head_noun {
            Some(n) => self.reference(n, proposal.modifier),
            None => (false, false, Vec::new()),
        };
        if status == Status::Denied && (path.never || path.rule == "en.event.status.without") {
            return None;
        }
        let told = !path.presupposed && status == Status::Held && !bare;
        Some(Draft {
            mention,
            bodies: bodies.parties,
            frame: proposal.frame,
            sentence: self.number,
            head: proposal.head,
            is_noun: head_noun.is_some(),
            plural: head_noun.is_some_and(|n| matches!(tree.token(n).xpos, Xpos::Nns | Xpos::Nnps)),
            definite,
            further,
            judged: head_noun.is_some_and(|n| self.judged(n)),
            modifiers,
            here: self.names.parties(),
            state,
            bare,
            told,
            pronoun: !frame.pronouns.is_empty(),
            speaker: self.speaker(proposal),
        })
    }

    fn place(
        &self,
        mention: &mut EventMention,
        places: &[Candidate<&Resolved>],
        proposal: &Proposal,
    ) {
        let tree = self.tree;
        let mut best: Option<(u32, &Candidate<&Resolved>)> = None;
        for c in places {
            if c.loose {
                continue;
            }
            let case = tree.case(c.word);
            let rel = tree.rel(c.word);
            let on_trigger = tree.s.head(c.word) == proposal.noun && proposal.noun.is_some();
            let journey = mention.kind == Kind::Visit
                || matches!(
                    tree.lemma(proposal.head),
                    "travel" | "fly" | "go" | "visit" | "come"
                );
            let fits = match case.as_deref() {
                Some(
                    "in" | "at" | "on" | "near" | "outside" | "inside" | "around" | "off"
                    | "on board" | "across" | "aboard" | "along",
                ) => true,
                Some("to" | "into" | "for") => journey,
                None => {
                    (matches!(rel, Deprel::Compound | Deprel::NmodPoss | Deprel::Amod)
                        && on_trigger)
                        || rel == Deprel::Obj && journey
                        || rel == Deprel::Advmod
                        || rel == Deprel::Appos
                        || matches!(rel, Deprel::Nsubj)
                            && !proposal.path.spine.contains(&proposal.head)
                }
                _ => false,
            };
            if !fits {
                continue;
            }
            let state = c.value.place.as_ref().is_some_and(|p| {
                p.gazetteer
                    .as_deref()
                    .is_some_and(|g| g.starts_with("country") || g.starts_with("state"))
            });
            // 'the Iran talks': a state before the noun is a party or a topic.
            if case.is_none() && state && !journey {
                continue;
            }
            let cost = c.distance * 2 + u32::from(state) * 3 + u32::from(case.is_none());
            if best.is_none_or(|(b, _)| cost < b) {
                best = Some((cost, c));
            }
        }
        if let Some((_, c)) = best
            && let Some(place) = &c.value.place
        {
            mention.place = Some(PlaceArgument {
                value: place.clone(),
                span: c.value.span,
                rule: c.value.resolution.rule.clone(),
            });
        }
    }

    /// Sets time, due and earlier time; true where the event was moved to a
    /// new day.
    fn times(
        &self,
        mention: &mut EventMention,
        proposal: &Proposal,
        times: &[Candidate<&Timex>],
        state: &mut State,
        day: Date,
    ) -> bool {
        let tree = self.tree;
        let path = &proposal.path;
        let hanging = |c: &Candidate<&Timex>, list: &[(u32, Vec<String>)]| {
            let case = tree
                .case(c.word)
                .or_else(|| c.value.anchor.clone())
                .unwrap_or_default();
            tree.s.ancestors(c.word).take(6).find(|t| {
                list.iter()
                    .any(|(w, preps)| w == t && preps.contains(&case))
            })
        };
        let hangs_on =
            |c: &Candidate<&Timex>, list: &[(u32, Vec<String>)]| hanging(c, list).is_some();
        let mut best: Option<((u32, u32), &Candidate<&Timex>, Interval)> = None;
        let mut new_day = false;
        for c in times {
            let Some(mut interval) = anchored(tree, c) else {
                continue;
            };
            if hangs_on(c, &path.old_day) {
                // 'Moved from Monday to Friday' is no range.
                let interval = c.value.interval.unwrap_or(interval);
                mention.earlier_time = Some(self.time_argument(c, interval));
                continue;
            }
            // 'The talks which X broke off on Monday will be held on Friday'
            if path.aside.iter().any(|&a| tree.s.dominates(a, c.word)) {
                continue;
            }
            let word = hanging(c, &path.new_day);
            let puts_off = word.is_some_and(|w| path.moving.contains(&w));
            // 'The talks set for Monday were put off': no new day.
            let moved = word.is_some() && (puts_off || path.moving.is_empty());
            if moved && !path.old_day.is_empty() {
                interval = c.value.interval.unwrap_or(interval);
            }
            if c.loose && !moved {
                // 'agreed on Monday to meet on Friday': a time on the other
                // word is the event's only where it cannot be that word's.
                let later = adjunct::is_future(&interval, day) && c.word > proposal.head;
                if !later {
                    continue;
                }
            }
            let deadline = is_deadline(c.value)
                && !is_modifier(tree, c.word)
                && matches!(
                    mention.kind,
                    Kind::Commitment | Kind::Project | Kind::Institution
                );
            if deadline {
                mention.due = Some(self.time_argument(c, due(c.value, interval)));
                continue;
            }
            new_day |= puts_off && *state == State::Postponed;
            let rank = (
                u32::from(!moved) + u32::from(c.loose) * 2,
                c.distance * 2
                    + match interval.granularity {
                        Granularity::Time | Granularity::Day => 0,
                        Granularity::Week => 1,
                        _ => 2,
                    },
            );
            if best.is_none_or(|(b, _, _)| rank < b) {
                best = Some((rank, c, interval));
            }
        }
        if let Some((_, c, interval)) = best {
            // 'They have been meeting since Monday': till the report at least.
            let since = interval.end.is_none()
                && is_meeting(mention.kind)
                && interval.first_day().is_some_and(|d| d <= day)
                && matches!(*state, State::Fact | State::Bare);
            let interval = match interval.first_day() {
                Some(first) if since => Interval::days(first, day, Granularity::Day),
                _ => interval,
            };
            mention.time = Some(self.time_argument(c, interval));
        }
        // 'The talks set for Monday were put off to Friday': the other day is
        // the one given up.
        if new_day
            && mention.earlier_time.is_none()
            && let Some((_, chosen, _)) = best
        {
            // It may hang on a wrong word within the phrase of the event.
            let within = self.timexes.iter().filter_map(|t| {
                let word = tree.s.head_of(t.span)?;
                tree.s.dominates(proposal.noun?, word).then_some(Candidate {
                    value: *t,
                    word,
                    distance: 0,
                    loose: true,
                })
            });
            let chosen = chosen.word;
            let now = mention.time.as_ref().map(|t| t.interval);
            mention.earlier_time = times
                .iter()
                .copied()
                .chain(within)
                .filter(|c| c.word != chosen)
                .find_map(|c| {
                    let interval = anchored(tree, &c)?;
                    (adjunct::is_exact(&interval) && now.is_some_and(|t| !t.overlaps(&interval)))
                        .then(|| self.time_argument(&c, interval))
                });
        }
        new_day
    }

    /// Days from the first to the last where the text says how many: 'three
    /// days of talks ended on Friday', 'a two-day summit from 3 May', 'a truce
    /// from 20 July for four months'.
    fn lasts(&self, mention: &mut EventMention, proposal: &Proposal) {
        let tree = self.tree;
        let Some(time) = &mut mention.time else {
            return;
        };
        let (Some(first), last) = (time.interval.first_day(), time.interval.last_day()) else {
            return;
        };
        if last.is_some_and(|l| l != first) || time.interval.granularity == Granularity::Time {
            return;
        }
        let spine = &proposal.path.spine;
        let length = self.timexes.iter().find_map(|t| {
            let length = spans::length(t).filter(|_| t.interval.is_none())?;
            let head = tree.s.head_of(t.span)?;
            // 'a two-day summit', or 'two days of talks'
            let on_noun = proposal.noun.is_some_and(|noun| {
                tree.s.head(head) == Some(noun) && head < noun
                    || tree.s.head(noun) == Some(head) && tree.case(noun).as_deref() == Some("of")
            });
            // 'begins on 20 July and is to last for four months'
            let on_verb = t.anchor.as_deref() == Some("for")
                && tree
                    .s
                    .ancestors(head)
                    .take(4)
                    .skip(1)
                    .take_while(|&w| {
                        spine.contains(&w) || tree.s.child(w, &[Deprel::Nsubj]).is_none()
                    })
                    .any(|w| spine.contains(&w))
                && !frame_extends(&mention.rule);
            (on_noun || on_verb).then_some(length)
        });
        let Some(length) = length else { return };
        let noun = proposal.noun.filter(|_| is_meeting(mention.kind));
        let ends = spine.iter().chain(&proposal.path.passed).any(|&w| {
            matches!(
                tree.lemma(w),
                "end" | "conclude" | "finish" | "wind" | "wrap" | "close" | "break" | "complete"
            )
        }) || noun.and_then(|n| tree.case(n)).as_deref() == Some("after");
        let (a, b) = if ends {
            let day = last.unwrap_or(first);
            let before = day.checked_sub(length).and_then(Date::tomorrow).ok();
            (before, Some(day))
        } else {
            (Some(first), spans::last_day(first, length))
        };
        if let (Some(a), Some(b)) = (a, b) {
            time.interval = Interval::days(a, b, Granularity::Day);
        }
    }

    /// The person who speaks in the clause that a meeting is the setting of.
    fn speaker(&self, proposal: &Proposal) -> Option<PersonArgument> {
        let tree = self.tree;
        let noun = proposal.noun.filter(|_| proposal.verb.is_none())?;
        let case = tree.case(noun)?;
        if !matches!(
            case.as_str(),
            "after" | "at" | "during" | "following" | "before" | "ahead of" | "in"
        ) {
            return None;
        }
        let verb = tree.s.head(noun)?;
        if !matches!(
            tree.lemma(verb),
            "say"
                | "tell"
                | "add"
                | "speak"
                | "announce"
                | "declare"
                | "stress"
                | "note"
                | "warn"
                | "attend"
                | "lead"
                | "take"
        ) {
            return None;
        }
        let subject = tree.subject(verb)?;
        let actor = self
            .names
            .actors(tree, subject)
            .into_iter()
            .find(|a| a.person.as_ref().is_some_and(|p| !p.is_office))?;
        Some(PersonArgument {
            value: actor.person.clone()?,
            span: actor.span,
            rule: "en.event.person.speaker".into(),
        })
    }

    /// Further mentions of one trigger that is told of several places: 'they
    /// are meeting in Oslo and in Rome'.
    pub fn elsewhere(&self, draft: &Draft, places: &[Candidate<&Resolved>]) -> Vec<Draft> {
        let tree = self.tree;
        if !is_meeting(draft.mention.kind) || draft.pronoun {
            return Vec::new();
        }
        let Some(first) = &draft.mention.place else {
            return Vec::new();
        };
        let joined = |c: &Candidate<&Resolved>| {
            tree.rel(c.word) == Deprel::Conj
                && tree.case(c.word).is_some()
                && c.value
                    .place
                    .as_ref()
                    .is_some_and(|p| p.name != first.value.name)
        };
        places
            .iter()
            .filter(|c| !c.loose && joined(c))
            .filter_map(|c| {
                let mut other = draft.clone();
                other.mention.place = Some(PlaceArgument {
                    value: c.value.place.clone()?,
                    span: c.value.span,
                    rule: c.value.resolution.rule.clone(),
                });
                Some(other)
            })
            .collect()
    }
}

fn factuality(status: Status, bare: bool) -> Factuality {
    let (polarity, modality, score) = match status {
        Status::Held if bare => (Polarity::Positive, Modality::Asserted, 1.0),
        Status::Held => (Polarity::Positive, Modality::Asserted, 3.0),
        Status::Agreed | Status::Scheduled => (Polarity::Positive, Modality::Planned, 1.0),
        Status::Possible => (Polarity::Positive, Modality::Possible, 0.0),
        Status::Proposed => (Polarity::Positive, Modality::Desired, 0.0),
        Status::Postponed => (Polarity::Negative, Modality::Planned, -1.0),
        Status::Cancelled => (Polarity::Negative, Modality::Planned, -2.0),
        Status::Denied => (Polarity::Negative, Modality::Asserted, -3.0),
    };
    Factuality {
        polarity,
        modality,
        score,
    }
}

/// True for the frame whose event is that something else is made longer.
fn frame_extends(rule: &str) -> bool {
    rule.ends_with(".extension")
}

/// True for the code of a state.
pub(crate) fn is_state(id: &PartyId) -> bool {
    id.as_str().len() == 3 && id.as_str().bytes().all(|b| b.is_ascii_uppercase())
}

/// True for meetings, which have a place and a host of their own.
pub(crate) fn is_meeting(kind: Kind) -> bool {
    kind.family() == Family::Meeting
}
