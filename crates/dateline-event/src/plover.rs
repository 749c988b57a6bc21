//! Coded records of single sentences: PLOVER type, mode, source and target.

use crate::climb::State;
use crate::coder::{Coder, window};
use crate::draft::adjunct;
use crate::draft::build::{Draft, Scene};
use crate::propose::roles::Names;
use crate::propose::{self, Proposal};
use crate::tree::Tree;
use dateline_record::{
    Kind, Party, PartyId, PloverType, Report, Resolved, Role, Span, Status, Timex,
};
use dateline_syntax::{Deprel, Sentence};

/// An actor of a coded event.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// Its words.
    pub span: Span,
    /// The party; `None` where the words name none that is known.
    pub party: Option<Party>,
}

/// One coded event of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Coded {
    /// PLOVER type, not folded by status.
    pub plover: PloverType,
    /// PLOVER mode, where one applies.
    pub mode: Option<String>,
    /// Kind of the ledger, where the frame has one.
    pub kind: Option<Kind>,
    /// How it stands.
    pub status: Status,
    /// Who acts.
    pub source: Vec<Actor>,
    /// Who is acted upon; empty where all take part alike.
    pub target: Vec<Actor>,
    /// All sides take part alike.
    pub reciprocal: bool,
    /// It was tried, whether it came about or not.
    pub tried: bool,
    /// Who acts leaves an office, and acts on nobody else.
    pub leaves: bool,
    /// The trigger's words.
    pub trigger: Span,
    /// The frame.
    pub rule: String,
}

impl Coded {
    /// The type with PLOVER's own folding: what is promised, planned or
    /// proposed of the cooperative types is AGREE; a cancelled or refused
    /// meeting is REJECT; what is announced or only possible of the hostile types
    /// THREATEN, though not what was tried.
    pub fn folded(&self) -> PloverType {
        use PloverType::*;
        let cooperative = matches!(
            self.plover,
            Consult | Support | Cooperate | Aid | Concede | Retreat
        );
        let hostile = matches!(
            self.plover,
            Sanction | Assault | Mobilize | Coerce | Protest
        );
        match self.status {
            Status::Agreed | Status::Scheduled | Status::Proposed | Status::Possible => {
                if cooperative {
                    Agree
                } else if hostile && !self.tried {
                    Threaten
                } else {
                    self.plover
                }
            }
            Status::Cancelled | Status::Denied | Status::Postponed
                if cooperative || self.plover == Agree =>
            {
                Reject
            }
            _ => self.plover,
        }
    }
}

/// True where a clause has a condition of the kind 'unless'.
fn has_unless(tree: &Tree, clause: u32) -> bool {
    tree.children(clause).any(|c| {
        tree.rel(c) == Deprel::Advcl && tree.marker(c, Deprel::Mark).as_deref() == Some("unless")
    })
}

/// 'X said Y must do it': a demand of X on Y.
fn must(scene: &Scene) -> Option<Coded> {
    let tree = scene.tree;
    let verb = (0..tree.len()).find(|&v| {
        tree.rel(v) == Deprel::Ccomp && tree.mood(v).modal == crate::mood::Modal::Must
    })?;
    let cue = tree.s.head(verb)?;
    let actors = |token: Option<u32>| -> Vec<Actor> {
        let Some(token) = token else {
            return Vec::new();
        };
        tree.conjuncts(token)
            .into_iter()
            .flat_map(|t| scene.names.actors(tree, t))
            .flat_map(|e| {
                e.parties.iter().map(|p| Actor {
                    span: e.span,
                    party: Some(p.clone()),
                })
            })
            .collect()
    };
    let source = actors(tree.subject(cue));
    let target = actors(tree.subject(verb).or_else(|| tree.object(verb)));
    (!source.is_empty() && !target.is_empty()).then(|| Coded {
        plover: PloverType::Request,
        mode: None,
        kind: None,
        status: Status::Held,
        source,
        target,
        reciprocal: false,
        tried: false,
        leaves: false,
        trigger: tree.span(verb),
        rule: "en.event.plover.request".into(),
    })
}

