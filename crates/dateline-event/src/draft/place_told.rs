//! Where an event is that only another phrase of its sentence tells: the works it is
//! done to ('fill the core of the Arak reactor'), the clause that makes the accord
//! ('the truce struck in Kigali holds'), what the meeting did to its guests ('a round
//! that kept two generals in a hut at Moyale').

use crate::draft::build::{Scene, is_meeting};
use crate::propose::Proposal;
use dateline_record::{Kind, Resolved};
use dateline_syntax::{Deprel, Upos, Xpos};

const IN: [&str; 5] = ["in", "at", "near", "outside", "inside"];

/// Nouns of works and sites, which stand where their name says.
fn is_works(lemma: &str) -> bool {
    matches!(
        lemma,
        "airbase"
            | "airfield"
            | "airport"
            | "base"
            | "bridge"
            | "camp"
            | "canal"
            | "center"
            | "centre"
            | "checkpoint"
            | "complex"
            | "consulate"
            | "crossing"
            | "dam"
            | "depot"
            | "facility"
            | "field"
            | "garrison"
            | "gate"
            | "harbor"
            | "harbour"
            | "highway"
            | "laboratory"
            | "mine"
            | "outpost"
            | "park"
            | "pipeline"
            | "plant"
            | "port"
            | "railway"
            | "range"
            | "reactor"
            | "refinery"
            | "road"
            | "site"
            | "station"
            | "terminal"
            | "yard"
            | "zone"
    )
}

