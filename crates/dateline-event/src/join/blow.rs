//! An attack and what it does are one event: 'an air strike on 26 August hit a
//! school and killed seven'.

use crate::draft::build::{Draft, Scene, drop_marked, is_state};
use crate::mood::Form;
use crate::propose::Proposal;
use crate::tree::Tree;
use dateline_record::{
    EventMention, Family, Interval, Kind, Party, PartyArgument, PartyId, Role, Status,
};
use dateline_syntax::Deprel;

/// Makes one of each noun for an attack, or for relief ('flights would resume'),
/// and the verbs whose subject it is. The first of the verbs stays, with the
/// parties, time and place of all.
pub(crate) fn join(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    let family = |d: &Draft| match d.mention.kind {
        Kind::Attack | Kind::Incident => Some(Kind::Attack),
        kind @ (Kind::Easing | Kind::Aid | Kind::Withdrawal) => Some(kind),
        _ => None,
    };
    let mut drop = vec![false; found.len()];
    for n in 0..found.len() {
        let (p, noun) = &found[n];
        let Some(word) = proposals[*p]
            .noun
            .filter(|_| family(noun).is_some() && proposals[*p].verb.is_none())
        else {
            continue;
        };
        let acts = |v: u32| {
            let first = tree.first_conjunct(v);
            tree.s.child(v, &[Deprel::Nsubj]) == Some(word)
                || first != v
                    && tree
                        .s
                        .child(v, &[Deprel::Nsubj, Deprel::NsubjPass])
                        .is_none()
                    && tree.s.child(first, &[Deprel::Nsubj]) == Some(word)
        };
        let verbs: Vec<usize> = (0..found.len())
            .filter(|&m| {
                let verb = proposals[found[m].0].verb;
                family(&found[m].1) == family(noun) && !drop[m] && verb.is_some_and(acts)
            })
            .collect();
        let Some((&keep, rest)) = verbs.split_first() else {
            continue;
        };
        for &give in std::iter::once(&n).chain(rest) {
            let other = found[give].1.mention.clone();
            found[keep].1.absorb(other);
            drop[give] = true;
        }
    }
    // 'Blew up the office in Kaesong': it is there, none is set up.
    for n in 0..found.len() {
        let (p, office) = &found[n];
        let noun = proposals[*p]
            .noun
            .filter(|_| office.mention.kind == Kind::Institution && proposals[*p].verb.is_none());
        let Some(noun) = noun else {
            continue;
        };
        let hit = (0..found.len()).find(|&m| {
            let verb = proposals[found[m].0].verb;
            found[m].1.mention.kind == Kind::Attack
                && verb.is_some_and(|v| {
                    tree.object(v) == Some(noun)
                        || tree.s.child(v, &[Deprel::NsubjPass]) == Some(noun)
                })
        });
        if let Some(m) = hit {
            let place = found[n].1.mention.place.clone();
            let at = &mut found[m].1.mention.place;
            *at = at.take().or(place);
            drop[n] = true;
        }
    }
    drop_marked(found, &drop);
}

/// 'A missile fired by Yemen struck a Saudi village': who fired it struck, and tested
/// nothing.
pub(crate) fn fired(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    let mut drop = vec![false; found.len()];
    for n in 0..found.len() {
        let (p, shot) = &found[n];
        let verb = proposals[*p].verb;
        let below = |v: &u32| matches!(tree.rel(*v), Deprel::Acl | Deprel::AclRelcl);
        let verb = verb.filter(|v| shot.mention.kind == Kind::Test && below(v));
        let Some(weapon) = verb.and_then(|v| tree.s.head(v)) else {
            continue;
        };
        let hit = (0..found.len()).find(|&m| {
            let force = matches!(found[m].1.mention.kind, Kind::Attack | Kind::Incident);
            let acts = |v: u32| tree.s.child(v, &[Deprel::Nsubj]) == Some(weapon);
            force && proposals[found[m].0].verb.is_some_and(acts)
        });
        if let Some(m) = hit {
            let other = found[n].1.mention.clone();
            found[m].1.absorb(other);
            drop[n] = true;
        }
    }
    drop_marked(found, &drop);
}

/// 'Bombed a house to kill the envoys', 'only if its units came under attack': what
/// an attack is made for is the attack itself, and what is only supposed is none.
pub(crate) fn meant(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    let attack = |d: &Draft| d.mention.kind == Kind::Attack;
    let mut marked = vec![false; found.len()];
    for n in 0..found.len() {
        let (p, draft) = &found[n];
        if !attack(draft) {
            continue;
        }
        let p = &proposals[*p];
        let aim = p.verb.filter(|&v| {
            matches!(tree.rel(v), Deprel::Advcl | Deprel::Xcomp)
                && tree.mood(v).form == Form::Infinitive
        });
        let deed = aim.and_then(|v| tree.s.head(v)).and_then(|up| {
            (0..found.len())
                .find(|&m| attack(&found[m].1) && proposals[found[m].0].verb == Some(up))
        });
        if let Some(m) = deed {
            let mut aim = found[n].1.mention.clone();
            aim.time = None;
            found[m].1.absorb(aim);
            marked[n] = true;
            continue;
        }
        let clause = p.verb.or(p.path.clause);
        let supposed = clause.is_some_and(|v| {
            let mark = tree.marker(v, Deprel::Mark);
            tree.rel(v) == Deprel::Advcl
                && matches!(mark.as_deref(), Some("if" | "unless" | "should"))
        });
        marked[n] = supposed && draft.mention.status.value == Status::Possible;
    }
    drop_marked(found, &marked);
}