/// The state in or to which an act is done, for one whose target is not named
/// otherwise: 'sent arms to Pakistan', 'lifted the curfew in Lagos' (PLOVER
/// codes the recipient by where it is).
fn territory(scene: &Scene, p: &Proposal) -> Option<Actor> {
    let tree = scene.tree;
    (p.head + 1..tree.len())
        .filter(|&t| tree.s.dominates(p.head, t))
        .find_map(|t| {
            let place = scene.names.at(t).iter().find_map(|e| {
                let country = e.place.as_ref()?.country.as_ref()?;
                Some((e.span, country))
            });
            let party = scene
                .names
                .at(t)
                .iter()
                .find(|e| e.place.is_none() && !e.parties.is_empty())
                .map(|e| (e.span, e.parties[0].clone()));
            // A clause of its own tells of something else.
            let mut clause = false;
            for a in tree.s.ancestors(t).take_while(|&a| a != p.head) {
                clause |= tree.is_verb(a) && tree.rel(a) != Deprel::Xcomp;
            }
            let phrase = tree.case(t).or_else(|| {
                let h = tree.s.head(t)?;
                tree.case(h)
            });
            let fits = phrase.is_some_and(|c| {
                matches!(
                    c.as_str(),
                    "to" | "in"
                        | "into"
                        | "for"
                        | "from"
                        | "against"
                        | "of"
                        | "with"
                        | "on"
                        | "over"
                        | "toward"
                        | "towards"
                        | "near"
                        | "at"
                        | "inside"
                        | "across"
                )
            });
            if clause || !fits {
                return None;
            }
            match (party, place) {
                (Some((span, party)), _) => Some(Actor {
                    span,
                    party: Some(party),
                }),
                (None, Some((span, country))) => Some(Actor {
                    span,
                    party: Some(Party {
                        id: PartyId(country.clone()),
                        sector: None,
                    }),
                }),
                _ => None,
            }
        })
}

/// The parties that a sentence names, each once, in order of the text; a place
/// stands for its state.
fn named(entities: &[&Resolved]) -> Vec<Actor> {
    let mut out: Vec<Actor> = Vec::new();
    for e in entities {
        let own = e.person.as_ref().and_then(|p| p.party.clone());
        let at = e.place.as_ref().and_then(|p| {
            Some(Party {
                id: PartyId(p.country.clone()?),
                sector: None,
            })
        });
        for party in e.parties.iter().cloned().chain(own).chain(at) {
            if !out
                .iter()
                .any(|a| a.party.as_ref().is_some_and(|p| p.id == party.id))
            {
                out.push(Actor {
                    span: e.span,
                    party: Some(party),
                });
            }
        }
    }
    out
}

