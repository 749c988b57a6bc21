//! Where an event takes place: the place in its sentence that hangs on the
//! trigger, or the one that a 'where' points to.

use crate::draft::adjunct::Candidate;
use crate::draft::build::{Draft, Scene, is_meeting};
use crate::draft::not_its::of_one_before;
use crate::propose::Proposal;
use crate::propose::roles::is_matter;
use crate::tie::sides::RELATIONS;
use dateline_record::{EventMention, Kind, PlaceArgument, Resolved};
use dateline_syntax::{Deprel, Xpos};

/// Words for where something is held.
pub(crate) fn is_site(lemma: &str) -> bool {
    matches!(lemma, "venue" | "site" | "setting" | "location" | "scene")
}

/// The place that a mention names.
pub(crate) fn place_of(e: &Resolved) -> Option<PlaceArgument> {
    Some(PlaceArgument {
        value: e.place.clone()?,
        span: e.span,
        rule: e.resolution.rule.clone(),
    })
}

impl Scene<'_> {
    /// Gives the mention the place that fits its trigger best.
    pub(crate) fn place(
        &self,
        mention: &mut EventMention,
        places: &[Candidate<&Resolved>],
        proposal: &Proposal,
    ) {
        let tree = self.tree;
        let mut best: Option<(u32, &Candidate<&Resolved>)> = None;
        for c in places {
            // 'Invited both to Luanda for talks'
            let asked = is_meeting(mention.kind)
                && tree.case(c.word).as_deref() == Some("to")
                && tree
                    .s
                    .head(c.word)
                    .is_some_and(|v| matches!(tree.lemma(v), "invite" | "summon"));
            let before = of_one_before(tree, c.word, proposal.noun, proposal.verb);
            if c.loose && !asked || before {
                continue;
            }
            // 'Signed the declaration, which was negotiated in Oslo'
            let aside = tree.s.ancestors(c.word).skip(1).take(5).any(|t| {
                matches!(tree.rel(t), Deprel::AclRelcl | Deprel::Acl)
                    && tree.is_verb(t)
                    && tree.s.head(t) == proposal.noun
                    && !proposal.path.spine.contains(&t)
                    && !proposal.path.passed.contains(&t)
            });
            // 'Under the accord the works at X are closed': theirs is the place.
            let under = mention.kind == Kind::Agreement
                && proposal.verb.is_none()
                && proposal.noun.is_some_and(|n| {
                    tree.case(n).as_deref() == Some("under") && !tree.s.dominates(n, c.word)
                });
            // 'At Sudan's call' says at whose.
            let owner = tree.s.children_by(c.word, &[Deprel::Case]);
            let mut owner = owner.filter(|&w| matches!(tree.lemma(w), "'s" | "’s"));
            let called = owner.next().is_some() && tree.case(c.word).is_some();
            // 'Handed them over in return for maps of mines in the valley'
            let elsewhere = tree
                .s
                .ancestors(c.word)
                .skip(1)
                .take(5)
                .take_while(|t| !proposal.path.spine.contains(t) && !tree.is_verb(*t))
                .any(|t| {
                    // 'According to the border service in Bishkek'
                    let says = tree.case(t).is_some_and(|c| c.starts_with("accord"));
                    says || matches!(tree.lemma(t), "return" | "exchange")
                });
            // 'Rang her counterpart in Niger' says whose.
            let state = c.value.place.as_ref().is_some_and(|p| p.is_state());
            let peer = |h: u32| matches!(tree.lemma(h), "counterpart" | "colleague");
            let elsewhere = elsewhere || state && tree.s.head(c.word).is_some_and(peer);
            // 'Recalled its envoys in Lima and Quito' says where they serve.
            let posted = mention.rule == RELATIONS;
            let case = tree.case(c.word);
            // 'The session, planned for Brussels'
            let planned = case.as_deref() == Some("for")
                && is_meeting(mention.kind)
                && tree.s.head(c.word).is_some_and(|v| {
                    let plan = tree.lemma(v);
                    matches!(
                        plan,
                        "plan"
                            | "schedule"
                            | "set"
                            | "slate"
                            | "foresee"
                            | "arrange"
                            | "fix"
                            | "pencil"
                    ) && (tree.s.head(v) == proposal.noun || proposal.path.spine.contains(&v))
                });
            // 'The accord, initialled in Oslo, is to be signed in Lima'
            let beside = |w: u32| {
                let mut clauses = proposal.path.aside.iter();
                clauses.any(|&a| tree.s.dominates(a, w))
            };
            let concluded = tree.s.ancestors(c.word).take(4).any(|t| {
                proposal.path.aside.contains(&t)
                    && matches!(tree.lemma(t), "initial" | "sign" | "reach" | "strike")
            });
            let other =
                concluded || beside(c.word) && places.iter().any(|o| !o.loose && !beside(o.word));
            if aside && !planned || other || under || called || elsewhere || posted {
                continue;
            }
            let rel = tree.rel(c.word);
            let on_trigger = tree.s.head(c.word) == proposal.noun && proposal.noun.is_some();
            let journey = mention.kind == Kind::Visit
                || self.lexicon.frames[proposal.frame as usize]
                    .stands
                    .is_some()
                || matches!(
                    tree.lemma(proposal.head),
                    "travel" | "fly" | "go" | "visit" | "come"
                );
            // 'Talks on Kashmir': what about.
            let about = case.as_deref() == Some("on")
                && on_trigger
                && is_meeting(mention.kind)
                && !is_matter(tree.lemma(c.word))
                && !matches!(
                    tree.lemma(c.word),
                    "island"
                        | "border"
                        | "ship"
                        | "shore"
                        | "coast"
                        | "bank"
                        | "outskirts"
                        | "edge"
                        | "frontier"
                        | "line"
                );
            let fits = match case.as_deref() {
                _ if about => false,
                Some(
                    "in" | "at" | "on" | "near" | "outside" | "inside" | "around" | "off"
                    | "on board" | "across" | "aboard" | "along",
                ) => true,
                // 'Shot it down over the strait'
                Some("over" | "above") => {
                    matches!(mention.kind, Kind::Attack | Kind::Incident) && !state
                }
                Some("to" | "into") if mention.kind == Kind::Deployment => !state,
                Some("to" | "into") if mention.kind == Kind::Aid => !state || journey,
                Some("to" | "into" | "for") => journey || asked || planned,
                // 'Fired a missile from Wonsan'
                Some("from") if mention.kind == Kind::Test => !state,
                // 'Returned from Rabat'
                Some("from") if mention.rule == "en.event.meeting.back_from" => true,
                // 'Withdraw their guns from the harbour'
                Some("from" | "out of") => mention.kind == Kind::Withdrawal && !state,
                // 'hit the port of Odesa'
                Some("of") => {
                    mention.kind == Kind::Attack
                        && proposal.noun.is_some()
                        && tree.s.head(c.word) == proposal.noun
                }
                None => {
                    // 'Ratified the Istanbul convention' there is no Istanbul.
                    (matches!(rel, Deprel::Compound | Deprel::NmodPoss | Deprel::Amod)
                        && on_trigger
                        && !matches!(mention.kind, Kind::Vote | Kind::Decision))
                        || rel == Deprel::Obj
                            && (journey || mention.kind == Kind::Attack)
                            && !matches!(tree.lemma(proposal.head), "leave" | "depart")
                        || rel == Deprel::NsubjPass && mention.kind == Kind::Attack && !state
                        // 'Goma fell to the rebels'
                        || rel == Deprel::Nsubj
                            && mention.kind == Kind::Attack
                            && !state
                            && tree.lemma(proposal.head) == "fall"
                        || rel == Deprel::Obj
                            && matches!(
                                mention.kind,
                                Kind::Withdrawal
                                    | Kind::Sanction
                                    | Kind::Easing
                                    | Kind::Deployment
                                    | Kind::Aid
                            )
                            && !state
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
            // 'the Iran talks': a state before the noun is a party or a topic.
            if case.is_none() && state && !journey {
                continue;
            }
            // 'Talks on Lake Chad opened in Lima'
            let on = is_meeting(mention.kind) && case.as_deref() == Some("on");
            let cost = c.distance * 2
                + u32::from(state) * 3
                + u32::from(case.is_none())
                + u32::from(on) * 3;
            if best.is_none_or(|(b, _)| cost < b) {
                best = Some((cost, c));
            }
        }
        // 'Planned for 2 April in Oslo, the round has been moved to Geneva'
        let path = &proposal.path;
        let moved = path.spine.iter().find_map(|&v| tree.moved_to(v));
        let moved = moved.and_then(|t| places.iter().find(|c| c.word == t));
        // 'Geneva, where the two had met'
        let place = moved.or(best.map(|(_, c)| c)).map(|c| c.value);
        let place = place
            .or_else(|| self.relative_place(proposal.head))
            .or_else(|| self.of_purpose(proposal))
            .or_else(|| self.within_phrase(mention.kind, proposal))
            .or_else(|| self.beside_another(proposal))
            .or_else(|| self.behind_guests(mention.kind, proposal))
            .or_else(|| self.on_occasion(mention.kind, proposal))
            .or_else(|| self.hosting(proposal).filter(|_| is_meeting(mention.kind)))
            .or_else(|| self.near_clause(mention.kind, proposal))
            .or_else(|| self.told_besides(mention.kind, proposal));
        let place = place.map(|e| self.town_for(e, places).unwrap_or(e));
        if let Some(place) = place.and_then(place_of) {
            mention.place = Some(place);
        }
    }

    /// 'The Sheraton in Doha', 'Noi Bai airport, outside Hanoi': the town beside a
    /// house that no table knows.
    fn town_for<'p>(
        &self,
        house: &Resolved,
        places: &[Candidate<&'p Resolved>],
    ) -> Option<&'p Resolved> {
        let tree = self.tree;
        let known = |e: &Resolved| {
            let place = e.place.as_ref();
            place.is_some_and(|p| p.lat.is_some() && !p.is_state())
        };
        if known(house) || house.place.as_ref().is_some_and(|p| p.is_state()) {
            return None;
        }
        let word = tree.s.token_at(house.head.start)?;
        let own = tree.rel(word);
        let inner = matches!(
            own,
            Deprel::Compound | Deprel::Flat | Deprel::Amod | Deprel::NmodDesc
        );
        let top = tree.s.head(word).filter(|_| inner).unwrap_or(word);
        let beside = |c: &&Candidate<&'p Resolved>| {
            let case = tree.case(c.word);
            let near = case
                .as_deref()
                .is_none_or(|c| matches!(c, "in" | "at" | "near" | "outside" | "of"));
            let below = |h: u32| c.word > h && tree.s.dominates(h, c.word);
            let word = |t: u32| {
                matches!(
                    tree.lemma(t),
                    "province" | "region" | "district" | "state" | "county"
                )
            };
            let part = word(c.word) || word(c.word + 1);
            known(c.value)
                && near
                && !part
                && (below(top) || tree.s.head(c.word) == tree.s.head(top) && c.word > top)
        };
        places.iter().find(beside).map(|c| c.value)
    }

    /// The place of a word's phrase with one of these prepositions.
    fn place_at(&self, word: u32, cases: &[&str]) -> Option<&Resolved> {
        let tree = self.tree;
        tree.obliques(word)
            .filter(|(case, _)| cases.contains(&case.as_str()))
            .find_map(|(_, t)| self.names.at(t).iter().copied().find(|e| e.place.is_some()))
    }

    /// 'Moved to Oslo for a last round', 'instead of flying to Oslo for talks',
    /// 'leads a delegation to Oslo for talks', 'read it out in Oslo after eight
    /// days of talks': where one goes for a meeting, or is after it.
    fn of_purpose(&self, proposal: &Proposal) -> Option<&Resolved> {
        let tree = self.tree;
        let mut noun = proposal.noun.filter(|_| proposal.verb.is_none())?;
        let measured = tree.case(noun).as_deref() == Some("of");
        if measured {
            noun = tree.s.head(noun)?;
        }
        let mut case = tree.case(noun)?;
        let mut over = tree.s.head(noun)?;
        // 'on the last of six days of talks'
        let closes = measured
            && case == "of"
            && matches!(tree.lemma(over), "end" | "close" | "conclusion" | "last");
        if closes {
            case = "after".into();
            over = tree.s.head(over)?;
        }
        // The place of the journey may stand between.
        if !tree.is_verb(over) {
            over = tree.s.head(over).filter(|&v| tree.is_verb(v))?;
        }
        if case == "for" {
            // 'Invited the leaders of X and Y to Oslo for talks'
            let object = tree.object(over);
            let within = || {
                let words = tree.s.subtree(object?);
                words.iter().rev().find_map(|&t| self.place_at(t, &["to"]))
            };
            return self.place_at(over, &["to", "into"]).or_else(within);
        }
        let length = measured
            && self
                .timexes
                .iter()
                .any(|t| t.interval.is_none() && tree.s.head_of(t.span) == Some(noun));
        let told = || {
            let object = tree.object(over)?;
            self.place_at(object, &["in", "at"])
        };
        // 'Left Oslo on Friday after talks with X'
        if case == "after" && matches!(tree.lemma(over), "leave" | "depart" | "return" | "fly") {
            let left = tree.object(over).and_then(|o| {
                let mut named = self.names.at(o).iter().copied();
                named.find(|e| e.place.is_some())
            });
            return left.or_else(|| self.place_at(over, &["from"]));
        }
        (case == "after" && length)
            .then(|| self.place_at(over, &["in", "at"]).or_else(told))
            .flatten()
    }

    /// 'In the margins of the president's visit to Cuba': where the other event
    /// is.
    fn beside_another(&self, proposal: &Proposal) -> Option<&Resolved> {
        let tree = self.tree;
        let margin = tree
            .obliques(proposal.verb.unwrap_or(proposal.head))
            .find(|(case, t)| {
                matches!(case.as_str(), "in" | "on")
                    && matches!(
                        tree.lemma(*t),
                        "margin" | "margins" | "sideline" | "sidelines" | "fringe" | "fringes"
                    )
            });
        let (_, margin) = margin?;
        let words = tree.s.subtree(margin);
        words
            .into_iter()
            .find_map(|t| self.place_at(t, &["to", "in", "at"]))
    }

    /// 'Handed him over during a trip to Lima', 'a meeting at the summit in Lima',
    /// 'signed in a ceremony at the palace in Lima': the town of the occasion, or
    /// of the house, in which it is set.
    fn on_occasion(&self, kind: Kind, proposal: &Proposal) -> Option<&Resolved> {
        let tree = self.tree;
        let town = |word: u32| {
            let trip = self.lexicon.listed("journeys", tree.lemma(word));
            let cases: &[&str] = if trip { &["to", "in"] } else { &["in", "at"] };
            self.place_at(word, cases)
                .filter(|e| e.place.as_ref().is_some_and(|p| !p.is_state()))
        };
        // 'Are seeking talks on the sidelines of a conference'
        let sought = proposal.noun.filter(|&n| tree.rel(n) == Deprel::Obj);
        let sought = sought.and_then(|n| tree.s.head(n));
        let heads = [proposal.verb, proposal.noun, Some(proposal.head), sought];
        let occasions = heads.into_iter().flatten().flat_map(|h| tree.obliques(h));
        let mut occasions = occasions.filter(|(case, t)| {
            let lemma = tree.lemma(*t);
            let set = matches!(case.as_str(), "at" | "in" | "on" | "during" | "over");
            // 'Was summoned to the ministry in Lima'
            // 'Welcomed them to a conference in Lima'
            let guests = case == "to"
                && is_meeting(kind)
                && proposal.verb.is_some_and(|v| {
                    matches!(
                        tree.lemma(v),
                        "welcome" | "receive" | "greet" | "usher" | "summon"
                    )
                });
            // 'Hopes to meet him at the G20 in Lima'
            let body = case == "at"
                && is_meeting(kind)
                && self
                    .text(tree.token(*t).span)
                    .starts_with(char::is_uppercase);
            (set || guests || kind == Kind::Statement && case == "to")
                && (body
                    || self.lexicon.listed("occasions", lemma)
                    || self.lexicon.listed("journeys", lemma)
                    || self.lexicon.is_meeting_noun(lemma)
                    || self.lexicon.listed("edges", lemma))
        });
        occasions.find_map(|(_, t)| {
            // 'At the headquarters of the union in Lima', 'on the sidelines of a
            // conference in Lima'
            let below = tree.obliques(t).filter(|(case, _)| case == "of");
            let below = below.map(|(_, b)| b).filter(|&b| b > t);
            std::iter::once(t).chain(below).find_map(town)
        })
    }

    /// 'Received envoys of the bloc in Lima', 'a conference of states in Lima': the
    /// town at the end of those who meet. A decision of 'the court in Lima' is made
    /// there.
    fn behind_guests(&self, kind: Kind, proposal: &Proposal) -> Option<&Resolved> {
        let tree = self.tree;
        let town = |word: u32, cases: &[&str]| {
            self.place_at(word, cases)
                .filter(|e| e.place.as_ref().is_some_and(|p| !p.is_state()))
        };
        if matches!(kind, Kind::Decision | Kind::Release | Kind::Vote) {
            let court = tree.subject(proposal.verb?)?;
            let is_court = matches!(
                tree.lemma(court),
                "court" | "tribunal" | "panel" | "judge" | "parliament" | "assembly"
            );
            return town(court, &["in"]).filter(|_| is_court);
        }
        if !is_meeting(kind) {
            return None;
        }
        let head = proposal.verb.or(proposal.noun)?;
        let guests = tree.object(head).filter(|_| proposal.verb.is_some());
        let with = tree
            .obliques(head)
            .filter(|(case, _)| matches!(case.as_str(), "with" | "of" | "between"))
            .map(|(_, t)| t);
        guests.into_iter().chain(with).find_map(|who| {
            let below = tree.obliques(who).filter(|(case, _)| case == "of");
            let below = below.map(|(_, t)| t).filter(|&t| t > who);
            std::iter::once(who)
                .filter(|_| proposal.noun == Some(head) || guests.is_none())
                .chain(below)
                .find_map(|t| town(t, &["in", "at"]))
        })
    }

    /// 'Geneva hosted the talks', 'Geneva was the venue of the talks', 'the site
    /// of the talks is Geneva', 'chose Geneva for the talks'.
    fn hosting(&self, proposal: &Proposal) -> Option<&Resolved> {
        let tree = self.tree;
        let noun = proposal.noun?;
        let is_site = |t: u32| is_site(tree.lemma(t));
        let chosen = |t: u32| {
            let verb = tree.s.head(t).filter(|&v| {
                matches!(
                    tree.lemma(v),
                    "choose" | "pick" | "select" | "propose" | "suggest" | "favour" | "favor"
                )
            })?;
            let given = matches!(tree.case(t).as_deref(), Some("for" | "as"));
            tree.object(verb).filter(|_| given)
        };
        let over = tree.s.ancestors(noun).take(3).find(|&h| {
            let plays =
                tree.lemma(h) == "play" && tree.object(h).is_some_and(|o| tree.lemma(o) == "host");
            plays || tree.lemma(h) == "host" || is_site(h)
        });
        let named = match over {
            None => chosen(noun)?,
            Some(over) => tree
                .s
                .child(over, &[Deprel::Nsubj])
                .or_else(|| chosen(over))
                .or_else(|| {
                    let is = tree.rel(over) == Deprel::Nsubj
                        && tree.s.child(over, &[Deprel::Cop]).is_none();
                    tree.s.head(over).filter(|_| is && is_site(over))
                })?,
        };
        // A state that hosts them says nothing of the town.
        let town = |e: &&Resolved| e.place.as_ref().is_some_and(|p| !p.is_state());
        let at = |t: u32| self.names.at(t).iter().copied().find(town);
        // 'The Chilean town of Arica hosted them'
        let below = || {
            let mut of = tree.obliques(named).filter(|(case, _)| case == "of");
            of.find_map(|(_, t)| at(t))
        };
        at(named).or_else(below)
    }

    /// 'Parliament in Nairobi approved it', 'the crossing at X, which they had
    /// closed': the place of a body that acts, or of the site that is acted on.
    fn within_phrase(&self, kind: Kind, proposal: &Proposal) -> Option<&Resolved> {
        let tree = self.tree;
        let verb = proposal.verb?;
        let cases = ["in", "at", "near", "on"];
        let word = match kind {
            Kind::Vote | Kind::Sitting => tree.subject(verb).filter(|_| !tree.is_passive(verb)),
            Kind::Sanction | Kind::Easing | Kind::Withdrawal | Kind::Commitment | Kind::Attack => {
                tree.object(verb).or(proposal.noun)
            }
            _ => None,
        };
        // Of persons and parties it says who they are.
        let word = word.filter(|&w| {
            let acts = |e: &&Resolved| e.place.is_none() && kind != Kind::Vote;
            !self.names.at(w).iter().copied().any(|e| acts(&e))
        })?;
        // 'The border crossing at X', where the tree sees somebody crossing.
        let acts = tree.s.children_by(word, &[Deprel::Acl]);
        let mut acts = acts.filter(|&c| c == word + 1 && tree.token(c).xpos == Xpos::Vbg);
        self.place_at(word, &cases)
            .or_else(|| acts.find_map(|c| self.place_at(c, &cases)))
    }

    /// The place that a relative clause with 'where' hangs on.
    fn relative_place(&self, head: u32) -> Option<&Resolved> {
        let tree = self.tree;
        let (where_, clause) = self.where_clause(head)?;
        let named = |t: u32| {
            let names = self.names.at(t);
            names.iter().copied().find(|e| e.place.is_some())
        };
        // The clause may have been hung on the verb above.
        let before = where_.checked_sub(1).map(|t| {
            if tree.lemma(t) == "," {
                t.saturating_sub(1)
            } else {
                t
            }
        });
        let above = tree.s.head(clause)?;
        named(above)
            .or_else(|| tree.s.ancestors(before?).take(2).find_map(named))
            // 'Flew to Oslo on Friday, where they signed it'
            .or_else(|| {
                let verb = tree.s.ancestors(above).find(|&t| tree.is_verb(t))?;
                let cases = ["to", "in", "at", "into"];
                // 'Landed at Lima airport, where she was received'
                let within = || {
                    let mut houses = tree
                        .obliques(verb)
                        .filter(|(case, t)| cases.contains(&case.as_str()) && *t < where_);
                    houses.find_map(|(_, t)| tree.s.subtree(t).into_iter().find_map(named))
                };
                // 'Took his offer to Oslo, where they met', hung on the offer
                let nearest = || {
                    let set = |&t: &u32| {
                        let case = tree.case(t);
                        case.is_some_and(|c| cases.contains(&c.as_str()))
                    };
                    (verb + 1..where_).rev().filter(set).find_map(named)
                };
                let found = self.place_at(verb, &cases).or_else(within);
                found.or_else(nearest)
            })
    }

    /// The 'where' of the clause that a word stands in, and the clause's verb.
    pub(crate) fn where_clause(&self, head: u32) -> Option<(u32, u32)> {
        let tree = self.tree;
        tree.s.ancestors(head).take(5).find_map(|t| {
            if !matches!(tree.rel(t), Deprel::AclRelcl | Deprel::Advcl) {
                return None;
            }
            let word = tree
                .children(t)
                .find(|&c| tree.lemma(c) == "where" && c < t)?;
            Some((word, t))
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
                other.mention.place = Some(place_of(c.value)?);
                Some(other)
            })
            .collect()
    }
}
