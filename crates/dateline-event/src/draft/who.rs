//! The offices and the people that take part in an event without a name.

use crate::climb::{Path, State};
use crate::draft::build::{Scene, is_meeting, is_state};
use crate::propose::Proposal;
use dateline_record::{EventMention, Family, Kind, PartyId, PersonArgument, Resolved, Role};
use dateline_syntax::{Deprel, Upos, Xpos};
use std::collections::BTreeSet;

impl Scene<'_> {
    /// 'His country will host it': true where somebody is only named as whose that is.
    pub(crate) fn is_whose(&self, token: u32, actor: &Resolved) -> bool {
        let tree = self.tree;
        let word = tree.s.token_at(actor.span.start);
        word.is_some_and(|t| {
            let noun = tree.s.head(t).map_or("", |n| tree.lemma(n));
            t != token
                && tree.upos(t) == Upos::Pron
                && tree.rel(t) == Deprel::NmodPoss
                && self.lexicon.listed("of_somebody", noun)
        })
    }

    /// 'They agreed that their ministers would meet', 'agreed to hold a summit of X and
    /// Y': true for a meeting at which those who agree on it need not be.
    pub(crate) fn is_of_others(&self, mention: &EventMention, proposal: &Proposal) -> bool {
        let tree = self.tree;
        let noun = proposal.noun.filter(|_| proposal.verb.is_none());
        let own = |s: u32| {
            tree.upos(s) == Upos::Noun && !proposal.path.roles.iter().any(|(_, t, _)| *t == s)
        };
        is_meeting(mention.kind)
            && (mention.parties.len() >= 2 && !mention.persons.is_empty()
                || noun.is_some_and(|n| tree.rel(n) == Deprel::NsubjPass)
                || proposal.verb.and_then(|v| tree.subject(v)).is_some_and(own))
    }

    /// 'Norway ruled out talks between Ghana and Togo': none of their sides; who proposes
    /// them or puts them off goes between. The role of who does so, `None` where it
    /// is none.
    pub(crate) fn between_others(
        &self,
        proposal: &Proposal,
        kind: Kind,
        role: Role,
        token: u32,
        rule: &str,
    ) -> Option<Role> {
        let tree = self.tree;
        // Who proposes a vote, or opposes one, need not hold it.
        let put = matches!(rule, "en.event.status.propose" | "en.event.status.deny");
        if kind == Kind::Vote && put {
            return None;
        }
        let joint = matches!(kind.family(), Family::Meeting | Family::Accord)
            || matches!(kind, Kind::Exchange | Kind::Exercise);
        let noun = proposal.noun.filter(|_| joint && role == Role::Participant);
        let Some(noun) = noun else { return Some(role) };
        let ids = |e: &Resolved| e.parties.iter().map(|p| p.id.clone()).collect::<Vec<_>>();
        let mut sides: Vec<PartyId> = self
            .names
            .between(tree, noun)
            .into_iter()
            .flat_map(ids)
            .collect();
        sides.sort();
        sides.dedup();
        let own = self.names.actors(tree, token);
        let mut own = own.into_iter().flat_map(ids).peekable();
        let third = sides.len() >= 2 && own.peek().is_some() && own.all(|p| !sides.contains(&p));
        match rule {
            _ if !third => Some(role),
            _ if put || rule == "en.event.status.open" => None,
            _ => Some(Role::Mediator),
        }
    }

    /// True where the sides of one state act on each other: 'the two Libyan
    /// factions', 'Sudan's warring parties'.
    pub(crate) fn factions(&self, who: &[(Role, u32)]) -> bool {
        let tree = self.tree;
        who.iter().any(|&(role, t)| {
            let several = matches!(tree.token(t).xpos, Xpos::Nns | Xpos::Nnps);
            let sides = self.lexicon.listed("factions", tree.lemma(t));
            let rival = tree
                .s
                .children_by(t, &[Deprel::Amod, Deprel::Compound, Deprel::Nummod]);
            let mut rival = rival.filter(|&a| self.lexicon.listed("opposed", tree.lemma(a)));
            let party: BTreeSet<&PartyId> = self
                .names
                .at(t)
                .iter()
                .flat_map(|e| e.parties.iter().map(|p| &p.id))
                .collect();
            let owned = party.len() == 1
                || tree
                    .s
                    .children_by(t, &[Deprel::NmodPoss, Deprel::Amod])
                    .any(|c| self.names.at(c).iter().any(|e| e.parties.len() == 1));
            role == Role::Participant && several && sides && owned && rival.next().is_some()
        })
    }

    /// True where what meets is a commission or committee that is nobody's own.
    pub(crate) fn joint(&self, proposal: &Proposal) -> bool {
        let tree = self.tree;
        let body = |t: u32| {
            // One that is of a single party is that party's own.
            let own = self.names.at(t).iter().any(|e| e.parties.len() < 2);
            matches!(
                tree.lemma(t),
                "commission" | "committee" | "group" | "panel"
            ) && !own
        };
        // 'The boundary commission's meeting'
        let before = [Deprel::NmodPoss, Deprel::Compound];
        let mut own = proposal
            .noun
            .into_iter()
            .flat_map(|n| tree.s.children_by(n, &before));
        let of = proposal.noun.into_iter().flat_map(|n| tree.obliques(n));
        proposal
            .verb
            .and_then(|v| tree.subject(v))
            .is_some_and(body)
            || own.any(body)
            || of.filter(|(case, _)| case == "of").any(|(_, t)| body(t))
    }

    /// Those who held the ones let go: 'an American held by the rebels was
    /// freed', 'three Cubans held in American jails'.
    pub(crate) fn captors(&self, mention: &mut EventMention, tokens: &[(Role, u32)], rule: &str) {
        let tree = self.tree;
        let captives = tokens.iter().filter(|(role, _)| *role == Role::Target);
        for word in captives.flat_map(|(_, t)| tree.conjuncts(*t)) {
            for clause in tree.s.children_by(word, &[Deprel::Acl, Deprel::AclRelcl]) {
                if !self.lexicon.listed("capturing", tree.lemma(clause)) {
                    continue;
                }
                for (case, holder) in tree.obliques(clause) {
                    let jail = case == "in" && self.lexicon.listed("jails", tree.lemma(holder));
                    if case == "by" || jail {
                        self.add_actors(mention, Role::Participant, holder, rule);
                    }
                }
            }
        }
    }

    /// 'Delegates of the president': he is not there himself.
    pub(crate) fn is_represented(&self, actor: &Resolved) -> bool {
        let tree = self.tree;
        let Some(head) = tree.s.token_at(actor.head.start) else {
            return false;
        };
        let first = tree.first_conjunct(head);
        // An envoy is with his team, a president is not.
        let role = actor.person.as_ref().and_then(|p| p.role.as_deref());
        let leads = role.is_some_and(|r| {
            let r = r.to_lowercase();
            let heads = ["president", "prime minister", "chancellor", "king", "emir"];
            heads.iter().any(|h| r.contains(h)) && !r.contains("vice")
        });
        [head, first].into_iter().any(|t| {
            let over = tree.s.head(t);
            // 'Sent his minister to Lima', 'her envoy met them'
            let sends = over.is_some_and(|v| {
                tree.rel(t) == Deprel::Nsubj
                    && matches!(tree.lemma(v), "send" | "dispatch")
                    && tree.object(v).is_some()
            });
            let owns = leads
                && tree.rel(t) == Deprel::NmodPoss
                && over.is_some_and(|n| {
                    matches!(
                        tree.lemma(n),
                        "delegation" | "team" | "negotiator" | "envoy" | "force" | "troop"
                    )
                });
            if sends || owns {
                return true;
            }
            let over = over.filter(|_| tree.case(t).as_deref() == Some("of"));
            over.is_some_and(|n| {
                let word = tree.lemma(n);
                matches!(
                    word,
                    "delegate"
                        | "delegation"
                        | "representative"
                        | "team"
                        | "negotiator"
                        | "emissary"
                )
            })
        })
    }

    /// 'X asked Y to lift the embargo', 'X wants its citizens freed': the state
    /// or armed group that asks for relief is the one to be relieved.
    pub(crate) fn asker(&self, mention: &mut EventMention, path: &Path) {
        let asks = matches!(path.state, State::Proposed | State::Possible)
            && matches!(
                path.rule.as_str(),
                "en.event.status.propose" | "en.event.status.open"
            );
        if !asks
            || mention.parties.is_empty()
            || mention.kind.family() != Family::Relief
            || mention.kind == Kind::Withdrawal
        {
            return;
        }
        let Some(subject) = path.word.and_then(|w| self.tree.subject(w)) else {
            return;
        };
        let known = mention.parties.len();
        let persons = mention.persons.len();
        self.add_actors(mention, Role::Target, subject, &path.rule);
        mention.persons.truncate(persons);
        let mut n = 0;
        mention.parties.retain(|p| {
            n += 1;
            let rebels = p.party.sector.as_ref().is_some_and(|s| s.0 == "REB");
            n <= known || is_state(&p.party.id) || rebels
        });
    }

    /// 'At Kenya's request the meeting with Uganda was put off': who asks is the
    /// other side of a meeting of which one is named.
    pub(crate) fn at_request(&self, mention: &mut EventMention, path: &Path) {
        let one = is_meeting(mention.kind)
            && matches!(mention.parties.as_slice(), [one] if is_state(&one.party.id)
                && one.party.sector.as_ref().is_none_or(|s| s.0 != "IGO"));
        let Some(clause) = path.clause.or(path.word).filter(|_| one) else {
            return;
        };
        let tree = self.tree;
        let request = tree
            .obliques(clause)
            .find(|(case, t)| case == "at" && self.lexicon.listed("behest", tree.lemma(*t)));
        let who = request.and_then(|(_, t)| {
            let mut of = tree.obliques(t).filter(|(case, _)| case == "of");
            tree.s
                .child(t, &[Deprel::NmodPoss])
                .or_else(|| of.next().map(|(_, t)| t))
        });
        if let Some(who) = who {
            let persons = mention.persons.len();
            self.add_actors(mention, Role::Participant, who, "en.event.party.request");
            mention.persons.truncate(persons);
        }
    }

    /// 'Kenya's sanctions on Uganda were lifted', 'sanctions imposed by Kenya on
    /// Uganda': whose they were lifts them, where nobody else is told to.
    pub(crate) fn lifter(&self, mention: &mut EventMention, proposal: &Proposal) {
        let tree = self.tree;
        let (Some(verb), Some(noun)) = (proposal.verb, proposal.noun) else {
            return;
        };
        if mention.kind != Kind::Easing {
            return;
        }
        const RULE: &str = "en.event.party.lifter";
        // 'Dropped the sanctions it laid on two Turkish ministers'
        self.laid_on(mention, noun, RULE);
        let acts = mention.parties.iter().any(|p| p.role == Role::Participant);
        if acts || tree.subject(verb).is_some() {
            return;
        }
        let owner = tree.s.child(noun, &[Deprel::NmodPoss]);
        if let Some(owner) = owner.map(|o| tree.span(o)) {
            for p in &mut mention.parties {
                if p.span.overlaps(owner) {
                    p.role = Role::Participant;
                }
            }
        }
        let imposed = tree.s.children_by(noun, &[Deprel::Acl]).find(|&c| {
            matches!(
                tree.lemma(c),
                "impose" | "introduce" | "slap" | "levy" | "declare" | "adopt"
            )
        });
        let Some(imposed) = imposed else { return };
        let persons = mention.persons.len();
        if let Some(agent) = tree.agent(imposed) {
            self.add_actors(mention, Role::Participant, agent, RULE);
        }
        let on: Vec<u32> = tree
            .obliques(imposed)
            .filter(|(case, _)| matches!(case.as_str(), "on" | "against" | "upon"))
            .map(|(_, t)| t)
            .collect();
        for t in on {
            self.add_actors(mention, Role::Target, t, RULE);
        }
        mention.persons.truncate(persons);
    }

    /// Whom a burden was laid on, as the clause behind it tells.
    fn laid_on(&self, mention: &mut EventMention, noun: u32, rule: &str) {
        let tree = self.tree;
        if mention.parties.iter().any(|p| p.role == Role::Target) {
            return;
        }
        let laid = tree.s.children_by(noun, &[Deprel::AclRelcl, Deprel::Acl]);
        let laid = laid.filter(|&c| {
            matches!(
                tree.lemma(c),
                "impose" | "introduce" | "slap" | "levy" | "lay" | "put" | "place"
            )
        });
        let persons = mention.persons.len();
        for (case, t) in laid.flat_map(|c| tree.obliques(c).collect::<Vec<_>>()) {
            if matches!(case.as_str(), "on" | "against" | "upon") {
                self.add_actors(mention, Role::Target, t, rule);
            }
        }
        mention.persons.truncate(persons);
    }

    /// The offices among those who take part, with their parties.
    pub(crate) fn offices(&self, tokens: &[(Role, u32)]) -> Vec<(PartyId, String)> {
        let mut out = Vec::new();
        for &(role, token) in tokens {
            if role == Role::Target || !self.lexicon.listed("officials", self.tree.lemma(token)) {
                continue;
            }
            let office = self.office_words(token);
            for actor in self.names.actors(self.tree, token) {
                let named = actor.person.as_ref().is_some_and(|p| !p.is_office);
                let own = actor.person.as_ref().and_then(|p| p.party.as_ref());
                for party in actor.parties.iter().chain(own).filter(|_| !named) {
                    out.push((party.id.clone(), office.clone()));
                }
            }
        }
        out
    }

    /// 'Will meet in the buffer zone', 'the border commissions met': what is a
    /// place or acts is not set up.
    pub(crate) fn is_there(&self, noun: u32) -> bool {
        let tree = self.tree;
        let within = tree.lemma(noun) == "zone"
            && tree
                .case(noun)
                .is_some_and(|case| matches!(case.as_str(), "in" | "inside" | "near"));
        let act = tree.token(noun).xpos == Xpos::Nns
            && tree.rel(noun) == Deprel::Nsubj
            && tree.s.head(noun).is_some_and(|v| {
                matches!(
                    tree.lemma(v),
                    "meet" | "hold" | "gather" | "convene" | "agree" | "sign" | "discuss"
                )
            });
        // 'The joint commission endorsed the timetable'
        let decides = matches!(tree.rel(noun), Deprel::Nsubj)
            && tree
                .s
                .children_by(noun, &[Deprel::Det])
                .any(|d| tree.lemma(d) == "the")
            && tree.s.head(noun).is_some_and(|v| {
                matches!(
                    tree.lemma(v),
                    "adopt"
                        | "approve"
                        | "confirm"
                        | "endorse"
                        | "decide"
                        | "recommend"
                        | "report"
                        | "warn"
                        | "conclude"
                        | "ask"
                        | "urge"
                        | "propose"
                )
            });
        // 'The Southern Transitional Council': a party's own name.
        let own = self.names.at(noun).iter().any(|e| {
            e.place.is_none() && e.person.is_none() && !e.parties.is_empty() && {
                e.span.contains(tree.span(noun)) && e.resolution.rule.starts_with("en.entity.party")
            }
        });
        // 'The commission's meeting' tells of the meeting, 'the group's chairman' of
        // him; 'the office's opening' of the office.
        let owner = tree
            .s
            .head(noun)
            .filter(|_| tree.rel(noun) == Deprel::NmodPoss);
        let meets = owner.is_some_and(|h| {
            !matches!(
                tree.lemma(h),
                "opening"
                    | "launch"
                    | "creation"
                    | "establishment"
                    | "formation"
                    | "start"
                    | "reopening"
                    | "inauguration"
                    | "closure"
                    | "work"
                    | "mandate"
                    | "dissolution"
            )
        });
        within || act || decides || own || meets
    }

    /// 'According to a joint statement': where something was said.
    pub(crate) fn is_source(&self, noun: u32) -> bool {
        matches!(
            self.tree.lemma(noun),
            "statement" | "communique" | "communiqué"
        ) && self
            .tree
            .case(noun)
            .is_some_and(|c| c.starts_with("accord"))
    }

    /// 'There was no communiqué', 'took no decision': nothing that was to be.
    pub(crate) fn no_paper(&self, noun: u32) -> bool {
        let tree = self.tree;
        let paper = matches!(
            tree.lemma(noun),
            "communique" | "communiqué" | "decision" | "document" | "paper" | "statement" | "text"
        );
        paper
            && tree
                .s
                .children_by(noun, &[Deprel::Det])
                .any(|d| tree.lemma(d) == "no")
    }

    /// 'Within ten days of the signing': an event from which days are counted,
    /// and of which nothing else is told.
    pub(crate) fn counts_from(&self, noun: u32, mention: &EventMention) -> bool {
        let signing = matches!(self.tree.lemma(noun), "signing" | "signature");
        let case = self.tree.case(noun);
        signing
            && mention.time.is_none()
            && mention.place.is_none()
            && case.is_some_and(|c| {
                matches!(
                    c.as_str(),
                    "after" | "before" | "by" | "from" | "of" | "on" | "since" | "until" | "within"
                )
            })
    }

    /// Those who speak in the clause that a meeting is the setting of: 'she said
    /// after the talks', 'said at the end of the second round'.
    pub(crate) fn speakers(&self, proposal: &Proposal) -> Vec<PersonArgument> {
        let found = proposal.noun.filter(|_| proposal.verb.is_none());
        let subject = found.and_then(|noun| self.speaking(noun));
        let actors = subject.into_iter().flat_map(|s| self.tree.conjuncts(s));
        actors
            .flat_map(|s| self.names.actors(self.tree, s))
            .filter_map(|a| {
                let person = a.person.as_ref().filter(|p| !p.is_office)?;
                Some(PersonArgument {
                    value: person.clone(),
                    span: a.span,
                    rule: "en.event.person.speaker".into(),
                })
            })
            .collect()
    }

    /// The subject of the verb of speaking whose clause a noun is the setting of.
    fn speaking(&self, noun: u32) -> Option<u32> {
        let tree = self.tree;
        let stretch = |t: u32| {
            self.lexicon.listed("edges", tree.lemma(t))
                || matches!(
                    tree.lemma(t),
                    "end" | "close" | "hour" | "day" | "week" | "month"
                )
        };
        let mut top = noun;
        while tree.case(top).as_deref() == Some("of")
            && let Some(head) = tree.s.head(top).filter(|&h| stretch(h))
        {
            top = head;
        }
        let setting = matches!(
            tree.case(top)?.as_str(),
            "after" | "at" | "on" | "during" | "following" | "before" | "ahead of" | "in"
        );
        let verb = tree.s.head(top).filter(|_| setting)?;
        let speaks = matches!(
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
        );
        tree.subject(verb).filter(|_| speaks)
    }

    /// True for people within a state who are no side of a process.
    pub(crate) fn outsider(&self, token: u32) -> bool {
        let tree = self.tree;
        let own = |t: u32| {
            matches!(
                tree.lemma(t),
                "opposition"
                    | "tribal"
                    | "tribe"
                    | "student"
                    | "worker"
                    | "union"
                    | "activist"
                    | "protester"
                    | "demonstrator"
                    | "lawmaker"
                    | "villager"
                    | "cleric"
                    | "farmer"
                    | "businessman"
                    | "investor"
                    | "nurse"
                    | "teacher"
                    | "doctor"
                    | "trader"
                    | "miner"
            )
        };
        // 'The Himalayan kingdom', of which the report tells nothing else
        let realm = matches!(
            tree.lemma(token),
            "kingdom" | "emirate" | "sultanate" | "monarchy" | "archipelago" | "principality"
        );
        let lie = |t: u32| {
            matches!(
                tree.lemma(t).to_lowercase().as_str(),
                "island" | "gulf" | "landlocked" | "colonial"
            )
        };
        let nation = matches!(tree.lemma(token), "nation" | "state" | "power");
        let mut beside = tree.s.children_by(token, &[Deprel::Amod, Deprel::Compound]);
        let epithet = || {
            let mut beside = tree.s.children_by(token, &[Deprel::Amod, Deprel::Compound]);
            realm && beside.next().is_some() || nation && beside.any(lie)
        };
        self.names.actors(tree, token).is_empty() && (own(token) || beside.any(own) || epithet())
    }

    /// 'foreign minister' of 'the Greek and Turkish foreign ministers'.
    pub(crate) fn office_words(&self, token: u32) -> String {
        let tree = self.tree;
        let before = token.checked_sub(1).filter(|&t| {
            matches!(tree.rel(t), Deprel::Amod | Deprel::Compound)
                && tree.s.head(t) == Some(token)
                && self.names.at(t).is_empty()
                // 'the Cypriot leaders', but 'Prime Ministers'
                && (tree.upos(t) != Upos::Propn
                    && !(t > 0
                        && self.text(tree.token(t).span).starts_with(char::is_uppercase))
                    || matches!(
                        tree.lemma(t),
                        "prime" | "foreign" | "defence" | "defense" | "interior" | "vice" | "deputy"
                    ))
        });
        // 'deputy prime ministers'
        let mut beside = tree.s.children_by(token, &[Deprel::Amod, Deprel::Compound]);
        let lesser = beside.any(|t| matches!(tree.lemma(t), "deputy" | "vice"));
        let lesser = if lesser { "deputy " } else { "" };
        match before {
            Some(t) => format!("{lesser}{} {}", tree.lemma(t), tree.lemma(token)),
            None => format!("{lesser}{}", tree.lemma(token)),
        }
    }
}