/// Gives an act of which one side is known the only other party of its
/// sentence, or, for what is done within a state, the same.
fn fill(coded: &mut Coded, named: &[Actor]) {
    use PloverType::{
        Accuse, Assault, Coerce, Concede, Protest, Reject, Request, Retreat, Threaten,
    };
    let ids = |list: &[Actor]| -> Vec<PartyId> {
        let all = list.iter().filter_map(|a| a.party.as_ref());
        all.map(|p| p.id.clone()).collect()
    };
    let within = matches!(
        coded.plover,
        Accuse | Assault | Coerce | Concede | Protest | Reject | Request | Retreat | Threaten
    );
    let (source, target) = (ids(&coded.source), ids(&coded.target));
    // 'Students demonstrated throughout Chad': the one state that is named is
    // theirs, and where something is done within it, it is done to it, too.
    if source.is_empty()
        && target.is_empty()
        && let [one] = named
    {
        coded.source.push(one.clone());
        if within && !coded.reciprocal && !coded.leaves {
            coded.target.push(one.clone());
        }
        return;
    }
    let before = |a: &&Actor| a.span.end <= coded.trigger.start;
    // 'X says it is willing to leave Y': of several the first acts, on the next.
    if source.is_empty() && target.is_empty() && !coded.reciprocal {
        let first = named.first().filter(|a| before(a));
        let behind = named.iter().find(|a| a.span.start > coded.trigger.start);
        if let (Some(first), Some(behind)) = (first, behind) {
            let (first, behind) = (first.clone(), behind.clone());
            coded.source.push(first);
            coded.target.push(behind);
        }
        return;
    }
    if coded.reciprocal || source.is_empty() == target.is_empty() {
        return;
    }
    let known = if source.is_empty() { &target } else { &source };
    let others: Vec<&Actor> = named
        .iter()
        .filter(|a| a.party.as_ref().is_some_and(|p| !known.contains(&p.id)))
        .collect();
    let other = match others[..] {
        [one] => Some(one.clone()),
        [] if within => named
            .iter()
            .find(|a| a.party.as_ref().is_some_and(|p| known.contains(&p.id)))
            .cloned(),
        // Whom an act is done to stands behind it.
        _ if target.is_empty() => others
            .iter()
            .find(|a| a.span.start > coded.trigger.start)
            .map(|a| (*a).clone()),
        // Who acts is named first.
        [first, ..] if before(&first) => Some(first.clone()),
        _ => None,
    };
    if let Some(other) = other {
        if source.is_empty() {
            coded.source.push(other);
        } else {
            coded.target.push(other);
        }
    }
}

/// 'Israeli bulldozers demolished Palestinian homes': whose the thing is that is
/// acted upon is not the one who acts, where another does.
fn part(source: &mut Vec<Actor>, target: &[Actor]) {
    let id = |a: &Actor| a.party.as_ref().map(|p| p.id.clone());
    let acted_on = |a: &Actor| target.iter().any(|t| id(t) == id(a));
    if source.iter().any(|a| id(a).is_some() && !acted_on(a)) {
        source.retain(|a| id(a).is_none() || !acted_on(a));
    }
}

impl Coder {
    /// The coded events of each sentence, the main one first. Events that
    /// stand in the content of another ('demanded that X withdraw') are left
    /// out, and so are nouns that a clause takes for granted where its verb
    /// is coded itself.
    pub fn code(
        &self,
        report: &Report,
        sentences: &[Sentence],
        timexes: &[Timex],
        entities: &[Resolved],
    ) -> Vec<Vec<Coded>> {
        let mut out = Vec::with_capacity(sentences.len());
        let (mut time_at, mut entity_at) = (0, 0);
        for (number, s) in sentences.iter().enumerate() {
            let mended = crate::mend::mend(s);
            let mut tree = Tree::new(mended.as_ref().unwrap_or(s));
            tree.mend_lemmas(
                &report.text,
                |lemma| self.lexicon.knows_verb(lemma),
                |lemma| !self.lexicon.noun(lemma).is_empty(),
            );
            let times = window(timexes, &mut time_at, s.span, |t| t.span);
            let actors = window(entities, &mut entity_at, s.span, |e| e.span);
            tree.know_names(&actors);
            let names = Names::new(&tree, &actors);
            let scene = Scene {
                report,
                tree: &tree,
                names: &names,
                timexes: &times,
                lexicon: &self.lexicon,
                number: u32::try_from(number).unwrap_or(u32::MAX),
            };
            out.push(self.code_sentence(&scene, &actors));
        }
        out
    }