impl Scene<'_> {
    /// The place that none of an event's own phrases names.
    pub(crate) fn told_besides(&self, kind: Kind, proposal: &Proposal) -> Option<&Resolved> {
        self.made_there(kind, proposal)
            .or_else(|| self.of_works(kind, proposal))
            .or_else(|| self.of_what_it_is_done_to(kind, proposal))
            .or_else(|| self.of_guests(kind, proposal))
            .or_else(|| self.landed(kind, proposal))
            .or_else(|| self.state_struck(kind, proposal))
    }

    /// The town or site that a word names.
    fn town(&self, word: u32) -> Option<&Resolved> {
        let town = |e: &&Resolved| e.place.as_ref().is_some_and(|p| !p.is_state());
        self.names.at(word).iter().copied().find(town)
    }

    /// The town of a word's phrase with one of these prepositions: 'in Kisumu', 'in
    /// the hills of Kisumu', 'in the Kisumu hills'.
    fn town_at(&self, word: u32, cases: &[&str]) -> Option<&Resolved> {
        let tree = self.tree;
        let mut phrases = tree
            .obliques(word)
            .filter(|(case, _)| cases.contains(&case.as_str()));
        phrases.find_map(|(_, t)| {
            let parts = [Deprel::Compound, Deprel::Amod, Deprel::Nmod, Deprel::Appos];
            let below = tree.s.children_by(t, &parts);
            let mut below = below.filter(|&c| {
                let case = tree.case(c);
                case.is_none_or(|c| matches!(c.as_str(), "of" | "in" | "at" | "near"))
            });
            self.town(t).or_else(|| below.find_map(|c| self.town(c)))
        })
    }

    /// 'The interim deal struck in Kigali on 24 April expires in May': an accord is of
    /// the town in which it was made. Not 'the pact initialled in Kigali will be signed'.
    fn made_there(&self, kind: Kind, proposal: &Proposal) -> Option<&Resolved> {
        let tree = self.tree;
        if !matches!(kind, Kind::Agreement | Kind::Commitment) {
            return None;
        }
        let noun = proposal.noun?;
        let signs = |v: u32| matches!(tree.lemma(v), "sign" | "initial" | "conclude");
        if proposal.path.spine.iter().any(|&v| signs(v)) {
            return None;
        }
        let made = |&v: &u32| {
            let done = matches!(tree.token(v).xpos, Xpos::Vbn | Xpos::Vbd);
            done && v > noun
                && matches!(
                    tree.lemma(v),
                    "adopt"
                        | "agree"
                        | "broker"
                        | "conclude"
                        | "forge"
                        | "make"
                        | "negotiate"
                        | "reach"
                        | "seal"
                        | "sign"
                        | "strike"
                )
        };
        let clauses = [Deprel::Acl, Deprel::AclRelcl];
        let mut clauses = tree.s.children_by(noun, &clauses).filter(made);
        clauses.find_map(|v| self.town_at(v, &["in", "at"]))
    }

    /// 'Fill the core of the Arak reactor', 'rename the airport of Kisumu', 'reopen the
    /// road between Moyale and Marsabit': where the works stand.
    fn of_works(&self, kind: Kind, proposal: &Proposal) -> Option<&Resolved> {
        let tree = self.tree;
        let acts = matches!(
            kind,
            Kind::Commitment
                | Kind::Withdrawal
                | Kind::Sanction
                | Kind::Easing
                | Kind::Project
                | Kind::Institution
        );
        if !acts {
            return None;
        }
        let object = proposal.verb.and_then(|v| tree.object(v));
        let object = object.or(proposal.noun)?;
        let below = tree.obliques(object).filter(|(case, _)| case == "of");
        let below = below.map(|(_, t)| t).filter(|&t| t > object);
        let mut works = std::iter::once(object).chain(below);
        works.find_map(|w| {
            if !is_works(tree.lemma(w)) {
                return None;
            }
            // A table may know them by their whole name.
            if let Some(own) = self.town(w) {
                return Some(own);
            }
            let parts = [
                Deprel::Compound,
                Deprel::Amod,
                Deprel::Flat,
                Deprel::Nmod,
                Deprel::NmodPoss,
                Deprel::Appos,
            ];
            let named = tree.s.children_by(w, &parts).filter(|&c| {
                let case = tree.case(c);
                case.is_none_or(|c| {
                    matches!(
                        c.as_str(),
                        "of" | "at" | "in" | "near" | "between" | "from" | "'s" | "’s"
                    )
                })
            });
            named.into_iter().find_map(|c| self.town(c))
        })
    }

    /// 'The park at Moyale, which Kenya shut', 'an airport in Kisumu that both had run
    /// until Uganda closed it': where the thing is that the clause hangs on.
    fn of_what_it_is_done_to(&self, kind: Kind, proposal: &Proposal) -> Option<&Resolved> {
        let tree = self.tree;
        let acts = matches!(
            kind,
            Kind::Sanction | Kind::Easing | Kind::Project | Kind::Institution | Kind::Attack
        );
        let verb = proposal.verb.filter(|_| acts)?;
        let object = tree.s.child(verb, &[Deprel::Obj, Deprel::NsubjPass]);
        let stands_for = object.is_none_or(|o| {
            tree.upos(o) == Upos::Pron && matches!(tree.lemma(o), "it" | "that" | "which" | "them")
        });
        if !stands_for {
            return None;
        }
        let clause = std::iter::once(verb)
            .chain(tree.s.ancestors(verb).take(3))
            .find(|&t| matches!(tree.rel(t), Deprel::AclRelcl))?;
        let thing = tree.s.head(clause).filter(|&h| h < verb)?;
        if !is_works(tree.lemma(thing)) {
            return None;
        }
        let parts = [Deprel::Compound, Deprel::Flat];
        let mut own = tree.s.children_by(thing, &parts);
        let named = || own.find_map(|c| self.town(c));
        let whole = self.town(thing).or_else(named);
        whole.or_else(|| self.town_at(thing, &["in", "at", "near"]))
    }

    /// 'The ninth round of talks, which had kept two generals in a hut at Moyale for
    /// hours', 'talks that brought envoys to Kisumu': where the guests were.
    fn of_guests(&self, kind: Kind, proposal: &Proposal) -> Option<&Resolved> {
        let tree = self.tree;
        if !is_meeting(kind) || matches!(kind, Kind::Visit | Kind::Call) {
            return None;
        }
        let noun = proposal.noun.filter(|_| proposal.verb.is_none())?;
        let over = tree
            .s
            .head(noun)
            .filter(|_| tree.rel(noun) == Deprel::Nmod && tree.case(noun).as_deref() == Some("of"));
        let clauses = std::iter::once(noun)
            .chain(over)
            .flat_map(|n| tree.s.children_by(n, &[Deprel::AclRelcl]));
        for v in clauses {
            let relative = tree.s.child(v, &[Deprel::Nsubj]);
            let of_it = relative.is_some_and(|w| matches!(tree.lemma(w), "which" | "that"));
            let gathers = matches!(
                tree.lemma(v),
                "keep" | "bring" | "gather" | "unite" | "assemble" | "seat" | "take" | "draw"
            );
            if !of_it || !gathers {
                continue;
            }
            let cases = ["in", "at", "to", "near"];
            let direct = self.town_at(v, &cases);
            let within = || {
                let object = tree.s.child(v, &[Deprel::Obj]);
                object.and_then(|o| self.town_at(o, &cases))
            };
            if let Some(found) = direct.or_else(within) {
                return Some(found);
            }
        }
        None
    }

    /// 'Five Kenyans freed by Uganda landed outside Nairobi on Tuesday': a release that
    /// is told by where those freed come to.
    fn landed(&self, kind: Kind, proposal: &Proposal) -> Option<&Resolved> {
        let tree = self.tree;
        if kind != Kind::Release {
            return None;
        }
        let verb = proposal.verb?;
        let freed = tree
            .s
            .head(verb)
            .filter(|_| tree.rel(verb) == Deprel::Acl)?;
        let main = tree.s.head(freed);
        let main = main.filter(|_| tree.rel(freed) == Deprel::Nsubj)?;
        let touch = tree.lemma(main) == "touch"
            && tree
                .s
                .child(main, &[Deprel::CompoundPrt, Deprel::Advmod])
                .is_some();
        let lands = touch || matches!(tree.lemma(main), "land" | "arrive");
        lands.then(|| self.town_at(main, &IN)).flatten()
    }

    /// 'Began bombing Kenya', 'an attack on northern Kenya': the land that is struck,
    /// where no town is told.
    fn state_struck(&self, kind: Kind, proposal: &Proposal) -> Option<&Resolved> {
        let tree = self.tree;
        if kind != Kind::Attack {
            return None;
        }
        let land = |word: u32| {
            let land = |e: &&Resolved| e.place.as_ref().is_some_and(|p| p.is_state());
            self.names.at(word).iter().copied().find(land)
        };
        let struck = proposal.verb.and_then(|v| tree.object(v));
        let struck = struck.filter(|&w| Some(w) != proposal.noun).and_then(land);
        let own = [proposal.noun, proposal.verb];
        let phrases = own.into_iter().flatten().flat_map(|h| tree.obliques(h));
        let mut on = phrases.filter(|(case, _)| matches!(case.as_str(), "on" | "against"));
        struck.or_else(|| on.find_map(|(_, t)| land(t)))
    }
}
