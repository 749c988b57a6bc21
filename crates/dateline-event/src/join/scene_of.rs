//! Time and place that neighbours in a sentence lend each other: 'signed a
//! declaration at a summit in Oslo on Monday', 'Meeting in Oslo, they agreed'.

use crate::climb::State;
use crate::draft::adjunct;
use crate::draft::build::{Draft, Scene, is_meeting};
use crate::draft::place::place_of;
use crate::mood::Form;
use crate::propose::Proposal;
use dateline_record::{Argument, Family, Interval, Kind, PlaceArgument, Status, TimeBasis};
use dateline_syntax::Deprel;

impl Scene<'_> {
    /// Fills what a meeting and what was done at it tell of each other, and
    /// places that stand with a preposition of their own.
    pub(crate) fn lend_scene(&self, proposals: &[Proposal], found: &mut [(usize, Draft)]) {
        for n in 0..found.len() {
            let (p, d) = &found[n];
            let proposal = &proposals[*p];
            if matches!(d.mention.kind, Kind::Easing | Kind::Sanction) {
                if d.mention.place.is_none() {
                    let place = self.gate(proposal);
                    found[n].1.mention.place = place;
                }
                continue;
            }
            if !is_meeting(d.mention.kind) {
                continue;
            }
            if d.mention.place.is_none() {
                let place = self.place_beside(proposal);
                found[n].1.mention.place = place;
            }
            self.lend_day(proposals, found, n);
            self.ends_with(proposals, found, n);
            let Some(m) = self.done_at(proposals, found, n) else {
                continue;
            };
            let (meeting, act) = (&found[n].1, &found[m].1);
            let status = Argument {
                value: Status::Held,
                ..act.mention.status.clone()
            };
            let time = act.mention.time.clone();
            let place = meeting.mention.place.clone();
            let open = meeting.mention.status.value.is_open();
            let meeting = &mut found[n].1;
            if open {
                (meeting.state, meeting.bare) = (State::Fact, false);
                meeting.mention.status = status;
            }
            if meeting.mention.time.is_none() {
                meeting.mention.time = time;
            }
            let own = meeting.mention.time.clone();
            let act = &mut found[m].1.mention;
            if act.place.is_none() {
                act.place = place;
            }
            // 'Delegates, meeting in Oslo on 3 and 4 May, agreed on a timetable'
            if act.time.is_none() {
                act.time = own.filter(|t| {
                    let exact = adjunct::is_exact(&t.interval);
                    exact && t.basis == TimeBasis::Stated
                });
            }
        }
    }

    /// 'On his last visit, on 14 April, he had made an offer': what was done on a
    /// visit has its day.
    fn lend_day(&self, proposals: &[Proposal], found: &mut [(usize, Draft)], n: usize) {
        let tree = self.tree;
        let proposal = &proposals[found[n].0];
        let noun = proposal.noun.filter(|_| proposal.verb.is_none());
        let on = noun.filter(|&t| {
            tree.rel(t) == Deprel::Obl
                && matches!(tree.case(t).as_deref(), Some("at" | "during" | "on"))
        });
        let verb = on.and_then(|t| tree.s.head(t));
        let time = found[n].1.mention.time.clone();
        let time = time.filter(|t| adjunct::is_exact(&t.interval) && t.basis == TimeBasis::Stated);
        if verb.is_none() || time.is_none() {
            return;
        }
        for (q, act) in found.iter_mut() {
            let acts = !is_meeting(act.mention.kind) && act.mention.status.value == Status::Held;
            let stated = act.mention.time.as_ref();
            let stated = stated.is_some_and(|t| t.basis == TimeBasis::Stated);
            if acts && !stated && proposals[*q].verb == verb {
                act.mention.time.clone_from(&time);
            }
        }
    }

    /// 'Talks in Oslo ended on Monday with an agreement': it was made on their
    /// last day.
    fn ends_with(&self, proposals: &[Proposal], found: &mut [(usize, Draft)], n: usize) {
        let tree = self.tree;
        let meeting = &found[n].1.mention;
        if meeting.status.value != Status::Held {
            return;
        }
        let last = meeting.time.clone().and_then(|mut t| {
            t.interval = Interval::day(t.interval.last_day()?);
            (t.basis == TimeBasis::Stated).then_some(t)
        });
        let over = |p: &Proposal| {
            p.noun
                .filter(|_| p.verb.is_none())
                .and_then(|t| tree.s.head(t))
        };
        // 'Ended four days of talks'
        let spine = &proposals[found[n].0].path.spine;
        let head = proposals[found[n].0].head;
        let closes = |v: u32| {
            let ends = [
                "end", "close", "conclude", "finish", "wind", "wrap", "adjourn", "break",
            ];
            ends.contains(&tree.lemma(v)) && (spine.contains(&v) || tree.s.dominates(v, head))
        };
        for (q, act) in found.iter_mut() {
            let proposal = &proposals[*q];
            let accord = matches!(act.mention.kind, Kind::Agreement | Kind::Commitment)
                && act.mention.status.value == Status::Held
                && proposal.noun.and_then(|t| tree.case(t)).as_deref() == Some("with");
            if !accord || !over(proposal).is_some_and(closes) {
                continue;
            }
            if act.mention.time.is_none() {
                act.mention.time.clone_from(&last);
            }
        }
    }

    /// 'The Busia crossing will reopen': where what is opened or shut lies.
    fn gate(&self, proposal: &Proposal) -> Option<PlaceArgument> {
        let tree = self.tree;
        let verb = proposal.verb?;
        let what = tree.object(verb).or_else(|| tree.subject(verb))?;
        let shuts = matches!(
            tree.lemma(what),
            "crossing"
                | "checkpoint"
                | "bridge"
                | "gate"
                | "port"
                | "airport"
                | "pass"
                | "strait"
                | "corridor"
                | "road"
                | "highway"
                | "harbour"
                | "harbor"
        );
        let parts = [Deprel::Compound, Deprel::Amod, Deprel::Flat, Deprel::Nmod];
        let names = tree.s.children_by(what, &parts).filter(|&t| {
            let case = tree.case(t);
            shuts && case.is_none_or(|c| matches!(c.as_str(), "of" | "at" | "in" | "near"))
        });
        names.map(|t| self.names.at(t)).find_map(|here| {
            let place = here.iter().find(|e| e.place.is_some());
            place.and_then(|e| place_of(e))
        })
    }

    /// What was signed or decided at the meeting `n`.
    fn done_at(&self, proposals: &[Proposal], found: &[(usize, Draft)], n: usize) -> Option<usize> {
        let tree = self.tree;
        let (p, meeting) = &found[n];
        let proposal = &proposals[*p];
        let head = proposal.head;
        let noun = proposal.noun.filter(|_| proposal.verb.is_none());
        let at = noun.is_some_and(|t| matches!(tree.case(t).as_deref(), Some("at" | "during")));
        // 'Meeting in Oslo, they agreed on a truce'
        let gerund = proposal.verb.is_some_and(|v| {
            tree.rel(v) == Deprel::Advcl
                && tree.mood(v).form == Form::Gerund
                && tree.s.child(v, &[Deprel::Mark]).is_none()
                && tree.s.head(v).is_some_and(|up| v < up)
        });
        // 'Delegates meeting in Oslo agreed on a truce'
        let subject = proposal.verb.and_then(|v| {
            let noun = tree.s.head(v).filter(|_| tree.rel(v) == Deprel::Acl)?;
            let gerund = tree.mood(v).form == Form::Gerund && noun < v;
            let verb = tree.s.head(noun).filter(|&up| gerund && v < up)?;
            (tree.rel(noun) == Deprel::Nsubj).then_some(verb)
        });
        if !at && !gerund && subject.is_none() || meeting.pronoun {
            return None;
        }
        (0..found.len()).find(|&m| {
            let (q, act) = &found[m];
            let other = &proposals[*q];
            let above = if at {
                let verb = tree.s.ancestors(head).find(|&a| tree.is_verb(a));
                verb.is_some_and(|v| other.head == v || tree.s.dominates(v, other.head))
            } else {
                let up = subject.or_else(|| proposal.verb.and_then(|v| tree.s.head(v)));
                up.is_some_and(|v| other.head == v || tree.s.dominates(v, other.head))
            };
            m != n
                && above
                && act.mention.kind.family() == Family::Accord
                && act.mention.kind != Kind::Commitment
                && act.mention.status.value == Status::Held
                && !tree.s.dominates(head, other.head)
        })
    }

    /// 'Welcomed him to Oslo', 'the session planned for Oslo', 'told reporters in
    /// Oslo after meeting him'.
    fn place_beside(&self, proposal: &Proposal) -> Option<PlaceArgument> {
        let tree = self.tree;
        let at = |t: u32, prepositions: &[&str]| {
            // It may hang on whom it is told or who is welcomed.
            let objects = tree.s.children_by(t, &[Deprel::Obj, Deprel::Iobj]);
            let over = std::iter::once(t).chain(objects);
            let phrases = [Deprel::Obl, Deprel::Nmod];
            over.flat_map(|w| tree.s.children_by(w, &phrases))
                .filter(|&o| {
                    tree.case(o)
                        .is_some_and(|c| prepositions.contains(&c.as_str()))
                })
                .find_map(|o| {
                    let mut here = self.names.at(o).iter();
                    here.find(|e| e.place.is_some()).and_then(|e| place_of(e))
                })
        };
        if let Some(verb) = proposal.verb {
            if matches!(tree.lemma(verb), "welcome" | "receive" | "greet") {
                return at(verb, &["to"]);
            }
            let told = tree.s.head(verb).filter(|&up| {
                tree.rel(verb) == Deprel::Advcl
                    && tree.marker(verb, Deprel::Mark).as_deref() == Some("after")
                    && tree.mood(verb).form == Form::Gerund
                    && matches!(tree.lemma(up), "say" | "tell" | "announce" | "declare")
            });
            return told.and_then(|up| at(up, &["in", "at"]));
        }
        let noun = proposal.noun?;
        tree.s
            .children_by(noun, &[Deprel::Acl, Deprel::AclRelcl])
            .filter(|&v| {
                matches!(
                    tree.lemma(v),
                    "plan" | "schedule" | "set" | "foresee" | "intend"
                )
            })
            .find_map(|v| at(v, &["for"]))
    }
}