/// 'Freed two soldiers held by the rebels': that they were held is no event of
/// its own beside their release, unless its day is told.
pub(crate) fn held_till(tree: &Tree, proposals: &[Proposal], found: &mut Vec<(usize, Draft)>) {
    let freed: Vec<(u32, Option<Interval>)> = found
        .iter()
        .filter(|(_, d)| matches!(d.mention.kind, Kind::Release | Kind::Exchange))
        .flat_map(|(p, d)| {
            let time = d.mention.time.as_ref().map(|t| t.interval);
            let verb = proposals[*p].verb;
            let who = verb.into_iter().flat_map(|v| {
                let subjects = tree.s.children_by(v, &[Deprel::NsubjPass, Deprel::Nsubj]);
                tree.object(v).into_iter().chain(subjects)
            });
            let who: Vec<u32> = who.flat_map(|t| tree.conjuncts(t)).collect();
            who.into_iter().map(move |t| (t, time))
        })
        .collect();
    let marked: Vec<bool> = found
        .iter()
        .map(|(p, d)| {
            let Some(v) = proposals[*p]
                .verb
                .filter(|_| d.mention.kind == Kind::Incident)
            else {
                return false;
            };
            let below = matches!(tree.rel(v), Deprel::Acl | Deprel::AclRelcl);
            let held = matches!(tree.lemma(v), "hold" | "keep");
            let time = d.mention.time.as_ref().map(|t| t.interval);
            let over = tree.s.head(v).filter(|_| below);
            freed
                .iter()
                .any(|(t, day)| over == Some(*t) && (held || time.is_none() || time == *day))
        })
        .collect();
    drop_marked(found, &marked);
}

/// Drops the attacks that somebody undertakes to refrain from: the undertaking
/// is told already.
pub(crate) fn forsworn(found: &mut Vec<(usize, Draft)>) {
    let binds = found.iter().any(|(_, d)| {
        d.mention.kind == Kind::Commitment && d.mention.status.value == Status::Agreed
    });
    found.retain(|(_, d)| {
        let m = &d.mention;
        let left = m.kind.family() == Family::Force
            && m.status.value == Status::Denied
            && m.status.rule == "en.event.status.refrain";
        !(binds && left)
    });
}

impl Scene<'_> {
    /// 'Kenya accused Sudan of bombing the town of X': who accuses is the one
    /// struck, where no other is named.
    pub(crate) fn accuser(&self, mention: &mut EventMention, verb: Option<u32>) {
        let acts = |p: &PartyArgument| p.role != Role::Target;
        let one = mention.parties.len() == 1 && mention.parties.iter().all(acts);
        let tree = self.tree;
        // 'Japan said two Chinese ships had entered its waters'
        let intrudes = verb.is_some_and(|v| {
            let over = matches!(
                tree.lemma(v),
                "cross"
                    | "enter"
                    | "intrude"
                    | "stray"
                    | "violate"
                    | "breach"
                    | "penetrate"
                    | "ram"
            );
            over && tree.rel(v) == Deprel::Ccomp && mention.kind == Kind::Incident
        });
        let told = |v: u32| intrudes && matches!(tree.lemma(v), "say" | "report" | "announce");
        let above = verb
            .and_then(|v| tree.s.head(v))
            .filter(|&v| one && (tree.lemma(v) == "accuse" || told(v)) && !tree.is_passive(v));
        if let Some(who) = above.and_then(|v| tree.subject(v)) {
            let rule = mention.rule.clone();
            self.add_actors(mention, Role::Target, who, &rule);
        }
    }

    /// 'Four soldiers of X were killed when Y shelled positions': whom the clause
    /// above tells of as hit.
    pub(crate) fn hit_above(&self, verb: u32) -> Option<u32> {
        let tree = self.tree;
        let when = tree
            .children(verb)
            .any(|c| c < verb && matches!(tree.lemma(c), "when" | "as" | "after"));
        let above = tree
            .s
            .head(verb)
            .filter(|_| when && tree.rel(verb) == Deprel::Advcl)?;
        let hurt = match tree.lemma(above) {
            "kill" | "wound" | "injure" | "hurt" => tree.is_passive(above),
            "die" | "perish" => true,
            _ => false,
        };
        hurt.then(|| tree.s.child(above, &[Deprel::NsubjPass, Deprel::Nsubj]))
            .flatten()
    }

    /// Names as the one struck the state that a place lies in: 'launched air
    /// strikes on Gaza', 'shelled the village of X'.
    pub(crate) fn struck(&self, mention: &mut EventMention, token: u32, rule: &str) {
        let tree = self.tree;
        let of = tree
            .s
            .children_by(token, &[Deprel::Nmod])
            .filter(|&c| tree.case(c).as_deref() == Some("of"));
        // 'Struck Damascus airport'
        let named = [Deprel::Appos, Deprel::Flat, Deprel::Compound];
        let of = of.chain(tree.s.children_by(token, &named));
        let place = std::iter::once(token)
            .chain(of)
            .flat_map(|t| self.names.at(t))
            .find_map(|e| Some((e.span, e.place.as_ref()?.country.clone()?)));
        // 'Blew up the office with the South'
        let shared = tree
            .obliques(token)
            .filter(|(case, _)| case == "with")
            .flat_map(|(_, t)| self.names.at(t).iter().copied())
            .find_map(|e| {
                Some((
                    e.span,
                    e.parties.first().filter(|p| is_state(&p.id))?.id.0.clone(),
                ))
            });
        let Some((span, country)) = place.or(shared) else {
            return;
        };
        let own = mention
            .parties
            .iter()
            .any(|p| p.party.id.as_str() == country);
        if !own {
            mention.parties.push(PartyArgument {
                party: Party {
                    id: PartyId(country),
                    sector: None,
                },
                role: Role::Target,
                span,
                rule: rule.to_owned(),
            });
        }
    }
}