    fn code_sentence(&self, scene: &Scene, entities: &[&Resolved]) -> Vec<Coded> {
        let tree = scene.tree;
        let proposals = propose::propose(tree, &self.lexicon, scene.names, false);
        let when = adjunct::times(tree, &self.lexicon, &proposals, scene.timexes);
        let places = adjunct::places(tree, &self.lexicon, &proposals, scene.names, entities);
        let mut found: Vec<(i32, Coded)> = Vec::new();
        for (i, p) in proposals.iter().enumerate() {
            let frame = &self.lexicon.frames[p.frame as usize];
            let Some(plover) = frame.plover else { continue };
            let covered = proposals.iter().enumerate().any(|(j, o)| {
                j != i
                    && (self.lexicon.frames[o.frame as usize].content
                        || p.verb.is_none()
                            && self.lexicon.frames[o.frame as usize].plover.is_some())
                    && propose::is_content(tree, o, p)
            });
            if covered || p.modifier.is_some() && i > 0 && proposals[i - 1].head == p.head {
                continue;
            }
            let Some(draft) = scene.draft(p, &when[i], &places[i]) else {
                continue;
            };
            let mut coded = self.coded(scene, p, &draft, plover);
            let clause = p.path.clause.unwrap_or(p.head);
            if draft.mention.status.value.is_open() && has_unless(tree, clause) {
                // What will be done unless another yields is a threat.
                coded.plover = PloverType::Threaten;
            }
            if coded.source.is_empty() && coded.target.is_empty() {
                continue;
            }
            let depth = i32::try_from(tree.s.ancestors(p.head).take(64).count()).unwrap_or(64);
            let mut score = -depth * 2;
            score += 3 * i32::from(p.verb.is_some());
            score += 2 * i32::from(coded.source.iter().any(|a| a.party.is_some()));
            score += i32::from(coded.target.iter().any(|a| a.party.is_some()));
            score += i32::from(!draft.bare);
            if draft.state == State::Bare {
                score -= 3;
            }
            found.push((score, coded));
        }
        if let Some(demand) = must(scene) {
            found.push((i32::MAX, demand));
        }
        found.sort_by_key(|(score, c)| (-score, c.trigger));
        let named = named(entities);
        let mut out: Vec<Coded> = found.into_iter().map(|(_, c)| c).collect();
        for coded in &mut out {
            fill(coded, &named);
            if !coded.reciprocal {
                part(&mut coded.source, &coded.target);
            }
        }
        out
    }

    fn coded(&self, scene: &Scene, p: &Proposal, draft: &Draft, plover: PloverType) -> Coded {
        let frame = &self.lexicon.frames[p.frame as usize];
        let tree = scene.tree;
        let mut source: Vec<Actor> = Vec::new();
        let mut target: Vec<Actor> = Vec::new();
        let mut add = |role: Role, actor: Actor| {
            let list = match role {
                Role::Participant | Role::Mediator => &mut source,
                Role::Host | Role::Target if frame.reciprocal && role == Role::Host => &mut source,
                Role::Host | Role::Target => &mut target,
            };
            if !list.iter().any(|a| {
                a.party.is_some()
                    && a.party.as_ref().map(|p| &p.id) == actor.party.as_ref().map(|p| &p.id)
            }) {
                list.push(actor);
            }
        };
        for party in &draft.mention.parties {
            add(
                party.role,
                Actor {
                    span: party.span,
                    party: Some(party.party.clone()),
                },
            );
        }
        // Actors that no gazetteer knows are given by their words alone.
        for (role, token) in scene.role_tokens(p, frame) {
            let known = scene.names.actors(tree, token).iter().any(|a| {
                !a.parties.is_empty() || a.person.as_ref().is_some_and(|p| p.party.is_some())
            });
            if !known && tree.is_noun(token) && !tree.lemma(token).is_empty() {
                add(
                    role,
                    Actor {
                        span: tree.span(token),
                        party: None,
                    },
                );
            }
        }
        if !frame.reciprocal {
            part(&mut source, &target);
        }
        let acted_on = target.iter().any(|a| a.party.is_some());
        let leaves = self.lexicon.listed("resigning", tree.lemma(p.head));
        if !acted_on && !frame.reciprocal && !source.is_empty() && !leaves {
            target.extend(territory(scene, p));
        }
        if !frame.reciprocal {
            part(&mut source, &target);
        }
        Coded {
            plover,
            mode: frame.mode.clone(),
            kind: frame.kind,
            status: draft.mention.status.value,
            source,
            target,
            reciprocal: frame.reciprocal,
            tried: p
                .path
                .word
                .is_some_and(|w| self.lexicon.listed("trying", tree.lemma(w))),
            leaves,
            trigger: p.trigger,
            rule: frame.id.clone(),
        }
    }
}
